"""`ksnet site`: the public pages of all networks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ksnet.basics.errors import UsageProblem
from ksnet.cli.common import AsOf, NoProjectTemplates, Quiet, Root, open_repository, say, today, with_progress
from ksnet.cli.documents import ForceOption

if TYPE_CHECKING:
    from ksnet.rendering.blocks import Gap
    from ksnet.repository import Repository

DEFAULT = "build/site"


def site(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="ORDNER", help=f"In diesen Ordner schreiben (sonst {DEFAULT})."),
    ] = None,
    force: ForceOption = False,
    no_project_templates: NoProjectTemplates = False,
    root: Root = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> None:
    """Schreibt die öffentlichen Seiten aller Netzwerke, mit Kalendern zum Abonnieren.

    Die Seiten zeigen nur, was nach den Unterlagen öffentlich sein darf. Sie brauchen keinen besonderen Server: Der Ordner
    lässt sich ansehen, verschicken oder auf jeden Webserver legen. Beim nächsten Aufruf wird er als Ganzes ersetzt.

    Beispiel: ksnet site -o seiten
    """
    from ksnet import rendering
    from ksnet.cli.calendar import event_stamps
    from ksnet.cli.documents import networks_for_many, tell_gaps
    from ksnet.documents.site import build_site
    from ksnet.rendering.ics import render_calendar
    from ksnet.repository.folders import check_folder, replace_folder

    day = today(as_of)
    repository = open_repository(root, own_templates=not no_project_templates)
    folder = output if output is not None else repository.root / DEFAULT
    _outside_the_records(folder, repository)
    check_folder(folder)
    networks = networks_for_many(repository, (), force=force, quiet=quiet)
    built = build_site(networks, repository.settings.publisher, as_of=day)
    stamps = event_stamps(repository, [event.file for network in networks for event in network.events.values()])
    templates = repository.own_templates

    gaps: dict[Gap, None] = {}

    def write(progress: Callable[[int], None] | None) -> dict[str, bytes]:
        files: dict[str, bytes] = {}
        for path, page, lacks in rendering.render_pages(built.pages, templates_dir=templates, land=repository.land):
            files[path] = page.encode()
            gaps.update(dict.fromkeys(lacks))
            if progress:
                progress(len(files))
        return files | {path: render_calendar(feed.name, feed.entries, stamps) for path, feed in built.feeds.items()}

    replace_folder(folder, with_progress("Schreibe Seiten", len(built.pages), write, quiet=quiet))
    say(f"Geschrieben: {folder} ({len(built.pages)} Seiten, {len(built.feeds)} Kalender)", quiet=quiet)
    tell_gaps(list(gaps), repository, networks, quiet=quiet)


def _outside_the_records(folder: Path, repository: Repository) -> None:
    """Raise UsageProblem where the pages would lie among the records, or the records within the pages."""
    target, root = folder.resolve(), repository.root.resolve()
    records = root / repository.settings.data
    if target == root or target.is_relative_to(records) or records.is_relative_to(target):
        raise UsageProblem(
            f"{folder} liegt bei den Unterlagen. Die Seiten brauchen einen eigenen Ordner, zum Beispiel: ksnet site -o {DEFAULT}"
        )
