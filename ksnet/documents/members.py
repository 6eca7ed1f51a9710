"""The member list: bodies by Handlungsfeld with their people, and the legal categories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar, TypeVar

from ksnet.basics.controlled import Vocabulary
from ksnet.basics.frozen import frozen
from ksnet.documents.contacts import AdmissionView, PostView, admission_view, post_views
from ksnet.documents.member_views import MemberView, member_views
from ksnet.documents.membership import published_size
from ksnet.documents.view import NetworkView, of_network
from ksnet.duties.counting.membership import count_proposed, coverage, left, members_on
from ksnet.duties.counting.spans import TimeSpan, complete_on
from ksnet.lands import Category
from ksnet.protection.who import Audience, WhoIsWho
from ksnet.records.network import Vacancy
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import FieldOfWork
from ksnet.repository import Network


@frozen(kw_only=True)
class FieldView:
    """The bodies of one Handlungsfeld."""

    field: FieldOfWork | None
    """Handlungsfeld; leer, wo keines erfasst ist."""
    members: tuple[MemberView, ...]
    """Stellen nach Namen."""


class Representation(Vocabulary):
    """How a legal category is represented in a network."""

    VERTRETEN = "vertreten", "vertreten"
    UNBESETZT = "unbesetzt", "noch unbesetzt"
    VERWAIST = "verwaist", "verwaist (alle Personen ausgeschieden)"
    NICHT_VERTRETEN = "nicht-vertreten", "nicht vertreten"
    NICHT_ERFASST = "nicht-erfasst", "keine Stelle erfasst"
    FREIWILLIG = "freiwillig", ""


@frozen(kw_only=True)
class CategoryView:
    """One of the legal Einrichtungen und Berufsgruppen, and how it is represented."""

    category: Category
    """Einrichtung oder Berufsgruppe."""
    number: int | None
    """Nummer in § 9 Abs. 4 Satz 1; leer für weitere."""
    count: int
    """Zahl der erfassten Stellen."""
    bodies: tuple[str, ...]
    """Namen der erfassten Stellen."""
    proposed: int
    """Zahl der Stellen, für die sie nur vorgeschlagen und noch nicht bestätigt ist."""
    addressed: bool
    """Ob das Netzwerk sie anspricht, ohne dass einzelne Stellen erfasst sind."""
    representation: Representation
    """vertreten, noch unbesetzt, verwaist, nicht vertreten, keine Stelle erfasst;
    freiwillig, wo das Gesetz nichts verlangt.
    """
    vacancy_reason: str
    """Warum sie noch unbesetzt ist."""
    vacancy_until: PartialDate | None
    """Bis wann jemand gefunden sein soll."""


@frozen(kw_only=True)
class ScopeView:
    """Whom the network addresses without recorded bodies; never counted as represented."""

    fields: tuple[FieldOfWork, ...]
    """Handlungsfelder."""
    categories: tuple[Category, ...]
    """Einrichtungen und Berufsgruppen."""
    as_of: PartialDate | None
    """Stand."""


@frozen(kw_only=True)
class MembersView(NetworkView):
    """The member list of a network as of a day."""

    kind: ClassVar[str] = "members"
    network_id: str
    """Kennung des Netzwerks."""
    founded: PartialDate | None
    """Wann das Netzwerk gegründet wurde."""
    until: PartialDate | None
    """Wann es endete."""
    complete: bool
    """Ob die Unterlagen für diesen Tag vollständig sind."""
    readable: bool
    """Ob sich lesen ließ, wer dazugehört; sonst ist nichts gezählt."""
    size: tuple[str, ...]
    """Veröffentlichte Größe des Netzwerks: „rund 60 Personen“."""
    fields: tuple[FieldView, ...]
    """Stellen nach Handlungsfeld."""
    subsection: str
    """Wo das Gesetz sie nennt, ohne seinen Namen: § 9 Abs. 4; leer, wo es keines tut."""
    coverage: tuple[CategoryView, ...]
    """Einrichtungen und Berufsgruppen nach § 9 Abs. 4."""
    posts: tuple[PostView, ...]
    """Koordinierungsstellen."""
    admission: AdmissionView | None
    """Wie eine Stelle aufgenommen wird."""
    scope: tuple[ScopeView, ...]
    """Wen das Netzwerk anspricht."""

    @property
    def existed(self) -> bool:
        """Ob es das Netzwerk an diesem Tag gab."""
        return TimeSpan(self.founded, self.until).on(self.as_of)

    @property
    def members(self) -> tuple[MemberView, ...]:
        """Alle Stellen in ihrer Reihenfolge."""
        return tuple(member for one in self.fields for member in one.members)

    @property
    def people(self) -> int:
        """Wie viele Personen genannt sind."""
        return sum(len(member.people) for member in self.members)

    @property
    def filled(self) -> int:
        """Wie viele der Kategorien des Gesetzes vertreten sind."""
        return sum(one.count > 0 for one in self.coverage if one.number is not None)


AnyMembersView = TypeVar("AnyMembersView", bound=MembersView)


def members_view(
    network: Network, *, as_of: dt.date, audience: Audience = Audience.INTERN
) -> MembersView:
    """Return the member list of a network as of a day, as an audience may see it."""
    return members_in(MembersView, network, as_of, audience)


def members_in(
    view: type[AnyMembersView], network: Network, as_of: dt.date, audience: Audience
) -> AnyMembersView:
    """Return a member list as the view class of a document."""
    who = WhoIsWho(network, as_of, audience)
    views = member_views(who)
    record = network.record
    readable = network.members_file not in network.unreadable
    return view(
        **of_network(network, as_of, audience),
        network_id=network.id,
        founded=record.founded,
        until=record.until,
        complete=complete_on(network, as_of),
        readable=readable,
        size=published_size(record, as_of),
        fields=tuple(_by_field(views)),
        subsection=network.land.cites.get("subsection", ""),
        coverage=coverage_views(network, views, as_of) if readable else (),
        posts=post_views(who),
        admission=admission_view(who),
        scope=tuple(
            ScopeView(fields=one.fields_, categories=one.categories, as_of=one.as_of)
            for one in record.scope
        ),
    )


def _by_field(views: Iterable[MemberView]) -> Iterable[FieldView]:
    """Yield the Handlungsfelder that have bodies in order, bodies without one last."""
    found: dict[FieldOfWork | None, list[MemberView]] = {}
    for view in views:
        found.setdefault(view.field, []).append(view)
    return (
        FieldView(field=field, members=tuple(found[field]))
        for field in (*FieldOfWork, None)
        if field in found
    )


def coverage_views(
    network: Network, views: Iterable[MemberView], day: dt.date
) -> tuple[CategoryView, ...]:
    """Return how each legal category is represented on a day, in the order of the law."""
    views = tuple(views)
    members = members_on(network, day)
    land = network.land
    counts, doubtful = coverage(members, day, land), count_proposed(members, land)
    deserted = left(members, day, land)
    complete = complete_on(network, day)
    vacancies = {one.category: one for one in network.record.vacancies}
    no_vacancy = Vacancy()
    addressed = {category for scope in network.record.scope for category in scope.categories}
    return tuple(
        CategoryView(
            category=category,
            number=category.number,
            count=counts[category],
            bodies=tuple(
                view.name
                for view in views
                if view.confirmed and view.staffed and category in view.categories
            ),
            proposed=doubtful[category],
            addressed=category in addressed,
            representation=_representation(
                category,
                counts[category],
                vacant=category in vacancies,
                deserted=category in deserted,
                complete=complete,
            ),
            vacancy_reason=vacancies.get(category, no_vacancy).reason or "",
            vacancy_until=vacancies.get(category, no_vacancy).until,
        )
        for category in land.categories
    )


def _representation(
    category: Category, count: int, *, vacant: bool, deserted: bool, complete: bool
) -> Representation:
    if count:
        return Representation.VERTRETEN
    if category.number is None:
        return Representation.FREIWILLIG
    if vacant:
        return Representation.UNBESETZT
    if deserted:
        return Representation.VERWAIST
    return Representation.NICHT_VERTRETEN if complete else Representation.NICHT_ERFASST
