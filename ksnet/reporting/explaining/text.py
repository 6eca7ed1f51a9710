"""The explanation of rules for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from ksnet.basics.findings import Example, Rule
from ksnet.lands import Land
from ksnet.reporting import explaining
from ksnet.reporting.explaining.duties import Explanation, prefix
from ksnet.reporting.explaining.examples import shown_files
from ksnet.reporting.shared import painted_text
from ksnet.rules.examples import right_of
from ksnet.rules.founding import foundation

WIDTH = 88


def listing(rules: Sequence[Rule], land: Land, color: bool) -> str:
    """Return all rules by family, one line each."""
    wide = max(len(rule.name) for rule in rules)
    lines = ["Was ksnet prüft. Mehr zu einer Regel: ksnet explain NAME"]
    for code in explaining.FAMILIES:
        own = [rule for rule in rules if explaining.family(rule) == code]
        if own:
            lines += ["", _bold(f"{code} {explaining.family_title(code, land)}", color)]
            lines += [
                f"  {rule.code}  {rule.severity.value:7}  {rule.name:{wide}}  {rule.title}"
                for rule in own
            ]
    if land.duties:
        ident = next(
            (duty.id for duty in land.duties if duty.measure == "trainings"), land.duties[0].id
        )
        lines += [
            "",
            f"Die Pflichten des Gesetzes einzeln: ksnet explain {ident}, alle mit ksnet explain {prefix(ident)}",
        ]
    return "\n".join([*lines, "", *wrap(explaining.CAUTION, WIDTH)]) + "\n"


def explanation(rules: Sequence[Rule], land: Land, color: bool) -> str:
    """Return everything about these rules, one after the other."""
    return _page(_rule(rule, land, color) for rule in rules)


def duties(found: Sequence[Explanation], color: bool) -> str:
    """Return everything about these duties and changes of the law."""
    return _page(_duty(one, color) for one in found)


def _page(parts: Iterable[Iterable[str]]) -> str:
    caution = "\n".join(wrap(explaining.CAUTION, WIDTH))
    return "\n\n\n".join(map("\n".join, parts)) + f"\n\n{caution}\n"


def _duty(found: Explanation, color: bool) -> Iterator[str]:
    yield _bold(found.heading, color)
    yield from wrap(found.line, WIDTH)
    for title, paragraphs in found.sections:
        yield from _section(title, paragraphs, color)


def _rule(rule: Rule, land: Land, color: bool) -> Iterator[str]:
    yield _bold(f"{rule.code} {rule.name} ({rule.severity.label})", color)
    yield from wrap(rule.title, WIDTH)
    if explaining.beyond_schema(rule):
        yield explaining.BEYOND
    yield from _section("Warum", [rule.why], color)
    yield from _section("Quelle", explaining.source(rule, land), color)
    yield from ("", _bold("Falsch", color))
    yield from _example(rule.wrong)
    yield from ("", _bold("Richtig", color))
    yield from _example(right_of(rule))
    yield from _section("Beheben", [rule.mend], color)
    yield from ("", _bold("Unterdrücken", color))
    if comment := explaining.comment(rule):
        yield from _indented([explaining.COMMENT])
        yield f"    {comment}"
    yield from _indented([explaining.SETTING])
    yield from (f"    {line}" for line in explaining.setting(rule))
    if foundation(rule, land).law:
        yield from _indented([explaining.DUTY_REMAINS])


def _section(title: str, paragraphs: Iterable[str], color: bool) -> Iterator[str]:
    yield from ("", _bold(title, color))
    yield from _indented(paragraphs)


def _indented(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        # A command broken at its hyphen could not be copied.
        yield from wrap(
            paragraph, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
        )


def _example(example: Example) -> Iterator[str]:
    for file in shown_files(example):
        yield f"  {file.path}{' (Ausschnitt)' if file.part else ''}"
        yield from (f"    {line}".rstrip() for line in file.lines)
    if not example:
        yield "  Kein Beispiel: In einer Datei lässt sich das nicht zeigen."


def _bold(text: str, color: bool) -> str:
    return painted_text(text, "1", color)
