"""Confirm or correct what an import has proposed about bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ksnet.basics.findings import Path
from ksnet.basics.frozen import frozen
from ksnet.duties.counting.membership import member_span
from ksnet.editing.candidates import Candidate, pick
from ksnet.editing.lookup import Drafts, require_readable, written_path
from ksnet.lands import Category
from ksnet.protection.who import WhoIsWho
from ksnet.records import german
from ksnet.records.members import Member
from ksnet.records.vocabulary import FieldOfWork, Unconfirmed
from ksnet.repository import Repository
from ksnet.repository.journal import FileChange
from ksnet.rules.context import NetworkContext


@frozen
class ToConfirm:
    """A body with unconfirmed values; `number` is its position in the list of members, from 0."""

    number: int
    member: Member
    name: str
    words: str

    @property
    def id(self) -> str:
        """The id of the body."""
        return self.member.id


@frozen
class Correction:
    """The correct values for a proposal; None keeps the proposed one."""

    categories: tuple[Category, ...] | None = None
    field: FieldOfWork | None = None

    def changes(self, member: Member) -> bool:
        """Whether a value is another than the proposed one."""
        proposed = {one.value for one in member.categories}
        named = proposed if self.categories is None else {one.value for one in self.categories}
        return named != proposed or self.field not in {None, member.field}


def proposals(context: NetworkContext) -> list[ToConfirm]:
    """Return the current bodies with unconfirmed values, equal proposals side by side."""
    who = WhoIsWho(context.network, context.day)
    found = [
        ToConfirm(number, member, who.member_name(member), _in_words(member))
        for number, member in enumerate(context.network.members.members)
        if member.unconfirmed and member_span(context.network, member).on(context.day)
    ]
    return sorted(found, key=lambda one: (one.words, german.sort_key(one.name), one.number))


def _in_words(member: Member) -> str:
    said = []
    for key in member.unconfirmed:
        if key is Unconfirmed.CATEGORIES:
            said.append(
                ", ".join(category.label for category in member.categories) or "ohne Kategorie"
            )
        elif key is Unconfirmed.FIELD:
            said.append(
                f"Handlungsfeld {member.field.label}" if member.field else "ohne Handlungsfeld"
            )
        else:
            agreement = member.agreement_8a
            signed = (
                f" {german.of_text(agreement.signed)}" if agreement and agreement.signed else ""
            )
            said.append(
                f"Vereinbarung nach § 8a{signed}" if agreement else "ohne Vereinbarung nach § 8a"
            )
    return "; ".join(said)


def choose(found: Sequence[ToConfirm], words: Sequence[str]) -> list[ToConfirm]:
    """Return the proposals for the bodies with these ids or names; raises UsageProblem."""
    by_id = {one.id: one for one in found}
    known = [Candidate(one.id, (one.name,), hidden=one.member.sensitive) for one in found]
    meant = [pick(word, known, f"Zu „{word}“ ist nichts zu bestätigen.").id for word in words]
    return [by_id[ident] for ident in dict.fromkeys(meant)]


def confirm(
    repository: Repository,
    context: NetworkContext,
    confirmed: Sequence[ToConfirm],
    corrections: Mapping[str, Correction],
) -> dict[str, FileChange]:
    """Return the changes that confirm proposals, with corrections by id.

    Raises UsageProblem, also EditProblem.
    """
    require_readable(context)
    drafts, file = Drafts(repository), context.network.members_file
    if not confirmed:
        return {}

    def at(proposal: ToConfirm, key: str) -> Path:
        return written_path(context, file, ("members", proposal.number, key))

    drafts[file].remove_keys(at(one, "unconfirmed") for one in confirmed)
    for one in confirmed:
        correction = corrections.get(one.id, Correction())
        if correction.categories is not None:
            drafts[file].put(
                at(one, "categories"), [category.value for category in correction.categories]
            )
        if correction.field is not None:
            drafts[file].put(at(one, "field"), correction.field.value)
    return drafts.changes
