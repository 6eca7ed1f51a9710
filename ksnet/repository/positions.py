"""Finds where in its file something is, reading the file again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from ksnet.basics.findings import FILE_START, Fault, Place
from ksnet.basics.frozen import replace
from ksnet.repository import Repository
from ksnet.yamltext.loading.repairs import Repairs
from ksnet.yamltext.reading.guard import guard
from ksnet.yamltext.reading.outline import locate_canonical, names_in_canonical
from ksnet.yamltext.rules.files import NOT_A_FILE

KEPT_FILES = 4  # a network and its members are asked for in turns


class Positions:
    """Finds lines and columns by reading the file again; the last few files are kept."""

    def __init__(self, repository: Repository, texts: Mapping[str, str] | None = None) -> None:
        """Read the files of `repository`, except those of which the `texts` are known."""
        self.repository, self.texts = repository, texts or {}
        self.files: dict[str, tuple[str, bool, str]] = {}

    def line(self, place: Place, repairs: Mapping[str, Repairs]) -> int:
        """Return the line of a place, 1 where it cannot be found."""
        return (self.found(place, repairs).span or FILE_START).line

    def found(self, place: Place, repairs: Mapping[str, Repairs]) -> Place:
        """Return a place with its span and names; of one that is not there, the file's start."""
        if place.span is not None:
            return place
        path = repairs[place.file].original(place.path) if place.file in repairs else place.path
        text, sound, _ = self._file(place.file) if path else ("", False, "")
        if not sound:
            return replace(place, span=FILE_START)
        span, names = locate_canonical(text, path, place.on), names_in_canonical(text, path)
        if span is None or names is None:
            import yaml  # tidy records need neither

            from ksnet.yamltext.reading.nodes import locate, names_on

            try:
                span, names = locate(text, path, place.on), names_on(text, path)
            except yaml.YAMLError:  # a document can point into settings that cannot be read
                return replace(place, span=FILE_START)
        return replace(place, span=span, names=names)

    def located(self, fault: Fault, repairs: Mapping[str, Repairs]) -> Fault:
        """Return a fault with a span for each of its places."""
        fix = fault.fix
        places = [other.place for other in fault.related]
        places += [edit.place for edit in fix.edits] if fix else []
        if all(place.span for place in (fault.place, *places)):
            return fault
        if fix is not None and fix.edits:
            edits = (replace(edit, place=self.found(edit.place, repairs)) for edit in fix.edits)
            fix = replace(fix, edits=tuple(edits))
        related = tuple(
            replace(other, place=self.found(other.place, repairs)) for other in fault.related
        )
        return replace(fault, place=self.found(fault.place, repairs), related=related, fix=fix)

    def text(self, file: str) -> str:
        """Return the text of a file, as far as it can be decoded; empty where it cannot be read."""
        return self._file(file)[0]

    def written(self, file: str) -> str:
        """Return the same with the quotes that stand in the file, to be shown."""
        return self._file(file)[2]

    def _file(self, file: str) -> tuple[str, bool, str]:
        if file in self.texts:
            return self.texts[file], True, self.texts[file]
        if file not in self.files:
            if len(self.files) == KEPT_FILES:
                self.files.clear()
            self.files[file] = self._read(file)
        return self.files[file]

    @cached_property
    def _no_files(self) -> tuple[str, ...]:
        faults = self.repository.tree.faults
        return tuple(f"{fault.place.file}/" for fault in faults if fault.rule is NOT_A_FILE)

    def _read(self, file: str) -> tuple[str, bool, str]:
        """Return the text of a file, whether a parser may see it, and the text to be shown.

        What a link leads to is never shown: it may lie outside the data. Only the root's own files
        may be links (`ksnet.yaml`).
        """
        if "/" in file and f"{file}/".startswith(self._no_files):
            return "", False, ""
        try:
            content = self.repository.read_bytes(file)
        except OSError:
            return "", False, ""
        guarded = guard(file, content)
        if guarded.text is not None:
            return guarded.text, bool(guarded.text), guarded.written
        text = content.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
        return text, False, text
