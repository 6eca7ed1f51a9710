"""One sentence for each changed entry, and its importance for a reviewer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ksnet.basics.frozen import replace
from ksnet.comparing.change import Change, ChangeKind
from ksnet.comparing.details import Detail, Details
from ksnet.comparing.entries import Data, EntryState
from ksnet.comparing.matching import Pair
from ksnet.comparing.naming import Names
from ksnet.comparing.publicity import effects
from ksnet.comparing.standing_out import domains_of, oddities
from ksnet.comparing.times import (
    moment_or_text,
    said_by_sessions,
    said_by_spans,
    span,
    start_of,
    valid_when,
)
from ksnet.comparing.weighing import topic_of
from ksnet.records import german
from ksnet.records.structure import fields_of
from ksnet.records.values import moment_of

_SAID_BY_EFFECTS = frozenset(("public",))  # effects tell where it appears or disappears
_REACHED_BY = frozenset(("email", "website", "contacts"))
_STAYS = frozenset(("role", "groups", "since", "until"))  # of a person whose data were removed
# Whose change says when a meeting is.
_WHEN = frozenset(("start", "end", "sessions", "rescheduled_from"))
_STATES = {
    "abgesagt": "Abgesagt",
    "verschoben": "Verschoben, neuer Tag offen",
    "stattgefunden": "Hat stattgefunden",
}


class _Said(NamedTuple):
    """The wording of a change, and the keys that it already covers."""

    kind: ChangeKind
    text: str
    covered: frozenset[str] = frozenset()


class Teller:
    """Puts the changed entries of one comparison into words."""

    def __init__(self, was: Names, now: Names, as_of: dt.date) -> None:
        """Take the names before and after; meetings within two weeks of `as_of` are urgent."""
        self.was, self.now, self.as_of = was, now, as_of
        self.details = Details(was, now)
        self.domains = domains_of(was.by_id.values())

    def change(self, pair: Pair, renames: Mapping[str, str]) -> Change | None:
        """Return the change of an entry, None for no change; no text names a sensitive body."""
        change = self.told(pair, renames)
        if change is None:
            return None
        veiled = replace(
            change,
            headline=self.veil(change.headline),
            details=tuple(replace(one, text=self.veil(one.text)) for one in change.details),
        )
        values = repr((change.id, change.before, change.after))
        if self.veil(values) == values and not self.was.names_forgotten(values):
            return veiled
        return replace(veiled, id=None, before=None, after=None)

    def veil(self, text: str) -> str:
        """Return a text without the names of bodies protected before or after."""
        return self.was.veil(self.now.veil(text))

    def told(self, pair: Pair, renames: Mapping[str, str]) -> Change | None:
        """Return the change of an entry before names are veiled."""
        before, after = pair
        if before is None or after is None:
            return self.whole(pair)
        found = self.details.between(before, after, renames)
        moved = after.kind == "person" and renames.get(before.within, before.within) != after.within
        if not found and not moved and (before.id == after.id or after.kind == "members"):
            return None
        said = self.sentence(before, after, {one.keys[0] for one in found})
        about = next((one.keys for one in found if one.keys[0] in said.covered), ())
        details = self.beyond(before, after, found, said)
        if moved:
            details.insert(0, self.moved_from(before, after))
        veiled = self.was.is_veiled(before) or self.now.is_veiled(after) or "redacted" in after.data
        values = self.values(before, after, found)
        change = Change(
            kind=said.kind,
            network=after.network,
            file=after.file,
            path=(*after.path, *about[:1]),
            what=after.kind,
            id=None if veiled else after.own_id,
            headline=said.text,
            details=tuple(details),
            before=None if veiled else values[0],
            after=None if veiled else values[1],
            beyond=bool(said.covered) or said.kind != "changed",
        )
        return self.finished(pair, change, found)

    def beyond(
        self, before: EntryState, after: EntryState, found: list[Detail], said: _Said
    ) -> list[Detail]:
        """Return the details that the sentence about an entry does not cover, as far as shown."""
        is_told = after.kind in ("event", "plan") and _is_settled("public", before, after)
        covered = said.covered | (_SAID_BY_EFFECTS if is_told else frozenset())
        if after.kind == "event":
            covered |= frozenset(said_by_sessions(before.data, after.data))
        more = [one for one in found if one.keys[0] not in covered]
        if "redacted" in after.data:
            return [one for one in more if one.keys[0] in _STAYS]
        if self.was.is_protected(before) or self.now.is_protected(after):
            return _without_values(after, more)
        return more

    def moved_from(self, before: EntryState, after: EntryState) -> Detail:
        """Return at which body a person was before."""
        body = self.was.of_id(before.network, before.within)
        if self.now.is_protected(after) and not self.was.is_protected(before):
            body = "einer anderen Stelle"  # whose only person it may have been
        line = self.now.places.line(after.file, after.path)
        return Detail(("people",), f"bisher bei {body}", line)

    def values(
        self, before: EntryState, after: EntryState, details: Iterable[Detail]
    ) -> tuple[Data, Data]:
        """Return the differing values before and after by dotted keys, with differing ids.

        A value that is or contains something confidential is None on both sides.
        """
        was: Data = {}
        now: Data = {}
        if before.id != after.id:
            was["id"], now["id"] = before.own_id, after.own_id
        for one in details:
            hidden = one.hidden or any(
                names.places.reason(entry.file, (*entry.path, *one.keys))
                for names, entry in ((self.was, before), (self.now, after))
                if _at(entry.data, one.keys) is not None
            )
            key = ".".join(one.keys)
            was[key], now[key] = (
                None if hidden else _at(entry.data, one.keys) for entry in (before, after)
            )
        return was, now

    # --- entries that came or went ---

    def whole(self, pair: Pair) -> Change:
        """Word a new or removed entry; of a new one, all its values."""
        entry, new = pair.entry, pair.before is None
        names = self.now if new else self.was
        protected, veiled = names.is_protected(entry), names.is_veiled(entry)
        headline = f"{'Neu' if new else 'Entfernt'}: {names.name(entry)}{'' if veiled else valid_when(entry)}"
        details = self.details.of_new(entry, headline) if new and not protected else []
        values = (
            None
            if veiled or any(one.hidden for one in details)
            else {"id": entry.own_id, **(entry.data if new else {})}
        )
        return self.finished(
            pair,
            Change(
                kind="added" if new else "removed",
                network=entry.network,
                file=entry.file,
                path=entry.path,
                what=entry.kind,
                id=None if veiled else entry.own_id,
                headline=headline,
                details=tuple(details),
                before=None if new else values,
                after=values if new else None,
            ),
        )

    def finished(self, pair: Pair, change: Change, found: Iterable[Detail] = ()) -> Change:
        """Return a change with its effects and topic."""
        found_effects = effects(pair, self.as_of)
        entry = pair.after
        if entry is not None and (pair.before is None or any(not one.hidden for one in found)):
            within = (
                self.now.by_id.get((entry.network, entry.within))
                if entry.kind == "person"
                else None
            )
            if not self.now.is_protected(entry):
                known = self.domains.get(entry.network, set())
                old = oddities(pair.before, None, set()) if pair.before else []
                fresh = oddities(self.shown(entry), within, known)
                found_effects += [one for one in fresh if one not in old]
        topic = topic_of(pair, {one.keys[0] for one in found}, found_effects, self.as_of)
        return replace(change, effects=tuple(one.text for one in found_effects), topic=topic)

    def shown(self, entry: EntryState) -> EntryState:
        """Return an entry of after without what must stay hidden, also how to reach who is."""
        unsaid = _REACHED_BY if self.now.is_protected(entry) else ()
        data = {
            key: value
            for key, value in entry.data.items()
            if key not in unsaid and not self.now.places.reason(entry.file, (*entry.path, key))
        }
        return replace(entry, data=data)

    # --- entries that stayed ---

    def sentence(self, before: EntryState, after: EntryState, keys: set[str]) -> _Said:
        """Return the wording of what happened to an entry as a whole."""
        name = self.was.name(before) if self.was.is_protected(before) else self.now.name(after)
        is_veiled = self.was.is_veiled(before) or self.now.is_veiled(after)
        if after.kind == "member" and "name" in keys - before.data.keys() and not is_veiled:
            name += f", bisher {self.was.body(before)}"
        if "redacted" in keys and "redacted" in after.data:
            return _Said(
                "changed",
                f"Daten gelöscht: eine Person, jetzt {after.id}",
                frozenset(keys - _STAYS),
            )
        if before.id != after.id:
            old = f" „{before.own_id}“" if before.own_id else ""
            ids = "" if self.now.is_veiled(after) else f" (Kennung{old} jetzt „{after.id}“)"
            return _Said("renamed", f"Umbenannt: {name}{ids}", frozenset(("id",)))
        is_told = after.kind == "member" and _is_settled("sensitive", before, after)
        if is_told and "sensitive" in keys:
            word = "Unter Schutz gestellt" if after.data.get("sensitive") else "Schutz aufgehoben"
            return _Said("changed", f"{word}: {name}", frozenset(("sensitive",)))
        if after.kind == "event" and (said := self.event(before, after, keys, name)):
            return said
        came = keys & (after.data.keys() - before.data.keys())
        if "until" in came and after.kind != "vacancy":
            return _Said(
                "ended",
                f"Endet: {name} zum {moment_or_text(str(after.data['until']))}",
                frozenset(("until",)),
            )
        if "publication" in came:
            return _Said("changed", f"Darf veröffentlicht werden: {name}")
        if "publication" in keys and "publication" not in after.data:
            return _Said("changed", f"Nicht mehr zu veröffentlichen: {name}")
        is_dated = after.kind == "event" and not is_veiled and not keys & _WHEN
        when = valid_when(after) if is_dated else ""
        return _Said("changed", f"Geändert: {name}{when}")

    def event(
        self, before: EntryState, after: EntryState, keys: set[str], name: str
    ) -> _Said | None:
        """Return the wording for a meeting that was moved, called off or held."""
        was, now = moment_of(start_of(before.data)), moment_of(start_of(after.data))
        state = str(after.data.get("status") or "")
        if "status" in keys and state in _STATES:
            return _Said(
                "changed", f"{_STATES[state]}: {name}{valid_when(after)}", frozenset(("status",))
            )
        old, new = (span(entry.data) for entry in (before, after))
        is_read = all(
            moment or not start_of(entry.data) for moment, entry in ((was, before), (now, after))
        )
        if "start" not in keys or old == new or not is_read:
            return None
        covered = frozenset(said_by_spans(before.data, after.data))
        so_far = f"(bisher {old})"
        if now is None:
            return _Said("moved", f"Ohne Datum: {name} {so_far}", covered)
        if was is None or (not was.date.exact and now.date.within(was.date)):
            sure = f"Termin steht fest: {name} am {new} {so_far}"
            vague = f"Termin genauer: {name}, jetzt {new} {so_far}"
            return _Said("changed", sure if now.date.exact else vague, covered)
        moved = f"vom {old} auf {new}" if was.date.exact else f"auf {new} {so_far}"
        return _Said("moved", f"Verlegt: {name} {moved}", covered)


def _is_settled(key: str, *states: EntryState) -> bool:
    """Whether a value is true or false in each state; what the schema refuses is neither."""
    return all(isinstance(one.data.get(key, False), bool) for one in states)


def _without_values(entry: EntryState, details: list[Detail]) -> list[Detail]:
    """Return one phrase without values for the changes of a protected entry."""
    if not details:
        return []
    shapes = fields_of(entry.model)
    keys = dict.fromkeys(one.keys[0] for one in details)
    titles = german.join(
        shapes[key].title if key in shapes else "eine unbekannte Angabe" for key in keys
    )
    text = f"{titles} geändert (Werte stehen hier nicht, weil die Einrichtung geschützt ist)"
    return [Detail(details[0].keys, text, details[0].line, hidden=True)]


def _at(data: Data, keys: tuple[str, ...]) -> Any:  # noqa: ANN401  (a value of plain data)
    value: Any = data
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
