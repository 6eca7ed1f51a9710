"""Chapters 7 and 8 of the Tätigkeitsbericht: trainings and case conferences."""

from __future__ import annotations

from ksnet import german
from ksnet.counting import trainings as counting
from ksnet.documents.blocks import Block, Gap, Paragraph, table
from ksnet.documents.events import status_text, titled
from ksnet.documents.report.base import ReportContext, label
from ksnet.documents.report.figures import trainings_figure
from ksnet.documents.report.work import about, is_meeting
from ksnet.records.event import EventRecord
from ksnet.records.vocabulary import EventKind, EventStatus


def trainings(ctx: ReportContext) -> list[Block]:
    """Count the interdisciplinary trainings against the three that § 9 Abs. 5 asks for."""
    found = [event for event in ctx.events() if event.record.qualification is not None]
    others = [
        event for event in ctx.events() if event.record.qualification is None and counting.is_candidate(event.record)
    ]
    blocks: list[Block] = []
    if ctx.is_network:
        blocks += [*_against_three(ctx), *trainings_figure(ctx)]
    if found:
        rows = [
            [
                german.days_text(event.record.start, event.record.end),
                titled(event.record.title, event.record.theme),
                _targets(event.record),
                _hours(event.record),
                status_text(event.record, ctx.as_of),
                _counts(ctx, event.record),
            ]
            for event in found
        ]
        columns = ("Datum", "Angebot", "Zielgruppen nach § 9 Abs. 4", "Stunden", "Stand", "Zählt")
        blocks.append(table("qualifizierung", f"Qualifizierungsangebote {ctx.year}", columns, rows, fixed=1, head=1))
    if others:
        rows = [
            [
                german.days_text(event.record.start, event.record.end),
                titled(event.record.title, event.record.theme),
                label(event.record.kind),
                status_text(event.record, ctx.as_of),
            ]
            for event in others
        ]
        blocks.append(
            table(
                "weitere-angebote",
                f"Weitere Fachveranstaltungen {ctx.year}",
                ("Datum", "Veranstaltung", "Art", "Stand"),
                rows,
                fixed=1,
                head=1,
            )
        )
        blocks.append(
            Gap(
                "nicht-beurteilbar",
                "Ob diese Veranstaltungen interdisziplinäre Qualifizierungsangebote sind, ist nicht erfasst (Schlüssel „qualification“).",
            )
        )
    for event in [*found, *others]:
        if not is_meeting(event.record):  # chapter 5 has told what a meeting was about
            blocks += about(ctx, event)
    return blocks


def _against_three(ctx: ReportContext) -> list[Block]:
    found = counting.trainings(ctx.events(), ctx.window, ctx.as_of)
    held, need = len(found.held), counting.TRAININGS_NEEDED
    text = (
        "Das Netzwerk organisiert mindestens dreimal jährlich interdisziplinäre Qualifizierungsangebote "
        f"(§ 9 Abs. 5 LKSG NRW). Nach den Unterlagen {ctx.year} durchgeführt: {held} von mindestens {need} "
        "(gezählt je Kalenderjahr und Netzwerk)."
    )
    blocks: list[Block] = [Paragraph(text)]
    if held >= need:
        return blocks
    if not ctx.period.begun or ctx.period.running:
        return [*blocks, Paragraph(f"Das Jahr ist noch nicht zu Ende; {len(found.planned)} weitere sind geplant.")]
    blocks.append(
        ctx.missing(
            "Drei Qualifizierungsangebote im Jahr", "Schlüssel „qualification“ und „status“ der Veranstaltungen"
        )
    )
    if ctx.began(ctx.record.founded):
        blocks.append(Paragraph(f"{ctx.year} ist das Gründungsjahr des Netzwerks."))
    return blocks


def _counts(ctx: ReportContext, event: EventRecord) -> str:
    if counting.counts(event, ctx.window):
        return "ja"
    reason = counting.why_not(event, ctx.window, ctx.as_of)
    return f"nein: {reason}" if reason else "noch nicht"


def _targets(event: EventRecord) -> str:
    return "\n".join(category.label for category in event.qualification.categories) if event.qualification else ""


def _hours(event: EventRecord) -> str:
    hours = event.qualification.hours if event.qualification else None
    return german.number(hours) if hours is not None else ""


# --- 8 Fallkonferenzen ------------------------------------------------------------------------------------------------


def case_conferences(ctx: ReportContext) -> list[Block]:
    """Give the number of anonymised case conferences, and nothing else about them."""
    found = [event.record for event in ctx.events() if event.record.kind is EventKind.FALLKONFERENZ]
    held = sum(event.status is EventStatus.STATTGEFUNDEN and ctx.certain(event) for event in found)
    if not ctx.is_network and not found:
        return []
    basis = "Im Netzwerk können anonymisierte Fallkonferenzen durchgeführt werden (§ 9 Abs. 3 Satz 3 LKSG NRW)."
    if held == 0:
        return [Paragraph(f"{basis} Für {ctx.year} ist keine erfasst, die stattgefunden hat.")]
    return [Paragraph(f"{basis} Für {ctx.year} {'ist' if held == 1 else 'sind'} {held} erfasst.")]
