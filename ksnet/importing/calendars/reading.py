"""Read calendar files (ICS, RFC 5545): single appointments in local time.

Title, times, place and cancellation are read; attendees, descriptions and meeting links never.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterator

from icalendar import Event

from ksnet.basics.errors import UsageProblem
from ksnet.basics.frozen import changeable, field, replace
from ksnet.importing.calendars.appointments import (
    NOT_COUNTED,
    Appointment,
    identity_on,
    moment_at,
    series_name,
    shown_title,
    tidy_title,
    zone_of,
)
from ksnet.importing.calendars.components import Components, Read, appointment_of, is_not_public
from ksnet.importing.calendars.faults import faults_of
from ksnet.importing.calendars.series import (
    MOST_OCCURRENCES,
    MOST_STEPS,
    Occurrence,
    Occurrences,
    OddRule,
    Years,
    no_later_than,
    occurrences,
    property_value,
    steps_of,
    wall_clock_of,
)
from ksnet.importing.calendars.text import CalendarComponent, parse_calendar
from ksnet.importing.calendars.versions import different, latest, latest_exceptions
from ksnet.importing.calendars.zones import Zones
from ksnet.importing.notes import Question
from ksnet.records import german
from ksnet.records.values import Moment

MOST_BYTES = 10 * 1024 * 1024
MOST_EVENTS = 5000


@changeable
class CalendarFile:
    """The appointments of a file in order of time, with notes on it and, by UID, on its series.

    Of the UIDs in `complete` all appointments within `years` were read; `called_off` are UIDs and
    identities of what is called off without saying what it was, or when.
    """

    years: Years
    appointments: list[Appointment] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    of_series: dict[str, list[str]] = field(default_factory=dict)
    complete: set[str] = field(default_factory=set)
    called_off: set[str] = field(default_factory=set)


def read_calendar(name: str, content: bytes, timezone: str, years: Years) -> CalendarFile:
    """Return the appointments of a calendar file in the local time of a zone.

    Of a series, those within `years` are returned. Raises UsageProblem.
    """
    if len(content) > MOST_BYTES:
        raise UsageProblem(
            f"{name} ist ungewöhnlich groß und wird nicht gelesen. Bitte nur den nötigen Zeitraum exportieren."
        )
    text = parse_calendar(name, content)
    if len(text.parts) > MOST_EVENTS:
        raise UsageProblem(
            f"{name} enthält mehr als {german.number(MOST_EVENTS)} Termine. Bitte nur den nötigen Zeitraum exportieren."
        )
    reader = _CalendarReader(zone_of(timezone), years, Zones(text.zones))
    result = reader.result
    with warnings.catch_warnings(), no_later_than(years.last.year + 1):
        # Warnings of libraries are English, and no help to the owner of the file.
        warnings.simplefilter("ignore")
        result.appointments += reader.read(text.parts)
    zones = [
        f"Die Zeitzone „{zone}“ ist nicht bekannt; die Uhrzeiten gelten als Ortszeit."
        for zone in reader.components.unknown
    ]
    zones += [
        f"Die Datei beschreibt die Zeitzone „{tidy_title(name)[:60]}“ anders, als sie gilt. Die Uhrzeiten sind {'nach ihrem Namen gelesen' if by_name else 'so gelesen, wie die Datei sie beschreibt'}. Bitte prüfen."
        for name, by_name in reader.components.zones.contradicted.items()
    ]
    result.notes = [*text.notes, *zones, *result.notes]
    result.appointments.sort(key=lambda one: (one.start.sort_key, one.title))
    if reader.private:
        what = german.plural(reader.private, "privater Termin ist", "private Termine sind")
        result.notes.append(f"{what} nicht gelesen worden.")
    return result


class _CalendarReader:
    def __init__(self, zone: dt.tzinfo, years: Years, zones: Zones) -> None:
        self.zone, self.years = zone, years
        self.components = Components(zone, zones)
        self.result = CalendarFile(years)
        self.private = self.steps = 0

    def read(self, parts: list[CalendarComponent]) -> Iterator[Appointment]:
        """Yield the appointments, those with the same UID together.

        A fault in one of them affects no other.
        """
        groups: dict[str, list[Read]] = {}
        for number, part in enumerate(parts):
            read = Read(self.components.event(part), part)
            if read.replaces and "DTSTART" not in part.lines:
                # Often so where one appointment of a series is called off.
                read.event.add("DTSTART", property_value(read.event, "RECURRENCE-ID"))
            groups.setdefault(read.uid or f"\n{number}", []).append(read)
        for group in groups.values():
            yield from self._group(group)

    def _group(self, group: list[Read]) -> Iterator[Appointment]:
        """Yield the appointments of all components with the same UID."""
        masters = latest([read for read in group if not read.replaces])
        exceptions = latest_exceptions([read for read in group if read.replaces], self.zone)
        if any(is_not_public(read.event) for read in masters):
            self.private += 1
            return
        off = any(read.cancels for read in masters)
        masters = different([read for read in masters if not read.cancels] or masters)
        uid = group[0].uid
        if uid and off and not any(read.repeats for read in masters):
            self.result.called_off.add(uid)
            masters = [read for read in masters if read.title and "DTSTART" in read.event]
        for one in self._masters(masters, exceptions) if masters else self._alone(exceptions):
            yield replace(one, called_off=True) if off else one

    def _masters(self, masters: list[Read], exceptions: list[Read]) -> Iterator[Appointment]:
        """Yield the appointments of events and series with one UID."""
        good = [read for read in masters if self._is_good(read)]
        seen: set[str] = set()
        for read in good:
            again = exceptions if read is masters[0] else []
            for one in (
                self._series(read, again)
                if again or read.repeats
                else filter(None, [appointment_of(read.event, self.zone)])
            ):
                identity = one.identity or one.uid
                if len(masters) > 1 and identity == one.uid:
                    identity = identity_on(one.uid, one.start.first)
                if one.uid and identity in seen:  # a second one on the same day
                    identity += f"T{one.start.first:%H%M}"
                seen.add(identity)
                yield replace(one, identity=identity)
        uid = masters[0].uid
        # Those added (RFC 5546 § 3.2.4) belong to others that are known.
        added = masters[0].part.method == "ADD"
        if len(good) == len(masters) == 1 and uid not in self.result.of_series and not added:
            self.result.complete.add(uid)

    def _alone(self, exceptions: list[Read]) -> Iterator[Appointment]:
        """Yield the exceptions of a series that is not in the file."""
        for read in exceptions:
            if is_not_public(read.event):
                self.private += 1
                continue
            original = self._local(read.event, "RECURRENCE-ID")
            if read.uid and original and read.cancels and not read.title:
                self.result.called_off.add(identity_on(read.uid, original))
            elif self._is_good(read):
                yield from self._made([Occurrence(read.event, original)])
            if original and "RANGE" in read.event["RECURRENCE-ID"].params:
                title = read.title
                text = Question(
                    f"{shown_title(title) if title else 'Ein Termin ohne Titel'}: Was der Kalender für den {german.numeric_day(original.date())} ändert, gilt auch für die späteren Termine der Serie, die nicht in der Datei steht; dort ist nichts geändert. Bitte die ganze Serie einlesen oder sie von Hand ändern."
                )
                if title:
                    self._tell(read, text)
                else:
                    self._note(text)

    def _is_good(self, read: Read) -> bool:
        """Whether a component has a title and a readable start; notes its faults."""
        title, odd = read.title, faults_of(read, self.zone)
        begin = self._local(read.event, "DTSTART")
        name = shown_title(title) if title else "Ein Termin ohne Titel"
        if begin is not None:
            name += f" am {_begin_text(read.event, begin)}"
        good = begin is not None and bool(title)
        if not good:
            self._note(f"{name} bleibt außen vor{': ' if odd else ''}{german.join(odd)}.")
        elif odd:
            self._note(f"{name}: {german.join(odd)}; das Übrige ist gelesen.")
        return good

    def _series(self, read: Read, exceptions: list[Read]) -> Iterator[Appointment]:
        name, begin = shown_title(read.title), self._local(read.event, "DTSTART")
        good = [one.event for one in exceptions if self._exception(read, one, name)]
        self.steps += steps_of(read.event, self.years)
        try:
            if self.steps > MOST_STEPS:
                raise OddRule  # noqa: TRY301  (what cannot be followed is told in one place)
            found = occurrences(read.event, good, self.zone, self.years)
        except Exception as error:  # noqa: BLE001  (the libraries raise anything for a rule that makes no sense; it is named)
            why = (
                "auf eine Art, die ksnet nicht auflöst"
                if isinstance(error, OddRule)
                else "nach einer Regel, die nicht zu lesen ist"
            )
            self._tell(
                read,
                f"Die Serie {name} wiederholt sich {why}; übernommen wird nur der erste Termin.",
            )
            others = [Occurrence(one, self._local(one, "RECURRENCE-ID")) for one in good]
            yield from self._made([Occurrence(read.event, begin), *others])
            return
        if found.missed:
            missed = german.join(map(german.numeric_day, found.missed))
            self._tell(
                read,
                f"{name}: Am {missed} nimmt der Kalender eine Uhrzeit aus oder ändert sie, zu der die Serie nicht stattfindet; der Termin der Serie bleibt.",
            )
        if found.later and not found.found:
            self._note(
                f"Von der Serie {name} liegt kein Termin in der Zeit {self.years.in_words}; weiter wird nicht gelesen (--from und --to)."
            )
        elif not found.found and begin and self.years.first <= begin <= self.years.last:
            self._note(
                f"Von der Serie {name} ist kein Termin übrig: Sie endet vor ihrem Beginn, oder alle Tage sind ausgenommen."
            )
        elif found.cut:
            self._tell(read, f"Von der Serie {name} liest ksnet nur {self._how_many(found)}.")
        yield from self._made(found.found)

    def _how_many(self, found: Occurrences) -> str:
        number = len(found.found)
        if number == MOST_OCCURRENCES and (
            day := self._local(found.found[-1].component, "DTSTART")
        ):
            return f"die ersten {number} Termine bis zum {german.numeric_day(day.date())}; weitere mit --from"
        return f"{german.plural(number, 'Termin', 'Termine')} {self.years.in_words}; andere mit --from und --to"

    def _exception(self, read: Read, exception: Read, name: str) -> bool:
        """Complete an exception of a series, and tell what is wrong with it or out of reach.

        Return whether it has a readable start.
        """
        event = exception.event
        if not exception.title:
            event["SUMMARY"] = read.event["SUMMARY"]
        stood, own = (self._local(event, key) for key in ("RECURRENCE-ID", "DTSTART"))
        if own is None:
            # It has left its day in the series, but its new day is unreadable.
            self._tell(
                read,
                f"{name}: ein verlegter Termin der Serie hat keinen lesbaren Beginn und bleibt außen vor.",
            )
            read.event.add("EXDATE", property_value(event, "RECURRENCE-ID"))
            return False
        if is_not_public(event):
            return True
        day = _begin_text(event, own)
        if odd := faults_of(exception, self.zone):
            self._tell(read, f"{name} am {day}: {german.join(odd)}; das Übrige ist gelesen.")
        within, still = (
            when is not None and self.years.first <= when <= self.years.last
            for when in (stood, own)
        )
        if within and not still:
            self._tell(
                read,
                Question(
                    f"{name}: ein Termin der Serie ist auf den {day} verlegt und bleibt außen vor: So weit wird nicht gelesen (--from und --to)."
                ),
            )
        return True

    def _made(self, found: list[Occurrence]) -> Iterator[Appointment]:
        """Yield the appointments of a series; a private exception is left out."""
        for component, original in found:
            if is_not_public(component):
                self.private += 1
                continue
            one = appointment_of(component, self.zone)
            if one is None:
                continue
            was = _planned(original, one) if original else None
            yield replace(
                one,
                sequence=NOT_COUNTED,
                was=was if was and was.first != one.start.first else None,
                identity=identity_on(one.uid, original or one.start.first),
            )

    def _local(self, event: Event, name: str) -> dt.datetime | None:
        return wall_clock_of(event, name, self.zone)

    def _tell(self, read: Read, text: str) -> None:
        """Keep a note on a series until it is known whether it belongs to the network."""
        name = series_name(read.uid, read.title)
        self.result.of_series.setdefault(name, []).append(text)

    def _note(self, text: str) -> None:
        self.result.notes.append(text)


def _planned(original: dt.datetime, one: Appointment) -> Moment:
    """Return the original time of an appointment in its series; midnight is a whole day."""
    return moment_at(original, all_day=one.all_day or original.time() == dt.time.min)


def _begin_text(event: Event, begin: dt.datetime) -> str:
    """Return the begin of a component in German, without a time where it is a whole day."""
    all_day = not isinstance(property_value(event, "DTSTART"), dt.datetime)
    return german.moment_text(moment_at(begin, all_day=all_day), weekday=False)
