"""What people write in Markdown arrives in Word and PDF as blocks with runs of text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ksnet.rendering.prose import prose_blocks


def plain(text: str, **style: object) -> dict[str, object]:
    return {"text": text, "bold": False, "italic": False, "code": False, "url": ""} | style


def test_a_paragraph_keeps_its_emphasis_and_links() -> None:
    assert prose_blocks("Ein **wichtiger** und *neuer* [Weg](https://example.org/a).\nGleich weiter.") == [
        {
            "kind": "paragraph",
            "runs": [
                plain("Ein "),
                plain("wichtiger", bold=True),
                plain(" und "),
                plain("neuer", italic=True),
                plain(" "),
                plain("Weg", url="https://example.org/a"),
                plain(". Gleich weiter."),
            ],
        }
    ]


def test_lists_quotes_code_and_tables_are_blocks_of_their_own() -> None:
    text = "3. drei\n4. vier\n   - innen\n\n> Zitat\n\n    Code\n\n---\n\n| a | b |\n|---|---|\n| 1 | **2** |\n"
    ordered, quote, code, rule, table = prose_blocks(text)
    assert (ordered["kind"], ordered["ordered"], ordered["start"]) == ("list", True, 3)
    assert ordered["items"][1][1]["items"] == [[{"kind": "paragraph", "runs": [plain("innen")]}]]
    assert quote == {"kind": "quote", "blocks": [{"kind": "paragraph", "runs": [plain("Zitat")]}]}
    assert code == {"kind": "code", "text": "Code"}
    assert rule == {"kind": "rule"}
    assert table["columns"] == [[plain("a")], [plain("b")]]
    assert table["rows"] == [[[plain("1")], [plain("2", bold=True)]]]


def test_a_heading_cannot_enter_the_outline_and_html_stays_text() -> None:
    assert prose_blocks("# Titel\n\n<b>kein HTML</b>") == [
        {"kind": "paragraph", "runs": [plain("Titel", bold=True)]},
        {"kind": "paragraph", "runs": [plain("<b>kein HTML</b>")]},
    ]


def test_a_link_that_is_no_web_address_is_only_its_text() -> None:
    assert prose_blocks("[klick](javascript:alert(1))")[0]["runs"][-1]["url"] == ""


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60))
def test_no_letter_of_a_paragraph_is_lost(text: str) -> None:
    def letters(blocks: list[dict[str, object]]) -> str:
        return "".join(char for block in blocks for char in str(block) if char.isalpha())

    assert all(char in letters(prose_blocks(f"x {text}")) for char in text if char.isalpha())
