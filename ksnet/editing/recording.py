"""What happened at a meeting, in the few words in which a person says it, and as one change of its record."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

from ksnet.basics.errors import UsageProblem
from ksnet.basics.findings import Path
from ksnet.basics.spelling import did_you_mean, fold
from ksnet.editing import checks
from ksnet.editing.lookup import Drafts, written_path
from ksnet.protection.who import WhoIsWho
from ksnet.records.event import EventRecord
from ksnet.records.vocabulary import CountOf, Precision, ResultKind
from ksnet.rules.context import NetworkContext
from ksnet.yamltext.edits.draft import Draft

_DUE = re.compile(r"(?:^|\s+)bis\s+(\S+)$")
_RESPONSIBLE = re.compile(r"(?:^|\s+)@(\S+)$")
_KIND = re.compile(r"(\w+)\s*:\s+")
_COUNT = re.compile(r"(?:(\w+)\s+)?(\d+)")


def count(text: str) -> dict[str, Any]:
    """Return how many were there: `40`, or `rund 40` with one of the words of `precision`; raises UsageProblem."""
    match = _COUNT.fullmatch(text.strip())
    words = {fold(value.label): value for value in Precision} | {value.value: value for value in Precision}
    if match is None or (match[1] and fold(match[1]) not in words):
        allowed = ", ".join(value.label for value in Precision)
        raise UsageProblem(f"„{text}“ ist keine Anzahl. Schreibweise: 40, oder davor eines von: {allowed}.")
    found: dict[str, Any] = {"count": checks.whole(match[2])}
    if match[1]:
        found["precision"] = words[fold(match[1])].value
    return found | {"of": CountOf.ANWESEND.value}


def result(text: str, who: Callable[[str], str]) -> dict[str, Any]:
    """Return a result of a meeting; raises UsageProblem, also from `who`, which checks who is responsible.

    The grammar, all but the text optional: `[ART:] TEXT [@KENNUNG] [bis DATUM]`, as in
    `aufgabe: Leitfaden entwerfen @kreispolizei bis 2026-09-30`. ART is a value or a label of `ResultKind`.
    """
    found: dict[str, Any] = {"kind": None, "text": text.strip(), "responsible": None, "due": None}
    kinds = {fold(kind.label): kind.value for kind in ResultKind} | {kind.value: kind.value for kind in ResultKind}
    head = _KIND.match(found["text"])
    if head and fold(head[1]) in kinds:
        found |= {"kind": kinds[fold(head[1])], "text": found["text"][head.end() :]}
    for _ in range(2):  # in either order
        due, responsible = _DUE.search(found["text"]), _RESPONSIBLE.search(found["text"])
        if due and any(letter.isdigit() for letter in due[1]):
            found |= {"due": checks.date(due[1]), "text": found["text"][: due.start()]}
        elif responsible:
            found |= {"responsible": who(responsible[1]), "text": found["text"][: responsible.start()]}
    if not found["text"].strip():
        raise UsageProblem(f"„{text}“ sagt nicht, was das Ergebnis ist.")
    return found


def responsible(context: NetworkContext) -> Callable[[str], str]:
    """Return a check for somebody of the network: an id, or a name as it is spoken of."""
    who = WhoIsWho(context.network, context.day)
    ids = [
        ident
        for entries in (who.offices, who.coordination, who.groups, who.members, who.people, who.guests)
        for ident in entries
        if not (ident in who.members and who.members[ident].sensitive)
        and not (ident in who.people and who.people[ident][0].sensitive)
    ]
    names = {fold(who.name(ident)): ident for ident in reversed(ids)}

    def check(text: str) -> str:
        if text in ids:
            return text
        if fold(text) in names:
            return names[fold(text)]
        raise UsageProblem(
            f"„{text}“ gibt es im Netzwerk nicht." + did_you_mean(text, [*ids, *(who.name(ident) for ident in ids)])
        )

    return check


def write_record(
    draft: Draft, record: EventRecord, data: Mapping[str, Any], results: Sequence[Mapping[str, Any]]
) -> None:
    """Write what happened into the record: values replace what stands there, results are added to what stands there."""
    for path, value in _leaves(data, ()):
        draft.put(path, value)
    known = {one.text for one in record.results}
    new = [dict(one) for one in results if one["text"] not in known]
    if new:
        draft.extend(("results",), new)


def forget_beginnings(drafts: Drafts, context: NetworkContext, members: Container[str]) -> None:
    """Write of bodies that nobody knows since when they belong to the network."""
    file = context.network.members_file
    for number, member in enumerate(context.network.members.members):
        if member.id in members:
            drafts[file].put(written_path(context, file, ("members", number, "since")), "unbekannt")


def _leaves(data: Mapping[str, Any], path: Path) -> list[tuple[Path, Any]]:
    found: list[tuple[Path, Any]] = []
    for key, value in data.items():
        if isinstance(value, Mapping) and key != "total":
            found += _leaves(value, (*path, key))
        elif value not in (None, "", [], {}):
            found.append(((*path, key), value))
    return found
