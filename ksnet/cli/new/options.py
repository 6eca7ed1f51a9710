"""The options of `ksnet new`, whose values answer the questions of an `Asker`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import update_wrapper
from typing import Annotated, Any

from ksnet.cli.asking import Asker
from ksnet.cli.new.common import Created, New, open_context, write_new
from ksnet.cli.options import flag, option
from ksnet.cli.writing import Delivery, writes

OrganiserOption = Annotated[
    list[str] | None,
    option(
        "--organiser",
        "WER",
        "Wer veranstaltet: Kennung oder Name im Netzwerk, von außerhalb „extern: NAME“; auch mehrmals.",
    ),
]


def answer(name: str, metavar: str, help: str) -> Any:  # noqa: ANN401  (an annotation)
    """Return an option that answers a question (see `asks`)."""
    return Annotated[str | None, option(name, metavar, help)]


def answers(name: str, metavar: str, help: str) -> Any:  # noqa: ANN401  (an annotation)
    """Return an option that may be given several times."""
    return Annotated[list[str] | None, option(name, metavar, help)]


def switch(name: str, help: str) -> Any:  # noqa: ANN401  (an annotation)
    """Return an option without a value; the `Asker` knows it as `ja`."""
    return Annotated[bool, flag(name, help)]


IdOption = answer("--id", "KENNUNG", "Kennung; sonst schlägt ksnet eine nach dem Namen vor.")
SinceOption = answer(
    "--since", "DATUM", "Erster Tag, z. B. 1.2.2026, auch 2/2026, 2026 oder unbekannt."
)


def asks(**options: Any) -> Callable[[Callable[[Delivery, Asker], None]], Callable[..., None]]:  # noqa: ANN401  (annotations)
    """Give a command these options, whose values its `Asker` knows, and those of `writes`.

    Each option is an annotation, as `answer` returns it.
    """
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    own = [inspect.Parameter("way", kind)]
    for name, one in options.items():
        default = False if one.__origin__ is bool else None
        own.append(inspect.Parameter(name, kind, default=default, annotation=one))

    def with_asker(command: Callable[[Delivery, Asker], None]) -> Callable[..., None]:
        def run(way: Delivery, **said: object) -> None:
            given = {name: "ja" if value is True else value or None for name, value in said.items()}
            command(way, Asker(given))

        run.__signature__ = inspect.Signature(own)  # type: ignore[attr-defined]  # typer reads it
        return writes(update_wrapper(run, command))

    return with_asker


def adds(**options: object) -> Callable[[Callable[[New], Created]], Callable[..., None]]:
    """Give a command the options of `asks`, and write what it returns as new.

    It is called again after an answer was corrected.
    """

    def writing(build: Callable[[New], Created]) -> Callable[..., None]:
        def run(way: Delivery, asker: Asker) -> None:
            repository, context = open_context(asker, way)
            new = New(asker, repository, context, way.quiet)
            write_new(repository, asker, lambda: build(new), way)

        return asks(**options)(update_wrapper(run, build))

    return writing
