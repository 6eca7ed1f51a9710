"""The journals of the last changes, kept in `.ksnet/undo/` so that they can be undone.

They hold whole files, personal data included. So they are few, short-lived, and all of them go when
somebody's data are removed. Only the clock decides how old one is, compared with the time at which
the file was written. An assumed day (`--as-of`) makes nothing old; else looking ahead a year would
destroy the way back. Their names are number and day; `journal` reads their content.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ksnet.basics.expressions import expression

KEPT_FOLDER = ".ksnet/undo"
MOST = 20  # changes
DAYS = 30
MOST_BYTES = 256 * 1024 * 1024  # of all together; the oldest go first, the newest stays
_NAME = expression(r"(?P<number>\d{6,9})-(?P<day>\d{4}-\d\d-\d\d)\.json")


class Today(NamedTuple):
    """The day of a run: that of the clock, or one that the user has `fixed` (`--as-of`)."""

    day: dt.date
    fixed: bool = False


class Kept(NamedTuple):
    """A kept journal, with the number of its change."""

    path: Path
    number: int

    def too_old(self, today: Today) -> bool:
        """Whether it has been kept for more than `DAYS`; raises OSError."""
        if today.fixed:
            return False
        written = dt.date.fromtimestamp(self.path.stat().st_mtime)  # noqa: DTZ012  (the day here)
        return (today.day - written).days > DAYS


def journals(root: Path) -> list[Kept]:
    """Return the kept journals, the last change first; raises OSError."""
    folder = root / KEPT_FOLDER
    found = [
        Kept(path, int(name["number"]))
        for path in (folder.iterdir() if folder.is_dir() and not folder.is_symlink() else ())
        if (name := _NAME.fullmatch(path.name)) and _is_day(name["day"])
    ]
    return sorted(found, key=lambda one: one.number, reverse=True)


def _is_day(text: str) -> bool:
    with suppress(ValueError):
        return bool(dt.date.fromisoformat(text))
    return False


def new_place(root: Path, day: dt.date) -> Path:
    """Return the path for the journal of the next change, in a folder made here; raises OSError."""
    folder = root / KEPT_FOLDER
    if folder.is_symlink():
        folder.unlink()  # its target stays as it is
    folder.mkdir(exist_ok=True)
    last = next((one.number for one in journals(root)), 0)
    return folder / f"{last + 1:06}-{day.isoformat()}.json"


def too_old(root: Path, today: Today) -> list[Kept]:
    """Return the journals kept for too long; raises OSError."""
    return [one for one in journals(root) if one.too_old(today)]


def remove_old(root: Path, today: Today) -> None:
    """Remove what is too old, then the oldest if too many or too large; raises OSError."""
    for one in too_old(root, today):
        one.path.unlink()
    size = 0
    for count, one in enumerate(journals(root)):
        size += one.path.stat().st_size
        if count and (count >= MOST or size > MOST_BYTES):
            one.path.unlink()


def clear_journals(root: Path) -> None:
    """Remove all kept journals; raises OSError."""
    for one in journals(root):
        one.path.unlink()
