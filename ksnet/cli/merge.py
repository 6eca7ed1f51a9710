"""`ksnet merge`: one entry of two that mean the same."""

from __future__ import annotations

from typing import Annotated

import typer

from ksnet.cli.asking import Asker
from ksnet.cli.common import AsOf, Output, Quiet, Root, say, today
from ksnet.cli.german import lists_choices
from ksnet.cli.new.common import Yes
from ksnet.cli.rename import EntryNetworkOption, kind_choices
from ksnet.cli.writing import Diff, finish, open_for_writing


@lists_choices({"ART": lambda: kind_choices(("member", "person"))})
def merge(
    kind: Annotated[str, typer.Argument(metavar="ART", help="Was zusammengehört (siehe unten).")],
    kept: Annotated[str, typer.Argument(metavar="BLEIBT", help="Kennung oder Name des Eintrags, der bleibt.")],
    gone: Annotated[str, typer.Argument(metavar="ENTFÄLLT", help="Kennung oder Name dessen, der in ihm aufgeht.")],
    network: EntryNetworkOption = None,
    yes: Yes = False,
    diff: Diff = False,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> None:
    """Macht aus zwei Einträgen, die dieselbe Stelle oder Person meinen, einen: Angaben, Gremien, Daten und alle Verweise.

    Was nur der zweite sagt, kommt zum ersten. Sagen beide Verschiedenes, gilt der erste, und was entfällt, wird genannt.
    „ksnet undo“ nimmt es zurück.

    Beispiel: ksnet merge member polizei-soest kreispolizei --network soest
    """
    from ksnet.cli.changes import shown_diff
    from ksnet.editing import joining
    from ksnet.editing.lookup import Meant, kind_of
    from ksnet.editing.outcome import outcome

    meant, day = kind_of(kind, joining.KINDS), today(as_of)
    repository = open_for_writing(root)
    joined = joining.join_entries(repository, Meant(meant, kept, network), gone, day)
    result = outcome(repository, joined.changes, day, (joined.gone, joined.kept))
    lost = joining.told(joined, result.veils[0])
    asker = Asker({})
    if asker.interactive and not (yes or diff):
        say(shown_diff(joined.changes, *result.veils).rstrip())
        for line in lost:
            say(line)
        if not asker.confirm("So zusammenführen?"):
            say("Nichts geschrieben.")
            return
    finish(
        repository, joined.changes, day, done=[*joined.done, *lost], result=result, diff=diff, output=output, quiet=quiet
    )  # fmt: skip
