"""Which words are names and which are ordinary German: short lists, endings, and Gemeinden.

German writes every noun with a capital, so a capital alone says nothing. The lists are not complete
and need not be: given and family names make a hint certain, ordinary words and places refute one.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ksnet.repository.lands import packaged_tables

_ENDINGS = (
    "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen",
    "tät", "täten", "ismus", "enz", "anz", "ment", "logie", "haus", "häuser", "zentrum", "zentren",
    "treff", "treffen", "kurs", "kurse", "gruppe", "gruppen", "hilfe", "hilfen", "amt", "ämter",
    "tag", "tage", "recht", "rechte", "pflege", "wohl", "schutz", "büro", "stelle", "stellen",
    "paten", "patin", "kasse", "karte", "pass", "telefon", "forum", "rat", "werk", "dienst",
    "dienste", "netz", "netzwerk", "netzwerke", "projekt", "programm", "stiftung", "verein", "bund",
    "verband", "team", "portal", "spiel", "schule", "schulen", "gymnasium", "kolleg", "kita",
    "heim", "straße", "str", "weg", "platz", "allee", "ring", "gasse", "praxis", "klinik",
    "klinikum", "halle", "saal", "park", "kur", "kuren", "bindung", "beziehung", "alter", "leben",
    "gericht", "kirche", "gemeinde", "ministerium", "freundlich", "feindlich", "kreis", "bereich",
    "woche", "wochen", "jahr", "jahre", "feier", "fest", "arbeit", "konflikt", "gespräch",
    "gespräche", "studie", "nest", "café", "garten", "zeit", "zeiten",
)  # fmt: skip


def _list(name: str) -> frozenset[str]:
    return frozenset((Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").split())


@cache
def given_names() -> frozenset[str]:
    """Return common given names of children and adults in Germany."""
    return _list("given_names")


@cache
def family_names() -> frozenset[str]:
    """Return common family names in Germany."""
    return _list("family_names")


@cache
def _ordinary() -> frozenset[str]:
    return _list("ordinary_words")


@cache
def _places() -> frozenset[str]:
    """Return every word in the names of the Gemeinden and Kreise of all packaged Länder."""
    return frozenset(
        part
        for tables in packaged_tables()
        for gemeinde in tables.gemeinden.values()
        for name in (gemeinde.name, gemeinde.kreis)
        for part in name.split()
    )


def is_given_name(word: str) -> bool:
    """Whether a word, also a double name or a genitive, is a known given name."""
    return _is_one_of(word, given_names())


def is_family_name(word: str) -> bool:
    """Whether a word, also a double name or a genitive, is a known family name."""
    return _is_one_of(word, family_names())


def is_name(word: str) -> bool:
    """Whether a word is a known given or family name."""
    return is_given_name(word) or is_family_name(word)


def is_ordinary(word: str) -> bool:
    """Whether a capitalised word is rather a noun, a place or an abbreviation than a name."""
    last = word.rpartition("-")[2]
    if (last.isupper() and len(last) <= 5) or not _ordinary().isdisjoint((last, last.capitalize())):
        return True
    looks_so = last in _places() or last.lower().endswith(_ENDINGS)
    return looks_so and not is_family_name(last)


def may_be_name(word: str) -> bool:
    """Whether a capitalised word is a known name, or at least not known to be none."""
    return is_name(word) or not is_ordinary(word)


def _is_one_of(word: str, names: frozenset[str]) -> bool:
    first, _, rest = word.partition("-")
    first = first.capitalize()
    known = first in names or (first.endswith("s") and first[:-1] in names)
    return known and (not rest or not is_ordinary(rest))
