"""KS5: data protection (§ 9 Abs. 3, § 16 LKSG NRW, § 35 SGB I, § 18 DSG NRW). Each `why` names the duty DS-01 … DS-14 it serves."""

from __future__ import annotations

from ksnet.basics.controlled import Severity
from ksnet.rules import private_data, text_search
from ksnet.rules.rule import Rule

_CASE_LAW = "§ 16 LKSG NRW mit § 35 Abs. 1 SGB I, §§ 61–68 SGB VIII"
_LKSG = "LKSG NRW vom 13.04.2022, geändert am 10.07.2025; SGB I, gelesener Stand 26.03.2022; SGB VIII, gelesener Stand 26.03.2022, seither geändert, zuletzt gelesen: Gesetz vom 03.04.2025 (BGBl. 2025 I Nr. 107), in Kraft 01.07.2025"
_DSG = "DSG NRW, gelesener Stand 01.12.2023; DSGVO: Verordnung (EU) 2016/679 vom 27.04.2016"
_SECRECY = "Jeder hat Anspruch darauf, dass die ihn betreffenden Sozialdaten … von den Leistungsträgern nicht unbefugt verarbeitet werden …"
_MUSTER = "members:\n  - id: jugendamt-muster\n    youth_office: stadt-muster\n    people:\n      - id: muster\n        family_name: Muster\n"
_PERSON = _MUSTER + "        {}\n"
_SECOND = (
    _MUSTER
    + "        publication: {{basis: eigene-beschaeftigte}}\n      - id: {}\n        family_name: Beispiel\n        {}\n"
)
_REDACTED = _MUSTER + "      - id: ehemals-1\n        role: vertretung\n{}        redacted: 2026-01-15\n"
_SHELTER = (
    _MUSTER
    + "  - id: schutz\n    name: Frauenhaus\n    categories: [weitere]\n    label: Gewaltschutz\n{}    sensitive: true\n"
)
_AGREEMENT = "agreements:\n  - id: kooperation\n    kind: kooperationsvereinbarung\n    title: Kooperationsvereinbarung\n    document:\n      title: {}\n"

RULES = (
    Rule(
        code="KS501", name="case-data-key", severity=Severity.FEHLER, law=_CASE_LAW, edition=_LKSG, wording=_SECRECY,
        title="Ein Schlüssel steht für Falldaten oder private Angaben.",
        why="Die Liste der Schlüssel ist geschlossen (DS-01, Regel unknown-key) und kennt für Personen nur dienstliche Angaben (DS-04). Schlüssel wie Geburtsdatum, Familie, Fallnummer, Diagnose oder Religion gibt es mit Absicht nicht (DS-02): Ein Netzwerk hat keine Aufgabe, für die es sie braucht.",
        mend="Zeile löschen. Einzelfälle gehören in die Fallakte.",
        reason="Ein Netzwerk hat keine Aufgabe, für die es Sozialdaten braucht; Git verteilt sie an alle, die das Verzeichnis haben.",
        wrong={"event": "⟦diagnose⟧: vertraulich\n"}, right={"event": "theme: Diagnostik in der Kinderklinik\n"},
    ),
    Rule(
        code="KS502", name="case-data", severity=Severity.FEHLER, law=_CASE_LAW, edition=_LKSG, wording=_SECRECY,
        title="In einem Text, einer Kennung oder einem Kommentar stehen vermutlich Falldaten.",
        why="§ 9 Abs. 3 Satz 3 LKSG NRW erlaubt nur anonymisierte Fallkonferenzen. Gesucht wird nach Geburtsdaten, Aktenzeichen von Familiengericht und Staatsanwaltschaft, Kind, Eltern oder Familie mit Namen, Inobhutnahmen mit Datum, Privatanschriften und Diagnosen (DS-03), in Kennungen nach denselben Wörtern (DS-02), und nach Namen Minderjähriger, auch abgekürzt oder mit Alter (DS-12); in „url“, „website“, „email“ und „path“ nur nach Aktenzeichen und nach Namen mit Geburtsdatum. Die Suche kennt nur übliche Schreibweisen: Keine Beanstandung heißt nicht, dass nichts da ist.",
        mend="Löschen und nur beschreiben, worum es fachlich ging; bei Beteiligungsformaten Zahl und Altersgruppe nennen.",
        reason="Ein Netzwerk hat keine Aufgabe, für die es Sozialdaten braucht; Git verteilt sie an alle, die das Verzeichnis haben.",
        wrong={"event": "summary: |\n  Vorgestellt wurde die Arbeit der Beratungsstelle.\n  ⟦Familie Beispielmann⟧ hat zugestimmt.\n"},
        right={"event": "summary: |\n  Vorgestellt wurde die Arbeit im Familienzentrum „Familie im Zentrum“, dazu die Mutter-Kind-Kur.\n"},
        check=text_search.search_texts, overview=text_search.search_other_files,
    ),
    Rule(
        code="KS503", name="name-outside-members", severity=Severity.FEHLER,
        title="Der Name einer Person steht außerhalb von members.yaml.",
        why="Namen stehen nur in members.yaml (DS-04): Nur dort gelten Veröffentlichung, Widerruf und Löschung, und nur dort findet man sie beim Löschen wieder. Was in einem Freitext steht, bleibt stehen und wird mit veröffentlicht. Wer nicht erfasst ist und nur an Anrede oder Titel zu erkennen, ist eine Warnung.",
        mend="Die Funktion nennen oder auf die Kennung in members.yaml verweisen.",
        reason="Nur in members.yaml gelten Veröffentlichung, Widerruf und Löschung.",
        law="Art. 5 Abs. 1 Buchst. c und e DSGVO", edition="Verordnung (EU) 2016/679 vom 27.04.2016",
        wrong={"event": "summary: Eröffnet hat ⟦Frau Dr. Muster⟧ mit einem Vortrag.\n"}, right={"event": "summary: Eröffnet hat die Leitung des Jugendamts mit einem Vortrag.\n"},
    ),
    Rule(
        code="KS504", name="private-address", severity=Severity.FEHLER, law="§ 18 Abs. 1 DSG NRW, Art. 6 Abs. 1 DSGVO", edition=_DSG,
        title="Eine private E-Mail-Adresse steht da ohne Einwilligung mit Datum.",
        why="Für die Arbeit im Netzwerk sind dienstliche Angaben nötig, private nicht (DS-05). Freiberufliche Verfahrensbeistände oder Hebammen können einwilligen; dann steht der Tag dabei. Funktionspostfächer von Stellen sind ausgenommen.",
        mend="Dienstliche Adresse eintragen, oder „contact_consent“ mit dem Tag der Einwilligung.",
        wrong={"members": _PERSON.format("email: ⟦muster@web.de⟧")}, right={"members": _PERSON.format("email: muster@web.de\n        contact_consent: 2026-05-04")},
        check=private_data.private_mail,
    ),
    Rule(
        code="KS505", name="publication-lapsed", severity=Severity.WARNUNG, law="§ 18 Abs. 2 DSG NRW, Art. 7 Abs. 3 DSGVO", edition=_DSG, yardstick="Eine Einwilligung gilt nach drei Jahren als alt; das Gesetz nennt keine Frist.",
        title="Eine Einwilligung in die Veröffentlichung ist widerrufen oder alt.",
        why="Ohne Angabe wird nie veröffentlicht, und jede Veröffentlichung braucht ihre Grundlage (DS-06, Regel incomplete-entry; die Dokumente halten sich daran, DS-07). Ein Widerruf wirkt für neue Dokumente sofort, nicht für schon verteilte und nicht für frühere Fassungen in Git (DS-09).",
        mend="Nach Widerruf Veröffentlichtes neu erzeugen; bei alter Einwilligung nachfragen.",
        wrong={"members": _PERSON.format("publication: {basis: einwilligung, since: ⟦2023-01-10⟧}")},
        right={"members": _PERSON.format("publication: {basis: einwilligung, since: 2026-01-10}")},
        check=private_data.publication_lapsed,
    ),
    Rule(
        code="KS506", name="protected-address", severity=Severity.FEHLER, law="§ 9 Abs. 3 IFG NRW, Art. 6 Abs. 1 DSGVO", edition="IFG NRW, gelesener Stand 01.12.2023; DSGVO: Verordnung (EU) 2016/679 vom 27.04.2016", wording="… es sei denn, der Offenbarung stehen schutzwürdige Belange … entgegen",
        title="Bei einer geschützten Einrichtung steht eine Anschrift oder ein Kontaktweg.",
        why="Wer weiß, wo ein Frauenhaus oder eine Schutzwohnung ist, gefährdet die Menschen darin (DS-08). Keine Ausgabe nennt die Einrichtung; deshalb dürfen ihre Anschrift und ihre Kontaktwege („contacts“) auch nicht in den Unterlagen stehen.",
        mend="Anschrift oder Kontaktwege löschen.",
        reason="Wer weiß, wo eine Schutzeinrichtung ist, gefährdet die Menschen darin.",
        wrong={"members": _SHELTER.format("    address:\n      street: ⟦Verborgener Weg 1⟧\n")}, right={"members": _SHELTER.format("")},
        check=private_data.protected_address,
    ),
    Rule(
        code="KS507", name="retention", severity=Severity.WARNUNG, law="§ 18 Abs. 7, § 10 Abs. 1 DSG NRW, Art. 5 Abs. 1 Buchst. e DSGVO", edition=_DSG, yardstick="Zwölf Monate nach dem Ausscheiden sind die Daten nicht mehr erforderlich; das Gesetz nennt für Kontaktlisten keine Frist.",
        title="Daten einer Person stehen noch da, obwohl sie das Netzwerk vor mehr als zwölf Monaten verlassen hat.",
        why="Daten sind zu löschen, wenn sie nicht mehr erforderlich sind (DS-10). Rolle und Stelle bleiben für die Statistik. Vor dem Löschen sind die Daten dem Archiv anzubieten.",
        mend="Name und Kontakt löschen, „redacted“ mit dem Tag eintragen; Rolle, Gremien und Daten bleiben.",
        wrong={"members": _SECOND.format("beispiel", "until: ⟦2025-06-29⟧")}, right={"members": _SECOND.format("beispiel", "until: 2025-06-30")},
        check=private_data.retention,
    ),
    Rule(
        code="KS508", name="redacted-left-over", severity=Severity.FEHLER, law="Art. 17 Abs. 1 DSGVO", edition="Verordnung (EU) 2016/679 vom 27.04.2016",
        title="Von einer gelöschten Person stehen noch Angaben da.",
        why="Mit „redacted“ sagt der Eintrag, dass die Daten entfernt sind (DS-10). Dann darf nichts mehr auf die Person führen, auch nicht die Kennung.",
        mend="Diese Angaben löschen, die Kennung durch ehemals-1, ehemals-2 … ersetzen, in allen Dateien.",
        wrong={"members": _REDACTED.format("        phone: ⟦02921 103-0⟧\n")}, right={"members": _REDACTED.format("")},
        check=private_data.redacted_left_over,
    ),
    Rule(
        code="KS509", name="personal-document", severity=Severity.FEHLER, law="§ 22 KunstUrhG, Art. 5 Abs. 1 Buchst. c DSGVO", edition="KunstUrhG vom 09.01.1907; DSGVO: Verordnung (EU) 2016/679 vom 27.04.2016",
        title="Ein Eintrag verweist auf ein Bild, eine Unterschriftenliste oder eine Teilnehmendenliste.",
        why="Wer da war, wird nur gezählt, je Kategorie (DS-11). Fotos brauchen die Einwilligung aller, die darauf zu sehen sind; Unterschriften und Listen mit Namen gehören in die Akte der Veranstaltung.",
        mend="Verweis und Datei löschen; Zahlen unter „attendance“ eintragen.",
        wrong={"network": _AGREEMENT.format("⟦Unterschriftenliste vom Juni⟧")}, right={"network": _AGREEMENT.format("Kooperationsvereinbarung, ohne Unterschriften")},
        check=private_data.personal_document,
    ),
    Rule(
        code="KS510", name="person-in-public", severity=Severity.WARNUNG, law="§ 18 Abs. 1 DSG NRW", edition=_DSG, wording="Eine Übermittlung der Daten von … Beschäftigten an Personen und Stellen außerhalb des öffentlichen Bereichs ist nur zulässig, wenn der Empfänger ein rechtliches Interesse darlegt, der Dienstverkehr es erfordert oder die betroffene Person eingewilligt hat.",
        title="In einem öffentlichen Verzeichnis steht eine Person, die nicht veröffentlicht werden darf.",
        why="„visibility: oeffentlich“ in ksnet.yaml sagt, dass alle das Verzeichnis lesen können (DS-13). Dann ist jede Person darin veröffentlicht, ob sie in einem Dokument erscheint oder nicht. Dass auch Namen und Adressen in Git-Commits personenbezogen sind (DS-14), steht im Handbuch; eine Regel dafür gibt es nicht.",
        mend="Person löschen, „publication“ ergänzen oder das Verzeichnis nicht öffentlich führen.",
        wrong={"settings": "visibility: oeffentlich\n", "members": _SECOND.format("⟦erika-beispiel⟧", "role: vertretung")},
        right={"settings": "visibility: oeffentlich\n", "members": _PERSON.format("publication: {basis: eigene-beschaeftigte}")},
        check=private_data.person_in_public,
    ),
    Rule(
        code="KS511", name="small-figure", severity=Severity.FEHLER, law="Art. 5 Abs. 1 Buchst. c DSGVO, § 16 LKSG NRW mit § 35 Abs. 1 SGB I", edition="DSGVO: Verordnung (EU) 2016/679 vom 27.04.2016; LKSG NRW vom 13.04.2022, geändert am 10.07.2025",
        title="Eine Kennzahl unter drei steht da ohne Quelle.",
        why="Kennzahlen sind veröffentlichte Summen. Wer weiß, dass es im Jahr nur ein oder zwei Fälle gab, kann sie oft einer Familie zuordnen (DS-12). Was die Quelle selbst veröffentlicht hat, darf auch hier stehen; eine Null sagt über niemanden etwas.",
        mend="„source“ ergänzen, oder den Wert löschen oder mit anderen zusammenfassen.",
        wrong={"data/networks/musterstadt/years/2025.yaml": "figures:\n  - text: Mitteilungen aus Schulen\n    value: ⟦2⟧\n"},
        right={"data/networks/musterstadt/years/2025.yaml": "figures:\n  - text: Mitteilungen aus Schulen\n    value: 12\n"},
        check=private_data.small_figure,
    ),
)  # fmt: skip
