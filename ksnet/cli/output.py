"""What a command gives out: results to a file or standard output, messages, progress, colours."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO, TypeVar

from ksnet.basics.expressions import expression
from ksnet.cli.call import current_call
from ksnet.cli.runner import without_commands

T = TypeVar("T")
# What a terminal obeys, and what turns the direction of writing: names of files may hold it.
_STEERING = expression("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FILE_ENDINGS = {"text": "txt"}  # of files whose format is called otherwise
ENOUGH_FOR_A_BAR = 20  # networks or pages that take long enough for a bar


def to_stdout(output: str | None) -> bool:
    """Whether a result goes to standard output, not to a file."""
    return output in (None, "-")


def gets_colors(output: str | None) -> bool:
    """Whether a result gets colours: on standard output, as `--color` says, else on a terminal."""
    call = current_call()
    if call is None or call.color == "never" or not to_stdout(output):
        return False
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return call.color == "always" or (sys.stdout.isatty() and not is_plain)


def is_quiet() -> bool:
    """Whether only results are wanted (`--quiet`)."""
    call = current_call()
    return call is not None and call.quiet


def announce(text: str) -> None:
    """Write a message to standard error, if there is one and `--quiet` does not silence it."""
    if text and not is_quiet():
        tell(text)


def tell(text: str) -> None:
    """Write a message to standard error, also with `--quiet`."""
    said = without_commands(_STEERING.sub("\N{REPLACEMENT CHARACTER}", text))
    try:
        if codecs.lookup(sys.stderr.encoding or "ascii").name == "ascii":
            import typer  # knows what such a stream can show

            typer.echo(said, err=True)
        else:
            sys.stderr.write(f"{said}\n")
            sys.stderr.flush()
    except OSError:  # nobody can be told; what the command does is done all the same
        write_no_more(sys.stderr)


def write_no_more(stream: TextIO) -> None:
    """Let Python write nothing more to a stream that takes nothing, also not at its end."""
    with suppress(OSError):  # a closed one has no descriptor
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def with_progress(title: str, total: int, run: Callable[[Callable[[int], None]], T]) -> T:
    """Run a function that reports its progress, with a bar on a terminal for many items."""
    if is_quiet() or not sys.stderr.isatty() or total < ENOUGH_FOR_A_BAR:
        return run(lambda _: None)
    from rich.console import Console
    from rich.progress import Progress

    # Without a thread that redraws the bar, as with one a second process could not be forked from
    # this one.
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(title, total=total)
        return run(lambda done: bar.update(task, completed=done, refresh=True))


TEXTS = frozenset(("csv", "ics", "vcf"))  # formats of text that arrive as bytes


def _without_commands(content: str | bytes, form: str) -> str | bytes:
    if isinstance(content, str):
        return without_commands(content, form)
    if form not in TEXTS or (b"::" not in content and b"##[" not in content):
        return content
    return without_commands(content.decode("utf-8"), form).encode("utf-8")


def in_a_file(content: str | bytes, form: str) -> bytes:
    """Return a result as a file has it, without commands of CI runners, since jobs print files.

    Only CSV, which has no other notation, stays unchanged.
    """
    said = content if form == "csv" else _without_commands(content, form)
    return said if isinstance(said, bytes) else said.encode("utf-8")


def deliver(content: str | bytes, output: str | None, *, form: str = "text") -> None:
    """Write a result to a file or standard output, without commands of CI runners in it."""
    deliver_pieces((content,), output, form=form)


def deliver_pieces(
    pieces: Iterable[str | bytes], output: str | None, *, form: str = "text"
) -> None:
    """Write a result of which all pieces but the last end with a line, as `deliver` does."""
    if output is None or output == "-":
        sys.stdout.flush()
        for piece in pieces:
            content = _without_commands(piece, form)
            if output is None and isinstance(content, str):
                sys.stdout.write(content)
            else:
                data = content if isinstance(content, bytes) else content.encode("utf-8")
                sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    from ksnet.repository.atomic import write_atomically

    write_atomically(Path(output), (in_a_file(piece, form) for piece in pieces))
    announce(f"Geschrieben: {output}")
