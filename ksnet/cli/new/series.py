"""`ksnet new events`: the meetings that a group's cadence asks for in a year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ksnet.basics.errors import UsageProblem
from ksnet.cli.asking import Asker
from ksnet.cli.common import AsOf, Output, Quiet, Root, deliver, say, today
from ksnet.cli.new.common import Created, DryRun, NetworkOption, Yes, open_context, settle
from ksnet.cli.writing import finish

if TYPE_CHECKING:
    from ksnet.editing.planning import Hours, Plan, ProposedDay
    from ksnet.lands import Land
    from ksnet.records.network import Cadence, Group
    from ksnet.repository import Network

_WEEKDAYS = [("mo", "Montag"), ("di", "Dienstag"), ("mi", "Mittwoch"), ("do", "Donnerstag"), ("fr", "Freitag")]


def events(
    from_cadence: Annotated[
        str, typer.Option("--from-cadence", metavar="GREMIUM", help="Das Gremium, dessen Turnus gilt.")
    ],
    year: Annotated[int, typer.Option("--year", metavar="JJJJ", help="Das Jahr.")],
    weekday: Annotated[
        str | None, typer.Option("--weekday", metavar="TAG", help="Wochentag: mo, di, mi, do, fr; sonst der übliche.")
    ] = None,
    time: Annotated[
        str | None, typer.Option("--time", metavar="UHRZEIT", help="13:30 oder 13:30-15:30; sonst die übliche.")
    ] = None,
    network: NetworkOption = None,
    yes: Yes = False,
    diff: DryRun = False,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> None:
    """Schlägt die Treffen eines Gremiums für ein Jahr vor und legt sie an: nach seinem Turnus, gleichmäßig verteilt.

    Gemieden werden Feiertage, Schulferien, Wochenenden und Tage, an denen im Netzwerk schon etwas ist.

    Beispiel: ksnet new events --from-cadence plenum --year 2027
    """
    from ksnet.editing import creating, planning

    if not 1900 <= year <= 2199:
        raise UsageProblem(f"--year: {year} ist kein Jahr, für das sich planen lässt.")
    day = today(as_of)
    asker = Asker({"network": network, "weekday": weekday, "time": time})
    repository, context = open_context(root, asker, day)
    group = _group(context.network, from_cadence)

    def usual(cadence: Cadence) -> Hours:
        return _hours(asker, context.network, group, cadence)

    planned: list[Plan] = []

    def build() -> Created:
        plan = planning.propose(context.network, group, year, usual, day)
        asker.complete()
        planned[:] = [plan]
        taken = dict.fromkeys(context.network.events)
        changes: creating.Changes = {}
        for proposal in plan.proposals:
            data = _meeting(context.network, group, proposal)
            ident = _unused(proposal.day, str(data["title"]), taken)
            changes |= creating.new_event(repository, context.network.id, ident, creating.without_empty(data))
        return Created(changes, [])

    created, result = settle(repository, asker, build, day)
    text = _plan_text(planned[0], group, year, context.network.land)
    if not created.changes:
        say(text.rstrip(), quiet=quiet)
        return
    if diff:
        say(text, quiet=quiet)
    elif yes:
        say(text, quiet=quiet)
    elif asker.interactive:
        say(text)
        if not asker.confirm("So anlegen?"):
            say("Nichts geschrieben.")
            return
    else:
        deliver(text, None)
        say("Nichts geschrieben; mit --yes werden die Termine angelegt.", quiet=quiet)
        return
    finish(repository, created.changes, day, done=[], result=result, diff=diff, output=output, quiet=quiet)


def _group(network: Network, ident: str) -> Group:
    from ksnet.basics.spelling import did_you_mean

    found = {group.id: group for group in network.record.groups}
    if ident not in found:
        hint = did_you_mean(ident, found)
        raise UsageProblem(f"Ein Gremium „{ident}“ gibt es im Netzwerk „{network.id}“ nicht.{hint}")
    return found[ident]


def _hours(asker: Asker, network: Network, group: Group, cadence: Cadence) -> Hours:
    """Return when such meetings are: as the options say, else as usual; asked only where the group has never met."""
    from ksnet.editing import checks, likeness
    from ksnet.editing.planning import Hours, meetings_of, usual_hours

    alike = meetings_of(network, group.id, cadence.kinds or likeness.REGULAR)
    usual = usual_hours(alike) or usual_hours(meetings_of(network, group.id))
    day = usual.weekday if usual else None
    if usual is None or "weekday" in asker.known:
        chosen = asker.text("weekday", "Wochentag", required=True, choices=_WEEKDAYS)
        day = next((n for n, (value, _) in enumerate(_WEEKDAYS) if value == chosen), 0)
    if usual is not None and "time" not in asker.known:
        return Hours(day or 0, usual.start, usual.end)
    text = asker.text("time", "Uhrzeit, z. B. 13:30-15:30", required=True, check=checks.hours) or "00:00"
    begin, _, end = text.partition("-")
    return Hours(day or 0, dt.time.fromisoformat(begin), dt.time.fromisoformat(end) if end else None)


def _meeting(network: Network, group: Group, proposal: ProposedDay) -> dict[str, Any]:
    """Return the record of a proposed meeting, after the group's last one of that kind."""
    from ksnet.editing import likeness
    from ksnet.editing.planning import meetings_of

    earlier = meetings_of(network, group.id, [proposal.kind] if proposal.kind else likeness.REGULAR)
    kind = proposal.kind or likeness.meeting_of(group.kind)
    title = kind.label if proposal.kind else group.name
    data = likeness.copied(earlier[-1]) if earlier else {"title": title, "kind": kind.value}
    data.pop("agenda", None)
    hours = proposal.hours
    end = f"{proposal.day} {hours.end:%H:%M}" if hours.end else None
    start = {"groups": [group.id], "start": f"{proposal.day} {hours.start:%H:%M}", "end": end, "status": "geplant"}
    conference = {"case_conference": {"anonymised": True}} if data["kind"] == "fallkonferenz" else {}
    return data | start | conference


def _unused(day: dt.date, title: str, taken: dict[str, None]) -> str:
    from ksnet.editing.ids import event_id

    ident = event_id(day.isoformat(), title, taken)
    taken[ident] = None
    return ident


def _plan_text(plan: Plan, group: Group, year: int, land: Land) -> str:
    """Return the plan in words: the days, what was avoided, what could not be done."""
    from ksnet.duties.counting.cadence import cadence_text
    from ksnet.editing.planning import cadences_of, year_is_known
    from ksnet.records import german

    rule = german.join(cadence_text(cadence) for cadence in cadences_of(group))
    there = f"; schon eingetragen: {plan.existing}" if plan.existing else ""
    lines = [f"{group.name} {year} (Turnus: {rule}{there})", ""]
    for proposal in plan.proposals:
        kind = f", {proposal.kind.label}" if proposal.kind else ""
        lines.append(
            f"  {german.short_day(proposal.day)}, {german.clock(proposal.hours.start, proposal.hours.end)}{kind}"
        )
        for reason in dict.fromkeys(a.reason for a in proposal.avoided):
            days = sorted(a.day for a in proposal.avoided if a.reason == reason)
            lines.append(f"      gemieden: {german.join(map(german.short_day, days))} ({reason})")
    if not plan.proposals and not plan.without_day:
        lines.append("  Für dieses Jahr ist nichts mehr zu planen.")
    lines += [f"  Kein freier Tag: {window.text}. Bitte von Hand planen." for window in plan.without_day]
    if not year_is_known(year, land):
        known = land.tables.holiday_years
        lines += [
            "",
            f"Ferien und Feiertage sind nur für {known[0]} bis {known[-1]} bekannt; {year} bitte selbst prüfen.",
        ]
    return "\n".join(lines) + "\n"
