"""Simple values of the records: truth values, numbers, folders, patterns of ids and addresses.

Each parser takes the text of a scalar and says in German what is wrong with it.
"""

from __future__ import annotations

import re

from ksnet.basics.expressions import expression
from ksnet.basics.scalars import text_of
from ksnet.records.problems import cut_short, not_scalar, problem

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_LENGTH = 63
KEY_PATTERN = r"^[0-9]{5}([0-9]{3})?$"
EMAIL_PATTERN = r"^[^@\s<>,;:()]+@[^@\s<>,;]+\.[A-Za-z]{2,}$"
URL_PATTERN = r'^https?://[^\s<>"]+$'

_PRECISION = {
    "ca": "rund", "circa": "rund", "etwa": "rund", "rund": "rund", "ungefähr": "rund", "~": "rund",
    "≈": "rund", "knapp": "knapp", "fast": "knapp", "über": "ueber", "ueber": "ueber", ">": "ueber",
    "mehr": "ueber", "mind": "mindestens", "mindestens": "mindestens",
}  # fmt: skip
_FACTORS = {
    "dutzend": 12, "hundert": 100, "tsd": 1_000, "tausend": 1_000, "teur": 1_000, "t€": 1_000, "k€": 1_000,
    "mio": 1_000_000, "million": 1_000_000, "millionen": 1_000_000,
}  # fmt: skip
# „ca. 90“, „90 Personen“, „rund 98.000 Euro“, „98 Tsd.“, „5 (davon 2 online)“
_WORDED = expression(
    r"(?:(?P<word>[^\W\d]+\.?|[~≈><])\s*)?"
    r"(?P<number>[1-9][0-9]{0,2}(?:[. '_][0-9]{3})+(?![0-9])|[0-9]{1,9}(?:[.,][0-9]{1,2})?)"
    r"(?:\s*(?P<unit>[^\W\d]+€?)\.?(?:\s*€|(?:\s+[^\W\d]+){0,4})|\s*€)?(?:\s*\([^()]*\))?"
)
# „2 h“, „1,5 Stunden“, „1:30“: a length, never a count.
_HOURS = expression(
    r"(?P<hours>[0-9]{1,3}(?:[.,][0-9]{1,2})?)(?::(?P<minutes>[0-9]{2})|(?=\s*(?:h\b|(?:Wochen)?(?:std|stunde))))\s*(?:h|(?:Wochen)?(?:std\.?|stunden?))?",
    re.IGNORECASE,
)
_FULL_WEEK = 39  # hours, as in TVöD
MOST_POSTS = 15  # of one Koordinierungsstelle; what is more is meant as percent or hours
_WHOLE = expression(r"0|[1-9][0-9]{0,8}")
_NUMBER = expression(r"(?:0|[1-9][0-9]{0,5})(?:\.[0-9]{1,3})?")
_AMOUNT = expression(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,3})?")


def parse_boolean(value: object) -> bool:
    """Parse `true` or `false`; raises `invalid-boolean`, with a proposal for ja, nein, yes, no."""
    text = text_of(value)
    if text == "true":
        return True
    if text == "false":
        return False
    if text is None:
        raise not_scalar(value, "true oder false")
    yes = {"ja", "yes", "y", "j", "wahr", "on", "true", "1"}
    no = {"nein", "no", "n", "falsch", "off", "false", "0"}
    word = text.strip().lower()
    proposal = "true" if word in yes else "false" if word in no else None
    mend = f"Meinten Sie {proposal}?" if proposal else "true für ja, false für nein."
    raise problem(
        "invalid-boolean",
        f"„{cut_short(text)}“ ist weder true noch false.",
        mend,
        proposal=proposal,
        safe=True,
    )


def parse_integer(value: object, *, qualified: bool = False) -> int:
    """Parse a whole number from 0 to 999 999 999; raises `invalid-number`.

    Where it may be `qualified`, the proposal for „ca. 90“ says how.
    """
    text = text_of(value)
    if text is None:
        raise not_scalar(value, "eine ganze Zahl")
    if _WHOLE.fullmatch(text):
        return int(text)
    _refuse_negative(text)
    bare = re.sub(r"(?:€|EUR|Euro)$", "", text.strip()).rstrip()
    # 90.0 and 90,00 say 90, 1.000 a thousand, 12.5 no whole number.
    digits = re.sub(r",0+$|\.0{0,2}$|[. '_](?=[0-9]{3}(?![0-9]))", "", bare)
    proposal = str(int(digits)) if re.fullmatch(r"[0-9]{1,9}", digits) else None
    worded = _said_number(text)
    mend = "Nur Ziffern, ohne Wörter und Punkte, z. B. 90."
    if length := _HOURS.fullmatch(text.strip()):
        mend = f"In Minuten schreiben: {_hours(length) * 60:.0f}."
    elif weeks := re.fullmatch(r"([0-9]{1,2})\s*Wochen?", text.strip()):
        mend = f"In Tagen schreiben: {int(weeks[1]) * 7}."
    elif proposal:
        mend = f"Meinten Sie {proposal}?"
    elif worded and _WHOLE.fullmatch(worded[0]):
        number, precision = worded
        more = f", oder mit der Genauigkeit: {{count: {number}, precision: {precision}}}"
        mend = f"Nur die Zahl schreiben: {number}{more if qualified and precision else ''}."
    elif not re.search(r"\d", text):
        mend = "Nur Ziffern schreiben, z. B. 90; ist die Zahl nicht bekannt, die Zeile weglassen."
    raise problem(
        "invalid-number", f"„{cut_short(text)}“ ist keine ganze Zahl.", mend, proposal=proposal
    )


def parse_qualified(value: object) -> int:
    """Parse a whole number beside which its precision may stand; raises `invalid-number`."""
    return parse_integer(value, qualified=True)


def _said_number(text: str) -> tuple[str, str | None] | None:
    """Return the number that stands between words, as records write it, and how precise it is."""
    found = _WORDED.fullmatch(text.strip())
    if found is None:
        return None
    number = found["number"]
    if re.fullmatch(r"[0-9]+[.,][0-9]{1,2}", number):
        amount = float(number.replace(",", "."))
    else:
        amount = float(re.sub(r"\D", "", number))
    amount *= _FACTORS.get((found["unit"] or "").lower(), 1)
    precision = _PRECISION.get((found["word"] or "").lower().rstrip("."))
    return f"{amount:.2f}".rstrip("0").rstrip("."), precision


def parse_meetings(value: object) -> int:
    """Parse the number of meetings of a cadence, at least one; raises `invalid-number`."""
    number = parse_integer(value)
    if number == 0:
        raise problem(
            "invalid-number",
            "Ein Turnus hat mindestens ein Treffen.",
            "Ohne eigenen Turnus „cadence“ weglassen.",
        )
    return number


def parse_number(value: object) -> float:
    """Parse a number of up to six digits before and three after the point, or `invalid-number`."""
    return _decimal(value, _NUMBER)


def parse_share(value: object) -> float:
    """Parse a share of full posts like a number; hours of a week and percent are no such share."""
    text = text_of(value) or ""
    length = _HOURS.match(text.strip())
    if length and not _NUMBER.fullmatch(text):
        raise problem(
            "invalid-number",
            f"„{cut_short(text)}“ ist kein Anteil einer vollen Stelle.",
            f"Als Anteil schreiben: bei {_FULL_WEEK} Wochenstunden einer vollen Stelle "
            f"{_hours(length) / _FULL_WEEK:.2g}",
        )
    number = parse_number(value)
    if number > MOST_POSTS:
        raise problem(
            "invalid-number",
            f"„{text}“ wären {number:g} volle Stellen.",
            f"Als Anteil einer vollen Stelle schreiben: {number:g} % sind {number / 100:.3g}, "
            f"{number:g} von {_FULL_WEEK} Wochenstunden {number / _FULL_WEEK:.2g}.",
        )
    return number


def _hours(length: re.Match[str]) -> float:
    return float(length["hours"].replace(",", ".")) + int(length["minutes"] or 0) / 60


def parse_amount(value: object) -> float:
    """Parse a number of up to nine digits before and three after the point, or `invalid-number`."""
    text = text_of(value) or ""
    if re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", text):
        raise problem(
            "invalid-number",
            f"„{text}“ kann {text.replace('.', '')} meinen, oder {text.replace('.', ',')}.",
            f"Tausender ohne Punkt schreiben: {text.replace('.', '')}; ist ein Bruchteil gemeint, auf zwei Stellen runden: {float(text):.2f}",
        )
    return _decimal(value, _AMOUNT)


def _decimal(value: object, decimal: re.Pattern[str]) -> float:
    text = text_of(value)
    if text is None:
        raise not_scalar(value, "eine Zahl")
    if decimal.fullmatch(text):
        return float(text)
    _refuse_negative(text)
    mend, proposal = _how_to_write_number(text, decimal)
    # 0,25 has one reading; 1,250 could be a thousand and a quarter.
    safe = proposal is not None and (
        proposal.startswith("0.") or len(proposal.partition(".")[2]) < 3
    )
    raise problem(
        "invalid-number", f"„{cut_short(text)}“ ist keine Zahl.", mend, proposal=proposal, safe=safe
    )


def _refuse_negative(text: str) -> None:
    if re.fullmatch(r"[-−–]\s*[0-9.]+\s*%?", _without_unit(text)):
        raise problem(
            "invalid-number",
            f"„{cut_short(text)}“ ist kleiner als 0.",
            "Hier stehen nur Zahlen ab 0; einen Rückgang sagt der Text dazu.",
        )


def _without_unit(text: str) -> str:
    """Return a text with a point for each comma and without the unit of an amount or a time."""
    return re.sub(r"(?:€|EUR|Euro|VZÄ|Std\.?|Stunden|h)$", "", text.replace(",", ".")).strip()


def _how_to_write_number(text: str, decimal: re.Pattern[str]) -> tuple[str, str | None]:
    """Return how to write what is no number, and the number that can replace it as it stands."""
    dotted, bare = text.replace(",", "."), _without_unit(text)
    if percent := re.fullmatch(r"([0-9]{1,3}(?:\.[0-9])?)\s*(?:%|Prozent|v\.\s?H\.)", bare):
        if decimal is _AMOUNT:
            return (
                f"Nur die Zahl schreiben: {percent[1]}. „Prozent“ ist die Einheit („unit“).",
                None,
            )
        return f"Als Anteil schreiben: {float(percent[1]) / 100:g}", None
    thousands = re.fullmatch(
        r"([0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]{1,3})|,-|,--|\.-)?",
        re.sub(r"(?:€|EUR|Euro)$", "", text.strip()).rstrip(),
    )
    if decimal is _AMOUNT and thousands:
        whole = thousands[1].replace(".", "")
        number = f"{whole}.{thousands[2]}" if thousands[2] else whole
        return f"Ohne Punkte und Währung schreiben: {number}", None
    length = _HOURS.fullmatch(text.strip())
    if length and length["minutes"] and int(length["minutes"]) < 60:
        return f"Als Dezimalzahl schreiben: {_hours(length):.3g}", None
    if bare != dotted and decimal.fullmatch(bare):
        return f"Nur die Zahl schreiben, mit Punkt: {bare}", None
    if "." in dotted and decimal.fullmatch(dotted):
        return f"Meinten Sie {dotted}?", dotted
    if (said := _said_number(text)) and decimal.fullmatch(said[0]):
        return f"Nur die Zahl schreiben: {said[0]}", None
    return "Nur Ziffern, z. B. 0.5.", None


def parse_folder(value: object) -> str:
    """Parse the path of a folder in the repository, written with `/`; raises `invalid-folder`."""
    text = text_of(value)
    if text is None:
        raise not_scalar(value, "der Pfad eines Ordners")
    parts = text.rstrip("/").split("/")
    if not text.strip() or any(
        part in ("", ".", "..") or "\\" in part or ":" in part for part in parts
    ):
        raise problem(
            "invalid-folder",
            f"„{cut_short(text)}“ ist kein Ordner innerhalb dieses Verzeichnisses.",
            "Pfad ab dem Ordner von ksnet.yaml angeben, mit „/“ und ohne „..“, z. B. data; bis dahin gilt die Vorgabe.",
        )
    return "/".join(parts)


def parse_scalar(value: object) -> str:
    """Return the text of any scalar, whatever it looks like."""
    text = text_of(value)
    if text is None:
        raise not_scalar(value, "ein einzelner Wert")
    return text
