"""Chapter 1 of the Tätigkeitsbericht: why it is made, for which network and days, and how complete the records are."""

from __future__ import annotations

from ksnet import german
from ksnet.counting.spans import Span
from ksnet.documents.blocks import Block, Gap, Heading, Paragraph, facts, prose
from ksnet.documents.report.base import ReportContext
from ksnet.records.vocabulary import ReportBasis

_EVERY = {
    "jahr": "jährlich",
    "halbjahr": "halbjährlich",
    "quartal": "vierteljährlich",
    "monat": "monatlich",
    "zwei-jahre": "alle zwei Jahre",
}


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
    blocks.append(Paragraph(completeness_text(ctx)))
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


def completeness_text(ctx: ReportContext) -> str:
    """Return what the records claim to cover of the year."""
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
    """Say who took note and when, with the number of the Vorlage."""
    found = []
    for approval in ctx.text.approved:
        parts = [
            ctx.who.text(approval.by) or "ohne Angabe",
            german.vague_date(approval.on) if approval.on else "",
            f"Vorlage {approval.reference}" if approval.reference else "",
        ]
        found.append(", ".join(part for part in parts if part))
    return found
