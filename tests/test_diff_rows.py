"""`ksnet diff`: what a reviewer must not miss, and that a veil hides a value, not a file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run, git, sentences
from tests.test_diff import EVENTS, MEMBERS, NETWORK, Edit, Ksnet

YEAR = "data/networks/musterkreis/years/2025.yaml"
KONFERENZ = f"{EVENTS}/2026-10-07-konferenz.yaml"
LINDE = "  - id: linde\n    name: Haus Linde\n    field: beratung\n    sensitive: true\n    groups: [plenum]\n"

CYRILLIC = "must\u0435rkreis.example.org"


def topics(run: Run) -> list[str]:
    """Return the headings of what is to be looked at first, in order."""
    part = run.out.partition("Bitte besonders prüfen\n")[2].partition("\n\n")[0]
    return [line.strip() for line in part.split("\n") if re.match("  [^ ]", line)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("        role: vertretung\n", "        role: vertretung\n        publication: {basis: einwilligung, since: 2020-01-01}\n"),
        ("        until: 2025-09-30\n", "        until: 2024-09-30\n"),
        ("members:\n", "# Herr Max Beispiel, 0221 4710-201\nmembers:\n"),
        ("        role: vertretung\n", "        # ksnet: ignore[publication-lapsed] wird gerade erneuert\n        role: vertretung\n        publication: {basis: einwilligung, since: 2020-01-01}\n"),
        ("members:\n", f"members:\n{LINDE}"),
    ],
)  # fmt: skip
def test_a_warning_in_a_file_veils_nothing_else_of_it(
    before: str, after: str, edit: Edit, diff: Ksnet, repository: Path
) -> None:
    edit(MEMBERS, before, after)
    git(repository, "commit", "-qam", "Vorher")
    edit(MEMBERS, "phone: 0221 4710-101", "phone: 0221 4710-111")
    assert sentences(diff("HEAD"))[0] == (
        "Geändert: Erika Mustermann (Kreisjugendamt Musterkreis): Telefon „0221 4710-111“ statt „0221 4710-101“"
    )


@pytest.mark.slow
def test_a_value_that_is_veiled_is_named_with_its_place_and_reason(edit: Edit, diff: Ksnet) -> None:
    edit(
        KONFERENZ,
        "status: geplant",
        "status: geplant\nsummary: Bericht zum Kind Leon Becker\ndate_note: halbtägig",
    )
    run = diff()
    assert "Leon" not in run.out
    assert topics(run)[0] == "Schutz und Falldaten"
    assert sentences(run)[0].startswith("Fehler KS502")
    assert "– Hinweis zum Termin neu: „halbtägig“" in sentences(run)
    assert re.search(
        r"– Zusammenfassung neu \(steht hier nicht; KS502: .*\) \(Zeile \d+\)", run.out
    )
    changed = next(
        c for c in json.loads(diff("--format", "json").out)["changes"] if c["what"] == "event"
    )
    assert (changed["after"]["summary"], changed["after"]["date_note"]) == (None, "halbtägig")


def test_protection_that_is_lifted_comes_first_and_says_what_becomes_public(
    edit: Edit, in_all_forms: Callable[..., list[str]], diff: Ksnet, repository: Path
) -> None:
    edit(MEMBERS, "members:\n", f"members:\n{LINDE}")
    git(repository, "commit", "-qam", "Vorher")
    edit(
        MEMBERS,
        "    sensitive: true\n",
        "    address:\n      street: Lindenweg 3\n      city: Musterstadt\n",
    )
    edit(NETWORK, "motto: Hinsehen, sprechen, handeln", "motto: Hinsehen")
    for out in in_all_forms("HEAD"):
        assert "Schutz aufgehoben: geschützte Einrichtung" in out
        assert "Linde" not in out
    assert sentences(diff("HEAD"))[0].endswith(
        "öffentlich werden: Name der Stelle, Handlungsfeld, Anschrift und Gremien (Werte stehen hier nicht)"
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (NETWORK, "      - value: 0.75\n", "      - value: 1\n", "Stellenanteil (seit 01.07.2025): 1 statt 0,75"),
        (YEAR, "state_funds_eur: 98000", "state_funds_eur: 99500", "Mittel geändert bei Kreisjugendamt Musterkreis: Landesmittel in Euro 99.500 statt 98.000"),
        (NETWORK, "Vier Jugendämter tragen", "Fünf Jugendämter tragen", "Kurzbeschreibung geändert: „‹Fünf› Jugendämter tragen es gemeinsam.“ statt „‹Vier› Jugendämter tragen es gemeinsam.“"),
        (f"{EVENTS}/2025-10-08-fachtag.yaml", "count: 110", "count: 115", "Teilnahme, Gesamtzahl: Anzahl 115 statt 110"),
        (YEAR, "    due: 2026-09-30", "    due: 2026-10-31", "Optimierungspotenziale geändert bei „Vorlage für die Einladung in einfacher Sprache erstellen“: bis 31.10.2026 statt 30.09.2026"),
        (f"{EVENTS}/2025-03-12-netzwerktreffen.yaml", "{schule: 9,", "{schule: 9, insofa: 3,", "Teilnahme, nach Kategorie, Insoweit erfahrene Fachkräfte neu: 3"),
        ("ksnet.yaml", "land: nrw\n", "land: nrw\nrules:\n  severity: {KS9: warnung}\n", "Anders gewichtet wird alles unter KS9 (7 Regeln): jetzt „warnung“"),
        (KONFERENZ, "status: geplant", "status: geplant\nresults:\n  - kind: aufgabe\n    text: Leitfaden verteilen\n    due: 2026-12-01", "Ergebnisse neu: Art Aufgabe, Ergebnis „Leitfaden verteilen“, bis 01.12.2026"),
    ],
)  # fmt: skip
def test_old_and_new_values_are_said(
    file: str,
    old: str,
    new: str,
    sentence: str,
    edit: Edit,
    diff: Ksnet,
) -> None:
    edit(file, old, new)
    assert sentence in diff().out


@pytest.mark.slow
def test_the_order_of_groups_is_a_change_that_is_said(repository: Path, diff: Ksnet) -> None:
    path = repository / NETWORK
    text = path.read_text(encoding="utf-8")
    groups = re.search(r"^groups:\n((?:  .*\n)+)", text, re.MULTILINE)
    assert groups
    items = re.split(r"(?m)^(?=  - )", groups[1])[1:]
    path.write_text(
        text.replace(groups[1], "".join([items[1], items[0], *items[2:]])), encoding="utf-8"
    )
    run = diff()
    assert sentences(run)[0].startswith("Gremien in anderer Reihenfolge: ")
    assert "Nur Form" not in run.out


@pytest.mark.slow
def test_a_new_person_is_said_with_everything_that_is_recorded_of_her(
    edit: Edit, diff: Ksnet
) -> None:
    edit(
        MEMBERS,
        "      - id: denkbar\n",
        "      - id: neumann\n        given_name: Nora\n        family_name: Neumann\n        function: Leitung\n        email: n.neumann@fremd.example\n"
        "        groups: [konferenz]\n        publication:\n          basis: eigene-beschaeftigte\n      - id: denkbar\n",
    )
    run = diff()
    assert topics(run) == ["Was öffentlich wird oder es nicht mehr ist"]
    said = sentences(run)
    assert said[:5] == [
        "Neu: Nora Neumann (Jugendamt der Stadt Musterstadt); öffentlich werden Vorname, Nachname, Funktion und E-Mail; Mail-Domäne bisher nicht im Netzwerk: fremd.example",
        "– Funktion „Leitung“",
        "– E-Mail „n.neumann@fremd.example“",
        "– Gremien Konferenz der Koordinierungsstellen",
        "– Veröffentlichung Grundlage eigene Beschäftigte mit Außenkontakt",
    ]  # fmt: skip


def test_of_many_new_members_sums_come_first_then_what_stands_out_and_the_rest_is_folded(
    edit: Edit,
    diff: Ksnet,
) -> None:
    new = "".join(
        f"  - id: schule-{n}\n    name: Schule {n}\n    categories: [schule]\n    people:\n"
        f"      - id: lehrkraft-{n}\n        family_name: Lehrkraft{n}\n        email: l{n}@{CYRILLIC if n == 7 else 'musterkreis.example.org'}\n"
        for n in range(20)
    )
    edit(MEMBERS, "members:\n", f"members:\n{new}")
    run = diff()
    said = sentences(run)
    assert any(
        one.startswith("20 neue Stellen und 20 neue Personen; nach Kategorien: Schulen 20; ")
        for one in said
    )
    odd = [one for one in said if "Schrift gemischt" in one]
    assert len(odd) == 1
    assert "Lehrkraft7" in odd[0]
    assert "kyrillische" in odd[0]
    assert sum(one.startswith("Neu: ") for one in said) == 1, (
        "only who stands out is said one by one"
    )
    assert any(one.startswith("20 neu: Schule 0") for one in said)
    assert sum(one.startswith("Neu: ") for one in sentences(diff("--all"))) == 40


def test_sums_of_many_new_members_do_not_tell_where_a_protected_one_is(
    edit: Edit, diff: Ksnet
) -> None:
    schools = "".join(
        f"  - id: s-{n}\n    name: Schule {n}\n    field: schule\n" for n in range(12)
    )
    body = (
        "  - id: linde\n    name: Linde\n    field: beratung\n    sensitive: true\n    email: post@linde.example\n"
        "    people:\n      - {id: verborgen, family_name: Verborgen, email: v@linde.example}\n"
    )
    edit(MEMBERS, "members:\n", f"members:\n{schools}{body}")
    run = diff()
    assert any(one.startswith("13 neue Stellen und 1 neue Person") for one in sentences(run))
    assert "linde" not in run.out.lower()


@pytest.mark.slow
def test_a_training_that_no_longer_counts_is_a_matter_of_duties(edit: Edit, diff: Ksnet) -> None:
    edit(f"{EVENTS}/2025-10-08-fachtag.yaml", "status: stattgefunden", "status: abgesagt")
    run = diff()
    assert "zählt nicht mehr als Qualifizierungsangebot nach dem Gesetz" in run.out
    assert "Pflichten und Fehler" in topics(run)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        (
            "status: geplant",
            "status: geplant\npublic: true",
            "erscheint in öffentlichen und abonnierten Kalendern",
        ),
        ("kind:", "public: true\nkind:", "erscheint in öffentlichen und abonnierten Kalendern"),
    ],
)
def test_what_becomes_public_is_said_for_subscribed_calendars(
    old: str,
    new: str,
    effect: str,
    edit: Edit,
    diff: Ksnet,
) -> None:
    edit(KONFERENZ, old, new)
    run = diff()
    assert topics(run)[0] == "Was öffentlich wird oder es nicht mehr ist"
    assert effect in run.out


def test_every_sentence_has_its_place_and_a_link_where_the_address_is_known(
    edit: Edit, diff: Ksnet
) -> None:
    edit(MEMBERS, "phone: 0221 4710-101", "phone: 0221 4710-111")
    assert f"({MEMBERS}:20)" in diff().out
    link = f"https://forge.example/-/blob/abc/{MEMBERS}#L20"
    assert (
        f"({link})" in diff("--format", "md", "--blob-url", "https://forge.example/-/blob/abc").out
    )
    assert diff("--format", "md", "--blob-url", "javascript:x").code == 2


@pytest.mark.slow
def test_a_protected_body_in_the_list_does_not_blind_the_diff_of_a_command(
    edit: Edit, ksnet: Ksnet, repository: Path
) -> None:
    edit(MEMBERS, "members:\n", f"members:\n{LINDE}")
    edit(KONFERENZ, "status: geplant", "status: geplant\ninvited: [linde, plenum]")
    run = ksnet(
        "end",
        "person",
        "mustermann",
        "--on",
        "2026-12-31",
        "--diff",
        "--as-of",
        "2026-06-30",
        cwd=repository,
    )
    assert "+        until: 2026-12-31\n" in run.out
    assert "linde" not in (run.out + run.err).lower()
    run = ksnet(
        "rename",
        "group",
        "plenum",
        "vollversammlung",
        "--diff",
        "--as-of",
        "2026-06-30",
        cwd=repository,
    )
    assert (
        "-invited: [(geschützte Einrichtung), plenum]\n+invited: [(geschützte Einrichtung), vollversammlung]\n"
        in run.out
    )
    assert "+    groups: [vollversammlung, konferenz]\n" in run.out, "the rest of the list is shown"
    assert "linde" not in (run.out + run.err).lower()
    assert f"{MEMBERS}: " in run.err


def test_a_person_who_leaves_a_protected_body_is_not_named_with_it(
    edit: Edit, in_all_forms: Callable[..., list[str]], repository: Path
) -> None:
    person = "      - id: verborgen\n        family_name: Verborgen\n"
    edit(MEMBERS, "members:\n", f"members:\n{LINDE}    people:\n{person}")
    git(repository, "commit", "-qam", "Vorher")
    edit(MEMBERS, f"    people:\n{person}", "")
    edit(MEMBERS, "      - id: denkbar\n", f"{person}      - id: denkbar\n")
    for out in in_all_forms("HEAD"):
        assert "erborgen" not in out
        assert "Person einer Stelle, die geschützt ist" in out


def test_of_a_person_who_comes_to_a_protected_body_it_is_not_said_from_where(
    edit: Edit, in_all_forms: Callable[..., list[str]], repository: Path
) -> None:
    person = "      - id: verborgen\n        family_name: Verborgen\n"
    edit(MEMBERS, "members:\n", f"members:\n{LINDE}    people:\n{person}")
    git(repository, "commit", "-qam", "Nachher")
    edit(MEMBERS, f"    people:\n{person}", "")
    edit(MEMBERS, "      - id: denkbar\n", f"{person}      - id: denkbar\n")
    git(repository, "commit", "-qam", "Vorher")
    for out in in_all_forms("HEAD", "HEAD^"):
        assert "bisher bei einer anderen Stelle" in out
        assert "erborgen" not in out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("[konferenz]", "[konferenz, konferenz]", "neu: {} (noch einmal)"),
        ("[konferenz, konferenz]", "[konferenz]", "nicht mehr: {} (einmal weniger, steht aber noch da)"),
    ],
)  # fmt: skip
def test_what_stands_twice_in_a_list_is_not_called_gone_or_fresh_as_a_whole(
    edit: Edit, diff: Ksnet, repository: Path, before: str, after: str, said: str
) -> None:
    edit(KONFERENZ, "groups: [konferenz]", f"groups: {before}")
    git(repository, "commit", "--allow-empty", "-qam", "Vorher")
    edit(KONFERENZ, f"groups: {before}", f"groups: {after}")
    words = said.format("Konferenz der Koordinierungsstellen")
    assert any(one.endswith(f": Gremien {words}") for one in sentences(diff("HEAD")))


@pytest.mark.slow
def test_no_value_of_a_new_entry_is_left_out_because_its_name_holds_the_same_word(
    edit: Edit, diff: Ksnet
) -> None:
    edit(
        MEMBERS,
        "members:\n",
        "members:\n  - id: ordnung\n    name: Ordnungsamt Musterdorf\n    categories: [polizei-ordnung]\n    field: ordnung\n    label: Musterdorf\n",
    )
    said = sentences(diff())
    assert [one for one in said if "Musterdorf" in one or "Ordnung" in one] == [
        "Neu: Ordnungsamt Musterdorf (Kategorie 7)",
        "– Kategorien Polizei- und Ordnungsbehörden",
        "– Handlungsfeld Ordnung",
        "– Bezeichnung „Musterdorf“",
    ]


@pytest.mark.slow
@pytest.mark.whole
def test_an_item_that_moved_and_changed_is_said_with_both(edit: Edit, diff: Ksnet) -> None:
    first = "  - title: Der Handlungsleitfaden Digitale Gewalt\n    kind: vortrag\n    speakers: [gedanke, entwurf]\n"
    second = "  - title: Vier Workshops\n    kind: workshop\n    count: {}\n"
    edit(f"{EVENTS}/2025-10-08-fachtag.yaml", first + second.format(4), second.format(5) + first)
    said = sentences(diff())
    assert "– Tagesordnung geändert bei „Vier Workshops“: Anzahl 5 statt 4" in said
    assert any(one.startswith("– Tagesordnung in anderer Reihenfolge: ") for one in said)


@pytest.mark.slow
@pytest.mark.whole
def test_somebody_in_place_of_somebody_else_is_not_one_who_lost_an_id(
    edit: Edit, diff: Ksnet
) -> None:
    edit(
        f"{EVENTS}/2025-10-08-fachtag.yaml",
        "speakers: [gedanke, entwurf]",
        "speakers: [entwurf, {text: Institut Muster}]",
    )
    (said,) = (one for one in sentences(diff()) if "Vortragende" in one)
    assert said.endswith(
        "Vortragende neu: „Institut Muster“, Vortragende nicht mehr: Prof. Dr. Ada Gedanke (Hochschule Musterland)"
    )


@pytest.mark.parametrize(
    ("old", "new", "is_said"),
    [
        ("entfernt.\n", "entfernt. Bitte anrufen.\n", True),
        ("      # Im Ruhestand; die Angaben werden zwölf Monate nach dem Ausscheiden entfernt.\n", "", True),
        ("        function: Leitung Allgemeiner", "        function:   Leitung Allgemeiner", False),
    ],
)  # fmt: skip
def test_that_comments_change_beside_values_is_said(
    edit: Edit, diff: Ksnet, old: str, new: str, is_said: bool
) -> None:
    edit(MEMBERS, "phone: 0221 4710-101", "phone: 0221 4710-111")
    edit(MEMBERS, old, new)
    said = f"Außer Werten auch Kommentare geändert: 1 Datei ({MEMBERS})"
    out = diff().out
    assert (said in out) == is_said
    assert "Nur Form" not in out


def test_what_stays_of_a_person_whose_data_are_removed_is_said_where_it_changes(
    edit: Edit, diff: Ksnet
) -> None:
    edit(
        MEMBERS,
        "      - id: denkbar\n        form_of_address: Frau\n        given_name: Dana\n        family_name: Denkbar\n        function: Leitung Allgemeiner Sozialer Dienst\n        role: vertretung\n        since: unbekannt\n",
        "      - id: ehemals-1\n        role: vertretung\n        redacted: 2026-06-01\n        since: unbekannt\n        until: 2026-05-31\n",
    )
    run = diff()
    assert "Daten gelöscht: eine Person, jetzt ehemals-1; außerdem bis 31.05.2026" in sentences(run)
    assert "denkbar" not in run.out.lower()
