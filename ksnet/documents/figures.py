"""Figures that several documents show, and the words that stand for them where nobody can see them.

A figure is made only where there is something to look at: a single number, or nothing at all, makes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ksnet import german
from ksnet.counting.membership import members_on
from ksnet.documents.blocks import Bar, BarChart, Figure, Node, TreeDiagram
from ksnet.documents.membership import bodies_in
from ksnet.documents.who import WhoIsWho
from ksnet.records.network import Group, YouthOffice
from ksnet.repository import Network

SPOKEN = 13  # as many entries as a text alternative names; the table has them all


def spoken(items: Iterable[str]) -> str:
    """Join names for a text alternative; a long list ends in the number of those left out."""
    return german.join(_shortened(items))


def counted(pairs: Iterable[tuple[str, str]]) -> str:
    """Join labels and their numbers for a text alternative: `Schule: 3; Justiz: 2`."""
    return "; ".join(_shortened(f"{label}: {number}" for label, number in pairs))


def _shortened(items: Iterable[str]) -> list[str]:
    texts = list(items)
    if len(texts) <= SPOKEN:
        return texts
    return [*texts[: SPOKEN - 1], f"{len(texts) - SPOKEN + 1} weitere (siehe Tabelle)"]


def counts_figure(ident: str, caption: str, what: str, counts: Sequence[tuple[str, int]], numbers: str) -> list[Figure]:
    """Draw how many there are of each kind, in the order given; nothing where fewer than two kinds have any."""
    if sum(count > 0 for _, count in counts) < 2:
        return []
    return [
        Figure(
            ident,
            caption,
            f"Balkendiagramm. {counted((label, str(count)) for label, count in counts)}.",
            BarChart((what,), tuple(Bar(label, (count,)) for label, count in counts)),
            numbers,
        )
    ]


# --- the network's structure ------------------------------------------------------------------------------------------


def structure_figure(
    network: Network, who: WhoIsWho, offices: Sequence[YouthOffice], groups: Sequence[Group], numbers: str
) -> list[Figure]:
    """Draw Jugendämter and groups of a network, each group below the one it belongs to, external bodies dashed."""
    if len(groups) < 2:
        return []
    shown = {group.id for group in groups}
    root = Node("netzwerk", network.record.name, _size_lines(network, who, offices))
    nodes = [root]
    if len(offices) > 1:
        names = tuple(office.name for office in offices)
        nodes.append(Node("jugendaemter", german.plural(len(names), "Jugendamt", "Jugendämter"), names, root.id))
    for group in groups:
        above = f"gremium-{group.parent}" if group.parent in shown else None if group.external else root.id
        nodes.append(
            Node(f"gremium-{group.id}", group.name, _group_lines(network, group, who), above, dashed=group.external)
        )
    return [
        Figure(
            "bild-struktur",
            "Aufbau des Netzwerks",
            _structure_text(offices, groups),
            TreeDiagram(tuple(nodes)),
            numbers,
        )
    ]


def _size_lines(network: Network, who: WhoIsWho, offices: Sequence[YouthOffice]) -> tuple[str, ...]:
    bodies = len(members_on(network, who.as_of))
    parts = [
        offices[0].name if len(offices) == 1 else "",
        german.plural(bodies, "erfasste Stelle", "erfasste Stellen") if bodies else "",
    ]
    return tuple(part for part in parts if part)


def _group_lines(network: Network, group: Group, who: WhoIsWho) -> tuple[str, ...]:
    bodies = bodies_in(network, group, who)
    parts = [
        german.plural(group.count, "Gremium", "Gremien") if group.count else "",
        who.office(group.youth_office),
        german.plural(bodies, "Stelle", "Stellen") if bodies else "",
        "außerhalb des Netzwerks" if group.external else "",
    ]
    return tuple(part for part in parts if part)


def _structure_text(offices: Sequence[YouthOffice], groups: Sequence[Group]) -> str:
    own = [group for group in groups if not group.external]
    names = {group.id: group.name for group in groups}
    carried = f"{german.plural(len(offices), 'Jugendamt', 'Jugendämter')} und " if offices else ""
    parts = [f"Das Netzwerk hat {carried}{german.plural(len(own), 'Gremium', 'Gremien')}"]
    if top := [group.name for group in own if group.parent not in names]:
        parts.append(f"auf der obersten Ebene: {spoken(top)}")
    for ident, name in names.items():
        if below := [group.name for group in groups if group.parent == ident]:
            parts.append(f"zu „{name}“ {'gehört' if len(below) == 1 else 'gehören'} {spoken(below)}")
    if outside := [group.name for group in groups if group.external]:
        parts.append(f"außerhalb des Netzwerks: {spoken(outside)}")
    return f"Baumdiagramm. {'; '.join(parts)}."
