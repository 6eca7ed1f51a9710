"""What the formats of findings share: which are shown, in which order, and texts made harmless."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ksnet.basics.controlled import Severity
from ksnet.basics.expressions import expression
from ksnet.checking import Checked, FilePlace, Finding

MOST = 100  # findings of one rule in one file; beyond that their number says more to a reader
# What neither XML 1.0 (section 2.2) nor a log may hold: controls, and halves of characters beyond
# the first plane.
_UNPRINTABLE = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return a text that is safe in XML and in a log; line ends and tabs are kept."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def printable_line(text: str) -> str:
    """Return a printable text on one line."""
    return " ".join(printable(text).split())


def painted_text(text: str, code: str, color: bool) -> str:
    """Return a text in the look that a code of ECMA-48 (8.3.117) names; plain without `color`."""
    return f"\x1b[{code}m{text}\x1b[0m" if color else text


def folded(findings: Iterable[Finding]) -> Iterator[tuple[Finding, int]]:
    """Yield the findings to show, the last of each rule and file with how many are left out."""
    listed = list(findings)
    total: Counter[tuple[str, str]] = Counter()
    for finding in listed:
        total[finding.location.file, finding.rule.code] += 1 + finding.more
    count = Counter((finding.location.file, finding.rule.code) for finding in listed)
    seen: Counter[tuple[str, str]] = Counter()
    for finding in listed:
        kind = (finding.location.file, finding.rule.code)
        seen[kind] += 1
        if seen[kind] <= MOST:
            yield finding, total[kind] - seen[kind] if seen[kind] == min(count[kind], MOST) else 0


def newest_first(result: Checked) -> list[Finding]:
    """Return the findings of the change first, otherwise in their order."""
    return sorted(result.findings, key=lambda finding: not result.is_new(finding))


def gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    """Return the gravest findings first, otherwise in their order."""
    weights = list(Severity)
    return sorted(findings, key=lambda finding: weights.index(finding.severity))


def seen_from(folder: str, location: FilePlace) -> str:
    """Return the path of a file, relative to where the repository is in `folder` (or empty)."""
    return f"{folder}/{location.file}" if folder else location.file


def path_of(result: Checked, location: FilePlace) -> str:
    """Return the path of a file from the top of the checkout, where CI looks for it."""
    return printable(seen_from(result.folder, location))


def sentences(finding: Finding) -> str:
    """Return what is wrong, why and what to do, as one text; never anything from the file."""
    parts = [finding.message, finding.rule.reason, f"Hilfe: {finding.mend}"]
    if finding.law:
        parts.append(f"Rechtsgrundlage: {finding.law}")
    return printable_line(" ".join(part for part in parts if part))
