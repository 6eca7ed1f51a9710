"""The explanation of rules as Markdown; of all rules it is the reference in `docs/regeln.md`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Example, Rule
from ksnet.lands import Land
from ksnet.reporting import explaining
from ksnet.reporting.explaining.duties import Explanation
from ksnet.reporting.explaining.examples import shown_files
from ksnet.rules.examples import right_of
from ksnet.rules.founding import foundation

_SPECIAL = expression(r"([\\`*_\[\]<>|#])")
HEAD = f"""\
# Regeln

Was `ksnet validate` prüft, mit Grund, Quelle, einem falschen und einem richtigen Beispiel. Diese Seite schreibt
`ksnet explain --format md`; die Beispiele laufen als Tests.

{explaining.CAUTION}

Gewicht: **Fehler** müssen behoben werden (Exit-Code 1), **Warnungen** sollten es, **Hinweise** können es.
◆ heißt: {explaining.BEYOND} Ein solches Werkzeug vergleicht jede Datei für sich mit einem Schema; hier geht es um
mehrere Angaben oder Dateien, um den Kalender, das Recht oder die Datei selbst. Ohne ◆ steht, was auch ein Editor mit
den Schemas von `ksnet schema` anzeigt (nur Tage wie der 30. Februar entgehen ihm).

Unter jedem falschen Beispiel markiert `^` die Stelle, die ksnet nennt. „Ausschnitt“ heißt: Die übrigen Angaben der
Datei sind richtig und nicht gezeigt.
"""


def rules_reference(rules: Sequence[Rule], land: Land) -> str:
    """Return the reference of all rules: a list by family, then each rule."""
    families = {
        code: [rule for rule in rules if explaining.family(rule) == code]
        for code in explaining.FAMILIES
    }
    lines = [HEAD]
    for code, own in families.items():
        lines += _list(code, own, land) if own else []
    for code, own in families.items():
        if own:
            lines += [f"## {code} {explaining.family_title(code, land)}: die Regeln", ""]
            lines += [line for rule in own for line in (*_rule(rule, land), "")]
    return "\n".join(lines).rstrip("\n") + "\n"


def explanation(rules: Sequence[Rule], land: Land) -> str:
    """Return everything about these rules."""
    lines = [line for rule in rules for line in (*_rule(rule, land), "")]
    return "\n".join([*lines, explaining.CAUTION]) + "\n"


def duties(found: Sequence[Explanation]) -> str:
    """Return everything about these duties and changes of the law."""
    lines: list[str] = []
    for one in found:
        lines += [f"### {_text(one.heading)}", "", _text(one.line), ""]
        for title, paragraphs in one.sections:
            lines += [f"**{title}**", "", *(f"- {_text(one)}" for one in paragraphs), ""]
    return "\n".join([*lines, explaining.CAUTION]) + "\n"


def _list(code: str, rules: Sequence[Rule], land: Land) -> list[str]:
    rows = [
        f"| [{rule.code}](#{_anchor(rule)}) | {rule.severity.label} | {rule.name} | {_text(rule.title)}{_mark(rule)} |"
        for rule in rules
    ]
    title = f"## {code} {explaining.family_title(code, land)}"
    head = ["| Nummer | Gewicht | Name | Was nicht stimmt |", "| --- | --- | --- | --- |"]
    return [title, "", *head, *rows, ""]


def _anchor(rule: Rule) -> str:
    return f"{rule.code}-{rule.name}".lower()


def _mark(rule: Rule) -> str:
    return " ◆" if explaining.beyond_schema(rule) else ""


def _rule(rule: Rule, land: Land) -> Iterator[str]:
    yield from (f"### {rule.code} {rule.name}", "")
    yield from (f"{_text(rule.title)} ({rule.severity.label}{_mark(rule)})", "")
    yield from (f"**Warum.** {_text(rule.why)}", "")
    yield from (f"**Quelle.** {' '.join(map(_text, explaining.source(rule, land)))}", "")
    yield from ("**Falsch**", "")
    yield from _example(rule.wrong, "text")
    yield from ("**Richtig**", "")
    yield from _example(right_of(rule), "yaml")
    yield from (f"**Beheben.** {_text(rule.mend)}", "")
    if comment := explaining.comment(rule):
        yield f"**Unterdrücken.** `{comment}` in der Zeile oder darüber, oder mit Grund in `ksnet.yaml` unter `rules.ignore`."
    else:
        yield "**Unterdrücken.** Mit Grund in `ksnet.yaml` unter `rules.ignore`."
    if foundation(rule, land).law:
        yield explaining.DUTY_REMAINS


def _example(example: Example, language: str) -> Iterator[str]:
    for file in shown_files(example):
        yield from (f"`{file.path}`{' (Ausschnitt)' if file.part else ''}", "")
        yield from (f"```{language}", *(line.rstrip() for line in file.lines), "```", "")
    if not example:
        yield from ("Kein Beispiel: In einer Datei lässt sich das nicht zeigen.", "")


def _text(text: str) -> str:
    """Return a text escaped for Markdown."""
    return _SPECIAL.sub(r"\\\1", text)
