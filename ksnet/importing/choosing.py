"""Proposes from titles which appointments are the network's, of which kind and Gremium."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import field, frozen
from ksnet.basics.spelling import fold
from ksnet.editing.likeness import meeting_of
from ksnet.importing.calendars.appointments import Appointment, names_a_case, series_name
from ksnet.importing.event_titles import doubt_in, kind_guess, words_of
from ksnet.records import german
from ksnet.records.network import NetworkRecord
from ksnet.records.vocabulary import EventKind, GroupKind

_OF_ALL = (
    "netzwerk netzwerktreffen treffen kinderschutz plenum fruehjahr sommer herbst winter jahr "
    f"quartal halbjahr {' '.join(german.MONTHS)}"
)
_FRUEHE_HILFEN = expression(
    r"netzwerk\w*[^,;]*\bfrühen? hilfen|frühen? hilfen\W+netzwerk|bundesstiftung", re.IGNORECASE
)
_ELSEWHERE = expression(
    r"^(?!.*kinderschutz)(?=.*(?:netzwerk|arbeitskreis|\bA[KG]\b|runder tisch|steuerungsgruppe)).*(?:demenz|senior|asyl|verkehrs|wohnungs|alleinerziehend|ehrenamt|klima|55"
    r"|integration|inklusion|migration|flüchtling|geflüchtet|suchthilfe|psychiatri|psychosozial|hospiz|palliativ|gegen rechts|wirtschaft|digitalis|haushalt|arbeitsmarkt|tourismus|mobilität)",
    re.IGNORECASE,
)
_SHELL = expression(r"[^\w\s.,:;()/&+§–—-]")


@frozen
class Answer:
    """A person's answer about a series or appointment; `ours` is None while undecided."""

    ours: bool | None
    groups: tuple[str, ...] = ()


class Unit(NamedTuple):
    """A series or single appointment: one question; with `case`, its title must not be repeated."""

    id: str
    appointments: Sequence[Appointment]
    kind: EventKind
    groups: tuple[str, ...]
    doubt: str
    case: bool

    @property
    def name(self) -> str:
        """What it is and when, in German."""
        first, last = self.appointments[0], self.appointments[-1]
        title = german.quoted(first.title)
        if len(self.appointments) == 1:
            return f"{'Ein Termin' if self.case else title} am {first.when}"
        what = german.plural(len(self.appointments), "Termin", "Termine")
        days = " bis ".join(
            german.moment_text(one.start, weekday=False).partition(",")[0] for one in (first, last)
        )
        return f"{'Eine Serie' if self.case else title} ({what}, {days})"


@frozen
class Filter:
    """Which part of a calendar is looked at; by default all of it.

    What is named by category or title belongs to the network.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    categories: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def names(self) -> bool:
        """Whether it names the appointments, so that no doubt about them is left."""
        return bool(self.categories or self.titles)

    def holds(self, appointment: Appointment) -> bool:
        """Whether an appointment belongs to the part."""
        begin, end = appointment.start, appointment.end or appointment.start
        if (self.first and end.date.last < self.first) or (
            self.last and begin.date.first > self.last
        ):
            return False
        folded = {fold(one) for one in appointment.categories}
        if self.categories and not any(fold(one) in folded for one in self.categories):
            return False
        return not self.titles or any(_is_in(one, appointment.title) for one in self.titles)


@frozen
class Wanted:
    """The options of an import: groups and kind of new events, the filter, and answers by unit."""

    groups: Sequence[str] = ()
    kind: EventKind | None = None
    chosen: Filter = field(default_factory=Filter)
    answers: Mapping[str, Answer] | None = None


def _is_in(text: str, title: str) -> bool:
    """Whether a title contains a text, however it is spelt; words of other scripts as they are."""
    others = [word for word in text.casefold().split() if word.isalpha() and not fold(word)]
    found = fold(text) in fold(title) and all(word in title.casefold() for word in others)
    return found and bool(fold(text) or others)


def as_option(title: str) -> str:
    """Return `--only` for a title, with nothing in it that a shell would read as its own."""
    return f'--only "{" ".join(_SHELL.sub(" ", title).split())}"'


class Chooser:
    """Proposes what new appointments are, for one network."""

    def __init__(self, network: NetworkRecord) -> None:
        """Index the current groups by the words of their names."""
        self.network = network
        self._groups = [
            (group.id, words_of(group.name)) for group in network.groups if group.until is None
        ]
        self._of_all = (
            words_of(_OF_ALL) | words_of(network.name) | words_of(network.short_name or "")
        )

    def unit(self, ident: str, appointments: Sequence[Appointment]) -> Unit:
        """Return a series or an appointment with the proposals from its title."""
        title = appointments[0].title
        groups = tuple(self.groups(title))
        kind = kind_guess(title)
        if kind is EventKind.SONSTIGE and groups:
            kind = self.kind_of(groups[0])
        return Unit(
            ident, appointments, kind, groups, self._doubt(title, groups), names_a_case(title)
        )

    def kind_of(self, group: str) -> EventKind:
        """Return the kind of a group's meetings."""
        return meeting_of(next(one.kind for one in self.network.groups if one.id == group))

    def groups(self, title: str) -> list[str]:
        """Return the groups whose full or abbreviated name is in a title.

        A title that names only the network means its Plenum.
        """
        words = words_of(title)
        found = [(ident, own) for ident, own in self._groups if own and own <= words]
        best = [ident for ident, own in found if not any(own < other for _, other in found)]
        if best or kind_guess(title) is not EventKind.NETZWERKTREFFEN:
            return best
        plenary = [group.id for group in self.network.groups if group.kind is GroupKind.PLENUM]
        rest = [word for word in words - self._of_all if not word.isdigit()]
        return plenary if len(plenary) == 1 and not rest else []

    def _doubt(self, title: str, groups: Sequence[str]) -> str:
        """Return why an appointment may not be the network's, in German; empty without a doubt."""
        name = f"{self.network.name} {self.network.short_name or ''}".lower()
        if _FRUEHE_HILFEN.search(title) and "frühe hilfen" not in name:
            return "dem Titel nach vom Netzwerk Frühe Hilfen"
        other = not groups and _ELSEWHERE.search(title)
        return "dem Titel nach von einem anderen Netzwerk" if other else doubt_in(title)


def series_of(
    appointments: Iterable[Appointment],
) -> Iterator[tuple[str, list[Appointment], bool]]:
    """Yield the appointments of each series together, with its name.

    One whose own title says something else („VERSCHOBEN: …“, „Vorbereitung …“) is yielded behind
    them, alone.
    """
    found: dict[str, list[Appointment]] = {}
    for one in appointments:
        found.setdefault(series_name(one.uid, one.title), []).append(one)
    for name, every in found.items():
        doubts = [doubt_in(one.title) for one in every]
        common = Counter(doubts).most_common(1)[0][0]
        both = list(zip(every, doubts, strict=True))
        yield name, [one for one, doubt in both if doubt == common], False
        yield from ((name, [one], True) for one, doubt in both if doubt != common)
