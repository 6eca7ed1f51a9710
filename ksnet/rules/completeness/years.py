"""KS6, finished years: what only a coordinator can write, and who managed."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Place, Rule
from ksnet.duties.assessing.facts import Facts
from ksnet.duties.counting.spans import TimeSpan, Window, complete_for
from ksnet.records import german
from ksnet.records.values import PartialDate
from ksnet.records.vocabulary import NetworkKind
from ksnet.records.year import YearRecord
from ksnet.repository import Filed, Network
from ksnet.rules.context import NetworkContext
from ksnet.rules.law.examples import two_years

_YEAR_TEXTS = "summary: Das Jahr in Kürze.\nevaluation: Die Absprachen tragen.\noutlook: Es folgt ein Fachtag.\n"
_FUNDS = "resources:\n  - youth_office: stadt-muster\n    state_funds_eur: 76500\n"
_COMPLETE_2025 = "complete_since: 2025-01-01\n"
_TWO_YEARS = two_years("begleitung, strukturen, fortbildung, informationstransfer")

MISSING_MANAGEMENT = Rule(
    code="KS620",
    name="missing-management",
    severity=Severity.HINWEIS,
    title="Bei wechselnder Geschäftsführung fehlt, wer sie in einem Jahr hatte.",
    why="Der Tätigkeitsbericht nennt die Geschäftsführung jedes Jahres.",
    mend="Unter „management“ für jedes Jahr das Jugendamt eintragen.",
    wrong={
        **_TWO_YEARS,
        "network": _COMPLETE_2025
        + "groups:\n  - id: plenum\n    name: Konferenz\n    kind: konferenz\n    cadence: {meetings: 1, per: zwei-jahre}\n    rotation: ⟦jahr⟧\n",
    },
    right={
        **_TWO_YEARS,
        "network": _COMPLETE_2025
        + "groups:\n  - id: plenum\n    name: Konferenz\n    kind: konferenz\n    cadence: {meetings: 1, per: zwei-jahre}\n    rotation: jahr\nmanagement:\n  - youth_office: stadt-muster\n    group: plenum\n    since: 2025-01-01\n    until: 2025-12-31\n",
    },
)

INCOMPLETE_YEAR = Rule(
    code="KS621",
    name="incomplete-year",
    severity=Severity.HINWEIS,
    title="In der Datei eines abgeschlossenen Jahres fehlen Texte für den Tätigkeitsbericht.",
    why="Zusammenfassung, Stand der Ziele, Bewertung, Ausblick und Landesmittel kann nur die Koordinierungsstelle schreiben; alles andere zählt der Bericht aus den Unterlagen. Als Bewertung genügt auch die Auswertung in einem Treffen.",
    mend="Die genannten Schlüssel ergänzen.",
    wrong={
        **_TWO_YEARS,
        "network": _COMPLETE_2025,
        "year": "⟦⟧summary: Das Jahr in Kürze.\nevaluation: Die Absprachen tragen.\n" + _FUNDS,
    },
    right={**_TWO_YEARS, "network": _COMPLETE_2025, "year": _YEAR_TEXTS + _FUNDS},
)

IMPROVEMENT_WITHOUT_PLAN = Rule(
    code="KS622",
    name="improvement-without-plan",
    severity=Severity.HINWEIS,
    title="Zu einem Optimierungspotenzial fehlt, wer es bis wann angeht.",
    why="Ohne Zuständigkeit und Termin bleibt es beim Vorsatz, und ksnet due kann nicht daran erinnern.",
    mend="„responsible“ und „due“ ergänzen.",
    wrong={
        **_TWO_YEARS,
        "network": _COMPLETE_2025,
        "year": _YEAR_TEXTS + "improvements:\n  - text: ⟦Praxen früher einladen⟧\n    due: 2026-09-30\n" + _FUNDS,
    },
    right={
        **_TWO_YEARS,
        "network": _COMPLETE_2025,
        "year": _YEAR_TEXTS
        + "improvements:\n  - text: Praxen früher einladen\n    responsible: stadt-muster\n    due: 2026-09-30\n"
        + _FUNDS,
    },
)


def incomplete_years(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that the finished years have all that a coordinator has to write for the report."""
    network = context.network
    complete = network.record.complete_since or network.record.founded
    if not isinstance(complete, PartialDate) or complete.precision == "unknown":
        return
    facts = Facts(network, context.day)
    for year in range(complete.first.year, context.day.year):
        window = Window.of_year(year)
        if complete_for(network, window):
            if not facts.doubt("groups", "management"):
                yield from _management(network, year, window)
            if year in network.years and not facts.doubt_file(network.years[year].file):
                yield from _year_record(network, network.years[year], window)


def _management(network: Network, year: int, window: Window) -> Iterator[Fault]:
    held = {post.group for post in network.record.management if TimeSpan(post.since, post.until).touches(window)}
    for number, group in enumerate(network.record.groups):
        since = group.since or network.record.founded
        lived = since is not None and TimeSpan(since, group.until).covers(window)
        if group.rotation and lived and group.id not in held:
            yield MISSING_MANAGEMENT.fault(
                Place(network.file, ("groups", number, "rotation")),
                f"Es fehlt, wer {year} die Geschäftsführung hatte.",
                f"Unter „management“ ergänzen, z. B. youth_office, group: {group.id}, since: {year}-01-01, until: {year}-12-31.",
            )


def _year_record(network: Network, year: Filed[YearRecord], window: Window) -> Iterator[Fault]:
    missing = list(_missing_texts(network, year.record, window))
    if missing:
        yield INCOMPLETE_YEAR.fault(
            Place(year.file),
            f"Zum Jahr {year.id} fehlt noch: {german.join(missing)}.",
            "In dieser Datei ergänzen; ksnet report zeigt, wo es im Tätigkeitsbericht steht.",
        )
    for number, entry in enumerate(year.record.improvements):
        absent = [word for word, value in (("zuständig", entry.responsible), ("bis wann", entry.due)) if not value]
        if absent and not entry.done:
            yield IMPROVEMENT_WITHOUT_PLAN.fault(
                Place(year.file, ("improvements", number, "text")),
                f"Zur Verbesserung fehlt: {german.join('wer ' + word + ' ist' if word == 'zuständig' else word for word in absent)}.",
                "„responsible“ und „due“ ergänzen, oder „done“, wenn es erledigt ist.",
            )


def _missing_texts(network: Network, year: YearRecord, window: Window) -> Iterator[str]:
    if not year.summary:
        yield "die Zusammenfassung („summary“)"
    rated = {entry.goal for entry in year.goals if entry.status}
    without = [goal.id for goal in network.record.goals if goal.id not in rated]
    if without:
        yield f"der Stand der Ziele {german.join(f'„{ident}“' for ident in without)} („goals“)"
    evaluated = any(
        event.record.evaluation
        and event.record.start
        and window.touches(event.record.start.date.first, event.record.start.date.last)
        for event in network.events.values()
    )
    if not year.evaluation and not evaluated:
        yield "die Bewertung der Arbeit („evaluation“)"
    if not year.outlook:
        yield "der Ausblick („outlook“)"
    if network.record.kind is NetworkKind.NETZWERK and not year.resources:
        yield "die Landesmittel („resources“)"


CHECKS = (incomplete_years,)
