"""For which places a Jugendamt is responsible."""

from __future__ import annotations

from ksnet.lands import find_gemeinde
from ksnet.records.network import YouthOffice


def municipality_names(office: YouthOffice) -> list[str]:
    """Return the names of the Gemeinden that a Jugendamt serves, as recorded; without a record its own Gemeinde."""
    if office.municipalities:
        return [_name(place) for place in office.municipalities]
    own = find_gemeinde(office.key) if office.key and len(office.key) == 8 else None
    return [own.name] if own else []


def _name(place: str) -> str:
    found = find_gemeinde(place) if place.isdigit() else None
    return found.name if found else place
