"""Names in the place of ids: finds who or what is meant by the names in the records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ksnet.basics.findings import Edit, Fault, Fix, last_key
from ksnet.basics.frozen import replace
from ksnet.basics.spelling import fold
from ksnet.records import german
from ksnet.records.members import Guest, Person
from ksnet.records.moments import proposed_moment
from ksnet.rules.context import Entry, NetworkContext, kind_name
from ksnet.yamltext.rules.schema import WRONG_TYPE

_TITLES = frozenset(
    "frau herr hr fr dr prof dipl med phil jur rer nat mag msc bsc ma ba lic paed soz psych ing"
    .split()
)  # fmt: skip
_PEOPLE = ("person", "guest")
_OF_A_DAY = "0123456789-"  # before the name of an event
_NEAR = 0.84  # one letter in six is a slip; two may be another name


def with_ids(context: NetworkContext, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield the faults; those about a name in the place of an id get the id, where it is known."""
    for fault in faults:
        yield fault if fault.sought is None else _resolved(context, fault, *fault.sought)


def event_known_as(context: NetworkContext, text: str) -> str | None:
    """Return the only event on a day that a text is, or with a name without its day; else None."""
    day, slug = (proposed_moment(text) or "")[:10], fold(text)
    found = [
        event
        for event in context.network.events
        if (len(day) == 10 and event.startswith(day)) or (slug and event.lstrip(_OF_A_DAY) == slug)
    ]
    return found[0] if len(found) == 1 else None


def _plan_called(context: NetworkContext, text: str) -> str | None:
    """Return the id of the only plan with a title."""
    plans = context.network.plans.items()
    found = [ident for ident, plan in plans if fold(plan.record.title) == fold(text)]
    return found[0] if len(found) == 1 else None


def _of_its_plan(context: NetworkContext, file: str, kinds: tuple[str, ...]) -> list[Entry]:
    """Return the goals or needs of the plan in a file, which are named only there."""
    return [
        entry
        for entries in context.plan_entries_in(file).values()
        for entry in entries
        if entry.kind in kinds
    ]


def named(
    context: NetworkContext, text: str, kinds: tuple[str, ...], also: Iterable[Entry] = ()
) -> list[Entry]:
    """Return the entries of these kinds that a name means, exactly, else by most of its letters.

    Part of the name of a body is enough where it is that of one alone.
    """
    entries = [entry for entry in context.all_entries if entry.kind in kinds] + [*also]
    words = [word for word in fold(text).split("-") if word not in _TITLES]
    if not words:
        return []
    for near in (False, True):
        found = [entry for entry in entries if _means(entry, words, near=near)]
        if found:
            ids = {entry.id for entry in found}
            return [next(entry for entry in found if entry.id == ident) for ident in sorted(ids)]
    partly = [entry for entry in entries if _is_part(set(words), entry)]
    return partly if len(partly) == 1 else []


def _is_part(words: set[str], entry: Entry) -> bool:
    """Whether words, one of them long, all stand in a name that is not that of a person."""
    return any(len(word) > 3 for word in words) and any(
        words <= set(fold(name).split("-")) for name in _names(entry)
    )


def _names(entry: Entry) -> list[str]:
    """Return the names of an entry that is not a person."""
    names = [getattr(entry.record, key, None) for key in ("name", "title", "text", "short_name")]
    is_person = isinstance(entry.record, Person | Guest)
    return [] if is_person else [name for name in names if isinstance(name, str)]


def _means(entry: Entry, words: list[str], *, near: bool) -> bool:
    record = entry.record
    if isinstance(record, Person | Guest):
        return _is_person(record, words, near=near)
    text = "-".join(words)
    return any(_matches(fold(name), text, near=near) for name in _names(entry)) or entry.id == text


def _is_person(person: Person | Guest, words: list[str], *, near: bool) -> bool:
    """Whether the words are the family name, alone or with the given name or its first letter.

    They may be in either order.
    """
    family = fold(person.family_name).split("-")
    given = fold(person.given_name or "").split("-")
    size = len(family)
    for start in range(len(words) - size + 1):
        if _matches("-".join(words[start : start + size]), "-".join(family), near=near):
            rest = words[:start] + words[start + size :]
            if all(
                any(
                    _matches(word, name, near=near) or (len(word) == 1 and name.startswith(word))
                    for name in given
                )
                for word in rest
            ):
                return True
    return False


def _matches(one: str, other: str, *, near: bool) -> bool:
    if one == other or not near or len(one) <= 3:
        return one == other
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other)
    # The first two cost little and are never smaller than the last.
    return (
        matcher.real_quick_ratio() >= _NEAR
        and matcher.quick_ratio() >= _NEAR
        and matcher.ratio() >= _NEAR
    )


def _resolved(context: NetworkContext, fault: Fault, text: str, kinds: tuple[str, ...]) -> Fault:
    known = event_known_as(context, text) if kinds == ("event",) else None
    known = _plan_called(context, text) if kinds == ("plan",) else known
    if known:
        return replace(
            fault,
            message=f"„{text}“ ist keine Kennung; die {_genitive(kinds[0])} ist „{known}“.",
            mend=f"Schreiben: {known}",
            fix=Fix((Edit(fault.place, text, known),), safe=False),
        )
    meant = named(context, text, kinds, _of_its_plan(context, fault.place.file, kinds))
    found = [entry for entry in meant if entry.id not in context.sensitive]
    if meant and not found:
        return replace(
            fault,
            message="Hier gehört eine Kennung hin, kein Name.",
            mend="Die Kennung in members.yaml nachsehen und hier schreiben.",
            secret=True,
        )
    people = any(entry.kind in _PEOPLE for entry in found)
    if len(found) > 1:
        ids = german.join((f"„{entry.id}“" for entry in found), "oder")
        return replace(
            fault,
            message="Hier steht ein Name statt einer Kennung, und er passt auf mehrere Einträge.",
            mend=f"Die Kennung dessen schreiben, der gemeint ist: {ids}.",
            secret=people,
        )
    if found:
        entry = found[0]
        return replace(
            fault,
            message=f"Hier steht ein Name, es gehört aber die Kennung hin; die Kennung {_genitive(entry.kind)} ist „{entry.id}“.",
            mend=f"Schreiben: {last_key(fault.place.path)}: [{entry.id}]"
            if fault.rule is WRONG_TYPE
            else f"„{entry.id}“ schreiben statt des Namens.",
            secret=people,
            fix=Fix((Edit(fault.place, text, entry.id),), safe=False),
        )
    if re.search(r"\s", text.strip()) and kinds == ("person",):
        return replace(
            fault,
            message="Hier gehört die Kennung einer Person hin, kein Name; unter diesem Namen steht niemand in members.yaml.",
            mend="Die Person in members.yaml bei ihrer Stelle eintragen (ksnet new person) und hier ihre Kennung schreiben.",
            secret=True,
        )
    return fault


def _genitive(kind: str) -> str:
    article, word = kind_name(kind).split(" ", 1)
    head, _, rest = word.partition(" des ")  # „Ziel des Plans“
    of = f" des {rest}" if rest else ""
    return f"dieser {word}" if article == "eine" else f"dieses {head}s{of}"
