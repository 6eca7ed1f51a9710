"""Where the headings of a sheet stand, and what stands below each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold
from ksnet.importing.lists.given import MARKS, NO_MARKS, Groups
from ksnet.importing.lists.headings import (
    CARRIERS,
    FURTHER,
    GROUP,
    NUMBERING,
    OF_PERSON,
    WHO,
    known_heading,
    meaning_of,
)
from ksnet.importing.lists.likeness import telling_words
from ksnet.importing.lists.tables import LONGEST_VALUE, Cell, Grid, cell_text

SEARCHED_ROWS = 40  # titles and dates may precede the headings
# What precedes the name of a Gremium in headings: „Verteiler AK InsoFa“.
_LIST_OF = expression(
    r"^(?:(?:E-?Mail-?|Mail-?)?(?:verteiler(?:liste)?|liste)|Mitglied(?:er|schaft)?|Teilnehmende|Teilnahme|Mitarbeit|Einladung|Gremium)"
    r"(?:\s*:\s*|\s+)(?:(?:im|in|in der|an|am|für|zum|zur|des|der|den|die|das)\s+)*",
    re.IGNORECASE,
)
_GREMIUM = expression(
    r"(?:U?AG|AK|PG|QZ|(?:Unter|Steuerungs|Lenkungs|Projekt|Fach|Planungs|Koordinierungs)(?:arbeits)?gruppe|Arbeits(?:kreis|gruppe|gemeinschaft)|Runde[rn]? Tisch(?:es)?|Qualitätszirkel)s?\b[^(,;]*",
    re.IGNORECASE,
)
_UNFINISHED = expression(r"\w-$|\b(?:der|des)$")  # „Tele-“, „Name der“, in the row above
_DIVIDED = expression(r"(?<=\w)-[ \t]*\r?\n\s*(?=[a-zäöüß]{2})(?!und\b|oder\b|bzw\b)")
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
    """Return the row of headings: the most known columns, at least one of them a name.

    Of a list above the one with most columns, the headings are those of that list.
    """
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
    for index in range(best.at - 1 if best else 0):
        if best and further_head(best, index):
            return _head_at(grid, index, mapping)
    return best


def _head_at(grid: Grid, index: int, mapping: Mapping[str, str]) -> Head:
    """Return a row as headings, together with the row above it."""
    above = [cell_text(cell) for cell in grid.rows[index - 1].cells] if index else []
    headings = [_heading(cell) for cell in grid.rows[index].cells]
    headings = [
        _with_above(*both, mapping)
        for both in zip_longest(headings, above[: len(headings)], fillvalue="")
    ]
    meanings = {n: m for n, text in enumerate(headings) if (m := meaning_of(text, mapping))}
    for n in [n for n, m in meanings.items() if m == "street"]:
        if n + 1 < len(headings) and fold(headings[n + 1]) in NUMBERING:
            meanings[n + 1] = "house_number"
    for n, over in _over_second(above[: len(headings)], mapping):
        if meanings.get(n) in OF_PERSON:
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


def _heading(cell: Cell) -> str:
    """Return the text of a heading; a word that was divided between two lines is whole again."""
    return cell_text(_DIVIDED.sub("", cell) if isinstance(cell, str) else cell)


def _with_above(heading: str, above: str, mapping: Mapping[str, str]) -> str:
    """Return a heading; what it continues, or a known one above an empty cell, counts."""
    if not heading:
        return above if meaning_of(above, mapping) else ""
    if _UNFINISHED.search(above):
        whole = f"{above}{heading}" if above.endswith("-") else f"{above} {heading}"
        return whole if meaning_of(whole, mapping) else heading
    return heading


def _over_second(above: list[str], mapping: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield the columns below a word for a second person: `Vertretung`, above `Name`, `Telefon`."""
    over = first = ""
    for n, text in enumerate(above):
        over = text or over
        whose = meaning_of(over, mapping)
        first = first or (over if whose == "name" else "")
        if whose == f"{FURTHER}name" or (whose == "name" and over != first):
            yield n, over


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
    title = " ".join(filter(None, (head.grid.name, *_above(head))))
    words = set(telling_words(title[:LONGEST_VALUE]))
    found = {ident for known, ident in groups.items() if set(telling_words(known)) <= words}
    return found.pop() if len(found) == 1 else ""


def unknown_in_title(head: Head) -> str:
    """Return what a row above calls the list that of: `AK Sucht`; empty where it is no Gremium."""
    for title in _above(head):
        if match := _GREMIUM.match(_LIST_OF.sub("", title[:LONGEST_VALUE])):
            return match[0].strip(" :")
    return ""


def _above(head: Head) -> Iterator[str]:
    """Yield what stands above the headings."""
    for row in head.grid.rows[: head.at]:
        yield from filter(None, map(cell_text, row.cells))


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
