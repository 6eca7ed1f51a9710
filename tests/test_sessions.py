"""A course on several days is one event: one entry in lists,
one appointment for each session in calendars.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import icalendar
import pytest

from ksnet.checking import check
from ksnet.comparing import compare
from ksnet.documents.calendar import calendar_view
from ksnet.records.event import EventRecord
from ksnet.rendering.ics import calendar_pieces
from ksnet.repository import Repository
from tests.conftest import Run

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = dt.date(2026, 6, 30)
AS_OF = ("--as-of", "2026-06-30")
FILE = "data/events/n/2026-09-16-kurs.yaml"
NETWORK = (
    'name: Netz\nyouth_offices:\n  - id: stadt-a\n    name: Jugendamt A\n    key: "05974040"\n'
)
HEAD = "title: Kurs\nkind: fortbildung\n"
SESSIONS = """\
sessions:
  - start: 2026-09-16 09:00
    end: 2026-09-16 12:00
  - start: 2026-09-23 09:00
    end: 2026-09-23 12:00
  - start: 2026-09-30 13:00
    end: 2026-09-30 16:00
"""
COURSE = f"{HEAD}{SESSIONS}status: geplant\n"


def course(tree: Tree, text: str = COURSE, **more: str) -> Path:
    events = {f"data/events/n/{name}.yaml": content for name, content in more.items()}
    return tree({"data/networks/n/network.yaml": NETWORK, FILE: text, **events})


def found(root: Path, day: dt.date = DAY) -> list[tuple[str, int, str]]:
    return [
        (f.rule.name, f.location.span.line, f.message)
        for f in check(Repository(root), day).findings
    ]


def event(root: Path) -> EventRecord:
    return Repository(root).network("n").events["2026-09-16-kurs"].record


def test_start_and_end_are_those_of_the_first_and_last_session(tree: Tree) -> None:
    record = event(course(tree))
    assert (str(record.start), str(record.end)) == ("2026-09-16 09:00", "2026-09-30 16:00")
    assert [str(one.start) for one in record.occasions] == [
        "2026-09-16 09:00",
        "2026-09-23 09:00",
        "2026-09-30 13:00",
    ]
    assert found(course(tree)) == []


def test_without_the_end_of_the_last_session_the_event_ends_on_its_day(tree: Tree) -> None:
    record = event(course(tree, COURSE.replace("    end: 2026-09-30 16:00\n", "")))
    assert str(record.end) == "2026-09-30"


def test_an_event_without_sessions_has_one_occasion_or_none() -> None:
    plain = {"title": "T", "kind": "fortbildung", "status": "geplant", "start": "2026-09-16 09:00"}
    assert [str(one.start) for one in EventRecord.model_validate(plain).occasions] == [
        "2026-09-16 09:00"
    ]
    assert EventRecord.model_validate({**plain, "start": None}).occasions == ()


def test_without_sessions_the_start_is_still_asked_for(tree: Tree) -> None:
    for sessions in ("", "sessions: []\n"):
        names = [name for name, _, _ in found(course(tree, f"{HEAD}{sessions}status: geplant\n"))]
        assert names == ["missing-key"]


def test_written_start_and_end_may_be_those_of_the_sessions_also_by_the_day(tree: Tree) -> None:
    for start, end in (("2026-09-16 09:00", "2026-09-30 16:00"), ("2026-09-16", "2026-09-30")):
        assert (
            found(course(tree, f"{HEAD}start: {start}\nend: {end}\n{SESSIONS}status: geplant\n"))
            == []
        )


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("start: 2026-09-23 09:00", "start: 2026-09-16 11:00", "sessions-out-of-order", 6),
        (
            "start: 2026-09-30 13:00\n    end: 2026-09-30 16:00",
            "start: 2026-09-17 13:00",
            "sessions-out-of-order",
            8,
        ),
        ("    end: 2026-09-23 12:00", "    end: 2026-09-23 08:00", "sessions-out-of-order", 7),
        (
            "kind: fortbildung\n",
            "kind: fortbildung\nstart: 2026-09-16 10:00\n",
            "sessions-not-event",
            3,
        ),
        ("kind: fortbildung\n", "kind: fortbildung\nend: 2026-09-23\n", "sessions-not-event", 3),
        ("start: 2026-09-16 09:00", "start: 16.09.2026 09:00", "invalid-date", 4),
        ("start: 2026-09-23 09:00", "start: null", "missing-value", 6),
        ("  - start: 2026-09-23 09:00\n    end", "  - end", "missing-key", 6),
        ("start: 2026-09-30 13:00", "begin: 2026-09-30 13:00", "unknown-key", 8),
    ],
)
def test_each_mistake_in_sessions_is_one_finding_at_its_line(
    old: str, new: str, rule: str, line: int, tree: Tree
) -> None:
    assert COURSE.count(old) == 1
    assert [(name, at) for name, at, _ in found(course(tree, COURSE.replace(old, new)))] == [
        (rule, line)
    ]


def test_a_finding_about_the_date_points_to_the_session(tree: Tree) -> None:
    assert [(name, line) for name, line, _ in found(course(tree), dt.date(2026, 10, 1))] == [
        ("past-but-planned", 10)
    ]
    christmas = COURSE.replace("2026-09-23", "2026-12-25").replace("2026-09-30", "2026-12-26")
    assert [(name, line) for name, line, _ in found(course(tree, christmas))] == [
        ("public-holiday", 6),
        ("public-holiday", 8),
    ]


def test_only_the_sessions_bind_room_and_people(tree: Tree) -> None:
    room = "location:\n  name: Rathaus\n  city: Soest\n  room: Saal\n"
    between = (
        f"title: Sitzung\nkind: gremiensitzung\nstart: {{}}\nend: {{}}\nstatus: geplant\n{room}"
    )
    free = course(
        tree,
        COURSE + room,
        **{"2026-09-17-sitzung": between.format("2026-09-17 09:00", "2026-09-17 11:00")},
    )
    assert found(free) == []
    taken = course(
        tree,
        COURSE + room,
        **{"2026-09-23-sitzung": between.format("2026-09-23 10:00", "2026-09-23 11:00")},
    )
    assert [name for name, _, _ in found(taken)] == ["room-conflict"]


def test_lists_hold_one_entry_and_feeds_one_appointment_for_each_session(tree: Tree) -> None:
    document = calendar_view([Repository(course(tree)).network("n")], as_of=DAY)
    assert [(entry.date_text, entry.time_text) for entry in document.entries] == [
        ("Mi 16.09.2026 – Mi 30.09.2026 (3 Termine)", "")
    ]
    assert document.entries[0].session_texts[2] == "Mi 30.09.2026, 13:00–16:00 Uhr"
    events: list[Any] = icalendar.Calendar.from_ical(
        b"".join(calendar_pieces("Termine", document.entries, stamps={}))
    ).walk("VEVENT")
    assert [
        (str(one["uid"]), str(one["summary"]), f"{one['dtstart'].dt:%d.%m. %H:%M}")
        for one in events
    ] == [
        ("2026-09-16-kurs.1@n.ksnet", "Kurs (1/3)", "16.09. 09:00"),
        ("2026-09-16-kurs.2@n.ksnet", "Kurs (2/3)", "23.09. 09:00"),
        ("2026-09-16-kurs.3@n.ksnet", "Kurs (3/3)", "30.09. 13:00"),
    ]
    assert [f"{one['dtend'].dt:%H:%M}" for one in events] == ["12:00", "12:00", "16:00"]


def test_json_tells_the_whole_and_its_sessions(tree: Tree, ksnet: Ksnet) -> None:
    run = ksnet("calendar", "n", "--format", "json", *AS_OF, cwd=course(tree))
    (told,) = json.loads(run.out)["events"]
    assert (told["start"], told["end"]) == ("2026-09-16T09:00", "2026-09-30T16:00")
    assert told["sessions"][1] == {"start": "2026-09-23T09:00", "end": "2026-09-23T12:00"}


def test_the_own_feed_comes_back_without_a_change_and_a_moved_session_is_for_a_person(
    tree: Tree, ksnet: Ksnet
) -> None:
    root = course(tree)
    ksnet("calendar", "n", "--format", "ics", "-o", "kurs.ics", *AS_OF, cwd=root)
    before = (root / FILE).read_text()
    run = ksnet("import", "events", "kurs.ics", "--network", "n", *AS_OF, cwd=root)
    assert run.code == 0, run.err
    assert (root / FILE).read_text() == before
    assert len(list((root / "data/events/n").iterdir())) == 1
    feed = (root / "kurs.ics").read_text(encoding="utf-8")
    (root / "kurs.ics").write_text(
        feed.replace("20260923T090000", "20260924T090000"), encoding="utf-8"
    )
    run = ksnet("import", "events", "kurs.ics", "--network", "n", *AS_OF, cwd=root)
    assert "„sessions“ ändern" in run.out + run.err
    assert (root / FILE).read_text() == before
    assert len(list((root / "data/events/n").iterdir())) == 1


def test_move_event_moves_all_sessions_by_as_much(tree: Tree, ksnet: Ksnet) -> None:
    root = course(tree)
    run = ksnet("move-event", "n/2026-09-16-kurs", "--to", "2026-10-07 10:00", *AS_OF, cwd=root)
    assert run.code == 0, run.err
    assert "ist verlegt, mit 3 Terminen: " in run.err
    record = event(root)
    assert [(str(one.start), str(one.end)) for one in record.occasions] == [
        ("2026-10-07 10:00", "2026-10-07 13:00"),
        ("2026-10-14 10:00", "2026-10-14 13:00"),
        ("2026-10-21 14:00", "2026-10-21 17:00"),
    ]
    assert "\nstart:" not in (root / FILE).read_text()
    assert [str(moment) for moment in record.rescheduled_from] == ["2026-09-16 09:00"]
    assert not {name for name, _, _ in found(root)} - {"school-holiday"}


def test_sessions_are_not_moved_to_an_end_or_to_a_day_without_time(
    tree: Tree, ksnet: Ksnet
) -> None:
    root = course(tree)
    for more in (("2026-10-07",), ("2026-10-07 10:00", "--end", "2026-10-07 12:00")):
        run = ksnet("move-event", "n/2026-09-16-kurs", "--to", *more, *AS_OF, cwd=root)
        assert run.code == 2
        assert "mehrere Termine" in run.err


def test_due_counts_a_course_once_with_its_sessions(tree: Tree, ksnet: Ksnet) -> None:
    run = ksnet("due", "n", "--days", "120", "--format", "json", *AS_OF, cwd=course(tree))
    items = json.loads(run.out)["items"]
    assert [(one["due"], one["text"], one["line"]) for one in items] == [
        ("2026-09-16", "Kurs, 3 Termine, geplant", 4)
    ]


def test_a_change_names_the_course_by_its_first_day_and_a_moved_session_is_told(
    tree: Tree, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, text in ((old, COURSE), (new, COURSE.replace("2026-09-23", "2026-09-24"))):
        for name, content in {"data/networks/n/network.yaml": NETWORK, FILE: text}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
    changed = compare(Repository(old), Repository(new), DAY)
    assert [change.text for change in changed.changes] == [
        "Geändert: Kurs: Einzeltermine: Beginn 24.09.2026 09:00 statt 23.09.2026 09:00, Ende 24.09.2026 12:00 statt 23.09.2026 12:00"
    ]


def test_the_contact_for_registration_is_public_only_where_the_person_may_be(
    tree: Tree, ksnet: Ksnet
) -> None:
    registration = (
        "public: true\nregistration:\n  contact: muster\n  cost: kostenfrei\n  target: Schulen\n"
    )
    body = "members:\n  - id: amt\n    youth_office: stadt-a\n    people:\n      - id: muster\n        family_name: Mustermann\n"
    for more, named in (
        ("", False),
        ("        publication:\n          basis: eigene-beschaeftigte\n", True),
    ):
        root = course(tree, COURSE + registration)
        (root / "data/networks/n/members.yaml").write_text(body + more, encoding="utf-8")
        for form in ("md", "json", "csv", "ics"):
            out = ksnet(
                "calendar",
                "n",
                "--format",
                form,
                "--audience",
                "oeffentlich",
                "-o",
                "o",
                *AS_OF,
                cwd=root,
            )
            assert out.code == 0, out.err
            content = (root / "o").read_text(encoding="utf-8").replace("\n ", "")
            assert ("Mustermann" in content) is (named and form != "json")
            assert ("kostenfrei" in content) is (form != "json")
