"""Check answers: each function returns one as records write it, or raises UsageProblem."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.basics.spelling import PASSED_OVER, fold, nearest
from ksnet.lands import Land
from ksnet.records.core import PydanticCustomError
from ksnet.records.said import said_date, said_hours, said_moment, said_since
from ksnet.records.simple import EMAIL_PATTERN, ID_LENGTH, parse_integer, parse_number
from ksnet.repository.tree import is_ident

_ADDRESSES = frozenset(("frau", "herr", "herrn"))
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
        f" Meinten Sie {' oder '.join(f'„{name}“' for name in near)}?"
        if near
        else " Bitte den amtlichen Namen."
    )
    raise UsageProblem(
        f"Eine Gemeinde oder einen Kreis „{text}“ gibt es in {land.name} nicht.{hint}"
    )


def name_of_person(text: str) -> str:
    """Return a family or first name without form of address or title before it."""
    first, _, rest = text.strip().partition(" ")
    if rest and fold(first) in PASSED_OVER:
        option = "--form-of-address" if fold(first) in _ADDRESSES else "--title"
        raise UsageProblem(
            f"„{first}“ ist kein Teil des Namens: {option} angeben, und „{rest}“ allein als Namen."
        )
    return text


def phone_number(text: str) -> str:
    """Return a telephone number; a private one is refused."""
    if is_private_number(text):
        raise UsageProblem("Nur dienstliche Telefonnummern gehören in die Unterlagen.")
    if sum(char.isdigit() for char in text) < 3:
        raise UsageProblem(f"„{text}“ ist keine Telefonnummer.")
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


def new_id(taken: Container[str]) -> Callable[[str], str]:
    """Return a check for an id that is not taken."""

    def check(text: str) -> str:
        if not is_ident(text):
            raise UsageProblem(
                f"„{text}“ ist keine Kennung: nur Kleinbuchstaben, Ziffern und Bindestriche, höchstens {ID_LENGTH} Zeichen."
            )
        if text in taken:
            raise UsageProblem(f"Die Kennung „{text}“ ist schon vergeben.")
        return text

    return check


def date(text: str) -> str:
    """Check a date, which may be vague."""
    return said_date(text).text


def since(text: str) -> str:
    """Check the beginning of something: a date, or `unbekannt`."""
    return said_since(text).text


def moment(text: str) -> str:
    """Check a day with or without a time."""
    return said_moment(text).text


def hours(text: str) -> str:
    """Check hours and return them as `13:30` or `13:30-15:30`."""
    begin, end = said_hours(text)
    return f"{begin:%H:%M}" + (f"-{end:%H:%M}" if end else "")


def whole(text: str) -> str:
    """Check a whole number."""
    try:
        return str(parse_integer(text))
    except PydanticCustomError as error:
        raise _problem(error) from None


def decimal(text: str) -> str:
    """Check a number with optional decimals after a dot or comma."""
    try:
        return f"{parse_number(text.replace(',', '.')):g}"
    except PydanticCustomError as error:
        raise _problem(error) from None


def email(text: str) -> str:
    """Check a mail address."""
    if not re.fullmatch(EMAIL_PATTERN, text):
        raise UsageProblem(f"„{text}“ ist keine E-Mail-Adresse.")
    return text


def _problem(error: PydanticCustomError) -> UsageProblem:
    context = error.context or {}
    return UsageProblem(f"{context['message']} {context['mend']}")


def account(text: str) -> str:
    """Check a reviewer for CODEOWNERS of GitLab or GitHub: an account, group or mail address."""
    if not _ACCOUNT.fullmatch(text):
        raise UsageProblem(
            f"„{text}“ ist kein Konto, keine Gruppe (@kinderschutz/soest) und keine E-Mail-Adresse."
        )
    return text
