"""Record that an agreement is signed, or that a report or plan is taken note of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.editing.aiming import Target
from ksnet.editing.lookup import Drafts, written_path
from ksnet.editing.setting import who_value
from ksnet.records import german
from ksnet.records.network import Agreement
from ksnet.records.values import parse_date
from ksnet.records.vocabulary import AgreementStatus
from ksnet.repository import Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import NetworkContext
from ksnet.yamltext.edits.draft import Draft

SIGNED = ("agreement", "plan")
"""The kinds of entries that are signed, or taken note of."""


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
    if parse_date(signature.on).first > context.day:
        raise UsageProblem(
            f"--on: {german.vague_date(parse_date(signature.on))} liegt noch in der Zukunft; festgehalten wird, was geschehen ist."
        )
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
            f"{aim.called} lässt sich weder unterzeichnen noch zur Kenntnis nehmen. Das geht mit einer Vereinbarung, einem Bericht (das Jahr angeben) oder einem Plan."
        )
    what = "Bericht" if aim.kind == "year" else "Plan"
    duty = context.network.record.report
    takers = [who_value(context, one) for one in signature.by] or [
        one.shortest for one in (duty.to if duty else ())
    ]
    if not takers:
        raise UsageProblem(f"Wer hat den {what} zur Kenntnis genommen? Mit --by GREMIUM angeben.")
    _note(draft, context, aim, takers, signature)
    if not drafts.changes:
        raise UsageProblem(f"{aim.called}: Das ist schon festgehalten, mit demselben Tag.")
    return drafts.changes, f"Festgehalten: Der {what} ist zur Kenntnis genommen ({aim.called})."


def _note(
    draft: Draft, context: NetworkContext, aim: Target, takers: Sequence[Any], signature: Signing
) -> None:
    """Enter who has taken note, each once for a day; raises UsageProblem for another number."""
    number = signature.reference
    noted = {
        (str(taken.by.shortest), str(taken.on)): (place, taken.reference)
        for place, taken in enumerate(getattr(aim.record, "approved", ()))
        if taken.by
    }
    for taker in {str(one): one for one in takers}.values():
        place, reference = noted.get((str(taker), signature.on), (None, None))
        if place is None:
            entry = {"by": taker, "on": signature.on, "reference": number}
            draft.append(("approved",), {key: value for key, value in entry.items() if value})
        elif number and reference is None:
            path = written_path(context, aim.file, ("approved", place, "reference"))
            draft.put(path, number)
        elif number and number != reference:
            raise UsageProblem(
                f"{aim.called}: Für denselben Tag ist schon die Vorlage {reference} festgehalten. "
                f"Berichtigen: ksnet set {PurePath(aim.file).stem} approved.{place + 1}.reference={number}"
            )
