"""Documents as Markdown, terminal text and pages:
each says the same words, whatever a record holds.
"""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
import string
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ksnet.basics.findings import Place
from ksnet.documents.frame import LinkView, SiteFrame
from ksnet.rendering import blocks
from ksnet.rendering.addresses import runs_of, spans
from ksnet.rendering.blocks import (
    Bar,
    BarChart,
    Block,
    Chapter,
    Code,
    Divider,
    Document,
    FactList,
    Figure,
    Gap,
    Heading,
    LineChart,
    ListBlock,
    Node,
    Paragraph,
    Quote,
    Run,
    Runs,
    Signature,
    Table,
    TreeDiagram,
    words,
)
from ksnet.rendering.formats.markdown import markdown_pieces
from ksnet.rendering.formats.page import PageWriter
from ksnet.rendering.formats.terminal import terminal_pieces
from ksnet.rendering.markdown import escape_markdown
from ksnet.rendering.reading import prose_blocks
from tests.paper import blocks_of
from tests.rendered import write

DAY = dt.date(2026, 6, 30)
PAGES = PageWriter(None)
EVIL = (
    "<script>alert(1)</script> a | b\n# Kopf {{ 7*7 }} {% raw %} [x](javascript:alert(1)) "
    "![y](https://example.org/y.png) `c` *d* &lt; [bold]x[/bold] :smile:"
)


def to_markdown(document: Document) -> str:
    """Return a document as Markdown."""
    return "".join(markdown_pieces(document))


def to_terminal(document: Document, *, width: int, color: bool) -> str:
    """Return a document as text of a width."""
    return "".join(terminal_pieces(document, width=width, color=color))


def to_page(document: Document, templates_dir: None, *, frame: SiteFrame | None = None) -> str:
    """Return a document as an HTML page."""
    return PageWriter(templates_dir)(document, frame)


def of(*found: Block, **more: object) -> Document:
    """Return a document of blocks."""
    parts = {
        "kind": "calendar",
        "title": "Titel",
        "author": "Netzwerk",
        "as_of": DAY,
        "opening": found,
    }
    return Document(**(parts | more))  # type: ignore[arg-type]


def sample(text: str = "Text") -> Document:
    """Return a document that says a text in every kind of block."""
    said = runs_of(text)
    line = runs_of(" ".join(text.split()))
    numbers = Table((line, runs_of("Zahl")), ((said, runs_of("4")),), line, "zahlen")
    bars = BarChart(
        (text, "zwei"), (Bar(text, (3.0, 1.0), 4.0), Bar("b", (1.0, 0.0), None, text)), text
    )
    everything: tuple[Block, ...] = (
        Heading(line, 3),
        Paragraph(said, ("urgent", 'x" onload="alert(1)')),
        ListBlock(
            (
                (Paragraph(said), ListBlock(((Paragraph(said),),))),
                (Paragraph(said), Paragraph(said)),
            )
        ),
        ListBlock(((Paragraph(said),),), ordered=True, start=3),
        Quote((Paragraph(said),)),
        Code(text),
        Divider(),
        FactList(((line, said), (runs_of("Ort"), said))),
        Table(
            (line, runs_of("b")),
            ((said, (Run(text, url="https://example.org/?a=1&b=2"),)),),
            line,
            fixed=1,
        ),
        Figure("bild", text, text, bars, numbers),
        Figure(
            "baum",
            text,
            text,
            TreeDiagram(tuple(Node(str(n), text, (text,), "0" if n else None) for n in range(4))),
        ),
        Figure(
            "linie", text, text, LineChart(("2025", text), (text,), ((1.0, 2.0),), text), numbers
        ),
        Gap(text, Place("networks/x/network.yaml"), text),
        Signature(("Ort, Datum", text)),
    )
    return of(
        Paragraph(said),
        title=text,
        author=text,
        lead=(said, said),
        chapters=(
            Chapter("eins", line, everything, "1"),
            Chapter("zwei", said, (Paragraph(said),), detail=True),
        ),
        footer=said,
    )


# --- Markdown reads back as the same words
# ---------------------------------------------------------------------------


def read_back(markdown: str) -> str:
    """Return the words that a reader of Markdown sees."""
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    return _squeezed(html.unescape(re.sub(r"<(/?[a-z][a-z0-9]*( [^>]*)?/?)>", " ", page)))


def _squeezed(text: str) -> str:
    """Return a text without what Markdown does not keep: how many spaces, and which."""
    return "".join(text.split()).replace("\ufffd", "")


def said(found: Iterable[Block]) -> Iterator[str]:
    """Yield the words of blocks in order, as Markdown says them."""
    for block in found:
        match block:
            case Paragraph() | Heading():
                yield words(block.text)
            case ListBlock():
                yield from itertools.chain.from_iterable(said(item) for item in block.items)
            case Quote():
                yield from said(block.blocks)
            case Code():
                yield block.text
            case Table():
                yield words(block.caption)
                for row in (block.columns, *block.rows):
                    yield from map(words, row)


# What Markdown takes for marks, next to letters and spaces: more likely to break it than any text.
_PIECES = st.sampled_from(
    [
        *string.punctuation,
        *"aé9 \n",
        "\u00a0",
        "Ä",
        "„",
        "–",
        "€",
        "e\u0301",
        "1.",
        "- ",
        "&amp;",
        "==",
        "    ",
        "info@a.de",
    ]
)
_ANY = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co")), max_size=12)
_WORDS = st.one_of(st.lists(_PIECES, max_size=8).map("".join), _ANY)
_RUNS = st.builds(
    Run,
    _WORDS,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(
        ["", "", "https://example.org/a_b?c=1&copy;=2#d", "mailto:a.b@example.org", "tel:+4921"]
    ),
    st.booleans(),
)
_TEXTS = st.lists(_RUNS, min_size=1, max_size=5).map(tuple)


@given(_TEXTS)
@example((Run("Ort:", bold=True), Run("Halle")))
@example((Run("a", bold=True), Run("b", italic=True), Run("c", bold=True, italic=True)))
@example((Run("Achtung!"), Run("Bild", url="https://example.org/")))
@example((Run("a | b\n:--"),))
@example((Run("a\n="),))
@example((Run("R&"), Run("#35;", whole=True)))
@example((Run("`a", code=True), Run("b`", bold=True, code=True)))
def test_markdown_reads_back_as_the_same_words(text: Runs) -> None:
    inside = ListBlock(((Paragraph(text), ListBlock(((Paragraph(text),),))),))
    made = to_markdown(
        of(Paragraph(text), inside, inside, Quote((Paragraph(text), Heading(text, 4))))
    )
    assert read_back(made) == _squeezed("Titel" + words(text) * 7)


@given(_TEXTS, _TEXTS)
def test_a_table_in_markdown_keeps_its_cells(one: Runs, other: Runs) -> None:
    flat = [
        tuple(run._replace(text=run.text.replace("\n", " ")) for run in text)
        for text in (one, other)
    ]
    made = to_markdown(of(Table((flat[0], flat[1]), ((flat[1], flat[0]), ((), flat[0])))))
    page = MarkdownIt("commonmark").enable("table").render(made)
    cells = re.findall(r"<t[hd]>(.*?)</t[hd]>", page)
    assert len(cells) == 6
    shown = [_squeezed(html.unescape(re.sub(r"</?[a-z][^>]*>", " ", cell))) for cell in cells]
    assert shown == [
        _squeezed(words(text)) for text in (flat[0], flat[1], flat[1], flat[0], (), flat[0])
    ]


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_what_a_person_wrote_in_markdown_reads_back(markdown: str) -> None:
    found = prose_blocks(markdown)
    again = prose_blocks(to_markdown(of(*found)).partition("\n\n")[2])
    assert _squeezed("".join(said(again))) == _squeezed("".join(said(found)))


def test_emphasis_links_and_lists_read_back_as_they_were() -> None:
    source = (
        "Ein **wichtiger** und *neuer* [Weg](https://example.org/a), `x|y`.\n\n"
        "- a\n- b\n  1. c\n  2. d\n\n> Zitat\n\n```\nCode\n```\n\n| a | b |\n| --- | --- |\n| 1 | **2** |"
    )
    found = prose_blocks(source)
    assert prose_blocks(to_markdown(of(*found)).partition("\n\n")[2]) == found


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
    ],
)
def test_escaped_text_reads_as_it_was_written(text: str) -> None:
    page = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(escape_markdown(text))
    plain = re.sub(r"</?p>", "", page).strip()
    assert "<" not in plain
    assert html.unescape(plain) == text


def test_hostile_text_stays_text_in_markdown() -> None:
    page = (
        MarkdownIt("commonmark", {"html": True}).enable("table").render(to_markdown(sample(EVIL)))
    )
    assert "<script" not in page
    assert "<img" not in page
    assert [page.count(f"<{tag}>") for tag in ("h1", "h2", "h3", "table", "pre")] == [1, 2, 1, 3, 1]
    assert "{{ 7*7 }}" in page
    assert "javascript" not in "".join(re.findall(r'href="([^"]*)"', page))


def test_markdown_is_compact() -> None:
    document = of(
        Paragraph(runs_of("30. Juni, info@example.org und 02921 103-2357")),
        FactList(((runs_of("Ort"), runs_of("Rathaus")), (runs_of("Tage"), runs_of("Mo\nDi")))),
        ListBlock(((Paragraph(runs_of("eins")),), (Paragraph(runs_of("zwei")),))),
        Table((runs_of("a"), runs_of("b")), ((runs_of("1\n2"), ()),), runs_of("Zahlen")),
        Signature(("Ort, Datum",)),
        lead=(runs_of("eins"), runs_of("zwei")),
        footer=runs_of("Stand: heute."),
    )
    assert to_markdown(document) == (
        "# Titel\n\neins\\\nzwei\n\n30\\. Juni, <info@example.org> und 02921 103-2357\n\n"
        "- **Ort:** Rathaus\n- **Tage:**\n  - Mo\n  - Di\n\n* eins\n* zwei\n\n"
        f"**Zahlen**\n\n| a | b |\n| --- | --- |\n| 1; 2 |  |\n\nOrt, Datum: {'.' * 40}\n\n---\n\nStand: heute.\n"
    )


def test_a_figure_in_markdown_is_its_table_and_a_tree_a_list() -> None:
    made = to_markdown(sample())
    assert "**Text**\n\n| Text | Zahl |\n| --- | --- |\n| Text | 4 |\n" in made
    assert "**Text**\n\n- Text (Text)\n  - Text (Text)\n" in made
    assert "<svg" not in made


# --- terminal
# -------------------------------------------------------------------------------------------------


def test_hostile_text_stays_text_on_a_terminal() -> None:
    made = to_terminal(sample(EVIL), width=200, color=False)
    assert "\x1b" not in made
    assert "[bold]x[/bold] :smile:" in made


@pytest.mark.parametrize("width", [20, 40, 60, 80, 110, 200])
def test_text_fits_its_width(width: int) -> None:
    made = to_terminal(
        sample("Ein Text mit Wörtern und info@familienbuero.example"), width=width, color=False
    )
    assert max(map(len, made.split("\n"))) <= max(width, 40)


@pytest.mark.slow
@pytest.mark.parametrize("label", ["Unterschrift", f"Unterschrift, {'Jugendamt der Stadt ' * 4}"])
@pytest.mark.parametrize("width", [40, 80, 110])
def test_a_line_to_write_on_is_never_broken(label: str, width: int) -> None:
    lines = to_terminal(of(Signature(("Ort, Datum", label))), width=width, color=False).splitlines()
    assert [re.sub("[^_]", "", line) for line in lines if "_" in line] == ["_" * 40] * 2
    assert all(len(line) <= width for line in lines)


@given(
    st.lists(st.lists(_WORDS, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(40, 120)
)
@example([["", "    info@a.de!!", ""]], 63)
def test_a_table_in_the_terminal_breaks_no_word_address_or_number(
    rows: list[list[str]], width: int
) -> None:
    extra = ["info@familienbuero.example", "02921 103-2357", "Netzwerktreffen"]
    cells = tuple(tuple(runs_of(text) for text in row) for row in [*rows, extra])
    document = of(Table(tuple(map(runs_of, "abc")), cells, runs_of("Zahlen"), fixed=1))
    made = to_terminal(document, width=width, color=False)
    for text in extra:
        assert text in made
    shown = {word.rstrip(",:;") for word in made.split()}
    assert {
        word.rstrip(",:;")
        for row in rows
        for text in row
        for word in text.split()
        if len(word) < 30
    } <= shown


def test_numbers_and_addresses_stay_whole_in_a_sentence() -> None:
    sentence = runs_of(
        "Erreichbar unter 02921 103-2357 oder 02921 103-2358 oder 02921 103-2359, immer"
    )
    for width in range(40, 90):
        made = to_terminal(of(Paragraph(sentence)), width=width, color=False)
        assert [f"02921 103-235{number}" in made for number in (7, 8, 9)] == [True] * 3


def test_a_paragraph_sign_stays_with_its_number() -> None:
    sentence = runs_of("Das steht in § 9 Abs. 4 Satz 1 LKSG NRW und in § 4 Abs. 2 LKSG NRW")
    for width in range(40, 80):
        made = to_terminal(of(Paragraph(sentence)), width=width, color=False)
        assert not re.search(r"(§|Abs\.|Satz)$", made, re.MULTILINE)
    assert "§\u00a09 Abs.\u00a04 Satz\u00a01 LKSG" in to_page(of(Paragraph(sentence)), None)


def test_a_day_stays_with_its_month_and_a_postcode_with_its_town() -> None:
    sentence = runs_of(
        "Vom 1. Mai 2025 bis 31. Dezember 2025, Am Vreithof 8, 59494 Soest, 7. Treffen im Haus e. V."
    )
    for width in range(40, 80):
        made = to_terminal(of(Paragraph(sentence)), width=width, color=False)
        assert not re.search(r"( 1\.| 31\.|59494)$", made, re.MULTILINE)
    page = to_page(of(Paragraph(sentence)), None)
    assert "Vom 1.\u00a0Mai 2025 bis 31.\u00a0Dezember 2025," in page
    assert "8, 59494\u00a0Soest, 7. Treffen im Haus e.\u00a0V." in page


def test_a_share_stays_whole() -> None:
    sentence = runs_of(
        "Stand heute: nicht beurteilbar (1 von 12), denn die Unterlagen sind nicht vollständig"
    )
    for width in range(40, 80):
        made = to_terminal(of(Paragraph(sentence)), width=width, color=False)
        assert "(1 von 12)" in made
    assert "(1\u00a0von\u00a012)" in to_page(of(Paragraph(sentence)), None)


def test_a_terminal_shows_figures_as_bars_and_trees_and_lines_as_numbers() -> None:
    made = to_terminal(sample(), width=80, color=False)
    assert "  Text  ██████████████████████▒▒▒▒▒▒▒▒ 3 + 1 (Text: 4)\n" in made
    assert "  b     ████████ Text\n" in made
    assert "  █ Text   ▒ zwei\n" in made
    assert "  Text (Text)\n  ├─ Text (Text)\n  ├─ Text (Text)\n  └─ Text (Text)\n" in made
    assert made.count("Zahl\n") == 1, "only the lines are told as numbers"
    narrow = to_terminal(sample("Ein recht langer Text"), width=40, color=False)
    assert narrow.count("Zahl\n") == 2, "where there is no room for bars, their numbers"


def test_a_terminal_leaves_out_details_and_names_them() -> None:
    chapters = tuple(
        Chapter(
            slug, runs_of(slug.title()), (Paragraph(runs_of(f"in {slug}")),), detail=slug == "drei"
        )
        for slug in ("eins", "zwei", "drei")
    )
    made = to_terminal(
        of(chapters=chapters, footer=runs_of("Stand: heute.")), width=80, color=False
    )
    assert "Eins\n\nin eins\n\nZwei\n\nin zwei\n\n" in made
    assert "in drei" not in made
    assert made.endswith("Auch vorhanden: „Drei“ (--format md oder html).\nStand: heute.\n")


def test_colour_is_only_there_when_asked_for() -> None:
    assert "\x1b[1m" in to_terminal(sample(), width=80, color=True)
    assert "\x1b" not in to_terminal(sample(), width=80, color=False)


def test_items_in_a_terminal_hang_below_their_text() -> None:
    text = runs_of("Ein langer Satz, der in eine Zeile von vierzig Zeichen nicht passt.")
    made = to_terminal(
        of(ListBlock(((Paragraph(text), ListBlock(((Paragraph(text),),))),), ordered=True)),
        width=40,
        color=False,
    )
    assert (
        "  1. Ein langer Satz, der in eine Zeile\n     von vierzig Zeichen nicht passt.\n     • Ein langer"
        in made
    )


# --- pages
# -------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Collects what a page must have for people who do not see it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.classes: set[str] = set()
        self.tags: list[str] = []
        self.lang: str | None = None
        self.bare_headers = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if identifier := values.get("id"):
            self.ids.append(identifier)
        if tag == "html":
            self.lang = values.get("lang")
        if tag == "a" and (values.get("href") or "").startswith("#"):
            self.targets.append((values["href"] or "")[1:])
        self.targets += [
            ident for name in ("aria-labelledby", "aria-describedby") if (ident := values.get(name))
        ]
        self.classes |= set((values.get("class") or "").split())
        self.bare_headers += tag == "th" and values.get("scope") not in {"row", "col"}
        assert not any(name.startswith("on") for name in values), attrs


def test_a_page_can_be_read_without_seeing_it() -> None:
    text = to_page(sample(), None)
    page = Page(text)
    assert page.lang == "de"
    assert page.headings == [1, 2, 3, 2]
    assert len(page.ids) == len(set(page.ids))
    assert set(page.targets) <= set(page.ids)
    assert page.tags.count("table") == page.tags.count("caption") == 3
    assert page.bare_headers == 0
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert "url(http" not in text


def test_a_page_draws_each_figure_for_wide_and_narrow_screens_and_holds_its_numbers() -> None:
    page = Page(to_page(sample(), None))
    assert page.tags.count("figure") == 3
    assert page.tags.count("svg") == 6
    assert page.tags.count("details") == 2, "a tree has no numbers"


def test_hostile_text_stays_text_in_a_page() -> None:
    text = to_page(sample(EVIL), None)
    page = Page(text)
    assert not {"script", "img"} & set(page.tags)
    assert "{{ 7*7 }}" in text
    assert 'href="javascript' not in text
    assert "onload" not in " ".join(page.classes)
    assert "urgent" in page.classes


@given(_TEXTS)
def test_a_page_says_the_same_words(text: Runs) -> None:
    made = PAGES(of(Paragraph(text), Table((text,), ((text,),))))
    shown = made.partition('<main id="inhalt">')[2].partition("</main>")[0]
    assert _squeezed(html.unescape(re.sub(r"<[^>]*>", "", shown))) == _squeezed(words(text) * 3)


def test_an_address_or_number_is_marked_to_stay_whole() -> None:
    made = to_page(
        of(Paragraph(runs_of("info@familienbuero.de oder 02921 103-2357, post@amt.de, oder"))), None
    )
    assert '<a class="whole" href="mailto:info@familienbuero.de">info@familienbuero.de</a>' in made
    assert '<span class="whole">02921 103-2357,</span>' in made
    assert (
        '<span class="whole"><a href="mailto:post@amt.de">post@amt.de</a>,</span> oder' in made
    )  # on a phone the comma would begin the next line
    assert ".whole { white-space: nowrap; hyphens: none; }" in made


def test_a_number_that_can_be_called_is_whole_and_a_web_address_ends_a_line_at_a_slash() -> None:
    number = spans(Run("0221 1-0", url="tel:+4922110"))
    made = to_page(of(Paragraph((*number, *runs_of(" https://www.amt.de/hilfe/netz")))), None)
    assert '<a class="whole" href="tel:+4922110">0221 1-0</a>' in made
    assert ">https://www.amt.de/<wbr>hilfe/<wbr>netz</a>" in made


def test_a_long_word_may_be_broken_in_a_table() -> None:
    made = to_page(
        of(Table((runs_of("a"),), ((runs_of("Hauptverwaltungsbeamtenkonferenz"),),))), None
    )
    assert 'class="long"' in made


def test_a_table_too_wide_for_its_addresses_becomes_cards() -> None:
    columns = tuple(runs_of(f"Spalte {number}") for number in range(6))
    address = runs_of("erika.mustermann-koordination@musterkreis.example.org")
    narrow = Table(columns, (tuple(runs_of("kurz") for _ in columns),))
    wide = Table(columns, (tuple(address if n < 3 else runs_of("kurz") for n in range(6)),))
    assert '<table class="wide">' in to_page(of(narrow), None)
    assert '<table class="wide cards">' in to_page(of(wide), None)
    few = Table(columns[:3], ((address, address, address),))
    assert '<table class="cards">' in to_page(of(few), None)
    assert "<table>" in to_page(of(Table(columns[:3], ((address, *columns[:2]),))), None)


def test_a_page_title_is_short_enough_to_be_shown() -> None:
    made = to_page(of(title="Bericht " * 20), None)
    title = re.search("<title>(.*)</title>", made)
    assert title
    assert len(title[1]) <= 70


def test_the_frame_of_the_public_site_stands_around_the_document() -> None:
    frame = SiteFrame(
        name="Netzwerke <Kinderschutz>",
        home="../index.html",
        publisher="Kreis Soest",
        main=(LinkView(text="Termine", url="../termine.html", current=True),),
        trail=(LinkView(text="Start", url="../index.html"),),
        here="Soest",
        menu=(LinkView(text="Aufbau", url="aufbau.html"),),
        menu_name="Soest",
        foot=(LinkView(text="Impressum", url="../impressum.html"),),
    )
    text = to_page(sample(), None, frame=frame)
    page = Page(text)
    assert page.tags.count("nav") == 4
    assert page.headings == [1, 2, 3, 2]
    assert len(page.ids) == len(set(page.ids))
    assert '<a href="../termine.html" aria-current="page">Termine</a>' in text
    assert "Netzwerke &lt;Kinderschutz&gt;" in text
    assert "Übersicht" not in text, "the menus lead through the site"


# --- all formats
# -------------------------------------------------------------------------------------------------


def test_every_kind_of_block_is_in_the_sample() -> None:
    kinds = {type(block) for block in blocks_of(sample())}
    assert kinds == set(blocks.Block.__args__)


@pytest.mark.parametrize("fmt", ["md", "html", "text"])
def test_the_same_document_gives_the_same_bytes(fmt: str) -> None:
    assert write(sample(EVIL), fmt) == write(sample(EVIL), fmt)


@pytest.mark.parametrize("fmt", ["md", "html", "text"])
def test_a_gap_names_the_file_and_the_line_that_would_fill_it(fmt: str) -> None:
    gap = Gap("der Stellenanteil", Place("networks/soest/network.yaml"), "fte: 0.5")
    made = str(write(of(gap), fmt))
    for part in ("Zu klären:", "der Stellenanteil", "networks/soest/network.yaml", "fte: 0.5"):
        assert part in made
