"""`ksnet template`, and the page that says how templates are changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ksnet.documents import Document
from ksnet.explaining.view_models import example, tables
from ksnet.rendering import render
from ksnet.rendering.catalogue import FORMATS, PURPOSES, beginning, entries
from ksnet.rendering.docx import chapter_names
from tests.conftest import ROOT, Run
from tests.test_templates import documents

Ksnet = Callable[..., Run]
DAY = dt.date(2026, 6, 30)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An empty data repository."""
    (tmp_path / "data" / "networks").mkdir(parents=True)
    return tmp_path


def test_every_packaged_template_is_listed_with_what_it_is_for(repository: Path, ksnet: Ksnet) -> None:
    run = ksnet("template", "list", "--root", repository)
    folder = ROOT / "templates"
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {line.split()[0] for line in run.out.splitlines()} == files
    assert re.search(r"^report\.docx +Word +Tätigkeitsbericht$", run.out, re.MULTILINE)
    assert (run.code, run.err) == (0, "")


def test_the_list_of_purposes_has_no_entry_without_a_template() -> None:
    names = {entry.name.partition(".")[0] for entry in entries()}
    assert names == set(PURPOSES)
    assert {entry.format for entry in entries()} == set(FORMATS.values())


def test_an_own_version_is_marked(repository: Path, ksnet: Ksnet) -> None:
    assert ksnet("template", "copy", "report.docx", "--root", repository).code == 0
    marked = [
        line.split()[0]
        for line in ksnet("template", "list", "--root", repository).out.splitlines()
        if line.endswith("eigene Fassung")
    ]
    assert marked == ["report.docx"]


def test_a_word_template_is_copied_as_it_is(repository: Path, ksnet: Ksnet) -> None:
    run = ksnet("template", "copy", "report.docx", "--root", repository)
    assert (run.code, run.out) == (0, "")
    copied = repository / "templates" / "report.docx"
    assert run.err == f"Geschrieben: {copied}\n"
    assert copied.read_bytes() == (ROOT / "templates" / "report.docx").read_bytes()


def test_an_own_version_is_overwritten_only_on_request(repository: Path, ksnet: Ksnet) -> None:
    own = repository / "templates" / "report.docx"
    own.parent.mkdir()
    own.write_bytes(b"meins")
    run = ksnet("template", "copy", "report.docx", "--root", repository)
    assert run.code == 2
    assert "gibt es schon" in run.err
    assert own.read_bytes() == b"meins"
    assert ksnet("template", "copy", "report.docx", "--force", "--root", repository).code == 0
    assert own.read_bytes() != b"meins"


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_a_copy_that_nobody_has_changed_changes_nothing(form: str, tmp_path: Path) -> None:
    for whole in (False, True):
        folder = tmp_path / str(whole)
        for entry in entries():
            (folder / entry.name).parent.mkdir(parents=True, exist_ok=True)
            (folder / entry.name).write_bytes(beginning(entry, whole=whole))
        for document in documents()[:4]:
            own = render(document, form, templates_dir=folder)
            assert words(own) == words(render(document, form, templates_dir=None)), (document.kind, whole)


def words(content: str | bytes) -> str | bytes:
    """Return a text with its blank lines taken out: a block of its own may add some."""
    return content if isinstance(content, bytes) else "".join(content.split())


def test_a_text_template_is_extended_and_with_whole_copied(repository: Path, ksnet: Ksnet) -> None:
    own = repository / "templates" / "report.html.j2"
    ksnet("template", "copy", "report.html.j2", "--root", repository)
    text = own.read_text(encoding="utf-8")
    assert '{% extends "ksnet/report.html.j2" %}' in text
    assert "fallkonferenzen" in text
    ksnet("template", "copy", "report.html.j2", "--whole", "--force", "--root", repository)
    assert own.read_text(encoding="utf-8") == (ROOT / "templates" / "report.html.j2").read_text(encoding="utf-8")


def test_a_template_in_a_folder_keeps_it(repository: Path, ksnet: Ksnet) -> None:
    assert ksnet("template", "copy", "design/figures/bars.svg.j2", "--root", repository).code == 0
    assert (repository / "templates" / "figures" / "bars.svg.j2").is_file()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["copy"], "Es fehlt: NAME"),
        (["copy", "repot.docx"], "Meinten Sie „report.docx“?"),
        (["copy", "einladung.docx"], "Meinten Sie „document.docx“?"),
        (["copy", "../ksnet.yaml"], "gibt es nicht"),
        (["zeigen"], "Erlaubt sind list und copy"),
        (["list", "report.docx"], "gehören zu copy"),
    ],
)
def test_wrong_usage_is_one_sentence(arguments: list[str], expected: str, repository: Path, ksnet: Ksnet) -> None:
    run = ksnet("template", *arguments, "--root", repository)
    assert (run.code, run.out) == (2, "")
    assert expected in run.err


def test_a_folder_that_cannot_be_written_is_one_sentence(repository: Path, ksnet: Ksnet) -> None:
    (repository / "templates").write_text("eine Datei")
    run = ksnet("template", "copy", "report.docx", "--root", repository)
    assert run.code == 3
    assert "lässt sich nicht anlegen" in run.err


# --- docs/vorlagen.md -------------------------------------------------------------------------------------------------


def chapters_table(found: list[Document]) -> str:
    """Return the chapters of every Word template with the titles that documents give them."""
    titles: dict[tuple[str, str], str] = {}
    for document in found:
        for chapter in document.chapters:
            titles.setdefault((document.kind, chapter.slug), chapter.title)
    lines = ["| Vorlage | Für | Kapitel |", "| --- | --- | --- |"]
    for entry in entries():
        if entry.name.endswith(".docx"):
            kind = entry.name.removesuffix(".docx")
            names = [f"`{slug}` {titles.get((kind, slug), '')}".strip() for slug in chapter_names(entry.path)]
            lines.append(f"| `{entry.name}` | {entry.purpose} | {', '.join(names) or '`alle_kapitel`'} |")
    return "\n".join(lines)


def test_the_page_about_templates_is_current(golden: Callable[..., None]) -> None:
    path = ROOT / "docs" / "vorlagen.md"
    page = path.read_text(encoding="utf-8")
    wanted = tables() | {"vorlagen": chapters_table(example_documents())}
    for name, table in wanted.items():
        before, begin, rest = page.partition(f"<!-- Tabelle: {name} -->\n")
        _, end, after = rest.partition("<!-- Ende -->")
        assert begin and end, name  # noqa: PT018  (both or none)
        page = f"{before}{begin}{table}\n{end}{after}"
    golden("vorlagen.md", page, folder=ROOT / "docs")


def example_documents() -> list[Document]:
    """Return every kind of document of the Musterkreis."""
    from ksnet.counting.spans import Window
    from ksnet.documents import calendar_document, members_document, plan_document, report_document, vorlage_document
    from ksnet.repository import Repository

    network = Repository(ROOT / "ksnet" / "example").network("musterkreis")
    year = Window.of_year(2025)
    return [
        report_document(network, year=2025, as_of=DAY),
        *(plan_document(network, plan, as_of=DAY) for plan in network.plans),
        members_document(network, as_of=DAY),
        calendar_document([network], as_of=DAY, window=year),
        vorlage_document(network, year=2025, as_of=DAY),
    ]


def test_every_name_that_templates_get_is_described() -> None:
    from ksnet.explaining import view_models

    data = example().plain()
    assert list(view_models.DOCUMENT) == list(data)
    assert list(view_models.CHAPTER) == list(data["chapters"][0])
    blocks = data["chapters"][0]["blocks"]
    keys = {f"{block['kind']}.{key}" for block in blocks for key in block if key != "kind"}
    assert keys | {"kind"} == set(view_models.BLOCKS)
    assert {block["kind"] for block in blocks} == set(view_models.KINDS)


def test_the_names_for_word_are_those_that_word_templates_get() -> None:
    from ksnet.explaining.view_models import WORD
    from ksnet.rendering.docx import _context

    assert set(WORD) == set(_context(example().plain(), set()))
