"""The day before, the day itself, the day after:
one row for a comparison of days or times that a rule makes.

A row puts `{d}` into records (or, where none has it, lets today move) and says for which of the
three the rule speaks: "100" before only, "110" before and on, and so on; where its weight is what
changes, "ffh" for fehler, fehler, hinweis. Where a record says a time, the step is a minute, where
it says a month or year, the next one: a rule may speak only where every reading of a vague date is
wrong. Below are the rows of `ksnet due`, of what may be public, and of the period of a report.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from ksnet import rules
from ksnet.checking import check
from ksnet.documents.report.span import ReportedDays
from ksnet.duties.counting.known import as_known_on
from ksnet.duties.counting.spans import Window
from ksnet.duties.due import due_items
from ksnet.protection.who import may_be_published
from ksnet.repository import Repository
from ksnet.rules.examples import POST
from ksnet.rules.law.examples import members, training, two_years
from ksnet.rules.time.periods import _first_overlaps
from tests.musterstadt import AS_OF, files_of

TODAY = dt.date.fromisoformat(AS_OF)
DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
EXACTNESS = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d", 16: "%Y-%m-%d %H:%M"}


class Row(NamedTuple):
    """A boundary: the rule, for what of it, at which day or time,
    when it speaks, and in which records.
    """

    rule: str
    what: str
    at: str
    speaks: str
    files: Mapping[str, str]


def event(
    more: str = "",
    *,
    start: str = "2026-09-16 13:30",
    status: str = "geplant",
    kind: str = "gremiensitzung",
) -> str:
    """Return an event without a group; the file is named after 16 September 2026."""
    return f"title: Treffen\nkind: {kind}\nstart: {start}\nstatus: {status}\n{more}"


def other(more: str = "", **said: str) -> dict[str, str]:
    """Return a second event of that day."""
    return {"data/events/musterstadt/2026-09-16-zweites.yaml": event(more, **said)}


def body(more: str = "", person: str = "") -> str:
    """Return members with one more body, with what it and its person say."""
    people = (
        f"    people:\n      - id: beispiel\n        family_name: Beispiel\n{person}"
        if person
        else ""
    )
    return members(more="  - id: kita\n    name: Kita Nord\n" + more + people)


def office(more: str) -> str:
    return f'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n{more}'


def groups(*more: str) -> str:
    return "groups:\n  - id: plenum\n    name: Plenum\n    kind: plenum\n" + "".join(more)


def agreement(more: str) -> str:
    return f"agreements:\n  - id: ordnung\n    kind: geschaeftsordnung\n    title: Geschäftsordnung\n{more}"


def held(first: str, second: str) -> str:
    """Return two Geschäftsführungen, one after the other."""
    one = "  - youth_office: stadt-muster\n    group: plenum\n"
    return f"management:\n{one}{first}{one}{second}"


def post(more: str) -> str:
    return "coordination:\n  - id: koordination-muster\n    youth_office: stadt-muster\n" + more


PLENUM = "groups: [plenum]\n"
ROOM = "location:\n  name: Rathaus\n  city: Soest\n  room: Saal 1\n"
UNTIL_15_30 = "end: 2026-09-16 15:30\n"
SESSIONS = "sessions:\n  - start: 2026-09-16 13:30\n    end: 2026-09-16 15:30\n"
MUSTER = "members:\n  - id: jugendamt-muster\n    youth_office: stadt-muster\n    people:\n      - id: muster\n        family_name: Muster\n        groups:\n          - id: plenum\n"
PLAN = "title: Plan\nkind: kinderschutzentwicklungsplan\nyouth_offices: [stadt-muster]\n"
COURT = "vacancies:\n  - category: familiengericht\n    reason: Anfrage läuft\n    until: 2027\n"
TWO = two_years("begleitung, strukturen, fortbildung, informationstransfer")
THIS_YEAR = {name: text for name, text in TWO.items() if "/2026-" in name}
REPORT = "report:\n  basis: vereinbarung\n  interval: jahr\n  due: 05-31\n"
FACHTAG = training("2025", held=True)["data/events/musterstadt/2025-fachtag.yaml"].replace(
    "start: 2025", "start: {d}"
)
PROCEDURE = "agreements:\n  - id: verfahren\n    kind: verfahrensabsprache\n    title: Verfahren\n"
ROTATING = "groups:\n  - id: plenum\n    name: Konferenz\n    kind: konferenz\n    rotation: jahr\n{}management:\n"
HOLDER = "  - youth_office: stadt-muster\n    group: plenum\n"

TIME = (
    Row("end-before-start", "to the minute", "2026-09-16 13:30", "100", {"event": event("end: {d}\n")}),
    Row("long-event", "a month", "2026-10-16", "001", {"event": event("end: {d} 15:30\n")}),
    Row("long-event", "an exhibition", "2026-12-16", "000", {"event": event("end: {d}\n", kind="oeffentlichkeit")}),
    Row("end-before-start", "to the day", "2026-09-16", "100", {"event": event("end: {d}\n", start="2026-09-16")}),
    Row("event-outside-network", "end", "2026-09-16", "100", {"network": "until: {d}\n", "event": event()}),
    Row("event-outside-network", "founding", "2026-09-16", "001", {"network": "founded: {d}\n", "event": event(kind="fachtag")}),
    Row("event-outside-network", "twelve months of preparing", "2027-09-17", "001", {"network": "founded: {d}\n", "event": event()}),
    Row("date-not-file-name", "a day", "2026-09-16", "101", {"event": event(start="{d}")}),
    Row("date-not-file-name", "first day of a month", "2026-09-01", "100", {"data/events/musterstadt/2026-09-treffen.yaml": event(start="{d}")}),
    Row("date-not-file-name", "last day of a month", "2026-09-30", "001", {"data/events/musterstadt/2026-09-treffen.yaml": event(start="{d}")}),
    Row("past-but-planned", "one day", "2026-09-16", "001", {"event": event(UNTIL_15_30)}),
    Row("past-but-planned", "its last day", "2026-09-18", "001", {"event": event("end: 2026-09-18\n", start="2026-09-16")}),
    Row("held-in-future", "its day", "2026-09-16", "100", {"event": event(status="stattgefunden")}),
    Row("skipped-hour", "the first minute", "2028-03-26 02:00", "011", {"data/events/musterstadt/2028-03-26-treffen.yaml": event(start="{d}")}),
    Row("skipped-hour", "the last minute", "2028-03-26 02:59", "110", {"data/events/musterstadt/2028-03-26-treffen.yaml": event(start="{d}")}),
    Row("date-in-future", "done", AS_OF, "001", {"event": event("results:\n  - kind: aufgabe\n    text: Ablaufplan\n    done: {d}\n")}),
    Row("date-in-future", "signed today", AS_OF, "001", {"network": agreement("    status: unterzeichnet\n    signed: {d}\n")}),
    Row("date-in-future", "decided today", AS_OF, "001", {"network": agreement("    status: beschlossen\n    decided: {d}\n")}),
    Row("dates-out-of-order", "ends when signed", "2025-03-12", "100", {"network": agreement("    signed: 2025-03-12\n    valid_until: {d}\n")}),
    Row("dates-out-of-order", "reviewed when decided", "2025-03-12", "100", {"network": agreement("    decided: 2025-03-12\n    review_by: {d}\n")}),
    Row("dates-out-of-order", "registration", "2026-09-16", "001", {"event": event("registration:\n  until: {d}\n")}),
    Row("dates-out-of-order", "moved to the same time", "2026-09-16 13:30", "010", {"event": event("rescheduled_from: ['{d}']\n")}),
    Row("dates-out-of-order", "moved back", "2026-09-16 13:30", "000", {"event": event("rescheduled_from: ['{d}', '2026-09-23 13:30']\n")}),
    Row("dates-out-of-order", "moved twice from one day", "2026-09-16", "010", {"event": event("rescheduled_from: ['2026-09-16', '{d}']\n", start="2026-10-07")}),
    Row("dates-out-of-order", "measure", "2026-01-10", "100", {"plan": PLAN + "started: 2026-01-10\nmeasures:\n  - id: m\n    text: Faltblatt\n    due: {d}\n"}),
    Row("dates-out-of-order", "milestone", "2026-01-10", "100", {"plan": PLAN + "started: 2026-01-10\nmilestones:\n  - id: m\n    text: Beschluss\n    due: {d}\n"}),
    Row("year-in-future", "year file", "2027-01-01", "100", {"data/networks/musterstadt/years/2027.yaml": "summary: Kurz.\n"}),
    Row("until-before-since", "an entry of one day", "2026-01-01", "100", {"network": "management:\n" + HOLDER + "    since: 2026-01-01\n    until: {d}\n"}),
    Row("until-before-since", "a network of one day", "2024-05-01", "100", {"network": "founded: 2024-05-01\nuntil: {d}\n"}),
    Row("outside-container", "begins with the network", "2024-05-01", "100", {"network": "founded: 2024-05-01\n" + office("    since: {d}\n")}),
    Row("outside-container", "ends on the day of the founding", "2024-05-01", "100", {"network": "founded: 2024-05-01\n" + office("    until: {d}\n")}),
    Row("outside-container", "a person ends on the day of the founding", "2024-05-01", "100", {"network": "founded: 2024-05-01\n", "members": body("", "        until: {d}\n")}),
    Row("outside-container", "a person of unknown beginning ends on it", "2024-05-01", "100", {"network": "founded: 2024-05-01\n", "members": body("", "        since: unbekannt\n        until: {d}\n")}),
    Row("outside-container", "a person of a body of unknown beginning ends on it", "2024-05-01", "100", {"network": "founded: 2024-05-01\n", "members": body("    since: unbekannt\n", "        until: {d}\n")}),
    Row("outside-container", "a person ends with the beginning of the body", "2025-02-01", "100", {"members": body("    since: 2025-02-01\n", "        until: {d}\n")}),
    Row("outside-container", "ends with the network", "2027-12-31", "001", {"network": "until: 2027-12-31\n" + office("    until: {d}\n")}),
    Row("outside-container", "begins on the last day", "2027-12-31", "001", {"network": "until: 2027-12-31\n" + office("    since: {d}\n")}),
    Row("outside-container", "a group in a group", "2025-01-01", "100", {"network": groups("    since: 2025-01-01\n  - id: ak\n    name: AK\n    kind: arbeitskreis\n    parent: plenum\n    since: {d}\n")}),
    Row("outside-container", "a person in a body", "2025-12-31", "001", {"members": body("    until: 2025-12-31\n", "        until: {d}\n")}),
    Row("outside-container", "a membership in a group", "2025-01-01", "100", {"network": groups("    since: 2025-01-01\n"), "members": body("    groups:\n      - id: plenum\n        since: {d}\n")}),
    Row("outside-container", "a membership in a body", "2025-02-01", "100", {"members": body("    since: 2025-02-01\n    groups:\n      - id: plenum\n        since: {d}\n")}),
    Row("outside-container", "a membership of a person", "2025-02-01", "100", {"members": body("", "        since: 2025-02-01\n        groups:\n          - id: plenum\n            since: {d}\n")}),
    Row("outside-container", "management up to the founding", "2024-05-01", "100", {"network": "founded: 2024-05-01\nmanagement:\n" + HOLDER + "    since: 2024-01-01\n    until: {d}\n"}),
    Row("outside-container", "management from the end on", "2027-06-30", "001", {"network": "until: 2027-06-30\nmanagement:\n" + HOLDER + "    since: {d}\n    until: 2027-12-31\n"}),
    Row("overlapping-periods", "share one day", "2025-12-31", "110", {"network": held("    since: 2025-01-01\n    until: 2025-12-31\n", "    since: {d}\n    until: 2026-12-31\n")}),
    Row("overlapping-periods", "share one day, the later first", "2026-01-01", "011", {"network": held("    since: 2026-01-01\n    until: 2026-12-31\n", "    since: 2025-01-01\n    until: {d}\n")}),
    Row("overlapping-periods", "Stellenanteil", "2025-12-31", "110", {"network": post("    fte:\n      - {value: 0.5, until: 2025-12-31}\n      - {value: 0.6, since: {d}}\n    people: [muster]\n")}),
    Row("overlapping-periods", "holder", "2025-12-31", "110", {"network": post("    people:\n      - {id: muster, until: 2025-12-31}\n      - {id: muster, since: {d}}\n")}),
    Row("overlapping-periods", "membership", "2025-12-31", "110", {"members": body("    groups:\n      - {id: plenum, until: 2025-12-31}\n      - {id: plenum, since: {d}}\n")}),
    Row("overlapping-periods", "membership of a person", "2025-12-31", "110", {"members": body("", "        groups:\n          - {id: plenum, until: 2025-12-31}\n          - {id: plenum, since: {d}}\n")}),
    Row("sessions-out-of-order", "end of a session", "2026-09-16 13:30", "100", {"event": event("sessions:\n  - start: 2026-09-16 13:30\n    end: {d}\n")}),
    Row("sessions-out-of-order", "back to back", "2026-09-16 15:30", "100", {"event": event(SESSIONS + "  - start: {d}\n    end: 2026-09-16 18:00\n")}),
    Row("sessions-out-of-order", "the same start", "2026-09-16 13:30", "110", {"event": event("sessions:\n  - start: 2026-09-16 13:30\n  - start: {d}\n")}),
    Row("sessions-out-of-order", "on the same day", "2026-09-16", "110", {"event": event("sessions:\n  - start: 2026-09-16\n  - start: {d}\n", start="2026-09-16")}),
    Row("sessions-not-event", "start", "2026-09-16 13:30", "101", {"event": event(SESSIONS, start="{d}")}),
    Row("sessions-not-event", "end", "2026-09-16 15:30", "101", {"event": event("end: {d}\n" + SESSIONS)}),
    Row("sessions-not-event", "end to the day", "2026-09-16", "101", {"event": event("end: {d}\n" + SESSIONS)}),
    Row("room-conflict", "back to back", "2026-09-16 15:30", "100", {"event": event(UNTIL_15_30 + ROOM), **other("end: 2026-09-16 18:00\n" + ROOM, start="{d}")}),
    Row("room-conflict", "back to back, before", "2026-09-16 13:30", "001", {"event": event(UNTIL_15_30 + ROOM), **other("end: {d}\n" + ROOM, start="2026-09-16 10:00")}),
    Row("room-conflict", "an hour where no end is known", "2026-09-16 14:30", "100", {"data/events/musterstadt/2026-09-16-erstes.yaml": event(ROOM), **other(ROOM, start="{d}")}),
    Row("person-conflict", "back to back", "2026-09-16 15:30", "100", {"event": event(UNTIL_15_30 + "chair: muster\n"), **other("chair: muster\n", start="{d}")}),
    Row("person-conflict", "from the evening before", "2026-09-16 13:30", "001", {"event": event(UNTIL_15_30 + "chair: muster\n"), "data/events/musterstadt/2026-09-15-klausur.yaml": event("end: {d}\nchair: muster\n", start="2026-09-15 20:00")}),
    Row("person-conflict", "through a membership that begins", "2026-09-16", "110", {"members": MUSTER + "            since: {d}\n", "event": event(PLENUM), **other("chair: muster\n")}),
    Row("person-conflict", "through a membership that has ended", "2026-09-16", "011", {"members": MUSTER + "            until: {d}\n", "event": event(PLENUM), **other("chair: muster\n")}),
    Row("person-conflict", "through a person who has left", "2026-09-16", "011", {"members": MUSTER.replace("        groups:", "        until: {d}\n        groups:"), "event": event(PLENUM), **other("chair: muster\n")}),
    Row("group-conflict", "back to back", "2026-09-16 15:30", "100", {"event": event(UNTIL_15_30 + PLENUM), **other(PLENUM, start="{d}")}),
    Row("public-holiday", "once it is over", "2026-12-25", "110", {"data/events/musterstadt/2026-12-25-treffen.yaml": event(start="2026-12-25 10:00")}),
    Row("public-holiday", "the day", "2026-12-26", "110", {"data/events/musterstadt/2026-12-treffen.yaml": event(start="{d}")}),
    Row("school-holiday", "once it is over", "2026-12-28", "110", {"data/events/musterstadt/2026-12-28-treffen.yaml": event(start="2026-12-28 10:00")}),
    Row("school-holiday", "the last day", "2027-01-06", "110", {"data/events/musterstadt/2027-01-treffen.yaml": event(start="{d}")}),
    Row("invalid-date", "the last minute of a day", "2026-09-16 23:59", "001", {"event": event("end: 2026-09-16 {clock}\n")}),
)  # fmt: skip

UNDATED = "data/events/musterstadt/undated-treffen.yaml"
MISDATED = event(start="2026-10-05")  # either date may be true, so that no rule judges it


def undated(more: str = "", **said: str) -> dict[str, str]:
    """Return an event whose file name says no day."""
    return {UNDATED: event(more, **said)}


def zoned(zone: str) -> dict[str, str]:
    """Return an event on the day on which the clocks of Europe change."""
    return {
        "data/events/musterstadt/2028-03-26-treffen.yaml": event(f"timezone: {zone}\n", start="{d}")
    }


def joins(group: str = "", member: str = "", *, more: str = "") -> dict[str, str]:
    """Return a group and a body in it, with what the group, and what the membership says."""
    return {
        "network": groups(group) + more,
        "members": body("    groups:\n      - id: plenum\n" + member),
    }


VAGUE_TIME = (
    Row("long-event", "a course from some month on", "2026-12-16", "000", undated("end: {d}\n", start="2026-08")),
    Row("end-before-start", "a start in a month", "2026-09-01", "100", undated("end: {d}\n", start="2026-09")),
    Row("end-before-start", "an end in a month", "2026-09-30", "001", undated("end: 2026-09\n", start="{d}")),
    Row("end-before-start", "a month", "2026-09", "100", undated("end: {d}\n", start="2026-09-16")),
    Row("end-before-start", "a year", "2026", "001", undated("end: 2026\n", start="{d}")),
    Row("end-before-start", "not where sessions say it", "2026-09-16", "000", {"event": event("end: {d}\n" + SESSIONS)}),
    Row("event-outside-network", "in the month of the end", "2026-09-30", "001", {"network": "until: 2026-09\n", **undated(start="{d}")}),
    Row("event-outside-network", "some day of the month of the end", "2026-11-01", "100", {"network": "until: {d}\n", **undated(start="2026-11")}),
    Row("event-outside-network", "in the month of the founding", "2026-09-01", "100", {"network": "founded: 2026-09\n", **undated(start="{d}", kind="fachtag")}),
    Row("event-outside-network", "some day of the month of the founding", "2026-08-31", "001", {"network": "founded: {d}\n", **undated(start="2026-08", kind="fachtag")}),
    Row("event-outside-network", "twelve months of preparing, to a month", "2027-09", "001", {"network": "founded: {d}\n", "event": event()}),
    Row("event-outside-network", "twelve months of preparing, from a month", "2027-10-01", "001", {"network": "founded: {d}\n", "event": MISDATED, **undated(start="2026-09")}),
    Row("event-outside-network", "not where the file name says another day", "2026-09-16", "000", {"network": "until: {d}\n", "event": event(start="2027-09-17")}),
    Row("past-but-planned", "some day of a month", "2026-08-31", "001", undated(start="2026-08")),
    Row("past-but-planned", "up to some day of a month", "2026-08-31", "001", undated("end: 2026-08\n", start="2026-07-31")),
    Row("past-but-planned", "its start, where its end lies before", "2026-09-16", "001", undated("end: 2026-09-10\n", start="2026-09-16")),
    Row("past-but-planned", "not where the file name says another day", "2026-09-16", "000", {"event": event(start="2026-09-14")}),
    Row("held-in-future", "some day of a month", "2026-07-01", "100", undated(start="2026-07", status="stattgefunden")),
    Row("held-in-future", "not where the file name says another day", "2026-09-16", "000", {"event": event(start="2026-09-18", status="stattgefunden")}),
    Row("held-in-future", "who came, and what was decided", "2026-09-16", "100", {"event": event("attendance:\n  total: 5\nresults:\n  - text: Beschluss\n")}),
    Row("held-in-future", "who is registered, and what is prepared", "2026-09-16", "000", {"event": event("attendance:\n  total: [{count: 5, of: angemeldet}]\nresults:\n  - text: Beschluss\n")}),
    Row("skipped-hour", "the first minute in Lisbon", "2028-03-26 01:00", "011", zoned("Europe/Lisbon")),
    Row("skipped-hour", "the last minute in Helsinki", "2028-03-26 03:59", "110", zoned("Europe/Helsinki")),
    Row("skipped-hour", "the last minute on the Azores", "2028-03-26 00:59", "110", zoned("Atlantic/Azores")),
    Row("skipped-hour", "nothing in a zone that there is not", "2028-03-26 02:30", "000", zoned("Europe/Musterstadt")),
    Row("skipped-hour", "the hour that there is twice", "2028-10-29 02:30", "000", undated(start="{d}")),
    Row("skipped-hour", "the end", "2028-03-26 02:00", "011", undated("end: {d}\n", start="2028-03-25 20:00")),
    Row("skipped-hour", "a session", "2028-03-26 02:00", "011", undated(SESSIONS.replace("2026-09-16 13:30", "{d}").replace("2026-09-16", "2028-03-26"), start="2028-03-26")),
    Row("date-in-future", "some day of a month", "2026-07-01", "100", {"event": event("results:\n  - kind: aufgabe\n    text: Ablaufplan\n    done: 2026-07\n")}),
    Row("date-in-future", "signed some day of a month", "2026-07-01", "100", {"network": agreement("    status: unterzeichnet\n    signed: 2026-07\n")}),
    Row("date-in-future", "decided some day of a month", "2026-07-01", "100", {"network": agreement("    status: beschlossen\n    decided: 2026-07\n")}),
    Row("date-in-future", "not a draft", AS_OF, "000", {"network": agreement("    status: entwurf\n    signed: {d}\n")}),
    Row("date-in-future", "signed later than decided", AS_OF, "000", {"network": agreement("    status: beschlossen\n    decided: 2026-01-10\n    signed: {d}\n")}),
    Row("dates-out-of-order", "ends in a month", "2025-03-31", "001", {"network": agreement("    signed: {d}\n    valid_until: 2025-03\n")}),
    Row("dates-out-of-order", "signed in a month", "2025-03-01", "100", {"network": agreement("    signed: 2025-03\n    valid_until: {d}\n")}),
    Row("dates-out-of-order", "reviewed in a month", "2025-03-31", "001", {"network": agreement("    decided: {d}\n    review_by: 2025-03\n")}),
    Row("dates-out-of-order", "registration, some day of a month", "2026-09-30", "001", undated("registration:\n  until: {d}\n", start="2026-09")),
    Row("dates-out-of-order", "registration until a month", "2026-09-01", "100", undated("registration:\n  until: 2026-09\n", start="{d}")),
    Row("dates-out-of-order", "moved and not yet to another time", "2026-09-16 13:30", "000", {"event": event("rescheduled_from: ['{d}']\n", status="verschoben")}),
    Row("dates-out-of-order", "measure of a plan of a month", "2026-01-01", "100", {"plan": PLAN + "started: 2026-01\nmeasures:\n  - id: m\n    text: Faltblatt\n    due: {d}\n"}),
    Row("dates-out-of-order", "milestone in a month", "2026-01-31", "001", {"plan": PLAN + "started: {d}\nmilestones:\n  - id: m\n    text: Beschluss\n    due: 2026-01\n"}),
    Row("until-before-since", "from some day of a month on", "2026-01-01", "100", {"network": "management:\n" + HOLDER + "    since: 2026-01\n    until: {d}\n"}),
    Row("until-before-since", "up to some day of a month", "2026-01-31", "001", {"network": "management:\n" + HOLDER + "    since: {d}\n    until: 2026-01\n"}),
    Row("until-before-since", "a network of a year", "2024-01-01", "100", {"network": "founded: 2024\nuntil: {d}\n"}),
    Row("until-before-since", "a network up to some day of a month", "2024-05-31", "001", {"network": "founded: {d}\nuntil: 2024-05\n"}),
    Row("until-before-since", "a network without a founding", "2024-05-31", "000", {"network": "founded:\nuntil: {d}\n"}),
    Row("outside-container", "begins in the month of the founding", "2024-05-01", "100", {"network": "founded: 2024-05\n" + office("    since: {d}\n")}),
    Row("outside-container", "begins some day of the month of the founding", "2024-05-31", "001", {"network": "founded: {d}\n" + office("    since: 2024-05\n")}),
    Row("outside-container", "ends in the month of the end", "2027-12-31", "001", {"network": "until: 2027-12\n" + office("    until: {d}\n")}),
    Row("outside-container", "ends some day of the month of the end", "2027-12-01", "100", {"network": "until: {d}\n" + office("    until: 2027-12\n")}),
    Row("outside-container", "begins in the month of the end", "2027-12-31", "001", {"network": "until: 2027-12\n" + office("    since: {d}\n")}),
    Row("outside-container", "begins some day of the month of the end", "2027-12-01", "100", {"network": "until: {d}\n" + office("    since: 2027-12\n")}),
    Row("outside-container", "at some time, unknown", "2024-05-01", "000", {"network": "founded: {d}\nuntil: 2027\n" + office("    since: unbekannt\n")}),
    Row("outside-container", "a group from before the network", "2024-05-01", "000", {"network": "founded: 2025\n" + groups("    since: {d}\n")}),
    Row("outside-container", "a group after the network", "2027-12-31", "001", {"network": "until: 2027-12-31\n" + groups("    until: {d}\n")}),
    Row("outside-container", "a group outside the network", "2027-12-31", "000", {"network": "until: 2027-12-31\n" + groups("    external: true\n    until: {d}\n")}),
    Row("outside-container", "a group outside the network in a group", "2025-01-01", "000", {"network": groups("    since: 2025-01-01\n  - id: ak\n    name: AK\n    kind: arbeitskreis\n    parent: plenum\n    external: true\n    since: {d}\n")}),
    Row("outside-container", "a membership up to a group", "2025-12-31", "001", joins("    until: 2025-12-31\n", "        until: {d}\n")),
    Row("outside-container", "a membership of a person in a group", "2025-01-01", "100", {"network": groups("    since: 2025-01-01\n"), "members": body("", "        groups:\n          - id: plenum\n            since: {d}\n")}),
    Row("outside-container", "a body in the network", "2027-12-31", "001", {"network": "until: 2027-12-31\n", "members": body("    until: {d}\n")}),
    Row("outside-container", "not where the dates of the group contradict each other", "2026-03-10", "011", joins("    since: 2026-03-10\n    until: {d}\n", "        since: 2025-01-01\n")),
    Row("outside-container", "contradict each other only after the month", "2026-03-01", "011", joins("    since: 2026-03\n    until: {d}\n", "        since: 2025-01-01\n")),
    Row("outside-container", "contradict each other only before the month", "2026-03-31", "110", joins("    since: {d}\n    until: 2026-03\n", "        since: 2025-01-01\n")),
    Row("outside-container", "management up to some day of the month of the founding", "2024-05-31", "001", {"network": "founded: {d}\nmanagement:\n" + HOLDER + "    since: 2024-01-01\n    until: 2024-05\n"}),
    Row("outside-container", "management up to the month of the founding", "2024-05-01", "100", {"network": "founded: 2024-05\nmanagement:\n" + HOLDER + "    since: 2024-01-01\n    until: {d}\n"}),
    Row("outside-container", "management from some day of the month of the end on", "2027-06-01", "100", {"network": "until: {d}\nmanagement:\n" + HOLDER + "    since: 2027-06\n    until: 2027-12-31\n"}),
    Row("outside-container", "management from the month of the end on", "2027-06-30", "001", {"network": "until: 2027-06\nmanagement:\n" + HOLDER + "    since: {d}\n    until: 2027-12-31\n"}),
    Row("outside-container", "management of a network without a founding", "2027-06-30", "000", {"network": "founded:\nmanagement:\n" + HOLDER + "    since: 2024-01-01\n    until: {d}\n"}),
    Row("outside-container", "management without a beginning in a network that ends", "2027-06-30", "000", {"network": "until: 2027-06-30\nmanagement:\n" + HOLDER + "    until: {d}\n"}),
    Row("outside-container", "begins before a network of one day", "2024-05-01", "101", {"network": "founded: 2024-05-01\nuntil: 2024-05-01\n" + office("    since: {d}\n    until: 2024-05-01\n") + groups()}),
    Row("outside-container", "ends after a network of one day", "2024-05-01", "001", {"network": "founded: 2024-05-01\nuntil: 2024-05-01\n" + office("    since: 2024-05-01\n    until: {d}\n") + groups()}),
    Row("overlapping-periods", "the first up to some day of a month", "2025-06-01", "110", {"network": held("    since: 2024-01-01\n    until: 2025-06\n", "    since: {d}\n    until: 2026-12-31\n")}),
    Row("overlapping-periods", "the second from some day of a month on", "2025-06-30", "011", {"network": held("    since: 2024-01-01\n    until: {d}\n", "    since: 2025-06\n    until: 2026-12-31\n")}),
    Row("overlapping-periods", "the later first, from some day of a month on", "2026-01-31", "011", {"network": held("    since: 2026-01\n    until: 2026-12-31\n", "    since: 2025-01-01\n    until: {d}\n")}),
    Row("overlapping-periods", "the later first, the other up to some day of a month", "2026-01-01", "110", {"network": held("    since: {d}\n    until: 2026-12-31\n", "    since: 2025-01-01\n    until: 2026-01\n")}),
    Row("overlapping-periods", "at some time, unknown", "2025-12-31", "000", {"network": held("    since: unbekannt\n    until: 2025-12-31\n", "    since: {d}\n    until: 2026-12-31\n")}),
    Row("overlapping-periods", "without a beginning", "2025-12-31", "110", {"network": held("    until: 2025-12-31\n", "    since: {d}\n")}),
    Row("overlapping-periods", "without a beginning, before one that ends", "2025-12-31", "110", {"network": held("    until: 2025-12-31\n", "    since: {d}\n    until: 2026-12-31\n")}),
    Row("overlapping-periods", "the third with the first", "2025-12-31", "110", {"network": held("    since: 2025-01-01\n    until: 2025-12-31\n", "    since: 2027-01-01\n") + HOLDER + "    since: {d}\n    until: 2026-12-31\n"}),
    Row("overlapping-periods", "of two groups", "2025-12-31", "000", {"network": held("    since: 2025-01-01\n    until: 2025-12-31\n", "    since: {d}\n").replace("group: plenum", "group: ak-alt", 1)}),
    Row("sessions-out-of-order", "a session in a month", "2026-09-01", "100", undated("sessions:\n  - start: 2026-09\n    end: {d}\n", start="2026-09")),
    Row("sessions-out-of-order", "up to some day of a month", "2026-09-30", "001", undated("sessions:\n  - start: {d}\n    end: 2026-09\n", start="2026-09")),
    Row("sessions-out-of-order", "after a session in a month", "2026-09-01", "100", undated("sessions:\n  - start: 2026-09\n  - start: {d}\n", start="2026-09")),
    Row("sessions-out-of-order", "after one that ends in a month", "2026-09-01", "100", undated("sessions:\n  - start: 2026-08-20\n    end: 2026-09\n  - start: {d}\n", start="2026-08-20")),
    Row("sessions-out-of-order", "some day of a month, after a day", "2026-10-01", "011", undated("sessions:\n  - start: {d}\n  - start: 2026-09\n", start="2026-09")),
    Row("sessions-out-of-order", "some day of a month, before the end of the one before", "2026-10-01", "011", undated("sessions:\n  - start: 2026-08-20\n    end: {d}\n  - start: 2026-09\n", start="2026-08-20")),
    Row("sessions-out-of-order", "the third before the second", "2026-09-20", "110", undated("sessions:\n  - start: 2026-09-16\n  - start: 2026-09-20\n  - start: {d}\n", start="2026-09-16")),
    Row("sessions-not-event", "start to the month", "2026-09", "101", undated(SESSIONS, start="{d}")),
    Row("sessions-not-event", "end to the month", "2026-09", "101", undated("end: {d}\n" + SESSIONS, start="2026-09-16")),
    Row("sessions-not-event", "the end is the day of the last session", "2026-09-23", "101", undated("end: {d}\n" + SESSIONS + "  - start: 2026-09-23 13:30\n", start="2026-09-16")),
    Row("room-conflict", "from the end that the event says", "2026-09-16 16:30", "100", {"event": event("end:\nduration_minutes: 180\n" + ROOM), **other(ROOM, start="{d}")}),
    Row("room-conflict", "the end is the start", "2026-09-16 14:30", "100", {"event": event("end: 2026-09-16 13:30\n" + ROOM), **other(ROOM, start="{d}")}),
    Row("room-conflict", "not of a day without a time", "2026-09-16", "000", {"event": event(ROOM, start="{d}"), **other(ROOM, start="2026-09-16")}),
    Row("room-conflict", "the end of a day is no time", "2026-09-16 14:30", "100", {"event": event("end: 2026-09-16\n" + ROOM), **other(ROOM, start="{d}")}),
    Row("room-conflict", "not of what was cancelled", "2026-09-16 13:30", "000", {"event": event(UNTIL_15_30 + ROOM, status="abgesagt"), **other(ROOM, start="{d}")}),
    Row("person-conflict", "over several days", "2026-09-16 13:30", "001", {"event": event(UNTIL_15_30 + "chair: muster\n"), **undated("end: {d}\nchair: muster\n", start="2026-09-13 20:00")}),
    Row("person-conflict", "through a person who comes", "2026-09-16", "110", {"members": MUSTER.replace("        groups:", "        since: {d}\n        groups:"), "event": event(PLENUM), **other("chair: muster\n")}),
    Row("person-conflict", "through a membership from a month on", "2026-09", "110", {"members": MUSTER + "            since: {d}\n", "event": event(PLENUM), **other("chair: muster\n")}),
    Row("person-conflict", "through a membership up to a month", "2026-09", "011", {"members": MUSTER + "            until: {d}\n", "event": event(PLENUM), **other("chair: muster\n")}),
    Row("person-conflict", "through the minutes", "2026-09-16 15:30", "100", {"event": event(UNTIL_15_30 + "minutes: {taken_by: muster, status: offen}\n"), **other("chair: muster\n", start="{d}")}),
    Row("person-conflict", "not of one event", "2026-09-16 14:30", "000", {"event": event("chair: muster\n" + SESSIONS + "  - start: {d}\n")}),
    Row("person-conflict", "at the second session", "2026-09-23 13:30", "001", {"event": event("chair: muster\n" + SESSIONS + "  - start: 2026-09-23 13:30\n"), **undated("end: {d}\nchair: muster\n", start="2026-09-23 13:00")}),
    Row("group-conflict", "not of an entry for two groups", "2026-09-16 14:00", "000", {"network": groups("    count: 2\n"), "event": event(UNTIL_15_30 + PLENUM), **other(PLENUM, start="{d}")}),
    Row("group-conflict", "of an entry for one group", "2026-09-16 15:30", "100", {"network": groups("    count: 1\n"), "event": event(UNTIL_15_30 + PLENUM), **other(PLENUM, start="{d}")}),
    Row("public-holiday", "not of a month", "2026-12", "000", undated(start="{d}")),
    Row("public-holiday", "not of what has been held", "2026-12-25", "000", {"data/events/musterstadt/2026-12-25-treffen.yaml": event(start="2026-12-25 10:00", status="stattgefunden")}),
    Row("school-holiday", "not on a public holiday", "2026-12-26", "001", {"data/events/musterstadt/2026-12-treffen.yaml": event(start="{d}")}),
    Row("school-holiday", "the second session", "2027-01-06", "110", undated("sessions:\n  - start: 2026-09-16\n  - start: {d}\n", start="2026-09-16")),
)  # fmt: skip

REFERENCES = (
    Row("inactive-reference", "a group that ends", "2026-09-16", "100", {"network": groups("    until: {d}\n"), "event": event(PLENUM)}),
    Row("inactive-reference", "a group that begins", "2026-09-16", "001", {"network": groups("    since: {d}\n"), "event": event(PLENUM)}),
    Row("inactive-reference", "the lead, today", AS_OF, "100", {"network": "lead: stadt-muster\n" + office("    until: {d}\n")}),
    Row("inactive-reference", "the holder of a post, today", AS_OF, "100", {"members": MUSTER.replace("        groups:\n          - id: plenum\n", "        until: {d}\n")}),
    Row("inactive-reference", "the lead, from the founding on", "2024-05-01", "011", {"network": "founded: 2024-05-01\nlead: stadt-muster\n" + office("    until: {d}\n")}),
    Row("inactive-reference", "not once the network has ended", AS_OF, "011", {"network": "until: {d}\nlead: stadt-muster\n" + office("    until: 2025-12-31\n")}),
    Row("repeated-body", "one after the other", "2025-12-31", "110", {"members": members(more="".join(f"  - id: kita-{one}\n    name: Kita Sonne\n    categories: [traeger-8a]\n    {key}\n" for one, key in (("a", "until: 2025-12-31"), ("b", "since: {d}"))))}),
    Row("repeated-youth-office", "one after the other", "2025-12-31", "110", {"members": members(more="  - id: asd\n    youth_office: stadt-muster\n    since: {d}\n").replace("    youth_office: stadt-muster\n    people", "    youth_office: stadt-muster\n    until: 2025-12-31\n    people")}),
)  # fmt: skip

TWICE = "  - id: asd\n    youth_office: stadt-muster\n"


def office_twice(first: str, second: str) -> dict[str, str]:
    """Return two members that are the same Jugendamt, with what they say."""
    here = "    youth_office: stadt-muster\n"
    return {
        "members": members(more=TWICE + second).replace(
            here + "    people", here + first + "    people"
        )
    }


def retired(more: str = "") -> dict[str, str]:
    """Return a person of the post, with what she says."""
    return {"members": MUSTER.replace("        groups:\n          - id: plenum\n", more)}


VAGUE_REFERENCES = (
    Row("inactive-reference", "a group up to some day of a month", "2026-11-30", "001", {"network": groups("    until: 2026-11\n"), **undated(PLENUM, start="{d}")}),
    Row("inactive-reference", "a group, at some day of a month", "2026-11-01", "100", {"network": groups("    until: {d}\n"), **undated(PLENUM, start="2026-11")}),
    Row("inactive-reference", "a group from some day of a month on", "2026-08-01", "100", {"network": groups("    since: 2026-08\n"), **undated(PLENUM, start="{d}")}),
    Row("inactive-reference", "a group from a day on, in some day of its month", "2026-08-31", "001", {"network": groups("    since: {d}\n"), **undated(PLENUM, start="2026-08")}),
    Row("inactive-reference", "a group with a beginning and an end", "2026-09-16", "100", {"network": groups("    since: 2025\n    until: {d}\n")}),
    Row("inactive-reference", "a group that has an end and begins later", "2026-09-16", "001", {"network": groups("    since: {d}\n    until: 2027\n")}),
    Row("inactive-reference", "not at an event after the network", "2026-09-16", "000", {"network": "until: {d}\n" + groups("    since: 2025\n")}),
    Row("inactive-reference", "not at an event before the network", "2026-09-16", "000", {"network": "founded: {d}\n" + groups("    until: 2027\n")}),
    Row("inactive-reference", "not where the dates of the group contradict each other", "2026-06-01", "011", {"network": groups("    since: 2026-06\n    until: {d}\n")}),
    Row("inactive-reference", "not where they contradict each other before a month", "2026-06-30", "110", {"network": groups("    since: {d}\n    until: 2026-06\n")}),
    Row("inactive-reference", "not where the file name says another day", "2026-09-16", "000", {"network": groups("    until: {d}\n"), "event": event(PLENUM, start="2026-09-18")}),
    Row("inactive-reference", "not as a source", "2026-09-16", "000", {"network": "sources:\n  - id: protokoll\n    title: Protokoll\n", "event": event("sources: [protokoll]\n")}),
    Row("inactive-reference", "the lead, some day of a month", "2026-06-30", "001", {"network": "lead: stadt-muster\n" + office("    until: 2026-06\n")}),
    Row("inactive-reference", "the lead of a network that ends in this month", "2026-06-30", "110", {"network": "until: 2026-06\nlead: stadt-muster\n" + office("    until: 2025-12-31\n")}),
    Row("inactive-reference", "the lead, not where the dates contradict each other", "2025-03-10", "011", {"network": "lead: stadt-muster\n" + office("    since: 2025-03-10\n    until: {d}\n")}),
    Row("outside-container", "the lead of a network that is founded later", "2026-01-01", "011", {"network": "founded: {d}\nlead: stadt-muster\n" + office("    until: 2025\n")}),
    Row("inactive-reference", "the holder of a post that has ended", AS_OF, "000", {"network": post("    until: {d}\n    people: [muster]\n"), **retired("        until: 2025\n")}),
    Row("inactive-reference", "who held a post", AS_OF, "000", {"network": post("    people:\n      - {id: muster, until: {d}}\n"), **retired("        until: 2025\n")}),
    Row("inactive-reference", "whom to ask who wants to join", AS_OF, "100", {"network": "admission:\n  contact: muster\ncoordination: []\n", **retired("        until: {d}\n")}),
    Row("inactive-reference", "nobody to ask who wants to join", AS_OF, "000", {"network": "admission:\n  criteria: Wer mit Kindern arbeitet\ncoordination: []\n", **retired("        until: {d}\n")}),
    Row("inactive-reference", "whom to ask, in a post that ended before the network", "2024-04-30", "111", {"network": "founded: 2024-05-01\nadmission:\n  contact: koordination-muster\n" + post("    until: {d}\n")}),
    Row("inactive-reference", "a member that is a Jugendamt, up to its end", "2026-09-16", "100", {"network": office("    until: {d}\n"), "members": MUSTER.replace("    people", "    since: 2025\n    people"), "event": event("organisers: [jugendamt-muster]\n")}),
    Row("inactive-reference", "a member that is a Jugendamt, from its beginning on", "2026-09-16", "001", {"network": office("    since: {d}\n"), "members": MUSTER.replace("    people", "    until: 2027\n    people"), "event": event("evaluation:\n  - subject: mitteilungswege\n    finding: Gut\n    observed_by: [jugendamt-muster]\nchair: muster\n")}),
    Row("repeated-youth-office", "from some day of a month on", "2025-03-31", "011", office_twice("    until: {d}\n", "    since: 2025-03\n")),
    Row("repeated-youth-office", "up to some day of a month", "2025-03-01", "110", office_twice("    until: 2025-03\n", "    since: {d}\n")),
    Row("repeated-youth-office", "the second from some day of a month on", "2025-03-31", "011", office_twice("", "    since: 2025-03\n    until: {d}\n")),
    Row("repeated-youth-office", "the second up to some day of a month", "2025-03-01", "110", office_twice("", "    since: {d}\n    until: 2025-03\n")),
    Row("repeated-youth-office", "the first from some day of a year on", "2025-12-31", "011", office_twice("    since: 2025\n", "    since: 2025-06-01\n    until: {d}\n")),
    Row("repeated-youth-office", "the third", "2025-12-31", "110", office_twice("    until: 2024-06-30\n", "    since: 2024-07-01\n    until: 2025-12-31\n" + TWICE.replace("asd", "asd-neu") + "    since: {d}\n")),
)  # fmt: skip

LAW = (
    Row("expired-agreement", "its last day", AS_OF, "100", {"network": agreement("    valid_until: {d}\n")}),
    Row("expired-agreement", "not once the network has ended", AS_OF, "011", {"network": "until: {d}\n" + agreement("    valid_until: 2025-12-31\n")}),
    Row("overdue-review", "its day", AS_OF, "100", {"network": agreement("    review_by: {d}\n")}),
    Row("expired-vacancy", "its day", AS_OF, "100", {"network": COURT.replace("2027", "{d}"), "members": members("familiengericht")}),
    Row("filled-vacancy", "a body that has left", AS_OF, "011", {"network": COURT, "members": members("familiengericht", "  - id: gericht\n    name: Amtsgericht\n    categories: [familiengericht]\n    until: {d}\n")}),
    Row("filled-vacancy", "a body that joins", AS_OF, "110", {"network": COURT, "members": members("familiengericht", "  - id: gericht\n    name: Amtsgericht\n    categories: [familiengericht]\n    since: {d}\n")}),
    Row("uncovered-category", "nobody left in office", AS_OF, "100", {"network": "complete_since: 2026-06-01\n", "members": members("familiengericht", "  - id: gericht\n    name: Amtsgericht\n    categories: [familiengericht]\n    people:\n      - {id: richterin, family_name: Amt, until: {d}}\n")}),
    Row("uncovered-category", "the only one in office has been deleted", AS_OF, "110", {"network": "complete_since: 2026-06-01\n", "members": members("familiengericht", "  - id: gericht\n    name: Amtsgericht\n    categories: [familiengericht]\n    people:\n      - {id: ehemals-1, family_name: Name gelöscht, redacted: {d}}\n")}),
    Row("uncovered-category", "complete from today on", AS_OF, "110", {"network": "complete_since: {d}\n", "members": members("familiengericht")}),
    Row("vacant-coordination", "from its day on", AS_OF, "110", {"network": POST + "    vacant_since: {d}\n"}),
    Row("missing-coordination", "a post that has ended", AS_OF, "100", {"network": "complete_since: 2026-06-01\n" + POST + "    until: {d}\n"}),
    Row("stale-public-information", "twelve months old", "2025-06-30", "100", {"network": 'public_information:\n  procedures: {url: "https://www.example.org/s", as_of: {d}}\n  structures: {url: "https://www.example.org/s", as_of: 2026-01-15}\n  contacts: {url: "https://www.example.org/s", as_of: 2026-01-15}\n'}),
    Row("missing-procedure-agreement", "in force from its signing", AS_OF, "001", {"network": "complete_since: 2026-06-01\n" + PROCEDURE + ("    covers: [mitteilungswege]\n    signed: {d}\n    review_by: 2027-03-31\n    document: {path: verfahren.pdf}\n")}),
    Row("too-few-trainings", "the year is over", "2025-12-31", "001", {"network": "complete_since: 2025-01-01\n", **training("2025-03-19", held=True), **training("2025-06-18", held=True), **training("2025-12-31", held=False), **THIS_YEAR}),
    Row("too-few-trainings", "the year has begun", "2026-01-01", "011", {"network": "complete_since: 2026-01-01\n"}),
    Row("too-few-trainings", "planned for today", AS_OF, "100", {"network": "complete_since: 2026-01-01\n", **training("2026-03-18", held=True), **training("2026-06-17", held=True), "data/events/musterstadt/undated-fachtag.yaml": FACHTAG.replace("stattgefunden", "geplant")}),
    Row("too-few-trainings", "the third on the last day of the year", "2025-12-31", "001", {"network": "complete_since: 2025-01-01\n", **training("2025-03-19", held=True), **training("2025-06-18", held=True), **THIS_YEAR, "data/events/musterstadt/undated-fachtag.yaml": FACHTAG}),
    Row("too-few-trainings", "the third on the first day of the year", "2025-01-01", "100", {"network": "complete_since: 2025-01-01\n", **training("2025-03-19", held=True), **training("2025-06-18", held=True), **THIS_YEAR, "data/events/musterstadt/undated-fachtag.yaml": FACHTAG}),
    Row("too-few-trainings", "complete from 1 January on", "2025-01-01", "110", {"network": "complete_since: {d}\n", **training("2025-03-19", held=True), **THIS_YEAR}),
    Row("too-few-trainings", "founded on 1 January", "2025-01-01", "ffh", {"network": "founded: {d}\ncomplete_since: 2025-01-01\n", **training("2025-03-19", held=True), **THIS_YEAR}),
    Row("cadence-not-kept", "the year is over", "2025-12-31", "001", {"network": "complete_since: 2025-01-01\n" + groups("    cadence: {meetings: 1, per: jahr}\n"), **TWO}),
    Row("cadence-not-kept", "a group from 1 January on", "2025-01-01", "110", {"network": "complete_since: 2025-01-01\n" + groups("    since: {d}\n    cadence: {meetings: 1, per: jahr}\n"), **TWO}),
    Row("cadence-not-kept", "a group up to 31 December", "2025-12-31", "011", {"network": "complete_since: 2025-01-01\n" + groups("    until: {d}\n    cadence: {meetings: 1, per: jahr}\n"), **TWO}),
    Row("cadence-not-kept", "a meeting on the last day of the year", "2025-12-31", "001", {"network": "complete_since: 2025-01-01\n" + groups("    cadence: {meetings: 1, per: jahr}\n"), **TWO, "data/events/musterstadt/undated-treffen.yaml": event(PLENUM, start="{d}", status="stattgefunden", kind="netzwerktreffen")}),
    Row("cadence-not-kept", "a meeting on the first day of the year", "2025-01-01", "100", {"network": "complete_since: 2025-01-01\n" + groups("    cadence: {meetings: 1, per: jahr}\n"), **TWO, "data/events/musterstadt/undated-treffen.yaml": event(PLENUM, start="{d}", status="stattgefunden", kind="netzwerktreffen")}),
)  # fmt: skip

REPORTS = (
    Row("missing-activity-report", "its day", "2026-05-31", "001", {"network": "complete_since: 2025-01-01\n" + REPORT, **TWO}),
    Row("missing-activity-report", "promised from 1 January on", "2025-01-01", "110", {"network": "complete_since: 2025-01-01\n" + REPORT + "  since: {d}\n", **TWO}),
    Row("missing-activity-report", "promised up to 31 December", "2025-12-31", "011", {"network": "complete_since: 2025-01-01\n" + REPORT + "  until: {d}\n", **TWO}),
    Row("missing-activity-report", "founded on 1 January", "2025-01-01", "110", {"network": "founded: {d}\ncomplete_since: 2025-01-01\n" + REPORT, **TWO}),
    Row("missing-activity-report", "handed in today", AS_OF, "001", {"network": "complete_since: 2025-01-01\n" + REPORT, "year": "approved:\n  - by: {text: Ausschuss}\n    on: {d}\n", **TWO}),
    Row("task-without-activity", "the year is over", "2025-12-31", "001", {"network": "complete_since: 2025-01-01\n", **two_years("fortbildung")}),
    Row("task-without-activity", "founded on 1 January", "2025-01-01", "110", {"network": "founded: {d}\ncomplete_since: 2025-01-01\n", **two_years("fortbildung")}),
    Row("small-coordination-share", "a larger share from today on", AS_OF, "001", {"network": post("    fte:\n      - {value: 0.1, until: 2025-12-31}\n      - {value: 0.05, since: 2026-01-01}\n      - {value: 0.6, since: {d}}\n    people: [muster]\n")}),
    Row("missing-affiliation", "one that has ended", AS_OF, "100", {"network": "complete_since: 2026-06-01\naffiliations:\n  - name: Frühe Hilfen\n    kind: fruehe-hilfen\n    until: {d}\n"}),
    Row("cadence-not-kept", "a quarter is over", "2026-03-31", "001", {"network": "complete_since: 2026-01-01\n" + groups("    cadence: {meetings: 1, per: quartal}\n"), **TWO}),
    Row("cadence-not-kept", "complete from the first day of the quarter", "2026-01-01", "110", {"network": "complete_since: {d}\n" + groups("    cadence: {meetings: 1, per: quartal}\n"), **TWO}),
)  # fmt: skip

PROTECTION = (
    Row("publication-lapsed", "withdrawn", AS_OF, "110", {"members": body("", "        publication: {basis: einwilligung, since: 2026-01-10, withdrawn: {d}}\n")}),
    Row("publication-lapsed", "three years old", "2023-06-30", "100", {"members": body("", "        publication: {basis: einwilligung, since: {d}}\n")}),
    Row("publication-lapsed", "old, until its last day", AS_OF, "011", {"members": body("", "        publication: {basis: einwilligung, since: 2022-01-10, until: {d}}\n")}),
    Row("retention", "twelve months after leaving", "2025-06-30", "100", {"members": body("", "        until: {d}\n")}),
    Row("person-in-public", "permission ends", AS_OF, "100", {"settings": "visibility: oeffentlich\n", "members": body("", "        publication: {basis: einwilligung, since: 2026-01-10, until: {d}}\n").replace("        family_name: Muster\n", "        family_name: Muster\n        publication: {basis: eigene-beschaeftigte}\n")}),
)  # fmt: skip

COMPLETENESS = (
    Row("missing-attendance", "complete from its day on", "2026-03-10", "110", {"network": "complete_since: {d}\n", "data/events/musterstadt/2026-03-10-treffen.yaml": event(PLENUM, start="2026-03-10", status="stattgefunden")}),
    Row("missing-attendance", "not before its day", "2026-03-10", "011", {"network": "complete_since: 2026-03-01\n", "data/events/musterstadt/2026-03-10-treffen.yaml": event(PLENUM, start="2026-03-10", status="stattgefunden")}),
    Row("outcome-not-recorded", "its day", "2026-03-10", "001", {"network": "complete_since: 2026-03-01\n", "data/events/musterstadt/2026-03-10-treffen.yaml": event(PLENUM, start="2026-03-10", status="angekuendigt")}),
    Row("overdue-task", "its day", AS_OF, "100", {"network": "complete_since: 2026-03-01\n", "data/events/musterstadt/2026-03-10-treffen.yaml": event("results:\n  - kind: aufgabe\n    text: Ablaufplan\n    due: {d}\n", start="2026-03-10", status="stattgefunden")}),
    Row("overdue-task", "complete from its day on", "2026-06-15", "110", {"network": "complete_since: {d}\n", "data/events/musterstadt/2026-03-10-treffen.yaml": event("results:\n  - kind: aufgabe\n    text: Ablaufplan\n    due: 2026-06-15\n", start="2026-03-10", status="stattgefunden")}),
    Row("overdue-task", "evaluated again on a later day", "2026-03-10", "110", {"network": "complete_since: 2026-03-01\n", "data/events/musterstadt/2026-03-10-treffen.yaml": event("evaluation:\n  - subject: mitteilungswege\n    finding: Lücke\n    next: Nachfassen\n    due: 2026-05-31\n", start="2026-03-10", status="stattgefunden"), "data/events/musterstadt/undated-zweites.yaml": event("evaluation:\n  - subject: mitteilungswege\n    finding: Gut\n", start="{d}", status="stattgefunden")}),
    Row("incomplete-year", "the year is over", "2025-12-31", "001", {"network": "complete_since: 2025-01-01\n", "year": "summary: Kurz.\n", **TWO}),
    Row("incomplete-year", "complete from 1 January on", "2025-01-01", "110", {"network": "complete_since: {d}\n", "year": "summary: Kurz.\n", **TWO}),
    Row("missing-management", "of the last day of the year", "2025-12-31", "001", {"network": "complete_since: 2025-01-01\n" + ROTATING.format("") + HOLDER + "    since: {d}\n", **TWO}),
    Row("missing-management", "of the first day of the year", "2025-01-01", "100", {"network": "complete_since: 2025-01-01\n" + ROTATING.format("") + HOLDER + "    until: {d}\n", **TWO}),
    Row("management-gap", "one after the other", "2026-03-01", "001", {"network": "complete_since: 2026-01-01\n" + ROTATING.format("") + HOLDER + "    since: 2025-07-01\n    until: 2026-02-28\n" + HOLDER + "    since: {d}\n    until: 2026-12-31\n", **TWO}),
    Row("management-gap", "up to today", AS_OF, "100", {"network": "complete_since: 2026-01-01\n" + ROTATING.format("") + HOLDER + "    since: 2025-07-01\n    until: {d}\n", **TWO}),
    Row("management-gap", "up to the end of the group", "2026-03-31", "100", {"network": "complete_since: 2026-01-01\n" + ROTATING.format("    until: 2026-03-31\n") + HOLDER + "    since: 2025-07-01\n    until: {d}\n", **TWO}),
)  # fmt: skip

ALL_2025 = "complete_since: 2025-01-01\n"
SUMMARY = "summary: Kurz.\nevaluation: Gut.\noutlook: Weiter.\nresources:\n  - youth_office: stadt-muster\n    state_funds_eur: 1\n"
MONTHS = "complete_since: 2026-01-01\n" + ROTATING.format("") + HOLDER
LEADS = "        role: leitung\n"


def consent(more: str) -> dict[str, str]:
    return {
        "members": body(
            "", "        publication: {basis: einwilligung, since: 2026-01-10" + more + "}\n"
        )
    }


def public(more: str) -> dict[str, str]:
    """Return a repository that everybody may read, with one person who may be published."""
    own = "        family_name: Muster\n"
    permitted = own + "        publication: {basis: eigene-beschaeftigte}\n"
    return {
        "settings": "visibility: oeffentlich\n",
        "members": body("", more).replace(own, permitted),
    }


def grouped(more: str) -> dict[str, str]:
    """Return somebody with a role in no group, where another body is in one."""
    return {
        "network": "complete_since: 2026-06-01\n",
        "members": members(more="  - id: verein\n    name: Verein\n    groups: [plenum]\n" + more),
    }


def in_office(more: str = "", person: str = "") -> str:
    return f"  - id: kita\n    name: Kita Nord\n{more}    people:\n      - id: beispiel\n        family_name: Beispiel\n{LEADS}{person}"


VAGUE_COMPLETENESS = (
    Row("missing-management", "up to some day of January", "2025-01", "100", {"network": ALL_2025 + ROTATING.format("") + HOLDER + "    until: {d}\n", **TWO}),
    Row("missing-management", "from some day of the year on", "2026", "011", {"network": ALL_2025 + ROTATING.format("") + HOLDER + "    since: {d}\n", **TWO}),
    Row("missing-management", "a group from 1 January on", "2025-01-01", "110", {"network": ALL_2025 + groups("    since: {d}\n    rotation: jahr\n"), **TWO}),
    Row("missing-management", "a group up to 31 December", "2025-12-31", "011", {"network": ALL_2025 + groups("    until: {d}\n    rotation: jahr\n"), **TWO}),
    Row("missing-management", "a group that begins before the founding", "2025-12-31", "001", {"network": "founded: 2025-06-01\n" + ALL_2025 + groups("    since: 2024\n    rotation: jahr\n"), **TWO}),
    Row("missing-management", "a group without a rotation", "2025-12-31", "000", {"network": ALL_2025 + groups(), **TWO}),
    Row("missing-management", "of another group", "2025-12-31", "001", {"network": ALL_2025 + ROTATING.format("") + HOLDER.replace("plenum", "ak-alt"), **TWO}),
    Row("incomplete-year", "never complete", "2025-12-31", "000", {"network": "complete_since: nie\n", "year": "summary: Kurz.\n", **TWO}),
    Row("incomplete-year", "complete from the founding on", "2025-01-01", "111", {"network": "founded: {d}\ncomplete_since:\n", "year": "summary: Kurz.\n", **TWO}),
    Row("incomplete-year", "evaluated in a meeting of the year", "2025-12-31", "001", {"network": ALL_2025, "year": SUMMARY.replace("evaluation: Gut.\n", ""), **TWO, UNDATED: event("evaluation:\n  - subject: mitteilungswege\n    finding: Gut\n", start="{d}", status="stattgefunden")}),
    Row("incomplete-year", "evaluated in the first meeting of the year", "2025-01-01", "100", {"network": ALL_2025, "year": SUMMARY.replace("evaluation: Gut.\n", ""), **TWO, UNDATED: event("evaluation:\n  - subject: mitteilungswege\n    finding: Gut\n", start="{d}", status="stattgefunden")}),
    Row("incomplete-year", "evaluated some day of a month", "2025-12", "001", {"network": ALL_2025, "year": SUMMARY.replace("evaluation: Gut.\n", ""), **TWO, UNDATED: event("evaluation:\n  - subject: mitteilungswege\n    finding: Gut\n", start="{d}", status="stattgefunden")}),
    Row("incomplete-year", "evaluated some day from December to a day", "2025-01-01", "100", {"network": "founded: 2023\n" + ALL_2025, "year": SUMMARY.replace("evaluation: Gut.\n", ""), **TWO, UNDATED: event("evaluation:\n  - subject: mitteilungswege\n    finding: Gut\n", start="2024-12/{d}", status="stattgefunden")}),
    Row("incomplete-year", "evaluated some day up to February", "2025-12-31", "001", {"network": ALL_2025, "year": SUMMARY.replace("evaluation: Gut.\n", ""), **TWO, UNDATED: event("evaluation:\n  - subject: mitteilungswege\n    finding: Gut\n", start="{d}/2026-02", status="stattgefunden")}),
    Row("incomplete-year", "nothing is missing", "2025-12-31", "000", {"network": ALL_2025, "year": SUMMARY, **TWO}),
    Row("incomplete-year", "a goal without a state", "2025-12-31", "001", {"network": ALL_2025 + "goals:\n  - id: ziel\n    text: Ziel\n", "year": SUMMARY + "goals:\n  - goal: ziel\n    note: Noch offen\n", **TWO}),
    Row("improvement-without-plan", "done", "2026-03-01", "000", {"network": ALL_2025, "year": SUMMARY + "improvements:\n  - text: Praxen einladen\n    done: {d}\n", **TWO}),
    Row("improvement-without-plan", "nobody responsible", "2026-03-01", "111", {"network": ALL_2025, "year": SUMMARY + "improvements:\n  - text: Praxen einladen\n    due: {d}\n", **TWO}),
    Row("management-gap", "some day of a month", "2026-02", "100", {"network": MONTHS + "    since: 2025-07-01\n    until: {d}\n" + HOLDER + "    since: 2026-03-01\n    until: 2026-12-31\n", **TWO}),
    Row("management-gap", "from some day of a month on", "2026-03", "001", {"network": MONTHS + "    since: 2025-07-01\n    until: 2026-02-28\n" + HOLDER + "    since: {d}\n    until: 2026-12-31\n", **TWO}),
    Row("management-gap", "complete from the first day of the gap on", "2026-03-01", "110", {"network": "complete_since: {d}\n" + ROTATING.format("") + HOLDER + "    since: 2025-07-01\n    until: 2026-02-28\n" + HOLDER + "    since: 2026-04-01\n    until: 2026-12-31\n", **TWO}),
    Row("management-gap", "the later first", "2026-03-01", "001", {"network": MONTHS + "    since: {d}\n    until: 2026-12-31\n" + HOLDER + "    since: 2025-07-01\n    until: 2026-02-28\n", **TWO}),
    Row("management-gap", "within a longer one", "2026-03-01", "000", {"network": MONTHS + "    since: 2025-07-01\n    until: 2026-12-31\n" + HOLDER + "    since: 2025-09-01\n    until: 2025-09-30\n" + HOLDER + "    since: {d}\n    until: 2026-12-31\n", **TWO}),
    Row("management-gap", "to one without an end", "2026-03-01", "001", {"network": MONTHS + "    since: 2025-07-01\n    until: 2026-02-28\n" + HOLDER + "    since: {d}\n", **TWO}),
    Row("management-gap", "after one without an end", "2026-03-01", "000", {"network": MONTHS + "    since: 2025-07-01\n" + HOLDER + "    since: {d}\n    until: 2026-05-31\n", **TWO}),
    Row("management-gap", "before the first", "2026-03-01", "000", {"network": MONTHS + "    since: {d}\n", **TWO}),
    Row("management-gap", "nobody yet", "2026-03-01", "000", {"network": "complete_since: 2026-01-01\n" + ROTATING.format("").replace("management:\n", "") + "until: {d}\n", **TWO}),
    Row("management-gap", "of another group", "2026-03-01", "000", {"network": MONTHS.replace("    group: plenum", "    group: ak-alt") + "    since: 2025-07-01\n    until: {d}\n", **TWO}),
    Row("management-gap", "up to some day of the month of the end", "2026-03", "100", {"network": "complete_since: 2026-01-01\nuntil: 2026-03-31\n" + ROTATING.format("") + HOLDER + "    since: 2025-07-01\n    until: {d}\n", **TWO}),
    Row("management-gap", "up to the month of the end of the group", "2026-03-31", "100", {"network": "complete_since: 2026-01-01\n" + ROTATING.format("    until: 2026-03\n") + HOLDER + "    since: 2025-07-01\n    until: {d}\n", **TWO}),
    Row("management-gap", "a whole year is another finding", "2024-12-31", "001", {"network": "founded: 2023\ncomplete_since: 2024-01-01\n" + ROTATING.format("") + HOLDER + "    since: 2024-01-01\n    until: {d}\n" + HOLDER + "    since: 2026-01-01\n", **TWO}),
    Row("management-gap", "a whole year, up to its end", "2025-12-31", "110", {"network": "founded: 2023\ncomplete_since: 2024-01-01\n" + ROTATING.format("") + HOLDER + "    since: 2024-01-01\n    until: 2024-12-31\n" + HOLDER + "    since: {d}\n", **TWO}),
    Row("management-gap", "this year is not over", "2026-01-01", "011", {"network": "complete_since: 2025-01-01\n" + ROTATING.format("") + HOLDER + "    since: 2025-01-01\n    until: 2025-12-31\n", **TWO}),
    Row("management-gap", "the first from some day of a year on", "2025-09-30", "100", {"network": ALL_2025 + ROTATING.format("") + HOLDER + "    since: 2025\n    until: {d}\n" + HOLDER + "    since: 2025-06-01\n    until: 2025-07-31\n" + HOLDER + "    since: 2025-10-01\n", **TWO}),
    Row("management-gap", "two without a beginning", "2026-01-31", "000", {"network": ALL_2025 + ROTATING.format("") + HOLDER + "    until: {d}\n" + HOLDER, **TWO}),
    Row("management-gap", "all of this year, which is not over", "2027-01-01", "111", {"network": ALL_2025 + ROTATING.format("") + HOLDER + "    since: 2025\n    until: 2025-12-31\n" + HOLDER + "    since: {d}\n", **TWO}),
    Row("missing-attendance", "some day of a month", "2026-03-01", "110", {"network": "complete_since: {d}\n", **undated(PLENUM, start="2026-03", status="stattgefunden")}),
    Row("missing-attendance", "some day of the month of the founding", "2026-03", "011", {"network": "founded: 2026-03\ncomplete_since: 2026-03\n", **undated(PLENUM, start="{d}", status="stattgefunden")}),
    Row("missing-attendance", "some day of this month", "2026-06-01", "011", {"network": "complete_since: 2026-01-01\n", **undated(PLENUM, start="2026-06", status="stattgefunden")}),
    Row("incomplete-coordination", "a post that begins", AS_OF, "110", {"network": "complete_since: 2026-06-01\n" + post("    since: {d}\n    people: [muster]\n")}),
    Row("incomplete-coordination", "a post that ends", AS_OF, "011", {"network": "complete_since: 2026-06-01\n" + post("    until: {d}\n    people: [muster]\n")}),
    Row("incomplete-coordination", "a post of a Jugendamt that leaves by the entry of its body", AS_OF, "011", {"network": "complete_since: 2026-06-01\n" + post("    people: [muster]\n"), "members": MUSTER.replace("stadt-muster\n", "stadt-muster\n    until: {d}\n")}),
    Row("incomplete-coordination", "a post of a Jugendamt that joins by the entry of its body", AS_OF, "110", {"network": "complete_since: 2026-06-01\n" + post("    people: [muster]\n"), "members": MUSTER.replace("stadt-muster\n", "stadt-muster\n    since: {d}\n")}),
    Row("incomplete-coordination", "a post of a Jugendamt that has joined and leaves", AS_OF, "011", {"network": "complete_since: 2026-06-01\n" + office("    since: 2024-06-01\n    until: {d}\n") + post("    people: [muster]\n")}),
    Row("incomplete-coordination", "who holds it from a day on", AS_OF, "001", {"network": "complete_since: 2026-06-01\n" + post("    fte: 0.5\n    people:\n      - {id: muster, since: {d}}\n")}),
    Row("incomplete-coordination", "who held it up to a day", AS_OF, "100", {"network": "complete_since: 2026-06-01\n" + post("    fte: 0.5\n    people:\n      - {id: muster, until: {d}}\n")}),
    Row("incomplete-coordination", "complete from its day on", AS_OF, "110", {"network": "complete_since: {d}\n" + post("    people: [muster]\n")}),
    Row("group-without-cadence", "a group that begins", AS_OF, "110", {"network": "complete_since: 2026-06-01\n" + groups("    since: {d}\n")}),
    Row("group-without-cadence", "a group that ends", AS_OF, "011", {"network": "complete_since: 2026-06-01\n" + groups("    until: {d}\n")}),
    Row("group-without-cadence", "an entry for one group", AS_OF, "111", {"network": "complete_since: 2026-06-01\n" + groups("    count: 1\n")}),
    Row("group-without-cadence", "an entry for two groups", AS_OF, "000", {"network": "complete_since: 2026-06-01\n" + groups("    count: 2\n")}),
    Row("group-without-cadence", "outside the network", AS_OF, "000", {"network": "complete_since: 2026-06-01\n" + groups("    external: true\n")}),
    Row("agreement-without-date", "signed some day", AS_OF, "000", {"network": "complete_since: 2026-06-01\n" + agreement("    status: unterzeichnet\n    signed: {d}\n")}),
    Row("agreement-without-date", "a draft", AS_OF, "000", {"network": "complete_since: 2026-06-01\n" + agreement("    status: entwurf\n    review_by: {d}\n")}),
    Row("role-without-group", "who comes", AS_OF, "110", grouped(in_office("", "        since: {d}\n"))),
    Row("role-without-group", "who leaves", AS_OF, "011", grouped(in_office("", "        until: {d}\n"))),
    Row("role-without-group", "a body that joins", AS_OF, "110", grouped(in_office("    since: {d}\n"))),
    Row("role-without-group", "a body that leaves", AS_OF, "011", grouped(in_office("    until: {d}\n"))),
    Row("role-without-group", "in a group", AS_OF, "000", grouped(in_office("", "        groups:\n          - {id: plenum, since: {d}}\n"))),
    Row("role-without-group", "in a body that is in a group", AS_OF, "000", grouped(in_office("    groups:\n      - {id: plenum, since: {d}}\n"))),
    Row("role-without-group", "in a body of which another is in a group", AS_OF, "000", grouped(in_office("", "        since: {d}\n      - {id: zweite, family_name: Zweite, groups: [plenum]}\n"))),
    Row("role-without-group", "who coordinates in a body that is in a group", AS_OF, "110", grouped(in_office("    groups: [plenum]\n    since: {d}\n").replace("leitung", "koordination"))),
    Row("role-without-group", "deleted", AS_OF, "000", grouped(in_office("", "        redacted: {d}\n").replace("beispiel", "ehemals-1").replace("        family_name: Beispiel\n", ""))),
    Row("role-without-group", "nobody is in a group", AS_OF, "000", {"network": "complete_since: 2026-06-01\n", "members": members(more=in_office("", "        since: {d}\n"))}),
    Row("role-without-group", "complete from its day on", AS_OF, "110", {**grouped(in_office()), "network": "complete_since: {d}\n"}),
)  # fmt: skip

VAGUE_LAW = (
    Row("expired-agreement", "some day of a month", "2026-06-30", "001", {"network": agreement("    valid_until: 2026-06\n")}),
    Row("expired-agreement", "of a network up to some day of a month", "2026-06-30", "110", {"network": "until: 2026-06\n" + agreement("    valid_until: 2025-12-31\n")}),
    Row("expired-agreement", "ended", AS_OF, "000", {"network": agreement("    status: beendet\n    valid_until: {d}\n")}),
    Row("overdue-review", "some day of a month", "2026-06-30", "001", {"network": agreement("    review_by: 2026-06\n")}),
    Row("overdue-review", "not of what has expired", AS_OF, "011", {"network": agreement("    review_by: 2025-12-31\n    valid_until: {d}\n")}),
)  # fmt: skip

VAGUE_PROTECTION = (
    Row("publication-lapsed", "withdrawn some day of a month", "2026-07-01", "011", consent(", withdrawn: 2026-07")),
    Row("publication-lapsed", "three years old, from some day of a month", "2026-06-30", "001", {"members": body("", "        publication: {basis: einwilligung, since: 2023-06}\n")}),
    Row("publication-lapsed", "old, until some day of a month", "2026-06-30", "110", {"members": body("", "        publication: {basis: einwilligung, since: 2022-01-10, until: 2026-06}\n")}),
    Row("publication-lapsed", "of another basis", "2023-06-30", "000", {"members": body("", "        publication: {basis: eigene-beschaeftigte, since: {d}}\n")}),
    Row("publication-lapsed", "a guest", "2023-06-30", "100", {"members": members() + "guests:\n  - id: gast\n    family_name: Gast\n    publication: {basis: einwilligung, since: {d}}\n"}),
    Row("retention", "after some day of a month", "2026-06-30", "001", {"members": body("", "        until: 2025-06\n")}),
    Row("retention", "since when is unknown", "2025-06-30", "100", {"members": body("", "        since: unbekannt\n        until: {d}\n")}),
    Row("retention", "a body that has left", "2025-06-30", "100", {"members": body("    until: {d}\n", "        role: vertretung\n")}),
    Row("retention", "not of what has been deleted", "2025-01-30", "000", {"members": body("", "        until: {d}\n        redacted: 2025-03-30\n").replace("beispiel", "ehemals-1").replace("        family_name: Beispiel\n", "")}),
    Row("retention", "named at one event after the end, whose year may be wrong", "2025-06-30", "000", {"members": body("", "        until: {d}\n"), "event": event("chair: beispiel\n")}),
    Row("retention", "named at two events after the end, whose year looks wrong", "2025-06-30", "000", {"members": body("", "        until: {d}\n"), "event": event("chair: beispiel\n"), **other("chair: beispiel\n")}),
    Row("person-in-public", "permission up to some day of a month", "2026-06-30", "001", public("        publication: {basis: einwilligung, since: 2026-01-10, until: 2026-06}\n")),
    Row("person-in-public", "permission that has been withdrawn", AS_OF, "111", public("        publication: {basis: einwilligung, since: 2026-01-10, withdrawn: {d}}\n")),
    Row("person-in-public", "without a word", AS_OF, "111", public("        since: {d}\n")),
    Row("private-address", "with consent", AS_OF, "000", {"members": body("", "        email: muster@web.de\n        contact_consent: {d}\n")}),
)  # fmt: skip

PLAIN = (*TIME, *REFERENCES, *LAW, *REPORTS, *PROTECTION, *COMPLETENESS)
VAGUE = (*VAGUE_TIME, *VAGUE_REFERENCES, *VAGUE_COMPLETENESS, *VAGUE_LAW, *VAGUE_PROTECTION)


def written(
    files: Mapping[str, str], at: str, moment: dt.datetime
) -> tuple[dict[str, bytes], dt.date]:
    """Return the repository with a day or time in its records, and the day that is today."""
    timed = len(at) > 10
    midnight = timed and f"{moment:%Y-%m-%d}" != at[:10]
    words = {
        "{d}": f"{moment:{EXACTNESS[len(at)]}}",
        "{clock}": "24:00" if midnight else f"{moment:%H:%M}",
    }
    moves = not any(word in text for text in files.values() for word in words)
    for word, said in words.items():
        files = {name: text.replace(word, said) for name, text in files.items()}
    return files_of(files), moment.date() if moves else TODAY


def around(at: str) -> list[dt.datetime]:
    moment = dt.datetime.strptime(at, EXACTNESS[len(at)])
    step = MINUTE if len(at) > 10 else DAY
    return [moment - step, moment, moment + step * {7: 31, 4: 366}.get(len(at), 1)]


@pytest.mark.parametrize(
    "row",
    [*PLAIN, *(pytest.param(row, marks=pytest.mark.many) for row in VAGUE)],
    ids=lambda row: f"{row.rule}: {row.what}",
)
def test_a_rule_speaks_on_the_right_side_of_its_boundary(row: Row, tmp_path: Path) -> None:
    said = ""
    for moment in around(row.at):
        files, today = written(row.files, row.at, moment)
        found = [
            one.severity.value
            for one in check(Repository(tmp_path, files), today).findings
            if one.rule.name == row.rule
        ]
        said += (found[0][0] if found else "-") if row.speaks.isalpha() else str(min(len(found), 1))
    assert said == row.speaks


def test_a_period_whose_end_cannot_be_read_overlaps_nothing(tmp_path: Path) -> None:
    first, second = "    since: 2025-01-01\n    until: 2025-13-31\n", "    since: 2026-01-01\n"
    files = files_of({"network": held(first, second)})

    found = [finding.rule.name for finding in check(Repository(tmp_path, files), TODAY).findings]

    assert "invalid-date" in found
    assert "overlapping-periods" not in found


def test_each_period_is_told_with_the_first_that_it_shares_a_day_with() -> None:
    chance, days = random.Random(1), [dt.date(2025, 1, day) for day in range(1, 9)]
    for _ in range(300):
        spans = [sorted(chance.choices(days, k=2)) for _ in range(5)]
        starts, ends = zip(*spans, strict=True)
        expected = [
            next(n for n in range(at + 1) if starts[n] <= ends[at] and starts[at] <= ends[n])
            for at in range(5)
        ]
        assert list(_first_overlaps([*starts], [*ends])) == expected


def test_every_row_names_a_rule_that_there_is() -> None:
    assert {row.rule for row in (*PLAIN, *VAGUE)} <= {rule.name for rule in rules.ALL}


HELD = {"network": "complete_since: 2026-01-01\n"}
DUE = (
    Row("event", "today", AS_OF, "011", {"data/events/musterstadt/undated-treffen.yaml": event(start="{d}")}),
    Row("event", "on the last of thirty days", "2026-07-30", "110", {"event": event(start="{d}")}),
    Row("outcome", "its day is over", "2026-06-30", "100", {"data/events/musterstadt/2026-06-treffen.yaml": event(start="{d}")}),
    Row("registration", "the last day to register", AS_OF, "011", {"event": event("registration:\n  until: {d}\n")}),
    Row("registration", "within thirty days", "2026-07-30", "110", {"event": event("registration:\n  until: {d}\n")}),
    Row("registration", "not once the event is over", "2026-06-30", "011", {"data/events/musterstadt/undated-treffen.yaml": event("registration:\n  until: 2026-07-01\n", start="{d}")}),
    Row("invitation", "fourteen or fifteen days before", "2026-07-14", "011", {"network": groups("    invitation: {days: 14}\n"), "event": event(PLENUM, start="{d}")}),
    Row("invitation", "within thirty days", "2026-08-13", "110", {"network": groups("    invitation: {days: 14}\n"), "event": event(PLENUM, start="{d}")}),
    Row("minutes", "of a meeting today, in 28 days", AS_OF, "110", {**HELD, "data/events/musterstadt/2026-06-treffen.yaml": event("minutes: {status: offen}\n", start="{d}", status="stattgefunden")}),
    Row("minutes", "complete from the day of the meeting on", "2026-06-10", "110", {"network": "complete_since: {d}\n", "data/events/musterstadt/2026-06-10-treffen.yaml": event(start="2026-06-10", status="stattgefunden")}),
    Row("task", "within thirty days", "2026-07-30", "110", {**HELD, "data/events/musterstadt/2026-03-10-treffen.yaml": event("results:\n  - kind: aufgabe\n    text: Plan\n    due: {d}\n", start="2026-03-10", status="stattgefunden")}),
    Row("review", "within thirty days", "2026-07-30", "110", {"network": agreement("    review_by: {d}\n")}),
    Row("agreement", "within thirty days", "2026-07-30", "110", {"network": agreement("    valid_until: {d}\n")}),
    Row("vacancy", "within thirty days", "2026-07-30", "110", {"network": COURT.replace("2027", "{d}")}),
    Row("public-information", "twelve months after it was looked at", "2025-07-30", "110", {"network": 'public_information:\n  procedures: {url: "https://www.example.org/s", as_of: {d}}\n'}),
    Row("retention", "twelve months after leaving", "2025-07-30", "110", {"members": body("", "        until: {d}\n")}),
    Row("publication", "within thirty days", "2026-07-30", "110", {"members": body("", "        publication: {basis: einwilligung, since: 2026-01-10, until: {d}}\n")}),
    Row("year-record", "nothing of an ended network", AS_OF, "011", {"network": "complete_since: 2025-01-01\nfounded: 2025-01-01\nuntil: {d}\nreport:\n  basis: vereinbarung\n  due: 05-31\n"}),
    Row("training", "the year has begun", "2026-01-01", "011", {"network": "complete_since: 2026-01-01\n"}),
    Row("cadence", "a group that begins within thirty days", "2026-07-30", "000", {"network": "complete_since: 2026-01-01\n" + groups("    since: {d}\n    cadence: {meetings: 1, per: monat}\n")}),
)  # fmt: skip


@pytest.mark.parametrize("row", DUE, ids=lambda row: f"{row.rule}: {row.what}")
def test_something_is_due_on_the_right_side_of_its_boundary(row: Row, tmp_path: Path) -> None:
    said = ""
    for moment in around(row.at):
        files, today = written(row.files, row.at, moment)
        network = Repository(tmp_path, files).network("musterstadt")
        said += str(int(any(item.kind == row.rule for item in due_items(network, today, 30))))
    assert said == row.speaks


@pytest.mark.parametrize(
    ("start", "at", "said"),
    [("{d}", AS_OF, "110"), ("2026-07", "2026-07-01", "011")],
)
def test_what_took_place_after_a_day_was_still_to_come_on_it(
    start: str, at: str, said: str, tmp_path: Path
) -> None:
    found = ""
    for moment in around(at):
        files, today = written(undated(start=start, status="stattgefunden"), at, moment)
        network = as_known_on(Repository(tmp_path, files).network("musterstadt"), today)
        found += str(int(network.events[Path(UNDATED).stem].record.took_place))
    assert found == said


@pytest.mark.parametrize(
    ("done", "said"), [("{d}", "110"), ("2025-12/{d}", "111"), ("{d}/2026-02", "110")]
)
def test_a_goal_is_reached_by_the_end_of_a_report_on_the_right_side_of_it(
    done: str, said: str, tmp_path: Path
) -> None:
    found = ""
    for moment in around("2025-12-31"):
        goal = f"goals:\n  - id: ziel\n    text: Ziel\n    done: {done}\n"
        files, _ = written({"network": goal}, "2025-12-31", moment)
        network = Repository(tmp_path, files).network("musterstadt")
        days = ReportedDays(network, Window.of_year(2025), TODAY)
        found += str(int(days.by_then(network.record.goals[0].done) is not None))
    assert found == said


@pytest.mark.parametrize(
    ("publication", "public"),
    [
        ("{basis: einwilligung, since: {d}}", "110"),
        ("{basis: einwilligung, since: 2026-01-10, until: {d}}", "011"),
        ("{basis: einwilligung, since: 2026-01-10, withdrawn: {d}}", "001"),
    ],
)
def test_a_person_may_be_public_on_the_right_side_of_a_day(
    publication: str, public: str, tmp_path: Path
) -> None:
    said = ""
    for moment in around(AS_OF):
        files, _ = written(
            {"members": body("", f"        publication: {publication}\n")}, AS_OF, moment
        )
        person = next(
            one
            for *_, one in Repository(tmp_path, files).network("musterstadt").people()
            if one.id == "beispiel"
        )
        said += str(int(may_be_published(person.publication, TODAY)))
    assert said == public


class Period(NamedTuple):
    """What a report of 2025 says of something with a day:
    whether it began or ended in the year, or was in force.
    """

    key: str
    at: str
    began: str = "000"
    ended: str = "000"
    valid: str = "111"


@pytest.mark.parametrize(
    "period",
    [
        Period("since", "2025-01-01", began="011"),
        Period("since", "2025-12-31", began="110", valid="110"),
        Period("until", "2025-01-01", ended="011", valid="011"),
        Period("until", "2025-12-31", ended="110"),
    ],
    ids=lambda period: f"{period.key} {period.at}",
)
def test_an_entry_belongs_to_the_year_of_a_report_on_the_right_side_of_a_day(
    period: Period, tmp_path: Path
) -> None:
    said = ["", "", ""]
    for moment in around(period.at):
        files, _ = written(
            {"network": f"founded: 2020\n{office(f'    {period.key}: {{d}}' + chr(10))}"},
            period.at,
            moment,
        )
        network = Repository(tmp_path, files).network("musterstadt")
        days, entry = (
            ReportedDays(network, Window.of_year(2025), TODAY),
            network.record.youth_offices[0],
        )
        for number, one in enumerate(
            (days.began(entry.since), days.ended(entry.until), days.valid(entry))
        ):
            said[number] += str(int(one))
    assert said == [period.began, period.ended, period.valid]
