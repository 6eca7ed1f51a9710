"""Entries that a text may mean, and the one that it does.

Tried in this order, and the first with any match decides: the exact id; the exact name; the id or
name in any spelling (capitals, umlauts spelt out or dropped, accents, hyphens); words that are all
in one name, forms of address and titles ignored. Several matches are never guessed between: the
error lists them. A protected body and its people are found by id only and named in no message.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from ksnet.basics.controlled import Vocabulary
from ksnet.basics.errors import UsageProblem
from ksnet.basics.searching import spelt, word_patterns
from ksnet.basics.spelling import VALUE_SYNONYMS, did_you_mean, fold
from ksnet.lands import Category
from ksnet.protection.who import full_name
from ksnet.records import german
from ksnet.records.event import EventRecord
from ksnet.records.members import Guest, Member, Person
from ksnet.records.model import BaseModel
from ksnet.records.network import Coordination
from ksnet.repository import Network

V = TypeVar("V", bound="Vocabulary | Category")
SHORTEST_PART = 3  # minimal length of a part of a name
SHOWN = 12  # candidates in a message


class Candidate(NamedTuple):
    """An entry that may be meant: its id, names (the first for display) and `further` words."""

    id: str
    names: tuple[str, ...] = ()
    network: str = ""
    hidden: bool = False
    further: str = ""

    @property
    def key(self) -> str:
        """The text that means only this entry."""
        return f"{self.network}/{self.id}" if self.network else self.id

    @property
    def shown(self) -> str:
        """The id with the name, for display."""
        return f"{self.key} ({self.names[0]})" if self.names and not self.hidden else self.key


def fitting(text: str, candidates: Iterable[Candidate], *, whole: bool = False) -> list[Candidate]:
    """Return the candidates for a text by the first way that has any; `whole`: no partial names."""
    everything = list(candidates)
    if same := [one for one in everything if one.id == text]:
        return same
    known = [one for one in everything if not one.hidden]
    if same := [one for one in known if text in one.names]:
        return same
    folded = fold(text)
    if not folded:
        return []
    pattern = spelt(folded)
    if same := [
        one
        for one in known
        if one.id == folded
        or any(fold(name) == folded or pattern.fullmatch(name) for name in one.names)
    ]:
        return same
    if whole or len(folded) < SHORTEST_PART:
        return []
    words = word_patterns(text)
    texts = [(one, " ".join((one.id, *one.names, one.further))) for one in known]
    return [one for one, found in texts if all(word.search(found) for word in words)]


def pick(
    text: str,
    candidates: Iterable[Candidate],
    missing: str,
    known: str = "",
    *,
    whole: bool = False,
) -> Candidate:
    """Return the one candidate for a text; raises UsageProblem for none or several.

    `missing` is the sentence for none; `known` is appended to it where nothing is similar.
    """
    everything = list(dict.fromkeys(candidates))
    found = fitting(text, everything, whole=whole)
    if len(found) == 1:
        return found[0]
    if found:
        listed = german.first_few([one.shown for one in found], SHOWN)
        raise UsageProblem(
            f"„{text}“ ist mehrdeutig: {listed}. Welches ist gemeint? Bitte die Kennung angeben."
        )
    names = [name for one in everything if not one.hidden for name in (one.id, *one.names)]
    said = VALUE_SYNONYMS.get(fold(text))
    raise UsageProblem(missing + did_you_mean(said if said in names else text, names, known))


def value_called(values: Iterable[V], text: str, missing: str) -> V:
    """Return a value of a closed list by value or German label; raises UsageProblem."""
    known = {value.value: value for value in values}
    listed = [
        Candidate(value.value, (value.label,) if value.label else ()) for value in known.values()
    ]
    return known[pick(text, listed, missing, f" Möglich sind {', '.join(known)}.", whole=True).id]


# --- entries of a network ---


def candidate(
    network: Network,
    ident: str,
    record: BaseModel,
    *,
    alone: bool = True,
    within: Member | None = None,
) -> Candidate:
    """Return an entry as a candidate, a person `within` her body.

    Not `alone` with several networks.
    """
    hidden = any(isinstance(one, Member) and one.sensitive for one in (record, within))
    hidden = hidden or (isinstance(record, Person) and record.redacted is not None)
    names = () if hidden else entry_names(network, record)
    further = _day_words(record) if isinstance(record, EventRecord) else ""
    return Candidate(ident, names, "" if alone else network.id, hidden, further)


def entry_names(network: Network, record: BaseModel) -> tuple[str, ...]:
    """Return the names of an entry, the usual one first."""
    if isinstance(record, Person | Guest):
        plain = " ".join(part for part in (record.given_name, record.family_name) if part)
        listed = ", ".join(part for part in (record.family_name, record.given_name) if part)
        return tuple(dict.fromkeys((full_name(record), plain, listed, record.family_name)))
    name = getattr(record, "name", None) or getattr(record, "title", None)
    entry = network.offices.get(getattr(record, "youth_office", None) or "")
    office = entry.name if entry else None
    if isinstance(record, Coordination):
        name = name or "Koordinierungsstelle"
        return (f"{name} ({office})", name) if office else (name,)
    return tuple(one for one in (name or office,) if one)


def _day_words(event: EventRecord) -> str:
    if event.start is None:
        return ""
    first = event.start.first
    return f"{german.numeric_day(first)} {first.day}.{first.month}.{first.year} {german.plain_day(first)}"
