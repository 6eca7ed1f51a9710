"""Parse in a few words what happened at a meeting, and write it as one change."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.basics.findings import Path
from ksnet.basics.scalars import text_of
from ksnet.basics.spelling import fold
from ksnet.editing import checks
from ksnet.editing.candidates import pick
from ksnet.editing.lookup import Drafts, candidates_of, unless_unread, written_path
from ksnet.records import german
from ksnet.records.base import WHO_KINDS
from ksnet.records.event import EventRecord
from ksnet.records.structure import shape_at
from ksnet.records.vocabulary import CountOf, EventStatus, Precision, ResultKind
from ksnet.rules.context import NetworkContext
from ksnet.yamltext.edits.draft import Draft

_OUTCOMES = (EventStatus.STATTGEFUNDEN, EventStatus.ABGESAGT, EventStatus.VERSCHOBEN)
_DUE = expression(r"(?:^|\s+)bis\s+(?:zum\s+)?((?:(?!\sbis\s)[^@])*\d(?:(?!\sbis\s)[^@])*)$")
_RESPONSIBLE = expression(r"(?:^|\s+)@([^@]+)$")
# „@Gesamtschule Nord“, „@schule bis Ende Mai“; „das Konto @schule erneuern“ is a text.
_FOR_SOMEBODY = expression(r"(?:^|\s)@(?:[A-ZÄÖÜ]|\w[^@]*\sbis\s)")
_MARK = expression(r"(?:^|\s)@\w")
_YEAR = expression(r"\b(?:19|20|21)\d\d\b")
_KIND = expression(r"(\w+)\s*:\s+")
_COUNT = expression(r"(?:(\w+)\s+)?(\d+)")


def parse_count(text: str) -> dict[str, Any]:
    """Parse a number of people: `40`, or `rund 40` with a word of `precision`.

    Raises UsageProblem.
    """
    match = _COUNT.fullmatch(text.strip())
    words = {fold(value.label or value.value): value for value in Precision}
    if match is None or (match[1] and fold(match[1]) not in words):
        allowed = ", ".join(value.label or value.value for value in Precision)
        raise UsageProblem(
            f"„{text}“ ist keine Anzahl. Schreibweise: 40, oder davor eines von: {allowed}."
        )
    found: dict[str, Any] = {"count": checks.whole(match[2])}
    if match[1]:
        found["precision"] = words[fold(match[1])].value
    return found | {"of": CountOf.ANWESEND.value}


def parse_result(text: str, who: Callable[[str], str]) -> dict[str, Any]:
    """Parse a result of a meeting; raises UsageProblem, also from `who`, which checks a name.

    The grammar, all but the text optional: `[ART:] TEXT [@WER] [bis [zum] DATUM]`, WER and DATUM in
    either order, as in `aufgabe: Leitfaden entwerfen @kreispolizei bis 30.9.2026`. ART is a value
    or label of `ResultKind`, WER an id or name, DATUM a date as in `ksnet.records.said`. Several
    words that are neither a known name nor a date belong to the text, unless they are written like
    somebody responsible.
    """
    found: dict[str, Any] = {"kind": None, "text": text.strip(), "responsible": None, "due": None}
    kinds = {fold(kind.label): kind.value for kind in ResultKind} | {
        kind.value: kind.value for kind in ResultKind
    }
    head = _KIND.match(found["text"])
    if head and fold(head[1]) in kinds:
        found |= {"kind": kinds[fold(head[1])], "text": found["text"][head.end() :]}
    nobody: UsageProblem | None = None
    for _ in range(2):  # in either order
        for key, pattern, check, surely in (
            ("due", _DUE, checks.date, _YEAR),
            ("responsible", _RESPONSIBLE, who, None),
        ):
            match = pattern.search(found["text"])
            if match is None or found[key] is not None:
                continue
            try:
                found |= {key: check(match[1].strip()), "text": found["text"][: match.start()]}
            except UsageProblem as problem:
                if " " not in match[1].strip() or (surely and surely.search(match[1])):
                    raise
                nobody = problem if key == "responsible" else nobody
    if (_MARK if found["responsible"] else _FOR_SOMEBODY).search(found["text"]):
        raise UsageProblem(
            f"{nobody or 'Zuständig kann nur eine Stelle oder Person sein.'} Schreibweise: TEXT @WER bis DATUM, z. B. Leitfaden entwerfen @polizei bis 30.9.2026"
        )
    if not found["text"].strip():
        raise UsageProblem(f"„{text}“ sagt nicht, was das Ergebnis ist.")
    return found


def responsible_check(context: NetworkContext) -> Callable[[str], str]:
    """Return a check for a person or body of the network by id or name."""
    known = [one for one in candidates_of(context, WHO_KINDS) if not one.hidden]

    def check(text: str) -> str:
        missing = f"„{text}“ gibt es im Netzwerk nicht."
        return pick(text, known, unless_unread(missing, [context.network])).id

    return check


def write_record(
    draft: Draft, record: EventRecord, data: Mapping[str, Any], results: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Write what happened into an event: values are replaced, results are added.

    Returns the German titles of what was replaced, but for a status that was only planned.
    """
    replaced = []
    for path, value in _leaves(data, ()):
        planned = path == ("status",) and record.status not in _OUTCOMES
        if not planned and _differs(draft.data, path, value):
            # „Stand“ alone would be that of the event.
            called = path[:-1] if len(path) > 1 and path[-1] == "status" else path
            shape = shape_at(EventRecord, called)[1]
            replaced.append(german.quoted(shape.title if shape else str(path[-1])))
        draft.put(path, value)
    known = {one.text for one in record.results}
    new = [dict(one) for one in results if one["text"] not in known]
    if new:
        draft.extend(("results",), new)
    return replaced


def _differs(data: Any, path: Path, value: Any) -> bool:
    """Whether another value stands at a path of keys, however a count is written."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    if data is None:
        return False
    if path[-1] == "total":
        data, value = (
            (one.get("count") if isinstance(one, dict) else one) for one in (data, value)
        )
    before, now = (one if isinstance(one, list) else [one] for one in (data, value))
    return [_text(one) for one in before] != [_text(one) for one in now]


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else text_of(value) or str(value)


def forget_beginnings(drafts: Drafts, context: NetworkContext, members: Container[str]) -> None:
    """Set the beginning of these members to `unbekannt`."""
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
