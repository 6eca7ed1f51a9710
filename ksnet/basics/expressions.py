"""Regular expressions that are compiled when they are first used: compiling all of them took a fifth of every start."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Uncompiled:
    """Stands for a compiled expression, and takes over its methods at the first call."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` returns, compiled at the first call of one of its methods.

    For expressions of modules. The functions of `re` itself, such as `re.sub`, do not take it for a pattern, and it is not
    the `re` of its matches.
    """
    return cast("re.Pattern[AnyStr]", _Uncompiled(pattern, flags))
