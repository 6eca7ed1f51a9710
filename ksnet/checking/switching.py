"""The rules that ksnet.yaml switches off or weighs, and what is wrong with such entries."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet import rules
from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Place, Related, Rule
from ksnet.basics.spelling import nearest
from ksnet.records.settings import RuleSettings
from ksnet.rules.suppressions import (
    FAMILY_SWITCHED_OFF,
    RULE_NAMED_TWICE,
    SUPPRESSION_WITHOUT_REASON,
    UNKNOWN_RULE,
    UNUSED_SUPPRESSION,
)

# Families whose rules are switched off one by one: they keep the records readable, connected, and
# free of what must not be in them.
ONE_BY_ONE = ("KS0", "KS2", "KS5")


def switched_off(settings: RuleSettings) -> frozenset[Rule]:
    """Return the rules that ksnet.yaml switches off; entries without a reason do not count."""
    return frozenset(
        rule
        for entry in settings.ignore
        if is_reason(entry.reason) and not is_too_wide(entry.rule)
        for rule in rules.meant_by(entry.rule)
    )


def is_reason(text: str) -> bool:
    """Whether a text gives a reason: it holds a word, not only a dash or dots."""
    return any(letter.isalpha() for letter in text)


def is_too_wide(name: str, families: tuple[str, ...] = ONE_BY_ONE) -> bool:
    """Whether a name means several rules, some of which may only be switched off one by one."""
    meant = rules.meant_by(name)
    return len(meant) > 1 and any(rule.code.startswith(families) for rule in meant)


def is_too_light(name: str, severity: Severity) -> bool:
    """Whether a too wide name gives one of its rules less weight, which nearly switches it off."""
    grave = list(Severity)
    lighter = any(
        grave.index(severity) > grave.index(rule.severity) for rule in rules.meant_by(name)
    )
    return lighter and is_too_wide(name)


def too_wide(name: str) -> str:
    """Return the German sentence about a name that is too wide."""
    return (
        f"„{name}“ meint viele Regeln auf einmal. Regeln zu Dateien (KS0), zu Verweisen (KS2) und zum Datenschutz (KS5) "
        "lassen sich nur einzeln abschalten oder leichter gewichten."
    )


def settings_faults(file: str, settings: RuleSettings) -> Iterator[Fault]:
    """Yield what is wrong with the rules in ksnet.yaml: unknown names, and entries without effect.

    Whether a rule that is off would find something today is not asked: it is off for the days to
    come, too.
    """
    yield from _entries_without_effect(file, settings)
    off = switched_off(settings)
    meant = {name: frozenset(rules.meant_by(name)) for name in settings.severity}
    first: dict[frozenset[Rule], Place] = {}
    for name, severity in settings.severity.items():
        place = Place(file, ("rules", "severity", name), on="key")
        same = meant[name]
        before = first.setdefault(same, place)
        if not same:
            yield unknown_rule(place, name)
        elif is_too_light(name, severity):
            yield family_named(place, name)
        elif before is not place:
            yield RULE_NAMED_TWICE.fault(
                place,
                f"„{name}“ meint dieselbe Regel wie „{before.path[-1]}“ weiter oben; gelten kann nur ein Gewicht.",
                "Eine der beiden Zeilen löschen.",
                related=(Related(before, "zuerst genannt"),),
            )
        elif same <= off:
            yield RULE_NAMED_TWICE.fault(
                place,
                f"„{name}“ ist unter „ignore“ abgeschaltet; das Gewicht hat keine Wirkung.",
                "Diese Zeile löschen, oder den Eintrag unter „ignore“.",
            )
        elif all(rule.severity is severity for rule in rules.meant_by(name)) and not any(
            same < m for m in meant.values()
        ):
            yield UNUSED_SUPPRESSION.fault(
                place, f"„{name}“ hat dieses Gewicht ohnehin.", "Diese Zeile löschen."
            )


def _entries_without_effect(file: str, settings: RuleSettings) -> Iterator[Fault]:
    """Yield faults for entries that switch off no rule, or only those of another entry."""
    refused = [is_too_wide(entry.rule) for entry in settings.ignore]
    meant = [
        frozenset()
        if wide or not is_reason(entry.reason)
        else frozenset(rules.meant_by(entry.rule))
        for entry, wide in zip(settings.ignore, refused, strict=True)
    ]
    first: dict[frozenset[Rule], int] = {}  # few mean something of their own
    for number, same in enumerate(meant):
        first.setdefault(same, number)
    for number, entry in enumerate(settings.ignore):
        place = Place(file, ("rules", "ignore", number, "rule"))
        wider = [
            at
            for other, at in first.items()
            if meant[number] < other or (meant[number] == other and at < number)
        ]
        if refused[number]:
            yield family_named(place, entry.rule)
        elif not is_reason(entry.reason):
            reason = Place(file, ("rules", "ignore", number, "reason"))
            yield without_reason(
                reason, "Unter „reason“ schreiben, warum die Regel hier nicht gilt."
            )
        elif not meant[number]:
            yield unknown_rule(place, entry.rule)
        elif wider:
            yield UNUSED_SUPPRESSION.fault(
                place,
                f"„{entry.rule}“ ist schon {'weiter oben' if wider[0] < number else 'weiter unten'} abgeschaltet.",
                "Diesen Eintrag löschen.",
                related=(
                    Related(
                        Place(file, ("rules", "ignore", wider[0], "rule")), "hier abgeschaltet"
                    ),
                ),
            )


def unknown_rule(place: Place, name: str, *, propose: bool = True) -> Fault:
    """Return the fault for a name that means no rule; it may `propose` the nearest one."""
    meant = nearest(name, [rule.name for rule in rules.ALL]) if propose else None
    return UNKNOWN_RULE.fault(
        place,
        f"Eine Regel „{name}“ gibt es nicht.",
        f"Meinten Sie „{meant}“?"
        if meant
        else "Name oder Nummer steht in jedem Befund, z. B. room-conflict oder KS320.",
    )


def without_reason(place: Place, mend: str) -> Fault:
    """Return the fault for a suppression that gives no reason."""
    return SUPPRESSION_WITHOUT_REASON.fault(
        place,
        "Hier wird ein Befund ohne Begründung unterdrückt; er wird deshalb weiter gemeldet.",
        mend,
    )


def family_named(place: Place, name: str) -> Fault:
    """Return the fault for a name that is too wide."""
    return FAMILY_SWITCHED_OFF.fault(
        place,
        f"{too_wide(name)} Diese Angabe bewirkt nichts.",
        "Stattdessen die Regeln nennen, um die es geht, jede mit ihrem Grund; ihr Name steht in jedem Befund.",
    )
