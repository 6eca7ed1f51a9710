"""The views of documents: facts for the text templates, without sentences or layout.

A view is a frozen data class of texts, numbers, dates, controlled values, tuples and other views:
templates run in a sandbox, and nothing they get has a method with an effect. The docstring below
each field describes it; `docs/vorlagen.md` is made from them.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from ksnet.basics.frozen import frozen
from ksnet.protection.who import Audience


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
