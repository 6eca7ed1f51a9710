"""What people write in Markdown arrives in every format as blocks with runs of text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ksnet.rendering.blocks import Code, Divider, ListBlock, Paragraph, Quote, Run, Table, words
from ksnet.rendering.reading import prose_blocks
from tests.test_formats import of, said, to_markdown


def test_a_paragraph_keeps_its_emphasis_and_links() -> None:
    assert prose_blocks(
        "Ein **wichtiger** und *neuer* [Weg](https://example.org/a).\nGleich weiter."
    ) == (
        Paragraph(
            (
                Run("Ein "),
                Run("wichtiger", bold=True),
                Run(" und "),
                Run("neuer", italic=True),
                Run(" "),
                Run("Weg", url="https://example.org/a"),
                Run(". Gleich weiter."),
            )
        ),
    )


def test_lists_quotes_code_and_tables_are_blocks_of_their_own() -> None:
    text = "3. drei\n4. vier\n   - innen\n\n> Zitat\n\n    Code\n\n---\n\n| a | b |\n|---|---|\n| 1 | **2** |\n"
    ordered, quote, code, rule, table = prose_blocks(text)
    assert isinstance(ordered, ListBlock)
    assert (ordered.ordered, ordered.start) == (True, 3)
    assert ordered.items[1][1] == ListBlock(((Paragraph((Run("innen"),)),),))
    assert quote == Quote((Paragraph((Run("Zitat"),)),))
    assert code == Code("Code")
    assert rule == Divider()
    assert isinstance(table, Table)
    assert table.columns == ((Run("a"),), (Run("b"),))
    assert table.rows == (((Run("1"),), (Run("2", bold=True),)),)


def test_a_heading_cannot_enter_the_outline_and_html_stays_text() -> None:
    assert prose_blocks("# Titel\n\n<b>kein HTML</b>\n\n<div>\n\nTitel\n=====") == (
        Paragraph((Run("Titel", bold=True),)),
        Paragraph((Run("<b>kein HTML</b>"),)),
        Paragraph((Run("<div>"),)),
        Paragraph((Run("Titel", bold=True),)),
    )


def test_code_that_is_never_closed_swallows_nothing() -> None:
    made = to_markdown(of(*prose_blocks("```\noffen"), *prose_blocks("Danach")))
    assert made == "# Titel\n\n```\noffen\n```\n\nDanach\n"


def test_a_link_that_is_no_web_address_is_only_its_text() -> None:
    for address in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "../geheim.html",
    ):
        (paragraph,) = prose_blocks(f"[klick]({address})")
        assert isinstance(paragraph, Paragraph)
        assert not any(run.url for run in paragraph.text)


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60))
def test_no_letter_of_a_paragraph_is_lost(text: str) -> None:
    letters = "".join(said(prose_blocks(f"x {text}")))
    assert all(char in letters for char in text if char.isalpha())


def test_an_address_in_a_persons_text_leads_there() -> None:
    (paragraph,) = prose_blocks("Fragen an info@example.org oder https://example.org/a.")
    assert isinstance(paragraph, Paragraph)
    assert words(paragraph.text) == "Fragen an info@example.org oder https://example.org/a."
    assert [run.url for run in paragraph.text if run.url] == [
        "mailto:info@example.org",
        "https://example.org/a",
    ]
