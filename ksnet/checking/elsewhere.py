"""Errors in other files that are connected with the chosen ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ksnet.basics.controlled import Severity
from ksnet.checking.results import Finding
from ksnet.rules.references.inactive import INACTIVE_REFERENCE
from ksnet.rules.references.unknown import UNKNOWN_REFERENCE, WRONG_KIND_OF_REFERENCE

# These faults are reported where an id is used; the cause may be where the id is recorded.
_OF_REFERENCES = (UNKNOWN_REFERENCE, WRONG_KIND_OF_REFERENCE, INACTIVE_REFERENCE)
_RECORDING = ("network.yaml", "members.yaml")


def related_elsewhere(
    findings: Iterable[Finding], is_chosen: Callable[[str], bool], data: str
) -> list[Finding]:
    """Return the errors in other files that name a place in a chosen one, or an id recorded there.

    `data` is the folder of the data; ids are recorded in `network.yaml` and `members.yaml` of the
    network.
    """
    return [
        finding
        for finding in findings
        if finding.severity is Severity.FEHLER
        and not is_chosen(finding.location.file)
        and any(
            is_chosen(file)
            for file in (*(at.file for at in finding.related), *_recording(finding, data))
        )
    ]


def _recording(finding: Finding, data: str) -> Iterable[str]:
    """Return the files in which the id of a reference may be recorded."""
    parts = finding.location.file.removeprefix(f"{data}/").split("/")
    if finding.rule not in _OF_REFERENCES or len(parts) < 3:
        return ()
    return (f"{data}/networks/{parts[1]}/{name}" for name in _RECORDING)
