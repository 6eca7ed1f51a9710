"""Set values of an entry: write each as its key asks, refuse to lose other values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.basics.findings import Path, child_of
from ksnet.basics.scalars import text_of
from ksnet.editing import checks
from ksnet.editing.aiming import KeyToSet, Target, wanted_values
from ksnet.editing.candidates import fitting, pick, value_called
from ksnet.editing.lookup import Drafts, candidates_of
from ksnet.records import german
from ksnet.records.base import WHO_KINDS
from ksnet.records.structure import FieldShape, fields_of
from ksnet.records.values import moment_of
from ksnet.repository import Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import NetworkContext
from ksnet.yamltext.edits.draft import Draft

_DECIMAL = expression(r"-?\d+,\d+")
_DAY_AND_MONTH = expression(r"(\d{1,2})\.(\d{1,2})\.")
_ONE_OR_MORE = frozenset(("value", "count"))  # shorthands of lists that may be a single value
_YES_NO = {"ja": "true", "nein": "false"}


def set_values(
    repository: Repository,
    context: NetworkContext,
    aims: Sequence[Target],
    pairs: Sequence[str],
    *,
    add: bool,
) -> tuple[dict[str, FileChange], list[str]]:
    """Set values of each entry, or `add` them to its lists; return changes and sentences.

    A key without a value is removed. Raises UsageProblem where more than one value would be lost,
    EditProblem where a file cannot be edited.
    """
    drafts = Drafts(repository)
    done = []
    for aim in aims:
        wanted = wanted_values(aim, pairs)
        titles = []
        # The end last: it may be a time on the day of a begin that is set beside it.
        for key, values in sorted(wanted, key=lambda one: one[0].path == ("end",)):
            draft = drafts[aim.file]
            added = _set(
                draft,
                aim,
                key,
                [
                    _value(context, draft, aim, key, one)
                    for value in values
                    for one in _listed(context, key.shape, value)
                ],
                add=add,
            )
            said = f"{_in_sentence(key.shape.title)} {'eingetragen' if values else 'gestrichen'}"
            titles.append(f"{said} (neuer Eintrag „{added}“)" if added else said)
        done.append(f"{aim.called}: {', '.join(titles)}.")
    return drafts.changes, done


def _in_sentence(title: str) -> str:
    """Return the title of a key for a sentence; one that is no noun („seit“) in quotes."""
    return title if title[:1].isupper() else german.quoted(title)


def _value(context: NetworkContext, draft: Draft, aim: Target, key: KeyToSet, text: str) -> Any:
    """Return a value in the form of files; the end of an event may be a time of its day."""
    if aim.kind == "event" and key.path in {("start",), ("end",)}:
        begin = moment_of(text_of(_present(draft, ("start",))))
        check = checks.end_after(begin) if begin and key.path == ("end",) else checks.moment
        return check(text)
    return file_value(context, key.shape, text)


def _set(draft: Draft, aim: Target, key: KeyToSet, data: list[Any], *, add: bool) -> str:
    """Set one value; return what a new entry is called that it begins (`results.3`), else empty."""
    path, shape = (*aim.path, *key.path), key.shape
    present = _present(draft, path)
    if not shape.many and (add or len(data) > 1):
        raise UsageProblem(f"„{shape.key}“ ({shape.title}) hat nur einen Wert, keine Liste.")
    if not data:
        if present is None:
            raise UsageProblem(
                f"{aim.called}: „{shape.title}“ ist nicht angegeben; zu streichen ist nichts."
            )
        draft.remove(path)
    elif add and present is not None:
        held = present if isinstance(present, list) else [present]
        known = [text_of(one) or one for one in held]
        if new := [one for one in data if one not in known]:
            draft.extend(path, new)
    else:
        _refuse_loss(present, key, aim)
        if _adds_an_entry(draft, path, data[0]):
            return ".".join(str(n + 1) if isinstance(n, int) else n for n in key.path[:-1])
        single = not shape.many or (
            len(data) == 1
            and (shape.shorthand in _ONE_OR_MORE or (present and not isinstance(present, list)))
        )
        draft.put(path, data[0] if single else data)
    return ""


def _adds_an_entry(draft: Draft, path: Path, value: Any) -> bool:
    """Append a new entry where the path is in the next item; raises UsageProblem for a gap."""
    number = path[-2] if len(path) > 1 else None
    if not isinstance(number, int):
        return False
    held = _present(draft, path[:-2])
    count = len(held) if isinstance(held, list) else int(held is not None)
    if number > count:
        raise UsageProblem(f"Der nächste Eintrag von „{path[-3]}“ ist Nummer {count + 1}.")
    if number == 0 or number < count:
        return False
    draft.append(path[:-2], {str(path[-1]): value})
    return True


def _present(draft: Draft, path: Path) -> Any:
    data: Any = draft.data
    for step in path:
        if step == 0 and not isinstance(data, list):
            continue
        data = child_of(data, step)
    return data


def _refuse_loss(present: Any, key: KeyToSet, aim: Target) -> None:
    """Refuse to replace entries that hold more than one value."""
    held = present if isinstance(present, list) else [present]
    if any(isinstance(one, dict) and one.keys() != {"text"} for one in held):
        raise UsageProblem(
            f"{aim.called}: Bei „{key.shape.key}“ steht schon mehr als ein Wert, zum Beispiel seit wann. "
            "Mit --add kommt etwas hinzu; anderes bitte in der Datei ändern."
        )


def file_value(context: NetworkContext, shape: FieldShape, value: str) -> Any:
    """Return a value in the form of files: listed value, date, true/false, number, or text."""
    values = context.network.land.categories if shape.categories else shape.vocabulary
    if values is not None:
        return value_called(values, value, f"{shape.title}: „{value}“ gibt es nicht.").value
    if shape.model is not None and shape.shorthand == "id" and "text" in fields_of(shape.model):
        return who_value(context, value)
    if kinds := _kinds(shape):
        named = list(candidates_of(context, kinds))
        found = value not in context.entries and fitting(value, named, whole=True)
        return pick(value, named, "", whole=True).id if found else value
    if check := checks.OF_KEY.get(shape.key):
        return check(value)
    if shape.text or shape.refs:
        return f"{value}\n" if "\n" in value and not value.endswith("\n") else value
    if value.lower() in _YES_NO:
        return _YES_NO[value.lower()]
    if _DECIMAL.fullmatch(value):
        return value.replace(",", ".")
    if match := _DAY_AND_MONTH.fullmatch(value):
        return f"{int(match[2]):02}-{int(match[1]):02}"
    try:
        return checks.date(value)
    except UsageProblem:
        return value  # no date: the check of the whole file tells what is expected


def _kinds(shape: FieldShape) -> tuple[str, ...]:
    """Return the kinds of entries whose ids are the values of a key."""
    by_id = shape.model is not None and shape.shorthand == "id"
    return fields_of(shape.model)["id"].refs if shape.model and by_id else shape.refs


def _listed(context: NetworkContext, shape: FieldShape, value: str) -> list[str]:
    """Return the values in a text, separated by commas where no single one has any."""
    kinds = _kinds(shape)
    known = list(candidates_of(context, kinds))
    closed = shape.vocabulary or shape.categories or kinds
    if not shape.many or not closed or fitting(value, known, whole=True):
        return [value]
    parts = [part.strip() for part in value.split(",") if part.strip()]
    # Somebody outside the records is a text: „Ausschuss für Kinder, Jugendliche und Familien“.
    free = shape.model is not None and "text" in fields_of(shape.model)
    return [value] if free and not all(fitting(p, known, whole=True) for p in parts) else parts


def who_value(context: NetworkContext, text: str) -> Any:
    """Return somebody as records name them: an id, else a text for a body outside."""
    if text in context.entries:
        return text
    known = list(candidates_of(context, WHO_KINDS))
    return (
        pick(text, known, "", whole=True).id if fitting(text, known, whole=True) else {"text": text}
    )
