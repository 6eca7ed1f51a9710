"""Three readers, one meaning: the quick one, the exact one,
and ruamel.yaml, which writes the records.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from ksnet.basics.findings import Path, Span
from ksnet.basics.scalars import plain_scalar
from ksnet.rules.protection import texts as search
from ksnet.yamltext.reading import exact, nodes
from ksnet.yamltext.reading.canonical import read_canonical
from ksnet.yamltext.reading.characters import FORBIDDEN, ODD_SPACE, TYPOGRAPHIC
from ksnet.yamltext.reading.eaten import eaten_values
from ksnet.yamltext.reading.guard import guard
from ksnet.yamltext.reading.nodes import locate, names_on, stretch_at
from ksnet.yamltext.reading.outline import locate_canonical, names_in_canonical
from ksnet.yamltext.reading.scripts import _OTHER
from ksnet.yamltext.reading.segments import segments
from ksnet.yamltext.reading.slips import quotes
from ksnet.yamltext.reading.slips.lines import Line, structure
from ksnet.yamltext.reading.texts import canonical_texts
from ksnet.yamltext.reading.yaml import ParsedFile, read_yaml
from tests.mutating import rounds

ROOT = File(__file__).parent.parent
RECORDS = sorted((ROOT / "data").rglob("*.yaml"))
PATIENCE = 1.0  # seconds of processor time; a reader that backtracks would take minutes

_SCALARS = (
    "a", "Treffen 12", "Straße 5", "2026-09-16", "13:30", "05974040", "null", "~", "true", "no", "'05974040'", '"a: b # c"', "'it''s'", r'"\t"', '""', "''",
    '"a" # b', "a # b", "a #b", "a#b", "a: b", "a:b", "a:", "a ", " a", "a\tb", "- a", "-a", "-", "?", "? a", "?a", ":", ":a", "<<", "=", "&a b", "*a", "!a b", "a & b",
    "@a", "`a`", "%a", "#a", "|", "|-", "|+", "|2", ">", ">-", "| # c", "[]", "{}", "[a]", "[a, b]", "[a, 'b', \"c\"]", "[a,b]", "[a, ]", "[ a ]", "[a b]", "[a: b]", "[a:b]",
    "[a, {text: b c}]", "{a: b}", "{a: b, a: c}", "{a: null}", "{start: null}", "{a: }", "{a}", "{a: b}:", "[a]: b", "{a: [b, {c: d}]}", "{\"a\": b}", "[a #b]", "[a*, b&c]", "[a &b]",
    "[*a]", "[&a b]", "[-a]", "[a-]", "[a -]", "[- a]", "[<<]", "{<<: a}", "[[a], [b]]", "[", "]", "{", "}", '"a', "'a", '"a"b', "...", "---", "\N{NO-BREAK SPACE}a", "(a)", "§ 9", "„a“",
    "a,b", "a]", "a}", "https://a.b/c?d=e&f#g", "{url: https://a.b}", "x" * 130, "[" * 70 + "]" * 70,
)  # fmt: skip
_KEYS = (
    "a",
    "b",
    "id",
    "start",
    "title",
    "text",
    "since",
    "null",
    "y",
    "a-b",
    "a_b",
    "a b",
    "1",
    "A",
    "ä",
    "'a'",
    '"a"',
    "<<",
    "x" * 130,
    "?",
)
_STARTS = ("", "", "", "- ", "- ", "-", "-  ", "- - ", "? ", "# ", "--- ", "%YAML ", "...")


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Return lines that look like a record, more or less:
    mostly right indentation, values of every kind.
    """
    lines = []
    indent = 0
    for _ in range(draw(st.integers(1, 9))):
        indent = max(0, indent + draw(st.sampled_from((0, 0, 0, 2, 2, -2, -2, 4, 1, -1))))
        kind = draw(st.integers(0, 9))
        if kind == 0:
            lines.append(draw(st.sampled_from(("", "", "  ", "# a", " # a", "\t"))))
            continue
        start = draw(st.sampled_from(_STARTS)) if kind < 5 else ""
        key = f"{draw(st.sampled_from(_KEYS))}:" if kind > 1 else ""
        value = draw(st.sampled_from(_SCALARS)) if draw(st.booleans()) else ""
        lines.append(" " * indent + start + (f"{key} {value}" if key and value else key or value))
    return "\n".join(lines) + draw(st.sampled_from(("\n", "\n", "\n", "", "\n\n", "\n  \n")))


def assert_the_same(text: str) -> bool:
    """Assert that the quick reader either declines or says what the exact one says;
    return whether it read.

    Where it read, the texts of the file are those that libyaml sees.
    """
    guarded = guard("f", text.encode("utf-8", "replace"))
    if guarded.text is None or guarded.check_depth:
        return False
    before = time.process_time()
    quick = read_canonical(guarded.text)
    assert time.process_time() - before < PATIENCE
    if quick is None:
        return False
    document = exact.read_exactly(ParsedFile("f", guarded.text, None), check_depth=False)
    assert document.faults == []
    assert quick == document.data
    assert _order(quick) == _order(document.data)
    written = (segment.text for segment in segments(guarded.text) if segment.text)
    assert Counter(canonical_texts(guarded.text)) == Counter(written)
    assert list(eaten_values(document)) == []  # for which `may_be_eaten` answers
    assert_the_same_places(guarded.text, quick)
    return True


def assert_the_same_places(text: str, data: dict[str, Any]) -> None:
    """Assert that keys and values, also such that are not there, stand where libyaml says."""
    steps: list[Path] = [(), (0,), (1,), ("nowhere",), (0, "nowhere"), (0, 0, "nowhere")]
    for path in [(), *_paths(data, ())]:
        for more in steps:
            names = names_in_canonical(text, (*path, *more))
            assert names in (None, names_on(text, (*path, *more)))
            for on in ("key", "value"):
                place = (*path, *more)
                assert locate_canonical(text, place, on) == locate(text, place, on), (place, on)


def _paths(value: Any, path: Path) -> Iterator[Path]:
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in entries:
        yield (*path, step)
        if isinstance(inner, dict | list):
            yield from _paths(inner, (*path, step))


def _order(value: Any) -> Any:
    """Return the order of keys, which `==` does not look at."""
    if isinstance(value, dict):
        return [(key, _order(item)) for key, item in value.items()]
    return [_order(item) for item in value] if isinstance(value, list) else value


def mutated(text: str, rng: random.Random) -> str:
    """Return the text with a few small changes of the kind that people and editors make."""
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(text) + 1)
        match rng.randrange(5):
            case 0:
                text = text[:at] + text[at + rng.randint(1, 3) :]
            case 1:
                text = text[:at] + rng.choice("\n \t:-#'\"[]{},|>&*!%@`?<~\\\u00a0ä0") + text[at:]
            case 2:
                text = (
                    text[:at]
                    + rng.choice(
                        ("\n", ": ", " #", "\n  ", "\n- ", "\n  - ", " - ", "|\n", "''", "- ")
                    )
                    + text[at:]
                )
            case 3:
                text = text[:at] + rng.choice(_SCALARS) + text[at:]
            case _:
                end = text.find("\n", at)
                text = text[:at] + text[end:] if end >= 0 else text
    return text


@given(documents())
@settings(derandomize=True)
def test_the_quick_reader_says_what_the_exact_one_says(text: str) -> None:
    assert_the_same(text)


@pytest.mark.slow
def test_the_quick_reader_agrees_or_declines_on_damaged_records() -> None:
    rng = random.Random(9)
    texts = [path.read_text(encoding="utf-8")[:1500] for path in RECORDS]
    read_quickly = [assert_the_same(mutated(rng.choice(texts), rng)) for _ in rounds(600)]
    assert sum(read_quickly) > len(read_quickly) / 7


def test_the_quick_reader_reads_all_records_of_the_project() -> None:
    assert RECORDS
    assert all(assert_the_same(path.read_text(encoding="utf-8")) for path in RECORDS)


def test_every_shape_stands_where_the_exact_reader_says() -> None:
    assert assert_the_same(
        "# first\n\na: null\nb:\nc: ''\nd: |\n  one\n\n  two\n# between\ne:\n"
        "  - []\n  - {}\n  - [[], {a: [], b: {c: 'd, e'}}, f g]\n  - |-\n    three\n"
        "  - f:\n    g: |\n      four\n    # below\n    h:\n        - i: [j]\n      # last\n  - k\nl: {m: n}\n"
    )
    assert assert_the_same(
        "a:\n  - id: b\n  - {c: d, id: 'e f'}\n  - id: 12\n  - id:\n  - id: null\n  - g\nh: [{id: i}]\n"
    )
    assert names_in_canonical("a:\n  - {b: c, id: 'd e'}\n", ("a", 0)) == ("a", "d e")


@pytest.mark.parametrize("name", ["[b]", "{b: c}", "|\n      b"])
def test_a_name_that_is_no_word_is_left_to_the_exact_reader(name: str) -> None:
    text = f"a:\n  - id: {name}\n"
    assert read_canonical(text) is not None
    assert names_in_canonical(text, ("a", 0)) is None


def test_what_is_nested_deeply_is_left_to_the_exact_reader() -> None:
    deep = "".join(f"{' ' * level}a:\n" for level in range(70)) + " " * 70 + "b: c\n"
    assert read_canonical(deep) is not None
    assert locate_canonical(deep, ("a", "a"), "value") is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: 1\na: 2\n", id="duplicate key"),
        pytest.param("a:\na: 2\n", id="duplicate of an empty key"),
        pytest.param("a: {b: 1, b: 2}\n", id="duplicate key in braces"),
        pytest.param("a: &x b\n", id="anchor"),
        pytest.param("a: *x\n", id="alias"),
        pytest.param("a: !x b\n", id="tag"),
        pytest.param("<<: a\n", id="merge key"),
        pytest.param("a: <<\n", id="merge key as a value"),
        pytest.param("a: b\n---\nc: d\n", id="second document"),
        pytest.param('a: "\\x41"\n', id="escape"),
        pytest.param("a: b\n  c\n", id="text over two lines"),
        pytest.param("a: b", id="no final newline"),
        pytest.param("a: |\n  b\n\nzuHause: c\n", id="a sentence behind a text"),
        pytest.param("a: |\n  b\ne-mail: c\n", id="a sentence behind a text, with a hyphen"),
        pytest.param("a:\n- b\n", id="list not indented"),
        pytest.param("a:\tb\n", id="tab"),
        pytest.param("# nothing\n", id="empty"),
        pytest.param("- a\n", id="no mapping"),
    ],
)
def test_the_quick_reader_declines(text: str) -> None:
    assert read_canonical(text) is None


def test_what_was_read_belongs_to_its_reader() -> None:
    text = "a: [b, {c: [d]}]\ne:\n  - {f: [g]}\n"
    first = read_canonical(text)
    assert first is not None
    first["a"][1]["c"].append("changed")
    first["e"][0]["f"].append("changed")
    assert read_canonical(text) == {"a": ["b", {"c": ["d"]}], "e": [{"f": ["g"]}]}


def test_the_quick_reader_never_takes_long() -> None:
    hostile: tuple[str, ...] = (
        *(
            "a" * 200_000,
            " " * 200_000,
            "- " * 100_000,
            "a: " * 60_000,
            "[" * 200_000,
            "a:\n" * 60_000,
        ),
        *(
            "a: " + "[a, " * 60_000,
            "a: '" + "''" * 90_000,
            'a: "' + "\\" * 180_000,
            "a: [" + "a " * 90_000,
        ),
        *("a: [" + "a, " * 60_000 + "]", "a: |\n" + "\n" * 200_000 + "b", "a: " + " #" * 90_000),
    )
    for text in hostile:
        before = time.process_time()
        read_canonical(text + "\n")
        assert time.process_time() - before < PATIENCE, text[:20]


def test_the_quick_look_for_typographic_quotes_misses_no_line() -> None:
    rng = random.Random(6)
    texts = [path.read_text(encoding="utf-8")[:1500] for path in RECORDS]
    found = []
    for _ in rounds(300):
        text = mutated(rng.choice(texts), rng)
        for sign in rng.choices(("„a“", '„a"', "»a b«", "„", "“", "[„a“, b]", "{„b“: ‚c‘}"), k=3):
            at = rng.choice([match.end() for match in re.finditer(r": |- |\n|\[|$", text)])
            text = text[:at] + sign + text[at:]
        expected = [
            line
            for line in structure(text)
            if isinstance(line, Line) and any(True for _ in quotes._quoted(line))
        ]
        mended = [line for line in quotes._lines(text) if any(True for _ in quotes._quoted(line))]
        assert mended == expected
        found.append(bool(mended))
    assert sum(found) > len(found) / 6


def _by_ruamel(text: str) -> Any:
    """Read with the round-trip loader of ruamel.yaml, scalars as text."""
    return _plain(YAML(typ="rt", pure=True).compose(text))


def _plain(node: Any) -> Any:
    if isinstance(node, ScalarNode):
        if node.style == ">":
            return node.value.replace("\a", "")  # where it remembers a line was folded
        return plain_scalar(node.value) if node.style in (None, "") else node.value
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    assert isinstance(node, MappingNode)
    return {key.value: _plain(value) for key, value in node.value}


def assert_ruamel_agrees(text: str) -> bool:
    document = read_yaml("f", text.encode("utf-8", "replace"))
    if document.data is None or document.faults:
        return False
    try:
        by_ruamel = _by_ruamel(document.text)
    except YAMLError:
        return False  # stricter than libyaml, as with a tab behind a value; what it cannot read it does not write
    assert _order(by_ruamel) == _order(document.data)
    return True


@given(documents())
@settings(derandomize=True)
def test_the_writer_reads_what_we_read(text: str) -> None:
    assert_ruamel_agrees(text)


def test_the_writer_reads_damaged_records_as_we_do() -> None:
    rng = random.Random(4)
    texts = [path.read_text(encoding="utf-8")[:800] for path in RECORDS]
    read = [assert_ruamel_agrees(mutated(rng.choice(texts), rng)) for _ in rounds(150)]
    assert sum(read) > len(read) / 5


_SECRETS = (
    "Familie Beispielmann", "Familie\n  Beispielmann", "geb. 12.03.2015", "Mia (7)", "Kind M.", "Frau Dr. Muster", "Inobhutnahme", "am 3.4.2024", "3 F 12/24",
    "**Familie** Muster", "Familie # Muster", "wohnhaft in der Hauptstraße 5", "*12.03.2015", "Jugendliche", "Erika Muster", "# Familie Muster\n", "\n  # Familie\n  # Muster\n",
)  # fmt: skip


def test_a_usual_text_holds_nothing_that_a_closer_look_would_find() -> None:
    letters = [chr(number) for number in range(0x20, 0x10000) if not 0xD800 <= number < 0xE000]
    usual = {one for one in letters if guard("f", f"name: a{one}b\n".encode()).usual}
    assert {*"aZ0 äöüÄÖÜß§–"} <= usual
    for sought in (FORBIDDEN, ODD_SPACE, TYPOGRAPHIC, _OTHER):
        assert not usual & {*filter(sought.search, letters)}, sought


def test_the_value_at_a_position_is_found_without_looking_at_every_entry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "".join(f"- id: a{number}\n  name: [B, C]\n" for number in range(1000))
    looked_at, end = Counter[str](), nodes._end

    def counted(node: Any) -> tuple[int, int]:
        looked_at["nodes"] += 1
        return end(node)

    monkeypatch.setattr(nodes, "_end", counted)
    spans = [stretch_at(text, line, 13) for line in range(2, 2001, 2)]
    assert spans == [Span(line, 13, line, 14) for line in range(2, 2001, 2)]
    assert looked_at["nodes"] < 10 * len(spans)


@pytest.mark.slow
def test_the_quick_look_for_case_data_and_names_misses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = random.Random(5)
    texts = [path.read_text(encoding="utf-8") for path in RECORDS]
    people = search._People(frozenset({"Muster"}), ("Erika Muster",))
    found = []
    for _ in rounds(300):
        text = rng.choice(texts)
        for secret in rng.choices(_SECRETS, k=2):
            at = rng.choice([match.start() for match in re.finditer(" |$", text)])
            text = f"{text[:at]} {secret}{text[at:]}"
        guarded = guard("f", text.encode()).text
        if guarded is None:
            continue
        quick = list(search._search("f", guarded, people))
        with monkeypatch.context() as patched:
            patched.setattr(search, "_may_find", lambda *_: True)
            assert quick == list(search._search("f", guarded, people))
        found.append(read_canonical(guarded) is not None and bool(quick))
    assert sum(found) > len(found) / 6
