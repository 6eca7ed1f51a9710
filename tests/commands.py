"""All commands that the program has, as typer knows them: made once for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import typer
from typer._click.core import Command, Context

from ksnet.cli.commands import COMMANDS
from ksnet.cli.program import app


@cache
def all_commands() -> dict[str, Command]:
    """Return every command by its words, those of `new` and `import` each: `new member`."""
    program = typer.main.get_command(app)
    found: dict[str, Command] = {}
    for name in COMMANDS:
        command = program.get_command(Context(program), name)  # type: ignore[attr-defined]  # it is a group
        found |= dict(_below(name, command))
    return found


def _below(name: str, command: Command) -> Iterator[tuple[str, Command]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
    else:
        for word, one in inner.items():
            yield from _below(f"{name} {word}", one)
