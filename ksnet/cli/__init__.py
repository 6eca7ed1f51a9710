"""The command line: commands turn options into objects, call the core, and deliver the result."""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from ksnet.basics.errors import KsnetError, OutputProblem, UsageProblem, reason
from ksnet.basics.expressions import keep
from ksnet.cli import plain
from ksnet.cli.call import Done
from ksnet.cli.output import tell, write_no_more
from ksnet.cli.plain import Call, plain_call

_CANNOT_WRITE = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF))
# What the files of the user may be to blame for, never those of the program.
_REFUSED = frozenset((errno.EACCES, errno.ENAMETOOLONG, errno.ELOOP))


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
    gc.freeze()  # nor at its end, when Python would scan everything once more
    sys.exit(code)


def _run(arguments: list[str], was_stopped: Callable[[], bool] = lambda: False) -> int:
    try:
        if call := plain_call(arguments):
            return _carry_out(call)
        from ksnet.cli.program import run

        return run(arguments)
    except Done as end:
        return end.code
    except KsnetError as error:
        tell(f"ksnet: {error}")
        return error.exit_code
    except BrokenPipeError:  # the reader of a pipe has seen enough; typer ends with 1 as well
        write_no_more(sys.stdout)
        return 1
    except Exception as error:
        if was_stopped():
            return 130
        if isinstance(error, OSError) and error.errno in _CANNOT_WRITE:
            write_no_more(sys.stdout)
            tell(f"ksnet: Die Ausgabe lässt sich nicht schreiben: {reason(error)}.")
            return OutputProblem.exit_code
        if "--debug" in arguments:
            raise
        if (
            isinstance(error, OSError)
            and error.errno in _REFUSED
            and isinstance(error.filename, str)
        ):
            tell(f"ksnet: {error.filename} lässt sich nicht öffnen: {reason(error)}.")
            return UsageProblem.exit_code
        tell(
            f"ksnet: Unerwarteter Fehler: {type(error).__name__}: {error}\nBitte melden; Einzelheiten zeigt derselbe Aufruf mit --debug."
        )
        return 3


def _carry_out(call: Call) -> int:
    """Run the command of a call; what is not given has the defaults of its function."""
    command: Callable[..., None] = getattr(import_module(f"ksnet.cli.{call.command}"), call.command)
    plain.current = call
    try:
        command(**call.given)
    finally:
        plain.current = None
    return 0
