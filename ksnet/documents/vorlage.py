"""The Vorlage for a council or committee: what is pasted into its information system to go with a Tätigkeitsbericht."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from ksnet import german
from ksnet.counting import trainings as counting
from ksnet.counting.events import begins_within
from ksnet.counting.membership import coverage, members_on
from ksnet.counting.spans import Span, Window
from ksnet.documents.blocks import Block, Gap, Heading, Paragraph, bullets, prose, table
from ksnet.documents.legacy_calendar import unreadable_notes
from ksnet.documents.model import Audience, Chapter, Document
from ksnet.documents.report import completeness_text, preliminary_notes
from ksnet.documents.report.base import ReportContext
from ksnet.documents.report.work import is_meeting
from ksnet.records.network import Coordination
from ksnet.records.vocabulary import EventKind, EventStatus, ReportBasis
from ksnet.repository import Network

_BASIS = {
    ReportBasis.VEREINBARUNG: "Der Bericht wird aufgrund einer Vereinbarung vorgelegt.",
    ReportBasis.AUSSCHUSS: "Der Bericht wird auf Beschluss des Ausschusses vorgelegt.",
    ReportBasis.FREIWILLIG: "Der Bericht wird freiwillig vorgelegt.",
}
# How the body that decides is spoken of, by the end of its first word or by its whole first word.
_FEMININE = ("konferenz", "versammlung", "gruppe", "runde", "vertretung", "kommission", "verwaltung")
_NEUTER = ("gremium", "plenum", "netzwerk", "forum", "amt")
_MASCULINE = ("ausschuss", "beirat", "rat", "kreis", "kreistag", "vorstand")


@dataclass(frozen=True, kw_only=True)
class VorlageDocument(Document):
    """A Vorlage with which a Tätigkeitsbericht goes to a council or committee."""

    kind: ClassVar[str] = "vorlage"
    year: int


def vorlage_document(network: Network, *, year: int, as_of: dt.date) -> VorlageDocument:
    """Build the Vorlage for the Tätigkeitsbericht of a year, counted from the records; it names no persons."""
    ctx = ReportContext(network, year, as_of)
    chapters = (
        Chapter("betreff", "Betreff", (Paragraph(f"Tätigkeitsbericht {year}: {network.record.name}"),)),
        Chapter("beschlussvorschlag", "Beschlussvorschlag", tuple(_decision(ctx))),
        Chapter("sachverhalt", "Sachverhalt", tuple(_facts(ctx))),
        Chapter("finanzielles", "Finanzielle Auswirkungen", tuple(_money(ctx))),
        Chapter("anlagen", "Anlagen", tuple(bullets([f"Tätigkeitsbericht {year}, Stand {german.plain_day(as_of)}"]))),
    )
    return VorlageDocument(
        title=f"Vorlage zum Tätigkeitsbericht {year}",
        subtitle=(network.record.name, f"Stand: {german.plain_day(as_of)}"),
        network=network.record.name,
        as_of=as_of,
        notes=(*unreadable_notes([network], Audience.INTERN), *preliminary_notes(ctx)),
        chapters=chapters,
        year=year,
    )


# --- Beschlussvorschlag -----------------------------------------------------------------------------------------------


def _decision(ctx: ReportContext) -> list[Block]:
    what = f"den Tätigkeitsbericht {ctx.year} {_of(ctx.record.name)} zur Kenntnis."
    bodies = ctx.who.texts(ctx.record.report.to) if ctx.record.report else []
    if not bodies:
        return [
            Paragraph(f"Das zuständige Gremium nimmt {what}"),
            Gap(
                "fehlt",
                "Welchem Gremium der Bericht vorgelegt wird. Zu ergänzen: network.yaml, report, Schlüssel „to“.",
            ),
        ]
    return [Paragraph(f"{_subject(body)} nimmt {what}") for body in bodies]


def _subject(body: str) -> str:
    """Return who decides, as the beginning of a sentence; of several like committees each decides for itself."""
    name = body.replace("ausschüsse", "ausschuss").replace("Ausschüsse", "Ausschuss", 1)
    first = name.split()[0].casefold() if name.split() else ""
    if first.endswith(_MASCULINE):
        return f"Der {name}"
    if first.endswith(_FEMININE):
        return f"Die {name}"
    if first.endswith(_NEUTER):
        return f"Das {name}"
    return f"Das Gremium „{name}“" if first not in {"der", "die", "das"} else name[0].upper() + name[1:]


def _of(name: str) -> str:
    """Return a network's name in the genitive, as far as its first word allows."""
    first, _, rest = name.partition(" ")
    if first in {"Netzwerk", "Jugendamt", "Kreisjugendamt", "Stadtjugendamt"}:
        return f"des {first}s {rest}".rstrip()
    return f"des Netzwerks „{name}“"


# --- Sachverhalt ------------------------------------------------------------------------------------------------------


def _facts(ctx: ReportContext) -> list[Block]:
    blocks: list[Block] = []
    if ctx.is_network:
        blocks.append(
            Paragraph(
                "Rechtsgrundlage des Netzwerks ist § 9 des Landeskinderschutzgesetzes Nordrhein-Westfalen (LKSG NRW). "
                f"Das Gesetz selbst verlangt keinen Tätigkeitsbericht. {_basis(ctx)}".rstrip()
            )
        )
    blocks += [_numbers(ctx), Paragraph(completeness_text(ctx))]
    for title, text, key, what in (
        ("Rückblick", ctx.text.summary, "summary", f"Ein zusammenfassender Text zum Jahr {ctx.year}"),
        ("Ausblick", ctx.text.outlook, "outlook", "Ein Ausblick"),
    ):
        blocks.append(Heading(title))
        blocks += prose(text) or [Gap("fehlt", f"{what}. Zu ergänzen: {ctx.year_file}, Schlüssel „{key}“.")]
    return [*blocks, Paragraph("Einzelheiten stehen im Bericht in der Anlage.")]


def _basis(ctx: ReportContext) -> str:
    duty = ctx.record.report
    applies = duty is not None and Span(duty.since, duty.until).touches(ctx.window)
    return _BASIS[duty.basis] if duty is not None and duty.basis is not None and applies else ""


def _numbers(ctx: ReportContext) -> Block:
    """Return the year in numbers: what the report counts, in one table."""
    current = members_on(ctx.network, ctx.day)
    counts = coverage(current)
    filled = sum(counts[category] > 0 for category in counts if category.number is not None)
    held = [
        event.record
        for event in ctx.events()
        if event.record.status is EventStatus.STATTGEFUNDEN and begins_within(event.record, ctx.window)
    ]
    rows = [["Jugendämter", str(sum(ctx.valid(office) for office in ctx.record.youth_offices))]]
    if ctx.is_network:
        trainings = len(counting.trainings(ctx.events(), ctx.window, ctx.as_of).held)
        rows += [
            ["Koordinierungsstellen (§ 9 Abs. 2 LKSG NRW)", str(len(_posts(ctx)))],
            [f"Erfasste Stellen am {german.plain_day(ctx.day)}", german.number(len(current))],
            ["Davon vertretene Kategorien (§ 9 Abs. 4 LKSG NRW)", f"{filled} von 12"],
            ["Netzwerktreffen und Sitzungen, die stattgefunden haben", str(sum(map(is_meeting, held)))],
            [
                "Interdisziplinäre Qualifizierungsangebote (§ 9 Abs. 5 LKSG NRW)",
                f"{trainings} von mindestens {counting.TRAININGS_NEEDED}",
            ],
            ["Anonymisierte Fallkonferenzen", str(sum(event.kind is EventKind.FALLKONFERENZ for event in held))],
        ]
    else:
        rows.append(["Veranstaltungen, die stattgefunden haben", str(len(held))])
    return table("zahlen", f"Das Jahr {ctx.year} in Zahlen", ("Gezählt", "Anzahl"), rows)


def _posts(ctx: ReportContext) -> list[Coordination]:
    day = Window(ctx.day, ctx.day)
    return [post for post in ctx.record.coordination if Span(post.since, post.until).touches(day)]


# --- Finanzielle Auswirkungen -----------------------------------------------------------------------------------------


def _money(ctx: ReportContext) -> list[Block]:
    """Show the shares of posts and the funds of the Land; what is not recorded is left for the administration to fill."""
    day = Window(ctx.day, ctx.day)
    rows: list[list[str]] = []
    for office in ctx.record.youth_offices:
        shares = [
            share.value
            for post in _posts(ctx)
            if post.youth_office == office.id
            for share in post.fte
            if Span(share.since, share.until).touches(day)
        ]
        funds = [
            entry.state_funds_eur
            for entry in ctx.text.resources
            if entry.youth_office == office.id and entry.state_funds_eur is not None
        ]
        if shares or funds:
            rows.append(
                [
                    office.name,
                    german.number(sum(shares)) if shares else "",
                    f"{german.number(sum(funds))} €" if funds else "",
                ]
            )
    blocks: list[Block] = [Paragraph("Die Kenntnisnahme selbst löst keine Kosten aus.")]
    if rows:
        columns = (
            "Jugendamt",
            f"Stellenanteil (VZÄ) am {german.plain_day(ctx.day)}",
            "Landesmittel nach § 12 LKSG NRW",
        )
        blocks.append(table("mittel", f"Mittel für die Netzwerkarbeit {ctx.year}", columns, rows))
    if not ctx.is_network:  # neither the post nor the funds of § 9 and § 12 are asked of records that are no network's
        return blocks
    if not any(row[1] for row in rows):
        blocks.append(Gap("fehlt", "Die Stellenanteile. Zu ergänzen: network.yaml, coordination, Schlüssel „fte“."))
    if not any(row[2] for row in rows):
        blocks.append(
            Gap("fehlt", f"Die Landesmittel nach § 12 LKSG NRW. Zu ergänzen: {ctx.year_file}, Schlüssel „resources“.")
        )
    return blocks
