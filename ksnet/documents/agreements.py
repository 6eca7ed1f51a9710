"""Agreements of a network, for the report and the public pages."""

from __future__ import annotations

from typing import Any

from ksnet.basics.frozen import frozen
from ksnet.protection.who import UNNAMED, WhoIsWho
from ksnet.records.network import Agreement
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import AgreementKind, AgreementStatus, Covers, LegalForm

PROCEDURE_KINDS = frozenset((AgreementKind.VERFAHRENSABSPRACHE, AgreementKind.MITTEILUNGSWEGE))


@frozen(kw_only=True)
class AgreementView:
    """A Vereinbarung, Geschäftsordnung or Verfahrensabsprache."""

    title: str
    """Titel."""
    kind: AgreementKind | None
    """Art."""
    status: AgreementStatus | None
    """Stand."""
    legal_form: LegalForm | None
    """Rechtsform."""
    covers: tuple[Covers, ...]
    """Was sie regelt."""
    parties: tuple[str, ...]
    """Beteiligte."""
    decided: PartialDate | None
    """Wann sie beschlossen wurde."""
    decided_by: tuple[str, ...]
    """Wer sie beschlossen hat."""
    signed: PartialDate | None
    """Wann sie unterzeichnet wurde."""
    signed_by: tuple[str, ...]
    """Wer sie unterzeichnet hat, soweit genannt werden darf."""
    valid_until: PartialDate | None
    """Bis wann sie gilt."""
    review_by: PartialDate | None
    """Bis wann sie zu überprüfen ist."""


def agreement_facts(entry: Agreement, who: WhoIsWho) -> dict[str, Any]:
    """Return the fields of an AgreementView.

    For a decided agreement without signatories, the day of signing is that of the decision.
    """
    decided, signed = entry.decided, entry.signed
    if decided is None and entry.status is AgreementStatus.BESCHLOSSEN and not entry.signed_by:
        decided, signed = signed, None
    signed_by = dict.fromkeys(who.with_function(one) for one in entry.signed_by)
    return {
        **{key: getattr(entry, key) for key in ("title", "kind", "status", "legal_form", "covers")},
        "decided": decided,
        "signed": signed,
        "parties": tuple(who.texts(entry.parties)),
        "decided_by": tuple(who.texts(entry.decided_by)),
        "signed_by": tuple(name for name in signed_by if name and name not in UNNAMED),
        "valid_until": entry.valid_until,
        "review_by": entry.review_by,
    }
