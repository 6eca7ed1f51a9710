"""What is recorded of a network on a day: who belongs to it, where in `members.yaml`, and under which names."""

from __future__ import annotations

from ksnet.basics.findings import Path
from ksnet.basics.spelling import fold
from ksnet.documents.member_views import member_views
from ksnet.documents.membership import people_on
from ksnet.duties.counting.membership import members_on, own_span
from ksnet.editing.ids import proposed_id
from ksnet.protection.who import WhoIsWho
from ksnet.records.members import Member, Person
from ksnet.records.network import YouthOffice
from ksnet.rules.context import NetworkContext


class Recorded:
    """The members of a network as of the day of a context; `current` are those who belong to it on that day."""

    def __init__(self, context: NetworkContext) -> None:
        self.network, self.day = context.network, context.day
        self.members = self.network.members.members
        self.by_id = {member.id: member for member in self.members}
        self.current = members_on(self.network, self.day)
        self.who = WhoIsWho(self.network, self.day)
        self.views = {view.id: view for view in member_views(self.network, self.who) if view.id}
        self._positions = {member.id: number for number, member in enumerate(self.members)}
        self._taken = set(context.entries) | set(self.network.plans) | set(self.network.events)

    def position(self, member: Member) -> int:
        """Return where a body stands in the list of members."""
        return self._positions[member.id]

    def path(self, member: Member, person: Person | None = None) -> Path:
        """Return where a body, or a person in it, stands in `members.yaml`."""
        body: Path = ("members", self.position(member))
        return body if person is None else (*body, "people", member.people.index(person))

    def people(self, member: Member) -> list[Person]:
        """Return who represents a body on the day, without those whose data have been removed."""
        return [person for person in people_on(self.network, member, self.day) if not person.redacted]

    def shown_name(self, member: Member) -> str:
        """Return the name of a body as everybody may see it."""
        return self.who.member_name(member)

    def real_name(self, member: Member) -> str:
        """Return the name of a body also where it is protected: to recognise it, never to show it."""
        return member.name or "" if member.sensitive else self.shown_name(member)

    def free_youth_office(self, name: str) -> YouthOffice | None:
        """Return the Jugendamt of this name that is no member yet."""
        used = {member.youth_office for member in self.members}
        offices = self.network.record.youth_offices
        return next((o for o in offices if o.id not in used and fold(o.name or "") == fold(name)), None)

    def new_id(self, name: str, fallback: str) -> str:
        """Return an id for somebody new, each only once."""
        ident = proposed_id(name, fallback, self._taken)
        self._taken.add(ident)
        return ident

    def ends_already(self, entry: Member | Person) -> bool:
        """Whether a known last day is recorded, past or to come."""
        until = own_span(self.network, entry).until if isinstance(entry, Member) else entry.until
        return until is not None and until.precision != "unknown"
