"""Chapters 6, 9 and 10 of the Tätigkeitsbericht: procedures, information of the public, other networks."""

from __future__ import annotations

from ksnet import german
from ksnet.counting.membership import confirmed_categories, members_on
from ksnet.documents.blocks import Block, Cell, Heading, Paragraph, table
from ksnet.documents.events import status_text, titled
from ksnet.documents.report.base import ReportContext, label
from ksnet.documents.report.structure import PROCEDURE_KINDS, agreement_blocks
from ksnet.records.network import Agreement, NetworkRecord, PublicPage
from ksnet.records.structure import fields_of
from ksnet.records.vocabulary import AgreementStatus, Category, Covers, EventKind

_ASPECTS = (("procedures", "Verfahren"), ("structures", "Strukturen"), ("contacts", "Ansprechpersonen"))


# --- 6 Verfahrensabsprachen und Mitteilungswege -----------------------------------------------------------------------


def procedures(ctx: ReportContext) -> list[Block]:
    """Show the agreements on procedures, and the topics that are worked on."""
    agreements = [entry for entry in ctx.record.agreements if entry.kind in PROCEDURE_KINDS]
    blocks = [block for entry in agreements for block in agreement_blocks(ctx, entry)]
    elsewhere = [entry for entry in ctx.record.agreements if entry.kind not in PROCEDURE_KINDS and _regulates(entry)]
    if elsewhere:
        names = german.join(f"„{entry.title}“" for entry in elsewhere)
        blocks.append(
            Paragraph(f"Verfahren oder Mitteilungswege regelt auch: {names} (siehe „Netzwerk und Struktur“).")
        )
    if ctx.is_network:
        blocks += _missing_procedures(ctx, [*agreements, *elsewhere])
    return [*blocks, *_section_8a(ctx), *_workstreams(ctx)]


def _regulates(entry: Agreement) -> bool:
    return bool({Covers.VERFAHREN, Covers.MITTEILUNGSWEGE} & set(entry.covers))


def _missing_procedures(ctx: ReportContext, found: list[Agreement]) -> list[Block]:
    live = [entry for entry in found if entry.status is not AgreementStatus.BEENDET]
    kinds = {str(entry.kind) for entry in live} | {str(covered) for entry in live for covered in entry.covers}
    blocks: list[Block] = []
    if not kinds & {"verfahrensabsprache", "verfahren"}:
        blocks.append(
            ctx.missing(
                "Eine Absprache zum Verfahren bei möglicher Kindeswohlgefährdung (§ 9 Abs. 3 Satz 2 Nr. 2 LKSG NRW)",
                "network.yaml, Schlüssel „agreements“",
            )
        )
    if "mitteilungswege" not in kinds:
        blocks.append(
            ctx.missing(
                "Eine Beschreibung der Mitteilungswege (§ 9 Abs. 3 Satz 2 Nr. 3 LKSG NRW)",
                "network.yaml, Schlüssel „agreements“",
            )
        )
    return blocks


def _section_8a(ctx: ReportContext) -> list[Block]:
    bodies = [
        member for member in members_on(ctx.network, ctx.day) if Category.TRAEGER_8A in confirmed_categories(member)
    ]
    if not bodies:
        return []
    with_one = sum(
        bool(member.agreement_8a and (member.agreement_8a.signed or member.agreement_8a.exists)) for member in bodies
    )
    return [
        Paragraph(
            f"Vereinbarungen nach § 8a Abs. 4 SGB VIII sind bei {with_one} von {len(bodies)} Stellen dieser Kategorie erfasst."
        )
    ]


def _workstreams(ctx: ReportContext) -> list[Block]:
    streams = [stream for stream in ctx.record.workstreams if ctx.valid(stream)]
    if not streams:
        return []
    rows = [
        [
            stream.text,
            label(stream.kind, ""),
            label(stream.status, "nicht erfasst"),
            german.period_text(stream.since, stream.until),
        ]
        for stream in streams
    ]
    columns = ("Gegenstand", "Art", "Stand", "Zeitraum")
    return [
        Heading("Arbeitsthemen"),
        table("arbeitsthemen", german.plural(len(streams), "Arbeitsthema", "Arbeitsthemen"), columns, rows),
    ]


# --- 9 Information der Öffentlichkeit ---------------------------------------------------------------------------------


def public_information(ctx: ReportContext) -> list[Block]:
    """Show where the public is informed, and what was done for it in the year."""
    blocks: list[Block] = []
    info = ctx.record.public_information
    pages = [(name, getattr(info, key) if info else None) for key, name in _ASPECTS]
    if ctx.is_network:
        blocks.append(
            Paragraph(
                "Das Netzwerk informiert bürgernah die Öffentlichkeit über Verfahren, Strukturen und Ansprechpersonen im Kinderschutz (§ 9 Abs. 3 Satz 4 LKSG NRW)."
            )
        )
    if any(page is not None for _, page in pages):
        rows: list[list[str | Cell]] = [
            [name, _page(page), german.vague_date(page.as_of) if page and page.as_of else ""]
            for name, page in pages
            if page
        ]
        blocks.append(table("oeffentlichkeit", "Seiten für die Öffentlichkeit", ("Inhalt", "Adresse", "Stand"), rows))
    absent = [name for name, page in pages if page is None]
    if absent and ctx.is_network:
        blocks.append(
            ctx.missing(
                f"Öffentliche Information über {german.join(absent)}", "network.yaml, Schlüssel „public_information“"
            )
        )
    return [*blocks, *_relations(ctx)]


def _page(page: PublicPage | None) -> Cell:
    return Cell(page.url, page.url) if page and page.url else Cell("vorhanden, Adresse nicht erfasst" if page else "")


def _relations(ctx: ReportContext) -> list[Block]:
    rows: list[list[str | Cell]] = [
        [
            german.vague_date(entry.date),
            entry.title or "ohne Titel",
            (entry.kind or "").capitalize(),
            Cell(entry.url or "", entry.url or ""),
        ]
        for entry in ctx.text.public_relations
    ]
    rows += [
        [
            german.days_text(event.record.start, event.record.end),
            titled(event.record.title, event.record.theme),
            status_text(event.record, ctx.as_of),
            "",
        ]
        for event in ctx.events()
        if event.record.kind is EventKind.OEFFENTLICHKEIT
    ]
    if rows:
        return [
            Heading("Öffentlichkeitsarbeit"),
            table(
                "oeffentlichkeitsarbeit",
                f"Öffentlichkeitsarbeit {ctx.year}",
                ("Datum", "Titel", "Art oder Stand", "Adresse"),
                rows,
                fixed=1,
                head=1,
            ),
        ]
    if not ctx.is_network:
        return []
    return [ctx.missing(f"Öffentlichkeitsarbeit im Jahr {ctx.year}", f"{ctx.year_file}, Schlüssel „public_relations“")]


# --- 10 Vertretung in anderen Netzwerken ------------------------------------------------------------------------------


def affiliations(ctx: ReportContext) -> list[Block]:
    """Show in which other networks the network is represented (§ 9 Abs. 2 Satz 3 Nr. 4)."""
    found = [entry for entry in ctx.record.affiliations if ctx.valid(entry)]
    if not found:
        if not ctx.is_network:
            return []
        what = "Die Vertretung in anderen Netzwerken und Arbeitsgemeinschaften (§ 9 Abs. 2 Satz 3 Nr. 4 LKSG NRW)"
        return [ctx.missing(what, "network.yaml, Schlüssel „affiliations“")]
    rows = [
        [
            entry.name or label(entry.kind),
            label(entry.kind, ""),
            ctx.who.person(entry.person),
            german.period_text(entry.since, entry.until),
        ]
        for entry in found
    ]
    return [
        table(
            "vertretung",
            "Vertretung in anderen Netzwerken",
            ("Netzwerk oder Gremium", "Art", "Vertreten durch", "Zeitraum"),
            rows,
        )
    ]


def reported(ctx: ReportContext) -> list[Block]:
    """Say where sources contradict each other about the network itself."""
    titles = {source.id: source.title for source in ctx.record.sources}
    entries = [entry for entry in ctx.record.reported if entry.value]
    return [
        Paragraph(
            f"Abweichende Angabe{f' zu „{_title(entry.key)}“' if entry.key else ''}: {entry.value}{f' ({titles.get(entry.source, entry.source)})' if entry.source else ''}."
        )
        for entry in entries
    ]


def _title(key: str) -> str:
    """Return the German title of a key of network.yaml; the key itself where it is none."""
    shape = fields_of(NetworkRecord).get(key)
    return shape.title if shape else key


def sources(ctx: ReportContext) -> list[Block]:
    """List where the facts come from."""
    rows: list[list[str | Cell]] = [
        [
            Cell(source.title, source.url or ""),
            german.vague_date(source.published) if source.published else "",
            german.vague_date(source.as_of) if source.as_of else "",
        ]
        for source in ctx.record.sources
    ]
    if not rows:
        return []
    return [
        *reported(ctx),
        table("quellen", "Quellen der Angaben", ("Quelle", "Veröffentlicht", "Gelesener Stand"), rows),
    ]
