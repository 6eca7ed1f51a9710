"""What a change publishes or withdraws, and its effect on protection and duties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from ksnet.comparing.entries import Data, EntryState
from ksnet.comparing.matching import Pair
from ksnet.comparing.notices import Topic
from ksnet.protection.public_keys import PUBLIC
from ksnet.protection.who import may_be_published
from ksnet.records import german
from ksnet.records.core import ValidationError
from ksnet.records.members import Publication
from ksnet.records.structure import fields_of

_PEOPLE = frozenset(("person", "guest"))
_CALENDARS = "öffentlichen und abonnierten Kalendern"


class Effect(NamedTuple):
    """An effect of a change beyond its values."""

    topic: Topic
    text: str


def effects(pair: Pair, day: dt.date) -> list[Effect]:
    """Return the effects of a changed entry as of a day, the most serious first."""
    before, after = pair
    entry = pair.entry
    was, now = (one.data if one else {} for one in (before, after))
    found = []
    if entry.kind == "member":
        found += _protection(before, after)
    elif entry.kind in _PEOPLE:
        found += _publication(entry, was, now, day)
    elif entry.kind == "event":
        found += [*_calendars(before, after), *_counting(was, now)]
    elif entry.kind == "plan":
        found += _plan(was, now)
    elif entry.kind == "settings" and was.get("visibility") != now.get("visibility"):
        text = "Dieses Verzeichnis ist nicht mehr öffentlich"
        if now.get("visibility") == "oeffentlich":
            text = "Alle können dieses Verzeichnis lesen"
        found.append(Effect(Topic.PUBLIC, text))
    return found


def _titles(entry: EntryState, data: Data, keys: Iterable[str]) -> str:
    shapes = fields_of(entry.model)
    return german.join(shapes[key].title for key in shapes if key in keys and key in data)


def _protection(before: EntryState | None, after: EntryState | None) -> list[Effect]:
    was, now = (one is not None and one.data.get("sensitive") is True for one in (before, after))
    if was and after and not now:
        keys = PUBLIC[after.model] & after.data.keys()
        what = _titles(after, after.data, keys) or "ihr Eintrag"
        return [Effect(Topic.PROTECTION, f"öffentlich werden: {what} (Werte stehen hier nicht)")]
    if now and not was:
        return [Effect(Topic.PROTECTION, "erscheint in Listen nur als „geschützte Einrichtung“")]
    if was and after is None:
        return [Effect(Topic.PROTECTION, "der Eintrag einer geschützten Einrichtung entfällt")]
    return []


def _publication(entry: EntryState, was: Data, now: Data, day: dt.date) -> list[Effect]:
    old, new = (_is_published(data, day) for data in (was, now))
    shown = PUBLIC[entry.model]
    if new and not old:
        return [Effect(Topic.PUBLIC, f"öffentlich werden {_titles(entry, now, shown)}")]
    if old and not new:
        return [Effect(Topic.PUBLIC, f"nicht mehr öffentlich: {_titles(entry, was, shown)}")]
    if new:
        differing = [key for key in shown if was.get(key) != now.get(key)]
        come = _titles(entry, now, [key for key in differing if key not in was])
        gone = _titles(entry, was, [key for key in differing if key not in now])
        parts = (
            f"öffentlich wird auch {come}" if come else "",
            f"nicht mehr öffentlich: {gone}" if gone else "",
        )
        return [Effect(Topic.PUBLIC, text) for text in parts if text]
    if "publication" in now and was.get("publication") != now.get("publication"):
        return [Effect(Topic.PUBLIC, "an diesem Tag nicht öffentlich")]
    return []


def _is_published(data: Data, day: dt.date) -> bool:
    publication = data.get("publication")
    if not isinstance(publication, dict):
        return False
    try:
        return may_be_published(Publication.model_validate(publication), day)
    except ValidationError:
        return False


def _calendars(before: EntryState | None, after: EntryState | None) -> list[Effect]:
    was, now = (one is not None and one.data.get("public") is True for one in (before, after))
    if now and not was:
        return [Effect(Topic.PUBLIC, f"erscheint in {_CALENDARS}")]
    if was and not now:
        return [Effect(Topic.PUBLIC, f"verschwindet aus {_CALENDARS}")]
    if not (now and before and after) or before.id == after.id:
        return []
    moved = "in abonnierten Kalendern verschwindet der alte Termin, und ein neuer kommt hinzu"
    return [Effect(Topic.PUBLIC, moved)] if before.data.get("uid") == after.data.get("uid") else []


def _counting(was: Data, now: Data) -> list[Effect]:
    old, new = _counts(was), _counts(now)
    if old == new:
        return []
    text = "als Qualifizierungsangebot nach dem Gesetz"
    return [Effect(Topic.DUTIES, f"zählt jetzt {text}" if new else f"zählt nicht mehr {text}")]


def _counts(data: Data) -> bool:
    qualification: Any = data.get("qualification")
    if not isinstance(qualification, dict) or data.get("status") != "stattgefunden":
        return False
    listed = qualification.get("categories")
    return (
        qualification.get("interdisciplinary") is True
        and isinstance(listed, list)
        and len(set(map(str, listed))) > 1
    )


def _plan(was: Data, now: Data) -> list[Effect]:
    old, new = (data.get("public") is True for data in (was, now))
    what = "erscheint auf" if new else "verschwindet von"
    return [Effect(Topic.PUBLIC, f"{what} den öffentlichen Seiten")] if old != new else []
