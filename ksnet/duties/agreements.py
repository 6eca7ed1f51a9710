"""Which agreements are in force, and what is recorded of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ksnet import german
from ksnet.duties.facts import Facts
from ksnet.records.network import Agreement
from ksnet.records.vocabulary import AgreementKind, AgreementStatus, Covers

Found = list[tuple[int, Agreement]]
_NOT_IN_FORCE = frozenset((AgreementStatus.ENTWURF, AgreementStatus.BEENDET))
PARTS: dict[str, tuple[str, Callable[[Agreement], bool]]] = {
    "signed": ("das Datum", lambda agreement: agreement.signed is not None),
    "parties": ("die Beteiligten", lambda agreement: bool(agreement.parties)),
    "document": ("die Fundstelle", lambda agreement: bool(agreement.document and (agreement.document.url or agreement.document.path))),
    "review_by": ("der Tag der nächsten Überprüfung", lambda agreement: agreement.review_by is not None),
}  # fmt: skip


def in_force(agreement: Agreement, day: dt.date) -> bool:
    """Whether an agreement may be in force on a day: no draft, not ended, signed and not expired by then."""
    return (
        agreement.status not in _NOT_IN_FORCE
        and (agreement.signed is None or agreement.signed.first <= day)
        and not expired(agreement, day)
    )


def expired(agreement: Agreement, day: dt.date) -> bool:
    """Whether an agreement has run out by a day; one that ran out before it was signed has a wrong date instead."""
    signed, until = agreement.signed, agreement.valid_until
    return until is not None and until.last < day and not (signed and until.last < signed.first)


def find(facts: Facts, day: dt.date, covers: Covers, kind: AgreementKind | None = None) -> Found:
    """Return the agreements in force that regulate something, or are of a kind that does.

    One said to be signed on a day that has not come has a wrong date: it may be in force.
    """
    return [
        (number, agreement)
        for number, agreement in enumerate(facts.record.agreements)
        if (covers in agreement.covers or (kind is not None and agreement.kind is kind))
        and (in_force(agreement, day) or _wrongly_dated(agreement, facts.as_of))
    ]


def _wrongly_dated(agreement: Agreement, today: dt.date) -> bool:
    signed = agreement.signed
    return signed is not None and signed.first > today and agreement.status is AgreementStatus.UNTERZEICHNET


def missing_parts(agreement: Agreement, parts: tuple[str, ...]) -> str:
    """Return in German what is not recorded of an agreement: `das Datum und die Fundstelle`; empty where nothing is."""
    return german.join(PARTS[part][0] for part in parts if not PARTS[part][1](agreement))


def missing_keys(agreement: Agreement, parts: tuple[str, ...]) -> str:
    """Return the keys in which it would stand."""
    return german.join(f"„{part}“" for part in parts if not PARTS[part][1](agreement))


def party_offices(facts: Facts, agreement: Agreement) -> frozenset[str] | None:
    """Return the Jugendämter that take part; None where a party is named by a text or a group, so that nobody can tell."""
    offices = {office.id: office.id for office in facts.record.youth_offices}
    offices |= {member.id: member.youth_office for member in facts.network.members.members if member.youth_office}
    offices |= {post.id: post.youth_office for post in facts.record.coordination if post.youth_office}
    found = [offices.get(party.id) if party.id else None for party in agreement.parties]
    return None if None in found else frozenset(ident for ident in found if ident)
