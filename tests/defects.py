"""Defects as a coordinator makes them: each is one change to the example repository,
with what must be found.

⟦ ⟧ in the new text mark the line; where the finding belongs elsewhere, `at` is a stretch of another
place of the changed tree, in `in_file` where that is another file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

OPEN, CLOSE = "⟦", "⟧"
NET = "data/networks/musterkreis/network.yaml"
MEMBERS = "data/networks/musterkreis/members.yaml"
PLAN = "data/networks/musterkreis/plans/kinderschutzentwicklungsplan.yaml"
YEAR = "data/networks/musterkreis/years/2025.yaml"
CITY = "data/networks/musterstadt/network.yaml"
CITY_MEMBERS = "data/networks/musterstadt/members.yaml"
EVENTS = "data/events/musterkreis/"
SETTINGS = "ksnet.yaml"


@dataclass(frozen=True)
class Defect:
    """One change to one file, and the one rule that finds it.

    `old` in `file` becomes `new`; without `old` the file is new, without `new` it is gone,
    `moved_to` gives it another path, `saved_as` writes all of it anew. `also` are rules of less
    weight that say something else about the same change.
    """

    what: str
    rule: str
    file: str
    old: str | None = None
    new: str | None = None
    at: str | None = None
    in_file: str | None = None
    moved_to: str | None = None
    saved_as: Callable[[str], bytes] | None = None
    also: tuple[str, ...] = ()


def event(name: str) -> str:
    return f"{EVENTS}{name}.yaml"


KONFERENZ = event("2026-10-07-konferenz")
PLENUM_2025 = event("2025-11-05-netzwerktreffen")
FALLKONFERENZ = event("2025-06-24-fallkonferenz")
FORTBILDUNG = event("2026-03-18-fortbildung-praxis")
SKIZZE = "        function: Kinder- und Jugendgesundheitsdienst\n        role: vertretung\n"
NACHBAR_POST = """\
  - id: koordination-nachbarstadt
    youth_office: stadt-nachbarstadt
    title: Koordinierungsstelle Kinderschutz
    fte: 0.5
    people: [platzhalter]
    tasks: [begleitung, strukturen, fortbildung, informationstransfer]
    since: 2025-07-01
"""
AFFILIATIONS = """\
affiliations:
  - name: Netzwerk Kinderschutz Musterkreis
    kind: sonstige
    person: beispiel
  - name: Netzwerk Frühe Hilfen Musterstadt
    kind: fruehe-hilfen
    person: beispiel
"""
CONTACTS = "  contacts:\n    url: https://www.example.org/musterkreis/kinderschutz/kontakt\n    as_of: 2026-05-04\n"
VACANCIES = """\
vacancies:
  - category: staatsanwaltschaft
    reason: Die Staatsanwaltschaft benennt nach einem Wechsel der Zuständigkeit eine neue Ansprechperson
    until: 2026-12-31
"""
COVERS = "covers: [interkommunale-zusammenarbeit, koordinierungsstellen, fortbildung, qualitaetssicherung, taetigkeitsbericht]"

FILES = [
    Defect(
        "saved by an editor that writes a byte order mark",
        "byte-order-mark",
        KONFERENZ,
        saved_as=lambda text: text.encode("utf-8-sig"),
        at="title: Konferenz",
    ),
    Defect(
        "saved with line ends of Windows",
        "crlf-line-ends",
        KONFERENZ,
        saved_as=lambda text: text.replace("\n", "\r\n").encode(),
        at="title: Konferenz",
    ),
    Defect(
        "saved in the code page of Windows",
        "not-utf-8",
        FORTBILDUNG,
        saved_as=lambda text: text.encode("cp1252"),
        at="theme: Kinderschutz in der ",
    ),
    Defect(
        "the whole text deleted by mistake",
        "empty-file",
        event("2026-11-11-ak-insofa"),
        saved_as=lambda _: b"",
    ),
    Defect(
        "a zero-width space pasted from a web page",
        "forbidden-character",
        KONFERENZ,
        "organisers: [stadt-beispielhausen]",
        "organisers: [⟦stadt-beispielhausen\u200b⟧]",
    ),
    Defect(
        "text direction turned round in a title",
        "forbidden-character",
        MEMBERS,
        "name: Gesamtschule Musterstadt",
        "name: ⟦Gesamtschule \u202eMusterstadt⟧",
    ),
    Defect(
        "a closing quote is missing",
        "yaml-syntax",
        YEAR,
        '    on: 2026-03-10\n    reference: "0042/2026"\n',
        '    on: 2026-03-10\n    reference: ⟦"0042/2026⟧\n',
    ),
    Defect(
        "a colon in a text without quotes",
        "yaml-syntax",
        event("2025-06-05-fachvortrag"),
        "theme: Digitale Gewalt erkennen",
        "theme: ⟦Digitale Gewalt: erkennen⟧",
    ),
    Defect(
        "a bracket is not closed",
        "yaml-syntax",
        KONFERENZ,
        "groups: [konferenz]",
        "groups: ⟦[konferenz⟧",
    ),
    Defect(
        "no blank after the colon", "yaml-syntax", KONFERENZ, "status: geplant", "⟦status:geplant⟧"
    ),
    Defect(
        "a key indented too far",
        "yaml-syntax",
        MEMBERS,
        "    name: Gesamtschule Musterstadt\n    categories",
        "    name: Gesamtschule Musterstadt\n      ⟦categories⟧",
    ),
    Defect(
        "a merge conflict left in the file",
        "merge-conflict",
        KONFERENZ,
        "status: geplant\n",
        "⟦<<<<<<< HEAD⟧\nstatus: geplant\n=======\nstatus: bestaetigt\n>>>>>>> termine\n",
    ),
    Defect(
        "indented with a tab",
        "tab-indentation",
        event("2026-09-23-fachtag"),
        "  name: Stadthalle",
        "⟦\t⟧name: Stadthalle",
    ),
    Defect(
        "a key written twice",
        "duplicate-key",
        event("2026-09-23-fachtag"),
        "mode: praesenz",
        "mode: praesenz\n⟦mode: online⟧",
    ),
    Defect(
        "an anchor",
        "yaml-anchor",
        KONFERENZ,
        "groups: [konferenz]",
        "groups: ⟦&gremium⟧ [konferenz]",
    ),
    Defect(
        "a merge key",
        "yaml-alias",
        CITY_MEMBERS,
        "  - id: teilhabe\n",
        "  - id: teilhabe\n    ⟦<<: *stadt⟧\n",
    ),
    Defect("a tag", "yaml-tag", CITY, 'key: "05974040"', 'key: ⟦!!str "05974040"⟧'),
    Defect(
        "a second event below the first",
        "yaml-document",
        KONFERENZ,
        "tasks: [strukturen]\n",
        "tasks: [strukturen]\n⟦---⟧\ntitle: Konferenz der Koordinierungsstellen\nkind: konferenz\nstart: 2026-12-02\nstatus: geplant\n",
    ),
    Defect(
        "a list without a key above it",
        "no-mapping",
        CITY_MEMBERS,
        saved_as=lambda text: text.removeprefix("members:\n").encode(),
    ),
    Defect(
        "an event in the folder of the network",
        "misplaced-file",
        KONFERENZ,
        moved_to="data/networks/musterkreis/2026-10-07-konferenz.yaml",
    ),
    Defect(
        "the other ending",
        "misplaced-file",
        KONFERENZ,
        moved_to=f"{EVENTS}2026-10-07-konferenz.yml",
    ),
    Defect(
        "a German date in the file name",
        "event-file-name",
        KONFERENZ,
        moved_to=f"{EVENTS}07.10.2026 Konferenz.yaml",
    ),
    Defect(
        "network.yaml lost when folders were tidied",
        "missing-network-file",
        CITY,
        in_file=CITY_MEMBERS,
        at="members:",
    ),
]

SCHEMA = [
    Defect("a German key", "unknown-key", KONFERENZ, "start: ", "⟦beginn⟧: "),
    Defect(
        "a key misspelt",
        "unknown-key",
        event("2026-07-08-konferenz"),
        "chair: probe",
        "⟦chiar⟧: probe",
    ),
    Defect(
        "a misspelt key below a list",
        "unknown-key",
        NET,
        "    reason: Die Staatsanwaltschaft",
        "    ⟦resaon⟧: Die Staatsanwaltschaft",
    ),
    Defect(
        "a required key forgotten", "missing-key", KONFERENZ, "kind: konferenz\n", "", at="title: "
    ),
    Defect(
        "the id forgotten",
        "missing-key",
        CITY_MEMBERS,
        "  - id: teilhabe\n    name: Fachdienst",
        "  - ⟦name⟧: Fachdienst",
    ),
    Defect("a value forgotten", "missing-key", KONFERENZ, "status: geplant", "⟦status:⟧"),
    Defect(
        "an empty text",
        "missing-value",
        event("2026-09-23-fachtag"),
        "theme: Gesundheitswesen und Jugendhilfe",
        'theme: ⟦""⟧',
    ),
    Defect(
        "one value where a list belongs",
        "wrong-type",
        KONFERENZ,
        "groups: [konferenz]",
        "groups: ⟦konferenz⟧",
    ),
    Defect("a value misspelt", "unknown-value", KONFERENZ, "status: geplant", "status: ⟦geplannt⟧"),
    Defect(
        "a value with umlaut", "unknown-value", KONFERENZ, "status: geplant", "status: ⟦bestätigt⟧"
    ),
    Defect(
        "a category in one's own words",
        "unknown-value",
        MEMBERS,
        "    name: Gesundheitsamt Musterkreis\n    categories: [gesundheitsamt]",
        "    name: Gesundheitsamt Musterkreis\n    categories: [⟦gesundheitswesen⟧]",
    ),
    Defect(
        "a German date",
        "invalid-date",
        KONFERENZ,
        "start: 2026-10-07 09:30",
        "start: ⟦07.10.2026 09:30⟧",
    ),
    Defect(
        "a day that does not exist",
        "invalid-date",
        CITY,
        "signed: 2026-02-24",
        "signed: ⟦2026-02-30⟧",
    ),
    Defect(
        "a time with a full stop",
        "invalid-date",
        KONFERENZ,
        "end: 2026-10-07 11:30",
        "end: ⟦2026-10-07 11.30⟧",
    ),
    Defect(
        "month and day swapped",
        "invalid-date",
        NET,
        "valid_until: 2028-12-31",
        "valid_until: ⟦2028-31-12⟧",
    ),
    Defect(
        "a German yes",
        "invalid-boolean",
        event("2026-09-23-fachtag"),
        "public: true",
        "public: ⟦ja⟧",
    ),
    Defect("a decimal comma", "invalid-number", CITY, "fte: 0.5", "fte: ⟦0,5⟧"),
    Defect("a cadence of nothing", "invalid-number", CITY, "meetings: 2", "meetings: ⟦0⟧"),
    Defect("a number with words", "invalid-number", FORTBILDUNG, "total: 31", "total: ⟦ca. 30⟧"),
    Defect(
        "an id with umlaut and blank",
        "invalid-id",
        CITY_MEMBERS,
        "  - id: hebammenpraxis",
        "  - id: ⟦Hebammen Praxis⟧",
    ),
    Defect(
        "an id changed that others use",
        "invalid-id",
        MEMBERS,
        "  - id: ordnungsamt",
        "  - id: ⟦Ordnungsamt⟧",
    ),
    Defect(
        "an official key one digit short", "invalid-regional-key", CITY, '"05974040"', '⟦"0597404"⟧'
    ),
    Defect(
        "an e-mail address with a comma",
        "invalid-address",
        MEMBERS,
        "email: p.probe@beispielhausen.example.org",
        "email: ⟦p.probe@beispielhausen,example.org⟧",
    ),
    Defect(
        "a web address without https", "invalid-address", NET, "website: https://", "website: ⟦⟧"
    ),
    Defect("a postcode one digit short", "invalid-address", SETTINGS, '"12345"', '⟦"1234"⟧'),
    Defect("the quotes of a key forgotten", "ambiguous-scalar", NET, '"05978020"', "⟦05978020⟧"),
    Defect(
        "published by the employer, but where is missing",
        "incomplete-entry",
        MEMBERS,
        "          basis: arbeitgeber-veroeffentlicht\n          source: gesundheitsamt-team\n",
        "          basis: arbeitgeber-veroeffentlicht\n",
        at="        publication:\n          basis: arbeitgeber-veroeffentlicht\n  - id: kreispolizei",
    ),
    Defect(
        "consent without a day",
        "incomplete-entry",
        MEMBERS,
        "          basis: einwilligung\n          since: 2025-02-03\n",
        "          basis: einwilligung\n",
        at="        publication:\n          basis: einwilligung",
    ),
    Defect(
        "a time zone that does not exist",
        "unknown-timezone",
        NET,
        "Europe/Berlin",
        "⟦Europa/Berlin⟧",
    ),
    Defect(
        "templates outside of the folder",
        "invalid-folder",
        SETTINGS,
        "templates: templates",
        "templates: ⟦../x⟧",
    ),
]

REFERENCES = [
    Defect(
        "a person misspelt",
        "unknown-reference",
        event("2026-07-08-konferenz"),
        "chair: probe",
        "chair: ⟦prope⟧",
    ),
    Defect("a group misspelt", "unknown-reference", KONFERENZ, "[konferenz]", "[⟦konfernz⟧]"),
    Defect(
        "a source that is not listed",
        "unknown-reference",
        event("2024-03-14-auftakt"),
        "sources: [auftakt-bericht]",
        "sources: [⟦auftaktbericht⟧]",
    ),
    Defect(
        "an event that has another date",
        "unknown-reference",
        CITY,
        "event: 2026-02-24-",
        "event: ⟦2026-02-23-⟧",
    ),
    Defect(
        "a goal misspelt",
        "unknown-reference",
        YEAR,
        "goal: vernetzung",
        "goal: ⟦vernetzungen⟧",
    ),
    Defect(
        "a body presides",
        "wrong-kind-of-reference",
        KONFERENZ,
        "tasks:",
        "chair: ⟦jugendamt-kreis⟧\ntasks:",
    ),
    Defect(
        "a member as group",
        "wrong-kind-of-reference",
        KONFERENZ,
        "groups: [konferenz]",
        "groups: [⟦jugendamt-kreis⟧]",
    ),
    Defect(
        "somebody who has left presides",
        "inactive-reference",
        event("2026-03-04-netzwerktreffen"),
        "chair: mustermann",
        "chair: ⟦ersonnen⟧",
    ),
    Defect(
        "a body that had left was present",
        "inactive-reference",
        event("2026-04-29-regionalgruppe-beispielhausen"),
        "beratungsstelle, ordnungsamt]",
        "beratungsstelle, ordnungsamt, ⟦familienbildung⟧]",
    ),
    Defect(
        "a group that no longer exists meets",
        "inactive-reference",
        KONFERENZ,
        "groups: [konferenz]",
        "groups: [konferenz, ⟦themengruppe-digital⟧]",
    ),
    Defect(
        "an entry copied and its id forgotten",
        "duplicate-id",
        CITY_MEMBERS,
        "  - id: teilhabe\n",
        "  - id: hebammenpraxis\n    name: Logopädische Praxis\n    categories: [geheimnistraeger]\n    field: gesundheit\n  - id: teilhabe\n",
        at="  - id: hebammenpraxis\n    name: Logo",
    ),
    Defect(
        "the network above misspelt",
        "unknown-network",
        CITY,
        "parent: musterkreis",
        "parent: ⟦musterkreiss⟧",
    ),
    Defect(
        "an event in a folder misspelt",
        "unknown-network",
        KONFERENZ,
        moved_to="data/events/musterkries/2026-10-07-konferenz.yaml",
    ),
    Defect(
        "a Gemeinde that does not exist", "unknown-municipality", NET, '"05974052"', '⟦"05974099"⟧'
    ),
    Defect(
        "the key of another town",
        "key-mismatch",
        NET,
        "name: Jugendamt der Stadt Nachbarstadt\n    key: ",
        "name: Jugendamt der Stadt Lippstadt\n    key: ⟦⟧",
    ),
    Defect("a Gemeinde served twice", "shared-municipality", NET, '- "05974052"', '- ⟦"05974028"⟧'),
    Defect("two keys for one Jugendamt", "office-key-conflict", CITY, '"05974040"', '⟦"05974044"⟧'),
    Defect(
        "a group below itself",
        "circular-parent",
        NET,
        "    kind: konferenz\n    parent: plenum",
        "    kind: konferenz\n    parent: ⟦konferenz⟧",
    ),
]

TIMES = [
    Defect(
        "end and start swapped",
        "end-before-start",
        KONFERENZ,
        "end: 2026-10-07 11:30",
        "end: ⟦2026-10-07 08:30⟧",
    ),
    Defect(
        "a wrong year in a period",
        "until-before-since",
        NET,
        "    since: 2025-01-15\n    until: 2025-12-31\n  - id: jugendhilfeausschuesse",
        "    since: 2025-01-15\n    until: ⟦2024-12-31⟧\n  - id: jugendhilfeausschuesse",
    ),
    Defect(
        "a membership that outlives the member",
        "outside-container",
        CITY_MEMBERS,
        "    field: gesundheit\n    groups: [stadtplenum]\n  - id: schulen",
        "    field: gesundheit\n    groups:\n      - id: stadtplenum\n        until: ⟦2026-12-31⟧\n    until: 2026-06-30\n  - id: schulen",
    ),
    Defect(
        "a membership that outlives the group",
        "outside-container",
        MEMBERS,
        "            until: 2025-12-31",
        "            until: ⟦2026-12-31⟧",
    ),
    Defect(
        "two shares at once",
        "overlapping-periods",
        NET,
        "      - value: 0.75\n        since: 2025-07-01",
        "      - value: ⟦0.75⟧\n        since: 2025-06-01",
    ),
    Defect(
        "two offices in charge at once",
        "overlapping-periods",
        NET,
        "    since: 2026-01-01\n    until: 2026-12-31",
        "    since: 2025-07-01\n    until: 2026-12-31",
        at="  - youth_office: stadt-beispielhausen\n    group: konferenz",
    ),
    Defect(
        "an event before the network existed",
        "event-outside-network",
        event("2024-01-17-vorbereitung"),
        new="title: Vorbereitung\nkind: sonstige\nstart: ⟦2024-01-17⟧\nstatus: stattgefunden\n",
    ),
    Defect(
        "moved, but from when is not recorded",
        "date-not-file-name",
        KONFERENZ,
        "start: 2026-10-07 09:30\nend: 2026-10-07 11:30",
        "start: ⟦2026-10-15 09:30⟧\nend: 2026-10-15 11:30",
    ),
    Defect(
        "the year of last time",
        "date-not-file-name",
        event("2026-01-21-konferenz"),
        "start: 2026-01-21 09:30\nend: 2026-01-21 11:30",
        "start: ⟦2025-01-21 09:30⟧\nend: 2025-01-21 11:30",
    ),
    Defect(
        "the year of the plan before, and nothing else changed",
        "date-not-file-name",
        KONFERENZ,
        "start: 2026-10-07 09:30\nend: 2026-10-07 11:30",
        "start: ⟦2023-10-07 09:30⟧\nend: 2023-10-07 11:30",
    ),
    Defect(
        "the year of the next plan on a meeting that was held",
        "date-not-file-name",
        event("2026-04-22-konferenz"),
        "start: 2026-04-22 09:30\nend: 2026-04-22 11:30",
        "start: ⟦2027-04-22 09:30⟧\nend: 2027-04-22 11:30",
    ),
    Defect(
        "over, but still planned",
        "past-but-planned",
        event("2026-05-06-ak-insofa"),
        "status: stattgefunden",
        "status: ⟦bestaetigt⟧",
    ),
    Defect(
        "to come, but already held",
        "held-in-future",
        event("2026-07-08-konferenz"),
        "status: bestaetigt",
        "status: ⟦stattgefunden⟧",
    ),
    Defect(
        "done on a day to come", "date-in-future", PLAN, "done: 2026-05-29", "done: ⟦2026-11-29⟧"
    ),
    Defect(
        "signed on a day to come",
        "date-in-future",
        CITY,
        "signed: 2026-02-24",
        "signed: ⟦2027-02-24⟧",
    ),
    Defect(
        "registration open after the event",
        "dates-out-of-order",
        event("2026-09-23-fachtag"),
        "until: 2026-09-09",
        "until: ⟦2026-10-09⟧",
    ),
    Defect(
        "valid until before it was signed",
        "dates-out-of-order",
        NET,
        "valid_until: 2028-12-31",
        "valid_until: ⟦2023-12-31⟧",
    ),
    Defect(
        "half past two at night for half past two in the afternoon",
        "skipped-hour",
        event("2026-03-29-stand"),
        new="title: Stand beim Familienfest\nkind: oeffentlichkeit\nstart: ⟦2026-03-29 02:30⟧\nstatus: stattgefunden\ntasks: [oeffentlichkeit]\n",
    ),
    Defect(
        "a room needed twice",
        "room-conflict",
        event("2025-01-22-vorbereitung"),
        new="title: Vorbereitung des Fachtags\nkind: sonstige\nstart: 2025-01-22 11:00\nend: 2025-01-22 12:00\nstatus: stattgefunden\n"
        "location:\n  name: Kreishaus\n  city: Musterstadt\n  room: ⟦Sitzungssaal 2⟧\ntasks: [fortbildung]\nattendance:\n  total: 3\n",
    ),
    Defect(
        "a person needed twice",
        "person-conflict",
        event("2026-10-07-vortrag"),
        new="title: Vortrag\nkind: sonstige\nstart: ⟦2026-10-07 10:00⟧\nend: 2026-10-07 12:00\nstatus: geplant\nchair: probe\n",
    ),
    Defect(
        "moved to a public holiday",
        "public-holiday",
        event("2026-09-09-regionalgruppe-musterstadt"),
        "start: 2026-09-09 13:30\nend: 2026-09-09 15:30\n",
        "start: ⟦2026-10-03 13:30⟧\nend: 2026-10-03 15:30\nrescheduled_from: [2026-09-09 13:30]\n",
    ),
    Defect(
        "moved into the school holidays",
        "school-holiday",
        KONFERENZ,
        "start: 2026-10-07 09:30\nend: 2026-10-07 11:30\n",
        "start: ⟦2026-10-21 09:30⟧\nend: 2026-10-21 11:30\nrescheduled_from: [2026-10-07 09:30]\n",
    ),
]

LAW = [
    Defect(
        "the agreement is still called a draft",
        "missing-cooperation-agreement",
        NET,
        "    title: Kooperationsvereinbarung Netzwerk Kinderschutz Musterkreis\n    status: unterzeichnet",
        "    title: Kooperationsvereinbarung Netzwerk Kinderschutz Musterkreis\n    status: ⟦entwurf⟧",
    ),
    Defect(
        "that they adjoin is not recorded",
        "offices-not-neighbouring",
        NET,
        "neighbouring: true\n",
        "",
        at='    key: "05978020"',
    ),
    Defect(
        "a Koordinierungsstelle is missing",
        "missing-coordination",
        NET,
        NACHBAR_POST,
        "",
        at="  - id: stadt-nachbarstadt",
    ),
    Defect(
        "the agreement says nothing about the Koordinierungsstellen",
        "missing-coordination-agreement",
        NET,
        COVERS,
        COVERS.replace("koordinierungsstellen, ", ""),
        at="# Erfundenes",
    ),
    Defect("a tenth of a post", "small-coordination-share", CITY, "fte: 0.5", "fte: ⟦0.1⟧"),
    Defect("nobody for a category", "uncovered-category", NET, VACANCIES, "", at="# Erfundenes"),
    Defect(
        "what another body is, is missing",
        "unlabelled-member",
        MEMBERS,
        "  - id: sportbund\n    name: Sportbund Musterkreis\n    categories: [weitere]\n    field: sonstiges\n    label: Dachverband der Sportvereine\n",
        "  - id: ⟦sportbund⟧\n    name: Sportbund Musterkreis\n    categories: [weitere]\n    field: sonstiges\n",
    ),
    Defect(
        "two trainings only, the third for one profession",
        "too-few-trainings",
        event("2025-06-05-fachvortrag"),
        "categories: [schule, polizei-ordnung, traeger-8a]",
        "categories: [schule]",
        in_file=NET,
        at="# Erfundenes",
    ),
    Defect(
        "the third training was cancelled",
        "too-few-trainings",
        event("2025-03-27-fortbildung-mitteilung"),
        "status: stattgefunden",
        "status: abgesagt",
        in_file=NET,
        at="# Erfundenes",
    ),
    Defect(
        "when the procedure is reviewed",
        "missing-procedure-agreement",
        NET,
        "    review_by: 2026-11-30\n",
        "",
        at="  - id: verfahrensabsprache",
    ),
    Defect(
        "the reporting paths are a draft",
        "missing-reporting-paths",
        NET,
        "    title: Mitteilungswege nach § 4 KKG\n    status: unterzeichnet",
        "    title: Mitteilungswege nach § 4 KKG\n    status: ⟦entwurf⟧",
    ),
    Defect(
        "no page with contacts",
        "missing-public-information",
        NET,
        CONTACTS,
        "",
        at="public_information:",
    ),
    Defect(
        "a summary of a case conference",
        "case-conference-details",
        FALLKONFERENZ,
        "  participants: 9\n",
        "  participants: 9\n⟦summary⟧: Es wurde eine Hilfe besprochen.\n",
    ),
    Defect(
        "a case conference not anonymised",
        "case-conference-details",
        FALLKONFERENZ,
        "anonymised: true",
        "anonymised: ⟦false⟧",
    ),
    Defect(
        "a meeting that the cadence needs was cancelled",
        "cadence-not-kept",
        event("2025-12-03-konferenz"),
        "status: stattgefunden",
        "status: abgesagt",
        in_file=NET,
        at="    cadence: {meetings: 1, per: quartal}",
    ),
    Defect(
        "the year record was never written",
        "missing-activity-report",
        YEAR,
        in_file=NET,
        at="report:",
    ),
    Defect(
        "represented nowhere",
        "missing-affiliation",
        CITY,
        AFFILIATIONS,
        "",
        at="# Das eigene Netzwerk",
    ),
    Defect(
        "an agreement after § 8a is missing",
        "missing-8a-agreement",
        MEMBERS,
        "    agreement_8a: {signed: 2023-05-04}\n",
        "",
        at="  - id: jugendhilfe-musterland",
    ),
    Defect(
        "a post is vacant",
        "vacant-coordination",
        NET,
        "    people: [probe]\n    tasks: [begleitung, strukturen, fortbildung, informationstransfer]\n",
        "    people: []\n    tasks: [begleitung, strukturen, fortbildung, informationstransfer]\n    vacant_since: ⟦2026-05-01⟧\n",
    ),
    Defect(
        "the day for filling a seat is over",
        "expired-vacancy",
        NET,
        "    until: 2026-12-31\nsize",
        "    until: ⟦2026-03-31⟧\nsize",
    ),
    Defect(
        "a seat that is filled still counts as vacant",
        "filled-vacancy",
        MEMBERS,
        "    name: Amtsgericht Musterstadt, Familiengericht\n    categories: [familiengericht]",
        "    name: Amtsgericht und Staatsanwaltschaft Musterstadt\n    categories: [familiengericht, staatsanwaltschaft]",
        in_file=NET,
        at="  - category: staatsanwaltschaft",
    ),
    Defect(
        "a page looked at years ago",
        "stale-public-information",
        NET,
        "kinderschutz/netzwerk\n    as_of: 2026-03-02",
        "kinderschutz/netzwerk\n    as_of: ⟦2023-03-02⟧",
    ),
    Defect(
        "a review forgotten",
        "overdue-review",
        NET,
        "review_by: 2026-09-15",
        "review_by: ⟦2026-03-15⟧",
    ),
    Defect(
        "an agreement has run out",
        "expired-agreement",
        NET,
        "    valid_until: 2028-12-31\n    review_by: 2027-03-31\n",
        "    valid_until: ⟦2026-03-31⟧\n",
    ),
]

PROTECTION = [
    Defect(
        "the birthday of a contact",
        "case-data-key",
        MEMBERS,
        SKIZZE,
        SKIZZE + "        ⟦geburtsdatum: 1980-04-11⟧\n",
    ),
    Defect(
        "a child in a summary",
        "case-data",
        event("2025-10-08-fachtag"),
        "  Der Fachtag war ausgebucht.",
        "  Besprochen wurde auch der Fall von ⟦Leon Krause (7 Jahre)⟧.",
    ),
    Defect(
        "a family in a comment",
        "case-data",
        event("2025-05-20-ak-insofa"),
        "tasks: [begleitung]",
        "⟦# Beratung wegen Familie Yilmaz nachholen⟧\ntasks: [begleitung]",
    ),
    Defect(
        "a file number of the court",
        "case-data",
        PLENUM_2025,
        "finding: Der Leitfaden ist verständlich und liegt allen Stellen vor.",
        "finding: ⟦Der Leitfaden half im Verfahren 12 F 345/25⟧.",
    ),
    Defect(
        "a name where only an id belongs",
        "name-outside-members",
        event("2025-09-10-konferenz"),
        "  Die Konferenz hat den Fachtag vorbereitet",
        "  ⟦Frau Platzhalter⟧ hat den Fachtag vorbereitet",
    ),
    Defect(
        "the file number of a proceeding in the address of a page",
        "case-data",
        NET,
        "url: https://www.example.org/musterkreis/verfahren.pdf",
        "url: ⟦https://www.example.org/musterkreis/12-F-345-25.pdf⟧",
    ),
    Defect(
        "a private mailbox",
        "private-address",
        MEMBERS,
        "email: p.probe@beispielhausen.example.org",
        "email: ⟦petra.probe@gmx.de⟧",
    ),
    Defect(
        "consent of years ago",
        "publication-lapsed",
        MEMBERS,
        "          since: 2025-02-03",
        "          since: ⟦2022-02-03⟧",
    ),
    Defect(
        "consent withdrawn",
        "publication-lapsed",
        MEMBERS,
        "          until: 2027-02-02",
        "          withdrawn: ⟦2026-05-11⟧",
    ),
    Defect(
        "where the protected body is",
        "protected-address",
        MEMBERS,
        "    label: Schutz vor häuslicher Gewalt\n",
        "    label: Schutz vor häuslicher Gewalt\n    address:\n      street: ⟦Musterweg 7⟧\n      city: Musterstadt\n",
    ),
    Defect(
        "left two years ago",
        "retention",
        MEMBERS,
        SKIZZE,
        SKIZZE + "        until: ⟦2025-03-31⟧\n",
        also=("uncovered-category",),  # nobody is left for the Gesundheitsamt
    ),
    Defect(
        "said to be forgotten, but all is there",
        "redacted-left-over",
        MEMBERS,
        "          source: gesundheitsamt-team\n",
        "          source: gesundheitsamt-team\n        redacted: 2026-06-01\n",
        at="      - id: skizze",
    ),
    Defect(
        "the attendance sheet as minutes",
        "personal-document",
        event("2025-03-12-netzwerktreffen"),
        "path: niederschriften/2025-03-12.pdf",
        "path: ⟦niederschriften/2025-03-12-anwesenheitsliste.pdf⟧",
    ),
]

COMPLETENESS = [
    Defect(
        "how many came",
        "missing-attendance",
        FORTBILDUNG,
        "attendance:\n  total: 31\n",
        "",
        at="status: ",
    ),
    Defect(
        "no minutes",
        "missing-minutes",
        event("2026-01-21-konferenz"),
        "minutes: {status: freigegeben, taken_by: mustermann, confidential: true}\n",
        "",
        at="status: ",
    ),
    Defect(
        "whose meeting",
        "event-without-group",
        event("2026-02-04-regionalgruppe-musterstadt"),
        "groups: [regionalgruppe-musterstadt]\n",
        "",
        at="kind: ",
    ),
    Defect(
        "what for",
        "event-without-task",
        event("2026-01-21-konferenz"),
        "tasks: [strukturen]\n",
        "",
        at="title: ",
    ),
    Defect(
        "announced, and then?",
        "outcome-not-recorded",
        event("2026-05-06-ak-insofa"),
        "status: stattgefunden",
        "status: ⟦angekuendigt⟧",
    ),
    Defect(
        "does the training count?",
        "training-without-qualification",
        FORTBILDUNG,
        "qualification:\n  interdisciplinary: true\n  categories: [geheimnistraeger, gesundheitsamt, jugendamt]\n  hours: 4\n",
        "",
        at="kind: ",
        also=("too-few-trainings",),
    ),
    Defect(
        "who holds the post",
        "incomplete-coordination",
        CITY,
        "    people: [beispiel]\n",
        "",
        at="  - id: koordination-musterstadt",
    ),
    Defect(
        "how often the group meets",
        "group-without-cadence",
        NET,
        "    cadence: {meetings: 2, per: jahr}\n    since: 2024-09-01",
        "    since: 2024-09-01",
        at="  - id: ak-insofa",
    ),
    Defect(
        "when it was signed",
        "agreement-without-date",
        NET,
        "    status: beschlossen\n    legal_form: formlos\n    parties: [konferenz]\n    signed: 2025-01-22\n",
        "    status: ⟦unterzeichnet⟧\n    legal_form: formlos\n    parties: [konferenz]\n",
    ),
    Defect(
        "who was in charge in 2025",
        "missing-management",
        NET,
        "  - youth_office: stadt-musterstadt\n    group: konferenz\n    since: 2025-01-01\n    until: 2025-12-31\n",
        "",
        at="    rotation: jahr",
    ),
    Defect(
        "no outlook",
        "incomplete-year",
        YEAR,
        "outlook: |\n  2026 geht es um die Zusammenarbeit mit dem Gesundheitswesen. Die Arbeit am Kinderschutzentwicklungsplan beginnt.\n",
        "",
        at="summary: ",
    ),
    Defect(
        "an improvement without a day",
        "improvement-without-plan",
        YEAR,
        "    responsible: koordination-kreis\n    due: 2026-09-30\n",
        "    responsible: koordination-kreis\n",
        at="  - text: Vorlage für die Einladung",
    ),
    Defect(
        "an improvement nobody finished",
        "overdue-task",
        YEAR,
        "due: 2026-09-30",
        "due: ⟦2026-05-31⟧",
    ),
    Defect(
        "a task nobody finished",
        "overdue-task",
        event("2026-04-22-konferenz"),
        "2026-08-31",
        "⟦2026-05-31⟧",
    ),
    Defect(
        "a measure nobody finished", "overdue-task", PLAN, "due: 2026-09-15", "due: ⟦2026-06-15⟧"
    ),
]

FORM = [
    Defect(
        "keys in another order",
        "canonical-form",
        KONFERENZ,
        "title: Konferenz der Koordinierungsstellen\nkind: konferenz\n",
        "kind: konferenz\ntitle: Konferenz der Koordinierungsstellen\n",
        at="kind: konferenz",
    ),
    Defect(
        "a text in braces cut by its comma",
        "unknown-key",
        CITY,
        "{text: Jugendhilfeausschuss der Stadt Musterstadt}",
        "{text: Jugendhilfeausschuss, ⟦Stadt Musterstadt⟧}",
    ),
    Defect(
        "a finding silenced without a reason",
        "suppression-without-reason",
        event("2026-05-06-ak-insofa"),
        "status: stattgefunden",
        "status: geplant ⟦# ksnet: ignore[past-but-planned]⟧",
        also=("past-but-planned",),
    ),
    Defect(
        "a rule that does not exist",
        "unknown-rule",
        KONFERENZ,
        "status: geplant",
        "status: geplant ⟦# ksnet: ignore[raum-konflikt] Saal ist teilbar⟧",
    ),
    Defect(
        "a suppression that is no longer needed",
        "unused-suppression",
        KONFERENZ,
        "status: geplant",
        "status: geplant ⟦# ksnet: ignore[past-but-planned] wird nachgetragen⟧",
    ),
]

DEFECTS = [*FILES, *SCHEMA, *REFERENCES, *TIMES, *LAW, *PROTECTION, *COMPLETENESS, *FORM]
