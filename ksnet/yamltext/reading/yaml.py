"""Reads one YAML file as plain data: mappings, lists, and scalars that are text first.

`canonical` reads the usual form, or declines; `exact` decides what a file means. Anchors, aliases,
tags, merge keys and second documents are refused: a reviewer must see what a record says where it
says it.
"""

from __future__ import annotations

from typing import Any

from ksnet.basics.findings import Fault
from ksnet.basics.frozen import changeable, field
from ksnet.yamltext.reading.canonical import read_canonical
from ksnet.yamltext.reading.excess import may_be_too_much
from ksnet.yamltext.reading.guard import guard
from ksnet.yamltext.rules.files import BYTE_ORDER_MARK, CRLF_LINE_ENDS

# Faults that the reader passes over and the canonical form mends: they never make a file
# unreadable.
MENDED = frozenset((BYTE_ORDER_MARK, CRLF_LINE_ENDS))


@changeable
class ParsedFile:
    """What was read from one file: `data` is None where nothing could be read.

    `usual` is True where no character needs a closer look.
    """

    file: str
    text: str
    data: dict[str, Any] | None
    faults: list[Fault] = field(default_factory=list)
    usual: bool = False

    @property
    def broken(self) -> Fault | None:
        """The first fault that the canonical form does not mend: nothing may be changed before."""
        return next((fault for fault in self.faults if fault.rule not in MENDED), None)


def read_yaml(file: str, content: bytes) -> ParsedFile:
    """Read the bytes of `file`; never raises for their content."""
    guarded = guard(file, content)
    document = ParsedFile(file, guarded.text or "", None, guarded.faults, guarded.usual)
    text = guarded.text
    if text is None:
        return document
    if not guarded.check_depth and not may_be_too_much(file, text):
        document.data = read_canonical(text)
    if document.data is not None:
        return document
    from ksnet.yamltext.reading.exact import read_exactly

    return read_exactly(document, check_depth=guarded.check_depth)
