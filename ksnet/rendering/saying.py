"""Makes a document of a view: its text template is rendered, and the result read as Markdown.

A template of `templates/text/` is Markdown with Jinja. What a record says is escaped where it
enters, so it can never become markup, and Jinja's own marks stay in the template. Tables, figures
and a person's own Markdown go in as objects: where the template writes one, a mark is put into the
Markdown, and `reading` puts the object back in its place.

The Markdown is CommonMark with tables, definition lists (`Ort`, next line `: Rathaus`) and
attributes in a line of their own before a block: `{id=treffen .annex}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.ext import Extension
from markupsafe import Markup

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import names_of
from ksnet.documents.view import View
from ksnet.lands import Land
from ksnet.records.land import AccessibilityBody, LandCites, LandLaw
from ksnet.records.structure import fields_of
from ksnet.rendering import objects, wording
from ksnet.rendering.blocks import Document
from ksnet.rendering.environment import template_environment
from ksnet.rendering.markdown import escape_markdown
from ksnet.rendering.marks import ENDED, NEW_LINE, NOTHING, Marks
from ksnet.rendering.outline import document_of
from ksnet.rendering.reading import blocks_said
from ksnet.rendering.template_errors import guarded
from ksnet.repository.lands import packaged

FOLDER = "text"
_ENDS = (".", "!", "?", "…")


class Sayer:
    """Says many documents, reading each template once."""

    def __init__(
        self, templates_dir: Path | None = None, *, draft: bool = False, land: Land | None = None
    ) -> None:
        """Put a data repository's templates before the packaged ones; `land` gives their words."""
        # Packaged templates write no object twice, and there may be many thousands.
        self._marks = Marks(once=templates_dir is None)
        self._draft = draft
        self.environment = template_environment(templates_dir, "text")
        self.environment.add_extension(_KeptLines)
        self.environment.finalize = _finalizer(self._marks)
        self.environment.filters |= {
            name: _late(made) for name, made in wording.FILTERS.items()
        } | objects.FILTERS
        self.environment.globals |= (
            objects.GLOBALS | _land_names(land or packaged()) | {"newline": Markup(NEW_LINE)}  # noqa: S704  (a mark)
        )

    def __call__(self, view: View, *, details: bool = True) -> Document:
        """Return the document that the text template of a view says; raises RenderError.

        Without `details` a chapter of details is only named.
        """
        name = f"{FOLDER}/{view.kind}.md.j2"
        facts = {fact: getattr(view, fact) for fact in fact_names(type(view))}
        self._marks.clear()

        def said() -> Document:
            pieces = self.environment.get_template(name).generate(facts, draft=self._draft)
            blocks = blocks_said(pieces, self._marks)
            return document_of(blocks, view, draft=self._draft, details=details)

        return guarded(name, said)


def fact_names(view: type) -> list[str]:
    """Return the names that a template gets from a view: its fields, then its properties."""
    properties = [
        name
        for one in view.__mro__
        for name, value in vars(one).items()
        if isinstance(value, property)
    ]
    return list(dict.fromkeys([*names_of(view), *properties]))


def _land_names(land: Land) -> dict[str, Any]:
    """Return the words and paragraphs of a Land by their names; empty where it lacks one."""
    words = dict.fromkeys(("data_protection", *(f"law_{key}" for key in fields_of(LandLaw))), "")
    words |= dict.fromkeys((f"accessibility_{key}" for key in fields_of(AccessibilityBody)), "")
    return {
        "land": {**words, "name": land.name, **land.words},
        "cite": {**dict.fromkeys(fields_of(LandCites), ""), **land.cites},
        "cited": lambda key: land.cited(key),  # noqa: PLW0108  (templates may call no method)
        "under": lambda key: land.after(key),  # noqa: PLW0108  (likewise)
    }


def _late(made: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that runs only with the template; Jinja would run it on constants before."""

    @pass_context
    def late(_context: object, *values: object, **named: object) -> object:
        return made(*values, **named)

    return late


class _KeptLines(Extension):
    """Keeps the end of a line that has words and ends with a tag; Jinja would join the next line.

    A line that is only a tag leaves nothing, so that a loop can write the rows of a table.
    """

    _WORDS_THEN_TAG = expression(
        r"^(?!\s*(?:\{%(?:(?!%\}).)*%\}\s*)+$)(.*(?<!-)%\})$", re.MULTILINE
    )

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002  (the signature is Jinja's)
        """Put an empty value behind such a tag."""
        return self._WORDS_THEN_TAG.sub(r'\1{{ "" }}', source)


def _finalizer(marks: Marks) -> Callable[[Any], Markup]:
    """Return the function that turns each value that a template writes into Markdown."""

    def finalized(value: object) -> Markup:
        if isinstance(value, Markup):
            return value
        if isinstance(value, objects.OBJECTS):
            return Markup(marks.put(value))  # noqa: S704  (a mark that no text can hold)
        if isinstance(value, wording.Link):
            return (
                Markup(f"[{escape_markdown(value.text)}](<{value.url}>)")  # noqa: S704  (escaped)
                if value.url
                else finalized(value.text)
            )
        words = wording.in_words(value)
        text = NEW_LINE.join(map(escape_markdown, words.strip().split("\n")))
        if text.endswith(_ENDS):
            text += ENDED
        before, behind = (" " if words[at:][:1].isspace() else "" for at in (0, -1))
        return Markup(f"{before}{text}{behind}" if text else NOTHING)  # noqa: S704  (escaped)

    return finalized
