"""How open questions about duties are decided, and what has changed in the law since.

Only `ksnet explain` needs it, so it has a file of its own in the folder of a Land; the head of that
file explains the keys.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ksnet.basics.errors import UsageProblem
from ksnet.basics.frozen import frozen
from ksnet.basics.scalars import text_of
from ksnet.duties.law import dated
from ksnet.lands import Land
from ksnet.yamltext.reading.yaml import read_yaml

FILE = "explained.yaml"


@frozen
class LegalChange:
    """A change of the law; `meaning` is what follows for a network, and what could not be read."""

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


def explained(land: Land) -> Explained:
    """Return the decisions and changes for a Land, empty where its folder has no such file.

    Raises UsageProblem where the file has a wrong form.
    """
    content = land.read(FILE)
    if content is None:
        return Explained({}, ())
    document = read_yaml(FILE, content)
    if document.data is None or document.faults:
        raise UsageProblem(
            f"{FILE} ({land.name}): {' '.join(fault.message for fault in document.faults)}"
        )
    try:
        decisions = {
            str(ident): tuple(text_of(text) or "" for text in texts)
            for ident, texts in (document.data.get("decisions") or {}).items()
        }
        return Explained(
            decisions, tuple(_change(entry) for entry in document.data.get("changes") or ())
        )
    except KeyError as error:
        raise UsageProblem(
            f"{FILE} ({land.name}): Bei einer Änderung des Rechts fehlt der Schlüssel {error}."
        ) from None
    except (ValueError, TypeError, AttributeError) as error:
        raise UsageProblem(f"{FILE} ({land.name}) ist nicht zu lesen: {error}") from None


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
