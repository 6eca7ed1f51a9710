"""Whom the public can turn to: the Koordinierungsstellen, with links that write and call."""

from __future__ import annotations

from ksnet import german
from ksnet.counting.spans import Span
from ksnet.documents.blocks import Block, Cell, Heading, facts
from ksnet.documents.legacy_contacts import address_text, holder_lines
from ksnet.documents.site.base import SiteContext, contact_url
from ksnet.records.network import Coordination
from ksnet.repository import Network


def contact_blocks(ctx: SiteContext, network: Network) -> list[Block]:
    """Show each Koordinierungsstelle under the name of its Jugendamt."""
    blocks: list[Block] = []
    for post in network.record.coordination:
        if ctx.current(post):
            name = ctx.who(network).office(post.youth_office)
            title = post.title or "Koordinierungsstelle"
            blocks += [Heading(name or title), *_post(ctx, network, post, title if name else "")]
    return blocks


def _post(ctx: SiteContext, network: Network, post: Coordination, title: str) -> list[Block]:
    shares = [share.value for share in post.fte if Span(share.since, share.until).on(ctx.as_of)]
    return facts(
        [
            ("Stelle", title),
            ("Ansprechperson", "\n".join(holder_lines(network, post, ctx.who(network)))),
            ("E-Mail", Cell(post.email or "", contact_url("mailto", post.email) if post.email else "")),
            ("Telefon", Cell(post.phone or "", contact_url("tel", post.phone) if post.phone else "")),
            ("Anschrift", address_text(post.address)),
            ("Aufgaben", "\n".join(_capital(task.label) for task in post.tasks)),
            ("Stellenanteil", "; ".join(f"{german.number(share)} Vollzeitstellen" for share in shares)),
        ]
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
