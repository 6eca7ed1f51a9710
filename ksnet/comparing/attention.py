"""German notices on what a reviewer must not miss beyond the changed entries."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from ksnet.comparing.change import Change
from ksnet.comparing.differing import Differing
from ksnet.comparing.entries import EntryState
from ksnet.comparing.notices import Notice, Topic
from ksnet.comparing.places import Places
from ksnet.comparing.side import Side
from ksnet.comparing.values import not_shown
from ksnet.comparing.years import year_notices
from ksnet.records import german
from ksnet.yamltext.reading.suppressions import Suppression

MANY = 10  # removals at once


def attention(
    states: Differing, changes: Iterable[Change], as_of: dt.date, places: Places
) -> list[Notice]:
    """Return notices on unreadable files, many removals, newly open duties, and suppressions.

    `places` are those after.
    """
    return [
        *_not_comparable(states),
        *_many_removed(changes),
        *year_notices(states, changes, as_of),
        *_suppressed(states, places),
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


def _suppressed(states: Differing, places: Places) -> Iterator[Notice]:
    """Yield notices of the findings that are suppressed from now on, each at its comment."""
    renamed = states.matched.renamed()
    was = _Held(states.was, states.before, renamed)
    now = _Held(states.now, states.after, str)
    left = Counter(was.identity(one) for one in states.was.suppressions(states.networks))
    for one in states.now.suppressions(states.networks):
        identity = now.identity(one)
        if left[identity]:
            left[identity] -= 1
            continue
        if hidden := places.reason_at(one.file, one.span):
            what = f" {not_shown(hidden.text)}"
        else:
            what = f": {german.join(one.names)}" + (f" (Grund: {one.reason})" if one.reason else "")
        yield Notice(Topic.CHECKS, f"Befund wird unterdrückt{what}", one.file, one.span.line)


class _Held:
    """Tells what suppressions of one state stand at: the entry, wherever it is in its file."""

    def __init__(
        self, side: Side, entries: Iterable[EntryState], renamed: Callable[[str], str]
    ) -> None:
        self.side, self.renamed = side, renamed
        self.entries: dict[str, list[EntryState]] = {}
        self.begun: dict[str, list[tuple[int, str]]] = {}
        for entry in entries:
            self.entries.setdefault(entry.file, []).append(entry)

    def identity(self, one: Suppression) -> tuple[str, tuple[str, ...], str, str]:
        """Return file, rules, reason and the id of the entry, with their present names."""
        begun = self._begun(one.file)
        above = bisect_right(begun, one.lines[-1], key=lambda at: at[0])
        holder = begun[above - 1][1] if above else ""
        return self.renamed(one.file), one.names, one.reason, self.renamed(holder)

    def _begun(self, file: str) -> list[tuple[int, str]]:
        """Return the lines of a file at which entries begin, with their ids, in order."""
        if file not in self.begun:
            first: dict[int, str] = {}
            for entry in self.entries.get(file, ()):
                first.setdefault(self.side.line(file, entry.path), entry.id)
            self.begun[file] = sorted(first.items())
        return self.begun[file]
