"""`ksnet documents`: all documents of the networks in all formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.cli.call import today
from ksnet.cli.data_folder import open_repository
from ksnet.cli.options import (
    AsOf,
    ForceOption,
    NoProjectTemplates,
    Root,
    YearOption,
    argument,
    option,
)
from ksnet.cli.output import announce, in_a_file, with_progress
from ksnet.cli.scope import parse_audience, parse_year, whole_networks
from ksnet.rendering import DOCUMENT_FORMATS

if TYPE_CHECKING:
    import datetime as dt

    from ksnet.documents.view import View
    from ksnet.duties.counting.spans import Window
    from ksnet.protection.who import Audience
    from ksnet.repository import Network, Repository

FILES_OF_A_NETWORK = 24  # an estimate
# Formats of every document.
PAPER = tuple(form for form in DOCUMENT_FORMATS if form != "text")


class NamedView(NamedTuple):
    """A document with the name of its files, and what other programs get of it, by format."""

    name: str
    view: View
    lists: Mapping[str, Callable[[], bytes]] = {}


def documents(
    networks: Annotated[
        list[str] | None,
        argument("[NETZWERK…]", "Kennungen oder Namen der Netzwerke; ohne Angabe alle."),
    ] = None,
    output: Annotated[
        Path | None, option("--output", "ORDNER", "In diesen Ordner, je Netzwerk einen.", "-o")
    ] = None,
    year: YearOption = None,
    formats: Annotated[
        str,
        option(
            "--format", "|".join(PAPER), "Nur diese Formate, durch Komma getrennt (sonst alle)."
        ),
    ] = ",".join(PAPER),
    audience: Annotated[
        str,
        option(
            "--audience",
            "intern|oeffentlich",
            "Für wen Kalender und Mitgliederliste sind (sonst intern).",
        ),
    ] = "intern",
    force: ForceOption = False,
    no_project_templates: NoProjectTemplates = False,
    root: Root = None,
    as_of: AsOf = None,
) -> None:
    """Schreibt alle Dokumente der Netzwerke auf einmal, vom Kalender bis zum Bericht.

    Kalender, Mitgliederliste, Bericht, Arbeitsfassung, Vorlagen, Pläne. Ohne --year für das Jahr
    vor dem heutigen Tag. Kalender auch als ICS und CSV, Mitgliederlisten auch für Excel und
    Adressbücher.

    Beispiel: ksnet documents soest --year 2025 -o unterlagen
    """
    from ksnet.duties.counting.spans import Window

    if output is None:
        raise UsageProblem("Es fehlt der Ordner: -o ORDNER.")
    chosen = [form for form in formats.replace(" ", "").split(",") if form]
    if not chosen or set(chosen) - set(PAPER):
        raise UsageProblem(
            f"--format: „{formats}“ geht hier nicht. Erlaubt sind {', '.join(PAPER)}."
        )
    day = today(as_of)
    window = Window.of_year(parse_year(year) or day.year - 1)
    repository = open_repository(root, own_templates=not no_project_templates)
    found = list(whole_networks(repository, networks or (), force=force))
    writer = _Writer(repository, window, day, parse_audience(audience), chosen, output)

    def write(progress: Callable[[int], None]) -> int:
        done = 0
        for done, _ in enumerate(chain.from_iterable(map(writer.network, found)), start=1):
            progress(done)
        return done

    # The number of files is known only when they are written; an estimate is enough for the bar,
    # its only use.
    total = with_progress("Schreibe Dokumente", len(found) * FILES_OF_A_NETWORK, write)
    announce(f"Geschrieben: {output} ({total} Dateien)")


class _Writer:
    """Writes the documents of networks, reading the templates once."""

    def __init__(
        self,
        repository: Repository,
        window: Window,
        as_of: dt.date,
        audience: Audience,
        formats: list[str],
        output: Path,
    ) -> None:
        from ksnet.duties.assessing.family import Family
        from ksnet.rendering import Renderer
        from ksnet.repository.positions import Positions

        self.repository, self.as_of, self.audience = repository, as_of, audience
        self.formats, self.output = formats, output
        self.window = window
        self.family = Family(repository, as_of, self.window.last.year)
        self.positions = Positions(repository)
        self.renderer = Renderer(repository.own_templates, repository.land)

    def network(self, network: Network) -> Iterator[Path]:
        """Write all documents of a network and yield each file."""
        from ksnet.repository.atomic import make_folder, write_atomically

        folder = make_folder(self.output / network.id)
        for paper in self._papers(network):
            write = partial(self.renderer.write, self.renderer.say(paper.view))
            files: list[tuple[str, Callable[[], str | bytes]]]
            files = [(form, partial(write, form)) for form in self.formats]
            files += paper.lists.items()
            for form, make in files:
                target = folder / f"{paper.name}.{form}"
                write_atomically(target, in_a_file(make(), form))
                yield target

    def _papers(self, network: Network) -> Iterator[NamedView]:
        from ksnet.cli.calendar import calendar_feed
        from ksnet.cli.members import VCARD_VERSIONS, member_list
        from ksnet.cli.reports import make_report
        from ksnet.documents.calendar import calendar_view
        from ksnet.documents.calendar_sheet import calendar_rows
        from ksnet.documents.members import members_view
        from ksnet.documents.plan import plan_view
        from ksnet.documents.report import committees, vorlage_view
        from ksnet.protection.who import Audience
        from ksnet.rendering.csvfile import render_csv

        year = self.window.first.year
        calendar = calendar_view(
            [network], as_of=self.as_of, window=self.window, audience=self.audience
        )
        feeds = {
            "ics": lambda: b"".join(calendar_feed(calendar, self.repository)),
            "csv": lambda: render_csv(calendar_rows(calendar)),
        }
        yield NamedView("kalender", calendar, feeds)
        members = members_view(network, as_of=self.as_of, audience=self.audience)
        lists = {
            form: partial(member_list, members, form, VCARD_VERSIONS[0], self.repository)
            for form in ("xlsx", "csv", "vcf")
        }
        yield NamedView("mitglieder", members, lists)
        report = make_report(self.family, network, self.window, Audience.OEFFENTLICH)
        yield NamedView(f"taetigkeitsbericht-{year}", report)
        annex = make_report(self.family, network, self.window, Audience.INTERN, self.positions)
        yield NamedView(f"arbeitsfassung-{year}", annex)
        for number, committee in enumerate(
            committees(network, report.period.day) or (None,), start=1
        ):
            ident = f"-{committee.office_id or number}" if committee else ""
            yield NamedView(f"vorlage-{year}{ident}", vorlage_view(report, network, committee))
        for plan in network.plans:
            yield NamedView(f"plan-{plan}", plan_view(network, plan, as_of=self.as_of))
