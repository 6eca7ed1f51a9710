"""Changes of the rules in the settings: switched off or on again, and weighed otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet import rules
from ksnet.basics.findings import Path
from ksnet.checking import Checked
from ksnet.checking.switching import switched_off
from ksnet.comparing.notices import Notice, Topic
from ksnet.comparing.places import Places
from ksnet.comparing.side import Side
from ksnet.records import german
from ksnet.records.settings import RuleSettings
from ksnet.repository import SETTINGS_FILE


def switches(
    now: Side, before: RuleSettings, after: RuleSettings, checked: Checked
) -> Iterator[Notice]:
    """Yield which rules are switched off or on again; `checked` is the state after."""
    was_off, is_off = switched_off(before), switched_off(after)
    places = Places(now, checked.veil)
    known = {(entry.rule, entry.reason) for entry in before.ignore}
    for number, entry in enumerate(after.ignore):
        if (entry.rule, entry.reason) in known:
            continue
        fresh = [
            rule for rule in rules.meant_by(entry.rule) if rule in is_off and rule not in was_off
        ]
        hidden = places.reason(SETTINGS_FILE, ("rules", "ignore", number, "reason"))
        why = f" ({hidden.text if hidden else f'Grund: {entry.reason}'})"
        if fresh:
            count = sum(1 for finding in checked.silent if finding.rule in fresh)
            what = f"Abgeschaltet wird {_rules_name(entry.rule)}{why}: {_silence(count)}"
        elif any(rule in is_off for rule in rules.meant_by(entry.rule)):
            what = f"Abgeschaltet bleibt {_rules_name(entry.rule)}, der Eintrag ist neu{why}"
        else:
            what = f"Unter „rules: ignore“ steht neu „{entry.rule}“; das schaltet nichts ab"
        yield _notice(now, what, ("rules", "ignore", number))
    for entry in before.ignore:
        again = [
            rule for rule in rules.meant_by(entry.rule) if rule in was_off and rule not in is_off
        ]
        if again:
            yield _notice(now, f"Wieder eingeschaltet wird {_rules_name(entry.rule)}", ("rules",))


def weights(
    now: Side, before: RuleSettings, after: RuleSettings, checked: Checked
) -> Iterator[Notice]:
    """Yield which rules are weighed otherwise; `checked` is the state after."""
    for name in sorted(before.severity.keys() | after.severity.keys()):
        old, new = before.severity.get(name), after.severity.get(name)
        if old == new:
            continue
        meant = rules.meant_by(name)
        count = sum(1 for finding in checked.findings if finding.rule in meant)
        was = f"„{old.value}“" if old else "das übliche Gewicht"
        is_now = f"jetzt „{new.value}“" if new else "wieder das übliche"
        about = german.plural(count, "Befund", "Befunde") if count else "zurzeit kein Befund"
        text = f"Anders gewichtet wird {_rules_name(name)}: {is_now} (bisher {was}); betroffen: {about}"
        yield _notice(now, text, ("rules", "severity", name) if new else ("rules",))


def _rules_name(text: str) -> str:
    """Return the German name of a rule or family of rules, given by name, code or prefix."""
    found = rules.meant_by(text)
    if len(found) == 1:
        return f"Regel {found[0].code} {found[0].name} („{found[0].title}“)"
    return f"alles unter {text.upper()} ({len(found)} Regeln)" if found else f"„{text}“"


def _silence(count: int) -> str:
    if not count:
        return "zurzeit gäbe es nichts zu melden"
    return f"{german.plural(count, 'Befund wird', 'Befunde werden')} damit nicht mehr gemeldet"


def _notice(now: Side, text: str, path: Path) -> Notice:
    return Notice(Topic.CHECKS, text, SETTINGS_FILE, now.line(SETTINGS_FILE, path))
