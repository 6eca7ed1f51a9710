"""Chapter 4 of the Tätigkeitsbericht: who belongs to the network, who came and who left."""

from __future__ import annotations

from ksnet import german
from ksnet.counting.membership import coverage, members_on
from ksnet.counting.spans import Window
from ksnet.documents.blocks import Block, Heading, Paragraph, bullets, table
from ksnet.documents.figures import counts_figure
from ksnet.documents.legacy_member_blocks import body_blocks, coverage_blocks, scope_blocks
from ksnet.documents.member_views import member_views
from ksnet.documents.membership import Change, changes_in, field_of
from ksnet.documents.report.base import ReportContext
from ksnet.documents.who import WhoIsWho
from ksnet.records.members import Member
from ksnet.records.vocabulary import FieldOfWork

_WORDS: dict[Change, str] = {
    "neu": "neu im Berichtsjahr",
    "gruendung": "seit der Gründung in diesem Jahr dabei",
    "beginn-unklar": "Beginn nicht sicher diesem Jahr zuzuordnen",
    "weiterhin": "schon vorher dabei oder Beginn nicht bekannt",
}


def members(ctx: ReportContext) -> list[Block]:
    """Count the bodies, tell new, continuing and ended memberships apart, and show which categories are represented."""
    if not ctx.network.members.members and not ctx.is_network:
        return []
    current = members_on(ctx.network, ctx.day)
    if not current and not ctx.network.members.members:
        blocks: list[Block] = [ctx.missing("Mitglieder des Netzwerks", "members.yaml, Schlüssel „members“")]
    else:
        blocks = [_total(ctx, current), *_fields(current), *_movement(ctx)]
    if ctx.is_network:
        counts = coverage(current)
        sentence, *rest = coverage_blocks(ctx.network, counts, ctx.day)
        by_category = [(category.label, count) for category, count in counts.items()]
        caption = "Erfasste Stellen je Einrichtung oder Berufsgruppe nach § 9 Abs. 4"
        figure = counts_figure("bild-abdeckung", caption, "Erfasste Stellen", by_category, "abdeckung")
        blocks += [Heading("Vertretung nach § 9 Abs. 4 LKSG NRW"), sentence, *figure, *rest]
    if scope := scope_blocks(ctx.network):
        blocks += [Heading("Angesprochener Kreis"), *scope]
    return blocks


def _total(ctx: ReportContext, current: list[Member]) -> Block:
    one = len(current) == 1
    verb = "gehört" if one else "gehören"
    return Paragraph(
        f"Am {german.plain_day(ctx.day)} {verb} dem Netzwerk {german.plural(len(current), 'erfasste Stelle', 'erfasste Stellen')} an."
    )


def _movement(ctx: ReportContext) -> list[Block]:
    changes = changes_in(ctx.network, Window(ctx.window.first, ctx.day))
    rows = [[_WORDS[change], str(len(found))] for change, found in changes.by_change.items() if found]
    rows.append(["ausgeschieden im Berichtsjahr", str(len(changes.ended))])
    if not any(found for found in changes.by_change.values()):
        return []
    blocks: list[Block] = [table("bewegung", f"Mitgliedschaften {ctx.year}", ("Mitgliedschaft", "Stellen"), rows)]
    for title, found in (("Neu dabei", changes.by_change["neu"]), ("Ausgeschieden", changes.ended)):
        if found:
            blocks += [Heading(title), *bullets(_names(ctx, found))]
    return blocks


def _names(ctx: ReportContext, found: list[Member]) -> list[str]:
    return sorted((ctx.who.member_name(member) for member in found), key=german.sort_key)


def _fields(current: list[Member]) -> list[Block]:
    counts = [(value.label, sum(field_of(member) is value for member in current)) for value in FieldOfWork]
    counts = [(name, count) for name, count in counts if count]
    if without := sum(field_of(member) is None for member in current):
        counts.append(("ohne Angabe", without))
    if not counts:
        return []
    caption = "Erfasste Stellen je Handlungsfeld"
    rows = [[name, str(count)] for name, count in counts]
    return [
        *counts_figure("bild-handlungsfelder", caption, "Erfasste Stellen", counts, "handlungsfelder"),
        table("handlungsfelder", caption, ("Handlungsfeld", "Stellen"), rows),
    ]


def member_list(ctx: ReportContext) -> list[Block]:
    """List the bodies on the last reported day; people and contacts stand in the member list of its own."""
    if not ctx.network.members.members and not ctx.is_network:
        return []
    views = member_views(ctx.network, WhoIsWho(ctx.network, ctx.day))
    return body_blocks(ctx.network, views, ctx.day, people=False)
