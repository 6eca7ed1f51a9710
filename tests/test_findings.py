"""The list of surprises of outside libraries is complete,
and each has the form that CONTRIBUTING.md asks for.

The scripts themselves are not run here: they install other people's software.
"""

import os
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "findings"
SCRIPTS = sorted(FOLDER.glob("*.sh"))


def test_the_readme_lists_exactly_the_scripts_that_exist() -> None:
    listed = re.findall(
        r"^\| \[([^]]+)\]\(\1\.sh\) \|",
        (FOLDER / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert len(listed) == len(set(listed))
    assert sorted(listed) == [script.stem for script in SCRIPTS]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_finding_says_what_it_shows_and_compares_it(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    head = text.partition("\nset -euo pipefail\n")[0].splitlines()
    assert head[0] == "#!/usr/bin/env bash"
    assert all(line.startswith("#") for line in head)
    parts = [
        line.split(":")[0]
        for line in head
        if re.match(r"# (Packages?|Program|Expected|Happens|Matters):", line)
    ]
    assert [part.removesuffix("s") if part.startswith("# P") else part for part in parts] in (
        ["# Package", "# Expected", "# Happens", "# Matters"],
        ["# Program", "# Expected", "# Happens", "# Matters"],
    )
    seen = re.search(r"^diff - \S*seen\S* <<'END'\n(.*?)^END$", text, re.MULTILINE | re.DOTALL)
    assert seen
    said = [line[1:].strip() for line in head]
    assert [line for line in seen[1].splitlines() if line.strip() not in said] == []
    pins = re.findall(r"(?<=\s)([\w.-]+)(?:==|@)(\d[\w.]*)", text)
    assert [pin for pin in pins if " ".join(pin) not in " ".join(said)] == []
    assert os.name == "nt" or os.access(script, os.X_OK)
