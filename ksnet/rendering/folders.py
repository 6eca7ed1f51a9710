"""The folders of templates: the packaged ones, and those of a data repository."""

from __future__ import annotations

from pathlib import Path


def packaged_templates() -> Path:
    """Return the folder of the packaged templates: beside the package, in a checkout at its top."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def has_templates(folder: Path) -> bool:
    """Whether a data repository has templates of its own in this folder."""
    if not folder.is_dir() or folder.resolve() == packaged_templates():
        return False
    return any(path.is_symlink() or not path.is_dir() for path in folder.rglob("*"))
