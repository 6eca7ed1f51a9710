"""Everything that ksnet checks: one visible list of rules, in families by code.

KS0 file and YAML · KS1 schema · KS2 references · KS3 time · KS4 law · KS5 data protection · KS6 completeness for the report ·
KS9 form.
"""

from __future__ import annotations

from functools import cache

from ksnet.rules import (
    completeness_rules,
    files,
    form,
    law_rules,
    law_state_rules,
    protection,
    reference_rules,
    schema,
    time_rules,
)
from ksnet.rules.rule import Rule

ALL: tuple[Rule, ...] = (
    *files.RULES,
    *schema.RULES,
    *reference_rules.RULES,
    *time_rules.RULES,
    *law_rules.RULES,
    *law_state_rules.RULES,
    *protection.RULES,
    *completeness_rules.RULES,
    *form.RULES,
)


@cache
def by_name() -> dict[str, Rule]:
    """Return all rules by name."""
    return {rule.name: rule for rule in ALL}


def find(text: str) -> list[Rule]:
    """Return the rules that a name, a code or a code prefix such as `KS2` means; none where it means nothing."""
    wanted = text.strip()
    upper = wanted.upper()
    if upper.startswith("KS"):
        return [rule for rule in ALL if rule.code.startswith(upper)]
    return [rule for rule in ALL if rule.name == wanted.lower()]


__all__ = ["ALL", "Rule", "by_name", "find"]
