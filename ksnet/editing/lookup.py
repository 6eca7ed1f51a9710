"""Which entry a command means: by kind and id, in one network or several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.basics.findings import Path
from ksnet.editing.candidates import Candidate, candidate, fitting, pick
from ksnet.editing.naming import network_and_name
from ksnet.records import german
from ksnet.records.members import Member
from ksnet.repository import Network, Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import KIND_NAMES, Entry, NetworkContext
from ksnet.yamltext.edits.draft import Draft, EditProblem

# The words of the command line for kinds of entries.
KIND_OF_WORD = {
    "network": "network", "youth-office": "youth_office", "coordination": "coordination",
    "group": "group", "member": "member", "person": "person", "guest": "guest", "event": "event",
    "plan": "plan", "goal": "goal", "workstream": "workstream", "agreement": "agreement",
    "source": "source",
}  # fmt: skip


_ALSO = {"member": ("Stelle",), "event": ("Termin",)}


class Meant(NamedTuple):
    """An entry as the command line names it: kind, id or name (see `naming`), and maybe network."""

    kind: str
    id: str
    network: str | None = None


def kind_of(word: str, allowed: Sequence[str] = tuple(KIND_OF_WORD)) -> str:
    """Return the kind for a command-line word or German name; raises UsageProblem."""
    words = [
        Candidate(one, (KIND_NAMES[KIND_OF_WORD[one]], *_ALSO.get(one, ()))) for one in allowed
    ]
    known = f" Möglich sind {german.join(allowed, 'oder')}."
    return KIND_OF_WORD[pick(word, words, f"Die Art „{word}“ gibt es nicht.", known, whole=True).id]


def contexts_with(
    repository: Repository,
    meant: Meant,
    day: dt.date,
    also: Sequence[str] = (),
    *,
    whole: bool = False,
) -> tuple[list[NetworkContext], Meant]:
    """Return the networks that have an entry, and its kind and id; raises UsageProblem.

    Only a Jugendamt may be in several networks. `also` are further kinds that are accepted; with
    `whole`, part of a name is not enough.
    """
    network, ident = network_and_name(repository, meant.id, meant.network)
    ids = [network] if network is not None else repository.network_ids
    contexts = [NetworkContext(repository.network(one), day) for one in ids]
    candidates: dict[Candidate, Meant] = {}
    for context in contexts:
        for kind in (meant.kind, *also):
            alone = len(contexts) == 1 or kind == "youth_office"
            for one in candidates_of(context, (kind,), alone=alone):
                candidates.setdefault(
                    one, Meant(kind, one.id, None if alone else context.network.id)
                )
    where = f"im Netzwerk „{network}“ nicht" if network else "in keinem Netzwerk"
    missing = f"{KIND_NAMES[meant.kind]} „{ident}“ gibt es {where}."
    networks = [context.network for context in contexts]
    chosen = pick(ident, candidates, unless_unread(missing, networks), whole=whole)
    kind, ident, only = candidates[chosen]
    found = [
        context
        for context in contexts
        if only in (None, context.network.id)
        and any(one.id == ident for one in candidates_of(context, (kind,)))
    ]
    return found, Meant(kind, ident, found[0].network.id if len(found) == 1 else None)


def id_called(
    context: NetworkContext, text: str, missing: str, preferred: Collection[str] = ()
) -> str:
    """Return the id of an entry, event or plan of a network by name; raises UsageProblem.

    Where entries of the `preferred` kinds are called so, no other is meant.
    """
    kinds = dict.fromkeys(("event", "plan", *(entry.kind for entry in context.all_entries)))
    known = [one for kind in kinds for one in candidates_of(context, (kind,))]
    # Where a file is unreadable, what is a part of a name may be an id that stands there.
    whole = bool(context.network.unreadable)
    if fitting(text, first := list(candidates_of(context, preferred)), whole=whole):
        known = first
    return pick(text, known, unless_unread(missing, [context.network]), whole=whole).id


def unless_unread(missing: str, networks: Iterable[Network]) -> str:
    """Return the sentence about something missing, with the files it may yet stand in."""
    files = [file for network in networks for file in network.unreadable]
    return (
        f"{missing} Nicht lesbar: {german.first_few(files)}; was zu tun ist, sagt: ksnet validate."
        if files
        else missing
    )


def candidates_of(
    context: NetworkContext, kinds: Collection[str], *, alone: bool = True
) -> Iterator[Candidate]:
    """Yield the entries of these kinds as candidates; not `alone` with several networks."""
    network = context.network
    for ident, event in network.events.items() if "event" in kinds else ():
        yield candidate(network, ident, event.record, alone=alone)
    for ident, plan in network.plans.items() if "plan" in kinds else ():
        yield candidate(network, ident, plan.record, alone=alone)
    for entry in context.all_entries:
        if entry.kind in kinds:
            found = _of_entry(context, entry, alone=alone)
            is_office = isinstance(entry.record, Member) and entry.record.name is None
            # The name of a Jugendamt means the Jugendamt, not the member that it is as well.
            yield found._replace(names=()) if is_office and "youth_office" in kinds else found


def _of_entry(context: NetworkContext, entry: Entry, *, alone: bool) -> Candidate:
    members = context.network.members.members
    body = members[int(entry.path[1])] if entry.kind == "person" else None
    return candidate(context.network, entry.id, entry.record, alone=alone, within=body)


def called(context: NetworkContext, entry: Entry) -> str:
    """Return the id of an entry with its name, unless it is protected."""
    one = _of_entry(context, entry, alone=True)
    return f"„{entry.id}“ ({one.names[0]})" if one.names else f"„{entry.id}“"


def entry_of(context: NetworkContext, kind: str, ident: str) -> Entry:
    """Return the entry with a kind and id; raises UsageProblem where the id is used twice."""
    return only_entry([entry for entry in context.entries[ident] if entry.kind == kind], ident)


def only_entry(found: Sequence[Entry], ident: str) -> Entry:
    """Return the one entry found with an id; raises UsageProblem where there are several."""
    if len(found) > 1:
        raise UsageProblem(
            f"Die Kennung „{ident}“ ist doppelt vergeben; das zuerst beheben (ksnet validate)."
        )
    return found[0]


class Drafts:
    """The files that a command edits, each read once; paths are those in the file."""

    def __init__(self, repository: Repository) -> None:
        """Edit files of this repository."""
        self.repository = repository
        self.models = repository.models()
        self.before: dict[str, bytes] = {}
        self.drafts: dict[str, Draft] = {}

    def __getitem__(self, file: str) -> Draft:
        """Return the draft of a file; raises EditProblem where it cannot be read."""
        if file not in self.drafts:
            try:
                self.before[file] = self.repository.read_bytes(file)
            except OSError as error:
                raise EditProblem(f"{file} lässt sich nicht lesen.") from error
            self.drafts[file] = Draft(file, self.before[file], self.models[file])
        return self.drafts[file]

    @property
    def changes(self) -> dict[str, FileChange]:
        """The files that have changed."""
        return {
            file: FileChange(self.before[file], draft.content)
            for file, draft in self.drafts.items()
            if draft.content != self.before[file]
        }


def written_path(context: NetworkContext, file: str, path: Path) -> Path:
    """Return the path in the file of the value at `path` of the record."""
    repairs = context.network.repairs.get(file)
    return repairs.original(path) if repairs else path


def require_readable(context: NetworkContext) -> None:
    """Raise UsageProblem where a file of the network is unreadable and might be missed."""
    if context.network.unreadable:
        files = german.join(context.network.unreadable)
        raise UsageProblem(
            f"Nicht lesbar: {files}. Dort könnte stehen, was mit zu ändern ist. Was zu tun ist, sagt: ksnet validate"
        )
