"""The rows of a list as values by the meaning of their columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.importing.lists.cells import contact_in
from ksnet.importing.lists.columns import Columns, Head, further_head, head_of, settled_columns
from ksnet.importing.lists.given import Groups
from ksnet.importing.lists.headings import PERSON_MEANINGS, says_nothing
from ksnet.importing.lists.no_names import is_same_again, is_state
from ksnet.importing.lists.people import is_vacant, names_nobody
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
from ksnet.importing.notes import NEXT_SHEET, Note, Question
from ksnet.records import german
from ksnet.records.vocabulary import PersonRole

# What stands above people who have left, names their sheet, or is their status; and above others.
_FORMER = expression(
    r"(?:(?:ehemalige|frühere|ausgeschiedene|ausgetretene|inaktive|passive|ruhende|alte|gelöschte|archivierte|abgemeldete|verstorbene)[rns]?"
    r"(?:\s+\w*(?:mitglied|stelle|einrichtung|person|teilnehm|vertret|institution|partner|ansprech|kolleg|netzwerk)\w*.*)?"
    r"|(?:ehemals|ehem\.|ausgeschieden|ausgetreten|inaktiv|passiv|ruhend|ruht|gekündigt|beendet|gelöscht|abgemeldet|verstorben|archiv|nicht mehr (?:aktiv|dabei|mitglied\w*|im netzwerk))(?:\s(?:am|zum|seit|im|ab|bis)\b.*)?"
    r")[\s:(\d).-]*",
    re.IGNORECASE,
)
_CURRENT = expression(
    r"\b(?:aktiv|aktuell|ordentlich|ständig|beratend|stellvertretend|neue?)\w*\s|mitglieder\b|\bGäste\b",
    re.IGNORECASE,
)
_ACTIVE = expression(r"aktive?[rs]?(?: Mitglied)?|Mitglied|ja|x|ok", re.IGNORECASE)
_FOOTNOTE = expression(
    r"(?s:(?P<text>.*\w[.)]?)\s?(?P<sign>\*+|[¹²³⁴-⁹⁰]+)|(?P<other>[^(]*\w)\s\d\))"
)
_LOST = expression(r"[^\W\d_]\?[^\W\d_]")  # „M?ller“, of a program that does not know the letter
_SIGNS = frozenset("*¹²³⁴⁵⁶⁷⁸⁹⁰")
_LEGEND = expression(r"(\*+|[¹²³⁴-⁹⁰]+)[\s=:]*(.+)")
_WITH_FOOTNOTES = frozenset(("body", "name", "reversed_name", "family_name", "given_name"))
_HEADINGS_AGAIN = "Die Zeile besteht aus Überschriften; sie gelten für die Zeilen darunter."
_WHICH_BODY = frozenset(("body", "body_id", "city", "town", "address"))
_NO_SECOND = "Zu einer zweiten Person steht hier etwas, aber kein Name; nicht übernommen."
_TOO_WIDE = Question(
    "Die Zeile hat mehr Felder als die Überschriften, wohl ein Trennzeichen zu viel; nichts übernommen. Dort Anführungszeichen um den Text setzen."
)


def listing_of(
    grids: Iterable[Grid], mapping: Mapping[str, str], sheet: str | None, name: str, groups: Groups
) -> Listing:
    """Return the list in a file: the named sheet, all (`ALL`), or the one with most entries.

    A workbook that ksnet has written gives the rows of all its sheets with ids. Raises
    UsageProblem.
    """
    grids = list(grids)
    wanted = _wanted_sheets(grids, sheet, name)
    heads = [head for grid in grids if (head := head_of(grid, mapping, groups))]
    found = [head for head in heads if head.grid.name in wanted]
    if not found:
        raise _without_headings(grids, name)
    best = max(found, key=lambda head: (len(set(head.meanings.values())), len(head.grid.rows)))
    own = [head for head in found if "body_id" in head.meanings.values()]
    everything = sheet is not None and sheet not in wanted
    chosen = found if everything else own if best in own else [best]
    if best.grid.fault:
        raise UsageProblem(best.grid.fault)
    others = [head for head in heads if head not in chosen and head.grid.name]
    result = Listing([], [], frozenset(), part=best.grid.part)
    if others and best not in own:
        result.part = "Das Blatt ist eines von mehreren"
    for number, head in enumerate(chosen):
        _add(result, head._replace(offset=0 if best in own else number * NEXT_SHEET), groups)
    if others and sheet is None:
        names = german.join(f"„{head.grid.name}“" for head in others)
        text = Question(
            f"Gelesen wird {german.join(f'„{name}“' for name in result.sheets)}; auch eine Liste sein könnte {names}. Mit --sheet BLATT wählen, mit --sheet ALL alle."
        )
        result.notes.append(Note(None, text))
    _refuse_empty(result, name)
    return result


def _wanted_sheets(grids: Collection[Grid], sheet: str | None, name: str) -> set[str]:
    """Return the names of the sheets that may be read; raises UsageProblem for an unknown one."""
    there = [grid.name for grid in grids]
    if sheet in there:
        return {sheet}
    if sheet is None or sheet.casefold() in {"all", "alle"}:
        return set(there)
    names = german.join(f"„{one}“" for one in there if one)
    raise UsageProblem(
        f"Ein Blatt „{sheet}“ gibt es in {name} nicht." + (f" Vorhanden: {names}." if names else "")
    )


def _without_headings(grids: Iterable[Grid], name: str) -> UsageProblem:
    """Return the error for a file without headings, or for what damages it above them."""
    if faults := [grid.fault for grid in grids if grid.fault]:
        return UsageProblem(faults[0])
    return UsageProblem(
        f"In {name} ist keine Zeile mit wenigstens zwei Spaltenüberschriften zu finden, etwa Institution, Name, Vorname, E-Mail, Telefon.\n"
        "Überschriften ergänzen oder mit --mapping DATEI sagen, was die Spalten bedeuten."
    )


def _refuse_empty(result: Listing, name: str) -> None:
    """Raise UsageProblem where no column names the bodies, or no row follows the headings."""
    if not result.columns & {"body", "body_id"}:
        raise UsageProblem(
            f"In {name} sagt keine Spalte, zu welcher Stelle jemand gehört (Überschrift etwa Einrichtung, Institution, Träger).\n"
            "Überschrift ergänzen oder mit --mapping DATEI sagen, was die Spalten bedeuten."
        )
    if not result.lines and not any(note.row for note in result.notes):
        raise UsageProblem(
            f"In {name} steht unter den Überschriften nichts, also wird nichts geändert.\n"
            "Wurde die richtige Datei gespeichert, mit den Zeilen und ohne Filter?"
        )


def _add(result: Listing, head: Head, groups: Groups) -> None:
    grid, offset = head.grid, head.offset
    result.sheets.append(grid.name)
    result.notes += [Note(note.row and note.row + offset, note.text) for note in grid.notes]
    columns = _begun(result, head, groups)
    overflowing = _overflowing(head)
    left = _marks_of_former(head)
    former = grid.name if _FORMER.fullmatch(grid.name) else ""
    above, above_second = dict[str, Cell](), dict[str, Cell]()
    for index, row in enumerate(grid.rows[head.at + 1 :], start=head.at + 1):
        texts = {text for cell in row.cells if (text := cell_text(cell))}
        if len(texts) == 1:
            only = texts.pop()
            if _FORMER.fullmatch(only):
                former = only
                continue
            former = "" if _CURRENT.search(only) else former
        if (further := further_head(head, index)) is not None:
            result.notes.append(Note(row.number + offset, _HEADINGS_AGAIN))
            head, columns = further, _begun(result, further, groups)
            continue
        line = _line(head, row, columns.first, above, result)
        second = _line(head, row, columns.second, above_second, result)
        if not (line.values or second.values) or _is_heading_again(row.cells, head.headings):
            continue
        result.lines.append(line)
        _add_second(result, columns, line, second)
        _tell_rest(result, head, row, line)
        body = cell_text(line.values.get("body", ""))
        if row.number in overflowing or _is_garbled(body) or (line.more and not body):
            result.unreadable = True
        why = (
            _TOO_WIDE
            if row.number in overflowing
            else _gone(former, (line.marks | second.marks) & left)
        )
        if why := why or _unread(grid, row.number, line, {**columns.first, **columns.second}):
            result.refused[line.number] = why


def _add_second(result: Listing, columns: Columns, line: TableRow, second: TableRow) -> None:
    """Add the second person of a row as a row of the same body; nobody adds nothing."""
    if is_vacant(second.values) and not second.more:
        if not names_nobody(second.values) and second.values:
            result.notes.append(Note(line.number, _NO_SECOND))
        return
    values = {key: cell for key, cell in line.values.items() if key in _WHICH_BODY}
    if columns.deputy:
        values["role"] = PersonRole.STELLVERTRETUNG.label
    both = {**values, **second.values}
    result.lines.append(TableRow(line.number, both, second.more, second.marks, second=True))


def _gone(former: str, marks: Collection[str]) -> str:
    """Return that somebody has left by the heading above, or by a footnote; empty for others."""
    if former:
        return Question(
            f"Steht unter „{former}“; nichts übernommen. Ist jemand ausgeschieden: ksnet end."
        )
    if marks:
        return Question(
            f"Nach der Fußnote ({min(marks)}) ausgeschieden; nichts übernommen. Ist es so: ksnet end."
        )
    return ""


def _begun(result: Listing, head: Head, groups: Groups) -> Columns:
    """Return the columns below a row of headings, and note their meanings."""
    columns = settled_columns(head, groups, result)
    result.columns |= set(columns.first.values()) - {"status"}
    return columns


def _overflowing(head: Head) -> set[int]:
    """Return the rows that alone have more cells than there are headings: shifted ones."""
    rows = [row for row in head.grid.rows[head.at + 1 :] if any(row.cells)]
    wide = {row.number for row in rows if any(row.cells[len(head.headings) :])}
    return wide if len(wide) * 2 < len(rows) else set()


def _marks_of_former(head: Head) -> set[str]:
    """Return the marks that mean somebody has left, by the legend: `* ausgeschieden`."""
    texts = (cell_text(cell) for row in head.grid.rows[head.at + 1 :] for cell in row.cells)
    legends = (match for text in texts if text[:1] in _SIGNS and (match := _LEGEND.fullmatch(text)))
    return {match[1] for match in legends if _FORMER.fullmatch(match[2])}


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


def _line(
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
    if "contact" in values and _part_contact(values):
        told.append(
            "Von den Kontaktdaten sind höchstens eine Nummer und eine E-Mail-Adresse übernommen."
        )
    if values or "body" not in meanings.values():  # a row, or what a second person has in one
        result.notes += [Note(number, text) for text in dict.fromkeys(told)]
    return TableRow(number, values, more, frozenset(marks))


def _part_contact(values: dict[str, Cell]) -> bool:
    """Replace contact data in one cell by phone and mail address; return whether more is left."""
    found, rest = contact_in(tidy_cell(str(values.pop("contact"))))
    values |= {key: text for key, text in found.items() if key not in values}
    return rest or any(values[key] != text for key, text in found.items())


def _tell_rest(result: Listing, head: Head, row: Row, line: TableRow) -> None:
    """Note what stands in a row beside the columns that are read, and a status."""
    if any(
        (text := cell_text(cell)) and not text.isdecimal()
        for position, cell in enumerate(row.cells)
        if position >= len(head.headings) or not head.headings[position]
    ):
        text = "In einer Spalte ohne Überschrift steht etwas; es wird nicht übernommen."
        result.notes.append(Note(line.number, text))
    status = cell_text(line.values.get("status", ""))
    if status and not _ACTIVE.fullmatch(status) and not _FORMER.fullmatch(status):
        said = "ist persönlich und" if is_state(status) else f"„{status}“"
        result.notes.append(Note(line.number, f"Der Status {said} wird nicht übernommen."))


def _unread(grid: Grid, number: int, line: TableRow, meanings: Iterable[int]) -> str:
    """Return why a row only proves that somebody is still there; empty for others."""
    status = cell_text(line.values.get("status", ""))
    struck = [grid.struck[number, one] for one in meanings if (number, one) in grid.struck]
    if number in grid.unseen or struck:
        return grid.unseen.get(number) or struck[0]
    texts = {key: cell for key, cell in line.values.items() if isinstance(cell, str)}
    garbled = any(_is_garbled(text) for key, text in texts.items() if key in _WITH_FOOTNOTES)
    if garbled or any("\ufffd" in text for text in texts.values()):
        return Question(
            "Hier steht ein Zeichen, das nicht zu lesen ist; nichts übernommen. Vielleicht hilft --encoding."
        )
    if _FORMER.fullmatch(status) and not any(key.endswith("until") for key in line.values):
        return Question(
            f"Der Status ist „{status}“; nichts übernommen. Ist jemand ausgeschieden: ksnet end."
        )
    return ""


def _is_garbled(name: str) -> bool:
    return "\ufffd" in name or _LOST.search(name) is not None


def _is_heading_again(cells: Iterable[Cell], headings: list[str]) -> bool:
    texts = [cell_text(cell) for cell in cells]
    return sum(a == b != "" for a, b in zip(texts, headings, strict=False)) >= 2
