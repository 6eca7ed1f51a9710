"""German notices on what a reviewer must not miss beyond the changed entries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable

from ksnet.comparing.matching import Matched
from ksnet.comparing.notices import Notice, Topic
from ksnet.comparing.side import Side
from ksnet.comparing.wording import Change
from ksnet.comparing.years import year_notices
from ksnet.records import german

MANY = 10  # removals at once


def attention(  # noqa: PLR0913, PLR0917  (everything that was compared)
    was: Side,
    now: Side,
    networks: Iterable[str],
    matched: Matched,
    touched: Collection[str],
    changes: Iterable[Change],
    as_of: dt.date,
) -> list[Notice]:
    """Return notices on unreadable files, many removals, newly open duties, and suppressions."""
    networks = sorted(ident for ident in networks if ident)
    return [
        *_not_comparable(was.unreadable | now.unreadable),
        *_many_removed(changes),
        *year_notices(was, now, networks, matched, touched, changes, as_of),
        *_suppressed(was, now, networks),
    ]


def _not_comparable(unreadable: Iterable[str]) -> list[Notice]:
    return [
        Notice(
            Topic.DUTIES,
            f"Nicht lesbar, daher nicht verglichen: {path} (ksnet validate sagt, warum)",
            path,
        )
        for path in sorted(unreadable)
    ]


def _many_removed(changes: Iterable[Change]) -> list[Notice]:
    counts = Counter(change.network for change in changes if change.kind == "removed")
    return [
        Notice(
            Topic.OTHER,
            f"{count} Einträge werden entfernt statt mit einem Datum beendet; damit geht ihr Verlauf verloren.",
        )
        for _, count in sorted(counts.items())
        if count >= MANY
    ]


def _suppressed(was: Side, now: Side, networks: Iterable[str]) -> list[Notice]:
    """Yield notices of the findings that are suppressed from now on."""
    known = [ident for ident in networks if ident]
    fresh = now.suppressions(known) - was.suppressions(known)
    return [
        Notice(
            Topic.CHECKS,
            f"Befund wird unterdrückt: {german.join(names)}"
            + (f" (Grund: {reason})" if reason else ""),
            file,
        )
        for file, names, reason in sorted(fresh)
    ]
