"""Words that mix two scripts: Cyrillic or Greek letters that look Latin, from copied texts."""

from __future__ import annotations

import re
import unicodedata
from functools import partial

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place, Span
from ksnet.yamltext.reading.excess import FewAlike
from ksnet.yamltext.rules.files import MIXED_SCRIPTS

_OTHER = expression("[\u0370-\u03ff\u0400-\u052f]")
_WORD = expression(r"\w{3,}")
_LATIN = expression("[A-Za-zÀ-ɏ]")
# Letters that look like a Latin one, and that one.
LIKE_LATIN = str.maketrans(
    "аеорсхуіјѕАВЕКМНОРСТХІЈЅαονρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcxyijsABEKMHOPCTXIJSaovpABEZHIKMNOPTYX"
)
_SCRIPTS = {"CYRILLIC": "kyrillisch", "GREEK": "griechisch"}


def mixed_words(file: str, text: str) -> list[Fault]:
    """Return a fault for each line with a Latin word that has letters of another script."""
    faults = FewAlike()
    for number, line in enumerate(text.split("\n") if _OTHER.search(text) else (), start=1):
        for word in _WORD.finditer(line) if _OTHER.search(line) else ():
            odd = _OTHER.search(word[0])
            if odd and _LATIN.search(word[0]):
                faults.add(
                    MIXED_SCRIPTS, file, word[0], partial(_fault, file, number, word, odd[0])
                )
                break
    return faults.found()


def _fault(file: str, line: int, word: re.Match[str], odd: str) -> Fault:
    script = _SCRIPTS.get(unicodedata.name(odd, "").partition(" ")[0], "fremd")
    meant = word[0].translate(LIKE_LATIN)
    return MIXED_SCRIPTS.fault(
        Place(file, span=Span(line, word.start() + 1, line, word.end() + 1)),
        f"In „{word[0]}“ ist „{odd}“ ein {script}er Buchstabe; er sieht aus wie ein lateinischer, ist aber keiner.",
        f"Das Wort neu tippen{'' if _OTHER.search(meant) else f': {meant}'}.",
    )
