"""KS6, proposals: what an import has guessed and nobody has confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.findings import Fault, Place
from ksnet.duties.counting.membership import member_span
from ksnet.records import german
from ksnet.records.vocabulary import Unconfirmed
from ksnet.rules.context import NetworkContext


def unconfirmed_proposal(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that somebody has confirmed what was proposed; one finding for a network, at the first body."""
    network = context.network
    found = [
        (number, member)
        for number, member in enumerate(network.members.members)
        if member.unconfirmed and member_span(network, member).on(context.day)
    ]
    if found:
        keys = [key for key in Unconfirmed if any(key in member.unconfirmed for _, member in found)]
        yield Fault(
            "unconfirmed-proposal",
            Place(network.members_file, ("members", found[0][0], "unconfirmed")),
            f"Bei {german.plural(len(found), 'Stelle', 'Stellen')} ist nicht bestätigt, was ein Import vorgeschlagen hat: {german.join(key.label for key in keys)}.",
            f"Ansehen und bestätigen: ksnet confirm {network.id}",
        )
