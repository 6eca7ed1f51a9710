"""The commands by name: their modules, and their lines in the list of commands.

A command is imported when it is called. Importing all of them, with options for all parameters,
would be a fifth of every start.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import NamedTuple

import typer
from typer._click.core import Command, Context  # see ksnet.cli.german
from typer._click.formatting import HelpFormatter

from ksnet.cli.german import GermanCommand, GermanGroup
from ksnet.cli.options import described


class CommandEntry(NamedTuple):
    """The target below `ksnet.cli`, a function or a Typer, and a line of at most 65 characters."""

    target: str
    line: str


COMMANDS: dict[str, CommandEntry] = {
    "validate": CommandEntry(
        "validate:validate", "Prüft alle Unterlagen und zeigt, was zu ändern ist."
    ),
    "report": CommandEntry(
        "report:report", "Erstellt den Tätigkeitsbericht oder den Bericht über einen Plan."
    ),
    "calendar": CommandEntry(
        "calendar:calendar", "Zeigt die Termine in ihrer Reihenfolge, auch als Kalenderdatei."
    ),
    "members": CommandEntry(
        "members:members", "Zeigt die Mitglieder nach Handlungsfeld und Stelle."
    ),
    "documents": CommandEntry(
        "everything:documents", "Schreibt alle Dokumente der Netzwerke in allen Formaten."
    ),
    "site": CommandEntry(
        "site:site", "Schreibt die öffentlichen Seiten aller Netzwerke, mit Kalendern."
    ),
    "explain": CommandEntry(
        "explain:explain", "Erklärt eine Regel: warum es sie gibt und wie man sie erfüllt."
    ),
    "schema": CommandEntry(
        "schema:schema", "Gibt JSON-Schemas aus, mit denen Editoren beim Schreiben helfen."
    ),
    "duties": CommandEntry(
        "duties:duties", "Zeigt die Pflichten nach dem Gesetz: erfüllt, offen, laufend."
    ),
    "due": CommandEntry("due:due", "Zeigt, was ansteht und was überfällig ist."),
    "event": CommandEntry(
        "event:event", "Erstellt Einladung, Teilnehmendenliste und Protokoll zum Termin."
    ),
    "attendance": CommandEntry(
        "attendance:attendance", "Zeigt, welche Stelle wie oft vertreten war und wer fehlt."
    ),
    "figures": CommandEntry("figures:figures", "Zeigt das Netzwerk in Zahlen, Jahr für Jahr."),
    "find": CommandEntry("find:find", "Sucht in allen Unterlagen und sagt, wo etwas steht."),
    "mail": CommandEntry("mail:mail", "Gibt Mailadressen eines Gremiums oder Termins aus."),
    "record": CommandEntry("record:record", "Hält fest, was aus einem Termin geworden ist."),
    "fmt": CommandEntry("fmt:fmt", "Bringt Dateien in die einheitliche Form."),
    "diff": CommandEntry("diff:diff", "Sagt in Sätzen, was sich an den Unterlagen geändert hat."),
    "codeowners": CommandEntry(
        "codeowners:codeowners", "Schreibt, wer welche Unterlagen prüfen muss (CODEOWNERS)."
    ),
    "template": CommandEntry(
        "template:template", "Zeigt die Vorlagen der Dokumente oder kopiert eine zum Ändern."
    ),
    "init": CommandEntry(
        "init:init", "Legt einen Ordner für Unterlagen an, mit allem, was dazugehört."
    ),
    "new": CommandEntry("new:new", "Legt an: Stelle, Person, Termin, Vereinbarung, Ziel, Jahr …"),
    "set": CommandEntry("set_value:set_value", "Ändert eine einzelne Angabe eines Eintrags."),
    "sign": CommandEntry(
        "sign:sign", "Hält fest, dass eine Vereinbarung oder ein Bericht fertig ist."
    ),
    "import": CommandEntry(
        "importing:importing", "Liest Excel-Listen und Outlook-Kalender ein und gleicht sie ab."
    ),
    "confirm": CommandEntry(
        "confirm:confirm", "Bestätigt oder berichtigt, was ein Import vorgeschlagen hat."
    ),
    "rename": CommandEntry(
        "rename:rename", "Gibt einem Eintrag eine neue Kennung, überall, wo sie steht."
    ),
    "merge": CommandEntry(
        "merge:merge", "Macht aus zwei Einträgen für dieselbe Stelle oder Person einen."
    ),
    "end": CommandEntry("end:end", "Beendet eine Stelle, eine Person oder ein Gremium mit Datum."),
    "move-event": CommandEntry(
        "move_event:move_event", "Verlegt einen Termin so, dass abonnierte Kalender folgen."
    ),
    "forget": CommandEntry("forget:forget", "Löscht die Daten einer ausgeschiedenen Person."),
    "undo": CommandEntry("undo:undo", "Nimmt zurück, was der letzte Befehl geändert hat."),
    "merge-file": CommandEntry(
        "merge_file:merge_file", "Führt zwei Fassungen einer Datei zusammen; Git ruft ihn auf."
    ),
    "recover": CommandEntry(
        "recover:recover", "Beendet eine unterbrochene Änderung oder nimmt sie zurück."
    ),
}


class Program(GermanGroup):
    """The program, which creates each of its commands on demand."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002  (the signature is typer's)
        """Return the names, the most used first."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return a command by name, or None."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _make(cmd_name, COMMANDS[cmd_name].target)
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002  (the signature is typer's)
        """Write the list of all commands for the help."""
        with formatter.section("Befehle"):
            formatter.write_dl([(name, entry.line) for name, entry in COMMANDS.items()])


@cache  # what calls the program twice in one process, as tests do, need not wait for this again
def _make(name: str, target: str) -> Command:
    module, _, attribute = target.partition(":")
    found = getattr(import_module(f"ksnet.cli.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        described(found)
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(name, cls=GermanCommand)(found)
        found = single
    command = typer.main.get_command(found)
    command.name = name
    return command
