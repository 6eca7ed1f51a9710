import dataclasses
import datetime as dt
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from ksnet.documents import (
    CalendarDocument,
    Chapter,
    Document,
    calendar_document,
    members_document,
    plan_document,
    report_document,
)
from ksnet.documents.blocks import Cell, Paragraph, Prose, Table, facts, table
from ksnet.rendering import RenderError, render, render_text
from ksnet.rendering.markdown import escape_markdown, markdown_to_html, tame_markdown
from ksnet.rendering.templates import packaged_templates, template_names
from ksnet.repository import Repository

Tree = Callable[[Mapping[str, str | bytes]], Path]
DAY = dt.date(2026, 6, 30)
ROOT = Path(__file__).parent.parent

EVIL = (
    "<script>alert(1)</script> a | b\n# Kopf {{ 7*7 }} {% raw %} [x](javascript:alert(1)) "
    "![y](https://example.org/y.png) `c` *d* &lt; \x1b[31m"
)


def sample(text: str = "Text") -> CalendarDocument:
    return CalendarDocument(
        title=text,
        subtitle=(text,),
        network=text,
        as_of=DAY,
        notes=(Paragraph(text),),
        chapters=(
            Chapter(
                "termine",
                text,
                (
                    Paragraph(text),
                    *facts([(text, text)]),
                    table("t", text, (text, "b"), [[text, Cell(text, "https://example.org/?a=1&b=2")]]),
                    Prose(text),
                ),
            ),
        ),
    )


def documents() -> list[Document]:
    """Return every kind of document of the published networks."""
    found: list[Document] = []
    for network in Repository(ROOT).networks():
        found += [calendar_document([network], as_of=DAY), members_document(network, as_of=DAY)]
        found += [report_document(network, year=2025, as_of=DAY)]
        found += [plan_document(network, plan, as_of=DAY) for plan in network.plans]
    return found


# --- overriding -------------------------------------------------------------------------------------------------------


def test_one_chapter_can_be_written_anew(tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text(
        '{% extends "ksnet/report.html.j2" %}{% block fallkonferenzen %}'
        "<p>EIGEN {{ document.network }}</p>{% endblock %}"
    )
    document = report_document(Repository(ROOT).network("krefeld"), year=2025, as_of=DAY)
    text = render(document, "html", templates_dir=tmp_path)
    assert "EIGEN Krefelder Kooperationsnetzwerk" in text
    assert "Fallkonferenzen</h2>" not in text
    assert "7 Qualifizierungsangebote</h2>" in text


def test_a_chapter_can_be_added_to(tmp_path: Path) -> None:
    (tmp_path / "calendar.md.j2").write_text(
        '{% extends "ksnet/calendar.md.j2" %}{% block termine %}{{ super() }}DANACH{% endblock %}'
    )
    text = render(sample(), "md", templates_dir=tmp_path)
    assert text.index("## Text") < text.index("DANACH")


def test_the_shared_frame_can_be_changed_for_all_documents(tmp_path: Path) -> None:
    (tmp_path / "base.html.j2").write_text(
        '{% extends "ksnet/base.html.j2" %}{% block footer %}<p>Stadt A</p>{% endblock %}'
    )
    text = render(sample(), "html", templates_dir=tmp_path)
    assert "<p>Stadt A</p>" in text
    assert "erzeugt mit ksnet" not in text


@pytest.mark.parametrize("form", ["md", "html"])
def test_every_chapter_of_every_document_has_its_block(form: str) -> None:
    for document in documents():
        source = (packaged_templates() / f"{document.kind}.{form}.j2").read_text()
        blocks = set(re.findall(r"{% block (\w+) %}", source))
        assert {chapter.slug for chapter in document.chapters} <= blocks


def test_the_packaged_templates_are_found() -> None:
    assert {"base.html.j2", "report.html.j2", "report.md.j2"} <= set(template_names())


# --- safety -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ document.__class__.__mro__ }}", "nicht erlaubt"),
        ("{{ ''.__class__ }}", "nicht erlaubt"),
        ("{{ document.update({}) }}", "nicht erlaubt"),
        ("{{ nichts }}", "nicht gibt"),
        ("{{ document.nichts }}", "nicht gibt"),
        ("{% if %}", "nicht geschrieben"),
        ("{{ 1 / 0 }}", "nicht ausführen"),
        ("{% include 'andere.j2' %}", "„andere.j2“ gibt es nicht"),
        ("{% include '../x.j2' %}", "gibt es nicht"),
        ("{{ range(100000000) | list }}", "nicht ausführen"),
        ("{% include 'calendar.md.j2' %}", "immer wieder"),
    ],
)
def test_a_mistake_names_file_line_and_reason_in_german(tmp_path: Path, source: str, expected: str) -> None:
    (tmp_path / "calendar.md.j2").write_text(f"eins\nzwei\n{source}\n")
    with pytest.raises(RenderError) as caught:
        render(sample(), "md", templates_dir=tmp_path)
    assert str(caught.value).startswith("Vorlage calendar.md.j2, Zeile 3: ")
    assert expected in str(caught.value)


def test_a_mistake_in_an_included_file_names_that_file(tmp_path: Path) -> None:
    (tmp_path / "teil.j2").write_text("\n{{ nichts }}\n")
    (tmp_path / "calendar.md.j2").write_text("{% include 'teil.j2' %}")
    with pytest.raises(RenderError, match=r"Vorlage teil\.j2, Zeile 2"):
        render(sample(), "md", templates_dir=tmp_path)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder, secret = tmp_path / "templates", tmp_path / "secret.txt"
    folder.mkdir()
    secret.write_text("GEHEIM")
    (folder / "calendar.md.j2").symlink_to(secret)
    with pytest.raises(RenderError, match="Verknüpfung"):
        render(sample(), "md", templates_dir=folder)


def test_a_template_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "calendar.md.j2").write_bytes(b"\xff\xfe")
    with pytest.raises(RenderError, match="UTF-8"):
        render(sample(), "md", templates_dir=tmp_path)


def test_templates_get_nothing_but_plain_data() -> None:
    def check(value: object) -> None:
        assert type(value) in {dict, list, str, int, bool, type(None)}
        if isinstance(value, dict):
            for key, item in value.items():
                assert type(key) is str
                check(item)
        elif isinstance(value, list):
            for item in value:
                check(item)

    for document in documents():
        check(document.plain())


def test_hostile_text_stays_text_in_html() -> None:
    text = render(sample(EVIL), "html", templates_dir=None)
    assert "<script" not in text
    assert "49" not in text.replace("8px", "")
    assert 'href="javascript' not in text
    assert "<img" not in text
    assert "\x1b" not in text
    assert "{{ 7*7 }}" in text


def test_hostile_text_stays_text_in_markdown() -> None:
    document = sample(EVIL)
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(render(document, "md", templates_dir=None))
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("<h1>") == 1
    assert html.count("<h2>") == 1
    assert html.count("<table>") == 1
    assert html.count("<td>") == 2
    assert "{{ 7*7 }}" in html


def test_hostile_text_stays_text_on_a_terminal() -> None:
    text = render_text(sample(EVIL + " [bold]x[/bold] :smile:"), width=200, color=False)
    assert "\x1b" not in text
    assert "[bold]x[/bold] :smile:" in text


@pytest.mark.parametrize(
    "text",
    [
        "a | b",
        "# a",
        "- a",
        "+ a",
        "a *b* _c_ `d` ~~e~~",
        "[a](b)",
        "<b>a</b>",
        "&amp; &#35;",
        "a\\b",
        "---",
        "> a",
        "a_b_c",
        "![a](b)",
    ],
)
def test_escaped_text_reads_as_it_was_written(text: str) -> None:
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(escape_markdown(text))
    plain = re.sub(r"</?p>", "", html).strip()
    assert "<" not in plain
    assert _unescape(plain) == text


def _unescape(html: str) -> str:
    import html as module

    return module.unescape(html)


def test_markdown_of_people_keeps_its_lists_and_loses_its_headings() -> None:
    source = "# Kopf\n\n- **a**\n- [b](https://example.org)\n\nTitel\n=====\n\n<div>x</div>\n\n```\noffen"
    for html in (markdown_to_html(source), MarkdownIt("commonmark").render(tame_markdown(source))):
        assert "<h1>" not in html
        assert "<div>" not in html
        assert "<strong>Kopf</strong>" in html
        assert "<li>" in html
        assert '<a href="https://example.org">' in html
    assert "<pre>" not in MarkdownIt("commonmark").render(tame_markdown(source) + "\n\nDanach")


# --- pages ------------------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Collects what a page must have for people who do not see it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.lang: str | None = None
        self.tables = self.captions = self.bare_headers = 0
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if identifier := values.get("id"):
            self.ids.append(identifier)
        if tag == "html":
            self.lang = values.get("lang")
        if tag == "a" and (values.get("href") or "").startswith("#"):
            self.targets.append((values["href"] or "")[1:])
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.bare_headers += tag == "th" and values.get("scope") not in {"row", "col"}
        if tag in {"script", "link", "img", "iframe"}:
            self.loads.append(tag)


def test_pages_can_be_read_without_seeing_them() -> None:
    for document in documents():
        text = render(document, "html", templates_dir=None)
        page = Page(text)
        assert page.lang == "de"
        assert page.headings[0] == 1
        assert page.headings.count(1) == 1
        assert all(later <= earlier + 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))
        assert len(page.ids) == len(set(page.ids))
        assert set(page.targets) <= set(page.ids)
        assert page.tables == page.captions
        assert page.bare_headers == 0
        assert not page.loads
        assert "url(" not in text


def test_the_same_document_gives_the_same_text() -> None:
    for document in documents():
        for form in ("md", "html"):
            assert render(document, form, templates_dir=None) == render(document, form, templates_dir=None)
        assert render_text(document, width=100, color=False) == render_text(document, width=100, color=False)


def test_text_fits_its_width() -> None:
    for document in documents():
        lines = render_text(document, width=80, color=False).split("\n")
        assert max(len(line) for line in lines) <= 80


def test_documents_are_built_without_loading_what_writes_them() -> None:
    heavy = "jinja2", "rich", "icalendar", "markdown_it"
    code = f"import sys, ksnet.documents, ksnet.rendering; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_long_word_may_be_broken_in_a_table() -> None:
    text = render(sample("Hauptverwaltungsbeamtenkonferenz"), "html", templates_dir=None)
    assert 'class="long"' in text


def test_a_page_title_is_short_enough_to_be_shown() -> None:
    for document in documents():
        title = re.search("<title>(.*)</title>", render(document, "html", templates_dir=None))
        assert title
        assert len(title[1]) <= 70


def test_an_unknown_format_is_an_error_in_german() -> None:
    with pytest.raises(RenderError, match="Format „odt“"):
        render(sample(), "odt", templates_dir=None)


@pytest.mark.parametrize("width", [60, 96, 110, 111, 112, 140])
def test_a_table_in_the_terminal_cuts_no_word(width: int) -> None:
    document = report_document(Repository(ROOT).network("soest"), year=2025, as_of=DAY)
    for found in (block for chapter in document.chapters for block in chapter.blocks if isinstance(block, Table)):
        alone = dataclasses.replace(document, chapters=(Chapter("struktur", "T", (found,)),), notes=())
        shown = {word.rstrip(",;") for word in render_text(alone, width=width, color=False).split()}
        words = {word.rstrip(",;") for row in found.rows for cell in row for word in cell.text.split()}
        assert {word for word in words if "/" not in word} <= shown
