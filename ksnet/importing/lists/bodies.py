"""A body and its people in a list, and what several rows say of them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ksnet.basics.frozen import changeable, field, replace
from ksnet.basics.spelling import fold
from ksnet.importing.lists.cells import date_in, same_number
from ksnet.importing.lists.given import LABELS, Given, both, said
from ksnet.importing.notes import Note
from ksnet.records import german


@changeable
class ListedPerson:
    """A person in a list, with the values that the row gives.

    `unmarked` are the Gremien below whose names the row has nothing, `empty` other values that have
    a column in which it has nothing; `second`: another column of the row names somebody else first;
    `leads`: another column, or the cell, has room for a deputy.
    """

    row: int
    id: str
    values: dict[str, Given]
    joined: Given | None = None  # when the body joined, by the row of the person
    unmarked: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    second: bool = False
    leads: bool = False

    def text(self, key: str) -> str:
        """Return a value as text, empty where the list gives none."""
        return said(self.values, key)

    @property
    def key(self) -> tuple[str, str]:
        """The folded name, family name first."""
        return fold(self.text("family_name")), fold(self.text("given_name"))

    @property
    def name(self) -> str:
        """The name with the first name first."""
        return " ".join(filter(None, (self.text("given_name"), self.text("family_name"))))


@changeable
class ListedBody:
    """A body in a list, with its people.

    `unsure`: some of its rows could not be read, so nobody is certain to be missing. `more`: its
    rows say more than its name, even if nothing of that is taken.
    """

    id: str
    name: str
    rows: list[int] = field(default_factory=list)
    values: dict[str, Given] = field(default_factory=dict)
    people: list[ListedPerson] = field(default_factory=list)
    unsure: bool = False
    more: bool = False
    known: dict[object, ListedPerson] = field(default_factory=dict)  # people by id, else by name

    @property
    def address(self) -> tuple[str, str, str]:
        """Street, postcode and city, as far as the list gives them."""
        values = self.values
        return said(values, "street"), said(values, "postcode"), said(values, "city")

    def add_values(self, row: int, values: Iterable[tuple[str, Given]]) -> Iterator[Note]:
        """Add what a row says of the body; yield what an earlier one said otherwise."""
        for key, known, given in _told_again(self.values, row, values):
            if key == "since":
                self.values[key] = _earlier(known, given)
            elif known.raw != given.raw:
                text = f"{LABELS[key]} der Stelle weicht von einer früheren Zeile ab; es gilt die frühere."
                yield Note(row, text)

    def add_person(self, person: ListedPerson) -> Iterator[Note]:
        """Add a person; yield a note where an earlier row names the same one.

        Who has a row and is `second` in another is no deputy.
        """
        before = self.known.setdefault(person.id or person.key, person)
        if before is person:
            self.people.append(person)
            return
        if person.second:
            person.values.pop("role", None)
        otherwise = _completed(before, person)
        if otherwise or not person.second:
            text = f"Diese Person steht für diese Stelle schon in einer früheren Zeile{otherwise}."
            yield Note(person.row, text)

    def add_rows(self, other: ListedBody) -> Iterator[Note]:
        """Add the rows of another spelling of this body, which stand further down."""
        yield from self.add_values(
            other.rows[0], [item for item in other.values.items() if item[0] != "name"]
        )
        for person in other.people:
            yield from self.add_person(person)
        self.rows += other.rows
        self.unsure |= other.unsure
        self.more |= other.more


def _earlier(known: Given, given: Given) -> Given:
    """Return the day on which the first person of a body joined; a known one before none."""
    if not known.value or not given.value:
        return known
    before, now = (date_in(one.value) for one in (known, given))
    return given if now and (before is None or now.first < before.first) else known


def _completed(known: ListedPerson, again: ListedPerson) -> str:
    """Add to a person what a further row says; return what it says differently."""
    known.unmarked &= again.unmarked
    known.empty &= again.empty
    other = [
        LABELS[key]
        for key, before, given in _told_again(known.values, again.row, again.values.items())
        if not (key == "phone" and same_number(before.raw, given.raw))
        and (before.value != given.value or (before.value is None and before.raw != given.raw))
    ]
    return f"; {german.join(other)} dort anders, es gilt die frühere" if other else ""


def _told_again(
    known: dict[str, Given], row: int, values: Iterable[tuple[str, Given]]
) -> Iterator[tuple[str, Given, Given]]:
    """Add what a row says, Gremien to those before; yield what is known already, with both."""
    for key, one in values:
        given = replace(one, row=one.row or row)
        before = known.setdefault(key, given)
        if before is given:
            continue
        if key == "groups":
            known[key] = both(before, given)
        else:
            yield key, before, given
