"""Each slip of the table, alone in the example repository,
is one finding that names its cause and what to type.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

import ksnet
from ksnet.checking import check
from ksnet.repository import Repository
from tests.defects import CLOSE, OPEN
from tests.slips import SLIPS, Slip

DAY = dt.date(2026, 6, 30)
EXAMPLE = Path(ksnet.__file__).with_name("example")
ALL = [
    pytest.param(slip, id=f"{group}: {slip.what}")
    for group, slips in SLIPS.items()
    for slip in slips
]


@pytest.mark.many
@pytest.mark.parametrize("slip", ALL)
def test_a_slip_is_one_finding_that_names_its_cause(slip: Slip) -> None:
    text = (EXAMPLE / slip.file).read_text(encoding="utf-8")
    assert text.count(slip.old) == 1, f"„{slip.old}“ is no single place"
    marked = text.replace(slip.old, slip.new)
    line = marked.partition(OPEN)[0].count("\n") + 1
    content = marked.replace(OPEN, "").replace(CLOSE, "").encode()
    findings = check(Repository(EXAMPLE, {slip.file: content}), DAY).findings
    shown = [(f.rule.name, *f.where, f.message, f.mend) for f in findings]
    assert [f.where for f in findings] == [(slip.file, line)], shown
    said = f"{findings[0].message} {findings[0].mend}"
    assert [words for words in slip.says if words not in said] == [], said
    assert [words for words in slip.never if words in said.lower()] == [], said


def test_a_person_deleted_that_others_name_is_one_finding_with_all_places() -> None:
    file = "data/networks/musterkreis/members.yaml"
    text = (EXAMPLE / file).read_text(encoding="utf-8")
    left = re.sub(r"      - id: mustermann\n(?:        .*\n)+", "", text)
    assert left != text
    (found,) = check(Repository(EXAMPLE, {file: left.encode()}), DAY).findings
    assert found.rule.name == "unknown-reference"
    assert found.where == ("data/networks/musterkreis/network.yaml", 75)
    assert len(found.related) == 6
    assert "ksnet end" in found.mend
    assert "Meinten Sie" not in found.mend


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("2026-09-23-treffen.yaml.txt", ("„.txt“ am Ende", "2026-09-23-treffen.yaml")),
        ("2026-09-23-treffen.yaml.docx", ("„.docx“ am Ende", "2026-09-23-treffen.yaml")),
        ("2026-09-23-treffen.YAML", ("Umbenennen in 2026-09-23-treffen.yaml",)),
        ("2026-09-23-treffen.yml", ("Umbenennen in 2026-09-23-treffen.yaml",)),
        ("2026-09-23-treffen.yml.txt", ("„.txt“ am Ende", "2026-09-23-treffen.yaml")),
    ],
)
def test_a_record_with_another_ending_is_told_its_name(name: str, says: tuple[str, ...]) -> None:
    file = f"data/events/musterkreis/{name}"
    (found,) = check(Repository(EXAMPLE, {file: b"title: Treffen\n"}), DAY).findings
    assert found.rule.name == "misplaced-file"
    assert [words for words in says if words not in (found.mend or "")] == []
