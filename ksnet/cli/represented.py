"""The bodies represented at a meeting, also those that joined later by the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.cli.asking import Asker, Choice
from ksnet.cli.new.training import YES_NO

if TYPE_CHECKING:
    import datetime as dt

    from ksnet.records.event import EventRecord
    from ksnet.records.members import Member
    from ksnet.rules.context import NetworkContext

ALL = "alle"


class Represented(NamedTuple):
    """The ids of the bodies present; `earlier` names those recorded as joining later.

    `left_out` says who is not among the expected ones, as they joined later.
    """

    there: list[str]
    earlier: dict[str, str]
    left_out: str = ""


def asked_represented(asker: Asker, context: NetworkContext, event: EventRecord) -> Represented:
    """Ask which bodies were represented, without listing protected ones; raises UsageProblem."""
    from ksnet.documents.expected import event_day, expected_bodies
    from ksnet.duties.counting.membership import members_on
    from ksnet.protection.who import WhoIsWho

    network = context.network
    day = event_day(event, context.day)
    who = WhoIsWho(network, day)
    invited = {one.id for one in event.invited if one.id}

    def listed_on(when: dt.date) -> list[Member]:
        asked = [
            one.member
            for one in expected_bodies(network, event.groups, invited, when)
            if not one.member.sensitive
        ]
        return asked or [member for member in members_on(network, when) if not member.sensitive]

    def named(members: list[Member]) -> list[Choice]:
        return [(member.id, who.member_name(member)) for member in members]

    there_then = [member for member in members_on(network, day) if not member.sensitive]
    later = [
        member
        for member in network.members.members
        if not member.sensitive and _joined_after(context, member, day)
    ]
    of_later = set(map(id, later))
    expected_now = [member for member in listed_on(context.day) if id(member) in of_later]
    listed, joined = named(listed_on(day)), named(later)
    if "absent" in asker.known and "member" not in asker.known:
        asker.known["member"] = [ALL]
    given = "member" in asker.known
    if not asker.said("earlier") and not given and asker.interactive:
        _ask_whether_earlier(asker, context, expected_now, named(expected_now), day)
    if asker.known.get("earlier") == ["ja"]:
        listed += named(expected_now)
        there_then += later
    else:
        _refuse_later(asker, context, named(there_then), joined, day)
    if not listed and not given:
        return Represented([], {})
    choices = [*(named(there_then) if given else listed), (ALL, "alle Erwarteten")]
    there = asker.texts("member", "Welche Stellen waren vertreten?", choices=choices)
    if ALL in there:
        _refuse_unexpected(asker, listed, named(there_then))
        gone = asker.texts("absent", "Wer fehlte?", choices=listed)
        there = [ident for ident, _ in listed if ident not in gone]
        if not asker.interactive and "earlier" not in asker.known:
            missing = [name for _, name in named(expected_now)]
            return Represented(there, {}, _left_out(missing, day))
    return Represented(there, {ident: name for ident, name in joined if ident in there})


def _joined_after(context: NetworkContext, member: Member, day: dt.date) -> bool:
    """Whether a body itself is recorded as joining after a day."""
    from ksnet.duties.counting.membership import own_span

    since = own_span(context.network, member).since
    return since is not None and since.first > day


def _left_out(names: list[str], day: dt.date) -> str:
    from ksnet.records import german

    if not names:
        return ""
    return (
        f"Nicht unter „alle“, weil nach den Unterlagen erst nach dem {german.numeric_day(day)} dazugekommen: {german.join(names)}. "
        "Waren sie schon dabei, noch einmal mit --earlier; dann gilt ihr Beginn als unbekannt."
    )


def _since(context: NetworkContext, member: Member) -> str:
    from ksnet.duties.counting.membership import own_span
    from ksnet.records import german

    return german.vague_date(own_span(context.network, member).since)


def _refuse_later(
    asker: Asker, context: NetworkContext, there: list[Choice], later: list[Choice], day: dt.date
) -> None:
    """Raise UsageProblem where an option names a body that joined after the meeting."""
    from ksnet.editing.candidates import Candidate, fitting
    from ksnet.records import german

    then, joined = (
        [Candidate(ident, (name,)) for ident, name in choices] for choices in (there, later)
    )
    found: list[Candidate] = []
    for text in (text for name in ("member", "absent") for text in asker.known.get(name, ())):
        if not fitting(text, then) and text != ALL:
            found += [one for one in fitting(text, joined) if one not in found]
            _refuse_others(context, text, day)
    if found:
        members = {member.id: member for member in context.network.members.members}
        names = german.join(
            f"„{one.names[0]}“ (seit {_since(context, members[one.id])})" for one in found
        )
        raise UsageProblem(
            f"Nach den Unterlagen kam erst nach dem Termin vom {german.numeric_day(day)} zum Netzwerk: {names}. "
            "War die Stelle schon dabei, den Befehl mit --earlier wiederholen; dann gilt ihr Beginn als unbekannt."
        )


def _refuse_unexpected(asker: Asker, expected: list[Choice], members: list[Choice]) -> None:
    """Raise UsageProblem where --absent names a member that „alle“ does not hold anyway."""
    from ksnet.editing.candidates import Candidate, fitting

    there, others = (
        [Candidate(ident, (name,)) for ident, name in choices] for choices in (expected, members)
    )
    for text in asker.known.get("absent", ()):
        if not fitting(text, there) and (found := fitting(text, others)):
            raise UsageProblem(
                f"--absent: „{found[0].names[0]}“ wurde hier nicht erwartet und ist unter „alle“ nicht dabei: in keinem Gremium dieses Termins und nicht eingeladen. "
                "Bitte weglassen."
            )


def _refuse_others(context: NetworkContext, text: str, day: dt.date) -> None:
    """Raise UsageProblem where a text names a body that had left, or a person."""
    from ksnet.duties.counting.membership import own_span
    from ksnet.editing.candidates import candidate, fitting
    from ksnet.records import german

    network = context.network
    for member in network.members.members:
        until = own_span(network, member).until
        gone = until is not None and until.last < day
        if gone and fitting(text, [candidate(network, member.id, member)]):
            raise UsageProblem(
                f"„{text}“ gehörte beim Termin am {german.numeric_day(day)} nicht mehr zum Netzwerk: bis {german.vague_date(until)}."
            )
    for _, member, person in network.people():
        if fitting(text, [candidate(network, person.id, person, within=member)]):
            raise UsageProblem(
                f"„{text}“ ist eine Person. Festgehalten wird nur, welche Stelle vertreten war: {member.id}."
            )


def _ask_whether_earlier(
    asker: Asker, context: NetworkContext, later: list[Member], names: list[Choice], day: dt.date
) -> None:
    from ksnet.cli.output import tell
    from ksnet.records import german

    if not later:
        return
    tell(f"\nNach den Unterlagen kamen erst nach dem {german.numeric_day(day)} zum Netzwerk:")
    for member, (_, name) in zip(later, names, strict=True):
        tell(f"  {name} (seit {_since(context, member)})")
    asker.text(
        "earlier",
        "Sollen sie zur Wahl stehen, mit unbekanntem Beginn?",
        default="nein",
        choices=YES_NO,
    )
