"""`ksnet due`: what is coming or late, and nothing that the records cannot know."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import icalendar
import pytest

from ksnet.duties.due import DueItem, due_items
from ksnet.repository import Repository
from ksnet.rules.examples import BASE, SHORT
from tests.conftest import ROOT, Run
from tests.test_example import EXAMPLE

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = dt.date(2026, 6, 30)
HEAD = 'name: Netzwerk\nfounded: 2024-01-01\nyouth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n'
GROUPS = "groups:\n  - id: plenum\n    name: Plenum\n    kind: plenum\n    since: 2024-01-01\n    cadence: {}\n"
EVENT = "title: Treffen\nkind: {kind}\ngroups: [plenum]\nstart: {start}\nstatus: {status}\n"
TRAINING = EVENT + "qualification:\n  interdisciplinary: true\n  categories: [schule, insofa]\n"
EVENTS = "data/events/musterstadt"


@pytest.fixture
def due(tree: Tree) -> Callable[..., list[DueItem]]:
    """Return the items of one network made of these files.

    Further keys are added to `network.yaml`.
    """

    def run(
        network: str = "", *, days: int = 90, day: dt.date = DAY, head: str = HEAD, **files: str
    ) -> list[DueItem]:
        written = {SHORT["network"]: head + network}
        for name, text in files.items():
            path = (
                SHORT[name]
                if name in SHORT
                else f"{EVENTS}/{name.removeprefix('e').replace('_', '-')}.yaml"
            )
            written[path] = text
        root = tree(written)
        return due_items(Repository(root).network("musterstadt"), day, days)

    return run


def of_kind(items: list[DueItem], kind: str) -> list[tuple[str, bool]]:
    return [(item.due.isoformat(), item.late) for item in items if item.kind == kind]


# --- meetings
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cadence", "dates", "expected"),
    [
        ("{meetings: 2, per: jahr}", [], ["2 Treffen ohne Termin (2026"]),
        ("{meetings: 2, per: jahr}", ["2026-03-10"], ["1 Treffen ohne Termin (2026"]),
        ("{meetings: 2, per: jahr}", ["2026-03-10", "2026-11-10"], []),
        ("{meetings: 1, per: quartal}", ["2026-04-10"], ["1 Treffen ohne Termin (3. Quartal 2026"]),
        ("{meetings: 1, per: halbjahr}", ["2026-07-10", "2026-02-10"], []),
        (
            "{meetings: 1, per: jahr, kinds: [fachtag]}",
            ["2026-03-10"],
            ["1 Treffen ohne Termin (2026"],
        ),
        ("{meetings: 1, per: zwei-jahre}", ["2025-03-10"], []),
        (
            "{meetings: 1, per: monat}",
            ["2026-06-10", "2026-07", "2026-08-11"],
            ["1 Treffen ohne Termin (September 2026"],
        ),
    ],
)
def test_meetings_without_a_date_against_the_own_rule(
    due: Callable[..., list[DueItem]], cadence: str, dates: list[str], expected: list[str]
) -> None:
    files = {
        f"e{date.replace('-', '_')}_treffen": EVENT.format(
            kind="netzwerktreffen",
            start=date,
            status="stattgefunden" if date < "2026-06-30" else "geplant",
        )
        for date in dates
    }
    items = [item for item in due(GROUPS.format(cadence), **files) if item.kind == "cadence"]
    assert len(items) == len(expected)
    for item, text in zip(items, expected, strict=True):
        assert text in item.text
        assert not item.late
        assert item.place.path == ("groups", 0, "cadence")


@pytest.mark.parametrize(
    "network",
    [
        "complete_since: nie\n" + GROUPS.format("{meetings: 2, per: jahr}"),
        "complete_since: 2026-03-01\n" + GROUPS.format("{meetings: 2, per: jahr}"),
        GROUPS.format("{meetings: 2, per: jahr}").replace("since: 2024-01-01", "since: 2026-05-01"),
        GROUPS.format("{meetings: 2, per: jahr}") + "    until: 2026-03-31\n",
        GROUPS.format("{meetings: 2, per: jahr}") + "    count: 4\n",
    ],
    ids=["never complete", "complete later", "younger group", "ended group", "several groups"],
)
def test_no_meeting_is_missing_where_the_records_cannot_know(
    due: Callable[..., list[DueItem]], network: str
) -> None:
    assert of_kind(due(network), "cadence") == []


def test_trainings_that_are_neither_held_nor_planned_this_year(
    due: Callable[..., list[DueItem]],
) -> None:
    held = TRAINING.format(kind="fortbildung", start="2026-03-10", status="stattgefunden")
    planned = TRAINING.format(kind="fortbildung", start="2026-10-08", status="geplant")
    cancelled = TRAINING.format(kind="fortbildung", start="2026-10-15", status="abgesagt")
    items = due(e2026_03_10_a=held, e2026_10_08_b=planned, e2026_10_15_c=cancelled)
    assert [
        (item.due.isoformat(), item.text[:24]) for item in items if item.kind == "training"
    ] == [("2026-12-31", "1 Qualifizierungsangebot")]
    assert of_kind(due("kind: jugendamt\n"), "training") == []
    assert of_kind(due("complete_since: nie\n"), "training") == []


@pytest.mark.parametrize(
    ("status", "start", "kind", "expected"),
    [
        ("geplant", "2026-07-08 09:00", "event", [("2026-07-08", False)]),
        ("angekuendigt", "2026-07", "event", [("2026-07-31", False)]),
        ("bestaetigt", "2026-06-30", "event", [("2026-06-30", False)]),
        ("geplant", "2026-10-08", "event", []),
        ("abgesagt", "2026-07-08", "event", []),
        ("geplant", "2026-06-10", "outcome", [("2026-06-10", True)]),
        ("verschoben", "2026-06-10", "new-date", [("2026-06-10", True)]),
        ("verschoben", "2026-08-10", "new-date", [("2026-08-10", False)]),
    ],
)
def test_events_in_the_window_and_those_that_need_a_word(
    due: Callable[..., list[DueItem]],
    status: str,
    start: str,
    kind: str,
    expected: list[tuple[str, bool]],
) -> None:
    items = due(e2026_treffen=EVENT.format(kind="konferenz", start=start, status=status))
    assert of_kind(items, kind) == expected
    assert {item.kind for item in items} <= {kind, "training"}


@pytest.mark.parametrize(
    ("status", "expected"),
    [("geplant", [("2026-06-10", True)]), ("bestaetigt", [("2026-06-10", True)]), ("angekuendigt", []), ("verschoben", [])],
)  # fmt: skip
def test_a_planned_event_in_the_past_is_late_whatever_the_records_cover(
    due: Callable[..., list[DueItem]], status: str, expected: list[tuple[str, bool]]
) -> None:
    items = due(
        "complete_since: nie\n",
        e2026_treffen=EVENT.format(kind="konferenz", start="2026-06-10", status=status),
    )
    assert of_kind(items, "outcome") == expected
    assert {item.kind for item in items} <= {"outcome"}


def test_a_deadline_of_registration(due: Callable[..., list[DueItem]]) -> None:
    text = (
        EVENT.format(kind="fachtag", start="2026-09-23", status="bestaetigt")
        + "registration:\n  until: 2026-09-09\n"
    )
    assert of_kind(due(e2026_09_23_fachtag=text), "registration") == [("2026-09-09", False)]
    assert of_kind(due(e2026_09_23_fachtag=text, days=30), "registration") == []
    assert (
        of_kind(due(e2026_09_23_fachtag=text.replace("bestaetigt", "abgesagt")), "registration")
        == []
    )


@pytest.mark.parametrize(
    ("kind", "minutes", "head", "expected"),
    [
        ("netzwerktreffen", "", "", [("2026-06-28", True)]),
        ("netzwerktreffen", "minutes: {status: entwurf}\n", "", [("2026-06-28", True)]),
        (
            "netzwerktreffen",
            "minutes: {status: entwurf}\n",
            "complete_since: nie\n",
            [("2026-06-28", True)],
        ),
        ("netzwerktreffen", "minutes: {status: freigegeben}\n", "", []),
        ("netzwerktreffen", "", "complete_since: nie\n", []),
        ("fachtag", "", "", []),
        ("fallkonferenz", "", "", []),
    ],
)
def test_minutes_are_due_four_weeks_after_a_meeting(
    due: Callable[..., list[DueItem]],
    kind: str,
    minutes: str,
    head: str,
    expected: list[tuple[str, bool]],
) -> None:
    text = EVENT.format(kind=kind, start="2026-05-31", status="stattgefunden") + minutes
    assert of_kind(due(head, e2026_05_31_treffen=text), "minutes") == expected


# --- tasks
# -------------------------------------------------------------------------------------------------


def held(extra: str, start: str = "2026-03-10") -> str:
    return (
        EVENT.format(kind="konferenz", start=start, status="stattgefunden")
        + "minutes: {status: freigegeben}\n"
        + extra
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "e2026_03_10_treffen",
            held("results:\n  - kind: aufgabe\n    text: Versenden\n    due: {}\n"),
        ),
        (
            "e2026_03_10_treffen",
            held("evaluation:\n  - subject: wege\n    next: Versenden\n    due: {}\n"),
        ),
        ("year", "improvements:\n  - text: Versenden\n    due: {}\n"),
        (
            "plan",
            "title: P\nkind: massnahmenplan\nyouth_offices: [stadt-muster]\nmeasures:\n  - id: m\n    text: Versenden\n    due: {}\n",
        ),
        (
            "plan",
            "title: P\nkind: massnahmenplan\nyouth_offices: [stadt-muster]\nmilestones:\n  - id: m\n    text: Versenden\n    due: {}\n",
        ),
    ],
    ids=["result", "evaluation", "improvement", "measure", "milestone"],
)
def test_open_tasks_wherever_they_were_agreed(
    due: Callable[..., list[DueItem]], name: str, text: str
) -> None:
    assert of_kind(due(**{name: text.replace("{}", "2026-08-31")}), "task") == [
        ("2026-08-31", False)
    ]
    late = due(**{name: text.replace("{}", "2026-05")})
    assert of_kind(late, "task") == [("2026-05-31", True)]
    assert "Versenden" in late[0].text
    assert of_kind(due(**{name: text.replace("{}", "2026-12-31")}), "task") == []
    assert (
        of_kind(due("complete_since: nie\n", **{name: text.replace("{}", "2026-05")}), "task") == []
    )
    if "next:" not in text:
        assert (
            of_kind(
                due(**{name: text.replace("{}", "2026-05-31") + "    done: 2026-05-20\n"}), "task"
            )
            == []
        )


def test_a_next_step_is_done_when_a_later_meeting_evaluates_again(
    due: Callable[..., list[DueItem]],
) -> None:
    first = held("evaluation:\n  - subject: wege\n    next: Versenden\n    due: 2026-05-31\n")
    again = held("evaluation:\n  - subject: wege\n    rating: bewaehrt\n", "2026-06-10")
    other = held("evaluation:\n  - subject: anderes\n    rating: bewaehrt\n", "2026-06-10")
    assert of_kind(due(e2026_03_10_treffen=first, e2026_06_10_treffen=again), "task") == []
    assert of_kind(due(e2026_03_10_treffen=first, e2026_06_10_treffen=other), "task") == [
        ("2026-05-31", True)
    ]


# --- the records themselves
# ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("network", "kind", "expected"),
    [
        (
            "agreements:\n  - id: a\n    kind: sonstige\n    title: T\n    review_by: 2026-09-15\n",
            "review",
            [("2026-09-15", False)],
        ),
        (
            "agreements:\n  - id: a\n    kind: sonstige\n    title: T\n    review_by: 2026-03\n",
            "review",
            [("2026-03-31", True)],
        ),
        (
            "agreements:\n  - id: a\n    kind: sonstige\n    title: T\n    status: beendet\n    review_by: 2026-03\n",
            "review",
            [],
        ),
        (
            "agreements:\n  - id: a\n    kind: sonstige\n    title: T\n    valid_until: 2026-07-31\n",
            "agreement",
            [("2026-07-31", False)],
        ),
        (
            "vacancies:\n  - category: schule\n    until: 2026-06-01\n",
            "vacancy",
            [("2026-06-01", True)],
        ),
        (
            "public_information:\n  contacts:\n    as_of: 2025-07-15\n",
            "public-information",
            [("2026-07-15", False)],
        ),
        (
            "public_information:\n  contacts:\n    as_of: 2024-02-29\n",
            "public-information",
            [("2025-02-28", True)],
        ),
        ("public_information:\n  contacts:\n    as_of: 2026-05-01\n", "public-information", []),
        ("report:\n  basis: vereinbarung\n", "year-record", []),
        ("report:\n  due: 05-31\n  since: 2025-01-01\n", "year-record", [("2025-12-31", True)]),
        ("report:\n  due: 05-31\n", "report", [("2025-05-31", True), ("2026-05-31", True)]),
        ("report:\n  due: 07-31\n  since: 2025-01-01\n", "report", [("2026-07-31", False)]),
        ("report:\n  basis: vereinbarung\n  since: 2025-01-01\n", "report", []),
        ("complete_since: 2025-06-01\nreport:\n  basis: vereinbarung\n", "year-record", []),
        ("", "year-record", []),
    ],
)
def test_what_the_network_file_says_with_a_day(
    due: Callable[..., list[DueItem]], network: str, kind: str, expected: list[tuple[str, bool]]
) -> None:
    assert of_kind(due(network), kind) == expected


def test_a_year_file_that_is_there_is_not_due(due: Callable[..., list[DueItem]]) -> None:
    assert (
        of_kind(
            due("report:\n  basis: ausschuss\n  since: 2025-01-01\n", year="summary: Kurz.\n"),
            "year-record",
        )
        == []
    )


PERSON = "members:\n  - id: stelle\n    name: Stelle\n    field: schule\n{member}    people:\n      - id: muster\n        family_name: Mustermann\n{person}"


@pytest.mark.parametrize(
    ("member", "person", "kind", "expected"),
    [
        ("", "        until: 2025-05-31\n", "retention", [("2026-05-31", True)]),
        ("", "        until: 2025-08-31\n", "retention", [("2026-08-31", False)]),
        ("", "        until: 2026-05-31\n", "retention", []),
        ("    until: 2025-05-31\n", "", "retention", [("2026-05-31", True)]),
        ("", "        until: 2025-05-31\n        redacted: 2026-06-01\n", "retention", []),
        (
            "",
            "        publication:\n          basis: einwilligung\n          since: 2024-08-01\n          until: 2026-07-31\n",
            "publication",
            [("2026-07-31", False)],
        ),
    ],
)
def test_data_of_people_are_due_for_removal_a_year_after_they_left(
    due: Callable[..., list[DueItem]],
    member: str,
    person: str,
    kind: str,
    expected: list[tuple[str, bool]],
) -> None:
    items = due(members=PERSON.format(member=member, person=person))
    assert of_kind(items, kind) == expected
    assert all("Mustermann" in item.text for item in items if item.kind == kind)


def test_a_protected_body_is_not_named(due: Callable[..., list[DueItem]]) -> None:
    items = due(
        members=PERSON.format(member="    sensitive: true\n", person="        until: 2025-05-31\n")
    )
    assert [item.text for item in items if item.kind == "retention"] == [
        "Daten entfernen oder anonymisieren: Person einer geschützten Einrichtung, ausgeschieden 31.05.2025"
    ]


def test_of_a_network_that_has_ended_nothing_is_due(due: Callable[..., list[DueItem]]) -> None:
    network = "vacancies:\n  - category: schule\n    until: 2026-06-01\n"
    assert due(network) != []
    assert due(network, head=HEAD + "until: 2026-05-31\n") == []


# --- boundaries and vague dates, kind by kind
# -------------------------------------------------------------------------------------------------


class Due(NamedTuple):
    """What is due of a kind within ninety days of 30 June 2026, up to 28 September.

    `said` names the days, with `!` where they are late and `..` before the last of several days;
    each of `words` stands in the texts.
    """

    kind: str
    what: str
    said: str
    network: str = ""
    event: str = ""
    words: tuple[str, ...] = ()
    files: Mapping[str, str] = {}
    as_of: str = "2026-06-30"
    days: int = 90


def meeting(start: str, status: str = "geplant", kind: str = "konferenz", more: str = "") -> str:
    return f"title: Treffen\nkind: {kind}\nstart: {start}\nstatus: {status}\n{more}"


def of_plenum(more: str, head: str = "") -> str:
    return f"{head}groups:\n  - {{id: plenum, name: Plenum, kind: plenum, {more}}}\n"


NIE = "complete_since: nie\n"
PLENUM = "groups: [plenum]\n"
MONTHLY = "cadence: {meetings: 1, per: monat}"
RLP = {"settings": "land: rheinland-pfalz\n"}
PAGE = "public_information:\n  procedures: {as_of: %s}\n"
BODY = "members:\n  - {id: stelle, name: Stelle%s}\n"
MINUTES = "minutes: {status: offen}\n"
TASK = "results:\n  - {kind: aufgabe, text: Versenden, due: %s}\n"
REPORT = "report: {basis: vereinbarung, due: 05-31%s}\n"

ROWS = [
    Due("event", "one day", "2026-07-08", event=meeting("2026-07-08 09:00", more="end: 2026-07-08 11:30\n"), words=("Treffen, 09:00–11:30 Uhr, geplant",)),
    Due("event", "with a theme", "2026-07-08", event=meeting("2026-07-08", "angekuendigt", more="theme: Kita\n"), words=("Treffen, Thema „Kita“, angekündigt",)),
    Due("event", "sessions", "2026-07-08..2026-07-10", event="title: Kurs\nkind: fachtag\nstatus: geplant\nsessions:\n  - start: 2026-07-08 09:00\n  - start: 2026-07-10 09:00\n", words=("Kurs, 2 Termine, geplant",)),
    Due("event", "one session", "2026-07-08", event="title: Kurs\nkind: fachtag\nstatus: geplant\nsessions:\n  - start: 2026-07-08 09:00\n", words=("Kurs, 1 Termin, geplant",)),
    Due("event", "several days", "2026-07-08..2026-07-09", event=meeting("2026-07-08", more="end: 2026-07-09\n")),
    Due("event", "ends on the same day", "2026-07-08", event=meeting("2026-07-08", more="end: 2026-07-08\n")),
    Due("event", "some day of a month", "2026-07-31", event=meeting("2026-07")),
    Due("event", "begins in a month, ends later", "2026-07-31", event=meeting("2026-07", more="end: 2026-08-10\n")),
    Due("event", "some day of the year", "2026-12-31", event=meeting("2026")),
    Due("event", "some day from the last day of the list on", "2026-12-31", event=meeting("2026-09-28/2026-12")),
    Due("event", "after the last day of the list", "", event=meeting("2026-09-29/2026-12")),
    Due("event", "from the last day of the list on", "2026-09-28..2026-09-30", event=meeting("2026-09-28", more="end: 2026-09-30\n")),
    Due("event", "until today", "2026-06-29..2026-06-30", event=meeting("2026-06-29", more="end: 2026-06-30\n")),
    Due("event", "announced until today, not complete", "2026-06-29..2026-06-30", NIE, meeting("2026-06-29", "angekuendigt", more="end: 2026-06-30\n")),
    Due("event", "planned until today, not complete", "2026-06-29..2026-06-30", NIE, meeting("2026-06-29", more="end: 2026-06-30\n")),
    Due("event", "begun in May, goes on", "2026-05-31", NIE, meeting("2026-05", "angekuendigt", more="end: 2026-06-30\n")),
    Due("event", "over", "", event=meeting("2026-06-29")),
    Due("event", "held", "", event=meeting("2026-07-08", "stattgefunden")),
    Due("outcome", "over", "2026-06-29!", event=meeting("2026-06-29"), words=("Eintragen, ob stattgefunden: Treffen",)),
    Due("outcome", "over, of several days", "2026-06-29!", event=meeting("2026-06-20", more="end: 2026-06-29\n")),
    Due("outcome", "some day of May", "2026-05-31!", event=meeting("2026-05")),
    Due("outcome", "announced, complete", "2026-05-31!", event=meeting("2026-05", "angekuendigt")),
    Due("outcome", "announced, complete from the first possible day on", "2026-05-31!", "complete_since: 2026-05-01\n", meeting("2026-05", "angekuendigt")),
    Due("outcome", "announced, complete a day later", "", "complete_since: 2026-05-02\n", meeting("2026-05", "angekuendigt")),
    Due("outcome", "announced in the year of the founding", "2025-12-31!", "founded: 2025\n", meeting("2025", "angekuendigt")),
    Due("outcome", "some day from May to today", "", event=meeting("2026-05/2026-06")),
    Due("new-date", "to come", "2026-09-28", NIE, meeting("2026-09-28", "verschoben"), ("Neuen Termin festlegen: Treffen",)),
    Due("new-date", "after the last day of the list", "", event=meeting("2026-09-29", "verschoben")),
    Due("new-date", "some day until after the last of the list", "", event=meeting("2026-09", "verschoben")),
    Due("new-date", "of several days", "2026-06-29!", event=meeting("2026-06-29", "verschoben", more="end: 2026-07-02\n")),
    Due("new-date", "over, not complete", "", NIE, meeting("2026-06-29", "verschoben")),
    Due("new-date", "today, not complete", "2026-06-30", NIE, meeting("2026-06-30", "verschoben")),
    Due("registration", "some day of July", "2026-07-31", event=meeting("2026-09-16", more="registration: {until: 2026-07}\n"), words=("Anmeldeschluss: Treffen",)),
    Due("registration", "some day up to after the last of the list", "", event=meeting("2026-11-16", more="registration: {until: 2026-09-28/2026-09-29}\n")),
    Due("registration", "held already", "", event=meeting("2026-09-16", "stattgefunden", more="registration: {until: 2026-07-10}\n")),
    Due("registration", "announced", "2026-07-10", event=meeting("2026-09-16", "angekuendigt", more="registration: {until: 2026-07-10}\n")),
    Due("registration", "over since yesterday", "", event=meeting("2026-06-29", more="registration: {until: 2026-07-10}\n")),
    Due("registration", "the last of several days", "2026-07-10", event=meeting("2026-06-28", more="end: 2026-06-30\nregistration: {until: 2026-07-10}\n")),
    Due("registration", "without a day", "", event=meeting("2026-09-16", more="registration: {seats: 10}\n")),
    Due("invitation", "fourteen days before", "2026-07-01", of_plenum("invitation: {days: 14}"), meeting("2026-07-15", more=PLENUM), ("Einladen: Treffen (Mi 15.07.2026)",)),
    Due("invitation", "today", "2026-06-30", of_plenum("invitation: {days: 14}"), meeting("2026-07-14", more=PLENUM)),
    Due("invitation", "yesterday", "", of_plenum("invitation: {days: 15}"), meeting("2026-07-14", more=PLENUM)),
    Due("invitation", "the last day of the list", "2026-09-28", of_plenum("invitation: {days: 0}"), meeting("2026-09-28", more=PLENUM)),
    Due("invitation", "with an agenda", "2026-07-01", of_plenum("invitation: {days: 14, agenda: true}"), meeting("2026-07-15", "bestaetigt", more=PLENUM), ("Einladen mit Tagesordnung, die noch nicht eingetragen ist: Treffen",)),
    Due("invitation", "with an agenda that there is", "2026-07-01", of_plenum("invitation: {days: 14, agenda: true}"), meeting("2026-07-15", more=PLENUM + "agenda:\n  - title: Begrüßung\n"), ("Einladen mit Tagesordnung: Treffen",)),
    Due("invitation", "announced", "", of_plenum("invitation: {days: 14}"), meeting("2026-07-15", "angekuendigt", more=PLENUM)),
    Due("invitation", "some day of a month", "", of_plenum("invitation: {days: 14}"), meeting("2026-08", more=PLENUM)),
    Due("invitation", "no days", "", of_plenum("invitation: {agenda: true}"), meeting("2026-07-15", more=PLENUM)),
    Due("invitation", "of another group", "", of_plenum("invitation: {days: 14}"), meeting("2026-07-15")),
    Due("invitation", "of two groups, the earlier", "2026-07-05", of_plenum("invitation: {days: 5}") + "  - {id: ak, name: AK, kind: arbeitskreis, invitation: {days: 10}}\n", meeting("2026-07-15", more="groups: [plenum, ak]\n")),
    Due("invitation", "more days than there are", "", of_plenum("invitation: {days: 999999999}"), meeting("2026-07-15", more=PLENUM)),
    Due("minutes", "a meeting yesterday, four weeks later", "2026-07-27", event=meeting("2026-06-29", "stattgefunden"), words=("Niederschrift fehlt: Treffen (Mo 29.06.2026)",)),
    Due("minutes", "a meeting today", "2026-07-28", event=meeting("2026-06-30", "stattgefunden")),
    Due("minutes", "a meeting today, within 27 days", "", event=meeting("2026-06-30", "stattgefunden"), days=27),
    Due("minutes", "a meeting today, within 28 days", "2026-07-28", event=meeting("2026-06-30", "stattgefunden"), days=28),
    Due("minutes", "a meeting tomorrow", "", event=meeting("2026-07-01", "stattgefunden", more=MINUTES)),
    Due("minutes", "not held", "", event=meeting("2026-06-01", "abgesagt", more=MINUTES)),
    Due("minutes", "open, of a training", "2026-06-29!", NIE, meeting("2026-06-01", "stattgefunden", "fachtag", MINUTES), ("Niederschrift ist noch offen: Treffen",)),
    Due("minutes", "a draft", "2026-06-29!", NIE, meeting("2026-06-01", "stattgefunden", more="minutes: {status: entwurf}\n"), ("Niederschrift ist noch Entwurf: Treffen",)),
    Due("minutes", "no state", "", event=meeting("2026-06-01", "stattgefunden", more="minutes: {confidential: true}\n")),
    Due("minutes", "of several days", "2026-06-30", event=meeting("2026-06-01", "stattgefunden", more="end: 2026-06-02\n")),
    Due("minutes", "some day of May, complete from the first on", "2026-06-28!", "complete_since: 2026-05-01\n", meeting("2026-05", "stattgefunden")),
    Due("minutes", "some day of May, complete a day later", "", "complete_since: 2026-05-02\n", meeting("2026-05", "stattgefunden")),
    Due("minutes", "some day of the year of the founding", "2026-01-28!", "founded: 2025\n", meeting("2025", "stattgefunden")),
    Due("cadence", "by month", "2026-06-30 2026-07-31 2026-08-31 2026-09-30", of_plenum(MONTHLY), words=("Plenum: 1 Treffen ohne Termin (Juni 2026, eigener Turnus: monatlich)",)),
    Due("cadence", "up to the last day of a month", "2026-06-30 2026-07-31", of_plenum(MONTHLY), days=31),
    Due("cadence", "up to the first day of a month", "2026-06-30 2026-07-31 2026-08-31", of_plenum(MONTHLY), days=32),
    Due("cadence", "of the next year too", "2026-12-31 2027-01-31", of_plenum(MONTHLY), as_of="2026-12-31", days=1),
    Due("cadence", "of this year only", "2026-12-31", of_plenum(MONTHLY), as_of="2026-12-30", days=1),
    Due("cadence", "outside of the network", "", of_plenum(f"external: true, {MONTHLY}")),
    Due("cadence", "an event not read", "", of_plenum(MONTHLY), "title: [\n"),
    Due("cadence", "an event not read of two that are missing", "2026-12-31", of_plenum("cadence: {meetings: 2, per: jahr}"), "title: [\n", ("Plenum: 1 Treffen ohne Termin (2026, eigener Turnus: 2 Treffen im Jahr)",)),
    Due("cadence", "a plan not read is no event", "2026-12-31", of_plenum("cadence: {meetings: 1, per: jahr}"), files={"plan": "title: [\n"}),
    Due("cadence", "ends after the list", "2026-06-30 2026-07-31 2026-08-31 2026-09-30", of_plenum(f"until: 2026-12-31, {MONTHLY}")),
    Due("cadence", "ends in the list", "2026-06-30 2026-07-31", of_plenum(f"until: 2026-08-30, {MONTHLY}")),
    Due("cadence", "begins in the list", "2026-08-31 2026-09-30", of_plenum(f"since: 2026-08-01, {MONTHLY}")),
    Due("cadence", "begins after the list", "", of_plenum(f"since: 2026-12, {MONTHLY}")),
    Due("cadence", "ended in May", "", of_plenum(f"until: 2026-05, {MONTHLY}")),
    Due("cadence", "conferences of another law", "2026-12-31", event=meeting("2026-03-10", "abgesagt"), files=RLP, words=("Netzwerkkonferenz im Jahr: 1 noch ohne Termin (§ 3 LKindSchuG)",)),
    Due("cadence", "conferences of another law, held", "", event=meeting("2026-03-10", "stattgefunden"), files=RLP),
    Due("cadence", "conferences of another law, planned for today", "", event=meeting("2026-06-30"), files=RLP),
    Due("cadence", "conferences of another law, perhaps this year", "", event=meeting("2025/2026", "stattgefunden"), files=RLP),
    Due("cadence", "conferences of another law, not read", "", event="title: [\n", files=RLP),
    Due("cadence", "conferences of another law, being set up", "", "status: im-aufbau\n", files=RLP),
    Due("cadence", "conferences of another law, of a Jugendamt", "", "kind: jugendamt\n", files=RLP),
    Due("cadence", "conferences of another law, not complete", "", "complete_since: 2026-01-02\n", files=RLP),
    Due("cadence", "conferences of another law, complete from 1 January on", "2026-12-31", "complete_since: 2026-01-01\n", files=RLP),
    Due("training", "none", "2026-12-31", words=("3 Qualifizierungsangebote 2026 noch ohne Termin (§ 9 Abs. 5 LKSG NRW: mindestens 3 im Jahr)",)),
    Due("training", "one that may count", "2026-12-31", event=EVENT.format(kind="fachtag", start="2026-09-16", status="geplant"), words=("mindestens 3 im Jahr); bei 1 eingetragenen Angebot fehlt, ob es mitzählt („qualification“)",)),
    Due("training", "one that was called off", "2026-12-31", event=EVENT.format(kind="fachtag", start="2026-09-16", status="abgesagt"), words=("mindestens 3 im Jahr)",)),
    Due("training", "one that does not count", "2026-12-31", event=EVENT.format(kind="fachtag", start="2026-09-16", status="geplant") + "qualification: {interdisciplinary: false}\n", words=("mindestens 3 im Jahr)",)),
    Due("training", "two that may count", "2026-12-31", files={f"data/events/musterstadt/2026-09-{day}-treffen.yaml": EVENT.format(kind="fachtag", start=f"2026-09-{day}", status="geplant") for day in (17, 18)}, words=("bei 2 eingetragenen Angeboten fehlt, ob sie mitzählen",)),
    Due("training", "an event not read", "2026-12-31", event="title: [\n", words=("2 Qualifizierungsangebote 2026",)),
    Due("training", "one that nobody has said was held", "2026-12-31", event=TRAINING.format(kind="fachtag", start="2026-03-10", status="geplant"), words=("2 Qualifizierungsangebote 2026",)),
    Due("training", "perhaps this year", "2026-12-31", event=TRAINING.format(kind="fachtag", start="2025/2026", status="stattgefunden"), words=("2 Qualifizierungsangebote 2026",)),
    Due("training", "being set up", "", "status: im-aufbau\n"),
    Due("training", "complete from 1 January on", "2026-12-31", "complete_since: 2026-01-01\n"),
    Due("training", "complete a day later", "", "complete_since: 2026-01-02\n"),
    Due("training", "another law", "", files=RLP),
    Due("training", "before the law", "", "founded: 2020-01-01\n", as_of="2022-06-30"),
    Due("task", "some day of September", "", event=meeting("2026-03-10", "stattgefunden", more=TASK % "2026-09")),
    Due("task", "up to the last day of the list", "2026-09-28", event=meeting("2026-03-10", "stattgefunden", more=TASK % "2026-09-27/2026-09-28"), words=("Aufgabe: Versenden",)),
    Due("task", "yesterday", "2026-06-29!", event=meeting("2026-03-10", "stattgefunden", more=TASK % "2026-06-29")),
    Due("task", "yesterday, not complete", "", NIE, meeting("2026-03-10", "stattgefunden", more=TASK % "2026-06-29")),
    Due("task", "today, not complete", "2026-06-30", NIE, meeting("2026-03-10", "stattgefunden", more=TASK % "2026-06-30")),
    Due("task", "somebody is responsible", "2026-07-31", event=meeting("2026-03-10", "stattgefunden", more="results:\n  - {kind: aufgabe, text: 'Viel  tun', due: 2026-07, responsible: {text: Leitung}}\n"), words=("Aufgabe: Viel tun; zuständig: Leitung",)),
    Due("review", "some day of September", "", "agreements:\n  - {id: a, kind: sonstige, title: T, review_by: 2026-09}\n"),
    Due("review", "a draft", "2026-07-31", "agreements:\n  - {id: a, kind: sonstige, title: T, status: entwurf, review_by: 2026-07}\n", words=("Vereinbarung überprüfen: „T“",)),
    Due("agreement", "some day of July", "2026-07-31", "agreements:\n  - {id: a, kind: sonstige, title: T, valid_until: 2026-07}\n", words=("Vereinbarung läuft aus: „T“",)),
    Due("agreement", "ended", "", "agreements:\n  - {id: a, kind: sonstige, title: T, status: beendet, valid_until: 2026-07}\n"),
    Due("vacancy", "some day of the year", "", "vacancies:\n  - {category: schule, until: 2026}\n"),
    Due("vacancy", "some day of last year", "2025-12-31!", "vacancies:\n  - {category: schule, until: 2025}\n", words=("Unbesetzte Kategorie besetzen oder neu begründen: Schulen",)),
    Due("vacancy", "without a day", "", "vacancies:\n  - {category: schule}\n"),
    Due("vacancy", "without a category", "", "vacancies:\n  - {until: 2026-07}\n"),
    Due("public-information", "some day of July", "2026-07-31", PAGE % "2025-07", words=("Öffentliche Seite prüfen: Verfahren (Stand Juli 2025)",)),
    Due("public-information", "after the last day of the list", "", PAGE % "2025-09-29"),
    Due("public-information", "without a day", "", "public_information:\n  procedures: {url: 'https://www.example.org/s'}\n"),
    Due("public-information", "of a Jugendamt", "", "kind: jugendamt\n" + PAGE % "2025-07"),
    Due("public-information", "another law", "", PAGE % "2025-07", files=RLP),
    Due("public-information", "two pages", "2026-07-01 2026-07-02", "public_information:\n  structures: {as_of: 2025-07-02}\n  contacts: {as_of: 2025-07-01}\n", words=("Strukturen", "Ansprechpersonen")),
    Due("retention", "left in some month", "2026-06-30", files={"members": BODY % ", people: [{id: p, family_name: P, until: 2025-06}]"}, words=("ausgeschieden 30.06.2025",)),
    Due("retention", "the body left", "2026-07-31", files={"members": BODY % ", until: 2025-07, people: [{id: p, family_name: P}]"}, words=("P, ausgeschieden 31.07.2025",)),
    Due("retention", "left before the body", "2026-05-31!", files={"members": BODY % ", until: 2025-07, people: [{id: p, family_name: P, until: 2025-05}]"}),
    Due("retention", "the Jugendamt left", "2026-07-31", files={"network": 'name: Netzwerk\nfounded: 2024\nyouth_offices:\n  - {id: amt, name: Amt, key: "05974040", until: 2025-07}\n', "members": "members:\n  - {id: asd, youth_office: amt, people: [{id: p, family_name: P}]}\n"}),
    Due("retention", "left, and permission ends", "2026-05-31!", files={"members": BODY % ", people: [{id: p, family_name: P, until: 2025-05, publication: {basis: einwilligung, since: 2025, until: 2026-07}}]"}),
    Due("publication", "left, and permission ends", "", files={"members": BODY % ", people: [{id: p, family_name: P, until: 2025-05, publication: {basis: einwilligung, since: 2025, until: 2026-07}}]"}),
    Due("publication", "ends on some day of July", "2026-07-31", files={"members": BODY % ", people: [{id: p, family_name: P, publication: {basis: einwilligung, since: 2025, until: 2026-07}}]"}, words=("Erlaubnis zur Veröffentlichung endet: P",)),
    Due("publication", "withdrawn", "", files={"members": BODY % ", people: [{id: p, family_name: P, publication: {basis: einwilligung, since: 2025, until: 2026-07, withdrawn: 2026-01-10}}]"}),
    Due("publication", "without an end", "", files={"members": BODY % ", people: [{id: p, family_name: P, publication: {basis: einwilligung, since: 2025}}]"}),
    Due("publication", "of a protected body", "2026-07-31", files={"members": BODY % ", sensitive: true, people: [{id: p, family_name: P, publication: {basis: einwilligung, since: 2025, until: 2026-07}}]"}, words=("endet: Person einer geschützten Einrichtung",)),
    Due("report", "of every year that is complete", "2025-05-31! 2026-05-31!", REPORT % ""),
    Due("report", "of the year before", "2026-05-31!", "complete_since: 2025-01-01\n" + REPORT % "", words=("Tätigkeitsbericht 2025 vorlegen",)),
    Due("report", "complete a day later", "", "complete_since: 2025-01-02\n" + REPORT % ""),
    Due("report", "complete from some day of two years on", "", "complete_since: 2024/2025\n" + REPORT % ""),
    Due("report", "of a network that says nothing of when it began", "", "founded: null\n" + REPORT % ""),
    Due("report", "of this year, next May", "2026-05-31! 2027-05-31", "complete_since: 2025-01-01\n" + REPORT % "", days=335),
    Due("report", "of this year, a day too far", "2026-05-31!", "complete_since: 2025-01-01\n" + REPORT % "", days=334),
    Due("report", "every other year", "", REPORT % ", interval: zwei-jahre"),
    Due("report", "handed in", "2025-05-31!", REPORT % "", files={"year": "approved:\n  - {by: {text: JHA}, on: 2026-06-30}\n"}),
    Due("report", "handed in later", "2025-05-31! 2026-05-31!", REPORT % "", files={"year": "approved:\n  - {by: {text: JHA}, on: 2026-07-01}\n"}),
    Due("year-record", "of every year that is complete", "2024-12-31! 2025-12-31!", REPORT % "", words=("Jahresdatei für den Tätigkeitsbericht 2025 anlegen (years/2025.yaml)",)),
    Due("year-record", "of this year, at its end", "2026-12-31", "complete_since: 2026-01-01\n" + REPORT % "", days=184),
    Due("year-record", "of this year, a day too far", "", "complete_since: 2026-01-01\n" + REPORT % "", days=183),
    Due("year-record", "without a day, over", "", "report: {basis: vereinbarung}\n"),
    Due("year-record", "without a day, on the last of the year", "2026-12-31", "report: {basis: vereinbarung}\n", as_of="2026-12-31"),
    Due("year-record", "without a day, on the day after", "", "complete_since: 2026-01-01\nreport: {basis: vereinbarung}\n", as_of="2027-01-01"),
    Due("year-record", "there is one", "2024-12-31!", REPORT % "", files={"year": "summary: Kurz.\n"}),
    Due("vacancy", "the last day of the network", "2026-07-31", "until: 2026-06-30\nvacancies:\n  - {category: schule, until: 2026-07}\n"),
    Due("vacancy", "ended yesterday", "", "until: 2026-06-29\nvacancies:\n  - {category: schule, until: 2026-07}\n"),
    Due("vacancy", "ends on some day of the year", "2026-07-31", "until: 2026\nvacancies:\n  - {category: schule, until: 2026-07}\n"),
    Due("vacancy", "on the last days of the calendar", "2026-07-31!", "vacancies:\n  - {category: schule, until: 2026-07}\n", as_of="9999-12-01", days=9999),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.kind}: {row.what}")
def test_what_is_due_of_each_kind(row: Due, tmp_path: Path) -> None:
    head = HEAD.replace("founded: 2024-01-01\n", "") if "founded:" in row.network else HEAD
    texts = {"network": head + row.network, f"{EVENTS}/undated-t.yaml": row.event, **row.files}
    written = {SHORT.get(name, name): text.encode() for name, text in texts.items() if text}
    network = Repository(tmp_path, written).network("musterstadt")
    items = due_items(network, dt.date.fromisoformat(row.as_of), row.days)
    found = [item for item in items if item.kind == row.kind]
    said = (
        f"{item.due}{'!' if item.late else ''}{f'..{item.until}' if item.until else ''}"
        for item in found
    )
    assert " ".join(said) == row.said
    text = " ".join(item.text for item in found)
    for words in row.words:
        assert words in text


# --- the command
# -------------------------------------------------------------------------------------------------


def listed(run: Run) -> list[dict[str, Any]]:
    content = json.loads(run.out)
    assert (content["version"], content["as_of"]) == (1, "2026-06-30")
    items: list[dict[str, Any]] = content["items"]
    return items


def test_json_has_the_keys_of_the_contract_in_order(ksnet: Ksnet) -> None:
    items = listed(ksnet("due", "--format", "json", "--as-of", "2026-06-30", "--root", EXAMPLE))
    assert items[0] == {
        "due": "2026-07-08",
        "late": False,
        "kind": "event",
        "network": "musterkreis",
        "text": "Konferenz der Koordinierungsstellen, 09:30–11:30 Uhr, bestätigt",
        "record": "events/musterkreis/2026-07-08-konferenz",
        "file": "data/events/musterkreis/2026-07-08-konferenz.yaml",
        "line": 4,
    }
    assert [(not item["late"], item["due"]) for item in items] == sorted(
        (not i["late"], i["due"]) for i in items
    )
    assert {item["network"] for item in items} == {"musterkreis", "musterstadt"}
    assert not any(item["late"] for item in items)


def test_days_and_network_limit_the_list(ksnet: Ksnet) -> None:
    common = ("--format", "json", "--as-of", "2026-06-30", "--root", EXAMPLE)
    short, default = listed(ksnet("due", "--days", "30", *common)), listed(ksnet("due", *common))
    assert [item["due"] for item in short] == ["2026-07-08"]
    assert default == listed(ksnet("due", "--days", "90", *common))
    assert {item["network"] for item in listed(ksnet("due", "musterstadt", *common))} == {
        "musterstadt"
    }


def test_every_item_names_its_line(ksnet: Ksnet) -> None:
    for day in ("2026-06-30", "2027-02-15"):
        run = ksnet("due", "--format", "json", "--as-of", day, "--days", "400", "--root", EXAMPLE)
        items = json.loads(run.out)["items"]
        assert len(items) > 15
        for item in items:
            line = (
                (EXAMPLE / item["file"]).read_text(encoding="utf-8").split("\n")[item["line"] - 1]
            )
            expected = {
                "event": "start:", "outcome": "status:", "registration": "until:", "cadence": "cadence:", "task": "due:",
                "review": "review_by:", "vacancy": "until:", "public-information": "as_of:", "year-record": "report:",
                "retention": "until:", "publication": "until:", "training": "", "report": "due:", "invitation": "start:",
            }[item["kind"]]  # fmt: skip
            assert expected in line, item


def test_text_is_grouped_with_file_and_line(tree: Tree, ksnet: Ksnet) -> None:
    network = (
        HEAD
        + "vacancies:\n  - category: schule\n    until: 2026-06-01\n  - category: insofa\n    until: 2026-09-01\n"
    )
    run = ksnet("due", "--as-of", "2026-06-30", "--root", tree({SHORT["network"]: network}))
    file = SHORT["network"]
    assert [line for line in run.out.split("\n") if line][3:-1] == [
        "Überfällig (1)",
        "  • Mo 01.06.2026 Unbesetzte Kategorie besetzen oder neu begründen: Schulen",
        f"    {file}:9",
        "Bis 28.09.2026 (1)",
        "  • Di 01.09.2026 Unbesetzte Kategorie besetzen oder neu begründen: Insoweit erfahrene Fachkräfte",
        f"    {file}:11",
        "Später fällig, jetzt zu planen (1)",
        "  • Do 31.12.2026 3 Qualifizierungsangebote 2026 noch ohne Termin (§ 9 Abs. 5 LKSG NRW: mindestens 3 im Jahr)",
        f"    {file}:1",
    ]
    assert (run.code, run.err) == (0, "")


def test_nothing_to_do_is_said_in_a_sentence(tree: Tree, ksnet: Ksnet) -> None:
    run = ksnet(
        "due",
        "--as-of",
        "2026-06-30",
        "--days",
        "7",
        "--root",
        tree({SHORT["network"]: BASE["network"] + "complete_since: nie\n"}),
    )
    assert "\nBis zum 07.07.2026 steht nichts an.\n" in run.out


def test_published_records_owe_nothing(ksnet: Ksnet) -> None:
    """What the project's own records do not say proves nothing; they are made from publications."""
    run = ksnet("due", "--format", "json", "--as-of", "2026-06-30", "--root", ROOT)
    assert {item["kind"] for item in listed(run)} <= {"event", "public-information", "review"}


@pytest.mark.parametrize("days", ["-1", "viele", "99999", "1.5", "٣"])
def test_days_must_be_a_number(ksnet: Ksnet, days: str) -> None:
    run = ksnet("due", "--days", days, "--root", EXAMPLE)
    assert run.code == 2
    assert run.err.startswith("ksnet: ")
    assert run.out == ""


def test_an_unknown_network_and_an_unreadable_file_are_named(tree: Tree, ksnet: Ksnet) -> None:
    assert "Meinten Sie „musterkreis“?" in ksnet("due", "musterkreiss", "--root", EXAMPLE).err
    root = tree({SHORT["network"]: HEAD, f"{EVENTS}/2026-07-08-treffen.yaml": "title: [\n"})
    run = ksnet("due", "--as-of", "2026-06-30", "--root", root)
    assert run.code == 0
    assert "2 Qualifizierungsangebote" in run.out  # the file that cannot be read may be the third
    assert (
        f"Nicht lesbar und deshalb nicht berücksichtigt: {EVENTS}/2026-07-08-treffen.yaml"
        in run.err
    )


@pytest.mark.slow
def test_the_last_day_of_the_calendar_is_no_trap(ksnet: Ksnet) -> None:
    assert ksnet("due", "--as-of", "2199-12-31", "--root", EXAMPLE).code == 0


# --- for calendars and paper
# -----------------------------------------------------------------------------------------


def test_as_a_calendar_each_item_is_a_whole_day_with_alarms(tree: Tree, ksnet: Ksnet) -> None:
    course = (
        EVENT.format(kind="fachtag", start="2026-07-08", status="geplant") + "end: 2026-07-09\n"
    )
    network = (
        HEAD + "complete_since: nie\nvacancies:\n  - category: schule\n    until: 2026-06-01\n"
    )
    root = tree(
        {
            SHORT["network"]: network,
            f"{EVENTS}/2026-07-08-fachtag.yaml": course.replace("groups: [plenum]\n", ""),
        }
    )
    options = ("--alarm", "7", "--alarm", "1", "--format", "ics", "--root", root)
    run = ksnet("due", "--as-of", "2026-06-30", *options)
    read: Any = icalendar.Calendar.from_ical(run.out.encode())
    items = {str(one["summary"]): one for one in read.walk("VEVENT")}
    event = items["Treffen, geplant"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (dt.date(2026, 7, 8), dt.date(2026, 7, 10))
    late = items[
        "Überfällig seit 01.06.2026: Unbesetzte Kategorie besetzen oder neu begründen: Schulen"
    ]
    assert late["dtstart"].dt == dt.date(2026, 6, 30)
    assert [one["trigger"].dt.days for one in event.walk("VALARM")] == [-7, -1]
    later = ksnet("due", "--as-of", "2026-07-01", *options)
    assert re.findall("UID:.*", later.out) == re.findall("UID:.*", run.out)
    assert ksnet("due", "--as-of", "2026-06-30", *options).out == run.out
    second = ksnet("due", "--as-of", "2026-07-09", *options)
    assert r"SUMMARY:Treffen\, geplant" in second.out, "late although it goes on"
    assert "DTSTART;VALUE=DATE:20260708" in second.out


@pytest.mark.parametrize("form", ["md", "html", "pdf", "docx"])
def test_it_can_be_printed(
    ksnet: Ksnet, form: str, tmp_path: Path, golden: Callable[..., None]
) -> None:
    target = tmp_path / f"liste.{form}"
    assert (
        ksnet("due", "musterkreis", "--as-of", "2026-08-30", "--root", EXAMPLE, "-o", target).code
        == 0
    )
    if form == "md":
        golden("due-musterkreis.md", target.read_bytes())


def test_alarms_are_for_calendars(ksnet: Ksnet) -> None:
    assert ksnet("due", "--alarm", "3", "--root", EXAMPLE).code == 2
    assert (
        "--alarm: „bald“"
        in ksnet("due", "--alarm", "bald", "--format", "ics", "--root", EXAMPLE).err
    )
