"""Calls that are wrong, explained in German by the class of typer's English error."""

from __future__ import annotations

import re

from typer._click import exceptions as click_errors  # see ksnet.cli.german

from ksnet.cli.call import call_of, year_hint

_TYPES = (
    ("not a valid integer", "; nötig ist eine ganze Zahl"),
    ("not a valid float", "; nötig ist eine Zahl"),
    ("not a valid boolean", "; nötig ist true oder false"),
    ("does not exist", ": Das gibt es nicht"),
    ("is a directory", ": Das ist ein Ordner"),
    ("is not readable", ": Die Berechtigung fehlt"),
)


def explain_usage(error: click_errors.UsageError, commands: list[str]) -> str:
    """Return a German explanation of a usage error."""
    from ksnet.basics.spelling import did_you_mean, nearest

    if isinstance(error, click_errors.NoSuchOption):
        meant = nearest(error.option_name, error.possibilities or [])
        called = error.ctx.command if error.ctx else None
        params = [] if called is None or hasattr(called, "commands") else called.params
        known = ", ".join(
            param.opts[0]
            for param in params
            if param.param_type_name == "option" and not getattr(param, "hidden", False)
        )
        hint = f" Meinten Sie {meant}?" if meant else f" Optionen: {known}." if known else ""
        return f"Die Option {error.option_name} gibt es hier nicht.{hint}"
    if isinstance(error, click_errors.MissingParameter):
        option = (
            error.param.opts[0] if error.param and error.param.param_type_name == "option" else ""
        )
        name = error.param.human_readable_name.upper() if error.param else ""
        meaning = (getattr(error.param, "help", None) or "").rstrip(".")
        return f"Es fehlt: {option or name}{f' ({meaning})' if meaning else ''}."
    if isinstance(error, click_errors.BadOptionUsage):
        return f"Hinter {error.option_name} fehlt der Wert, oder es folgt einer zu viel."
    if isinstance(error, click_errors.BadParameter):
        name = error.param.opts[0] if error.param and error.param.opts else ""
        value = re.search(r"'([^']*)'", error.message)
        needed = next((german for english, german in _TYPES if english in error.message), "")
        return f"{name}: {f'„{value[1]}“' if value else 'Der Wert'} passt nicht{needed}."
    unknown = re.match(r"No such command '([^']*)'", error.message)
    if unknown:
        return f"Einen Befehl „{unknown[1]}“ gibt es nicht." + did_you_mean(
            unknown[1], commands, f" Befehle: {', '.join(commands)}."
        )
    extra = re.match(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", error.message)
    if extra:
        if year := year_hint(extra[1], call_of(error.ctx) if error.ctx else None):
            return f"Zu viel angegeben: {extra[1]}.{year}"
        return f"Zu viel angegeben: {extra[1]}. Was aus mehreren Wörtern besteht, gehört in Anführungszeichen."
    return "Der Aufruf lässt sich so nicht verstehen."
