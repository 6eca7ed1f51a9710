"""Time zones of calendar files: by IANA or Windows name, else as the file defines them."""

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
_LONG_AGO = expression(r"(DTSTART[^:]*:)1[0-8]\d\d", re.IGNORECASE)


def named_zone(name: str) -> zoneinfo.ZoneInfo | None:
    """Return the zone of a name, ignoring case and vendor prefixes (`/mozilla.org/…/Berlin`)."""
    name = name.strip().strip("/")
    for guess in (name, *("/".join(name.split("/")[n:]) for n in (-3, -2))):
        for known in (guess, WINDOWS_TO_OLSON.get(guess, ""), _cased(guess)):
            try:
                return zoneinfo.ZoneInfo(known)
            except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
                continue
    return None


def _cased(name: str) -> str:
    """Return the name in the spelling of IANA."""
    return _by_lower_case().get(name.lower(), "")


@lru_cache(maxsize=1)
def _by_lower_case() -> dict[str, str]:
    windows = {key.lower(): zone for key, zone in WINDOWS_TO_OLSON.items()}
    return windows | {zone.lower(): zone for zone in zoneinfo.available_timezones()}


class Zones:
    """The zones of one file; `defined` are the lines of its VTIMEZONEs by name in lower case."""

    def __init__(self, defined: Mapping[str, Sequence[str]]) -> None:
        self._defined = defined
        self._known: dict[tuple[str, ...], dt.tzinfo | None] = {}

    def get(self, name: str, own: Mapping[str, Sequence[str]]) -> dt.tzinfo | None:
        """Return the zone of a name; None where it is unknown and not defined in the file.

        `own` are the zones that the calendar of the event defines. Where the name is missing there,
        the definition of another calendar of the file serves.
        """
        key = name.lower()
        lines = own.get(key) or self._defined.get(key, ())
        known = name, *lines
        if known not in self._known:
            self._known[known] = named_zone(name) or _as_defined(lines)
        return self._known[known]


def _as_defined(lines: Sequence[str]) -> dt.tzinfo | None:
    """Return the zone of a VTIMEZONE (RFC 5545 § 3.6.5); None for unbounded rules."""
    for line in lines:
        if line.upper().startswith("RRULE") and not _RULE.fullmatch(
            line.partition(":")[2].strip().upper()
        ):
            return None
    if any(line.upper().startswith("RRULE") for line in lines):
        # Outlook's rules begin in 1601; dateutil would compute four centuries of changes.
        lines = [_LONG_AGO.sub(r"\g<1>1970", line) for line in lines]
    try:
        component: Any = Timezone.from_ical("\r\n".join([*lines, ""]))
        zone: dt.tzinfo = component.to_tz(lookup_tzid=False)
        zone.utcoffset(dt.datetime(2026, 1, 1))
    except Exception:  # noqa: BLE001  (icalendar and dateutil raise anything for a definition that makes no sense)
        return None
    return zone
