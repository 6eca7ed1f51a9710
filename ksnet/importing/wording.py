"""The plan of an import in German: sums, then decisions, then the rest by kind.

New events that differ only in the day are one line.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise
from typing import Any

from ksnet.documents.contacts import postal_line
from ksnet.documents.events import venue_text
from ksnet.importing.lists.given import LABELS, NamesById, value_in_words
from ksnet.importing.notes import NEXT_SHEET, Note, row_name
from ksnet.importing.plans import Ending, EventPlan, MemberPlan, NewBody, NewEvent
from ksnet.protection.who import PROTECTED
from ksnet.records import german
from ksnet.records.base import Address
from ksnet.records.event import Location
from ksnet.records.network import NetworkRecord
from ksnet.records.values import Moment, parse_date, parse_moment
from ksnet.records.vocabulary import EventKind, EventMode, EventStatus

TOO_MANY = (
    "Danach würde mehr als ein Viertel der Mitglieder enden, weil sie in der Liste fehlen. Ist es die vollständige Liste des Netzwerks?\n"
    "Wenn ja, den Befehl mit --force wiederholen. Es wurde nichts geschrieben."
)
MOST_ROWS_TOLD = 4  # from this number of rows on, the same note is told once
_KINDS = ("field", "categories", "unconfirmed")  # new bodies are grouped by these
_PROPOSED = "Vorschläge nach dem Namen sind als nicht bestätigt vermerkt (unconfirmed). Stimmen sie: ksnet confirm"
_NAMES = frozenset(("id", "name", "youth_office", "people", "sensitive", *_KINDS))
_PERSON_NAMES = frozenset(("id", "family_name", "given_name", "title"))
_SHELTER = "dem Namen nach eine Schutzeinrichtung: ohne Anschrift, Kontakt und Personen angelegt, nie genannt (sensitive: true)"


def members_text(plan: MemberPlan, network: NetworkRecord, source: str) -> str:
    """Return the plan of an import of members as text."""
    names = {group.id: group.name for group in network.groups}
    names |= {office.id: office.name or office.id for office in network.youth_offices}
    people = len(plan.people) + sum(len(body.data.get("people", ())) for body in plan.bodies)
    ended = sum(ending.kind == "member" for ending in plan.endings)
    endings = sorted(
        plan.endings,
        key=lambda ending: (parse_date(ending.on).first, ending.kind, german.sort_key(ending.name)),
    )
    proposed = any("unconfirmed" in body.data for body in plan.bodies)
    return _plan_text(
        f"Abgleich mit {source} für {network.name}",
        [
            (
                "Neu",
                _counted(len(plan.bodies), people),
                [*_new_bodies(plan.bodies, names), *_new_people(plan, names)],
            ),
            (
                "Geändert",
                german.plural(len(plan.changed), "Angabe", "Angaben"),
                [f"{c.name} ({row_name(c.row)}): {c.text}" for c in plan.changed],
            ),
            (
                "Endet",
                _counted(ended, len(endings) - ended),
                list(chain.from_iterable(map(_ending_lines, endings))),
            ),
        ],
        f"Unverändert: {german.plural(plan.unchanged, 'Eintrag', 'Einträge')}",
        notes=plan.notes,
        last="\n".join(
            [*([_beginning(plan)] if plan.begun else []), *([_PROPOSED] if proposed else [])]
        ),
    )


def _beginning(plan: MemberPlan) -> str:
    """Say since when new bodies belong to the network where the list does not say it."""
    bodies = german.plural(plan.begun, "neuen Stelle", "neuen Stellen")
    known = plan.beginning != "unbekannt"
    begun = german.vague_date(parse_date(plan.beginning)) if known else "unbekannt"
    were = "War sie" if plan.begun == 1 else "Waren sie"
    hint = f"{were} schon früher dabei" if known else "Ist er bekannt"
    return f"Beginn bei {bodies} ohne eigene Angabe: {begun}. {hint}: --since DATUM{' oder --since unbekannt' if known else ''}"


def events_text(plan: EventPlan, network: NetworkRecord, source: str) -> str:
    """Return the plan of an import of events as text."""
    names = {group.id: group.name for group in network.groups}
    new = []
    for label, of_kind in groupby(sorted(plan.new, key=_kind_label), key=_kind_label):
        events = list(of_kind)
        guessed = " (Vorschlag nach dem Titel)" if any(event.guessed for event in events) else ""
        new += [
            f"{label}: {german.plural(len(events), 'Termin', 'Termine')}{guessed}",
            *(f"  {line}" for line in event_lines(events, names)),
        ]
    changed = sorted(plan.changed, key=lambda change: change.id)
    return _plan_text(
        f"Abgleich mit {source} für {network.name}",
        [
            ("Neu", german.plural(len(plan.new), "Termin", "Termine"), new),
            (
                "Geändert",
                german.plural(len(changed), "Angabe", "Angaben"),
                [f"{change.text}; Datei {change.id}.yaml" for change in changed],
            ),
            (
                "Nicht vom Netzwerk, wird nicht wieder gefragt",
                german.plural(len(plan.refused), "Eintrag", "Einträge"),
                [unit.name for unit in plan.refused],
            ),
            (
                "Vermerkt, welcher Termin des Kalenders es ist (uid)",
                german.plural(len(plan.linked), "Termin", "Termine"),
                sorted(plan.linked),
            ),
            (
                "Gemerkt für das nächste Mal",
                german.plural(plan.told, "Angabe", "Angaben"),
                ["in imports.yaml, als Prüfsummen"] if plan.told else [],
            ),
        ],
        *_other_sums(plan),
        notes=plan.notes,
    )


def _kind_label(event: NewEvent) -> str:
    return EventKind.of(event.data["kind"]).label


def _other_sums(plan: EventPlan) -> Iterator[str]:
    yield f"Unverändert: {german.plural(plan.unchanged, 'Termin', 'Termine')}"
    if plan.refused_before:
        yield f"Wie früher entschieden nicht vom Netzwerk: {german.plural(plan.refused_before, 'Eintrag', 'Einträge')}"
    if plan.left_out:
        yield f"Nicht angesehen, wie verlangt (--from, --to, --category, --only): {german.plural(plan.left_out, 'Termin', 'Termine')}"


def _plan_text(
    head: str,
    sections: Sequence[tuple[str, str, list[str]]],
    *others: str,
    notes: Sequence[Note],
    last: str = "",
) -> str:
    to_decide = _note_lines(note for note in notes if note.asks)
    to_look_at = _note_lines(note for note in notes if not note.asks)
    sums = [f"{name}: {count}" for name, count, lines in sections if lines] or ["Nichts zu ändern."]
    sums += [*others, *([f"Zu entscheiden: {len(to_decide)}"] if to_decide else [])]
    lines = [head, "", *sums]
    shown = [
        ("Zu entscheiden", to_decide),
        *((name, below) for name, _, below in sections),
        ("Bitte ansehen", to_look_at),
    ]
    for name, below in shown:
        if below:
            lines += ["", f"{name}:", *(f"  {line}" for line in below)]
    return "\n".join([*lines, *(["", last] if last else [])]) + "\n"


def _note_lines(notes: Iterable[Note]) -> list[str]:
    """Return the notes by row, those on the whole list first; a text on many rows only once."""
    rows: dict[str, set[int]] = {}
    for note in notes:
        rows.setdefault(note.text, set()).add(note.row or 0)
    told: list[tuple[int, str]] = []
    for text, numbers in rows.items():
        if len(numbers) < MOST_ROWS_TOLD:
            told += [(number, str(Note(number or None, text))) for number in numbers]
        else:
            told.append((min(numbers), f"{_rows_text(sorted(numbers))}: {text}"))
    return [text for _, text in sorted(told)]


def _counted(bodies: int, people: int) -> str:
    return f"{german.plural(bodies, 'Stelle', 'Stellen')}, {german.plural(people, 'Person', 'Personen')}"


def _new_bodies(bodies: Iterable[NewBody], names: NamesById) -> Iterator[str]:
    """Yield the new bodies by Handlungsfeld and category, with all their values."""

    def work(body: NewBody) -> str:
        kinds = {key: body.data[key] for key in _KINDS if key in body.data}
        return "; ".join(_value_words(kinds, frozenset(("unconfirmed",)), names))

    for label, alike in groupby(sorted(bodies, key=work), key=work):
        of_kind = list(alike)
        yield f"{label or 'Ohne Handlungsfeld'}: {german.plural(len(of_kind), 'Stelle', 'Stellen')}"
        for body in of_kind:
            name = body.data.get("name") or names[body.data["youth_office"]]
            what = f"{PROTECTED if body.shelter else name} ({_rows_text(body.rows)})"
            yield "  " + "; ".join([what, *_value_words(body.data, _NAMES, names)])
            if body.shelter:
                yield f"    {_SHELTER}"
            for person in body.data.get("people", ()):
                yield f"    {_person_line(person, names)}"


def _new_people(plan: MemberPlan, names: NamesById) -> Iterator[str]:
    for person in plan.people:
        yield f"{person.body}: {_person_line(person.data, names)} ({row_name(person.row)})"


def _person_line(data: Mapping[str, Any], names: NamesById) -> str:
    name = german.person_name(
        data["family_name"], data.get("given_name"), data.get("title"), data.get("form_of_address")
    )
    hidden = {"form_of_address"} if data.get("form_of_address", "") in name else set()
    return "; ".join([name, *_value_words(data, _PERSON_NAMES | hidden, names)])


def _value_words(
    data: Mapping[str, Any], without: frozenset[str], names: NamesById
) -> Iterator[str]:
    """Yield the values of a new entry in words; proposals are marked."""
    for key, value in data.items():
        if key == "address":
            yield postal_line(Address(**value))
        elif key == "since" and value == "unbekannt":
            yield "Beginn unbekannt"
        elif key not in without:
            proposed = " (Vorschlag)" if key in data.get("unconfirmed", ()) else ""
            colon = "" if key in {"since", "until"} else ":"
            yield f"{LABELS[key]}{colon} {value_in_words(key, value, names)}{proposed}"


def _rows_text(rows: Sequence[int]) -> str:
    return (
        german.join(map(row_name, rows))
        if len(rows) == 1 or rows[-1] > NEXT_SHEET
        else f"Zeilen {german.join(map(str, rows))}"
    )


def _ending_lines(ending: Ending) -> Iterator[str]:
    day = german.vague_date(parse_date(ending.on))
    why = row_name(ending.row) if ending.row is not None else "nicht mehr in der Liste"
    yield f"{ending.name} zum {day} ({why})"
    yield from (f"  {sentence}" for sentence in ending.also)


SERIES = 3  # from this number on, equal events are one line
_SHOWN = frozenset(("title", "kind", "start", "end", "all_day", "uid"))


def event_lines(events: Sequence[NewEvent], names: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each event or series by first day; `names` are group names by id."""
    alike: dict[str, list[NewEvent]] = {}
    for event in sorted(events, key=lambda event: (event.data["start"], event.id)):
        alike.setdefault(_sameness(event), []).append(event)
    parts: list[list[NewEvent]] = []
    for same in alike.values():
        parts += [same] if len(same) >= SERIES else [[event] for event in same]
    lines = sorted((part[0].data["start"], _event_line(part, names)) for part in parts)
    yield from (text for _, text in lines)


def _moments(event: NewEvent) -> tuple[Moment, Moment | None]:
    start, end = event.data["start"], event.data.get("end")
    return parse_moment(start), parse_moment(end) if end else None


def _sameness(event: NewEvent) -> str:
    """Return what an event shares with others of its series: all but the day."""
    start, end = _moments(event)
    length = (end.date.first - start.date.first).days if end else 0
    times = (start.time, end.time if end else None)
    rest = {k: value for k, value in event.data.items() if k not in {"start", "end", "uid"}}
    return repr((times, length, rest))


def _event_line(events: Sequence[NewEvent], names: Mapping[str, str]) -> str:
    first = events[0]
    title, words = first.data["title"], _other_values(first.data, names)
    start, end = _moments(first)
    one = len(events) == 1
    days = (
        german.days_text(start, end)
        if one
        else _rhythm([_moments(event)[0].date.first for event in events])
    )
    when = ", ".join(filter(None, (days, german.times_text(start, end))))
    if one:
        return "; ".join([f"{when}: {title}", *words, f"Datei {first.id}.yaml"])
    return "; ".join([f"{title}: {len(events)} Termine, {when}", *words])


def _rhythm(days: Sequence[dt.date]) -> str:
    """Return the days of a series by weekday where they are weeks apart, else each of them."""
    step = math.gcd(*((later - earlier).days for earlier, later in pairwise(days)))
    weekly = step > 0 and step % 7 == 0
    steps = range(0, (days[-1] - days[0]).days + 1, step) if weekly else ()
    missing = [day for n in steps if (day := days[0] + dt.timedelta(n)) not in days]
    if not weekly or len(missing) > len(days):
        return f"am {german.join(map(german.numeric_day, days))}"
    often = "jede Woche " if step == 7 else f"alle {step // 7} Wochen "
    left_out = f", nicht am {german.join(map(german.numeric_day, missing))}" if missing else ""
    weekday = german.WEEKDAYS[days[0].weekday()].lower()
    return f"{often}{weekday}s, {german.numeric_day(days[0])} bis {german.numeric_day(days[-1])}{left_out}"


def _other_values(data: dict[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    """Yield the other values of an event in words."""
    for key, value in data.items():
        if key == "location":
            yield f"Ort: {venue_text(Location(**value))}"
        elif key == "status":
            yield EventStatus.of(value).label
        elif key == "mode":
            yield EventMode.of(value).label
        elif key == "rescheduled_from":
            yield f"verlegt vom {german.join(german.moment_text(parse_moment(one), weekday=False) for one in value)}"
        elif key not in _SHOWN:
            label = {"groups": "Gremium", "theme": "Thema"}.get(key, key)
            values = value if isinstance(value, list) else [value]
            yield f"{label}: {', '.join(names.get(one, one) for one in values)}"
