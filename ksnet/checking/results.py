"""What a check hands out: findings with their positions, how a program can mend them, and which rules were asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ksnet import rules
from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Rule, Span, record_of
from ksnet.basics.spelling import nearest


@dataclass(frozen=True, slots=True)
class Location:
    """A place with its position in the file."""

    file: str
    span: Span
    message: str = ""


@dataclass(frozen=True, slots=True)
class TextEdit:
    """The text that is to stand at a span of a file."""

    file: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """How a program can mend a finding: edits of the text, or something done to the whole file."""

    safe: bool
    edits: tuple[TextEdit, ...] = ()
    whole: Literal["form", "bom", "lf"] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its rule, its weight and its position, ready to be shown."""

    rule: Rule
    severity: Severity
    message: str
    mend: str
    note: str
    location: Location
    key: str | None
    excerpt: str | None
    related: tuple[Location, ...] = ()
    remedy: Remedy | None = None
    over: bool = False

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
        """The record that is meant: its path below the data folder without `.yaml`."""
        return record_of(self.location.file)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """By file, line, column, rule."""
        return (self.location.file, self.location.span.line, self.location.span.column, self.rule.code, self.message)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules are looked at: by name, code or code prefix."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def unknown(self) -> str | None:
        """Return a German sentence about the first name that means no rule, or None."""
        for text in (*self.select, *self.ignore):
            if not rules.find(text):
                meant = nearest(text, [rule.name for rule in rules.ALL])
                return f"Eine Regel „{text}“ gibt es nicht.{f' Meinten Sie „{meant}“?' if meant else ''}"
        return None

    def rules(self) -> frozenset[Rule]:
        """Return the rules that remain."""
        chosen = {rule for text in self.select for rule in rules.find(text)} if self.select else frozenset(rules.ALL)
        return frozenset(chosen - {rule for text in self.ignore for rule in rules.find(text)})


@dataclass(slots=True)
class Result:
    """What a check found, sorted, and how many files it looked at.

    `folder` is where the repository lies for programs that look for its files from elsewhere; empty: where they are.
    `secret_files` hold text that no output repeats: what KS5 has found (`found_in`), or the entries of sensitive bodies.
    """

    files: int
    findings: list[Finding] = field(default_factory=list)
    folder: str = ""
    secret_files: frozenset[str] = frozenset()
    found_in: frozenset[str] = frozenset()

    def count(self, severity: Severity) -> int:
        """How many findings have this weight."""
        return sum(1 for finding in self.findings if finding.severity is severity)
