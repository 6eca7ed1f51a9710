"""What stands in the place of a name, or behind one, and is none: nobody, a function, a state."""

from __future__ import annotations

import re

from ksnet.basics.expressions import expression

_STILL = r"(?:(?:z\.\s?Zt\.?|zzt\.?|zurzeit|derzeit|aktuell|momentan|bisher|noch)\s)*"
_NOBODY = expression(
    rf"(?:{_STILL}(?:Stelle\s)?{_STILL}(?:(?:(?:Frau|Herrn?|Fr\.|Hr\.)[\s/]*)*N\.?\s?N\.?|vakant|unbesetzt|offen|nicht (?:besetzt|bekannt)|niemand|keine[r]?|entfällt|(?:in )?(?:Neu|Nach|Wieder)?besetzung(?: (?:läuft|folgt|offen))?|folgt)|[-–—/.*]+|\?+|k\.\s?A\.|TB[AD]|(?:wird\s)?(?:noch\s)?(?:nicht\s)?(?:be|ge|nachbe)nannt|wird (?:noch )?nach(?:gereicht|gemeldet|besetzt|getragen)|(?:bitte )?erfragen|Nachfolge (?:noch )?offen|Verteiler:?|Vertr\.?:?)(?:\s?\((?!Vertr|Stellv)[^()]*\))?",
    re.IGNORECASE,
)
_SAME_AGAIN = expression(
    r"(?:dito|dto\.?|ditto|ebd\.?|ebenda|s\.\s?o\.|siehe oben|ebenso|desgl\.|desgleichen|wie (?:oben|vor)|w\.\s?o\.|[\"„“”〃']+|-\s?[\"„“”']+\s?-)(?:\s?\([^()]*\))?",
    re.IGNORECASE,
)
_FUNCTION = expression(
    r"(?:\w+(?:[-\s]|\.\s))*\w*(?:leit(?:er|ung)|lehr(?:er|kraft)|koordinat|vertret|geschäftsführ|referent|sekretari|sozialarb|schulsoz|fachkraft|berat(?:er|ung)|sachbearb|assisten|beauftragt|vorsitz|vorstand|sprecher|pädagog|psycholog|therapeut|ärzt|arzt|anw[aä]lt|richter|hebamme|schwester|pfleger|erzieher|mitarbeit|direktor|dezernent|inhaber|ASD|InsoFa|KoKi)\w*\.?(?:\s.*)?",
    re.IGNORECASE,
)
_NO_NAME = expression(
    r"(?:\w+[-\s])*\w*(?:leitung|sekretariat|koordination|vertretung|team|zentrale|verwaltung|summe|gesamt|hotline|kita|kindergarten|schule|zentrum|verein|verband|klinik|gericht|polizei|(?:frauen|mädchen|kranken|jugend)haus|(?<=\w)(?:stelle|dienst|telefon|büro|postfach|amt))",
    re.IGNORECASE,
)
# Offices that are nobody's name, as „Leiter“, „Schleiter“, „Richter“ and „Direktor“ are.
_OFFICE = expression(
    r"\w*(?:vorsitzende[rn]?|geschäftsführer(?:in)?|(?<=\w{4})leiter|leiterin|(?<=\w)direktor|direktorin|hebamme|beauftragte[rn]?|(?:sozial|mit)arbeiter(?:in)?|sprecherin|referentin|koordinator(?:in)?)",
    re.IGNORECASE,
)
# A remark for some time, or only a sign.
_NO_FUNCTION = expression(
    r"\b(?:ab|bis|seit)\s+(?:\w+\s+)?\d|\d\d?\.\d\d?\.|^[\W\d_]+$", re.IGNORECASE
)
_SINCE = expression(r"seit\b(?!.*\bbis\b)", re.IGNORECASE)
_FOR_A_TIME = expression(r"\((?:ab|bis|von|vom)\s[^()]*\d[^()]*\)", re.IGNORECASE)
# Of a person who is no longer there; and what is nobody's business.
_GONE = expression(
    r"\b(?:ausgeschieden|ausgetreten|verstorben|ehemal|ehem\.|frühere|Ruhestand|pensioniert|i\.\s?R\.|nicht mehr)|†",
    re.IGNORECASE,
)
# „Schwangerschaftsberatung“ is somebody's work.
_STATE = expression(
    r"^(?:(?:z\.\s?Zt\.|zzt\.|zurzeit|derzeit|aktuell|momentan|noch|seit|länger|in|im|auf)\s+)*(?![\w-]*berat)(?:geb\.(?!\s?\d)|geborene?r?\b|vorm\.|Elternzeit\b|Mutterschutz\b|\w*krank(?:t|heit|geschrieben|gemeldet|enstand|enschein)?\b|AU$|\w+unfähig|Wiedereingl|Altersteilzeit|Pflegezeit|schwanger|beurlaub|Urlaub\b|Sabbat|Kur\b|Reha)",
    re.IGNORECASE,
)
STATE = "Was hinter dem Namen oder als Funktion steht, ist keine Funktion, sondern persönlich"


def is_nobody(text: str) -> bool:
    """Whether a cell says that the post is vacant: `N.N.`, `vakant`."""
    return _NOBODY.fullmatch(text) is not None


def is_same_again(text: str) -> bool:
    """Whether a cell repeats the one above: `dito`, `s. o.`, `dito (Gruppe 2)`."""
    return _SAME_AGAIN.fullmatch(text) is not None


def is_state(text: str) -> bool:
    """Whether what stands as a function or status is private: an illness, a leave, a birth name."""
    return _STATE.search(text) is not None


def without_state(text: str) -> str:
    """Return a function without what is private in brackets or behind a comma; else empty."""
    text = re.sub(r"\s*\(([^()]*)\)", lambda m: "" if is_state(m[1].strip()) else m[0], text)
    first, _, last = text.rpartition(",")
    text = first if is_state(last.strip()) else text
    return "" if is_state(text) else text.strip()


def is_function(text: str) -> bool:
    """Whether a text is a function: `stv. Leitung`."""
    return _FUNCTION.fullmatch(text) is not None


def is_no_name(word: str) -> bool:
    """Whether a word is that of an office or a place, not of a person: `Sekretariat`."""
    return _NO_NAME.fullmatch(word) is not None


def is_office(word: str) -> bool:
    """Whether a word is an office and can be nobody's name: `Vorsitzender`, `Schulleiterin`."""
    return _OFFICE.fullmatch(word) is not None


def is_for_a_time(text: str) -> bool:
    """Whether brackets say from when or until when somebody is there: `(ab 1.8.2026)`."""
    return _FOR_A_TIME.search(text) is not None


def behind_name(text: str) -> tuple[str, str] | None:
    """Return the function in brackets behind a name, and in German what else they hold.

    None where the name may not be read, as somebody has left or stands there for some time.
    """
    if _GONE.search(text):
        return None
    if is_state(text):
        return "", f"{STATE}; nicht übernommen."
    if _NO_FUNCTION.search(text) and not _SINCE.match(text):
        return None
    if text and not is_function(text):
        return "", "Was in Klammern hinter dem Namen steht, ist nicht übernommen."
    return text, ""
