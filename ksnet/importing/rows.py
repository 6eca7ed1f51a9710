"""The rows of a list as bodies with their people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ksnet.documents.who import PROTECTED, REDACTED
from ksnet.importing import cells
from ksnet.importing.columns import PERSON
from ksnet.importing.given import (
    LABELS,
    Given,
    Groups,
    address_of,
    categories_of,
    choice_of,
    date_of,
    email_of,
    groups_of,
    phone_of,
    website_of,
)
from ksnet.importing.tables import Cell, Line, Listing, Note, as_text, comparable
from ksnet.records.vocabulary import FieldOfWork, PersonRole
from ksnet.spelling import fold

_WORDS_OF = ("family_name", "given_name", "title", "form_of_address", "function")


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
        person.joined = date_of(values["body_since"])


def _keep_earliest(body: ListedBody, values: Mapping[str, Cell]) -> None:
    """Let a body belong to the network from the day on which its first person came."""
    date, known = cells.date_in(values.get("body_since", "")), body.values.get("since")
    if date and known and known.value and date.first < cells.date_in(known.value).first:  # type: ignore[union-attr]  # it was read from one
        body.values["since"] = date_of(values["body_since"])


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
    given |= choice_of("role", values.get("role", ""), PersonRole)
    column = next((column for column in ("person_groups", "groups") if column in values), None)
    if column:
        given["groups"] = groups_of(values[column], groups)
    for key, columns in (("since", ("person_since", "since")), ("until", ("person_until", "until"))):
        column = next((column for column in columns if column in values), None)
        if column:
            given[key] = date_of(values[column])
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
    yield from choice_of("field", values.get("field", ""), FieldOfWork).items()
    if "categories" in values:
        yield "categories", categories_of(values["categories"])
    yield from address_of(values)
    yield from _contact(values, with_person=with_person, of_body=True).items()
    if "body_groups" in values:
        yield "groups", groups_of(values["body_groups"], groups)
    elif "groups" in values and not with_person:
        yield "groups", groups_of(values["groups"], groups)
    for key, own, general in (("since", "body_since", "since"), ("until", "body_until", "until")):
        if own in values:
            yield key, date_of(values[own])
        elif general in values and not with_person:
            yield key, date_of(values[general])
    if "remarks" in values:
        text = as_text(values["remarks"])
        problem = "Bemerkungen zu Personen werden nicht übernommen" if with_person else ""
        yield "remarks", Given(comparable(text), None if problem else text, problem)


def _contact(values: Mapping[str, Cell], *, with_person: bool, of_body: bool = False) -> dict[str, Given]:
    """Return mail address, number and page that a row gives of the body, or of the person in it."""
    result: dict[str, Given] = {}
    columns = ["body_email"] if of_body else ["person_email"]
    columns += ["email"] if with_person is not of_body else []
    column = next((column for column in columns if column in values), None)
    if column:
        result["email"] = email_of(values[column], of_person=not of_body)
    if of_body and "website" in values:
        result["website"] = website_of(values["website"])
    if not of_body and "phone" in values:
        result["phone"] = phone_of(values["phone"])
    return result
