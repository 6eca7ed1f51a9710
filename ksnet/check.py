"""Check a data repository: read, run the rules, turn faults into findings with positions.

This is the one path from files to findings; nothing here prints.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ksnet import rules
from ksnet.findings import FILE_START, Fault, Place, Span, record_of
from ksnet.loading.record import Repairs
from ksnet.reading.guard import FORBIDDEN, guard
from ksnet.reading.yaml import locate
from ksnet.records.vocabulary import Severity
from ksnet.repository import Repository, read_bytes
from ksnet.rules.context import Overview
from ksnet.rules.rule import Rule
from ksnet.spelling import nearest
from ksnet.survey import no_cyclic_gc, survey

_RepairsByFile = dict[str, Repairs]


@dataclass(frozen=True, slots=True)
class Location:
    """A place with its position in the file."""

    file: str
    span: Span
    message: str = ""


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
    """

    files: int
    findings: list[Finding] = field(default_factory=list)
    folder: str = ""

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
        faults = list(_faults(repository, day, progress))
    return Result(repository.files, sorted(_findings(repository, faults, selection), key=lambda finding: finding.order))


def _faults(
    repository: Repository, day: dt.date, progress: Callable[[int], None] | None
) -> Iterator[tuple[Fault, _RepairsByFile]]:
    """Run all rules; a rule that is not selected still runs, because rules share their functions.

    Faults of the reader name paths of the file, those of the rules paths of the record; where the two differ, the
    repairs of the files say how.
    """
    yield from ((fault, {}) for fault in repository.settings_faults)
    yield from ((fault, {}) for fault in repository.tree.faults)
    overview = Overview(day, repository.network_ids, settings_text=repository.settings_text)
    all_repairs: _RepairsByFile = {}
    for number, part in enumerate(survey(repository, day), start=1):
        yield from ((fault, {}) for fault in part.read)
        yield from ((fault, part.repairs) for fault in part.found)
        all_repairs.update(part.repairs)
        overview.merge(part.overview)
        if progress:
            progress(number)
    for rule in rules.ALL:
        if rule.overview:
            yield from ((fault, all_repairs) for fault in rule.overview(overview))


def _findings(
    repository: Repository, faults: Iterable[tuple[Fault, _RepairsByFile]], selection: Selection
) -> Iterator[Finding]:
    names = selection.names()
    ignored = {rule.name for entry in repository.settings.rules.ignore for rule in rules.find(entry.rule)}
    weights = {
        rule.name: weight for text, weight in repository.settings.rules.severity.items() for rule in rules.find(text)
    }
    texts = _Texts(repository)
    faults = list(faults)
    secret_lines = _secret_lines(faults, texts)
    for fault, repairs in faults:
        rule = rules.by_name()[fault.rule]
        if rule.name not in names or rule.name in ignored:
            continue
        location = texts.location(fault.place, repairs)
        related = tuple(texts.location(other.place, repairs, other.message) for other in fault.related)
        finding = Finding(
            rule=rule,
            severity=weights.get(rule.name, fault.severity or rule.severity),
            message=fault.message,
            mend=fault.mend,
            note=_note(fault.note, location, related),
            location=location,
            key=_key(fault),
            excerpt=None if fault.secret else texts.line(location),
            related=related,
        )
        if (
            not fault.secret
            and secret_lines
            and any((at.file, at.span.line) in secret_lines for at in (location, *related))
        ):
            finding = _veiled(finding, secret_lines, texts)
        yield finding


_Lines = frozenset[tuple[str, int]]
_QUOTED = re.compile("„([^“]*)“")
_KEY = re.compile("[a-z_]+")


def _secret_lines(faults: Iterable[tuple[Fault, _RepairsByFile]], texts: _Texts) -> _Lines:
    """Return the lines that must not be shown, whichever rules were selected."""
    places = [texts.location(fault.place, repairs) for fault, repairs in faults if fault.secret]
    return frozenset((place.file, line) for place in places for line in range(place.span.line, place.span.end_line + 1))


def _veiled(finding: Finding, secret_lines: _Lines, texts: _Texts) -> Finding:
    """Take out of a finding what stands on a line where another finding must not be repeated."""
    touched = [at for at in (finding.location, *finding.related) if (at.file, at.span.line) in secret_lines]
    shown = "\n".join(texts.line(at) or "" for at in touched)

    def veil(text: str) -> str:
        """Leave keys, which are ours, and what stands elsewhere."""
        return _QUOTED.sub(
            lambda quote: "„…“" if not _KEY.fullmatch(quote[1]) and quote[1].rstrip("…") in shown else quote[0], text
        )

    return replace(
        finding,
        message=veil(finding.message),
        mend=veil(finding.mend),
        note=veil(finding.note),
        excerpt=None if finding.location in touched else finding.excerpt,
        related=tuple(replace(at, message=veil(at.message)) for at in finding.related),
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
        self.root = repository.root
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

    def read(self, file: str) -> str:
        if file != self.file:
            self.file, self.text = file, self._read(file)
        return self.text

    def _read(self, file: str) -> str:
        try:
            content = read_bytes(self.root, file)
        except OSError:
            return ""
        guarded = guard(file, content)
        if guarded.text is not None:
            return guarded.text
        return content.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
