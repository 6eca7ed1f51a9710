import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]  # has no types
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentline

from ksnet.documents.calendar import CalendarView, calendar_view
from ksnet.duties.counting.spans import Window
from ksnet.protection.who import Audience
from ksnet.rendering.folding import folded_line
from ksnet.rendering.ics import calendar_pieces
from ksnet.repository import Repository

Tree = Callable[[Mapping[str, str | bytes]], Path]
DAY = dt.date(2026, 6, 30)
ROOT = Path(__file__).parent.parent
NETWORK = (
    'name: Netz „Ä“; A, B\nyouth_offices:\n  - {id: stadt-a, name: Jugendamt A, key: "05974040"}\n'
)


def document(
    tree: Tree,
    events: Mapping[str, str],
    *,
    day: dt.date = DAY,
    audience: Audience = Audience.INTERN,
) -> CalendarView:
    files = {f"data/events/n/{name}.yaml": text for name, text in events.items()}
    root = tree({"data/networks/n/network.yaml": NETWORK, **files})
    return calendar_view([Repository(root).network("n")], as_of=day, audience=audience)


def event(start: str, rest: str = "", *, status: str = "geplant") -> str:
    return f"title: Treffen\nkind: netzwerktreffen\nstart: {start}\nstatus: {status}\n{rest}"


def feed(tree: Tree, events: Mapping[str, str]) -> bytes:
    return ics(document(tree, events), stamps={})


def only(content: bytes) -> Any:
    """Return the only event."""
    found = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert len(found) == 1
    return found[0]


def ics(view: CalendarView, stamps: Mapping[str, dt.datetime]) -> bytes:
    return b"".join(calendar_pieces("Termine, Netz", view.entries, stamps=stamps))


def strictly_read(content: bytes) -> Any:
    """Return the events that a strict reader finds; importing it reads all time zones."""
    from ical.calendar_stream import IcsCalendarStream

    return IcsCalendarStream.calendar_from_ics(content.decode()).events


def soest() -> CalendarView:
    network = Repository(ROOT).network("soest")
    return calendar_view([network], as_of=DAY, window=Window.of_year(2025))


def test_the_published_dates_of_soest_are_read_back_by_a_strict_reader() -> None:
    found = strictly_read(ics(soest(), stamps={}))
    assert [(one.summary, str(one.dtstart), str(one.dtend)) for one in found] == [
        ("Treffen AK InsoFa", "2025-04-03 09:00:00+02:00", "2025-04-03 12:00:00+02:00"),
        ("Treffen Regionalgruppe Soest", "2025-05-21 13:30:00+02:00", "2025-05-21 15:30:00+02:00"),
        ("Fachtag des kreisweiten Netzwerks Kinderschutz", "2025-10-06", "2025-10-07"),
        (
            "Fachvortrag Jugendamt Stadt Soest, Thema „Digitale Kindeswohlgefährdung“",
            "2025-11-27",
            "2025-11-28",
        ),
    ]


@pytest.mark.parametrize(
    ("start", "utc"),
    [
        ("2025-01-15 10:00", "2025-01-15T09:00:00+00:00"),
        ("2025-07-15 10:00", "2025-07-15T08:00:00+00:00"),
        ("2025-03-30 10:00", "2025-03-30T08:00:00+00:00"),
        ("2025-10-26 10:00", "2025-10-26T09:00:00+00:00"),
    ],
)
def test_the_hour_is_right_in_summer_and_winter(tree: Tree, start: str, utc: str) -> None:
    content = feed(tree, {"2025-x": event(start, "duration_minutes: 60\n")})
    calendar = icalendar.Calendar.from_ical(content)
    found = recurring_ical_events.of(calendar).between(dt.date(2025, 1, 1), dt.date(2026, 1, 1))
    assert [one["DTSTART"].dt.astimezone(dt.UTC).isoformat() for one in found] == [utc]
    strict = strictly_read(content)[0].dtstart
    assert isinstance(strict, dt.datetime)
    assert strict.astimezone(dt.UTC).isoformat() == utc


def test_the_time_zone_is_the_constant_one() -> None:
    content = ics(soest(), stamps={}).decode()
    assert content.count("BEGIN:VTIMEZONE") == 1
    assert "RDATE" not in content
    assert content.count("RRULE:FREQ=YEARLY;") == 2


def test_the_same_records_give_the_same_bytes_on_every_day(tree: Tree) -> None:
    events = {
        "2025-05-01-x": event("2025-05-01 10:00", status="angekuendigt"),
        "2025-y": event("2025-05-02"),
    }
    first = ics(document(tree, events, day=dt.date(2025, 1, 1)), stamps={})
    second = ics(document(tree, events, day=dt.date(2026, 1, 1)), stamps={})
    assert first == second
    assert b"\r\n" in first
    assert b"\n" not in first.replace(b"\r\n", b"")
    assert max(len(line) for line in first.split(b"\r\n")) <= 75


def test_icalendar_writes_what_it_reads_in_the_same_way() -> None:
    long = "Sehr lange Überschrift; mit \\, €, 😀 und Komma, " * 5
    content = b"".join(calendar_pieces(long, soest().entries, stamps={}))
    assert icalendar.Calendar.from_ical(content).to_ical() == content


@given(st.text("aä€😀\\^b;", max_size=300))
def test_lines_are_folded_as_icalendar_folds_them(line: str) -> None:
    assert folded_line(line, first=74) == Contentline(line).to_ical() + b"\r\n"  # type: ignore[no-untyped-call]


def test_a_moved_event_keeps_its_identity_and_counts_up(tree: Tree) -> None:
    before = only(feed(tree, {"2025-05-01-x": event("2025-05-01 10:00")}))
    after = only(
        feed(
            tree,
            {"2025-05-01-x": event("2025-05-08 10:00", "rescheduled_from: [2025-05-01 10:00]\n")},
        )
    )
    assert before["UID"] == after["UID"] == "2025-05-01-x@n.ksnet"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt.day == 8
    assert after["DTSTAMP"].dt == dt.datetime(2025, 5, 1, tzinfo=dt.UTC)


def test_a_cancelled_event_stays_and_says_so(tree: Tree) -> None:
    found = only(feed(tree, {"2025-05-01-x": event("2025-05-01 10:00", status="abgesagt")}))
    assert (found["STATUS"], found["SEQUENCE"], found["TRANSP"]) == ("CANCELLED", 1, "TRANSPARENT")
    assert found["SUMMARY"] == "Abgesagt: Treffen"


def test_a_postponed_event_no_longer_takes_place_on_its_day(tree: Tree) -> None:
    found = only(feed(tree, {"2025-05-01-x": event("2025-05-01 10:00", status="verschoben")}))
    assert found["STATUS"] == "CANCELLED"
    assert found["SUMMARY"] == "Verschoben, neuer Termin offen: Treffen"


def test_a_day_without_time_is_a_whole_day_that_leaves_people_free(tree: Tree) -> None:
    found = only(feed(tree, {"2025-05-01-x": event("2025-05-01", "end: 2025-05-02\n")}))
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (dt.date(2025, 5, 1), dt.date(2025, 5, 3))
    assert found["DTSTART"].params["VALUE"] == "DATE"
    assert found["TRANSP"] == "TRANSPARENT"
    assert "Uhrzeit nicht bekannt" in found["DESCRIPTION"]


def test_an_end_that_is_not_known_is_not_made_up(tree: Tree) -> None:
    assert "DTEND" not in only(feed(tree, {"2025-05-01-x": event("2025-05-01 10:00")}))
    wrong = event("2025-05-01 10:00", "end: 2025-05-01 09:00\n")
    assert "DTEND" not in only(feed(tree, {"2025-05-01-x": wrong}))


def test_events_whose_day_is_not_known_are_left_out_and_named(tree: Tree) -> None:
    events = {
        "2025-a": event("2025-05"),
        "undated-b": event("null"),
        "2025-05-01-c": event("2025-05-01"),
    }
    found = document(tree, events)
    assert [entry.id for entry in found.undated] == ["2025-a", "undated-b"]
    assert only(ics(found, stamps={}))["UID"] == "2025-05-01-c@n.ksnet"


def test_the_stamp_is_that_of_the_file(tree: Tree) -> None:
    found = document(tree, {"2025-05-01-x": event("2025-05-01")})
    stamp = dt.datetime(2024, 2, 3, 4, 5, 6, 7, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    content = ics(found, stamps={"data/events/n/2025-05-01-x.yaml": stamp})
    assert b"DTSTAMP:20240203T030506Z" in content


def test_another_time_zone_keeps_its_moment(tree: Tree) -> None:
    found = only(
        feed(tree, {"2025-05-01-x": event("2025-05-01 10:00", "timezone: Europe/London\n")})
    )
    assert found["DTSTART"].dt.astimezone(dt.UTC).hour == 9
    unknown = only(
        feed(tree, {"2025-05-01-x": event("2025-05-01 10:00", "timezone: Mond/Krater\n")})
    )
    assert unknown["DTSTART"].dt.astimezone(dt.UTC).hour == 8


def test_a_feed_has_what_clients_need_and_no_uid_of_its_own(tree: Tree) -> None:
    content = feed(tree, {"2025-05-01-x": event("2025-05-01 10:00")})
    head = content.split(b"BEGIN:VTIMEZONE")[0]
    assert b"UID" not in head
    assert b"METHOD" not in head
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D" in head


def test_text_cannot_break_out_of_its_property(tree: Tree) -> None:
    evil = 'title: "a\\nEND:VEVENT\\nb; c, d"\nkind: workshop\nstart: 2025-05-01\nstatus: geplant\n'
    found = only(feed(tree, {"2025-05-01-x": evil}))
    assert found["SUMMARY"] == "a\nEND:VEVENT\nb; c, d"


def test_a_public_feed_has_no_dial_in_and_no_private_event(tree: Tree) -> None:
    events = {
        "2025-05-01-x": event(
            "2025-05-01",
            'public: true\nlocation: {name: Saal, url: "https://example.org/DIAL-IN"}\n',
        ),
        "2025-05-02-y": event("2025-05-02"),
    }
    content = ics(document(tree, events, audience=Audience.OEFFENTLICH), stamps={})
    assert b"DIAL-IN" not in content
    assert content.count(b"BEGIN:VEVENT") == 1
    assert b"DIAL-IN" in ics(document(tree, events), stamps={}).replace(b"\r\n ", b"")


def test_whatever_is_called_off_gets_a_higher_number(tree: Tree) -> None:
    moved = "rescheduled_from: [2025-05-01 10:00]\n"
    found = only(
        feed(tree, {"2025-05-01-x": event("2025-05-08 10:00", moved, status="verschoben")})
    )
    assert (found["STATUS"], found["SEQUENCE"]) == ("CANCELLED", 2)


def test_a_place_written_on_several_lines_is_one_line(tree: Tree) -> None:
    place = "location:\n  name: |\n    Haus A, links\n    Hinterhof\n  room: Saal 1; 2\n"
    found = only(feed(tree, {"2025-05-01-x": event("2025-05-01", place)}))
    assert found["LOCATION"] == "Haus A, links, Hinterhof, Saal 1; 2"


def test_a_hybrid_event_has_nothing_but_its_address_as_its_place(tree: Tree) -> None:
    found = only(
        feed(
            tree,
            {
                "2025-05-01-x": event(
                    "2025-05-01 10:00", "mode: hybrid\nlocation: {name: Rathaus, city: Soest}\n"
                )
            },
        )
    )
    assert found["LOCATION"] == "Rathaus, Soest"
    assert "Form: hybrid" in found["DESCRIPTION"]
