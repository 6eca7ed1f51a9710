"""The rows of a list as bodies with their people."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import changeable, field
from ksnet.basics.spelling import fold
from ksnet.importing.lists import cells
from ksnet.importing.lists.bodies import ListedBody, ListedPerson
from ksnet.importing.lists.given import (
    LABELS,
    Given,
    address_of,
    choice_of,
    date_of,
    email_of,
    given_categories,
    group_words,
    groups_of,
    marked_groups,
    phone_of,
    website_of,
)
from ksnet.importing.lists.headings import GROUP, PERSON_MEANINGS
from ksnet.importing.lists.likeness import is_same_town
from ksnet.importing.lists.people import (
    OF_ONE,
    in_order_of_names,
    is_vacant,
    names_nobody,
    people_named,
)
from ksnet.importing.lists.tables import Cell, Listing, TableRow, cell_text, comparable
from ksnet.importing.notes import Note, Question, row_option
from ksnet.protection.who import PROTECTED, REDACTED
from ksnet.records import german
from ksnet.records.vocabulary import FieldOfWork, PersonRole
from ksnet.repository import Network
from ksnet.rules.context import NetworkContext

# Cells in the column of bodies that are none: sums, legends, dates.
_NO_BODY = expression(
    r"(?:(?:Zwischen|End|Gesamt)?summe|Gesamt(?:zahl|anzahl)?|Insgesamt|Anzahl|Total|Stand|Verteiler|Legende|Erläuterung(?:en)?|Hinweise?|Anmerkung(?:en)?|Fußnoten?|Quelle)"
    r"(?:\s*[:=(\d].*|\s(?:der|aller|Mitglieder|Personen|Stellen|Einrichtungen|Teilnehmenden?)\b.*|)|Seite \d.*|.*:|[*¹²³⁴-⁹†‡].*|\d\)\s.*|[^\w\s\"'„“”〃][\W_]*|\w{1,5}\s*=\s.*|[\d.,\s]+(?:Personen|Stellen|Einrichtungen|Mitglieder|Einträge)?",
    re.IGNORECASE,
)
_LONGEST_BODY = 250  # characters
# Columns that a heading within a list has nothing in.
_TELLING = frozenset(("phone", "email", "person_email"))


@changeable
class ListedBodies:
    """All bodies of a list.

    `left_out` are the folded texts of rows without a body; `part` says why the list is incomplete,
    so that people missing here may be elsewhere. `unreadable`: any of them may stand in a row that
    could not be read; `unread` are the folded words of columns that are not.
    """

    bodies: list[ListedBody]
    with_people: bool
    wide: bool  # with columns besides the name, so that a row usually says more
    notes: list[Note]
    left_out: list[str] = field(default_factory=list)
    part: str = ""
    unreadable: bool = False
    unread: Collection[str] = ()


def listed_bodies(
    listing: Listing,
    context: NetworkContext,
    refused: Mapping[int, str],
    *,
    accepted: Collection[int],
) -> ListedBodies:
    """Return the bodies of a list in its order.

    Rows in `refused` only say that their body still exists. Joining after the day of the context is
    asked about, unless the row is in `accepted`.
    """
    with_people = bool(listing.columns & {"name", "reversed_name", "family_name", "person_id"})
    result = ListedBodies(
        [],
        with_people,
        len(listing.columns) > 2,
        list(listing.notes),
        part=listing.part,
        unreadable=listing.unreadable,
        unread=listing.unread,
    )
    groups = {key.removeprefix(GROUP) for key in listing.columns if key.startswith(GROUP)}
    reader = _LineReader(context.network, result.notes, groups)
    found: dict[str, list[ListedBody]] = {}
    for line in sorted(listing.lines, key=lambda line: line.second):
        body = _body_of(line, result, found)
        if body is None:
            continue
        if line.number not in body.rows:
            body.rows.append(line.number)
        if line.number not in refused:
            reader.read(line, body)
            continue
        body.unsure = True
        if not line.second:
            result.notes.append(Note(line.number, refused[line.number]))
    for body in result.bodies:
        _ask_about_future(body, context.day, accepted)
    return result


def _body_of(
    line: TableRow, result: ListedBodies, found: dict[str, list[ListedBody]]
) -> ListedBody | None:
    """Return the body of a row, a new one for a new name or another town; None for no body."""
    name, ident = (cell_text(line.values.get(key, "")) for key in ("body", "body_id"))
    if name == PROTECTED:
        return None
    if name and not ident and (why := _why_no_body(name)):
        result.notes.append(Note(line.number, f"{why}; die Zeile wird nicht gelesen."))
        return None
    if not name and not ident:
        _without_body(line, result)
        return None
    city = dict(address_of(line.values)).get("city")
    town = str(city.value) if city else ""
    same = found.setdefault(ident or fold(name), [])
    body = next((one for one in same if ident or is_same_town(one.address[2], town)), None)
    if body is None:
        body = ListedBody(ident, name)
        result.bodies.append(body)
        same.append(body)
        if ident:
            found.setdefault(fold(name), []).append(body)
    return body


def _ask_about_future(body: ListedBody, day: dt.date, accepted: Collection[int]) -> None:
    """Turn a future day of joining into a problem, since it is usually a slip."""

    def asked(since: Given | None, row: int) -> Given | None:
        date = since and since.value and cells.date_in(since.value)
        if not since or not date or date.first <= day or (at := since.row or row) in accepted:
            return since
        why = Question(
            f"Der Beginn {german.vague_date(date)} liegt in der Zukunft. Soll er gelten: --accept {row_option(at)}"
        )
        return Given(since.raw, None, why, row=at)

    for row, values in (
        (body.rows[0], body.values),
        *((person.row, person.values) for person in body.people),
    ):
        if since := asked(values.get("since"), row):
            values["since"] = since
    for person in body.people:
        person.joined = asked(person.joined, person.row)


def _why_no_body(name: str) -> str:
    """Return in German why a text is not the name of a body; empty for one that is."""
    if len(name) > _LONGEST_BODY:
        return "Hier steht mehr als der Name einer Stelle"
    return f"{german.quoted(name)} ist keine Stelle" if _NO_BODY.fullmatch(name) else ""


def _without_body(line: TableRow, result: ListedBodies) -> None:
    result.left_out.append(fold(" ".join(cell_text(value) for value in line.values.values())))
    told = {"name", "reversed_name", "family_name", *_TELLING} & line.values.keys()
    if told and not line.second:
        text = "Nicht übernommen, denn die Stelle fehlt. Steht sie in der Zeile darüber, hier wiederholen; ein Kontakt nennt sie als Firma oder Organisation."
        result.notes.append(Note(line.number, text))


class _LineReader:
    """Reads the lines of a list for a network."""

    def __init__(self, network: Network, notes: list[Note], marked: Collection[str]) -> None:
        self.marked = marked  # the Gremien that have a column
        self.groups, self.land = group_words(network.record.groups), network.land
        self.notes = notes

    def read(self, line: TableRow, body: ListedBody) -> None:
        """Add to a body what a line says of it and its people."""
        values = line.values
        people: list[ListedPerson] = []
        redacted = cell_text(values.get("family_name", "")) == REDACTED
        named_here = PERSON_MEANINGS & values.keys() - {"role"} and not redacted
        if named_here:
            vacant = is_vacant(values) and not line.more
            people = [] if vacant else self._people(line)
            if not people:
                body.unsure = body.unsure or not vacant
                which = "zweite Name" if line.second else "Name"
                text = (
                    "hier ist niemand genannt"
                    if vacant
                    else f"der {which} ist nicht als der einer Person zu lesen"
                )
                self.notes.append(Note(line.number, f"Keine Person übernommen: {text}."))
        if line.more and not people:
            body.unsure = True  # a formula, say, in the place of the name
        if not people and not redacted:
            self._tell_lost(line.number, values)
        for person in people:
            if "body_since" in values:
                person.joined = date_of(values["body_since"], ends=False)
            self.notes += body.add_person(person)
        if len(people) > 1 and "email" in values and "email" not in people[0].values:
            # One address for several people belongs to their body.
            values = {"body_email": values["email"], **values}
        body.more = (
            body.more or line.more or not _TELLING.isdisjoint(values) or names_nobody(values)
        )
        given = self._body_values(values, with_person=not is_vacant(values))
        self.notes += body.add_values(line.number, given)

    def _tell_lost(self, row: int, values: Mapping[str, Cell]) -> None:
        """Tell what a row says of a person whom it does not name."""
        lost = [LABELS[key] for key in ("phone", "function") if key in values]
        if "person_email" in values or ("email" in values and not is_vacant(values)):
            lost.append(LABELS["email"])
        if lost:
            text = f"Ohne Person {'bleibt' if len(lost) == 1 else 'bleiben'} außen vor: {german.join(lost)}."
            self.notes.append(Note(row, text))

    def _people(self, line: TableRow) -> list[ListedPerson]:
        """Return the people in a row, usually one; none where they cannot be identified."""
        values = line.values
        names = people_named(values)
        listed = cell_text(_first_of(values, "person_email", "email") or "")
        emails = [part for part in re.split(r"[;,\s]+", listed) if "@" in part]
        if len(emails) == len(names):
            emails = in_order_of_names(emails, [str(one["family_name"].value) for one in names])
        result = []
        for number, given in enumerate(names):
            if len(names) == 1:
                given.update(_contact(values, with_person=True))
            elif len(emails) == len(names):
                given["email"] = email_of(emails[number], of_person=True)
            given.update(self._in_network(values))
            person = ListedPerson(line.number, cell_text(values.get("person_id", "")), given)
            person.second = line.second
            if not line.second:
                person.unmarked = frozenset(g for g in self.marked if f"{GROUP}{g}" not in values)
            result.append(person)
        if len(names) > 1:
            text = f"In einer Zelle stehen mehrere Personen; sie sind einzeln übernommen.{_whose(values)}"
            self.notes.append(Note(line.number, text))
        return result

    def _in_network(self, values: Mapping[str, Cell]) -> Iterable[tuple[str, Given]]:
        """Yield what a row says of a person in the network: role, Gremien, since when."""
        yield from choice_of("role", values.get("role", ""), PersonRole).items()
        if marked := marked_groups(values, GROUP):
            yield "groups", marked
        elif (cell := _first_of(values, "person_groups", "groups")) is not None:
            yield "groups", groups_of(cell, self.groups)
        for key in ("since", "until"):
            if (cell := _first_of(values, f"person_{key}", key)) is not None:
                yield key, date_of(cell, ends=key == "until")

    def _body_values(
        self, values: Mapping[str, Cell], *, with_person: bool
    ) -> Iterable[tuple[str, Given]]:
        """Yield the values of the body in a row."""
        for key, column in (("name", "body"), ("label", "label")):
            if text := cell_text(values.get(column, "")):
                yield key, Given(comparable(text), text)
        yield from choice_of("field", values.get("field", ""), FieldOfWork).items()
        if "categories" in values:
            yield "categories", given_categories(values["categories"], self.land)
        yield from address_of(values)
        yield from _contact(values, with_person=with_person, of_body=True).items()
        yield from self._body_groups(values, with_person=with_person)
        for key, own, general in (
            ("since", "body_since", "since"),
            ("until", "body_until", "until"),
        ):
            if own in values:
                yield key, date_of(values[own], ends=key == "until")
            elif general in values and not with_person:
                yield key, date_of(values[general], ends=key == "until")
        if "remarks" in values:
            text = cell_text(values["remarks"])
            problem = (
                "Die Bemerkung steht bei einer Person, und solche gehören nicht in die Unterlagen"
                if with_person
                else ""
            )
            yield "remarks", Given(comparable(text), None if problem else text, problem)

    def _body_groups(
        self, values: Mapping[str, Cell], *, with_person: bool
    ) -> Iterable[tuple[str, Given]]:
        column = "body_groups" if "body_groups" in values or with_person else "groups"
        if not with_person and (marked := marked_groups(values, GROUP)):
            yield "groups", marked
        elif column in values:
            yield "groups", groups_of(values[column], self.groups)


def _whose(values: Mapping[str, Cell]) -> str:
    """Return what of a row may be that of any of its people and is not taken; empty for nothing."""
    parts = {**OF_ONE, "phone": "die Telefonnummer"}
    if not (lost := [text for key, text in parts.items() if key in values]):
        return ""
    stay, belong = ("bleibt", "gehört") if len(lost) == 1 else ("bleiben", "gehören")
    said = german.join(lost)
    return (
        f" {said[0].upper()}{said[1:]} {stay} außen vor: Wem sie {belong}, ist nicht zu erkennen."
    )


def _first_of(values: Mapping[str, Cell], *columns: str) -> Cell | None:
    """Return the cell of the first of these columns that a row has; None for none."""
    return next((values[column] for column in columns if column in values), None)


def _contact(
    values: Mapping[str, Cell], *, with_person: bool, of_body: bool = False
) -> dict[str, Given]:
    """Return mail address, phone and website in a row, of the body or of the person."""
    result: dict[str, Given] = {}
    columns = ["body_email" if of_body else "person_email"]
    columns += ["email"] if with_person is not of_body else []
    if (cell := _first_of(values, *columns)) is not None:
        result["email"] = email_of(cell, of_person=not of_body)
    if of_body and "website" in values:
        result["website"] = website_of(values["website"])
    if not of_body and "phone" in values:
        result["phone"] = phone_of(values["phone"])
    return result
