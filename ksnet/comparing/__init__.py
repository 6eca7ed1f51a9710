"""Compare two states of a data repository, as German sentences for a reviewer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.frozen import changeable, field, replace
from ksnet.checking import Finding, check
from ksnet.comparing.attention import attention
from ksnet.comparing.change import Change
from ksnet.comparing.controls import control_notices, submodule_notices
from ksnet.comparing.differing import Differing, differing
from ksnet.comparing.findings import came_and_went
from ksnet.comparing.naming import GROUPS, Names
from ksnet.comparing.notices import Notice, Topic
from ksnet.comparing.ordering import reordered
from ksnet.comparing.places import Places
from ksnet.comparing.quieting import quieted
from ksnet.comparing.side import Side
from ksnet.comparing.standing_out import sums
from ksnet.comparing.wording import Teller
from ksnet.repository import Repository
from ksnet.repository.sources import FileSource

__all__ = ["Change", "Comparison", "compare"]

# What changes of a file beside values: where none does, and where some do.
FORM, COMMENTS = "Nur Form oder Kommentare", "Außer Werten auch Kommentare"


@changeable
class Comparison:
    """The changes, the notices beyond them, and the findings that came and went."""

    changes: list[Change] = field(default_factory=list)
    attention: list[Notice] = field(default_factory=list)
    new: list[Finding] = field(default_factory=list)
    solved: list[Finding] = field(default_factory=list)
    # Gone because they are suppressed or no longer looked for.
    quieted: list[Finding] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # of the networks, by id

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.changes or self.attention or self.new or self.solved or self.quieted)


def compare(  # noqa: PLR0913, PLR0917  (two states, the day, and what Git knows of them)
    before: Repository,
    after: Repository,
    as_of: dt.date,
    equal: frozenset[str] = frozenset(),
    tops: tuple[FileSource, FileSource] | None = None,
    submodules: frozenset[str] = frozenset(),
) -> Comparison:
    """Compare two states of a repository as of a day; nothing confidential is repeated.

    `equal` are files known to be the same in both: they are not read twice, and networks without
    differences are checked only as far as others depend on them. `tops` are the files at the top of
    the checkout, where that is not the folder of the data. `submodules` are differing folders that
    are repositories of their own.
    """
    was, now = Side(before), Side(after)
    states = differing(was, now, equal)
    checks = tuple(check(one, as_of, only=states.reach) for one in (before, after))
    names = Names(
        states.before,
        Places(was, checks[0].veil),
        was.sensitive(states.networks),
        states.matched.forgotten,
    )
    names_now = Names(states.after, Places(now, checks[1].veil), now.sensitive(states.networks))
    teller = Teller(names, names_now, as_of)
    networks = (one for one in (*states.before, *states.after) if one.kind == "network")
    result = Comparison()
    result.names = {one.network: str(one.data.get("name") or one.network) for one in networks}
    summed, many = sums(
        (teller.shown(one.after) for one in states.comparable if one.after and not one.before),
        after.land,
    )
    changes = (_with_line(change, was, now) for change in _changes(states, teller))
    result.changes = [
        _folded(change) if change.network in many else change
        for change in sorted(changes, key=_order)
    ]
    result.new, gone = came_and_went(
        checks[0].findings, checks[1].findings, states.matched.renamed()
    )
    quiet = quieted(gone, checks[1], states, as_of)
    silent = {id(finding) for finding in quiet.findings}
    result.quieted, result.solved = (
        [replace(one, message=names.without_forgotten(one.message)) for one in findings]
        for findings in (quiet.findings, [one for one in gone if id(one) not in silent])
    )
    notices = (
        *summed,
        *attention(states, result.changes, as_of, names_now.places),
        *_grave(result.new),
        *control_notices(was, now, checks[1], tops or (before.source, after.source)),
        *submodule_notices(submodules),
        *quiet.notices,
    )
    result.attention = [replace(one, text=teller.veil(one.text)) for one in notices]
    result.new.sort(key=lambda finding: not finding.rule.code.startswith("KS5"))
    return result


# --- changes ---


def _changes(states: Differing, teller: Teller) -> Iterator[Change]:
    """Yield the changes of entries and of their order, and those of files beside values."""
    was, now, matched = states.was, states.now, states.matched
    unreadable = was.unreadable | now.unreadable
    told = unreadable | states.partial
    pairs = states.comparable
    for pair in pairs:
        both = pair.before is not None and pair.after is not None
        if pair.entry.kind == "members" and not both and not pair.entry.data:
            continue
        renames = {**matched.renames.get(pair.entry.network, {}), **matched.networks}
        if change := teller.change(pair, renames):
            yield change
        # Only ids were renamed.
        if change or (pair.before and pair.after and pair.before.data != pair.after.data):
            told |= {entry.file for entry in pair if entry}
    for change in reordered(pairs, teller.was, teller.now):
        told.add(change.file)
        yield change
    for path in states.touched & was.files.keys() & now.files.keys():
        if path not in told:
            yield _formatting(path, was, FORM)
        elif path not in unreadable and was.comments(path) != now.comments(path):
            yield _formatting(path, was, COMMENTS)


def _formatting(path: str, side: Side, what: str) -> Change:
    network = side.files[path].network
    return Change("formatting", network, path, (), "file", f"{what}: {path}", form=what)


def is_grave(finding: Finding) -> bool:
    """Whether a reviewer must see a new finding first: an error, or one of data protection."""
    return finding.severity is Severity.FEHLER or finding.rule.code.startswith("KS5")


def _grave(new: Iterable[Finding]) -> list[Notice]:
    """Return notices of the new findings that a reviewer must see first."""
    result = []
    for finding in new:
        if is_grave(finding):
            topic = Topic.PROTECTION if finding.rule.code.startswith("KS5") else Topic.DUTIES
            text = f"{finding.severity.label} {finding.rule.code}: {finding.message}"
            result.append(Notice(topic, text, finding.location.file, finding.location.span.line))
    return result


def _folded(change: Change) -> Change:
    """Return a change without its topic if it is one of many plain new people."""
    is_plain = change.kind == "added" and change.topic is Topic.OTHER and not change.effects
    return (
        replace(change, topic=None) if is_plain and change.what in ("person", "guest") else change
    )


def _with_line(change: Change, was: Side, now: Side) -> Change:
    side = was if change.kind == "removed" else now
    return replace(change, line=side.line(change.file, change.path))


def _order(change: Change) -> tuple[object, ...]:
    """Return a sort key: by network and kind, changes of form last."""
    kind = list(GROUPS).index(change.what) if change.what in GROUPS else len(GROUPS)
    return (
        change.kind == "formatting",
        change.network,
        kind,
        change.file,
        change.line,
        change.text,
    )
