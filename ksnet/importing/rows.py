"""The rows of a list as bodies with their people, each value understood or with the reason why it is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ksnet.documents.who import PROTECTED, REDACTED
from ksnet.importing import cells
from ksnet.importing.columns import PERSON
from ksnet.importing.tables import Cell, Line, Listing, Note, as_text, comparable
from ksnet.protection.names import is_private_address
from ksnet.records.simple import EMAIL_PATTERN, URL_PATTERN
from ksnet.records.vocabulary import Category, FieldOfWork, PersonRole, Vocabulary
from ksnet.spelling import VALUE_SYNONYMS, fold

Groups = Mapping[str, str]  # ids and folded names of groups, and the id that they mean
_WORDS_OF = ("family_name", "given_name", "title", "form_of_address", "function")
_PLACE = ("building", "street", "postcode", "city")


@dataclass(frozen=True, slots=True)
class Given:
    """What a list says of one thing: `raw` to compare, `value` as a record holds it, None with a `problem`; a `doubt` to tell."""

    raw: str
    value: Any
    problem: str = ""
    doubt: str = ""


@dataclass(slots=True)
class ListedPerson:
    """A person in a list, with the values that the row gives."""

    row: int
    id: str
    values: dict[str, Given]
    joined: Given | None = None  # when her body joined, by her row

    def text(self, key: str) -> str:
        """Return a value as text, empty where the list gives none."""
        given = self.values.get(key)
        return str(given.value) if given and given.value else ""


@dataclass(slots=True)
class ListedBody:
    """A body in a list, with its people. `unsure`: not every row of it could be read, so nobody is missing for certain."""

    id: str
    name: str
    rows: list[int] = field(default_factory=list)
    values: dict[str, Given] = field(default_factory=dict)
    people: list[ListedPerson] = field(default_factory=list)
    unsure: bool = False


@dataclass(slots=True)
class Listed:
    """All bodies of a list. `left_out` are the folded texts of rows that could not be assigned to a body."""

    bodies: list[ListedBody]
    with_people: bool
    wide: bool  # with columns besides the name, so that a row usually says more
    notes: list[Note]
    left_out: list[str] = field(default_factory=list)


def listed(listing: Listing, groups: Groups, refused: Mapping[int, str]) -> Listed:
    """Return the bodies of a list in its order; rows that are `refused` only say that their body is still there."""
    result = Listed(
        [], bool(listing.columns & {"name", "family_name", "person_id"}), len(listing.columns) > 2, list(listing.notes)
    )
    found: dict[str, ListedBody] = {}
    for line in listing.lines:
        name, ident = as_text(line.values.get("body", "")), as_text(line.values.get("body_id", ""))
        if name == PROTECTED:
            continue
        if not name and not ident:
            _without_body(line, result)
            continue
        body = found.get(ident) or found.get(fold(name))
        if body is None:
            body = ListedBody(ident, name)
            result.bodies.append(body)
        for key in (ident, fold(name)):
            if key:
                found[key] = body
        body.rows.append(line.number)
        if line.number in refused:
            body.unsure = True
            result.notes.append(Note(line.number, refused[line.number]))
        else:
            _read_line(line, body, groups, result.notes)
    return result


def _without_body(line: Line, result: Listed) -> None:
    result.left_out.append(fold(" ".join(as_text(value) for value in line.values.values())))
    if {"name", "family_name"} & line.values.keys():
        result.notes.append(
            Note(
                line.number,
                "Nicht übernommen, denn die Stelle fehlt. Steht sie in der Zeile darüber, dort wiederholen.",
            )
        )


def _read_line(line: Line, body: ListedBody, groups: Groups, notes: list[Note]) -> None:
    values = line.values
    person: ListedPerson | None = None
    if PERSON & values.keys() - {"role"} and as_text(values.get("family_name", "")) != REDACTED:
        person = _person(line, groups)
        if person is None:
            body.unsure = body.unsure or not _is_vacant(values)
            text = (
                "hier ist niemand genannt" if _is_vacant(values) else "der Name ist nicht als der einer Person zu lesen"
            )
            notes.append(Note(line.number, f"Keine Person übernommen: {text}."))
        elif any(_same_person(person, other) for other in body.people):
            notes.append(Note(line.number, "Diese Person steht für diese Stelle schon in einer früheren Zeile."))
            person = None
        else:
            body.people.append(person)
    for key, given in _body_values(values, groups, with_person=not _is_vacant(values)):
        known = body.values.setdefault(key, given)
        if known.raw != given.raw and key not in {"groups", "since"}:
            notes.append(
                Note(line.number, f"{LABELS[key]} der Stelle weicht von einer früheren Zeile ab; es gilt die frühere.")
            )
    _keep_earliest(body, values)
    if person is not None and "body_since" in values:
        person.joined = _since(values["body_since"])


def _keep_earliest(body: ListedBody, values: Mapping[str, Cell]) -> None:
    """Let a body belong to the network from the day on which its first person came."""
    date, known = cells.date_in(values.get("body_since", "")), body.values.get("since")
    if date and known and known.value and date.first < cells.date_in(known.value).first:  # type: ignore[union-attr]  # it was read from one
        body.values["since"] = _since(values["body_since"])


def _is_vacant(values: Mapping[str, Cell]) -> bool:
    names = [as_text(values.get(key, "")) for key in ("name", "family_name")]
    return not any(names) or any(cells.is_nobody(name) for name in names if name)


def _same_person(one: ListedPerson, other: ListedPerson) -> bool:
    if one.id or other.id:
        return one.id == other.id
    return all(fold(one.text(key)) == fold(other.text(key)) for key in ("family_name", "given_name"))


def _person(line: Line, groups: Groups) -> ListedPerson | None:
    values = line.values
    given = None if _is_vacant(values) else _name_of(values)
    if given is None:
        return None
    given |= _contact(values, with_person=True)
    given |= _chosen("role", values.get("role", ""), PersonRole)
    column = next((column for column in ("person_groups", "groups") if column in values), None)
    if column:
        given["groups"] = _groups(values[column], groups)
    for key, columns in (("since", ("person_since", "since")), ("until", ("person_until", "until"))):
        column = next((column for column in columns if column in values), None)
        if column:
            given[key] = _since(values[column])
    return ListedPerson(line.number, as_text(values.get("person_id", "")), given)


def _name_of(values: Mapping[str, Cell]) -> dict[str, Given] | None:
    """Return the parts of a name and the function; None where it is not the name of one person."""
    given: dict[str, Given] = {}
    for key in _WORDS_OF:
        if text := as_text(values.get(key, "")):
            given[key] = Given(comparable(text), text)
    if form := cells.form_of_address(as_text(values.get("form_of_address", ""))):
        given["form_of_address"] = Given(form, form)
    whole = "given_name" in given or "person_id" in values  # with an id, the list is one of ours
    if "family_name" in given and (whole or not re.search(r"[,\s]", str(given["family_name"].value))):
        return given
    name = cells.name_in(as_text(values.get("family_name") or values.get("name", "")))
    if name is None:
        return given if "family_name" in given and "," not in str(given["family_name"].value) else None
    for key, part in name._asdict().items():
        if part and (key == "family_name" or key not in given):
            given[key] = Given(comparable(part), part)
    return given


def _body_values(values: Mapping[str, Cell], groups: Groups, *, with_person: bool) -> Iterable[tuple[str, Given]]:
    """Yield what a row says of its body."""
    for key, column in (("name", "body"), ("label", "label")):
        if text := as_text(values.get(column, "")):
            yield key, Given(comparable(text), text)
    yield from _chosen("field", values.get("field", ""), FieldOfWork).items()
    if "categories" in values:
        yield "categories", _categories(values["categories"])
    yield from _place(values)
    yield from _contact(values, with_person=with_person, of_body=True).items()
    if "body_groups" in values:
        yield "groups", _groups(values["body_groups"], groups)
    elif "groups" in values and not with_person:
        yield "groups", _groups(values["groups"], groups)
    for key, own, general in (("since", "body_since", "since"), ("until", "body_until", "until")):
        if own in values:
            yield key, _since(values[own])
        elif general in values and not with_person:
            yield key, _since(values[general])
    if "remarks" in values:
        text = as_text(values["remarks"])
        problem = "Bemerkungen zu Personen werden nicht übernommen" if with_person else ""
        yield "remarks", Given(comparable(text), None if problem else text, problem)


def _place(values: Mapping[str, Cell]) -> Iterable[tuple[str, Given]]:
    found: dict[str, str] = {key: as_text(values[key]) for key in _PLACE if key in values}
    for column in ("town", "address"):
        text = as_text(values.get(column, ""))
        if text and (parts := cells.address_in(text)):
            found = {**parts, **found}
        elif text:
            yield (
                "street",
                Given(comparable(text), None, f"Die Anschrift „{text}“ ist nicht als „Straße 1, 12345 Ort“ zu lesen"),
            )
    for key, text in found.items():
        if key == "postcode" and text.isdigit() and len(text) == 4:
            text = f"0{text}"  # noqa: PLW2901  (what a spreadsheet has lost)
        problem = f"„{text}“ ist keine Postleitzahl" if key == "postcode" and not re.fullmatch(r"\d{5}", text) else ""
        yield key, Given(comparable(text), None if problem else text, problem)


def _contact(values: Mapping[str, Cell], *, with_person: bool, of_body: bool = False) -> dict[str, Given]:
    """Return mail address, number and page that a row gives of the body, or of the person in it."""
    result: dict[str, Given] = {}
    columns = ["body_email"] if of_body else ["person_email"]
    columns += ["email"] if with_person is not of_body else []
    column = next((column for column in columns if column in values), None)
    if column:
        result["email"] = _email(as_text(values[column]), of_person=not of_body)
    if of_body and "website" in values:
        result["website"] = _website(as_text(values["website"]))
    if not of_body and "phone" in values:
        phone = cells.phone_in(values["phone"])
        raw = comparable(values["phone"])
        result["phone"] = (
            Given(raw, phone.text, doubt=phone.doubt) if phone else Given(raw, None, f"„{raw}“ ist keine Telefonnummer")
        )
    return result


def _email(text: str, *, of_person: bool) -> Given:
    address = text.removeprefix("mailto:").strip("<> ")
    if not re.fullmatch(EMAIL_PATTERN, address):
        return Given(comparable(text), None, "Die E-Mail-Adresse ist keine, oder es sind mehrere")
    if of_person and is_private_address(address):
        return Given(
            comparable(text),
            None,
            "Die E-Mail-Adresse ist eine private; dafür braucht es eine Einwilligung (contact_consent)",
        )
    return Given(comparable(text), address)


def _website(text: str) -> Given:
    address = text if "://" in text else f"https://{text}"
    good = re.fullmatch(URL_PATTERN, address) and "." in address
    return Given(comparable(text), address if good else None, "" if good else f"„{text}“ ist keine Internetadresse")


def _since(cell: Cell) -> Given:
    date = cells.date_in(cell)
    raw = comparable(cell)
    if as_text(cell) == "unbekannt":
        return Given(raw, "unbekannt")
    return Given(raw, date.text) if date else Given(raw, None, f"„{as_text(cell)}“ ist kein Datum")


def _chosen(key: str, cell: Cell, values: type[Vocabulary]) -> dict[str, Given]:
    """Return the value of a closed list that a cell means, by value or label."""
    text = as_text(cell)
    if not text:
        return {}
    known = {fold(word): one.value for one in values for word in (one.label, one.value)}
    value = known.get(fold(text)) or known.get(VALUE_SYNONYMS.get(fold(text), ""))
    return {key: Given(comparable(text), value, "" if value else f"„{text}“ ist hier kein bekannter Wert")}


def _categories(cell: Cell) -> Given:
    text = as_text(cell)
    numbers = re.fullmatch(r"(?:Nr\.?\s*)?\d{1,2}(?:\s*[,;/+]\s*(?:Nr\.?\s*)?\d{1,2})*", text)
    if numbers:
        wanted = {int(number) for number in re.findall(r"\d+", text)}
        found = [one.value for one in Category if one.number in wanted]
    else:
        words = {fold(word): one.value for one in Category for word in (one.label, one.value)}
        words |= {word: value for word, value in VALUE_SYNONYMS.items() if value in set(Category)}
        chosen = _found_in(fold(text), words)
        found = [one.value for one in Category if one.value in chosen]
    return Given(comparable(text), found or None, "" if found else f"„{text}“ ist keine Kategorie nach § 9 Abs. 4")


def _groups(cell: Cell, groups: Groups) -> Given:
    text = as_text(cell)
    found = _found_in(fold(text), groups)
    return Given(comparable(text), found or None, "" if found else f"Ein Gremium „{text}“ gibt es im Netzwerk nicht")


def _found_in(text: str, words: Mapping[str, str]) -> list[str]:
    """Return what the words mean that stand in a folded text, the longest first; each stretch counts once."""
    found: list[str] = []
    text = f"-{text}-"
    for word in sorted(words, key=len, reverse=True):
        if word and f"-{word}-" in text:
            text = text.replace(f"-{word}-", "--")
            if words[word] not in found:
                found.append(words[word])
    return found


LABELS = {
    "name": "Name", "label": "Bezeichnung", "categories": "Kategorien", "field": "Handlungsfeld", "building": "Gebäude", "street": "Straße",
    "postcode": "PLZ", "city": "Ort", "email": "E-Mail", "website": "Internetseite", "groups": "Gremien", "since": "seit", "until": "bis",
    "remarks": "Bemerkung", "form_of_address": "Anrede", "title": "Titel", "given_name": "Vorname", "family_name": "Nachname", "function": "Funktion",
    "role": "Rolle", "phone": "Telefon",
}  # fmt: skip
