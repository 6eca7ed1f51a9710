"""`ksnet move-event`: move an event to another day or time."""

from __future__ import annotations

from typing import Annotated

from ksnet.cli.common import choose_event, of_option
from ksnet.cli.options import argument, option
from ksnet.cli.writing import Delivery, finish, open_for_writing, writes_unasked


@writes_unasked
def move_event(
    way: Delivery,
    event: Annotated[
        str, argument("TERMIN", "Kennung, Titel oder Tag des Termins; auch NETZWERK/TERMIN.")
    ],
    to: Annotated[
        str, option("--to", "BEGINN", 'Der neue Beginn: "7.10.2026 13:30" oder 7.10.2026.')
    ],
    end: Annotated[
        str | None,
        option(
            "--end", "ENDE", "Das neue Ende, auch nur die Uhrzeit; sonst verschiebt es sich mit."
        ),
    ] = None,
) -> None:
    """Verlegt einen Termin; der alte Beginn wird vermerkt, damit abonnierte Kalender folgen.

    Der Dateiname bleibt. Liegt der neue Tag auf einem Feiertag oder überschneidet er sich mit
    anderem, sagt es die Prüfung danach.

    Beispiel: ksnet move-event soest/2026-09-16-netzwerktreffen --to "7.10.2026 13:30"
    """
    from ksnet.editing import checks, moving
    from ksnet.editing.lookup import Drafts
    from ksnet.records.said import said_moment
    from ksnet.records.values import parse_moment

    start = of_option("--to", said_moment, to)
    over = of_option("--end", checks.end_after(start), end) if end is not None else None
    repository = open_for_writing(way.root)
    _, filed = choose_event(repository, event)
    drafts = Drafts(repository)
    done = moving.move_in(drafts, filed, start, parse_moment(over) if over else None)
    finish(repository, drafts.changes, way, done=done)
