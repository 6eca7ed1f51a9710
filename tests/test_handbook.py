"""The handbook: its commands run as a coordinator types them, and what it shows is what comes.

A chapter whose heading names a day happens on that day, on a terminal: answers that the handbook
shows are typed, every other question gets an empty line, as the handbook says. The chapters after
that are for reference, on a day of their own.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pypdf
import pytest

from tests.commands import all_commands
from tests.conftest import ROOT, Run
from tests.on_terminal import answer_alone

HANDBOOK = ROOT / "docs" / "handbuch.md"
SAMPLES = ROOT / "tests" / "samples"
REFERENCE = "\n# Dritter Teil"
SECOND = "\n# Zweiter Teil"
AS_OF = ("--as-of", "2026-06-30")
TIMELESS = (
    "explain",
    "schema",
    "template",
    "fmt",
    "--help",
    "--version",
)  # what no day changes has no --as-of
LINKING = ("README.md", "CONTRIBUTING.md", "docs/handbuch.md", "docs/architecture.md")
MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
EDITORS = ("notepad", "code", "nano", "vi", "vim", "emacs", "gedit", "open", "start", "edit")

_BLOCK = re.compile(
    r"(?:^\*\*`(?P<file>[^`]+)`\*\*(?P<append> \(am Ende ergänzen\))?\n)?^```(?P<kind>\w*)\n(?P<text>.*?)^```$"
    r"|^## \d+ [^\n]*\((?P<day>\d+)\. (?P<month>\w+) (?P<year>\d{4})\)$",
    re.MULTILINE | re.DOTALL,
)
_SHOWN_COMMAND = re.compile(r"^\| `ksnet ([a-z-]+)", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


class Block(NamedTuple):
    """A fenced block: what it is, the file that it is to be, its text,
    and the day on which its chapter happens.
    """

    kind: str
    file: str | None
    append: bool
    text: str
    day: str | None


class Step(NamedTuple):
    """A command, what is answered, and what is shown of it."""

    command: str
    answers: tuple[str, ...]
    shown: str
    day: str | None


def parts() -> tuple[str, str, str]:
    """Return the year, the chapter of what to do when, and the chapters for reference."""
    guided, first, reference = HANDBOOK.read_text(encoding="utf-8").partition(REFERENCE)
    year, second, when = guided.partition(SECOND)
    assert first
    assert second
    return year, when, reference


def blocks(text: str) -> Iterator[Block]:
    day = None
    for match in _BLOCK.finditer(text):
        if match["day"]:
            day = dt.date(
                int(match["year"]), MONTHS.index(match["month"]) + 1, int(match["day"])
            ).isoformat()
        else:
            yield Block(match["kind"], match["file"], bool(match["append"]), match["text"], day)


def commands(block: Block) -> list[str]:
    return block.text.splitlines() if block.kind == "sh" else []


def steps(text: str) -> list[Step]:
    """Return every command of a part.

    Answers and output stand in the blocks below it, and belong to the last one.
    """
    found: list[Step] = []
    for block in blocks(text):
        found += [Step(line, (), "", block.day) for line in commands(block) if line]
        if block.kind == "antworten":
            found[-1] = found[-1]._replace(answers=tuple(block.text.splitlines()))
        elif block.kind == "text":
            found[-1] = found[-1]._replace(shown=block.text)
    return found


def walked(root: Path, todo: list[Step]) -> Path:
    """Type the commands on a terminal, and return the folder in which that ends."""
    for step in todo:
        words = shlex.split(step.command)
        if words[0] == "cd":
            root /= words[1]
            continue
        assert words[0] == "ksnet", step.command
        assert step.day, f"in a chapter without a day: {step.command}"
        code, out, shown = answer_alone(
            root, [*step.answers, *[""] * 40], *words[1:], "--as-of", step.day
        )
        assert code == 0, f"{step.command}\n{out}{shown}"
        assert squeezed(step.shown).strip() in squeezed(out + shown), (
            f"{step.command}\n{out}{shown}"
        )
    return root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("liste-2026.xlsx", "kalender-2026.ics"):
        shutil.copy(SAMPLES / name, tmp_path)
    return tmp_path


def test_a_year_of_two_youth_offices_takes_fewer_than_forty_commands_and_no_editor() -> None:
    year, when, _ = parts()
    assert 20 < len(steps(year)) < 40
    for step in steps(year) + steps(when):
        assert shlex.split(step.command)[0] in {"ksnet", "cd"}, step.command
    assert [block.file for text in (year, when) for block in blocks(text) if block.file] == []
    assert [
        word for step in steps(year) for word in shlex.split(step.command) if word in EDITORS
    ] == []


@pytest.mark.slow
def test_the_handbook_alone_leads_to_a_report_that_is_signed_and_then_through_what_to_do_when(
    folder: Path, ksnet: Callable[..., Run]
) -> None:
    year, when, _ = parts()
    root = walked(folder, steps(year))
    day = ("--as-of", "2027-03-10")
    assert (
        ksnet("validate", *day, cwd=root).out == "Keine Beanstandungen in 14 geprüften Dateien.\n"
    )
    assert ksnet("fmt", "--check", cwd=root).code == 0
    duties = json.loads(
        ksnet("duties", "soest", "--year", "2026", "--format", "json", *day, cwd=root).out
    )
    states = {duty["id"]: duty["status"] for duty in duties["networks"][0]["duties"]}
    fulfilled = {ident for ident, status in states.items() if status == "erfuellt"}
    assert fulfilled == {
        f"LKSG-{number:02}" for number in (1, 2, 3, 4, 5, 6, 8, 10, 11, 12, 13, 16, 17, 18)
    }
    assert set(states.values()) == {"erfuellt", "nicht-anwendbar", "nicht-beurteilbar"}
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(folder / "bericht.pdf").pages)
    squeezed_text = " ".join(text.split())
    for said in (
        "Jugendamt der Stadt Lippstadt",
        "Traumapädagogik",
        "Ort, Datum Für die Koordinierungsstellen",
    ):
        assert said in squeezed_text
    assert "Frauenhaus" not in squeezed_text
    assert (folder / "bericht.docx").read_bytes()[:2] == b"PK"
    assert (folder / "einladung.pdf").read_bytes()[:4] == b"%PDF"

    root = walked(root, steps(when))
    run = ksnet("validate", "--as-of", "2027-03-16", cwd=root)
    assert run.code == 0, run.out
    record = (root / "data/networks/soest/years/2026.yaml").read_text(encoding="utf-8")
    assert [line.split()[1] for line in record.splitlines() if "reference:" in line] == [
        "0042/2027",
        "0051/2027",
    ]
    assert (folder / "bericht-berichtigt.pdf").read_bytes()[:4] == b"%PDF"


@pytest.mark.slow
def test_what_the_reference_shows_can_be_followed_from_top_to_bottom(
    tmp_path: Path, ksnet: Callable[..., Run]
) -> None:
    root = followed(parts()[2], tmp_path, ksnet, at_least=15)
    assert (
        ksnet("validate", *AS_OF, cwd=root).out == "Keine Beanstandungen in 6 geprüften Dateien.\n"
    )
    assert ksnet("fmt", "--check", cwd=root).code == 0


def followed(part: str, root: Path, ksnet: Callable[..., Run], *, at_least: int) -> Path:
    """Do what a part of the handbook says, see what it shows,
    and return the folder in which that ends.
    """
    todo = list(blocks(part))
    ran = 0
    for number, block in enumerate(todo):
        if block.file:
            write(root / block.file, block)
        elif block.kind == "sh":
            following = todo[number + 1] if number + 1 < len(todo) else block
            expected = following.text if following.kind == "text" else ""
            out = ""
            for command in commands(block):
                if command.startswith("cd "):
                    root /= command.removeprefix("cd ")
                    continue
                run = call(ksnet, command, root)
                assert run.code == (1 if "fehler[" in expected else 0), (
                    f"{command}\n{run.out}{run.err}"
                )
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
    assert [
        block.text
        for block in blocks(HANDBOOK.read_text(encoding="utf-8"))
        if block.kind in {"yaml", "jinja"} and not block.file
    ] == []


@pytest.mark.parametrize("name", LINKING)
def test_links_lead_to_files_that_exist(name: str) -> None:
    page = ROOT / name
    links = [
        link.partition("#")[0]
        for link in _LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in link
    ]
    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_the_handbook_names_every_command() -> None:
    text = HANDBOOK.read_text(encoding="utf-8")
    missing = [name for name in all_commands() if not re.search(rf"\bksnet {name}(?![\w-])", text)]
    assert not missing, (
        f"docs/handbuch.md says nothing of: ksnet {', ksnet '.join(missing)}. One German sentence is "
        "enough: in the second part if it helps when something happens, else in the third, in "
        "chapter 13 (what one enters), 15 (what one changes) or 17 (what comes out)."
    )


def test_the_readme_lists_exactly_the_commands_that_exist(ksnet: Callable[..., Run]) -> None:
    listed = _SHOWN_COMMAND.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    shown = ksnet("--help").out.partition("Befehle:")[2]
    assert sorted(set(listed)) == sorted(re.findall(r"^  ([a-z][a-z-]*) ", shown, re.MULTILINE))
