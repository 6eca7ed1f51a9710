"""The handbook: its examples are written as files, its commands run, and what it shows is what comes."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT, Run

HANDBOOK = ROOT / "docs" / "handbuch.md"
SAMPLES = ROOT / "tests" / "samples"
LAST_CHAPTER = "\n## 14 "
AS_OF = ("--as-of", "2026-06-30")
TIMELESS = ("explain", "schema", "template", "fmt", "--help", "--version")  # what no day changes has no --as-of
LINKING = ("README.md", "CONTRIBUTING.md", "docs/handbuch.md", "docs/architecture.md")

_BLOCK = re.compile(
    r"(?:^\*\*`(?P<file>[^`]+)`\*\*(?P<append> \(am Ende ergänzen\))?\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_SHOWN_COMMAND = re.compile(r"^\| `ksnet ([a-z-]+)", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


class Block(NamedTuple):
    """A fenced block: what it is, the file that it is to be, and its text."""

    kind: str
    file: str | None
    append: bool
    text: str


def blocks(part: int | None = None) -> Iterator[Block]:
    """Yield the blocks of the handbook, or of its first or second part: the last chapter begins anew in an empty folder."""
    text = HANDBOOK.read_text(encoding="utf-8")
    first, last, second = text.partition(LAST_CHAPTER)
    assert last
    for match in _BLOCK.finditer(text if part is None else (first, second)[part - 1]):
        yield Block(match["kind"], match["file"], bool(match["append"]), match["text"])


def commands(block: Block) -> list[str]:
    return [line for line in block.text.splitlines() if line.startswith(("ksnet ", "cd "))]


def test_what_the_handbook_shows_can_be_followed_from_top_to_bottom(tmp_path: Path, ksnet: Callable[..., Run]) -> None:
    root = followed(1, tmp_path, ksnet, at_least=15)
    assert ksnet("validate", *AS_OF, cwd=root).out == "Keine Beanstandungen in 6 geprüften Dateien.\n"
    assert ksnet("fmt", "--check", cwd=root).code == 0


def test_from_an_excel_list_to_the_first_report(tmp_path: Path, ksnet: Callable[..., Run]) -> None:
    for name in ("verteiler.xlsx", "outlook.ics"):
        shutil.copy(SAMPLES / name, tmp_path)
    root = followed(2, tmp_path, ksnet, at_least=7)
    assert ksnet("fmt", "--check", cwd=root).code == 0
    assert "Amtsgericht Musterstadt" in (root / "bericht.html").read_text(encoding="utf-8")
    assert "Netzwerktreffen Herbst" in (root / "termine.html").read_text(encoding="utf-8")


def followed(part: int, root: Path, ksnet: Callable[..., Run], *, at_least: int) -> Path:
    """Do what a part of the handbook says, see what it shows, and return the folder in which that ends."""
    steps = list(blocks(part))
    ran = 0
    for number, block in enumerate(steps):
        if block.file:
            write(root / block.file, block)
        elif block.kind == "sh":
            following = steps[number + 1] if number + 1 < len(steps) else block
            expected = following.text if following.kind == "text" else ""
            out = ""
            for command in commands(block):
                if command.startswith("cd "):
                    root /= command.removeprefix("cd ")
                    continue
                run = call(ksnet, command, root)
                assert run.code == (1 if "fehler[" in expected else 0), f"{command}\n{run.out}{run.err}"
                out += run.out
                ran += 1
            assert squeezed(expected) in squeezed(out), out
    assert ran >= at_least
    return root


def write(path: Path, block: Block) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a" if block.append else "w", encoding="utf-8", newline="\n") as file:
        file.write(block.text)


def call(ksnet: Callable[..., Run], command: str, root: Path) -> Run:
    words = shlex.split(command)[1:]
    return ksnet(*words, *(() if set(words) & set(TIMELESS) else AS_OF), cwd=root)


def squeezed(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def test_every_example_of_a_record_names_its_file() -> None:
    assert [block.text for block in blocks() if block.kind in {"yaml", "jinja"} and not block.file] == []


@pytest.mark.parametrize("name", LINKING)
def test_links_lead_to_files_that_exist(name: str) -> None:
    page = ROOT / name
    links = [link.partition("#")[0] for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_the_readme_lists_exactly_the_commands_that_exist(ksnet: Callable[..., Run]) -> None:
    listed = _SHOWN_COMMAND.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    shown = ksnet("--help").out.partition("Befehle:")[2]
    assert sorted(set(listed)) == sorted(re.findall(r"^  ([a-z][a-z-]*) ", shown, re.MULTILINE))
