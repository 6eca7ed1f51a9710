"""How large a file of a repository may be."""

from __future__ import annotations

MAX_BYTES = 1_000_000
_MAX_BYTES = {"members.yaml": 4_000_000}  # all bodies of a network stand in one file, 3,000 take 2 MB


def size_limit(file: str) -> int:
    """Return how many bytes a file of this name may have."""
    return _MAX_BYTES.get(file.rpartition("/")[2], MAX_BYTES)
