"""What every text template gets: the facts of a document, without sentences or layout.

A view is a frozen data class of texts, numbers, dates, controlled values, tuples and other views:
templates run in a sandbox, and what they get has no method that could do anything. The docstring
below each field says what it is; `docs/vorlagen.md` is made from them.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from ksnet.basics.frozen import frozen
from ksnet.protection.who import Audience


@frozen(kw_only=True)
class View:
    """What the template of every document gets."""

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
