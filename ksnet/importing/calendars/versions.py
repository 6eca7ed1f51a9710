"""Which of several components with the same UID count."""

from __future__ import annotations

import datetime as dt

from ksnet.importing.calendars.appointments import wall_clock
from ksnet.importing.calendars.components import Read, title_in
from ksnet.importing.calendars.series import property_value


def latest(reads: list[Read]) -> list[Read]:
    """Return the latest version of an event (RFC 5545 § 3.8.7.4, RFC 5546 § 2.1.5).

    Without SEQUENCE, each of them is an event.
    """
    if len(reads) < 2 or not any("SEQUENCE" in read.event for read in reads):
        return reads
    best = max(read.sequence for read in reads)
    newest = [read for read in reads if read.sequence == best]
    stamps = {str(read.event.get("DTSTAMP")) for read in newest}
    if len(stamps) == 1 or any(read.part.method == "CANCEL" for read in newest):
        return newest
    return [read for read in newest if str(read.event.get("DTSTAMP")) == max(stamps)]


def different(reads: list[Read]) -> list[Read]:
    """Return the events without duplicates."""
    return list(
        {
            (str(property_value(read.event, "DTSTART")), title_in(read.event)): read
            for read in reads
        }.values()
    )


def latest_exceptions(reads: list[Read], zone: dt.tzinfo) -> list[Read]:
    """Return the latest version of each exception of a series, in their order."""
    best: dict[dt.datetime | int, Read] = {}
    for number, read in enumerate(reads):
        key = wall_clock(property_value(read.event, "RECURRENCE-ID"), zone) or number
        if key not in best or _version(read) >= _version(best[key]):
            best.pop(key, None)  # it stands where its latest version does
            best[key] = read
    return list(best.values())


def _version(read: Read) -> tuple[int, bool, str]:
    return read.sequence, read.part.method == "CANCEL", str(read.event.get("DTSTAMP"))
