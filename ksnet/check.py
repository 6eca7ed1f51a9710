"""Check a data repository: read, run the rules, turn faults into findings with positions.

This is the one path from files to findings; nothing here prints.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ksnet import journal, rules, suppression
from ksnet.findings import FILE_START, Edit, Fault, Place, Span, record_of
from ksnet.loading.record import Repairs
from ksnet.protection import bodies
from ksnet.reading.guard import FORBIDDEN, guard
from ksnet.reading.suppressions import Suppression, collect
from ksnet.reading.yaml import locate
from ksnet.records.settings import Settings
from ksnet.records.vocabulary import Severity
from ksnet.repository import SETTINGS_FILE, Repository
from ksnet.rules.context import Overview
from ksnet.rules.rule import Rule
from ksnet.spelling import nearest
from ksnet.survey import no_cyclic_gc, survey, text_faults

_RepairsByFile = dict[str, Repairs]


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

    def names(self) -> frozenset[str]:
        """Return the names of the rules that remain."""
        chosen = (
            {rule.name for text in self.select for rule in rules.find(text)} if self.select else set(rules.by_name())
        )
        return frozenset(chosen - {rule.name for text in self.ignore for rule in rules.find(text)})


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
        shown = _Shown(repository, selection)
        unfinished = unfinished_change(repository) if "unfinished-change" in shown.active else None
        # What else could be found may be a consequence: the one half of a change that the other half does not know.
        faults = [(unfinished, {})] if unfinished else list(_faults(repository, day, progress, suppressions))
    found, wrong = suppression.apply(_one_per_cause(shown.findings(faults)), suppressions, shown.active)
    kept = [finding for finding in found if not finding.over]
    kept += shown.findings((fault, {}) for fault in wrong)
    found_in = frozenset(file for file, _ in shown.secret_lines)
    secret_files = shown.secret_files | found_in | {file for file, _ in shown.body_lines}
    findings = sorted(kept, key=lambda finding: finding.order)
    return Result(repository.files, findings, secret_files=secret_files, found_in=found_in)


def secret_files(repository: Repository, day: dt.date, files: Iterable[str]) -> frozenset[str]:
    """Return those of `files` that hold text which no output repeats: what KS5 finds, and what names a sensitive body."""
    with no_cyclic_gc():
        faults = list(_faults(repository, day, None, []))
    shown = _Shown(repository, Selection())
    found = {file for file, _ in _secret_lines(faults, shown.texts)}
    named = {file for file in files if shown.bodies_of(file).named_in(shown.texts.read(file))}
    return frozenset(files) & (found | named | {file for file, _ in shown.body_lines})


def unfinished_change(repository: Repository) -> Fault | None:
    """Return the fault for a change to several files that was cut off, if there is one."""
    if not journal.is_unfinished(repository.root):
        return None
    return Fault(
        "unfinished-change",
        Place(journal.FILE, span=FILE_START),
        "Eine Änderung an mehreren Dateien wurde unterbrochen; ein Teil der Dateien ist noch auf dem alten Stand. Alles andere wird erst danach wieder geprüft.",
        "Mit „ksnet recover“ beenden oder mit „ksnet recover --undo“ zurücknehmen.",
        secret=True,  # the journal holds whole files
    )


def _faults(
    repository: Repository,
    day: dt.date,
    progress: Callable[[int], None] | None,
    suppressions: list[Suppression],
) -> Iterator[tuple[Fault, _RepairsByFile]]:
    """Run all rules; a rule that is not selected still runs, because rules share their functions.

    Faults of the reader name paths of the file, those of the rules paths of the record; where the two differ, the
    repairs of the files say how. The suppressions that stand in the files are added to `suppressions`.
    """
    yield from _settings_faults(repository, suppressions)
    yield from ((fault, {}) for fault in repository.tree.faults)
    overview = Overview(day, repository.network_ids, texts=repository.texts, refused=repository.refused())
    all_repairs: _RepairsByFile = {}
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
    """Drop what follows from another finding at the same place.

    Where a text is wrong, nothing is said of its form; where a character in it is, nothing of what it might mean. Where a
    value is taken for a comment, it is not missing as well; that weighs as much as if it were.
    """
    findings = list(findings)
    missing = {finding.where for finding in findings if finding.rule.name in _MISSING}
    eaten = {finding.where for finding in findings if finding.rule.name == "value-as-comment"}
    findings = [
        replace(finding, severity=Severity.FEHLER)
        if finding.rule.name == "value-as-comment" and finding.where in missing
        else finding
        for finding in findings
        if not (finding.rule.name in _MISSING and finding.where in eaten)
    ]
    wrong = {finding.location for finding in findings if finding.rule.name != "text-in-brackets"}
    unclear = {finding.start for finding in findings if finding.rule.name == "forbidden-character"}
    return [
        finding
        for finding in findings
        if (finding.rule.name != "text-in-brackets" or finding.location not in wrong)
        and not (finding.rule.code.startswith(_MEANING) and finding.start in unclear)
    ]


_MISSING = ("missing-key", "missing-value")
_MEANING = ("KS1", "KS2")  # families that say what a value means


def _settings_faults(repository: Repository, suppressions: list[Suppression]) -> Iterator[tuple[Fault, _RepairsByFile]]:
    """Yield what is wrong with ksnet.yaml: it is checked like a record."""
    yield from ((fault, {}) for fault in repository.settings_faults)
    document, repairs = repository.settings_document, repository.settings_repairs
    if document is not None:
        suppressions += collect(document)
        yield from ((fault, {}) for fault in text_faults(document, Settings))
    by_file = {SETTINGS_FILE: repairs} if repairs else {}
    yield from ((fault, by_file) for fault in suppression.settings_faults(SETTINGS_FILE, repository.settings.rules))


class _Shown:
    """Turns faults into findings: what is selected, with its weight and its position."""

    def __init__(self, repository: Repository, selection: Selection) -> None:
        configured = repository.settings.rules
        off = {rule.name for entry in configured.ignore for rule in rules.find(entry.rule)}
        self.active = selection.names() - off
        meant = [(rules.find(text), weight) for text, weight in configured.severity.items()]
        meant.sort(key=lambda entry: -len(entry[0]))  # what is said of a family gives way to what is said of a rule
        self.weights = {rule.name: weight for found, weight in meant for rule in found}
        self.texts = _Texts(repository)
        self.secret_lines: _Lines = frozenset()
        self.secret_files: frozenset[str] = frozenset()
        self.body_lines: _Lines = frozenset()  # where sensitive bodies stand
        self.repository = repository
        self.bodies: dict[str, bodies.Bodies] = {}  # the sensitive bodies, by members file

    def findings(self, faults: Iterable[tuple[Fault, _RepairsByFile]]) -> Iterator[Finding]:
        faults = list(faults)
        self.secret_lines |= _secret_lines(faults, self.texts)
        for fault, repairs in faults:
            if fault.rule in self.active:
                yield self.finding(fault, repairs)

    def finding(self, fault: Fault, repairs: _RepairsByFile) -> Finding:
        rule = rules.by_name()[fault.rule]
        location = self.texts.location(fault.place, repairs)
        related = tuple(self.texts.location(other.place, repairs, other.message) for other in fault.related)
        finding = Finding(
            rule=rule,
            severity=self.weights.get(rule.name, fault.severity or rule.severity),
            message=fault.message,
            mend=fault.mend,
            note=_note(fault.note, location, related),
            location=location,
            key=_key(fault),
            excerpt=None if fault.secret or fault.rule in _OF_FILE_NAMES else self.texts.line(location),
            related=related,
            remedy=self.remedy(fault, repairs),
            over=fault.over,
        )
        for file in sorted({at.file for at in (location, *related)}):
            finding = self.without_bodies(finding, file)
        hidden = (location.file, location.span.line) in self.body_lines
        veiled = hidden or (fault.rule not in _OF_FILE_NAMES and self.is_secret(location, *related))
        if veiled and not fault.secret:
            return _veiled(finding, finding.rule.mend if hidden else _FIRST)
        return finding

    def is_secret(self, *places: Location) -> bool:
        """Whether one of the lines holds a text that KS5 has found."""
        return any((at.file, at.span.line) in self.secret_lines for at in places)

    def without_bodies(self, finding: Finding, file: str) -> Finding:
        """Take the sensitive bodies of the network of `file` out of a finding: ids, names, and lines that show them."""
        found = self.bodies_of(file)
        if found is bodies.NONE:
            return finding
        if finding.remedy is not None and found.named_in(self.texts.read(finding.location.file)):
            self.secret_files |= {finding.location.file}
        edits = finding.remedy.edits if finding.remedy else ()
        return replace(
            finding,
            message=found.veil(finding.message),
            mend=found.veil(finding.mend),
            note=found.veil(finding.note),
            key=found.veil(finding.key) if finding.key else finding.key,
            excerpt=None if found.named_in(finding.excerpt) else finding.excerpt,
            related=tuple(replace(at, message=found.veil(at.message)) for at in finding.related),
            remedy=None if any(found.named_in(edit.text) for edit in edits) else finding.remedy,
        )

    def bodies_of(self, file: str) -> bodies.Bodies:
        """Return the sensitive bodies of the network that a file belongs to; their lines become secret."""
        parts = file.removeprefix(f"{self.repository.settings.data}/").split("/")
        if len(parts) < 3 or parts[0] not in ("networks", "events"):
            return bodies.NONE
        members = f"{self.repository.settings.data}/networks/{parts[1]}/members.yaml"
        if members not in self.bodies:
            try:
                content = self.repository.read_bytes(members)
            except (OSError, ValueError):
                content = b""
            found = self.bodies[members] = bodies.sensitive_bodies(content)
            self.body_lines |= {(members, line) for line in found.lines}
        return self.bodies[members]

    def remedy(self, fault: Fault, repairs: _RepairsByFile) -> Remedy | None:
        """Return how to mend it; not where the text must not be shown, since a change shows it."""
        if fault.fix is None or fault.secret:
            return None
        edits = [self.texts.edit(edit, repairs) for edit in fault.fix.edits]
        found = tuple(edit for edit in edits if edit)
        return Remedy(fault.fix.safe, found, fault.fix.whole) if len(found) == len(edits) else None


_Lines = frozenset[tuple[str, int]]
_OF_FILE_NAMES = ("misplaced-file", "event-file-name")  # they stand on the first line, but say nothing of what it holds


def _secret_lines(faults: Iterable[tuple[Fault, _RepairsByFile]], texts: _Texts) -> _Lines:
    """Return the lines that must not be shown, whichever rules were selected."""
    places = [texts.location(fault.place, repairs) for fault, repairs in faults if fault.secret]
    return frozenset((place.file, line) for place in places for line in range(place.span.line, place.span.end_line + 1))


_FIRST = "Zuerst den Befund zum Datenschutz auf dieser Zeile beheben, dann erneut prüfen."


def _veiled(finding: Finding, mend: str) -> Finding:
    """Leave of a finding on a line that must not be shown its rule and its position, and say what holds for any text."""
    return replace(
        finding,
        message=f"{finding.rule.title} Näheres steht hier nicht, weil die Zeile Angaben enthält, die nicht wiederholt werden.",
        mend=mend,
        note="",
        key=None,
        excerpt=None,
        related=tuple(replace(at, message="") for at in finding.related),
        remedy=finding.remedy if finding.remedy and finding.remedy.whole else None,
    )


def _key(fault: Fault) -> str | None:
    """Return the last key of the path, unless the key itself is what must not be shown."""
    if fault.secret and fault.place.on == "key":
        return None
    return next((step for step in reversed(fault.place.path) if isinstance(step, str)), None)


def _note(template: str, location: Location, related: Sequence[Location]) -> str:
    """Fill `{0}` with the position of the related place: the line alone where it is the same file."""
    if "{0}" not in template or not related:
        return template
    other = related[0]
    where = f"Zeile {other.span.line}" if other.file == location.file else f"{other.file}, Zeile {other.span.line}"
    return template.replace("{0}", where)


class _Texts:
    """Reads the files with findings again, to say where in them something stands."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.file, self.text = "", ""

    def location(self, place: Place, repairs: _RepairsByFile, message: str = "") -> Location:
        span = place.span
        if span is None:
            path = repairs[place.file].original(place.path) if place.file in repairs else place.path
            span = locate(self.read(place.file), path, place.on) if self.read(place.file) else FILE_START
        return Location(place.file, span, message)

    def line(self, location: Location) -> str | None:
        """Return the line of the file, with what must not be printed made visible; None where there is none."""
        lines = self.read(location.file).split("\n")
        if location.span.line > len(lines) or not any(lines):
            return None
        return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", lines[location.span.line - 1].replace("\t", " "))

    def edit(self, edit: Edit, repairs: _RepairsByFile) -> TextEdit | None:
        """Return where and how the text is to be changed, or None where it does not say what is expected there."""
        span = self.location(edit.place, repairs).span
        lines = self.read(edit.place.file).split("\n")
        written = lines[span.line - 1][span.column - 1 : span.end_column - 1] if span.line <= len(lines) else ""
        if written == edit.old:
            return TextEdit(edit.place.file, span, edit.new)
        if written[:1] in ("'", '"') and written[1:-1] == edit.old and written[-1] == written[0]:
            return TextEdit(edit.place.file, span, written[0] + edit.new.strip('"') + written[0])
        return None

    def read(self, file: str) -> str:
        if file != self.file:
            self.file, self.text = file, self._read(file)
        return self.text

    def _read(self, file: str) -> str:
        try:
            content = self.repository.read_bytes(file)
        except OSError:
            return ""
        guarded = guard(file, content)
        if guarded.text is not None:
            return guarded.text
        return content.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
