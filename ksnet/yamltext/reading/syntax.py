"""The errors of libyaml in German: what is wrong and how to mend it."""

from __future__ import annotations

import yaml

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place, Span
from ksnet.yamltext.rules.files import TAB_INDENTATION, YAML_DOCUMENT, YAML_SYNTAX

_TAB_INDENT = expression(r" *\t")
_KEY_LINE = expression(r"\s*(?:- +)*[\w-]+:(?: |$)")
# Parts of libyaml's messages, what is wrong, how to mend it.
_SYNTAX = (
    (("mapping values are not allowed",), "Hier steht ein Doppelpunkt, wo keiner stehen darf.",
     'Text mit Doppelpunkt in Anführungszeichen setzen: title: "Thema: Schule"; oder die Einrückung prüfen.'),
    (("found character that cannot start any token",),
     "Mit diesem Zeichen darf ein Wert nicht beginnen.",
     "Wert in Anführungszeichen setzen."),
    (("found unexpected end of stream",), "Ein Anführungszeichen wird nicht geschlossen.",
     "Schließendes Anführungszeichen ergänzen."),
    (("could not find expected ':'",), "Nach diesem Schlüssel fehlt der Doppelpunkt.",
     "Doppelpunkt und Leerzeichen ergänzen: „schlüssel: wert“."),
    (("did not find expected key",),
     "Diese Zeile passt nicht zur Einrückung darüber, oder ein Anführungszeichen endet zu früh.",
     "Gleich tief einrücken wie die Schlüssel darüber; Anführungszeichen prüfen."),
    (("did not find expected '-' indicator",),
     "In dieser Liste fehlt der Spiegelstrich, oder die Zeile ist falsch eingerückt.",
     "Zeile mit „- “ beginnen oder anders einrücken."),
    (("did not find expected ',' or ']'",),
     "Eine eckige Klammer wird nicht geschlossen, oder ein Komma fehlt.",
     "Liste mit ] schließen; Texte darin in Anführungszeichen setzen."),
    (("did not find expected ',' or '}'",),
     "Eine geschweifte Klammer wird nicht geschlossen, oder ein Komma fehlt.",
     "Mit } schließen; Texte darin in Anführungszeichen setzen."),
    (("did not find expected node content",), "Hier fehlt ein Wert.",
     "Klammern und Kommas prüfen."),
    (("expected comment or line break", "indentation indicator"),
     "Hinter „|“ oder „>“ darf kein Text stehen.",
     "Text in die nächste Zeile, eingerückt."),
    (("block sequence entries are not allowed",), "Ein Spiegelstrich darf hier nicht stehen.",
     "Einen einzelnen Wert ohne „- “ schreiben; eine Liste in einer neuen Zeile beginnen."),
    (("unknown escape character", "hexdecimal number", "character escape code"),
     "Hinter dem Rückstrich „\\“ steht ein unbekanntes Zeichen.",
     "Einfache Anführungszeichen verwenden: 'C:\\Ordner'."),
    (("expected '>'", "expected whitespace or line break", "tag URI", "expected '!'"),
     "Ein „!“ am Anfang gilt als YAML-Typ.",
     "Text in Anführungszeichen setzen."),
    (("mapping keys are not allowed",), "Mit „?“ darf ein Wert nicht beginnen.",
     "Wert in Anführungszeichen setzen."),
    (("directive",), "Mit „%“ darf eine Zeile nicht beginnen.",
     "Einen Text in Anführungszeichen setzen; sonst die Zeile löschen."),
    (("unexpected document indicator",),
     "Mitten in einem Text in Anführungszeichen beginnt eine Zeile mit „---“ oder „...“.",
     "Davor das schließende Anführungszeichen ergänzen, oder die Zeile einrücken."),
    (("expected <document start>",),
     "Mit „...“ endet ein YAML-Dokument; dahinter geht die Datei weiter.",
     "Die Zeile mit „...“ löschen."),
    (("found undefined alias",), "Ein „*“ am Anfang gilt als YAML-Verweis.",
     "Text in Anführungszeichen setzen."),
    (("did not find expected alphabetic or numeric character",),
     "Ein „*“ oder „&“ am Anfang gilt als YAML-Verweis.",
     "Text in Anführungszeichen setzen."),
    (("found a tab character",), "Hier ist mit einem Tabulator eingerückt.",
     "Tabulatoren durch je zwei Leerzeichen ersetzen."),
    (("expected a single document",),
     "Mit „---“ beginnt hier ein zweites Dokument; eine Datei enthält genau einen Eintrag.",
     "Zeile löschen oder den zweiten Teil in eine eigene Datei schreiben."),
)  # fmt: skip


def _began_before(problem: str, line: str) -> bool:
    """Whether the mistake is where libyaml began to read, not in the line where it failed.

    That is so for a quote that is not closed, a key without colon, and a bracket that is not
    closed.
    """
    return (
        "unexpected end of stream" in problem
        or "could not find expected ':'" in problem
        or (
            ("expected ',' or" in problem or "expected node content" in problem)
            and _KEY_LINE.match(line) is not None
        )
    )


def syntax_fault(file: str, text: str, error: yaml.YAMLError) -> Fault:
    """Return the fault for an error of libyaml, in German."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", "") or error)
    lines = text.split("\n")
    line = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column if mark else 0
    tab = _TAB_INDENT.match(lines[line]) if line < len(lines) else None
    context = getattr(error, "context_mark", None)
    if context and _began_before(problem, lines[line]):
        line, column = context.line, context.column
    span = Span(line + 1, column + 1, line + 1, column + 2)
    if tab:
        return TAB_INDENTATION.fault(
            Place(file, span=Span(line + 1, tab.end(), line + 1, tab.end() + 1)),
            "Hier ist mit einem Tabulator eingerückt.",
        )
    for parts, message, mend in _SYNTAX:
        if any(part in problem for part in parts):
            rule = YAML_DOCUMENT if "single document" in problem else YAML_SYNTAX
            return rule.fault(Place(file, span=span), message, mend)
    return YAML_SYNTAX.fault(
        Place(file, span=span),
        "Die Datei ist ab hier nicht lesbar.",
        "Einrückung, Doppelpunkte und Anführungszeichen dieser und der vorigen Zeile prüfen.",
    )
