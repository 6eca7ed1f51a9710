"""`ksnet new KIND`: new records and entries."""

from __future__ import annotations

from ksnet.cli.german import with_subcommands
from ksnet.cli.new.entries import affiliation, goal, vacancy, workstream
from ksnet.cli.new.events import event
from ksnet.cli.new.members import guest, member, person
from ksnet.cli.new.network import group, network
from ksnet.cli.new.series import events
from ksnet.cli.new.standing import agreement, page, youth_office
from ksnet.cli.new.texts import plan, year

new = with_subcommands(
    "Legt etwas an und schreibt es an die richtige Stelle. Auf einem Terminal fragt ksnet nach dem, was fehlt.\n\nBeispiel: ksnet new event",
    network, youth_office, member, person, guest, group, event, events, agreement, goal, workstream,
    vacancy, affiliation, page, year, plan,
)  # fmt: skip
