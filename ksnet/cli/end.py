"""`ksnet end`: a body, person or group leaves, with a date."""

from __future__ import annotations

from typing import Annotated

import typer

from ksnet.cli.common import AsOf, Output, Quiet, Root, of_option, today
from ksnet.cli.german import lists_choices
from ksnet.cli.rename import EntryNetworkOption, kind_choices
from ksnet.cli.writing import Diff, finish, open_for_writing


@lists_choices({"ART": lambda: kind_choices(("member", "person", "group"))})
def end(
    kind: Annotated[str, typer.Argument(metavar="ART", help="Was endet (siehe unten).")],
    ident: Annotated[str, typer.Argument(metavar="EINTRAG", help="Kennung oder Name.")],
    on: Annotated[str, typer.Option("--on", metavar="DATUM", help="Der letzte Tag, z. B. 30.6.2026; auch nur 6/2026.")],
    network: EntryNetworkOption = None,
    diff: Diff = False,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> None:
    """Beendet eine Stelle, eine Person oder ein Gremium mit einem Datum, statt den Eintrag zu löschen.

    Was dazugehört, endet von selbst mit. Genannt wird, welche künftigen Termine und offenen Aufgaben noch darauf verweisen.

    Beispiel: ksnet end person mustermann --on 30.6.2026 --network soest
    """
    from ksnet.editing import ending
    from ksnet.editing.lookup import Meant, kind_of
    from ksnet.records.said import said_date

    meant, day = kind_of(kind, ending.ENDABLE), today(as_of)
    last = of_option("--on", said_date, on)
    repository = open_for_writing(root)
    ended = ending.end(repository, Meant(meant, ident, network), last, day)
    finish(repository, ended.changes, day, done=[*ended.done, *ended.left], diff=diff, output=output, quiet=quiet)
