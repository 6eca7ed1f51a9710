"""KS6, the network: posts, groups and agreements in force today."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Place, Rule
from ksnet.duties.counting.membership import joined_posts
from ksnet.duties.counting.spans import TimeSpan, Window, complete_on
from ksnet.records import german
from ksnet.records.network import Coordination, Group
from ksnet.records.vocabulary import AgreementKind, AgreementStatus, GroupKind, PersonRole
from ksnet.repository import Network
from ksnet.rules.completeness.examples import SINCE
from ksnet.rules.context import NetworkContext
from ksnet.rules.examples import VERFAHREN
from ksnet.rules.law.examples import members

# Groups that meet for as long as the network exists; a Themengruppe ends with its topic.
STANDING = frozenset(
    (
        GroupKind.PLENUM,
        GroupKind.STEUERUNGSGRUPPE,
        GroupKind.REGIONALGRUPPE,
        GroupKind.ARBEITSKREIS,
        GroupKind.KONFERENZ,
    )
)
# The law's own rules ask for the date of all other agreements.
WITHOUT_RULE_OF_LAW = frozenset((AgreementKind.GESCHAEFTSORDNUNG, AgreementKind.SONSTIGE))

_POST = (
    "coordination:\n  - id: {}\n    youth_office: stadt-muster\n    title: Koordinierungsstelle\n"
)

INCOMPLETE_COORDINATION = Rule(
    code="KS610",
    name="incomplete-coordination",
    severity=Severity.HINWEIS,
    title="Zu einer Koordinierungsstelle fehlen Person oder Stellenanteil.",
    why="Der Tätigkeitsbericht nennt zu jeder Koordinierungsstelle, wer sie innehat und mit welchem Stellenanteil.",
    mend="„people“ und „fte“ ergänzen; ist die Stelle unbesetzt, „vacant_since“.",
    wrong={"network": SINCE + _POST.format("⟦koordination⟧") + "    people: [muster]\n"},
    right={
        "network": SINCE + _POST.format("koordination") + "    fte: 0.5\n    people: [muster]\n"
    },
)

GROUP_WITHOUT_CADENCE = Rule(
    code="KS611",
    name="group-without-cadence",
    severity=Severity.HINWEIS,
    title="Zu einem Gremium fehlt, wie oft es tagen soll.",
    why="Das Gesetz schreibt keine Zahl von Treffen vor. Der Bericht vergleicht mit dem, was das Netzwerk selbst vereinbart hat; ohne Turnus lässt sich das nicht beurteilen. Themengruppen und Gremien außerhalb des Netzwerks brauchen keinen.",
    mend="„cadence“ ergänzen.",
    wrong={
        "network": SINCE
        + "groups:\n  - id: ⟦plenum⟧\n    name: Netzwerktreffen\n    kind: plenum\n"
        "  - id: ak-alt\n    name: AK\n    kind: arbeitskreis\n    until: 2024-12-31\n"
    },
    right={
        "network": SINCE + "groups:\n  - id: plenum\n    name: Netzwerktreffen\n    kind: plenum\n"
        "    cadence: {meetings: 1, per: zwei-jahre}\n  - id: ak-alt\n    name: AK\n"
        "    kind: arbeitskreis\n    until: 2024-12-31\n"
    },
)

AGREEMENT_WITHOUT_DATE = Rule(
    code="KS612",
    name="agreement-without-date",
    severity=Severity.HINWEIS,
    title="Eine unterzeichnete Vereinbarung hat kein Datum.",
    why="Der Bericht nennt, seit wann eine Vereinbarung gilt. Nach den Vereinbarungen, die das Gesetz verlangt, fragen eigene Regeln (KS4).",
    mend="„signed“ ergänzen.",
    wrong={
        "network": SINCE
        + VERFAHREN
        + "  - id: geschaeftsordnung\n    kind: geschaeftsordnung\n    title: Geschäftsordnung\n"
        "    status: ⟦unterzeichnet⟧\n"
    },
    right="unterzeichnet\n    signed: 2024-06",
)


def incomplete_network(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that posts, groups and agreements in force today say what the report needs."""
    network = context.network
    if not network.readable or not complete_on(network, context.day):
        return
    facts, today = context.facts, Window(context.day, context.day)
    if not facts.doubt("coordination"):
        yield from _posts(network, today)
    if not facts.doubt("groups"):
        yield from _cadences(network, today)
    if not facts.doubt("agreements"):
        yield from _agreements(network)


def _posts(network: Network, today: Window) -> Iterator[Fault]:
    joined = joined_posts(network, today.first)
    for number, post in enumerate(network.record.coordination):
        missing = _missing_of(post, today)
        if missing and post in joined and TimeSpan.of(post).touches(today):
            yield INCOMPLETE_COORDINATION.fault(
                Place(network.file, ("coordination", number, "id")),
                f"Zur Koordinierungsstelle fehlt: {german.join(missing)}.",
                "„people“ mit der Kennung einer Person und „fte“ mit dem Stellenanteil ergänzen; eine unbesetzte Stelle hat „vacant_since“.",
            )


def _cadences(network: Network, today: Window) -> Iterator[Fault]:
    for number, group in enumerate(network.record.groups):
        if _needs_cadence(group) and TimeSpan.of(group).touches(today):
            yield GROUP_WITHOUT_CADENCE.fault(
                Place(network.file, ("groups", number, "id")),
                "Es fehlt, wie oft das Gremium tagen soll.",
                "Den vereinbarten Turnus ergänzen, z. B. „cadence: {meetings: 2, per: jahr}“.",
            )


def _agreements(network: Network) -> Iterator[Fault]:
    for number, agreement in enumerate(network.record.agreements):
        signed = agreement.status is AgreementStatus.UNTERZEICHNET
        if signed and not agreement.signed and agreement.kind in WITHOUT_RULE_OF_LAW:
            yield AGREEMENT_WITHOUT_DATE.fault(
                Place(network.file, ("agreements", number, "status")),
                "Die Vereinbarung ist unterzeichnet, aber der Tag fehlt.",
                "„signed“ ergänzen, auch ungenau: 2024 oder 2024-06.",
            )


def _missing_of(post: Coordination, today: Window) -> list[str]:
    if post.vacant_since:
        return []
    held = any(TimeSpan.of(holder).touches(today) for holder in post.people)
    return [*([] if held else ["wer sie innehat"]), *([] if post.fte else ["der Stellenanteil"])]


def _needs_cadence(group: Group) -> bool:
    return group.kind in STANDING and not (
        group.cadence or group.external or (group.count or 1) > 1
    )


_BODIES = (
    "  - id: kita-nord\n    name: Kita Nord\n    field: kindertagesbetreuung\n"
    "    groups: [plenum]\n  - id: verein\n    name: Verein\n    field: kindertagesbetreuung\n"
    "    people:\n      - id: beispiel\n        family_name: Beispiel\n        role: {}\n"
)
_IN_A_GROUP = (PersonRole.LEITUNG, PersonRole.VERTRETUNG, PersonRole.STELLVERTRETUNG)

ROLE_WITHOUT_GROUP = Rule(
    code="KS613",
    name="role-without-group",
    severity=Severity.HINWEIS,
    title="Eine Person hat ein Amt im Netzwerk, aber weder sie noch ihre Stelle gehört einem Gremium an.",
    why="Leitung und Vertretung nimmt jemand in einem Gremium wahr, Koordination in einer Koordinierungsstelle; sonst ist nicht zu sagen, wofür die Person im Verzeichnis steht. Gefragt wird nur, wo das Netzwerk Mitglieder seiner Gremien erfasst.",
    mend="„groups“ bei der Person oder ihrer Stelle ergänzen, die Person unter „coordination“ eintragen, oder „role“ streichen.",
    wrong={"network": SINCE, "members": members(more=_BODIES.format("⟦leitung⟧"))},
    right="leitung\n        groups: [plenum]",
)


def role_without_group(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that leading, representing or coordinating is done in a group or post."""
    network, day = context.network, context.day
    asked = [
        (path, member, person)
        for path, member, person in network.people()
        if (person.role in _IN_A_GROUP or person.role is PersonRole.KOORDINATION)
        and not person.groups
    ]
    if not asked or not complete_on(network, day):
        return
    if context.facts.doubt("coordination") or context.facts.doubt_file(network.members_file):
        return
    bodies = network.members.members
    if not any(body.groups or any(person.groups for person in body.people) for body in bodies):
        return
    posts = {holder.id for post in network.record.coordination for holder in post.people}
    for path, member, person in asked:
        sits = member.groups or any(one.groups for one in member.people)
        if person.redacted or person.id in posts or (sits and person.role in _IN_A_GROUP):
            continue
        if TimeSpan.of(person).on(day) and TimeSpan.of(member).on(day):
            yield ROLE_WITHOUT_GROUP.fault(
                Place(network.members_file, (*path, "role")),
                "Es fehlt, in welchem Gremium oder welcher Koordinierungsstelle die Person dieses Amt hat.",
                "„groups“ ergänzen, die Person unter „coordination“ eintragen, oder „role“ streichen.",
            )


CHECKS = (incomplete_network, role_without_group)
