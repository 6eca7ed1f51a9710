"""The records of a network on a day, compared with the rows of a list value by value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from ksnet.basics.findings import Path
from ksnet.basics.frozen import frozen
from ksnet.basics.spelling import fold
from ksnet.documents.member_sheets import shown_body, shown_person
from ksnet.documents.member_views import member_views
from ksnet.documents.membership import people_on
from ksnet.duties.counting.membership import members_on, own_span
from ksnet.editing.ids import proposed_id
from ksnet.importing.lists.cells import date_in, same_number
from ksnet.importing.lists.given import (
    ADDRESS_KEYS,
    GIVEN_BODY_KEYS,
    GIVEN_PERSON_KEYS,
    LABELS,
    Given,
    value_in_words,
)
from ksnet.importing.lists.tables import Cell, cell_text, comparable
from ksnet.importing.notes import framed
from ksnet.importing.plans import Ending, MemberPlan, Put
from ksnet.protection.who import WhoIsWho
from ksnet.records import german
from ksnet.records.members import Member, Person
from ksnet.records.network import YouthOffice
from ksnet.rules.context import NetworkContext


class Recorded:
    """The members of a network on the day of a context; `current` belong to it on that day."""

    def __init__(self, context: NetworkContext) -> None:
        self.network, self.day = context.network, context.day
        self.members = self.network.members.members
        self.by_id = {member.id: member for member in self.members}
        self.current = members_on(self.network, self.day)
        self.who = WhoIsWho(self.network, self.day)
        self.views = {view.id: view for view in member_views(self.who) if view.id}
        self.named: dict[str, list[Member]] = {}  # by the folded real name
        for member in self.members:
            self.named.setdefault(fold(self.real_name(member)), []).append(member)
        self._positions = {member.id: number for number, member in enumerate(self.members)}
        self._taken = set(context.entries) | set(self.network.plans) | set(self.network.events)

    def position(self, member: Member) -> int:
        """Return the position of a body in the list of members."""
        return self._positions[member.id]

    def path(self, member: Member, person: Person | None = None) -> Path:
        """Return the path of a body, or of a person in it, in `members.yaml`."""
        body: Path = ("members", self.position(member))
        return body if person is None else (*body, "people", member.people.index(person))

    def people(self, member: Member) -> list[Person]:
        """Return the people of a body on the day, without those whose data were removed."""
        return [
            person for person in people_on(self.network, member, self.day) if not person.redacted
        ]

    def shown_name(self, member: Member) -> str:
        """Return the public name of a body."""
        return self.who.member_name(member)

    def real_name(self, member: Member) -> str:
        """Return the name of a body even where it is protected: to match, never to show."""
        return member.name or "" if member.sensitive else self.shown_name(member)

    def free_youth_office(self, name: str) -> YouthOffice | None:
        """Return the Jugendamt with this name that is no member yet."""
        used = {member.youth_office for member in self.members}
        offices = self.network.record.youth_offices
        return next(
            (o for o in offices if o.id not in used and fold(o.name or "") == fold(name)), None
        )

    def new_id(self, name: str, fallback: str) -> str:
        """Return an unused id for a new entry."""
        ident = proposed_id(name, fallback, self._taken)
        self._taken.add(ident)
        return ident

    def ends_already(self, entry: Member | Person) -> bool:
        """Whether a known last day is recorded, past or to come."""
        until = own_span(self.network, entry).until if isinstance(entry, Member) else entry.until
        return until is not None and until.precision != "unknown"


class Held(NamedTuple):
    """A recorded value: its path, how lists show it, and whether it is only `proposed`."""

    path: Path
    value: Any
    shown: Cell
    proposed: bool = False


@frozen
class RecordedEntry:
    """A recorded body (`member`) or `person` with its values by key."""

    kind: str
    id: str
    name: str
    held: Mapping[str, Held]


def body_entry(recorded: Recorded, member: Member) -> RecordedEntry:
    """Return the recorded values of a body; a Jugendamt takes its name from the network."""
    path, view = recorded.path(member), recorded.views[member.id]
    shown = shown_body(view)
    held = {} if member.youth_office else {"name": Held((*path, "name"), member.name, view.name)}
    held |= {
        key: Held((*path, key), getattr(member, key), shown.get(key, ""), key in member.unconfirmed)
        for key in GIVEN_BODY_KEYS
    }
    for key in ADDRESS_KEYS:
        held[key] = Held(
            (*path, "address", key), getattr(member.address, key, None), shown.get(key, "")
        )
    held["until"] = Held((*path, "until"), member.until, shown.get("until", ""))
    return RecordedEntry("member", member.id, view.name, held)


def person_entry(recorded: Recorded, member: Member, person: Person) -> RecordedEntry | None:
    """Return the recorded values of a person; None for one who has left."""
    people = recorded.views[member.id].people
    view = next((view for view in people if view.id == person.id), None)
    if view is None:
        return None
    path, shown = recorded.path(member, person), shown_person(view)
    held = {
        key: Held((*path, key), getattr(person, key), shown.get(key, ""))
        for key in (*GIVEN_PERSON_KEYS, "until")
    }
    return RecordedEntry("person", person.id, view.name, held)


def compare_entry(
    plan: MemberPlan,
    recorded: Recorded,
    entry: RecordedEntry,
    values: Mapping[str, Given],
    row: int,
) -> None:
    """Add to the plan what a row says differently; missing or unreadable values stay."""
    for key, held in entry.held.items():
        given = values.get(key)
        if given is None or _agree(key, given, held):
            continue
        at = given.row or row
        if given.value is None:
            plan.note(at, f"{entry.name}: {given.problem}; bleibt, wie es ist.")
        elif key == "until":
            plan.endings.append(Ending(entry.kind, entry.id, given.value, entry.name, at))
        elif key == "groups":
            # A list may name only some groups, so it ends no membership.
            known = {entry.id for entry in held.value}
            for ident in (ident for ident in given.value if ident not in known):
                text = f"neu im Gremium {german.quoted(recorded.who.group(ident))}"
                plan.change(Put(held.path, ident, at, add=True), entry.name, text)
        elif key == "remarks" and held.value:
            text = "Die Bemerkung weicht ab; in den Unterlagen bleibt die bisherige."
            plan.note(at, f"{entry.name}: {text}")
        else:
            if given.doubt:
                plan.note(at, framed(f"{entry.name}: ", given.doubt))
            before = cell_text(held.shown)
            now = german.quoted(value_in_words(key, given.value, {}))
            text = f"{LABELS[key]}: {german.quoted(before) if before else 'bisher nichts'} → {now}"
            text += " (damit bestätigt)" if held.proposed else ""
            plan.change(Put(held.path, given.value, at), entry.name, text)


def _agree(key: str, given: Given, held: Held) -> bool:
    """Whether a list agrees with the records; names in any spelling."""
    if key == "name" and fold(cell_text(held.shown)) == fold(str(given.value)):
        return True
    if key in {"since", "until"} and (shown := date_in(held.shown)) and shown.text == given.value:
        return True  # also if inherited from the containing entry
    if key == "phone" and given.value and same_number(given.value, cell_text(held.shown)):
        return True
    if key == "email" and given.value and given.value.casefold() == str(held.value).casefold():
        return True
    if key in {"family_name", "given_name"} and _says_less(str(given.value), str(held.value or "")):
        return True
    if key == "website" and unquote(str(given.value)) == unquote(cell_text(held.shown)):
        return True  # our contacts write a comma as %2C
    there = comparable(held.shown)
    if given.value and comparable(value_in_words(key, given.value, {})) == there:
        return True  # also what is implied: a Jugendamt has its category without saying it
    return given.raw == there or _same(given.value, held.value)


def _says_less(given: str, held: str) -> bool:
    """Whether a list gives a recorded name in capitals or by its initial: `MAIER`, `A.`."""
    initials = re.fullmatch(r"[^\W\d_]\.(?:[ -]?[^\W\d_]\.)*", given) and not held.endswith(".")
    if initials and re.findall(r"[^\W\d_]", given) == re.findall(r"\b[^\W\d_]", held):
        return True
    return given.isupper() and given == held.upper()


def _same(value: object, held: object) -> bool:
    if isinstance(value, list):
        return isinstance(held, tuple) and [str(v) for v in value] == [
            str(getattr(h, "id", h)) for h in held
        ]
    return held is not None and str(held) == str(value)
