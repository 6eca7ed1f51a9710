"""The command line: commands turn options into objects, call the core, and deliver the result."""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import typer
from typer._click import exceptions as click_errors  # see ksnet.cli.german

from ksnet import __version__
from ksnet.basics.errors import KsnetError, OutputProblem, reason
from ksnet.basics.expressions import keep
from ksnet.cli.commands import COMMANDS, Program
from ksnet.cli.common import say
from ksnet.cli.german import explain_usage

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

_CANNOT_WRITE = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF))

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
    version: bool = typer.Option(  # noqa: ARG001
        False, "--version", help="Version zeigen.", callback=_version, is_eager=True
    ),
) -> None:
    """Show what to do next when no command is given."""
    if ctx.invoked_subcommand is None:
        from ksnet.cli.common import find_root

        try:
            find_root(None)
        except KsnetError:
            typer.echo(START, nl=False)
        else:
            typer.echo(ctx.get_help())


class _Closed(io.RawIOBase):
    """A missing standard output: an error only for who writes to it."""

    def writable(self) -> bool:
        """Return True, so that writing is tried."""
        return True

    def write(self, _: object) -> int:
        """Raise OSError."""
        raise OSError(errno.EBADF, "closed")


def main(was_stopped: Callable[[], bool] = lambda: False) -> None:
    """Run the program and exit with its code; `was_stopped` tells whether Ctrl-C was pressed."""
    if sys.stdout is None:  # started with a closed standard output
        sys.stdout = io.TextIOWrapper(_Closed(), encoding="utf-8", write_through=True)
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (until the process ends)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a stream that cannot show a letter must not stop us
    code = _run(sys.argv[1:], was_stopped)
    keep()
    gc.freeze()  # nor at its end, where Python would look through everything once more
    sys.exit(code)


def _commands(error: click_errors.UsageError) -> list[str]:
    """Return the commands that may have been meant: of the command called, else of the program."""
    called = error.ctx.command if error.ctx else None
    inner = None if isinstance(called, Program) else getattr(called, "commands", None)
    return list(inner or COMMANDS)


def _write_no_more() -> None:
    """Keep Python from writing its buffered standard output at exit."""
    with suppress(OSError):  # one that is closed has no descriptor
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str], was_stopped: Callable[[], bool] = lambda: False) -> int:
    command = typer.main.get_command(app)
    try:
        result = command.main(arguments, prog_name="ksnet", standalone_mode=False)
    except click_errors.UsageError as error:
        path = error.ctx.command_path if error.ctx else "ksnet"
        say(f"ksnet: {explain_usage(error, _commands(error))}\nHilfe: {path} --help")
        return 2
    except typer.Abort:
        typer.echo("Abgebrochen.", err=True)
        return 130
    except KsnetError as error:
        say(f"ksnet: {error}")
        return error.exit_code
    except BrokenPipeError:  # the reader of a pipe has seen enough
        _write_no_more()
        return 0
    except Exception as error:
        if was_stopped():
            return 130
        if isinstance(error, OSError) and error.errno in _CANNOT_WRITE:
            _write_no_more()
            say(f"ksnet: Die Ausgabe lässt sich nicht schreiben: {reason(error)}.")
            return OutputProblem.exit_code
        if "--debug" in arguments:
            raise
        say(
            f"ksnet: Unerwarteter Fehler: {type(error).__name__}: {error}\nBitte melden; Einzelheiten zeigt derselbe Aufruf mit --debug."
        )
        return 3
    return result if isinstance(result, int) else 0
