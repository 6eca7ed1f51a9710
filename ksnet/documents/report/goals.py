"""Chapters 11 and 12 of the Tätigkeitsbericht: goals, evaluation, improvements, outlook."""

from __future__ import annotations

from ksnet import german
from ksnet.documents.blocks import Block, Gap, Heading, Paragraph, bullets, prose, table
from ksnet.documents.events import select, status_text, titled
from ksnet.documents.legacy_calendar import calendar_table
from ksnet.documents.model import Audience
from ksnet.documents.report.base import ReportContext, label, labels

# --- 11 Ziele und Optimierungspotenziale ------------------------------------------------------------------------------


def goals(ctx: ReportContext) -> list[Block]:
    """Show how far the goals came, what meetings found, and what is to be done better."""
    return [*_goals(ctx), *_evaluation(ctx), *_improvements(ctx), *_plans(ctx)]


def _goals(ctx: ReportContext) -> list[Block]:
    of_year = {goal.goal: goal for goal in ctx.text.goals if goal.goal}
    rows = []
    for goal in ctx.record.goals:
        note = of_year.get(goal.id)
        if note is not None and note.status is not None:
            status = note.status.label
        else:
            status = f"{goal.status.label} (ohne Jahresangabe)" if goal.status else "nicht erfasst"
        rows.append([goal.text, labels(goal.serves), status, (note.note or "") if note else ""])
    known = {goal.id for goal in ctx.record.goals}
    rows += [
        [
            extra.text or extra.goal or "ohne Angabe",
            "Ziel dieses Jahres",
            label(extra.status, "nicht erfasst"),
            extra.note or "",
        ]
        for extra in ctx.text.goals
        if extra.goal not in known
    ]
    if not rows and not ctx.is_network:
        return []
    if not rows:
        return [ctx.missing("Ziele des Netzwerks", "network.yaml, Schlüssel „goals“")]
    blocks: list[Block] = [
        table(
            "ziele",
            german.plural(len(rows), "Ziel", "Ziele"),
            ("Ziel", "Dient", f"Stand {ctx.year}", "Erläuterung"),
            rows,
        )
    ]
    if not ctx.text.goals:
        blocks.append(
            ctx.missing(f"Wie weit die Ziele {ctx.year} erreicht wurden", f"{ctx.year_file}, Schlüssel „goals“")
        )
    return blocks


def _evaluation(ctx: ReportContext) -> list[Block]:
    words = {goal.id: goal.text for goal in ctx.record.goals}
    words |= {stream.id: stream.text for stream in ctx.record.workstreams}
    words |= {entry.id: entry.title for entry in ctx.record.agreements}
    rows = []
    for event in ctx.events():
        for entry in event.record.evaluation:
            subject = words.get(entry.subject, entry.subject) if entry.subject else "ohne Angabe"
            rest = [
                f"zuständig: {ctx.who.text(entry.responsible)}" if entry.responsible else "",
                f"bis {german.vague_date(entry.due)}" if entry.due else "",
            ]
            step = ", ".join(part for part in (entry.next or "", *rest) if part)
            rows.append(
                [
                    subject,
                    german.days_text(event.record.start, event.record.end),
                    label(entry.rating, ""),
                    entry.finding or "",
                    step,
                ]
            )
    blocks: list[Block] = [Heading("Bewertung")]
    if rows:
        columns = ("Gegenstand", "Treffen am", "Bewertung", "Ergebnis", "Nächster Schritt")
        blocks.append(table("auswertung", f"Auswertung in den Treffen {ctx.year}", columns, rows))
    blocks += prose(ctx.text.evaluation)
    if not rows and not ctx.text.evaluation:
        blocks.append(
            ctx.missing(f"Eine Bewertung der Arbeit im Jahr {ctx.year}", f"{ctx.year_file}, Schlüssel „evaluation“")
        )
    return blocks


def _improvements(ctx: ReportContext) -> list[Block]:
    entries = [entry for entry in ctx.text.improvements if entry.text]
    blocks: list[Block] = [Heading("Optimierungspotenziale")]
    if not entries:
        return [
            *blocks,
            ctx.missing(f"Optimierungspotenziale für {ctx.year}", f"{ctx.year_file}, Schlüssel „improvements“"),
        ]
    rows = []
    for entry in entries:
        late = entry.due is not None and entry.done is None and entry.due.last < ctx.as_of
        state = f"erledigt {german.vague_date(entry.done)}" if entry.done else "überfällig" if late else "offen"
        rows.append(
            [
                entry.text or "",
                ctx.who.text(entry.responsible),
                german.vague_date(entry.due) if entry.due else "",
                state,
            ]
        )
    return [
        *blocks,
        table(
            "optimierung",
            german.plural(len(rows), "Optimierungspotenzial", "Optimierungspotenziale"),
            ("Was", "Zuständig", "Bis", "Stand"),
            rows,
        ),
    ]


def _plans(ctx: ReportContext) -> list[Block]:
    plans = [
        f"{plan.record.title} ({label(plan.record.status, 'Stand nicht erfasst')})"
        for plan in ctx.network.plans.values()
    ]
    return [Heading("Pläne"), *bullets(plans)] if plans else []


# --- 12 Ausblick und Termine ------------------------------------------------------------------------------------------


def outlook(ctx: ReportContext) -> list[Block]:
    """Show what the coordinator expects, and the events that follow."""
    blocks: list[Block] = prose(ctx.text.outlook)
    if not ctx.text.outlook:
        blocks.append(ctx.missing("Ein Ausblick", f"{ctx.year_file}, Schlüssel „outlook“"))
    later = ctx.later()
    if later:
        rows = [
            [
                german.days_text(event.record.start, event.record.end),
                titled(event.record.title, event.record.theme),
                status_text(event.record, ctx.as_of),
            ]
            for event in later
        ]
        caption = f"Termine nach dem {german.plain_day(ctx.day)} bis Ende {ctx.year + 1}"
        blocks += [
            Heading("Termine"),
            table("naechste-termine", caption, ("Datum", "Termin", "Stand"), rows, fixed=1, head=1),
        ]
    else:
        blocks.append(
            Paragraph(
                f"Für die Zeit nach dem {german.plain_day(ctx.day)} bis Ende {ctx.year + 1} sind keine Termine erfasst."
            )
        )
    return blocks


def dates(ctx: ReportContext) -> list[Block]:
    """List all events of the year."""
    entries = select([ctx.network], as_of=ctx.as_of, window=ctx.window, group=None, audience=Audience.INTERN)
    if not entries:
        return [Gap("fehlt" if ctx.complete else "nicht-beurteilbar", f"Für {ctx.year} sind keine Termine erfasst.")]
    return [
        calendar_table(entries, f"{german.plural(len(entries), 'Termin', 'Termine')} im Jahr {ctx.year}", several=False)
    ]
