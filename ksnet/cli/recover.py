"""`ksnet recover`: finish or undo an interrupted change."""

from __future__ import annotations

from typing import Annotated

from ksnet.cli.common import find_root
from ksnet.cli.options import Quiet, Root, flag
from ksnet.cli.output import tell
from ksnet.cli.writing import deliver_written


def recover(
    undo: Annotated[
        bool, flag("--undo", "Die Änderung zurücknehmen, statt sie zu beenden: alles wie vorher.")
    ] = False,
    root: Root = None,
    quiet: Quiet = False,
) -> None:
    """Beendet eine Änderung an mehreren Dateien, die unterbrochen wurde, oder nimmt sie zurück.

    Nötig nach einem Absturz oder Stromausfall mitten im Schreiben; bis dahin schreibt kein anderer
    Befehl.

    Beispiel: ksnet recover
    """
    from ksnet.records import german
    from ksnet.repository.journal import carrying, changed_files

    changes = carrying.recover(find_root(root), undo=undo)
    if not changes:
        tell("Es ist keine Änderung unterbrochen; nichts zu tun.", quiet=quiet)
        return
    deliver_written(changes, None, quiet=quiet)
    done = "zurückgenommen, alles ist wie vorher" if undo else "beendet"
    count = german.plural(len(changed_files(changes)), "Datei", "Dateien")
    tell(f"Die Änderung an {count} ist {done}.", quiet=quiet)
