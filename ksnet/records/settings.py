"""`ksnet.yaml`: the settings of a data repository."""

from __future__ import annotations

from typing import Annotated, Literal

from ksnet.basics.controlled import Severity
from ksnet.lands import DEFAULT
from ksnet.records.base import Email, Folder, Ident, Postcode, Strict, Text, Url, doc
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import CheckMethod, CheckResult


class IgnoredRule(Strict):
    """A rule that this repository switches off, with the reason."""

    rule: Annotated[Text, doc("Regel", "Name oder Nummer der Regel")]
    reason: Annotated[Text, doc("Grund", "Warum die Regel hier nicht gilt")]


class RuleSettings(Strict):
    """Which rules are switched off or have another severity."""

    ignore: Annotated[
        tuple[IgnoredRule, ...], doc("abgeschaltet", "Abgeschaltete Regeln, jede mit Grund")
    ] = ()
    severity: Annotated[
        dict[str, Severity],
        doc("Gewicht", "Regel: fehler, warnung oder hinweis", default_factory=dict),
    ]


class Accessibility(Strict):
    """What the Erklärung zur Barrierefreiheit of the public pages says."""

    checked: Annotated[
        PartialDate | None, doc("geprüft am", "Tag der letzten Prüfung; mindestens einmal im Jahr")
    ] = None
    method: Annotated[CheckMethod | None, doc("Prüfung durch", "selbstbewertung oder dritte")] = (
        None
    )
    result: Annotated[
        CheckResult | None, doc("Ergebnis", "vollstaendig, teilweise oder nicht vereinbar")
    ] = None
    exceptions: Annotated[
        Text | None,
        doc(
            "Ausnahmen", "Was nicht barrierefrei ist, warum, und was es stattdessen gibt (Markdown)"
        ),
    ] = None
    contact_form: Annotated[
        Url | None, doc("Kontaktformular", "Wo Barrieren gemeldet werden können")
    ] = None


class Publisher(Strict):
    """Who publishes the documents and pages."""

    name: Annotated[Text | None, doc("Name")] = None
    street: Annotated[Text | None, doc("Straße und Hausnummer")] = None
    postcode: Annotated[
        Postcode | None, doc("Postleitzahl", "Fünf Ziffern in Anführungszeichen")
    ] = None
    city: Annotated[Text | None, doc("Ort")] = None
    email: Annotated[Email | None, doc("E-Mail")] = None
    website: Annotated[Url | None, doc("Internetseite")] = None
    phone: Annotated[Text | None, doc("Telefon")] = None
    represented_by: Annotated[
        Text | None,
        doc("vertreten durch", "Das Amt, nicht der Name: die Landrätin, der Bürgermeister"),
    ] = None
    data_protection: Annotated[
        Email | None, doc("Datenschutz", "E-Mail der oder des behördlichen Datenschutzbeauftragten")
    ] = None
    accessibility: Annotated[
        Accessibility | None, doc("Barrierefreiheit", "Für die Erklärung auf den Seiten")
    ] = None
    pages: Annotated[
        Url | None,
        doc(
            "Adresse der Seiten",
            "Wo die Seiten von „ksnet site“ stehen; für Abonnements der Termine",
        ),
    ] = None


class Settings(Strict):
    """The settings of a data repository; every key may be left out."""

    data: Annotated[Folder, doc("Daten", "Ordner der Daten")] = "data"
    templates: Annotated[Folder, doc("Vorlagen", "Ordner der eigenen Vorlagen")] = "templates"
    land: Annotated[
        Ident,
        doc(
            "Land",
            "Ordner des Landes, nach dessen Gesetz beurteilt wird: mitgeliefert oder unter lands/",
        ),
    ] = DEFAULT
    rules: Annotated[RuleSettings, doc("Regeln", default_factory=RuleSettings)]
    visibility: Annotated[
        Literal["intern", "oeffentlich"],
        doc("Sichtbarkeit", "oeffentlich: alle können dieses Verzeichnis lesen"),
    ] = "intern"
    publisher: Annotated[Publisher, doc("Herausgeber", default_factory=Publisher)]
