"""Where the headings of a sheet are, and which of its columns are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold
from ksnet.importing.lists.given import MARKS, NO_MARKS, Groups
from ksnet.importing.lists.headings import (
    CARRIERS,
    FURTHER,
    GROUP,
    LEFT_OUT,
    OF_PERSON,
    PRIVATE,
    WHO,
    is_refused,
    known_heading,
    meaning_of,
    names_deputy,
)
from ksnet.importing.lists.likeness import telling_words
from ksnet.importing.lists.naming import is_likely_person
from ksnet.importing.lists.tables import Grid, Listing, cell_text
from ksnet.importing.notes import Note, Question
from ksnet.records import german

SEARCHED_ROWS = 40  # titles and dates may precede the headings

# What precedes the name of a Gremium in headings: „Verteiler AK InsoFa“.
_LIST_OF = expression(
    r"^(?:(?:E-?Mail-?|Mail-?)?(?:verteiler(?:liste)?|liste)|Mitglied(?:er|schaft)?|Teilnehmende|Teilnahme|Mitarbeit|Einladung|Gremium)"
    r"(?:\s*:\s*|\s+)(?:(?:im|in|in der|an|am|für|zum|zur|des|der|den|die|das)\s+)*",
    re.IGNORECASE,
)
_MEMBER = frozenset(("Mitglied", "Ordentliches Mitglied", "Netzwerkmitglied"))
_WHOLE_NAME = "vollstaendiger-name"  # of address books, beside its parts
_NAMES = frozenset(("name", "reversed_name", "plain_name", "family_name"))
_REACHED = expression(r"@|\d[\d /-]{4}")
# Beside one of these, „Name“ is that of a body.
_OF_BODIES = (_NAMES - {"plain_name"}) | {
    "street",
    "postcode",
    "city",
    "town",
    "address",
    "website",
}
_MOST_NAMED = 8  # columns named one by one in a note
_OWN = {"Hinweis"}  # written by ksnet, and read elsewhere
_NUMBERING = frozenset(("nr", "lfd-nr", "lfd", "nummer", "lfdnr", "no", "id"))

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


class Head(NamedTuple):
    """A row of headings, with the meanings of those that are known by position.

    Users see the numbers of its rows with the `offset` of its sheet.
    """

    grid: Grid
    at: int
    headings: list[str]
    meanings: dict[int, str]
    offset: int = 0


def head_of(grid: Grid, mapping: Mapping[str, str], groups: Groups) -> Head | None:
    """Return the row of headings: the most known columns, at least one of them a name."""
    best: Head | None = None
    most = 1
    for index in range(min(len(grid.rows), SEARCHED_ROWS)):
        head = _head_at(grid, index, mapping)
        known = set(head.meanings.values())
        if not known & WHO:
            continue
        others = (n for n, text in enumerate(head.headings) if text and n not in head.meanings)
        count = len(known) + len({_group(head, n, groups) for n in others} - {None})
        if count > most:
            best, most = head, count
    return best


class Columns(NamedTuple):
    """What the columns that are read mean by position, those of a second person apart.

    `deputy`: the second person is the deputy of the first.
    """

    first: dict[int, str]
    second: dict[int, str]
    deputy: bool


def _head_at(grid: Grid, index: int, mapping: Mapping[str, str]) -> Head:
    """Return a row as headings; where it is empty, a known one right above counts."""
    headings = [cell_text(cell) for cell in grid.rows[index].cells]
    above = grid.rows[index - 1].cells if index else ()
    for n, cell in enumerate(above[: len(headings)]):
        if not headings[n] and meaning_of(cell_text(cell), mapping):
            headings[n] = cell_text(cell)
    meanings = {n: m for n, text in enumerate(headings) if (m := meaning_of(text, mapping))}
    over = ""
    for n, cell in enumerate(above[: len(headings)]):  # „Vertretung“ above „Name“ and „Telefon“
        over = cell_text(cell) or over
        if meanings.get(n) in OF_PERSON and meaning_of(over, mapping) == f"{FURTHER}name":
            headings[n] = f"{over}: {headings[n]}"
            meanings[n] = f"{FURTHER}{meanings[n]}"
    names = [n for n, meaning in meanings.items() if meaning == "plain_name"]
    if len(names) > 1 and "body" not in meanings.values():
        meanings[names[0]] = "body"  # „Name, Straße, Ort, Name, Vorname“
    for n, text in enumerate(headings):
        if (
            text in _MEMBER
            and meanings.get(n) == "body"
            and list(meanings.values()).count("body") > 1
        ):
            meanings[n] = "name"  # „Einrichtung, Mitglied, Stellvertretung“
    bodies = [n for n, meaning in meanings.items() if meaning == "body"]
    carriers = [n for n in bodies if fold(headings[n]) in CARRIERS]
    if len(carriers) < len(bodies):
        meanings |= dict.fromkeys(carriers, "carrier")
    return Head(grid, index, headings, meanings)


def further_head(head: Head, index: int) -> Head | None:
    """Return a row amid a list as headings in another order; None for any other row."""
    texts = [cell_text(cell) for cell in head.grid.rows[index].cells]
    meanings: dict[int, str] = {}
    for n, text in enumerate(texts):
        meaning = known_heading(text) if text else ""
        if meaning is None:
            return None
        if meaning:
            meanings[n] = meaning
    known = set(meanings.values())
    if len(known) < 2 or not known & WHO or texts == head.headings:
        return None
    return Head(head.grid, index, texts, meanings, head.offset)


def settled_columns(head: Head, groups: Groups, result: Listing) -> Columns:
    """Return the columns that are read; note the others and why, but for empty ones."""
    settled: dict[int, str] = {}
    left: dict[str, list[str]] = {why: [] for why in _LEFT}
    meanings = {**head.meanings, **_contacts(head), **_of_second_person(head)}
    meanings |= {**_names(head, meanings, ""), **_names(head, meanings, FURTHER)}
    for position, heading in enumerate(head.headings):
        meaning = meanings.get(position)
        if not heading or meaning == LEFT_OUT:
            continue
        private = meaning is None and is_refused(heading)
        hidden = position in head.grid.hidden
        meaning = meaning or (None if private or hidden else _group(head, position, groups))
        if meaning and not hidden and meaning not in settled.values():
            settled[position] = meaning
            if meaning == "carrier" and _has_values(head, position):
                left["carrier"].append(heading)
        elif fold(heading) not in _NUMBERING and _has_values(head, position):
            marked = _has_marks(head, position)
            why = (
                "private" if private else "hidden" if hidden else "marked" if marked else "unknown"
            )
            result.unread.update(*(fold(text).split("-") for text in _texts(head, position)))
            if why != "unknown" or heading not in _OWN:
                left[why].append(heading)
    for why, headings in left.items():
        if headings:
            text, named = _LEFT[why], _some(headings)
            if why == "private":
                named = (
                    f"Die Spalte{f'n {named} werden' if len(headings) > 1 else f' {named} wird'}"
                )
            result.notes.append(Note(None, type(text)(text.format(named))))
    return _parted(head, settled)


def _of_second_person(head: Head) -> dict[int, str | None]:
    """Return what columns mean otherwise, as there is a second person or none.

    Behind the name of a second person a heading that comes again is his or hers. Where no other
    column names people, the second person is the first. Columns of crosses name nobody.
    """
    found: dict[int, str | None] = {
        n: None if _has_marks(head, n) else meaning
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
    taken = set(found.values())
    again = {
        n: f"{FURTHER}{m}"
        for n, m in others.items()
        if n > names[0] and m in before & OF_PERSON and f"{FURTHER}{m}" not in taken
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
    found: dict[int, str | None] = {}
    for n, meaning in own.items():
        if meaning in {"name", "reversed_name"}:
            if in_two and fold(head.headings[n]) != _WHOLE_NAME:
                found[n] = None
        elif meaning == "plain_name":
            if "given_name" in known and "family_name" not in known:
                found[n] = f"{person}family_name"
            elif "body" in known:
                found[n] = None if {"name", "family_name"} & known else f"{person}name"
            else:
                found[n] = (
                    "name" if known.isdisjoint(_OF_BODIES) and _are_people(head, n) else "body"
                )
    return found


def _are_people(head: Head, position: int) -> bool:
    """Whether most cells of a column hold names of people."""
    rows = [row.cells for row in head.grid.rows[head.at + 1 :]]
    texts = [
        text for cells in rows if (text := cell_text(dict(enumerate(cells)).get(position, "")))
    ]
    return sum(map(is_likely_person, texts)) * 2 > len(texts)


def _contacts(head: Head) -> dict[int, str | None]:
    """Return what columns like „Kontakt“ mean: numbers and addresses, else people."""
    named = _NAMES & set(head.meanings.values())
    return {
        n: m if any(map(_REACHED.search, _texts(head, n))) else None if named else "name"
        for n, m in head.meanings.items()
        if m == "contact"
    }


def _parted(head: Head, settled: Mapping[int, str]) -> Columns:
    """Return settled columns by person."""
    first = {n: m for n, m in settled.items() if not m.startswith(FURTHER)}
    second = {n: m.removeprefix(FURTHER) for n, m in settled.items() if m.startswith(FURTHER)}
    deputy = any(names_deputy(head.headings[n]) for n in second)
    return Columns(first, second, deputy)


def _some(headings: list[str]) -> str:
    """Return headings as part of a sentence, of many only the first and the number of the rest."""
    named = [f"„{heading}“" for heading in headings[:_MOST_NAMED]]
    more = len(headings) - len(named)
    return german.join([*named, f"{more} weitere"] if more else named)


def _group(head: Head, position: int, groups: Groups) -> str | None:
    """Return the Gremium of a column: by all words of its name, above marks also by some."""
    heading = _LIST_OF.sub("", head.headings[position])
    words = set(telling_words(heading)) if heading else set()
    if not words:
        return None
    found = {ident for known, ident in groups.items() if words == set(telling_words(known))}
    if not found and _has_marks(head, position):
        found = {ident for known, ident in groups.items() if words < set(telling_words(known))}
    return f"{GROUP}{found.pop()}" if len(found) == 1 else None


def _texts(head: Head, position: int) -> set[str]:
    return {
        cell_text(row.cells[position]).casefold()
        for row in head.grid.rows[head.at + 1 :]
        if position < len(row.cells)
    }


def _has_values(head: Head, position: int) -> bool:
    """Whether something stands in a column; a formula counts."""
    rows = {row.number for row in head.grid.rows[head.at + 1 :]}
    return bool(_texts(head, position) - {""}) or any(
        column == position and row in rows for row, column in head.grid.formulas
    )


def _has_marks(head: Head, position: int) -> bool:
    """Whether a column holds only marks."""
    cells = _texts(head, position)
    return bool(cells & MARKS) and cells <= MARKS | {""} | NO_MARKS
