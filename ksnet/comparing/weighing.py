"""How important a changed entry is for a reviewer, and its heading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Literal

from ksnet.comparing.entries import EntryState
from ksnet.comparing.matching import Pair
from ksnet.comparing.notices import Topic
from ksnet.comparing.publicity import Effect
from ksnet.comparing.times import start_of
from ksnet.records.values import moment_of

Weight = Literal["wichtig", "normal"]

SOON = dt.timedelta(days=14)
_PERSONAL = frozenset(("email", "phone", "given_name", "publication", "contact_consent"))
_WHEN = frozenset(
    ("start", "end", "sessions", "all_day", "duration_minutes", "location", "mode", "timezone")
)
# These decide which periods are judged, and how.
_JUDGED_BY = frozenset(("complete_since", "until", "kind", "status", "founded"))


def topic_of(
    pair: Pair, keys: Collection[str], effects: Iterable[Effect], as_of: dt.date
) -> Topic | None:
    """Return the topic of a change that must not be missed, None for an ordinary one.

    `keys` are those that differ. Its effects take precedence over the kind of entry.
    """
    topics = [effect.topic for effect in effects]
    before, after = pair
    entry = pair.entry
    if entry.kind == "settings":
        topics.append(Topic.CHECKS)
    elif entry.kind == "network" and before and after:
        topics += [Topic.DUTIES] if _JUDGED_BY.intersection(keys) else []
        topics += [Topic.CHECKS] if "reviewers" in keys else []
    elif entry.kind == "network":
        topics.append(Topic.OTHER)
    elif entry.kind in ("person", "guest") and after and _is_more_personal(before, after, keys):
        topics.append(Topic.OTHER)
    elif entry.kind == "event":
        called_off = "status" in keys and entry.data.get("status") in ("abgesagt", "verschoben")
        is_news = before is None or after is None or called_off or _WHEN.intersection(keys)
        topics += [Topic.SOON] if is_news and _is_near(pair, as_of) else []
    return min(topics, key=lambda topic: topic.rank, default=None)


def _is_more_personal(before: EntryState | None, after: EntryState, keys: Collection[str]) -> bool:
    """Whether more of a person is recorded than before."""
    if before is None:
        return True
    fresh = {
        key
        for key in keys
        if key in after.data and (key not in before.data or key == "publication")
    }
    return bool(_PERSONAL & fresh)


def _is_near(entries: Iterable[EntryState | None], as_of: dt.date) -> bool:
    """Whether a meeting is or was less than two weeks ahead."""
    moments = [moment_of(start_of(entry.data)) for entry in entries if entry]
    return any(
        start is not None and as_of <= start.last.date() and start.first.date() < as_of + SOON
        for start in moments
    )
