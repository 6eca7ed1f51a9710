"""Two processes find what one finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from ksnet import rules
from ksnet.basics import findings
from ksnet.basics.controlled import Severity
from ksnet.checking import Checked, check, survey
from ksnet.repository import Repository
from ksnet.rules.context import NetworkContext
from tests.musterstadt import AS_OF

DAY = dt.date.fromisoformat(AS_OF)
Tree = Callable[[Mapping[str, str | bytes]], Path]


def found(result: Checked) -> list[tuple[object, ...]]:
    return [
        (f.rule, *f.order, f.severity, f.mend, f.note, f.excerpt, f.related)
        for f in result.findings
    ]


def test_two_processes_find_what_one_finds(mistakes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = found(check(Repository(mistakes), DAY))
    monkeypatch.setattr(survey, "MANY_FILES", 1)
    monkeypatch.setattr(survey, "_processors", lambda: 2)
    told: list[int] = []
    together = found(check(Repository(mistakes), DAY, progress=told.append))
    assert len(alone) > len(rules.meant_by("KS2"))
    assert together == alone
    assert told == list(range(1, len(Repository(mistakes).tree.networks) + 1))


@pytest.mark.slow
def test_where_processes_cannot_be_had_one_does_the_rest(
    mistakes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = found(check(Repository(mistakes), DAY))

    def fail(
        repository: Repository, day: dt.date, idents: Sequence[str], _: object
    ) -> Iterator[survey.Survey]:
        yield survey._survey_network(repository, day, idents[0])
        raise OSError("no semaphores here")

    monkeypatch.setattr(survey, "MANY_FILES", 1)
    monkeypatch.setattr(survey, "_processors", lambda: 2)
    monkeypatch.setattr(survey, "_shared", fail)
    assert found(check(Repository(mistakes), DAY)) == alone


def test_a_fault_of_a_rule_that_is_not_listed_fails_loudly(
    mistakes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "_RULES", {})
    unlisted = findings.Rule(
        code="KS999", name="unlisted", severity=Severity.FEHLER, title="", why="", mend="",
        wrong={}, right={},
    )  # fmt: skip

    def look(context: NetworkContext) -> Iterator[findings.Fault]:
        yield unlisted.fault(findings.Place(context.network.file), "", "")

    monkeypatch.setattr(rules, "CHECKS", (look,))
    with pytest.raises(RuntimeError, match="unlisted"):
        check(Repository(mistakes), DAY)
