"""Word files: what is in them, that Word templates can be changed freely, and what goes wrong in one clear sentence."""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from ksnet.documents import Chapter, Document, report_document
from ksnet.documents.blocks import (
    Bar,
    BarChart,
    Cell,
    Fact,
    FactList,
    Figure,
    Gap,
    Heading,
    Paragraph,
    Prose,
    Table,
    facts,
    table,
)
from ksnet.rendering import RenderError, render
from ksnet.rendering.docx import chapter_names
from ksnet.rendering.templates import packaged_templates
from ksnet.repository import Repository
from tests.conftest import ROOT, Run
from tests.programs import open_in_office
from tests.test_templates import documents

DAY = dt.date(2026, 6, 30)
EXAMPLE = ROOT / "ksnet" / "example"
NAME = "Müller & Söhne <GmbH>"
LIST = (
    "1. eins\n   - innen\n\n     zweiter Absatz\n2. zwei\n\nDanach **fett** und [Seite](https://example.org/?a=1&b=2)."
)


def sample(text: str = NAME, **more: Any) -> Document:
    """A document with every kind of block."""
    blocks = (
        Heading(text),
        Paragraph(text),
        Prose(f"{LIST}\n\n> {text}\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n```\nx = 1\n```\n"),
        *facts([(text, f"{text}\nzweite Zeile")]),
        table("t", text, ("Spalte", "b"), [[text, Cell("Seite", "https://example.org/?a=1&b=2")]]),
        Figure("bild", text, f"Balken: {text}", BarChart(("x",), (Bar("y", (2.0,)),)), "t"),
        Table("blatt", "Form", ("Nr.", "Name"), ((Cell("1"), Cell("")),), form=True),
        Gap("fehlt", text),
    )
    chapters = tuple(Chapter(f"c{number}", f"{text} {number}", blocks, number=str(number)) for number in range(1, 5))
    return Document(
        title=text, subtitle=(text,), network=text, as_of=DAY, notes=(Paragraph(text),), chapters=chapters, **more
    )


def word(document: Document, templates_dir: Path | None = None) -> Any:
    """Return a document as Word reads it."""
    return docx.Document(io.BytesIO(content(document, templates_dir)))


def content(document: Document, templates_dir: Path | None = None) -> bytes:
    made = render(document, "docx", templates_dir=templates_dir)
    assert isinstance(made, bytes)
    return made


def text_of(element: Any) -> str:
    """Return the words of a part of a Word file, with breaks and paragraphs as line ends."""
    parts = element.iter(qn("w:p"), qn("w:t"), qn("w:br"), qn("w:tab"))
    return "".join(one.text or "" if one.tag == qn("w:t") else "\n" for one in parts)


def words_of(document: Any) -> str:
    return text_of(document.element.body)


def template_with(folder: Path, body: str, name: str = "document.docx", **parts: bytes) -> Path:
    """Write a template whose text is `body`, in WordprocessingML or as one plain paragraph; `parts` replace or add files."""
    folder.mkdir(exist_ok=True)
    paragraph = body if body.startswith("<w:p") else f"<w:p><w:r><w:t>{body}</w:t></w:r></w:p>"
    replaced = {key.replace("__", "/").replace("_xml", ".xml"): value for key, value in parts.items()}
    with (
        zipfile.ZipFile(packaged_templates() / "document.docx") as source,
        zipfile.ZipFile(folder / name, "w") as target,
    ):
        for part in source.namelist():
            data = replaced.pop(part, source.read(part))
            if part == "word/document.xml":
                data = re.sub(rb"<w:body>.*(?=<w:sectPr)", b"<w:body>" + paragraph.encode(), data, flags=re.DOTALL)
            target.writestr(part, data)
        for part, data in replaced.items():
            target.writestr(part, data)
    return folder


# --- what is in a Word file -------------------------------------------------------------------------------------------


def test_a_name_with_special_characters_stands_everywhere() -> None:
    made = word(sample())
    text = words_of(made)
    assert text.count(NAME) >= 4 * 8
    assert text_of(made.sections[0].header._element).strip() == NAME
    assert NAME in text_of(made.sections[0].footer._element)


def test_title_author_language_and_day_are_set() -> None:
    properties = word(sample()).core_properties
    assert (properties.title, properties.author, properties.language) == (NAME, NAME, "de-DE")
    assert properties.created.date() == properties.modified.date() == DAY


def test_text_is_marked_as_german_and_hyphenated() -> None:
    made = word(sample())
    assert made.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "de-DE"
    assert made.settings.element.find(qn("w:autoHyphenation")) is not None


def test_headings_are_headings_and_stand_in_the_table_of_contents(tmp_path: Path) -> None:
    document = report_document(Repository(ROOT).network("soest"), year=2025, as_of=DAY)
    made = word(document)
    main = [p.text for p in made.paragraphs if p.style.name in {"Heading 1", "ksnet Anlage"}]
    assert main == [chapter.title for chapter in document.chapters]
    contents = [text_of(entry) for entry in made.element.body.iter(qn("w:hyperlink")) if entry.get(qn("w:anchor"))]
    assert contents == [f"{chapter.number} {chapter.title}" for chapter in document.chapters]
    anchors = {entry.get(qn("w:anchor")) for entry in made.element.body.iter(qn("w:hyperlink"))} - {None}
    assert anchors == {mark.get(qn("w:name")) for mark in made.element.body.iter(qn("w:bookmarkStart"))}
    assert {p.style.name for p in made.paragraphs if p.text == "Jugendämter"} == {"Heading 2"}


def test_table_headers_are_repeated_and_rows_stay_whole() -> None:
    tables = word(sample()).tables
    assert len(tables) == 12
    for one in tables:
        rows = one._tbl.findall(qn("w:tr"))
        assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [
            number == 0 for number in range(len(rows))
        ]
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        assert one.style.name == "ksnet Tabelle"
        widths = [int(column.get(qn("w:w"))) for column in one._tbl.iter(qn("w:gridCol"))]
        assert sum(widths) == 9354
        assert min(widths) > 300


def kept(*blocks: Any) -> list[str]:
    """Return the texts that Word keeps on the page of what follows them."""
    document = word(replace_blocks(*blocks))
    body = document.element.body
    return [
        "".join(text_of(line).split())
        for line in body.iter(qn("w:p"))
        if line.find(f".//{qn('w:keepNext')}") is not None
    ]


def replace_blocks(*blocks: Any) -> Document:
    return dataclasses.replace(sample(), notes=(), chapters=(Chapter("angaben", "Angaben", blocks),))


def test_few_facts_and_small_tables_stay_together_and_long_ones_may_be_parted() -> None:
    few = FactList(tuple(Fact(f"A{number}", Cell("kurz")) for number in range(3)))
    many = FactList(tuple(Fact(f"B{number}", Cell("kurz")) for number in range(30)))
    assert kept(few, many) == ["A0kurz", "A1kurz"]
    small = Table("klein", "Klein", ("Kopf",), tuple((Cell(f"C{number}"),) for number in range(3)))
    big = Table("gross", "Groß", ("Kopf",), tuple((Cell(f"D{number}" + " Wort" * 100),) for number in range(3)))
    found = kept(small, big)
    assert [text[:2] for text in found if text[:1] in "CD"] == ["C0", "C1", "D1"]


def test_captions_stand_above_their_tables() -> None:
    made = word(sample("Kopf"))
    one = made.tables[1]._tbl
    assert text_of(one.getprevious()).strip() == "Kopf"
    assert one.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val")) == "Kopf"


def test_lists_are_lists_and_numbers_begin_anew() -> None:
    made = word(sample())
    numbered = [p for p in made.paragraphs if p.style.name == "List Number" and p.text in {"eins", "zwei"}]
    numbers = [p._p.pPr.numPr.numId.val for p in numbered]
    assert len(numbers) == 8
    assert [numbers[at] == numbers[at + 1] for at in (0, 2, 4, 6)] == [True] * 4
    assert len(set(numbers)) == 4
    inner = next(p for p in made.paragraphs if p.text == "innen")
    assert (inner.style.name, inner._p.pPr.numPr.ilvl.val) == ("List Bullet", 1)


def test_links_lead_to_their_pages() -> None:
    made = word(sample())
    targets = {rel.target_ref for rel in made.part.rels.values() if rel.is_external}
    assert targets == {"https://example.org/?a=1&b=2"}


def test_a_figure_is_a_picture_with_its_description() -> None:
    made = word(sample())
    pictures = list(made.element.body.iter(qn("wp:docPr")))
    assert [picture.get("descr") for picture in pictures] == [f"Balken: {NAME}"] * 4
    assert len({picture.get("id") for picture in pictures}) == 4
    assert len(made.inline_shapes) == 4
    assert made.inline_shapes[0].width <= 9354 * 635


def test_gaps_can_be_seen() -> None:
    found = [p for p in word(sample()).paragraphs if p.style.name == "ksnet Lücke"]
    assert [p.text for p in found] == [f"Fehlt: {NAME}"] * 4


def test_tags_in_texts_stay_texts() -> None:
    text = "{{ 7*7 }} {% raw %} {_{ {# #} </w:t>"
    assert text in words_of(word(sample(text)))


def test_private_characters_cannot_pass_for_a_chapter() -> None:
    assert "anlass" not in words_of(word(sample("x \ue000kapitel anlass\ue001"))).replace("kapitel anlass", "")


def test_every_kind_of_document_can_be_a_word_file() -> None:
    for document in documents():
        made = word(document)
        text = " ".join(words_of(made).split())
        assert all(chapter.title in text for chapter in document.chapters)
        assert "\ue000" not in text


def test_every_chapter_has_its_place_in_the_packaged_template() -> None:
    for document in documents():
        path = packaged_templates() / f"{document.kind}.docx"
        if path.exists():
            assert {chapter.slug for chapter in document.chapters} <= set(chapter_names(path)), document.kind


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_same_document_gives_the_same_bytes_in_a_new_process(seed: str, tmp_path: Path) -> None:
    target = tmp_path / "bericht.docx"
    command = [
        "report",
        "musterkreis",
        "--year",
        "2025",
        "--as-of",
        "2026-06-30",
        "--root",
        str(EXAMPLE),
        "-o",
        str(target),
    ]
    subprocess.run(
        [sys.executable, "-m", "ksnet", *command], check=True, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT
    )
    document = report_document(Repository(EXAMPLE).network("musterkreis"), year=2025, as_of=DAY)
    assert target.read_bytes() == content(document)
    with zipfile.ZipFile(target) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# --- templates --------------------------------------------------------------------------------------------------------


def test_the_packaged_templates_are_what_the_script_makes() -> None:
    spec = importlib.util.spec_from_file_location("make", ROOT / "scripts" / "make_word_templates.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert {f"{template.name}.docx" for template in script.TEMPLATES} == {
        path.name for path in packaged_templates().glob("*.docx")
    }
    for template in script.TEMPLATES:
        with zipfile.ZipFile(packaged_templates() / f"{template.name}.docx") as archive:
            committed = {name: archive.read(name).decode() for name in archive.namelist()}
        assert committed == script.parts(template), template.name


def test_chapters_can_be_left_out_and_moved_and_numbers_follow(tmp_path: Path) -> None:
    body = "".join(
        f"<w:p><w:r><w:t>{{{{ {tag} }}}}</w:t></w:r></w:p>"
        for tag in (
            "inhaltsverzeichnis",
            "kapitel.quellen",
            "kapitel.ziele",
            "kapitel.anlass",
            "kapitel.fallkonferenzen",
        )
    )
    folder = template_with(tmp_path / "templates", body, "report.docx")
    made = word(report_document(Repository(ROOT).network("soest"), year=2025, as_of=DAY), folder)
    contents = [text_of(entry) for entry in made.element.body.iter(qn("w:hyperlink")) if entry.get(qn("w:anchor"))]
    assert contents == [
        "Anlage 1: Quellen",
        "1 Ziele und Optimierungspotenziale",
        "2 Anlass, Rechtsgrundlage und Berichtszeitraum",
        "3 Fallkonferenzen",
    ]


def test_own_text_stands_beside_chapters_also_in_one_paragraph(tmp_path: Path) -> None:
    folder = template_with(tmp_path / "templates", "Vorher {{ titel.c1 }}{{ inhalt.c1 }}{{ kapitel.c2 }}")
    text = words_of(word(sample("Kopf"), folder))
    assert text.strip().startswith("Vorher Kopf 1")
    assert text.count("Kopf 1") == 1
    assert "Kopf 2" in text


def test_a_chapter_that_a_document_lacks_leaves_nothing(tmp_path: Path) -> None:
    folder = template_with(tmp_path / "templates", "{{ kapitel.quellen }}", "plan.docx")
    plan = next(document for document in documents() if document.kind == "plan")
    with pytest.raises(RenderError, match="„quellen“ gibt es nicht"):
        word(plan, folder)
    report = report_document(Repository(ROOT).network("neuss"), year=2024, as_of=DAY)
    folder = template_with(tmp_path / "other", "{{ kapitel.verfahren }}Ende", "report.docx")
    if "verfahren" not in {chapter.slug for chapter in report.chapters}:
        assert words_of(word(report, folder)).strip() == "Ende"


def test_tables_take_the_width_of_their_section(tmp_path: Path) -> None:
    turned = (
        '<w:p><w:r><w:t>{{ kapitel.c1 }}</w:t></w:r></w:p><w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr></w:pPr></w:p>'
        "<w:p><w:r><w:t>{{ kapitel.c2 }}</w:t></w:r></w:p>"
    )
    tables = word(sample(), template_with(tmp_path / "templates", turned)).tables
    widths = [sum(int(column.get(qn("w:w"))) for column in one._tbl.iter(qn("w:gridCol"))) for one in tables]
    assert widths == [14838] * 3 + [9354] * 3


def test_a_letter_paper_without_our_styles_gets_them(tmp_path: Path) -> None:
    paper = docx.Document()  # what python-docx begins with: English, styles of its own, none of ours
    paper.add_paragraph("{{ alle_kapitel }}")
    folder = tmp_path / "templates"
    folder.mkdir()
    paper.save(str(folder / "document.docx"))
    made = word(sample(), folder)
    assert made.tables[1].style.name == "ksnet Tabelle"
    assert {p.style.name for p in made.paragraphs if p.text == f"Fehlt: {NAME}"} == {"ksnet Lücke"}
    assert made.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "de-DE"
    numbers = {p._p.pPr.numPr.numId.val for p in made.paragraphs if p.text in {"eins", "zwei"}}
    assert len(numbers) == 4


def test_comments_in_a_template_vanish(tmp_path: Path) -> None:
    folder = template_with(
        tmp_path / "templates", "<w:p><w:r><w:t>{#p Hinweis für Kolleginnen #}</w:t></w:r></w:p><w:p/>"
    )
    assert words_of(word(sample(), folder)).strip() == ""


# --- what goes wrong --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Hier {{ document.title | default(„x“) }}",
            "bei „Hier {{ document.title .*“: In geschweiften Klammern darf kein „„“ stehen",
        ),
        ("{{ kapitel.c11 }}", "„c11“ gibt es nicht. Meinten Sie „c1“"),
        ("Text {{ nichts }}", "bei „Text {{ nichts }}“: „nichts“ gibt es nicht"),
        ("{{ document.__class__ }}", "nicht erlaubt"),
        ("{{ document.update({}) }}", "nicht erlaubt"),
        ("{% if document.title %}", "nicht geschrieben"),
        ("{{ 1 / 0 }}", "lässt sich nicht ausführen"),
        (
            "<w:p><w:r><w:t>{% if document.public %}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{% endif %}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>",
            "kein gültiges Word-Dokument",
        ),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_place(body: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=expected) as caught:
        content(sample(), template_with(tmp_path / "templates", body))
    assert "document.docx" in str(caught.value)


def test_a_chapter_in_the_header_is_refused(tmp_path: Path) -> None:
    header = b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>{{ kapitel.c1 }}</w:t></w:r></w:p></w:hdr>'
    folder = template_with(tmp_path / "templates", "x", word__header1_xml=header)
    with pytest.raises(RenderError, match="nicht in Kopf- oder Fußzeile"):
        content(sample(), folder)


def relationship(kind: str, target: str) -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId90" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"word/vbaProject.bin": b"x"}, "Makros"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "eingebettete Objekte"),
        ({"word/_rels/settings.xml.rels": relationship("attachedTemplate", "file:///C:/x.dotx")}, "Dokumentvorlage"),
        ({"word/_rels/header1.xml.rels": relationship("image", "https://example.org/logo.png")}, "verknüpftes Bild"),
        ({"word/extra.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}, "Anweisungen"),
        ({"word/extra.xml": b"<w:instrText> INCLUDETEXT x.docx </w:instrText>"}, "lädt andere Dateien"),
    ],
)
def test_a_template_with_programs_or_from_elsewhere_is_refused(
    parts: Mapping[str, bytes], expected: str, tmp_path: Path
) -> None:
    folder = template_with(tmp_path / "templates", "x")
    with zipfile.ZipFile(folder / "document.docx", "a") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(RenderError, match=expected):
        content(sample(), folder)


@pytest.mark.parametrize("data", [b"", b"kein Word", b"PK\x03\x04kaputt"])
def test_a_damaged_template_is_one_sentence(data: bytes, tmp_path: Path, ksnet: Callable[..., Run]) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "daten")
    (tmp_path / "daten" / "templates").mkdir()
    (tmp_path / "daten" / "templates" / "members.docx").write_bytes(data)
    run = ksnet("members", "musterkreis", "--root", tmp_path / "daten", "-o", tmp_path / "x.docx")
    assert run.code == 3
    assert run.err.startswith("ksnet: Die Vorlage members.docx ist kein lesbares Word-Dokument.")
    assert not (tmp_path / "x.docx").exists()


def test_a_zip_that_is_no_word_file_is_one_sentence(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "document.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(RenderError, match="kein lesbares Word-Dokument"):
        content(sample(), tmp_path)


def test_a_link_to_another_file_is_refused(tmp_path: Path) -> None:
    folder = template_with(tmp_path / "real", "x")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "document.docx").symlink_to(folder / "document.docx")
    with pytest.raises(RenderError, match="Verknüpfung"):
        content(sample(), tmp_path / "templates")


def test_a_missing_package_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, ksnet: Callable[..., Run], tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    run = ksnet("members", "soest", "--root", ROOT, "-o", tmp_path / "x.docx")
    assert (run.code, run.out) == (3, "")
    assert (
        run.err
        == 'ksnet: Für Word-Dateien fehlt ein Zusatzpaket. Installieren mit: python -m pip install "ksnet[docx]"\n'
    )


# --- in an office program ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Word files as PDF, made by LibreOffice."""
    from pypdf import PdfReader

    folder = tmp_path_factory.mktemp("office")
    report = report_document(Repository(EXAMPLE).network("musterkreis"), year=2025, as_of=DAY)
    made = {"bericht": report, "alles": sample()}
    for name, document in made.items():
        (folder / f"{name}.docx").write_bytes(content(document))
    printed = {name: open_in_office(folder / f"{name}.docx", "pdf", folder / name)[0] for name in made}
    return {name: PdfReader(file) for name, file in printed.items()} | {"document": report}


@pytest.mark.office
def test_libreoffice_opens_and_prints_a_word_file(printed: dict[str, Any]) -> None:
    pdf, document = printed["bericht"], printed["document"]
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    # Numbers come from the style, so only a program that lays the text out can show them.
    for chapter in document.chapters:
        assert f"{chapter.number} {chapter.title}" in text
    assert 10 < len(pdf.pages) < 25
    assert f"Seite {len(pdf.pages)} von {len(pdf.pages)}" in text
    assert all(page.extract_text().strip() for page in pdf.pages)


@pytest.mark.office
def test_libreoffice_prints_every_block_and_special_characters(printed: dict[str, Any]) -> None:
    pages = printed["alles"].pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert text.count(NAME) >= 4 * 8
    assert "1. eins" in text
    assert any(page.images for page in pages)
