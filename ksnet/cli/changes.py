"""Changes as a diff on a screen or in the log of a job, where everybody can read along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ksnet.cli.common import say

if TYPE_CHECKING:
    from ksnet.checking import Veil
    from ksnet.repository.changes import Change

_WHY = "Angaben, die keine Ausgabe wiederholen darf (Falldaten, Angaben zu Personen oder eine geschützte Einrichtung)"


def shown_diff(changes: Mapping[str, Change], before: Veil | None, after: Veil | None) -> str:
    """Return the diff of the changes without what must not be repeated; how much that is is said by file."""
    from ksnet.checking.masking import masked_diff

    text, left_out = masked_diff(changes, before, after)
    for file, count in sorted(left_out.items()):
        if not count:
            say(f"{file}: Die Änderungen werden nicht gezeigt: In der Datei stehen {_WHY}.")
        else:
            lines = "1 Zeile wird" if count == 1 else f"{count} Zeilen werden"
            say(f"{file}: {lines} nicht oder nicht ganz gezeigt: Darin stehen {_WHY}.")
    return text
