"""New bodies and people as records hold them, with guesses from the name of a body.

A guess is always shown as a proposal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ksnet.basics.expressions import expression
from ksnet.importing.lists.bodies import ListedBody, ListedPerson
from ksnet.importing.lists.given import ADDRESS_KEYS, GIVEN_BODY_KEYS, GIVEN_PERSON_KEYS, Given
from ksnet.importing.notes import Question, framed
from ksnet.importing.plans import MemberPlan, NewBody, NewPerson
from ksnet.importing.recorded import Recorded
from ksnet.lands import Land
from ksnet.protection.bodies import is_shelter
from ksnet.protection.who import PROTECTED
from ksnet.records import german
from ksnet.records.members import Member
from ksnet.records.values import parse_date
from ksnet.records.vocabulary import FieldOfWork

F = FieldOfWork


class Guess(NamedTuple):
    """The category and the Handlungsfeld that a name suggests."""

    category: str | None
    field: FieldOfWork


# The first match counts, so special names come before general ones.
_BODIES = tuple((expression(pattern, re.IGNORECASE), guess) for pattern, guess in (
    (r"frühe hilfen", Guess("fruehe-hilfen", F.KINDER_UND_JUGENDHILFE)),
    (r"verfahrensbei?st", Guess("verfahrensbeistand", F.JUSTIZ)),
    (r"staatsanwaltschaft|\b(?:Ge?n?)?StA\b", Guess("staatsanwaltschaft", F.STRAFVERFOLGUNG)),
    (r"(?:amts|familien|oberlandes)gericht|\b(?:OLG|FamG)\b", Guess("familiengericht", F.JUSTIZ)),
    (r"polizei|\bKPB\b|kriminalkommissariat", Guess("polizei-ordnung", F.STRAFVERFOLGUNG)),
    (r"ordnungs(?:amt|behörde)|bürger- und ordnung|fachbereich ordnung",
     Guess("polizei-ordnung", F.ORDNUNG)),
    # The Allgemeiner Sozialer Dienst is also a Regionaler, Kommunaler or Bezirkssozialdienst.
    (r"jugendamt|allgemeiner sozialer dienst|\b[ARKB]SD\b|(?:regional|bezirks)\w* ?sozial\w* ?dienst|amt für (?:kinder|jugend)",
     Guess("jugendamt", F.KINDER_UND_JUGENDHILFE)),
    (r"gesundheits(?:amt|dienst)|\bKJGD\b", Guess("gesundheitsamt", F.GESUNDHEIT)),
    (r"insoweit erfahrene|\binsofa", Guess("insofa", F.KINDER_UND_JUGENDHILFE)),
    ((r"schulpsycholog|beratungsstelle|beratungszentrum|\bEFL\b|\bpro familia\b|\bdonum vitae\b"
      r"|(?:erziehungs|familien|lebens|schwanger\w+|sucht|drogen|ehe)beratung"),
     Guess("geheimnistraeger", F.BERATUNG)),
    (r"kita|kindertages|kindergarten|familienzentrum|tagespflege|tagesm[uü]tter|krippe",
     Guess("traeger-8a", F.KINDERTAGESBETREUUNG)),
    # Schools of another kind than § 9 means, where nobody works who guards a secret.
    (r"\b\w*(?:musik|fahr|tanz|reit|hunde|hebammen|pflege|hoch|abend)schule|\bVHS\b", Guess(None, F.SONSTIGES)),
    # Whoever keeps it, a Landschaftsverband too.
    (r"-schule\b|förderschule\b|gymnasium|kolleg\b", Guess("schule", F.SCHULE)),
    ((r"frühförder|eingliederungshilfe|lebenshilfe|sozialpädiatr|\bSPZ\b|autis|landschaftsverband"
      r"|\bLWL\b|\bLVR\b"),
     Guess("eingliederungshilfe", F.EINGLIEDERUNGSHILFE)),
    (r"schul|gymnasium|berufskolleg|\b(?:BK|[GKE]GS|GHS)\b", Guess("schule", F.SCHULE)),
    (r"klinik|krankenhaus|hospital|praxis|hebamme|ärzt|arzt|psychotherap|psychiatri|\bKJPP?\b",
     Guess("geheimnistraeger", F.GESUNDHEIT)),
    ((r"caritas|diakonie|arbeiterwohlfahrt|\bAWO\b|\bDRK\b|rotes kreuz|paritätisch|\bSKF\b|\bSkM\b"
      r"|\bDKSB\b|kinderschutzbund|jugendhilfe|kinderheim|wohngruppe|erziehungshilfe|jugendzentrum|kolping"),
     Guess("traeger-8a", F.KINDER_UND_JUGENDHILFE)),
))  # fmt: skip


def body_guess(name: str) -> Guess:
    """Return the guess for a name, without a category where it suggests none."""
    return next(
        (guess for pattern, guess in _BODIES if pattern.search(name)), Guess(None, F.SONSTIGES)
    )


# Of a shelter these are not even read, as its address and people are not.
_PROTECTED_KEYS = frozenset(("email", "website", "groups"))


def add_body(plan: MemberPlan, recorded: Recorded, body: ListedBody) -> None:
    """Add a new body with its people to the plan; one that has left already is only noted."""
    row, shelter = body.rows[0], is_shelter(body.name)
    name = PROTECTED if shelter else body.name
    if _has_left(plan, recorded, body.values, row, german.quoted(name)):
        return
    data: dict[str, Any] = {"id": recorded.new_id(body.name, "stelle")}
    new = NewBody(data, list(body.rows), [], shelter=shelter)
    office = recorded.free_youth_office(body.name)
    data |= {"name": body.name} if office is None else {"youth_office": office.id}
    keys = [key for key in (*GIVEN_BODY_KEYS, "until") if not (shelter and key in _PROTECTED_KEYS)]
    data |= _known_values(plan, body.values, keys, row, name)
    if office is None:
        if "since" not in body.values:
            data["since"] = plan.beginning
            plan.begun += 1
        elif not _since_stands(body.values["since"]):
            data["since"] = "unbekannt"  # the list says a day, which nobody can read
        _complete(data, body.name, recorded.network.land)
    if shelter:
        data["sensitive"] = True
    else:
        if address := _known_values(plan, body.values, ADDRESS_KEYS, row, name):
            data["address"] = address
        people = []
        for person in body.people:
            if known := _person_data(plan, recorded, person, body.values.get("since")):
                people.append(known)
                new.people_rows.append(person.row)
        if people:
            data["people"] = people
    plan.bodies.append(new)


def _since_stands(given: Given) -> bool:
    """Whether a beginning was read, or is asked about."""
    return given.value is not None or isinstance(given.problem, Question)


def plan_person(plan: MemberPlan, recorded: Recorded, listed: ListedPerson, member: Member) -> None:
    """Add a new person of a recorded body to the plan."""
    if data := _person_data(plan, recorded, listed, None):
        plan.people.append(
            NewPerson(recorded.position(member), data, listed.row, recorded.shown_name(member))
        )


def _person_data(
    plan: MemberPlan, recorded: Recorded, listed: ListedPerson, joined: Given | None
) -> dict[str, Any] | None:
    """Return a new person as a record; the day on which the body `joined` is not repeated."""
    family = listed.text("family_name")
    name = listed.name
    if _has_left(plan, recorded, listed.values, listed.row, name):
        return None
    data = {
        "id": recorded.new_id(family, "person"),
        **_known_values(plan, listed.values, (*GIVEN_PERSON_KEYS, "until"), listed.row, name),
    }
    own = listed.joined
    if own and (joined is None or own.raw != joined.raw):
        known = _known_values(plan, {"since": own}, ("since",), listed.row, name)
        since = known.get("since") or ("" if _since_stands(own) else "unbekannt")
        if since and (joined is None or since != joined.value):
            data.setdefault("since", since)
    return data


def _has_left(
    plan: MemberPlan, recorded: Recorded, values: Mapping[str, Given], row: int, name: str
) -> bool:
    """Whether the list says that a new entry has left already; a future last day is recorded."""
    until = values.get("until")
    if until is None or (until.value and parse_date(until.value).last >= recorded.day):
        return False
    if until.value:
        why = "ist nach der Liste schon ausgeschieden"
        plan.note(row, f"{name} {why} ({until.raw}) und wird nicht angelegt.")
    else:
        why = f"{name}: Als Ende steht „{until.raw}“, also wohl ausgeschieden; nicht angelegt. Sonst die Zelle leeren."
        plan.note(row, Question(why))
    return True


def _known_values(
    plan: MemberPlan, values: Mapping[str, Given], keys: Sequence[str], row: int, name: str
) -> dict[str, Any]:
    """Return the values that were understood; note the others, and doubts."""
    result = {}
    for key in keys:
        if (given := values.get(key)) is None:
            continue
        at = given.row or row
        if given.value is not None:
            result[key] = given.value
        elif given.problem:
            plan.note(at, framed(f"{name}: ", given.problem, "; nicht übernommen."))
        if given.doubt:
            plan.note(at, framed(f"{name}: ", given.doubt))
    return result


def _complete(data: dict[str, Any], name: str, land: Land) -> None:
    """Add missing category and Handlungsfeld as unconfirmed proposals."""
    guess = body_guess(name)
    category = land.category(guess.category or "")
    proposed = {"categories": [category] if category else None, "field": guess.field.value}
    data |= (added := {key: value for key, value in proposed.items() if value and key not in data})
    if added:
        data["unconfirmed"] = list(added)
