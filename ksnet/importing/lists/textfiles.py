"""Read lists as text: CSV in the encodings and separators of office programs."""

from __future__ import annotations

import codecs
import html
import quopri
import re
from collections.abc import Mapping

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.importing.lists.separated import separated_rows
from ksnet.importing.lists.tables import Grid, tidy_cell
from ksnet.importing.notes import Note
from ksnet.records import german

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# One-byte encodings of German offices (cp437 has the umlauts of cp850). Letters that nobody
# writes there distinguish them.
GUESSED = {"cp1252": "Windows-1252", "cp850": "DOS (Codepage 850)", "mac_roman": "Mac Roman"}
_GERMAN, _FOREIGN = frozenset("äöüÄÖÜß"), frozenset("éèêëàâáãçñóòôõíîïúûÉÈÀÇåøæ")
_MARKS_USED = frozenset("„“”‚‘’«»–—•…€§°\u00a0")
# Letters that begin two or three bytes of UTF-8 read as Windows-1252, and what then follows.
_TWICE = expression("(?:[ÂÃÅ]|â[\u20ac\x80-\xbf])[\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
_ENTITY = expression(r"&(?:amp|nbsp|[auoAUO]uml|szlig|ndash|shy|#\d{2,5});")
_CHARSET = expression(r"charset=\"?([\w.-]+)", re.IGNORECASE)
STRAY = expression(r"[\udc80-\udcff]")  # a byte that is no UTF-8, decoded with surrogateescape
_CONTROLS = bytes([*range(1, 9), *range(14, 32), 127])
_NO_LIST = "{} ist keine Liste, oder die Datei ist beschädigt.\nIn Excel öffnen und neu als .xlsx oder .csv speichern."
SEPARATORS = (";", "\t", ",", "|")


def read_text_list(name: str, content: bytes, encoding: str | None) -> list[Grid]:
    """Return the table in a text once for each possible separator; raises UsageProblem."""
    notes: list[Note] = []
    text = _without_entities(decoded(name, content, encoding, notes), notes)
    first, _, rest = text.partition("\n")
    named = first.strip().strip('"').casefold()
    if named in {f"sep={separator}" for separator in SEPARATORS}:  # a hint for Excel
        grids = [separated_rows(name, rest, named[-1] if named != "sep=" else "\t", skipped=1)]
    else:
        grids = [
            separated_rows(name, text, separator) for separator in SEPARATORS if separator in text
        ] or [separated_rows(name, text, ";")]
    for grid in grids:
        grid.notes += notes
    return grids


def _without_entities(text: str, notes: list[Note]) -> str:
    """Return a text with the signs that HTML writes as names: „&“ for „&amp;“."""
    found = _ENTITY.findall(text)
    if found:
        told = f"In der Datei stehen Zeichen wie im Quelltext einer Webseite ({found[0]}); gelesen als „{html.unescape(found[0])}“, bitte prüfen."
        notes.append(Note(None, told))
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def decoded(name: str, content: bytes, encoding: str | None, notes: list[Note]) -> str:
    """Return the text of a file; a guessed encoding is noted. Raises UsageProblem for no text.

    UTF-8 and UTF-16 are certain; encodings with one byte for each letter are told apart by the
    letters that result. Short lists have too few of them for the statistics of charset-normalizer,
    which takes cp850 for Windows and Mac for cp850.
    """
    if encoding is None:
        encoding = next(
            (encoding for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark)), None
        )
    if (
        encoding is None
        and len(content) - len(content.translate(None, _CONTROLS)) > len(content) / 50
    ):
        raise UsageProblem(_NO_LIST.format(name))  # no text, whatever the file name says
    wide = encoding is None and content[:400].count(0) * 4 > len(content[:400])
    if wide:
        encoding = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    try:
        text = content.decode(encoding or "utf-8")
    except LookupError:
        raise UsageProblem(
            f"--encoding: Eine Kodierung „{encoding}“ gibt es nicht. Üblich: {german.join(['utf-8', *GUESSED])}."
        ) from None
    except UnicodeError as error:
        if wide:
            raise UsageProblem(_NO_LIST.format(name)) from error
        if encoding is not None and not encoding.startswith("utf-8"):
            raise UsageProblem(
                f"{name} lässt sich nicht als {encoding} lesen; die Datei ist beschädigt oder anders kodiert."
            ) from error
        text = _guessed(name, content, notes)
    if "\0" in text and text.count("\0") * 50 < len(text):
        notes.append(
            Note(
                text[: text.index("\0")].count("\n") + 1,
                "Hier und vielleicht später stehen Zeichen, die kein Text sind (NUL); sie sind weggelassen, bitte prüfen.",
            )
        )
        text = text.replace("\0", "")
    if "\0" in text or text.startswith(("%PDF", "{\\rtf")) or text.lstrip()[:1] == "<":
        raise UsageProblem(
            f"{name} ist keine Liste. Bitte in Excel öffnen und als .xlsx oder .csv speichern."
        )
    return _told_once_more(text, notes)


def utf16_as_utf8(content: bytes) -> bytes:
    """Return a text in UTF-16 as UTF-8, any other content as it is."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in content[:2]:
        encoding = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    else:
        return content
    return content.decode(encoding, "replace").encode()


def decoded_once_more(text: str) -> str:
    """Return a text whose UTF-8 was once taken for Windows-1252: „Möwe“ for „MÃ¶we“."""
    return text if text.isascii() else _TWICE.sub(_once, text)


def _told_once_more(text: str, notes: list[Note]) -> str:
    mended = decoded_once_more(text)
    if mended != text:
        told = f"Umlaute und andere Zeichen der Datei sind doppelt kodiert („{_sample(text)}“), wohl beim Speichern; gelesen als „{_sample(mended)}“, bitte prüfen."
        notes.append(Note(None, told))
    return mended


def _once(match: re.Match[str]) -> str:
    # Python's cp1252 leaves five bytes undefined that Windows maps to themselves.
    codes = bytes(ord(char) if char < "\xa0" else char.encode("cp1252")[0] for char in match[0])
    try:
        return codes.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _guessed(name: str, content: bytes, notes: list[Note]) -> str:
    text = content.decode("utf-8-sig", "surrogateescape")
    wrong = len(STRAY.findall(text))
    # Two bytes of UTF-8 for „ä“, or three for „–“, are no letters of German in other encodings.
    right = sum("\xa0" <= char <= "\xff" or char > "\u07ff" for char in text) - wrong
    if 4 * right >= wrong or sum(char > "\x7f" for char in text) >= 2 * wrong:
        for number, line in enumerate(text.split("\n"), start=1):
            if signs := "".join(dict.fromkeys(STRAY.findall(line))):
                told = f"Hier steht ein Zeichen, das kein UTF-8 ist; gelesen als „{with_bytes_of('cp1252', signs)}“, bitte prüfen."
                notes.append(Note(number, told))
        return with_bytes_of("cp1252", text)
    texts = {encoding: content.decode(encoding, "replace") for encoding in GUESSED}
    likely, best = likely_encodings(texts)
    text = texts[likely[0]]
    if (
        len(likely) > 1
        or best > sum(char > "\x7f" for char in text)
        or (best and not _GERMAN & set(text) and "cp1252" not in likely)
    ):
        samples = "; ".join(
            f"--encoding {encoding}: „{_sample(texts[encoding])}“" for encoding in GUESSED
        )
        raise UsageProblem(
            f"Wie {name} kodiert ist, lässt sich nicht erkennen. Bitte wählen, was richtig aussieht:\n{samples}"
        )
    told = f"Die Datei ist nicht in UTF-8 gespeichert; gelesen als {GUESSED[likely[0]]}, erkannt an den Umlauten: „{_sample(text)}“. Sieht das falsch aus: „--encoding“ angeben."
    notes.append(Note(None, told))
    return text


def likely_encodings(texts: Mapping[str, str]) -> tuple[list[str], int]:
    """Return which of the texts by encoding are the likeliest in German, and how unlikely still."""
    found = {encoding: _unlikely(text) for encoding, text in texts.items()}
    best = min(found.values())
    return [encoding for encoding in texts if found[encoding] == best], best


def _unlikely(text: str) -> int:
    """Return how unlikely a text is in German: „K”ln“ for „Köln“, „MŠller“ for „Müller“."""
    weight = 0
    for before, char, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        if char <= "\x7f":
            continue
        if char in _MARKS_USED:
            weight += 2 * (
                before.isalpha() and (after.isalpha() or char in "„‚§°•€") and char != "’"
            )
        elif char not in _GERMAN:
            weight += 1 if char in _FOREIGN else 3
        if char.isupper() and before.isalpha() and (before.islower() or after.islower()):
            weight += 2
    return weight


def _sample(text: str) -> str:
    """Return one to three words that show the encoding."""
    words = [
        word.strip('";,')
        for word in tidy_cell(text.replace(";", " ")).split()
        if not word.isascii()
    ]
    return " ".join(dict.fromkeys(words[:3]))[:60]


def with_bytes_of(encoding: str, text: str) -> str:
    """Return a text whose STRAY bytes are letters in an encoding of one byte for each."""
    return STRAY.sub(
        lambda match: bytes([ord(match[0]) - 0xDC00]).decode(encoding, "replace"), text
    )


def text_in_charset(content: bytes, parameters: str) -> str:
    """Return a value in the charset that its parameters name (vCalendar and vCard), else UTF-8.

    What is not in that charset is taken for Windows-1252, which such programs write.
    """
    charset = _CHARSET.search(parameters)
    try:
        return content.decode(charset[1] if charset else "utf-8")
    except (LookupError, UnicodeError):  # not only UnicodeDecodeError: CHARSET=undefined
        return content.decode("cp1252", "replace")


def from_quoted_printable(value: str, parameters: str) -> str:
    """Return a value in quoted-printable (vCalendar and vCard) as text.

    A soft line break („=“ at the end of a line) may be left over where its line was folded, too.
    """
    plain = re.sub(r"=(?![0-9A-Fa-f]{2})", "", value)
    content = quopri.decodestring(plain.encode("utf-8", "surrogateescape"))
    return text_in_charset(content, parameters)


def unescaped_text(value: str) -> str:
    """Return a text without the escapes of RFC 5545 § 3.3.11 and RFC 6350 § 3.4."""
    if "\\" not in value:
        return value
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)
