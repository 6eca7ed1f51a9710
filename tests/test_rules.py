"""Every rule is documented, and its own examples prove it."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from ksnet import rules
from ksnet.basics.findings import Rule
from ksnet.checking import Checked, check
from ksnet.repository import Repository
from ksnet.rules.examples import CLOSE, OPEN, right_of
from tests.conftest import ROOT
from tests.musterstadt import AS_OF, files_of

DAY = dt.date.fromisoformat(AS_OF)
# No file content can show these; they have tests of their own below.
WITHOUT_FILE = {"unreadable-file", "not-a-file"}
Tree = Callable[[Mapping[str, str | bytes]], Path]


def run(root: Path) -> Checked:
    return check(Repository(root), DAY)


def strip(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, int, int, int] | None]:
    """Take the markers out and return where they stood: file, line, column, end column."""
    clean: dict[str, bytes] = {}
    place = None
    for name, content in files.items():
        before, opened, rest = content.partition(OPEN.encode())
        marked, _, after = rest.partition(CLOSE.encode())
        clean[name] = before + marked + after
        if opened:
            head, inner = before.decode("utf-8", "replace"), marked.decode("utf-8", "replace")
            line, column = head.count("\n") + 1, len(head) - (head.rfind("\n") + 1) + 1
            place = (name, line, column, column + len(inner))
    return clean, place


def in_form(root: Path) -> str:
    """Return what `ksnet fmt` would change, for whoever writes an example."""
    return subprocess.run(
        [sys.executable, "-m", "ksnet", "fmt", "--diff", "--root", root],
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout


@pytest.mark.parametrize("rule", rules.ALL, ids=lambda rule: rule.name)
def test_the_wrong_example_is_found_once_at_its_place(rule: Rule, tree: Tree) -> None:
    if rule.name in WITHOUT_FILE:
        pytest.skip("has a test of its own")
    files, place = strip(files_of(rule.wrong))
    root = tree(files)
    findings = run(root).findings
    assert [finding.rule.name for finding in findings] == [rule.name], (
        [(f.rule.name, f.message) for f in findings],
        in_form(root),
    )
    assert place is not None, "the wrong example marks no place"
    found = findings[0].location
    assert (found.file, found.span.line, found.span.column) == place[:3], "⟦ stands elsewhere"
    if place[3] > place[2]:
        assert found.span.end_column == place[3], "⟧ stands elsewhere (on the line of ⟦)"


@pytest.mark.parametrize("rule", rules.ALL, ids=lambda rule: rule.name)
def test_the_right_example_has_no_findings(rule: Rule, tree: Tree) -> None:
    root = tree(files_of(right_of(rule)))
    findings = run(root).findings
    assert [(finding.rule.name, finding.message) for finding in findings] == [], in_form(root)


def test_names_and_codes_are_unique_and_in_order() -> None:
    assert len({rule.name for rule in rules.ALL}) == len(rules.ALL)
    codes = [rule.code for rule in rules.ALL]
    assert codes == sorted(set(codes))
    with pytest.raises(ValueError, match=rules.ALL[0].name):
        replace(rules.ALL[0], code="KS999")


def test_nothing_but_a_rule_makes_a_fault() -> None:
    for path in (ROOT / "ksnet").rglob("*.py"):
        made = re.findall(r"(?<!class )\bFault\(", path.read_text("utf-8"))
        assert len(made) == (path.name == "findings.py" and path.parent.name == "basics"), path


def test_every_rule_is_a_value_of_a_module_that_the_list_imports() -> None:
    code = "from ksnet import rules; print(len(rules.ALL))"
    alone = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    made = re.compile(r"^[A-Z0-9_]+ = (?:Rule|duty_rule|other_rule)\(", re.MULTILINE)
    assert int(alone) == sum(
        len(made.findall(path.read_text("utf-8"))) for path in (ROOT / "ksnet").rglob("*.py")
    )


def test_the_documentation_is_complete() -> None:
    for rule in rules.ALL:
        for text in (rule.title, rule.why, rule.mend):
            assert text.strip(), rule.name
            assert text.endswith("."), rule.name


def test_an_unreadable_file_is_a_finding(tree: Tree) -> None:
    files = files_of({})
    root = tree(files)
    event = root / "data/events/musterstadt/2026-09-16-treffen.yaml"
    event.unlink()
    event.mkdir()
    assert [f.rule.name for f in run(root).findings] == ["misplaced-file"]


def test_a_link_is_reported_and_not_followed(tree: Tree) -> None:
    root = tree(files_of({}))
    (root / "data/events/musterstadt/2026-10-01-link.yaml").symlink_to("/etc/hostname")
    (root / "data/networks/weg").symlink_to("/")
    assert [(f.rule.name, f.location.file) for f in run(root).findings] == [
        ("not-a-file", "data/events/musterstadt/2026-10-01-link.yaml"),
        ("not-a-file", "data/networks/weg"),
    ]


@pytest.mark.slow
def test_one_mistake_of_every_kind_is_found_in_one_run_and_nothing_else(tree: Tree) -> None:
    """Each rule's wrong example becomes a network of its own in one repository."""
    files: dict[str, bytes] = {}
    expected = []
    for rule in rules.ALL:
        if (
            rule.name in {*WITHOUT_FILE, "unfinished-change"} or "settings" in rule.wrong
        ):  # these hold for all networks
            continue
        own = rule.code.lower()
        example, place = strip(files_of(rule.wrong))
        for name, content in example.items():
            unique = re.sub(r"(musterstadt|nachbar|(?<=networks/)neu(?=/))", rf"{own}-\1", name)
            files[unique] = content.replace(b"stadt-muster", f"amt-{own}".encode()).replace(
                b"Rathaus", f"Rathaus {own}".encode()
            )
        assert place is not None
        expected.append((rule.name, place[1]))
    findings = run(tree(files)).findings
    assert sorted((f.rule.name, f.location.span.line) for f in findings) == sorted(expected)


def test_a_name_that_must_not_be_printed_is_reported_without_it(tree: Tree) -> None:
    root = tree(files_of({}))
    (root / "data/events/musterstadt/2026-10-01-\x1b[31m\u202e.yaml").write_text("title: x\n")
    with suppress(OSError):  # not every system allows names that are no UTF-8
        (Path(os.fsdecode(os.fsencode(root) + b"/data/events/musterstadt/\xff.yaml"))).write_text(
            "title: x\n"
        )
    findings = run(root).findings
    assert {f.rule.name for f in findings} == {"misplaced-file"}
    for finding in findings:
        assert (finding.location.file + finding.message).encode("utf-8").isascii() is False
        assert "\x1b" not in finding.location.file + finding.message


def test_an_empty_folder_is_no_network(tree: Tree) -> None:
    root = tree(files_of({}))
    (root / "data/networks/leer").mkdir()
    (root / "data/events/leer").mkdir()
    assert run(root).findings == []


@pytest.mark.many
@pytest.mark.parametrize("rule", rules.ALL, ids=lambda rule: rule.name)
def test_an_untidy_file_hides_nothing_else(rule: Rule, tree: Tree) -> None:
    if rule.name in WITHOUT_FILE:
        pytest.skip("has a test of its own")
    files, _ = strip(files_of(rule.wrong))
    untidy = {name: content.rstrip(b"\n") + b"\n\n\n" for name, content in files.items()}
    assert {finding.rule.name for finding in run(tree(untidy)).findings} >= {rule.name}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {
                "network": "youth_offices:\n  - Jugendamt\n  - id: stadt-muster\n    name: Jugendamt\n"
            },
            ["wrong-type", "missing-key"],
        ),
        (
            {
                "network": "youth_offices:\n  -\n  - id: stadt-muster\n    name: Jugendamt\n    key: '05974040'\n"
            },
            ["missing-value"],
        ),
        (
            {"network": "youth_offices:\n  - name: Jugendamt\n    key: '05974040'\n"},
            ["missing-key"],
        ),
        ({"network": "youth_offices: keine\n"}, ["wrong-type"]),
        ({"event": "location: {name: Haus A, Saal 2, city: Soest}\n"}, ["unknown-key"]),
        ({"event": "sumary:\n"}, ["unknown-key"]),
        ({"event": "ort: Soest\n"}, ["unknown-key"]),
        ({"event": 'theme: "a\\eb"\n'}, ["forbidden-character"]),
        ({"event": "<<: {theme: b}\n"}, ["yaml-anchor"]),
        ({"event": "mode:\npublic: null\nend: ~\n"}, []),
        ({"settings": "# noch nichts\n"}, []),
        ({"event": "organisers: [Stadt Köln]\n"}, ["invalid-id"]),
    ],
)
def test_one_cause_is_one_finding(files: dict[str, str], expected: list[str], tree: Tree) -> None:
    families = ("KS0", "KS1", "KS2", "KS3")
    findings = [f for f in run(tree(files_of(files))).findings if f.rule.code.startswith(families)]
    assert [f.rule.name for f in findings] == expected, [f.message for f in findings]
