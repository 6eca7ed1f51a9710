"""A small file may not cost minutes, whatever stands in it:
the work grows with the file, not with its square.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run, git
from tests.hostile import EVENT, MEMBERS, NETWORK, SHAPES, Shape

# In CI the files are so large that what compares all with all takes minutes; a healthy one takes
# two seconds.
SIZE = 300_000 if os.environ.get("KSNET_ALL_TESTS") else 30_000
LONGEST = 120  # seconds
RECORDS = {
    EVENT: "data/events/musterkreis/2025-03-12-netzwerktreffen.yaml",
    MEMBERS: "data/networks/musterkreis/members.yaml",
    NETWORK: "data/networks/musterkreis/network.yaml",
}
BEFORE = {
    EVENT: "title: Netzwerktreffen\nkind: netzwerktreffen\nstart: 2025-03-12\n",
    MEMBERS: "members:\n",
    NETWORK: "name: Netzwerk Musterkreis\n",
}


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(shape, id=name, marks=[pytest.mark.slow] if number % 30 else [])
        for number, (name, shape) in enumerate(SHAPES.items())
    ],
)
def test_a_record_that_is_wrong_all_over_gets_its_findings_in_time(
    shape: Shape, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "ksnet" / "example" / "data", tmp_path / "data")
    record = tmp_path / RECORDS[shape.record]
    record.write_text(BEFORE[shape.record] + shape.text(SIZE), encoding="utf-8", newline="\n")

    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "ksnet",
            "validate",
            "--root",
            str(tmp_path),
            "--as-of",
            "2026-06-30",
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
        check=False,
    )

    assert run.returncode in (0, 1), run.stderr
    assert RECORDS[shape.record] in run.stdout
    assert len(run.stdout.splitlines()) < 3_000  # after a hundred, findings of one rule are counted


# Runs a command and says on standard error what its process took at most, in KiB on Linux.
MEASURED = (
    "import resource, subprocess, sys\nrun = subprocess.run([sys.executable, '-m', 'ksnet', *sys.argv[1:]])\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)\nsys.exit(run.returncode)"
)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="units of the peak differ")
def test_a_folder_of_nothing_but_hostile_files_takes_little_memory_and_names_each(
    tmp_path: Path,
) -> None:
    shutil.copytree(ROOT / "ksnet" / "example" / "data", tmp_path / "data")
    written = []
    for number, (name, shape) in enumerate(SHAPES.items()):
        slug = name.replace(" ", "-").lower()
        written.append(
            f"data/events/musterkreis/2025-05-{number % 28 + 1:02}-{slug}.yaml"
            if shape.record == EVENT
            else f"data/networks/{slug}/{shape.record}.yaml"
        )
        path = tmp_path / written[-1]
        path.parent.mkdir(exist_ok=True)
        path.write_text(BEFORE[shape.record] + shape.text(150_000), encoding="utf-8", newline="\n")

    run = subprocess.run(
        [
            sys.executable,
            "-c",
            MEASURED,
            "validate",
            "--root",
            str(tmp_path),
            "--as-of",
            "2026-06-30",
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
        check=False,
    )

    assert run.returncode == 1, run.stderr
    assert [name for name in written if f"\n{name}:" not in f"\n{run.stdout}"] == []
    assert int(run.stderr.split()[-1]) < 200 * 1024


@pytest.mark.slow
def test_what_is_not_kept_one_by_one_is_counted_in_every_format(
    tmp_path: Path, ksnet: Callable[..., Run]
) -> None:
    shutil.copytree(ROOT / "ksnet" / "example" / "data", tmp_path / "data")
    record = tmp_path / RECORDS[EVENT]
    record.write_text(
        BEFORE[EVENT] + "".join(f"k{number}: x\n" for number in range(1_000)), encoding="utf-8"
    )
    found = ("validate", "--root", tmp_path, "--as-of", "2026-06-30", "--select", "unknown-key")
    said = {
        form: ksnet(*found, "--format", form).out
        for form in ("text", "github", "json", "sarif", "junit")
    }

    assert ksnet(*found).out == said["text"]
    assert said["text"].endswith("1000 Fehler in 1 von 48 geprüften Dateien\n")
    for form in ("text", "github"):
        assert f"{RECORDS[EVENT]}: fehler[unknown-key] KS101 … und 900 weitere" in said[form]
    for form in ("json", "sarif", "junit"):
        assert "weitere dieser Art in dieser Datei" in said[form], form
    assert json.loads(said["json"])["summary"]["fehler"] == 1_000


def test_a_comment_cannot_silence_what_was_only_counted(
    tmp_path: Path, ksnet: Callable[..., Run]
) -> None:
    shutil.copytree(ROOT / "ksnet" / "example" / "data", tmp_path / "data")
    record = tmp_path / RECORDS[EVENT]
    silent = "".join(
        f"k{number}: x # ksnet: ignore[unknown-key] Angabe der Fachstelle\n"
        for number in range(400)
    )
    record.write_text(f"{BEFORE[EVENT]}{silent}kk: x\n", encoding="utf-8")

    run = ksnet("validate", "--root", tmp_path, "--as-of", "2026-06-30", "--select", "unknown-key")

    assert run.code == 1
    assert "weitere dieser Art in dieser Datei" in run.out


@pytest.mark.slow
def test_a_comment_is_not_called_unused_where_findings_were_only_counted(
    tmp_path: Path, ksnet: Callable[..., Run]
) -> None:
    shutil.copytree(ROOT / "ksnet" / "example" / "data", tmp_path / "data")
    record = tmp_path / RECORDS[EVENT]
    loud = "".join(f"k{number}: x\n" for number in range(400))
    comment = "kk: x # ksnet: ignore[unknown-key] Angabe der Fachstelle\n"
    spare = "# ksnet: ignore[room-conflict] Saal ist teilbar\n"
    record.write_text(f"{BEFORE[EVENT]}{loud}{comment}{spare}", encoding="utf-8")

    run = ksnet("validate", "--root", tmp_path, "--as-of", "2026-06-30", "--format", "json")

    unused = [one for one in json.loads(run.out)["findings"] if one["rule"] == "unused-suppression"]
    assert [one["message"].partition("“")[0] for one in unused] == ["„room-conflict"]


@pytest.mark.parametrize(
    ("before", "after", "new"), [(400, 400, 0), (400, 500, 1), (500, 400, 0), (100, 400, 100)]
)
def test_since_a_commit_what_is_only_counted_is_new_where_it_became_more(
    before: int, after: int, new: int, repository: Path, ksnet: Callable[..., Run]
) -> None:
    record = repository / RECORDS[EVENT]
    sound = record.read_text(encoding="utf-8")

    def write(number: int) -> None:
        wrong = "".join(f"k{one}: x\n" for one in range(number))
        record.write_text(sound + wrong, encoding="utf-8")

    write(before)
    git(repository, "commit", "-qam", "Vorher")
    write(after)
    run = ksnet(
        "validate", "--since", "HEAD", "--root", repository, "--as-of", "2026-06-30",
        "--select", "unknown-key", "--format", "json",
    )  # fmt: skip

    assert len(json.loads(run.out)["since"]["new"]) == new
    assert run.code == bool(new)


@pytest.mark.many
@pytest.mark.parametrize(
    ("edit", "new"),
    [
        (lambda keys: [*keys[:5], *keys[6:]], set()),
        (lambda keys: [*keys[:5], "mended", *keys[6:]], {"mended"}),
        (lambda keys: ["first", *keys], {"first"}),
        (
            lambda keys: [f"r{key}" for key in keys[:199]] + keys[199:],
            {f"rk{n}" for n in range(199)},
        ),
        (lambda keys: list(reversed(keys)), set()),
        (lambda keys: keys[50:], set()),
        # One that is not kept is told at the last one kept, which represents it.
        (lambda keys: [*keys[1:], "last"], {"k200"}),
        (lambda keys: [*keys[60:], "last"], {"k259"}),
        (lambda keys: [*keys[:250], "mended", *keys[251:]], {"k199"}),
        (lambda keys: [*keys[150:], "last"], {"last"}),
    ],
)
def test_since_a_commit_a_counted_finding_that_moves_is_not_new_but_another_one_is(
    edit: Callable[[list[str]], list[str]],
    new: set[str],
    repository: Path,
    ksnet: Callable[..., Run],
) -> None:
    record = repository / RECORDS[EVENT]
    sound = record.read_text(encoding="utf-8")

    def write(keys: list[str]) -> None:
        record.write_text(sound + "".join(f"{key}: x\n" for key in keys), encoding="utf-8")

    keys = [f"k{number}" for number in range(300)]
    write(keys)
    git(repository, "commit", "-qam", "Vorher")
    write(edit(keys))
    run = ksnet(
        "validate", "--since", "HEAD", "--root", repository, "--as-of", "2026-06-30",
        "--select", "unknown-key", "--format", "json",
    )  # fmt: skip

    said = json.loads(run.out)
    found = {one["fingerprint"]: one["key"] for one in said["findings"]}
    assert {found[one] for one in said["since"]["new"]} == new


@pytest.mark.parametrize(
    ("text", "unit"), [("# a\n" * 20_001, "Zeilen"), (f"groups: [{'a, ' * 60_000}a]\n", "Angaben")]
)
def test_a_file_that_holds_too_much_is_one_finding(
    text: str, unit: str, tmp_path: Path, ksnet: Callable[..., Run]
) -> None:
    shutil.copytree(ROOT / "ksnet" / "example" / "data", tmp_path / "data")
    (tmp_path / RECORDS[EVENT]).write_text(BEFORE[EVENT] + text, encoding="utf-8")

    run = ksnet("validate", "--root", tmp_path, "--as-of", "2026-06-30", "--format", "json")

    found = json.loads(run.out)["findings"]
    assert [(one["rule"], unit in one["message"]) for one in found] == [("file-too-large", True)]


@pytest.mark.slow
def test_three_thousand_bodies_in_one_list_are_no_file_too_large(
    tmp_path: Path, ksnet: Callable[..., Run]
) -> None:
    shutil.copytree(ROOT / "ksnet" / "example" / "data", tmp_path / "data")
    members = tmp_path / RECORDS[MEMBERS]
    bodies = "".join(
        f"  - id: schule-{number}\n    name: {'Städtische Gemeinschaftsschule ' * 18}{number}\n    categories: [schule]\n"
        for number in range(3_000)
    )
    own = members.read_text(encoding="utf-8").removeprefix("members:\n")
    members.write_text(f"members:\n{bodies}{own}", encoding="utf-8")
    assert members.stat().st_size > 1_800_000

    run = ksnet("validate", "--root", tmp_path, "--as-of", "2026-06-30", "--select", "KS0")

    assert (run.code, run.out) == (0, "Keine Beanstandungen in 48 geprüften Dateien.\n")


@pytest.mark.many
@pytest.mark.parametrize("line_end", ["\r", "\x85", "\u2028", "\x0b"])
@pytest.mark.parametrize(
    "said",
    [
        "Familie Beispielmann hat zugestimmt.",
        '"\\x46amilie Beispielmann hat zugestimmt."',
        '"\\u0046amilie\\tBeispielmann hat zugestimmt."',
        '"Familie\\_\\U00000042eispielmann hat zugestimmt."',
    ],
)
def test_other_line_ends_than_lf_are_one_finding_and_hide_no_case_data(
    line_end: str, said: str, tmp_path: Path, ksnet: Callable[..., Run]
) -> None:
    shutil.copytree(ROOT / "ksnet" / "example" / "data", tmp_path / "data")
    lines = [
        *BEFORE[EVENT].splitlines(),
        "minutes:",
        "  url: https://example.org",
        f"summary: {said}",
    ]
    (tmp_path / RECORDS[EVENT]).write_bytes(line_end.join([*lines, ""]).encode())

    run = ksnet("validate", "--root", tmp_path, "--as-of", "2026-06-30", "--format", "json")

    found = [(one["rule"], one["line"]) for one in json.loads(run.out)["findings"]]
    assert sorted(found) == [("case-data", 1), ("forbidden-character", 1)]
    assert "eispielmann" not in run.out


@pytest.mark.parametrize("behind", ["", "x: [a\n"], ids=["readable", "broken"])
@pytest.mark.parametrize(
    "said", ["\\x46amilie Beispielmann hat zugestimmt.", "Fam\\u0069lie\\_Beispielmann war da."]
)
def test_escapes_hide_no_case_data(
    said: str, behind: str, tmp_path: Path, ksnet: Callable[..., Run]
) -> None:
    shutil.copytree(ROOT / "ksnet" / "example" / "data", tmp_path / "data")
    text = f'{BEFORE[EVENT]}summary: "{said}"\n{behind}'
    (tmp_path / RECORDS[EVENT]).write_text(text, encoding="utf-8")

    run = ksnet("validate", "--root", tmp_path, "--as-of", "2026-06-30", "--format", "json")

    found = [one for one in json.loads(run.out)["findings"] if one["rule"] == "case-data"]
    assert [one["line"] for one in found] == [4]
    assert "eispielmann" not in run.out


def test_a_text_that_goes_on_in_the_next_line_hides_no_case_data(
    tmp_path: Path, ksnet: Callable[..., Run]
) -> None:
    shutil.copytree(ROOT / "ksnet" / "example" / "data", tmp_path / "data")
    text = f'{BEFORE[EVENT]}summary: "Fami\\\n  lie Beispielmann hat zugestimmt."\n'
    (tmp_path / RECORDS[EVENT]).write_text(text, encoding="utf-8")

    run = ksnet("validate", "--root", tmp_path, "--as-of", "2026-06-30", "--format", "json")

    assert "case-data" in [one["rule"] for one in json.loads(run.out)["findings"]]
