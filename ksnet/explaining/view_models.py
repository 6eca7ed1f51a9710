"""What templates get, as tables: names and types are read off the documents, the meanings stand here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from ksnet.documents.blocks import (
    Bar,
    BarChart,
    Block,
    BulletList,
    Cell,
    Fact,
    FactList,
    Figure,
    Gap,
    Heading,
    Paragraph,
    Prose,
    Table,
)
from ksnet.documents.model import Chapter, Document

TYPES = {str: "Text", bool: "ja/nein", int: "Zahl", list: "Liste", dict: "Daten"}

DOCUMENT = {
    "kind": "Art des Dokuments: report, plan, members …; so heißt auch die Vorlage",
    "title": "Titel",
    "page_title": "Titel mit Netzwerk, gekürzt für die Titelzeile einer Seite",
    "subtitle": "Zeilen unter dem Titel",
    "network": "Name des Netzwerks",
    "as_of": "Stand: 30. Juni 2026",
    "as_of_iso": "Stand: 2026-06-30",
    "public": "ob das Dokument für die Öffentlichkeit ist",
    "language": "Sprache: de",
    "notes": "Hinweise vor dem ersten Kapitel, als Bausteine",
    "chapters": "Kapitel in ihrer Reihenfolge",
    "chapter": "Kapitel nach ihrem Kürzel: document.chapter.anlass; in Textvorlagen kürzer chapters.anlass",
}
CHAPTER = {
    "slug": "Kürzel, z. B. anlass",
    "number": "Nummer, „Anlage 1:“ oder leer",
    "title": "Überschrift ohne Nummer",
    "heading": "Überschrift mit Nummer",
    "detail": "ob es im Terminal weggelassen wird",
    "blocks": "Bausteine in ihrer Reihenfolge",
}
KINDS = {
    "heading": "Zwischenüberschrift",
    "paragraph": "Absatz, den das Programm schreibt",
    "prose": "Text, den jemand in den Unterlagen geschrieben hat",
    "facts": "Angaben: Bezeichnung und Wert",
    "list": "Aufzählung",
    "table": "Tabelle",
    "figure": "Abbildung",
    "gap": "Lücke: was in den Unterlagen fehlt",
}
BLOCKS = {
    "kind": "Art des Bausteins, siehe die Zwischenzeilen",
    "heading.text": "Text",
    "paragraph.text": "Text",
    "prose.markdown": "Text in Markdown; in Textvorlagen mit dem Filter markdown",
    "gap.gap": "fehlt oder nicht-beurteilbar",
    "gap.word": "Wort davor: Fehlt, Nicht beurteilbar",
    "gap.text": "was fehlt und wo es einzutragen ist",
    "facts.facts": "Angaben, jede mit label (Text) und value (Zelle)",
    "list.items": 'Zellen; wegen des Namens part["items"] schreiben',
    "table.id": "fester Name der Tabelle",
    "table.caption": "Beschriftung",
    "table.columns": "Namen der Spalten",
    "table.rows": "Zeilen, jede eine Liste von Zellen",
    "table.fixed": "so viele Spalten am Anfang sind kurz und werden nicht umbrochen",
    "table.head": "Nummer der Spalte, die ihre Zeile benennt; gezählt ab 0",
    "table.form": "ob von Hand hineingeschrieben wird: hohe Zeilen",
    "figure.id": "fester Name der Abbildung",
    "figure.caption": "Beschriftung",
    "figure.alt": "was zu sehen ist, in Worten",
    "figure.numbers": "fester Name der Tabelle mit den Zahlen",
    "figure.drawing": "Teile der Zeichnung; Textvorlagen zeichnen mit dem Filter drawn",
}
CELL = {
    "lines": "Zeilen",
    "text": "alle Zeilen in einer",
    "plain": "wie in den Unterlagen, mit Zeilenumbrüchen, nicht für Markdown geschützt",
    "url": "Adresse, wenn die Zelle ein Link ist, sonst leer",
    "long": "ob ein Wort so lang ist, dass es getrennt werden darf",
}
WORD = {
    "document": ("Daten", "wie oben: `{{ document.title }}`, `{{ document.network }}`, `{{ document.as_of }}`"),
    "kapitel": (
        "Baustein",
        "ein Kapitel mit Überschrift: `{{ kapitel.anlass }}`; nichts, wenn es das Kapitel nicht gibt",
    ),
    "inhalt": ("Baustein", "ein Kapitel ohne Überschrift, für eine eigene: `{{ inhalt.anlass }}`"),
    "titel": ("Text", "die Überschrift allein, ohne Nummer: `{{ titel.anlass }}`"),
    "alle_kapitel": ("Baustein", "alle Kapitel nacheinander"),
    "hinweise": ("Baustein", "Hinweise vor dem ersten Kapitel, z. B. „Vorläufig“"),
    "inhaltsverzeichnis": ("Baustein", "Verzeichnis der Kapitel, ab vier Kapiteln"),
    "chapters": ("Daten", 'die Kapitel als Daten, für Bedingungen: `{%p if "anlass" in chapters %}`'),
}

_EXAMPLES: tuple[Block, ...] = (
    Heading("a"),
    Paragraph("a"),
    Prose("a"),
    FactList((Fact("a", Cell("b")),)),
    BulletList((Cell("a"),)),
    Table("a", "b", ("c",), ((Cell("d"),),)),
    Figure("a", "b", "c", BarChart(("d",), (Bar("e", (1.0,)),)), "f"),
    Gap("fehlt", "a"),
)


def example() -> Document:
    """Return a document with every kind of block."""
    assert {type(block) for block in _EXAMPLES} == set(get_args(Block))  # noqa: S101  (a new kind must be described)
    return Document(
        title="a", network="b", as_of=dt.date(2026, 6, 30), chapters=(Chapter("anlass", "c", _EXAMPLES, number="1"),)
    )


def tables() -> dict[str, str]:
    """Return the tables of `docs/vorlagen.md` in Markdown, by name."""
    data = example().plain()
    chapter = data["chapters"][0]
    blocks: list[tuple[str, str, str]] = [("`kind`", "Text", BLOCKS["kind"])]
    for block in chapter["blocks"]:
        kind = block["kind"]
        blocks.append((f"**{kind}**", "", KINDS[kind]))
        blocks += [
            (f"`{key}`", TYPES[type(value)], BLOCKS[f"{kind}.{key}"]) for key, value in block.items() if key != "kind"
        ]
    cell = next(block for block in chapter["blocks"] if block["kind"] == "list")["items"][0]
    return {
        "dokument": _table(_rows(data, DOCUMENT)),
        "kapitel": _table(_rows(chapter, CHAPTER)),
        "bausteine": _table(blocks),
        "zelle": _table(_rows(cell, CELL)),
        "word": _table((f"`{name}`", kind, meaning) for name, (kind, meaning) in WORD.items()),
    }


def _rows(data: Mapping[str, Any], meanings: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    return [(f"`{key}`", TYPES[type(value)], meanings[key]) for key, value in data.items()]


def _table(rows: Iterable[tuple[str, str, str]]) -> str:
    lines = [" | ".join(row) for row in rows]
    return "\n".join(["| Name | Art | Bedeutung |", "| --- | --- | --- |", *(f"| {line} |" for line in lines)])
