"""How the data of a record differs from its file once it was repaired, so that positions can still be found."""

from __future__ import annotations

from dataclasses import dataclass, field

from ksnet.basics.findings import Path


@dataclass(slots=True)
class Repairs:
    """What was taken out of a record, put in or renamed, by its path."""

    removed: dict[Path, list[int]] = field(default_factory=dict)
    renamed: dict[Path, str] = field(default_factory=dict)
    broken_ids: set[str] = field(default_factory=set)
    taken: set[Path] = field(default_factory=set)  # what was wrong or missing, by its path in the file

    def original(self, path: Path) -> Path:
        """Return where in the file the value at `path` of the record stands."""
        result: list[str | int] = []
        for step in path:
            here = tuple(result)
            if isinstance(step, int):
                position = step
                for gone in sorted(self.removed.get(here, ())):
                    position += gone <= position
                result.append(position)
            else:
                result.append(self.renamed.get((*here, step), step))
        return tuple(result)
