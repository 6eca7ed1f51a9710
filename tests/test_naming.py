"""Names instead of ids, dates as people write them, the only network left out: the same for every command."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.basics.errors import UsageProblem
from ksnet.records.said import said_date, said_day, said_hours, said_moment, said_since
from tests.conftest import Run

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]


# --- dates


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-08", "8.9.2026", "08.09.2026", "8.9.26", "8. September 2026", "8. Sept. 2026", "8 sep 26", "Di, 8.9.2026",
        "Dienstag, den 8. September 2026", "  8.9.2026 ", "8. 9. 2026", "2026.09.08", "2026/9/8",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert said_day(text) == dt.date(2026, 9, 8)
    assert said_date(text).text == said_moment(text).text == "2026-09-08"


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-22 09:00", "2026-04-22T09:00", "22.4.2026 9:00", "22.4.26 9 Uhr", "22.4.2026, 9.00 Uhr", "22.4.2026 um 9 Uhr",
        "Mittwoch, 22. April 2026, um 9:00 Uhr", "22.4.2026  9:00", "22.04.2026 - 9:00",
    ],
)  # fmt: skip
def test_a_moment_is_read_as_people_write_it(text: str) -> None:
    assert said_moment(text).text == "2026-04-22 09:00"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12/2027", "2027-12"), ("12.2027", "2027-12"), ("Dezember 2027", "2027-12"), ("Dez. 2027", "2027-12"), ("2027-12", "2027-12"),
        ("2027/12", "2027-12"), ("2027", "2027"), ("2022/2023-02-08", "2022/2023-02-08"), ("1.3.98", "1998-03-01"), ("1.3.31", "2031-03-01"),
    ],
)  # fmt: skip
def test_a_date_is_as_exact_as_it_is_written(text: str, date: str) -> None:
    assert said_date(text).text == said_since(text).text == date


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ist kein Tag"),
        ("bald", "ist kein Tag. Schreibweise: 30.6.2026"),
        ("12/2027", "ist kein Tag"),
        ("2027", "ist kein Tag"),
        ("31.6.2026", "Den 31. gibt es im Monat 06/2026 nicht"),
        ("2026-13-01", "Einen Monat 13 gibt es nicht"),
        ("30.6.", "fehlt das Jahr"),
        ("3/4/2026", "kann zwei Tage meinen"),
        ("Mo, 8.9.2026", "Der Wochentag passt nicht zum Datum; der Tag ist Dienstag, 8. September 2026"),
        ("8.9.2026 9:00", "Hier steht nur ein Tag, keine Uhrzeit"),
        ("1.1.1800", "liegt außerhalb von 1900 bis 2199"),
    ],
)
def test_what_is_no_day_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(UsageProblem, match=re.escape(said)) as refused:
        said_day(text)
    assert "start:" not in str(refused.value)


def test_beginning_and_end_in_one_are_asked_for_one_by_one() -> None:
    with pytest.raises(UsageProblem, match="einzeln angeben: 2026-04-22 09:00 und 2026-04-22 11:00"):
        said_moment("22.4.2026 9-11 Uhr")


@pytest.mark.parametrize("text", ["13:30-15:30", "13.30 – 15.30 Uhr", "von 13:30 bis 15:30", "13:30 Uhr bis 15:30 Uhr"])
def test_hours_are_read_as_people_write_them(text: str) -> None:
    assert said_hours(text) == (dt.time(13, 30), dt.time(15, 30))


@pytest.mark.parametrize("text", ["", "bis", "25", "9 bis", "15-13", "9-11-13", "früh"])
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(UsageProblem, match="ist keine Uhrzeit"):
        said_hours(text)
