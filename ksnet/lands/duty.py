"""A duty of networks in one Fassung of the law, from the catalogue of a Land."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Protocol

from ksnet.basics.controlled import Severity, Vocabulary
from ksnet.basics.expressions import expression
from ksnet.basics.frozen import frozen


class Force(Vocabulary):
    """How binding something is."""

    MUSS = "muss", "muss"
    SOLL = "soll", "soll"
    KANN = "kann", "kann"
    EIGENE_REGEL = "eigene-regel", "eigene Regel"


class Days(Protocol):
    """A span of days."""

    @property
    def first(self) -> dt.date:
        """The first day."""

    @property
    def last(self) -> dt.date:
        """The last day."""


RULES = {
    "youth-offices": "no-youth-office",
    "cooperation-agreement": "missing-cooperation-agreement",
    "neighbouring-offices": "offices-not-neighbouring",
    "coordination": "missing-coordination",
    "coordination-agreement": "missing-coordination-agreement",
    "coordination-share": "small-coordination-share",
    "tasks": "task-without-activity",
    "categories": "uncovered-category",
    "further-members": "unlabelled-member",
    "trainings": "too-few-trainings",
    "procedure-agreement": "missing-procedure-agreement",
    "reporting-paths": "missing-reporting-paths",
    "public-information": "missing-public-information",
    "case-conferences": "case-conference-details",
    "cadence": "cadence-not-kept",
    "activity-report": "missing-activity-report",
    "affiliations": "missing-affiliation",
    "agreements-8a": "missing-8a-agreement",
    "meetings": "too-few-meetings",
    "agreements": "missing-agreement",
}
"""The name of the rule that finds what a measure misses."""

_DAY = expression(r"[0-3]\d\.[01]\d\.\d{4}")
_SEVERITY = {Force.MUSS: Severity.FEHLER, Force.SOLL: Severity.WARNUNG}


def usual_severity(force: Force) -> Severity:
    """Return the severity of a finding where the catalogue sets none."""
    return _SEVERITY.get(force, Severity.HINWEIS)


def undated(edition: str) -> list[str]:
    """Return the parts of a cited Fassung, divided by `;`, that name no day."""
    return [part.strip() for part in edition.split(";") if edition and not _DAY.search(part)]


@frozen
class Duty:
    """One duty in one Fassung, in force from `since` to `until`; `settings` are for its measure."""

    id: str
    title: str
    law: str
    edition: str
    wording: str
    yardstick: str
    force: Force
    severity: Severity
    measure: str
    yearly: bool
    settings: Mapping[str, Any]
    since: dt.date
    until: dt.date

    @property
    def name(self) -> str:
        """The name of the rule that finds what is missing."""
        return RULES[self.measure]

    @property
    def paragraph(self) -> str | None:
        """The paragraph that asks for it; None where that is a rule of the network's own."""
        return None if self.force is Force.EIGENE_REGEL else self.law

    def in_force(self, window: Days) -> bool:
        """Whether it is in force on every day of a window."""
        return self.since <= window.first and window.last <= self.until

    def number(self, key: str) -> float:
        """Return a number that the catalogue sets for the measure."""
        return float(self.settings[key])
