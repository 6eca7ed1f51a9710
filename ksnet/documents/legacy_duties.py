"""The old chapter of the report on open duties; it goes with the old report."""

from __future__ import annotations

from collections.abc import Iterable

from ksnet.documents.blocks import Block, Paragraph, table
from ksnet.duties import Assessment, Status
from ksnet.law import Force

UNSETTLED = frozenset((Status.OFFEN, Status.LAUFEND))


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
