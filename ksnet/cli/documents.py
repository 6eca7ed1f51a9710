"""Common parts of the document commands: formats, audiences, periods, delivery."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ksnet.basics.errors import OutputProblem, UsageProblem
from ksnet.cli.common import choose_network, of_option, refuse_vanished
from ksnet.cli.output import deliver, say, wants_color
from ksnet.rendering import BINARY

if TYPE_CHECKING:
    import datetime as dt

    from ksnet.documents.view import View
    from ksnet.duties.counting.spans import Window
    from ksnet.protection.who import Audience
    from ksnet.rendering.blocks import Gap
    from ksnet.repository import Network, Repository

AudienceOption = Annotated[
    str,
    typer.Option(
        "--audience",
        metavar="intern|oeffentlich",
        help="Für wen: oeffentlich zeigt nur, was die Unterlagen erlauben (sonst intern).",
        show_default=False,
    ),
]
YearOption = Annotated[
    str | None, typer.Option("--year", metavar="JJJJ", help="Kalenderjahr, z. B. 2025.")
]

ForceOption = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Auch dann schreiben, wenn eine Datei nicht lesbar ist und darin fehlen wird.",
    ),
]


def format_option(formats: Sequence[str]) -> typer.models.OptionInfo:
    """Return the `--format` option for a document with these formats."""
    found: typer.models.OptionInfo = typer.Option(
        "--format",
        metavar="|".join(formats),
        help="Form der Ausgabe; sonst nach der Endung der Datei, im Terminal text.",
    )
    return found


def choose_format(wanted: str | None, output: str | None, formats: Sequence[str]) -> str:
    """Return the requested format, else that of the output file's ending (none and `.txt`: text).

    Raises UsageProblem for a format or ending that the command does not make, and for a binary one
    on a terminal.
    """
    form = _format(wanted, output, formats)
    if form in BINARY and output in {None, "-"} and sys.stdout.isatty():
        raise UsageProblem(
            f"Das Format {form} lässt sich im Terminal nicht anzeigen. Eine Datei nennen, zum Beispiel: -o ausgabe.{form}"
        )
    return form


def _format(wanted: str | None, output: str | None, formats: Sequence[str]) -> str:
    if wanted is None:
        suffix = Path(output).suffix if output and output != "-" else ""
        ending = suffix.removeprefix(".").lower()
        form = "text" if ending in {"", "txt"} else ending
        if form not in formats:
            endings = [".txt" if known == "text" else f".{known}" for known in formats]
            raise UsageProblem(
                f"-o: Dateien mit der Endung „{suffix}“ macht dieser Befehl nicht. Möglich sind {', '.join(endings)}; "
                f"oder das Format mit --format nennen ({', '.join(formats)})."
            )
        return form
    if wanted not in formats:
        raise UsageProblem(
            f"--format: „{wanted}“ gibt es hier nicht. Erlaubt sind {', '.join(formats)}."
        )
    return wanted


def parse_audience(text: str) -> Audience:
    """Return the audience; raises UsageProblem for an unknown word."""
    from ksnet.protection.who import Audience

    try:
        return Audience(text)
    except ValueError:
        raise UsageProblem(
            f"--audience: „{text}“ gibt es nicht. Erlaubt sind intern und oeffentlich."
        ) from None


def parse_year(text: str | None, option: str = "--year") -> int | None:
    """Return the year of an option; raises UsageProblem for anything else."""
    if text is None:
        return None
    if not (len(text) == 4 and text.isascii() and text.isdigit() and 1900 <= int(text) <= 2199):
        raise UsageProblem(f"{option}: „{text}“ ist kein Jahr. Schreibweise: 2025.")
    return int(text)


def parse_window(year: str | None, first: str | None, last: str | None) -> Window | None:
    """Return the window of `--year` or `--from` and `--to`, None without any of them.

    A month or a year means all of its days.
    """
    from datetime import date

    from ksnet.duties.counting.spans import Window
    from ksnet.records.said import said_date

    number = parse_year(year)
    if number is not None and (first or last):
        raise UsageProblem("--year und --from/--to schließen einander aus.")
    if number is not None:
        return Window.of_year(number)
    if not (first or last):
        return None
    begin: dt.date = of_option("--from", said_date, first).first if first else date.min
    end: dt.date = of_option("--to", said_date, last).last if last else date.max
    if end < begin:
        raise UsageProblem("--to liegt vor --from.")
    return Window(begin, end)


def all_networks(repository: Repository, *, quiet: bool) -> list[Network]:
    """Read all networks; an unreadable one is named and left out.

    Raises UsageProblem where networks have vanished.
    """
    return list(each_network(repository, quiet=quiet))


def each_network(repository: Repository, *, quiet: bool) -> Iterator[Network]:
    """Read the networks one by one; an unreadable one is named and left out.

    Raises UsageProblem where networks have vanished.
    """
    refuse_vanished(repository)
    for ident in repository.network_ids:
        network = repository.network(ident)
        if network.readable:
            yield network
        else:
            say(
                f"Nicht lesbar, fehlt im Dokument: {network.file} (ksnet validate sagt, warum)",
                quiet=quiet,
            )


def whole_networks(
    repository: Repository, idents: Sequence[str] = (), *, force: bool, quiet: bool
) -> Iterator[Network]:
    """Read networks (by default all) one by one, for many files to be written at once.

    Nobody checks each of these files, so they are made of complete records only: after an
    unreadable file nothing more is yielded, and OutputProblem is raised at the end; with `force`
    the file is only named.
    """
    from ksnet.repository import SETTINGS_FILE

    if not idents:
        refuse_vanished(repository)
    broken = {SETTINGS_FILE} if repository.unreadable_settings else set()
    for ident in idents or repository.network_ids:
        network = choose_network(repository, ident) if idents else repository.network(ident)
        broken.update(network.unreadable, () if network.readable else [network.file])
        if network.readable and (force or not broken):
            yield network
    if broken and not force:
        raise OutputProblem(
            f"Nicht lesbar: {', '.join(sorted(broken))}. Was daraus entstünde, wäre unvollständig; geschrieben ist nichts. "
            "Was zu tun ist, sagt: ksnet validate. Trotzdem schreiben, ohne diese Dateien: --force"
        )
    name_unreadable(sorted(broken), quiet=quiet)


def name_unreadable(files: Iterable[str], *, quiet: bool) -> None:
    """Name the files that a document lacks."""
    for file in files:
        say(f"Nicht lesbar, fehlt im Dokument: {file} (ksnet validate sagt, warum)", quiet=quiet)


def deliver_view(
    view: View,
    form: str,
    output: str | None,
    *,
    repository: Repository,
    color: str,
    quiet: bool,
    networks: Sequence[Network] = (),
    draft: bool = False,
) -> None:
    """Render a document in any of its formats and write it to its destination.

    Gaps in the records of `networks` are told beside it; a `draft` shows them itself.
    """
    from ksnet import rendering

    templates_dir = repository.own_templates
    document = rendering.say(view, templates_dir, draft=draft, land=repository.land)
    plain = output not in (None, "-")
    width = shutil.get_terminal_size((rendering.TERMINAL_WIDTH, 24)).columns
    content = rendering.write(
        document,
        form,
        templates_dir=templates_dir,
        width=width,
        color=not plain and wants_color(color),
    )
    deliver(content, output, quiet=quiet, form=form)
    if not draft:
        tell_gaps(document.gaps, repository, networks, quiet=quiet)


def tell_gaps(
    gaps: Sequence[Gap], repository: Repository, networks: Sequence[Network], *, quiet: bool
) -> None:
    """Tell the gaps of a document: file and line, what is missing, and the line to add."""
    from ksnet.repository.positions import Positions

    positions = Positions(repository)
    repairs = {file: one for network in networks for file, one in network.repairs.items()}
    if gaps:
        say("Was im Dokument fehlt, weil es nicht erfasst ist:", quiet=quiet)
    for gap in gaps:
        there = gap.place is not None and (repository.root / gap.place.file).exists()
        where = (
            f"{gap.place.file}{f':{positions.line(gap.place, repairs)}' if there else ''}: "
            if gap.place
            else ""
        )
        below = f" unter „{gap.place.path[0]}“" if gap.place is not None and gap.place.path else ""
        where_to = "Zu ergänzen" if there else "Neue Datei, darin" if below else "Neue Datei mit"
        add = f" {where_to}{below}: {gap.add}" if gap.add else ""
        say(f"  {where}{gap.text}{add}", quiet=quiet)


def deliver_json(content: object, output: str | None, *, quiet: bool) -> None:
    """Write a JSON object."""
    import json

    deliver(
        json.dumps(content, ensure_ascii=False, indent=2) + "\n", output, quiet=quiet, form="json"
    )
