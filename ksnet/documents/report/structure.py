"""Chapters 1 and 2 of the Tätigkeitsbericht: occasion and structure."""

from __future__ import annotations

from ksnet import german
from ksnet.counting.cadence import cadence_text
from ksnet.counting.spans import Span
from ksnet.documents.blocks import Block, Cell, Gap, Heading, Paragraph, facts, prose, table
from ksnet.documents.figures import bodies_in, structure_figure
from ksnet.documents.report.base import ReportContext, label, labels
from ksnet.documents.who import WhoIsWho
from ksnet.records.network import Agreement, Group, YouthOffice
from ksnet.records.vocabulary import AgreementKind, ReportBasis
from ksnet.reference import find_gemeinde

PROCEDURE_KINDS = frozenset((AgreementKind.VERFAHRENSABSPRACHE, AgreementKind.MITTEILUNGSWEGE))
_EVERY = {
    "jahr": "jährlich",
    "halbjahr": "halbjährlich",
    "quartal": "vierteljährlich",
    "monat": "monatlich",
    "zwei-jahre": "alle zwei Jahre",
}


# --- 1 Anlass, Rechtsgrundlage und Berichtszeitraum -------------------------------------------------------------------


def occasion(ctx: ReportContext) -> list[Block]:
    """Say why the report is made, for which network, for which days."""
    record = ctx.record
    if ctx.is_network:
        law = "Rechtsgrundlage des Netzwerks ist § 9 des Landeskinderschutzgesetzes Nordrhein-Westfalen (LKSG NRW), in Kraft seit dem 1. Mai 2022. Das Gesetz selbst verlangt keinen Tätigkeitsbericht."
    else:
        law = "Diese Unterlagen gehören zu einem Jugendamt und bilden kein eigenes Netzwerk Kinderschutz ab. Die Pflichten eines Netzwerks nach § 9 LKSG NRW werden deshalb hier nicht beurteilt."
    blocks: list[Block] = [Paragraph(law)]
    blocks += facts(
        [
            ("Netzwerk" if ctx.is_network else "Jugendamt", record.name),
            ("Gegründet", german.vague_date(record.founded) if record.founded else ""),
            ("Beendet", german.vague_date(record.until) if record.until else ""),
            ("Berichtszeitraum", _period(ctx)),
            ("Stand der Angaben", german.plain_day(ctx.as_of)),
            ("Berichtspflicht", _duty(ctx)),
            ("Kenntnisnahme", "\n".join(_approvals(ctx))),
        ]
    )
    blocks += _life(ctx)
    if _duty_applies(ctx) and not ctx.text.approved and ctx.as_of > ctx.window.last:
        blocks.append(
            ctx.missing("Wer den Bericht zur Kenntnis genommen hat", f"{ctx.year_file}, Schlüssel „approved“")
        )
    blocks.append(Paragraph(_completeness(ctx)))
    if ctx.text.summary:
        blocks += [Heading("Zusammenfassung des Jahres"), *prose(ctx.text.summary)]
    else:
        blocks.append(
            ctx.missing(f"Ein zusammenfassender Text zum Jahr {ctx.year}", f"{ctx.year_file}, Schlüssel „summary“")
        )
    return blocks


def _period(ctx: ReportContext) -> str:
    text = f"1. Januar bis 31. Dezember {ctx.year}"
    if ctx.period.running:
        return f"{text}; das Jahr läuft noch, berichtet wird bis zum {german.plain_day(ctx.day)}"
    return text if ctx.period.begun else f"{text}; das Jahr hat noch nicht begonnen"


def _life(ctx: ReportContext) -> list[Block]:
    founded, until = ctx.record.founded, ctx.record.until
    if founded is not None and founded.first > ctx.window.last:
        return [
            Gap(
                "nicht-beurteilbar",
                f"Im Berichtszeitraum gab es das Netzwerk noch nicht (gegründet: {german.vague_date(founded)}).",
            )
        ]
    if until is not None and until.last < ctx.window.first:
        return [
            Gap(
                "nicht-beurteilbar",
                f"Im Berichtszeitraum gab es das Netzwerk nicht mehr (beendet: {german.vague_date(until)}).",
            )
        ]
    if ctx.began(founded):
        return [Paragraph(f"{ctx.year} ist das Gründungsjahr des Netzwerks.")]
    if founded is None and ctx.is_network:
        return [
            Gap("fehlt", "Wann das Netzwerk gegründet wurde, ist nicht erfasst (network.yaml, Schlüssel „founded“).")
        ]
    return []


def _completeness(ctx: ReportContext) -> str:
    since = ctx.record.complete_since
    if since == "nie":
        return "Die Unterlagen sind aus veröffentlichten Quellen zusammengestellt und erheben keinen Anspruch auf Vollständigkeit. Was hier nicht steht, kann dennoch stattgefunden haben."
    start = since or ctx.record.founded
    if start is None:
        return "Die Unterlagen erheben keinen Anspruch auf Vollständigkeit. Was hier nicht steht, kann dennoch stattgefunden haben."
    if ctx.complete:
        return f"Die Unterlagen sind nach eigener Angabe seit {german.vague_date(start)} vollständig."
    return f"Die Unterlagen sind nach eigener Angabe erst seit {german.vague_date(start)} vollständig. Was für diesen Zeitraum nicht erfasst ist, kann dennoch stattgefunden haben."


def _duty_applies(ctx: ReportContext) -> bool:
    duty = ctx.record.report
    return duty is not None and Span(duty.since, duty.until).touches(ctx.window)


def _duty(ctx: ReportContext) -> str:
    duty = ctx.record.report
    if duty is None:
        return "eine eigene Regel des Netzwerks ist nicht erfasst" if ctx.is_network else ""
    if not _duty_applies(ctx):
        return (
            f"eigene Regel des Netzwerks {german.period_text(duty.since, duty.until)}; für dieses Jahr gilt sie nicht"
        )
    basis = {
        ReportBasis.VEREINBARUNG: "aus Vereinbarung",
        ReportBasis.AUSSCHUSS: "durch den Ausschuss",
        ReportBasis.FREIWILLIG: "freiwillig",
    }
    parts = [
        basis[duty.basis] if duty.basis else "Grundlage nicht erfasst",
        _EVERY.get(duty.interval, "") if duty.interval else "",
        german.since_text(duty.since),
        f"erstellt durch: {ctx.who.text(duty.by)}" if duty.by else "",
        f"vorzulegen: {german.join(ctx.who.texts(duty.to))}" if duty.to else "",
    ]
    return ", ".join(part for part in parts if part)


def _approvals(ctx: ReportContext) -> list[str]:
    return [approval_text(ctx, approval) for approval in ctx.text.approved]


def approval_text(ctx: ReportContext, approval: object) -> str:
    """Return who took note and when, with the number of the Vorlage."""
    by, on, reference = (getattr(approval, key) for key in ("by", "on", "reference"))
    parts = [
        ctx.who.text(by) or "ohne Angabe",
        german.vague_date(on) if on else "",
        f"Vorlage {reference}" if reference else "",
    ]
    return ", ".join(part for part in parts if part)


# --- 2 Netzwerk und Struktur ------------------------------------------------------------------------------------------


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
    rows = [[office.name, _area(office), _office_dates(ctx, office)] for office in offices]
    caption = german.plural(len(offices), "Jugendamt", "Jugendämter") + (" im Netzwerk" if ctx.is_network else "")
    blocks: list[Block] = [Heading("Jugendämter")]
    if len(offices) > 1:
        blocks.append(
            Paragraph(
                f"Das Netzwerk tragen {german.plural(len(offices), 'Jugendamt', 'Jugendämter')} in interkommunaler Zusammenarbeit: {german.join(office.name for office in offices)}."
            )
        )
    return [*blocks, table("jugendaemter", caption, ("Jugendamt", "Zuständig für", "Im Netzwerk"), rows)]


def _area(office: YouthOffice) -> str:
    if office.municipalities:
        return german.join(_place(name) for name in office.municipalities)
    own = find_gemeinde(office.key) if office.key and len(office.key) == 8 else None
    return own.name if own else "nicht erfasst"


def _place(name: str) -> str:
    found = find_gemeinde(name) if name.isdigit() else None
    return found.name if found else name


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
        ("Unterzeichnet", german.vague_date(entry.signed) if entry.signed else ""),
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
            how = " Die Geschäftsführung wechselt jährlich." if group.rotation else ""
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
