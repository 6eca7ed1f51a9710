"""Calls of plain words are read without typer, and mean what typer says they mean."""

from __future__ import annotations

import inspect
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from functools import cache, wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer
from typer import core
from typer._click import exceptions as click_errors
from typer.models import TyperPath

from benchmarks import tree
from ksnet.cli.call import current_call
from ksnet.cli.german import GermanCommand
from ksnet.cli.plain import COMMANDS, plain_call
from ksnet.cli.program import app
from tests.mutating import rounds

PACKAGE = Path(__file__).parents[1] / "ksnet"
WORDS = (
    "soest", "2025", "30.6.2026", "text", "md", "a b", "ä", "", "-", "--", "-x", "--year=2025",
    "-otext", "--help", "-h", "--debug", "--nothing", "--no-strict", "1", "@file", "*.yaml",
)  # fmt: skip


@cache
def command_of(name: str) -> Any:
    program: Any = typer.main.get_command(app)
    return program.get_command(None, name)


def lines_of(name: str) -> list[str]:
    """Return the lines of `calls.txt` for a command: what typer knows of its parameters."""
    lines = []
    for parameter in command_of(name).params:
        is_option = isinstance(parameter, core.TyperOption)
        if parameter.name == "debug":
            continue
        assert not parameter.secondary_opts
        assert not parameter.required
        many = parameter.nargs == -1 or parameter.multiple
        kind = "flag" if is_option and parameter.is_flag else "many" if many else "one"
        assert isinstance(parameter.type, TyperPath) or parameter.type.name in {
            "str",
            "text",
            "boolean",
            "bool",
        }
        of = "path" if isinstance(parameter.type, TyperPath) else "text"
        spellings = parameter.opts if is_option else []
        lines.append(" ".join([name, parameter.name, kind, of, *spellings]))
    return lines


def test_the_generated_list_of_parameters_is_what_typer_knows(golden: Callable[..., None]) -> None:
    lines = [line for name in COMMANDS for line in lines_of(name)]
    golden("calls.txt", "\n".join(lines) + "\n", folder=PACKAGE)


def by_typer(name: str, words: list[str]) -> dict[str, Any] | None:
    """Return the values with which typer would call the function of a command, None for none."""
    command_of(name)  # reads its options
    function = getattr(import_module(f"ksnet.cli.{name}"), name)
    called: list[dict[str, Any]] = []

    @wraps(function)
    def record(**values: Any) -> None:
        call = current_call()
        assert call is not None
        called.append(values | {"color": call.color, "quiet": call.quiet})

    record.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, cls=GermanCommand)(record)
    try:
        typer.main.get_command(single).main(words, standalone_mode=False)
    except click_errors.UsageError:
        return None
    return called[0] if called else None


@pytest.mark.parametrize("name", COMMANDS)
def test_a_plain_call_means_what_typer_says(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(name)
    function = getattr(import_module(f"ksnet.cli.{name}"), name)
    command_of(name)
    defaults = {one.name: one.default for one in inspect.signature(function).parameters.values()}
    spellings = [word for line in lines_of(name) for word in line.split() if word.startswith("-")]
    plain = 0
    for _ in (tried := rounds(150)):
        words = []
        for _ in range(rng.randint(0, 3)):
            if rng.random() < 0.7:
                words.append(rng.choice(spellings))
            if rng.random() < 0.7:
                words.append(rng.choice(WORDS[:6] if rng.random() < 0.7 else WORDS))
        call = plain_call([name, *words])
        if call is None:
            continue
        plain += 1
        said = by_typer(name, words)
        assert said is not None, words
        expected = {**defaults, **call.given, "color": call.color, "quiet": call.quiet}
        # An empty list and None are the same to a command.
        assert {key: value or None for key, value in said.items()} == {
            key: value or None for key, value in expected.items()
        }, words
        assert {key: type(said[key]) for key in call.given} == {
            key: type(value) for key, value in call.given.items()
        }
    assert plain > len(tried) / 5
    capsys.readouterr()


@pytest.mark.parametrize(
    "words",
    [
        ["explain", "KS101"],
        ["report", "--help"],
        ["report", "--year"],
        ["report", "--year=2025"],
        ["report", "--year", "2025", "--year", "2026"],
        ["report", "--year", "-1"],
        ["report", "a", "b"],
        ["validate", "--", "a"],
        ["validate", "--debug"],
        ["validate", ""],
        ["validate", "--color", "bunt"],
        [],
    ],
)
def test_what_is_not_plain_is_left_to_typer(words: list[str]) -> None:
    assert plain_call(words) is None


def test_while_words_are_completed_typer_reads_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain_call(["due"]) is not None
    monkeypatch.setenv("_KSNET_COMPLETE", "complete_bash")
    assert plain_call(["due"]) is None


# Carries out calls in one process and tells what each ended with and wrote, and whether typer was
# loaded by then.
CALLS = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
from ksnet.cli import main
told = []
for words in json.load(sys.stdin):
    sys.argv = ["ksnet", *words]
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    code = None
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as end:
        code = end.code
    out.flush(), err.flush()
    told.append([words[0], code, *(one.buffer.getvalue().decode() for one in (out, err))])
    told.append("typer" in sys.modules)
json.dump(told, sys.stdout)
"""


def said_by_one_process(calls: list[list[str]], folder: Path) -> list[Any]:
    run = subprocess.run(
        [sys.executable, "-c", CALLS],
        input=json.dumps(calls),
        cwd=folder,
        env=os.environ | {"CI": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told: list[Any] = json.loads(run.stdout)
    return told


def test_plain_calls_do_without_typer_and_say_the_same(tmp_path: Path) -> None:
    tree.build(tmp_path, "s")
    calls = [
        ["validate"],
        ["report", "netzwerk-0001", "--year", "2026", "--format", "md"],
        ["report", "netzwerk-0001"],
        ["members", "2025"],
        ["calendar", "2025", "--year", "1"],
        ["calendar", "netzwerk-0001", "--as-of", "gestern"],
        ["due", "--days", "30", "--quiet"],
        ["due", "--format", "nothing"],
    ]
    assert_said_alike(calls, tmp_path)


def test_a_plain_call_says_the_same_where_there_are_no_records(tmp_path: Path) -> None:
    assert_said_alike([["validate"]], tmp_path)


def assert_said_alike(calls: list[list[str]], folder: Path) -> None:
    """Assert that calls do without typer, and say what they say where typer has read them."""
    plain = said_by_one_process(calls, folder)
    read = said_by_one_process([[*words, "--color=auto"] for words in calls], folder)
    assert plain[1::2] == [False] * len(calls)
    assert read[1::2] == [True] * len(calls)
    for words, one, other in zip(calls, plain[::2], read[::2], strict=True):
        assert one == other, words
        assert one[2] or one[3], words
