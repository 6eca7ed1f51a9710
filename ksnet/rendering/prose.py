"""A person's Markdown as plain blocks with runs of text, for formats that are neither Markdown nor HTML.

The same Markdown as in HTML pages: no raw HTML, no images; a heading becomes a bold paragraph, so that a text cannot
break the outline of the document around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ksnet.documents.blocks import safe_url

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

Plain = dict[str, Any]
Style = dict[str, Any]


def markdown_reader() -> MarkdownIt:
    """Return the reader for what people write in the records: CommonMark with tables, without HTML and images."""
    from markdown_it import MarkdownIt

    return (
        MarkdownIt("commonmark", {"html": False, "breaks": False, "typographer": False})
        .enable("table")
        .disable("image")
    )


def prose_blocks(markdown: str) -> list[Plain]:
    """Return a text in Markdown as blocks.

    `{"kind": "paragraph", "runs"}`, `{"kind": "list", "ordered", "start", "items": [blocks, …]}`, `{"kind": "quote",
    "blocks"}`, `{"kind": "code", "text"}`, `{"kind": "table", "columns": [runs, …], "rows": [[runs, …], …]}` and
    `{"kind": "rule"}`. A run is `{"text", "bold", "italic", "code", "url"}`; its text may be a line break.
    """
    from markdown_it.tree import SyntaxTreeNode

    return _blocks(SyntaxTreeNode(markdown_reader().parse(markdown)).children)


def _blocks(nodes: list[SyntaxTreeNode]) -> list[Plain]:
    return [block for node in nodes for block in _block(node)]


def _block(node: SyntaxTreeNode) -> list[Plain]:
    match node.type:
        case "paragraph":
            return [{"kind": "paragraph", "runs": _runs(node)}]
        case "heading":
            return [{"kind": "paragraph", "runs": _runs(node, bold=True)}]
        case "bullet_list" | "ordered_list":
            return [
                {
                    "kind": "list",
                    "ordered": node.type == "ordered_list",
                    "start": int(node.attrs.get("start", 1)),
                    "items": [_blocks(item.children) for item in node.children],
                }
            ]
        case "blockquote":
            return [{"kind": "quote", "blocks": _blocks(node.children)}]
        case "fence" | "code_block":
            return [{"kind": "code", "text": node.content.rstrip("\n")}]
        case "hr":
            return [{"kind": "rule"}]
        case "table":
            return [_table(node)]
    return _blocks(node.children)


def _table(node: SyntaxTreeNode) -> Plain:
    head, *body = node.children
    return {
        "kind": "table",
        "columns": [_runs(cell) for cell in head.children[0].children],
        "rows": [[_runs(cell) for cell in row.children] for part in body for row in part.children],
    }


def _runs(node: SyntaxTreeNode, *, bold: bool = False) -> list[Plain]:
    runs: list[Plain] = []
    for child in node.children:
        _collect(child, {"bold": bold, "italic": False, "code": False, "url": ""}, runs)
    return runs


def _collect(node: SyntaxTreeNode, style: Style, runs: list[Plain]) -> None:
    match node.type:
        case "text":
            _add(node.content, style, runs)
        case "code_inline":
            _add(node.content, style | {"code": True}, runs)
        case "softbreak":
            _add(" ", style, runs)
        case "hardbreak":
            _add("\n", style, runs)
        case _:
            inner_styles: dict[str, Style] = {
                "strong": {"bold": True},
                "em": {"italic": True},
                "link": {"url": safe_url(str(node.attrs.get("href", "")))},
            }
            inner = style | inner_styles.get(node.type, {})  # anything else shows its words
            for child in node.children:
                _collect(child, inner, runs)


def _add(text: str, style: Style, runs: list[Plain]) -> None:
    """Append a text to the last run where it looks the same, else as a run of its own."""
    if runs and all(runs[-1][key] == value for key, value in style.items()):
        runs[-1]["text"] += text
    elif text:
        runs.append({"text": text, **style})
