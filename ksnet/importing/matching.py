"""Match the rows of a list with recorded bodies and people, by id, else by name.

Doubtful rows are left alone, with the reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold
from ksnet.importing.lists.bodies import ListedBody, ListedPerson
from ksnet.importing.lists.cells import same_number
from ksnet.importing.lists.likeness import is_same_town
from ksnet.importing.notes import Question, row_name, row_option
from ksnet.importing.recorded import Recorded
from ksnet.protection.who import full_name
from ksnet.records import german
from ksnet.records.members import Member, Person


class Answers(NamedTuple):
    """What the user says about a list.

    Rows are `accepted` as new, or the `same` as the entry that they resemble. Members missing in
    the list end on `ended_on`, else on the day of the import, unless it is only a part: `partial`,
    or None to judge that by the share of recorded members in it. New members begin on the day in
    the list, else on `since`, which may be `unbekannt`.
    """

    accepted: Collection[int] = ()
    same: Collection[int] = ()
    ended_on: dt.date | None = None
    partial: bool | None = None
    since: str | None = None


NO_ANSWERS = Answers()
_WITH_PERSON = expression(
    r"\b(?:Frau|Herrn?|Fr\.|Hr\.)\s(?:(?:Prof|Dr)\.\s?)*(?![a-zäöüß])[^\W\d_]\w"
)


class LeftAlone(NamedTuple):
    """A row that is not imported: why, in German, or "" where there is nothing to tell.

    `meant` are the ids of those it may mean, who are therefore not missing in the list.
    """

    why: str
    meant: tuple[str, ...] = ()


def match_body(recorded: Recorded, body: ListedBody) -> Member | LeftAlone | None:
    """Return the current body that the list means, None for a new one."""
    if body.id and body.id not in recorded.by_id:
        return LeftAlone(
            f"Eine Stelle mit der Kennung „{body.id}“ gibt es nicht; nichts übernommen."
        )
    named = recorded.named.get(fold(body.name), [])
    found = [recorded.by_id[body.id]] if body.id else named
    if not found:
        return None
    now = [member for member in found if member in recorded.current]
    # Those with an address in the town that the list gives.
    towns = ((member, member.address and member.address.city) for member in now)
    here = [member for member, town in towns if town and is_same_town(town, body.address[2])]
    now = here if len(now) > 1 and len(here) == 1 else now
    if len(now) > 1:
        why = f"{german.quoted(body.name)} steht mehrmals in den Unterlagen; welche Stelle gemeint ist, bleibt offen. Nichts übernommen."
        return LeftAlone(why, tuple(member.id for member in now))
    if not now:
        name = recorded.shown_name(found[0])
        why = f"{german.quoted(name)} ist in den Unterlagen nicht (mehr) Mitglied; nichts übernommen. Ist die Stelle zurück: ksnet set {found[0].id} until="
        return LeftAlone("" if "until" in body.values else why, (found[0].id,))
    if now[0].sensitive:
        why = "Eine geschützte Einrichtung; ihre Angaben bleiben, wie sie sind."
        return LeftAlone(why, (now[0].id,))
    return now[0]


def person_in_name(body: ListedBody) -> LeftAlone | None:
    """Return why the name of a body is none to take: it names somebody; None for others."""
    if not _WITH_PERSON.search(body.name):
        return None
    text = f"In {german.quoted(body.name)} steht wohl auch eine Person; sie gehört in eine eigene Spalte. Heißt die Stelle wirklich so: --accept {row_option(body.rows[0])}. Nichts übernommen."
    return LeftAlone(Question(text))


def heading_alone(body: ListedBody) -> LeftAlone | None:
    """Return why a name alone in its row may be a heading; None where more is given."""
    if body.values.keys() > {"name"} or body.people or body.more:
        return None
    alone = (
        "ist alles, was in der Zeile zu lesen ist" if body.unsure else "steht allein in der Zeile"
    )
    text = f"{german.quoted(body.name)} {alone}, vielleicht als Überschrift. Ist es eine neue Stelle: --accept {row_option(body.rows[0])}. Nichts übernommen."
    return LeftAlone(Question(text))


def doubt_about_new(
    recorded: Recorded, body: ListedBody, like: Sequence[Member | ListedBody], *, by_people: bool
) -> LeftAlone:
    """Return the question about a new body that resembles others, by name or by its people."""
    row = row_option(body.rows[0])
    names = " oder ".join(
        f"{german.quoted(one.name)} ({row_name(one.rows[0])})"
        if isinstance(one, ListedBody)
        else german.quoted(recorded.shown_name(one))
        for one in like
    )
    namesakes = any(fold(one.name or "") == fold(body.name) for one in like)
    where = f" in {body.address[2]}" if namesakes and body.address[2] else ""
    same = (
        f"Ist dieselbe Stelle gemeint: --same {row}; "
        if len(like) == 1
        else "Ist eine davon gemeint, den Namen angleichen; "
    )
    how = "nennt dieselben Personen wie" if by_people else "ähnelt"
    text = f"{german.quoted(body.name)}{where} {how} {names}. {same}ist es eine eigene: --accept {row}. Nichts übernommen."
    return LeftAlone(Question(text), tuple(one.id for one in like if isinstance(one, Member)))


def match_person(
    recorded: Recorded,
    member: Member,
    listed: ListedPerson,
    answers: Answers,
    others: Collection[ListedPerson],
) -> Person | LeftAlone | None:
    """Return the person of a body, past or present, that a row means; None for a new one.

    `others` are listed for the same body.
    """
    known = [person for person in member.people if not person.redacted]
    if listed.id:
        own = next((person for person in known if person.id == listed.id), None)
        return own or LeftAlone(
            "Eine Person mit dieser Kennung gibt es hier nicht (mehr); nichts übernommen."
        )
    found = _namesakes(listed, known)
    now = recorded.people(member)
    found = [person for person in found if person in now] or found
    if len(found) > 1:
        text = f"Mit „{listed.text('family_name')}“ können mehrere Personen gemeint sein; nichts übernommen."
        return LeftAlone(text, tuple(person.id for person in found))
    if found:
        return found[0]
    if listed.row in answers.accepted:
        return None
    row = row_option(listed.row)
    renamed = [
        person
        for person in now
        if _may_be_renamed(listed, person) and not any(_namesakes(one, [person]) for one in others)
    ]
    if len(renamed) == 1 and listed.row in answers.same:
        return renamed[0]
    if renamed:
        name = full_name(renamed[0])
        text = f"Vorname und Nummer sind die von {name}. Ist sie es mit neuem Nachnamen: --same {row}; ist es jemand anderes: --accept {row}. Nichts übernommen."
        return LeftAlone(Question(text), tuple(person.id for person in renamed))
    if len(known) < len(member.people):
        text = f"In dieser Stelle sind Daten einer ausgeschiedenen Person gelöscht worden. Ist es jemand anderes: --accept {row}. Nichts übernommen."
        return LeftAlone(Question(text))
    return None


def _may_be_renamed(listed: ListedPerson, person: Person) -> bool:
    """Whether first name and number are the same, but not the family name."""
    return fold(person.given_name or "") == fold(listed.text("given_name")) != "" and same_number(
        listed.text("phone"), person.phone or ""
    )


def _namesakes(listed: ListedPerson, people: Sequence[Person]) -> list[Person]:
    """Return the people a row may mean: by full name, else by family name or mail address."""
    family, given, email = (listed.text(key) for key in ("family_name", "given_name", "email"))
    namesakes = [p for p in people if fold(p.family_name) == fold(family)]
    same_mail = [p for p in people if email and p.email and p.email.casefold() == email.casefold()]
    return (
        [p for p in namesakes if fold(p.given_name or "") == fold(given)]
        or [p for p in namesakes if p in same_mail]
        or [p for p in namesakes if not (p.given_name and given)]
        or same_mail
    )
