"""Findings as a check returns them, how a program can mend them, and the choice of rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from ksnet import rules
from ksnet.basics.controlled import Severity
from ksnet.basics.findings import NO_FAULT_MARKS, FaultMarks, Rule, Span, record_of
from ksnet.basics.frozen import frozen, replace
from ksnet.basics.spelling import did_you_mean
from ksnet.checking import switching

FindingIdentity = tuple[str, ...]  # begins with the rule and the file


@frozen
class FilePlace:
    """A place with its position in the file."""

    file: str
    span: Span
    message: str = ""


@frozen
class TextEdit:
    """The new text for a span of a file."""

    file: str
    span: Span
    text: str


@frozen
class Remedy:
    """How a program can mend a finding: edits of the text, or something done to the whole file."""

    safe: bool
    edits: tuple[TextEdit, ...] = ()
    whole: Literal["form", "bom", "lf"] | None = None


def how_many_more(number: int) -> str:
    """Return what is added to a message that represents so many more findings."""
    return f" Dazu {number} weitere dieser Art in dieser Datei." if number else ""


@frozen
class Finding:
    """A fault with its rule, its weight and its position, ready to be shown.

    `nth` tells apart findings of a file that are alike: how many are before it. `about` tells it
    from other findings of its rule on the same key: names on the way there, what is written, the
    parameters of its fault. It may represent others of its rule in its file: `beyond` holds their
    marks (see `fault_mark`), `mark` is its own. `names_line` says that the note itself names the
    line of the related place; `law` is the paragraph of its Land.
    """

    rule: Rule
    severity: Severity
    message: str
    mend: str
    note: str
    location: FilePlace
    key: str | None
    excerpt: str | None
    related: tuple[FilePlace, ...] = ()
    remedy: Remedy | None = None
    over: bool = False
    nth: int = 0
    beyond: FaultMarks = NO_FAULT_MARKS
    mark: int = 0
    names_line: bool = False
    law: str | None = None
    about: tuple[str, ...] = ()

    def identity(self, renamed: Callable[[str], str] = str) -> FindingIdentity:
        """Return what identifies a finding in the next run besides `nth`.

        Not its line, column or list positions, so that it stays the same when something is inserted
        above, and no German words, which may be mended. `renamed` returns the name that a file or
        an id has in the other run.
        """
        return (
            self.rule.name,
            renamed(self.location.file),
            self.key or "",
            *map(renamed, self.about),
        )

    @property
    def more(self) -> int:
        """How many others of its rule in its file it represents."""
        return len(self.beyond)

    @property
    def fingerprint(self) -> str:
        """The identity as a SHA-256 digest in hexadecimal, for programs that compare two runs."""
        import hashlib  # loads OpenSSL

        return hashlib.sha256(
            "\0".join((*self.identity(), str(self.nth))).encode("utf-8", "replace")
        ).hexdigest()

    @property
    def fixable(self) -> Literal["safe", "unsafe"] | None:
        """Whether a program can mend it, and whether without a person looking at it."""
        return None if self.remedy is None else "safe" if self.remedy.safe else "unsafe"

    @property
    def where(self) -> tuple[str, int]:
        """The file and the line."""
        return (self.location.file, self.location.span.line)

    @property
    def start(self) -> tuple[str, int, int]:
        """The file, the line and the column."""
        return (*self.where, self.location.span.column)

    @property
    def record(self) -> str:
        """The record it is about: its path below the data folder without `.yaml`."""
        return record_of(self.location.file)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The key to sort by: file, line, column, rule."""
        return (*self.start, self.rule.code, self.message)


def numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings of a run, in its order, each with its `nth`."""
    seen: Counter[FindingIdentity] = Counter()
    for finding in findings:
        identity = finding.identity()
        yield replace(finding, nth=seen[identity]) if seen[identity] else finding
        seen[identity] += 1


@frozen
class Selection:
    """The rules to look at, by name, code or code prefix."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def problem(self) -> str | None:
        """Return a German sentence about the first name that is no rule or cannot be ignored."""
        for text in (*self.select, *self.ignore):
            if not rules.meant_by(text):
                meant = did_you_mean(text, [rule.name for rule in rules.ALL])
                return f"Eine Regel „{text}“ gibt es nicht.{meant}"
        return next(
            (switching.too_wide(text) for text in self.ignore if switching.is_too_wide(text)), None
        )

    def chosen(self) -> frozenset[Rule]:
        """Return the selected rules."""
        return _found(self.select) if self.select else frozenset(rules.ALL)

    def off(self) -> frozenset[Rule]:
        """Return the selected rules that are ignored."""
        return self.chosen() & _found(self.ignore)

    def rules(self) -> frozenset[Rule]:
        """Return the selected rules that are not ignored."""
        return self.chosen() - self.off()


def _found(texts: tuple[str, ...]) -> frozenset[Rule]:
    return frozenset(rule for text in texts for rule in rules.meant_by(text))
