"""`ksnet undo`: undo the last writing command."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import KsnetError
from ksnet.cli.data_folder import find_root
from ksnet.cli.options import flag
from ksnet.cli.output import announce, deliver
from ksnet.cli.writing import Delivery, deliver_written, this_command, writes_unasked
from ksnet.repository.journal.kept import DAYS, MOST

if TYPE_CHECKING:
    from pathlib import Path

    from ksnet.repository.journal import Journal
    from ksnet.repository.journal.kept import Today

NOTHING = (
    f"Es gibt nichts zurückzunehmen. Aufgehoben werden die letzten {MOST} Änderungen, {DAYS} Tage lang; „ksnet forget“ löscht sie und lässt\n"
    "sich selbst nicht zurücknehmen. Was mit Git gespeichert ist, holt Git zurück."
)


@writes_unasked
def undo(
    way: Delivery,
    list_: Annotated[
        bool, flag("--list", "Nichts zurücknehmen, nur zeigen, was sich zurücknehmen lässt.")
    ] = False,
) -> None:
    """Nimmt zurück, was der letzte schreibende Befehl geändert hat; noch einmal: das davor.

    Immer als Ganzes, mit und ohne Git. Aufgehoben werden die letzten 20 Änderungen, 30 Tage lang.
    Wurde eine der Dateien seitdem geändert, bleibt alles, wie es ist. „ksnet forget“ lässt sich
    nicht zurücknehmen.

    Beispiel: ksnet undo
    """
    from ksnet.records import german
    from ksnet.repository.journal import carrying, changed_files

    day = this_command(way.day).today
    folder = find_root(way.root)  # without reading records, however many there are
    if list_ or way.diff:
        past = carrying.undoable(folder, day, most=MOST if list_ else 1)
        if not past:
            announce(NOTHING)
        elif list_:
            lines = (
                f"{number:2}  {_named(one)}: {german.first_few(changed_files(one.changes))}\n"
                for number, one in enumerate(past, 1)
            )
            deliver("".join(lines), way.output)
        else:
            deliver(_diff(folder, past[0], day), way.output)
            announce("Nichts geschrieben, nur gezeigt.")
        return
    taken = carrying.undo(folder, day)
    if taken is None:
        announce(NOTHING)
        return
    journal, was_there = taken
    if was_there:
        deliver_written(journal.changes, way.output)
        announce(f"Zurückgenommen: {_named(journal)}. Alles ist wie davor.")
    else:
        announce(f"Schon von Hand zurückgenommen: {_named(journal)}. Nichts geändert.")
    with suppress(KsnetError):  # faults of the earlier one are told when it is asked for
        if rest := carrying.undoable(folder, day, most=1):
            announce(f"Noch einmal „ksnet undo“ nimmt auch zurück: {_named(rest[0])}.")


def _named(journal: Journal) -> str:
    from ksnet.records import german
    from ksnet.repository.journal import changed_files

    day = f" vom {german.numeric_day(journal.day)}" if journal.day else ""
    count = german.plural(len(changed_files(journal.changes)), "Datei", "Dateien")
    return f"„ksnet {journal.command}“{day}, {count}"


def _diff(folder: Path, journal: Journal, day: Today) -> str:
    from ksnet.cli.changes import shown_diff
    from ksnet.editing.outcome import outcome
    from ksnet.repository import Repository
    from ksnet.repository.changes import FileChange

    changes = {
        file: FileChange(change.after, change.before) for file, change in journal.changes.items()
    }
    return shown_diff(changes, *outcome(Repository(folder), changes, day.day).veils)
