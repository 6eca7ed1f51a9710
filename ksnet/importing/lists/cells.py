"""Dates, numbers and addresses in single cells, as people write them; for names see `naming`."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from ksnet.basics.expressions import expression
from ksnet.editing.checks import is_private_number
from ksnet.importing.lists.tables import LONGEST_VALUE, Cell, cell_text
from ksnet.records import german
from ksnet.records.core import PydanticCustomError
from ksnet.records.moments import as_written, proposed_moment, weekday_of, without_weekday
from ksnet.records.values import PartialDate, parse_date

if TYPE_CHECKING:
    import phonenumbers

_WORD_BEFORE = expression(r"^(?:seit|ab|bis|zum|am)\s*(?=\w)", re.IGNORECASE)
# Not „03.25“ and „3/25“, which might be days, nor „24-08-01“, which may begin with the year.
_SHORT_YEAR = expression(
    r"(?P<before>\d{1,2}[./]\s?\d{1,2}[./]\s?|(?:\d{1,2}\.?\s?)?[^\W\d]{3,}\.?\s?)(?P<year>\d\d)"
)
_SLASHED = expression(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_MIDNIGHT = expression(r"[ T]00:00(?::00(?:\.0+)?)?Z?$")
_HOUSE = r"\d+\s?[a-zA-Z]?(?:\s?[-–/]\s?(?:\d+\s?[a-zA-Z]?|[a-zA-Z]))?"  # „8“, „12 a-c“, „12-14“
STREET = expression(rf"\D+{_HOUSE}")
_ADDRESS = expression(
    rf"(?:(?P<street>.+?{_HOUSE})(?:\s*[,;·|]\s*|\s+[-–]\s+|\s+(?=\d{{5}}\s)))?(?:D-?\s?)?(?P<postcode>\d{{5}})\s+(?P<city>[^\d,;]+)"
)
_CONTACT_PARTS = expression(
    r"([\n;|,•·]\s*|\s(?:/|oder|od\.|bzw\.|und)\s|\s(?=(?:Tele?fon|Tel|Fon|Fax|Telefax|Mobil|Handy|E-?Mail|Mail)\b))",
    re.IGNORECASE,
)
_MAIL_WITHIN = expression(
    r"(?:\b(?:E-?)?Mail\b[:\s]*)?[<(\[]?[\w.+-]+@[\w.-]+[>)\]]?", re.IGNORECASE
)
_ADDRESS_OF_MAIL = expression(r"(?:(?:E-?)?Mail\b)?\W*([\w.+-]+@[\w.-]+)\W*", re.IGNORECASE)
_NUMBER = expression(
    r"(?:Tele?fon|Tel|Fon|Mobil|Handy|T|M)?[.:\s]*([+(]?\d[\d\s()/.–-]{3,})", re.IGNORECASE
)
# „Frau Lang (02921 2345)“, not „Zimmer 214“ or „59494 Soest“
_NUMBER_BEHIND = expression(
    r"(?P<before>.*[^\W\d][).:]?[\s(–-]+)(?P<number>[+(]?0(?!\d/(?:19|20)\d\d\b)[\d\s()/.–-]{5,}?)\)?"
)
# „Kita Nord, Am Bach 3, 59494 Soest“
_NAME_AND_ADDRESS = expression(
    r"(?s:(?P<name>[^\n,]+(?:,[^\d\n,]+|\n[^\n,]+)*?)(?:\n|,)\s?(?P<address>(?:[^\n,]*\d[^\n,]*(?:\n|,)\s?)?(?:D-?\s?)?\d{5}\s[^\d\n,]+))"
)
MAIL = expression(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
REACHED = expression(r"@|\d[\d /-]{4}")  # in a number or an address
_FAX = expression(r"\W*(?:Tele)?fax\b", re.IGNORECASE)
_TOWN_FIRST = expression(
    rf"(?:D-?\s?)?(?P<town>\d{{5}}\s+[^\d,;]+?)\s*[,;]\s*(?P<street>\D+{_HOUSE})$"
)
# „103 App. 22“ and „103-0, App. 22“ are 103-22; behind another extension it is a second number, and
# behind a short group („103 22 App. 5“) that is told.
_EXTENSION = expression(
    r"(?P<other>-\s?[1-9]\d*)?(?P<short>(?<=\d\s)\d{1,2})?(?:\s?-\s?0)?[\s,(]*(?:(?:App|Apparat|Durchwahl|DW|Nst|Nebenstelle|ext)\b|x)\.?:?\s?-?(?=\d)",
    re.IGNORECASE,
)
# libphonenumber takes 04.03.2026 for a number in Hamburg.
_DAYS_AND_TIMES = expression(
    r"(?<!\d)(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}:\d\d)(?!\d)"
)
# Complete without an area code, which libphonenumber does not know of all: 116 111, 116 016.
_SOCIAL_VALUE = expression(r"\D*(116[ /-]?\d{3})\D*")
_SERIALS = range(20_000, 73_051)  # of 1954 to 2099, as Excel counts days
_FIRST_SERIAL = dt.date(1899, 12, 30)
_PIVOT = 30  # two-digit years below it are of this century, as in Excel


def date_in(cell: Cell) -> PartialDate | None:
    """Return the date in a cell; None for anything else.

    Excel dates, `1.3.2025`, `Sa 01.03.25`, `1. März 2025`, `März 25`, `03/2025`, `2025`, and dates
    as in the records. `01/03/2026` is None: it is another day in English than in German; so is a
    day with a wrong weekday.
    """
    if isinstance(cell, dt.date):
        return _date(cell.isoformat())
    text = _MIDNIGHT.sub("", digits_in(cell))
    if (weekday := weekday_of(text)) is not None:
        date = date_in(without_weekday(text))
        return date if date and date.exact and date.first.weekday() == weekday else None
    if serial := serial_in(cell):
        return _date(serial.isoformat())
    text = _WORD_BEFORE.sub("", text)
    if match := _SHORT_YEAR.fullmatch(text):
        century = "20" if int(match["year"]) < _PIVOT else "19"
        text = f"{match['before']}{century}{match['year']}"
    if match := _SLASHED.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if first != second and max(first, second) <= 12:
            return None
        text = f"{second}.{first}.{match[3]}" if second > 12 else f"{first}.{second}.{match[3]}"
    return _date(as_written(text) or text)


def serial_in(cell: Cell) -> dt.date | None:
    """Return the day of an Excel serial number: a date that has lost its format."""
    text = digits_in(cell)
    if len(text) == 5 and text.isdecimal() and int(text) in _SERIALS:
        return _FIRST_SERIAL + dt.timedelta(days=int(text))
    return None


def date_problem(cell: Cell) -> str:
    """Return in German why a cell that `date_in` does not read is no date."""
    text = cell_text(cell)
    weekday, day = weekday_of(text), date_in(without_weekday(text))
    if weekday is not None and day and day.exact:
        return f"„{text}“: Der Wochentag passt nicht zum Datum; der Tag ist {german.long_day(day.first)}"
    if "/" not in text and as_written(text) and not proposed_moment(text):
        return f"„{text}“ gibt es im Kalender nicht"
    return f"„{text}“ ist kein Datum, das sich eindeutig lesen lässt"


def _date(text: str) -> PartialDate | None:
    try:
        return parse_date(text)
    except PydanticCustomError:
        return None


def digits_in(cell: Cell) -> str:
    """Return a cell as text, without the „.0“ of a number that was read as a decimal."""
    return re.sub(r"^(\d+)[.,]0+$", r"\1", cell_text(cell))


def phone_problem(cell: Cell) -> str:
    """Return in German why a number is none to take, even if it is one; empty for others."""
    text = cell_text(cell)
    if is_private_number(text):
        return "Die Nummer ist eine private (in die Unterlagen gehören nur dienstliche)"
    if _FAX.match(text):
        return f"„{text}“ ist eine Faxnummer"
    return ""


def period_problem(cell: Cell, *, ends: bool) -> str:
    """Return in German why a date is not the beginning, or the end, that its column means."""
    word = re.match(r"(?:seit|ab)\b" if ends else r"(?:bis|zum)\b", cell_text(cell), re.IGNORECASE)
    column = "das Ende" if ends else "den Beginn"
    return f"„{cell_text(cell)}“ passt nicht zu einer Spalte, die {column} nennt" if word else ""


class Phone(NamedTuple):
    """A phone number, and in German what is doubtful about it."""

    text: str
    doubt: str = ""


def phone_in(cell: Cell) -> Phone | None:
    """Return a phone number, repaired where a spreadsheet damaged it; None for no number.

    Repairs are told as a doubt. Of several numbers the first is returned and the others are named.
    Days and times beside it are no numbers.
    phonenumbers (Google's libphonenumber) finds and judges them.
    """
    import phonenumbers

    lines = cell.splitlines() if isinstance(cell, str) else [cell]
    # Two lines are two numbers.
    text = "; ".join(digits_in(line) for line in lines if str(line).strip())
    if len(text) > LONGEST_VALUE or re.fullmatch(r"[\d,.]+E\+?\d+", text, re.IGNORECASE):
        return None  # „4,92921E+11“: the last digits are lost
    text = re.sub(r"\(\s*((?:\+|00)\d{1,3})\s*\)", r"\1", text)  # „(+49) 2921 …“
    text = re.sub(r"(-\d{1,4})\s?/\s?(?=-\d)", r"\1; ", text)  # „…-0/-12“
    unsure = any(match["short"] for match in _EXTENSION.finditer(text))
    text = _EXTENSION.sub(
        lambda match: f"{match['other']}; " if match["other"] else f"{match['short'] or ''}-", text
    )
    text = _DAYS_AND_TIMES.sub(";", text)
    if match := _SOCIAL_VALUE.fullmatch(text):
        return Phone(match[1])
    # Excel turns „+49 2921 …“ into a number; no number inside Germany is that long.
    lost_plus = text.isdecimal() and re.fullmatch(r"49[1-9]\d{8,12}", text)
    searched = f"+{text}" if lost_plus else text
    possible = phonenumbers.Leniency.POSSIBLE
    found = phonenumbers.PhoneNumberMatcher(searched, "DE", leniency=possible)
    first = next((one for one in found if phonenumbers.is_valid_number(one.number)), None)
    if first is None:
        if sum(char.isdigit() for char in text) < 3 or not re.fullmatch(r"[\d\s()/.–+-]+", text):
            return None
        doubt = "ist keine vollständige, wohl ohne Vorwahl oder nur eine Durchwahl."
        return Phone(text, f"Die Nummer {text} {doubt}")
    raw, shown = first.raw_string, _phone_text(first.raw_string, first.number)
    rest = text if lost_plus else text[text.index(raw) + len(raw) :]
    doubt = ""
    if lost_plus:
        doubt = f"Bei der Nummer {text} fehlt das Plus am Anfang (Excel lässt es weg); übernommen als {shown}."
    elif shown.startswith("0") and not raw.lstrip("(").startswith("0"):
        doubt = f"Bei der Nummer {raw} fehlt die Null am Anfang (Excel lässt sie weg); übernommen als {shown}."
    elif any(char.isdigit() for char in rest):
        several = f"Hier stehen mehrere Nummern: {cell_text(cell)}."
        doubt = f"{several} Übernommen ist die erste, {shown}."
    elif unsure:
        doubt = f"„{cell_text(cell)}“ ist als {shown} gelesen; bitte prüfen."
    return Phone(shown, doubt)


def _phone_text(raw: str, number: phonenumbers.PhoneNumber) -> str:
    """Return a number as written, without „(0)“, with „+“ for „00“; a damaged one repaired."""
    import phonenumbers

    if raw.startswith("00") or (raw.startswith("+") and raw[1:].isdecimal()):
        form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return str(phonenumbers.format_number(number, form))
    if raw.startswith("+"):
        return re.sub(r"\s*\(0\)\s*", " ", raw)
    return raw if raw.lstrip("(").startswith("0") else f"0{raw}"


def same_number(one: str, other: str) -> bool:
    """Whether two numbers are the same in any spelling."""
    return _digits_only(one) == _digits_only(other) != ""


def _digits_only(text: str) -> str:
    return re.sub(r"^(?:\+|00)49", "0", re.sub(r"\(0\)|[^\d+]", "", text))


def contact_in(text: str) -> tuple[dict[str, str], str]:
    """Return phone, mail address and fax in a cell with several kinds, and what else it says.

    Several numbers, or several addresses, remain together.
    """
    found: dict[str, list[str]] = {}
    rest, link = "", ""
    pieces = _CONTACT_PARTS.split(_MAIL_WITHIN.sub(r"\n\g<0>\n", text))
    for piece, behind in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        part = piece.strip(" /–-")
        if address := _ADDRESS_OF_MAIL.fullmatch(part):
            found.setdefault("email", []).append(address[1])
        elif _FAX.match(part):
            found.setdefault("fax", []).append(part)
        elif number := _NUMBER.fullmatch(part):
            found.setdefault("phone", []).append(number[1])
        elif part:
            if match := _NUMBER_BEHIND.fullmatch(part):
                found.setdefault("phone", []).append(match["number"])
                part = match["before"].strip(" (/–-:")
            rest, link = f"{rest}{link}{part}", "\n" if match else behind
            continue
        link = "\n" if rest else ""
    return {key: "\n".join(values) for key, values in found.items()}, rest


def name_and_address(text: str) -> tuple[str, str]:
    """Return the name of a body and the address behind it, empty for none."""
    match = _NAME_AND_ADDRESS.fullmatch(text) if len(text) <= LONGEST_VALUE else None
    if match and address_in(address := match["address"].replace("\n", ", ")):
        return match["name"], address
    return text, ""


def address_in(text: str) -> dict[str, str] | None:
    """Return the parts of `Am Vreithof 8, 59494 Soest`; None for another form."""
    text = _TOWN_FIRST.sub(r"\g<street>, \g<town>", " ".join(text.split())[: LONGEST_VALUE + 1])
    match = _ADDRESS.fullmatch(text) if len(text) <= LONGEST_VALUE else None
    parts = match.groupdict() if match else {}
    return {key: value.strip() for key, value in parts.items() if value} or None
