"""`ksnet move-event`: move an event to another day or time."""

from __future__ import annotations

from typing import Annotated

from ksnet.cli.call import of_option
from ksnet.cli.options import EventArgument, option
from ksnet.cli.writing import Delivery, finish, open_for_writing, writes_unasked


@writes_unasked
def move_event(
    way: Delivery,
    event: EventArgument,
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
    from ksnet.editing.naming import event_called
    from ksnet.records.said import said_moment
    from ksnet.records.values import parse_moment

    start = of_option("--to", said_moment, to)
    over = of_option("--end", checks.end_after(start), end) if end is not None else None
    repository = open_for_writing(way.root)
    _, filed = event_called(repository, event)
    drafts = Drafts(repository)
    done = moving.move_in(drafts, filed, start, parse_moment(over) if over else None)
    finish(repository, drafts.changes, way, done=done)
