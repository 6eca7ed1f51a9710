"""The text of calendar files as components, line by line, prepared for icalendar.

icalendar 7.3 decodes before it unfolds, so that a letter folded in two is lost (RFC 5545 § 3.1); it
does not decode quoted-printable (vCalendar 1.0 § 2.1.3), takes `TZID=…:…Z` for local time (§ 3.3.5)
and `VALUE=DATE` with a time for a time (§ 3.2.20), returns a repeated property as a list, and fails
on one wrong line outside an event. Its types read the values. Attendees, descriptions and links are
dropped here.
"""

from __future__ import annotations

import binascii
import datetime as dt
import html
import re
from collections import Counter

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.basics.frozen import changeable, field
from ksnet.importing.calendars.lines import TEXTS, calendar_lines
from ksnet.importing.calendars.old_rules import modern_rule
from ksnet.importing.lists.textfiles import from_quoted_printable, text_in_charset, unescaped_text
from ksnet.records import german

TIMES = frozenset(("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE"))
_SEVERAL = frozenset(("RDATE", "EXDATE", "RRULE", "EXRULE", "CATEGORIES"))
_ONCE = frozenset(
    ("UID", "DURATION", "SEQUENCE", "STATUS", "CLASS", "DTSTAMP", "X-MICROSOFT-CDO-ALLDAYEVENT")
)
_KEPT = TIMES | _SEVERAL | TEXTS | _ONCE
PROPERTY_LABELS = {
    "DTSTART": "der Beginn", "DTEND": "das Ende", "DURATION": "die Dauer",
    "RRULE": "die Wiederholungsregel", "EXRULE": "die Ausnahmeregel",
    "RDATE": "ein weiterer Tag der Serie", "EXDATE": "ein ausgenommener Tag",
    "RECURRENCE-ID": "der ersetzte Tag", "SEQUENCE": "die Änderungsnummer", "SUMMARY": "der Titel", "LOCATION": "der Ort",
    "STATUS": "der Stand",
}  # fmt: skip
# What people take for a calendar file.
_OTHER_FILES = tuple((expression(start, re.IGNORECASE), text) for start, text in (
    (rb"\s*(?:webcals?|https?)://", "enthält nur die Adresse eines Kalenders, nicht den Kalender; unter der Adresse (https:// statt webcal://) lässt sich die Datei speichern"),
    (rb"\s*BEGIN:VCARD", "enthält Kontakte, keinen Kalender; dafür gibt es „ksnet import members“"),
    (rb"\s*<", "ist eine Internetseite (etwa eine Anmeldung) oder XML, kein Kalender"),
    (rb"\xd0\xcf\x11\xe0|PK\x03\x04(?s:.{26})(?:\[Content_Types\]|docProps/|_rels/|xl/|word/|mimetype)", "ist eine Datei aus Excel, Word oder dergleichen, kein Kalender; eine Liste liest „ksnet import members“"),
    (rb"PK\x03\x04|\x1f\x8b", "ist ein Archiv, wie Google Kalender es speichert; bitte entpacken und die Kalenderdateien darin (.ics) einlesen"),
    (rb"\s*\[", "ist ein Kalender in einem anderen Format (jCal)"),
))  # fmt: skip
_LINE = expression(r'\s*([A-Za-z0-9-]+)\s*((?:;(?:[^":]|"[^"]*")*)?):(.*)', re.DOTALL)
# „TZID=(UTC+01:00) Berlin:20260916T140000“: a colon in a parameter that is not quoted.
_COLON = expression(r"(?P<name>.*):(?P<time>\d{8}(?:T\d{4,6}Z?)?)", re.ASCII)
_TAG = expression(r"</?(?:b|br|div|em|font|i|p|span|strong|u)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_ENTITY = expression(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
_ANSWERS = frozenset(("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"))  # RFC 5546 § 1.4
DEEPEST = 20  # nested components; a calendar has three levels
_CODING = expression(r";(?:ENCODING=)?\"?(QUOTED-PRINTABLE|BASE64|B)\"?(?![^;])", re.IGNORECASE)
_AROUND = expression(r"(?<!\s)\s*+([;=])\s*")
_CHARSET = expression(r";CHARSET=[^;:]*", re.IGNORECASE)
_LEAP_SECOND = expression(r"(T\d{4})60")  # counts as the second before it (§ 3.3.12)
_MIDNIGHT = expression(r"(\d{4})(\d\d)(\d\d)T240000")
_OTHERS = {
    "VTODO": ("Aufgabe", "Aufgaben"),
    "VJOURNAL": ("Notiz", "Notizen"),
    "VFREEBUSY": ("Belegung", "Belegungen"),
    "answer": ("Antwort auf eine Einladung", "Antworten auf Einladungen"),
}


@changeable
class CalendarComponent:
    """One VEVENT with its relevant lines; `method`, `zone` and `zones` are its calendar's.

    `zones` are the lines of the VTIMEZONEs there, by name in lower case. A file may hold several
    calendars, and a name says only in its own which zone is meant (RFC 5545 § 3.2.19).
    """

    method: str = ""
    zone: str = ""
    zones: dict[str, list[str]] = field(default_factory=dict)
    # Parameters and value of each, by name.
    lines: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)  # what is wrong with it, in German


@changeable
class CalendarText:
    """The events of a file, and notes on it; `zones` are the first definitions of each name."""

    parts: list[CalendarComponent] = field(default_factory=list)
    zones: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def parse_calendar(name: str, content: bytes) -> CalendarText:
    """Return the components of a calendar file.

    Raises UsageProblem for a file that is no calendar, empty or cut off.
    """
    if not content.strip(b"\0\t\n\r \xef\xbb\xbf\xfe\xff"):
        raise UsageProblem(f"{name} ist leer.")
    result = CalendarText()
    walk = _LineWalk(result)
    for line in calendar_lines(content, result.notes):
        walk.line(line)
    if not walk.seen or walk.too_deep:
        told = (text for start, text in _OTHER_FILES if start.match(content[:1000]))
        what = next(told, "ist keine Kalenderdatei oder beschädigt")
        raise UsageProblem(
            f"{name} {what}. In Outlook: Datei, „Kalender speichern“, Format iCalendar (*.ics)."
        )
    if walk.stack:
        raise UsageProblem(
            f"{name} ist beschädigt: Die Datei hört mitten im Kalender auf (es fehlt END:{walk.stack[-1]}). Bitte den Kalender noch einmal speichern."
        )
    answers = [part for part in result.parts if part.method in _ANSWERS]
    result.parts = [part for part in result.parts if part.method not in _ANSWERS]
    walk.others["answer"] = len(answers)
    others = [
        german.plural(walk.others[kind], *words)
        for kind, words in _OTHERS.items()
        if walk.others[kind]
    ]
    if not result.parts:
        result.notes.append(f"In {name} steht kein Termin.")
    if others:
        result.notes.append(f"Nicht gelesen, weil es keine Termine sind: {german.join(others)}.")
    return result


class _LineWalk:
    """Follows BEGIN and END; a component without END ends with the one around it."""

    def __init__(self, result: CalendarText) -> None:
        self.result = result
        self.stack: list[str] = []
        self.too_deep = False
        self.seen = False
        self.others: Counter[str] = Counter()
        self._calendar: list[CalendarComponent] = []
        self._part: CalendarComponent | None = None
        self._zone: list[str] = []
        self._zones: dict[str, list[str]] = {}

    def line(self, line: str) -> None:
        match = _LINE.fullmatch(line)
        if match is None:
            return
        name, parameters, value = match[1].upper(), match[2], match[3]
        if name == "BEGIN":
            self._begin(value.strip().upper())
        elif name == "END":
            self._end(value.strip().upper())
        elif "VTIMEZONE" in self.stack:
            self._zone.append(line)
        elif not self.stack:
            return
        elif self.stack[-1] == "VCALENDAR" and name in {"METHOD", "X-WR-TIMEZONE"}:
            self._of_calendar(name, value.strip())
        elif self.stack[-1] == "VEVENT" and self._part is not None and name in _KEPT:
            add_line(self._part, name, parameters, value)

    def _begin(self, kind: str) -> None:
        if kind == "VEVENT" and kind in self.stack:
            self._end(kind)
            self._calendar[-1].odd.append("in der Datei fehlt sein Ende (END:VEVENT)")
        if kind == "VCALENDAR":
            self.stack, self._calendar, self._zones, self.seen = [], [], {}, True
        if len(self.stack) == DEEPEST:
            self.too_deep = True
            return
        self.stack.append(kind)
        self.others[kind] += 1
        if kind == "VEVENT":
            self.seen = True
            held = self._calendar[-1] if self._calendar else CalendarComponent()
            self._part = CalendarComponent(held.method, held.zone, self._zones)
            self._calendar.append(self._part)
            self.result.parts.append(self._part)
        elif kind == "VTIMEZONE":
            self._zone = ["BEGIN:VTIMEZONE"]
        elif "VTIMEZONE" in self.stack:
            self._zone.append(f"BEGIN:{kind}")

    def _end(self, kind: str) -> None:
        if kind not in self.stack:
            return
        while self.stack.pop() != kind:
            pass
        if kind == "VTIMEZONE":
            matches = filter(None, map(_LINE.fullmatch, self._zone))
            tzid = next((match[3] for match in matches if match[1].upper() == "TZID"), "")
            name, lines = without_quotes(tzid).lower(), [*self._zone, "END:VTIMEZONE"]
            self._zones[name] = lines
            self.result.zones.setdefault(name, lines)
        elif "VTIMEZONE" in self.stack:
            self._zone.append(f"END:{kind}")

    def _of_calendar(self, name: str, value: str) -> None:
        """Keep a property of the calendar, which may follow its events."""
        if not self._calendar:
            self._calendar.append(CalendarComponent())
        for part in self._calendar:
            if name == "METHOD":
                part.method = value.upper()
            else:
                part.zone = value


def add_line(part: CalendarComponent, name: str, parameters: str, value: str) -> None:
    """Add a property to a component in a form that icalendar reads correctly."""
    if parameters:
        try:
            parameters, value = _plain(_AROUND.sub(r"\1", parameters.strip()), value)
        except binascii.Error:
            part.odd.append(f"{PROPERTY_LABELS.get(name, name)} ist nicht lesbar (BASE64)")
            return
    if name in TIMES:
        _add_times(part, name, parameters, value)
        return
    if name in TEXTS:
        # Pages write their titles as HTML („<b>“, „&amp;“).
        value = _TAG.sub(" ", unescaped_text(value))
        value = _ENTITY.sub(lambda match: html.unescape(match[0]), value)
    elif name in {"RRULE", "EXRULE"}:
        value = "".join(modern_rule(value).split())
        if value.endswith(";"):
            part.odd.append(f"{PROPERTY_LABELS[name]} endet mit einem überzähligen „;“")
            value = value.rstrip(";")
    elif name != "CATEGORIES":
        value = value.strip() if name != "UID" else unescaped_text(value).strip()
    _keep(part, name, parameters, value)


def _add_times(part: CalendarComponent, name: str, parameters: str, value: str) -> None:
    if (match := _COLON.fullmatch(value)) and re.search(
        r";TZID=[^\";]*$", parameters, re.IGNORECASE
    ):
        parameters, value = f"{parameters}:{match['name']}", match["time"]
        parameters = re.sub(r"(;TZID=)([^\";]*)$", r'\1"\2"', parameters, flags=re.IGNORECASE)
    parameters, value = _time(parameters, value)
    if "THISANDPRIOR" in parameters.upper():
        part.odd.append(
            "gilt auch für alle früheren Termine der Serie (THISANDPRIOR), was ksnet nicht liest"
        )
    if name not in {"EXDATE", "RDATE"}:
        _keep(part, name, parameters, value)
        return
    days = [day for day in value.split(",") if day.strip()]
    if not days:
        part.odd.append(f"{PROPERTY_LABELS[name]} ist leer ({name})")
    for day in days:  # one by one, so that a wrong one takes no other with it
        _keep(part, name, parameters, day)


def _keep(part: CalendarComponent, name: str, parameters: str, value: str) -> None:
    """Keep a property; of two where one is allowed, the German text or the stricter class."""
    lines = part.lines.setdefault(name, [])
    if name in _SEVERAL or not lines:
        lines.append((parameters, value))
        return
    language, before = _language(parameters), _language(lines[0][0])
    public = lines[0][1].strip().upper() in {"", "PUBLIC"}
    if (name in TEXTS and language < before) or (name == "CLASS" and public):
        lines[0] = parameters, value
    elif (
        (name in TIMES | TEXTS or name == "STATUS") and value != lines[0][1] and language == before
    ):
        part.odd.append(f"{PROPERTY_LABELS[name]} steht zweimal da (es gilt die erste Angabe)")


def _language(parameters: str) -> int:
    """Return the rank of a text's language: 0 for German or none, 1 for any other."""
    match = re.search(r";LANGUAGE=\"?([A-Za-z]*)", parameters, re.IGNORECASE)
    return int(match is not None and match[1].lower() != "de")


def _time(parameters: str, value: str) -> tuple[str, str]:
    value = value.strip().strip(",").upper().replace(";", ",")
    value = _MIDNIGHT.sub(_next_day, _LEAP_SECOND.sub(r"\g<1>59", value))
    if re.search(r";VALUE=DATE(?!-)", parameters, re.IGNORECASE):
        value = re.sub(r"(\d{8})T\d*Z?", r"\1", value)
    if value.endswith("Z"):
        parameters = re.sub(r';TZID=(?:"[^"]*"|[^;:]*)', "", parameters, flags=re.IGNORECASE)
    return parameters, value


def _next_day(match: re.Match[str]) -> str:
    """Return 24:00 as midnight of the next day (ISO 8601); an invalid day is left unchanged."""
    try:
        day = dt.date(*map(int, match.groups())) + dt.timedelta(days=1)
    except (ValueError, OverflowError):
        return match[0]
    return f"{day:%Y%m%d}T000000"


def _plain(parameters: str, value: str) -> tuple[str, str]:
    """Decode a value in quoted-printable or Base64 in its charset; return others unchanged.

    Raises binascii.Error for what is no Base64.
    """
    coding = _CODING.search(parameters)
    if coding is None:
        return parameters, value
    if coding[1].upper() == "QUOTED-PRINTABLE":
        text = from_quoted_printable(value, parameters)
    else:
        text = text_in_charset(binascii.a2b_base64(value.encode(errors="replace")), parameters)
    return _CHARSET.sub("", _CODING.sub("", parameters)), text


def without_quotes(tzid: str) -> str:
    """Return the name of a zone without the escapes and quotes of text values."""
    return re.sub(r"\\(.)", r"\1", tzid).strip().strip('"')
