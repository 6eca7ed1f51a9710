"""Templates: the data repository's own before the packaged ones, in a sandbox, with errors that name file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, TypeVar

from jinja2 import BaseLoader, ChoiceLoader, Environment, PrefixLoader, StrictUndefined
from jinja2.exceptions import SecurityError, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ksnet.errors import reason
from ksnet.rendering.errors import RenderError

PREFIX = "ksnet"  # under which the packaged templates stay reachable for one of the same name
RUNTIME_ERRORS = (TemplateError, RuntimeError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
Made = TypeVar("Made")


def packaged_templates() -> Path:
    """Return the folder of the packaged templates: beside the package where it is installed, else that of the checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def template_environment(
    templates_dir: Path | None, *, autoescape: bool | Callable[[str | None], bool] = True
) -> Environment:
    """Return the sandbox in which templates run."""
    packaged = _Folder(packaged_templates())
    loaders: list[BaseLoader] = [packaged, PrefixLoader({PREFIX: packaged})]
    if templates_dir is not None and templates_dir.is_dir():
        loaders.insert(0, _Folder(templates_dir))
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        undefined=StrictUndefined,
        autoescape=autoescape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def guarded(name: str, write: Callable[[], Made]) -> Made:
    """Return what a template writes; raises RenderError with file, line and reason where it fails."""
    try:
        return write()
    except RenderError:
        raise
    except RUNTIME_ERRORS as error:
        raise RenderError(_sentence(error, name)) from error


def read_template(folder: Path, name: str) -> bytes:
    """Return a file of a resolved folder, and nothing outside it, also not through links.

    Raises TemplateNotFound where there is none, RenderError where it is a link or cannot be read.
    """
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or name.startswith("/") or "\\" in name:
        raise TemplateNotFound(name)
    path = folder.joinpath(*parts)
    if not path.exists() and not path.is_symlink():
        raise TemplateNotFound(name)
    if path.resolve() != path:
        raise RenderError(f"Die Vorlage {name} ist eine Verknüpfung; Vorlagen müssen als Datei im Ordner liegen.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise RenderError(f"Die Vorlage {name} lässt sich nicht lesen ({reason(error)}).") from error


class _Folder(BaseLoader):
    """Loads templates from one folder and nothing outside it, also not through links."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        try:
            text = read_template(self.folder, template).decode("utf-8")
        except UnicodeDecodeError as error:
            raise RenderError(f"Die Vorlage {template} ist nicht in UTF-8 gespeichert.") from error
        return text, str(self.folder / template), lambda: True


# --- errors -----------------------------------------------------------------------------------------------------------


def _sentence(error: Exception, name: str) -> str:
    """Return in German which template failed, in which line, and why."""
    file, line = name, None
    if isinstance(error, TemplateSyntaxError):
        file, line = error.name or name, error.lineno
    elif place := _place(error.__traceback__):
        file, line = place
    where = f"Vorlage {file}, Zeile {line}" if line else f"Vorlage {file}"
    return f"{where}: {reason_of(error)}"


def reason_of(error: Exception) -> str:
    """Return in German what is wrong with a template."""
    match error:
        case TemplateNotFound():
            return f"Die Vorlage „{error.name}“ gibt es nicht."
        case TemplateSyntaxError():
            return f"So darf das nicht geschrieben sein ({error.message})."
        case UndefinedError():
            return f"Hier wird etwas verwendet, das es nicht gibt ({error.message})."
        case SecurityError():
            return f"Das ist in Vorlagen nicht erlaubt ({error.message})."
        case RecursionError():
            return "Die Vorlage ruft sich selbst immer wieder auf."
    return f"Das lässt sich nicht ausführen ({error})."


def _place(traceback: TracebackType | None) -> tuple[str, int] | None:
    """Return file and line of the last template that was running when an error happened."""
    place: tuple[str, int] | None = None
    while traceback is not None:
        names: dict[str, Any] = traceback.tb_frame.f_globals
        if "__jinja_exception__" in names:
            place = Path(traceback.tb_frame.f_code.co_filename).name, traceback.tb_lineno
        traceback = traceback.tb_next
    return place
