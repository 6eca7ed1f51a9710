"""The tables of a Land (Gemeinden, Jugendämter, holidays), read row by row.

What a repository brings is foreign: wrong rows are left out, and a fault names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ksnet.basics.errors import reason
from ksnet.basics.expressions import expression
from ksnet.basics.findings import FILE_START, Fault, Place, Span
from ksnet.basics.limits import MAX_BYTES
from ksnet.lands.tables import COLUMNS, DELIMITERS, GEMEINDEN, HOLIDAYS, JUGENDAEMTER
from ksnet.yamltext.rules.schema import INVALID_LAND

_KEY, _KREIS = expression(r"\d{8}"), expression(r"\d{5}")
_FORMS = {
    GEMEINDEN: "Je Zeile: Schlüssel (acht Ziffern), Name, Schlüssel des Kreises (fünf Ziffern), Kreis, Art",
    JUGENDAEMTER: "Je Zeile zuerst der Schlüssel (acht Ziffern) einer Gemeinde mit eigenem Jugendamt",
    HOLIDAYS: "Je Zeile: feiertag oder schulferien, erster Tag, letzter Tag (2026-10-03), Name",
}


def table_faults(read: Callable[[str], bytes | None], folder: str) -> Iterator[Fault]:
    """Yield a fault for each table of a Land with wrong rows; reading it leaves these out."""
    for file in (GEMEINDEN, JUGENDAEMTER, HOLIDAYS):
        path = f"{folder}/{file}"
        try:
            content = read(file)
        except OSError as error:
            message = f"Die Datei lässt sich nicht lesen ({reason(error)})."
            yield INVALID_LAND.fault(
                Place(path, span=FILE_START), message, "Zugriffsrechte prüfen."
            )
            continue
        if content is None:
            continue
        wrong = [number for number, row in _numbered(file, content) if not _is_valid_row(file, row)]
        if len(content) > MAX_BYTES:
            message = f"Die Tabelle ist zu groß (höchstens {MAX_BYTES // 1_000_000} MB)."
            yield INVALID_LAND.fault(Place(path, span=FILE_START), message, "Kürzen.")
        elif wrong or "\N{REPLACEMENT CHARACTER}" in content.decode("utf-8", "replace"):
            rows = ", ".join(map(str, wrong[:5])) or "?"
            yield INVALID_LAND.fault(
                Place(path, span=Span(wrong[0], 1, wrong[0], 1) if wrong else FILE_START),
                f"Die Tabelle ist in Zeile {rows} nicht zu lesen; die Zeilen gelten nicht.",
                f"{_FORMS[file]}, in UTF-8, Spalten durch „{DELIMITERS[file]}“ getrennt.",
            )


def _numbered(file: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells of the rows below a table's head; none if it is too large."""
    import csv

    if len(content) > MAX_BYTES:
        return
    lines = content.decode("utf-8-sig", "replace").splitlines()
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            yield number, next(csv.reader([line], delimiter=DELIMITERS[file]), [])


def _is_valid_row(file: str, row: list[str]) -> bool:
    """Whether a row has the form that its table needs."""
    if len(row) < COLUMNS[file]:
        return False
    if file != HOLIDAYS:
        return bool(_KEY.fullmatch(row[0])) and (
            file != GEMEINDEN or bool(row[1] and _KREIS.fullmatch(row[2]))
        )
    try:
        return row[0] in ("feiertag", "schulferien") and date.fromisoformat(
            row[1]
        ) <= date.fromisoformat(row[2])
    except ValueError:
        return False


def table_rows(read: Callable[[str], bytes | None], trusted: bool, file: str) -> list[list[str]]:
    """Return the valid rows of a table."""
    try:
        content = read(file)
    except OSError:
        return []
    if content is None:
        return []
    if trusted and b'"' not in content:  # then csv has nothing to add
        return [line.split(DELIMITERS[file]) for line in content.decode().splitlines()[1:]]
    if trusted:
        import csv

        return list(csv.reader(content.decode().splitlines()[1:], delimiter=DELIMITERS[file]))
    return [row for _, row in _numbered(file, content) if _is_valid_row(file, row)]
