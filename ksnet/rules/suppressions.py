"""KS9, comments and settings that suppress findings; faults come from `checking.suppression`."""

from __future__ import annotations

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Rule

SUPPRESSION_WITHOUT_REASON = Rule(
    code="KS911",
    name="suppression-without-reason",
    severity=Severity.WARNUNG,
    title="Ein Befund wird ohne Begründung unterdrückt.",
    why="Wer die Datei später liest, muss wissen, warum hier eine Regel nicht gelten soll. Ohne Grund gilt sie weiter.",
    mend="Den Grund hinter die Klammer schreiben.",
    wrong={"event": "mode: praesenz ⟦# ksnet: ignore[KS330]⟧\n"},
    right={"event": "mode: praesenz\n"},
)

UNKNOWN_RULE = Rule(
    code="KS912",
    name="unknown-rule",
    severity=Severity.WARNUNG,
    title="Eine Regel, die unterdrückt oder anders gewichtet werden soll, gibt es nicht.",
    why="Die Anweisung wirkt nicht, ohne dass es jemand merkt.",
    mend="Name oder Nummer der Regel prüfen; beide stehen in jedem Befund.",
    wrong={
        "settings": "rules:\n  ignore:\n    - rule: ⟦school-holidays⟧\n"
        "      reason: Die Ferien sind gewollt\n"
    },
    right="school-holiday",
)

UNUSED_SUPPRESSION = Rule(
    code="KS913",
    name="unused-suppression",
    severity=Severity.WARNUNG,
    title="Eine Unterdrückung wird nicht mehr gebraucht.",
    why="Sie würde den nächsten Befund an dieser Stelle verdecken, der vielleicht berechtigt ist.",
    mend="Kommentar oder Einstellung löschen.",
    wrong={"event": "mode: praesenz ⟦# ksnet: ignore[public-holiday] Der Feiertag ist gewollt⟧\n"},
    right={"event": "mode: praesenz\n"},
)

RULE_NAMED_TWICE = Rule(
    code="KS914",
    name="rule-named-twice",
    severity=Severity.WARNUNG,
    title="Eine Regel ist in ksnet.yaml zweimal genannt.",
    why="Eine Regel hat einen Namen und eine Nummer. Stehen dort beide, gilt nur eine der Einstellungen, und niemand sieht, welche.",
    mend="Eine der beiden Einstellungen löschen.",
    wrong={"settings": "rules:\n  severity:\n    KS330: warnung\n    ⟦public-holiday⟧: fehler\n"},
    right={"settings": "rules:\n  severity:\n    public-holiday: warnung\n"},
)

FAMILY_SWITCHED_OFF = Rule(
    code="KS915",
    name="family-switched-off",
    severity=Severity.WARNUNG,
    title="Viele Regeln sollen auf einmal abgeschaltet oder leichter werden, bei denen das nur einzeln geht.",
    why="Mit allen Regeln zum Datenschutz, zu Verweisen oder zu Dateien verschwindet auch, was niemand übersehen wollte, zum Beispiel Angaben zu einem Kind. Die Angabe bewirkt deshalb nichts.",
    mend="Die Regeln einzeln nennen, jede mit ihrem Grund.",
    wrong={
        "settings": "rules:\n  ignore:\n    - rule: ⟦KS5⟧\n"
        "      reason: Das prüft unser Datenschutz\n"
    },
    right={
        "settings": "rules:\n  ignore:\n    - rule: small-figure\n"
        "      reason: Kleine Zahlen sind mit dem Datenschutz abgesprochen\n"
    },
)
