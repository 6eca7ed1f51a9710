"""Changes as a diff for screens and job logs, which everybody may read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ksnet.cli.call import current_call
from ksnet.cli.output import gets_colors, tell

if TYPE_CHECKING:
    from ksnet.checking import Veil
    from ksnet.repository.changes import FileChange

_WHY = "Angaben, die keine Ausgabe wiederholen darf (Falldaten, Angaben zu Personen oder eine geschützte Einrichtung)"


def shown_diff(changes: Mapping[str, FileChange], before: Veil | None, after: Veil | None) -> str:
    """Return the diff without confidential lines, and say by file how many are left out."""
    from ksnet.checking.masking import masked_diff

    text, left_out = masked_diff(changes, before, after)
    for file, count in sorted(left_out.items()):
        if not count:
            tell(f"{file}: Die Änderungen werden nicht gezeigt: In der Datei stehen {_WHY}.")
        else:
            lines = "1 Zeile wird" if count == 1 else f"{count} Zeilen werden"
            tell(f"{file}: {lines} nicht oder nicht ganz gezeigt: Darin stehen {_WHY}.")
    call = current_call()
    return _colored(text) if gets_colors(call and call.given.get("output")) else text


def _colored(diff: str) -> str:
    lines = diff.split("\n")
    return "\n".join(
        f"\x1b[{code}m{line}\x1b[0m" if (code := _color_of(line)) else line for line in lines
    )


def _color_of(line: str) -> str:
    if line.startswith(("--- ", "+++ ")):
        return "1"
    return {"-": "31", "+": "32", "@": "36"}.get(line[:1], "")
