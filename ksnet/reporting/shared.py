"""What the formats for other programs share: order by weight, identity of a finding, names of files, harmless text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ksnet.basics.controlled import Severity
from ksnet.checking import Finding, Location, Result

# What neither XML 1.0 (section 2.2) nor a log may hold: controls, and halves of characters beyond the first plane.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return a text in which every character may stand in XML and in a log; ends of lines and tabs stay."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Return a printable text without ends of lines."""
    return " ".join(printable(text).split())


def gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with the gravest first, and in their own order otherwise."""
    weights = list(Severity)
    return sorted(findings, key=lambda finding: weights.index(finding.severity))


def path_of(result: Result, location: Location) -> str:
    """Return the name of a file as seen from where the program was called, which is where CI looks for it."""
    return printable(f"{result.folder}/{location.file}" if result.folder else location.file)


_NUMBER = re.compile(r"\d+")


def sentences(finding: Finding) -> str:
    """Return what is wrong, why and what to do, as one text; never anything from the file."""
    parts = [finding.message, finding.rule.reason, f"Hilfe: {finding.mend}"]
    if finding.rule.law:
        parts.append(f"Rechtsgrundlage: {finding.rule.law}")
    return one_line(" ".join(part for part in parts if part))


def fingerprints(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield for each finding what it is known by in the next run.

    It is made of rule, file, key and message, not of line and column, so that it stays the same when something is
    inserted above; messages about a file that cannot be read (KS0) name other lines, whose numbers do not count either.
    Those that are alike in one file are told apart by their order.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        message = _NUMBER.sub("", finding.message) if finding.rule.code.startswith("KS0") else finding.message
        identity = (finding.rule.name, finding.location.file, finding.key or "", message)
        parts = (*identity, str(seen[identity]))
        seen[identity] += 1
        yield hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
