"""Which columns of a sheet are read, and whose they are: of a body, of one person or two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ksnet.basics.spelling import fold
from ksnet.importing.lists.cells import REACHED
from ksnet.importing.lists.given import Groups
from ksnet.importing.lists.headings import (
    FURTHER,
    LEFT_OUT,
    NAMES,
    NUMBERING,
    OF_BODY,
    OF_PERSON,
    PRIVATE,
    is_of_third,
    is_refused,
    names_deputy,
)
from ksnet.importing.lists.heads import Head, group_of_column, has_marks, has_values, texts_below
from ksnet.importing.lists.naming import is_likely_person
from ksnet.importing.lists.tables import Listing
from ksnet.importing.notes import Note, Question
from ksnet.records import german

_WHOLE_NAME = "vollstaendiger-name"  # of address books, beside its parts
_NAMES = NAMES | {"plain_name"}
# Beside one of these, „Name“ is that of a body.
_MOST_NAMED = 8  # columns named one by one in a note
_OWN = {"Hinweis"}  # written by ksnet, and read elsewhere

# Why columns are not read.
_LEFT = {
    "marked": Question(
        "In {} stehen Kreuze, ein Gremium dieses Namens hat das Netzwerk nicht. Anlegen mit ksnet new group oder mit --mapping DATEI zuordnen."
    ),
    "unknown": Question(
        "Nicht übernommen, weil unbekannt oder doppelt: {}. Mit --mapping DATEI lassen sich Spalten zuordnen."
    ),
    "hidden": "Ausgeblendete Spalten bleiben außen vor: {}.",
    "carrier": "Die Spalte {} gilt nur, wo keine Stelle genannt ist.",
    "private": f"{{}} nicht gelesen: {PRIVATE}",
}


class Columns(NamedTuple):
    """What the columns that are read mean by position, those of a second person apart.

    `deputy`: the second person is the deputy of the first.
    """

    first: dict[int, str]
    second: dict[int, str]
    deputy: bool


def settled_columns(head: Head, groups: Groups, result: Listing) -> Columns:
    """Return the columns that are read; note the others and why, but for empty ones."""
    settled: dict[int, str] = {}
    left: dict[str, list[str]] = {why: [] for why in _LEFT}
    meanings = {**head.meanings, **_contacts(head), **_of_second_person(head)}
    names = _names(head, meanings, "")
    meanings |= {**names, **_names(head, meanings, FURTHER)}
    if any(meaning == "body" for meaning in names.values()):
        lines = [n for n, m in head.meanings.items() if m == f"{FURTHER}plain_name"]
        meanings |= dict.fromkeys(lines)  # „Name 1, Name 2“: two lines of the name of a body
    meanings |= dict.fromkeys(_worse(head, meanings))
    for position, heading in enumerate(head.headings):
        meaning = meanings.get(position)
        if not heading or meaning == LEFT_OUT:
            continue
        private = meaning is None and is_refused(heading)
        hidden = position in head.grid.hidden
        if not (meaning or private or hidden):
            meaning = group_of_column(head, position, groups)
        if meaning and not hidden and meaning not in settled.values():
            settled[position] = meaning
            if meaning == "carrier" and has_values(head, position):
                left["carrier"].append(heading)
        elif fold(heading) not in NUMBERING and has_values(head, position):
            reasons = {"private": private, "hidden": hidden, "marked": has_marks(head, position)}
            why = next((why for why, holds in reasons.items() if holds), "unknown")
            texts = set(texts_below(head, position))
            result.unread.update(*(fold(text).split("-") for text in texts))
            if why != "unknown" or heading not in _OWN:
                left[why].append(heading)
    result.notes += [_left_out(why, headings) for why, headings in left.items() if headings]
    first = {n: m for n, m in settled.items() if not m.startswith(FURTHER)}
    second = {n: m.removeprefix(FURTHER) for n, m in settled.items() if m.startswith(FURTHER)}
    return Columns(first, second, any(names_deputy(head.headings[n]) for n in second))


def _worse(head: Head, meanings: Mapping[int, str | None]) -> list[int]:
    """Return the empty columns and those of addresses without an „@“ beside another that is filled.

    Programs for forms add columns for name and address to those of the questions.
    """
    same: dict[str, list[int]] = {}
    for position, meaning in meanings.items():
        if meaning and meaning != LEFT_OUT:
            same.setdefault(meaning, []).append(position)
    found = []
    for meaning, positions in same.items():
        if len(positions) > 1:
            sign = "@" if meaning == "email" else ""
            full = {
                n
                for n in positions
                if n not in head.grid.hidden
                and any(text and sign in text for text in texts_below(head, n))
            }
            found += [n for n in positions if full and n not in full]
    return found


def _of_second_person(head: Head) -> dict[int, str | None]:
    """Return what columns mean otherwise, as there is a second person or none.

    Behind the name of a second person a heading that comes again is his or hers. Where no other
    column names people, the second person is the first. Columns of crosses name nobody.
    """
    found: dict[int, str | None] = {
        n: None if has_marks(head, n) else meaning
        for n, meaning in head.meanings.items()
        if meaning.startswith(FURTHER)
    }
    names = [n for n, m in found.items() if m and m.removeprefix(FURTHER) in _NAMES]
    others = {n: m for n, m in head.meanings.items() if n not in found}
    if not names:
        return dict.fromkeys(found)
    if not _NAMES & set(others.values()):
        return {n: m and m.removeprefix(FURTHER) for n, m in found.items()}
    before = {m for n, m in others.items() if n < names[0]}
    third = [n for n, heading in enumerate(head.headings) if is_of_third(heading)]
    taken = set(found.values())
    again = {
        n: f"{FURTHER}{m}"
        for n, m in others.items()
        if names[0] < n < min(third, default=n + 1)
        and m in before & OF_PERSON
        and f"{FURTHER}{m}" not in taken
    }
    return {**found, **again}


def _names(head: Head, meanings: Mapping[int, str | None], person: str) -> dict[int, str | None]:
    """Decide what a column „Name“ means for one person of a row, and which columns name nobody.

    A family name beside a first name, a person beside a body, else the body, unless people stand
    in it. Beside family and first name, another column of names is not read.
    """
    own = {
        n: m.removeprefix(person)
        for n, m in meanings.items()
        if m and m.startswith(FURTHER) == bool(person)
    }
    known = set(own.values()) | ({"body"} if person else set())
    in_two = "given_name" in known and bool({"family_name", "plain_name"} & known)
    whole = [n for n, m in own.items() if m in {"name", "reversed_name"}]
    first = next((n for n, m in own.items() if m == "given_name"), None)
    beside = None if first is None else min(whole, key=lambda n: abs(n - first), default=None)
    found: dict[int, str | None] = {}
    for n, meaning in own.items():
        if n in whole and first is not None and fold(head.headings[n]) != _WHOLE_NAME:
            # „Ansprechperson, Vorname“
            found[n] = f"{person}family_name" if n == beside and not in_two else None
        elif meaning == "name" and "reversed_name" in known:
            found[n] = None
        elif meaning == "plain_name":
            if "given_name" in known and "family_name" not in known:
                found[n] = f"{person}family_name"
            elif "body" in known:
                found[n] = None if {"name", "family_name"} & known else f"{person}name"
            else:
                people = known.isdisjoint(NAMES | OF_BODY) and _are_people(head, n)
                found[n] = "name" if people else "body"
    return found


def _are_people(head: Head, position: int) -> bool:
    """Whether most cells of a column hold names of people."""
    texts = list(filter(None, texts_below(head, position)))
    return sum(map(is_likely_person, texts)) * 2 > len(texts)


def _contacts(head: Head) -> dict[int, str | None]:
    """Return what columns like „Kontakt“ mean: numbers and addresses, else people."""
    named = _NAMES & set(head.meanings.values())
    return {
        n: m if any(map(REACHED.search, texts_below(head, n))) else None if named else "name"
        for n, m in head.meanings.items()
        if m == "contact"
    }


def _left_out(why: str, headings: list[str]) -> Note:
    """Return that columns are not read, of many only the first and the number of the rest."""
    some = [f"„{heading}“" for heading in headings[:_MOST_NAMED]]
    more = len(headings) - len(some)
    text, named = _LEFT[why], german.join([*some, f"{more} weitere"] if more else some)
    if why == "private":
        several = len(headings) > 1
        named = f"Die Spalten {named} werden" if several else f"Die Spalte {named} wird"
    return Note(None, type(text)(text.format(named)))
