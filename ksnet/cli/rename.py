"""`ksnet rename`: a new id in all files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from ksnet.cli.options import argument, network_option
from ksnet.cli.output import announce
from ksnet.cli.parameters import lists_choices
from ksnet.cli.writing import Delivery, finish, open_for_writing, writes_unasked

EntryNetworkOption = Annotated[
    str | None,
    network_option("In welchem Netzwerk: Kennung oder Name; nötig, wo mehrere in Frage kommen."),
]


def kind_choices(words: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return the words for kinds of entries with their German names, for the help."""
    from ksnet.editing.lookup import KIND_OF_WORD
    from ksnet.rules.context import KIND_NAMES

    names = {"member": "Stelle, Mitglied des Netzwerks", "event": "Termin"}
    return [
        (word, names.get(word, KIND_NAMES[KIND_OF_WORD[word]])) for word in words or KIND_OF_WORD
    ]


@lists_choices({"ART": kind_choices})
@writes_unasked
def rename(
    way: Delivery,
    kind: Annotated[str, argument("ART", "Was einen anderen Namen bekommt (siehe unten).")],
    old: Annotated[str, argument("ALT", "Die bisherige Kennung, oder der Name des Eintrags.")],
    new: Annotated[str, argument("NEU", "Die neue Kennung.")],
    network: EntryNetworkOption = None,
) -> None:
    """Gibt einem Eintrag eine neue Kennung, in allen Dateien, die sie nennen.

    Auch Datei- und Ordnernamen, wo sie die Kennung sind. Ein Jugendamt wird in allen Netzwerken
    umbenannt.

    Beispiel: ksnet rename group ak-schule ak-schulen --network soest
    """
    from ksnet.editing import renaming
    from ksnet.editing.lookup import Meant, kind_of

    meant = kind_of(kind)
    repository = open_for_writing(way.root)
    renamed = renaming.rename(repository, Meant(meant, old, network), new, way.day)
    finish(
        repository,
        renamed.changes,
        way,
        done=[renaming.renamed_text(meant, new, renamed)],
        renamed=(renamed.old, new),
    )
    for note in renamed.notes:
        announce(note)
