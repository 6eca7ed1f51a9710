"""Explains rules: what, why, source, a wrong and a right example, how to mend and to suppress.

Everything comes from the registry; this module holds the words that are the same for all rules.
"""

from __future__ import annotations

from ksnet.basics.findings import Rule
from ksnet.lands import Land
from ksnet.rules.founding import foundation

FAMILIES = {
    "KS0": "Datei und YAML",
    "KS1": "Schema",
    "KS2": "Verweise",
    "KS3": "Zeit",
    "KS4": "Gesetz",
    "KS5": "Datenschutz",
    "KS6": "Vollständigkeit für den Bericht",
    "KS9": "Form",
}
CAUTION = (
    "ksnet gibt keine Rechtsberatung. Was eine Vorschrift verlangt, steht mit Fundstelle und Fassung unter „Quelle“; "
    "alles andere sind Maßstäbe von ksnet, die kein Gesetz vorgibt."
)
NO_LAW = "Keine Rechtsvorschrift, sondern ein Maßstab von ksnet."
BEYOND = "Das findet kein gewöhnliches Schema-Werkzeug."
DUTY_REMAINS = "Eine Pflicht bleibt eine Pflicht, auch wenn ihr Befund nicht mehr erscheint."
COMMENT = "Mit einem Kommentar in der Zeile selbst oder in der Zeile darüber; der Grund ist nötig:"
SETTING = "Überall, in ksnet.yaml:"

# What a schema tool finds too when it reads the records with the schemas of `ksnet schema`; a test
# measures it.
SEEN_BY_SCHEMA_TOOLS: frozenset[str] = frozenset(
    (
        "not-utf-8", "yaml-syntax", "typographic-quotes", "merge-conflict", "unindented-text",
        "tab-indentation", "complex-key", "yaml-alias", "yaml-document", "nested-too-deeply",
        "no-mapping", "empty-file", "unknown-key", "missing-key", "missing-value", "wrong-type",
        "unknown-value", "invalid-date", "invalid-boolean", "invalid-number", "invalid-id",
        "invalid-regional-key", "invalid-address", "ambiguous-scalar", "case-data-key",
    )
)  # fmt: skip


def beyond_schema(rule: Rule) -> bool:
    """Whether a tool that checks files one by one against a schema cannot see this mistake."""
    return rule.name not in SEEN_BY_SCHEMA_TOOLS


def family_title(code: str, land: Land) -> str:
    """Return what a family is about."""
    return f"{FAMILIES[code]}{land.cited('network')}" if code == "KS4" else FAMILIES[code]


def family(rule: Rule) -> str:
    """Return the code of the family that a rule belongs to."""
    return rule.code[:3]


def source(rule: Rule, land: Land) -> list[str]:
    """Return the foundation of a rule: the law and its wording, then the yardstick of ksnet."""
    found = foundation(rule, land)
    if not found.law:
        return [NO_LAW, *([found.yardstick] if found.yardstick else [])]
    law = f"{found.law}{f' ({found.edition})' if found.edition else ''}"
    parts = [f"{law}: „{found.wording}“" if found.wording else f"{law}."]
    if found.yardstick:
        parts.append(f"Maßstab von ksnet, nicht des Gesetzes: {found.yardstick}")
    return parts


def comment(rule: Rule) -> str | None:
    """Return the comment that suppresses a rule; None where no file could hold it."""
    return f"# ksnet: ignore[{rule.name}] Grund" if rule.wrong else None


def setting(rule: Rule) -> list[str]:
    """Return the lines of `ksnet.yaml` that switch a rule off."""
    return ["rules:", "  ignore:", f"    - rule: {rule.name}", "      reason: Grund"]
