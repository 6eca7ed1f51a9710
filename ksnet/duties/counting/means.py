"""Stellenanteile and Landesmittel: of one Jugendamt, and of all in a network together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

from ksnet.duties.counting.spans import valid_on
from ksnet.records.network import Coordination
from ksnet.records.year import YearRecord

Sum = TypeVar("Sum", int, float)


def share_on(posts: Iterable[Coordination], day: dt.date) -> float | None:
    """Return the Stellenanteile of the posts there are on a day, None where none is recorded."""
    shares = [one.value for post in valid_on(posts, day) for one in valid_on(post.fte, day)]
    return round(sum(shares), 3) if shares else None


def funds_of(text: YearRecord, office: str) -> int | None:
    """Return the Landesmittel of a Jugendamt in a year, None where they are not recorded."""
    own = [one.state_funds_eur for one in text.resources if one.youth_office == office]
    known = [amount for amount in own if amount is not None]
    return sum(known) if known else None


def together(amounts: Iterable[Sum | None]) -> Sum | None:
    """Return the sum of all Jugendämter, None unless it is recorded of each."""
    found = list(amounts)
    known = [amount for amount in found if amount is not None]
    return sum(known) if known and len(known) == len(found) else None
