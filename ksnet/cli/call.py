"""The call that is carried out, and the values of its options; among them the day."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ksnet.basics.errors import UsageProblem, reason
from ksnet.basics.ordinary import read_given
from ksnet.cli import plain
from ksnet.cli.plain import COLORS, Call

if TYPE_CHECKING:
    from typer._click.core import Context

T = TypeVar("T")
COLOR, QUIET = "ksnet.color", "ksnet.quiet"  # in typer's `Context.meta`


class Done(Exception):
    """Ends a command with an exit code when all is said."""

    def __init__(self, code: int) -> None:
        """End with this code."""
        super().__init__(code)
        self.code = code


def current_call() -> Call | None:
    """Return the call that is carried out; None outside of any."""
    if plain.current is not None or "typer" not in sys.modules:
        return plain.current
    from typer._click.globals import get_current_context  # see ksnet.cli.german

    context = get_current_context(silent=True)
    return call_of(context) if context else None


def call_of(context: Context) -> Call:
    """Return a call as typer has read it."""
    command = context.command_path.removeprefix("ksnet").strip()
    options = frozenset(name for one in context.command.params for name in one.opts)
    color, quiet = context.meta.get(COLOR, COLORS[0]), context.meta.get(QUIET, False)
    return Call(command, context.params, options, color, quiet)


def year_hint(word: str, call: Call | None) -> str:
    """Return a hint on `--year` if a word looks like a year and the command has that option."""
    return (
        f" Ein Jahr wird so angegeben: --year {word}."
        if call and "--year" in call.options and re.fullmatch(r"(?:19|20|21)\d\d", word)
        else ""
    )


def of_option(option: str, parse: Callable[[str], T], text: str) -> T:
    """Return the parsed value of an option; raises UsageProblem that names the option."""
    try:
        return parse(text)
    except UsageProblem as problem:
        raise UsageProblem(f"{option}: {problem}") from None


def refuse_unlisted(option: str, text: str, known: Collection[str]) -> None:
    """Raise UsageProblem where the value of an option is none of the known ones."""
    if text not in known:
        from ksnet.basics.spelling import did_you_mean
        from ksnet.records import german

        verb = "sind" if len(known) > 1 else "ist"
        allowed = f" Erlaubt {verb} {german.join(known)}."
        raise UsageProblem(f"{option}: „{text}“ gibt es nicht.{did_you_mean(text, known, allowed)}")


def given_content(path: Path, read: Callable[[Path], bytes] = read_given) -> bytes:
    """Return the content of a file that a call names; raises UsageProblem if it cannot be read."""
    try:
        return read(path)
    except OSError as error:
        raise UsageProblem(f"{path} lässt sich nicht lesen: {reason(error)}.") from error


def parse_day(text: str | None, option: str = "--as-of") -> dt.date | None:
    """Return the day of an option in any common notation; raises UsageProblem."""
    if text is None:
        return None
    from ksnet.records.said import said_day

    return of_option(option, said_day, text)


def today(as_of: str | None) -> dt.date:
    """Return the day of `--as-of`, else today in Germany: the only clock that ksnet reads."""
    if (day := parse_day(as_of)) is not None:
        return day
    now = dt.datetime.now(dt.UTC)
    if now.hour >= 22:  # before, it is the same day in Germany, one or two hours ahead
        from zoneinfo import ZoneInfo

        now = now.astimezone(ZoneInfo("Europe/Berlin"))
    return now.date()
