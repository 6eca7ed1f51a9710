"""What commands say about their parameters that needs no typer.

That is imported when typer reads them (`ksnet.cli.commands`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from ksnet.basics.controlled import Vocabulary
    from ksnet.lands import Category

    Choices = Iterable[Vocabulary | Category | tuple[str, str]]

F = TypeVar("F", bound=Callable[..., None])

CHOICES = "ksnet_choices"
OPTION_PARTS = "ksnet_parts"


def lists_choices(choices: Mapping[str, Choices | Callable[[], Choices]]) -> Callable[[F], F]:
    """Declare the values of a command's options, which the help lists with meanings.

    A value is one of a vocabulary, or a pair of a word and its meaning; what is slow to import is a
    function that returns them.
    """

    def remember(function: F) -> F:
        setattr(function, CHOICES, choices)
        return function

    return remember


def with_options(
    shared: Callable[..., object], command: Callable[..., None]
) -> Callable[..., None]:
    """Give a command the options of `shared`, whose result is its first argument."""
    code: Any = getattr(shared, "__code__")  # noqa: B009  (a function has one)
    further = code.co_varnames[: code.co_argcount]

    @wraps(command)
    def run(**said: object) -> None:
        way = shared(**{name: said.pop(name) for name in further if name in said})
        command(way, **said)

    setattr(run, OPTION_PARTS, (shared, command))
    return run
