"""The Tätigkeitsbericht of a network for a year: counted from the records, with every gap visible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from ksnet import german
from ksnet.documents.blocks import Block, Paragraph
from ksnet.documents.legacy_calendar import unreadable_notes
from ksnet.documents.model import Chapter, Document
from ksnet.documents.report import coordination, duties, goals, occasion, people, public, structure, training, work
from ksnet.documents.report.base import ReportContext
from ksnet.documents.report.occasion import completeness_text
from ksnet.findings import Place
from ksnet.records.vocabulary import Land
from ksnet.repository import Network

__all__ = ["APPENDICES", "CHAPTERS", "ReportDocument", "completeness_text", "preliminary_notes", "report_document"]

# Slug, title and content of each chapter; templates override a chapter by its slug.
CHAPTERS: tuple[tuple[str, str, Callable[[ReportContext], list[Block]]], ...] = (
    ("anlass", "Anlass, Rechtsgrundlage und Berichtszeitraum", occasion.occasion),
    ("struktur", "Netzwerk und Struktur", structure.structure),
    ("koordination", "Koordinierungsstellen", coordination.coordination),
    ("mitglieder", "Mitglieder", people.members),
    ("treffen", "Netzwerktreffen und Gremien", work.meetings),
    ("verfahren", "Verfahrensabsprachen und Mitteilungswege", public.procedures),
    ("qualifizierung", "Qualifizierungsangebote", training.trainings),
    ("fallkonferenzen", "Fallkonferenzen", training.case_conferences),
    ("oeffentlichkeit", "Information der Öffentlichkeit", public.public_information),
    ("vertretung", "Vertretung in anderen Netzwerken", public.affiliations),
    ("ziele", "Ziele und Optimierungspotenziale", goals.goals),
    ("ausblick", "Ausblick und Termine", goals.outlook),
    ("pflichten", "Offene gesetzliche Pflichten", duties.duties),
)
APPENDICES: tuple[tuple[str, str, Callable[[ReportContext], list[Block]]], ...] = (
    ("mitgliederliste", "Mitgliederliste", people.member_list),
    ("terminliste", "Terminliste", goals.dates),
    ("quellen", "Quellen", public.sources),
)


@dataclass(frozen=True, kw_only=True)
class ReportDocument(Document):
    """A Tätigkeitsbericht."""

    kind: ClassVar[str] = "report"
    year: int


def report_document(
    network: Network,
    *,
    year: int,
    as_of: dt.date,
    coordinated_elsewhere: Mapping[str, Place] | None = None,
    land: Land = Land.NRW,
) -> ReportDocument:
    """Build the Tätigkeitsbericht of a network for a year, as of a day; `land` says whose duties are judged.

    `coordinated_elsewhere` says for Jugendämter where their Koordinierungsstelle stands in a network above or below.
    """
    ctx = ReportContext(network, year, as_of, coordinated_elsewhere, land)
    chapters: list[Chapter] = []
    for slug, title, build in CHAPTERS:
        # The outline of a network's report is always the same; a Jugendamt without one shows what it has.
        if (blocks := build(ctx)) or ctx.is_network:
            chapters.append(Chapter(slug, title, tuple(blocks), number=str(len(chapters) + 1)))
    main = len(chapters)
    for slug, title, build in APPENDICES:
        if blocks := build(ctx):
            number = len(chapters) - main + 1
            chapters.append(Chapter(slug, title, tuple(blocks), number=f"Anlage {number}:"))
    notes = [*unreadable_notes([network], ctx.who.audience), *preliminary_notes(ctx)]
    if ctx.who.unpublished:
        notes.append(
            Paragraph(
                "Für den internen Gebrauch: Dieser Bericht nennt auch Personen, deren Daten nach den Unterlagen nicht veröffentlicht werden dürfen."
            )
        )
    return ReportDocument(
        title=f"Tätigkeitsbericht {year}",
        subtitle=(
            network.record.name,
            f"Berichtszeitraum: 1. Januar bis 31. Dezember {year}",
            f"Stand: {german.plain_day(as_of)}",
        ),
        network=network.record.name,
        as_of=as_of,
        notes=tuple(notes),
        chapters=tuple(chapters),
        year=year,
    )


def preliminary_notes(ctx: ReportContext) -> list[Block]:
    """Say that the year is not over, or has not begun."""
    year, day = ctx.year, german.plain_day(ctx.as_of)
    if ctx.period.running:
        return [Paragraph(f"Vorläufig: Das Jahr {year} läuft noch. Der Bericht gibt den Stand vom {day} wieder.")]
    if not ctx.period.begun:
        return [Paragraph(f"Das Jahr {year} hat am {day} noch nicht begonnen.")]
    return []
