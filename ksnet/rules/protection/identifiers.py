"""KS5, search in ids, topics, names of files and documents: case data, and names of people.

Ids are searched where they are given, not where they are referred to.
"""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.findings import FILE_START, Fault, Place
from ksnet.basics.spelling import fold
from ksnet.protection import slugs
from ksnet.protection.case_patterns import Hint
from ksnet.rules.context import NetworkContext
from ksnet.rules.protection.revealing import documents_of
from ksnet.rules.protection.texts import case_fault, name_fault, names_of_people


def search_ids(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no id holds case data, and none outside `members.yaml` a name of a person."""
    pairs = [(fold(given), fold(family)) for given, family in names_of_people(context) if given]
    people = slugs.NamesInIds(
        {f"{a}-{b}" for given, family in pairs for a, b in ((given, family), (family, given))}
    )
    own = context.network.members_file
    for place, ident, where in _ids(context):
        if slugs.may_name_a_case(ident):
            yield case_fault(place, where, Hint.FAMILY)
        elif place.file != own and people.stand_in(ident):
            yield name_fault(place, known=True, where=where)
    for place, document in documents_of(context.network):
        if people.stand_in(fold(document.path or "")):
            yield name_fault(
                Place(place.file, (*place.path, "path")), known=True, where="Im Dateinamen"
            )


def _ids(context: NetworkContext) -> Iterator[tuple[Place, str, str]]:
    """Yield all ids but those of people, with their places and how to say where they stand."""
    plans = [
        entry for own in context.plan_entries.values() for some in own.values() for entry in some
    ]
    for entry in (*context.all_entries, *plans):
        if entry.kind not in ("person", "guest"):
            yield entry.place, entry.id, "In dieser Kennung"
    for event in context.network.events.values():
        for number, topic in enumerate(event.record.topics):
            yield Place(event.file, ("topics", number)), topic, "In diesem Stichwort"
        yield Place(event.file, span=FILE_START), event.id, "Im Dateinamen"
    for plan in context.network.plans.values():
        yield Place(plan.file, span=FILE_START), plan.id, "Im Dateinamen"


CHECKS = (search_ids,)
