"""What is wrong with a template: file, line and reason in German."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from types import FrameType, TracebackType
from typing import TypeVar

from jinja2 import StrictUndefined
from jinja2.exceptions import (
    SecurityError,
    TemplateAssertionError,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.utils import missing

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import did_you_mean, nearest
from ksnet.rendering.errors import RenderError

RUNTIME_ERRORS = (
    TemplateError,
    RuntimeError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
)
Written = TypeVar("Written")
_UNCLOSED = expression(
    r"Unexpected end of template.*innermost block that needs to be closed is '(\w+)'", re.DOTALL
)


def guarded(name: str, write: Callable[[], Written]) -> Written:
    """Return what a template writes; raises RenderError with file, line and reason."""
    try:
        return write()
    except RenderError:
        raise
    except RUNTIME_ERRORS as error:
        raise RenderError(_sentence(error, name)) from error


def _sentence(error: Exception, name: str) -> str:
    """Return in German which template failed, in which line, and why."""
    file, line = name, None
    if isinstance(error, TemplateSyntaxError):
        file, line = error.name or name, error.lineno
    elif place := template_place(error.__traceback__):
        file, line = place
    where = f"Vorlage {file}, Zeile {line}" if line else f"Vorlage {file}"
    return f"{where}: {reason_of(error)}"


def reason_of(error: Exception) -> str:
    """Return in German what is wrong with a template."""
    match error:
        case TemplateNotFound():
            return f"Die Vorlage „{error.name}“ gibt es nicht."
        case TemplateAssertionError() if found := re.match(
            r"No (filter|test) named '(.+?)'", error.message or ""
        ):
            return f"Den {'Filter' if found[1] == 'filter' else 'Test'} „{found[2]}“ gibt es nicht."
        case TemplateSyntaxError() if found := _UNCLOSED.search(error.message or ""):
            return f"Ein „{found[1]}“ ist nicht geschlossen; es fehlt „end{found[1]}“."
        case TemplateSyntaxError():
            return f"So darf das nicht geschrieben sein ({error.message})."
        case SecurityError() if isinstance(error.message, _OwnWords):
            return error.message
        case SecurityError():
            return "Aufrufen lassen sich in Vorlagen nur ihre eigenen Makros und was docs/vorlagen.md nennt."
        case UndefinedError():
            return f"{error.message}{_meant_in(error)}"
        case AttributeError():
            return _no_such(str(error.name), error.obj)
        case RecursionError():
            return "Die Vorlage ruft sich selbst immer wieder auf."
    return f"Das lässt sich nicht ausführen ({error})."


def _meant_in(error: UndefinedError) -> str:
    """Return which name of the template was probably meant, where it knows no such name."""
    known = [name for frame, _ in _frames(error.__traceback__) for name in frame.f_locals]
    meant = nearest(error.message.name, known) if isinstance(error.message, _OwnWords) else None
    return f" Meinten Sie „{meant}“?" if meant else ""


def template_place(traceback: TracebackType | None) -> tuple[str, int] | None:
    """Return name and line of the last template that was running when an error happened."""
    places = [(frame.f_code.co_filename, line) for frame, line in _frames(traceback)]
    return places[-1] if places else None


def _frames(traceback: TracebackType | None) -> Iterator[tuple[FrameType, int]]:
    """Yield the frames of templates with the line that each had reached."""
    while traceback is not None:
        if "__jinja_exception__" in traceback.tb_frame.f_globals:
            yield traceback.tb_frame, traceback.tb_lineno
        traceback = traceback.tb_next


# --- names that a template does not know ---


class _OwnWords(str):
    """A German message about a name in a template, which errors of Jinja carry as their message."""

    __slots__ = ("name",)
    name: str

    def __new__(cls, message: str, name: str) -> _OwnWords:
        made = super().__new__(cls, message)
        made.name = name
        return made


class Missing(StrictUndefined):
    """An undefined name; its message proposes what was probably meant."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if self._undefined_exception is SecurityError:
            return _OwnWords(f"Auf „{name}“ darf eine Vorlage nicht zugreifen.", name)
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return _OwnWords(f"„{name}“ gibt es hier nicht.", name)
        return _no_such(name, self._undefined_obj)


def _no_such(name: str, value: object) -> str:
    """Return the sentence that a value has no such name, with what was meant, or what there is."""
    known = [str(key) for key in value] if isinstance(value, Mapping) else dir(value)
    known = [one for one in known if not one.startswith("_")]
    others = did_you_mean(name, known)
    if not others and dataclasses.is_dataclass(value):
        others = f" Es gibt: {', '.join(known)}."
    return f"„{name}“ gibt es hier nicht.{others}"
