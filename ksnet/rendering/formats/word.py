"""Documents as Word files, through a template that is a Word file itself.

The template names its places with `{{ titel }}`, `{{ inhalt }}` and the like. Jinja, in a sandbox,
puts a mark there; then paragraphs and tables replace each mark. So nothing that a person has
written in a record ever passes through the template language, and a template needs no more than one
line for the whole content of a document.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError, UndefinedError

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import did_you_mean
from ksnet.records import german
from ksnet.rendering.blocks import Document, words
from ksnet.rendering.catalogue import BLOCK_NAME
from ksnet.rendering.environment import read_template, template_environment
from ksnet.rendering.errors import RenderError
from ksnet.rendering.extras import require
from ksnet.rendering.folders import packaged_templates
from ksnet.rendering.formats.common import bound
from ksnet.rendering.formats.word_package import checked_package, damaged, repacked
from ksnet.rendering.template_errors import RUNTIME_ERRORS, reason_of, template_place

FOLDER, ENDING = "design", ".docx"
FALLBACK = f"{FOLDER}/document{ENDING}"  # for every kind of document without a template of its own
_TAGS = expression(r"<[^>]+>")
_MISSING = expression(r"„(\w+)“ gibt es hier nicht\.")
_QUOTES = expression(r"unexpected char '([„‚‟‛»«›‹])'")


def to_word(document: Document, templates_dir: Path | None = None) -> bytes:
    """Return a document as a Word file.

    `design/<kind>.docx` in `templates_dir` wins over `design/document.docx`. Raises RenderError
    where the template is at fault, OutputProblem where the package docxtpl is missing.
    """
    docxtpl = require("docxtpl", extra="docx", what="Word-Dateien")
    from ksnet.rendering.formats.word_body import MARK_BEGIN, Body

    name, content = _template(document.kind, templates_dir)
    try:
        template = docxtpl.DocxTemplate(io.BytesIO(checked_package(content, name)))
        template.init_docx()
        part = template.docx.part
        source = template.patch_xml(template.get_xml())
    except (KeyError, ValueError, AttributeError, SyntaxError) as error:
        # A package, but not of a Word document.
        raise RenderError(damaged(name)) from error
    context = _context(document)
    tree = template.fix_tables(_filled(source, context, name))
    template.fix_docpr_ids(tree)
    template.map_tree(tree)
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for key, other in list(template.get_headers_footers(uri)):
            text = _filled(template.patch_xml(template.get_part_xml(other)), context, name)
            if MARK_BEGIN in text:
                raise RenderError(
                    f"Vorlage {name}: Inhalt, Kapitel und Inhaltsverzeichnis dürfen nicht in Kopf- oder Fußzeile stehen."
                )
            template.map_headers_footers_xml(key, text.encode())
    packaged = docxtpl.DocxTemplate(str(packaged_templates() / FALLBACK))
    packaged.init_docx()
    Body(part, packaged.docx.part, templates_dir).fill(document)
    _describe(template.docx.core_properties, document)
    out = io.BytesIO()
    template.docx.save(out)
    # A template can write a field or a link too.
    return checked_package(repacked(out.getvalue()), name)


def _template(kind: str, templates_dir: Path | None) -> tuple[str, bytes]:
    """Return name and content of the template for a kind of document, the repository's first."""
    for name in (f"{FOLDER}/{kind}{ENDING}", FALLBACK):
        for folder in (templates_dir, packaged_templates()):
            with suppress(TemplateNotFound):
                if folder is not None:
                    return name, read_template(folder.resolve(), name)
    raise RenderError(f"Die Vorlage {FALLBACK} fehlt; ksnet ist nicht vollständig installiert.")


def _context(document: Document) -> dict[str, Any]:
    """Return the variables of a template: texts, and marks where blocks belong."""
    from ksnet.rendering.formats.word_body import mark

    found = {chapter.slug.replace("-", "_"): chapter.slug for chapter in document.chapters}
    slugs = {*found, *_possible_chapters(document.kind)}
    return {
        "art": document.kind,
        "titel": document.title,
        "zeilen": [bound(words(line)) for line in document.lead],
        "netzwerk": document.author,
        "stand": german.plain_day(document.as_of),
        "entwurf": document.draft,
        "fuss": words(document.footer),
        "inhalt": mark("inhalt"),
        "vorspann": mark("vorspann"),
        "inhaltsverzeichnis": mark("inhaltsverzeichnis"),
        "kapitel": {
            slug: mark("kapitel", found[slug]) if slug in found else "" for slug in sorted(slugs)
        },
    }


def _possible_chapters(kind: str) -> list[str]:
    """Return the chapters that a kind of document may have: the blocks of its text template."""
    path = packaged_templates() / "text" / f"{kind}.md.j2"
    return BLOCK_NAME.findall(path.read_text(encoding="utf-8")) if path.exists() else []


def _filled(source: str, context: dict[str, Any], name: str) -> str:
    """Return the XML of one part of the template with its tags replaced."""
    from docx.oxml.parser import parse_xml

    # One line for each paragraph, so that the line of an error tells its paragraph.
    lines = re.sub(r"<w:p(?=[ >])", r"\n<w:p", source)
    environment = template_environment(None, "word")
    environment.loader = None  # a Word file includes no other template
    try:
        text = environment.from_string(lines).render(context)
    except RUNTIME_ERRORS as error:
        raise RenderError(
            f"Vorlage {name}{_near(error, lines)}: {_reason(error, context)}"
        ) from error
    try:
        parse_xml(text)
    except SyntaxError as error:  # what lxml raises is one
        raise RenderError(
            f"Vorlage {name}: Daraus wird kein gültiges Word-Dokument. „{{%p if … %}}“ und „{{%p endif %}}“ müssen "
            "allein in ihrem Absatz stehen."
        ) from error
    return text


def _near(error: Exception, lines: str) -> str:
    """Return the words of the template near which an error happened."""
    if isinstance(error, TemplateSyntaxError):
        number = error.lineno
    elif place := template_place(error.__traceback__):
        _, number = place
    else:
        return ""
    found = " ".join(_TAGS.sub(" ", lines.split("\n")[number - 1]).split())
    return f" bei „{found if len(found) <= 70 else found[:69] + '…'}“" if found else ""


def _reason(error: Exception, context: Mapping[str, Any]) -> str:
    message = str(error)
    if isinstance(error, TemplateSyntaxError) and (found := _QUOTES.search(message)):
        return (
            f"In geschweiften Klammern darf kein „{found[1]}“ stehen: Word setzt beim Tippen deutsche "
            "Anführungszeichen, dort braucht es gerade (\" oder ')."
        )
    if isinstance(error, UndefinedError) and (name := _MISSING.fullmatch(message)):
        return message + did_you_mean(name[1], context)
    return reason_of(error)


def _describe(properties: Any, document: Document) -> None:  # noqa: ANN401  (python-docx builds it at run time)
    """Set what Word shows under „Informationen“; its times are the as-of day of the document."""
    made = dt.datetime.combine(document.as_of, dt.time.min)
    properties.title = document.title[:255]
    properties.author = properties.last_modified_by = document.author[:255]
    properties.subject = properties.keywords = properties.comments = properties.category = ""
    properties.language = "de-DE"
    properties.created = properties.modified = made
    properties.revision = 1
