"""The rows of the sheets of a file that are its list."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.importing.lists.columns import Columns, settled_columns
from ksnet.importing.lists.given import Groups
from ksnet.importing.lists.heads import (
    Head,
    further_head,
    gremium_in_title,
    head_of,
    unknown_in_title,
)
from ksnet.importing.lists.people import is_vacant, names_nobody
from ksnet.importing.lists.row_values import (
    FORMER,
    is_garbled,
    is_private,
    line_of,
    tell_rest,
    why_unread,
)
from ksnet.importing.lists.tables import Cell, Grid, Listing, TableRow, cell_text
from ksnet.importing.notes import NEXT_SHEET, Note, Question
from ksnet.records import german
from ksnet.records.vocabulary import PersonRole

_CURRENT = expression(
    r"\b(?:aktiv|aktuell|ordentlich|ständig|beratend|stellvertretend|neue?)\w*\s|mitglieder\b|\bGäste\b",
    re.IGNORECASE,
)
_SIGNS = frozenset("*¹²³⁴⁵⁶⁷⁸⁹⁰")
_LEGEND = expression(r"(\*+|[¹²³⁴-⁹⁰]+)[\s=:]*(.+)")
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
    if len(chosen) == 1:
        result.gremium = gremium_in_title(best, groups)
        if not result.gremium and (unknown := unknown_in_title(best)):
            result.part = f"Die Liste ist nach ihrem Titel die von „{unknown}“, ein Gremium dieses Namens hat das Netzwerk nicht (anlegen mit ksnet new group; wer ihm angehört, sagt erst eine Spalte dieses Namens mit Kreuzen)"
    if others and best not in own:
        result.part = "Das Blatt ist eines von mehreren"
    for number, head in enumerate(chosen):
        _add(result, head._replace(offset=0 if best in own else number * NEXT_SHEET), groups)
    if others and sheet is None:
        names = german.join(f"„{head.grid.name}“" for head in others)
        text = f"Gelesen wird {german.join(f'„{name}“' for name in result.sheets)}; auch eine Liste sein könnte {names}. Mit --sheet BLATT wählen, mit --sheet ALL alle."
        result.notes.append(Note(None, Question(text)))
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
    widest = max(grids, key=lambda grid: len(grid.rows[0].cells) if grid.rows else 0, default=None)
    if widest and widest.fault:
        return UsageProblem(widest.fault)
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
    former = grid.name if FORMER.fullmatch(grid.name) else ""
    above, above_second = dict[str, Cell](), dict[str, Cell]()
    for index, row in enumerate(grid.rows[head.at + 1 :], start=head.at + 1):
        texts = {text for cell in row.cells if (text := cell_text(cell))}
        if len(texts) == 1:
            only = texts.pop()
            if FORMER.fullmatch(only):
                former = only
                continue
            former = "" if _CURRENT.search(only) else former
        if (further := further_head(head, index)) is not None:
            result.notes.append(Note(row.number + offset, _HEADINGS_AGAIN))
            head, columns = further, _begun(result, further, groups)
            continue
        line = line_of(head, row, columns.first, above, result)
        second = line_of(head, row, columns.second, above_second, result)
        if not (line.values or second.values) or _is_heading_again(row.cells, head.headings):
            continue
        line.leads = columns.deputy
        result.lines.append(line)
        _add_second(result, columns, line, second)
        body, too_wide = cell_text(line.values.get("body", "")), row.number in overflowing
        if not too_wide:
            tell_rest(result, head, row, line)
        if too_wide or is_garbled(body) or (line.more and not body):
            result.unreadable = True
        why = _TOO_WIDE if too_wide else _gone(former, (line.marks | second.marks) & left)
        if is_private(head, row):
            why = "Der Kontakt ist als privat gekennzeichnet und wird nicht gelesen."
        if why := why or why_unread(grid, row.number, line, {**columns.first, **columns.second}):
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
    why = ""
    if former:
        why = f"Steht unter „{former}“; nichts übernommen. Ist jemand ausgeschieden: ksnet end."
    elif marks:
        why = f"Nach der Fußnote ({min(marks)}) ausgeschieden; nichts übernommen. Ist es so: ksnet end."
    return Question(why)


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
    return {match[1] for match in legends if FORMER.fullmatch(match[2])}


def _is_heading_again(cells: Iterable[Cell], headings: list[str]) -> bool:
    texts = [cell_text(cell) for cell in cells]
    return sum(a == b != "" for a, b in zip(texts, headings, strict=False)) >= 2
