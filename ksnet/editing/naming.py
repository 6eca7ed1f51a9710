"""Find a network, group, plan or event by what a person writes: its id, name, or part of it.

`NETWORK/NAME` means one network. What counts as a match, `candidates` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ksnet.basics.errors import OutputProblem, UsageProblem
from ksnet.editing.candidates import SHOWN, Candidate, candidate, fitting, pick
from ksnet.records import german
from ksnet.records.network import NetworkRecord
from ksnet.repository import FiledEvent, Network, Repository

NO_NETWORK_YET = "Es gibt hier noch kein Netzwerk. Anlegen mit: ksnet new network"
_EVENT_ID = " Die Kennung ist der Dateiname ohne .yaml."

# --- networks ---


def network_called(repository: Repository, text: str | None) -> Network:
    """Read the named network, without a text the only one.

    Raises UsageProblem for none or several, OutputProblem where it cannot be read.
    """
    network = repository.network(network_id(repository, text))
    if not network.readable:
        raise _unreadable(network.file)
    return network


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


def refuse_unreadable(network: Network, ending: str) -> None:
    """Raise OutputProblem where the file of a network with this ending cannot be read."""
    if file := next((file for file in network.unreadable if file.endswith(ending)), None):
        raise _unreadable(file)


def _unreadable(file: str) -> OutputProblem:
    return OutputProblem(
        f"{file} lässt sich nicht lesen. Was zu tun ist, sagt: ksnet validate {file}"
    )


# --- groups and plans ---


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


def _event_in(network: Network, text: str) -> FiledEvent:
    refuse_unreadable(network, f"/{text}.yaml")
    missing = f"Einen Termin „{text}“ gibt es in „{network.id}“ nicht."
    return network.events[pick(text, _events(network), missing, _EVENT_ID).id]


def _events(network: Network, *, alone: bool = True) -> Iterator[Candidate]:
    return (
        candidate(network, ident, event.record, alone=alone)
        for ident, event in network.events.items()
    )
