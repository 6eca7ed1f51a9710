"""From files to records, with everything that comes along: faults, repairs, texts, suppressions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from ksnet.basics.errors import reason
from ksnet.basics.findings import FILE_START, Fault, Place
from ksnet.records.model import BaseModel
from ksnet.repository.tree import RecordFile
from ksnet.yamltext.loading.record import Loaded, load
from ksnet.yamltext.loading.repairs import Repairs
from ksnet.yamltext.reading.guard import refused_text
from ksnet.yamltext.reading.suppressions import Suppression, collect
from ksnet.yamltext.reading.yaml import Document, read

R = TypeVar("R", bound=BaseModel)
# Looks at the text of every file that is read, with the model of its record, and returns what is wrong with it.
Inspect = Callable[[Document, type[BaseModel]], Iterable[Fault]]


class FilesReader:
    """Reads the files of one network and collects what comes along with the records."""

    def __init__(self, content_of: Callable[[str], bytes], inspect: Inspect | None) -> None:
        """`content_of` returns the bytes of a file or raises OSError."""
        self.content_of, self.inspect = content_of, inspect
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
        document, loaded = read_record(self.content_of, file.path, model)
        self.faults.extend(loaded.faults)
        if document is not None:
            self.suppressions.extend(collect(document))
            if self.inspect:
                self.inspected.extend(self.inspect(document, model))
        if loaded.repairs:
            self.repairs[file.path] = loaded.repairs
        if loaded.text:
            self.texts[file.path] = loaded.text
        elif loaded.refused:
            self.refused[file.path] = loaded.refused
        if loaded.record is None:
            self.unreadable.append(file.path)
        return loaded.record


def read_record(content_of: Callable[[str], bytes], path: str, model: type[R]) -> tuple[Document | None, Loaded[R]]:
    """Read one file as a record of `model`; there is no document where the file cannot be opened."""
    try:
        content = content_of(path)
    except OSError as error:
        fault = Fault(
            "unreadable-file",
            Place(path, span=FILE_START),
            f"Die Datei lässt sich nicht lesen ({reason(error)}).",
            "Zugriffsrechte prüfen.",
        )
        return None, Loaded(path, None, [fault])
    document = read(path, content)
    loaded = load(model, document)
    loaded.text = document.text
    if not document.text:
        loaded.refused = refused_text(content)
    return document, loaded
