"""Calendars as nobody should write them: no exception, no hang,
and no change without a sentence in the plan.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ksnet.basics.errors import KsnetError
from ksnet.importing.calendars.reading import read_calendar
from ksnet.importing.calendars.series import years_around
from ksnet.importing.choosing import Wanted
from ksnet.importing.events import import_events
from ksnet.repository import Repository
from tests.mutating import BLOCKS, mutated, runs

DAY = dt.date(2026, 6, 30)
SAMPLES = Path(__file__).parent / "samples"
NETWORK = """\
name: Netz
founded: 2024-01-01
complete_since: nie
youth_offices:
  - {id: stadt-a, name: Jugendamt der Stadt A, key: "05974040"}
groups:
  - {id: plenum, name: Plenum, kind: plenum}
"""
SERIES = b"""\
BEGIN:VCALENDAR
VERSION:2.0
METHOD:PUBLISH
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VTIMEZONE
TZID:Eigene Zeit
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:serie
DTSTART;TZID=Eigene Zeit:20260901T140000
DTEND;TZID=Eigene Zeit:20260901T160000
RRULE:FREQ=WEEKLY;COUNT=6;BYDAY=TU
RDATE;VALUE=PERIOD;TZID=Eigene Zeit:20261110T140000/PT3H
EXDATE;TZID=Eigene Zeit:20260908T140000,20260915T140000
SUMMARY:Arbeitskreis Serie
LOCATION:Rathaus\\, Am Markt 1\\, 59494 Soest; Teams
END:VEVENT
BEGIN:VEVENT
UID:serie
RECURRENCE-ID;TZID=Eigene Zeit;RANGE=THISANDFUTURE:20260922T140000
DTSTART;TZID=Eigene Zeit:20260924T100000
DURATION:PT2H
SEQUENCE:2
SUMMARY:Arbeitskreis Serie
END:VEVENT
BEGIN:VEVENT
UID:tag
DTSTART;VALUE=DATE:20261007
DTEND;VALUE=DATE:20261009
SUMMARY;ENCODING=QUOTED-PRINTABLE:Fachtag f=C3=BCr=
 Kinder
CATEGORIES:Netzwerk,Blau
END:VEVENT
END:VCALENDAR
"""
FILES = [(SAMPLES / "outlook.ics").read_bytes(), SERIES, SERIES.replace(b"\n", b"\r\n")]
PIECES = [
    b"BEGIN:VEVENT", b"END:VEVENT", b"BEGIN:VCALENDAR", b"END:VCALENDAR", b"BEGIN:VTODO", b"END:VTIMEZONE", b"METHOD:CANCEL", b"\r\n ", b"\t", b"\xfc",
    b"\xc3", b'"', b";", b":", b",", b"\\", b"=\r\n", b"\xff\xfe", b"\0", b"STATUS:CANCELLED", b"CLASS:X-EIGENES", b"SEQUENCE:viele", b"SEQUENCE:99999999999",
    b"RRULE:FREQ=SECONDLY", b"RRULE:FREQ=DAILY", b"RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", b"RRULE:FREQ=YEARLY;INTERVAL=0", b"RRULE:FREQ=WEEKLY;COUNT=999999999",
    b"RRULE:FREQ=MONTHLY;COUNT=3;UNTIL=20261224", b"RRULE:FREQ=MONTHLY;BYSETPOS=-1;BYDAY=9MO", b"RRULE:FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=0,1,2,3,4,5,6,7,8,9",
    b"RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", b"RRULE:FREQ=YEARLY;BYYEARDAY=400", b"RRULE:", b"RRULE:FREQ=WEEKLY;UNTIL=00010101", b"EXRULE:FREQ=WEEKLY;COUNT=2",
    b"RDATE:20261301", b"RDATE;VALUE=PERIOD:20261001T100000Z/PT1H,20261002T100000Z/20261001T100000Z", b"EXDATE:", b"EXDATE;VALUE=DATE:20260922", b"DURATION:-P9999D",
    b"DTSTART:00010101T000000Z", b"DTSTART:99991231T235959Z", b"DTSTART:19000101T000000", b"DTSTART;TZID=Nirgends:20261001T240000", b"DTEND:20200101",
    b"DTSTART;VALUE=DATE:20261025T023000", b"RECURRENCE-ID;VALUE=DATE:20260922", b"RECURRENCE-ID:20260922T120000Z", b"TZOFFSETTO:+9900", b"TZOFFSETTO:x",
    b"RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", b"X-WR-TIMEZONE:Pacific/Kiritimati", b"SUMMARY:", b"SUMMARY;LANGUAGE=en:Meeting", b"UID:", b"UID:serie",
    b"DTSTART:20261025T023000", b"\xf0\x9f\x8e\x82", b"LOCATION:https://example.org/x", b"CATEGORIES:\\,\\,",
]  # fmt: skip


@pytest.mark.many
@pytest.mark.parametrize("block", range(BLOCKS))
def test_a_mutated_calendar_is_read_or_refused_in_one_sentence(block: int, tmp_path: Path) -> None:
    file = tmp_path / "data/networks/n/network.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(NETWORK, encoding="utf-8")
    repository = Repository(tmp_path)
    for number, chance in runs(block):
        content = mutated(chance.choice(FILES), chance, PIECES)
        try:
            calendar = read_calendar("k.ics", content, "Europe/Berlin", years_around(DAY))
            imported = import_events(repository, "n", calendar, Wanted(), day=DAY)
        except KsnetError:
            continue
        plan = imported.plan
        said = {one.id for one in plan.new} | {one.id for one in plan.changed} | set(plan.linked)
        assert {Path(file).stem for file in imported.changes} == said | (
            {"imports"} if plan.told else set()
        ), number
