"""Remove the personal data of a person: name, function, contact, and the telling id.

Of somebody who acted for a body, role, groups and dates remain for the statistics, under the id
`ehemals-<n>`; of a guest, the body that the guest spoke for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.editing.lookup import (
    Drafts,
    Meant,
    called,
    contexts_with,
    entry_of,
    require_readable,
    written_path,
)
from ksnet.editing.renaming import places_of_id
from ksnet.lands import Land
from ksnet.records import german
from ksnet.records.members import Guest, Person
from ksnet.repository import Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import Entry, NetworkContext
from ksnet.yamltext.edits.nodes import last_line, nearest_spot
from ksnet.yamltext.reading.comments import comments
from ksnet.yamltext.reading.guard import guard
from ksnet.yamltext.reading.nodes import compose

KEPT_KEYS = frozenset(("id", "role", "groups", "since", "until"))
_NUMBERED = expression(r"ehemals-([0-9]+)")
_UNKNOWN_BODY = "Gast"
# The person's own names are gone, so these are of a namesake.
_OF_OTHERS = expression(r"\s*(?:- +)?(?:given|family)_name:")


class Forgotten(NamedTuple):
    """The result of removing a person: changes, German sentences, remaining traces, both ids."""

    called: str
    changes: dict[str, FileChange]
    done: list[str]
    left: list[str]
    renamed: tuple[str, str] | None


def offered_first(land: Land) -> str:
    """Return the German reminder that data must be offered to the archive before deletion."""
    return (
        f"Vor dem Löschen sind die Daten dem zuständigen Archiv anzubieten, wo Anbietungspflicht besteht{land.cited('archive')}.\n"
        "Erst wenn das Archiv abgelehnt oder übernommen hat, dürfen sie gelöscht werden."
    )


def forget(repository: Repository, meant: str, network: str | None, day: dt.date) -> Forgotten:
    """Remove the data of a person or guest as of `day`; raises UsageProblem, also EditProblem.

    As it cannot be undone, it needs the id or a whole name.
    """
    [context], (kind, ident, _) = contexts_with(
        repository, Meant("person", meant, network), day, ["guest"], whole=True
    )
    require_readable(context)
    entry = entry_of(context, kind, ident)
    drafts = Drafts(repository)
    renamed = None
    if isinstance(entry.record, Person):
        new = _redact(context, entry, drafts, day)
        done = [
            f"Die Daten von „{ident}“ sind gelöscht; die Kennung heißt jetzt „{new}“. Rolle, Gremien und Daten der Mitwirkung bleiben für die Statistik."
        ]
        renamed = (ident, new)
    else:
        _remove_guest(context, entry, drafts)
        done = [
            f"Der Gast „{ident}“ ist gelöscht; wo er genannt war, steht nur noch, für wen er sprach."
        ]
    changes = drafts.changes
    left = list(_left(repository, context, entry, changes))
    return Forgotten(called(context, entry), changes, done, left, renamed)


def _redact(context: NetworkContext, entry: Entry, drafts: Drafts, day: dt.date) -> str:
    person = entry.record
    assert isinstance(person, Person)  # noqa: S101  (the caller has looked)
    if person.redacted:
        raise UsageProblem(
            f"Die Daten von „{entry.id}“ sind schon gelöscht, {german.on_text(person.redacted)}."
        )
    if day <= entry.until.last:  # the last day counts
        until = f" bis {german.vague_date(person.until)}" if person.until else ""
        sooner = "Gelöscht wird danach; endet es früher" if until else "Zuerst beenden"
        raise UsageProblem(
            f"„{entry.id}“ gehört noch{until} zum Netzwerk. {sooner}: ksnet end person {entry.id} --on DATUM --network {context.network.id}"
        )
    taken = [int(match[1]) for ident in context.entries if (match := _NUMBERED.fullmatch(ident))]
    new = f"ehemals-{max(taken, default=0) + 1}"
    path = written_path(context, entry.file, entry.path)
    members = drafts[entry.file]
    for file, where in places_of_id(context, "person", entry.id):
        drafts[file].rename([written_path(context, file, where)], new)
    for key in [key for key in members.at(path) if key not in KEPT_KEYS]:
        members.remove((*path, key))
    members.put((*path, "redacted"), day)
    return new


def _remove_guest(context: NetworkContext, entry: Entry, drafts: Drafts) -> None:
    """Remove a guest and put the body in its place where the guest is named."""
    guest = entry.record
    body = (guest.organisation if isinstance(guest, Guest) else None) or _UNKNOWN_BODY
    for file, path in places_of_id(context, "guest", entry.id):
        if path != (*entry.path, "id"):
            here = written_path(context, file, path)
            drafts[file].put(here[:-1] if here[-1] == "id" else here, {"text": body})
    drafts[entry.file].remove(written_path(context, entry.file, entry.path))


def _left(
    repository: Repository, context: NetworkContext, entry: Entry, changes: dict[str, FileChange]
) -> Iterator[str]:
    """Say which lines and file names in all networks may still point to the person."""
    person = entry.record
    assert isinstance(person, Person | Guest)  # noqa: S101  (nobody else is forgotten)
    pattern = _traces(entry.id, person)
    beside = _comments_beside(context, entry, changes)
    for network in repository.networks():
        for file, before in sorted(network.texts.items()):
            change = changes.get(file)
            text = (
                (guard(file, change.after).text or "")
                if change and change.after is not None
                else before
            )
            numbered = enumerate(text.split("\n"), start=1)
            lines = {
                number
                for number, line in numbered
                if pattern.search(line) and not _OF_OTHERS.match(line)
            }
            lines |= beside if file == entry.file else set()
            if lines:
                where = german.join(str(number) for number in sorted(lines))
                yield f"{file}: Bitte {'Zeile' if len(lines) == 1 else 'die Zeilen'} {where} lesen; dort könnte noch etwas auf die Person hinweisen."
            if pattern.search(PurePosixPath(file).stem):
                yield f"{file}: Der Dateiname könnte noch auf die Person hinweisen; mit ksnet rename lässt er sich ändern."
        others = (*(one for *_, one in network.people()), *network.members.guests)
        if network.id != context.network.id and any(entry.id == one.id for one in others):
            yield f"Im Netzwerk „{network.id}“ gibt es „{entry.id}“ auch; dort eigens löschen: ksnet forget {network.id} {entry.id}"


def _traces(ident: str, person: Person | Guest) -> re.Pattern[str]:
    """Return a pattern for what may identify a person: id, names, mail address, phone number."""
    words = [ident, person.family_name, person.given_name, person.email, person.phone]
    known = [re.escape(word) for word in words if word and len(word) > 2]
    return re.compile(rf"(?<!\w)(?:{'|'.join(known)})(?:e?n?s)?(?!\w)", re.IGNORECASE)


def _comments_beside(
    context: NetworkContext, entry: Entry, changes: dict[str, FileChange]
) -> set[int]:
    """Return the lines of comments in and directly above the entry of a person after the change."""
    if isinstance(entry.record, Guest) or entry.file not in changes:
        return set()
    text = guard(entry.file, changes[entry.file].after or b"").text or ""
    root = compose(text)
    assert root is not None  # noqa: S101  (the draft has read it)
    lines = text.split("\n")
    spot = nearest_spot(root, written_path(context, entry.file, entry.path), lines)  # type: ignore[arg-type]  # a record is a mapping
    first = spot.line
    while first > 0 and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    return {
        comment.line + 1
        for comment in comments(text)
        if first <= comment.line <= last_line(spot, lines)
    }
