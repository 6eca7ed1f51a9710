"""`ksnet set`: values of one entry."""

from __future__ import annotations

from typing import Annotated

from ksnet.cli.asking import Asker
from ksnet.cli.new.common import Created, open_context, write_new
from ksnet.cli.options import NetworkOption, argument, flag
from ksnet.cli.writing import Delivery, writes_unasked


@writes_unasked
def set_value(
    way: Delivery,
    entry: Annotated[
        str,
        argument(
            "EINTRAG",
            "Kennung oder Name eines Eintrags, ein Jahr, oder „netzwerk“; mehrere mit Komma.",
        ),
    ],
    values: Annotated[
        list[str],
        argument(
            "ANGABE=WERT…",
            "Was sich ändert, z. B. fte=0,5 oder Stellenanteil=0,5; report.due=31.5. für etwas darunter. "
            "Eine Liste: dieselbe ANGABE mehrmals. Ohne WERT wird sie gestrichen.",
        ),
    ],
    add: Annotated[
        bool, flag("--add", "Zu der Liste, die dasteht, hinzufügen statt sie zu ersetzen.")
    ] = False,
    network: NetworkOption = None,
) -> None:
    """Ändert Angaben eines Eintrags: Stellenanteil, Kategorie, Stand eines Ziels, Texte zum Jahr.

    Welche Angaben es gibt, sagt der Befehl, wenn er eine nicht kennt. Für Kennung, Ende und
    Verlegen gibt es rename, end und move-event.

    Beispiele: ksnet set koordination-soest Stellenanteil=0,5
               ksnet set 2026 Ausblick="2027 laden wir die Praxen ein."
    """
    from ksnet.editing import aiming, naming, setting

    asker = Asker({"network": network})
    repository, context = open_context(
        asker, way, lambda whole: naming.split_network(whole, entry)[0]
    )
    aims = aiming.targets(
        context, naming.network_and_name(repository, entry, context.network.id)[1]
    )

    def build() -> Created:
        changes, done = setting.set_values(repository, context, aims, values, add=add)
        given = (key.shape for key, _ in aiming.wanted_values(aims[0], values))
        return Created(changes, done, {shape.key: shape.title for shape in given})

    write_new(repository, asker, build, way)
