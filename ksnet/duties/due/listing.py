"""The list of what is due with line numbers, and as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, NamedTuple, TypedDict

from ksnet.basics.findings import record_of
from ksnet.duties.due.items import DueItem, DueKind
from ksnet.repository.positions import Positions
from ksnet.yamltext.loading.repairs import Repairs


class DueItemJson(TypedDict):
    """Etwas, das bis zu einem Tag zu tun ist."""

    due: Annotated[str, "Bis wann: 2026-09-30"]
    late: Annotated[bool, "Ob der Tag vorbei ist"]
    kind: Annotated[DueKind, "Worum es geht"]
    network: Annotated[str, "Kennung des Netzwerks"]
    text: Annotated[str, "Was zu tun ist"]
    record: Annotated[str, "Der Eintrag: Pfad unter dem Ordner der Daten, ohne Endung"]
    file: Annotated[str, "Datei, vom Ordner der Unterlagen aus"]
    line: Annotated[int, "Zeile, von 1 an"]


class DueJson(TypedDict):
    """Was ansteht und was überfällig ist."""

    version: Literal[1]
    as_of: Annotated[str, "Tag: 2026-06-30"]
    items: Annotated[list[DueItemJson], "Überfälliges zuerst, dann nach Tag"]


class LocatedItem(NamedTuple):
    """An item with the line of its file."""

    item: DueItem
    line: int


def with_lines(
    items: Iterable[DueItem], repairs: Mapping[str, Repairs], positions: Positions
) -> list[LocatedItem]:
    """Return the items with their lines, sorted by file, so that each file is read once."""
    return [
        LocatedItem(item, positions.line(item.place, repairs))
        for item in sorted(items, key=lambda item: item.place.file)
    ]


def in_order(found: Iterable[LocatedItem]) -> list[LocatedItem]:
    """Return the items in the order of their days, what is late first."""
    return sorted(found, key=lambda listed: (listed.item.order, listed.line))


def due_json(found: Iterable[LocatedItem], as_of: dt.date) -> DueJson:
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
            for item, line in in_order(found)
        ],
    }
