"""Findings as text: a block each, like a compiler's, or one line each."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.checking import Checked, FilePlace, Finding
from ksnet.records import german
from ksnet.reporting.shared import folded, painted_text, printable_line, seen_from

_COLORS = {Severity.FEHLER: "31", Severity.WARNUNG: "33", Severity.HINWEIS: "36"}
_PLURALS = {Severity.FEHLER: "Fehler", Severity.WARNUNG: "Warnungen", Severity.HINWEIS: "Hinweise"}
_MOST_PLACES = 20  # that belong to one finding; beyond that their number says more to a reader
_WIDEST = 160  # of an excerpt; the end of a longer line says nothing about the place


def blocks(result: Checked, color: bool) -> str:
    """Return one block per finding and the count at the end."""
    parts = [
        "\n".join([*_block(one, color=color), *_more(one, more)])
        for one, more in folded(result.new)
    ]
    return "\n\n".join([*parts, summary(result)]) + "\n"


def finding_lines(result: Checked, color: bool) -> str:
    """Return one line per finding and the count at the end."""
    parts = [
        "\n".join([_headline(one, color), *_more(one, more)]) for one, more in folded(result.new)
    ]
    return "\n".join([*parts, summary(result)]) + "\n"


def _more(finding: Finding, more: int) -> Iterator[str]:
    if more:
        yield left_out(finding.location.file, finding, more)


def left_out(file: str, finding: Finding, more: int) -> str:
    """Return the line for so many more findings of the same rule in the same file."""
    return f"{file}: {finding.severity.value}[{finding.rule.name}] {finding.rule.code} … und {more} weitere"


def block(finding: Finding, folder: str) -> str:
    """Return one finding as on a terminal without colours; the repository is in `folder`."""
    return "\n".join(_block(finding, color=False, folder=folder))


def summary(result: Checked) -> str:
    """Return how many findings of each weight are in how many files, and what is not shown."""
    more = "".join(f"; {part}" for part in _not_shown(result))
    return f"{_counted(result)}{more or ('' if result.new else '.')}"


def _not_shown(result: Checked) -> Iterator[str]:
    known = sum(1 + one.more for one in result.findings if not result.is_new(one))
    if result.since and known:
        yield f"{german.plural(known, 'Befund', 'Befunde')} gab es schon in {printable_line(result.since.revision)}"
    if result.off:
        rules = german.plural(len(result.off), "Regel", "Regeln")
        yield f"{rules} abgeschaltet, {german.plural(len(result.silent), 'Befund', 'Befunde')} still"


def _counted(result: Checked) -> str:
    of_files = f"{result.files} geprüften Dateien" if result.files != 1 else "1 geprüften Datei"
    counts = [
        f"{number} {severity.label if number == 1 else _PLURALS[severity]}"
        for severity in Severity
        if (number := result.count(severity))
    ]
    if not counts:
        return f"Keine {'neuen ' if result.since else ''}Beanstandungen in {of_files}"
    touched = len({finding.location.file for finding in result.new})
    return f"{', '.join(counts)} in {touched} von {of_files}"


def _headline(finding: Finding, color: bool, folder: str = "") -> str:
    at, rule = finding.location, finding.rule
    label = painted_text(f"{finding.severity.value}[{rule.name}]", _COLORS[finding.severity], color)
    return f"{seen_from(folder, at)}:{at.span.line}:{at.span.column}: {label} {rule.code} {finding.message}"


def _block(finding: Finding, *, color: bool, folder: str = "") -> Iterator[str]:
    yield _headline(finding, color, folder)
    number = str(finding.location.span.line)
    margin = " " * (len(number) + 2)
    if finding.excerpt is not None:
        yield f"{margin}|"
        yield f" {number} | {finding.excerpt[:_WIDEST]}".rstrip()
        carets = painted_text(_carets(finding.location), _COLORS[finding.severity], color)
        yield f"{margin}| {' ' * (finding.location.span.column - 1)}{carets} {finding.note}".rstrip()
    places = [
        place
        for place in finding.related
        if not finding.names_line or place.file != finding.location.file
    ]
    for place in places[:_MOST_PLACES]:
        at = f"{seen_from(folder, place)}:{place.span.line}:{place.span.column}"
        yield f"{margin}= siehe {at}: {place.message}" if place.message else f"{margin}= siehe {at}"
    if len(places) > _MOST_PLACES:
        yield f"{margin}= siehe … und {len(places) - _MOST_PLACES} weitere"
    if finding.rule.reason:
        yield f"{margin}= Grund: {finding.rule.reason}"
    if finding.law:
        yield f"{margin}= Rechtsgrundlage: {finding.law}"
    yield f"{margin}= Hilfe: {finding.mend}"


def _carets(location: FilePlace) -> str:
    span = location.span
    return "^" * max(1, min(span.end_column, _WIDEST) - span.column)
