"""Check a data repository: read, run the rules, turn faults into findings with positions.

This is the one path from files to findings; nothing here prints.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from ksnet import rules, suppression
from ksnet.check.results import Finding, Location, Remedy, Result, Selection, TextEdit
from ksnet.check.showing import Findings, RepairsByFile
from ksnet.findings import Fault
from ksnet.form.formatting import form_faults
from ksnet.reading.suppressions import Suppression, collect
from ksnet.records.settings import Settings
from ksnet.repository import SETTINGS_FILE, Repository
from ksnet.rules.context import Overview
from ksnet.survey import no_cyclic_gc, survey

__all__ = ["Finding", "Location", "Remedy", "Result", "Selection", "TextEdit", "check"]


def check(
    repository: Repository,
    day: dt.date,
    selection: Selection | None = None,
    progress: Callable[[int], None] | None = None,
) -> Result:
    """Check every record of `repository` as of `day`; `progress` is told how many networks are done."""
    selection = selection or Selection()
    with no_cyclic_gc():
        suppressions: list[Suppression] = []
        faults = list(_faults(repository, day, progress, suppressions))
    findings = Findings(repository, selection)
    kept, wrong = suppression.apply(_one_per_cause(findings.of(faults)), suppressions, findings.active)
    kept += findings.of((fault, {}) for fault in wrong)
    return Result(repository.files, sorted(kept, key=lambda finding: finding.order), secret_files=findings.veil.files)


def _faults(
    repository: Repository,
    day: dt.date,
    progress: Callable[[int], None] | None,
    suppressions: list[Suppression],
) -> Iterator[tuple[Fault, RepairsByFile]]:
    """Run all rules; a rule that is not selected still runs, because rules share their functions.

    Faults of the reader name paths of the file, those of the rules paths of the record; where the two differ, the
    repairs of the files say how. The suppressions that stand in the files are added to `suppressions`.
    """
    yield from _settings_faults(repository, suppressions)
    yield from ((fault, {}) for fault in repository.tree.faults)
    overview = Overview(day, repository.network_ids, settings_text=repository.settings_text)
    all_repairs: RepairsByFile = {}
    for number, part in enumerate(survey(repository, day), start=1):
        suppressions += part.suppressions
        yield from ((fault, {}) for fault in part.read)
        yield from ((fault, part.repairs) for fault in part.found)
        all_repairs.update(part.repairs)
        overview.merge(part.overview)
        if progress:
            progress(number)
    for rule in rules.ALL:
        if rule.overview:
            yield from ((fault, all_repairs) for fault in rule.overview(overview))


def _one_per_cause(findings: Iterable[Finding]) -> list[Finding]:
    """Drop what is said about the form of a text where the text itself is wrong."""
    findings = list(findings)
    wrong = {finding.location for finding in findings if finding.rule.name != "text-in-brackets"}
    return [f for f in findings if f.rule.name != "text-in-brackets" or f.location not in wrong]


def _settings_faults(repository: Repository, suppressions: list[Suppression]) -> Iterator[tuple[Fault, RepairsByFile]]:
    """Yield what is wrong with ksnet.yaml: it is checked like a record."""
    yield from ((fault, {}) for fault in repository.settings_faults)
    document, repairs = repository.settings_document, repository.settings_repairs
    if document is not None:
        suppressions += collect(document)
        yield from ((fault, {}) for fault in form_faults(document, Settings))
    by_file = {SETTINGS_FILE: repairs} if repairs else {}
    yield from ((fault, by_file) for fault in suppression.settings_faults(SETTINGS_FILE, repository.settings.rules))
