"""What stands in single cells: names, dates, numbers, addresses, as people write them."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from ksnet import german
from ksnet.importing.tables import Cell, as_text
from ksnet.records.core import PydanticCustomError
from ksnet.records.values import PartialDate, parse_date

_FORM = {"frau": "Frau", "fr.": "Frau", "fr": "Frau", "herr": "Herr", "herrn": "Herr", "hr.": "Herr", "hr": "Herr"}
_TITLE = re.compile(
    r"(?:(?:Prof|PD|Dr|Dipl|Mag|Univ|med|jur|phil|rer|nat|pol|paed|päd|psych|habil|h|c|Ing|Päd|Psych|Soz|Theol|theol)\.)+(?:-?\w+\.?)*|Dr|Prof|PD|M\.A\.|B\.A\.|M\.Sc\.|B\.Sc\."
)
_PARTICLES = frozenset(
    (
        "von",
        "vom",
        "van",
        "de",
        "der",
        "den",
        "dem",
        "zu",
        "zum",
        "zur",
        "ter",
        "ten",
        "la",
        "le",
        "di",
        "da",
        "dos",
        "el",
        "al",
        "und",
    )
)
_NOBODY = re.compile(r"N\.?\s?N\.?|vakant|unbesetzt|offen|noch offen|-+|–|\?+|k\.\s?A\.", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]*)*", re.UNICODE)
_DAY = re.compile(r"(?:seit|ab|bis|zum|am)?\s*(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})", re.IGNORECASE)
_MONTH = re.compile(r"(?:seit|ab|bis)?\s*(?:(\d{1,2})[./]|(\w+)\.?\s+)(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?:seit|ab|bis)?\s*(\d{4})", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:(?P<street>.+?\d+\s?[a-zA-Z]?(?:\s?[-–/]\s?\d+\s?[a-zA-Z]?)?)\s*[,;]\s*)?(?P<postcode>\d{5})\s+(?P<city>[^\d,;]+)"
)
_PHONE = re.compile(r"[+(]?[\d][\d\s()/.–-]*(?:\s?(?:App|Durchwahl|DW)\.?\s?\d+)?", re.IGNORECASE)
SHORTEST_NUMBER = 6  # digits; a shorter one can be an extension


class Name(NamedTuple):
    """The parts of a person's name; empty where they are not given."""

    family_name: str
    given_name: str = ""
    title: str = ""
    form_of_address: str = ""


def name_in(text: str) -> Name | None:
    """Take a name apart: `Müller, Anna`, `Dr. Anna Müller`, `Frau Müller`; None where it is no name of one person."""
    if re.search(r"\d|[/&;()@]|\bund\b", text) or text.count(",") > 1:
        return None
    before, comma, after = (part.strip() for part in text.partition(","))
    form, title, words = _titles(before.split())
    if comma:
        form_after, title_after, given = _titles(after.split())
        form, title = form or form_after, " ".join(part for part in (title, title_after) if part)
    else:
        split = len(words) - 1
        while split > 0 and words[split - 1].lower() in _PARTICLES:
            split -= 1
        given, words = words[:split], words[split:]
    everything = [*given, *words]
    if not words or len(everything) > 6 or not all(_WORD.fullmatch(word) for word in everything):
        return None
    return Name(" ".join(words), " ".join(given), title, form)


def _titles(words: list[str]) -> tuple[str, str, list[str]]:
    """Split off the form of address and titles in front, and titles behind."""
    form = ""
    if words and words[0].lower() in _FORM:
        form, words = _FORM[words[0].lower()], words[1:]
    split = 0
    while split < len(words) and _TITLE.fullmatch(words[split]):
        split += 1
    title, words = words[:split], words[split:]
    while words and _TITLE.fullmatch(words[-1]):
        title.append(words.pop())
    return form, " ".join(title), words


def is_nobody(text: str) -> bool:
    """Whether a cell says that there is nobody: `N.N.`, `vakant`."""
    return _NOBODY.fullmatch(text) is not None


def form_of_address(text: str) -> str | None:
    """Return `Frau` or `Herr`, or None for anything else."""
    return _FORM.get(text.strip().lower())


def date_in(cell: Cell) -> PartialDate | None:
    """Return the date in a cell: of Excel, `1.3.2025`, `01.03.25`, `März 2025`, `03/2025`, `2025`, or as in the records."""
    if isinstance(cell, dt.date):
        return _date(cell.isoformat())
    text = as_text(cell)
    if match := _DAY.fullmatch(text):
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        return _date(f"{year}-{int(match[2]):02d}-{int(match[1]):02d}")
    if (match := _MONTH.fullmatch(text)) and (month := int(match[1]) if match[1] else _month(match[2])):
        return _date(f"{match[3]}-{month:02d}")
    if match := _YEAR.fullmatch(text):
        return _date(match[1])
    return _date(text)


def _month(word: str) -> int:
    """Return the number of a month by its name or its first three letters, 0 for anything else."""
    word = word.lower().replace("ae", "ä")
    names = [name.lower() for name in german.MONTHS]
    return next((n for n, name in enumerate(names, 1) if word in {name, name[:3]}), 0)


def _date(text: str) -> PartialDate | None:
    try:
        return parse_date(text)
    except PydanticCustomError:
        return None


class Phone(NamedTuple):
    """A number, and what is doubtful about it."""

    text: str
    doubt: str = ""


def phone_in(cell: Cell) -> Phone | None:
    """Return a number as text; a zero that a spreadsheet has lost in front is put back, and said. None: no number."""
    text = as_text(cell)
    if text.isdigit() and not text.startswith("0"):
        if len(text) < SHORTEST_NUMBER:
            return Phone(text, f"Die Nummer {text} ist wohl nur eine Durchwahl.")
        return Phone(
            f"0{text}", f"Bei der Nummer {text} fehlt die Null am Anfang (Excel lässt sie weg); übernommen als 0{text}."
        )
    if not _PHONE.fullmatch(text) or sum(char.isdigit() for char in text) < 3:
        return None
    return Phone(text)


def address_in(text: str) -> dict[str, str] | None:
    """Take apart `Am Vreithof 8, 59494 Soest`; None where it is written otherwise."""
    match = _ADDRESS.fullmatch(" ".join(text.split()))
    return {key: value.strip() for key, value in match.groupdict().items() if value} if match else None
