"""Chapter 5 of the Tätigkeitsbericht: the meetings of the year against the network's own rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ksnet import german
from ksnet.counting.cadence import cadence_text, judge
from ksnet.counting.trainings import TRAINING_KINDS
from ksnet.documents.blocks import Block, Gap, Heading, Paragraph, facts, prose, table
from ksnet.documents.events import NO_STATUS, agenda_text, moved_text, status_text, titled
from ksnet.documents.report.base import ReportContext, label
from ksnet.documents.report.figures import attendance_figure, meetings_figure
from ksnet.records.event import EventRecord
from ksnet.records.vocabulary import EventKind, EventStatus
from ksnet.repository import Filed

Events = list[Filed[EventRecord]]


# --- 5 Netzwerktreffen und Gremien ------------------------------------------------------------------------------------


def meetings(ctx: ReportContext) -> list[Block]:
    """List the meetings of the year and compare them with the network's own rules."""
    found = [event for event in ctx.events() if is_meeting(event.record)]
    blocks: list[Block] = []
    if found:
        blocks.append(Paragraph(_count(ctx, found)))
        blocks += meetings_figure(ctx) if ctx.is_network else []
        blocks += [*attendance_figure(ctx, found, "treffen"), _meeting_table(ctx, found)]
    else:
        blocks.append(ctx.missing(f"Treffen im Jahr {ctx.year}", "Veranstaltungen unter data/events"))
    undated = [event for event in ctx.undated() if is_meeting(event.record)]
    if undated:
        names = german.join(f"„{titled(event.record.title, event.record.theme)}“" for event in undated)
        blocks.append(
            Gap(
                "nicht-beurteilbar",
                f"Ohne bekanntes Datum und deshalb keinem Jahr zugeordnet: {names} (Schlüssel „start“).",
            )
        )
    blocks += _cadences(ctx)
    for event in found:
        blocks += about(ctx, event)
    return blocks


def is_meeting(event: EventRecord) -> bool:
    """Whether an event is a meeting by its kind; one that is a training as well also stands in chapter 7."""
    if event.kind is None:
        return event.qualification is None
    return event.kind not in {*TRAINING_KINDS, EventKind.FALLKONFERENZ, EventKind.OEFFENTLICHKEIT}


def _count(ctx: ReportContext, found: Events) -> str:
    counts = Counter(status_text(event.record, ctx.as_of) for event in found)
    parts = [_counted(count, text) for text, count in counts.items()]
    verb = "ist" if len(found) == 1 else "sind"
    doubtful = sum(not ctx.certain(event.record) for event in found)
    rest = (
        f" Bei {doubtful} ist nicht sicher, ob {'es' if doubtful == 1 else 'sie'} in dieses Jahr {'gehört' if doubtful == 1 else 'gehören'}."
        if doubtful
        else ""
    )
    return f"Für {ctx.year} {verb} {german.plural(len(found), 'Treffen', 'Treffen')} erfasst: {'; '.join(parts)}.{rest}"


def _counted(count: int, status: str) -> str:
    """Return how many meetings have one status, as part of a sentence."""
    if status == NO_STATUS:
        return f"bei {count} ist der Stand nicht erfasst"
    if status == EventStatus.STATTGEFUNDEN.label:
        return f"{count} {'hat' if count == 1 else 'haben'} stattgefunden"
    return f"{count} {'ist' if count == 1 else 'sind'} {status}"


def _meeting_table(ctx: ReportContext, found: Events) -> Block:
    rows = [
        [
            german.days_text(event.record.start, event.record.end),
            titled(event.record.title, event.record.theme),
            "\n".join(ctx.who.group(group) for group in event.record.groups) or label(event.record.kind, ""),
            _status(ctx, event.record),
            attendance_text(event.record),
        ]
        for event in found
    ]
    columns = ("Datum", "Treffen", "Gremium oder Art", "Stand", "Teilnahme")
    return table("treffen", f"Treffen {ctx.year}", columns, rows, fixed=1, head=1)


def _status(ctx: ReportContext, event: EventRecord) -> str:
    return "\n".join(part for part in (status_text(event, ctx.as_of), moved_text(event)) if part)


def attendance_text(event: EventRecord) -> str:
    """Return how many took part, as exactly as it is known."""
    if event.attendance is None:
        return ""
    lines = [german.count_text(count) for count in event.attendance.total]
    if event.attendance.members:
        lines.append(german.plural(len(event.attendance.members), "vertretene Stelle", "vertretene Stellen"))
    lines += [f"{category.label}: {german.number(count)}" for category, count in event.attendance.by_category.items()]
    lines += [f"abweichend berichtet: {entry.value}" for entry in event.attendance.reported if entry.value]
    return "\n".join(lines)


def _cadences(ctx: ReportContext) -> list[Block]:
    """Compare meetings with the network's own rules; the law sets none."""
    if not ctx.is_network:
        return []
    rows: list[list[str]] = []
    for group in ctx.record.groups:
        if not ctx.valid(group):
            continue
        for cadence in group.cadence:
            rule = cadence_text(cadence)
            results = judge(ctx.network, group, cadence, year=ctx.year, as_of=ctx.as_of)
            rows += [
                [
                    group.name,
                    rule,
                    result.label,
                    f"{result.held} von {result.need}",
                    result.word,
                    result.note,
                ]
                for result in results
            ]
    if not rows:
        return []
    caption = f"Treffen {ctx.year} und der eigene Turnus"
    columns = ("Gremium", "Eigene Regel", "Zeitraum", "Stattgefunden", "Turnus", "Hinweis")
    return [
        Heading("Turnus nach eigener Regel"),
        Paragraph(
            "Das Gesetz schreibt keine Zahl von Treffen vor; verglichen wird mit der eigenen Regel des Netzwerks. Es zählen nur Treffen, die nach den Unterlagen stattgefunden haben."
        ),
        table("turnus", caption, columns, rows),
    ]


def about(ctx: ReportContext, event: Filed[EventRecord]) -> list[Block]:
    """Tell what a meeting was about: summary, agenda, results."""
    record = event.record
    agenda = [text for text in (agenda_text(item, ctx.who) for item in record.agenda) if text]
    body = [
        *prose(record.summary),
        *facts([("Programm", "\n".join(agenda)), ("Ergebnisse", "\n".join(_results(ctx, record)))]),
    ]
    return (
        [Heading(f"{german.days_text(record.start, record.end)}: {titled(record.title, record.theme)}"), *body]
        if body
        else []
    )


def _results(ctx: ReportContext, record: EventRecord) -> Iterable[str]:
    """Yield what came out of the agenda, then Absprachen, decisions, tasks and insights."""
    for item in record.agenda:
        if item.result:
            yield f"{item.title or label(item.kind, 'Tagesordnung')}: {item.result}"
    for result in record.results:
        if result.text:
            extra = [
                f"zuständig: {ctx.who.text(result.responsible)}" if result.responsible else "",
                f"bis {german.vague_date(result.due)}" if result.due else "",
                f"erledigt {german.vague_date(result.done)}" if result.done else "",
            ]
            notes = ", ".join(part for part in extra if part)
            yield f"{label(result.kind, 'Ergebnis')}: {result.text}{f' ({notes})' if notes else ''}"
