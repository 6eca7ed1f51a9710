"""The duties of networks one by one: how they stand, what proves it, what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ksnet import german
from ksnet.documents.blocks import Block, Cell, Paragraph, table
from ksnet.documents.legacy_calendar import unreadable_notes
from ksnet.documents.model import Audience, Chapter, Document
from ksnet.duties import Assessment, Facts, Status
from ksnet.duties.assessment import NO_NETWORK, NOT_COVERED
from ksnet.findings import Place
from ksnet.law import Force
from ksnet.repository import Network

LineOf = Callable[[Network, Place], int]
PROOFS_SHOWN = 3
UNSETTLED = frozenset((Status.OFFEN, Status.LAUFEND))
NO_ADVICE = (
    "Das ist keine Rechtsberatung: ksnet vergleicht die Unterlagen mit dem Gesetz und mit den eigenen Regeln des "
    "Netzwerks. Was ein Gesetz verlangt und was nur ksnet daran misst, sagt „ksnet explain“ zu jeder Regel."
)

INCOMPLETE = "Wo die Unterlagen nicht vollständig sein wollen („complete_since“ in network.yaml), wird aus Fehlendem nichts geschlossen."


@dataclass(frozen=True, slots=True)
class Judged:
    """A network with the answer to each duty, each proof as record, file and line."""

    network: Network
    assessments: tuple[Assessment, ...]
    proofs: tuple[tuple[dict[str, Any], ...], ...]


@dataclass(frozen=True, kw_only=True)
class DutiesDocument(Document):
    """The duties of one network or several in a year."""

    kind: ClassVar[str] = "duties"
    year: int
    judged: tuple[Judged, ...] = field(default=())

    @property
    def open_must(self) -> bool:
        """Whether a duty that the law imposes is open."""
        return any(
            found.status is Status.OFFEN and found.duty.force is Force.MUSS
            for one in self.judged
            for found in one.assessments
        )

    def as_json(self) -> dict[str, Any]:
        """Return the duties as the command line promises them."""
        return {
            "version": 1,
            "year": self.year,
            "as_of": self.as_of.isoformat(),
            "networks": [
                {
                    "network": one.network.id,
                    "duties": [_json(found, proof) for found, proof in zip(one.assessments, one.proofs, strict=True)],
                }
                for one in self.judged
            ],
        }


def duties_document(
    found: Sequence[tuple[Facts, Sequence[Assessment]]], *, year: int, as_of: dt.date, line_of: LineOf
) -> DutiesDocument:
    """Build the overview from what was judged; `line_of` says on which line something stands."""
    judged = tuple(
        Judged(facts.network, tuple(answers), tuple(_proof(facts.network, answer, line_of) for answer in answers))
        for facts, answers in found
    )
    networks = [one.network for one in judged]
    name = networks[0].record.name if len(networks) == 1 else f"{len(networks)} Netzwerke"
    chapters = [
        Chapter(
            "pflichten" if len(judged) == 1 else f"pflichten-{one.network.id}",
            f"Pflichten {year}" if len(judged) == 1 else one.network.record.short_name or one.network.record.name,
            tuple(_blocks(one, year)),
        )
        for one in judged
    ]
    return DutiesDocument(
        title=f"Pflichten {year}",
        subtitle=(name, f"Stand: {german.plain_day(as_of)}"),
        network=name,
        as_of=as_of,
        notes=(*unreadable_notes(networks, Audience.INTERN), Paragraph(NO_ADVICE)),
        chapters=tuple(chapters),
        year=year,
        judged=judged,
    )


def _proof(network: Network, answer: Assessment, line_of: LineOf) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"record": _record(place.file), "file": place.file, "line": line_of(network, place)} for place in answer.proof
    )


def _record(file: str) -> str:
    """Return the record that a file holds: its path below the data folder without the ending."""
    return file.partition("/")[2].removesuffix(".yaml")


def _json(found: Assessment, proof: Sequence[dict[str, Any]]) -> dict[str, Any]:
    duty = found.duty
    return {
        "id": duty.id,
        "name": duty.name,
        "title": duty.title,
        "law": duty.law,
        "force": str(duty.force),
        "status": str(found.status),
        "have": found.have,
        "need": found.need,
        "proof": list(proof),
        "missing": list(found.missing),
        "reason": found.reason or None,
    }


def _blocks(one: Judged, year: int) -> list[Block]:
    if one.assessments and all(found.reason == NO_NETWORK for found in one.assessments):
        return [Paragraph(f"{NO_NETWORK}: Die Pflichten treffen das Netzwerk, dem das Jugendamt angehört.")]
    counts = [
        f"{sum(found.status is status for found in one.assessments)} {'laufend' if status is Status.LAUFEND else status.label}"
        for status in Status
        if any(found.status is status for found in one.assessments)
    ]
    rows: list[list[str | Cell]] = [
        [
            f"{found.duty.id} {found.duty.title}\n{ground(found)}",
            found.status.label + _counted(found),
            _explained(found, proof),
        ]
        for found, proof in zip(one.assessments, one.proofs, strict=True)
    ]
    columns = ("Pflicht", "Stand", "Was fehlt, sonst der Nachweis")
    uncovered = any(found.reason == NOT_COVERED for found in one.assessments)
    return [
        Paragraph(f"{', '.join(counts)}." + (f" {INCOMPLETE}" if uncovered else "")),
        table("pflichten", f"Pflichten {year}", columns, rows),
    ]


def ground(found: Assessment) -> str:
    """Return the paragraph and how strongly it asks."""
    duty = found.duty
    return "Eigene Regel" if duty.force is Force.EIGENE_REGEL else f"{duty.law} ({duty.force.label})"


def _counted(found: Assessment) -> str:
    if found.have is None or found.need is None or found.status is Status.NICHT_ANWENDBAR:
        return ""
    return (
        f" ({found.have} von {found.need})" if found.have <= found.need else f" ({found.have}, verlangt {found.need})"
    )


def _explained(found: Assessment, proof: Sequence[dict[str, Any]]) -> Cell:
    lines = [*found.missing, *([f"{found.reason}."] if found.reason else [])]
    if not lines:
        by_record: dict[str, list[str]] = {}
        for entry in proof:
            by_record.setdefault(entry["record"], []).append(str(entry["line"]))
        lines = [
            record if rows == ["1"] else f"{record}, {'Zeile' if len(rows) == 1 else 'Zeilen'} {', '.join(rows)}"
            for record, rows in list(by_record.items())[:PROOFS_SHOWN]
        ]
        if len(by_record) > PROOFS_SHOWN:
            more = len(by_record) - PROOFS_SHOWN
            lines.append(f"und {more} {'weiterer Nachweis' if more == 1 else 'weitere Nachweise'}")
    return Cell("\n".join(lines))


# --- the chapter of the Tätigkeitsbericht -----------------------------------------------------------------------------


def open_duties_blocks(assessments: Iterable[Assessment], year: int) -> list[Block]:
    """Show which statutory duties are open or running, and which nobody can judge; own rules stand elsewhere."""
    statutory = [found for found in assessments if found.duty.force is not Force.EIGENE_REGEL]
    unsettled = [found for found in statutory if found.status in UNSETTLED]
    unknown = [found.duty.title for found in statutory if found.status is Status.NICHT_BEURTEILBAR]
    blocks: list[Block] = []
    if unsettled:
        rows = [
            [found.duty.title, ground(found), found.status.label + _counted(found), "\n".join(found.missing)]
            for found in unsettled
        ]
        columns = ("Pflicht", "Grundlage", "Stand", "Was fehlt")
        blocks.append(table("offene-pflichten", f"Offene und laufende Pflichten {year}", columns, rows))
    elif not unknown:
        blocks.append(Paragraph("Nach den Unterlagen ist keine gesetzliche Pflicht offen."))
    if unknown:
        blocks.append(
            Paragraph(
                f"Nicht beurteilbar, weil die Unterlagen für diesen Zeitraum nicht vollständig sind: {'; '.join(unknown)}."
            )
        )
    return blocks
