"""Single appointments in local time, and what their titles may say."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from zoneinfo import ZoneInfo

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import frozen
from ksnet.basics.spelling import fold
from ksnet.protection import case_data
from ksnet.records import german
from ksnet.records.values import FIRST_YEAR, LAST_YEAR, Moment, parse_date
from ksnet.rendering.marks import clean

_OFF = (
    r"abgesagt|storniert|(?:ersatzlos )?gestrichen|annulliert|cancell?ed(?: event)?|entfällt|entfallen|ausgefallen"
    r"|verschoben, neuer termin offen"
)
_FAILS = r"fällt(?: (?!nicht\b)\w+){0,4} aus"
_NOT_OFF = expression(rf"\bnicht (?:mehr )?(?:{_OFF})\b|\b(?:{_OFF}) nicht\b", re.IGNORECASE)
_CALLED_OFF = expression(
    rf"[\W_]*(?:(?:{_OFF})\b(?:\s*[^\w\s(„]+|(?=\s))|(?:{_FAILS}|findet nicht statt)\s*[^\w\s(„]+)\s*(?P<behind>\S.*)"
    rf"|(?!.*\b(?:wenn|falls)\b[\w\s]*$)(?P<before>.*?\w.*?)[\s\W]+(?:(?:ist|wird|wurde|muss|musste)\s+)?(?:leider\s+)?(?:{_OFF}|{_FAILS}|findet nicht statt)(?:\s+(?:wegen|aufgrund|bis auf)\b.*)?[^\w?]*",
    re.IGNORECASE,
)
# What a person has to decide: words that may also be those of a topic, or name another day.
_MAY_BE_OFF = tuple((expression(pattern, re.IGNORECASE), reason) for pattern, reason in (
    (r"\bver(?:schoben|legt|tagt)\b|\b(?:termin)?verschiebung\b|\btermin(?:verlegung|änderung)\b|\bneuer termin\b(?:\W*\d|.{0,40}\b(?:folgt|offen|wird)\b)",
     "der Titel sagt, dass er verschoben ist"),
    ((rf"^\W*(?:{_OFF})e[nrs]\b|^\W*(?:(?:termin)?absage|ausfall|entfall)\b|\b(?:absage|ausfall|entfall|ausfallen)\W*$"
      rf"|\b(?:{_OFF}|{_FAILS}|gecancell?t|abgebrochen|ausgesetzt|hinfällig|ungültig)\b|\b(?:abges|entf)\."
      r"|\bnicht (?:\w+ )?statt(?:gefunden)?\b|^\W*keine? \S*(?:treffen|sitzung|termin|plenum|arbeitskreis)\b|❌"),
     "der Titel sagt wohl, dass er ausfällt"),
))  # fmt: skip
NOT_COUNTED = -1  # the sequence where a calendar does not count changes
_OF_A_SERIES = expression(r"(?P<uid>.+)#(?P<day>\d{4}-\d\d-\d\d)(?:T\d{4})?", re.ASCII)
_CASE = expression(
    r"\b(?:helfer(?:konferenz|runde)|hilfeplan\w*|hpg|erziehungskonferenz|inobhutnahme|hausbesuch|elterngespräch)\b",
    re.IGNORECASE,
)


def tidy_title(value: object) -> str:
    """Return a text on one line, its letters composed (NFC)."""
    return unicodedata.normalize("NFC", " ".join(clean(str(value)).split()))


def called_off(title: str) -> tuple[str, bool]:
    """Return a title without the words that call the appointment off, and whether it had any."""
    match = None if _NOT_OFF.search(title) else _CALLED_OFF.fullmatch(title)
    rest = (match["behind"] or match["before"]).strip(" -–—:+*[](") if match else ""
    return rest or title, match is not None


def seems_off(title: str) -> str:
    """Return why an appointment may be called off or moved, in German; empty without a doubt."""
    said = _NOT_OFF.sub("", title)
    return next((reason for pattern, reason in _MAY_BE_OFF if pattern.search(said)), "")


def names_a_case(title: str) -> bool:
    """Whether a title seems to speak of a single child or family; no output repeats it."""
    return _CASE.search(title) is not None or any(True for _ in case_data.hits(title))


def shown_title(title: str) -> str:
    """Return a title in quotes, where it may be repeated."""
    return "Ein Termin" if names_a_case(title) else german.quoted(title)


def series_name(uid: str, title: str) -> str:
    """Return what the appointments of a series share: their UID, else the title."""
    return uid or f"\n{fold(title)}"


def identity_on(uid: str, original: dt.datetime) -> str:
    """Return the identity of one appointment of a series: its UID and its original day."""
    return f"{uid}#{original:%Y-%m-%d}" if uid else ""


def uid_and_day(identity: str) -> tuple[str, str]:
    """Return the UID in an identity, and the day, empty for what is not of a series.

    A UID may itself have a “#”.
    """
    match = _OF_A_SERIES.fullmatch(identity)
    return (match["uid"], match["day"]) if match else (identity, "")


@frozen
class Appointment:
    """One appointment in local time.

    `uid` is its UID, `identity` the same with the day for one appointment of a series; `sequence`:
    how often its calendar says that it was changed; `was`: its original time in the series;
    `shortened`: what lets somebody into a meeting was left out of its title.
    """

    uid: str
    title: str
    start: Moment
    end: Moment | None
    all_day: bool
    place: str
    called_off: bool
    sequence: int = NOT_COUNTED
    was: Moment | None = None
    identity: str = ""
    shortened: bool = False
    categories: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        """Day and time in German."""
        return german.moment_text(self.start, weekday=False)

    def lasts(self, length: dt.timedelta) -> bool:
        """Whether it is known to last exactly this long."""
        return (
            self.start.time is not None
            and self.end is not None
            and self.end.first - self.start.first == length
        )


def moment_at(moment: dt.datetime, *, all_day: bool) -> Moment:
    """Return a local time as records hold it."""
    return Moment(parse_date(moment.date().isoformat()), None if all_day else moment.time())


def wall_clock(value: object, zone: dt.tzinfo) -> dt.datetime | None:
    """Return local wall-clock time; None for a time outside the years of records.

    A time without a zone is local already. One that the clocks skip is that much later (§ 3.3.5).
    """
    if isinstance(value, dt.datetime):
        try:
            if value.tzinfo:
                value = value.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None)
        except (OverflowError, ValueError):
            return None
        moment = value.replace(second=0, microsecond=0)
    elif isinstance(value, dt.date):
        moment = dt.datetime.combine(value, dt.time.min)
    else:
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def zone_of(name: str) -> ZoneInfo:
    """Return the zone that a network names, Europe/Berlin where it does not exist."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
        return ZoneInfo("Europe/Berlin")


def short_hash(text: str, length: int = 16) -> str:
    """Return a short hash of a text; it begins with a letter, so that no tool reads a number."""
    return "t" + hashlib.sha256(text.encode()).hexdigest()[:length]
