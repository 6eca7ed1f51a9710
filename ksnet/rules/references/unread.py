"""Which entries may stand in what could not be read, so that references to them are no mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ksnet.basics.spelling import fold
from ksnet.records.members import Member, MembersRecord
from ksnet.records.model import BaseModel
from ksnet.records.network import NetworkRecord
from ksnet.records.plan import PlanRecord
from ksnet.records.structure import fields_of
from ksnet.rules.context import NetworkContext
from ksnet.rules.mentions import Reference
from ksnet.yamltext.rules.schema import UNKNOWN_KEY

MEMBERS = frozenset(("member", "person", "guest"))  # what members.yaml holds


def in_what_is_unread(context: NetworkContext) -> Callable[[Reference], bool]:
    """Return whether the entry of a reference may stand in something that could not be read."""
    network = context.network
    incomplete = bool(network.unreadable) or not network.readable or _list_unread(context)
    broken = {fold(text) for repairs in network.repairs.values() for text in repairs.broken_ids}
    uncertain = frozenset(_uncertain_kinds(context))
    no_members = network.members_file not in network.texts  # see `lost_members`
    return lambda ref: (
        incomplete
        or (no_members and not MEMBERS.isdisjoint(ref.kinds))
        or not uncertain.isdisjoint(ref.kinds)
        or (bool(broken) and fold(ref.id) in broken)
    )


def _list_unread(context: NetworkContext) -> bool:
    """Whether an unknown key at the top of a file may hold the missing entries."""
    files = (context.network.file, context.network.members_file)
    return any(
        fault.rule is UNKNOWN_KEY
        and len(fault.place.path) == 1
        and fault.fix is None
        and fault.place.file in files
        for fault in context.network.faults
    )


def _kinds_in(*models: type[BaseModel]) -> dict[str, str]:
    """Return the kinds of the entries with an id, by the key of their list."""
    return {
        key: kind
        for model in models
        for key, shape in fields_of(model).items()
        if shape.many and (kind := getattr(shape.model, "entry_kind", None))
    }


def _uncertain_kinds(context: NetworkContext) -> Iterator[str]:
    """Yield the kinds of which an entry was taken out: references to it are no mistakes."""
    plans = {plan.file for plan in context.network.plans.values()}
    for file, repairs in context.network.repairs.items():
        models = (PlanRecord,) if file in plans else (NetworkRecord, MembersRecord, Member)
        lists = _kinds_in(*models)
        for path in repairs.taken:
            keys = [step for step in path if isinstance(step, str) and step != "id"]
            whole = bool(keys) and (
                path[-1] == "id" or isinstance(path[-1], int) or path[-1] == keys[-1]
            )
            if whole and keys[-1] in lists and keys in ([keys[-1]], ["members", "people"]):
                yield lists[keys[-1]]
                if keys == ["members"]:
                    yield "person"
