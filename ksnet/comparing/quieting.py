"""Findings that are gone without a fix: suppressed, rule off, period left out, file unreadable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from ksnet.basics.frozen import changeable, field, replace
from ksnet.checking import Checked, Finding, check
from ksnet.comparing.differing import Differing
from ksnet.comparing.findings import came_and_went
from ksnet.comparing.notices import Notice, Topic
from ksnet.comparing.side import Side
from ksnet.records import german
from ksnet.records.network import NetworkRecord
from ksnet.records.values import PartialDate
from ksnet.repository import Network, Repository
from ksnet.repository.files import Readings
from ksnet.repository.sources import FileKind, FileSource, FolderEntry


@changeable
class Quieted:
    """The findings that are only no longer reported, and notices on periods."""

    findings: list[Finding] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def quieted(solved: list[Finding], checked: Checked, states: Differing, as_of: dt.date) -> Quieted:
    """Return which of the solved findings still hold in the state after.

    `checked` is the check of that state.
    """
    now, renamed = states.now, states.matched.renamed()
    result = Quieted(_still_there(solved, [*checked.silent, *checked.suppressed], renamed))
    left = _without(solved, result.findings)
    for ident in sorted(states.networks):
        before, after = states.was.network(ident), now.network(ident)
        if before is None or after is None or not (before.readable and after.readable):
            continue
        old, new = before.record.complete_since, after.record.complete_since
        if old != new:
            again = check(_with_period(now, after, old), as_of, only={ident})
            found = _still_there(left, [*again.findings, *again.silent, *again.suppressed], renamed)
            left = _without(left, found)
            result.findings += found
            result.notices.append(_period_notice(now, after, old, len(found)))
    unread = _UnreadAsBefore(states)
    if left and unread.paths:
        again = check(Repository(now.repository.root, source=unread), as_of, only=states.reach)
        found = _still_there(left, [*again.findings, *again.silent, *again.suppressed], renamed)
        # What stood in a file that can be read in part is removed like any entry.
        result.findings += [one for one in found if one.location.file not in states.partial]
    return result


class _UnreadAsBefore:
    """The files of the state after; what cannot be read of them is as it was before."""

    def __init__(self, states: Differing) -> None:
        self.was, self.now = (side.repository.source for side in (states.was, states.now))
        partial = {path for path in states.partial if states.now.is_partial(path)}
        self.paths = (states.now.unreadable | partial) & states.was.files.keys()

    def _of(self, path: str) -> FileSource:
        return self.was if path in self.paths else self.now

    def entries(self, folder: str) -> Iterable[FolderEntry]:
        return self.now.entries(folder)

    def kind(self, path: str, *, follow: bool = True) -> FileKind | None:
        return self._of(path).kind(path, follow=follow)

    def read(self, path: str) -> bytes:
        return self._of(path).read(path)

    def object_name(self, path: str, like: str = "") -> str:
        return self._of(path).object_name(path, like)


def _still_there(
    solved: list[Finding], others: list[Finding], renamed: Callable[[str], str]
) -> list[Finding]:
    _, gone = came_and_went(solved, others, renamed)
    return _without(solved, gone)


def _without(findings: list[Finding], others: list[Finding]) -> list[Finding]:
    known = {id(finding) for finding in others}
    return [finding for finding in findings if id(finding) not in known]


def _with_period(side: Side, network: Network, period: PartialDate | str | None) -> Repository:
    """Return the state after with the former `complete_since` of a network."""
    repository = Repository(side.repository.root, source=side.repository.source)
    repository.readings = Readings()
    reading = side.repository.reading(network.file, NetworkRecord)
    record = network.record.model_copy(update={"complete_since": period})
    repository.readings.keep(
        network.file, replace(reading, loaded=replace(reading.loaded, record=record), entries=None)
    )
    return repository


def _period_notice(
    side: Side, network: Network, before: PartialDate | str | None, count: int
) -> Notice:
    text = (
        f"„complete_since“ von {network.record.name} ist jetzt {_period(network.record.complete_since)}, bisher "
        f"{_period(before)}: Nur in diesem Zeitraum gilt, was nicht erfasst ist, als nicht geschehen"
    )
    if count:
        text += f"; {german.plural(count, 'Befund wird', 'Befunde werden')} deshalb nicht mehr gemeldet, ohne gelöst zu sein"
    return Notice(Topic.CHECKS, text, network.file, side.line(network.file, ("complete_since",)))


def _period(value: PartialDate | str | None) -> str:
    if value is None:
        return "nicht angegeben (dann gilt die Gründung)"
    return f"„{value}“" if isinstance(value, str) else german.vague_date(value)
