"""Which keys may be public, from the data format („What may be public“); all others are internal.

What a document for everybody shows is decided where it is made, on the day and for the person
(`who`); this is what it may choose from. A key that is not named here is internal, so a new key of
the format is private until somebody decides. A test marks every key of the example and searches all
public outputs for what is not listed here.
"""

from __future__ import annotations

from ksnet.records import network
from ksnet.records.base import Address, Contact, CountEntry, DocumentLink, Reported, WhoEntry
from ksnet.records.event import (
    AgendaItem,
    EventRecord,
    Location,
    Qualification,
    Registration,
    Session,
)
from ksnet.records.members import Guest, Member, MembershipEntry, MembersRecord, Person
from ksnet.records.model import BaseModel
from ksnet.records.plan import PlanRecord
from ksnet.records.settings import Accessibility, Publisher, Settings

_NAME = "form_of_address title given_name family_name function role email phone"

# Keys by the entry that holds them. A key that holds entries is followed into them.
_PUBLIC: dict[type[BaseModel], str] = {
    # A network: all but its remarks, reviewers, resources and evaluation.
    network.NetworkRecord: "name short_name kind status founded complete_since parent lead "
    "neighbouring website timezone motto summary goals scope youth_offices coordination groups "
    "management workstreams agreements report public_information admission affiliations vacancies "
    "size until sources reported",
    network.ParentEntry: "id text",
    network.Goal: "id text serves status done sources reported",
    network.Scope: "fields categories as_of sources reported",
    network.YouthOffice: "id name key municipalities contacts involvement since until sources "
    "reported",
    network.Coordination: "id youth_office title fte people tasks vacant_since email phone "
    "address since until sources reported",
    network.FullTimeEquivalent: "value since until sources reported",
    network.Holder: "id since until sources reported",
    network.Group: "id name kind parent youth_office purpose count external cadence rotation "
    "invitation since until sources reported",
    network.Cadence: "meetings per kinds sources reported",
    network.Invitation: "days agenda",
    network.Management: "youth_office group since until sources reported",
    network.Workstream: "id kind text status since until sources reported",
    network.Agreement: "id kind title status legal_form covers parties decided decided_by signed "
    "signed_by event valid_until review_by document sources reported",
    network.ReportDuty: "basis interval by to due since until sources reported",
    network.PublicInformation: "procedures structures contacts",
    network.PublicPage: "url as_of sources reported",
    network.Admission: "contact text sources reported",
    network.Affiliation: "name kind person since until sources reported",
    network.Vacancy: "category reason until sources reported",
    network.Source: "id title url published as_of",
    CountEntry: "count precision of as_of sources reported",
    Reported: "key value source",
    # Members; their people and guests, who have a decision of their own, only while `publication`
    # is in force.
    MembersRecord: "members guests",
    Member: "name youth_office categories field label address groups website email people contacts",
    MembershipEntry: "id",
    Person: _NAME,
    Guest: _NAME,
    # An event, only with `public: true`. An item without a title is called by its kind; how many
    # run in parallel is part of it.
    EventRecord: "title theme kind groups status mode location organisers registration topics "
    "agenda public sessions qualification start end all_day duration_minutes timezone date_note "
    "rescheduled_from",
    Session: "start end",
    Qualification: "categories",
    Location: "name building street postcode city room",
    Registration: "until url seats contact cost target",
    AgendaItem: "title kind count speakers",
    # A plan, only with `public: true`: the plan as it was published.
    PlanRecord: "title kind status document public",
    # Of the settings, who is responsible for the pages: Impressum, Datenschutz, Barrierefreiheit.
    Settings: "publisher",
    Publisher: "name street postcode city email website phone represented_by data_protection "
    "accessibility pages",
    Accessibility: "checked method result exceptions contact_form",
    # In entries of several kinds.
    Address: "building street postcode city",
    Contact: "title phone email url hours always sources reported",
    DocumentLink: "title url path",
    WhoEntry: "id text",
}
PUBLIC = {model: frozenset(keys.split()) for model, keys in _PUBLIC.items()}


def may_be_public(model: type[BaseModel], key: str) -> bool:
    """Whether a key of an entry may be public where the entry itself is."""
    return key in PUBLIC.get(model, ())
