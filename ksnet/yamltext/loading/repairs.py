"""How the data of a record differs from its file after repair, so that positions stay right."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence

from ksnet.basics.findings import Path
from ksnet.basics.frozen import changeable, field

NO_ID = "ohne-kennung-"  # begins the id of an entry whose own is missing or wrong
STAND_IN_ID = "ohne-angabe"  # where a required reference is missing; never looked up


@changeable
class Repairs:
    """What was taken out of a record, put in or renamed, by its path.

    `removed` lists, for each list, the numbers of the entries taken out, as they were in the file.
    """

    removed: dict[Path, list[int]] = field(default_factory=dict)
    renamed: dict[Path, str] = field(default_factory=dict)
    broken_ids: set[str] = field(default_factory=set)
    # The paths of wrong or missing values in the file.
    taken: set[Path] = field(default_factory=set)

    def remove(self, path: Path) -> None:
        """Note that the list entry at `path` of the file was taken out."""
        insort(self.removed.setdefault(path[:-1], []), int(path[-1]))

    def paths_alone(self) -> Repairs:
        """Return what `original` needs: all that is asked for when the network is checked."""
        return Repairs(self.removed, self.renamed)

    def original(self, path: Path) -> Path:
        """Return the path in the file of the value at `path` of the record."""
        if not (self.removed or self.renamed):
            return path
        result: Path = ()
        for step in path:
            if isinstance(step, int):
                gone = self.removed.get(result)
                result = (*result, step + _gone_before(step, gone) if gone else step)
            else:
                written = (*result, step)
                result = (*result, self.renamed[written]) if written in self.renamed else written
        return result


def _gone_before(step: int, gone: Sequence[int]) -> int:
    """Return how many removed entries were before the one that is now number `step`."""
    return bisect_right(range(len(gone)), step, key=lambda number: gone[number] - number)
