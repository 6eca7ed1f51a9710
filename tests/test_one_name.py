"""A name of a class or type means one thing in the whole package."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "ksnet"


def defined(module: ast.Module) -> Iterator[str]:
    """Yield the public classes and types that stand at the top of a module."""
    for node in module.body:
        match node:
            case ast.ClassDef(name=name) if not name.startswith("_"):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if re.fullmatch(r"[A-Z]\w*[a-z]\w*", name):
                    yield name


@pytest.mark.slow
def test_no_class_or_type_is_defined_under_one_name_in_two_modules() -> None:
    modules: dict[str, set[str]] = defaultdict(set)
    for path in PACKAGE.rglob("*.py"):
        for name in defined(ast.parse(path.read_text(encoding="utf-8"))):
            modules[name].add(path.relative_to(PACKAGE).as_posix())
    assert len(modules) > 500  # else nothing was looked at
    twice = {name: sorted(files) for name, files in modules.items() if len(files) > 1}
    assert not twice
