"""`ksnet diff`: each change once, in German, matched by identity,
and nothing that did not happen.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ksnet.basics.controlled import Vocabulary
from ksnet.comparing import COMMENTS, compare
from ksnet.repository import Repository
from tests.conftest import ROOT, Run, everywhere, git, sentences

Ksnet = Callable[..., Run]
EXAMPLE = ROOT / "ksnet" / "example"
DAY = "2026-06-30"
MEMBERS = "data/networks/musterkreis/members.yaml"
NETWORK = "data/networks/musterkreis/network.yaml"
EVENTS = "data/events/musterkreis"


def test_nothing_changed(diff: Callable[..., Run]) -> None:
    run = diff("--exit-code")
    assert (run.code, run.out, run.err) == (
        0,
        "Änderungen von main zu Arbeitsstand\nKeine Änderungen an den Unterlagen.\n",
        "",
    )


Edit = Callable[[str, str, str], None]


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (MEMBERS, "phone: 0221 4710-101", "phone: 0221 4710-111", "Geändert: Erika Mustermann (Kreisjugendamt Musterkreis): Telefon „0221 4710-111“ statt „0221 4710-101“"),
        (NETWORK, "      - id: mustermann\n", "      - id: mustermann\n        until: 2026-05-31\n", "Geändert: Koordinierungsstelle Kinderschutz (Kreisjugendamt Musterkreis): Personen geändert bei Erika Mustermann (Kreisjugendamt Musterkreis): bis 31.05.2026"),
        (f"{EVENTS}/2025-10-08-fachtag.yaml", "speakers: [gedanke, entwurf]", "speakers: [entwurf]", "Geändert: Fachtag Kinderschutz, Thema „Digitale Gewalt“, 08.10.2025: Tagesordnung geändert bei „Der Handlungsleitfaden Digitale Gewalt“: Vortragende nicht mehr: Prof. Dr. Ada Gedanke (Hochschule Musterland)"),
        (MEMBERS, "        phone: 0221 4710-101\n", "", "Geändert: Erika Mustermann (Kreisjugendamt Musterkreis): Telefon gestrichen (bisher „0221 4710-101“); nicht mehr öffentlich: Telefon"),
        (MEMBERS, "    groups: [plenum, konferenz]\n    people:", "    groups: [plenum, konferenz]\n    until: 2026-12-31\n    people:", "Endet: Kreisjugendamt Musterkreis zum 31.12.2026"),
        (MEMBERS, "    groups: [plenum, konferenz]\n    people:", "    name: Allgemeiner Sozialer Dienst\n    groups: [plenum, konferenz]\n    people:", "Geändert: Allgemeiner Sozialer Dienst, bisher Kreisjugendamt Musterkreis: Name der Stelle neu: „Allgemeiner Sozialer Dienst“"),
        (f"{EVENTS}/2026-10-07-konferenz.yaml", "status: geplant", "status: abgesagt", "Abgesagt: Konferenz der Koordinierungsstellen, 07.10.2026 09:30–11:30"),
        (f"{EVENTS}/2026-10-07-konferenz.yaml", "start: 2026-10-07 09:30\nend: 2026-10-07 11:30", "start: 2026-10-14 10:00\nend: 2026-10-14 12:00\nrescheduled_from: [2026-10-07 09:30]", "Verlegt: Konferenz der Koordinierungsstellen vom 07.10.2026 09:30–11:30 auf 14.10.2026 10:00–12:00"),
    ],
)  # fmt: skip
def test_a_change_is_one_german_sentence(
    edit: Edit, diff: Callable[..., Run], file: str, old: str, new: str, sentence: str
) -> None:
    edit(file, old, new)
    assert sentence in sentences(diff())


@pytest.mark.slow
def test_what_was_proposed_and_is_confirmed_is_called_so(
    edit: Edit, diff: Callable[..., Run], repository: Path
) -> None:
    line = "    unconfirmed: [categories, field]\n"
    edit(MEMBERS, "    groups: [plenum, konferenz]\n", line + "    groups: [plenum, konferenz]\n")
    body = "Geändert: Kreisjugendamt Musterkreis"
    assert f"{body}: noch nicht bestätigt: Kategorien und Handlungsfeld" in sentences(diff())
    git(repository, "commit", "-qam", "Vorschlag")
    edit(MEMBERS, line, "    unconfirmed: [field]\n")
    assert f"{body}: bestätigt: Kategorien" in sentences(diff())
    edit(MEMBERS, "    unconfirmed: [field]\n", "")
    assert f"{body}: bestätigt: Kategorien und Handlungsfeld" in sentences(diff())


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (f"{EVENTS}/2026-10-07-konferenz.yaml", "organisers: [stadt-beispielhausen]", "organisers: [kreis-muster]", "Veranstaltende: Kreisjugendamt Musterkreis statt Jugendamt der Stadt Beispielhausen"),
        (NETWORK, "people: [platzhalter]", "people: [probe]", "Personen: Petra Probe (Jugendamt der Stadt Beispielhausen) statt Selma Platzhalter (Jugendamt der Stadt Nachbarstadt)"),
        (NETWORK, "  by: konferenz", "  by: kreis-muster", "Tätigkeitsbericht, erstellt von Kreisjugendamt Musterkreis statt Konferenz der Koordinierungsstellen"),
        (NETWORK, "  by: konferenz", "  by: {text: Kreis}", "Tätigkeitsbericht, erstellt von „Kreis“ statt Konferenz der Koordinierungsstellen"),
        # What only the date after it completes, and an end that is taken back.
        (MEMBERS, "        contact_consent: 2025-01-20", "        until: 2026-06-30", "zum 30.06.2026"),
        (NETWORK, "    review_by: 2026-09-15", "    review_by: 2026-09-15\n    valid_until: 2027-12-31", "gültig bis 31.12.2027"),
        (MEMBERS, "    until: 2026-03-31\n", "", "Ende gestrichen (bisher 31.03.2026)"),
    ],
)  # fmt: skip
def test_who_and_when_are_said_in_words_without_the_keys_behind_them(
    edit: Edit, diff: Callable[..., Run], file: str, old: str, new: str, said: str
) -> None:
    edit(file, old, new)
    assert any(said in one for one in sentences(diff()))


@pytest.mark.slow
def test_a_list_that_is_gone_is_told_like_one_that_got_shorter(
    edit: Edit, diff: Callable[..., Run]
) -> None:
    edit(MEMBERS, "    groups: [plenum, konferenz]\n", "")
    said = "Geändert: Kreisjugendamt Musterkreis: Gremien nicht mehr: "
    assert any(sentence.startswith(said) for sentence in sentences(diff()))


def test_a_meeting_that_is_near_and_moved_comes_first(edit: Edit, diff: Callable[..., Run]) -> None:
    edit(MEMBERS, "phone: 0221 4710-101", "phone: 0221 4710-111")
    edit(
        f"{EVENTS}/2026-07-08-konferenz.yaml", "start: 2026-07-08 09:30", "start: 2026-07-08 09:00"
    )
    run = diff()
    assert run.out.split("\n")[2] == "Bitte besonders prüfen"
    assert sentences(run)[0].startswith(
        "Verlegt: Konferenz der Koordinierungsstellen vom 08.07.2026 09:30–11:30 auf 08.07.2026 09:00–11:30"
    )


def test_personal_data_and_publication_come_first(edit: Edit, diff: Callable[..., Run]) -> None:
    edit(
        MEMBERS,
        "        role: vertretung\n",
        "        role: vertretung\n        email: d.denkbar@musterstadt.example.org\n",
    )
    edit(
        MEMBERS,
        "        groups: [konferenz]\n        until: 2025-09-30",
        "        groups: [konferenz]\n        until: 2025-09-30\n        publication: {basis: eigene-beschaeftigte, since: 2025-01-01}",
    )
    out = diff().out
    important = out.split("Bitte besonders prüfen")[1].split("Prüfung:")[0]
    assert (
        "Dana Denkbar (Jugendamt der Stadt Musterstadt): E-Mail neu: „d.denkbar@musterstadt.example.org“"
        in important
    )
    assert "Darf veröffentlicht werden: Wanda Ersonnen (Kreisjugendamt Musterkreis)" in important


@pytest.mark.slow
@pytest.mark.whole
def test_a_renamed_id_is_one_change_wherever_it_is_used(
    repository: Path, diff: Callable[..., Run]
) -> None:
    assert everywhere(repository, [("jugendamt-musterstadt", "asd-musterstadt")]) > 5
    changes = json.loads(diff("--format", "json").out)["changes"]
    assert [(c["kind"], c["what"], c["before"], c["after"]) for c in changes] == [
        ("renamed", "member", {"id": "jugendamt-musterstadt"}, {"id": "asd-musterstadt"})
    ]


@pytest.mark.slow
def test_a_duty_that_becomes_open_comes_first(edit: Edit, diff: Callable[..., Run]) -> None:
    text = "  - id: koordination-beispielhausen\n"
    edit("data/networks/musterkreis/network.yaml", text, f"{text}    until: 2026-05-31\n")
    first = sentences(diff())[0]
    assert first.startswith("Pflicht wird offen: ")
    assert "LKSG-04" in first


@pytest.mark.slow
@pytest.mark.whole
def test_form_and_comments_are_one_line(repository: Path, diff: Callable[..., Run]) -> None:
    for path in sorted((repository / EVENTS).glob("2026-1*.yaml")):
        path.write_text("# Notiz\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    run = diff()
    assert run.out.count("Nur Form oder Kommentare geändert: 4 Dateien (") == 1
    assert not sentences(run)


@pytest.mark.slow
def test_a_suppression_is_shown_to_the_reviewer(edit: Edit, diff: Callable[..., Run]) -> None:
    edit(
        f"{EVENTS}/2026-10-07-konferenz.yaml",
        "title:",
        "# ksnet: ignore[KS330] Saal ist fest gebucht\ntitle:",
    )
    assert any(
        "Befund wird unterdrückt: KS330" in line and "Saal ist fest gebucht" in line
        for line in sentences(diff())
    )


@pytest.mark.whole
def test_many_removals_are_shown(repository: Path, diff: Callable[..., Run]) -> None:
    for path in sorted((repository / EVENTS).glob("2025-*.yaml"))[:12]:
        path.unlink()
    assert (
        "12 Einträge werden entfernt statt mit einem Datum beendet; damit geht ihr Verlauf verloren."
        in sentences(diff())
    )


def test_new_and_solved_findings(edit: Edit, diff: Callable[..., Run], repository: Path) -> None:
    event = f"{EVENTS}/2026-10-07-konferenz.yaml"
    edit(event, "end: 2026-10-07 11:30", "end: 2026-10-07 08:30")
    found = json.loads(diff("--format", "json").out)["findings"]
    assert [(f["code"], f["file"]) for f in found["new"]] == [("KS301", event)]
    assert found["solved"] == []
    git(repository, "commit", "-qam", "Falsch")
    edit(event, "end: 2026-10-07 08:30", "end: 2026-10-07 11:30")
    found = json.loads(diff("HEAD", "--format", "json").out)["findings"]
    assert [f["code"] for f in found["solved"]] == ["KS301"]
    assert found["new"] == []


def test_a_finding_that_only_moved_to_another_line_is_neither_new_nor_solved(
    edit: Edit, diff: Callable[..., Run], repository: Path
) -> None:
    event = f"{EVENTS}/2026-10-07-konferenz.yaml"
    edit(event, "end: 2026-10-07 11:30", "end: 2026-10-07 08:30")
    git(repository, "commit", "-qam", "Falsch")
    edit(event, "title:", "# Notiz\ntitle:")
    assert json.loads(diff("HEAD", "--format", "json").out)["findings"] == {
        "new": [],
        "solved": [],
        "quieted": [],
    }


@pytest.mark.slow
def test_an_unreadable_file_is_named_and_nothing_in_it_called_removed(
    repository: Path, diff: Callable[..., Run]
) -> None:
    (repository / MEMBERS).write_text("members: [\n", encoding="utf-8")
    run = diff()
    assert f"Nicht lesbar, daher nicht verglichen: {MEMBERS}" in run.out
    assert "Entfernt" not in run.out


def test_a_value_that_the_schema_refuses_is_not_called_removed(
    edit: Edit, diff: Callable[..., Run]
) -> None:
    edit(f"{EVENTS}/2026-10-07-konferenz.yaml", "status: geplant", "status: geplannt")
    assert (
        "Geändert: Konferenz der Koordinierungsstellen, 07.10.2026 09:30–11:30: Stand „geplannt“ statt geplant"
        in sentences(diff())
    )


def test_nothing_of_a_sensitive_body_or_of_case_data_is_shown(
    edit: Edit, in_all_forms: Callable[..., list[str]], repository: Path
) -> None:
    network = repository / MEMBERS
    text = network.read_text(encoding="utf-8")
    body = "  - id: frauenhaus-linde\n    name: Frauenhaus Linde\n    field: beratung\n    sensitive: true\n    people:\n      - {id: verborgen, family_name: Verborgen}\n"
    network.write_text(text.replace("members:\n", f"members:\n{body}", 1), encoding="utf-8")
    edit(
        f"{EVENTS}/2026-10-07-konferenz.yaml",
        "title: Konferenz der Koordinierungsstellen",
        "title: Kind Lena Muster, geb. 03.04.2019, Inobhutnahme am 05.05.2026",
    )
    for out in in_all_forms():
        for secret in ("linde", "Linde", "erborgen", "Lena", "03.04.2019", "05.05.2026"):
            assert secret not in out, secret
        assert "Neu: geschützte Einrichtung" in out


def test_a_removed_persons_name_is_not_repeated(
    edit: Edit, diff: Callable[..., Run], repository: Path
) -> None:
    edit(
        MEMBERS,
        "        form_of_address: Frau\n        given_name: Wanda\n        family_name: Ersonnen\n        function: Koordination Netzwerk Kinderschutz\n",
        "        redacted: 2026-06-30\n",
    )
    everywhere(repository, [("ersonnen", "ehemals-1")])
    run = diff("--format", "json")
    assert "Daten gelöscht: eine Person, jetzt ehemals-1" in run.out
    assert "rsonnen" not in run.out
    assert [c["kind"] for c in json.loads(run.out)["changes"]] == ["changed"]


def test_a_forgotten_guest_is_not_named_either(
    in_all_forms: Callable[..., list[str]], ksnet: Ksnet, repository: Path
) -> None:
    assert (
        ksnet("forget", "musterkreis", "erdacht", "--yes", "--as-of", DAY, cwd=repository).code == 0
    )
    for out in in_all_forms():
        assert "Entfernt: ein Gast (Kreis Musterkreis)" in out
        assert "rdacht" not in out


@pytest.mark.slow
@pytest.mark.parametrize(("named_later", "solved"), [(True, []), (False, ["retention"])])
def test_findings_about_a_forgotten_person_are_the_same_or_solved_and_name_nobody(
    edit: Edit,
    ksnet: Ksnet,
    repository: Path,
    named_later: bool,
    solved: list[str],
) -> None:
    if named_later:
        edit(f"{EVENTS}/2026-10-07-konferenz.yaml", "status:", "chair: ersonnen\nstatus:")
        git(repository, "commit", "-qam", "mehr")
    run = ksnet(
        "forget", "musterkreis", "ersonnen", "--yes", "--as-of", "2026-12-01", cwd=repository
    )
    assert (run.code, "Dadurch meldet die Prüfung neu" in run.err) == (0, False)
    out = ksnet("diff", "HEAD", "--format", "json", "--as-of", "2026-12-01", cwd=repository).out
    found = json.loads(out)["findings"]
    assert found["new"] == []
    assert [finding["rule"] for finding in found["solved"]] == solved
    assert "ersonnen" not in out


@pytest.mark.slow
def test_a_renamed_id_is_not_told_again_where_its_list_changes(
    edit: Edit, diff: Callable[..., Run], ksnet: Ksnet, repository: Path
) -> None:
    assert (
        ksnet(
            "rename", "group", "ak-insofa", "ak-kinderschutz", "--as-of", DAY, cwd=repository
        ).code
        == 0
    )
    edit(MEMBERS, "groups: [plenum, ak-kinderschutz, regionalgruppe-beispielhausen]", "groups: [ak-kinderschutz, regionalgruppe-beispielhausen]")  # fmt: skip
    assert sentences(diff()) == [
        "Umbenannt: Arbeitskreis der insoweit erfahrenen Fachkräfte (Kennung „ak-insofa“ jetzt „ak-kinderschutz“)",
        "Geändert: Beratungsstelle für Eltern und Jugendliche Beispielhausen (Kategorien 3 und 4): Gremien nicht mehr: Netzwerktreffen",
    ]


def test_markdown_in_a_record_stays_text(edit: Edit, diff: Callable[..., Run]) -> None:
    edit(
        f"{EVENTS}/2026-10-07-konferenz.yaml",
        "title: Konferenz der Koordinierungsstellen",
        "title: '[klick](https://böse.example) @alle <img src=x>'",
    )
    out = diff("--format", "md").out
    assert "\\[klick\\](https://böse.example)" in out
    assert "<img" not in out.replace("\\<img", "")


# --- Git
# -------------------------------------------------------------------------------------------------


def test_two_commits_are_compared_and_named_as_asked(
    edit: Edit, diff: Callable[..., Run], repository: Path
) -> None:
    edit(MEMBERS, "0221 4710-101", "0221 4710-111")
    git(repository, "commit", "-qam", "Neu")
    edit(MEMBERS, "0221 4710-111", "0221 4710-121")
    run = diff("HEAD~1", "HEAD")
    assert run.out.startswith("Änderungen von HEAD~1 zu HEAD\n")
    assert "0221 4710-111" in run.out
    assert "0221 4710-121" not in run.out


@pytest.mark.slow
def test_the_fork_point_is_where_comparing_begins(
    edit: Edit, diff: Callable[..., Run], repository: Path
) -> None:
    git(repository, "checkout", "-q", "-b", "aenderung")
    edit(MEMBERS, "0221 4710-101", "0221 4710-111")
    git(repository, "commit", "-qam", "Neu")
    git(repository, "checkout", "-q", "main")
    edit(f"{EVENTS}/2026-10-07-konferenz.yaml", "status: geplant", "status: abgesagt")
    git(repository, "commit", "-qam", "Inzwischen")
    git(repository, "checkout", "-q", "aenderung")
    run = diff("--exit-code")
    assert run.code == 1
    assert len(sentences(run)) == 1, "what happened on main meanwhile is not part of the change"


def test_a_default_branch_of_another_name_is_asked_for(
    diff: Callable[..., Run], repository: Path
) -> None:
    git(repository, "branch", "-m", "stamm")
    run = diff()
    assert (run.code, run.out.split("\n")[0]) == (0, "Änderungen von HEAD zu Arbeitsstand")
    assert "Einen Hauptzweig (main oder master) gibt es hier nicht" in run.err


def test_half_a_change_is_not_compared(diff: Callable[..., Run], repository: Path) -> None:
    (repository / ".ksnet").mkdir(exist_ok=True)
    (repository / ".ksnet/journal.json").write_text("{}", encoding="ascii")
    run = diff()
    assert (run.code, run.out, "Zuerst beenden mit „ksnet recover“" in run.err) == (2, "", True)
    assert diff("main", "main").code == 0


def test_a_shallow_clone_works_and_says_what_it_lacks(
    repository: Path, ksnet: Ksnet, tmp_path: Path
) -> None:
    for number in range(3):
        (repository / f"notiz-{number}.txt").write_text("x", encoding="utf-8")
        git(repository, "add", "-A")
        git(repository, "commit", "-qm", str(number))
    git(repository, "checkout", "-q", "-b", "aenderung", "HEAD~2")
    path = repository / MEMBERS
    path.write_text(
        path.read_text(encoding="utf-8").replace("0221 4710-101", "0221 4710-111"), encoding="utf-8"
    )
    git(repository, "commit", "-qam", "Neu")
    clone = tmp_path / "klon"
    git(repository, "checkout", "-q", "main")
    git(
        tmp_path,
        "clone",
        "-q",
        "-b",
        "aenderung",
        "--depth",
        "1",
        "--no-single-branch",
        f"file://{repository}",
        str(clone),
    )
    run = ksnet("diff", "--root", clone, "--as-of", DAY)
    assert run.code == 0
    assert "fehlt die Stelle, an der von origin/main abgezweigt wurde" in run.err
    assert "0221 4710-111" in run.out
    missing = ksnet("diff", "HEAD~1", "--root", clone, "--as-of", DAY)
    assert missing.code == 2
    assert "git fetch --unshallow" in missing.err


@pytest.mark.parametrize("revision", ["gibtsnicht", "--output=x", "HEAD:data", "a b"])
def test_a_revision_that_does_not_exist_is_one_sentence(
    ksnet: Ksnet, repository: Path, revision: str
) -> None:
    run = ksnet("diff", "--root", repository, "--as-of", DAY, "--", revision)
    assert run.code == 2
    assert f"Einen Stand „{revision}“ gibt es hier nicht." in run.err


def test_without_version_control_there_is_nothing_to_compare(ksnet: Ksnet, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "x")
    run = ksnet("diff", "--root", tmp_path / "x", "--as-of", DAY)
    assert run.code == 2
    assert "stehen nicht unter Versionsverwaltung" in run.err


def test_without_a_commit_there_is_nothing_to_compare(ksnet: Ksnet, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "x")
    git(tmp_path / "x", "init", "-q")
    run = ksnet("diff", "--root", tmp_path / "x", "--as-of", DAY)
    assert run.code == 2
    assert "noch kein Stand gespeichert" in run.err


@pytest.mark.slow
def test_a_folder_below_the_top_of_the_repository(tmp_path: Path, ksnet: Ksnet) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "amt" / "unterlagen")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x")
    path = tmp_path / "amt" / "unterlagen" / MEMBERS
    path.write_text(
        path.read_text(encoding="utf-8").replace("0221 4710-101", "0221 4710-111"), encoding="utf-8"
    )
    run = ksnet("diff", "--root", tmp_path / "amt" / "unterlagen", "--as-of", DAY)
    assert len(sentences(run)) == 1


def test_a_link_in_an_earlier_state_leads_nowhere(
    repository: Path, diff: Callable[..., Run]
) -> None:
    (repository / EVENTS / "2026-12-01-geheim.yaml").symlink_to("/etc/passwd")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "x")
    (repository / EVENTS / "2026-12-01-geheim.yaml").unlink()
    run = diff("HEAD")
    assert run.code == 0
    assert "root:" not in run.out


# --- known edits, applied at random
# ----------------------------------------------------------------------------------

Expected = tuple[str, str, str]  # kind, what, id after (before where it is gone)


# An id that is also a value of the format could not be replaced by a mere search.
VALUES = {value for one in Vocabulary.__subclasses__() for value in map(str, one)}


class History:
    """Applies random edits to the example, each to an entry of its own,
    and remembers what should be told.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.random = folder, random.Random(seed)
        self.used: set[str] = set()
        self.texts: dict[Path, Any] = {}
        self.before: dict[Path, Any] = {}

    def data(self, name: str) -> Any:
        path = self.folder / name
        if path not in self.texts:
            self.texts[path], self.before[path] = _load(path), _load(path)
        return self.texts[path]

    def write(self) -> None:
        for path, data in self.texts.items():
            if data == self.before.get(path):
                continue
            path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")

    def pick(self, items: list[Any]) -> Any:
        free = [item for item in items if item["id"] not in self.used]
        item = self.random.choice(free)
        self.used.add(item["id"])
        return item

    def members(self) -> list[Any]:
        return [m for m in self.data(MEMBERS)["members"] if not m.get("sensitive")]

    def people(self) -> list[tuple[Any, Any]]:
        return [
            (member, person)
            for member in self.members()
            for person in member.get("people", ())
            if person["id"] not in self.used
        ]

    def events(self) -> list[Path]:
        return [
            path
            for path in sorted((self.folder / EVENTS).glob("*.yaml"))
            if path.stem not in self.used
        ]

    def event(self) -> Path:
        path = self.random.choice(self.events())
        self.used.add(path.stem)
        return path

    # --- edits ---

    def member_renamed_by_name(self) -> Expected:
        member = self.pick([m for m in self.members() if "name" in m])
        member["name"] += " (neu)"
        return ("changed", "member", member["id"])

    def member_ends(self) -> Expected:
        member = self.pick([m for m in self.members() if "until" not in m])
        member["until"] = "2026-12-31"
        return ("ended", "member", member["id"])

    def member_comes(self) -> Expected:
        ident = f"stelle-{self.random.randrange(10**6)}"
        self.data(MEMBERS)["members"].insert(
            self.random.randrange(3), {"id": ident, "name": f"Stelle {ident}", "field": "schule"}
        )
        self.used.add(ident)
        return ("added", "member", ident)

    def member_goes(self) -> Expected:
        members = self.data(MEMBERS)["members"]
        member = self.pick([m for m in self.members() if not m.get("people")])
        members.remove(member)
        return ("removed", "member", member["id"])

    def person_changes(self) -> Expected:
        _, person = self.random.choice(self.people())
        self.used.add(person["id"])
        person["phone"] = f"0221 {self.random.randrange(10**6)}"
        return ("changed", "person", person["id"])

    def person_goes_to_another_body(self) -> Expected:
        member, person = self.random.choice(self.people())
        self.used.add(person["id"])
        target = self.random.choice([m for m in self.members() if m is not member])
        member["people"].remove(person)
        target.setdefault("people", []).append(person)
        return ("changed", "person", person["id"])

    def person_comes(self) -> Expected:
        ident = f"person-{self.random.randrange(10**6)}"
        self.used.add(ident)
        self.random.choice(self.members()).setdefault("people", []).append(
            {"id": ident, "family_name": ident.title()}
        )
        return ("added", "person", ident)

    def meeting_moves(self) -> Expected:
        path = self.event()
        data = self.data(str(path.relative_to(self.folder)))
        data["start"] = f"2027-02-{self.random.randrange(10, 28)} 11:00"
        data.pop("end", None)
        return ("moved", "event", path.stem)

    def meeting_changes(self) -> Expected:
        path = self.event()
        self.data(str(path.relative_to(self.folder)))["theme"] = (
            f"Neues Thema {self.random.randrange(99)}"
        )
        return ("changed", "event", path.stem)

    def meeting_comes(self) -> Expected:
        stem = f"2027-03-{self.random.randrange(10, 28)}-neu-{self.random.choice('abcdefgh')}{self.random.randrange(10**4)}"
        self.texts[self.folder / EVENTS / f"{stem}.yaml"] = {
            "title": f"Treffen {stem}",
            "kind": "netzwerktreffen",
            "start": stem[:10],
            "status": "geplant",
        }
        self.used.add(stem)
        return ("added", "event", stem)

    def meeting_goes(self) -> Expected:
        path = self.event()
        path.unlink()
        self.texts.pop(path, None)
        return ("removed", "event", path.stem)

    def meeting_is_renamed(self) -> Expected:
        path = self.event()
        new = path.with_name(f"{path.stem}-umbenannt.yaml")
        self.texts[new] = self.data(str(path.relative_to(self.folder)))
        del self.texts[path]
        path.unlink()
        self.used.add(new.stem)
        return ("renamed", "event", new.stem)

    def id_of_a_body_is_renamed(self) -> Expected:
        member = self.pick(
            [m for m in self.members() if not m.get("people") and m["id"] not in VALUES]
        )
        old, new = member["id"], f"{member['id']}-neu"
        for path in sorted(self.folder.rglob("*.yaml")):
            if path.exists():
                name = str(path.relative_to(self.folder))
                if old in json.dumps(self.data(name)):
                    self.texts[path] = _renamed(self.data(name), old, new)
        self.used.add(new)
        return ("renamed", "member", new)

    def group_changes(self) -> Expected:
        group = self.pick(self.data("data/networks/musterkreis/network.yaml")["groups"])
        group["purpose"] = f"Zweck {self.random.randrange(99)}"
        return ("changed", "group", group["id"])

    def order_changes(self) -> None:
        self.random.shuffle(self.data(MEMBERS)["members"])

    def form_changes(self) -> Expected:
        path = self.random.choice(
            [path for path in self.events() if self.texts.get(path) == self.before.get(path)]
        )
        self.used.add(path.stem)
        path.write_text("# Notiz\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
        return ("formatting", "file", path.stem)


def _load(path: Path) -> Any:
    """Read a file as text, so that writing it again says the same."""
    from ksnet.yamltext.reading.yaml import read_yaml

    return json.loads(json.dumps(read_yaml(path.name, path.read_bytes()).data, default=str))


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, old, new) for item in value]
    return new if value == old else value


def edits(history: History) -> Iterator[Callable[[], Expected | None]]:
    yield history.member_renamed_by_name
    yield history.member_ends
    yield history.member_comes
    yield history.member_goes
    yield history.person_changes
    yield history.person_goes_to_another_body
    yield history.person_comes
    yield history.meeting_moves
    yield history.meeting_changes
    yield history.meeting_comes
    yield history.meeting_goes
    yield history.meeting_is_renamed
    yield history.id_of_a_body_is_renamed
    yield history.group_changes
    yield history.order_changes


PER_ROUND = 16


@pytest.mark.slow
@pytest.mark.many
@pytest.mark.parametrize("seed", range(20))
def test_each_of_many_random_edits_is_told_once_and_nothing_else(seed: int, tmp_path: Path) -> None:
    before, after = tmp_path / "vorher", tmp_path / "nachher"
    for folder in (before, after):
        shutil.copytree(EXAMPLE, folder)
    history = History(after, seed)
    expected: Counter[Expected] = Counter()
    kinds = list(edits(history))
    for _ in range(PER_ROUND):
        if (told := history.random.choice(kinds)()) is not None:
            expected[told] += 1
    history.write()
    for _ in range(2):
        expected[history.form_changes()] += 1
    found = compare(Repository(before), Repository(after), dt.date.fromisoformat(DAY)).changes
    told_edits = Counter(
        (change.kind, change.what, change.id or Path(change.file).stem)
        for change in found
        if not change.headline.startswith(COMMENTS)  # none are written here
    )
    del told_edits["formatting", "file", "members"]  # nothing but the order of its entries
    assert told_edits == expected


@pytest.mark.slow
def test_letters_composed_otherwise_are_a_matter_of_form(
    repository: Path, diff: Callable[..., Run]
) -> None:
    path = repository / "data/networks/musterkreis/members.yaml"
    text = path.read_text(encoding="utf-8")
    assert unicodedata.normalize("NFD", text) != text
    path.write_text(unicodedata.normalize("NFD", text), encoding="utf-8")
    run = diff()
    assert "Nur Form oder Kommentare geändert: 1 Datei (" in run.out
    assert not sentences(run)
