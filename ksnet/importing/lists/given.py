"""The cells of a row as values of records, or the reason why they are not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ksnet.basics.controlled import Vocabulary
from ksnet.basics.expressions import expression
from ksnet.basics.frozen import frozen
from ksnet.basics.spelling import VALUE_SYNONYMS, fold
from ksnet.importing.lists import cells
from ksnet.importing.lists.tables import Cell, cell_text, comparable, tidy_cell
from ksnet.lands import Category, Land
from ksnet.protection.names import is_private_address
from ksnet.records import german
from ksnet.records.network import Group
from ksnet.records.simple import EMAIL_PATTERN, URL_PATTERN
from ksnet.records.values import parse_since
from ksnet.records.vocabulary import FieldOfWork, PersonRole

Groups = Mapping[str, str]  # group ids by id and folded name
MARKS = frozenset("x ✓ ✔ ☒ ☑ × ✗ + ● • ja j 1 1,0 wahr true y yes mitglied dabei".split())
NO_MARKS = frozenset(("", "nein", "n", "0", "-", "–", "falsch", "false", "no", "☐"))

ADDRESS_KEYS = ("building", "street", "postcode", "city")
GIVEN_BODY_KEYS = ("label", "categories", "field", "email", "website", "groups", "since", "remarks")
GIVEN_PERSON_KEYS = tuple(
    """
    form_of_address title given_name family_name function role email phone groups since
    """.split()
)
LABELS = {
    "name": "Name", "label": "Bezeichnung", "categories": "Kategorien", "field": "Handlungsfeld",
    "building": "Gebäude", "street": "Straße", "postcode": "PLZ", "city": "Ort", "email": "E-Mail",
    "website": "Internetseite", "groups": "Gremien", "since": "seit", "until": "bis",
    "remarks": "Bemerkung", "form_of_address": "Anrede", "title": "Titel", "given_name": "Vorname",
    "family_name": "Nachname", "function": "Funktion", "role": "Rolle", "phone": "Telefon",
}  # fmt: skip
# What stands between several values of a cell.
_LINKING = expression(r"-+|(?<![^-])(?:und|sowie|im|in|nr|mitglied|des|der|die|das|ja|x)(?![^-])")
_CLOSED_LISTS = {"field": FieldOfWork, "role": PersonRole}

NamesById = Mapping[str, str]  # of groups and Jugendämter, by id


@frozen
class Given:
    """What a list says of one thing: `raw` to compare, `value` for the record.

    `value` is None with a `problem`; a `doubt` is told. `row`: where it stands, 0 for where what it
    is said of does.
    """

    raw: str
    value: Any
    problem: str = ""
    doubt: str = ""
    row: int = 0


def understood(text: str, value: Any, problem: str) -> Given:  # noqa: ANN401  (of a record)
    """Return a value that was understood, without one the problem."""
    return Given(comparable(text), value, "") if value else Given(comparable(text), None, problem)


def said(values: Mapping[str, Given], key: str) -> str:
    """Return a value as text, empty where the list gives none."""
    given = values.get(key)
    return str(given.value) if given and given.value else ""


def both(one: Given, other: Given) -> Given:
    """Return what two rows together say of a list of values."""
    if one.raw == other.raw:
        return one
    values = dict.fromkeys([*(one.value or ()), *(other.value or ())])
    raw = f"{one.raw} {other.raw}"
    if not values:
        return Given(raw, None, "; ".join((one.problem, other.problem)))
    doubts = [
        given.doubt or (given.problem and f"{given.problem}; nicht übernommen.")
        for given in (one, other)
    ]
    return Given(raw, list(values), doubt=" ".join(filter(None, doubts)))


def value_in_words(key: str, value: Any, names: NamesById) -> str:  # noqa: ANN401  (whatever a record holds)
    """Return a value of a list in words."""
    if isinstance(value, list):
        return ", ".join(value_in_words(key, one, names) for one in value)
    if key in {"since", "until"}:
        return german.vague_date(parse_since(value))
    if isinstance(value, Category):
        return value.label
    if key in _CLOSED_LISTS:
        return _CLOSED_LISTS[key].of(value).label
    return names.get(value, value) if key == "groups" else str(value)


def address_of(values: Mapping[str, Cell]) -> Iterable[tuple[str, Given]]:
    """Yield the parts of an address by key; columns of their own go before a combined one."""
    found: dict[str, str] = {key: cell_text(values[key]) for key in ADDRESS_KEYS if key in values}
    if number := cell_text(values.get("house_number", "")):
        found["street"] = " ".join(filter(None, (found.get("street"), number)))
    for column in ("town", "address"):
        text = re.sub(r",?\n", ", ", tidy_cell(str(values.get(column, ""))))
        if text and (parts := cells.address_in(text)):
            found = {**parts, **found}
        elif (
            column == "address"
            and cells.STREET.fullmatch(text)
            and {"postcode", "city", "town"} & values.keys()
        ):
            found.setdefault("street", text)
        elif text and column == "town" and not any(char.isdecimal() for char in text):
            found.setdefault("city", text)
        elif text:
            problem = f"Die Anschrift „{text}“ ist nicht als „Straße 1, 12345 Ort“ zu lesen"
            yield "city" if column == "town" else "street", Given(comparable(text), None, problem)
    if "city" not in found and (
        both := re.fullmatch(r"((?:D-?\s?)?\d{4,5})\s+(\D+)", found.get("postcode", ""))
    ):
        found |= {"postcode": both[1], "city": both[2]}
    for key, text in found.items():
        yield key, _postcode_of(text) if key == "postcode" else Given(comparable(text), text)


def _postcode_of(text: str) -> Given:
    """Return a Postleitzahl, repaired where a spreadsheet took it for a number."""
    digits = re.sub(r"^(?:D-?\s?)?(\d+)(?:[.,]0+)?$", r"\1", text)
    code = f"0{digits}" if digits.isdigit() and len(digits) == 4 else digits
    if not re.fullmatch(r"\d{5}", code):
        return Given(comparable(code), None, f"„{text}“ ist keine Postleitzahl")
    doubt = ""
    if code != digits:
        doubt = f"Bei der Postleitzahl {digits} fehlt eine Ziffer; übernommen als {code}, denn Excel lässt Nullen am Anfang weg. Bitte prüfen."
    return Given(comparable(code), code, doubt=doubt)


def phone_of(cell: Cell) -> Given:
    """Return the phone number of a person, with what is doubtful about it."""
    raw, phone = comparable(cell), cells.phone_in(cell)
    if (problem := cells.phone_problem(cell)) or phone is None:
        return Given(raw, None, problem or f"„{cell_text(cell)}“ ist keine Telefonnummer")
    return Given(raw, phone.text, doubt=phone.doubt)


def email_of(cell: Cell, *, of_person: bool, family: str = "") -> Given:
    """Return a mail address; a person's private one is a problem, as lists hold no consent.

    Of several that of the person is taken whose family name is in it alone.
    """
    text = cell_text(cell)
    several = dict.fromkeys(cells.MAIL.findall(text))
    if len(several) == 1 and re.search(r"\s\([^()@]*\)$", text):
        text = next(iter(several))  # „maier@kita.example (dienstlich)“
    own = [one for one in several if family and fold(family) in fold(one.partition("@")[0])]
    if len(own) == 1 < len(several):
        given = email_of(own[0], of_person=of_person)
        others = german.join(one for one in several if one != own[0])
        doubt = f"Hier stehen mehrere E-Mail-Adressen; übernommen ist {own[0]}, nicht {others}."
        return Given(comparable(text), given.value, given.problem, doubt if given.value else "")
    # „Wiesmann, Tim <wiesmann@schule.example>“
    named = re.fullmatch(r"([^<>@]*)<(?:mailto:)?([^<>\s]+)>", text)
    plain = re.sub(r"^(?:E-?)?Mail:\s*", "", text, flags=re.IGNORECASE).removeprefix("mailto:")
    address = named[2] if named else plain.partition("?")[0].strip("<>;,.'\" ")
    if not re.fullmatch(EMAIL_PATTERN, address):
        return Given(comparable(text), None, "Die E-Mail-Adresse ist keine, oder es sind mehrere")
    if of_person and is_private_address(address):
        problem = "Die E-Mail-Adresse ist eine private; dafür braucht es eine Einwilligung (contact_consent)"
        return Given(comparable(text), None, problem)
    doubt = ""
    if named and named[1].strip() and not of_person:
        doubt = "Vor der E-Mail-Adresse steht ein Name; sie ist als Adresse der Stelle übernommen. Gehört sie einer Person, bitte streichen."
    return Given(comparable(text), address, doubt=doubt)


def website_of(cell: Cell) -> Given:
    """Return the address of a page, with its scheme."""
    text = cell_text(cell)
    address = text if re.match(r"\w+:/", text) else f"https://{text}"
    good = re.fullmatch(URL_PATTERN, address) and "." in address
    return understood(text, good and address, f"„{text}“ ist keine Internetadresse")


def date_of(cell: Cell, *, ends: bool) -> Given:
    """Return a beginning or an end as records hold it, including „unbekannt“."""
    date, raw = cells.date_in(cell), comparable(cell)
    if problem := cells.period_problem(cell, ends=ends):
        return Given(raw, None, problem)
    if cell_text(cell) == "unbekannt":
        return Given(raw, "unbekannt")
    if date is None:
        return Given(raw, None, cells.date_problem(cell))
    doubt = ""
    if not isinstance(cell, dt.date) and cells.serial_in(cell):
        doubt = f"Die Zahl {cell_text(cell)} ist als Datum gelesen: {german.vague_date(date)}; bitte prüfen."
    return Given(raw, date.text, doubt=doubt)


def choice_of(key: str, cell: Cell, values: type[Vocabulary]) -> dict[str, Given]:
    """Return the value of a closed list by its value, label or synonym."""
    text = cell_text(cell)
    if not text:
        return {}
    known = {fold(word): one.value for one in values for word in (one.label, one.value)}
    value = known.get(fold(text)) or known.get(VALUE_SYNONYMS.get(fold(text), ""))
    return {key: understood(text, value, f"„{text}“ ist als {LABELS[key]} nicht bekannt")}


def given_categories(cell: Cell, land: Land) -> Given:
    """Return the categories in a cell, by number or in words, in the order of the law."""
    text = cell_text(cell)
    numbers = re.fullmatch(r"(?:Nr\.?\s*)?\d{1,2}(?:\s*[,;/+]\s*(?:Nr\.?\s*)?\d{1,2})*", text)
    if numbers:
        wanted = {int(number) for number in re.findall(r"\d+", text)}
        found = [one for one in land.categories if one.number in wanted]
        rest = " ".join(map(str, sorted(wanted - {one.number for one in found})))
    else:
        words = {
            fold(word): one.value for one in land.categories for word in (one.label, one.value)
        }
        words |= {word: value for word, value in VALUE_SYNONYMS.items() if land.category(value)}
        chosen, rest = _found_in(fold(text), words)
        found = [one for one in land.categories if one in chosen]
    problem = f"„{text}“ ist keine Kategorie{land.after('subsection')}"
    return _in_part(understood(text, found, problem), text, rest)


def groups_of(cell: Cell, groups: Groups) -> Given:
    """Return the ids of the groups in a cell."""
    text = cell_text(cell)
    found, rest = _found_in(fold(text), groups)
    given = understood(text, found, f"Ein Gremium „{text}“ gibt es im Netzwerk nicht")
    return _in_part(given, text, rest)


def _in_part(given: Given, text: str, rest: str) -> Given:
    """Return a value with the doubt that a `rest` of the cell was not understood."""
    if given.value is None or not _LINKING.sub("", rest):
        return given
    doubt = f"Von „{text}“ ist nicht alles zu verstehen; das Übrige ist nicht übernommen."
    return Given(given.raw, given.value, doubt=doubt)


def group_words(groups: Iterable[Group]) -> Groups:
    """Return the ids of groups by the words that lists use for them: name and id."""
    return {word: group.id for group in groups for word in (fold(group.name), group.id)}


def marked_groups(values: Mapping[str, Cell], prefix: str) -> Given | None:
    """Return the groups whose columns have a mark in a row; None without any."""
    marks = {
        key.removeprefix(prefix): mark
        for key, cell in values.items()
        if key.startswith(prefix) and (mark := cell_text(cell)).casefold() not in NO_MARKS
    }
    unclear = [mark for mark in marks.values() if mark.casefold() not in MARKS]
    found = [group for group, mark in marks.items() if mark.casefold() in MARKS]
    if not marks:
        return None
    doubt = ""
    if unclear:
        doubt = f"Was {german.join(f'„{mark}“' for mark in unclear)} bei einem Gremium heißt, ist unklar"
    if not found:
        return Given(" ".join(marks.values()), None, doubt)
    doubt = f"{doubt}; dafür nichts übernommen." if doubt else ""
    return Given(" ".join(marks.values()), found, doubt=doubt)


def _found_in(text: str, words: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the meanings of the words in a folded text, longest first, and what is left of it."""
    found: dict[str, None] = {}
    text = f"-{text}-"
    for word in sorted(words, key=len, reverse=True):
        if word and f"-{word}-" in text:
            text = text.replace(f"-{word}-", "--")
            found[words[word]] = None
    return list(found), text
