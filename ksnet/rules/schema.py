"""KS1, the schema; most of these faults come from loading, these need two keys at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Path, Place, Rule
from ksnet.records.base import DocumentLink, WhoEntry
from ksnet.records.members import Guest, Person
from ksnet.records.network import ParentEntry
from ksnet.records.problems import cut_short
from ksnet.records.vocabulary import PublicationBasis
from ksnet.records.walk import Walk
from ksnet.rules.context import NetworkContext
from ksnet.rules.examples import ONE_BODY
from ksnet.yamltext.loading.repairs import Repairs
from ksnet.yamltext.rules.schema import INVALID_ADDRESS

INCOMPLETE_ENTRY = Rule(
    code="KS113",
    name="incomplete-entry",
    severity=Severity.FEHLER,
    title="Einem Eintrag fehlt, was zu seinen anderen Angaben gehört.",
    why="Ein Mitglied muss einem Bereich zuzuordnen sein; eine Veröffentlichung braucht ihre Grundlage; wer oder welches Ziel gemeint ist, sagt entweder eine Kennung oder ein Text.",
    mend="Fehlendes ergänzen.",
    wrong={"members": f"{ONE_BODY}  - ⟦id: schule⟧\n    name: Gesamtschule\n"},
    right={
        "members": f"{ONE_BODY}  - id: schule\n    name: Gesamtschule\n    categories: [schule]\n"
    },
)


# What names an entry by its id, or something that is recorded nowhere by a text.
_EITHER = Walk(lambda model: issubclass(model, (WhoEntry, ParentEntry)))


def incomplete_entry(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that entries have those keys that need one another."""
    file = context.network.members_file
    is_whole = whole_in(context.network.repairs.get(file))
    for number, member in enumerate(context.network.members.members):
        place = Place(file, ("members", number))
        if (
            not member.youth_office
            and not (member.name and (member.categories or member.field))
            and is_whole(("members", number))
        ):
            missing = "„name“" if not member.name else "„categories“ oder „field“"
            yield INCOMPLETE_ENTRY.fault(
                place,
                f"Beim Mitglied „{member.id}“ fehlt {missing}.",
                "Ein Mitglied braucht „youth_office“, oder „name“ und dazu „categories“ oder „field“.",
            )
        for position, person in enumerate(member.people):
            path: Path = ("members", number, "people", position, "publication")
            if is_whole(path):
                yield from _publication(Place(file, path), person)
        agreement = member.agreement_8a
        if agreement and agreement.signed and agreement.exists is False:
            yield INCOMPLETE_ENTRY.fault(
                Place(file, ("members", number, "agreement_8a", "exists")),
                "„exists: false“ sagt, dass es keine Vereinbarung gibt; „signed“ nennt aber einen Tag.",
                "Gibt es sie, „exists“ weglassen; sonst „signed“.",
            )
    for number, guest in enumerate(context.network.members.guests):
        path = ("guests", number, "publication")
        if is_whole(path):
            yield from _publication(Place(file, path), guest)
    yield from _who(context)
    yield from _goals_of_years(context)


_DOCUMENTS = Walk(lambda model: issubclass(model, DocumentLink))


def address_as_path(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that the path of a document is no address on the web, which nothing would link to."""
    for file, path, item in _DOCUMENTS.through(context.network.records()):
        if item.path and item.path.startswith(("https://", "http://")):
            yield INVALID_ADDRESS.fault(
                Place(file, (*path, "path")),
                f"„{cut_short(item.path)}“ ist eine Internetadresse und kein Pfad in diesem Verzeichnis.",
                f"Unter „url“ schreiben: url: {item.path}",
            )


def _goals_of_years(context: NetworkContext) -> Iterator[Fault]:
    """Yield a fault where the progress of a year is that of two goals, or of none."""
    for year in context.network.years.values():
        is_whole = whole_in(context.network.repairs.get(year.file))
        for number, entry in enumerate(year.record.goals):
            path: Path = ("goals", number)
            if (entry.goal is None) != (entry.text is None) or not is_whole(path):
                continue
            yield INCOMPLETE_ENTRY.fault(
                Place(year.file, path),
                "„goal“ und „text“ stehen zugleich; im Bericht steht nur eines davon."
                if entry.goal
                else "Welches Ziel gemeint ist, fehlt.",
                "„goal“ behalten für ein Ziel des Netzwerks, sonst „text“; was dazu zu sagen ist, unter „note“."
                if entry.goal
                else "„goal“ mit der Kennung eines Ziels des Netzwerks ergänzen, oder „text“ für eines nur dieses Jahres.",
            )


def _who(context: NetworkContext) -> Iterator[Fault]:
    """Yield a fault where neither an id nor a text says who is meant, or both do."""
    for file, path, who in _EITHER.through(context.network.records()):
        if (who.id is None) != (who.text is None):
            continue
        if not whole_in(context.network.repairs.get(file))(path):
            continue
        key = next(step for step in reversed(path) if isinstance(step, str))
        yield INCOMPLETE_ENTRY.fault(
            Place(file, path),
            f"Bei „{key}“ stehen „id“ und „text“ zugleich; nur eines kann sagen, wer gemeint ist."
            if who.id
            else f"Bei „{key}“ fehlt, wer gemeint ist.",
            "„id“ behalten für einen Eintrag, der hier erfasst ist, sonst „text“."
            if who.id
            else "Kennung eines Eintrags schreiben, der hier erfasst ist, sonst {text: …}.",
        )


def whole_in(repairs: Repairs | None) -> Callable[[Path], bool]:
    """Return whether nothing was taken out of an entry: else what is missing is no mistake."""
    if repairs is None:
        return lambda _path: True
    broken = {path[:depth] for path in repairs.taken for depth in range(len(path))}
    return lambda path: repairs.original(path) not in broken


def _publication(place: Place, person: Person | Guest) -> Iterator[Fault]:
    publication = person.publication
    if publication is None:
        return
    if publication.basis is None:
        yield INCOMPLETE_ENTRY.fault(
            place,
            "Bei „publication“ fehlt „basis“: auf welcher Grundlage veröffentlicht wird.",
            f"Ergänzen: basis: {', '.join(PublicationBasis)}.",
        )
    elif publication.basis is PublicationBasis.ARBEITGEBER_VEROEFFENTLICHT and not (
        publication.url or publication.source
    ):
        yield INCOMPLETE_ENTRY.fault(
            place,
            "„arbeitgeber-veroeffentlicht“ braucht die Stelle, an der es veröffentlicht ist.",
            "„url“ oder „source“ ergänzen.",
        )
    elif publication.basis is PublicationBasis.EINWILLIGUNG and publication.since is None:
        yield INCOMPLETE_ENTRY.fault(
            place, "„einwilligung“ braucht den Tag, an dem eingewilligt wurde.", "„since“ ergänzen."
        )


UNKNOWN_TIMEZONE = Rule(
    code="KS114",
    name="unknown-timezone",
    severity=Severity.FEHLER,
    title="Eine Zeitzone gibt es nicht.",
    why="Ohne Zeitzone lässt sich ein Termin keiner Stunde zuordnen.",
    mend="In Deutschland Europe/Berlin; das ist auch die Vorgabe.",
    wrong={"network": "timezone: ⟦Europa/Berlin⟧\n"},
    right="Europe/Berlin",
)


def unknown_timezone(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that time zones have names of the IANA database."""
    network = context.network
    zones = [(network.file, network.record.timezone)] + [
        (event.file, event.record.timezone) for event in network.events.values()
    ]
    for file, zone in zones:
        if zone and zone != "Europe/Berlin" and not _is_known(zone):
            yield UNKNOWN_TIMEZONE.fault(
                Place(file, ("timezone",)),
                f"Eine Zeitzone „{zone}“ gibt es nicht.",
                "In Deutschland: Europe/Berlin; das ist auch die Vorgabe.",
            )


def _is_known(zone: str) -> bool:
    from zoneinfo import available_timezones

    return zone in available_timezones()


CHECKS = (incomplete_entry, address_as_path, unknown_timezone)
