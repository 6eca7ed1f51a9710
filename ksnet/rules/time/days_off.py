"""KS3, days off: events to come on days on which nobody comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Place, Rule
from ksnet.duties.counting.events import NO_ANSWER
from ksnet.rules.context import NetworkContext
from ksnet.rules.examples import meeting

PUBLIC_HOLIDAY = Rule(
    code="KS330",
    name="public-holiday",
    severity=Severity.HINWEIS,
    title="Ein kommender Termin liegt auf einem Feiertag.",
    why="An gesetzlichen Feiertagen des Landes kommt kaum jemand.",
    mend="Anderen Tag wählen, wenn das nicht gewollt ist.",
    wrong=meeting("⟦2026-12-25 10:00⟧"),
    right=meeting("2026-12-08 10:00"),
)


def public_holiday(context: NetworkContext) -> Iterator[Fault]:
    """Point out events to come on a public holiday."""
    return _on_days(
        context,
        PUBLIC_HOLIDAY,
        context.network.land.tables.public_holiday,
        "ein gesetzlicher Feiertag",
    )


SCHOOL_HOLIDAY = Rule(
    code="KS331",
    name="school-holiday",
    severity=Severity.HINWEIS,
    title="Ein kommender Termin liegt in den Schulferien.",
    why="Schulen und viele Fachkräfte fehlen in den Ferien.",
    mend="Anderen Tag wählen, wenn das nicht gewollt ist.",
    wrong=meeting("⟦2026-12-28 10:00⟧"),
    right=meeting("2026-12-08 10:00"),
)


def school_holiday(context: NetworkContext) -> Iterator[Fault]:
    """Point out events to come in the school holidays, but for public holidays in them."""
    tables = context.network.land.tables

    def named(day: dt.date) -> str | None:
        holiday = tables.school_holiday(day)
        return None if holiday and tables.public_holiday(day) else holiday

    return _on_days(context, SCHOOL_HOLIDAY, named, "in den Schulferien")


def _on_days(
    context: NetworkContext, rule: Rule, named: Callable[[dt.date], str | None], what: str
) -> Iterator[Fault]:
    """Yield events on days that have a name.

    Past ones are looked at only where a comment may accept that: else it would seem to be unused.
    """
    suppressed = {suppression.file for suppression in context.network.suppressions}
    for event in context.network.events.values():
        record = event.record
        if event.file not in suppressed and record.status not in NO_ANSWER:
            continue
        for start, _ in record.occasions:
            day = start.date.day
            if day is None:
                continue
            over = day < context.day
            if event.file not in suppressed if over else record.status not in NO_ANSWER:
                continue
            name = named(day)
            if name:
                yield rule.fault(
                    Place(event.file, record.path_of(start)),
                    f"Der {day:%d.%m.%Y} ist {what}: {name}.",
                    over=over,
                )


CHECKS = (public_holiday, school_holiday)
