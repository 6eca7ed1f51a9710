"""What word processors and phones write for quotes and spaces, and YAML does not read as such.

Special spaces count as letters of a key or a value: read is the text with ordinary spaces in their place, one for one, so
that positions stay and nothing else in the file is lost. Within texts they are what they should be (`§ 9`). Typographic
quotes around a key or a value that holds no sentence are read as `"`; around a text of several words they stay, since they
may be meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Place, Span
from ksnet.yamltext.reading.slips.lines import BlockText, Line, structure

ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_ODD = ODD_SPACE.pattern[1:-1]
_NO_SPACE = re.compile(f"[\t{_ODD}]")
_NO_BREAK = "\u00a0\u2007\u202f"
_WRONG = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^ *(?:- *)*[{_ODD}][ {_ODD}-]*",  # in the indentation, before a key, behind a dash
        rf"^[ {_ODD}-]*[\w-]+[ {_ODD}]*[{_ODD}][ {_ODD}]*(?=:(?:[ {_ODD}]|$))",  # before the colon
        rf"^[ {_ODD}-]*[\w-]+[ {_ODD}]*:[ ]*[{_ODD}][ {_ODD}]*",  # behind the colon
        rf"[{_ODD}][ {_ODD}]*$",
        r"^ *(?:- +)*-[ ]*\t[ \t]*(?=\S)",  # tabs behind a dash, before and behind a colon
        r"^[ -]*[\w-]+(?: *\t[ \t]*:[ \t]*|[ \t]*:[ ]*\t[ \t]*)",
        rf"(?<=[: ])[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[ {_ODD}]+(?=[0-9]{{2}}:[0-9]{{2}} *$)",  # between day and time
    )
)


def with_plain_spaces(file: str, text: str) -> tuple[str, list[Fault]]:
    """Return the text with ordinary spaces where others stand in the way, and one fault if there were any."""
    lines = text.split("\n")
    found: list[tuple[int, int]] = []
    again = True
    while again:  # an indentation that is mended changes what is the text of a block
        again = False
        for part in structure("\n".join(lines)):
            if isinstance(part, BlockText):
                continue
            mended = lines[part.number]
            for pattern in _WRONG:
                match = pattern.search(mended)
                if match and _NO_SPACE.search(match[0]):
                    mended = mended[: match.start()] + _NO_SPACE.sub(" ", match[0]) + mended[match.end() :]
            if mended != lines[part.number]:
                column = next(
                    i for i, (new, old) in enumerate(zip(mended, lines[part.number], strict=True)) if new != old
                )
                found.append((part.number, column))
                lines[part.number] = mended
                if part.opens_block or column <= part.indent:
                    again = True
                    break
    if not found:
        return text, []
    found.sort()
    line, column = found[0]
    character = text.split("\n")[line][column]
    others = sorted({number + 1 for number, _ in found} - {line + 1})
    if character == "\t":
        place = Place(file, span=Span(line + 1, column + 1, line + 1, column + 2))
        message = "Hier steht ein Tabulator, wo Leerzeichen üblich sind; andere Programme lesen das verschieden."
        mend = f"Tabulator durch ein Leerzeichen ersetzen{also_in(others)}."
        return "\n".join(lines), [Fault("tab-indentation", place, message, mend, severity=Severity.WARNUNG)]
    return "\n".join(lines), [
        Fault(
            "forbidden-character",
            Place(file, span=Span(line + 1, column + 1, line + 1, column + 2)),
            f"Hier steht {_name(character)} statt eines gewöhnlichen Leerzeichens; es sieht gleich aus, zählt aber nicht als Abstand.",
            f"Durch gewöhnliche Leerzeichen ersetzen{also_in(others)}; oft stammt es aus kopiertem Text.",
        )
    ]


def also_in(lines: list[int]) -> str:
    """Return in which other lines the same stands, at most twenty of them."""
    if not lines:
        return ""
    more = f" und {len(lines) - 20} weiteren" if len(lines) > 20 else ""
    return f", ebenso in Zeile {', '.join(map(str, lines[:20]))}{more}"


def _name(character: str) -> str:
    what = "ein geschütztes Leerzeichen" if character in _NO_BREAK else "ein besonderes Leerzeichen"
    return f"{what} (U+{ord(character):04X}, {unicodedata.name(character, '')})"


_SIGNS = "„“”‟»«‚‘’‛›‹〝〞＂"
TYPOGRAPHIC = re.compile(f"[{_SIGNS}]")
_ANY = f"[{_SIGNS}\"']"
_WHOLE = re.compile(rf"({_ANY})([^{_SIGNS}\"\\]+)({_ANY})(?=[ \t]*(?:#.*)?$)")
_KEY = re.compile(rf"({_ANY})([\w-]+)({_ANY})(?= *:(?: |$))")
_IN_FLOW = re.compile(rf"(?<=[\[{{,: ])({_ANY})([^{_SIGNS}\"\\\[\]{{}}]+)({_ANY})(?=[ \t]*[,\]}}])")
_SENTENCE = re.compile(r"[^\W\d_][^\n]*\s|\s[^\n]*[^\W\d_]")
_BREAKS = re.compile(r": |:$| #")


def with_straight_quotes(file: str, text: str) -> tuple[str, list[Fault]]:
    """Return the text with `"` where typographic quotes stand for it, and one fault for each line with such quotes."""
    lines = text.split("\n")
    faults: list[Fault] = []
    for line in _lines(text):
        matches = [match for match in _quoted(line) if not _may_be_meant(match)]
        for match in matches:
            mended = lines[line.number]
            lines[line.number] = f'{mended[: match.start()]}"{match[2]}"{mended[match.end() :]}'
        if matches:
            faults.append(_fault(file, line, matches[0], kept=False))
    return "\n".join(lines), faults


def quoted_texts(file: str, text: str) -> Iterator[Fault]:
    """Yield a fault for each text of several words that stands in typographic quotes as a whole: they are printed."""
    if TYPOGRAPHIC.search(text):
        for line in _lines(text):
            yield from (_fault(file, line, match, kept=True) for match in _quoted(line) if _may_be_meant(match))


def _lines(text: str) -> Iterator[Line]:
    for part in structure(text):
        if isinstance(part, Line) and TYPOGRAPHIC.search(part.text):
            yield part


def _may_be_meant(match: re.Match[str]) -> bool:
    """Whether quotes around a whole value may be part of it: those around several words that need no others."""
    return match.re is _WHOLE and bool(_SENTENCE.search(match[2])) and not _BREAKS.search(match[2])


def _quoted(line: Line) -> Iterator[re.Match[str]]:
    """Yield what stands between quotes of which at least one is typographic."""
    key = _KEY.match(line.text, line.column)
    if key and _has_typographic(key):
        yield key
    start = line.text.find(line.value, line.column) if line.value and not key else -1
    if start >= 0 and line.value[0] not in "[{":
        whole = _WHOLE.match(line.text, start)
        if whole and _has_typographic(whole):
            yield whole
    elif start >= 0:
        yield from (match for match in _IN_FLOW.finditer(line.text, start) if _has_typographic(match))


def _has_typographic(match: re.Match[str]) -> bool:
    return bool(TYPOGRAPHIC.match(match[1]) or TYPOGRAPHIC.match(match[3]))


def _fault(file: str, line: Line, match: re.Match[str], *, kept: bool) -> Fault:
    span = Span(line.number + 1, match.start() + 1, line.number + 1, match.end() + 1)
    content = match[2].strip()
    return Fault(
        "typographic-quotes",
        Place(file, span=span),
        f"Hier stehen typografische Anführungszeichen: {match[1]} und {match[3]}; für YAML sind sie Teil des Textes.",
        _how(line, match, content, kept=kept),
        severity=None if kept else Severity.FEHLER,
    )


def _how(line: Line, match: re.Match[str], content: str, *, kept: bool) -> str:
    if match.re is _KEY:
        return f"Ohne Anführungszeichen schreiben: {content}: …"
    inner = re.search(r"([\w-]+): *$", line.text[: match.start()])
    key = inner[1] if inner else None
    label = f"{key}: " if key else ""
    quoted = f'{label}"{content}"'
    plain = (
        content.isascii() and re.fullmatch(r"[\w.+/@-]*", content) and not re.fullmatch(r"0[0-9]+|[0-9]{5}", content)
    )
    if kept:
        return (
            f"Ohne sie schreiben: {label}{content} – oder, sollen sie gedruckt werden, in geraden: {label}'{match[0]}'."
        )
    dates = re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}( [0-9]{2}:[0-9]{2})?", content)
    if plain or dates:
        return f'Ohne Anführungszeichen schreiben: {label}{content}. Wo welche nötig sind, das gerade " verwenden.'
    if match.re is _WHOLE and not _BREAKS.search(content) and not content[:1].isdigit():
        return f'Ohne Anführungszeichen schreiben: {label}{content}. Wo welche nötig sind, das gerade " verwenden.'
    return f'Das gerade Anführungszeichen " verwenden (Umschalt+2): {quoted}'
