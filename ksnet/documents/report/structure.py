"""Chapter 2 of the Tätigkeitsbericht: Jugendämter, agreements, groups and who manages them."""

from __future__ import annotations

from ksnet import german
from ksnet.counting.cadence import cadence_text
from ksnet.counting.spans import Span
from ksnet.documents.blocks import Block, Cell, Gap, Heading, Paragraph, facts, prose, table
from ksnet.documents.figures import bodies_in, structure_figure
from ksnet.documents.offices import places_of
from ksnet.documents.report.base import ReportContext, label, labels
from ksnet.documents.who import WhoIsWho
from ksnet.records.network import Agreement, Group, YouthOffice
from ksnet.records.vocabulary import AgreementKind, AgreementStatus

PROCEDURE_KINDS = frozenset((AgreementKind.VERFAHRENSABSPRACHE, AgreementKind.MITTEILUNGSWEGE))


def structure(ctx: ReportContext) -> list[Block]:
    """Show the Jugendämter, agreements and groups."""
    record = ctx.record
    blocks: list[Block] = prose(record.summary)
    parent = record.parent
    blocks += facts(
        [
            ("Leitwort", record.motto or ""),
            ("Federführendes Jugendamt", ctx.who.office(record.lead)),
            ("Übergeordnetes Netzwerk", (parent.text or parent.id or "") if parent else ""),
            ("Internetseite", Cell(record.website or "", record.website or "")),
            ("Veröffentlichte Größe", german.join(german.count_text(count) for count in record.size)),
        ]
    )
    blocks += _offices(ctx)
    blocks += _agreements(ctx)
    blocks += _groups(ctx)
    return blocks


def _offices(ctx: ReportContext) -> list[Block]:
    offices = [office for office in ctx.record.youth_offices if ctx.valid(office)]
    if not offices:
        return [
            Heading("Jugendämter"),
            Gap("fehlt", "Kein Jugendamt ist erfasst (network.yaml, Schlüssel „youth_offices“)."),
        ]
    rows = [
        [office.name, german.join(places_of(office)) or "nicht erfasst", _office_dates(ctx, office)]
        for office in offices
    ]
    caption = german.plural(len(offices), "Jugendamt", "Jugendämter") + (" im Netzwerk" if ctx.is_network else "")
    blocks: list[Block] = [Heading("Jugendämter")]
    if len(offices) > 1:
        blocks.append(
            Paragraph(
                f"Das Netzwerk tragen {german.plural(len(offices), 'Jugendamt', 'Jugendämter')} in interkommunaler Zusammenarbeit: {german.join(office.name for office in offices)}."
            )
        )
    return [*blocks, table("jugendaemter", caption, ("Jugendamt", "Zuständig für", "Im Netzwerk"), rows)]


def _office_dates(ctx: ReportContext, office: YouthOffice) -> str:
    text = german.period_text(office.since, office.until)
    if ctx.began(office.since):
        return f"neu {text}"
    return f"ausgeschieden: {text}" if ctx.ended(office.until) else text


def _agreements(ctx: ReportContext) -> list[Block]:
    agreements = [entry for entry in ctx.record.agreements if entry.kind not in PROCEDURE_KINDS]
    if agreements:
        return [
            Heading("Vereinbarungen und Geschäftsordnung"),
            *(block for entry in agreements for block in agreement_blocks(ctx, entry)),
        ]
    if len(ctx.record.youth_offices) > 1:
        what = "Eine Vereinbarung über die interkommunale Zusammenarbeit (§ 9 Abs. 1 Satz 3 LKSG NRW)"
        return [
            Heading("Vereinbarungen und Geschäftsordnung"),
            ctx.missing(what, "network.yaml, Schlüssel „agreements“"),
        ]
    return []


def signed_label(entry: Agreement) -> str:
    """Return what the day of an agreement is called: some are decided, and nobody signs them."""
    decided = entry.status is AgreementStatus.BESCHLOSSEN and not entry.signed_by
    return "Beschlossen" if decided else "Unterzeichnet"


def agreement_blocks(ctx: ReportContext, entry: Agreement) -> list[Block]:
    """Show one agreement: parties, signing, content."""
    who, document = ctx.who, entry.document
    event = ctx.network.events.get(entry.event) if entry.event else None
    pairs: list[tuple[str, str | Cell]] = [
        ("Vereinbarung", entry.title),
        ("Art", label(entry.kind)),
        ("Rechtsform", label(entry.legal_form, "")),
        ("Stand", label(entry.status, "nicht erfasst")),
        ("Beteiligte", german.join(who.texts(entry.parties))),
        (signed_label(entry), german.vague_date(entry.signed) if entry.signed else ""),
        ("Unterzeichnet von", "\n".join(dict.fromkeys(who.with_function(person) for person in entry.signed_by))),
        ("Anlass", event.record.title if event else ""),
        ("Regelt", labels(entry.covers)),
        ("Gültig bis", german.vague_date(entry.valid_until) if entry.valid_until else ""),
        ("Zu überprüfen bis", german.vague_date(entry.review_by) if entry.review_by else ""),
        (
            "Dokument",
            Cell(document.title or document.url or document.path or "", document.url or "") if document else "",
        ),
    ]
    return facts(pairs)


def _groups(ctx: ReportContext) -> list[Block]:
    groups = [group for group in ctx.record.groups if ctx.valid(group)]
    if not groups:
        if not ctx.is_network:
            return []
        return [Heading("Gremien"), Gap("fehlt", "Es ist kein Gremium erfasst (network.yaml, Schlüssel „groups“).")]
    who = WhoIsWho(ctx.network, ctx.day)
    rows = [
        [
            group.name if group.count is None else f"{group.name} ({group.count})",
            label(group.kind) + (", außerhalb des Netzwerks" if group.external else ""),
            ctx.who.group(group.parent) if group.parent else "",
            ctx.who.office(group.youth_office),
            "\n".join(cadence_text(cadence) for cadence in group.cadence),
            str(bodies) if (bodies := bodies_in(ctx.network, group, who)) else "",
            group.purpose or "",
        ]
        for group in groups
    ]
    columns = ("Gremium", "Art", "Gehört zu", "Jugendamt", "Turnus nach eigener Regel", "Stellen", "Zweck")
    offices = [office for office in ctx.record.youth_offices if ctx.valid(office)]
    blocks: list[Block] = [
        Heading("Gremien"),
        *(structure_figure(ctx.network, who, offices, groups, "gremien") if ctx.is_network else []),
        table("gremien", german.plural(len(groups), "Gremium", "Gremien"), columns, rows),
    ]
    return [*blocks, *_management(ctx, groups)]


def _management(ctx: ReportContext, groups: list[Group]) -> list[Block]:
    blocks: list[Block] = []
    for group in groups:
        posts = [post for post in ctx.record.management if post.group == group.id]
        held = [post for post in posts if Span(post.since, post.until).touches(ctx.window)]
        for post in held:
            name = ctx.who.office(post.youth_office) or "ohne Angabe"
            period = german.period_text(post.since, post.until)
            how = (
                f" Die Geschäftsführung wechselt {group.rotation.label.removesuffix(' wechselnd')}."
                if group.rotation
                else ""
            )
            blocks.append(
                Paragraph(
                    f"Geschäftsführung, {group.name}, im Jahr {ctx.year}: {name}{f' ({period})' if period and period != str(ctx.year) else ''}.{how}"
                )
            )
        if group.rotation and not held:
            what = f"Wer {ctx.year} die jährlich wechselnde Geschäftsführung hatte ({group.name})"
            blocks.append(ctx.missing(what, "network.yaml, Schlüssel „management“"))
    others = [
        post
        for post in ctx.record.management
        if post.group is None and Span(post.since, post.until).touches(ctx.window)
    ]
    blocks += [
        Paragraph(
            f"Geschäftsführung des Netzwerks im Jahr {ctx.year}: {ctx.who.office(post.youth_office) or 'ohne Angabe'}."
        )
        for post in others
    ]
    return blocks
