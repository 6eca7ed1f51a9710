"""`ksnet.yaml`: the settings of a data repository."""

from typing import Annotated, Literal

from ksnet.records.base import Email, Folder, Postcode, Strict, Text, Url, doc
from ksnet.records.vocabulary import Land, Severity


class IgnoredRule(Strict):
    """A rule that this repository switches off, with the reason."""

    rule: Annotated[Text, doc("Regel", "Name oder Nummer der Regel")]
    reason: Annotated[Text, doc("Grund", "Warum die Regel hier nicht gilt")]


class RuleSettings(Strict):
    """Which rules are off or weigh differently."""

    ignore: Annotated[tuple[IgnoredRule, ...], doc("abgeschaltet", "Abgeschaltete Regeln, jede mit Grund")] = ()
    severity: Annotated[
        dict[str, Severity], doc("Gewicht", "Regel: fehler, warnung oder hinweis", default_factory=dict)
    ]


class Publisher(Strict):
    """Who publishes the documents and pages."""

    name: Annotated[Text | None, doc("Name")] = None
    street: Annotated[Text | None, doc("Straße und Hausnummer")] = None
    postcode: Annotated[Postcode | None, doc("Postleitzahl", "Fünf Ziffern in Anführungszeichen")] = None
    city: Annotated[Text | None, doc("Ort")] = None
    email: Annotated[Email | None, doc("E-Mail")] = None
    website: Annotated[Url | None, doc("Internetseite")] = None


class Settings(Strict):
    """The settings of a data repository; every key may be left out."""

    data: Annotated[Folder, doc("Daten", "Ordner der Daten")] = "data"
    templates: Annotated[Folder, doc("Vorlagen", "Ordner der eigenen Vorlagen")] = "templates"
    land: Annotated[Land, doc("Land", "Nach wessen Gesetz die Pflichten beurteilt werden")] = Land.NRW
    rules: Annotated[RuleSettings, doc("Regeln")] = RuleSettings(severity={})
    visibility: Annotated[
        Literal["intern", "oeffentlich"], doc("Sichtbarkeit", "oeffentlich: alle können dieses Verzeichnis lesen")
    ] = "intern"
    publisher: Annotated[Publisher, doc("Herausgeber")] = Publisher()
