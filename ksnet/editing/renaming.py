"""Rename an id in every file that uses it, also in names of files and folders."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.basics.findings import Path
from ksnet.editing.checks import no_id, refuse_device
from ksnet.editing.lookup import Drafts, Meant, contexts_with, require_readable, written_path
from ksnet.editing.naming import network_id
from ksnet.records import german
from ksnet.repository import CODEOWNERS, Filed, Repository
from ksnet.repository.file_names import is_event_name, is_ident
from ksnet.repository.journal import FileChange
from ksnet.rules.context import KIND_NAMES, NetworkContext, kind_name
from ksnet.yamltext.reading.comments import comments

_FILES = frozenset(("event", "plan"))


class Renamed(NamedTuple):
    """The old id, the changes that rename it, the number of places, and German notes."""

    old: str
    changes: dict[str, FileChange]
    places: int
    notes: list[str]


def rename(repository: Repository, meant: Meant, new: str, day: dt.date) -> Renamed:
    """Give an entry the id `new`; raises UsageProblem, also EditProblem.

    A Jugendamt is renamed in every network, since networks share its id.
    """
    kind, _, network = meant
    _check_form(kind, new)
    if kind == "network":
        return _rename_network(repository, meant.id, new, day)
    if kind == "youth_office":
        if network is not None:
            raise UsageProblem(
                "Ein Jugendamt hat in allen Netzwerken dieselbe Kennung und wird überall umbenannt. --network weglassen."
            )
        taken = [
            c.id for c in repository.networks() if any(o.id == new for o in c.record.youth_offices)
        ]
        if taken:
            raise UsageProblem(
                f"Die Kennung „{new}“ hat schon ein Jugendamt im Netzwerk „{taken[0]}“; gleiche Kennung heißt gleiches Jugendamt."
            )
    contexts, (_, old, _) = contexts_with(repository, meant, day)
    _check_other(old, new)
    drafts = Drafts(repository)
    places = 0
    moved: dict[str, str] = {}
    for context in contexts:
        require_readable(context)
        _check_free(context, kind, old, new)
        if kind in _FILES:
            file = _filed(context, kind)[old].file
            moved[file] = f"{file.rpartition('/')[0]}/{new}.yaml"
        by_file: dict[str, list[Path]] = defaultdict(list)
        for file, path in places_of_id(context, kind, old):
            by_file[file].append(written_path(context, file, path))
        for file, paths in by_file.items():
            drafts[file].rename(dict.fromkeys(paths), new)
            places += len(dict.fromkeys(paths))
    notes = [note for context in contexts for note in _left_in_comments(context, old)]
    if kind == "event":
        notes.append(
            "Abonnierte Kalender führen den Termin danach als neuen; besser bleibt ein Dateiname, wie er ist."
        )
    return Renamed(old, _with_moves(repository, drafts.changes, moved), places + len(moved), notes)


def _check_form(kind: str, new: str) -> None:
    if kind in {"network", "plan"}:
        refuse_device(new)
    if kind == "event":
        if not is_event_name(new):
            raise UsageProblem(
                f"„{new}“ ist keine Kennung: Datum und Stichwort, z. B. 2026-05-21-netzwerktreffen."
            )
    elif not is_ident(new):
        raise no_id(new)


def _check_other(old: str, new: str) -> None:
    if old == new:
        raise UsageProblem("Alte und neue Kennung sind gleich.")


def _filed(context: NetworkContext, kind: str) -> Mapping[str, Filed[Any]]:
    return context.network.events if kind == "event" else context.network.plans


def _check_free(context: NetworkContext, kind: str, old: str, new: str) -> None:
    """Raise UsageProblem where the new id is taken; a body may share that of its Jugendamt."""
    if kind in _FILES:
        if new in _filed(context, kind):
            raise UsageProblem(
                f"Die Kennung „{new}“ ist im Netzwerk „{context.network.id}“ schon vergeben."
            )
        return
    own = next(entry for entry in context.entries[old] if entry.kind == kind)
    for entry in context.entries.get(new, ()):
        office = getattr(
            entry.record if kind == "youth_office" else own.record, "youth_office", None
        )
        pair = {kind, entry.kind} == {"youth_office", "member"}
        if not (pair and office == (old if kind == "youth_office" else new)):
            raise UsageProblem(
                f"Die Kennung „{new}“ ist im Netzwerk „{context.network.id}“ schon an {kind_name(entry.kind, 'wen')} vergeben."
            )


def places_of_id(context: NetworkContext, kind: str, old: str) -> Iterator[tuple[str, Path]]:
    """Yield the places of an id: its entry, all references to it, and topics."""
    for entry in context.entries.get(old, ()):
        if entry.kind == kind:
            yield entry.file, (*entry.path, "id")
    for ref in context.references():
        if ref.id != old or kind not in ref.kinds:
            continue
        meant = context.entry_of(old, ref.kinds)
        if kind in _FILES or (meant is not None and meant.kind == kind):
            yield ref.file, ref.path
    if kind == "workstream":
        for event in context.network.events.values():
            for number, topic in enumerate(event.record.topics):
                if topic == old:
                    yield event.file, ("topics", number)


def _left_in_comments(context: NetworkContext, old: str) -> Iterator[str]:
    """Say which comments still contain the id; they are for people to change."""
    word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    for file, text in sorted(context.network.texts.items()):
        if old in text:
            for comment in comments(text):
                if word.search(comment.text):
                    yield f"{file}:{comment.line + 1}: Im Kommentar steht noch die alte Kennung."


def _with_moves(
    repository: Repository, changes: dict[str, FileChange], moved: dict[str, str]
) -> dict[str, FileChange]:
    """Add the moves of files to the changes."""
    result = dict(changes)
    for old, new in moved.items():
        content = repository.read_bytes(old)
        after = changes[old].after if old in changes else content
        result[old] = FileChange(content, None)
        result[new] = FileChange(None, after)
    return result


def _rename_network(repository: Repository, meant: str, new: str, day: dt.date) -> Renamed:
    taken = {*repository.network_ids, *repository.tree.networks}
    old = meant if meant in taken else network_id(repository, meant)
    _check_other(old, new)
    if new in taken:
        raise UsageProblem(f"Ein Netzwerk „{new}“ gibt es schon.")
    data = repository.settings.data
    moved = {}
    for file in repository.tree.networks[old]:
        folder = f"{data}/{'events' if file.kind == 'event' else 'networks'}"
        moved[file.path] = f"{folder}/{new}{file.path.removeprefix(f'{folder}/{old}')}"
    has_events = bool(repository.tree.networks[old].event_ids)
    drafts, places = Drafts(repository), 2 if has_events else 1
    for network in repository.networks():
        parent = network.record.parent
        if parent and parent.id == old:
            drafts[network.file].rename(
                [written_path(NetworkContext(network, day), network.file, ("parent", "id"))], new
            )
            places += 1
    left = [fault.place.file for fault in repository.tree.faults if f"/{old}/" in fault.place.file]
    notes = [f"{file} gehört nicht zu den Unterlagen und bleibt liegen." for file in left]
    if has_events:
        notes.append("Abonnierte Kalender führen die Termine danach als neue.")
    if repository.network(old).record.reviewers:
        notes += [
            f"{place} nennt noch die alten Ordner; neu schreiben: ksnet codeowners -o {place}"
            for place in CODEOWNERS
            if (repository.root / place).is_file()
        ]
    return Renamed(old, _with_moves(repository, drafts.changes, moved), places, notes)


def renamed_text(kind: str, new: str, renamed: Renamed) -> str:
    """Return a German sentence about what was renamed."""
    files = german.plural(
        len(renamed.changes) - sum(c.after is None for c in renamed.changes.values()),
        "Datei",
        "Dateien",
    )
    return f"{KIND_NAMES[kind]} „{renamed.old}“ heißt „{new}“: {german.plural(renamed.places, 'Stelle', 'Stellen')} in {files}."
