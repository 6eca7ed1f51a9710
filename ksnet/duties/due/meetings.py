"""What is due about meetings and trainings: coming and missing dates, results, minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ksnet.basics.findings import Place
from ksnet.duties.counting.cadence import cadence_text, judge_cadence
from ksnet.duties.counting.events import NO_ANSWER, PLANNED, is_past, last_day
from ksnet.duties.counting.meetings import minutes_expected, of_kinds, sort_meetings
from ksnet.duties.counting.spans import Window, complete_for
from ksnet.duties.counting.trainings import sort_trainings
from ksnet.duties.due.items import DueItem, DueKind, Horizon, latest_day
from ksnet.duties.law import number_asked
from ksnet.records import german
from ksnet.records.vocabulary import EventStatus, MinutesStatus, NetworkStatus
from ksnet.repository import FiledEvent, Network

# The yardstick of ksnet, no rule sets one: minutes are released four weeks after the meeting.
MINUTES_DAYS = 28


def meeting_items(network: Network, horizon: Horizon) -> Iterator[DueItem]:
    """Yield what is due about the events of a network, and the meetings without a date."""
    for event in network.events.values():
        yield from _dates(network, event, horizon)
        yield from _registration(event, horizon)
        yield from _invitation(network, event, horizon)
        yield from _minutes(network, event, horizon)
    yield from _cadence(network, horizon)
    yield from _trainings(network, horizon)
    yield from _gatherings(network, horizon)


def _dates(network: Network, event: FiledEvent, horizon: Horizon) -> Iterator[DueItem]:
    """Yield the event itself, that its outcome is not recorded, or that it needs a new day."""
    record = event.record
    start, last = record.start, last_day(record)
    if start is None or last is None:
        return
    # An entry that says „planned“ is wrong once the day is over; an announcement that nobody
    # followed up proves nothing.
    known = record.status in PLANNED or complete_for(network, Window.of(start.date))
    name = german.titled(record.title, record.theme)
    kind: DueKind = "event"
    due, text, path = start.date.last, "", record.path_of(start)
    if record.status is EventStatus.VERSCHOBEN:
        kind, text = "new-date", f"Neuen Termin festlegen: {name}"
    elif record.status in NO_ANSWER and is_past(record, horizon.as_of):
        due, kind, path = last, "outcome", ("status",)
        text = f"Eintragen, ob stattgefunden: {name}"
    elif record.status in NO_ANSWER and horizon.window.touches(start.date.first, last):
        sessions = (
            german.plural(len(record.sessions), "Termin", "Termine") if record.sessions else ""
        )
        time = sessions or german.times_text(start, record.end, record.duration_minutes)
        state = record.status.label.partition(" (")[0] if record.status else ""
        text = ", ".join(part for part in (name, time, state) if part)
    to_say = horizon.reached(due) and (known or not horizon.late(due))
    if text and (kind == "event" or to_say):
        ends = last if kind == "event" and start.date.exact and last > due else None
        yield DueItem(due, kind, text, Place(event.file, path), ends)


def _registration(event: FiledEvent, horizon: Horizon) -> Iterator[DueItem]:
    """Yield the last day to register for an event to come."""
    record = event.record
    until = latest_day(record.registration.until) if record.registration else None
    to_come = record.status in NO_ANSWER and not is_past(record, horizon.as_of)
    if record.start and until and to_come and horizon.window.holds(until, until):
        name = german.titled(record.title, record.theme)
        place = Place(event.file, ("registration", "until"))
        yield DueItem(until, "registration", f"Anmeldeschluss: {name}", place)


def _invitation(network: Network, event: FiledEvent, horizon: Horizon) -> Iterator[DueItem]:
    """Yield the day by which a group invites; never late, as no record says that it has invited."""
    record = event.record
    if record.start is None or not record.start.date.exact or record.status not in PLANNED:
        return
    rules = [
        group.invitation
        for group in network.record.groups
        if group.id in record.groups and group.invitation
    ]
    days = [rule.days for rule in rules if rule.days is not None]
    if not days:
        return
    day = record.start.date.first
    due = day - dt.timedelta(days=min(max(days), (day - dt.date.min).days))
    if horizon.window.holds(due, due):
        agenda = any(rule.agenda for rule in rules)
        missing = "" if record.agenda else ", die noch nicht eingetragen ist"
        what = f"Einladen mit Tagesordnung{missing}" if agenda else "Einladen"
        when = german.days_text(record.start, record.end)
        yield DueItem(
            due,
            "invitation",
            f"{what}: {german.titled(record.title, record.theme)} ({when})",
            Place(event.file, record.path_of(record.start)),
        )


def _minutes(network: Network, event: FiledEvent, horizon: Horizon) -> Iterator[DueItem]:
    """Yield minutes not released; missing ones only where the records are complete."""
    record = event.record
    last = last_day(record)
    if record.start is None or last is None or last > horizon.as_of:
        return
    if record.minutes is None:
        missing = minutes_expected(record) and complete_for(network, Window.of(record.start.date))
        state, key = "fehlt", "status"
    else:
        draft = record.minutes.status is MinutesStatus.ENTWURF
        missing = draft or record.minutes.status is MinutesStatus.OFFEN
        state, key = f"ist noch {'Entwurf' if draft else 'offen'}", "minutes"
    due = last + dt.timedelta(days=MINUTES_DAYS)
    if missing and record.took_place and horizon.reached(due):
        when = german.days_text(record.start, record.end)
        text = f"Niederschrift {state}: {german.titled(record.title, record.theme)} ({when})"
        yield DueItem(due, "minutes", text, Place(event.file, (key,)))


def _cadence(network: Network, horizon: Horizon) -> Iterator[DueItem]:
    """Yield periods, running or beginning soon, with fewer dated meetings than the rule asks."""
    for number, group in enumerate(network.record.groups):
        if group.external:
            continue
        for cadence in group.cadence:
            years = range(horizon.as_of.year, horizon.last.year + 1)
            results = (
                result
                for year in years
                for result in judge_cadence(
                    network, group, cadence, year, horizon.as_of, in_doubt=_unread(network)
                )
            )
            for result in results:
                days = result.window
                if result.undated and horizon.window.touches(days.first, days.last):
                    missing = german.plural(result.undated, "Treffen", "Treffen")
                    text = f"{group.name}: {missing} ohne Termin ({result.label}, eigener Turnus: {cadence_text(cadence)})"
                    place = Place(network.file, ("groups", number, "cadence"))
                    yield DueItem(result.window.last, "cadence", text, place)


def _unread(network: Network) -> int:
    """Return how many events could not be read; they may be those that seem to be missing."""
    return sum("/events/" in file for file in network.unreadable)


def _owes(network: Network, year: Window) -> bool:
    """Whether what the law asks of a network in a year is known to be missing where it is."""
    record = network.record
    return (
        record.is_network
        and record.status is not NetworkStatus.IM_AUFBAU
        and complete_for(network, year)
    )


def _trainings(network: Network, horizon: Horizon) -> Iterator[DueItem]:
    """Yield how many trainings of the law are neither held nor announced in the running year."""
    year = horizon.as_of.year
    window = Window.of_year(year)
    if not _owes(network, window):
        return
    found = sort_trainings(network.events.values(), window, horizon.as_of)
    need = number_asked("trainings", "count", window, network.land) or 0
    there = sum(map(len, (found.held, found.planned, found.doubtful, found.unanswered)))
    missing = need - there - _unread(network)
    if missing > 0:
        offers = german.plural(missing, "Qualifizierungsangebot", "Qualifizierungsangebote")
        cite = f"{paragraph}: " if (paragraph := network.land.cites.get("trainings")) else ""
        text = f"{offers} {year} noch ohne Termin ({cite}mindestens {need} im Jahr)"
        if unsettled := len(found.unsettled):
            of = german.plural(unsettled, "eingetragenen Angebot", "eingetragenen Angeboten")
            count = "es mitzählt" if unsettled == 1 else "sie mitzählen"
            text += f"; bei {of} fehlt, ob {count} („qualification“)"
        yield DueItem(window.last, "training", text, Place(network.file))


def _gatherings(network: Network, horizon: Horizon) -> Iterator[DueItem]:
    """Yield how many meetings of the law are neither held nor planned in the running year."""
    window = Window.of_year(horizon.as_of.year)
    if not _owes(network, window):
        return
    for duty in network.land.duties:
        if duty.measure == "meetings" and duty.in_force(window):
            events = of_kinds(network.events.values(), duty.settings["kinds"])
            found = sort_meetings(events, window, horizon.as_of)
            there = sum(map(len, found)) - len(found.called_off)
            missing = int(duty.number("count")) - there - _unread(network)
            if missing > 0:
                text = f"{duty.title}: {missing} noch ohne Termin ({duty.law})"
                yield DueItem(window.last, "cadence", text, Place(network.file))
