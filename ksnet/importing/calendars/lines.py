"""The lines of a calendar file: unfolded as bytes (RFC 5545 § 3.1), then decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes

from ksnet.basics.expressions import expression
from ksnet.importing.lists.textfiles import (
    GUESSED,
    STRAY,
    decoded_once_more,
    likely_encodings,
    utf16_as_utf8,
    with_bytes_of,
)
from ksnet.records import german

TEXTS = frozenset(("SUMMARY", "LOCATION"))
MOST_HEADERS = 20_000  # bytes
_HEADER = expression(rb"\s*(?!BEGIN)[\w-]+:", re.IGNORECASE)
_CONTENT_TYPE = expression(rb"^content-type:", re.IGNORECASE | re.MULTILINE)


def calendar_lines(content: bytes, notes: list[str]) -> Iterator[str]:
    """Yield the lines of a calendar file as text; what was guessed of them is noted."""
    return _decoded(_unfolded(_attached(content)), notes)


def _attached(content: bytes) -> bytes:
    """Return the calendars in a mail that was saved as a file; other content as it is."""
    if not _HEADER.match(content) or not _CONTENT_TYPE.search(content[:MOST_HEADERS]):
        return content
    try:
        parts = [
            part.get_payload(decode=True)
            for part in message_from_bytes(content).walk()
            if part.get_content_type() == "text/calendar"
        ]
    except (RecursionError, ValueError):  # mails within mails without end, headers that are none
        return content
    return b"\n".join(part for part in parts if isinstance(part, bytes)) or content


def _unfolded(content: bytes) -> list[bytes]:
    """Return the lines, unfolded as bytes; those in UTF-16 become UTF-8."""
    # Files that were put together have a byte order mark before each of their calendars.
    content = utf16_as_utf8(content).replace(b"\xef\xbb\xbf", b"")
    content = content.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n")
    content = re.sub(rb"\n{2,}", b"\n", content.replace(b"\r", b"\n"))
    return content.replace(b"\n ", b"").replace(b"\n\t", b"").split(b"\n")


def _decoded(lines: list[bytes], notes: list[str]) -> Iterator[str]:
    """Yield the lines as text: UTF-8, else in the likeliest encoding with a note."""
    guessed = twice = 0
    odd = "\n".join(text for line in lines if STRAY.search(text := _as_text(line)))
    encoding = likely_encodings({one: with_bytes_of(one, odd) for one in GUESSED})[0][0]
    rest = iter(lines)
    for line in rest:
        pieces = [line]
        while pieces[-1].endswith(b"=") and _is_quoted_printable(line):  # a soft line break
            pieces[-1] = pieces[-1][:-1]
            pieces.append(next(rest, b""))
        text = _as_text(b"".join(pieces))
        if STRAY.search(text):
            text = with_bytes_of(encoding, text)
            guessed += _is_text(text)
            yield text
        else:
            mended = decoded_once_more(text)
            twice += mended != text and _is_text(text)
            yield mended
    if guessed:
        many = f"{german.number(guessed)} Titeln und Orten"
        where = many if guessed > 1 else "einem Titel oder Ort"
        notes.append(
            f"Die Datei ist nicht durchweg in UTF-8 geschrieben; in {where} wurde die Kodierung geraten ({GUESSED[encoding]}). Bitte dort die Umlaute prüfen."
        )
    if twice:
        notes.append(
            "Umlaute und andere Zeichen der Datei sind doppelt kodiert („Ã¼“ für „ü“); sie sind so gelesen, wie sie gemeint sind. Bitte prüfen."
        )


def _as_text(line: bytes) -> str:
    return line.decode("utf-8", "surrogateescape")


def _is_quoted_printable(line: bytes) -> bool:
    parameters, colon, _ = line.partition(b":")
    return bool(colon) and b"QUOTED-PRINTABLE" in parameters.upper()


def _is_text(line: str) -> bool:
    """Whether a line is a title or a place."""
    return re.split("[:;]", line, maxsplit=1)[0].strip().upper() in TEXTS
