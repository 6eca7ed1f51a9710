"""How an item of a list is recognised, wherever it is and whatever else it says."""

from __future__ import annotations

from typing import Any

from ksnet.records.model import BaseModel

_MARKS = (
    "id", "title", "text", "name", "goal", "subject", "who", "by", "youth_office", "start", "date",
    "rule", "key",
)  # fmt: skip
# Entries without an id, by what tells them apart.
_NAMED_BY = {"vacancies": ("vacancy", "category"), "affiliations": ("affiliation", "name")}


def identified(key: str, model: type[BaseModel] | None) -> tuple[str, str]:
    """Return the kind of the entries under a key (or ""), and the key that identifies them."""
    if key in _NAMED_BY:
        return _NAMED_BY[key]
    return (getattr(model, "entry_kind", None) or "", "id")


def mark_of(item: object) -> tuple[str, Any]:
    """Return the key and value that identify an item of a list; `("", None)` for none."""
    if isinstance(item, dict):
        return next(((key, item[key]) for key in _MARKS if key in item), ("", None))
    return "", None
