"""The views of documents: facts for the text templates, without sentences or layout.

A view is a frozen data class of texts, numbers, dates, controlled values, tuples and other views:
templates run in a sandbox, and nothing they get has a method with an effect. The docstring below
each field describes it; `docs/vorlagen.md` is made from them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from ksnet.basics.frozen import frozen
from ksnet.protection.who import Audience

if TYPE_CHECKING:
    from ksnet.repository import Network


@frozen(kw_only=True)
class View:
    """The view of every document."""

    kind: ClassVar[str]
    """Name of the text template and of the design templates made for this document alone."""

    author: str
    """Für wen das Dokument spricht: der Name des Netzwerks, oder wie viele es sind."""
    as_of: dt.date
    """Der Tag, dessen Stand das Dokument zeigt."""
    audience: Audience = Audience.INTERN
    """intern oder oeffentlich."""
    unreadable: tuple[str, ...] = ()
    """Dateien, die sich nicht lesen ließen und deshalb fehlen."""


@frozen(kw_only=True)
class NetworkView(View):
    """The view of a document about one network."""

    network: str
    """Name des Netzwerks."""
    is_network: bool
    """Ob es ein Netzwerk ist, nicht nur die Unterlagen eines Jugendamts."""


def of_network(
    network: Network, as_of: dt.date, audience: Audience = Audience.INTERN
) -> dict[str, Any]:
    """Return the fields of `NetworkView`."""
    return {
        "author": network.record.name,
        "network": network.record.name,
        "is_network": network.record.is_network,
        "as_of": as_of,
        "audience": audience,
        "unreadable": tuple(network.unreadable),
    }
