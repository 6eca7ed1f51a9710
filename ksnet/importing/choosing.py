"""Proposes from titles which appointments are the network's, of which kind and Gremium."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import field, frozen
from ksnet.basics.spelling import fold
from ksnet.importing.calendars.appointments import (
    Appointment,
    names_a_case,
    seems_off,
    series_name,
)
from ksnet.records import german
from ksnet.records.network import NetworkRecord
from ksnet.records.vocabulary import EventKind, GroupKind

_INSOFA = expression(r"insoweit-erfahrene[nr]?(?:-fach\w+)?|iefk|insofas")
_SHORT = {
    "ak": "arbeitskreis", "ag": "arbeitskreis", "arbeitsgruppe": "arbeitskreis",
    "arbeitsgemeinschaft": "arbeitskreis", "nw": "netzwerk", "ks": "kinderschutz",
    "nwt": "netzwerktreffen", "rg": "regionalgruppe", "stg": "steuerungsgruppe",
    "lenkungsgruppe": "steuerungsgruppe", "steuerungskreis": "steuerungsgruppe",
    "jha": "jugendhilfeausschuss", "vollversammlung": "plenum",
}  # fmt: skip
_FILLERS = frozenset("der die das des dem den und fuer im in am an zu zum zur von vom mit".split())
_OF_ALL = (
    "netzwerk netzwerktreffen treffen kinderschutz plenum fruehjahr sommer herbst winter jahr "
    "quartal halbjahr januar februar maerz april mai juni juli august september oktober "
    "november dezember"
)
_DOUBTS = tuple((expression(pattern, re.IGNORECASE), reason) for pattern, reason in (
    ((r"\burlaub|geburtstag|arzt\b|\bkrank\b|elternzeit|abwesen|homeoffice|\bfrei\b|mittagspause"
      r"|elternabend|pflegschaft|selbsthilfe|\byoga|\bchor\b"),
     "dem Titel nach Persönliches"),
    ((r"frist\b|erinnerung|\babgabe|deadline|to-?do\b|reminder|\bversand|verschicken|versenden"
      r"|raum buchen|protokoll schreiben|wiedervorlage"),
     "dem Titel nach eine Erinnerung"),
    (r"^(?:wg|fw|fwd|aw|re):|^einladung\b", "dem Titel nach eine weitergeleitete Einladung"),
    (r"^(?:kopie|copy|zusage|zugesagt|angenommen|abgelehnt|mit vorbehalt|accepted|declined|tentative):",
     "dem Titel nach eine Antwort oder Kopie"),
    ((r"vor(?:bereitung|besprechung|gespräch)|nach(?:bereitung|besprechung)|\bplanungs"
      r"|orga-?treffen"),
     "dem Titel nach eine Vor- oder Nachbereitung"),
    ((r"dienstbesprechung|dienstberatung|\bteam(?:sitzung|besprechung|runde|tag)?\b|jour ?fixe"
      r"|personal|mitarbeiter|supervision|rücksprache|sprechstunde|telefonat|\banruf|sachgebiet"
      r"|abteilung|amtsleitung"),
     "dem Titel nach Dienstliches"),
    (r"\bLVR\b|\bLWL\b|landesjugendamt|bundesweit|überregional",
     "dem Titel nach von einer anderen Stelle"),
))  # fmt: skip
_FRUEHE_HILFEN = expression(
    r"netzwerk\w*[^,;]*\bfrühen? hilfen|frühen? hilfen\W+netzwerk|bundesstiftung", re.IGNORECASE
)
_SHELL = expression(r"[^\w\s.,:;()/&+§–—-]")
_KINDS = {
    GroupKind.PLENUM: EventKind.NETZWERKTREFFEN,
    GroupKind.REGIONALGRUPPE: EventKind.NETZWERKTREFFEN,
    GroupKind.STEUERUNGSGRUPPE: EventKind.STEUERUNGSGRUPPE,
    GroupKind.KONFERENZ: EventKind.KONFERENZ,
    GroupKind.AUSSCHUSS: EventKind.GREMIENSITZUNG,
}
_EVENTS = tuple((expression(pattern, re.IGNORECASE), kind) for pattern, kind in (
    (r"auftakt|kick-?off|gründungs", EventKind.AUFTAKT),
    (r"fallkonferenz|fallbesprechung|fallberatung", EventKind.FALLKONFERENZ),
    (r"jahrestagung", EventKind.JAHRESTAGUNG),
    (r"fachtag|fachkonferenz", EventKind.FACHTAG),
    (r"fortbildung|schulung|qualifizierung|seminar", EventKind.FORTBILDUNG),
    (r"vortrag", EventKind.FACHVORTRAG),
    (r"workshop|werkstatt", EventKind.WORKSHOP),
    (r"steuerungs", EventKind.STEUERUNGSGRUPPE),
    (r"arbeitskreis|arbeitsgruppe|\bA[KG]\b", EventKind.ARBEITSKREIS),
    (r"ausschuss|\bJHA\b|gremi|sitzung", EventKind.GREMIENSITZUNG),
    (r"konferenz", EventKind.KONFERENZ),
    (r"aktionswoche|pressetermin|informationsstand|infostand|kampagne", EventKind.OEFFENTLICHKEIT),
    (r"netzwerk|regionalgruppe|treffen|plenum|runder tisch", EventKind.NETZWERKTREFFEN),
))  # fmt: skip


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
        if len(self.appointments) == 1:
            return (
                f"Ein Termin am {first.when}"
                if self.case
                else f"{german.quoted(first.title)} am {first.when}"
            )
        what = german.plural(len(self.appointments), "Termin", "Termine")
        days = " bis ".join(
            german.moment_text(one.start, weekday=False).partition(",")[0] for one in (first, last)
        )
        return (
            f"Eine Serie ({what}, {days})"
            if self.case
            else f"{german.quoted(first.title)} ({what}, {days})"
        )


@frozen
class Filter:
    """Which part of a calendar is looked at; by default all of it.

    What is named by category or title belongs to the network.
    """

    first: str = ""
    last: str = ""
    categories: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def names(self) -> bool:
        """Whether it names the appointments, so that no doubt about them is left."""
        return bool(self.categories or self.titles)

    def left_out(self, appointment: Appointment) -> str:
        """Return the option that leaves an appointment out; empty where it is kept."""
        last = (appointment.end or appointment.start).date.last.isoformat()
        if (self.first and last < self.first) or (
            self.last and appointment.start.date.first.isoformat() > self.last
        ):
            return "--from/--to"
        folded = {fold(one) for one in appointment.categories}
        if self.categories and not any(fold(one) in folded for one in self.categories):
            return "--category"
        named = any(_is_in(one, appointment.title) for one in self.titles)
        return "--only" if self.titles and not named else ""


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
        return Unit(ident, appointments, kind, groups, self._doubt(title), names_a_case(title))

    def kind_of(self, group: str) -> EventKind:
        """Return the kind of a group's meetings."""
        found = next(one for one in self.network.groups if one.id == group)
        return (
            _KINDS.get(found.kind, EventKind.ARBEITSKREIS)
            if found.kind
            else EventKind.NETZWERKTREFFEN
        )

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

    def _doubt(self, title: str) -> str:
        """Return why an appointment may not be the network's, in German; empty without a doubt."""
        name = f"{self.network.name} {self.network.short_name or ''}".lower()
        if _FRUEHE_HILFEN.search(title) and "frühe hilfen" not in name:
            return "dem Titel nach vom Netzwerk Frühe Hilfen"
        doubts = (reason for pattern, reason in _DOUBTS if pattern.search(title))
        return next(doubts, "") or seems_off(title)


def kind_guess(title: str) -> EventKind:
    """Return the kind of event in a title, abbreviations included."""
    kind = event_guess(title)
    return event_guess(" ".join(sorted(words_of(title)))) if kind is EventKind.SONSTIGE else kind


def series_of(appointments: Iterable[Appointment]) -> dict[str, list[Appointment]]:
    """Return the appointments of each series together."""
    found: dict[str, list[Appointment]] = {}
    for one in appointments:
        found.setdefault(series_name(one.uid, one.title), []).append(one)
    return found


def words_of(text: str) -> frozenset[str]:
    """Return the significant words of a title, abbreviations spelt out, endings removed."""
    words = _INSOFA.sub("insofa", fold(text)).split("-")
    full = (_SHORT.get(word, word) for word in words if word and word not in _FILLERS)
    return frozenset(
        re.sub(r"(?:es|en|er|e|s|n)$", "", word) if len(word) > 6 else word for word in full
    )


def similar_titles(one: str, other: str) -> bool:
    """Whether two titles may mean one event: they share half of the words, or most letters."""
    fewer, more = sorted((words_of(one), words_of(other)), key=len)
    shared = sum(
        any(word in long or (len(long) > 5 and long in word) for long in more)
        for word in fewer
        if len(word) > 2
    )
    return (
        2 * shared >= max(1, len(fewer))
        or SequenceMatcher(None, fold(one), fold(other)).ratio() >= 0.6
    )


def event_guess(title: str) -> EventKind:
    """Return which kind of event a title tells of."""
    return next((kind for pattern, kind in _EVENTS if pattern.search(title)), EventKind.SONSTIGE)
