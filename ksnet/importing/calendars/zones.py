"""Time zones of calendar files: by IANA or Windows name, or as the file defines them."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from ksnet.basics.expressions import expression

_RULE = expression(
    r"FREQ=YEARLY(?:;(?:INTERVAL=1|WKST=\w\w|UNTIL=\w+|BYMONTH=\d+|BYDAY=-?[1-5]?\w\w|BYMONTHDAY=[\d,]+))*"
)
NOON = dt.time(12)
_ALSO = expression(r"X-LIC-LOCATION\s*[:;]", re.IGNORECASE)  # its IANA name
_LONG_AGO = expression(r"(DTSTART[^:]*:)1[0-8]\d\d", re.IGNORECASE)


def named_zone(name: str) -> zoneinfo.ZoneInfo | None:
    """Return the zone of a name, ignoring case and vendor prefixes (`/mozilla.org/…/Berlin`)."""
    name = name.strip().strip("/")
    for guess in (name, *("/".join(name.split("/")[n:]) for n in (-3, -2, -1))):
        cased = _by_lower_case().get(guess.lower(), "")
        for known in (guess, WINDOWS_TO_OLSON.get(guess, ""), cased):
            try:
                return zoneinfo.ZoneInfo(known)
            except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
                continue
    return None


@lru_cache(maxsize=1)
def _by_lower_case() -> dict[str, str]:
    """Return the names of zones in the spelling of IANA."""
    windows = {key.lower(): zone for key, zone in WINDOWS_TO_OLSON.items()}
    return windows | {zone.lower(): zone for zone in zoneinfo.available_timezones()}


class Zones:
    """The zones of one file; `defined` are the lines of its VTIMEZONEs by name in lower case.

    `contradicted` are the names that the file defines otherwise than everybody knows them, with
    whether the name counts.
    """

    def __init__(self, defined: Mapping[str, Sequence[str]]) -> None:
        self._defined = defined
        self._known: dict[tuple[str, ...], tuple[dt.tzinfo | None, dt.tzinfo | None]] = {}
        self._meant: dict[tuple[tuple[str, ...], dt.date], dt.tzinfo | None] = {}
        self.contradicted: dict[str, bool] = {}

    def get(
        self, name: str, own: Mapping[str, Sequence[str]], day: dt.date | None = None
    ) -> dt.tzinfo | None:
        """Return the zone of a name on a day; None where it is unknown and not defined in the file.

        `own` are the zones that the calendar of the event defines. Where the name is missing there,
        the definition of another calendar of the file serves.
        """
        key = name.lower()
        lines = own.get(key) or self._defined.get(key, ())
        known = name, *lines
        if known not in self._known:
            also = (line.partition(":")[2] for line in lines if _ALSO.match(line))
            zone = named_zone(name) or named_zone(next(also, ""))
            self._known[known] = zone, _as_defined(lines)
        named, defined = self._known[known]
        if named is None or defined is None or day is None:
            return named or defined
        if (known, day) not in self._meant:
            self._meant[known, day] = self._either(name, named, defined, day)
        return self._meant[known, day]

    def _either(self, name: str, named: dt.tzinfo, defined: dt.tzinfo, day: dt.date) -> dt.tzinfo:
        """Return the zone by its name, or as the file defines it where that is another.

        A definition that has the hours of the zone at another time of the year lacks changes of the
        clocks (a cut-off list, or none); then the name says more.
        """
        try:
            own = defined.utcoffset(dt.datetime.combine(day, NOON))
        except Exception:  # noqa: BLE001  (dateutil raises anything for rules that make no sense)
            return named
        if own == named.utcoffset(dt.datetime.combine(day, NOON)):
            return named
        year = (dt.datetime(day.year, month, 1) for month in (1, 7))
        self.contradicted[name] = own in {named.utcoffset(moment) for moment in year}
        return named if self.contradicted[name] else defined


def _as_defined(lines: Sequence[str]) -> dt.tzinfo | None:
    """Return the zone of a VTIMEZONE (RFC 5545 § 3.6.5); None for unbounded rules."""
    upper = [line.upper() for line in lines]
    rules = [line.partition(":")[2].strip() for line in upper if line.startswith("RRULE")]
    if not all(map(_RULE.fullmatch, rules)):
        return None
    if rules:
        # Outlook's rules begin in 1601; dateutil would compute four centuries of changes.
        lines = [_LONG_AGO.sub(r"\g<1>1970", line) for line in lines]
    try:
        component: Any = Timezone.from_ical("\r\n".join([*lines, ""]))
        zone: dt.tzinfo = component.to_tz(lookup_tzid=False)
        zone.utcoffset(dt.datetime(2026, 1, 1))
    except Exception:  # noqa: BLE001  (icalendar and dateutil raise anything for a definition that makes no sense)
        return None
    return zone
