"""KS2, references: every id that is referred to leads to something of the right kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Literal

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Edit, Fault, Fix, Related, Rule
from ksnet.basics.spelling import MOST_SLIPS, nearest
from ksnet.records import german
from ksnet.rules.context import NetworkContext, kind_name
from ksnet.rules.mentions import Reference
from ksnet.rules.naming import event_known_as
from ksnet.rules.references.unread import MEMBERS, in_what_is_unread
from ksnet.yamltext.loading.repairs import STAND_IN_ID
from ksnet.yamltext.reading.excess import FewAlike

_FILE_KINDS = ("event", "plan")
_FEW_STRANGE = 3  # as many may be slips in one event

UNKNOWN_REFERENCE = Rule(
    code="KS201",
    name="unknown-reference",
    severity=Severity.FEHLER,
    title="Eine Kennung gibt es nicht.",
    why="Einträge verweisen mit Kennungen aufeinander. Führt eine ins Leere, fehlt im Bericht, wer gemeint ist.",
    mend="Schreibweise prüfen oder den fehlenden Eintrag ergänzen.",
    wrong={"event": "organisers: [⟦stadt-mustar⟧]\n"},
    right="stadt-muster",
)

WRONG_KIND_OF_REFERENCE = Rule(
    code="KS202",
    name="wrong-kind-of-reference",
    severity=Severity.FEHLER,
    title="Eine Kennung meint etwas anderes, als hier stehen darf.",
    why="Wo eine Person erwartet wird, kann kein Gremium stehen.",
    mend="Die Kennung eines passenden Eintrags einsetzen.",
    wrong={"event": "chair: ⟦plenum⟧\n"},
    right="muster",
)

_OF_A_PLAN = ("plan_goal", "need")  # named only within the plan


def unknown_reference(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that every id that is referred to exists, and is of the right kind."""
    may_be_there = in_what_is_unread(context)
    sensitive = context.sensitive
    proposals = _Proposals(context)
    same_body: dict[str, str] | None = None
    # By id, each that is named for the first time and those after it: nearly always none.
    missing: dict[str, Reference] = {}
    others_of: dict[str, list[Reference]] = {}
    unresolved = list(_unresolved(context))
    strange = dict(_of_another_network(context, unresolved, may_be_there))
    yield from strange.values()
    for ref in unresolved:
        if ref.file in strange:
            continue
        if others := context.entries.get(ref.id):
            other = others[0]
            same_body = _of_same_body(context) if same_body is None else same_body
            meant = same_body.get(ref.id)
            meant = meant if meant in context.ids(ref.kinds) else None
            yield WRONG_KIND_OF_REFERENCE.fault(
                ref.place,
                f"„{ref.id}“ ist {kind_name(other.kind)}, hier gehört {_kinds_in_words(ref.kinds)} hin.",
                f"{f'Meinten Sie „{meant}“? ' if meant else ''}Eine Kennung einsetzen, die zu {_kinds_in_words(ref.kinds, 'wem')} gehört.",
                related=(Related(other.place, f"„{ref.id}“ steht hier"),),
            )
        elif not may_be_there(ref):
            meant = proposals.of(ref)
            if meant in sensitive or (meant is None and sensitive and proposals.end):
                yield UNKNOWN_REFERENCE.fault(
                    ref.place,
                    "Diese Kennung gibt es in diesem Netzwerk nicht.",
                    _where_to_add(ref.kinds),
                    secret=True,
                )
            elif ref.id in missing:
                others_of.setdefault(ref.id, []).append(ref)
            else:
                missing[ref.id] = ref
    faults = FewAlike()
    for ident, first in missing.items():
        named = [first, *others_of.get(ident, ())]
        add = partial(faults.add, UNKNOWN_REFERENCE, first.file, ident)
        if len({ref.file for ref in named}) > 1:
            add(partial(_gone, named))
        else:
            for ref in named:
                add(partial(_misspelt, ref, proposals.of(ref)))
    yield from faults.found()


def _of_same_body(context: NetworkContext) -> dict[str, str]:
    """Return for people the body they work for; for a Jugendamt its body, and the other way."""
    found: dict[str, str] = {}
    for member in context.network.members.members:
        pairs = [(person.id, member.id) for person in member.people]
        if office := member.youth_office:
            pairs += [(office, member.id), (member.id, office)]
        for ident, meant in pairs:
            if meant not in context.sensitive:
                found.setdefault(ident, meant)
    return found


def lost_members(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that there is a file for the members and people who are named."""
    network = context.network
    file = network.members_file
    if file in network.texts or network.unreadable or not network.readable:
        return
    refs = [
        ref
        for ref in _unresolved(context)
        if ref.id not in context.entries and not MEMBERS.isdisjoint(ref.kinds)
    ]
    if not refs:
        return
    first, *others = refs
    places = f"{len(refs)} Stellen nennen" if others else "eine Stelle nennt"
    yield UNKNOWN_REFERENCE.fault(
        first.place,
        f"Die Datei {file} fehlt, aber {places} Kennungen, die darin stehen müssten.",
        "Die Datei zurückholen (ksnet undo, oder mit Git); gab es sie nie, mit „ksnet new member“ anlegen.",
        related=tuple(ref.related() for ref in others),
    )


def _of_another_network(
    context: NetworkContext, refs: list[Reference], may_be_there: Callable[[Reference], bool]
) -> Iterator[tuple[str, Fault]]:
    """Yield the events of which most ids do not exist here, with one fault for each."""
    by_file: dict[str, dict[str, Reference]] = {}
    for ref in refs:
        if ref.id not in context.entries and not may_be_there(ref):
            by_file.setdefault(ref.file, {})[ref.id] = ref
    named: dict[str, set[str]] = {}
    for mention in context.mentions if by_file else ():
        named.setdefault(mention.file, set()).update(mention.ids)
    for event in context.network.events.values():
        missing, ids = by_file.get(event.file, {}), named.get(event.file, ())
        if len(missing) > _FEW_STRANGE and len(missing) * 2 > len(ids):
            first, *others = (ref.place for ref in missing.values())
            yield (
                event.file,
                UNKNOWN_REFERENCE.fault(
                    first,
                    f"{len(missing)} von {len(ids)} Kennungen in dieser Datei gibt es in diesem Netzwerk nicht.",
                    "Gehört die Veranstaltung zu einem anderen Netzwerk, die Datei in dessen Ordner unter events verschieben; sonst die Kennungen prüfen.",
                    related=tuple(Related(place, "auch diese nicht") for place in others),
                ),
            )


def _unresolved(context: NetworkContext) -> Iterator[Reference]:
    """Yield the references that lead to no entry of the right kind."""
    for mention in context.mentions:
        if not context.ids(mention.kinds).issuperset(mention.ids):
            for ref in mention.references():
                if not (
                    ref.kinds == ("network",) or _resolve(context, ref) or ref.id == STAND_IN_ID
                ):
                    yield ref


class _Proposals:
    """What unknown ids are meant to be: the first hundred in a network, each compared once."""

    def __init__(self, context: NetworkContext) -> None:
        self.context = context
        self.slips: set[str] = set()
        self.found: dict[tuple[str, tuple[str, ...], str], str | None] = {}
        self.candidates: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}

    @property
    def end(self) -> bool:
        """Whether there were so many that no others are compared."""
        return len(self.slips) > MOST_SLIPS

    def of(self, ref: Reference) -> str | None:
        """Return the id that is meant, as far as it was looked for."""
        self.slips.add(ref.id)
        key = (ref.id, ref.kinds, ref.file)
        if not self.end and key not in self.found:
            kind = (ref.kinds, ref.file if ref.kinds[0] in _OF_A_PLAN else "")
            if kind not in self.candidates:
                self.candidates[kind] = tuple(_candidates(self.context, ref))
            choices = self.candidates[kind]
            if ref.kinds == ("event",):  # of the same month, or of the same day of another year
                choices = tuple(
                    one for one in choices if one[:7] == ref.id[:7] or one[4:] == ref.id[4:]
                )
            called = event_known_as(self.context, ref.id) if ref.kinds == ("event",) else None
            self.found[key] = called or nearest(ref.id, choices)
        return self.found.get(key)


def _misspelt(ref: Reference, meant: str | None) -> Fault:
    hint = f"Meinten Sie „{meant}“? " if meant else ""
    return UNKNOWN_REFERENCE.fault(
        ref.place,
        f"„{ref.id}“ gibt es in diesem Netzwerk nicht.",
        f"{hint}{_where_to_add(ref.kinds)}",
        fix=Fix((Edit(ref.place, ref.id, meant),), safe=False) if meant else None,
    )


def _gone(refs: list[Reference]) -> Fault:
    """Return the finding for an id that several files name: its entry was deleted."""
    first, *others = refs
    return UNKNOWN_REFERENCE.fault(
        first.place,
        f"„{first.id}“ gibt es in diesem Netzwerk nicht (mehr), {len(refs)} Stellen nennen diese Kennung noch.",
        f"Wurde der Eintrag gelöscht? Zurückholen (ksnet undo, oder mit Git) und statt dessen mit „ksnet end“ beenden. Fehlt er noch: {_kinds_in_words(first.kinds, 'wen')} ergänzen.",
        related=tuple(ref.related("auch hier") for ref in others),
    )


def _resolve(context: NetworkContext, ref: Reference) -> bool:
    if ref.kinds[0] in _OF_A_PLAN:
        return any(
            entry.kind in ref.kinds for entry in context.plan_entries_in(ref.file).get(ref.id, ())
        )
    return ref.id in context.ids(ref.kinds)


def _candidates(context: NetworkContext, ref: Reference) -> Iterable[str]:
    if ref.kinds[0] in _FILE_KINDS:
        return context.network.events if ref.kinds == ("event",) else context.network.plans
    if ref.kinds[0] in _OF_A_PLAN:
        return [
            ident
            for ident, entries in context.plan_entries_in(ref.file).items()
            if any(e.kind in ref.kinds for e in entries)
        ]
    return [entry.id for entry in context.all_entries if entry.kind in ref.kinds]


def _kinds_in_words(kinds: tuple[str, ...], case: Literal["wer", "wem", "wen"] = "wer") -> str:
    return german.join((kind_name(kind, case) for kind in kinds), "oder")


def _where_to_add(kinds: tuple[str, ...]) -> str:
    if kinds == ("event",):
        return "Gemeint ist der Dateiname einer Veranstaltung ohne „.yaml“; wurde sie umbenannt oder gelöscht, die Datei zurückholen (ksnet undo, oder mit Git)."
    if kinds == ("plan",):
        return "Gemeint ist der Dateiname eines Plans ohne „.yaml“."
    where = dict.fromkeys(MEMBERS, "members.yaml") | dict.fromkeys(_OF_A_PLAN, "diesem Plan")
    files = sorted({where.get(kind, "network.yaml") for kind in kinds}, reverse=True)
    return f"Schreibweise prüfen oder {_kinds_in_words(kinds, 'wen')} in {' oder '.join(files)} ergänzen."


CHECKS = (unknown_reference, lost_members)
