"""The chart of a network: the network, its Jugendämter, and its groups by hierarchy."""

from __future__ import annotations

from collections.abc import Sequence

from ksnet.basics.frozen import frozen
from ksnet.documents.membership import bodies_in
from ksnet.duties.counting.membership import members_on
from ksnet.duties.counting.spans import complete_on
from ksnet.protection.who import WhoIsWho
from ksnet.records import german
from ksnet.records.network import Group, YouthOffice

ROOT = "netzwerk"


@frozen(kw_only=True)
class NodeView:
    """A box in the chart."""

    id: str
    """Kennung."""
    label: str
    """Beschriftung."""
    lines: tuple[str, ...]
    """Was kleiner darunter steht."""
    parent: str | None = None
    """Kennung des Kastens darüber."""
    dashed: bool = False
    """Ob es außerhalb des Netzwerks steht."""


def structure_nodes(
    who: WhoIsWho, offices: Sequence[YouthOffice], groups: Sequence[Group]
) -> tuple[NodeView, ...]:
    """Return the boxes in order; external groups are dashed and beside the network.

    The number of bodies is given only where the records claim to hold all of them.
    """
    network = who.network
    all_known = complete_on(network, who.as_of)
    names = tuple(office.name for office in offices)
    bodies = len(members_on(network, who.as_of)) if all_known else 0
    shown = {group.id for group in groups}
    below = _filled(names[0] if len(names) == 1 else "", _count(bodies, "Stelle", "Stellen"))
    nodes = [NodeView(id=ROOT, label=network.record.name, lines=below)]
    if len(names) > 1:
        label = german.plural(len(names), "Jugendamt", "Jugendämter")
        nodes.append(NodeView(id="jugendaemter", label=label, lines=names, parent=ROOT))
    for group in groups:
        top = None if group.external else ROOT
        lines = _filled(
            _count(group.count or 0, "Gremium", "Gremien"),
            who.office(group.youth_office),
            _count(bodies_in(group, who) if all_known else 0, "Stelle", "Stellen"),
        )
        nodes.append(
            NodeView(
                id=f"gremium-{group.id}",
                label=group.name,
                lines=lines,
                parent=f"gremium-{group.parent}" if group.parent in shown else top,
                dashed=bool(group.external),
            )
        )
    return tuple(nodes)


def _count(number: int, one: str, many: str) -> str:
    return german.plural(number, one, many) if number else ""


def _filled(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
