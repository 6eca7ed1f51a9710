"""The result of one check: its findings, what was checked, and the state they are compared with."""

from __future__ import annotations

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Rule
from ksnet.basics.frozen import changeable, field, frozen
from ksnet.checking.results import Finding
from ksnet.checking.veiling import Veil


@frozen
class SinceCommit:
    """The state that findings are compared with, as the user named it, and its fingerprints."""

    revision: str
    known: frozenset[str]


@changeable
class Checked:
    """What a check found, sorted, and how many files it looked at.

    `folder` is where the repository is, relative to where a program looks for its files; empty:
    there. Where only what is new `since` an earlier state counts, it says which findings are not.
    `off` are the rules that are switched off, `silent` what they would have found; `suppressed` is
    what comments suppress. `veil` knows what no output may repeat; only a check has one.
    """

    files: int
    findings: list[Finding] = field(default_factory=list)
    folder: str = ""
    since: SinceCommit | None = None
    off: frozenset[Rule] = frozenset()
    silent: list[Finding] = field(default_factory=list)
    suppressed: list[Finding] = field(default_factory=list)
    veil: Veil | None = None

    def is_new(self, finding: Finding) -> bool:
        """Whether a finding counts: without an earlier state, each does."""
        return self.since is None or finding.fingerprint not in self.since.known

    @property
    def new(self) -> list[Finding]:
        """The findings that count."""
        return [finding for finding in self.findings if self.is_new(finding)]

    def count(self, severity: Severity) -> int:
        """How many findings that count have this weight."""
        return sum(1 + finding.more for finding in self.new if finding.severity is severity)
