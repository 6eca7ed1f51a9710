"""Every published fact of the five networks stands in a record, where the table of facts says."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ksnet.basics.scalars import Plain
from ksnet.yamltext.reading.yaml import read_yaml

ROOT = Path(__file__).parent.parent
FACTS = list(
    csv.DictReader(
        (ROOT / "tests/seed_facts.csv").read_text(encoding="utf-8").splitlines(), delimiter=";"
    )
)


@cache
def data_of(file: str) -> dict[str, Any]:
    document = read_yaml(file, (ROOT / file).read_bytes())
    assert document.data is not None
    return document.data


def value_at(data: Any, key: str) -> Any:
    """Follow a path such as `groups[plenum].cadence.meetings` or `agenda[2].count`."""
    for name, entry in re.findall(r"([a-z_0-9]+)|\[([^\]]+)\]", key):
        if name:
            data = data[name]
        elif entry.isdigit():
            data = data[int(entry)]
        else:
            data = next(
                item
                for item in data
                if item == entry or (isinstance(item, dict) and item.get("id") == entry)
            )
    return data


def text_in(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{key} {text_in(item)}" for key, item in value.items())
    if isinstance(value, list):
        return " ".join(text_in(item) for item in value)
    return value.text if isinstance(value, Plain) else str(value)


@pytest.mark.parametrize("file", sorted({fact["file"] for fact in FACTS}))
def test_the_facts_stand_in_their_record(file: str) -> None:
    for fact in FACTS:
        if fact["file"] == file:
            said = " ".join(text_in(value_at(data_of(file), fact["key"])).split())
            assert fact["expect"] in said, fact


def test_hardly_a_fact_ends_in_remarks() -> None:
    remarks = [fact for fact in FACTS if "remarks" in fact["key"]]
    assert len(remarks) <= len(FACTS) / 10
