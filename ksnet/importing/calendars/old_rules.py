"""Rules of vCalendar 1.0 (§ 2.2) as those of RFC 5545: „MP2 1+ TU #5“."""

from __future__ import annotations

from ksnet.basics.expressions import expression

_OLD = expression(
    r"(?P<kind>D|W|M[DP]|Y[DM])(?P<step>\d{1,3})(?P<at>(?: (?:[A-Z]{2}|\d{1,3}[+-]?))*)"
    r"(?: #(?P<count>\d{1,4}))?(?: (?P<until>\d{8}T\d{6}Z?))?"
)
_KINDS = {
    "D": ("DAILY", ""), "W": ("WEEKLY", "BYDAY"), "MP": ("MONTHLY", "BYDAY"),
    "MD": ("MONTHLY", "BYMONTHDAY"), "YM": ("YEARLY", "BYMONTH"), "YD": ("YEARLY", "BYYEARDAY"),
}  # fmt: skip


def modern_rule(rule: str) -> str:
    """Return a rule of vCalendar 1.0 in the words of RFC 5545; any other is returned unchanged."""
    found = _OLD.fullmatch(" ".join(rule.upper().split()))
    if found is None:
        return rule
    frequency, part = _KINDS[found["kind"]]
    days = (_days_of_weeks if found["kind"] == "MP" else _numbers)(found["at"].split())
    at = f";{part}={','.join(days)}" if days and part else ""
    end = f";UNTIL={found['until']}" if found["until"] else ""
    if not end and (found["count"] or "2").strip("0"):  # without an end: twice; #0: for ever
        end = f";COUNT={found['count'] or 2}"
    return f"FREQ={frequency};INTERVAL={found['step']}{at}{end}"


def _numbers(at: list[str]) -> list[str]:
    """Return days and months: `5-` is the fifth from the end, `LD` the last day."""
    signed = (f"-{one[:-1]}" if one.endswith("-") else one.rstrip("+") for one in at)
    return ["-1" if one == "LD" else one for one in signed]


def _days_of_weeks(at: list[str]) -> list[str]:
    """Return weekdays with the week that stands before them: `1+ TU TH 1- FR`."""
    days, week = [], ""
    for one in at:
        if one[0].isdigit():
            [week] = _numbers([one])
        else:
            days.append(week + one)
    return days
