"""Which agreements are in force, and which of their parts are recorded.

A recorded agreement is evidence, whatever part of it is missing: the law asks for none of its
parts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Place
from ksnet.duties.assessing.facts import Facts
from ksnet.duties.assessing.measured import Case, Lack, Measured, Status
from ksnet.records import german
from ksnet.records.network import Agreement
from ksnet.records.vocabulary import AgreementKind, AgreementStatus, Covers

Found = list[tuple[int, Agreement]]
_NOT_IN_FORCE = frozenset((AgreementStatus.ENTWURF, AgreementStatus.BEENDET))
PARTS: dict[str, tuple[str, Callable[[Agreement], bool]]] = {
    "signed": ("Datum", lambda agreement: agreement.concluded is not None),
    "parties": ("Beteiligte", lambda agreement: bool(agreement.parties)),
    "document": (
        "Fundstelle",
        lambda agreement: bool(
            agreement.document and (agreement.document.url or agreement.document.path)
        ),
    ),
    "review_by": (
        "Tag der nächsten Überprüfung",
        lambda agreement: agreement.review_by is not None,
    ),
}


def in_force(agreement: Agreement, day: dt.date) -> bool:
    """Whether an agreement may be in force on a day: no draft, begun, neither ended nor expired."""
    concluded = agreement.concluded
    return (
        agreement.status not in _NOT_IN_FORCE
        and (concluded is None or concluded[1].first <= day or _contradictory(agreement))
        and not expired(agreement, day)
    )


def _contradictory(agreement: Agreement) -> bool:
    """Whether an agreement expired before it was signed or decided, so that one date is wrong."""
    concluded, until = agreement.concluded, agreement.valid_until
    return concluded is not None and until is not None and until.last < concluded[1].first


def expired(agreement: Agreement, day: dt.date) -> bool:
    """Whether an agreement has expired by a day; no draft has, nor one with contradictory dates."""
    until, draft = agreement.valid_until, agreement.status is AgreementStatus.ENTWURF
    return until is not None and until.last < day and not draft and not _contradictory(agreement)


def regulating(
    case: Case, covers: Covers, kind: AgreementKind | None = None
) -> tuple[Found, Found]:
    """Return the agreements that regulate something or are of a kind, those in force and others.

    One said to be signed on a future day has a wrong date: it may be in force.
    """
    found = [
        (number, agreement)
        for number, agreement in enumerate(case.facts.record.agreements)
        if covers in agreement.covers or (kind is not None and agreement.kind is kind)
    ]
    today = case.facts.as_of
    valid = [
        entry for entry in found if in_force(entry[1], case.day) or _wrongly_dated(entry[1], today)
    ]
    return valid, [entry for entry in found if entry not in valid]


def none_in_force(case: Case, others: Found, absent: Lack) -> Lack:
    """Return what is missing where no agreement is in force: `absent`, or why one is not.

    That one has expired is a finding of its own, so it is only a remark here.
    """
    facts, day = case.facts, case.day

    def first(applies: Callable[[Agreement], bool]) -> tuple[int, Agreement] | None:
        return next((entry for entry in others if applies(entry[1])), None)

    def lack(found: tuple[int, Agreement], key: str, said: str, mend: str, cause: str) -> Lack:
        """Return why an agreement does not count: a finding with a cause, else a remark."""
        number, agreement = found
        text = f"{german.quoted(agreement.title)} {said}"
        rule = absent.rule if cause else ""
        return Lack(text, facts.at("agreements", number, key), mend, rule, cause=cause)

    if found := first(lambda a: a.status is not AgreementStatus.BEENDET and expired(a, day)):
        said = f"galt nur bis {german.vague_date(found[1].valid_until)}."
        mend = "Verlängerung oder neue Vereinbarung eintragen."
        return lack(found, "valid_until", said, mend, "")
    # What is neither expired nor in force was signed later.
    if found := first(lambda a: a.status not in _NOT_IN_FORCE):
        key, date = found[1].concluded or ("signed", None)
        act, done = (
            ("der Unterzeichnung", "unterzeichnet")
            if key == "signed"
            else ("dem Beschluss", "beschlossen")
        )
        said = f"ist eingetragen, gilt aber erst ab {act} ({german.vague_date(date)})."
        mend = f"„{key}“ prüfen; ist sie schon {done}, den Tag berichtigen."
        return lack(found, key, said, mend, "later")
    if found := first(lambda a: a.status is AgreementStatus.ENTWURF):
        said = "ist eingetragen, aber erst ein Entwurf und noch nicht in Kraft."
        mend = (
            f"Ist sie unterzeichnet: ksnet sign {found[1].id} --on TAG; "
            "ist sie beschlossen, „status“ ändern und „decided“ eintragen."
        )
        return lack(found, "status", said, mend, "draft")
    if others:
        said = "ist beendet; was an ihre Stelle tritt, ist nicht eingetragen."
        return lack(others[0], "status", said, absent.mend, "over")
    return absent


def _wrongly_dated(agreement: Agreement, today: dt.date) -> bool:
    done = {
        AgreementStatus.UNTERZEICHNET: agreement.signed,
        AgreementStatus.BESCHLOSSEN: agreement.decided,
    }
    date = done.get(agreement.status) if agreement.status else None
    return date is not None and date.first > today


def judged(
    case: Case, found: tuple[Found, Found], parts: tuple[str, ...], absent: Lack
) -> Measured:
    """Judge whether one of the agreements found is in force; missing `parts` of it are only hints.

    If none is, what is missing is `absent`, or the reason why a recorded one is not in force.
    """
    facts = case.facts
    valid, others = found
    doubt = facts.doubt("agreements")
    if not valid:
        lack = none_in_force(case, others, absent)
        return Measured(Status.OFFEN, lacks=(lack,), doubt=doubt)
    hints = incomplete(facts, valid, parts, absent.rule)
    return Measured(Status.ERFUELLT, proof=proof(facts, valid), hints=hints, doubt=doubt)


def proof(facts: Facts, found: Found) -> tuple[Place, ...]:
    """Return the places of agreements."""
    return tuple(facts.at("agreements", number, "id") for number, _ in found)


def incomplete(facts: Facts, found: Found, parts: tuple[str, ...], rule: str) -> tuple[Lack, ...]:
    """Return what is not recorded of the most complete of some agreements; empty if it has all."""
    number, agreement = min(found, key=lambda entry: len(_missing(entry[1], parts)))
    missing = _missing(agreement, parts)
    if not missing:
        return ()
    return (
        Lack(
            f"{german.quoted(agreement.title)} liegt vor, {german.join(PARTS[part][0] for part in missing)} nicht erfasst.",
            facts.at("agreements", number, "id"),
            f"{german.join(f'„{part}“' for part in missing)} ergänzen.",
            rule,
            severity=Severity.HINWEIS,
            about=tuple(missing),
        ),
    )


def _missing(agreement: Agreement, parts: tuple[str, ...]) -> list[str]:
    return [part for part in parts if not PARTS[part][1](agreement)]


def party_offices(facts: Facts, agreement: Agreement) -> frozenset[str] | None:
    """Return the Jugendämter that take part; None if a party is a text or a group."""
    offices = {office.id: office.id for office in facts.record.youth_offices}
    members, posts = facts.network.members.members, facts.record.coordination
    offices |= {body.id: body.youth_office for body in members if body.youth_office}
    offices |= {post.id: post.youth_office for post in posts if post.youth_office}
    found = [offices.get(party.id) if party.id else None for party in agreement.parties]
    return None if None in found else frozenset(ident for ident in found if ident)
