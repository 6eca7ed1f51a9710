"""Networks above and below each other: a Jugendamt in both needs one Koordinierungsstelle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ksnet.basics.findings import Place
from ksnet.duties.assessing.facts import Facts, judged_day
from ksnet.duties.counting.membership import has_ended
from ksnet.repository import Network, Repository

Posts = dict[str, Place]  # the place of the Koordinierungsstelle of each Jugendamt


def coordinated(facts: Facts) -> Posts:
    """Return the Koordinierungsstellen of this network on the day of `facts`, by Jugendamt.

    Empty if the network has ended.
    """
    if has_ended(facts.network, facts.as_of):
        return {}
    posts: Posts = {}
    for number, post in facts.posts_on(facts.as_of):
        if post.youth_office:
            posts.setdefault(post.youth_office, facts.at("coordination", number, "id"))
    return posts


def coordinated_elsewhere(
    ident: str, parents: Mapping[str, str], coordinated_in: Mapping[str, Posts]
) -> Posts:
    """Return the Koordinierungsstellen in the networks above or below this one, by Jugendamt."""
    above = _above(ident, parents)
    found: Posts = {}
    for other, posts in coordinated_in.items():
        if other in above or (other != ident and ident in _above(other, parents)):
            found = posts | found
    return found


def _above(ident: str, parents: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    while (parent := parents.get(ident)) is not None and parent not in found:
        found.add(parent)
        ident = parent
    return found


class Family:
    """The networks of a repository as relatives; read only for a Jugendamt without a post."""

    def __init__(self, repository: Repository, as_of: dt.date, year: int | None = None) -> None:
        """Look at `repository` as of a day, or at the judged day of a `year`."""
        self.repository, self.as_of, self.year = repository, as_of, year
        self._known: dict[dt.date, tuple[dict[str, str], dict[str, Posts]]] = {}

    def elsewhere(self, network: Network) -> Posts:
        """Return the Koordinierungsstellen in networks above or below this one, by Jugendamt."""
        day = judged_day(network.record, self.year, self.as_of) if self.year else self.as_of
        facts = Facts(network, day)
        own = coordinated(facts)
        if all(office.id in own for _, office in facts.offices_on(day)):
            return {}
        parents, posts = self._on(day)
        return coordinated_elsewhere(network.id, parents, posts)

    def above(self, network: Network) -> str:
        """Return the name of the network above; empty if there is none that can be read."""
        ident = network.record.parent.id if network.record.parent else None
        if not ident or ident not in self.repository.network_ids:
            return ""
        return self.repository.head(ident).record.name

    def _on(self, day: dt.date) -> tuple[dict[str, str], dict[str, Posts]]:
        """Return the network above each, and the Koordinierungsstellen in each on a day."""
        if day not in self._known:
            parents: dict[str, str] = {}
            posts: dict[str, Posts] = {}
            for ident in self.repository.tree.networks:
                network = self.repository.head(ident)
                posts[network.id] = coordinated(Facts(network, day))
                if network.record.parent and network.record.parent.id:
                    parents[network.id] = network.record.parent.id
            self._known[day] = parents, posts
        return self._known[day]
