"""KS2, references in time: who is named was part of the network on that day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Path, Place, Related, Rule
from ksnet.duties.counting.events import misdated
from ksnet.duties.counting.membership import has_ended
from ksnet.records import german
from ksnet.records.values import PartialDate
from ksnet.rules.context import Entry, NetworkContext
from ksnet.rules.mentions import Reference

SEVERAL = 2  # events after an end; with one, the event may as well be wrong
# Keys that may name somebody who does not belong to the network yet: asked, not counted.
_EARLY_ALLOWED = frozenset(("invited", "speakers", "organisers", "responsible"))

INACTIVE_REFERENCE = Rule(
    code="KS203",
    name="inactive-reference",
    severity=Severity.FEHLER,
    title="Genannt ist, wer zu dieser Zeit nicht dazugehört.",
    why="Der Bericht nennt sonst jemanden, der ausgeschieden oder noch nicht eingetreten war. Das ist etwas anderes als eine unbekannte Kennung: Der Eintrag ist da, aber beendet oder noch nicht begonnen. Vor dem eigenen Beitritt darf eine Stelle eingeladen sein, sprechen, veranstalten, zuständig sein und unter „attendance“ als anwesend stehen: Wer später beitritt, kommt oft zuerst als Gast.",
    mend="Kennung oder Datum prüfen; wer wirklich dabei war, braucht ein passendes „since“ und „until“.",
    wrong={"event": "groups: [⟦ak-alt⟧]\n"},
    right="plenum",
)


def inactive_reference(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that an event names only those who belonged to the network on its day.

    If several events after their end name somebody, the year of the end is wrong, which is one
    finding at that end, with the posts that continue.
    """
    late: dict[str, list[tuple[Entry, Fault]]] = {}
    for ref, entry, date, gone in _outside(context):
        fault = INACTIVE_REFERENCE.fault(
            ref.place,
            f"„{ref.id}“ gehörte {german.on_text(date)} nicht mehr dazu (bis {german.vague_date(entry.until)})."
            if gone
            else f"„{ref.id}“ gehörte {german.on_text(date)} noch nicht dazu ({german.since_text(entry.since)}).",
            "Kennung, Datum der Veranstaltung oder „since“ und „until“ des Eintrags prüfen.",
            related=(Related(entry.place, f"„{ref.id}“ steht hier"),),
        )
        if gone:
            late.setdefault(ref.id, []).append((entry, fault))
        else:
            yield fault
    for ident, fault in _inactive_today(context):
        if len(late.get(ident, ())) < SEVERAL:
            yield fault
        else:
            late[ident].append((late[ident][0][0], fault))
    for found in late.values():
        entry, fault = found[0]
        yield fault if len(found) < SEVERAL else _wrong_year(entry, [one for _, one in found])


def _wrong_year(entry: Entry, faults: list[Fault]) -> Fault:
    own = getattr(entry.record, "until", None) is not None
    return INACTIVE_REFERENCE.fault(
        Place(entry.file, (*entry.path, "until")) if own else entry.place,
        f"„{entry.id}“ ist bis {german.vague_date(entry.until)} eingetragen, {len(faults)} spätere Angaben nennen die Kennung noch; das Jahr sieht falsch aus.",
        "Das Jahr in „until“ prüfen. Stimmt es, die Kennung dort durch die der Nachfolge ersetzen.",
        related=tuple(Related(fault.place, f"„{entry.id}“ steht noch hier") for fault in faults),
    )


def named_after_end(context: NetworkContext) -> frozenset[str]:
    """Return the ids that an event or a post names after their end: its year may be wrong."""
    events = (ref.id for ref, _entry, _date, gone in _outside(context) if gone)
    return frozenset(chain(events, (ident for ident, _fault in _inactive_today(context))))


def _outside(context: NetworkContext) -> Iterator[tuple[Reference, Entry, PartialDate, bool]]:
    """Yield references at events whose day is outside the time of the entry.

    The last value says whether that time was over; otherwise it had not begun.
    """
    starts = {event.file: event for event in context.network.events.values()}
    doubtful = (
        m for m in context.mentions if m.file in starts and not context.limited.isdisjoint(m.ids)
    )
    for ref in chain.from_iterable(mention.references() for mention in doubtful):
        event = starts[ref.file].record
        if event.start is None or "sources" in ref.path:
            continue
        entry = context.entry_of(ref.id, ref.kinds)
        if entry is None or impossible(entry):
            continue
        date = event.start.date
        # If that is the end of the network, it is the event that is outside.
        gone = entry.until.last < date.first and entry.until is not context.until
        early = (
            date.last < entry.since.first
            and entry.since is not context.since
            and not _early_allowed(ref.path)
        )
        if (gone or early) and not misdated(starts[ref.file].id, event):
            yield ref, entry, date, gone


def impossible(entry: Entry) -> bool:
    """Whether the dates of an entry contradict each other, which is reported by another rule."""
    return entry.until.last < entry.since.first


def _early_allowed(path: Path) -> bool:
    """Whether somebody may be named here before joining; a future member may come as a guest."""
    return path[:2] == ("attendance", "members") or not _EARLY_ALLOWED.isdisjoint(path)


def _inactive_today(context: NetworkContext) -> Iterator[tuple[str, Fault]]:
    """Yield ids of people and offices that do not belong today, but whose posts continue."""
    network = context.network
    record = network.record
    if has_ended(network, context.day):
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
        named.append(
            (("admission", "contact"), record.admission.contact, ("person", "coordination"))
        )
    for path, ident, kinds in named:
        entry = context.entry_of(ident, kinds)
        if entry is None or context.facts.doubt(str(path[0])):
            continue
        older = entry.kind == "coordination" and entry.since is context.since  # than the network
        if impossible(entry) and not older:
            continue
        if entry.until.last < context.day:
            yield (
                ident,
                INACTIVE_REFERENCE.fault(
                    Place(network.file, path),
                    f"„{ident}“ gehört seit {german.vague_date(entry.until)} nicht mehr dazu.",
                    "Nachfolge eintragen oder den Eintrag mit „until“ beenden.",
                    related=(Related(entry.place, f"„{ident}“ steht hier"),),
                ),
            )


CHECKS = (inactive_reference,)
