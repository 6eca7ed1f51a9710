"""One sentence for each changed entry, and how much it matters to a reviewer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from ksnet.basics.findings import record_of
from ksnet.comparing.entries import Data, Entry
from ksnet.comparing.items import compare_items
from ksnet.comparing.matching import Difference, Pair, Renames, differences
from ksnet.comparing.naming import Names, moment_of, moment_text, start_of
from ksnet.comparing.weighing import Weight, urgency, weight_of
from ksnet.records import german
from ksnet.records.identity import mark_of
from ksnet.records.structure import FieldShape

Kind = Literal["added", "ended", "removed", "changed", "moved", "renamed", "formatting"]

_MOMENTS = frozenset(("start", "end", "rescheduled_from"))
_DAYS = frozenset(("since", "until"))
_STATES = {"abgesagt": "Abgesagt", "verschoben": "Verschoben, neuer Tag offen", "stattgefunden": "Hat stattgefunden"}


@dataclass(frozen=True, slots=True)
class Change:
    """One changed entry: `text` is its sentence, `before` and `after` what differs, None where it may not be shown."""

    kind: Kind
    network: str
    file: str
    path: tuple[str | int, ...]
    what: str
    id: str | None
    text: str
    weight: Weight
    before: Data | None
    after: Data | None
    line: int = 1

    @property
    def record(self) -> str:
        """The record that is meant: its path below the data folder without `.yaml`."""
        return record_of(self.file)


class _Said(NamedTuple):
    """How a change is put, and the keys that the sentence covers already."""

    kind: Kind
    text: str
    covered: frozenset[str] = frozenset()


class Teller:
    """Puts the changed entries of one comparison into words."""

    def __init__(self, was: Names, now: Names, as_of: dt.date) -> None:
        """Name what was by `was` and what is by `now`; what lies within two weeks of `as_of` is urgent."""
        self.was, self.now, self.as_of = was, now, as_of

    def change(self, pair: Pair, renames: Mapping[str, str]) -> Change | None:
        """Return the change of an entry; None where it says what it said. No text names a sensitive body."""
        change = self.told(pair, renames)
        if change is None:
            return None
        text = self.was.veil(self.now.veil(change.text))
        values = repr((change.id, change.before, change.after))
        if self.was.veil(self.now.veil(values)) == values and not self.was.names_forgotten(values):
            return replace(change, text=text)
        return replace(change, id=None, text=text, before=None, after=None)

    def told(self, pair: Pair, renames: Mapping[str, str]) -> Change | None:
        """Return the change of an entry in all its words."""
        before, after = pair
        if before is None or after is None:
            return self.whole(pair)
        found = differences(after.model, before.data, after.data, renames)
        found = [one for one in found if one.keys != ("id",)]
        moved = after.kind == "person" and renames.get(before.within, before.within) != after.within
        if not found and not moved and (before.id == after.id or after.kind == "members"):
            return None
        said = self.sentence(before, after, found)
        more = [self.part(after, one, renames) for one in found if one.keys[0] not in said.covered]
        if moved:
            more.insert(0, f"bisher bei {self.was.of_id(before.network, before.within)}")
        veiled = self.was.is_veiled(before) or self.now.is_veiled(after) or "redacted" in after.data
        if veiled:
            more = []
        joiner = ": " if said.kind == "changed" and not said.covered else "; außerdem "
        values = _values(found, *((before.id, after.id) if before.id != after.id else ()))
        return Change(
            kind=said.kind,
            network=after.network,
            file=after.file,
            path=after.path,
            what=after.kind,
            id=None if veiled else after.id,
            text=said.text + (joiner + "; ".join(more) if more else ""),
            weight=weight_of(before, after, found, self.as_of),
            before=None if veiled else values[0],
            after=None if veiled else values[1],
        )

    # --- entries that came or went ---

    def whole(self, pair: Pair) -> Change:
        """Word an entry that is new or gone."""
        entry, new = pair.entry, pair.before is None
        names = self.now if new else self.was
        veiled = names.is_veiled(entry)
        text = f"{'Neu' if new else 'Entfernt'}: {names.name(entry)}{'' if veiled else _when(entry)}"
        personal = entry.kind in ("person", "guest")
        shown = None if veiled or personal else {"id": entry.id}
        return Change(
            kind="added" if new else "removed",
            network=entry.network,
            file=entry.file,
            path=entry.path,
            what=entry.kind,
            id=None if veiled else entry.id,
            text=text,
            weight="wichtig"
            if (personal and new) or entry.kind in ("network", "settings")
            else urgency(entry, self.as_of),
            before=None if new else shown,
            after=shown if new else None,
        )

    # --- entries that stayed ---

    def sentence(self, before: Entry, after: Entry, found: list[Difference]) -> _Said:
        """Choose the words for what happened to an entry as a whole."""
        name, keys = self.now.name(after), {one.keys[0] for one in found}
        if "redacted" in keys and "redacted" in after.data:
            return _Said("changed", f"Daten gelöscht: eine Person, jetzt {after.id}", frozenset(keys))
        if before.id != after.id:
            ids = "" if self.now.is_veiled(after) else f" (Kennung „{before.id}“ jetzt „{after.id}“)"
            return _Said("renamed", f"Umbenannt: {name}{ids}", frozenset(("id",)))
        if after.kind == "event" and (said := self.event(before, after, keys, name)):
            return said
        if "until" in keys and "until" in after.data and "until" not in before.data and after.kind != "vacancy":
            return _Said("ended", f"Endet: {name} zum {moment_text(str(after.data['until']))}", frozenset(("until",)))
        if "publication" in keys and "publication" not in before.data:
            return _Said("changed", f"Darf veröffentlicht werden: {name}", frozenset(("publication",)))
        if "publication" in keys and "publication" not in after.data:
            return _Said("changed", f"Nicht mehr zu veröffentlichen: {name}", frozenset(("publication",)))
        return _Said("changed", f"Geändert: {name}")

    def event(self, before: Entry, after: Entry, keys: set[str], name: str) -> _Said | None:
        """Word a meeting that was moved, called off or held."""
        was, now = moment_of(start_of(before.data)), moment_of(start_of(after.data))
        state = str(after.data.get("status") or "")
        if "status" in keys and state in _STATES:
            return _Said("changed", f"{_STATES[state]}: {name}{_when(after)}", frozenset(("status",)))
        if keys & {"start", "end"}:
            if "start" in keys and was and now and not was.date.exact and now.date.within(was.date):
                return _Said("changed", f"Termin steht fest: {name} am {moment_text(now.text)}", _MOMENTS)
            old, new = (_span(entry.data) for entry in (before, after))
            return _Said("moved", f"Verlegt: {name} vom {old} auf {new}", _MOMENTS)
        return None

    def part(self, entry: Entry, one: Difference, renames: Renames) -> str:
        """Word one value that differs."""
        title = ", ".join(shape.title if shape else key for shape, key in zip(one.shapes, one.keys, strict=True))
        if isinstance(one.before, list) and isinstance(one.after, list):
            return f"{title} {self.lists(entry, one, renames)}"
        shape = one.shapes[-1]
        was = None if one.before is None else self.was.value(entry.network, shape, one.before)
        now = None if one.after is None else self.now.value(entry.network, shape, one.after)
        if one.before is None and one.keys[-1] in _DAYS and now:
            return f"{title} {now}"
        if one.before is None:
            return f"{title} neu" + (f": {now}" if now else "")
        if one.after is None:
            return f"{title} entfällt" + (f" (bisher {was})" if was else "")
        return f"{title} {now} statt {was}" if was and now else f"{title} geändert"

    def lists(self, entry: Entry, one: Difference, renames: Renames) -> str:
        """Word what came into a list, what went and what changed in it; the items themselves where they are short."""
        before, after = (value if isinstance(value, list) else [] for value in (one.before, one.after))
        items = compare_items(before, after, renames)
        if not (items.new or items.gone or items.changed):
            return "in anderer Reihenfolge" if len(before) == len(after) else "geändert"
        shape = one.shapes[-1]
        new = [self.now.value(entry.network, shape, item) for item in items.new]
        gone = [self.was.value(entry.network, shape, item) for item in items.gone]
        changed = [self.item(entry, shape, was, now, renames) for was, now in items.changed]
        if None in new + gone + changed:
            counted = ((items.new, "neu"), (items.gone, "entfallen"), (items.changed, "geändert"))
            return f"geändert ({', '.join(f'{len(some)} {word}' for some, word in counted if some)})"
        parts = [
            f"neu: {german.join(map(str, new))}" if new else "",
            f"nicht mehr: {german.join(map(str, gone))}" if gone else "",
            *map(str, changed),
        ]
        return ", ".join(part for part in parts if part)

    def item(self, entry: Entry, shape: FieldShape | None, was: Data, now: Data, renames: Renames) -> str | None:
        """Word what differs in one item of a list; None where the item has no short name."""
        name = self.now.value(entry.network, shape, mark_of(now)[1])
        parts = (
            [self.part(entry, one, renames) for one in differences(shape.model, was, now, renames)]
            if shape and shape.model
            else []
        )
        return f"geändert bei {name}: {', '.join(parts)}" if name and parts else None


def _values(found: list[Difference], *ids: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what differs before and after, by dotted keys; with the ids where these differ as well."""
    before, after = ({"id": ident} for ident in ids) if ids else ({}, {})
    return (
        before | {".".join(one.keys): one.before for one in found},
        after | {".".join(one.keys): one.after for one in found},
    )


def _span(data: Data) -> str:
    """Return when a meeting is, with its end where that is on the same day."""
    start, end = moment_of(start_of(data)), moment_of(data.get("end"))
    text = moment_text(str(start_of(data) or ""))
    if start and end and start.time and end.time and start.date.text == end.date.text:
        return f"{text}–{end.time:%H:%M}"
    return f"{text} bis {moment_text(end.text)}" if end and start and end.date.text != start.date.text else text


def _when(entry: Entry) -> str:
    """Return since when an entry counts, or when a meeting is."""
    data = entry.data
    if entry.kind == "event":
        return f", {_span(data)}" if start_of(data) else ""
    since = data.get("since")
    return f", seit {moment_text(str(since))}" if since and since != "unbekannt" else ""
