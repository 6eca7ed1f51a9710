import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.documents.calendar import CalendarView, calendar_view
from ksnet.documents.machine import calendar_json
from ksnet.duties.counting.spans import Window
from ksnet.protection.who import Audience
from ksnet.repository import Repository
from tests.conftest import written

Tree = Callable[[Mapping[str, str | bytes]], Path]
DAY = dt.date(2025, 6, 30)

NETWORK = """\
name: Netzwerk Musterkreis
youth_offices:
  - id: stadt-a
    name: Jugendamt A
    key: "05974040"
groups:
  - {id: plenum, name: Plenum, kind: plenum}
workstreams:
  - id: wege
    text: Mitteilungswege
"""
MEMBERS = """\
members:
  - id: haus
    name: Frauenhaus Geheim
    categories: [weitere]
    sensitive: true
guests:
  - id: offen
    family_name: Offen
    publication: {basis: eigene-beschaeftigte}
  - id: still
    family_name: Still
"""


def calendar(
    tree: Tree,
    events: Mapping[str, str],
    *,
    window: Window | None = None,
    group: str | None = None,
    audience: Audience = Audience.INTERN,
) -> CalendarView:
    files = {f"data/events/n/{name}.yaml": text for name, text in events.items()}
    root = tree(
        {"data/networks/n/network.yaml": NETWORK, "data/networks/n/members.yaml": MEMBERS, **files}
    )
    network = Repository(root).network("n")
    return calendar_view([network], as_of=DAY, window=window, group=group, audience=audience)


def event(
    start: str | None, rest: str = "", *, status: str = "geplant", title: str = "Treffen"
) -> str:
    return (
        f"title: {title}\nkind: netzwerktreffen\nstart: {start or 'null'}\nstatus: {status}\n{rest}"
    )


def test_vague_dates_come_after_the_exact_ones_of_their_period_and_undated_last(tree: Tree) -> None:
    found = calendar(
        tree,
        {
            "undated-a": event(None),
            "2025-b": event("2025"),
            "2025-12-31-c": event("2025-12-31"),
            "2025-03-d": event("2025-03"),
            "2025-03-31-e": event("2025-03-31 09:00"),
            "2025-03-31-f": event("2025-03-31"),
            "2024-g": event("2024/2025-01-05"),
        },
    )
    assert [entry.id[-1] for entry in found.entries] == ["g", "e", "f", "d", "c", "b", "a"]


def test_a_year_takes_what_may_lie_in_it_and_leaves_out_what_has_no_date(tree: Tree) -> None:
    events = {
        "undated-a": event(None),
        "2024-12-31-b": event("2024-12-31", "end: 2025-01-01\n"),
        "2022-c": event("2022/2025-02-08"),
        "2024-d": event("2024-06"),
    }
    found = calendar(tree, events, window=Window.of_year(2025))
    assert [entry.id for entry in found.entries] == ["2024-12-31-b", "2022-c"]
    later = calendar(tree, events, window=Window(dt.date(2025, 1, 1), dt.date.max))
    assert [entry.id for entry in later.entries] == ["2024-12-31-b", "2022-c"]


def test_one_group_can_be_asked_for(tree: Tree) -> None:
    events = {
        "2025-01-01-a": event("2025-01-01", "groups: [plenum]\n"),
        "2025-01-02-b": event("2025-01-02"),
    }
    found = calendar(tree, events, group="plenum")
    assert [entry.id for entry in found.entries] == ["2025-01-01-a"]
    assert "Gremium: Plenum" in written(found, "md")


@pytest.mark.parametrize(
    ("status", "start", "expected"),
    [
        ("geplant", "2025-09-01", "geplant"),
        ("geplant", "2025-03-01", "geplant, Ergebnis nicht erfasst"),
        ("angekuendigt", "2025-09-01", "angekündigt"),
        ("angekuendigt", "2025-03-01", "angekündigt, Ergebnis nicht erfasst"),
        ("abgesagt", "2025-03-01", "abgesagt"),
        ("stattgefunden", "2025-03-01", "hat stattgefunden"),
    ],
)
def test_an_event_that_was_only_announced_is_not_said_to_have_happened(
    tree: Tree, status: str, start: str, expected: str
) -> None:
    found = calendar(tree, {"2025-x": event(start, status=status)})
    assert found.entries[0].status_text == expected


def test_a_moved_event_says_from_when(tree: Tree) -> None:
    found = calendar(
        tree, {"2025-05-01-x": event("2025-05-08 10:00", "rescheduled_from: [2025-05-01 09:00]\n")}
    )
    text = written(found, "md")
    assert "Do 08.05.2025" in text
    assert "verschoben von Do 01.05.2025, 09:00 Uhr" in text


def test_json_is_what_the_contract_says(tree: Tree) -> None:
    found = calendar(
        tree,
        {
            "2025-05-01-x": event(
                "2025-05-08 10:00",
                "rescheduled_from: [2025-05-01]\ngroups: [plenum]\ntheme: Wege\nmode: online\n"
                "location:\n  name: Haus\n  url: https://example.org/dial-in\n",
                status="abgesagt",
            ),
            "undated-y": event(None),
        },
    )
    assert calendar_json(found) == {
        "version": 1,
        "events": [
            {
                "network": "n",
                "id": "2025-05-01-x",
                "title": "Treffen",
                "kind": "netzwerktreffen",
                "groups": ["plenum"],
                "start": "2025-05-08T10:00",
                "end": None,
                "sessions": [],
                "theme": "Wege",
                "all_day": False,
                "date_note": None,
                "precision": "minute",
                "status": "abgesagt",
                "mode": "online",
                "location": {"name": "Haus"},
                "public": False,
                "sequence": 2,
            },
            {
                "network": "n",
                "id": "undated-y",
                "title": "Treffen",
                "kind": "netzwerktreffen",
                "groups": [],
                "start": None,
                "end": None,
                "sessions": [],
                "theme": None,
                "all_day": False,
                "date_note": None,
                "precision": "none",
                "status": "geplant",
                "mode": None,
                "location": None,
                "public": False,
                "sequence": 0,
            },
        ],
    }


PUBLIC = """\
public: true
location: {name: Stadthalle, url: "https://example.org/DIAL-IN"}
organisers: [haus, still, offen, {text: Stadt A}]
chair: CHAIR
topics: [wege]
registration: {until: 2025-04-01, seats: 20}
agenda:
  - title: Vortrag
    speakers: [offen, still]
    text: AGENDA-TEXT
    result: AGENDA-RESULT
invited: [{text: INVITED}]
summary: SUMMARY
remarks: REMARKS
results:
  - text: RESULT
"""


@pytest.mark.parametrize("form", ["md", "html", "text"])
def test_a_public_calendar_shows_what_it_may_and_nothing_else(tree: Tree, form: str) -> None:
    events = {
        "2025-05-01-a": event("2025-05-01", PUBLIC.replace("chair: CHAIR\n", "")),
        "2025-05-02-b": event("2025-05-02", title="INTERN"),
        "2025-05-03-c": "title: FALL\nkind: fallkonferenz\nstart: 2025-05-03\nstatus: geplant\npublic: true\n",
    }
    found = calendar(tree, events, audience=Audience.OEFFENTLICH)
    text = written(found, "text", width=200) if form == "text" else written(found, form)
    if form != "text":
        for word in (
            "Stadt A",
            "geschützte Einrichtung",
            "Offen",
            "Mitteilungswege",
            "20 Plätze",
            "Vortrag",
        ):
            assert word in text
    assert "Stadthalle" in text
    hidden = (
        "DIAL-IN",
        "Still",
        "Geheim",
        "AGENDA-",
        "INVITED",
        "SUMMARY",
        "REMARKS",
        "RESULT",
        "INTERN",
        "FALL",
    )
    assert not [word for word in hidden if word in text]


def test_unreadable_files_are_named_in_the_document(tree: Tree) -> None:
    found = calendar(tree, {"2025-05-01-a": "title: [", "2025-05-02-b": event("2025-05-02")})
    assert "data/events/n/2025-05-01-a.yaml" in written(found, "md")


def test_several_networks_are_told_apart(tree: Tree) -> None:
    root = tree(
        {
            "data/networks/a/network.yaml": "name: Netz A\nyouth_offices: []\n",
            "data/networks/b/network.yaml": "name: Netz B\nyouth_offices: []\n",
            "data/events/a/2025-01-02-x.yaml": event("2025-01-02", "mode: online\n"),
            "data/events/b/2025-01-01-x.yaml": event("2025-01-01"),
        }
    )
    networks = list(Repository(root).networks())
    found = calendar_view(networks, as_of=DAY)
    assert [entry.network for entry in found.entries] == ["b", "a"]
    said = written(found, "md")
    assert "| Netz B |" in said
    assert "### Do 02.01.2025: Netz A: " in said


def test_no_events_is_said_in_a_sentence(tree: Tree) -> None:
    assert "keine Termine" in written(calendar(tree, {}), "md")


@pytest.mark.parametrize("width", [60, 80, 110, 200])
def test_no_word_is_broken_in_a_narrow_terminal(tree: Tree, width: int) -> None:
    events = {
        "2022-a": event(
            "2022/2023-02-08", "groups: [plenum]\n", title="Hauptverwaltungsbeamtenkonferenz"
        ),
        "2025-09-01-b": event(
            "2025-09-01 09:00", "location: {city: Korschenbroich}\n", title="Netzwerkversammlung"
        ),
    }
    text = written(calendar(tree, events), "text", width=width)
    assert max(len(line) for line in text.splitlines()) <= width
    for word in (
        "Hauptverwaltungsbeamtenkonferenz",
        "Netzwerkversammlung",
        "Korschenbroich",
        "Mo 01.09.2025",
        "Plenum",
    ):
        assert word in text
