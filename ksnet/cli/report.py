"""`ksnet report`: the Tätigkeitsbericht, its Vorlage, or the report of a development plan."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.cli.call import current_call, refuse_unlisted, year_hint
from ksnet.cli.data_folder import choose_network
from ksnet.cli.parameters import lists_choices
from ksnet.cli.scope import name_unreadable, parse_audience, parse_window
from ksnet.cli.showing import Showing, choose_format, shows
from ksnet.rendering import DOCUMENT_FORMATS

if TYPE_CHECKING:  # what reads options is imported by `ksnet.cli.commands`
    from ksnet.cli.options import NetworkArgument, YearOption, flag, option
    from ksnet.duties.counting.spans import Window

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
    refuse_unlisted("--as", as_, FORMS)
    window = parse_window(year, first, last)
    if problem := _wrong(
        network, window, plan, as_, committee, annex=annex, all_networks=all_networks
    ):
        hint = "" if window else year_hint(network or "", current_call())
        raise UsageProblem(f"{problem}{hint}")
    if (first or last) and not (first and last):
        raise UsageProblem("Ein Zeitraum braucht beide Tage: --from und --to.")
    repository = way.open()
    from ksnet.cli.reports import ReportMaker
    from ksnet.duties.assessing.family import Family

    maker = ReportMaker(
        Family(repository, way.day, window.last.year if window else None),
        window,
        parse_audience(audience or ("intern" if annex or plan else "oeffentlich")),
        way,
        annex=annex,
        draft=draft,
    )
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
    name_unreadable(found.unreadable)
    if plan is not None:
        maker.deliver(maker.plan(found, plan), form, output, found)
    elif as_ == "vorlage":
        maker.papers(found, committee, form, folder)
    else:
        maker.deliver(maker.report(found), form, output, found)


def _wrong(
    network: str | None,
    window: Window | None,
    plan: str | None,
    as_: str,
    committee: str | None,
    *,
    annex: bool,
    all_networks: bool,
) -> str:
    """Say in German which options contradict each other, empty for none."""
    vorlage = as_ == "vorlage"
    if window is None and plan is None:
        return "Es fehlt das Jahr (--year 2025), der Zeitraum (--from, --to) oder der Plan (--plan KENNUNG)."
    if window is not None and plan is not None:
        return "--plan und ein Zeitraum (--year oder --from/--to) schließen einander aus."
    if vorlage and (plan or all_networks or annex):
        return "--as vorlage gibt es zum Tätigkeitsbericht eines Netzwerks, nicht mit --plan oder --all und nicht mit --annex."
    if committee is not None and not vorlage:
        return "--committee gehört zu --as vorlage."
    if annex and plan is not None:
        return "--annex gehört zum Tätigkeitsbericht, nicht zu --plan."
    if all_networks and (plan or network):
        what = "--plan" if plan else "NETZWERK"
        return f"--all macht die Berichte aller Netzwerke; {what} gehört nicht dazu."
    return ""
