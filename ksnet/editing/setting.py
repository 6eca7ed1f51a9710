"""Set values of an entry: find the key, write the value, refuse to lose other values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.basics.findings import Path
from ksnet.basics.frozen import frozen
from ksnet.basics.scalars import text_of
from ksnet.basics.spelling import SYNONYMS, fold, nearest_key
from ksnet.editing import checks
from ksnet.editing.ending import ENDABLE
from ksnet.editing.lookup import Drafts, candidates_of, id_called, only_entry, written_path
from ksnet.editing.naming import fitting, pick, refuse_unreadable, value_called
from ksnet.records import german
from ksnet.records.base import WHO_KINDS
from ksnet.records.model import BaseModel
from ksnet.records.structure import FieldShape, fields_of
from ksnet.repository import Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import KIND_NAMES, NetworkContext
from ksnet.yamltext.edits.draft import Draft

OWN_COMMANDS = {
    ("entry", "id"): "rename",
    ("entry", "until"): "end",
    ("event", "start"): "move-event",
    ("event", "end"): "move-event",
    ("event", "rescheduled_from"): "move-event",
}
"""Keys on which more hangs than their own value, and the command that knows it."""

_DECIMAL = expression(r"-?\d+,\d+")
_DAY_AND_MONTH = expression(r"(\d{1,2})\.(\d{1,2})\.")
_ONE_OR_MORE = frozenset(("value", "count"))  # shorthands of lists that may be a single value
_YES_NO = {"ja": "true", "nein": "false"}


@frozen
class Target:
    """An entry or a whole file; `called` is its German kind and id."""

    file: str
    path: Path
    record: BaseModel
    called: str
    kind: str


@frozen
class KeyToSet:
    """A key below a target: its path from there, and its shape."""

    path: Path
    shape: FieldShape


def target(context: NetworkContext, named: str) -> Target:
    """Return the entry, event, plan, year or network that a text names.

    Raises UsageProblem, and OutputProblem for a year whose file cannot be read.
    """
    network = context.network
    if fold(named) in {"netzwerk", network.id, fold(network.record.name)}:
        return Target(network.file, (), network.record, f"Netzwerk „{network.id}“", "network")
    if named.isdigit():
        refuse_unreadable(network, f"/years/{named}.yaml")
        if int(named) not in network.years:
            raise UsageProblem(
                f"Zum Jahr {named} gibt es noch keine Datei. Anlegen mit: ksnet new year {named}"
            )
        year = network.years[int(named)]
        return Target(year.file, (), year.record, f"Jahr {named}", "year")
    if "=" in named:
        raise UsageProblem(
            f"„{named}“: Zuerst kommt der Eintrag, dann ANGABE=WERT, z. B. ksnet set 2026 Ausblick=…"
        )
    if named not in {*context.entries, *network.events, *network.plans}:
        named = id_called(
            context, named, f"Einen Eintrag „{named}“ gibt es im Netzwerk „{network.id}“ nicht."
        )
    if event := network.events.get(named):
        return Target(event.file, (), event.record, f"Veranstaltung „{named}“", "event")
    if plan := network.plans.get(named):
        return Target(plan.file, (), plan.record, f"Plan „{named}“", "plan")
    entry = only_entry(context.entries[named], named)
    called = f"{KIND_NAMES[entry.kind]} „{named}“"
    return Target(
        entry.file, written_path(context, entry.file, entry.path), entry.record, called, "entry"
    )


def targets(context: NetworkContext, named: str) -> list[Target]:
    """Return one target, or several separated by commas; raises UsageProblem.

    A name may contain commas itself.
    """
    several = [part.strip() for part in named.split(",") if part.strip()]
    if not several:
        raise UsageProblem(
            "Es fehlt der Eintrag: eine Kennung, ein Name, ein Jahr oder „netzwerk“."
        )
    if len(several) > 1:
        try:
            return [target(context, named)]
        except UsageProblem:
            pass  # then each part has to be a name
    return [target(context, one) for one in several]


def _wanted(aim: Target, text: str) -> KeyToSet:
    """Return the key in a dotted text, by key or German title; raises UsageProblem."""
    first, *below = text.split(".")
    shape = _shape(type(aim.record), first, aim.called)
    # `end` ends neither posts nor agreements, and corrects no end.
    here = getattr(aim.record, "entry_kind", None) in ENDABLE and not getattr(
        aim.record, "until", None
    )
    if (command := OWN_COMMANDS.get((aim.kind, shape.key))) and (here or command != "end"):
        raise UsageProblem(
            f"„{shape.key}“ ändert ein eigener Befehl, weil mehr daran hängt: ksnet {command} --help"
        )
    path: list[str | int] = [shape.key]
    for step in below:
        if shape.many and step.isdigit() and step != "0" and isinstance(path[-1], str):
            path.append(int(step) - 1)
            continue
        if shape.model is None:
            raise UsageProblem(f"„{shape.key}“ ist ein einzelner Wert; darunter steht nichts.")
        if shape.many and isinstance(path[-1], str):
            if len(getattr(aim.record, shape.attribute, ())) > 1:
                raise UsageProblem(
                    f"„{shape.key}“ hat mehrere Einträge. Den ersten nennt „{shape.key}.1.{step}“."
                )
            path.append(0)
        shape = _shape(shape.model, step, f"{aim.called}, {shape.title}")
        path.append(shape.key)
    if isinstance(path[-1], int):
        raise UsageProblem(
            f"„{text}“: Welche Angabe des Eintrags? Zum Beispiel {text}.{next(iter(fields_of(shape.model)), '')}."
            if shape.model
            else f"„{text}“: Eine Liste von Werten wird als Ganzes angegeben."
        )
    if shape.model is not None and not shape.shorthand:
        keys = german.join([f"{text}.{key}" for key in fields_of(shape.model)][:8], "oder")
        raise UsageProblem(
            f"„{text}“ ({shape.title}) besteht aus mehreren Angaben. Möglich: {keys}."
        )
    return KeyToSet(tuple(path), shape)


def _shape(model: type[BaseModel], text: str, called: str) -> FieldShape:
    fields = fields_of(model)
    spelt = {fold(key): shape for key, shape in fields.items()}
    spelt |= {fold(shape.title): shape for shape in fields.values()}
    found = fields.get(text) or spelt.get(fold(text))
    if found is None:
        known = ", ".join(shape.title for key, shape in fields.items() if key != "id")
        titles = [shape.title for shape in fields.values()]
        word = fold(text)
        within = [title for title in titles if word not in SYNONYMS and word in fold(title)]
        near = within[0] if len(within) == 1 else nearest_key(text, [*fields, *titles])
        meant = fields[near].title if near in fields else near
        hint = f" Meinten Sie „{meant}“?" if meant else f" Möglich sind: {known}."
        raise UsageProblem(f"Eine Angabe „{text}“ gibt es hier nicht: {called}.{hint}")
    return found


def wanted_values(aim: Target, pairs: Sequence[str]) -> list[tuple[KeyToSet, list[str]]]:
    """Parse `KEY=VALUE` pairs; repeated keys collect values; raises UsageProblem.

    A key without a value has none.
    """
    found: dict[Path, tuple[KeyToSet, list[str]]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            words = (
                " Was aus mehreren Wörtern besteht, gehört in Anführungszeichen." if found else ""
            )
            raise UsageProblem(
                f"„{pair}“: Es fehlt „=“. Schreibweise: ANGABE=WERT, z. B. Stellenanteil=0,5.{words}"
            )
        key = _wanted(aim, name.strip())
        values = found.setdefault(key.path, (key, []))[1]
        value = value.replace("\r\n", "\n").strip()
        values += [value] if value and value not in values else []
    return list(found.values())


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
        for key, values in wanted:
            _set(
                drafts[aim.file],
                aim,
                key,
                [
                    file_value(context, key.shape, one)
                    for value in values
                    for one in _listed(context, key.shape, value)
                ],
                add=add,
            )
        titles = (
            f"{_in_sentence(key.shape.title)} {'eingetragen' if given else 'gestrichen'}"
            for key, given in wanted
        )
        done.append(f"{aim.called}: {', '.join(titles)}.")
    return drafts.changes, done


def _in_sentence(title: str) -> str:
    """Return the title of a key for a sentence; one that is no noun („seit“) in quotes."""
    return title if title[:1].isupper() else german.quoted(title)


def _set(draft: Draft, aim: Target, key: KeyToSet, data: list[Any], *, add: bool) -> None:
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
            return
        single = not shape.many or (
            len(data) == 1
            and (shape.shorthand in _ONE_OR_MORE or (present and not isinstance(present, list)))
        )
        draft.put(path, data[0] if single else data)


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
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
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
