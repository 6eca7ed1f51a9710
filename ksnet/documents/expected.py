"""Who is expected at a meeting or meant by a group: current bodies and their people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from ksnet.documents.membership import in_groups, people_on
from ksnet.duties.counting.membership import members_on
from ksnet.records.event import EventRecord
from ksnet.records.members import Member, Person
from ksnet.repository import Network


class Expected(NamedTuple):
    """A body that is expected, its people for this, and all its people in office.

    `people` is empty where nobody of the body is named for this.
    """

    member: Member
    people: list[Person]
    office: list[Person]


def expected_bodies(
    network: Network, groups: Collection[str], invited: Collection[str], day: dt.date
) -> list[Expected]:
    """Return the members of groups and those invited besides (ids of bodies, Jugendämter, people).

    A person with groups of her own belongs to those; any other to the groups of her body. Protected
    bodies are included; callers that show them leave them out.
    """
    found = []
    for member in members_on(network, day):
        whole = (
            member.id in invited
            or member.youth_office in invited
            or in_groups(member.groups, groups, day)
        )
        office = [person for person in people_on(network, member, day) if not person.redacted]
        people = [
            person
            for person in office
            if person.id in invited
            or (in_groups(person.groups, groups, day) if person.groups else whole)
        ]
        if whole or people:
            found.append(Expected(member, people, office))
    return found


def event_day(event: EventRecord, day: dt.date) -> dt.date:
    """Return the day of an event for `expected_bodies`, or `day` where it is not exact."""
    return event.start.date.first if event.start is not None and event.start.date.exact else day
