"""Edits of a file's text: they say what was meant, and leave every other line alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ksnet
from ksnet.basics.scalars import Plain
from ksnet.records.event import EventRecord
from ksnet.records.model import BaseModel
from ksnet.records.structure import fields_of
from ksnet.repository import Repository
from ksnet.yamltext.edits.draft import Draft, EditProblem
from ksnet.yamltext.edits.render import canonical_text
from ksnet.yamltext.form.formatting import format_file
from ksnet.yamltext.reading.yaml import read_yaml
from tests.conftest import ROOT
from tests.test_form import _mapping as untidy_text


def draft(text: str, model: type[BaseModel] = EventRecord) -> Draft:
    return Draft("x.yaml", text.encode(), model)


def edited(text: str, edit: tuple[Any, ...], model: type[BaseModel] = EventRecord) -> str:
    changed = draft(text, model)
    how, *arguments = edit
    getattr(changed, how)(*arguments)
    return changed.content.decode()


DAY = dt.date(2026, 6, 30)
EDITS = [
    ("a scalar, its comment stays", "title: A # Titel\nkind: fachtag\n", ("put", ("title",), "B"), "title: B # Titel\nkind: fachtag\n"),
    ("a scalar in quotes keeps them", "title: 'A'\n", ("put", ("title",), "B"), "title: 'B'\n"),
    ("a scalar that needs quotes", "title: A\n", ("put", ("title",), "B: C"), 'title: "B: C"\n'),
    ("a text that others misread", "title: A\n", ("put", ("title",), "2026"), 'title: "2026"\n'),
    ("a date that is none of them", "start: 2026-01-01\n", ("put", ("start",), "2026-06-30 14:00"), "start: 2026-06-30 14:00\n"),
    ("a day", "start: 2026-01-01\n", ("put", ("start",), DAY), "start: 2026-06-30\n"),
    ("a value that was empty", "title:\nkind: x\n", ("put", ("title",), "B"), "title: B\nkind: x\n"),
    ("a value that was null", "end: null # offen\n", ("put", ("end",), DAY), "end: 2026-06-30 # offen\n"),
    ("a long text for a short one", "title: A # c\nkind: x\n", ("put", ("title",), "a\nb\n"), "title: | # c\n  a\n  b\nkind: x\n"),
    ("a short text for a long one", "summary: |  # c\n  a\n\n  b\nkind: x\n", ("put", ("summary",), "kurz"), "summary: kurz  # c\nkind: x\n"),
    ("a short list for a long one", "topics:\n  - a\n  # c\n  - b\nkind: x\n", ("put", ("topics",), ["c"]), "topics: [c]\nkind: x\n"),
    ("a key at its place", "title: A\n# zur Art\nkind: x\nstatus: y\n", ("put", ("start",), DAY), "title: A\n# zur Art\nkind: x\nstart: 2026-06-30\nstatus: y\n"),
    ("a key at the front", "# Kopf\nkind: x\n", ("put", ("title",), "A"), "# Kopf\ntitle: A\nkind: x\n"),
    ("a key at the front of an item", "agenda:\n  - kind: vortrag # v\n    text: t\n", ("put", ("agenda", 0, "title"), "A"), "agenda:\n  - title: A\n    kind: vortrag # v\n    text: t\n"),
    ("a key among others in odd order", "status: y\ntitle: A\n", ("put", ("kind",), "x"), "status: y\ntitle: A\nkind: x\n"),
    ("a key behind the tail of a list", "topics:\n  - a\n    # zu a\n\n# zum Stand\nminutes: {status: offen}\n", ("put", ("tasks",), ["begleitung"]), "topics:\n  - a\n    # zu a\ntasks: [begleitung]\n\n# zum Stand\nminutes: {status: offen}\n"),
    ("a key at the end without newline", "title: A", ("put", ("kind",), "x"), "title: A\nkind: x"),
    ("a key within brackets", "minutes: {status: offen} # m\n", ("put", ("minutes", "confidential"), True), "minutes: {status: offen, confidential: true} # m\n"),
    ("a key first within brackets", "minutes: {confidential: true}\n", ("put", ("minutes", "status"), "offen"), "minutes: {status: offen, confidential: true}\n"),
    ("a second text within brackets", "organisers: [{text: Stadt Köln}]\nlocation: {name: Haus A}\n", ("put", ("location", "city"), "Soest"), 'organisers: [{text: Stadt Köln}]\nlocation: {name: "Haus A", city: "Soest"}\n'),
    ("a key of a mapping that is missing", "title: A\n", ("put", ("location", "city"), "Soest"), "title: A\nlocation:\n  city: Soest\n"),
    ("a key of a mapping that is empty", "title: A\nlocation:\nstatus: y\n", ("put", ("location", "city"), "Soest"), "title: A\nlocation:\n  city: Soest\nstatus: y\n"),
    ("a key of a shorthand", "organisers: [a, b]\n", ("put", ("organisers", 1, "text"), "B"), 'organisers: [a, {id: b, text: "B"}]\n'),
    ("a key of a shorthand in a list", "organisers:\n  - a # c\n  - b\n", ("put", ("organisers", 0, "text"), "B"), "organisers:\n  - id: a # c\n    text: B\n  - b\n"),
    ("an item", "topics:\n  - a # c\n# zum Stand\nstatus: y\n", ("append", ("topics",), "b"), "topics:\n  - a # c\n  - b\n# zum Stand\nstatus: y\n"),
    ("an item in a list that stands far left", "topics:\n- a\nstatus: y\n", ("append", ("topics",), "b"), "topics:\n- a\n- b\nstatus: y\n"),
    ("an item in brackets", "topics: [a] # c\n", ("append", ("topics",), "b"), "topics: [a, b] # c\n"),
    ("an item that needs quotes, in brackets", "topics: [a]\n", ("append", ("topics",), "013"), 'topics: [a, "013"]\n'),
    ("an item in empty brackets", "topics: []\n", ("append", ("topics",), "b"), "topics: [b]\n"),
    ("an entry in empty brackets", "agenda: [] # leer\n", ("append", ("agenda",), {"title": "A B", "kind": "vortrag"}), 'agenda: [{title: "A B", kind: vortrag}] # leer\n'),
    ("a large entry in empty brackets", "agenda: [] # leer\n", ("append", ("agenda",), {"title": "A", "kind": "vortrag", "text": "t"}), "agenda: # leer\n  - title: A\n    kind: vortrag\n    text: t\n"),
    ("a large entry beside brackets", "results: [{text: ab}] # c\n", ("append", ("results",), {"kind": "absprache", "text": "x y", "due": "2026"}), "results: # c\n  - {text: ab}\n  - kind: absprache\n    text: x y\n    due: 2026\n"),
    ("the first item", "title: A\n", ("append", ("topics",), "b"), "title: A\ntopics: [b]\n"),
    ("the first item where a key stands empty", "topics:\n# c\ntitle: A\n", ("append", ("topics",), "b"), "topics: [b]\n# c\ntitle: A\n"),
    ("a second one beside a single value", "attendance:\n  total: 90\n", ("append", ("attendance", "total"), {"count": 8, "of": "institutionen"}), "attendance:\n  total:\n    - 90\n    - count: 8\n      of: institutionen\n"),
    ("without a key", "title: A\nmode: x # c\n# zum Stand\nstatus: y\n", ("remove", ("mode",)), "title: A\n# zum Stand\nstatus: y\n"),
    ("without a key and its suppression", "title: A\n# gilt\n# ksnet: ignore[room-conflict] geht\nmode: x\nstatus: y\n", ("remove", ("mode",)), "title: A\n# gilt\nstatus: y\n"),
    ("without the first key of an item", "agenda:\n  - text: t\n    title: A\n", ("remove", ("agenda", 0, "text")), "agenda:\n  - title: A\n"),
    ("without the first key, with comments", "agenda:\n  - text: t\n    # c\n    title: A\n", ("remove", ("agenda", 0, "text")), "agenda:\n  - \n    # c\n    title: A\n"),
    ("without an item", "topics:\n  - a\n  - b # c\n  - d\n", ("remove", ("topics", 1)), "topics:\n  - a\n  - d\n"),
    ("without an item in brackets", "topics: [a, b, d]\n", ("remove", ("topics", 1)), "topics: [a, d]\n"),
    ("without the last item in brackets", "topics: [a, b]\n", ("remove", ("topics", 1)), "topics: [a]\n"),
    ("without the only item", "title: A\ntopics: [a]\n", ("remove", ("topics", 0)), "title: A\n"),
    ("without the only key", "title: A\nlocation:\n  city: X\n", ("remove", ("location", "city")), "title: A\n"),
    ("without the last line", "title: A\nkind: x", ("remove", ("kind",)), "title: A"),
    ("ids, quotes kept", "chair: a\norganisers: [a, 'b', {id: a}]\n", ("rename", [("chair",), ("organisers", 0, "id"), ("organisers", 2, "id")], "neu-1"), "chair: neu-1\norganisers: [neu-1, 'b', {id: neu-1}]\n"),
    ("an id that others misread", "chair: a\n", ("rename", [("chair",)], "013"), 'chair: "013"\n'),
    ("Windows stays Windows", "\ufefftitle: A\r\n# c\r\nkind: x\r\n", ("put", ("theme",), "B"), "\ufefftitle: A\r\ntheme: B\r\n# c\r\nkind: x\r\n"),
    ("mixed line ends stay", "title: A\nkind: x\r\nstatus: y\n", ("put", ("kind",), "z"), "title: A\nkind: z\r\nstatus: y\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "before", "edit", "after"), EDITS, ids=[case[0] for case in EDITS]
)
def test_an_edit(name: str, before: str, edit: tuple[Any, ...], after: str) -> None:
    assert edited(before, edit) == after


def test_what_cannot_be_read_is_not_edited() -> None:
    for text in ("title: [\n", "title: a\ntitle: b\n", "", "a: &x b\n"):
        with pytest.raises(EditProblem, match=r"ksnet validate x\.yaml"):
            draft(text)
    with pytest.raises(EditProblem):
        draft("title: A\n").put(("title",), "B\u202e")


FILES = [
    (model, (root / path).read_bytes())
    for root in (Path(ksnet.__file__).with_name("example"), ROOT)
    for path, model in sorted(Repository(root).models().items())
]
TEXTS = ["Müller & Söhne <GmbH>", "a: b", "# x", "2026", "„gut“", "no", "x, y", "eins\nzwei\n", "'", '"\\', "null", "~", "- a", " a", "a ", "{b}", "=1+1"]  # fmt: skip


def paths(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    pairs = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return [path, *(deeper for step, value in pairs for deeper in paths(value, (*path, step)))]


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def outside(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines of both texts between the first and the last that differ."""
    old, new = before.split("\n"), after.split("\n")
    same = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
        min(len(old), len(new)),
    )
    old, new = old[same:], new[same:]
    while old and new and old[-1] == new[-1]:
        old.pop()
        new.pop()
    return old, new


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.text if isinstance(value, Plain) else value


def apply(draw: st.DrawFn, changed: Draft) -> tuple[str, Any]:
    """Make a random edit, and return which, with the data that it should give."""
    data = plain(changed.data)
    places = paths(data)[1:]
    text = draw(st.sampled_from(TEXTS))
    how = draw(st.sampled_from(["put", "add", "append", "remove", "rename"]))
    scalars = [path for path in places if isinstance(at(data, path), str)]
    lists = [path for path in places if isinstance(at(data, path), list)]
    mappings = [path for path in places if isinstance(at(data, path), dict) and at(data, path)]
    removable = [path for path in places if len(at(data, path[:-1])) > 1 or (len(path) > 1 and type(at(data, path[:-2])) is dict and len(at(data, path[:-2])) > 1)]  # fmt: skip
    if how == "put" or (how == "append" and not lists) or (how == "remove" and not removable):
        how = "put"
        path = draw(st.sampled_from(scalars))
        changed.put(path, text)
        at(data, path[:-1])[path[-1]] = text
    elif how == "rename":
        path = draw(
            st.sampled_from([path for path in scalars if "\n" not in at(data, path)] or scalars)
        )
        changed.rename([path], "neu-1")
        at(data, path[:-1])[path[-1]] = "neu-1"
    elif how == "add":
        path = draw(st.sampled_from([(), *mappings]))
        model = changed._splicer.kind(path).model
        free = sorted(set(fields_of(model) if model else ()) - set(at(data, path))) or ["anderes"]
        key = draw(st.sampled_from(free))
        value = draw(
            st.sampled_from([text, ["a", "b"], [{"id": "a", "text": text}], {"text": text}, []])
        )
        changed.put((*path, key), value)
        at(data, path)[key] = value
    elif how == "append":
        path = draw(st.sampled_from(lists))
        item = draw(
            st.sampled_from(
                [text, {"id": "a", "text": text}, {"id": "a", "since": "2026", "text": text}]
            )
        )
        changed.append(path, item)
        at(data, path).append(item)
    else:
        path = draw(st.sampled_from(removable))
        changed.remove(path)
        while len(path) > 1 and len(at(data, path[:-1])) == 1:
            path = path[:-1]
        del at(data, path[:-1])[path[-1]]
    return how, data


EDIT = st.composite(apply)


@given(st.data())
def test_edits_of_real_files_keep_every_other_line_and_the_form(data: st.DataObject) -> None:
    model, content = data.draw(st.sampled_from(FILES))
    assert format_file("x.yaml", content, model).content == content
    changed = Draft("x.yaml", content, model)
    how, expected = data.draw(EDIT(changed))
    after = changed.content
    document = read_yaml("x.yaml", after)
    assert (document.faults, plain(document.data)) == ([], expected)
    gone, new = outside(content.decode(), after.decode())
    if how in {"put", "rename"}:
        assert gone
    elif how == "add":
        assert len(gone) <= 1
    elif how == "remove":
        assert len(new) <= 1
    assert format_file("x.yaml", after, model).content == after


@pytest.mark.slow
@given(untidy_text(0, 3), st.sampled_from(["\n", "\r\n"]), st.data())
def test_edits_of_untidy_files_say_what_is_meant_or_are_refused(
    text: str, end: str, data: st.DataObject
) -> None:
    content = text.replace("\n", end).encode()
    try:
        changed = Draft("x.yaml", content, EventRecord)
    except EditProblem:
        return
    if not any(isinstance(at(changed.data, path), str) for path in paths(changed.data)):
        return
    try:
        how, expected = data.draw(EDIT(changed))
    except EditProblem:
        assert changed.content == content
        return
    document = read_yaml("x.yaml", changed.content)
    assert plain(document.data) == expected
    gone, new = outside(text, document.text)
    if how == "add":
        assert len(gone) <= 1, (gone, new)


@given(st.sampled_from(FILES), st.data())
def test_a_new_file_is_canonical(file: tuple[type[BaseModel], bytes], data: st.DataObject) -> None:
    model, content = file
    meant = plain(read_yaml("x.yaml", content).data)
    scalars = [path for path in paths(meant) if isinstance(at(meant, path), str)]
    for path in data.draw(st.lists(st.sampled_from(scalars), max_size=3)):
        at(meant, path[:-1])[path[-1]] = data.draw(st.sampled_from(TEXTS))
    text = canonical_text(model, meant)
    assert plain(read_yaml("x.yaml", text.encode()).data) == meant
    assert format_file("x.yaml", text.encode(), model).content == text.encode()


def test_several_values_and_items_at_once() -> None:
    one = draft("title: A # c\nkind: x\ntopics:\n  - a # c\n# zum Stand\nstatus: y\n")
    one.put_each([(("title",), "B"), (("theme",), "T"), (("status",), "z"), (("topics", 0), "b")])
    one.extend(("topics",), ["d", "e"])
    assert (
        one.content.decode()
        == "title: B # c\ntheme: T\nkind: x\ntopics:\n  - b # c\n  - d\n  - e\n# zum Stand\nstatus: z\n"
    )
