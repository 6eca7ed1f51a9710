"""The options and arguments that commands share."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from ksnet.basics.errors import UsageProblem
from ksnet.cli.data_folder import find_root
from ksnet.cli.parameters import OPTION_PARTS
from ksnet.cli.plain import is_yaml


def argument(metavar: str, help: str, **more: Any) -> typer.models.ArgumentInfo:  # noqa: ANN401  (those of typer)
    """Return an argument of a command, with its name and its help in German."""
    found: typer.models.ArgumentInfo = typer.Argument(metavar=metavar, help=help, **more)
    return found


def option(name: str, metavar: str, help: str, *short: str, **more: Any) -> typer.models.OptionInfo:  # noqa: ANN401  (those of typer)
    """Return an option with a value; where its default matters, the German help says it."""
    found: typer.models.OptionInfo = typer.Option(
        name, *short, metavar=metavar, help=help, show_default=False, **more
    )
    return found


def flag(name: str, help: str, *others: str) -> typer.models.OptionInfo:
    """Return an option without a value, with `others` of its spellings."""
    found: typer.models.OptionInfo = typer.Option(name, *others, help=help)
    return found


Root = Annotated[
    Path | None,
    option(
        "--root",
        "ORDNER",
        "Ordner mit den Daten; sonst der nächste Ordner, hier oder darüber, mit ksnet.yaml oder data/networks.",
    ),
]
AsOf = Annotated[
    str | None,
    option("--as-of", "DATUM", "Als „heute“ gilt dieser Tag, z. B. 30.6.2026; sonst der heutige."),
]


def _no_record(output: str | None) -> str | None:
    """Return the file to write; raises UsageProblem for one that may be a record."""
    if is_yaml(output or ""):
        raise UsageProblem(
            f"-o: „{output}“ heißt wie eine Datei der Unterlagen; solche überschreibt keine Ausgabe. Bitte einen Namen ohne .yaml oder .yml am Ende angeben."
        )
    return output


Output = Annotated[
    str | None,
    option(
        "--output",
        "DATEI",
        "In diese Datei schreiben; „-“ ist die Standardausgabe.",
        "-o",
        callback=_no_record,
    ),
]

NoProjectTemplates = Annotated[
    bool,
    flag(
        "--no-project-templates",
        "Nur die mitgelieferten Vorlagen, nicht die eigenen im Ordner templates.",
    ),
]


def complete_network(incomplete: str) -> list[str]:
    """Return the ids of networks with this beginning, for shell completion."""
    try:
        folder = find_root(None) / "data" / "networks"
        return sorted(
            path.name
            for path in folder.iterdir()
            if path.is_dir() and path.name.startswith(incomplete)
        )
    except (UsageProblem, OSError):
        return []  # no suggestions


def _network_argument(help: str) -> typer.models.ArgumentInfo:
    return argument("[NETZWERK]", help, autocompletion=complete_network)


_ONE_NETWORK = "Kennung oder Name des Netzwerks; unnötig, wo es nur eines gibt."
NetworkArgument = Annotated[str | None, _network_argument(_ONE_NETWORK)]
EveryNetworkArgument = Annotated[
    str | None, _network_argument("Kennung oder Name des Netzwerks; ohne Angabe alle.")
]


EventArgument = Annotated[
    str, argument("TERMIN", "Kennung, Titel oder Tag des Termins; auch NETZWERK/TERMIN.")
]


def network_option(help: str) -> typer.models.OptionInfo:
    """Return the option that names a network."""
    return option("--network", "NETZWERK", help, autocompletion=complete_network)


NetworkOption = Annotated[str | None, network_option(_ONE_NETWORK)]
GroupOption = Annotated[
    str | None, option("--group", "GREMIUM", "Nur dieses Gremium: Kennung oder Name.")
]
AudienceOption = Annotated[
    str,
    option(
        "--audience",
        "intern|oeffentlich",
        "Für wen: oeffentlich zeigt nur, was die Unterlagen erlauben (sonst intern).",
    ),
]
YearOption = Annotated[str | None, option("--year", "JJJJ", "Kalenderjahr, z. B. 2025.")]

ForceOption = Annotated[
    bool,
    flag("--force", "Auch dann schreiben, wenn eine Datei nicht lesbar ist und darin fehlen wird."),
]


def format_option(formats: Sequence[str]) -> typer.models.OptionInfo:
    """Return the `--format` option for a document with these formats."""
    form = "Form der Ausgabe; sonst nach der Endung der Datei, im Terminal text."
    return option("--format", "|".join(formats), form)


def described(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the annotations that typer reads, and the options of `with_options`.

    A module that does without typer (`ksnet.cli.plain`) names those of this module only for the
    type checker, so that they are looked up here.
    """
    found: Any = command
    if parts := getattr(found, OPTION_PARTS, None):
        shared, own = (
            inspect.signature(part, locals=globals(), eval_str=True).parameters.values()
            for part in parts
        )
        found.__signature__ = inspect.Signature([*list(own)[1:], *shared])
        found.__annotations__ = {one.name: one.annotation for one in (*own, *shared)}
    elif "typer" not in found.__globals__:
        found.__annotations__ = get_type_hints(found, None, globals(), include_extras=True)
    return command
