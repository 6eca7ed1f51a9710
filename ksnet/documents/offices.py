"""The places that a Jugendamt serves."""

from __future__ import annotations

from ksnet.lands.tables import Tables
from ksnet.records.network import YouthOffice


def municipality_names(office: YouthOffice, tables: Tables) -> list[str]:
    """Return the recorded Gemeinden of a Jugendamt, by default its own Gemeinde."""
    if office.municipalities:
        return [_place_name(place, tables) for place in office.municipalities]
    own = tables.find_gemeinde(office.key) if office.key and len(office.key) == 8 else None
    return [own.name] if own else []


def _place_name(place: str, tables: Tables) -> str:
    found = tables.find_gemeinde(place) if place.isdigit() else None
    return found.name if found else place
