"""Record that an agreement is signed, or that a report or plan is taken note of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.editing.lookup import Drafts
from ksnet.editing.setting import Target, who_value
from ksnet.records import german
from ksnet.records.network import Agreement
from ksnet.records.vocabulary import AgreementStatus
from ksnet.repository import Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import NetworkContext


class Signing(NamedTuple):
    """The day and people of a signature; `reference` is the number of the committee paper."""

    on: str
    by: Sequence[str] = ()
    reference: str | None = None


def sign(
    repository: Repository, context: NetworkContext, aim: Target, signature: Signing
) -> tuple[dict[str, FileChange], str]:
    """Record the signing of an agreement, or the taking note of a report (year) or plan.

    Without names, the parties or the recipients of the report are recorded. Returns the changes and
    a German sentence. Raises UsageProblem.
    """
    drafts = Drafts(repository)
    draft = drafts[aim.file]
    if isinstance(aim.record, Agreement):
        if signature.reference:
            raise UsageProblem(
                "--reference ist die Nummer der Vorlage eines Berichts oder Plans; eine Vereinbarung hat keine."
            )
        if aim.record.signed is not None:
            raise UsageProblem(
                f"{aim.called} ist schon unterzeichnet ({german.vague_date(aim.record.signed)}). Berichtigen: ksnet set {aim.record.id} signed=TAG"
            )
        signers = [who_value(context, one) for one in signature.by] or [
            one.shortest for one in aim.record.parties
        ]
        draft.put((*aim.path, "status"), AgreementStatus.UNTERZEICHNET.value)
        draft.put((*aim.path, "signed"), signature.on)
        if signers:
            draft.put((*aim.path, "signed_by"), signers)
        return drafts.changes, f"Festgehalten: {aim.called} ist unterzeichnet."
    if aim.kind not in {"year", "plan"}:
        raise UsageProblem(
            f"Unterzeichnet oder zur Kenntnis genommen werden Vereinbarungen, Berichte (das Jahr) und Pläne: {aim.called}."
        )
    duty = context.network.record.report
    takers = [who_value(context, one) for one in signature.by] or [
        one.shortest for one in (duty.to if duty else ())
    ]
    if not takers:
        raise UsageProblem("Wer hat den Bericht zur Kenntnis genommen? Mit --by GREMIUM angeben.")
    known = getattr(aim.record, "approved", ())
    noted = [(taken.by.shortest, str(taken.on), taken.reference) for taken in known if taken.by]
    new = [one for one in takers if (one, signature.on, signature.reference) not in noted]
    if not new:
        raise UsageProblem(f"{aim.called}: Das ist schon festgehalten, mit demselben Tag.")
    for one in new:
        entry = {"by": one, "on": signature.on, "reference": signature.reference}
        draft.append(
            ("approved",), {key: value for key, value in entry.items() if value is not None}
        )
    what = "Bericht" if aim.kind == "year" else "Plan"
    return drafts.changes, f"Festgehalten: Der {what} ist zur Kenntnis genommen ({aim.called})."
