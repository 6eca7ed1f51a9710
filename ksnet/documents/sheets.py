"""Flat tables for spreadsheets and other programs: one value in each cell, one thing in each row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ksnet import german
from ksnet.documents.blocks import Block, BulletList, FactList, Gap, Paragraph, Prose
from ksnet.documents.model import Document
from ksnet.records.values import PartialDate

Value = str | int | dt.date  # line breaks part the lines of a text


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with the name of its sheet: at most 31 letters, no two columns of the same name."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def filled(self) -> Sheet:
        """Return it without the columns in which no row has a value; the first always stays."""
        kept = [
            number for number in range(len(self.columns)) if not number or any(row[number] != "" for row in self.rows)
        ]
        return Sheet(
            self.name,
            tuple(self.columns[number] for number in kept),
            tuple(tuple(row[number] for number in kept) for row in self.rows),
        )


def day(date: PartialDate | None) -> Value:
    """Return a date as a day where it is one, otherwise in words; empty where there is none."""
    if date is None:
        return ""
    return date.first if date.exact else german.vague_date(date)


def remarks_sheet(document: Document) -> Sheet:
    """Say in a sheet of its own what a document is and what it says outside its tables."""
    rows: list[tuple[Value, ...]] = [
        ("Dokument", document.title),
        ("Netzwerk", document.network),
        ("Stand", document.as_of),
        ("Fassung", "öffentlich" if document.audience.public else "nur für den internen Gebrauch"),
    ]
    rows += [("Hinweis", text) for block in document.notes for text in _texts(block)]
    rows += [
        (chapter.title, text) for chapter in document.chapters for block in chapter.blocks for text in _texts(block)
    ]
    return Sheet("Hinweise", ("Abschnitt", "Angabe"), tuple(rows))


def _texts(block: Block) -> Iterable[str]:
    """Return what a block says, unless it is a heading, a table or a drawing of one."""
    match block:
        case Paragraph():
            yield block.text
        case Prose():
            yield block.markdown
        case Gap():
            yield f"{block.word}: {block.text}"
        case FactList():
            yield from (f"{fact.label}: {german.run_on(fact.value.text.splitlines())}" for fact in block.facts)
        case BulletList():
            yield from (item.text for item in block.items)
