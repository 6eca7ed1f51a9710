"""The recipients of a message to a group, a meeting or a network, on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ksnet.basics.frozen import frozen
from ksnet.documents.expected import Expected, expected_bodies
from ksnet.documents.sheets import Sheet
from ksnet.duties.counting.spans import valid_on
from ksnet.protection.who import WhoIsWho
from ksnet.records import german
from ksnet.records.base import Address
from ksnet.records.event import EventRecord
from ksnet.records.members import Guest, Person
from ksnet.records.vocabulary import GroupKind
from ksnet.repository import Network

COLUMNS = (
    "Anredezeile", "Anrede", "Titel", "Vorname", "Nachname", "Funktion", "Stelle", "E-Mail",
    "Straße", "PLZ", "Ort",
)  # fmt: skip


@frozen
class Recipient:
    """A recipient: a person with her body, a body alone (`person` is None), or a guest."""

    name: str
    email: str
    body: str = ""
    person: Person | Guest | None = None
    address: Address | None = None


@frozen
class Mailing:
    """The recipients, those without an address, and the number of protected bodies."""

    recipients: tuple[Recipient, ...]
    without: tuple[str, ...] = ()
    protected: int = 0


def group_mailing(network: Network, group: str, day: dt.date) -> Mailing:
    """Return the recipients of a message to a group.

    A Plenum without members means the whole network.
    """
    kind = next((one.kind for one in network.record.groups if one.id == group), None)
    found = expected_bodies(network, (group,), (), day)
    if not found and kind is GroupKind.PLENUM:
        return network_mailing(network, day)
    return _mailing(network, found, (), day)


def network_mailing(network: Network, day: dt.date) -> Mailing:
    """Return the recipients of a message to all bodies of a network."""
    everybody = [one.id for one in network.members.members]
    people = [person.id for _, _, person in network.people()]
    return _mailing(network, expected_bodies(network, (), (*everybody, *people), day), (), day)


def event_mailing(network: Network, event: EventRecord, day: dt.date) -> Mailing:
    """Return the recipients of an invitation: groups of the meeting, and those invited besides."""
    named = [one.id for one in event.invited if one.id]
    groups = {group.id for group in network.record.groups}
    posts = [post for post in network.record.coordination if post.id in named]
    holders = [holder.id for post in posts for holder in valid_on(post.people, day)]
    asked = expected_bodies(
        network, {*event.groups, *(groups & set(named))}, {*named, *holders}, day
    )
    guests = [guest for guest in network.members.guests if guest.id in named]
    return _mailing(network, asked, guests, day)


def _mailing(
    network: Network, found: Sequence[Expected], guests: Iterable[Guest], day: dt.date
) -> Mailing:
    who = WhoIsWho(network, day)
    named = [one for one in found if not one.member.sensitive]
    asked = [recipient for one in named for recipient in _of_body(one, who)]
    asked += [
        Recipient(who.person(guest.id), guest.email or "", guest.organisation or "", guest)
        for guest in guests
    ]
    recipients: dict[str, Recipient] = {}  # by address, so that nobody is written to twice
    without: list[str] = []
    for one in asked:
        if one.email:
            recipients.setdefault(one.email.casefold(), one)
        else:
            without.append(
                f"{one.name} ({one.body})" if isinstance(one.person, Person) else one.name
            )
    ordered = sorted(
        recipients.values(), key=lambda one: (german.sort_key(one.body), german.sort_key(one.name))
    )
    protected = len(found) - len(named)
    return Mailing(tuple(ordered), tuple(sorted(without, key=german.sort_key)), protected)


def _of_body(one: Expected, who: WhoIsWho) -> Iterator[Recipient]:
    """Yield the recipients of a body.

    Its mailbox replaces people without an address. Without named people and mailbox, all its people
    in office are written to.
    """
    member = one.member
    body, mailbox, address = who.member_name(member), member.email or "", member.address
    people = one.people or ([] if mailbox else one.office)
    missing = [person for person in people if not person.email]
    for person in people:
        if person.email:
            yield Recipient(who.person(person.id), person.email, body, person, address)
    if mailbox and (missing or not people):
        yield Recipient(body, mailbox, body, None, address)
    elif not people:
        yield Recipient(body, "", body)
    else:
        yield from (Recipient(who.person(person.id), "", body, person) for person in missing)


def mailing_rows(mailing: Mailing) -> Sheet:
    """Return the recipients as a table for a serial letter."""
    return Sheet("Empfänger", COLUMNS, tuple(_row(one) for one in mailing.recipients))


def _row(one: Recipient) -> tuple[str, ...]:
    person, address = one.person, one.address
    keys = ("form_of_address", "title", "given_name", "family_name", "function")
    form, title, given, family, function = (getattr(person, key, None) or "" for key in keys)
    greeting = german.salutation(family, given, title, form)
    where = (getattr(address, key, None) or "" for key in ("street", "postcode", "city"))
    named = (greeting, form, title, given, family, function)
    return (*named, one.body, one.email, *where)
