"""KS6, proposals: what an import guessed and nobody has confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Place, Rule
from ksnet.duties.counting.membership import member_span
from ksnet.records import german
from ksnet.records.vocabulary import Unconfirmed
from ksnet.rules.context import NetworkContext
from ksnet.rules.examples import BASE

_PROPOSED = (
    BASE["members"] + "  - id: kita-nord\n    name: Kita Nord\n    categories: [schule]\n"
    "    field: kindertagesbetreuung\n"
)

UNCONFIRMED_PROPOSAL = Rule(
    code="KS623",
    name="unconfirmed-proposal",
    severity=Severity.HINWEIS,
    title="Was ein Import vorgeschlagen hat, ist noch nicht bestätigt.",
    why="Kategorie und Handlungsfeld sind nach dem Namen der Stelle geraten. Bis jemand sie bestätigt, zählt die Stelle nicht als Vertretung einer Kategorie, und die Pflichten, die davon abhängen, sind nicht zu beurteilen.",
    mend="Mit „ksnet confirm NETZWERK“ ansehen, berichtigen und bestätigen; von Hand: „unconfirmed“ streichen.",
    wrong={"members": _PROPOSED + "    ⟦unconfirmed⟧: [categories, field]\n"},
    right={"members": _PROPOSED},
)


def unconfirmed_proposal(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that proposals of an import are confirmed; one finding per network."""
    network = context.network
    found = [
        (number, member)
        for number, member in enumerate(network.members.members)
        if member.unconfirmed and member_span(network, member).on(context.day)
    ]
    if found:
        keys = [key for key in Unconfirmed if any(key in member.unconfirmed for _, member in found)]
        yield UNCONFIRMED_PROPOSAL.fault(
            Place(network.members_file, ("members", found[0][0], "unconfirmed")),
            f"Bei {german.plural(len(found), 'Stelle', 'Stellen')} ist nicht bestätigt, was ein Import vorgeschlagen hat: {german.join(key.label for key in keys)}.",
            f"Ansehen und bestätigen: ksnet confirm {network.id}",
        )


CHECKS = (unconfirmed_proposal,)
