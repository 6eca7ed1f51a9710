"""The options of `ksnet new`, whose values answer the questions of an `Asker`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import update_wrapper
from types import NoneType
from typing import Annotated, Any, get_args

from ksnet.cli.asking import Asker
from ksnet.cli.new.common import Created, New, open_context, write_new
from ksnet.cli.options import NetworkOption, flag, option
from ksnet.cli.writing import Delivery, writes


def answer(name: str, metavar: str, help: str) -> Any:  # noqa: ANN401  (an annotation)
    """Return an option that answers a question (see `asks`)."""
    return Annotated[str | None, option(name, metavar, help)]


def answers(name: str, metavar: str, help: str) -> Any:  # noqa: ANN401  (an annotation)
    """Return an option that may be given several times."""
    return Annotated[list[str] | None, option(name, metavar, help)]


def switch(name: str, help: str) -> Any:  # noqa: ANN401  (an annotation)
    """Return an option without a value; the `Asker` knows it as `ja`."""
    return Annotated[bool, flag(name, help)]


# Where and how a meeting is held, and by whom.
MEETING_OPTIONS = {
    "mode": answer("--mode", "FORM", "Form: in Präsenz, online oder hybrid."),
    "location": answer("--location", "HAUS", "Haus oder Einrichtung."),
    "city": answer("--city", "ORT", "Ort."),
    "organiser": answers(
        "--organiser",
        "WER",
        "Wer veranstaltet: Kennung oder Name im Netzwerk, von außerhalb „extern: NAME“; auch mehrmals.",
    ),
}
IdOption = answer("--id", "KENNUNG", "Kennung; sonst schlägt ksnet eine nach dem Namen vor.")
SinceOption = answer(
    "--since", "DATUM", "Erster Tag, z. B. 1.2.2026, auch 2/2026, 2026 oder unbekannt."
)


def asks(**options: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:  # noqa: ANN401  (annotations)
    """Give a command these options, whose values its `Asker` knows, and those of `writes`.

    Each option is an annotation, as `answer` returns it; `for_` is known as `for`. Those that the
    command names itself, behind its `Delivery` and its Asker, it gets as they are.
    """
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    defaults = {name: _default(one) for name, one in options.items()}
    own = [inspect.Parameter("way", kind)]
    for name, one in options.items():
        own.append(inspect.Parameter(name, kind, default=defaults[name], annotation=one))

    def with_asker(command: Callable[..., None]) -> Callable[..., None]:
        _, _, *named = inspect.signature(command, follow_wrapped=False).parameters

        def run(way: Delivery, **said: object) -> None:
            raw = {name: said.pop(name) for name in named}
            given = {
                name.rstrip("_"): ("nein", "ja")[value] if isinstance(value, bool) else value
                for name, value in said.items()
                if value != defaults[name]
            }
            command(way, Asker(given), **raw)

        run.__signature__ = inspect.Signature(own)  # type: ignore[attr-defined]  # typer reads it
        return writes(update_wrapper(run, command))

    return with_asker


def _default(annotation: Any) -> object:  # noqa: ANN401  (an annotation)
    """Return the default of an option, of one that is required that there is none."""
    if NoneType in get_args(annotation.__origin__):
        return None
    return False if annotation.__origin__ is bool else inspect.Parameter.empty


def adds(**options: object) -> Callable[[Callable[[New], Created]], Callable[..., None]]:
    """Give a command the options of `asks` and the network, and write what it returns as new.

    It is called again after an answer was corrected.
    """

    def writing(build: Callable[[New], Created]) -> Callable[..., None]:
        def run(way: Delivery, asker: Asker) -> None:
            repository, context = open_context(asker, way)
            new = New(asker, repository, context)
            write_new(repository, asker, lambda: build(new), way)

        return asks(**options, network=NetworkOption)(update_wrapper(run, build))

    return writing
