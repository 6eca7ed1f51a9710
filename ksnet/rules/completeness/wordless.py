"""KS6, entries: what each is about, without which documents leave it out or say half of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Place, Rule
from ksnet.records import german
from ksnet.records.event import Evaluation, Result
from ksnet.records.model import BaseModel
from ksnet.records.walk import Walk
from ksnet.records.year import Improvement, KeyFigure, OtherUse, PublicRelation
from ksnet.rules.completeness.examples import ATTENDED, HEAD, HELD, MINUTES, TASKS, covered
from ksnet.rules.context import NetworkContext
from ksnet.rules.schema import whole_in

WORDLESS_ENTRY = Rule(
    code="KS625",
    name="wordless-entry",
    severity=Severity.HINWEIS,
    title="Einem Eintrag fehlt der Text oder die Zahl, um die es geht.",
    why="Was nicht sagt, worum es geht, lassen die Dokumente weg oder nennen es ohne Namen, auch wenn anderes dazu eingetragen ist: ein Ergebnis, eine Auswertung, eine Verbesserung, eine Ausgabe, eine Zahl des Jahres, Öffentlichkeitsarbeit.",
    mend="Fehlendes ergänzen, sonst den Eintrag löschen.",
    wrong=covered(
        *(HEAD, HELD, TASKS, ATTENDED),
        "results:\n  - ⟦kind: aufgabe⟧\n    due: 2026-09-30\n",
        MINUTES,
    ),
    right="kind: aufgabe\n    text: Leitfaden entwerfen",
)

_NEEDED: Mapping[type[BaseModel], tuple[str, ...]] = {
    Result: ("text",),
    Evaluation: ("subject",),
    Improvement: ("text",),
    PublicRelation: ("title",),
    KeyFigure: ("text", "value"),
    OtherUse: ("text", "value"),
}
_SAYING = Walk(lambda model: model in _NEEDED)


def wordless_entries(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that what reports list says what it is about."""
    for file, path, entry in _SAYING.through(context.network.records()):
        lacking = [key for key in _NEEDED[type(entry)] if getattr(entry, key) is None]
        if lacking and whole_in(context.network.repairs.get(file))(path):
            keys = german.join(f"„{key}“" for key in lacking)
            verb = "fehlen" if len(lacking) > 1 else "fehlt"
            yield WORDLESS_ENTRY.fault(
                Place(file, path),
                f"Hier {verb} {keys}; so sagt der Bericht nicht, worum es geht.",
                f"{keys} ergänzen, sonst den Eintrag löschen.",
            )


CHECKS = (wordless_entries,)
