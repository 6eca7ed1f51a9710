"""End a body, person or group on a day, with the entries in it that would outlast it.

A missing `until` means that of the containing entry (ground rules 6 and 7), so people and
memberships end with their body without a date. Written are the end of the entry itself, of posts
that would lose their holder, and of the Geschäftsführung of a group, even where they had a later
end. Removed are later dates inside the entry.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ksnet.basics.errors import UsageProblem
from ksnet.basics.findings import Path
from ksnet.basics.frozen import changeable, field
from ksnet.duties.counting.events import NO_ANSWER
from ksnet.editing.lookup import (
    Drafts,
    Meant,
    called,
    contexts_with,
    entry_of,
    require_readable,
    written_path,
)
from ksnet.records import german
from ksnet.records.base import Period
from ksnet.records.event import EventRecord
from ksnet.records.members import Member, Person
from ksnet.records.values import PartialDate
from ksnet.repository import Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import KIND_NAMES, Entry, NetworkContext
from ksnet.rules.mentions import Reference

ENDABLE = ("member", "person", "group")
_LASTING = frozenset(("admission", "affiliations", "report"))
_OPEN = ("results", "improvements", "measures", "milestones")


@changeable
class Ended:
    """The changes that end an entry, German sentences about them, and where it is still named."""

    changes: dict[str, FileChange]
    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def end(repository: Repository, meant: Meant, on: PartialDate, day: dt.date) -> Ended:
    """End an entry with `on` as its last day; raises UsageProblem, also EditProblem."""
    [context], meant = contexts_with(repository, meant, day)
    require_readable(context)
    drafts = Drafts(repository)
    [result] = end_each(context, drafts, [(meant, on)])
    if isinstance(result, UsageProblem):
        raise result
    result.changes = drafts.changes
    return result


def end_each(
    context: NetworkContext, drafts: Drafts, endings: Iterable[tuple[Meant, PartialDate]]
) -> list[Ended | UsageProblem]:
    """End entries of a network in drafts; return for each the result, or why it cannot end.

    The drafts may hold other edits that have not moved the entries. Each file is edited once.
    Raises EditProblem.
    """
    results: list[Ended | UsageProblem] = []
    puts: dict[str, list[tuple[Path, str]]] = {}
    removed: list[Path] = []  # the later ends, all in `members.yaml`
    for meant, on in endings:
        try:
            entry = entry_of(context, meant.kind, meant.id)
            _check(entry, on)
        except UsageProblem as problem:
            results.append(problem)
            continue
        puts.setdefault(entry.file, []).append(((*entry.path, "until"), on.text))
        posts = list(_posts(context, entry, on))
        later = [
            path
            for path, period in _parts(context, entry)
            if period.until is not None and on.last < period.until.first
        ]
        removed += later
        for path, _ in posts:
            puts.setdefault(context.network.file, []).append(((*path, "until"), on.text))
        results.append(
            Ended(
                {},
                _done(context, entry, on, len(later), posts),
                list(_still_named(context, entry, on)),
            )
        )
    for file, values in puts.items():
        drafts[file].put_each(
            (written_path(context, file, path), value) for path, value in dict(values).items()
        )
    file = context.network.members_file
    ended = {path for path, _ in puts.get(file, ())}
    for path in dict.fromkeys(removed):
        if (*path, "until") not in ended:
            drafts[file].remove((*written_path(context, file, path), "until"))
    return results


def _done(
    context: NetworkContext,
    entry: Entry,
    on: PartialDate,
    later: int,
    posts: list[tuple[Path, str]],
) -> list[str]:
    """Return German sentences about the end of an entry."""
    names, day = f"{KIND_NAMES[entry.kind]} {called(context, entry)}", german.vague_date(on)
    done = [f"{names}: letzter Tag ist der {day}." if on.exact else f"{names} endet: {day}."]
    if own := getattr(entry.record, "until", None):
        done.append(f"Bisher stand dort {german.vague_date(own)}.")
    if later:
        text = f"{german.plural(later, 'späteres Ende', 'spätere Enden')} darunter gelöscht: es gilt, was darüber steht."
        done.append(text)
    return [*done, *(f"Damit endet auch {what}." for _, what in posts)]


def _check(entry: Entry, on: PartialDate) -> None:
    record = entry.record
    assert isinstance(record, Period)  # noqa: S101  (bodies, people and groups are)
    if isinstance(record, Person) and record.redacted:
        raise UsageProblem(f"Die Daten von „{entry.id}“ sind schon gelöscht.")
    if record.until is not None and record.until.last <= on.first:
        raise UsageProblem(
            f"„{entry.id}“ endet schon ({german.vague_date(record.until)}). Berichtigen: ksnet set {entry.id} until=TAG"
        )
    if entry.since.precision != "unknown" and on.last < entry.since.first:
        raise UsageProblem(
            f"„{entry.id}“ beginnt erst {german.on_text(entry.since)}; das Ende läge davor."
        )


def _parts(context: NetworkContext, entry: Entry) -> Iterator[tuple[Path, Period]]:
    """Yield the periods in `members.yaml` that the entry contains: people and memberships."""
    members = context.network.members.members
    for number in range(len(members)) if entry.kind == "group" else [int(entry.path[1])]:
        member = members[number]
        for path, holder in _holders(("members", number), member):
            inside = entry.record is holder or entry.record is member
            if isinstance(holder, Person) and entry.record is member:
                yield path, holder
            for position, membership in enumerate(holder.groups):
                if inside or (entry.kind == "group" and membership.id == entry.id):
                    yield (*path, "groups", position), membership


def _holders(path: Path, member: Member) -> Iterator[tuple[Path, Member | Person]]:
    yield path, member
    for number, person in enumerate(member.people):
        yield (*path, "people", number), person


def _posts(context: NetworkContext, entry: Entry, on: PartialDate) -> Iterator[tuple[Path, str]]:
    """Yield what in `network.yaml` would outlast the entry, with its German name."""
    record = context.network.record
    people = _people_ids(entry)
    for number, post in enumerate(record.coordination):
        for position, holder in enumerate(post.people):
            if holder.id in people and _goes_on(holder, holder.until or post.until, on):
                yield (
                    ("coordination", number, "people", position),
                    f"die Besetzung von „{post.id}“ mit „{holder.id}“",
                )
    for number, office in enumerate(record.management if entry.kind == "group" else ()):
        if office.group == entry.id and _goes_on(office, office.until, on):
            yield (
                ("management", number),
                f"die Geschäftsführung von „{office.youth_office or entry.id}“",
            )


def _goes_on(period: Period, until: PartialDate | None, on: PartialDate) -> bool:
    """Whether something that has begun would continue after a day."""
    begun = (
        period.since is None or period.since.precision == "unknown" or period.since.first <= on.last
    )
    return begun and (until is None or on.last < until.first)


def _people_ids(entry: Entry) -> frozenset[str]:
    if isinstance(entry.record, Member):
        return frozenset(person.id for person in entry.record.people)
    return frozenset((entry.id,)) if entry.kind == "person" else frozenset()


def _still_named(context: NetworkContext, entry: Entry, on: PartialDate) -> Iterator[str]:
    """Say which future events, open tasks and parts of `network.yaml` still name what has ended."""
    ended = {entry.id, *_people_ids(entry)}
    events = {event.file: event.record for event in context.network.events.values()}
    named: dict[str, list[str]] = {}
    tasks = 0
    for ref in context.references():
        meant = context.entry_of(ref.id, ref.kinds) if ref.id in ended else None
        if meant is None or (meant.record is not entry.record and meant.kind != "person"):
            continue
        if (ref.file in events and _to_come(events[ref.file], on)) or (
            ref.file == context.network.file and _lasts(context, ref, on)
        ):
            named.setdefault(ref.file, []).append(f"{_key(ref)}: {ref.id}")
        elif _is_open(context, ref):
            tasks += 1
    for file, where in sorted(named.items()):
        yield f"{file}: dort noch genannt ({', '.join(where)})."
    if tasks:
        yield f"{german.plural(tasks, 'offene Aufgabe nennt', 'offene Aufgaben nennen')} „{entry.id}“ noch als zuständig."
    if entry.kind == "group":
        below = [
            group.id
            for group in context.network.record.groups
            if group.parent == entry.id and group.until is None
        ]
        if below:
            yield f"Dazu gehören noch: {german.join(f'„{ident}“' for ident in below)}."


def _lasts(context: NetworkContext, ref: Reference, on: PartialDate) -> bool:
    """Whether a reference in `network.yaml` remains in force without a rule that checks its day."""
    if ref.path[0] not in _LASTING:
        return False
    if ref.path[0] != "affiliations":
        return True
    affiliation = context.network.record.affiliations[int(ref.path[1])]
    return _goes_on(affiliation, affiliation.until, on)


def _to_come(event: EventRecord, on: PartialDate) -> bool:
    return event.status in NO_ANSWER and (event.start is None or event.start.date.last > on.last)


def _key(ref: Reference) -> str:
    return next(
        str(step) for step in ref.path if isinstance(step, str) and step not in {"id", "attendance"}
    )


def _is_open(context: NetworkContext, ref: Reference) -> bool:
    """Whether a reference names who is responsible for an unfinished task."""
    if "responsible" not in ref.path or ref.path[0] not in _OPEN:
        return False
    record = next(record for file, record in context.network.records() if file == ref.file)
    task = getattr(record, str(ref.path[0]))[int(ref.path[1])]
    return getattr(task, "done", None) is None
