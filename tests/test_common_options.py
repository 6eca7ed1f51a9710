"""Every command takes the options that all commands have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import all_commands
from tests.conftest import Run

# What a command does not take, and why.
_WITHOUT = {
    "init": {"--root", "--output"},  # its folder is the argument; there is nothing there yet
    "explain": {"--as-of"},  # a rule is the same on every day
    "schema": {"--as-of"},
    "codeowners": {"--as-of"},  # who is responsible is not a matter of days
    "template": {"--as-of"},
    "recover": {"--as-of", "--output"},  # it finishes what was begun, whatever the day
    "merge-file": {"--as-of"},  # what two people wrote is the same on every day
}
COMMON = ("--root", "--as-of", "--output", "--color", "--quiet", "--debug")


@pytest.mark.many
@pytest.mark.parametrize("name", all_commands())
def test_every_command_takes_the_common_options(name: str) -> None:
    taken = {option for parameter in all_commands()[name].params for option in parameter.opts}
    missing = set(COMMON) - taken
    assert missing <= _WITHOUT.get(name.split(" ", maxsplit=1)[0], set()), name


def test_colours_are_checked_and_used_also_where_a_command_shows_no_more_than_a_diff(
    ksnet: Callable[..., Run], tree: Callable[..., Path]
) -> None:
    root = tree({"data/networks/n/network.yaml": "youth_offices:   []\nname: N\n"})
    refused = ksnet("fmt", "--color", "bunt", "--root", root)
    assert (refused.code, refused.err) == (
        2,
        "ksnet: --color: „bunt“ gibt es nicht. Erlaubt sind auto, always und never.\n",
    )
    assert (
        "\x1b[31m-youth_offices:   []\x1b[0m"
        in ksnet("fmt", "--diff", "--color", "always", "--root", root).out
    )
    for more in ((), ("--color", "never"), ("--color", "always", "-o", root / "x.diff")):
        assert "\x1b[" not in ksnet("fmt", "--diff", *more, "--root", root).out
    assert "\x1b[" not in (root / "x.diff").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, one in all_commands().items()
        if any("--format" in option.opts for option in one.params)
    ],
)
def test_the_help_says_what_each_format_is(name: str, ksnet: Callable[..., Run]) -> None:
    assert "Zur Wahl bei --format" in ksnet(*name.split(), "--help").out


def test_no_value_of_an_option_is_lost(ksnet: Callable[..., Run]) -> None:
    twice = ksnet("report", "--year", "2025", "--year=2026")
    assert (twice.code, "--year steht zweimal da" in twice.err) == (2, True)
    for empty in (("--year", " "), ("--year=",)):
        run = ksnet("report", *empty)
        assert (run.code, "--year: Der Wert ist leer." in run.err) == (2, True)


def test_a_value_behind_an_option_that_has_none_is_named_with_it(ksnet: Callable[..., Run]) -> None:
    run = ksnet("new", "event", "--title", "Fachtag", "--public", "ja")
    said = "--public steht für sich und hat keinen Wert: „ja“ weglassen; das Gegenteil ist --no-public."
    assert (run.code, said in run.err) == (2, True), run.err


@pytest.mark.parametrize(
    "call", ["members n --format csv", "find N", "set n name=M", "undo", "fmt", "validate"]
)
def test_no_output_replaces_a_record(
    call: str, ksnet: Callable[..., Run], tree: Callable[..., Path]
) -> None:
    file = "data/networks/n/network.yaml"
    root = tree({file: "youth_offices:   []\nname: N\n"})
    run = ksnet(*call.split(), "-o", file, cwd=root)
    assert (run.code, run.out) == (2, "")
    assert "heißt wie eine Datei der Unterlagen" in run.err
    assert (root / file).read_text(encoding="utf-8") == "youth_offices:   []\nname: N\n"


@pytest.mark.parametrize(
    ("call", "seen"),
    [("fmt", "-youth_offices:   []\n"), ("undo", ""), ("set n name=M", "-name: N\n+name: M\n")],
)
def test_whatever_writes_records_shows_them_with_either_option(
    call: str, seen: str, ksnet: Callable[..., Run], tree: Callable[..., Path]
) -> None:
    file = "data/networks/n/network.yaml"
    root = tree({file: "youth_offices:   []\nname: N\n"})
    shown = [ksnet(*call.split(), option, cwd=root) for option in ("--diff", "--dry-run")]
    assert shown[0] == shown[1]
    assert (shown[0].code, seen in shown[0].out) == (0, True)
    assert (root / file).read_text(encoding="utf-8") == "youth_offices:   []\nname: N\n"
