"""Find an entry by what a person writes: its id, its name in any spelling, or part of it.

Tried in this order, and the first with any match decides: the exact id; the exact name; the id or
name in any spelling (capitals, umlauts spelt out or dropped, accents, hyphens); words that are all
in one name, forms of address and titles ignored. `NETWORK/NAME` means one network. Several matches
are never guessed between: the error lists them. A protected body and its people are found by id
only and named in no message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from ksnet.basics.controlled import Vocabulary
from ksnet.basics.errors import OutputProblem, UsageProblem
from ksnet.basics.spelling import VALUE_SYNONYMS, did_you_mean, fold, spelt, word_patterns
from ksnet.lands import Category
from ksnet.protection.who import full_name
from ksnet.records import german
from ksnet.records.event import EventRecord
from ksnet.records.members import Guest, Member, Person
from ksnet.records.model import BaseModel
from ksnet.records.network import Coordination, NetworkRecord
from ksnet.repository import FiledEvent, Network, Repository

V = TypeVar("V", bound="Vocabulary | Category")
SHORTEST_PART = 3  # minimal length of a part of a name
SHOWN = 12  # candidates in a message
NO_NETWORK_YET = "Es gibt hier noch kein Netzwerk. Anlegen mit: ksnet new network"


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


# --- networks ---


def network_called(repository: Repository, text: str | None) -> Network:
    """Read the named network, without a text the only one.

    Raises UsageProblem for none or several, OutputProblem where it cannot be read.
    """
    network = repository.network(network_id(repository, text))
    if not network.readable:
        raise _unreadable(network.file)
    return network


def _unreadable(file: str) -> OutputProblem:
    return OutputProblem(
        f"{file} lässt sich nicht lesen. Was zu tun ist, sagt: ksnet validate {file}"
    )


def refuse_unreadable(network: Network, ending: str) -> None:
    """Raise OutputProblem where the file of a network with this ending cannot be read."""
    if file := next((file for file in network.unreadable if file.endswith(ending)), None):
        raise _unreadable(file)


def network_id(repository: Repository, text: str | None) -> str:
    """Return the id of the named network, without a text the only one; raises UsageProblem."""
    ids = repository.network_ids
    if text is not None and text in ids:
        return text
    if not ids:
        raise UsageProblem(NO_NETWORK_YET)
    known = f" Vorhanden: {german.first_few(ids, SHOWN)}."
    if text is None:
        if len(ids) == 1:
            return ids[0]
        raise UsageProblem(f"Welches Netzwerk?{known}")
    candidates = [Candidate(one, _network_names(repository.head(one).record, one)) for one in ids]
    return pick(text, candidates, f"Ein Netzwerk „{text}“ gibt es nicht.", known).id


def _network_names(record: NetworkRecord, ident: str) -> tuple[str, ...]:
    return tuple(name for name in (record.name, record.short_name) if name and name != ident)


def split_network(repository: Repository, text: str) -> tuple[str | None, str]:
    """Split `NETWORK/NAME`, also in a path; None for a text without a network."""
    for head, _, rest in (text.partition("/"), text.rpartition("/")):
        if rest and (ident := head.rpartition("/")[2]) in repository.network_ids:
            return ident, rest
    return None, text


def network_and_name(
    repository: Repository, text: str, network: str | None
) -> tuple[str | None, str]:
    """Like `split_network`, with the network from an option; raises UsageProblem if they differ."""
    head, rest = split_network(repository, text)
    if network is None:
        return head, rest
    ident = network_id(repository, network)
    if head not in (None, ident):
        raise UsageProblem(f"„{text}“ liegt nicht im Netzwerk „{ident}“.")
    return ident, rest


# --- entries of a network ---


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


def _day_words(event: EventRecord) -> str:
    if event.start is None:
        return ""
    first = event.start.first
    return f"{german.numeric_day(first)} {first.day}.{first.month}.{first.year} {german.plain_day(first)}"


def groups_called(networks: Sequence[Network], text: str) -> tuple[Sequence[Network], str]:
    """Return the id of a Gremium, and the networks that have it; raises UsageProblem.

    An id may occur in several networks; a name has to mean one Gremium.
    """
    head, slash, rest = text.partition("/")
    if slash and rest and (inside := [one for one in networks if one.id == head]):
        networks, text = inside, rest
    alone = len(networks) == 1
    groups = [
        candidate(one, group.id, group, alone=alone)
        for one in networks
        for group in one.record.groups
    ]
    if any(group.id == text for group in groups):
        return networks, text
    known = ", ".join(sorted({group.id for group in groups})[:SHOWN]) or "keines"
    found = pick(text, groups, f"Ein Gremium „{text}“ gibt es nicht.", f" Vorhanden: {known}.")
    return [one for one in networks if not found.network or one.id == found.network], found.id


def group_called(network: Network, text: str) -> str:
    """Return the id of a Gremium of a network by id or name; raises UsageProblem."""
    return groups_called([network], text)[1]


def plan_called(network: Network, text: str) -> str:
    """Return the id of a plan of a network by id or title; raises UsageProblem, OutputProblem."""
    refuse_unreadable(network, f"/plans/{text}.yaml")
    plans = [candidate(network, ident, plan.record) for ident, plan in network.plans.items()]
    known = (
        f" Vorhanden: {', '.join(network.plans)}." if plans else f" „{network.id}“ hat keine Pläne."
    )
    return pick(text, plans, f"Einen Plan „{text}“ gibt es nicht.", known).id


# --- events ---


def event_called(
    repository: Repository, text: str, network: Network | None = None
) -> tuple[Network, FiledEvent]:
    """Return an event and its network by `NETWORK/ID`, path, id, or title with or without its day.

    All networks are searched unless `network` or the text names one. Raises UsageProblem for none
    or several, OutputProblem where its file or that of its network cannot be read.
    """
    ids = repository.network_ids
    text = text.removesuffix(".yaml").strip()
    if not text or text.endswith("/") or text in ids:
        raise UsageProblem(
            f"„{text}“ nennt keinen Termin. Schreibweise: NETZWERK/TERMIN, z. B. soest/2025-05-21-regionalgruppe."
        )
    head, text = split_network(repository, text)
    if head is not None:
        network = network_called(repository, head)
    if network is not None:
        return network, _event_in(network, text)
    # An id is searched in the file names, so that only its network is read.
    having = [ident for ident, files in repository.tree.networks.items() if text in files.event_ids]
    networks = [repository.network(ident) for ident in having or ids]
    if len(networks) == 1 and "/" not in text:
        one = network_called(repository, networks[0].id)
        return one, _event_in(one, text)
    candidates = [one for each in networks for one in _events(each, alone=False)]
    if "/" in text and not fitting(text, candidates):
        network_called(repository, text.rpartition("/")[0])  # says what was meant
    found = pick(text, candidates, f"Einen Termin „{text}“ gibt es in keinem Netzwerk.", _EVENT_ID)
    one = next(each for each in networks if each.id == found.network)
    return one, one.events[found.id]


_EVENT_ID = " Die Kennung ist der Dateiname ohne .yaml."


def _events(network: Network, *, alone: bool = True) -> Iterator[Candidate]:
    return (
        candidate(network, ident, event.record, alone=alone)
        for ident, event in network.events.items()
    )


def _event_in(network: Network, text: str) -> FiledEvent:
    refuse_unreadable(network, f"/{text}.yaml")
    missing = f"Einen Termin „{text}“ gibt es in „{network.id}“ nicht."
    return network.events[pick(text, _events(network), missing, _EVENT_ID).id]
