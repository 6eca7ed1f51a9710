"""`ksnet new events`: the meetings of a year by the cadence of a group."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.cli.asking import Asker
from ksnet.cli.common import of_option
from ksnet.cli.new.common import (
    Created,
    asked_location,
    asked_organisers,
    choices_of,
    id_choices,
    open_context,
    settle,
)
from ksnet.cli.new.options import OrganiserOption
from ksnet.cli.options import NetworkOption, option
from ksnet.cli.output import deliver, tell
from ksnet.cli.parameters import lists_choices
from ksnet.cli.writing import Delivery, finish, writes
from ksnet.records.vocabulary import EventMode

if TYPE_CHECKING:
    from ksnet.editing.planning import Hours, ProposedDay
    from ksnet.records.network import Cadence, Group
    from ksnet.repository import Network
    from ksnet.rules.context import NetworkContext

_WEEKDAYS = [
    ("mo", "Montag"),
    ("di", "Dienstag"),
    ("mi", "Mittwoch"),
    ("do", "Donnerstag"),
    ("fr", "Freitag"),
]


@lists_choices({"--mode": EventMode})
@writes
def events(
    way: Delivery,
    from_cadence: Annotated[
        str | None, option("--from-cadence", "GREMIUM", "Das Gremium, dessen Turnus gilt.")
    ] = None,
    year: Annotated[str | None, option("--year", "JJJJ", "Das Jahr.")] = None,
    weekday: Annotated[
        str | None, option("--weekday", "TAG", "Wochentag: mo, di, mi, do, fr; sonst der übliche.")
    ] = None,
    time: Annotated[
        str | None, option("--time", "UHRZEIT", "13:30 oder 13:30-15:30; sonst die übliche.")
    ] = None,
    location: Annotated[
        str | None, option("--location", "HAUS", "Haus oder Einrichtung; sonst wie zuletzt.")
    ] = None,
    city: Annotated[str | None, option("--city", "ORT", "Ort; sonst wie zuletzt.")] = None,
    mode: Annotated[str | None, option("--mode", "FORM", "Form; sonst wie zuletzt.")] = None,
    organiser: OrganiserOption = None,
    change: Annotated[
        list[str] | None,
        option(
            "--change",
            '"NUMMER TAG"',
            "Ein anderer Tag für einen der Vorschläge, z. B. „2 14.10.2027“, oder „2 weg“; auch mehrmals.",
        ),
    ] = None,
    network: NetworkOption = None,
) -> None:
    """Schlägt die Treffen eines Gremiums für ein Jahr nach seinem Turnus vor und legt sie an.

    Sie sind gleichmäßig verteilt. Gemieden werden Feiertage, Schulferien, Wochenenden und Tage, an
    denen im Netzwerk schon etwas ist.

    Beispiel: ksnet new events --from-cadence plenum --year 2027
    """
    from ksnet.cli.new.planned import plan_text
    from ksnet.editing import creating, planning

    asker = Asker({
        "network": network, "weekday": weekday, "time": time, "from_cadence": from_cadence,
        "year": year, "location": location, "city": city, "mode": mode, "organiser": organiser,
    })  # fmt: skip
    repository, context = open_context(asker, way)
    group, number_of_year = _group_and_year(asker, context.network, way.day)
    days: dict[int, dt.date | None] = {}
    for text in change or ():
        of_option("--change", lambda said: _note_change(said, number_of_year, way.day, days), text)

    def usual(cadence: Cadence) -> Hours:
        return _hours(asker, context.network, group, cadence)

    shown: list[str] = []
    proposed: list[ProposedDay] = []

    def build() -> Created:
        plan = planning.propose(context.network, group, number_of_year, usual, way.day)
        asker.complete()
        if unknown := [number for number in days if not 1 <= number <= len(plan.proposals)]:
            raise UsageProblem(
                f"Einen Vorschlag {unknown[0]} gibt es nicht; es sind {len(plan.proposals)}."
            )
        proposed[:] = plan.proposals
        proposals = planning.with_days(context.network, group, plan.proposals, days)
        meetings = [_meeting(asker, context, group, proposal) for _, proposal in proposals]
        asker.complete()
        shown[:] = [plan_text(plan, proposals, meetings, context, group, number_of_year)]
        taken = dict.fromkeys(context.network.events)
        changes: creating.Changes = {}
        for (_, proposal), data in zip(proposals, meetings, strict=True):
            ident = _unused(proposal.day, str(data["title"]), taken)
            changes |= creating.new_event(
                repository, context.network.id, ident, creating.without_empty(data)
            )
        return Created(changes)

    created, result = settle(repository, asker, build, way.day)
    while asker.interactive and created.changes and not (way.diff or way.yes):
        tell(shown[0])
        if (agreed := _agreed(asker, number_of_year, way.day, days, len(proposed))) is False:
            tell("Nichts geschrieben.")
            return
        if agreed:
            break
        created, result = settle(repository, asker, build, way.day)
    else:
        if not _shown_alone(
            shown[0].rstrip(),
            planned=bool(created.changes),
            asked_for=way.diff or way.yes,
            quiet=way.quiet,
        ):
            return
    finish(repository, created.changes, way, done=[], result=result)


def _shown_alone(text: str, *, planned: bool, asked_for: bool, quiet: bool) -> bool:
    """Show a plan without asking; return whether it is to be carried out."""
    if not planned or asked_for:
        tell(f"{text}\n" if planned else text, quiet=quiet)
        return planned
    deliver(f"{text}\n", None)
    tell("Nichts geschrieben; mit --yes werden die Termine angelegt.", quiet=quiet)
    return False


def _group_and_year(asker: Asker, network: Network, day: dt.date) -> tuple[Group, int]:
    """Return the Gremium and the year; raises UsageProblem."""
    from ksnet.editing.naming import group_called
    from ksnet.editing.planning import cadences_of

    def check_year(text: str) -> str:
        if not (text.isascii() and text.isdigit() and 1900 <= int(text) <= 2199):
            raise UsageProblem(f"{text} ist kein Jahr, für das sich planen lässt.")
        return text

    regular = (
        id_choices(group for group in network.record.groups if cadences_of(group))
        if asker.interactive
        else []
    )
    said = "from_cadence" in asker.known
    ident = asker.text(
        "from_cadence",
        "Gremium, dessen Turnus gilt",
        required=True,
        choices=[] if said else regular,
        check=lambda text: group_called(network, text),
    )
    default = str(day.year + 1) if asker.interactive else None
    year = asker.text("year", "Jahr", required=True, default=default, check=check_year)
    asker.complete()
    return next(group for group in network.record.groups if group.id == ident), int(year or 0)


def _note_change(
    text: str, year: int, today: dt.date, days: dict[int, dt.date | None], count: int = 1000
) -> str:
    """Note another day for a proposal, or None: `2 14.10.2027`, `2 14.10.`, `2 weg`.

    Raises UsageProblem.
    """
    from ksnet.records.said import said_day

    number, _, said = text.replace("=", " ").partition(" ")
    said = said.strip()
    if not (number.isascii() and number.isdigit()) or not said:
        raise UsageProblem(
            f"„{text}“ sagt nicht, was sich ändert. Schreibweise: 2 14.10.{year} oder 2 weg."
        )
    if not 1 <= int(number) <= count:
        raise UsageProblem(f"Einen Vorschlag {number} gibt es nicht; es sind {count}.")
    if said.lower() == "weg":
        days[int(number)] = None
        return text
    day = said_day(f"{said.rstrip('.')}.{year}" if _WITHOUT_YEAR.fullmatch(said) else said)
    if day.year != year or day <= today:
        raise UsageProblem(
            f"„{text}“: Der Tag liegt nicht im Jahr {year}."
            if day.year != year
            else f"„{text}“: Der Tag ist vorbei."
        )
    days[int(number)] = day
    return text


_WITHOUT_YEAR = expression(r"\d{1,2}\.\s?\d{1,2}\.?")


def _agreed(
    asker: Asker, year: int, today: dt.date, days: dict[int, dt.date | None], count: int
) -> bool | None:
    """Ask whether to write the plan; None if a day was changed instead."""
    asker.forget(["change"])
    words = {"j": True, "ja": True, "n": False, "nein": False}
    answer = asker.text(
        "change",
        f"So anlegen (j/n)? Oder ein anderer Tag, z. B. 1 14.10.{year} oder 1 weg",
        default="j",
        check=lambda text: (
            text if text.lower() in words else _note_change(text, year, today, days, count)
        ),
    )
    return words.get((answer or "j").lower())


def _hours(asker: Asker, network: Network, group: Group, cadence: Cadence) -> Hours:
    """Return the hours of such meetings: by option, else as usual, else asked."""
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
    text = (
        asker.text("time", "Uhrzeit, z. B. 13:30-15:30", required=True, check=checks.hours)
        or "00:00"
    )
    begin, _, end = text.partition("-")
    return Hours(
        day or 0, dt.time.fromisoformat(begin), dt.time.fromisoformat(end) if end else None
    )


def _meeting(
    asker: Asker, context: NetworkContext, group: Group, proposal: ProposedDay
) -> dict[str, Any]:
    """Return the record of a proposed meeting like the group's last one; asks for the rest."""
    from ksnet.editing import likeness
    from ksnet.editing.planning import meetings_of

    earlier = meetings_of(
        context.network, group.id, [proposal.kind] if proposal.kind else likeness.REGULAR
    )
    kind = proposal.kind or likeness.meeting_of(group.kind)
    title = kind.label if proposal.kind else group.name
    data: dict[str, Any] = (
        likeness.values_like(earlier[-1]) if earlier else {"title": title, "kind": kind.value}
    )
    for key in ("agenda", "all_day"):
        data.pop(key, None)
    hours = proposal.hours
    end = f"{proposal.day} {hours.end:%H:%M}" if hours.end else None
    start = {
        "groups": [group.id],
        "start": f"{proposal.day} {hours.start:%H:%M}",
        "end": end,
        "status": "geplant",
    }
    if data["kind"] == "fallkonferenz":
        return data | start | {"case_conference": {"anonymised": True}}
    if "mode" in asker.known or "mode" not in data:
        data["mode"] = asker.text("mode", "Form", choices=choices_of(EventMode))
    if {"location", "city"} & asker.known.keys() or "location" not in data:
        data["location"] = asked_location(asker)
    if "organiser" in asker.known or "organisers" not in data:
        data["organisers"] = asked_organisers(asker, context)
    return data | start


def _unused(day: dt.date, title: str, taken: dict[str, None]) -> str:
    from ksnet.editing.ids import event_id

    ident = event_id(day.isoformat(), title, taken)
    taken[ident] = None
    return ident
