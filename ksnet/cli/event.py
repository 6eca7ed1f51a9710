"""`ksnet event`: the papers of one meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ksnet.cli.common import AsOf, Color, Debug, Output, Quiet, Root, choose_network, open_repository, today
from ksnet.cli.documents import DOCUMENT_FORMATS, choose_format, deliver_document
from ksnet.errors import OutputProblem, UsageProblem
from ksnet.spelling import nearest

if TYPE_CHECKING:
    from ksnet.records.event import EventRecord
    from ksnet.repository import Filed, Network

PAPERS = ("einladung", "teilnehmendenliste", "protokoll")


def event(
    event: Annotated[str, typer.Argument(metavar="NETZWERK/TERMIN", help="Netzwerk und Kennung des Termins.")],
    paper: Annotated[
        str, typer.Option("--as", metavar="|".join(PAPERS), help="Welches Papier.", show_default=False)
    ] = "einladung",
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(DOCUMENT_FORMATS),
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
    """Erstellt die Papiere zu einem Termin: Einladung, leere Teilnehmendenliste oder Protokollvordruck.

    Ausgefüllte Listen und Protokolle gehören nicht in die Unterlagen.

    Beispiel: ksnet event soest/2025-05-21-regionalgruppe --as einladung -o einladung.docx
    """
    from ksnet.documents.papers import Paper, make_paper
    from ksnet.records.vocabulary import EventKind

    if paper not in PAPERS:
        raise UsageProblem(f"--as: „{paper}“ gibt es nicht. Erlaubt sind {', '.join(PAPERS)}.")
    form, day = choose_format(format, output, DOCUMENT_FORMATS), today(as_of)
    repository = open_repository(root)
    ident, slash, name = event.partition("/")
    if not slash or not name:
        raise UsageProblem(
            f"„{event}“ nennt keinen Termin. Schreibweise: NETZWERK/TERMIN, z. B. soest/2025-05-21-regionalgruppe."
        )
    network = choose_network(repository, ident)
    found = _choose_event(network, name.removesuffix(".yaml"))
    if paper == "protokoll" and found.record.kind is EventKind.FALLKONFERENZ:
        raise UsageProblem(
            "Für eine Fallkonferenz gibt es keinen Protokollvordruck: Festgehalten werden nur Tag, Dauer, Zahl der "
            "Teilnehmenden und dass sie anonymisiert war (§ 9 Abs. 3 Satz 3 LKSG NRW)."
        )
    document = make_paper(network, found, Paper(paper), as_of=day)
    deliver_document(document, form, output, repository=repository, color=color, quiet=quiet)


def _choose_event(network: Network, name: str) -> Filed[EventRecord]:
    """Return the event with this id; raises UsageProblem with a proposal, OutputProblem where it cannot be read."""
    if name in network.events:
        return network.events[name]
    unreadable = next((file for file in network.unreadable if file.endswith(f"/{name}.yaml")), None)
    if unreadable:
        raise OutputProblem(f"{unreadable} lässt sich nicht lesen. Was zu tun ist, sagt: ksnet validate {unreadable}")
    meant = nearest(name, network.events)
    near = [ident for ident in network.events if ident.startswith(name)][:5]
    proposal = f" Meinten Sie „{meant}“?" if meant else f" Vorhanden: {', '.join(near)}." if near else ""
    raise UsageProblem(
        f"Einen Termin „{name}“ gibt es in „{network.id}“ nicht.{proposal} Die Kennung ist der Dateiname ohne .yaml."
    )
