"""The data folder that a command is about: where it lies, what it holds, which network is meant."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ksnet.basics.errors import UsageProblem, reason
from ksnet.basics.ordinary import is_file, is_folder
from ksnet.cli.call import current_call, today, year_hint

if TYPE_CHECKING:
    from ksnet.lands import Category, Land
    from ksnet.repository import Network, Repository


def find_root(root: Path | None) -> Path:
    """Return the folder of the data repository; raises UsageProblem where there is none."""
    if root is not None:
        try:
            there = root.is_dir()
        except OSError as error:
            raise UsageProblem(f"--root: {reason(error)}.") from error
        if not there:
            raise UsageProblem(f"Den Ordner {root} gibt es nicht.")
        if _is_hidden(root / "data"):
            raise UsageProblem(
                f"Der Ordner {root} lässt sich nicht öffnen: die Berechtigung fehlt."
            )
        if not (is_root(root) or _is_closed(root)):
            raise UsageProblem(
                f"Im Ordner {root} liegen keine Daten: weder ksnet.yaml noch data/networks."
            )
        return root
    try:
        here = Path.cwd()
    except FileNotFoundError:
        raise UsageProblem("Den Ordner, in dem Sie sind, gibt es nicht mehr.") from None
    found = next((folder for folder in (here, *here.parents) if is_root(folder)), None)
    if found is None and not _is_closed(here):
        raise UsageProblem(
            "Hier liegen keine Daten: weder ksnet.yaml noch data/networks, auch nicht in den Ordnern darüber.\nIn den Ordner der Daten wechseln oder --root ORDNER angeben."
        )
    return Path(os.path.relpath(found or here))


def root_or_none(root: Path | None) -> Path | None:
    """Return the folder like `find_root`; None where the current one has no data."""
    try:
        return find_root(root)
    except UsageProblem:
        if root is not None:
            raise
        return None


def is_root(folder: Path) -> bool:
    """Whether a folder is a data repository, as far as this account may see."""
    return is_file(folder / "ksnet.yaml") or is_folder(folder / "data" / "networks")


def _is_closed(folder: Path) -> bool:
    """Whether the data of a folder may not be opened; who reads them says so."""
    return not _is_hidden(folder / "data") and _is_hidden(folder / "data" / "networks")


def _is_hidden(path: Path) -> bool:
    """Whether this account may not see whether something is there."""
    try:
        path.stat()
    except OSError as error:
        return isinstance(error, PermissionError)
    return False


def open_folder(root: Path | None) -> Path:
    """Return the folder from `--root` or the current one, after cleaning up leftovers."""
    folder = find_root(root)
    if is_folder(folder / ".ksnet"):
        _tidy(folder)
    return folder


def _tidy(root: Path) -> None:
    """Remove what no command needs any more."""
    from ksnet.repository.journal.carrying import tidy
    from ksnet.repository.journal.kept import Today

    call = current_call()
    as_of = call.given.get("as_of") if call else None
    tidy(root, Today(today(None), fixed=as_of is not None))


def open_repository(root: Path | None, *, own_templates: bool = True) -> Repository:
    """Return the repository from `--root` or the current folder, with or without own templates."""
    from ksnet.repository import Repository

    repository = Repository(open_folder(root))
    repository.uses_own_templates = own_templates
    return repository


def land_here(root: Path | None) -> Land:
    """Return the Land of the data repository, by default the packaged one."""
    from ksnet.repository import Repository
    from ksnet.repository.lands import packaged

    folder = root_or_none(root)
    return Repository(folder).land if folder else packaged()


def categories_here() -> tuple[Category, ...]:
    """Return the categories of the Land here, for help texts."""
    return land_here(None).categories


def refuse_vanished(repository: Repository) -> None:
    """Raise UsageProblem if networks have vanished: settings or Git know some, but none is there.

    A new repository without networks is accepted. Otherwise a check of lost records would find
    nothing wrong.
    """
    if repository.network_ids:
        return
    from ksnet.cli.git import last_with_networks

    data = repository.settings.data
    folder = f"{data}/networks"
    if is_file(repository.root / "ksnet.yaml") and not is_folder(repository.root / data):
        raise UsageProblem(
            f"Der Ordner „{data}“, in dem nach ksnet.yaml die Unterlagen liegen, ist nicht da. Wurde er gelöscht, umbenannt "
            "oder nicht mit übertragen? Ein neues Netzwerk beginnt mit: ksnet new network"
        )
    if known := last_with_networks(repository.root, folder):
        raise UsageProblem(
            f"In {folder} liegt kein Netzwerk mehr; Git kennt dort welche, zuletzt im Stand {known}. Wurden sie gelöscht, "
            f"oder nennt „data“ in ksnet.yaml den falschen Ordner? Zurückholen: git checkout {known} -- {folder}"
        )


def choose_network(repository: Repository, text: str | None) -> Network:
    """Read the network with an id or name, by default the only one (see `ksnet.editing.naming`)."""
    from ksnet.editing.naming import network_called

    try:
        return network_called(repository, text)
    except UsageProblem as problem:
        raise UsageProblem(f"{problem}{year_hint(text or '', current_call())}") from None


def file_filter(repository: Repository, paths: list[Path] | None) -> Callable[[str], bool]:
    """Return a test for files of the repository in these files and folders, by default all.

    Raises UsageProblem for a path that is missing or outside the repository.
    """
    if not paths:
        return lambda _: True
    root = repository.root.resolve()
    wanted: list[str] = []
    for path in paths:
        full = Path(os.path.abspath(path))  # noqa: PTH100  (a link is reported, not followed)
        if not os.path.lexists(full):
            raise UsageProblem(f"{path} gibt es nicht.")
        try:
            wanted.append(full.relative_to(root).as_posix())
        except ValueError:
            raise UsageProblem(
                f"{path} liegt nicht im Ordner der Daten ({repository.root})."
            ) from None
    return lambda file: any(
        folder in (".", file) or file.startswith(f"{folder}/") for folder in wanted
    )
