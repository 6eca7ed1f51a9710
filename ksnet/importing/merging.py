"""What a list changes in the members of a network; nothing is deleted.

Known ones are compared, new ones added, missing ones ended.
"""

from __future__ import annotations

from ksnet.basics.spelling import fold
from ksnet.importing.elsewhere import People
from ksnet.importing.lists.bodies import ListedBody, ListedPerson
from ksnet.importing.lists.likeness import Alike, Near
from ksnet.importing.lists.rows import ListedBodies
from ksnet.importing.matching import (
    Answers,
    LeftAlone,
    doubt_about_new,
    heading_alone,
    match_body,
    match_person,
    person_in_name,
)
from ksnet.importing.newcomers import add_body, plan_person
from ksnet.importing.notes import Question, row_name, row_option
from ksnet.importing.plans import Ending, MemberPlan
from ksnet.importing.recorded import Recorded, body_entry, compare_entry, person_entry
from ksnet.importing.standing import compare_standing, tell_ending_today
from ksnet.protection.who import full_name
from ksnet.records import german
from ksnet.records.members import Member
from ksnet.records.vocabulary import GroupKind
from ksnet.rules.context import NetworkContext


def member_plan(context: NetworkContext, listed: ListedBodies, answers: Answers) -> MemberPlan:
    """Return what a list changes as of the day of `context`."""
    return _MemberMerger(Recorded(context), listed, answers).plan()


class _MemberMerger:
    def __init__(self, recorded: Recorded, listed: ListedBodies, answers: Answers) -> None:
        self.recorded, self.listed, self.answers = recorded, listed, answers
        self.listing = listed.listing
        self.open = [member for member in recorded.current if not member.sensitive]
        people = sum(len(recorded.people(member)) for member in self.open)
        self.result = MemberPlan(notes=list(listed.notes), current=(len(self.open), people))
        # New members begin today; where this is the first list, nobody knows.
        first = all(member.youth_office for member in recorded.members)
        beginning = "unbekannt" if first else recorded.day.isoformat()
        self.result.beginning = answers.since or beginning
        self.seen: set[str] = set()  # ids of bodies and people that the list names, or may mean
        self.peopled: set[str] = set()  # ids of bodies for which the list names people
        self.named = People(recorded)
        self.claimed: dict[str, int] = {}  # ids of people with the first row that means them

    def plan(self) -> MemberPlan:
        known, unknown = self._matched()
        new = self._told_apart(unknown, known)
        is_part = self._is_part()
        for body, member in known:  # who is named first somewhere is nobody's deputy elsewhere
            self.named.add_first(body, self.recorded.shown_name(member))
        for body in new:
            self.named.add_first(body, body.name)
        newcomers = [
            (listed, member) for body, member in known for listed in self._known_body(body, member)
        ]
        for listed, member in newcomers:
            if not self._is_elsewhere(listed, self.recorded.shown_name(member), is_part=is_part):
                plan_person(self.result, self.recorded, listed, member)
        for body in new:
            body.people = [
                person
                for person in body.people
                if not self._is_elsewhere(person, body.name, is_part=is_part)
            ]
            add_body(self.result, self.recorded, body)
        if not is_part:
            for member in self.open:
                if not self.recorded.ends_already(member):
                    self._end_missing(member)
        return self.result

    def _matched(self) -> tuple[list[tuple[ListedBody, Member]], list[ListedBody]]:
        """Return the bodies with whom they mean, and those that are new or mean one more such.

        All are looked at before anybody is missing or new.
        """
        known, unknown = dict[str, tuple[ListedBody, Member]](), list[ListedBody]()
        for body in self.listed.bodies:
            member = match_body(self.recorded, body)
            if isinstance(member, LeftAlone):
                self._leave_alone(member, body.rows[0])
            elif member is None or member.id in known:
                unknown.append(body)
            else:
                self.seen.add(member.id)
                known[member.id] = body, member
        return list(known.values()), unknown

    def _is_part(self) -> bool:
        """Whether the list is only a part, so that nobody missing in it ends; notes a judgement."""
        if self.answers.partial is not None:
            return self.answers.partial
        # Jugendämter never end that way.
        there = [member.id for member in self.open if not member.youth_office]
        named = sum(ident in self.seen for ident in there)
        why, gremium = self.listing.part, self.listing.gremium
        group = next((g for g in self.recorded.network.record.groups if g.id == gremium), None)
        if group and group.kind is not GroupKind.PLENUM:
            why = f"Die Liste ist nach ihrem Titel die von {german.quoted(group.name)} (wer ihm angehört, sagt erst eine Spalte dieses Namens mit Kreuzen)"
        if not why and named * 2 < len(there):
            why = f"Die Liste nennt {named} von {len(there)} Stellen"
        if why and named < len(there):
            text = f"{why}; was eingelesen wird, gilt als Teil (--partial): Wer darin fehlt, endet nicht. Ist es die vollständige Liste, mit --force wiederholen."
            self.result.note(None, Question(text))
        return bool(why)

    def _told_apart(
        self, bodies: list[ListedBody], known: list[tuple[ListedBody, Member]]
    ) -> list[ListedBody]:
        """Return the new bodies; ask about those that may be known or listed before."""
        alike: Alike[Member | ListedBody] = Alike()
        for member in self.open:
            alike.add(self.recorded.shown_name(member), _address(member), member)
        missing = [member for member in self.open if member.id not in self.seen]
        near = Near((self.recorded.shown_name(member), member) for member in missing)
        new: list[ListedBody] = []
        for body in bodies:
            if body.unsure and not body.values:  # all its rows were refused
                continue
            if set(body.rows).isdisjoint(self.answers.accepted):
                like = alike.like(body.name, body.address)
                like += [
                    m
                    for m in near.like(body.name)
                    if m.id not in self.seen and all(m is not one for one in like)
                ]
                moved = [] if like else self.named.bodies_of(body, self.seen)
                like += moved
                if like and not (len(like) == 1 and set(body.rows) & set(self.answers.same)):
                    doubt = doubt_about_new(self.recorded, body, like, by_people=bool(moved))
                    self._leave_alone(doubt, body.rows[0])
                    continue
                if like:
                    self._join(body, like[0], known)
                    continue
                if why := person_in_name(body) or (
                    heading_alone(body) if self.listing.wide else None
                ):
                    self._leave_alone(why, body.rows[0])
                    continue
            alike.add(body.name, body.address, body)
            new.append(body)
        return new

    def _join(
        self, body: ListedBody, target: Member | ListedBody, known: list[tuple[ListedBody, Member]]
    ) -> None:
        """Treat a body as another spelling of a known or listed one, with its people."""
        if isinstance(target, ListedBody):
            self.result.notes += target.add_rows(body)
            return
        body.values.pop("name", None)
        self.seen.add(target.id)
        for number, (listed, member) in enumerate(known):
            if member is target:  # by its name or another spelling; the first row leads
                first, further = sorted((listed, body), key=lambda one: one.rows[0])
                self.result.notes += first.add_rows(further)
                known[number] = first, member
                return
        known.append((body, target))

    def _is_elsewhere(self, person: ListedPerson, body: str, *, is_part: bool) -> bool:
        """Whether a new person also represents another body; asks, as nobody is recorded twice."""
        if person.row in self.answers.accepted:
            return False
        other = self.named.other(person, body, self.seen, is_part=is_part)
        if other:
            row = row_option(person.row)
            text = f"{person.name} steht auch für {other}. Eine Person wird nur einmal geführt; ist es jemand anderes: --accept {row}. Hier nichts übernommen."
            self.result.note(person.row, Question(text))
        return bool(other)

    def _claimed_before(self, ident: str, listed: ListedPerson) -> bool:
        """Whether another row means the same person; then ask which of them is right."""
        row, first = listed.row, self.claimed.setdefault(ident, listed.row)
        if first != row:
            text = f"Mit „{listed.text('family_name')}“ kann dieselbe Person gemeint sein wie in {row_name(first)}. Ist es jemand anderes: --accept {row_option(row)}. Nichts übernommen."
            self.result.note(row, Question(text))
        return first != row

    def _leave_alone(self, row: LeftAlone, number: int) -> None:
        self.seen.update(row.meant)
        for ident in row.meant:  # the row may name the people of a body that it may mean
            if member := self.recorded.by_id.get(ident):
                self.seen.update(person.id for person in member.people)
        if row.why:
            self.result.note(number, row.why)

    def _known_body(self, body: ListedBody, member: Member) -> list[ListedPerson]:
        """Compare a body and its people with the records; return the new people."""
        before = self.result.edits
        mail = body.values.get("email")
        if mail and mail.value and mail.value in {person.email for person in member.people}:
            del body.values["email"]  # of somebody whom the row does not name
        compare_entry(
            self.result, self.recorded, body_entry(self.recorded, member), body.values, body.rows[0]
        )
        tell_ending_today(
            self.result, member, self.recorded.shown_name(member), body, self.recorded.day
        )
        newcomers = [listed for listed in body.people if self._is_new(listed, body, member)]
        if body.people:
            self.peopled.add(member.id)
        if body.unsure:
            self.seen.update(person.id for person in member.people)
        self.result.unchanged += self.result.edits == before and not newcomers
        return newcomers

    def _is_new(self, listed: ListedPerson, body: ListedBody, member: Member) -> bool:
        others = [one for one in body.people if one is not listed]
        person = match_person(self.recorded, member, listed, self.answers, others)
        if isinstance(person, LeftAlone):
            self._leave_alone(person, listed.row)
            return False
        if person is None or (listed.row in self.answers.accepted and person.id in self.claimed):
            return True
        self.seen.add(person.id)
        self.named.add(listed, self.recorded.shown_name(member))
        if self._claimed_before(person.id, listed):
            return False
        if entry := person_entry(self.recorded, member, person):
            before = self.result.edits
            compare_entry(self.result, self.recorded, entry, listed.values, listed.row)
            compare_standing(self.result, self.recorded, entry, person, listed)
            tell_ending_today(self.result, person, entry.name, listed, self.recorded.day)
            self.result.unchanged += self.result.edits == before
        elif "until" not in listed.values:
            text = f"ist in den Unterlagen schon ausgeschieden; nichts übernommen. War das Ende falsch: ksnet set {person.id} until="
            self.result.note(listed.row, f"{full_name(person)} {text}")
        return False

    def _end_missing(self, member: Member) -> None:
        name = self.recorded.shown_name(member)
        if member.id in self.seen:
            if self.listed.with_people:
                self._end_missing_people(member, name)
        elif member.youth_office:
            text = "fehlt in der Liste und bleibt: Als Jugendamt bildet es das Netzwerk mit."
            self.result.note(None, f"{name} {text}")
        else:
            self._end("member", member.id, name)

    def _end_missing_people(self, member: Member, body: str) -> None:
        missing = [
            person
            for person in self.recorded.people(member)
            if person.id not in self.seen and not self.recorded.ends_already(person)
        ]
        if missing and member.id not in self.peopled:
            text = f"{body}: In der Liste steht dazu keine Person; die bisherigen bleiben."
            self.result.note(None, text)
            return
        for person in missing:
            self._end("person", person.id, full_name(person))

    def _end(self, kind: str, ident: str, name: str) -> None:
        word = fold(name).rpartition("-")[2]
        where = ""
        if kind == "person" and word in self.listing.unread:
            where = "steht vielleicht in einer Spalte, die nicht gelesen wird"
        elif word in self.listed.left_out or self.listing.unreadable:
            where = "könnte in einer Zeile stehen, die nicht zu lesen war"
        if where:
            self.result.note(None, f"{name} {where}; endet deshalb nicht.")
            return
        last = self.answers.ended_on or self.recorded.day
        self.result.endings.append(Ending(kind, ident, last.isoformat(), name))


def _address(member: Member) -> tuple[str, str, str]:
    there = member.address
    return (there.street or "", there.postcode or "", there.city or "") if there else ("", "", "")
