"""`members.yaml`: bodies, the people they send, and guests; the only place for names of people."""

from __future__ import annotations

from typing import Annotated, Any

from ksnet.records.base import (
    Address,
    Bool,
    Contact,
    Email,
    GroupRef,
    Ident,
    Period,
    Shorthand,
    SourceRef,
    Text,
    Url,
    WithRemarks,
    WithSources,
    YouthOfficeRef,
    doc,
)
from ksnet.records.categories import KnownCategory
from ksnet.records.model import ConfigDict, model_validator
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import (
    FieldOfWork,
    GroupRole,
    PersonRole,
    PublicationBasis,
    Unconfirmed,
)

REDACTED_NAME = "Name gelöscht"


class MembershipEntry(WithSources, Period):
    """That a body or person belongs to a group."""

    id: Annotated[GroupRef, doc("Gremium", "Kennung des Gremiums")]
    role: Annotated[GroupRole | None, doc("Rolle")] = None


Membership = Annotated[MembershipEntry, Shorthand("id")]


class Publication(Period):
    """Why and until when a person's data may be public."""

    key_order = ("basis", "since", "until", "url", "source", "withdrawn")

    basis: Annotated[PublicationBasis | None, doc("Grundlage")] = None
    url: Annotated[
        Url | None, doc("Adresse im Netz", "Wo der Arbeitgeber die Angaben veröffentlicht")
    ] = None
    source: Annotated[SourceRef | None, doc("Quelle")] = None
    withdrawn: Annotated[PartialDate | None, doc("widerrufen am")] = None


class Named(WithSources):
    """The name of somebody who acts in an office."""

    entry_kind = "person"
    id: Annotated[Ident, doc("Kennung")]
    form_of_address: Annotated[Text | None, doc("Anrede")] = None
    title: Annotated[Text | None, doc("Titel", "Akademischer Grad, z. B. Dr.")] = None
    given_name: Annotated[Text | None, doc("Vorname")] = None
    family_name: Annotated[Text, doc("Nachname")]
    function: Annotated[Text | None, doc("Funktion")] = None


class Person(Named, Period):
    """Somebody who acts for a body in the network; office data only, never private data."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["family_name"]}, {"required": ["redacted"]}]}
    )
    key_order = (
        "id", "form_of_address", "title", "given_name", "family_name", "function", "role", "email",
        "phone", "groups", "since", "until", "publication", "contact_consent", "redacted",
    )  # fmt: skip

    role: Annotated[PersonRole | None, doc("Rolle im Netzwerk")] = None
    email: Annotated[Email | None, doc("E-Mail", "Dienstliche Adresse")] = None
    phone: Annotated[Text | None, doc("Telefon", "Dienstliche Nummer")] = None
    groups: Annotated[tuple[Membership, ...], doc("Gremien")] = ()
    publication: Annotated[
        Publication | None, doc("Veröffentlichung", "Fehlt sie, wird die Person nie veröffentlicht")
    ] = None
    contact_consent: Annotated[
        PartialDate | None,
        doc("Einwilligung Kontakt", "Tag der Einwilligung, eine private Adresse zu führen"),
    ] = None
    redacted: Annotated[
        PartialDate | None,
        doc(
            "gelöscht am",
            "Tag, an dem die Daten der Person entfernt wurden; es bleiben Rolle, Gremien und Daten",
        ),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _without_name(cls, data: Any) -> Any:
        """Let a redacted person do without a name."""
        if isinstance(data, dict) and data.get("redacted") and "family_name" not in data:
            return {**data, "family_name": REDACTED_NAME}
        return data


class Guest(Named):
    """Somebody outside the network who spoke, signed or opened; never in member lists."""

    entry_kind = "guest"
    role: Annotated[PersonRole | None, doc("Rolle")] = None
    organisation: Annotated[Text | None, doc("Stelle", "Für wen der Gast spricht")] = None
    email: Annotated[Email | None, doc("E-Mail", "Dienstliche Adresse")] = None
    phone: Annotated[Text | None, doc("Telefon", "Dienstliche Nummer")] = None
    publication: Annotated[Publication | None, doc("Veröffentlichung")] = None


class Agreement8a(WithRemarks):
    """Vereinbarung nach § 8a Abs. 4 SGB VIII."""

    signed: Annotated[PartialDate | None, doc("unterzeichnet am")] = None
    exists: Annotated[
        Bool | None, doc("vorhanden", "true, wo nur der Tag unbekannt ist; false, wo es keine gibt")
    ] = None


class Member(WithRemarks, Period):
    """A body (Stelle) in the network."""

    key_order = (
        "id", "youth_office", "name", "categories", "field", "label", "collective", "address",
        "email", "website", "contacts", "groups", "agreement_8a", "unconfirmed", "sensitive",
        "since", "until", "people",
    )  # fmt: skip

    entry_kind = "member"
    id: Annotated[Ident, doc("Kennung")]
    youth_office: Annotated[
        YouthOfficeRef | None,
        doc("Jugendamt", "Wenn diese Stelle eines der Jugendämter des Netzwerks ist"),
    ] = None
    name: Annotated[Text | None, doc("Name der Stelle")] = None
    categories: Annotated[
        tuple[KnownCategory, ...],
        doc("Kategorien", "Nach dem Gesetz; eine Stelle kann mehrere füllen"),
    ] = ()
    field: Annotated[FieldOfWork | None, doc("Handlungsfeld")] = None
    label: Annotated[
        Text | None, doc("Bezeichnung", "Was die Stelle ist, wo die Kategorie „weitere“ ist")
    ] = None
    collective: Annotated[
        Bool, doc("Sammeleintrag", "true: steht für mehrere Stellen, z. B. „Schulen“")
    ] = False
    address: Annotated[Address | None, doc("Anschrift")] = None
    email: Annotated[Email | None, doc("E-Mail", "Funktionspostfach der Stelle")] = None
    website: Annotated[Url | None, doc("Internetseite")] = None
    agreement_8a: Annotated[
        Agreement8a | None, doc("Vereinbarung § 8a", "Vereinbarung nach § 8a Abs. 4 SGB VIII")
    ] = None
    contacts: Annotated[
        tuple[Contact, ...],
        doc(
            "Kontaktwege", "Wie die Stelle zu erreichen ist; nie bei einer geschützten Einrichtung"
        ),
    ] = ()
    unconfirmed: Annotated[
        tuple[Unconfirmed, ...],
        doc("unbestätigt", "Vorschläge eines Imports, die noch niemand bestätigt hat"),
    ] = ()
    sensitive: Annotated[
        Bool,
        doc(
            "geschützt",
            "true bei Frauenhaus oder Schutzwohnung: erscheint nur als „geschützte Einrichtung“",
        ),
    ] = False
    groups: Annotated[tuple[Membership, ...], doc("Gremien")] = ()
    people: Annotated[
        tuple[Person, ...], doc("Personen", "Wer für die Stelle im Netzwerk handelt")
    ] = ()


class MembersRecord(WithRemarks):
    """Everything in `members.yaml`."""

    members: Annotated[tuple[Member, ...], doc("Mitglieder", "Stellen im Netzwerk")] = ()
    guests: Annotated[
        tuple[Guest, ...],
        doc(
            "Gäste",
            "Personen außerhalb des Netzwerks, die gesprochen, eröffnet oder unterzeichnet haben",
        ),
    ] = ()
