"""KS2, ids: an id means one entry in its network, and one Jugendamt in all of them."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.findings import Fault, Related
from ksnet.rules.context import Entry, NetworkContext, kind_name
from ksnet.rules.overview import Overview


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
        yield Fault(
            "duplicate-id",
            entry.place,
            f"Die Kennung „{entry.id}“ ist schon an {kind_name(first.kind, 'wen')} vergeben.",
            "Eine andere Kennung wählen, z. B. mit einem Zusatz.",
            related=(Related(first.place, "zuerst vergeben"),),
        )


def office_keys(overview: Overview) -> Iterator[Fault]:
    """Ensure that a youth office keeps its key in all networks."""
    for ident, seen in sorted(overview.offices.items()):
        first_key, first_network, first_place = seen[0]
        for key, _network, place in seen[1:]:
            if key is not None and first_key is not None and key != first_key:
                yield Fault(
                    "office-key-conflict",
                    place,
                    f"Das Jugendamt „{ident}“ hat hier den Schlüssel {key}, im Netzwerk „{first_network}“ aber {first_key}.",
                    "Gleiche Kennung heißt gleiches Jugendamt: Schlüssel angleichen oder eine andere Kennung wählen.",
                    related=(Related(first_place, f"hier steht {first_key}"),),
                )
