"""What all commands share: options, the folder, today's date, where output goes."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from ksnet.basics.errors import UsageProblem, reason
from ksnet.cli.german import COLOR_HELP, year_hint
from ksnet.cli.runner import without_commands

if TYPE_CHECKING:
    from ksnet.lands import Category, Land
    from ksnet.records.event import EventRecord
    from ksnet.repository import Filed, Network, Repository

T = TypeVar("T")
ENOUGH_FOR_A_BAR = 20  # networks or pages, from which on it takes long enough for a bar

Root = Annotated[
    Path | None,
    typer.Option(
        "--root",
        metavar="ORDNER",
        help="Ordner mit den Daten; sonst der nächste Ordner, hier oder darüber, mit ksnet.yaml oder data/networks.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATUM",
        help="Als „heute“ gilt dieser Tag, z. B. 30.6.2026; sonst der heutige.",
    ),
]
Color = Annotated[
    str, typer.Option("--color", metavar="auto|always|never", help=COLOR_HELP, show_default=False)
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Keine Meldungen neben dem Ergebnis.")]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="DATEI",
        help="In diese Datei schreiben; „-“ ist die Standardausgabe.",
    ),
]

NoProjectTemplates = Annotated[
    bool,
    typer.Option(
        "--no-project-templates",
        help="Nur die mitgelieferten Vorlagen, nicht die eigenen im Ordner templates.",
    ),
]


def find_root(root: Path | None) -> Path:
    """Return the data repository's folder; raises UsageProblem where there is none."""
    if root is not None:
        try:
            there = root.is_dir()
        except OSError as error:
            raise UsageProblem(f"--root: {reason(error)}.") from error
        if not there:
            raise UsageProblem(f"Den Ordner {root} gibt es nicht.")
        if not is_root(root):
            raise UsageProblem(
                f"Im Ordner {root} liegen keine Daten: weder ksnet.yaml noch data/networks."
            )
        return root
    here = Path.cwd()
    found = next((folder for folder in (here, *here.parents) if is_root(folder)), None)
    if found is None:
        raise UsageProblem(
            "Hier liegen keine Daten: weder ksnet.yaml noch data/networks, auch nicht in den Ordnern darüber.\nIn den Ordner der Daten wechseln oder --root ORDNER angeben."
        )
    return Path(os.path.relpath(found))


def is_root(folder: Path) -> bool:
    """Whether a folder is a data repository."""
    return (folder / "ksnet.yaml").is_file() or (folder / "data" / "networks").is_dir()


def complete_network(incomplete: str) -> list[str]:
    """Return the ids of networks that begin like this, for the shell's completion."""
    try:
        folder = find_root(None) / "data" / "networks"
        return sorted(
            path.name
            for path in folder.iterdir()
            if path.is_dir() and path.name.startswith(incomplete)
        )
    except (UsageProblem, OSError):
        return []  # nothing to propose here


NetworkArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[NETZWERK]",
        help="Kennung oder Name des Netzwerks; unnötig, wo es nur eines gibt.",
        autocompletion=complete_network,
    ),
]
EveryNetworkArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[NETZWERK]",
        help="Kennung oder Name des Netzwerks; ohne Angabe alle.",
        autocompletion=complete_network,
    ),
]
NetworkOption = Annotated[
    str | None,
    typer.Option(
        "--network",
        metavar="NETZWERK",
        help="Kennung oder Name des Netzwerks; unnötig, wo es nur eines gibt.",
        autocompletion=complete_network,
    ),
]
GroupOption = Annotated[
    str | None,
    typer.Option("--group", metavar="GREMIUM", help="Nur dieses Gremium: Kennung oder Name."),
]


def open_folder(root: Path | None) -> Path:
    """Return the folder of the repository that `--root` or the current folder means, tidied up."""
    folder = find_root(root)
    if (folder / ".ksnet").is_dir():
        _tidy(folder)
    return folder


def open_repository(root: Path | None, *, own_templates: bool = True) -> Repository:
    """Return the repository that `--root` or the current folder means,
    with or without the templates of its own.
    """
    from ksnet.repository import Repository

    repository = Repository(open_folder(root))
    repository.uses_own_templates = own_templates
    return repository


def land_of(root: Path | None) -> Land:
    """Return the Land of the data repository, the default one where there is no repository."""
    from ksnet.repository import Repository
    from ksnet.repository.lands import packaged

    try:
        folder = find_root(root)
    except UsageProblem:
        if root is not None:
            raise
        return packaged()
    return Repository(folder).land


def categories_here() -> tuple[Category, ...]:
    """Return the categories of the Land of the data repository in which a help text is shown."""
    return land_of(None).categories


def refuse_vanished(repository: Repository) -> None:
    """Raise UsageProblem where there is no network although settings or Git say that there were
    some.

    A new repository without any is none of these. Without this, a check of records that got lost
    would find nothing wrong.
    """
    if repository.network_ids:
        return
    from ksnet.cli.git import last_with_networks

    data = repository.settings.data
    folder = f"{data}/networks"
    if (repository.root / "ksnet.yaml").is_file() and not (repository.root / data).is_dir():
        raise UsageProblem(
            f"Der Ordner „{data}“, in dem nach ksnet.yaml die Unterlagen liegen, ist nicht da. Wurde er gelöscht, umbenannt "
            "oder nicht mit übertragen? Ein neues Netzwerk beginnt mit: ksnet new network"
        )
    if known := last_with_networks(repository.root, folder):
        raise UsageProblem(
            f"In {folder} liegt kein Netzwerk mehr; Git kennt dort welche, zuletzt im Stand {known}. Wurden sie gelöscht, "
            f"oder nennt „data“ in ksnet.yaml den falschen Ordner? Zurückholen: git checkout {known} -- {folder}"
        )


def _tidy(root: Path) -> None:
    """Remove what no command needs any more."""
    from typer._click.globals import get_current_context  # see ksnet.cli.german

    from ksnet.repository.journal.carrying import tidy
    from ksnet.repository.journal.kept import Today

    context = get_current_context(silent=True)
    as_of = context.params.get("as_of") if context is not None else None
    tidy(root, Today(today(None), fixed=as_of is not None))


def choose_network(repository: Repository, text: str | None) -> Network:
    """Read the network of this id or name, the only one where nothing is said.

    See `ksnet.editing.naming`.
    """
    from typer._click.globals import get_current_context  # see ksnet.cli.german

    from ksnet.editing.naming import network_called

    try:
        return network_called(repository, text)
    except UsageProblem as problem:
        raise UsageProblem(
            f"{problem}{year_hint(text or '', get_current_context(silent=True))}"
        ) from None


def choose_event(repository: Repository, text: str) -> tuple[Network, Filed[EventRecord]]:
    """Return the event of this id or title, with its network; see `ksnet.editing.naming`."""
    from ksnet.editing.naming import event_called

    return event_called(repository, text)


def parse_day(text: str | None, option: str = "--as-of") -> dt.date | None:
    """Return the day that an option names, as people write it.

    Raises UsageProblem where it is none.
    """
    if text is None:
        return None
    from ksnet.records.said import said_day

    return of_option(option, said_day, text)


def of_option(option: str, parse: Callable[[str], T], text: str) -> T:
    """Return what an option says; raises UsageProblem that names the option."""
    try:
        return parse(text)
    except UsageProblem as problem:
        raise UsageProblem(f"{option}: {problem}") from None


def today(as_of: str | None) -> dt.date:
    """Return the day of `--as-of`, or today in Germany: the only clock that ksnet reads."""
    day = parse_day(as_of)
    if day is None:
        from zoneinfo import ZoneInfo

        day = dt.datetime.now(ZoneInfo("Europe/Berlin")).date()
    return day


def wants_color(color: str) -> bool:
    """Whether standard output gets colours; raises UsageProblem for an unknown word."""
    if color not in ("auto", "always", "never"):
        raise UsageProblem(
            f"--color: „{color}“ gibt es nicht. Erlaubt sind auto, always und never."
        )
    if color == "auto":
        return (
            sys.stdout.isatty()
            and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") != "dumb"
        )
    return color == "always"


def say(text: str, *, quiet: bool = False) -> None:
    """Tell the person at the terminal something that is no result."""
    if not quiet:
        typer.echo(without_commands(text), err=True)


def with_progress(
    title: str, total: int, run: Callable[[Callable[[int], None] | None], T], *, quiet: bool
) -> T:
    """Run something that says how far it is, with a bar on a terminal when there is much to do."""
    if quiet or not sys.stderr.isatty() or total < ENOUGH_FOR_A_BAR:
        return run(None)
    from rich.console import Console
    from rich.progress import Progress

    # Without a thread that redraws the bar: with one, a second process could not start as a copy of
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
    """Return a result of a format as a file has it: no part is a command of a CI runner.

    Jobs print files, too. Only CSV, which cannot say the same in another way, stays as it is.
    """
    said = content if form == "csv" else _without_commands(content, form)
    return said if isinstance(said, bytes) else said.encode("utf-8")


def deliver(
    content: str | bytes, output: str | None, *, quiet: bool = False, form: str = "text"
) -> None:
    """Write a result of a format to a file or to standard output.

    No part of it is a command of a CI runner.
    """
    if output is None or output == "-":
        content = _without_commands(content, form)
        sys.stdout.flush()
        if output is None and isinstance(content, str):
            sys.stdout.write(content)
        else:
            data = content if isinstance(content, bytes) else content.encode("utf-8")
            sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    from ksnet.repository.atomic import write_atomically

    write_atomically(Path(output), in_a_file(content, form))
    say(f"Geschrieben: {output}", quiet=quiet)
