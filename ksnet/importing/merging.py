"""What a list changes in the members of a network: matched by id, else by name; nothing is deleted, what is doubtful is left alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from ksnet.counting.membership import members_on, own_span
from ksnet.documents.member_sheets import shown_body, shown_person
from ksnet.documents.member_views import PersonView, member_views
from ksnet.documents.membership import people_on
from ksnet.documents.who import WhoIsWho, full_name
from ksnet.editing.ids import proposed_id
from ksnet.findings import Path
from ksnet.importing.guessing import body_guess, is_shelter
from ksnet.importing.rows import LABELS, Given, Listed, ListedBody, ListedPerson
from ksnet.importing.tables import Cell, Note, as_text, comparable
from ksnet.records.members import Member, Person
from ksnet.records.vocabulary import Category, FieldOfWork, PersonRole
from ksnet.rules.context import NetworkContext
from ksnet.spelling import fold

ALIKE = 0.86  # from which on two names may be two spellings of one
_ADDRESS = ("building", "street", "postcode", "city")
_PERSON_KEYS = (
    "form_of_address",
    "title",
    "given_name",
    "family_name",
    "function",
    "role",
    "email",
    "phone",
    "groups",
    "since",
)
_BODY_KEYS = ("label", "categories", "field", "email", "website", "groups", "since", "remarks")


class Put(NamedTuple):
    """Set what stands at a path of `members.yaml`, or add an item where `add` says so."""

    path: Path
    value: Any
    row: int
    add: bool = False


@dataclass(slots=True)
class NewBody:
    """A body that joins, with its people; `proposed` says in German what was guessed from its name."""

    data: dict[str, Any]
    rows: list[int]
    people_rows: list[int]
    proposed: str = ""
    shelter: bool = False


class NewPerson(NamedTuple):
    """A person who joins the body at a position of the list of members."""

    member: int
    data: dict[str, Any]
    row: int
    body: str


class Ending(NamedTuple):
    """An entry that ends; `on` is a date as records hold it, `row` None where the list does not name it any more."""

    kind: str
    id: str
    on: str
    name: str
    row: int | None = None


class Held(NamedTuple):
    """What is recorded: where, the value, and how lists show it."""

    path: Path
    value: Any
    shown: Cell


class Subject(NamedTuple):
    """Whom a row is about."""

    row: int
    name: str


class Changed(NamedTuple):
    """One value that the list gives otherwise."""

    row: int
    name: str
    text: str


@dataclass(slots=True)
class Plan:
    """What an import is going to do, and what it leaves alone and why."""

    puts: list[Put] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    bodies: list[NewBody] = field(default_factory=list)
    people: list[NewPerson] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    unchanged: int = 0
    notes: list[Note] = field(default_factory=list)
    current: tuple[int, int] = (0, 0)  # bodies and people who belong to the network now

    @property
    def ending_too_many(self) -> bool:
        """Whether more than a quarter of the bodies or of the people would end because the list lacks them."""
        missing = [ending for ending in self.endings if ending.row is None]
        counts = (sum(e.kind == "member" for e in missing), sum(e.kind == "person" for e in missing))
        return any(count * 4 > there for count, there in zip(counts, self.current, strict=True))


def merge(context: NetworkContext, listed: Listed, *, ended_on: dt.date, accepted: Collection[int] = ()) -> Plan:
    """Return what a list changes as of the day of `context`.

    Who is missing in the list ends on `ended_on`. Rows that are `accepted` mean somebody new, however alike.
    """
    return _Merger(context, listed, ended_on, accepted).plan()


class _Merger:
    def __init__(self, context: NetworkContext, listed: Listed, ended_on: dt.date, accepted: Collection[int]) -> None:
        self.context, self.listed, self.ended_on, self.accepted = context, listed, ended_on, accepted
        network, day = context.network, context.day
        self.members = network.members.members
        self.positions = {member.id: number for number, member in enumerate(self.members)}
        self.who = WhoIsWho(network, day)
        self.current = members_on(network, day)
        self.views = {view.id: view for view in member_views(network, self.who) if view.id}
        self.taken = set(context.entries) | set(network.plans) | set(network.events)
        self.result = Plan(notes=list(listed.notes))
        self.seen: set[str] = set()  # ids of bodies and people that the list names, or may mean
        self.peopled: set[str] = set()  # ids of bodies for which the list names people

    def plan(self) -> Plan:
        open_people = [p for m in self.current if not m.sensitive for p in self._people(m)]
        self.result.current = (sum(not member.sensitive for member in self.current), len(open_people))
        matched = [(body, self._match_body(body)) for body in self.listed.bodies]
        for body, member in matched:
            if isinstance(member, Member):
                self._known_body(body, member)
        for body, member in matched:
            if member is None and not self._is_doubtful(body):
                self._new_body(body)
        self._missing()
        return self.result

    def _note(self, row: int | None, text: str) -> None:
        self.result.notes.append(Note(row, text))

    def _people(self, member: Member) -> list[Person]:
        return [p for p in people_on(self.context.network, member, self.context.day) if not p.redacted]

    # Bodies

    def _match_body(self, body: ListedBody) -> Member | str | None:
        """Return the body that a row means, None for a new one, or a word where it is left alone."""
        if body.id:
            if body.id not in self.positions:
                self._note(body.rows[0], f"Eine Stelle mit der Kennung „{body.id}“ gibt es nicht; nichts übernommen.")
                return "unknown"
            return self._current_or_note(body, [self.members[self.positions[body.id]]])
        named = [member for member in self.members if fold(self._name(member)) == fold(body.name)]
        if not named:
            return None
        return self._current_or_note(body, named)

    def _name(self, member: Member) -> str:
        return member.name or "" if member.sensitive else self.who.member_name(member)

    def _current_or_note(self, body: ListedBody, found: list[Member]) -> Member | str:
        now = [member for member in found if member in self.current]
        if len(now) > 1:
            self.seen.update(member.id for member in now)
            self._note(
                body.rows[0],
                f"„{body.name}“ steht mehrmals in den Unterlagen; welche Stelle gemeint ist, bleibt offen. Nichts übernommen.",
            )
            return "several"
        if not now:
            self.seen.add(found[0].id)
            if "until" in body.values:
                return "ended"
            self._note(
                body.rows[0],
                f"„{self._veiled(found[0])}“ ist in den Unterlagen nicht (mehr) Mitglied; nichts übernommen. Ist die Stelle zurück, dort „until“ ändern.",
            )
            return "ended"
        self.seen.add(now[0].id)
        if now[0].sensitive:
            self._note(body.rows[0], "Eine geschützte Einrichtung; ihre Angaben bleiben, wie sie sind.")
            return "sensitive"
        return now[0]

    def _veiled(self, member: Member) -> str:
        return self.who.member_name(member)

    def _is_doubtful(self, body: ListedBody) -> bool:
        """Whether a new body may be one that the list does not name, or a heading; then all is left alone."""
        if body.unsure and not body.values:
            return True
        if set(body.rows) & set(self.accepted):
            return False
        missing = [m for m in self.current if m.id not in self.seen and not m.sensitive]
        alike = [m for m in missing if _alike(fold(self._name(m)), fold(body.name))]
        if not alike:
            return self._is_heading(body)
        self.seen.update(member.id for member in alike)
        names = " oder ".join(f"„{self._name(member)}“" for member in alike)
        self._note(
            body.rows[0],
            f"„{body.name}“ ähnelt {names}. Ist dieselbe Stelle gemeint, den Namen angleichen; ist sie neu: --accept {body.rows[0]}. Nichts übernommen.",
        )
        return True

    def _is_heading(self, body: ListedBody) -> bool:
        """Whether a row may be no body but what stands above some."""
        if self.listed.wide and body.values.keys() <= {"name"} and not body.people:
            self._note(
                body.rows[0],
                f"„{body.name}“ steht allein in der Zeile, vielleicht als Überschrift. Ist es eine neue Stelle: --accept {body.rows[0]}. Nichts übernommen.",
            )
            return True
        return False

    def _known_body(self, body: ListedBody, member: Member) -> None:
        before = len(self.result.puts) + len(self.result.endings)
        path: Path = ("members", self.positions[member.id])
        view = self.views[member.id]
        shown = shown_body(view)
        name = view.name
        subject = Subject(body.rows[0], name)
        if "name" in body.values and not member.youth_office and fold(name) != fold(body.name):
            self._compare(subject, "name", body.values["name"], Held((*path, "name"), member.name, name))
        for key in _BODY_KEYS:
            if key in body.values:
                held = Held((*path, key), getattr(member, key), shown.get(key, ""))
                self._compare(subject, key, body.values[key], held)
        for key in _ADDRESS:
            if key in body.values:
                held = Held((*path, "address", key), getattr(member.address, key, None), shown.get(key, ""))
                self._compare(subject, key, body.values[key], held)
        self._ends(subject, body.values.get("until"), ("member", member.id), shown.get("until", ""))
        people = {person.id: person for person in view.people if person.id}
        for person in body.people:
            self.peopled.add(member.id)
            self._person(person, member, people)
        if body.unsure:
            self.seen.update(person.id for person in member.people)
        if before == len(self.result.puts) + len(self.result.endings):
            self.result.unchanged += 1

    def _compare(self, subject: Subject, key: str, given: Given, held: Held) -> None:
        """Change a value where the list says something else than what is shown of it; text, dates and choices alike."""
        row, name = subject
        if given.raw == comparable(held.shown) or _same(given.value, held.value):
            return
        if given.value is None:
            self._note(row, f"{name}: {given.problem}; bleibt, wie es ist.")
        elif key == "groups":
            self._join(subject, given, held)
        elif key == "remarks" and held.value:
            self._note(row, f"{name}: Die Bemerkung weicht ab; in den Unterlagen bleibt die bisherige.")
        else:
            if given.doubt:
                self._note(row, f"{name}: {given.doubt}")
            self.result.puts.append(Put(held.path, given.value, row))
            text = f"{LABELS[key]}: {_words(held.shown) or 'bisher nichts'} → {in_words(key, given.value)}"
            self.result.changed.append(Changed(row, name, text))

    def _join(self, subject: Subject, given: Given, held: Held) -> None:
        """Add groups; who is no longer in one is not told by a list that may name only some."""
        for ident in given.value:
            if ident not in {entry.id for entry in held.value}:
                self.result.puts.append(Put(held.path, ident, subject.row, add=True))
                self.result.changed.append(Changed(*subject, f"neu im Gremium „{self.who.group(ident)}“"))

    def _ends(self, subject: Subject, given: Given | None, entry: tuple[str, str], shown: Cell) -> None:
        if given is None or given.raw == comparable(shown):
            return
        if given.value is None:
            self._note(subject.row, f"{subject.name}: {given.problem}; bleibt, wie es ist.")
            return
        self.result.endings.append(Ending(*entry, given.value, subject.name, subject.row))

    def _new_body(self, body: ListedBody) -> None:
        row, network = body.rows[0], self.context.network
        if until := body.values.get("until"):
            self._note(
                row, f"„{body.name}“ ist nach der Liste schon ausgeschieden ({until.raw}) und wird nicht angelegt."
            )
            return
        used = {member.youth_office for member in self.members}
        office = next(
            (o for o in network.record.youth_offices if o.id not in used and fold(o.name or "") == fold(body.name)),
            None,
        )
        data: dict[str, Any] = {"id": proposed_id(body.name, "stelle", self.taken)}
        self.taken.add(data["id"])
        new = NewBody(data, list(body.rows), [], shelter=is_shelter(body.name))
        if office is not None:
            data["youth_office"] = office.id
        else:
            data["name"] = body.name
        for key in _BODY_KEYS:
            if key in body.values and (value := self._good(body.values[key], row, body.name)) is not None:
                data[key] = value
        address = {
            key: v for key in _ADDRESS if key in body.values and (v := self._good(body.values[key], row, body.name))
        }
        if address:
            data["address"] = address
        if office is None:
            new.proposed = _complete(data, body.name)
        if new.shelter:
            for key in ("address", "email", "website", "groups"):
                data.pop(key, None)
            data |= {"sensitive": True}
        else:
            self._with_people(new, body)
        self.result.bodies.append(new)

    def _with_people(self, new: NewBody, body: ListedBody) -> None:
        people = []
        for person in body.people:
            if data := self._person_data(person, body.values.get("since")):
                people.append(data)
                new.people_rows.append(person.row)
        if people:
            new.data["people"] = people

    def _good(self, given: Given, row: int, name: str) -> Any:  # noqa: ANN401  (as above)
        if given.value is None and given.problem:
            self._note(row, f"{name}: {given.problem}; nicht übernommen.")
        if given.doubt:
            self._note(row, f"{name}: {given.doubt}")
        return given.value

    # People

    def _person(self, listed: ListedPerson, member: Member, views: dict[str, PersonView]) -> None:
        found = self._match_person(listed, member)
        if isinstance(found, str):
            return
        if found is None:
            self._new_person(listed, member)
            return
        self.seen.add(found.id)
        view = views.get(found.id)
        if view is None:
            if "until" in listed.values:
                return
            self._note(listed.row, f"{full_name(found)} ist in den Unterlagen schon ausgeschieden; nichts übernommen.")
            return
        path: Path = ("members", self.positions[member.id], "people", member.people.index(found))
        shown, subject = shown_person(view), Subject(listed.row, view.name)
        before = len(self.result.puts) + len(self.result.endings)
        for key in _PERSON_KEYS:
            if key in listed.values:
                held = Held((*path, key), getattr(found, key), shown.get(key, ""))
                self._compare(subject, key, listed.values[key], held)
        self._ends(subject, listed.values.get("until"), ("person", found.id), shown.get("until", ""))
        if before == len(self.result.puts) + len(self.result.endings):
            self.result.unchanged += 1

    def _match_person(self, listed: ListedPerson, member: Member) -> Person | str | None:
        """Return whom a row means, None for somebody new, or a word where it is left alone."""
        if listed.id:
            own = next((person for person in member.people if person.id == listed.id), None)
            if own is not None and not own.redacted:
                return own
            self._note(listed.row, "Eine Person mit dieser Kennung gibt es hier nicht (mehr); nichts übernommen.")
            return "unknown"
        found = _alike_people(listed, [person for person in member.people if not person.redacted])
        now = self._people(member)
        found = [person for person in found if person in now] or found
        if len(found) == 1:
            return found[0]
        if found:
            self.seen.update(person.id for person in found)
            family = listed.text("family_name")
            self._note(listed.row, f"Mit „{family}“ können mehrere Personen gemeint sein; nichts übernommen.")
            return "several"
        if any(person.redacted for person in member.people) and listed.row not in self.accepted:
            self._note(
                listed.row,
                f"In dieser Stelle sind Daten einer ausgeschiedenen Person gelöscht worden. Ist es jemand anderes: --accept {listed.row}. Nichts übernommen.",
            )
            return "redacted"
        return None

    def _new_person(self, listed: ListedPerson, member: Member) -> None:
        if data := self._person_data(listed, None):
            number = self.positions[member.id]
            self.result.people.append(NewPerson(number, data, listed.row, self._name(member)))

    def _person_data(self, listed: ListedPerson, since: Given | None) -> dict[str, Any] | None:
        """Return a new person as a record holds her; `since` is when her body joined, which need not be repeated."""
        family = listed.text("family_name")
        name = " ".join(part for part in (listed.text("given_name"), family) if part)
        if until := listed.values.get("until"):
            self._note(
                listed.row, f"{name} ist nach der Liste schon ausgeschieden ({until.raw}) und wird nicht angelegt."
            )
            return None
        data: dict[str, Any] = {"id": proposed_id(family, "person", self.taken)}
        self.taken.add(data["id"])
        for key in _PERSON_KEYS:
            if key in listed.values and (value := self._good(listed.values[key], listed.row, name)) is not None:
                data[key] = value
        if listed.joined and listed.joined.value and (since is None or listed.joined.value != since.value):
            data.setdefault("since", listed.joined.value)
        return data

    # Who is missing

    def _missing(self) -> None:
        for member in self.current:
            if member.sensitive or self._ends_already(member):
                continue
            if member.id not in self.seen and member.youth_office:
                self._note(
                    None,
                    f"{self._name(member)} fehlt in der Liste und bleibt: Als Jugendamt bildet es das Netzwerk mit.",
                )
            elif member.id not in self.seen:
                self._end("member", member.id, self._name(member))
            elif self.listed.with_people:
                self._missing_people(member)

    def _missing_people(self, member: Member) -> None:
        missing = [p for p in self._people(member) if p.id not in self.seen and not self._ends_already(p)]
        if missing and member.id not in self.peopled:
            self._note(None, f"{self._name(member)}: In der Liste steht dazu keine Person; die bisherigen bleiben.")
            return
        for person in missing:
            self._end("person", person.id, full_name(person))

    def _end(self, kind: str, ident: str, name: str) -> None:
        words = fold(name).split("-")
        if any(words[-1] in text.split("-") for text in self.listed.left_out):
            self._note(None, f"{name} könnte in einer Zeile stehen, die nicht zu lesen war; endet deshalb nicht.")
            return
        self.result.endings.append(Ending(kind, ident, self.ended_on.isoformat(), name))

    def _ends_already(self, entry: Member | Person) -> bool:
        until = own_span(self.context.network, entry).until if isinstance(entry, Member) else entry.until
        return until is not None and until.precision != "unknown"


def _alike_people(listed: ListedPerson, people: list[Person]) -> list[Person]:
    """Return who can be meant: by full name, else by family name with the mail address or where a first name is missing."""
    family, given, email = (listed.text(key) for key in ("family_name", "given_name", "email"))
    namesakes = [p for p in people if fold(p.family_name) == fold(family)]
    same_mail = [p for p in people if email and p.email and p.email.casefold() == email.casefold()]
    return (
        [p for p in namesakes if fold(p.given_name or "") == fold(given)]
        or [p for p in namesakes if p in same_mail]
        or [p for p in namesakes if not (p.given_name and given)]
        or same_mail
    )


def _alike(one: str, other: str) -> bool:
    if one.startswith(f"{other}-") or other.startswith(f"{one}-"):
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _complete(data: dict[str, Any], name: str) -> str:
    """Add category and Handlungsfeld where the list gives none, and say what was guessed."""
    guess, said = body_guess(name), []
    if "categories" not in data and guess.category:
        data["categories"] = [guess.category.value]
        said.append(f"Kategorie „{guess.category.label}“")
    if "field" not in data:
        data["field"] = guess.field.value
        said.append(f"Handlungsfeld „{guess.field.label}“")
    if not guess.category and "categories" not in data:
        said.append("keine Kategorie nach § 9 Abs. 4 erkannt")
    return ", ".join(said)


def _same(value: object, held: object) -> bool:
    if isinstance(value, list):
        return isinstance(held, tuple) and [str(v) for v in value] == [str(getattr(h, "id", h)) for h in held]
    return held is not None and str(held) == str(value)


def _words(shown: Cell) -> str:
    text = as_text(shown)
    return f"„{text}“" if text else ""


def in_words(key: str, value: Any) -> str:  # noqa: ANN401  (as above)
    """Return a value of a record as people say it."""
    if key == "categories":
        return ", ".join(f"„{Category.of(one).label}“" for one in value)
    if key in {"field", "role"}:
        return f"„{(FieldOfWork if key == 'field' else PersonRole).of(value).label}“"
    return f"„{value}“"
