"""The plan of an import of events in German sentences: sums, what needs a decision, then the rest by kind in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ksnet import german
from ksnet.importing.event_plan import EventPlan, NewEvent
from ksnet.importing.tables import Note
from ksnet.records.vocabulary import EventKind


def events_text(plan: EventPlan, network: str, source: str) -> str:
    """Return the plan of an import of events as text; a series is one line."""
    lines = [f"Abgleich mit {source} für {network}", "", *_sums(plan), *_notes(plan.notes)]
    if plan.new:
        lines += ["", f"Neu: {german.plural(len(plan.new), 'Termin', 'Termine')}"]
        of_series: dict[str, list[NewEvent]] = {}
        for event in plan.new:
            of_series.setdefault(event.series, []).append(event)
        for events in of_series.values():
            lines += [f"  {line}" for line in _new(events)]
    if plan.changed:
        lines += ["", f"Geändert: {german.plural(len(plan.changed), 'Angabe', 'Angaben')}"]
        lines += [f"  {change.text}" for change in plan.changed]
    if plan.refused:
        lines += ["", "Nicht vom Netzwerk, und danach wird nicht wieder gefragt:"]
        lines += [f"  {unit.name}" for unit in plan.refused]
    return "\n".join(lines) + "\n"


def _sums(plan: EventPlan) -> Iterator[str]:
    if not (plan.new or plan.changed or plan.linked or plan.told):
        yield "Nichts zu ändern."
    else:
        yield f"Neu: {len(plan.new)}, geändert: {len(plan.changed)}, als nicht vom Netzwerk gemerkt: {len(plan.refused)}"
    yield f"Unverändert: {german.plural(plan.unchanged, 'Termin', 'Termine')}"
    if plan.linked:
        yield f"Vermerkt, welcher Termin des Kalenders es ist (uid): {german.plural(len(plan.linked), 'Termin', 'Termine')}"
    if plan.told:
        yield f"Gemerkt in imports.yaml: {german.plural(plan.told, 'Angabe', 'Angaben')}"
    if plan.refused_before:
        yield f"Wie früher entschieden nicht vom Netzwerk: {german.plural(plan.refused_before, 'Eintrag', 'Einträge')}"
    if plan.left_out:
        yield f"Nicht angesehen, wie verlangt (--from, --to, --category, --only): {german.plural(plan.left_out, 'Termin', 'Termine')}"


def _new(events: Sequence[NewEvent]) -> Iterator[str]:
    """Yield a new event, or a series as one: its days in order, its title where it changes."""
    first, last = events[0], events[-1]
    if len(events) == 1:
        yield f"{first.source.when} {first.source.title}"
        file = f"Datei {first.id}.yaml"
    else:
        titles = " / ".join(title for title, _ in groupby(event.source.title for event in events))
        yield f"{german.moment_text(first.source.start, weekday=False)} {titles}: {len(events)} Termine bis {last.source.when}"
        file = f"Dateien {first.id}.yaml bis {last.id}.yaml"
    kind = EventKind.of(first.data["kind"]).label
    groups = f"; Gremium: {', '.join(first.data['groups'])}" if "groups" in first.data else ""
    yield f"    Art: {kind}{groups}{' (Vorschlag nach dem Titel)' if first.guessed else ''}; {file}"


def _notes(notes: Sequence[Note]) -> Iterator[str]:
    """Yield what is to be told, each once."""
    told = list(dict.fromkeys(str(note) for note in notes))
    if told:
        yield ""
        yield "Bitte ansehen:"
        yield from (f"  {text}" for text in told)
