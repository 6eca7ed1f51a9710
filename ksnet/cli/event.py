"""`ksnet event`: the papers of one meeting."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.basics.limits import MAX_BYTES
from ksnet.basics.ordinary import read_given
from ksnet.cli.call import refuse_unlisted
from ksnet.cli.options import EventArgument, option
from ksnet.cli.output import FILE_ENDINGS, announce, to_stdout
from ksnet.cli.parameters import lists_choices
from ksnet.cli.scope import name_unreadable
from ksnet.cli.showing import Showing, shows
from ksnet.rendering import DOCUMENT_FORMATS

PAPERS = ("einladung", "teilnehmendenliste", "protokoll", "bescheinigung")


@lists_choices(
    {
        "--as": (
            ("einladung", "Einladung (sonst)"),
            ("teilnehmendenliste", "leere Liste zum Unterschreiben"),
            ("protokoll", "Vordruck für das Protokoll"),
            ("bescheinigung", "Bescheinigung der Teilnahme"),
        )
    }
)
@shows(DOCUMENT_FORMATS)
def event(
    way: Showing,
    event: EventArgument,
    paper: Annotated[str, option("--as", "|".join(PAPERS), "Welches Papier.")] = "einladung",
    participant: Annotated[
        str, option("--name", "NAME", "Bescheinigung: für wen; ohne Namen zum Eintragen von Hand.")
    ] = "",
    names: Annotated[
        Path | None,
        option(
            "--names",
            "DATEI",
            "Bescheinigungen für alle Namen einer Textdatei, einer je Zeile, in den Ordner von --output. "
            "Die Datei gehört nicht in die Unterlagen.",
        ),
    ] = None,
) -> None:
    """Erstellt Papiere zu einem Termin: Einladung, Teilnehmendenliste, Protokoll, Bescheinigung.

    Ausgefüllte Listen und Protokolle gehören nicht in die Unterlagen.

    Beispiele: ksnet event soest/2025-05-21-regionalgruppe --as einladung -o einladung.docx
               ksnet event soest/2025-10-06-fachtag --as bescheinigung --names namen.txt --format pdf -o bescheinigungen
    """  # noqa: W505  (a command to copy stays on one line)
    from ksnet.documents.papers import Paper, paper_view
    from ksnet.editing.likeness import OFF
    from ksnet.editing.naming import event_called
    from ksnet.records import german
    from ksnet.records.vocabulary import EventKind, EventStatus

    refuse_unlisted("--as", paper, PAPERS)
    if (participant or names) and paper != "bescheinigung":
        raise UsageProblem("--name und --names gehören zu --as bescheinigung.")
    if participant and names:
        raise UsageProblem("--name und --names schließen einander aus.")
    form = (way._replace(output=None) if names else way).form
    repository = way.open()
    network, found = event_called(repository, event)
    title = german.quoted(found.record.title)
    if paper == "protokoll" and found.record.kind is EventKind.FALLKONFERENZ:
        raise UsageProblem(
            "Für eine Fallkonferenz gibt es keinen Protokollvordruck: Festgehalten werden nur Tag, Dauer, Zahl der "
            f"Teilnehmenden und dass sie anonymisiert war{repository.land.cited('case_conferences')}."
        )
    if paper != "einladung" and found.record.status in OFF:
        state = "ist abgesagt" if found.record.status is EventStatus.ABGESAGT else "ist verschoben"
        raise UsageProblem(
            f"{title} {state}; dafür gibt es nur die Nachricht an die Eingeladenen (--as einladung). "
            f"Findet der Termin doch statt: ksnet record {found.id}"
        )
    if paper == "bescheinigung" and not found.record.took_place:
        held = f"Dass {title} stattgefunden hat, ist noch nicht eingetragen"
        announce(f"{held}: ksnet record {found.id}")
    name_unreadable(file for file in network.unreadable if file == network.members_file)
    listed = _names(names, way.output) if names else {way.output: participant}
    for target, name in listed.items():
        view = paper_view(network, found, Paper(paper), as_of=way.day, participant=name)
        file = f"{target}.{FILE_ENDINGS.get(form, form)}" if names else target
        way._replace(output=file).view(view, form, repository, networks=[network])


def _names(file: Path, output: str | None) -> dict[str | None, str]:
    """Return the names in a list by the path of their file without ending; makes the folder.

    Raises UsageProblem where the list is unreadable or empty, OutputProblem where the folder cannot
    be made.
    """
    from ksnet.repository.atomic import make_folder

    if to_stdout(output):
        raise UsageProblem("--names schreibt mehrere Dateien: den Ordner mit -o ORDNER angeben.")
    try:
        lines = read_given(file, MAX_BYTES).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem(
            f"--names: {file} lässt sich nicht lesen (eine Textdatei in UTF-8, ein Name je Zeile)."
        ) from error
    names = [" ".join(line.split()) for line in lines if line.strip()]
    if not names:
        raise UsageProblem(f"--names: In {file} steht kein Name.")
    folder = make_folder(Path(str(output)))
    width = len(str(len(names)))
    return {
        str(folder / f"bescheinigung-{number:0{width}d}"): name
        for number, name in enumerate(names, start=1)
    }
