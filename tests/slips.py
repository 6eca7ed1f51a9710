"""Slips of a hand: what a coordinator types or pastes wrongly, and the words that the one finding has to say.

Each is one change to the example repository. ⟦ ⟧ in the new text mark the line of the finding.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.defects import FORTBILDUNG, KONFERENZ, MEMBERS, NET, PLENUM_2025, event

FACHTAG = event("2025-10-08-fachtag")
COMING = event("2026-09-23-fachtag")
NBSP, NARROW, ZERO, SOFT = "\u00a0", "\u202f", "\u200b", "\u00ad"
TYPOGRAPHIC = "typografische Anführungszeichen"


@dataclass(frozen=True)
class Slip:
    """`old` in `file` becomes `new`; the finding has to say each of `says` and none of `never`."""

    what: str
    file: str
    old: str
    new: str
    says: tuple[str, ...]
    never: tuple[str, ...] = field(default=("löschen",))


def _s(what: str, file: str, old: str, new: str, *says: str, never: tuple[str, ...] = ("löschen",)) -> Slip:
    return Slip(what, file, old, new, says, never)


AGENDA = (
    "    kind: vortrag\n    speakers: [gedanke, entwurf]\n  - title: Vier Workshops\n    kind: workshop\n    count: 4\n"
)
TITLE = "title: Konferenz der Koordinierungsstellen\n"
MODE = "mode: praesenz\n"

QUOTES = [
    _s(
        "a text in brackets that begins with a question mark",
        KONFERENZ,
        TITLE,
        TITLE + "⟦topics⟧: [?wege]\n",
        "beginnt hier mit „?“",
        "in Anführungszeichen",
    ),
    _s(
        "a text that begins with an exclamation mark",
        KONFERENZ,
        TITLE,
        "⟦title⟧: ! Konferenz\n",
        "mit Ausrufezeichen",
        "in Anführungszeichen",
        never=(),
    ),
    _s("quotes and a colon", KONFERENZ, TITLE, "⟦title⟧: „Fachtag: Wege“\n", TYPOGRAPHIC, 'title: "Fachtag: Wege"'),
    _s("a value of a list of values", KONFERENZ, MODE, "⟦mode⟧: „online“\n", TYPOGRAPHIC, "mode: online"),
    _s("a whole title", KONFERENZ, TITLE, "⟦title⟧: „Fachtag“\n", TYPOGRAPHIC, "title: Fachtag"),
    _s("English quotes", KONFERENZ, TITLE, "⟦title⟧: “Fachtag”\n", TYPOGRAPHIC, "title: Fachtag"),
    _s("guillemets", KONFERENZ, TITLE, "⟦title⟧: »Fachtag«\n", TYPOGRAPHIC, "title: Fachtag"),
    _s("single quotes", KONFERENZ, TITLE, "⟦title⟧: ‚Fachtag‘\n", TYPOGRAPHIC, "title: Fachtag"),
    _s("French quotes", KONFERENZ, TITLE, "⟦title⟧: «Fachtag»\n", TYPOGRAPHIC, "title: Fachtag"),
    _s(
        "an opening quote closed by a straight one",
        KONFERENZ,
        TITLE,
        '⟦title⟧: „Fachtag"\n',
        TYPOGRAPHIC,
        "title: Fachtag",
    ),
    _s(
        "a straight quote closed by a typographic one",
        KONFERENZ,
        TITLE,
        '⟦title⟧: "Fachtag“\n',
        TYPOGRAPHIC,
        "title: Fachtag",
    ),
    _s(
        "a part of a value before a colon",
        KONFERENZ,
        TITLE,
        "⟦title⟧: „Fachtag“: Wege\n",
        "Doppelpunkt",
        'title: "„Fachtag“: Wege"',
    ),
    _s("around a key", KONFERENZ, MODE, "⟦„mode“⟧: praesenz\n", TYPOGRAPHIC, "mode:"),
    _s(
        "around an id",
        KONFERENZ,
        "[stadt-beispielhausen]",
        "⟦⟧[„stadt-beispielhausen“]",
        TYPOGRAPHIC,
        "stadt-beispielhausen",
    ),
    _s(
        "around a date",
        KONFERENZ,
        "start: 2026-10-07 09:30",
        "⟦start⟧: „2026-10-07 09:30“",
        TYPOGRAPHIC,
        "start: 2026-10-07 09:30",
    ),
    _s("around an official key", NET, 'key: "05974040"', "⟦key⟧: „05974040“", TYPOGRAPHIC, 'key: "05974040"'),
    _s("around a truth value", PLENUM_2025, "public: true", "⟦public⟧: „true“", TYPOGRAPHIC, "public: true"),
    _s(
        "around a phone number",
        NET,
        "phone: 0221 4710-200",
        "⟦phone⟧: „0221 4710-200“",
        TYPOGRAPHIC,
        'phone: "0221 4710-200"',
    ),
    _s(
        "in braces",
        PLENUM_2025,
        "minutes: {status: freigegeben,",
        "⟦minutes⟧: {status: „freigegeben“,",
        TYPOGRAPHIC,
        "status: freigegeben",
    ),
    _s(
        "text in braces with a comma",
        NET,
        "signed_by: [erdacht, {text: Bürgermeisterinnen und Bürgermeister der drei Städte}]",
        "⟦signed_by⟧: [erdacht, {text: „Rat, Stadt Soest“}]",
        TYPOGRAPHIC,
        '"Rat, Stadt Soest"',
    ),
]

INVISIBLE = [
    _s(
        "a no-break space in the indentation",
        KONFERENZ,
        MODE,
        MODE + f"location:\n⟦{NBSP}{NBSP}name⟧: Rathaus\n",
        "geschütztes Leerzeichen",
        "Leerzeichen",
    ),
    _s("a no-break space before a key", KONFERENZ, MODE, f"⟦{NBSP}mode⟧: praesenz\n", "geschütztes Leerzeichen"),
    _s(
        "a no-break space between blanks",
        PLENUM_2025,
        "  city: Musterstadt",
        f"⟦ {NBSP}city⟧: Musterstadt",
        "geschütztes Leerzeichen",
    ),
    _s("a no-break space after the colon", KONFERENZ, MODE, f"⟦mode⟧:{NBSP}praesenz\n", "geschütztes Leerzeichen"),
    _s(
        "a no-break space behind blank and colon",
        KONFERENZ,
        MODE,
        f"⟦mode⟧: {NBSP}praesenz\n",
        "geschütztes Leerzeichen",
    ),
    _s("a no-break space before the colon", KONFERENZ, MODE, f"⟦mode⟧{NBSP}: praesenz\n", "geschütztes Leerzeichen"),
    _s(
        "a no-break space at the end of a value",
        KONFERENZ,
        MODE,
        f"⟦mode⟧: praesenz{NBSP}\n",
        "geschütztes Leerzeichen",
    ),
    _s(
        "a no-break space after a dash",
        FACHTAG,
        "  - title: Vier",
        f"  ⟦-⟧{NBSP}title: Vier",
        "geschütztes Leerzeichen",
    ),
    _s(
        "a narrow no-break space",
        KONFERENZ,
        MODE,
        MODE + f"location:\n⟦{NARROW}{NARROW}name⟧: Rathaus\n",
        "geschütztes Leerzeichen",
    ),
    _s(
        "a no-break space in a time",
        KONFERENZ,
        "start: 2026-10-07 09:30",
        f"⟦start⟧: 2026-10-07{NBSP}09:30",
        "geschütztes Leerzeichen",
    ),
    _s(
        "a no-break space under several keys",
        KONFERENZ,
        MODE,
        MODE + f"location:\n⟦{NBSP}{NBSP}name⟧: Rathaus\n{NBSP}{NBSP}city: Soest\n",
        "geschütztes Leerzeichen",
        "Zeile",
    ),
    _s("an em space", KONFERENZ, MODE, MODE + "location:\n⟦\u2003name⟧: Rathaus\n", "Leerzeichen"),
    _s("a zero-width space before a key", KONFERENZ, MODE, f"⟦{ZERO}mode⟧: praesenz\n", "unsichtbar", never=()),
    _s("a soft hyphen in a value", KONFERENZ, MODE, f"⟦mode⟧: prae{SOFT}senz\n", "unsichtbar", never=()),
    _s(
        "zero-width spaces in three places",
        KONFERENZ,
        MODE,
        f"⟦mode⟧: {ZERO}prae{ZERO}senz{ZERO}\n",
        "unsichtbar",
        never=(),
    ),
    _s("a tab in the indentation", KONFERENZ, MODE, MODE + "location:\n⟦\tname⟧: Rathaus\n", "Tabulator"),
    _s("a tab before a top-level key", KONFERENZ, MODE, "⟦\tmode⟧: praesenz\n", "Tabulator"),
    _s("a tab after the dash", FACHTAG, "  - title: Vier", "  ⟦-⟧\ttitle: Vier", "Tabulator"),
    _s("a tab after the colon", KONFERENZ, MODE, "⟦mode⟧:\tpraesenz\n", "Tabulator"),
]

LIST_OF_GROUPS = "organisers: [konferenz]\n"
INVISIBLE += [
    _s(
        "a no-break space in a list of ids",
        FACHTAG,
        LIST_OF_GROUPS,
        "⟦organisers⟧: [konferenz,\u00a0plenum]\n",
        "geschütztes",
    ),
    _s("a figure space", FACHTAG, "  name: Stadthalle\n", "\u2007\u2007⟦name⟧: Stadthalle\n", "FIGURE SPACE"),
]

BLOCKS = [
    _s(
        "text under | not indented",
        FACHTAG,
        "  Der Fachtag war ausgebucht. Die",
        "⟦Der⟧ Fachtag war ausgebucht. Die",
        "einrücken",
        "summary",
    ),
    _s(
        "the second paragraph not indented",
        FACHTAG,
        "  Der Fachtag war ausgebucht. Die",
        "  Der Fachtag war ausgebucht.\n\n⟦Die⟧",
        "einrücken",
        "summary",
    ),
    _s(
        "text with a colon not indented",
        FACHTAG,
        "  Der Fachtag war ausgebucht. Die",
        "⟦Ergebnis⟧: Der Fachtag war ausgebucht. Die",
        "einrücken",
        "summary",
    ),
    _s(
        "text under > not indented",
        KONFERENZ,
        MODE,
        MODE + "remarks: >\n⟦Beginn⟧ wie immer mit Kaffee.\n",
        "einrücken",
        "remarks",
    ),
    _s(
        "a list in a text not indented",
        KONFERENZ,
        MODE,
        MODE + "remarks: |\n⟦-⟧ Erstens\n- Zweitens\n",
        "einrücken",
        "remarks",
    ),
    _s(
        "a deeper text not indented",
        NET,
        "    purpose: Hat einen Handlungsleitfaden erarbeitet\n",
        "    purpose: |\n⟦Hat⟧ einen Handlungsleitfaden erarbeitet\n",
        "einrücken",
        "purpose",
    ),
    _s(
        "a deeper text only as far as its key",
        NET,
        "    purpose: Hat einen Handlungsleitfaden erarbeitet\n",
        "    purpose: |\n    ⟦Hat⟧ einen Handlungsleitfaden erarbeitet\n",
        "einrücken",
        "purpose",
    ),
    _s(
        "a later line of a text one blank less",
        FACHTAG,
        "  Der Fachtag war ausgebucht. Die",
        "  Der Fachtag war ausgebucht.\n ⟦Die⟧",
        "einrücken",
        "summary",
    ),
    _s(
        "a long value that goes on at the margin",
        KONFERENZ,
        MODE,
        MODE + "remarks: Beginn wie immer mit Kaffee\n⟦und⟧ einer Vorstellungsrunde.\n",
        "einrücken",
    ),
]

DASHES = [
    _s(
        "the second entry",
        FACHTAG,
        AGENDA,
        "    kind: vortrag\n    ⟦title⟧: Vier Workshops\n    kind: workshop\n",
        "„- “",
    ),
    _s(
        "the second entry, less indented",
        FACHTAG,
        AGENDA,
        "    kind: vortrag\n  ⟦title⟧: Vier Workshops\n  kind: workshop\n",
        "„- “",
    ),
    _s("a person", MEMBERS, "      - id: denkbar\n", "        ⟦id⟧: denkbar\n", "„- “"),
    _s("a body", MEMBERS, "  - id: ordnungsamt\n", "    ⟦id⟧: ordnungsamt\n", "„- “"),
    _s("a group", NET, "  - id: ak-insofa\n", "    ⟦id⟧: ak-insofa\n", "„- “"),
    _s("the only entry", KONFERENZ, MODE, MODE + "agenda:\n  ⟦title⟧: Rückblick\n  kind: bericht\n", "„- “"),
    _s(
        "all entries",
        KONFERENZ,
        MODE,
        MODE + "agenda:\n  title: Rückblick\n  kind: bericht\n  ⟦title⟧: Ausblick\n  kind: bericht\n",
        "„- “",
    ),
    _s(
        "a blank is missing",
        FACHTAG,
        AGENDA,
        "    kind: vortrag\n  ⟦-title⟧: Vier Workshops\n    kind: workshop\n",
        "„- “",
        "Leerzeichen",
    ),
    _s(
        "a blank is missing at the first",
        KONFERENZ,
        MODE,
        MODE + "agenda:\n  ⟦-title⟧: Rückblick\n   kind: bericht\n",
        "„- “",
        "Leerzeichen",
    ),
    _s(
        "a blank is missing at the only one",
        KONFERENZ,
        MODE,
        MODE + "agenda:\n  ⟦-kind⟧: vortrag\n",
        "„- “",
        "Leerzeichen",
    ),
    _s(
        "a blank is missing at a value",
        PLENUM_2025,
        "    - jugendamt-kreis\n",
        "    ⟦-jugendamt-kreis⟧\n",
        "„- “",
        "Leerzeichen",
    ),
    _s(
        "a blank is missing at a later value",
        PLENUM_2025,
        "    - gesamtschule\n",
        "    ⟦-gesamtschule⟧\n",
        "„- “",
        "Leerzeichen",
    ),
    _s("no dash at a later value", PLENUM_2025, "    - gesamtschule\n", "    ⟦gesamtschule⟧\n", "„- “"),
    _s("another dash", PLENUM_2025, "    - gesamtschule\n", "    ⟦–⟧ gesamtschule\n", "„- “"),
    _s("a bullet", PLENUM_2025, "    - gesamtschule\n", "    ⟦•⟧ gesamtschule\n", "„- “"),
    _s("an asterisk", PLENUM_2025, "    - gesamtschule\n", "    ⟦*⟧ gesamtschule\n", "„- “"),
    _s(
        "two blanks after the dash",
        FACHTAG,
        "  - title: Vier Workshops\n",
        "  -  title: Vier Workshops\n    ⟦⟧",
        "einrücken",
    ),
    _s("a blank after the colon", KONFERENZ, MODE, "⟦mode⟧:praesenz\n", "Doppelpunkt", "Leerzeichen", "mode: praesenz"),
    _s(
        "a blank after the colon of the first key",
        KONFERENZ,
        TITLE,
        "⟦title⟧:Konferenz\n",
        "Doppelpunkt",
        "Leerzeichen",
        "title: Konferenz",
    ),
    _s(
        "a blank after the colon in an entry",
        FACHTAG,
        "    kind: workshop\n",
        "    ⟦kind⟧:workshop\n",
        "Doppelpunkt",
        "Leerzeichen",
        "kind: workshop",
    ),
    _s(
        "a blank after the colon of the first key of an entry",
        FACHTAG,
        "  - title: Vier Workshops\n",
        "  - ⟦title⟧:Vier Workshops\n",
        "Doppelpunkt",
        "Leerzeichen",
    ),
    _s(
        "a blank after the colon in braces",
        PLENUM_2025,
        "minutes: {status: freigegeben,",
        "⟦minutes⟧: {status:freigegeben,",
        "Doppelpunkt",
        "Leerzeichen",
    ),
    _s("no colon", KONFERENZ, MODE, "⟦mode⟧ praesenz\n", "Doppelpunkt", "mode: praesenz"),
    _s("an equals sign", KONFERENZ, MODE, "⟦mode⟧ = praesenz\n", "Doppelpunkt", "mode: praesenz"),
    _s("one blank too many", PLENUM_2025, "  city: Musterstadt\n", "   ⟦city⟧: Musterstadt\n", "einrücken"),
    _s("one blank too few", PLENUM_2025, "  city: Musterstadt\n", " ⟦city⟧: Musterstadt\n", "einrücken"),
    _s("a key at the top indented", KONFERENZ, MODE, " ⟦mode⟧: praesenz\n", "einrücken"),
    _s(
        "a key not indented at all",
        PLENUM_2025,
        "  city: Musterstadt\n",
        "⟦city⟧: Musterstadt\n",
        "einrücken",
        "location",
    ),
]

DASHES += [
    _s(
        "numbered entries",
        FACHTAG,
        "  - title: Vier Work",
        "  ⟦1. title⟧: Vier Work",
        "„1.“",
        "- title: Vier Workshops",
    ),
    _s(
        "a semicolon for the colon",
        FACHTAG,
        "theme: Digitale",
        "⟦theme⟧; Digitale",
        "Doppelpunkt",
        "theme: Digitale Gewalt",
    ),
    _s("a wide colon", FACHTAG, "theme: Digitale", "⟦theme⟧：Digitale", "Doppelpunkt", "theme: Digitale Gewalt"),
    _s(
        "an arrow for the colon",
        FACHTAG,
        "theme: Digitale",
        "⟦theme⟧ -> Digitale",
        "Doppelpunkt",
        "theme: Digitale Gewalt",
    ),
]

CONFLICTS = [
    _s(
        "two versions",
        KONFERENZ,
        TITLE,
        "⟦<⟧<<<<<< HEAD\ntitle: Konferenz\n=======\ntitle: Sitzung\n>>>>>>> anderer-zweig\n",
        "zwei Fassungen",
        "Git",
        "eine in Zeile 2 (HEAD), die andere in Zeile 4 (anderer-zweig)",
        never=(),
    ),
    _s(
        "two versions with longer marks",
        KONFERENZ,
        TITLE,
        "⟦<⟧<<<<<<<< HEAD\ntitle: Konferenz\n=========\ntitle: Sitzung\n>>>>>>>>> b\n",
        "eine in Zeile 2 (HEAD), die andere in Zeile 4 (b)",
        never=(),
    ),
    _s(
        "one side that took it out",
        KONFERENZ,
        MODE,
        MODE + "⟦<⟧<<<<<< HEAD\n=======\nchair: probe\n>>>>>>> 1a2b3c4 (Leitung ergänzt)\n",
        "eine leer (HEAD)",
        "(1a2b3c4 (Leitung ergänzt))",
        never=(),
    ),
    _s(
        "a conflict within the version before",
        KONFERENZ,
        TITLE,
        "⟦<⟧<<<<<< HEAD\ntitle: A\n||||||| vorher\n<<<<<<<<< x\ntitle: B\n=========\ntitle: C\n>>>>>>>>> y\n=======\ntitle: D\n>>>>>>> b\n",
        "eine in Zeile 2 (HEAD), die andere in Zeile 10 (b), vorher in Zeile 4 bis 8",
        never=(),
    ),
    _s(
        "two versions and the one before",
        KONFERENZ,
        TITLE,
        "⟦<⟧<<<<<< HEAD\ntitle: Konferenz\n||||||| 1234abc\ntitle: Alt\n=======\ntitle: Sitzung\n>>>>>>> anderer-zweig\n",
        "zwei Fassungen",
        "Git",
        "Zeile 2",
        "Zeile 6",
        "vorher in Zeile 4",
        "|||||||",
        never=(),
    ),
    _s(
        "two places of one file",
        KONFERENZ,
        TITLE,
        "⟦<⟧<<<<<< HEAD\ntitle: Konferenz\n=======\ntitle: Sitzung\n>>>>>>> b\n<<<<<<< HEAD\nremarks: a\n=======\n>>>>>>> b\n",
        "zwei Fassungen",
        "Git",
        never=(),
    ),
    _s(
        "in a text",
        FACHTAG,
        "  Der Fachtag war ausgebucht. Die",
        "⟦<⟧<<<<<< HEAD\n  Der Fachtag war ausgebucht.\n=======\n  Ausgebucht.\n>>>>>>> b\n  Die",
        "zwei Fassungen",
        "Git",
        never=(),
    ),
    _s("a mark that was left", KONFERENZ, TITLE, TITLE + "⟦=⟧======\n", "Git", never=()),
    _s("the last mark that was left", KONFERENZ, TITLE, TITLE + "⟦>⟧>>>>>> anderer-zweig\n", "Git", never=()),
]

NAMES = [
    _s("chair", KONFERENZ, MODE, MODE + "⟦chair⟧: Erika Mustermann\n", "„mustermann“", "Person"),
    _s("chair with a form of address", KONFERENZ, MODE, MODE + "⟦chair⟧: Frau Mustermann\n", "„mustermann“"),
    _s("family name first", KONFERENZ, MODE, MODE + "⟦chair⟧: Mustermann, Erika\n", "„mustermann“"),
    _s("misspelt", KONFERENZ, MODE, MODE + "⟦chair⟧: Erika Musterman\n", "„mustermann“"),
    _s("with a title", KONFERENZ, MODE, MODE + "⟦chair⟧: Dr. Bruno Vorlage\n", "„vorlage“"),
    _s("in quotes", KONFERENZ, MODE, MODE + '⟦chair⟧: "Mustermann"\n', "„mustermann“"),
    _s("a name written like an id", KONFERENZ, MODE, MODE + "⟦chair⟧: erika-mustermann\n", "„mustermann“"),
    _s("initials", KONFERENZ, MODE, MODE + "⟦chair⟧: E. Mustermann\n", "„mustermann“"),
    _s("taken_by", PLENUM_2025, "taken_by: beispiel", "⟦taken_by⟧: Max Beispiel", "„beispiel“", "Person"),
    _s(
        "speakers", FACHTAG, "speakers: [gedanke, entwurf]", "⟦speakers⟧: [Prof. Dr. Ada Gedanke, entwurf]", "„gedanke“"
    ),
    _s("people of a post", NET, "    people: [probe]\n", "    ⟦people⟧: [Petra Probe]\n", "„probe“"),
    _s("a body", PLENUM_2025, "    - gesamtschule\n", "    - ⟦Gesamtschule⟧ Musterstadt\n", "„gesamtschule“"),
    _s(
        "a group",
        KONFERENZ,
        "groups: [konferenz]",
        "⟦groups⟧: [Konferenz der Koordinierungsstellen]",
        "„konferenz“",
        "Gremium",
    ),
    _s(
        "an office",
        KONFERENZ,
        "organisers: [stadt-beispielhausen]",
        "⟦organisers⟧: [Jugendamt der Stadt Beispielhausen]",
        "„stadt-beispielhausen“",
    ),
    _s(
        "parties",
        NET,
        "    parties: [konferenz]\n",
        "    ⟦parties⟧: [Konferenz der Koordinierungsstellen]\n",
        "„konferenz“",
    ),
    _s("nobody of the network", KONFERENZ, MODE, MODE + "⟦chair⟧: Lena Mersmann\n", "members.yaml"),
]

MAPPINGS = [
    _s("attendance", FORTBILDUNG, "attendance:\n  total: 31\n", "⟦attendance⟧: 31\n", "attendance: {total: 31}"),
    _s("location", KONFERENZ, MODE, MODE + "⟦location⟧: Rathaus\n", "location: {name: Rathaus}"),
    _s(
        "location with a comma",
        KONFERENZ,
        MODE,
        MODE + "⟦location⟧: Rathaus, Soest\n",
        'location: {name: "Rathaus, Soest"}',
    ),
    _s(
        "minutes",
        PLENUM_2025,
        "minutes: {status: freigegeben, taken_by: beispiel, confidential: false}",
        "⟦minutes⟧: freigegeben",
        "minutes: {status: freigegeben}",
    ),
    _s(
        "registration until",
        COMING,
        "registration:\n  url: https://www.example.org/musterkreis/fachtag\n  seats: 120\n  contact: koordination-kreis\n  cost: kostenfrei\n  target: Fachkräfte aus Gesundheitswesen und Jugendhilfe\n  until: 2026-09-09\n",
        "⟦registration⟧: 2026-09-09\n",
        "registration: {until: 2026-09-09}",
    ),
    _s(
        "qualification",
        FORTBILDUNG,
        "qualification:\n  interdisciplinary: true\n  categories: [geheimnistraeger, gesundheitsamt, jugendamt]\n  hours: 4\n",
        "⟦qualification⟧: true\n",
        "qualification: {interdisciplinary: true}",
    ),
    _s(
        "report",
        NET,
        "report:\n  basis: vereinbarung\n  interval: jahr\n  by: konferenz\n  to: [jugendhilfeausschuesse]\n  due: 05-31\n  since: 2025-01-01\n",
        "⟦report⟧: vereinbarung\n",
        "report: {basis: vereinbarung}",
    ),
    _s(
        "publication",
        MEMBERS,
        "        publication:\n          basis: einwilligung\n          since: 2025-02-03\n          until: 2027-02-02\n",
        "        ⟦publication⟧: einwilligung\n",
        "publication: {basis: einwilligung}",
    ),
    _s(
        "agreement_8a",
        MEMBERS,
        "    agreement_8a: {exists: true}\n",
        "    ⟦agreement_8a⟧: true\n",
        "agreement_8a: {exists: true}",
    ),
    _s(
        "agreement_8a signed",
        MEMBERS,
        "    agreement_8a: {signed: 2023-05-04}\n",
        "    ⟦agreement_8a⟧: 2023-05-04\n",
        "agreement_8a: {signed: 2023-05-04}",
    ),
    _s("cadence", NET, "    cadence: {meetings: 1, per: quartal}\n", "    ⟦cadence⟧: 4\n", "cadence: {meetings: 4"),
    _s(
        "invitation",
        NET,
        "    invitation:\n      days: 10\n      agenda: true\n",
        "    ⟦invitation⟧: 10\n",
        "invitation: {days: 10}",
    ),
    _s(
        "document",
        NET,
        "    document:\n      title: Mitteilungswege auf einen Blick\n      url: https://www.example.org/musterkreis/mitteilungswege.pdf\n",
        "    ⟦document⟧: https://www.example.org/musterkreis/mitteilungswege.pdf\n",
        'document: {url: "https://www.example.org/musterkreis/mitteilungswege.pdf"}',
    ),
    _s(
        "address",
        MEMBERS,
        '    address:\n      building: Kreishaus\n      street: Musterallee 1\n      postcode: "12345"\n      city: Musterstadt\n',
        "    ⟦address⟧: Musterallee 1\n",
        "address: {street: Musterallee 1}",
    ),
    _s("a list for one value", PLENUM_2025, "chair: mustermann\n", "⟦chair⟧: [mustermann]\n", "chair: mustermann"),
    _s(
        "a list of lines for one value",
        PLENUM_2025,
        "chair: mustermann\n",
        "⟦chair⟧:\n  - mustermann\n",
        "chair: mustermann",
    ),
    _s("one value for a list", KONFERENZ, "groups: [konferenz]\n", "⟦groups⟧: konferenz\n", "groups: [konferenz]"),
    _s(
        "values with commas for a list",
        FACHTAG,
        "speakers: [gedanke, entwurf]",
        "⟦speakers⟧: gedanke, entwurf",
        "speakers: [gedanke, entwurf]",
    ),
    _s(
        "a text for a list of mappings",
        KONFERENZ,
        MODE,
        MODE + "⟦agenda⟧: Rückblick und Ausblick\n",
        "- title: Rückblick und Ausblick",
    ),
]

MAIL = "        email: e.mustermann@musterkreis.example.org\n"
SITE = "    website: https://www.example.org/musterkreis/jugendamt\n"
ADDRESSES = [
    _s(
        "a name before a mail address",
        MEMBERS,
        MAIL,
        "        ⟦email⟧: Eva <e.m@kreis.example.org>\n",
        "zwischen < und >",
    ),
    _s("(at)", MEMBERS, MAIL, "        ⟦email⟧: e.m(at)kreis.example.org\n", "Das Zeichen @"),
    _s("[at]", MEMBERS, MAIL, "        ⟦email⟧: e.m [at] kreis.example.org\n", "Das Zeichen @"),
    _s(
        "two mail addresses", MEMBERS, MAIL, "        ⟦email⟧: e.m@kreis.example.org, o@kreis.example.org\n", "Nur eine"
    ),
    _s("mailto:", MEMBERS, MAIL, "        ⟦email⟧: mailto:e.m@kreis.example.org\n", "ohne „mailto:“"),
    _s("a blank in a web address", MEMBERS, SITE, "    ⟦website⟧: https://www.example.org/a b\n", "%20"),
    _s(
        "a link in Markdown",
        MEMBERS,
        SITE,
        "    ⟦website⟧: [Amt](https://www.example.org/)\n",
        "website: https://www.example.org/",
    ),
    _s(
        "brackets twice",
        FACHTAG,
        "topics: [leitfaden-digital]",
        "⟦topics⟧: [[leitfaden-digital]]",
        "Klammer",
        "topics: [leitfaden-digital]",
    ),
]

TIMES = [
    _s(
        "month and day exchanged",
        FACHTAG,
        "start: 2025-10-08",
        "⟦start⟧: 2025-31-10",
        "Monat 31",
        "2025-10-31",
        never=(),
    ),
    _s(
        "a German date that does not exist",
        FACHTAG,
        "start: 2025-10-08",
        "⟦start⟧: 31.09.2025",
        "Den 31. gibt es im Monat 09/2025",
    ),
    _s("a time alone", KONFERENZ, "end: 2026-10-07 11:30", "⟦end⟧: 11:30", "Tag", "end: 2026-10-07 11:30"),
    _s("a time with a point", KONFERENZ, "end: 2026-10-07 11:30", "⟦end⟧: 11.30 Uhr", "Tag", "end: 2026-10-07 11:30"),
    _s("an hour alone", KONFERENZ, "end: 2026-10-07 11:30", "⟦end⟧: 11 Uhr", "Tag", "end: 2026-10-07 11:00"),
    _s(
        "a time alone at the beginning",
        KONFERENZ,
        "start: 2026-10-07 09:30",
        "⟦start⟧: 9:30",
        "Tag",
        "2026-10-07 09:30",
    ),
    _s("a German date", KONFERENZ, "start: 2026-10-07 09:30", "⟦start⟧: 7.10.2026", "2026-10-07"),
    _s(
        "a German date with a time",
        KONFERENZ,
        "start: 2026-10-07 09:30",
        "⟦start⟧: 7.10.2026 9.30 Uhr",
        "2026-10-07 09:30",
    ),
    _s("two digits of the year", KONFERENZ, "start: 2026-10-07 09:30", "⟦start⟧: 07.10.26", "2026-10-07"),
    _s("a month by name", KONFERENZ, "start: 2026-10-07 09:30", "⟦start⟧: 7. Oktober 2026", "2026-10-07"),
    _s(
        "with a weekday",
        KONFERENZ,
        "start: 2026-10-07 09:30",
        "⟦start⟧: Mittwoch, 07.10.2026, 9:30 Uhr",
        "2026-10-07 09:30",
    ),
    _s("with slashes", KONFERENZ, "start: 2026-10-07 09:30", "⟦start⟧: 2026/10/07", "2026-10-07"),
    _s("day first with slashes", KONFERENZ, "start: 2026-10-07 09:30", "⟦start⟧: 07/10/2026", "2026-10-07"),
    _s("with points", KONFERENZ, "start: 2026-10-07 09:30", "⟦start⟧: 2026.10.07", "2026-10-07"),
    _s("with seconds", KONFERENZ, "start: 2026-10-07 09:30", "⟦start⟧: 2026-10-07 09:30:00", "2026-10-07 09:30"),
    _s("with Uhr", KONFERENZ, "start: 2026-10-07 09:30", "⟦start⟧: 2026-10-07 09:30 Uhr", "2026-10-07 09:30"),
    _s("two hours", KONFERENZ, "start: 2026-10-07 09:30", "⟦start⟧: 2026-10-07 09:30-11:30", "2026-10-07 09:30", "end"),
    _s(
        "a German date where a day is meant",
        NET,
        "    review_by: 2027-03-31\n",
        "    ⟦review_by⟧: 31.3.2027\n",
        "2027-03-31",
    ),
    _s("a day without its year", NET, "    review_by: 2027-03-31\n", "    ⟦review_by⟧: 31.3.\n", "Jahr"),
    _s("a month and year", NET, "    review_by: 2027-03-31\n", "    ⟦review_by⟧: 03/2027\n", "2027-03"),
    _s("a month by name and year", NET, "    review_by: 2027-03-31\n", "    ⟦review_by⟧: März 2027\n", "2027-03"),
]

VALUES = [
    _s(
        "a number behind #",
        KONFERENZ,
        TITLE,
        "⟦title⟧: Netzwerktreffen #3\n",
        "Kommentar",
        'title: "Netzwerktreffen #3"',
    ),
    _s(
        "a hashtag behind a word",
        KONFERENZ,
        TITLE,
        "⟦title⟧: Fachtag #Kinderschutz\n",
        "Kommentar",
        'title: "Fachtag #Kinderschutz"',
    ),
    _s(
        "in an entry",
        FACHTAG,
        "  - title: Vier Workshops\n",
        "  - ⟦title⟧: Workshops #1 bis #4\n",
        "Kommentar",
        'title: "Workshops #1 bis #4"',
    ),
    _s(
        "a colon in a title",
        KONFERENZ,
        TITLE,
        "⟦title⟧: Konferenz: Herbst\n",
        "Doppelpunkt",
        'title: "Konferenz: Herbst"',
    ),
    _s(
        "a colon in an entry",
        FACHTAG,
        "  - title: Vier Workshops\n",
        "  - ⟦title⟧: Workshops: vier\n",
        "Doppelpunkt",
        'title: "Workshops: vier"',
    ),
    _s(
        "an @ at the beginning",
        KONFERENZ,
        MODE,
        MODE + "⟦theme⟧: @schule und wir\n",
        "Anführungszeichen",
        'theme: "@schule und wir"',
    ),
    _s("a % at the beginning", KONFERENZ, MODE, MODE + "⟦theme⟧: %-Werte\n", "Anführungszeichen", 'theme: "%-Werte"'),
    _s(
        "a backtick at the beginning",
        KONFERENZ,
        MODE,
        MODE + "⟦theme⟧: `Wege`\n",
        "Anführungszeichen",
        'theme: "`Wege`"',
    ),
    _s("an asterisk at the beginning", KONFERENZ, MODE, MODE + "⟦theme⟧: *Wege* finden\n", "Anführungszeichen"),
    _s("an ampersand at the beginning", KONFERENZ, MODE, MODE + "⟦theme⟧: & mehr\n", "Anführungszeichen"),
    _s("an exclamation mark at the beginning", KONFERENZ, MODE, MODE + "⟦theme⟧: !Achtung\n", "Anführungszeichen"),
    _s(
        "a bracket at the beginning of a text",
        KONFERENZ,
        MODE,
        MODE + "⟦theme⟧: [Entwurf] Wege\n",
        "Anführungszeichen",
        'theme: "[Entwurf] Wege"',
    ),
    _s(
        "a quote in the middle of a quoted text",
        KONFERENZ,
        MODE,
        MODE + '⟦theme⟧: "Wege" finden\n',
        "Anführungszeichen",
    ),
    _s(
        "an unclosed bracket",
        KONFERENZ,
        "groups: [konferenz]",
        "⟦groups⟧: [konferenz",
        "Klammer",
        "groups: [konferenz]",
    ),
    _s("an unopened bracket", KONFERENZ, "groups: [konferenz]", "⟦groups⟧: konferenz]", "[konferenz]"),
    _s("an unclosed quote", KONFERENZ, TITLE, '⟦title⟧: "Konferenz\n', "Anführungszeichen"),
    _s("a German comma", NET, "    fte: 0.5\n    people: [probe]", "    ⟦fte⟧: 0,5\n    people: [probe]", "0.5"),
    _s("per cent", NET, "    fte: 0.5\n    people: [probe]", "    ⟦fte⟧: 50%\n    people: [probe]", "0.5"),
    _s(
        "per cent with a blank", NET, "    fte: 0.5\n    people: [probe]", "    ⟦fte⟧: 50 %\n    people: [probe]", "0.5"
    ),
    _s(
        "hours of a week",
        NET,
        "    fte: 0.5\n    people: [probe]",
        "    ⟦fte⟧: 19,5 Stunden\n    people: [probe]",
        "Zahl",
    ),
    _s("about", FORTBILDUNG, "  total: 31\n", "  ⟦total⟧: ca. 31\n", "count: 31", "rund"),
    _s("with a word", FORTBILDUNG, "  total: 31\n", "  ⟦total⟧: 31 Personen\n", "31"),
    _s("ja", PLENUM_2025, "public: true", "⟦public⟧: ja", "true"),
    _s("an umlaut in an id", NET, "  - id: ak-insofa\n", "  - ⟦id⟧: ak-für-insofa\n", "ak-fuer-insofa"),
    _s(
        "an umlaut in a topic",
        FORTBILDUNG,
        "topics: [kinderschutz-medizin]",
        "⟦topics⟧: [Ärztliche Praxis]",
        "aerztliche-praxis",
    ),
]

KEYS = [
    _s("members", MEMBERS, "members:\n  - id: jugendamt-kreis\n", "⟦mitglider⟧:\n  - id: jugendamt-kreis\n", "members"),
    _s(
        "members in other words",
        MEMBERS,
        "members:\n  - id: jugendamt-kreis\n",
        "⟦stellen⟧:\n  - id: jugendamt-kreis\n",
        "members",
    ),
    _s(
        "members in capitals",
        MEMBERS,
        "members:\n  - id: jugendamt-kreis\n",
        "⟦Members⟧:\n  - id: jugendamt-kreis\n",
        "members",
    ),
    _s(
        "an unknown word",
        MEMBERS,
        "members:\n  - id: jugendamt-kreis\n",
        "⟦verteiler⟧:\n  - id: jugendamt-kreis\n",
        "members",
    ),
    _s("guests", MEMBERS, "guests:\n", "⟦gäste⟧:\n", "guests"),
    _s("people", MEMBERS, "    people:\n      - id: skizze\n", "    ⟦leute⟧:\n      - id: skizze\n", "people"),
    _s("groups", NET, "groups:\n  - id: plenum\n", "⟦gremium⟧:\n  - id: plenum\n", "groups"),
    _s("offices", NET, "youth_offices:\n", "⟦jugendämter⟧:\n", "youth_offices"),
    _s(
        "name", NET, "name: Netzwerk Kinderschutz Musterkreis\n", "⟦nahme⟧: Netzwerk Kinderschutz Musterkreis\n", "name"
    ),
    _s("title", KONFERENZ, TITLE, "⟦titel⟧: Konferenz\n", "title"),
    _s("title misspelt", KONFERENZ, TITLE, "⟦tilte⟧: Konferenz\n", "title"),
    _s("start", KONFERENZ, "start:", "⟦beginn⟧:", "start"),
    _s("start misspelt", KONFERENZ, "start:", "⟦strat⟧:", "start"),
    _s("kind", KONFERENZ, "kind:", "⟦art⟧:", "kind"),
    _s("status", KONFERENZ, "status:", "⟦zustand⟧:", "status"),
    _s("sources", NET, "sources:\n  - id: auftakt-bericht", "⟦quelen⟧:\n  - id: auftakt-bericht", "sources"),
    _s("agreements", NET, "agreements:\n", "⟦vereinbarung⟧:\n", "agreements"),
    _s("workstreams", NET, "workstreams:\n", "⟦arbeitstehmen⟧:\n", "workstreams"),
]

YEARS = [
    _s(
        "an end a year too early",
        MEMBERS,
        "        until: 2025-09-30\n",
        "        ⟦until⟧: 2024-09-30\n",
        "das Jahr sieht falsch aus",
        "„until“",
    ),
]

SLIPS = {
    "years": YEARS,
    "quotes": QUOTES, "invisible": INVISIBLE, "blocks": BLOCKS, "dashes": DASHES, "conflicts": CONFLICTS, "names": NAMES,
    "mappings": MAPPINGS, "addresses": ADDRESSES, "times": TIMES, "values": VALUES, "keys": KEYS,
}  # fmt: skip
