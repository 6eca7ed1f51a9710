"""`imports.yaml`: decisions that imports remember, by identity and never as text.

An `id` represents what a calendar or list calls something; it is a digest, so that nothing private
can be read in it.
"""

from __future__ import annotations

from typing import Annotated

from ksnet.records.base import Bool, Ident, Strict, doc


class ImportedAppointment(Strict):
    """An appointment that an import has met."""

    id: Annotated[Ident, doc("Kennung", "Steht für die Kennung, die der Kalender dem Termin gibt")]
    network: Annotated[Ident, doc("Netzwerk", "Bei wessen Import es entschieden wurde")]
    ours: Annotated[Bool, doc("gehört zum Netzwerk", "false: danach wird nicht wieder gefragt")] = (
        True
    )
    said: Annotated[
        Ident | None,
        doc(
            "Stand im Kalender",
            "Was der Kalender zuletzt sagte, als Prüfsumme: Nur was sich dort ändert, zählt",
        ),
    ] = None


class ImportedRow(Strict):
    """A row of a list that does not belong to the network."""

    id: Annotated[Ident, doc("Kennung", "Steht für die Angaben der Zeile")]
    network: Annotated[Ident, doc("Netzwerk", "Bei wessen Import es entschieden wurde")]


class ImportsRecord(Strict):
    """The decisions of imports; `ksnet import` writes it."""

    appointments: Annotated[tuple[ImportedAppointment, ...], doc("Termine", "Aus Kalendern")] = ()
    rows: Annotated[
        tuple[ImportedRow, ...], doc("Zeilen", "Aus Listen; sie gehören nicht zum Netzwerk")
    ] = ()
