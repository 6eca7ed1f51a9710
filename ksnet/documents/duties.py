"""The duties of networks one by one: status, proofs, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from typing import ClassVar

from ksnet.basics.findings import Place, record_of
from ksnet.basics.frozen import frozen
from ksnet.documents.proofs import name_proof
from ksnet.documents.view import View
from ksnet.duties.assessing import Assessment, Facts, Status
from ksnet.duties.assessing.assessment import NO_NETWORK, NOT_COVERED
from ksnet.lands.duty import Force
from ksnet.protection.who import WhoIsWho
from ksnet.records import german
from ksnet.records.values import PartialDate
from ksnet.repository import Network

LineOf = Callable[[Network, Place], int]


@frozen(kw_only=True)
class ProofView:
    """A place in the records that proves a duty."""

    title: str
    """Wie man es nennt; leer, wo es in einem anderen Netzwerk steht."""
    date: PartialDate | None
    """Von welchem Tag es ist."""
    record: str
    """Datensatz, z. B. networks/soest/network."""
    file: str
    """Datei."""
    line: int
    """Zeile."""


@frozen(kw_only=True)
class DutyView:
    """The answer for one duty."""

    id: str
    """Kennung der Pflicht im Katalog des Landes."""
    measure: str
    """Was gemessen wird: trainings, coordination, …"""
    name: str
    """Name der Regel, wie ihn „ksnet explain“ kennt."""
    title: str
    """Pflicht in wenigen Worten."""
    law: str
    """Paragraf."""
    force: Force
    """muss, soll, kann oder eigene Regel."""
    status: Status
    """erfüllt, offen, läuft, nicht anwendbar, nicht beurteilbar."""
    have: int | None
    """Wie viel erreicht ist."""
    need: int | None
    """Wie viel verlangt ist."""
    missing: tuple[str, ...]
    """Was fehlt."""
    hints: tuple[str, ...]
    """Was das Netzwerk oder ksnet über das Gesetz hinaus verlangt; macht eine Pflicht nie offen."""
    lacks: tuple[tuple[str, Place], ...]
    """Was fehlt, und wo es einzutragen ist."""
    reason: str
    """Warum sich nichts sagen lässt."""
    proofs: tuple[ProofView, ...]
    """Nachweise, jeder mit Datei und Zeile."""

    @property
    def counted(self) -> bool:
        """Ob Zahlen den Stand sagen."""
        return (
            self.have is not None and bool(self.need) and self.status is not Status.NICHT_ANWENDBAR
        )

    @property
    def places(self) -> tuple[tuple[str, tuple[int, ...], tuple[ProofView, ...]], ...]:
        """Dateien, die es belegen, jede mit ihren Zeilen und dem, was dort steht."""
        found: dict[str, list[ProofView]] = {}
        for proof in self.proofs:
            found.setdefault(proof.record, []).append(proof)
        return tuple(
            (record, tuple(one.line for one in proofs), tuple(proofs))
            for record, proofs in found.items()
        )


@frozen(kw_only=True)
class NetworkDutiesView:
    """The duties of one network."""

    id: str
    """Kennung des Netzwerks."""
    name: str
    """Kurzer Name."""
    no_network: bool
    """Ob es nur die Unterlagen eines Jugendamtes sind, das kein eigenes Netzwerk bildet."""
    uncovered: bool
    """Ob die Unterlagen nicht den ganzen Zeitraum abdecken."""
    counts: tuple[tuple[Status, int], ...]
    """Wie viele Pflichten wie stehen."""
    duties: tuple[DutyView, ...]
    """Die Pflichten in der Reihenfolge des Gesetzes."""


@frozen(kw_only=True)
class DutiesView(View):
    """The duties of one network or several in a year."""

    kind: ClassVar[str] = "duties"
    year: int
    """Das Jahr, für das geurteilt wird."""
    networks: tuple[NetworkDutiesView, ...]
    """Die Netzwerke."""

    @property
    def open_must(self) -> bool:
        """Whether a duty that the law imposes is open."""
        duties = (duty for one in self.networks for duty in one.duties)
        return any(duty.status is Status.OFFEN and duty.force is Force.MUSS for duty in duties)


def duties_view(
    found: Sequence[tuple[Facts, Sequence[Assessment]]],
    *,
    year: int,
    as_of: dt.date,
    line_of: LineOf,
) -> DutiesView:
    """Return the overview of assessments; `line_of` returns the line of a place."""
    networks = [facts.network for facts, _ in found]
    names = [network.record.known_as for network in networks]
    return DutiesView(
        author=networks[0].record.name if len(networks) == 1 else german.join(names),
        as_of=as_of,
        unreadable=tuple(file for network in networks for file in network.unreadable),
        year=year,
        networks=tuple(
            _network(facts.network, answers, line_of, as_of) for facts, answers in found
        ),
    )


def _network(
    network: Network, answers: Sequence[Assessment], line_of: LineOf, as_of: dt.date
) -> NetworkDutiesView:
    counts, who = Counter(answer.status for answer in answers), WhoIsWho(network, as_of)
    return NetworkDutiesView(
        id=network.id,
        name=network.record.known_as,
        no_network=bool(answers) and all(answer.reason == NO_NETWORK for answer in answers),
        uncovered=any(answer.reason == NOT_COVERED for answer in answers),
        counts=tuple((status, counts[status]) for status in Status if counts[status]),
        duties=tuple(duty_view(answer, who, line_of) for answer in answers),
    )


def duty_view(answer: Assessment, who: WhoIsWho, line_of: LineOf) -> DutyView:
    """Return the view of one duty; `line_of` returns the line of a place."""
    duty = answer.duty
    return DutyView(
        id=duty.id,
        measure=duty.measure,
        name=duty.name,
        title=duty.title,
        law=duty.law,
        force=duty.force,
        status=answer.status,
        have=answer.have,
        need=answer.need,
        missing=answer.missing,
        hints=tuple(hint.text for hint in answer.hints),
        lacks=tuple((lack.text, lack.place) for lack in answer.lacks),
        reason=answer.reason,
        proofs=tuple(_proof(place, who, line_of) for place in answer.proof),
    )


def _proof(place: Place, who: WhoIsWho, line_of: LineOf) -> ProofView:
    title, date = name_proof(place, who)
    return ProofView(
        title=title,
        date=date,
        record=record_of(place.file),
        file=place.file,
        line=line_of(who.network, place),
    )
