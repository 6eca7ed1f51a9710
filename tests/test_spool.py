"""What is long lies in a file: documents say the same as with everything in memory."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from ksnet.basics import spool
from ksnet.basics.spool import Spool, stored
from ksnet.rendering import reading
from tests.conftest import ROOT, Run

EXAMPLE = ROOT / "ksnet" / "example"


def test_many_values_are_the_same_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [(number * 7 % 11, "ä" * number) for number in range(11)]
    few, sorted_few = stored(values), stored(values, lambda value: (f"{value[0]:02}",))
    monkeypatch.setattr(spool, "MANY", 4)
    many, sorted_many = stored(values), stored(values, lambda value: (f"{value[0]:02}",))

    for small, large in ((few, many), (sorted_few, sorted_many)):
        assert isinstance(small, tuple)
        assert isinstance(large, Spool)
        assert (*large, large[-1], *large[2:5]) == (*small, small[-1], *small[2:5])
        assert len(large) == len(small)
        assert pickle.loads(pickle.dumps(large)) == small  # noqa: S301  (made above)


def test_values_with_one_key_stay_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "MANY", 4)

    assert list(stored(range(1000), lambda _: ("same",))) == list(range(1000))


@pytest.mark.parametrize("form", ["text", "md", "html", "csv", "ics", "json"])
@pytest.mark.parametrize(
    "more",
    [
        (),
        *(
            pytest.param(one, marks=pytest.mark.slow)
            for one in (("--year", "2025"), ("musterkreis",))
        ),
    ],
)
def test_a_long_calendar_says_the_same_as_from_memory(
    form: str,
    more: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    ksnet: Callable[..., Run],
    tmp_path: Path,
) -> None:
    call = ("calendar", *more, "--root", EXAMPLE, "--as-of", "2026-06-30", "--format", form)
    said = ksnet(*call)
    monkeypatch.setattr(spool, "MANY", 2)
    monkeypatch.setattr(reading, "LONG", 300)

    long = ksnet(*call)
    assert (long.code, long.out, long.err) == (said.code, said.out, said.err)
    assert said.out

    ksnet(*call, "-o", tmp_path / "calendar")
    assert (tmp_path / "calendar").read_bytes().decode("utf-8-sig") == said.out.removeprefix(
        "\ufeff"
    )
