"""No-break and other special spaces from word processors, which YAML takes for letters.

They are read as ordinary spaces, one for one, so that positions stay and nothing else in the file
is lost; the finding names their place. Within texts they are kept (`§ 9`).
"""

from __future__ import annotations

import unicodedata

from ksnet.basics.controlled import Severity
from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place, Span
from ksnet.yamltext.reading.characters import ODD_SPACE
from ksnet.yamltext.reading.slips.lines import BlockText, structure_from
from ksnet.yamltext.rules.files import FORBIDDEN_CHARACTER, TAB_INDENTATION

_ODD = ODD_SPACE.pattern[1:-1]
_NO_SPACE = expression(f"[\t{_ODD}]")
_NO_BREAK = "\u00a0\u2007\u202f"
# Nothing is tried twice (`*+`): a line may hold a million such spaces.
_WRONG = tuple(
    expression(pattern)
    for pattern in (
        rf"^ *(?:- *)*[{_ODD}][ {_ODD}-]*+",  # in the indentation, before a key, behind a dash
        # before the colon, behind it, at the end
        rf"^[ {_ODD}-]*+[\w-]++ *+[{_ODD}][ {_ODD}]*+(?=:(?:[ {_ODD}]|$))",
        rf"^[ {_ODD}-]*+[\w-]++[ {_ODD}]*+: *+[{_ODD}][ {_ODD}]*+",
        rf"(?<![ {_ODD}]) *+[{_ODD}][ {_ODD}]*+$",
        # a list of ids
        rf"^ *(?:- +)*[\w-]+: *\[[ {_ODD}]*[\w-]+(?:[ {_ODD}]*,[ {_ODD}]*[\w-]+)*[ {_ODD}]*\] *$",
        r"^ *(?:- +)*-[ ]*\t[ \t]*(?=\S)",  # tabs behind a dash, before and behind a colon
        r"^[ -]*+[\w-]++(?: *+\t[ \t]*+:[ \t]*+|[ \t]*+: *+\t[ \t]*+)",
        # between day and time
        rf"(?<=[: ])[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[ {_ODD}]+(?=[0-9]{{2}}:[0-9]{{2}} *$)",
    )
)


def with_plain_spaces(file: str, text: str) -> tuple[str, list[Fault]]:
    """Return the text with ordinary spaces where others do harm, and a fault if there were any."""
    lines = text.split("\n")
    found: list[tuple[int, int]] = []
    again: int | None = 0
    while again is not None:  # an indentation that is mended changes what is the text of a block
        start, again = again, None
        for part in structure_from(lines, start):
            if isinstance(part, BlockText) or not _NO_SPACE.search(part.text):
                continue
            mended = _mended(lines[part.number])
            if mended != lines[part.number]:
                column = next(
                    i
                    for i, (new, old) in enumerate(zip(mended, lines[part.number], strict=True))
                    if new != old
                )
                found.append((part.number, column))
                lines[part.number] = mended
                if part.opens_block or column <= part.indent:
                    again = part.number
                    break
    if not found:
        return text, []
    found.sort()
    line, column = found[0]
    character = text.split("\n")[line][column]
    others = sorted({number + 1 for number, _ in found} - {line + 1})
    place = Place(file, span=Span(line + 1, column + 1, line + 1, column + 2))
    if character == "\t":
        message = "Hier steht ein Tabulator, wo Leerzeichen üblich sind; andere Programme lesen das verschieden."
        mend = f"Tabulator durch ein Leerzeichen ersetzen{also_in(others)}."
        return "\n".join(lines), [
            TAB_INDENTATION.fault(place, message, mend, severity=Severity.WARNUNG)
        ]
    return "\n".join(lines), [
        FORBIDDEN_CHARACTER.fault(
            place,
            f"Hier steht {_name(character)} statt eines gewöhnlichen Leerzeichens; es sieht gleich aus, zählt aber nicht als Abstand.",
            f"Durch gewöhnliche Leerzeichen ersetzen{also_in(others)}; oft stammt es aus kopiertem Text.",
        )
    ]


def _mended(line: str) -> str:
    """Return a line with ordinary spaces where others do harm."""
    for pattern in _WRONG:
        match = pattern.search(line)
        if match and _NO_SPACE.search(match[0]):
            line = f"{line[: match.start()]}{_NO_SPACE.sub(' ', match[0])}{line[match.end() :]}"
            if not _NO_SPACE.search(line):
                break
    return line


def also_in(lines: list[int]) -> str:
    """Return a phrase that names the other lines, at most twenty of them."""
    if not lines:
        return ""
    more = f" und {len(lines) - 20} weiteren" if len(lines) > 20 else ""
    return f", ebenso in Zeile {', '.join(map(str, lines[:20]))}{more}"


def _name(character: str) -> str:
    what = "ein geschütztes Leerzeichen" if character in _NO_BREAK else "ein besonderes Leerzeichen"
    return f"{what} (U+{ord(character):04X}, {unicodedata.name(character, '')})"
