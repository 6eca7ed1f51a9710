"""Limits on the files of a repository, so that no file takes minutes or a gigabyte."""

from __future__ import annotations

from typing import NamedTuple

MAX_BYTES = 1_000_000
MAX_DEPTH = 64  # lists and mappings in each other


class Limits(NamedTuple):
    """What a file may hold, and how many faults of one rule are kept; the others are counted.

    `tokens` are those of YAML: a key with a value has four, an entry of a list two.
    """

    size: int = MAX_BYTES  # bytes
    lines: int = 20_000
    tokens: int = 60_000
    alike: int = 200


_LIMITS = Limits()
_LARGER = {
    # All bodies of a network: 3,000 take 2 MB, each up to 15 lines and 90 tokens.
    "members.yaml": Limits(4_000_000, 60_000, 300_000, 500),
    "imports.yaml": Limits(MAX_BYTES, 50_000, 250_000, 500),  # grows with every calendar
}


def limits(file: str) -> Limits:
    """Return the limits for a file of this name."""
    return _LARGER.get(file.rpartition("/")[2], _LIMITS)
