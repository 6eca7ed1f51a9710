"""People, bodies and Koordinierungsstellen of a member list as vCard 3.0 (RFC 2426) or 4.0 (6350).

A contact keeps its UID for ever, so that importing a newer list changes it instead of adding
another. There is no REV: the same records give the same bytes on every day.
"""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.documents.contacts import PostView
from ksnet.documents.member_views import MemberView, PersonView
from ksnet.documents.members import MembersView
from ksnet.records import german
from ksnet.records.base import Address
from ksnet.rendering.addresses import safe_url
from ksnet.rendering.folding import folded_line
from ksnet.rendering.marks import clean

REACHED_BY = {"EMAIL", "TEL", "ADR", "URL"}
TYPES = {
    "3.0": {"EMAIL": ";TYPE=INTERNET,WORK", "TEL": ";TYPE=WORK,VOICE", "ADR": ";TYPE=WORK"},
    "4.0": {"EMAIL": ";TYPE=work", "TEL": ';TYPE="work,voice"', "ADR": ";TYPE=work"},
}
# Version 3.0 demands a name and has no kinds; where the name is empty, address books show the
# organisation.
ORGANISATION = {"3.0": {"N": ";;;;"}, "4.0": {"KIND": "org"}}


def render_vcards(view: MembersView, version: str) -> bytes:
    """Return a card for each person, and each body and post that can be reached, sorted by name.

    Protected bodies and people whose name is deleted have none.
    """
    cards = [(member.name, _body(member, version)) for member in view.members if member.uid]
    cards += [(post.name, _post(post, version)) for post in view.posts]
    cards = [(name, card) for name, card in cards if card.keys() & REACHED_BY]
    cards += [
        (f"{person.family_name} {person.given_name}", _person(person, member))
        for member in view.members
        for person in member.people
        if person.uid
    ]
    cards.sort(key=lambda named: (german.sort_key(named[0]), named[1]["UID"]))
    category = {"CATEGORIES": _text(view.author)}
    return b"".join(
        folded_line(line) for _, card in cards for line in _lines(card | category, version)
    )


def _person(person: PersonView, view: MemberView) -> dict[str, str]:
    name = (person.family_name, person.given_name, "", person.title, "")
    return _filled(
        UID=person.uid,
        FN=_text(person.name),
        N=";".join(map(_text, name)),
        ORG=_text(view.name),
        TITLE=_text(person.function),
        ROLE=_text(person.role.label if person.role else ""),
        EMAIL=_text(person.email),
        TEL=_text(person.phone),
    )


def _body(view: MemberView, version: str) -> dict[str, str]:
    return _filled(
        UID=view.uid,
        FN=_text(view.name),
        **ORGANISATION[version],
        ORG=_text(view.name),
        EMAIL=_text(view.email),
        ADR=_address(view.postal),
        # Some readers take a comma or semicolon for the end of the value, others do not know the
        # escape of one.
        URL=safe_url(view.website).replace(",", "%2C").replace(";", "%3B"),
    )


def _post(post: PostView, version: str) -> dict[str, str]:
    return _filled(
        UID=post.uid,
        FN=_text(post.name),
        **ORGANISATION[version],
        ORG=_text(post.office),
        EMAIL=_text(post.email),
        TEL=_text(post.phone),
        ADR=_address(post.postal),
    )


def _filled(**properties: str) -> dict[str, str]:
    return {name: value for name, value in properties.items() if value}


def _address(address: Address | None) -> str:
    """Return post office box, extended address, street, town, region, postcode and country."""
    if address is None:
        return ""
    parts = ("", address.building, address.street, address.city, "", address.postcode, "")
    return ";".join(_text(part or "") for part in parts)


def _lines(card: dict[str, str], version: str) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield from (f"{name}{TYPES[version].get(name, '')}:{value}" for name, value in card.items())
    yield "END:VCARD"


def _text(text: str) -> str:
    """Return a text escaped as the value of a property: nothing in it can end the value."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return clean(text)
