"""KS2: every id leads somewhere, and to something that was active at that time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal

from ksnet import german, reference
from ksnet.counting.events import misdated
from ksnet.findings import Edit, Fault, Fix, Path, Place, Related
from ksnet.loading.repair import STAND_IN_ID
from ksnet.records.vocabulary import Severity
from ksnet.rules.context import Entry, NetworkContext, Overview, Reference, kind_name
from ksnet.rules.rule import Rule
from ksnet.spelling import fold, nearest

_FILE_KINDS = ("event", "plan")
# Who may be named before they belong to the network: they are asked, not counted.
_EARLY_ALLOWED = frozenset(("invited", "speakers", "organisers", "responsible"))


def unknown_reference(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that every id that is referred to exists, and is of the right kind."""
    incomplete = bool(context.network.unreadable) or not context.network.readable
    broken = {fold(text) for repairs in context.network.repairs.values() for text in repairs.broken_ids}
    uncertain = frozenset(_uncertain_kinds(context))
    doubtful = (mention for mention in context.mentions if not context.ids(mention.kinds).issuperset(mention.ids))
    for ref in chain.from_iterable(mention.references() for mention in doubtful):
        if ref.kinds == ("network",) or _resolve(context, ref) or ref.id == STAND_IN_ID:
            continue
        others = context.entries.get(ref.id, [])
        place = Place(ref.file, ref.path)
        if others:
            other = others[0]
            yield Fault(
                "wrong-kind-of-reference",
                place,
                f"„{ref.id}“ ist {kind_name(other.kind)}, hier gehört {_kinds_in_words(ref.kinds)} hin.",
                f"Eine Kennung einsetzen, die zu {_kinds_in_words(ref.kinds, 'wem')} gehört.",
                related=(Related(other.place, f"„{ref.id}“ steht hier"),),
            )
        elif not incomplete and fold(ref.id) not in broken and uncertain.isdisjoint(ref.kinds):
            meant = nearest(ref.id, _candidates(context, ref))
            if meant in _sensitive(context):
                yield Fault(
                    "unknown-reference",
                    place,
                    "Diese Kennung gibt es in diesem Netzwerk nicht.",
                    _where_to_add(ref.kinds),
                    secret=True,
                )
                continue
            hint = f"Meinten Sie „{meant}“? " if meant else ""
            yield Fault(
                "unknown-reference",
                place,
                f"„{ref.id}“ gibt es in diesem Netzwerk nicht.",
                f"{hint}{_where_to_add(ref.kinds)}",
                fix=Fix((Edit(place, ref.id, meant),), safe=False) if meant else None,
            )


_LISTS = {
    "youth_offices": "youth_office",
    "coordination": "coordination",
    "groups": "group",
    "agreements": "agreement",
    "goals": "goal",
    "workstreams": "workstream",
    "sources": "source",
    "members": "member",
    "people": "person",
    "guests": "guest",
}


def _uncertain_kinds(context: NetworkContext) -> Iterator[str]:
    """Yield the kinds of which an entry was taken out: that it is missing then is a consequence."""
    for repairs in context.network.repairs.values():
        for path in repairs.taken:
            keys = [step for step in path if isinstance(step, str) and step != "id"]
            whole = bool(keys) and (path[-1] == "id" or isinstance(path[-1], int) or path[-1] == keys[-1])
            if whole and keys[-1] in _LISTS and keys in ([keys[-1]], ["members", "people"]):
                yield _LISTS[keys[-1]]
                if keys == ["members"]:
                    yield "person"


def _resolve(context: NetworkContext, ref: Reference) -> bool:
    if ref.kinds == ("event",):
        return ref.id in context.network.events
    if ref.kinds == ("plan",):
        return ref.id in context.network.plans
    if ref.kinds[0] in ("plan_goal", "need"):
        return any(entry.kind in ref.kinds for entry in _plan_of(context, ref.file).get(ref.id, ()))
    return context.find(ref.id, ref.kinds) is not None


def _plan_of(context: NetworkContext, file: str) -> dict[str, list[Entry]]:
    plan = next((plan for plan in context.network.plans.values() if plan.file == file), None)
    return context.plan_entries.get(plan.id, {}) if plan else {}


def _candidates(context: NetworkContext, ref: Reference) -> Iterable[str]:
    if ref.kinds[0] in _FILE_KINDS:
        return context.network.events if ref.kinds == ("event",) else context.network.plans
    if ref.kinds[0] in ("plan_goal", "need"):
        return [
            ident for ident, entries in _plan_of(context, ref.file).items() if any(e.kind in ref.kinds for e in entries)
        ]
    return [entry.id for entry in context.all_entries if entry.kind in ref.kinds]


def _sensitive(context: NetworkContext) -> set[str]:
    """Return the ids of sensitive bodies and their people, which are never proposed."""
    bodies = [member for member in context.network.members.members if member.sensitive]
    return {member.id for member in bodies} | {person.id for member in bodies for person in member.people}


def _kinds_in_words(kinds: tuple[str, ...], case: Literal["wer", "wem", "wen"] = "wer") -> str:
    return german.join((kind_name(kind, case) for kind in kinds), "oder")


def _where_to_add(kinds: tuple[str, ...]) -> str:
    if kinds == ("event",):
        return "Gemeint ist der Dateiname einer Veranstaltung ohne „.yaml“."
    if kinds == ("plan",):
        return "Gemeint ist der Dateiname eines Plans ohne „.yaml“."
    where = {
        "member": "members.yaml",
        "person": "members.yaml",
        "guest": "members.yaml",
        "plan_goal": "diesem Plan",
        "need": "diesem Plan",
    }
    files = sorted({where.get(kind, "network.yaml") for kind in kinds}, reverse=True)
    return f"Schreibweise prüfen oder {_kinds_in_words(kinds, 'wen')} in {' oder '.join(files)} ergänzen."


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


def duplicate_id(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that an id means one entry only, so that an id alone says what is meant."""
    for entries in context.entries.values():
        yield from _doubles(entries)
    for plan in context.plan_entries.values():
        for entries in plan.values():
            yield from _doubles(entries)


def _doubles(entries: list[Entry]) -> Iterator[Fault]:
    if len(entries) < 2:
        return
    first, *others = entries
    for entry in others:
        if {first.kind, entry.kind} == {"youth_office", "member"} and entry.id in (
            getattr(first.record, "youth_office", None),
            getattr(entry.record, "youth_office", None),
        ):
            continue
        yield Fault(
            "duplicate-id",
            entry.place,
            f"Die Kennung „{entry.id}“ ist schon an {kind_name(first.kind, 'wen')} vergeben.",
            "Eine andere Kennung wählen, z. B. mit einem Zusatz.",
            related=(Related(first.place, "zuerst vergeben"),),
        )


def regional_keys(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that keys and municipalities exist and belong together, and that nobody is served twice."""
    served: dict[str, tuple[str, Place]] = {}
    for number, office in enumerate(context.network.record.youth_offices):
        here: Path = ("youth_offices", number)
        key = office.key
        if key is None:
            continue
        place = Place(context.network.file, (*here, "key"))
        name = reference.kreise().get(key) if len(key) == 5 else getattr(reference.gemeinden().get(key), "name", None)
        if name is None:
            what = "Einen Kreis" if len(key) == 5 else "Eine Gemeinde"
            yield Fault(
                "unknown-municipality",
                place,
                f"{what} mit dem Schlüssel {key} gibt es in Nordrhein-Westfalen nicht.",
                _key_hint(office.name),
            )
            continue
        others = [g for g in reference.names_in(office.name) if key not in (g.key, g.kreis_key) and g.name not in name]
        if others and not any(g.key == key for g in reference.names_in(office.name)):
            yield Fault(
                "key-mismatch",
                place,
                f"Der Schlüssel {key} gehört zu {name}, der Name des Jugendamts nennt {others[0].name}.",
                f'{others[0].name} hat den Schlüssel "{others[0].key}".',
            )
        yield from _municipalities(context, here, office.id, served)


def _key_hint(office_name: str) -> str:
    found = reference.names_in(office_name)
    return (
        f'{found[0].name} hat den Schlüssel "{found[0].key}".'
        if found
        else "Schlüssel im amtlichen Gemeindeverzeichnis nachschlagen."
    )


def _municipalities(
    context: NetworkContext, here: Path, office_id: str, served: dict[str, tuple[str, Place]]
) -> Iterator[Fault]:
    office = context.network.record.youth_offices[int(here[1])]
    file = context.network.file
    named: list[tuple[str, Place]] = [
        (text, Place(file, (*here, "municipalities", i))) for i, text in enumerate(office.municipalities)
    ]
    if not named and office.key and len(office.key) == 8:
        named = [(office.key, Place(file, (*here, "key")))]
    for text, place in named:
        gemeinde = reference.find_gemeinde(text)
        if gemeinde is None:
            meant = nearest(text, [g.name for g in reference.gemeinden().values()])
            yield Fault(
                "unknown-municipality",
                place,
                f"Eine Gemeinde „{text}“ gibt es in Nordrhein-Westfalen nicht.",
                f"Meinten Sie „{meant}“?"
                if meant
                else "Schreibweise prüfen; erlaubt sind amtlicher Name oder achtstelliger Schlüssel.",
                fix=Fix((Edit(place, text, meant),), safe=False) if meant else None,
            )
        elif gemeinde.key in served and served[gemeinde.key][0] != office_id:
            (other, first), here_too = served[gemeinde.key], place
            if not office.municipalities and "municipalities" in first.path:  # its own Gemeinde: the list is wrong
                served[gemeinde.key] = (office_id, place)
                other, first, here_too = office_id, place, first
            yield Fault(
                "shared-municipality",
                here_too,
                f"Für {gemeinde.name} ist schon das Jugendamt „{other}“ eingetragen.",
                "Für jede Gemeinde ist genau ein Jugendamt zuständig; bei einem von beiden streichen.",
                related=(Related(first, f"{gemeinde.name} steht auch hier"),),
            )
        else:
            served[gemeinde.key] = (office_id, place)


def office_keys(overview: Overview) -> Iterator[Fault]:
    """Ensure that a youth office keeps its key in all networks."""
    for ident, seen in sorted(overview.offices.items()):
        first_key, first_network, first_place = seen[0]
        for key, _network, place in seen[1:]:
            if key is not None and first_key is not None and key != first_key:
                yield Fault(
                    "office-key-conflict",
                    place,
                    f"Das Jugendamt „{ident}“ hat hier den Schlüssel {key}, im Netzwerk „{first_network}“ aber {first_key}.",
                    "Gleiche Kennung heißt gleiches Jugendamt: Schlüssel angleichen oder eine andere Kennung wählen.",
                    related=(Related(first_place, f"hier steht {first_key}"),),
                )


def parent_networks(overview: Overview) -> Iterator[Fault]:
    """Ensure that the network above exists, and that no network stands above itself."""
    parents = {child: parent for child, parent, _ in overview.parents}
    for child, parent, place in overview.parents:
        if parent not in overview.network_ids:
            meant = nearest(parent, [i for i in overview.network_ids if i != child])
            hint = f"Meinten Sie „{meant}“? " if meant else ""
            yield Fault(
                "unknown-network",
                place,
                f"Ein Netzwerk „{parent}“ gibt es hier nicht.",
                f"{hint}Ist es anderswo erfasst, dann parent: {{text: …}}.",
            )
            continue
        seen, above = {child}, parent
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if above == child:
            yield Fault(
                "circular-parent",
                place,
                "Das Netzwerk steht über sich selbst.",
                "„parent“ bei einem der beteiligten Netzwerke ändern.",
            )


def circular_groups(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no group belongs to itself."""
    parents = {group.id: group.parent for group in context.network.record.groups}
    for number, group in enumerate(context.network.record.groups):
        seen: set[str] = set()
        above = group.parent
        while above and above not in seen and above != group.id:
            seen.add(above)
            above = parents.get(above)
        if above == group.id:
            yield Fault(
                "circular-parent",
                Place(context.network.file, ("groups", number, "parent")),
                f"Das Gremium „{group.id}“ gehört zu sich selbst.",
                "„parent“ bei einem der beteiligten Gremien ändern.",
            )


RULES = (
    Rule(
        code="KS201",
        name="unknown-reference",
        severity=Severity.FEHLER,
        title="Eine Kennung gibt es nicht.",
        why="Einträge verweisen mit Kennungen aufeinander. Führt eine ins Leere, fehlt im Bericht, wer gemeint ist.",
        mend="Schreibweise prüfen oder den fehlenden Eintrag ergänzen.",
        wrong={"event": "organisers: [⟦stadt-mustar⟧]\n"},
        right={"event": "organisers: [stadt-muster]\n"},
        check=unknown_reference,
    ),
    Rule(
        code="KS202",
        name="wrong-kind-of-reference",
        severity=Severity.FEHLER,
        title="Eine Kennung meint etwas anderes, als hier stehen darf.",
        why="Wo eine Person erwartet wird, kann kein Gremium stehen.",
        mend="Die Kennung eines passenden Eintrags einsetzen.",
        wrong={"event": "chair: ⟦plenum⟧\n"},
        right={"event": "chair: muster\n"},
    ),
    Rule(
        code="KS203",
        name="inactive-reference",
        severity=Severity.FEHLER,
        title="Genannt ist, wer zu dieser Zeit nicht dazugehört.",
        why="Der Bericht nennt sonst jemanden, der ausgeschieden oder noch nicht eingetreten war. Das ist etwas anderes als eine unbekannte Kennung: Der Eintrag ist da, aber beendet.",
        mend="Kennung oder Datum prüfen; wer wirklich dabei war, braucht ein passendes „since“ und „until“.",
        wrong={"event": "groups: [⟦ak-alt⟧]\n"},
        right={"event": "groups: [plenum]\n"},
        check=inactive_reference,
    ),
    Rule(
        code="KS204",
        name="duplicate-id",
        severity=Severity.FEHLER,
        title="Eine Kennung ist doppelt vergeben.",
        why="In einem Netzwerk muss eine Kennung allein sagen, was gemeint ist.",
        mend="Eine andere Kennung wählen.",
        wrong={"network": "agreements:\n  - id: ⟦plenum⟧\n    kind: geschaeftsordnung\n    title: Geschäftsordnung\n"},
        right={
            "network": "agreements:\n  - id: geschaeftsordnung\n    kind: geschaeftsordnung\n    title: Geschäftsordnung\n"
        },
        check=duplicate_id,
    ),
    Rule(
        code="KS205",
        name="unknown-network",
        severity=Severity.FEHLER,
        title="Ein Netzwerk gibt es nicht.",
        why="Veranstaltungen stehen im Ordner ihres Netzwerks, und ein übergeordnetes Netzwerk muss hier erfasst sein.",
        mend="Ordner umbenennen, das Netzwerk anlegen oder parent: {text: …} schreiben.",
        wrong={"network": "parent: ⟦kreisnetzwerk⟧\n"},
        right={"network": "parent: {text: Kreisnetzwerk}\n"},
        overview=parent_networks,
    ),
    Rule(
        code="KS206",
        name="unknown-municipality",
        severity=Severity.FEHLER,
        title="Eine Gemeinde oder einen Kreis gibt es nicht.",
        why="Über die amtlichen Schlüssel ist klar, für welche Gemeinden ein Jugendamt zuständig ist.",
        mend="Amtlichen Namen oder Schlüssel eintragen.",
        wrong={
            "network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n    municipalities: [⟦Soost⟧]\n'
        },
        right={
            "network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n    municipalities: [Soest]\n'
        },
        check=regional_keys,
    ),
    Rule(
        code="KS207",
        name="key-mismatch",
        severity=Severity.FEHLER,
        title="Name und Schlüssel eines Jugendamts passen nicht zusammen.",
        why="Mit einem fremden Schlüssel wird das Jugendamt einer anderen Gemeinde zugeordnet.",
        mend="Schlüssel oder Namen berichtigen.",
        wrong={
            "network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt der Stadt Soest\n    key: ⟦"05974028"⟧\n'
        },
        right={
            "network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt der Stadt Soest\n    key: "05974040"\n'
        },
    ),
    Rule(
        code="KS208",
        name="shared-municipality",
        severity=Severity.FEHLER,
        title="Zwei Jugendämter eines Netzwerks sind für dieselbe Gemeinde eingetragen.",
        why="Für eine Gemeinde ist genau ein Jugendamt zuständig.",
        mend="Die Gemeinde bei einem der beiden streichen.",
        wrong={
            "network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n  - id: kreis-muster\n    name: Kreisjugendamt\n    key: "05974"\n    municipalities: [⟦Soest⟧]\n'
        },
        right={
            "network": 'youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: "05974040"\n  - id: kreis-muster\n    name: Kreisjugendamt\n    key: "05974"\n    municipalities: [Welver]\n'
        },
    ),
    Rule(
        code="KS209",
        name="office-key-conflict",
        severity=Severity.FEHLER,
        title="Ein Jugendamt hat in zwei Netzwerken verschiedene Schlüssel.",
        why="Ein Jugendamt behält seine Kennung in allen Netzwerken; gleiche Kennung heißt gleicher Schlüssel.",
        mend="Schlüssel angleichen oder eine andere Kennung wählen.",
        wrong={
            "data/networks/nachbar/network.yaml": 'name: Netzwerk Nachbar\nyouth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: ⟦"05974028"⟧\n',
            "data/networks/nachbar/members.yaml": "members:\n",
        },
        right={
            "data/networks/nachbar/network.yaml": 'name: Netzwerk Nachbar\nyouth_offices:\n  - id: stadt-nachbar\n    name: Jugendamt\n    key: "05974028"\n'
        },
        overview=office_keys,
    ),
    Rule(
        code="KS210",
        name="circular-parent",
        severity=Severity.FEHLER,
        title="Etwas ist sich selbst übergeordnet.",
        why="Aus „parent“ entsteht das Schaubild des Netzwerks; ein Kreis hat kein Oben.",
        mend="„parent“ bei einem der beteiligten Einträge ändern.",
        wrong={
            "network": "groups:\n  - id: plenum\n    name: Netzwerktreffen\n    kind: themengruppe\n    parent: ⟦plenum⟧\n  - id: ak-alt\n    name: AK\n    kind: arbeitskreis\n    until: 2024-12-31\n"
        },
        right={
            "network": "groups:\n  - id: plenum\n    name: Netzwerktreffen\n    kind: themengruppe\n  - id: ak-alt\n    name: AK\n    kind: arbeitskreis\n    parent: plenum\n    until: 2024-12-31\n"
        },
        check=circular_groups,
    ),
)
