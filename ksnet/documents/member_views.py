"""Bodies and people of a network as an audience may see them; what it may not see is left out here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ksnet import german
from ksnet.counting.membership import categories_of, members_on, own_span
from ksnet.counting.spans import Span
from ksnet.documents.contacts import address_text
from ksnet.documents.membership import field_of, shown_people
from ksnet.documents.who import REDACTED, WhoIsWho, full_name
from ksnet.records.members import Member, MembershipEntry, Person
from ksnet.records.vocabulary import Category, FieldOfWork, PersonRole
from ksnet.repository import Network


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as this audience may see her."""

    id: str | None
    name: str
    function: str
    role: PersonRole | None
    email: str
    phone: str
    groups: tuple[str, ...]
    since: str | None
    until: str | None

    @property
    def line(self) -> str:
        """Name, function and contact on one line."""
        what = self.function or (self.role.label if self.role else "")
        return ", ".join(part for part in (self.name, what, self.email, self.phone) if part)


@dataclass(frozen=True, slots=True)
class MemberView:
    """A body as this audience may see it."""

    id: str | None
    name: str
    label: str
    categories: tuple[Category, ...]
    field: FieldOfWork | None
    since: str | None
    until: str | None
    groups: tuple[tuple[str, str], ...]
    address: str
    email: str
    website: str
    remarks: tuple[str, ...]
    people: tuple[PersonView, ...]


def member_views(network: Network, who: WhoIsWho) -> tuple[MemberView, ...]:
    """Return the bodies of a network on the day of `who`, by Handlungsfeld and name."""
    views = [_member(network, member, who) for member in members_on(network, who.as_of)]
    return tuple(sorted(views, key=lambda view: (_field_order(view.field), german.sort_key(view.name))))


def _field_order(value: FieldOfWork | None) -> int:
    fields = list(FieldOfWork)
    return fields.index(value) if value else len(fields)


def _member(network: Network, member: Member, who: WhoIsWho) -> MemberView:
    public, hidden = who.audience.public, member.sensitive
    span = own_span(network, member)
    people = shown_people(network, member, who)
    return MemberView(
        id=None if hidden or public else member.id,
        name=who.member_name(member),
        label="" if hidden else member.label or "",
        categories=categories_of(member),
        field=field_of(member),
        since=None if public or hidden or span.since is None else span.since.text,
        until=None if public or hidden or span.until is None else span.until.text,
        groups=()
        if hidden
        else tuple((entry.id, who.group(entry.id)) for entry in member.groups if _current(entry, who.as_of)),
        address="" if hidden else address_text(member.address),
        email="" if hidden else member.email or "",
        website="" if hidden else member.website or "",
        remarks=() if public or hidden else tuple(_remarks(member)),
        people=tuple(_person(person, who) for person in sorted(people, key=_by_name)),
    )


def _by_name(person: Person) -> tuple[bool, tuple[str, str]]:
    """Sort people by family name, those whose name is deleted last."""
    return person.redacted is not None, german.sort_key(f"{person.family_name} {person.given_name or ''}")


def _current(entry: MembershipEntry, day: dt.date) -> bool:
    return Span(entry.since, entry.until).on(day)


def _remarks(member: Member) -> Iterable[str]:
    if member.collective:
        yield "Sammeleintrag"
    if member.agreement_8a is not None:
        if member.agreement_8a.signed:
            yield f"Vereinbarung § 8a vom {german.vague_date(member.agreement_8a.signed)}"
        elif member.agreement_8a.exists is not None:
            yield "Vereinbarung § 8a vorhanden" if member.agreement_8a.exists else "keine Vereinbarung § 8a"


def _person(person: Person, who: WhoIsWho) -> PersonView:
    public, gone = who.audience.public, person.redacted is not None
    return PersonView(
        id=None if public else person.id,
        name=REDACTED if gone else full_name(person),
        function="" if gone else person.function or "",
        role=person.role,
        email="" if gone else person.email or "",
        phone="" if gone else person.phone or "",
        groups=() if public else tuple(entry.id for entry in person.groups if _current(entry, who.as_of)),
        since=None if public or person.since is None else person.since.text,
        until=None if public or person.until is None else person.until.text,
    )
