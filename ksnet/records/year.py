"""`years/<yyyy>.yaml`: what the coordinator writes about a year."""

from __future__ import annotations

from typing import Annotated

from ksnet.records.base import (
    Amount,
    GoalRef,
    SourceRef,
    Text,
    Url,
    Who,
    Whole,
    WithRemarks,
    YouthOfficeRef,
    doc,
)
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import Progress


class YearGoal(WithRemarks):
    """The progress of a goal in this year."""

    goal: Annotated[GoalRef | None, doc("Ziel", "Kennung eines Ziels des Netzwerks")] = None
    text: Annotated[Text | None, doc("Text", "Ein Ziel nur dieses Jahres")] = None
    status: Annotated[Progress | None, doc("Stand")] = None
    note: Annotated[Text | None, doc("Erläuterung")] = None


class Improvement(WithRemarks):
    """Optimierungspotenzial: something to be done better."""

    text: Annotated[Text | None, doc("Text")] = None
    responsible: Annotated[Who | None, doc("zuständig")] = None
    due: Annotated[PartialDate | None, doc("bis")] = None
    done: Annotated[PartialDate | None, doc("erledigt am")] = None


class PublicRelation(WithRemarks):
    """Work with press and public."""

    date: Annotated[PartialDate | None, doc("Datum")] = None
    kind: Annotated[Text | None, doc("Art", "z. B. presse")] = None
    title: Annotated[Text | None, doc("Titel")] = None
    url: Annotated[Url | None, doc("Adresse im Netz")] = None


class KeyFigure(WithRemarks):
    """A published total of the year, e.g. reports after § 8a SGB VIII; never about single cases."""

    text: Annotated[Text | None, doc("Bezeichnung", "Was gezählt wurde")] = None
    value: Annotated[
        Amount | None, doc("Wert", "Unter drei nur, wo die Quelle ihn veröffentlicht hat")
    ] = None
    unit: Annotated[Text | None, doc("Einheit", "z. B. Meldungen, Beratungen, Prozent")] = None
    source: Annotated[SourceRef | None, doc("Quelle", "Wo die Zahl veröffentlicht ist")] = None
    as_of: Annotated[PartialDate | None, doc("Stand")] = None


class OtherUse(WithRemarks):
    """What else was paid from the funds of the Land."""

    text: Annotated[Text | None, doc("wofür", "z. B. Referentinnen und Referenten")] = None
    value: Annotated[Whole | None, doc("Betrag in Euro")] = None


class Resource(WithRemarks):
    """Funds of the Land under its law; Stellenanteile are recorded with the coordination."""

    youth_office: Annotated[YouthOfficeRef | None, doc("Jugendamt")] = None
    state_funds_eur: Annotated[Whole | None, doc("Landesmittel in Euro")] = None
    other: Annotated[
        tuple[OtherUse, ...],
        doc("andere Ausgaben", "Was außer Stellen aus den Mitteln des Landes bezahlt wurde"),
    ] = ()


class Approval(WithRemarks):
    """Who took note of or approved the report or plan."""

    by: Annotated[Who | None, doc("durch")] = None
    on: Annotated[PartialDate | None, doc("am")] = None
    reference: Annotated[Text | None, doc("Vorlage", "Nummer der Vorlage")] = None


class YearRecord(WithRemarks):
    """What the coordinator writes about a year."""

    summary: Annotated[Text | None, doc("Zusammenfassung", "Markdown")] = None
    goals: Annotated[tuple[YearGoal, ...], doc("Ziele")] = ()
    evaluation: Annotated[Text | None, doc("Bewertung", "Markdown")] = None
    improvements: Annotated[tuple[Improvement, ...], doc("Optimierungspotenziale")] = ()
    outlook: Annotated[Text | None, doc("Ausblick", "Markdown")] = None
    public_relations: Annotated[tuple[PublicRelation, ...], doc("Öffentlichkeitsarbeit")] = ()
    figures: Annotated[
        tuple[KeyFigure, ...],
        doc("Kennzahlen", "Veröffentlichte Summen des Jahres, nie Angaben zu Einzelfällen"),
    ] = ()
    resources: Annotated[tuple[Resource, ...], doc("Mittel")] = ()
    approved: Annotated[tuple[Approval, ...], doc("Kenntnisnahme")] = ()
