"""`ksnet report`: the Tätigkeitsbericht of a year, or the report of a development plan."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ksnet.cli.common import (
    AsOf,
    Color,
    Debug,
    Output,
    Quiet,
    Root,
    choose_network,
    complete_network,
    open_repository,
    say,
    today,
)
from ksnet.cli.documents import (
    DOCUMENT_FORMATS,
    YearOption,
    choose_format,
    deliver_document,
    deliver_view,
    name_unreadable,
    parse_year,
)
from ksnet.errors import OutputProblem, UsageProblem, reason
from ksnet.spelling import nearest

if TYPE_CHECKING:
    from ksnet.documents import Document
    from ksnet.documents.view import View
    from ksnet.duties.family import Family
    from ksnet.repository import Network, Repository

FORMATS = DOCUMENT_FORMATS
FORMS = ("bericht", "vorlage")


def report(
    network: Annotated[
        str | None, typer.Argument(metavar="NETZWERK", help="Kennung des Netzwerks.", autocompletion=complete_network)
    ] = None,
    year: YearOption = None,
    plan: Annotated[
        str | None, typer.Option("--plan", metavar="PLAN", help="Statt eines Jahres: Bericht über diesen Plan.")
    ] = None,
    as_: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="bericht|vorlage",
            help="bericht (sonst), oder vorlage: der Text, mit dem der Bericht an Rat oder Ausschuss geht.",
            show_default=False,
        ),
    ] = "bericht",
    all_networks: Annotated[
        bool, typer.Option("--all", help="Für alle Netzwerke, in den Ordner von --output.")
    ] = False,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="Form der Ausgabe; sonst nach der Endung der Datei, im Terminal text.",
        ),
    ] = None,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
    color: Color = "auto",
    quiet: Quiet = False,
    debug: Debug = False,  # noqa: ARG001  (read where errors are caught)
) -> None:
    """Erstellt den Tätigkeitsbericht eines Jahres oder den Bericht über einen Plan.

    Gezählt wird, was in den Unterlagen steht; was fehlt, ist im Bericht als Lücke zu sehen.

    Beispiele: ksnet report soest --year 2025 -o bericht.html
               ksnet report neuss --plan ksep
               ksnet report soest --year 2025 --as vorlage -o vorlage.docx
    """
    number, day = parse_year(year), today(as_of)
    if number is None and plan is None:
        raise UsageProblem("Es fehlt das Jahr (--year 2025) oder der Plan (--plan KENNUNG).")
    if number is not None and plan is not None:
        raise UsageProblem("--year und --plan schließen einander aus.")
    if as_ not in FORMS:
        raise UsageProblem(f"--as: „{as_}“ gibt es nicht. Erlaubt sind {' und '.join(FORMS)}.")
    if as_ == "vorlage" and (plan or all_networks):
        raise UsageProblem("--as vorlage gibt es zum Tätigkeitsbericht eines Netzwerks, nicht mit --plan oder --all.")
    repository = open_repository(root)
    if all_networks:
        if network or plan:
            raise UsageProblem("--all macht die Berichte aller Netzwerke; NETZWERK und --plan gehören nicht dazu.")
        _report_all(repository, number or 0, day, format or "html", output, quiet=quiet)
        return
    if network is None:
        raise UsageProblem("Es fehlt: NETZWERK. Für alle Netzwerke: --all -o ORDNER.")
    from ksnet.documents.view import View
    from ksnet.duties.family import Family

    form = choose_format(format, output, FORMATS)
    found = choose_network(repository, network)
    family = Family(repository, day, number)
    if as_ == "vorlage":
        from ksnet.documents import vorlage_document

        document: Document | View = vorlage_document(found, year=number or 0, as_of=day)
    else:
        document = _document(family, found, number, plan)
    name_unreadable([found], quiet=quiet)
    if isinstance(document, View):
        deliver_view(document, form, output, repository=repository, color=color, quiet=quiet, networks=[found])
    else:
        deliver_document(document, form, output, repository=repository, color=color, quiet=quiet)


def _document(family: Family, network: Network, year: int | None, plan: str | None) -> Document | View:
    from ksnet.documents import plan_view, report_document

    if plan is None:
        return report_document(
            network,
            year=year or 0,
            as_of=family.as_of,
            coordinated_elsewhere=family.elsewhere(network),
            land=family.repository.settings.land,
        )
    if plan not in network.plans:
        unreadable = next((file for file in network.unreadable if file.endswith(f"/plans/{plan}.yaml")), None)
        if unreadable:
            raise OutputProblem(
                f"{unreadable} lässt sich nicht lesen. Was zu tun ist, sagt: ksnet validate {unreadable}"
            )
        meant = nearest(plan, network.plans)
        known = f" Vorhanden: {', '.join(network.plans)}." if network.plans else f" „{network.id}“ hat keine Pläne."
        raise UsageProblem(f"Einen Plan „{plan}“ gibt es nicht." + (f" Meinten Sie „{meant}“?" if meant else known))
    return plan_view(network, plan, as_of=family.as_of)


def _report_all(repository: Repository, year: int, day: dt.date, form: str, output: str | None, *, quiet: bool) -> None:
    """Write one report per network into a folder of its own; raises OutputProblem at the end if one could not be made."""
    if output in (None, "-"):
        raise UsageProblem("--all schreibt mehrere Dateien: den Ordner mit -o ORDNER angeben.")
    choose_format(form, output, FORMATS)
    from ksnet.duties.family import Family

    family = Family(repository, day, year)
    failed = []
    for ident in repository.network_ids:
        network = repository.network(ident)
        if not network.readable:
            failed.append(network.file)
            continue
        folder = Path(str(output)) / ident
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputProblem(f"{folder} lässt sich nicht anlegen: {reason(error)}.") from error
        name_unreadable([network], quiet=quiet)
        ending = "txt" if form == "text" else form
        target = folder / f"taetigkeitsbericht-{year}.{ending}"
        deliver_document(
            _document(family, network, year, None), form, str(target), repository=repository, color="never", quiet=quiet
        )
    if failed:
        raise OutputProblem(
            f"Nicht lesbar, daher ohne Bericht: {', '.join(failed)}. Was zu tun ist, sagt: ksnet validate"
        )
    if not repository.network_ids:
        say("Es ist noch kein Netzwerk angelegt.", quiet=quiet)
