"""The files of a new data repository: settings, Git, editor, CI, README; written all or none.

Their texts are in `files/` beside this module, without the leading dot; `@NAME@` is replaced.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ksnet.basics.errors import OutputProblem, UsageProblem, reason
from ksnet.editing.codeowners import codeowners
from ksnet.editing.starting.package import Package
from ksnet.records import german
from ksnet.reporting.schemas import RECORD_SCHEMAS, file_name
from ksnet.reporting.schemas.generate import json_text
from ksnet.reporting.schemas.vscode import SCHEMAS, SETTINGS, associations, merged
from ksnet.repository import Repository
from ksnet.repository.atomic import umask

_FILES = Path(__file__).with_name("files")
_EXAMPLE = Path(__file__).parents[2] / "example"
_TARGETS = (
    "README.md", "ksnet.yaml", ".gitignore", ".gitattributes", ".editorconfig",
    ".pre-commit-config.yaml", ".gitlab-ci.yml", ".github/workflows/ksnet.yml",
    ".github/workflows/ksnet-comment.yml", "ci/comment.py",
)  # fmt: skip
_EXTENSIONS = '{\n  "recommendations": ["redhat.vscode-yaml"]\n}\n'


def surroundings(name: str, package: Package, records: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return all files of a new repository but its records.

    `name` is the heading of the README, `package` the source of ksnet in CI; the reviewers in the
    records own the files (CODEOWNERS).
    """
    texts = {
        target: (_FILES / target.lstrip(".")).read_text(encoding="utf-8") for target in _TARGETS
    }
    texts["README.md"] = texts["README.md"].replace("@NAME@", name)
    texts["CODEOWNERS"] = _owners(records)
    texts[SETTINGS] = merged(None, associations(SCHEMAS, "data"))
    texts[".vscode/extensions.json"] = _EXTENSIONS
    texts |= {f"{SCHEMAS}/{file_name(kind)}": json_text(kind) for kind in RECORD_SCHEMAS}
    return {file: text.encode() for file, text in texts.items()} | package.files()


def _owners(records: Mapping[str, bytes]) -> str:
    """Return CODEOWNERS as `ksnet codeowners` writes it for these records."""
    with tempfile.TemporaryDirectory() as nowhere:
        repository = Repository(Path(nowhere), dict(records))
        reviewers = {network.id: network.record.reviewers for network in repository.networks()}
        return codeowners(reviewers, repository.settings)


def example() -> dict[str, bytes]:
    """Return the records and settings of the Musterkreis."""
    return {
        path.relative_to(_EXAMPLE).as_posix(): path.read_bytes()
        for path in sorted(_EXAMPLE.rglob("*.yaml"))
    }


def refuse_occupied(folder: Path) -> None:
    """Raise UsageProblem where a folder holds more than `.git`, or is no folder."""
    try:
        there = next(
            path
            for path in (folder, *folder.absolute().parents)
            if path.exists() or path.is_symlink()
        )
        if not there.is_dir():
            raise UsageProblem(f"{there} ist kein Ordner.")
        found = (
            sorted(entry.name for entry in folder.iterdir() if entry.name != ".git")
            if folder.is_dir()
            else []
        )
    except OSError as error:
        raise UsageProblem(
            f"Der Ordner {folder} lässt sich nicht lesen: {reason(error)}."
        ) from error
    if found:
        raise UsageProblem(
            f"Der Ordner {folder} ist nicht leer ({german.first_few(found)}). Damit nichts überschrieben wird, einen neuen oder leeren Ordner angeben."
        )


def create(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files into a new or empty folder, or none; raises OutputProblem.

    They are written beside it first. A new folder then appears at once; into an empty one they are
    moved, `data` last, so that an incomplete folder is not taken for a repository.
    """
    parent = folder if folder.is_dir() else folder.parent
    staging: Path | None = None
    made: list[Path] = []
    try:
        for above in reversed([parent, *parent.parents]):
            if not above.exists():
                above.mkdir()
                made.append(above)
        staging = Path(tempfile.mkdtemp(dir=parent, prefix=".ksnet-init-", suffix=".tmp"))
        for file, content in files.items():
            target = staging / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if folder.is_dir():
            _move_into(staging, folder)
            staging.rmdir()
        else:
            staging.chmod(0o777 & ~umask())  # the temporary folder was private
            staging.rename(folder)
    except OSError as error:
        if staging:
            shutil.rmtree(staging, ignore_errors=True)
        for above in reversed(made):
            with suppress(OSError):
                above.rmdir()
        raise OutputProblem(
            f"In {folder} lässt sich nichts anlegen: {reason(error)}. Es ist alles wie vorher."
        ) from error


def _move_into(staging: Path, folder: Path) -> None:
    names = sorted(entry.name for entry in staging.iterdir())
    names.sort(key=lambda name: (name == "data", name == "ksnet.yaml"))
    moved: list[Path] = []
    try:
        for name in names:
            (staging / name).rename(folder / name)
            moved.append(folder / name)
    except OSError:
        for path in moved:
            path.rename(staging / path.name)
        raise
