"""`ksnet diff` of a file with mistakes: what can be understood is compared as such, no more."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run, git, sentences

Diff = Callable[..., Run]
Edit = Callable[[str, str, str], None]
MEMBERS = "data/networks/musterkreis/members.yaml"
NETWORK = "data/networks/musterkreis/network.yaml"
EVENT = "data/events/musterkreis/2026-10-07-konferenz.yaml"
CONFERENCE = "Geändert: Konferenz der Koordinierungsstellen, 07.10.2026 09:30–11:30"
MISTAKE = f"{CONFERENCE}: Stand „geplannt“ statt geplant"
PARTIAL = "Nicht alles darin ist zu lesen, daher vielleicht nicht alles verglichen: "


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("start: 2026-10-07 09:30", "start: 2026-10-07T09:30"),
        ("end: 2026-10-07 11:30", 'end: "2026-10-07 11:30"'),
        ("mode: praesenz", 'mode: "praesenz"\npublic: false'),
        ("mode: praesenz", "mode: praesenz\nagenda: []\ntheme: null"),
    ],
)
def test_beside_a_mistake_another_spelling_is_no_change(
    edit: Edit, diff: Diff, old: str, new: str
) -> None:
    edit(EVENT, "status: geplant", "status: geplannt")
    edit(EVENT, old, new)
    run = diff()
    assert [one for one in sentences(run) if "Konferenz" in one and "KS" not in one] == [MISTAKE]
    assert "Kalendern" not in run.out


@pytest.mark.slow
def test_numbers_beside_a_mistake_are_numbers(edit: Edit, diff: Diff) -> None:
    edit(NETWORK, "    fte: 0.5\n    people: [probe]", "    fte: 0.50\n    phones: 1")
    assert not [one for one in sentences(diff()) if "Stellenanteil" in one]


@pytest.mark.slow
def test_a_body_is_not_called_protected_because_of_a_mistake_elsewhere(
    edit: Edit, diff: Diff
) -> None:
    edit(MEMBERS, "    field: ordnung\n", "    field: ordnunk\n    sensitive: false\n")
    assert (
        "Geändert: Ordnungsamt der Stadt Beispielhausen (Kategorie 7): Handlungsfeld „ordnunk“ statt Ordnung"
        in sentences(diff())
    )


@pytest.mark.slow
@pytest.mark.parametrize("value", ["ja", "nein"])
def test_a_protection_that_is_no_truth_value_is_not_called_protection(
    edit: Edit, diff: Diff, value: str
) -> None:
    edit(MEMBERS, "    field: ordnung\n", f"    field: ordnung\n    sensitive: {value}\n")
    run = diff()
    assert "Unter Schutz gestellt" not in run.out
    assert "erscheint in Listen nur" not in run.out


@pytest.mark.slow
def test_a_meeting_is_not_called_public_because_of_a_wrong_value(edit: Edit, diff: Diff) -> None:
    edit(EVENT, "mode: praesenz", "mode: praesenz\npublic: nein")
    run = diff()
    assert f"{CONFERENCE}: öffentlich „nein“ statt nein" in sentences(run)
    assert "Kalendern" not in run.out


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (EVENT, "status: geplant\n", "status: geplant\nstatus: abgesagt\n"),
        (NETWORK, "groups:\n", "groups:\n  - Plenum\n"),
    ],
)
def test_what_cannot_be_compared_is_not_called_a_matter_of_form(
    edit: Edit, diff: Diff, file: str, old: str, new: str
) -> None:
    edit(file, old, new)
    run = diff()
    assert f"{PARTIAL}{file}" in sentences(run)
    assert "Nur Form" not in run.out


def test_a_file_that_was_unreadable_is_to_be_read_as_a_whole(
    edit: Edit, diff: Diff, repository: Path
) -> None:
    edit(EVENT, "status: geplant", "status: [geplant")
    git(repository, "commit", "-qam", "Kaputt")
    edit(EVENT, "status: [geplant", "status: geplant")
    said = f"Bisher nicht lesbar, daher nicht verglichen: {EVENT}; zu prüfen ist die ganze Datei"
    assert said in sentences(diff())
    (repository / EVENT).unlink()
    gone = f"Nicht lesbar und jetzt entfernt: {EVENT}; was darin stand, ist nicht verglichen"
    assert gone in sentences(diff())
    edit(MEMBERS, "members:", "members: [")
    git(repository, "commit", "-qam", "Liste kaputt")
    edit(MEMBERS, "members: [", "members:")
    assert "neue Stellen" not in diff("HEAD").out


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (EVENT, "kind: konferenz", "kind: [konferenz"),
        (NETWORK, "kind: netzwerk", "kind: [netzwerk"),
        (MEMBERS, "youth_office: kreis-muster", "youth_office: 'kreis-muster"),
        (MEMBERS, "members:", "members: nix\nrest:"),
    ],
)
def test_what_stood_in_or_hangs_on_a_file_that_became_unreadable_is_not_called_solved(
    edit: Edit, diff: Diff, repository: Path, file: str, old: str, new: str
) -> None:
    edit(EVENT, "status: geplant", "status: geplant\nchair: nirgends")
    edit("data/events/musterkreis/2026-07-08-konferenz.yaml", "end: 2026-07-08", "end: 2026-07-07")
    git(repository, "commit", "-qam", "Zwei Fehler")
    edit(file, old, new)
    edit("data/events/musterkreis/2026-07-08-konferenz.yaml", "end: 2026-07-07", "end: 2026-07-08")
    found = json.loads(diff("--format", "json").out)["findings"]
    assert [one["code"] for one in found["solved"]] == ["KS301"]
    assert "„nirgends“ gibt es" in " ".join(one["message"] for one in found["quieted"])
    assert "Kommentare" not in diff().out


@pytest.mark.slow
def test_a_list_where_one_value_belongs_is_shown_as_it_is(edit: Edit, diff: Diff) -> None:
    edit(EVENT, "status: geplant", "status: [geplant]")
    said = f"{CONFERENCE}: Stand geplant in anderer Form (Liste statt Wert oder umgekehrt)"
    assert said in sentences(diff())


def test_a_body_whose_field_of_work_is_a_list_is_named_without_it(edit: Edit, diff: Diff) -> None:
    edit(
        MEMBERS, "    categories: [polizei-ordnung]\n    field: ordnung\n", "    field: [ordnung]\n"
    )
    said = [one for one in sentences(diff()) if "Handlungsfeld Ordnung in anderer Form" in one]
    assert len(said) == 1, said


CASE = "Kind Lena Muster, geb. 03.04.2019, Inobhutnahme am 05.05.2026"


@pytest.mark.slow
@pytest.mark.many
@pytest.mark.parametrize(
    ("file", "above", "entry"),
    [
        (NETWORK, "groups:\n", f"  - kind: plenum\n    purpose: {CASE}\n"),
        (NETWORK, "sources:\n", f"  - published: 2024-01-01\n    title: {CASE}\n"),
        (MEMBERS, "members:\n", f"  - id: ordnungsamt\n    name: Amt\n    label: {CASE}\n"),
        (MEMBERS, "    people:\n", f"      - vorname: {CASE}\n"),
        (MEMBERS, "guests:\n", f"  - {{wort: {CASE.replace(',', ' ')}}}\n"),
        (NETWORK, "affiliations:\n", f"  - kind: insofa\n    remarks: {CASE}\n"),
        (NETWORK, "vacancies:\n", f"  - reason: {CASE}\n"),
    ],
)
def test_of_an_entry_without_its_own_id_nothing_is_repeated_that_is_veiled(
    edit: Edit,
    in_all_forms: Callable[..., list[str]],
    repository: Path,
    file: str,
    above: str,
    entry: str,
) -> None:
    def said() -> None:
        for out in in_all_forms():
            assert not [one for one in ("Lena", "03.04", "05.05") if one in out], out

    edit(file, above, above + entry)
    said()
    git(repository, "commit", "-qam", "Ohne Kennung")
    edit(file, entry, "")
    said()


def test_an_entry_without_an_id_is_named_as_such(edit: Edit, diff: Diff) -> None:
    edit(NETWORK, "groups:\n", "groups:\n  - kind: plenum\n    prupose: Alles\n")
    edit(NETWORK, "vacancies:\n", "vacancies:\n  - reason: Neu\n")
    said = sentences(diff())
    start = said.index("Neu: ein Eintrag ohne Kennung")
    assert said[start : start + 3] == [
        "Neu: ein Eintrag ohne Kennung",
        "– Art Plenum",
        "– unbekannter Schlüssel „prupose“ „Alles“",
    ]
    assert "Neu: ein Eintrag ohne Kennung; Grund „Neu“" in said
