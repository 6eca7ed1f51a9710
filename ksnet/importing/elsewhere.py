"""Whom a list names for another body as well, there or in the records; nobody is recorded twice."""

from __future__ import annotations

from collections.abc import Collection

from ksnet.basics.spelling import fold
from ksnet.importing.lists.bodies import ListedBody, ListedPerson
from ksnet.importing.lists.cells import same_number
from ksnet.importing.notes import row_name
from ksnet.importing.recorded import Recorded
from ksnet.records import german
from ksnet.records.members import Member, Person


class People:
    """Who is named for which body in a list, to find people named for two of them."""

    def __init__(self, recorded: Recorded) -> None:
        self._listed: dict[tuple[str, str], tuple[str, str]] = {}
        self._recorded: dict[tuple[str, str], tuple[Person, Member]] = {}
        self._shown_name = recorded.shown_name
        for member in recorded.current:
            if not member.sensitive:
                for person in recorded.people(member):
                    key = fold(person.family_name), fold(person.given_name or "")
                    self._recorded[key] = person, member

    def add(self, person: ListedPerson, body: str) -> None:
        """Remember that somebody is named for a body."""
        if person.text("given_name"):
            self._listed.setdefault(
                person.key, (f"{german.quoted(body)} ({row_name(person.row)})", body)
            )

    def add_first(self, body: ListedBody, name: str) -> None:
        """Remember those who are named first for a body."""
        for person in body.people:
            if not person.second:
                self.add(person, name)

    def bodies_of(self, body: ListedBody, seen: Collection[str]) -> list[Member]:
        """Return the bodies that the list lacks but for people who are listed for another.

        They have the same mail address or number there: a body under a new name.
        """
        found: dict[str, Member] = {}
        for listed in body.people:
            person, member = self._recorded.get(listed.key, (None, None))
            if person and member and member.id not in seen and _is_reached_alike(listed, person):
                found[member.id] = member
        return list(found.values())

    def other(
        self, person: ListedPerson, body: str, seen: Collection[str], *, is_part: bool
    ) -> str:
        """Return the other body that a person represents, or "".

        A person who moved from a body that ends is not counted.
        """
        where, other = self._listed.get(person.key, ("", ""))
        known = self._recorded.get(person.key)
        recorded_at = self._shown_name(known[1]) if known else ""
        self.add(person, body)
        if where and other != body:
            return where
        stays = known and recorded_at != body and (is_part or known[0].id in seen)
        if stays and person.text("given_name"):
            return f"{german.quoted(recorded_at)} in den Unterlagen"
        return ""


def _is_reached_alike(listed: ListedPerson, person: Person) -> bool:
    """Whether a listed person has the recorded mail address or number of somebody."""
    return listed.text("email").casefold() == (person.email or " ").casefold() or same_number(
        listed.text("phone"), person.phone or ""
    )
