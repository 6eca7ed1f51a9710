"""Finds where in its file something is, reading the file again."""

from __future__ import annotations

from collections.abc import Mapping

from ksnet.basics.findings import FILE_START, Fault, Place, Span
from ksnet.basics.frozen import replace
from ksnet.repository import Repository
from ksnet.yamltext.loading.repairs import Repairs
from ksnet.yamltext.reading.guard import guard

KEPT_FILES = 4  # a network and its members are asked for in turns


class Positions:
    """Finds lines and columns by reading the file again; the last few files are kept."""

    def __init__(self, repository: Repository) -> None:
        """Read the files of `repository`."""
        self.repository = repository
        self.files: dict[str, tuple[str, bool]] = {}

    def span(self, place: Place, repairs: Mapping[str, Repairs]) -> Span:
        """Return the span of a place; the start of the file where it cannot be found."""
        if place.span is not None:
            return place.span
        path = repairs[place.file].original(place.path) if place.file in repairs else place.path
        text, sound = self._file(place.file) if path else ("", False)
        if not sound:
            return FILE_START
        import yaml  # documents without findings need neither

        from ksnet.yamltext.reading.nodes import locate

        try:
            return locate(text, path, place.on)
        except yaml.YAMLError:  # a document can point into settings that cannot be read
            return FILE_START

    def line(self, place: Place, repairs: Mapping[str, Repairs]) -> int:
        """Return the line of a place, 1 where it cannot be found."""
        return self.span(place, repairs).line

    def located(self, fault: Fault, repairs: Mapping[str, Repairs]) -> Fault:
        """Return a fault with a span for each of its places."""
        fix = fault.fix
        places = [other.place for other in fault.related]
        places += [edit.place for edit in fix.edits] if fix else []
        if all(place.span for place in (fault.place, *places)):
            return fault
        if fix is not None and fix.edits:
            edits = (
                replace(edit, place=self._with_span(edit.place, repairs)) for edit in fix.edits
            )
            fix = replace(fix, edits=tuple(edits))
        related = tuple(
            replace(other, place=self._with_span(other.place, repairs)) for other in fault.related
        )
        return replace(fault, place=self._with_span(fault.place, repairs), related=related, fix=fix)

    def _with_span(self, place: Place, repairs: Mapping[str, Repairs]) -> Place:
        return place if place.span else replace(place, span=self.span(place, repairs))

    def text(self, file: str) -> str:
        """Return the text of a file, as far as it can be decoded; empty where it cannot be read."""
        return self._file(file)[0]

    def _file(self, file: str) -> tuple[str, bool]:
        if file not in self.files:
            if len(self.files) == KEPT_FILES:
                self.files.clear()
            self.files[file] = self._read(file)
        return self.files[file]

    def _read(self, file: str) -> tuple[str, bool]:
        """Return the text of a file, and whether a parser may see it."""
        try:
            content = self.repository.read_bytes(file)
        except OSError:
            return "", False
        text = guard(file, content).text
        if text is not None:
            return text, bool(text)
        return content.decode("utf-8", "replace").removeprefix("\ufeff").replace(
            "\r\n", "\n"
        ), False
