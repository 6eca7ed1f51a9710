"""KS2, references in time: who is named was part of the network on that day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ksnet.counting.events import misdated
from ksnet.findings import Fault, Path, Place, Related
from ksnet.rules.context import Entry, NetworkContext

# Who may be named before they belong to the network: they are asked, not counted.
_EARLY_ALLOWED = frozenset(("invited", "speakers", "organisers", "responsible"))


def inactive_reference(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that an event names only those who belonged to the network on its day."""
    starts = {event.file: event for event in context.network.events.values()}
    limited = {e.id for e in context.all_entries if e.since is not context.since or e.until is not context.until}
    doubtful = (m for m in context.mentions if m.file in starts and not limited.isdisjoint(m.ids))
    for ref in chain.from_iterable(mention.references() for mention in doubtful):
        event = starts[ref.file].record
        if event.start is None or "sources" in ref.path:
            continue
        entry = context.find(ref.id, ref.kinds)
        if entry is None or _impossible(context, entry):
            continue
        date = event.start.date
        if entry.until.last < date.first and entry.until is not context.until:  # else it is the event that is outside
            text = f"„{ref.id}“ gehörte am {date} nicht mehr dazu (bis {entry.until})."
        elif date.last < entry.since.first and entry.since is not context.since and not _early_allowed(ref.path):
            text = f"„{ref.id}“ gehörte am {date} noch nicht dazu (seit {entry.since})."
        else:
            continue
        if entry.until.last < entry.since.first or misdated(starts[ref.file].id, event):
            continue  # the dates themselves are wrong, and another rule says so
        yield Fault(
            "inactive-reference",
            Place(ref.file, ref.path),
            text,
            "Kennung, Datum der Veranstaltung oder „since“ und „until“ des Eintrags prüfen.",
            related=(Related(entry.place, f"„{ref.id}“ steht hier"),),
        )
    yield from _inactive_today(context)


def _impossible(context: NetworkContext, entry: Entry) -> bool:
    """Whether the dates of an entry contradict each other, which is a finding of its own and says nothing of a day."""
    return entry.until.last < entry.since.first and entry.since is not context.since


def _early_allowed(path: Path) -> bool:
    """Whether someone may be named here before they belong; a future member may come as a guest."""
    return path[:2] == ("attendance", "members") or not _EARLY_ALLOWED.isdisjoint(path)


def _inactive_today(context: NetworkContext) -> Iterator[Fault]:
    """Yield posts that go on today with a person or office that does not."""
    network = context.network
    record = network.record
    if record.until and record.until.last < context.day:
        return
    named: list[tuple[Path, str, tuple[str, ...]]] = []
    for number, post in enumerate(record.coordination):
        if post.until is None:
            named += [
                (("coordination", number, "people", i), h.id, ("person",))
                for i, h in enumerate(post.people)
                if h.until is None
            ]
    if record.lead:
        named.append((("lead",), record.lead, ("youth_office",)))
    if record.admission and record.admission.contact:
        named.append((("admission", "contact"), record.admission.contact, ("person", "coordination")))
    for path, ident, kinds in named:
        entry = context.find(ident, kinds)
        if entry and entry.until.last < context.day and not _impossible(context, entry):
            yield Fault(
                "inactive-reference",
                Place(network.file, path),
                f"„{ident}“ gehört seit {entry.until} nicht mehr dazu.",
                "Nachfolge eintragen oder den Eintrag mit „until“ beenden.",
                related=(Related(entry.place, f"„{ident}“ steht hier"),),
            )
