"""What is counted, for every kind of date that a record may give:
days, months, years, some day between two, none.

A table names records and what follows from them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from ksnet.duties.counting.cadence import judge_cadence, periods
from ksnet.duties.counting.events import (
    begins_within,
    is_past,
    last_day,
    may_begin_within,
    misdated,
    touches,
)
from ksnet.duties.counting.meetings import (
    is_meeting,
    is_meeting_among,
    is_meeting_of,
    meets_rule,
    minutes_expected,
    of_kinds,
    sort_meetings,
)
from ksnet.duties.counting.membership import (
    count_proposed,
    coverage,
    in_office,
    left,
    member_span,
    members_on,
    own_span,
)
from ksnet.duties.counting.reports import overdue_after, owed_years, taken_up
from ksnet.duties.counting.spans import TimeSpan, Window, complete_for, complete_on, months_later
from ksnet.duties.counting.tasks import open_tasks
from ksnet.duties.counting.trainings import sort_trainings, why_not
from ksnet.records.event import EventRecord
from ksnet.records.values import PartialDate, parse_since
from ksnet.records.vocabulary import EventKind, Frequency, Per
from ksnet.repository import Network, Repository

DAY = dt.timedelta(days=1)
NOWHERE = Path(__file__).parent / "no-such-folder"
HEAD = "name: Netz\nkind: netzwerk\n"
YEAR = Window.of_year(2025)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def days(text: str) -> Window:
    """Return the days of `2025-01-01..2025-03-31`."""
    first, _, last = text.partition("..")
    return Window(day(first), day(last or first))


def date(text: str | None) -> PartialDate | None:
    return parse_since(text) if text else None


def read(network: str, files: Mapping[str, str] | None = None) -> Network:
    """Return a network made of these texts: of events by their id, of other files by their path."""
    offices = "" if "youth_offices:" in network else "youth_offices: []\n"
    texts = {"data/networks/n/network.yaml": HEAD + offices + network}
    for name, text in (files or {}).items():
        texts[name if "/" in name else f"data/events/n/{name}.yaml"] = text
    return Repository(NOWHERE, {name: text.encode() for name, text in texts.items()}).network("n")


def event(
    start: str, status: str = "stattgefunden", kind: str = "konferenz", more: str = ""
) -> str:
    kinds = f"kind: {kind}\n" if kind else ""
    states = f"status: {status}\n" if status else ""
    return f"title: T\n{kinds}start: {start}\n{states}{more}"


def record(text: str, ident: str = "undated-e") -> EventRecord:
    network = read("", {ident: text})
    assert {fault.rule.name for fault in network.faults} <= {"missing-key"}  # such as a kind
    return network.events[ident].record


# --- spans of days
# -------------------------------------------------------------------------------------------------


class Span(NamedTuple):
    """From and until when something was in force: on which days it may have been,
    and on which it certainly was.
    """

    since: str | None
    until: str | None
    may: tuple[str | None, str | None]
    sure: tuple[str | None, str | None]


@pytest.mark.parametrize(
    "span",
    [
        Span("2024-03-10", "2024-06-20", ("2024-03-10", "2024-06-20"), ("2024-03-10", "2024-06-20")),
        Span("2024-03", "2024-06", ("2024-03-01", "2024-06-30"), ("2024-03-31", "2024-06-01")),
        Span("2023", "2025", ("2023-01-01", "2025-12-31"), ("2023-12-31", "2025-01-01")),
        Span("2023/2024-03", "2025-02/2025-04-10", ("2023-01-01", "2025-04-10"), ("2024-03-31", "2025-02-01")),
        Span("2024-02", None, ("2024-02-01", None), ("2024-02-29", None)),
        Span(None, "2024-02", (None, "2024-02-29"), (None, "2024-02-01")),
        Span("2024-06-10", "2024-06-10", ("2024-06-10", "2024-06-10"), ("2024-06-10", "2024-06-10")),
        Span(None, None, (None, None), (None, None)),
    ],
    ids=str,
)  # fmt: skip
def test_a_span_of_vague_dates_has_days_that_are_possible_and_days_that_are_certain(
    span: Span,
) -> None:
    found = TimeSpan(date(span.since), date(span.until))
    within = day("2024-06-10")
    first, last = span.may
    if first:
        assert [found.on(day(first) - DAY), found.on(day(first))] == [False, True]
        assert not found.touches(Window(dt.date.min, day(first) - DAY))
        assert found.touches(Window(dt.date.min, day(first)))
    else:
        assert found.on(dt.date.min)
        assert found.touches(Window(dt.date.min, dt.date.min))
    if last:
        assert [found.on(day(last)), found.on(day(last) + DAY)] == [True, False]
        assert not found.touches(Window(day(last) + DAY, dt.date.max))
        assert found.touches(Window(day(last), dt.date.max))
    else:
        assert found.on(dt.date.max)
        assert found.touches(Window(dt.date.max, dt.date.max))
    first, last = span.sure
    begin, end = day(first) if first else within, day(last) if last else within
    assert found.covers(Window(min(begin, end), max(begin, end))) is (begin <= end)
    if first:
        assert not found.covers(Window(begin - DAY, end))
    if last:
        assert not found.covers(Window(begin, end + DAY))


def test_what_began_at_an_unknown_day_may_always_have_been_and_never_certainly() -> None:
    span = TimeSpan(date("unbekannt"), None)
    assert span.on(dt.date.min)
    assert not span.covers(Window(dt.date.max, dt.date.max))


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2025-01-01", "2025-12-31", "Jahr 2025"),
        ("2025-01-01", "2026-12-31", "01.01.2025 bis 31.12.2026"),
        ("2025-01-02", "2025-12-31", "02.01.2025 bis 31.12.2025"),
        ("2025-03-01", "9999-12-31", "ab 01.03.2025"),
        ("0001-01-01", "2025-03-01", "bis 01.03.2025"),
    ],
)
def test_a_window_is_said_in_german(first: str, last: str, text: str) -> None:
    assert Window(day(first), day(last)).text == text


@pytest.mark.parametrize(
    ("since", "months", "then"),
    [
        ("2025-03-15", 0, "2025-03-15"),
        ("2025-03-15", 1, "2025-04-15"),
        ("2025-11-15", 1, "2025-12-15"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2025-01-15", 23, "2026-12-15"),
        ("2025-03-31", 1, "2025-04-30"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2025-01-30", 1, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("9999-12-01", 1, "9999-12-31"),
    ],
)
def test_some_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    since: str, months: int, then: str
) -> None:
    assert months_later(day(since), months) == day(then)


@pytest.mark.parametrize(
    ("head", "window", "complete"),
    [
        ("founded: 2024-05-01\n", "2024-05-01..2024-12-31", True),
        ("founded: 2024-05-01\n", "2024-01-01..2024-12-31", True),
        ("founded: 2024\n", "2024-01-01..2024-12-31", True),
        ("founded: 2024\n", "2024-01-01..2024-12-30", False),
        ("founded: 2024\n", "2024-01-02..2024-12-31", False),
        ("founded: 2024\n", "2024-12-31..2025-06-30", True),
        ("founded: 2024\n", "2024-12-30..2025-06-30", False),
        ("founded: 2023/2024\n", "2024-01-01..2024-12-31", False),
        ("founded: 2023/2024\n", "2023-01-01..2024-12-31", True),
        ("founded: 2024\ncomplete_since: 2024\n", "2024-01-01..2024-12-31", True),
        ("founded: 2024\ncomplete_since: 2024-06-15\n", "2024-01-01..2024-12-31", False),
        ("founded: 2024\ncomplete_since: 2024-06-15\n", "2024-06-15..2024-12-31", True),
        ("founded: 2024-05-01\ncomplete_since: 2024-05-01\n", "2024-01-01..2024-12-31", True),
        ("founded: 2024-05-01\ncomplete_since: 2024-05-02\n", "2024-01-01..2024-12-31", False),
        ("founded: 2024-05-01\ncomplete_since: 2024-04\n", "2024-01-01..2024-12-31", True),
        ("founded: 2024-05-10\ncomplete_since: 2024-05\n", "2024-01-01..2024-12-31", False),
        ("founded: 2024-05\ncomplete_since: 2024-05-01\n", "2024-01-01..2024-12-31", True),
        ("complete_since: 2024\n", "2024-12-31..2025-12-31", True),
        ("complete_since: 2024\n", "2024-12-30..2025-12-31", False),
        ("complete_since: 2024\n", "2024-01-01..2024-12-31", False),
        ("founded: unbekannt\n", "2024-01-01..2024-12-31", False),
        ("founded: 2020\ncomplete_since: nie\n", "2024-01-01..2024-12-31", False),
        ("", "2024-01-01..2024-12-31", False),
    ],
)  # fmt: skip
def test_the_records_claim_to_be_complete_for_some_days(
    head: str, window: str, complete: bool
) -> None:
    assert complete_for(read(head), days(window)) is complete


def test_they_claim_it_for_a_day_from_the_end_of_a_vague_one_on() -> None:
    network = read("complete_since: 2024-06\n")
    assert [complete_on(network, day(f"2024-06-{number}")) for number in (29, 30)] == [False, True]


# --- when an event lies
# -------------------------------------------------------------------------------------------------


class Lies(NamedTuple):
    """An event, its last day, and whether it may touch 2025, begins or may begin in it."""

    start: str
    end: str
    last: str
    year: str


@pytest.mark.parametrize(
    "row",
    [
        Lies("2025-06-10", "", "2025-06-10", "touches begins may"),
        Lies("2025-01-01", "", "2025-01-01", "touches begins may"),
        Lies("2025-12-31", "", "2025-12-31", "touches begins may"),
        Lies("2024-12-31", "", "2024-12-31", ""),
        Lies("2026-01-01", "", "2026-01-01", ""),
        Lies("2024-12-30", "2025-01-01", "2025-01-01", "touches"),
        Lies("2025-12-31", "2026-01-02", "2026-01-02", "touches begins may"),
        Lies("2025", "", "2025-12-31", "touches begins may"),
        Lies("2025-03", "2025-03-10", "2025-03-31", "touches begins may"),
        Lies("2025-03-10", "2025-04", "2025-04-30", "touches begins may"),
        Lies("2024/2025", "", "2025-12-31", "touches may"),
        Lies("2025/2026", "", "2026-12-31", "touches may"),
        Lies("2024-12/2025-01-01", "", "2025-01-01", "touches may"),
        Lies("null", "", "", ""),
    ],
    ids=str,
)
def test_an_event_lies_in_a_year_certainly_or_maybe(row: Lies) -> None:
    found = record(event(row.start, more=f"end: {row.end}\n" if row.end else ""))
    assert last_day(found) == (day(row.last) if row.last else None)
    said = {
        "touches": touches(found, YEAR),
        "begins": begins_within(found, YEAR),
        "may": may_begin_within(found, YEAR),
    }
    assert " ".join(word for word, true in said.items() if true) == row.year
    if row.last:
        assert not is_past(found, day(row.last))
        assert is_past(found, day(row.last) + DAY)
    else:
        assert not is_past(found, dt.date.max)


@pytest.mark.parametrize(
    ("ident", "right", "wrong"),
    [
        ("2025-03-10-t", "2025-03-10 2025-03 2025 2025-03-10/2025-04 2025-02/2025-03-10 null", "2025-03-11 2025-03-09 2025-04 2024 2025-03-11/2025-04"),
        ("2025-03-t", "2025-03-01 2025-03-31 2025-03 2025 2024/2025-03-01", "2025-02-28 2025-04-01 2025-04 2026 2024/2025-02-28"),
        ("2025-t", "2025-01-01 2025-12-31 2025-07 2025", "2024-12-31 2026-01-01 2024"),
        ("2025-ak-12-t", "2025-01-01 2025-12-31", "2024-12-31 2026-01-01"),
        ("2025-03-1ak-12", "2025-03-31", "2025-04-01"),
        ("2025-02-30-t", "2025-12-31 2026-01-01", ""),
        ("undated-t-12", "2025-12-31 2026-01-01", ""),
    ],
)  # fmt: skip
def test_a_file_name_contradicts_the_date_where_no_reading_makes_them_one(
    ident: str, right: str, wrong: str
) -> None:
    for start in right.split():
        assert not misdated(ident, record(event(start), ident)), start
    for start in wrong.split():
        assert misdated(ident, record(event(start), ident)), start


def test_a_file_is_named_after_the_day_for_which_its_event_was_first_planned() -> None:
    moved = event("2025-05-20", more="rescheduled_from: ['2025-03-10', '2025-04-10']\n")
    assert not misdated("2025-03-10-t", record(moved, "2025-03-10-t"))
    assert not misdated("2025-05-20-t", record(moved, "2025-05-20-t"))
    assert misdated("2025-04-10-t", record(moved, "2025-04-10-t"))
    assert misdated("2025-05-t", record(moved, "2025-05-t"))


# --- the own rule of a group
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("per", "said"),
    [
        (None, ""),
        (Per.JAHR, "2024: 2024-01-01..2024-12-31"),
        (Per.ZWEI_JAHRE, "2023 und 2024: 2023-01-01..2024-12-31"),
        (Per.HALBJAHR, "1. Halbjahr 2024: 2024-01-01..2024-06-30, 2. Halbjahr 2024: 2024-07-01..2024-12-31"),
        (Per.QUARTAL, "1. Quartal 2024: 2024-01-01..2024-03-31, 2. Quartal 2024: 2024-04-01..2024-06-30, 3. Quartal 2024: 2024-07-01..2024-09-30, 4. Quartal 2024: 2024-10-01..2024-12-31"),
        (Per.MONAT, "Januar 2024: 2024-01-01..2024-01-31, Februar 2024: 2024-02-01..2024-02-29, März 2024: 2024-03-01..2024-03-31"),
    ],
)  # fmt: skip
def test_a_year_has_the_periods_of_a_rule(per: Per | None, said: str) -> None:
    found = [f"{label}: {window.first}..{window.last}" for label, window in periods(per, 2024)]
    assert ", ".join(found[:4] if per is not Per.MONAT else found[:3]) == said
    assert len(found) == {None: 0, Per.HALBJAHR: 2, Per.QUARTAL: 4, Per.MONAT: 12}.get(per, 1)


def test_each_span_of_time_has_words_that_stand_alone() -> None:
    assert [str(one) for one in Frequency] == [str(one) for one in Per]


class Rule(NamedTuple):
    """The rule of a group, its meetings with their state, the day, and how 2025 is judged."""

    rule: str
    events: str
    said: str
    as_of: str = "2026-06-30"
    group: str = ""
    head: str = "founded: 2023-01-01\n"
    in_doubt: int = 0


SINGLE = "{meetings: 1, per: jahr}"
TWICE = "{meetings: 2, per: jahr}"
HALVES = "{meetings: 1, per: halbjahr}"
LOST = "2025: 0 von 1 nicht-eingehalten"
RULES = [
    Rule(SINGLE, "2025-03-10", "2025: 1 von 1 eingehalten"),
    Rule(SINGLE, "2025-01-01", "2025: 1 von 1 eingehalten"),
    Rule(SINGLE, "2025-12-31", "2025: 1 von 1 eingehalten"),
    Rule(SINGLE, "2024-12-31 2026-01-01", LOST),
    Rule(SINGLE, "2025", "2025: 1 von 1 eingehalten"),
    Rule(SINGLE, "2025-03-10:abgesagt 2025-04-10:verschoben", LOST),
    Rule(SINGLE, "2024/2025", "2025: 0 von 1 nicht-beurteilbar (1 nicht sicher diesem Zeitraum zuzuordnen)"),
    Rule(TWICE, "2024/2025 2025-03-10 2025-04-10", "2025: 2 von 2 eingehalten (1 nicht sicher diesem Zeitraum zuzuordnen)"),
    Rule("{meetings: 3, per: jahr}", "2024/2025 2025-03-10", "2025: 1 von 3 nicht-eingehalten (1 nicht sicher diesem Zeitraum zuzuordnen)"),
    Rule(SINGLE, "2025-03-10:angekuendigt", "2025: 0 von 1 nicht-beurteilbar (1 angekündigt oder geplant, Ergebnis nicht erfasst)"),
    Rule(TWICE, "2025-03-10:angekuendigt 2025-04-10:geplant", "2025: 0 von 2 nicht-beurteilbar (2 angekündigt oder geplant, Ergebnis nicht erfasst)"),
    Rule("{meetings: 3, per: jahr}", "2025-03-10:angekuendigt 2024/2025", "2025: 0 von 3 nicht-eingehalten (1 nicht sicher diesem Zeitraum zuzuordnen; 1 weiteres angekündigt oder geplant, Ergebnis nicht erfasst)"),
    Rule(SINGLE, "", "2025: 0 von 1 nicht-beurteilbar", in_doubt=1),
    Rule(TWICE, "", "2025: 0 von 2 nicht-eingehalten", in_doubt=1),
    Rule(TWICE, "2025-03-10", "2025: 1 von 2 nicht-beurteilbar", in_doubt=1),
    # while it runs, and before it has begun
    Rule(SINGLE, "", "2025: 0 von 1 laeuft +1", "2025-12-31"),
    Rule(SINGLE, "", LOST, "2026-01-01"),
    Rule(SINGLE, "", "2025: 0 von 1 laeuft +1", "2025-01-01"),
    Rule(SINGLE, "", "2025: 0 von 1 laeuft +1 hat noch nicht begonnen", "2024-12-31"),
    Rule(SINGLE, "2025-03-10", "2025: 1 von 1 eingehalten", "2025-03-10"),
    Rule(TWICE, "2025-03-10", "2025: 1 von 2 laeuft +1", "2025-06-30"),
    Rule(TWICE, "2025-12-10:geplant", "2025: 0 von 2 laeuft (1 geplant oder angekündigt) +1", "2025-06-30"),
    Rule(TWICE, "2025-12-10:geplant 2025-12-11:bestaetigt", "2025: 0 von 2 laeuft (2 geplant oder angekündigt)", "2025-12-31"),
    Rule(TWICE, "2025-12-10:geplant 2025-12-11:bestaetigt 2025-12-12:geplant", "2025: 0 von 2 laeuft (3 geplant oder angekündigt)", "2025-06-30"),
    Rule("{meetings: 3, per: jahr}", "2025-12-10:geplant", "2025: 0 von 3 laeuft (1 geplant oder angekündigt) +1", "2025-06-30", in_doubt=1),
    Rule(HALVES, "2025-06-30", "1. Halbjahr 2025: 1 von 1 eingehalten, 2. Halbjahr 2025: 0 von 1 laeuft +1 hat noch nicht begonnen", "2025-06-30"),
    Rule(HALVES, "2025-07-01", "1. Halbjahr 2025: 0 von 1 nicht-eingehalten, 2. Halbjahr 2025: 1 von 1 eingehalten", "2025-07-01"),
    Rule("{meetings: 2, per: halbjahr}", "2025-02-10 2025-06-30 2025-08-10 2025-09", "1. Halbjahr 2025: 2 von 2 eingehalten, 2. Halbjahr 2025: 2 von 2 eingehalten"),
    Rule("{meetings: 2, per: halbjahr}", "2025-02-10 2025-06/2025-07", "1. Halbjahr 2025: 1 von 2 nicht-beurteilbar (1 nicht sicher diesem Zeitraum zuzuordnen), 2. Halbjahr 2025: 0 von 2 nicht-eingehalten (1 nicht sicher diesem Zeitraum zuzuordnen)"),
    Rule("{meetings: 1, per: zwei-jahre}", "2024-01-01", "2024 und 2025: 1 von 1 eingehalten"),
    Rule("{meetings: 1, per: zwei-jahre}", "2023-12-31", "2024 und 2025: 0 von 1 nicht-eingehalten"),
    # what counts
    Rule(SINGLE, "2025-03-10::fachtag", LOST),
    Rule("{meetings: 1, per: jahr, kinds: [fachtag]}", "2025-03-10::fachtag", "2025: 1 von 1 eingehalten"),
    Rule("{meetings: 1, per: jahr, kinds: [fachtag]}", "2025-03-10", LOST),
    # several, unknown, too young, over, incomplete
    Rule(SINGLE, "2025-03-10", "2025: 1 von 1 eingehalten", group="    count: 1\n"),
    Rule(SINGLE, "2025-03-10", "2025: 1 von 1 nicht-beurteilbar (der Eintrag steht für 2 Gremien, die nicht einzeln erfasst sind)", group="    count: 2\n"),
    Rule(SINGLE, "", "2025: 0 von 1 nicht-beurteilbar (Beginn des Gremiums nicht erfasst)", head=""),
    Rule(SINGLE, "2024/2025:angekuendigt", "2025: 0 von 1 nicht-beurteilbar (1 angekündigt oder geplant, Ergebnis nicht erfasst; Beginn des Gremiums nicht erfasst)", head=""),
    Rule(SINGLE, "", "2025: 0 von 1 laeuft", "2025-06-30", head=""),
    Rule(SINGLE, "", LOST, head="complete_since: 2025-01-01\n"),
    Rule(SINGLE, "", LOST, head="complete_since: 2025-01-01\n", group="    since: unbekannt\n"),
    Rule(SINGLE, "", "2025: 0 von 1 nicht-beurteilbar (Unterlagen nicht vollständig)", head="founded: 2023\ncomplete_since: 2025-01-02\n"),
    Rule(SINGLE, "", "2025: 0 von 1 nicht-beurteilbar (Unterlagen nicht vollständig)", head="founded: 2023\ncomplete_since: nie\n"),
    Rule(SINGLE, "", LOST, group="    since: 2025-01-01\n"),
    Rule(SINGLE, "", "2025: 0 von 1 nicht-beurteilbar (Gremium bestand nicht sicher im ganzen Zeitraum)", group="    since: 2025-01-02\n"),
    Rule(SINGLE, "", "2025: 0 von 1 nicht-beurteilbar (Gremium bestand nicht sicher im ganzen Zeitraum)", group="    since: 2024/2025-02\n"),
    Rule(SINGLE, "", LOST, group="    since: 2024\n"),
    Rule(SINGLE, "", LOST, group="    until: 2025-12-31\n"),
    Rule(SINGLE, "", "2025: 0 von 1 nicht-beurteilbar (Gremium bestand nicht sicher im ganzen Zeitraum)", group="    until: 2025-12\n"),
    Rule(SINGLE, "", "2025: 0 von 1 laeuft", "2025-06-30", group="    until: 2025-12\n"),
    Rule(SINGLE, "", "2025: 0 von 1 nicht-beurteilbar (Gremium bestand nicht sicher im ganzen Zeitraum)", head="founded: 2023\nuntil: 2025-12-30\n"),
    Rule(SINGLE, "", LOST, head="founded: 2023\nuntil: 2025-12-30\n", group="    until: 2026-12-31\n"),
    # no period in which there was no group
    Rule(HALVES, "2025-09-10", "2. Halbjahr 2025: 1 von 1 eingehalten", group="    since: 2025-07-01\n"),
    Rule(HALVES, "", "2. Halbjahr 2025: 0 von 1 nicht-eingehalten", head="founded: 2025-07-01\n"),
    Rule(HALVES, "2025-03-10", "1. Halbjahr 2025: 1 von 1 eingehalten", group="    until: 2025-06-30\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    "row",
    RULES,
    ids=lambda row: " ".join(str(part).strip() for part in row),
)
def test_a_rule_is_judged_in_each_of_its_periods(row: Rule) -> None:
    files = {}
    for number, meeting in enumerate(row.events.split(), start=1):
        start, status, kind = (*meeting.split(":"), "", "")[:3]
        files[f"undated-t{number}"] = event(
            start, status or "stattgefunden", kind or "konferenz", "groups: [g]\n"
        )
    files["undated-others"] = event("2025-03-10", more="groups: [h]\n")
    group = f"  - id: g\n    name: G\n    kind: plenum\n    cadence: {row.rule}\n{row.group}"
    network = read(f"{row.head}groups:\n{group}  - id: h\n    name: H\n    kind: plenum\n", files)
    chosen = network.record.groups[0]
    found = judge_cadence(
        network, chosen, chosen.cadence[0], 2025, day(row.as_of), in_doubt=row.in_doubt
    )
    said = [
        f"{one.label}: {one.held} von {one.need} {one.verdict}"
        + (f" ({one.note})" if one.note else "")
        + (f" +{one.undated}" if one.undated else "")
        + (f" {one.word}" if not one.begun else "")
        for one in found
    ]
    assert ", ".join(said) == row.said


# --- what counts as a meeting, a training, a gathering
# -------------------------------------------------------------------------------------------------

COURSE = "qualification: {interdisciplinary: true, categories: [schule, insofa]}\n"
KINDS = [kind.value for kind in EventKind]


def test_trainings_case_conferences_and_events_for_the_public_are_no_meetings() -> None:
    no_meetings = {
        "fachtag", "fortbildung", "fachvortrag", "workshop", "fallkonferenz", "oeffentlichkeit",
    }  # fmt: skip
    for kind in (*KINDS, ""):
        plain, course = (
            record(event("2025", kind=kind)),
            record(event("2025", kind=kind, more=COURSE)),
        )
        assert is_meeting(plain) is (kind not in no_meetings), kind
        assert is_meeting(course) is (kind not in {*no_meetings, "", "sonstige"}), kind
        expected = kind not in {*no_meetings, "", "sonstige"}
        assert minutes_expected(plain) is expected, kind
        assert not minutes_expected(record(event("2025", "geplant", kind=kind))), kind


def test_a_meeting_is_of_the_groups_that_it_names_and_that_are_of_the_network() -> None:
    groups = read(
        "groups:\n  - id: g\n    name: G\n    kind: plenum\n    cadence:\n      - {meetings: 1, per: jahr, kinds: [fachtag]}\n      - {meetings: 1, per: jahr}\n"
        "  - id: fremd\n    name: Fremd\n    kind: plenum\n    external: true\n    cadence: {meetings: 1, per: jahr, kinds: [fachtag]}\n  - id: h\n    name: H\n    kind: plenum\n"
    ).record.groups
    g, fremd, h = groups

    def held(kind: str, names: str) -> EventRecord:
        return record(event("2025", kind=kind, more=f"groups: [{names}]\n"))

    assert is_meeting_of(held("konferenz", "g"), g)
    assert is_meeting_of(held("fachtag", "g"), g)
    assert not is_meeting_of(held("workshop", "g"), g)
    assert not is_meeting_of(held("konferenz", "h"), g)
    assert not is_meeting_of(held("fachtag", "h"), g)
    assert not is_meeting_of(held("fachtag", "h"), h)
    assert [meets_rule(held("konferenz", "g"), rule) for rule in g.cadence] == [False, True]
    assert [meets_rule(held("fachtag", "g"), rule) for rule in g.cadence] == [True, False]
    assert is_meeting_of(held("konferenz", "fremd"), fremd)
    among = {
        ("konferenz", ""): True, ("fachtag", ""): False, ("konferenz", "anders"): True,
        ("konferenz", "g"): True, ("fachtag", "g"): True, ("fachtag", "h"): False,
        ("konferenz", "fremd"): False, ("fachtag", "fremd"): False, ("konferenz", "fremd, h"): True,
        ("fachtag", "fremd, h"): False, ("fachtag", "h, g"): True,
    }  # fmt: skip
    for (kind, names), expected in among.items():
        assert is_meeting_among(held(kind, names), groups) is expected, (kind, names)


SORTED = {
    "tag": event("2025-03-10"),
    "jahr": event("2025"),
    "vage": event("2024/2025"),
    "davor": event("2024-12-31"),
    "danach": event("2026-01-01"),
    "ohne-tag": event("null"),
    "geplant-heute": event("2025-06-30", "geplant"),
    "geplant-gestern": event("2025-06-29", "geplant"),
    "geplant-monat": event("2025-06", "bestaetigt"),
    "geplant-mai": event("2025-05", "angekuendigt"),
    "begonnen": event("2025-06-29", "geplant", more="end: 2025-06-30\n"),
    "ohne-stand": event("2025-09-10", ""),
    "verlegt": event("2025-09-10", "verschoben"),
    "fachtag": event("2025-04-10", kind="fachtag"),
}


def names(*found: object) -> str:
    """Return the ids of events, in the order of the texts, kind by kind."""
    return " | ".join(
        " ".join(sorted(event.id.removeprefix("undated-") for event in events))  # type: ignore[attr-defined]
        for events in found
    )


def test_meetings_are_sorted_by_what_became_of_them() -> None:
    network = read("", {f"undated-{name}": text for name, text in SORTED.items()})
    found = sort_meetings(network.events.values(), YEAR, day("2025-06-30"))
    assert names(found.held, found.doubtful, found.planned, found.unanswered, found.called_off) == (
        "fachtag jahr tag | vage | begonnen geplant-heute geplant-monat | geplant-gestern geplant-mai ohne-stand | verlegt"
    )
    assert any(found)
    for name in ("tag", "vage", "geplant-heute", "geplant-gestern", "verlegt"):
        one = read("", {f"undated-{name}": SORTED[name]}).events.values()
        assert any(sort_meetings(one, YEAR, day("2025-06-30")))
    assert not any(sort_meetings((), YEAR, day("2025-06-30")))


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ((EventKind.FACHTAG, EventKind.AUFTAKT), "fachtag"),
        ((EventKind.AUFTAKT,), ""),
        ((), " ".join(sorted(SORTED))),
    ],
)
def test_events_are_chosen_by_kind(kinds: tuple[EventKind, ...], said: str) -> None:
    network = read("", {f"undated-{name}": text for name, text in SORTED.items()})
    assert names(of_kinds(network.events.values(), kinds)) == said


class Training(NamedTuple):
    """An event: as what it is counted in 2025 on 30 June 2025, and why it does not count."""

    text: str
    sorted_as: str
    why: str = ""


def course(start: str = "2025-03-10", status: str = "stattgefunden", kind: str = "fachtag", more: str = COURSE) -> str:  # fmt: skip
    return event(start, status, kind, more)


@pytest.mark.parametrize(
    "row",
    [
        Training(course(), "held"),
        Training(course(kind="konferenz"), "held"),
        Training(course(kind=""), "held"),
        Training(course("2025"), "held"),
        Training(course("2025-01-01"), "held"),
        Training(course("2024-12-31"), "", "nicht sicher in diesem Jahr"),
        Training(course("2024/2025"), "doubtful", "nicht sicher in diesem Jahr"),
        Training(course("2025-06-30", "geplant"), "planned"),
        Training(course("2025-06", "angekuendigt"), "planned"),
        Training(course("2025-06-29", "geplant"), "others", "Ergebnis nicht erfasst"),
        Training(course("2025-06-29", "geplant", more=f"end: 2025-06-30\n{COURSE}"), "planned"),
        Training(course(status="abgesagt"), "others", "hat nicht stattgefunden"),
        Training(course(status=""), "others", "hat nicht stattgefunden"),
        Training(course(more=""), "others", "nicht als Qualifizierungsangebot erfasst"),
        Training(course(kind="konferenz", more=""), "", "nicht als Qualifizierungsangebot erfasst"),
        Training(course(kind="fallkonferenz"), "", "nicht als Qualifizierungsangebot erfasst"),
        Training(course(more="qualification: {categories: [schule, insofa]}\n"), "others", "nicht als interdisziplinär erfasst"),
        Training(course(more="qualification: {interdisciplinary: false, categories: [schule, insofa]}\n"), "others", "nicht als interdisziplinär erfasst"),
        Training(course(more="qualification: {interdisciplinary: true, categories: [schule]}\n"), "others", "weniger als zwei Zielgruppen"),
        Training(course(more="qualification: {interdisciplinary: true, categories: [schule, schule]}\n"), "others", "weniger als zwei Zielgruppen"),
        Training(course(more="qualification: {interdisciplinary: true}\n"), "others", "weniger als zwei Zielgruppen"),
        Training(course(more="qualification: {interdisciplinary: true, categories: [schule, insofa, gesundheitsamt]}\n"), "held"),
    ],
    ids=str,
)  # fmt: skip
def test_a_training_counts_or_it_is_said_why_not(row: Training) -> None:
    network = read("", {"undated-t": row.text})
    filed = network.events["undated-t"]
    found = sort_trainings([filed], YEAR, day("2025-06-30"))
    kinds = ("held", "planned", "doubtful", "others")
    assert [kind for kind in kinds if filed in getattr(found, kind)] == row.sorted_as.split()
    assert why_not(filed.record, YEAR, day("2025-06-30")) == row.why


# --- who belongs to a network
# -------------------------------------------------------------------------------------------------


class Body(NamedTuple):
    """What a body and its Jugendamt say: the dates of the body, and those of its membership."""

    body: str
    office: str
    own: str
    belongs: str


@pytest.mark.parametrize(
    "row",
    [
        Body("", "", "-", "2020..2030"),
        Body("since: 2021", "", "2021..", "2021..2030"),
        Body("until: 2025", "", "..2025", "2020..2025"),
        Body("youth_office: ja", "since: 2022, until: 2026", "2022..2026", "2022..2026"),
        Body("youth_office: ja, since: 2021", "since: 2022, until: 2026", "2021..2026", "2021..2026"),
        Body("youth_office: ja, until: 2025", "since: 2022, until: 2026", "2022..2025", "2022..2025"),
        Body("youth_office: ja, since: 2021, until: 2025", "since: 2022, until: 2026", "2021..2025", "2021..2025"),
        Body("youth_office: fehlt", "since: 2022, until: 2026", "-", "2020..2030"),
        Body("since: 2021", "since: 2022, until: 2026", "2021..", "2021..2030"),
    ],
    ids=str,
)  # fmt: skip
def test_a_body_belongs_as_long_as_it_or_its_jugendamt_or_the_network_says(row: Body) -> None:
    office = f"{{id: ja, name: Jugendamt{row.office and ', '}{row.office}}}"
    body = f"{{id: b, name: B{row.body and ', '}{row.body}}}"
    network = read(
        f"founded: 2020\nuntil: 2030\nyouth_offices: [{{id: anders, name: A, since: 1999, until: 1999}}, {office}]\n",
        {"data/networks/n/members.yaml": f"members: [{body}]\n"},
    )
    member = network.members.members[0]
    for span, said in ((own_span(network, member), row.own), (member_span(network, member), row.belongs)):  # fmt: skip
        dates = f"{span.since or ''}..{span.until or ''}"
        assert ("-" if dates == ".." else dates) == said


PEOPLE = "  - id: b\n    name: B\n    categories: [schule, insofa]\n    people: [{id: p, family_name: P}, {id: q, family_name: Q}]\n"


@pytest.mark.parametrize(
    ("people", "acts"),
    [
        ("", "111"),
        ("{id: p, family_name: P}", "111"),
        ("{id: p, family_name: P, until: 2025-06-30}", "110"),
        ("{id: p, family_name: P, since: 2025-06-30}", "011"),
        ("{id: p, family_name: P, until: 2025-06}", "110"),
        ("{id: p, family_name: P, since: 2025-07}", "001"),
        ("{id: p, family_name: P, until: 2025-06-29}, {id: q, family_name: Q, since: 2025-07-01}", "101"),
        ("{id: p, family_name: 'Name gelöscht', redacted: 2025-06-30}", "100"),
        ("{id: p, family_name: 'Name gelöscht', redacted: 2025-06}", "000"),
        ("{id: p, family_name: P, redacted: 2025-06-30}", "111"),
        ("{id: p, family_name: 'Name gelöscht'}", "111"),
    ],
)  # fmt: skip
def test_somebody_is_in_office_for_a_body(people: str, acts: str) -> None:
    body = "  - id: b\n    name: B\n    categories: [schule, insofa]\n" + (
        f"    people: [{people}]\n" if people else ""
    )
    network = read("", {"data/networks/n/members.yaml": "members:\n" + body})
    member, land = network.members.members[0], network.land
    said = ""
    for number in (29, 30, 31):
        on = day("2025-06-29") + (number - 29) * DAY
        said += str(int(in_office(member, on)))
        filled = coverage([member], on, land)
        assert {category.value for category in filled} == (
            {"schule", "insofa"} if in_office(member, on) else set()
        )
        gone = {category.value for category in left([member], on, land)}
        assert gone == ({"schule", "insofa"} if not in_office(member, on) else set())
    assert said == acts


def test_what_was_only_proposed_fills_nothing_and_is_counted_apart() -> None:
    network = read(
        "youth_offices: [{id: ja, name: J, until: 2025-06-30}]\n",
        {
            "data/networks/n/members.yaml": "members:\n  - {id: amt, youth_office: ja}\n  - {id: b, name: B, categories: [schule, insofa]}\n"
            "  - {id: c, name: C, categories: [schule], unconfirmed: [categories]}\n  - {id: d, name: D, since: 2025-07-01, categories: [schule]}\n"
        },
    )
    for on, there in (("2025-06-30", ["amt", "b", "c"]), ("2025-07-01", ["b", "c", "d"])):
        found = members_on(network, day(on))
        assert [member.id for member in found] == there
        filled = coverage(found, day(on), network.land)
        assert {category.value: number for category, number in filled.items()} == (
            {"jugendamt": 1, "schule": 1, "insofa": 1} if "amt" in there else {"schule": 2, "insofa": 1}
        )  # fmt: skip
        proposed = count_proposed(found, network.land)
        assert {category.value: number for category, number in proposed.items()} == {"schule": 1}


# --- reports
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "years"),
    [
        ("founded: 2020\n", []),
        ("founded: 2020\nreport: {}\n", []),
        ("founded: 2020\nreport: {interval: jahr}\n", []),
        ("founded: 2020\nreport: {basis: vereinbarung}\n", [2023, 2024, 2025, 2026]),
        ("founded: 2020\nreport: {due: 05-31}\n", [2023, 2024, 2025, 2026]),
        ("founded: 2020\nreport: {due: 05-31, interval: zwei-jahre}\n", []),
        ("founded: 2024\nreport: {due: 05-31}\n", [2025, 2026]),
        ("founded: 2024-01-01\nreport: {due: 05-31}\n", [2024, 2025, 2026]),
        ("founded: 2020\nuntil: 2025-12-31\nreport: {due: 05-31}\n", [2023, 2024, 2025]),
        ("founded: 2020\nuntil: 2025\nreport: {due: 05-31}\n", [2023, 2024]),
        ("founded: 2024-03-01\nreport: {due: 05-31, since: 2024}\n", [2024, 2025, 2026]),
        ("founded: 2020\nreport: {due: 05-31, since: 2024-01-01}\n", [2024, 2025, 2026]),
        ("founded: 2020\nreport: {due: 05-31, since: 2024-01}\n", [2024, 2025, 2026]),
        ("founded: 2020\nreport: {due: 05-31, since: 2024-01-02}\n", [2025, 2026]),
        ("founded: 2020\nreport: {due: 05-31, until: 2025-12-31}\n", [2023, 2024, 2025]),
        ("founded: 2020\nreport: {due: 05-31, until: 2025}\n", [2023, 2024, 2025]),
        ("founded: 2020\nreport: {due: 05-31, until: 2025-12-30}\n", [2023, 2024]),
        ("founded: 2020\nreport: {due: 05-31, since: 2024, until: 2024}\n", [2024]),
    ],
)
def test_reports_are_owed_of_whole_years_in_which_the_rule_holds(
    head: str, years: list[int]
) -> None:
    assert list(owed_years(read(head), range(2023, 2027))) == years


@pytest.mark.parametrize(
    ("report", "found"),
    [
        ("due: 05-31", "2025: 2026-05-31 -"),
        ("due: 05-31, interval: jahr", "2025: 2026-05-31 -"),
        ("due: 05-31, interval: zwei-jahre", "2025: 2027-05-31 2024 2026"),
        ("basis: vereinbarung", "2025: - -"),
    ],
)
def test_a_report_of_two_years_is_due_later_and_may_stand_beside(report: str, found: str) -> None:
    text = "approved:\n  - by: {text: JHA}\n"
    said = []
    for year in (2023, 2024, 2026, 2027):
        network = read(f"report: {{{report}}}\n", {f"data/networks/n/years/{year}.yaml": text})
        if taken_up(network, 2025, day("2026-06-30")):
            said.append(str(year))
    due = overdue_after(read(f"report: {{{report}}}\n"), 2025)
    assert f"2025: {due or '-'} {' '.join(said) or '-'}" == found


def test_a_report_is_due_in_the_last_year_of_the_calendar_and_never_after_it() -> None:
    network = read("report: {due: 05-31}\n")
    assert overdue_after(network, 9998) == day("9999-05-31")
    assert overdue_after(network, 9999) is None
    assert overdue_after(read(""), 2025) is None


def test_a_report_is_taken_up_from_the_first_possible_day_on() -> None:
    text = "approved:\n  - by: {text: A}\n    on: 2026-07-01\n  - by: {text: B}\n    on: 2026-06\n"
    network = read("report: {due: 05-31}\n", {"data/networks/n/years/2025.yaml": text})
    assert taken_up(network, 2025, day("2026-05-31")) is None
    for on, number in (("2026-06-01", 1), ("2026-06-30", 1), ("2026-07-01", 0)):
        place = taken_up(network, 2025, day(on))
        assert place is not None
        assert place.path == ("approved", number)
    assert taken_up(network, 2024, day("2026-07-01")) is None


# --- tasks
# -------------------------------------------------------------------------------------------------


TASKS = {
    "undated-treffen": event("2025-03-10", more="results:\n  - {text: A, due: 2025-06-30}\n  - {kind: aufgabe, text: B, due: 2025-06}\n  - {text: C, due: 2025-06, done: 2025-05}\n  - {text: D}\n  - {due: 2025-06}\n"),
    "undated-abgesagt": event("2025-03-11", "abgesagt", more="results:\n  - {text: E, due: 2025-06-30}\nevaluation:\n  - {subject: yy, next: E, due: 2025-06-30}\n"),
    "data/networks/n/years/2025.yaml": "improvements:\n  - {text: F, due: 2025-06}\n  - {text: G, due: 2025-06, done: 2025-05-01}\n  - {text: H}\n  - {due: 2025-06}\n",
    "data/networks/n/plans/p.yaml": "title: P\nkind: massnahmenplan\nmeasures:\n  - {id: i, text: I, due: 2025-06}\n  - {id: j, text: J, due: 2025-06, done: 2025-05-01}\n  - {id: k, text: K, due: 2025-06, status: erreicht}\n  - {id: l, text: L, due: 2025-06, status: in-arbeit}\n  - {id: m, text: M}\nmilestones:\n  - {id: nn, text: NN, due: 2025-06}\n  - {id: o, text: O, due: 2025-06, done: 2025-05-01}\n  - {id: p, text: P}\n",
    "data/networks/n/plans/q.yaml": "title: Q\nkind: massnahmenplan\nstatus: verworfen\nmeasures:\n  - {id: r, text: R, due: 2025-06}\nmilestones:\n  - {id: s, text: S, due: 2025-06}\n",
}  # fmt: skip


def test_tasks_are_open_that_have_a_day_and_no_end() -> None:
    found = {
        f"{task.what}: {task.text} {task.place.file.rpartition('/')[2]} {task.place.path}"
        for task in open_tasks(read("", TASKS))
    }
    assert found == {
        "Ergebnis: A undated-treffen.yaml ('results', 0, 'due')",
        "Aufgabe: B undated-treffen.yaml ('results', 1, 'due')",
        "Ergebnis: ohne Text undated-treffen.yaml ('results', 4, 'due')",
        "Optimierung: F 2025.yaml ('improvements', 0, 'due')",
        "Optimierung: ohne Text 2025.yaml ('improvements', 3, 'due')",
        "Maßnahme: I p.yaml ('measures', 0, 'due')",
        "Maßnahme: L p.yaml ('measures', 3, 'due')",
        "Meilenstein: NN p.yaml ('milestones', 0, 'due')",
    }


@pytest.mark.parametrize(
    ("head", "due", "late"),
    [
        ("founded: 2020\n", "2025-06-30", "001"),
        ("founded: 2020\n", "2025-06", "001"),
        ("founded: 2025-06\n", "2025-06", "001"),
        ("complete_since: 2025-06-01\n", "2025-06", "001"),
        ("complete_since: 2025-06-02\n", "2025-06", "000"),
        ("complete_since: 2025-06-30\n", "2025-06-30", "001"),
        ("complete_since: 2025-07-01\n", "2025-06-30", "000"),
    ],
)
def test_a_task_is_late_once_its_last_day_has_passed_in_complete_records(
    head: str, due: str, late: str
) -> None:
    text = event("2025-03-10", more=f"results:\n  - {{text: A, due: {due}}}\n")
    network = read(head, {"undated-t": text})
    (task,) = open_tasks(network)
    around = (day("2025-06-30") + number * DAY for number in (-1, 0, 1))
    assert "".join(str(int(task.is_overdue(network, on))) for on in around) == late


def evaluation(start: str, status: str = "stattgefunden", subject: str = "x") -> str:
    return event(start, status, more=f"evaluation:\n  - {{subject: {subject}, next: Weiter}}\n")


@pytest.mark.parametrize(
    ("first", "again", "is_open"),
    [
        (("2025-03-10",), None, True),
        (("2025-03-10",), ("2025-03-11",), False),
        (("2025-03-10",), ("2025-03-10",), True),
        (("2025-03-10",), ("2025-03-09",), True),
        (("2025-03-10",), ("2025-03-11", "geplant"), True),
        (("2025-03-10",), ("2025-03-11", "stattgefunden", "yy"), True),
        (("2025-03",), ("2025-03-31",), True),
        (("2025-03",), ("2025-04",), False),
        (("2025-03",), ("2025-03/2025-04",), True),
        (("2025-03-10",), ("2025",), True),
        (("2025-03-10", "geplant"), None, True),
        (("2025-03-10", "abgesagt"), None, False),
        (("null",), None, False),
        (("2025-03-10", "stattgefunden", "null"), ("2025-03-11", "stattgefunden", "null"), True),
    ],
    ids=str,
)
def test_a_next_step_is_open_until_a_later_meeting_evaluates_again(
    first: tuple[str, ...], again: tuple[str, ...] | None, is_open: bool
) -> None:
    begun = evaluation(*first).replace("Weiter", "Weiter, due: 2025-12-31")
    files = {"undated-a": begun} | ({"undated-b": evaluation(*again)} if again else {})
    for one in (files, dict(reversed(files.items()))):
        found = [task.text for task in open_tasks(read("", one))]
        assert found == ["Weiter"] * is_open


def test_the_latest_of_several_evaluations_decides_and_what_cannot_be_read_may_be_one() -> None:
    files = {
        "undated-a": evaluation("2025-03-10").replace("Weiter", "Weiter, due: 2025-12-31"),
        "undated-b": evaluation("2025-03-11"),
        "undated-c": evaluation("2025-02-10"),
    }
    assert not list(open_tasks(read("", files)))
    assert not list(open_tasks(read("", dict(reversed(files.items())))))
    alone = {"undated-a": files["undated-a"]}
    assert not list(open_tasks(read("", {**alone, "undated-z": "title: [\n"})))
    broken_plan = {**alone, "data/networks/n/plans/p.yaml": "title: [\n"}
    assert [task.text for task in open_tasks(read("", broken_plan))] == ["Weiter"]
