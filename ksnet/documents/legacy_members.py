"""The member list: bodies by Handlungsfeld, the people they send, and which categories of the law are represented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ksnet import german
from ksnet.counting.membership import coverage, members_on
from ksnet.documents.legacy_calendar import unreadable_notes
from ksnet.documents.legacy_contacts import PostView, contact_chapters, post_views
from ksnet.documents.legacy_member_blocks import body_blocks, coverage_blocks, scope_blocks
from ksnet.documents.member_views import MemberView, member_views
from ksnet.documents.model import Audience, Chapter, Document
from ksnet.documents.who import WhoIsWho
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import Category, NetworkKind
from ksnet.repository import Network


@dataclass(frozen=True, kw_only=True)
class MembersDocument(Document):
    """A member list with its entries in order."""

    kind: ClassVar[str] = "members"
    network_id: str
    members: tuple[MemberView, ...] = field(default=())
    posts: tuple[PostView, ...] = field(default=())
    coverage: dict[Category, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the member list as the command line promises it."""
        return {
            "version": 1,
            "network": self.network_id,
            "as_of": self.as_of.isoformat(),
            "members": [_json(member) for member in self.members],
            "coverage": {str(category): count for category, count in self.coverage.items()},
        }


def members_document(network: Network, *, as_of: dt.date, audience: Audience = Audience.INTERN) -> MembersDocument:
    """Build the member list of a network as of a day."""
    who = WhoIsWho(network, as_of, audience)
    views = member_views(network, who)
    counts = coverage(members_on(network, as_of))
    chapters = [Chapter("stellen", "Stellen und Personen", tuple(body_blocks(network, views, as_of, audience)))]
    if network.record.kind is NetworkKind.NETZWERK:
        represented = coverage_blocks(network, counts, as_of, audience)
        chapters.append(Chapter("abdeckung", "Vertretung nach § 9 Abs. 4 LKSG NRW", tuple(represented)))
    chapters += contact_chapters(network, who)
    if scope := scope_blocks(network):
        chapters.append(Chapter("adressatenkreis", "Angesprochener Kreis", tuple(scope)))
    return MembersDocument(
        title="Mitgliederliste",
        subtitle=(
            network.record.name,
            f"Stand {german.plain_day(as_of)}",
            "Öffentliche Fassung" if audience.public else "Nur für den internen Gebrauch",
        ),
        network=network.record.name,
        network_id=network.id,
        as_of=as_of,
        audience=audience,
        notes=tuple(unreadable_notes([network], audience)),
        chapters=tuple(chapters),
        members=views,
        posts=post_views(network, who),
        coverage=counts,
    )


def _json(member: MemberView) -> dict[str, Any]:
    return {
        "id": member.id,
        "name": member.name,
        "label": member.label or None,
        "categories": [str(category) for category in member.categories],
        "field": str(member.field) if member.field else None,
        "since": _text(member.since),
        "until": _text(member.until),
        "groups": [ident for ident, _ in member.groups],
        "address": member.address or None,
        "email": member.email or None,
        "website": member.website or None,
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "function": person.function or None,
                "role": str(person.role) if person.role else None,
                "email": person.email or None,
                "phone": person.phone or None,
                "groups": [ident for ident, _ in person.groups],
                "since": _text(person.since),
                "until": _text(person.until),
            }
            for person in member.people
        ],
    }


def _text(date: PartialDate | None) -> str | None:
    return date.text if date is not None else None
