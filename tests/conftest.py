"""What all tests share: repositories from text, and golden files that one command accepts."""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol  # as plugins do that run a test otherwise
from hypothesis import settings
from hypothesis.internal.conjecture import providers

from ksnet import comparing, rules
from ksnet.cli import main
from ksnet.documents.view import View
from ksnet.rules.examples import CLOSE, OPEN
from tests.musterstadt import files_of
from tests.rendered import say, write

# Where this package is installed (a tool of `make sbom` brings it), jsonschema makes its grammar
# of international addresses at import: two seconds for a format that no schema here has.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # as if it were missing

# Looking for garbage while modules and tests are collected takes a third of that time.
gc.disable()

# The machine is kept out: no colours forced, no dates from outside, and as in CI nothing is kept
# from run to run.
os.environ["CI"] = "true"
for _name in ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "COLUMNS", "GITHUB_STEP_SUMMARY"):
    os.environ.pop(_name, None)

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"

# Own templates are rendered in a process of their own. Until typst has started its threads that is
# a copy of this one, later a new one, which takes half a second: these tests come first.
BEFORE_TYPST = {
    "test_templates",
    "test_bounded_templates",
    "test_site",
    "test_a_figure_can_be_drawn_by_an_own_template",
    "test_every_filter_and_object_is_described_and_its_example_works",
    "test_a_mistake_in_a_template_ends_with_exit_code_3",
}

# What `repository` has of the 36 meetings of a network: those that tests name, and a few more.
# Comparing takes twice as long with all of them.
MEETINGS = (
    "2025-01-22-konferenz",
    "2025-03-12-netzwerktreffen",
    "2025-05-20-ak-insofa",
    "2025-10-08-fachtag",
    "2026-03-04-netzwerktreffen",
    "2026-07-08-konferenz",
    "2026-10-07-konferenz",
)

# How many inputs Hypothesis makes up for each property: enough to meet what is common, and in CI
# what is rare. Its deadline is off, since a machine that does something else would break it.
settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile("thorough", max_examples=200, deadline=None)
settings.load_profile("thorough" if os.environ.get("KSNET_ALL_TESTS") else "quick")
if not os.environ.get("KSNET_ALL_TESTS"):
    # After each import, Hypothesis looks for numbers and texts of interest in our code: seconds.
    # No setting of it turns that off (6.170), only this private name.
    providers._get_local_constants = lambda: providers._local_constants


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`, which writes the expected documents anew."""
    parser.addoption(
        "--accept",
        action="store_true",
        help="write the expected output anew; read `git diff` before committing",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the tests, and mark as slow what `many` leaves to CI.

    Of its cases every tenth belongs to the default run.
    """
    items.sort(key=lambda item: not {item.path.stem, item.name} & BEFORE_TYPST)
    seen: Counter[str] = Counter()
    for item in items:
        if item.get_closest_marker("many"):
            name = item.nodeid.partition("[")[0]
            if seen[name] % 10:
                item.add_marker("slow")
            seen[name] += 1


def pytest_collection_finish() -> None:
    """Look for garbage from now on, but not among what was collected: that stays."""
    gc.freeze()
    gc.set_threshold(100_000)  # as the program itself
    gc.enable()


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Run a test as pytest does, but tell only of what it did or what went wrong.

    That before and behind a test all went well is two thirds of what processes tell each other.
    """
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed or item.config.option.durations is not None:
            item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Compare a text or bytes with the file of this name below `tests/golden`,
    or below another folder.
    """

    def compare(name: str, actual: str | bytes, folder: Path = GOLDEN) -> None:
        content = actual if isinstance(actual, bytes) else actual.encode()
        path = folder / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            return
        assert path.exists(), f"{name} is new: run `make accept` and read what it writes"
        expected = path.read_bytes()
        assert content.decode("utf-8", "replace") == expected.decode("utf-8", "replace"), (
            f"differs from {name}: `make accept` writes it anew"
        )
        assert content == expected

    return compare


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Write a data repository from its files and return its folder."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        (tmp_path / "data" / "networks").mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


@pytest.fixture
def mistakes(tree: Callable[[Mapping[str, str | bytes]], Path]) -> Path:
    """Return a repository with the wrong examples of all rules that look at more than one file,
    a network for each.
    """
    files: dict[str, bytes] = {}
    for rule in rules.ALL:
        if rule.code.startswith(("KS0", "KS1")):
            continue
        for name, content in files_of(rule.wrong).items():
            own = name.replace("musterstadt", f"{rule.code.lower()}-musterstadt")
            files[own] = content.replace(OPEN.encode(), b"").replace(CLOSE.encode(), b"")
    return tree(files)


def git(folder: Path, *arguments: str) -> str:
    """Run Git in a folder, as somebody, and return what it says."""
    command = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def commit_example(folder: Path, meetings: Collection[str] | None = None) -> None:
    """Copy the example, perhaps with these meetings of its larger network only; commit it."""
    shutil.copytree(ROOT / "ksnet/example", folder)
    for path in (folder / "data/events/musterkreis").iterdir():
        if meetings is not None and path.stem not in meetings:
            path.unlink()
    git(folder, "init", "-q", "-b", "main", "--template=")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Anfang")
    git(folder, "gc", "-q")  # one file in the place of hundreds


@pytest.fixture
def repository(request: pytest.FixtureRequest, once: Once, tmp_path: Path) -> Path:
    """The example under version control, one commit on `main`; all of it for tests marked whole."""
    folder = tmp_path / "unterlagen"
    if request.node.get_closest_marker("whole"):
        return once("whole example", folder, commit_example)
    return once("example", folder, lambda to: commit_example(to, MEETINGS))


@pytest.fixture
def edit(repository: Path) -> Callable[[str, str, str], None]:
    def replace(file: str, old: str, new: str) -> None:
        path = repository / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def everywhere(repository: Path, pairs: Iterable[tuple[str, str]]) -> int:
    """Replace texts in all records, and return in how many files they stood."""
    changed = 0
    for path in repository.rglob("*.yaml"):
        before = text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        changed += text != before
    return changed


def sentences(run: Run) -> list[str]:
    """Return what the changes say, without the places behind it."""
    return [
        re.sub(r" \((?:\S+:|Zeile )\d+\)$", "", line.strip())
        for line in run.out.split("\n")
        if line.startswith("    ")
    ]


@pytest.fixture
def diff(ksnet: Callable[..., Run], repository: Path) -> Callable[..., Run]:
    def call(*arguments: str) -> Run:
        return ksnet("diff", *arguments, "--root", repository, "--as-of", "2026-06-30")

    return call


@pytest.fixture
def in_all_forms(
    ksnet: Callable[..., Run], repository: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., list[str]]:
    """Return what `ksnet diff` says in each form; the records are compared once for all."""

    def said(*arguments: str) -> list[str]:
        made: list[comparing.Comparison] = []

        def once(*sides: Any) -> comparing.Comparison:
            made[:] = made or [compare(*sides)]
            return made[0]

        compare = comparing.compare
        with monkeypatch.context() as for_now:
            for_now.setattr(comparing, "compare", once)
            call = ("diff", *arguments, "--root", repository, "--as-of", "2026-06-30", "--format")
            runs = [ksnet(*call, form) for form in ("text", "md", "json")]
        assert [run.code for run in runs] == [0, 0, 0]
        return [run.out for run in runs]

    return said


Once = Callable[[str, Path, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Make a folder for the first test that asks for its name, and give each test a copy."""
    masters, ready = tmp_path_factory.mktemp("once"), set()

    def copy(name: str, to: Path, make: Callable[[Path], object]) -> Path:
        if name not in ready:
            make(masters / name)
            ready.add(name)
        return shutil.copytree(masters / name, to, symlinks=True)

    return copy


class Run(NamedTuple):
    """What a call of the program did."""

    code: int
    out: str
    err: str


@pytest.fixture
def ksnet(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Call the program as from a shell, in this process; `cwd` is the folder to stand in."""

    def call(*arguments: str | Path, cwd: Path | None = None) -> Run:
        if cwd is not None:
            monkeypatch.chdir(cwd)
        monkeypatch.setattr("sys.argv", ["ksnet", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        code = ended.value.code
        return Run(code if isinstance(code, int) else 0, out, err)

    return call


def written(
    view: View,
    fmt: str,
    *,
    templates_dir: Path | None = None,
    width: int = 200,
    draft: bool = False,
) -> str:
    """Return a document as text, Markdown or a page."""
    document = say(view, templates_dir, draft=draft)
    made = write(document, fmt, templates_dir=templates_dir, width=width)
    assert isinstance(made, str)
    return made
