"""Titles of appointments: clean, without the words that call one off, and repeated only where that is allowed."""

from __future__ import annotations

import re
import unicodedata

from ksnet.basics.spelling import fold
from ksnet.protection import case_data
from ksnet.rendering.marks import clean

_OFF = r"abgesagt|storniert|cancell?ed|entfällt|entfallen|ausgefallen|verschoben, neuer termin offen"
_CALLED_OFF = re.compile(
    rf"[\W_]*(?:(?:{_OFF})\b(?:\s*[^\w\s(„]+|(?=\s))|(?:fällt(?: \w+)? aus|findet nicht statt)\s*[^\w\s(„]+)\s*(?P<behind>\S.*)"
    rf"|(?P<before>.*?\w.*?)[\s\W]+(?:(?:ist|wird|wurde)\s+)?(?:{_OFF}|fällt(?: \w+)? aus|findet nicht statt)(?:\s+(?:wegen|aufgrund|bis auf)\b.*)?\W*",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b(?:helfer(?:konferenz|runde)|hilfeplan\w*|hpg|erziehungskonferenz|inobhutnahme|hausbesuch|elterngespräch)\b",
    re.IGNORECASE,
)


def tidy_title(value: object) -> str:
    """Return a text on one line, its letters composed (NFC)."""
    return unicodedata.normalize("NFC", " ".join(clean(str(value)).split()))


def called_off(title: str) -> tuple[str, bool]:
    """Return a title without the words before or behind it that call the appointment off, and whether there were any."""
    match = _CALLED_OFF.fullmatch(title)
    rest = (match["behind"] or match["before"]).strip(" -–—:+*[](") if match else ""
    return rest or title, match is not None


def names_a_case(title: str) -> bool:
    """Whether a title seems to speak of a single child or family; no output repeats it."""
    return _CASE.search(title) is not None or any(True for _ in case_data.find(title))


def shown_title(title: str) -> str:
    """Return a title in quotes, where it may be repeated."""
    return "Ein Termin" if names_a_case(title) else f"„{title}“"


def series_name(uid: str, title: str) -> str:
    """Return what holds the appointments of a series together: what its calendar calls it, else its title."""
    return uid or f"\n{fold(title)}"
