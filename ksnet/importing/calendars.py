"""Read calendar files (ICS, RFC 5545) as Outlook and others write them: single appointments in local time.

Read are title, times, place and whether it is called off. Attendees, descriptions and links for joining are never read.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from icalendar import Event, vDDDLists, vDDDTypes, vRecur

from ksnet import german
from ksnet.errors import UsageProblem
from ksnet.importing.appointments import Appointment, local_time, moment_at, zone_of
from ksnet.importing.choosing import series_name, shown
from ksnet.importing.icstext import TIMES, Part, plain, read_text
from ksnet.importing.series import (
    MOST_STEPS,
    RULES,
    Occurrence,
    OddRule,
    Years,
    moment_of,
    no_later_than,
    occurrences,
    steps_of,
    years_around,
)
from ksnet.importing.tables import MOST_BYTES, Note, as_text
from ksnet.importing.told import digest
from ksnet.importing.zones import Zones
from ksnet.records.values import LAST_YEAR, Moment

MOST_EVENTS = 5000
LONGEST_TITLE = 200
_OFF = r"abgesagt|storniert|cancell?ed|entfällt|entfallen|ausgefallen|verschoben, neuer termin offen"
_CALLED_OFF = re.compile(
    rf"[\W_]*(?:(?:{_OFF})\b(?:\s*[^\w\s(„]+|(?=\s))|(?:fällt(?: \w+)? aus|findet nicht statt)\s*[^\w\s(„]+)\s*(?P<behind>\S.*)"
    rf"|(?P<before>.*?\w.*?)[\s\W]+(?:(?:ist|wird|wurde)\s+)?(?:{_OFF}|fällt(?: \w+)? aus|findet nicht statt)(?:\s+(?:wegen|aufgrund|bis auf)\b.*)?\W*",
    re.IGNORECASE,
)
_TIME: Any = vDDDTypes  # their readers have no types
_DATES: Any = vDDDLists
_TZID = re.compile(r';TZID=("[^"]*"|[^;:]*)', re.IGNORECASE)
_LABELS = {
    "DTSTART": "der Beginn", "DTEND": "das Ende", "DURATION": "die Dauer", "RRULE": "die Wiederholungsregel", "EXRULE": "die Ausnahmeregel",
    "RDATE": "ein weiterer Tag der Serie", "EXDATE": "ein ausgenommener Tag", "RECURRENCE-ID": "der Tag, den der Termin ersetzt", "SEQUENCE": "die Änderungsnummer",
}  # fmt: skip


@dataclass(slots=True)
class CalendarFile:
    """The appointments of a file in order of time, and what is to be told about it and, by its UID, about a series."""

    appointments: list[Appointment] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    of_series: dict[str, list[str]] = field(default_factory=dict)


def read_calendar(name: str, content: bytes, timezone: str, years: Years) -> CalendarFile:
    """Return the appointments of a calendar file in the local time of a zone; raises UsageProblem.

    Of a series, those within `years` are returned.
    """
    if len(content) > MOST_BYTES:
        raise UsageProblem(
            f"{name} ist ungewöhnlich groß und wird nicht gelesen. Bitte nur den nötigen Zeitraum exportieren."
        )
    text = read_text(name, content)
    if len(text.parts) > MOST_EVENTS:
        raise UsageProblem(
            f"{name} enthält mehr als {german.number(MOST_EVENTS)} Termine. Bitte nur den nötigen Zeitraum exportieren."
        )
    reader = _Reader(zone_of(timezone), years, Zones(text.zones))
    with warnings.catch_warnings(), no_later_than(years.last.year + 1):
        warnings.simplefilter("ignore")  # what libraries say about a file is English, and no help to its owner
        result = CalendarFile(list(reader.read(text.parts)), [Note(None, note) for note in text.notes])
    result.notes += reader.notes
    result.of_series = reader.of_series
    result.appointments.sort(key=lambda appointment: (appointment.start.sort_key, appointment.title))
    if reader.private:
        what = german.plural(reader.private, "privater Termin ist", "private Termine sind")
        result.notes.append(Note(None, f"{what} nicht gelesen worden."))
    return result


def appointment_of(event: Event, timezone: str) -> Appointment | None:
    """Return what one component says, or None where it has no title or no readable begin."""
    return _Reader(zone_of(timezone), years_around(dt.date.min), Zones({})).appointment(event)


@dataclass(slots=True)
class _Read:
    """A component as icalendar reads it, with what is wrong with it."""

    event: Event
    part: Part

    @property
    def sequence(self) -> int:
        return int(self.event.get("SEQUENCE", 0))

    @property
    def private(self) -> bool:
        """Whether it is none of our business: an unknown class is to be treated as PRIVATE (§ 3.8.1.3)."""
        return str(self.event.get("CLASS", "")).strip().upper() not in {"", "PUBLIC"}


class _Reader:
    def __init__(self, zone: dt.tzinfo, years: Years, zones: Zones) -> None:
        self.zone, self.years, self.zones = zone, years, zones
        self.notes: list[Note] = []
        self.of_series: dict[str, list[str]] = {}
        self.private = self.steps = 0

    def read(self, parts: list[Part]) -> Iterator[Appointment]:
        """Yield the appointments, those of one identity together; whatever is wrong with one concerns it alone."""
        groups: dict[str, list[_Read]] = {}
        for number, part in enumerate(parts):
            read = _Read(self._event(part), part)
            groups.setdefault(str(read.event.get("UID", "")) or f"\n{number}", []).append(read)
        for group in groups.values():
            yield from self._group(group)

    def _event(self, part: Part) -> Event:
        """Return a component as icalendar's types read it; what they cannot read is left out, and named."""
        event = Event()
        local = self.zones.get(part.zone) if part.zone else None
        for name, lines in part.lines.items():
            found: list[Any] = []
            for parameters, value in lines:
                try:
                    found.append(self._value(name, parameters, value, local))
                except Exception:  # noqa: BLE001  (icalendar raises anything for what it cannot read; only this line is lost, and named)
                    part.odd.append(f"{_LABELS.get(name, name)} ist nicht lesbar")
            if name == "CATEGORIES":
                event[name] = [one for several in found for one in several]
            elif found:
                event[name] = found if len(found) > 1 else found[0]
        if part.method == "CANCEL":  # METHOD belongs to its own calendar object (§ 3.4)
            event["STATUS"] = "CANCELLED"
        return event

    def _value(self, name: str, parameters: str, value: str, local: dt.tzinfo | None) -> Any:  # noqa: ANN401  (as icalendar has it)
        """Return one value, times with their zone: their own, else that of the calendar (X-WR-TIMEZONE) or the network."""
        if name in {"RRULE", "EXRULE"}:
            return vRecur.from_ical(value)
        if name == "DURATION":
            return vDDDTypes(_TIME.from_ical(value))
        if name == "SEQUENCE":
            return int(value)
        if name == "CATEGORIES":
            return [plain(one) for one in re.split(r"(?<!\\),", value)]
        if name == "UID":
            return _text(value) if len(value) <= LONGEST_TITLE else digest(value)
        if name not in TIMES:
            return value
        match = _TZID.search(parameters)
        zone = (self._zone(plain(match[1])) if match else local) or self.zone
        if name in {"RDATE", "EXDATE"}:
            return vDDDLists([self._aware(one, zone, local) for one in _DATES.from_ical(value)])
        result = vDDDTypes(self._aware(_TIME.from_ical(value), zone, local))
        if "THISANDFUTURE" in parameters.upper():
            result.params["RANGE"] = "THISANDFUTURE"
        return result

    def _aware(self, value: Any, zone: dt.tzinfo, of_calendar: dt.tzinfo | None) -> Any:  # noqa: ANN401  (days, times, periods)
        """Give a floating time its zone; where a calendar names its own (X-WR-TIMEZONE), times in UTC mean that one."""
        if isinstance(value, tuple):
            return tuple(self._aware(one, zone, of_calendar) for one in value)
        if not isinstance(value, dt.datetime):
            if not isinstance(value, dt.date | dt.timedelta):
                raise TypeError  # a time of day alone
            return value
        if value.tzinfo is None:
            return value.replace(tzinfo=zone)
        return value.astimezone(of_calendar) if of_calendar else value

    def _zone(self, name: str) -> dt.tzinfo | None:
        zone = self.zones.get(name)
        if zone is None:
            self._note(f"Die Zeitzone „{as_text(name)[:60]}“ ist nicht bekannt; die Uhrzeiten gelten als Ortszeit.")
        return zone

    def _group(self, group: list[_Read]) -> Iterator[Appointment]:
        """Yield what the components of one identity say together."""
        masters = _latest([read for read in group if "RECURRENCE-ID" not in read.event])
        exceptions = [read for read in group if "RECURRENCE-ID" in read.event]
        if any(read.private for read in masters):
            self.private += 1
            return
        off = any(read.part.method == "CANCEL" for read in masters)
        masters = _different([read for read in masters if read.part.method != "CANCEL"] or masters)
        for read in masters:
            title = self._titled(read)
            if title is None:
                continue
            again = exceptions if read is masters[0] else []
            for appointment in (
                self._series(read, again) if again or any(n in read.event for n in RULES) else self._one(read)
            ):
                named = appointment if appointment.identity else replace(appointment, identity=appointment.uid)
                if len(masters) > 1 and named.identity == named.uid:
                    named = replace(named, identity=_of_day(named.uid, named.start.first))
                yield replace(named, called_off=True) if off else named
        if not masters:
            for read in exceptions:
                if read.private:
                    self.private += 1
                elif self._titled(read) is not None:
                    original = self._local(moment_of(read.event, "RECURRENCE-ID"))
                    yield from self._made([Occurrence(read.event, original)])

    def _titled(self, read: _Read) -> str | None:
        """Return the title of a component that has one and a readable begin; else name it. Tell what is wrong with it."""
        title = _title(read.event)
        begin = self._local(moment_of(read.event, "DTSTART"))
        odd = list(dict.fromkeys(read.part.odd))
        if begin is None and not any("Beginn" in one for one in odd):
            odd.append("der Beginn fehlt oder liegt in keinem Jahr von 1900 bis 2199")
        elif begin is not None and self._odd_end(read.event, begin):
            odd.append("das Ende liegt vor dem Beginn und bleibt weg")
        if any(len(str(read.event.get(name, ""))) > LONGEST_TITLE for name in ("SUMMARY", "LOCATION")):
            odd.append("Titel oder Ort sind sehr lang und gekürzt")
        if begin is not None and title and not odd:
            return title
        name = shown(title) if title else "Ein Termin ohne Titel"
        if begin is not None and not title:
            name += f" am {german.moment_text(moment_at(begin, all_day=False), weekday=False)}"
        if begin is None or not title:
            self._note(f"{name} bleibt außen vor{': ' if odd else ''}{german.join(odd)}.")
            return None
        self._note(f"{name}: {german.join(odd)}; das Übrige ist gelesen.")
        return title

    def _odd_end(self, event: Event, begin: dt.datetime) -> bool:
        """Whether an event ends before it begins; then it has no end."""
        end, length = self._local(moment_of(event, "DTEND")), moment_of(event, "DURATION")
        odd = (end is not None and end < begin) or (isinstance(length, dt.timedelta) and length < dt.timedelta(0))
        if odd or (end is None and "DTEND" in event):
            event.pop("DTEND", None)
            event.pop("DURATION", None)
        return odd

    def _one(self, read: _Read) -> Iterator[Appointment]:
        appointment = self.appointment(read.event)
        if appointment is not None:
            yield appointment

    def _series(self, read: _Read, exceptions: list[_Read]) -> Iterator[Appointment]:
        title, begin = _title(read.event), self._local(moment_of(read.event, "DTSTART"))
        for exception in exceptions:
            own = self._local(moment_of(exception.event, "DTSTART"))
            if own is None:
                # Its day in the series is not what it was; when it is instead, nobody can read.
                self._tell(
                    read, f"„{title}“: ein verlegter Termin der Serie hat keinen lesbaren Beginn und bleibt außen vor."
                )
                read.event.add("EXDATE", moment_of(exception.event, "RECURRENCE-ID"))
                continue
            if not _title(exception.event):
                exception.event["SUMMARY"] = read.event["SUMMARY"]
            self._odd_end(exception.event, own)
        good = [one.event for one in exceptions if self._local(moment_of(one.event, "DTSTART")) is not None]
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
            self._tell(read, f"Die Serie „{title}“ wiederholt sich {why}; übernommen wird nur der erste Termin.")
            yield from self._made(
                [
                    Occurrence(read.event, begin),
                    *(Occurrence(one, self._local(moment_of(one, "RECURRENCE-ID"))) for one in good),
                ]
            )
            return
        if found.cut:
            self._tell(
                read,
                f"Von der Serie „{title}“ werden {len(found.found)} Termine von {self.years.first.year} bis {self.years.last.year} übernommen, die übrigen nicht.",
            )
        yield from self._made(found.found)

    def _made(self, found: list[Occurrence]) -> Iterator[Appointment]:
        """Yield the appointments of a series; a private exception is left out."""
        for component, original in found:
            if str(component.get("CLASS", "")).upper() not in {"", "PUBLIC"}:
                self.private += 1
                continue
            appointment = self.appointment(component)
            if appointment is None:
                continue
            was = moment_at(original, all_day=appointment.all_day) if original else None
            yield replace(
                appointment,
                moved=False,
                was=was if was != appointment.start else None,
                identity=_of_day(appointment.uid, original or appointment.start.first),
            )

    def appointment(self, event: Event) -> Appointment | None:
        """Return what a component says, a series as its first appointment."""
        title, begin = _title(event), self._local(moment_of(event, "DTSTART"))
        if not title or begin is None:
            return None
        all_day = not isinstance(moment_of(event, "DTSTART"), dt.datetime) or (
            str(event.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).strip().upper() == "TRUE" and begin.time() == dt.time.min
        )
        called_off = _CALLED_OFF.fullmatch(title)
        rest = ((called_off["behind"] or called_off["before"]).strip(" -–—:+*[](") if called_off else "") or title
        return Appointment(
            uid=str(event.get("UID", "")).strip(),
            title=rest,
            start=moment_at(begin, all_day=all_day),
            end=self._end(event, begin, all_day=all_day),
            all_day=all_day,
            place=_text(event.get("LOCATION", ""))[:LONGEST_TITLE],
            called_off=called_off is not None or str(event.get("STATUS", "")).strip().upper() == "CANCELLED",
            moved=str(event.get("SEQUENCE", "0")) not in {"0", ""},
            categories=tuple(_text(one) for one in event.get("CATEGORIES", ())),
        )

    def _end(self, event: Event, begin: dt.datetime, *, all_day: bool) -> Moment | None:
        end = self._local(moment_of(event, "DTEND"))
        length = moment_of(event, "DURATION")
        if end is None and isinstance(length, dt.timedelta) and abs(length) < dt.timedelta(days=366):
            end = begin + length
        if end is None or end <= begin or end.year > LAST_YEAR:
            return None
        if not all_day:
            return moment_at(end, all_day=False)
        last = end - dt.timedelta(minutes=1)
        return moment_at(last, all_day=True) if last.date() > begin.date() else None

    def _local(self, value: object) -> dt.datetime | None:
        return local_time(value, self.zone)

    def _tell(self, read: _Read, text: str) -> None:
        """Tell something of a series, for those to whom it matters: that it is the network's is not known here."""
        uid = str(read.event.get("UID", "")).strip()
        self.of_series.setdefault(series_name(uid, _title(read.event)), []).append(text)

    def _note(self, text: str) -> None:
        self.notes.append(Note(None, text))


def _latest(reads: list[_Read]) -> list[_Read]:
    """Return the last version of an event (§ 3.8.7.4, RFC 5546 § 2.1.5); without SEQUENCE all of them are events."""
    if len(reads) < 2 or not any("SEQUENCE" in read.event for read in reads):
        return reads
    best = max(read.sequence for read in reads)
    latest = [read for read in reads if read.sequence == best]
    stamps = {str(read.event.get("DTSTAMP")) for read in latest}
    if len(stamps) == 1 or any(read.part.method == "CANCEL" for read in latest):
        return latest
    return [read for read in latest if str(read.event.get("DTSTAMP")) == max(stamps)]


def _different(reads: list[_Read]) -> list[_Read]:
    """Return the events without those that are there twice."""
    return list({(str(moment_of(read.event, "DTSTART")), _title(read.event)): read for read in reads}.values())


def _of_day(uid: str, original: dt.datetime) -> str:
    """Return the identity of one appointment of a series: that of the series, and the day on which it stood there."""
    return f"{uid}#{original:%Y-%m-%d}" if uid else ""


def _title(event: Event) -> str:
    return _text(event.get("SUMMARY", ""))[:LONGEST_TITLE]


def _text(value: object) -> str:
    return unicodedata.normalize("NFC", as_text(str(value)))
