"""On which line of its file something stands, for documents that point at records."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ksnet.findings import Place
from ksnet.loading.record import Repairs
from ksnet.reading.guard import guard
from ksnet.reading.yaml import locate
from ksnet.repository import read_bytes

KEPT = 4  # files: a network and its members are asked for in turns


class Positions:
    """Reads files again to say where in them something stands; a few are kept."""

    def __init__(self, root: Path) -> None:
        """Look below `root`."""
        self.root = root
        self.texts: dict[str, str] = {}

    def line(self, place: Place, repairs: Mapping[str, Repairs]) -> int:
        """Return the line, 1 where it cannot be found; never raises for what stands in the file."""
        if place.span is not None:
            return place.span.line
        if not place.path:
            return 1
        text = self._text(place.file)
        path = repairs[place.file].original(place.path) if place.file in repairs else place.path
        return locate(text, path, place.on).line if text else 1

    def _text(self, file: str) -> str:
        if file not in self.texts:
            if len(self.texts) == KEPT:
                self.texts.clear()
            self.texts[file] = self._read(file)
        return self.texts[file]

    def _read(self, file: str) -> str:
        try:
            return guard(file, read_bytes(self.root, file)).text or ""
        except OSError:
            return ""
