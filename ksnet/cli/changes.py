"""Changes as a diff on a screen or in the log of a job, where everybody can read along."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from ksnet.cli.common import say, wants_color
from ksnet.cli.german import COLORED

if TYPE_CHECKING:
    from ksnet.repository.changes import FileChange


def shown_diff(changes: Mapping[str, FileChange], secret_files: Collection[str]) -> str:
    """Return the diff of the changes, without files whose text must not be repeated; these are named instead."""
    from ksnet.repository.changes import unified_diff

    for file in sorted(file for file in changes if file in secret_files):
        say(
            f"{file}: Die Änderungen werden nicht gezeigt: In der Datei stehen Angaben, die keine Ausgabe wiederholen darf "
            "(Falldaten, Angaben zu Personen oder eine geschützte Einrichtung)."
        )
    text = unified_diff({file: change for file, change in changes.items() if file not in secret_files})
    return _colored(text) if _gets_colors() else text


def _gets_colors() -> bool:
    """Whether what the current command prints may have colours: it goes to no file, and the option or terminal says so."""
    from typer._click.globals import get_current_context  # see ksnet.cli.german

    context = get_current_context(silent=True)
    if context is None or context.params.get("output") not in (None, "-"):
        return False
    return bool(context.meta[COLORED] if COLORED in context.meta else wants_color(context.params.get("color", "auto")))


def _colored(diff: str) -> str:
    lines = diff.split("\n")
    return "\n".join(f"\x1b[{code}m{line}\x1b[0m" if (code := _color_of(line)) else line for line in lines)


def _color_of(line: str) -> str:
    if line.startswith(("--- ", "+++ ")):
        return "1"
    return {"-": "31", "+": "32", "@": "36"}.get(line[:1], "")
