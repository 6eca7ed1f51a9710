"""`ksnet fmt`: bring records into canonical form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import UsageProblem, reason
from ksnet.cli.call import Done
from ksnet.cli.changes import shown_diff
from ksnet.cli.data_folder import file_filter, open_repository
from ksnet.cli.options import argument, flag
from ksnet.cli.output import announce, deliver, tell
from ksnet.cli.writing import Delivery, deliver_written, this_command, writes_unasked

if TYPE_CHECKING:
    from ksnet.repository import Repository
    from ksnet.repository.changes import FileChange


@writes_unasked
def fmt(
    way: Delivery,
    paths: Annotated[
        list[Path] | None, argument("[PFAD]...", "Nur diese Dateien und Ordner.")
    ] = None,
    check: Annotated[
        bool, flag("--check", "Nichts schreiben; Exit-Code 1, wenn etwas zu ändern wäre.")
    ] = False,
) -> None:
    """Bringt Dateien in die einheitliche Form: Reihenfolge, Einrückung, Anführungszeichen.

    Inhalt und Kommentare bleiben; eine Datei, die nicht lesbar ist, wird genannt und nicht
    angefasst. Exit-Code 0: fertig, 1: mit --check wäre etwas zu ändern, oder eine Datei ist nicht
    lesbar.

    Beispiel: ksnet fmt data/networks/soest
    """
    from ksnet.checking import veil
    from ksnet.records import german
    from ksnet.repository.changes import write_changes

    repository = open_repository(way.root)
    changes, broken = _formatted(repository, paths)
    secret = veil(repository, way.day) if broken or (way.diff and changes) else None
    if not (way.diff or check):
        write_changes(repository.root, changes, this_command(way.day))
    if way.diff:
        deliver(shown_diff(changes, secret, secret), way.output)
    elif check:
        deliver("".join(f"{file}\n" for file in sorted(changes)), way.output)
    else:
        deliver_written(changes, way.output)
    for file, line, problem in broken:
        tell(
            f"{file}:{line}: nicht angefasst: {_NO_WORDS if secret and secret.is_touched(file) else problem}"
        )
    if not changes:
        said = "Sonst nichts zu ändern." if broken else "Alles steht in der einheitlichen Form."
    elif check or way.diff:
        said = f"{german.plural(len(changes), 'Datei wäre', 'Dateien wären')} umzuformen."
    else:
        said = f"{german.plural(len(changes), 'Datei', 'Dateien')} umgeformt."
    announce(said)
    if broken or (check and changes):
        raise Done(1)


_NO_WORDS = "Die Datei ist nicht lesbar. Näheres steht hier nicht, weil sie Angaben enthält, die keine Ausgabe wiederholen darf."


def _formatted(
    repository: Repository, paths: list[Path] | None
) -> tuple[dict[str, FileChange], list[tuple[str, int, str]]]:
    """Return the changes, and the files that cannot be formatted with line and reason."""
    from ksnet.repository.changes import FileChange
    from ksnet.yamltext.form.formatting import format_file
    from ksnet.yamltext.rules.files import NOT_A_FILE, UNREADABLE_FILE

    is_chosen = file_filter(repository, paths)
    files = {file: model for file, model in repository.models().items() if is_chosen(file)}
    broken = [
        (fault.place.file, 1, fault.message)
        for fault in repository.tree.faults
        if fault.rule in (NOT_A_FILE, UNREADABLE_FILE) and is_chosen(fault.place.file)
    ]
    if paths and not files and not broken:
        raise UsageProblem("Dort liegen keine Unterlagen, die sich umformen lassen.")
    changes: dict[str, FileChange] = {}
    for file, model in files.items():
        try:
            before = repository.read_bytes(file)
        except OSError as error:
            broken.append((file, 1, f"Die Datei lässt sich nicht lesen ({reason(error)})."))
            continue
        result = format_file(file, before, model)
        if result.content is None:
            broken.append((file, result.line, result.problem))
        elif result.content != before:
            changes[file] = FileChange(before, result.content)
    return changes, broken
