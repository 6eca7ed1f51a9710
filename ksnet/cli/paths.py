"""The files and folders that a command is limited to."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ksnet.basics.errors import UsageProblem

if TYPE_CHECKING:
    from ksnet.repository import Repository


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
        if not full.exists() and not full.is_symlink():
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
