"""Makes reports and what goes with them, and writes them to where they were asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ksnet.basics.errors import OutputProblem, UsageProblem
from ksnet.cli.output import FILE_ENDINGS, announce, to_stdout
from ksnet.cli.scope import name_unreadable
from ksnet.cli.showing import Showing, choose_format

if TYPE_CHECKING:
    from ksnet.documents.report import Committee, ReportView
    from ksnet.documents.view import View
    from ksnet.duties.assessing.family import Family
    from ksnet.duties.counting.spans import Window
    from ksnet.protection.who import Audience
    from ksnet.repository import Network
    from ksnet.repository.positions import Positions


def make_report(
    family: Family,
    network: Network,
    window: Window,
    audience: Audience,
    positions: Positions | None = None,
) -> ReportView:
    """Return the report of a network, with `positions` (lines of proofs) its Arbeitsfassung."""
    from ksnet.documents.report import ReportBuilder

    builder = ReportBuilder(
        network,
        window,
        as_of=family.as_of,
        audience=audience,
        coordinated_elsewhere=family.elsewhere(network),
        above=family.above(network),
    )
    if positions is None:
        return builder.report()
    return builder.annex(lambda one, place: positions.line(place, one.repairs))


class ReportMaker(NamedTuple):
    """Makes and delivers the reports of one call."""

    family: Family
    window: Window | None
    audience: Audience
    way: Showing
    annex: bool
    draft: bool

    def report(self, network: Network) -> ReportView:
        """Return the report of a network, or its Arbeitsfassung."""
        from ksnet.repository.positions import Positions

        if self.window is None:
            raise UsageProblem("Es fehlt das Jahr (--year 2025).")
        positions = Positions(self.family.repository) if self.annex else None
        return make_report(self.family, network, self.window, self.audience, positions)

    def plan(self, network: Network, called: str) -> View:
        """Return the report of a plan."""
        from ksnet.documents.plan import plan_view
        from ksnet.editing.naming import plan_called

        ident = plan_called(network, called)
        return plan_view(network, ident, as_of=self.way.day, audience=self.audience)

    def deliver(self, view: View, form: str, output: str | None, network: Network) -> None:
        """Write a document to its destination, and tell its gaps."""
        way = self.way._replace(output=output)
        way.view(view, form, self.family.repository, networks=[network], draft=self.draft)

    def papers(self, network: Network, wanted: str | None, form: str, folder: Path | None) -> None:
        """Write the Vorlage for a committee, or into a folder one for each committee."""
        from ksnet.documents.report import committees, vorlage_view

        report = self.report(network)
        known = committees(network, report.period.day)
        chosen: tuple[Committee | None, ...] = _choose(known, wanted) or (None,)
        if folder is None and len(chosen) > 1:
            first = chosen[0].full_name if chosen[0] else ""
            text = f"Der Bericht geht an {len(chosen)} Gremien; diese Vorlage ist die für: {first}. Alle: -o ORDNER; eine andere: --committee."
            announce(text)
            chosen = chosen[:1]
        for number, one in enumerate(chosen, start=1):
            target = self.way.output
            if folder is not None:
                ident = one.office_id if one and one.office_id else str(number)
                name = f"vorlage-{report.period.first.year}-{ident}.{FILE_ENDINGS.get(form, form)}"
                target = str(folder / name)
            self.deliver(vorlage_view(report, network, one), form, target, network)

    def all(self) -> None:
        """Write one report per network into its own folder.

        Raises OutputProblem at the end if one could not be made.
        """
        from ksnet.editing.naming import NO_NETWORK_YET
        from ksnet.repository.atomic import make_folder

        form, output = self.way.format or "html", self.way.output
        if to_stdout(output):
            raise UsageProblem("--all schreibt mehrere Dateien: den Ordner mit -o ORDNER angeben.")
        choose_format(form, output, self.way.formats)
        failed = []
        for ident in self.family.repository.network_ids:
            network = self.family.repository.network(ident)
            if not network.readable:
                failed.append(network.file)
                continue
            folder = make_folder(Path(str(output)) / ident)
            name_unreadable(network.unreadable)
            self.deliver(self.report(network), form, str(folder / self._file(form)), network)
        if failed:
            raise OutputProblem(
                f"Nicht lesbar, daher ohne Bericht: {', '.join(failed)}. Was zu tun ist, sagt: ksnet validate"
            )
        if not self.family.repository.network_ids:
            announce(NO_NETWORK_YET)

    def _file(self, form: str) -> str:
        from ksnet.duties.counting.spans import Window

        window = self.window or Window.of_year(self.way.day.year)
        days = window.year or f"{window.first.isoformat()}-{window.last.isoformat()}"
        kind = "arbeitsfassung" if self.annex else "taetigkeitsbericht"
        return f"{kind}-{days}.{FILE_ENDINGS.get(form, form)}"


def _choose(known: tuple[Committee, ...], wanted: str | None) -> tuple[Committee, ...]:
    """Return the committees by part of their name or Jugendamt; raises UsageProblem."""
    if wanted is None:
        return known
    from ksnet.basics.searching import word_patterns

    words = word_patterns(wanted)
    found = tuple(
        one
        for one in known
        if words and all(word.search(f"{one.full_name} {one.office_id}") for word in words)
    )
    if not found:
        names = ", ".join(one.full_name for one in known)
        raise UsageProblem(
            f"--committee: An „{wanted}“ geht der Bericht nicht. "
            + (
                f"Erfasst sind: {names}."
                if names
                else "In network.yaml ist unter „report: to“ kein Gremium erfasst."
            )
        )
    return found
