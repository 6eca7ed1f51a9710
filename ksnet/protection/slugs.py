"""Hints of case data in ids and file names, where names are lower-case and joined by hyphens."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold
from ksnet.protection.words import family_names, given_names

_ROLE = (
    "kind|kinder|familie|fam|mutter|vater|sohn|tochter|fall|maedchen|junge|muendel|pflegekind"
    "|pflegefamilie|geschwister|schueler|schuelerin|baby|saeugling"
    "|bruder|schwester|frau|herr|kindesmutter|kindesvater|klient|klientin|patient|patientin"
)
_NAMED = expression(rf"(?:^|-)(?:{_ROLE})-([a-z]++)(?=-|$)")
_AGED = expression(r"(?:^|-)([a-z]++)-(?:[a-z]-)?\d{1,2}-jahre?(?=-|$)")
_NUMBER = expression(
    r"(?:^|-)(?:\d{1,4}-?(?:f|fh|uf|wf)-?\d{1,5}-\d{2,4}|u?js-\d{1,7}-\d{2,4}|geb-\d{1,4}"
    r"|fall(?:nummer|akte|-nr)-\d+)(?=-|$)"
)


class NamesInIds:
    """Names of people as they stand in ids: `ayse-oenal`."""

    def __init__(self, names: Collection[str]) -> None:
        """Take whole names, given and family name joined by a hyphen."""
        self._names = frozenset(names)
        self._lengths = {name.count("-") + 1 for name in self._names}

    def stand_in(self, slug: str) -> bool:
        """Whether one of them is a part of an id."""
        parts = slug.split("-")
        return any(
            "-".join(parts[start : start + length]) in self._names
            for length in self._lengths
            for start in range(len(parts) - length + 1)
        )


@cache
def _folded_names() -> frozenset[str]:
    return frozenset(fold(name) for name in (*given_names(), *family_names()))


@lru_cache(maxsize=16384)  # the same ids come again in every network
def may_name_a_case(slug: str) -> bool:
    """Whether an id seems to name a child, a family or a case."""
    named = [*_NAMED.finditer(slug), *_AGED.finditer(slug)]
    return any(match[1] in _folded_names() for match in named) or _NUMBER.search(slug) is not None
