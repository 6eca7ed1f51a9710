"""`ksnet new events`: the meetings of a year by the cadence of a group."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.cli.asking import Asker
from ksnet.cli.call import of_option
from ksnet.cli.new.common import (
    Created,
    asked_location,
    asked_organisers,
    choices_of,
    id_choices,
    open_context,
    settle,
)
from ksnet.cli.new.options import MEETING_OPTIONS, answer, answers, asks
from ksnet.cli.options import NetworkOption
from ksnet.cli.output import announce, deliver, tell
from ksnet.cli.parameters import lists_choices
from ksnet.cli.writing import Delivery, finish
from ksnet.records.german import WEEKDAYS
from ksnet.records.vocabulary import EventMode

if TYPE_CHECKING:
    from ksnet.editing.likeness import Hours
    from ksnet.editing.planning import ProposedDay
    from ksnet.records.network import Cadence, Group
    from ksnet.repository import Network, Repository
    from ksnet.rules.context import NetworkContext

_WEEKDAYS = [(name[:2].lower(), name) for name in WEEKDAYS[:5]]
_NUMBER = expression(r"[0-9]{1,9}")
_WITHOUT_YEAR = expression(r"\d{1,2}\.\s?\d{1,2}\.?")
_MOST = 1000  # no year has more meetings


@lists_choices({"--mode": EventMode})
@asks(
    from_cadence=answer("--from-cadence", "GREMIUM", "Das Gremium, dessen Turnus gilt."),
    year=answer("--year", "JJJJ", "Das Jahr."),
    weekday=answer("--weekday", "TAG", "Wochentag: mo, di, mi, do, fr; sonst der übliche."),
    time=answer("--time", "UHRZEIT", "13:30 oder 13:30-15:30; sonst die übliche."),
    **MEETING_OPTIONS,
    change=answers(
        "--change",
        '"NUMMER TAG"',
        "Ein anderer Tag für einen der Vorschläge, z. B. „2 14.10.2027“, oder „2 weg“; auch mehrmals.",
    ),
    network=NetworkOption,
)
def events(way: Delivery, asker: Asker, change: list[str] | None) -> None:
    """Schlägt die Treffen eines Gremiums für ein Jahr nach seinem Turnus vor und legt sie an.

    Sie sind gleichmäßig verteilt. Gemieden werden Feiertage, Schulferien, Wochenenden und Tage, an
    denen im Netzwerk schon etwas ist. Ort, Form und Veranstaltende bleiben, wie sie zuletzt waren.

    Beispiel: ksnet new events --from-cadence plenum --year 2027
    """
    repository, context = open_context(asker, way)
    meetings = _Meetings(asker, repository, context)
    for text in change or ():
        of_option("--change", meetings.note_change, text)
    created, result = settle(repository, asker, meetings.created, way.day)
    if created.changes:
        asker.refuse_unused()
    while asker.interactive and created.changes and not (way.diff or way.yes):
        tell(meetings.text)
        if (agreed := meetings.agreed()) is False:
            tell("Nichts geschrieben.")
            return
        if agreed:
            break
        created, result = settle(repository, asker, meetings.created, way.day)
    else:
        text = meetings.text.rstrip()
        if not created.changes:
            announce(text)
            return
        if not (way.diff or way.yes):
            deliver(f"{text}\n", None)
            announce("Nichts geschrieben; mit --yes werden die Termine angelegt.")
            return
        announce(f"{text}\n")
    finish(repository, created.changes, way, done=[], result=result)


class _Meetings:
    """The meetings of a Gremium in a year, as proposed and then changed; `text` says them."""

    def __init__(self, asker: Asker, repository: Repository, context: NetworkContext) -> None:
        self.asker, self.repository, self.context = asker, repository, context
        self.group, self.year = _group_and_year(asker, context.network, context.day)
        self.days: dict[int, dt.date | None] = {}  # other days by number, None to drop one
        self.count = _MOST  # of proposals, once they are known
        self.text = ""

    def created(self) -> Created:
        """Return the files of the meetings; raises UsageProblem."""
        from ksnet.cli.new.planned import plan_text
        from ksnet.editing import creating, planning
        from ksnet.editing.ids import event_id

        network = self.context.network
        plan = planning.propose(network, self.group, self.year, self._hours, self.context.day)
        self.asker.complete()
        self.count = len(plan.proposals)
        if unknown := [number for number in self.days if not 1 <= number <= self.count]:
            raise UsageProblem(_no_proposal(unknown[0], self.count))
        proposals = planning.with_days(network, self.group, plan.proposals, self.days)
        meetings = [self._meeting(proposal) for _, proposal in proposals]
        self.asker.complete()
        self.text = plan_text(plan, proposals, meetings, self.context, self.group, self.year)
        taken = set(network.events)
        changes: creating.Changes = {}
        for (_, proposal), meeting in zip(proposals, meetings, strict=True):
            ident = event_id(proposal.day.isoformat(), str(meeting["title"]), taken)
            taken.add(ident)
            changes |= creating.new_event(self.repository, network.id, ident, meeting)
        return Created(changes)

    def note_change(self, text: str) -> str:
        """Note another day for a proposal, or None: `2 14.10.2027`, `2 14.10.`, `2 weg`.

        Raises UsageProblem.
        """
        from ksnet.records.said import said_day

        number, _, said = text.replace("=", " ").partition(" ")
        said = said.strip()
        if not _NUMBER.fullmatch(number) or not said:
            raise UsageProblem(
                f"„{text}“ sagt nicht, was sich ändert. Schreibweise: 2 14.10.{self.year} oder 2 weg."
            )
        if not 1 <= int(number) <= self.count:
            raise UsageProblem(_no_proposal(int(number), self.count))
        if said.lower() == "weg":
            self.days[int(number)] = None
            return text
        day = said_day(f"{said.rstrip('.')}.{self.year}" if _WITHOUT_YEAR.fullmatch(said) else said)
        if day.year != self.year:
            raise UsageProblem(f"„{text}“: Der Tag liegt nicht im Jahr {self.year}.")
        if day <= self.context.day:
            raise UsageProblem(f"„{text}“: Der Tag ist vorbei.")
        self.days[int(number)] = day
        return text

    def agreed(self) -> bool | None:
        """Ask whether to write the plan; None if a day was changed instead."""
        self.asker.forget(["change"])
        words = {"j": True, "ja": True, "n": False, "nein": False}
        answer = self.asker.text(
            "change",
            f"So anlegen (j/n)? Oder ein anderer Tag, z. B. 1 14.10.{self.year} oder 1 weg",
            default="j",
            check=lambda text: text if text.lower() in words else self.note_change(text),
        )
        return words.get((answer or "j").lower())

    def _hours(self, cadence: Cadence) -> Hours:
        """Return the hours of such meetings: by option, else as usual, else asked."""
        from ksnet.editing import checks
        from ksnet.editing.likeness import Hours, hours_before

        asker = self.asker
        usual = hours_before(self.context.network, self.group, cadence)
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

    def _meeting(self, proposal: ProposedDay) -> dict[str, Any]:
        """Return the record of a proposed meeting like the group's last one; asks for the rest."""
        from ksnet.editing.planning import values_of

        asker, context = self.asker, self.context
        data = values_of(context.network, self.group, proposal)
        if data["kind"] == "fallkonferenz":
            return data
        if "mode" in asker.known or "mode" not in data:
            data["mode"] = asker.text("mode", "Form", choices=choices_of(EventMode))
        if {"location", "city"} & asker.known.keys() or "location" not in data:
            data["location"] = asked_location(asker)
        if "organiser" in asker.known or "organisers" not in data:
            data["organisers"] = asked_organisers(asker, context)
        return data


def _no_proposal(number: int, count: int) -> str:
    return f"Einen Vorschlag {number} gibt es nicht; es sind {count}."


def _group_and_year(asker: Asker, network: Network, day: dt.date) -> tuple[Group, int]:
    """Return the Gremium and the year; raises UsageProblem."""
    from ksnet.editing import checks
    from ksnet.editing.naming import group_called
    from ksnet.editing.planning import cadences_of

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
    year = asker.text("year", "Jahr", required=True, default=default, check=checks.year)
    asker.complete()
    return next(group for group in network.record.groups if group.id == ident), int(year or 0)
