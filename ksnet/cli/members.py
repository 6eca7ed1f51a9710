"""`ksnet members`: the member list as of a day."""

from __future__ import annotations

from typing import Annotated

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
    today,
)
from ksnet.cli.documents import (
    AudienceOption,
    choose_format,
    deliver_document,
    deliver_json,
    name_unreadable,
    parse_audience,
)

FORMATS = ("text", "md", "html", "docx", "pdf", "json")


def members(
    network: Annotated[
        str, typer.Argument(metavar="NETZWERK", help="Kennung des Netzwerks.", autocompletion=complete_network)
    ],
    audience: AudienceOption = "intern",
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
    """Zeigt die Mitglieder eines Netzwerks nach Handlungsfeld und Stelle.

    Mit --as-of DATUM die Liste, wie sie an diesem Tag war.

    Beispiel: ksnet members soest --audience oeffentlich
    """
    from ksnet.documents import members_document

    form = choose_format(format, output, FORMATS)
    chosen, day = parse_audience(audience), today(as_of)
    repository = open_repository(root)
    found = choose_network(repository, network)
    document = members_document(found, as_of=day, audience=chosen)
    name_unreadable([found], quiet=quiet)
    if form == "json":
        deliver_json(document.as_json(), output, quiet=quiet)
    else:
        deliver_document(document, form, output, repository=repository, color=color, quiet=quiet)
