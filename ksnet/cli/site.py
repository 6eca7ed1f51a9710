"""`ksnet site`: the public pages of all networks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ksnet.basics.errors import UsageProblem
from ksnet.cli.common import open_repository, refuse_vanished, today
from ksnet.cli.documents import whole_networks
from ksnet.cli.options import AsOf, ForceOption, NoProjectTemplates, Quiet, Root
from ksnet.cli.output import in_a_file, tell, with_progress

if TYPE_CHECKING:
    import datetime as dt

    from ksnet.documents.site import Feed, Page
    from ksnet.rendering.blocks import Gap
    from ksnet.repository import Network, Repository

DEFAULT = "build/site"


def site(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="ORDNER",
            help=f"In diesen Ordner schreiben (sonst {DEFAULT}).",
        ),
    ] = None,
    force: ForceOption = False,
    no_project_templates: NoProjectTemplates = False,
    root: Root = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> None:
    """Schreibt die öffentlichen Seiten aller Netzwerke, mit Kalendern zum Abonnieren.

    Die Seiten zeigen nur, was nach den Unterlagen öffentlich sein darf. Sie brauchen keinen
    besonderen Server: Der Ordner lässt sich ansehen, verschicken oder auf jeden Webserver legen.
    Beim nächsten Aufruf wird er als Ganzes ersetzt.

    Beispiel: ksnet site -o seiten
    """
    from ksnet.cli.showing import tell_gaps
    from ksnet.repository.folders import check_folder, replace_folder

    day = today(as_of)
    repository = open_repository(root, own_templates=not no_project_templates)
    folder = output if output is not None else repository.root / DEFAULT
    _outside_the_records(folder, repository)
    check_folder(folder)
    writer = _Writer(repository, day)

    def write(progress: Callable[[int], None] | None) -> None:
        networks = whole_networks(repository, force=force, quiet=quiet)
        replace_folder(folder, writer.files(networks, progress or (lambda _done: None)))

    with_progress("Schreibe Seiten", repository.tree.count, write, quiet=quiet)
    tell(f"Geschrieben: {folder} ({writer.pages} Seiten, {writer.feeds} Kalender)", quiet=quiet)
    tell_gaps(writer.gaps, repository, writer.heads, quiet=quiet)


class _Writer:
    """Writes pages and calendars network by network, and counts them in `pages` and `feeds`."""

    def __init__(self, repository: Repository, as_of: dt.date) -> None:
        from ksnet.documents.site import Site
        from ksnet.rendering import Renderer

        refuse_vanished(repository)
        self.heads = [
            head for ident in repository.network_ids if (head := repository.head(ident)).readable
        ]
        self.pages = self.feeds = 0
        self._site = Site(self.heads, repository.settings.publisher, as_of=as_of)
        self._renderer = Renderer(repository.own_templates, repository.land)
        self._repository = repository
        self._gaps: tuple[dict[Gap, None], dict[Gap, None]] = {}, {}
        # Entries in several calendars, by the file of their record.
        self._events: dict[str, bytes] = {}

    @property
    def gaps(self) -> list[Gap]:
        """The gaps of the pages, those of the start pages first."""
        of_networks, of_all = self._gaps
        return list(of_all | of_networks)

    def files(
        self, networks: Iterable[Network], progress: Callable[[int], None]
    ) -> Iterator[tuple[str, bytes]]:
        """Yield each file with its path."""
        from ksnet.cli.calendar import event_stamps

        files = [
            event.path for one in self._repository.tree.networks.values() for event in one.events
        ]
        stamps = event_stamps(self._repository, files)
        repairs = {head.id: head.repairs for head in self.heads}
        for network in networks:
            repairs[network.id].update(network.repairs)
            for made in self._site.of(network):
                yield made.path, self._content(made, self._gaps[0], stamps)
                progress(self.pages)
        for made in self._site.of_all():
            yield made.path, self._content(made, self._gaps[1], stamps)

    def _content(
        self, made: Page | Feed, gaps: dict[Gap, None], stamps: Mapping[str, dt.datetime]
    ) -> bytes:
        from ksnet.documents.site import Feed
        from ksnet.rendering.ics import calendar_of, event_text

        if isinstance(made, Feed):
            self.feeds += 1
            for entry in made.entries:
                if entry.file not in self._events:
                    self._events[entry.file] = event_text(entry, stamps)
            feed = calendar_of(made.name, (self._events[entry.file] for entry in made.entries))
            return in_a_file(feed, "ics")
        self.pages += 1
        document = self._renderer.say(made.view)
        gaps.update(dict.fromkeys(document.gaps))
        return in_a_file(self._renderer.page(document, made.frame), "html")


def _outside_the_records(folder: Path, repository: Repository) -> None:
    """Raise UsageProblem where pages and records would be inside each other."""
    target, root = folder.resolve(), repository.root.resolve()
    records = root / repository.settings.data
    if target == root or target.is_relative_to(records) or records.is_relative_to(target):
        raise UsageProblem(
            f"{folder} liegt bei den Unterlagen. Die Seiten brauchen einen eigenen Ordner, zum Beispiel: ksnet site -o {DEFAULT}"
        )
