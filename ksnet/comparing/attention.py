"""What a reviewer must not miss beyond the changed entries, each as one sentence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from ksnet.comparing.matching import Matched
from ksnet.comparing.notices import Notice, Topic
from ksnet.comparing.side import Side
from ksnet.comparing.wording import Change
from ksnet.duties.assessing import Status
from ksnet.records import german

MANY = 10  # removals at once


def attention(  # noqa: PLR0913, PLR0917  (everything that was compared)
    was: Side,
    now: Side,
    networks: Iterable[str],
    matched: Matched,
    changes: Iterable[Change],
    as_of: dt.date,
) -> list[Notice]:
    """Return what could not be compared, what is lost, which duties open, which findings are suppressed from now on."""
    networks = sorted(ident for ident in networks if ident)
    return [
        *_not_comparable(was.unreadable | now.unreadable),
        *_many_removed(changes),
        *_opened_duties(was, now, networks, matched, as_of),
        *_suppressed(was, now, networks),
    ]


def _not_comparable(unreadable: Iterable[str]) -> list[Notice]:
    return [
        Notice(Topic.DUTIES, f"Nicht lesbar, daher nicht verglichen: {path} (ksnet validate sagt, warum)", path)
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


def _opened_duties(was: Side, now: Side, networks: Iterable[str], matched: Matched, as_of: dt.date) -> list[Notice]:
    """Name the duties that are open now and were not before."""
    old_ids = {new: old for old, new in matched.networks.items()}
    result = []
    for ident in sorted(networks):
        old = old_ids.get(ident, ident)
        if not ident or ident not in now.repository.network_ids or old not in was.repository.network_ids:
            continue
        before = was.duties(old, as_of)
        for duty, (title, status) in now.duties(ident, as_of).items():
            if status is Status.OFFEN and duty in before and before[duty][1] is not Status.OFFEN:
                text = f"Pflicht wird offen: {title} ({duty}, {ident})"
                result.append(Notice(Topic.DUTIES, text, _file(now, ident)))
    return result


def _file(side: Side, network: str) -> str | None:
    file = side.repository.tree.networks[network].network
    return file.path if file else None


def _suppressed(was: Side, now: Side, networks: Iterable[str]) -> list[Notice]:
    """Name the findings that are suppressed from now on."""
    known = [ident for ident in networks if ident]
    fresh = now.suppressions(known) - was.suppressions(known)
    return [
        Notice(
            Topic.CHECKS,
            f"Befund wird unterdrückt: {german.join(names)}" + (f" (Grund: {reason})" if reason else ""),
            file,
        )
        for file, names, reason in sorted(fresh)
    ]
