"""Two processes find what one finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from ksnet import rules
from ksnet.checking import Checked, check, survey
from ksnet.repository import Repository
from ksnet.rules.examples import AS_OF, CLOSE, OPEN, files_of

DAY = dt.date.fromisoformat(AS_OF)
Tree = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def mistakes(tree: Tree) -> Path:
    """Return a repository with the wrong examples of all rules that look at more than one file, a network for each."""
    files: dict[str, bytes] = {}
    for rule in rules.ALL:
        if rule.code.startswith(("KS0", "KS1")):
            continue
        for name, content in files_of(rule.wrong).items():
            own = name.replace("musterstadt", f"{rule.code.lower()}-musterstadt")
            files[own] = content.replace(OPEN.encode(), b"").replace(CLOSE.encode(), b"")
    return tree(files)


def found(result: Checked) -> list[tuple[object, ...]]:
    return [(f.rule, *f.order, f.severity, f.mend, f.note, f.excerpt, f.related) for f in result.findings]


@pytest.mark.slow
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
def test_where_processes_cannot_be_had_one_does_the_rest(mistakes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = found(check(Repository(mistakes), DAY))

    def fail(repository: Repository, day: dt.date, idents: Sequence[str]) -> Iterator[survey.Survey]:
        yield survey._survey_network(repository, day, idents[0])
        raise OSError("no semaphores here")

    monkeypatch.setattr(survey, "MANY_FILES", 1)
    monkeypatch.setattr(survey, "_processors", lambda: 2)
    monkeypatch.setattr(survey, "_shared", fail)
    assert found(check(Repository(mistakes), DAY)) == alone
