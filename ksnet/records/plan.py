"""`plans/<plan>.yaml`: a development plan, e.g. a Kinderschutzentwicklungsplan."""

from __future__ import annotations

from typing import Annotated

from ksnet.records.base import (
    Bool,
    Count,
    DocumentLink,
    EventRef,
    Ident,
    RefTo,
    Required,
    Text,
    Who,
    WithRemarks,
    YouthOfficeRef,
    doc,
)
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import Involvement, PlanKind, Progress
from ksnet.records.year import Approval


class PlanGoal(WithRemarks):
    """A goal of the plan."""

    entry_kind = "plan_goal"
    id: Annotated[Ident, doc("Kennung")]
    text: Annotated[Text, doc("Ziel")]
    status: Annotated[Progress | None, doc("Stand")] = None
    done: Annotated[PartialDate | None, doc("erreicht am")] = None


class Pilot(WithRemarks):
    """For whom and with whom the plan is a pilot."""

    for_: Annotated[Who | None, doc("für", alias="for")] = None
    with_: Annotated[tuple[Who, ...], doc("mit", alias="with")] = ()


class Participant(WithRemarks):
    """Who takes part in the plan."""

    who: Annotated[Who | None, doc("wer")] = None
    involvement: Annotated[Involvement | None, doc("Beteiligung")] = None


class Participation(WithRemarks):
    """How people took part: a survey, a workshop; counts, never names."""

    text: Annotated[Text | None, doc("Art der Beteiligung", "z. B. Befragung der Schulen")] = None
    count: Annotated[Count | None, doc("Anzahl", "Wie viele teilnahmen")] = None


class Analysis(WithRemarks):
    """What is examined, how, and with what result."""

    entry_kind = "analysis"
    id: Annotated[Ident, doc("Kennung")]
    text: Annotated[Text, doc("Gegenstand")]
    status: Annotated[Progress | None, doc("Stand")] = None
    finding: Annotated[Text | None, doc("Ergebnis")] = None


class Need(WithRemarks):
    """A need that the analysis found."""

    entry_kind = "need"
    id: Annotated[Ident, doc("Kennung")]
    text: Annotated[Text, doc("Bedarf")]
    finding: Annotated[Text | None, doc("Ergebnis")] = None


class Measure(WithRemarks):
    """A measure of the plan."""

    entry_kind = "measure"
    id: Annotated[Ident, doc("Kennung")]
    text: Annotated[Text, doc("Maßnahme")]
    goals: Annotated[tuple[Annotated[Ident, RefTo("plan_goal")], ...], doc("Ziele")] = ()
    need: Annotated[Annotated[Ident, RefTo("need")] | None, doc("Bedarf")] = None
    responsible: Annotated[Who | None, doc("zuständig")] = None
    due: Annotated[PartialDate | None, doc("bis")] = None
    status: Annotated[Progress | None, doc("Stand")] = None
    done: Annotated[PartialDate | None, doc("erledigt am")] = None


class Milestone(WithRemarks):
    """A milestone of the plan."""

    entry_kind = "milestone"
    id: Annotated[Ident, doc("Kennung")]
    text: Annotated[Text, doc("Meilenstein")]
    due: Annotated[PartialDate | None, doc("bis")] = None
    done: Annotated[PartialDate | None, doc("erreicht am")] = None
    event: Annotated[EventRef | None, doc("Veranstaltung")] = None


class PlanRecord(WithRemarks):
    """A development plan."""

    title: Annotated[Text, doc("Titel")]
    kind: Annotated[Required[PlanKind], doc("Art")]
    status: Annotated[Progress | None, doc("Stand")] = None
    youth_offices: Annotated[tuple[YouthOfficeRef, ...], doc("Jugendämter")]
    basis: Annotated[Text | None, doc("Grundlage", "Gesetz oder Beschluss")] = None
    commissioned_by: Annotated[tuple[Who, ...], doc("beauftragt von")] = ()
    contractors: Annotated[tuple[Who, ...], doc("beauftragt")] = ()
    pilot: Annotated[Pilot | None, doc("Pilotvorhaben")] = None
    participants: Annotated[tuple[Participant, ...], doc("Beteiligte")] = ()
    participation: Annotated[
        tuple[Participation, ...],
        doc("Beteiligungsformate", "Wie Fachkräfte und andere beteiligt wurden"),
    ] = ()
    started: Annotated[PartialDate | None, doc("begonnen am")] = None
    document: Annotated[
        DocumentLink | None, doc("Dokument", "Der Plan, wie er veröffentlicht ist")
    ] = None
    public: Annotated[Bool, doc("öffentlich", "true: darf auf öffentlichen Seiten stehen")] = False
    summary: Annotated[Text | None, doc("Zusammenfassung", "Markdown")] = None
    goals: Annotated[tuple[PlanGoal, ...], doc("Ziele")] = ()
    analysis: Annotated[tuple[Analysis, ...], doc("Untersuchung")] = ()
    needs: Annotated[tuple[Need, ...], doc("Bedarfe")] = ()
    measures: Annotated[tuple[Measure, ...], doc("Maßnahmen")] = ()
    milestones: Annotated[tuple[Milestone, ...], doc("Meilensteine")] = ()
    approved: Annotated[tuple[Approval, ...], doc("Kenntnisnahme")] = ()
