"""KS1, the schema; these faults come from loading, a few more are in `ksnet.rules.schema`."""

from __future__ import annotations

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Rule

_OFFICE = "youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: {}\n"

CASE_LAW = "§ 35 Abs. 1 SGB I, §§ 61–68 SGB VIII"
CASE_EDITION = "SGB I und SGB VIII, gelesener Stand 26.03.2022"
SECRECY = "Jeder hat Anspruch darauf, dass die ihn betreffenden Sozialdaten … von den Leistungsträgern nicht unbefugt verarbeitet werden …"

UNKNOWN_KEY = Rule(
    code="KS101",
    name="unknown-key",
    severity=Severity.FEHLER,
    title="Einen Schlüssel gibt es nicht.",
    why="Was unter einem unbekannten Schlüssel steht, erscheint nirgends. Die Liste der Schlüssel ist geschlossen, damit nichts hineingerät, was nicht hineingehört.",
    mend="Schreibweise prüfen oder die Zeile löschen.",
    wrong={"event": "⟦ort⟧:\n  name: Rathaus\n"},
    right="location",
)

MISSING_KEY = Rule(
    code="KS102",
    name="missing-key",
    severity=Severity.FEHLER,
    title="Ein nötiger Schlüssel fehlt.",
    why="Ohne ihn lässt sich der Eintrag nicht einordnen.",
    mend="Schlüssel ergänzen.",
    wrong={"network": "goals:\n  - ⟦id: absprachen⟧\n"},
    right="id: absprachen\n    text: Bessere Absprachen",
)

MISSING_VALUE = Rule(
    code="KS103",
    name="missing-value",
    severity=Severity.FEHLER,
    title="Ein Wert fehlt.",
    why="Ein leerer Text oder ein leerer Listeneintrag sagt nichts aus.",
    mend="Wert ergänzen oder die Zeile löschen.",
    wrong={"event": 'theme: ⟦""⟧\n'},
    right="Schule",
)

WRONG_TYPE = Rule(
    code="KS104",
    name="wrong-type",
    severity=Severity.FEHLER,
    title="Statt einer Liste steht ein Wert da, oder umgekehrt.",
    why="Der Schlüssel bestimmt, ob ein Wert, eine Liste oder weitere Schlüssel folgen.",
    mend="Listen in eckigen Klammern oder mit Spiegelstrichen schreiben.",
    wrong={"event": "groups: ⟦plenum⟧\n"},
    right="[plenum]",
)

UNKNOWN_VALUE = Rule(
    code="KS105",
    name="unknown-value",
    severity=Severity.FEHLER,
    title="Einen Wert kennt der Schlüssel nicht.",
    why="Nur mit festen Werten lässt sich zählen und vergleichen.",
    mend="Einen der erlaubten Werte einsetzen.",
    wrong={"event": "mode: ⟦present⟧\n"},
    right="praesenz",
)

INVALID_DATE = Rule(
    code="KS106",
    name="invalid-date",
    severity=Severity.FEHLER,
    title="Ein Datum oder eine Uhrzeit gibt es nicht, oder sie ist anders zu schreiben.",
    why="Nur Jahr-Monat-Tag ist eindeutig. Zeiten sind Ortszeit.",
    mend="2025-05-21, 2025-05-21 13:30; ungenau: 2025-05, 2025 oder 2022/2023-02-08.",
    wrong={"event": "start: ⟦16.09.2026 13:30⟧\n"},
    right="2026-09-16 13:30",
)

INVALID_BOOLEAN = Rule(
    code="KS107",
    name="invalid-boolean",
    severity=Severity.FEHLER,
    title="Ein Ja-Nein-Wert ist weder true noch false.",
    why="„ja“ und „yes“ lesen verschiedene Programme verschieden.",
    mend="true für ja, false für nein.",
    wrong={"event": "public: ⟦ja⟧\n"},
    right="true",
)

INVALID_NUMBER = Rule(
    code="KS108",
    name="invalid-number",
    severity=Severity.FEHLER,
    title="Ein Wert ist keine Zahl.",
    why="Mit Zahlen wird gerechnet; Zusätze wie „rund“ gehören in „precision“.",
    mend="Nur Ziffern; Dezimalpunkt statt Komma.",
    wrong={"event": "duration_minutes: ⟦zwei Stunden⟧\n"},
    right="120",
)

INVALID_ID = Rule(
    code="KS109",
    name="invalid-id",
    severity=Severity.FEHLER,
    title="Ein Wert ist keine Kennung.",
    why="Kennungen stehen auch in Dateinamen und Adressen; dort sind Umlaute und Leerzeichen nicht sicher.",
    mend="Kleinbuchstaben, Ziffern, einzelne Bindestriche; ä wird ae.",
    wrong={"event": "topics: [⟦Öffentliche Wege⟧]\n"},
    right="oeffentliche-wege",
)

INVALID_REGIONAL_KEY = Rule(
    code="KS110",
    name="invalid-regional-key",
    severity=Severity.FEHLER,
    title="Ein Wert ist kein Gemeinde- oder Kreisschlüssel des Landes.",
    why="Über den amtlichen Schlüssel ist ein Jugendamt eindeutig; in einem Land beginnen alle mit denselben zwei Ziffern.",
    mend="Acht Ziffern für eine Gemeinde, fünf für einen Kreis, in Anführungszeichen.",
    wrong={"network": _OFFICE.format('⟦"5974040"⟧')},
    right='"05974040"',
)

INVALID_ADDRESS = Rule(
    code="KS111",
    name="invalid-address",
    severity=Severity.FEHLER,
    title="Eine E-Mail-Adresse, Internetadresse oder Postleitzahl ist keine.",
    why="Sie wird in Dokumente und Kalender übernommen und führt sonst ins Leere.",
    mend="name@stelle.de, https://…, fünf Ziffern in Anführungszeichen.",
    wrong={"network": "website: ⟦www.example.org⟧\n"},
    right="https://www.example.org",
)

AMBIGUOUS_SCALAR = Rule(
    code="KS112",
    name="ambiguous-scalar",
    severity=Severity.WARNUNG,
    title="Ein Text steht ohne Anführungszeichen und ist für andere Programme keiner.",
    why="Aus 05974040 wird sonst eine Zahl ohne führende Null, aus „no“ ein Nein. ksnet liest es richtig, Editoren und andere Programme nicht.",
    mend="In Anführungszeichen setzen.",
    wrong={"network": _OFFICE.format("⟦05974040⟧")},
    right='"05974040"',
)

INVALID_FOLDER = Rule(
    code="KS115",
    name="invalid-folder",
    severity=Severity.FEHLER,
    title="Ein Ordner in den Einstellungen liegt nicht in diesem Verzeichnis.",
    why="Gelesen und geschrieben wird nur innerhalb des Verzeichnisses, damit auf jedem Rechner dasselbe gilt.",
    mend="Pfad ab dem Ordner von ksnet.yaml angeben, ohne „..“.",
    wrong={"settings": "templates: ⟦../vorlagen⟧\n"},
    right="vorlagen",
)

INVALID_LAND = Rule(
    code="KS116",
    name="invalid-land",
    severity=Severity.FEHLER,
    title="Das Land in den Einstellungen gibt es nicht, oder in seinem Ordner fehlt etwas.",
    why="Aus dem Ordner eines Landes kommen Pflichten, Kategorien, Gemeinden und Feiertage; ohne ihn wird nach einem anderen Gesetz geurteilt.",
    mend="Den Namen eines mitgelieferten Landes angeben, oder den Ordner unter lands/ vervollständigen.",
    wrong={"settings": "land: ⟦bayern⟧\n"},
    right="nrw",
)

CASE_DATA_KEY = Rule(
    code="KS501",
    name="case-data-key",
    severity=Severity.FEHLER,
    law=CASE_LAW,
    edition=CASE_EDITION,
    wording=SECRECY,
    title="Ein Schlüssel steht für Falldaten oder private Angaben.",
    why="Die Liste der Schlüssel ist geschlossen (DS-01, Regel unknown-key) und kennt für Personen nur dienstliche Angaben (DS-04). Schlüssel wie Geburtsdatum, Familie, Fallnummer, Diagnose oder Religion gibt es mit Absicht nicht (DS-02): Ein Netzwerk hat keine Aufgabe, für die es sie braucht.",
    mend="Zeile löschen. Einzelfälle gehören in die Fallakte.",
    reason="Ein Netzwerk hat keine Aufgabe, für die es Sozialdaten braucht; Git verteilt sie an alle, die das Verzeichnis haben.",
    wrong={"event": "⟦diagnose⟧: vertraulich\n"},
    right={"event": "theme: Diagnostik in der Kinderklinik\n"},
)
