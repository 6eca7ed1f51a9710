"""Ask on a terminal for what options do not say; in scripts, name the missing options."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import typer

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.cli.output import tell
from ksnet.records import german

_BLANKS = expression(r"[ \t]+")  # several are a slip or come from a table
_FEW = 12  # choices that fit into a message
Choice = tuple[str, str]  # a value and its meaning
Check = Callable[[str], str]


class _Question(NamedTuple):
    text: str
    required: bool
    default: str | None
    check: Check | None
    choices: Sequence[Choice]
    many: bool = False
    nothing: str = "weglassen"


class Asker:
    """The options and answers so far; each question is asked once, `forget` takes an answer back.

    Without a terminal, required questions are noted, and `complete` raises with all of them.
    """

    def __init__(self, given: Mapping[str, object]) -> None:
        """Take the options by name; None and empty lists count as not given."""
        self.interactive = bool(sys.stdin and sys.stdin.isatty()) and sys.stderr.isatty()
        self.asked = False
        self.known: dict[str, list[str]] = {}
        self._checked: dict[str, list[str]] = {}
        self._missing: dict[str, str] = {}
        for name, value in given.items():
            values = value if isinstance(value, list | tuple) else [value]
            said = [_BLANKS.sub(" ", str(v)).strip() for v in values if v is not None]
            if present := [one for one in said if one]:
                self.known[name] = present
        self._unused = set(self.known)

    def text(
        self,
        name: str,
        question: str,
        *,
        required: bool = False,
        default: str | None = None,
        check: Check | None = None,
        choices: Sequence[Choice] = (),
        nothing: str = "weglassen",
    ) -> str | None:
        """Return one answer, None if optional; `check` returns it as written, or raises.

        What no answer means is said by `nothing`.
        """
        asked = _Question(question, required, default, check, choices, nothing=nothing)
        found = self._answers(name, asked)
        return found[0] if found else None

    def texts(
        self,
        name: str,
        question: str,
        *,
        required: bool = False,
        check: Check | None = None,
        choices: Sequence[Choice] = (),
        nothing: str = "weglassen",
    ) -> list[str]:
        """Return several answers, on a terminal separated by commas."""
        return self._answers(
            name, _Question(question, required, None, check, choices, many=True, nothing=nothing)
        )

    def said(self, name: str) -> bool:
        """Whether an option without a question was given, which is used with that."""
        self._unused.discard(name)
        return name in self.known

    def refuse_unused(self) -> None:
        """Raise UsageProblem where options were given that no question was about."""
        if self._unused:
            names = german.join(map(option_of, sorted(self._unused)))
            given = "diese Angabe" if len(self._unused) == 1 else "diese Angaben"
            raise UsageProblem(
                f"Das passt hier nicht und ginge verloren: {names}. Bitte ohne {given} wiederholen; es wurde nichts geschrieben."
            )

    def forget(self, names: Iterable[str]) -> bool:
        """Ask for these again, `result` also for `result 1`; False if nobody can answer again."""
        gone = tuple(set(names))
        found = [
            name
            for name in self.known
            if name in gone or name.startswith(tuple(f"{one} " for one in gone))
        ]
        for name in found:
            del self.known[name]
            self._checked.pop(name, None)
        return bool(found) and self.interactive

    def complete(self) -> None:
        """Raise UsageProblem where required answers are missing."""
        if self._missing:
            lines = "".join(
                f"\n  {option_of(name)}  {question}" for name, question in self._missing.items()
            )
            raise UsageProblem(f"Es fehlt:{lines}\nAuf einem Terminal fragt dieser Befehl danach.")

    def confirm(self, question: str) -> bool:
        """Ask for yes or no; True where nobody can be asked."""
        if not self.interactive:
            return True
        answer = self._line(f"{question} [J/n] ").lower()
        return answer in {"", "j", "ja", "y", "yes"}

    def _answers(self, name: str, question: _Question) -> list[str]:
        self._unused.discard(name)
        if name in self._checked:
            return self._checked[name]
        while True:
            values = self.known.get(name)
            was_given = values is not None
            if values is None and self.interactive:
                values = self.known[name] = self._ask(question)
            elif values is None:
                values = [question.default] if question.default is not None else []
                if question.required and not values:
                    values = [value for value, _ in question.choices]
                    listed = f": {german.join(values, 'oder')}" if 0 < len(values) <= _FEW else ""
                    self._missing[name] = f"{question.text}{listed}"
                    return []
            try:
                single = [one for value in values for one in _single(value, question)]
                result = list(dict.fromkeys(_checked(value, question) for value in single))
            except UsageProblem as problem:
                if not self.interactive:
                    raise UsageProblem(f"{option_of(name)}: {problem}") from None
                tell(f"  {option_of(name) + ': ' if was_given else ''}{problem}")
                self.known.pop(name, None)
                continue
            if values or self.interactive:
                self._checked[name] = result
            return result

    def _ask(self, question: _Question) -> list[str]:
        self.asked = True
        if question.choices:
            tell("")
        for number, (value, label) in enumerate(question.choices, start=1):
            tell(f"  {number:2}  {label}" + (f" ({value})" if label != value else ""))
        default = question.default
        hints = ["mehrere mit Komma"] * question.many
        hints += [f"leer: {question.nothing}"] * (not default and not question.required)
        prompt = question.text + (f" ({'; '.join(hints)})" if hints else "")
        prompt += f" [{default}]" if default else ""
        while True:
            answer = self._line(f"{prompt} " if prompt.endswith("?") else f"{prompt}: ")
            if answer or default or not question.required:
                break
            tell("  Diese Angabe wird gebraucht.")
        if not answer:
            return [default] if default else []
        parts = answer.split(",") if question.many else [answer]
        return [part.strip() for part in parts if part.strip()]

    def _line(self, prompt: str) -> str:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise typer.Abort
        return _BLANKS.sub(" ", line).strip()


def option_of(name: str) -> str:
    """Return the option for the name of an answer."""
    return "--" + name.replace("_", "-")


def _single(value: str, question: _Question) -> list[str]:
    """Return the values of an option with commas, unless they belong to the name of one choice."""
    if not question.many or not question.choices or "," not in value:
        return [value]
    from ksnet.editing.candidates import Candidate, fitting

    known = [Candidate(choice, (label,)) for choice, label in question.choices]
    return [value] if fitting(value, known) else [one.strip() for one in value.split(",")]


def _checked(value: str, question: _Question) -> str:
    from ksnet.yamltext.reading.characters import UNWRITABLE

    if UNWRITABLE.search(value) or "\n" in value:
        raise UsageProblem(
            "Das enthält unsichtbare Zeichen oder einen Zeilenumbruch; bitte von Hand neu schreiben, nicht einfügen."
        )
    if question.choices:
        value = _chosen(value, question.choices)
    return question.check(value) if question.check else value


def _chosen(value: str, choices: Sequence[Choice]) -> str:
    """Return the choice for a number, or for a value or meaning in part; raises UsageProblem."""
    from ksnet.editing.candidates import Candidate, pick

    values = [choice for choice, _ in choices]
    numbered = {str(number): choice for number, choice in enumerate(values, start=1)}
    if value not in values and value in numbered:
        return numbered[value]
    known = f" Möglich: {', '.join(values)}." if values else ""
    candidates = [
        Candidate(choice, (label,) if label != choice else ()) for choice, label in choices
    ]
    return pick(value, candidates, f"„{value}“ steht nicht zur Wahl.", known).id
