"""Expressions that are kept compiled are those that `re.compile` makes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ksnet.basics import expressions
from ksnet.rendering import compile_all
from ksnet.yamltext.form import quick
from tests.conftest import Run


@pytest.fixture
def kept_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    file = tmp_path / "kept"
    monkeypatch.setattr(expressions, "_file", lambda: str(file))
    monkeypatch.setattr(expressions, "_new", {})
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    expressions._kept.cache_clear()
    yield file
    expressions._kept.cache_clear()


def test_every_expression_of_the_package_is_the_same_when_it_is_kept(kept_file: Path) -> None:
    compile_all.main()
    assert kept_file.is_file()
    expressions._kept.cache_clear()
    expressions._new.clear()
    assert len(expressions._all) > 250
    for one in expressions._all:
        assert one.compiled() == re.compile(
            one.pattern, one._flags
        )  # which compares the code inside, too
    assert expressions._new == {}  # all of them were found


@pytest.mark.parametrize("content", [b"", b"\xff nonsense", None])
def test_what_was_not_kept_whole_or_by_another_version_counts_for_nothing(
    content: bytes | None, kept_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = expressions._Uncompiled("(?P<a>[ä-ü]+)", re.IGNORECASE)
    one.compiled()
    expressions.keep()
    if content is None:
        monkeypatch.setattr(expressions, "_STATE", "another")
    else:
        kept_file.write_bytes(content)
    expressions._kept.cache_clear()
    expressions._new.clear()
    assert expressions._kept() == {}
    assert one.compiled() == re.compile("(?P<a>[ä-ü]+)", re.IGNORECASE)


def test_a_python_that_is_built_otherwise_inside_compiles_as_everybody(
    kept_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expressions, "import_module", lambda _: object())
    assert expressions._Uncompiled("a+", 0).compiled() == re.compile("a+")
    expressions.keep()
    assert not kept_file.exists()


def test_a_wrong_expression_says_so_as_re_does(
    kept_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expressions, "_all", [])
    with pytest.raises(re.error):
        expressions.expression("(").search("")


def test_a_run_keeps_what_it_has_compiled(kept_file: Path, ksnet: Callable[..., Run]) -> None:
    one = expressions._Uncompiled("(?P<run>[ä-ü]+)", 0)
    one.compiled()
    assert ksnet("validate", "--help").code == 0
    before = kept_file.stat().st_mtime_ns
    assert ksnet("validate", "--help").code == 0  # in the same process: nothing is new
    assert kept_file.stat().st_mtime_ns == before
    expressions._kept.cache_clear()
    one.compiled()
    assert ksnet("validate", "--help").code == 0
    assert expressions._new == {}
    assert kept_file.stat().st_mtime_ns == before


@pytest.mark.slow
def test_a_run_keeps_what_it_has_compiled_and_the_next_one_compiles_nothing(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(tmp_path)
    command = [sys.executable, "-m", "ksnet", "validate", "--help"]
    first = subprocess.run(command, env=env, capture_output=True, check=True)
    (kept,) = tmp_path.rglob("*.kept")
    before = kept.stat().st_mtime_ns
    assert subprocess.run(command, env=env, capture_output=True, check=True).stdout == first.stdout
    assert kept.stat().st_mtime_ns == before


@pytest.mark.slow
def test_no_group_may_not_be_given_back_where_older_pythons_read_it_wrongly(
    kept_file: Path,
) -> None:
    """Only the quick form asks for a newer Python first (`SOUND_GROUPS`)."""
    compile_all.main()
    risky = re.compile(r"(?<!\\)\)(?:[?*+]|\{[\d,]*\})\+|\(\?>")
    found = {
        str(one.pattern)
        for one in expressions._all
        if risky.search(re.sub(r"\[[^\]]+\]", "a", str(one.pattern)))
    }
    assert found == {str(quick._CANONICAL.pattern)}
