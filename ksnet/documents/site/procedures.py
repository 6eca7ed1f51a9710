"""Procedures for the public: where they are explained, agreements, and workstreams."""

from __future__ import annotations

from typing import ClassVar

from ksnet.basics.frozen import frozen
from ksnet.documents.agreements import PROCEDURE_KINDS, AgreementView, agreement_facts
from ksnet.documents.frame import LinkView
from ksnet.documents.site.base import SiteContext, event_path, relative
from ksnet.documents.view import NetworkView, of_network
from ksnet.protection.who import Audience
from ksnet.records.base import DocumentLink
from ksnet.records.network import PUBLIC_PAGES, Agreement
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import AgreementStatus, PlanKind, Progress, WorkstreamKind
from ksnet.repository import Network


@frozen(kw_only=True)
class InformationView:
    """A page elsewhere that informs the public."""

    aspect: str
    """procedures, structures oder contacts."""
    url: str
    """Adresse."""
    as_of: PartialDate | None
    """Wann sie zuletzt gelesen wurde."""


@frozen(kw_only=True)
class SiteAgreementView(AgreementView):
    """A current agreement."""

    occasion: LinkView | None
    """Öffentlicher Termin, bei dem sie geschlossen wurde."""
    document: LinkView | None
    """Das Dokument."""


@frozen(kw_only=True)
class ThemeView:
    """Something the network works on."""

    text: str
    """Thema."""
    kind: WorkstreamKind | None
    """Art."""
    status: Progress | None
    """Stand."""
    since: PartialDate | None
    """Ab wann."""
    until: PartialDate | None
    """Bis wann."""


@frozen(kw_only=True)
class PublishedPlanView:
    """A plan as it was published."""

    title: str
    """Titel."""
    kind: PlanKind | None
    """Art."""
    status: Progress | None
    """Stand."""
    document: LinkView | None
    """Das Dokument."""


@frozen(kw_only=True)
class ProceduresView(NetworkView):
    """Procedures and agreements of a network."""

    kind: ClassVar[str] = "site/procedures"
    information: tuple[InformationView, ...]
    """Seiten, die mehr sagen."""
    procedures: tuple[SiteAgreementView, ...]
    """Absprachen zu Verfahren und Mitteilungswegen."""
    agreements: tuple[SiteAgreementView, ...]
    """Andere Vereinbarungen."""
    themes: tuple[ThemeView, ...]
    """Woran das Netzwerk arbeitet."""
    plans: tuple[PublishedPlanView, ...]
    """Veröffentlichte Pläne."""


def procedures_view(ctx: SiteContext, network: Network) -> ProceduresView:
    """Return procedures and agreements without ended ones."""
    record = network.record
    live = [
        entry
        for entry in record.agreements
        if entry.status is not AgreementStatus.BEENDET
        and (entry.valid_until is None or entry.valid_until.last >= ctx.as_of)
    ]
    first = [entry for entry in live if entry.kind in PROCEDURE_KINDS]
    return ProceduresView(
        **of_network(network, ctx.as_of, Audience.OEFFENTLICH),
        information=_information(network),
        procedures=tuple(_agreement(ctx, network, entry) for entry in first),
        agreements=tuple(_agreement(ctx, network, entry) for entry in live if entry not in first),
        themes=tuple(
            ThemeView(
                text=one.text, kind=one.kind, status=one.status, since=one.since, until=one.until
            )
            for one in ctx.current(record.workstreams)
            if one.status is not Progress.VERWORFEN
        ),
        plans=tuple(
            PublishedPlanView(
                title=filed.record.title,
                kind=filed.record.kind,
                status=filed.record.status,
                document=_document(filed.record.document, filed.record.title),
            )
            for filed in network.plans.values()
            if filed.record.public
        ),
    )


def _information(network: Network) -> tuple[InformationView, ...]:
    information = network.record.public_information
    return tuple(
        InformationView(aspect=aspect, url=page.url, as_of=page.as_of)
        for aspect in PUBLIC_PAGES
        if (page := getattr(information, aspect, None)) and page.url
    )


def _agreement(ctx: SiteContext, network: Network, entry: Agreement) -> SiteAgreementView:
    who, page = ctx.who(network), f"{network.id}/verfahren.html"
    event = next((one for one in ctx.entries if one.id == entry.event), None)
    return SiteAgreementView(
        **agreement_facts(entry, who),
        occasion=LinkView(text=event.heading, url=relative(event_path(event), page))
        if event
        else None,
        document=_document(entry.document, entry.title),
    )


def _document(document: DocumentLink | None, title: str) -> LinkView | None:
    """Return a document with its address, which one in the repository does not have in public."""
    if document is None or not (document.title or document.url):
        return None
    return LinkView(text=document.title or title, url=document.url or "")
