"""`ksnet merge-file` as Git calls it: real merges, rebases and cherry-picks of records,
and what is left where two differ.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import ksnet as package
from tests.conftest import Once, Run
from tests.musterstadt import AS_OF

Ksnet = Callable[..., Run]
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed")
FILE = "data/networks/musterkreis/members.yaml"
EXAMPLE = Path(package.__file__).with_name("example")
MEMBERS = (EXAMPLE / FILE).read_text(encoding="utf-8")
LAST = "\nguests:\n"  # the members end above
CITY, NAME = "    name: Gesamtschule Musterstadt\n", "    name: Gesamtschule Neustadt\n"
KITA = "  - id: kita-sonne\n    name: Kita Sonne\n    field: kindertagesbetreuung\n"
HORT = "  # kam 2026 dazu\n  - id: hort\n    name: Hort am Park\n    field: schule\n"


class Clone:
    """A clone in which Git merges with ksnet."""

    def __init__(self, folder: Path, path: str = "") -> None:
        self.folder = folder
        names = {
            f"GIT_{who}_{what}": "probe@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        bin_folder = str(Path(sys.executable).parent)
        self.env = {
            **os.environ,
            **names,
            "PATH": path or f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
            "GIT_EDITOR": "true",
        }

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def commit(self, branch: str, text: str, file: str = FILE) -> None:
        """Commit a text on a branch that begins at the first state, or goes on."""
        done = self.git("checkout", "-q", branch)
        if done.returncode:
            self.git("checkout", "-q", "-b", branch, "start")
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.git("add", "--all")
        assert self.git("commit", "-q", "-m", f"Stand von {branch}").returncode == 0

    @property
    def text(self) -> str:
        return (self.folder / FILE).read_text(encoding="utf-8")


@pytest.fixture
def clone(ksnet: Ksnet, once: Once, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """The example under Git, as `ksnet init` leaves it."""
    made = Clone(tmp_path / "unterlagen")
    for name, value in made.env.items():
        monkeypatch.setenv(name, value)

    def make(folder: Path) -> None:
        run = ksnet("init", folder, "--example", "--git", cwd=tmp_path)
        assert run.code == 0, run.err
        assert "ksnet merge-file --install" in run.err
        Clone(folder).git("branch", "start")

    once("merge-file", made.folder, make)
    return made


def added(text: str, *entries: str) -> str:
    return text.replace(LAST, "\n" + "".join(entries) + LAST.removeprefix("\n"))


def test_two_branches_that_append_a_member_merge(ksnet: Ksnet, clone: Clone) -> None:
    clone.commit("eine", added(MEMBERS, KITA))
    clone.commit("andere", added(MEMBERS, HORT))
    clone.git("checkout", "-q", "eine")
    done = clone.git("merge", "--no-edit", "andere")
    assert done.returncode == 0, done.stdout + done.stderr
    assert clone.text == added(MEMBERS, KITA, HORT)
    assert ksnet("validate", "--as-of", AS_OF, cwd=clone.folder).code == 0
    assert ksnet("fmt", "--check", cwd=clone.folder).code == 0


@pytest.mark.slow
@pytest.mark.parametrize("command", ["rebase", "cherry-pick"])
def test_a_rebase_and_a_cherry_pick_merge_as_well(clone: Clone, command: str) -> None:
    clone.commit("eine", added(MEMBERS.replace(CITY, NAME), KITA))
    clone.commit("andere", added(MEMBERS.replace(CITY, CITY + "    label: Ganztag\n"), HORT))
    if command == "cherry-pick":
        clone.git("checkout", "-q", "eine")
    done = clone.git(command, "eine" if command == "rebase" else "andere")
    assert done.returncode == 0, done.stdout + done.stderr
    assert NAME in clone.text
    assert "    field: schule\n    label: Ganztag\n" in clone.text
    assert KITA in clone.text
    assert HORT in clone.text


@pytest.mark.slow
def test_a_true_conflict_is_two_readable_values_and_one_finding(ksnet: Ksnet, clone: Clone) -> None:
    clone.commit("eine", added(MEMBERS.replace(CITY, NAME), KITA))
    clone.commit("andere", added(MEMBERS.replace(CITY, "    name: Gesamtschule Altstadt\n"), HORT))
    clone.git("checkout", "-q", "eine")
    done = clone.git("merge", "--no-edit", "andere")
    assert done.returncode == 1
    assert f"{FILE}: in Zeile " in done.stderr
    assert clone.git("diff", "--name-only", "--diff-filter=U").stdout == f"{FILE}\n"
    name = [line for line in clone.text.split("\n") if line.startswith(("<", ">"))]
    expected = f"{name[0]}\n{NAME}=======\n    name: Gesamtschule Altstadt\n{name[1]}\n"
    assert clone.text == added(MEMBERS, KITA, HORT).replace(CITY, expected)
    found = ksnet("validate", "--format", "concise", "--as-of", AS_OF, cwd=clone.folder)
    assert found.code == 1
    assert found.out.count("fehler") == found.out.count("KS025") == 1
    (clone.folder / FILE).write_text(clone.text.replace(expected, NAME), encoding="utf-8")
    assert ksnet("validate", "--as-of", AS_OF, cwd=clone.folder).code == 0


def test_taking_out_a_member_and_changing_it_is_a_conflict_of_the_whole_entry(clone: Clone) -> None:
    first, last = (
        MEMBERS.index("  - id: gesamtschule\n"),
        MEMBERS.index("\n  - id: ", MEMBERS.index("  - id: gesamtschule\n")) + 1,
    )
    entry = MEMBERS[first:last]
    clone.commit("eine", MEMBERS.replace(entry, ""))
    clone.commit("andere", MEMBERS.replace(CITY, NAME))
    clone.git("checkout", "-q", "eine")
    assert clone.git("merge", "--no-edit", "andere").returncode == 1
    begin, rest = clone.text.split("<<<<<<<")
    _, inside = rest.split("\n", 1)
    assert begin == MEMBERS[:first]
    assert inside.startswith(f"=======\n{entry.replace(CITY, NAME)}>>>>>>> ")
    assert inside.endswith(MEMBERS[last:])


def test_a_file_that_both_have_added_merges(clone: Clone) -> None:
    file = "data/events/musterkreis/2026-11-03-treffen.yaml"
    text = "title: Treffen\nkind: netzwerktreffen\ngroups: [plenum]\nstart: 2026-11-03\nstatus: geplant\n"
    clone.commit("eine", text, file)
    clone.commit(
        "andere",
        text.replace("groups: [plenum]", "groups: [konferenz]") + "remarks: Saal fehlt\n",
        file,
    )
    clone.git("checkout", "-q", "eine")
    assert clone.git("merge", "--no-edit", "andere").returncode == 0
    assert (clone.folder / file).read_text(encoding="utf-8") == (
        text.replace("[plenum]", "[plenum, konferenz]") + "remarks: Saal fehlt\n"
    )


def test_without_ksnet_git_merges_the_lines_itself_and_loses_nothing(
    clone: Clone, tmp_path: Path
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("git", "sh", "grep"):
        found = shutil.which(name)
        assert found
        (tools / name).symlink_to(found)
    clone.commit("eine", added(MEMBERS, KITA))
    clone.commit("andere", added(MEMBERS, HORT))
    clone.git("checkout", "-q", "eine")
    bare = Clone(clone.folder, str(tools))
    assert bare.git("merge", "--no-edit", "andere").returncode == 1
    assert KITA in clone.text
    assert HORT in clone.text
    assert "<<<<<<<" in clone.text


def test_a_version_that_cannot_be_read_is_merged_by_lines(clone: Clone) -> None:
    clone.commit("eine", MEMBERS.replace(CITY, "    name: „Gesamtschule: Musterstadt“\n"))
    clone.commit("andere", "# Stand Juni\n" + MEMBERS)
    clone.git("checkout", "-q", "eine")
    done = clone.git("merge", "--no-edit", "andere")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "zeilenweise" in done.stderr
    assert clone.text.startswith("# Stand Juni\n")
    assert "„Gesamtschule: Musterstadt“" in clone.text


def test_git_shows_what_was_before_where_it_is_told_to(clone: Clone) -> None:
    clone.git("config", "merge.conflictStyle", "diff3")
    clone.commit("eine", MEMBERS.replace(CITY, NAME))
    clone.commit("andere", MEMBERS.replace(CITY, "    name: Gesamtschule Altstadt\n"))
    clone.git("checkout", "-q", "eine")
    assert clone.git("merge", "--no-edit", "andere").returncode == 1
    assert f"\n{CITY}=======\n" in clone.text
    assert "\n||||||| " in clone.text


def test_another_clone_is_set_up_by_one_line(ksnet: Ksnet, clone: Clone, tmp_path: Path) -> None:
    clone.git("clone", "-q", ".", str(tmp_path / "zweiter"))
    second = Clone(tmp_path / "zweiter")
    run = ksnet("merge-file", "--install", cwd=second.folder)
    assert (run.code, run.err) == (
        0,
        "Eingerichtet: Git führt die Unterlagen in diesem Klon Eintrag für Eintrag zusammen.\n",
    )
    assert (
        second.git("config", "merge.ksnet.driver").stdout
        == clone.git("config", "merge.ksnet.driver").stdout
    )
    second.git("rm", "-q", ".gitattributes")
    assert (
        "/data/**/*.yaml merge=ksnet\n" in ksnet("merge-file", "--install", cwd=second.folder).err
    )


def test_outside_git_there_is_nothing_to_set_up(
    ksnet: Ksnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    run = ksnet("merge-file", "--install", cwd=tmp_path)
    assert run.code == 2
    assert "kein Ordner unter Git" in run.err


# --- without Git: three files
# ----------------------------------------------------------------------------------------


def merged(
    ksnet: Ksnet,
    folder: Path,
    base: str,
    ours: str,
    theirs: str,
    *options: str,
    file: str = FILE,
    output: str = "-",
) -> Run:
    """Merge three texts of a record, `members.yaml` to standard output if nothing else is said."""
    for name, text in (("vorher", base), ("eine", ours), ("andere", theirs)):
        (folder / name).write_bytes(text.encode())
    files = [folder / name for name in ("vorher", "eine", "andere")]
    return ksnet("merge-file", *files, "--path", file, "-o", output, *options, cwd=folder)


START = """\
# Stand Mai

members:
  # die größte Schule
  - id: gesamtschule
    name: Gesamtschule
    field: schule # wie alle
    groups: [plenum]
    people:
      - id: entwurf
        family_name: Entwurf
        groups: [plenum, {id: ak, role: leitung}]
  - id: kita
    name: Kita
    field: kindertagesbetreuung
"""


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param(
            [("family_name: Entwurf\n", "family_name: Entwurf\n        phone: 02921 1\n")],
            [("      - id: entwurf\n", "      # seit Mai\n      - id: entwurf\n")],
            "      # seit Mai\n      - id: entwurf\n        family_name: Entwurf\n        phone: 02921 1\n",
            id="a key and a comment",
        ),
        pytest.param(
            [("    name: Kita\n", "    # steht so am Haus\n    name: Kita\n")],
            [("    name: Kita\n", "    name: Kita am Wald\n")],
            "    # steht so am Haus\n    name: Kita am Wald\n",
            id="a comment above what the other side has changed",
        ),
        pytest.param(
            [("    field: schule # wie alle\n", "    field: schule # wie alle anderen\n")],
            [("    field: schule # wie alle\n", "    field: gesundheit # wie alle\n")],
            "    field: gesundheit # wie alle anderen\n",
            id="a comment on the line that the other side has changed",
        ),
        pytest.param(
            [("role: leitung}", "role: leitung, since: 2025}")],
            [("role: leitung}", "role: leitung}, lenkung")],
            "        groups: [plenum, {id: ak, role: leitung, since: 2025}, lenkung]\n",
            id="a group in brackets and another one",
        ),
        pytest.param(
            [("    groups: [plenum]\n", "    groups: [plenum, ak]\n")],
            [("    groups: [plenum]\n", "    groups:\n      - id: plenum\n        since: 2024\n")],
            "    groups:\n      - id: plenum\n        since: 2024\n      - ak\n",
            id="a group below and one in brackets",
        ),
        pytest.param(
            [("# Stand Mai", "# Stand Juni")],
            [("field: schule # wie alle", "field: gesundheit # wie alle")],
            "# Stand Juni\n\nmembers:\n  # die größte Schule\n  - id: gesamtschule\n    name: Gesamtschule\n    field: gesundheit # wie alle\n",
            id="comments stay at their entry",
        ),
        pytest.param(
            [("  - id: kita\n", "  - id: kita-sonne\n")],
            [("    name: Kita\n", "    name: Kita am Wald\n")],
            "  - id: kita-sonne\n    name: Kita am Wald\n",
            id="a new id and a new name",
        ),
        pytest.param(
            [("    groups: [plenum]\n", "    groups: [plenum]\n    since: 2024\n")],
            [("    groups: [plenum]\n", "    until: 2026\n    groups: [plenum]\n")],
            "    groups: [plenum]\n    since: 2024\n    until: 2026\n",
            id="keys in the canonical order, though one side had another",
        ),
    ],
)
def test_what_both_have_changed_apart_stands_together(
    ksnet: Ksnet,
    tmp_path: Path,
    ours: list[tuple[str, str]],
    theirs: list[tuple[str, str]],
    expected: str,
) -> None:
    one, other = START, START
    for old, new in ours:
        assert old in one
        one = one.replace(old, new, 1)
    for old, new in theirs:
        other = other.replace(old, new, 1)
    run = merged(ksnet, tmp_path, START, one, other)
    assert (run.code, run.err) == (0, "")
    assert expected in run.out
    again = merged(ksnet, tmp_path, START, other, one)
    assert again.code == 0
    assert sorted(again.out.split("\n")) == sorted(run.out.split("\n"))


@pytest.mark.parametrize(
    ("ours", "theirs", "shown"),
    [
        pytest.param(
            ("    groups: [plenum]\n", "    groups: [ak]\n"),
            ("    groups: [plenum]\n", "    groups: [rat]\n"),
            "<<<<<<< eine Fassung\n    groups: [ak]\n=======\n    groups: [rat]\n>>>>>>> andere Fassung\n",
            id="one value replaced by two",
        ),
        pytest.param(
            ("  - id: kita\n", "  - id: hort\n    name: Hort\n  - id: kita\n"),
            ("  - id: kita\n", "  - id: hort\n    name: Hort am Park\n  - id: kita\n"),
            "<<<<<<< eine Fassung\n  - id: hort\n    name: Hort\n=======\n  - id: hort\n    name: Hort am Park\n>>>>>>> andere Fassung\n  - id: kita\n",
            id="the same id with other content",
        ),
        pytest.param(
            ("# wie alle", "# wie die anderen"),
            ("# wie alle", "# wie fast alle"),
            "<<<<<<< eine Fassung\n    field: schule # wie die anderen\n=======\n    field: schule # wie fast alle\n>>>>>>> andere Fassung\n",
            id="the comment on a line",
        ),
        pytest.param(
            ("  # die größte Schule\n", "  # die größte\n"),
            ("  # die größte Schule\n", "  # die schönste\n"),
            "members:\n<<<<<<< eine Fassung\n  # die größte\n=======\n  # die schönste\n>>>>>>> andere Fassung\n  - id: gesamtschule\n",
            id="a comment above",
        ),
        pytest.param(
            ("  - id: kita\n", "  - id: hort\n"),
            ("  - id: kita\n", "  - id: krippe\n"),
            "<<<<<<< eine Fassung\n  - id: hort\n    name: Kita\n    field: kindertagesbetreuung\n=======\n  - id: krippe\n    name: Kita\n    field: kindertagesbetreuung\n>>>>>>> andere Fassung\n",
            id="two new ids of one entry",
        ),
        pytest.param(
            (
                "  - id: kita\n",
                "    email: a@example.org\n    website: https://a.example.org/\n  - id: kita\n",
            ),
            (
                "  - id: kita\n",
                "    email: b@example.org\n    website: https://b.example.org/\n  - id: kita\n",
            ),
            "<<<<<<< eine Fassung\n    email: a@example.org\n    website: https://a.example.org/\n=======\n    email: b@example.org\n    website: https://b.example.org/\n>>>>>>> andere Fassung\n",
            id="keys below each other are one place",
        ),
    ],
)
def test_what_contradicts_stands_between_the_marks(
    ksnet: Ksnet, tmp_path: Path, ours: tuple[str, str], theirs: tuple[str, str], shown: str
) -> None:
    run = merged(ksnet, tmp_path, START, START.replace(*ours), START.replace(*theirs))
    assert run.code == 1
    assert shown in run.out
    assert run.out.count("<<<<<<<") == 1


TASK = """\
  - kind: aufgabe
    text: Leitfaden fertigstellen
    responsible: koordination
    due: 2025-09-30
"""


@pytest.mark.parametrize("place", ["above", "below"])
@pytest.mark.parametrize("gone", ["text: Leitfaden fertigstellen", "responsible: koordination"])
def test_of_two_entries_without_id_that_which_says_nothing_else_was_there(
    gone: str, place: str, ksnet: Ksnet, tmp_path: Path
) -> None:
    start = "title: Sitzung\nresults:\n"
    shorter = TASK.replace(f"    {gone}\n", "")
    new = TASK.replace("Leitfaden fertigstellen", "Leitfaden verschicken")
    ours = new + shorter if place == "above" else shorter + new
    theirs = TASK.replace("    due: 2025-09-30\n", "")
    texts = start + TASK, start + ours, start + theirs

    run = merged(ksnet, tmp_path, *texts, file="data/events/musterkreis/2025-06-02-sitzung.yaml")

    shortest = shorter.replace("    due: 2025-09-30\n", "")
    both = new + shortest if place == "above" else shortest + new
    assert (run.code, run.out) == (0, start + both)


def test_a_long_list_that_one_side_has_replaced_merges_at_once(
    ksnet: Ksnet, tmp_path: Path
) -> None:
    def meetings(year: int, last: str = "") -> str:
        days = (dt.date(year, 1, 1) + dt.timedelta(number) for number in range(150))
        listed = "".join(f"  - start: {day} 10:00\n    end: {day} 12:00\n" for day in days)
        return f"title: Kurs\nsessions:\n{listed}{last}"

    texts = meetings(2024), meetings(2025), meetings(2024, "  - start: 2026-05-05 10:00\n")
    began = time.process_time()

    run = merged(ksnet, tmp_path, *texts, file="data/events/musterkreis/2025-06-02-kurs.yaml")

    assert time.process_time() - began < 10
    assert (run.code, run.out) == (0, meetings(2025, "  - start: 2026-05-05 10:00\n"))


def test_the_same_change_on_both_sides_stands_once(ksnet: Ksnet, tmp_path: Path) -> None:
    new = START + "  - id: hort\n    name: Hort\n"
    run = merged(ksnet, tmp_path, START, new, new.replace("# Stand Mai", "# Stand Juni"))
    assert (run.code, run.out) == (0, new.replace("# Stand Mai", "# Stand Juni"))


def test_a_list_sorted_anew_by_one_side_takes_what_the_other_has_added(
    ksnet: Ksnet, tmp_path: Path
) -> None:
    head, kita = START.split("  - id: kita\n")
    first = head.replace("members:\n", f"members:\n  - id: kita\n{kita}")
    run = merged(ksnet, tmp_path, START, first, START + "  - id: hort\n    name: Hort\n")
    assert run.code == 0
    assert [line for line in run.out.split("\n") if line.startswith("  - id")] == [
        "  - id: kita",
        "  - id: hort",
        "  - id: gesamtschule",
    ]


def test_names_length_of_marks_and_windows_line_ends_are_kept(ksnet: Ksnet, tmp_path: Path) -> None:
    ours, theirs = (
        START.replace("    name: Kita\n", f"    name: Kita {name}\n") for name in ("Nord", "Süd")
    )
    crlf = [text.replace("\n", "\r\n") for text in (START, ours, theirs)]
    run = merged(
        ksnet,
        tmp_path,
        *crlf,
        "--marker-size",
        "9",
        "--ours-name",
        "HEAD",
        "--theirs-name",
        "%Y",
        output="ergebnis",
    )
    assert run.code == 1
    content = (tmp_path / "ergebnis").read_bytes()
    assert b"\r\n<<<<<<<<< HEAD\r\n    name: Kita Nord\r\n=========\r\n" in content
    assert b"\r\n>>>>>>>>> andere Fassung\r\n" in content
    assert content.count(b"\n") == content.count(b"\r\n")


def test_lines_of_a_text_merge(ksnet: Ksnet, tmp_path: Path) -> None:
    text = "summary: |\n  Eins.\n\n  Zwei.\n\n  Drei.\n"
    for name, content in (
        ("vorher", text),
        ("eine", text.replace("Eins.", "Erstens.")),
        ("andere", text.replace("Drei.", "Drittens.")),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    run = ksnet(
        "merge-file",
        "vorher",
        "eine",
        "andere",
        "--path",
        "data/networks/soest/years/2025.yaml",
        cwd=tmp_path,
    )
    assert run.code == 0
    assert (tmp_path / "eine").read_text(
        encoding="utf-8"
    ) == "summary: |\n  Erstens.\n\n  Zwei.\n\n  Drittens.\n"


def test_other_files_are_merged_by_lines(ksnet: Ksnet, tmp_path: Path) -> None:
    for name, content in (
        ("vorher", "a: 1\n\n\nb: 1\n"),
        ("eine", "b: 2\n"),
        ("andere", "a: 1\n\n\nb: 1\nc: 1\n"),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    run = ksnet("merge-file", "vorher", "eine", "andere", "--path", ".gitlab-ci.yml", cwd=tmp_path)
    text = (tmp_path / "eine").read_text(encoding="utf-8")
    assert run.code == 1
    assert "b: 2\n" in text
    assert "c: 1\n" in text


@pytest.mark.parametrize("arguments", [[], ["vorher", "eine"], ["vorher", "eine", "fehlt"]])
def test_wrong_usage_is_said(ksnet: Ksnet, tmp_path: Path, arguments: list[str]) -> None:
    for name in ("vorher", "eine"):
        (tmp_path / name).write_text(START, encoding="utf-8")
    run = ksnet("merge-file", *arguments, cwd=tmp_path)
    assert run.code == 2
    assert run.err.startswith("ksnet: ")
    assert (tmp_path / "eine").read_text(encoding="utf-8") == START


def test_a_path_that_names_no_record_is_told_as_the_reason(ksnet: Ksnet, tmp_path: Path) -> None:
    for name in ("vorher.yaml", "eine.yaml", "andere.yaml"):
        (tmp_path / name).write_text("title: Treffen\n", encoding="utf-8")
    run = ksnet("merge-file", "vorher.yaml", "eine.yaml", "andere.yaml", cwd=tmp_path)
    assert run.code == 0
    assert "weil der Pfad keine Unterlage nennt (--path PFAD" in run.err


EVENT_FILE = "data/events/musterkreis/2026-07-08-konferenz.yaml"


@pytest.mark.parametrize(
    ("mine", "other", "conflicts"),
    [
        ("start: 2026-07-08 12:00", "end: 2026-07-08 11:00", 1),
        ("start: 2026-07-08 10:00", "end: 2026-07-08 11:00", 0),
        ("start: 2026-07-08T12:00", "end: 2026-07-08 11:00", 1),
        ("start: 2026-07-09/2026-07-10", "end: 2026-07-08 13:00", 1),
        ("start: 2026-07-08 12:00", "end: bald", 0),
        ("start: 2026-07-08 10:00", "status: abgesagt", 2),
        ("start: 2026-07-08 09:45", "status: stattgefunden", 0),
        ("start: 2026-07-07 09:30", "status: stattgefunden", 2),
        ("end: 2026-07-08 12:30", "status: abgesagt", 0),
    ],
)
def test_what_contradicts_only_together_is_decided_by_a_person(
    ksnet: Ksnet, tmp_path: Path, mine: str, other: str, conflicts: int
) -> None:
    base = (EXAMPLE / EVENT_FILE).read_text(encoding="utf-8")
    texts = [base]
    for line in (mine, other):
        key = line.split(":")[0]
        texts.append(re.sub(rf"^{key}: .*$", line, base, flags=re.MULTILINE))
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    run = ksnet("merge-file", *files, "--path", EVENT_FILE, "-o", "-")
    assert run.code == bool(conflicts), run.err
    assert run.out.count("<<<<<<<") == conflicts
    assert mine in run.out
    assert other in run.out


NETWORK_FILE = "data/networks/musterkreis/network.yaml"
PLAN_FILE = "data/networks/musterkreis/plans/kinderschutzentwicklungsplan.yaml"
TIME = "start: 2026-07-08 09:30\nend: 2026-07-08 11:30\n"
POST = "    people: [probe]\n"
DUE = "    due: 2026-09-15\n    status: geplant\n"


@pytest.mark.parametrize(
    ("file", "was", "mine", "other"),
    [
        (EVENT_FILE, TIME + "status: bestaetigt\n", "start: 2026-07-15 09:30\nend: 2026-07-15 11:30\nrescheduled_from: [2026-07-08 09:30]\nstatus: bestaetigt\n", TIME + "status: stattgefunden\n"),
        (EVENT_FILE, TIME, "start: 2026-07-15 09:30\n", "start: 2026-07-22 09:30\nend: 2026-07-22 11:30\n"),
        (NETWORK_FILE, POST, "    people: []\n", "    people: [probe, denkbar]\n"),
        (PLAN_FILE, DUE, DUE + "    done: 2026-06-01\n", DUE.replace("geplant", "verworfen")),
        (PLAN_FILE, DUE, DUE.replace("geplant", "erreicht") + "    done: 2026-06-01\n", DUE.replace("geplant", "verworfen")),
    ],
)  # fmt: skip
def test_what_is_chosen_of_one_side_stands_beside_nothing_of_the_other(
    ksnet: Ksnet, tmp_path: Path, file: str, was: str, mine: str, other: str
) -> None:
    base = (EXAMPLE / file).read_text(encoding="utf-8")
    assert was in base
    ours, theirs = (base.replace(was, said) for said in (mine, other))
    if file == NETWORK_FILE:
        post = ours.index(mine)
        ours = ours[:post] + ours[post:].replace(
            "    since:", "    vacant_since: 2026-05-01\n    since:", 1
        )
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    run = ksnet("merge-file", "base", "ours", "theirs", "--path", file, "-o", "-", cwd=tmp_path)
    assert run.code == 1
    marks = r"<{7}[^\n]*\n(.*?)={7}\n(.*?)>{7}[^\n]*\n"
    assert re.sub(marks, r"\1", run.out, flags=re.DOTALL) == ours
    assert re.sub(marks, r"\2", run.out, flags=re.DOTALL) == theirs
