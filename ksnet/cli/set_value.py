"""`ksnet set`: values of one entry, without opening a file."""

from __future__ import annotations

from typing import Annotated

import typer

from ksnet.cli.asking import Asker
from ksnet.cli.common import AsOf, NetworkOption, Output, Quiet, Root, today
from ksnet.cli.new.common import Created, Delivery, DryRun, open_context, write_new


def set_value(
    entry: Annotated[
        str,
        typer.Argument(
            metavar="EINTRAG", help="Kennung oder Name eines Eintrags, ein Jahr, oder „netzwerk“; mehrere mit Komma."
        ),
    ],
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="ANGABE=WERT…",
            help="Was sich ändert, z. B. fte=0,5 oder Stellenanteil=0,5; report.due=31.5. für etwas darunter. "
            "Eine Liste: dieselbe ANGABE mehrmals. Ohne WERT wird sie gestrichen.",
        ),
    ],
    add: Annotated[
        bool, typer.Option("--add", help="Zu der Liste, die dasteht, hinzufügen statt sie zu ersetzen.")
    ] = False,
    network: NetworkOption = None,
    diff: DryRun = False,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> None:
    """Ändert Angaben eines Eintrags: Stellenanteil, Kategorie, Stand eines Ziels, Texte zum Jahr.

    Welche Angaben es gibt, sagt der Befehl, wenn er eine nicht kennt. Für Kennung, Ende und Verlegen gibt es rename, end
    und move-event.

    Beispiele: ksnet set koordination-soest Stellenanteil=0,5
               ksnet set 2026 Ausblick="2027 laden wir die Praxen ein."
    """
    from ksnet.editing import setting

    way = Delivery(root, today(as_of), diff, True, output, quiet)
    asker = Asker({"network": network})
    repository, context = open_context(asker, way)
    aims = setting.targets(context, entry)

    def build() -> Created:
        return Created(*setting.set_values(repository, context, aims, values, add=add))

    write_new(repository, asker, build, way)
