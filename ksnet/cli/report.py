"""`ksnet report`: the Tätigkeitsbericht, its Vorlage, or the report of a development plan."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from ksnet.basics.errors import OutputProblem, UsageProblem
from ksnet.cli.common import choose_network, current_call, year_hint
from ksnet.cli.documents import name_unreadable, parse_audience, parse_window
from ksnet.cli.output import tell, to_stdout
from ksnet.cli.parameters import lists_choices
from ksnet.cli.showing import Showing, choose_format, shows
from ksnet.rendering import DOCUMENT_FORMATS

if TYPE_CHECKING:  # what reads options is imported by `ksnet.cli.commands`
    import datetime as dt

    from ksnet.cli.options import NetworkArgument, YearOption, flag, option
    from ksnet.documents.report import Committee, ReportView
    from ksnet.documents.view import View
    from ksnet.duties.assessing.family import Family
    from ksnet.duties.counting.spans import Window
    from ksnet.protection.who import Audience
    from ksnet.repository import Network
    from ksnet.repository.positions import Positions

FORMATS = DOCUMENT_FORMATS
FORMS = ("bericht", "vorlage")


@lists_choices(
    {
        "--as": (
            ("bericht", "der Bericht selbst (sonst)"),
            ("vorlage", "der Text, mit dem er an Rat oder Ausschuss geht"),
        )
    }
)
@shows(FORMATS)
def report(
    way: Showing,
    network: NetworkArgument = None,
    year: YearOption = None,
    plan: Annotated[
        str | None,
        option(
            "--plan", "PLAN", "Statt eines Jahres: Bericht über diesen Plan, Kennung oder Titel."
        ),
    ] = None,
    first: Annotated[
        str | None, option("--from", "TAG", "Statt eines Jahres: erster Tag, z. B. 1.8.2024.")
    ] = None,
    last: Annotated[str | None, option("--to", "TAG", "Letzter Tag, z. B. 31.7.2025.")] = None,
    as_: Annotated[
        str, option("--as", "bericht|vorlage", "Der Bericht, oder was ihn begleitet.")
    ] = "bericht",
    annex: Annotated[
        bool,
        flag(
            "--annex", "Statt des Berichts die Arbeitsfassung: Pflichten, Turnus, Listen, Quellen."
        ),
    ] = False,
    draft: Annotated[
        bool, flag("--draft", "Zeigt im Text, was fehlt, statt es nur hier zu melden.")
    ] = False,
    committee: Annotated[
        str | None,
        option(
            "--committee",
            "GREMIUM",
            "Mit --as vorlage: für welches Gremium, ein Teil des Namens genügt.",
        ),
    ] = None,
    audience: Annotated[
        str | None,
        option(
            "--audience",
            "intern|oeffentlich",
            "intern nennt auch Personen, die nicht veröffentlicht werden dürfen (sonst oeffentlich).",
        ),
    ] = None,
    all_networks: Annotated[
        bool, flag("--all", "Für alle Netzwerke, in den Ordner von --output.")
    ] = False,
) -> None:
    """Erstellt den Tätigkeitsbericht eines Jahres oder Zeitraums oder den Bericht über einen Plan.

    Erzählt und gezählt wird, was in den Unterlagen steht. Was fehlt, steht nicht im Bericht: Es
    wird hier gemeldet, mit Datei, Zeile und dem, was dort zu ergänzen ist.

    Beispiele: ksnet report soest --year 2025 -o bericht.html
               ksnet report soest --from 1.8.2024 --to 31.7.2025
               ksnet report soest --year 2025 --annex -o arbeitsfassung.html
               ksnet report soest --year 2025 --as vorlage -o vorlage.docx
               ksnet report neuss --plan ksep
    """
    window = parse_window(year, first, last)
    if problem := _wrong(
        window, plan, as_, annex=annex, all_networks=all_networks, committee=committee
    ):
        hint = "" if window else year_hint(network or "", current_call())
        raise UsageProblem(f"{problem}{hint}")
    if (first or last) and not (first and last):
        raise UsageProblem("Ein Zeitraum braucht beide Tage: --from und --to.")
    repository = way.open()
    from ksnet.duties.assessing.family import Family

    maker = _Maker(
        Family(repository, way.day, window.last.year if window else None),
        window,
        parse_audience(audience or ("intern" if annex or plan else "oeffentlich")),
        way,
        annex=annex,
        draft=draft,
    )
    if all_networks and network:
        raise UsageProblem("--all macht die Berichte aller Netzwerke; NETZWERK gehört nicht dazu.")
    if all_networks:
        maker.all()
        return
    try:
        found = choose_network(repository, network)
    except UsageProblem as problem:
        raise UsageProblem(f"{problem}{'' if network else ' Für alle: --all -o ORDNER.'}") from None
    output = way.output
    folder = Path(output) if as_ == "vorlage" and output and os.path.isdir(output) else None  # noqa: PTH112  (Path.is_dir raises where a name is too long)
    form = choose_format(way.format or ("docx" if folder else None), output, FORMATS)
    name_unreadable(found.unreadable, quiet=way.quiet)
    if plan is not None:
        maker.deliver(_plan(found, plan, way.day, maker.audience), form, output, found)
    elif as_ == "vorlage":
        maker.papers(found, committee, form, folder)
    else:
        maker.deliver(maker.report(found), form, output, found)


def _wrong(
    window: Window | None,
    plan: str | None,
    as_: str,
    *,
    annex: bool,
    all_networks: bool,
    committee: str | None,
) -> str:
    """Say in German which options contradict each other, empty for none."""
    vorlage = as_ == "vorlage"
    if window is None and plan is None:
        return "Es fehlt das Jahr (--year 2025), der Zeitraum (--from, --to) oder der Plan (--plan KENNUNG)."
    if window is not None and plan is not None:
        return "--plan und ein Zeitraum (--year oder --from/--to) schließen einander aus."
    if as_ not in FORMS:
        return f"--as: „{as_}“ gibt es nicht. Erlaubt sind {' und '.join(FORMS)}."
    if vorlage and (plan or all_networks or annex):
        return "--as vorlage gibt es zum Tätigkeitsbericht eines Netzwerks, nicht mit --plan oder --all und nicht mit --annex."
    if committee is not None and not vorlage:
        return "--committee gehört zu --as vorlage."
    if annex and plan is not None:
        return "--annex gehört zum Tätigkeitsbericht, nicht zu --plan."
    if all_networks and plan is not None:
        return "--all macht die Berichte aller Netzwerke; --plan gehört nicht dazu."
    return ""


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


class _Maker(NamedTuple):
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

    def deliver(self, view: View, form: str, output: str | None, network: Network) -> None:
        """Write a document to its destination, and tell its gaps."""
        way = self.way._replace(output=output)
        way.view(view, form, self.family.repository, networks=[network], draft=self.draft)

    def papers(
        self,
        network: Network,
        wanted: str | None,
        form: str,
        folder: Path | None,
    ) -> None:
        """Write the Vorlage for a committee, or into a folder one for each committee."""
        from ksnet.documents.report import committees, vorlage_view

        report = self.report(network)
        known = committees(network, report.period.day)
        chosen: tuple[Committee | None, ...] = _choose(known, wanted) or (None,)
        if folder is None and len(chosen) > 1:
            first = _committee_name(chosen[0])
            text = f"Der Bericht geht an {len(chosen)} Gremien; diese Vorlage ist die für: {first}. Alle: -o ORDNER; eine andere: --committee."
            tell(text, quiet=self.way.quiet)
            chosen = chosen[:1]
        for number, one in enumerate(chosen, start=1):
            target = self.way.output
            if folder is not None:
                ident = one.office_id if one and one.office_id else str(number)
                target = str(
                    folder
                    / f"vorlage-{report.period.first.year}-{ident}.{'txt' if form == 'text' else form}"
                )
            self.deliver(vorlage_view(report, network, one), form, target, network)

    def all(self) -> None:
        """Write one report per network into its own folder.

        Raises OutputProblem at the end if one could not be made.
        """
        from ksnet.repository.atomic import make_folder

        form, output = self.way.format or "html", self.way.output
        if to_stdout(output):
            raise UsageProblem("--all schreibt mehrere Dateien: den Ordner mit -o ORDNER angeben.")
        choose_format(form, output, FORMATS)
        failed = []
        for ident in self.family.repository.network_ids:
            network = self.family.repository.network(ident)
            if not network.readable:
                failed.append(network.file)
                continue
            folder = make_folder(Path(str(output)) / ident)
            name_unreadable(network.unreadable, quiet=self.way.quiet)
            self.deliver(self.report(network), form, str(folder / self._file(form)), network)
        if failed:
            raise OutputProblem(
                f"Nicht lesbar, daher ohne Bericht: {', '.join(failed)}. Was zu tun ist, sagt: ksnet validate"
            )
        if not self.family.repository.network_ids:
            tell("Es ist noch kein Netzwerk angelegt.", quiet=self.way.quiet)

    def _file(self, form: str) -> str:
        from ksnet.duties.counting.spans import Window

        window = self.window or Window.of_year(self.way.day.year)
        days = window.year or f"{window.first.isoformat()}-{window.last.isoformat()}"
        kind = "arbeitsfassung" if self.annex else "taetigkeitsbericht"
        return f"{kind}-{days}.{'txt' if form == 'text' else form}"


def _committee_name(committee: Committee | None) -> str:
    if committee is None:
        return ""
    return f"{committee.name} ({committee.office})" if committee.office else committee.name


def _choose(known: tuple[Committee, ...], wanted: str | None) -> tuple[Committee, ...]:
    """Return the committees by part of their name or Jugendamt; raises UsageProblem."""
    if wanted is None:
        return known
    from ksnet.basics.spelling import word_patterns

    words = word_patterns(wanted)
    found = tuple(
        one
        for one in known
        if words and all(word.search(f"{_committee_name(one)} {one.office_id}") for word in words)
    )
    if not found:
        names = ", ".join(map(_committee_name, known))
        raise UsageProblem(
            f"--committee: An „{wanted}“ geht der Bericht nicht. "
            + (
                f"Erfasst sind: {names}."
                if names
                else "In network.yaml ist unter „report: to“ kein Gremium erfasst."
            )
        )
    return found


def _plan(network: Network, plan: str, day: dt.date, audience: Audience) -> View:
    from ksnet.documents.plan import plan_view
    from ksnet.editing.naming import plan_called

    return plan_view(network, plan_called(network, plan), as_of=day, audience=audience)
