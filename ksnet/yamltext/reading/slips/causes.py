"""Finds the slip behind a text that YAML cannot read: what the writer did wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

from ksnet.basics.findings import Fault
from ksnet.yamltext.reading.slips.indents import indent_fault
from ksnet.yamltext.reading.slips.values import value_faults


def cause_of(file: str, text: str, error: yaml.YAMLError) -> Fault | None:
    """Return the slip that explains why `text` could not be read, or None if no known one does.

    The parser stops in the line of the slip or soon after it, so later slips explain nothing. What
    makes a parser read something else is looked for before it reads (`read_exactly`).
    """
    mark = getattr(error, "problem_mark", None)
    lines = text.split("\n")
    last = min((mark.line if mark else 0) + 1, len(lines))
    if re.match(r" *\t", lines[last - 1]):
        return None  # the tab is reported itself
    context = getattr(error, "context_mark", None)
    first = min(last, (context.line if context else last - 1) + 1)
    until = "\n".join(lines[: last + 1])
    value = _nearest(value_faults(file, until), first - 1, last)
    indent = indent_fault(file, until)
    if indent is None or indent.place.line > last:
        return value
    # Right above a line that fits nowhere, a wrong value is its cause.
    return value if value and indent.place.line <= value.place.line + 1 else indent


def _nearest(faults: Iterable[Fault], first: int, last: int) -> Fault | None:
    """Return the last fault between two lines."""
    found = [fault for fault in faults if first <= fault.place.line <= last]
    return found[-1] if found else None
