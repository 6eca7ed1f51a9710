"""Which of several components with the same UID count."""

from __future__ import annotations

import datetime as dt

from ksnet.importing.calendars.components import Read
from ksnet.importing.calendars.series import property_value, wall_clock_of


def latest(reads: list[Read]) -> list[Read]:
    """Return the latest version of an event (RFC 5545 § 3.8.7.4, RFC 5546 § 2.1.5).

    Without SEQUENCE, each of them is an event.
    """
    if len(reads) < 2 or not any("SEQUENCE" in read.event for read in reads):
        return reads
    best = max(read.sequence for read in reads)
    newest = [read for read in reads if read.sequence == best]
    if any(read.cancels for read in newest):
        return newest
    last = max(read.stamp for read in newest)
    return [read for read in newest if read.stamp == last]


def different(reads: list[Read]) -> list[Read]:
    """Return the events without duplicates."""
    found = {(str(property_value(read.event, "DTSTART")), read.title): read for read in reads}
    return list(found.values())


def latest_exceptions(reads: list[Read], zone: dt.tzinfo) -> list[Read]:
    """Return the latest version of each exception of a series, in their order."""
    best: dict[dt.datetime | int, Read] = {}
    for number, read in enumerate(reads):
        key = wall_clock_of(read.event, "RECURRENCE-ID", zone) or number
        if key not in best or _version(read) >= _version(best[key]):
            best.pop(key, None)  # it stands where its latest version does
            best[key] = read
    return list(best.values())


def _version(read: Read) -> tuple[int, bool, str]:
    return read.sequence, read.cancels, read.stamp
