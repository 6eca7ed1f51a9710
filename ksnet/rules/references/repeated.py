"""KS2, repetitions: an id that a list names twice, and a Jugendamt that is recorded as two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Path, Place, Related, Rule
from ksnet.basics.spelling import fold
from ksnet.records.base import WHO_KINDS
from ksnet.records.members import Member
from ksnet.records.model import BaseModel
from ksnet.records.structure import fields_of
from ksnet.records.walk import Walk
from ksnet.repository import Network
from ksnet.rules.context import Entry, NetworkContext
from ksnet.rules.examples import ONE_BODY

MAX_PLACES = 20  # that one finding names

REPEATED_REFERENCE = Rule(
    code="KS211",
    name="repeated-reference",
    severity=Severity.WARNUNG,
    title="Eine Liste nennt dieselbe Kennung oder denselben Wert zweimal.",
    why="Wer zweimal in einer Liste steht, wird zweimal gezählt und zweimal genannt, oder nur eine der Angaben gilt; oft fehlt dafür, wer statt dessen gemeint war.",
    mend="Nur einmal nennen, oder schreiben, was statt dessen gemeint war.",
    wrong={"event": "organisers: [stadt-muster, ⟦stadt-muster⟧]\n"},
    right={"event": "organisers: [stadt-muster]\n"},
)


@cache
def _value_lists(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return attribute and key of the lists of single values in a model that are no references.

    A meeting may be moved from the same day twice: there, KS310 looks at the order.
    """
    return tuple(
        (shape.attribute, key)
        for key, shape in fields_of(model).items()
        if shape.many and shape.model is None and not shape.refs and key != "rescheduled_from"
    )


def _once_each(network: Network) -> Iterator[tuple[str, str, str, Sequence[BaseModel]]]:
    """Yield file, key, and what each of its entries is about, which no other may be about."""
    yield network.file, "vacancies", "category", network.record.vacancies
    for year in network.years.values():
        yield year.file, "goals", "goal", year.record.goals
        yield year.file, "resources", "youth_office", year.record.resources


_LISTS = Walk(lambda model: bool(_value_lists(model)))


def repeated_reference(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no list names an id twice.

    Where each entry has a time of its own, as memberships have, the same id may come again: that is
    for KS304.
    """
    named: dict[tuple[str, Path], list[tuple[Path, str]]] = {}
    for mention in context.mentions:
        if mention.many:
            if len(set(mention.ids)) != len(mention.ids):
                places = [(reference.path, reference.id) for reference in mention.references()]
                yield from _repeated(mention.file, places)
        elif mention.kinds == WHO_KINDS and isinstance(mention.path[-2:][0], int):
            named.setdefault((mention.file, mention.path[:-2]), []).append(
                (mention.path, mention.ids[0])
            )
    for (file, _), places in named.items():
        yield from _repeated(file, places)
    for file, key, attribute, entries in _once_each(context.network):
        once: list[tuple[Path, str]] = [
            ((key, number, attribute), str(value))
            for number, entry in enumerate(entries)
            if (value := getattr(entry, attribute)) is not None
        ]
        yield from _repeated(file, once)
    for file, path, item in _LISTS.through(context.network.records()):
        model: type[BaseModel] = type(item)
        for attribute, key in _value_lists(model):
            values = getattr(item, attribute)
            if len(set(values)) != len(values):
                yield from _repeated(
                    file,
                    [((*path, key, number), str(value)) for number, value in enumerate(values)],
                )


def _repeated(file: str, places: list[tuple[Path, str]]) -> Iterator[Fault]:
    """Yield one fault for each id that is named again, at the second place."""
    by_id: dict[str, list[Path]] = {}
    for path, ident in places:
        by_id.setdefault(ident, []).append(path)
    for ident, (first, *again) in by_id.items():
        if again:
            others = (first, *again[1:MAX_PLACES])
            yield REPEATED_REFERENCE.fault(
                Place(file, again[0]),
                f"„{ident}“ steht in dieser Liste {len(again) + 1}-mal.",
                "Einmal genügt; war etwas anderes gemeint, dieses schreiben.",
                related=tuple(
                    Related(Place(file, path), f"„{ident}“ steht auch hier") for path in others
                ),
            )


REPEATED_YOUTH_OFFICE = Rule(
    code="KS212",
    name="repeated-youth-office",
    severity=Severity.WARNUNG,
    title="Ein Jugendamt ist zweimal erfasst.",
    why="Zwei Mitglieder mit demselben „youth_office“, oder zwei Jugendämter mit demselben Kreisschlüssel, sind eine Stelle: Sie zählt sonst doppelt, und ihre Personen stehen an zwei Orten.",
    mend="Die beiden Einträge zusammenführen; ein früherer wird mit „until“ beendet.",
    wrong={"members": f"{ONE_BODY}  - id: jugendamt-zwei\n    youth_office: ⟦stadt-muster⟧\n"},
    right={
        "members": f"{ONE_BODY}  - id: asd-muster\n    name: Allgemeiner Sozialer Dienst\n"
        "    categories: [jugendamt]\n"
    },
)


def repeated_youth_office(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no two entries are the same Jugendamt at the same time.

    These are members, or Kreisjugendämter of one key. Two Jugendämter with the key of one Gemeinde
    are reported by KS208.
    """
    same: dict[tuple[str, str], list[Entry]] = {}
    for entry in context.all_entries:
        if entry.kind == "member" and (office := getattr(entry.record, "youth_office", None)):
            same.setdefault(("youth_office", office), []).append(entry)
        elif (
            entry.kind == "youth_office"
            and len(key := getattr(entry.record, "key", None) or "") == 5
        ):
            same.setdefault(("key", key), []).append(entry)
    for (key, value), entries in same.items():
        for last, others in _repeats(entries):
            yield _same_office(last, others, key, value)


def _repeats(entries: list[Entry]) -> Iterator[tuple[Entry, list[Entry]]]:
    """Yield the last entry of several whose periods overlap, and those before it in the file."""
    for together in _together(entries):
        if len(together) > 1:
            *others, last = sorted(together, key=lambda entry: entry.path)
            yield last, others


def _together(entries: list[Entry]) -> Iterator[list[Entry]]:
    """Yield the entries whose periods overlap in every reading of their dates."""
    certain = [entry for entry in entries if entry.since.last <= entry.until.first]
    together: list[Entry] = []
    until = dt.date.min  # the last day of those together
    for entry in sorted(certain, key=lambda entry: entry.since.last):
        if entry.since.last > until:
            yield together
            together = []
        together.append(entry)
        until = max(until, entry.until.first)
    yield together


def _standing(others: list[Entry], key: str) -> tuple[Related, ...]:
    return tuple(
        Related(Place(other.file, (*other.path, key)), f"„{other.id}“ steht hier")
        for other in others
    )


def _same_office(last: Entry, others: list[Entry], key: str, value: str) -> Fault:
    named = f"„{others[0].id}“"
    return REPEATED_YOUTH_OFFICE.fault(
        Place(last.file, (*last.path, key)),
        f"Das Jugendamt „{value}“ ist schon das Mitglied {named}."
        if key == "youth_office"
        else f"Den Schlüssel {value} hat schon das Jugendamt {named}.",
        "Die Einträge zusammenführen; ist es eine andere Stelle, „name“ und „categories“ angeben statt „youth_office“."
        if key == "youth_office"
        else "Die Einträge zusammenführen, mit allen Gemeinden unter „municipalities“; sonst den Schlüssel prüfen.",
        related=_standing(others, key),
    )


REPEATED_BODY = Rule(
    code="KS214",
    name="repeated-body",
    severity=Severity.WARNUNG,
    title="Zwei Mitglieder haben denselben Namen und keine oder dieselbe Anschrift.",
    why="Eine Stelle, die zweimal erfasst ist, zählt doppelt, und ihre Personen stehen an zwei Orten. Meist ist ein Eintrag kopiert worden.",
    mend="Die beiden Einträge zusammenführen, oder die Namen unterscheiden.",
    wrong={
        "members": f"{ONE_BODY}  - id: kita\n    name: Kita Sonne\n    categories: [traeger-8a]\n"
        "  - id: kita-zwei\n    name: ⟦Kita Sonne⟧\n    categories: [traeger-8a]\n"
    },
    right="Kita Mond",
)


def repeated_body(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no two members of one name, in one street, are there at the same time.

    Of protected ones none is told.
    """
    for entries in _named_alike(context):
        if len({entry.id for entry in entries}) < 2:
            continue  # of one id: KS203
        for last, others in _repeats(entries):
            yield REPEATED_BODY.fault(
                Place(last.file, (*last.path, "name")),
                f"So heißt schon das Mitglied „{others[0].id}“.",
                f"Ist es dieselbe Stelle: ksnet merge member {others[0].id} {last.id}; sonst die Namen unterscheiden, oder unter „address“ Straße und Ort eintragen.",
                related=_standing(others[:MAX_PLACES], "name"),
            )


def _named_alike(context: NetworkContext) -> Iterator[list[Entry]]:
    """Yield the members of one name, by street and town, of all names that stand twice."""
    named: dict[str, list[Entry]] = {}
    for entry in context.all_entries:
        record = entry.record
        if isinstance(record, Member) and record.name and entry.id not in context.sensitive:
            named.setdefault(fold(record.name), []).append(entry)
    for entries in named.values():
        if len(entries) > 1:
            there: dict[str, list[Entry]] = {}
            for entry in entries:
                at = getattr(entry.record, "address", None)
                where = f"{at.street or ''} {at.city or ''}" if at else ""
                there.setdefault(fold(where), []).append(entry)
            yield from there.values()


CHECKS = (repeated_reference, repeated_youth_office, repeated_body)
