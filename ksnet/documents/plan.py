"""The report of a development plan, e.g. a Kinderschutzentwicklungsplan: what it wants, and how far it is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from ksnet import german
from ksnet.counting.spans import complete_on
from ksnet.documents.blocks import Block, Gap, Heading, Paragraph, facts, prose, table
from ksnet.documents.events import agenda_text, in_order, place_text, status_text, titled
from ksnet.documents.figures import counts_figure
from ksnet.documents.legacy_calendar import unreadable_notes
from ksnet.documents.model import Audience, Chapter, Document, numbered
from ksnet.documents.who import WhoIsWho
from ksnet.records.plan import Measure, Milestone, PlanRecord
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import Progress, Vocabulary
from ksnet.repository import Network

LATE = "überfällig"
# How measures stand, the farthest first.
STATES = (
    Progress.ERREICHT.label,
    Progress.TEILWEISE.label,
    Progress.LAUFEND.label,
    Progress.GEPLANT.label,
    Progress.OFFEN.label,
    LATE,
    Progress.VERWORFEN.label,
    "nicht erfasst",
)


def label(value: Vocabulary | None, otherwise: str = "ohne Angabe") -> str:
    """Return the German word of a value, also where it is missing or was not readable."""
    return value.label if value is not None else otherwise


@dataclass(frozen=True, kw_only=True)
class PlanDocument(Document):
    """A report of a development plan."""

    kind: ClassVar[str] = "plan"
    plan: str


class PlanContext:
    """One plan of a network on a day, as the chapters see it."""

    def __init__(self, network: Network, plan_id: str, as_of: dt.date) -> None:
        """Collect what the chapters share."""
        filed = network.plans[plan_id]
        self.network, self.id, self.as_of = network, plan_id, as_of
        self.plan: PlanRecord = filed.record
        self.file = f"plans/{plan_id}.yaml"
        self.who = WhoIsWho(network, as_of)

    def gap(self, what: str, key: str) -> Block:
        """Return the gap for something that the plan does not say."""
        where = f"Zu ergänzen: {self.file}, Schlüssel „{key}“."
        if complete_on(self.network, self.as_of):
            return Gap("fehlt", f"{what}. {where}")
        return Gap("nicht-beurteilbar", f"{what} (nicht erfasst). {where}")


def plan_document(network: Network, plan_id: str, *, as_of: dt.date) -> PlanDocument:
    """Build the report of a plan as of a day; raises KeyError where the network has no such plan."""
    ctx = PlanContext(network, plan_id, as_of)
    chapters = [Chapter(slug, title, tuple(build(ctx))) for slug, title, build in CHAPTERS]
    notes = unreadable_notes([network], Audience.INTERN)
    if ctx.who.unpublished:
        notes.append(
            Paragraph(
                "Für den internen Gebrauch: Dieser Bericht nennt auch Personen, deren Daten nach den Unterlagen nicht veröffentlicht werden dürfen."
            )
        )
    offices = german.join(ctx.who.office(office) for office in ctx.plan.youth_offices)
    return PlanDocument(
        title=ctx.plan.title,
        subtitle=tuple(line for line in (offices or network.record.name, f"Stand: {german.plain_day(as_of)}") if line),
        network=network.record.name,
        as_of=as_of,
        notes=tuple(notes),
        chapters=numbered(chapters),
        plan=plan_id,
    )


def _mandate(ctx: PlanContext) -> list[Block]:
    plan, who = ctx.plan, ctx.who
    pilot = plan.pilot
    blocks = prose(plan.summary)
    blocks += facts(
        [
            ("Art", label(plan.kind)),
            ("Stand", label(plan.status, "nicht erfasst")),
            ("Begonnen", german.vague_date(plan.started) if plan.started else ""),
            ("Grundlage", plan.basis or ""),
            ("Beauftragt von", german.join(who.texts(plan.commissioned_by))),
            ("Ausführende Stelle", german.join(who.texts(plan.contractors))),
            ("Pilot für", who.text(pilot.for_) if pilot else ""),
            ("Pilot gemeinsam mit", german.join(who.texts(pilot.with_)) if pilot else ""),
        ]
    )
    if not plan.started:
        blocks.append(ctx.gap("Beginn", "started"))
    return blocks


def _goals(ctx: PlanContext) -> list[Block]:
    if not ctx.plan.goals:
        return [ctx.gap("Ziele", "goals")]
    rows = [[goal.text, label(goal.status, "nicht erfasst")] for goal in ctx.plan.goals]
    return [table("ziele", german.plural(len(rows), "Ziel", "Ziele"), ("Ziel", "Stand"), rows)]


def _analysis(ctx: PlanContext) -> list[Block]:
    if not ctx.plan.analysis:
        return [ctx.gap("Gegenstand der Untersuchung", "analysis")]
    rows = [
        [entry.text, label(entry.status, "nicht erfasst"), entry.finding or "noch kein Ergebnis erfasst"]
        for entry in ctx.plan.analysis
    ]
    return [table("untersuchung", "Was untersucht wird", ("Gegenstand", "Stand", "Ergebnis"), rows)]


def _needs(ctx: PlanContext) -> list[Block]:
    if not ctx.plan.needs:
        return [ctx.gap("Bedarfe", "needs")]
    rows = [[need.text, need.finding or ""] for need in ctx.plan.needs]
    return [table("bedarfe", german.plural(len(rows), "Bedarf", "Bedarfe"), ("Bedarf", "Ergebnis"), rows)]


def _measures(ctx: PlanContext) -> list[Block]:
    if not ctx.plan.measures:
        return [ctx.gap("Maßnahmen", "measures")]
    goals = {goal.id: goal.text for goal in ctx.plan.goals}
    needs = {need.id: need.text for need in ctx.plan.needs}
    rows = [
        [
            entry.text,
            "\n".join(goals.get(goal, goal) for goal in entry.goals),
            needs.get(entry.need, entry.need) if entry.need else "",
            ctx.who.text(entry.responsible),
            _due_state(ctx, entry.due, entry.done, label(entry.status, "nicht erfasst")),
        ]
        for entry in ctx.plan.measures
    ]
    columns = ("Maßnahme", "Ziele", "Bedarf", "Zuständig", "Stand")
    blocks: list[Block] = [
        *_measure_states(ctx),
        table("massnahmen", german.plural(len(rows), "Maßnahme", "Maßnahmen"), columns, rows),
    ]
    if without := sum(entry.responsible is None for entry in ctx.plan.measures):
        what = f"Zuständigkeit für {german.plural(without, 'Maßnahme', 'Maßnahmen')}"
        blocks.append(ctx.gap(what, "measures: responsible"))
    return blocks


def _measure_states(ctx: PlanContext) -> list[Block]:
    """Draw how many measures stand where; nothing for fewer than three, which are seen at a glance."""
    states = Counter(_state(ctx, entry) for entry in ctx.plan.measures)
    counts = [(state, states[state]) for state in STATES if states[state]]
    caption = "Maßnahmen nach ihrem Stand"
    figure = counts_figure("bild-massnahmen", caption, "Maßnahmen", counts, "massnahmen-stand")
    if len(ctx.plan.measures) < 3 or not figure:
        return []
    return [
        *figure,
        table("massnahmen-stand", caption, ("Stand", "Maßnahmen"), [[state, str(n)] for state, n in counts]),
    ]


def _state(ctx: PlanContext, entry: Measure) -> str:
    if _is_done(ctx, entry.done):
        return Progress.ERREICHT.label
    return LATE if _is_late(ctx, entry.due, entry.done) else label(entry.status, "nicht erfasst")


def _milestones(ctx: PlanContext) -> list[Block]:
    if not ctx.plan.milestones:
        return [ctx.gap("Meilensteine", "milestones")]
    ordered = sorted(ctx.plan.milestones, key=_milestone_order)
    rows = [
        [entry.text, _due_state(ctx, entry.due, entry.done, "ohne Termin"), _event(ctx, entry)] for entry in ordered
    ]
    reached = sum(_is_done(ctx, entry.done) for entry in ordered)
    late = sum(_is_late(ctx, entry.due, entry.done) for entry in ordered)
    verb = "ist" if reached == 1 else "sind"
    text = f"{reached} von {len(rows)} erfassten Meilensteinen {verb} erreicht"
    text += f", {late} überfällig." if late else "."
    return [
        Paragraph(text),
        table(
            "meilensteine",
            german.plural(len(rows), "Meilenstein", "Meilensteine"),
            ("Meilenstein", "Stand", "Veranstaltung"),
            rows,
        ),
    ]


def _milestone_order(entry: Milestone) -> tuple[dt.date, str]:
    when = entry.done or entry.due
    return (when.last if when else dt.date.max, entry.id)


def _is_done(ctx: PlanContext, done: PartialDate | None) -> bool:
    return done is not None and done.first <= ctx.as_of


def _is_late(ctx: PlanContext, due: PartialDate | None, done: PartialDate | None) -> bool:
    return due is not None and due.last < ctx.as_of and not _is_done(ctx, done)


def _due_state(ctx: PlanContext, due: PartialDate | None, done: PartialDate | None, otherwise: str) -> str:
    if done is not None and _is_done(ctx, done):
        return f"erreicht: {german.vague_date(done)}"
    if due is None:
        return otherwise
    if _is_late(ctx, due, done):
        return f"überfällig, vorgesehen bis {german.vague_date(due)}"
    return (
        f"{otherwise}, vorgesehen bis {german.vague_date(due)}"
        if otherwise != "ohne Termin"
        else f"vorgesehen bis {german.vague_date(due)}"
    )


def _event(ctx: PlanContext, entry: Milestone) -> str:
    event = ctx.network.events.get(entry.event) if entry.event else None
    return (
        f"{event.record.title} ({german.days_text(event.record.start, event.record.end)})"
        if event
        else entry.event or ""
    )


def _participants(ctx: PlanContext) -> list[Block]:
    if not ctx.plan.participants:
        return [ctx.gap("Beteiligte", "participants")]
    rows = [
        [ctx.who.text(entry.who) or "ohne Angabe", label(entry.involvement, "nicht erfasst")]
        for entry in ctx.plan.participants
    ]
    return [table("beteiligte", "Beteiligte und vorgesehene Stellen", ("Stelle", "Beteiligung"), rows)]


def _events(ctx: PlanContext) -> list[Block]:
    found = in_order(event for event in ctx.network.events.values() if event.record.plan == ctx.id)
    if not found:
        return [Paragraph("Zu diesem Plan sind keine Veranstaltungen erfasst.")]
    rows = [
        [
            german.days_text(event.record.start, event.record.end),
            titled(event.record.title, event.record.theme),
            place_text(event.record.location, event.record.mode),
            status_text(event.record, ctx.as_of),
        ]
        for event in found
    ]
    blocks: list[Block] = [
        table(
            "veranstaltungen",
            german.plural(len(rows), "Veranstaltung", "Veranstaltungen"),
            ("Datum", "Veranstaltung", "Ort", "Stand"),
            rows,
            fixed=1,
            head=1,
        )
    ]
    for event in found:
        record = event.record
        agenda = [text for text in (agenda_text(item, ctx.who) for item in record.agenda) if text]
        body = [
            *prose(record.summary),
            *facts(
                [("Veranstaltet von", german.join(ctx.who.texts(record.organisers))), ("Programm", "\n".join(agenda))]
            ),
        ]
        blocks += (
            [Heading(f"{german.days_text(record.start, record.end)}: {titled(record.title, record.theme)}"), *body]
            if body
            else []
        )
    return blocks


def _approvals(ctx: PlanContext) -> list[Block]:
    if not ctx.plan.approved:
        return [ctx.gap("Kenntnisnahme oder Beschluss", "approved")]
    rows = [
        [
            ctx.who.text(entry.by) or "ohne Angabe",
            german.vague_date(entry.on) if entry.on else "",
            entry.reference or "",
        ]
        for entry in ctx.plan.approved
    ]
    return [table("kenntnisnahme", "Kenntnisnahme und Beschlüsse", ("Durch", "Am", "Vorlage"), rows)]


# Slug, title and content of each chapter; templates override a chapter by its slug.
CHAPTERS: tuple[tuple[str, str, Callable[[PlanContext], list[Block]]], ...] = (
    ("auftrag", "Anlass und Auftrag", _mandate),
    ("ziele", "Ziele", _goals),
    ("untersuchung", "Untersuchung", _analysis),
    ("bedarfe", "Bedarfe", _needs),
    ("massnahmen", "Maßnahmen", _measures),
    ("meilensteine", "Meilensteine", _milestones),
    ("beteiligte", "Beteiligte", _participants),
    ("veranstaltungen", "Veranstaltungen", _events),
    ("kenntnisnahme", "Kenntnisnahme", _approvals),
)
