"""The people and bodies of a member list as contacts for address books: vCard 3.0 (RFC 2426) or 4.0 (RFC 6350).

A contact keeps its UID for ever, so that importing a newer list changes it instead of adding another. There is no REV: the same
records give the same bytes on every day.
"""

from __future__ import annotations

from collections.abc import Iterator

from ksnet import german
from ksnet.documents.blocks import clean, safe_url
from ksnet.documents.member_views import MemberView, PersonView
from ksnet.documents.members import MembersDocument
from ksnet.records.base import Address

LINE = 75  # octets, without the line end


def render_vcards(document: MembersDocument, version: str) -> bytes:
    """Return a card for each person and for each body that can be reached, sorted by name.

    Protected bodies and people whose name is deleted have none.
    """
    cards = [(view.name, _body(view, version)) for view in document.members if view.uid and _reachable(view)]
    cards += [
        (f"{person.family_name} {person.given_name}", _person(person, view, version))
        for view in document.members
        for person in view.people
        if person.uid
    ]
    cards.sort(key=lambda named: (german.sort_key(named[0]), named[1]["UID"]))
    category = {"CATEGORIES": _text(document.network)}
    return b"".join(_fold(line) for _, card in cards for line in _lines(card | category, version))


def _reachable(view: MemberView) -> bool:
    return bool(view.email or view.website or view.postal)


def _person(person: PersonView, view: MemberView, version: str) -> dict[str, str]:
    name = (person.family_name, person.given_name, "", person.title, "")
    phone = "TEL;TYPE=WORK,VOICE" if version == "3.0" else "TEL;TYPE=work,voice"
    return {
        "UID": person.uid,
        "FN": _text(person.name),
        "N": ";".join(map(_text, name)),
        "ORG": _text(view.name),
        "TITLE": _text(person.function),
        "ROLE": _text(person.role.label if person.role else ""),
        _email(version): _text(person.email),
        phone: _text(person.phone),
    }


def _body(view: MemberView, version: str) -> dict[str, str]:
    card = {"UID": view.uid, "FN": _text(view.name), "ORG": _text(view.name)}
    # Version 3.0 demands a name and knows no kinds; where it is empty, address books show the organisation.
    card |= {"KIND": "org"} if version == "4.0" else {"N": ";;;;"}
    place = "ADR;TYPE=WORK" if version == "3.0" else "ADR;TYPE=work"
    return card | {
        _email(version): _text(view.email),
        place: _address(view.postal) if view.postal else "",
        # Some readers take a comma or semicolon for the end of the value, others do not know the escape of one.
        "URL": safe_url(view.website).replace(",", "%2C").replace(";", "%3B"),
    }


def _email(version: str) -> str:
    return "EMAIL;TYPE=INTERNET,WORK" if version == "3.0" else "EMAIL;TYPE=work"


def _address(address: Address) -> str:
    """Return post office box, extended address, street, town, region, postcode and country."""
    parts = ("", address.building, address.street, address.city, "", address.postcode, "")
    return ";".join(_text(part or "") for part in parts)


def _lines(card: dict[str, str], version: str) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield from (f"{name}:{value}" for name, value in card.items() if value)
    yield "END:VCARD"


def _text(text: str) -> str:
    """Return a text as the value of a property: nothing in it can end the value or begin another one."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return clean(text)


def _fold(line: str) -> bytes:
    """Return a line with its end, broken after at most 75 octets and never within a letter."""
    octets, folded = line.encode(), b""
    while len(octets) > LINE:
        cut = LINE
        while octets[cut] & 0xC0 == 0x80:  # the next octet continues a letter
            cut -= 1
        folded, octets = folded + octets[:cut] + b"\r\n", b" " + octets[cut:]
    return folded + octets + b"\r\n"
