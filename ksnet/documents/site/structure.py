"""How a network is built: its groups, which stands below which, and who works in each."""

from __future__ import annotations

from collections.abc import Sequence

from ksnet import german
from ksnet.counting.cadence import cadence_text
from ksnet.documents.blocks import Block, Cell, Heading, Paragraph, bullets, facts, table
from ksnet.documents.figures import structure_figure
from ksnet.documents.member_views import member_views
from ksnet.documents.membership import bodies_in
from ksnet.documents.model import Chapter
from ksnet.documents.site.base import SiteContext, relative
from ksnet.documents.who import NOT_NAMED
from ksnet.records.network import Group, Management
from ksnet.repository import Network


def structure_chapters(ctx: SiteContext, network: Network) -> list[Chapter]:
    """Show the groups at a glance, then each with its members, then the networks in which this one is represented."""
    groups = [group for group in network.record.groups if ctx.current(group)]
    if not groups:
        nothing = Paragraph("Über die Gremien dieses Netzwerks ist hier noch nichts veröffentlicht.")
        return [Chapter("gremien", "Gremien", (nothing,)), _elsewhere(ctx, network)]
    return [
        Chapter("gremien", "Gremien im Überblick", tuple(_overview(ctx, network, groups))),
        Chapter("besetzung", "Wer in welchem Gremium mitarbeitet", tuple(_members(ctx, network, groups))),
        Chapter("geschaeftsfuehrung", "Geschäftsführung", tuple(_management(ctx, network))),
        _elsewhere(ctx, network),
    ]


def _overview(ctx: SiteContext, network: Network, groups: Sequence[Group]) -> list[Block]:
    who = ctx.who(network)
    rows = [
        [
            group.name if group.count is None else f"{group.name} ({group.count})",
            _lines(
                group.kind.label if group.kind else "",
                "außerhalb des Netzwerks" if group.external else "",
                german.since_text(group.since),
            ),
            _lines(who.group(group.parent) if group.parent in who.groups else "", who.office(group.youth_office)),
            _lines(*(cadence_text(cadence) for cadence in group.cadence)),
            str(bodies_in(network, group, who) or ""),
            group.purpose or "",
        ]
        for group in groups
    ]
    columns = ("Gremium", "Art", "Gehört zu", "Trifft sich", "Stellen", "Aufgabe")
    offices = [office for office in network.record.youth_offices if ctx.current(office)]
    return [
        *structure_figure(network, who, offices, groups, "gremien"),
        table("gremien", german.plural(len(groups), "Gremium", "Gremien"), columns, rows),
    ]


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _members(ctx: SiteContext, network: Network, groups: Sequence[Group]) -> list[Block]:
    """List the bodies of each group; a protected one is not told to be in any."""
    views = member_views(network, ctx.who(network))
    blocks: list[Block] = []
    for group in groups:
        names = [view.name for view in views if any(ident == group.id for ident, _ in view.groups)]
        if names:
            blocks += [Heading(group.name), *bullets(names)]
    return blocks


def _management(ctx: SiteContext, network: Network) -> list[Block]:
    who = ctx.who(network)

    def group(post: Management) -> str:
        return who.group(post.group) if post.group else network.record.name

    return facts(
        [(group(post), who.office(post.youth_office)) for post in network.record.management if ctx.current(post)]
    )


def _elsewhere(ctx: SiteContext, network: Network) -> Chapter:
    who = ctx.who(network)
    rows = []
    for entry in network.record.affiliations:
        if entry.name and ctx.current(entry):
            person = who.person(entry.person)
            known = next((one for one in ctx.networks if one.record.name == entry.name), None)
            url = relative(f"{known.id}/index.html", f"{network.id}/aufbau.html") if known else ""
            rows.append([Cell(entry.name, url), Cell("" if person == NOT_NAMED else person)])
    return Chapter(
        "vertretung",
        "Wo das Netzwerk vertreten ist",
        (
            table(
                "vertretung",
                german.plural(len(rows), "Netzwerk oder Gremium", "Netzwerke und Gremien"),
                ("Netzwerk oder Gremium", "Vertreten durch"),
                rows,
            ),
        )
        if rows
        else (),
    )
