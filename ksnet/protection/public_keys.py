"""Which keys may be public, written down once from the data format („What may be public“). Everything else is internal.

What a document for everybody shows is decided where it is made, on the day and for the person (`who`); here stands what it
may choose from. A test marks every key of the example and searches all public outputs for what is not listed here.
"""

from __future__ import annotations

from ksnet.records.base import Address, Contact, DocumentLink, WhoEntry
from ksnet.records.event import AgendaItem, EventRecord, Location, Qualification, Registration, Session
from ksnet.records.members import Guest, Member, MembershipEntry, MembersRecord, Person
from ksnet.records.model import BaseModel
from ksnet.records.plan import PlanRecord
from ksnet.records.settings import Settings
from ksnet.records.structure import fields_of

# Of a network all but these, and of everything that stands in its file.
NOT_OF_A_NETWORK = frozenset(("remarks", "reviewers", "resources", "evaluation"))

_NAME = ("form_of_address", "title", "given_name", "family_name", "function", "role", "email", "phone")

# Of other entries only these, those of a person and a guest only while `publication` is in force, those of an event only
# with `public: true`. A key that holds entries is followed into them.
PUBLIC: dict[type[BaseModel], frozenset[str]] = {
    MembersRecord: frozenset(("members", "guests")),
    # Its people have a decision of their own.
    Member: frozenset(
        (
            "name",
            "youth_office",
            "categories",
            "field",
            "label",
            "address",
            "groups",
            "website",
            "email",
            "people",
            "contacts",
        )
    ),
    MembershipEntry: frozenset(("id",)),
    Address: frozenset(fields_of(Address)),
    Contact: frozenset(fields_of(Contact)),
    Person: frozenset(_NAME),
    Guest: frozenset(_NAME),
    EventRecord: frozenset(
        (
            "title", "theme", "kind", "groups", "status", "mode", "location", "organisers", "registration",
            "topics", "agenda",
        )
    )
    | {"start", "end", "all_day", "duration_minutes", "timezone", "date_note", "rescheduled_from"}  # the dates
    | {"public", "sessions", "qualification"},
    Session: frozenset(fields_of(Session)),
    Qualification: frozenset(("categories",)),
    Location: frozenset(fields_of(Location)) - {"url"},
    Registration: frozenset(("until", "url", "seats", "contact", "cost", "target")),
    # An item without a title is called by its kind; how many run in parallel is part of the title.
    AgendaItem: frozenset(("title", "kind", "count", "speakers")),
    WhoEntry: frozenset(fields_of(WhoEntry)),
    Settings: frozenset(("publisher",)),
    # Of a plan with `public: true`, the plan as it was published.
    PlanRecord: frozenset(("title", "kind", "status", "document", "public")),
    DocumentLink: frozenset(fields_of(DocumentLink)),
}  # fmt: skip


def may_be_public(model: type[BaseModel], key: str, *, of_network: bool) -> bool:
    """Whether a key of an entry may be public; `of_network`: the entry stands in `network.yaml`."""
    if of_network:
        return key not in NOT_OF_A_NETWORK
    return key in PUBLIC.get(model, frozenset())
