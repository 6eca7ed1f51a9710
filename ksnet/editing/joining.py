"""Make one of two entries that mean the same body or person: what one of them lacks comes from the other.

The first entry stays, with its id. What only the second says is added, lists are put together, periods reach from the earlier
beginning to the later end. Where both say something else, the first is right, and what is lost is told.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ksnet.basics.errors import UsageProblem
from ksnet.basics.findings import Path
from ksnet.basics.scalars import Plain, text_of
from ksnet.editing.lookup import Drafts, Meant, entry_of, one_context, require_readable, written_path
from ksnet.editing.renaming import places_of_id
from ksnet.records import german
from ksnet.records.members import Member, Person
from ksnet.records.model import BaseModel
from ksnet.records.structure import FieldShape, fields_of
from ksnet.records.values import parse_since
from ksnet.repository import Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import KIND_NAMES, Entry, NetworkContext
from ksnet.yamltext.edits.draft import Draft
from ksnet.yamltext.reading.comments import comments

KINDS = ("member", "person")


@dataclass(slots=True)
class Joined:
    """The ids of two entries, the changes that make one of them, what was done, and what of the second is lost."""

    kept: str
    gone: str
    changes: dict[str, FileChange] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def join_entries(repository: Repository, kept: Meant, gone: str, day: dt.date) -> Joined:
    """Join the entry `gone` of the same kind and network into `kept`; raises UsageProblem, also EditProblem."""
    context, kept = one_context(repository, kept, day)
    require_readable(context)
    gone = one_context(
        repository, Meant(kept.kind, gone.removeprefix(f"{context.network.id}/"), context.network.id), day
    )[1].id
    if kept.id == gone:
        raise UsageProblem("Beide Kennungen sind gleich.")
    first, second = (entry_of(context, kept.kind, ident) for ident in (kept.id, gone))
    _check(first, second)
    drafts, result = Drafts(repository), Joined(kept.id, gone)
    places = _references(context, drafts, second, first.id)
    draft = drafts[context.network.members_file]
    paths = [written_path(context, entry.file, entry.path) for entry in (first, second)]
    values = [_plain(_at(draft, path)) for path in paths]
    result.lost += _lost_comments(draft, paths[1])
    _Merge(draft, result.lost).entry(paths[0], values[0], values[1], type(first.record))
    draft.remove(paths[1])
    result.changes = drafts.changes
    files = german.plural(len(result.changes), "Datei", "Dateien")
    result.done.append(
        f"{KIND_NAMES[kept.kind]} „{gone}“ ist jetzt „{kept.id}“: {german.plural(places, 'Verweis', 'Verweise')}, {files}."
    )
    return result


def _check(first: Entry, second: Entry) -> None:
    """Raise UsageProblem where the two cannot be one."""
    records = (first.record, second.record)
    if all(isinstance(record, Member) for record in records):
        one, other = (record for record in records if isinstance(record, Member))
        if one.sensitive != other.sensitive:
            raise UsageProblem("Eine der beiden ist als geschützt eingetragen, die andere nicht. Das zuerst klären.")
        if one.youth_office and other.youth_office and one.youth_office != other.youth_office:
            raise UsageProblem("Beide sind Jugendämter, aber nicht dasselbe.")
    if any(isinstance(record, Person) and record.redacted for record in records):
        raise UsageProblem(
            "Die Daten von einer der beiden Personen sind gelöscht; sie lässt sich nicht zusammenführen."
        )
    if first.path[: len(second.path)] == second.path or second.path[: len(first.path)] == first.path:
        raise UsageProblem("Ein Eintrag steht im anderen.")


def _references(context: NetworkContext, drafts: Drafts, gone: Entry, kept: str) -> int:
    """Let every reference mean the entry that stays; in a list that names both, one goes. Return how many there were."""
    renamed: dict[str, list[Path]] = defaultdict(list)
    doubled: dict[str, set[Path]] = defaultdict(set)
    for file, path in dict.fromkeys(places_of_id(context, gone.kind, gone.id)):
        if (file, path) == (gone.file, (*gone.path, "id")):
            continue
        here = written_path(context, file, path)
        if file == gone.file and here[: len(gone.path)] == written_path(context, file, gone.path):
            continue  # goes with the entry
        item = here[:-1] if here[-1] == "id" else here
        siblings = _at(drafts[file], item[:-1])
        plain = isinstance(siblings, list) and text_of(_at(drafts[file], item)) == gone.id
        if plain and kept in map(text_of, siblings):
            doubled[file].add(item)
        else:
            renamed[file].append(here)
    for file, paths in renamed.items():
        drafts[file].rename(dict.fromkeys(paths), kept)
    for file, items in doubled.items():
        for item in _from_the_end(items):
            drafts[file].remove(item)
    return sum(map(len, renamed.values())) + sum(map(len, doubled.values()))


def _from_the_end(items: set[Path]) -> list[Path]:
    """Return paths so that taking one out moves none of the others."""
    return sorted(
        items,
        key=lambda path: [(isinstance(step, int), step if isinstance(step, int) else 0) for step in path],
        reverse=True,
    )


class _Merge:
    """Writes into the entry that stays what only the other one says; `lost` is told what is not taken over."""

    def __init__(self, draft: Draft, lost: list[str]) -> None:
        self.draft, self.lost = draft, lost

    def entry(self, path: Path, kept: Mapping[str, Any], gone: Mapping[str, Any], model: type[BaseModel]) -> None:
        """Merge the entries that stand at `path` and in `gone`."""
        for key, shape in fields_of(model).items():
            mine, other = kept.get(key), gone.get(key)
            if key == "id" or (other is None and key not in {"since", "until"}) or mine == other:
                continue
            if key in {"since", "until"}:
                self.end((*path, key), mine, other, shape.title)
            elif mine is None:
                self.draft.put((*path, key), other)
                if key == "publication":
                    self.lost.append(f"{shape.title}: übernommen ({_shown(other)}); bitte prüfen.")
            elif shape.many:
                self.items((*path, key), _as_list(mine), _as_list(other), shape)
            else:
                self.lost.append(f"{shape.title}: bleibt „{_shown(mine)}“, entfällt „{_shown(other)}“.")

    def items(self, path: Path, mine: list[Any], other: list[Any], shape: FieldShape) -> None:
        """Add what the list at `path` lacks; entries with the same id are merged."""
        known = {_identity(item): number for number, item in enumerate(mine)}
        for item in other:
            number = known.get(_identity(item))
            if number is None:
                self.draft.append(path, item)
            elif shape.model is not None:
                key = shape.shorthand or "id"
                kept, gone = (one if isinstance(one, dict) else {key: one} for one in (mine[number], item))
                self.entry((*path, number), kept, gone, shape.model)

    def end(self, path: Path, mine: Any, other: Any, title: str) -> None:
        """Let a period reach from the earlier beginning to the later end; one that is not written is open."""
        if mine is not None and other is not None:
            dates = [parse_since(value) for value in (mine, other)]
            first = (
                min(dates, key=lambda date: date.first)
                if path[-1] == "since"
                else max(dates, key=lambda date: date.last)
            )
            self.draft.put(path, first.text)
        elif mine is not None:
            self.draft.remove(path)
            self.lost.append(
                f"{title}: entfällt „{mine}“, weil im anderen Eintrag nichts steht, es dort also offen ist."
            )


def _identity(item: Any) -> Any:
    if isinstance(item, dict):
        return text_of(item.get("id")) or repr(sorted(item.items(), key=repr))
    return text_of(item)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(_shown(item) for item in value.values())
    return ", ".join(map(_shown, value)) if isinstance(value, list) else str(value)


def _at(draft: Draft, path: Path) -> Any:
    data: Any = draft.data
    for step in path:
        data = data[step]
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.text if isinstance(value, Plain) else value


def _lost_comments(draft: Draft, path: Path) -> Iterator[str]:
    """Say which comments go with an entry."""
    from ksnet.yamltext.reading.nodes import locate

    text = draft.content.decode()
    span = locate(text, path, "value")
    siblings = _at(draft, path[:-1])
    number = path[-1]
    after = len(text.split("\n"))
    if isinstance(number, int) and number + 1 < len(siblings):
        after = locate(text, (*path[:-1], number + 1), "value").line
    for comment in comments(text):
        if span.line <= comment.line + 1 < after:
            yield f"Anmerkung in Zeile {comment.line + 1}: {comment.text.strip()}"
