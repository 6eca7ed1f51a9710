"""Where the headings of a sheet stand, and what stands below each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold
from ksnet.importing.lists.given import MARKS, NO_MARKS, Groups
from ksnet.importing.lists.headings import (
    CARRIERS,
    FURTHER,
    GROUP,
    OF_PERSON,
    WHO,
    known_heading,
    meaning_of,
)
from ksnet.importing.lists.likeness import telling_words
from ksnet.importing.lists.tables import LONGEST_VALUE, Grid, cell_text

SEARCHED_ROWS = 40  # titles and dates may precede the headings
# What precedes the name of a Gremium in headings: „Verteiler AK InsoFa“.
_LIST_OF = expression(
    r"^(?:(?:E-?Mail-?|Mail-?)?(?:verteiler(?:liste)?|liste)|Mitglied(?:er|schaft)?|Teilnehmende|Teilnahme|Mitarbeit|Einladung|Gremium)"
    r"(?:\s*:\s*|\s+)(?:(?:im|in|in der|an|am|für|zum|zur|des|der|den|die|das)\s+)*",
    re.IGNORECASE,
)
_MEMBER = frozenset(("Mitglied", "Ordentliches Mitglied", "Netzwerkmitglied"))


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
        count = len(known) + len({group_of_column(head, n, groups) for n in others} - {None})
        if count > most:
            best, most = head, count
    return best


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
    bodies = [n for n, meaning in meanings.items() if meaning == "body"]
    for n in list(bodies):
        if headings[n] in _MEMBER and len(bodies) > 1:
            meanings[n] = "name"  # „Einrichtung, Mitglied, Stellvertretung“
            bodies.remove(n)
    carriers = [n for n in bodies if fold(headings[n]) in CARRIERS]
    if len(carriers) < len(bodies):
        meanings |= dict.fromkeys(carriers, "carrier")
    return Head(grid, index, headings, meanings)


def further_head(head: Head, index: int) -> Head | None:
    """Return a row amid a list as headings in another order; None for any other row."""
    texts = [cell_text(cell) for cell in head.grid.rows[index].cells]
    meanings: dict[int, str] = {}
    others = 0
    for n, text in enumerate(texts):
        if text and (meaning := known_heading(text)):
            meanings[n] = meaning
        elif text:  # „Dienststelle, Name, Telefon, Dienstgrad“
            others += 1
            if others * 3 > len(texts) or re.search(r"[\d@]", text):
                return None
    known = set(meanings.values())
    if len(known) < max(2, others * 3) or not known & WHO or texts == head.headings:
        return None
    return Head(head.grid, index, texts, meanings, head.offset)


def group_of_column(head: Head, position: int, groups: Groups) -> str | None:
    """Return the Gremium of a column: by all words of its name, above marks also by some."""
    heading = _LIST_OF.sub("", head.headings[position])
    words = set(telling_words(heading)) if heading else set()
    if not words:
        return None
    found = {ident for known, ident in groups.items() if words == set(telling_words(known))}
    if not found and has_marks(head, position):
        found = {ident for known, ident in groups.items() if words < set(telling_words(known))}
    return f"{GROUP}{found.pop()}" if len(found) == 1 else None


def gremium_in_title(head: Head, groups: Groups) -> str:
    """Return the id of the only Gremium that the sheet or a row above names; empty for none."""
    rows = [row.cells for row in head.grid.rows[: head.at]]
    titles = [head.grid.name, *(cell_text(cell) for cells in rows for cell in cells)]
    words = set(telling_words(" ".join(filter(None, titles))[:LONGEST_VALUE]))
    found = {ident for known, ident in groups.items() if set(telling_words(known)) <= words}
    return found.pop() if len(found) == 1 else ""


def texts_below(head: Head, position: int) -> Iterator[str]:
    """Yield what stands in a column, from the top; a list has thousands of rows."""
    for row in head.grid.rows[head.at + 1 :]:
        if position < len(row.cells):
            yield cell_text(row.cells[position])


def has_values(head: Head, position: int) -> bool:
    """Whether something stands in a column; a formula counts."""
    if any(texts_below(head, position)):
        return True
    rows = {row.number for row in head.grid.rows[head.at + 1 :]}
    return any(column == position and row in rows for row, column in head.grid.formulas)


def has_marks(head: Head, position: int) -> bool:
    """Whether a column holds only marks; looks no further than the first other text."""
    found = False
    for text in texts_below(head, position):
        mark = text.casefold()
        if mark not in MARKS and mark not in NO_MARKS:
            return False
        found = found or mark in MARKS
    return found
