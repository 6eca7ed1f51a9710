"""Full-text search in the records, tolerant of spelling.

A word is also found inside longer ones. Umlauts may be spelt out or dropped (`Mueller`, `Muller`,
`Müller`), accents dropped; forms of address and titles are ignored, so that „Frau Dr. Müller“ finds
a Müller recorded without them. Nothing of a protected body is ever found.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ksnet.basics.controlled import Vocabulary
from ksnet.basics.findings import Path, Place
from ksnet.duties.counting.membership import member_span
from ksnet.duties.counting.spans import TimeSpan
from ksnet.lands import Category
from ksnet.protection.who import WhoIsWho
from ksnet.records import german
from ksnet.records.base import Period
from ksnet.records.event import EventRecord
from ksnet.records.members import Member, Person
from ksnet.records.model import BaseModel
from ksnet.records.structure import fields_of
from ksnet.repository import Network, Repository
from ksnet.rules.context import KIND_NAMES

EXCERPT = 70  # characters before and after the match
RECORDS = {
    "NetworkRecord": "Netzwerk",
    "EventRecord": "Termin",
    "YearRecord": "Jahr",
    "PlanRecord": "Plan",
}


class FoundEntry(NamedTuple):
    """A search result; `kind` and `name` are German.

    `field` and `excerpt` show where the words are, unless they are in the name.
    """

    kind: str
    name: str
    id: str
    place: Place
    field: str = ""
    excerpt: str = ""
    ended: str = ""  # its past end or future beginning, as of the day


def may_hold(repository: Repository, network: str, wanted: Sequence[re.Pattern[str]]) -> bool:
    """Whether the files of a network may contain all words: a fast test of their bytes.

    A word of a label, such as `Ordnungsbehörden` for `polizei-ordnung`, is in no file and passes
    everywhere.
    """
    labels = "\n".join((_labels(), *(category.label for category in repository.land.categories)))
    left = [word for word in wanted if not word.search(labels)]
    for file in repository.tree.networks[network] if left else ():
        try:
            content = repository.read_bytes(file.path)
        except (OSError, ValueError):
            continue
        text = unicodedata.normalize("NFC", content.decode("utf-8", "replace"))
        left = [word for word in left if not word.search(text)]
        if not left:
            return True
    return not left


def found_in(network: Network, wanted: Sequence[re.Pattern[str]], day: dt.date) -> list[FoundEntry]:
    """Return every entry of a network with all words in it, current ones first."""
    search = _Search(network, wanted, day)
    hits = [
        hit for file, record in network.records() for hit in search.entry(file, record, (), None)
    ]
    return sorted(hits, key=lambda hit: bool(hit.ended))


@cache
def _labels() -> str:
    """Return the German labels of all controlled values."""
    return "\n".join(
        value.label for vocabulary in Vocabulary.__subclasses__() for value in vocabulary
    )


class _Owner(NamedTuple):
    """The entry with an id, or the record, that contains what was found."""

    kind: str
    name: str
    id: str
    span: TimeSpan


class _Search:
    def __init__(self, network: Network, wanted: Sequence[re.Pattern[str]], day: dt.date) -> None:
        self.network, self.wanted, self.day = network, wanted, day
        self.who = WhoIsWho(network, day)

    def entry(
        self, file: str, entry: BaseModel, path: Path, owner: _Owner | None, title: str = ""
    ) -> Iterator[FoundEntry]:
        """Yield the results in an entry and below; `title` is that of the key that holds it."""
        if isinstance(entry, Member) and entry.sensitive:
            return
        own = self._owner(file, entry, owner)
        if hit := self._hit(file, entry, path, own or owner, title if own is None else ""):
            yield hit
        for key, shape in fields_of(type(entry)).items():
            if shape.model is None:
                continue
            value = getattr(entry, shape.attribute)
            items = enumerate(value) if shape.many else [(None, value)]
            for number, item in items:
                if item is not None:
                    here = (*path, key) if number is None else (*path, key, number)
                    yield from self.entry(file, item, here, own or owner, shape.title)

    def _owner(self, file: str, entry: BaseModel, above: _Owner | None) -> _Owner | None:
        """Return the entry as an owner, None where it has no name of its own."""
        kind = RECORDS.get(type(entry).__name__) or KIND_NAMES.get(
            getattr(entry, "entry_kind", None) or ""
        )
        if kind is None:
            return None
        span = above.span if above else TimeSpan(None, None)
        if isinstance(entry, Member):
            span = member_span(self.network, entry)
        elif isinstance(entry, Person):
            span = TimeSpan(entry.since or span.since, entry.until or span.until)
        elif isinstance(entry, Period):
            span = TimeSpan.of(entry)
        ident = getattr(entry, "id", None) or file.rpartition("/")[2].removesuffix(".yaml")
        if entry is self.network.record:
            ident = self.network.id
        return _Owner(kind, self._name(entry, ident), ident, span)

    def _name(self, entry: BaseModel, ident: str) -> str:
        if isinstance(entry, EventRecord):
            return f"{entry.title}, {german.moment_text(entry.start, weekday=False)}"
        if isinstance(entry, Person):
            member, _ = self.who.people[ident]
            function = f", {entry.function}" if entry.function else ""
            return f"{self.who.person(ident)}{function}, {self.who.member_name(member)}"
        if ident in self.who.members or ident in self.who.guests or ident in self.who.coordination:
            return self.who.name(ident)
        said = (getattr(entry, key, None) for key in ("name", "title", "text"))
        return german.run_on(str(next(filter(None, said), ident)).split("\n"))

    def _hit(
        self, file: str, entry: BaseModel, path: Path, owner: _Owner | None, title: str
    ) -> FoundEntry | None:
        if owner is None:
            return None
        texts = list(_texts(entry))
        around = f"{owner.name} {owner.id}"
        if not title:
            texts.append(("", "", around))
        if not all(
            any(word.search(text) for *_, text in texts) or word.search(around)
            for word in self.wanted
        ):
            return None
        if not any(word.search(text) for word in self.wanted for *_, text in texts):
            return None
        key, field, excerpt = self._excerpt(texts, around)
        place = Place(file, (*path, key) if key else path)
        ended = self._ended(owner.span)
        return FoundEntry(owner.kind, owner.name, owner.id, place, title or field, excerpt, ended)

    def _excerpt(self, texts: list[tuple[str, str, str]], around: str) -> tuple[str, str, str]:
        """Return key, title and excerpt of the first word found; empty where it is in the name."""
        for word in self.wanted:
            for key, title, text in texts:
                found = word.search(text)
                if key and found and not word.search(around):
                    start, end = max(0, found.start() - EXCERPT), found.end() + EXCERPT
                    cut = " ".join(text[start:end].split())
                    return (
                        key,
                        title,
                        f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}",
                    )
        return "", "", ""

    def _ended(self, span: TimeSpan) -> str:
        if span.on(self.day):
            return ""
        if span.until is not None and span.until.last < self.day:
            return f"bis {german.vague_date(span.until)}"
        return f"ab {german.vague_date(span.since)}"


def _texts(entry: BaseModel) -> Iterator[tuple[str, str, str]]:
    """Yield key, title and text of the textual values of an entry, without ids of others."""
    for key, shape in fields_of(type(entry)).items():
        if shape.model is not None or shape.refs:
            continue
        value = getattr(entry, shape.attribute)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Vocabulary | Category):
                yield key, shape.title, one.label
            elif isinstance(one, str):
                yield key, shape.title, unicodedata.normalize("NFC", one)
