"""The canonical form: what `ksnet fmt` writes, and that it never changes what a record says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ksnet.basics.scalars import Plain
from ksnet.records.event import EventRecord
from ksnet.records.members import MembersRecord
from ksnet.records.network import NetworkRecord
from ksnet.yamltext.form.formatting import form_faults, format_file
from ksnet.yamltext.form.quick import plainly_canonical
from ksnet.yamltext.reading.comments import comments
from ksnet.yamltext.reading.yaml import read_yaml
from ksnet.yamltext.rules.files import CRLF_LINE_ENDS
from ksnet.yamltext.rules.form import CANONICAL_FORM


def formatted(text: str, model: type = EventRecord) -> str:
    result = format_file("x.yaml", text.encode(), model)
    assert result.content is not None, result.problem
    return result.content.decode()


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("order of keys", "status: geplant\ntitle: Treffen\n", "title: Treffen\nstatus: geplant\n"),
        ("indentation", "location:\n     name: Rathaus\n     city: Soest\n", "location:\n  name: Rathaus\n  city: Soest\n"),
        ("lists below their key", "agenda:\n- title: Begrüßung\n  kind: begruessung\n", "agenda:\n  - title: Begrüßung\n    kind: begruessung\n"),
        ("blanks after colon and dash", "title:    Treffen\ntopics:\n-   schule\n", "title: Treffen\ntopics:\n  - schule\n"),
        ("blanks at the end", "title: Treffen  \nkind: workshop\t\n", "title: Treffen\nkind: workshop\n"),
        ("final newline", "title: Treffen", "title: Treffen\n"),
        ("lines at the end", "title: Treffen\n\n\n", "title: Treffen\n"),
        ("blanks in brackets", "groups: [ a,b ]\n", "groups: [a, b]\n"),
        ("brackets over several lines", "groups: [a,\n   b]\n", "groups:\n  - a\n  - b\n"),
        ("text in brackets", "location: {name: Haus am See, city: Soest}\n", "location:\n  name: Haus am See\n  city: Soest\n"),
        ("one text in brackets stays", "organisers: [{text: Stadt Köln}]\n", "organisers: [{text: Stadt Köln}]\n"),
        ("nothing in brackets stays", "minutes: {status: offen, taken_by: null, document: ~}\n", "minutes: {status: offen, taken_by: null, document: ~}\n"),
        ("quoted text in brackets stays", 'registration: {until: 2025-05-03, url: "https://x.de"}\n', 'registration: {until: 2025-05-03, url: "https://x.de"}\n'),
        ("quotes are never removed", "title: 'Treffen'\nkind: \"workshop\"\n", "title: 'Treffen'\nkind: \"workshop\"\n"),
        ("quotes where others misread", "title: 2025\ntopics: [013, no]\ndate_note: 13:30\n", 'title: "2025"\ndate_note: "13:30"\ntopics: ["013", "no"]\n'),
        ("dates and numbers get none", "start: 2025-05-21 13:30\nduration_minutes: 45\npublic: true\n", "start: 2025-05-21 13:30\nduration_minutes: 45\npublic: true\n"),
        ("a quote for a text that stands for a list", "organisers: [013]\n", 'organisers: ["013"]\n'),
        ("document mark", "---\ntitle: Treffen\n...\n", "title: Treffen\n"),
        ("explicit keys", "? title\n: Treffen\n", "title: Treffen\n"),
        ("nulls stay", "start: null\nend: ~\nchair:\n", "start: null\nend: ~\nchair:\n"),
        ("byte order mark and CRLF", "\ufefftitle: Treffen\r\nkind: workshop\r\n", "title: Treffen\nkind: workshop\n"),
        ("unknown keys stay behind the one before", "title: Treffen\nort: Soest\nstatus: geplant\nkind: workshop\n", "title: Treffen\nort: Soest\nkind: workshop\nstatus: geplant\n"),
        ("literal text is indented like the rest", "summary: |\n     Zeile\n\n       eingerückt\n", "summary: |\n  Zeile\n\n    eingerückt\n"),
        ("literal text keeps blanks that mean a line break", "summary: |\n    Zeile  \n    zwei\n", "summary: |\n  Zeile  \n  zwei\n"),
        ("literal text with its own indentation", "summary: |3-\n    Zeile\n   zwei\n", "summary: |2-\n   Zeile\n  zwei\n"),
        ("literal text without final newline", "summary: |\n  Zeile", "summary: |\n  Zeile\n"),
        ("kept lines at the end", "summary: |+\n   Zeile\n\n\n", "summary: |+\n  Zeile\n\n\n"),
        ("folded text", "summary: >-\n     eins\n     zwei\ntitle: a\n", "title: a\nsummary: >-\n  eins\n  zwei\n"),
        ("long text over several lines is not wrapped again", "title: eins\n       zwei\n\n       drei\n", "title: eins\n  zwei\n\n  drei\n"),
        ("quoted text over several lines", 'title: "eins  \n     zwei \\\n     drei"\n', 'title: "eins\n  zwei \\\n  drei"\n'),
        ("a list in a list", "agenda:\n- - a\n  - b\n-\n  - c\n", "agenda:\n  - - a\n    - b\n  - - c\n"),
    ],
)  # fmt: skip
def test_before_and_after(name: str, before: str, after: str) -> None:
    assert formatted(before) == after
    assert formatted(after) == after


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("before an entry", "# b\nkind: workshop\n# a\ntitle: T\n", "# a\ntitle: T\n# b\nkind: workshop\n"),
        ("on the line", "kind: workshop   # b\ntitle: T # a\n", "title: T # a\nkind: workshop   # b\n"),
        ("the head of the file stays", "# Kopf\n\n# b\nkind: workshop\ntitle: T\n", "# Kopf\n\ntitle: T\n# b\nkind: workshop\n"),
        ("at the end of a list", "agenda:\n  - title: a\n  # noch offen\ntopics: [x]\n", "agenda:\n  - title: a\n  # noch offen\ntopics: [x]\n"),
        ("at the end of the file", "title: T\n# Ende\n", "title: T\n# Ende\n"),
        ("at the end of a moved list", "topics:\n- x\n- z\n # hier\nagenda:\n- title: a\n", "agenda:\n  - title: a\ntopics:\n  - x\n  - z\n  # hier\n"),
        ("behind a key and a dash", "agenda: # c\n  - # d\n    title: a\n", "agenda: # c\n  # d\n  - title: a\n"),
        ("behind the head of a text", "summary: | # Markdown\n  # Überschrift\n", "summary: | # Markdown\n  # Überschrift\n"),
        ("in brackets", "groups: [a, # erste\n  # zweite\n  b] # Ende\n", "groups:\n  - a # erste\n  # zweite\n  - b # Ende\n"),
        ("between key and value", "title: # c\n  # d\n  T\n", "# d\ntitle: T # c\n"),
        ("before a moved first key of an item", "agenda:\n  # e\n  - kind: bericht\n    # t\n    title: a\n", "agenda:\n  # e\n  # t\n  - title: a\n    kind: bericht\n"),
        ("not in quotes", "title: 'a # b' # c\ntheme: a#b\n", "title: 'a # b' # c\ntheme: a#b\n"),
        ("blank lines stay", "title: T\n\n# x\n\nkind: workshop\n", "title: T\n\n# x\n\nkind: workshop\n"),
    ],
)  # fmt: skip
def test_comments_keep_their_places(name: str, before: str, after: str) -> None:
    assert formatted(before) == after
    assert formatted(after) == after


def test_the_order_is_that_of_the_data_format() -> None:
    people = "members:\n  - people:\n      - publication: {basis: einwilligung}\n        since: 2024\n        family_name: X\n        id: x\n    since: 2023\n    groups: [g]\n    id: m\n"
    assert formatted(people, MembersRecord) == (
        "members:\n  - id: m\n    groups: [g]\n    since: 2023\n    people:\n      - id: x\n        family_name: X\n        since: 2024\n        publication: {basis: einwilligung}\n"
    )
    offices = "youth_offices:\n  - since: 2024\n    sources: [q]\n    key: 05974040\n    id: a\n    name: A\n"
    assert formatted(offices, NetworkRecord) == (
        'youth_offices:\n  - id: a\n    name: A\n    key: "05974040"\n    since: 2024\n    sources: [q]\n'
    )


@pytest.mark.parametrize(
    "text", ["title: a\ntitle: b\n", "title: &x a\n", "title: [\n", "a: b\n---\nc: d\n", "- a\n", "", "# nur\n", "\ttitle: a\n", "title: \u202e\n", "? [a]\n: b\n"]
)  # fmt: skip
def test_a_broken_file_is_never_touched(text: str) -> None:
    result = format_file("x.yaml", text.encode(), EventRecord)
    assert result.content is None
    assert result.problem


def test_an_end_stands_last_but_where_the_format_says_otherwise() -> None:
    network = "name: A\nfounded: 2024\nuntil: 2026\ncomplete_since: 2025\nmotto: B\n"
    assert formatted(network, NetworkRecord) == network
    event = "registration:\n  until: 2025-05-03\n  url: https://x.de\n  seats: 3\n"
    assert formatted(event) == event


def test_a_blank_before_a_closing_bracket_is_not_canonical() -> None:
    text = "title: T\nkind: fachtag\nqualification: {hours: 3 }\n"
    assert formatted(text) == text.replace(" }", "}")
    faults = form_faults(read_yaml("x.yaml", text.encode()), EventRecord)
    assert [fault.rule for fault in faults] == [CANONICAL_FORM]


def test_the_own_records_are_canonical() -> None:
    files = sorted((Path(__file__).parent.parent / "data").rglob("*.yaml"))
    assert files
    for file in files:
        model = {"network.yaml": NetworkRecord, "members.yaml": MembersRecord}.get(
            file.name, EventRecord
        )
        if "plans" not in file.parts:
            assert formatted(file.read_text(encoding="utf-8"), model) == file.read_text(
                encoding="utf-8"
            ), file


# A generator of files as people might write them: any indentation, comments everywhere, all styles
# of text.
_WORDS = st.sampled_from(["Treffen", "Köln, Soest", "a: b", "# x", "„gut“", "2025-05-21", "013", "no", "null", "x" * 200, "a #b", "- a", "ja", "'", '"', "\\n", "a\tb", "👍", "{x}", "[y]", "&z", ""])  # fmt: skip
_KEYS = st.sampled_from(["title", "kind", "start", "status", "location", "agenda", "topics", "attendance", "summary", "sources", "ort", "weiß", "name"])  # fmt: skip
_NOTE = st.sampled_from(["", "", "", " # Notiz", "   # – „Zitat“", "\t# tab"])


@st.composite
def _scalar(draw: st.DrawFn, indent: int) -> str:
    word = draw(_WORDS)
    style = draw(
        st.sampled_from(["plain", "plain", "single", "double", "literal", "folded", "long", "flow"])
    )
    note = draw(_NOTE)
    blanks = " " * (indent + draw(st.integers(1, 4)))
    if style == "single":
        return " '" + word.replace("'", "''") + "'" + note + "\n"
    if style == "double":
        return (
            ' "'
            + word.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
            + '"'
            + note
            + "\n"
        )
    if style in ("literal", "folded"):
        end = draw(st.sampled_from(["", "-", "+"]))
        more = draw(
            st.lists(
                st.sampled_from(["eins", "# zwei", "  drei", "", "vier  ", "      "]), max_size=4
            )
        )
        head = "|" if style == "literal" else ">"
        return f" {head}{end}{note}\n" + "".join(
            f"{blanks if line.strip() else ''}{line}\n" for line in ["null", *more]
        )
    if style == "long":
        return f" eins\n{blanks}zwei{draw(st.sampled_from(['', '  ']))}\n\n{blanks}drei{note}\n"
    if style == "flow":
        items = draw(st.lists(st.sampled_from(["a", "Köln", "'x, y'", "{text: Stadt Köln}", "{a: b, c: D E}", "013", "[]", "k: v"]), max_size=3))  # fmt: skip
        gap = draw(st.sampled_from([", ", ",", f",\n{blanks}", f", # c\n{blanks}"]))
        return " [" + gap.join(items) + "]" + note + "\n"
    return f" {word}{note}\n"


@st.composite
def _mapping(draw: st.DrawFn, indent: int, depth: int) -> str:
    result = ""
    for key in draw(st.lists(_KEYS, min_size=1, max_size=4, unique=True)):
        result += draw(_between(indent)) + " " * indent + key + ":"
        result += draw(_value(indent, depth))
    return result


@st.composite
def _between(draw: st.DrawFn, indent: int) -> str:
    lines = draw(
        st.lists(st.sampled_from(["", "# Bemerkung", "  # weiter rechts", "#"]), max_size=2)
    )
    shift = draw(st.sampled_from([0, 0, 0, 2, -2]))
    return "".join((" " * max(0, indent + shift) + line if line else "") + "\n" for line in lines)


@st.composite
def _value(draw: st.DrawFn, indent: int, depth: int) -> str:
    kind = draw(st.sampled_from(["scalar", "scalar", "mapping", "list"])) if depth else "scalar"
    note = draw(_NOTE)
    if kind == "mapping":
        return note + "\n" + draw(_mapping(indent + draw(st.integers(1, 4)), depth - 1))
    if kind == "list":
        deeper = indent + draw(st.sampled_from([0, 2, 4]))
        result = note + "\n"
        for _ in range(draw(st.integers(1, 3))):
            result += draw(_between(deeper)) + " " * deeper + "-"
            if draw(st.booleans()):
                inner = draw(_mapping(deeper + 2, depth - 1))
                result += (
                    "\n" + inner if inner.lstrip(" ")[:1] in "#\n" else " " + inner.lstrip(" ")
                )
            else:
                result += draw(_scalar(deeper))
        return result
    return draw(_scalar(indent))


@pytest.mark.slow
@given(_mapping(0, 3))
@example("title: {x}\t# ein Tabulator\n")
@example("title: Treffen\nkind:\n- Treffen\n-\n")  # an entry without a value is no missing dash
def test_formatting_keeps_data_and_comments_and_settles_at_once(text: str) -> None:
    document = read_yaml("x.yaml", text.encode())
    result = format_file("x.yaml", text.encode(), EventRecord)
    if any(fault.rule is not CRLF_LINE_ENDS for fault in document.faults):
        assert result.content is None
        return
    assert result.content is not None, result.problem
    after = result.content.decode()
    assert plain(read_yaml("x.yaml", result.content).data) == plain(document.data)
    assert Counter(c.text for c in comments(after)) == Counter(c.text for c in comments(text))
    again = format_file("x.yaml", result.content, EventRecord)
    assert again.content == result.content
    assert list(form_faults(read_yaml("x.yaml", result.content), EventRecord)) == []
    if plainly_canonical(text, document.data or {}, EventRecord):
        assert not any(fault.rule is CANONICAL_FORM for fault in form_faults(document, EventRecord))
        from ksnet.yamltext.form.layout import layout

        assert layout(text, EventRecord) == text


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.text if isinstance(value, Plain) else value
