"""A name of a class, type, function or shared constant means one thing in the whole package."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import all_commands

PACKAGE = Path(__file__).parent.parent / "ksnet"
CHANGELOG = PACKAGE.parent / "CHANGELOG.md"


def defined(module: ast.Module) -> Iterator[str]:
    """Yield the public classes and types that stand at the top of a module."""
    for node in module.body:
        match node:
            case ast.ClassDef(name=name) if not name.startswith("_"):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if re.fullmatch(r"[A-Z]\w*[a-z]\w*", name):
                    yield name


def constants(module: ast.Module) -> Iterator[str]:
    """Yield the public constants that stand at the top of a module."""
    for node in module.body:
        match node:
            case ast.Assign(targets=[*targets]):
                names = [one for target in targets for one in ast.walk(target)]
            case ast.AnnAssign(target=target):
                names = [target]
            case _:
                continue
        for one in names:
            if isinstance(one, ast.Name) and re.fullmatch(r"[A-Z][A-Z0-9_]+", one.id):
                yield one.id


@pytest.mark.slow
def test_no_class_or_type_is_defined_under_one_name_in_two_modules() -> None:
    modules: dict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        for name in defined(ast.parse(path.read_text(encoding="utf-8"))):
            modules[name].add(path.relative_to(PACKAGE).as_posix())
    assert len(modules) > 500  # else nothing was looked at
    twice = {name: sorted(files) for name, files in modules.items() if len(files) > 1}
    assert not twice


@pytest.mark.slow
def test_no_two_constants_that_other_modules_read_have_one_name() -> None:
    defined_in: dict[str, set[str]] = defaultdict(set)
    read_from: dict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for name in constants(tree):
            defined_in[name].add(module.removesuffix(".__init__"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for one in node.names:
                    read_from[one.name].add(node.module)
    assert len(defined_in) > 500  # else nothing was looked at
    twice = {name: sorted(files & read_from[name]) for name, files in defined_in.items()}
    assert not {name: files for name, files in twice.items() if len(files) > 1}


# The same for two formats, or for two kinds of text: who knows one of them knows the other.
ALIKE = {"main", "frozen", "explanation", "duties", "hits", "may_contain"}
# A field of a class, and one of the schema that is made of it.
ALIKE |= {"field"}


@pytest.mark.slow
def test_no_function_is_defined_under_one_name_in_two_modules() -> None:
    # A command may be called what the function is called that does its work.
    commands = {part.replace("-", "_") for name in all_commands() for part in name.split()}
    modules: dict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        if path.name == "examples.py":  # texts by what they stand for
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                modules[node.name].add(path.relative_to(PACKAGE).as_posix())
    assert len(modules) > 1000  # else nothing was looked at
    twice = {name: sorted(files) for name, files in modules.items() if len(files) > 1}
    assert not {
        name: files
        for name, files in twice.items()
        if name not in ALIKE
        and not (name in commands and sum(not file.startswith("cli/") for file in files) <= 1)
    }


def test_the_changelog_tells_each_change_once_below_its_topic() -> None:
    """Git unites both sides of a merge there, which may bring back a list that was reordered."""
    seen: set[str] = set()
    topic = kind = ""
    for number, line in enumerate(CHANGELOG.read_text("utf-8").splitlines(), start=1):
        where = f"CHANGELOG.md:{number}: keep only your own lines, each in a list of its topic"
        match line.partition(" "):
            case "##", _, _:
                seen.clear()
                continue
            case "###", _, topic:
                kind = ""
                said = line
            case "####", _, kind:
                said = f"{topic}: {kind}"
            case "-", _, _:
                assert kind in {"Added", "Changed", "Fixed"}, where
                said = line
            case _:
                continue
        assert said not in seen, where
        seen.add(said)
