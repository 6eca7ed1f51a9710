"""Typer in German: Typer's own texts are English, so finished help texts are reworded here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

import typer
from typer import core

# The click that typer carries within itself has no public name; typer is pinned to a minor version
# for this too.
from typer._click import exceptions as click_errors
from typer._click.core import Context
from typer._click.formatting import HelpFormatter

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.cli.call import COLOR, QUIET, refuse_unlisted
from ksnet.cli.parameters import CHOICES
from ksnet.cli.plain import COLORS

_REWORDED = (
    (expression(r"^Usage: ", re.MULTILINE), "Aufruf: "),
    (expression(r"\[OPTIONS\]"), "[OPTIONEN]"),
    (expression(r"COMMAND \[ARGS\]\.\.\."), "BEFEHL …"),
    (expression(r"^Options:$", re.MULTILINE), "Optionen:"),
    (expression(r"^Arguments:$", re.MULTILINE), "Argumente:"),
    (expression(r"^Commands:$", re.MULTILINE), "Befehle:"),
    (expression(r"\s*\[required\]"), ""),
    (expression(r"\{([A-ZÄÖÜ|…= ]+)\}"), r"\1"),  # a required argument
    (expression(r"Show this message and exit\."), "Diese Hilfe zeigen."),
    (
        expression(r"Install completion for the current shell\."),
        "Vervollständigung für diese Shell einrichten.",
    ),
    (
        expression(
            r"Show completion for the current shell, to copy it or\s+customize the installation\."
        ),
        "Vervollständigung für diese Shell zeigen.",
    ),
)


def _reword(text: str) -> str:
    for pattern, german in _REWORDED:
        text = pattern.sub(german, text)
    return text


class GermanCommand(core.TyperCommand):
    """A command with German help that takes `--color`, `--quiet` and `--debug` undeclared.

    The values are kept in `Context.meta` for `ksnet.cli.call.current_call`.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401  (those of typer, handed on)
        """Add these options, unless the function has one of them."""
        super().__init__(*arguments, **options)
        self.help = _with_examples(self.help or "")
        of_all = (
            core.TyperOption(
                param_decls=["color", "--color"],
                default=COLORS[0],
                metavar="|".join(COLORS),
                help="Farben: auto (nur im Terminal), always (immer), never (nie).",
                expose_value=False,
                callback=_remember_color,
            ),
            core.TyperOption(
                param_decls=["quiet", "--quiet", "-q"],
                is_flag=True,
                default=False,
                help="Keine Meldungen neben dem Ergebnis.",
                expose_value=False,
                callback=_remember_quiet,
            ),
            core.TyperOption(
                param_decls=["debug", "--debug"],
                is_flag=True,
                default=False,
                help="Bei unerwarteten Fehlern die technischen Einzelheiten zeigen.",
                expose_value=False,  # read by the error handler
            ),
        )
        known = {name for parameter in self.params for name in parameter.opts}
        self.params += [one for one in of_all if known.isdisjoint(one.opts)]

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the words of a call; an option never takes another option as its value."""
        options = {
            name: one
            for one in self.params
            if isinstance(one, core.TyperOption)
            for name in one.opts
        }
        words = args[: args.index("--")] if "--" in args else args
        for word, following in pairwise(words):
            if (
                word in options
                and not options[word].is_flag
                and len(following) > 1
                and following in options
            ):
                raise click_errors.BadOptionUsage(word, "", ctx)
        _refuse_lost_values(words, options)
        if all(isinstance(one, core.TyperOption) for one in self.params):
            _refuse_value_of_flag(words, options)
        try:
            return super().parse_args(ctx, args)
        except click_errors.UsageError as error:
            error.ctx = error.ctx or ctx  # not every parser error names its command
            raise

    def get_help(self, ctx: Context) -> str:
        """Return the help text in German."""
        return _reword(super().get_help(ctx))

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List below the options their values and meanings (`lists_choices`)."""
        super().format_epilog(ctx, formatter)
        usual = {
            option: [
                (word, MEANINGS[option][word]) for word in (parameter.metavar or "").split("|")
            ]
            for parameter in self.params
            for option in parameter.opts
            if option in MEANINGS
            and set((parameter.metavar or "").split("|")) <= MEANINGS[option].keys()
        }
        for option, choices in {**usual, **getattr(self.callback, CHOICES, {})}.items():
            with formatter.section(f"Zur Wahl bei {option}"):
                listed = choices if isinstance(choices, Iterable) else choices()
                pairs = [
                    one if isinstance(one, tuple) else (one.value, one.label) for one in listed
                ]
                formatter.write_dl(pairs, col_max=24)


def _refuse_lost_values(words: list[str], options: Mapping[str, core.TyperOption]) -> None:
    """Raise UsageProblem for an empty value, and for a second one where only the last counts."""
    given: list[core.TyperOption] = []
    for word, following in pairwise([*words, "-"]):
        name, equals, value = word.partition("=")
        option = options.get(name)
        if option is None or option.is_flag:
            continue
        if not (value if equals else following).strip():
            raise UsageProblem(f"{name}: Der Wert ist leer. Ohne Wert die Option weglassen.")
        if option in given and not option.multiple:
            raise UsageProblem(f"{name} steht zweimal da; gelten kann nur ein Wert.")
        given.append(option)


def _refuse_value_of_flag(words: list[str], options: Mapping[str, core.TyperOption]) -> None:
    """Raise UsageProblem for a value behind an option that has none: `--public ja`."""
    for word, following in pairwise(words):
        option = options.get(word)
        if option is not None and option.is_flag and not following.startswith("-"):
            other = "".join(f"; das Gegenteil ist {one}" for one in option.secondary_opts)
            raise UsageProblem(
                f"{word} steht für sich und hat keinen Wert: „{following}“ weglassen{other}."
            )


# The meanings of values of options that several commands have.
MEANINGS: dict[str, dict[str, str]] = {
    "--format": {
        "text": "Text für das Terminal (.txt)", "md": "Markdown", "html": "Webseite",
        "docx": "Word", "pdf": "PDF, zum Drucken", "csv": "Tabelle, auch für Excel",
        "xlsx": "Excel", "vcf": "Kontakte für ein Adressbuch", "ics": "Kalender, auch für Outlook",
        "json": "für eigene Programme", "concise": "eine Zeile je Befund",
        "github": "Anmerkungen bei GitHub", "gitlab": "Befunde bei GitLab",
        "sarif": "SARIF, für Prüfwerkzeuge", "junit": "JUnit, für Prüfläufe",
    },
    "--audience": {
        "intern": "alles, was in den Unterlagen steht",
        "oeffentlich": "nur, was veröffentlicht werden darf",
    },
}  # fmt: skip
_EXAMPLES = expression(r"^Beispiele?: +(.+(?:\n.+)*)", re.MULTILINE)


def _with_examples(text: str) -> str:
    """Return a help text with each example unbroken on its own line, for copying."""
    return _EXAMPLES.sub(
        lambda match: (
            "\b\nBeispiel:\n" + "\n".join(f"  {line.strip()}" for line in match[1].split("\n"))
        ),
        text,
    )


def _remember_color(ctx: Context, _: object, value: str) -> None:
    refuse_unlisted("--color", value, COLORS)
    ctx.meta[COLOR] = value


def _remember_quiet(ctx: Context, _: object, value: bool) -> None:
    ctx.meta[QUIET] = value


class GermanGroup(core.TyperGroup):
    """A command with subcommands and German help, listed in the order of registration."""

    def get_help(self, ctx: Context) -> str:
        """Return the help text in German."""
        return _reword(super().get_help(ctx))

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002  (the signature is typer's)
        """Return the commands as registered, the most used first."""
        return list(self.commands)


def with_subcommands(help: str, *commands: Callable[..., None]) -> typer.Typer:
    """Return a command with these subcommands; called alone, it shows its help."""
    from ksnet.cli.options import described

    made = typer.Typer(
        cls=GermanGroup,
        help=help,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )

    @made.callback(invoke_without_command=True)
    def show_help(ctx: typer.Context) -> None:
        """Show what there is when no subcommand is named."""
        if ctx.invoked_subcommand is None:
            typer.echo(ctx.get_help())

    for command in commands:
        line = (command.__doc__ or "").partition("\n")[0]  # typer would cut it off
        made.command(cls=GermanCommand, short_help=line.rstrip("."))(described(command))
    return made
