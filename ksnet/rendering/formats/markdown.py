"""A document as Markdown (CommonMark with tables): compact, stable, read back as the same words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from string import punctuation

from ksnet.basics.expressions import expression
from ksnet.rendering.blocks import (
    Block,
    Code,
    Divider,
    Document,
    FactList,
    Figure,
    Gap,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Runs,
    Signature,
    Table,
    TreeDiagram,
    split_lines,
    words,
)
from ksnet.rendering.formats.common import gap_text, runs_on_one_line, tree_items
from ksnet.rendering.markdown import escape_line_start, escape_words

DEEPEST = 6
LINE_TO_WRITE_ON = "." * 40
_SHOWS_ITSELF = expression(r"https?://[A-Za-z0-9.~:/?#@!$()*+,=_-]+")
_MAILBOX = expression(r"[A-Za-z0-9.+_-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_ENTITY = expression(r"&(?=#?\w+;)")
_ESCAPED = r"\\\g<0>"
_SPACES = expression(r"[ \t\u2028\u2029]+")


def markdown_pieces(document: Document) -> Iterator[str]:
    """Yield a document as Markdown, in pieces of whole lines; of charts the table of numbers."""
    for number, part in enumerate(_parts(document)):
        if number:
            yield "\n"
        yield from part


def _parts(document: Document) -> Iterator[Iterable[str]]:
    """Yield the lines of what is divided by empty lines; a table may have many."""
    yield (f"# {_heading(document.title)}\n",)
    if lead := "\\\n".join(_inline(line) for line in document.lead):
        yield (f"{lead}\n",)
    yield from _parts_of(document.opening)
    for chapter in document.chapters:
        yield (f"## {_heading(chapter.heading)}\n",)
        yield from _parts_of(chapter.blocks)
    if words(document.footer).strip():
        yield ("---\n",)
        yield (f"{_inline(document.footer)}\n",)


def _parts_of(blocks: Iterable[Block]) -> Iterator[Iterable[str]]:
    for block, other in _with_bullets(blocks):
        if isinstance(block, Table):
            yield _table_lines(block)
        elif text := _block(block, other=other):
            yield (f"{text}\n",)


# --- blocks ---


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield blocks as Markdown."""
    for block, other in _with_bullets(blocks):
        if text := _block(block, other=other):
            yield text


def _with_bullets(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Yield blocks, and of lists which get another bullet than those before, to stay two."""
    other = False
    last: str | None = None
    for block in blocks:
        kind = _list_kind(block)
        other = kind is not None and kind == last and not other
        last = kind
        yield block, other


def _list_kind(block: Block) -> str | None:
    match block:
        case ListBlock(ordered=True):
            return "ordered"
        case ListBlock() | FactList() | Figure(drawing=TreeDiagram()):
            return "bullets"
    return None


def _block(block: Block, *, other: bool) -> str:  # noqa: C901, PLR0912  (one case for each kind)
    match block:
        case Heading():
            return f"{'#' * min(block.level, DEEPEST)} {_heading(block.text)}"
        case Paragraph():
            return _inline(block.text)
        case ListBlock():
            return _items(block, other=other)
        case FactList():
            return "\n".join(
                _fact(label, value, "*" if other else "-") for label, value in block.facts
            )
        case Quote():
            return _quoted(_blocks(block.blocks))
        case Code():
            return _code_block(block.text)
        case Divider():
            return "---"
        case Table():
            return _table(block)
        case Figure(numbers=Table() as numbers):
            return _table(numbers)
        case Figure(drawing=TreeDiagram() as tree):
            caption = _strong(_words(block.caption))
            return f"{caption}\n\n{_items(tree_items(tree), other=other)}"
        case Figure():
            return f"{_strong(_words(block.caption))}\n\n{_words(block.alt)}"
        case Gap():
            return _quoted([_inline(gap_text(block))])
        case Signature():
            return "\n\n".join(f"{_words(label)}: {LINE_TO_WRITE_ON}" for label in block.labels)


def _quoted(parts: Iterable[str]) -> str:
    lines = "\n\n".join(parts).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _items(block: ListBlock, *, other: bool) -> str:
    """Return a list; it is tight where no item has more than a text and a list below it."""
    tight = all(_is_tight(item) for item in block.items)
    bullet = "*" if other else "-"
    made = []
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}{')' if other else '.'} " if block.ordered else f"{bullet} "
        text = ("\n" if tight else "\n\n").join(_blocks(item))
        made.append(mark + text.replace("\n", "\n" + " " * len(mark)))
    return _no_ends(("\n" if tight else "\n\n").join(made))


def _is_tight(item: tuple[Block, ...]) -> bool:
    match item:
        case (Paragraph(), *rest):
            return len(rest) <= 1 and all(isinstance(one, ListBlock) for one in rest)
    return False


def _fact(label: Runs, value: Runs, bullet: str) -> str:
    name = _strong(_inline((*(run._replace(bold=False) for run in label), Run(":")), one_line=True))
    lines = [line for line in map(_inline, split_lines(value)) if line]
    if len(lines) == 1:
        return f"{bullet} {name} {_inline(value, start=False)}"
    return "\n".join([f"{bullet} {name}", *(f"  - {line}" for line in lines)])


def _table(block: Table) -> str:
    return "".join(_table_lines(block)).removesuffix("\n")


def _table_lines(block: Table) -> Iterator[str]:
    if words(block.caption).strip():
        yield f"{_strong(_inline(block.caption, one_line=True))}\n\n"
    yield "| " + " | ".join(_cell(text) for text in block.columns) + " |\n"
    yield "|" + " --- |" * len(block.columns) + "\n"
    for row in block.rows:
        yield "|" + "".join(f" {_cell(text)} |" for text in row) + "\n"


def _code_block(text: str) -> str:
    fence = "`" * max(3, _longest(text) + 1)
    return f"{fence}\n{text}\n{fence}"


def _no_ends(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n"))


# --- texts ---


def _words(text: str) -> str:
    return _inline((Run(text),), one_line=True)


def _heading(text: str | Runs) -> str:
    line = _inline((Run(text),) if isinstance(text, str) else text, one_line=True, start=False)
    return re.sub(r"(?<=\s)(#+)$|^(#+)$", r"\\\g<0>", line)


def _cell(text: Runs) -> str:
    """Return the text of a table cell: on one line, with its vertical bars escaped."""
    # Code in a table cannot hold a backslash before a bar: readers take it for an escaped bar.
    text = tuple(
        run._replace(code=False) if run.code and r"\|" in run.text else run for run in text
    )
    line = _inline(runs_on_one_line(text), one_line=True, start=False)
    return re.sub(r"(?<!\\)\|", r"\\|", line)  # in code, where nothing else is escaped


def _strong(line: str) -> str:
    return f"**{line}**"


def _inline(text: Runs, *, one_line: bool = False, start: bool = True) -> str:
    """Return a text as Markdown; at the `start` of a block more signs are escaped."""
    lines = [line for one in split_lines(text) if (line := _SPACES.sub(" ", _line(one)).strip(" "))]
    if one_line:
        lines = [" ".join(lines)]
    first = lines[:1] if not start else [escape_line_start(line) for line in lines[:1]]
    return "\\\n".join([*first, *(escape_line_start(line) for line in lines[1:])])


def _line(text: Runs) -> str:
    """Return one line with its emphasis.

    Where letters touch emphasis in a way that Markdown would not read (`**Ort:**Halle`), the letter
    is written as a character reference; emphasis that touches other emphasis is left out.
    """
    if len(text) == 1 and not any(text[0][1:5]):  # most texts are plain
        return escape_words(text[0].text)
    made, closed, number_next = "", False, False
    for mark, runs in groupby(_merged(text), key=_mark):
        inner = ""
        for run in runs:
            part = _run(run, behind=inner or made)
            if part.startswith("["):  # behind an exclamation mark it would be a picture
                inner, made = (_tamed(inner), made) if inner else (inner, _tamed(made))
            inner += part
        if number_next and _is_letter(inner[:1]):
            inner = f"&#{ord(inner[0])};{inner[1:]}"
        core = inner.strip()
        before, behind = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        if not mark or not core or (closed and not before):
            made, closed, number_next = made + inner, closed and not inner, False
            continue
        made += before
        if not core[0].isalnum() and _is_letter(made[-1:]):
            made = f"{made[:-1]}&#{ord(made[-1])};"
        made += f"{mark}{core}{mark}{behind}"
        closed, number_next = not behind, not behind and not core[-1].isalnum()
    return made


def _tamed(before: str) -> str:
    return f"{before[:-1]}\\!" if before.endswith("!") else before


def _merged(text: Runs) -> Iterator[Run]:
    """Yield runs, adjacent ones of the same look as one."""
    for look, runs in groupby(text, key=lambda run: run[1:5]):
        yield Run("".join(run.text for run in runs), *look)


def _mark(run: Run) -> str:
    return "*" * (2 * run.bold + run.italic)


def _is_letter(char: str) -> bool:
    """Whether this character beside emphasis that ends in a sign would hide the emphasis."""
    return (
        bool(char)
        and not char.isspace()
        and char not in punctuation
        and unicodedata.category(char)[0] != "P"
    )


def _run(run: Run, *, behind: str) -> str:
    """Return a run as code or link, without its emphasis."""
    code = run.code and run.text.strip() and not behind.endswith("`")
    shown = _code(run.text) if code else escape_words(run.text)
    if not run.url or run.url.startswith("tel:") or not run.text.strip():
        return shown
    if run.url == run.text and _SHOWS_ITSELF.fullmatch(run.url):
        return f"<{run.url}>"
    if run.url == f"mailto:{run.text}" and _MAILBOX.fullmatch(run.text):
        return f"<{run.text}>"
    return f"[{shown}](<{_ENTITY.sub(_ESCAPED, run.url)}>)"


def _code(text: str) -> str:
    fence = "`" * (_longest(text) + 1 if "`" in text else 1)
    pad = " " if text.startswith("`") or text.endswith("`") or text != text.strip(" ") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _longest(text: str) -> int:
    """Return the length of the longest row of backticks."""
    return max(map(len, re.findall("`+", text)), default=0)
