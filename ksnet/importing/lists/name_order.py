"""The words of a name of a person: which are those of the family, and in which order they stand."""

from __future__ import annotations

import re

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold
from ksnet.importing.lists.titles import is_form
from ksnet.protection.words import given_names

_PARTICLES = frozenset(
    """
    von vom van de der den dem zu zum zur ter ten la le di da dos el al und het del ibn bin ben auf
    aus am im op mac mc st. freifrau freiherr frhr. graf gräfin do das v. d. v.d.
    """.split()
)
_ALSO_GIVEN = frozenset(("ben", "al", "v.", "d.", "v.d."))  # capitals are a name: „Ben“, „D.“
_WITHIN = frozenset(("zu", "zur", "zum", "auf", "aus", "am", "im"))  # „Meyer auf der Heyde“
_WORD = expression(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]*)*", re.UNICODE)
_INITIALS = expression(r"[^\W\d_]\.(?:-?[^\W\d_]\.)*")  # „A.“, „E.-M.“


def ordered(
    words: list[str], *, family_first: bool, email: str
) -> tuple[list[str], list[str], str]:
    """Return the words of family name and first name, and what is uncertain about them."""
    initials = [_INITIALS.fullmatch(word) is not None for word in words]
    capitals = [
        len(word) > 2 and word.isupper() and not _INITIALS.fullmatch(word) for word in words
    ]
    guessed = False
    if (capitals[0] and not any(capitals[1:])) or (initials[-1] and not any(initials[:-1])):
        family_first = True  # „MAIER Anna“, „Maier A.“
    elif len(words) > 1 and not family_first:
        first, last, local = map(fold, (words[0], words[-1], email.partition("@")[0]))
        by_address = len(first) > 2 and first in local and last not in local
        # „Schmidt-Müller Karl-Heinz“
        by_name = last not in local and is_given(words[-1]) and not any(map(is_given, words[:-1]))
        family_first = guessed = by_address or by_name
    if family_first and len(words) > 1:
        split = 1
        while is_particle(words[split - 1]) and split < len(words) - 1:
            split += 1
        unsure = guessed or (len(words) - split > 1 and "-" not in words[split - 1])
        doubt = _read_as(words[:split], words[split:]) if unsure else ""
        return words[:split], words[split:], doubt
    split = len(words) - 1
    while split > 0 and is_particle(words[split - 1]):
        split -= 1
    # „Frau Meyer zu Schwabedissen“ has no first name, „Anna zu Musterstein“ has one.
    unsure = split > 0 and words[split].lower() in _WITHIN
    unsure |= any(
        word.islower() and is_particle(word) for word in words[:split]
    )  # „da Silva Costa“
    # „Anna Maria Schulze Berg“ may have a family name of two words.
    unsure |= split > 1 and is_given(words[0]) and not _may_be_given(words[split - 1])
    return words[split:], words[:split], _read_as(words[split:], words[:split]) if unsure else ""


def is_whole_name(words: list[str], behind: list[str]) -> bool:
    """Whether words before a comma are a whole name, so that no first name stands `behind`."""
    return (
        len(words) > 1
        and is_given(words[0])
        and not is_particle(words[1])
        and not any("." in word or _may_be_given(word) for word in behind)  # „Xyz.“ may be a degree
    )


def with_particles(family: list[str], given: list[str]) -> tuple[list[str], list[str]]:
    """Return family and first name with what stands behind the latter: `Heide, Eva von der`."""
    behind = len(given)
    while behind > 1 and (is_particle(given[behind - 1]) or given[behind - 1] == "und"):
        behind -= 1
    if behind == len(given) or not given[-1].islower():
        return family, given
    return [*given[behind:], *family], given[:behind]


def _read_as(family: list[str], given: list[str]) -> str:
    return f"Gelesen als Nachname „{' '.join(family)}“, Vorname „{' '.join(given)}“; bitte prüfen."


def is_given(word: str) -> bool:
    """Whether a word is a common given name, or several with hyphens."""
    word = word.title() if word.isupper() else word
    return given_names().issuperset(word.split("-"))


def _may_be_given(word: str) -> bool:
    """Whether a word is a common given name, an initial or a particle."""
    return is_given(word) or is_particle(word) or _INITIALS.fullmatch(word) is not None


def is_particle(word: str) -> bool:
    """Whether a word begins a family name: `von`, `v. d.`, `Maier-von`."""
    last = word.rpartition("-")[2]
    word = last if last.islower() else word
    return (word if word.lower() in _ALSO_GIVEN else word.lower()) in _PARTICLES


def are_words(given: list[str], family: list[str]) -> bool:
    """Whether words can form a name: no unknown abbreviation, rank or degree among them."""
    words = [*given, *family]
    if not all(_WORD.fullmatch(word) and not is_form(word) for word in words):
        return False
    if any(
        "." in word and word.lower() not in _PARTICLES and not _INITIALS.fullmatch(word)
        for word in words
    ):
        return False
    if any(word[0].islower() and not is_particle(word) for word in given):
        return False  # „derzeit Anna Maier“
    words = [word for word in words if not word.endswith(".")]
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    others = [word for word in words if len(word) > 1 and word not in capitals]
    if others and any(
        len(word) < 4 or (len(word) == 4 and not all(map(is_given, others))) for word in capitals
    ):
        return False  # „OTT Anna“ may be an abbreviation; „LANG Eva“ is none
    # Two capitals before a small letter are no name („KHKin“), nor are two behind one („StOI“);
    # „McAllister“, „DeVries“ and „McALLISTER“ are some.
    shapes = ["".join("A" if char.isupper() else "a" for char in word) for word in words]
    if any(
        re.match("Aa+AA", s) and not w.startswith("Mc") for w, s in zip(words, shapes, strict=True)
    ):
        return False
    # „van 't Hoff“, „al-Hassan“, „Çelik“
    has_capital = any(re.match(r"[^\W\d_]['’]", word) or not word.islower() for word in family)
    return has_capital and not any("AAa" in shape for shape in shapes)
