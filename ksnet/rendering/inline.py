"""Reads Markdown within a line: text with emphasis, code and links becomes runs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ksnet.basics.expressions import expression
from ksnet.rendering.addresses import link_url, safe_url, spans
from ksnet.rendering.blocks import Run, Runs
from ksnet.rendering.marks import ENDED, NEW_LINE, NOTHING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SHORT = 500  # letters of a text that may come again
# What no rule of CommonMark for a line begins with.
_PLAIN = expression(r"[^\n\\`*_\[<&]*")


def inline_runs(content: str, reader: MarkdownIt, known: Mapping[str, Any], *, ours: bool) -> Runs:
    """Return the text of a line, in which `ours` is what a template and not a person has written.

    `known` is what `reader` has found besides blocks: links that are defined elsewhere.
    """
    content = str(content)  # of Markup a run must not be made: pages would not escape it
    if len(content) > SHORT or "references" in known:
        return _read(content, reader, known, ours=ours)
    return _again(content, reader, ours)


@lru_cache(maxsize=4096)  # dates, places and names stand on many pages
def _again(content: str, reader: MarkdownIt, ours: bool) -> Runs:
    return _read(content, reader, {}, ours=ours)


def _read(content: str, reader: MarkdownIt, known: Mapping[str, Any], *, ours: bool) -> Runs:
    if _PLAIN.fullmatch(content):
        return spans(Run(_shown(content)))
    tokens: list[Token] = []
    reader.inline.parse(content, reader, dict(known), tokens)
    return tuple(part for run in _InlineReader(ours=ours).runs(tokens) for part in spans(run))


def _shown(text: str) -> str:
    """Return a text with what its marks stand for; behind a sentence's end no second full stop."""
    text = text.replace(NEW_LINE, "\n").replace(NOTHING, "")
    return text.replace(f"{ENDED}.", "").replace(ENDED, "") if ENDED in text else text


class _InlineReader:
    """Reads the tokens of a line one after the other."""

    def __init__(self, *, ours: bool) -> None:
        self._ours = ours
        self._bold = self._italic = 0
        self._url = ""
        self._ended = False  # whether the last text ended with the mark, bold or in a link
        self._runs: list[Run] = []

    def runs(self, tokens: list[Token]) -> list[Run]:
        """Return the text; what looks the same is one run."""
        for token in tokens:
            self._style(token)
        return self._runs

    def _style(self, token: Token) -> None:
        match token.type:
            case "text":
                self._text(token.content)
            case "code_inline":
                self._add(token.content, code=True)
            case "softbreak":
                self._add(" ")
            case "hardbreak":
                self._add("\n")
            case "strong_open" | "strong_close":
                self._bold += token.nesting
            case "em_open" | "em_close":
                self._italic += token.nesting
            case "link_open":
                href = str(token.attrs.get("href", ""))
                self._url = link_url(href) if self._ours else safe_url(href)
            case "link_close":
                self._url = ""
            case _ if token.content:
                self._add(token.content)

    def _text(self, text: str) -> None:
        if self._ended:
            text = text.removeprefix(".")
        self._ended = text.endswith(ENDED) or (self._ended and not text)
        self._add(_shown(text))

    def _add(self, text: str, *, code: bool = False) -> None:
        """Append a text to the last run where it looks the same, else as a run of its own."""
        run = Run(text, self._bold > 0, self._italic > 0, code, self._url)
        if self._runs and self._runs[-1][1:] == run[1:]:
            self._runs[-1] = run._replace(text=self._runs[-1].text + text)
        elif text:
            self._runs.append(run)
