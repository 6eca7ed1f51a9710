"""A comparison as text for the terminal and as Markdown for a comment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ksnet.checking import Finding
from ksnet.comparing import Comparison
from ksnet.comparing.naming import GROUPS
from ksnet.comparing.wording import Change
from ksnet.records import german
from ksnet.rendering.markdown import escape_markdown

MOST_FINDINGS = 30  # of each kind in a comment; beyond that their number has to do
_BLANK_LINES = re.compile("\n{3,}")
NOTHING = "Keine Änderungen an den Unterlagen."


@dataclass(frozen=True, slots=True)
class _Style:
    """How headings and items look, and what has to be done to a text."""

    title: str
    heading: str
    group: str
    item: str
    text: Callable[[str], str]


_TEXT = _Style("{}", "\n{}", "  {}", "    {}", lambda text: text)
_COLORED = _Style("\x1b[1m{}\x1b[0m", "\n\x1b[1;36m{}\x1b[0m", "  \x1b[1m{}\x1b[0m", "    {}", lambda text: text)
_MARKDOWN = _Style("## {}", "\n### {}\n", "\n**{}**\n", "- {}", escape_markdown)


def as_text(comparison: Comparison, base: str, head: str, *, color: bool = False) -> str:
    """Return what changed between two states, named as they were asked for, as text for a terminal."""
    return "\n".join(_lines(comparison, base, head, _COLORED if color else _TEXT)) + "\n"


def as_markdown(comparison: Comparison, base: str, head: str) -> str:
    """Return what changed for the comment on a merge request; nothing in a record can become markup."""
    text = "\n".join(_lines(comparison, base, head, _MARKDOWN))
    return _BLANK_LINES.sub("\n\n", text) + "\n"


def _lines(comparison: Comparison, base: str, head: str, style: _Style) -> Iterator[str]:
    text = style.text
    yield style.title.format(text(f"Änderungen von {base} zu {head}"))
    if comparison.empty:
        yield ("\n" if style is _MARKDOWN else "") + NOTHING
        return
    important = [change for change in comparison.changes if change.weight == "wichtig"]
    if important or comparison.attention:
        yield style.heading.format("Bitte besonders prüfen")
        for notice in sorted(comparison.attention, key=lambda notice: notice.topic.rank):
            where = f" ({notice.file}:{notice.line})" if notice.file else ""
            yield style.item.format(text(f"{notice.text}{where}"))
        for change in important:
            yield style.item.format(text(f"{change.text}{_of_network(comparison, change)}"))
    normal = [change for change in comparison.changes if change.weight == "normal" and change.kind != "formatting"]
    for network, of_network in groupby(normal, key=lambda change: change.network):
        yield style.heading.format(text(comparison.names.get(network, network) or "Einstellungen"))
        for what, of_kind in groupby(of_network, key=lambda change: change.what):
            yield style.group.format(GROUPS.get(what, what))
            yield from (style.item.format(text(change.text)) for change in of_kind)
    if files := [change.file for change in comparison.changes if change.kind == "formatting"]:
        count = german.plural(len(files), "Datei", "Dateien")
        yield style.heading.format(text(f"Nur Form oder Kommentare geändert: {count} ({_some(files)})"))
    yield from _findings(comparison, style)


def _of_network(comparison: Comparison, change: Change) -> str:
    name = comparison.names.get(change.network)
    return f" – {name}" if name and len(comparison.names) > 1 and change.what != "network" else ""


def _some(files: list[str]) -> str:
    return ", ".join(files[:3]) + (" …" if len(files) > 3 else "")


def _findings(comparison: Comparison, style: _Style) -> Iterator[str]:
    if not comparison.new and not comparison.solved:
        return
    new = german.plural(len(comparison.new), "neuer Befund", "neue Befunde")
    yield style.heading.format(f"Prüfung: {new}, {len(comparison.solved)} gelöst")
    for word, findings in (("neu", comparison.new), ("gelöst", comparison.solved)):
        for finding in findings[:MOST_FINDINGS]:
            yield style.item.format(style.text(f"{word}: {_finding(finding)}"))
        if len(findings) > MOST_FINDINGS:
            yield style.item.format(
                f"{word}: … und {len(findings) - MOST_FINDINGS} weitere (ksnet validate zeigt alle)"
            )


def _finding(finding: Finding) -> str:
    where = f"{finding.location.file}, Zeile {finding.location.span.line}"
    return f"{finding.severity.value} {finding.rule.code}: {finding.message} ({where})"
