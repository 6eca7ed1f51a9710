"""Keys and values that YAML cannot read as written, with what to type instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place
from ksnet.basics.spelling import SYNONYMS
from ksnet.yamltext.reading.slips.enclosed import bracket_slip, quote_slip
from ksnet.yamltext.reading.slips.lines import (
    BlockText,
    Line,
    Slip,
    abridged,
    quoted_value,
    structure,
)
from ksnet.yamltext.rules.files import TAB_INDENTATION, UNINDENTED_TEXT

KEYS = frozenset(key for meant in SYNONYMS.values() for key in meant) | frozenset(
    """
    basis cadence cadences case_conference confidential covers form_of_address hours
    interdisciplinary interval invited key kinds lead legal_form motto neighbouring notes outlook
    parent person plan precision publication purpose qualification rating registration reported
    review_by rotation scope seats serves signed size speakers subject taken_by tasks topics total
    uid vacancies value workstreams sensitive collective agreement_8a affiliations admission
    short_name founded participation public_information report reviewers
    """.split()
)
_COUNTED = ("total", "size")  # a number there may have a precision
_NO_SPACE = expression(r"([A-Za-z_]\w*):(?!//)([^\s:/].*)")
_NO_COLON = expression(r"([A-Za-z_]\w*)(?: *(?:[=;：]|[-=]>|→) *| +)(\S.*)")
_NOT_AT_START = frozenset("@`%*&")
_JSON = expression(r"[\"']([\w-]+)[\"'] *: *(\S.*?)\s*[,;]")
_QUOTED_KEY = expression(r"[\"'][\w-]+[\"'] *:(?= |$)")
_TWO_KEYS = expression(r"[\s,;]+([a-z_]+): ")
# Dates, numbers, truth values and ids: no text that goes on in the next line.
_ENCLOSED = expression(r"\[[^\[\]]*\]|\{[^{}]*\}|\"[^\"]*\"|'[^']*'")  # a whole value
_NO_TEXT = expression(r"[0-9][0-9.:/ -]*|[a-z0-9]+(?:-[a-z0-9]+)*|\S+@\S+|https?://\S+")


def value_faults(file: str, text: str) -> Iterator[Fault]:
    """Yield a fault for each line with a wrong key or value; only for a text that is unreadable."""
    before: Line | None = None
    for part in structure(text):
        if isinstance(part, BlockText):
            continue
        if slip := _of_line(part, before):
            place = Place(file, span=part.span(slip.column, slip.width))
            yield slip.rule.fault(place, slip.message, slip.mend)
        before = part


def _of_line(line: Line, before: Line | None) -> Slip | None:
    value, key = line.value, line.key
    if re.match(r" *(?:- *)+\t", line.text):
        column = line.text.index("\t")
        return Slip(
            column,
            "Hinter dem Spiegelstrich steht ein Tabulator.",
            "Durch ein Leerzeichen ersetzen: „- “.",
            rule=TAB_INDENTATION,
        )
    start = line.text.find(value, line.column) if value else line.column
    if key is None and not (line.dashed and value[:1] in ("[", "{")):
        return _without_key(line, before)
    if before and line.indent > before.column and _is_text(before) and not _is_known(key):
        return Slip(line.column, _goes_on(line, before), _block_form(before))
    if value[:1] in _NOT_AT_START or (
        re.match(r"[?|>-](?: |$)|>(?=[0-9]{2}|[^0-9\s+-])", value) and not line.opens_block
    ):
        fact = f"Mit „{value[0]}“ darf ein Wert nicht beginnen."
        return Slip(start, fact, _how_to_begin(key, value))
    if value[:1] in "[{" and value:
        return bracket_slip(line, start)
    if value[:1] in "\"'" and value:
        return quote_slip(line, start)
    return _with_colon(line, start)


def _how_to_begin(key: str | None, value: str) -> str:
    """Return what to write instead of a value that begins with a sign of YAML."""
    quoted = f"en Wert in Anführungszeichen setzen: {key}: {quoted_value(value)}"
    if value[0] == "-":
        return f"{_without_dashes(key, value)}; Text, der so beginnt, in Anführungszeichen setzen."
    if marked := re.fullmatch(r"([*`]{1,3})([\w-]+)\1", value):
        return f"Ohne „{marked[1]}“ schreiben: {key}: {marked[2]}; gehören sie zum Text, d{quoted}"
    if more := re.fullmatch(r">\s*([0-9]+)", value):
        if key in _COUNTED:
            return f"Sind mehr als {more[1]} gemeint: {key}: {{count: {more[1]}, precision: ueber}}"
        return f"Nur die Zahl schreiben: {key}: {more[1]}; gehört „>“ zum Text, d{quoted}"
    if value[0] in "|>":
        block = f"„{key}: {value[0]}“ schreiben, den Text in die nächste Zeile, eingerückt."
        return f"Für einen Text über mehrere Zeilen {block} Sonst d{quoted}"
    return f"D{quoted}"


def _with_colon(line: Line, start: int) -> Slip | None:
    """Return what is wrong with a value in which a colon makes a key."""
    value, key = line.value, line.key
    if value.startswith("(") and value.endswith(")") and ": " in value:
        return Slip(
            start,
            "Mehrere Angaben in einer Zeile stehen in geschweiften Klammern.",
            f"Schreiben: {key}: {{{abridged(value[1:-1])}}}",
        )
    for second in _TWO_KEYS.finditer(value):
        if second[1] in KEYS:
            return Slip(
                start + second.start(1),
                f"Mit „{second[1]}“ beginnt eine neue Angabe; sie braucht eine eigene Zeile.",
                f"In zwei Zeilen schreiben: {key}: {abridged(value[: second.start()])}"
                f" und {abridged(value[second.start(1) :])}",
            )
    if re.search(r":(?: |$)", value):
        return Slip(
            start + value.index(":"),
            "Hier steht ein Doppelpunkt, wo keiner stehen darf.",
            f"Text mit Doppelpunkt gehört in Anführungszeichen: {key}: {quoted_value(value)}",
            width=1,
        )
    return None


def _without_key(line: Line, before: Line | None) -> Slip | None:
    value = line.value
    if _QUOTED_KEY.match(value):
        return _quoted_key(line)
    glued = _NO_SPACE.fullmatch(value)
    if glued and _is_known(glued[1]):
        return Slip(
            line.column,
            f"Hinter dem Doppelpunkt von „{glued[1]}“ fehlt das Leerzeichen.",
            f"Schreiben: {glued[1]}: {abridged(glued[2])}",
        )
    bare = _NO_COLON.fullmatch(value)
    if bare and _is_known(bare[1]) and not bare[2].startswith(":"):
        return Slip(
            line.column,
            f"Nach dem Schlüssel „{bare[1]}“ fehlt der Doppelpunkt.",
            f"Doppelpunkt und Leerzeichen ergänzen: {bare[1]}: {abridged(bare[2])}",
        )
    if value in KEYS:
        return Slip(
            line.column,
            f"Nach dem Schlüssel „{value}“ fehlt der Doppelpunkt.",
            f"Schreiben: {value}:",
        )
    if value.startswith("```"):
        return Slip(
            line.column,
            "Diese Zeile ist eine Marke von Markdown und gehört nicht in die Datei.",
            "Diese Zeile löschen, die am Ende des Textes ebenso.",
        )
    if value and value[0] in _NOT_AT_START and line.dashed:
        return Slip(
            line.column,
            f"Mit „{value[0]}“ darf ein Wert nicht beginnen.",
            f"Den Wert in Anführungszeichen setzen: - {quoted_value(value)}",
        )
    return _below_value(line, before)


def _quoted_key(line: Line) -> Slip | None:
    """Return what is wrong with a line of JSON."""
    json = _JSON.fullmatch(line.value)
    return json and Slip(
        line.column + len(line.value) - 1,
        f"Hinter dem Wert steht „{line.value[-1]}“; in YAML trennt das nichts.",
        f"Ohne das Zeichen am Ende schreiben: {json[1]}: {abridged(json[2])}",
    )


def _below_value(line: Line, before: Line | None) -> Slip | None:
    """Return what is wrong with a text on a line of its own."""
    value = line.value
    if before is not None and before.is_open and not line.dashed and line.indent <= before.column:
        return Slip(
            line.column,
            f"Diese Zeile ist wohl der Wert von „{before.key}“; sie ist nicht eingerückt.",
            f"In einer Zeile schreiben: {before.key}: {abridged(value)}",
        )
    remark = f"Eine Bemerkung beginnt mit „# “: # {abridged(value)}"
    if before is None and value and value[0] not in "[{\"'|>-.%":
        return Slip(
            line.column,
            "Diese Zeile hat keinen Schlüssel.",
            f"Text gehört hinter einen Schlüssel, etwa title: {quoted_value(value)}. {remark}",
        )
    if (
        before is not None
        and before.key
        and before.value
        and (before.value[0] not in "[{\"'|>" or _ENCLOSED.fullmatch(before.value))
        and not line.dashed
        and value[:1] not in "]}"
        and not value.startswith("...")
    ):
        if _NO_TEXT.fullmatch(before.value) or _ENCLOSED.fullmatch(before.value):
            return Slip(line.column, "Diese Zeile hat keinen Schlüssel.", remark)
        return Slip(
            line.column,
            _goes_on(line, before),
            f"{_block_form(before)} {remark}",
            rule=UNINDENTED_TEXT,
        )
    return None


def _without_dashes(key: str | None, value: str) -> str:
    """Return how to write what stands behind a dash, or between several in one line."""
    items = [item.strip() for item in re.split(r"\s-\s", f" {value}")[1:]]
    if not value[1:].strip():
        return f"Eine Liste beginnt in der nächsten Zeile. Ist nichts bekannt, die Zeile mit „{key}“ weglassen"
    if len(items) > 1:
        return f"Eine Liste in Klammern schreiben: {key}: [{abridged(', '.join(items))}]"
    return f"Einen einzelnen Wert ohne „- “ schreiben: {key}: {abridged(value[1:].strip())}"


def _is_known(key: str | None) -> bool:
    return key is not None and (key in KEYS or key.lower() in SYNONYMS)


def _is_text(line: Line) -> bool:
    """Whether a line has a key and a text that may go on in the next one."""
    begins = line.value[:1] if line.key else ""
    return begins not in ("", *"[{\"'|>#") and not _NO_TEXT.fullmatch(line.value)


def _goes_on(line: Line, before: Line) -> str:
    """Return that a line is part of the text that the line above begins."""
    indented = line.indent > before.column
    why = (
        "ein Doppelpunkt darin macht sie zum Schlüssel" if indented else "sie ist nicht eingerückt"
    )
    return f"Diese Zeile gehört wohl noch zum Text von „{before.key}“; {why}."


def _block_form(line: Line) -> str:
    """Return how to write a text of several lines."""
    return (
        f"Langen Text in Blockform schreiben: „{line.key}: |“, darunter jede Zeile mit "
        f"{line.column + 2} Leerzeichen einrücken."
    )
