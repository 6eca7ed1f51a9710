"""Keeps packaged templates as byte code, beside the byte code of the modules.

Compiling the templates of a report takes longer than everything else that is done for it. What is
kept counts only as long as nothing that goes into it has changed; where it cannot be kept,
templates are compiled in each run. Templates of a data repository are never kept: nothing is run
that lies where records are written.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType

import jinja2

_HERE = Path(__file__).parent


def compiled(use: str, name: str, source: str, compile_it: Callable[[], CodeType]) -> CodeType:
    """Return the byte code of a packaged template, kept or newly compiled (and then kept).

    `use` names the environment it is made for: filters and extensions are part of the code. With
    `PYTHONDONTWRITEBYTECODE` nothing new is kept.
    """
    kept = _file(use, name)
    state = hashlib.sha256(_machinery() + source.encode()).digest()
    with suppress(OSError, EOFError, ValueError, TypeError):
        content = kept.read_bytes()
        if content.startswith(state):
            code: CodeType = marshal.loads(content[len(state) :])  # noqa: S302  (beside our modules, trusted like them)
            return code
    code = compile_it()
    if not sys.dont_write_bytecode:
        _keep(kept, state + marshal.dumps(code))
    return code


def _file(use: str, name: str) -> Path:
    module = _HERE / f"{use}.{name.replace('/', '.')}.py"
    return Path(cache_from_source(str(module))).with_suffix(".jinja")


@cache
def _machinery() -> bytes:
    """Return what a compiled template depends on besides its source: Python, Jinja and our code."""
    modules = sorted(
        (entry.path, entry.stat().st_size, entry.stat().st_mtime_ns)
        for folder in (_HERE, _HERE / "figures", _HERE / "formats")
        for entry in os.scandir(folder)
        if entry.name.endswith(".py")
    )
    return repr((MAGIC_NUMBER, jinja2.__version__, modules)).encode()


def _keep(file: Path, content: bytes) -> None:
    """Write a file as a whole; do nothing where that is not allowed."""
    unfinished = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(file)
