"""KS4: what the law and the network's own rules ask for. What is measured stands in `ksnet.duties.assessing`, once for all."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.findings import Fault, Place
from ksnet.duties.assessing import agreements
from ksnet.duties.assessing.assessment import open_lacks
from ksnet.duties.assessing.family import coordinated_elsewhere
from ksnet.duties.assessing.measured import Lack
from ksnet.duties.assessing.procedures import conference_lacks
from ksnet.duties.law import Duty
from ksnet.records.vocabulary import AgreementStatus
from ksnet.rules.context import NetworkContext
from ksnet.rules.overview import Overview

DEFERRED = "missing-coordination"


def open_duties(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that every duty of the catalogue is fulfilled, as far as the records claim to be complete.

    That a Jugendamt has no Koordinierungsstelle can only be said when the networks above and below are known. What
    several duties lack for one cause, such as an agreement that is still a draft, is said once.
    """
    said: set[tuple[Place, str]] = set()
    for duty, lack in open_lacks(context.facts, context.settings.land):
        if (lack.place, lack.text) in said:
            continue
        said.add((lack.place, lack.text))
        fault = _fault(lack, duty)
        if lack.rule == DEFERRED:
            office = context.network.record.youth_offices[int(lack.place.path[1])]
            context.uncoordinated.append((office.id, fault))
        else:
            yield fault


def missing_coordination(overview: Overview) -> Iterator[Fault]:
    """Ensure that every Jugendamt has a Koordinierungsstelle, in this network or in one above or below it."""
    parents = {child: parent for child, parent, _ in overview.parents}
    for network, office, fault in overview.uncoordinated:
        if office not in coordinated_elsewhere(network, parents, overview.coordinated):
            yield fault


def case_conference_details(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that nothing but numbers is kept of case conferences, in whatever network and year."""
    for lack in conference_lacks(context.network):
        yield _fault(lack, None)


def agreement_dates(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that agreements are reviewed and renewed in time."""
    record, file, day = context.network.record, context.network.file, context.day
    if record.until and record.until.last < day:
        return
    for number, agreement in enumerate(record.agreements):
        if agreement.status is AgreementStatus.BEENDET:
            continue
        if agreements.expired(agreement, day):
            yield Fault(
                "expired-agreement",
                Place(file, ("agreements", number, "valid_until")),
                f"„{agreement.title}“ galt nur bis {agreement.valid_until}.",
                "Verlängerung eintragen, oder „status: beendet“ setzen.",
            )
        elif agreement.review_by and agreement.review_by.last < day:
            yield Fault(
                "overdue-review",
                Place(file, ("agreements", number, "review_by")),
                f"„{agreement.title}“ sollte bis {agreement.review_by} überprüft sein.",
                "Nach der Überprüfung unter „review_by“ den nächsten Tag eintragen.",
            )


def _fault(lack: Lack, duty: Duty | None) -> Fault:
    """Turn what is missing into a fault; it weighs as the Fassung of the duty says."""
    severity = lack.severity or (duty.severity if duty and duty.name == lack.rule else None)
    return Fault(
        lack.rule, lack.place, lack.text, lack.mend, related=lack.related, secret=lack.secret, severity=severity
    )
