"""Reads files as records, and collects faults, repairs, texts and suppressions with them."""

from __future__ import annotations

import errno
from collections.abc import Callable, Collection, Iterable
from typing import Any, Generic, TypeVar

from ksnet.basics.errors import reason
from ksnet.basics.findings import FILE_START, Fault, Place
from ksnet.basics.frozen import changeable
from ksnet.lands import Land
from ksnet.records.model import BaseModel
from ksnet.repository.tree import RecordFile
from ksnet.yamltext.loading.record import Loaded, load
from ksnet.yamltext.loading.repairs import Repairs
from ksnet.yamltext.reading.excess import few_alike
from ksnet.yamltext.reading.guard import refused_text
from ksnet.yamltext.reading.suppressions import Suppression
from ksnet.yamltext.reading.yaml import ParsedFile, read_yaml
from ksnet.yamltext.rules.files import FILE_TOO_LARGE, UNREADABLE_FILE

R = TypeVar("R", bound=BaseModel)
SEARCHED = 100_000  # bytes of a file that is too large for a record
# Where only another file helps.
_NO_FILE = frozenset(
    (errno.EOPNOTSUPP, errno.EXDEV, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.ENXIO)
)
# Looks at the text of every file that is read, with the model of its record, and returns what is
# wrong with it; at its form only where the last value is true.
Inspect = Callable[[ParsedFile, type[BaseModel], bool], Iterable[Fault]]


@changeable
class Reading(Generic[R]):
    """What was read from one file; `document` is None where it cannot be opened.

    `inspected` is None until somebody inspects it. `entries` is for what a caller makes of it, once
    for all that share it.
    """

    document: ParsedFile | None
    loaded: Loaded[R]
    suppressions: list[Suppression]
    inspected: list[Fault] | None = None
    entries: Any = None


class Readings:
    """Keeps what files say that are read again and again, up to `MOST` of them.

    Two repositories may share the files that are the same in both (`common`).
    """

    MOST = 5000

    def __init__(
        self, common: Collection[str] = frozenset(), beside: Readings | None = None
    ) -> None:
        """Share the `common` files with `beside`."""
        self.common = common
        self._own: dict[str, Reading[Any]] = {}
        self.shared: dict[str, Reading[Any]] = beside.shared if beside else {}

    def get(self, path: str) -> Reading[Any] | None:
        """Return what was read from a file; None if it is not kept."""
        return (self.shared if path in self.common else self._own).get(path)

    def keep(self, path: str, reading: Reading[Any]) -> None:
        """Keep what was read from a file."""
        kept = self.shared if path in self.common else self._own
        if len(kept) < self.MOST:
            kept[path] = reading


class FilesReader:
    """Reads the files of one network and collects what comes with the records."""

    def __init__(
        self, reading_of: Callable[[str, type[Any]], Reading[Any]], inspect: Inspect | None
    ) -> None:
        """`reading_of` returns what a file says, given its path and the model of its record."""
        self.reading_of, self.inspect = reading_of, inspect
        self.suppressions: list[Suppression] = []
        self.inspected: list[Fault] = []
        self.faults: list[Fault] = []
        self.unreadable: list[str] = []
        self.repairs: dict[str, Repairs] = {}
        self.texts: dict[str, str] = {}
        self.refused: dict[str, str] = {}

    def one(self, model: type[R], file: RecordFile | None) -> R | None:
        """Return the record of a file, as far as it could be read."""
        if file is None:
            return None
        reading: Reading[R] = self.reading_of(file.path, model)
        loaded = reading.loaded
        found = few_alike(loaded.faults)
        self.faults.extend(found)
        self.suppressions.extend(reading.suppressions)
        if self.inspect and reading.document is not None:
            if reading.inspected is None:
                # In a file that is wrong all over nobody asks for the form.
                form = all(not fault.beyond for fault in found)
                reading.inspected = few_alike(self.inspect(reading.document, model, form))
            self.inspected.extend(reading.inspected)
        if loaded.repairs:
            self.repairs[file.path] = loaded.repairs
        if loaded.text:
            self.texts[file.path] = loaded.text
        elif loaded.refused:
            self.refused[file.path] = loaded.refused
        if loaded.record is None:
            self.unreadable.append(file.path)
        return loaded.record


def read_record(
    content_of: Callable[[str], bytes], path: str, model: type[R], land: Land | None = None
) -> tuple[ParsedFile | None, Loaded[R]]:
    """Read one file as a record of `model` in a Land; no document where it cannot be opened."""
    try:
        content = content_of(path)
    except OSError as error:
        fault = UNREADABLE_FILE.fault(
            Place(path, span=FILE_START),
            f"Die Datei lässt sich nicht lesen ({reason(error)}).",
            "Durch eine gewöhnliche Textdatei ersetzen."
            if error.errno in _NO_FILE
            else "Zugriffsrechte prüfen.",
        )
        return None, Loaded(path, None, [fault])
    document = read_yaml(path, content)
    loaded = load(model, document, land)
    loaded.text = document.text
    if not document.text:
        is_too_large = any(fault.rule is FILE_TOO_LARGE for fault in document.faults)
        loaded.refused = refused_text(content, SEARCHED) if is_too_large else refused_text(content)
    return document, loaded
