"""Categories in records: an open list, checked against that of the Land."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from ksnet.basics.scalars import Plain, text_of
from ksnet.lands import Category, Land
from ksnet.records.core import PydanticCustomError

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema, core_schema


def category_of(value: object, info: core_schema.ValidationInfo) -> Category:
    """Return the category that a value names.

    Raises an error of the type `enum`, with the categories of the Land, for others. Without a Land,
    where a program makes a part of a record, every text is one.
    """
    text, land = text_of(value), info.context
    if not isinstance(land, Land):
        return Category(text or "")
    found = land.category(text) if text is not None and not isinstance(value, Plain) else None
    if found is None:
        raise PydanticCustomError(
            "enum", "no category of the Land", {"categories": land.categories}
        )
    return found


class _Checked:
    """Makes a field read its value with `category_of`."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.with_info_plain_validator_function(category_of)


KnownCategory = Annotated[Category, _Checked()]
