"""One value for every key of every record, and another one:
what `ksnet diff` has to say of each, generated from the models.

`python -m tests.every_key` counts the keys whose change is said with its new value.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from ksnet.comparing import compare
from ksnet.comparing.entries import WHOLE
from ksnet.records import german
from ksnet.records.event import EventRecord
from ksnet.records.members import MembersRecord
from ksnet.records.network import NetworkRecord
from ksnet.records.plan import PlanRecord
from ksnet.records.settings import Settings
from ksnet.records.structure import FieldShape, fields_of
from ksnet.records.year import YearRecord
from ksnet.repository import Repository
from ksnet.repository.lands import packaged

DAY = dt.date(2026, 6, 30)
Path_ = tuple[str | int, ...]
FILES: dict[Any, str] = {
    Settings: "ksnet.yaml",
    NetworkRecord: "data/networks/netz/network.yaml",
    MembersRecord: "data/networks/netz/members.yaml",
    YearRecord: "data/networks/netz/years/2025.yaml",
    PlanRecord: "data/networks/netz/plans/plan.yaml",
    EventRecord: "data/events/netz/2025-01-02-treffen.yaml",
}
assert FILES.keys() == WHOLE.keys()
# What is left out when values are made up: it would hide or move everything else.
UNSET = {
    ("Person", "redacted"),
    ("Member", "sensitive"),
    ("Settings", "data"),
    ("Settings", "templates"),
}
# Identities: another one is another entry.
IDENTITIES = {"id"}
# What is said by what it does.
EFFECTS = {
    ("EventRecord", "public"): "abonnierten Kalendern",
    ("PlanRecord", "public"): "öffentlichen Seiten",
}


# Truth values stand without quotes; a number or day may.
_PLAIN = re.compile(r'(?<=: )"(true|false)"')


@dataclass
class Leaf:
    """One value: its file, its path, the model and key that it belongs to,
    its other value, and the words for that.
    """

    file: str
    path: Path_
    holder: Any
    key: str
    other: Any
    words: tuple[str, ...]
    what: str

    @property
    def model(self) -> str:
        """The name of the model that the key belongs to."""
        return str(self.holder.__name__)


@dataclass
class Tree:
    """Records in which every key has a value."""

    files: dict[str, Any] = field(default_factory=dict)
    leaves: list[Leaf] = field(default_factory=list)

    def write(self, folder: Path, files: dict[str, Any] | None = None) -> Repository:
        for name, data in (files or self.files).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(data, ensure_ascii=False, indent=1)
            path.write_text(_PLAIN.sub(r"\1", text), encoding="utf-8")
        return Repository(folder)

    def changed(self, leaves: list[Leaf]) -> dict[str, Any]:
        """Return the files with the other value of some leaves."""
        files = copy.deepcopy(self.files)
        for leaf in leaves:
            holder = files[leaf.file]
            for step in leaf.path[:-1]:
                holder = holder[step]
            holder[leaf.path[-1]] = leaf.other
        return files

    def said(self, leaves: list[Leaf]) -> list[tuple[str, str]]:
        """Return what is said of a change of some leaves: the kind of entry, and the sentence."""
        with tempfile.TemporaryDirectory() as folder:
            before = self.write(Path(folder) / "a")
            after = self.write(Path(folder) / "b", self.changed(leaves))
            return [(change.what, change.text) for change in compare(before, after, DAY).changes]


class Maker:
    """Makes up the values; each text, number and day is there once."""

    def __init__(self) -> None:
        self.number = count(1)
        self.tree = Tree()
        self.file = ""
        self.what = ""

    def record(self, model: Any, file: str, what: str) -> None:
        self.file, self.what = file, what
        self.tree.files[file] = self.entry(model, (), what)

    def entry(
        self, model: Any, path: Path_, what: str, own_id: str | None = None
    ) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, shape in fields_of(model).items():
            if (model.__name__, key) in UNSET:
                continue
            if key == "id" and getattr(model, "entry_kind", None):
                data[key] = own_id or f"{model.entry_kind.replace('_', '-')}-1"
                continue
            data[key] = self.value(model, shape, (*path, key), what)
        return data

    def value(self, model: Any, shape: FieldShape, path: Path_, what: str) -> Any:
        if shape.model is not None:
            kind = getattr(shape.model, "entry_kind", None) or what
            kind = {"vacancies": "vacancy", "affiliations": "affiliation"}.get(shape.key, kind)
            if not shape.many:
                return self.entry(shape.model, path, kind)
            items = [self.entry(shape.model, (*path, 0), kind)]
            if getattr(shape.model, "entry_kind", None):
                items.append(self.target(shape.model))
            return items
        if (model.__name__, shape.key) in {
            ("Attendance", "by_category"),
            ("RuleSettings", "severity"),
        }:
            key, values = (
                ("schule", ("3", "1011"))
                if shape.key == "by_category"
                else ("KS330", ("hinweis", "fehler"))
            )
            said = "1.011" if shape.key == "by_category" else "Fehler"
            self.leaf(model, shape, (*path, key), what, values[1], (said,))
            return {key: values[0]}
        first, second, words = self.pair(model, shape)
        if shape.many:
            self.leaf(model, shape, (*path, 0), what, second, words)
            return [first]
        if second != first:
            self.leaf(model, shape, path, what, second, words)
        return first

    def leaf(
        self,
        model: Any,
        shape: FieldShape,
        path: Path_,
        what: str,
        other: Any,
        words: tuple[str, ...],
    ) -> None:
        self.tree.leaves.append(Leaf(self.file, path, model, shape.key, other, words, what))

    def target(self, model: Any) -> dict[str, Any]:
        """Return a second entry, to be referred to."""
        data: dict[str, Any] = {"id": f"{model.entry_kind.replace('_', '-')}-2"}
        named = next(
            key
            for key in ("name", "family_name", "title", "text", "youth_office")
            if key in fields_of(model)
        )
        for key, shape in fields_of(model).items():
            if key not in data and (shape.required or key == named):
                data[key] = (
                    f"Ziel{model.entry_kind.replace('_', '')}"
                    if shape.text and not shape.refs
                    else self.pair(model, shape)[0]
                )
        if model.entry_kind == "coordination":
            data["title"] = "Zielcoordination"
        if model.entry_kind == "member":
            data |= {"name": "Zielmember", "categories": ["schule"]}
        if model.entry_kind == "youth_office":
            data["key"] = "05974044"
        return data

    def pair(self, model: Any, shape: FieldShape) -> tuple[Any, Any, tuple[str, ...]]:
        """Return a value, another one, and the words for the other one."""
        if shape.vocabulary is not None or shape.categories:
            values: list[Any] = list(shape.vocabulary or packaged().categories)
            return str(values[0]), str(values[-1]), (values[-1].label,)
        if shape.refs:
            kind = next(one for one in shape.refs)
            if kind == "network":
                return "netz-1", "netz-2", ("netz-2",)
            if kind in ("event", "plan"):
                return (
                    *(
                        ("2025-01-02-treffen", "2025-02-02-ziel")
                        if kind == "event"
                        else ("plan", "ziel")
                    ),
                    (f"Ziel{kind}",),
                )
            ident = kind.replace("_", "-")
            return f"{ident}-1", f"{ident}-2", (f"Ziel{kind.replace('_', '')}",)
        first, second = (self.fitting(model, shape) for _ in range(2))
        if first == "true":
            return "false", "true", (f"{shape.title} ja",)
        return first, second, (words_for(second),)

    def fitting(self, model: Any, shape: FieldShape) -> Any:
        """Return a value that the model takes, with a number of its own in it."""
        n = next(self.number)
        texts = [
            f"Wort{n} hier", f"wort{n}", f"wort{n}@example.org", f"https://example.org/wort{n}", f"{10000 + n}", f"05974{n % 900 + 100}",
        ]  # fmt: skip
        day = dt.date(2025, 1, 1) + dt.timedelta(days=n)
        others = [
            "true",
            day.isoformat(),
            str(1000 + n),
            f"{day:%m-%d}",
            "intern" if n % 2 else "oeffentlich",
            f"0.{n % 90 + 10}1",  # of a full post
        ]
        candidates = texts if shape.text else others
        found = [candidate for candidate in candidates if accepts(model, shape.key, candidate)]
        assert found, (model.__name__, shape.key)
        return found[0]


def accepts(model: Any, key: str, value: Any) -> bool:
    """Whether a key takes a value, whatever else is missing."""
    from ksnet.records.core import ValidationError

    many = fields_of(model)[key].many
    try:
        model.model_validate({key: [value] if many else value})
    except ValidationError as error:
        return all(one["loc"][:1] != (key,) for one in error.errors())
    return True


def words_for(value: Any) -> str:
    """Return a value as a sentence has it."""
    text = str(value)
    if text.isdigit() and len(text) == 4:
        return german.number(int(text))
    if len(text) == 10 and text[:2] == "20":
        return german.numeric_day(dt.date.fromisoformat(text))
    if len(text) == 5 and text[2] == "-":
        return f"{text[3:]}.{text[:2]}."
    return text.replace(".", ",") if text.startswith("0.") else text


def full_tree() -> Tree:
    """Return records in which every key of every kind has a value."""
    maker = Maker()
    for model, file in FILES.items():
        maker.record(model, file, WHOLE[model])
    files = maker.tree.files
    files["data/events/netz/2025-02-02-ziel.yaml"] = {
        "title": "Zielevent", "kind": "konferenz", "start": "2025-02-02", "status": "stattgefunden",
    }  # fmt: skip
    files["data/networks/netz/plans/ziel.yaml"] = {
        "title": "Zielplan", "kind": "sonstiger", "youth_offices": ["youth-office-1"],
    }  # fmt: skip
    return maker.tree


HIDDEN = "steht hier nicht; KS5"


def is_said(leaf: Leaf, sentences: list[tuple[str, str]]) -> bool:
    """Whether the new value of a leaf stands in a sentence about its entry."""
    words = EFFECTS.get((leaf.model, leaf.key), leaf.words[0])
    return any(words in text for what, text in sentences if what == leaf.what)


def is_private(leaf: Leaf, sentences: list[tuple[str, str]]) -> bool:
    """Whether a sentence says that this value differs and may not be shown, and why."""
    model: Any = next(model for model, file in FILES.items() if file == leaf.file)
    titles = []
    for step in leaf.path:
        if isinstance(step, str) and (shape := fields_of(model).get(step)):
            titles.append(shape.title)
            model = shape.model or model
    return any(
        f"{title} geändert (" in text and HIDDEN in text
        for title in titles
        for what, text in sentences
        if what == leaf.what
    )


def rounds(leaves: list[Leaf], at_once: int) -> Iterator[list[Leaf]]:
    """Yield all leaves, of each kind of entry a few at a time."""
    waiting: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        waiting.setdefault(leaf.what, []).append(leaf)
    for start in range(0, max(map(len, waiting.values())), at_once):
        yield [leaf for of_kind in waiting.values() for leaf in of_kind[start : start + at_once]]


def main() -> None:
    """Say how many keys' changes are said with their new value."""
    tree = full_tree()
    silent: list[Leaf] = []
    private: list[Leaf] = []
    for leaves in rounds(tree.leaves, 1):
        sentences = tree.said(leaves)
        for leaf in leaves:
            if not is_said(leaf, sentences):
                (private if is_private(leaf, sentences) else silent).append(leaf)
    keys, lacking, hidden = (
        {(leaf.model, leaf.key) for leaf in leaves}
        for leaves in (tree.leaves, [*silent, *private], private)
    )
    lines = [
        f"not said: {leaf.model}.{leaf.key} ({leaf.file}: {'.'.join(map(str, leaf.path))})"
        for leaf in silent
    ]
    said = len(tree.leaves) - len(silent) - len(private)
    lines.append(
        f"{said} of {len(tree.leaves)} values, {len(keys - lacking)} of {len(keys)} keys are said with their new value wherever they "
        f"stand; private: {len(private)} values of {len(hidden)} keys"
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
