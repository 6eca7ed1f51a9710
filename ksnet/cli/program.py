"""The program as typer reads its calls: all commands, `--version`, and what is said without any."""

from __future__ import annotations

from functools import cache

import typer
from typer._click import exceptions as click_errors  # see ksnet.cli.german
from typer._click.core import Command

from ksnet import __version__
from ksnet.basics.errors import KsnetError
from ksnet.cli.commands import COMMANDS, Program
from ksnet.cli.data_folder import find_root
from ksnet.cli.output import tell
from ksnet.cli.usage import explain_usage

HELP = """Netzwerk Kinderschutz: Unterlagen prüfen, Kalender, Mitgliederlisten und Tätigkeitsberichte erstellen.

Beispiel: ksnet validate
"""
START = """Hier liegen noch keine Unterlagen eines Netzwerks.

So geht es weiter:
  1. In den Ordner wechseln, in dem die Unterlagen liegen (mit ksnet.yaml oder data/networks),
     oder bei jedem Befehl --root ORDNER angeben.
  2. Für ein neues Netzwerk einen Ordner anlegen lassen; ksnet fragt, was es wissen muss:

       ksnet init Kinderschutz

     Oder mit einem erfundenen Beispiel ausprobieren: ksnet init Beispiel --example
  3. ksnet validate sagt, was noch fehlt.

Alle Befehle: ksnet --help
"""

app = typer.Typer(
    cls=Program,
    help=HELP,
    rich_markup_mode=None,  # plain help starts twice as fast
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"ksnet {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def program(
    ctx: typer.Context,
    version: bool = typer.Option(  # noqa: ARG001  (its callback has used it)
        False, "--version", help="Version zeigen.", callback=_version, is_eager=True
    ),
) -> None:
    """Show what to do next when no command is given."""
    if ctx.invoked_subcommand is None:
        try:
            find_root(None)
        except KsnetError:
            typer.echo(START, nl=False)
        else:
            typer.echo(ctx.get_help())


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code.

    What a command raises is handed on; how it is called wrongly is said here.
    """
    try:
        result = _command().main(arguments, prog_name="ksnet", standalone_mode=False)
    except click_errors.UsageError as error:
        path = error.ctx.command_path if error.ctx else "ksnet"
        tell(f"ksnet: {explain_usage(error, _commands(error))}\nHilfe: {path} --help")
        return 2
    except typer.Abort:
        typer.echo("Abgebrochen.", err=True)
        return 130
    return result if isinstance(result, int) else 0


@cache
def _command() -> Command:
    """Return what typer makes of the program; tests call it a thousand times in one process."""
    return typer.main.get_command(app)


def _commands(error: click_errors.UsageError) -> list[str]:
    """Return the commands that may have been meant: of the command called, else of the program."""
    called = error.ctx.command if error.ctx else None
    inner = None if isinstance(called, Program) else getattr(called, "commands", None)
    return list(inner or COMMANDS)
