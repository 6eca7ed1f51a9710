"""What a rule is: a name, a weight, its German documentation with examples, and a function that looks for breaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault
from ksnet.rules.context import NetworkContext
from ksnet.rules.overview import Overview

Example = Mapping[str, str | bytes]
NetworkCheck = Callable[[NetworkContext], Iterable[Fault]]
OverviewCheck = Callable[[Overview], Iterable[Fault]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that ksnet checks.

    `title`, `why` and `mend` are German and make up the documentation; `law` is the paragraph, where the law asks, `edition`
    its Fassung, `wording` what it says; `yardstick` is what ksnet measures that the law does not say.
    `reason` is the short form of `why` for the message itself, where it is not plain anyway. `wrong` and `right` are
    examples that run as tests: fragments of the records of the Musterstadt (`network`, `members`, `event`, `plan`,
    `year`), or whole files by path. In `wrong`, ⟦ ⟧ enclose the place that the finding must name.

    Faults of the families KS0 and KS1 come from the reader; the other rules have a `check` of one network at a time or
    an `overview` of all networks.
    """

    code: str
    name: str
    severity: Severity
    title: str
    why: str
    mend: str
    wrong: Example
    right: Example
    law: str | None = None
    edition: str = ""
    wording: str = ""
    yardstick: str = ""
    reason: str = ""
    check: NetworkCheck | None = None
    overview: OverviewCheck | None = None
