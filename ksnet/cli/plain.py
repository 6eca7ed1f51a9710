"""Reads calls of plain words without typer, whose import takes a seventh of a report.

What a command takes is not declared here: `ksnet/calls.txt` is made of what typer knows
(`tests/test_plain_calls.py --accept`), which also reads whatever is not quite plain. That test
compares the two by generated calls.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

# Their modules do without typer until it reads their options.
COMMANDS = ("validate", "report", "calendar", "members", "due", "diff")
COLORS = ("auto", "always", "never")
current: Call | None = None
"""The call that is carried out, where typer has not read it."""


class Call(NamedTuple):
    """A call as it was read: the parameters of its command that were given, and all options.

    What every call may say has a field of its own.
    """

    command: str
    given: Mapping[str, Any]
    options: frozenset[str]
    color: str = "auto"
    quiet: bool = False


_Parameter = tuple[str, str, str]  # its name, kind (flag, one, many) and type (text, path)


def plain_call(words: list[str]) -> Call | None:
    """Return what the words of a call mean; None where typer has to say it."""
    if not words or words[0] not in COMMANDS or "_KSNET_COMPLETE" in os.environ:
        return None
    try:
        options, arguments = _declared(words[0])
    except (OSError, ValueError):  # not readable, as in a zip file
        return None
    given = _given(iter(words[1:]), options, arguments)
    if given is None or (color := given.pop("color", COLORS[0])) not in COLORS:
        return None
    return Call(words[0], given, frozenset(options), color, given.pop("quiet", False))


def is_yaml(file: str) -> bool:
    """Whether a file is named as records are, which no other output may replace."""
    return file.lower().endswith((".yaml", ".yml"))


def _given(
    words: Iterator[str], options: dict[str, _Parameter], arguments: list[_Parameter]
) -> dict[str, Any] | None:
    given: dict[str, Any] = {}
    for word in words:
        if word.startswith("-"):
            parameter = options.get(word)
            value = next(words, "") if parameter and parameter[1] != "flag" else "true"
        else:
            free = (one for one in arguments if one[1] == "many" or one[0] not in given)
            parameter, value = next(free, None), word
        if parameter is None or not value.strip() or value.startswith("-"):
            return None
        name, kind, of = parameter
        if name == "output" and is_yaml(value):
            return None
        meant = True if kind == "flag" else Path(value) if of == "path" else value
        if kind == "many":
            given.setdefault(name, []).append(meant)
        elif kind == "one" and name in given:
            return None
        else:
            given[name] = meant
    return given


def _declared(command: str) -> tuple[dict[str, _Parameter], list[_Parameter]]:
    """Return the options by their spellings, and the arguments in their order."""
    options: dict[str, _Parameter] = {}
    arguments: list[_Parameter] = []
    path = os.path.join(os.path.dirname(os.path.dirname(__file__)), "calls.txt")
    with open(path, encoding="utf-8") as file:
        for line in file:
            name, parameter, kind, of, *spellings = line.split()
            if name == command:
                one = (parameter, kind, of)
                options |= dict.fromkeys(spellings, one)
                arguments += [] if spellings else [one]
    return options, arguments
