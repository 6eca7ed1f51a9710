"""What one row of a list says of its body and of the people that it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

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
from ksnet.importing.lists.headings import GROUP, NAMES, PERSON_MEANINGS
from ksnet.importing.lists.naming import DEPUTY
from ksnet.importing.lists.no_names import is_for_a_time
from ksnet.importing.lists.people import (
    OF_ONE,
    addresses_by_name,
    is_vacant,
    names_nobody,
    people_named,
)
from ksnet.importing.lists.tables import Cell, TableRow, cell_text, comparable
from ksnet.importing.notes import Note
from ksnet.protection.who import REDACTED
from ksnet.records import german
from ksnet.records.vocabulary import FieldOfWork, PersonRole
from ksnet.repository import Network

# Columns that a heading within a list has nothing in.
TELLING = frozenset(("phone", "email", "person_email"))


class RowReader:
    """Reads the rows of a list for a network."""

    def __init__(self, network: Network, notes: list[Note], columns: Collection[str]) -> None:
        """Read what the network has: Gremien, categories of its Land."""
        self.columns = columns
        self.marked = {key.removeprefix(GROUP) for key in columns if key.startswith(GROUP)}
        self.groups, self.land = group_words(network.record.groups), network.land
        self.notes = notes

    def read(self, line: TableRow, body: ListedBody) -> None:
        """Add to a body what a row says of it and its people."""
        values = line.values
        people: list[ListedPerson] = []
        redacted = cell_text(values.get("family_name", "")) == REDACTED
        if PERSON_MEANINGS & values.keys() - {"role"} and not redacted:
            vacant = is_vacant(values) and not line.more
            people = [] if vacant else self._people(line)
            if not people:
                body.unsure = body.unsure or not vacant
                which = "zweite Name" if line.second else "Name"
                text = f"der {which} ist nicht als der einer Person zu lesen"
                if any(is_for_a_time(cell_text(values[key])) for key in NAMES & values.keys()):
                    text = "hinter dem Namen steht, ab oder bis wann; das gehört in eigene Spalten (Mitglied seit, Mitglied bis)"
                text = "hier ist niemand genannt" if vacant else text
                self.notes.append(Note(line.number, f"Keine Person übernommen: {text}."))
        if line.more and not people:
            body.unsure = True  # a formula, say, in the place of the name
        if not people and not redacted:
            self._tell_lost(line.number, values)
        for person in people:
            if "body_since" in values:
                person.joined = date_of(values["body_since"], ends=False)
            self.notes += body.add_person(person)
        addressed = any("email" in person.values for person in people)
        if len(people) > 1 and "email" in values and not addressed:
            # One address for several people belongs to their body.
            values = {"body_email": values["email"], **values}
        body.more = body.more or line.more or not TELLING.isdisjoint(values) or names_nobody(values)
        vacant = is_vacant(values)
        # Where nobody is taken from a row, its Gremien are those of the body.
        given = self._body_values(
            values, with_person=not vacant, with_groups=vacant or not (people or redacted)
        )
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
        own = addresses_by_name(emails, [str(one["family_name"].value) for one in names])
        result = []
        leads = line.leads or any(
            "function" in one and one["function"].value == DEPUTY for one in names
        )
        for number, given in enumerate(names):
            if len(names) == 1:
                given.update(_reached(values, str(given["family_name"].value or "")))
            elif number in own:
                given["email"] = email_of(own[number], of_person=True)
            given.update(self._in_network(values))
            ident = cell_text(values.get("person_id", ""))
            person = ListedPerson(line.number, ident, given, second=line.second, leads=leads)
            if not line.second:
                person.unmarked = frozenset(g for g in self.marked if f"{GROUP}{g}" not in values)
                person.empty = self._empty(line, given)
            result.append(person)
        if len(names) > 1:
            text = f"In einer Zelle stehen mehrere Personen; sie sind einzeln übernommen.{_whose(values)}"
            self.notes.append(Note(line.number, text))
        return result

    def _empty(self, line: TableRow, given: Collection[str]) -> frozenset[str]:
        """Return the values that have a column in which a row has nothing."""
        if line.more or "person_id" in self.columns:  # unreadable, or a list that we wrote
            return frozenset()
        there = [key for key in ("function", "email", "phone") if key not in given]
        return frozenset(
            k for k in there if {k, f"person_{k}"} & set(self.columns) and k not in line.values
        )

    def _in_network(self, values: Mapping[str, Cell]) -> Iterable[tuple[str, Given]]:
        """Yield what a row says of a person in the network: role, Gremien, since when."""
        yield from choice_of("role", values.get("role", ""), PersonRole).items()
        if marked := marked_groups(values, GROUP):
            yield "groups", marked
        elif (cell := _first_of(values, "person_groups", "groups")) is not None:
            yield "groups", groups_of(cell, self.groups)
        yield from _period(values, "person_{}", "{}")

    def _body_values(
        self, values: Mapping[str, Cell], *, with_person: bool, with_groups: bool
    ) -> Iterable[tuple[str, Given]]:
        """Yield the values of the body in a row; of a person the general columns speak."""
        columns = ("body_{}",) if with_person else ("body_{}", "{}")
        for key, column in (("name", "body"), ("label", "label")):
            if text := cell_text(values.get(column, "")):
                yield key, Given(comparable(text), text)
        yield from choice_of("field", values.get("field", ""), FieldOfWork).items()
        if "categories" in values:
            yield "categories", given_categories(values["categories"], self.land)
        yield from address_of(values)
        if (cell := _first_of(values, *(one.format("email") for one in columns))) is not None:
            yield "email", email_of(cell, of_person=False)
        if "website" in values:
            yield "website", website_of(values["website"])
        if with_groups and (marked := marked_groups(values, GROUP)):
            yield "groups", marked
        elif (cell := _first_of(values, "body_groups", *["groups"] * with_groups)) is not None:
            yield "groups", groups_of(cell, self.groups)
        yield from _period(values, *columns)
        if "remarks" in values:
            text = cell_text(values["remarks"])
            why = "Die Bemerkung steht bei einer Person, und solche gehören nicht in die Unterlagen"
            raw = comparable(text)
            yield "remarks", Given(raw, None, why) if with_person else Given(raw, text)


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


def _reached(values: Mapping[str, Cell], family: str) -> Iterable[tuple[str, Given]]:
    """Yield mail address and phone of a person in a row, by the family name."""
    if (cell := _first_of(values, "person_email", "email")) is not None:
        yield "email", email_of(cell, of_person=True, family=family)
    if "phone" in values:
        yield "phone", phone_of(values["phone"])


def _period(values: Mapping[str, Cell], *columns: str) -> Iterable[tuple[str, Given]]:
    """Yield beginning and end in the first of these columns that a row has: `body_{}`, `{}`."""
    for key in ("since", "until"):
        if (cell := _first_of(values, *(column.format(key) for column in columns))) is not None:
            yield key, date_of(cell, ends=key == "until")
