"""Children whom a text calls by their given name alone, in a sentence about a case.

Adults of a network stand in texts with family name or title, a child with a given name alone. What
makes it a case are words such as Obhut, Umgang or Diagnose in the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksnet.basics.expressions import expression
from ksnet.protection.case_patterns import INVENTED, TRAINING
from ksnet.protection.words import is_given_name, is_ordinary

# Each begins with one of the clues in `case_data`.
_CASE = expression(
    r"(?<![\w-])(?:Obhut|(?:Ini|I)nobhutnahme|ION|Umgang(?!\smit)|Umgangs(?:kontakt|recht|regelung)\w*|Besuchskontakte?|Sorgerecht"
    r"|Wohngruppe|Frauenhaus|Bereitschaftspflege\w*|Pflege(?:familie|mutter|vater|eltern|kind(?:er|es)?)|Herkunftsfamilie"
    r"|(?:Kinder-\sund\s)?Jugendpsychiatrie|Psychiatrie|KJP|Klinik|Ritalin|Medika(?:mente|tion|menten)"
    r"|(?:\w+-)?Diagnosen?|Entwicklungs(?:verzögerung|störung|rückstand)|Schulbegleit(?:ung|er|erin)|Schulverweigerung"
    r"|ADHS|Autis(?:mus|tin|t)|FASD?|Epilepsie|Depression(?:en)?|Diabetes|Trisomie|Suizidversuch"
    r"|Verfahrensbeist(?:and|ändin)\sfür|Vormund(?:in|schaft)?|Meldebogen|Kinderschutzbogen|SPFH|Erziehungsbeistand(?:schaft)?|Hilfeplan"
    r"|Meldung\s(?:der|des|aus\sder|von\sder)\s\w+|Gefährdungs(?:meldung|einschätzung)|8a-Meldung"
    r"|(?:Kl\.|Klasse)\s?\d{1,2}\s?[a-f]?|Schläge[n]?|blaue\sFlecken?|Hämatome?n?"
    r"|Mutter|Vater|Eltern|Mama|Papa|Mami|Stief(?:vater|mutter|papa|mama)|Oma|Opa|K[MV]|Kind(?:e?s)(?:mutter|vater)"
    r"|geschlagen|verprügelt|misshandelt|missbraucht|vernachlässigt|vergewaltigt|eingesperrt|angefasst|anvertraut|abgängig"
    r"|zurückgestellt|magersüchtig|gewürgt|gemobbt|aufgegriffen|kratzt\ssich|ritzt|(?:seine?|ihre?)[nrm]?\s(?:Schwester|Bruder|Geschwister)|will\snicht\s(?:mehr\s)?nach\sHause|Klassenleitung|Abdrücke|klaut|schwänzt|Fehlzeiten|ungewaschen|ungepflegt|verwahrlost|hungrig|ohne\sFrühstück|Striemen|Bissspuren|Urinprobe|Drogentest|Blutwerte|Verdacht\sauf|KWG|HzE|Beistandschaft|Unterhalt|Einschulung|fremduntergebracht|Fall|umA|UMA)(?![\w-])"
)
# What speaks of one child neither: works and trainings, and what colleagues do.
_OTHER = expression(
    rf"\b(?:{INVENTED}|{TRAINING}|[Ff]ilm\w*|Theater\w*|Lesung|Buch|Kampagne|Plakat|Märchen|Projekt|Programm|Wenn|wenn|Falls|Urteil"
    r"|stell(?:t|te|en|ten)\b[^.;!?\n]{0,80}\bvor|leite(?:t|te|n|ten)|moderier\w+|referier\w+|lädt|lud|laden|protokollier\w+|koordinier\w+"
    r"|übern(?:immt|ahm|ehmen)|organisier\w+|verschick\w+|präsentier\w+|bereite(?:t|n)|vertritt|vertreten|hält|klär(?:t|en)|fragt|schreibt"
    r"|informierte?\süber|ergänz\w+|kümmer\w+|schick(?:t|en)|spr(?:icht|echen)\süber|begrüß\w+|arbeite(?:t|n)\sa[mn]|nimmt\steil|nehmen\steil"
    r"|Material|Rückfragen?|Rückmeldung|Überarbeitung|Entwurf|Leitfaden|im\sTeam|erklär(?:t|en)\sde[nr]|zur\sVorbereitung\sde[rs])\b"
)
_SENTENCE = expression(r"[;!?\n]|(?<=\w\w\w)[.](?![\w)])")
_WORD = expression(r"[^\W\d_]++(?:[-–][^\W\d_]++)*")
_QUOTES = frozenset('„“”"»«‚‘›‹')
_TITLES = frozenset(("St", "Dr", "Prof", "Sankt"))
# With a capital where a sentence begins.
_BEGINNINGS = frozenset("Bei Für Mit Von Ohne Auch Heute Gestern Da Dass Weil Als Ob".split())
_PIECE = 200  # characters of a sentence that are looked at together


def children(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of given names that stand alone in a sentence about a case."""
    if _CASE.search(text) is None:
        return
    start = 0
    for end in _ends(text):
        cases = {match.start() for match in _CASE.finditer(text, start, end)}
        if cases and not _OTHER.search(text, start, end):
            yield from _alone(text, [*_WORD.finditer(text, start, end)], cases)
        start = end


def _ends(text: str) -> Iterator[int]:
    """Yield where the sentences end, and the pieces of long ones."""
    start = 0
    for end in (*(match.end() for match in _SENTENCE.finditer(text)), len(text)):
        while end - start > _PIECE:
            start = max(text.rfind(" ", start, start + _PIECE), start + _PIECE // 2)
            yield start
        start = end
        yield end


def _alone(text: str, words: list[re.Match[str]], cases: set[int]) -> Iterator[tuple[int, int]]:
    for number, word in enumerate(words):
        name = word[0]
        if not (name[0].isupper() and is_given_name(name)) or is_ordinary(name):
            continue
        before = words[number - 1] if number else None
        after = words[number + 1] if number + 1 < len(words) else None
        around = text[word.start() - 1 : word.start()] + text[word.end() : word.end() + 1]
        if around == "()" or not _QUOTES.isdisjoint(around) or word.start() in cases:
            continue
        if before and not _parts(text[before.end() : word.start()], before, cases):
            continue
        if after and not _parts(text[word.end() : after.start()], after, cases):
            continue
        yield word.span()


def _parts(between: str, neighbour: re.Match[str], cases: set[int]) -> bool:
    """Whether a neighbour is no part of the name: „Tom Weber“, „Kita Emma“, „St. Paul“."""
    if between.strip(" \u00a0\t"):
        return not (between.startswith(".") and neighbour[0] in _TITLES)
    return neighbour[0][0].islower() or neighbour[0] in _BEGINNINGS or neighbour.start() in cases
