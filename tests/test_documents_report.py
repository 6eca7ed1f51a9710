import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.documents import Chapter, ReportDocument, report_document
from ksnet.documents.blocks import Gap, Table
from ksnet.documents.report import CHAPTERS
from ksnet.rendering import render, render_text
from ksnet.repository import Repository

Tree = Callable[[Mapping[str, str | bytes]], Path]
DAY = dt.date(2026, 6, 30)
ROOT = Path(__file__).parent.parent

NETWORK = """\
name: Netzwerk Musterkreis
founded: 2020-01-01
youth_offices:
  - {id: stadt-a, name: Jugendamt A, key: "05974040"}
"""


def report(
    tree: Tree,
    network: str = NETWORK,
    files: Mapping[str, str] | None = None,
    *,
    year: int = 2025,
    day: dt.date = DAY,
) -> ReportDocument:
    root = tree({"data/networks/n/network.yaml": network, **(files or {})})
    return report_document(Repository(root).network("n"), year=year, as_of=day)


def markdown(document: ReportDocument) -> str:
    return render(document, "md", templates_dir=None)


def chapter(document: ReportDocument, slug: str) -> Chapter:
    return next(chapter for chapter in document.chapters if chapter.slug == slug)


def table(document: ReportDocument, slug: str, ident: str) -> list[list[str]]:
    found = next(block for block in chapter(document, slug).blocks if isinstance(block, Table) and block.id == ident)
    return [[cell.text for cell in row] for row in found.rows]


def gaps(document: ReportDocument, slug: str, kind: str) -> list[str]:
    blocks = chapter(document, slug).blocks
    return [block.text for block in blocks if isinstance(block, Gap) and block.gap == kind]


def event(start: str, rest: str = "", *, kind: str = "netzwerktreffen", status: str = "stattgefunden") -> str:
    return f"title: Treffen {start}\nkind: {kind}\nstart: {start}\nstatus: {status}\n{rest}"


def events(*texts: str) -> dict[str, str]:
    return {f"data/events/n/2025-{chr(97 + number)}.yaml": text for number, text in enumerate(texts)}


# --- the published networks -------------------------------------------------------------------------------------------


def published(network: str, year: int) -> ReportDocument:
    return report_document(Repository(ROOT).network(network), year=year, as_of=DAY)


def test_rhein_kreis_neuss_names_its_offices_agreement_and_management() -> None:
    document = published("rhein-kreis-neuss", 2023)
    assert len(table(document, "struktur", "jugendaemter")) == 6
    text = markdown(document)
    for part in (
        "6 Jugendämter",
        "Kooperationsvereinbarung zur interkommunalen Zusammenarbeit im Kinderschutz",
        "zwischen 2022 und 08.02.2023",
        "Geschäftsführung, Konferenz der Koordinierungsstellen, im Jahr 2023: Jugendamt Rhein-Kreis Neuss",
        "angekündigt, Ergebnis nicht erfasst",
    ):
        assert part in text


def test_rhein_kreis_neuss_does_not_know_the_management_of_a_later_year() -> None:
    assert "Wer 2024 die jährlich wechselnde Geschäftsführung" in markdown(published("rhein-kreis-neuss", 2024))


def test_krefeld_kept_its_rule_where_the_records_show_it_and_is_not_judged_elsewhere() -> None:
    rows = table(published("krefeld", 2025), "treffen", "turnus")
    assert [(row[1], row[2], row[3], row[4]) for row in rows] == [
        ("halbjährlich", "1. Halbjahr 2025", "1 von 1", "eingehalten"),
        ("halbjährlich", "2. Halbjahr 2025", "0 von 1", "nicht beurteilbar"),
    ]


@pytest.mark.parametrize("network", ["krefeld", "rhein-kreis-neuss", "rheinisch-bergischer-kreis", "soest"])
def test_nothing_is_said_not_to_have_been_done_because_it_was_not_published(network: str) -> None:
    for year in (2023, 2024, 2025, 2026):
        document = published(network, year)
        text = markdown(document)
        assert "nicht eingehalten" not in text
        assert "nicht vertreten" not in text
        for one in document.chapters:
            assert not gaps(document, one.slug, "fehlt"), one.slug


# --- honest with little -----------------------------------------------------------------------------------------------


def test_a_network_of_nothing_but_a_name_gives_a_short_report(tree: Tree) -> None:
    document = report(tree, "name: Netzwerk Neu\n")
    text = markdown(document)
    assert [one.slug for one in document.chapters][: len(CHAPTERS)] == [slug for slug, _, _ in CHAPTERS]
    assert "Kein Jugendamt ist erfasst" in text
    assert "Wann das Netzwerk gegründet wurde, ist nicht erfasst" in text
    assert len(text) < 8000


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
    document = report(tree, network, files)
    text = markdown(document)
    assert "data/networks/n/members.yaml" in text
    render(document, "html", templates_dir=None)
    render_text(document, width=80, color=True)


def test_a_folder_without_network_file_still_gives_a_report(tree: Tree) -> None:
    root = tree({"data/networks/n/members.yaml": "members: []\n"})
    document = report_document(Repository(root).network("n"), year=2025, as_of=DAY)
    assert document.subtitle[0] == "n"


# --- the year ---------------------------------------------------------------------------------------------------------


def test_a_running_year_is_said_to_be_preliminary(tree: Tree) -> None:
    text = markdown(report(tree, day=dt.date(2025, 3, 1)))
    assert "Vorläufig: Das Jahr 2025 läuft noch." in text
    assert "berichtet wird bis zum 1. März 2025" in text


def test_a_year_before_the_founding_says_so(tree: Tree) -> None:
    assert "gab es das Netzwerk noch nicht" in markdown(report(tree, year=2019))


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
resources: [{youth_office: stadt-a, state_funds_eur: 159622}]
approved: [{by: {text: Jugendhilfeausschuss}, on: 2026-02-10, reference: "0081/2026"}]
"""
    network = NETWORK + "goals:\n  - {id: z, text: ZIEL}\n"
    text = markdown(report(tree, network, {"data/networks/n/years/2025.yaml": year}))
    for part in (
        "JAHRESTEXT",
        "| ZIEL | teilweise erreicht | NOTIZ |",
        "NUR DIESES JAHR",
        "BEWERTUNG",
        "| BESSER | Jugendamt A | 31.03.2026 | überfällig |",
        "AUSBLICK",
        "März 2025",
        "159.622 €",
        "Jugendhilfeausschuss, 10.02.2026, Vorlage 0081/2026",
    ):
        assert part in text.replace("|  |", "|"), part


# --- members ----------------------------------------------------------------------------------------------------------


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
    document = report(tree, files={"data/networks/n/members.yaml": members})
    assert table(document, "mitglieder", "bewegung") == [
        ["neu im Berichtsjahr", "1"],
        ["Beginn nicht sicher diesem Jahr zuzuordnen", "1"],
        ["schon vorher dabei oder Beginn nicht bekannt", "3"],
        ["ausgeschieden im Berichtsjahr", "1"],
    ]
    assert "Am 31. Dezember 2025 gehören dem Netzwerk 4 erfasste Stellen an." in markdown(document)


def test_who_was_there_from_the_founding_is_no_newcomer(tree: Tree) -> None:
    members = "members:\n  - {id: a, name: A, categories: [schule]}\n"
    document = report(tree, files={"data/networks/n/members.yaml": members}, year=2020)
    assert ["seit der Gründung in diesem Jahr dabei", "1"] in table(document, "mitglieder", "bewegung")


# --- meetings ---------------------------------------------------------------------------------------------------------

GROUP = NETWORK + "groups:\n  - {{id: g, name: Gruppe, kind: plenum, cadence: {cadence}}}\n"


def cadence(tree: Tree, rule: str, *texts: str, network: str = GROUP, day: dt.date = DAY) -> list[tuple[str, str]]:
    document = report(
        tree, network.replace("{cadence}", rule).replace("{{", "{").replace("}}", "}"), events(*texts), day=day
    )
    return [(row[3], row[4]) for row in table(document, "treffen", "turnus")]


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
    assert cadence(tree, rule, event("2025-01-01", "groups: [g]\n")) == [("0 von 1", "nicht eingehalten")]
    assert cadence(tree, rule, event("2025-01-01", "groups: [g]\n", kind="fachtag")) == [("1 von 1", "eingehalten")]


def test_half_years_quarters_and_months_are_judged_one_by_one(tree: Tree) -> None:
    meeting = event("2025-08-15", "groups: [g]\n")
    assert [verdict for _, verdict in cadence(tree, "{meetings: 1, per: halbjahr}", meeting)] == [
        "nicht eingehalten",
        "eingehalten",
    ]
    assert len(cadence(tree, "{meetings: 1, per: quartal}", meeting)) == 4
    assert len(cadence(tree, "{meetings: 1, per: monat}", meeting)) == 12
    assert cadence(tree, "{meetings: 1, per: zwei-jahre}", meeting) == [("1 von 1", "eingehalten")]


def test_periods_outside_the_complete_records_or_the_life_of_the_group_are_not_judged(tree: Tree) -> None:
    rule = "{meetings: 1, per: jahr}"
    never = GROUP.replace("founded: 2020-01-01", "founded: 2020-01-01\ncomplete_since: nie")
    assert cadence(tree, rule, network=never) == [("0 von 1", "nicht beurteilbar")]
    late = GROUP.replace("founded: 2020-01-01", "founded: 2020-01-01\ncomplete_since: 2025-02-01")
    assert cadence(tree, rule, network=late) == [("0 von 1", "nicht beurteilbar")]
    young = GROUP.replace("kind: plenum", "kind: plenum, since: 2025-02-01")
    assert cadence(tree, rule, network=young) == [("0 von 1", "nicht beurteilbar")]
    unknown = GROUP.replace("kind: plenum", "kind: plenum, since: unbekannt")
    assert cadence(tree, rule, network=unknown) == [("0 von 1", "nicht beurteilbar")]
    assert cadence(tree, rule, day=dt.date(2025, 6, 1)) == [("0 von 1", "läuft noch")]
    several = GROUP.replace("kind: plenum", "kind: plenum, count: 4")
    assert cadence(tree, rule, event("2025-01-01", "groups: [g]\n"), network=several) == [
        ("1 von 1", "nicht beurteilbar")
    ]


def test_a_vague_date_counts_only_where_every_reading_lies_in_the_period(tree: Tree) -> None:
    found = cadence(tree, "{meetings: 1, per: halbjahr}", event("2025", "groups: [g]\n"))
    assert found == [("0 von 1", "nicht beurteilbar"), ("0 von 1", "nicht beurteilbar")]


# --- trainings and the rest -------------------------------------------------------------------------------------------

TRAINING = "qualification: {interdisciplinary: true, categories: [schule, insofa]}\n"


def test_trainings_are_counted_against_three(tree: Tree) -> None:
    document = report(
        tree,
        files=events(
            event("2025-01-01", TRAINING, kind="fachtag"),
            event("2025-02-01", TRAINING, kind="fachtag", status="geplant"),
            event("2025-03-01", TRAINING.replace(", insofa", ""), kind="fachtag"),
            event("2025-04-01", TRAINING.replace("true", "false"), kind="fachtag"),
            event("2025-05-01", kind="workshop"),
        ),
    )
    assert "2025 durchgeführt: 1 von mindestens 3" in markdown(document)
    counted = [row[-1] for row in table(document, "qualifizierung", "qualifizierung")]
    assert counted == [
        "ja",
        "nein: Ergebnis nicht erfasst",
        "nein: weniger als zwei Zielgruppen",
        "nein: nicht als interdisziplinär erfasst",
    ]
    assert any("Drei Qualifizierungsangebote" in text for text in gaps(document, "qualifizierung", "fehlt"))
    assert len(table(document, "qualifizierung", "weitere-angebote")) == 1


def test_three_trainings_leave_no_gap(tree: Tree) -> None:
    document = report(tree, files=events(*(event(f"2025-0{month}-01", TRAINING) for month in (1, 2, 3))))
    assert not gaps(document, "qualifizierung", "fehlt")


def test_a_case_conference_is_only_a_number(tree: Tree) -> None:
    conference = event("2025-05-01", "case_conference: {participants: 77}\n", kind="fallkonferenz")
    conference = conference.replace("Treffen 2025-05-01", "GEHEIM")
    document = report(tree, files=events(conference))
    text = str(chapter(document, "fallkonferenzen"))
    assert "Für 2025 ist 1 erfasst" in text
    assert "GEHEIM" not in text
    assert "77" not in text


def test_what_complete_records_do_not_hold_is_missing_and_the_rest_not_to_be_judged(tree: Tree) -> None:
    complete = report(tree)
    assert gaps(complete, "oeffentlichkeit", "fehlt")
    assert gaps(complete, "koordination", "fehlt")
    open_records = report(tree, NETWORK + "complete_since: nie\n")
    assert gaps(open_records, "oeffentlichkeit", "nicht-beurteilbar")
    assert not gaps(open_records, "oeffentlichkeit", "fehlt")


def test_findings_and_results_of_meetings_are_reported(tree: Tree) -> None:
    rest = """\
groups: []
evaluation:
  - {subject: wege, rating: anpassen, finding: BEFUND, next: SCHRITT, responsible: stadt-a, due: 2025-09-30}
results:
  - {kind: aufgabe, text: AUFGABE, responsible: stadt-a, due: 2025-09-30}
attendance:
  total: {count: 90, precision: rund, of: anwesend}
"""
    network = NETWORK + "workstreams:\n  - {id: wege, text: Mitteilungswege}\n"
    text = markdown(report(tree, network, events(event("2025-05-01", rest))))
    assert (
        "| Mitteilungswege | Do 01.05.2025 | anzupassen | BEFUND | SCHRITT, zuständig: Jugendamt A, bis 30.09.2025 |"
        in text
    )
    assert "Aufgabe: AUFGABE (zuständig: Jugendamt A, bis 30.09.2025)" in text
    assert "rund 90 Anwesende" in text


def test_a_protected_body_is_not_named_in_a_report(tree: Tree) -> None:
    members = "members:\n  - {id: haus, name: GEHEIM, categories: [weitere], sensitive: true, since: 2025-02-01}\n"
    rest = "organisers: [haus]\nresults:\n  - {text: A, responsible: haus}\n"
    files = {"data/networks/n/members.yaml": members, **events(event("2025-05-01", rest))}
    text = markdown(report(tree, files=files))
    assert "GEHEIM" not in text
    assert "geschützte Einrichtung" in text


def test_a_report_that_names_unpublished_people_says_so(tree: Tree) -> None:
    members = "members:\n  - {id: m, name: M, categories: [schule], people: [{id: p, family_name: P}]}\n"
    rest = "results:\n  - {text: A, responsible: p}\n"
    files = {"data/networks/n/members.yaml": members, **events(event("2025-05-01", rest))}
    assert "Für den internen Gebrauch" not in markdown(report(tree))
    assert "Für den internen Gebrauch" in markdown(report(tree, files=files))


def test_a_meeting_with_a_training_stays_among_the_meetings(tree: Tree) -> None:
    group = NETWORK + "groups:\n  - {id: g, name: Gruppe, kind: plenum, cadence: {meetings: 2, per: jahr}}\n"
    meeting = event("2025-03-01", f"groups: [g]\nsummary: Kurz und gut\n{TRAINING}")
    document = report(
        tree,
        group,
        events(meeting, event("2025-04-01", "groups: [g]\n"), event("2025-05-01", TRAINING, kind="fachtag")),
    )
    assert [row[1] for row in table(document, "treffen", "treffen")] == ["Treffen 2025-03-01", "Treffen 2025-04-01"]
    assert table(document, "treffen", "turnus")[0][3] == "2 von 2"
    trainings = table(document, "qualifizierung", "qualifizierung")
    assert [row[1] for row in trainings] == ["Treffen 2025-03-01", "Treffen 2025-05-01"]
    assert markdown(document).count("Kurz und gut") == 1


def test_what_another_source_says_is_no_gap(tree: Tree) -> None:
    other = "sources: [{id: q, title: Zeitung, published: 2020-02-01}]\nreported: [{key: founded, value: 2019, source: q}]\n"
    document = report(tree, NETWORK + other)
    assert "Abweichende Angabe zu „gegründet“: 2019 (Zeitung)." in markdown(document)
    assert "Nicht beurteilbar: Abweichende" not in render_text(document, width=200, color=False)
