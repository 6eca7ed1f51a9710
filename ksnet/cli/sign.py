"""`ksnet sign`: an agreement was signed, or a report or plan taken note of."""

from __future__ import annotations

from typing import Annotated

from ksnet.cli.asking import Asker
from ksnet.cli.call import of_option
from ksnet.cli.new.common import Created, open_context, write_new
from ksnet.cli.options import NetworkOption, argument, option
from ksnet.cli.writing import Delivery, writes_unasked


@writes_unasked
def sign(
    way: Delivery,
    what: Annotated[
        str,
        argument(
            "WAS", "Kennung oder Titel der Vereinbarung, Jahr des Berichts oder Kennung des Plans."
        ),
    ],
    on: Annotated[str, option("--on", "DATUM", "Der Tag, z. B. 9.3.2027.")],
    by: Annotated[
        list[str] | None,
        option(
            "--by",
            "WER",
            "Durch wen; auch mehrmals. Sonst die Beteiligten, beim Bericht die, denen er vorgelegt wird.",
        ),
    ] = None,
    reference: Annotated[
        str | None, option("--reference", "NUMMER", "Nummer der Vorlage, z. B. 0042/2027.")
    ] = None,
    network: NetworkOption = None,
) -> None:
    """Hält fest: Vereinbarung unterzeichnet, Bericht oder Plan zur Kenntnis genommen.

    Beispiele: ksnet sign verfahrensabsprache --on 11.11.2026
               ksnet sign 2026 --by Jugendhilfeausschuss --on 9.3.2027 --reference 0042/2027
    """
    from ksnet.editing import aiming, checks, naming, signing

    asker = Asker({"network": network})
    repository, context = open_context(
        asker, way, lambda whole: naming.split_network(whole, what)[0]
    )
    aim = aiming.target(
        context,
        naming.network_and_name(repository, what, context.network.id)[1],
        signing.SIGNED,
    )
    date = of_option("--on", checks.date, on)

    def build() -> Created:
        changes, sentence = signing.sign(
            repository, context, aim, signing.Signing(date, by or (), reference)
        )
        return Created(changes, [sentence])

    write_new(repository, asker, build, way)
