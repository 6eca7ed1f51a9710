"""A document as an HTML page, through `design/page.html.j2` and `design/site/frame.html.j2`.

A design template gets the document itself. Whatever it writes is escaped; runs become HTML by
themselves, and the filters below write what would be slow in a template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from markupsafe import Markup, escape

from ksnet.basics.expressions import expression
from ksnet.documents.frame import SiteFrame
from ksnet.records import german
from ksnet.rendering.blocks import (
    Block,
    Document,
    Figure,
    ListBlock,
    Paragraph,
    Run,
    Runs,
    Table,
    words,
)
from ksnet.rendering.environment import template_environment
from ksnet.rendering.figures import NARROW, SCREEN, WIDE, draw
from ksnet.rendering.figures.letters import text_width
from ksnet.rendering.formats.common import bound, gap_text
from ksnet.rendering.template_errors import guarded

_WITHIN_ADDRESS = expression(r"(?<=[^/:])/(?=[^/])")  # a line may end there, and not in a word
PAGE, FRAME = "design/page.html.j2", "design/site/frame.html.j2"
PAGE_TITLE_LENGTH = 70  # what search engines and screen readers show of a page's title
MANY_COLUMNS = 5  # from here on a table is set smaller
LONG_WORD = 24  # so long a word may be broken in a table
SHORT_CELL = 20  # a shorter text in a fixed column is not broken
PAGE_WIDTH = 1050  # pixels that a table has on a wide screen
CELL_SIZE, CELL_EDGE = 15, 16  # pixels of the letters in a large table, and around a text
_CLASS = expression(r"[a-z-]+")


class PageWriter:
    """Writes many pages, reading each template once."""

    def __init__(self, templates_dir: Path | None) -> None:
        """Put the templates of a data repository before the packaged ones."""
        self.environment = template_environment(templates_dir, "page")
        self.environment.finalize = lambda value: (
            _inline(value) if isinstance(value, tuple) else value
        )
        self.environment.filters |= {
            "classes": _classes,
            "rows": _rows,
            "table_look": _table_look,
            "drawn": self._drawn,
            "gap_text": gap_text,
            "page_title": _page_title,
        }
        self.environment.tests |= {"line": _is_line}

    def __call__(self, document: Document, frame: SiteFrame | None = None) -> str:
        """Return a document as a page; raises RenderError."""
        name = PAGE if frame is None else FRAME

        def rendered() -> str:
            return self.environment.get_template(name).render(document=document, frame=frame)

        return guarded(name, rendered).rstrip() + "\n"

    def _drawn(self, figure: Figure, size: str = "wide") -> Markup:
        """Return a figure as a picture; `narrow` is the one for a phone."""
        width = NARROW if size == "narrow" else WIDE
        return Markup(draw(self.environment, figure, SCREEN, width=width, prefix=f"{size}-"))  # noqa: S704  (escaped)


def _page_title(document: Document) -> str:
    return german.shorten(f"{document.title} – {document.author}", PAGE_TITLE_LENGTH)


def _classes(looks: Iterable[str]) -> Markup:
    """Return looks as an HTML attribute; only names of small letters and hyphens get through."""
    names = " ".join(look for look in looks if _CLASS.fullmatch(look))
    return Markup(f' class="{names}"') if names else Markup()  # noqa: S704  (see above)


def _is_line(item: tuple[Block, ...]) -> bool:
    """Whether an item of a list needs no `<p>`: one text, with nothing but lists below it."""
    first, *others = item
    return (
        isinstance(first, Paragraph)
        and not first.looks
        and all(isinstance(other, ListBlock) for other in others)
    )


# --- texts ---


@lru_cache(maxsize=2000)  # labels, places and names stand on many pages
def _inline(text: Runs) -> Markup:
    """Return a text as HTML."""
    return Markup(_said(text))  # noqa: S704  (each run is escaped)


def _said(text: Runs) -> str:
    """Return runs as HTML; what stays whole keeps the comma behind it on its last line."""
    if len(text) == 1:
        return _run(text[0])
    made, behind = list[str](), ""
    for run, following in pairwise((*text, Run(""))):
        rest = run._replace(text=run.text.removeprefix(behind)) if behind else run
        behind = _stop_at(following) if run.whole else ""
        made.append(_run(rest, behind))
    return "".join(made)


def _stop_at(run: Run) -> str:
    """Return the punctuation mark with which a plain run begins; empty where there is none."""
    mark = run.text[:1]
    return mark if mark and mark in ",;.:)" and not any(run[1:]) else ""


def _run(run: Run, behind: str = "") -> str:
    if not any(run[1:]) and "\n" not in run.text:
        return escape(bound(run.text))
    made = str(escape(run.text if run.code else bound(run.text))).replace("\n", "<br>")
    if run.url and run.text.startswith("http"):
        made = _WITHIN_ADDRESS.sub("/<wbr>", made)
    if run.code:
        made = f"<code>{made}</code>"
    if run.italic:
        made = f"<em>{made}</em>"
    if run.bold:
        made = f"<strong>{made}</strong>"
    whole = ' class="whole"' if run.whole else ""
    if run.url:
        link = "" if behind else whole
        made = f'<a{link} href="{escape(run.url)}">{made}</a>'
    return f"<span{whole}>{made}{behind}</span>" if whole and (behind or not run.url) else made


def _table_look(table: Table) -> Markup:
    """Return the classes of a table: `form`, `wide`, and `cards` where rows become cards.

    Cards are for tables in which what must stay whole is wider than a page.
    """
    if table.form:
        return _classes(("form",))
    least = sum(
        text_width(max(_pieces(texts), key=len), CELL_SIZE) + CELL_EDGE
        for texts in zip(table.columns, *table.rows, strict=True)
    )
    wide = ("wide",) if len(table.columns) >= MANY_COLUMNS else ()
    return _classes((*wide, "cards") if least > PAGE_WIDTH else wide)


def _pieces(texts: Iterable[Runs]) -> Iterator[str]:
    """Yield the pieces of a column that cannot be broken."""
    for text in texts:
        for run in text:
            yield from [run.text] if run.whole else (word[:LONG_WORD] for word in run.text.split())
    yield ""


def _rows(table: Table) -> Markup:
    """Return the rows of a table; a template would take ten times as long for a large one."""
    labels = [escape(words(column)) for column in table.columns]
    lines = []
    for row in table.rows:
        cells = []
        for number, (label, text) in enumerate(zip(labels, row, strict=True)):
            said = words(text)
            if any(len(word) > LONG_WORD for word in said.replace("-", " ").split()):
                look = ' class="long"'
            else:
                look = ' class="fixed"' if number < table.fixed and len(said) < SHORT_CELL else ""
            start, end = ('<th scope="row"', "</th>") if number == table.head else ("<td", "</td>")
            cells.append(f'{start} data-label="{label}"{look}>{_said(text)}{end}')
        lines.append(f"<tr>{''.join(cells)}</tr>\n")
    return Markup("".join(lines))  # noqa: S704  (each text escaped)
