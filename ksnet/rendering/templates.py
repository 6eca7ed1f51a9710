"""Documents through Jinja templates: the repository's own before the packaged ones, in a sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, PrefixLoader, StrictUndefined
from jinja2.exceptions import SecurityError, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from ksnet.documents.model import Document
from ksnet.errors import reason
from ksnet.rendering.errors import RenderError
from ksnet.rendering.links import linked
from ksnet.rendering.markdown import escape_markdown, markdown_to_html, tame_markdown

PREFIX = "ksnet"
ENDINGS = {"md": ".md.j2", "html": ".html.j2"}
RUNTIME_ERRORS = (TemplateError, RuntimeError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)


def packaged_templates() -> Path:
    """Return the folder of the packaged templates: beside the package where it is installed, else that of the checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def template_names() -> list[str]:
    """Return the names of the packaged templates, sorted."""
    folder = packaged_templates()
    found = [path for ending in ("*.j2", "*.typ") for path in folder.rglob(ending)]
    return sorted(path.relative_to(folder).as_posix() for path in found)


def render_template(document: Document, fmt: str, templates_dir: Path | None) -> str:
    """Return a document in a format that has templates; raises RenderError."""
    return next(render_templates([document], fmt, templates_dir))


def render_templates(documents: Iterable[Document], fmt: str, templates_dir: Path | None) -> Iterator[str]:
    """Yield documents in a format that has templates, each template being read once; raises RenderError."""
    if fmt not in ENDINGS:
        raise RenderError(f"Für das Format „{fmt}“ gibt es keine Vorlage.")
    environment = _environment(fmt, templates_dir)
    for document in documents:
        name = f"{document.template}{ENDINGS[fmt]}"
        data = document.plain(escape_markdown if fmt == "md" else None)
        write = partial(_write, environment, name, data)
        yield guarded(name, write).rstrip() + "\n"


def _write(environment: Environment, name: str, data: dict[str, Any]) -> str:
    return environment.get_template(name).render(document=data, chapters=data["chapter"])


def figure_environment(templates_dir: Path | None) -> Environment:
    """Return the environment in which figures are drawn."""
    return _environment("svg", templates_dir)


def guarded(name: str, write: Callable[[], str]) -> str:
    """Return what a template writes; raises RenderError with file, line and reason where it fails."""
    try:
        return write()
    except RenderError:
        raise
    except RUNTIME_ERRORS as error:
        raise RenderError(_sentence(error, name)) from error


def _environment(fmt: str, templates_dir: Path | None) -> Environment:
    packaged = _Folder(packaged_templates())
    loaders: list[BaseLoader] = [packaged, PrefixLoader({PREFIX: packaged})]
    if templates_dir is not None and templates_dir.is_dir():
        loaders.insert(0, _Folder(templates_dir))
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        undefined=StrictUndefined,
        autoescape=_is_markup,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["markdown"] = _markdown_filter(fmt)
    if fmt == "html":
        environment.filters["drawn"] = _drawn_filter(environment)
    environment.filters["linked"] = linked
    return environment


def _is_markup(name: str | None) -> bool:
    """Whether a template writes HTML or SVG; without a name nothing is taken for granted."""
    return name is None or ".html" in name or ".svg" in name


def _markdown_filter(fmt: str) -> Callable[[str], str]:
    """Return the filter for what people have written in Markdown; no other text reaches a page unescaped."""
    if fmt == "html":
        return lambda text: Markup(markdown_to_html(text))  # noqa: S704  (made by markdown-it with raw HTML off)
    return tame_markdown


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


def _drawn_filter(environment: Environment) -> Callable[..., str]:
    """Return the filter that draws a figure for a page; `"narrow"` is the drawing for a phone."""
    from ksnet.rendering.figures import NARROW, SCREEN, WIDE, draw

    def drawn(figure: dict[str, Any], size: str = "wide", prefix: str = "") -> str:
        width = NARROW if size == "narrow" else WIDE
        picture = draw(environment, figure, SCREEN, width=width, prefix=f"{prefix}{size}-")
        return Markup(picture)  # noqa: S704  (written by a template that escapes every text)

    return drawn


class _Folder(BaseLoader):
    """Loads templates from one folder and nothing outside it, also not through links."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        try:
            text = read_template(self.folder, template).decode("utf-8")
        except UnicodeDecodeError as error:
            raise RenderError(f"Die Vorlage {template} ist nicht in UTF-8 gespeichert.") from error
        path = self.folder / template
        return text, str(path), lambda: True


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
