"""Import members: read a list, merge it, write `members.yaml`.

Rows that data protection forbids are refused.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from ksnet.basics.errors import UsageProblem
from ksnet.basics.findings import Path
from ksnet.editing.creating import created
from ksnet.editing.ending import end_each
from ksnet.editing.lookup import Drafts, Meant, require_readable, written_path
from ksnet.editing.outcome import outcome
from ksnet.importing.lists.rows import listed_bodies
from ksnet.importing.lists.tables import Listing
from ksnet.importing.matching import NO_ANSWERS, Answers
from ksnet.importing.merging import member_plan
from ksnet.importing.notes import Note
from ksnet.importing.plans import Imported, MemberPlan
from ksnet.records.members import MembersRecord
from ksnet.records.values import parse_date
from ksnet.repository import Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import NetworkContext
from ksnet.yamltext.edits.nodes import last_line, spot_at
from ksnet.yamltext.reading.guard import guard
from ksnet.yamltext.reading.nodes import compose

_REFUSED = "Nicht übernommen: In dieser Zeile steht, was nicht in die Unterlagen gehört (Regel {}). Was genau, wird hier nicht wiederholt; ksnet explain {} sagt, worum es geht."


def import_members(
    repository: Repository,
    network: str,
    listing: Listing,
    day: dt.date,
    answers: Answers = NO_ANSWERS,
) -> Imported[MemberPlan]:
    """Return what a list changes in the members of a network as of `day`.

    The result is checked; a row that causes a finding of data protection (KS5) is left out and the
    import repeated. Raises UsageProblem, also EditProblem.
    """
    context = NetworkContext(repository.network(network), day)
    require_readable(context)
    refused = dict(listing.refused)
    while True:
        bodies = listed_bodies(listing, context, refused, accepted=answers.accepted)
        plan = member_plan(context, bodies, answers)
        result = _carried_out(repository, context, plan, day)
        bad = dict(_refused_rows(context, result))
        if not bad.keys() - refused.keys():
            return result
        refused |= bad


def _carried_out(
    repository: Repository, context: NetworkContext, plan: MemberPlan, day: dt.date
) -> Imported[MemberPlan]:
    file = context.network.members_file
    if file not in repository.models():
        data = [body.data for body in plan.bodies]
        changes = created(file, MembersRecord, {"members": data}) if data else {}
        return Imported(plan, changes, outcome(repository, changes, day))
    drafts = Drafts(repository)
    draft = drafts[file]
    draft.put_each(
        (written_path(context, file, put.path), put.value)
        for put in plan.puts
        if not put.add and put.value is not None
    )
    draft.remove_keys(
        written_path(context, file, put.path) for put in plan.puts if put.value is None
    )
    for put in plan.puts:
        if put.add:
            draft.append(written_path(context, file, put.path), put.value)
    for number, left in _still_unconfirmed(context, plan):
        path = written_path(context, file, ("members", number, "unconfirmed"))
        draft.put(path, left) if left else draft.remove(path)
    for number in sorted({person.member for person in plan.people}):
        people = [person.data for person in plan.people if person.member == number]
        draft.extend(written_path(context, file, ("members", number, "people")), people)
    _end_entries(context, drafts, plan)
    # Last: each edit reads the file again, which may be many times as long then.
    if plan.bodies:
        draft.extend(("members",), [body.data for body in plan.bodies])
    return Imported(plan, drafts.changes, outcome(repository, drafts.changes, day))


def _still_unconfirmed(
    context: NetworkContext, plan: MemberPlan
) -> Iterator[tuple[int, list[str]]]:
    """Yield the bodies for which the list replaces proposals, with the proposals that remain."""
    given: dict[int, set[str]] = {}
    for put in plan.puts:
        if len(put.path) == 3 and isinstance(put.path[1], int):  # a value of the body itself
            given.setdefault(put.path[1], set()).add(str(put.path[2]))
    for number, keys in given.items():
        proposed = context.network.members.members[number].unconfirmed
        left = [key.value for key in proposed if key.value not in keys]
        if len(left) < len(proposed):
            yield number, left


def _end_entries(context: NetworkContext, drafts: Drafts, plan: MemberPlan) -> None:
    wanted = [(Meant(e.kind, e.id, context.network.id), parse_date(e.on)) for e in plan.endings]
    endings, plan.endings = plan.endings, []
    for ending, ended in zip(endings, end_each(context, drafts, wanted), strict=True):
        if isinstance(ended, UsageProblem):  # it begins later, or has ended
            plan.notes.append(Note(ending.row, f"{ending.name}: {ended} Nichts geändert."))
        else:
            plan.endings.append(ending._replace(also=(*ended.done[1:], *ended.left)))


def _refused_rows(
    context: NetworkContext, result: Imported[MemberPlan]
) -> Iterator[tuple[int, str]]:
    """Yield the rows that cause a finding of data protection, with the sentence about it."""
    file = context.network.members_file
    change = result.changes.get(file)
    if not result.refused or change is None or change.after is None:
        return
    written = list(_lines_of(file, change.after, _targets(context, result.plan, change)))
    for finding in (one for one in result.refused if one.location.file == file):
        line = finding.location.span.line
        holding = [(last - first, rows) for first, last, rows in written if first <= line <= last]
        for row in min(holding, default=(0, ()))[1]:  # of the smallest entry around it
            yield row, _REFUSED.format(finding.rule.name, finding.rule.name)


def _targets(
    context: NetworkContext, plan: MemberPlan, change: FileChange
) -> Iterator[tuple[Path, tuple[int, ...]]]:
    """Yield the paths in the changed file that the plan writes, with the rows they come from."""
    file, members = context.network.members_file, context.network.members.members
    for put in plan.puts:
        yield written_path(context, file, put.path), (put.row,)
    joined = Counter[int]()
    for person in plan.people:
        there = len(members[person.member].people) + joined[person.member]
        joined[person.member] += 1
        body_path = written_path(context, file, ("members", person.member))
        yield (*body_path, "people", there), (person.row,)
    before = (
        written_path(context, file, ("members", len(members)))[-1]
        if change.before is not None
        else 0
    )
    first = before if isinstance(before, int) else len(members)
    for number, body in enumerate(plan.bodies, start=first):
        yield ("members", number), tuple(body.rows)
        for position, row in enumerate(body.people_rows):
            yield ("members", number, "people", position), (row,)


def _lines_of(
    file: str, content: bytes, targets: Iterable[tuple[Path, tuple[int, ...]]]
) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Yield the first and last line of each target, with its rows."""
    text = guard(file, content).text or ""
    root = compose(text)
    assert root is not None  # noqa: S101  (the draft has read it)
    lines = text.split("\n")
    for path, rows in targets:
        spot = spot_at(root, path, lines)  # type: ignore[arg-type]  # a record is a mapping
        if spot is not None:
            yield spot.line + 1, last_line(spot, lines) + 1, rows
