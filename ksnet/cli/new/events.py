"""`ksnet new event|events`: one meeting, also after an old one; or those that a group's cadence asks for in a year."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ksnet.cli.asking import Asker
from ksnet.cli.common import AsOf, Debug, Output, Quiet, Root, deliver, say, today
from ksnet.cli.new.common import (
    Created,
    Delivery,
    DryRun,
    NetworkOption,
    Yes,
    meanings,
    named,
    open_context,
    settle,
    write_new,
)
from ksnet.cli.writing import finish
from ksnet.errors import UsageProblem

if TYPE_CHECKING:
    from ksnet.editing.planning import Hours, Plan, Proposal
    from ksnet.records.event import EventRecord
    from ksnet.records.network import Cadence, Group
    from ksnet.records.values import Moment
    from ksnet.repository import Network

_WEEKDAYS = [("mo", "Montag"), ("di", "Dienstag"), ("mi", "Mittwoch"), ("do", "Donnerstag"), ("fr", "Freitag")]
_HOURS = re.compile(r"(\d{1,2})[:.](\d{2})(?:\s*[-–]\s*(\d{1,2})[:.](\d{2}))?(?:\s*Uhr)?")


def event(
    title: Annotated[str | None, typer.Option("--title", metavar="TITEL", help="Titel, z. B. Netzwerktreffen.")] = None,
    start: Annotated[
        str | None, typer.Option("--start", metavar="BEGINN", help='Beginn: "2026-10-07 13:30" oder 2026-10-07.')
    ] = None,
    end: Annotated[str | None, typer.Option("--end", metavar="ENDE", help="Ende, wie der Beginn.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="ART", help="Art, z. B. netzwerktreffen.")] = None,
    theme: Annotated[str | None, typer.Option("--theme", metavar="THEMA", help="Thema.")] = None,
    group: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="KENNUNG", help="Gremium, dessen Treffen es ist; auch mehrmals."),
    ] = None,
    mode: Annotated[str | None, typer.Option("--mode", metavar="FORM", help="praesenz, online oder hybrid.")] = None,
    location: Annotated[str | None, typer.Option("--location", metavar="HAUS", help="Haus oder Einrichtung.")] = None,
    city: Annotated[str | None, typer.Option("--city", metavar="ORT", help="Ort.")] = None,
    public: Annotated[bool, typer.Option("--public", help="Darf in öffentlichen Kalendern stehen.")] = False,
    like: Annotated[
        str | None,
        typer.Option(
            "--like",
            metavar="TERMIN",
            help="Wie dieser Termin: Titel, Art, Gremien, Uhrzeit, Ort, Form, Veranstaltende, Tagesordnung.",
        ),
    ] = None,
    network: NetworkOption = None,
    yes: Yes = False,
    diff: DryRun = False,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001  (read where errors are caught)
) -> None:
    """Legt einen Termin an. Was an einem früheren geschah (Ergebnisse, Teilnahme, Niederschrift), kommt bei --like nicht mit.

    Beispiel: ksnet new event --like 2026-04-29-netzwerktreffen --start 2026-10-07
    """
    from ksnet.editing import creating, likeness

    day = today(as_of)
    if like and network is None and "/" in like:
        network = like.partition("/")[0]
    asker = Asker({
        "network": network, "title": title, "start": start, "end": end, "kind": kind, "theme": theme, "group": group, "mode": mode,
        "location": location, "city": city,
    })  # fmt: skip
    repository, context = open_context(root, asker, day)
    old = likeness.event_called(repository, context.network, like) if like else None
    same = old is None or "/" not in (like or "") or (like or "").startswith(f"{context.network.id}/")
    pattern = likeness.copied(old, same_network=same) if old else {}

    def build() -> Created:
        data = pattern | _answers(asker, context.network, pattern)
        moment = _start(asker, old)
        asker.complete()
        data["start"] = moment.text
        if found := _end(asker, old, moment.text):
            data["end"] = found
        data |= {"status": "geplant", "public": public or None}
        if data["kind"] == "fallkonferenz":
            allowed = ("title", "kind", "groups", "start", "end", "status", "organisers")
            data = {key: data[key] for key in allowed if key in data} | {"case_conference": {"anonymised": True}}
        ident = _event_id(moment.date.text, str(data["title"]), context.network)
        changes = creating.new_event(repository, context.network.id, ident, creating.without_empty(data))
        return Created(changes, [])

    write_new(repository, asker, build, Delivery(day, diff, yes, output, quiet))


def _answers(asker: Asker, network: Network, pattern: dict[str, Any]) -> dict[str, Any]:
    """Ask for what the pattern does not say, and take from the options what is to be different."""
    from ksnet.records.vocabulary import EventKind, EventMode

    def open_question(name: str) -> bool:
        return name in asker.known or not pattern

    data: dict[str, Any] = {}
    if open_question("title"):
        data["title"] = asker.text("title", "Titel", required=True)
    if open_question("kind"):
        data["kind"] = asker.text("kind", "Art", required=True, choices=meanings(EventKind))
    if open_question("group"):
        groups = named(network.record.groups)
        data["groups"] = (
            asker.texts("group", "Gremien, deren Treffen es ist", choices=groups)
            if groups or "group" in asker.known
            else []
        )
    data["theme"] = asker.text("theme", "Thema")
    if open_question("mode"):
        data["mode"] = asker.text("mode", "Form", choices=meanings(EventMode))
    if open_question("location") or "city" in asker.known:
        place = {"name": asker.text("location", "Haus oder Einrichtung"), "city": asker.text("city", "Ort")}
        data["location"] = {key: value for key, value in place.items() if value}
    return data


def _start(asker: Asker, old: EventRecord | None) -> Moment:
    """Return the beginning; the time of day is that of the old event where none is said."""
    from ksnet.editing import checks
    from ksnet.records.values import Moment, parse_moment

    text = asker.text("start", 'Beginn, z. B. "2026-10-07 13:30"', required=True, check=checks.moment)
    moment = parse_moment(text or "1900")
    if moment.time is None and moment.date.exact and old and old.start and old.start.time:
        return Moment(moment.date, old.start.time)
    return moment


def _end(asker: Asker, old: EventRecord | None, start: str) -> str | None:
    from ksnet.editing import checks, likeness
    from ksnet.records.values import parse_moment

    begin = parse_moment(start)
    usual = likeness.ends(begin, old) if old else None

    def check(text: str) -> str:
        hours = _HOURS.fullmatch(text)
        if hours and begin.time and hours[3] is None:  # only the time: on the same day
            text = f"{begin.date.text} {int(hours[1]):02d}:{hours[2]}"
        return checks.moment(text)

    return asker.text("end", "Ende (Uhrzeit, oder Tag mit Uhrzeit)", default=usual, check=check)


def _event_id(date: str, title: str, network: Network) -> str:
    from ksnet.editing.ids import event_id

    return event_id(date.partition("/")[0], title, network.events)


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
    debug: Debug = False,  # noqa: ARG001  (read where errors are caught)
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
    text = _plan_text(planned[0], group, year)
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
            raise UsageProblem("Nichts geschrieben.")
    else:
        deliver(text, None)
        say("Nichts geschrieben; mit --yes werden die Termine angelegt.", quiet=quiet)
        return
    finish(repository, created.changes, day, done=[], result=result, diff=diff, output=output, quiet=quiet)


def _group(network: Network, ident: str) -> Group:
    from ksnet.spelling import nearest

    found = {group.id: group for group in network.record.groups}
    if ident not in found:
        meant = nearest(ident, found)
        hint = f" Meinten Sie „{meant}“?" if meant else ""
        raise UsageProblem(f"Ein Gremium „{ident}“ gibt es im Netzwerk „{network.id}“ nicht.{hint}")
    return found[ident]


def _hours(asker: Asker, network: Network, group: Group, cadence: Cadence) -> Hours:
    """Return when such meetings are: as the options say, else as usual; asked only where the group has never met."""
    from ksnet.editing.planning import Hours, meetings_of, usual_hours

    usual = usual_hours(meetings_of(network, group.id, cadence.kinds)) or usual_hours(meetings_of(network, group.id))
    day = usual.weekday if usual else None
    if usual is None or "weekday" in asker.known:
        chosen = asker.text("weekday", "Wochentag", required=True, choices=_WEEKDAYS)
        day = next((n for n, (value, _) in enumerate(_WEEKDAYS) if value == chosen), 0)
    if usual is not None and "time" not in asker.known:
        return Hours(day or 0, usual.start, usual.end)
    text = asker.text("time", "Uhrzeit, z. B. 13:30-15:30", required=True, check=_time) or "00:00"
    begin, _, end = text.partition("-")
    return Hours(day or 0, dt.time.fromisoformat(begin), dt.time.fromisoformat(end) if end else None)


def _time(text: str) -> str:
    """Return `13:30` or `13:30-15:30`; raises UsageProblem."""
    match = _HOURS.fullmatch(text)
    begin, end = (_clock(match[1], match[2]), _clock(match[3], match[4])) if match else (None, None)
    if match is None or begin is None or (match[3] and (end is None or end <= begin)):
        raise UsageProblem(f"„{text}“ ist keine Uhrzeit. Schreibweise: 13:30 oder 13:30-15:30.")
    return f"{begin:%H:%M}" + (f"-{end:%H:%M}" if end else "")


def _clock(hour: str | None, minute: str | None) -> dt.time | None:
    return dt.time(int(hour), int(minute)) if hour and minute and int(hour) < 24 and int(minute) < 60 else None


def _meeting(network: Network, group: Group, proposal: Proposal) -> dict[str, Any]:
    """Return the record of a proposed meeting, after the group's last one of that kind."""
    from ksnet.editing import likeness
    from ksnet.editing.planning import meetings_of

    earlier = meetings_of(network, group.id, [proposal.kind] if proposal.kind else [])
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


def _plan_text(plan: Plan, group: Group, year: int) -> str:
    """Return the plan in words: the days, what was avoided, what could not be done."""
    from ksnet import german, reference
    from ksnet.counting.cadence import cadence_text
    from ksnet.editing.planning import cadences_of, year_is_known

    rule = german.join(cadence_text(cadence) for cadence in cadences_of(group))
    there = f"; schon eingetragen: {plan.existing}" if plan.existing else ""
    lines = [f"{group.name} {year} (Turnus: {rule}{there})", ""]
    for proposal in plan.proposals:
        kind = f", {proposal.kind.label}" if proposal.kind else ""
        lines.append(
            f"  {german.short_day(proposal.day)}, {german.clock(proposal.hours.start, proposal.hours.end)}{kind}"
        )
        lines += [f"      gemieden: {german.short_day(a.day)} ({a.reason})" for a in proposal.avoided]
    if not plan.proposals and not plan.without_day:
        lines.append("  Für dieses Jahr ist nichts mehr zu planen.")
    lines += [f"  Kein freier Tag: {window.text}. Bitte von Hand planen." for window in plan.without_day]
    if not year_is_known(year):
        known = reference.holiday_years()
        lines += [
            "",
            f"Ferien und Feiertage sind nur für {known[0]} bis {known[-1]} bekannt; {year} bitte selbst prüfen.",
        ]
    return "\n".join(lines) + "\n"
