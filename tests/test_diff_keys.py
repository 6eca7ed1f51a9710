"""`ksnet diff` says every key of every record:
values made up from the models, changed at random.
"""

from __future__ import annotations

import random

import pytest

from tests.every_key import Leaf, Tree, full_tree, is_private, is_said, rounds

AT_ONCE = 8
ALONE = {"visibility"}  # decides who may be named in the rest
ONCE = 2  # where it is the new name of an entry, this is called by it as well


@pytest.fixture(scope="module")
def tree() -> Tree:
    return full_tree()


def test_the_values_reach_every_record_kind_and_the_settings(tree: Tree) -> None:
    assert {leaf.what for leaf in tree.leaves} == {
        "network", "youth_office", "coordination", "group", "workstream", "agreement", "goal", "source", "vacancy", "affiliation",
        "members", "member", "person", "guest", "year", "plan", "plan_goal", "analysis", "need", "measure", "milestone", "event", "settings",
    }  # fmt: skip
    assert len(tree.leaves) > 600


def _one_for_each_key(leaves: list[Leaf]) -> list[Leaf]:
    """Return a leaf for each key of each model.

    Which one is left to chance where a model stands in several places.
    """
    return list({(leaf.model, leaf.key): leaf for leaf in leaves}.values())


@pytest.mark.slow
def test_each_of_many_random_changes_of_every_key_is_said_once_with_its_new_value(
    tree: Tree,
) -> None:
    leaves = list(tree.leaves)
    random.Random(11).shuffle(leaves)
    mixed = [leaf for leaf in _one_for_each_key(leaves) if leaf.key not in ALONE]
    alone = [[leaf] for leaf in leaves if leaf.key in ALONE]
    unsaid, repeated = [], []
    for changed in [*rounds(mixed, AT_ONCE), *alone]:
        sentences = tree.said(changed)
        for leaf in changed:
            own = [text for what, text in sentences if what == leaf.what]
            if not is_said(leaf, sentences) and not is_private(leaf, sentences):
                unsaid.append((leaf.path, own))
            elif "Wort" in leaf.words[0] and sum(text.count(leaf.words[0]) for text in own) > ONCE:
                repeated.append((leaf.path, own))
    assert (unsaid, repeated) == ([], [])
