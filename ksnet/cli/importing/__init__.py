"""`ksnet import`: merge lists and calendars of an office into the records."""

from __future__ import annotations

import typer

from ksnet.cli.german import GermanCommand, GermanGroup
from ksnet.cli.importing.events import events
from ksnet.cli.importing.members import members

importing = typer.Typer(
    cls=GermanGroup,
    help="Liest Listen und Kalender ein und gleicht sie mit den Unterlagen ab.\n\nBeispiel: ksnet import members liste.xlsx --network soest --dry-run",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@importing.callback(invoke_without_command=True)
def kinds(ctx: typer.Context) -> None:
    """Show what can be imported when nothing is named."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


for command in (members, events):
    importing.command(cls=GermanCommand)(command)
