"""Networks above and below each other: a Jugendamt in both needs one Koordinierungsstelle, recorded once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

from ksnet.duties.facts import Facts
from ksnet.repository import Network, Repository


def coordinated(facts: Facts) -> frozenset[str]:
    """Return the Jugendämter with a Koordinierungsstelle in this network on the day of `facts`; none where it has ended."""
    if facts.record.until and facts.record.until.last < facts.as_of:
        return frozenset()
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


class Family:
    """The networks of a repository as relatives; they are read only when a Jugendamt has no post in its own network."""

    def __init__(self, repository: Repository, as_of: dt.date, year: int | None = None) -> None:
        """Look at `repository` as of a day, or at the end of a `year` that is over by then."""
        self.repository, self.as_of = repository, as_of
        self.judged = min(as_of, dt.date(year, 12, 31)) if year else as_of

    def elsewhere(self, network: Network) -> frozenset[str]:
        """Return the Jugendämter whose Koordinierungsstelle stands in a network above or below this one."""
        facts = Facts(network, self.judged)
        own = coordinated(facts)
        if all(office.id in own for _, office in facts.active(network.record.youth_offices, self.judged)):
            return frozenset()
        parents, posts = self._all
        return coordinated_elsewhere(network.id, parents, posts)

    @cached_property
    def _all(self) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
        parents: dict[str, str] = {}
        posts: dict[str, frozenset[str]] = {}
        for network in self.repository.networks():
            posts[network.id] = coordinated(Facts(network, self.judged))
            if network.record.parent and network.record.parent.id:
                parents[network.id] = network.record.parent.id
        return parents, posts
