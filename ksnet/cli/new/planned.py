"""The plan of a year's meetings in German."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ksnet.records.vocabulary import EventMode

if TYPE_CHECKING:
    from ksnet.editing.planning import Plan, ProposedDay
    from ksnet.records.network import Group
    from ksnet.rules.context import NetworkContext


def _frame(data: dict[str, Any], context: NetworkContext) -> str:
    """Return place, mode, organisers and publicity of a meeting in words."""
    from ksnet.documents.events import venue_text
    from ksnet.protection.who import WhoIsWho
    from ksnet.records import german
    from ksnet.records.event import Location

    who = WhoIsWho(context.network, context.day)
    place = venue_text(Location(**data["location"])) if data.get("location") else ""
    names = [
        one["text"] if isinstance(one, dict) else who.name(one)
        for one in data.get("organisers", ())
    ]
    parts = {
        "Ort": place or "nicht angegeben",
        "Form": EventMode.of(data["mode"]).label if data.get("mode") else "nicht angegeben",
        "Veranstaltende": german.join(names) or "nicht angegeben",
    }
    public = "; öffentlich" if data.get("public") else ""
    return "; ".join(f"{name}: {text}" for name, text in parts.items()) + public


def plan_text(
    plan: Plan,
    proposals: Sequence[tuple[int, ProposedDay]],
    meetings: Sequence[dict[str, Any]],
    context: NetworkContext,
    group: Group,
    year: int,
) -> str:
    """Return the plan in words: days, what was avoided, objections, and what was impossible."""
    from ksnet.duties.counting.cadence import cadence_text
    from ksnet.editing.planning import cadences_of, year_is_known
    from ksnet.records import german

    rule = german.join(cadence_text(cadence) for cadence in cadences_of(group))
    there = f"; schon eingetragen: {plan.existing}" if plan.existing else ""
    frames = [_frame(data, context) for data in meetings if data["kind"] != "fallkonferenz"]
    same = set(frames) if len(frames) == len(meetings) and len(set(frames)) == 1 else set()
    lines = [f"{group.name} {year} (Turnus: {rule}{there})", *same, ""]
    for (number, proposal), data in zip(proposals, meetings, strict=True):
        kind = f", {proposal.kind.label}" if proposal.kind else ""
        hours = german.clock(proposal.hours.start, proposal.hours.end)
        lines.append(f"  {number}  {german.short_day(proposal.day)}, {hours}{kind}")
        if not same and data["kind"] != "fallkonferenz":
            lines.append(f"      {_frame(data, context)}")
        if proposal.objection:
            lines.append(f"      Achtung: {proposal.objection}")
        for reason in dict.fromkeys(a.reason for a in proposal.avoided):
            days = sorted(a.day for a in proposal.avoided if a.reason == reason)
            lines.append(f"      gemieden: {german.join(map(german.short_day, days))} ({reason})")
    if not plan.proposals and not plan.without_day:
        lines.append("  Für dieses Jahr ist nichts mehr zu planen.")
    lines += [
        f"  Kein freier Tag: {window.text}. Bitte von Hand planen." for window in plan.without_day
    ]
    if not year_is_known(year, context.network.land):
        known = context.network.land.tables.holiday_years
        span = f" nur für {known[0]} bis {known[-1]}" if known else " hier nicht"
        lines += ["", f"Ferien und Feiertage sind{span} bekannt; {year} bitte selbst prüfen."]
    return "\n".join(lines) + "\n"
