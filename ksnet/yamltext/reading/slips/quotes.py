"""Typographic quotes in the place of YAML's own: a word processor or phone writes „…“ for `"`.

Around a key, or a value that is no sentence, they are read as `"`, one sign for one, so that
nothing in the file is lost. Around a text of several words they stay, since they may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from ksnet.basics.controlled import Severity
from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place, Span
from ksnet.yamltext.reading.characters import TYPOGRAPHIC
from ksnet.yamltext.reading.excess import FewAlike
from ksnet.yamltext.reading.slips.lines import Line, parse_line, structure
from ksnet.yamltext.rules.files import TYPOGRAPHIC_QUOTES

_SIGNS = TYPOGRAPHIC.pattern[1:-1]
_ANY = f"[{_SIGNS}\"']"
_WHOLE = expression(rf"({_ANY})([^{_SIGNS}\"\\]+)({_ANY})(?=[ \t]*(?:#.*)?$)")
_KEY = expression(rf"({_ANY})([\w-]+)({_ANY})(?= *:(?: |$))")
_IN_FLOW = expression(rf"(?<=[\[{{,: ])({_ANY})([^{_SIGNS}\"\\\[\]{{}}]+)({_ANY})(?=[ \t]*[,\]}}])")
_SENTENCE = expression(r"[^\W\d_][^\n]*\s|\s[^\n]*[^\W\d_]")
_BREAKS = expression(r": |:$| #")


def with_straight_quotes(file: str, text: str) -> tuple[str, list[Fault]]:
    """Return the text with `"` for wrong typographic quotes, and one fault for each such line."""
    lines = text.split("\n")
    faults = FewAlike()
    for line in _lines(text):
        matches = [match for match in _quoted(line) if not _may_be_meant(match)]
        for match in matches:
            mended = lines[line.number]
            lines[line.number] = f'{mended[: match.start()]}"{match[2]}"{mended[match.end() :]}'
        if matches:
            made = partial(_fault, file, line, matches[0], kept=False)
            faults.add(TYPOGRAPHIC_QUOTES, file, matches[0][0], made)
    return "\n".join(lines), faults.found()


def quoted_texts(file: str, text: str) -> list[Fault]:
    """Return a fault for each text of several words in typographic quotes, which are printed."""
    faults = FewAlike()
    for line in _lines(text) if TYPOGRAPHIC.search(text) else ():
        for match in _quoted(line):
            if _may_be_meant(match):
                made = partial(_fault, file, line, match, kept=True)
                faults.add(TYPOGRAPHIC_QUOTES, file, match[0], made)
    return faults.found()


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines that may be mended; most texts have such quotes within sentences only."""
    if any(True for line in _with_typographic(text) for _ in _quoted(line)):
        for part in structure(text):
            if isinstance(part, Line) and TYPOGRAPHIC.search(part.text):
                yield part


def _with_typographic(text: str) -> Iterator[Line]:
    """Yield the lines that hold a sign, also such of comments and texts in block style."""
    end = -1
    for match in TYPOGRAPHIC.finditer(text):
        if match.start() > end:
            end = text.find("\n", match.start())
            end = len(text) if end < 0 else end
            yield parse_line(0, text[text.rfind("\n", 0, match.start()) + 1 : end])


def _may_be_meant(match: re.Match[str]) -> bool:
    """Whether quotes around a whole value may be part of it: around words that need no others."""
    return (
        match.re.pattern == _WHOLE.pattern
        and bool(_SENTENCE.search(match[2]))
        and not _BREAKS.search(match[2])
    )


def _quoted(line: Line) -> Iterator[re.Match[str]]:
    """Yield what is between quotes of which at least one is typographic."""
    key = _KEY.match(line.text, line.column)
    if key and _has_typographic(key):
        yield key
    start = line.text.find(line.value, line.column) if line.value and not key else -1
    if start >= 0 and line.value[0] not in "[{":
        whole = _WHOLE.match(line.text, start)
        if whole and _has_typographic(whole):
            yield whole
    elif start >= 0:
        yield from (
            match for match in _IN_FLOW.finditer(line.text, start) if _has_typographic(match)
        )


def _has_typographic(match: re.Match[str]) -> bool:
    return bool(TYPOGRAPHIC.match(match[1]) or TYPOGRAPHIC.match(match[3]))


def _fault(file: str, line: Line, match: re.Match[str], *, kept: bool) -> Fault:
    span = Span(line.number + 1, match.start() + 1, line.number + 1, match.end() + 1)
    content = match[2].strip()
    return TYPOGRAPHIC_QUOTES.fault(
        Place(file, span=span),
        f"Hier stehen typografische Anführungszeichen: {match[1]} und {match[3]}; für YAML sind sie Teil des Textes.",
        _how(line, match, content, kept=kept),
        severity=None if kept else Severity.FEHLER,
    )


def _how(line: Line, match: re.Match[str], content: str, *, kept: bool) -> str:
    if match.re.pattern == _KEY.pattern:
        return f"Ohne Anführungszeichen schreiben: {content}: …"
    inner = re.search(r"([\w-]+): *$", line.text[: match.start()])
    key = inner[1] if inner else None
    label = f"{key}: " if key else ""
    quoted = f'{label}"{content}"'
    plain = (
        content.isascii()
        and re.fullmatch(r"[\w.+/@-]*", content)
        and not re.fullmatch(r"0[0-9]+|[0-9]{5}", content)
    )
    if kept:
        return f"Ohne sie schreiben: {label}{content} – oder, sollen sie gedruckt werden, in geraden: {label}'{match[0]}'."
    dates = re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}( [0-9]{2}:[0-9]{2})?", content)
    whole = match.re.pattern == _WHOLE.pattern and not (
        _BREAKS.search(content) or content[:1].isdigit()
    )
    if plain or dates or whole:
        return f'Ohne Anführungszeichen schreiben: {label}{content}. Wo welche nötig sind, das gerade " verwenden.'
    return f'Das gerade Anführungszeichen " verwenden (Umschalt+2): {quoted}'
