"""KS2, Gemeinden: keys and names exist and belong together, and each Gemeinde has one Jugendamt."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Edit, Fault, Fix, Path, Place, Related, Rule
from ksnet.basics.spelling import MOST_SLIPS, nearest
from ksnet.lands.tables import Tables
from ksnet.rules.context import NetworkContext

_OFFICE = "youth_offices:\n  - id: stadt-muster\n    name: {}\n    key: {}\n"
_OF_SOEST = _OFFICE.format("Jugendamt", '"05974040"')

UNKNOWN_MUNICIPALITY = Rule(
    code="KS206",
    name="unknown-municipality",
    severity=Severity.FEHLER,
    title="Eine Gemeinde oder einen Kreis gibt es nicht.",
    why="Über die amtlichen Schlüssel ist klar, für welche Gemeinden ein Jugendamt zuständig ist.",
    mend="Amtlichen Namen oder Schlüssel eintragen.",
    wrong={"network": _OF_SOEST + "    municipalities: [⟦Soost⟧]\n"},
    right="Soest",
)

KEY_MISMATCH = Rule(
    code="KS207",
    name="key-mismatch",
    severity=Severity.FEHLER,
    title="Name und Schlüssel eines Jugendamts passen nicht zusammen.",
    why="Mit einem fremden Schlüssel wird das Jugendamt einer anderen Gemeinde zugeordnet.",
    mend="Schlüssel oder Namen berichtigen.",
    wrong={"network": _OFFICE.format("Jugendamt der Stadt Soest", '⟦"05974028"⟧')},
    right='"05974040"',
)

SHARED_MUNICIPALITY = Rule(
    code="KS208",
    name="shared-municipality",
    severity=Severity.FEHLER,
    title="Zwei Jugendämter eines Netzwerks sind für dieselbe Gemeinde eingetragen.",
    why="Für eine Gemeinde ist genau ein Jugendamt zuständig.",
    mend="Die Gemeinde bei einem der beiden streichen.",
    wrong={
        "network": _OF_SOEST + "  - id: kreis-muster\n    name: Kreisjugendamt\n"
        '    key: "05974"\n    municipalities: [⟦Soest⟧]\n'
    },
    right="Welver",
)


DISTRICT_WITHOUT_MUNICIPALITIES = Rule(
    code="KS213",
    name="district-without-municipalities",
    severity=Severity.WARNUNG,
    title="Bei einem Kreisjugendamt fehlt, für welche Gemeinden es zuständig ist.",
    why="Ein Kreisjugendamt ist für die Gemeinden zuständig, die kein eigenes Jugendamt haben. Welche das sind, sagt der Kreisschlüssel nicht; ohne sie fehlen diese Gemeinden in Übersichten und auf Karten.",
    mend="Unter „municipalities“ die Gemeinden ohne eigenes Jugendamt eintragen.",
    wrong={"network": _OFFICE.format("Kreisjugendamt", '⟦"05974"⟧')},
    right='"05974"\n    municipalities: [Welver]',
)


def regional_keys(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that keys and Gemeinden exist and belong together, and each has one Jugendamt."""
    served: dict[str, tuple[str, Place]] = {}
    land = context.network.land
    tables = land.tables
    for number, office in enumerate(context.network.record.youth_offices):
        here: Path = ("youth_offices", number)
        key = office.key
        if key is None:
            continue
        place = Place(context.network.file, (*here, "key"))
        if not key.startswith(land.keys):
            from ksnet.yamltext.loading.malformed import wrong_regional_key

            yield wrong_regional_key(place, key, land)
            continue
        if not tables.gemeinden:
            continue
        name = (
            tables.kreise.get(key)
            if len(key) == 5
            else getattr(tables.gemeinden.get(key), "name", None)
        )
        if name is None:
            what = "Einen Kreis" if len(key) == 5 else "Eine Gemeinde"
            yield UNKNOWN_MUNICIPALITY.fault(
                place,
                f"{what} mit dem Schlüssel {key} gibt es in {land.name} nicht.",
                _key_hint(office.name, tables),
            )
            continue
        named = tables.gemeinden_in(office.name)
        others = [g for g in named if key not in (g.key, g.kreis_key) and g.name not in name]
        if others and all(g.key != key for g in named):
            yield KEY_MISMATCH.fault(
                place,
                f"Der Schlüssel {key} gehört zu {name}, der Name des Jugendamts nennt {others[0].name}.",
                f'{others[0].name} hat den Schlüssel "{others[0].key}".',
            )
        if not office.municipalities and not context.facts.doubt("youth_offices"):
            yield from _district(place, key, name, tables)
        yield from _municipalities(context, here, office.id, served)


def _district(place: Place, key: str, name: str, tables: Tables) -> Iterator[Fault]:
    """Yield the fault for a key of a Kreis without Gemeinden; a kreisfreie Stadt needs none."""
    within = [gemeinde for gemeinde in tables.gemeinden.values() if gemeinde.kreis_key == key]
    if len(within) > 1:
        open_ones = sorted(g.name for g in within if not tables.has_own_youth_office(g.key))
        shown = ", ".join(open_ones[:12]) + (" …" if len(open_ones) > 12 else "")
        yield DISTRICT_WITHOUT_MUNICIPALITIES.fault(
            place,
            f"Es fehlt, für welche Gemeinden dieses Jugendamt zuständig ist ({name}).",
            f"„municipalities“ ergänzen. Von einem eigenen Jugendamt ist nichts bekannt bei: {shown}.",
        )


def _key_hint(office_name: str, tables: Tables) -> str:
    found = tables.gemeinden_in(office_name)
    return (
        f'{found[0].name} hat den Schlüssel "{found[0].key}".'
        if found
        else "Schlüssel im amtlichen Gemeindeverzeichnis nachschlagen."
    )


def _municipalities(
    context: NetworkContext, here: Path, office_id: str, served: dict[str, tuple[str, Place]]
) -> Iterator[Fault]:
    office = context.network.record.youth_offices[int(here[1])]
    file, land, tables = context.network.file, context.network.land, context.network.land.tables
    named: list[tuple[str, Place]] = [
        (text, Place(file, (*here, "municipalities", i)))
        for i, text in enumerate(office.municipalities)
    ]
    if not named and office.key and len(office.key) == 8:
        named = [(office.key, Place(file, (*here, "key")))]
    names = [gemeinde.name for gemeinde in tables.gemeinden.values()]
    slips: set[str] = set()
    for text, place in named:
        gemeinde = tables.find_gemeinde(text)
        if gemeinde is None:
            slips.add(text)
            meant = nearest(text, names) if len(slips) <= MOST_SLIPS else None
            yield UNKNOWN_MUNICIPALITY.fault(
                place,
                f"Eine Gemeinde „{text}“ gibt es in {land.name} nicht.",
                f"Meinten Sie „{meant}“?"
                if meant
                else "Schreibweise prüfen; erlaubt sind amtlicher Name oder achtstelliger Schlüssel.",
                fix=Fix((Edit(place, text, meant),), safe=False) if meant else None,
            )
        elif gemeinde.key in served and served[gemeinde.key][0] != office_id:
            other, first = served[gemeinde.key]
            here_too = place
            # The Gemeinde is this office's own: the list of the other one is wrong.
            if not office.municipalities and "municipalities" in first.path:
                served[gemeinde.key] = (office_id, place)
                other, first, here_too = office_id, place, first
            yield SHARED_MUNICIPALITY.fault(
                here_too,
                f"Für {gemeinde.name} ist schon das Jugendamt „{other}“ eingetragen.",
                "Für jede Gemeinde ist genau ein Jugendamt zuständig; bei einem von beiden streichen.",
                related=(Related(first, f"{gemeinde.name} steht auch hier"),),
            )
        else:
            served[gemeinde.key] = (office_id, place)


CHECKS = (regional_keys,)
