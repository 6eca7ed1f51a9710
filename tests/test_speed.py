"""What keeps ksnet quick to start, and the tree that it is measured with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks import tree
from ksnet.check import check
from ksnet.records.vocabulary import Severity
from ksnet.repository import Repository

HEAVY = {"pydantic", "yaml", "ruamel", "jinja2", "rich", "icalendar", "markdown_it", "multiprocessing", "concurrent"}


def loaded_by(arguments: list[str], root: Path) -> set[str]:
    """Return the packages that a call has loaded by its end."""
    code = "import sys; from ksnet.cli import _run; _run(sys.argv[1:]); print(' '.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=root, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return {name.partition(".")[0] for name in done.stderr.split()}


def test_help_loads_no_heavy_package(tmp_path: Path) -> None:
    assert HEAVY & loaded_by(["--help"], tmp_path) == set()


def test_validating_loads_only_what_reads_and_checks(tmp_path: Path) -> None:
    tree.build(tmp_path, "s")
    loaded = loaded_by(["validate", "--as-of", tree.TODAY.isoformat(), "--quiet"], tmp_path)
    assert HEAVY & loaded == {"pydantic", "yaml"}


def test_the_measured_tree_is_large_enough_and_has_no_errors(tmp_path: Path) -> None:
    assert tree.build(tmp_path, "s") == 70
    result = check(Repository(tmp_path), tree.TODAY)
    assert result.files == 70
    assert [f.message for f in result.findings if f.severity is Severity.FEHLER] == []
