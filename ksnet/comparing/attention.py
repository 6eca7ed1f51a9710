"""German notices on what a reviewer must not miss beyond the changed entries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from ksnet.comparing.differing import Differing
from ksnet.comparing.notices import Notice, Topic
from ksnet.comparing.wording import Change
from ksnet.comparing.years import year_notices
from ksnet.records import german

MANY = 10  # removals at once


def attention(states: Differing, changes: Iterable[Change], as_of: dt.date) -> list[Notice]:
    """Return notices on unreadable files, many removals, newly open duties, and suppressions."""
    return [
        *_not_comparable(states),
        *_many_removed(changes),
        *year_notices(states, changes, as_of),
        *_suppressed(states),
    ]


def _not_comparable(states: Differing) -> Iterator[Notice]:
    was, now = states.was.unreadable, states.now.unreadable
    for path in sorted(was | now | states.partial):
        if path in now:
            what = "Nicht lesbar, daher nicht verglichen: {} (ksnet validate sagt, warum)"
        elif path in was and path not in states.now.files:
            what = "Nicht lesbar und jetzt entfernt: {}; was darin stand, ist nicht verglichen"
        elif path in was:
            what = "Bisher nicht lesbar, daher nicht verglichen: {}; zu prüfen ist die ganze Datei"
        else:
            what = "Nicht alles darin ist zu lesen, daher vielleicht nicht alles verglichen: {}"
        yield Notice(Topic.DUTIES, what.format(path), path)


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


def _suppressed(states: Differing) -> list[Notice]:
    """Return notices of the findings that are suppressed from now on."""
    was, now = (side.suppressions(states.networks) for side in (states.was, states.now))
    return [
        Notice(
            Topic.CHECKS,
            f"Befund wird unterdrückt: {german.join(names)}"
            + (f" (Grund: {reason})" if reason else ""),
            file,
        )
        for file, names, reason in sorted(now - was)
    ]
