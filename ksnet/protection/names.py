"""Names of people and private mail addresses in texts where neither belongs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.protection.case_data import without_emphasis
from ksnet.protection.case_patterns import CAPITAL, NAME, S0, S
from ksnet.protection.words import is_ordinary

# Providers whose addresses belong to a person, not to an employer: whole domains, and brands under
# any ending.
_DOMAINS = frozenset((
    "1und1.de", "aol.com", "aol.de", "arcor.de", "email.de", "ewetel.net", "freenet.de", "gmx.net",
    "googlemail.com", "gmail.com", "icloud.com", "kabelmail.de", "mac.com", "mail.com", "mail.de",
    "mailbox.org", "me.com", "msn.com", "netcologne.de", "o2mail.de", "o2online.de", "online.de",
    "online.ms", "posteo.de", "proton.me", "protonmail.com", "rocketmail.com", "t-online.de",
    "tuta.com", "tutanota.com", "tutanota.de", "unity-mail.de", "unitybox.de", "versanet.de",
    "vodafone.de", "vodafonemail.de", "web.de", "yandex.com", "ymail.com",
))  # fmt: skip
_BRANDS = frozenset(("gmx", "hotmail", "live", "outlook", "yahoo"))
_MAIL = expression(r"@([A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+)")

_TITLE = rf"(?:Dr|Prof|Dipl|Mag)\.(?:-?{S0}(?:[a-z]{{2,5}}\.|Ing\.|Päd\.|Psych\.|Soz\.))?"
_NAMED = expression(
    rf"\b(?:(?:Frau|Herrn?){S}|{_TITLE}{S0})(?:{_TITLE}{S0}){{0,3}}(?!{_TITLE})"
    rf"(?=(?P<names>{NAME}(?:{S}{NAME}){{0,2}}))(?P=names)(?![-–]\w)"
)
# Every match begins with one of these words.
TITLES = frozenset(("Frau", "Herr", "Herrn", "Dr", "Prof", "Dipl", "Mag"))
_NAMED_CLUE = expression(rf"Frau\s+{CAPITAL}|Herrn?\s+{CAPITAL}|Dr\.|Prof\.|Dipl\.|Mag\.")


class NamedPerson(NamedTuple):
    """A person named in a text; `known` if the records have a person of that name."""

    start: int
    end: int
    known: bool


def may_name(text: str) -> bool:
    """Whether a text may name people with a form of address or title."""
    return _NAMED_CLUE.search(without_emphasis(text)) is not None


def named_people(
    text: str, family_names: Collection[str], full_names: Collection[str]
) -> Iterator[NamedPerson]:
    """Yield people named with form of address or title, or by one of the `full_names`."""
    text = without_emphasis(text)
    for match in _NAMED.finditer(text):
        words = match["names"].split()
        if any(word in family_names for word in words):
            yield NamedPerson(*match.span(), known=True)
        elif any(not is_ordinary(word) for word in words):
            yield NamedPerson(*match.span(), known=False)
    for name in candidates(text, full_names):
        if may_stand(name, text):
            for match in re.finditer(_written(name), text):
                yield NamedPerson(*match.span(), known=True)


_WORD = expression(r"[^\W_]+")
_FEW = 8  # names that are looked for one by one


_GAPS = {" ": r"\s+", "'": "['’]", "’": "['’]", "-": "[-‐‑]"}  # a text may be folded in a name


@lru_cache(maxsize=512)
def _written(name: str) -> str:
    """Return the pattern of a name as texts write it, but not as a part of a longer one."""
    said = "".join(_GAPS.get(letter) or re.escape(letter) for letter in name)
    return rf"(?<![^\W_]){said}(?![^\W_]|-)"


def may_stand(name: str, text: str) -> bool:
    """Whether a text has all words of a name, wherever they stand."""
    return all(word in text for word in _WORD.findall(name))


def candidates(text: str, full_names: Collection[str]) -> Collection[str]:
    """Return those of the names that may stand in a text, in their order.

    Each name is looked up by the word of it that the fewest names have: what takes names times
    paragraphs is left to few.
    """
    if len(full_names) <= _FEW:
        return full_names
    by_word = _by_word(tuple(full_names))
    found = {
        number: name
        for word in {"", *_WORD.findall(text)} & by_word.keys()
        for number, name in by_word[word]
    }
    return [found[number] for number in sorted(found)]


@lru_cache(maxsize=4)
def _by_word(full_names: tuple[str, ...]) -> dict[str, list[tuple[int, str]]]:
    words = [_WORD.findall(name) or [""] for name in full_names]
    number_of = Counter(word for some in words for word in some)
    result: dict[str, list[tuple[int, str]]] = {}
    for number, (name, some) in enumerate(zip(full_names, words, strict=True)):
        result.setdefault(min(some, key=number_of.__getitem__), []).append((number, name))
    return result


def is_private_address(address: str) -> bool:
    """Whether a mail address is one of a provider for private customers."""
    domain = address.rpartition("@")[2].lower()
    return domain in _DOMAINS or domain.partition(".")[0] in _BRANDS


def private_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the provider's part of private mail addresses in a text."""
    for match in _MAIL.finditer(text):
        if is_private_address(match[0]):
            yield match.span()
