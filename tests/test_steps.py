"""Comparing two sequences: what difflib says, also where that would take it minutes."""

from __future__ import annotations

import time
from difflib import SequenceMatcher

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksnet.basics import steps
from ksnet.comparing.texts import changed_phrases
from ksnet.editing.merging.lines import merged_lines

ITEMS = st.lists(st.sampled_from("abc"), max_size=12)


@given(ITEMS, ITEMS)
def test_usual_sequences_are_compared_by_difflib(was: list[str], now: list[str]) -> None:
    assert steps.steps(was, now) == SequenceMatcher(None, was, now, autojunk=False).get_opcodes()


@pytest.mark.parametrize("most", [0, 4, 20])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(was=ITEMS, now=ITEMS)
def test_steps_lead_from_one_to_the_other_where_they_are_not_the_fewest(
    most: int, was: list[str], now: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "_MOST_PAIRS", most)
    found = steps.steps(was, now)
    at = new = 0
    for tag, start, end, new_start, new_end in found:
        assert (start, new_start) == (at, new)
        assert (was[start:end] == now[new_start:new_end]) is (tag == "equal")
        assert (start < end) is (tag != "insert")
        assert (new_start < new_end) is (tag != "delete")
        at, new = end, new_end
    assert (at, new) == (len(was), len(now))


def test_texts_of_few_words_again_and_again_are_compared_and_merged_at_once() -> None:
    was, now, other = ([f"Wort{number * by % 7}" for number in range(6_000)] for by in (1, 3, 5))
    start = time.process_time()
    assert changed_phrases(" ".join(was), " ".join(now))
    assert changed_phrases("\n".join(was), "\n".join([*was[:3_000], "Mehr", *was[3_000:]])) == [
        "neu „Mehr“"
    ]
    assert merged_lines(was, now, other, keep_both=False)
    assert merged_lines(was, [*was, "Mehr"], was, keep_both=False) == (*was, "Mehr")
    assert time.process_time() - start < 5  # a quarter of a minute for a third of one of them
