"""German grammar for text templates: how values are written, and the filters for sentences.

A value needs no filter to be written: a day is `30. Juni 2026`, a vague date `Juni 2026`, a number
`1.250,5`, a controlled value its German word, nothing an empty text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from markupsafe import Markup

from ksnet.basics.controlled import Vocabulary
from ksnet.lands import Category
from ksnet.records import german
from ksnet.records.values import Moment, PartialDate
from ksnet.rendering.addresses import link_url
from ksnet.rendering.marks import clean
from ksnet.rendering.reading import plain_words

UNGROUPED = 10_000  # from here on a number has a dot
NUMBER_WORDS = (
    "null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
    "zwölf",
)  # fmt: skip
_GENITIVES = {
    "Kreis": "des Kreises", "Stadt": "der Stadt", "Gemeinde": "der Gemeinde",
    "Städteregion": "der Städteregion", "Netzwerk": "des Netzwerks", "Jugendamt": "des Jugendamtes",
    "Arbeitskreis": "des Arbeitskreises", "Regionalgruppe": "der Regionalgruppe",
    "Landkreis": "des Landkreises",
}  # fmt: skip
_ENDINGS = (
    ("kreis", ("des", "es")), ("netzwerk", ("des", "s")), ("jugendamt", ("des", "es")),
    ("amt", ("des", "es")), ("stadt", ("der", "")), ("gruppe", ("der", "")),
    ("konferenz", ("der", "")), ("stelle", ("der", "")), ("verband", ("des", "es")),
)  # fmt: skip


def in_words(value: object) -> str:  # noqa: C901  (one case for each kind)
    """Return a value as German text.

    What a macro has written is Markdown by now, and marked as such: no format may take it as it is.
    """
    match value:
        case None:
            return ""
        case Vocabulary() | Category():
            return value.label
        case Markup():
            return clean(plain_words(value))
        case str():
            return clean(value)
        case bool():
            return "ja" if value else "nein"
        case int() if abs(value) < UNGROUPED:  # a year has no dot
            return str(value)
        case int() | float():
            return german.number(value)
        case dt.date():
            return german.plain_day(value)
        case PartialDate():
            return german.vague_date(value)
        case Moment():
            return german.moment_text(value)
        case list() | tuple() | frozenset():
            return german.join(text for item in value if (text := in_words(item)))
    return clean(str(value))


def in_letters(number: int, ending: str = "") -> str:
    """Return a number as in a sentence, in letters up to twelve; `ending` is added to „ein“."""
    if number == 1:
        return f"ein{ending}"
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else german.number(number)


def joined(items: Iterable[Any], word: str = "und") -> str:
    """Join values as in a sentence: `a, b und c`."""
    return german.join((text for item in items if (text := in_words(item))), word)


def genitive(name: str) -> str:
    """Return a name with its genitive article: `Kreis Soest` gives `des Kreises Soest`."""
    first, space, rest = name.partition(" ")
    if first in _GENITIVES:
        return f"{_GENITIVES[first]}{space}{rest}"
    for ending, article in _ENDINGS:
        if first.endswith(ending):
            return f"{article[0]} {first}{article[1]}{space}{rest}"
    return (
        name if name.endswith(("s", "ß", "x", "z")) else f"{name}s" if not space else f"von {name}"
    )


class Link(NamedTuple):
    """A text that leads to an address, in a sentence or a cell; without an address only a text."""

    text: str
    url: str


def link(text: object, url: str | None = None) -> Link:
    """Return a text that leads to an address; without `url` the text is the address."""
    words = in_words(text)
    return Link(words, link_url(words if url is None else url))


def mail(address: str | None) -> Link:
    """Return a mail address as a link."""
    return Link(in_words(address), link_url(f"mailto:{address}"))


def phone(number: str | None) -> Link:
    """Return a telephone number as a link."""
    return Link(in_words(number), phone_url(number or ""))


def phone_url(number: str) -> str:
    """Return the `tel:` address of a number; empty where it is no plain number."""
    if number.startswith(("+", "00")):
        number = number.replace("(0)", "", 1)  # dialled inside the country only
    digits = "".join(char for char in number if char not in " -/()\u2011\u2013\u00a0")
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("0"):
        digits = "+49" + digits[1:]
    plain = digits.removeprefix("+")
    return f"tel:{digits}" if plain.isascii() and plain.isdigit() and len(plain) <= 15 else ""


def _day(form: Callable[[dt.date], str]) -> Callable[[Any], str]:
    return lambda value: form(value.first if isinstance(value, PartialDate) else value)


FILTERS: dict[str, Callable[..., Any]] = {
    "words": in_words,
    "joined": joined,
    "plural": german.plural,
    "letters": in_letters,
    "genitive": genitive,
    "day": _day(german.plain_day),
    "numeric_day": _day(german.numeric_day),
    "short_day": _day(german.short_day),
    "long_day": _day(german.long_day),
    "since": german.since_text,
    "period": german.period_text,
    "on": german.on_text,
    "number": lambda value: "" if value is None else german.number(value),
    "with_article": german.with_article,
    "single": german.single,
    "quoted": german.quoted,
    "count": german.count_text,
    "sentence": lambda text: str(text)[:1].upper() + str(text)[1:],
    "link": link,
    "mail": mail,
    "phone": phone,
}
