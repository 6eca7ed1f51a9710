"""What a text template writes as an object: tables, figures, people's own Markdown, gaps.

As a filter or function of the template each returns a value; the template's words (captions, names
of columns, what a drawing shows) are its arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import Any

from jinja2 import pass_context

from ksnet.basics.findings import Place
from ksnet.basics.spool import stored
from ksnet.rendering.addresses import runs_of, spans
from ksnet.rendering.blocks import (
    Bar,
    BarChart,
    Block,
    Blocks,
    Drawing,
    FactList,
    Figure,
    Gap,
    LineChart,
    ListBlock,
    Node,
    Run,
    Runs,
    Signature,
    Table,
    TreeDiagram,
    join_lines,
    without_empty_columns,
)
from ksnet.rendering.reading import prose_blocks
from ksnet.rendering.wording import Link, in_words, link

FEWEST_NUMBERS = 4  # what shows fewer is said in a sentence or a table


def cell(value: object) -> Runs:
    """Return the text of a cell for a value; the items of a list are its lines."""
    match value:
        case Link():
            run = Run(value.text, url=value.url)
            return spans(run) if run.url else (run,) if run.text else ()
        case list() | tuple():
            return join_lines(filter(None, map(cell, value)))
    return runs_of(in_words(value))


@pass_context  # so that nothing is worked out while a template is being read
def table(  # noqa: PLR0913  (a table has as many parts)
    _context: object,
    rows: Iterable[Any],
    columns: Mapping[str, str | int | tuple[str, str] | None],
    caption: object = "",
    *,
    id: str = "",  # noqa: A002  (as it is called in the template)
    fixed: int = 0,
    head: int = 0,
    keep: Sequence[str] = (),
    form: bool = False,
    blank: int = 0,
    number: str = "",
) -> Block | Blocks:
    """Return a table of rows; `columns` maps each column's name to the field of a row.

    The field may be a place in the row; two fields are a text and the address that it leads to;
    `none` is the row itself, where rows are texts; `""` is an empty column. Columns in which no row
    has a text are left out, except those in `keep`; of one column a list remains, of no row
    nothing. `form` makes a table to write in, with `blank` empty rows after the others. `number`
    names a first column that counts the rows.
    """
    cells: Iterator[tuple[Runs, ...]] = chain(
        (tuple(cell(_field(row, name)) for name in columns.values()) for row in rows),
        repeat(tuple(() for _ in columns), blank),
    )
    names = [*map(cell, columns)]
    if number:
        cells = ((runs_of(str(count)), *row) for count, row in enumerate(cells, start=1))
        names.insert(0, cell(number))
    made = Table(tuple(names), stored(cells), cell(caption), id, fixed, head, form)
    kept = [place for place, name in enumerate(columns) if name in keep]
    return without_empty_columns(made, kept) or Blocks()


def _field(row: Any, name: str | int | tuple[str, str] | None) -> Any:  # noqa: ANN401  (of any view)
    if name is None:
        return row
    if isinstance(name, tuple):
        return link(_field(row, name[0]), _field(row, name[1]) or "")
    if name == "":
        return ""
    if isinstance(name, int) or isinstance(row, Mapping):
        return row[name]
    return getattr(row, name)


@pass_context
def prose(_context: object, text: str | None) -> Blocks:
    """Return the Markdown that a person has written, without headings, pictures and HTML."""
    return Blocks(prose_blocks(text) if text and text.strip() else ())


def gap(text: str, place: Place | None = None, add: str = "") -> Gap:
    """Return a gap: what is missing, where it would be recorded, and the line that would say it."""
    said = in_words(text)
    if said.endswith("..") and not said.endswith("..."):  # of a body called „… e. V.“
        said = said[:-1]
    return Gap(said, place, in_words(add))


def facts(pairs: Mapping[str, Any]) -> FactList | Blocks:
    """Return labels with their values; one without a value is left out."""
    found = tuple((cell(label), text) for label, value in pairs.items() if (text := cell(value)))
    return FactList(found) if found else Blocks()


def signature(*labels: str) -> Signature:
    """Return a place to sign."""
    return Signature(tuple(map(in_words, labels)))


# --- figures ---


def bars(  # noqa: PLR0913  (a figure has as many parts)
    rows: Sequence[Any],
    *,
    id: str,  # noqa: A002  (as it is called in the template)
    caption: str,
    alt: str,
    label: str,
    series: Mapping[str, str],
    goal: tuple[str, str] | None = None,
    text: str = "",
) -> Block | Blocks:
    """Return horizontal bars; `series` maps the names of the series to the fields of their numbers.

    `label` is the field of the labels, or `Name: field` with the name of their column; `goal` is a
    name and the field with the number that a bar is measured against; `text` the field with what is
    written at the end of a bar. Several series are stacked.
    """
    name, _, field = label.partition(": ")
    goal_name, goal_field = goal or ("", "")
    made = tuple(
        Bar(
            in_words(_field(row, field)),
            tuple(float(_field(row, one) or 0) for one in series.values()),
            _field(row, goal_field) if goal_field else None,
            in_words(_field(row, text)) if text else "",
        )
        for row in rows
    )
    columns = {name: field, **series, **({goal_name: goal_field} if goal_name else {})}
    numbers = tuple(tuple(cell(_field(row, one)) for one in columns.values()) for row in rows)
    drawing = BarChart(tuple(map(in_words, series)), made, in_words(goal_name))
    return _figure(id, caption, alt, drawing, columns, numbers, count=len(made) * len(series))


def lines(  # noqa: PLR0913  (likewise)
    rows: Sequence[Any],
    *,
    id: str,  # noqa: A002  (as it is called in the template)
    caption: str,
    alt: str,
    steps: Sequence[Any],
    label: str,
    values: str,
    unit: str = "",
) -> Block | Blocks:
    """Return one line for each row over the same steps; `values` is the field with its numbers.

    `label` as in `bars`.
    """
    name, _, field = label.partition(": ")
    names = tuple(in_words(_field(row, field)) for row in rows)
    numbers = tuple(tuple(_field(row, values)) for row in rows)
    drawing = LineChart(tuple(map(in_words, steps)), names, numbers, in_words(unit))
    columns = {name: "", **dict.fromkeys(drawing.steps, "")}
    cells = tuple((cell(one), *map(cell, row)) for one, row in zip(names, numbers, strict=True))
    count = sum(value is not None for row in numbers for value in row)
    return _figure(id, caption, alt, drawing, columns, cells, count=count)


def tree(nodes: Sequence[Any], *, id: str, caption: str, alt: str) -> Block | Blocks:  # noqa: A002  (likewise)
    """Return boxes below each other; a row has `id`, `label`, `lines`, `parent` and `dashed`."""
    made = tuple(
        Node(one.id, in_words(one.label), tuple(map(in_words, one.lines)), one.parent, one.dashed)
        for one in nodes
    )
    if len(made) < FEWEST_NUMBERS:
        return Blocks()
    return Figure(id, in_words(caption), in_words(alt), TreeDiagram(made))


def _figure(  # noqa: PLR0913, PLR0917  (likewise)
    ident: str,
    caption: str,
    alt: str,
    drawing: Drawing,
    columns: Mapping[str, str],
    numbers: tuple[tuple[Runs, ...], ...],
    *,
    count: int,
) -> Block | Blocks:
    """Return a figure with its table; for three numbers or fewer the table alone."""
    made = Table(tuple(map(cell, columns)), numbers, cell(caption), f"{ident}-zahlen")
    found = without_empty_columns(made)
    if count < FEWEST_NUMBERS:
        return found or Blocks()
    beside = found if isinstance(found, Table) else None
    return Figure(ident, in_words(caption), in_words(alt), drawing, beside)


FILTERS = {"table": table, "prose": prose}
GLOBALS = {
    "link": link,
    "gap": gap,
    "facts": facts,
    "signature": signature,
    "bars": bars,
    "lines": lines,
    "tree": tree,
}
OBJECTS = (Table, FactList, ListBlock, Figure, Gap, Signature, Blocks)
