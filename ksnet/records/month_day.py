"""A day of every year, such as 31 May: by when something is owed.

The grammar: month and day, two digits each, as in `05-31`. 29 February is refused, because not
every year has it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import frozen
from ksnet.basics.scalars import text_of
from ksnet.records.moments import month_called
from ksnet.records.problems import cut_short, not_scalar, problem
from ksnet.records.values import month_length, plain_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

MONTH_DAY_PATTERN = (
    "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|1[0-9]|2[0-8])"
)

_MONTH_DAY = expression(r"(\d{2})-(\d{2})")
_GERMAN_MONTH_DAY = expression(r"(\d{1,2})\.\s?(\d{1,2}|[A-Za-zä]{3,9})\.?(?:\s?\d{4})?")
_LOOSE_MONTH_DAY = expression(r"(?:\d{4}-|--)?(\d{1,2})-(\d{1,2})")
_COMMON_YEAR = 2025  # any year without a 29 February


@frozen
class MonthDay:
    """A day of every year: `05-31`."""

    month: int
    day: int

    def in_year(self, year: int) -> dt.date:
        """Return this day of a year."""
        return dt.date(year, self.month, self.day)

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return plain_schema(parse_month_day)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^({MONTH_DAY_PATTERN})$"}


def parse_month_day(value: object) -> MonthDay:
    """Parse a month and day, `05-31`; raises `invalid-date`, also for 29 February."""
    text = text_of(value)
    if text is None:
        raise not_scalar(value, "ein Tag im Jahr wie 05-31 (Monat-Tag)")
    if match := _MONTH_DAY.fullmatch(text):
        return _month_day(text, int(match[1]), int(match[2]))
    words = "Schreibweise ist Monat-Tag ohne Jahr, z. B. 05-31 für den 31. Mai."
    dotted = _GERMAN_MONTH_DAY.fullmatch(text.strip())
    loose = _LOOSE_MONTH_DAY.fullmatch(text.strip())
    month, day = (loose[1], loose[2]) if loose else (0, 0)
    if dotted:
        number = dotted[2] if dotted[2].isdigit() else month_called(dotted[2])
        month, day = number or 0, dotted[1]
    proposal = f"{int(month):02d}-{int(day):02d}"
    if not re.fullmatch(MONTH_DAY_PATTERN, proposal):
        raise problem("invalid-date", f"„{cut_short(text)}“ ist kein Tag im Jahr.", words)
    what = (
        "nennt ein Jahr"
        if re.search(r"\d{4}", text)
        else "ist nicht in der Form Monat-Tag geschrieben"
    )
    raise problem(
        "invalid-date",
        f"„{cut_short(text)}“ {what}.",
        f"Meinten Sie {proposal}?",
        proposal=proposal,
        safe=True,
    )


def _month_day(text: str, month: int, day: int) -> MonthDay:
    if not 1 <= month <= 12:
        turned = f"{day:02d}-{month:02d}"
        mend = "Schreibweise ist Monat-Tag, z. B. 05-31 für den 31. Mai."
        proposal = turned if re.fullmatch(MONTH_DAY_PATTERN, turned) else None
        raise problem(
            "invalid-date",
            f"„{cut_short(text)}“: Einen Monat {month:02d} gibt es nicht.",
            f"Erst der Monat, dann der Tag. Meinten Sie {turned}?" if proposal else mend,
            proposal=proposal,
        )
    length = month_length(_COMMON_YEAR, month)
    if not 1 <= day <= length:
        leap = (month, day) == (2, 29)
        raise problem(
            "invalid-date",
            f"„{cut_short(text)}“: Den 29.02. gibt es nicht in jedem Jahr."
            if leap
            else f"„{cut_short(text)}“: Den {day}. gibt es im Monat {month:02d} nicht.",
            "02-28 oder 03-01 schreiben." if leap else f"Der Monat hat {length} Tage.",
        )
    return MonthDay(month, day)
