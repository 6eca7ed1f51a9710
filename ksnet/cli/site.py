"""`ksnet site`: the public pages of all networks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.cli.call import today
from ksnet.cli.data_folder import open_repository, refuse_vanished
from ksnet.cli.options import AsOf, ForceOption, NoProjectTemplates, Root, option
from ksnet.cli.output import announce, in_a_file, with_progress
from ksnet.cli.scope import whole_networks

if TYPE_CHECKING:
    import datetime as dt

    from ksnet.documents.calendar_entry import CalendarEntry
    from ksnet.documents.site import Feed, Page
    from ksnet.rendering.blocks import Gap
    from ksnet.repository import Network, Repository

DEFAULT = "build/site"


def site(
    output: Annotated[
        Path | None,
        option("--output", "ORDNER", f"In diesen Ordner schreiben (sonst {DEFAULT}).", "-o"),
    ] = None,
    force: ForceOption = False,
    no_project_templates: NoProjectTemplates = False,
    root: Root = None,
    as_of: AsOf = None,
) -> None:
    """Schreibt die öffentlichen Seiten aller Netzwerke, mit Kalendern zum Abonnieren.

    Die Seiten zeigen nur, was nach den Unterlagen öffentlich sein darf. Sie brauchen keinen
    besonderen Server: Der Ordner lässt sich ansehen, verschicken oder auf jeden Webserver legen.
    Beim nächsten Aufruf wird er als Ganzes ersetzt.

    Beispiel: ksnet site -o seiten
    """
    from ksnet.checking.published import doubtful
    from ksnet.cli.showing import tell_gaps
    from ksnet.records import german
    from ksnet.repository.folders import check_folder, replace_folder

    day = today(as_of)
    repository = open_repository(root, own_templates=not no_project_templates)
    folder = output if output is not None else repository.root / DEFAULT
    _outside_the_records(folder, repository)
    check_folder(folder)
    writer = _Writer(repository, day)

    def write(progress: Callable[[int], None]) -> None:
        networks = whole_networks(repository, force=force)
        replace_folder(folder, writer.files(networks, progress))

    with_progress("Schreibe Seiten", repository.tree.count, write)
    announce(f"Geschrieben: {folder} ({writer.pages} Seiten, {writer.feeds} Kalender)")
    tell_gaps(writer.gaps, repository, writer.heads)
    if found := doubtful(repository, writer.doubtful_lines, day):
        announce(
            f"Vor dem Veröffentlichen ansehen: {german.plural(len(found), 'Befund', 'Befunde')} zum Datenschutz in Texten, die auf den "
            f"Seiten stehen können, zuerst {':'.join(map(str, found[0].where))}. Mehr sagt: ksnet validate --select KS5"
        )


class _Writer:
    """Writes pages and calendars network by network, and counts them in `pages` and `feeds`."""

    def __init__(self, repository: Repository, as_of: dt.date) -> None:
        from ksnet.documents.site import Site
        from ksnet.rendering import Renderer

        refuse_vanished(repository)
        self.heads = [
            head for ident in repository.network_ids if (head := repository.head(ident)).readable
        ]
        for head in self.heads:
            head.texts.clear()  # no page shows them
        self.pages = self.feeds = 0
        self.doubtful_lines: set[tuple[str, int]] = set()
        self._as_of = as_of
        self._site = Site(self.heads, repository.settings.publisher, as_of=as_of)
        self._renderer = Renderer(repository.own_templates, repository.land)
        self._repository = repository
        self._gaps: tuple[dict[Gap, None], dict[Gap, None]] = {}, {}

    @property
    def gaps(self) -> list[Gap]:
        """The gaps of the pages, those of the start pages first."""
        of_networks, of_all = self._gaps
        return list(of_all | of_networks)

    def files(
        self, networks: Iterable[Network], progress: Callable[[int], None]
    ) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Yield the path of each file, and the pieces of its content."""
        from ksnet.checking.published import doubtful_lines
        from ksnet.cli.calendar import event_stamps

        every = self._repository.tree.networks.values()
        files = (event.path for one in every for event in one.events)
        stamps = event_stamps(self._repository, files)
        repairs = {head.id: head.repairs for head in self.heads}
        with _EventTexts(stamps) as events:
            for network in networks:
                repairs[network.id].update(network.repairs)
                self.doubtful_lines |= doubtful_lines(self._repository, network, self._as_of)
                events.begin()
                for made in self._site.of(network):
                    yield made.path, self._content(made, self._gaps[0], events)
                    progress(self.pages)
            for made in self._site.of_all():
                yield made.path, self._content(made, self._gaps[1], events)

    def _content(
        self, made: Page | Feed, gaps: dict[Gap, None], events: _EventTexts
    ) -> Iterable[bytes]:
        from ksnet.documents.site import Feed
        from ksnet.rendering.ics import FEED_END, feed_start

        if isinstance(made, Feed):
            self.feeds += 1
            start = in_a_file(feed_start(made.name), "ics")
            texts = events.all() if made.entries is None else map(events.text, made.entries)
            return chain((start,), texts, (FEED_END,))
        self.pages += 1
        document = self._renderer.say(made.view)
        gaps.update(dict.fromkeys(document.gaps))
        return (in_a_file(self._renderer.page(document, made.frame), "html"),)


class _EventTexts:
    """What calendars say of each event, made once although it stands in several of them.

    Those of the network being written are in memory; those of all are in a file that is gone when
    it is closed.
    """

    def __init__(self, stamps: Mapping[str, dt.datetime]) -> None:
        from ksnet.basics.spool import Spool

        self._stamps = stamps
        self._now: dict[str, bytes] = {}
        self._of_all = Spool[bytes]()

    def __enter__(self) -> _EventTexts:
        return self

    def __exit__(self, *_: object) -> None:
        self._of_all.close()

    def begin(self) -> None:
        """Begin with another network."""
        self._now.clear()

    def text(self, entry: CalendarEntry) -> bytes:
        """Return the text of an event of the network being written."""
        from ksnet.rendering.ics import event_text

        known = self._now.get(entry.file)
        if known is None:
            known = self._now[entry.file] = in_a_file(event_text(entry, self._stamps), "ics")
            self._of_all.add(known, entry.sort_key)
        return known

    def all(self) -> Iterator[bytes]:
        """Yield the texts of all events, in order of time."""
        return iter(self._of_all)


def _outside_the_records(folder: Path, repository: Repository) -> None:
    """Raise UsageProblem where pages and records would be inside each other."""
    # realpath: resolve raises where a link leads in a circle.
    target, root = Path(os.path.realpath(folder)), repository.root.resolve()
    records = root / repository.settings.data
    if target == root or target.is_relative_to(records) or records.is_relative_to(target):
        raise UsageProblem(
            f"{folder} liegt bei den Unterlagen. Die Seiten brauchen einen eigenen Ordner, zum Beispiel: ksnet site -o {DEFAULT}"
        )
