"""What the documents of one network say agrees with each other, and with itself."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]  # has no types

from ksnet.documents.attendance import attendance_view
from ksnet.documents.calendar import calendar_view
from ksnet.documents.figures import figures_view
from ksnet.documents.members import members_view
from ksnet.documents.report import ReportBuilder
from ksnet.duties.counting.spans import Window
from ksnet.protection.who import Audience
from ksnet.records.vocabulary import EventKind
from ksnet.repository import Repository
from tests.conftest import ROOT, Run

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = "2026-06-30"

NETWORK = """\
name: Netzwerk Nord
founded: 2023-01-01
complete_since: 2023-01-01
lead: nord
youth_offices:
  - {id: nord, name: Jugendamt Nord, key: "05974040"}
  - {id: sued, name: Jugendamt Süd, key: "05974028", since: 2025-01-01}
coordination:
  - {id: ko-nord, youth_office: nord, since: 2023-01-01, fte: [{value: 0.5, until: 2025-06-30}, {value: 0.75, since: 2025-07-01}]}
  - {id: ko-projekt, youth_office: nord, fte: 0.25, since: 2023-01-01, until: 2024-12-31}
  - {id: ko-sued, youth_office: sued, since: 2025-01-01, fte: 0.5, people: [vera], vacant_since: 2025-10-01}
groups:
  - {id: plenum, name: Plenum, kind: plenum}
  - {id: lenkung, name: Lenkung, kind: steuerungsgruppe}
"""
MEMBERS = """\
members:
  - id: jugendamt
    youth_office: sued
    groups: [plenum]
    people: [{id: vera, given_name: Vera, family_name: Süd, publication: {basis: eigene-beschaeftigte}}]
  - id: kita
    name: Kita
    categories: [traeger-8a]
    groups: [plenum]
    people: [{id: kim, given_name: Kim, family_name: Klein}]
  - {id: beratung, name: Beratung, categories: [insofa], unconfirmed: [categories], field: beratung}
  - id: haus
    name: Haus Zuflucht
    categories: [weitere]
    field: beratung
    sensitive: true
    groups: [plenum]
    people: [{id: gerda, family_name: Geheim}, {id: gisa, family_name: Geheimer}]
"""


def event(day: str, rest: str = "", *, kind: str = "netzwerktreffen", status: str) -> str:
    return f"title: Treffen\nkind: {kind}\nstart: {day}\nstatus: {status}\n{rest}"


@pytest.fixture
def said(tree: Tree, ksnet: Ksnet) -> Callable[..., str]:
    """Return a document of a network as Markdown; `files` are those below `data`."""

    def call(
        command: str,
        *options: str,
        network: str = NETWORK,
        members: str = MEMBERS,
        years: Mapping[int, str] | None = None,
        **files: str,
    ) -> str:
        paths = {f"data/events/n/{name[1:]}.yaml": text for name, text in files.items()}
        root = tree(
            {
                "data/networks/n/network.yaml": network,
                "data/networks/n/members.yaml": members,
                **{
                    f"data/networks/n/years/{year}.yaml": text
                    for year, text in (years or {}).items()
                },
                **{path.replace("_", "-"): text for path, text in paths.items()},
            }
        )
        day = () if "--as-of" in options else ("--as-of", DAY)
        run = ksnet(command, "n", "--format", "md", "--root", root, *day, *options)
        assert run.code == 0, run.err
        return run.out

    return call


def row(text: str, label: str) -> list[str]:
    """Return the cells behind a label in a table."""
    line = next(line for line in text.splitlines()[::-1] if line.startswith(f"| {label} |"))
    return [cell.strip() for cell in line.strip("|").split("|")[1:]]


YEAR = ("--year", "2025")


@pytest.mark.parametrize("day", ["2026-06-30", "2025-05-15"])
@pytest.mark.parametrize("root", [ROOT, ROOT / "ksnet/example"], ids=["published", "example"])
def test_every_number_is_the_same_in_every_document(root: Path, day: str) -> None:
    as_of = dt.date.fromisoformat(day)
    for network in Repository(root).networks():
        figures = figures_view(network, as_of)
        numbers = {
            one.label: dict(zip(figures.years, one.values, strict=True)) for one in figures.rows
        }
        for year in figures.years:
            window = Window.of_year(year)
            report = ReportBuilder(network, window, as_of=as_of, audience=Audience.INTERN).report()
            members = members_view(network, as_of=report.period.day)
            judged = {one.measure: one.have for one in report.asked}
            events = [one for one in report.events if one.outcome == "stattgefunden"]
            # Each number as several documents or parts of them have it.
            same: dict[str, set[float | None]] = {
                "Treffen": {report.meetings.held, sum(e.meeting and e.certain for e in events)},
                "Qualifizierungsangebote": {report.trainings.held, sum(e.counts for e in events), judged.get("trainings") or report.trainings.held},
                "Fallkonferenzen": {report.case_conferences},
                "Stellenanteile (VZÄ)": {report.money[0].shares or 0},
                "Landesmittel (Euro)": {report.money[0].total or 0},
            }  # fmt: skip
            if network.record.is_network:
                same |= {
                    "Stellen im Netzwerk": {report.members.total, len(members.members)},
                    "Personen": {members.people},
                    "vertretene Kategorien": {report.members.filled, members.filled, judged["categories"]},
                }  # fmt: skip
            for label, values in same.items():
                values.add(numbers.get(label, {}).get(year) or 0)  # in no year: no row
                assert len(values) == 1, (network.id, year, label)
            calendar = calendar_view([network], as_of=as_of, window=window).entries
            told = [one for one in calendar if one.kind is not EventKind.FALLKONFERENZ]
            assert [one.status for one in report.events] == [one.status_text for one in told]
            groups = attendance_view(network, as_of, window).groups
            held = {group.id: group.held for group in report.groups}
            assert all(held.get(group.id, group.meetings) == group.meetings for group in groups)


@pytest.mark.parametrize("form", [(), ("--annex",), ("--as", "vorlage")])
def test_what_nobody_recorded_is_not_said_not_to_have_taken_place(
    said: Callable[..., str], form: tuple[str, ...]
) -> None:
    training = "qualification: {interdisciplinary: true, categories: [schule, insofa]}\n"
    text = said(
        "report", *YEAR, *form,
        _2025_02_04_treffen=event("2025-02-04", status="geplant"),
        _2025_05_06_kurs=event("2025-05-06", training, kind="fortbildung", status="geplant"),
    )  # fmt: skip
    assert "Bei einem angekündigten Treffen ist nicht erhoben, ob es stattfand." in text
    assert "Angebot ist nicht erhoben, ob es stattfand; das Gesetz verlangt mindestens drei" in text
    assert not re.search("hat kein|haben keine", text)


def test_a_training_that_may_lie_in_another_year_is_no_proof_that_there_was_none(
    said: Callable[..., str],
) -> None:
    training = "qualification: {interdisciplinary: true, categories: [schule, insofa]}\n"
    kurs = event("2024-11/2025-02", training, kind="fortbildung", status="stattgefunden")
    text = said("report", *YEAR, _2024_kurs=kurs)
    assert "Bei einem Angebot ist nicht bekannt, ob es in diesen Zeitraum fällt." in text
    assert "kein interdisziplinäres" not in text


def test_a_dates_heading_is_true_while_the_year_runs(said: Callable[..., str]) -> None:
    files = {"_2026_11_03_treffen": event("2026-11-03", status="geplant")}
    running = said("report", "--year", "2026", **files)
    assert "Kommende Termine:" in running
    assert "nach dem Berichtszeitraum" not in running
    assert "Termine nach dem Berichtszeitraum:" in said("report", *YEAR, **files)


@pytest.mark.slow
def test_what_took_place_later_was_planned_on_an_earlier_day(said: Callable[..., str]) -> None:
    came = "groups: [plenum]\nattendance: {total: 20, members: [kita]}\nsummary: Gut.\nresults: [{kind: beschluss, text: Angenommen}]\n"
    training = "qualification: {interdisciplinary: true, categories: [schule, insofa]}\n"
    files = {
        "_2025_02_12_treffen": event("2025-02-12", "groups: [plenum]\n", status="stattgefunden"),
        "_2025_10_15_treffen": event("2025-10-15", came, status="stattgefunden"),
        "_2025_09_15_kurs": event("2025-09-15", training, kind="fortbildung", status="stattgefunden"),
    }  # fmt: skip
    early = ("--as-of", "2025-03-31")
    report = said("report", *YEAR, *early, **files)
    assert "hat ein Treffen stattgefunden. Ein weiteres ist geplant." in report
    assert "Ein interdisziplinäres Qualifizierungsangebot ist geplant." in report
    assert not re.search("20 |Gut|Angenommen|Gezählt", report)
    assert row(said("figures", *early, **files), "Treffen")[-1] == "1"
    assert "1 Treffen hat stattgefunden" in said("attendance", *early, **files)
    assert "0 von mindestens 3" in said("duties", *YEAR, *early, **files)
    assert "| geplant |" in said("calendar", *YEAR, *early, **files)
    assert "haben zwei Treffen stattgefunden" in said("report", *YEAR, **files)


def test_what_is_planned_or_given_up_was_not_worked_on(said: Callable[..., str]) -> None:
    streams = """\
workstreams:
  - {id: a, text: Kitas, status: laufend}
  - {id: b, text: Medizin, status: geplant, since: 2025-02-01}
  - {id: c, text: Schulen, status: verworfen}
"""
    text = said("report", *YEAR, network=NETWORK + streams)
    assert "Bearbeitete Themen: Kitas (läuft)." in text
    assert "Noch offen oder geplant: Medizin." in text
    assert "Verworfen: Schulen." in text


def test_shares_and_funds_add_up_and_are_the_same_in_report_and_figures(
    said: Callable[..., str], tmp_path: Path
) -> None:
    filed = tmp_path / "data/networks/n/years/2025.yaml"
    filed.parent.mkdir(parents=True)
    filed.write_text("resources:\n  - {youth_office: nord, state_funds_eur: 9000}\n")
    report, figures = said("report", *YEAR), said("figures")
    assert row(report, "Zusammen") == ["1,25", ""]
    assert row(figures, "Stellenanteile (VZÄ)") == ["0,75", "0,75", "1,25", "1,25"]
    assert "Landesmittel" not in figures  # those of one of two are no sum
    filed.write_text(filed.read_text() + "  - {youth_office: sued, state_funds_eur: 500}\n")
    assert row(said("report", *YEAR), "Zusammen") == ["1,25", "9.500 €"]
    assert row(said("figures"), "Landesmittel (Euro)") == ["", "", "9.500", ""]


def test_no_row_of_sums_without_a_sum(said: Callable[..., str]) -> None:
    network = NETWORK.replace(", fte: 0.5", "")
    assert "| Zusammen |" not in said("report", *YEAR, network=network)


def test_the_people_of_a_protected_body_are_in_no_number(said: Callable[..., str]) -> None:
    treffen = event(
        "2025-03-12", "groups: [plenum]\nattendance: {members: [kita, haus]}\n",
        status="stattgefunden",
    )  # fmt: skip
    files = {"_2025_03_12_treffen": treffen}
    assert "mit 2 Personen erfasst" in said("members", **files)
    assert row(said("figures", **files), "Personen")[-1] == "2"
    assert "1 vertretene Stelle" in said("report", *YEAR, **files)
    assert "Haus" not in said("attendance", **files)


def test_a_category_that_nobody_confirmed_is_neither_represented_nor_not(
    said: Callable[..., str],
) -> None:
    assert row(said("members"), "3")[-1] == "noch nicht bestätigt: 1 Stelle"
    text = said("report", *YEAR)
    assert "Noch nicht bestätigt: Insoweit erfahrene Fachkräfte." in text
    assert text.count("Insoweit erfahrene Fachkräfte") == 1


def test_an_agreement_is_in_force_everywhere_or_nowhere(said: Callable[..., str]) -> None:
    agreements = """\
agreements:
  - {id: wege, kind: mitteilungswege, title: Wege, status: beendet, signed: 2023-05-05}
  - {id: koop, kind: kooperationsvereinbarung, title: Koop, status: unterzeichnet, decided: 2025-11-20, signed: 2026-02-15}
"""
    report = said("report", *YEAR, network=NETWORK + agreements)
    assert "Wege, unterzeichnet am 05.05.2023, beendet." in report
    assert "Koop, beschlossen am 20.11.2025." in report
    annex = said("report", *YEAR, "--annex", network=NETWORK + agreements)
    assert "- **Stand:** beschlossen\n- **Beschlossen:** 20.11.2025" in annex
    assert "„Wege“ ist beendet" in annex


def test_a_vacant_post_has_no_holder(said: Callable[..., str]) -> None:
    assert "Zuletzt besetzt mit Vera Süd. Unbesetzt seit 01.10.2025." in said("report", *YEAR)
    assert row(said("members"), "Jugendamt Süd")[-1] == "unbesetzt"


def test_a_joint_meeting_stands_in_every_row_and_the_report_says_so(
    said: Callable[..., str],
) -> None:
    treffen = event("2025-03-12", "groups: [plenum, lenkung]\n", status="stattgefunden")
    text = said("report", *YEAR, _2025_03_12_treffen=treffen)
    assert "hat ein Treffen stattgefunden" in text
    assert "Ein gemeinsames Treffen steht bei jedem Gremium, das es abgehalten hat." in text


def test_a_jugendamt_that_is_to_join_is_told_whoever_belongs_already(
    said: Callable[..., str],
) -> None:
    for involved in ("nord", "sued"):
        network = NETWORK.replace(
            f"{{id: {involved},", f"{{id: {involved}, involvement: vorgesehen,"
        )
        assert "Der Beitritt ist vorgesehen: Jugendamt" in said("report", *YEAR, network=network)


def test_no_chapter_holds_nothing_but_the_place_to_sign(said: Callable[..., str]) -> None:
    text = said("report", *YEAR, network="name: Netz\nfounded: 2023-01-01\n", members="")
    assert not re.search(r"## [^\n]*\n\nOrt, Datum", text)


@pytest.mark.parametrize(
    ("of", "words"),
    [("anwesend", "1 anwesende Person"), ("personen", "1 Person"), ("angemeldet", "1 angemeldete Person"), ("institutionen", "1 Institution")],
)  # fmt: skip
def test_one_is_counted_in_the_singular(said: Callable[..., str], of: str, words: str) -> None:
    came = f"groups: [plenum]\nattendance: {{total: {{count: 1, of: {of}}}}}\n"
    files = {"_2025_03_12_treffen": event("2025-03-12", came, status="stattgefunden")}
    size = f"size: {{count: 1, of: {of}}}\n"
    assert f"| {words} |" in said("report", *YEAR, network=NETWORK + size, **files)
    assert f"Netzwerks: {words}." in said("members", network=NETWORK + size, **files)


@pytest.mark.parametrize(
    ("counts", "sentence", "total"),
    [
        (("1",), "1 Treffen hat stattgefunden; wer vertreten war, ist nicht erfasst. Eine Person war da.", "1"),
        (("{count: 50, precision: ueber}",), "Über 50 Personen waren da.", "über 50"),
        (("{count: 50, precision: ueber}", ""), "Bei einem Treffen ist erfasst, wie viele da waren: über 50 Personen.", "über 50"),
        (("1", "1"), "Im Durchschnitt war eine Person da.", "2"),
        (("20", "{count: 50, precision: ueber}", ""), "Im Durchschnitt waren mindestens 35 Personen da (2 Treffen mit erfasster Zahl).", "mindestens 70"),
        (("{count: 20, precision: genau}", "{count: 31}"), "Im Durchschnitt waren 25,5 Personen da.", "51"),
        (("{count: 21, precision: mindestens}", "{count: 50, precision: knapp}"), "Im Durchschnitt waren rund 35 Personen da.", "rund 71"),
    ],
)  # fmt: skip
def test_a_sum_is_as_exact_as_its_numbers(
    said: Callable[..., str], counts: tuple[str, ...], sentence: str, total: str
) -> None:
    """An average is one only of several meetings, and a sum of `über 50` is none of 50."""
    files = {
        f"_2025_03_1{n}_t": event(
            f"2025-03-1{n}",
            f"groups: [plenum]\nattendance: {{total: {one}}}\n" if one else "groups: [plenum]\n",
            status="stattgefunden",
        )
        for n, one in enumerate(counts)
    }
    assert sentence in said("attendance", **files)
    assert row(said("figures", **files), "Anwesende, zusammengezählt")[2] == total


def test_the_post_of_a_jugendamt_that_is_yet_to_join_counts_nowhere(
    said: Callable[..., str],
) -> None:
    network = NETWORK.replace("since: 2025-01-01}\ncoord", "involvement: vorgesehen}\ncoord")
    assert "vorgesehen" in network
    report = said("report", *YEAR, network=network)
    assert "ko-sued" not in report
    assert "**Jugendamt Süd:**" not in report
    assert "| Jugendamt Nord | 0,75 |" in report
    assert "Für die Koordinierungsstelle:" in report
    assert row(said("figures", network=network), "Stellenanteile (VZÄ)")[2] == "0,75"


def test_the_post_of_a_jugendamt_ends_when_it_leaves(said: Callable[..., str]) -> None:
    network = NETWORK.replace("since: 2025-01-01}\ncoord", "until: 2024-12-31}\ncoord")
    network = network.replace("sued, since: 2025-01-01", "sued, since: 2024-01-01")
    assert "until: 2024-12-31}\ncoord" in network
    assert "**Jugendamt Süd:**" not in said("report", *YEAR, network=network)
    assert "**Jugendamt Süd:**" in said("report", "--year", "2024", network=network)
    posts = said("members", network=network).partition("## Koordinierungsstelle")[2]
    assert "Jugendamt Nord" in posts
    assert "Jugendamt Süd" not in posts
    shares = row(said("figures", network=network), "Stellenanteile (VZÄ)")
    assert shares[1:3] == ["1,25", "0,75"]


def test_the_post_of_a_jugendamt_counts_from_when_it_joins(said: Callable[..., str]) -> None:
    """It may be older than its Jugendamt is part of the network."""
    network = NETWORK.replace("sued, since: 2025-01-01", "sued, since: 2020-01-01")
    assert network != NETWORK
    assert "**Jugendamt Süd:**" not in said("report", "--year", "2024", network=network)
    assert "**Jugendamt Süd:**" in said("report", *YEAR, network=network)
    shares = row(said("figures", network=network), "Stellenanteile (VZÄ)")
    assert shares[1:3] == ["0,75", "1,25"]


def test_figures_explain_only_what_they_show(said: Callable[..., str]) -> None:
    network = NETWORK.partition("coordination:")[0]
    held = event("2025-05-05", status="stattgefunden")
    text = said("figures", network=network, members="members: []\n", _2025_05_05_treffen=held)
    assert "Stand vom Ende" not in text
    assert "läuft noch." in text
    assert "\n\nStellen im Netzwerk, Personen, vertretene Kategorien und Stellen" in said("figures")


def test_every_sentence_of_a_report_ends_once(said: Callable[..., str]) -> None:
    """What a text is followed by depends on how it ends, and on what else is recorded."""
    network = (
        NETWORK
        + """\
goals: [{id: z, text: Wege verkürzen.}, {id: f, text: Was tun?}, {id: o, text: Ohne alles.}]
vacancies: [{category: schule, reason: Wir suchen!}, {category: familiengericht, reason: Anfrage läuft., until: 2026-06}]
agreements: [{id: va, kind: verfahrensabsprache, title: Absprache, status: beendet}]
report: {basis: ausschuss, by: ko-nord}
"""
    )
    found = "evaluation:\n  - {subject: neue-aerzte, finding: Es hakt}\n"
    year = """\
goals: [{goal: z, status: teilweise, note: Es geht voran}, {goal: f, note: Es läuft!}]
improvements: [{text: Früher einladen., due: 2025-12-31}, {text: Mehr, responsible: ko-nord, due: 2026-03}, {text: Fertig, done: 2025-06-01}, {text: Weiter so}]
resources: [{youth_office: nord, other: [{text: Raummiete, value: 100}]}]
"""
    text = said(
        "report", *YEAR, network=network, years={2025: year},
        _2025_03_12_t=event("2025-03-12", found, status="stattgefunden"),
    )  # fmt: skip
    for line in (
        "- Absprache, beendet.",
        "Der Bericht wird dem Ausschuss vorgelegt. Erstellt durch: Koordinierungsstelle (Jugendamt Nord).",
        "- Neue Ärzte (12.03.2025): Es hakt.",
        "- Wege verkürzen: teilweise erreicht. Es geht voran.",
        "- Was tun? Es läuft!",
        "- Ohne alles",
        "- Früher einladen. Bis 31.12.2025.",
        "- Mehr. Zuständig: Koordinierungsstelle (Jugendamt Nord), bis März 2026.",
        "- Fertig. Erledigt.",
        "- Weiter so",
        "Außerdem bezahlt aus den Mitteln 2025 (Jugendamt Nord): Raummiete (100 €).",
    ):
        assert f"\n{line}\n" in text
    assert "vertreten: Schulen. Wir suchen! Noch nicht" in text
    assert "Familiengerichte. Anfrage läuft (vorgesehen bis Juni 2026)." in text


def test_a_sentence_that_ends_with_a_name_has_one_full_stop(said: Callable[..., str]) -> None:
    network = (
        NETWORK.replace("name: Lenkung,", "name: Lenkung Nord e. V.,")
        + """\
affiliations: [{name: Bündnis e. V.}]
workstreams: [{id: w, kind: projekt, text: Was tun?, status: offen}, {id: x, kind: projekt, text: Am 1., status: verworfen}]
"""
    )
    members = MEMBERS + "  - {id: v, name: Verein e. V., categories: [insofa], since: 2025-04-01}\n"
    text = said("report", *YEAR, network=network, members=members)
    for line in (
        "Das Netzwerk ist auch vertreten in: Bündnis e. V.",
        "Neu dazugekommen sind: Jugendamt Süd und Verein e. V.",
        "Noch offen oder geplant: Was tun?",
        "Verworfen: Am 1.",
    ):
        assert f"\n{line}\n" in text
    named = NETWORK.replace(
        "name: Plenum,", "name: Forum e. V., cadence: {meetings: 1, per: jahr},"
    )
    text = said("report", *YEAR, network=named)
    assert "- **Forum e. V.** Eigener Turnus: jährlich." in text  # the name is bold, the rest not


def test_who_holds_a_post_is_named_as_in_a_sentence(said: Callable[..., str]) -> None:
    publication = "publication: {basis: eigene-beschaeftigte}"
    people = (
        f"{{id: anna, given_name: Anna, family_name: Arndt, {publication}}}",
        f"{{id: bert, form_of_address: Herr, family_name: Blum, {publication}}}",
        f"{{id: cem, form_of_address: Herr, title: Dr., family_name: Can, {publication}}}",
    )
    members = MEMBERS.replace("people: [{id: vera,", f"people: [{', '.join(people)}, {{id: vera,")
    network = NETWORK.replace(
        "people: [vera], vacant_since: 2025-10-01",
        "people: [anna, {id: bert, until: 2025-03-31}, vera, cem]",
    )
    text = said("report", *YEAR, network=network, members=members)
    assert (
        "Besetzt mit Anna Arndt, Vera Süd und Herrn Dr. Can. Bis 31.03.2025 besetzt mit Herrn Blum."
        in text
    )


def test_a_jugendamt_leaves_and_a_gremium_ends(said: Callable[..., str]) -> None:
    network = NETWORK.replace("since: 2025-01-01}\ncoord", "until: 2025-06-30}\ncoord")
    network = network.replace(
        "kind: steuerungsgruppe}", "kind: steuerungsgruppe, until: 2025-06-30}"
    )
    text = said("report", "--annex", *YEAR, network=network)
    assert row(text, "Jugendamt Süd")[-1] == "bis 30.06.2025 (ausgeschieden)"
    assert row(text, "Lenkung")[-1] == "bis 30.06.2025 (beendet)"


def test_how_many_came_is_not_recorded_where_it_is_of_others(said: Callable[..., str]) -> None:
    came = event("2025-03-12", "attendance: {total: 9}\n", status="stattgefunden")
    other = event("2025-04-09", status="stattgefunden").replace("Treffen", "Zweites", 1)
    off = event("2025-05-14", status="abgesagt").replace("Treffen", "Drittes", 1)
    text = said("report", *YEAR, _2025_03_12_t=came, _2025_04_09_t=other, _2025_05_14_t=off)
    assert "| Mi 09.04.2025 | Zweites | nicht erhoben |" in text
    assert "| Mi 14.05.2025 | Drittes (entfallen) |  |" in text


def test_a_period_over_two_years_adds_up_and_claims_no_more_than_there_was(
    said: Callable[..., str],
) -> None:
    """Each column is the sum of its rows; who held what for a part of it is said for that part."""
    network = (
        NETWORK.replace("founded: 2023-01-01", "founded: 2024-03-01")
        + """\
management:
  - {youth_office: nord, since: 2025-01-01, until: 2025-03-31}
  - {youth_office: sued, since: 2025-04-01}
"""
    )
    span = ("--from", "2023-08-01", "--to", "2025-07-31")
    text = said("report", *span, network=network)
    assert row(text, "Jugendamt") == ["Vollzeitstellen 2024", "Vollzeitstellen 2025"]
    assert row(text, "Jugendamt Nord") == ["0,75", "0,75"]
    assert row(text, "Jugendamt Süd") == ["", "0,5"]
    assert row(text, "Zusammen") == ["0,75", "1,25"]
    assert (
        "hatten nacheinander vom 1. August 2023 bis 31. Juli 2025: Jugendamt Nord"
        " (01.01.2025 bis 31.03.2025) und Jugendamt Süd (seit 01.04.2025)." in text
    )
    whole = network.replace("until: 2025-03-31", "until: 2025-12-31").replace(
        "  - {youth_office: sued, since: 2025-04-01}\n", ""
    )
    assert "hatte im Jahr 2025: Jugendamt Nord." in said("report", *YEAR, network=whole)


def test_nothing_is_counted_or_worked_on_in_a_year_to_come(said: Callable[..., str]) -> None:
    network = NETWORK.replace(
        "kind: steuerungsgruppe}", "kind: steuerungsgruppe, cadence: {meetings: 2, per: jahr}}"
    )
    network += "workstreams: [{id: w, text: Wege, kind: projekt, status: laufend}]\n"
    for options in ((), ("--annex",)):
        text = said("report", "--year", "2027", *options, network=network)
        assert "beginnt erst am 1. Januar 2027" in text
        assert "| Lenkung | 0 |" not in text
        assert "Bearbeitete Themen" not in text


def test_of_years_without_the_network_no_records_are_missing(said: Callable[..., str]) -> None:
    network = NETWORK.replace("complete_since: 2023-01-01", "complete_since: 2025-01-01")
    early = said("report", "--year", "2022", network=network)
    assert "gab es das Netzwerk noch nicht" in early
    assert "vollständig" not in early
    late = said("report", "--year", "2026", network=network + "until: 2025-06-30\n")
    assert "gab es das Netzwerk nicht mehr" in late
    assert "läuft noch" not in late
    ended = said("report", *YEAR, "--as", "vorlage", network=network + "until: 2025-06-30\n")
    assert "2026: noch nicht erfasst" not in ended


UNREADABLE = "title: [\n"


def test_nothing_is_said_of_members_that_cannot_be_read(said: Callable[..., str]) -> None:
    """A list that is there and broken is no empty one: nobody is missing, and nothing is 0."""
    public = ("--audience", "oeffentlich")
    for options in (("members",), ("members", *public), ("report", *YEAR, "--annex")):
        text = said(*options, members=UNREADABLE)
        assert "vertreten" not in text.replace("Vertretung", "")
        assert "Erfasste Stellen je Kategorie" not in text
        assert "keine Stelle" not in text
        assert "noch nicht veröffentlicht" not in text
    assert "Wer dem Netzwerk angehört, ließ sich nicht lesen." in said(
        "members", members=UNREADABLE
    )
    text = said("report", *YEAR, "--annex", members=UNREADABLE)
    for duty in ("LKSG-09", "LKSG-18"):
        line = next(one for one in text.splitlines() if one.startswith(f"| {duty} "))
        assert "| nicht beurteilbar | Ein Teil der Angaben war nicht lesbar" in line


@pytest.mark.slow
def test_nothing_is_said_not_to_have_taken_place_where_an_event_cannot_be_read(
    said: Callable[..., str],
) -> None:
    held = event("2023-03-11", "groups: [plenum]\n", status="stattgefunden")
    files = {"_2025_03_12_t": UNREADABLE, "_2023_03_11_t": held}
    for options in (("report", *YEAR), ("report", *YEAR, "--annex")):
        assert "stattgefunden." not in said(*options, **files)
    assert row(said("figures", **files), "Treffen") == ["1", "0", "", "0"]
    annex = said("report", *YEAR, "--annex", **files)
    line = next(one for one in annex.splitlines() if one.startswith("| LKSG-14 "))
    assert "| nicht beurteilbar |" in line


def test_what_may_stand_in_an_unreadable_file_is_not_asked_for(tree: Tree, ksnet: Ksnet) -> None:
    files = {
        "data/networks/n/network.yaml": NETWORK,
        "data/networks/n/members.yaml": UNREADABLE,
        "data/networks/n/years/2025.yaml": UNREADABLE,
    }
    run = ksnet("report", "n", *YEAR, "--root", tree(files), "--as-of", DAY)
    asked = run.err.partition("weil es nicht erfasst ist")[2]
    assert "affiliations" in asked
    assert "members.yaml" not in asked
    assert "years/2025.yaml" not in asked


@pytest.mark.parametrize(
    ("meetings", "words"),
    [
        (0, "Bei zwei angekündigten Angeboten ist nicht erhoben, ob sie stattfanden"),
        (1, "Angeboten, eines davon zugleich ein Treffen, ist nicht erhoben, ob"),
        (2, "Angeboten, die zugleich Treffen sind, ist nicht erhoben, ob"),
    ],
)
def test_as_many_trainings_are_announced_as_the_table_lists(
    said: Callable[..., str], meetings: int, words: str
) -> None:
    files = {
        f"_2025_03_1{n}_t": event(
            f"2025-03-1{n}",
            "qualification: {interdisciplinary: true, categories: [schule, insofa]}\n",
            kind="netzwerktreffen" if n < meetings else "fachtag",
            status="angekuendigt",
        )
        for n in range(2)
    }
    annex = said("report", *YEAR, "--annex", **files)
    assert words in annex
    assert annex.partition("**Angebote und was zählt**")[2].partition("**")[0].count(".2025 |") == 2
    report = said("report", *YEAR, **files)
    assert words in report
    assert "kein interdisziplinäres" not in report


def test_an_evaluation_is_a_row_of_sentences(said: Callable[..., str]) -> None:
    found = "evaluation:\n  - {subject: plenum, rating: offen, finding: Knapp, next: Weiter beobachten.}\n"
    text = said("report", *YEAR, _2025_03_12_t=event("2025-03-12", found, status="stattgefunden"))
    assert "offen. Knapp. Nächster Schritt: Weiter beobachten.\n" in text


def test_times_over_several_days_are_not_one_span(said: Callable[..., str]) -> None:
    klausur = event("2024-12-30 14:00", "end: 2025-01-02 12:00\n", status="stattgefunden")
    text = said("calendar", *YEAR, _2024_12_30_klausur=klausur)
    assert "| Mo 30.12.2024 – Do 02.01.2025 | Beginn 14:00 Uhr, Ende 12:00 Uhr |" in text


def test_a_network_that_is_no_more_represents_nobody(said: Callable[..., str]) -> None:
    text = said("members", network=NETWORK + "until: 2025-12-31\n")
    assert "besteht nicht mehr" in text
    assert "nicht vertreten" not in text


def test_a_network_that_is_no_more_owes_no_trainings(said: Callable[..., str]) -> None:
    network = NETWORK + "until: 2025-08-31\n"
    text = said("report", "--annex", "--year", "2026", network=network)
    assert row(text, "2025") == ["0", "3"]
    assert "\n| 2026 |" not in text


def test_a_network_that_ended_in_the_year_is_told_as_it_was_on_its_last_day(
    said: Callable[..., str],
) -> None:
    network = NETWORK + "until: 2025-08-31\n"
    report = said("report", *YEAR, network=network)
    assert "Am 31. August 2025 gehörten dem Netzwerk vier Stellen an." in report
    assert "waren zwei vertreten" in report
    assert "Ausgeschieden" not in report
    figures = said("figures", network=network)
    assert row(figures, "Stellen im Netzwerk") == ["3", "3", "4"]
    assert row(figures, "vertretene Kategorien") == ["1", "1", "2"]
    assert row(figures, "Stellenanteile (VZÄ)") == ["0,75", "0,75", "1,25"]


@pytest.mark.parametrize("status", ["geplant", "stattgefunden"])
def test_a_number_of_meetings_is_none_only_where_none_took_place(
    said: Callable[..., str], status: str
) -> None:
    """Neither one whose outcome nobody recorded, nor one that may have been in another year."""
    day = "2025-03-12" if status == "geplant" else "2024-12/2025-01"
    files = {
        f"_{day[:4]}_{day[5:7]}_treffen": event(day, "groups: [plenum]\n", status=status),
        "_2025_06_11_treffen": event("2025-06-11", "groups: [lenkung]\n", status="stattgefunden"),
        "_2023_03_11_treffen": event("2023-03-11", "groups: [lenkung]\n", status="stattgefunden"),
    }
    annex = said("report", *YEAR, "--annex", **files)
    assert "| Lenkung | 1 |" in annex
    assert "| Plenum | 0 |" not in annex
    assert row(said("figures", **files), "Treffen")[:3] == (
        ["1", "0", "1"] if status == "geplant" else ["1", "", "1"]
    )


def test_an_evaluated_group_is_called_by_its_name(said: Callable[..., str]) -> None:
    found = "evaluation:\n  - {subject: lenkung, rating: bewaehrt}\n  - {subject: neue-wege, rating: offen}\n"
    text = said("report", *YEAR, _2025_03_12_t=event("2025-03-12", found, status="stattgefunden"))
    assert "- Lenkung (12.03.2025): hat sich bewährt" in text
    assert "- Neue Wege (12.03.2025): offen" in text


@pytest.mark.parametrize(
    ("value", "words", "mend"),
    [
        ("12 %", "„12 %“ ist keine Zahl.", "Nur die Zahl schreiben: 12. „Prozent“ ist die Einheit"),
        ("1.086,5 €", "„1.086,5 €“ ist keine Zahl.", "Ohne Punkte und Währung schreiben: 1086.5"),
        ("ca. 1,2 Mio.", "„ca. 1,2 Mio.“ ist keine Zahl.", "Nur die Zahl schreiben: 1200000"),
        ("-3.5", "„-3.5“ ist kleiner als 0.", "Hier stehen nur Zahlen ab 0"),
        ("−3,5", "„−3,5“ ist kleiner als 0.", "Hier stehen nur Zahlen ab 0"),
    ],
)
def test_how_to_write_a_figure_is_said_by_its_own_unit_and_size(
    said: Callable[..., str], tmp_path: Path, ksnet: Ksnet, value: str, words: str, mend: str
) -> None:
    filed = tmp_path / "data/networks/n/years/2025.yaml"
    filed.parent.mkdir(parents=True)
    figure = "figures:\n  - text: Anteil\n    value: {}\n    unit: Prozent\n"
    filed.write_text(figure.format(value))
    assert "Anteil" not in said("report", *YEAR)
    found = ksnet("validate", "--root", tmp_path, "--as-of", DAY).out
    assert words in found
    assert mend in found
    filed.write_text(figure.format("12"))
    assert row(said("report", *YEAR), "Anteil") == ["12 Prozent"]


def test_quotation_marks_within_others_are_single(said: Callable[..., str]) -> None:
    theme = 'theme: "Der Film „Mut“"\ngroups: [plenum]\n'
    files = {"_2025_03_12_t": event("2025-03-12", theme, status="stattgefunden")}
    agreed = "agreements:\n  - id: v\n    kind: verfahrensabsprache\n    title: Verfahren „Nord“\n    status: beendet\n    signed: 2023-05-05\n"
    assert "Thema „Der Film ‚Mut‘“" in said("calendar", *YEAR, **files)
    duties = said("duties", *YEAR, network=NETWORK + agreed, **files)
    assert "„Verfahren ‚Nord‘“ ist beendet" in duties


def test_a_list_of_an_earlier_day_does_not_know_a_later_size(said: Callable[..., str]) -> None:
    network = NETWORK + "size: {count: 40, as_of: 2026-03-01}\n"
    assert "Veröffentlichte Größe" in said("members", network=network)
    assert "Veröffentlichte Größe" not in said("members", "--as-of", "2025-12-31", network=network)


def test_no_number_is_none_where_the_records_need_not_hold_all(said: Callable[..., str]) -> None:
    network = NETWORK.replace("complete_since: 2023-01-01", "complete_since: 2025-01-01")
    treffen = event("2025-03-12", status="stattgefunden")
    text = said("figures", network=network, _2025_03_12_treffen=treffen)
    assert row(text, "Treffen") == ["", "", "1", "0"]


def test_what_is_reached_after_the_period_was_going_on_in_it(said: Callable[..., str]) -> None:
    stream = "workstreams:\n  - {id: a, text: Leitfaden, status: erreicht, until: 2025-12-31}\n"
    half = said("report", "--from", "2025-01-01", "--to", "2025-06-30", network=NETWORK + stream)
    assert "Bearbeitete Themen: Leitfaden (läuft)." in half
    whole = said("report", *YEAR, network=NETWORK + stream)
    assert "Bearbeitete Themen: Leitfaden (abgeschlossen, erreicht)." in whole


def test_sums_of_a_year_are_of_those_who_belonged_then(said: Callable[..., str]) -> None:
    text = said("report", "--from", "2023-01-01", "--to", "2025-12-31")
    assert "# Tätigkeitsbericht 2023–2025" in text
    assert row(text, "Zusammen") == ["0,75", "1,25"]


def test_a_free_topic_is_not_shown_as_a_slug(said: Callable[..., str]) -> None:
    topics = "topics: [schutz-in-vereinen, kinderrechte]\n"
    text = said(
        "calendar", *YEAR, _2025_03_12_t=event("2025-03-12", topics, status="stattgefunden")
    )
    assert "- **Themen:**\n  - Schutz in Vereinen\n  - Kinderrechte" in text


def test_the_workbook_names_the_law_of_its_land(ksnet: Ksnet, tmp_path: Path) -> None:
    example = ROOT / "ksnet/lands/rheinland-pfalz/example"
    for form in ("csv", "xlsx"):
        path = tmp_path / f"liste.{form}"
        run = ksnet("members", "--root", example, "--as-of", DAY, "-o", path)
        assert run.code == 0, run.err
    head = (tmp_path / "liste.csv").read_text("utf-8-sig").splitlines()[0]
    assert '"Kategorien nach § 3 Abs. 2"' in head
    assert "Vertretung § 3 Abs. 2" in load_workbook(tmp_path / "liste.xlsx").sheetnames
    network = next(iter((example / "data/networks").iterdir())).name
    shutil.copytree(example, tmp_path / "copy")
    again = ksnet(
        "import", "members", tmp_path / "liste.csv", "--network", network, "--dry-run",
        "--root", tmp_path / "copy", "--as-of", DAY,
    )  # fmt: skip
    assert again.code == 0, again.err
    assert "Kategorien nach" not in again.err  # no unknown column


@pytest.mark.parametrize("land", ["rheinland-pfalz", "fruehe-hilfen"])
def test_no_document_speaks_of_what_the_law_of_its_land_does_not_ask(
    ksnet: Ksnet, land: str
) -> None:
    example = ROOT / "ksnet/lands" / land / "example"
    network = next((example / "data/networks").iterdir()).name
    for form in ((), ("--annex",), ("--as", "vorlage")):
        options = (*YEAR, *form, "--format", "md", "--root", example, "--as-of", DAY)
        text = ksnet("report", network, *options).out
        assert "Tätigkeitsbericht" in text
        assert "Qualifizierungsangebot" not in text
        if land == "rheinland-pfalz":  # a Netzwerkkonferenz every year
            assert "Das Gesetz schreibt keine Zahl von Treffen vor" not in text


def test_a_jugendamt_that_is_to_join_belongs_to_no_network_on_the_pages(
    tree: Tree, ksnet: Ksnet, tmp_path: Path
) -> None:
    network = NETWORK.replace("{id: sued,", "{id: sued, involvement: vorgesehen,")
    root = tree({"data/networks/n/network.yaml": network + "status: im-aufbau\n"})
    assert ksnet("site", "-o", tmp_path / "out", "--root", root, "--as-of", DAY).code == 0
    pages = {path.name: path.read_text() for path in (tmp_path / "out/n").glob("*.html")}
    start = (tmp_path / "out/index.html").read_text()
    assert "Der Beitritt ist vorgesehen: Jugendamt Süd." in pages["index.html"]
    assert "im Aufbau" in pages["index.html"]
    assert pages["index.html"].count("Jugendamt Süd") == 1
    assert "Jugendamt Süd" not in start
    assert "Lippstadt" not in start


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_an_overview_of_networks_and_jugendaemter_shows_no_markup(
    tree: Tree, ksnet: Ksnet, form: str
) -> None:
    root = tree(
        {
            "data/networks/amt/network.yaml": 'name: Amt\nkind: jugendamt\nyouth_offices:\n  - {id: a, name: Amt, key: "05974040"}\n',
            "data/networks/n/network.yaml": NETWORK,
        }
    )
    run = ksnet("duties", "--format", form, "--root", root, "--as-of", DAY)
    assert (run.code, "Netzwerk Nord" in run.out) == (0, True), run.err
    assert "{" not in re.sub(r"<style>.*?</style>", "", run.out, flags=re.DOTALL)


def test_few_numbers_stand_in_one_table(said: Callable[..., str]) -> None:
    held = event("2025-02-12", "groups: [plenum]\n", status="stattgefunden")
    office = NETWORK.replace("founded: 2023-01-01\n", "kind: jugendamt\n")
    text = said("figures", network=office, members="members: []\n", _2025_02_12_treffen=held)
    assert re.findall(r"(?m)^\*\*(.+)\*\*$", text) == ["Die Zahlen im Einzelnen"]


def test_the_arbeitsfassung_names_the_day_of_its_members(said: Callable[..., str]) -> None:
    text = said("report", *YEAR, "--annex")
    chapters = re.split(r"(?m)^## ", text)
    dated = [one.splitlines()[0] for one in chapters[1:] if "Stand: 31. Dezember 2025.\n" in one]
    assert [re.sub(r"^(Anlage )?\d+:? ", "", one) for one in dated] == [
        "Vertretung nach § 9 Abs. 4 LKSG NRW",
        "Mitgliederliste",
    ]


def test_only_a_period_that_was_asked_for_is_called_one(said: Callable[..., str]) -> None:
    assert "\nEs ist kein Treffen eines Gremiums erfasst" in said("attendance")
    asked = said("attendance", "--from", "2025-01-01", "--to", "2025-12-31")
    assert "\nIn diesem Zeitraum ist kein Treffen eines Gremiums erfasst" in asked
