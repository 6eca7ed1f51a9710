"""What the catalogue says beyond its duties: how open questions are decided, and what has changed in the law since.

Only `ksnet explain` needs it, so it stands in a file of its own for each Land; its head says what the keys mean.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ksnet.basics.frozen import frozen
from ksnet.basics.scalars import text_of
from ksnet.duties.law import dated
from ksnet.records.vocabulary import Land
from ksnet.yamltext.reading.yaml import read_yaml


@frozen
class LegalChange:
    """Something that has changed in the law; `meaning` says what follows for a network, and what could not be read."""

    id: str
    title: str
    law: str
    edition: str
    since: dt.date
    source: str
    wording: str
    meaning: str


@frozen
class Explained:
    """The decisions on each duty by its id, and the changes of the law."""

    decisions: Mapping[str, tuple[str, ...]]
    changes: tuple[LegalChange, ...]


@cache
def explained(land: Land = Land.NRW) -> Explained:
    """Return what is explained for a Land; raises ValueError or KeyError where the file, part of the program, is wrong."""
    path = Path(__file__).with_name(f"{land.value}.yaml")
    document = read_yaml(path.name, path.read_bytes())
    if document.data is None or document.faults:
        raise ValueError(f"{path.name}: {[fault.message for fault in document.faults]}")
    decisions = {
        str(ident): tuple(text_of(text) or "" for text in texts) for ident, texts in document.data["decisions"].items()
    }
    return Explained(decisions, tuple(_change(entry) for entry in document.data["changes"]))


def _change(entry: Mapping[str, Any]) -> LegalChange:
    text = {key: text_of(value) or "" for key, value in entry.items()}
    return LegalChange(
        id=text["id"],
        title=text["title"],
        law=text["law"],
        edition=dated(text["edition"]),
        since=dt.date.fromisoformat(text["since"]),
        source=text["source"],
        wording=text["wording"],
        meaning=text["meaning"],
    )
