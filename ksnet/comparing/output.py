"""A comparison as text for the terminal, and as Markdown for a comment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from urllib.parse import quote

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import frozen, replace
from ksnet.checking import Finding
from ksnet.comparing import COMMENTS, FORM, Comparison, is_grave
from ksnet.comparing.change import Change
from ksnet.comparing.naming import GROUPS
from ksnet.comparing.notices import Topic
from ksnet.records import german
from ksnet.rendering.markdown import escape_markdown

MOST_ALIKE = 12  # new or removed entries of one kind told one by one
MOST_NAMES = 60  # of those that are folded
MOST_FINDINGS = 30  # of each kind in a comment; of more, only the number is told
_BLANK_LINES = expression("\n{3,}")
NOTHING = "Keine Änderungen an den Unterlagen."


@frozen
class _Style:
    """The form of headings and items, and the escaping of text.

    `blobs` is the address of files at a forge; if empty, places are not linked. More than `most`
    new or removed entries are folded.
    """

    title: str
    heading: str
    group: str
    item: str
    detail: str
    text: Callable[[str], str]
    blobs: str = ""
    most: int = MOST_ALIKE

    def place(self, file: str | None, line: int, *, short: bool = False) -> str:
        """Return a place to append to a sentence; `short` without the file."""
        if file is None:
            return ""
        where = f"Zeile {line}" if short else f"{file}:{line}"
        if self.blobs:
            return f" ([{self.text(where)}]({self.blobs.rstrip('/')}/{quote(file)}#L{line}))"
        return f" ({self.text(where)})"


_TEXT = _Style("{}", "\n{}", "  {}", "    {}", "      – {}", str)
_COLORED = _Style(
    "\x1b[1m{}\x1b[0m", "\n\x1b[1;36m{}\x1b[0m", "  \x1b[1m{}\x1b[0m", "    {}", "      – {}", str
)
_MARKDOWN = _Style("## {}", "\n### {}\n", "\n**{}**\n", "- {}", "  - {}", escape_markdown)


def as_text(
    comparison: Comparison, base: str, head: str, *, color: bool = False, whole: bool = False
) -> str:
    """Return the changes between two states as text for a terminal; `whole`: nothing is folded."""
    style = _unfolded(_COLORED if color else _TEXT, whole=whole)
    return "\n".join(_lines(comparison, base, head, style)) + "\n"


def as_markdown(
    comparison: Comparison, base: str, head: str, *, blobs: str = "", whole: bool = False
) -> str:
    """Return the changes as Markdown for a comment; nothing in a record can become markup.

    `blobs` is the address of files of the state after, to which places link.
    """
    style = replace(_unfolded(_MARKDOWN, whole=whole), blobs=blobs)
    text = "\n".join(_lines(comparison, base, head, style))
    return _BLANK_LINES.sub("\n\n", text) + "\n"


def _unfolded(style: _Style, *, whole: bool) -> _Style:
    return replace(style, most=10**9) if whole else style


def _lines(comparison: Comparison, base: str, head: str, style: _Style) -> Iterator[str]:
    text = style.text
    yield style.title.format(text(f"Änderungen von {base} zu {head}"))
    if comparison.empty:
        yield NOTHING
        return
    yield from _important(comparison, style)
    normal = [
        change
        for change in comparison.changes
        if change.weight == "normal" and change.kind != "formatting"
    ]
    for network, of_network in groupby(normal, key=lambda change: change.network):
        yield style.heading.format(text(comparison.names.get(network, network) or "Einstellungen"))
        for what, of_kind in groupby(of_network, key=lambda change: change.what):
            yield style.group.format(GROUPS.get(what, what))
            yield from _items(list(of_kind), style)
    for what in (FORM, COMMENTS):
        files = [one.file for one in comparison.changes if one.form == what]
        if files:
            count = german.plural(len(files), "Datei", "Dateien")
            yield style.heading.format(
                text(f"{what} geändert: {count} ({german.first_few(files)})")
            )
    yield from _findings(comparison, style)


def _important(comparison: Comparison, style: _Style) -> Iterator[str]:
    """Yield what must not be missed, by topic."""
    important = [change for change in comparison.changes if change.topic]
    if not important and not comparison.attention:
        return
    yield style.heading.format("Bitte besonders prüfen")
    for topic in Topic:
        notices = [notice for notice in comparison.attention if notice.topic is topic]
        changes = [change for change in important if change.topic is topic]
        if notices or changes:
            yield style.group.format(topic.value)
        told = _together(((one.text, one.file, one.line) for one in notices), style)
        for text, file, line in told[:MOST_FINDINGS]:
            yield style.item.format(style.text(text) + style.place(file, line))
        if len(told) > MOST_FINDINGS:
            yield style.item.format(f"… und {len(told) - MOST_FINDINGS} weitere")
        for change in changes:
            yield from _change(change, style, _of_network(comparison, change))


def _items(changes: list[Change], style: _Style) -> Iterator[str]:
    """Yield the changes of one kind of entry; of many new or removed ones only the names."""
    for kind, word in (("added", "neu"), ("removed", "entfernt")):
        found = [change for change in changes if change.kind == kind]
        if len(found) > style.most:
            names = [change.headline.partition(": ")[2] for change in found]
            listed = "; ".join(names[:MOST_NAMES]) + (
                f" und {len(names) - MOST_NAMES} weitere" * (len(names) > MOST_NAMES)
            )
            yield style.item.format(
                style.text(f"{len(found)} {word}: {listed} (einzeln: ksnet diff --all)")
                + style.place(found[0].file, found[0].line)
            )
            changes = [change for change in changes if change.kind != kind]
    for change in changes:
        yield from _change(change, style)


def _change(change: Change, style: _Style, behind: str = "") -> Iterator[str]:
    """Yield a change: a single value on its line, several each on their own."""
    if len(change.details) < 2:
        line = change.details[0].line if change.details and not change.beyond else change.line
        yield style.item.format(style.text(change.text + behind) + style.place(change.file, line))
        return
    yield style.item.format(
        style.text(change.opening + behind) + style.place(change.file, change.line)
    )
    for one in change.details:
        yield style.detail.format(
            style.text(one.text) + style.place(change.file, one.line, short=True)
        )


def _of_network(comparison: Comparison, change: Change) -> str:
    name = comparison.names.get(change.network)
    return f" – {name}" if name and len(comparison.names) > 1 and change.what != "network" else ""


def _findings(comparison: Comparison, style: _Style) -> Iterator[str]:
    if not (comparison.new or comparison.solved or comparison.quieted):
        return
    new = _counted(comparison.new, "neuer Befund", "neue Befunde")
    quiet = _counted(comparison.quieted, "nur nicht mehr gemeldet")
    silent = f", {quiet}" if comparison.quieted else ""
    yield style.heading.format(f"Prüfung: {new}, {_counted(comparison.solved, 'gelöst')}{silent}")
    grave = sum(is_grave(finding) for finding in comparison.new)
    if grave:
        yield style.item.format(f"neu: {grave} davon oben unter „Bitte besonders prüfen“")
    others = [finding for finding in comparison.new if not is_grave(finding)]
    said = (
        ("neu", others),
        ("nicht gelöst, nur nicht mehr gemeldet", comparison.quieted),
        ("gelöst", comparison.solved),
    )
    for word, findings in said:
        told = _together(
            ((_finding(one), one.location.file, one.location.span.line) for one in findings), style
        )
        for text, file, line in told[:MOST_FINDINGS]:
            yield style.item.format(style.text(f"{word}: {text}") + style.place(file, line))
        if len(told) > MOST_FINDINGS:
            yield style.item.format(
                f"{word}: … und {len(told) - MOST_FINDINGS} weitere (ksnet validate zeigt alle)"
            )


def _together(
    said: Iterable[tuple[str, str | None, int]], style: _Style
) -> list[tuple[str, str | None, int]]:
    """Return sentences with their places; what is said of several lines of a file stands once."""
    found = defaultdict[tuple[str, str | None], list[int]](list)
    for text, file, line in said:
        found[text, file].append(line)
    told = []
    for (text, file), lines in found.items():
        several = german.first_few([str(line) for line in sorted(lines)], style.most)
        often = f" {len(lines)}-mal, Zeilen {several}." if len(lines) > 1 else ""
        told.append((f"{text}{often}", file, min(lines)))
    return told


def _counted(findings: list[Finding], one: str, many: str = "") -> str:
    """Return how many findings these are at least; of those beyond what is kept, some may be."""
    least = "mindestens " * any(finding.more for finding in findings)
    return f"{least}{german.plural(len(findings), one, many or one)}"


def _finding(finding: Finding) -> str:
    return f"{finding.severity.value} {finding.rule.code}: {finding.message}"
