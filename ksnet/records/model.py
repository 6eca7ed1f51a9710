"""The names that models of records are declared with: pydantic's for type checkers, else light.

Import these names from here, never from pydantic, which takes longer to import than most commands
take to run. Field information (`doc`, `Field`) may appear only in annotations, which are strings at
run time (`from __future__ import annotations`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel, ConfigDict, Field, model_validator
else:
    from ksnet.records.light import LightModel as BaseModel
    from ksnet.records.light import light_validator as model_validator

    ConfigDict = dict

    def Field(**more: object) -> object:  # noqa: N802  (pydantic's name)
        """Return pydantic's description of a field; called when annotations are evaluated."""
        import pydantic

        return pydantic.Field(**more)


__all__ = ["BaseModel", "ConfigDict", "Field", "model_validator"]
