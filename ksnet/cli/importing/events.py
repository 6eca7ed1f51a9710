"""`ksnet import events`: a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.basics.frozen import replace
from ksnet.cli.call import of_option, parse_day
from ksnet.cli.data_folder import choose_network
from ksnet.cli.importing.common import File, Import, conclude, file_content, imports
from ksnet.cli.options import NetworkOption, option
from ksnet.cli.parameters import lists_choices
from ksnet.cli.writing import open_for_writing
from ksnet.records.vocabulary import EventKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ksnet.importing.choosing import Answer, Unit
    from ksnet.records.network import NetworkRecord


@lists_choices({"--kind": EventKind})
@imports
def events(
    how: Import,
    file: File,
    network: NetworkOption = None,
    group: Annotated[
        list[str] | None,
        option(
            "--group", "GREMIUM", "Das Gremium der neuen Termine, Kennung oder Name; auch mehrmals."
        ),
    ] = None,
    kind: Annotated[
        str | None, option("--kind", "ART", "Die Art der neuen Termine; sonst nach dem Titel.")
    ] = None,
    from_: Annotated[
        str | None, option("--from", "DATUM", "Nur Termine ab diesem Tag, z. B. 1.8.2025.")
    ] = None,
    to: Annotated[
        str | None, option("--to", "DATUM", "Nur Termine bis zu diesem Tag, z. B. 31.7.2026.")
    ] = None,
    category: Annotated[
        list[str] | None,
        option("--category", "KATEGORIE", "Nur Termine dieser Kategorie (Outlook); auch mehrmals."),
    ] = None,
    only: Annotated[
        list[str] | None,
        option("--only", "TEXT", "Nur Termine, deren Titel das enthält; auch mehrmals."),
    ] = None,
) -> None:
    """Gleicht die Termine eines Netzwerks mit einer Kalenderdatei (.ics) ab, etwa aus Outlook.

    Übernommen werden Titel, Zeit, Ort und Absagen; nie Teilnehmende, Beschreibungen und
    Einwahldaten. Termine, die in der Datei fehlen, bleiben. Private Termine werden nicht gelesen.
    Auf einem Terminal fragt der Befehl je Serie oder Termin einmal, ob er zum Netzwerk gehört;
    sonst bleibt außen vor, was zweifelhaft ist, und wird genannt.

    Beispiel: ksnet import events kalender.ics --network soest --group plenum --dry-run
    """
    from functools import partial

    from ksnet.editing.candidates import value_called
    from ksnet.editing.naming import group_called
    from ksnet.importing.calendars.reading import read_calendar
    from ksnet.importing.calendars.series import years_around
    from ksnet.importing.choosing import Filter, Wanted
    from ksnet.importing.events import import_events
    from ksnet.importing.wording import events_text

    day = how.way.day
    first, last = parse_day(from_, "--from"), parse_day(to, "--to")
    if first and last and last < first:
        raise UsageProblem("--to liegt vor --from.")
    repository = open_for_writing(how.way.root)
    home = choose_network(repository, network)
    record = home.record
    wanted = Wanted(
        groups=[of_option("--group", partial(group_called, home), text) for text in group or ()],
        kind=None
        if kind is None
        else value_called(EventKind, kind, f"--kind: Eine Art „{kind}“ gibt es nicht."),
        chosen=Filter(first, last, tuple(category or ()), tuple(only or ())),
    )
    calendar = read_calendar(
        file.name, file_content(file), record.timezone, years_around(day, first, last)
    )
    imported = import_events(repository, home.id, calendar, wanted, day=day)
    if answers := _answers(imported.plan.open, record, wanted.groups):
        imported = import_events(
            repository, home.id, calendar, replace(wanted, answers=answers), day=day
        )
    text = events_text(imported.plan, record, file.name)
    conclude(repository, imported, text, how)


def _answers(
    units: Sequence[Unit], record: NetworkRecord, groups: Sequence[str]
) -> dict[str, Answer]:
    """Ask on a terminal what each new series or appointment is; empty without a terminal."""
    from ksnet.cli.asking import Asker
    from ksnet.importing.calendars.appointments import seems_off
    from ksnet.importing.choosing import Answer

    asker = Asker({})
    if not asker.interactive or not units:
        return {}
    others = {"ohne": Answer(ours=True), "nicht": Answer(ours=False), "spaeter": Answer(ours=None)}
    choices = [(one.id, f"Treffen: {one.name}") for one in record.groups if one.until is None]
    choices += [
        ("ohne", "Fortbildung, Fachtag oder anderes des Netzwerks ohne Gremium"),
        ("nicht", "nicht vom Netzwerk"),
        ("spaeter", "später entscheiden"),
    ]
    found: dict[str, Answer] = {}
    for unit in units:
        proposal = [*groups, *unit.groups, "ohne"][0]
        if unit.doubt or unit.kind.value == "sonstige":
            # A refusal is remembered, and the title may be another one soon.
            proposal = "spaeter" if seems_off(unit.appointments[0].title) else "nicht"
        question = f"{unit.name}: Was ist das?{f' ({unit.doubt})' if unit.doubt else ''}"
        answer = (
            asker.text(unit.id, question, required=True, default=proposal, choices=choices)
            or proposal
        )
        found[unit.id] = others.get(answer) or Answer(ours=True, groups=(answer,))
    return found
