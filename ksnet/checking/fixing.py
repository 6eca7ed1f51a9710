"""Mends what rules offer to mend, round by round in memory, until nothing is left.

Each round is checked again. Edits touch nothing but their own stretch of text; everything around it
stays byte for byte. Where two edits of a file overlap, one of them waits for the next round, and
the form of a file waits for all of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ksnet.basics.frozen import changeable, field
from ksnet.checking import Checked, Finding, Remedy, Selection, TextEdit, Veil, check
from ksnet.repository import Repository
from ksnet.repository.changes import FileChange
from ksnet.yamltext.form.formatting import format_file
from ksnet.yamltext.reading.yaml import read_yaml

MAX_ROUNDS = 10


@changeable
class Mended:
    """What was changed, how many findings were mended, and what a check of the result finds."""

    repository: Repository
    result: Checked
    mended: int = 0
    changes: dict[str, FileChange] = field(default_factory=dict)
    # What no output may repeat, before and after mending.
    veils: tuple[Veil | None, Veil | None] = (None, None)


def mend(
    root: Path, day: dt.date, selection: Selection, wanted: Callable[[Finding], bool]
) -> Mended:
    """Mend the `wanted` findings in memory; nothing is written."""
    overlay: dict[str, bytes | None] = {}
    repository = Repository(root)
    state = Mended(repository, check(repository, day, selection))
    models = repository.models()
    first = state.result.veil
    for _ in range(MAX_ROUNDS):
        by_file: dict[str, list[Remedy]] = {}
        for finding in state.result.findings:
            if finding.remedy and finding.location.file in models and wanted(finding):
                by_file.setdefault(finding.location.file, []).append(finding.remedy)
        progress = False
        for file, remedies in by_file.items():
            before = state.repository.read_bytes(file)
            after, applied = _mended(file, before, remedies)
            if after is None and any(remedy.whole == "form" for remedy in remedies):
                after, applied = format_file(file, before, models[file]).content, 1
            if after is not None and after != before:
                oldest = state.changes[file].before if file in state.changes else before
                state.changes[file] = FileChange(oldest, after)
                overlay[file] = after
                state.mended += applied
                progress = True
        if not progress:
            break
        state.repository = Repository(root, overlay)
        state.result = check(state.repository, day, selection)
    state.veils = (first, state.result.veil)
    return state


def _mended(file: str, content: bytes, remedies: Sequence[Remedy]) -> tuple[bytes | None, int]:
    """Return the file after as many remedies as fit together, and how many; None for form alone."""
    text = content.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    edits, applied = _compatible(remedies)
    lines = text.removeprefix(mark).split("\n")
    # From the end, so that positions stay right.
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        line = lines[edit.span.line - 1]
        lines[edit.span.line - 1] = (
            line[: edit.span.column - 1] + edit.text + line[edit.span.end_column - 1 :]
        )
    result = "\n".join(lines)
    whole = {remedy.whole for remedy in remedies}
    if "lf" in whole:
        result, applied = result.replace("\r\n", "\n"), applied + 1
    if "bom" in whole:
        mark, applied = "", applied + 1
    after = (mark + result).encode()
    return (after, applied) if applied and read_yaml(file, after).data is not None else (None, 0)


def _compatible(remedies: Iterable[Remedy]) -> tuple[list[TextEdit], int]:
    """Return edits that do not overlap, those of a remedy together, and the number of remedies."""
    taken: set[tuple[int, int]] = set()  # line and column of every character that an edit changes
    edits: list[TextEdit] = []
    count = 0
    for remedy in remedies:
        cells = {
            (e.span.line, c) for e in remedy.edits for c in range(e.span.column, e.span.end_column)
        }
        if cells and cells.isdisjoint(taken):
            taken |= cells
            edits += remedy.edits
            count += 1
    return edits, count
