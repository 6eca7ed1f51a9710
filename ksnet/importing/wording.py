"""The plan of an import in German sentences, for the person who decides about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ksnet import german
from ksnet.documents.who import PROTECTED
from ksnet.importing.member_plan import Ending, MemberPlan, NewBody
from ksnet.importing.tables import Note
from ksnet.records.values import parse_date

TOO_MANY = (
    "Danach würde mehr als ein Viertel der Mitglieder enden, weil sie in der Liste fehlen. Ist es die vollständige Liste des Netzwerks?\n"
    "Wenn ja, den Befehl mit --force wiederholen. Es wurde nichts geschrieben."
)


def members_text(plan: MemberPlan, network: str, source: str) -> str:
    """Return the plan of an import of members as text."""
    return "\n".join([f"Abgleich mit {source} für {network}", *_sections(plan)]) + "\n"


def _sections(plan: MemberPlan) -> Iterator[str]:
    new = [*_new_bodies(plan), *_new_people(plan)]
    people = len(plan.people) + sum(len(body.data.get("people", ())) for body in plan.bodies)
    yield from _section(f"Neu: {_counted(len(plan.bodies), people)}", new)
    changed = [f"{change.name} (Zeile {change.row}): {change.text}" for change in plan.changed]
    yield from _section(f"Geändert: {german.plural(len(changed), 'Angabe', 'Angaben')}", changed)
    bodies = sum(ending.kind == "member" for ending in plan.endings)
    endings = [_ending(ending) for ending in plan.endings]
    yield from _section(f"Endet: {_counted(bodies, len(endings) - bodies)}", endings)
    yield ""
    if not (new or changed or endings):
        yield "Nichts zu ändern."
    yield f"Unverändert: {german.plural(plan.unchanged, 'Eintrag', 'Einträge')}"
    yield from _notes(plan.notes)


def _notes(notes: Sequence[Note]) -> Iterator[str]:
    """Yield what is to be told, in the order of the rows, what concerns the whole list first."""
    told = sorted(dict.fromkeys((note.row or 0, str(note)) for note in notes))
    yield from _section("Bitte ansehen:", [text for _, text in told])


def _section(head: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield a heading with its lines below it; nothing where there are none."""
    if lines:
        yield ""
        yield head
        yield from (f"  {line}" for line in lines)


def _counted(bodies: int, people: int) -> str:
    return f"{german.plural(bodies, 'Stelle', 'Stellen')}, {german.plural(people, 'Person', 'Personen')}"


def _new_bodies(plan: MemberPlan) -> Iterator[str]:
    for body in plan.bodies:
        name = PROTECTED if body.shelter else body.data.get("name") or f"Jugendamt „{body.data['youth_office']}“"
        yield f"{name} ({_rows(body)})"
        if body.shelter:
            yield "    dem Namen nach eine Schutzeinrichtung: ohne Anschrift, Kontakt und Personen angelegt (sensitive: true)"
        elif body.proposed:
            yield f"    Vorschlag nach dem Namen, bitte prüfen: {body.proposed}"
        yield from (f"    {_person(person)}" for person in body.data.get("people", ()))


def _new_people(plan: MemberPlan) -> Iterator[str]:
    for person in plan.people:
        yield f"{person.body}: {_person(person.data)} (Zeile {person.row})"


def _person(data: dict[str, str]) -> str:
    name = german.person_name(
        data["family_name"], data.get("given_name"), data.get("title"), data.get("form_of_address")
    )
    return f"{name}, {data['function']}" if data.get("function") else name


def _rows(body: NewBody) -> str:
    return f"Zeile {body.rows[0]}" if len(body.rows) == 1 else f"Zeilen {german.join(map(str, body.rows))}"


def _ending(ending: Ending) -> str:
    day = german.vague_date(parse_date(ending.on))
    why = f"Zeile {ending.row}" if ending.row is not None else "nicht mehr in der Liste"
    return f"{ending.name} zum {day} ({why})"
