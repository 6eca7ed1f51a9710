"""What is installed and what is built: pinned, documented, and the same for everybody."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import tomllib
from hashlib import sha256
from importlib.metadata import metadata, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts import make_zipapp
from tests.conftest import ROOT
from tests.test_init import pins

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def required(texts: list[str]) -> dict[str, Requirement]:
    return {
        canonicalize_name(one.name): one for one in map(Requirement, texts) if one.name != "ksnet"
    }


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading of docs/dependencies.md."""
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    chapter = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in chapter.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


CHAPTERS = {
    "Needed by every installation": PROJECT["dependencies"],
    "Extras": EXTRAS["pdf"] + EXTRAS["docx"] + EXTRAS["xlsx"],
    "For tests": EXTRAS["test"],
    "For development": EXTRAS["dev"],
}


@pytest.mark.parametrize("heading", CHAPTERS)
def test_every_dependency_has_its_row_and_no_row_is_left_over(heading: str) -> None:
    named = [canonicalize_name(name) for row in rows(heading) for name in row[0].split(", ")]
    assert sorted(named) == sorted(required(CHAPTERS[heading]))
    assert all(all(cell for cell in row) for row in rows(heading))


def test_an_extra_is_named_where_it_is_asked_for() -> None:
    said = {
        (canonicalize_name(row[0]), extra)
        for row in rows("Extras")
        for extra in re.findall(r"`(\w+)`", row[1])
    }
    assert said == {
        (name, extra) for extra in ("pdf", "docx", "xlsx") for name in required(EXTRAS[extra])
    }


def test_all_that_an_installation_consists_of_has_a_row_with_its_licence() -> None:
    installed = pins(
        (ROOT / "ksnet/editing/starting/files/ci/requirements.txt").read_text(encoding="utf-8")
    )
    licences = {
        name: licence
        for row in rows("What these bring along")
        for name, licence in zip(row[0].split(", "), row[1].split(", "), strict=True)
    }
    assert (
        licences.keys()
        == installed.keys()
        - required([*CHAPTERS["Needed by every installation"], *CHAPTERS["Extras"]]).keys()
    )
    for name, licence in licences.items():
        if name != "colorama":  # on Windows only
            about = metadata(name)
            words = [
                about.get_all(key, []) for key in ("License-Expression", "License", "Classifier")
            ]
            assert licence.split("-")[0] in str(words), name


@pytest.mark.parametrize("heading", CHAPTERS)
def test_a_licence_is_what_the_package_says(heading: str) -> None:
    for row in rows(heading):
        licences = re.split(r", | or | OR ", row[-3])
        for name in row[0].split(", "):
            if name == "tzdata" and sys.platform != "win32":
                continue
            about = metadata(name)
            if "License-Expression" in about:
                assert about["License-Expression"] in {row[-3], *licences}, name
            else:  # older metadata: a word of its own choice, and classifiers
                words = " ".join([*about.get_all("License", []), *about.get_all("Classifier", [])])
                assert any(one.split("-")[0] in words for one in licences), (name, row[-3])


def test_everything_is_pinned_with_hashes_and_that_is_what_is_tested() -> None:
    found = pins((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    assert [name for name, (_, hashes) in found.items() if not hashes] == []
    for name, one in required([text for texts in CHAPTERS.values() for text in texts]).items():
        assert found[name][0] in one.specifier
        if one.marker is None or one.marker.evaluate():
            assert version(name) == found[name][0], "make .venv/dev.stamp installs what is pinned"


@pytest.mark.parametrize(
    "name", ["Makefile", ".ci/run", "scripts/make_zipapp.py", "scripts/make_sbom.py"]
)
def test_nothing_is_installed_without_comparing_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    installs = [
        line
        for line in text.splitlines()
        if re.search(r"pip install|\*pip, ", line) and "python_programs" not in line
    ]
    assert installs
    for line in installs:
        assert re.search(
            r"--require-hashes|--no-deps|--constraint .*requirements\.txt|\*wheel", line
        ), line


def test_the_one_file_says_for_which_python_and_system_it_is() -> None:
    here = (f"{sys.version_info[0]}.{sys.version_info[1]}", platform.system(), platform.machine())
    for made, code in ((here, 0), (("3.9", *here[1:]), 2), ((here[0], "Windows", "AMD64"), 2)):
        script = make_zipapp.check_of_python(*made)
        run = subprocess.run(
            [sys.executable, "-c", script], check=False, capture_output=True, text=True
        )
        assert run.returncode == code, run.stderr
        assert (f"ist für Python {made[0]} unter {made[1]}" in run.stderr) is bool(code)
        assert (f"py -{made[0]} ksnet.pyz" in run.stderr) is bool(code)


@pytest.mark.slow
def test_one_commit_gives_the_same_packages_in_every_folder_at_every_time(tmp_path: Path) -> None:
    made: list[dict[str, str]] = []
    for folder, umask in (("one", 0o022), ("another/deeper", 0o077)):
        clone = tmp_path / folder
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True, umask=umask)
        for path in clone.rglob("*"):
            if umask == 0o077 and ".git" not in path.parts:
                os.utime(path, (978307200, 978307200))
        build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", "dist"]
        subprocess.run(
            build,
            cwd=clone,
            check=True,
            umask=umask,
            capture_output=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600"},
        )
        made.append(
            {
                path.name: sha256(path.read_bytes()).hexdigest()
                for path in (clone / "dist").iterdir()
            }
        )
    assert len(made[0]) == 2
    assert made[0] == made[1]
