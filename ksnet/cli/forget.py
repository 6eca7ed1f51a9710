"""`ksnet forget`: remove the data of a person."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from ksnet.basics.errors import UsageProblem
from ksnet.cli.options import argument, flag
from ksnet.cli.output import announce, tell
from ksnet.cli.writing import Delivery, finish, open_for_writing, writes_unasked

if TYPE_CHECKING:
    from ksnet.repository import Repository


@writes_unasked
def forget(
    way: Delivery,
    what: Annotated[
        list[str],
        argument(
            "[NETZWERK] PERSON",
            "Das Netzwerk (unnötig, wo nur eines in Frage kommt) und die Person oder der Gast: Kennung oder ganzer Name.",
        ),
    ],
    yes: Annotated[
        bool,
        flag(
            "--yes", "Nicht nachfragen: Das Archiv ist gefragt, die Daten dürfen gelöscht werden."
        ),
    ] = False,
) -> None:
    """Löscht die Daten einer ausgeschiedenen Person; Rolle und Stelle bleiben für die Statistik.

    Die Kennung wird in allen Dateien durch ehemals-1, ehemals-2 … ersetzt. Vorher sind die Daten
    dem Archiv anzubieten; danach steht da, wo noch etwas übrig sein kann. „ksnet undo“ nimmt das
    nicht zurück, auch nichts davor.

    Beispiel: ksnet forget soest mustermann
    """
    from ksnet.editing import forgetting

    if len(what) > 2:
        raise UsageProblem(
            f"Zu viel angegeben: {' '.join(what[2:])}. Was aus mehreren Wörtern besteht, gehört in Anführungszeichen."
        )
    repository = open_for_writing(way.root)
    forgotten = forgetting.forget(repository, what[-1], what[0] if len(what) > 1 else None, way.day)
    (announce if yes else tell)(f"{forgetting.offered_first(repository.land)}\n")
    if not (yes or way.diff):
        _confirm(
            f"Ist das erledigt, und sollen die Daten von {forgotten.called} jetzt gelöscht werden? (ja/nein) "
        )
    left = [
        *forgotten.left,
        _NO_WAY_BACK,
        "Schon erstellte Dokumente nennen die Person weiter: neu erstellen, die alten löschen.",
    ]
    if not way.diff:
        left += _in_history(repository, forgotten.changes)
    finish(
        repository,
        forgotten.changes,
        way,
        done=[*forgotten.done, *left],
        renamed=forgotten.renamed,
        kept=False,
    )


_NO_WAY_BACK = "Zurücknehmen lässt sich das nicht: Was ksnet dafür von früheren Fassungen aufgehoben hatte, ist mit gelöscht."


def _confirm(question: str) -> None:
    """Ask on a terminal; raises UsageProblem without one, Abort unless the answer is yes."""
    if not (sys.stdin and sys.stdin.isatty()):
        raise UsageProblem(
            "Ohne Rückfrage wird nichts gelöscht. In einem Skript --yes angeben, wenn das Archiv gefragt ist."
        )
    typer.echo(question, err=True, nl=False)
    if sys.stdin.readline().strip().lower() not in {"ja", "j"}:
        raise typer.Abort


def _in_history(repository: Repository, files: Iterable[str]) -> Iterable[str]:
    """Say what Git's history still holds and how to remove it; nothing without a repository."""
    from ksnet.cli.git import commits_touching
    from ksnet.records import german

    commits = commits_touching(repository.root, sorted(files))
    if commits is None:
        yield (
            "\nOb Git frühere Fassungen dieser Dateien aufbewahrt, ließ sich nicht feststellen: Git fehlt oder gibt keine Auskunft. Das muss die IT klären,\n"
            "mit der oder dem Datenschutzbeauftragten."
        )
    elif commits:
        yield (
            f"\nFrühere Fassungen bewahrt Git auf: {german.plural(commits, 'gespeicherter Stand', 'gespeicherte Stände')} dieser Dateien, mit allem, was jetzt gelöscht ist.\n"
            "Das entfernt nur die IT, mit der oder dem Datenschutzbeauftragten: „git filter-repo --replace-text ERSETZUNGEN“ über die ganze Historie\n"
            "(die Liste ERSETZUNGEN mit Name, E-Mail und Kennung nie mit speichern), dann auf dem Server aufräumen, alle Kopien neu holen und die Sicherungen bedenken."
        )
