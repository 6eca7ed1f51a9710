"""Everything that ksnet checks, in families by code; a rule is beside the function that checks it.

KS0 file and YAML · KS1 schema · KS2 references · KS3 time · KS4 law · KS5 data protection · KS6
completeness for the report · KS9 form. What the reader finds itself is in `ksnet.yamltext.rules`.

A module of a family ends with its `CHECKS` of one network at a time, or its `OVERVIEWS` of all
networks, and is listed below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from types import ModuleType

from ksnet.basics.findings import Fault, Rule, all_rules
from ksnet.rules import schema, suppressions  # noqa: F401  (makes rules)
from ksnet.rules.completeness import attendance, proposals, tasks, wordless, years
from ksnet.rules.completeness import events as reported_events
from ksnet.rules.completeness import network as reported_network
from ksnet.rules.context import NetworkContext
from ksnet.rules.law import dates, duties
from ksnet.rules.overview import Overview
from ksnet.rules.protection import identifiers, people, revealing, texts
from ksnet.rules.references import ids, inactive, municipalities, parents, repeated, unknown
from ksnet.rules.time import clashes, days_off, events, order, periods, sessions
from ksnet.yamltext.rules import files, form  # noqa: F401  (makes rules)

_MODULES: tuple[ModuleType, ...] = (
    schema,
    unknown, inactive, ids, repeated, municipalities, parents,
    events, sessions, periods, order, clashes, days_off,
    duties, dates,
    people, revealing, texts, identifiers,
    reported_events, attendance, reported_network, years, proposals, tasks, wordless,
)  # fmt: skip
CHECKS: tuple[Callable[[NetworkContext], Iterable[Fault]], ...] = tuple(
    check for module in _MODULES for check in getattr(module, "CHECKS", ())
)
OVERVIEWS: tuple[Callable[[Overview], Iterable[Fault]], ...] = tuple(
    check for module in _MODULES for check in getattr(module, "OVERVIEWS", ())
)
ALL = all_rules()
_BY_NAME = {rule.name: (rule,) for rule in ALL}


@lru_cache(maxsize=512)  # comments of one file often name the same rules
def meant_by(text: str) -> tuple[Rule, ...]:
    """Return the rules that a name, a code or a code prefix such as `KS2` means; empty for none."""
    wanted = text.strip()
    upper = wanted.upper()
    if upper.startswith("KS"):
        return tuple(rule for rule in ALL if rule.code.startswith(upper))
    return _BY_NAME.get(wanted.lower(), ())
