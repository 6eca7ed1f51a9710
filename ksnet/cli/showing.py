"""How a command shows a document: the options of all that do, its format, and where it goes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.cli.call import refuse_unlisted, today
from ksnet.cli.data_folder import open_repository
from ksnet.cli.output import announce, deliver, deliver_pieces, gets_colors, to_stdout
from ksnet.cli.parameters import with_options
from ksnet.cli.scope import name_unreadable
from ksnet.rendering import BINARY

if TYPE_CHECKING:
    import datetime as dt

    from ksnet.cli.options import AsOf, NoProjectTemplates, Output, Root
    from ksnet.documents.sheets import Sheet
    from ksnet.documents.view import View
    from ksnet.rendering.blocks import Gap
    from ksnet.repository import Network, Repository


class Showing(NamedTuple):
    """How a command shows a document: day, folder of the records, and the options of `shows`."""

    day: dt.date
    root: Path | None
    formats: Sequence[str]
    format: str | None
    output: str | None
    own_templates: bool

    @property
    def form(self) -> str:
        """The format that is asked for or follows from the output; raises UsageProblem."""
        return choose_format(self.format, self.output, self.formats)

    def open(self) -> Repository:
        """Return the repository, with or without its own templates; broken settings are named."""
        repository = open_repository(self.root, own_templates=self.own_templates)
        name_unreadable(repository.unreadable)
        return repository

    def deliver(self, content: str | bytes, form: str) -> None:
        """Write a finished document to its destination."""
        deliver(content, self.output, form=form)

    def deliver_pieces(self, pieces: Iterable[str | bytes], form: str) -> None:
        """Write a document that is made while it is written, in pieces of whole lines."""
        deliver_pieces(pieces, self.output, form=form)

    def json(self, content: Mapping[str, object], **lists: Iterable[object]) -> None:
        """Write a JSON object; of `lists`, which replace values of these names, item by item."""
        deliver_json(content, self.output, **lists)

    def csv(self, sheet: Sheet) -> None:
        """Write a table as CSV."""
        from ksnet.rendering.csvfile import csv_lines

        self.deliver_pieces(csv_lines(sheet), "csv")

    def view(
        self,
        view: View,
        form: str,
        repository: Repository,
        *,
        networks: Sequence[Network] = (),
        draft: bool = False,
    ) -> None:
        """Render a document in any of its formats and write it to its destination.

        Gaps in the records of `networks` are told beside it; a `draft` shows them itself.
        """
        from ksnet import rendering
        from ksnet.basics.frozen import replace

        templates_dir = repository.own_templates
        renderer = rendering.Renderer(templates_dir, repository.land)
        lacking = dict.fromkeys((*repository.unreadable, *view.unreadable))
        view = replace(view, unreadable=tuple(lacking))
        # A terminal leaves details out.
        document = renderer.say(view, draft=draft, details=form != "text")
        width = shutil.get_terminal_size((rendering.TERMINAL_WIDTH, 24)).columns
        self.deliver_pieces(
            renderer.pieces(document, form, width=width, color=gets_colors(self.output)), form
        )
        if not draft:
            tell_gaps(document.gaps, repository, networks)


def shows(formats: Sequence[str]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of all that show a document, as its `Showing`."""

    def showing(
        format: str | None = None,
        output: Output = None,
        no_project_templates: NoProjectTemplates = False,
        root: Root = None,
        as_of: AsOf = None,
    ) -> Showing:
        return Showing(today(as_of), root, formats, format, output, not no_project_templates)

    # Read with the other annotations where typer needs them.
    showing.__annotations__["format"] = f"Annotated[str | None, format_option({formats!r})]"
    return lambda command: with_options(showing, command)


def choose_format(wanted: str | None, output: str | None, formats: Sequence[str]) -> str:
    """Return the requested format, else that of the output file's ending (none and `.txt`: text).

    Raises UsageProblem for a format or ending that the command does not make, and for a binary one
    on a terminal.
    """
    suffix = Path(output).suffix if output and output != "-" else ""
    ending = suffix.removeprefix(".").lower()
    form = wanted if wanted is not None else "text" if ending in {"", "txt"} else ending
    if form not in formats and wanted is None:
        endings = [".txt" if known == "text" else f".{known}" for known in formats]
        raise UsageProblem(
            f"-o: Dateien mit der Endung „{suffix}“ macht dieser Befehl nicht. Möglich sind {', '.join(endings)}; "
            f"oder das Format mit --format nennen ({', '.join(formats)})."
        )
    refuse_unlisted("--format", form, formats)
    if form in BINARY and to_stdout(output) and sys.stdout.isatty():
        raise UsageProblem(
            f"Das Format {form} lässt sich im Terminal nicht anzeigen. Eine Datei nennen, zum Beispiel: -o ausgabe.{form}"
        )
    return form


def tell_gaps(gaps: Sequence[Gap], repository: Repository, networks: Sequence[Network]) -> None:
    """Tell the gaps of a document: file and line, what is missing, and the line to add."""
    from ksnet.repository.positions import Positions

    positions = Positions(repository)
    repairs = {file: one for network in networks for file, one in network.repairs.items()}
    if gaps:
        announce("Was im Dokument fehlt, weil es nicht erfasst ist:")
    for gap in gaps:
        place = gap.place
        there = place is not None and (repository.root / place.file).exists()
        line = f":{positions.line(place, repairs)}" if place and there else ""
        where = f"{place.file}{line}: " if place else ""
        below = f" unter „{place.path[0]}“" if place and place.path else ""
        where_to = "Zu ergänzen" if there else "Neue Datei, darin" if below else "Neue Datei mit"
        add = f" {where_to}{below}: {gap.add}" if gap.add else ""
        announce(f"  {where}{gap.text}{add}")


def deliver_json(
    content: Mapping[str, object], output: str | None, **lists: Iterable[object]
) -> None:
    """Write a JSON object; of `lists`, which replace values of these names, item by item."""
    deliver_pieces(_json_pieces({**content, **lists}, lists), output, form="json")


def _json_pieces(
    content: Mapping[str, object], lists: Mapping[str, Iterable[object]]
) -> Iterator[str]:
    """Yield a JSON object as `json.dumps` writes it; no piece ends within a text."""
    from json import JSONEncoder

    def written(value: object, depth: int) -> str:
        return encoder.encode(value).replace("\n", f"\n{'  ' * depth}")

    encoder = JSONEncoder(ensure_ascii=False, indent=2)
    before = "{"
    for name, value in content.items():
        yield f"{before}\n  {encoder.encode(name)}: "
        before = ","
        if name not in lists:
            yield written(value, 1)
            continue
        opened = "["
        for item in lists[name]:
            yield f"{opened}\n    {written(item, 2)}"
            opened = ","
        yield "[]" if opened == "[" else "\n  ]"
    yield "\n}\n"
