"""One row of a list as values by the meaning of its columns, and why it is not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold
from ksnet.importing.lists.cells import REACHED, contact_in, name_and_address
from ksnet.importing.lists.given import LABELS, MARKS, NO_MARKS
from ksnet.importing.lists.headings import NAMES, PERSON_MEANINGS, says_nothing
from ksnet.importing.lists.heads import Head
from ksnet.importing.lists.naming import names_in
from ksnet.importing.lists.no_names import is_same_again, is_state
from ksnet.importing.lists.tables import (
    Cell,
    Grid,
    Listing,
    Row,
    TableRow,
    cell_text,
    is_error,
    tidy_cell,
)
from ksnet.importing.notes import Note, Question
from ksnet.records import german

# What stands above people who have left, names their sheet, or is their status; and above others.
FORMER = expression(
    r"(?:(?:ehemalige|frühere|ausgeschiedene|ausgetretene|inaktive|passive|ruhende|alte|gelöschte|archivierte|abgemeldete|verstorbene)[rns]?"
    r"(?:\s+\w*(?:mitglied|stelle|einrichtung|person|teilnehm|vertret|institution|partner|ansprech|kolleg|netzwerk)\w*.*)?"
    r"|(?:ehemals|ehem\.|ausgeschieden|ausgetreten|inaktiv|passiv|ruhend|ruht|gekündigt|beendet|gelöscht|abgemeldet|verstorben|archiv|nicht mehr (?:aktiv|dabei|mitglied\w*|im netzwerk))(?:\s(?:am|zum|seit|im|ab|bis)\b.*)?"
    r")[\s:(\d).-]*",
    re.IGNORECASE,
)
_ACTIVE = expression(r"aktive?[rs]?(?: Mitglied)?|Mitglied|ja|x|ok", re.IGNORECASE)
_FOOTNOTE = expression(
    r"(?s:(?P<text>.*\w[.)]?)\s?(?P<sign>\*+|[¹²³⁴-⁹⁰]+)|(?P<other>[^(]*\w)\s?\d\))"
)
_LOST = expression(r"[^\W\d_]\?[^\W\d_]")  # „M?ller“, of a program that does not know the letter
_NAMES = NAMES | {"given_name"}
_PARTED = frozenset(("body", "name", "reversed_name"))
# What marks a contact as private, by the heading of an address book.
_YES = frozenset(("ein", "true", "wahr", "ja", "yes"))
_CLOSED = frozenset(("privat", "private", "vertraulich", "confidential"))
_PRIVATE = {"privat": _YES, "private": _YES, "vertraulichkeit": _CLOSED, "sensitivity": _CLOSED}
_KINDS = {"email_kind": "email", "phone_kind": "phone"}
_HOME = frozenset(("home", "privat"))
_WITH_FOOTNOTES = _NAMES | {"body"}


def line_of(
    head: Head, row: Row, meanings: Mapping[int, str], above: dict[str, Cell], result: Listing
) -> TableRow:
    """Return the values of a row, also for `above`; note what of it is not read."""
    grid, number, values = head.grid, row.number + head.offset, dict[str, Cell]()
    told: list[str] = []
    marks = set[str]()
    for position, meaning in meanings.items():
        cell = row.cells[position] if position < len(row.cells) else ""
        formula = (row.number, position) in grid.formulas
        value, why = _read_cell(cell, meaning, above, formula=formula)
        if why:
            told.append(f"In der Spalte „{head.headings[position]}“ steht ein{why}")
        if meaning == "status" and fold(head.headings[position]).startswith("aktiv"):
            value = _as_status(value)
        if cell_text(value) and meaning not in values:
            values[meaning] = above[meaning] = value
    more = bool(told)
    for meaning in sorted(_WITH_FOOTNOTES & values.keys()):
        if mark := _FOOTNOTE.fullmatch(str(values[meaning])):
            values[meaning] = mark["text"] or mark["other"]
            marks.add(mark["sign"])
            told.append("Ein Zeichen für eine Fußnote ist weggelassen.")
    if carrier := values.pop("carrier", None):
        values.setdefault("body", carrier)
    told += filter(None, (_part(values, key) for key in _PARTED & values.keys()))
    if "contact" in values and _part_contact(values):
        told.append(
            "Von den Kontaktdaten sind höchstens eine Nummer und eine E-Mail-Adresse übernommen."
        )
    told += _private_taken_out(values)
    if values or "body" not in meanings.values():  # a row, or what a second person has in one
        result.notes += [Note(number, text) for text in dict.fromkeys(told)]
    return TableRow(number, values, more, frozenset(marks))


def _as_status(value: Cell) -> Cell:
    """Return what „ja“ and „nein“ below „aktiv“ say of a member; any other value stays."""
    said = cell_text(value).casefold()
    if not said:
        return ""
    return "aktiv" if said in MARKS else "inaktiv" if said in NO_MARKS else value


def _read_cell(
    cell: Cell, meaning: str, above: Mapping[str, Cell], *, formula: bool
) -> tuple[Cell, str]:
    """Return the value of a cell, empty for none, „dito“ as what stands `above`.

    The second is what is told, as the end of „In der Spalte … steht ein“.
    """
    if formula:
        return "", "e Formel; sie wird nicht ausgewertet. In Excel als Wert einfügen."
    if is_error(cell):
        return "", " Fehlerwert von Excel; nicht übernommen."
    text = cell_text(cell)
    if not text or says_nothing(meaning, cell):
        return "", ""
    if meaning in PERSON_MEANINGS or not is_same_again(text):
        return cell, ""
    if meaning not in above:
        return "", " Verweis auf eine andere Zeile, in der nichts steht; nicht übernommen."
    bracket = "e Klammer hinter einem Verweis; sie ist nicht übernommen." if "(" in text else ""
    return above[meaning], bracket


def _part_contact(values: dict[str, Cell]) -> bool:
    """Replace contact data in one cell by phone, mail and name; return whether more is left."""
    found, rest = contact_in(tidy_cell(str(values.pop("contact"))))
    names = names_in(rest) if rest and _NAMES.isdisjoint(values) else None
    if names and all(one.given_name or one.form_of_address or one.title for one in names):
        found, rest = found | {"name": rest}, ""
    rest += found.pop("fax", "")
    values |= {key: text for key, text in found.items() if key not in values}
    return bool(rest) or any(values[key] != text for key, text in found.items())


def _part(values: dict[str, Cell], column: str) -> str:
    """Take contact data, and of a body the address, out of the cell of a name; return what is told.

    Values that have a column of their own go before those.
    """
    text = tidy_cell(str(values[column]))
    of_body = column == "body"
    text, address = name_and_address(text) if of_body else (text, "")
    found, rest = contact_in(text) if REACHED.search(text) else ({}, text)
    if not rest or not (found or address):
        return ""
    values[column] = rest
    lost = [found.pop(key, "") for key in (("fax", "phone") if of_body else ("fax",))]
    if of_body:
        found = {"body_email": found.get("email", ""), "address": address}
    lost += [one for key, one in found.items() if one and values.setdefault(key, one) != one]
    told = "In der Zelle steht mehr als der Name"
    return (
        f"{told}; nicht übernommen: {german.join(filter(None, lost))}."
        if any(lost)
        else f"{told}: Anschrift oder Kontaktdaten; sie sind getrennt übernommen."
    )


def _private_taken_out(values: dict[str, Cell]) -> Iterator[str]:
    """Take out what an address book calls private; yield what is told."""
    for kind, key in _KINDS.items():
        if fold(cell_text(values.pop(kind, ""))) in _HOME and values.pop(key, ""):
            yield f"{LABELS[key]} ist als privat gekennzeichnet; nicht übernommen."


def tell_rest(result: Listing, head: Head, row: Row, line: TableRow) -> None:
    """Note what stands in a row beside the columns that are read, and a status."""
    if any(
        (text := cell_text(cell)) and not text.isdecimal()
        for position, cell in enumerate(row.cells)
        if position >= len(head.headings) or not head.headings[position]
    ):
        text = "In einer Spalte ohne Überschrift steht etwas; es wird nicht übernommen."
        result.notes.append(Note(line.number, text))
    status = cell_text(line.values.get("status", ""))
    if status and not _ACTIVE.fullmatch(status) and not FORMER.fullmatch(status):
        said = "ist persönlich und" if is_state(status) else f"„{status}“"
        result.notes.append(Note(line.number, f"Der Status {said} wird nicht übernommen."))


def why_unread(grid: Grid, number: int, line: TableRow, meanings: Iterable[int]) -> str:
    """Return why a row only proves that somebody is still there; empty for others."""
    status = cell_text(line.values.get("status", ""))
    remark = re.split(r"[,;(]", cell_text(line.values.get("remarks", "")))[0].strip()
    struck = [grid.struck[number, one] for one in meanings if (number, one) in grid.struck]
    if number in grid.unseen or struck:
        return grid.unseen.get(number) or struck[0]
    texts = {key: cell for key, cell in line.values.items() if isinstance(cell, str)}
    garbled = any(is_garbled(text) for key, text in texts.items() if key in _WITH_FOOTNOTES)
    why = ""
    if garbled or any("\ufffd" in text for text in texts.values()):
        why = "Hier steht ein Zeichen, das nicht zu lesen ist; nichts übernommen. Vielleicht hilft --encoding."
    elif any(key.endswith("until") for key in line.values):
        pass  # it says when
    elif FORMER.fullmatch(remark):
        why = "Die Bemerkung sagt, dass jemand ausgeschieden ist; nichts übernommen. Ist es so: ksnet end."
    elif FORMER.fullmatch(status):
        why = f"Der Status ist „{status}“; nichts übernommen. Ist jemand ausgeschieden: ksnet end."
    return Question(why)


def is_private(head: Head, row: Row) -> bool:
    """Whether an address book marks a row as private."""
    return any(
        (marks := _PRIVATE.get(fold(heading))) and fold(cell_text(cell)) in marks
        for heading, cell in zip(head.headings, row.cells, strict=False)
    )


def is_garbled(name: str) -> bool:
    """Whether letters of a name are lost: `M?ller`."""
    return "\ufffd" in name or _LOST.search(name) is not None
