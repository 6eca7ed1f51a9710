"""KS0, files and YAML; these faults come from the reader and from the tree of files."""

from __future__ import annotations

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Rule

_EVENT = "data/events/musterstadt/2026-11-04-treffen.yaml"
_GOOD = "title: Treffen\nkind: netzwerktreffen\nstart: 2026-11-04\nstatus: geplant\n"
_RIGHT = {_EVENT: _GOOD}

UNREADABLE_FILE = Rule(
    code="KS001",
    name="unreadable-file",
    severity=Severity.FEHLER,
    title="Eine Datei lässt sich nicht lesen.",
    why="Was nicht gelesen wird, fehlt in jedem Dokument.",
    mend="Zugriffsrechte prüfen, Netzlaufwerk verbinden.",
    wrong={},
    right=_RIGHT,
)

FILE_TOO_LARGE = Rule(
    code="KS002",
    name="file-too-large",
    severity=Severity.FEHLER,
    title="Eine Datei ist zu groß.",
    why="Ein Eintrag hat wenige Kilobyte; was größer ist als ein Megabyte oder 20.000 Zeilen (eine Mitgliederliste: vier Megabyte, 60.000 Zeilen), ist kein Eintrag.",
    mend="Prüfen, ob etwas vielfach darin steht; jede Veranstaltung hat eine eigene Datei.",
    wrong={_EVENT: "⟦⟧" + _GOOD + "#\n" * 20_000},
    right=_RIGHT,
)

NOT_UTF_8 = Rule(
    code="KS003",
    name="not-utf-8",
    severity=Severity.FEHLER,
    title="Eine Datei ist nicht in UTF-8 gespeichert.",
    why="Umlaute gehen sonst verloren.",
    mend="Im Editor „Speichern unter“, Codierung UTF-8 wählen.",
    wrong={
        _EVENT: _GOOD.replace("Treffen", "Pr⟦\udce4⟧vention").encode("utf-8", "surrogateescape")
    },
    right=_RIGHT,
)

BYTE_ORDER_MARK = Rule(
    code="KS004",
    name="byte-order-mark",
    severity=Severity.WARNUNG,
    title="Eine Datei beginnt mit einem unsichtbaren Zeichen.",
    why="Andere Programme lesen das Byte Order Mark als Teil des ersten Schlüssels.",
    mend="Im Editor „Speichern unter“, Codierung UTF-8 ohne BOM wählen.",
    wrong={_EVENT: "⟦⟧\ufeff" + _GOOD},
    right=_RIGHT,
)

CRLF_LINE_ENDS = Rule(
    code="KS005",
    name="crlf-line-ends",
    severity=Severity.HINWEIS,
    title="Die Zeilen einer Datei enden wie unter Windows.",
    why="Gemischte Zeilenenden machen jede Änderung in der Durchsicht unlesbar.",
    mend="Im Editor Zeilenende „LF“ einstellen.",
    wrong={_EVENT: b"\xe2\x9f\xa6\xe2\x9f\xa7" + _GOOD.replace("\n", "\r\n").encode()},
    right=_RIGHT,
)

FORBIDDEN_CHARACTER = Rule(
    code="KS006",
    name="forbidden-character",
    severity=Severity.FEHLER,
    title="In einer Datei steht ein unsichtbares oder unzulässiges Zeichen.",
    why="Solche Zeichen können etwas anderes zeigen, als die Datei sagt, und bringen Suche und Sortierung durcheinander.",
    mend="Zeichen löschen; oft stammt es aus kopiertem Text.",
    wrong={_EVENT: _GOOD.replace("Treffen", "Tref⟦\u200b⟧fen")},
    right=_RIGHT,
)

YAML_SYNTAX = Rule(
    code="KS007",
    name="yaml-syntax",
    severity=Severity.FEHLER,
    title="Eine Datei ist ab einer Stelle nicht lesbar.",
    why="Doppelpunkte, Einrückung und Anführungszeichen sagen, was zusammengehört.",
    mend="Diese und die vorige Zeile prüfen; Text mit Doppelpunkt gehört in Anführungszeichen.",
    wrong={_EVENT: _GOOD.replace("Treffen", "Thema⟦:⟧ Schule")},
    right={_EVENT: _GOOD.replace("Treffen", '"Thema: Schule"')},
)

TAB_INDENTATION = Rule(
    code="KS008",
    name="tab-indentation",
    severity=Severity.FEHLER,
    title="Eine Zeile ist mit einem Tabulator eingerückt.",
    why="YAML erlaubt zum Einrücken nur Leerzeichen.",
    mend="Tabulatoren durch je zwei Leerzeichen ersetzen.",
    wrong={_EVENT: _GOOD + "location:\n⟦\t⟧name: Rathaus\n"},
    right="  ",
)

DUPLICATE_KEY = Rule(
    code="KS009",
    name="duplicate-key",
    severity=Severity.FEHLER,
    title="Ein Schlüssel steht zweimal.",
    why="Es gilt nur einer der beiden Werte, und niemand sieht, welcher.",
    mend="Einen der beiden Einträge löschen oder beide zusammenführen.",
    wrong={_EVENT: _GOOD + "⟦title⟧: Zweiter Titel\n"},
    right=_RIGHT,
)

COMPLEX_KEY = Rule(
    code="KS010",
    name="complex-key",
    severity=Severity.FEHLER,
    title="Vor einem Doppelpunkt steht kein einfacher Schlüssel.",
    why="Schlüssel sind Wörter; alles andere entsteht meist aus einem Tippfehler.",
    mend="Klammern und Doppelpunkte prüfen; Text gehört in Anführungszeichen.",
    wrong={_EVENT: _GOOD + "? ⟦[a]⟧\n: b\n"},
    right=_RIGHT,
)

YAML_ANCHOR = Rule(
    code="KS011",
    name="yaml-anchor",
    severity=Severity.FEHLER,
    title="Eine Datei benutzt YAML-Marken.",
    why="In der Durchsicht muss ein Eintrag dort stehen, wo er gilt.",
    mend="Angaben ausschreiben; Text mit „&“ am Anfang gehört in Anführungszeichen.",
    wrong={_EVENT: _GOOD.replace("Treffen", "⟦&treffen⟧ Treffen")},
    right={_EVENT: _GOOD.replace("Treffen", '"& Treffen"')},
)

YAML_ALIAS = Rule(
    code="KS012",
    name="yaml-alias",
    severity=Severity.FEHLER,
    title="Eine Datei benutzt YAML-Verweise.",
    why="In der Durchsicht muss ein Eintrag dort stehen, wo er gilt.",
    mend="Angaben ausschreiben; Text mit „*“ am Anfang gehört in Anführungszeichen.",
    wrong={_EVENT: _GOOD + "summary: ⟦*treffen⟧\n"},
    right='"*treffen"',
)

YAML_TAG = Rule(
    code="KS013",
    name="yaml-tag",
    severity=Severity.FEHLER,
    title="Eine Datei benutzt YAML-Typen.",
    why="Welcher Art ein Wert ist, sagt der Schlüssel; Typen können Programme zu Unerwartetem bringen.",
    mend="Ausrufezeichen entfernen; Text mit „!“ am Anfang gehört in Anführungszeichen.",
    wrong={_EVENT: _GOOD + "summary: ⟦!!str⟧ Schule\n"},
    right={_EVENT: _GOOD + "summary: Schule\n"},
)

YAML_DOCUMENT = Rule(
    code="KS014",
    name="yaml-document",
    severity=Severity.FEHLER,
    title="Eine Datei enthält mehr als einen Eintrag.",
    why="Ein Eintrag je Datei: Der Pfad ist die Kennung.",
    mend="Den zweiten Teil in eine eigene Datei schreiben.",
    wrong={_EVENT: _GOOD + "⟦---⟧\ntitle: Zweites\n"},
    right=_RIGHT,
)

NESTED_TOO_DEEPLY = Rule(
    code="KS015",
    name="nested-too-deeply",
    severity=Severity.FEHLER,
    title="Listen und Schlüssel sind zu tief verschachtelt.",
    why="Kein Eintrag ist tiefer als eine Handvoll Stufen; mehr stammt aus einer beschädigten Datei.",
    mend="Einrückung und Klammern prüfen.",
    wrong={_EVENT: _GOOD + "topics: " + "[" * 63 + "⟦[⟧" + "]" * 64 + "\n"},
    right=_RIGHT,
)

NO_MAPPING = Rule(
    code="KS016",
    name="no-mapping",
    severity=Severity.FEHLER,
    title="Eine Datei beginnt nicht mit einem Schlüssel.",
    why="Jeder Eintrag besteht aus Schlüsseln mit Werten.",
    mend="Die erste Zeile muss ein Schlüssel mit Doppelpunkt sein.",
    wrong={_EVENT: "⟦- title: Treffen⟧\n"},
    right=_RIGHT,
)

EMPTY_FILE = Rule(
    code="KS017",
    name="empty-file",
    severity=Severity.FEHLER,
    title="Eine Datei enthält keine Angaben.",
    why="Ein leerer Eintrag sagt nichts aus.",
    mend="Angaben ergänzen oder die Datei löschen.",
    wrong={_EVENT: "⟦⟧# kommt noch\n"},
    right=_RIGHT,
)

MISPLACED_FILE = Rule(
    code="KS018",
    name="misplaced-file",
    severity=Severity.WARNUNG,
    title="Eine Datei oder ein Ordner liegt am falschen Platz.",
    why="Was ksnet nicht kennt, wird nicht gelesen und fehlt in jedem Dokument.",
    mend="Verschieben, umbenennen oder löschen.",
    wrong={"data/networks/musterstadt/mitglieder.yaml": "⟦⟧members:\n"},
    right=_RIGHT,
)

EVENT_FILE_NAME = Rule(
    code="KS019",
    name="event-file-name",
    severity=Severity.FEHLER,
    title="Der Name einer Veranstaltungsdatei ist keine Kennung.",
    why="Der Dateiname ist die Kennung fürs Leben: Datum wie zuerst geplant, dann ein Stichwort.",
    mend="Umbenennen, z. B. in 2025-05-21-netzwerktreffen.yaml.",
    wrong={"data/events/musterstadt/treffen.yaml": "⟦⟧" + _GOOD},
    right=_RIGHT,
)

NOT_A_FILE = Rule(
    code="KS020",
    name="not-a-file",
    severity=Severity.FEHLER,
    title="Statt einer Datei liegt hier eine Verknüpfung oder etwas anderes.",
    why="Eine Verknüpfung kann aus dem Verzeichnis hinausführen und auf anderen Rechnern ins Leere.",
    mend="Verknüpfung durch die Datei selbst ersetzen.",
    wrong={},
    right=_RIGHT,
)

MISSING_NETWORK_FILE = Rule(
    code="KS021",
    name="missing-network-file",
    severity=Severity.FEHLER,
    title="Im Ordner eines Netzwerks fehlt network.yaml.",
    why="Ohne network.yaml ist nicht bekannt, welche Jugendämter das Netzwerk bilden.",
    mend="network.yaml mit name und youth_offices anlegen.",
    wrong={"data/networks/neu/members.yaml": "⟦⟧members: []\n"},
    right={
        "data/networks/neu/network.yaml": "name: Neu\nyouth_offices:\n  - id: neu\n"
        '    name: Jugendamt\n    key: "05974028"\n'
    },
)

VALUE_AS_COMMENT = Rule(
    code="KS022",
    name="value-as-comment",
    severity=Severity.WARNUNG,
    title="Ein Wert beginnt mit „#“ und gilt deshalb als Kommentar.",
    why="In YAML beginnt mit „#“ ein Kommentar: Was dahinter steht, wird nicht gelesen und fehlt in jedem Dokument, ohne dass es jemand merkt. Fehlt dadurch eine Pflichtangabe, ist es ein Fehler.",
    mend="Den Wert in Anführungszeichen setzen. Ist es wirklich ein Kommentar, hinter „#“ ein Leerzeichen setzen.",
    wrong={"event": "theme: ⟦#Kinderschutz⟧\n"},
    right='"#Kinderschutz"',
)

UNFINISHED_CHANGE = Rule(
    code="KS023",
    name="unfinished-change",
    severity=Severity.FEHLER,
    title="Eine Änderung an mehreren Dateien wurde unterbrochen.",
    why="Ein Teil der Dateien ist auf dem neuen Stand, ein Teil auf dem alten. Was sonst zu melden wäre, kann daran liegen; geprüft wird erst danach wieder.",
    mend="Mit „ksnet recover“ beenden oder mit „ksnet recover --undo“ zurücknehmen.",
    wrong={".ksnet/journal.json": "⟦⟧{}\n"},
    right=_RIGHT,
)

TYPOGRAPHIC_QUOTES = Rule(
    code="KS024",
    name="typographic-quotes",
    severity=Severity.WARNUNG,
    title="Typografische Anführungszeichen stehen da, wo YAML gerade erwartet.",
    why='Textprogramme und Telefone machen aus " von selbst „ und “. Für YAML sind das gewöhnliche Buchstaben: Ein Doppelpunkt oder Komma dazwischen zerteilt den Text, und der Wert eines festen Schlüssels passt nicht mehr. Um einen Text aus mehreren Wörtern bleiben sie stehen und sind eine Warnung, sonst ein Fehler.',
    mend='Die Anführungszeichen weglassen oder das gerade " verwenden.',
    wrong={_EVENT: _GOOD.replace("Treffen", "⟦„Treffen: Schule“⟧")},
    right="Treffen „Wege“",
)

MERGE_CONFLICT = Rule(
    code="KS025",
    name="merge-conflict",
    severity=Severity.FEHLER,
    title="In einer Datei stehen zwei Fassungen einer Änderung.",
    why="Zwei Personen haben dieselbe Stelle geändert, und Git konnte nicht entscheiden, welche Fassung gilt. Bis jemand entscheidet, ist die Datei nicht lesbar. Nach „ksnet merge-file --install“ führt Git die Unterlagen Eintrag für Eintrag zusammen, und es geschieht seltener.",
    mend="An jeder Stelle die richtige Fassung behalten oder aus beiden eine machen, dann die Zeilen mit <<<<<<<, ======= und >>>>>>> entfernen.",
    wrong={
        _EVENT: _GOOD.replace(
            "title: Treffen",
            "⟦<<<<<<<⟧ HEAD\ntitle: Treffen\n=======\ntitle: Netzwerktreffen\n>>>>>>> zweig",
        )
    },
    right=_RIGHT,
)

# What follows a dash and the first key of an entry.
ENTRY_BELOW = "…, die übrigen Schlüssel des Eintrags darunter gleich weit eingerückt"

MISSING_DASH = Rule(
    code="KS026",
    name="missing-dash",
    severity=Severity.FEHLER,
    title="In einer Liste fehlt vor einem Eintrag „- “.",
    why="Ohne Spiegelstrich und Leerzeichen gehören die Angaben zum Eintrag darüber, und dessen Schlüssel stehen doppelt da.",
    mend="Vor den ersten Schlüssel jedes Eintrags „- “ setzen.",
    wrong={
        _EVENT: _GOOD + "agenda:\n  - title: Rückblick\n    kind: bericht\n"
        "    ⟦title⟧: Ausblick\n    kind: bericht\n"
    },
    right={
        _EVENT: _GOOD + "agenda:\n  - title: Rückblick\n    kind: bericht\n"
        "  - title: Ausblick\n    kind: bericht\n"
    },
)

UNINDENTED_TEXT = Rule(
    code="KS027",
    name="unindented-text",
    severity=Severity.FEHLER,
    title="Ein Text über mehrere Zeilen ist nicht eingerückt.",
    why="Nur an der Einrückung ist zu erkennen, wo ein Text endet und der nächste Schlüssel beginnt.",
    mend="Jede Zeile des Textes gleich weit einrücken, weiter als seinen Schlüssel.",
    wrong={_EVENT: _GOOD + "summary: |\n⟦Der Saal war voll.⟧\n"},
    right="  Der Saal war voll.",
)

MIXED_SCRIPTS = Rule(
    code="KS028",
    name="mixed-scripts",
    severity=Severity.FEHLER,
    title="In einem Wort stehen Buchstaben aus zwei Schriften.",
    why="Ein kyrillisches „а“ sieht aus wie ein lateinisches und ist ein anderes Zeichen: Eine Adresse führt damit woandershin, eine Kennung wird nicht gefunden. Meist stammt es aus kopiertem Text, manchmal ist es eine Täuschung.",
    mend="Das Wort neu tippen.",
    wrong={"network": "website: https://www.⟦ex\u0430mple⟧.org\n"},
    right="example",
)

UNKNOWN_NETWORK = Rule(
    code="KS205",
    name="unknown-network",
    severity=Severity.FEHLER,
    title="Ein Netzwerk gibt es nicht.",
    why="Veranstaltungen stehen im Ordner ihres Netzwerks, und ein übergeordnetes Netzwerk muss hier erfasst sein.",
    mend="Ordner umbenennen, das Netzwerk anlegen oder parent: {text: …} schreiben.",
    wrong={"network": "parent: ⟦kreisnetzwerk⟧\n"},
    right="{text: Kreisnetzwerk}",
)
