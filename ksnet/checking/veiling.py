"""What no output may repeat: texts that a rule calls secret, and sensitive bodies of a network.

A line that holds such a text is not shown by any other finding either. Whatever else shows text of
the records asks `Veil.hidden` for the stretches of a file to leave out: the whole value that a
finding is about, nothing else.
"""

from __future__ import annotations

from typing import NamedTuple

from ksnet.basics.findings import FILE_START, Rule, Span
from ksnet.basics.frozen import replace
from ksnet.checking.results import FilePlace, Finding
from ksnet.protection import bodies
from ksnet.repository import Repository
from ksnet.repository.positions import Positions
from ksnet.rules.protection import people, revealing
from ksnet.yamltext.reading.guard import guard
from ksnet.yamltext.rules.files import EVENT_FILE_NAME, MISPLACED_FILE

_FIRST = "Zuerst den anderen Befund auf dieser Zeile beheben, dann erneut prüfen."
# Reported on the first line, but they tell nothing of its content.
OF_FILE_NAMES = (MISPLACED_FILE, EVENT_FILE_NAME)

# Rules whose findings are about the entry around the value that they point at (a person, an
# address, a document), and how many levels above that value it is.
_ABOUT = {
    people.RETENTION: 1,
    people.REDACTED_LEFT_OVER: 1,
    people.PERSON_IN_PUBLIC: 1,
    revealing.PROTECTED_ADDRESS: 1,
    revealing.PERSONAL_DOCUMENT: 1,
}


class Hidden(NamedTuple):
    """A stretch of a file that no output repeats, and why: a German phrase."""

    span: Span
    reason: str

    @property
    def lines(self) -> range:
        """The lines that it touches."""
        end = self.span.end_line - (
            self.span.end_column == 1 and self.span.end_line > self.span.line
        )
        return range(self.span.line, end + 1)

    @property
    def is_everything(self) -> bool:
        """Whether it is the whole file."""
        return self.span == EVERYTHING

    def meets(self, span: Span) -> bool:
        """Whether it shares a character with another stretch."""
        return self.span[:2] < span[2:] and span[:2] < self.span[2:]

    def covers(self, span: Span) -> bool:
        """Whether it contains the whole of another stretch."""
        return self.span[:2] <= span[:2] and span[2:] <= self.span[2:]


EVERYTHING = Span(1, 1, 10**9, 1)  # of a file


class Veil:
    """Takes out of findings what must not be repeated, and remembers which files hold such text."""

    def __init__(self, repository: Repository, positions: Positions) -> None:
        """Begin without secret lines (see `learn`); sensitive bodies are read when needed."""
        self.repository, self.positions = repository, positions
        self.secret_lines: set[tuple[str, int]] = set()
        # The spans that findings point at, and their rules, by file.
        self.marks: dict[str, set[tuple[Span, Rule]]] = {}
        self.body_lines: set[tuple[str, int]] = set()  # the lines of sensitive bodies
        self.bodies: dict[str, bodies.Bodies] = {}  # the sensitive bodies, by members file

    def is_touched(self, file: str) -> bool:
        """Whether any text of a file may not be repeated."""
        return file in self.marks or self.bodies_of(file).named_in(self.positions.text(file))

    def learn(self, at: FilePlace, rule: Rule) -> None:
        """Remember a place that must not be shown, and the rule that says so."""
        self.secret_lines.update(
            (at.file, line) for line in range(at.span.line, at.span.end_line + 1)
        )
        self.marks.setdefault(at.file, set()).add((at.span, rule))

    def hidden(self, file: str, content: bytes) -> list[Hidden]:
        """Return the stretches of a file that no output repeats, apart from sensitive bodies.

        `content` is the content of the file. Of a file that cannot be read nothing is repeated,
        since nobody can tell what belongs together in it.
        """
        if file not in self.marks:
            return []
        text = guard(file, content).text
        return [
            _hidden(text, span, rule)
            for span, rule in sorted(self.marks[file], key=lambda mark: (mark[0], mark[1].code))
        ]

    def cover(self, finding: Finding, *, secret: bool) -> Finding:
        """Return what may be shown of a finding; one that is `secret` was made without the text."""
        places = (finding.location, *finding.related)
        # All files of a network have the same bodies; there may be a thousand of them.
        for found in {
            id(one): one for one in map(self.bodies_of, sorted({at.file for at in places}))
        }.values():
            finding = _without_bodies(finding, found)
        if secret:
            return finding
        if finding.where in self.body_lines:
            return _veiled(finding, finding.rule.mend)
        shown = finding.rule in OF_FILE_NAMES
        if not shown and any((at.file, at.span.line) in self.secret_lines for at in places):
            return _veiled(finding, _FIRST)
        return finding

    def bodies_of(self, file: str) -> bodies.Bodies:
        """Return the sensitive bodies of the network of a file; their lines become secret."""
        parts = file.removeprefix(f"{self.repository.settings.data}/").split("/")
        if len(parts) < 3 or parts[0] not in ("networks", "events"):
            return bodies.NONE
        members = f"{self.repository.settings.data}/networks/{parts[1]}/members.yaml"
        if members not in self.bodies:
            try:
                content = self.repository.read_bytes(members)
            except (OSError, ValueError):
                content = b""
            found = self.bodies[members] = bodies.sensitive_bodies(content)
            self.body_lines.update((members, line) for line in found.lines)
        return self.bodies[members]


def _veiled(finding: Finding, mend: str) -> Finding:
    """Reduce a finding on a line that must not be shown to rule, position and a general text."""
    return replace(
        finding,
        message=f"{finding.rule.title} Näheres steht hier nicht, weil die Zeile Angaben enthält, die nicht wiederholt werden.",
        mend=mend,
        note="",
        names_line=False,
        key=None,
        about=(),
        excerpt=None,
        related=tuple(replace(at, message="") for at in finding.related),
        remedy=finding.remedy if finding.remedy and finding.remedy.whole else None,
    )


def _hidden(text: str | None, span: Span, rule: Rule) -> Hidden:
    """Return the whole value that a finding points into, or the lines of a comment."""
    reason = f"{rule.code}: {rule.title.rstrip('.')}"
    if text is None or span == FILE_START:  # the name of the file, or what nobody can read
        return Hidden(EVERYTHING, reason)
    from yaml import YAMLError  # where nothing is secret, no positions are asked for

    from ksnet.yamltext.reading.nodes import stretch_at

    try:
        value = stretch_at(text, span.line, span.column, _ABOUT.get(rule, 0))
    except YAMLError:
        return Hidden(EVERYTHING, reason)
    return Hidden(value or _whole_lines(text.split("\n"), span), reason)


def _whole_lines(lines: list[str], span: Span) -> Span:
    """Return the lines of a comment, including those of the same comment above and below."""
    first, last = span.line, span.end_line
    while (
        first > 1
        and lines[first - 1].lstrip().startswith("#")
        and lines[first - 2].lstrip().startswith("#")
    ):
        first -= 1
    while last < len(lines) and lines[last].lstrip().startswith("#"):
        last += 1
    return Span(first, 1, last + 1, 1)


def _without_bodies(finding: Finding, found: bodies.Bodies) -> Finding:
    """Take the sensitive bodies of a network out of a finding."""
    if found is bodies.NONE:
        return finding
    edits = finding.remedy.edits if finding.remedy else ()
    return replace(
        finding,
        message=found.veil(finding.message),
        mend=found.veil(finding.mend),
        note=found.veil(finding.note),
        key=found.veil(finding.key) if finding.key else finding.key,
        about=tuple(map(found.veil, finding.about)),
        excerpt=None if found.named_in(finding.excerpt) else finding.excerpt,
        related=tuple(replace(at, message=found.veil(at.message)) for at in finding.related),
        remedy=None if any(found.named_in(edit.text) for edit in edits) else finding.remedy,
    )
