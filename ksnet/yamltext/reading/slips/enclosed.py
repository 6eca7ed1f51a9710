"""Values in brackets or quotation marks that begin or end where they should not."""

from __future__ import annotations

import re

from ksnet.basics.expressions import expression
from ksnet.yamltext.reading.slips.lines import Line, Slip, abridged, quoted_value

_NO_SPACE_IN_FLOW = expression(r"[\[{,] *([a-z_]+):(?=[^\s:/,}\]\"'])([^,}\]]*)")
_NO_COMMA = expression(
    r"[{,] *[a-z_]+: +([^\s,:{}\[\]\"']+|\"[^\"]*\"|\[[^\[\]]*\]) +([a-z_]+):(?= )"
)
_NOT_IN_FLOW = expression(
    r"[\[{](?:[^\[\]{}\"']*[,\s])?(?P<word>(?P<sign>[#@`%])[^\s,\[\]{}\"']*)(?=[^\[{]*[\]}])"
)
_QUOTED = {'"': expression(r'"(?:[^"\\]|\\.)*"'), "'": expression(r"'(?:[^']|'')*'")}


def bracket_slip(line: Line, start: int) -> Slip | None:
    """Return what is wrong with a value that begins with a bracket, in column `start`."""
    value, label = line.value, f"{line.key}:" if line.key else "-"
    opening = value[0]
    closing = "]" if opening == "[" else "}"
    if sign := _NOT_IN_FLOW.match(value):
        told = (
            "Ab „#“ gilt der Rest der Zeile als Kommentar."
            if sign["sign"] == "#"
            else f"Mit „{sign['sign']}“ darf ein Wert nicht beginnen."
        )
        whole = (
            f"{value[: sign.start('word')]}{quoted_value(sign['word'])}{value[sign.end('word') :]}"
        )
        return Slip(
            start + sign.start("word"),
            told,
            f"Den Wert in Anführungszeichen setzen: {label} {abridged(whole)}; oder ohne „{sign['sign']}“ schreiben.",
        )
    glued = _NO_SPACE_IN_FLOW.search(value)
    if glued:
        return Slip(
            start + glued.start(1),
            f"Hinter dem Doppelpunkt von „{glued[1]}“ fehlt das Leerzeichen.",
            f"Schreiben: {glued[1]}: {abridged(glued[2].strip())}",
        )
    if parted := _NO_COMMA.search(value):
        whole = f"{value[: parted.end(1)]},{value[parted.end(1) :]}"
        return Slip(
            start + parted.start(2),
            f"Vor „{parted[2]}“ fehlt ein Komma.",
            f"Schreiben: {label} {abridged(whole)}",
        )
    if value.count(opening) > value.count(closing):
        return Slip(
            start,
            f"Eine {'eckige' if opening == '[' else 'geschweifte'} Klammer wird nicht geschlossen.",
            f"Klammer schließen: {label} {abridged(value)}{closing}; beginnt so ein Text, gehört er in Anführungszeichen: {label} {quoted_value(value)}",
        )
    if value.count(opening) < value.count(closing) and value[-1] == closing:
        return Slip(
            start + len(value) - 1,
            f"Hier steht eine Klammer „{closing}“ zu viel.",
            f"Schreiben: {label} {abridged(value[:-1])}",
            width=1,
        )
    if linked := re.fullmatch(r"\[[^\]]*\]\((?:mailto:)?(\S+)\)", value):
        return Slip(
            start,
            "Hier steht ein Verweis in Markdown; gemeint ist nur die Adresse.",
            f"Schreiben: {label} {linked[1]}",
        )
    rest = value[value.rindex(closing) + 1 :].strip() if closing in value else ""
    if rest and not rest.startswith("#"):
        return Slip(
            start,
            "Ein Text, der mit einer Klammer beginnt, muss in Anführungszeichen stehen.",
            f"Schreiben: {label} {quoted_value(value)}",
        )
    return None


def quote_slip(line: Line, start: int) -> Slip | None:
    """Return what is wrong with a value that begins with a quotation mark, in column `start`."""
    value, key, sign = line.value, line.key, line.value[0]
    closed = _QUOTED[sign].match(value)
    rest = value[closed.end() :].strip() if closed else ""
    if closed is None or not rest or (rest[0] == "#" and value[closed.end()].isspace()):
        return None
    if rest in (",", ";"):
        return Slip(
            start + len(value) - 1,
            f"Hinter dem Wert steht „{rest}“; in YAML trennt das nichts.",
            f"Ohne „{rest}“ am Ende schreiben: {key}: {abridged(value[:-1].rstrip())}",
            width=1,
        )
    # „'Wie geht's?'“ and „"Der "Weg" zum Ziel"“ are meant to be quoted as a whole.
    whole = value[1:-1] if value.endswith(sign) and len(value) > 2 else value
    return Slip(
        start,
        "Hinter dem schließenden Anführungszeichen geht der Text weiter."
        if sign == '"'
        else "Das Zeichen ' beendet hier den Text; dahinter geht er weiter.",
        f"Den ganzen Wert in Anführungszeichen setzen: {key}: {quoted_value(whole)}",
    )
