"""Turns faults into findings: selects them, adds their weight, position and line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from ksnet import rules
from ksnet.basics.findings import FILE_START, Edit, Fault, Place, Rule
from ksnet.checking import switching
from ksnet.checking.results import FilePlace, Finding, Remedy, Selection, TextEdit, how_many_more
from ksnet.checking.veiling import OF_FILE_NAMES, Veil
from ksnet.repository import Repository
from ksnet.repository.positions import Positions
from ksnet.rules.founding import foundation
from ksnet.yamltext.reading.characters import FORBIDDEN
from ksnet.yamltext.reading.texts import lines_of

_LISTED = frozenset(rules.ALL)
_PLACE_IN_NOTE = "{0}"  # where a note names the place of what is related


class Findings:
    """Makes findings from faults and the files that they are about."""

    def __init__(self, repository: Repository, selection: Selection) -> None:
        """Take weights and switched-off rules from the settings of `repository`."""
        configured, self.land = repository.settings.rules, repository.land
        off = switching.switched_off(configured)
        self.active = selection.rules() - off
        self.off = selection.off() | (selection.chosen() & off)
        meant = [
            (rules.meant_by(text), weight)
            for text, weight in configured.severity.items()
            if not switching.is_too_light(text, weight)
        ]
        # What the settings say about a rule overrides what they say about its family.
        meant.sort(key=lambda entry: -len(entry[0]))
        self.weights = {rule: weight for found, weight in meant for rule in found}
        self.positions = Positions(repository)
        self.veil = Veil(repository, self.positions)

    def of(self, faults: Iterable[Fault], active: Collection[Rule]) -> Iterator[Finding]:
        """Yield the findings of these rules; places without a position are those of the file."""
        for fault in self.learn(faults):
            if fault.rule in active:
                yield self.veil.cover(self._finding(fault), secret=fault.secret)

    def learn(self, faults: Iterable[Fault]) -> list[Fault]:
        """Return the faults with positions; remember what must not be shown, of all rules."""
        located = [self.positions.located(fault, {}) for fault in faults]
        for fault in located:
            if fault.rule not in _LISTED:  # nobody could select it: it would vanish without a word
                raise RuntimeError(f"rule {fault.rule.name} is not listed in ksnet.rules")
            if fault.secret:
                self.veil.learn(_location(fault.place), fault.rule)
        return located

    def _finding(self, fault: Fault) -> Finding:
        location = _location(fault.place)
        related = tuple(_location(other.place, other.message) for other in fault.related)
        hidden = fault.secret or fault.rule in OF_FILE_NAMES
        excerpt = None if hidden else self._line(location)
        return Finding(
            rule=fault.rule,
            severity=self.weights.get(fault.rule, fault.severity or fault.rule.severity),
            message=fault.message + how_many_more(len(fault.beyond)),
            mend=fault.mend,
            note=_note(fault.note, location, related),
            location=location,
            key=fault.key,
            excerpt=excerpt,
            related=related,
            remedy=self._remedy(fault),
            over=fault.over,
            beyond=fault.beyond,
            mark=fault.mark,
            law=foundation(fault.rule, self.land).law,
            names_line=_PLACE_IN_NOTE in fault.note and bool(related),
            about=fault.about
            if fault.secret
            else (*fault.about, *_names(fault), _written(location, excerpt)),
        )

    def _remedy(self, fault: Fault) -> Remedy | None:
        """Return how to mend a fault; None if its text must not be shown, as a change would."""
        if fault.fix is None or fault.secret:
            return None
        edits = [self._edit(edit) for edit in fault.fix.edits]
        found = tuple(edit for edit in edits if edit)
        return Remedy(fault.fix.safe, found, fault.fix.whole) if len(found) == len(edits) else None

    def _line(self, location: FilePlace) -> str | None:
        """Return the line of the file, made printable; None where there is none."""
        lines = lines_of(self.positions.written(location.file))
        if location.span.line > len(lines) or not any(lines):
            return None
        return _printable(lines[location.span.line - 1])

    def _edit(self, edit: Edit) -> TextEdit | None:
        """Return the edit at its span, or None where the file does not have the old text there."""
        span = _location(edit.place).span
        lines = lines_of(self.positions.text(edit.place.file))
        written = (
            lines[span.line - 1][span.column - 1 : span.end_column - 1]
            if span.line <= len(lines)
            else ""
        )
        if written == edit.old:
            return TextEdit(edit.place.file, span, edit.new)
        if written[:1] in ("'", '"') and written[1:-1] == edit.old and written[-1] == written[0]:
            return TextEdit(edit.place.file, span, written[0] + edit.new.strip('"') + written[0])
        return None


@lru_cache(maxsize=16)  # a file of one line may hold many findings
def _printable(line: str) -> str:
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", line.replace("\t", " "))


def _location(place: Place, message: str = "") -> FilePlace:
    return FilePlace(place.file, place.span or FILE_START, message)


def _names(fault: Fault) -> Iterator[str]:
    """Yield what the place and its related ones are called, and what was written for an id."""
    yield from fault.place.names
    if fault.sought:
        yield fault.sought[0]
    # What it is about identifies it: then the places that belong to it may come and go.
    for other in () if fault.about else fault.related:
        yield from (other.place.file, *other.place.names)


def _written(location: FilePlace, line: str | None) -> str:
    """Return the text at a location within `line`, empty where it is only a part of the text."""
    span = location.span
    return (line or "")[span.column - 1 : span.end_column - 1] if span.line == span.end_line else ""


def _note(template: str, location: FilePlace, related: Sequence[FilePlace]) -> str:
    """Fill `{0}` with the position of the related place, in the same file only its line."""
    if _PLACE_IN_NOTE not in template or not related:
        return template
    other = related[0]
    where = (
        f"Zeile {other.span.line}"
        if other.file == location.file
        else f"{other.file}, Zeile {other.span.line}"
    )
    return template.replace(_PLACE_IN_NOTE, where)
