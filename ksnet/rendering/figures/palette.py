"""The colours and the typeface of figures."""

from __future__ import annotations

from ksnet.basics.frozen import frozen


@frozen
class Palette:
    """Colours as SVG attributes take them, and the typeface.

    `shade` fills bars and draws lines. The series of a chart are told apart by pattern, dash and mark, never by colour
    alone.
    """

    ink: str
    soft: str
    line: str
    paper: str
    band: str
    shade: str
    font: str


# The page's own colours, so that a figure follows light, dark and print; the second value stands where a page sets none.
SCREEN = Palette(
    ink="var(--ink, #1b1f24)",
    soft="var(--soft, #4d5660)",
    line="var(--line, #c3cad2)",
    paper="var(--paper, #ffffff)",
    band="var(--band, #eef2f6)",
    shade="var(--shade, #1f5f8b)",
    font="'Segoe UI', Arial, 'Liberation Sans', Roboto, sans-serif",
)


def print_palette(font: str) -> Palette:
    """Return fixed colours for paper and pictures, with the one typeface that is known there."""
    return Palette(
        ink="#1b1f24",
        soft="#4d5660",
        line="#c3cad2",
        paper="#ffffff",
        band="#eef2f6",
        shade="#1f5f8b",
        font=f"'{font}'",  # in quotes: a name with a digit is none in CSS without them
    )
