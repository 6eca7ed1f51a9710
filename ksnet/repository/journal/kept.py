"""The journals of the last changes, kept in `.ksnet/undo/` so that they can be taken back:
how many, and how long.

They hold whole files, personal data included. So they are few, short-lived, and all of them go when
somebody's data are removed. How long they lie there is a fact about this disk: only the clock says
it, against the time at which the file was written. A day that is only supposed (`--as-of`) makes
nothing old; else looking ahead a year would destroy the way back. Their names hold number and day;
what stands in them is the business of `journal`.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ksnet.basics.expressions import expression

FOLDER = ".ksnet/undo"
MOST = 20  # changes
DAYS = 30
MOST_BYTES = 256 * 1024 * 1024  # of all together; the oldest go first, the newest stays
_NAME = expression(r"(?P<number>\d{6,9})-(?P<day>\d{4}-\d\d-\d\d)\.json")


class Today(NamedTuple):
    """The day of a run, and whether the user has `fixed` it (`--as-of`).

    Else it is that of the clock.
    """

    day: dt.date
    fixed: bool = False


class Kept(NamedTuple):
    """The journal of a change that was made on a day."""

    path: Path
    number: int
    day: dt.date

    def too_old(self, today: Today) -> bool:
        """Whether this has been kept long enough; raises OSError."""
        if today.fixed:
            return False
        written = dt.date.fromtimestamp(self.path.stat().st_mtime)  # noqa: DTZ012  (the day here)
        return (today.day - written).days > DAYS


def kept(root: Path) -> list[Kept]:
    """Return what is kept, the last change first; raises OSError."""
    folder = root / FOLDER
    found = [
        Kept(path, int(name["number"]), day)
        for path in (folder.iterdir() if folder.is_dir() and not folder.is_symlink() else ())
        if (name := _NAME.fullmatch(path.name)) and (day := _day(name["day"]))
    ]
    return sorted(found, key=lambda one: one.number, reverse=True)


def _day(text: str) -> dt.date | None:
    with suppress(ValueError):
        return dt.date.fromisoformat(text)
    return None


def new_place(root: Path, day: dt.date) -> Path:
    """Return where the next change is to be kept; the folder is made. Raises OSError."""
    folder = root / FOLDER
    if folder.is_symlink():
        folder.unlink()  # what it leads to stays as it is
    folder.mkdir(exist_ok=True)
    last = next((one.number for one in kept(root)), 0)
    return folder / f"{last + 1:06}-{day.isoformat()}.json"


def too_old(root: Path, today: Today) -> list[Kept]:
    """Return what has been kept long enough; raises OSError."""
    return [one for one in kept(root) if one.too_old(today)]


def remove_old(root: Path, today: Today) -> None:
    """Remove what is too old, and of the rest the oldest where they are too many or too large.

    Raises OSError.
    """
    for one in too_old(root, today):
        one.path.unlink()
    size = 0
    for count, one in enumerate(kept(root)):
        size += one.path.stat().st_size
        if count and (count >= MOST or size > MOST_BYTES):
            one.path.unlink()


def clear(root: Path) -> None:
    """Remove everything that is kept; raises OSError."""
    for one in kept(root):
        one.path.unlink()
