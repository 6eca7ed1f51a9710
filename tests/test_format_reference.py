"""`docs/datenformat.md`: every key of every record, read off the models."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pydantic
import pytest

from ksnet.records.base import Strict
from ksnet.records.declared import declared
from ksnet.records.structure import fields_of
from ksnet.reporting.schemas import models
from scripts import record_reference as reference
from tests.conftest import ROOT

OF_ALL_ENTRIES = ("sources", "reported", "remarks")
FIRST_EDITION = Path(__file__).parent / "data" / "first_edition_keys.txt"


def entries() -> list[type]:
    """Return the class of every record and of every entry in one, by name."""
    found: dict[str, type] = {}
    waiting = list(models().values())
    while waiting:
        model = waiting.pop()
        if model.__name__ not in found:
            found[model.__name__] = model
            waiting += [shape.model for shape in fields_of(model).values() if shape.model]
    return [found[name] for name in sorted(found)]


def test_the_reference_is_current(golden: Callable[..., None]) -> None:
    page = reference.page(ROOT / "ksnet" / "example")
    golden("datenformat.md", page, folder=ROOT / "docs")


def test_a_new_key_says_with_which_edition_it_came() -> None:
    first = {
        f"{model.__name__}.{key}"
        for model in entries()
        for key in fields_of(model)
        if reference.added(model, key) == reference.FIRST
    }
    known = set(FIRST_EDITION.read_text(encoding="utf-8").split())
    assert not first - known, "new: name each in ADDED (scripts/record_reference.py)"
    assert not known - first, (
        "no longer there, or by mistake in ADDED (scripts/record_reference.py)"
    )


def test_an_order_of_keys_names_every_key() -> None:
    for model in cast("list[type[Strict]]", entries()):
        order = model.key_order
        left = [key for key in fields_of(model) if key not in {*order, *OF_ALL_ENTRIES}]
        assert not (order and left), (
            f"name it in `key_order` of {model.__name__}, else it stands last"
        )


@pytest.mark.many
@pytest.mark.parametrize("model", entries(), ids=lambda model: model.__name__)
def test_an_example_is_accepted_by_its_key(model: type) -> None:
    for key, example in reference.examples(model, ROOT / "ksnet" / "example").items():
        text = example.strip('"')
        refused = refusals(model, {key: [text] if fields_of(model)[key].many else text})
        assert key not in refused, example


def refusals(model: type, data: dict[str, object]) -> set[object]:
    try:
        declared(model).model_validate(data)
    except pydantic.ValidationError as error:
        return {one["loc"][0] for one in error.errors() if one["loc"]}
    return set()
