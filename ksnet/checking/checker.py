"""Checks a data repository: reads it, runs the rules, turns faults into findings with positions.

This is the one path from files to findings; nothing here prints.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator

from ksnet import rules
from ksnet.basics.controlled import Severity
from ksnet.basics.findings import FILE_START, Fault, Place
from ksnet.basics.frozen import replace
from ksnet.checking import suppression, switching
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
from ksnet.rules.protection.texts import NAME_OUTSIDE_MEMBERS
from ksnet.rules.references.unknown import UNKNOWN_REFERENCE
from ksnet.yamltext.loading.repairs import Repairs
from ksnet.yamltext.reading.excess import few_alike
from ksnet.yamltext.reading.suppressions import Suppression, collect
from ksnet.yamltext.rules.files import (
    COMPLEX_KEY,
    FORBIDDEN_CHARACTER,
    MISSING_DASH,
    MIXED_SCRIPTS,
    UNFINISHED_CHANGE,
    VALUE_AS_COMMENT,
    YAML_ANCHOR,
    YAML_TAG,
)
from ksnet.yamltext.rules.form import CANONICAL_FORM, TEXT_IN_BRACKETS
from ksnet.yamltext.rules.schema import (
    AMBIGUOUS_SCALAR,
    MISSING_KEY,
    MISSING_VALUE,
    UNKNOWN_KEY,
    WRONG_TYPE,
)


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
            else _names_once(_faults(repository, day, progress, suppressions, only))
        )
    candidates = _one_per_cause(findings.of(faults, findings.active))
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
        _one_per_cause(findings.of(faults, findings.off)), suppressions, findings.off
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


def _names_once(faults: Iterable[Fault]) -> list[Fault]:
    """Report a name in the place of an id once.

    A fault about the id remains where it is known, else that about a name outside members.yaml.
    """
    faults = list(faults)
    ids = {_where(fault): fault.secret for fault in faults if fault.sought is not None}
    if not ids:
        return faults
    names = {_where(fault) for fault in faults if fault.rule is NAME_OUTSIDE_MEMBERS} & ids.keys()
    return [
        fault
        for fault in faults
        if _where(fault) not in names
        or not (
            fault.rule is NAME_OUTSIDE_MEMBERS if ids[_where(fault)] else fault.sought is not None
        )
    ]


def _where(fault: Fault) -> tuple[str, int]:
    return fault.place.file, (fault.place.span or FILE_START).line


def _one_per_cause(findings: Iterable[Finding]) -> list[Finding]:
    """Drop findings that follow from another one at the same place.

    Where a text is wrong, its form is not reported; where a character in it is, or the mark of a
    key, neither is its meaning; where a key is not known, neither is what its value means, and an
    id that nothing has needs no quotes. A value taken for a comment or a mark of YAML is not also
    reported as missing, but weighs as much as if it were.
    """
    findings = list(findings)
    missing = {finding.where for finding in findings if finding.rule in _MISSING}
    eaten = {finding.where for finding in findings if finding.rule in _EATING}
    findings = [
        replace(finding, severity=Severity.FEHLER)
        if finding.rule in _EATING and finding.where in missing
        else finding
        for finding in findings
        if not (finding.rule in _MISSING and finding.where in eaten)
    ]
    wrong = {finding.where for finding in findings if not finding.rule.code.startswith("KS9")}
    shapeless = {
        finding.location.file for finding in findings if finding.rule in (MISSING_DASH, WRONG_TYPE)
    }
    unclear = {
        finding.start for finding in findings if finding.rule in (FORBIDDEN_CHARACTER, COMPLEX_KEY)
    }
    unknown = {finding.start for finding in findings if finding.rule is UNKNOWN_REFERENCE}
    renamed = {finding.where for finding in findings if finding.rule is UNKNOWN_KEY}
    mixed = {finding.where for finding in findings if finding.rule is MIXED_SCRIPTS}
    return [
        finding
        for finding in findings
        if (finding.rule not in _FORM or finding.where not in wrong)
        and not (finding.rule is CANONICAL_FORM and finding.location.file in shapeless)
        and not (finding.rule is AMBIGUOUS_SCALAR and finding.start in unknown)
        and not (finding.rule is UNKNOWN_REFERENCE and finding.where in renamed)
        and not (
            finding.rule.code.startswith(_MEANING)
            and (finding.start in unclear or finding.where in mixed)
        )
    ]


_FORM = (TEXT_IN_BRACKETS, CANONICAL_FORM)
_MISSING = (MISSING_KEY, MISSING_VALUE)
_EATING = (VALUE_AS_COMMENT, YAML_ANCHOR, YAML_TAG)
_MEANING = ("KS1", "KS2")  # families that say what a value means


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
