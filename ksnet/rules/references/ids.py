"""KS2, ids: an id means one entry in its network, and one Jugendamt in all of them."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Related, Rule
from ksnet.rules.context import Entry, NetworkContext, kind_name
from ksnet.rules.overview import Overview

DUPLICATE_ID = Rule(
    code="KS204",
    name="duplicate-id",
    severity=Severity.FEHLER,
    title="Eine Kennung ist doppelt vergeben.",
    why="In einem Netzwerk muss eine Kennung allein sagen, was gemeint ist.",
    mend="Eine andere Kennung wählen.",
    wrong={
        "network": "agreements:\n  - id: ⟦plenum⟧\n    kind: geschaeftsordnung\n"
        "    title: Geschäftsordnung\n"
    },
    right="geschaeftsordnung",
)


def duplicate_id(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that an id means one entry only, so that an id alone says what is meant."""
    for entries in context.entries.values():
        yield from _doubles(entries)
    for plan in context.plan_entries.values():
        for entries in plan.values():
            yield from _doubles(entries)


def _doubles(entries: list[Entry]) -> Iterator[Fault]:
    if len(entries) < 2:
        return
    first, *others = entries
    for entry in others:
        if {first.kind, entry.kind} == {"youth_office", "member"} and entry.id in (
            getattr(first.record, "youth_office", None),
            getattr(entry.record, "youth_office", None),
        ):
            continue
        yield DUPLICATE_ID.fault(
            entry.place,
            f"Die Kennung „{entry.id}“ ist schon an {kind_name(first.kind, 'wen')} vergeben.",
            "Ist es derselbe Eintrag, beide zu einem zusammenführen; sonst eine andere Kennung wählen."
            if entry.kind == first.kind and _named(entry) == _named(first)
            else "Eine andere Kennung wählen, z. B. mit einem Zusatz.",
            related=(Related(first.place, "zuerst vergeben"),),
        )


OFFICE_KEY_CONFLICT = Rule(
    code="KS209",
    name="office-key-conflict",
    severity=Severity.FEHLER,
    title="Ein Jugendamt hat in zwei Netzwerken verschiedene Schlüssel.",
    why="Ein Jugendamt behält seine Kennung in allen Netzwerken; gleiche Kennung heißt gleicher Schlüssel.",
    mend="Schlüssel angleichen oder eine andere Kennung wählen.",
    wrong={
        "data/networks/nachbar/network.yaml": "name: Netzwerk Nachbar\nyouth_offices:\n"
        '  - id: stadt-muster\n    name: Jugendamt\n    key: ⟦"05974028"⟧\n',
        "data/networks/nachbar/members.yaml": "members:\n",
    },
    right={
        "data/networks/nachbar/network.yaml": "name: Netzwerk Nachbar\nyouth_offices:\n"
        '  - id: stadt-nachbar\n    name: Jugendamt\n    key: "05974028"\n'
    },
)


def office_keys(overview: Overview) -> Iterator[Fault]:
    """Ensure that a youth office keeps its key in all networks."""
    for ident, seen in sorted(overview.offices.items()):
        first_key, first_network, first_place = seen[0]
        for key, _network, place in seen[1:]:
            if key is not None and first_key is not None and key != first_key:
                yield OFFICE_KEY_CONFLICT.fault(
                    place,
                    f"Das Jugendamt „{ident}“ hat hier den Schlüssel {key}, im Netzwerk „{first_network}“ aber {first_key}.",
                    "Gleiche Kennung heißt gleiches Jugendamt: Schlüssel angleichen oder eine andere Kennung wählen.",
                    related=(Related(first_place, f"hier steht {first_key}"),),
                )


def _named(entry: Entry) -> object:
    """Return what an entry is called, or who it is."""
    record = entry.record
    return next(
        (
            getattr(record, key)
            for key in ("family_name", "name", "title", "text")
            if getattr(record, key, None)
        ),
        None,
    )


CHECKS = (duplicate_id,)
OVERVIEWS = (office_keys,)
