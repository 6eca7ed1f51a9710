"""`ksnet new`: from options and from answers on a terminal, into files that are valid,
canonical and otherwise untouched.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksnet.editing import checks, creating
from ksnet.editing.ids import event_id, proposed_id
from ksnet.records.event import EventRecord
from ksnet.repository import Repository
from ksnet.repository.file_names import is_event_name, is_ident
from ksnet.repository.lands import packaged
from ksnet.rules.context import NetworkContext
from ksnet.yamltext.form.formatting import format_file
from ksnet.yamltext.reading.characters import FORBIDDEN
from tests.conftest import Run
from tests.on_terminal import answer, answer_alone

Ksnet = Callable[..., Run]
Tree = Callable[..., Path]
AS_OF = ("--as-of", "2026-06-30")
NETWORK = """\
# Von Hand geschrieben: nichts hieran darf sich ändern.
name: Netzwerk Kinderschutz Soest   # so heißt es
complete_since: nie

youth_offices:
    - id: stadt-soest
      key: "05974040"
      name: Jugendamt der Stadt Soest
goals:
    - {id: vernetzung, text: "Alle kennen einander"}
coordination:
    - id: koordination
      youth_office: stadt-soest
groups:
    # die wichtigste Gruppe
    - id: plenum
      name: Netzwerktreffen
      kind: plenum
      cadence: {meetings: 2, per: jahr}
"""
MEMBERS = """\
# Anmerkung oben
members:
    - id: jugendamt   # wir selbst
      youth_office: stadt-soest
      people:
          - id: kremer
            family_name: "Kremer"   # mit Anführungszeichen

    # Anmerkung zur Schule
    - id: schule
      name: 'Schule am Wall'
      categories: [schule]
# Anmerkung unten
"""
EVENT = """\
title: "Netzwerktreffen"
theme: Nur damals
kind: netzwerktreffen
groups: [plenum]
start: 2025-05-21 13:30
end: 2025-05-21 15:30
status: stattgefunden
mode: praesenz
location:
  name: Rathaus I
  city: Soest
organisers: [stadt-soest]
agenda:
  - title: Begrüßung
    result: Alle sind da
  - title: Bericht
    speakers: [jugendamt]
attendance:
  total: 20
results:
  - kind: absprache
    text: Wir treffen uns wieder
minutes:
  status: freigegeben
summary: War gut.
"""
FILES = {
    "data/networks/soest/network.yaml": NETWORK,
    "data/networks/soest/members.yaml": MEMBERS,
    "data/events/soest/2025-05-21-netzwerktreffen.yaml": EVENT,
}


@pytest.fixture
def soest(tree: Tree) -> Path:
    return tree(FILES)


def read(root: Path, name: str) -> str:
    return (root / "data" / name).read_bytes().decode("utf-8")


# --- from options
# -------------------------------------------------------------------------------------------------


def test_a_member_is_added_and_everything_else_stays(ksnet: Ksnet, soest: Path) -> None:
    run = ksnet(
        "new", "member", "--name", "Amtsgericht Soest", "--category", "familiengericht", "--field", "justiz", "--since", "1.3.2026",
        *AS_OF, cwd=soest,
    )  # fmt: skip
    assert (run.code, run.out) == (0, "data/networks/soest/members.yaml\n")
    after = read(soest, "networks/soest/members.yaml")
    added = "    - id: amtsgericht-soest\n      name: Amtsgericht Soest\n      categories: [familiengericht]\n      field: justiz\n      since: 2026-03-01\n"
    assert after.replace(added, "") == MEMBERS
    assert read(soest, "networks/soest/network.yaml") == NETWORK


@pytest.mark.parametrize(
    ("arguments", "file", "added"),
    [
        (("person", "--member", "jugendamt", "--family-name", "Groß", "--form-of-address", "Frau"), "members", "          - id: gross\n            form_of_address: Frau\n            family_name: Groß\n"),
        (("person", "--member", "schule", "--family-name", "Kremer", "--given-name", "Eva"), "members", "      people:\n        - id: kremer-eva\n          given_name: Eva\n          family_name: Kremer\n"),
        (("guest", "--family-name", "Nüsken", "--title", "Prof. Dr."), "members", "guests:\n  - id: nuesken\n    title: Prof. Dr.\n    family_name: Nüsken\n"),
        (("group", "--name", "AK Medien", "--kind", "arbeitskreis", "--meetings", "2", "--per", "jahr"), "network", "    - id: ak-medien\n      name: AK Medien\n      kind: arbeitskreis\n      cadence:\n        meetings: 2\n        per: jahr\n"),
    ],
    ids=["person", "person of a body without people", "guest", "group"],
)  # fmt: skip
def test_an_entry_is_added_at_its_place_and_nothing_else_changes(
    ksnet: Ksnet, soest: Path, arguments: tuple[str, ...], file: str, added: str
) -> None:
    run = ksnet("new", *arguments, *AS_OF, cwd=soest)
    assert run.code == 0, run.err
    before, after = (
        {"members": MEMBERS, "network": NETWORK}[file],
        read(soest, f"networks/soest/{file}.yaml"),
    )
    assert added in after
    assert after.replace(added, "", 1) == before
    assert "fehler[" not in ksnet("validate", *AS_OF, cwd=soest).out


def test_an_event_like_another_has_its_frame_and_nothing_that_happened(
    ksnet: Ksnet, soest: Path
) -> None:
    run = ksnet(
        "new",
        "event",
        "--like",
        "2025-05-21-netzwerktreffen",
        "--start",
        "2026-10-07",
        *AS_OF,
        cwd=soest,
    )
    assert run.code == 0, run.err
    assert read(soest, "events/soest/2026-10-07-netzwerktreffen.yaml") == (
        "title: Netzwerktreffen\nkind: netzwerktreffen\ngroups: [plenum]\nstart: 2026-10-07 13:30\nend: 2026-10-07 15:30\nstatus: geplant\n"
        "mode: praesenz\nlocation:\n  name: Rathaus I\n  city: Soest\norganisers: [stadt-soest]\nagenda:\n  - title: Begrüßung\n  - title: Bericht\n"
    )


def test_options_come_before_the_event_that_is_followed(ksnet: Ksnet, soest: Path) -> None:
    like = (
        "--like",
        "soest/2025-05-21-netzwerktreffen",
        "--start",
        "2026-10-07 09:00",
        "--title",
        "Herbsttreffen",
    )
    assert (
        ksnet("new", "event", *like, "--end", "11 Uhr", "--mode", "online", *AS_OF, cwd=soest).code
        == 0
    )
    text = read(soest, "events/soest/2026-10-07-herbsttreffen.yaml")
    assert "start: 2026-10-07 09:00\nend: 2026-10-07 11:00\n" in text
    assert "mode: online\n" in text


TRAINING = """\
title: Kinderschutz in der Kita
kind: fortbildung
groups: [plenum]
sessions:
  - start: 2026-03-04 09:00
    end: 2026-03-04 12:00
  - start: 2026-03-11 13:00
    end: 2026-03-11 16:00
status: stattgefunden
mode: hybrid
public: true
organisers:
  - stadt-soest
  - text: Landesjugendamt
registration:
  until: 2026-02-20
  seats: 20
  contact: jugendamt
  cost: kostenfrei
agenda:
  - title: Einführung
    kind: vortrag
    speakers: [kremer]
    duration_minutes: 60
    text: Was damals gesagt wurde
tasks: [fortbildung]
qualification:
  interdisciplinary: true
  categories: [schule, jugendamt]
  hours: 6.5
invited: [schule]
attendance:
  total: 18
summary: Gut besucht.
"""


def test_an_event_like_a_training_counts_for_the_same_and_keeps_its_frame(
    ksnet: Ksnet, tree: Tree
) -> None:
    root = tree(FILES | {"data/events/soest/2026-03-04-kita.yaml": TRAINING})
    run = ksnet(
        "new", "event", "--like", "2026-03-04-kita", "--start", "3.3.2027", *AS_OF, cwd=root
    )
    assert run.code == 0, run.err
    assert (
        "Wie sein Vorbild darf er in öffentlichen Kalendern stehen; sonst --no-public." in run.err
    )
    assert (
        read(root, "events/soest/2027-03-03-kinderschutz-kita.yaml")
        == """\
title: Kinderschutz in der Kita
kind: fortbildung
groups: [plenum]
sessions:
  - start: 2027-03-03 09:00
    end: 2027-03-03 12:00
  - start: 2027-03-10 13:00
    end: 2027-03-10 16:00
status: geplant
mode: hybrid
organisers:
  - stadt-soest
  - text: Landesjugendamt
public: true
registration:
  seats: 20
  contact: jugendamt
  cost: kostenfrei
agenda:
  - title: Einführung
    kind: vortrag
    duration_minutes: 60
tasks: [fortbildung]
qualification:
  interdisciplinary: true
  categories: [schule, jugendamt]
  hours: 6.5
invited: [schule]
"""
    )
    other = (
        "--like",
        "2026-03-04-kita",
        "--start",
        "7.4.2027 10:00",
        "--title",
        "Anders",
        "--kind",
        "netzwerktreffen",
        "--no-public",
    )
    assert ksnet("new", "event", *other, *AS_OF, cwd=root).code == 0
    text = read(root, "events/soest/2027-04-07-anders.yaml")
    assert ("qualification" in text, "public" in text, "start: 2027-04-14 14:00" in text) == (
        False,
        False,
        True,
    )


def test_a_training_says_whether_it_counts_for_whom_and_how_long(ksnet: Ksnet, soest: Path) -> None:
    what = ("--title", "Fachtag", "--kind", "fachtag", "--start", "7.10.2026 9:00", "--counts", "ja", "--hours", "6,5",
            "--for", "schule", "--for", "polizei-ordnung", "--organiser", "stadt-soest", "--organiser", "extern: Landesjugendamt")  # fmt: skip
    run = ksnet("new", "event", *what, *AS_OF, cwd=soest)
    assert run.code == 0, run.err
    text = read(soest, "events/soest/2026-10-07-fachtag.yaml")
    assert "organisers:\n  - stadt-soest\n  - text: Landesjugendamt\n" in text
    assert text.endswith(
        "qualification:\n  interdisciplinary: true\n  categories: [schule, polizei-ordnung]\n  hours: 6.5\n"
    )
    run = ksnet("new", "event", *what[:6], "--organiser", "Landesjugendamt", *AS_OF, cwd=soest)
    assert (run.code, "extern: NAME" in run.err) == (2, True)


def test_a_cadence_says_which_kinds_count(ksnet: Ksnet, soest: Path) -> None:
    call = ("new", "group", "--name", "AK Medien", "--kind", "arbeitskreis", *AS_OF)
    kinds = ("--counting", "workshop", "--counting", "Fachtag")
    run = ksnet(*call, *kinds, cwd=soest)
    assert (run.code, "--meetings" in run.err) == (2, True)
    assert ksnet(*call, *kinds, "--meetings", "2", "--per", "jahr", cwd=soest).code == 0
    assert (
        "      cadence:\n        meetings: 2\n        per: jahr\n        kinds: [workshop, fachtag]\n"
        in read(soest, "networks/soest/network.yaml")
    )


@pytest.mark.parametrize(
    "kind", ["network", "member", "person", "guest", "group", "event", "events", "year", "plan"]
)
def test_the_help_fits_eighty_columns_and_says_what_each_choice_means(
    ksnet: Ksnet, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = ksnet("new", kind, "--help").out
    # examples stay in one piece, to be copied
    assert all(len(line) <= 80 for line in text.splitlines() if not line.startswith("    ksnet "))
    for option in (
        "--kind",
        "--category",
        "--field",
        "--role",
        "--per",
        "--mode",
        "--status",
        "--counting",
        "--for",
    ):
        assert (f"  {option} " in text) == (f"Zur Wahl bei {option}:" in text)
    if kind == "event":
        assert "  fachtag           Fachtag\n" in text


def test_a_case_conference_gets_only_what_may_stand_there(ksnet: Ksnet, soest: Path) -> None:
    what = ("--title", "Anonymisierte Fallkonferenz", "--kind", "fallkonferenz")
    call = ("new", "event", *what, "--start", "2026-10-07", *AS_OF)
    more = (
        "--location",
        "Rathaus",
        "--mode",
        "praesenz",
        "--theme",
        "Wege",
        "--public",
        "--hours",
        "2",
    )
    run = ksnet(*call, *more, cwd=soest)
    said = "Das passt hier nicht und ginge verloren: --hours, --location, --mode, --public und --theme. Bitte ohne diese Angaben wiederholen;"
    assert (run.code, said in run.err) == (2, True), run.err
    assert ksnet(*call, cwd=soest).code == 0
    text = read(soest, "events/soest/2026-10-07-anonymisierte-fallkonferenz.yaml")
    assert text.endswith("status: geplant\ncase_conference:\n  anonymised: true\n")


@pytest.mark.parametrize(
    ("call", "lost"),
    [
        (("member", "--name", "X", "--field", "justiz", "--municipality", "Soest"), "--municipality"),
        (("member", "--name", "X", "--gemeinde", "Lippstadt", "--youth-office", "keines"), "--youth-office"),
        (("network", "--name", "X", "--gemeinde", "Lippstadt", "--municipality", "Soest"), "--municipality"),
    ],
)  # fmt: skip
def test_an_option_that_does_not_fit_is_not_lost_in_silence(
    ksnet: Ksnet, soest: Path, call: tuple[str, ...], lost: str
) -> None:
    before = {path: path.read_bytes() for path in soest.rglob("*.yaml")}
    run = ksnet("new", *call, "--yes", *AS_OF, cwd=soest)
    assert (run.code, f"ginge verloren: {lost}. Bitte ohne" in run.err) == (2, True), run.err
    assert {path: path.read_bytes() for path in soest.rglob("*.yaml")} == before


def test_what_is_named_twice_stands_there_once(ksnet: Ksnet, soest: Path) -> None:
    twice = (
        "--category",
        "schule",
        "--category",
        "schule",
        "--group",
        "plenum",
        "--group",
        "Netzwerktreffen",
    )
    assert ksnet("new", "member", "--name", "X", *twice, "--yes", *AS_OF, cwd=soest).code == 0
    text = read(soest, "networks/soest/members.yaml")
    assert "      categories: [schule]\n      groups: [plenum]\n" in text


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("guest", "--family-name", "Klug", "--given-name", "Ida"), "Ida Klug ist schon als Gast erfasst (Kennung klug)"),
        (("vacancy", "--category", "insofa", "--reason", "x", "--until", "2027"), "„insofa“ steht schon unter „vacancies“. Angaben ändern: ksnet set netzwerk vacancies.1."),
        (("affiliation", "--name", "Frühe Hilfen", "--kind", "fruehe-hilfen"), "„Frühe Hilfen“ steht schon unter „affiliations“"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_has_no_id_typed_twice_is_refused_too(
    ksnet: Ksnet, soest: Path, call: tuple[str, ...], said: str
) -> None:
    assert ksnet("new", *call, "--yes", *AS_OF, cwd=soest).code == 0
    run = ksnet("new", *call, "--yes", *AS_OF, cwd=soest)
    assert (run.code, said in run.err) == (2, True), run.err


def test_a_list_of_subcommands_says_the_whole_line_of_each(ksnet: Ksnet, soest: Path) -> None:
    for group in ("new", "import"):
        assert "..." not in ksnet(group, cwd=soest).out.partition("Befehle:")[2]


def test_a_missing_answer_is_told_with_the_few_that_there_are(ksnet: Ksnet, soest: Path) -> None:
    run = ksnet("new", "event", "--title", "X", "--start", "2026-10-07", *AS_OF, cwd=soest)
    assert "\n  --kind  Art\n" in run.err
    run = ksnet(
        "new",
        "group",
        "--name",
        "X",
        "--kind",
        "arbeitskreis",
        "--meetings",
        "2",
        *AS_OF,
        cwd=soest,
    )
    assert (
        "\n  --per  Turnus: in welchem Zeitraum: jahr, halbjahr, quartal, monat oder zwei-jahre\n"
        in run.err
    )


def test_the_event_that_is_followed_says_in_which_network(ksnet: Ksnet, soest: Path) -> None:
    other = ("--name", "Zweites", "--gemeinde", "Lippstadt", "--yes", *AS_OF)
    assert ksnet("new", "network", *other, cwd=soest).code == 0
    call = ("new", "event", "--like", "2025-05-21-netzwerktreffen", "--start", "7.10.2026", "--yes")
    assert (
        ksnet(*call, *AS_OF, cwd=soest).out == "data/events/soest/2026-10-07-netzwerktreffen.yaml\n"
    )


def test_a_second_event_of_the_same_name_and_day_gets_a_name_of_its_own(
    ksnet: Ksnet, soest: Path
) -> None:
    for _ in range(2):
        assert (
            ksnet(
                "new",
                "event",
                "--title",
                "Treffen",
                "--kind",
                "netzwerktreffen",
                "--start",
                "2026-10-07",
                *AS_OF,
                cwd=soest,
            ).code
            == 0
        )
    names = {path.name for path in (soest / "data/events/soest").glob("2026-*")}
    assert names == {"2026-10-07-treffen.yaml", "2026-10-07-treffen-2.yaml"}


def test_a_year_has_the_goals_and_is_never_overwritten(ksnet: Ksnet, soest: Path) -> None:
    assert ksnet("new", "year", "2026", "--summary", "Ein gutes Jahr", *AS_OF, cwd=soest).code == 0
    text = read(soest, "networks/soest/years/2026.yaml")
    assert text == "summary: |\n  Ein gutes Jahr\ngoals:\n  - goal: vernetzung\n    status: offen\n"
    run = ksnet("new", "year", "2026", "--summary", "Anders", *AS_OF, cwd=soest)
    assert (run.code, "gibt es schon" in run.err) == (2, True)
    assert read(soest, "networks/soest/years/2026.yaml") == text


def test_a_plan_belongs_to_the_only_youth_office(ksnet: Ksnet, soest: Path) -> None:
    assert (
        ksnet(
            "new",
            "plan",
            "--title",
            "Kinderschutzentwicklungsplan",
            "--kind",
            "1",
            *AS_OF,
            cwd=soest,
        ).code
        == 0
    )
    text = read(soest, "networks/soest/plans/kinderschutzentwicklungsplan.yaml")
    assert "status: geplant\nyouth_offices: [stadt-soest]\n" in text


def test_a_network_beside_another(ksnet: Ksnet, soest: Path) -> None:
    assert ksnet("new", "network", "--gemeinde", "Lippstadt", *AS_OF, cwd=soest).code == 0
    assert 'key: "05974028"' in read(soest, "networks/lippstadt/network.yaml")
    run = ksnet("new", "member", "--name", "X", "--field", "justiz", *AS_OF, cwd=soest)
    assert (run.code, "--network" in run.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("member",), "--name"),
        (("member", "--name", "X"), "--field"),
        (("member", "--name", "X", "--category", "schulee"), "Meinten Sie „schule“?"),
        (("member", "--name", "X", "--field", "justiz", "--since", "irgendwann"), "--since"),
        (("member", "--name", "X", "--field", "justiz", "--id", "2025"), "--id: „2025“ lesen die Befehle als Jahr; bitte ein Wort als Kennung"),
        (("member", "--name", "X", "--field", "justiz", "--id", "Groß Haus"), "--id: „Groß Haus“ ist keine Kennung: Kleinbuchstaben, Ziffern und einzelne Bindestriche, höchstens 63 Zeichen. Meinten Sie „gross-haus“?"),
        (("member", "--name", "X", "--field", "justiz", "--id", "kremer"), "vergeben"),
        (("member", "--name", "X\u202e", "--field", "justiz"), "unsichtbare Zeichen"),
        (("member", "--name", "X", "--field", "justiz", "--email", "x@y"), "E-Mail"),
        (("person", "--member", "jugendmat", "--family-name", "X"), "Meinten Sie „jugendamt“?"),
        (("person", "--member", "schule", "--family-name", "Dr. Groß"), "--family-name: „Dr.“ ist kein Teil des Namens, sondern der Titel; als Namen „Groß“ allein angeben"),
        (("person", "--member", "schule", "--family-name", "Groß", "--given-name", "Frau Ida"), "„Frau“ ist kein Teil des Namens, sondern die Anrede;"),
        (("person", "--member", "schule", "--family-name", "Groß, Ida"), "ist nicht nur ein Name"),
        (("person", "--member", "schule", "--family-name", "Groß", "--given-name", "Ida (krank)"), "„Ida (krank)“ ist nicht nur ein Name"),
        (("person", "--member", "schule", "--family-name", "-"), "„-“ ist kein Name"),
        (("person", "--member", "schule", "--family-name", "4711"), "„4711“ ist kein Name"),
        (("person", "--member", "schule", "--family-name", "Groß" * 75), "300 Zeichen; möglich sind 100"),
        (("guest", "--family-name", "Groß", "--organisation", "Haus" * 80), "320 Zeichen; möglich sind 300"),
        (("event", "--title", "Lang " * 70, "--kind", "konferenz", "--start", "2026-10-07"), "--title: „Lang "),
        (("plan", "--title", "Plan", "--kind", "sonstiger", "--id", "aux"), "--id: „aux“ kann unter Windows"),
        (("person", "--member", "schule", "--family-name", "Groß", "--phone", "0171 5551234 (privat)"), "Nur dienstliche Telefonnummern"),
        (("person", "--member", "schule", "--family-name", "Groß", "--phone", "Zentrale"), "„Zentrale“ ist keine Telefonnummer"),
        (("person", "--member", "schule", "--family-name", "Groß", "--phone", "Fax 02921 103-22"), "--phone: „Fax 02921 103-22“ nennt eine Faxnummer"),
        (("person", "--member", "schule", "--family-name", "Groß", "--phone", "02921 103-22 (Telefax -23)"), "nennt eine Faxnummer"),
        (("person", "--member", "schule", "--family-name", "Groß", "--phone", "02921 103-22 / 0171 5551234"), "nennt mehrere Nummern"),
        (("event", "--title", "X", "--kind", "konferenz", "--start", "2026-02-30"), "--start"),
        (("event", "--title", "X", "--kind", "konferenz", "--start", "2026-10-07 12:00", "--end", "2026-10-06 12:00"), ""),
        (("event", "--like", "2025-05-21-netztreffen", "--start", "2026-10-07"), "Meinten Sie „2025-05-21-netzwerktreffen“?"),
        (("year", "26"), "2026"),
        (("year", "2026", "--network", "seost"), "Meinten Sie „soest“?"),
        (("evnt",), "Meinten Sie „event“?"),
        (("network", "--gemeinde", "Atlantis"), "Atlantis"),
        (("network", "--gemeinde", "Bad"), "gibt es in Nordrhein-Westfalen nicht. Meinten Sie „Bad Münstereifel“, „Bad Honnef“, "),
        (("year", "--jahr", "2026"), "Die Option --jahr gibt es hier nicht. Optionen: --summary, --network, "),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said_and_nothing_written(
    ksnet: Ksnet, soest: Path, arguments: tuple[str, ...], message: str
) -> None:
    run = ksnet("new", *arguments, *AS_OF, cwd=soest)
    if message:
        assert (run.code, message in run.err) == (2, True), run.err
        assert {
            path.relative_to(soest).as_posix() for path in soest.rglob("*.yaml")
        } == FILES.keys()
    else:  # a rule about time: written, and said
        assert "fehler[end-before-start]" in run.err
    assert read(soest, "networks/soest/members.yaml") == MEMBERS


@pytest.mark.parametrize(
    "number",
    ["02921/103-22", "+49 2921 / 103022", "(0 29 21) 103-0", "0171/5551234", "110", "02921 103-220 oder -221"],
)  # fmt: skip
def test_a_telephone_number_is_taken_as_it_is_written(number: str) -> None:
    assert checks.phone_number(number) == number


def test_blanks_and_tabs_of_a_table_are_one_blank(ksnet: Ksnet, soest: Path) -> None:
    name = ("--family-name", " Groß \t Klein ", "--yes")
    assert ksnet("new", "person", "--member", "schule", *name, *AS_OF, cwd=soest).code == 0
    assert "family_name: Groß Klein\n" in read(soest, "networks/soest/members.yaml")


def test_a_body_that_has_left_is_told_from_an_unknown_one(ksnet: Ksnet, soest: Path) -> None:
    file = soest / "data/networks/soest/members.yaml"
    left = MEMBERS.replace(
        "categories: [schule]\n", "categories: [schule]\n      until: 2026-03-31\n"
    )
    file.write_text(left, encoding="utf-8")
    for named in ("schule", "Schule"):
        run = ksnet("new", "person", "--member", named, "--family-name", "X", *AS_OF, cwd=soest)
        assert (run.code, "„schule“ ist nicht mehr Mitglied (bis 31.03.2026)" in run.err) == (
            2,
            True,
        ), run.err


@pytest.mark.parametrize(
    "arguments",
    [
        (
            "event",
            "--title",
            "Hilfe für Kevin Müller (7 Jahre)",
            "--kind",
            "konferenz",
            "--start",
            "2026-10-07",
        ),
        ("year", "2026", "--summary", "Das Verfahren 12 F 345/24 ist beendet"),
        (
            "person",
            "--member",
            "schule",
            "--family-name",
            "Groß",
            "--function",
            "betreut Mia Schulze (5 Jahre)",
        ),
        ("group", "--name", "Runde zu Kevin Müller, geb. 01.02.2018", "--kind", "arbeitskreis"),
    ],
)
def test_case_data_is_refused_not_repeated_and_not_written(
    ksnet: Ksnet, soest: Path, arguments: tuple[str, ...]
) -> None:
    run = ksnet("new", *arguments, *AS_OF, cwd=soest)
    assert run.code == 2
    assert not any(word in (run.out + run.err).lower() for word in ("kevin", "mia", "345"))
    assert {
        path.relative_to(soest).as_posix(): path.read_bytes().decode()
        for path in soest.rglob("*.yaml")
    } == FILES


@pytest.mark.parametrize("option", ["--diff", "--dry-run"])
def test_a_dry_run_shows_and_writes_nothing(ksnet: Ksnet, soest: Path, option: str) -> None:
    run = ksnet(
        "new", "member", "--name", "Amtsgericht", "--field", "justiz", option, *AS_OF, cwd=soest
    )
    assert (run.code, "+    - id: amtsgericht\n" in run.out) == (0, True)
    assert read(soest, "networks/soest/members.yaml") == MEMBERS


def test_new_findings_are_shown(ksnet: Ksnet, soest: Path) -> None:
    run = ksnet(
        "new",
        "event",
        "--title",
        "Treffen",
        "--kind",
        "netzwerktreffen",
        "--start",
        "2026-12-25",
        *AS_OF,
        cwd=soest,
    )
    assert run.code == 0
    assert "Dadurch meldet die Prüfung neu" in run.err
    assert "public-holiday" in run.err


# --- on a terminal
# -------------------------------------------------------------------------------------------------


def test_init_asks_in_german_and_understands_the_name_of_a_gemeinde(tmp_path: Path) -> None:
    lines = ["Sost", "Soest", "", "", "", "2024", "ich", "@ich", "pypi", "index", "nein"]
    code, _, shown = answer(tmp_path, lines, "init", "neu")
    assert code == 0, shown
    assert "Meinten Sie „Soest“?" in shown
    assert "Name des Netzwerks [Netzwerk Kinderschutz Soest]: " in shown
    assert "founded: 2024\n" in read(tmp_path / "neu", "networks/soest/network.yaml")
    assert 'reviewers:\n  - "@ich"\n' in read(tmp_path / "neu", "networks/soest/network.yaml")
    assert "git+https://…@STAND" in shown
    assert "„pypi“ sagt nicht, woher die Prüfläufe ksnet nehmen sollen." in shown
    assert "\nksnet==" in (tmp_path / "neu/ci/ksnet.txt").read_text(encoding="utf-8")
    assert not (tmp_path / "neu/.git").exists()


def test_choices_stand_there_with_their_meaning_and_are_taken_by_number(soest: Path) -> None:
    lines = ["Amtsgericht Soest", "8, Schulen", "6", "1", "", "1.3.2026", "", "j"]
    code, out, shown = answer(soest, lines, "new", "member", *AS_OF)
    assert (code, out) == (0, "data/networks/soest/members.yaml\n"), shown
    assert "   8  Familiengerichte (familiengericht)\n" in shown
    assert "Kennung [amtsgericht-soest]: " in shown
    assert (
        "categories: [familiengericht, schule]\n      field: justiz\n      groups: [plenum]\n      since: 2026-03-01\n"
        in read(soest, "networks/soest/members.yaml")
    )


def test_a_training_is_asked_for_what_counts(soest: Path) -> None:
    lines = [
        "Fachtag Medien",
        "5",
        "",
        "",
        "1",
        "",
        "",
        "jugendamt",
        "7.10.2026 9:00",
        "16 Uhr",
        "ja",
        "5,7",
        "6",
        "j",
    ]
    code, out, shown = answer(soest, lines, "new", "event", *AS_OF)
    assert (code, out) == (0, "data/events/soest/2026-10-07-fachtag-medien.yaml\n"), shown
    text = read(soest, "events/soest/2026-10-07-fachtag-medien.yaml")
    assert text.endswith(
        "qualification:\n  interdisciplinary: true\n  categories: [schule, polizei-ordnung]\n  hours: 6\n"
    ), shown


def test_a_wrong_answer_is_asked_again_and_no_is_no(soest: Path) -> None:
    lines = ["2027", "20", "Kinderschutzplan", "9", "1", "", "30.2.2026", "2026-02", "", "n"]
    code, out, shown = answer(soest, lines[2:], "new", "plan", *AS_OF)
    assert (code, out) == (0, "")
    assert "„9“ steht nicht zur Wahl." in shown
    assert "Nichts geschrieben." in shown
    assert not (soest / "data/networks/soest/plans").exists()


def test_case_data_typed_in_is_asked_again(soest: Path) -> None:
    lines = ["Das Verfahren 12 F 345/24 ist beendet", "Ein gutes Jahr", "j"]
    code, out, shown = answer(soest, lines, "new", "year", "2026", *AS_OF)
    assert (code, out) == (0, "data/networks/soest/years/2026.yaml\n"), shown
    assert "Bitte noch einmal, ohne das:" in shown
    assert "Ein gutes Jahr" in read(soest, "networks/soest/years/2026.yaml")


def test_the_end_of_the_answers_is_the_end_of_the_command(soest: Path) -> None:
    code, _, shown = answer_alone(soest, ["Titel", "\x04"], "new", "event", *AS_OF)
    assert (code, "Abgebrochen." in shown) == (130, True)
    assert not list((soest / "data/events/soest").glob("2026*"))


# --- any name
# -------------------------------------------------------------------------------------------------

_ANY = st.one_of(
    st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=40),
    st.lists(st.sampled_from([*"\"'#:{}[],&*!|>%@`-?~=", ": ", " #", "ä", "ß", "😀", "null", "ja", "0x1", "2025-05-21", "e"]), min_size=1, max_size=12).map("".join),
    st.text("Müller & Söhne", min_size=300, max_size=300),
).map(str.strip).filter(lambda text: text and not FORBIDDEN.search(text) and "\n" not in text)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=_ANY, title=_ANY)
def test_any_name_is_read_back_as_entered_and_the_form_is_canonical(
    tree: Tree, name: str, title: str
) -> None:
    repository = Repository(tree(FILES))
    context = NetworkContext(repository.network("soest"), dt.date(2026, 6, 30))
    taken = creating.taken_ids(context)
    ident = proposed_id(name, "stelle", taken)
    event = event_id("2026-10-07", title, context.network.events)
    data = {"id": ident, "name": name, "label": title, "field": "justiz"}
    changes = creating.add_to_members(repository, context, ("members",), data)
    changes |= creating.new_event(
        repository,
        "soest",
        event,
        {
            "title": title,
            "theme": name,
            "kind": "konferenz",
            "start": "2026-10-07",
            "status": "geplant",
        },
    )
    after = Repository(repository.root, {file: change.after for file, change in changes.items()})
    network = after.network("soest")
    assert network.faults == []
    member = network.members.members[-1]
    assert (member.id, member.name, member.label) == (ident, name, title)
    record = network.events[event].record
    assert (record.title, record.theme) == (title, name)
    (written,) = [
        change.after for file, change in changes.items() if file.endswith(f"{event}.yaml")
    ]
    assert written is not None
    assert format_file("x", written, EventRecord).content == written


@given(
    st.text(max_size=80), st.sets(st.sampled_from(["termin", "stelle", "a", "2026-01-01-termin"]))
)
def test_proposed_ids_are_ids_and_free(name: str, taken: set[str]) -> None:
    ident, event = proposed_id(name, "stelle", taken), event_id("2026-01-01", name, taken)
    assert is_ident(ident)
    assert is_event_name(event)
    assert not {ident, event} & taken


@pytest.mark.parametrize(
    ("name", "ident"),
    [
        ("Amtsgericht Soest – Familiengericht", "amtsgericht-soest-familiengericht"),
        ("Verein für Jugendhilfe e. V.", "verein-jugendhilfe"),
        (unicodedata.normalize("NFD", "Größe über Maß"), "groesse-ueber-mass"),
        ("Café André", "cafe-andre"),
        ("😀", "stelle"),
        (
            "Kreispolizeibehörde Soest, Direktion Kriminalität, Kommissariat Vorbeugung",
            "kreispolizeibehoerde-soest-direktion",
        ),
    ],
)
def test_ids_are_proposed_from_names(name: str, ident: str) -> None:
    assert proposed_id(name, "stelle") == ident


# --- the meetings of a year
# ------------------------------------------------------------------------------------------


def planned(root: Path) -> list[dt.date]:
    return sorted(
        dt.date.fromisoformat(path.name[:10])
        for path in (root / "data/events/soest").glob("2027-*")
    )


def test_meetings_of_a_year_lie_on_the_usual_day_and_hour_off_holidays(
    ksnet: Ksnet, soest: Path
) -> None:
    call = ("new", "events", "--from-cadence", "plenum", "--year", "2027", *AS_OF)
    shown = ksnet(*call, cwd=soest)
    assert (shown.code, planned(soest)) == (0, [])
    assert "Mi 31.03.2027 (Osterferien)" in shown.out
    assert "mit --yes" in shown.err
    run = ksnet(*call, "--yes", cwd=soest)
    assert run.code == 0, run.err
    days = planned(soest)
    assert len(days) == 2
    assert all(
        day.weekday() == 2
        and not packaged().tables.public_holiday(day)
        and not packaged().tables.school_holiday(day)
        for day in days
    )
    assert 120 < (days[1] - days[0]).days < 240
    text = (soest / f"data/events/soest/{days[0]}-netzwerktreffen.yaml").read_text(encoding="utf-8")
    assert f"start: {days[0]} 13:30\nend: {days[0]} 15:30\nstatus: geplant\n" in text
    assert "agenda" not in text
    again = ksnet(*call, "--yes", cwd=soest)
    assert (again.code, "nichts mehr zu planen" in again.err, planned(soest)) == (0, True, days)


def test_a_training_is_no_model_for_the_meetings_of_a_group(ksnet: Ksnet, soest: Path) -> None:
    for kind, start in (("auftakt", "2026-12-02"), ("fortbildung", "2026-12-16")):
        ksnet("new", "event", "--title", "Etwas anderes", "--kind", kind, "--group", "plenum", "--start", f"{start} 08:00", "--end", "09:00", *AS_OF, cwd=soest)  # fmt: skip
    before = set((soest / "data/events/soest").iterdir())
    run = ksnet(
        "new", "events", "--from-cadence", "plenum", "--year", "2027", "--yes", *AS_OF, cwd=soest
    )
    assert run.code == 0, run.err
    for path in set((soest / "data/events/soest").iterdir()) - before:
        text = path.read_text(encoding="utf-8")
        assert ("Etwas anderes" in text, "kind: netzwerktreffen" in text, " 13:30\n" in text) == (
            False,
            True,
            True,
        )


def test_days_of_other_meetings_are_avoided_and_said(ksnet: Ksnet, soest: Path) -> None:
    first = "2027-04-07"
    ksnet(
        "new",
        "event",
        "--title",
        "Sitzung des Beirats",
        "--kind",
        "konferenz",
        "--start",
        first,
        *AS_OF,
        cwd=soest,
    )
    run = ksnet("new", "events", "--from-cadence", "plenum", "--year", "2027", *AS_OF, cwd=soest)
    assert "Mi 07.04.2027 (Sitzung des Beirats)" in run.out


def test_a_group_that_never_met_needs_a_day_and_an_hour(ksnet: Ksnet, soest: Path) -> None:
    ksnet(
        "new",
        "group",
        "--name",
        "AK Medien",
        "--kind",
        "arbeitskreis",
        "--meetings",
        "1",
        "--per",
        "quartal",
        *AS_OF,
        cwd=soest,
    )
    call = ("new", "events", "--from-cadence", "ak-medien", "--year", "2027", "--yes", *AS_OF)
    run = ksnet(*call, cwd=soest)
    assert (run.code, "--weekday" in run.err, "--time" in run.err) == (2, True, True)
    assert ksnet(*call, "--weekday", "do", "--time", "9 Uhr-10:30", cwd=soest).code == 0
    days = planned(soest)
    assert [(day.month - 1) // 3 for day in days] == [0, 1, 2, 3]
    assert {day.weekday() for day in days} == {3}
    text = (soest / f"data/events/soest/{days[0]}-ak-medien.yaml").read_text(encoding="utf-8")
    assert (
        f"kind: arbeitskreis\ngroups: [ak-medien]\nstart: {days[0]} 09:00\nend: {days[0]} 10:30\n"
        in text
    )


def test_what_is_over_is_not_planned_and_years_without_known_holidays_are_named(
    ksnet: Ksnet, soest: Path
) -> None:
    call = ("new", "events", "--from-cadence", "plenum", "--as-of", "2027-08-01")
    ksnet(*call, "--year", "2027", "--yes", cwd=soest)
    assert [day > dt.date(2027, 8, 1) for day in planned(soest)] == [True]
    assert "bitte selbst prüfen" in ksnet(*call, "--year", "2045", cwd=soest).out
    assert "nichts mehr zu planen" in ksnet(*call, "--year", "2026", cwd=soest).err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("plenom", "--year", "2027"), "Meinten Sie „plenum“?"),
        (("plenum", "--year", "27"), "--year"),
        (("plenum", "--year", "2027", "--weekday", "so"), "--weekday"),
        (("plenum", "--year", "2027", "--time", "25:00"), "--time"),
    ],
)
def test_a_series_that_cannot_be_planned(
    ksnet: Ksnet, soest: Path, arguments: tuple[str, ...], message: str
) -> None:
    run = ksnet("new", "events", "--from-cadence", *arguments, "--yes", *AS_OF, cwd=soest)
    assert (run.code, message in run.err) == (2, True), run.err
    assert planned(soest) == []


def test_a_series_of_case_conferences_does_not_lose_options_in_silence(
    ksnet: Ksnet, soest: Path
) -> None:
    group = ("--name", "Fallrunde", "--kind", "arbeitskreis", "--meetings", "2", "--per", "jahr")
    assert ksnet("new", "group", *group, "--yes", *AS_OF, cwd=soest).code == 0
    assert ksnet("set", "fallrunde", "cadence.kinds=fallkonferenz", *AS_OF, cwd=soest).code == 0
    hours = ("--weekday", "mi", "--time", "13:30")
    call = ("new", "events", "--from-cadence", "fallrunde", "--year", "2027", *hours, "--yes")
    more = ("--mode", "praesenz", "--location", "Rathaus", "--organiser", "jugendamt")
    run = ksnet(*call, *more, *AS_OF, cwd=soest)
    said = "ginge verloren: --location, --mode und --organiser. Bitte ohne"
    assert (run.code, said in run.err, planned(soest)) == (2, True, []), run.err
    assert ksnet(*call, *AS_OF, cwd=soest).code == 0
    assert len(planned(soest)) == 2


SERIES = ("new", "events", "--from-cadence", "plenum", "--year", "2027")


def test_a_series_shows_where_how_and_by_whom_and_takes_other_days(
    ksnet: Ksnet, soest: Path
) -> None:
    run = ksnet(*SERIES, *AS_OF, cwd=soest)
    assert (
        "\nOrt: Rathaus I, Soest; Form: in Präsenz; Veranstaltende: Jugendamt der Stadt Soest\n"
        in run.out
    )
    assert "  1  Mi 07.04.2027, 13:30–15:30 Uhr\n" in run.out
    other = (
        "--mode",
        "online",
        "--organiser",
        "extern: Landesjugendamt",
        "--location",
        "Stadthalle",
        "--city",
        "Werl",
    )
    run = ksnet(
        *SERIES, *other, "--change", "1 24.12.2027", "--change", "2 6.10.", *AS_OF, cwd=soest
    )
    assert "\nOrt: Stadthalle, Werl; Form: online; Veranstaltende: Landesjugendamt\n" in run.out
    days = run.out[run.out.index("\n  2  Mi 06.10.2027") :]
    assert "  1  Fr 24.12.2027, 13:30–15:30 Uhr\n      Achtung: Weihnachtsferien\n" in days
    assert ksnet(*SERIES, *other, "--change", "1 weg", "--yes", *AS_OF, cwd=soest).code == 0
    (day,) = planned(soest)
    text = read(soest, f"events/soest/{day}-netzwerktreffen.yaml")
    assert (
        "mode: online\nlocation:\n  name: Stadthalle\n  city: Werl\norganisers:\n  - text: Landesjugendamt\n"
        in text
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("1", "Schreibweise: 2 14.10.2027 oder 2 weg"),
        ("1" * 5_000 + " weg", "Schreibweise: 2 14.10.2027 oder 2 weg"),
        ("1 14.10.2028", "nicht im Jahr 2027"),
        ("9 14.10.2027", "Einen Vorschlag 9 gibt es nicht; es sind 2."),
        ("1 irgendwann", "--change"),
    ],
)
def test_a_change_that_makes_no_sense_is_told(
    ksnet: Ksnet, soest: Path, change: str, message: str
) -> None:
    run = ksnet(*SERIES, "--change", change, "--yes", *AS_OF, cwd=soest)
    assert (run.code, message in run.err, planned(soest)) == (2, True, []), run.err


def test_on_a_terminal_a_series_asks_for_what_is_not_known_and_days_are_changed(
    ksnet: Ksnet, soest: Path
) -> None:
    call = (
        "new",
        "group",
        "--name",
        "AK Medien",
        "--kind",
        "arbeitskreis",
        "--meetings",
        "2",
        "--per",
        "jahr",
        *AS_OF,
    )
    assert ksnet(*call, cwd=soest).code == 0
    lines = [
        "AK Medien",
        "",
        "do",
        "9-10:30",
        "praesenz",
        "Rathaus",
        "Soest",
        "stadt-soest",
        "1 25.2.2027",
        "9 1.1.2027",
        "2 weg",
        "j",
    ]
    code, _, shown = answer(soest, lines, "new", "events", *AS_OF)
    assert code == 0, shown
    assert "Jahr [2027]: " in shown
    assert (
        "\nOrt: Rathaus, Soest; Form: in Präsenz; Veranstaltende: Jugendamt der Stadt Soest\n"
        in shown
    )
    assert [str(day) for day in planned(soest)] == ["2027-02-25"]


# --- what is there already
# -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("schule am WALL", "„schule am WALL“ ist schon erfasst als „Schule am Wall“ (Kennung schule)."),
        ("Schule a. Wall", "„Schule a. Wall“ ist vielleicht schon erfasst als „Schule am Wall“ (Kennung schule)."),
        ("Jugendamt Soest", "„Jugendamt Soest“ ist vielleicht schon erfasst als „Jugendamt der Stadt Soest“ (Kennung jugendamt)."),
    ],
)  # fmt: skip
def test_a_body_that_is_there_is_not_made_twice(
    ksnet: Ksnet, soest: Path, name: str, said: str
) -> None:
    call = ("new", "member", "--name", name, "--category", "schule", *AS_OF)
    run = ksnet(*call, cwd=soest)
    assert (run.code, said in run.err, "--accept" in run.err) == (2, True, True), run.err
    assert read(soest, "networks/soest/members.yaml") == MEMBERS
    assert ksnet(*call, "--accept", cwd=soest).code == 0


def test_a_body_that_has_left_and_a_protected_one_are_found_too(ksnet: Ksnet, tree: Tree) -> None:
    more = "    - {id: haus, name: Frauenhaus Mut, field: sonstiges, sensitive: true}\n    - {id: kita, name: Kita Nord, field: schule, until: 2025-12-31}\n"
    root = tree(
        FILES | {"data/networks/soest/members.yaml": MEMBERS.replace("# Anmerkung unten\n", more)}
    )
    run = ksnet("new", "member", "--name", "KiTa Nord", "--field", "schule", *AS_OF, cwd=root)
    assert (run.code, "(Kennung kita, Mitglied bis 31.12.2025)" in run.err) == (2, True), run.err
    assert "Ist sie wieder dabei: ksnet set kita until=\n" in run.err
    run = ksnet("new", "member", "--name", "Frauenhaus Mut", "--field", "schule", *AS_OF, cwd=root)
    assert (run.code, "geschützte Einrichtung“ (Kennung haus)" in run.err) == (2, True), run.err


def test_a_person_of_another_body_is_not_made_twice(ksnet: Ksnet, soest: Path) -> None:
    call = ("new", "person", "--member", "schule", "--family-name", "KREMER", *AS_OF)
    run = ksnet(*call, cwd=soest)
    assert (
        run.code,
        "Kremer ist schon erfasst bei „Jugendamt der Stadt Soest“ (Kennung kremer)." in run.err,
    ) == (
        2,
        True,
    )
    assert read(soest, "networks/soest/members.yaml") == MEMBERS
    assert ksnet(*call, "--accept", cwd=soest).code == 0


def test_a_jugendamt_is_linked_with_that_of_the_network(ksnet: Ksnet, tree: Tree) -> None:
    members = "members:\n  - id: schule\n    name: Schule am Wall\n    field: schule\n"
    root = tree(FILES | {"data/networks/soest/members.yaml": members})
    run = ksnet("new", "member", "--name", "Jugendamt Stadt Soest", "--diff", *AS_OF, cwd=root)
    assert (run.code, "+    youth_office: stadt-soest\n" in run.out) == (0, True), run.err
    run = ksnet(
        "new", "member", "--name", "Jugendamt Soest", "--category", "jugendamt", *AS_OF, cwd=root
    )
    assert (
        run.code,
        "(--youth-office stadt-soest). Wenn nicht: --youth-office keines" in run.err,
    ) == (2, True)
    run = ksnet(
        "new",
        "member",
        "--name",
        "Jugendamt Soest",
        "--youth-office",
        "stadt-soest",
        "--yes",
        *AS_OF,
        cwd=root,
    )
    assert run.code == 0, run.err
    assert "verknüpft mit dem Jugendamt des Netzwerks „Jugendamt der Stadt Soest“" in run.err
    assert "  - id: jugendamt-soest\n    youth_office: stadt-soest\n" in read(
        root, "networks/soest/members.yaml"
    )


def test_a_further_jugendamt_becomes_one_of_the_network(ksnet: Ksnet, soest: Path) -> None:
    call = ("new", "member", "--name", "Jugendamt der Stadt Lippstadt", *AS_OF)
    run = ksnet(*call, "--category", "jugendamt", "--diff", cwd=soest)
    assert (
        run.code,
        "nicht als Jugendamt des Netzwerks; dafür: --gemeinde GEMEINDE" in run.err,
    ) == (0, True), run.err
    assert ksnet(*call, "--gemeinde", "Lippstadt", cwd=soest).code == 0
    network = Repository(soest).network("soest")
    assert [(one.id, one.key) for one in network.record.youth_offices][1:] == [
        ("stadt-lippstadt", "05974028")
    ]
    assert network.members.members[-1].youth_office == "stadt-lippstadt"
    again = ("new", "member", "--name", "Amt für Jugend", "--gemeinde", "Lippstadt", *AS_OF)
    run = ksnet(*again, cwd=soest)
    assert (run.code, "schon erfasst als „Jugendamt der Stadt Lippstadt“" in run.err) == (2, True)
    run = ksnet(*again, "--accept", cwd=soest)
    assert (run.code, "schon eingetragen" in run.err) == (2, True)


def test_on_a_terminal_both_are_asked(soest: Path) -> None:
    lines = ["Schule a. Wall", "nein"]
    code, _, shown = answer(soest, lines, "new", "member", *AS_OF)
    assert (code, "Trotzdem als eine eigene Stelle eintragen? [nein]: " in shown) == (2, True), (
        shown
    )
    lines = ["Jugendamt der Stadt Lippstadt", "neu", "Lippstadt", "", "", "", "", "j"]
    code, _, shown = answer(soest, lines, "new", "member", *AS_OF)
    assert code == 0, shown
    assert Repository(soest).network("soest").members.members[-1].youth_office == "stadt-lippstadt"


@pytest.mark.parametrize(
    ("what", "options", "ident"),
    [
        ("group", ["--name", "AK InsoFa", "--kind", "arbeitskreis"], "ak-insofa"),
        ("agreement", ["--title", "Wege", "--kind", "mitteilungswege"], "wege"),
        ("goal", ["--text", "Absprachen verbessern"], "absprachen-verbessern"),
    ],
)
def test_the_same_entry_typed_twice_is_refused_with_the_one_that_is_there(
    what: str, options: list[str], ident: str, ksnet: Ksnet, soest: Path
) -> None:
    assert ksnet("new", what, *options, *AS_OF, cwd=soest).code == 0
    again = ksnet("new", what, *options, *AS_OF, cwd=soest)
    assert again.code == 2
    assert f"steht schon in den Unterlagen: {ident}." in again.err
    assert f"ksnet set {ident} " in again.err
    assert ksnet("new", what, *options, "--id", "etwas-anderes", *AS_OF, cwd=soest).code == 0


def test_the_same_event_at_the_same_time_typed_twice_is_refused(ksnet: Ksnet, soest: Path) -> None:
    words = ["new", "event", "--title", "Treffen", "--kind", "netzwerktreffen", *AS_OF, "--start"]
    assert ksnet(*words, "2026-10-07 14:00", cwd=soest).code == 0
    again = ksnet(*words, "7.10.2026 14 Uhr", cwd=soest)
    assert again.code == 2
    assert "gibt es schon: 2026-10-07-treffen." in again.err
    assert ksnet(*words, "2026-10-07 16:00", cwd=soest).code == 0


def test_an_end_before_the_beginning_is_refused_with_the_next_day(
    ksnet: Ksnet, soest: Path
) -> None:
    words = ["new", "event", "--title", "Treffen", "--kind", "netzwerktreffen", *AS_OF]
    late = ksnet(*words, "--start", "31.12.2026 23:00", "--end", "1:00", cwd=soest)
    assert late.code == 2
    assert "Das Ende 01:00 läge vor dem Beginn 23:00" in late.err
    assert "01.01.2027 01:00" in late.err
    over = ksnet(*words, "--start", "31.12.2026 23:00", "--end", "1.1.2027 1:00", cwd=soest)
    assert over.code == 0
