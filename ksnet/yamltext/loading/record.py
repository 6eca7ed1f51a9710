"""Turns plain data into a typed record: what the schema refuses becomes faults.

A healthy file takes one validation. Otherwise what is wrong is taken out and the rest validated
again, so that documents can still be made and one mistake does not hide another
(`ksnet.yamltext.loading.repair`, imported only then: most calls need none of it).
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from ksnet.basics.findings import Fault
from ksnet.basics.frozen import changeable
from ksnet.basics.scalars import NULL_MATTERS
from ksnet.lands import Land
from ksnet.records.core import ValidationError
from ksnet.records.model import BaseModel
from ksnet.records.structure import fields_of
from ksnet.yamltext.loading.repairs import Repairs
from ksnet.yamltext.reading.yaml import ParsedFile
from ksnet.yamltext.rules.schema import AMBIGUOUS_SCALAR

R = TypeVar("R", bound=BaseModel)


@changeable
class Loaded(Generic[R]):
    """A record and what was wrong in its file; `record` is None where nothing could be read."""

    file: str
    record: R | None
    faults: list[Fault]
    repairs: Repairs | None = None
    text: str = ""
    refused: str = ""  # of a file that no parser may see: what can be searched


def load(model: type[R], document: ParsedFile, land: Land | None = None) -> Loaded[R]:
    """Turn what was read into a record of `model` in a Land; never raises for a file's content."""
    if document.data is None:
        return Loaded(document.file, None, document.faults)
    try:
        return Loaded(
            document.file, model.model_validate(document.data, context=land), document.faults
        )
    except ValidationError:
        from ksnet.yamltext.loading.misplaced import misplaced

        if fault := misplaced(document.file, model, document.data):
            return Loaded(document.file, None, [*document.faults, fault])
        data = _without_nulls(document.data, model)
    try:
        return Loaded(document.file, model.model_validate(data, context=land), document.faults)
    except ValidationError as error:
        from ksnet.yamltext.loading.repair import Repair

        repair = Repair(model, document, data, land)
        record = repair.run(error)
        return Loaded(
            document.file, record, document.faults + _one_per_cause(repair.found()), repair.repairs
        )


def _one_per_cause(faults: list[Fault]) -> list[Fault]:
    """Drop what is said twice, and "quote it" where the value is wrong anyway."""
    faults = list({(fault.place, fault.message): fault for fault in faults}.values())
    wrong = {fault.place.path for fault in faults if fault.rule is not AMBIGUOUS_SCALAR}
    return [
        fault
        for fault in faults
        if fault.rule is not AMBIGUOUS_SCALAR or fault.place.path not in wrong
    ]


def _without_nulls(data: Any, model: type[BaseModel] | None) -> Any:
    """Return a copy without known keys that have no value; unknown keys stay."""
    if isinstance(data, list):
        return [_without_nulls(item, model) for item in data]
    if not isinstance(data, dict):
        return data
    shapes = fields_of(model) if model else {}
    return {
        key: _without_nulls(value, shapes[key].model if key in shapes else None)
        for key, value in data.items()
        if value is not None or key in NULL_MATTERS or key not in shapes
    }
