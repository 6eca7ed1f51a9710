"""`ksnet merge-file`: merge driver for Git."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ksnet.basics.errors import UsageProblem
from ksnet.cli.call import Done, given_content
from ksnet.cli.data_folder import root_or_none
from ksnet.cli.options import Root, argument, flag, option
from ksnet.cli.output import announce, deliver, to_stdout
from ksnet.records import german

if TYPE_CHECKING:
    from ksnet.editing.merging import Merged
    from ksnet.records.model import BaseModel

VersionName = Annotated[
    str, typer.Option(metavar="NAME", help="Name dieser Fassung in den Marken.", show_default=False)
]


def merge_file(
    base: Annotated[
        Path | None, argument("VORHER", "Wie die Datei war, bevor beide sie geändert haben.")
    ] = None,
    ours: Annotated[
        Path | None, argument("EINE", "Die eine Fassung; hierhin kommt das Ergebnis.")
    ] = None,
    theirs: Annotated[Path | None, argument("ANDERE", "Die andere Fassung.")] = None,
    path: Annotated[
        str | None,
        option("--path", "PFAD", "Wie die Datei in den Unterlagen heißt; sonst wie EINE."),
    ] = None,
    marker_size: Annotated[
        int,
        option(
            "--marker-size",
            "ZAHL",
            "Wie lang die Marken eines Konflikts sind; sonst 7.",
            min=1,
            max=99,
        ),
    ] = 7,
    base_name: VersionName = "",
    ours_name: VersionName = "",
    theirs_name: VersionName = "",
    output: Annotated[
        str | None,
        option(
            "--output",
            "DATEI",
            "Statt nach EINE hierhin schreiben; „-“ ist die Standardausgabe.",
            "-o",
        ),
    ] = None,
    install: Annotated[
        bool, flag("--install", "Diesen Klon so einrichten, dass Git den Befehl von selbst ruft.")
    ] = False,
    root: Root = None,
    debug: Annotated[
        bool, flag("--debug", "Bei unerwarteten Fehlern die technischen Einzelheiten zeigen.")
    ] = False,
) -> None:
    """Führt zwei Fassungen einer Datei zusammen, Eintrag für Eintrag; Git ruft den Befehl selbst.

    Was nur eine Fassung geändert hat, gilt. Wo beide Verschiedenes sagen, stehen beide zwischen
    den Marken von Git.
    Einmal in jedem Klon einzurichten: ksnet merge-file --install

    Exit-Code 0: zusammengeführt, 1: an einer Stelle muss jemand entscheiden.

    Beispiel: ksnet merge-file vorher.yaml meine.yaml andere.yaml --path data/networks/soest/members.yaml
    """  # noqa: W505  (a command to copy stays on one line)
    from ksnet.repository.atomic import write_atomically

    if install:
        _install(root)
        return
    if base is None or ours is None or theirs is None:
        raise UsageProblem(
            "Drei Dateien angeben: wie es war, die eine Fassung, die andere. Oder: ksnet merge-file --install"
        )
    contents = [given_content(file) for file in (base, ours, theirs)]
    names = (
        _version_name(ours_name, "%X", "eine Fassung"),
        _version_name(base_name, "%S", "vorher"),
        _version_name(theirs_name, "%Y", "andere Fassung"),
    )
    shown = path or ours.as_posix()
    merged = _merged(contents, shown, debug=debug)
    if merged is None:
        content, conflict = _by_lines(contents, names, marker_size)
        why = (
            "weil sich nicht jede Fassung als Unterlage lesen lässt"
            if _model(shown)
            else "weil der Pfad keine Unterlage nennt (--path PFAD sagt, wie sie in den Unterlagen heißt)"
        )
        announce(f"ksnet: {shown} ist zeilenweise zusammengeführt, {why}.")
    else:
        from ksnet.cli.git import shows_the_base

        conflict = bool(merged.conflicts)
        with_base = conflict and shows_the_base()
        content = merged.content(names, marker_size, with_base=with_base)
    target = output or str(ours)
    if to_stdout(target):
        deliver(content, target)
    else:
        write_atomically(Path(target), content)
    if conflict:
        announce(f"ksnet: {shown}: {_task(merged, marker_size, content)}")
        raise Done(1)


def _version_name(given: str, placeholder: str, otherwise: str) -> str:
    """Return the name of a version; before 2.44, Git passes the placeholder itself."""
    return " ".join(given.split()) if given.strip() and given != placeholder else otherwise


def _model(path: str) -> type[BaseModel] | None:
    """Return the model of the record at a path, None for any other file."""
    from ksnet.repository.by_path import model_at

    return model_at(path.replace("\\", "/"))


def _merged(contents: list[bytes], path: str, *, debug: bool) -> Merged | None:
    """Merge entry by entry; None where lines have to be compared instead."""
    from ksnet.editing.merging import merge_records

    model = _model(path)
    if model is None:
        return None
    base, ours, theirs = contents
    try:
        return merge_records(base, ours, theirs, model)
    except Exception:  # whatever the reason, Git needs a complete file
        if debug:
            raise
        return None


def _by_lines(contents: list[bytes], names: tuple[str, str, str], size: int) -> tuple[bytes, bool]:
    """Merge by lines with Git; where that fails, return both versions in conflict markers."""
    from ksnet.cli.git import merged_by_lines

    found = merged_by_lines(contents, names, size)
    if found is not None:
        return found
    _, ours, theirs = (
        content if content.endswith(b"\n") or not content else content + b"\n"
        for content in contents
    )
    first, last = (
        f"{sign * size} {name}\n".encode() for sign, name in (("<", names[0]), (">", names[2]))
    )
    return b"".join((first, ours, b"=" * size, b"\n", theirs, last)), True


def _task(merged: Merged | None, size: int, content: bytes) -> str:
    """Return in German what is left to do, with the lines."""
    mark = b"<" * size + b" "
    lines = [
        str(number)
        for number, line in enumerate(content.split(b"\n"), start=1)
        if line.startswith(mark)
    ]
    where = (
        f"in {'Zeile' if len(lines) == 1 else 'den Zeilen'} {german.join(lines)}"
        if lines
        else "in dieser Datei"
    )
    what = (
        "sagen die beiden Fassungen Verschiedenes"
        if merged
        else "haben beide dieselben Zeilen geändert"
    )
    return f"{where} {what}. Dort entscheiden, was gilt, und die Zeilen mit {'<' * size}, {'=' * size} und {'>' * size} entfernen."


def _install(root: Path | None) -> None:
    from ksnet.editing.starting.git import ATTRIBUTES, install_driver, uses_driver

    folder = root_or_none(root) or Path()
    if problem := install_driver(folder):
        raise UsageProblem(f"Hier lässt sich nichts einrichten: {problem}")
    announce("Eingerichtet: Git führt die Unterlagen in diesem Klon Eintrag für Eintrag zusammen.")
    if not uses_driver(folder):
        announce(
            "In .gitattributes im Ordner der Unterlagen fehlt noch, und zwar für alle:\n\n"
            + ATTRIBUTES
        )
