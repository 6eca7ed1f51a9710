"""KS9, the form of a file."""

from __future__ import annotations

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Rule

CANONICAL_FORM = Rule(
    code="KS901",
    name="canonical-form",
    severity=Severity.HINWEIS,
    title="Eine Datei steht nicht in der einheitlichen Form.",
    why="Stehen alle Dateien gleich da, zeigt die Durchsicht einer Änderung nur, was sich am Inhalt geändert hat.",
    mend="„ksnet fmt“ ordnet Schlüssel und Einrückung; Kommentare und Inhalt bleiben.",
    wrong={"event": "location:\n⟦    name: Rathaus⟧\n"},
    right={"event": "location:\n  name: Rathaus\n"},
)

TEXT_IN_BRACKETS = Rule(
    code="KS902",
    name="text-in-brackets",
    severity=Severity.HINWEIS,
    title="Ein Text steht ohne Anführungszeichen in Klammern.",
    why="In eckigen und geschweiften Klammern trennt ein Komma zwei Werte, und ein Doppelpunkt macht einen Schlüssel: Aus einem Text werden unbemerkt zwei.",
    mend="Jeden Eintrag in eine eigene Zeile schreiben („ksnet fmt“ erledigt das) oder den Text in Anführungszeichen setzen.",
    wrong={"event": "location: {name: ⟦Haus am Markt⟧, city: Soest}\n"},
    right={"event": "location:\n  name: Haus am Markt\n  city: Soest\n"},
)
