"""Keys that people might make up for case data or private data (DS-02)."""

from __future__ import annotations

from functools import lru_cache

from ksnet.basics.spelling import fold

_WORDS = frozenset((
    "aktenzeichen", "birthdate", "birthday", "child", "date-of-birth", "diagnose", "diagnosen",
    "diagnosis", "eltern", "fall", "fallakte", "fallnummer", "fall-nr", "familie", "familienstand",
    "geb", "geboren", "geburtsdatum", "geburtsname", "geburtsort", "geburtstag", "gesundheit",
    "gesundheitsdaten", "herkunft", "iban", "kinder", "kindesname", "konfession", "krankheit",
    "krankheiten", "mutter", "name-des-kindes", "nationalitaet", "religion", "sorgerecht",
    "sozialdaten", "staatsangehoerigkeit", "steuer-id", "vater", "versichertennummer", "wohnort",
    "wohnanschrift",
))  # fmt: skip


@lru_cache(maxsize=16)  # of an unknown key it is asked twice
def is_case_data_key(key: str) -> bool:
    """Whether a key that the format does not know asks for data that must not be recorded."""
    folded = fold(key)
    return folded in _WORDS or "privat" in folded or not _WORDS.isdisjoint(folded.split("-"))
