"""Read contacts (vCard 2.1 to 4.0: RFC 2426, RFC 6350) as a list with our own headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold
from ksnet.importing.lists.tables import MOST_ROWS, Grid, Row, list_too_large, tidy_cell
from ksnet.importing.lists.textfiles import from_quoted_printable, unescaped_text
from ksnet.importing.notes import Note
from ksnet.records import german

_HEADINGS = (
    "Stelle", "Nachname", "Vorname", "Vollständiger Name", "Titel", "Funktion", "Rolle",
    "E-Mail der Person", "Telefon der Person", "E-Mail der Stelle", "Internetseite", "Gebäude",
    "Straße", "PLZ", "Ort",
)  # fmt: skip
_LINE = expression(
    r"(?:([\w-]+)\.)?([A-Za-z-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)", re.DOTALL
)
# What a contact says of somebody and a list of members does not hold.
_PERSONAL = {
    "NOTE": "Notizen", "BDAY": "Geburtstage", "ANNIVERSARY": "Jahrestage", "AGENT": "Vertretungen",
    "RELATED": "Beziehungen", "NICKNAME": "Spitznamen",
}  # fmt: skip
_MOBILE = {"cell", "mobile", "iphone"}
_NO_PHONE = {"fax", "pager", "modem", "textphone", "homefax", "workfax"}


class _Property(NamedTuple):
    """A value of a contact: the words of its parameters and label, its parts, and as it stands."""

    words: set[str]
    parts: list[str]
    text: str


Card = dict[str, list[_Property]]


def unfolded(content: bytes) -> tuple[bytes, list[int]]:
    """Return contacts with each property on one line, and the number of its first line."""
    lines: list[list[bytes]] = []
    numbers: list[int] = []
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", content), start=1):
        if lines and line[:1] in {b" ", b"\t"}:
            lines[-1].append(line[1:])  # also within a letter of two bytes
        else:
            lines.append([line])
            numbers.append(number)
    return b"\n".join(map(b"".join, lines)), numbers


def read_contacts(name: str, text: str, numbers: Sequence[int]) -> Grid:
    """Return unfolded contacts as a sheet, each by its first line; raises UsageProblem."""
    grid = Grid("", [Row(0, _HEADINGS)], part="Kontakte nennen nicht jede Stelle")
    others, personal, categories, private = list[str](), set[str](), set[str](), 0
    for number, card in _cards(text, numbers, grid.notes):
        if len(grid.rows) > MOST_ROWS:
            raise list_too_large(name)
        if _first(card, "CLASS").text.strip().casefold() not in {"", "public"}:
            private += 1
            continue
        personal |= _PERSONAL.keys() & card.keys()
        categories.add(_first(card, "CATEGORIES").text)
        row = _row(card, lost := list[str]())
        if row is None:
            others.append(_first(card, "FN").text or _first(card, "N").text)
            continue
        grid.rows.append(Row(number, row))
        if lost:
            grid.notes.append(Note(number, f"Nicht übernommen: {german.join(lost)}."))
    if named := ", ".join(tidy_cell(other) for other in others if other):
        text = f"Weder Person noch Stelle und deshalb nicht gelesen: {named}."
        grid.notes.append(Note(None, text))
    if private:
        what = german.plural(private, "privater Kontakt ist", "private Kontakte sind")
        grid.notes.append(Note(None, f"{what} nicht gelesen worden."))
    unread = [_PERSONAL[one] for one in _PERSONAL if one in personal]
    if len(categories) > 1:  # one that all have is that of the file
        unread.append("Kategorien")
    if unread:
        grid.notes.append(Note(None, f"{german.join(unread)} in Kontakten werden nicht gelesen."))
    return grid


def _row(card: Card, lost: list[str]) -> tuple[str, ...] | None:
    """Return a contact under our headings, None for no person or body; add what is `lost`."""
    family, given, further, title, behind = _five(_first(card, "N"))
    shown = tidy_cell(_first(card, "FN").text)
    body = ", ".join(filter(None, _first(card, "ORG").parts))
    kind = _first(card, "KIND").text.casefold()
    if kind in {"group", "location", "application"}:
        return None
    company = kind == "org" or _first(card, "X-ABSHOWAS").text.casefold() == "company"
    alone = shown and ("N" not in card or given) and not _share_a_word(shown, body)
    email, phone = _email(card, lost), _phone(card, lost)
    lost += [f"weitere Stelle „{', '.join(org.parts)}“" for org in card.get("ORG", [])[1:]]
    if further:
        lost.append(f"weitere Vornamen „{further}“")
    if not company and (family or alone):
        whole = "" if family else shown
        titles = " ".join(filter(None, (title, behind)))
        function, role = (_first(card, one).text for one in ("TITLE", "ROLE"))
        person = (whole, titles, function, role, email, phone)
        at = _address(card, lost, work_only=True)
        return (body, family, given if family else "", *person, "", "", *at)
    if ((body or company) and shown in {body, ""}) or (company and not body):
        at = _address(card, lost, work_only=False)
        return (body or shown, *[""] * 7, phone, email, _first(card, "URL").text, *at)
    return None


def _five(name: _Property) -> list[str]:
    parts = [re.sub(r"(?<!\\),", " ", part) for part in name.parts]
    return [tidy_cell(part) for part in [*parts, *[""] * 5][:5]]


def _share_a_word(one: str, other: str) -> bool:
    return not set(fold(one).split("-")).isdisjoint(fold(other).split("-"))


def _first(card: Card, name: str) -> _Property:
    """Return the value of a property, of several languages the German one; empty for none."""

    def is_foreign(one: _Property) -> bool:
        languages = [word for word in one.words if word.startswith("language=")]
        return not all(word.startswith("language=de") for word in languages)

    return min(card.get(name, []), key=is_foreign, default=_Property(set(), [], ""))


def _email(card: Card, lost: list[str]) -> str:
    found = [one for one in card.get("EMAIL", []) if one.text.strip()]
    at_work = _at_work(found, "eine private E-Mail-Adresse", lost)
    preferred = sorted(at_work, key=lambda one: not one.words & {"pref", "pref=1"})
    lost += [f"weitere E-Mail-Adresse {one.text}" for one in preferred[1:]]
    return preferred[0].text if preferred else ""


def _phone(card: Card, lost: list[str]) -> str:
    found = [one for one in card.get("TEL", []) if one.text.strip()]
    phones = [one for one in found if not one.words & _NO_PHONE]
    if len(phones) < len(found):
        lost.append("eine Faxnummer oder dergleichen")
    at_work = _at_work(phones, "eine private Telefonnummer", lost)
    landlines_first = sorted(at_work, key=lambda one: bool(one.words & _MOBILE))
    numbers = [_number(one.text) for one in landlines_first]
    lost += [f"weitere Telefonnummer {number}" for number in dict.fromkeys(numbers[1:])]
    return numbers[0] if numbers else ""


def _at_work(found: list[_Property], private: str, lost: list[str]) -> list[_Property]:
    at_work = [one for one in found if "home" not in one.words]
    lost += [private] * (len(at_work) < len(found))
    return at_work


def _number(text: str) -> str:
    """Return a phone number as people write it: `+49 2921 1031-22` for a URI (RFC 3966)."""
    if text[:4].casefold() != "tel:":
        return text
    number, *parameters = text[4:].split(";")
    extension = next((one[4:] for one in parameters if one.casefold().startswith("ext=")), "")
    return number.replace("-", " ") + (f"-{extension}" if extension else "")


def _address(card: Card, lost: list[str], *, work_only: bool) -> tuple[str, str, str, str]:
    """Return building, street, postcode and city of the body; a person's may be a private one."""
    found = [one for one in card.get("ADR", []) if any(one.parts)]
    usable = [
        one for one in found if "home" not in one.words and (not work_only or "work" in one.words)
    ]
    if len(usable) < len(found):
        lost.append("eine Anschrift, die privat sein kann")
    lost += ["eine weitere Anschrift"] * (len(usable) > 1)
    if not usable:
        return ("", "", "", "")
    box, building, street, city, _, postcode = [*usable[0].parts, *[""] * 6][:6]
    if box:
        lost.append(f"Postfach {box}")
    return (building, street, postcode, city)


def _cards(text: str, numbers: Sequence[int], notes: list[Note]) -> Iterator[tuple[int, Card]]:
    """Yield each contact with the number of its first line; note those that have no end."""
    number, card, depth = 0, Card(), 0
    lines = iter(zip(text.split("\n"), numbers, strict=True))
    for line, at in lines:
        match = _LINE.fullmatch(line.rstrip())
        if match is None:
            continue
        label, name, parameters, value = match[1], match[2].upper(), match[3].casefold(), match[4]
        if name == "BEGIN":
            if depth and "AGENT" not in card:
                notes.append(_incomplete(number))
                depth = 0
            number, card = (number, card) if depth else (at, Card())
            depth += 1
        elif name == "END" and depth:
            depth -= 1
            if not depth:
                _add_labels(card)
                yield number, card
                card = Card()
        elif depth == 1 or name == "AGENT":  # in an AGENT is the contact of somebody else
            values = [value]
            while "quoted-printable" in parameters and values[-1].endswith("="):  # vCard 2.1, 2.1.3
                values[-1] = values[-1][:-1]
                values.append(next(lines, ("", 0))[0].rstrip())
            _put(card, label, name, parameters, "".join(values))
    if depth:
        notes.append(_incomplete(number))


def _incomplete(number: int) -> Note:
    return Note(number, "Der Kontakt ist unvollständig (ohne END:VCARD) und wird nicht gelesen.")


def _add_labels(card: Card) -> None:
    """Add the words of Apple's labels (`item1.X-ABLabel`) to the properties they stand for."""
    labels = {min(label.words): label.text for label in card.pop("X-ABLABEL", []) if label.words}
    for one in (one for found in card.values() for one in found):
        for word in one.words & labels.keys():
            one.words.update(re.findall(r"\w+", labels[word].replace("_", " ").casefold()))


def _put(card: Card, label: str | None, name: str, parameters: str, value: str) -> None:
    """Add a property to a contact."""
    words = {f"{label}."} if label else set[str]()
    for parameter in parameters.split(";"):
        key, _, types = parameter.rpartition("=")
        if key in {"", "type"}:
            words.update(types.strip('"').split(","))
        else:
            words.add(parameter)
    parts = re.split(r"(?<!\\);", value)
    if "quoted-printable" in parameters:
        parts = [from_quoted_printable(part, parameters) for part in parts]
    # In a name, a comma separates several, but for an escaped one.
    clean = [tidy_cell(part if name == "N" else unescaped_text(part)) for part in parts]
    card.setdefault(name, []).append(_Property(words, clean, unescaped_text(";".join(parts))))
