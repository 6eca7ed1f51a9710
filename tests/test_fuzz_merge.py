"""Three versions of a record, made up: independent edits merge without loss,
edits of the same thing never pass unsaid.

The records are those of the example and of `data/`. Every item carries a number that nobody sees,
so that what the two sides should say together can be worked out without any matching.
"""

from __future__ import annotations

import copy
import random
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

import ksnet
from ksnet.basics.scalars import text_of
from ksnet.editing.merging import Merged, merge_records
from ksnet.records.model import BaseModel
from ksnet.records.structure import fields_of
from ksnet.repository import Repository
from ksnet.yamltext.edits.render import canonical_text
from ksnet.yamltext.form.formatting import format_file
from ksnet.yamltext.reading.yaml import read_yaml
from tests.conftest import ROOT
from tests.mutating import BLOCKS, runs

NAMES = ("HEAD", "vorher", "anderer-zweig")
Path_ = tuple[str | int, ...]


@dataclass
class Item:
    """An item of a list, and the number that it keeps in all versions."""

    number: int
    value: Any


@dataclass
class Versions:
    """A record before, and as it should be on both sides and in the end."""

    model: type[BaseModel]
    base: dict[str, Any]
    ours: dict[str, Any]
    theirs: dict[str, Any]
    both: dict[str, Any]
    touched: list[Path_] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    def merged(self) -> Merged | None:
        """Merge what both sides have written."""
        base, ours, theirs = map(self.text, (self.base, self.ours, self.theirs))
        return merge_records(base, ours, theirs, self.model)

    def text(self, tree: dict[str, Any]) -> bytes:
        return canonical_text(self.model, bare(tree)).encode()


@lru_cache
def records() -> list[tuple[type[BaseModel], dict[str, Any]]]:
    """Return every record as the reader returns it."""
    found = []
    for root in (Path(ksnet.__file__).with_name("example"), ROOT):
        repository = Repository(root)
        for file, model in repository.models().items():
            data = read_yaml(file, repository.read_bytes(file)).data
            assert data is not None
            found.append((model, data))
    return found


def versions(chance: random.Random) -> Versions:
    model, data = chance.choice(records())
    base = numbered(data, iter(range(10**6)))
    return Versions(model, base, *(copy.deepcopy(base) for _ in range(3)))


def numbered(value: Any, numbers: Any) -> Any:
    if isinstance(value, dict):
        return {key: numbered(item, numbers) for key, item in value.items()}
    if isinstance(value, list):
        return [Item(next(numbers), numbered(item, numbers)) for item in value]
    return value


def bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items()}
    return [bare(item.value) for item in value] if isinstance(value, list) else value


def at(tree: Any, path: Path_) -> Any:
    """Return what stands at a path; its numbers are those of the items."""
    for step in path:
        tree = (
            tree[step]
            if isinstance(step, str)
            else next(item.value for item in tree if item.number == step)
        )
    return tree


def places(value: Any, path: Path_ = ()) -> list[Path_]:
    """Return all keys and items."""
    steps = (
        value.items()
        if isinstance(value, dict)
        else [(i.number, i.value) for i in value]
        if isinstance(value, list)
        else ()
    )
    return [found for step, inner in steps for found in ((*path, step), *places(inner, (*path, step)))]  # fmt: skip


def holder_model(model: type[BaseModel], path: Path_) -> type[BaseModel] | None:
    found: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, str) and found is not None:
            shape = fields_of(found).get(step)
            found = shape.model if shape else None
    return found


# --- edits: each returns the places that it touches, or None where it does not fit there
# --------------------------------


class Edit:
    """One edit, carried out on a side and on what should come out."""

    def __init__(self, chance: random.Random, state: Versions, side: str, number: int) -> None:
        self.chance, self.state, self.number = chance, state, number
        self.trees = (getattr(state, side), state.both)
        self.side = side

    def free(self, path: Path_) -> bool:
        """Whether nobody has touched what is there, above or below."""
        return not any(path[: len(t)] == t or t[: len(path)] == path for t in self.state.touched)

    def done(self, what: str, *paths: Path_) -> bool:
        self.state.touched += paths
        self.state.log.append(f"{self.side} {what} {paths}")
        return True

    def word(self) -> str:
        return f"{self.side}{self.number}-{self.chance.randrange(1000)}"

    def change(self, path: Path_) -> bool:
        """Write another value in the place of one."""
        old = at(self.state.base, path)
        if (
            not isinstance(path[-1], str)
            or path[-1] == "id"
            or text_of(old) is None
            or not self.free(path)
        ):
            return False
        if not self.keeps_its_name(path):
            return False
        new = f"{old}{self.word()}" if "\n" not in str(old) else f"{self.word()}\n{old}"
        for tree in self.trees:
            at(tree, path[:-1])[path[-1]] = new
        return self.done("changes", path)

    def keeps_its_name(self, path: Path_) -> bool:
        """Whether an item without an id is still known: by its name,
        or by its place where nothing was put in.
        """
        if len(path) < 2 or not isinstance(path[-2], int) or "id" in at(self.state.base, path[:-1]):
            return True
        if any(
            t[: len(path) - 2] == path[:-2] and len(t) > len(path) - 2 for t in self.state.touched
        ):
            return False
        self.state.touched.append((*path[:-2], "|"))
        return True

    def drop_key(self, path: Path_) -> bool:
        if not self.free(path):
            return False
        key = path[-1]
        holder = at(self.state.both, path[:-1])
        alone = (
            not isinstance(holder, dict) or len(holder) < 3 or len(at(self.trees[0], path[:-1])) < 3
        )
        if alone or key in ("id", "start") or next(iter(holder)) == key:
            return False
        for tree in self.trees:
            del at(tree, path[:-1])[key]
        return self.done("drops", path)

    def add_key(self, path: Path_) -> bool:
        holder = at(self.state.base, path)
        if not isinstance(holder, dict) or not self.free(path):
            return False
        model = holder_model(self.state.model, path)
        keys = (
            [key for key, shape in fields_of(model).items() if shape.text and not shape.many]
            if model
            else []
        )
        missing = [key for key in keys if key not in holder and self.free((*path, key))]
        if not missing or not holder:
            return False
        key = self.chance.choice(missing)
        word = self.word()
        for tree in self.trees:
            at(tree, path)[key] = word
        return self.done("adds", (*path, key))

    def add_item(self, path: Path_) -> bool:
        """Put a new item at the end of a list, or in front of one that stays."""
        items = at(self.state.base, path)
        if not isinstance(items, list) or not items or not self.free_above(path):
            return False
        sample = bare(self.chance.choice(items).value)
        if isinstance(sample, list):
            return False
        fresh = self.fresh(sample)
        number = 10**6 + self.number * 2 + (self.side == "theirs")
        new = Item(
            number,
            numbered(
                fresh,
                iter(
                    range(2 * 10**6 + self.number * 10000 + 5000 * (self.side == "theirs"), 10**9)
                ),
            ),
        )
        before = None if self.chance.random() < 0.7 else self.chance.choice(items).number
        if (*path, "|") in self.state.touched:
            return False
        if before is not None and (
            (*path, before) in self.state.touched or (*path, "|", before) in self.state.touched
        ):
            return False
        for tree in self.trees:
            here = at(tree, path)
            place = next((n for n, item in enumerate(here) if item.number == before), len(here))
            here.insert(place, copy.deepcopy(new))
        return self.done(
            "inserts", (*path, number), *([(*path, "|", before)] if before is not None else [])
        )

    def fresh(self, sample: Any) -> Any:
        if isinstance(sample, dict):
            keys = [
                key
                for key in (
                    "id",
                    "title",
                    "text",
                    "name",
                    "category",
                    "goal",
                    "subject",
                    "who",
                    "by",
                    "date",
                )
                if key in sample
            ]
            return (
                {**sample, **dict.fromkeys(keys, self.word())}
                if keys
                else dict.fromkeys(sample, self.word())
            )
        return self.word()

    def free_above(self, path: Path_) -> bool:
        return not any(path[: len(t)] == t for t in self.state.touched)

    def drop_item(self, path: Path_) -> bool:
        """Take an item out, unless a list would be empty then or a neighbour is changed."""
        if (
            not isinstance(path[-1], int)
            or not self.free(path)
            or not self.free((*path[:-1], "|", path[-1]))
        ):
            return False
        if any(len(at(tree, path[:-1])) < 3 for tree in (*self.trees, self.state.base)):
            return False
        for tree in self.trees:
            here = at(tree, path[:-1])
            here[:] = [item for item in here if item.number != path[-1]]
        return self.done("takes out", path)

    def line(self, path: Path_) -> bool:
        """Change a line of a text; the other side may change another one that is not beside it."""
        old = at(self.state.base, path)
        if not isinstance(old, str) or old.count("\n") < 5 or not self.free_above(path):
            return False
        lines = old.removesuffix("\n").split("\n")
        one = self.chance.randrange(len(lines))
        if not lines[one].strip() or any(
            (*path, n) in self.state.touched for n in (one - 1, one, one + 1)
        ):
            return False
        word = self.word()
        for tree in self.trees:
            now = str(at(tree, path)).split("\n")
            at(tree, path[:-1])[path[-1]] = "\n".join(
                [*now[:one], f"{now[one]} {word}", *now[one + 1 :]]
            )
        return self.done("changes a line of", (*path, one))


KINDS = (
    "change",
    "change",
    "drop_key",
    "add_key",
    "add_item",
    "add_item",
    "drop_item",
    "line",
    "line",
)


def edited(chance: random.Random, state: Versions, side: str, count: int, first: int) -> None:
    """Carry out some edits of one side, none of them where anybody has changed something."""
    done = tries = 0
    while done < count and tries < 200:
        tries += 1
        found = places(state.base)
        edit = Edit(chance, state, side, first + done)
        done += getattr(edit, chance.choice(KINDS))(chance.choice(found))


@pytest.mark.many
@pytest.mark.parametrize("block", range(BLOCKS))
def test_independent_edits_merge_without_conflict_and_without_loss(block: int) -> None:
    for number, chance in runs(block, short=50):
        state = versions(chance)
        for side in chance.sample(("ours", "theirs"), 2) * 2:
            edited(chance, state, side, chance.choice((1, 1, 2, 4)), 10 * len(state.log))
        merged = state.merged()
        shown = f"{number}: {state.log}"
        assert merged is not None, shown
        assert merged.conflicts == 0, f"{shown}\n{merged.content(NAMES).decode()}"
        content = merged.content(NAMES)
        assert format_file("", content, state.model).content == content, shown
        assert says(read_yaml("", content).data, state.both), shown


def says(read_again: Any, meant: Any) -> bool:
    """Whether a merged file says what both sides say.

    Items that were there are in order, new ones anywhere among them.
    """
    if isinstance(meant, dict):
        return (
            isinstance(read_again, dict)
            and read_again.keys() == meant.keys()
            and all(says(read_again[key], meant[key]) for key in meant)
        )
    if not isinstance(meant, list):
        return text_of(read_again) == text_of(meant)
    if not isinstance(read_again, list) or len(read_again) != len(meant):
        return False
    found = [
        next((at for at, one in enumerate(read_again) if says(one, item.value)), -1)
        for item in meant
    ]
    kept = [at for at, item in zip(found, meant, strict=True) if item.number < 10**6]
    return (
        -1 not in found
        and len(set(found)) == len({repr(as_said(bare(item.value))) for item in meant})
        and kept == sorted(kept)
    )


def as_said(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_said(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_said(item) for item in value]
    return text_of(value)


@pytest.mark.many
@pytest.mark.parametrize("block", range(BLOCKS))
def test_comments_of_both_sides_stay_above_their_lines(block: int) -> None:
    for number, chance in runs(block, short=50):
        state = versions(chance)
        base = commented(state.text(state.base).decode(), "vorher", chance)
        ours, theirs = commented(base, "unsere", chance), commented(base, "andere", chance)
        merged = merge_records(base.encode(), ours.encode(), theirs.encode(), state.model)
        assert merged is not None, number
        assert merged.conflicts == 0, number
        text = merged.text("ours")
        assert below(text) == below(ours) | below(theirs), number
        assert [line for line in text.split("\n") if "# wegen" not in line] == state.text(
            state.base
        ).decode().split("\n")


def commented(text: str, whose: str, chance: random.Random) -> str:
    """Return a text with comments above some of its entries."""
    lines = text.split("\n")
    texts = [at for at, line in enumerate(lines) if line.endswith((" |", " |-"))]
    heads = [
        at
        for at, line in enumerate(lines[: min(texts, default=len(lines))])
        if line.strip() and "#" not in line
    ]
    for at in sorted(chance.sample(heads, min(3, len(heads))), reverse=True):
        indent = len(lines[at]) - len(lines[at].lstrip())
        lines.insert(at, f"{' ' * indent}# wegen {whose} {at}")
    return "\n".join(lines)


def below(text: str) -> set[tuple[str, str]]:
    """Return each comment with the entry below it."""
    found, waiting = set(), []
    for line in text.split("\n"):
        if line.lstrip().startswith("# wegen"):
            waiting.append(line)
        else:
            found |= {(comment, line) for comment in waiting}
            waiting = []
    return found


# --- the same thing changed on both sides
# -----------------------------------------------------------------------------


Written = tuple[str, str] | None
ONE, OTHER = "FASSUNG-A", "FASSUNG-B"


def contradiction(chance: random.Random, state: Versions) -> Written:
    """Have both sides change one thing differently; return what each of them has written,
    empty where it took it out.

    None where it does not fit at the place that chance has chosen.
    """
    path = chance.choice(places(state.base))
    return chance.choice((_value, _removal, _same_id, _same_key, _same_line))(chance, state, path)


def _value(_: random.Random, state: Versions, path: Path_) -> Written:
    if text_of(at(state.base, path)) is None:
        return None
    put(state.ours, path, ONE)
    put(state.theirs, path, OTHER)
    return ONE, OTHER


def _removal(chance: random.Random, state: Versions, path: Path_) -> Written:
    old = at(state.base, path)
    inner = [below for below in places(old) if text_of(at(old, below)) is not None]
    changed, gone = chance.sample((state.ours, state.theirs), 2)
    if not inner or len(at(gone, path[:-1])) < 2:
        return None
    put(changed, (*path, *chance.choice(inner)), ONE)
    take(gone, path)
    return (ONE, "") if changed is state.ours else ("", ONE)


def _same_id(_: random.Random, state: Versions, path: Path_) -> Written:
    old = at(state.base, path)
    if not isinstance(old, list) or not old or not isinstance(old[0].value, dict):
        return None
    sample = bare(old[0].value)
    named = next((key for key in ("id", "title", "text", "name") if key in sample), None)
    if named is None:
        return None
    for tree, word in ((state.ours, ONE), (state.theirs, OTHER)):
        new = {**sample, named: "neu-und-gleich", "remarks": word}
        at(tree, path).append(Item(-1, numbered(new, iter(range(-(10**6), 0)))))
    return ONE, OTHER


def _same_key(_: random.Random, state: Versions, path: Path_) -> Written:
    old = at(state.base, path)
    if not isinstance(old, dict) or "remarks" in old:
        return None
    at(state.ours, path)["remarks"] = ONE
    at(state.theirs, path)["remarks"] = OTHER
    return ONE, OTHER


def _same_line(chance: random.Random, state: Versions, path: Path_) -> Written:
    old = at(state.base, path)
    if not isinstance(old, str) or old.count("\n") < 3:
        return None
    lines = old.split("\n")
    one = chance.randrange(len(lines) - 1)
    for tree, word in ((state.ours, ONE), (state.theirs, OTHER)):
        put(tree, path, "\n".join([*lines[:one], word, *lines[one + 1 :]]))
    return ONE, OTHER


def put(tree: Any, path: Path_, value: Any) -> None:
    holder = at(tree, path[:-1])
    if isinstance(holder, dict):
        holder[path[-1]] = value
    else:
        next(item for item in holder if item.number == path[-1]).value = value


def take(tree: Any, path: Path_) -> None:
    holder = at(tree, path[:-1])
    if isinstance(holder, dict):
        del holder[path[-1]]
    else:
        holder[:] = [item for item in holder if item.number != path[-1]]


@pytest.mark.many
@pytest.mark.parametrize("block", range(BLOCKS))
def test_edits_of_the_same_thing_are_always_a_conflict_that_shows_both(block: int) -> None:
    for number, chance in runs(block, short=50):
        state = versions(chance)
        written = contradiction(chance, state)
        while written is None:
            state = versions(chance)
            written = contradiction(chance, state)
        merged = state.merged()
        shown = f"{number}: {written}\n{state.text(state.ours).decode()}"
        assert merged is not None, shown
        assert merged.conflicts, shown
        for side, word, other in (("ours", *written), ("theirs", *reversed(written))):
            text = merged.text(side)  # type: ignore[arg-type]  # one of the two
            assert word in text, shown
            assert not other or other not in text, shown
            tree = bare(getattr(state, side))
            assert Counter(words(read_yaml("", text.encode()).data)) == Counter(words(tree)), shown
        content = merged.content(NAMES).decode()
        assert all(word in content for word in written), shown
        marks = [
            line[:7]
            for line in content.split("\n")
            if line[:7] in ("<<<<<<<", "=======", ">>>>>>>")
        ]
        assert marks == ["<<<<<<<", "=======", ">>>>>>>"] * merged.conflicts, shown


def words(value: Any) -> list[str]:
    """Return every scalar with its key, so that what a side had said can be counted."""
    if isinstance(value, dict):
        return [f"{key}: {word}" for key, item in value.items() for word in words(item)]
    if isinstance(value, list):
        return [word for item in value for word in words(item)]
    return [str(value)] if value is not None else []
