"""What a CI runner reads holds none of its commands, whatever the records say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksnet.cli.runner import without_commands
from ksnet.reporting import FORMATS
from tests.conftest import Run, git
from tests.musterstadt import files_of

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = ("--as-of", "2026-06-30")
# Those of actions/runner that are registered for a job.
NAMES = {"add-mask", "add-matcher", "debug", "echo", "endgroup", "error", "group", "notice", "remove-matcher",
         "save-state", "set-env", "set-output", "stop-commands", "warning"}  # fmt: skip
NEW = "::error file=a.yaml,line=1::erfunden"
OLD = "##[error]erfunden"
TEXT = f"{NEW} {OLD}"
BLOCK = f"|\n  Erste Zeile\n  {NEW}\n\n    {NEW}\n  {OLD}\n"


def commands(output: str) -> list[str]:
    """The lines that the runner takes for commands:
    `TryParseV2` and `TryParse` of its `ActionCommand`.
    """
    found = []
    for line in re.split(r"\r\n|\r|\n", output):
        new = re.match(r"::([^ :]*)[^:]*?.*?::", line.lstrip())
        old = re.search(r"##\[([^ \]]*)[^\]]*\]", line)
        if (new and new[1] in NAMES) or (old and old[1] in NAMES):
            found.append(line)
    return found


FILES = {
    "network": f'name: "{TEXT}"\nyouth_offices:\n  - id: stadt-muster\n    name: "{TEXT}"\n    key: "05974040"\n'
    f'groups:\n  - id: plenum\n    name: "{TEXT}"\n    kind: plenum\n',
    "members": f'members:\n  - id: stelle\n    name: "{TEXT}"\n    categories: [schule]\n    email: a@example.org\n'
    f'    people:\n      - id: muster\n        family_name: "{TEXT}"\n        function: "{TEXT}"\n        email: b@example.org\n',
    "event": f'title: "{TEXT}"\ntheme: "{TEXT}"\nkind: netzwerktreffen\ngroups: [plenum]\nstart: 2026-09-16 10:00\n'
    f'status: geplant\nlocation: {{name: "{TEXT}", room: "{"x" * 40} {TEXT}"}}\nsummary: {BLOCK}',
    "year": f"summary: {BLOCK}evaluation: {BLOCK}",
}
PATHS = {
    "network": "data/networks/musterstadt/network.yaml",
    "members": "data/networks/musterstadt/members.yaml",
    "event": "data/events/musterstadt/2026-09-16-treffen.yaml",
    "year": "data/networks/musterstadt/years/2025.yaml",
}


@pytest.fixture
def hostile(tree: Tree) -> Path:
    """Records every text of which tries to be a command."""
    return tree({PATHS[kind]: content for kind, content in FILES.items()})


CALLS = [
    *([command, "musterstadt", "--format", form] for command in ("calendar", "members", "duties") for form in ("text", "md", "html", "json")),
    *(["calendar", "--format", form] for form in ("ics", "csv")),
    *(["members", "musterstadt", "--format", form] for form in ("csv", "vcf")),
    *(["report", "musterstadt", "--year", "2025", "--annex", "--format", form] for form in ("text", "md", "html")),
    *(["due", "--days", "900", "--format", form] for form in ("text", "json")),
    *(["validate", "--format", form] for form in FORMATS if form != "github"),
    ["event", "musterstadt/2026-09-16-treffen", "--as", "einladung"],
    ["attendance", "musterstadt", "--year", "2026", "--format", "csv"],
    ["figures", "musterstadt", "--format", "csv"],
    ["mail", "plenum", "--format", "csv"],
    ["find", "erfunden"],
    ["mail", "plenum"],
    ["fmt", "--diff"],
]  # fmt: skip


@pytest.mark.many
@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_no_output_of_a_command_commands_the_runner(
    arguments: list[str], hostile: Path, ksnet: Ksnet
) -> None:
    day = () if arguments[0] == "find" else DAY
    for output in ((), ("-o", "-")) if arguments[0] != "fmt" else ((),):
        run = ksnet(*arguments, *output, *day, cwd=hostile)
        assert run.code < 3, run.err
        assert run.out + run.err
        assert commands(run.out) + commands(run.err) == []


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_a_change_does_not_command_the_runner(form: str, hostile: Path, ksnet: Ksnet) -> None:
    git(hostile, "init", "-q", "-b", "main")
    git(hostile, "add", "data/networks")
    git(hostile, "commit", "-q", "-m", "Anfang")
    members = hostile / PATHS["members"]
    members.write_text(
        members.read_text(encoding="utf-8").replace(NEW, f"{NEW} {NEW}"), encoding="utf-8"
    )
    run = ksnet("diff", "--format", form, *DAY, cwd=hostile)
    assert "erfunden" in run.out
    assert commands(run.out) == []


def test_a_message_does_not_command_the_runner(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({}))
    run = ksnet("calendar", f"x\n{NEW}\n{OLD}", cwd=root)
    assert run.code == 2
    assert "erfunden" in run.err
    assert commands(run.err) == []


def test_commands_that_are_meant_stay(tree: Tree, ksnet: Ksnet) -> None:
    run = ksnet(
        "validate", "--format", "github", *DAY, cwd=tree(files_of({"event": "mode: prasenz\n"}))
    )
    assert len(commands(run.out)) == 1


# --- the same is said
# ------------------------------------------------------------------------------------------------


def test_json_and_calendars_say_what_the_records_say(hostile: Path, ksnet: Ksnet) -> None:
    [event] = json.loads(ksnet("calendar", "--format", "json", *DAY, cwd=hostile).out)["events"]
    assert event["title"] == event["location"]["name"] == TEXT
    shown = ksnet("calendar", "--format", "ics", *DAY, cwd=hostile).out
    [entry] = icalendar.Calendar.from_ical(shown).walk("VEVENT")
    assert TEXT in str(entry["SUMMARY"])
    assert TEXT in str(entry["LOCATION"])


def test_a_file_that_a_job_prints_does_not_command_the_runner_either(
    hostile: Path, ksnet: Ksnet
) -> None:
    for command, form in (
        ("due", "text"),
        ("calendar", "text"),
        ("calendar", "md"),
        ("calendar", "ics"),
        ("calendar", "csv"),
    ):
        shown = ksnet(command, "--format", form, *DAY, cwd=hostile).out
        ksnet(command, "--format", form, "-o", "datei", *DAY, cwd=hostile)
        written = (hostile / "datei").read_bytes().decode()
        assert "erfunden" in written
        assert (form == "csv") == bool(commands(written))
        assert form in {"csv", "text"} or written.splitlines() == shown.splitlines()


class Shown(HTMLParser):
    """Gathers the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


hostile_texts = st.lists(
    st.sampled_from(
        ["::", "error", "::error::", " ", "\n", "\r\n", "##[", "##[error]", "]", "x", ":", "\t"]
    )
).map("".join)


@given(hostile_texts)
def test_nothing_is_left_that_commands(text: str) -> None:
    for form in ("text", "md", "html", "junit", "csv"):
        assert commands(without_commands(text, form)) == []


@given(hostile_texts)
def test_markup_and_quoted_text_are_read_as_before(text: str) -> None:
    before, after = Shown(), Shown()
    before.feed(f"<p>{text}</p>")
    after.feed(without_commands(f"<p>{text}</p>", "html"))
    assert after.text == before.text
    assert json.loads(without_commands(json.dumps([text], indent=2), "json")) == [text]
    unfolded = without_commands(text, "ics").replace("\r\n ", "")
    assert unfolded == text.replace("\r\n ", "")
