"""What was found in a network as plain values for JSON, and back: the same, or an error."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable
from typing import Any

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Edit, Fault, Fix, Place, Related, Rule, Span, rule_named
from ksnet.basics.frozen import names_of
from ksnet.rules.overview import Booking, Overview
from ksnet.yamltext.loading.repairs import Repairs
from ksnet.yamltext.reading.suppressions import Suppression

PlainValue = list[Any] | str | int | None
_CLASSES: tuple[type[Any], ...] = (
    Fault,
    Place,
    Span,
    Related,
    Edit,
    Fix,
    Suppression,
    Repairs,
    Booking,
    Overview,
)


def plain_value(value: object) -> PlainValue:
    """Return a value as lists, texts, numbers and null; raises TypeError for an unknown class."""
    kind = type(value)
    if kind in _SIMPLE:
        return value  # type: ignore[return-value]  # it is one of these
    if kind not in _PLAIN:
        raise TypeError(f"{kind} is not known")
    tag, parts = _PLAIN[kind]
    return [tag, *map(plain_value, parts(value))]


def restored(value: PlainValue) -> Any:  # noqa: ANN401  (what it was)
    """Return the value that `plain_value` was given."""
    if not isinstance(value, list):
        return value
    return _RESTORED[value[0]](*map(restored, value[1:]))


def _field_names(kind: type[Any]) -> tuple[str, ...]:
    return getattr(kind, "_fields", None) or names_of(kind)


def _field_values(names: tuple[str, ...]) -> Callable[[Any], list[Any]]:
    return lambda value: [getattr(value, name) for name in names]


def _pairs(*parts: object) -> dict[object, object]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


_SIMPLE = frozenset((type(None), bool, int, str))
# By class: its tag, how to take it apart, and how to make it from its parts.
_KINDS: dict[type[Any], tuple[str, Callable[[Any], Any], Callable[..., Any]]] = {
    list: ("list", list, lambda *parts: list(parts)),
    tuple: ("tuple", tuple, lambda *parts: parts),
    dict: ("dict", lambda value: [part for pair in value.items() for part in pair], _pairs),
    set: ("set", lambda value: sorted(value, key=repr), lambda *parts: set(parts)),
    array: ("marks", list, lambda *parts: array("Q", parts)),
    range: ("range", lambda value: (value.start, value.stop), range),
    dt.date: ("date", lambda value: [value.isoformat()], dt.date.fromisoformat),
    dt.datetime: ("time", lambda value: [value.isoformat()], dt.datetime.fromisoformat),
    Severity: ("severity", lambda value: [value.value], Severity),
    Rule: ("rule", lambda value: [value.name], rule_named),
    **{kind: (kind.__name__, _field_values(_field_names(kind)), kind) for kind in _CLASSES},
}
_PLAIN = {kind: (tag, parts) for kind, (tag, parts, _) in _KINDS.items()}
_RESTORED = {tag: made for tag, _, made in _KINDS.values()}
