"""For which years a Tätigkeitsbericht is owed by the network's own rule, and if it was handed in.

The law asks for none. A report is handed in when the file of the year names under `approved` to
whom: with the day on which it was taken note of, or without one where that is still to come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypeGuard

from ksnet.basics.findings import Place
from ksnet.duties.counting.spans import TimeSpan, Window
from ksnet.records.network import ReportDuty
from ksnet.records.vocabulary import Frequency
from ksnet.repository import Network


def promised(duty: ReportDuty | None) -> TypeGuard[ReportDuty]:
    """Whether a network has promised reports: it gives a basis, or a day."""
    return duty is not None and (duty.basis is not None or duty.due is not None)


def owes_report(network: Network, year: int) -> bool:
    """Whether the network owes a report of a year: it existed, and its own rule was in force."""
    duty, window = network.record.report, Window.of_year(year)
    if not promised(duty):
        return False
    lived = TimeSpan(network.record.founded, network.record.until).covers(window)
    begun = lived if duty.since is None else duty.since.first <= window.first
    return begun and (duty.until is None or duty.until.last >= window.last)


def owed_years(network: Network, years: Iterable[int]) -> Iterator[int]:
    """Yield those years for which a report is owed; none if it covers two years."""
    duty = network.record.report
    if duty is not None and duty.interval is not Frequency.ZWEI_JAHRE:
        yield from (year for year in years if owes_report(network, year))


def taken_up(network: Network, year: int, day: dt.date) -> Place | None:
    """Return the place that says that the report of a year was handed in by a day, else None.

    A report of two years may be recorded in the file of the year before or after.
    """
    duty = network.record.report
    both = duty is not None and duty.interval is Frequency.ZWEI_JAHRE
    for other in (year, year - 1, year + 1) if both else (year,):
        filed = network.years.get(other)
        for number, entry in enumerate(filed.record.approved if filed else ()):
            if filed and (entry.on is None or entry.on.first <= day):
                return Place(filed.file, ("approved", number))
    return None


def overdue_after(network: Network, year: int) -> dt.date | None:
    """Return the day by which the report of a year is owed; None without a day of its own."""
    duty = network.record.report
    if duty is None or duty.due is None:
        return None
    last = year + (2 if duty.interval is Frequency.ZWEI_JAHRE else 1)
    return duty.due.in_year(last) if last <= dt.MAXYEAR else None
