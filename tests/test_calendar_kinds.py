"""Kinds of calendar files that real programs write,
and the appointments that are right for each.
"""

from __future__ import annotations

import base64
import datetime as dt
import quopri
import time

import pytest

from ksnet.basics.errors import UsageProblem
from ksnet.importing.calendars.appointments import seems_off
from ksnet.importing.calendars.reading import CalendarFile, read_calendar
from ksnet.importing.calendars.series import years_around
from ksnet.importing.places import place_of
from tests.test_lists_kinds import rows_of

YEARS = years_around(dt.date(2026, 6, 30))


def event(
    start: str, *lines: str, uid: str = "u", title: str = "Treffen", name: str = "DTSTART"
) -> str:
    return "\n".join(
        [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            f"{name}{start}",
            f"SUMMARY:{title}",
            *lines,
            "END:VEVENT",
            "",
        ]
    )


def calendar(*events: str, head: str = "") -> bytes:
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{''.join(events)}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def opened(content: bytes | str) -> CalendarFile:
    content = content if isinstance(content, bytes) else calendar(content)
    return read_calendar("k.ics", content, "Europe/Berlin", YEARS)


def starts(content: bytes | str) -> list[str]:
    return [one.start.text for one in opened(content).appointments]


def said(content: bytes | str) -> str:
    found = opened(content)
    return "\n".join(
        [*map(str, found.notes), *(text for texts in found.of_series.values() for text in texts)]
    )


BERLIN = ";TZID=Europe/Berlin:"
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=3"
FIRST_THREE = ["2026-09-02 14:00", "2026-09-09 14:00", "2026-09-16 14:00"]
EXCEPTION = event(f"{BERLIN}20260910T100000", "RECURRENCE-ID{}")
ZONE = """\
BEGIN:VTIMEZONE
TZID:{}
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
RRULE:{}
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
AUTUMN = "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"


def in_zone(hours: int, *, defined: bool = True) -> str:
    """Return a calendar of its own, whose zone “Büro” is that many hours ahead of UTC."""
    offset = f"TZOFFSETFROM:+0{hours}00\nTZOFFSETTO:+0{hours}00"
    zone = f"BEGIN:VTIMEZONE\nTZID:Büro\nBEGIN:STANDARD\nDTSTART:19700101T000000\n{offset}\nEND:STANDARD\nEND:VTIMEZONE\n"
    meeting = event(";TZID=Büro:20260902T140000", uid=f"{hours}")
    return calendar(meeting, head=zone if defined else "").decode()


# What is in the calendar, and when its appointments are.
SERIES: dict[str, tuple[bytes | str, list[str]]] = {
    "series by dates": (event(f"{BERLIN}20260902T140000", "RDATE;TZID=Europe/Berlin:20260909T140000,20260916T140000"), FIRST_THREE),
    "series by dates on several lines": (event(f"{BERLIN}20260902T140000", "RDATE;TZID=Europe/Berlin:20260909T140000", "RDATE:20260916T120000Z"), FIRST_THREE),
    "series by periods": (event(f"{BERLIN}20260902T140000", "RDATE;VALUE=PERIOD:20260909T120000Z/PT1H,20260916T120000Z/20260916T150000Z"), FIRST_THREE),
    "further day beside a rule": (event(f"{BERLIN}20260902T140000", WEEKLY, "RDATE;TZID=Europe/Berlin:20261001T100000"), [*FIRST_THREE, "2026-10-01 10:00"]),
    "further day as a date": (event(f"{BERLIN}20260902T140000", "RDATE;VALUE=DATE:20260909,20260916"), FIRST_THREE),
    "whole days by dates": (event(";VALUE=DATE:20260902", "RDATE;VALUE=DATE:20260909"), ["2026-09-02", "2026-09-09"]),
    "in UTC over the change of the clocks": (event(":20261014T120000Z", WEEKLY), ["2026-10-14 14:00", "2026-10-21 14:00", "2026-10-28 13:00"]),
    "in UTC on a weekday that is another here": (event(":20260831T230000Z", "RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=MO"), ["2026-09-01 01:00", "2026-09-08 01:00"]),
    "local over the change of the clocks": (event(f"{BERLIN}20261014T140000", WEEKLY), ["2026-10-14 14:00", "2026-10-21 14:00", "2026-10-28 14:00"]),
    "a day left out as a date": (event(f"{BERLIN}20260902T140000", WEEKLY, "EXDATE;VALUE=DATE:20260909"), [FIRST_THREE[0], FIRST_THREE[2]]),
    "days left out in one list with a zone": (event(f"{BERLIN}20260902T140000", WEEKLY, "EXDATE;TZID=W. Europe Standard Time:20260902T140000,20260909T140000"), FIRST_THREE[2:]),
    "a day left out in UTC": (event(f"{BERLIN}20260902T140000", WEEKLY, "EXDATE:20260909T120000Z"), [FIRST_THREE[0], FIRST_THREE[2]]),
    "a day left out without a zone": (event(f"{BERLIN}20260902T140000", WEEKLY, "EXDATE:20260909T140000"), [FIRST_THREE[0], FIRST_THREE[2]]),
    "a whole day left out as a time": (event(";VALUE=DATE:20260902", WEEKLY, "EXDATE;TZID=Europe/Berlin:20260909T000000"), ["2026-09-02", "2026-09-16"]),
    "a day left out as midnight": (event(f"{BERLIN}20260902T140000", WEEKLY, "EXDATE;TZID=Europe/Berlin:20260909T000000"), [FIRST_THREE[0], FIRST_THREE[2]]),
    "midnight left out of a series at midnight": (event(f"{BERLIN}20260902T000000", WEEKLY, "EXDATE;TZID=Europe/Berlin:20260909T000000"), ["2026-09-02 00:00", "2026-09-16 00:00"]),
    "days left out by a rule": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=WEEKLY;COUNT=4", "EXRULE:FREQ=WEEKLY;INTERVAL=2"), ["2026-09-09 14:00", "2026-09-23 14:00"]),
    "an exception by its time": (event(f"{BERLIN}20260902T140000", WEEKLY) + EXCEPTION.format(f"{BERLIN}20260909T140000"), [FIRST_THREE[0], "2026-09-10 10:00", FIRST_THREE[2]]),
    "an exception in UTC": (event(f"{BERLIN}20260902T140000", WEEKLY) + EXCEPTION.format(":20260909T120000Z"), [FIRST_THREE[0], "2026-09-10 10:00", FIRST_THREE[2]]),
    "an exception as a date": (event(f"{BERLIN}20260902T140000", WEEKLY) + EXCEPTION.format(";VALUE=DATE:20260909"), [FIRST_THREE[0], "2026-09-10 10:00", FIRST_THREE[2]]),
    "an exception before its series": (EXCEPTION.format(f"{BERLIN}20260909T140000") + event(f"{BERLIN}20260902T140000", WEEKLY), [FIRST_THREE[0], "2026-09-10 10:00", FIRST_THREE[2]]),
    "an exception without its series": (EXCEPTION.format(f"{BERLIN}20260909T140000"), ["2026-09-10 10:00"]),
    "an exception whose day is left out as well": (event(f"{BERLIN}20260902T140000", WEEKLY, f"EXDATE{BERLIN}20260909T140000") + EXCEPTION.format(f"{BERLIN}20260909T140000"), [FIRST_THREE[0], "2026-09-10 10:00", FIRST_THREE[2]]),
    "an exception moved into the time looked at": (event(f"{BERLIN}20251203T140000", "RRULE:FREQ=MONTHLY;COUNT=1") + event(f"{BERLIN}20260708T140000", f"RECURRENCE-ID{BERLIN}20251203T140000"), ["2026-07-08 14:00"]),
    "an exception moved out of it": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=WEEKLY;COUNT=2") + event(f"{BERLIN}20290101T140000", f"RECURRENCE-ID{BERLIN}20260909T140000"), ["2026-09-02 14:00"]),
    "this and all later ones moved": (event(f"{BERLIN}20260902T140000", WEEKLY) + event(f"{BERLIN}20260910T100000", f"RECURRENCE-ID;RANGE=THISANDFUTURE{BERLIN}20260909T140000"), [FIRST_THREE[0], "2026-09-10 10:00", "2026-09-17 10:00"]),
    "two breaks in a series": (
        event(f"{BERLIN}20260902T140000", "RRULE:FREQ=WEEKLY;COUNT=4")
        + event(f"{BERLIN}20260909T150000", f"RECURRENCE-ID;RANGE=THISANDFUTURE{BERLIN}20260909T140000")
        + event(f"{BERLIN}20260923T090000", f"RECURRENCE-ID;RANGE=THISANDFUTURE{BERLIN}20260923T140000"),
        [FIRST_THREE[0], "2026-09-09 15:00", "2026-09-16 15:00", "2026-09-23 09:00"],
    ),
    "a begin that its rule misses": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=TH"), ["2026-09-02 14:00", "2026-09-03 14:00", "2026-09-10 14:00"]),
    "a wrong day among those left out": (event(f"{BERLIN}20260902T140000", WEEKLY, f"EXDATE{BERLIN}20260909T140000,20260931T140000,20260916T140000"), FIRST_THREE[:1]),
    "until a day, which counts": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=WEEKLY;UNTIL=20260916"), FIRST_THREE),
    "until a local time": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=WEEKLY;UNTIL=20260916T140000"), FIRST_THREE),
    "until a time in UTC": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=WEEKLY;UNTIL=20260916T120000Z"), FIRST_THREE),
    "whole days until a time": (event(";VALUE=DATE:20260902", "RRULE:FREQ=WEEKLY;UNTIL=20260916T000000Z"), ["2026-09-02", "2026-09-09", "2026-09-16"]),
    "a count and an end, of which the first counts": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=WEEKLY;COUNT=9;UNTIL=20260916T120000Z"), FIRST_THREE),
    "a rule in small letters": (event(f"{BERLIN}20260902T140000", "RRULE:freq=weekly;count=3"), FIRST_THREE),
    "a rule with a semicolon too many": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=WEEKLY;COUNT=3;"), FIRST_THREE),
    "a rule that repeats the hour": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=WEEKLY;COUNT=3;BYHOUR=14;BYMINUTE=0;BYSECOND=0"), FIRST_THREE),
    "weeks of the year, each on the weekday of the first": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=YEARLY;BYWEEKNO=36,38;COUNT=2"), [FIRST_THREE[0], FIRST_THREE[2]]),
    "weeks of the year with their own weekday": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=YEARLY;BYWEEKNO=36,38;BYDAY=WE;COUNT=2"), [FIRST_THREE[0], FIRST_THREE[2]]),
    "the last working day of a month": (event(f"{BERLIN}20260930T140000", "RRULE:FREQ=MONTHLY;COUNT=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"), ["2026-09-30 14:00", "2026-10-30 14:00"]),
    "an exception at midnight, which means the day": (event(f"{BERLIN}20260902T140000", WEEKLY) + EXCEPTION.format(f"{BERLIN}20260909T000000"), [FIRST_THREE[0], "2026-09-10 10:00", FIRST_THREE[2]]),
    "an old rule of weeks, three times": (event(":20260902T140000", "RRULE:W1 WE #3"), FIRST_THREE),
    "an old rule of weeks until a time": (event(":20260902T140000", "RRULE:W2 20260916T140000", "EXDATE:20260909T140000;20260923T140000"), [FIRST_THREE[0], FIRST_THREE[2]]),
    "an old rule without an end, which means twice": (event(":20260902T140000", "RRULE:D7"), FIRST_THREE[:2]),
    "an old rule of weekdays of the month": (event(":20260930T140000", "RRULE:MP1 1- WE 2+ TU TH #3"), ["2026-09-30 14:00", "2026-10-08 14:00", "2026-10-13 14:00"]),
    "an old rule of days of the month": (event(":20260930T140000", "RRULE:MD1 LD 15 #3"), ["2026-09-30 14:00", "2026-10-15 14:00", "2026-10-31 14:00"]),
    "an old rule of months": (event(":20260902T140000", "RRULE:YM1 9 12 #2"), ["2026-09-02 14:00", "2026-12-02 14:00"]),
    "two calendars with two zones of one name": (in_zone(1) + in_zone(2), ["2026-09-02 14:00", "2026-09-02 15:00"]),
    "a zone that only the first calendar of a file defines": (in_zone(1) + in_zone(2, defined=False), ["2026-09-02 15:00", "2026-09-02 15:00"]),
    "the zone of the calendar for times in UTC": (calendar(event(":20261014T120000Z", WEEKLY), head="X-WR-TIMEZONE:Europe/Berlin\n"), ["2026-10-14 14:00", "2026-10-21 14:00", "2026-10-28 14:00"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", SERIES)
def test_a_series_takes_place_when_its_calendar_says(kind: str) -> None:
    content, expected = SERIES[kind]
    assert starts(content) == expected


TIMES = {
    "in UTC": (":20260916T120000Z", "2026-09-16 14:00"),
    "in UTC with a zone that does not apply": (f"{BERLIN}20260916T120000Z", "2026-09-16 14:00"),
    "floating": (":20260916T140000", "2026-09-16 14:00"),
    "in the zone of Windows": (";TZID=W. Europe Standard Time:20260916T140000", "2026-09-16 14:00"),
    "in a zone in quotes": (';TZID="Europe/Berlin":20260916T140000', "2026-09-16 14:00"),
    "in a zone in small letters": (";TZID=europe/london:20260916T130000", "2026-09-16 14:00"),
    "in a zone of Windows in small letters": (";TZID=gmt standard time:20260916T130000", "2026-09-16 14:00"),
    "in a zone with the prefix of a program": (";TZID=/mozilla.org/20070129_1/Europe/London:20260916T130000", "2026-09-16 14:00"),
    "in the zone of Exchange for UTC": (";TZID=tzone://Microsoft/Utc:20260916T120000", "2026-09-16 14:00"),
    "with blanks": ("; TZID = Europe/London : 20260916T130000 ", "2026-09-16 14:00"),
    "a date that is called a time": (";VALUE=DATE-TIME:20260916", "2026-09-16"),
    "a time that is called a date": (";VALUE=DATE:20260916T140000", "2026-09-16"),
    "24:00, which is the next day": (f"{BERLIN}20260916T240000", "2026-09-17 00:00"),
    "an hour that does not exist": (f"{BERLIN}20260329T023000", "2026-03-29 03:30"),
    "a leap second": (f"{BERLIN}20260916T135960", "2026-09-16 13:59"),
}  # fmt: skip


@pytest.mark.parametrize("kind", TIMES)
def test_a_time_is_read_as_local_time(kind: str) -> None:
    written, expected = TIMES[kind]
    assert starts(event(written)) == [expected]


def test_the_file_says_what_its_zone_is_and_one_that_nobody_knows_is_named() -> None:
    name = "(UTC) Dublin\\, Edinburgh\\, Lissabon\\, London"
    for written in (f'"{name}"'.replace("\\", ""), name, f'"{name.upper()}"'.replace("\\", "")):
        assert starts(calendar(event(f";TZID={written}:20260916T140000"), head=ZONE.format(name, AUTUMN))) == ["2026-09-16 15:00"]  # fmt: skip
    assert "Die Zeitzone „Nirgends“ ist nicht bekannt" in said(
        event(";TZID=Nirgends:20260916T140000")
    )


def test_a_zone_without_rules_is_the_one_that_it_names() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Amt\nX-LIC-LOCATION:Europe/London\nEND:VTIMEZONE\n"
    assert starts(calendar(event(";TZID=Amt:20260916T130000"), head=zone)) == ["2026-09-16 14:00"]


def test_a_zone_whose_rules_never_end_is_not_used() -> None:
    begun = time.process_time()
    head = ZONE.format("Eigene", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")
    assert starts(calendar(event(";TZID=Eigene:20260916T140000"), head=head)) == [
        "2026-09-16 14:00"
    ]
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "line",
    [
        "SUMMARY" + "QUOTED-PRINTABLE" * 10_000 + "=",
        "DTSTART;X=a" + " " * 20_000 + "b:20260902T140000",
        "DTSTART;TZID=" + 'a"' * 20_001 + ":20260902T140000",
        "DTSTART" + ';TZID="' * 20_001 + ":20260902T140000",
    ],
)
def test_no_line_takes_seconds(line: str) -> None:
    begun = time.process_time()
    assert starts(event(f"{BERLIN}20260902T140000", line)) == ["2026-09-02 14:00"]
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("part", ["a-", "+49 (", "id 1 ", "zoom.us "])
def test_no_title_takes_seconds(part: str) -> None:
    begun = time.process_time()
    title = f"Treffen {part * 10_000}"
    assert starts(event(f"{BERLIN}20260902T140000", title=title)) == ["2026-09-02 14:00"]
    assert time.process_time() - begun < 1


ENDS = {
    "an end": (f"DTEND{BERLIN}20260916T160000", "2026-09-16 16:00", ""),
    "a length": ("DURATION:PT1H30M", "2026-09-16 15:30", ""),
    "an end in another zone": ("DTEND:20260916T140000Z", "2026-09-16 16:00", ""),
    "an end at midnight": (f"DTEND{BERLIN}20260916T240000", "2026-09-17 00:00", ""),
    "an end before the begin": (
        f"DTEND{BERLIN}20260916T130000",
        None,
        "das Ende liegt vor dem Beginn",
    ),
    "hours over the change of the clocks": (
        f"DTSTART{BERLIN}20261024T200000\nDURATION:PT12H",
        "2026-10-25 07:00",
        "",
    ),
    "a day over the change of the clocks": (
        f"DTSTART{BERLIN}20261024T140000\nDURATION:P1D",
        "2026-10-25 14:00",
        "",
    ),
    "an end without its hour": (
        "DTEND;VALUE=DATE:20260917",
        None,
        "das Ende ist ein Tag ohne Uhrzeit und bleibt weg",
    ),
    "an end and another length": (
        f"DTEND{BERLIN}20260916T160000\nDURATION:PT1H",
        "2026-09-16 16:00",
        "Ende und Dauer widersprechen sich (es gilt das Ende)",
    ),
    "an end and the same length": (
        f"DTEND{BERLIN}20260916T160000\nDURATION:PT2H",
        "2026-09-16 16:00",
        "",
    ),
    "a length below nothing": ("DURATION:-PT1H", None, "das Ende liegt vor dem Beginn"),
    "an end that nobody can read": (f"DTEND{BERLIN}morgen", None, "das Ende ist nicht lesbar"),
    "a number of changes that is none": (
        "SEQUENCE:viele",
        None,
        "die Änderungsnummer ist nicht lesbar",
    ),
}


@pytest.mark.parametrize("kind", ENDS)
def test_an_end_is_read_or_named(kind: str) -> None:
    line, expected, words = ENDS[kind]
    own = line.startswith("DTSTART")
    content = event(
        "" if own else f"{BERLIN}20260916T140000", line, name="X-A" if own else "DTSTART"
    )
    [found] = opened(content).appointments
    assert (found.end.text if found.end else None) == expected
    assert own or found.start.text == "2026-09-16 14:00"
    assert words in said(content)


def test_several_whole_days_end_on_the_day_before_the_written_one() -> None:
    [found] = opened(event(";VALUE=DATE:20261007", "DTEND;VALUE=DATE:20261010")).appointments
    assert (found.start.text, found.end and found.end.text, found.all_day) == (
        "2026-10-07",
        "2026-10-09",
        True,
    )


GOOD = event(f"{BERLIN}20260901T140000", uid="gut", title="Treffen in Ordnung")
BROKEN = {
    "a begin without seconds": (event(f"{BERLIN}20260902T1400", title="Kaputt"), "„Kaputt“ bleibt außen vor: der Beginn ist nicht lesbar", 0),
    "no begin": (event("", title="Kaputt", name="X-NICHTS"), "„Kaputt“ bleibt außen vor: der Beginn fehlt", 0),
    "a begin in the year 1": (event(":00010101T000000", title="Kaputt"), "„Kaputt“ bleibt außen vor", 0),
    "a begin in the year 9999": (event(":99991231T235959Z", title="Kaputt"), "„Kaputt“ bleibt außen vor", 0),
    "no title": (event(f"{BERLIN}20260902T140000", title=""), "Ein Termin ohne Titel am 02.09.2026, 14:00 Uhr bleibt außen vor", 0),
    "an empty day left out": (event(f"{BERLIN}20260902T140000", WEEKLY, f"EXDATE{BERLIN}", title="Kaputt"), "„Kaputt“ am 02.09.2026, 14:00 Uhr: ein ausgenommener Tag ist leer (EXDATE)", 3),
    "a day left out that is none": (event(f"{BERLIN}20260902T140000", WEEKLY, "EXDATE:20261399T140000", title="Kaputt"), "ein ausgenommener Tag ist nicht lesbar", 3),
    "a rule that is none": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=OFT", title="Kaputt"), "Kaputt", 1),
    "a rule with a word as its count": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=WEEKLY;COUNT=drei", title="Kaputt"), "die Wiederholungsregel ist nicht lesbar", 1),
    "a rule of vCalendar 1.0": (event(f"{BERLIN}20260902T140000", "RRULE:W1 WE 1400 #3", title="Kaputt"), "wiederholt sich auf eine Art, die ksnet nicht auflöst", 1),
    "an exception without a readable begin": (
        event(f"{BERLIN}20260902T140000", WEEKLY, title="Kaputt") + event(":irgendwann", f"RECURRENCE-ID{BERLIN}20260909T140000", title="Kaputt"),
        "ein verlegter Termin der Serie hat keinen lesbaren Beginn", 2,
    ),
    "a count below one": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=WEEKLY;COUNT=0", title="Kaputt"), "wiederholt sich auf eine Art, die ksnet nicht auflöst", 1),
    "a series that ends before it begins": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=WEEKLY;UNTIL=20260801T000000Z", title="Kaputt"), "Von der Serie „Kaputt“ ist kein Termin übrig", 0),
    "a series of days that are all left out": (event(f"{BERLIN}20260902T140000", "RRULE:FREQ=WEEKLY;COUNT=1", f"EXDATE{BERLIN}20260902T140000", title="Kaputt"), "Von der Serie „Kaputt“ ist kein Termin übrig", 0),
    "an exception for all before it": (
        event(f"{BERLIN}20260902T140000", WEEKLY, title="Kaputt") + event(f"{BERLIN}20260909T150000", f"RECURRENCE-ID;RANGE=THISANDPRIOR{BERLIN}20260909T140000", title="Kaputt"),
        "„Kaputt“ am 09.09.2026, 15:00 Uhr: gilt auch für alle früheren Termine der Serie", 3,
    ),
    "an exception that ends before it begins": (
        event(f"{BERLIN}20260902T140000", WEEKLY, title="Kaputt") + event(f"{BERLIN}20260909T150000", f"DTEND{BERLIN}20260909T140000", f"RECURRENCE-ID{BERLIN}20260909T140000", title="Kaputt"),
        "„Kaputt“ am 09.09.2026, 15:00 Uhr: das Ende liegt vor dem Beginn", 3,
    ),
    "a whole day that ends at an hour": (event(";VALUE=DATE:20260902", f"DTEND{BERLIN}20260902T160000", title="Kaputt"), "„Kaputt“ am 02.09.2026: das Ende hat eine Uhrzeit, der Beginn nicht (es gilt der ganze Tag)", 1),
    "quotation marks in a title": (event(f"{BERLIN}20260902T140000", f"DTEND{BERLIN}20260902T130000", title="Tag „Mut“"), "„Tag ‚Mut‘“ am 02.09.2026, 14:00 Uhr: das Ende liegt vor dem Beginn", 1),
    "a line that is none": (event(f"{BERLIN}20260902T140000", "DAS HIER IST KEINE ZEILE", title="Kaputt"), "", 1),
    "an event in an event": (event(f"{BERLIN}20260902T140000", "BEGIN:VEVENT", "UID:w", f"DTSTART{BERLIN}20260903T140000", "SUMMARY:Innen", "END:VEVENT", title="Kaputt"), "in der Datei fehlt sein Ende", 2),
    "an event without its end": (event(f"{BERLIN}20260902T140000", title="Kaputt").replace("END:VEVENT\n", ""), "", 1),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_one_broken_event_is_named_and_the_others_are_read(kind: str) -> None:
    body, words, appointments = BROKEN[kind]
    for content in (GOOD + body, body + GOOD):
        found = opened(content).appointments
        assert "Treffen in Ordnung" in [one.title for one in found]
        assert len(found) == 1 + appointments
        assert words in said(content)


def test_what_is_around_a_calendar_does_not_stop_it() -> None:
    todo = "BEGIN:VTODO\nUID:t\nSUMMARY:Aufgabe\nDUE:kaputt\nEND:VTODO\nBEGIN:VJOURNAL\nSUMMARY:Notiz\nEND:VJOURNAL\n"
    alarm = "BEGIN:VALARM\nTRIGGER:-PT15M\nSUMMARY:Alarm\nDTSTART:20200101T000000\nEND:VALARM"
    content = calendar(
        todo, event(f"{BERLIN}20260902T140000", alarm, "X-ALT-DESC:<p>", "</p> ganz ohne Namen")
    )
    assert [one.title for one in opened(content).appointments] == ["Treffen"]
    assert "Nicht gelesen, weil es keine Termine sind: 1 Aufgabe und 1 Notiz." in said(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "ist leer"),
        (b"\xef\xbb\xbf\r\n \r\n", "ist leer"),
        (b"<html></html>", "ist eine Internetseite"),
        (b'<?xml version="1.0"?><icalendar/>', "oder XML, kein Kalender"),
        (b"webcal://example.org/k.ics\n", "enthält nur die Adresse eines Kalenders"),
        (b'["vcalendar",[],[]]', "anderen Format"),
        (b"BEGIN:VCARD\r\nFN:Mia\r\nEND:VCARD\r\n", "enthält Kontakte, keinen Kalender"),
        (b"\0\1\2", "ist keine Kalenderdatei oder beschädigt"),
        (b"PK\x03\x04xyz", "ist ein Archiv, wie Google Kalender es speichert"),
        (rows_of(["Einrichtung"]), "ist eine Datei aus Excel"),
        (b"PK\x03\x04" + bytes(26) + b"docProps/app.xml", "ist eine Datei aus Excel"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis", "„ksnet import members“"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ist eine Datei aus Excel"),
        (
            b"BEGIN:VCALENDAR\r\n" + b"BEGIN:X\r\n" * 100_000,
            "ist keine Kalenderdatei oder beschädigt",
        ),
        (calendar(GOOD)[:-20], "hört mitten im Kalender auf"),
        (calendar(GOOD)[:120], "hört mitten im Kalender auf"),
    ],
)
def test_an_empty_or_cut_off_file_is_damaged(content: bytes, words: str) -> None:
    with pytest.raises(UsageProblem, match=words):
        opened(content)


@pytest.mark.parametrize(
    "value", ["PRIVATE", "CONFIDENTIAL", "X-PERSONAL", " private ", "GEHEIM", '"PRIVATE"']
)
def test_a_class_that_is_not_public_is_private(value: str) -> None:
    content = event(f"{BERLIN}20260902T140000", f"CLASS:{value}", title="Zahnarzt")
    assert starts(content) == []
    assert said(content) == "1 privater Termin ist nicht gelesen worden."


@pytest.mark.parametrize(
    "classes", [("PUBLIC", "PRIVATE"), ("PRIVATE", "PUBLIC"), ("", "CONFIDENTIAL")]
)
def test_of_two_classes_the_one_that_protects_counts(classes: tuple[str, ...]) -> None:
    content = event(
        f"{BERLIN}20260902T140000", *(f"CLASS:{value}" for value in classes), title="Zahnarzt"
    )
    assert starts(content) == []


def test_an_exception_moved_out_of_the_years_that_are_read_is_named() -> None:
    far = event(f"{BERLIN}20310108T140000", f"RECURRENCE-ID{BERLIN}20260909T140000")
    content = event(f"{BERLIN}20260902T140000", WEEKLY) + far
    assert starts(content) == [FIRST_THREE[0], FIRST_THREE[2]]
    assert "auf den 08.01.2031, 14:00 Uhr verlegt" in said(content)


def test_events_of_one_title_whose_begin_cannot_be_read_are_named_one_by_one() -> None:
    content = "".join(event(f"{BERLIN}202609{day}T1400", uid=str(day)) for day in (10, 11))
    assert "20260910T1400" in said(content)
    assert "20260911T1400" in said(content)


def test_a_private_exception_takes_its_day_out_of_the_series() -> None:
    private = event(
        f"{BERLIN}20260910T100000",
        f"RECURRENCE-ID{BERLIN}20260909T140000",
        "CLASS:PRIVATE",
        title="Zahnarzt",
    )
    content = event(f"{BERLIN}20260902T140000", WEEKLY) + private
    assert starts(content) == [FIRST_THREE[0], FIRST_THREE[2]]
    assert "Zahnarzt" not in said(content)


def called_off(content: bytes | str) -> list[tuple[str, bool]]:
    return [(one.title, one.called_off) for one in opened(content).appointments]


@pytest.mark.parametrize(
    "title",
    [
        "ABGESAGT - Netzwerktreffen Nord", "Netzwerktreffen Nord (entfällt)", "+++ENTFÄLLT+++ Netzwerktreffen Nord", "[Abgesagt] Netzwerktreffen Nord",
        "Abgesagt! Netzwerktreffen Nord", "Fällt aus: Netzwerktreffen Nord", "Netzwerktreffen Nord - fällt aus", "Abgesagt: Netzwerktreffen Nord",
        "Canceled: Netzwerktreffen Nord", "Cancelled - Netzwerktreffen Nord", "Netzwerktreffen Nord abgesagt", "*abgesagt* Netzwerktreffen Nord",
        "Netzwerktreffen Nord fällt heute aus!", "Netzwerktreffen Nord – abgesagt wegen Sturm", "Entfällt: Netzwerktreffen Nord", "Netzwerktreffen Nord findet nicht statt",
        "Storniert: Netzwerktreffen Nord", "Abgesagt Netzwerktreffen Nord",
    ],
)  # fmt: skip
def test_words_that_call_off_are_no_part_of_the_title(title: str) -> None:
    assert called_off(event(f"{BERLIN}20260902T140000", title=title)) == [
        ("Netzwerktreffen Nord", True)
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Fällt aus dem Rahmen: Fachtag",
        "Fachtag: Wer entfällt, wer bleibt?",
        "Netzwerktreffen: Was tun, wenn die Betreuung entfällt?",
        "Fachtag: Wer hilft, wenn die Betreuung entfällt",
        "Treffen",
        "Abgesagtes nachholen",
    ],
)
def test_other_words_call_nothing_off(title: str) -> None:
    assert called_off(event(f"{BERLIN}20260902T140000", title=title)) == [(title, False)]


def test_a_status_calls_off_one_or_all() -> None:
    assert called_off(event(f"{BERLIN}20260902T140000", "STATUS: cancelled ")) == [
        ("Treffen", True)
    ]
    one = event(
        f"{BERLIN}20260909T140000", f"RECURRENCE-ID{BERLIN}20260909T140000", "STATUS:CANCELLED"
    )
    assert [off for _, off in called_off(event(f"{BERLIN}20260902T140000", WEEKLY) + one)] == [
        False,
        True,
        False,
    ]


def test_a_method_belongs_to_its_own_calendar() -> None:
    first = calendar(
        event(f"{BERLIN}20260902T140000", uid="a", title="Eins"), head="METHOD:REQUEST\n"
    )
    second = calendar(
        event(f"{BERLIN}20260903T140000", uid="b", title="Zwei"), head="METHOD:CANCEL\n"
    )
    assert (
        called_off(first + second)
        == called_off(second + first)
        == [("Eins", False), ("Zwei", True)]
    )
    again = calendar(
        event(f"{BERLIN}20260902T140000", uid="a", title="Eins"), head="METHOD:CANCEL\n"
    )
    assert called_off(first + again) == [("Eins", True)]
    series = calendar(event(f"{BERLIN}20260902T140000", WEEKLY))
    one = calendar(
        event(f"{BERLIN}20260909T140000", f"RECURRENCE-ID{BERLIN}20260909T140000"),
        head="METHOD:CANCEL\n",
    )
    assert [off for _, off in called_off(series + one)] == [False, True, False]


def test_the_last_version_of_an_event_counts() -> None:
    old, new = (
        event(f"{BERLIN}202609{day}T140000", f"SEQUENCE:{n}") for day, n in ((16, 0), (23, 1))
    )
    assert starts(old + new) == starts(new + old) == ["2026-09-23 14:00"]
    stamped = [
        event(f"{BERLIN}202609{day}T140000", "SEQUENCE:1", f"DTSTAMP:202606{day}T080000Z")
        for day in (16, 23)
    ]
    assert starts("".join(stamped)) == ["2026-09-23 14:00"]
    moved = [
        event(f"{BERLIN}202609{day}T140000", f"RECURRENCE-ID{BERLIN}20260909T140000", *lines)
        for day, lines in ((11, ["SEQUENCE:1"]), (12, ["SEQUENCE:2"]), (10, []))
    ]
    assert starts("".join(moved)) == ["2026-09-12 14:00"]
    series = event(f"{BERLIN}20260902T140000", WEEKLY)
    assert starts(series + "".join(moved)) == [FIRST_THREE[0], "2026-09-12 14:00", FIRST_THREE[2]]
    plain = [event(f"{BERLIN}202609{day}T140000") for day in ("02", "09", 16)]
    found = opened("".join(plain)).appointments
    assert [one.start.text for one in found] == FIRST_THREE
    assert len({one.identity for one in found}) == 3


TEXTS = {
    "twice, of which one names its language": ("SUMMARY;LANGUAGE=en:Meeting\nSUMMARY:Treffen der Lotsinnen", "Treffen der Lotsinnen"),
    "in two languages": ("SUMMARY;LANGUAGE=en-GB:Meeting\nSUMMARY;LANGUAGE=de-DE:Treffen der Lotsinnen", "Treffen der Lotsinnen"),
    "twice without a language": ("SUMMARY:Treffen der Lotsinnen\nSUMMARY:Anderes", "Treffen der Lotsinnen"),
    "in quoted-printable": ("SUMMARY;ENCODING=QUOTED-PRINTABLE:Treffen f=C3=BCr Fachkr=C3=A4fte", "Treffen für Fachkräfte"),
    "in quoted-printable over two lines": ("SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Treffen f=C3=BCr =\nFachkr=C3=A4fte", "Treffen für Fachkräfte"),
    "in quoted-printable of Windows": ("SUMMARY;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:Treffen f=FCr Fachkr=E4fte", "Treffen für Fachkräfte"),
    "in quoted-printable without naming the charset": ("SUMMARY;ENCODING=QUOTED-PRINTABLE:Treffen f=FCr Fachkr=E4fte", "Treffen für Fachkräfte"),
    "with escapes": ("SUMMARY:Treffen\\, Raum\\; 3\\nSaal", "Treffen, Raum; 3 Saal"),
    "with composed letters": ("SUMMARY:Treffen fu\u0308r alle", "Treffen für alle"),
    "in Base64": ("SUMMARY;CHARSET=UTF-8;ENCODING=BASE64:VHJlZmZlbiBmw7xyIGFsbGU=", "Treffen für alle"),
    "folded": ("SUMMARY:Treffen der Lot\n sinnen", "Treffen der Lotsinnen"),
    "folded with a tab": ("SUMMARY:Treffen der Lot\n\tsinnen", "Treffen der Lotsinnen"),
}  # fmt: skip


@pytest.mark.parametrize("kind", TEXTS)
def test_a_title_is_text(kind: str) -> None:
    lines, expected = TEXTS[kind]
    body = event(f"{BERLIN}20260902T140000").replace("SUMMARY:Treffen", lines)
    assert [one.title for one in opened(body).appointments] == [expected]


def test_a_letter_may_be_folded_in_two() -> None:
    content = calendar(event(f"{BERLIN}20260902T140000", title="Treffen für Mütter"))
    assert (
        opened(content.replace("ü".encode(), b"\xc3\r\n \xbc")).appointments[0].title
        == "Treffen für Mütter"
    )


def test_codings_are_read_and_a_guess_is_said() -> None:
    text = calendar(event(f"{BERLIN}20260902T140000", title="Frühe Hilfen – „Übergänge“")).decode()
    for coding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        found = opened(text.encode(coding))
        assert ([one.title for one in found.appointments], found.notes) == (
            ["Frühe Hilfen – „Übergänge“"],
            [],
        )
    guessed = text.encode("cp1252")
    assert [one.title for one in opened(guessed).appointments] == ["Frühe Hilfen – „Übergänge“"]
    assert "wurde die Kodierung geraten (Windows-1252)" in said(guessed)
    mixed = text.encode().replace(b"PRODID:x", b"PRODID:\xfc")
    assert [one.title for one in opened(mixed).appointments] == ["Frühe Hilfen – „Übergänge“"]
    for ends in ("\n", "\r", "\r\r\n", "\r\n\r\n"):
        assert starts(text.replace("\r\n", ends).encode()) == ["2026-09-02 14:00"]


ENDLESS = {
    "never": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "never, counted": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
    "never, by position": "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9;COUNT=5",
    "for ever": "FREQ=WEEKLY",
    "a thousand million times": "FREQ=DAILY;COUNT=1000000000",
    "every second": "FREQ=SECONDLY",
    "every second of each day": "FREQ=DAILY;BYHOUR="
    + ",".join(map(str, range(24)))
    + ";BYMINUTE="
    + ",".join(map(str, range(60))),
    "never, out of step": "FREQ=DAILY;INTERVAL=7;BYDAY=WE,TH;COUNT=2",
    "without a step": "FREQ=YEARLY;INTERVAL=0",
    "with a giant step": "FREQ=YEARLY;INTERVAL=99999999",
    "on no day of the year": "FREQ=YEARLY;BYYEARDAY=400",
    "in no week": "FREQ=YEARLY;BYWEEKNO=99;BYDAY=MO",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ENDLESS)
def test_a_rule_without_end_costs_no_seconds(kind: str) -> None:
    begun = time.process_time()
    found = starts(
        event(f"{BERLIN}19000102T090000", f"RRULE:{ENDLESS[kind]}")
        + event(f"{BERLIN}20260902T090000", f"RRULE:{ENDLESS[kind]}", uid="zwei")
    )
    assert len(found) <= 121
    assert time.process_time() - begun < 2


@pytest.mark.slow
def test_many_rules_from_long_ago_cost_no_seconds_either() -> None:
    begun = time.process_time()
    many = "".join(
        event(f"{BERLIN}19000102T090000", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", uid=str(n))
        for n in range(100)
    )
    assert "wiederholt sich auf eine Art, die ksnet nicht auflöst" in said(many)
    assert time.process_time() - begun < 5


# --- what else calendars hold


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("gestrichen: Treffen", "Treffen"),
        ("Treffen muss leider entfallen", "Treffen"),
        ("Treffen - wird leider abgesagt!", "Treffen"),
        ("Treffen fällt leider aus", "Treffen"),
        ("Cancelled event: Treffen", "Treffen"),
        ("Treffen – ersatzlos gestrichen", "Treffen"),
    ],
)
def test_a_title_without_the_words_that_call_it_off(title: str, rest: str) -> None:
    assert called_off(event(f"{BERLIN}20260902T140000", title=title)) == [(rest, True)]


@pytest.mark.parametrize(
    "title",
    [
        "Treffen fällt nicht aus",
        "Treffen ist nicht abgesagt",
        "Fortbildung: Wenn Hilfe ausfällt",
        "Fachtag „Abgesagt? Umgang mit Absagen“",
        "Treffen entfällt nicht",
    ],
)
def test_a_title_that_calls_nothing_off_is_left_alone(title: str) -> None:
    assert called_off(event(f"{BERLIN}20260902T140000", title=title)) == [(title, False)]


@pytest.mark.parametrize(
    "words",
    [
        "ENTFALL: {}", "{} (Ausfall)", "{} - Absage", "abges. {}", "{} muss abgesagt werden", "{} (muss leider ausfallen)",
        "{} findet leider nicht statt", "KEIN {}", "{} gecancelt", "{} ❌", "{} ABGESAGT - neuer Termin folgt", "VERLEGT! {}",
        "{} – verlegt auf 30.09.", "{} (neuer Termin: 30.09.)", "{} - Terminverschiebung", "{} ausgesetzt", "{} hat nicht stattgefunden", "Terminabsage: {}",
        "Abgebrochen: {}", "{} - neuer Termin folgt", "{} (neuer Termin wird noch bekannt gegeben)",
    ],
)  # fmt: skip
def test_a_title_that_may_call_off_or_move_is_asked_about(words: str) -> None:
    title = words.format("Netzwerktreffen")
    assert called_off(event(f"{BERLIN}20260902T140000", title=title)) == [(title, False)]
    assert seems_off(title)


@pytest.mark.parametrize(
    "title",
    [
        "Netzwerktreffen findet statt!", "Fachtag: Kein Kind alleine lassen", "Keine Angst: Fachtag", "Fachvortrag: Verlegte Kindheit",
        "Workshop Ausfallmanagement", "NEUER TERMIN: Netzwerktreffen", "Netzwerktreffen entfällt nicht", "Netzwerktreffen (nicht abgesagt)",
        "Netzwerktreffen zum Ausfall von Hilfen", "Fortbildung: Wenn Hilfe ausfällt", "Netzwerktreffen fällt nicht aus",
    ],
)  # fmt: skip
def test_a_title_of_a_topic_is_not_asked_about(title: str) -> None:
    assert not seems_off(title)


def test_both_spellings_of_cancelled_count() -> None:
    found = opened(event(f"{BERLIN}20260902T140000", "STATUS:Canceled")).appointments
    assert found[0].called_off


@pytest.mark.parametrize(
    ("place", "mode", "name"),
    [
        ("hybrid: Rathaus und Zoom", "hybrid", "Rathaus"),
        ("Hybrid (Rathaus)", "hybrid", "Rathaus"),
        ("Rathaus und Webex", "hybrid", "Rathaus"),
        ("Live-Stream", "online", None),
        ("Webex (https://kreis.webex.com/j.php?MTID=1)", "online", None),
        ("Zoom https://zoom.us/j/1", "online", None),
        ("Kreishaus (und online)", "hybrid", "Kreishaus"),
        ("Rathaus und Webex (https://kreis.webex.com/1)", "hybrid", "Rathaus"),
        ("Rathaus, Raum 3 (auch online)", "hybrid", "Rathaus, Raum 3"),
        ("wird noch bekannt gegeben", None, None),
        ("Ort folgt", None, None),
        ("siehe Einladung", None, None),
        ("N.N.", None, None),
        ("noch offen", None, None),
        ("Offenes Jugendhaus", None, "Offenes Jugendhaus"),
        ("Haus Folgt", None, "Haus Folgt"),
        ("Rathaus und Stadtbücherei", None, "Rathaus und Stadtbücherei"),
        ("Hybridwerk Soest", None, "Hybridwerk Soest"),
        ("Zoom (Link folgt)", "online", None),
        ("Teams, Zugang siehe Einladung", "online", None),
        ("Online via Webex; Link folgt", "online", None),
        ("Kreishaus; Zoom; der Link folgt", "hybrid", "Kreishaus"),
        ("Webkonferenz", "online", None),
        ("Kreishaus / Zoom (Link folgt)", "hybrid", "Kreishaus"),
        ("Kreishaus Raum 1 oder online", "hybrid", "Kreishaus Raum 1"),
        ("Raum 3 (https://teams.microsoft.com/l/x)", "hybrid", "Raum 3"),
        ("Raum 3 https://kreis.example/raum", None, "Raum 3"),
        ("Webhaus", None, "Webhaus"),
        ("vor Ort oder online", "hybrid", None),
        ("in Präsenz: Bürgerhaus", "praesenz", "Bürgerhaus"),
        ("Präsenz", "praesenz", None),
        ("ONLINE!", "online", None),
        ("ViKo", "online", None),
        ("per Telefon: 02921 1234567", "online", None),
        ("Raum 5 (und online: https://teams.microsoft.com/l/x)", "hybrid", "Raum 5"),
        ("Kreishaus (Zugang über Hof, Türcode 4711)", None, "Kreishaus (Zugang über Hof)"),
        ("https://www.openstreetmap.org/?mlat=51", None, None),
        ("Vor-Ort-Büro", None, "Vor-Ort-Büro"),
        ("Jugendzentrum, Zugang über Hof", None, "Jugendzentrum, Zugang über Hof"),
    ],
)
def test_a_place_is_what_is_one(place: str, mode: str | None, name: str | None) -> None:
    found = place_of(place)
    assert (found.get("mode"), found.get("location", {}).get("name")) == (mode, name)


def test_from_midnight_to_midnight_is_a_whole_day() -> None:
    lines = event(f"{BERLIN}20260916T000000", "DTEND;TZID=Europe/Berlin:20260917T000000")
    found = opened(lines).appointments[0]
    assert (found.start.text, found.end, found.all_day) == ("2026-09-16", None, True)
    days = opened(event(":20260915T220000Z", "DTEND:20260917T220000Z")).appointments[0]
    assert (days.start.text, days.end and days.end.text) == ("2026-09-16", "2026-09-17")
    evening = event(f"{BERLIN}20260916T180000", "DTEND;TZID=Europe/Berlin:20260917T000000")
    assert opened(evening).appointments[0].start.text == "2026-09-16 18:00"


def test_spaces_in_a_rule_do_not_matter() -> None:
    lines = event(f"{BERLIN}20260902T140000", "RRULE: FREQ=WEEKLY ; COUNT = 3")
    assert starts(lines) == FIRST_THREE
    assert said(lines) == ""


def test_tags_of_pages_are_no_part_of_a_text() -> None:
    lines = event(
        f"{BERLIN}20260902T140000", "LOCATION:<p>Haus <b>A</b></p>", title="A < B <br/> c"
    )
    found = opened(lines).appointments[0]
    assert (found.title, found.place) == ("A < B c", "Haus A")


def test_entities_of_pages_are_the_letters_they_stand_for() -> None:
    found = opened(event(f"{BERLIN}20260902T140000", title="Tr&auml;ger &amp; Schule&#33;"))
    assert found.appointments[0].title == "Träger & Schule!"


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp1252"])
def test_the_coding_of_a_calendar_is_guessed_from_its_letters(encoding: str) -> None:
    text = calendar(event(f"{BERLIN}20260902T140000", title="Treffen für Fachkräfte"))
    found = opened(text.decode().encode(encoding))
    assert found.appointments[0].title == "Treffen für Fachkräfte"
    assert "Kodierung geraten" in "".join(map(str, found.notes))


def test_umlauts_of_a_calendar_that_were_encoded_twice_are_read_and_told() -> None:
    text = calendar(event(f"{BERLIN}20260902T140000", title="Treffen für Fachkräfte"))
    found = opened(text.decode().encode().decode("cp1252").encode())
    assert found.appointments[0].title == "Treffen für Fachkräfte"
    assert "doppelt kodiert" in "".join(map(str, found.notes))


@pytest.mark.parametrize("method", ["REPLY", "COUNTER", "DECLINECOUNTER"])
def test_an_answer_to_an_invitation_is_no_appointment(method: str) -> None:
    text = calendar(event(f"{BERLIN}20260902T140000"), head=f"METHOD:{method}\n")
    assert starts(text) == []
    assert "1 Antwort auf eine Einladung" in said(text)


def test_a_zone_with_a_colon_needs_no_quotes() -> None:
    lines = event(";TZID=(UTC+01:00) Amsterdam, Berlin:20260916T140000")
    assert starts(lines) == ["2026-09-16 14:00"]
    assert "„(UTC+01:00) Amsterdam, Berlin“ ist nicht bekannt" in said(lines)


def test_a_soft_line_break_in_a_folded_line_leaves_no_sign() -> None:
    lines = event(
        f"{BERLIN}20260902T140000", "LOCATION;ENCODING=QUOTED-PRINTABLE:B=C3=BCrger=\n haus"
    )
    assert opened(lines).appointments[0].place == "Bürgerhaus"


def test_a_series_that_only_goes_on_later_is_told() -> None:
    lines = event(f"{BERLIN}20240229T140000", "RRULE:FREQ=YEARLY")
    assert starts(lines) == []
    assert (
        "Von der Serie „Treffen“ liegt kein Termin in der Zeit vom 01.01.2026 bis zum 31.12.2027"
        in said(lines)
    )
    over = event(f"{BERLIN}20190101T140000", "RRULE:FREQ=WEEKLY;UNTIL=20191231")
    assert "liegt kein Termin" not in said(over)


def test_what_is_called_off_needs_neither_a_begin_nor_a_title_of_its_own() -> None:
    one = event(
        "", f"RECURRENCE-ID{BERLIN}20260909T140000", "STATUS:CANCELLED", name="X-A", title=""
    )
    found = opened(event(f"{BERLIN}20260902T140000", WEEKLY) + one).appointments
    assert [(one.start.text, one.called_off) for one in found] == [
        (FIRST_THREE[0], False),
        (FIRST_THREE[1], True),
        (FIRST_THREE[2], False),
    ]
    alone = opened(one.replace("SUMMARY:", "SUMMARY:Treffen")).appointments
    assert [(one.start.text, one.called_off) for one in alone] == [(FIRST_THREE[1], True)]
    bare = calendar(event("", name="X-A", title=""), head="METHOD:CANCEL\n")
    assert (opened(bare).appointments, opened(bare).called_off) == ([], {"u"})


def test_one_byte_that_is_no_utf_8_leaves_the_letters_beside_it_alone() -> None:
    content = calendar(event(f"{BERLIN}20260902T140000", title="Bürger und XX"))
    found = opened(content.replace(b"XX", b"M\xe4rkte"))
    assert found.appointments[0].title == "Bürger und Märkte"
    assert "in einem Titel oder Ort wurde die Kodierung geraten" in said(
        content.replace(b"XX", b"M\xe4rkte")
    )


def test_files_put_together_keep_what_belongs_to_each_calendar() -> None:
    kept = calendar(event(f"{BERLIN}20260902T140000", uid="a"), head="METHOD:PUBLISH\n")
    off = calendar(event(f"{BERLIN}20260903T140000", uid="b"), head="METHOD:CANCEL\n")
    mark = b"\xef\xbb\xbf"
    found = opened(mark + kept + mark + off).appointments
    assert [one.called_off for one in found] == [False, True]


def test_a_calendar_without_appointments_is_told() -> None:
    assert "In k.ics steht kein Termin." in said(calendar())


def fixed_zone(name: str, offset: str) -> str:
    times = f"DTSTART:16010101T000000\nTZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}"
    return f"BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\n{times}\nEND:STANDARD\nEND:VTIMEZONE\n"


@pytest.mark.parametrize(
    ("offset", "start", "words"),
    [
        ("+0000", "2026-09-16 16:00", "so gelesen, wie die Datei sie beschreibt"),
        ("+0100", "2026-09-16 14:00", "nach ihrem Namen gelesen"),  # without daylight saving time
        ("+0200", "2026-09-16 14:00", ""),
    ],
)
def test_a_zone_that_the_file_defines_otherwise_than_its_name_says_is_told(
    offset: str, start: str, words: str
) -> None:
    for name in ("Europe/Berlin", "W. Europe Standard Time"):
        content = calendar(event(f";TZID={name}:20260916T140000"), head=fixed_zone(name, offset))
        assert starts(content) == [start]
        told = f"Die Datei beschreibt die Zeitzone „{name}“ anders, als sie gilt."
        assert (told in said(content)) == bool(words)
        assert words in said(content)


def test_a_zone_that_is_defined_as_everybody_knows_it_is_not_told() -> None:
    head = ZONE.format("Europe/London", AUTUMN)
    for day in ("0115", "0329", "0330", "0715", "1024", "1025", "1026"):
        assert said(calendar(event(f";TZID=Europe/London:2026{day}T120000"), head=head)) == ""


def test_a_day_left_out_at_an_hour_that_the_series_does_not_have_is_told() -> None:
    series = event(f"{BERLIN}20260902T140000", WEEKLY, f"EXDATE{BERLIN}20260909T143000")
    assert starts(series) == FIRST_THREE
    assert "„Treffen“: Am 09.09.2026 nimmt der Kalender eine Uhrzeit aus" in said(series)
    for left_out in ("20260909T140000", "20260910T143000"):
        assert said(series.replace("20260909T143000", left_out)) == ""


def test_an_exception_at_an_hour_that_the_series_does_not_have_is_told() -> None:
    series = event(f"{BERLIN}20260902T140000", WEEKLY)
    odd = series + EXCEPTION.format(f"{BERLIN}20260909T130000")
    assert starts(odd) == [*FIRST_THREE[:2], "2026-09-10 10:00", FIRST_THREE[2]]
    assert "„Treffen“: Am 09.09.2026 nimmt der Kalender eine Uhrzeit aus oder ändert sie" in said(
        odd
    )
    for fitting in ("20260909T140000", "20260911T130000"):
        assert said(series + EXCEPTION.format(f"{BERLIN}{fitting}")) == ""


def test_what_changes_a_series_that_is_not_in_the_file_is_told() -> None:
    alone = EXCEPTION.format(f";RANGE=THISANDFUTURE{BERLIN}20260909T140000")
    assert starts(alone) == ["2026-09-10 10:00"]
    assert "gilt auch für die späteren Termine der Serie" in said(alone)
    assert said(event(f"{BERLIN}20260902T140000", WEEKLY) + alone) == ""


def test_an_appointment_at_midnight_has_not_moved() -> None:
    series = event(f"{BERLIN}20260902T000000", WEEKLY)
    assert [one.was for one in opened(series).appointments if one.was] == []


def test_a_whole_day_that_moves_was_a_whole_day() -> None:
    series = event(";VALUE=DATE:20260902", WEEKLY) + EXCEPTION.format(":20260909T000000")
    assert [one.was.text for one in opened(series).appointments if one.was] == ["2026-09-09"]


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
def test_a_mail_that_was_saved_as_a_calendar_is_read_as_one(coding: str) -> None:
    own = calendar(event(f"{BERLIN}20260902T140000", title="Treffen für alle"))
    coded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}
    body = coded.get(coding, bytes)(own)
    head = f"From: Büro <a@example.org>\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHallo\r\n--x\r\nContent-Type: text/calendar; charset=utf-8\r\nContent-Transfer-Encoding: {coding}\r\n\r\n"
    mail = head.encode() + body + b"\r\n--x--\r\n"
    [found] = opened(mail).appointments
    assert (found.title, found.start.text) == ("Treffen für alle", "2026-09-02 14:00")
    assert said(mail) == ""


def test_a_text_that_is_no_base64_or_of_no_charset_spoils_nothing_else() -> None:
    good = event(f"{BERLIN}20260902T140000")
    bad = good.replace("SUMMARY:Treffen", "SUMMARY;ENCODING=BASE64:abcde")
    assert starts(good + bad.replace("UID:u", "UID:v")) == ["2026-09-02 14:00"]
    assert "der Titel ist nicht lesbar (BASE64)" in said(bad)
    coded = "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=undefined:K=F6ln"
    [found] = opened(good.replace("SUMMARY:Treffen", coded)).appointments
    assert found.title == "Köln"


def test_a_mail_of_mails_without_end_is_no_calendar() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=x%d\r\n\r\n--x%d\r\n" % (n, n)
        for n in range(1200)  # beyond what Python nests
    )
    with pytest.raises(UsageProblem, match="ist keine Kalenderdatei oder beschädigt"):
        opened(deep)


def test_what_stands_twice_is_told_unless_it_is_in_another_language() -> None:
    twice = event(f"{BERLIN}20260902T140000", "LOCATION:Rathaus", "LOCATION:Raum 3")
    assert opened(twice).appointments[0].place == "Rathaus"
    assert "der Ort steht zweimal da (es gilt die erste Angabe)" in said(twice)
    assert said(twice.replace("LOCATION:Raum 3", "LOCATION;LANGUAGE=en:Town Hall")) == ""
    assert said(twice.replace("LOCATION:Raum 3", "LOCATION:Rathaus")) == ""
    status = twice.replace("LOCATION:Rathaus", "STATUS:CONFIRMED")
    assert "der Stand steht zweimal da" in said(
        status.replace("LOCATION:Raum 3", "STATUS:CANCELLED")
    )


@pytest.mark.parametrize("far", ["20150914T140000", "20390914T140000"])
@pytest.mark.parametrize("period", ["", "/PT1H"])
def test_a_further_day_out_of_reach_is_told(far: str, period: str) -> None:
    kind = f"RDATE;VALUE=PERIOD{BERLIN}" if period else f"RDATE{BERLIN}"
    series = event(f"{BERLIN}20260902T140000", f"{kind}20260909T140000{period},{far}{period}")
    assert starts(series) == FIRST_THREE[:2]
    assert "Von der Serie „Treffen“ liest ksnet nur 2 Termine" in said(series)


def test_a_single_appointment_with_days_left_out_is_told_out_of_reach() -> None:
    for start, words in (
        ("20300902", "liegt kein Termin"),
        ("20150902", "liest ksnet nur 0 Termine"),
    ):
        alone = event(f"{BERLIN}{start}T140000", f"EXDATE{BERLIN}20260909T140000")
        assert starts(alone) == []
        assert f"Von der Serie „Treffen“ {words}" in said(alone)


def test_nothing_is_out_of_reach_where_the_first_of_a_series_has_moved_into_it() -> None:
    rule = "RRULE:FREQ=MONTHLY;BYDAY=1WE;COUNT=3"
    series = event(f"{BERLIN}20251203T140000", rule)
    moved = event(f"{BERLIN}20260708T140000", f"RECURRENCE-ID{BERLIN}20251203T140000")
    assert "liest ksnet nur" in said(series)
    assert "liest ksnet nur" not in said(series + moved)
    longer = event(f"{BERLIN}20251105T140000", rule)
    moved = event(f"{BERLIN}20260708T140000", f"RECURRENCE-ID{BERLIN}20251105T140000")
    assert "liest ksnet nur" in said(longer + moved)


def test_a_start_out_of_reach_of_a_series_by_dates_is_told() -> None:
    series = event(f"{BERLIN}20150902T140000", f"RDATE{BERLIN}20260909T140000")
    assert starts(series) == FIRST_THREE[1:2]
    assert "Von der Serie „Treffen“ liest ksnet nur 1 Termin" in said(series)
