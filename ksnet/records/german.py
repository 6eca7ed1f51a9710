"""German words and forms for dates, numbers, counts and names, without a localisation library."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ksnet.basics.expressions import expression

if TYPE_CHECKING:
    from ksnet.records.base import CountEntry
    from ksnet.records.values import Moment, PartialDate

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
)  # fmt: skip
_WITHIN = str.maketrans("„“", "‚‘")  # quotation marks within others
_DIGITS = expression(r"[0-9]+")
_SENTENCE_END = expression(r"(?:\w\w|[\d)“])\.$")
UNKNOWN_DATE_TEXT = "Datum nicht bekannt"


# --- dates and times ---


def numeric_day(day: dt.date) -> str:
    """Return a day as `03.04.2025`."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def short_day(day: dt.date) -> str:
    """Return a day as `Do 03.04.2025`."""
    return f"{WEEKDAYS[day.weekday()][:2]} {numeric_day(day)}"


def plain_day(day: dt.date) -> str:
    """Return a day as `3. April 2025`."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def long_day(day: dt.date) -> str:
    """Return a day as `Donnerstag, 3. April 2025`."""
    return f"{WEEKDAYS[day.weekday()]}, {plain_day(day)}"


def clock(start: dt.time, end: dt.time | None = None) -> str:
    """Return a time as `09:00 Uhr` or a span of time as `09:00–12:00 Uhr`."""
    return f"{start:%H:%M}–{end:%H:%M} Uhr" if end is not None else f"{start:%H:%M} Uhr"


def vague_date(value: PartialDate | None, *, weekday: bool = False) -> str:
    """Return a date as exact as it is known: `08.02.2023`, `September 2024`, `2024`.

    A range is `zwischen 2022 und 08.02.2023`.
    """
    if value is None:
        return UNKNOWN_DATE_TEXT
    if value.precision == "unknown":
        return "unbekannt"
    if value.precision == "range":
        start, _, end = value.text.partition("/")
        return f"zwischen {_part(start)} und {_part(end)}"
    return short_day(value.first) if weekday and value.exact else _part(value.text)


def _part(text: str) -> str:
    """Return one end of a vague date, `2024`, `2024-06` or `2024-06-12`, in German."""
    year, *rest = text.split("-")
    if not rest:
        return year
    month = int(rest[0])
    return f"{MONTHS[month - 1]} {year}" if len(rest) == 1 else f"{rest[1]}.{month:02d}.{year}"


def since_text(value: PartialDate | None) -> str:
    """Return `seit 12.06.2024` or `Beginn nicht bekannt`; empty where nothing is recorded."""
    if value is None:
        return ""
    return "Beginn nicht bekannt" if value.precision == "unknown" else f"seit {vague_date(value)}"


def on_text(value: PartialDate | None) -> str:
    """Return when something was: `am 12.06.2024`, `im Juni 2024`, `2024`; empty where unknown."""
    if value is None or value.precision == "unknown":
        return ""
    word = {"day": "am ", "month": "im "}.get(value.precision, "")
    return f"{word}{vague_date(value)}"


def of_text(value: PartialDate) -> str:
    """Return of when something is: `vom 12.06.2024`, `vom Juni 2024`, `von 2024`."""
    word = {"year": "von", "range": "aus der Zeit"}.get(value.precision, "vom")
    return f"{word} {vague_date(value)}"


def period_text(since: PartialDate | None, until: PartialDate | None) -> str:
    """Return a period: `seit 2024`, `bis 31.12.2025`, `2023 bis 2024`; empty without both ends."""
    if until is None:
        return since_text(since)
    if since is None or since.precision == "unknown":
        return f"bis {vague_date(until)}"
    if since.text == until.text:
        return vague_date(since)
    return f"{vague_date(since)} bis {vague_date(until)}"


def moment_text(moment: Moment | None, *, weekday: bool = True) -> str:
    """Return a moment, with its time if known: `Do 03.04.2025, 09:00 Uhr`."""
    if moment is None:
        return UNKNOWN_DATE_TEXT
    day = vague_date(moment.date, weekday=weekday)
    return f"{day}, {clock(moment.time)}" if moment.time else day


def days_text(start: Moment | None, end: Moment | None) -> str:
    """Return the day or days of a meeting: `Do 03.04.2025`, `Mo 06.10.2025 – Di 07.10.2025`."""
    if start is None:
        return UNKNOWN_DATE_TEXT
    first = vague_date(start.date, weekday=True)
    if end and start.date.exact and end.date.exact and end.date.first > start.date.first:
        return f"{first} – {vague_date(end.date, weekday=True)}"
    return first


def times_text(start: Moment | None, end: Moment | None, minutes: int | None = None) -> str:
    """Return the time of a meeting, `09:00–12:00 Uhr`; empty where it is not known.

    Over several days it is `Beginn 14:00 Uhr, Ende 12:00 Uhr`.
    """
    if start is None or start.time is None:
        return ""
    if end is not None and end.time is not None and end.first > start.first:
        if end.date.first > start.date.first:
            return f"Beginn {clock(start.time)}, Ende {clock(end.time)}"
        return clock(start.time, end.time)
    if minutes:
        return clock(start.time, (start.first + dt.timedelta(minutes=minutes)).time())
    return clock(start.time)


# --- numbers ---


def number(value: float) -> str:
    """Return a number with a decimal comma and dots between thousands: `0,75`, `159.622`."""
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return text.replace(",", "\x00").replace(".", ",").replace("\x00", ".")


def plural(count: int, one: str, many: str) -> str:
    """Return a number with its noun: `1 Stelle`, `3 Stellen`."""
    return f"{number(count)} {one if count == 1 else many}"


def join(items: Iterable[str], word: str = "und") -> str:
    """Join texts as in a sentence: `a, b und c`; with a comma in one of them `a, b; c und d`.

    Where one of the last two has an „und“ of its own, „sowie“ joins them.
    """
    texts = list(items)
    if len(texts) < 2:
        return "".join(texts)
    if word == "und" and any(" und " in text for text in texts[-2:]):
        word = "sowie"
    comma = "; " if any(", " in text for text in texts) else ", "
    return f"{comma.join(texts[:-1])} {word} {texts[-1]}"


def run_on(lines: Iterable[str]) -> str:
    """Join the lines of a cell into one: `a; b`.

    After a sentence its full stop is enough; that of `e. V.` ends no sentence.
    """
    text = ""
    for line in lines:
        text += (between(text) if text else "") + line
    return text


def quoted(text: str) -> str:
    """Return a text in quotation marks; those within it become single ones."""
    return f"„{text.translate(_WITHIN)}“"


def titled(title: str, theme: str | None) -> str:
    """Return the title of an event followed by its theme."""
    return f"{title}, Thema {quoted(theme)}" if theme else title


# Words within a heading that are no nouns.
_SMALL = frozenset(
    "am an auf aus bei das dem den der des die für im in mit nach oder über und vom von zu zum zur"
    .split()
)  # fmt: skip


# How a slug writes ä, ö, ü, ß. Not in aktuell, Influencer, Feuer, Frauen, Quelle, zuerst, Israel,
# Koexistenz.
_UMLAUTS = (
    (expression(r"(?<![aeq])(?<!infl)ue(?!u|\b)(?<![dnstx]ue(?=ll))(?<!\bzue(?=[ir]))"), "ü"),
    (expression(r"ae(?!ro|l\b)"), "ä"),
    (expression(r"(?<!\bs)(?<!\bc)oe(?![dx]|si)"), "ö"),
    (expression(r"(?<=ma)ss(?=nahm)|(?<=stra)ss(?=e)|(?<=gr[oöü])ss"), "ß"),
)


def heading_of(slug: str) -> str:
    """Return a free slug as a heading: `wege-fuer-aerzte` gives `Wege für Ärzte`."""
    for written, umlaut in _UMLAUTS:
        slug = written.sub(umlaut, slug)
    words = slug.split("-")
    return " ".join(
        word if number and word in _SMALL else word[:1].upper() + word[1:]
        for number, word in enumerate(words)
    )


def between(before: str) -> str:
    """Return what separates a text from the next one on the same line."""
    return " " if _SENTENCE_END.search(before) else "; "


def first_few(names: Sequence[str], most: int = 3) -> str:
    """Return the first of several names, at most so many, and how many more there are."""
    more = f" und {len(names) - most} weitere" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


def shorten(text: str, length: int) -> str:
    """Return a text of at most `length` characters, cut after a word."""
    words = " ".join(text.split())
    if len(words) <= length:
        return words
    head = words[: length - 1]
    whole = head.rpartition(" ")[0].rstrip(" –,")
    return f"{whole} …" if whole else f"{head}…"


# The article of a committee, by the end of the first word of its name.
_ARTICLES = (
    ("Der", ("ausschuss", "beirat", "rat", "kreis", "kreistag", "vorstand")),
    (
        "Die",
        ("konferenz", "versammlung", "gruppe", "runde", "vertretung", "kommission", "verwaltung"),
    ),
    ("Das", ("gremium", "plenum", "netzwerk", "forum", "amt")),
)


def with_article(body: str) -> str:
    """Return a committee at the beginning of a sentence: `Der Jugendhilfeausschuss`.

    Without a known article it is `Das Gremium „Politik“`. A plural becomes one of them:
    `Jugendhilfeausschüsse` gives `Der Jugendhilfeausschuss`.
    """
    name = single(body)
    first, _, _ = name.partition(" ")
    if first.casefold() in {"der", "die", "das"}:
        return name[0].upper() + name[1:]
    article = next((word for word, endings in _ARTICLES if first.casefold().endswith(endings)), "")
    return f"{article} {name}" if article else f"Das Gremium {quoted(name)}"


def single(body: str) -> str:
    """Return the singular of a committee: `Jugendhilfeausschüsse` gives `Jugendhilfeausschuss`."""
    return body.replace("ausschüsse", "ausschuss").replace("Ausschüsse", "Ausschuss", 1)


def count_text(count: CountEntry) -> str:
    """Return a qualified number: `rund 90 Anwesende`, `über 50 Personen`, `90`."""
    words = [
        count.precision.label if count.precision else "",
        number(count.count),
        count.of.noun(count.count) if count.of else "",
    ]
    text = " ".join(word for word in words if word)
    return f"{text} (Stand {vague_date(count.as_of)})" if count.as_of else text


# --- names and order ---

_TRANSCRIBED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})


class _Letters(dict[int, str]):
    """Maps characters for `sort_key`: no accents, a space for all but letters and digits."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        self[point] = "" if unicodedata.combining(char) else char if char.isalnum() else " "
        return self[point]


_LETTERS = _Letters()


def sort_key(text: str) -> tuple[str, str]:
    """Return the key that sorts German texts by DIN 5007-1: ä as a, ß as ss, ignoring case.

    Numbers are sorted by their value: `Schule 2` stands before `Schule 10`.
    """
    folded = unicodedata.normalize("NFD", text.casefold().translate(_TRANSCRIBED))
    words = " ".join(folded.translate(_LETTERS).split())
    return _DIGITS.sub(lambda found: found.group().zfill(9), words), text


def person_name(
    family: str,
    given: str | None = None,
    title: str | None = None,
    form_of_address: str | None = None,
) -> str:
    """Return a person's name: `Prof. Dr. Dirk Nüsken`, `Frau Nüsken` without a first name."""
    words = [form_of_address if not given else None, title, given, family]
    return " ".join(word for word in words if word)


def salutation(
    family: str = "",
    given: str | None = None,
    title: str | None = None,
    form_of_address: str | None = None,
) -> str:
    """Return the first line of a letter.

    Nobody's sex is guessed: `Guten Tag Kim Beispiel,` where no Anrede is recorded.
    """
    if not family:
        return "Sehr geehrte Damen und Herren,"
    words = {"Frau": "Sehr geehrte Frau", "Herr": "Sehr geehrter Herr"}.get(form_of_address or "")
    if words is None:
        return f"Guten Tag {person_name(family, given, title, form_of_address)},"
    return " ".join(word for word in (words, title, family) if word) + ","
