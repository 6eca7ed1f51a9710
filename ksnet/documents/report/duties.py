"""The chapter of the Tätigkeitsbericht on statutory duties that are open."""

from __future__ import annotations

from ksnet.documents.blocks import Block
from ksnet.documents.legacy_duties import open_duties_blocks
from ksnet.documents.report.base import ReportContext
from ksnet.duties import Facts, assess


def duties(ctx: ReportContext) -> list[Block]:
    """Show what § 9 LKSG asks for and the records do not show; nothing where the duties do not apply."""
    if not ctx.is_network:
        return []
    facts = Facts(ctx.network, ctx.as_of, ctx.coordinated_elsewhere)
    return open_duties_blocks(assess(facts, ctx.year, ctx.land), ctx.year)
