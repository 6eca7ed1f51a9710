"""Merge three versions of one record file; contradictions become conflicts.

The files are read as pieces (`pieces`), matched by identity (`matching`), merged piece by piece
(`merge`) and written in canonical form (`writing`); the result is read back with either side of
each conflict.
"""

from __future__ import annotations

from ksnet.editing.merging.merge import merged_files
from ksnet.editing.merging.pieces import pieces_of
from ksnet.editing.merging.writing import Merged, resolved, written_lines
from ksnet.records.model import BaseModel
from ksnet.yamltext.edits.meaning import says_the_same
from ksnet.yamltext.form.formatting import format_file
from ksnet.yamltext.reading.yaml import read_yaml

__all__ = ["Merged", "merge_records"]


def merge_records(base: bytes, ours: bytes, theirs: bytes, model: type[BaseModel]) -> Merged | None:
    """Merge two versions of a record that come from `base`; None where that cannot be proved.

    An empty `base` means that both sides added the file. None says nothing about the records: a
    version is unreadable, or its form prevents merging; then lines have to be compared.
    """
    texts = []
    for content in (base, ours, theirs):
        formatted = format_file("", content, model).content if content.strip() else b""
        if formatted is None:
            return None
        texts.append(formatted.decode())
    if not texts[1] or not texts[2]:
        return None
    was, mine, other = (pieces_of(text, model) for text in texts)
    result = merged_files(was, mine, other, model)
    if result is None:
        return None
    merged = Merged(written_lines(result), crlf=b"\r\n" in ours)
    for side in ("ours", "theirs") if merged.conflicts else ("ours",):
        document = read_yaml("", merged.text(side).encode())
        if (
            document.faults
            or document.data is None
            or not says_the_same(document.data, resolved(result.root, side))
        ):
            return None
    if merged.conflicts:
        return merged
    formatted = format_file("", merged.text("ours").encode(), model).content
    return (
        None
        if formatted is None
        else Merged(tuple(formatted.decode().removesuffix("\n").split("\n")), merged.crlf)
    )
