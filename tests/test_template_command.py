"""`ksnet template`, and the page that says how templates are changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from ksnet.basics.frozen import frozen
from ksnet.documents.view import View
from ksnet.records.base import CountEntry
from ksnet.records.values import PartialDate, parse_date
from ksnet.records.vocabulary import CountOf, Precision
from ksnet.rendering import objects, wording
from ksnet.rendering.blocks import Block, FactList, Paragraph, Runs, words
from ksnet.rendering.catalogue import FORMATS, beginning, block_names, packaged_entries
from ksnet.rendering.formats.word import _context
from scripts import template_reference
from scripts.template_reference import tables, views
from tests.conftest import ROOT, Run
from tests.rendered import say, write
from tests.test_templates import calendar

Ksnet = Callable[..., Run]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty data repository."""
    (tmp_path / "data" / "networks").mkdir(parents=True)
    return tmp_path


def test_every_packaged_template_is_listed_with_what_it_is_for(
    repository: Path, ksnet: Ksnet
) -> None:
    run = ksnet("template", "list", "--root", repository)
    folder = ROOT / "templates"
    files = {
        path.relative_to(folder).as_posix()
        for room in ("text", "design")
        for path in (folder / room).rglob("*")
        if path.is_file()
    }
    assert {line.split()[0] for line in run.out.splitlines()} == files
    assert re.search(
        r"^text/calendar\.md\.j2 +alle Formate +Der Kalender eines Netzwerks", run.out, re.MULTILINE
    )
    assert (run.code, run.err) == (0, "")


def test_every_template_says_in_german_what_it_is_for() -> None:
    for entry in packaged_entries():
        assert 10 < len(entry.purpose) < 110, (entry.name, entry.purpose)
        assert not re.search(r"\b(the|of|what|all)\b", entry.purpose), (entry.name, entry.purpose)
    assert {entry.format for entry in packaged_entries()} <= set(FORMATS.values())


def test_an_own_version_is_marked(repository: Path, ksnet: Ksnet) -> None:
    assert ksnet("template", "copy", "calendar", "--root", repository).code == 0
    marked = [
        line.split()[0]
        for line in ksnet("template", "list", "--root", repository).out.splitlines()
        if line.endswith("eigene Fassung")
    ]
    assert marked == ["text/calendar.md.j2"]


def test_a_text_is_copied_whole_and_explains_in_german_how_it_is_changed(
    repository: Path, ksnet: Ksnet
) -> None:
    run = ksnet("template", "copy", "calendar", "--root", repository)
    copied = repository / "templates/text/calendar.md.j2"
    assert (run.code, run.out, run.err) == (0, "", f"Geschrieben: {copied}\n")
    text = copied.read_text(encoding="utf-8")
    assert text.endswith((ROOT / "templates/text/calendar.md.j2").read_text(encoding="utf-8"))
    comment = text.partition("#}")[0]
    for part in (
        "alle Formate",
        "Einen Satz ändern",
        '{% extends "ksnet/text/calendar.md.j2" %}',
        "docs/vorlagen.md",
    ):
        assert part in comment
    assert "titel, kapitel, jahresuebersicht, termine, einzelheiten, hinweise, fuss" in comment


def test_one_block_of_a_text_can_be_copied_alone(repository: Path, ksnet: Ksnet) -> None:
    assert (
        ksnet("template", "copy", "calendar", "--block", "termine", "--root", repository).code == 0
    )
    text = (repository / "templates/text/calendar.md.j2").read_text(encoding="utf-8")
    assert (
        '{% extends "ksnet/text/calendar.md.j2" %}\n\n{% block termine %}\n{{ super() }}\n{% endblock %}\n'
        in text
    )
    assert "{% block kapitel %}" not in text


def test_a_design_is_extended_and_with_whole_copied(repository: Path, ksnet: Ksnet) -> None:
    own = repository / "templates/design/page.html.j2"
    assert ksnet("template", "copy", "design/page.html.j2", "--root", repository).code == 0
    assert '{% extends "ksnet/design/page.html.j2" %}' in own.read_text(encoding="utf-8")
    ksnet("template", "copy", "design/page.html.j2", "--whole", "--force", "--root", repository)
    assert own.read_bytes() == (ROOT / "templates/design/page.html.j2").read_bytes()


@pytest.mark.parametrize("name", ["report.docx", "design/report.docx"])
def test_a_document_can_have_a_word_file_of_its_own(
    name: str, repository: Path, ksnet: Ksnet
) -> None:
    assert ksnet("template", "copy", name, "--root", repository).code == 0
    own = repository / "templates/design/report.docx"
    assert own.read_bytes() == (ROOT / "templates/design/document.docx").read_bytes()


def test_a_document_can_have_a_pdf_design_of_its_own(repository: Path, ksnet: Ksnet) -> None:
    assert ksnet("template", "copy", "calendar.typ", "--root", repository).code == 0
    own = (repository / "templates/design/calendar.typ").read_text(encoding="utf-8")
    assert '#import "/ksnet/design/document.typ": *\n\n#make()\n' in own
    assert write(say(calendar()), "pdf", templates_dir=repository / "templates") == write(
        say(calendar()), "pdf"
    )


def test_an_own_version_is_overwritten_only_on_request(repository: Path, ksnet: Ksnet) -> None:
    own = repository / "templates/text/calendar.md.j2"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"meins")
    run = ksnet("template", "copy", "calendar", "--root", repository)
    assert run.code == 2
    assert "gibt es schon" in run.err
    assert own.read_bytes() == b"meins"
    assert ksnet("template", "copy", "calendar", "--force", "--root", repository).code == 0
    assert own.read_bytes() != b"meins"


@pytest.mark.slow
@pytest.mark.parametrize("way", ["as-it-comes", "whole", "block"])
@pytest.mark.parametrize("fmt", ["md", "html", "text", "pdf"])
def test_a_copy_that_nobody_has_changed_changes_nothing(fmt: str, way: str, tmp_path: Path) -> None:
    for entry in packaged_entries():
        block = block_names(entry)[-1:] if way == "block" and entry.name.endswith(".j2") else []
        path = tmp_path / entry.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(beginning(entry, block="".join(block), whole=way == "whole"))
    own = write(say(calendar(), tmp_path), fmt, templates_dir=tmp_path)
    assert squeezed(own) == squeezed(write(say(calendar()), fmt))


def squeezed(content: str | bytes) -> str | bytes:
    """Return a text with its empty lines taken out: a block of its own may add some."""
    return content if isinstance(content, bytes) else "".join(content.split())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["copy"], "Es fehlt: NAME"),
        (["copy", "calender"], "Meinten Sie „calendar“?"),
        (["copy", "documnt.docx"], "Meinten Sie „design/document.docx“?"),
        (["copy", "page.html.j2"], "Meinten Sie „design/page.html.j2“?"),
        (["copy", "../ksnet.yaml"], "gibt es nicht"),
        (
            ["copy", "calendar", "--block", "termin"],
            "hat keinen Block „termin“. Blöcke: titel, kapitel",
        ),
        (["copy", "design/document.typ", "--block", "x"], "Sie hat keine Blöcke"),
        (["zeigen"], "Erlaubt sind list und copy"),
        (["list", "calendar"], "gehören zu copy"),
    ],
)
def test_wrong_usage_is_one_sentence(
    arguments: list[str], expected: str, repository: Path, ksnet: Ksnet
) -> None:
    run = ksnet("template", *arguments, "--root", repository)
    assert (run.code, run.out) == (2, "")
    assert expected in run.err


def test_a_folder_that_cannot_be_written_is_one_sentence(repository: Path, ksnet: Ksnet) -> None:
    (repository / "templates").write_text("eine Datei")
    run = ksnet("template", "copy", "calendar", "--root", repository)
    assert run.code == 3
    assert "lässt sich nicht anlegen" in run.err


# --- docs/vorlagen.md
# ------------------------------------------------------------------------------------------------


def test_the_page_about_templates_is_current(golden: Callable[..., None]) -> None:
    page = (ROOT / "docs" / "vorlagen.md").read_text(encoding="utf-8")
    for name, table in tables().items():
        before, begin, rest = page.partition(f"<!-- Tabelle: {name} -->\n")
        _, end, after = rest.partition("<!-- Ende -->")
        assert begin and end, name  # noqa: PT018  (both or none)
        page = f"{before}{begin}{table}\n{end}{after}"
    golden("vorlagen.md", page, folder=ROOT / "docs")


@pytest.mark.slow
def test_all_that_templates_get_is_described_in_german() -> None:
    for name in ("gemeinsam", "dokumente", "angaben", "rahmen"):
        for line in tables()[name].splitlines():
            if line.startswith("| `"):
                *_, kind, meaning, _ = re.split(r" ?(?<!\\)\| ?", line)
                assert meaning, line
                assert not re.search(
                    r"\b(the|of|how|who|whether|each|what|and)\b", meaning.lower()
                ), line
                assert "Wert" not in kind, line


def test_every_text_template_has_its_view_and_the_other_way_round() -> None:
    texts = {
        entry.name.removeprefix("text/").removesuffix(".md.j2")
        for entry in packaged_entries()
        if entry.is_text
    }
    assert {view.kind for view in views()} == {
        text for text in texts if not re.search(r"\bbase$|^parts/", text)
    }


def test_the_names_for_word_are_those_that_word_templates_get() -> None:
    assert [name for name, *_ in template_reference.WORD] == list(_context(say(calendar())))


@frozen(kw_only=True)
class Probe(View):
    """What the examples of the page talk about."""

    kind: ClassVar[str] = "probe"
    beginn: PartialDate
    ende: PartialDate
    anwesende: CountEntry


def texts_of(block: Block) -> Iterator[Runs]:
    match block:
        case Paragraph():
            yield block.text
        case FactList():
            for pair in block.facts:
                yield from pair


def test_every_filter_and_object_is_described_and_its_example_works(tmp_path: Path) -> None:
    assert {name for name, *_ in template_reference.FILTERS} == set(wording.FILTERS) | set(
        objects.FILTERS
    )
    assert {name for name, *_ in template_reference.OBJECTS} == set(objects.GLOBALS)
    path = tmp_path / "text/probe.md.j2"
    path.parent.mkdir()
    count = CountEntry.model_construct(count=90, precision=Precision.RUND, of=CountOf.ANWESEND)
    probe = Probe(
        author="N",
        as_of=dt.date(2026, 6, 30),
        beginn=parse_date("2024-06"),
        ende=parse_date("2026"),
        anwesende=count,
    )
    examples = [
        each[2:] for each in (*template_reference.FILTERS, *template_reference.OBJECTS) if each[3]
    ]
    marked = "".join(
        f"No. {number}:\n\n{source}\n\n" for number, (source, _) in enumerate(examples)
    )
    path.write_text(f"# Titel\n\nZeile\n\n{marked}No. {len(examples)}:\n", encoding="utf-8")
    shown = " ".join(
        words(run) for block in say(probe, tmp_path).opening for run in texts_of(block)
    )
    for number, (source, result) in enumerate(examples):
        between = shown.partition(f"No. {number}: ")[2].partition(f" No. {number + 1}:")[0]
        assert between == result, source
