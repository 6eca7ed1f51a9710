"""Plain data as it is meant to be after an edit."""

from __future__ import annotations

import copy
from typing import Any

from ksnet.basics.findings import Path
from ksnet.basics.scalars import text_of
from ksnet.yamltext.edits.render import as_read_back


def nested(path: Path, value: Any) -> Any:
    """Return a value inside the keys and lists of a path."""
    for step in reversed(path):
        value = {step: value} if isinstance(step, str) else [value]
    return value


def with_value(data: Any, path: Path, value: Any) -> Any:
    """Return a copy of the data with `value` at `path`."""
    if not path:
        return value
    result = copy.copy(data)
    result[path[0]] = with_value(
        data.get(path[0]) if isinstance(data, dict) else data[path[0]], path[1:], value
    )
    return result


def without_step(data: Any, path: Path) -> Any:
    """Return a copy of the data without the value at `path`."""
    result = copy.copy(data)
    if len(path) == 1:
        del result[path[0]]
    else:
        result[path[0]] = without_step(data[path[0]], path[1:])
    return result


def says_the_same(read_again: Any, meant: Any) -> bool:
    """Whether the data read is what was meant; scalars are compared as text."""
    if isinstance(meant, dict):
        wanted = {
            key: value for key, value in meant.items() if value is not None or key in read_again
        }
        return (
            isinstance(read_again, dict)
            and read_again.keys() == wanted.keys()
            and all(says_the_same(read_again[key], value) for key, value in wanted.items())
        )
    if isinstance(meant, list):
        return (
            isinstance(read_again, list)
            and len(read_again) == len(meant)
            and all(says_the_same(a, b) for a, b in zip(read_again, meant, strict=True))
        )
    if meant is None or isinstance(read_again, dict | list) or read_again is None:
        return meant is None and read_again is None
    return text_of(read_again) == as_read_back(meant)
