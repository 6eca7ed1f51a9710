"""Changes as a diff on a screen or in the log of a job, where everybody can read along."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from ksnet.cli.common import say

if TYPE_CHECKING:
    from ksnet.repository.changes import Change


def shown_diff(changes: Mapping[str, Change], secret_files: Collection[str]) -> str:
    """Return the diff of the changes, without files whose text must not be repeated; these are named instead."""
    from ksnet.repository.changes import unified_diff

    for file in sorted(file for file in changes if file in secret_files):
        say(
            f"{file}: Die Änderungen werden nicht gezeigt: In der Datei stehen Angaben, die keine Ausgabe wiederholen darf "
            "(Falldaten, Angaben zu Personen oder eine geschützte Einrichtung)."
        )
    return unified_diff({file: change for file, change in changes.items() if file not in secret_files})
