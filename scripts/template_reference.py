"""Tables of template values for `docs/vorlagen.md`, from the views themselves."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from itertools import pairwise

from ksnet import documents
from ksnet.basics.controlled import Vocabulary
from ksnet.basics.findings import Place
from ksnet.documents.frame import SiteFrame
from ksnet.documents.view import View
from ksnet.lands.category import Category
from ksnet.records.model import BaseModel
from ksnet.records.values import Moment, PartialDate

TYPE_WORDS: dict[type, str] = {
    str: "Text", bool: "ja/nein", int: "Zahl", float: "Zahl", dt.date: "Tag", dt.time: "Uhrzeit",
    PartialDate: "Tag, Monat oder Jahr", Moment: "Zeitpunkt", Place: "Stelle in den Unterlagen",
    Category: "Kategorie",
}  # fmt: skip
# Name, meaning, an example, and its output.
FILTERS = (
    ("words", "ein Wert als Text", "{{ true | words }}", "ja"),
    ("joined", "eine Liste wie im Satz", '{{ ["Polizei", "Schule", "Jugendamt"] | joined }}',
     "Polizei, Schule und Jugendamt"),
    ("plural", "Zahl mit Wort", '{{ 1 | plural("Treffen hat", "Treffen haben") }} stattgefunden.',
     "1 Treffen hat stattgefunden."),
    ("letters", "Zahl bis zwölf in Buchstaben",
     '{{ 3 | letters }} Treffen, {{ 1 | letters("e") }} Stelle', "drei Treffen, eine Stelle"),
    ("genitive", "Name im Genitiv mit Artikel", '{{ "Kreis Soest" | genitive }}',
     "des Kreises Soest"),
    ("day", "Tag ausgeschrieben; so steht er auch ohne Filter", "{{ as_of | day }}",
     "30. Juni 2026"),
    ("numeric_day", "Tag in Ziffern", "{{ as_of | numeric_day }}", "30.06.2026"),
    ("short_day", "Tag mit kurzem Wochentag", "{{ as_of | short_day }}", "Di 30.06.2026"),
    ("long_day", "Tag mit Wochentag", "{{ as_of | long_day }}", "Dienstag, 30. Juni 2026"),
    ("since", "„seit …“ aus einem Datum, auch einem ungenauen", "{{ beginn | since }}",
     "seit Juni 2024"),
    ("period", "Zeitraum aus zwei Daten, auch ungenauen", "{{ beginn | period(ende) }}",
     "Juni 2024 bis 2026"),
    ("on", "Tag mit „am“ oder „im“", "{{ beginn | on }}", "im Juni 2024"),
    ("number", "Zahl mit Komma und Punkten; so steht sie auch ohne Filter", "{{ 1250.5 | number }}",
     "1.250,5"),
    ("with_article", "Gremium am Satzanfang", '{{ "Jugendhilfeausschüsse" | with_article }}',
     "Der Jugendhilfeausschuss"),
    ("single", "eines von mehreren gleichen Gremien", '{{ "Jugendhilfeausschüsse" | single }}',
     "Jugendhilfeausschuss"),
    ("quoted", "Text in Anführungszeichen, auch wo darin welche stehen",
     '{{ "Der Film „Mut“" | quoted }}', "„Der Film ‚Mut‘“"),
    ("count", "Zahl mit dem, was gezählt wird", "{{ anwesende | count }}", "rund 90 Anwesende"),
    ("sentence", "großer Anfangsbuchstabe", '{{ "eine Stelle" | sentence }}', "Eine Stelle"),
    ("link", "Text, der zu einer Adresse führt", '{{ "Anmeldung" | link("https://example.org/") }}',
     "Anmeldung"),
    ("mail", "Mailadresse, an die man schreiben kann", '{{ "info@example.org" | mail }}',
     "info@example.org"),
    ("phone", "Telefonnummer, die man anrufen kann", '{{ "02921 103-2357" | phone }}',
     "02921 103-2357"),
    ("prose", "Text in Markdown, den jemand in den Unterlagen geschrieben hat",
     '{{ "Ein **wichtiger** Satz." | prose }}', "Ein wichtiger Satz."),
    (
        "table",
        "Zeilen als Tabelle: Spalte und Angabe der Zeile; leere Spalten fallen weg; aus einer Spalte wird eine Liste",
        '{{ entries | table({"Datum": "date_text", "Termin": "heading"}, "Termine", id="termine", fixed=1, head=1) }}',
        "",
    ),
)  # fmt: skip
OBJECTS = (
    ("link", "wie der Filter", '{{ link("Anmeldung", "https://example.org/") }}', "Anmeldung"),
    ("facts", "Bezeichnungen mit Werten; was leer ist, fehlt",
     '{{ facts({"Ort": "Rathaus", "Raum": ""}) }}', "Ort Rathaus"),
    ("gap", "etwas, das fehlt: gesagt auf dem Terminal, im Dokument nur mit --draft",
     '{{ gap("Der Stellenanteil.", post.place, "fte: 0.5") }}', ""),
    ("signature", "Platz zum Unterschreiben", '{{ signature("Ort, Datum", "Unterschrift") }}', ""),
    (
        "bars", "Balkendiagramm; unter vier Zahlen nur deren Tabelle",
        '{{ bars(groups, id="treffen", caption="Treffen", alt="Balken: …", label="Gremium: name", series={"stattgefunden": "held"}) }}',
        "",
    ),
    (
        "lines", "Liniendiagramm",
        '{{ lines(rows, id="teilnahme", caption="Anwesende", alt="Linien: …", steps=years, label="Gremium: name", values="counts") }}',
        "",
    ),
    ("tree", "Schaubild aus Kästen; eine Zeile hat id, label, lines, parent, dashed",
     '{{ tree(boxes, id="aufbau", caption="Aufbau", alt="…") }}', ""),
)  # fmt: skip
WORD = (
    ("art", "Text", "Art des Dokuments: report, plan, members …"),
    ("titel", "Text", "Titel"),
    ("zeilen", "Liste: Text", "Zeilen unter dem Titel"),
    ("netzwerk", "Text", "Für wen das Dokument spricht"),
    ("stand", "Text", "Stand: 30. Juni 2026"),
    ("entwurf", "ja/nein", "Ob Lücken gezeigt werden (--draft)"),
    ("fuss", "Text", "Fußzeile"),
    ("inhalt", "Baustein", "Alles, was das Dokument sagt, unter Titel und Zeilen"),
    ("vorspann", "Baustein", "Was vor dem ersten Kapitel steht"),
    ("inhaltsverzeichnis", "Baustein", "Verzeichnis der Kapitel"),
    (
        "kapitel",
        "Baustein",
        "Ein Kapitel: `{{ kapitel.ausblick }}`; nichts, wenn es das Kapitel nicht gibt",
    ),
)
FEW_VALUES = 6  # named values of an Auswahl


def views() -> list[type[View]]:
    """Return the views of all documents by template name."""
    for module in pkgutil.walk_packages(documents.__path__, f"{documents.__name__}."):
        importlib.import_module(module.name)
    found = {
        view
        for view in _below(View)
        if view.__module__.startswith("ksnet.") and "kind" in vars(view)
    }
    return sorted(found, key=lambda view: view.kind)


def tables() -> dict[str, str]:
    """Return the tables of `docs/vorlagen.md` in Markdown by name."""
    return {
        "filter": _examples(FILTERS),
        "objekte": _examples(OBJECTS),
        "gemeinsam": _table(readable_fields(View)),
        "dokumente": "\n\n".join(
            f"### {names}\n\n{table}" for table, names in _documents().items()
        ),
        "angaben": "\n\n".join(
            f"### {part.__name__}\n\n{_table(readable_fields(part))}" for part in parts()
        ),
        "word": _table(WORD),
        "rahmen": _table(readable_fields(SiteFrame)),
    }


def parts() -> list[type]:
    """Return the classes of values in views by name."""
    found: dict[str, type] = {}
    waiting: list[type] = [*views(), SiteFrame]
    while waiting:
        for hint in _hints(waiting.pop()).values():
            new = [one for one in _types(hint) if _is_part(one) and one.__name__ not in found]
            found |= {one.__name__: one for one in new}
            waiting += new
    return [found[name] for name in sorted(found)]


def readable_fields(kind: type) -> list[tuple[str, str, str]]:
    """Return name, type and meaning of each field and property that a template can read."""
    said = {name: text for base in reversed(kind.__mro__) for name, text in _docs(base).items()}
    return [(name, _kind(hint), said.get(name, "")) for name, hint in _hints(kind).items()]


def _documents() -> dict[str, str]:
    """Return the tables of the documents, with the names of the templates that share one."""
    found: dict[str, list[str]] = {}
    for view in views():
        base = next(
            (one for one in view.__mro__[1:] if issubclass(one, View) and "kind" in vars(one)), View
        )
        before = (
            f"Alles, was [{base.kind}](#{base.kind}) bekommt, dazu:\n\n"
            if "kind" in vars(base)
            else ""
        )
        if rows := _own(view, beyond=base):
            found.setdefault(before + _table(rows), []).append(view.kind)
    return {table: ", ".join(names) for table, names in found.items()}


def _own(view: type[View], beyond: type[View]) -> list[tuple[str, str, str]]:
    """Return the fields of a view beyond another one; its template sees only fields."""
    common = {name for name, _, _ in readable_fields(beyond)}
    fields = {field.name for field in dataclasses.fields(view)}
    return [row for row in readable_fields(view) if row[0] in fields - common]


# --- reading views ---


def _below(kind: type[View]) -> Iterator[type[View]]:
    for view in kind.__subclasses__():
        yield view
        yield from _below(view)


def _hints(kind: type) -> dict[str, object]:
    """Return the type of each public field and property in source order."""
    hints: dict[str, object] = {}
    for base in reversed(kind.__mro__):
        if base.__module__.startswith("ksnet."):
            own = typing.get_type_hints(base)
            hints |= {name: own[name] for name in vars(base).get("__annotations__", {})}
    for base in reversed(kind.__mro__):
        for name, value in vars(base).items():
            if (
                isinstance(value, property)
                and value.fget
                and value.fget.__module__.startswith("ksnet.")
            ):
                hints[name] = typing.get_type_hints(value.fget).get("return", str)
    return {
        name: hint
        for name, hint in hints.items()
        if typing.get_origin(hint) is not typing.ClassVar
        and not name.startswith("_")
        and name != "sort_key"
    }


def _docs(kind: type) -> dict[str, str]:
    """Return the docstrings of the fields and properties of a class."""
    if not kind.__module__.startswith("ksnet."):
        return {}
    found: dict[str, str] = {}
    for one, following in pairwise([*_classes(kind.__module__)[kind.__name__], ast.Pass()]):
        match one, following:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(
                value=ast.Constant(value=str(text))
            ):
                found[name] = text
            case ast.FunctionDef(name=name), _:
                found[name] = (ast.get_docstring(one) or "").partition("\n\n")[0]
    return {name: " ".join(text.split()).removesuffix(".") for name, text in found.items()}


@cache
def _classes(module: str) -> dict[str, list[ast.stmt]]:
    """Return the body of every class of a module."""
    parsed = ast.parse(inspect.getsource(importlib.import_module(module)))
    return {one.name: one.body for one in parsed.body if isinstance(one, ast.ClassDef)}


def _types(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and not typing.get_args(hint):
        yield hint
    for part in typing.get_args(hint):
        yield from _types(part)


def _is_part(kind: type) -> bool:
    named = issubclass(kind, tuple) and hasattr(kind, "_fields")
    ours = kind.__module__.startswith("ksnet.documents.")
    return ours and (named or dataclasses.is_dataclass(kind)) and not issubclass(kind, View)


def _kind(hint: object) -> str:
    """Return the German name of a type."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        kinds = list(dict.fromkeys(_kind(part) for part in arguments if part is not types.NoneType))
        return " oder ".join([*kinds, *(["nichts"] if types.NoneType in arguments else [])])
    if origin is tuple and len(arguments) > 1 and arguments[1] is not Ellipsis:
        return f"({', '.join(map(_kind, arguments))})"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"Zuordnung: {' → '.join(map(_kind, arguments))}"
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return f"Liste: {_kind(arguments[0])}"
    if not isinstance(hint, type):
        return f"Auswahl: {', '.join(arguments)}" if origin is typing.Literal else "Wert"
    if issubclass(hint, Vocabulary | Enum):
        values = [str(member.value) for member in hint]
        return f"Auswahl: {', '.join(values)}" if len(values) <= FEW_VALUES else "Auswahl"
    if _is_part(hint):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    if issubclass(hint, BaseModel):
        return "Angaben"
    if issubclass(hint, View):
        return f"wie [{hint.kind}](#{hint.kind})"
    return TYPE_WORDS.get(hint, "Wert")


# --- tables ---


def _table(rows: Iterable[tuple[str, str, str]]) -> str:
    lines = [f"| `{name}` | {kind} | {meaning} |" for name, kind, meaning in rows]
    return "\n".join(["| Name | Art | Bedeutung |", "| --- | --- | --- |", *lines])


def _examples(rows: Iterable[tuple[str, str, str, str]]) -> str:
    lines = [
        f"| `{name}` | {meaning} | `{example.replace('|', chr(92) + '|')}` | {result} |"
        for name, meaning, example, result in rows
    ]
    return "\n".join(
        ["| Name | Was es tut | Beispiel | Ergebnis |", "| --- | --- | --- | --- |", *lines]
    )
