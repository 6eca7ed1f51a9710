"""`ksnet codeowners`: who must review what, and whether the file still says so."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

Ksnet = Callable[..., Run]
Tree = Callable[..., Path]
NETWORK = 'name: N\nyouth_offices: [{id: a, name: A, key: "05315000"}]\n'
FILES = {
    "data/networks/soest/network.yaml": NETWORK
    + 'reviewers: ["@kinderschutz/soest", "m.beispiel@soest.example"]\n',
    "data/networks/neuss/network.yaml": NETWORK + 'reviewers: ["@neuss"]\n',
    "data/networks/krefeld/network.yaml": NETWORK,
}
RULES = """\
*                       @kinderschutz/soest @neuss m.beispiel@soest.example
/ksnet.yaml             @kinderschutz/soest @neuss m.beispiel@soest.example
/templates/             @kinderschutz/soest @neuss m.beispiel@soest.example
/.gitlab-ci.yml         @kinderschutz/soest @neuss m.beispiel@soest.example
/.github/               @kinderschutz/soest @neuss m.beispiel@soest.example
/ci/                    @kinderschutz/soest @neuss m.beispiel@soest.example
/CODEOWNERS             @kinderschutz/soest @neuss m.beispiel@soest.example
/.gitlab/CODEOWNERS     @kinderschutz/soest @neuss m.beispiel@soest.example
/.github/CODEOWNERS     @kinderschutz/soest @neuss m.beispiel@soest.example
/docs/CODEOWNERS        @kinderschutz/soest @neuss m.beispiel@soest.example
/data/networks/neuss/   @neuss
/data/events/neuss/     @neuss
/data/networks/soest/   @kinderschutz/soest m.beispiel@soest.example
/data/events/soest/     @kinderschutz/soest m.beispiel@soest.example
"""


def rules(text: str) -> str:
    return "".join(f"{line}\n" for line in text.split("\n") if line and not line.startswith("#"))


def test_each_network_has_its_reviewers_and_all_review_what_is_for_all(
    tree: Tree, ksnet: Ksnet
) -> None:
    run = ksnet("codeowners", "--root", tree(FILES))
    assert run.code == 0
    assert [line.split() for line in rules(run.out).splitlines()] == [
        line.split() for line in RULES.splitlines()
    ]
    assert run.err == "Ohne Prüfende: krefeld (network.yaml, Schlüssel „reviewers“)\n"


def test_a_file_that_no_longer_says_so_is_found(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(FILES)
    assert ksnet("codeowners", "--check", "--root", root).code == 1
    assert ksnet("codeowners", "-o", root / "CODEOWNERS", "--root", root).code == 0
    assert ksnet("codeowners", "--check", "--root", root).code == 0
    (root / "data/networks/krefeld/network.yaml").write_text(
        NETWORK + 'reviewers: ["@krefeld"]\n', encoding="utf-8"
    )
    run = ksnet("codeowners", "--check", "--root", root)
    assert run.code == 1
    assert "entspricht nicht mehr den Unterlagen" in run.err
    for folder, file in ((root, "CODEOWNERS"), (root / "data", "../CODEOWNERS")):
        run = ksnet("codeowners", "--check", cwd=folder)
        assert run.err.endswith(f"Neu schreiben mit: ksnet codeowners -o {file}\n"), run.err
        command = run.err.strip().rpartition("ksnet ")[2].split()
        assert ksnet(*command, "--quiet", cwd=folder).code == 0
        assert ksnet("codeowners", "--check", cwd=folder).code == 0
        (root / "CODEOWNERS").write_text("# alt\n", encoding="utf-8")


def test_records_below_the_top_of_the_repository(tree: Tree, ksnet: Ksnet) -> None:
    root = tree({f"amt/{name}": text for name, text in FILES.items()})
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    out = rules(ksnet("codeowners", "--root", root / "amt").out)
    assert "/amt/data/networks/neuss/" in out
    assert "/amt/ksnet.yaml" in out
    assert out.startswith("/amt/ ")  # what stands beside the records belongs to others
    assert "\n/CODEOWNERS" in out
    (root / ".gitlab").mkdir()
    assert ksnet("codeowners", "-o", root / ".gitlab/CODEOWNERS", "--root", root / "amt").code == 0
    assert ksnet("codeowners", "--check", "--root", root / "amt").code == 0


@pytest.mark.parametrize("reviewer", ["zwei worte", "ohne-at", "@a # alle", "@a\\n* @boese"])
def test_what_is_no_account_is_refused(tree: Tree, ksnet: Ksnet, reviewer: str) -> None:
    files = FILES | {"data/networks/krefeld/network.yaml": f'{NETWORK}reviewers: ["{reviewer}"]\n'}
    run = ksnet("codeowners", "--root", tree(files))
    assert run.code == 3
    assert run.out == ""
    assert "krefeld" in run.err


def test_an_unreadable_network_is_named(tree: Tree, ksnet: Ksnet) -> None:
    run = ksnet(
        "codeowners", "--root", tree(FILES | {"data/networks/krefeld/network.yaml": "name: [\n"})
    )
    assert run.code == 3
    assert "data/networks/krefeld/network.yaml" in run.err
