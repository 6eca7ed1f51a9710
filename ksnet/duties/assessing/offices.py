"""Jugendämter, their Koordinierungsstellen and the agreements between them."""

from __future__ import annotations

from ksnet.basics.findings import Place
from ksnet.basics.frozen import replace
from ksnet.duties.assessing import agreements
from ksnet.duties.assessing.facts import Facts
from ksnet.duties.assessing.measured import Case, Lack, Measured, MeasureFunction, Status
from ksnet.duties.counting.membership import vacant_on
from ksnet.records import german
from ksnet.records.network import Coordination, YouthOffice
from ksnet.records.vocabulary import AgreementKind, Covers, Involvement, NetworkStatus

NO_OFFICE = "Dem Netzwerk gehört kein Jugendamt an"
NO_OFFICE_YET = "Dem Netzwerk gehört noch kein Jugendamt an"
ONE_OFFICE = "Dem Netzwerk gehört nur ein Jugendamt an"
Offices = list[tuple[int, YouthOffice]]


def youth_offices(case: Case) -> Measured:
    """Judge whether the network has a Jugendamt; one being set up names those that are to join."""
    facts = case.facts
    offices = facts.offices_on(case.day)
    if offices:
        return Measured.fulfilled(
            tuple(facts.at("youth_offices", number, "id") for number, _ in offices)
        )
    joining = [
        office.name
        for office in facts.record.youth_offices
        if office.involvement is Involvement.VORGESEHEN
    ]
    if facts.record.status is NetworkStatus.IM_AUFBAU:
        text = (
            f"Dem Netzwerk sollen beitreten: {german.join(joining)}."
            if joining
            else "Welche Jugendämter beitreten sollen, ist nicht eingetragen."
        )
        mend = "Ist ein Jugendamt beigetreten, dort „involvement“ streichen und „since“ eintragen; arbeitet das Netzwerk, „status: taetig“ setzen."
        return Measured(Status.LAUFEND, 0, 1, lacks=(Lack(text, facts.at("youth_offices"), mend),))
    lack = Lack(
        f"{NO_OFFICE}.",
        facts.at("youth_offices"),
        "Unter „youth_offices“ die Jugendämter eintragen, die das Netzwerk bilden.",
        "no-youth-office",
    )
    return Measured(Status.OFFEN, 0, 1, lacks=(lack,), doubt=facts.doubt("youth_offices"))


def cooperation_agreement(case: Case) -> Measured:
    """Judge whether several Jugendämter have an agreement in which all of them take part."""
    facts, rule = case.facts, "missing-cooperation-agreement"
    offices = facts.offices_on(case.day)
    if len(offices) < 2:
        return _too_few(case)
    found, others = agreements.regulating(
        case, Covers.INTERKOMMUNALE_ZUSAMMENARBEIT, AgreementKind.KOOPERATIONSVEREINBARUNG
    )
    doubt = facts.doubt("agreements", "youth_offices")
    if not found:
        absent = Lack(
            f"Die Zusammenarbeit der {len(offices)} Jugendämter ist in keiner Vereinbarung geregelt.",
            facts.at(),
            "Die Vereinbarung unter „agreements“ eintragen, mit covers: [interkommunale-zusammenarbeit].",
            rule,
        )
        lack = agreements.none_in_force(case, others, absent)
        return Measured(Status.OFFEN, 0, len(offices), lacks=(lack,), doubt=doubt)
    covered = [
        agreements.party_offices(facts, agreement) for _, agreement in found if agreement.parties
    ]
    outside: Offices = []
    if covered and None not in covered:
        parties = frozenset(ident for idents in covered if idents for ident in idents)
        outside = [(number, office) for number, office in offices if office.id not in parties]
    lacks = tuple(
        Lack(
            f"{office.name} ist an keiner Vereinbarung zur interkommunalen Zusammenarbeit beteiligt.",
            facts.at("youth_offices", number, "id"),
            "Das Jugendamt unter „parties“ der Vereinbarung ergänzen oder seinen Beitritt als eigene Vereinbarung eintragen.",
            rule,
        )
        for number, office in outside
    )
    hints = agreements.incomplete(facts, found, ("signed", "parties"), rule)
    status = Status.OFFEN if lacks else Status.ERFUELLT
    have, proof = len(offices) - len(outside), agreements.proof(facts, found)
    return Measured(status, have, len(offices), proof, lacks, hints, doubt=doubt)


def _too_few(case: Case) -> Measured:
    """Return that a duty needs several Jugendämter, or any, which the network lacks on the day."""
    if case.facts.offices_on(case.day):
        return Measured.not_applicable(ONE_OFFICE, doubt=case.facts.doubt("youth_offices"))
    early = case.facts.record.status is NetworkStatus.IM_AUFBAU
    return Measured.not_applicable(NO_OFFICE_YET if early else NO_OFFICE)


def neighbouring_offices(case: Case) -> Measured:
    """Judge whether several Jugendämter are in one Kreis, or their Gemeinden are adjacent."""
    facts = case.facts
    active = facts.offices_on(case.day)
    if len(active) < 2:
        return _too_few(case)
    offices = [(number, office) for number, office in active if office.key]
    if len(offices) < 2:
        return Measured(
            Status.NICHT_BEURTEILBAR, reason="Die Schlüssel der Jugendämter sind nicht erfasst"
        )
    first = (offices[0][1].key or "")[:5]
    elsewhere = [
        (number, office) for number, office in offices if not (office.key or "").startswith(first)
    ]
    if not elsewhere:
        return Measured.fulfilled(
            tuple(facts.at("youth_offices", number, "key") for number, _ in offices)
        )
    if facts.record.neighbouring:
        return Measured.fulfilled((facts.at("neighbouring"),))
    number, office = elsewhere[0]
    denied = facts.record.neighbouring is False
    lack = Lack(
        f"{office.name} liegt nicht im selben Kreis wie {offices[0][1].name}, und dass die Gemeinden aneinandergrenzen, ist nicht eingetragen.",
        facts.at("neighbouring") if denied else facts.at("youth_offices", number, "key"),
        "Grenzen die Gemeinden aneinander, „neighbouring: true“ eintragen; sonst die Schlüssel prüfen.",
        "offices-not-neighbouring",
        absent=not denied,
    )
    return Measured(Status.OFFEN, lacks=(lack,), doubt=facts.doubt("neighbouring", "youth_offices"))


def coordination(case: Case) -> Measured:
    """Judge whether every Jugendamt has a Koordinierungsstelle, here or in related networks.

    A vacant one is reported.
    """
    facts = case.facts
    offices = facts.offices_on(case.day)
    if not offices:
        return _too_few(case)
    posts = facts.posts_on(case.day)
    lacks: list[Lack] = []
    elsewhere: list[Place] = []
    for number, office in offices:
        own = [(at, post) for at, post in posts if post.youth_office == office.id]
        if own:
            if all(vacant_on(post, case.day) for _, post in own):
                lacks.append(_vacancy(facts, office, own[0]))
        elif office.id in facts.coordinated_elsewhere:
            elsewhere.append(facts.coordinated_elsewhere[office.id])
        else:
            lacks.append(
                Lack(
                    f"{office.name} hat keine Koordinierungsstelle.",
                    facts.at("youth_offices", number, "id"),
                    f"Unter „coordination“ die Koordinierungsstelle eintragen, mit youth_office: {office.id}.",
                    "missing-coordination",
                )
            )
    missing = sum(lack.absent for lack in lacks)
    status = Status.OFFEN if missing else Status.LAUFEND if lacks else Status.ERFUELLT
    proof = tuple(facts.at("coordination", number, "id") for number, _ in posts)
    proof += tuple(elsewhere)
    astray = any(post.youth_office not in facts.network.offices for _, post in posts)
    doubt = astray or facts.doubt("coordination", "youth_offices")
    have = len(offices) - missing
    return Measured(status, have, len(offices), proof, tuple(lacks), doubt=doubt)


def _vacancy(facts: Facts, office: YouthOffice, found: tuple[int, Coordination]) -> Lack:
    number, post = found
    return Lack(
        f"Die Koordinierungsstelle ({office.name}) ist unbesetzt, seit {german.vague_date(post.vacant_since)}.",
        facts.at("coordination", number, "vacant_since"),
        "Ist die Stelle wieder besetzt, „vacant_since“ streichen und die Person unter „people“ eintragen.",
        "vacant-coordination",
        absent=False,
    )


def coordination_agreement(case: Case) -> Measured:
    """Judge whether several Koordinierungsstellen have an agreement on how they work together."""
    facts = case.facts
    posts = facts.posts_on(case.day)
    if len({post.youth_office for _, post in posts}) < 2:
        return Measured.not_applicable(
            "Es gibt nicht mehrere Koordinierungsstellen", doubt=facts.doubt("coordination")
        )
    found = agreements.regulating(case, Covers.KOORDINIERUNGSSTELLEN)
    absent = Lack(
        "Die Zusammenarbeit der Koordinierungsstellen ist in keiner Vereinbarung geregelt.",
        facts.at(),
        "Bei der Vereinbarung, die sie regelt, unter „covers“ koordinierungsstellen ergänzen.",
        "missing-coordination-agreement",
    )
    measured = agreements.judged(case, found, ("signed",), absent)
    return replace(measured, doubt=measured.doubt or facts.doubt("coordination"))


def coordination_share(case: Case) -> Measured:
    """Judge the Stellenanteil; one below what the law calculates with is only a hint."""
    facts, least = case.facts, case.duty.number("share")
    posts = facts.posts_on(case.day)
    shares: dict[str, float] = {}
    places: dict[str, int] = {}
    for number, post in posts:
        current = facts.active(post.fte, case.day)
        if post.youth_office and current:
            shares[post.youth_office] = shares.get(post.youth_office, 0.0) + sum(
                share.value for _, share in current
            )
            places.setdefault(post.youth_office, number)
    unknown = {post.youth_office for _, post in posts if not post.fte}
    if not shares:
        return Measured(Status.NICHT_BEURTEILBAR, reason="Stellenanteile sind nicht erfasst")
    lacks = tuple(
        Lack(
            f"Der Stellenanteil beträgt {german.number(share)} VZÄ, weniger als die {german.number(least)} VZÄ, mit denen {case.duty.law} rechnet.",
            facts.at("coordination", places[office], "fte"),
            "Stellenanteil prüfen. Stimmt er, ist nichts zu tun: § 12 regelt den Ausgleich durch das Land und schreibt keinen Stellenanteil vor.",
            "small-coordination-share",
            absent=False,
        )
        for office, share in shares.items()
        if share < least and office not in unknown
    )
    proof = tuple(facts.at("coordination", number, "fte") for number in places.values())
    return Measured(Status.OFFEN if lacks else Status.ERFUELLT, proof=proof, lacks=lacks)


MEASURES: dict[str, MeasureFunction] = {
    "youth-offices": youth_offices,
    "cooperation-agreement": cooperation_agreement,
    "neighbouring-offices": neighbouring_offices,
    "coordination": coordination,
    "coordination-agreement": coordination_agreement,
    "coordination-share": coordination_share,
}
