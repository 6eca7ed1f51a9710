"""Whom a row of a list means: by id, else by name; what is doubtful is left alone, with the reason why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ksnet.importing.recorded import Recorded
from ksnet.importing.rows import ListedBody, ListedPerson
from ksnet.records.members import Member, Person
from ksnet.spelling import fold

ALIKE = 0.86  # from which on two names may be two spellings of one


class LeftAlone(NamedTuple):
    """A row from which nothing is taken over: why, in German, or "" where there is nothing to tell.

    `meant` are the ids of those whom it may mean, who are therefore not missing in the list.
    """

    why: str
    meant: tuple[str, ...] = ()


def match_body(recorded: Recorded, body: ListedBody) -> Member | LeftAlone | None:
    """Return the body that belongs to the network and that the list means; None for a new one."""
    if body.id:
        if body.id not in recorded.by_id:
            return LeftAlone(f"Eine Stelle mit der Kennung „{body.id}“ gibt es nicht; nichts übernommen.")
        return _only_current(recorded, body, [recorded.by_id[body.id]])
    named = [member for member in recorded.members if fold(recorded.real_name(member)) == fold(body.name)]
    return _only_current(recorded, body, named) if named else None


def _only_current(recorded: Recorded, body: ListedBody, found: Sequence[Member]) -> Member | LeftAlone:
    now = [member for member in found if member in recorded.current]
    if len(now) > 1:
        return LeftAlone(
            f"„{body.name}“ steht mehrmals in den Unterlagen; welche Stelle gemeint ist, bleibt offen. Nichts übernommen.",
            tuple(member.id for member in now),
        )
    if not now:
        name = recorded.shown_name(found[0])
        why = f"„{name}“ ist in den Unterlagen nicht (mehr) Mitglied; nichts übernommen. Ist die Stelle zurück, dort „until“ ändern."
        return LeftAlone("" if "until" in body.values else why, (found[0].id,))
    if now[0].sensitive:
        return LeftAlone("Eine geschützte Einrichtung; ihre Angaben bleiben, wie sie sind.", (now[0].id,))
    return now[0]


def doubt_about_new(recorded: Recorded, body: ListedBody, missing: Sequence[Member], *, wide: bool) -> LeftAlone | None:
    """Return why a body may be no new one: it resembles one that is `missing` in the list, or is a heading.

    In a list that is not `wide`, there are only names, so a name alone is no heading.
    """
    alike = [member for member in missing if _resemble(fold(recorded.shown_name(member)), fold(body.name))]
    row = body.rows[0]
    if alike:
        names = " oder ".join(f"„{recorded.shown_name(member)}“" for member in alike)
        return LeftAlone(
            f"„{body.name}“ ähnelt {names}. Ist dieselbe Stelle gemeint, den Namen angleichen; ist sie neu: --accept {row}. Nichts übernommen.",
            tuple(member.id for member in alike),
        )
    if wide and body.values.keys() <= {"name"} and not body.people:
        return LeftAlone(
            f"„{body.name}“ steht allein in der Zeile, vielleicht als Überschrift. Ist es eine neue Stelle: --accept {row}. Nichts übernommen."
        )
    return None


def _resemble(one: str, other: str) -> bool:
    if one.startswith(f"{other}-") or other.startswith(f"{one}-"):
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def match_person(
    recorded: Recorded, member: Member, listed: ListedPerson, accepted: Collection[int]
) -> Person | LeftAlone | None:
    """Return whom of a body, past or present, a row means; None for somebody new."""
    known = [person for person in member.people if not person.redacted]
    if listed.id:
        own = next((person for person in known if person.id == listed.id), None)
        return own or LeftAlone("Eine Person mit dieser Kennung gibt es hier nicht (mehr); nichts übernommen.")
    found = _namesakes(listed, known)
    now = recorded.people(member)
    found = [person for person in found if person in now] or found
    if len(found) > 1:
        family = listed.text("family_name")
        return LeftAlone(
            f"Mit „{family}“ können mehrere Personen gemeint sein; nichts übernommen.",
            tuple(person.id for person in found),
        )
    if found:
        return found[0]
    if len(known) < len(member.people) and listed.row not in accepted:
        return LeftAlone(
            f"In dieser Stelle sind Daten einer ausgeschiedenen Person gelöscht worden. Ist es jemand anderes: --accept {listed.row}. Nichts übernommen."
        )
    return None


def _namesakes(listed: ListedPerson, people: Sequence[Person]) -> list[Person]:
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
