"""Widths of texts in a sans serif typeface, and breaking them into lines that fit."""

from __future__ import annotations

from collections.abc import Callable

from ksnet.basics.expressions import expression

# Advance widths of Arial and Liberation Sans in thousandths of the size, by groups.
_WIDTHS = {
    **dict.fromkeys("ijl'‚‘’", 222),
    **dict.fromkeys(" .,:;/\\!Ift[]|·", 278),
    **dict.fromkeys("r()-`„“”\u00ad", 333),
    **dict.fromkeys("cksvxyzJ", 500),
    **dict.fromkeys("FTZß", 611),
    **dict.fromkeys("ABEKPSVXYÄ&", 667),
    **dict.fromkeys("CDHNRUwÜ", 722),
    **dict.fromkeys("GOQÖ", 778),
    **dict.fromkeys("Mm", 833),
    **dict.fromkeys("%", 889),
    **dict.fromkeys("W", 944),
    **dict.fromkeys("…—@", 1015),
}
_WIDTHS |= dict.fromkeys("abdeghnopquäöü0123456789L?_$#–§", 556)
_UNKNOWN = 700
_WIDE_SCRIPTS = 0x1100  # from here on a character may fill a whole square
_SLACK = 1.06  # other typefaces run wider than Arial
_BOLD = 1.07
_VOWELS = frozenset("aeiouyäöü")
_TOGETHER = frozenset(("ch", "ck", "ph", "th", "sh"))
_PIECE = expression(r"[^\s/-]*[/-]+|[^\s/-]+")
SHORTEST_PART = 3  # letters before and behind a hyphen that is put into a word


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text at a size, a little too wide rather than too narrow."""
    units = sum(
        _WIDTHS.get(
            char, 1000 if ord(char) >= _WIDE_SCRIPTS and char not in "–—…„“”‚‘’" else _UNKNOWN
        )
        for char in text
    )
    return units / 1000 * size * _SLACK * (_BOLD if bold else 1)


def wrap(text: str, width: float, size: float, *, lines: int = 3, bold: bool = False) -> list[str]:
    """Break a text into at most `lines` lines of a width; what does not fit is cut off with `…`."""

    def fits(part: str) -> bool:
        return text_width(part, size, bold=bold) <= width + 0.01

    result: list[str] = []
    line = ""
    for word in text.split():
        glue = " "
        for piece in _PIECE.findall(word):
            rest = piece
            if line and fits(line + glue + rest):
                line, glue = line + glue + rest, ""
                continue
            if line:
                result.append(line)
            while not fits(rest):
                head, rest = _divide(rest, fits)
                result.append(head)
            line, glue = rest, ""
    if line:
        result.append(line)
    if len(result) <= lines:
        return result
    last = result[lines - 1].rstrip("-–,;/ ")
    while last and not fits(last + " …"):
        last = last[:-1].rstrip()
    return [*result[: lines - 1], f"{last} …" if " " in last or fits(last + " …") else "…"]


def _divide(word: str, fits: Callable[[str], bool]) -> tuple[str, str]:
    """Divide a word that is too long for a line, between syllables if possible."""
    last = max((end for end in range(1, len(word)) if fits(word[:end] + "-")), default=1)
    for place in range(last, SHORTEST_PART - 1, -1):
        if len(word) - place >= SHORTEST_PART and _syllable(word, place):
            return word[:place] + "-", word[place:]
    return (word[:last] + "-", word[last:]) if last > 1 else (word[:1], word[1:])


def _syllable(word: str, place: int) -> bool:
    """Whether a syllable may begin at `place`: a consonant before a vowel, not inside `ch` etc."""
    low = word.lower()
    return (
        low[place].isalpha()
        and low[place] not in _VOWELS
        and low[place + 1] in _VOWELS
        and low[place - 1 : place + 1] not in _TOGETHER
    )
