"""Notes of an import on single rows, or on the whole list or calendar."""

from __future__ import annotations

from ksnet.basics.frozen import changeable

NEXT_SHEET = 100_000  # offset of row numbers for each further sheet


class Question(str):
    """The text of a note that asks for a decision or names the option for it."""

    __slots__ = ()


def framed(before: str, text: str, after: str = "") -> str:
    """Return a text with words before and after it; a Question remains one."""
    return type(text)(f"{before}{text}{after}")


@changeable
class Note:
    """A note on a row of the list, or on the whole of it."""

    row: int | None
    text: str

    @property
    def asks(self) -> bool:
        """Whether somebody has to decide."""
        return isinstance(self.text, Question)

    def __str__(self) -> str:
        return self.text if self.row is None else f"{row_name(self.row)}: {self.text}"


def row_name(number: int) -> str:
    """Return the German name of a row, with the sheet where it is not the first."""
    sheet, row = divmod(number, NEXT_SHEET)
    return f"Blatt {sheet + 1}, Zeile {row}" if sheet else f"Zeile {row}"


def row_option(number: int) -> str:
    """Return a row as command-line options take it: `14`, or `2:14` on the second sheet."""
    sheet, row = divmod(number, NEXT_SHEET)
    return f"{sheet + 1}:{row}" if sheet else str(row)
