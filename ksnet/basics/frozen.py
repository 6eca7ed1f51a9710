"""Data classes that are made at once, for the hundred that a check or a document needs.

`dataclasses` writes six functions for each class and compiles them, a millisecond in all. Here all
classes share the same ones, and what `dataclasses` knows of a class (`fields`, `asdict`, `replace`,
`is_dataclass`) is worked out when it is asked for. So that module and what it needs are seldom
imported.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")
Made = TypeVar("Made")
# In each class: whether its own fields are given by name alone, and their defaults by name.
_OWN = "_own_fields"
_NEVER = 1000  # values; no class has so many fields
_OFTEN = 200  # instances, after which a class gets an `__init__` written for it
_NONE = object()  # the default of a field that has none


class _Factory:
    """Stands in a class for the default of a field that is made anew for each instance."""

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


def field(*, default_factory: Callable[[], T]) -> T:
    """Say that a field is made anew for each instance that does not get it."""
    return _Factory(default_factory)  # type: ignore[return-value]  # the field is of this type


@overload
def frozen(cls: type[Made], /) -> type[Made]: ...
@overload
def frozen(*, kw_only: bool = False) -> Callable[[type[Made]], type[Made]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[Made] | None = None, /, *, kw_only: bool = False) -> Any:
    """Make a class a frozen data class, as `dataclasses.dataclass(frozen=True)` does."""
    made = partial(_made, shared=_FROZEN, kw_only=kw_only)
    return made if cls is None else made(cls)


@dataclass_transform(field_specifiers=(field,))
def changeable(cls: type[Made]) -> type[Made]:
    """Make a class a data class whose instances can be changed, as `dataclasses.dataclass` does."""
    return _made(cls, shared=_CHANGEABLE, kw_only=False)


def replace(one: T, /, **changes: object) -> T:
    """Return a copy of an instance with other values, as `dataclasses.replace` does."""
    made, shape = type(one), _shape(type(one))
    if shape.then is None and shape.known.issuperset(changes):
        state = vars(one)  # cached properties lie there, too
        copy = made.__new__(made)
        copy.__dict__.update({name: state[name] for name in shape.names}, **changes)
        return copy
    return made(**{name: getattr(one, name) for name in shape.names} | changes)


def names_of(cls: type) -> tuple[str, ...]:
    """Return the names of the fields of a class in their order."""
    return _shape(cls).names


def _made(cls: type[Made], *, shared: dict[str, Any], kw_only: bool) -> type[Made]:
    own = {
        name: getattr(cls, name, _NONE)
        for name, kind in cls.__annotations__.items()
        if not str(kind).startswith("ClassVar")
    }
    setattr(cls, _OWN, (kw_only, own))
    for name in _DECLARED:
        setattr(cls, name, _Declared(cls, name))
    there = vars(cls)
    for name, function in shared.items():
        written = name in there and not (name == "__hash__" and there[name] is None)
        # Not where it is inherited: setting an attribute of a class takes long.
        if not written and getattr(cls, name) is not function:
            setattr(cls, name, function)
    return cls


_DECLARED = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")


class _Declared:
    """Stands in a class for what `dataclasses` sets there, until that is asked for."""

    def __init__(self, cls: type, name: str) -> None:
        self.cls, self.name = cls, name

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        import dataclasses

        cls: Any = self.cls
        kw_only, own = vars(cls)[_OWN]
        for name in _DECLARED:
            delattr(cls, name)
        for name, default in own.items():
            if isinstance(default, _Factory):
                setattr(cls, name, dataclasses.field(default_factory=default.make))
        dataclasses.dataclass(cls, init=False, repr=False, eq=False, kw_only=kw_only)
        return getattr(cls, self.name)


class _Shape:
    """The fields of a class, as its instances need them."""

    def __init__(self, cls: type) -> None:
        fields: dict[str, tuple[bool, object]] = {}
        for one in reversed(cls.__mro__):
            kw_only, own = vars(one).get(_OWN, (False, {}))
            fields |= {name: (kw_only, default) for name, default in own.items()}
        self.names = tuple(fields)
        self.positional = tuple(name for name, (kw_only, _) in fields.items() if not kw_only)
        self.factories = [
            (name, one.make) for name, (_, one) in fields.items() if isinstance(one, _Factory)
        ]
        made = dict(self.factories)
        self.defaults = {
            name: one for name, (_, one) in fields.items() if one is not _NONE and name not in made
        }
        needed = tuple(name for name, (_, one) in fields.items() if one is _NONE)
        # From how many values by position an instance can be made.
        self.enough = _NEVER
        if self.positional == self.names and self.names[: len(needed)] == needed:
            self.enough = len(needed)
        self.needed, self.known = frozenset(needed), frozenset(fields)
        self.values: Callable[[Any], Any] = attrgetter(*self.names) if fields else type
        self.then: Callable[[Any], None] | None = getattr(cls, "__post_init__", None)
        self.made = 0  # instances so far


_shape: Callable[[type], _Shape] = cache(_Shape)


def _init(self: Any, /, *values: Any, **named: Any) -> None:
    shape = _shape(type(self))
    state = self.__dict__
    number = len(shape.names)
    if len(values) != number:
        state.update(shape.defaults)
    if named or not shape.enough <= len(values) <= number:
        state.update(_given(self, shape, values, named))
    else:  # the usual case
        state.update(zip(shape.names, values, strict=False))
    for name, make in shape.factories:
        if name not in state:
            state[name] = make()
    if shape.then:
        shape.then(self)
    shape.made += 1
    if shape.made == _OFTEN:
        cls: Any = type(self)
        # Classes below it may share its function, and have fields of their own.
        if cls.__init__ is _init and not cls.__subclasses__():
            cls.__init__ = _written(shape)


def _written(shape: _Shape) -> Callable[..., None]:
    """Return what `_init` does, written for one class: it takes a third of the time.

    Writing it takes as long as making a hundred instances.
    """
    known: dict[str, Any] = {"_none": _NONE}
    given, named = ["_self", "/"], ["*"]
    lines = ["_state = _self.__dict__"]
    made = dict(shape.factories)
    for number, name in enumerate(shape.names):
        parameter = value = name
        if name in made:
            known[f"_{number}"] = made[name]
            parameter = f"{name}=_none"
            value = f"_{number}() if {name} is _none else {name}"
        elif name in shape.defaults:
            known[f"_{number}"] = shape.defaults[name]
            parameter = f"{name}=_{number}"
        (given if name in shape.positional else named).append(parameter)
        lines.append(f"_state[{name!r}] = {value}")
    if shape.then:
        lines.append("_self.__post_init__()")
    parameters = ", ".join(given + named if len(named) > 1 else given)
    body = "; ".join(lines)
    exec(f"def __init__({parameters}): {body}", known)  # noqa: S102  (names of fields only)
    function: Callable[..., None] = known["__init__"]
    return function


def _given(
    self: object, shape: _Shape, values: tuple[Any, ...], named: dict[str, Any]
) -> dict[str, Any]:
    """Return all values that are given by their names; TypeError where they do not fit."""
    given = dict(zip(shape.positional, values, strict=False))
    if len(given) < len(values) or not given.keys().isdisjoint(named):
        raise TypeError(f"{type(self).__name__}: too many values, or the same one twice")
    given |= named
    if not shape.needed <= given.keys() <= shape.known:
        wrong = shape.needed ^ given.keys() - (shape.known - shape.needed)
        raise TypeError(f"{type(self).__name__}: missing or unknown: {sorted(wrong)}")
    return given


def _eq(self: Any, other: object) -> bool:
    values = _shape(type(self)).values
    return values(self) == values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(_shape(type(self)).values(self))


def _repr(self: Any) -> str:
    values = (f"{name}={getattr(self, name)!r}" for name in names_of(type(self)))
    return f"{type(self).__qualname__}({', '.join(values)})"


def _setattr(self: Any, name: str, value: object) -> None:  # noqa: ARG001  (Python calls it)
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(self: Any, name: str) -> None:  # noqa: ARG001  (likewise)
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


_CHANGEABLE: dict[str, Any] = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": None,
    "__repr__": _repr,
}
_FROZEN: dict[str, Any] = _CHANGEABLE | {
    "__hash__": _hash,
    "__setattr__": _setattr,
    "__delattr__": _delattr,
}
