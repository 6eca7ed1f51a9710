"""How much a changed entry matters to a reviewer."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from ksnet.comparing.entries import Entry
from ksnet.comparing.matching import Difference
from ksnet.comparing.naming import moment_of, start_of

Weight = Literal["wichtig", "normal"]

SOON = dt.timedelta(days=14)
_PERSONAL = frozenset(("email", "phone", "given_name", "publication", "contact_consent"))
_OF_THE_NETWORK = frozenset(("complete_since", "reviewers", "until", "kind"))


def weight_of(before: Entry, after: Entry, found: list[Difference], as_of: dt.date) -> Weight:
    """Return whether a reviewer must not miss a change: personal data, publication, rules, a date that is near."""
    keys = {one.keys[0] for one in found}
    if after.kind == "settings" or (after.kind == "network" and keys & _OF_THE_NETWORK):
        return "wichtig"
    if after.kind in ("person", "guest") and any(
        one.keys[0] in _PERSONAL and one.after is not None and (one.before is None or one.keys[0] == "publication")
        for one in found
    ):
        return "wichtig"
    if after.kind == "member" and before.data.get("sensitive") and not after.data.get("sensitive"):
        return "wichtig"
    called_off = "status" in keys and after.data.get("status") in ("abgesagt", "verschoben")
    if keys & {"start", "end", "sessions"} or called_off:
        return "wichtig" if "wichtig" in (urgency(before, as_of), urgency(after, as_of)) else "normal"
    return "normal"


def urgency(entry: Entry, as_of: dt.date) -> Weight:
    """Return the weight of a meeting that is moved, called off or removed: whether it is less than two weeks ahead."""
    start = moment_of(start_of(entry.data)) if entry.kind == "event" else None
    near = start is not None and as_of <= start.last.date() and start.first.date() < as_of + SOON
    return "wichtig" if near else "normal"
