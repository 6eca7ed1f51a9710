"""Findings for people and for machines: one function per output format.

A new format is one function and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable

from ksnet.check import Result
from ksnet.reporting import machine, text

Reporter = Callable[[Result, bool], str]

FORMATS: dict[str, Reporter] = {
    "text": text.blocks,
    "concise": text.lines,
    "json": machine.json_object,
}
