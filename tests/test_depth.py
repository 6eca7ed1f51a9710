"""Lists and mappings in each other: 64 levels are read, more are one finding,
whichever command meets them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.writing_commands import DAY, EVENT, SECOND, calls, files

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
READING = [
    ("validate",), ("fmt", "--check"), ("calendar", "musterstadt"), ("members", "musterstadt"), ("duties", "musterstadt"),
    ("report", "musterstadt", "--year", "2026"), ("due",), ("site", "-o", "seiten"), ("documents", "-o", "alles"), ("find", "Muster"),
    ("attendance", "musterstadt", "--year", "2026"), ("figures", "musterstadt"), ("mail", "plenum"),
    ("event", "musterstadt/2026-09-16-treffen", "--as", "einladung"), ("confirm", "musterstadt"),
]  # fmt: skip
CALLS = [*((*call, *DAY) for call in READING), *calls()]
LEVELS = (63, 64, 65, 1000)  # of a list: the mapping that it stands in makes one more


def nested(levels: int) -> dict[str, bytes]:
    """Return records in which an event holds lists in lists,
    with a word of a case in the middle, and another keys in keys.
    """
    inner = "[" * levels + "Fall von Leon Krause (7 Jahre)" + "]" * levels
    deep = "".join(f"{' ' * level}k:\n" for level in range(levels))
    found = files()
    found[EVENT] += f"topics: {inner}\n".encode()
    found[SECOND] += f"location:\n{' '.join(deep.splitlines(keepends=True))}".encode()
    return found


@pytest.mark.many
@pytest.mark.parametrize("levels", LEVELS)
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_no_command_breaks_on_what_is_nested(
    call: tuple[str, ...], levels: int, tree: Tree, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree(nested(levels))
    monkeypatch.chdir(root)

    run = ksnet(*call, "--root", root)

    assert run.code in (0, 1, 2, 3)
    said = run.out + run.err
    assert "Traceback" not in said
    assert "Unerwarteter Fehler" not in said
    assert "RecursionError" not in said
    assert run.out or run.err or run.code == 0


@pytest.mark.parametrize("levels", LEVELS)
def test_more_than_sixty_four_levels_are_one_finding(levels: int, tree: Tree, ksnet: Ksnet) -> None:
    root = tree(nested(levels))

    found = json.loads(ksnet("validate", "--root", root, *DAY, "--format", "json").out)["findings"]

    too_deep = {one["file"] for one in found if one["rule"] == "nested-too-deeply"}
    assert too_deep == ({EVENT, SECOND} if levels > 64 else {EVENT} if levels == 64 else set())
    if levels > 64:
        assert [one["rule"] for one in found if one["file"] == SECOND] == ["nested-too-deeply"]
