"""The Tätigkeitsbericht for the committee and its Arbeitsfassung."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.documents.report import AnnexView, ReportBuilder, ReportView
from ksnet.duties.counting.spans import Window
from ksnet.protection.who import Audience, full_name, may_be_published
from ksnet.repository import Repository
from tests.conftest import Run, written
from tests.rendered import say

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = dt.date(2026, 6, 30)
ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "ksnet" / "example"
YEAR = Window.of_year(2025)

NETWORK = """\
name: Netzwerk Musterkreis
founded: 2020-01-01
youth_offices:
  - {id: stadt-a, name: Jugendamt A, key: "05974040"}
"""
GROUP = NETWORK + "groups:\n  - {id: g, name: Gruppe, kind: plenum, cadence: {cadence}}\n"
TRAINING = "qualification: {interdisciplinary: true, categories: [schule, insofa]}\n"


def viewed(
    tree: Tree,
    network: str = NETWORK,
    files: Mapping[str, str] | None = None,
    *,
    window: Window = YEAR,
    day: dt.date = DAY,
    audience: Audience = Audience.OEFFENTLICH,
) -> ReportView:
    root = tree({"data/networks/n/network.yaml": network, **(files or {})})
    return ReportBuilder(
        Repository(root).network("n"), window, as_of=day, audience=audience
    ).report()


def report(
    tree: Tree,
    network: str = NETWORK,
    files: Mapping[str, str] | None = None,
    *,
    window: Window = YEAR,
    day: dt.date = DAY,
    audience: Audience = Audience.OEFFENTLICH,
) -> str:
    return written(viewed(tree, network, files, window=window, day=day, audience=audience), "md")


def working(
    tree: Tree,
    network: str = NETWORK,
    files: Mapping[str, str] | None = None,
    *,
    day: dt.date = DAY,
) -> AnnexView:
    root = tree({"data/networks/n/network.yaml": network, **(files or {})})
    return ReportBuilder(
        Repository(root).network("n"), YEAR, as_of=day, audience=Audience.INTERN
    ).annex(lambda _network, _place: 1)


def gaps(view: ReportView) -> list[str]:
    return [gap.text for gap in say(view).gaps]


def event(
    start: str, rest: str = "", *, kind: str = "netzwerktreffen", status: str = "stattgefunden"
) -> str:
    return f"title: Treffen {start}\nkind: {kind}\nstart: {start}\nstatus: {status}\n{rest}"


def events(*texts: str) -> dict[str, str]:
    return {
        f"data/events/n/2025-{chr(97 + number)}.yaml": text for number, text in enumerate(texts)
    }


# --- the published networks and the example
# --------------------------------------------------------------------------


def published(network: str, year: int) -> ReportView:
    return ReportBuilder(
        Repository(ROOT).network(network), Window.of_year(year), as_of=DAY
    ).report()


def test_rhein_kreis_neuss_names_its_offices_agreement_and_management() -> None:
    text = written(published("rhein-kreis-neuss", 2023), "md")
    for part in (
        "Das Netzwerk tragen sechs Jugendämter",
        "Kooperationsvereinbarung zur interkommunalen Zusammenarbeit im Kinderschutz",
        "Die Geschäftsführung (Konferenz der Koordinierungsstellen) hatte im Jahr 2023: Jugendamt Rhein-Kreis Neuss.",
        "Bei einem angekündigten Treffen ist nicht erhoben, ob es stattfand.",
    ):
        assert part in text


def test_rhein_kreis_neuss_does_not_know_the_management_of_a_later_year() -> None:
    view = published("rhein-kreis-neuss", 2024)
    assert "Geschäftsführung (Konferenz" not in written(view, "md")
    assert any(
        "Wer im Berichtszeitraum die wechselnde Geschäftsführung hatte" in text
        for text in gaps(view)
    )


@pytest.mark.parametrize(
    "network", ["krefeld", "rhein-kreis-neuss", "rheinisch-bergischer-kreis", "soest"]
)
def test_nothing_is_said_not_to_have_been_done_because_it_was_not_published(network: str) -> None:
    for year in (2023, 2024, 2025, 2026):
        text = written(published(network, year), "md")
        for words in ("hat kein", "keine vertreten", "Noch nicht vertreten", "| 0 |"):
            assert words not in text


@pytest.mark.slow
@pytest.mark.parametrize("root", [ROOT, EXAMPLE])
def test_the_committee_reads_neither_a_key_nor_a_file_nor_what_is_missing(root: Path) -> None:
    repository = Repository(root)
    for network in repository.networks():
        for year in (2023, 2024, 2025, 2026):
            text = written(ReportBuilder(network, Window.of_year(year), as_of=DAY).report(), "md")
            assert not re.search(
                r"\.yaml|complete_since|Zu ergänzen|Schlüssel „|Zu klären|nicht beurteilbar", text
            )


@pytest.mark.slow
def test_nobody_is_named_to_the_committee_without_a_basis_but_the_insiders_read_the_name() -> None:
    network = Repository(EXAMPLE).network("musterkreis")
    people = [person for _, _, person in network.people()] + [*network.members.guests]
    hidden = {full_name(one) for one in people if not may_be_published(one.publication, DAY)}
    named = {full_name(one) for one in people} - hidden
    public = written(ReportBuilder(network, YEAR, as_of=DAY).report(), "md")
    insiders = written(
        ReportBuilder(network, YEAR, as_of=DAY, audience=Audience.INTERN).report(), "md"
    )
    assert len(hidden) > 3
    assert not [name for name in hidden if name in public]
    assert [name for name in named if name in public]
    assert [name for name in hidden if name in insiders]
    assert "Für den internen Gebrauch" in insiders
    assert "Für den internen Gebrauch" not in public


def test_the_example_reads_part_by_part_like_the_report_of_an_office() -> None:
    text = written(
        ReportBuilder(Repository(EXAMPLE).network("musterkreis"), YEAR, as_of=DAY).report(), "md"
    )
    for part in (
        "§ 9 des Landeskinderschutzgesetzes Nordrhein-Westfalen (LKSG NRW) verpflichtet die Jugendämter",
        "eingerichtet am 01.08.2023. Stellenanteil: 0,75 Vollzeitstellen (seit 01.07.2025), davor 0,5.",
        "nehmen die Aufgaben nach § 9 Abs. 2 Satz 3 LKSG NRW",
        "gehörten dem Netzwerk 19 Stellen an",
        "Im Jahr 2025 haben 14 Treffen stattgefunden.",
        "| Mi 08.10.2025 | Fachtag Kinderschutz, Thema „Digitale Gewalt“ | Prof. Dr. Ada Gedanke | knapp 110 Anwesende",
        "haben drei interdisziplinäre Qualifizierungsangebote stattgefunden; das Gesetz verlangt mindestens drei im Jahr",
        "hat eine anonymisierte Fallkonferenz stattgefunden",
        "269.700 €",
        "2026 geht es um die Zusammenarbeit mit dem Gesundheitswesen.",
        "Ort, Datum:",
    ):
        assert part in text, part


# --- honest with little
# ----------------------------------------------------------------------------------------------


def test_a_network_of_nothing_but_a_name_gives_a_short_report(tree: Tree) -> None:
    view = viewed(tree, "name: Netzwerk Neu\n")
    assert len(written(view, "md")) < 1500
    assert "Kein Jugendamt ist eingetragen." in gaps(view)
    assert "Wann das Netzwerk gegründet wurde, ist nicht eingetragen." in gaps(view)


def test_broken_records_give_a_report_that_names_what_could_not_be_read(tree: Tree) -> None:
    files = {
        "data/networks/n/members.yaml": "members: [\n",
        "data/events/n/2025-a.yaml": "title: Nur Titel\n",
        "data/events/n/2025-b.yaml": "kind: unsinn\nstatus: was\nstart: irgendwann\n",
    }
    network = """\
name: Netzwerk
youth_offices: [{id: a}]
groups: [{kind: unsinn}, {name: G, cadence: {meetings: 2, per: nie}}]
coordination: [{id: k}, {fte: viel}]
agreements: [{title: V}]
"""
    view = viewed(tree, network, files, audience=Audience.INTERN)
    assert "data/networks/n/members.yaml" in written(view, "md")
    assert "data/networks/n/members.yaml" in report(tree, network, files)
    written(view, "html")
    assert "data/networks/n/members.yaml" in written(working(tree, network, files), "text")


def test_a_folder_without_network_file_still_gives_a_report(tree: Tree) -> None:
    root = tree({"data/networks/n/members.yaml": "members: []\n"})
    view = ReportBuilder(Repository(root).network("n"), YEAR, as_of=DAY).report()
    assert view.author == "n"
    assert written(view, "md")


# --- the period
# -------------------------------------------------------------------------------------------------


def test_a_running_year_is_said_to_be_running(tree: Tree) -> None:
    sentence = "Der Berichtszeitraum läuft noch; berichtet wird bis zum 1. März 2025."
    assert sentence in report(tree, day=dt.date(2025, 3, 1))
    assert "läuft noch" in report(tree, day=dt.date(2025, 12, 30))
    assert "läuft noch" not in report(tree, day=dt.date(2025, 12, 31))


def test_a_year_to_come_says_when_it_begins_and_nothing_of_what_was(tree: Tree) -> None:
    text = report(tree, day=dt.date(2024, 12, 31))
    assert "Der Berichtszeitraum beginnt erst am 1. Januar 2025." in text
    unsure = viewed(tree, NETWORK + "complete_since: nie\n", day=dt.date(2024, 12, 31))
    assert "kann dennoch stattgefunden haben" not in written(unsure, "md")
    assert not [one for one in gaps(unsure) if "weniger als" in one]
    assert "gehörte" not in text
    assert "vertreten" not in text


def test_a_year_before_the_founding_tells_nothing_of_the_network(tree: Tree) -> None:
    network = NETWORK + (
        "summary: BESCHREIBUNG\ngoals:\n  - {id: z, text: ZIEL}\nparent: {text: Kreisnetzwerk}\n"
        "report: {basis: freiwillig, interval: jahr, by: {text: Amt}}\n"
    )
    text = report(tree, network, window=Window.of_year(2019))
    assert "vorgelegt" not in text
    assert "Kreisnetzwerk" not in text
    assert "gab es das Netzwerk noch nicht (gegründet: 01.01.2020)" in text
    assert "Mittel und Zahlen" not in text
    assert "BESCHREIBUNG" not in text
    assert "ZIEL" not in text


@pytest.mark.parametrize(
    "rest", ["founded: 2026-01-15\n", "founded: 2023-01-15\nuntil: 2024-06-30\n"]
)
@pytest.mark.parametrize("document", ["--as=bericht", "--as=vorlage", "--annex"])
def test_where_no_network_was_nobody_is_missing_and_nothing_failed_to_take_place(
    rest: str, document: str, ksnet: Ksnet, tree: Tree
) -> None:
    offices = NETWORK.replace("founded: 2020-01-01\n", rest)
    members = "members:\n  - {id: a, youth_office: stadt-a, categories: [jugendamt]}\n"
    root = tree({"data/networks/n/network.yaml": offices, "data/networks/n/members.yaml": members})
    run = ksnet(
        "report", "n", "--year", "2025", document, "--format", "md",
        "--root", root, "--as-of", DAY, "-q",
    )  # fmt: skip
    assert "gab es das Netzwerk" in run.out
    assert "vertreten" not in run.out.replace("Vertretung", "")
    assert "stattgefunden" not in run.out
    assert "Stellenanteile" not in run.out


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        (("2025-10-01",), "Ein interdisziplinäres Qualifizierungsangebot ist geplant."),
        (
            ("2025-10-01", "2025-10-02"),
            "Zwei interdisziplinäre Qualifizierungsangebote sind geplant.",
        ),
    ],
)
def test_nothing_is_further_where_nothing_was_before(
    events: tuple[str, ...], sentence: str, tree: Tree
) -> None:
    files = {
        f"data/events/n/{day}-f.yaml": event(day, TRAINING, kind="fortbildung", status="geplant")
        for day in events
    }
    text = report(tree, NETWORK + "complete_since: nie\n", files, day=dt.date(2025, 6, 30))
    assert sentence in text
    assert "weiter" not in text.partition("## Qualif")[2]


def test_a_network_above_is_called_by_its_name(ksnet: Ksnet) -> None:
    text = ksnet(
        "report", "musterstadt", "--year", "2026", "--format", "md", "--root", EXAMPLE, "--as-of", DAY, "-q"
    ).out  # fmt: skip
    assert "Das Netzwerk gehört zu: Netzwerk Kinderschutz Musterkreis." in text
    assert "musterkreis." not in text.replace("musterkreis/", "")


def test_years_before_the_law_and_before_the_records_say_so(tree: Tree) -> None:
    law = "Das Landeskinderschutzgesetz gilt"
    assert f"{law} erst seit dem 1. Mai 2022" in report(tree, window=Window.of_year(2021))
    assert f"{law} seit dem 1. Mai 2022, also nur für einen Teil" in report(
        tree, window=Window.of_year(2022)
    )
    assert law not in report(tree, window=Window.of_year(2023))
    late = NETWORK + "complete_since: 2025-07-01\n"
    assert "sind erst seit 01.07.2025 vollständig" in report(tree, late)
    assert "sind erst seit" not in report(
        tree, late, window=Window.of_year(2026), day=dt.date(2027, 1, 1)
    )


@pytest.mark.parametrize(("day", "told"), [("2025-12-31", True), ("2026-01-01", False)])
def test_what_began_after_the_period_is_not_in_it(day: str, told: bool, tree: Tree) -> None:
    network = (
        NETWORK
        + f"""\
groups: [{{id: g, name: GREMIUM, kind: plenum, since: {day}}}]
workstreams: [{{id: w, text: THEMA, since: {day}}}]
agreements: [{{id: v, kind: kooperationsvereinbarung, title: VEREINBARUNG, status: unterzeichnet, signed: {day}}}]
coordination: [{{id: k, youth_office: stadt-a, title: STELLE, since: {day}}}]
affiliations: [{{name: ANDERES, since: {day}}}]
"""
    )
    plan = f"title: PLAN\nkind: sonstiger\nyouth_offices: [stadt-a]\nstarted: {day}\n"
    text = report(tree, network, {"data/networks/n/plans/p.yaml": plan})
    for name in ("GREMIUM", "THEMA", "VEREINBARUNG", "STELLE", "ANDERES", "PLAN"):
        assert (name in text) is told, name


@pytest.mark.parametrize(
    ("day", "told"), [("2024-12-31", False), ("2025-01-01", True), ("2025-12-31", True)]
)
def test_what_ended_in_the_period_is_told(day: str, told: bool, tree: Tree) -> None:
    network = (
        NETWORK
        + f"""\
groups: [{{id: g, name: GREMIUM, kind: plenum, until: {day}}}]
workstreams: [{{id: w, text: THEMA, until: {day}}}]
coordination: [{{id: k, youth_office: stadt-a, title: STELLE, until: {day}}}]
affiliations: [{{name: ANDERES, until: {day}}}]
"""
    )
    members = f"members:\n  - {{id: a, name: GEGANGEN, categories: [schule], until: {day}}}\n"
    text = report(tree, network, {"data/networks/n/members.yaml": members})
    german = dt.date.fromisoformat(day).strftime("%d.%m.%Y")
    for sentence in (
        f"GREMIUM**. Beendet am {german}",
        "THEMA (abgeschlossen)",
        f"STELLE, beendet am {german}",
        f"ANDERES, bis {german}",
        "Ausgeschieden ist: GEGANGEN.",
    ):
        assert (sentence in text) is told, sentence


def test_a_period_need_not_be_a_calendar_year(tree: Tree) -> None:
    window = Window(dt.date(2024, 8, 1), dt.date(2025, 7, 31))
    years = {
        f"data/networks/n/years/{year}.yaml": f"summary: TEXT {year}\n" for year in (2024, 2025)
    }
    files = years | events(
        event("2024-07-31"),
        event("2024-08-01"),
        event("2025-07-31"),
        event("2025-08-01", kind="jahrestagung"),
    )
    text = report(tree, files=files, window=window)
    assert text.startswith("# Tätigkeitsbericht 2024/2025\n")
    assert "Berichtszeitraum: 1. August 2024 bis 31. Juli 2025" in text
    assert "Vom 1. August 2024 bis 31. Juli 2025 haben zwei Treffen stattgefunden." in text
    assert "| Do 01.08.2024 |" in text
    assert "TEXT" not in text
    assert "\n- Fr 01.08.2025: Treffen 2025-08-01" in text
    both = report(tree, files=files, window=Window(dt.date(2024, 1, 1), dt.date(2025, 12, 31)))
    assert "TEXT 2024" in both
    assert "TEXT 2025" in both


def test_a_goal_is_reached_from_its_day_on(tree: Tree) -> None:
    network = NETWORK + "goals:\n  - {id: z, text: ZIEL, status: erreicht, done: 2025-06}\n"
    year = {
        f"data/networks/n/years/{one}.yaml": "goals: [{goal: z, status: teilweise}]\n"
        for one in (2024, 2025)
    }
    for one, told in ((2024, "ZIEL: teilweise erreicht"), (2025, "ZIEL: erreicht (Juni 2025)")):
        text = report(tree, network, year, window=Window(dt.date(one, 1, 1), dt.date(one, 12, 31)))
        assert f"{told}\n" in text


def test_what_the_coordinator_writes_stands_in_the_report(tree: Tree) -> None:
    year = """\
summary: JAHRESTEXT
goals:
  - {goal: z, status: teilweise, note: NOTIZ}
  - {text: NUR DIESES JAHR, status: erreicht}
evaluation: BEWERTUNG
improvements:
  - {text: BESSER, responsible: stadt-a, due: 2026-03-31}
outlook: AUSBLICK
public_relations:
  - {date: 2025-03, kind: presse, title: PRESSE, url: "https://example.org"}
figures: [{text: MELDUNGEN, value: 1250, unit: Meldungen, source: q, as_of: 2026-01}]
resources: [{youth_office: stadt-a, state_funds_eur: 159622, other: [{text: FACHTAG, value: 4200}]}]
approved: [{by: {text: Jugendhilfeausschuss}, on: 2026-02-10, reference: "0081/2026"}]
"""
    network = NETWORK + "goals:\n  - {id: z, text: ZIEL}\nsources: [{id: q, title: Statistik}]\n"
    files = {
        "data/networks/n/years/2025.yaml": year,
        "data/networks/n/years/2026.yaml": "resources: [{youth_office: stadt-a, state_funds_eur: 160000}]\n",
    }
    text = report(tree, network, files)
    for part in (
        "JAHRESTEXT",
        "ZIEL: teilweise erreicht. NOTIZ",
        "NUR DIESES JAHR: erreicht",
        "BEWERTUNG",
        "BESSER. Zuständig: Jugendamt A, bis 31.03.2026.",
        "AUSBLICK",
        "März 2025: [PRESSE]",
        "| Jugendamt A | 159.622 € | 160.000 € |",
        "FACHTAG (4.200 €)",
        "| MELDUNGEN | 1.250 Meldungen | Statistik (Stand Januar 2026) |",
    ):
        assert part in text, part
    assert "| Jugendhilfeausschuss | 10.02.2026 | 0081/2026 |" in written(
        working(tree, network, files), "md"
    )


# --- people and bodies
# -----------------------------------------------------------------------------------------------


def test_new_continuing_and_ended_memberships_are_told_apart(tree: Tree) -> None:
    members = """\
members:
  - {id: a, name: Von Anfang an, categories: [schule]}
  - {id: b, name: Unbekannt, categories: [schule], since: unbekannt}
  - {id: c, name: Neu, categories: [schule], since: 2025-03}
  - {id: d, name: Vage, categories: [schule], since: 2024/2025-02-01}
  - {id: e, name: Gegangen, categories: [schule], until: 2025-05-01}
  - {id: f, name: Später, categories: [schule], since: 2026-01-01}
  - {id: g, name: Früher, categories: [schule], until: 2024-12-31}
"""
    text = report(tree, files={"data/networks/n/members.yaml": members})
    assert "Am 31. Dezember 2025 gehörten dem Netzwerk vier Stellen an." in text
    assert "Neu dazugekommen ist: Neu. Ausgeschieden ist: Gegangen." in text


@pytest.mark.parametrize(
    ("since", "new"),
    [
        ("", False),
        (", since: 2020", False),
        (", since: 2020-05", False),
        (", since: 2020-06", True),
    ],
)
def test_who_may_have_been_there_from_the_founding_is_no_newcomer(
    since: str, new: bool, tree: Tree
) -> None:
    network = NETWORK.replace("2020-01-01", "2020-05-15")
    member = f"members:\n  - {{id: a, name: A, categories: [schule]{since}}}\n"
    files = {"data/networks/n/members.yaml": member}
    text = report(tree, network, files, window=Window.of_year(2020))
    assert ("Neu dazugekommen" in text) is new


@pytest.mark.parametrize("in_members", [False, True])
def test_a_jugendamt_is_new_whoever_carries_the_date(in_members: bool, tree: Tree) -> None:
    dates = ("", ", since: 2025-07-01") if in_members else (", since: 2025-07-01", "")
    network = NETWORK + f'  - {{id: stadt-b, name: Jugendamt B, key: "05974028"{dates[0]}}}\n'
    members = f"members:\n  - {{id: b, youth_office: stadt-b{dates[1]}}}\n"
    text = report(tree, network, {"data/networks/n/members.yaml": members})
    assert "Jugendamt B (neu seit 01.07.2025)" in text
    assert "Neu dazugekommen ist: Jugendamt B." in text


def test_a_jugendamt_that_is_to_join_does_not_belong_to_it_yet(tree: Tree) -> None:
    network = NETWORK + '  - {id: stadt-b, name: Jugendamt B, key: "05974028"}\n'
    network += '  - {id: stadt-c, name: Jugendamt C, key: "05974044", involvement: vorgesehen}\n'
    text = report(tree, network)
    assert "Das Netzwerk tragen zwei Jugendämter: Jugendamt A und Jugendamt B." in text
    assert "Der Beitritt ist vorgesehen: Jugendamt C." in text


def test_a_protected_body_is_not_named_in_a_report(tree: Tree) -> None:
    members = "members:\n  - {id: haus, name: GEHEIM, categories: [weitere], sensitive: true, since: 2025-02-01}\n"
    rest = "organisers: [haus]\nresults:\n  - {text: A, responsible: haus}\n"
    files = {"data/networks/n/members.yaml": members, **events(event("2025-05-01", rest))}
    for text in (report(tree, files=files), written(working(tree, files=files), "md")):
        assert "GEHEIM" not in text
        assert "geschützte Einrichtung" in text


def test_the_results_of_confidential_minutes_stay_inside(tree: Tree) -> None:
    rest = "results:\n  - {kind: beschluss, text: VERTRAULICH}\nminutes: {status: freigegeben, confidential: true}\n"
    files = events(event("2025-05-01", rest))
    assert "VERTRAULICH" not in report(tree, files=files)
    assert "VERTRAULICH" in written(working(tree, files=files), "md")


def test_findings_and_results_of_meetings_are_reported(tree: Tree) -> None:
    rest = """\
evaluation:
  - {subject: wege, rating: anpassen, finding: BEFUND, next: SCHRITT, responsible: stadt-a, due: 2025-09-30}
results:
  - {kind: absprache, text: ABSPRACHE}
  - {kind: aufgabe, text: AUFGABE, responsible: stadt-a, due: 2025-09-30}
"""
    network = NETWORK + "workstreams:\n  - {id: wege, text: Mitteilungswege}\n"
    files = events(event("2025-05-01", rest))
    text = report(tree, network, files)
    assert "Mitteilungswege (01.05.2025): anzupassen. BEFUND. Nächster Schritt: SCHRITT." in text
    assert "Absprache: ABSPRACHE" in text
    assert "AUFGABE" not in text
    assert "Aufgabe: AUFGABE. Zuständig: Jugendamt A, bis 30.09.2025." in written(
        working(tree, network, files), "md"
    )


# --- meetings
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "hat kein Treffen"),
        (1, "hat ein Treffen"),
        (2, "haben zwei Treffen"),
        (13, "haben 13 Treffen"),
    ],
)
def test_the_sentence_counts_right(count: int, sentence: str, tree: Tree) -> None:
    files = {
        f"data/events/n/2025-01-{n:02d}-t.yaml": event(f"2025-01-{n:02d}")
        for n in range(1, count + 1)
    }
    assert f"Im Jahr 2025 {sentence} stattgefunden." in report(tree, files=files)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("complete_since: nie\n", "Die Unterlagen des Netzwerks sind nicht vollständig. Was"),
        (
            "complete_since: nie\nsources: [{id: q, title: Ordner im Amt}]\n",
            "Die Unterlagen des Netzwerks sind nicht voll",
        ),
        (
            "complete_since: nie\nsources: [{id: q, title: Seite, url: 'https://example.org'}]\n",
            "auch auf veröffentlichte",
        ),
        ("complete_since: 2025-06-01\n", "Die Unterlagen des Netzwerks sind erst seit "),
        ("complete_since: 2024-12-01\n", ""),
    ],
)
def test_the_report_says_what_its_records_cover(claim: str, sentence: str, tree: Tree) -> None:
    text = report(tree, NETWORK + claim)
    assert sentence in text
    assert ("Was hier nicht steht" in text or "als hier steht" in text) == bool(sentence)


def test_none_recorded_is_not_none_held(tree: Tree) -> None:
    text = report(tree, NETWORK + "complete_since: nie\n")
    assert "hat kein" not in text
    assert "## 5 Treffen" not in text


@pytest.mark.parametrize(
    "kind", ["fachtag", "fortbildung", "fachvortrag", "workshop", "fallkonferenz"]
)
def test_trainings_and_case_conferences_are_no_meetings_unless_the_rule_says_so(
    kind: str, tree: Tree
) -> None:
    files = events(
        event("2025-02-01", "groups: [g]\n", kind=kind), event("2025-03-01", "groups: [g]\n")
    )
    plain = GROUP.replace("{cadence}", "{meetings: 2, per: jahr}")
    assert viewed(tree, plain, files).meetings.held == 1
    assert [(one.held, one.need) for one in viewed(tree, plain, files).meetings.rules] == [(1, 2)]
    named = GROUP.replace(
        "{cadence}", f"{{meetings: 2, per: jahr, kinds: [netzwerktreffen, {kind}]}}"
    )
    assert viewed(tree, named, files).meetings.held == 2
    assert [(one.held, one.need) for one in viewed(tree, named, files).meetings.rules] == [(2, 2)]


def test_what_only_bodies_outside_do_is_no_meeting_of_the_network(tree: Tree) -> None:
    network = NETWORK + "groups:\n  - {id: jha, name: Ausschuss, kind: ausschuss, external: true}\n"
    assert viewed(tree, network, events(event("2025-02-01", "groups: [jha]\n"))).meetings.held == 0


def test_the_meetings_of_each_group_and_the_rule_are_compared(tree: Tree) -> None:
    files = events(
        *(event(f"2025-0{month}-01", "groups: [g]\n") for month in (1, 2)), event("2025-05-01")
    )
    network = GROUP.replace("{cadence}", "{meetings: 1, per: quartal}")
    view = working(tree, network, files)
    assert [(one.label, one.held, one.verdict) for one in view.cadences] == [
        ("1. Quartal 2025", 2, "eingehalten"),
        ("2. Quartal 2025", 0, "nicht eingehalten"),
        ("3. Quartal 2025", 0, "nicht eingehalten"),
        ("4. Quartal 2025", 0, "nicht eingehalten"),
    ]
    assert [(one.label, one.held, one.need) for one in view.meetings.rules] == [
        ("Gruppe", 2, 4),
        ("ohne Gremium: Netzwerktreffen", 1, None),
    ]


def cadence(
    tree: Tree, rule: str, *texts: str, network: str = GROUP, day: dt.date = DAY
) -> list[tuple[str, str]]:
    view = working(tree, network.replace("{cadence}", rule), events(*texts), day=day)
    return [(f"{one.held} von {one.need}", one.verdict) for one in view.cadences]


def test_only_meetings_that_took_place_count(tree: Tree) -> None:
    found = cadence(
        tree,
        "{meetings: 2, per: jahr}",
        event("2025-01-01", "groups: [g]\n"),
        event("2025-02-01", "groups: [g]\n", status="abgesagt"),
        event("2025-03-01"),
    )
    assert found == [("1 von 2", "nicht eingehalten")]


def test_a_meeting_without_recorded_outcome_decides_nothing(tree: Tree) -> None:
    found = cadence(
        tree,
        "{meetings: 2, per: jahr}",
        event("2025-01-01", "groups: [g]\n"),
        event("2025-02-01", "groups: [g]\n", status="angekuendigt"),
    )
    assert found == [("1 von 2", "nicht beurteilbar")]


def test_only_the_kinds_of_the_rule_count(tree: Tree) -> None:
    rule = "{meetings: 1, per: jahr, kinds: [fachtag]}"
    assert cadence(tree, rule, event("2025-01-01", "groups: [g]\n")) == [
        ("0 von 1", "nicht eingehalten")
    ]
    assert cadence(tree, rule, event("2025-01-01", "groups: [g]\n", kind="fachtag")) == [
        ("1 von 1", "eingehalten")
    ]


def test_half_years_quarters_and_months_are_judged_one_by_one(tree: Tree) -> None:
    meeting = event("2025-08-15", "groups: [g]\n")
    assert [verdict for _, verdict in cadence(tree, "{meetings: 1, per: halbjahr}", meeting)] == [
        "nicht eingehalten",
        "eingehalten",
    ]
    assert len(cadence(tree, "{meetings: 1, per: quartal}", meeting)) == 4
    assert len(cadence(tree, "{meetings: 1, per: monat}", meeting)) == 12
    assert cadence(tree, "{meetings: 1, per: zwei-jahre}", meeting) == [("1 von 1", "eingehalten")]


def test_periods_outside_the_complete_records_or_the_life_of_the_group_are_not_judged(
    tree: Tree,
) -> None:
    rule = "{meetings: 1, per: jahr}"
    never = GROUP.replace("founded: 2020-01-01", "founded: 2020-01-01\ncomplete_since: nie")
    assert cadence(tree, rule, network=never) == [("0 von 1", "nicht beurteilbar")]
    late = GROUP.replace("founded: 2020-01-01", "founded: 2020-01-01\ncomplete_since: 2025-02-01")
    assert cadence(tree, rule, network=late) == [("0 von 1", "nicht beurteilbar")]
    young = GROUP.replace("kind: plenum", "kind: plenum, since: 2025-02-01")
    assert cadence(tree, rule, network=young) == [("0 von 1", "nicht beurteilbar")]
    unknown = GROUP.replace("kind: plenum", "kind: plenum, since: unbekannt")
    assert cadence(tree, rule, network=unknown) == [
        ("0 von 1", "nicht eingehalten")
    ]  # from the founding
    assert cadence(tree, rule, day=dt.date(2025, 6, 1)) == [("0 von 1", "läuft noch")]
    several = GROUP.replace("kind: plenum", "kind: plenum, count: 4")
    assert cadence(tree, rule, event("2025-01-01", "groups: [g]\n"), network=several) == [
        ("1 von 1", "nicht beurteilbar")
    ]


def test_a_vague_date_counts_only_where_every_reading_lies_in_the_period(tree: Tree) -> None:
    found = cadence(tree, "{meetings: 1, per: halbjahr}", event("2025", "groups: [g]\n"))
    assert found == [("0 von 1", "nicht beurteilbar"), ("0 von 1", "nicht beurteilbar")]


def test_krefeld_kept_its_rule_where_the_records_show_it_and_is_not_judged_elsewhere() -> None:
    network = Repository(ROOT).network("krefeld")
    view = ReportBuilder(network, YEAR, as_of=DAY, audience=Audience.INTERN).annex(
        lambda _network, _place: 1
    )
    assert [(one.rule, one.label, one.held, one.need, one.verdict) for one in view.cadences] == [
        ("halbjährlich", "1. Halbjahr 2025", 1, 1, "eingehalten"),
        ("halbjährlich", "2. Halbjahr 2025", 0, 1, "nicht beurteilbar"),
    ]


# --- trainings and the rest
# ------------------------------------------------------------------------------------------


def test_trainings_are_measured_against_what_the_law_asks(tree: Tree) -> None:
    files = events(
        event("2025-01-01", TRAINING, kind="fachtag"),
        event("2025-02-01", TRAINING, kind="fachtag", status="geplant"),
        event("2025-03-01", TRAINING.replace(", insofa", ""), kind="fachtag"),
        event("2025-04-01", TRAINING.replace("true", "false"), kind="fachtag"),
        event("2025-05-01", kind="workshop"),
    )
    text = report(tree, files=files)
    assert (
        "hat ein interdisziplinäres Qualifizierungsangebot stattgefunden; das Gesetz verlangt mindestens drei"
        in text
    )
    assert "Gezählt ist: Treffen 2025-01-01 (Mi 01.01.2025)." in text
    view = working(tree, files=files)
    assert [(one.counts, one.why_not) for one in view.events] == [
        (True, ""),
        (False, "Ergebnis nicht erfasst"),
        (False, "weniger als zwei Zielgruppen"),
        (False, "nicht als interdisziplinär erfasst"),
        (False, "nicht als Qualifizierungsangebot erfasst"),
    ]
    assert any("weniger als die verlangten" in one for one in gaps(viewed(tree, files=files)))


def test_what_is_missing_ends_with_one_stop(tree: Tree) -> None:
    network = NETWORK.replace("Jugendamt A", "Jugendamt e. V.")
    network += "coordination: [{id: k, youth_office: stadt-a}]\n"
    missing = [text for text in gaps(viewed(tree, network)) if "e. V." in text]
    assert missing
    assert not [text for text in missing if ".." in text]


def test_three_trainings_leave_no_gap(tree: Tree) -> None:
    view = viewed(
        tree, files=events(*(event(f"2025-0{month}-01", TRAINING) for month in (1, 2, 3)))
    )
    assert not [text for text in gaps(view) if "weniger als die verlangten" in text]


@pytest.mark.parametrize("kind", ["fachtag", "fortbildung", "fachvortrag", "netzwerktreffen"])
def test_who_came_is_printed_with_its_unit(kind: str, tree: Tree) -> None:
    files = events(
        event(
            "2025-05-01",
            "attendance: {total: {count: 90, precision: rund, of: anwesend}}\n",
            kind=kind,
        )
    )
    assert "rund 90 Anwesende" in report(tree, files=files)
    plain = events(event("2025-05-01", "attendance: {total: 24}\n", kind=kind))
    assert "24 Teilnehmende" in report(tree, files=plain)


def test_a_case_conference_is_only_a_number(tree: Tree) -> None:
    conference = event("2025-05-01", "case_conference: {participants: 77}\n", kind="fallkonferenz")
    files = events(conference.replace("Treffen 2025-05-01", "GEHEIM"))
    for text in (report(tree, files=files), written(working(tree, files=files), "md")):
        assert "GEHEIM" not in text
        assert "77" not in text
    assert "hat eine anonymisierte Fallkonferenz stattgefunden" in report(tree, files=files)


def test_a_meeting_with_a_training_stays_among_the_meetings(tree: Tree) -> None:
    meeting = event("2025-03-01", f"groups: [g]\nsummary: Kurz und gut\n{TRAINING}")
    files = events(
        meeting, event("2025-04-01", "groups: [g]\n"), event("2025-05-01", TRAINING, kind="fachtag")
    )
    network = GROUP.replace("{cadence}", "{meetings: 2, per: jahr}")
    view = viewed(tree, network, files)
    text = written(view, "md")
    assert view.meetings.held == 2
    assert view.trainings.held == 2
    assert text.count("| Treffen 2025-03-01 |") == 1
    assert text.count("Kurz und gut") == 1


# --- what is missing
# -------------------------------------------------------------------------------------------------


def test_what_is_missing_is_told_to_the_coordinator_with_file_line_and_the_line_to_add(
    ksnet: Ksnet, tree: Tree
) -> None:
    network = NETWORK + "coordination:\n  - {id: k, youth_office: stadt-a}\n"
    root = tree({"data/networks/n/network.yaml": network})
    arguments = [
        "report",
        "n",
        "--year",
        "2025",
        "--as-of",
        "2026-06-30",
        "--format",
        "md",
        "--root",
        root,
    ]
    run = ksnet(*arguments)
    assert run.code == 0
    assert "data/networks/n/network.yaml:6: Der Stellenanteil fehlt: Jugendamt A." in run.err
    assert ": fte: 0.5" in run.err
    assert (
        "data/networks/n/years/2025.yaml: Ein Ausblick fehlt. Neue Datei mit: outlook: …" in run.err
    )
    assert "fehlt" not in run.out
    draft = ksnet(*arguments, "--draft")
    assert "Der Stellenanteil fehlt: Jugendamt A." in draft.out
    assert ksnet(*arguments, "--quiet").err == ""


def test_what_another_source_says_stands_in_the_working_version(tree: Tree) -> None:
    other = "sources: [{id: q, title: Zeitung, published: 2020-02-01}]\nreported: [{key: founded, value: 2019, source: q}]\n"
    assert "Abweichende Angabe zu „gegründet“: 2019 (Zeitung)." in written(
        working(tree, NETWORK + other), "md"
    )


def test_the_working_version_shows_coverage_duties_lists_and_sources() -> None:
    network = Repository(EXAMPLE).network("musterkreis")
    text = written(
        ReportBuilder(network, YEAR, as_of=DAY, audience=Audience.INTERN).annex(
            lambda _network, _place: 7
        ),
        "md",
    )
    for part in (
        "| 9 | Staatsanwaltschaften | 0 |",
        "| Konferenz der Koordinierungsstellen | vierteljährlich | 1. Quartal 2025 | 1 von 1 | eingehalten |",
        "LKSG-10 Drei interdisziplinäre Qualifizierungsangebote im Jahr",
        "## Anlage 1: Mitgliederliste",
        "## Anlage 2: Terminliste",
        "## Anlage 3: Quellen",
        "Musterkreis-Anzeiger",
    ):
        assert part in text, part


@pytest.mark.parametrize(
    ("network", "year", "headings"),
    [
        ("neuss", "2024", ["1 Aufbau", "2 Treffen"]),
        ("krefeld", "2025", ["1 Netzwerk", "4 Treffen und eigener Turnus"]),
        ("rhein-kreis-neuss", "2023", ["1 Netzwerk und Berichtspflicht", "4 Treffen"]),
    ],
)
def test_a_heading_of_the_working_version_names_only_what_stands_below(
    network: str, year: str, headings: list[str], ksnet: Ksnet
) -> None:
    run = ksnet("report", network, "--root", ROOT, "--year", year, "--annex", "--format", "md", "--as-of", "2026-11-30", "-q")  # fmt: skip
    assert {f"## {heading}" for heading in headings} <= set(run.out.splitlines()), run.out[:999]
    assert ("außerhalb des Netzwerks" in run.out) == (network != "neuss")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ["--year", "2025", "--from", "2025-01-01", "--to", "2025-12-31"],
            "--year und --from/--to schließen",
        ),
        (["--from", "2025-01-01"], "Ein Zeitraum braucht beide Tage"),
        (["--from", "2025-02-01", "--to", "2025-01-01"], "--to liegt vor --from"),
        (["--year", "2025", "--annex", "--as", "vorlage"], "nicht mit --annex"),
        (["--plan", "p", "--annex"], "nicht zu --plan"),
        (["--year", "2025", "--committee", "Rat"], "--committee gehört zu --as vorlage"),
        ([], "Es fehlt das Jahr"),
    ],
)
def test_wrong_usage_is_one_sentence(arguments: list[str], expected: str, ksnet: Ksnet) -> None:
    run = ksnet("report", "krefeld", *arguments, "--root", ROOT)
    assert run.code == 2
    assert expected in run.err


def test_the_report_says_who_took_note_of_it(ksnet: Callable[..., Run], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "ksnet" / "example", tmp_path / "office")
    year = tmp_path / "office/data/networks/musterkreis/years/2025.yaml"
    before, _, _ = year.read_text(encoding="utf-8").partition("approved:")
    entries = "  - by: jugendhilfeausschuesse\n    on: 2026-03-10\n    reference: '0042/2026'\n  - by: {text: Kreistag}\n    on: 2026-04-20\n  - by: {text: Beirat}\n    on: 2026-09-01\n"
    year.write_text(f"{before}approved:\n{entries}", encoding="utf-8")
    run = ksnet(
        "report",
        "musterkreis",
        "--root",
        tmp_path / "office",
        "--year",
        "2025",
        "--format",
        "md",
        "--as-of",
        "2026-06-30",
    )
    assert run.code == 0, run.err
    assert (
        "\nZur Kenntnis genommen: Jugendhilfeausschüsse, 10.03.2026 (Vorlage 0042/2026); Kreistag, 20.04.2026.\n"
        in run.out
    )
    assert "Beirat" not in run.out  # that is still to come


def test_a_table_without_rows_leaves_no_caption_behind(ksnet: Ksnet) -> None:
    run = ksnet("report", "rhein-kreis-neuss", "--root", ROOT, "--year", "2023", "--annex", "--format", "md", "--as-of", "2026-06-30")  # fmt: skip
    assert run.code == 0, run.err
    turnus = run.out.partition("## 4 Treffen\n")[2].partition("\n## ")[0]
    assert turnus.strip() == "Bei einem angekündigten Treffen ist nicht erhoben, ob es stattfand."
    assert "Angebote je Jahr" not in run.out


def test_a_network_of_a_few_months_and_an_office_that_came_and_went(tree: Tree) -> None:
    network = NETWORK.replace("founded: 2020-01-01", "founded: 2025-02-01\nuntil: 2025-10-31")
    network += (
        '  - {id: kreis-b, name: Jugendamt B, key: "05978", since: 2025-04-01, until: 2025-09-30}\n'
    )
    text = report(tree, network)
    assert "gegründet worden (01.02.2025) und hat seine Arbeit in ihm beendet (31.10.2025)" in text
    assert "Jugendamt B (neu seit 01.04.2025, nur bis 30.09.2025)" in text


def test_what_was_planned_behind_the_end_of_a_network_is_no_term_after_the_period(
    tree: Tree,
) -> None:
    network = NETWORK.replace("founded: 2020-01-01", "founded: 2020-01-01\nuntil: 2025-10-31")
    event = "title: Treffen\nkind: netzwerktreffen\nstart: 2025-12-01 10:00\nstatus: geplant\n"
    text = report(tree, network, {"data/events/n/2025-12-01-treffen.yaml": event})
    assert "Termine nach dem Berichtszeitraum" not in text


def test_what_was_published_is_called_in_words(tree: Tree) -> None:
    text = "public_relations:\n  - {kind: oeffentlichkeitsarbeit, title: Faltblatt}\n  - {kind: social-media, title: Beitrag}\n"
    said = report(tree, files={"data/networks/n/years/2025.yaml": text})
    assert "Faltblatt (Öffentlichkeitsarbeit)" in said
    assert "Beitrag (Social Media)" in said
