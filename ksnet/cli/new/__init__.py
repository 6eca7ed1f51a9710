"""`ksnet new KIND`: new records and entries."""

from __future__ import annotations

import typer

from ksnet.cli.german import GermanCommand, GermanGroup
from ksnet.cli.new.entries import affiliation, goal, vacancy, workstream
from ksnet.cli.new.events import event
from ksnet.cli.new.members import guest, member, person
from ksnet.cli.new.network import group, network
from ksnet.cli.new.series import events
from ksnet.cli.new.standing import agreement, page, youth_office
from ksnet.cli.new.texts import plan, year

new = typer.Typer(
    cls=GermanGroup,
    help="Legt etwas an und schreibt es an die richtige Stelle. Auf einem Terminal fragt ksnet nach dem, was fehlt.\n\nBeispiel: ksnet new event",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@new.callback(invoke_without_command=True)
def kinds(ctx: typer.Context) -> None:
    """Show what can be created when no kind is named."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


for command in (
    network, youth_office, member, person, guest, group, event, events, agreement, goal, workstream,
    vacancy, affiliation, page, year, plan,
):  # fmt: skip
    new.command(cls=GermanCommand)(command)
