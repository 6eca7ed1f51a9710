"""Examines the bytes of a file before any parser does.

Every native YAML parser can be killed by a hostile file (deep nesting, NUL, alias bombs), so what
could do harm is refused here, and what is only untidy is reported. What looks for the cause of a
slip is imported where there is one: most files have none, and every command would wait for it.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import accumulate
from operator import sub

from ksnet.basics.expressions import expression
from ksnet.basics.findings import FILE_START, Fault, Fix, Place, Span
from ksnet.basics.frozen import changeable, field
from ksnet.basics.limits import MAX_BYTES, MAX_DEPTH, limits
from ksnet.yamltext.reading.characters import FORBIDDEN, ODD_SPACE, TYPOGRAPHIC
from ksnet.yamltext.reading.texts import span_at, unescaped
from ksnet.yamltext.rules.files import (
    BYTE_ORDER_MARK,
    CRLF_LINE_ENDS,
    FILE_TOO_LARGE,
    FORBIDDEN_CHARACTER,
    NESTED_TOO_DEEPLY,
    NO_MAPPING,
    NOT_UTF_8,
)

# A block that is nested MAX_DEPTH deep starts a line with that many spaces and indicators. The
# patterns begin with a line feed, not with `^`: only then does the engine skip from line to line.
_DEEP_LINE = expression(rf"\n[-?: \t]{{{MAX_DEPTH}}}")
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_ONE_KIND = bytes.maketrans(b"{}", b"[]")
_OPENING = ord("[")
# Other than German letters, the sign of a paragraph and a dash: has to be looked at more closely.
_UNUSUAL = expression("[^äöüÄÖÜß§–]")
# ä, ö, ü, Ä, Ö, Ü and ß in UTF-8, read as Windows encoding.
_TWICE = expression("Ã[¤¶¼„–œŸ]")
_HARMLESS_BYTES = bytes([*b"\t\n\r", *range(0x20, 0x7F)])


# How other documents begin that a program saves under the name of a record.
_DOCUMENTS = {
    b"PK\x03\x04": "ein Dokument von Word, Excel oder LibreOffice",
    b"\xd0\xcf\x11\xe0": "ein Dokument von Word oder Excel",
    b"{\\rtf": "ein Dokument im Format RTF",
    b"%PDF-": "ein PDF",
    b"<!": "eine Seite in HTML",
    b"<html": "eine Seite in HTML",
    b"<?xml": "ein Dokument in XML",
}


@changeable
class Guarded:
    """The text of a file if it may be parsed, and the faults found.

    `usual` are texts of printable ASCII and what German needs beside it. `written` is the text
    with the quotes that stand in the file.
    """

    text: str | None
    faults: list[Fault] = field(default_factory=list)
    check_depth: bool = False
    usual: bool = False
    written: str = ""


def _other_kind(file: str, data: bytes) -> Fault | None:
    """Return the fault for bytes that are no text in UTF-8 but a document or UTF-16."""
    place = Place(file, span=FILE_START)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return NOT_UTF_8.fault(
            place, "Die Datei ist nicht in UTF-8 gespeichert, sondern in UTF-16."
        )
    kind = next((kind for begins, kind in _DOCUMENTS.items() if data.startswith(begins)), None)
    if kind is None:
        return None
    return NO_MAPPING.fault(
        place,
        f"Das ist keine Textdatei, sondern {kind}.",
        "Im Editor als reinen Text speichern, oder die Datei aus Git zurückholen.",
    )


def guard(file: str, data: bytes) -> Guarded:
    """Decode the bytes of `file` and refuse what no parser should see."""
    size, lines, *_ = limits(file)
    many = len(data) > lines and max(data.count(b"\n"), data.count(b"\r")) > lines
    if many or len(data) > size:
        most, unit = (size, "Bytes") if len(data) > size else (lines, "Zeilen")
        return Guarded(None, [too_large(file, most, unit)])
    faults: list[Fault] = []
    if (other := _other_kind(file, data)) is not None:
        return Guarded(None, [other])
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
        faults.append(
            BYTE_ORDER_MARK.fault(
                Place(file, span=FILE_START),
                "Die Datei beginnt mit einem unsichtbaren Zeichen (Byte Order Mark).",
                fix=Fix(whole="bom"),
            )
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Guarded(None, [*faults, _not_utf_8(file, data, error.start)])
    if "\r" in text and "\r\n" in text:
        text = text.replace("\r\n", "\n")
        faults.append(
            CRLF_LINE_ENDS.fault(
                Place(file, span=FILE_START),
                "Die Zeilen enden mit CR LF (Windows) statt mit LF.",
                "ksnet fmt oder die Einstellung „LF“ im Editor.",
                fix=Fix(whole="lf"),
            )
        )
    faults += _encoded_twice(file, text)
    # All bytes that are not printable ASCII, usually those of a few umlauts.
    special = data.translate(None, _HARMLESS_BYTES).decode("utf-8")
    usual = _UNUSUAL.search(special) is None
    if "\r" in text or (not usual and FORBIDDEN.search(special)):
        return Guarded(None, [*faults, *_forbidden(file, text)])
    # From here on the text has the spaces and quotes that were meant, at the same positions.
    if "\t" in text or (not usual and ODD_SPACE.search(special)):
        from ksnet.yamltext.reading.slips.spaces import with_plain_spaces

        text, found = with_plain_spaces(file, text)
        faults += found
    written = text
    if not usual and TYPOGRAPHIC.search(special):
        from ksnet.yamltext.reading.slips.quotes import with_straight_quotes

        text, found = with_straight_quotes(file, text)
        faults += found
    depth = _flow_depth(text)
    if depth > 1000:
        return Guarded(None, [*faults, too_deep(Place(file, span=FILE_START))])
    check_depth = depth >= MAX_DEPTH or bool(
        _DEEP_LINE.search(text) or _DEEP_LINE.match("\n" + text[:MAX_DEPTH])
    )
    return Guarded(text, faults, check_depth, usual, written)


def refused_text(data: bytes, most: int = MAX_BYTES) -> str:
    """Return the searchable text of a refused file; no parser may see it, and no output show it.

    That is at most `most` bytes from its beginning. Lines keep their numbers: what else may end one
    is a CR. Invisible characters within a word are left out, escapes are what they stand for, and
    what is not UTF-8 is taken for Windows encoding.
    """
    data = data[:most]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    else:
        try:
            # The incremental decoder ignores a last character that was cut.
            text = codecs.getincrementaldecoder("utf-8")().decode(data)
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    text = unescaped(text.replace("\r\n", "\n"))
    parts = re.split("[\x0b\x0c\r\x85\u2028\u2029]", text)
    return "\r".join(FORBIDDEN.sub("", part) for part in parts)


def stray_text(data: bytes) -> str:
    """Return the searchable text of a file that is no record; empty if it is no text."""
    is_text = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or not (
        b"\0" in data or data.startswith((b"%PDF", b"PK\x03\x04"))
    )
    return refused_text(data) if is_text else ""


def too_large(file: str, most: int, unit: str) -> Fault:
    """Return the fault for a file with more than so many bytes, lines or values."""
    return FILE_TOO_LARGE.fault(
        Place(file, span=FILE_START),
        f"Die Datei ist größer als erlaubt; es dürfen {most:,} {unit} sein.".replace(",", "."),
        "Prüfen, ob etwas vielfach darin steht. Sonst aufteilen: jede Veranstaltung hat eine eigene Datei.",
    )


def too_deep(place: Place) -> Fault:
    """Return the fault for a file whose lists and mappings are nested too deeply."""
    return NESTED_TOO_DEEPLY.fault(
        place, f"Listen und Schlüssel sind mehr als {MAX_DEPTH}-mal ineinander verschachtelt."
    )


def forbidden_in(text: str) -> str | None:
    """Return the code point of the first forbidden character of a value, as `U+202E (NAME)`."""
    match = FORBIDDEN.search(text)
    return code_point(match[0]) if match else None


def code_point(character: str) -> str:
    """Return the code point and name of a character that must not be printed."""
    name = unicodedata.name(character, "") or "Steuerzeichen"
    return f"U+{ord(character):04X} ({name})"


def _not_utf_8(file: str, data: bytes, at: int) -> Fault:
    """Return the fault for a file whose byte at a position cannot be one of UTF-8."""
    before = data[:at].decode("utf-8")
    guess = data[at : at + 1].decode("cp1252", "replace")
    hint = f" In der Windows-Codierung stünde hier „{guess}“." if guess.isalpha() else ""
    return NOT_UTF_8.fault(
        Place(file, span=span_at(before, len(before), len(before) + 1)),
        f"Die Datei ist nicht in UTF-8 gespeichert.{hint}",
    )


def _encoded_twice(file: str, text: str) -> list[Fault]:
    """Return the fault for umlauts in UTF-8 that were taken for two letters of Windows."""
    found = _TWICE.search(text)
    if found is None:
        return []
    meant = found[0].encode("cp1252").decode()
    return [
        NOT_UTF_8.fault(
            Place(file, span=span_at(text, *found.span())),
            f"Umlaute sind falsch umgewandelt: Hier steht „{found[0]}“, wo „{meant}“ gemeint ist.",
            "Die Datei zurückholen (ksnet undo, oder mit Git), oder diese Zeichen neu schreiben.",
        )
    ]


def _forbidden(file: str, text: str) -> list[Fault]:
    """Return a fault for each kind of forbidden character, with all lines that contain it."""
    from ksnet.yamltext.reading.slips.spaces import also_in

    texts = text.split("\n")
    places: dict[str, list[int]] = {}
    for number, line in enumerate(texts, start=1):
        for character in dict.fromkeys(FORBIDDEN.findall(line)):
            places.setdefault(character, []).append(number)
    faults = []
    for character, lines in list(places.items())[:20]:
        column = texts[lines[0] - 1].index(character) + 1
        place = Place(file, span=Span(lines[0], column, lines[0], column + 1))
        if character == "\r":  # for YAML 1.2 and some editors a line end, for Git and others none
            message = "Hier endet eine Zeile mit CR (U+000D) statt mit LF; nicht jedes Programm zeigt dort einen Zeilenwechsel."
            mend = f"Im Editor Zeilenende „LF“ einstellen und speichern{also_in(lines[1:])}; die Datei wird bis dahin nicht gelesen."
        elif character == "\0":
            message = "Hier stehen Nullbytes: Die Datei ist beim Speichern beschädigt worden."
            mend = "Die Datei zurückholen (ksnet undo, oder mit Git)."
        elif character == "\ufffd":
            message = "Hier ging beim Speichern ein Zeichen verloren (U+FFFD), meist ein Umlaut."
            mend = f"Das richtige Zeichen schreiben{also_in(lines[1:])}."
        else:
            message = (
                f"Hier steht ein unsichtbares oder unzulässiges Zeichen: {code_point(character)}."
            )
            mend = f"Zeichen löschen{also_in(lines[1:])}; oft stammt es aus kopiertem Text."
        faults.append(FORBIDDEN_CHARACTER.fault(place, message, mend))
    return faults


def _flow_depth(text: str) -> int:
    """Return how deep brackets could be nested at most, counting those in texts as well."""
    if text.count("[") + text.count("{") < MAX_DEPTH:
        return 0
    brackets = text.encode().translate(_ONE_KIND, _NO_BRACKETS)
    # Without pairs that hold nothing it is one less deep; usually little is left.
    rest = brackets.replace(b"[]", b"").replace(b"[]", b"")
    if rest.count(b"[") < MAX_DEPTH - 2:
        return 0
    depths = list(accumulate(1 if bracket == _OPENING else -1 for bracket in brackets))
    # What closes too much leaves nothing open: depth counts from the lowest one so far.
    deepest: int = max(map(sub, depths, accumulate(depths, min, initial=0)))
    return deepest
