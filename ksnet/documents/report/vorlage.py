"""The Vorlage: the paper with which a report goes to each of its committees."""

from __future__ import annotations

import datetime as dt

from ksnet.basics.frozen import frozen, names_of
from ksnet.documents.report.views.documents import ReportView, VorlageView
from ksnet.duties.counting.membership import has_joined
from ksnet.duties.counting.spans import valid_on
from ksnet.protection.who import Audience, WhoIsWho
from ksnet.repository import Network


@frozen(kw_only=True)
class Committee:
    """A committee that gets the report; `office` is its Jugendamt, if known."""

    name: str
    office: str = ""
    office_id: str = ""

    @property
    def full_name(self) -> str:
        """The name with that of its Jugendamt."""
        return f"{self.name} ({self.office})" if self.office else self.name


def committees(network: Network, day: dt.date) -> tuple[Committee, ...]:
    """Return the committees that get the report, that of the leading Jugendamt first.

    An entry that stands for as many committees as there are Jugendämter means one of each.
    """
    record, who = network.record, WhoIsWho(network, day, Audience.OEFFENTLICH)
    offices = [office for office in valid_on(record.youth_offices, day) if has_joined(office)]
    offices.sort(key=lambda office: office.id != record.lead)
    found: list[Committee] = []
    for entry in record.report.to if record.report else ():
        group = who.groups.get(entry.id or "")
        if group is not None and group.count and group.count == len(offices) > 1:
            found += [
                Committee(name=group.name, office=one.name, office_id=one.id) for one in offices
            ]
            continue
        office = group.youth_office if group is not None else None
        found += [
            Committee(name=name, office=who.office(office), office_id=office or "")
            for name in who.texts([entry])
        ]
    return tuple(dict.fromkeys(found))


def vorlage_view(report: ReportView, network: Network, committee: Committee | None) -> VorlageView:
    """Return the view of the Vorlage for one committee from that of its report."""
    who = WhoIsWho(network, report.as_of, Audience.OEFFENTLICH)
    filed = network.years.get(report.period.year or 0)
    taken = [
        one
        for one in (filed.record.approved if filed else ())
        if committee is not None and who.text(one.by) == committee.name
    ]
    lead = who.office(network.record.lead) or (
        report.offices[0].name if len(report.offices) == 1 else ""
    )
    return VorlageView(
        **{name: getattr(report, name) for name in names_of(ReportView)},
        committee=committee.name if committee else "",
        committee_office=committee.office if committee else "",
        department=committee.office if committee and committee.office else lead,
        number=next((one.reference for one in taken if one.reference), ""),
        date=next((one.on for one in taken if one.on), None),
    )
