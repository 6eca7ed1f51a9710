"""What stands in texts that everybody may read and does not belong there (KS5).

A command that publishes looks with `doubtful_lines` while it writes, for a whole Land a thirtieth
of its time; only where there seems to be something, `doubtful` has the check decide, which knows
what is accepted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from ksnet.basics.findings import Place
from ksnet.protection.public_keys import may_be_public
from ksnet.records.structure import shape_at
from ksnet.records.vocabulary import EventKind
from ksnet.repository import Network, Repository
from ksnet.repository.by_path import model_at
from ksnet.repository.positions import Positions
from ksnet.rules.context import NetworkContext
from ksnet.rules.protection import revealing, texts

if TYPE_CHECKING:
    from ksnet.checking.results import Finding

FileLine = tuple[str, int]  # a file and a line in it


def doubtful_lines(repository: Repository, network: Network, day: dt.date) -> set[FileLine]:
    """Return where public texts of a network seem to hold case data, names or protected bodies."""
    context, positions = NetworkContext(network, day), Positions(repository, network.texts)
    private = {
        *(one.file for one in network.events.values() if not one.record.public),
        *(one.file for one in network.events.values() if one.record.kind is EventKind.FALLKONFERENZ),
        *(one.file for one in network.plans.values() if not one.record.public),
    }  # fmt: skip
    return {
        (fault.place.file, positions.line(fault.place, network.repairs))
        for search in (*texts.CHECKS, *revealing.CHECKS)
        for fault in search(context)
        if fault.place.file not in private and _is_public(fault.place)
    }


def doubtful(repository: Repository, lines: Collection[FileLine], day: dt.date) -> list[Finding]:
    """Return what the check finds in these lines."""
    if not lines:
        return []
    from ksnet.checking.checker import check
    from ksnet.checking.results import Selection

    found = check(repository, day, Selection(("KS5",))).findings
    return [finding for finding in found if finding.where in lines]


def _is_public(place: Place) -> bool:
    """Whether everybody may read what stands at a place, if its record is public."""
    model = model_at(place.file)
    ends = [end for end, step in enumerate(place.path, start=1) if isinstance(step, str)]
    return (
        model is not None
        and bool(ends)
        and all(
            may_be_public(shape_at(model, place.path[:end])[0], str(place.path[end - 1]))
            for end in ends
        )
    )
