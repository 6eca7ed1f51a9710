"""The example repository that ships with the program: complete, clean,
and using all that the format offers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

import ksnet
from ksnet.checking import check
from ksnet.documents.report import ReportBuilder
from ksnet.duties.counting.cadence import judge_cadence
from ksnet.duties.counting.membership import coverage, members_on
from ksnet.duties.counting.spans import Window
from ksnet.duties.counting.trainings import sort_trainings
from ksnet.records.event import EventRecord
from ksnet.records.members import MembersRecord
from ksnet.records.model import BaseModel
from ksnet.records.network import NetworkRecord
from ksnet.records.plan import PlanRecord
from ksnet.records.settings import Settings
from ksnet.records.structure import fields_of
from ksnet.records.vocabulary import EventKind, EventStatus
from ksnet.records.year import YearRecord
from ksnet.repository import Network, Repository
from tests.rendered import say

DAY = dt.date(2026, 6, 30)
EXAMPLE = Path(ksnet.__file__).with_name("example")
RECORDS = (NetworkRecord, MembersRecord, EventRecord, YearRecord, PlanRecord, Settings)
# Keys that the example leaves out, each for a reason.
LEFT_OUT = {
    "NetworkRecord.until": "both networks go on",
    "Coordination.vacant_since": "a vacant Koordinierungsstelle is a finding, and the example has none",
    "NetworkRecord.status": "both networks do their work, which goes without saying",
    "Goal.done": "the goals are still being worked on",
    "PlanGoal.done": "the goals are still being worked on",
    "YouthOffice.involvement": "nobody is yet to join",
    "Member.unconfirmed": "somebody has confirmed every value",
    "EventRecord.uid": "no event came from another calendar",
    "ParentEntry.text": "the network above stands in the example itself",
    "Person.redacted": "nobody has been redacted in the example",
    "Publication.withdrawn": "who withdraws is no longer published; nobody in the example has",
    "Settings.rules": "the example needs no exception from any rule",
    "RuleSettings.ignore": "the example needs no exception from any rule",
    "RuleSettings.severity": "the example needs no exception from any rule",
    "IgnoredRule.rule": "the example needs no exception from any rule",
    "IgnoredRule.reason": "the example needs no exception from any rule",
}


@pytest.fixture(scope="module")
def repository() -> Repository:
    return Repository(EXAMPLE)


@pytest.fixture(scope="module")
def musterkreis(repository: Repository) -> Network:
    return repository.network("musterkreis")


def test_no_rule_finds_anything(repository: Repository) -> None:
    found = [
        (f.rule.name, f.location.file, f.location.span.line, f.message)
        for f in check(repository, DAY).findings
    ]
    assert found == []


def test_every_key_of_the_format_is_used() -> None:
    everything = {name for model in RECORDS for name in keys_of(model, set())}
    repository = Repository(EXAMPLE)
    used = set(keys_used(repository.settings))
    for network in repository.networks():
        for _, record in network.records():
            used.update(keys_used(record))
    assert sorted(everything - used) == sorted(LEFT_OUT)


def keys_of(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    """Yield `Class.key` of all keys of a record, named after the class that brings the key in."""
    if model in seen:
        return
    seen.add(model)
    for shape in fields_of(model).values():
        yield f"{home_of(model, shape.attribute)}.{shape.key}"
        if shape.model:
            yield from keys_of(shape.model, seen)


def keys_used(item: BaseModel) -> Iterator[str]:
    shapes = {shape.attribute: shape for shape in fields_of(type(item)).values()}
    for attribute in item.model_fields_set:
        value = getattr(item, attribute)
        if value is None or value == ():
            continue
        yield f"{home_of(type(item), attribute)}.{shapes[attribute].key}"
        for entry in value if isinstance(value, tuple) else (value,):
            if isinstance(entry, BaseModel):
                yield from keys_used(entry)


def home_of(model: type[BaseModel], attribute: str) -> str:
    return next(
        base
        for base in reversed(model.__mro__)
        if attribute in vars(base).get("__annotations__", {})
    ).__name__


def test_two_levels_share_a_youth_office(repository: Repository, musterkreis: Network) -> None:
    city = repository.network("musterstadt").record
    assert city.parent is not None
    assert city.parent.id == musterkreis.id
    shared = {office.id for office in city.youth_offices} & {
        office.id for office in musterkreis.record.youth_offices
    }
    assert shared == {"stadt-musterstadt"}
    assert len(musterkreis.record.youth_offices) == 4


@pytest.mark.parametrize("ident", ["musterkreis", "musterstadt"])
def test_all_twelve_categories_are_filled_or_vacant_for_a_reason(
    repository: Repository, ident: str
) -> None:
    network = repository.network(ident)
    filled = {
        category
        for category, count in coverage(members_on(network, DAY), DAY, network.land).items()
        if count
    }
    vacant = {entry.category for entry in network.record.vacancies if entry.reason and entry.until}
    assert filled | vacant >= {category for category in network.land.categories if category.number}
    assert not filled & vacant


def test_every_group_kept_its_cadence_in_2025(musterkreis: Network) -> None:
    verdicts = {
        result.verdict
        for group in musterkreis.record.groups
        for cadence in group.cadence
        for result in judge_cadence(musterkreis, group, cadence, 2025, DAY)
    }
    assert verdicts == {"eingehalten"}


def test_the_year_2025_is_full(musterkreis: Network) -> None:
    events = [event.record for event in musterkreis.events.values() if event.id.startswith("2025")]
    assert len(events) >= 15
    assert any(
        event.rescheduled_from and event.status is EventStatus.STATTGEFUNDEN for event in events
    )
    assert any(event.status is EventStatus.ABGESAGT for event in events)
    assert [
        event.case_conference is not None
        for event in events
        if event.kind is EventKind.FALLKONFERENZ
    ] == [True]
    assert len(sort_trainings(musterkreis.events.values(), Window.of_year(2025), DAY).held) == 3


def test_the_report_of_2025_has_no_gap_that_anybody_could_fill(musterkreis: Network) -> None:
    report = say(ReportBuilder(musterkreis, Window.of_year(2025), as_of=DAY).report())
    assert [gap.text for gap in report.gaps] == []


def test_nobody_in_it_can_be_reached() -> None:
    """All addresses are reserved for examples, so that nobody is ever written to."""
    for path in EXAMPLE.rglob("*.yaml"):
        for word in path.read_text(encoding="utf-8").split():
            if "@" in word and not word.startswith('["@'):
                assert word.endswith(".example.org"), f"{path.name}: {word}"
            if "://" in word:
                assert word.startswith("https://www.example.org/"), f"{path.name}: {word}"
