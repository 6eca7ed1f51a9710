"""Word files: what is in them, that Word templates can be changed freely,
and what goes wrong in one clear sentence.
"""

from __future__ import annotations

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
import page
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from pypdf import PdfReader

from ksnet.basics.frozen import replace
from ksnet.documents.members import members_view
from ksnet.rendering import RenderError
from ksnet.rendering.addresses import runs_of
from ksnet.rendering.blocks import Chapter, Document, FactList, Heading, ListBlock, Run, Signature
from ksnet.rendering.folders import packaged_templates
from ksnet.rendering.formats.word import to_word
from ksnet.rendering.formats.word_blocks import HUNG
from ksnet.repository import Repository
from tests.conftest import ROOT
from tests.conftest import Run as Ran
from tests.paper import (
    DAY,
    HOSTILE,
    LINK,
    every_block,
    everything,
    figure,
    paragraph,
    said,
    sample,
    table,
)
from tests.programs import open_in_office
from tests.rendered import say

EXAMPLE = ROOT / "ksnet" / "example"
NAME = "Müller & Söhne <GmbH>"
MAIL = "info@familienbuero-musterstadt.de"
PHONE = "+49 2161 / 123 45-67"
ACCESSIBLE = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'


def word(document: Document, templates_dir: Path | None = None) -> Any:
    """Return a document as Word reads it."""
    return docx.Document(io.BytesIO(to_word(document, templates_dir)))


def text_of_part(element: Any) -> str:
    """Return the words of a part of a Word file, with breaks and paragraphs as line ends."""
    parts = element.iter(qn("w:p"), qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:noBreakHyphen"))
    signs = {qn("w:noBreakHyphen"): "-"}
    return "".join(
        one.text or "" if one.tag == qn("w:t") else signs.get(one.tag, "\n") for one in parts
    )


def words_of(document: Any) -> str:
    """Return the words of a Word file; a space is one, whatever its kind."""
    return text_of_part(document.element.body).replace("\u00a0", " ")


def template_with(folder: Path, body: str, name: str = "document.docx", **parts: bytes) -> Path:
    """Write a template whose text is `body`, in WordprocessingML or as one plain paragraph;
    `parts` replace or add files.
    """
    (folder / "design").mkdir(parents=True, exist_ok=True)
    paragraph = body if body.startswith("<w:p") else f"<w:p><w:r><w:t>{body}</w:t></w:r></w:p>"
    replaced = {
        key.replace("__", "/").replace("_xml", ".xml"): value for key, value in parts.items()
    }
    with (
        zipfile.ZipFile(packaged_templates() / "design" / "document.docx") as source,
        zipfile.ZipFile(folder / "design" / name, "w") as target,
    ):
        for part in source.namelist():
            data = replaced.pop(part, source.read(part))
            if part == "word/document.xml":
                data = re.sub(
                    rb"<w:body>.*(?=<w:sectPr)",
                    b"<w:body>" + paragraph.encode(),
                    data,
                    flags=re.DOTALL,
                )
            target.writestr(part, data)
        for part, data in replaced.items():
            target.writestr(part, data)
    return folder


def chapters(*titles: str) -> Document:
    """Return a document of numbered chapters, the last of them an annex."""
    made = [
        Chapter(f"c{n}", runs_of(title), (paragraph(f"Text {n}"),), str(n))
        for n, title in enumerate(titles, 1)
    ]
    annex = Chapter("anlage", runs_of("Liste"), (paragraph("Text"),), "Anlage 1", annex=True)
    return sample(chapters=(*made, annex), contents=True)


# --- what is in a Word file
# ------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_document_says_in_word_what_it_says() -> None:
    for document in (
        everything(NAME),
        say(members_view(Repository(EXAMPLE).network("musterkreis"), as_of=DAY)),
    ):
        text = " ".join(words_of(word(document)).split())
        place = 0
        for one in said(document):
            wanted = " ".join(one.split())
            found = text.find(wanted, place)
            assert found >= 0, f"{wanted!r} fehlt nach {text[max(place - 60, 0) : place]!r}"
            place = found + len(wanted)


def test_author_and_footer_stand_on_every_page() -> None:
    made = word(sample(paragraph("Text"), text=NAME, draft=True))
    assert text_of_part(made.sections[0].header._element).strip() == NAME
    assert "Entwurf. Stand: heute." in text_of_part(made.sections[0].footer._element)
    assert "Entwurf" not in text_of_part(word(sample()).sections[0].footer._element)


def test_title_author_language_and_day_are_set() -> None:
    properties = word(everything(NAME)).core_properties
    assert (properties.title, properties.author, properties.language) == (NAME, NAME, "de-DE")
    assert properties.created.date() == properties.modified.date() == DAY


def test_text_is_marked_as_german_and_hyphenated() -> None:
    made = word(sample())
    assert made.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "de-DE"
    assert made.settings.element.find(qn("w:autoHyphenation")) is not None


def test_headings_are_headings_and_stand_in_the_table_of_contents() -> None:
    made = word(chapters("Anlass", "Treffen"))
    main = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert main == ["1 Anlass", "2 Treffen", "Anlage 1: Liste"]
    contents = made.element.body.find(qn("w:sdt"))
    assert text_of_part(contents).split("\n")[1:] == ["Inhalt", *main]
    assert "TOC" in "".join(field.text for field in contents.iter(qn("w:instrText")))
    assert word(sample()).element.body.find(qn("w:sdt")) is None


def test_no_level_of_headings_is_left_out_whatever_a_text_template_does() -> None:
    deep: list[Any] = [Heading(runs_of(str(level)), level) for level in (6, 3, 5, 4, 3)]
    made = word(sample(*deep, opening=(Heading(runs_of("Vorab"), 5),)))
    found = [p.style.name for p in made.paragraphs if p.style.name.startswith("Heading")]
    assert found == [f"Heading {level}" for level in (1, 1, 2, 2, 3, 3, 2)]


def test_table_headers_are_repeated_and_rows_stay_whole() -> None:
    tables = word(everything(NAME)).tables
    assert len(tables) == 3
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
    body = word(sample(*blocks)).element.body
    keeping = [
        line for line in body.iter(qn("w:p")) if line.find(f".//{qn('w:keepNext')}") is not None
    ]
    return ["".join(text_of_part(line).split()) for line in keeping]


def test_few_facts_and_small_tables_stay_together_and_long_ones_may_be_parted() -> None:
    few = FactList(tuple((runs_of(f"A{number}"), runs_of("kurz")) for number in range(3)))
    many = FactList(tuple((runs_of(f"B{number}"), runs_of("kurz")) for number in range(30)))
    assert kept(few, many) == ["A0kurz", "A1kurz"]
    small = table(("Kopf",), *((f"C{number}",) for number in range(3)))
    big = table(("Kopf",), *((f"D{number}" + " Wort" * 300,) for number in range(3)))
    assert [text[:2] for text in kept(small, big) if text[:1] in "CD"] == ["C0", "C1", "D1"]


def test_what_announces_a_list_stays_with_it() -> None:
    items = ListBlock(((paragraph("Eins"),), (paragraph("Zwei"),)))
    assert kept(paragraph("Termine:"), items) == ["Termine:"]
    assert kept(paragraph("Davor"), paragraph("Vier Termine."), items) == ["Davor"]
    assert kept(paragraph("Es waren vier Termine. " * 9), items) == []


def test_what_goes_on_in_a_cell_or_fact_of_several_lines_is_moved_in() -> None:
    several = runs_of("Eins\nZwei\nDrei")
    cells = replace(table(("Kopf",), ("",)), rows=((several,), (runs_of("Allein"),)))
    body = word(sample(cells, FactList(((runs_of("Wort"), several),)))).element.body
    found = {
        ("".join(text_of_part(line).split()), line.getparent().tag == qn("w:tc")): line.find(
            f"{qn('w:pPr')}/{qn('w:ind')}"
        )
        for line in body.iter(qn("w:p"))
    }
    assert found["Allein", True] is None
    for line, in_cell in [("Eins", True), ("Drei", True), ("WortEins", False), ("Drei", False)]:
        indent = found[line, in_cell]
        left, hanging = (int(indent.get(qn(f"w:{name}"))) for name in ("left", "hanging"))
        assert left == HUNG + (0 if in_cell else 3119)
        assert hanging == (left if line == "WortEins" else HUNG)


def test_what_stands_before_a_place_to_sign_stays_with_it() -> None:
    assert kept(
        paragraph("Davor " * 40),
        paragraph("Schluss"),
        Signature(("Ort, Datum", "Unterschrift")),
    ) == ["Schluss", ""]
    sign = Signature(("Ort, Datum", "Unterschrift"))
    items = ListBlock(((paragraph("Davor"),), (paragraph("Schluss"),)))
    assert kept(items, sign) == ["Schluss", ""]
    assert kept(FactList(((runs_of("Wort"), runs_of("Schluss")),)), sign) == ["WortSchluss", ""]
    assert kept(table(("Kopf",), ("Davor",), ("Schluss",)), sign)[-3:] == ["Schluss", "", ""]
    assert "Schluss" not in kept(paragraph("Schluss" * 200), sign)
    lines = [
        p
        for p in word(sample(Signature(("Ort, Datum", "Unterschrift")))).paragraphs
        if p.style.name == "ksnet Unterschrift"
    ]
    assert [line.text for line in lines] == ["\t\t\t", "Ort, Datum\tUnterschrift"]
    leaders = [
        stop.get(qn("w:leader")) for stop in lines[0]._p.iter(qn("w:tab")) if stop.get(qn("w:pos"))
    ]
    assert leaders == ["underscore", None, "underscore"]


def test_what_word_needs_after_a_table_at_the_end_of_a_section_has_no_height() -> None:
    small, wide = (
        table(("Kopf",), ("Wert",)),
        table(tuple("abcdefg"), ("Netzwerkkoordination",) * 7),
    )
    annexes = tuple(
        Chapter(slug, runs_of("Anlage"), (one,), "Anlage", annex=True)
        for slug, one in (("a", wide), ("b", small))
    )
    first = Chapter("c", runs_of("Text"), (small, paragraph("Text"), small), "1")
    body = word(sample(chapters=(first, *annexes))).element.body
    after = [
        [
            one.pPr.spacing_line
            for one in found.itersiblings(qn("w:p"))
            if not text_of_part(one).strip()
        ]
        for found in body.iter(qn("w:tbl"))
    ]
    assert after[0][0] is None
    assert [heights[0] for heights in after[1:]] == [Pt(1), Pt(1), Pt(1)]
    ends = body.xpath("./w:p[w:pPr/w:sectPr]")
    assert [line.pPr.spacing_line for line in ends] == [Pt(1), Pt(1)]


def test_captions_stand_above_their_tables() -> None:
    one = word(sample(table(("a", "b"), ("1", "2"), caption="Kopf"))).tables[0]._tbl
    assert text_of_part(one.getprevious()).strip() == "Kopf"
    assert one.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val")) == "Kopf"


def test_lists_are_lists_and_numbers_begin_anew() -> None:
    two = ListBlock(
        ((paragraph("eins"), ListBlock(((paragraph("innen"),),))), (paragraph("zwei"),)),
        ordered=True,
    )
    made = word(sample(two, two))
    numbered = [
        p for p in made.paragraphs if p.style.name == "List Number" and p.text in {"eins", "zwei"}
    ]
    numbers = [p._p.pPr.numPr.numId.val for p in numbered]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    inner = next(p for p in made.paragraphs if p.text == "innen")
    assert (inner.style.name, inner._p.pPr.numPr.ilvl.val) == ("List Bullet", 1)


def test_a_link_is_written_out_where_its_text_does_not_say_it() -> None:
    row = (
        (Run("Seite", url=LINK),),
        (Run(LINK, url=LINK),),
        (Run(MAIL, url=f"mailto:{MAIL}"),),
        (Run("Böse", url="javascript:x"),),
    )
    made = word(sample(table(("a", "b", "c", "d"), row)))
    assert [cell.text for cell in made.tables[0].rows[1].cells] == [
        f"Seite ({LINK})",
        LINK,
        MAIL,
        "Böse",
    ]
    assert not [rel for rel in made.part.rels.values() if rel.is_external]


def test_a_figure_is_a_picture_with_its_description_and_numbers() -> None:
    made = word(sample(figure(NAME), figure("zwei")))
    pictures = list(made.element.body.iter(qn("wp:docPr")))
    assert pictures[0].get("descr").startswith(f"{NAME} Plenum: Treffen 1; AK Schule: Treffen 2;")
    assert len({picture.get("id") for picture in pictures}) == 2
    assert len(made.inline_shapes) == 2
    assert made.inline_shapes[0].width <= 9354 * 635
    assert not made.tables


def test_gaps_can_be_seen() -> None:
    found = [p for p in word(everything(NAME)).paragraphs if p.style.name == "ksnet Lücke"]
    assert [p.text for p in found] == [f"Zu klären: {NAME} data/x.yaml: {NAME}"]


def test_an_address_or_number_has_no_place_where_a_line_could_end() -> None:
    texts: list[Any] = [
        paragraph(f"Erreichbar unter {PHONE} oder {MAIL}."),
        FactList(((runs_of("Kontakt"), runs_of(MAIL)),)),
    ]
    made = word(sample(*texts, table(("Kontakt", "b"), (MAIL, PHONE))))
    runs = [
        run
        for run in made.element.body.iter(qn("w:r"))
        if any(sign in text_of_part(run) for sign in ("@", "216"))
    ]
    assert len(runs) == 5
    for run in runs:
        assert run.find(f"{qn('w:rPr')}/{qn('w:noProof')}") is not None
        assert not set(" -") & set("".join(text.text for text in run.iter(qn("w:t"))))
    assert words_of(made).count(MAIL) == 3
    assert words_of(made).count(PHONE) == 2


def test_only_what_needs_it_lies_on_its_side() -> None:
    wide = table(tuple("abcdefg"), ("Netzwerkkoordination",) * 7)
    assert [section.orientation for section in word(sample(wide)).sections] == [1]
    annexes = (
        Chapter("a", runs_of("Breit"), (wide,), "Anlage 1", annex=True),
        Chapter("b", runs_of("Schmal"), (paragraph("Text"),), "Anlage 2", annex=True),
    )
    first = Chapter("c", runs_of("Text"), (paragraph("Text"),), "1")
    sections = word(sample(chapters=(annexes[0], first, annexes[1]))).sections
    assert [section.orientation for section in sections] == [0, 1, 0]
    assert [section.page_width > section.page_height for section in sections] == [
        False,
        True,
        False,
    ]
    assert all(text_of_part(section.footer._element).strip() for section in sections)
    assert [
        section.orientation for section in word(sample(chapters=(first, annexes[0]))).sections
    ] == [0, 1]


@pytest.mark.many
@pytest.mark.parametrize("text", HOSTILE, ids=[text[:12] for text in HOSTILE])
def test_hostile_text_stays_text(text: str) -> None:
    said_in_word = words_of(word(everything(text)))
    assert said_in_word.count(text) >= 10


def test_private_characters_cannot_pass_for_a_mark() -> None:
    assert words_of(word(sample(paragraph("x \ue000inhalt \ue001 y")))).count("x inhalt  y") == 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_same_document_gives_the_same_bytes_in_a_new_process(seed: str, tmp_path: Path) -> None:
    target = tmp_path / "liste.docx"
    command = [
        "members",
        "musterkreis",
        "--as-of",
        "2026-06-30",
        "--root",
        str(EXAMPLE),
        "-q",
        "-o",
        str(target),
    ]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-m", "ksnet", *command], check=True, env=environment, cwd=ROOT)
    document = say(members_view(Repository(EXAMPLE).network("musterkreis"), as_of=DAY))
    assert target.read_bytes() == to_word(document)
    with zipfile.ZipFile(target) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# --- templates
# -------------------------------------------------------------------------------------------------


def test_the_packaged_templates_are_what_the_script_makes() -> None:
    spec = importlib.util.spec_from_file_location(
        "make", ROOT / "scripts" / "make_word_templates.py"
    )
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    folder = packaged_templates() / "design"
    assert {f"{template.name}.docx" for template in script.TEMPLATES} == {
        path.name for path in folder.glob("*.docx")
    }
    for template in script.TEMPLATES:
        with zipfile.ZipFile(folder / f"{template.name}.docx") as archive:
            committed = {name: archive.read(name).decode() for name in archive.namelist()}
        assert committed == script.parts(template), template.name


def test_a_kind_of_document_may_have_a_template_of_its_own(tmp_path: Path) -> None:
    folder = template_with(
        tmp_path, "Briefkopf {{ titel }} vom {{ stand }}{{ inhalt }}", "calendar.docx"
    )
    template_with(tmp_path, "Anderer {{ inhalt }}")
    assert words_of(word(sample(paragraph("Text")), folder)).split() == [
        "Briefkopf",
        "Termine",
        "vom",
        "30.",
        "Juni",
        "2026",
        "Termine",
        "Text",
    ]
    assert words_of(word(sample(kind="members"), folder)).split() == ["Anderer", "Termine"]


def test_chapters_can_be_left_out_and_moved(tmp_path: Path) -> None:
    marks = ("inhaltsverzeichnis", "kapitel.anlage", "kapitel.c2", "vorspann")
    body = "".join(f"<w:p><w:r><w:t>{{{{ {tag} }}}}</w:t></w:r></w:p>" for tag in marks)
    made = word(chapters("Anlass", "Treffen"), template_with(tmp_path, body))
    assert [p.text for p in made.paragraphs if p.style.name == "Heading 1"] == [
        "Anlage 1: Liste",
        "2 Treffen",
    ]


def test_a_chapter_that_a_document_lacks_leaves_nothing(tmp_path: Path) -> None:
    folder = template_with(tmp_path, "{{ kapitel.einzelheiten }}Ende")
    assert words_of(word(sample(), folder)).strip() == "Ende"
    with pytest.raises(RenderError, match="„quellen“ gibt es hier nicht"):
        word(sample(), template_with(tmp_path, "{{ kapitel.quellen }}"))


def test_tables_take_the_width_of_their_section(tmp_path: Path) -> None:
    turned = (
        '<w:p><w:r><w:t>{{ kapitel.c1 }}</w:t></w:r></w:p><w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr></w:pPr></w:p>'
        "<w:p><w:r><w:t>{{ kapitel.c2 }}</w:t></w:r></w:p>"
    )
    both = [
        Chapter(f"c{number}", runs_of("T"), (table(("a", "b"), ("1", "2")),)) for number in (1, 2)
    ]
    tables = word(sample(chapters=tuple(both)), template_with(tmp_path, turned)).tables
    widths = [
        sum(int(column.get(qn("w:w"))) for column in one._tbl.iter(qn("w:gridCol")))
        for one in tables
    ]
    assert widths == [14838, 9354]


def test_a_letter_paper_without_our_styles_gets_them(tmp_path: Path) -> None:
    paper = (
        docx.Document()
    )  # what python-docx begins with: English, styles of its own, none of ours
    paper.add_paragraph("{{ inhalt }}")
    (tmp_path / "design").mkdir()
    paper.save(str(tmp_path / "design" / "document.docx"))
    made = word(everything(NAME), tmp_path)
    assert made.tables[0].style.name == "ksnet Tabelle"
    assert "ksnet Lücke" in {
        p.style.name for p in made.paragraphs if p.text.startswith("Zu klären: ")
    }
    assert made.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "de-DE"


def test_comments_in_a_template_vanish(tmp_path: Path) -> None:
    folder = template_with(
        tmp_path, "<w:p><w:r><w:t>{#p Hinweis für das Kollegium #}</w:t></w:r></w:p><w:p/>"
    )
    assert words_of(word(sample(), folder)).strip() == ""


# --- what goes wrong
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Hier {{ titel | default(„x“) }}",
            "bei „Hier {{ titel .*“: In geschweiften Klammern darf kein „„“ stehen",
        ),
        ("{{ kapitel.terminee }}", "„terminee“ gibt es hier nicht. Meinten Sie „termine“"),
        ("{{ inhat }}", "„inhat“ gibt es hier nicht. Meinten Sie „inhalt“"),
        ("{% include 'text/base.md.j2' %}", "lässt sich nicht ausführen"),
        ("Text {{ nichts }}", "bei „Text {{ nichts }}“: „nichts“ gibt es hier nicht"),
        ("{{ titel.__class__ }}", "„__class__“ darf eine Vorlage nicht zugreifen"),
        ("{{ kapitel.update({}) }}", "„update“ darf eine Vorlage nicht zugreifen"),
        ("{% if titel %}", "nicht geschlossen"),
        ("{{ 1 / 0 }}", "lässt sich nicht ausführen"),
        (
            "<w:p><w:r><w:t>{% if entwurf %}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{% endif %}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>",
            "kein gültiges Word-Dokument",
        ),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_place(
    body: str, expected: str, tmp_path: Path
) -> None:
    with pytest.raises(RenderError, match=expected) as caught:
        to_word(sample(), template_with(tmp_path, body))
    assert "document.docx" in str(caught.value)


def test_a_chapter_in_the_header_is_refused(tmp_path: Path) -> None:
    header = b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>{{ kapitel.termine }}</w:t></w:r></w:p></w:hdr>'
    folder = template_with(tmp_path, "x", word__header1_xml=header)
    with pytest.raises(RenderError, match="nicht in Kopf- oder Fußzeile"):
        to_word(sample(), folder)


def relationship(kind: str, target: str, mode: str = "External") -> bytes:
    outside = f' TargetMode="{mode}"' if mode else ""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId90" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"{outside}/>'
        "</Relationships>"
    ).encode()


def fields(*runs: str) -> bytes:
    """Return a part with a field whose instruction stands in several runs;
    `{` and `}` begin and end a field within it.
    """
    marks = {"{": '<w:fldChar w:fldCharType="begin"/>', "}": '<w:fldChar w:fldCharType="end"/>'}
    parts = "".join(
        f"<w:r>{marks.get(run, f'<w:instrText>{run}</w:instrText>')}</w:r>"
        for run in ("{", *runs, "}")
    )
    return body(f"<w:p>{parts}</w:p>")


def body(xml: str) -> bytes:
    """Return a part with some WordprocessingML."""
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    return f"<w:ftr {spaces}>{xml}</w:ftr>".encode()


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"word/vbaProject.bin": b"x"}, "Makros"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "eingebettete Objekte"),
        (
            {"word/fremd.bin": b"x"},
            r"eine Datei, die Word dort nicht ablegt \(word/fremd.bin; was sie ist, gibt die Vorlage nicht an\)\. In Word öffnen",
        ),
        ({"word/Settings.xml": b"<a/>"}, r"Eine Datei darin liegt doppelt vor \(word/"),
        (
            {"word/_rels/settings.xml.rels": relationship("attachedTemplate", "file:///C:/x.dotx")},
            "Dokumentvorlage",
        ),
        (
            {"word/_rels/header1.xml.rels": relationship("image", "https://example.org/logo.png")},
            "verknüpftes Bild",
        ),
        (
            {"word/_rels/header1.xml.rels": relationship("aFChunk", "x.html", "")},
            "nicht vorgesehen ist .*aFChunk",
        ),
        (
            {"word/_rels/header1.xml.rels": relationship("oleObject", "x.bin", "")},
            "eingebettete Objekte",
        ),
        (
            {
                "word/_rels/header1.xml.rels": relationship(
                    "subDocument", "https://example.org/x.docx"
                )
            },
            "verknüpftes Bild",
        ),
        (
            {"word/_rels/header1.xml.rels": relationship("image", "file:///etc/passwd", "")},
            "etc/passwd",
        ),
        (
            {"word/_rels/header1.xml.rels": relationship("hyperlink", "file:///etc/passwd")},
            "führt nicht ins Netz",
        ),
        (
            {"word/_rels/header1.xml.rels": relationship("hyperlink", "javascript:alert(1)")},
            "führt nicht ins Netz",
        ),
        ({"word/extra.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}, "Anweisungen"),
        (
            {
                "word/extra.xml": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode(
                    "utf-16"
                )
            },
            "Anweisungen",
        ),
        ({"word/extra.xml": b"<w:a/>"}, "kein lesbares Word-Dokument"),
        (
            {"word/extra.xml": body("<w:instrText> INCLUDETEXT x.docx </w:instrText>")},
            "lädt andere Dateien",
        ),
        (
            {"word/extra.xml": body('<w:fldSimple w:instr=" includepicture x.png "/>')},
            "lädt andere Dateien",
        ),
        ({"word/extra.xml": fields(" INC", "LUDE", "TEXT x ")}, "INCLUDETEXT x"),
        ({"word/extra.xml": fields(" PAGE ", "{", " DDEAUTO x ", "}")}, "lädt andere Dateien"),
        ({"word/extra.xml": fields(" MACROBUTTON x ")}, "lädt andere Dateien"),
        ({"word/extra.xml": fields(' HYPERLINK "file:///C:/x" ')}, "führt nicht ins Netz"),
        ({"word/extra.xml": body("<w:altChunk/>")}, "Makros"),
        ({"word/extra.xml": body("<w:mailMerge/>")}, "Makros"),
        (
            {"word/extra.xml": body('<v:imagedata src="https://example.org/x.png"/>')},
            "verknüpftes Bild",
        ),
        ({"word/extra.xml": body('<v:imagedata src="\\\\server\\x.png"/>')}, "verknüpftes Bild"),
    ],
)
def test_a_template_with_programs_or_from_elsewhere_is_refused(
    parts: Mapping[str, bytes], expected: str, tmp_path: Path
) -> None:
    folder = template_with(tmp_path, "x")
    with zipfile.ZipFile(folder / "design" / "document.docx", "a") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(RenderError, match=expected):
        to_word(sample(), folder)


def test_what_word_itself_writes_is_allowed(tmp_path: Path) -> None:
    usual = (
        '<w:p><w:r><w:t>{{ inhalt }}</w:t></w:r></w:p><w:p><w:fldSimple w:instr=" DATE \\@ &quot;d. MMMM yyyy&quot; "/>'
        '<w:fldSimple w:instr=" HYPERLINK &quot;https://example.org&quot; "/><w:fldSimple w:instr=" =1+1 "/></w:p>'
    )
    folder = template_with(tmp_path, usual)
    with zipfile.ZipFile(folder / "design" / "document.docx", "a") as archive:
        archive.writestr(
            "word/_rels/footer1.xml.rels", relationship("hyperlink", "mailto:info@example.org")
        )
    assert "Text" in words_of(word(sample(paragraph("Text")), folder))


def test_what_a_template_writes_is_looked_at_again(tmp_path: Path) -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{what}"/></w:r>' for what in ("begin", "end"))
    written = (
        "{{ '&lt;/w:t&gt;&lt;w:instrText&gt;INCLUDETEXT x&lt;/w:instrText&gt;&lt;w:t&gt;' | safe }}"
    )
    folder = template_with(tmp_path, f"<w:p>{begin}<w:r><w:t>{written}</w:t></w:r>{end}</w:p>")
    with pytest.raises(RenderError, match="INCLUDETEXT x"):
        to_word(sample(), folder)


DAMAGED = "Die Vorlage design/{} ist kein lesbares Word-Dokument."


@pytest.mark.parametrize("data", [b"", b"kein Word", b"PK\x03\x04kaputt"])
def test_a_damaged_template_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "design").mkdir()
    (tmp_path / "design" / "document.docx").write_bytes(data)
    with pytest.raises(RenderError, match="^" + DAMAGED.format("document.docx")):
        to_word(sample(), tmp_path)


@pytest.mark.slow
def test_a_damaged_template_is_one_sentence(tmp_path: Path, ksnet: Callable[..., Ran]) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "daten")
    (tmp_path / "daten" / "templates" / "design").mkdir(parents=True)
    (tmp_path / "daten" / "templates" / "design" / "members.docx").write_bytes(b"kein Word")
    run = ksnet("members", "musterkreis", "--root", tmp_path / "daten", "-o", tmp_path / "x.docx")
    assert run.code == 3
    assert run.err.startswith("ksnet: " + DAMAGED.format("members.docx"))
    assert not (tmp_path / "x.docx").exists()


def test_a_zip_that_is_no_word_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "design").mkdir()
    with zipfile.ZipFile(tmp_path / "design" / "document.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(RenderError, match="kein lesbares Word-Dokument"):
        to_word(sample(), tmp_path)


def test_a_link_to_another_file_is_refused(tmp_path: Path) -> None:
    folder = template_with(tmp_path / "real", "x")
    (tmp_path / "templates" / "design").mkdir(parents=True)
    (tmp_path / "templates" / "design" / "document.docx").symlink_to(
        folder / "design" / "document.docx"
    )
    with pytest.raises(RenderError, match="Verknüpfung"):
        to_word(sample(), tmp_path / "templates")


def test_a_missing_package_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, ksnet: Callable[..., Ran], tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    run = ksnet("members", "soest", "--root", ROOT, "-o", tmp_path / "x.docx")
    assert (run.code, run.out) == (3, "")
    assert (
        run.err
        == 'ksnet: Für Word-Dateien fehlt ein Zusatzpaket. Installieren mit: python -m pip install "ksnet[docx]"\n'
    )


# --- in an office program
# --------------------------------------------------------------------------------------------


def printed(document: Document, folder: Path) -> Any:
    """Return a Word file as LibreOffice prints it,
    once its PDF has been found to be readable by everybody.
    """
    file = folder / "papier.docx"
    file.write_bytes(to_word(document))
    (made,) = open_in_office(file, ACCESSIBLE, folder)
    content = made.read_bytes()
    assert [
        (one.rule_id, one.message)
        for one in page.validate_pdf_bytes(content, profile="ua1").failures
    ] == []
    return PdfReader(io.BytesIO(content))


@pytest.mark.office
@pytest.mark.parametrize("text", [NAME, HOSTILE[8], HOSTILE[10]], ids=["name", "long", "mail"])
def test_libreoffice_prints_every_block_for_everybody(text: str, tmp_path: Path) -> None:
    annex = Chapter("anlage", runs_of("Liste"), every_block(text), "Anlage 1", annex=True)
    document = sample(
        chapters=(Chapter("c", runs_of(text), every_block(text), "1"), annex),
        contents=True,
        draft=True,
    )
    pages = printed(document, tmp_path).pages
    said_there = "".join("".join(sheet.extract_text() for sheet in pages).split())
    assert f"Seite{len(pages)}von{len(pages)}" in said_there
    assert "1.eins" in said_there
    assert f"3.{''.join(text.split())}" in said_there or text != NAME
    assert any(sheet.images for sheet in pages)
    if text == NAME:
        assert said_there.count("".join(NAME.split())) >= 20


@pytest.mark.office
def test_libreoffice_prints_a_member_list_for_everybody_and_parts_no_address(
    tmp_path: Path,
) -> None:
    document = say(members_view(Repository(EXAMPLE).network("musterkreis"), as_of=DAY))
    pages = printed(document, tmp_path).pages
    assert pages[0].mediabox.width > pages[0].mediabox.height
    seen = (
        "\n".join(sheet.extract_text() for sheet in pages)
        .replace("\u2011", "-")
        .replace("\u00a0", " ")
    )
    runs = [run for row in _cells(document) for run in row if run.whole]
    assert len(runs) > 10
    assert [run.text for run in runs if run.text not in seen] == []


def _cells(document: Document) -> list[tuple[Run, ...]]:
    blocks = [block for chapter in document.chapters for block in chapter.blocks]
    return [cell for block in blocks for row in getattr(block, "rows", ()) for cell in row]
