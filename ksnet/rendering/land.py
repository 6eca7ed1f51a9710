"""What text templates know of the Land: its words and its paragraphs, also as in a sentence."""

from __future__ import annotations

from typing import Any

from ksnet.lands import Land
from ksnet.records.land import AccessibilityBody, LandCites, LandLaw
from ksnet.records.structure import fields_of


def land_names(land: Land) -> dict[str, Any]:
    """Return the names for templates; keys that the Land lacks have an empty text."""
    words = dict.fromkeys(("data_protection", *(f"law_{key}" for key in fields_of(LandLaw))), "")
    words |= dict.fromkeys((f"accessibility_{key}" for key in fields_of(AccessibilityBody)), "")
    return {
        "land": {**words, "name": land.name, **land.words},
        "cite": {**dict.fromkeys(fields_of(LandCites), ""), **land.cites},
        "cited": lambda key: land.cited(key),  # noqa: PLW0108  (templates may call no method)
        "under": lambda key: land.after(key),  # noqa: PLW0108  (likewise)
    }
