"""Join two entries of the same body or person.

The first entry stays, with its id. Values only in the second are added, lists are combined, periods
reach from the earlier beginning to the later end. Where both differ, the first is kept and the loss
is told.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.basics.findings import Path
from ksnet.basics.scalars import Plain, text_of
from ksnet.checking import Veil
from ksnet.editing.lookup import (
    Drafts,
    Meant,
    contexts_with,
    entry_of,
    require_readable,
    written_path,
)
from ksnet.editing.renaming import places_of_id
from ksnet.records import german
from ksnet.records.members import Member, Person
from ksnet.records.model import BaseModel
from ksnet.records.structure import FieldShape, fields_of
from ksnet.records.values import parse_since
from ksnet.records.vocabulary import FieldOfWork
from ksnet.repository import Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import KIND_NAMES, Entry, NetworkContext
from ksnet.yamltext.edits.draft import Draft
from ksnet.yamltext.reading.guard import guard
from ksnet.yamltext.reading.nodes import locate

KINDS = ("member", "person")


class Joined(NamedTuple):
    """The result of joining two entries: ids and file, changes, German sentences, and losses."""

    kept: str
    gone: str
    file: str
    changes: dict[str, FileChange]
    done: list[str]
    lost: list[Lost]


class Lost(NamedTuple):
    """A lost value: a German sentence with values, one without, and the lines of the values."""

    sentence: str
    without_values: str
    lines: frozenset[int]


def loss_sentences(joined: Joined, before: Veil | None) -> list[str]:
    """Return the losses as sentences, without values that `before` protects."""
    file, content = joined.file, joined.changes[joined.file].before
    if before is None or content is None:
        return [one.sentence for one in joined.lost]
    bodies = before.bodies_of(file)
    hidden = bodies.lines.union(*(one.lines for one in before.hidden(file, content)))
    return [
        one.without_values if hidden & one.lines else bodies.veil(one.sentence)
        for one in joined.lost
    ]


def join_entries(repository: Repository, kept: Meant, gone: str, day: dt.date) -> Joined:
    """Join the entry `gone` into `kept`, of the same kind and network.

    Raises UsageProblem, also EditProblem.
    """
    [context], kept = contexts_with(repository, kept, day)
    require_readable(context)
    gone = contexts_with(repository, Meant(kept.kind, gone, context.network.id), day)[1].id
    if kept.id == gone:
        raise UsageProblem("Beide Kennungen sind gleich.")
    first, second = (entry_of(context, kept.kind, ident) for ident in (kept.id, gone))
    _check(first, second)
    drafts = Drafts(repository)
    places = _references(context, drafts, second, first.id)
    draft = drafts[context.network.members_file]
    paths = [written_path(context, entry.file, entry.path) for entry in (first, second)]
    values = [_plain_data(draft.at(path)) for path in paths]
    merge = _Merge(draft, guard(draft.file, repository.read_bytes(draft.file)).text or "")
    merge.entry((paths[0], paths[1]), values[0], values[1], type(first.record))
    draft.remove(paths[1])
    changes = drafts.changes
    files = german.plural(len(changes), "Datei", "Dateien")
    done = f"{KIND_NAMES[kept.kind]} „{gone}“ ist jetzt „{kept.id}“: {german.plural(places, 'Verweis', 'Verweise')}, {files}."
    return Joined(kept.id, gone, draft.file, changes, [done], merge.lost)


def _check(first: Entry, second: Entry) -> None:
    """Raise UsageProblem where the two cannot be the same."""
    records = (first.record, second.record)
    if all(isinstance(record, Member) for record in records):
        one, other = (record for record in records if isinstance(record, Member))
        if one.sensitive != other.sensitive:
            raise UsageProblem(
                "Eine der beiden ist als geschützt eingetragen, die andere nicht. Das zuerst klären."
            )
        if one.youth_office and other.youth_office and one.youth_office != other.youth_office:
            raise UsageProblem("Beide sind Jugendämter, aber nicht dasselbe.")
    if any(isinstance(record, Person) and record.redacted for record in records):
        raise UsageProblem(
            "Die Daten von einer der beiden Personen sind gelöscht; sie lässt sich nicht zusammenführen."
        )
    if (
        first.path[: len(second.path)] == second.path
        or second.path[: len(first.path)] == first.path
    ):
        raise UsageProblem("Ein Eintrag steht im anderen.")


def _references(context: NetworkContext, drafts: Drafts, gone: Entry, kept: str) -> int:
    """Let every reference mean the entry that stays; return their number.

    Where a list names both, one reference is removed.
    """
    renamed: dict[str, list[Path]] = defaultdict(list)
    doubled: dict[str, set[Path]] = defaultdict(set)
    for file, path in dict.fromkeys(places_of_id(context, gone.kind, gone.id)):
        if (file, path) == (gone.file, (*gone.path, "id")):
            continue
        here = written_path(context, file, path)
        if file == gone.file and here[: len(gone.path)] == written_path(context, file, gone.path):
            continue  # removed with the entry
        item = here[:-1] if here[-1] == "id" else here
        siblings = drafts[file].at(item[:-1])
        plain = isinstance(siblings, list) and text_of(drafts[file].at(item)) == gone.id
        if plain and kept in map(text_of, siblings):
            doubled[file].add(item)
        else:
            renamed[file].append(here)
    for file, paths in renamed.items():
        drafts[file].rename(dict.fromkeys(paths), kept)
    for file, items in doubled.items():
        # From the end of each list, so that none of the others moves.
        for item in sorted(items, key=lambda path: path[-1], reverse=True):
            drafts[file].remove(item)
    return sum(map(len, renamed.values())) + sum(map(len, doubled.values()))


class _Merge:
    """Adds to the entry that stays what only the other one has; `lost` collects the rest.

    `text` is the file before. A place is a pair of paths: in the entry that stays and in the other.
    """

    def __init__(self, draft: Draft, text: str) -> None:
        self.draft, self.text = draft, text
        self.lost: list[Lost] = []

    def entry(
        self,
        place: tuple[Path, Path],
        kept: Mapping[str, Any],
        gone: Mapping[str, Any],
        model: type[BaseModel],
    ) -> None:
        """Merge the values `kept` and `gone` of the entries at `place`."""
        for key, shape in fields_of(model).items():
            mine, other = kept.get(key), gone.get(key)
            if key == "id" or (other is None and key not in {"since", "until"}) or mine == other:
                continue
            here = ((*place[0], key), (*place[1], key))
            if key in {"since", "until"}:
                self.end(here, mine, other, shape.title)
            elif mine is None and "youth_office" in kept and key in {"name", "field"}:
                if other != FieldOfWork.KINDER_UND_JUGENDHILFE.value:
                    said = f"{shape.title}: bleibt wie beim Jugendamt, entfällt"
                    self.lose(
                        here, f"{said} „{_shown(shape, other)}“.", f"{said} im zweiten Eintrag."
                    )
            elif mine is None:
                self.draft.put(here[0], other)
                if key == "publication":
                    taken = f"{shape.title}: übernommen"
                    self.lose(
                        here,
                        f"{taken} ({_value_text(other)}); bitte prüfen.",
                        f"{taken}; bitte prüfen.",
                    )
            elif shape.many:
                self.items(here, _as_list(mine), _as_list(other), shape)
            else:
                self.lose(
                    here,
                    f"{shape.title}: bleibt „{_shown(shape, mine)}“, entfällt „{_shown(shape, other)}“.",
                    f"{shape.title}: Beide sagen Verschiedenes; die Angabe des zweiten Eintrags entfällt.",
                )

    def items(
        self, place: tuple[Path, Path], mine: list[Any], other: list[Any], shape: FieldShape
    ) -> None:
        """Add the items missing in the list at `place`; entries with the same id are merged."""
        known = {_identity(item): number for number, item in enumerate(mine)}
        for position, item in enumerate(other):
            number = known.get(_identity(item))
            if number is None:
                self.draft.append(place[0], item)
            elif shape.model is not None:
                key = shape.shorthand or "id"
                kept, gone = (
                    one if isinstance(one, dict) else {key: one} for one in (mine[number], item)
                )
                self.entry(((*place[0], number), (*place[1], position)), kept, gone, shape.model)

    def end(self, place: tuple[Path, Path], mine: Any, other: Any, title: str) -> None:
        """Extend a period to the earlier beginning or later end; a missing date leaves it open."""
        if mine is not None and other is not None:
            dates = [parse_since(value) for value in (mine, other)]
            first = (
                min(dates, key=lambda date: date.first)
                if place[0][-1] == "since"
                else max(dates, key=lambda date: date.last)
            )
            self.draft.put(place[0], first.text)
        else:
            if mine is not None:
                self.draft.remove(place[0])
            day = german.vague_date(parse_since(mine or other))
            where = "anderen Eintrag nichts steht, es dort" if mine else "ersten nichts steht, es"
            why = f"weil im {where} also offen ist."
            self.lose(place, f"{title}: entfällt „{day}“, {why}", f"{title}: entfällt, {why}")

    def lose(self, place: tuple[Path, Path], sentence: str, without_values: str) -> None:
        """Note that the value at `place` is not kept."""
        spans = [locate(self.text, path, "value") for path in place]
        lines = frozenset(line for span in spans for line in range(span.line, span.end_line + 1))
        self.lost.append(Lost(sentence, without_values, lines))


def _identity(item: Any) -> Any:
    if isinstance(item, dict):
        return text_of(item.get("id")) or repr(sorted(item.items(), key=repr))
    return text_of(item)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _shown(shape: FieldShape, value: Any) -> str:
    """Return a value for a sentence, of a closed list by its label."""
    text = _value_text(value)
    return {one.value: one.label for one in shape.vocabulary or ()}.get(text, text)


def _value_text(value: Any) -> str:
    if isinstance(value, dict):
        parts = {key: _value_text(item) for key, item in value.items()}
        if {"postcode", "city"} <= parts.keys():
            parts["city"] = f"{parts.pop('postcode')} {parts['city']}"
        return ", ".join(parts.values())
    return ", ".join(map(_value_text, value)) if isinstance(value, list) else str(value)


def _plain_data(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain_data(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain_data(item) for item in value]
    return value.text if isinstance(value, Plain) else value
