"""The figures of the Tätigkeitsbericht that count meetings, trainings and those who came, each with its table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ksnet import german
from ksnet.counting import trainings as counting
from ksnet.counting.cadence import judge
from ksnet.counting.events import NO_ANSWER, begins_within, is_past
from ksnet.counting.spans import Window, complete_for
from ksnet.documents.blocks import Bar, BarChart, Block, Figure, LineChart, table
from ksnet.documents.figures import counted, spoken
from ksnet.documents.report.base import ReportContext, label
from ksnet.records.event import EventRecord
from ksnet.records.network import Cadence, Group
from ksnet.records.vocabulary import CountOf, EventStatus, Per
from ksnet.repository import Filed

FIRST_YEAR = 2022  # the LKSG is in force since 1 May 2022
YEARS_SHOWN = 5
LINES_SHOWN = 4  # more marks and dashes cannot be told apart


# --- meetings per group against the cadence ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Held:
    """How often a group met in the year by one of its rules, or by none; `need` only where the rule can be judged."""

    name: str
    held: int
    planned: int
    need: int | None

    @property
    def text(self) -> str:
        of = f" von {self.need}" if self.need is not None else ""
        return f"{self.held}{of}{f', {self.planned} geplant' if self.planned else ''}"


def meetings_figure(ctx: ReportContext) -> list[Block]:
    """Draw how often each group met, with the number its own rule asks for; nothing for fewer than two groups."""
    rows = [
        row
        for group in ctx.record.groups
        if ctx.valid(group) and not group.external
        for row in _meetings_of(ctx, group)
        if row.held or row.planned or row.need
    ]
    if len(rows) < 2 or not any(row.held or row.planned for row in rows):
        return []
    planned = any(row.planned for row in rows)
    ruled = any(row.need is not None for row in rows)
    what = f"Treffen je Gremium {ctx.year}" + (" und eigene Regel" if ruled else "")
    alt = f"Balkendiagramm mit den Treffen, die stattgefunden haben{', und der Zahl nach eigener Regel' if ruled else ''}. {counted((row.name, row.text) for row in rows)}."
    bars = tuple(Bar(row.name, (row.held, row.planned) if planned else (row.held,), row.need, row.text) for row in rows)
    series = ("stattgefunden", "noch geplant") if planned else ("stattgefunden",)
    cells = [
        [row.name, str(row.held), str(row.planned) if planned else "", str(row.need) if row.need is not None else ""]
        for row in rows
    ]
    columns = ("Gremium", "Stattgefunden", "Noch geplant", "Nach eigener Regel im Jahr")
    return [
        Figure(
            "bild-treffen",
            what,
            alt,
            BarChart(series, bars, "nach eigener Regel" if ruled else ""),
            "treffen-je-gremium",
        ),
        table("treffen-je-gremium", f"Treffen je Gremium {ctx.year}", columns, cells),
    ]


def _meetings_of(ctx: ReportContext, group: Group) -> Iterable[_Held]:
    """Yield one row for each rule of a group that speaks of a year or less, or one for all its meetings."""
    events = [event.record for event in ctx.events() if group.id in event.record.groups]
    rules = [cadence for cadence in group.cadence if cadence.per not in {None, Per.ZWEI_JAHRE}]
    if not rules:
        yield _Held(group.name, sum(_took_place(ctx, event) for event in events), _planned(ctx, events), None)
    for rule in rules:
        found = [event for event in events if not rule.kinds or event.kind in rule.kinds]
        yield _Held(
            _rule_name(group, rule),
            sum(_took_place(ctx, event) for event in found),
            _planned(ctx, found),
            _need(ctx, group, rule),
        )


def _rule_name(group: Group, rule: Cadence) -> str:
    if all(kind.label in group.name for kind in rule.kinds):
        return group.name
    return f"{group.name} ({german.join((kind.label for kind in rule.kinds), 'oder')})"


def _need(ctx: ReportContext, group: Group, rule: Cadence) -> int | None:
    results = judge(ctx.network, group, rule, ctx.year, ctx.as_of)
    if any(result.verdict == "nicht-beurteilbar" for result in results):
        return None
    return sum(result.need for result in results)


def _took_place(ctx: ReportContext, event: EventRecord) -> bool:
    return event.status is EventStatus.STATTGEFUNDEN and ctx.certain(event)


def _planned(ctx: ReportContext, events: Iterable[EventRecord]) -> int:
    return sum(event.status in NO_ANSWER and ctx.certain(event) and not is_past(event, ctx.as_of) for event in events)


# --- attendance over the year -----------------------------------------------------------------------------------------


def attendance_figure(ctx: ReportContext, meetings: Iterable[Filed[EventRecord]], numbers: str) -> list[Figure]:
    """Draw how many came to the meetings of the year, one line for each group that counted at least twice."""
    counted = [
        (event.record, count)
        for event in meetings
        if _took_place(ctx, event.record) and event.record.start is not None and event.record.start.date.exact
        if (count := _present(event.record)) is not None
    ]
    by_group: dict[str, int] = {}
    for event, _ in counted:
        by_group[_name(ctx, event)] = by_group.get(_name(ctx, event), 0) + 1
    lines = sorted((name for name, times in by_group.items() if times > 1), key=lambda name: -by_group[name])
    shown = lines[:LINES_SHOWN]
    points = [(event, count) for event, count in counted if _name(ctx, event) in shown]
    if len(points) < 3:
        return []
    steps = tuple(german.numeric_day(event.start.date.first)[:6] if event.start else "" for event, _ in points)
    values = tuple(tuple(count if _name(ctx, event) == name else None for event, count in points) for name in shown)
    told = "; ".join(
        f"{name}: {spoken(f'am {step} {german.number(value)}' for step, value in zip(steps, row, strict=True) if value is not None)}"
        for name, row in zip(shown, values, strict=True)
    )
    caption = f"Anwesende bei den Treffen {ctx.year}"
    return [
        Figure(
            "bild-teilnahme",
            f"{caption}: {shown[0]}" if len(shown) == 1 else caption,
            f"Liniendiagramm. {told}.",
            LineChart(steps, tuple(shown), values, "Anwesende"),
            numbers,
        )
    ]


def _name(ctx: ReportContext, event: EventRecord) -> str:
    return ctx.who.group(event.groups[0]) if event.groups else label(event.kind, "Treffen")


def _present(event: EventRecord) -> int | None:
    """Return how many came, where the records say so."""
    total = event.attendance.total if event.attendance else ()
    for of in (CountOf.ANWESEND, None):
        for count in total:
            if count.of is of:
                return count.count
    return None


# --- trainings against the three of § 9 Abs. 5 ------------------------------------------------------------------------


def trainings_figure(ctx: ReportContext) -> list[Block]:
    """Draw the trainings of the last years against the three of the law; only years that the records can speak of."""
    founded = ctx.record.founded
    first = max(FIRST_YEAR, ctx.year - YEARS_SHOWN + 1, founded.first.year if founded else FIRST_YEAR)
    counts: list[tuple[int, int, int]] = []
    for year in range(first, ctx.year + 1):
        window = Window.of_year(year)
        if ctx.as_of < window.first:
            continue
        found = counting.trainings(ctx.network.events.values(), window, ctx.as_of)
        planned = sum(begins_within(event.record, window) for event in found.planned)
        complete = complete_for(ctx.network, Window(window.first, min(window.last, ctx.as_of)))
        if complete or len(found.held) >= counting.TRAININGS_NEEDED:
            counts.append((year, len(found.held), planned))
    if not any(held or planned for _, held, planned in counts):
        return []
    need = counting.TRAININGS_NEEDED
    ahead = any(planned for _, _, planned in counts)
    texts = [f"{held}{f', {planned} geplant' if planned else ''}" for _, held, planned in counts]
    bars = tuple(
        Bar(str(year), (held, planned) if ahead else (held,), need, text)
        for (year, held, planned), text in zip(counts, texts, strict=True)
    )
    series = ("durchgeführt", "noch geplant") if ahead else ("durchgeführt",)
    caption = "Interdisziplinäre Qualifizierungsangebote je Jahr"
    told = counted((str(year), text) for (year, _, _), text in zip(counts, texts, strict=True))
    rows = [[str(year), str(held), str(planned) if ahead else "", str(need)] for year, held, planned in counts]
    columns = ("Jahr", "Durchgeführt", "Noch geplant", "Mindestens (§ 9 Abs. 5)")
    return [
        Figure(
            "bild-qualifizierung",
            caption,
            f"Balkendiagramm mit der Linie von mindestens {need} Angeboten im Jahr (§ 9 Abs. 5 LKSG NRW). {told}.",
            BarChart(series, bars, f"mindestens {need} (§ 9 Abs. 5 LKSG NRW)"),
            "qualifizierung-je-jahr",
        ),
        table("qualifizierung-je-jahr", "Angebote je Jahr", columns, rows),
    ]
