"""Check a data repository: read, run the rules, turn faults into findings with positions.

This is the one path from files to findings; nothing here prints.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from ksnet import rules, suppression
from ksnet.check.results import Finding, Location, Remedy, Result, Selection, TextEdit
from ksnet.check.showing import Findings
from ksnet.findings import Fault
from ksnet.form.formatting import form_faults
from ksnet.loading.repairs import Repairs
from ksnet.positions import Positions
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
    kept += findings.of(wrong)
    return Result(repository.files, sorted(kept, key=lambda finding: finding.order), secret_files=findings.veil.files)


def _faults(
    repository: Repository,
    day: dt.date,
    progress: Callable[[int], None] | None,
    suppressions: list[Suppression],
) -> Iterator[Fault]:
    """Run all rules; a rule that is not selected still runs, because rules share their functions.

    The suppressions that stand in the files are added to `suppressions`.
    """
    positions = Positions(repository)
    yield from _settings_faults(repository, positions, suppressions)
    yield from repository.tree.faults
    overview = Overview(day, repository.network_ids, settings_text=repository.settings_text)
    repairs: dict[str, Repairs] = {}
    for number, part in enumerate(survey(repository, day), start=1):
        suppressions += part.suppressions
        yield from part.faults
        repairs.update(part.repairs)
        overview.merge(part.overview)
        if progress:
            progress(number)
    for rule in rules.ALL:
        if rule.overview:
            yield from (positions.located(fault, repairs) for fault in rule.overview(overview))


def _one_per_cause(findings: Iterable[Finding]) -> list[Finding]:
    """Drop what is said about the form of a text where the text itself is wrong."""
    findings = list(findings)
    wrong = {finding.location for finding in findings if finding.rule.name != "text-in-brackets"}
    return [f for f in findings if f.rule.name != "text-in-brackets" or f.location not in wrong]


def _settings_faults(repository: Repository, positions: Positions, suppressions: list[Suppression]) -> Iterator[Fault]:
    """Yield what is wrong with ksnet.yaml: it is checked like a record."""
    yield from repository.settings_faults
    document, repairs = repository.settings_document, repository.settings_repairs
    if document is not None:
        suppressions += collect(document)
        yield from form_faults(document, Settings)
    by_file = {SETTINGS_FILE: repairs} if repairs else {}
    for fault in suppression.settings_faults(SETTINGS_FILE, repository.settings.rules):
        yield positions.located(fault, by_file)
