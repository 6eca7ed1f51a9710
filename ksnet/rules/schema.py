"""KS1: the schema. Most of these faults come from loading; a few need two keys at once and are checked here."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import available_timezones

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Path, Place
from ksnet.records.members import Guest, Person
from ksnet.records.vocabulary import PublicationBasis
from ksnet.rules.context import NetworkContext
from ksnet.rules.rule import Rule


def incomplete_entry(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that entries have those keys that need one another."""
    file = context.network.members_file
    broken = set(_touched(context, file))
    for number, member in enumerate(context.network.members.members):
        place = Place(file, ("members", number))
        if (
            not member.youth_office
            and not (member.name and (member.categories or member.field))
            and ("members", number) not in broken
        ):
            missing = "„name“" if not member.name else "„categories“ oder „field“"
            yield Fault(
                "incomplete-entry",
                place,
                f"Beim Mitglied „{member.id}“ fehlt {missing}.",
                "Ein Mitglied braucht „youth_office“, oder „name“ und dazu „categories“ oder „field“.",
            )
        for position, person in enumerate(member.people):
            yield from _publication(file, ("members", number, "people", position), person)
    for number, guest in enumerate(context.network.members.guests):
        yield from _publication(file, ("guests", number), guest)


def _touched(context: NetworkContext, file: str) -> Iterator[Path]:
    """Yield the entries in which something was taken out: what is missing there is a consequence."""
    repairs = context.network.repairs.get(file)
    if repairs:
        yield from (path[:2] for path in repairs.taken)


def _publication(file: str, path: Path, person: Person | Guest) -> Iterator[Fault]:
    publication = person.publication
    if publication is None:
        return
    place = Place(file, (*path, "publication"))
    if publication.basis is None:
        yield Fault(
            "incomplete-entry",
            place,
            "Bei „publication“ fehlt „basis“: auf welcher Grundlage veröffentlicht wird.",
            f"Ergänzen: basis: {', '.join(PublicationBasis)}.",
        )
    elif publication.basis is PublicationBasis.ARBEITGEBER_VEROEFFENTLICHT and not (
        publication.url or publication.source
    ):
        yield Fault(
            "incomplete-entry",
            place,
            "„arbeitgeber-veroeffentlicht“ braucht die Stelle, an der es veröffentlicht ist.",
            "„url“ oder „source“ ergänzen.",
        )
    elif publication.basis is PublicationBasis.EINWILLIGUNG and publication.since is None:
        yield Fault(
            "incomplete-entry", place, "„einwilligung“ braucht den Tag, an dem eingewilligt wurde.", "„since“ ergänzen."
        )


def unknown_timezone(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that time zones have names of the IANA database."""
    network = context.network
    zones = [(network.file, network.record.timezone)] + [
        (event.file, event.record.timezone) for event in network.events.values()
    ]
    for file, zone in zones:
        if zone and zone != "Europe/Berlin" and zone not in available_timezones():
            yield Fault(
                "unknown-timezone",
                Place(file, ("timezone",)),
                f"Eine Zeitzone „{zone}“ gibt es nicht.",
                "In Deutschland: Europe/Berlin; das ist auch die Vorgabe.",
            )


_OFFICE = "youth_offices:\n  - id: stadt-muster\n    name: Jugendamt\n    key: {}\n"

RULES = (
    Rule(
        code="KS101", name="unknown-key", severity=Severity.FEHLER,
        title="Einen Schlüssel gibt es nicht.",
        why="Was unter einem unbekannten Schlüssel steht, erscheint nirgends. Die Liste der Schlüssel ist geschlossen, damit nichts hineingerät, was nicht hineingehört.",
        mend="Schreibweise prüfen oder die Zeile löschen.",
        wrong={"event": "⟦ort⟧:\n  name: Rathaus\n"}, right={"event": "location:\n  name: Rathaus\n"},
    ),
    Rule(
        code="KS102", name="missing-key", severity=Severity.FEHLER,
        title="Ein nötiger Schlüssel fehlt.",
        why="Ohne ihn lässt sich der Eintrag nicht einordnen.",
        mend="Schlüssel ergänzen.",
        wrong={"network": "goals:\n  - ⟦id: absprachen⟧\n"}, right={"network": "goals:\n  - id: absprachen\n    text: Bessere Absprachen\n"},
    ),
    Rule(
        code="KS103", name="missing-value", severity=Severity.FEHLER,
        title="Ein Wert fehlt.",
        why="Ein leerer Text oder ein leerer Listeneintrag sagt nichts aus.",
        mend="Wert ergänzen oder die Zeile löschen.",
        wrong={"event": 'theme: ⟦""⟧\n'}, right={"event": "theme: Schule\n"},
    ),
    Rule(
        code="KS104", name="wrong-type", severity=Severity.FEHLER,
        title="Statt einer Liste steht ein Wert da, oder umgekehrt.",
        why="Der Schlüssel bestimmt, ob ein Wert, eine Liste oder weitere Schlüssel folgen.",
        mend="Listen in eckigen Klammern oder mit Spiegelstrichen schreiben.",
        wrong={"event": "groups: ⟦plenum⟧\n"}, right={"event": "groups: [plenum]\n"},
    ),
    Rule(
        code="KS105", name="unknown-value", severity=Severity.FEHLER,
        title="Einen Wert kennt der Schlüssel nicht.",
        why="Nur mit festen Werten lässt sich zählen und vergleichen.",
        mend="Einen der erlaubten Werte einsetzen.",
        wrong={"event": "mode: ⟦present⟧\n"}, right={"event": "mode: praesenz\n"},
    ),
    Rule(
        code="KS106", name="invalid-date", severity=Severity.FEHLER,
        title="Ein Datum oder eine Uhrzeit gibt es nicht, oder sie ist anders zu schreiben.",
        why="Nur Jahr-Monat-Tag ist eindeutig. Zeiten sind Ortszeit.",
        mend="2025-05-21, 2025-05-21 13:30; ungenau: 2025-05, 2025 oder 2022/2023-02-08.",
        wrong={"event": "start: ⟦16.09.2026 13:30⟧\n"}, right={"event": "start: 2026-09-16 13:30\n"},
    ),
    Rule(
        code="KS107", name="invalid-boolean", severity=Severity.FEHLER,
        title="Ein Ja-Nein-Wert ist weder true noch false.",
        why="„ja“ und „yes“ lesen verschiedene Programme verschieden.",
        mend="true für ja, false für nein.",
        wrong={"event": "public: ⟦ja⟧\n"}, right={"event": "public: true\n"},
    ),
    Rule(
        code="KS108", name="invalid-number", severity=Severity.FEHLER,
        title="Ein Wert ist keine Zahl.",
        why="Mit Zahlen wird gerechnet; Zusätze wie „rund“ gehören in „precision“.",
        mend="Nur Ziffern; Dezimalpunkt statt Komma.",
        wrong={"event": "duration_minutes: ⟦zwei Stunden⟧\n"}, right={"event": "duration_minutes: 120\n"},
    ),
    Rule(
        code="KS109", name="invalid-id", severity=Severity.FEHLER,
        title="Ein Wert ist keine Kennung.",
        why="Kennungen stehen auch in Dateinamen und Adressen; dort sind Umlaute und Leerzeichen nicht sicher.",
        mend="Kleinbuchstaben, Ziffern, einzelne Bindestriche; ä wird ae.",
        wrong={"event": "topics: [⟦Öffentliche Wege⟧]\n"}, right={"event": "topics: [oeffentliche-wege]\n"},
    ),
    Rule(
        code="KS110", name="invalid-regional-key", severity=Severity.FEHLER,
        title="Ein Wert ist kein Gemeinde- oder Kreisschlüssel in Nordrhein-Westfalen.",
        why="Über den amtlichen Schlüssel ist ein Jugendamt eindeutig; in Nordrhein-Westfalen beginnt er mit 05.",
        mend="Acht Ziffern für eine Gemeinde, fünf für einen Kreis, in Anführungszeichen.",
        wrong={"network": _OFFICE.format('⟦"5974040"⟧')}, right={"network": _OFFICE.format('"05974040"')},
    ),
    Rule(
        code="KS111", name="invalid-address", severity=Severity.FEHLER,
        title="Eine E-Mail-Adresse, Internetadresse oder Postleitzahl ist keine.",
        why="Sie wird in Dokumente und Kalender übernommen und führt sonst ins Leere.",
        mend="name@stelle.de, https://…, fünf Ziffern in Anführungszeichen.",
        wrong={"network": "website: ⟦www.example.org⟧\n"}, right={"network": "website: https://www.example.org\n"},
    ),
    Rule(
        code="KS112", name="ambiguous-scalar", severity=Severity.WARNUNG,
        title="Ein Text steht ohne Anführungszeichen und ist für andere Programme keiner.",
        why="Aus 05974040 wird sonst eine Zahl ohne führende Null, aus „no“ ein Nein. ksnet liest es richtig, Editoren und andere Programme nicht.",
        mend="In Anführungszeichen setzen.",
        wrong={"network": _OFFICE.format("⟦05974040⟧")}, right={"network": _OFFICE.format('"05974040"')},
    ),
    Rule(
        code="KS113", name="incomplete-entry", severity=Severity.FEHLER,
        title="Einem Eintrag fehlt, was zu seinen anderen Angaben gehört.",
        why="Ein Mitglied muss einem Bereich zuzuordnen sein; eine Veröffentlichung braucht ihre Grundlage.",
        mend="Fehlendes ergänzen.",
        wrong={"members": "members:\n  - id: jugendamt-muster\n    youth_office: stadt-muster\n    people:\n      - id: muster\n        family_name: Muster\n  - ⟦id: schule⟧\n    name: Gesamtschule\n"}, right={"members": "members:\n  - id: jugendamt-muster\n    youth_office: stadt-muster\n    people:\n      - id: muster\n        family_name: Muster\n  - id: schule\n    name: Gesamtschule\n    categories: [schule]\n"},
        check=incomplete_entry,
    ),
    Rule(
        code="KS114", name="unknown-timezone", severity=Severity.FEHLER,
        title="Eine Zeitzone gibt es nicht.",
        why="Ohne Zeitzone lässt sich ein Termin keiner Stunde zuordnen.",
        mend="In Deutschland Europe/Berlin; das ist auch die Vorgabe.",
        wrong={"network": "timezone: ⟦Europa/Berlin⟧\n"}, right={"network": "timezone: Europe/Berlin\n"},
        check=unknown_timezone,
    ),
    Rule(
        code="KS115", name="invalid-folder", severity=Severity.FEHLER,
        title="Ein Ordner in den Einstellungen liegt nicht in diesem Verzeichnis.",
        why="Gelesen und geschrieben wird nur innerhalb des Verzeichnisses, damit auf jedem Rechner dasselbe gilt.",
        mend="Pfad ab dem Ordner von ksnet.yaml angeben, ohne „..“.",
        wrong={"settings": "templates: ⟦../vorlagen⟧\n"}, right={"settings": "templates: vorlagen\n"},
    ),
)  # fmt: skip
