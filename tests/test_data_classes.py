"""Our data classes are what `dataclasses` would make of them, and that module knows them."""

from __future__ import annotations

import dataclasses
from copy import copy, deepcopy
from typing import ClassVar

import pytest

from ksnet.basics.frozen import changeable, field, frozen, names_of, replace


@frozen
class Point:
    """A class with a default."""

    kind: ClassVar[str] = "point"
    x: int
    y: int = 0


@frozen(kw_only=True)
class Named(Point):
    """One more field, which needs its name."""

    name: str


@changeable
class Bag:
    """A list for each."""

    owner: str
    things: list[int] = field(default_factory=list)


def test_values_are_given_by_place_and_by_name() -> None:
    assert (Point(1).y, Point(1, 2).y, Point(y=2, x=1)) == (0, 2, Point(1, 2))
    assert Named(1, name="a") == Named(1, 0, name="a") != Named(1, name="b")
    assert hash(Point(1)) == hash(Point(1, 0))
    assert repr(Named(1, name="a")) == "Named(x=1, y=0, name='a')"


@pytest.mark.parametrize(
    ("kind", "values", "named"),
    [
        pytest.param(Point, (), {}, id="none"),
        pytest.param(Point, (1, 2, 3), {}, id="too many"),
        pytest.param(Point, (1,), {"x": 1}, id="one twice"),
        pytest.param(Point, (1,), {"z": 1}, id="an unknown one"),
        pytest.param(Named, (1,), {}, id="one without its name"),
        pytest.param(Named, (1, 2, "a"), {}, id="one by place that needs its name"),
        pytest.param(Bag, (), {}, id="none beside a list"),
    ],
)
def test_values_that_do_not_fit_are_refused(
    kind: type, values: tuple[object, ...], named: dict[str, object]
) -> None:
    with pytest.raises(TypeError):
        kind(*values, **named)


def test_a_class_of_many_instances_takes_and_refuses_the_same_values() -> None:
    test_values_are_given_by_place_and_by_name()

    @changeable
    class Many(Bag):
        number: int = 0

        def __post_init__(self) -> None:
            self.number += 1

    @frozen(kw_only=True)
    class Deep(Named):
        more: str = "m"

    for _ in range(1000):
        Point(1), Named(1, name="a"), Bag("a"), Many("a"), Deep(1, name="a")
    assert "__init__" in vars(Deep)
    assert (Deep(1, name="a"), Deep(y=2, x=1, name="b").more) == (
        Deep(1, 0, name="a", more="m"),
        "m",
    )
    many = Many("a")
    many.things.append(1)
    assert (Many("a"), Many("a", number=4).number) == (Many("a", [], 0), 5)
    test_values_are_given_by_place_and_by_name()
    test_values_that_do_not_fit_are_refused(Point, (1,), {"z": 1})
    test_values_that_do_not_fit_are_refused(Deep, (1, 2, "a"), {})
    test_values_that_do_not_fit_are_refused(Deep, (1,), {"x": 1, "name": "a"})
    test_values_that_do_not_fit_are_refused(Many, (), {})
    test_values_that_do_not_fit_are_refused(Many, ("a", [], 0, 1), {})


def test_a_frozen_instance_cannot_be_changed_and_another_one_has_lists_of_its_own() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Point(1).x = 2  # type: ignore[misc]
    bag = Bag("a")
    bag.things.append(1)
    assert (bag, Bag("a").things) == (Bag("a", [1]), [])
    with pytest.raises(TypeError, match="unhashable"):
        hash(bag)


@pytest.mark.parametrize("one", [Point(1, 2), Named(1, name="a"), Bag("a", [1])], ids=repr)
def test_copies_are_equal(one: object) -> None:
    assert copy(one) == deepcopy(one) == replace(one) == one


def test_the_standard_library_knows_them() -> None:
    assert (
        [one.name for one in dataclasses.fields(Named)] == [*names_of(Named)] == ["x", "y", "name"]
    )
    assert [one.name for one in dataclasses.fields(Point)] == ["x", "y"]
    assert dataclasses.is_dataclass(Bag("a"))
    assert dataclasses.asdict(Bag("a", [1])) == {"owner": "a", "things": [1]}
    assert dataclasses.replace(Point(1), y=3) == replace(Point(1), y=3) == Point(1, 3)
    assert Bag("b").things == []
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
