"""Notes: what an import tells about single rows, or about the whole of a list or calendar."""

from __future__ import annotations

from dataclasses import dataclass

NEXT_SHEET = 100_000  # what the rows of a further sheet are counted on from, where several are read


class Question(str):
    """The text of a note that leaves a decision: it asks, or names the option that decides."""

    __slots__ = ()


def framed(before: str, text: str, after: str = "") -> str:
    """Return a text with words before and after it; a question stays one."""
    return type(text)(f"{before}{text}{after}")


@dataclass(slots=True)
class Note:
    """Something to tell about a row of the list, or about the whole of it."""

    row: int | None
    text: str

    @property
    def asks(self) -> bool:
        """Whether somebody has to decide."""
        return isinstance(self.text, Question)

    def __str__(self) -> str:
        return self.text if self.row is None else f"{row_name(self.row)}: {self.text}"


def row_name(number: int) -> str:
    """Return what its users call a row, with the sheet where it is not the first."""
    sheet, row = divmod(number, NEXT_SHEET)
    return f"Blatt {sheet + 1}, Zeile {row}" if sheet else f"Zeile {row}"


def row_option(number: int) -> str:
    """Return a row as options of the command line take it: `14`, or `2:14` on the second sheet."""
    sheet, row = divmod(number, NEXT_SHEET)
    return f"{sheet + 1}:{row}" if sheet else str(row)
