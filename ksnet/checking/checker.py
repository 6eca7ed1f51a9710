"""Checks a data repository: reads it, runs the rules, turns faults into findings with positions.

This is the one path from files to findings; nothing here prints.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator

from ksnet import rules
from ksnet.basics.findings import FILE_START, Fault, Place
from ksnet.checking import suppression, switching
from ksnet.checking.causes import names_once, one_per_cause
from ksnet.checking.checked import Checked
from ksnet.checking.results import Finding, Selection, numbered
from ksnet.checking.showing import Findings
from ksnet.checking.survey import no_cyclic_gc, survey, text_faults
from ksnet.checking.veiling import Veil
from ksnet.records.imports import ImportsRecord
from ksnet.records.settings import Settings
from ksnet.repository import IMPORTS_FILE, SETTINGS_FILE, Repository, journal
from ksnet.repository.positions import Positions
from ksnet.rules.overview import Overview
from ksnet.yamltext.loading.repairs import Repairs
from ksnet.yamltext.reading.excess import few_alike
from ksnet.yamltext.reading.suppressions import Suppression, collect
from ksnet.yamltext.rules.files import UNFINISHED_CHANGE


def check(
    repository: Repository,
    day: dt.date,
    selection: Selection | None = None,
    progress: Callable[[int], None] | None = None,
    only: Collection[str] | None = None,
) -> Checked:
    """Check every record of a repository as of `day`; `progress` gets the number of networks done.

    With `only`, the records of these networks and what belongs to none: rules across networks see
    no others then.
    """
    selection = selection or Selection()
    with no_cyclic_gc():
        suppressions: list[Suppression] = []
        findings = Findings(repository, selection)
        unfinished = unfinished_change(repository) if UNFINISHED_CHANGE in findings.active else None
        # Any other fault could follow from the change being half done.
        faults = few_alike(
            [unfinished]
            if unfinished
            else names_once(_faults(repository, day, progress, suppressions, only))
        )
    candidates = one_per_cause(findings.of(faults, findings.active))
    found, wrong = suppression.apply(candidates, suppressions, findings.active)
    remaining = {id(finding) for finding in found}
    kept = [finding for finding in found if not finding.over]
    kept += findings.of(few_alike(wrong), findings.active)
    kept.sort(key=lambda finding: finding.order)
    return Checked(
        repository.files,
        list(numbered(kept)),
        off=findings.off,
        silent=_silent(findings, [*faults, *wrong], suppressions),
        suppressed=[
            finding for finding in candidates if id(finding) not in remaining and not finding.over
        ],
        veil=findings.veil,
    )


def _silent(
    findings: Findings, faults: Iterable[Fault], suppressions: Collection[Suppression]
) -> list[Finding]:
    """Return what switched-off rules would have found, without what comments suppress."""
    if not findings.off:
        return []
    found, _ = suppression.apply(
        one_per_cause(findings.of(faults, findings.off)), suppressions, findings.off
    )
    return [finding for finding in found if not finding.over]


def veil(repository: Repository, day: dt.date) -> Veil:
    """Return what no output may repeat of the records: what KS5 finds, and sensitive bodies.

    KS5 counts here whichever rules are active.
    """
    with no_cyclic_gc():
        faults = list(_faults(repository, day, None, []))
    findings = Findings(repository, Selection())
    findings.learn(faults)
    return findings.veil


def unfinished_change(repository: Repository) -> Fault | None:
    """Return the fault for an interrupted change to several files, if there is one."""
    if not (repository.on_disk and repository.source.kind(journal.FILE, follow=False)):
        return None
    return UNFINISHED_CHANGE.fault(
        Place(journal.FILE, span=FILE_START),
        "Eine Änderung an mehreren Dateien wurde unterbrochen; ein Teil der Dateien ist noch auf dem alten Stand. Alles andere wird erst danach wieder geprüft.",
        secret=True,  # the journal holds whole files
    )


def _faults(
    repository: Repository,
    day: dt.date,
    progress: Callable[[int], None] | None,
    suppressions: list[Suppression],
    only: Collection[str] | None = None,
) -> Iterator[Fault]:
    """Run all rules, also those not selected, because rules share their functions.

    The suppressions in the files are added to `suppressions`.
    """
    positions = Positions(repository)
    yield from _settings_faults(repository, positions, suppressions)
    yield from _imports_faults(repository, positions, suppressions)
    yield from repository.tree.faults
    overview = Overview(
        day, repository.network_ids, texts=repository.texts, refused=repository.refused()
    )
    repairs: dict[str, Repairs] = {}
    memory = None
    if repository.kept:
        from ksnet.checking.memory import Memory

        memory = Memory(repository, day)
    for number, part in enumerate(survey(repository, day, only, memory), start=1):
        suppressions += part.suppressions
        yield from part.faults
        repairs.update(part.repairs)
        overview.merge(part.overview)
        if progress:
            progress(number)
    for look_across in rules.OVERVIEWS:
        yield from (positions.located(fault, repairs) for fault in look_across(overview))


def _settings_faults(
    repository: Repository, positions: Positions, suppressions: list[Suppression]
) -> Iterator[Fault]:
    """Yield what is wrong with ksnet.yaml: it is checked like a record."""
    yield from repository.settings_faults
    document, repairs = repository.settings_document, repository.settings_repairs
    if document is not None:
        suppressions += collect(document)
        yield from text_faults(document, Settings)
    by_file = {SETTINGS_FILE: repairs} if repairs else {}
    for fault in switching.settings_faults(SETTINGS_FILE, repository.settings.rules):
        yield positions.located(fault, by_file)


def _imports_faults(
    repository: Repository, positions: Positions, suppressions: list[Suppression]
) -> Iterator[Fault]:
    """Yield what is wrong with imports.yaml, and add its text to what the rules search."""
    document, loaded = repository.imports()
    if loaded.text:
        repository.texts[IMPORTS_FILE] = loaded.text
    by_file = {IMPORTS_FILE: loaded.repairs} if loaded.repairs else {}
    yield from (positions.located(fault, by_file) for fault in loaded.faults)
    if document is not None:
        suppressions += collect(document)
        yield from text_faults(document, ImportsRecord)
