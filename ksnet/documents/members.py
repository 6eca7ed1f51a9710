"""The member list: bodies by Handlungsfeld, the people they send, and which categories of the law are represented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ksnet import german
from ksnet.documents.calendar import unreadable_notes
from ksnet.documents.membership import (
    Span,
    categories_of,
    complete_on,
    coverage,
    field_of,
    members_on,
    own_span,
    shown_people,
)
from ksnet.documents.model import (
    Audience,
    Block,
    Cell,
    Chapter,
    Document,
    Gap,
    Heading,
    Paragraph,
    bullets,
    facts,
    table,
)
from ksnet.documents.who import REDACTED, WhoIsWho, full_name
from ksnet.records.base import Address
from ksnet.records.members import Member, MembershipEntry, Person
from ksnet.records.network import Vacancy
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


@dataclass(frozen=True, kw_only=True)
class MembersDocument(Document):
    """A member list with its entries in order."""

    kind: ClassVar[str] = "members"
    network_id: str
    members: tuple[MemberView, ...] = field(default=())
    coverage: dict[Category, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the member list as the command line promises it."""
        return {
            "version": 1,
            "network": self.network_id,
            "as_of": self.as_of.isoformat(),
            "members": [_json(member) for member in self.members],
            "coverage": {str(category): count for category, count in self.coverage.items()},
        }


def members_document(network: Network, *, as_of: dt.date, audience: Audience = Audience.INTERN) -> MembersDocument:
    """Build the member list of a network as of a day."""
    who = WhoIsWho(network, as_of, audience)
    views = member_views(network, who)
    counts = coverage(members_on(network, as_of))
    chapters = [
        Chapter("stellen", "Stellen und Personen", tuple(body_blocks(network, views, as_of))),
        Chapter("abdeckung", "Vertretung nach § 9 Abs. 4 LKSG NRW", tuple(coverage_blocks(network, counts, as_of))),
    ]
    if scope := scope_blocks(network):
        chapters.append(Chapter("adressatenkreis", "Angesprochener Kreis", tuple(scope)))
    return MembersDocument(
        title="Mitgliederliste",
        subtitle=(
            network.record.name,
            f"Stand {german.plain_day(as_of)}",
            "Öffentliche Fassung" if audience.public else "Nur für den internen Gebrauch",
        ),
        network=network.record.name,
        network_id=network.id,
        as_of=as_of,
        audience=audience,
        notes=tuple(unreadable_notes([network], audience)),
        chapters=tuple(chapters),
        members=views,
        coverage=counts,
    )


# --- the views --------------------------------------------------------------------------------------------------------


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
        people=tuple(sorted((_person(person, who) for person in people), key=lambda view: german.sort_key(view.name))),
    )


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


def address_text(address: Address | None) -> str:
    """Return a postal address on one line."""
    if address is None:
        return ""
    town = " ".join(part for part in (address.postcode, address.city) if part)
    return ", ".join(part for part in (address.building, address.street, town) if part)


# --- the blocks -------------------------------------------------------------------------------------------------------


def body_blocks(network: Network, views: Sequence[MemberView], as_of: dt.date, *, people: bool = True) -> list[Block]:
    """List the bodies by Handlungsfeld, with people and contacts unless `people` is False."""
    if not views:
        return _nobody(network, as_of)
    total = german.plural(len(views), "Stelle", "Stellen")
    persons = sum(len(view.people) for view in views)
    named = f" mit {german.plural(persons, 'Person', 'Personen')}" if people and persons else ""
    blocks: list[Block] = [
        Paragraph(
            f"Am {german.plain_day(as_of)} sind {total}{named} erfasst."
            if len(views) > 1
            else f"Am {german.plain_day(as_of)} ist {total}{named} erfasst."
        )
    ]
    blocks += _size(network)
    for value in [*FieldOfWork, None]:
        of_field = [view for view in views if view.field is value]
        if of_field:
            label = value.label if value else "Ohne Angabe des Handlungsfelds"
            blocks += [Heading(label), _body_table(label, value, of_field, people=people)]
    return blocks


def _nobody(network: Network, as_of: dt.date) -> list[Block]:
    founded = network.record.founded
    if founded is not None and founded.first > as_of:
        return [
            Paragraph(
                f"Am {german.plain_day(as_of)} gab es das Netzwerk noch nicht (gegründet: {german.vague_date(founded)})."
            )
        ]
    if network.record.until is not None and network.record.until.last < as_of:
        return [Paragraph(f"Das Netzwerk besteht nicht mehr (beendet: {german.vague_date(network.record.until)}).")]
    return [
        Gap(
            "fehlt", f"Für den {german.plain_day(as_of)} ist keine Stelle erfasst (members.yaml, Schlüssel „members“)."
        ),
        *_size(network),
    ]


def _size(network: Network) -> list[Block]:
    size = network.record.size
    return (
        [Paragraph(f"Veröffentlichte Größe des Netzwerks: {german.join(german.count_text(count) for count in size)}.")]
        if size
        else []
    )


def _body_table(label: str, value: FieldOfWork | None, views: Sequence[MemberView], *, people: bool) -> Block:
    columns = ("Stelle", "Kategorie nach § 9 Abs. 4", "Gremien", "Personen", "Kontakt der Stelle", "Hinweis")
    rows = [
        [
            Cell(f"{view.name} ({view.label})" if view.label else view.name),
            Cell("\n".join(category.label for category in view.categories)),
            Cell("\n".join(name for _, name in view.groups)),
            Cell("\n".join(person.line for person in view.people) if people else ""),
            Cell("\n".join(part for part in (view.address, view.email, view.website) if part) if people else ""),
            Cell("\n".join([*view.remarks, *_dates(view)])),
        ]
        for view in views
    ]
    return table(
        f"stellen-{value or 'ohne-feld'}", f"{label}: {german.plural(len(views), 'Stelle', 'Stellen')}", columns, rows
    )


def _dates(view: MemberView) -> list[str]:
    if view.since == "unbekannt":
        return ["Beginn nicht bekannt"]
    return []


def coverage_blocks(network: Network, counts: dict[Category, int], as_of: dt.date) -> list[Block]:
    """Show how many bodies fill each category of the law, and say which are empty and why."""
    vacancies = {vacancy.category: vacancy for vacancy in network.record.vacancies if vacancy.category}
    addressed = {category for scope in network.record.scope for category in scope.categories}
    complete = complete_on(network, as_of)
    rows = []
    for category in Category:
        notes = []
        if not counts[category] and category.number is not None:
            notes.append(_empty(vacancies.get(category), complete=complete))
        if category in addressed:
            notes.append("im angesprochenen Kreis genannt")
        rows.append([str(category.number or "–"), category.label, str(counts[category]), "\n".join(notes)])
    filled = sum(counts[category] > 0 for category in Category if category.number is not None)
    blocks: list[Block] = [
        Paragraph(
            f"Von den zwölf in § 9 Abs. 4 Satz 1 LKSG NRW genannten Einrichtungen und Berufsgruppen {'ist' if filled == 1 else 'sind'} {filled} mit mindestens einer erfassten Stelle vertreten. Eine Stelle kann mehrere Kategorien füllen."
        ),
        table(
            "abdeckung",
            "Erfasste Stellen je Kategorie",
            ("Nr.", "Einrichtung oder Berufsgruppe", "Stellen", "Hinweis"),
            rows,
            head=1,
            keep=(0, 2),
        ),
    ]
    if not complete and filled < 12:
        blocks.append(
            Gap(
                "nicht-beurteilbar",
                "Die Unterlagen sind für diesen Tag nicht vollständig (network.yaml, Schlüssel „complete_since“). Aus einer leeren Kategorie folgt nicht, dass niemand mitarbeitet.",
            )
        )
    return blocks


def _empty(vacancy: Vacancy | None, *, complete: bool) -> str:
    if vacancy is None:
        return "nicht vertreten" if complete else "keine Stelle erfasst"
    reason = vacancy.reason or "ohne Angabe des Grundes"
    return f"noch unbesetzt: {reason}" + (
        f"; vorgesehen bis {german.vague_date(vacancy.until)}" if vacancy.until else ""
    )


def scope_blocks(network: Network) -> list[Block]:
    """Name the fields and categories that the network addresses where no body is recorded; never counted."""
    blocks: list[Block] = []
    for scope in network.record.scope:
        blocks += facts(
            [
                ("Handlungsfelder", german.join(value.label for value in scope.fields_)),
                ("Kategorien", "\n".join(category.label for category in scope.categories)),
                ("Stand", german.vague_date(scope.as_of) if scope.as_of else ""),
            ]
        )
    if not blocks:
        return []
    return [
        Paragraph(
            "Diese Felder und Kategorien spricht das Netzwerk an, ohne dass einzelne Stellen erfasst sind. Sie zählen nicht als vertreten."
        ),
        *blocks,
    ]


def group_lines(views: Iterable[MemberView]) -> list[Block]:
    """List which bodies sit in which group."""
    groups: dict[str, list[str]] = {}
    for view in views:
        for _, name in view.groups:
            groups.setdefault(name, []).append(view.name)
    return bullets(
        f"{group}: {german.join(names)}"
        for group, names in sorted(groups.items(), key=lambda item: german.sort_key(item[0]))
    )


def _json(member: MemberView) -> dict[str, Any]:
    return {
        "id": member.id,
        "name": member.name,
        "label": member.label or None,
        "categories": [str(category) for category in member.categories],
        "field": str(member.field) if member.field else None,
        "since": member.since,
        "until": member.until,
        "groups": [ident for ident, _ in member.groups],
        "address": member.address or None,
        "email": member.email or None,
        "website": member.website or None,
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "function": person.function or None,
                "role": str(person.role) if person.role else None,
                "email": person.email or None,
                "phone": person.phone or None,
                "groups": list(person.groups),
                "since": person.since,
                "until": person.until,
            }
            for person in member.people
        ],
    }
