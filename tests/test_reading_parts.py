"""The Markdown of a text template means the same read from heading
to heading as read as a whole.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from ksnet.rendering import reading

PIECES = (
    "# Titel", "## Kapitel", "### Abschnitt", "{id=a .b}", "{.footer}", "Ein Satz.", "**Fett**", "- Punkt", "  weiter",
    "  ## eingerückt", "1. Eins", "> Zitat", "> ## darin", "```", "~~~", "| A | B |", "| --- | --- |", "| 1 | 2 |", "Ort",
    ": Rathaus", "[a]: https://example.org", "> [a]: https://example.org", "- [a]: https://example.org", "[a", "b]: https://example.org", "[a b]", "[a]", "    Code", "---", "===", "", "", "", " ",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=24))
def test_parts_are_read_as_the_whole_is(lines: list[str]) -> None:
    markdown = "\n".join(lines) + "\n"
    whole = reading._templates().parse(markdown)
    parts = [token for part in reading._parts(markdown) for token in part]

    def said(tokens: list[Token]) -> list[object]:
        return [
            (
                one.type,
                one.tag,
                one.attrs,
                one.content,
                one.hidden,
                [str(child) for child in one.children or ()],
            )
            for one in tokens
        ]

    assert said(parts) == said(whole)


def test_a_document_with_headings_is_read_in_parts() -> None:
    parts = [
        part
        for part in reading._parts("# T\n\nA\n\n{id=x}\n## Eins\n\nB\n\n### Zwei\n\nC\n")
        if part
    ]
    assert [part[0].tag for part in parts] == ["h1", "h2", "h3"]
