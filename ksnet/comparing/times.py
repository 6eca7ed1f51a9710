"""When a meeting is or an entry is valid, in words, and what of a change those words say."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.comparing.entries import Data, EntryState
from ksnet.records import german
from ksnet.records.values import moment_of


def start_of(data: Data) -> object:
    """Return the start of an event, or that of its first session."""
    sessions = data.get("sessions")
    if data.get("start") or not isinstance(sessions, list):
        return data.get("start")
    return next((one.get("start") for one in sessions if isinstance(one, dict)), None)


def moment_or_text(text: str) -> str:
    """Return a moment as `21.05.2025 13:30`, `ohne Datum` for none, other text unchanged."""
    if not text:
        return "ohne Datum"
    moment = moment_of(text)
    if moment is None:
        return text
    day = german.vague_date(moment.date)
    return f"{day} {moment.time:%H:%M}" if moment.time else day


def span(data: Data) -> str:
    """Return the time of a meeting, with its end where that says more than the day."""
    start, end = moment_of(start_of(data)), moment_of(data.get("end"))
    text = moment_or_text(str(start_of(data) or ""))
    if not (start and end and _says_end(data)):
        return text
    if start.date.text == end.date.text:
        return f"{text}–{end.time:%H:%M}"
    return f"{text} bis {moment_or_text(end.text)}"


def _says_end(data: Data) -> bool:
    """Whether the time of a meeting says all of its end."""
    start, end = moment_of(start_of(data)), moment_of(data.get("end"))
    if start is None or end is None:
        return data.get("end") is None
    return start.date.text != end.date.text or bool(start.time and end.time)


def said_by_spans(before: Data, after: Data) -> Iterator[str]:
    """Yield the keys of which the old and the new time of a meeting say everything."""
    yield "start"
    if _says_end(before) and _says_end(after):
        yield "end"
    earlier, now = (data.get("rescheduled_from", []) for data in (before, after))
    if now == [*earlier, before.get("start")]:
        yield "rescheduled_from"


def said_by_sessions(*states: Data) -> Iterator[str]:
    """Yield the keys of a meeting's time that in each state only repeat its sessions."""
    for key, number in (("start", 0), ("end", -1)):
        if all(
            (sessions := data.get("sessions"))
            and isinstance(sessions, list)
            and isinstance(one := sessions[number], dict)
            and data.get(key) == one.get(key)
            for data in states
        ):
            yield key


def valid_when(entry: EntryState) -> str:
    """Return since when an entry is valid, or when a meeting is."""
    data = entry.data
    if entry.kind == "event":
        return f", {span(data)}" if start_of(data) else ""
    since = data.get("since")
    return f", seit {moment_or_text(str(since))}" if since and since != "unbekannt" else ""
