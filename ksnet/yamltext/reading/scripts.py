"""Words that mix two scripts: Cyrillic or Greek letters that look Latin, from copied texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Place, Span
from ksnet.yamltext.rules.files import MIXED_SCRIPTS

_OTHER = expression("[\u0370-\u03ff\u0400-\u052f]")
_WORD = expression(r"\w{3,}")
_LATIN = expression("[A-Za-zÀ-ɏ]")
# Letters that look like a Latin one, and that one.
_LIKE = str.maketrans(
    "аеорсхуіјѕАВЕКМНОРСТХІЈЅαονρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcxyijsABEKMHOPCTXIJSaovpABEZHIKMNOPTYX"
)
_SCRIPTS = {"CYRILLIC": "kyrillisch", "GREEK": "griechisch"}


def mixed_words(file: str, text: str) -> Iterator[Fault]:
    """Yield a fault for each line with a Latin word that has letters of another script."""
    if not _OTHER.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for word in _WORD.finditer(line) if _OTHER.search(line) else ():
            odd = _OTHER.search(word[0])
            if odd and _LATIN.search(word[0]):
                script = _SCRIPTS.get(unicodedata.name(odd[0], "").partition(" ")[0], "fremd")
                meant = word[0].translate(_LIKE)
                yield MIXED_SCRIPTS.fault(
                    Place(file, span=Span(number, word.start() + 1, number, word.end() + 1)),
                    f"In „{word[0]}“ ist „{odd[0]}“ ein {script}er Buchstabe; er sieht aus wie ein lateinischer, ist aber keiner.",
                    f"Das Wort neu tippen{'' if _OTHER.search(meant) else f': {meant}'}.",
                )
                break
