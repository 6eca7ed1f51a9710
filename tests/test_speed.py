"""What keeps ksnet quick to start, and the tree that it is measured with."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import tree
from ksnet.basics.controlled import Severity
from ksnet.checking import check
from ksnet.cli import _run, call
from ksnet.cli.commands import COMMANDS, command_home
from ksnet.repository import Repository

PACKAGE = Path(__file__).parents[1] / "ksnet"
HEAVY = {
    "pydantic",
    "yaml",
    "ruamel",
    "jinja2",
    "rich",
    "icalendar",
    "markdown_it",
    "multiprocessing",
    "concurrent",
}


def loaded_by(*calls: list[str], root: Path) -> set[str]:
    """Return the packages that calls have loaded by their end, and all modules of our own."""
    code = (
        "import json, sys; from ksnet.cli import _run\n"
        "for call in json.loads(sys.argv[1]): assert _run(call) == 0, call\n"
        "print(' '.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(calls)],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    names = set(done.stderr.split())
    return {name.partition(".")[0] for name in names} | {
        name for name in names if name.startswith("ksnet.")
    }


def run_whole(arguments: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name != "COLUMNS"} | environment
    command = [sys.executable, "-X", "importtime", "-m", "ksnet", *arguments]
    return subprocess.run(
        command, env=env, capture_output=True, text=True, encoding="utf-8", check=True
    )


def test_the_generated_help_is_what_typer_says(
    golden: Callable[..., None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert _run(["--help"]) == 0
    golden("help.txt", capsys.readouterr().out, folder=PACKAGE)


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_written_without_importing_typer(option: str) -> None:
    done = run_whole([option])
    assert done.stdout == (PACKAGE / "help.txt").read_text(encoding="utf-8")
    assert "typer" not in done.stderr


def test_where_nothing_but_ascii_is_expected_the_help_is_written_as_everything_else() -> None:
    assert run_whole(["--help"], PYTHONIOENCODING="ascii").stdout == run_whole(["--help"]).stdout


def test_on_a_narrow_terminal_the_help_is_laid_out_anew() -> None:
    done = run_whole(["--help"], COLUMNS="60")
    assert max(map(len, done.stdout.splitlines())) < 60
    assert "typer" in done.stderr


def test_help_loads_no_heavy_package_and_a_command_no_other_command(tmp_path: Path) -> None:
    modules = {f"ksnet.cli.{command_home(name)[0]}" for name in COMMANDS}
    assert (HEAVY | modules) & loaded_by(["--help"], root=tmp_path) == set()
    assert modules & loaded_by(["schema", "event"], root=tmp_path) == {"ksnet.cli.schema"}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_of_the_list_is_there_and_its_line_is_one(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run([name, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Aufruf: ksnet {name} ")
    assert _run(["--help"]) == 0
    assert COMMANDS[name] in capsys.readouterr().out


def test_validating_loads_only_what_reads_and_checks(tmp_path: Path) -> None:
    tree.build(tmp_path, "s")
    loaded = loaded_by(["validate", "--as-of", tree.TODAY.isoformat(), "--quiet"], root=tmp_path)
    # Although it says where the findings of this tree stand.
    others = {"zoneinfo", "ksnet.duties.due", "ksnet.documents"}
    assert (HEAVY | others) & loaded == set()


def test_a_check_without_options_loads_nothing_that_reads_them(tmp_path: Path) -> None:
    tree.build(tmp_path, "s")
    loaded = loaded_by(["validate"], root=tmp_path)
    assert {"typer", "dataclasses", "inspect"} & loaded == set()


@pytest.mark.parametrize(
    ("now", "day", "loads"),
    [
        ("2026-07-01T21:59", dt.date(2026, 7, 1), False),
        ("2026-07-01T22:00", dt.date(2026, 7, 2), True),
        ("2026-01-01T22:59", dt.date(2026, 1, 1), True),
        ("2026-01-01T23:00", dt.date(2026, 1, 2), True),
    ],
)
def test_today_is_a_day_in_germany_and_needs_zone_data_only_late_in_the_evening(
    now: str, day: dt.date, loads: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clock(zone: dt.tzinfo) -> dt.datetime:
        return dt.datetime.fromisoformat(now).replace(tzinfo=zone)

    monkeypatch.setattr(
        call, "dt", SimpleNamespace(datetime=SimpleNamespace(now=clock), UTC=dt.UTC)
    )
    monkeypatch.delitem(sys.modules, "zoneinfo", raising=False)

    assert call.today(None) == day
    assert ("zoneinfo" in sys.modules) is loads


def test_checking_files_in_the_usual_form_without_findings_does_without_libyaml(
    tmp_path: Path,
) -> None:
    shutil.copytree(PACKAGE.parent / "data", tmp_path / "data")
    call = ["validate", "--as-of", "2026-11-29", "--quiet"]
    assert HEAVY & loaded_by(call, root=tmp_path) == set()


def test_documents_of_files_in_the_usual_form_do_without_libyaml(tmp_path: Path) -> None:
    tree.build(tmp_path, "s")
    calls = (
        ["calendar", "netzwerk-0001"],
        ["members", "netzwerk-0001"],
        ["due"],
        ["report", "netzwerk-0001", "--year", "2026", "--format", "md"],
    )
    options = ["--as-of", tree.TODAY.isoformat(), "--quiet"]
    assert "yaml" not in loaded_by(*([*call, *options] for call in calls), root=tmp_path)


def test_the_measured_tree_is_large_enough_and_has_no_errors(tmp_path: Path) -> None:
    assert tree.build(tmp_path, "s") == 70
    result = check(Repository(tmp_path), tree.TODAY)
    assert result.files == 70
    assert [f.message for f in result.findings if f.severity is Severity.FEHLER] == []
