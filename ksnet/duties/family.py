"""Networks above and below each other: a Jugendamt in both needs one Koordinierungsstelle, recorded once."""

from __future__ import annotations

from collections.abc import Mapping

from ksnet.duties.facts import Facts


def coordinated(facts: Facts) -> frozenset[str]:
    """Return the Jugendämter with a Koordinierungsstelle in this network today."""
    posts = facts.active(facts.record.coordination, facts.as_of)
    return frozenset(post.youth_office for _, post in posts if post.youth_office)


def coordinated_elsewhere(
    ident: str, parents: Mapping[str, str], coordinated_in: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Return the Jugendämter with a Koordinierungsstelle in a network above or below this one."""
    above = _above(ident, parents)
    return frozenset(
        office
        for other, offices in coordinated_in.items()
        if other in above or (other != ident and ident in _above(other, parents))
        for office in offices
    )


def _above(ident: str, parents: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    while (parent := parents.get(ident)) is not None and parent not in found:
        found.add(parent)
        ident = parent
    return found
