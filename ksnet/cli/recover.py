"""`ksnet recover`: finish or undo an interrupted change."""

from __future__ import annotations

from typing import Annotated

from ksnet.cli.data_folder import find_root
from ksnet.cli.options import Root, flag
from ksnet.cli.output import announce
from ksnet.cli.writing import deliver_written


def recover(
    undo: Annotated[
        bool,
        flag("--undo", "Die Änderung zurücknehmen, statt sie zu Ende zu führen: alles wie vorher."),
    ] = False,
    root: Root = None,
) -> None:
    """Führt eine unterbrochene Änderung an mehreren Dateien zu Ende oder nimmt sie zurück.

    Nötig nach einem Absturz oder Stromausfall mitten im Schreiben; bis dahin schreibt kein anderer
    Befehl.

    Beispiel: ksnet recover
    """
    from ksnet.records import german
    from ksnet.repository.journal import carrying, changed_files

    changes = carrying.recover(find_root(root), undo=undo)
    if not changes:
        announce("Es ist keine Änderung unterbrochen; nichts zu tun.")
        return
    deliver_written(changes, None)
    done = "zurückgenommen, alles ist wie vorher" if undo else "zu Ende geführt"
    count = german.plural(len(changed_files(changes)), "Datei", "Dateien")
    announce(f"Die Änderung an {count} ist {done}.")
