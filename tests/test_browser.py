"""The HTML pages as people meet them: valid, accessible, not wider than a phone, figures with
their texts inside, and silent towards other servers.

html-validate reads them, axe-core judges them in Chromium. Machines find about half of what can be
wrong with a page; the rest was looked at.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from ksnet.cli import _run
from tests.conftest import ROOT
from tests.programs import NODE_MODULES, npm_module, program

pytestmark = pytest.mark.browser

BROWSER = ROOT / "tests/browser"
DAY = ["--as-of", "2026-06-30", "--quiet"]
SECONDS = 900  # all pages; one that hangs must not hang the tests
REPOSITORIES = {"data": ROOT, "musterkreis": ROOT / "ksnet/example"}


@pytest.fixture(scope="module", params=REPOSITORIES)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every HTML page that the program makes of a repository."""
    root, folder = REPOSITORIES[request.param], tmp_path_factory.mktemp(request.param)
    commands = [
        ["site", "-o", f"{folder}/site"],
        ["calendar", "-o", f"{folder}/alle.html"],
        ["duties", "-o", f"{folder}/pflichten.html"],
    ]
    for network in sorted(path.name for path in (root / "data/networks").iterdir()):
        own = folder / network
        own.mkdir()
        commands += [
            ["calendar", network, "--year", "2025", "-o", f"{own}/kalender.html"],
            [
                "calendar",
                network,
                "--audience",
                "oeffentlich",
                "-o",
                f"{own}/kalender-oeffentlich.html",
            ],
            ["members", network, "-o", f"{own}/mitglieder.html"],
            [
                "members",
                network,
                "--audience",
                "oeffentlich",
                "-o",
                f"{own}/mitglieder-oeffentlich.html",
            ],
            ["duties", network, "--year", "2025", "-o", f"{own}/pflichten.html"],
            ["report", network, "--year", "2025", "-o", f"{own}/bericht.html"],
            *(
                ["report", network, "--plan", plan.stem, "-o", f"{own}/plan-{plan.stem}.html"]
                for plan in (root / "data/networks" / network / "plans").glob("*.yaml")
            ),
        ]
    for command in commands:
        assert _run([*command, "--root", str(root), *DAY]) == 0
    return sorted(folder.rglob("*.html"))


def test_the_pages_are_valid(pages: list[Path]) -> None:
    reader = program("html-validate", NODE_MODULES / ".bin")
    command: list[str | Path] = [
        reader,
        "--config",
        BROWSER / "htmlvalidate.json",
        "--formatter",
        "json",
        *pages,
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=SECONDS
    )
    found = [
        f"{Path(file['filePath']).name}:{problem['line']}: {problem['ruleId']}: {problem['message']}"
        for file in json.loads(done.stdout)
        for problem in file["messages"]
    ]
    assert (done.returncode, found) == (0, [])


def test_the_pages_are_accessible_fit_a_phone_and_ask_for_nothing_elsewhere(
    pages: list[Path],
) -> None:
    npm_module("axe-core")
    npm_module("playwright-core")
    done = subprocess.run(
        [program("node"), BROWSER / "look.cjs", program("chromium")],
        input="\n".join(map(str, pages)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=SECONDS,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    looked = json.loads(done.stdout)
    assert len(looked) == len(pages) > 20
    assert {Path(page).name: found for page, found in looked.items() if found} == {}


def test_the_checks_find_what_is_wrong(tmp_path: Path) -> None:
    """A page with one mistake of each kind."""
    page = tmp_path / "schlecht.html"
    page.write_text(
        '<!DOCTYPE html><html lang="de"><title>Seite</title><main><h1 style="color:#aaa">Kopf</h1>'
        '<img src="https://www.example.org/bild.png"><p style="width:60rem">Breit</p>'
        '<figure><svg width="300" height="40"><rect width="50" height="30"/><text x="5" y="20">Zu lang für den Kasten</text></svg></figure></main></html>'
    )
    npm_module("axe-core")
    done = subprocess.run(
        [program("node"), BROWSER / "look.cjs", program("chromium")],
        input=str(page), capture_output=True, text=True, check=True, timeout=SECONDS, cwd=ROOT,
    )  # fmt: skip
    found = "\n".join(json.loads(done.stdout)[str(page)])
    for what in (
        "image-alt",
        "color-contrast",
        "asks for https://www.example.org/bild.png",
        "px wider than the window",
        "runs out of its box: Zu lang",
    ):
        assert what in found
