"""The questions on a training: whether it counts, for whom, how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ksnet.cli.asking import Asker, Choice
from ksnet.cli.new.common import choices_of
from ksnet.cli.new.options import answer, answers

if TYPE_CHECKING:
    from ksnet.lands import Land
    from ksnet.records.event import Qualification

YES_NO: tuple[Choice, ...] = (("ja", "ja"), ("nein", "nein"))
TRAINING_OPTIONS = {
    "counts": answer("--counts", "ja|nein", "Ob es ein interdisziplinäres Angebot ist."),
    "for_": answers(
        "--for", "KATEGORIE", "Für wen es ist (Kategorien des Gesetzes); auch mehrmals."
    ),
    "hours": answer("--hours", "STUNDEN", "Dauer des Angebots."),
}


def says_training(asker: Asker) -> bool:
    """Whether an option says something about a training."""
    return any(name.rstrip("_") in asker.known for name in TRAINING_OPTIONS)


def asked_training(asker: Asker, known: Qualification | None, land: Land) -> dict[str, Any]:
    """Ask for what is unknown or different in the options; unanswered is None or empty."""
    from ksnet.editing import checks

    found: dict[str, Any] = {}
    counts = known.interdisciplinary if known else None
    if "counts" in asker.known or counts is None:
        question = f"Ist es ein interdisziplinäres Qualifizierungsangebot{land.cited('trainings')}?"
        answer = asker.text("counts", question, choices=YES_NO)
        counts = None if answer is None else answer == "ja"
        found["interdisciplinary"] = counts
    if counts is False and not {"for", "hours"} & asker.known.keys():
        return found
    if "for" in asker.known or known is None or not known.categories:
        found["categories"] = asker.texts(
            "for", "Für wen ist es?", choices=choices_of(land.categories)
        )
    if "hours" in asker.known or known is None or known.hours is None:
        found["hours"] = asker.text("hours", "Wie viele Stunden?", check=checks.decimal)
    return found
