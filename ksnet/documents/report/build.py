"""Collects from the records the contents of the views of a Tätigkeitsbericht."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ksnet.basics.findings import Place
from ksnet.documents.agreements import PROCEDURE_KINDS, agreement_facts
from ksnet.documents.duties import DutyView, LineOf, duty_view
from ksnet.documents.groups import structure_nodes
from ksnet.documents.members import Representation, coverage_views, members_view
from ksnet.documents.membership import bodies_in, changes_in, field_of, published_size
from ksnet.documents.offices import municipality_names
from ksnet.documents.report.counted import Counted
from ksnet.documents.report.happened import Happened
from ksnet.documents.report.span import ReportedDays
from ksnet.documents.report.views.documents import AnnexView, ReportView
from ksnet.documents.report.views.network import (
    CoordinationView,
    DutyToReportView,
    FieldCountView,
    GroupView,
    HolderView,
    MembershipView,
    OfficeView,
    ReportAgreementView,
)
from ksnet.documents.report.views.work import PublicationView
from ksnet.documents.report.work import Work
from ksnet.documents.view import of_network
from ksnet.duties.assessing import Facts, assess
from ksnet.duties.counting.cadence import cadence_text
from ksnet.duties.counting.known import as_known_on
from ksnet.duties.counting.membership import has_joined, joined_posts, members_on, office_span
from ksnet.duties.counting.spans import TimeSpan, Window, complete_on
from ksnet.protection.who import Audience, WhoIsWho
from ksnet.records import german
from ksnet.records.members import Member
from ksnet.records.network import Agreement, Coordination, Group, NetworkRecord, YouthOffice
from ksnet.records.structure import fields_of
from ksnet.records.vocabulary import AgreementStatus, Covers, FieldOfWork, Task
from ksnet.repository import Network


class ReportBuilder:
    """Builds the report of one network for one period and audience, or its Arbeitsfassung."""

    def __init__(  # noqa: PLR0913  (what is reported, when, for whom, and by whose law)
        self,
        network: Network,
        window: Window,
        *,
        as_of: dt.date,
        audience: Audience = Audience.OEFFENTLICH,
        coordinated_elsewhere: Mapping[str, Place] | None = None,
        above: str = "",
    ) -> None:
        """Take the network and the period.

        `coordinated_elsewhere` gives the place of the Koordinierungsstelle of Jugendämter in a
        network above or below, `above` the name of the network above if it has records of its own.
        """
        network = as_known_on(network, as_of)
        self.above = above or (network.record.parent and network.record.parent.text) or ""
        self.network, self.record = network, network.record
        self.audience, self.as_of = audience, as_of
        self.span = ReportedDays(network, window, as_of)
        self.who = WhoIsWho(network, as_of, audience)
        self.who_then = WhoIsWho(network, self.span.day, audience)  # on the last reported day
        self.facts = Facts(network, as_of, coordinated_elsewhere)
        self.happened = Happened(self.span, self.who)
        self.counted = Counted(self.span, self.facts)
        self.work = Work(self.span, self.who)

    def report(self) -> ReportView:
        """Return the view of the report for the committee."""
        return ReportView(**self._fields())

    def annex(self, line_of: LineOf) -> AnnexView:
        """Return the view of the Arbeitsfassung; `line_of` returns the line of a place."""
        fields = self._fields()
        titles = {source.id: source.title for source in self.record.sources}
        names = fields_of(NetworkRecord)
        years = self.span.whole_years if self.facts.has_duties else ()
        return AnnexView(
            **fields,
            cadences=tuple(self.counted.cadences()),
            duties=tuple((year, self._duties(year, line_of)) for year in years),
            list=members_view(self.network, as_of=self.span.day, audience=self.audience),
            sources=tuple(
                PublicationView(
                    title=one.title, url=one.url or "", date=one.published, as_of=one.as_of
                )
                for one in self.record.sources
            ),
            reported=tuple(
                (
                    names[one.key].title if one.key in names else one.key or "",
                    one.value,
                    titles.get(one.source or "", ""),
                )
                for one in self.record.reported
                if one.value
            ),
        )

    def _fields(self) -> dict[str, Any]:
        """Return the fields of a ReportView."""
        near = [
            office
            for office in self.record.youth_offices
            if self.span.during(office_span(self.network, office))
        ]
        offices = [office for office in near if has_joined(office)]
        found = {
            **of_network(self.network, self.as_of, self.audience),
            **self._about(),
            **self._made_of(offices),
            "joining": tuple(office.name for office in near if office not in offices),
            "members": self._members(),
            # A report shows no lines.
            "asked": self._duties(self.span.day.year, lambda _network, _place: 1),
            **self.happened.fields(),
            **self.counted.fields(),
            **self.work.fields(offices),
        }
        return found | {"unpublished": self.who.unpublished}

    def _about(self) -> dict[str, Any]:
        """Return what the report says of network and period as a whole."""
        record, span = self.record, self.span
        return {
            "period": span.view(),
            "status": record.status,
            "founded": record.founded,
            "until": record.until,
            "motto": (record.motto or "") if span.existed else "",
            "website": record.website or "",
            "lead": self.who.office(record.lead),
            "above": self.above,
            "about": (record.summary or "") if span.existed else "",
            "duty": self._duty(),
            "network_place": Place(self.network.file),
            "year_place": Place(self.network.year_file(span.window.last.year)),
        }

    def _made_of(self, offices: list[YouthOffice]) -> dict[str, Any]:
        """Return of what the network was made in the period."""
        record = self.record
        joined = joined_posts(self.network, self.span.window.first, self.span.day)
        groups = [(n, group) for n, group in enumerate(record.groups) if self.span.valid(group)]
        return {
            "offices": tuple(map(self._office, offices)),
            "posts": tuple(
                self._post(number, post)
                for number, post in enumerate(record.coordination)
                if self.span.valid(post) and post in joined
            ),
            "groups": tuple(self._group(number, group) for number, group in groups),
            "management": tuple(self._management(None)),
            "structure": structure_nodes(self.who_then, offices, [one for _, one in groups]),
            "agreements": tuple(self._agreements()),
        }

    def _duties(self, year: int, line_of: LineOf) -> tuple[DutyView, ...]:
        answers, who = assess(self.facts, year), WhoIsWho(self.network, self.as_of)
        return tuple(duty_view(one, who, line_of) for one in answers)

    # --- the network ---

    def _duty(self) -> DutyToReportView | None:
        duty = self.record.report
        if duty is None or not TimeSpan.of(duty).touches(self.span.window):
            return None
        return DutyToReportView(
            basis=duty.basis,
            interval=duty.interval,
            by=self.who.named(duty.by),
            to=tuple(self.who.texts(duty.to)),
            due=duty.due.in_year(self.span.window.last.year + 1) if duty.due else None,
        )

    def _office(self, office: YouthOffice) -> OfficeView:
        own = office_span(self.network, office)
        served = {post.youth_office for post in self.record.coordination if self.span.valid(post)}
        return OfficeView(
            name=office.name,
            places=tuple(municipality_names(office, self.network.land.tables)),
            **self.span.lasting(own),
            coordinated=office.id in served or office.id in self.facts.coordinated_elsewhere,
        )

    def _post(self, number: int, post: Coordination) -> CoordinationView:
        span = self.span
        vacant = post.vacant_since
        return CoordinationView(
            title=post.title or "",
            office=self.who.office(post.youth_office),
            **span.lasting(post),
            shares=tuple((one.value, one.since) for one in reversed(post.fte) if span.valid(one)),
            holders=tuple(
                HolderView(name=self.who.person_to_show(one.id), **span.lasting(one))
                for one in post.people
                if span.valid(one)
            ),
            vacant_since=None if span.after(vacant) else vacant,
            tasks=post.tasks,
            all_tasks=set(post.tasks) >= set(Task) - {Task.OEFFENTLICHKEIT},
            place=Place(self.network.file, ("coordination", number)),
        )

    def _group(self, number: int, group: Group) -> GroupView:
        return GroupView(
            id=group.id,
            name=group.name,
            kind=group.kind,
            office=self.who.office(group.youth_office),
            purpose=group.purpose or "",
            count=group.count,
            external=group.external,
            rules=tuple(map(cadence_text, group.cadence)),
            bodies=bodies_in(group, self.who_then),
            **self.span.lasting(group),
            held=self.counted.held_by(group),
            rotation=group.rotation,
            management=tuple(self._management(group.id)),
            place=Place(self.network.file, ("groups", number)),
        )

    def _management(self, group: str | None) -> Iterator[HolderView]:
        for entry in self.record.management:
            if entry.group == group and self.span.valid(entry) and entry.youth_office:
                name = self.who.office(entry.youth_office)
                yield HolderView(name=name, **self.span.lasting(entry))

    def _agreements(self) -> Iterator[ReportAgreementView]:
        """Yield the agreements of the period, neither made later nor ended before."""
        for entry in self.record.agreements:
            made = [date for date in (entry.decided, entry.signed) if date is not None]
            if (made and all(map(self.span.after, made))) or (
                entry.valid_until and entry.valid_until.last < self.span.window.first
            ):
                continue
            yield self._agreement(entry)

    def _agreement(self, entry: Agreement) -> ReportAgreementView:
        document = entry.document
        event = self.network.events.get(entry.event) if entry.event else None
        facts = agreement_facts(entry, self.who)
        facts |= {key: self.span.by_then(facts[key]) for key in ("decided", "signed")}
        if entry.signed and not facts["signed"] and facts["decided"]:  # signed after the period
            facts["status"] = AgreementStatus.BESCHLOSSEN
        return ReportAgreementView(
            **facts,
            event=event.record.title if event else "",
            url=(document.url or "") if document else "",
            new=self.span.began(entry.signed) or self.span.began(entry.decided),
            ended=self.span.ended(entry.valid_until),
            procedures=entry.kind in PROCEDURE_KINDS
            or bool({Covers.VERFAHREN, Covers.MITTEILUNGSWEGE} & {*entry.covers}),
        )

    # --- members ---

    def _members(self) -> MembershipView:
        network, day = self.network, self.span.day
        current = members_on(network, day)
        changes = changes_in(network, self.span.passed)
        named = [one for one in coverage_views(network, (), day) if one.number is not None]
        fields = Counter(map(field_of, current))
        complete = complete_on(network, day)
        return MembershipView(
            total=len(current),
            recorded=bool(network.members.members),
            complete=complete,
            fields=tuple(
                FieldCountView(field=one, count=fields[one])
                for one in (*FieldOfWork, None)
                if fields[one]
            ),
            filled=sum(one.count > 0 for one in named),
            named=len(named),
            vacant=tuple(
                one
                for one in named
                if not one.count
                and not one.proposed
                and (complete or one.representation is Representation.UNBESETZT)
            ),
            unconfirmed=tuple(one.category for one in named if one.proposed and not one.count),
            new=self._member_names(changes.new),
            ended=self._member_names(changes.ended),
            size=published_size(self.record, day),
            place=Place(network.members_file),
        )

    def _member_names(self, found: Iterable[Member]) -> tuple[str, ...]:
        return tuple(sorted(map(self.who.member_name, found), key=german.sort_key))
