"""Case data in internet and mail addresses and in paths, where words are lower-case and joined.

Only what is unmistakable is looked for: file numbers of proceedings, and a birth date with its
name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from ksnet.basics.expressions import expression
from ksnet.protection.case_data import Hit
from ksnet.protection.case_patterns import FAMILY_COURT, PROSECUTION, Hint
from ksnet.protection.words import is_given_name, may_be_name

# A text without one of these has no address.
_CLUES = ("://", "www.", "@", "url", "website", "email", "path")
_ADDRESS = expression(r"(?<![\w.+%-])(?:(?:https?://|www\.)[^\s\"'<>|]++|[\w.+%-]++@[\w.-]++)")
_WRITTEN = expression(r"(?:url|website|email|path)[\"']?:\s++([^\n]++)")
# An address without one of these holds nothing: each number and date has two digits after a sign.
_QUICK = expression(r"[-_+ ./]\d\d|[Gg][Ee][Bb]|%")
_SIGN = r"[-_+ .]"
_CODE = rf"(?:{FAMILY_COURT}|{PROSECUTION})"
_FILE_NUMBER = expression(
    rf"(?<![^\W_])\d{{1,4}}{_SIGN}?(?:[a-z]{_SIGN})?"
    rf"(?:{_SIGN}{_CODE}{_SIGN}\d{{1,7}}[-_+ ./]|{_CODE}{_SIGN}?\d{{1,7}}/)(?:20)?\d\d(?![^\W_])",
    re.IGNORECASE,
)
_GERMAN_DAY = expression(r"(?<!\d)(\d\d?)[-._ ](\d\d?)[-._ ]((?:19|20)\d\d)(?!\d)")
_DATE = r"(?:19|20)\d\d-\d\d-\d\d|\d\d?\.\d\d?\.(?:19|20)\d\d"
_TOKEN = expression(rf"{_DATE}|[^\W\d_]++|\d++")
_IS_DATE = expression(_DATE)
# A text without a date or a word of birth has no birth date.
_BIRTH_CLUE = expression(rf"{_DATE}|geb", re.IGNORECASE)
_BORN = frozenset(("geb", "geboren", "geborene", "geburtsdatum", "geburtstag"))


def may_contain(text: str) -> bool:
    """Whether a text is worth a closer look; quick, never False where `hits` finds something."""
    if not any(map(text.__contains__, _CLUES)):
        return False
    # Line by line, since few lines hold an address, and none goes on in the next one.
    with_address = (
        line
        for line in text.split("\n")
        if ("@" in line or "://" in line or "www." in line) and _QUICK.search(line)
    )
    return any(any(hits(line)) for line in with_address) or any(
        _hint(match[1]) for match in _WRITTEN.finditer(text)
    )


def hits(text: str, *, whole: bool = False) -> Iterator[Hit]:
    """Yield the addresses in a text that seem to hold case data; with `whole` it is one address."""
    if whole:
        if hint := _hint(text):
            yield Hit(0, len(text), hint)
        return
    for match in _ADDRESS.finditer(text):
        if hint := _hint(match[0]):
            yield Hit(*match.span(), hint)


@lru_cache(maxsize=1024)  # both expressions can find the same address
def _hint(address: str) -> Hint | None:
    """Return what an address seems to hold; of a mail address the part before the `@`."""
    if _QUICK.search(address) is None:
        return None
    text = unquote(address)
    if _FILE_NUMBER.search(text):
        return Hint.FILE_NUMBER
    text = _GERMAN_DAY.sub(r"\1.\2.\3", text)
    if not _BIRTH_CLUE.search(text):
        return None
    parts = re.split(r"[/?&#;@|]", text)
    return Hint.BIRTH if any(_names_a_birth(_TOKEN.findall(part)) for part in parts) else None


def _names_a_birth(tokens: list[str]) -> bool:
    """Whether a date follows `geb`, or directly a given and a family name."""
    for number, token in enumerate(tokens):
        before = [word.capitalize() for word in tokens[max(0, number - 2) : number]]
        if _IS_DATE.fullmatch(token) and before:
            if not _BORN.isdisjoint(word.lower() for word in before):
                return True
            named = len(before) == 2 and all(
                word.isalpha() and may_be_name(word) for word in before
            )
            if named and any(is_given_name(word) for word in before):
                return True
        if (
            token.lower() in _BORN
            and number + 1 < len(tokens)
            and re.fullmatch(r"(?:19|20)\d\d", tokens[number + 1])
        ):
            return True
    return False
