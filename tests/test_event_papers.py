"""The papers of one meeting: what they say, what they leave to be filled in,
and what they never say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from ksnet.documents.papers import Paper, paper_view
from ksnet.repository import Repository
from tests.conftest import ROOT, Run, written

Ksnet = Callable[..., Run]
Tree = Callable[..., Path]
EXAMPLE = ROOT / "ksnet" / "example"
NETWORK = """\
name: Netzwerk Kinderschutz Musterstadt
founded: 2024-01-01
youth_offices:
  - id: stadt-muster
    name: Jugendamt der Stadt Muster
    key: "05315000"
coordination:
  - id: koordination
    youth_office: stadt-muster
    email: netzwerk@example.org
groups:
  - id: plenum
    name: Plenum
    kind: plenum
  - id: ak
    name: Arbeitskreis
    kind: arbeitskreis
"""
MEMBERS = """\
members:
  - id: schule
    name: Müller & Söhne <GmbH>
    field: schule
    groups: [plenum]
    people:
      - {id: adler, given_name: Anna, family_name: Adler}
      - {id: bach, given_name: Bodo, family_name: Bach, groups: [ak]}
      - {id: alt, given_name: Alma, family_name: Altmann, until: 2024-12-31}
  - id: haus
    name: Frauenhaus Lindenhof
    field: beratung
    sensitive: true
    groups: [plenum]
    people:
      - {id: geheim, family_name: Verborgen}
  - id: praxis
    name: Praxis am Markt
    field: gesundheit
    groups: [{id: plenum, until: 2024-06-30}]
"""
EVENT = """\
title: Treffen des Plenums
theme: Mitteilungswege
kind: netzwerktreffen
groups: [plenum]
start: 2025-05-21 13:30
end: 2025-05-21 15:30
status: bestaetigt
mode: hybrid
location:
  name: Rathaus
  city: Muster
  url: https://konferenz.example.org/raum
organisers: [stadt-muster]
chair: adler
registration: {until: 2025-05-03, url: "https://example.org/anmeldung"}
agenda:
  - title: Begrüßung
    duration_minutes: 10
  - title: Wege der Mitteilung
    speakers: [schule]
    duration_minutes: 45
    text: Mit **Fällen** aus der Praxis.
  - title: Verschiedenes
  - title: Ausklang
"""


@pytest.fixture
def paper(tree: Tree, ksnet: Ksnet) -> Callable[..., Run]:
    def make(what: str, event: str = EVENT, form: str = "md", **files: str) -> Run:
        root = tree(
            {
                "data/networks/muster/network.yaml": NETWORK,
                "data/networks/muster/members.yaml": MEMBERS,
                "data/events/muster/2025-05-21-plenum.yaml": event,
                "data/events/muster/2025-09-17-plenum.yaml": (
                    "title: Plenum im Herbst\nkind: netzwerktreffen\ngroups: [plenum]\nstart: 2025-09-17 10:00\nstatus: geplant\n"
                ),
                **files,
            }
        )
        target = "muster/2025-05-21-plenum"
        return ksnet(
            "event", target, "--as", what, "--format", form, "--root", root, "--as-of", "2025-05-01"
        )

    return make


def test_the_invitation_says_when_where_what_and_whom_to_ask(paper: Callable[..., Run]) -> None:
    run = paper("einladung")
    assert run.code == 0, run.err
    assert "# Einladung" in run.out
    assert "Mittwoch, 21. Mai 2025, 13:30–15:30 Uhr" in run.out
    assert "Rathaus, Muster, hybrid" in run.out
    assert "<https://konferenz.example.org/raum>" in run.out
    assert "bis 03.05.2025" in run.out
    assert "netzwerk@example.org" in run.out
    assert "| 1 | 13:30 | Begrüßung |" in run.out
    assert "| 2 | 13:40 | Wege der Mitteilung | Müller & Söhne \\<GmbH\\> | 45 |" in run.out
    assert "| 3 | 14:25 | Verschiedenes |" in run.out
    assert "| 4 |  | Ausklang |" in run.out, "nobody knows how long „Verschiedenes“ takes"
    assert "Mit **Fällen** aus der Praxis." in run.out


@pytest.mark.parametrize(
    ("status", "title"), [("abgesagt", "# Absage"), ("verschoben", "# Verschiebung")]
)
def test_a_meeting_called_off_is_not_invited_to(
    paper: Callable[..., Run], status: str, title: str
) -> None:
    run = paper("einladung", EVENT.replace("bestaetigt", status))
    assert title in run.out
    assert "laden wir" not in run.out
    assert "konferenz.example.org" not in run.out
    assert "Tagesordnung" not in run.out


@pytest.mark.parametrize("what", ["teilnehmendenliste", "protokoll", "bescheinigung"])
def test_what_did_not_take_place_has_no_list_minutes_or_certificate(
    paper: Callable[..., Run], what: str
) -> None:
    run = paper(what, EVENT.replace("bestaetigt", "abgesagt"))
    assert run.code == 2
    assert "ist abgesagt" in run.err
    assert "ksnet record 2025-05-21-plenum" in run.err


@pytest.mark.parametrize("held", [True, False])
def test_a_certificate_says_where_nobody_recorded_that_the_event_was_held(
    paper: Callable[..., Run], held: bool
) -> None:
    event = EVENT.replace("bestaetigt", "stattgefunden") if held else EVENT
    run = paper("bescheinigung", event)
    assert (run.code, "ist noch nicht eingetragen" in run.err) == (0, not held)


@pytest.mark.parametrize(
    ("training", "claims"),
    [
        ("interdisciplinary: true, categories: [schule, insofa]", True),
        ("interdisciplinary: false, categories: [schule, insofa]", False),
        ("interdisciplinary: true, categories: [schule]", False),
        ("hours: 3", False),
    ],
)
def test_a_certificate_calls_interdisciplinary_what_is_recorded_so(
    paper: Callable[..., Run], training: str, claims: bool
) -> None:
    recorded = EVENT.replace("start:", f"qualification: {{{training}}}\nstart:")
    said = paper("bescheinigung", recorded).out
    assert ("Interdisziplinäres Qualifizierungsangebot" in said) is claims


def test_a_certificate_names_what_was_taught_and_no_breaks(paper: Callable[..., Run]) -> None:
    plain = EVENT.partition("agenda:")[0]
    agenda = "[{title: Willkommen, kind: begruessung}, {title: Kaffee, kind: pause}"
    said = paper("bescheinigung", f"{plain}agenda: {agenda}, {{title: Recht}}]\n").out
    assert "## Inhalte\n\n- Recht\n" in said
    assert "Inhalte" not in paper("bescheinigung", f"{plain}agenda: {agenda}]\n").out


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("bescheinigung", "Name: ____"),
        ("einladung", "Treffen des Plenums, Thema „Mitteilungswege“"),
    ],
)
def test_a_paper_of_one_chapter_says_in_the_terminal_whose_or_what_it_is(
    paper: Callable[..., Run], what: str, said: str
) -> None:
    plain = EVENT.partition("registration:")[0]
    files = {
        "data/networks/muster/network.yaml": NETWORK.replace(
            "    email: netzwerk@example.org\n", ""
        )
    }
    lines = paper(what, plain, "text", **files).out.splitlines()
    assert any(line.startswith(said) for line in lines)


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        ("theme: Mitteilungswege\n", "Plenums, Thema „Mitteilungswege“**, teilgenommen."),
        ("", "**Treffen des Plenums** teilgenommen."),
    ],
)
def test_a_certificate_closes_what_is_put_in(
    paper: Callable[..., Run], theme: str, said: str
) -> None:
    event = EVENT.replace("theme: Mitteilungswege\n", theme)
    assert said in paper("bescheinigung", event).out


@pytest.mark.parametrize(
    ("cost", "said"), [("kostenfrei", ", kostenfrei"), ("20 Euro", ", Kosten: 20 Euro")]
)
def test_what_costs_nothing_has_no_costs(paper: Callable[..., Run], cost: str, said: str) -> None:
    run = paper(
        "einladung", EVENT.replace("until: 2025-05-03,", f"until: 2025-05-03, cost: {cost},")
    )
    assert f"**Anmeldung:** bis 03.05.2025{said}\n" in run.out


def test_two_groups_are_called_so(paper: Callable[..., Run]) -> None:
    assert "**Gremium:** Plenum" in paper("einladung").out
    run = paper("einladung", EVENT.replace("[plenum]", "[plenum, ak]"))
    assert "**Gremien:** Plenum und Arbeitskreis" in run.out


def test_a_moved_meeting_says_from_when(paper: Callable[..., Run]) -> None:
    run = paper("einladung", EVENT + "rescheduled_from: [2025-05-14 13:30]\n")
    assert "verschoben von Mi 14.05.2025, 13:30 Uhr" in run.out


def test_a_meeting_moved_back_does_not_come_from_its_own_day(paper: Callable[..., Run]) -> None:
    moved = "rescheduled_from: [2025-05-21 13:30, 2025-05-14 13:30]\n"
    assert "verschoben von Mi 14.05.2025, 13:30 Uhr." in paper("einladung", EVENT + moved).out
    alone = paper("einladung", EVENT + "rescheduled_from: [2025-05-21 13:30]\n")
    assert "neuen Termin" not in alone.out


def test_the_attendance_sheet_has_the_expected_and_lines_to_spare(
    paper: Callable[..., Run],
) -> None:
    run = paper("teilnehmendenliste")
    rows = [line for line in run.out.split("\n") if line.startswith("| ") and line[2].isdigit()]
    assert rows[0] == "| 1 | Müller & Söhne \\<GmbH\\> | Anna Adler |  |"
    assert rows[1:] == [f"| {number} |  |  |  |" for number in range(2, 16)], (
        "one is expected, and there is room for others"
    )
    for name in ("Bach", "Altmann", "Praxis"):
        assert name not in run.out, (
            "other groups, former people and former members are not expected"
        )


def test_who_is_invited_alone_is_expected_too(paper: Callable[..., Run]) -> None:
    run = paper("teilnehmendenliste", EVENT + "invited: [bach, praxis]\n")
    assert "Bodo Bach" in run.out


@pytest.mark.parametrize("what", ["einladung", "teilnehmendenliste", "protokoll"])
@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_a_protected_body_is_on_no_paper(paper: Callable[..., Run], what: str, form: str) -> None:
    attended = EVENT.replace("start:", "attendance: {members: [haus, schule]}\nstart:")
    run = paper(what, attended, form)
    assert run.code == 0, run.err
    for name in ("Frauenhaus", "Lindenhof", "Verborgen"):
        assert name not in run.out


def test_the_minutes_are_filled_from_the_agenda_and_what_is_recorded(
    paper: Callable[..., Run],
) -> None:
    record = EVENT + (
        "results:\n  - {kind: absprache, text: Neue Rufnummer nutzen, responsible: schule, due: 2025-09-30}\n"
        "minutes: {status: offen, taken_by: bach, confidential: true}\n"
    )
    run = paper("protokoll", record)
    assert "Vertraulich" in run.out
    assert "| 2 | Wege der Mitteilung; Müller & Söhne \\<GmbH\\> |  |" in run.out
    assert (
        "| 1 | Absprache | Neue Rufnummer nutzen | Müller & Söhne \\<GmbH\\> | 30.09.2025 |"
        in run.out
    )
    assert "| 6 |  |  |  |  |" in run.out
    assert "Mi 17.09.2025, 10:00 Uhr, Plenum im Herbst." in run.out
    assert "| Protokoll | Bodo Bach |  |  |" in run.out
    assert "nennt keine Kinder" in run.out


def test_there_are_no_minutes_of_a_case_conference(ksnet: Ksnet) -> None:
    run = ksnet(
        "event",
        "musterkreis/2025-06-24-fallkonferenz",
        "--as",
        "protokoll",
        "--root",
        EXAMPLE,
        "--as-of",
        "2025-06-01",
    )
    assert run.code == 2
    assert "§ 9 Abs. 3 Satz 3 LKSG NRW" in run.err


def test_a_form_has_high_rows_to_write_in(paper: Callable[..., Run]) -> None:
    assert '<table class="form">' in paper("teilnehmendenliste", form="html").out


def test_an_invitation_says_when_nobody_is_recorded_to_ask(ksnet: Ksnet, tree: Tree) -> None:
    network = NETWORK.partition("coordination:")[0] + "kind: jugendamt\n"
    event = "title: Auftakt\nkind: auftakt\nstart: 2025-05-21\nstatus: geplant\n"
    root = tree(
        {
            "data/networks/muster/network.yaml": network,
            "data/events/muster/2025-05-21-auftakt.yaml": event,
        }
    )
    run = ksnet(
        "event",
        "muster/2025-05-21-auftakt",
        "--as",
        "einladung",
        "--format",
        "text",
        "--root",
        root,
        "--as-of",
        "2025-05-01",
    )
    assert (
        "data/networks/muster/network.yaml:1: An wen Rückfragen gehen. Zu ergänzen: coordination:"
        in run.err
    )
    assert "coordination: [{youth_office: …, email: …, people: [KENNUNG]}]" in run.err
    assert "\nAuftakt\n" in run.out
    assert not any(heading in run.out for heading in ("Tagesordnung", "Anmeldung"))
    assert "Bei Fragen antworten Sie bitte auf diese Einladung." in run.out
    assert "Sehr geehrte Damen und Herren," in run.out
    assert "des Netzwerks" not in run.out


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("muster", "NETZWERK/TERMIN"),
        ("muster/", "NETZWERK/TERMIN"),
        ("mustr/2025-05-21-plenum", "Meinten Sie „muster“?"),
        ("muster/2025-05-21-plenm", "Meinten Sie „2025-05-21-plenum“?"),
        ("muster/2025-05-22-plenum", "Meinten Sie „2025-05-21-plenum“?"),
    ],
)
def test_a_wrong_name_is_answered_with_the_right_one(
    tree: Tree, ksnet: Ksnet, event: str, said: str
) -> None:
    root = tree(
        {
            "data/networks/muster/network.yaml": NETWORK,
            "data/events/muster/2025-05-21-plenum.yaml": EVENT,
        }
    )
    run = ksnet("event", event, "--root", root, "--as-of", "2025-05-01")
    assert run.code == 2
    assert said in run.err


def test_an_unreadable_event_is_named(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(
        {
            "data/networks/muster/network.yaml": NETWORK,
            "data/events/muster/2025-05-21-plenum.yaml": "title: [\n",
        }
    )
    run = ksnet("event", "muster/2025-05-21-plenum", "--root", root, "--as-of", "2025-05-01")
    assert run.code == 3
    assert "data/events/muster/2025-05-21-plenum.yaml" in run.err


def test_a_paper_says_that_the_list_of_members_could_not_be_read(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(
        {
            "data/networks/muster/network.yaml": NETWORK,
            "data/networks/muster/members.yaml": "members: [\n",
            "data/events/muster/2025-05-21-plenum.yaml": "title: Plenum\nkind: plenum\nstart: 2025-05-21\nchair: adler\n",
            "data/events/muster/2025-05-22-anderes.yaml": "title: [\n",
        }
    )
    run = ksnet("event", "muster/2025-05-21-plenum", "--root", root, "--as-of", "2025-05-01")
    assert run.code == 0
    for said in (run.out, run.err):
        assert ("data/networks/muster/members.yaml" in said, "anderes" in said) == (True, False)


@pytest.mark.slow
@pytest.mark.parametrize("root", [ROOT, EXAMPLE], ids=["data", "example"])
def test_every_event_of_all_records_has_its_papers(root: Path) -> None:
    for network in map(Repository(root).network, Repository(root).network_ids):
        for name, event in network.events.items():
            for what in (Paper.EINLADUNG, Paper.TEILNEHMENDENLISTE, Paper.BESCHEINIGUNG):
                view = paper_view(network, event, what, as_of=dt.date(2026, 6, 30))
                assert event.record.title in unescape(written(view, "html")), name


def test_the_year_overview_has_twelve_months_with_holidays(ksnet: Ksnet) -> None:
    run = ksnet(
        "calendar",
        "musterkreis",
        "--year",
        "2025",
        "--format",
        "md",
        "--root",
        EXAMPLE,
        "--as-of",
        "2026-06-30",
    )
    months = run.out.split("## Das Jahr im Überblick")[1].split("##")[0]
    assert months.count("\n| ") == 14, "head, line below it, twelve months"
    assert "| August |  | 14.07.2025 bis 26.08.2025: Sommerferien |" in months
    assert "Mi 01.01.2025: Neujahr" in months
    assert "Workshop Schutzkonzepte (abgesagt)" in months


def test_only_a_whole_year_has_an_overview(ksnet: Ksnet) -> None:
    run = ksnet(
        "calendar",
        "musterkreis",
        "--from",
        "2025-02-01",
        "--format",
        "md",
        "--root",
        EXAMPLE,
        "--as-of",
        "2026-06-30",
    )
    assert "Das Jahr im Überblick" not in run.out


@pytest.mark.parametrize(
    ("groups", "why"),
    [
        ("", "Dem Termin ist kein Gremium zugeordnet"),
        ("groups: [leer]\n", "Dem Gremium ist keine Stelle zugeordnet"),
        ("groups: [leer, leerer]\n", "Den Gremien ist keine Stelle zugeordnet"),
    ],
)
def test_a_list_says_why_nobody_is_expected(
    paper: Callable[..., Run], groups: str, why: str
) -> None:
    network = (
        NETWORK
        + "  - {id: leer, name: Leer, kind: arbeitskreis}\n  - {id: leerer, name: Leerer, kind: arbeitskreis}\n"
    )
    event = f"title: T\nkind: netzwerktreffen\nstart: 2025-05-21\nstatus: geplant\n{groups}"
    run = paper("teilnehmendenliste", event, **{"data/networks/muster/network.yaml": network})
    assert f"{why}, und niemand ist eingeladen." in run.out


def test_a_target_group_is_no_way_to_register(paper: Callable[..., Run]) -> None:
    event = "title: T\nkind: fachtag\nstart: 2025-05-21\nstatus: geplant\nregistration: {target: Schulen}\n"
    text = paper("einladung", event).out
    assert "## Anmeldung" not in text
    assert "- **Zielgruppe:** Schulen" in text
