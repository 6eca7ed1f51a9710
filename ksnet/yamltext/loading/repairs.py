"""How the data of a record differs from its file once it was repaired,
so that positions can still be found.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from ksnet.basics.findings import Path


@dataclass(slots=True)
class Repairs:
    """What was taken out of a record, put in or renamed, by its path.

    `removed` has by list the numbers of the entries taken out, in order, as they were numbered in
    the file.
    """

    removed: dict[Path, list[int]] = field(default_factory=dict)
    renamed: dict[Path, str] = field(default_factory=dict)
    broken_ids: set[str] = field(default_factory=set)
    taken: set[Path] = field(
        default_factory=set
    )  # what was wrong or missing, by its path in the file

    def remove(self, path: Path) -> None:
        """Note that the entry of a list that stands at `path` of the file was taken out."""
        insort(self.removed.setdefault(path[:-1], []), int(path[-1]))

    def original(self, path: Path) -> Path:
        """Return where in the file the value at `path` of the record stands."""
        result: list[str | int] = []
        for step in path:
            here = tuple(result)
            if isinstance(step, int):
                result.append(step + _gone_before(step, self.removed.get(here, ())))
            else:
                result.append(self.renamed.get((*here, step), step))
        return tuple(result)


def _gone_before(step: int, gone: Sequence[int]) -> int:
    """Return how many of the entries that are gone stood before the
    one that is now number `step`.
    """
    return bisect_right(range(len(gone)), step, key=lambda number: gone[number] - number)
