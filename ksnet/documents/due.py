"""Coming and overdue tasks as a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import ClassVar

from ksnet.basics.frozen import frozen
from ksnet.documents.view import View
from ksnet.duties.due.items import DueItem, DueKind


@frozen(kw_only=True)
class DueItemView:
    """Something to be done by a day."""

    due: dt.date
    """Bis wann; bei einem Termin sein Tag."""
    late: bool
    """Ob der Tag vorbei ist; ein Termin, der noch dauert, ist nicht überfällig."""
    until: dt.date | None
    """Der letzte Tag eines mehrtägigen Termins."""
    kind: DueKind
    """Worum es geht."""
    network: str
    """Kennung des Netzwerks."""
    network_name: str
    """Name des Netzwerks."""
    text: str
    """Was zu tun ist."""
    file: str
    """Datei, in der es steht."""
    line: int
    """Zeile."""


@frozen(kw_only=True)
class DueView(View):
    """What is overdue, due by a day, or to be planned now."""

    kind: ClassVar[str] = "due"
    last: dt.date
    """Der letzte Tag, der angesehen wird."""
    several: bool
    """Ob es um mehrere Netzwerke geht."""
    late: tuple[DueItemView, ...]
    """Überfälliges."""
    soon: tuple[DueItemView, ...]
    """Fälliges bis zum letzten Tag."""
    later: tuple[DueItemView, ...]
    """Später Fälliges, das jetzt zu planen ist."""


def due_view(  # noqa: PLR0913  (what the command knows)
    found: Iterable[tuple[DueItem, int]],
    names: Mapping[str, str],
    *,
    author: str,
    as_of: dt.date,
    last: dt.date,
    several: bool,
    unreadable: tuple[str, ...],
) -> DueView:
    """Return what is due in three parts, each item with the line of its file.

    `names` are those of the networks, `author` whose list it is.
    """
    items = [
        DueItemView(
            due=item.due,
            late=item.late,
            until=item.until,
            kind=item.kind,
            network=item.network,
            network_name=names[item.network],
            text=item.text,
            file=item.place.file,
            line=line,
        )
        for item, line in sorted(found, key=lambda one: (one[0].order, one[1]))
    ]
    return DueView(
        author=author,
        as_of=as_of,
        unreadable=unreadable,
        last=last,
        several=several,
        late=tuple(one for one in items if one.late),
        soon=tuple(one for one in items if not one.late and one.due <= last),
        later=tuple(one for one in items if not one.late and one.due > last),
    )
