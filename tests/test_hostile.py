"""A small file may not cost minutes, whatever stands in it: the work grows with the file, not with its square."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.hostile import EVENT, MEMBERS, SHAPES, Shape

# In CI the files are so large that what compares all with all takes minutes; a healthy one takes two seconds.
SIZE = 300_000 if os.environ.get("KSNET_ALL_TESTS") else 30_000
LONGEST = 120  # seconds
RECORDS = {
    EVENT: "data/events/musterkreis/2025-03-12-netzwerktreffen.yaml",
    MEMBERS: "data/networks/musterkreis/members.yaml",
}
BEFORE = {EVENT: "title: Netzwerktreffen\nkind: netzwerktreffen\nstart: 2025-03-12\n", MEMBERS: "members:\n"}


@pytest.mark.many
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_record_that_is_wrong_all_over_gets_its_findings_in_time(shape: Shape, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "ksnet" / "example" / "data", tmp_path / "data")
    record = tmp_path / RECORDS[shape.record]
    record.write_text(BEFORE[shape.record] + shape.text(SIZE), encoding="utf-8", newline="\n")

    run = subprocess.run(
        [sys.executable, "-m", "ksnet", "validate", "--root", str(tmp_path), "--as-of", "2026-06-30"],
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
        check=False,
    )

    assert run.returncode in (0, 1), run.stderr
    assert RECORDS[shape.record] in run.stdout
    assert len(run.stdout.splitlines()) < 3_000  # after a hundred, findings of one rule are counted


@pytest.mark.slow
def test_three_thousand_bodies_in_one_list_are_no_file_too_large(tmp_path: Path, ksnet: Callable[..., Run]) -> None:
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
