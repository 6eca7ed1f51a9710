"""Contacts of a network: Koordinierungsstellen, and how to join."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID, uuid5

from ksnet.basics.frozen import frozen
from ksnet.documents.membership import to_reach
from ksnet.duties.counting.membership import has_ended, has_left, vacant_on
from ksnet.duties.counting.spans import valid_on
from ksnet.protection.who import NOT_NAMED, UNNAMED, WhoIsWho
from ksnet.records.base import Address, Contact
from ksnet.records.network import Coordination
from ksnet.repository import Network

VACANT = "unbesetzt"

# The root of all identities in address books; it must never change.
_IDENTITIES = UUID("7c0a5b1e-3d52-5f7e-9b1c-2f0e6c9d4a18")


@frozen
class PostView:
    """A Koordinierungsstelle with its public contact."""

    uid: str
    """Kennung in Adressbüchern."""
    name: str
    """Bezeichnung mit Jugendamt."""
    title: str
    """Bezeichnung ohne Jugendamt; leer, wo keine erfasst ist."""
    office: str
    """Name des Jugendamts."""
    holders: tuple[str, ...]
    """Wer die Stelle innehat, mit Kontakt, soweit genannt werden darf."""
    postal: Address | None
    """Anschrift in Teilen."""
    email: str
    """E-Mail der Stelle."""
    phone: str
    """Telefon der Stelle."""
    task_names: tuple[str, ...]
    """Aufgaben, groß geschrieben."""
    shares: tuple[float, ...]
    """Stellenanteile am Stichtag, in Vollzeitstellen."""

    @property
    def address(self) -> str:
        """Anschrift auf einer Zeile."""
        return postal_line(self.postal)

    @property
    def contact(self) -> tuple[str, ...]:
        """Anschrift, Mail und Telefon, soweit erfasst."""
        return tuple(part for part in (self.address, self.email, self.phone) if part)


@frozen
class AdmissionView:
    """How a body joins the network."""

    text: str
    """Text in Markdown."""
    contact: str
    """Ansprechperson mit Kontakt, soweit genannt werden darf."""


def contact_uid(network: Network, ident: str) -> str:
    """Return the permanent identity of an entry in address books, which does not reveal its id."""
    return uuid5(_IDENTITIES, f"{network.id}/{ident}").urn


def post_views(who: WhoIsWho) -> tuple[PostView, ...]:
    """Return the Koordinierungsstellen on the day of `who`."""
    return tuple(
        PostView(
            uid=contact_uid(who.network, post.id),
            name=who.post(post.id),
            title=post.title or "",
            office=who.office(post.youth_office),
            holders=tuple(_holder_lines(post, who)),
            postal=post.address,
            email=post.email or "",
            phone=post.phone or "",
            task_names=tuple(task.label[:1].upper() + task.label[1:] for task in post.tasks),
            shares=tuple(one.value for one in valid_on(post.fte, who.as_of)),
        )
        for post in _current_posts(who)
    )


def _current_posts(who: WhoIsWho) -> list[Coordination]:
    """Return the posts on the day of `who`; they end with their Jugendamt, and with the network."""
    network, day = who.network, who.as_of
    posts = [] if has_ended(network, day) else valid_on(network.record.coordination, day)
    return [post for post in posts if not has_left(network, post.youth_office, day)]


def postal_line(address: Address | None) -> str:
    """Return a postal address on one line."""
    if address is None:
        return ""
    town = " ".join(part for part in (address.postcode, address.city) if part)
    return ", ".join(part for part in (address.building, address.street, town) if part)


def contact_line(one: Contact) -> str:
    """Return one contact on one line: `Rufbereitschaft: 02921 103-0, Tag und Nacht`."""
    hours = ("Tag und Nacht" if one.always else "", one.hours)
    reached = ", ".join(part for part in (one.phone, one.email, one.url, *hours) if part)
    return f"{one.title}: {reached}" if one.title and reached else one.title or reached


def contact_lines(who: WhoIsWho, near: Collection[str | None]) -> list[str]:
    """Return one line with mail and phone for each current Koordinierungsstelle.

    Those in `near`, or whose Jugendamt is, are preferred; without any, all are returned.
    """
    lines: dict[bool, list[str]] = {True: [], False: []}
    for post in _current_posts(who):
        people = [line for line in _holder_lines(post, who) if line != VACANT]
        contacts = [part for part in (post.email, post.phone, *people) if part]
        if contacts:
            lines[bool({post.id, post.youth_office} & set(near))].append(
                ", ".join([who.post(post.id), *contacts])
            )
    return lines[True] or lines[False]


def admission_view(who: WhoIsWho) -> AdmissionView | None:
    """Return how a body joins the network, None where not recorded."""
    admission = who.network.record.admission
    if admission is None:
        return None
    contact = _person_to_reach(admission.contact, who) if admission.contact else ""
    return AdmissionView(text=admission.text or "", contact=contact)


def _holder_lines(post: Coordination, who: WhoIsWho) -> list[str]:
    """Return the holders of a post with contact as the audience may see it, or its vacancy."""
    if vacant_on(post, who.as_of):
        return [VACANT]
    lines = [_person_to_reach(holder.id, who) for holder in valid_on(post.people, who.as_of)]
    return [line for line in lines if line]


def _person_to_reach(ident: str, who: WhoIsWho) -> str:
    """Return a person with contact as the audience may see it, else an empty text."""
    name = who.name(ident)
    if name == NOT_NAMED or not to_reach(who, ident):
        return ""
    if ident not in who.people or name in UNNAMED:
        return name
    _, person = who.people[ident]
    return ", ".join(part for part in (name, person.email, person.phone) if part)
