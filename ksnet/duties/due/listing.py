"""The list of what is due as text and as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ksnet.basics.findings import record_of
from ksnet.duties.due.items import DueItem
from ksnet.records import german
from ksnet.repository.positions import Positions
from ksnet.yamltext.loading.repairs import Repairs


class Listed(NamedTuple):
    """An item with the line of its file."""

    item: DueItem
    line: int


def with_lines(items: Iterable[DueItem], repairs: Mapping[str, Repairs], positions: Positions) -> list[Listed]:
    """Return the items with their lines; they are asked for file by file, so that each is read once."""
    return [
        Listed(item, positions.line(item.place, repairs)) for item in sorted(items, key=lambda item: item.place.file)
    ]


def _in_order(found: Iterable[Listed]) -> list[Listed]:
    return sorted(found, key=lambda listed: (listed.item.order, listed.line))


def as_json(found: Iterable[Listed], as_of: dt.date) -> dict[str, Any]:
    """Return the list as an object of version 1; keys are only ever added."""
    return {
        "version": 1,
        "as_of": as_of.isoformat(),
        "items": [
            {
                "due": item.due.isoformat(),
                "late": item.late,
                "kind": item.kind,
                "network": item.network,
                "text": item.text,
                "record": record_of(item.place.file),
                "file": item.place.file,
                "line": line,
            }
            for item, line in _in_order(found)
        ],
    }


def as_text(found: Iterable[Listed], last: dt.date, *, several: bool, color: bool) -> str:
    """Return the list in three parts: late, due by the last day, and later but to be planned now."""
    listed = _in_order(found)
    until = german.numeric_day(last)
    parts = (
        ("Überfällig", "31", [entry for entry in listed if entry.item.late]),
        (f"Bis {until}", "33", [entry for entry in listed if not entry.item.late and entry.item.due <= last]),
        ("Später fällig, jetzt zu planen", "36", [entry for entry in listed if entry.item.due > last]),
    )
    blocks = []
    for title, code, entries in parts:
        if entries:
            heading = f"{title} ({len(entries)})"
            lines = [f"\x1b[{code}m{heading}\x1b[0m" if color else heading]
            for item, line in entries:
                network = f"{item.network}: " if several else ""
                lines.append(f"  {german.short_day(item.due)}  {network}{item.text}")
                lines.append(f"                 {item.place.file}:{line}")
            blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n" if blocks else f"Bis zum {until} steht nichts an.\n"
