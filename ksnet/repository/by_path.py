"""The model of a record when only its path is known: Git gives a merge driver temporary files."""

from __future__ import annotations

from pathlib import PurePosixPath

from ksnet.records.imports import ImportsRecord
from ksnet.records.model import BaseModel
from ksnet.records.settings import Settings
from ksnet.repository import IMPORTS_FILE, MODELS, SETTINGS_FILE


def model_at(path: str) -> type[BaseModel] | None:
    """Return the model of the record at a path with `/`, by its last parts; None for others."""
    match PurePosixPath(path).parts:
        case (*_, "networks", _, "network.yaml"):
            return MODELS["network"]
        case (*_, "networks", _, "members.yaml"):
            return MODELS["members"]
        case (*_, "networks", _, "years", name) if name.endswith(".yaml"):
            return MODELS["year"]
        case (*_, "networks", _, "plans", name) if name.endswith(".yaml"):
            return MODELS["plan"]
        case (*_, "events", _, name) if name.endswith(".yaml"):
            return MODELS["event"]
        case (*_, name) if name in (SETTINGS_FILE, IMPORTS_FILE):
            return Settings if name == SETTINGS_FILE else ImportsRecord
    return None
