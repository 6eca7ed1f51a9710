"""What the network worked on in a reported period, and its money, numbers, goals and plans."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ksnet.basics.findings import Place
from ksnet.documents.plan import decision_view
from ksnet.documents.report.span import ReportedDays
from ksnet.documents.report.views.events import FindingView
from ksnet.documents.report.views.work import (
    FundsView,
    KeyFigureView,
    MoneyView,
    PageView,
    PointView,
    PublicationView,
)
from ksnet.duties.counting.means import funds_of, share_on, together
from ksnet.duties.counting.membership import joined_posts, office_span
from ksnet.duties.counting.spans import TimeSpan, Window, not_after
from ksnet.protection.who import WhoIsWho
from ksnet.records import german
from ksnet.records.network import PUBLIC_PAGES, Workstream, YouthOffice
from ksnet.records.simple import ID_PATTERN
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import Progress
from ksnet.records.year import YearGoal, YearRecord


class Work:
    """The work of one network in one period."""

    def __init__(self, span: ReportedDays, who: WhoIsWho) -> None:
        self.span, self.who = span, who
        self.network, self.record = span.network, span.record
        self.texts = span.texts(span.whole_years)

    def fields(self, offices: list[YouthOffice]) -> dict[str, Any]:
        """Return the fields of a ReportView that say it, with the money of Jugendämter."""
        existed = self.span.existed
        return {
            "approvals": tuple(
                decision_view(one, self.who)
                for text in self.texts
                for one in text.approved
                if one.on is None or one.on.first <= self.span.as_of
            ),
            "workstreams": tuple(self.workstreams()),
            "pages": tuple(self.pages()) if existed else (),
            "relations": tuple(self.relations()),
            "affiliations": tuple(self.affiliations()),
            "money": tuple(self.money(offices)),
            "figures": tuple(self.figures()),
            "summary": _joined(text.summary for text in self.texts),
            "goals": tuple(self.goals()) if existed else (),
            "evaluation": _joined(text.evaluation for text in self.texts),
            "improvements": tuple(self.improvements()),
            "plans": tuple(self.plans()),
            "outlook": _joined(text.outlook for text in self.texts[-1:]),
        }

    def workstreams(self) -> Iterator[PointView]:
        """Yield the topics on which the network worked."""
        for entry in self.record.workstreams:
            if self.span.valid(entry):
                yield PointView(
                    text=entry.text, status=self._by_then(entry), **self.span.lasting(entry)
                )

    def _by_then(self, entry: Workstream) -> Progress | None:
        """Return the state of a topic; one that reached its aim after the period was going on."""
        reached_later = entry.status is Progress.ERREICHT and self.span.after(entry.until)
        return Progress.LAUFEND if reached_later else entry.status

    def affiliations(self) -> Iterator[PointView]:
        """Yield the networks in which this one was represented."""
        for entry in self.record.affiliations:
            if self.span.valid(entry):
                yield PointView(
                    text=entry.name or (entry.kind.label if entry.kind else ""),
                    note=self.who.person_to_show(entry.person),
                    **self.span.lasting(entry),
                )

    def pages(self) -> Iterator[PageView]:
        """Yield the pages for the public."""
        info = self.record.public_information
        for about in PUBLIC_PAGES:
            if page := getattr(info, about, None):
                yield PageView(about=about, url=page.url or "", as_of=self.span.by_then(page.as_of))

    def relations(self) -> Iterator[PublicationView]:
        """Yield what was published in the period."""
        whole = {id(text) for text in self.texts}
        window = self.span.window
        for text in self.span.texts(range(window.first.year, window.last.year + 1)):
            for one in text.public_relations:
                day = one.date
                inside = window.touches(day.first, day.last) if day else id(text) in whole
                if inside and not self.span.after(one.date):
                    kind = one.kind or ""
                    yield PublicationView(
                        title=one.title or "",
                        url=one.url or "",
                        date=one.date,
                        kind=german.heading_of(kind) if re.fullmatch(ID_PATTERN, kind) else kind,
                    )

    def money(self, offices: list[YouthOffice]) -> Iterator[MoneyView]:
        """Yield the funds of each year of the network in the period, and of the following one."""
        before: list[float | None] | None = None
        life = TimeSpan(self.record.founded, self.record.until)
        for year in range(self.span.window.first.year, self.span.window.last.year + 2):
            if not life.touches(Window.of_year(year)):
                continue
            filed = self.network.years.get(year)
            text = filed.record if filed else YearRecord()
            day = Window.of_year(year).passed(self.span.day, None).last
            rows = tuple(self._funds(text, office, year, day) for office in offices)
            there = [row for row in rows if row.there]
            yield MoneyView(
                year=year,
                offices=rows,
                total=together(row.funds for row in there),
                shares=together(row.share for row in there),
                recorded=any(row.funds is not None or row.other for row in rows),
                same_shares=[row.share for row in rows] == before,
                place=Place(self.network.year_file(year)),
            )
            before = [row.share for row in rows]

    def _funds(self, text: YearRecord, office: YouthOffice, year: int, day: dt.date) -> FundsView:
        own = [entry for entry in text.resources if entry.youth_office == office.id]
        posts = [post for post in joined_posts(self.network, day) if post.youth_office == office.id]
        funds = funds_of(text, office.id)
        there = office_span(self.network, office).touches(Window.of_year(year))
        return FundsView(
            office=office.name,
            there=there or funds is not None,
            funds=funds,
            share=share_on(posts, day) if there else None,
            other=tuple(
                (one.text, one.value)
                for entry in own
                for one in entry.other
                if one.text and one.value is not None
            ),
        )

    def figures(self) -> Iterator[KeyFigureView]:
        """Yield the published numbers of the period."""
        titles = {source.id: source.title for source in self.record.sources}
        for text in self.texts:
            for one in text.figures:
                if one.text and one.value is not None:
                    yield KeyFigureView(
                        text=one.text,
                        value=one.value,
                        unit=one.unit or "",
                        source=titles.get(one.source or "", ""),
                        as_of=one.as_of,
                    )

    def goals(self) -> Iterator[PointView]:
        """Yield the standing goals with their state in the year, then those of the year alone."""
        words = {goal.id: goal.text for goal in self.record.goals}
        told = {
            entry.goal: entry for text in self.texts for entry in text.goals if entry.goal in words
        }
        own = [entry for text in self.texts for entry in text.goals if entry.goal not in words]
        for goal in self.record.goals:
            yield self._goal(goal.text, told.get(goal.id), self.span.by_then(goal.done))
        for entry in own:
            yield self._goal(entry.text or german.heading_of(entry.goal or ""), entry, None)

    def _goal(self, text: str, entry: YearGoal | None, done: PartialDate | None) -> PointView:
        """Return a goal with its state in the year; `done` takes precedence."""
        status = Progress.ERREICHT if done else entry.status if entry else None
        note = (entry.note or "") if entry else ""
        return PointView(
            text=text,
            status=status,
            done=done,
            note=note,
            **self.span.lasting(TimeSpan(None, None)),
        )

    def improvements(self) -> Iterator[FindingView]:
        """Yield what is to be improved."""
        for text in self.texts:
            for entry in text.improvements:
                if entry.text:
                    yield FindingView(
                        text=entry.text,
                        responsible=self.who.named(entry.responsible),
                        due=entry.due,
                        done=not_after(entry.done, self.span.as_of),
                    )

    def plans(self) -> Iterator[PointView]:
        """Yield the development plans that had begun."""
        for plan in self.network.plans.values():
            if not self.span.after(plan.record.started):
                since = self.span.lasting(TimeSpan(plan.record.started, None))
                yield PointView(text=plan.record.title, status=plan.record.status, **since)


def _joined(texts: Iterable[str | None]) -> str:
    return "\n\n".join(text.strip() for text in texts if text)
