"""`ksnet end`: end a body, person or group on a day."""

from __future__ import annotations

from typing import Annotated

from ksnet.cli.call import of_option
from ksnet.cli.options import argument, option
from ksnet.cli.parameters import lists_choices
from ksnet.cli.rename import EntryNetworkOption, kind_choices
from ksnet.cli.writing import Delivery, finish, open_for_writing, writes_unasked


@lists_choices({"ART": lambda: kind_choices(("member", "person", "group"))})
@writes_unasked
def end(
    way: Delivery,
    kind: Annotated[str, argument("ART", "Was endet (siehe unten).")],
    ident: Annotated[str, argument("EINTRAG", "Kennung oder Name.")],
    on: Annotated[
        str, option("--on", "DATUM", "Der letzte Tag, z. B. 30.6.2026; auch nur 6/2026.")
    ],
    network: EntryNetworkOption = None,
) -> None:
    """Beendet eine Stelle, eine Person oder ein Gremium mit einem Datum, statt zu löschen.

    Was dazugehört, endet von selbst mit. Genannt wird, welche künftigen Termine und offenen
    Aufgaben noch darauf verweisen.

    Beispiel: ksnet end person mustermann --on 30.6.2026 --network soest
    """
    from ksnet.editing import ending
    from ksnet.editing.lookup import Meant, kind_of
    from ksnet.records.said import said_date

    meant = kind_of(kind, ending.ENDABLE)
    last = of_option("--on", said_date, on)
    repository = open_for_writing(way.root)
    ended = ending.end(repository, Meant(meant, ident, network), last, way.day)
    finish(repository, ended.changes, way, done=[*ended.done, *ended.left])
