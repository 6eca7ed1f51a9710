"""Names of people and private mail addresses in texts where neither belongs."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import in_plain_letters
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
_PERSON = rf"(?:{CAPITAL}['’])?{NAME}"
_NAMED = expression(
    rf"\b(?:(?:Frau|Herrn?){S}|{_TITLE}{S0})(?:{_TITLE}{S0}){{0,3}}(?!{_TITLE})"
    rf"(?=(?P<names>{_PERSON}(?:{S}{_PERSON}){{0,2}}))(?P=names)(?![-–]\w)"
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
        if folded_words(words) & _folded_families(frozenset(family_names)):
            yield NamedPerson(*match.span(), known=True)
        elif any(not is_ordinary(word) for word in words):
            yield NamedPerson(*match.span(), known=False)
    for name in candidates(text, full_names):
        for start, end in _where(name, text):
            yield NamedPerson(start, end, known=True)


_WORD = expression(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")  # also where letters are put together
_FEW = 24  # names that are looked for one by one


@lru_cache(maxsize=4)
def _folded_families(family_names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_folded, family_names))


# Between the parts of a name; a text may be folded there, and have a title or a further initial.
_GAPS = {
    " ": expression(rf"\s+(?:(?:Dr\.|Prof\.|{CAPITAL}\.)\s*){{0,2}}"),
    ", ": expression(r",\s*(?:(?:Dr\.|Prof\.)\s*){0,2}"),
    ". ": expression(rf"\.(?:-?{CAPITAL}\.)?\s*"),
    "'": expression("['’]"),
    "’": expression("['’]"),
    "-": expression("[-‐‑]"),
}
_MOST_BETWEEN = 2  # words within a gap
_ABBREVIATED = expression(r"[a-z]\.\s?\Z")  # „z. B.“ is no initial


def _where(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands, however it is written, but not as a part of a longer one."""
    parts = _parts_of(name)
    if not parts:
        return
    first, *rest = parts
    initial = bool(rest) and rest[0].gap == ". "
    for number in _numbers(text).get(first.word, ()):
        start = _words(text)[number].start
        end = _end(rest, number, text) if text[start].isupper() == first.capital else 0
        if end and not (initial and _ABBREVIATED.search(text, max(0, start - 3), start)):
            yield start, end


def _end(rest: Sequence[_Part], number: int, text: str) -> int:
    """Return where a name ends whose first word has this number; 0 where no such name stands."""
    words = _words(text)
    for part in rest:
        after, gap = words[number].end, _GAPS.get(part.gap)
        meant = (part.word, f"{part.word}s") if part is rest[-1] else (part.word,)
        near = range(number + 1, min(number + 2 + _MOST_BETWEEN, len(words)))
        number = next((one for one in near if words[one].word in meant), 0)
        start = words[number].start
        if not number or text[start].isupper() != part.capital:
            return 0
        if not (gap.fullmatch(text, after, start) if gap else text[after:start] == part.gap):
            return 0
    end = words[number].end
    return 0 if text[end : end + 1] == "-" else end


class _Said(NamedTuple):
    """A word of a text in small letters, and where it stands."""

    word: str
    start: int
    end: int


class _Part(NamedTuple):
    """A word of a name in small letters, what stands before it, and how it begins."""

    gap: str
    word: str
    capital: bool


@lru_cache(maxsize=2)
def _words(text: str) -> list[_Said]:
    return [_Said(in_plain_letters(match[0]), *match.span()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=2)
def _numbers(text: str) -> dict[str, list[int]]:
    """Return the numbers of each word of a text."""
    numbers: dict[str, list[int]] = {}
    for number, said in enumerate(_words(text)):
        numbers.setdefault(said.word, []).append(number)
    return numbers


@lru_cache(maxsize=512)
def _parts_of(name: str) -> list[_Part]:
    ends = [0, *(match.end() for match in _WORD.finditer(name))]
    return [
        _Part(name[end : match.start()], in_plain_letters(match[0]), match[0][0].isupper())
        for end, match in zip(ends, _WORD.finditer(name), strict=False)
    ]


@lru_cache(maxsize=2048)
def _forms(word: str) -> tuple[str, ...]:
    """Return a word as it may be written: in capitals, with marks put together, without accents."""
    spelt = (
        word,
        in_plain_letters(word).capitalize() if word[0].isupper() else in_plain_letters(word),
    )
    both = (*spelt, *(one.upper() for one in spelt))
    return tuple(dict.fromkeys((*both, *(unicodedata.normalize("NFD", one) for one in both))))


def _may_stand(name: str, text: str) -> bool:
    """Whether a text has all words of a name, wherever they stand."""
    name = unicodedata.normalize("NFC", name)
    return all(any(one in text for one in _forms(word)) for word in _WORD.findall(name))


def folded_words(words: Iterable[str]) -> set[str]:
    """Return words in plain letters, and what they are genitives of."""
    small = set(map(_folded, words))
    return small | {word[:-1] for word in small if word.endswith("s")}


def _folded(word: str) -> str:
    return in_plain_letters(word).replace("’", "'")


def candidates(text: str, full_names: Collection[str]) -> list[str]:
    """Return those of the names of which all words stand in a text, in their order.

    Each name is looked up by the word of it that the fewest names have: what takes names times
    paragraphs is left to few.
    """
    if len(full_names) <= _FEW:
        return [name for name in full_names if _may_stand(name, text)]
    by_word = _by_word(tuple(full_names))
    found = {
        number: name
        for word in {"", *folded_words(_numbers(text))} & by_word.keys()
        for number, name in by_word[word]
    }
    return [found[number] for number in sorted(found) if _may_stand(found[number], text)]


@lru_cache(maxsize=4)
def _by_word(full_names: tuple[str, ...]) -> dict[str, list[tuple[int, str]]]:
    words = [[part.word for part in _parts_of(name)] or [""] for name in full_names]
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
