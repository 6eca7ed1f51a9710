"""Writes a whole folder of files so that it is new as a whole or stays as it was."""

from __future__ import annotations

import os
import posixpath
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from ksnet.basics.errors import OutputProblem, UsageProblem, reason
from ksnet.basics.ordinary import read_ordinary
from ksnet.records import german
from ksnet.repository.atomic import umask

LIST = ".ksnet-site"  # names every file that we wrote; it tells our folder from anybody else's
_HEAD = "# Diese Dateien hat ksnet geschrieben. Beim nächsten Mal wird der ganze Ordner ersetzt.\n"


def replace_folder(folder: Path, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Make `folder` hold exactly these files, given as a path within it and pieces of the content.

    They are written beside it, then the folders change places; only between those two renamings a
    power cut can leave the old one under another name. If producing a file raises, nothing is
    changed. Raises UsageProblem where the folder holds something that did not come from here,
    OutputProblem where it cannot be written.
    """
    check_folder(folder)
    target = Path(os.path.realpath(folder))  # a link in a circle raises nothing here
    fresh: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp"))
        _write(fresh, files)
        fresh.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o777 & ~umask())
        _swap(fresh, target)
    except OSError as error:
        raise OutputProblem(f"{folder} lässt sich nicht schreiben: {reason(error)}.") from error
    finally:
        if fresh is not None:
            shutil.rmtree(fresh, ignore_errors=True)


def check_folder(folder: Path) -> None:
    """Raise UsageProblem where a folder holds anything that `replace_folder` has not written."""
    if not os.path.exists(folder):  # noqa: PTH110  (a name that is too long raises nothing here)
        return
    if not folder.is_dir():
        raise UsageProblem(f"{folder} ist eine Datei. Mit -o einen Ordner angeben.")
    try:
        listing = folder / LIST
        own = set(read_ordinary(listing).decode().splitlines()) if listing.exists() else set()
        foreign = sorted(name for name in _files_in(folder) if name not in own and name != LIST)
    except (OSError, UnicodeDecodeError) as error:
        why = (
            reason(error) if isinstance(error, OSError) else "die Liste der Dateien ist beschädigt"
        )
        raise OutputProblem(f"{folder} lässt sich nicht lesen: {why}.") from error
    if foreign and not own:
        raise UsageProblem(
            f"Im Ordner {folder} liegt schon etwas, das nicht von „ksnet site“ stammt ({german.first_few(foreign)}). Damit nichts verloren geht, wird nichts geschrieben. Mit -o einen neuen oder leeren Ordner angeben."
        )
    if foreign:
        raise UsageProblem(
            f"Im Ordner {folder} liegen neben den Seiten von ksnet andere Dateien ({german.first_few(foreign)}). Sie gingen verloren, weil der Ordner als Ganzes ersetzt wird; deshalb wird nichts geschrieben. Diese Dateien bitte woanders ablegen."
        )


def _files_in(folder: Path) -> Iterator[str]:
    """Yield the paths of all files and links below a folder, of which there may be 250,000."""
    waiting = [("", os.fspath(folder))]
    while waiting:
        above, place = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{above}{entry.name}/", entry.path))
                else:
                    yield above + entry.name


def _write(folder: Path, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    made = {""}
    with (folder / LIST).open("wb") as listing:
        listing.write(_HEAD.encode())
        for name, content in files:
            if (parent := posixpath.dirname(name)) not in made:
                (folder / parent).mkdir(parents=True, exist_ok=True)
                made.add(parent)
            with open(f"{folder}/{name}", "wb") as file:  # noqa: PTH123  (thousands of files)
                file.writelines(content)
            listing.write(f"{name}\n".encode())


def _swap(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.replace(target)
        return
    old = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".alt"))
    try:
        target.replace(old / "site")
        try:
            fresh.replace(target)
        except OSError:
            (old / "site").replace(target)
            raise
    except OSError:
        with suppress(OSError):
            old.rmdir()
        raise
    shutil.rmtree(old, ignore_errors=True)
