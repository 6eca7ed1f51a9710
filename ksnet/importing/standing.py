"""What a list says of known people by what it lacks: a cross, a value, the role of a deputy."""

from __future__ import annotations

import datetime as dt

from ksnet.importing.lists.bodies import ListedBody, ListedPerson
from ksnet.importing.lists.given import LABELS
from ksnet.importing.lists.naming import DEPUTY
from ksnet.importing.plans import MemberPlan, Put
from ksnet.importing.recorded import Recorded, RecordedEntry
from ksnet.protection.who import full_name
from ksnet.records import german
from ksnet.records.members import Member, Person
from ksnet.records.vocabulary import PersonRole

_DEPUTIES = {"role": PersonRole.STELLVERTRETUNG, "function": DEPUTY}


def compare_standing(
    plan: MemberPlan,
    recorded: Recorded,
    entry: RecordedEntry,
    person: Person,
    listed: ListedPerson,
) -> None:
    """Add to the plan who is no deputy any more; note where nothing stands for what is recorded."""
    for key, deputy in _DEPUTIES.items():
        if listed.leads and entry.held[key].value == deputy and key not in listed.values:
            text = f"{LABELS[key]}: {german.quoted(deputy.label if isinstance(deputy, PersonRole) else deputy)} → nichts, denn die Liste nennt {entry.name} zuerst"
            plan.change(Put(entry.held[key].path, None, listed.row), entry.name, text)
    left = [one.id for one in person.groups if one.id in listed.unmarked and one.until is None]
    if left:
        named = german.join(german.quoted(recorded.who.group(ident)) for ident in left)
        text = f"{full_name(person)}: Unter {named} steht in der Liste kein Kreuz; in den Unterlagen bleibt die Zugehörigkeit. Ist sie zu Ende, dort „until“ ergänzen."
        plan.note(listed.row, text)
    empty = [LABELS[key] for key in sorted(listed.empty) if entry.held[key].shown]
    if empty:
        text = f"Hier ist leer, was in den Unterlagen steht und dort bleibt: {german.join(empty)}. Soll es weg: ksnet set {person.id} SCHLÜSSEL="
        plan.note(listed.row, text)


def tell_ending_today(
    plan: MemberPlan,
    entry: Member | Person,
    name: str,
    listed: ListedBody | ListedPerson,
    day: dt.date,
) -> None:
    """Note that somebody in the list ends today by the records, maybe by an earlier import."""
    if entry.until is not None and entry.until.day == day and "until" not in listed.values:
        text = f"{name} steht in der Liste, endet aber nach den Unterlagen heute; dabei bleibt es. War das ein Versehen: ksnet set {entry.id} until="
        plan.note(listed.rows[0] if isinstance(listed, ListedBody) else listed.row, text)
