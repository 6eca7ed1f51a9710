"""The records of a data repository, and the files that hold them.

The module that reads records, `repository`, imports all models. So its names are imported when one
of them is asked for; whoever only lists and reads files, or looks for a journal, needs no models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ksnet.repository.repository import (
        CODEOWNERS,
        IMPORTS_FILE,
        MODELS,
        SETTINGS_FILE,
        Filed,
        FiledEvent,
        Network,
        Repository,
    )

__all__ = [
    "CODEOWNERS",
    "IMPORTS_FILE",
    "MODELS",
    "SETTINGS_FILE",
    "Filed",
    "FiledEvent",
    "Network",
    "Repository",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ksnet.repository import repository

    value: object = getattr(repository, name)
    globals()[name] = value
    return value
