"""Whether a new entry is known: a body by another spelling, a Jugendamt, a person elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.cli.asking import Asker, Choice
from ksnet.cli.new.common import asked_place
from ksnet.cli.new.training import YES_NO
from ksnet.cli.output import tell

if TYPE_CHECKING:
    from ksnet.editing.creating import Changes
    from ksnet.records.members import Member, Named
    from ksnet.repository import Repository
    from ksnet.rules.context import NetworkContext

_NEW, _NONE = "neu", "keines"
OTHER_OFFICES: tuple[Choice, ...] = (
    (_NEW, "ein weiteres Jugendamt des Netzwerks; es wird mit eingetragen"),
    (_NONE, "nur Mitglied, kein Jugendamt des Netzwerks"),
)


def settle_known(asker: Asker, said: list[str], what: str) -> None:
    """Ask whether an entry is new nevertheless; raises UsageProblem where it is not said."""
    accepted = asker.said("accept") and asker.known["accept"] == ["ja"]
    if not said or accepted:
        return
    sentences = "\n".join(said)
    if asker.interactive:
        tell(sentences)
        if (
            asker.text("accept", f"Trotzdem als {what} eintragen?", default="nein", choices=YES_NO)
            == "ja"
        ):
            return
        raise UsageProblem("Nichts geschrieben.")
    raise UsageProblem(f"{sentences}\nIst es {what}, den Befehl mit --accept wiederholen.")


def bodies_like(context: NetworkContext, name: str) -> list[str]:
    """Return sentences about present and former bodies with a similar name."""
    from ksnet.basics.spelling import fold
    from ksnet.duties.counting.membership import own_span
    from ksnet.importing.lists.likeness import Alike, Near
    from ksnet.importing.recorded import Recorded
    from ksnet.records import german

    recorded = Recorded(context)
    found = [one for one in recorded.members if fold(recorded.real_name(one)) == fold(name)]
    if not found:
        alike: Alike[Member] = Alike()
        named = [(recorded.shown_name(one), one) for one in recorded.members if not one.sensitive]
        for shown, one in named:
            alike.add(shown, ("", "", ""), one)
        found = alike.like(name, ("", "", ""))
        found += [one for one in Near(named).like(name) if one not in found]
    said = []
    for one in found:
        until = own_span(context.network, one).until
        ended = again = ""
        if until and until.last < context.day:
            ended = f", Mitglied bis {german.vague_date(until)}"
            again = f" Ist sie wieder dabei: ksnet set {one.id} until="
        maybe = "" if fold(recorded.real_name(one)) == fold(name) else "vielleicht "
        said.append(
            f"{german.quoted(name)} ist {maybe}schon erfasst als {german.quoted(recorded.shown_name(one))} (Kennung {one.id}{ended}).{again}"
        )
    return said


def people_like(context: NetworkContext, family: str, given: str, email: str) -> list[str]:
    """Return sentences about people with this name or mail address, without protected bodies."""
    from ksnet.protection.who import WhoIsWho, full_name
    from ksnet.records import german

    who = WhoIsWho(context.network, context.day)
    said = []
    for _, member, one in context.network.people():
        over = (one.until and one.until.last < context.day) or one.redacted
        same = _is_called(one, family, given)
        if not (member.sensitive or over) and (
            same or (email and (one.email or "").casefold() == email.casefold())
        ):
            said.append(
                f"{full_name(one)} ist schon erfasst bei {german.quoted(who.member_name(member))} (Kennung {one.id})."
            )
    return said


def guests_like(context: NetworkContext, family: str, given: str) -> list[str]:
    """Return sentences about guests with this name."""
    from ksnet.protection.who import full_name

    return [
        f"{full_name(one)} ist schon als Gast erfasst (Kennung {one.id})."
        for one in context.network.members.guests
        if _is_called(one, family, given)
    ]


def _is_called(one: Named, family: str, given: str) -> bool:
    from ksnet.basics.spelling import fold

    return (fold(one.family_name), fold(one.given_name or "")) == (fold(family), fold(given))


class Office(NamedTuple):
    """The Jugendamt that a new body is; `added` is its entry if the network lacks it."""

    id: str
    name: str
    added: dict[str, Any] | None = None


def office_of(asker: Asker, context: NetworkContext, name: str) -> Office | None:
    """Return the Jugendamt that a body is: by option, answer, or an unambiguous name."""
    from ksnet.duties.counting.membership import JUGENDAMT
    from ksnet.importing.lists.likeness import Alike, telling_words
    from ksnet.importing.newcomers import body_guess

    used = {member.youth_office for member in context.network.members.members}
    offices = context.network.record.youth_offices
    free = [Office(one.id, one.name or one.id) for one in offices if one.id not in used]
    if "gemeinde" in asker.known:
        return _added(asker, context, name)
    if "youth_office" not in asker.known:
        alike: Alike[Office] = Alike()
        for office in free:
            alike.add(office.name, ("", "", ""), office)
        like = alike.like(name, ("", "", ""))
        if len(like) == 1 and set(telling_words(name)) >= set(telling_words(like[0].name)):
            return like[0]
        if like and not asker.interactive:
            may = ", ".join(f"„{one.name}“ (--youth-office {one.id})" for one in like)
            raise UsageProblem(
                f"„{name}“ ist vielleicht ein Jugendamt des Netzwerks: {may}. Wenn nicht: --youth-office keines"
            )
        is_one = body_guess(name).category == JUGENDAMT or asker.known.get("category") == [
            JUGENDAMT
        ]
        if not (asker.interactive and (is_one or like)):
            return None
    choices = [*((office.id, office.name) for office in free), *OTHER_OFFICES]
    chosen = asker.text("youth_office", "Welches Jugendamt ist es?", required=True, choices=choices)
    if chosen == _NEW:
        return _added(asker, context, name)
    return next((office for office in free if office.id == chosen), None)


def _added(asker: Asker, context: NetworkContext, name: str) -> Office:
    """Ask for the area of a Jugendamt and return its new entry; raises UsageProblem if known."""
    from ksnet.editing import creating
    from ksnet.editing.ids import unique

    place, served = asked_place(asker, context.network.land)
    entry = creating.youth_office(place, name, served)
    for office in context.network.record.youth_offices:
        if office.key == entry["key"] or office.id == entry["id"]:
            raise UsageProblem(
                f"Das Jugendamt ist schon eingetragen: „{office.name or office.id}“ (--youth-office {office.id})."
            )
    entry["id"] = unique(entry["id"], creating.taken_ids(context))
    return Office(entry["id"], name, entry)


def with_office(repository: Repository, context: NetworkContext, office: Office | None) -> Changes:
    """Return the change that records a new Jugendamt, if any."""
    from ksnet.editing.creating import add_entry

    return (
        add_entry(repository, context, "youth_offices", office.added)
        if office and office.added
        else {}
    )
