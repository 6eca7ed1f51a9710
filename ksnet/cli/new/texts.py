"""`ksnet new year|plan`: the file of a year, or of a development plan."""

from __future__ import annotations

from typing import Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.cli.asking import Asker
from ksnet.cli.new.common import Created, New, choices_of, id_choices, open_context, write_new
from ksnet.cli.new.options import IdOption, adds, answer, answers, asks
from ksnet.cli.options import NetworkOption, argument
from ksnet.cli.parameters import lists_choices
from ksnet.cli.writing import Delivery
from ksnet.records.vocabulary import PlanKind, Progress


@asks(
    number=Annotated[str, argument("JJJJ", "Das Jahr.")],
    summary=answer("--summary", "TEXT", "Zusammenfassung des Jahres in ein, zwei Sätzen."),
    network=NetworkOption,
)
def year(way: Delivery, asker: Asker, number: str) -> None:
    """Legt die Datei für Ihre Texte zu einem Jahr an; die Ziele des Netzwerks stehen schon darin.

    Beispiel: ksnet new year 2026
    """
    from ksnet.editing import creating
    from ksnet.records.said import said_year

    calendar_year = said_year(number)
    repository, context = open_context(asker, way)
    if calendar_year in context.network.years:
        raise UsageProblem(
            f"Zum Jahr {number} gibt es schon eine Datei. Angaben ändern: ksnet set {number} ANGABE=WERT"
        )

    def build() -> Created:
        goals = bool(context.network.record.goals)
        text = asker.text(
            "summary", "Zusammenfassung des Jahres in ein, zwei Sätzen", required=not goals
        )
        asker.complete()
        changes = creating.new_year(repository, context, calendar_year, text)
        return Created(
            changes,
            [f'Weitere Texte: ksnet set {calendar_year} "Bewertung=…" "Ausblick=…"'],
        )

    write_new(repository, asker, build, way)


@lists_choices({"--kind": PlanKind, "--status": Progress})
@adds(
    title=answer("--title", "TITEL", "Titel des Plans."),
    kind=answer("--kind", "ART", "Art des Plans."),
    status=answer("--status", "STAND", "Stand; sonst geplant."),
    youth_office=answers(
        "--youth-office", "KENNUNG", "Jugendamt, dessen Plan es ist; auch mehrmals."
    ),
    started=answer("--started", "DATUM", "Begonnen am."),
    id=IdOption,
)
def plan(new: New) -> Created:
    """Legt einen Entwicklungsplan an.

    Beispiel: ksnet new plan --title "Kinderschutzentwicklungsplan 2026" --kind kinderschutzentwicklungsplan
    """  # noqa: W505  (a command to copy stays on one line)
    from ksnet.editing import checks, creating

    asker, repository, context = new
    offices = id_choices(context.network.record.youth_offices)
    if len(offices) == 1:
        asker.known.setdefault("youth_office", [offices[0][0]])
    called = asker.text("title", "Titel des Plans", required=True, check=checks.name)
    data = {
        "title": called,
        "kind": asker.text("kind", "Art", required=True, choices=choices_of(PlanKind)),
        "status": asker.text("status", "Stand", default="geplant", choices=choices_of(Progress)),
        "youth_offices": asker.texts(
            "youth_office", "Jugendämter, deren Plan es ist", choices=offices, required=True
        ),
        "started": asker.text("started", "Begonnen am", check=checks.date),
    }
    ident = new.id(called, "plan", of_file=True)
    asker.complete()
    return Created(creating.new_plan(repository, context.network.id, ident or "", data))
