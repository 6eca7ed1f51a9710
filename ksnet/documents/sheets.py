"""Flat tables for spreadsheets and other programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ksnet.basics.frozen import frozen
from ksnet.records import german
from ksnet.records.values import PartialDate

CellValue = str | int | dt.date  # line breaks separate the lines of a text


@frozen
class Sheet:
    """A table with the name of its sheet: at most 31 letters, column names unique."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[CellValue, ...]]

    def filled(self) -> Sheet:
        """Return it without columns that have no value; of no row all remain, to be filled."""
        if not self.rows:
            return self
        kept = [
            number
            for number in range(len(self.columns))
            if not number or any(row[number] != "" for row in self.rows)
        ]
        return Sheet(
            self.name,
            tuple(self.columns[number] for number in kept),
            tuple(tuple(row[number] for number in kept) for row in self.rows),
        )


def day_cell(date: PartialDate | None) -> CellValue:
    """Return a date as a day if exact, otherwise in words; empty for None."""
    if date is None:
        return ""
    return date.first if date.exact else german.vague_date(date)
