"""KS2, above and below: parents exist, and nothing is its own parent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Place, Rule
from ksnet.basics.spelling import nearest
from ksnet.records.network import Group
from ksnet.rules.context import NetworkContext
from ksnet.rules.overview import Overview
from ksnet.yamltext.rules.files import UNKNOWN_NETWORK

CIRCULAR_PARENT = Rule(
    code="KS210",
    name="circular-parent",
    severity=Severity.FEHLER,
    title="Etwas ist sich selbst übergeordnet.",
    why="Aus „parent“ entsteht das Schaubild des Netzwerks; ein Kreis hat kein Oben.",
    mend="„parent“ bei einem der beteiligten Einträge ändern.",
    wrong={
        "network": "groups:\n  - id: plenum\n    name: Netzwerktreffen\n    kind: themengruppe\n"
        "    parent: ⟦plenum⟧\n  - id: ak-alt\n    name: AK\n    kind: arbeitskreis\n"
        "    until: 2024-12-31\n"
    },
    right={
        "network": "groups:\n  - id: plenum\n    name: Netzwerktreffen\n    kind: themengruppe\n"
        "  - id: ak-alt\n    name: AK\n    kind: arbeitskreis\n    parent: plenum\n"
        "    until: 2024-12-31\n"
    },
)


def parent_networks(overview: Overview) -> Iterator[Fault]:
    """Ensure that the network above exists, and that no network is above itself."""
    parents = {child: parent for child, parent, _ in overview.parents}
    for child, parent, place in overview.parents:
        if parent not in overview.network_ids:
            meant = nearest(parent, [i for i in overview.network_ids if i != child])
            hint = f"Meinten Sie „{meant}“? " if meant else ""
            yield UNKNOWN_NETWORK.fault(
                place,
                f"Ein Netzwerk „{parent}“ gibt es hier nicht.",
                f"{hint}Ist es anderswo erfasst, dann parent: {{text: …}}.",
            )
            continue
        if _is_above_itself(child, parents):
            yield CIRCULAR_PARENT.fault(
                place,
                "Das Netzwerk steht über sich selbst.",
                "„parent“ bei einem der beteiligten Netzwerke ändern.",
            )


def circular_groups(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no group belongs to itself."""
    first: dict[str, tuple[int, Group]] = {}  # a second one of the same id is reported as such
    for number, group in enumerate(context.network.record.groups):
        first.setdefault(group.id, (number, group))
    parents = {ident: group.parent for ident, (_, group) in first.items()}
    for number, group in first.values():
        if _is_above_itself(group.id, parents):
            yield CIRCULAR_PARENT.fault(
                Place(context.network.file, ("groups", number, "parent")),
                f"Das Gremium „{group.id}“ gehört zu sich selbst.",
                "„parent“ bei einem der beteiligten Gremien ändern.",
            )


def _is_above_itself(ident: str, parents: Mapping[str, str | None]) -> bool:
    """Whether the way from an entry to what is above it, and so on, leads back to the entry."""
    seen: set[str] = set()
    above = parents.get(ident)
    while above and above != ident and above not in seen:
        seen.add(above)
        above = parents.get(above)
    return above == ident


CHECKS = (circular_groups,)
OVERVIEWS = (parent_networks,)
