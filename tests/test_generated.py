"""What is generated of the record models says what the models say,
and reads as pydantic itself would.
"""

from __future__ import annotations

import copy
import pickle
import random
import re
import subprocess
import sys
from typing import Any

import pytest
from pydantic_core import ValidationError

from ksnet.records.base import Strict
from ksnet.records.declared import declared, fields_declared
from ksnet.records.network import Goal
from ksnet.records.structure import fields_of
from ksnet.reporting.schemas import models
from ksnet.repository import MODELS, Repository
from ksnet.yamltext.reading.yaml import read_yaml
from scripts.make_schemas import TARGET, all_models, generated
from tests.conftest import ROOT

MAY_IMPORT_PYDANTIC = {"records/declared.py", "reporting/schemas/generate.py"}


def test_the_generated_module_is_what_the_models_say_now() -> None:
    assert TARGET.read_text(encoding="utf-8") == generated(), (
        "A model has changed. Run: python scripts/make_schemas.py"
    )


def test_every_kind_of_record_has_a_generated_schema() -> None:
    assert {*MODELS.values(), *models().values()} <= set(all_models())


def test_no_other_module_imports_pydantic_when_it_is_imported() -> None:
    package = ROOT / "ksnet"
    importing = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(r"^(from|import) pydantic\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert importing == MAY_IMPORT_PYDANTIC, (
        "import BaseModel, Field and the like from ksnet.records.model"
    )


def test_annotations_of_the_models_are_strings_so_that_nothing_evaluates_them_at_start() -> None:
    evaluated = {
        model.__qualname__
        for model in all_models()
        for note in notes(model)
        if not isinstance(note, str)
    }
    assert evaluated == set(), "their modules need: from __future__ import annotations"


def notes(model: type) -> list[object]:
    return list(vars(model).get("__annotations__", {}).values())


@pytest.mark.parametrize("model", all_models(), ids=lambda model: model.__name__)
def test_the_fields_at_run_time_are_those_of_the_declaration(model: Any) -> None:
    assert list(fields_of(model).items()) == list(fields_declared(model).items())


def outcome(validate: Any, data: Any) -> Any:
    """Return what a validator makes of data: plain values, or the errors."""
    try:
        return plain(validate(data))
    except ValidationError as error:
        return [
            (found["type"], found["loc"], found["msg"], repr(found["input"]))
            for found in error.errors()
        ]


def plain(value: Any) -> Any:
    if hasattr(value, "model_fields_set"):
        return (
            type(value).__name__,
            value.model_fields_set,
            {key: plain(part) for key, part in vars(value).items()},
        )
    return [plain(part) for part in value] if isinstance(value, tuple) else value


def damaged(data: Any, chance: random.Random) -> Any:
    """Return the data with a value dropped, doubled,
    of another kind or under another key here and there.
    """
    if isinstance(data, dict):
        changed = {
            key: damaged(value, chance) for key, value in data.items() if chance.random() > 0.02
        }
        return changed | ({f"x{chance.randrange(9)}": "y"} if chance.random() < 0.03 else {})
    if isinstance(data, list):
        return [damaged(item, chance) for item in data] * chance.choice((1, 1, 1, 2))
    return (
        chance.choice((None, "", "Köln 1", [data], {"id": data}, "true"))
        if chance.random() < 0.03
        else data
    )


def test_records_whole_and_damaged_are_read_as_pydantic_reads_them() -> None:
    chance = random.Random(16)
    checked = 0
    for file, model in Repository(ROOT).models().items():
        by_pydantic = declared(model).model_validate
        data = read_yaml(file, (ROOT / file).read_bytes()).data
        for version in (data, *(damaged(copy.deepcopy(data), chance) for _ in range(12))):
            assert outcome(model.model_validate, version) == outcome(by_pydantic, version)
            checked += 1
    assert checked > 100


def test_a_record_is_frozen_and_compares_hashes_copies_and_pickles_by_its_values() -> None:
    goal = Goal.model_validate({"id": "ziel", "text": "Sich kennen"})
    assert goal == Goal(id="ziel", text="Sich kennen")
    assert hash(goal) == hash(Goal(id="ziel", text="Sich kennen"))
    assert goal != Goal(id="ziel", text="Anderes")
    assert goal.model_fields_set == {"id", "text"}
    assert repr(goal).startswith(
        "Goal(sources=(), reported=(), remarks=None, id='ziel', text='Sich kennen'"
    )
    pickled = pickle.loads(pickle.dumps(goal))  # noqa: S301  (our own bytes)
    for same in (copy.copy(goal), copy.deepcopy(goal), pickled, goal.model_copy(update={})):
        assert (same, same.model_fields_set) == (goal, goal.model_fields_set)
    assert goal.model_copy(update={"text": "Anderes"}) == Goal(id="ziel", text="Anderes")
    with pytest.raises(TypeError, match="Goal is frozen"):
        goal.text = "Anderes"  # type: ignore[misc]
    with pytest.raises(TypeError, match="Goal is frozen"):
        del goal.text


def test_a_record_made_without_a_look_has_the_defaults_of_its_model() -> None:
    made = Goal.model_construct(id="ziel", text="Sich kennen")
    assert made == Goal(id="ziel", text="Sich kennen")
    assert made.model_fields_set == {"id", "text"}


def test_a_model_outside_of_the_records_is_read_through_pydantic() -> None:
    class Both(Strict):
        goal: Goal

    Both.__annotations__["goal"] = Goal
    assert (
        Both.model_validate({"goal": {"id": "ziel", "text": "Sich kennen"}}).goal.text
        == "Sich kennen"
    )


def test_reading_records_needs_only_the_compiled_part_and_leaves_the_package_whole() -> None:
    code = (
        "import sys; from ksnet.records import core; from ksnet import repository; "
        "assert not {'pydantic', 'pydantic_core', 'pydantic_core.core_schema'} & set(sys.modules); "
        "import pydantic, pydantic_core; "
        "assert pydantic_core.ValidationError is core.ValidationError is pydantic.ValidationError; "
        "assert pydantic.TypeAdapter(int).validate_python('1') == 1"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_an_entry_as_plain_values_has_the_entries_in_it_as_plain_values() -> None:
    scope = {
        "id": "ziel",
        "text": "Sich kennen",
        "reported": ({"key": "text", "value": "Anders", "source": "seite"},),
    }
    goal = Goal.model_validate({**scope, "reported": list(scope["reported"])})
    assert goal.model_dump(exclude_defaults=True) == scope
    whole = declared(Goal).model_validate({**scope, "reported": list(scope["reported"])})
    assert goal.model_dump() == whole.model_dump()
    assert goal.model_dump(exclude_defaults=True) == whole.model_dump(exclude_defaults=True)
