"""The commands by name, and their modules.

A command is imported when it is called. Importing all of them, with options for all parameters,
would be a fifth of every start.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

import typer
from typer._click.core import Command, Context  # see ksnet.cli.german
from typer._click.formatting import HelpFormatter

from ksnet.cli.german import GermanCommand, GermanGroup
from ksnet.cli.options import described

# Each with its line in the list, of at most 65 characters, the most used first.
COMMANDS = {
    "validate": "Prüft alle Unterlagen und zeigt, was zu ändern ist.",
    "report": "Erstellt den Tätigkeitsbericht oder den Bericht über einen Plan.",
    "calendar": "Zeigt die Termine in ihrer Reihenfolge, auch als Kalenderdatei.",
    "members": "Zeigt die Mitglieder nach Handlungsfeld und Stelle.",
    "documents": "Schreibt alle Dokumente der Netzwerke in allen Formaten.",
    "site": "Schreibt die öffentlichen Seiten aller Netzwerke, mit Kalendern.",
    "explain": "Erklärt eine Regel: warum es sie gibt und wie man sie erfüllt.",
    "schema": "Gibt JSON-Schemas aus, mit denen Editoren beim Schreiben helfen.",
    "duties": "Zeigt die Pflichten nach dem Gesetz: erfüllt, offen, laufend.",
    "due": "Zeigt, was ansteht und was überfällig ist.",
    "event": "Erstellt Einladung, Teilnehmendenliste und Protokoll zum Termin.",
    "attendance": "Zeigt, welche Stelle wie oft vertreten war und wer fehlt.",
    "figures": "Zeigt das Netzwerk in Zahlen, Jahr für Jahr.",
    "find": "Sucht in allen Unterlagen und sagt, wo etwas steht.",
    "mail": "Gibt Mailadressen eines Gremiums oder Termins aus.",
    "record": "Hält fest, was aus einem Termin geworden ist.",
    "fmt": "Bringt Dateien in die einheitliche Form.",
    "diff": "Sagt in Sätzen, was sich an den Unterlagen geändert hat.",
    "codeowners": "Schreibt, wer welche Unterlagen prüfen muss (CODEOWNERS).",
    "template": "Zeigt die Vorlagen der Dokumente oder kopiert eine zum Ändern.",
    "init": "Legt einen Ordner für Unterlagen an, mit allem, was dazugehört.",
    "new": "Legt an: Stelle, Person, Termin, Vereinbarung, Ziel, Jahr …",
    "set": "Ändert Angaben eines Eintrags oder mehrerer.",
    "sign": "Hält fest, dass eine Vereinbarung oder ein Bericht fertig ist.",
    "import": "Liest Excel-Listen und Outlook-Kalender ein und gleicht sie ab.",
    "confirm": "Bestätigt oder berichtigt, was ein Import vorgeschlagen hat.",
    "rename": "Gibt einem Eintrag eine neue Kennung, überall, wo sie steht.",
    "merge": "Macht aus zwei Einträgen für dieselbe Stelle oder Person einen.",
    "end": "Beendet eine Stelle, eine Person oder ein Gremium mit Datum.",
    "move-event": "Verlegt einen Termin so, dass abonnierte Kalender folgen.",
    "forget": "Löscht die Daten einer ausgeschiedenen Person.",
    "undo": "Nimmt zurück, was der letzte Befehl geändert hat.",
    "merge-file": "Führt zwei Fassungen einer Datei zusammen; Git ruft ihn auf.",
    "recover": "Führt eine unterbrochene Änderung zu Ende oder nimmt sie zurück.",
}
# The module below `ksnet.cli` and the name there, where they are not those of the command.
_ELSEWHERE = {
    "set": ("set_value", "set_value"),
    "import": ("importing", "importing"),
}


def command_home(command: str) -> tuple[str, str]:
    """Return the module below `ksnet.cli` that a command is in, and its name there."""
    own = command.replace("-", "_")
    return _ELSEWHERE.get(command, (own, own))


class Program(GermanGroup):
    """The program, which creates each of its commands on demand."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002  (the signature is typer's)
        """Return the names, the most used first."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return a command by name, or None."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _make(cmd_name)
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002  (the signature is typer's)
        """Write the list of all commands for the help."""
        with formatter.section("Befehle"):
            formatter.write_dl(list(COMMANDS.items()))


@cache  # what calls the program twice in one process, as tests do, need not wait for this again
def _make(name: str) -> Command:
    module, attribute = command_home(name)
    found = getattr(import_module(f"ksnet.cli.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        described(found)
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(name, cls=GermanCommand)(found)
        found = single
    command = typer.main.get_command(found)
    command.name = name
    return command
