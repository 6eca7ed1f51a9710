"""Optional packages: loaded when a format needs them; a missing one is a German sentence."""

from __future__ import annotations

import importlib
from types import ModuleType

from ksnet.basics.errors import OutputProblem


def require(module: str, *, extra: str, what: str) -> ModuleType:
    """Return an optional module; `what` is what it makes, e.g. „PDF-Dateien“.

    Raises OutputProblem with the line that installs the extra, where the module is missing.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise OutputProblem(
            f'Für {what} fehlt ein Zusatzpaket. Installieren mit: python -m pip install "ksnet[{extra}]"'
        ) from error
