"""`ksnet schema`: JSON Schemas for editors."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from ksnet.basics.errors import OutputProblem, UsageProblem
from ksnet.cli.common import Debug, Quiet, Root, deliver, open_repository, say


def schema(
    kind: Annotated[
        str | None,
        typer.Argument(metavar="[ART]", help="network, members, event, year, plan oder settings; ohne: alle."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="ORDNER", help="Hierhin schreiben: je Art eine Datei ART.schema.json."),
    ] = None,
    vscode: Annotated[
        bool,
        typer.Option("--vscode", help="Die Schemas in .vscode/settings.json für Visual Studio Code eintragen."),
    ] = False,
    root: Root = None,
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001  (read where errors are caught)
) -> None:
    """Gibt JSON-Schemas (Draft 2020-12) aus, mit denen Editoren Schlüssel vorschlagen, erklären und prüfen.

    Ohne ART und ohne -o erscheint die Liste der Arten. Was mehrere Dateien, den Kalender oder das Gesetz angeht, prüft
    nur ksnet validate.

    Beispiel: ksnet schema --vscode
    """
    from ksnet.reporting.schemas import KINDS, file_name
    from ksnet.reporting.schemas.generate import json_text

    if kind is not None and kind not in KINDS:
        raise UsageProblem(_unknown(kind, list(KINDS)))
    if vscode:
        if kind is not None:
            raise UsageProblem("--vscode richtet alle Schemas ein; ohne ART aufrufen.")
        _write_for_vscode(root, output, quiet=quiet)
    elif kind is not None and output in (None, "-"):
        deliver(json_text(kind), output, quiet=quiet)
    elif output == "-":
        raise UsageProblem("Auf die Standardausgabe passt ein Schema: ART angeben, z. B. ksnet schema event.")
    elif output is None:
        wide = max(map(len, KINDS))
        lines = [f"{name:{wide}}  {found.files('data'):34}  {found.title}" for name, found in KINDS.items()]
        deliver("\n".join(lines) + "\n", None)
        say("Ein Schema zeigen: ksnet schema ART; alle schreiben: ksnet schema -o ORDNER", quiet=quiet)
    else:
        folder = _folder(Path(output))
        for name in [kind] if kind else KINDS:
            deliver(json_text(name), str(folder / file_name(name)), quiet=quiet)


def _unknown(kind: str, kinds: list[str]) -> str:
    from ksnet.basics.spelling import nearest

    meant = nearest(kind, kinds)
    proposal = f" Meinten Sie „{meant}“?" if meant else ""
    return f"Eine Art „{kind}“ gibt es nicht.{proposal} Es gibt {', '.join(kinds)}."


def _folder(folder: Path) -> Path:
    """Make a folder where it is missing; raises OutputProblem where that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputProblem(f"Der Ordner {folder} lässt sich nicht anlegen: {error.strerror}.") from error
    return folder


def _write_for_vscode(root: Path | None, output: str | None, *, quiet: bool) -> None:
    """Write the schemas and add them to the editor's settings; nothing is written where the settings refuse."""
    from ksnet.reporting.schemas import KINDS, file_name
    from ksnet.reporting.schemas.generate import json_text
    from ksnet.reporting.schemas.vscode import SCHEMAS, SETTINGS, associations, merged

    if output == "-":
        raise UsageProblem("--vscode schreibt Dateien: -o braucht einen Ordner.")
    repository = open_repository(root)
    base = repository.root
    folder = Path(output) if output else base / SCHEMAS
    inside = _inside(base, folder)
    if inside is None:
        raise UsageProblem(f"{folder} liegt nicht im Ordner der Daten ({base}); der Editor fände es nicht.")
    settings = base / SETTINGS
    existing = _text_of(settings)
    content = merged(existing, associations(inside, repository.settings.data))
    _folder(folder)
    _folder(settings.parent)
    for kind in KINDS:
        deliver(json_text(kind), str(folder / file_name(kind)), quiet=True)
    if content != existing:
        from ksnet.repository.atomic import write_atomically

        write_atomically(settings, content.encode("utf-8"))
    say(f"Geschrieben: {folder} und {settings}", quiet=quiet)


def _inside(base: Path, folder: Path) -> str | None:
    """Return a folder as seen from the one above it; None where it is not below."""
    try:
        path = Path(os.path.relpath(folder, base))
    except ValueError:  # another drive of Windows
        return None
    return None if ".." in path.parts else path.as_posix()


def _text_of(file: Path) -> str | None:
    """Return what stands in a file, None where there is none; raises UsageProblem where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise UsageProblem(f"{file} lässt sich nicht lesen und bleibt, wie es ist.") from None
