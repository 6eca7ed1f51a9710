"""Chapter 3 of the Tätigkeitsbericht: the Koordinierungsstellen, who holds them, and the funds of the Land."""

from __future__ import annotations

from ksnet import german
from ksnet.counting.spans import Span, Window
from ksnet.documents.blocks import Block, Heading, table
from ksnet.documents.report.base import ReportContext
from ksnet.records.network import Coordination
from ksnet.records.vocabulary import Task


def coordination(ctx: ReportContext) -> list[Block]:
    """Show the Koordinierungsstelle of every Jugendamt, its share of a post, changes, and the funds of the Land."""
    posts = [post for post in ctx.record.coordination if ctx.valid(post)]
    blocks: list[Block] = []
    if posts:
        rows = [
            [
                ctx.who.office(post.youth_office) or "ohne Angabe",
                post.title or "Koordinierungsstelle",
                _holders(ctx, post),
                _fte(ctx, post),
                _changes(ctx, post),
            ]
            for post in posts
        ]
        columns = ("Jugendamt", "Stelle", "Besetzt mit", "Stellenanteil (VZÄ)", "Im Berichtsjahr")
        blocks.append(
            table(
                "koordinierungsstellen",
                german.plural(len(posts), "Koordinierungsstelle", "Koordinierungsstellen"),
                columns,
                rows,
            )
        )
        blocks += _tasks(ctx, posts)
    served = {post.youth_office for post in posts}
    without = [office for office in ctx.record.youth_offices if ctx.valid(office) and office.id not in served]
    if without and ctx.is_network:
        names = german.join(office.name for office in without)
        blocks.append(
            ctx.missing(
                f"Die Koordinierungsstelle (§ 9 Abs. 2 Satz 1 LKSG NRW) für: {names}",
                "network.yaml, Schlüssel „coordination“",
            )
        )
    if posts and not any(post.fte for post in posts):
        blocks.append(ctx.missing("Der Stellenanteil", "network.yaml, coordination, Schlüssel „fte“"))
    return [*blocks, *_resources(ctx)]


def _tasks(ctx: ReportContext, posts: list[Coordination]) -> list[Block]:
    """Say which Koordinierungsstelle has which task, task by task: most have all of them."""
    rows = []
    for task in Task:
        offices = [ctx.who.office(post.youth_office) for post in posts if task in post.tasks]
        everybody = len(posts) > 1 and len(offices) == len(posts)
        if offices:
            rows.append([task.label, "alle Koordinierungsstellen" if everybody else "\n".join(offices)])
    if not rows:
        return []
    columns = ("Aufgabe", "Erfasst für")
    return [table("aufgaben", "Aufgaben der Koordinierungsstellen (§ 9 Abs. 2 und 3 LKSG NRW)", columns, rows)]


def _holders(ctx: ReportContext, post: Coordination) -> str:
    reported = Window(ctx.window.first, ctx.day)
    names = [ctx.who.person(holder.id) for holder in post.people if Span(holder.since, holder.until).touches(reported)]
    vacant = post.vacant_since
    if vacant is not None and vacant.first <= ctx.day:
        return "\n".join([*names, f"unbesetzt seit {german.vague_date(vacant)}"])
    return "\n".join(names) if names else "Person nicht erfasst"


def _fte(ctx: ReportContext, post: Coordination) -> str:
    reported = Window(ctx.window.first, ctx.day)
    shares = [share for share in post.fte if Span(share.since, share.until).touches(reported)]
    if len(shares) == 1:
        return german.number(shares[0].value)
    return "\n".join(
        f"{german.number(share.value)} {german.period_text(share.since, share.until)}".strip() for share in shares
    )


def _changes(ctx: ReportContext, post: Coordination) -> str:
    lines = [f"eingerichtet {german.vague_date(post.since)}"] if ctx.began(post.since) else []
    for holder in post.people:
        name = ctx.who.person(holder.id)
        if ctx.began(holder.since):
            lines.append(f"{name} {german.since_text(holder.since)}")
        if ctx.ended(holder.until):
            lines.append(f"{name} bis {german.vague_date(holder.until)}")
    if ctx.ended(post.until):
        lines.append(f"beendet {german.vague_date(post.until)}")
    return "\n".join(lines)


def _resources(ctx: ReportContext) -> list[Block]:
    resources = [entry for entry in ctx.text.resources if entry.state_funds_eur is not None]
    if not resources:
        if not ctx.is_network:
            return []
        return [ctx.missing("Die Landesmittel nach § 12 LKSG NRW", f"{ctx.year_file}, Schlüssel „resources“")]
    rows = [
        [ctx.who.office(entry.youth_office) or "ohne Angabe", f"{german.number(entry.state_funds_eur or 0)} €"]
        for entry in resources
    ]
    if len(rows) > 1:
        rows.append(["Zusammen", f"{german.number(sum(entry.state_funds_eur or 0 for entry in resources))} €"])
    return [
        Heading("Landesmittel nach § 12 LKSG NRW"),
        table("landesmittel", f"Landesmittel {ctx.year}", ("Jugendamt", "Betrag"), rows),
    ]
