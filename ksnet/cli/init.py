"""`ksnet init`: a new data repository."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ksnet.cli.asking import Asker
from ksnet.cli.call import today
from ksnet.cli.new.network import (
    FoundedOption,
    GemeindeOption,
    MunicipalityOption,
    NameOption,
    ReviewerOption,
    YouthOfficeNameOption,
)
from ksnet.cli.options import AsOf, argument, flag, option
from ksnet.cli.output import announce, tell

if TYPE_CHECKING:
    import datetime as dt

    from ksnet.editing.starting.package import Package


def init(
    folder: Annotated[
        Path | None, argument("[ORDNER]", "Ein neuer oder leerer Ordner; sonst der aktuelle.")
    ] = None,
    network: Annotated[
        str | None, option("--network", "KENNUNG", "Kennung des Netzwerks, z. B. musterstadt.")
    ] = None,
    name: NameOption = None,
    gemeinde: GemeindeOption = None,
    municipality: MunicipalityOption = None,
    youth_office_name: YouthOfficeNameOption = None,
    founded: FoundedOption = None,
    reviewer: ReviewerOption = None,
    package: Annotated[
        str | None,
        option(
            "--package",
            "wheel|index|ADRESSE|PFAD",
            "Woher die Prüfläufe ksnet nehmen: wheel (eine Datei, die beiliegt), index (Paketverzeichnis), "
            "git+https://…@STAND, https://….whl#sha256=… oder eine .whl-Datei; sonst so, wie dieses ksnet installiert ist.",
        ),
    ] = None,
    example: Annotated[
        bool, flag("--example", "Statt eines eigenen Netzwerks den erfundenen Musterkreis anlegen.")
    ] = False,
    git: Annotated[
        bool | None, flag("--git/--no-git", "Auch Git einrichten und den ersten Stand speichern.")
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Legt einen Ordner für Unterlagen an: Netzwerk, Einstellungen, Editor, Prüfläufe.

    Die Prüfläufe sind für GitLab und GitHub. Auf einem Terminal fragt ksnet nach dem Netzwerk. Es
    schreibt nur in einen neuen oder leeren Ordner, und alles oder nichts.

    Beispiel: ksnet init Kinderschutz --network soest --name "Netzwerk Kinderschutz Soest" --gemeinde Soest
    """  # noqa: W505  (a command to copy stays on one line)
    from ksnet.editing.starting import folder as starting
    from ksnet.editing.starting.git import install_driver, is_there, start_git

    target, day = folder or Path(), today(as_of)
    starting.refuse_occupied(target)
    asker = Asker({
        "network": network, "name": name, "gemeinde": gemeinde, "municipality": municipality,
        "youth_office_name": youth_office_name, "founded": founded, "reviewer": reviewer,
        "package": package,
    })  # fmt: skip
    if example:
        records, title = (
            starting.example(),
            "Netzwerk Kinderschutz Musterkreis (erfundenes Beispiel)",
        )
    else:
        records = _asked_for(asker, target, day)
        title = asker.text("name", "") or "Netzwerk Kinderschutz"
    source = _package(asker, ask=not example)
    asker.refuse_unused()
    files = starting.surroundings(title, source, records) | records
    with_git = git
    if git is None and asker.asked and is_there():
        with_git = asker.confirm("Mit Git verwalten und den ersten Stand speichern?")
    starting.create(target, files)
    announce(f"Angelegt: {len(files)} Dateien in {target.resolve().name or target}")
    announce(source.explanation)
    if with_git:
        announce(start_git(target))
    if not install_driver(target):  # silent without Git
        announce(_MERGING)
    announce(_next_steps(folder, example=example))


_MERGING = """\
Ändern zwei gleichzeitig, führt Git die Unterlagen hier Eintrag für Eintrag zusammen. In jedem weiteren Klon dazu einmal:
  ksnet merge-file --install"""


def _asked_for(asker: Asker, target: Path, day: dt.date) -> dict[str, bytes]:
    """Ask for the network and return its files once they are accepted."""
    from ksnet.cli.new.common import Created, settle
    from ksnet.cli.new.network import network_records
    from ksnet.repository import Repository
    from ksnet.repository.lands import packaged

    def build() -> Created:
        return Created(network_records(asker, "data", packaged(), (), "network"))

    created, _ = settle(Repository(target), asker, build, day)
    return {
        file: change.after for file, change in created.changes.items() if change.after is not None
    }


def _package(asker: Asker, *, ask: bool) -> Package:
    """Return the source of ksnet for CI: the option, the answer, or one like this installation."""
    from ksnet.editing.starting import package as packages

    if "package" not in asker.known and not (ask and asker.interactive):
        return packages.package(packages.usual())
    if "package" not in asker.known:
        tell(packages.CHOICES)
    answer = asker.text(
        "package",
        "Woher nehmen die Prüfläufe ksnet?",
        default=packages.usual(),
        check=packages.checked,
    )
    return packages.package(answer or packages.usual())


def _next_steps(folder: Path | None, *, example: bool) -> str:
    lines = ["", "So geht es weiter:"]
    if folder is not None:
        lines.append(f'  cd "{folder}"' if " " in str(folder) else f"  cd {folder}")
    if example:
        lines.append("  ksnet validate --as-of 2026-06-30    das Beispiel gilt für diesen Tag")
    else:
        lines += [
            "  ksnet validate      prüfen",
            "  ksnet new member    die erste Stelle aufnehmen",
        ]
    return "\n".join([*lines, "  README.md lesen und darin eintragen, wen man fragt"])
