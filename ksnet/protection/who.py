"""Who is meant by an id: the text for a document, within what its readers may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from ksnet.records import german
from ksnet.records.base import WhoEntry
from ksnet.records.members import REDACTED_NAME, Guest, Member, Person, Publication
from ksnet.records.vocabulary import PublicationBasis
from ksnet.repository import Network


class Audience(StrEnum):
    """Who a document is made for."""

    INTERN = "intern"
    OEFFENTLICH = "oeffentlich"

    @property
    def public(self) -> bool:
        """Whether everybody may read it."""
        return self is Audience.OEFFENTLICH


PROTECTED = "geschützte Einrichtung"
REDACTED = REDACTED_NAME
NOT_NAMED = "nicht genannt"
UNNAMED = frozenset((NOT_NAMED, PROTECTED, REDACTED))
# How long the data of people who left are kept: the yardstick of ksnet, the law names no period.
KEEP_MONTHS = 12


def may_be_published(publication: Publication | None, day: dt.date) -> bool:
    """Whether a person's data may be public on a day, on every reading of vague dates."""
    if publication is None or publication.basis is None:
        return False
    since, until, withdrawn = publication.since, publication.until, publication.withdrawn
    if publication.basis is PublicationBasis.EINWILLIGUNG and (
        since is None or since.precision == "unknown"
    ):
        return False
    if publication.basis is PublicationBasis.ARBEITGEBER_VEROEFFENTLICHT and not (
        publication.url or publication.source
    ):
        return False
    if since is not None and since.precision != "unknown" and since.last > day:
        return False
    if until is not None and until.first < day:
        return False
    return withdrawn is None or withdrawn.first > day


def full_name(person: Person | Guest) -> str:
    """Return the full name of a person or guest."""
    return german.person_name(
        person.family_name, person.given_name, person.title, person.form_of_address
    )


class WhoIsWho:
    """Turns the ids of a `network` into text, for one audience on one day.

    `unpublished` says afterwards whether somebody was named who may not be named in public.
    """

    def __init__(
        self, network: Network, as_of: dt.date, audience: Audience = Audience.INTERN
    ) -> None:
        """Collect everybody who can be meant in `network`."""
        self.network, self.as_of, self.audience = network, as_of, audience
        self.unpublished = False
        record = network.record
        self.offices = {office.id: office for office in record.youth_offices}
        self.groups = {group.id: group for group in record.groups}
        self.coordination = {post.id: post for post in record.coordination}
        self.members = {member.id: member for member in network.members.members}
        self.people = {person.id: (member, person) for _, member, person in network.people()}
        self.guests = {guest.id: guest for guest in network.members.guests}

    # --- anybody ---

    def text(self, who: WhoEntry | None) -> str:
        """Return who is meant; empty where nobody is."""
        if who is None:
            return ""
        return who.text or (self.name(who.id) if who.id else "")

    def named(self, who: WhoEntry | None) -> str:
        """Return who is meant; empty where nobody is, and in public where not to be named."""
        text = self.text(who)
        return "" if text == NOT_NAMED else text

    def texts(self, entries: Iterable[WhoEntry]) -> list[str]:
        """Return all who are meant, each once; in public without those who may not be named."""
        return list(dict.fromkeys(text for entry in entries if (text := self.named(entry))))

    def name(self, ident: str) -> str:
        """Return the text for an id of any kind; an unknown id is shown, but not in public."""
        if ident in self.offices:
            return self.offices[ident].name
        if ident in self.coordination:
            return self.post(ident)
        if ident in self.groups:
            return self.groups[ident].name
        if ident in self.members:
            return self.member_name(self.members[ident])
        if ident in self.people or ident in self.guests:
            return self.person(ident)
        return self._not_found(ident)

    # --- bodies ---

    def office(self, ident: str | None) -> str:
        """Return the name of a Jugendamt."""
        if ident is None:
            return ""
        return self.offices[ident].name if ident in self.offices else self.name(ident)

    def group(self, ident: str) -> str:
        """Return the name of a group."""
        return self.groups[ident].name if ident in self.groups else self.name(ident)

    def post(self, ident: str) -> str:
        """Return the title of a Koordinierungsstelle with its Jugendamt."""
        post = self.coordination[ident]
        office = self.office(post.youth_office)
        title = post.title or "Koordinierungsstelle"
        return f"{title} ({office})" if office else title

    def member_name(self, member: Member) -> str:
        """Return the name of a body; a protected one is never named."""
        if member.sensitive:
            return PROTECTED
        if member.name:
            return member.name
        return self.office(member.youth_office) if member.youth_office else "[Name fehlt]"

    # --- people ---

    def person(self, ident: str | None) -> str:
        """Return the name of a person or guest, as far as this audience may see it."""
        if ident is None:
            return ""
        if ident in self.people:
            member, person = self.people[ident]
            if member.sensitive:
                return PROTECTED
            if person.redacted:
                return REDACTED
            return self._named(person)
        if ident in self.guests:
            return self._named(self.guests[ident])
        known = ident in self.members or ident in self.coordination
        return self.name(ident) if known else self._not_found(ident)

    def person_to_show(self, ident: str | None) -> str:
        """Return the name of a person, empty where this audience may not see it."""
        name = self.person(ident)
        return "" if name in UNNAMED else name

    def person_with_function(self, ident: str) -> str:
        """Return person, function and body: `Markus Schön, Stadtdirektor, Stadt Krefeld`."""
        name = self.person(ident)
        if name in UNNAMED:
            return name
        if ident in self.guests:
            guest = self.guests[ident]
            parts = [name, guest.function, guest.organisation if not self.audience.public else None]
        elif ident in self.people:
            member, person = self.people[ident]
            parts = [name, person.function or self.member_name(member)]
        else:
            parts = [name]
        return ", ".join(part for part in parts if part)

    def with_function(self, who: WhoEntry | None) -> str:
        """Return the same as `text`, people with their function."""
        ident = who.id if who and not who.text else None
        if ident and (ident in self.guests or ident in self.people):
            return self.person_with_function(ident)
        return self.text(who)

    def _named(self, person: Person | Guest) -> str:
        if not may_be_published(person.publication, self.as_of):
            if self.audience.public:
                return NOT_NAMED
            self.unpublished = True
        return full_name(person)

    def _not_found(self, ident: str) -> str:
        return NOT_NAMED if self.audience.public else f"[Kennung „{ident}“ nicht gefunden]"
