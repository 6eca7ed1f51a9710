"""KS6, attendance: numbers of people and bodies at one event that contradict each other."""

from __future__ import annotations

from collections.abc import Container, Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Path, Place, Related, Rule
from ksnet.duties.counting.events import PEOPLE_THERE
from ksnet.records import german
from ksnet.records.event import Attendance, EventRecord
from ksnet.records.vocabulary import Precision
from ksnet.rules.completeness.examples import HEAD, HELD, MEETING_FILE, MINUTES, TASKS
from ksnet.rules.context import NetworkContext

ATTENDANCE_TOO_LARGE = Rule(
    code="KS607",
    name="attendance-too-large",
    severity=Severity.WARNUNG,
    title="An einer Veranstaltung sollen mehr teilgenommen haben, als Plätze oder Eingeladene erfasst sind.",
    why="Der Bericht zählt die Teilnehmenden zusammen; eine Ziffer zu viel fällt dort niemandem mehr auf. Verglichen wird mit „seats“, und wo ohne Gremium einzeln eingeladen wurde, die Zahl der vertretenen Stellen mit „invited“. Runde Zahlen zählen nicht.",
    mend="„attendance“, „seats“ oder „invited“ berichtigen; kamen wirklich mehr, die Zahl der Plätze anpassen.",
    wrong={
        MEETING_FILE: f"{HEAD}{HELD}registration:\n  seats: 20\n{TASKS}attendance:\n  total: ⟦200⟧\n{MINUTES}"
    },
    right="20",
)
_VAGUE = (Precision.RUND, Precision.KNAPP)


def attendance_too_large(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no more took part than there were seats, and no more bodies than invited."""
    for event in context.network.events.values():
        record, there = event.record, event.record.attendance
        seats = record.registration.seats if record.registration else None
        if there is None or (seats is None and not record.invited):
            continue
        counts = [*_people(there, _VAGUE), (("by_category",), sum(there.by_category.values()))]
        path, most = max(counts, key=lambda count: count[1])
        bodies = len(set(there.members))
        if seats is not None and most > seats:
            yield ATTENDANCE_TOO_LARGE.fault(
                Place(event.file, ("attendance", *path)),
                f"Es sollen {most} teilgenommen haben, Plätze gab es aber {seats}.",
                "Die Zahl der Teilnehmenden oder „seats“ berichtigen.",
                related=(Related(Place(event.file, ("registration", "seats")), f"{seats} Plätze"),),
            )
        elif (
            record.invited
            and not record.groups
            and bodies > len(record.invited)
            and _one_by_one(context, record)
        ):
            yield ATTENDANCE_TOO_LARGE.fault(
                Place(event.file, ("attendance", "members")),
                f"{bodies} Stellen sollen vertreten gewesen sein, eingeladen waren aber {len(record.invited)}.",
                "„members“ unter „attendance“ oder „invited“ berichtigen; wurde ein Gremium eingeladen, dessen Kennung nennen.",
                related=(
                    Related(Place(event.file, ("invited",)), f"{len(record.invited)} Eingeladene"),
                ),
            )


ATTENDANCE_TOO_SMALL = Rule(
    code="KS608",
    name="attendance-too-small",
    severity=Severity.WARNUNG,
    title="An einer Veranstaltung sollen weniger Menschen teilgenommen haben, als Stellen vertreten waren, oder niemand.",
    why="Zahl und Stellen stehen im Bericht nebeneinander und widersprechen sich dort. Verglichen wird nur eine genaue Zahl von Anwesenden.",
    mend="„total“ oder „members“ unter „attendance“ berichtigen; vertrat jemand mehrere Stellen, den Befund mit diesem Grund unterdrücken.",
    wrong={
        MEETING_FILE: f"{HEAD}{HELD}{TASKS}attendance:\n  total: ⟦0⟧\n  members: [jugendamt-muster]\n{MINUTES}"
    },
    right="1",
)
_AT_LEAST = (Precision.UEBER, Precision.MINDESTENS)


def attendance_too_small(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no fewer people than bodies were at an event that took place."""
    for event in context.network.events.values():
        record, there = event.record, event.record.attendance
        if there is None or not record.took_place:
            continue
        counts = _people(there, (*_VAGUE, *_AT_LEAST))
        bodies = len(set(there.members))
        if not counts:
            continue
        path, most = max(counts, key=lambda count: count[1])
        place = Place(event.file, ("attendance", *path))
        if bodies > most:
            verb = "sollen" if bodies > 1 else "soll"
            people = f"nur {german.plural(most, 'Person', 'Personen')}" if most else "niemand"
            shared = "; vertrat jemand mehrere Stellen, den Befund mit diesem Grund unterdrücken"
            yield ATTENDANCE_TOO_SMALL.fault(
                place,
                f"{german.plural(bodies, 'Stelle', 'Stellen')} {verb} vertreten gewesen sein, anwesend {'waren' if most > 1 else 'war'} aber {people}.",
                f"Die Zahl der Anwesenden oder „members“ berichtigen{shared if most else ''}.",
                related=(
                    Related(
                        Place(event.file, ("attendance", "members")),
                        german.plural(bodies, "vertretene Stelle", "vertretene Stellen"),
                    ),
                ),
            )
        elif most == 0:
            yield ATTENDANCE_TOO_SMALL.fault(
                place,
                "Der Termin soll stattgefunden haben, anwesend war aber niemand.",
                "Die Zahl berichtigen; ist sie nicht bekannt, streichen. Fiel der Termin aus, „status: abgesagt“.",
            )


def _people(there: Attendance, left_out: Container[Precision | None]) -> list[tuple[Path, int]]:
    """Return the numbers of people present and where they stand, without those so imprecise."""
    return [
        (("total", number), count.count)
        for number, count in enumerate(there.total)
        if count.of in PEOPLE_THERE and count.precision not in left_out
    ]


def _one_by_one(context: NetworkContext, record: EventRecord) -> bool:
    """Whether all who were invited have an id of their own; a group or a text may mean many."""
    return all(who.id and who.id not in context.ids(("group",)) for who in record.invited)


CHECKS = (attendance_too_large, attendance_too_small)
