"""Procedures for the public: where they are explained, what has been agreed, and what the network works on."""

from __future__ import annotations

from ksnet import german
from ksnet.documents.blocks import Block, Cell, Heading, facts, table
from ksnet.documents.model import Chapter
from ksnet.documents.site.base import SiteContext, event_path, relative
from ksnet.documents.who import NOT_NAMED
from ksnet.records.network import Agreement
from ksnet.records.vocabulary import AgreementKind, AgreementStatus
from ksnet.repository import Network

_ASPECTS = (
    ("procedures", "Verfahren im Kinderschutz"),
    ("structures", "Aufbau des Netzwerks"),
    ("contacts", "Ansprechpersonen"),
)

PROCEDURE_KINDS = frozenset((AgreementKind.VERFAHRENSABSPRACHE, AgreementKind.MITTEILUNGSWEGE))


def signed_label(entry: Agreement) -> str:
    """Return what the day of an agreement is called: some are decided, and nobody signs them."""
    decided = entry.status is AgreementStatus.BESCHLOSSEN and not entry.signed_by
    return "Beschlossen" if decided else "Unterzeichnet"


def information_blocks(network: Network) -> list[Block]:
    """Name the pages that inform the public (§ 9 Abs. 3 Satz 4 LKSG NRW)."""
    information = network.record.public_information
    rows = []
    for key, title in _ASPECTS:
        page = getattr(information, key) if information else None
        if page is not None and page.url:
            rows.append(
                [Cell(title), Cell(page.url, page.url), Cell(german.vague_date(page.as_of) if page.as_of else "")]
            )
    if not rows:
        return []
    caption = german.plural(len(rows), "Seite", "Seiten") + " für die Öffentlichkeit"
    return [table("information", caption, ("Thema", "Adresse", "Zuletzt geprüft"), rows)]


def agreement_chapters(ctx: SiteContext, network: Network) -> list[Chapter]:
    """Show the agreements that are not over: those on procedures first."""
    live = [
        entry
        for entry in network.record.agreements
        if entry.status is not AgreementStatus.BEENDET
        and (entry.valid_until is None or entry.valid_until.last >= ctx.as_of)
    ]
    first = [entry for entry in live if entry.kind in PROCEDURE_KINDS]
    other = [entry for entry in live if entry.kind not in PROCEDURE_KINDS]
    chapters = [
        Chapter("verfahren", "Verfahren und Mitteilungswege", _agreements(ctx, network, first)),
        Chapter("vereinbarungen", "Vereinbarungen", _agreements(ctx, network, other)),
    ]
    return [chapter for chapter in chapters if chapter.blocks]


def _agreements(ctx: SiteContext, network: Network, entries: list[Agreement]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for entry in entries:
        blocks += [Heading(entry.title), *_agreement(ctx, network, entry)]
    return tuple(blocks)


def _agreement(ctx: SiteContext, network: Network, entry: Agreement) -> list[Block]:
    who, document = ctx.who(network), entry.document
    signed_by = dict.fromkeys(who.with_function(one) for one in entry.signed_by)
    title = (document.title or (entry.title if document.url else "")) if document else ""
    return facts(
        [
            ("Dokument", Cell(title, (document.url if document else "") or "")),
            ("Art", entry.kind.label if entry.kind else ""),
            ("Regelt", german.join(covered.label for covered in entry.covers)),
            ("Beteiligt", "\n".join(who.texts(entry.parties))),
            ("Stand", entry.status.label if entry.status else ""),
            (signed_label(entry), german.vague_date(entry.signed) if entry.signed else ""),
            ("Unterzeichnet von", "\n".join(name for name in signed_by if name and name != NOT_NAMED)),
            ("Anlass", _occasion(ctx, network, entry)),
            ("Rechtsform", entry.legal_form.label if entry.legal_form else ""),
            ("Gilt bis", german.vague_date(entry.valid_until) if entry.valid_until else ""),
            ("Wird überprüft bis", german.vague_date(entry.review_by) if entry.review_by else ""),
        ]
    )


def _occasion(ctx: SiteContext, network: Network, entry: Agreement) -> Cell:
    """Return the event at which an agreement was signed, if everybody may know of it."""
    event = next((one for one in ctx.entries[network.id] if one.id == entry.event), None)
    return Cell(event.heading, relative(event_path(event), f"{network.id}/verfahren.html")) if event else Cell("")


def workstream_blocks(ctx: SiteContext, network: Network) -> list[Block]:
    """Show what the network works on."""
    rows = [
        [
            stream.text,
            stream.kind.label if stream.kind else "",
            stream.status.label if stream.status else "",
            german.period_text(stream.since, stream.until),
        ]
        for stream in network.record.workstreams
        if ctx.current(stream)
    ]
    caption = german.plural(len(rows), "Thema", "Themen")
    return [table("themen", caption, ("Thema", "Art", "Stand", "Zeitraum"), rows)] if rows else []
