"""The sandbox for templates: where they are loaded from, and what they may reach."""

from __future__ import annotations

import inspect
from collections.abc import Callable, MutableMapping
from pathlib import Path, PurePosixPath
from types import BuiltinMethodType, MethodType
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    PrefixLoader,
    Template,
    nodes,
)
from jinja2.exceptions import (
    TemplateNotFound,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from ksnet.basics.errors import reason
from ksnet.basics.ordinary import leads_to
from ksnet.basics.spelling import did_you_mean
from ksnet.rendering.compiled import compiled
from ksnet.rendering.errors import RenderError
from ksnet.rendering.folders import packaged_templates
from ksnet.rendering.template_errors import Missing

LARGEST_TEMPLATE = 50_000_000  # bytes, of texts, images and fonts alike
PREFIX = "ksnet"  # under which the packaged templates stay reachable for one of the same name
_METHODS = (MethodType, BuiltinMethodType)  # Jinja looks at them itself: `format` of a text


def template_environment(templates_dir: Path | None, use: str) -> Environment:
    """Return the sandbox in which templates run.

    `use` names the set of filters, tests and extensions that a caller adds: packaged templates are
    kept compiled for it.
    """
    packaged = _Packaged(packaged_templates(), use)
    loaders: list[BaseLoader] = [packaged, PrefixLoader({PREFIX: packaged})]
    if templates_dir is not None and templates_dir.is_dir():
        loaders.insert(0, _Own(templates_dir))
    return _Sandbox(
        loader=ChoiceLoader(loaders),
        undefined=Missing,
        autoescape=True,
        auto_reload=False,  # one run uses one state of a template
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which only macros and the methods of texts and lists can be called.

    A method of another value could read a file, as one of every pydantic model does.
    """

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self._judged: dict[tuple[type, str], bool] = {}

    def getattr(self, obj: object, attribute: str) -> Any:  # noqa: ANN401  (as Jinja declares it)
        """Return an attribute as Jinja does, in less time where it is known to be safe."""
        if self._judged.get((type(obj), attribute)):
            value = getattr(obj, attribute, missing)
            if value is not missing and not isinstance(value, _METHODS):
                return value
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may see this; Jinja asks for the type alone, so answers are kept."""
        known = self._judged.get((type(obj), attr))
        if known is None:
            known = self._judged[type(obj), attr] = super().is_safe_attribute(obj, attr, value)
        return known

    def is_safe_callable(self, obj: object) -> bool:
        """Whether a template may call this."""
        if not (inspect.ismethod(obj) or isinstance(obj, type)):
            return super().is_safe_callable(obj)
        owner = obj if isinstance(obj, type) else obj.__self__
        kind = owner if isinstance(owner, type) else type(owner)
        harmless = kind.__module__.partition(".")[0] in {"jinja2", "builtins"}
        return harmless and super().is_safe_callable(obj)


def read_template(folder: Path, name: str) -> bytes:
    """Return a file of a resolved folder; nothing outside it is read, also not through links.

    Raises TemplateNotFound where there is none, RenderError where it is a link or cannot be read.
    """
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or name.startswith("/") or "\\" in name:
        raise TemplateNotFound(name)
    path = folder.joinpath(*parts)
    try:
        there = path.exists() or path.is_symlink()
        ours = leads_to(path) == path and path.is_file()
        if ours and path.stat().st_size > LARGEST_TEMPLATE:
            raise RenderError(
                f"Die Vorlage {name} ist zu groß (mehr als {LARGEST_TEMPLATE // 1_000_000} MB)."
            )
        content = path.read_bytes() if ours else b""
    except OSError as error:
        raise RenderError(
            f"Die Vorlage {name} lässt sich nicht lesen ({reason(error)})."
        ) from error
    if not there:
        raise TemplateNotFound(name)  # an OSError too
    if not ours:
        raise RenderError(
            f"Die Vorlage {name} ist eine Verknüpfung oder keine Datei; Vorlagen liegen als Datei im Ordner."
        )
    return content


class _Folder(BaseLoader):
    """Loads templates from one folder; nothing outside it is read, also not through links."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002  (the signature is Jinja's)
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        try:
            text = read_template(self.folder, template).decode("utf-8")
        except UnicodeDecodeError as error:
            raise RenderError(f"Die Vorlage {template} ist nicht in UTF-8 gespeichert.") from error
        return text, template, lambda: True  # its name in error messages


class _Own(_Folder):
    """Loads a repository's own templates; refuses a block that no template above has."""

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  (Jinja's name)
    ) -> Template:
        source, _, _ = self.get_source(environment, name)
        tree = environment.parse(source, name, name)
        above = _blocks_above(environment, tree)
        known = sorted(above or ())
        for block in tree.body:
            if above is not None and isinstance(block, nodes.Block) and block.name not in above:
                hint = did_you_mean(block.name, known, f" Es gibt: {', '.join(known)}.")
                raise RenderError(
                    f"Vorlage {name}, Zeile {block.lineno}: Den Block „{block.name}“ gibt es hier nicht.{hint}"
                )
        return super().load(environment, name, globals)


def _blocks_above(environment: Environment, tree: nodes.Template) -> set[str] | None:
    """Return the blocks that a template may override; None where it extends no known template."""
    names: set[str] = set()
    seen: set[str] = set()
    found = tree.find(nodes.Extends)
    if found is None:
        return None
    while found is not None:
        if (
            not isinstance(found.template, nodes.Const)
            or environment.loader is None
            or found.template.value in seen
        ):
            return None
        seen.add(found.template.value)
        try:
            source, _, _ = environment.loader.get_source(environment, found.template.value)
        except TemplateNotFound:
            return None  # told where it is extended
        above = environment.parse(source, found.template.value)
        names |= {block.name for block in above.find_all(nodes.Block)}
        found = above.find(nodes.Extends)
    return names


class _Packaged(_Folder):
    """Loads packaged templates, which are kept compiled."""

    def __init__(self, folder: Path, use: str) -> None:
        super().__init__(folder)
        self.use = use

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  (Jinja's name)
    ) -> Template:
        source, file, current = self.get_source(environment, name)
        code = compiled(self.use, name, source, lambda: environment.compile(source, name, file))
        return environment.template_class.from_code(environment, code, globals or {}, current)
