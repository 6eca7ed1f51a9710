"""Collects from the records the contents of the views of a Tätigkeitsbericht."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ksnet.basics.findings import Place
from ksnet.documents.agreements import PROCEDURE_KINDS, agreement_facts
from ksnet.documents.duties import duty_view
from ksnet.documents.groups import structure_nodes
from ksnet.documents.membership import bodies_in, changes_in, field_of
from ksnet.documents.offices import municipality_names
from ksnet.documents.plan import DecisionView
from ksnet.documents.report import views
from ksnet.documents.report.happened import Happened
from ksnet.documents.report.span import ReportedDays
from ksnet.duties.assessing import Assessment, Facts, assess
from ksnet.duties.counting.membership import coverage, members_on
from ksnet.duties.counting.spans import TimeSpan, Window, complete_on, valid_on
from ksnet.lands import Category
from ksnet.protection.who import UNNAMED, Audience, WhoIsWho
from ksnet.records import german
from ksnet.records.base import WhoEntry
from ksnet.records.members import Member
from ksnet.records.network import Agreement, Coordination, Group, Vacancy, YouthOffice
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import (
    Covers,
    FieldOfWork,
    Involvement,
    NetworkKind,
    Progress,
    ReportBasis,
    Task,
)
from ksnet.records.year import YearGoal, YearRecord
from ksnet.repository import Network


class Builder:
    """Builds the views of one network in one period, for one audience."""

    def __init__(  # noqa: PLR0913  (what is reported, when, for whom, and by whose law)
        self,
        network: Network,
        window: Window,
        *,
        as_of: dt.date,
        audience: Audience,
        coordinated_elsewhere: Mapping[str, Place],
        above: str = "",
    ) -> None:
        """Take the network and the period.

        `coordinated_elsewhere` gives the places of Koordinierungsstellen in other networks, `above`
        the name of the network above if it has records of its own.
        """
        self.above = above or (network.record.parent and network.record.parent.text) or ""
        self.network, self.record, self.land = network, network.record, network.land
        self.audience, self.as_of = audience, as_of
        self.span = ReportedDays(network, window, as_of)
        self.who = WhoIsWho(network, as_of, audience)
        self.elsewhere = coordinated_elsewhere
        self.happened = Happened(self.span, self.who, self.land)
        self.texts = self.span.texts()

    def facts(self) -> dict[str, Any]:
        """Return the fields of a ReportView."""
        record, span, happened = self.record, self.span, self.happened
        folder = self.network.file.rpartition("/")[0]
        groups = [
            self._group(number, group)
            for number, group in enumerate(record.groups)
            if span.valid(group)
        ]
        near = [office for office in record.youth_offices if span.during(self._office_span(office))]
        offices = [office for office in near if office.involvement is not Involvement.VORGESEHEN]
        found: dict[str, Any] = {
            "author": record.name,
            "as_of": self.as_of,
            "audience": self.audience,
            "unreadable": tuple(self.network.unreadable),
            "is_network": record.kind is NetworkKind.NETZWERK,
            "period": span.view(self.land),
            "status": record.status,
            "founded": record.founded,
            "until": record.until,
            "motto": (record.motto or "") if span.existed else "",
            "website": record.website or "",
            "lead": self.who.office(record.lead),
            "above": self.above,
            "about": (record.summary or "") if span.existed else "",
            "duty": self._duty(),
            "approvals": tuple(
                DecisionView(by=self.who.text(one.by), on=one.on, reference=one.reference or "")
                for text in self.texts
                for one in text.approved
                if one.on is None or one.on.first <= self.as_of
            ),
            "asked": tuple(
                duty_view(self.network, one, _no_line, self.as_of) for one in self._answers()
            ),
            "offices": tuple(map(self._office, offices)),
            "joining": tuple(office.name for office in near if office not in offices),
            "posts": tuple(
                self._post(n, post)
                for n, post in enumerate(record.coordination)
                if span.valid(post)
            ),
            "groups": tuple(groups),
            "management": tuple(self._management(None)),
            "structure": structure_nodes(
                self.network, self._on_day(), offices, [g for g in record.groups if span.valid(g)]
            ),
            "agreements": tuple(self._agreements()),
            "members": self._members(),
            "events": tuple(happened.events()),
            "meetings": happened.meetings(),
            "trainings": happened.trainings(),
            "case_conferences": happened.case_conferences(),
            "workstreams": tuple(self._points()),
            "pages": tuple(self._pages()) if span.existed else (),
            "relations": tuple(self._relations()),
            "affiliations": tuple(self._affiliations()),
            "money": tuple(self._money(offices)),
            "figures": tuple(self._figures()),
            "summary": self._text(text.summary for text in self.texts),
            "goals": tuple(self._goals()) if span.existed else (),
            "evaluations": tuple(happened.evaluations()),
            "evaluation": self._text(text.evaluation for text in self.texts),
            "improvements": tuple(self._improvements()),
            "plans": tuple(self._plans()),
            "outlook": self._text(text.outlook for text in self.texts[-1:]),
            "later": tuple(happened.later()),
            "network_place": Place(self.network.file),
            "year_place": Place(f"{folder}/years/{span.window.last.year}.yaml"),
        }
        return found | {"unpublished": self.who.unpublished}

    def _answers(self) -> list[Assessment]:
        facts = Facts(self.network, self.as_of, self.elsewhere)
        return assess(facts, self.span.day.year)

    @staticmethod
    def _text(texts: Iterable[str | None]) -> str:
        return "\n\n".join(text.strip() for text in texts if text)

    def _named(self, ident: str | None) -> str:
        """Return the name of a person, empty if this audience may not see it."""
        name = self.who.person(ident)
        return "" if name in UNNAMED else name

    def _who(self, entry: WhoEntry | None) -> str:
        return next(iter(self.who.texts([entry] if entry else [])), "")

    def _names(self, entries: Iterable[WhoEntry]) -> tuple[str, ...]:
        return tuple(self.who.texts(entries))

    # --- the network ---

    def _duty(self) -> views.DutyToReportView | None:
        duty = self.record.report
        if duty is None or not TimeSpan.of(duty).touches(self.span.window):
            return None
        basis: ReportBasis | None = duty.basis
        return views.DutyToReportView(
            basis=basis,
            by=self._who(duty.by),
            to=self._names(duty.to),
            due=duty.due.in_year(self.span.window.last.year + 1) if duty.due else None,
        )

    def _office_span(self, office: YouthOffice) -> TimeSpan:
        """Return when a Jugendamt belongs to the network, maybe by its entry as a member."""
        body = next(
            (one for one in self.network.members.members if one.youth_office == office.id), None
        )
        since, until = (body.since, body.until) if body else (None, None)
        return TimeSpan(office.since or since, office.until or until)

    def _office(self, office: YouthOffice) -> views.OfficeView:
        own = self._office_span(office)
        served = {post.youth_office for post in self.record.coordination if self.span.valid(post)}
        return views.OfficeView(
            name=office.name,
            places=tuple(municipality_names(office, self.land.tables)),
            **self.span.lasting(own.since, own.until),
            coordinated=office.id in served or office.id in self.elsewhere,
        )

    def _post(self, number: int, post: Coordination) -> views.CoordinationView:
        span = self.span
        vacant = post.vacant_since
        return views.CoordinationView(
            title=post.title or "",
            office=self.who.office(post.youth_office),
            **span.lasting(post.since, post.until),
            shares=tuple((one.value, one.since) for one in reversed(post.fte) if span.valid(one)),
            holders=tuple(
                views.HolderView(name=self._named(one.id), **span.lasting(one.since, one.until))
                for one in post.people
                if span.valid(one)
            ),
            vacant_since=None if span.after(vacant) else vacant,
            tasks=post.tasks,
            all_tasks=set(post.tasks) >= set(Task) - {Task.OEFFENTLICHKEIT},
            place=Place(self.network.file, ("coordination", number)),
        )

    def _group(self, number: int, group: Group) -> views.GroupView:
        return views.GroupView(
            id=group.id,
            name=group.name,
            kind=group.kind,
            office=self.who.office(group.youth_office),
            purpose=group.purpose or "",
            count=group.count,
            external=group.external,
            rules=tuple(self.happened.rule(rule) for rule in group.cadence),
            bodies=bodies_in(self.network, group, self._on_day()),
            **self.span.lasting(group.since, group.until),
            held=self.happened.held_by(group),
            rotation=group.rotation,
            management=tuple(self._management(group.id)),
            place=Place(self.network.file, ("groups", number)),
        )

    def _on_day(self) -> WhoIsWho:
        return WhoIsWho(self.network, self.span.day, self.audience)

    def _management(self, group: str | None) -> Iterator[str]:
        for entry in self.record.management:
            if entry.group == group and self.span.valid(entry) and entry.youth_office:
                yield self.who.office(entry.youth_office)

    def _agreements(self) -> Iterator[views.ReportAgreementView]:
        """Yield the agreements of the period, neither made later nor ended before."""
        for entry in self.record.agreements:
            made = [date for date in (entry.decided, entry.signed) if date is not None]
            if (made and all(map(self.span.after, made))) or (
                entry.valid_until and entry.valid_until.last < self.span.window.first
            ):
                continue
            yield self._agreement(entry)

    def _by_then(self, date: PartialDate | None) -> PartialDate | None:
        return None if self.span.after(date) else date

    def _agreement(self, entry: Agreement) -> views.ReportAgreementView:
        document = entry.document
        event = self.network.events.get(entry.event) if entry.event else None
        facts = agreement_facts(entry, self.who)
        return views.ReportAgreementView(
            **facts | {key: self._by_then(facts[key]) for key in ("decided", "signed")},
            event=event.record.title if event else "",
            url=(document.url or "") if document else "",
            new=self.span.began(entry.signed) or self.span.began(entry.decided),
            ended=self.span.ended(entry.valid_until),
            procedures=entry.kind in PROCEDURE_KINDS
            or bool({Covers.VERFAHREN, Covers.MITTEILUNGSWEGE} & {*entry.covers}),
        )

    # --- members ---

    def _members(self) -> views.MembershipView:
        network, day = self.network, self.span.day
        current = members_on(network, day)
        counts = coverage(current, day, network.land)
        changes = changes_in(network, self.span.passed)
        named = [category for category in self.land.categories if category.number is not None]
        reasons: Mapping[Category | None, Vacancy] = {
            vacancy.category: vacancy for vacancy in self.record.vacancies
        }
        fields = [
            (value, sum(field_of(member) is value for member in current))
            for value in (*FieldOfWork, None)
        ]
        complete = complete_on(network, day)
        return views.MembershipView(
            total=len(current),
            recorded=bool(network.members.members),
            complete=complete,
            fields=tuple(
                views.FieldCountView(field=value, count=count) for value, count in fields if count
            ),
            filled=sum(counts[category] > 0 for category in named),
            named=len(named),
            vacant=tuple(
                views.VacantView(
                    category=category,
                    reason=(reasons[category].reason or "") if category in reasons else "",
                    until=reasons[category].until if category in reasons else None,
                )
                for category in named
                if not counts[category] and (complete or category in reasons)
            ),
            new=self._member_names(changes.by_change["neu"]),
            ended=self._member_names(changes.ended),
            size=tuple(
                german.count_text(one) for one in self.record.size if not self.span.after(one.as_of)
            ),
            place=Place(network.members_file),
        )

    def _member_names(self, found: Iterable[Member]) -> tuple[str, ...]:
        return tuple(sorted(map(self.who.member_name, found), key=german.sort_key))

    # --- work of the year ---

    def _points(self) -> Iterator[views.PointView]:
        for entry in self.record.workstreams:
            if self.span.valid(entry):
                yield views.PointView(
                    text=entry.text,
                    status=entry.status,
                    **self.span.lasting(entry.since, entry.until),
                )

    def _affiliations(self) -> Iterator[views.PointView]:
        for entry in self.record.affiliations:
            if self.span.valid(entry):
                yield views.PointView(
                    text=entry.name or (entry.kind.label if entry.kind else ""),
                    note=self._named(entry.person),
                    **self.span.lasting(entry.since, entry.until),
                )

    def _pages(self) -> Iterator[views.PageView]:
        info = self.record.public_information
        for about in ("procedures", "structures", "contacts"):
            if page := getattr(info, about, None):
                yield views.PageView(
                    about=about, url=page.url or "", as_of=self._by_then(page.as_of)
                )

    def _relations(self) -> Iterator[views.PublicationView]:
        whole = {id(text) for text in self.texts}
        for text in self.span.touched_texts():
            for one in text.public_relations:
                inside = (
                    id(text) in whole
                    if one.date is None
                    else self.span.window.touches(one.date.first, one.date.last)
                )
                if inside and not self.span.after(one.date):
                    yield views.PublicationView(
                        title=one.title or "", url=one.url or "", date=one.date, kind=one.kind or ""
                    )

    def _money(self, offices: list[YouthOffice]) -> Iterator[views.MoneyView]:
        """Yield the funds of each year in the period, and of the following one."""
        folder = self.network.file.rpartition("/")[0]
        before: list[float | None] | None = None
        for year in range(self.span.window.first.year, self.span.window.last.year + 2):
            filed = self.network.years.get(year)
            text = filed.record if filed else YearRecord()
            day = (
                min(self.span.day, dt.date(year, 12, 31))
                if year <= self.span.day.year
                else dt.date(year, 1, 1)
            )
            rows = tuple(self._funds(text, office, day) for office in offices)
            known = [row.funds for row in rows if row.funds is not None]
            yield views.MoneyView(
                year=year,
                offices=rows,
                total=sum(known) if known and len(known) == len(rows) else None,
                recorded=bool(known) or any(row.other for row in rows),
                same_shares=[row.share for row in rows] == before,
                place=Place(f"{folder}/years/{year}.yaml"),
            )
            before = [row.share for row in rows]

    def _funds(self, text: YearRecord, office: YouthOffice, day: dt.date) -> views.FundsView:
        own = [entry for entry in text.resources if entry.youth_office == office.id]
        funds = [entry.state_funds_eur for entry in own if entry.state_funds_eur is not None]
        posts = valid_on(self.record.coordination, day)
        shares = [
            share.value
            for post in posts
            if post.youth_office == office.id
            for share in valid_on(post.fte, day)
        ]
        return views.FundsView(
            office=office.name,
            funds=sum(funds) if funds else None,
            share=sum(shares) if shares else None,
            other=tuple(
                (one.text or "", one.value)
                for entry in own
                for one in entry.other
                if one.value is not None
            ),
        )

    def _figures(self) -> Iterator[views.KeyFigureView]:
        titles = {source.id: source.title for source in self.record.sources}
        for text in self.texts:
            for one in text.figures:
                if one.text and one.value is not None:
                    yield views.KeyFigureView(
                        text=one.text,
                        value=one.value,
                        unit=one.unit or "",
                        source=titles.get(one.source or "", ""),
                        as_of=one.as_of,
                    )

    def _goals(self) -> Iterator[views.PointView]:
        """Yield the standing goals with their state in the year, then those of the year alone."""
        words = {goal.id: goal.text for goal in self.record.goals}
        told = {
            entry.goal: entry for text in self.texts for entry in text.goals if entry.goal in words
        }
        own = [entry for text in self.texts for entry in text.goals if entry.goal not in words]
        for goal in self.record.goals:
            done = goal.done if goal.done and goal.done.first <= self.span.day else None
            yield self._goal(goal.text, told.get(goal.id), done)
        for entry in own:
            yield self._goal(entry.text or entry.goal or "", entry, None)

    def _goal(self, text: str, entry: YearGoal | None, done: PartialDate | None) -> views.PointView:
        """Return a goal with its state in the year; `done` takes precedence."""
        status = Progress.ERREICHT if done else entry.status if entry else None
        note = (entry.note or "") if entry else ""
        return views.PointView(
            text=text, status=status, done=done, note=note, **self.span.lasting(None, None)
        )

    def _improvements(self) -> Iterator[views.FindingView]:
        for text in self.texts:
            for entry in text.improvements:
                if entry.text:
                    yield views.FindingView(
                        text=entry.text,
                        responsible=self._who(entry.responsible),
                        due=entry.due,
                        done=entry.done if entry.done and entry.done.first <= self.as_of else None,
                    )

    def _plans(self) -> Iterator[views.PointView]:
        for plan in self.network.plans.values():
            if not self.span.after(plan.record.started):
                since = self.span.lasting(plan.record.started, None)
                yield views.PointView(text=plan.record.title, status=plan.record.status, **since)


def _no_line(_network: Network, _place: Place) -> int:
    """Return a dummy line, as a report shows none."""
    return 1
