"""Every command that changes records, with calls of it,
and a small repository in which each of them has something to do.

`writing` and `others` come from the commands that there are: a command that is missing in `CALLS`
fails a test.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from ksnet.cli.program import app
from ksnet.rules.examples import BASE, SHORT
from tests.musterstadt import files_of

Call = tuple[str, ...]
DAY = ("--as-of", "2026-06-30")
EVENT, SECOND = SHORT["event"], "data/events/musterstadt/2026-03-10-treffen.yaml"
LIST = "Stelle;Name;Vorname\nJugendamt;Neu;Nora\nKita Nord;Berg;Ole\nKita Ost;Roth;Jan\n"
_APPOINTMENT = "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART:{0}T100000\r\nSUMMARY:Fachtag\r\nEND:VEVENT\r\n"
CALENDAR = f"BEGIN:VCALENDAR\r\n{_APPOINTMENT.format(20260901)}{_APPOINTMENT.format(20260902)}END:VCALENDAR\r\n"

# By command: calls that change something, without a question; those of `new` and `import` are
# commands of their own.
CALLS: dict[str, list[Call]] = {
    "record": [
        ("2026-03-10-treffen", "--total", "12", "--member", "wache", "--result", "aufgabe: Leitfaden @wache bis 30.9.2026")
    ],
    "set": [("netzwerk", "Name=Netzwerk Anders")],
    "sign": [("2025", "--by", "Jugendhilfeausschuss", "--on", "9.3.2026")],
    "fmt": [()],
    "validate": [("--fix", "--unsafe-fixes")],
    "new network": [("--id", "neu", "--name", "Netzwerk Neu", "--gemeinde", "Soest", "--yes")],
    "new member": [("--name", "Kita Sonne", "--category", "traeger-8a", "--field", "kindertagesbetreuung", "--yes")],
    "new person": [("--member", "partner", "--family-name", "Neumann", "--yes")],
    "new guest": [("--family-name", "Gast", "--organisation", "Hochschule Muster", "--yes")],
    "new group": [("--name", "Arbeitskreis Neu", "--kind", "arbeitskreis", "--yes")],
    "new event": [("--title", "Treffen", "--kind", "netzwerktreffen", "--start", "2026-11-03 9:00", "--yes")],
    "new events": [("--from-cadence", "plenum", "--year", "2028", "--weekday", "mi", "--time", "13:30-15:30", "--yes")],
    "new youth-office": [("--gemeinde", "Lippstadt", "--yes")],
    "new agreement": [("--title", "Absprache Neu", "--kind", "verfahrensabsprache", "--yes")],
    "new goal": [("--text", "Die Mitteilungswege sind bekannt.", "--serves", "mitteilungswege", "--yes")],
    "new workstream": [("--text", "Leitfaden digitale Gewalt", "--kind", "projekt", "--yes")],
    "new vacancy": [("--category", "familiengericht", "--reason", "Die Stelle wird besetzt.", "--until", "12/2026", "--yes")],
    "new affiliation": [("--name", "AG Prävention", "--kind", "praevention", "--yes")],
    "new page": [("--url", "https://www.example.org/kinderschutz", "--yes")],
    "new year": [("2026", "--summary", "Ein ruhiges Jahr.", "--yes")],
    "new plan": [("--title", "Schutzplan", "--kind", "kinderschutzentwicklungsplan", "--started", "2026-01-10", "--youth-office", "stadt-muster", "--yes")],
    "import members": [("liste.csv", "--network", "musterstadt", "--force")],
    "import events": [("kalender.ics", "--network", "musterstadt")],
    "confirm": [("musterstadt", "--all"), ("musterstadt", "--field", "kita-nord=schule")],
    "rename": [
        ("youth-office", "stadt-muster", "stadt-neu"), ("network", "musterstadt", "neustadt"), ("person", "muster", "neu"),
        ("event", "2026-09-16-treffen", "2026-09-16-plenum"),
    ],
    "merge": [("member", "wache", "polizei", "--yes"), ("person", "muster", "doppelt", "--yes")],
    "end": [
        ("person", "muster", "--on", "2026-06-15"), ("member", "wache", "--on", "2026-06-15"), ("group", "plenum", "--on", "2026-06-15")
    ],
    "move-event": [("musterstadt/2026-09-16-treffen", "--to", "2026-10-07 13:30")],
    "forget": [("musterstadt", "frueher", "--yes")],
    "undo": [()],
}  # fmt: skip
FOR_GOOD = {"forget"}  # what cannot be taken back

_PEOPLE = """\
      - id: frueher
        family_name: Früher
        until: 2025-03-31
      - id: doppelt
        family_name: Muster
        given_name: Mia
"""
_BODIES = """\
  - id: wache
    name: Wache Muster
    categories: [polizei-ordnung]
  - id: polizei
    name: Polizei Muster
    categories: [polizei-ordnung]
    people:
      - id: streife
        family_name: Streife
  - id: kita-nord
    name: Kita Nord
    field: kindertagesbetreuung
    unconfirmed: [field]
"""


def calls(*, without: frozenset[str] = frozenset()) -> list[Call]:
    """Return all calls as they are typed; `undo` is no call of its own,
    since it needs one before it.
    """
    left_out = without | {"undo"}
    return [
        (*command.split(), *call, *DAY)
        for command, ways in CALLS.items()
        if command not in left_out
        for call in ways
    ]


def files() -> dict[str, bytes]:
    """Return the repository, with what the imports read beside it."""
    event = BASE["event"].replace(
        "start: 2026-09-16 13:30\nend", "public:   ja\nstart: 2026-09-16 13:30\nend"
    )
    second = event.replace("-09-16", "-03-10").replace(
        "status", "organisers: [stadt-muster, polizei]\nchair: frueher\nstatus"
    )
    return files_of({
        "members": BASE["members"].replace("  - id: partner", f"{_PEOPLE}  - id: partner") + _BODIES,
        "event": event.replace("geplant", "geplant  # so"), SECOND: second,
        "data/networks/musterstadt/years/2025.yaml": "summary: Ein ruhiges Jahr.\n",
        "liste.csv": LIST, "kalender.ics": CALENDAR,
    })  # fmt: skip


def leaves() -> Iterator[tuple[str, Any]]:
    """Yield every command that there is, those of `new` and `import` each,
    with what typer knows of it.
    """

    def below(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        if not hasattr(command, "list_commands"):
            yield " ".join(path), command
            return
        for name in command.list_commands(None):
            yield from below(command.get_command(None, name), (*path, name))

    yield from below(typer.main.get_command(app), ())


def shows_changes(command: Any) -> bool:
    """Whether a command has `--diff`, as every command that changes records must have."""
    return any(parameter.name == "diff" for parameter in command.params)


def source(command: Any) -> str:
    """Return the text of the module that a command stands in."""
    module = sys.modules[inspect.unwrap(command.callback).__module__]
    return Path(str(module.__file__)).read_text(encoding="utf-8")
