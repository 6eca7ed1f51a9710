"""What a rule is based on in a Land: the paragraph is that of its folder if it has one."""

from __future__ import annotations

from ksnet.basics.findings import Rule
from ksnet.basics.frozen import frozen
from ksnet.lands import Land
from ksnet.lands.duty import RULES

_OF_DUTIES = frozenset(RULES.values())


@frozen
class Foundation:
    """The paragraph with its Fassung and wording, and the yardstick that only ksnet has."""

    law: str | None = None
    edition: str = ""
    wording: str = ""
    yardstick: str = ""


def foundation(rule: Rule, land: Land) -> Foundation:
    """Return what a rule is based on in a Land; no paragraph where its folder names none."""
    if rule.name in land.rules:
        law, edition, wording = land.rules[rule.name]
        return Foundation(law, edition, wording, rule.yardstick)
    if rule.name in _OF_DUTIES:
        # Of several Fassungen the latest.
        duties = [duty for duty in land.duties if duty.name == rule.name]
        if not duties:
            return Foundation()
        duty = duties[-1]
        return Foundation(duty.paragraph, duty.edition, duty.wording, duty.yardstick)
    return Foundation(rule.law, rule.edition, rule.wording, rule.yardstick)
