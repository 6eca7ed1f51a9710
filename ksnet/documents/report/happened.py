"""The events of a reported period one by one, and what they found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ksnet.basics.findings import Place
from ksnet.documents.calendar_entry import moved_from
from ksnet.documents.events import agenda_text, status_text
from ksnet.documents.report.span import ReportedDays
from ksnet.documents.report.views.events import EventOutcome, EventView, FindingView
from ksnet.duties.counting import trainings as training
from ksnet.duties.counting.meetings import Meetings, is_meeting_among, sort_meetings
from ksnet.duties.counting.spans import Window
from ksnet.duties.counting.trainings import TRAINING_KINDS
from ksnet.protection.who import WhoIsWho
from ksnet.records import german
from ksnet.records.base import CountEntry
from ksnet.records.event import Attendance, EventRecord
from ksnet.records.vocabulary import EventKind, GroupKind
from ksnet.repository import FiledEvent

_LARGE = TRAINING_KINDS | {EventKind.AUFTAKT, EventKind.JAHRESTAGUNG, EventKind.OEFFENTLICHKEIT}
_ALL_DAYS = Window(dt.date.min, dt.date.max)


class Happened:
    """The events of one network in one period."""

    def __init__(self, span: ReportedDays, who: WhoIsWho) -> None:
        self.span, self.who = span, who
        self.network, self.record = span.network, span.record
        self._found = span.events()

    def _sorted(self, event: FiledEvent, window: Window) -> Meetings:
        return sort_meetings([event], window, self.span.as_of)

    def fields(self) -> dict[str, Any]:
        """Return the fields of a ReportView that say it."""
        return {
            "events": tuple(self.events()),
            "evaluations": tuple(self.evaluations()),
            "later": tuple(self.later()),
        }

    def events(self) -> Iterator[EventView]:
        """Yield the events of the period without case conferences, which are only counted."""
        return (
            self._event(one)
            for one in self._found
            if one.record.kind is not EventKind.FALLKONFERENZ
        )

    def later(self) -> Iterator[EventView]:
        """Yield the events after the period that are not called off."""
        for one in self.span.later():
            off = self._outcome(one) is EventOutcome.ENTFALLEN
            if one.record.kind is not EventKind.FALLKONFERENZ and not off:
                yield self._event(one)

    def _event(self, event: FiledEvent) -> EventView:
        record, window = event.record, self.span.window
        location, minutes = record.location, record.minutes
        came = record.attendance or Attendance(by_category={})
        speakers = (name for item in record.agenda for name in self.who.texts(item.speakers))
        hidden = self.who.audience.public and minutes and minutes.confidential is True
        return EventView(
            title=record.title,
            theme=record.theme or "",
            kind=record.kind,
            groups=tuple(self.who.group(group) for group in record.groups),
            days=german.days_text(record.start, record.end),
            date=record.date,
            sessions=len(record.sessions),
            moved_from=tuple(german.moment_text(moment) for moment in moved_from(record)),
            venue=", ".join(filter(None, (location.name, location.city))) if location else "",
            outcome=self._outcome(event),
            status=status_text(record, self.span.as_of),
            certain=not self._sorted(event, window).doubtful,
            speakers=tuple(dict.fromkeys(speakers)),
            agenda=tuple(text for item in record.agenda if (text := agenda_text(item, self.who))),
            summary=record.summary or "",
            attendance=tuple(map(_came, came.total)),
            # A number with protected ones in it would say that they were there.
            bodies=sum(not self._protected(one) for one in came.members),
            by_category=tuple(came.by_category.items()),
            otherwise=tuple(one.value for one in came.reported if one.value),
            results=() if hidden else tuple(self._results(record)),
            meeting=is_meeting_among(record, self.record.groups),
            training=training.is_candidate(record),
            large=record.kind in _LARGE or record.qualification is not None or self._of_all(record),
            categories=record.qualification.categories if record.qualification else (),
            hours=record.qualification.hours if record.qualification else None,
            counts=training.counts(record, window),
            why_not=training.why_not(record, window, self.span.as_of),
            place=Place(event.file),
        )

    def _protected(self, ident: str) -> bool:
        member = self.who.members.get(ident)
        return member is not None and member.sensitive

    def _of_all(self, record: EventRecord) -> bool:
        """Whether an event is for the whole network: a Netzwerktreffen of a plenum or no group."""
        kinds = {group.kind for group in self.record.groups if group.id in record.groups}
        return record.kind is EventKind.NETZWERKTREFFEN and (not kinds or GroupKind.PLENUM in kinds)

    def _outcome(self, event: FiledEvent) -> EventOutcome:
        found = self._sorted(event, _ALL_DAYS)
        if found.held:
            return EventOutcome.STATTGEFUNDEN
        if found.planned:
            return EventOutcome.GEPLANT
        return EventOutcome.ENTFALLEN if found.called_off else EventOutcome.OFFEN

    def _results(self, record: EventRecord) -> Iterator[FindingView]:
        """Yield the results of the agenda, then those of the meeting."""
        for item in record.agenda:
            if item.result:
                yield FindingView(subject=item.title or "", text=item.result)
        for one in record.results:
            if one.text:
                yield FindingView(
                    kind=one.kind,
                    text=one.text,
                    responsible=self.who.named(one.responsible),
                    due=one.due,
                    done=one.done,
                )

    def evaluations(self) -> Iterator[FindingView]:
        """Yield the evaluations of topics, agreements and goals by meetings of the period."""
        words = {goal.id: goal.text for goal in self.record.goals}
        words |= {stream.id: stream.text for stream in self.record.workstreams}
        words |= {entry.id: entry.title for entry in self.record.agreements}
        words |= {group.id: group.name for group in self.record.groups}
        for event in self._found:
            for entry in event.record.evaluation:
                yield FindingView(
                    subject=words.get(entry.subject) or german.heading_of(entry.subject)
                    if entry.subject
                    else "",
                    date=event.record.date,
                    kind=entry.rating,
                    text=entry.finding or "",
                    next=entry.next or "",
                    responsible=self.who.named(entry.responsible),
                    due=entry.due,
                )


def _came(count: CountEntry) -> str:
    """Return how many came: `rund 90 Anwesende`; what is not said to be others are Teilnehmende."""
    others = "Person" if count.count == 1 else "Teilnehmende"
    noun = count.of.noun(count.count) if count.of else others
    exactness = count.precision.label if count.precision else ""
    return f"{exactness} {german.number(count.count)} {noun}".lstrip()
