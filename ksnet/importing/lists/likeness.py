"""Which names of bodies may be spellings of one: word order, abbreviations, legal forms, typos."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold
from ksnet.editing.ids import WORDLESS

T = TypeVar("T")
ALIKE = 0.86  # names with this ratio may be two spellings of one
# Names that one is compared with: where more are that much alike, it is no slip, and takes long.
_MOST_COMPARED = 50
_WORDLESS = WORDLESS | {"gug", "ug", "kg"}
_SHORT = {
    "kpb": "kreispolizeibehoerde", "sta": "staatsanwaltschaft",
    "asd": "allgemeiner-sozialer-dienst", "dksb": "deutscher-kinderschutzbund",
    "caritas": "caritasverband", "ksb": "kreissportbund", "spz": "sozialpaediatrisches-zentrum",
    "kjp": "kinder-und-jugendpsychiatrie", "drk": "deutsches-rotes-kreuz",
    "awo": "arbeiterwohlfahrt", "kath": "katholische", "evang": "evangelische",
    "staedt": "staedtische", "st": "sankt", "gs": "grundschule", "rs": "realschule",
    "gym": "gymnasium", "bk": "berufskolleg", "fs": "foerderschule", "ges": "gesamtschule",
    "kv": "kreisverband", "ov": "ortsverband", "dt": "deutscher", "fz": "familienzentrum",
    "ja": "jugendamt", "ga": "gesundheitsamt", "kiga": "kindergarten", "kita": "kindertagesstaette",
    "kitas": "kindertagesstaetten", "eb": "erziehungsberatungsstelle", "ak": "arbeitskreis",
    "insofas": "insofa", "str": "strasse", "kkh": "krankenhaus",
    "kjgd": "kinder-und-jugendgesundheitsdienst", "lk": "landkreis",
    "kreisjugendamt": "kreis-jugendamt", "stadtjugendamt": "stadt-jugendamt",
    "kreisgesundheitsamt": "kreis-gesundheitsamt",
    "skf": "sozialdienst-katholischer-frauen", "skm": "sozialdienst-katholischer-maenner",
}  # fmt: skip
# The department of a town or Kreis that is its Jugendamt, as fold() spells it.
_YOUTH_DEPARTMENT = expression(
    r"(?<![^-])(?:amt-fuer|fachbereich|fachdienst)(?:-familien?)?-(?:kinder|jugend|jugendliche)"
    r"(?:-(?:und|kinder|jugend|jugendliche|jugendhilfe|familien?|soziales|bildung|schulen?|sport))*(?![^-])"
)
_PLACES = frozenset(("stadt", "kreis", "gemeinde", "landkreis", "kreises", "kreisverband", "haus"))


@lru_cache(maxsize=8192)
def telling_words(name: str) -> tuple[str, ...]:
    """Return the significant words of a name in order, abbreviations spelt out."""
    first, *others = _words(name)
    # „AG Coesfeld“ is the court; elsewhere it is a working group or a company.
    words = [{"ag": "amtsgericht", "ev": "evangelische"}.get(first, first), *others]
    spelt = "-".join(_SHORT.get(word, word) for word in words if word not in _WORDLESS).split("-")
    return tuple(word for word in spelt if word not in _WORDLESS)


def _words(name: str) -> list[str]:
    plain = re.sub(r"-e-v(?=-|$)|-ev$", "", fold(name))
    return _YOUTH_DEPARTMENT.sub("jugendamt", plain).split("-")


class Alike(Generic[T]):
    """Bodies indexed by name, to find similar ones without comparing each with all."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[object, ...], list[tuple[tuple[str, ...], T]]] = {}

    def add(self, name: str, address: tuple[str, str, str], body: T) -> None:
        """Add a body with its street, postcode and city."""
        words = telling_words(name)
        for key in dict.fromkeys((_joined(name), *_keys(words, address))):
            self._by_key.setdefault(key, []).append((words, body))

    def like(self, name: str, address: tuple[str, str, str]) -> list[T]:
        """Return the bodies that `name` may mean too, in the order in which they were added."""
        words = telling_words(name)
        found: dict[int, T] = {}
        for key in dict.fromkeys((_joined(name), *_keys(words, address, searched=True))):
            fits = _FITS.get(key[0])
            for other, body in self._by_key.get(key, [])[:_MOST_COMPARED]:
                if fits is None or fits(words, other):
                    found.setdefault(id(body), body)
        return list(found.values())


def _joined(name: str) -> tuple[object, ...]:
    """Return the key of a name without its gaps: „Caritas-Verband“ is „Caritasverband“."""
    return ("joined", "".join(word for word in _words(name) if word not in _WORDLESS))


def _keys(
    words: tuple[str, ...], address: tuple[str, str, str], *, searched: bool = False
) -> Iterator[tuple[object, ...]]:
    """Yield the keys of a name: all its words, its beginnings, all words but one, its address."""
    if not words or words == ("",):
        return
    if telling := set(words) - _PLACES:
        yield ("words", tuple(sorted(telling)))
    street, postcode, city = (fold(part) for part in address)
    if street:
        street = street.replace("str-", "strasse-") if "strasse" not in street else street
        for word in words:
            if (
                len(word) > 3
                and word not in _PLACES
                and word not in city.split("-")
                and not word.isdecimal()
            ):
                yield ("at", street, postcode, word)
    # A longer name is found by its beginnings, and finds the names that are one of
    # its own.
    for end in range(1, len(words)):
        yield ("whole" if searched else "beginning", words[:end])
    yield ("beginning" if searched else "whole", words)
    for n, word in enumerate(words):
        if len(word) > 4:
            yield ("typo", words[:n], words[n + 1 :], word[:2])


def _same_kind_of_place(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the names do not contradict each other, as „Kreis“ and „Stadt“ do."""
    first, second = _PLACES & set(one), _PLACES & set(other)
    return not first or not second or first == second


def is_same_town(one: str, other: str) -> bool:
    """Whether two texts may name one town, or one of them none: `Soest`, `Soest-Paradiese`."""
    first, second = _town_words(one), _town_words(other)
    return first <= second or second <= first


@lru_cache(maxsize=8192)  # a list of one name has each row compared with the towns before
def _town_words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split("-")) - {""}


def _is_typo(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    pair = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(pair) != 1:
        return False
    first, second = pair[0]
    if abs(len(first) - len(second)) > 2 or any(char.isdecimal() for char in first + second):
        return False
    return _resemble(first, second, 0.85)


# What names found by a key of a kind have to fulfil besides.
_FITS: dict[object, Callable[[tuple[str, ...], tuple[str, ...]], bool]] = {
    "words": _same_kind_of_place,
    "typo": _is_typo,
}


class Near(Generic[T]):
    """Things indexed by name, to find nearly equal spellings without comparing each with all.

    Two names that are `ALIKE` share so many trigrams that one of the rarest of either is among
    them.
    """

    def __init__(self, named: Iterable[tuple[str, T]]) -> None:
        self._named = [(fold(name), thing) for name, thing in named]
        self._with: dict[str, list[int]] = {}
        for number, (name, _) in enumerate(self._named):
            for group in _threes(name):
                self._with.setdefault(group, []).append(number)

    def like(self, name: str) -> list[T]:
        """Return the things whose names nearly equal `name`, in their order."""
        name = fold(name)
        by_rarity = sorted((self._with.get(group, []) for group in _threes(name)), key=len)
        shared = Counter(chain.from_iterable(by_rarity[: len(name) // 2 + 1]))
        nearest = sorted(number for number, _ in shared.most_common(_MOST_COMPARED))
        near = (self._named[number] for number in nearest)
        return [thing for other, thing in near if _resemble(other, name)]


def _threes(name: str) -> dict[str, None]:
    return dict.fromkeys(name[at : at + 3] for at in range(max(len(name) - 2, 1)))


def _resemble(one: str, other: str, least: float = ALIKE) -> bool:
    """Whether two texts have this ratio.

    To count the letters that only one of both has takes a hundredth of the time of comparing.
    """
    letters, others = set(one), set(other)
    shared = min(len(one) - len(letters - others), len(other) - len(others - letters))
    if 2.0 * shared / (len(one) + len(other)) < least:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= least and matcher.ratio() >= least
