"""The frame of every public page: name of the site, menus, breadcrumbs."""

from __future__ import annotations

from ksnet.basics.frozen import frozen


@frozen(kw_only=True)
class LinkView:
    """A text with an address."""

    text: str
    """Was da steht."""
    url: str
    """Adresse, von der Seite aus gesehen; leer, wo es keine gibt."""
    current: bool = False
    """In einem Menü: ob es die Seite selbst ist."""


@frozen(kw_only=True)
class SiteFrame:
    """What the frame of a public page shows around its document."""

    name: str
    """Name der Seiten, oben auf jeder Seite."""
    home: str
    """Adresse der Startseite, von der Seite aus gesehen."""
    publisher: str | None = None
    """Wer die Seiten herausgibt."""
    main: tuple[LinkView, ...] = ()
    """Hauptmenü."""
    trail: tuple[LinkView, ...] = ()
    """Weg zur Seite, ohne sie selbst; leer auf der Startseite."""
    here: str = ""
    """Wie die Seite am Ende des Weges heißt."""
    menu: tuple[LinkView, ...] = ()
    """Menü der Seiten eines Netzwerks."""
    menu_name: str = ""
    """Wofür dieses Menü ist, für Vorleseprogramme."""
    foot: tuple[LinkView, ...] = ()
    """Menü am Fuß: Impressum, Datenschutz und Ähnliches."""
