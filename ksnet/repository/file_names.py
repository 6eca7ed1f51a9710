"""What files and folders of records are called, and what a name that is none was meant to be."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold, nearest
from ksnet.records.simple import ID_LENGTH

_ID = expression(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DEVICE = expression(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
_EVENT = expression(
    r"(?P<date>\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?|undated)-"
    r"(?P<slug>[a-z][a-z0-9]*(?:-[a-z0-9]+)*|[a-z0-9]*[a-z][a-z0-9]*(?:-[a-z0-9]+)*)"
)
_GERMAN_NAME = expression(r"(\d{1,2})[._-](\d{1,2})[._-](\d{4})[-_ ]*(.*)")
_SHORT_NAME = expression(r"(\d{4})[._-](\d{1,2})[._-](\d{1,2})(?!\d)[-_ ]*(.*)")
# As file managers name a copy, in German and English.
_COPY = expression(
    r"(?:(?:Kopie|Copy) (?:von|of) )?(?P<of>.+?)(?: ?\(\d+\)| - (?:Kopie|Copy)(?: \(\d+\))?)?",
    re.IGNORECASE,
)
# What people call the files and folders of a network, and those of all, folded.
NETWORK_FILES = {
    "network": "network.yaml", "netzwerk": "network.yaml", "members": "members.yaml",
    "member": "members.yaml", "mitglieder": "members.yaml", "mitglied": "members.yaml",
}  # fmt: skip
NETWORK_FOLDERS = {
    "years": "years", "year": "years", "jahre": "years", "jahr": "years", "plans": "plans",
    "plan": "plans", "plaene": "plans",
}  # fmt: skip
DATA_FOLDERS = {
    "networks": "networks", "network": "networks", "netzwerke": "networks", "events": "events",
    "event": "events", "veranstaltungen": "events", "termine": "events",
}  # fmt: skip


def is_ident(name: str) -> bool:
    """Whether a name may be the id of an entry, network or plan."""
    return len(name) <= ID_LENGTH and _ID.fullmatch(name) is not None


def is_device(name: str) -> bool:
    """Whether Windows takes a name for a device, so that no file or folder can have it there."""
    return _DEVICE.fullmatch(name) is not None


def is_event_name(name: str) -> bool:
    """Whether a name may be that of an event's file, without its ending."""
    return len(name) <= ID_LENGTH and _EVENT.fullmatch(name) is not None


def meant_name(name: str, meant: Mapping[str, str]) -> str | None:
    """Return the name that one is a slip for, of those that are `meant` by words; None without."""
    word = name.partition(".")[0]
    return meant.get(fold(word)) or nearest(name, set(meant.values()))


def id_from_name(name: str) -> str:
    """Return an id that says what a name says."""
    return fold(name.rpartition(".")[0] or name)[:ID_LENGTH].strip("-") or "name"


def original_of(name: str) -> str | None:
    """Return the name of the file that one is named as a copy of: `2025 (1).yaml`; None without."""
    stem, dot, ending = name.rpartition(".")
    original = "".join((_COPY.sub(r"\g<of>", stem), dot, ending))
    return None if original == name else original


def planned_day(content: bytes) -> str:
    """Return the day of an event as its file name begins: as first planned; empty if unknown."""
    for key in (b"rescheduled_from", b"start"):
        if found := re.search(
            rb"^%b:[\s\[\"'-]*(null\b|\d{4}(?:-\d\d){0,2})(?![\d/])" % key, content, re.MULTILINE
        ):
            day = found[1].decode()
            return "undated" if day == "null" else day
    return ""


def how_to_name_event(stem: str, beside: Collection[str], content: bytes) -> str:
    """Return how the file of an event should be named: its day first, then words.

    `beside` are the names in the same folder: what looks like a copy of one of them is called so.
    """
    original = original_of(f"{stem}.yaml")
    if original in beside:
        return f"Das sieht nach einer Kopie von {original} aus: die Kopie löschen; ist es eine andere Veranstaltung, nach ihrem Tag und einem Stichwort benennen."
    form = f"(Kleinbuchstaben, Ziffern, Bindestriche, höchstens {ID_LENGTH} Zeichen)"
    if german := _GERMAN_NAME.fullmatch(stem):
        stem = f"{german[3]}-{int(german[2]):02d}-{int(german[1]):02d}-{german[4]}"
    elif short := _SHORT_NAME.fullmatch(stem):
        stem = f"{short[1]}-{int(short[2]):02d}-{int(short[3]):02d}-{short[4]}"
    proposal = fold(stem)[:ID_LENGTH].strip("-")
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", proposal):
        proposal = f"{proposal}-treffen"
    if is_event_name(proposal):
        return f"Umbenennen, z. B. in {proposal}.yaml {form}."
    words = re.sub(r"^[0-9-]+", "", proposal) or "treffen"
    dated = f"{planned_day(content)}-{words}"[:ID_LENGTH].strip("-")
    if is_event_name(dated) and f"{dated}.yaml" not in beside:
        return f"Umbenennen in {dated}.yaml {form}."
    return f"Umbenennen, mit dem Tag der Veranstaltung am Anfang, z. B. in 2025-05-21-{words}.yaml {form}."
