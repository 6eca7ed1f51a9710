"""What a list changes in the members of a network: known ones compared, new ones added, missing ones ended; nothing is deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from ksnet.documents.who import full_name
from ksnet.importing.comparing import body_entry, compare, person_entry
from ksnet.importing.matching import LeftAlone, doubt_about_new, match_body, match_person
from ksnet.importing.member_plan import Ending, MemberPlan
from ksnet.importing.newcomers import add_body, add_person
from ksnet.importing.recorded import Recorded
from ksnet.importing.rows import Listed, ListedBody, ListedPerson
from ksnet.records.members import Member
from ksnet.rules.context import NetworkContext
from ksnet.spelling import fold


def merge(context: NetworkContext, listed: Listed, *, ended_on: dt.date, accepted: Collection[int] = ()) -> MemberPlan:
    """Return what a list changes as of the day of `context`.

    Who is missing in the list ends on `ended_on`. Rows that are `accepted` mean somebody new, however alike.
    """
    return _Merger(Recorded(context), listed, ended_on, accepted).plan()


class _Merger:
    def __init__(self, recorded: Recorded, listed: Listed, ended_on: dt.date, accepted: Collection[int]) -> None:
        self.recorded, self.listed, self.ended_on, self.accepted = recorded, listed, ended_on, accepted
        self.open = [member for member in recorded.current if not member.sensitive]
        people = sum(len(recorded.people(member)) for member in self.open)
        self.result = MemberPlan(notes=list(listed.notes), current=(len(self.open), people))
        self.seen: set[str] = set()  # ids of bodies and people that the list names, or may mean
        self.peopled: set[str] = set()  # ids of bodies for which the list names people
        self.claimed: dict[str, int] = {}  # ids of bodies and people with the first row that means them

    def plan(self) -> MemberPlan:
        matched = [(body, match_body(self.recorded, body)) for body in self.listed.bodies]
        for body, member in matched:  # all, before anybody is missing or new
            if isinstance(member, LeftAlone):
                self._leave_alone(member, body.rows[0])
            elif member is not None:
                self.seen.add(member.id)
        for body, member in matched:
            if isinstance(member, Member):
                self._known_body(body, member)
        for body, member in matched:
            if member is None:
                self._new_body(body)
        for member in self.open:
            if not self.recorded.ends_already(member):
                self._end_missing(member)
        return self.result

    def _claimed_before(self, ident: str, row: int, name: str) -> bool:
        """Whether another row means the same entry; then nobody knows which of them is right, and it is asked."""
        first = self.claimed.setdefault(ident, row)
        if first != row:
            text = f"Mit „{name}“ kann dasselbe gemeint sein wie in Zeile {first}. Ist es jemand anderes: --accept {row}. Nichts übernommen."
            self.result.note(row, text)
        return first != row

    def _leave_alone(self, row: LeftAlone, number: int) -> None:
        self.seen.update(row.meant)
        if row.why:
            self.result.note(number, row.why)

    def _known_body(self, body: ListedBody, member: Member) -> None:
        if self._claimed_before(member.id, body.rows[0], body.name):
            return
        before = self.result.edits
        compare(self.result, self.recorded, body_entry(self.recorded, member), body.values, body.rows[0])
        for person in body.people:
            self.peopled.add(member.id)
            self._person(person, member)
        if body.unsure:
            self.seen.update(person.id for person in member.people)
        self.result.unchanged += self.result.edits == before

    def _person(self, listed: ListedPerson, member: Member) -> None:
        person = match_person(self.recorded, member, listed, self.accepted)
        if isinstance(person, LeftAlone):
            self._leave_alone(person, listed.row)
            return
        if person is None or (listed.row in self.accepted and person.id in self.claimed):
            add_person(self.result, self.recorded, listed, member)
            return
        self.seen.add(person.id)
        if self._claimed_before(person.id, listed.row, listed.text("family_name")):
            return
        view = next((view for view in self.recorded.views[member.id].people if view.id == person.id), None)
        if view is not None:
            before = self.result.edits
            entry = person_entry(self.recorded, member, person, view)
            compare(self.result, self.recorded, entry, listed.values, listed.row)
            self.result.unchanged += self.result.edits == before
        elif "until" not in listed.values:
            self.result.note(
                listed.row, f"{full_name(person)} ist in den Unterlagen schon ausgeschieden; nichts übernommen."
            )

    def _new_body(self, body: ListedBody) -> None:
        if body.unsure and not body.values:  # all its rows were refused
            return
        if not set(body.rows) & set(self.accepted):
            missing = [member for member in self.open if member.id not in self.seen]
            doubt = doubt_about_new(self.recorded, body, missing, wide=self.listed.wide)
            if doubt is not None:
                self._leave_alone(doubt, body.rows[0])
                return
        add_body(self.result, self.recorded, body)

    def _end_missing(self, member: Member) -> None:
        name = self.recorded.shown_name(member)
        if member.id in self.seen:
            if self.listed.with_people:
                self._end_missing_people(member, name)
        elif member.youth_office:
            self.result.note(None, f"{name} fehlt in der Liste und bleibt: Als Jugendamt bildet es das Netzwerk mit.")
        else:
            self._end("member", member.id, name)

    def _end_missing_people(self, member: Member, body: str) -> None:
        missing = [
            person
            for person in self.recorded.people(member)
            if person.id not in self.seen and not self.recorded.ends_already(person)
        ]
        if missing and member.id not in self.peopled:
            self.result.note(None, f"{body}: In der Liste steht dazu keine Person; die bisherigen bleiben.")
            return
        for person in missing:
            self._end("person", person.id, full_name(person))

    def _end(self, kind: str, ident: str, name: str) -> None:
        words = fold(name).split("-")
        if any(words[-1] in text.split("-") for text in self.listed.left_out):
            self.result.note(None, f"{name} könnte in einer Zeile stehen, die nicht zu lesen war; endet deshalb nicht.")
            return
        self.result.endings.append(Ending(kind, ident, self.ended_on.isoformat(), name))
