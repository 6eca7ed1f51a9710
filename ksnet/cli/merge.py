"""`ksnet merge`: join two entries that mean the same."""

from __future__ import annotations

from typing import Annotated

from ksnet.cli.asking import Asker
from ksnet.cli.options import argument
from ksnet.cli.output import tell
from ksnet.cli.parameters import lists_choices
from ksnet.cli.rename import EntryNetworkOption, kind_choices
from ksnet.cli.writing import Delivery, finish, open_for_writing, writes


@lists_choices({"ART": lambda: kind_choices(("member", "person"))})
@writes
def merge(
    way: Delivery,
    kind: Annotated[str, argument("ART", "Was zusammengehört (siehe unten).")],
    kept: Annotated[str, argument("BLEIBT", "Kennung oder Name des Eintrags, der bleibt.")],
    gone: Annotated[str, argument("ENTFÄLLT", "Kennung oder Name dessen, der in ihm aufgeht.")],
    network: EntryNetworkOption = None,
) -> None:
    """Macht aus zwei Einträgen, die dieselbe Stelle oder Person meinen, einen, mit allen Verweisen.

    Was nur der zweite sagt, kommt zum ersten. Sagen beide Verschiedenes, gilt der erste, und was
    entfällt, wird genannt. „ksnet undo“ nimmt es zurück.

    Beispiel: ksnet merge member polizei-soest kreispolizei --network soest
    """
    from ksnet.cli.changes import shown_diff
    from ksnet.editing import joining
    from ksnet.editing.lookup import Meant, kind_of
    from ksnet.editing.outcome import outcome

    meant = kind_of(kind, joining.KINDS)
    repository = open_for_writing(way.root)
    joined = joining.join_entries(repository, Meant(meant, kept, network), gone, way.day)
    result = outcome(repository, joined.changes, way.day, (joined.gone, joined.kept))
    lost = joining.loss_sentences(joined, result.veils[0])
    asker = Asker({})
    if asker.interactive and not (way.yes or way.diff):
        tell(shown_diff(joined.changes, *result.veils).rstrip())
        for line in lost:
            tell(line)
        if not asker.confirm("So zusammenführen?"):
            tell("Nichts geschrieben.")
            return
    finish(repository, joined.changes, way, done=[*joined.done, *lost], result=result)
