"""The differences of one entry: a German phrase for each changed value, with its line.

Nothing here knows single keys: titles, kinds and meanings come from the models of the records.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ksnet.basics.findings import Path
from ksnet.basics.frozen import frozen
from ksnet.comparing.entries import EntryState
from ksnet.comparing.items import At, compare_items
from ksnet.comparing.matching import Renames, same_values
from ksnet.comparing.naming import Names
from ksnet.comparing.places import Reason
from ksnet.comparing.texts import changed_phrases, is_long, on_one_line, unseen
from ksnet.comparing.values import (
    not_shown,
    shape_in,
    shapes_below,
    shown_value,
    title_of,
    value_text,
)
from ksnet.records import german
from ksnet.records.identity import mark_of
from ksnet.records.structure import FieldShape, fields_of

# Words at the end of a title that only what follows completes: „erledigt am“.
_LEADS_ON = frozenset(("am", "an", "ab", "bis", "durch", "seit", "von", "zu"))
_ENDS = {"since": "Beginn", "until": "Ende"}
_UNKNOWN = "Eine unbekannte Angabe"
_LESS_OFTEN = " (einmal weniger, steht aber noch da)"
# What names an entry or its time, and how its headline says it.
_IN_HEADLINES = {
    **dict.fromkeys(("name", "title", "theme", "text", "family_name", "given_name"), "{}"),
    **dict.fromkeys(("organisation", "youth_office", "category", "start"), "{}"),
    "field": "({})",
    "since": "seit {}",
    "end": "bis {}",
}
# Marks that say what is still to be done: the words for a new one and for one that is gone.
_MARKS = {"unconfirmed": ("noch nicht bestätigt", "bestätigt")}


@frozen
class Detail:
    """One changed value: its keys, the phrase, its line, and whether it must stay hidden."""

    keys: tuple[str, ...]
    text: str
    line: int
    hidden: bool = False


class _Place(NamedTuple):
    """The place of a value: titles and keys down to it, shape, path before and after."""

    titles: tuple[str, ...]
    keys: tuple[str, ...]
    shape: FieldShape | None
    was: Path
    now: Path

    @property
    def title(self) -> str:
        return ", ".join(self.titles)


class Details:
    """Words the differences between two states of an entry."""

    def __init__(self, was: Names, now: Names) -> None:
        """Take the names before and after."""
        self.was, self.now = was, now

    def between(self, before: EntryState, after: EntryState, renames: Renames) -> list[Detail]:
        """Return the differences between two states of an entry, in the order of the keys."""
        return list(_Between(self, before, after, renames).all())

    def of_new(self, entry: EntryState, headline: str) -> list[Detail]:
        """Return all values of a new entry that its headline does not name."""
        names, result = self.now, []
        shapes = fields_of(entry.model)
        unknown = sorted(entry.data.keys() - shapes)
        for key in [*(key for key in shapes if key in entry.data and key != "id"), *unknown]:
            path, shape = (*entry.path, key), shapes.get(key)
            words = shown_value(names, entry, shape, entry.data[key], path)
            if key in _IN_HEADLINES and _IN_HEADLINES[key].format(words.strip("„“")) in headline:
                continue
            is_hidden = names.places.reason(entry.file, path) is not None
            title = _UNKNOWN if is_hidden and shape is None else title_of(names, shape, key)
            line = names.places.line(entry.file, path)
            result.append(Detail((key,), f"{title} {words}", line, is_hidden))
        return result


def _are_others(place: _Place, was: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether of two who are named, one has an id and the other has none."""
    ident = shapes_below(place.shape).get("id")
    return bool(ident and ident.refs and was and now and ("id" in was) != ("id" in now))


def _default(shape: FieldShape | None) -> object:
    """Return the value of a missing key: its default, or an empty mapping."""
    if shape and shape.default_factory:
        return {}
    default = shape.default if shape and not shape.required else None
    return (
        default if isinstance(default, bool) else str(default) if isinstance(default, str) else None
    )


class _Between:
    """The comparison of two states of one entry."""

    def __init__(
        self, details: Details, before: EntryState, after: EntryState, renames: Renames
    ) -> None:
        self.names_before, self.names_after = details.was, details.now
        self.before, self.after, self.renames = before, after, renames

    def all(self) -> Iterator[Detail]:
        """Yield every difference except the id."""
        whole = _Place((), (), None, self.before.path, self.after.path)
        was, now = ({**one.data, "id": None} for one in (self.before, self.after))
        yield from self.mapping(whole, was, now, fields_of(self.after.model))

    def value(self, place: _Place, was: object, now: object) -> Iterator[Detail]:
        """Yield the differences of one value."""
        if same_values(was, now, self.renames):
            return
        if reason := self.reason(place, was, now):
            parts = was or now
            if isinstance(parts, dict | list) and not reason.whole:
                empty: object = {} if isinstance(parts, dict) else []
                was, now = (empty if one is None else one for one in (was, now))
            else:
                title = place.title if place.shape else _UNKNOWN
                what = "neu" if was is None else "gestrichen" if now is None else "geändert"
                yield self.detail(place, f"{title} {what} {not_shown(reason.text)}", hidden=True)
                return
        if isinstance(was, list) or isinstance(now, list):
            was, now = ([] if one is None else one for one in (was, now))
        if isinstance(was, dict) and isinstance(now, dict) and not _are_others(place, was, now):
            yield from self.mapping(place, was, now)
        elif isinstance(was, list) and isinstance(now, list):
            yield from self.items(place, was, now)
        else:
            yield self.detail(place, self.single(place, was, now))

    def mapping(
        self,
        place: _Place,
        was: dict[str, Any],
        now: dict[str, Any],
        shapes: dict[str, FieldShape] | None = None,
    ) -> Iterator[Detail]:
        """Yield the differences of a mapping, key by key."""
        shapes = shapes_below(place.shape) if shapes is None else shapes
        for key in [*shapes, *sorted((was.keys() | now.keys()) - shapes.keys())]:
            if was.get(key) == now.get(key):  # as nearly everywhere
                continue
            shape = shapes.get(key)
            title = title_of(self.names_after, shape, key, place.shape)
            inner = _Place(
                # The id of somebody named is all there is of it: its name says it.
                place.titles if key == "id" and shape and shape.refs else (*place.titles, title),
                (*place.keys, key),
                shape_in(shapes, key, place.shape),
                (*place.was, key),
                (*place.now, key),
            )
            values = (one.get(key, _default(shape)) for one in (was, now))
            yield from self.value(inner, *values)

    def items(self, place: _Place, was: list[object], now: list[object]) -> Iterator[Detail]:
        """Yield what was added to, removed from and changed in a list, and a new order."""
        found = compare_items(was, now, self.renames)
        title = place.title
        added, gone = _MARKS.get(place.keys[-1], (f"{title} neu", f"{title} nicht mehr"))
        for lead, items, names, entry, path, others, again in (
            (added, found.new, self.names_after, self.after, place.now, was, " (noch einmal)"),
            (gone, found.gone, self.names_before, self.before, place.was, now, _LESS_OFTEN),
        ):
            said = [
                shown_value(names, entry, place.shape, item, (*path, number))
                + again * (item in others)
                for number, item in items
            ]
            if said:
                long = any(", " in words for words in said)
                listed = "; ".join(said) if long else german.join(said)
                at = items[0][0] if lead == added else None
                yield self.detail(place, f"{lead}: {listed}", at)
        for old, new in found.changed:
            yield from self.item(place, old, new)
        if found.reordered and len(now) > 1:
            order = shown_value(self.names_after, self.after, place.shape, now, place.now)
            yield self.detail(place, f"{place.title} in anderer Reihenfolge: {order}")

    def item(self, place: _Place, old: At, new: At) -> Iterator[Detail]:
        """Yield the differences of one item of a list as one phrase."""
        was, now = old[1], new[1]
        mark, value = mark_of(now)
        inner_place = _Place(
            (), place.keys, place.shape, (*place.was, old[0]), (*place.now, new[0])
        )
        inner = list(self.mapping(inner_place, was, now))
        if not inner:
            return
        shapes = shapes_below(place.shape)
        names, network = self.names_after, self.after.network
        name = value_text(names, network, shapes.get(mark), value) if mark else ""
        at_mark = (*inner_place.now, mark)
        hidden = mark and names.places.reason(self.after.file, at_mark) is not None
        # What stands for a name that is not shown is a noun with its article or adjective.
        said = f"„{name}“" if name[:1].islower() else name
        at = f" bei {said}" if name and not hidden and mark_of(was)[1:] == (value,) else ""
        words = ", ".join(one.text for one in inner)
        since = now.get("since") if not name and was.get("since") == now.get("since") else None
        of_then = (
            f" (seit {value_text(names, network, shapes.get('since'), since)})" if since else ""
        )
        lead = f"{place.title} geändert{at}: " if at else f"{place.title}{of_then}: "
        if of_then:
            words = words.removeprefix(f"{place.title} ")
        text = words if words.startswith(place.title) and not of_then else lead + words
        yield self.detail(place, text, new[0], hidden=all(one.hidden for one in inner))

    def single(self, place: _Place, was: object, now: object) -> str:
        """Return the phrase for one value that was added, removed or replaced."""
        title = place.title
        old = value_text(self.names_before, self.before.network, place.shape, was)
        new = value_text(self.names_after, self.after.network, place.shape, now)
        if was is None:
            return f"{title} {new}" if title.split()[-1] in _LEADS_ON else f"{title} neu: {new}"
        if now is None:
            return f"{_ENDS.get(place.keys[-1], title)} gestrichen (bisher {old})"
        if (
            isinstance(was, str)
            and isinstance(now, str)
            and new == on_one_line(now)  # no label and no name of an entry
            and (is_long(was) or is_long(now))
        ):
            return f"{title} geändert: {'; '.join(changed_phrases(was, now))}"
        if isinstance(was, str) and isinstance(now, str):
            if new == old and on_one_line(now) != new:
                return f"{title} {new} statt {old} (ein anderer Eintrag, der genauso heißt)"
            if same := unseen(was, now):
                return f"{title} {new} statt {old} ({same})"
        if new == old:
            return f"{title} {new} in anderer Form (Liste statt Wert oder umgekehrt)"
        return f"{title} {new} statt {old}".lstrip()

    def detail(
        self, place: _Place, text: str, number: int | None = None, *, hidden: bool = False
    ) -> Detail:
        """Return a phrase with the line of its value."""
        path = place.now if number is None else (*place.now, number)
        return Detail(place.keys, text, self.names_after.places.line(self.after.file, path), hidden)

    def reason(self, place: _Place, was: object, now: object) -> Reason | None:
        """Return why a value must stay hidden, before or after."""
        for value, names, entry, path in (
            (now, self.names_after, self.after, place.now),
            (was, self.names_before, self.before, place.was),
        ):
            if value is not None and (found := names.places.reason(entry.file, path)):
                return found
        return None
