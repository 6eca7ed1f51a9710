"""Which entry, and which of its values, `ksnet set` means; `ksnet sign` means the entry alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.basics.findings import Path
from ksnet.basics.frozen import frozen
from ksnet.basics.spelling import SYNONYMS, fold, nearest_key
from ksnet.editing.ending import ENDABLE
from ksnet.editing.lookup import id_called, only_entry, written_path
from ksnet.editing.naming import refuse_unreadable
from ksnet.records import german
from ksnet.records.model import BaseModel
from ksnet.records.said import said_year
from ksnet.records.structure import FieldShape, fields_of
from ksnet.records.vocabulary import EventStatus
from ksnet.rules.context import KIND_NAMES, NetworkContext

OWN_COMMANDS = {
    ("entry", "id"): "rename",
    ("entry", "until"): "end",
    ("event", "start"): "move-event",
    ("event", "end"): "move-event",
    ("event", "rescheduled_from"): "move-event",
}
"""Keys on which more hangs than their own value, and the command that knows it."""
_NUMBER = expression(r"[1-9][0-9]{0,5}")  # of an item of a list


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


def target(context: NetworkContext, named: str, preferred: Collection[str] = ()) -> Target:
    """Return the entry, event, plan, year or network that a text names.

    Of several entries with part of the name, those of the `preferred` kinds are meant. Raises
    UsageProblem, and OutputProblem for a year whose file cannot be read.
    """
    network = context.network
    if fold(named) in {"netzwerk", network.id, fold(network.record.name)}:
        return Target(network.file, (), network.record, f"Netzwerk „{network.id}“", "network")
    if named.isdigit():
        refuse_unreadable(network, f"/years/{named}.yaml")
        year = network.years.get(said_year(named))
        if year is None:
            raise UsageProblem(
                f"Zum Jahr {named} gibt es noch keine Datei. Anlegen mit: ksnet new year {named}"
            )
        return Target(year.file, (), year.record, f"Jahr {named}", "year")
    if "=" in named:
        raise UsageProblem(
            f"„{named}“: Zuerst kommt der Eintrag, dann ANGABE=WERT, z. B. ksnet set 2026 Ausblick=…"
        )
    if named not in {*context.entries, *network.events, *network.plans}:
        named = id_called(
            context,
            named,
            f"Einen Eintrag „{named}“ gibt es im Netzwerk „{network.id}“ nicht.",
            preferred,
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
    # Of what has been there is nothing to move, but maybe to correct.
    held = getattr(aim.record, "status", None) is EventStatus.STATTGEFUNDEN
    command = OWN_COMMANDS.get((aim.kind, shape.key))
    if command and (here or command != "end") and not (held and shape.key in {"start", "end"}):
        raise UsageProblem(
            f"„{shape.key}“ ändert ein eigener Befehl, weil mehr daran hängt: ksnet {command} --help"
        )
    path: list[str | int] = [shape.key]
    for step in below:
        if shape.many and _NUMBER.fullmatch(step) and isinstance(path[-1], str):
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
