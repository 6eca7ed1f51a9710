"""The structure of a network: its groups, their hierarchy, and their bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from ksnet.basics.frozen import frozen
from ksnet.documents.frame import LinkView
from ksnet.documents.groups import NodeView, structure_nodes
from ksnet.documents.member_views import member_views
from ksnet.documents.membership import bodies_in, to_reach
from ksnet.documents.site.base import SiteContext, home_of, relative
from ksnet.documents.view import NetworkView, of_network
from ksnet.duties.counting.cadence import cadence_text
from ksnet.protection.who import Audience, WhoIsWho
from ksnet.records import german
from ksnet.records.network import Group
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import GroupKind, Rotation
from ksnet.repository import Network


@frozen(kw_only=True)
class SiteGroupView:
    """A group for the public."""

    name: str
    """Name, mit der Zahl gleichartiger Gremien."""
    kind: GroupKind | None
    """Art."""
    external: bool
    """Ob es außerhalb des Netzwerks steht."""
    since: PartialDate | None
    """Seit wann."""
    above: tuple[str, ...]
    """Wozu es gehört: übergeordnetes Gremium, Jugendamt."""
    rules: tuple[str, ...]
    """Wie oft es sich nach eigener Regel trifft."""
    invited: int | None
    """Wie viele Tage vorher es nach eigener Regel einlädt."""
    with_agenda: bool
    """Ob die Einladung nach eigener Regel die Tagesordnung enthält."""
    rotation: Rotation | None
    """Wie oft die Geschäftsführung wechselt."""
    bodies: int
    """Wie viele Stellen ihm angehören; geschützte zählen nicht."""
    purpose: str
    """Aufgabe."""
    members: tuple[str, ...]
    """Stellen, die mitarbeiten."""


@frozen(kw_only=True)
class StructureView(NetworkView):
    """The structure of a network."""

    kind: ClassVar[str] = "site/structure"
    groups: tuple[SiteGroupView, ...]
    """Gremien."""
    nodes: tuple[NodeView, ...]
    """Schaubild: Netzwerk, Jugendämter und Gremien, jedes unter dem, zu dem es gehört."""
    management: tuple[tuple[str, str], ...]
    """Geschäftsführung: Gremium und Jugendamt."""
    elsewhere: tuple[tuple[LinkView, str], ...]
    """Wo das Netzwerk vertreten ist, und durch wen, soweit genannt werden darf."""
    ended: PartialDate | None
    """Wann das Netzwerk endete, wenn es nicht mehr besteht; alles andere ist dann leer."""


def structure_view(ctx: SiteContext, network: Network) -> StructureView:
    """Return the groups with their bodies, and the networks in which this one is represented."""
    who, record, ended = ctx.who(network), network.record, ctx.ended(network)
    groups = ctx.current(record.groups) if ended is None else []
    management = ctx.current(record.management) if ended is None else []
    return StructureView(
        **of_network(network, ctx.as_of, Audience.OEFFENTLICH),
        groups=_groups(who, groups, is_network=record.is_network),
        nodes=structure_nodes(who, ctx.offices(network), groups),
        management=tuple(
            (who.group(post.group) if post.group else record.name, who.office(post.youth_office))
            for post in management
        ),
        elsewhere=tuple(_elsewhere(ctx, network)) if ended is None else (),
        ended=ended,
    )


def _groups(
    who: WhoIsWho, groups: Sequence[Group], *, is_network: bool
) -> tuple[SiteGroupView, ...]:
    """Return the groups with their bodies, without protected ones."""
    views = member_views(who)
    return tuple(
        SiteGroupView(
            name=group.name
            if group.count is None
            else f"{group.name} ({german.number(group.count)})",
            kind=group.kind,
            external=bool(group.external) and is_network,
            since=group.since,
            above=tuple(filter(None, (_parent(group, who), who.office(group.youth_office)))),
            rules=tuple(map(cadence_text, group.cadence)),
            invited=group.invitation.days if group.invitation else None,
            with_agenda=bool(group.invitation and group.invitation.agenda),
            rotation=group.rotation,
            bodies=bodies_in(group, who),
            purpose=group.purpose or "",
            members=tuple(
                view.name for view in views if any(ident == group.id for ident, _ in view.groups)
            ),
        )
        for group in groups
    )


def _parent(group: Group, who: WhoIsWho) -> str:
    return who.group(group.parent) if group.parent in who.groups else ""


def _elsewhere(ctx: SiteContext, network: Network) -> Iterator[tuple[LinkView, str]]:
    who = ctx.who(network)
    for entry in ctx.current(network.record.affiliations):
        if entry.name:
            person = who.person_to_show(entry.person) if to_reach(who, entry.person) else ""
            known = next((one for one in ctx.networks if one.record.name == entry.name), None)
            url = relative(home_of(known), f"{network.id}/aufbau.html") if known else ""
            yield LinkView(text=entry.name, url=url), person
