"""Loads the compiled part of `pydantic_core`, without the Python beside it.

Importing the package builds hundreds of type declarations that validation does not need: half of
its time, and with `typing_extensions` a tenth of a small check. So the compiled module is imported
by itself. Whoever imports `pydantic_core` or pydantic afterwards gets them whole, with the very
same classes.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING

_PACKAGE = "pydantic_core"


def _compiled() -> ModuleType:
    """Return the compiled module, or the package if already imported or built differently."""
    spec = find_spec(_PACKAGE)
    if _PACKAGE in sys.modules or spec is None:
        return import_module(_PACKAGE)
    # Not executed: it only tells `import_module` where the compiled module is.
    sys.modules[_PACKAGE] = module_from_spec(spec)
    try:
        return import_module(f"{_PACKAGE}._pydantic_core")
    except ImportError:
        sys.modules.pop(f"{_PACKAGE}._pydantic_core", None)
    finally:
        del sys.modules[_PACKAGE]
    return import_module(_PACKAGE)


if TYPE_CHECKING:
    from pydantic_core import ErrorDetails, PydanticCustomError, SchemaValidator, ValidationError
else:
    _CORE = _compiled()
    PydanticCustomError = _CORE.PydanticCustomError
    SchemaValidator = _CORE.SchemaValidator
    ValidationError = _CORE.ValidationError
    ErrorDetails = dict

__all__ = ["ErrorDetails", "PydanticCustomError", "SchemaValidator", "ValidationError"]
