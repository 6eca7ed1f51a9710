"""`ksnet import`: merge lists and calendars of an office into the records."""

from __future__ import annotations

from ksnet.cli.german import with_subcommands
from ksnet.cli.importing.events import events
from ksnet.cli.importing.members import members

importing = with_subcommands(
    "Liest Listen und Kalender ein und gleicht sie mit den Unterlagen ab.\n\nBeispiel: ksnet import members liste.xlsx --network soest --dry-run",
    members,
    events,
)
