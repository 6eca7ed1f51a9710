"""KS6, finished years: what only a coordinator can write, and who managed the network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ksnet.basics.controlled import Severity
from ksnet.basics.findings import Fault, Place, Rule
from ksnet.duties.counting.events import may_begin_within
from ksnet.duties.counting.spans import TimeSpan, Window, complete_for
from ksnet.records import german
from ksnet.records.year import YearRecord
from ksnet.repository import Filed, Network
from ksnet.rules.context import NetworkContext
from ksnet.rules.law.examples import two_years

_YEAR_TEXTS = (
    "summary: Das Jahr in Kürze.\nevaluation: Die Absprachen tragen.\n"
    "outlook: Es folgt ein Fachtag.\n"
)
_FUNDS = "resources:\n  - youth_office: stadt-muster\n    state_funds_eur: 76500\n"
_COMPLETE_2025 = "complete_since: 2025-01-01\n"
_TWO_YEARS = two_years("begleitung, strukturen, fortbildung, informationstransfer")
_ROTATING = (
    "groups:\n  - id: plenum\n    name: Konferenz\n    kind: konferenz\n"
    "    cadence: {{meetings: 1, per: zwei-jahre}}\n    rotation: {}\n"
)
_MANAGED = _ROTATING.format("jahr") + "management:\n"
_HOLDER = "  - youth_office: stadt-muster\n    group: plenum\n    since: {}\n    until: {}\n"

MISSING_MANAGEMENT = Rule(
    code="KS620",
    name="missing-management",
    severity=Severity.HINWEIS,
    title="Bei wechselnder Geschäftsführung fehlt, wer sie in einem Jahr hatte.",
    why="Der Tätigkeitsbericht nennt die Geschäftsführung jedes Jahres.",
    mend="Unter „management“ für jedes Jahr das Jugendamt eintragen.",
    wrong={**_TWO_YEARS, "network": _COMPLETE_2025 + _ROTATING.format("⟦jahr⟧")},
    right={
        **_TWO_YEARS,
        "network": _COMPLETE_2025 + _MANAGED + _HOLDER.format("2025-01-01", "2026-12-31"),
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
        "year": _YEAR_TEXTS
        + "improvements:\n  - text: ⟦Praxen früher einladen⟧\n    due: 2026-09-30\n"
        + _FUNDS,
    },
    right="Praxen früher einladen\n    responsible: stadt-muster",
)


def incomplete_years(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that finished years have all that a coordinator has to write for the report."""
    network = context.network
    start = network.record.covered_since
    if start is None:
        return
    facts = context.facts
    for year in range(start.first.year, context.day.year):
        window = Window.of_year(year)
        if complete_for(network, window):
            if not facts.doubt("groups", "management"):
                yield from _management(network, year, window)
            filed = network.years.get(year)
            if filed and not (facts.doubt("goals") or facts.doubt_file(filed.file)):
                yield from _year_record(network, filed, window)


def _management(network: Network, year: int, window: Window) -> Iterator[Fault]:
    held = {post.group for post in network.record.management if TimeSpan.of(post).touches(window)}
    for number, group in enumerate(network.record.groups):
        since = group.since or network.record.founded
        lived = since is not None and TimeSpan(since, group.until).covers(window)
        if group.rotation and lived and group.id not in held:
            yield MISSING_MANAGEMENT.fault(
                Place(network.file, ("groups", number, "rotation")),
                f"Es fehlt, wer {year} die Geschäftsführung hatte.",
                f"Unter „management“ ergänzen, z. B. youth_office, group: {group.id}, since: {year}-01-01, until: {year}-12-31.",
                about=(str(year),),
            )


def _year_record(network: Network, year: Filed[YearRecord], window: Window) -> Iterator[Fault]:
    missing = list(_missing_texts(network, year.record, window))
    if missing:
        yield INCOMPLETE_YEAR.fault(
            Place(year.file),
            f"Zum Jahr {year.id} fehlt noch: {german.join(missing)}.",
            f"In dieser Datei ergänzen (ksnet set {year.id} ANGABE=WERT); ksnet report zeigt, wo es im Tätigkeitsbericht steht.",
        )
    for number, entry in enumerate(year.record.improvements):
        asked = {"wer zuständig ist": entry.responsible, "bis wann": entry.due}
        absent = [word for word, value in asked.items() if not value]
        if absent and not entry.done:
            yield IMPROVEMENT_WITHOUT_PLAN.fault(
                Place(year.file, ("improvements", number, "text")),
                f"Zur Verbesserung fehlt: {german.join(absent)}.",
                "„responsible“ und „due“ ergänzen, oder „done“, wenn es erledigt ist.",
            )


def _missing_texts(network: Network, year: YearRecord, window: Window) -> Iterator[str]:
    if not year.summary:
        yield "die Zusammenfassung („summary“)"
    rated = {entry.goal for entry in year.goals if entry.status}
    without = [goal.id for goal in network.record.goals if goal.id not in rated]
    # An id that is misspelt, lost or there twice is told itself; perhaps it is that of a goal
    # that seems to lack its state.
    named = [entry.goal for entry in year.goals if entry.goal or not entry.text]
    known = {goal.id for goal in network.record.goals}
    if without and set(named) <= known and len(set(named)) == len(named):
        yield f"der Stand der Ziele {german.join(f'„{ident}“' for ident in without)} („goals“)"
    evaluated = any(
        event.record.evaluation and may_begin_within(event.record, window)
        for event in network.events.values()
    )
    if not year.evaluation and not evaluated:
        yield "die Bewertung der Arbeit („evaluation“)"
    if not year.outlook:
        yield "der Ausblick („outlook“)"
    if network.record.is_network and not year.resources:
        yield f"die {network.land.words['funds']} („resources“)"


MANAGEMENT_GAP = Rule(
    code="KS624",
    name="management-gap",
    severity=Severity.HINWEIS,
    title="Zwischen zwei Geschäftsführungen klafft eine Lücke, oder nach der letzten folgt niemand.",
    why="Bei wechselnder Geschäftsführung schließt die eine an die andere an; für die Tage dazwischen ist nicht erfasst, wer einlädt und wer antwortet. Wer ein ganzes Jahr fehlt, ist ein eigener Befund (missing-management).",
    mend="„until“ der früheren oder „since“ der späteren berichtigen, oder unter „management“ ergänzen, wer sie dazwischen hatte.",
    wrong={
        "network": "complete_since: 2026-01-01\n"
        + _MANAGED
        + _HOLDER.format("2025-07-01", "2026-01-31")
        + _HOLDER.format("⟦2026-03-01⟧", "2026-12-31"),
        **_TWO_YEARS,
    },
    right={
        "network": "complete_since: 2026-01-01\n"
        + _MANAGED
        + _HOLDER.format("2025-07-01", "2026-02-28")
        + _HOLDER.format("2026-03-01", "2026-12-31"),
        **_TWO_YEARS,
    },
)
_DAY = dt.timedelta(days=1)


def management_gap(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that a rotating Geschäftsführung has no gap up to today.

    Vague days count in favour of whoever wrote them: a gap is one that every reading has. Gaps of
    whole years are left to `incomplete_years`.
    """
    network = context.network
    if context.facts.doubt("groups", "management"):
        return
    for group in network.record.groups:
        if not group.rotation:
            continue
        posts = [
            (n, post) for n, post in enumerate(network.record.management) if post.group == group.id
        ]
        posts.sort(key=lambda post: post[1].since.first if post[1].since else dt.date.min)
        # The last day on which one of the posts so far may have held it, and which of them.
        held, last = None, 0
        for number, post in posts:
            begun = post.since.first if post.since else dt.date.min
            if held and begun - held > _DAY and _asked(context, held + _DAY, begun - _DAY):
                yield _gap(
                    Place(network.file, ("management", number, "since")), held + _DAY, begun - _DAY
                )
            until = post.until.last if post.until else dt.date.max
            if held is None or until > held:
                held, last = until, number
        ended = [span.until.last for span in (group, network.record) if span.until]
        today = min((context.day, *ended))
        if held and held < today and _asked(context, held + _DAY, today):
            yield _gap(Place(network.file, ("management", last, "until")), held + _DAY, None)


def _asked(context: NetworkContext, first: dt.date, last: dt.date) -> bool:
    """Whether the records claim to cover these days, with no whole finished year among them."""
    years = range(first.year, min(last.year, context.day.year - 1) + 1)
    whole = any(first <= dt.date(year, 1, 1) and dt.date(year, 12, 31) <= last for year in years)
    return not whole and complete_for(context.network, Window(first, last))


def _gap(place: Place, first: dt.date, last: dt.date | None) -> Fault:
    if last is None:
        when = f"Seit dem {german.numeric_day(first)}"
    elif first == last:
        when = f"Am {german.numeric_day(first)}"
    else:
        when = f"Vom {german.numeric_day(first)} bis {german.numeric_day(last)}"
    return MANAGEMENT_GAP.fault(
        place,
        f"{when} ist nicht erfasst, wer die Geschäftsführung hat.",
        "„since“ und „until“ unter „management“ aneinander anschließen, oder ergänzen, wer sie in dieser Zeit hat.",
        about=(str(first), str(last)),
    )


CHECKS = (incomplete_years, management_gap)
