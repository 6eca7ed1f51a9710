"""The Markdown of a text template means the same read from heading
to heading as read as a whole.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token
from markupsafe import Markup

from ksnet.rendering import inline, reading
from ksnet.rendering.addresses import spans
from ksnet.rendering.marks import Marks

PIECES = (
    "# Titel", "## Kapitel", "### Abschnitt", "{id=a .b}", "{.footer}", "Ein Satz.", "**Fett**", "- Punkt", "  weiter",
    "  ## eingerückt", "1. Eins", "> Zitat", "> ## darin", "```", "~~~", "| A | B |", "| --- | --- |", "| 1 | 2 |", "Ort",
    ": Rathaus", "[a]: https://example.org", "> [a]: https://example.org", "- [a]: https://example.org", "[a", "b]: https://example.org", "[a b]", "[a]", "    Code", "---", "===", "", "", "", " ",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=24))
def test_parts_are_read_as_the_whole_is(lines: list[str]) -> None:
    markdown = "\n".join(lines) + "\n"
    reader = reading._templates()
    whole = reader.parse(markdown)
    parts = [token for part in reading.short_parts(markdown) for token in reader.parse(part)]

    def said(tokens: list[Token]) -> list[object]:
        return [
            (
                one.type,
                one.tag,
                one.attrs,
                one.content,
                one.hidden,
            )
            for one in tokens
        ]

    assert said(parts) == said(whole)


def test_a_document_is_read_in_parts() -> None:
    parts = reading.short_parts(
        "# T\n\nA\n\n{id=x}\n## Eins\n\nB\n\n### Zwei\n\nC\n\n{.footer}\nD\n"
    )
    assert [part.split() for part in parts if part] == [
        ["#", "T"],
        ["A"],
        ["{id=x}", "##", "Eins"],
        ["B"],
        ["###", "Zwei"],
        ["C"],
        ["{.footer}", "D"],
    ]


@given(
    st.lists(
        st.one_of(
            st.sampled_from(PIECES),
            st.text("aÄ1 .\t\r\0\x0b\xa0-+:=|{}~>#)\ue001\ue002", max_size=8),
            st.text("ab ", max_size=5).map("# ".__add__),
        ),
        max_size=7,
    ),
    st.sampled_from(("\n\n", "\n", "\n\n\n")),
)
def test_plain_blocks_are_what_the_whole_reader_makes_of_them(
    lines: list[str], between: str
) -> None:
    markdown = between.join(lines) + "\n"
    if plain := reading._plain_blocks(markdown):
        whole = reading.parsed_markdown(reading._templates(), markdown)
        assert plain == tuple(reading._BlockReader(whole, Marks()).blocks())


def test_titles_are_plain_blocks() -> None:
    assert [type(one).__name__ for one in reading._plain_blocks("# Treffen 3\n\nNetz\n\n\n")] == [
        "Heading",
        "Paragraph",
    ]


@given(st.text('ab .\n\\`*_[]()<>&;!#+-~:/@="{}\ue001\ue002', max_size=40))
def test_a_line_without_marks_is_read_as_by_the_whole_reader(content: str) -> None:
    """What the look for marks lets through is one text for the reader."""
    for reader in (reading._people(), reading._templates()):
        tokens: list[Token] = []
        reader.inline.parse(content, reader, {}, tokens)
        plain = inline._PLAIN.fullmatch(content) is not None
        if plain:
            assert "".join(token.content for token in tokens) == content
            assert {token.type for token in tokens} <= {"text"}
        read = inline._InlineReader(ours=True).runs(tokens)
        runs = tuple(part for run in read for part in spans(run))
        assert inline.inline_runs(content, reader, {}, ours=True) == runs


def test_what_a_macro_has_written_becomes_text_that_pages_escape() -> None:
    for markup in ("&lt;b&gt;", "kein Zeichen", "a\n*b*"):
        runs = inline.inline_runs(Markup(markup), reading._templates(), {}, ours=True)  # noqa: S704
        assert {type(run.text) for run in runs} == {str}
