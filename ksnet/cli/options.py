"""The options and arguments that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ksnet.basics.errors import UsageProblem
from ksnet.cli.common import find_root
from ksnet.cli.german import COLOR_HELP

Root = Annotated[
    Path | None,
    typer.Option(
        "--root",
        metavar="ORDNER",
        help="Ordner mit den Daten; sonst der nächste Ordner, hier oder darüber, mit ksnet.yaml oder data/networks.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATUM",
        help="Als „heute“ gilt dieser Tag, z. B. 30.6.2026; sonst der heutige.",
    ),
]
Color = Annotated[
    str, typer.Option("--color", metavar="auto|always|never", help=COLOR_HELP, show_default=False)
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Keine Meldungen neben dem Ergebnis.")]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="DATEI",
        help="In diese Datei schreiben; „-“ ist die Standardausgabe.",
    ),
]

NoProjectTemplates = Annotated[
    bool,
    typer.Option(
        "--no-project-templates",
        help="Nur die mitgelieferten Vorlagen, nicht die eigenen im Ordner templates.",
    ),
]


def complete_network(incomplete: str) -> list[str]:
    """Return the ids of networks with this beginning, for shell completion."""
    try:
        folder = find_root(None) / "data" / "networks"
        return sorted(
            path.name
            for path in folder.iterdir()
            if path.is_dir() and path.name.startswith(incomplete)
        )
    except (UsageProblem, OSError):
        return []  # no suggestions


NetworkArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[NETZWERK]",
        help="Kennung oder Name des Netzwerks; unnötig, wo es nur eines gibt.",
        autocompletion=complete_network,
    ),
]
EveryNetworkArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[NETZWERK]",
        help="Kennung oder Name des Netzwerks; ohne Angabe alle.",
        autocompletion=complete_network,
    ),
]
NetworkOption = Annotated[
    str | None,
    typer.Option(
        "--network",
        metavar="NETZWERK",
        help="Kennung oder Name des Netzwerks; unnötig, wo es nur eines gibt.",
        autocompletion=complete_network,
    ),
]
GroupOption = Annotated[
    str | None,
    typer.Option("--group", metavar="GREMIUM", help="Nur dieses Gremium: Kennung oder Name."),
]
