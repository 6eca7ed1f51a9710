"""The Tätigkeitsbericht of a network for a period, its Arbeitsfassung, and the Vorlagen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ksnet.basics.findings import Place
from ksnet.basics.frozen import frozen, names_of
from ksnet.documents.duties import LineOf, duty_view
from ksnet.documents.members import members_view
from ksnet.documents.report import views
from ksnet.documents.report.build import Builder
from ksnet.documents.report.views import AnnexView, ReportView, VorlageView
from ksnet.duties.assessing import Facts, assess
from ksnet.duties.counting.spans import Window, valid_on
from ksnet.protection.who import Audience, WhoIsWho
from ksnet.records.network import NetworkRecord
from ksnet.records.structure import fields_of
from ksnet.records.vocabulary import Involvement
from ksnet.repository import Network

__all__ = [
    "AnnexView", "Committee", "ReportView", "VorlageView", "annex_view", "committees",
    "report_view", "vorlage_view",
]  # fmt: skip


def report_view(  # noqa: PLR0913  (what is reported, when, for whom, and by whose law)
    network: Network,
    window: Window,
    *,
    as_of: dt.date,
    audience: Audience = Audience.OEFFENTLICH,
    coordinated_elsewhere: Mapping[str, Place] | None = None,
    above: str = "",
) -> ReportView:
    """Return the view of the report for the committee.

    `coordinated_elsewhere` gives the place of the Koordinierungsstelle of Jugendämter in a network
    above or below, `above` the name of the network above if it has records of its own.
    """
    elsewhere = coordinated_elsewhere or {}
    builder = Builder(
        network,
        window,
        as_of=as_of,
        audience=audience,
        coordinated_elsewhere=elsewhere,
        above=above,
    )
    return ReportView(**builder.facts())


def annex_view(  # noqa: PLR0913
    network: Network,
    window: Window,
    *,
    as_of: dt.date,
    line_of: LineOf,
    audience: Audience = Audience.INTERN,
    coordinated_elsewhere: Mapping[str, Place] | None = None,
    above: str = "",
) -> AnnexView:
    """Return the view of the Arbeitsfassung; `line_of` returns the line of a place."""
    elsewhere = coordinated_elsewhere or {}
    builder = Builder(
        network,
        window,
        as_of=as_of,
        audience=audience,
        coordinated_elsewhere=elsewhere,
        above=above,
    )
    found = builder.facts()
    titles = {source.id: source.title for source in network.record.sources}
    names = fields_of(NetworkRecord)
    facts = Facts(network, as_of, elsewhere)
    return AnnexView(
        **found,
        cadences=tuple(builder.happened.cadences()),
        duties=tuple(
            (
                year,
                tuple(duty_view(network, answer, line_of, as_of) for answer in assess(facts, year)),
            )
            for year in builder.span.whole_years
            if facts.has_duties
        ),
        list=members_view(network, as_of=builder.span.day, audience=audience),
        sources=tuple(
            views.PublicationView(
                title=one.title, url=one.url or "", date=one.published, as_of=one.as_of
            )
            for one in network.record.sources
        ),
        reported=tuple(
            (
                names[one.key].title if one.key in names else one.key or "",
                one.value,
                titles.get(one.source or "", ""),
            )
            for one in network.record.reported
            if one.value
        ),
    )


# --- the Vorlage ---


@frozen(kw_only=True)
class Committee:
    """A committee that gets the report; `office` is its Jugendamt, if known."""

    name: str
    office: str = ""
    office_id: str = ""


def committees(network: Network, day: dt.date) -> tuple[Committee, ...]:
    """Return the committees that get the report, that of the leading Jugendamt first.

    An entry that stands for as many committees as there are Jugendämter means one of each.
    """
    record, who = network.record, WhoIsWho(network, day, Audience.OEFFENTLICH)
    offices = [
        office
        for office in valid_on(record.youth_offices, day)
        if office.involvement is not Involvement.VORGESEHEN
    ]
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
