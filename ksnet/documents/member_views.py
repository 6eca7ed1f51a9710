"""Bodies and people of a network as an audience may see them."""

from __future__ import annotations

from collections.abc import Iterable

from ksnet.basics.frozen import frozen
from ksnet.documents.contacts import contact_line, contact_uid, postal_line
from ksnet.documents.membership import field_of, shown_people
from ksnet.duties.counting.membership import categories_of, in_office, members_on, own_span
from ksnet.duties.counting.spans import valid_on
from ksnet.lands import Category
from ksnet.protection.who import REDACTED, WhoIsWho, full_name
from ksnet.records import german
from ksnet.records.base import Address
from ksnet.records.members import Member, MembershipEntry, Person
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import FieldOfWork, PersonRole, Unconfirmed


@frozen
class PersonView:
    """A person as the audience may see her; `uid` identifies her in address books.

    `groups` are ids with the name of the group and her role in it.
    """

    id: str | None
    """Kennung; leer, wo sie geschützt ist."""
    uid: str
    """Feste Nummer für Adressbücher; leer, wo der Name geschützt oder gelöscht ist."""
    name: str
    """Name, wie er gezeigt werden darf."""
    form_of_address: str
    """Anrede."""
    title: str
    """Titel, z. B. Dr."""
    given_name: str
    """Vorname."""
    family_name: str
    """Nachname."""
    function: str
    """Funktion."""
    role: PersonRole | None
    """Rolle, z. B. Vertretung."""
    email: str
    """Mailadresse."""
    phone: str
    """Telefonnummer."""
    groups: tuple[tuple[str, str], ...]
    """Gremien: Kennung und Name, mit ihrer Aufgabe darin."""
    since: PartialDate | None
    """seit wann."""
    until: PartialDate | None
    """bis wann."""

    @property
    def line(self) -> str:
        """Name, Funktion und Kontakt auf einer Zeile."""
        what = self.function or (self.role.label if self.role else "")
        return ", ".join(part for part in (self.name, what, self.email, self.phone) if part)


@frozen
class MemberView:
    """A body as the audience may see it; `uid` identifies it in address books."""

    id: str | None
    """Kennung; leer, wo sie geschützt ist."""
    uid: str
    """Feste Nummer für Adressbücher; leer, wo der Name geschützt oder gelöscht ist."""
    name: str
    """Name der Stelle, wie er gezeigt werden darf."""
    label: str
    """Was sie ist, hinter dem Namen."""
    categories: tuple[Category, ...]
    """Kategorien nach dem Gesetz."""
    confirmed: bool
    """Ob die Kategorien bestätigt sind, nicht nur von einem Import vorgeschlagen."""
    staffed: bool
    """Ob jemand für sie im Amt ist; auch, wo sie mit Absicht ohne Personen erfasst ist."""
    field: FieldOfWork | None
    """Handlungsfeld."""
    since: PartialDate | None
    """seit wann."""
    until: PartialDate | None
    """bis wann."""
    groups: tuple[tuple[str, str], ...]
    """Gremien: Kennung und Name."""
    postal: Address | None
    """Anschrift in Teilen: building, street, postcode, city."""
    email: str
    """Mailadresse."""
    website: str
    """Internetseite."""
    contacts: tuple[str, ...]
    """Weitere Wege zur Stelle, jeder in einer Zeile."""
    remarks: tuple[str, ...]
    """Bemerkungen."""
    people: tuple[PersonView, ...]
    """Personen."""

    @property
    def address(self) -> str:
        """Anschrift auf einer Zeile."""
        return postal_line(self.postal)

    @property
    def category_lines(self) -> tuple[str, ...]:
        """Kategorien, jede mit dem Hinweis, wo sie noch niemand bestätigt hat."""
        doubt = "" if self.confirmed else " (noch nicht bestätigt)"
        return tuple(f"{category.label}{doubt}" for category in self.categories)

    @property
    def group_names(self) -> tuple[str, ...]:
        """Namen der Gremien."""
        return tuple(name for _, name in self.groups)

    @property
    def lines(self) -> tuple[str, ...]:
        """Die Personen, jede mit Funktion und Kontakt."""
        return tuple(person.line for person in self.people)

    @property
    def contact(self) -> tuple[str, ...]:
        """Wie die Stelle zu erreichen ist."""
        return tuple(
            part for part in (self.address, self.email, self.website, *self.contacts) if part
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """Was sonst zur Stelle gesagt ist."""
        unknown = self.since is not None and self.since.precision == "unknown"
        return (*self.remarks, *(("Beginn nicht bekannt",) if unknown else ()))

    @property
    def full_name(self) -> str:
        """Name, dahinter was sie ist."""
        return f"{self.name} ({self.label})" if self.label else self.name


def member_views(who: WhoIsWho) -> tuple[MemberView, ...]:
    """Return the bodies of a network on the day of `who`, by Handlungsfeld and name."""
    views = [_member_view(member, who) for member in members_on(who.network, who.as_of)]
    return tuple(
        sorted(views, key=lambda view: (_field_order(view.field), german.sort_key(view.name)))
    )


def _field_order(value: FieldOfWork | None) -> int:
    fields = list(FieldOfWork)
    return fields.index(value) if value else len(fields)


def _member_view(member: Member, who: WhoIsWho) -> MemberView:
    public, hidden = who.audience.public, member.sensitive
    span, people = own_span(who.network, member), shown_people(member, who)
    # Of a protected body nothing is known but what follows.
    known = Member.model_construct(id=member.id) if hidden else member
    return MemberView(
        id=None if hidden or public else member.id,
        uid="" if hidden else contact_uid(who.network, member.id),
        name=who.member_name(member),
        label=known.label or "",
        categories=categories_of(member, who.network.land),
        confirmed=Unconfirmed.CATEGORIES not in member.unconfirmed,
        staffed=in_office(member, who.as_of),
        field=field_of(member),
        since=None if public or hidden else span.since,
        until=None if public or hidden else span.until,
        groups=tuple((one.id, who.group(one.id)) for one in valid_on(known.groups, who.as_of)),
        postal=known.address,
        email=known.email or "",
        website=known.website or "",
        contacts=tuple(map(contact_line, known.contacts)),
        remarks=() if public else tuple(_remarks(known)),
        people=tuple(_person_view(person, who) for person in sorted(people, key=_by_name)),
    )


def _by_name(person: Person) -> tuple[bool, tuple[str, str]]:
    """Return a sort key by family name, deleted names last."""
    return person.redacted is not None, german.sort_key(
        f"{person.family_name} {person.given_name or ''}"
    )


def _remarks(member: Member) -> Iterable[str]:
    if member.collective:
        yield "Sammeleintrag"
    if member.agreement_8a is not None:
        if member.agreement_8a.signed:
            yield f"Vereinbarung § 8a {german.of_text(member.agreement_8a.signed)}"
        elif member.agreement_8a.exists:
            yield "Vereinbarung § 8a vorhanden"
        elif member.agreement_8a.exists is False:
            yield "keine Vereinbarung § 8a"


def _person_view(person: Person, who: WhoIsWho) -> PersonView:
    public, gone = who.audience.public, person.redacted is not None
    known = Person.model_construct(id=person.id, family_name=REDACTED) if gone else person
    return PersonView(
        id=None if public else person.id,
        uid="" if gone else contact_uid(who.network, person.id),
        name=full_name(known),
        # In public, it only replaces a missing first name.
        form_of_address="" if public and known.given_name else known.form_of_address or "",
        title=known.title or "",
        given_name=known.given_name or "",
        family_name=known.family_name,
        function=known.function or "",
        role=person.role,
        email=known.email or "",
        phone=known.phone or "",
        groups=()
        if public
        else tuple(_membership(one, who) for one in valid_on(person.groups, who.as_of)),
        since=None if public else person.since,
        until=None if public else person.until,
    )


def _membership(entry: MembershipEntry, who: WhoIsWho) -> tuple[str, str]:
    name = who.group(entry.id)
    return entry.id, f"{name} ({entry.role.label})" if entry.role else name
