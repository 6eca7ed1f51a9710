"""`ksnet diff` of random edits of whole records: what goes, comes and changes its place is said."""

from __future__ import annotations

import copy
import datetime as dt
import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from ksnet.comparing import compare
from ksnet.repository import Repository
from tests.conftest import ROOT

DAY = dt.date(2026, 6, 30)
NET, EVENTS = "data/networks/musterkreis", "data/events/musterkreis"
FILES = (
    f"{NET}/members.yaml",
    f"{NET}/network.yaml",
    f"{NET}/plans/kinderschutzentwicklungsplan.yaml",
    f"{NET}/years/2025.yaml",
    f"{EVENTS}/2025-10-08-fachtag.yaml",
    f"{EVENTS}/2025-11-05-netzwerktreffen.yaml",
)
TEXTS = frozenset(
    """motto purpose text title function note name remarks theme reference finding reason given_name
    family_name city street building label date_note hours summary evaluation outlook""".split()
)
NAMES = frozenset(("name", "title", "text", "theme", "given_name", "family_name"))
SORTED_BY_NAME = ("members", "people", "guests", "sources")
TRUTHS = re.compile(r'(?<=: )"(true|false)"')  # other values may stand in quotes
SAME = re.compile(r"(„[^“]+“) statt \1(?! \()")
Steps = tuple[Any, ...]


@dataclass
class Edited:
    """Records with random edits, and what has to be said of each file."""

    chance: random.Random
    data: dict[str, Any]
    touched: set[tuple[str, Steps]] = field(default_factory=set)
    words: list[tuple[str, str]] = field(default_factory=list)
    once: list[str] = field(default_factory=list)  # what no sentence names an entry by

    def edit(self, number: int) -> None:
        file = self.chance.choice(FILES)
        kind = self.chance.choice(("change", "delete", "swap", "insert"))
        leaves = kind in ("change", "delete")
        found = [one for one in walk(self.data[file]) if self.is_free(file, one, leaves=leaves)]
        if not found:
            return
        steps = self.chance.choice(found)
        self.touched.add((file, steps))
        holder, key = at(self.data[file], steps[:-1]), steps[-1]
        if leaves:
            old = holder.pop(key)
            self.words += [(file, word) for word in old.split()[:3]]
            if kind == "change":
                holder[key] = f"Wort{number}"
                self.words.append((file, f"Wort{number}"))
                self.once += [f"Wort{number}"] if key not in NAMES else []
            return
        items = holder[key]
        if kind == "swap" and key not in SORTED_BY_NAME:
            place = self.chance.randrange(len(items) - 1)
            items[place : place + 2] = reversed(items[place : place + 2])
            self.words.append((file, "Reihenfolge"))
        elif kind == "insert" and isinstance(items[0], dict):
            item = copy.deepcopy(items[0])
            for name, value in item.items():
                if name == "id":
                    item[name] = f"wort{number}"
                elif name in TEXTS and isinstance(value, str):
                    item[name] = f"Wort{number}{name}"
                    self.words.append((file, item[name]))
            items.insert(self.chance.randrange(len(items) + 1), item)

    def is_free(self, file: str, steps: Steps, *, leaves: bool) -> bool:
        """Whether they lead to a text, or a list of several, beside which nothing has changed."""
        value = at(self.data[file], steps)
        fits = (
            isinstance(value, str) and steps[-1] in TEXTS and not value.startswith("Wort")
            if leaves
            else isinstance(value, list) and len(value) > 1
        )
        beside = (one for other, one in self.touched if other == file)
        return fits and not any(one[: len(steps)] == steps[: len(one)] for one in beside)


def walk(value: Any, steps: Steps = ()) -> Iterator[Steps]:
    if steps:
        yield steps
    if isinstance(value, dict) and "sensitive" not in value:
        for key, part in value.items():
            yield from walk(part, (*steps, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from walk(part, (*steps, number))


def at(value: Any, steps: Steps) -> Any:
    for step in steps:
        value = value[step]
    return value


def written(folder: Path, data: dict[str, Any]) -> Repository:
    shutil.copytree(ROOT / "ksnet/example", folder)
    for file, content in data.items():
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (folder / file).write_text(TRUTHS.sub(r"\1", text), encoding="utf-8")
    return Repository(folder)


@pytest.mark.parametrize(
    "seed", [0, 1, 2, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 100))]
)
def test_what_goes_comes_and_changes_its_place_is_said(seed: int, tmp_path: Path) -> None:
    data = {
        file: yaml.load((ROOT / "ksnet/example" / file).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  (texts alone)
        for file in FILES
    }  # fmt: skip
    edited = Edited(random.Random(seed), copy.deepcopy(data))
    for number in range(8):
        edited.edit(seed * 100 + number)
    changes = compare(
        written(tmp_path / "a", data), written(tmp_path / "b", edited.data), DAY
    ).changes
    said = {file: " ".join(one.text for one in changes if one.file == file) for file in FILES}
    marks = str.maketrans(dict.fromkeys("‹›„“()", " "))
    unsaid = [
        (file, word)
        for file, word in edited.words
        if word.translate(marks).strip() not in said[file].translate(marks)
    ]
    assert unsaid == []
    told = " ".join(said.values())
    assert {word: told.count(word) for word in edited.once} == dict.fromkeys(edited.once, 1)
    assert [one.text for one in changes if SAME.search(one.text)] == []
