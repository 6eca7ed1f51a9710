"""The rows of a list as bodies with their people."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import changeable, field
from ksnet.basics.spelling import fold
from ksnet.importing.lists import cells
from ksnet.importing.lists.bodies import ListedBody
from ksnet.importing.lists.given import Given, address_of, said
from ksnet.importing.lists.headings import NAMES
from ksnet.importing.lists.likeness import is_same_town
from ksnet.importing.lists.row_reader import TELLING, RowReader
from ksnet.importing.lists.tables import Listing, TableRow, cell_text
from ksnet.importing.notes import Note, Question, row_option
from ksnet.protection.who import PROTECTED
from ksnet.records import german
from ksnet.rules.context import NetworkContext

# Cells in the column of bodies that are none: sums, legends, dates.
_NO_BODY = expression(
    r"(?:(?:Zwischen|End|Gesamt)?summe|Gesamt(?:zahl|anzahl)?|Insgesamt|Anzahl|Total|Stand|Verteiler|Legende|Erläuterung(?:en)?|Hinweise?|Anmerkung(?:en)?|Fußnoten?|Quelle)"
    r"(?:\s*[:=(\d].*|\s(?:der|aller|Mitglieder|Personen|Stellen|Einrichtungen|Teilnehmenden?)\b.*|)|(?:(?:neue|aktive|weitere|beratende|stimmberechtigte|ordentliche|ständige)\s)?(?:Mitglieder|Gäste|Teilnehmende)(?:\s\([^()]*\))?|Seite \d.*|(?:Änderung|Rückfrage|Rückmeldung|Korrektur|Ergänzung)(?:en)?\b.*|gez\.\s.*|erstellt (?:von|am|durch)\s.*|.*:|[*¹²³⁴-⁹†‡].*|\d\)\s.*|[^\w\s\"'„“”〃][\W_]*|\w{1,5}\s*=\s.*|[\d.,\s]+(?:Personen|Stellen|Einrichtungen|Mitglieder|Einträge)?",
    re.IGNORECASE,
)
_LONGEST_BODY = 250  # characters


@changeable
class ListedBodies:
    """All bodies of a list; `left_out` are the folded words of rows without one."""

    listing: Listing
    with_people: bool
    notes: list[Note]
    bodies: list[ListedBody] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)


def listed_bodies(
    listing: Listing,
    context: NetworkContext,
    refused: Mapping[int, str],
    *,
    accepted: Collection[int],
) -> ListedBodies:
    """Return the bodies of a list in its order.

    Rows in `refused` only say that their body still exists. Joining after the day of the context is
    asked about, unless the row is in `accepted`.
    """
    known = listing.columns.union(*(one.values for one in listing.lines))
    with_people = not known.isdisjoint(NAMES | {"person_id"})
    result = ListedBodies(listing, with_people, list(listing.notes))
    reader = RowReader(context.network, result.notes, listing.columns)
    found: dict[str, list[ListedBody]] = {}
    for line in sorted(listing.lines, key=lambda line: line.second):
        body = _body_of(line, result, found)
        if body is None:
            continue
        if line.number not in body.rows:
            body.rows.append(line.number)
        if line.number not in refused:
            reader.read(line, body)
            continue
        body.unsure = True
        if not line.second:
            result.notes.append(Note(line.number, refused[line.number]))
    for body in result.bodies:
        _ask_about_future(body, context.day, accepted)
    return result


def _body_of(
    line: TableRow, result: ListedBodies, found: dict[str, list[ListedBody]]
) -> ListedBody | None:
    """Return the body of a row, a new one for a new name or another town; None for no body."""
    name, ident = (cell_text(line.values.get(key, "")) for key in ("body", "body_id"))
    if name == PROTECTED:
        return None
    if name and not ident and (why := _why_no_body(name)):
        result.notes.append(Note(line.number, f"{why}; die Zeile wird nicht gelesen."))
        return None
    if not name and not ident:
        _without_body(line, result)
        return None
    same = found.setdefault(ident or fold(name), [])
    town = said(dict(address_of(line.values)), "city")
    body = next(
        (one for one in same if ident or is_same_town(said(one.values, "city"), town)), None
    )
    if body is None:
        body = ListedBody(ident, name)
        result.bodies.append(body)
        same.append(body)
        if ident:
            found.setdefault(fold(name), []).append(body)
    return body


def _ask_about_future(body: ListedBody, day: dt.date, accepted: Collection[int]) -> None:
    """Turn a future day of joining into a problem, since it is usually a slip."""

    def asked(since: Given | None, row: int) -> Given | None:
        date = since and since.value and cells.date_in(since.value)
        if not since or not date or date.first <= day or (at := since.row or row) in accepted:
            return since
        why = Question(
            f"Der Beginn {german.vague_date(date)} liegt in der Zukunft. Soll er gelten: --accept {row_option(at)}"
        )
        return Given(since.raw, None, why, row=at)

    for row, values in (
        (body.rows[0], body.values),
        *((person.row, person.values) for person in body.people),
    ):
        if since := asked(values.get("since"), row):
            values["since"] = since
    for person in body.people:
        person.joined = asked(person.joined, person.row)


def _why_no_body(name: str) -> str:
    """Return in German why a text is not the name of a body; empty for one that is."""
    if len(name) > _LONGEST_BODY:
        return "Hier steht mehr als der Name einer Stelle"
    return f"{german.quoted(name)} ist keine Stelle" if _NO_BODY.fullmatch(name) else ""


def _without_body(line: TableRow, result: ListedBodies) -> None:
    text = " ".join(cell_text(value) for value in line.values.values())
    result.left_out.update(fold(text).split("-"))
    told = not line.values.keys().isdisjoint(NAMES | TELLING)
    if told and not line.second:
        text = "Nicht übernommen, denn die Stelle fehlt. Steht sie in der Zeile darüber, hier wiederholen; ein Kontakt nennt sie als Firma oder Organisation."
        result.notes.append(Note(line.number, text))
