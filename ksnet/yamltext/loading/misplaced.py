"""Content in the wrong place: of another file or list, below a key too many, behind a dash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ksnet.basics.findings import Fault, Path, Place
from ksnet.records.model import BaseModel
from ksnet.records.structure import FieldShape, fields_of
from ksnet.yamltext.rules.schema import MISSING_KEY, UNKNOWN_KEY

_FEW = 2  # keys or entries that may fit elsewhere by chance


def misplaced(file: str, model: type[BaseModel], data: Mapping[str, Any]) -> Fault | None:
    """Return the fault for a file whose content belongs elsewhere, or below no key; else None."""
    keys, own = data.keys(), fields_of(model).keys()
    place = Place(file, (next(iter(keys), ""),), on="key")
    if len(keys) == 1 and not keys & own:
        ((key, inner),) = data.items()
        if isinstance(inner, dict) and len(inner.keys() & own) > _FEW:
            return UNKNOWN_KEY.fault(
                place,
                f"Über allem steht hier der Schlüssel „{key}“; den gibt es nicht.",
                "Diese Zeile entfernen und alles darunter um zwei Leerzeichen nach links rücken.",
            )
    strange = keys - own
    if not strange or len(strange) * 2 < len(keys):
        return None
    for other, what in _kinds():
        if other is not model and keys <= fields_of(other).keys() and _needed(other, data):
            return UNKNOWN_KEY.fault(
                place,
                f"In dieser Datei stehen die Angaben {what}.",
                "Beim Speichern verwechselt? Die Datei zurückholen (ksnet undo, oder mit Git) und diese Angaben in die richtige schreiben.",
            )
    return None


def _kinds() -> Iterator[tuple[type[BaseModel], str]]:
    """Yield the models of files with what they hold; few files need them all."""
    from ksnet.records.event import EventRecord
    from ksnet.records.members import MembersRecord
    from ksnet.records.network import NetworkRecord
    from ksnet.records.plan import PlanRecord
    from ksnet.records.year import YearRecord

    yield EventRecord, "einer Veranstaltung"
    yield MembersRecord, "von members.yaml"
    yield NetworkRecord, "von network.yaml"
    yield YearRecord, "eines Jahres"
    yield PlanRecord, "eines Plans"


def lost_keys(
    file: str, model: type[BaseModel], data: dict[str, Any]
) -> Iterator[tuple[str, Fault]]:
    """Yield a key whose line is missing, so that its entries follow those of another list.

    They are taken out of `data`.
    """
    shapes = fields_of(model)
    for key, items in list(data.items()):
        if key in shapes and isinstance(items, list) and (found := _lost(shapes, data, key)):
            number, meant = found
            del items[number:]
            first = f"- {'id' if 'id' in fields_of(meant.model) else '…'}"
            yield (
                meant.key,
                MISSING_KEY.fault(
                    Place(file, (key, number)),
                    f"Vor diesem Eintrag fehlt die Zeile „{meant.key}:“ ({meant.title}); so gehört er noch zu „{key}“.",
                    f"Über „{first}“ eine Zeile einfügen: {meant.key}:",
                ),
            )


def _lost(
    shapes: Mapping[str, FieldShape], data: Mapping[str, Any], key: str
) -> tuple[int, FieldShape] | None:
    """Return the first entry of a list from which on all are of one that the file lacks."""
    items, model = data[key], shapes[key].model
    if model is None or not all(isinstance(item, dict) for item in items):
        return None
    own = fields_of(model).keys()
    strange = [number for number, item in enumerate(items) if not item.keys() <= own]
    if len(strange) < _FEW:
        return None
    for shape in shapes.values():
        if not (shape.many and shape.model and shape.key not in data and shape.key != key):
            continue
        other = fields_of(shape.model).keys()
        number = len(items)
        while (
            number and items[number - 1].keys() <= other and _needed(shape.model, items[number - 1])
        ):
            number -= 1
        if 0 < number <= strange[0] and len(items) - number >= _FEW:
            return number, shape
    return None


def torn_entries(
    file: str, model: type[BaseModel], data: Mapping[str, Any], path: Path = ()
) -> Iterator[tuple[Path, Fault]]:
    """Yield each entry without id that is the rest of the one above, as a dash parts them.

    It is put back there in `data`.
    """
    for key, shape in fields_of(model).items():
        items, entry = data.get(key), shape.model
        if entry is None or not isinstance(items, list):
            continue
        for number in reversed(range(len(items))):
            item = items[number]
            here = (*path, key, number)
            if isinstance(item, dict):
                yield from torn_entries(file, entry, item, here)
            if number and _is_rest(entry, items[number - 1], item):
                first = next(iter(item))
                yield (
                    here,
                    MISSING_KEY.fault(
                        Place(file, (*here, first), on="key"),
                        f"Diesem Eintrag fehlt „id“; wohl steht vor „{first}“ ein „- “ zu viel, und er gehört noch zum Eintrag darüber.",
                        f"Ohne „- “ schreiben, gleich weit eingerückt: {first}: …; ist es ein eigener Eintrag, „id: …“ ergänzen.",
                    ),
                )
                items[number - 1].update(items.pop(number))


def _is_rest(model: type[BaseModel], above: object, item: object) -> bool:
    """Whether an entry has no id and nothing that the one above has, so that both are one."""
    shapes = fields_of(model)
    if not (isinstance(above, dict) and isinstance(item, dict) and item and "id" in shapes):
        return False
    if "id" not in above or not shapes["id"].required or item.keys() & {"id", *above}:
        return False
    named = next((s.key for s in shapes.values() if s.required and s.key != "id"), "name")
    # A body that is a Jugendamt needs no name: what has one is another, without its id.
    return item.keys() <= shapes.keys() and not (named in item and "youth_office" in above)


def _needed(model: type[BaseModel], item: Mapping[str, Any]) -> bool:
    """Whether an entry has all that one of this model must have."""
    return all(shape.key in item for shape in fields_of(model).values() if shape.required)
