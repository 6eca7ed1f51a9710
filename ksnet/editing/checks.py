"""Check answers: each function returns one as records write it, or raises UsageProblem."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Container
from typing import NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.basics.searching import PASSED_OVER
from ksnet.basics.spelling import fold, nearest
from ksnet.lands import Land
from ksnet.records import german
from ksnet.records.core import PydanticCustomError
from ksnet.records.problems import cut_short
from ksnet.records.said import said_clock, said_date, said_hours, said_moment, said_since, said_year
from ksnet.records.simple import EMAIL_PATTERN, ID_LENGTH, parse_integer, parse_number
from ksnet.records.values import Moment
from ksnet.repository.file_names import is_device, is_ident

_ADDRESSES = frozenset(("frau", "herr", "herrn"))
LONGEST_NAME = 300  # characters; the longest titles in use have half of it
_LONGEST_OF_PERSON = 100
_NO_NAME = expression(r"[\d,;:@/\\<>|()\[\]{}*?!+=#%„“”\"]")
_FAX = expression(r"\b(?:tele)?fax", re.IGNORECASE)
_WHOLE_NUMBER = expression(r"[^\d+]*[0+](?:\D*\d){5}")  # with its area code
_BETWEEN_NUMBERS = expression(r"[/;,|\n]|\b(?:oder|und)\b")
_ACCOUNT = expression(r"@[\w.-]+(?:/[\w.-]+)*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Area(NamedTuple):
    """A Gemeinde or a Kreis with its official key: eight digits, or five for a Kreis."""

    key: str
    name: str

    @property
    def is_kreis(self) -> bool:
        """Whether it is a Kreis with several Gemeinden."""
        return len(self.key) == 5


def area(text: str, land: Land) -> Area:
    """Return the Gemeinde or Kreis with this name or key; raises UsageProblem with suggestions."""
    tables = land.tables
    whole = {
        name: key for key, name in tables.kreise.items() if f"{key}000" not in tables.gemeinden
    }
    if text in whole:
        return Area(whole[text], text)
    if text in whole.values():
        return Area(text, tables.kreise[text])
    found = tables.find_gemeinde(text) or tables.find_gemeinde(text.removeprefix("Stadt ").strip())
    if found:
        return Area(found.key, found.name)
    names = [gemeinde.name for gemeinde in tables.gemeinden.values()] + list(whole)
    alike = [name for name in names if name.startswith(text)][:5]
    meant = nearest(text, names, cutoff=0.6)
    near = alike or ([meant] if meant else [])
    hint = (
        f" Meinten Sie {german.join([f'„{name}“' for name in near], 'oder')}?"
        if near
        else " Bitte den amtlichen Namen."
    )
    raise UsageProblem(
        f"Eine Gemeinde oder einen Kreis „{text}“ gibt es in {land.name} nicht.{hint}"
    )


def name(text: str) -> str:
    """Return a name or title, which has a letter and a usual length."""
    return _name(text, LONGEST_NAME)


def _name(text: str, longest: int) -> str:
    if not any(char.isalpha() for char in text):
        raise UsageProblem(f"„{cut_short(text)}“ ist kein Name.")
    if len(text) > longest:
        raise UsageProblem(
            f"„{cut_short(text)}“ ist zu lang für einen Namen: {len(text)} Zeichen; möglich sind {longest}."
        )
    return text


def name_of_person(text: str) -> str:
    """Return a family or first name without form of address or title before it."""
    first, _, rest = text.strip().partition(" ")
    if rest and fold(first) in PASSED_OVER:
        of = "die Anrede" if fold(first) in _ADDRESSES else "der Titel"
        raise UsageProblem(
            f"„{first}“ ist kein Teil des Namens, sondern {of}; als Namen „{rest}“ allein angeben."
        )
    if _NO_NAME.search(text) and any(char.isalpha() for char in text):
        raise UsageProblem(
            f"„{cut_short(text)}“ ist nicht nur ein Name. Vorname und Nachname einzeln angeben, ohne weitere Zeichen."
        )
    return _name(text, _LONGEST_OF_PERSON)


def phone_number(text: str) -> str:
    """Return a telephone number; a private one, a fax number and several are refused."""
    if is_private_number(text):
        raise UsageProblem("Nur dienstliche Telefonnummern gehören in die Unterlagen.")
    if _FAX.search(text):
        raise UsageProblem(
            f"„{cut_short(text)}“ nennt eine Faxnummer. Nur die Telefonnummer angeben; für Fax gibt es keine Angabe."
        )
    if sum(map(str.isdigit, text)) < 3:
        raise UsageProblem(f"„{cut_short(text)}“ ist keine Telefonnummer.")
    if sum(_WHOLE_NUMBER.match(part) is not None for part in _BETWEEN_NUMBERS.split(text)) > 1:
        raise UsageProblem(f"„{cut_short(text)}“ nennt mehrere Nummern. Bitte eine angeben.")
    return text


def is_private_number(text: str) -> bool:
    """Whether a telephone number says of itself that it is a private one."""
    return re.search(r"\bpriv", text, re.IGNORECASE) is not None


def area_name(text: str, land: Land) -> str:
    """Check the name of a Gemeinde or Kreis and return its official spelling."""
    return area(text, land).name


def gemeinde_name(text: str, land: Land) -> str:
    """Check the name of a Gemeinde."""
    found = area(text, land)
    if found.is_kreis:
        raise UsageProblem(f"„{found.name}“ ist ein Kreis; gefragt sind seine Gemeinden.")
    return found.name


def no_id(text: str) -> UsageProblem:
    """Return what to say of a text that is no id, with the id that it can be written as."""
    proposal = fold(text)[:ID_LENGTH].strip("-")
    return UsageProblem(
        f"„{text}“ ist keine Kennung: Kleinbuchstaben, Ziffern und einzelne Bindestriche, höchstens {ID_LENGTH} Zeichen."
        + (f" Meinten Sie „{proposal}“?" if proposal else "")
    )


def new_id(taken: Container[str], *, of_file: bool = False) -> Callable[[str], str]:
    """Return a check for an id that is not taken; `of_file`: a file or folder has its name."""

    def check(text: str) -> str:
        if of_file:
            refuse_device(text)
        if not is_ident(text):
            raise no_id(text)
        if text.isdecimal():
            raise UsageProblem(f"„{text}“ lesen die Befehle als Jahr; bitte ein Wort als Kennung.")
        if text in taken:
            raise UsageProblem(f"Die Kennung „{text}“ ist schon vergeben.")
        return text

    return check


def refuse_device(ident: str) -> None:
    """Raise UsageProblem for an id of which Windows makes neither file nor folder."""
    if is_device(ident):
        raise UsageProblem(
            f"„{ident}“ kann unter Windows keine Datei und kein Ordner heißen; bitte eine andere Kennung wählen."
        )


def date(text: str) -> str:
    """Check a date, which may be vague."""
    return said_date(text).text


def year(text: str) -> str:
    """Check a year."""
    return str(said_year(text))


def since(text: str) -> str:
    """Check the beginning of something: a date, or `unbekannt`."""
    return said_since(text).text


def moment(text: str) -> str:
    """Check a day with or without a time."""
    return said_moment(text).text


def end_after(begin: Moment) -> Callable[[str], str]:
    """Return a check for the end of what begins then: a moment, or a time on the same day."""

    def check(text: str) -> str:
        time = said_clock(text)
        if time and begin.time:
            if time < begin.time:
                next_day = begin.date.first + dt.timedelta(days=1)
                raise UsageProblem(
                    f"Das Ende {time:%H:%M} läge vor dem Beginn {begin.time:%H:%M}. Geht der Termin über Mitternacht, den Tag dazuschreiben: {next_day:%d.%m.%Y} {time:%H:%M}"
                )
            text = f"{begin.date.text} {time:%H:%M}"
        return moment(text)

    return check


def hours(text: str) -> str:
    """Check hours and return them as `13:30` or `13:30-15:30`."""
    begin, end = said_hours(text)
    return f"{begin:%H:%M}" + (f"-{end:%H:%M}" if end else "")


def whole(text: str) -> str:
    """Check a whole number."""
    return str(_parsed(parse_integer, text))


def decimal(text: str) -> str:
    """Check a number with optional decimals after a dot or comma."""
    return f"{_parsed(parse_number, text.replace(',', '.')):g}"


def email(text: str) -> str:
    """Check a mail address."""
    if not re.fullmatch(EMAIL_PATTERN, text):
        raise UsageProblem(f"„{text}“ ist keine E-Mail-Adresse.")
    return text


def _parsed(parse: Callable[[str], float], text: str) -> float:
    try:
        return parse(text)
    except PydanticCustomError as error:
        context = error.context or {}
        raise UsageProblem(f"{context['message']} {context['mend']}") from None


def account(text: str) -> str:
    """Check a reviewer for CODEOWNERS of GitLab or GitHub: an account, group or mail address."""
    if not _ACCOUNT.fullmatch(text):
        raise UsageProblem(
            f"„{text}“ ist kein Konto, keine Gruppe (@kinderschutz/soest) und keine E-Mail-Adresse."
        )
    return text


OF_KEY: dict[str, Callable[[str], str]] = {
    "family_name": name_of_person, "given_name": name_of_person, "name": name, "title": name,
    "phone": phone_number,
}  # fmt: skip
"""The checks of keys whose values say of themselves that they are none."""
