"""Propose an id for an entry from its name."""

from __future__ import annotations

from collections.abc import Container

from ksnet.basics.spelling import fold, in_plain_letters
from ksnet.records.simple import ID_LENGTH
from ksnet.repository.file_names import is_event_name

_USUAL_LENGTH = 40  # ids are typed and read, so they stay well below what is allowed
WORDLESS = frozenset(
    """
    der die das des dem den und fuer in im am an von vom zu zum zur bei ev ggmbh gmbh mbh
    """.split()
)


def proposed_id(name: str, fallback: str, taken: Container[str] = ()) -> str:
    """Return a free id for a name; `fallback` where it has no usable letters."""
    slug = fold(in_plain_letters(name))
    words = f"-{slug}-".replace("-e-v-", "-").strip("-").split("-")  # „e. V.“
    telling = [word for word in words if word not in WORDLESS] or words
    return unique(_shortened("-".join(telling), _USUAL_LENGTH) or fallback, taken)


def event_id(date: str, title: str, taken: Container[str]) -> str:
    """Return the file name of an event: its date as far as known, and words of its title."""
    head = f"{date}-"
    slug = proposed_id(title, "termin")
    name = head + _shortened(slug, ID_LENGTH - len(head) - 3)
    return unique(name if is_event_name(name) else f"{head}termin", taken)


def unique(ident: str, taken: Container[str]) -> str:
    """Return an id, with a number appended where it is taken."""
    result, number = ident, 1
    while result in taken:
        number += 1
        result = f"{ident}-{number}"
    return result


def _shortened(slug: str, length: int) -> str:
    """Shorten at the end of a word, unless too little would remain."""
    if len(slug) <= length:
        return slug
    cut = slug[: length + 1].rpartition("-")[0]
    return (cut if len(cut) > length // 2 else slug[:length]).strip("-")
