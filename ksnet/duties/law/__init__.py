"""The duties of networks as dated data: one catalogue per Land, each entry with paragraph and days.

The catalogue (`duties.yaml` in the folder of the Land) names what is measured; the functions that
measure are in `ksnet.duties.assessing`. Numbers, paragraphs and texts of duties are nowhere else;
`explained` reads how open questions are decided, and what has changed in the law.
"""

from __future__ import annotations

import datetime as dt

from ksnet.duties.counting.spans import Window
from ksnet.lands import Land
from ksnet.lands.duty import Duty, undated


def current(day: dt.date, land: Land) -> tuple[Duty, ...]:
    """Return one Fassung of each duty: in force on a day, or the nearest before, or the first."""
    chosen: dict[str, Duty] = {}
    for duty in land.duties:
        if duty.id not in chosen or duty.since <= day:
            chosen[duty.id] = duty
    return tuple(chosen.values())


def first_judged_year(land: Land) -> int:
    """Return the first calendar year in which the law of the Land is in force on all days."""
    since = in_force_since(land)
    return since.year + (since > dt.date(since.year, 1, 1))


def in_force_since(land: Land) -> dt.date:
    """Return the first day on which the law of a Land asks for anything.

    A Land without duties asks for nothing, ever.
    """
    return min((duty.since for duty in land.duties), default=dt.date.max.replace(month=1, day=1))


def number_asked(measure: str, key: str, window: Window, land: Land) -> int | None:
    """Return the number that a duty asks for in a window; None if not in force throughout it."""
    found = (duty for duty in land.duties if duty.measure == measure and duty.in_force(window))
    return next((int(duty.number(key)) for duty in found), None)


def dated(edition: str) -> str:
    """Return the Fassung of a law as it is cited, parts divided by `;`; each has to have a day.

    Raises ValueError where one has none.
    """
    for part in undated(edition):
        raise ValueError(f"Fassung ohne Tag: {part}")
    return edition
