"""What is coming or late, for the coordinator's weekly look.

What follows from something that is not recorded is reported only for periods that the records claim
to cover; what the records give a day for, always.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ksnet.basics.frozen import replace
from ksnet.duties.counting.membership import has_ended
from ksnet.duties.counting.tasks import open_tasks
from ksnet.duties.due.items import DueItem, Horizon
from ksnet.duties.due.meetings import meeting_items
from ksnet.duties.due.upkeep import upkeep_items
from ksnet.protection.who import WhoIsWho
from ksnet.repository import Network

__all__ = ["DueItem", "due_items"]


def due_items(network: Network, as_of: dt.date, days: int) -> list[DueItem]:
    """Return what is late on a day or due within so many days, what is late first.

    Empty for an ended network.
    """
    horizon = Horizon.of(as_of, days)
    if has_ended(network, as_of):
        return []
    found = [
        *meeting_items(network, horizon),
        *_tasks(network, horizon),
        *upkeep_items(network, horizon),
    ]
    items = (
        # An event that still goes on is not late.
        replace(one, network=network.id, late=one.kind != "event" and horizon.late(one.due))
        for one in found
    )
    return sorted(items, key=lambda item: item.order)


def _tasks(network: Network, horizon: Horizon) -> Iterator[DueItem]:
    who = WhoIsWho(network, horizon.as_of)
    for task in open_tasks(network):
        due = task.due.last
        if not horizon.reached(due) or (
            horizon.late(due) and not task.is_overdue(network, horizon.as_of)
        ):
            continue
        responsible = f"; zuständig: {who.text(task.responsible)}" if task.responsible else ""
        text = f"{task.what}: {' '.join(task.text.split())}{responsible}"
        yield DueItem(due, "task", text, task.place)
