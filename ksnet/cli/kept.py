"""What `ksnet validate` keeps between runs: where, when, and for which program.

An unchanged repository is recognised by its files alone, without importing models or rules.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import ksnet

if TYPE_CHECKING:
    from ksnet.repository import Repository
    from ksnet.repository.sealed import Sealed

_RUN = "run-"
_MOST_RUNS = 8  # kinds of calls: formats, selections of rules
LIBRARIES = ("yaml", "pydantic_core")  # libraries that a check uses


def kept_results(folder: Path, *, wanted: bool) -> Sealed | None:
    """Return the kept results of a data repository; None if unwanted, impossible, or in CI."""
    home = _home()
    if not wanted or home is None or os.environ.get("CI", "").lower() not in ("", "0", "false"):
        return None
    from ksnet.repository.sealed import opened

    return opened(folder, home, "\n".join(_program()))


def _home() -> Path | None:
    """Return the cache folder of the user."""
    if sys.platform == "win32":
        folder = os.environ.get("LOCALAPPDATA")
    else:
        # Without a home `~` stays as it is.
        folder = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(folder) / "ksnet" if folder and os.path.isabs(folder) else None


def _program() -> Iterator[str]:
    """Yield what identifies the program: Python, the libraries, and every file of ksnet."""
    yield sys.version
    for name in LIBRARIES:
        found = PathFinder.find_spec(name)
        if found is not None and found.origin:
            yield _state(found.origin, os.stat(found.origin))
            above = os.path.dirname(os.path.dirname(found.origin))
            yield from sorted(
                entry for entry in os.listdir(above) if entry.endswith((".dist-info", ".egg-info"))
            )
    waiting = [os.path.dirname(ksnet.__file__)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir():
                    waiting += [entry.path] if entry.name != "__pycache__" else []
                else:
                    yield _state(entry.path, entry.stat())


def _state(path: str, of: os.stat_result) -> str:
    return f"{path} {of.st_size} {of.st_mtime_ns} {of.st_ctime_ns}"


class Shown(NamedTuple):
    """The output of a run, and its exit code."""

    text: str
    code: int


class CheckRun:
    """A call of the program that repeats its output while everything it has read is unchanged."""

    def __init__(self, kept: Sealed, folder: Path, *call: object) -> None:
        """Identify the call by folder, day and options."""
        self.kept, self.folder = kept, folder
        self.name = _RUN + kept.digest(str(folder), *call)

    def shown(self) -> Shown | None:
        """Return the output of the last such call, if it would be the same now."""
        from ksnet.repository.sources import Disk
        from ksnet.repository.traced import still_holds

        last: Any = self.kept.load(self.name)
        if last is None or not still_holds(Disk(self.folder, {}), last["answers"]):
            return None
        return Shown(last["text"], last["code"])

    def keep(self, repository: Repository, shown: Shown) -> None:
        """Keep the output of this call, unless there is nothing to check."""
        traced = repository.traced
        if traced is not None and traced.steady and traced.complete and repository.tree.count:
            self.kept.save(self.name, {"answers": traced.answers, **shown._asdict()})
            self.kept.forget_old(_RUN, _MOST_RUNS)
