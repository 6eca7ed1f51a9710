"""`ksnet import`: merge lists and calendars of an office into the records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from ksnet.basics.errors import UsageProblem
from ksnet.basics.frozen import replace
from ksnet.cli.common import choose_network, deliver, of_option, parse_day, say, today
from ksnet.cli.german import GermanCommand, GermanGroup, lists_choices
from ksnet.cli.options import AsOf, NetworkOption, Output, Quiet, Root
from ksnet.cli.writing import Delivery, Diff, finish, open_for_writing, say_findings
from ksnet.records.vocabulary import EventKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ksnet.editing.outcome import Outcome
    from ksnet.importing.choosing import Answer, Unit
    from ksnet.records.network import NetworkRecord
    from ksnet.repository import Repository
    from ksnet.repository.journal import FileChange

File = Annotated[
    Path,
    typer.Argument(
        metavar="DATEI", help="Die Datei, die eingelesen wird; sie bleibt, wie sie ist."
    ),
]
TellOnly = Annotated[
    bool, typer.Option("--dry-run", help="Nichts schreiben, nur sagen, was geschähe.")
]

importing = typer.Typer(
    cls=GermanGroup,
    help="Liest Listen und Kalender ein und gleicht sie mit den Unterlagen ab.\n\nBeispiel: ksnet import members liste.xlsx --network soest --dry-run",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@importing.callback(invoke_without_command=True)
def kinds(ctx: typer.Context) -> None:
    """Show what can be imported when nothing is named."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def members(
    file: File,
    network: NetworkOption = None,
    dry_run: TellOnly = False,
    diff: Diff = False,
    sheet: Annotated[
        str | None,
        typer.Option(
            "--sheet", metavar="BLATT|ALL", help="Das Blatt der Excel-Datei, oder ALL für alle."
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding",
            metavar="KODIERUNG",
            help="Kodierung einer CSV-Datei, wenn sie sich nicht erkennen lässt (cp1252, cp850, mac_roman).",
        ),
    ] = None,
    partial: Annotated[
        bool | None,
        typer.Option(
            "--partial",
            help="Die Liste ist nur ein Teil: Niemand endet, weil er in ihr fehlt. Ohne die Angabe gilt das, wenn sie weniger als die Hälfte der Stellen nennt.",
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--mapping",
            metavar="DATEI",
            help="YAML-Datei, die sagt, was die Spalten bedeuten: „Ansprechp.: Name, Vorname“.",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATUM",
            help="Seit wann dabei ist, wer neu in der Liste steht und dort keinen eigenen Beginn hat: ein Tag, Monat, Jahr oder „unbekannt“. "
            "Sonst bei der ersten Liste unbekannt, danach heute.",
        ),
    ] = None,
    ended_on: Annotated[
        str | None,
        typer.Option(
            "--ended-on",
            metavar="DATUM",
            help="Letzter Tag derer, die nicht mehr in der Liste stehen, z. B. 30.6.2026; sonst heute.",
        ),
    ] = None,
    accept: Annotated[
        str | None,
        typer.Option(
            "--accept",
            metavar="ZEILE[,ZEILE…]",
            help="In diesen Zeilen steht jemand Neues, auch wenn es nicht so aussieht.",
        ),
    ] = None,
    same: Annotated[
        str | None,
        typer.Option(
            "--same",
            metavar="ZEILE[,ZEILE…]",
            help="In diesen Zeilen steht, wem sie ähneln: dieselbe Stelle anders geschrieben, dieselbe Person mit neuem Namen.",
        ),
    ] = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Es ist die vollständige Liste: Wer fehlt, endet, auch mehr als ein Viertel der Mitglieder.",
        ),
    ] = False,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> None:
    """Gleicht die Mitglieder eines Netzwerks mit einer Liste des Büros ab (.xlsx, .csv oder .vcf).

    Neue kommen dazu, Geändertes wird übernommen, wer in der vollständigen Liste fehlt, endet mit
    einem Datum; gelöscht wird nichts. Was unklar ist, bleibt, wie es ist, und wird genannt. Erst
    mit --dry-run ansehen, was geschähe.

    Beispiel: ksnet import members liste.xlsx --network soest --dry-run
    """
    from ksnet.editing import checks
    from ksnet.importing.lists.columns import listing_of, mapping_from
    from ksnet.importing.lists.files import read_grids
    from ksnet.importing.lists.given import group_words
    from ksnet.importing.matching import RowAnswers
    from ksnet.importing.members import import_members
    from ksnet.importing.wording import TOO_MANY, members_text

    day = today(as_of)
    last = parse_day(ended_on, "--ended-on") or day
    answers = RowAnswers(_rows("--accept", accept), _rows("--same", same))
    begun = of_option("--since", checks.since, since) if since else None
    repository = open_for_writing(root)
    chosen = choose_network(repository, network)
    groups = group_words(chosen.record.groups)
    meanings = (
        mapping_from(mapping.name, _file_content(mapping), groups) if mapping is not None else {}
    )
    listing = listing_of(
        read_grids(file.name, _file_content(file), encoding), meanings, sheet, file.name, groups
    )
    is_part = False if force else partial
    imported = import_members(
        repository,
        chosen.id,
        listing,
        day=day,
        ended_on=last,
        answers=answers,
        partial=is_part,
        since=begun,
    )
    sheets = ", ".join(f"„{name}“" for name in listing.sheets if name)
    text = members_text(
        imported.plan, chosen.record, f"{file.name} (Blatt {sheets})" if sheets else file.name
    )
    too_many = imported.plan.ending_too_many and not force
    if too_many and not diff and not dry_run:
        say(text, quiet=quiet)
        raise UsageProblem(TOO_MANY)
    _conclude(
        repository, imported, text, Delivery(root, day, diff, True, output, quiet), dry_run=dry_run
    )
    if too_many and dry_run:
        say(TOO_MANY, quiet=quiet)


@lists_choices({"--kind": EventKind})
def events(
    file: File,
    network: NetworkOption = None,
    group: Annotated[
        list[str] | None,
        typer.Option(
            "--group",
            metavar="GREMIUM",
            help="Das Gremium der neuen Termine, Kennung oder Name; auch mehrmals.",
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="ART", help="Die Art der neuen Termine; sonst nach dem Titel."
        ),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="DATUM", help="Nur Termine ab diesem Tag, z. B. 1.8.2025."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="DATUM", help="Nur Termine bis zu diesem Tag, z. B. 31.7.2026."
        ),
    ] = None,
    category: Annotated[
        list[str] | None,
        typer.Option(
            "--category",
            metavar="KATEGORIE",
            help="Nur Termine dieser Kategorie (Outlook); auch mehrmals.",
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="TEXT", help="Nur Termine, deren Titel das enthält; auch mehrmals."
        ),
    ] = None,
    dry_run: TellOnly = False,
    diff: Diff = False,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> None:
    """Gleicht die Termine eines Netzwerks mit einer Kalenderdatei (.ics) ab, etwa aus Outlook.

    Übernommen werden Titel, Zeit, Ort und Absagen; nie Teilnehmende, Beschreibungen und
    Einwahldaten. Termine, die in der Datei fehlen, bleiben. Private Termine werden nicht gelesen.
    Auf einem Terminal fragt der Befehl je Serie oder Termin einmal, ob er zum Netzwerk gehört;
    sonst bleibt außen vor, was zweifelhaft ist, und wird genannt.

    Beispiel: ksnet import events kalender.ics --network soest --group plenum --dry-run
    """
    from functools import partial

    from ksnet.editing.naming import group_called, value_called
    from ksnet.importing.calendars.reading import read_calendar
    from ksnet.importing.calendars.series import years_around
    from ksnet.importing.choosing import Filter
    from ksnet.importing.events import Wanted, import_events
    from ksnet.importing.wording import events_text

    day = today(as_of)
    first, last = parse_day(from_, "--from"), parse_day(to, "--to")
    if first and last and last < first:
        raise UsageProblem("--to liegt vor --from.")
    repository = open_for_writing(root)
    home = choose_network(repository, network)
    record = home.record
    wanted = Wanted(
        groups=[of_option("--group", partial(group_called, home), text) for text in group or ()],
        kind=None
        if kind is None
        else value_called(EventKind, kind, f"--kind: Eine Art „{kind}“ gibt es nicht."),
        chosen=Filter(
            first.isoformat() if first else "",
            last.isoformat() if last else "",
            tuple(category or ()),
            tuple(only or ()),
        ),
    )
    calendar = read_calendar(
        file.name, _file_content(file), record.timezone, years_around(day, first, last)
    )
    imported = import_events(repository, home.id, calendar, wanted, day=day)
    if answers := _answers(imported.plan.open, record, wanted.groups):
        imported = import_events(
            repository, home.id, calendar, replace(wanted, answers=answers), day=day
        )
    text = events_text(imported.plan, record, file.name)
    _conclude(
        repository, imported, text, Delivery(root, day, diff, True, output, quiet), dry_run=dry_run
    )


class _Imported(Protocol):
    changes: dict[str, FileChange]
    outcome: Outcome


def _conclude(
    repository: Repository,
    imported: _Imported,
    text: str,
    way: Delivery,
    *,
    dry_run: bool,
) -> None:
    """Tell the plan and the findings that it causes, and carry it out unless `dry_run`."""
    if dry_run:
        deliver(text, way.output, quiet=way.quiet)
        say_findings(imported.outcome, quiet=way.quiet)
        say("Nichts geschrieben (--dry-run).", quiet=way.quiet)
        return
    say(text, quiet=way.quiet)
    finish(repository, imported.changes, way, done=(), result=imported.outcome)


def _answers(
    units: Sequence[Unit], record: NetworkRecord, groups: Sequence[str]
) -> dict[str, Answer]:
    """Ask on a terminal what each new series or appointment is; empty without a terminal."""
    from ksnet.cli.asking import Asker
    from ksnet.importing.choosing import Answer

    asker = Asker({})
    if not asker.interactive or not units:
        return {}
    others = {
        "ohne": Answer(ours=True),
        "nicht": Answer(ours=False),
        "spaeter": Answer(ours=None),
    }
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
            proposal = "nicht"
        question = f"{unit.name}: Was ist das?{f' ({unit.doubt})' if unit.doubt else ''}"
        answer = (
            asker.text(unit.id, question, required=True, default=proposal, choices=choices)
            or proposal
        )
        found[unit.id] = others.get(answer) or Answer(ours=True, groups=(answer,))
    return found


def _file_content(path: Path) -> bytes:
    import os
    import stat

    from ksnet.basics.errors import reason
    from ksnet.importing.lists.tables import MOST_BYTES

    no_wait = getattr(os, "O_NONBLOCK", 0)  # Windows has none
    try:
        # Do not wait for a named pipe without a writer.
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | no_wait)) as file:
            if stat.S_ISFIFO(os.fstat(file.fileno()).st_mode):
                os.set_blocking(file.fileno(), True)
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageProblem(f"{path} lässt sich nicht lesen: {reason(error)}.") from error


def _rows(option: str, text: str | None) -> frozenset[int]:
    """Parse the rows of --accept and --same; raises UsageProblem.

    The grammar: `[sheet ":"] row { "," [sheet ":"] row }`, as in `14,17` or `2:14`, row 14 of the
    second sheet that is read.
    """
    from ksnet.importing.notes import NEXT_SHEET

    numbers = []
    for part in text.split(",") if text else ():
        sheet, _, row = part.strip().rpartition(":")
        if not (row.isdecimal() and (sheet or "1").isdecimal()):
            raise UsageProblem(
                f"{option}: „{text}“ sind keine Zeilennummern. Schreibweise: 14 oder 14,17; auf dem zweiten Blatt 2:14."
            )
        numbers.append((int(sheet or 1) - 1) * NEXT_SHEET + int(row))
    return frozenset(numbers)


for command in (members, events):
    importing.command(cls=GermanCommand)(command)
