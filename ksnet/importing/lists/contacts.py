"""Read contacts (vCard 2.1 to 4.0: RFC 2426, RFC 6350) as a list with our own headings."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator

from ksnet.basics.expressions import expression
from ksnet.importing.lists.tables import MOST_ROWS, Grid, Row, list_too_large, tidy_cell
from ksnet.importing.lists.textfiles import unescaped_text
from ksnet.importing.notes import Note

_HEADINGS = (
    "Stelle", "Nachname", "Vorname", "Titel", "Funktion", "Rolle", "E-Mail der Person",
    "Telefon der Person", "E-Mail der Stelle", "Internetseite", "Gebäude", "Straße", "PLZ", "Ort",
)  # fmt: skip
_LINE = expression(r"(?:[\w-]+\.)?([A-Za-z-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)")

Card = dict[str, list[str]]  # the parts of the first value of each property


def read_contacts(name: str, text: str) -> Grid:
    """Return the contacts in a text as a sheet; raises UsageProblem for too many."""
    grid = Grid("", [Row(0, _HEADINGS)], part="Kontakte nennen nicht jede Stelle")
    others = []
    for number, card in _cards(text):
        if len(grid.rows) > MOST_ROWS:
            raise list_too_large(name)
        family, given, _, title, *_ = [*card.get("N", []), *[""] * 5]
        body, shown = ", ".join(filter(None, card.get("ORG", []))), _first(card, "FN")
        email, phone = _first(card, "EMAIL"), _first(card, "TEL")
        _, building, street, city, _, postcode, *_ = [*card.get("ADR", []), *[""] * 7]
        at = (building, street, postcode, city)
        if family:
            person = (title, _first(card, "TITLE"), _first(card, "ROLE"), email, phone)
            grid.rows.append(Row(number, (body, family, given, *person, "", "", "", "", "", "")))
        elif body and shown in {body, ""}:
            grid.rows.append(Row(number, (body, *[""] * 7, email, _first(card, "URL"), *at)))
        else:
            others.append(shown)
    if others:
        grid.notes.append(
            Note(None, f"Weder Person noch Stelle und deshalb nicht gelesen: {', '.join(others)}.")
        )
    return grid


def _first(card: Card, name: str) -> str:
    return next(iter(card.get(name, [])), "")


def _cards(text: str) -> Iterator[tuple[int, Card]]:
    """Yield each card with its number; the lines are unfolded already."""
    number, card = 0, Card()
    if "QUOTED-PRINTABLE" in text.upper():
        text = re.sub(r"=\r?\n", "", text)  # its own way to fold a line (vCard 2.1, section 2.1.3)
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        name, parameters, value = match[1].upper(), match[2].upper(), match[3]
        if name == "BEGIN":
            number, card = number + 1, Card()
        elif name == "END" and card:
            yield number, card
            card = Card()
        else:
            if "QUOTED-PRINTABLE" in parameters:
                value = quopri.decodestring(value.encode()).decode("utf-8", "replace")
            card.setdefault(
                name, [tidy_cell(unescaped_text(part)) for part in re.split(r"(?<!\\);", value)]
            )
