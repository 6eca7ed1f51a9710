"""The proofs of a duty by name: a title, and the day if any."""

from __future__ import annotations

from ksnet.basics.findings import Place
from ksnet.duties.assessing.members import body_name
from ksnet.protection.who import WhoIsWho
from ksnet.records import german
from ksnet.records.network import PUBLIC_PAGES, NetworkRecord
from ksnet.records.values import PartialDate

NameProof = tuple[str, PartialDate | None]
_NOTHING: NameProof = "", None


def name_proof(place: Place, who: WhoIsWho) -> NameProof:
    """Return title and day of what is at a place, an empty title in another network."""
    network = who.network
    key, number = (*place.path, "", "")[:2]
    if place.file == network.file:
        return _in_network(network.record, key, number)
    if place.file == network.members_file and isinstance(number, int):
        member = network.members.members[number]
        agreement = member.agreement_8a if "agreement_8a" in place.path else None
        return body_name(network, member), agreement.signed if agreement else None
    for event in network.events.values():
        if event.file == place.file:
            record = event.record
            return german.titled(record.title, record.theme), record.date
    for year in network.years.values():
        if year.file == place.file and isinstance(number, int):
            entry = year.record.approved[number]
            return who.text(entry.by), entry.on
    return _NOTHING


def _in_network(record: NetworkRecord, key: str | int, number: str | int) -> NameProof:
    offices = {office.id: office.name for office in record.youth_offices}
    match key, number:
        case "youth_offices", int():
            return record.youth_offices[number].name, None
        case "coordination", int():
            post = record.coordination[number]
            office = offices.get(post.youth_office or "", "")
            return ", ".join(filter(None, (post.title or "", office))), post.since
        case "agreements", int():
            agreement = record.agreements[number]
            return agreement.title, agreement.concluded[1] if agreement.concluded else None
        case "affiliations", int():
            entry = record.affiliations[number]
            return entry.name or (entry.kind.label if entry.kind else ""), entry.since
        case "public_information", str():
            page = getattr(record.public_information, number) if record.public_information else None
            return PUBLIC_PAGES.get(number, ""), page.as_of if page else None
        case _:
            return _NOTHING
