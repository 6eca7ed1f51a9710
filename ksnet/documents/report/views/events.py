"""What a report says of events: each one, their results, and their numbers."""

from __future__ import annotations

from ksnet.basics.controlled import Vocabulary
from ksnet.basics.findings import Place
from ksnet.basics.frozen import frozen
from ksnet.lands import Category
from ksnet.records import german
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import EventKind, Rating, ResultKind


class EventOutcome(Vocabulary):
    """The outcome of an event."""

    STATTGEFUNDEN = "stattgefunden", "stattgefunden"
    GEPLANT = "geplant", "geplant"
    OFFEN = "offen", "nicht erhoben"
    ENTFALLEN = "entfallen", "entfallen"


@frozen(kw_only=True)
class FindingView:
    """A result of a meeting, an evaluation, or an Optimierungspotenzial."""

    text: str
    """Was herauskam."""
    kind: ResultKind | Rating | None = None
    """Art des Ergebnisses, oder die Bewertung."""
    subject: str = ""
    """Punkt der Tagesordnung, oder was ausgewertet wurde."""
    date: PartialDate | None = None
    """Tag des Treffens."""
    next: str = ""
    """Nächster Schritt."""
    responsible: str = ""
    """Wer zuständig ist."""
    due: PartialDate | None = None
    """Bis wann."""
    done: PartialDate | None = None
    """Wann erledigt."""


@frozen(kw_only=True)
class EventView:
    """An event in or after the period."""

    title: str
    """Titel."""
    theme: str
    """Thema."""
    kind: EventKind | None
    """Art."""
    groups: tuple[str, ...]
    """Gremien."""
    days: str
    """Tag oder Tage: „Do 03.04.2025“."""
    date: PartialDate | None
    """Erster Tag."""
    sessions: int
    """Wie viele Einzeltermine es sind; 0, wo es nur einer ist."""
    moved_from: tuple[str, ...]
    """Frühere Termine."""
    venue: str
    """Haus und Ort."""
    outcome: EventOutcome
    """Was daraus wurde."""
    status: str
    """Stand, wie die Unterlagen ihn nennen."""
    certain: bool
    """Ob es sicher in den Zeitraum fällt."""
    speakers: tuple[str, ...]
    """Vortragende, die genannt werden dürfen."""
    agenda: tuple[str, ...]
    """Programm."""
    summary: str
    """Zusammenfassung (Markdown)."""
    attendance: tuple[str, ...]
    """Wie viele kamen, wie es berichtet ist: „rund 90 Anwesende“."""
    bodies: int
    """Wie viele Stellen vertreten waren."""
    by_category: tuple[tuple[Category, int], ...]
    """Wie viele aus jeder Berufsgruppe kamen."""
    otherwise: tuple[str, ...]
    """Abweichende Angaben zur Teilnahme."""
    results: tuple[FindingView, ...]
    """Ergebnisse, wo die Niederschrift nicht vertraulich ist."""
    meeting: bool
    """Ob es ein Treffen des Netzwerks oder eines seiner Gremien ist."""
    training: bool
    """Ob es ein Qualifizierungsangebot ist oder so heißt."""
    large: bool
    """Ob es sich an das ganze Netzwerk oder die Fachöffentlichkeit richtet."""
    categories: tuple[Category, ...]
    """Zielgruppen eines Qualifizierungsangebots."""
    hours: float | None
    """Dauer eines Qualifizierungsangebots in Stunden."""
    counts: bool
    """Ob es als interdisziplinäres Qualifizierungsangebot zählt."""
    why_not: str
    """Sonst warum nicht."""
    place: Place
    """Wo der Eintrag steht."""

    @property
    def heading(self) -> str:
        """Titel und Thema."""
        return german.titled(self.title, self.theme)


@frozen(kw_only=True)
class RuleView:
    """The number of meetings of a group in the period by one of its own rules."""

    label: str
    """Gremium, wo nötig mit der Art der Veranstaltung, von der die Regel spricht."""
    held: int | None
    """Treffen, die stattfanden; leer,
    wo keines erfasst ist und die Unterlagen nicht vollständig sind.
    """
    planned: int
    """Treffen, die noch geplant sind."""
    need: int | None
    """Wie viele die Regel verlangt; leer, wo es keine gibt oder sie sich nicht beurteilen lässt."""


@frozen(kw_only=True)
class CadenceView:
    """A rule of a group in one of its periods."""

    group: str
    """Gremium."""
    rule: str
    """Eigene Regel: „2 Treffen im Jahr“."""
    label: str
    """Zeitraum: „1. Halbjahr 2025“."""
    held: int
    """Treffen, die stattfanden."""
    need: int
    """Treffen nach der Regel."""
    verdict: str
    """eingehalten, nicht eingehalten, läuft noch, nicht beurteilbar."""
    note: str
    """Warum."""


@frozen(kw_only=True)
class MeetingsView:
    """The meetings of the period."""

    held: int
    """Wie viele stattfanden; jedes zählt einmal, auch wenn es zwei Gremien gehört."""
    planned: int
    """Wie viele noch geplant sind."""
    unanswered: int
    """Bei wie vielen nicht erfasst ist, ob sie stattfanden."""
    called_off: int
    """Wie viele abgesagt oder ohne neuen Termin verschoben wurden."""
    doubtful: int
    """Wie viele stattfanden, aber nicht sicher im Zeitraum."""
    rules: tuple[RuleView, ...]
    """Treffen je Gremium und eigener Regel."""
    undated: tuple[tuple[str, Place], ...]
    """Treffen, deren Jahr nicht bekannt ist, und wo sie stehen."""
    complete: bool
    """Ob die Unterlagen für den Zeitraum vollständig sind."""


@frozen(kw_only=True)
class TrainingYearView:
    """The interdisciplinary trainings of a calendar year."""

    year: int
    """Kalenderjahr."""
    held: int
    """Wie viele stattfanden."""
    planned: int
    """Wie viele noch geplant sind."""
    need: int | None
    """Wie viele das Gesetz verlangt; leer, wo es nicht das ganze Jahr galt."""
    covered: bool
    """Ob die Unterlagen für das Jahr vollständig sind."""


@frozen(kw_only=True)
class TrainingsView:
    """The trainings of the period."""

    held: int
    """Wie viele interdisziplinäre Angebote im Zeitraum stattfanden."""
    planned: int
    """Wie viele noch geplant sind."""
    doubtful: int
    """Wie viele stattfanden, aber nicht sicher im Zeitraum."""
    need: int | None
    """Wie viele das Gesetz in einem Kalenderjahr verlangt; leer, wo es noch nicht galt."""
    year: TrainingYearView | None
    """Das Kalenderjahr, wenn der Zeitraum eines ist."""
    years: tuple[TrainingYearView, ...]
    """Die letzten Kalenderjahre, von denen die Unterlagen etwas sagen können."""
