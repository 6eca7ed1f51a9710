"""Expressions that find a text however it is written: words, telephone numbers, days."""

from __future__ import annotations

import re

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold

PASSED_OVER = frozenset(("frau", "herr", "herrn", "dr", "prof", "dipl"))
# The spellings of a letter, or of two written for one, in a word to search for.
_SPELT = {
    "a": "[aäàáâãå]", "c": "[cç]", "e": "[eèéêë]", "i": "[iìíîï]", "n": "[nñ]", "o": "[oöòóôõø]",
    "u": "[uüùúû]", "-": r"[\W_]+",
}  # fmt: skip
_SPELT |= {
    f"{vowel}e": f"(?:{_SPELT[vowel]}{_SPELT['e']}|{umlaut})"
    for vowel, umlaut in ("aä", "oö", "uü")
} | {"ss": "(?:ss|ß)"}
_LETTERS = expression("ae|oe|ue|ss|.")
_LEAST = 6  # digits of a telephone number, without its area
# A number in one piece, or in several that begin with an area or a country.
_NUMBER = expression(r"0[0-9\s()/.\u2013-]*|[+]49[0-9\s()/.\u2013-]*|[0-9()/\u2013-]+")
_GAP = r"[\s()/.\u2013-]*"
_GERMAN_DAY = expression(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}),?")


def spelt(folded: str) -> re.Pattern[str]:
    """Return an expression for a folded text in all spellings: `Mueller`, `Muller`, `Müller`.

    Hyphens match any gap.
    """
    return re.compile(
        "".join(_SPELT.get(part, re.escape(part)) for part in _LETTERS.findall(folded)),
        re.IGNORECASE,
    )


def word_patterns(text: str) -> list[re.Pattern[str]]:
    """Return an expression for each word to search for; empty if nothing is left of the text.

    Forms of address and titles are ignored, unless there is nothing else.
    """
    if len(digits := re.sub(r"[^0-9+]", "", text)) >= _LEAST and _NUMBER.fullmatch(text.strip()):
        return [_grouped(digits)]
    words = [(part, word) for part in text.split() if (word := fold(part))]
    left = [one for one in words if one[1] not in PASSED_OVER] or words
    return [_day(part) or spelt(word) for part, word in left]


def _grouped(digits: str) -> re.Pattern[str]:
    """Return an expression for a number however it is grouped: `0221 47-101`, `022147101`."""
    for country in ("0049", "+49", "0"):
        if digits.startswith(country):
            area = rf"(?:\+49|{_GAP.join('0049')}|0){_GAP}"
            return re.compile(area + _GAP.join(digits.removeprefix(country)))
    return re.compile(_GAP.join(digits))


def _day(text: str) -> re.Pattern[str] | None:
    """Return an expression for a day as people and as records write it; None for no day."""
    if (found := _GERMAN_DAY.fullmatch(text)) is None:
        return None
    day, month, year = found[1].zfill(2), found[2].zfill(2), found[3]
    return re.compile(rf"{year}-{month}-{day}|0?{int(day)}\.\s?0?{int(month)}\.\s?{year}")
