"""Regular expressions, compiled on first use and kept beside the byte code of the modules.

Compiling all of them took a fifth of every start, compiling those that a check needs still a fifth
of it. Only expressions of our modules are kept, none of a data repository. What is kept counts only
for the same Python and the same version of ksnet; where it cannot be kept, each run compiles what
it needs.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any, AnyStr, cast

from ksnet import __version__

# Before, `re` goes on at the wrong place where a group that keeps what it has, `(…)*+` or `(?>…)`,
# fails halfway (CPython issue 106052). Debian 12 has 3.11.2.
SOUND_GROUPS = sys.version_info >= (3, 11, 5)
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
_STATE = f"{sys.version} {__version__}"
_all: list[_Uncompiled] = []
_new: dict[tuple[Any, int], bytes] = {}


class _Uncompiled:
    """A placeholder for a compiled expression that takes over its methods at the first call."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern, self._flags = pattern, int(flags)
        _all.append(self)

    def __getattr__(self, name: str) -> Any:
        compiled = self.compiled()
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)

    def compiled(self) -> re.Pattern[Any]:
        """Return the expression, kept or newly compiled."""
        key = (self.pattern, self._flags)
        # The internals of `re` may change with Python: then compile as usual.
        with suppress(Exception):
            if key not in _kept() and key not in _new:
                _new[key] = marshal.dumps(_parts(*key))
            return cast(
                "re.Pattern[Any]",
                import_module("_sre").compile(*marshal.loads(_kept().get(key) or _new[key])),  # noqa: S302  (made below)
            )
        return re.compile(*key)


def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` returns, compiled at the first call of one of its methods.

    For expressions of modules. The functions of `re` itself, such as `re.sub`, do not accept it as
    a pattern, and the `re` of its matches is another object.
    """
    return cast("re.Pattern[AnyStr]", _Uncompiled(pattern, flags))


def keep() -> None:
    """Keep what has been newly compiled, unless `PYTHONDONTWRITEBYTECODE` forbids it."""
    file = _file()
    if not _new or sys.dont_write_bytecode or not file:
        return
    unfinished = f"{file}.{os.getpid()}"
    with suppress(OSError):
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(unfinished, "wb") as out:
            out.write(marshal.dumps((_STATE, _kept() | _new)))
        os.replace(unfinished, file)
        _kept().update(_new)
        _new.clear()  # a process that runs many commands keeps each expression once


def compile_all() -> None:
    """Compile the expressions of all modules loaded so far, so that `keep` keeps them."""
    for one in _all:
        one.compiled()


def _file() -> str | None:
    """Return where expressions are kept; None where Python keeps no byte code, as in a zip file."""
    cached: str | None = getattr(__spec__, "cached", None)
    return cached and cached.removesuffix("pyc") + "kept"


@cache
def _kept() -> dict[tuple[Any, int], bytes]:
    with suppress(OSError, EOFError, ValueError, TypeError), open(_file() or "", "rb") as file:
        state, kept = marshal.load(file)  # noqa: S302  (beside our modules, trusted like them)
        if state == _STATE:
            return cast("dict[tuple[Any, int], bytes]", kept)
    return {}


def _parts(pattern: Any, flags: int) -> tuple[Any, ...]:
    """Return what `re.compile` passes to the engine, which checks it again before it runs it."""
    inside: Any = import_module("re._compiler")
    parsed = inside._parser.parse(pattern, flags)  # noqa: SLF001  (what is not there is noticed above)
    groups = parsed.state.groupdict
    names = [None] * parsed.state.groups
    for name, number in groups.items():
        names[number] = name
    code = [int(one) for one in inside._code(parsed, flags)]  # noqa: SLF001  (likewise)
    return (
        pattern,
        flags | parsed.state.flags,
        code,
        parsed.state.groups - 1,
        dict(groups),
        tuple(names),
    )
