"""Who is represented: every category is filled, or listed as vacant with reason and date."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.findings import Related
from ksnet.duties.assessing.facts import Facts
from ksnet.duties.assessing.measured import Case, Lack, Measured, MeasureFunction, Status
from ksnet.duties.counting.membership import (
    categories_of,
    confirmed_categories,
    in_office,
    represented_categories,
)
from ksnet.lands import Category
from ksnet.protection.who import PROTECTED
from ksnet.records import german
from ksnet.records.members import Member
from ksnet.records.network import Vacancy
from ksnet.records.vocabulary import Unconfirmed
from ksnet.repository import Network


def categories(case: Case) -> Measured:
    """Judge whether each category has somebody, or a vacancy with reason and date.

    Expired and filled vacancies are reported.
    """
    facts = case.facts
    wanted = list(case.duty.settings["categories"])
    found = facts.members_on(case.day)
    first: dict[Category | None, int] = {}
    for number, member in found:
        for category in represented_categories(member, case.day, facts.network.land):
            first.setdefault(category, number)
    unconfirmed = sum(Unconfirmed.CATEGORIES in member.unconfirmed for _, member in found)
    lacks: list[Lack] = []
    listed = set()
    for number, vacancy in enumerate(facts.record.vacancies):
        if vacancy.category in wanted:
            listed.add(vacancy.category)
            lacks.append(_vacancy(case, number, vacancy, first.get(vacancy.category)))
    missing = [category for category in wanted if category not in first and category not in listed]
    if missing and not unconfirmed:
        lacks += _missing(case, missing, found, len(wanted))
    rules = {lack.rule for lack in lacks}
    if rules & {"uncovered-category", "expired-vacancy"}:
        status = Status.OFFEN
    elif missing:
        status = Status.NICHT_BEURTEILBAR
    else:
        status = Status.LAUFEND if "" in rules else Status.ERFUELLT
    filled = [category for category in wanted if category in first]
    members_file = facts.network.members_file
    return Measured(
        status,
        len(filled),
        len(wanted),
        tuple(facts.member_at(first[category], "id") for category in filled),
        tuple(lacks),
        reason=_not_confirmed(unconfirmed) if status is Status.NICHT_BEURTEILBAR else "",
        doubt=facts.doubt("vacancies", "youth_offices") or facts.doubt_file(members_file),
    )


def _missing(
    case: Case, missing: list[Category], found: list[tuple[int, Member]], of: int
) -> Iterator[Lack]:
    """Yield the categories whose body has nobody in office, then those that have no body at all."""
    land = case.facts.network.land
    deserted = [entry for entry in found if not in_office(entry[1], case.day)]
    empty = []
    for category in missing:
        bodies = (one for one in deserted if category in confirmed_categories(one[1], land))
        if body := next(bodies, None):
            yield _nobody_left(case, category, *body)
        else:
            empty.append(category)
    if empty:
        yield Lack(
            f"Niemand vertritt: {german.join(category.label for category in empty)} ({len(empty)} von {of} Kategorien).",
            case.facts.at(),
            "Stellen mit dieser Kategorie in members.yaml eintragen (ksnet new member), oder unter „vacancies“ den Grund und einen Tag, bis zu dem die Lücke geschlossen sein soll (ksnet new vacancy).",
            "uncovered-category",
            about=tuple(category.value for category in empty),
        )


def _nobody_left(case: Case, category: Category, number: int, member: Member) -> Lack:
    """Return that a category has a body, but nobody in office there."""
    ends = [person.until or person.redacted for person in member.people]
    last = max(
        (end for end in ends if end is not None and end.first <= case.day),
        key=lambda end: end.last,
        default=None,
    )
    since = (
        f" seit {german.vague_date(last)}"
        if last is not None and last.precision != "unknown"
        else ""
    )
    return Lack(
        f"{category.label}: Für {_name(case.facts, member)} ist{since} niemand mehr im Amt.",
        case.facts.member_at(number, "id"),
        "Die Nachfolge unter „people“ eintragen, oder die Kategorie unter „vacancies“ mit Grund und Tag als unbesetzt führen.",
        "uncovered-category",
    )


def _not_confirmed(bodies: int) -> str:
    """Return why nothing can be said: nobody has confirmed what an import proposed."""
    return f"Angaben zu {german.plural(bodies, 'Stelle', 'Stellen')} sind noch nicht bestätigt"


def _confirmed(key: Unconfirmed, found: list[tuple[int, Member]]) -> list[tuple[int, Member]]:
    """Return the bodies whose category, and whose value of `key`, somebody has confirmed."""
    return [
        (n, body) for n, body in found if not {Unconfirmed.CATEGORIES, key} & set(body.unconfirmed)
    ]


def _vacancy(case: Case, number: int, vacancy: Vacancy, filled_by: int | None) -> Lack:
    """Return what to report about a vacancy: filled, expired, incomplete, or that it exists."""
    facts = case.facts
    name = vacancy.category.label if vacancy.category else ""
    if filled_by is not None:
        return Lack(
            f"{name}: als unbesetzt geführt, aber vertreten.",
            facts.at("vacancies", number, "category"),
            "Den Eintrag unter „vacancies“ streichen.",
            "filled-vacancy",
            absent=False,
            related=(
                Related(facts.member_at(filled_by, "id"), "diese Stelle vertritt die Kategorie"),
            ),
        )
    if vacancy.until is not None and vacancy.until.last < case.day:
        return Lack(
            f"{name}: Vertretung war bis {german.vague_date(vacancy.until)} vorgesehen, fehlt aber noch.",
            facts.at("vacancies", number, "until"),
            "Die Stelle in members.yaml eintragen und den Eintrag streichen, oder einen neuen Tag und den Grund angeben.",
            "expired-vacancy",
            absent=False,
            about=(name,),
        )
    missing = [
        word for word, there in (("Grund", vacancy.reason), ("Tag", vacancy.until)) if not there
    ]
    if missing and not facts.doubt("vacancies"):
        return Lack(
            f"{name}: unbesetzt, aber ohne {german.join(missing)}.",
            facts.at("vacancies", number, "category"),
            "„reason“ und „until“ angeben: warum die Kategorie unbesetzt ist und bis wann sie vertreten sein soll.",
            "uncovered-category",
            absent=False,
            about=(name,),
        )
    why = f" ({vacancy.reason.rstrip('.')})" if vacancy.reason else ""
    planned = f", vorgesehen bis {german.vague_date(vacancy.until)}" if vacancy.until else ""
    place = facts.at("vacancies", number, "category")
    return Lack(f"{name}: noch unbesetzt{why}{planned}.", place, "", absent=False)


def further_members(case: Case) -> Measured:
    """Judge whether bodies beyond the twelve categories say what they are."""
    facts = case.facts
    found = [
        (number, member)
        for number, member in case.facts.members_on(case.day)
        if case.duty.settings["category"] in categories_of(member, facts.network.land)
    ]
    doubt = facts.doubt_file(facts.network.members_file)
    if not found:
        return Measured.not_applicable(
            "Weitere Einrichtungen oder Berufsgruppen sind nicht erfasst", doubt=doubt
        )
    confirmed = _confirmed(Unconfirmed.CATEGORIES, found)
    if not confirmed:
        return Measured(Status.NICHT_BEURTEILBAR, reason=_not_confirmed(len(found)))
    lacks = tuple(
        Lack(
            f"Was {_name(facts, member)} ist, ist nicht eingetragen.",
            facts.member_at(number, "id"),
            "„label“ ergänzen, z. B. „label: Sportverein“.",
            "unlabelled-member",
        )
        for number, member in confirmed
        if not member.label and not member.sensitive
    )
    proof = tuple(facts.member_at(number, "id") for number, _ in confirmed)
    return Measured(
        Status.OFFEN if lacks else Status.ERFUELLT, proof=proof, lacks=lacks, doubt=doubt
    )


def agreements_8a(case: Case) -> Measured:
    """Judge whether Träger of the second category have an agreement after § 8a Abs. 4 SGB VIII."""
    facts, rule = case.facts, "missing-8a-agreement"
    found = [
        (number, member)
        for number, member in case.facts.members_on(case.day)
        if case.duty.settings["category"] in member.categories
    ]
    doubt = facts.doubt_file(facts.network.members_file)
    if not found:
        return Measured.not_applicable("Träger dieser Kategorie sind nicht erfasst", doubt=doubt)
    confirmed = _confirmed(Unconfirmed.AGREEMENT_8A, found)
    unconfirmed = len(found) - len(confirmed)
    lacks: list[Lack] = []
    for number, member in confirmed:
        agreement, name = member.agreement_8a, _name(facts, member)
        if agreement is not None and (agreement.signed or agreement.exists):
            continue
        if agreement is not None and agreement.exists is False:
            lack = Lack(
                f"Für {name} besteht keine Vereinbarung nach § 8a Abs. 4 SGB VIII, die Kategorie „{case.duty.settings['category'].label}“ setzt sie aber voraus.",
                facts.member_at(number, "agreement_8a", "exists"),
                "Eine andere Kategorie wählen, oder die Vereinbarung schließen und eintragen.",
                rule,
                absent=False,
            )
        else:
            lack = Lack(
                f"Für {name} ist keine Vereinbarung nach § 8a Abs. 4 SGB VIII erfasst.",
                facts.member_at(number, "id"),
                "„agreement_8a: {signed: …}“ ergänzen, oder {exists: true}, wenn der Tag nicht bekannt ist (ksnet set KENNUNG agreement_8a.exists=ja).",
                rule,
            )
        lacks.append(lack)
    recorded = [number for number, member in confirmed if member.agreement_8a]
    proof = tuple(facts.member_at(number, "agreement_8a") for number in recorded)
    status = Status.OFFEN if lacks else Status.NICHT_BEURTEILBAR if unconfirmed else Status.ERFUELLT
    reason = _not_confirmed(unconfirmed) if status is Status.NICHT_BEURTEILBAR else ""
    need, hints = len(confirmed), _undated(case, confirmed)
    return Measured(status, need - len(lacks), need, proof, tuple(lacks), hints, reason, doubt)


def _undated(case: Case, found: list[tuple[int, Member]]) -> tuple[Lack, ...]:
    """Return that agreements exist without their day; no finding, as records may say just that."""
    undated = [
        number
        for number, one in found
        if one.agreement_8a and one.agreement_8a.exists and not one.agreement_8a.signed
    ]
    if not undated:
        return ()
    count = german.plural(len(undated), "Vereinbarung liegt", "Vereinbarungen liegen")
    place = case.facts.member_at(undated[0], "agreement_8a")
    mend = "„signed“ ergänzen, wenn der Tag bekannt ist."
    return (Lack(f"{count} vor, Datum nicht erfasst.", place, mend),)


def body_name(network: Network, member: Member) -> str:
    """Return the name of a body, or the kind of a protected one."""
    office = network.offices.get(member.youth_office or "")
    known = member.name or (office.name if office else member.id)
    return f"eine {PROTECTED}" if member.sensitive else known


def _name(facts: Facts, member: Member) -> str:
    name = body_name(facts.network, member)
    return name if member.sensitive else german.quoted(name)


MEASURES: dict[str, MeasureFunction] = {
    "categories": categories,
    "further-members": further_members,
    "agreements-8a": agreements_8a,
}
