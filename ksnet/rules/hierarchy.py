"""KS2, above and below: what stands above something exists, and nothing stands above itself."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.findings import Fault, Place
from ksnet.basics.spelling import nearest
from ksnet.rules.context import NetworkContext
from ksnet.rules.overview import Overview


def parent_networks(overview: Overview) -> Iterator[Fault]:
    """Ensure that the network above exists, and that no network stands above itself."""
    parents = {child: parent for child, parent, _ in overview.parents}
    for child, parent, place in overview.parents:
        if parent not in overview.network_ids:
            meant = nearest(parent, [i for i in overview.network_ids if i != child])
            hint = f"Meinten Sie „{meant}“? " if meant else ""
            yield Fault(
                "unknown-network",
                place,
                f"Ein Netzwerk „{parent}“ gibt es hier nicht.",
                f"{hint}Ist es anderswo erfasst, dann parent: {{text: …}}.",
            )
            continue
        seen, above = {child}, parent
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if above == child:
            yield Fault(
                "circular-parent",
                place,
                "Das Netzwerk steht über sich selbst.",
                "„parent“ bei einem der beteiligten Netzwerke ändern.",
            )


def circular_groups(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no group belongs to itself."""
    parents = {group.id: group.parent for group in context.network.record.groups}
    for number, group in enumerate(context.network.record.groups):
        seen: set[str] = set()
        above = group.parent
        while above and above not in seen and above != group.id:
            seen.add(above)
            above = parents.get(above)
        if above == group.id:
            yield Fault(
                "circular-parent",
                Place(context.network.file, ("groups", number, "parent")),
                f"Das Gremium „{group.id}“ gehört zu sich selbst.",
                "„parent“ bei einem der beteiligten Gremien ändern.",
            )
