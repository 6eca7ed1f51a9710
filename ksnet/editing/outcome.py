"""The new findings that a change causes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from ksnet.basics.frozen import changeable, field
from ksnet.checking import Finding, Veil, check
from ksnet.comparing.findings import came_and_went
from ksnet.comparing.reach import reach
from ksnet.comparing.side import Side
from ksnet.records import german
from ksnet.repository import Repository
from ksnet.repository.journal import FileChange
from ksnet.yamltext.edits.draft import EditProblem
from ksnet.yamltext.reading.comments import lost_comments
from ksnet.yamltext.reading.guard import guard
from ksnet.yamltext.reading.yaml import read_yaml


@changeable
class Outcome:
    """The effect of a change: new findings, veils before and after, checked files."""

    new: list[Finding] = field(default_factory=list)
    veils: tuple[Veil | None, Veil | None] = (None, None)
    files: int = 0


def outcome(
    repository: Repository,
    changes: Mapping[str, FileChange],
    day: dt.date,
    renamed: tuple[str, str] | None = None,
) -> Outcome:
    """Check the repository before and after changes, in memory.

    `renamed` is an id before and after. Raises EditProblem where a changed file would be
    unreadable.
    """
    for file, change in changes.items():
        if change.after is not None and read_yaml(file, change.after).broken:
            raise EditProblem(f"{file} wäre danach nicht mehr lesbar. Es wurde nichts geändert.")
    then = Repository(repository.root, {file: change.after for file, change in changes.items()})
    # In other networks, no finding changes.
    only = reach(Side(repository), Side(then), changes.keys())
    before, after = check(repository, day, only=only), check(then, day, only=only)
    ids = dict([renamed]) if renamed else {}
    files = _moved_files(changes, *renamed) if renamed else {}
    came, _ = came_and_went(
        before.findings, after.findings, lambda text: files.get(text) or ids.get(text, text)
    )
    return Outcome(came, (before.veil, after.veil), then.files)


def lost_comments_said(changes: Mapping[str, FileChange]) -> Iterator[str]:
    """Yield a German sentence on each file that loses comments, without repeating them."""
    for file, (before, after) in sorted(changes.items()):
        if before is None or after is None or b"#" not in before:
            continue
        lines = lost_comments(guard(file, before).text or "", guard(file, after).text or "")
        if len(lines) == 1:
            yield f"{file}: Damit entfällt der Kommentar, der in Zeile {lines[0]} stand."
        elif lines:
            where = german.join(map(str, lines))
            yield f"{file}: Damit entfallen die Kommentare, die in den Zeilen {where} standen."


def _moved_files(changes: Mapping[str, FileChange], old: str, new: str) -> dict[str, str]:
    """Return the new names of files that had the id as their name or folder."""
    part = re.compile(rf"(?<=/){re.escape(old)}(?=/|\.yaml$)")
    moved = {file: part.sub(new, file) for file, change in changes.items() if change.after is None}
    return {file: name for file, name in moved.items() if name in changes}
