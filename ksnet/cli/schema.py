"""`ksnet schema`: JSON Schemas for editors."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.basics.limits import MAX_BYTES
from ksnet.basics.ordinary import read_ordinary
from ksnet.cli.data_folder import open_repository
from ksnet.cli.options import Root, argument, flag, option
from ksnet.cli.output import announce, deliver, to_stdout
from ksnet.cli.parameters import lists_choices


@lists_choices({
    "ART": (
        ("network", "ein Netzwerk"), ("members", "seine Mitglieder"), ("event", "ein Termin"),
        ("year", "Angaben zu einem Jahr"), ("plan", "ein Plan"),
        ("settings", "die Einstellungen in ksnet.yaml"), ("imports", "was Importen gesagt wurde"),
    )
})  # fmt: skip
def schema(
    kind: Annotated[
        str | None, argument("[ART]", "Von welchen Unterlagen (siehe unten); ohne Angabe alle.")
    ] = None,
    output: Annotated[
        str | None,
        option("--output", "ORDNER", "Hierhin schreiben: je Art eine Datei ART.schema.json.", "-o"),
    ] = None,
    outputs: Annotated[
        bool,
        flag(
            "--outputs",
            "Statt der Unterlagen: was die Befehle mit --format json ausgeben; ART ist ein Befehl.",
        ),
    ] = False,
    vscode: Annotated[
        bool,
        flag("--vscode", "Die Schemas in .vscode/settings.json für Visual Studio Code eintragen."),
    ] = False,
    root: Root = None,
) -> None:
    """Gibt JSON-Schemas aus, mit denen Editoren Schlüssel vorschlagen, erklären und prüfen.

    Sie folgen Draft 2020-12. Mit --outputs sind es die Schemas dessen, was Befehle mit --format
    json ausgeben, für eigene Programme. Ohne ART und ohne -o erscheint die Liste der Arten. Was
    mehrere Dateien, den Kalender oder das Gesetz angeht, prüft nur ksnet validate.

    Beispiel: ksnet schema --vscode
    """
    listed = _of_outputs() if outputs else _of_records()
    if kind is not None and kind not in listed.lines:
        from ksnet.basics.spelling import did_you_mean

        kinds = list(listed.lines)
        near = did_you_mean(kind, kinds)
        raise UsageProblem(f"Eine Art „{kind}“ gibt es nicht.{near} Es gibt {', '.join(kinds)}.")
    if vscode:
        if kind is not None or outputs:
            raise UsageProblem(
                "--vscode richtet alle Schemas der Unterlagen ein; ohne ART und ohne --outputs aufrufen."
            )
        _write_for_vscode(root, output)
    elif kind is not None and to_stdout(output):
        deliver(listed.text(kind), output)
    elif output == "-":
        raise UsageProblem(
            f"Auf die Standardausgabe passt ein Schema: ART angeben, z. B. {listed.example}."
        )
    elif output is None:
        wide = max(map(len, listed.lines))
        deliver("".join(f"{name:{wide}}  {line}\n" for name, line in listed.lines.items()), None)
        command = "ksnet schema --outputs" if outputs else "ksnet schema"
        announce(f"Ein Schema zeigen: {command} ART; alle schreiben: {command} -o ORDNER")
    else:
        from ksnet.repository.atomic import make_folder

        folder = make_folder(Path(output))
        for name in [kind] if kind else listed.lines:
            deliver(listed.text(name), str(folder / listed.file_name(name)))


class _Listed(NamedTuple):
    """Schemas of one sort: a line on each, text and file name of one, and an example call."""

    lines: dict[str, str]
    text: Callable[[str], str]
    file_name: Callable[[str], str]
    example: str


def _of_records() -> _Listed:
    from ksnet.reporting.schemas import RECORD_SCHEMAS, file_name
    from ksnet.reporting.schemas.generate import json_text

    lines = {
        name: f"{found.files('data'):34}  {found.title}" for name, found in RECORD_SCHEMAS.items()
    }
    return _Listed(lines, json_text, file_name, "ksnet schema event")


def _of_outputs() -> _Listed:
    from ksnet.cli.outputs import OUTPUTS
    from ksnet.reporting.schemas import file_name
    from ksnet.reporting.schemas.outputs import output_json_text

    return _Listed(
        {name: found.title for name, found in OUTPUTS.items()},
        lambda name: output_json_text(OUTPUTS[name].declaration, OUTPUTS[name].title),
        lambda name: file_name(f"{name}.output"),
        "ksnet schema --outputs duties",
    )


def _write_for_vscode(root: Path | None, output: str | None) -> None:
    """Write the schemas and add them to the editor's settings, unless these are unusable."""
    from ksnet.reporting.schemas import RECORD_SCHEMAS, file_name
    from ksnet.reporting.schemas.generate import json_text
    from ksnet.reporting.schemas.vscode import SCHEMAS, SETTINGS, associations, merged
    from ksnet.repository.atomic import make_folder, write_atomically

    if output == "-":
        raise UsageProblem("--vscode schreibt Dateien: -o braucht einen Ordner.")
    repository = open_repository(root)
    base = repository.root
    folder = Path(output) if output else base / SCHEMAS
    inside = _inside(base, folder)
    if inside is None:
        raise UsageProblem(
            f"{folder} liegt nicht im Ordner der Daten ({base}); der Editor fände es nicht."
        )
    settings = base / SETTINGS
    existing = _text_of(settings)
    content = merged(existing, associations(inside, repository.settings.data))
    make_folder(folder)
    make_folder(settings.parent)
    for kind in RECORD_SCHEMAS:
        write_atomically(folder / file_name(kind), json_text(kind).encode())
    if content != existing:
        write_atomically(settings, content.encode())
    announce(f"Geschrieben: {folder} und {settings}")


def _inside(base: Path, folder: Path) -> str | None:
    """Return a folder relative to `base`, None if it is not below."""
    try:
        path = Path(os.path.relpath(folder, base))
    except ValueError:  # another drive of Windows
        return None
    return None if ".." in path.parts else path.as_posix()


def _text_of(file: Path) -> str | None:
    """Return the text of a file, None for no file; raises UsageProblem if unreadable."""
    try:
        return read_ordinary(file, MAX_BYTES).decode().replace("\r\n", "\n")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise UsageProblem(f"{file} lässt sich nicht lesen und bleibt, wie es ist.") from None
