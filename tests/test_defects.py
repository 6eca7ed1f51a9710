"""Each defect of the table, alone in the example repository,
is found at its line, and nothing else is.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
import yaml

import ksnet
from ksnet import rules
from ksnet.basics.controlled import Severity
from ksnet.basics.findings import rule_named
from ksnet.checking import Finding, check
from ksnet.reporting.explaining import FAMILIES, beyond_schema
from ksnet.repository import Repository
from tests.defects import CLOSE, DEFECTS, OPEN, Defect
from tests.test_schema import EditorLoader, kind_of, problems

DAY = dt.date(2026, 6, 30)
# The mark ◆ in the docs stands for a rule: these are the cases of it that it does not fit.
MARKED_BY_THE_OTHER_CASE = {
    "a zero-width space pasted from a web page": "within an id; within a text no schema tool sees it",
    "a day that does not exist": "the docs say that schema tools know no calendar",
}
EXAMPLE = Path(ksnet.__file__).with_name("example")


def clean(file: str) -> str:
    return (EXAMPLE / file).read_text(encoding="utf-8")


def marked(defect: Defect) -> str:
    """The text of the file with the defect, the marks still in it."""
    if defect.new is None:
        return clean(defect.file)
    if defect.old is None:
        return defect.new
    text = clean(defect.file)
    assert text.count(defect.old) == 1, f"„{defect.old}“ is no single place"
    return text.replace(defect.old, defect.new)


def expected(defect: Defect) -> tuple[str, str, int]:
    """Rule, file and line of what must be found."""
    file = defect.in_file or defect.moved_to or defect.file
    if defect.at is None:
        before, mark, _ = marked(defect).partition(OPEN)
        assert mark or defect.moved_to or defect.saved_as, "no place is marked"
        return defect.rule, file, before.count("\n") + 1 if mark else 1
    text = clean(file) if defect.in_file else marked(defect)
    assert text.count(f"\n{defect.at}") + text.startswith(defect.at) == 1, (
        f"„{defect.at}“ is no single line"
    )
    return defect.rule, file, f"\n{text}".partition(f"\n{defect.at}")[0].count("\n") + 1


def seeded(defect: Defect, folder: Path) -> Repository:
    """The example repository with this defect and no other."""
    text = marked(defect).replace(OPEN, "").replace(CLOSE, "")
    content = defect.saved_as(text) if defect.saved_as else text.encode()
    if (EXAMPLE / defect.file).exists() and (defect.new is not None or defect.saved_as):
        return Repository(EXAMPLE, {defect.file: content})
    root = folder / "repository"
    shutil.copytree(EXAMPLE, root)
    if defect.old is None and defect.new is None:
        (root / defect.file).unlink()
    if target := defect.moved_to or (defect.file if defect.new is not None else None):
        (root / target).parent.mkdir(parents=True, exist_ok=True)
        (root / target).write_bytes(content)
    return Repository(root)


def seen_by_a_schema_tool(repository: Repository, path: str) -> bool:
    """An ordinary tool: parse the file, compare it with its schema."""
    kind = kind_of(path)
    if kind is None or path not in repository.models():
        return False
    try:
        return bool(problems(kind, yaml.load(repository.read_bytes(path), EditorLoader)))  # noqa: S506  (a safe loader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return True


def found(finding: Finding) -> tuple[str, str, int]:
    return finding.rule.name, *finding.where


def test_the_tree_without_defects_has_no_findings() -> None:
    assert [found(finding) for finding in check(Repository(EXAMPLE), DAY).findings] == []


@pytest.mark.many
@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: f"{defect.rule}: {defect.what}")
def test_a_defect_is_found_at_its_line_and_nothing_else(defect: Defect, tmp_path: Path) -> None:
    repository = seeded(defect, tmp_path)
    findings = check(repository, DAY).findings
    main = [finding for finding in findings if finding.rule.name not in defect.also]
    assert [found(finding) for finding in main] == [expected(defect)], [
        (*found(f), f.message) for f in findings
    ]
    beside = [finding for finding in findings if finding.rule.name in defect.also]
    assert {finding.rule.name for finding in beside} == set(defect.also)
    assert Severity.FEHLER not in {finding.severity for finding in beside}
    if defect.what not in MARKED_BY_THE_OTHER_CASE:
        seen = seen_by_a_schema_tool(repository, defect.moved_to or defect.file)
        assert beyond_schema(rule_named(defect.rule)) is not seen, "the docs mark this rule wrongly"


def test_the_table_holds_enough_and_each_defect_once() -> None:
    changes = {
        (defect.file, defect.old, defect.new, defect.moved_to, defect.what) for defect in DEFECTS
    }
    assert len(changes) == len(DEFECTS) >= 100
    assert len({defect.rule for defect in DEFECTS}) >= 60
    assert {
        rule.code[:3] for rule in rules.ALL if rule.name in {defect.rule for defect in DEFECTS}
    } == set(FAMILIES)
