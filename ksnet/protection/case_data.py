"""Search for hints of case data in German text. Pure text in, hits out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.protection import case_patterns, case_situations
from ksnet.protection.case_patterns import (
    AGE,
    CAPITAL,
    FIGURE,
    FOR_FICTION,
    MONTHS,
    NEARLY,
    Hint,
    Pattern,
    is_fiction,
)
from ksnet.protection.children import children

_ANY_FIGURE = expression(r"\d")


class Hit(NamedTuple):
    """A stretch of a text and what it seems to be."""

    start: int
    end: int
    hint: Hint


# Without one of these no pattern can match: one look at a whole file, line breaks and all, spares
# nearly every file the rest. Each part begins with one letter or sign (no class of them), no two
# with the same: only then does the engine skip from one possible place to the next, and has
# few words to compare there.
_CLUES = (
    expression(
        r"A(?:[Ww]:|nwohner|nrufer|BR\b|bdrücke|mtsvorm|doptiv|nschrift\b|dresse\b|[Zz][\s.:]|ktenz|kte\b|nzeige\b|ile[\s:,(]|DHS|utis|norexie|ufenthaltsb|usländera)"
        rf"|B(?:issspuren|lutwerte|efund|ua\b|eistandsch|ei\s+{CAPITAL}[^\W\d_]++(?<=s)|randwund|esuchsk|zgl\.|ereitschaftspf|ub(?:en)?[\s:,(]|etr(?:\.|eff)|abys?[\s:,(]|ruder|rüder|etreute|eschuldigte|ulimie)"
        r"|Causa"
        rf"|D(?:[ae]t\s+{CAPITAL}|eern|rogent"
        r"|OB|\.O\.B|ate\s+of|oğum|irndl|ziecko|iagnose|iabetes|epression)"
        r"|E(?:insatz\b|rzieher(?:in)?\b|inschulung|ntwicklungs[vsr]|rziehungsb|rgänzungspf|heleute|ltern\b|nkel|pilepsie)"
        rf"|F(?:W:|wd?:|ehlzeiten|rühstück|\s*+\d++-\d|lecken|rauenh|AM(?:ILIE)?[\s.]|a?m{{1,2}}i?l{{1,2}}(?:ie?|ei?)\b|mailie\b|am[\s.:,(]|all(?:e?s)?\s|all-?N|alln|allv|alla"
        rf"|all-I|rau\s+{CAPITAL}|AS)"
        r"|G(?:eschwister|erichtsa|roßm|roßv|roßel|eb|EB|efährdungs[me]|esch(?:äftsz|\.))"
        rf"|H(?:aarprobe|ämatom|erkunftsfam|alb[bs]|ilfefall|ilfeplan|erausnahme|aus(?:besuch|e)|errn?\s+{CAPITAL}|PG|zE|elfer[kr]"
        rf"|andyn?)"
        r"|I(?:ON\b|nobhut|CD)"
        r"|J(?:ong\b|ugendamtsa|g\.|\.|ung(?:en?|s)?[\s:,(]|ugendliche[rn]?[\s:,(]|ahrgang|ahr(?:en?)?\b)"
        rf"|K(?:d\.|lassenle|indeswohlgefährdung\s+(?:bei|von)\s+{CAPITAL}"
        r"|nochenbr|l\.\s*+\d|lasse\s*+\d|linik\b|WG|JP\b|indergeldn|ind(?:e?s|er[ns]?)?(?:mutter|vater|eltern)?[\s:,()]|leinkind|lient|[MVE][\s):(,]"
        r"|inderschutz[mb]|leine\s)"
        r"|L(?:ebensgef|ehrer(?:in)?\b)"
        r"|M(?:ade?r?l\b|utter\b|am[ai]\b|ädle|edika|eldebo|ündel|ädchens?[\s:,(]|eldung|eldeadr|onate?\b|on\.)"
        r"|N(?:achbar|ame:|effe|ichte|eugeborene)"
        r"|O(?:ma\b|pa\b|nkel|pfer|bhut)"
        r"|P(?:at\.|flege\w|apa\b|sychiat|atient|artners?[\s:,(]|[MV][\s:(]|rivat)"
        r"|R(?:[eE]:|italin|odzin)"
        r"|S(?:triemen|chüttelt|chwanger|uizid|PFH|chulbegl|chulverw|chläge|achen?\s|trafa|teuer-ID|ohn|tief|äugling|öhne|chwester|chülerin[\s:,(]|chülers?[\s:,(]|chutzmaß|orgerecht)"
        r"|T(?:atverd|ochter[\s:,()]|öchter|ante|äter|agebuch|gb|risomie)"
        r"|U(?:rinprobe|mgang|nterhalt|MA|R-|rkundenr)"
        r"|V(?:erfahrensbeist\w++\s++für\b|ersicherten|ormund|erdacht|erletzung|erbr(?:enn|üh)|aters?\b|organgs)"
        r"|W(?:G:|egweis|ürgem|ohn|ochen|g\.|h[gf])"
        r"|Zwilling"
        rf"|Çocuk|8a(?:-Meldung|-Fall)?:?\s+{CAPITAL}[^\W\dA-Z_]"
        rf"|\.(?<={CAPITAL}\.)(?![a-z])"
        + "".join(
            rf"|{sign}\s*+(?:\d\d?\.\s*+(?:\d|Kl|Schulj|{MONTHS})|\d{{4}}|(?:{NEARLY}\s++)?{AGE}\s*+(?:\)|[JMTWyl])|\d\d(?!\d){more})"
            for sign, more in (
                (",", r"|(?:\d|1[0-7])\s*+,"),
                ("/", ""),
                (r"\(", ""),
                (r"\*", rf"|[\d:(]|(?:am|im|der|ist|war|{MONTHS})\s"),
            )
        )
    ),
    # Small letters are too frequent for the one above; each of these skips to its own.
    expression(
        r"ge(?:b(?:[.:\s\d]|oren|urts)|mobbt|redet|sprochen|waschen|schlossen|sperrt|treten|demütigt"
        r"|ohrfeigt|lassen|griffen|pflegt(?<=ungepflegt)|stellt(?<=zurückgestellt))"
    ),
    expression(r"l(?:eb(?:t|en(?<!\wleben)\b)|tern(?<=eltern))"),
    expression(r"§\s*+42\s++(?:SGB\s++VIII\s++)?am\s"),
    expression(r"#(?:Fall|Fam|Kind|Causa|8a)"),
    expression(rf"d(?:er\s+(?:[Kk]l(?:asse|\.)\s*+)?\d|[ae]t\s+{CAPITAL})"),
    expression(r"w(?:g\.|h[gf]t?\.|ohn|ird\s+(?:am\s|bald\s|nächste)|ürgt|ahrlost)"),
    expression(rf"b(?:orn|zgl\.|ald\s+{AGE}(?!\w)|elästigt|edroht|erührt|hut|aby)"),
    expression(r"f(?:a(?:m[\s.]|milie\s|ther|ll(?<!\wfall)\s+[a-zäöüß])|lecken|remdunterg)"),
    expression(r"8a\s+[a-zäöüß]"),
    expression(rf"k(?:leine[nrm]?\s+{CAPITAL}|ratzt|laut|ind(?<!\wkind)(?:e?s|er[ns]?)?[\s,(])"),
    expression(r"junge[ns]?(?:\s+(?:aus|in\s+der)\s|\s*+[,(])"),
    expression(r"um[AF]"),
    expression(r"a(?:n(?:gefasst|vertraut|dy)|bgängig)"),
    expression(r"h(?:pg|ilfeplan|ungrig)"),
    expression(r"ri(?:tzt|emen(?<=triemen))"),
    expression(r"ä(?:hrig|lt(?<=quält)|ugling(?<=säugling))"),
    expression(r"é(?<=né)e"),
    expression(r"v(?:er(?:hauen|nachlässigt|gewaltigt|letzt|bot)|ater)"),
    expression(
        r"m(?:eld(?:ung(?<!\wmeldung)\s|et(?<=emeldet))|other|isshandelt|issbraucht|utter|ama|ädchen)"
    ),
    expression(r"sch(?:lagen|lug|lägt|üttelt|üler|wanger|wänzt)"),
    expression(r"p(?:sychiatrie|rügelt|rivat|arents|apa|flegekind)"),
)
# Every word of a pattern in another script has one of these letters; „doğum“ stands as a whole, as
# the letter itself is in many names.
_SIGNS = ("а", "е", "и", "і", "о", "ы", "ل", "doğum")


# Emphasis of Markdown, at the edges of words only: in „Schüler*innen“ and „a_b“ the sign belongs to
# the word. The expression begins with the sign so that the engine skips from one to the next.
_EMPHASIS = expression(r"[*_`~](?:(?<=[`~])|(?![^\W_])|(?<![^\W_][*_]))")
# On its own since it is quick: most files have underscores in their keys only.
_UNDERLINE = expression(r"_(?:(?![^\W_])|(?<![^\W_]_))")


def without_emphasis(text: str) -> str:
    """Return the text with spaces in the place of Markdown emphasis, so that offsets stay."""
    if "*" in text or "`" in text or "~" in text or _UNDERLINE.search(text):
        return _EMPHASIS.sub(" ", text)
    return text


def may_contain(text: str) -> bool:
    """Whether a text is worth a closer look; quick, never False where `hits` finds something."""
    if _has_clue(text):
        return True
    plain = without_emphasis(text)  # which adds only spaces
    return plain != text and _has_clue(plain)


def _has_clue(text: str) -> bool:
    return any(map(text.__contains__, _SIGNS)) or any(clue.search(text) for clue in _CLUES)


PATTERNS = (*case_patterns.PATTERNS, *case_situations.PATTERNS)
_ALL = frozenset(Hint)
_SHORT = 300  # characters: such texts come again and again, in a file that is wrong all over too


def hits(text: str, kinds: frozenset[Hint] = _ALL) -> Iterator[Hit]:
    """Yield the hints of case data in one text, of some kinds; those that overlap count once."""
    return iter((_hits_in_short if len(text) <= _SHORT else _hits_in_long)(text, kinds))


@lru_cache(maxsize=1024)
def _hits_in_short(text: str, kinds: frozenset[Hint]) -> tuple[Hit, ...]:
    return tuple(_hits(text, kinds))


@lru_cache(maxsize=1)  # asked first whether there are any, then where
def _hits_in_long(text: str, kinds: frozenset[Hint]) -> tuple[Hit, ...]:
    return tuple(_hits(text, kinds))


def _hits(text: str, kinds: frozenset[Hint]) -> Iterator[Hit]:
    end = -1
    found = [
        Hit(*match.span(), pattern.hint)
        for variant in dict.fromkeys((text, without_emphasis(text)))  # a star may also mean „born“
        for pattern in _possible(variant, _of_kinds(kinds))
        for match in pattern.expression.finditer(variant)
        if pattern.sure(match) and not (pattern.hint in FOR_FICTION and is_fiction(match))
    ]
    if Hint.FAMILY in kinds:
        found += [Hit(*span, Hint.FAMILY) for span in children(text)]
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            yield hit
        end = max(end, hit.end)


@lru_cache(maxsize=8)
def _of_kinds(kinds: frozenset[Hint]) -> tuple[Pattern, ...]:
    return tuple(pattern for pattern in PATTERNS if pattern.hint in kinds)


def _possible(text: str, patterns: tuple[Pattern, ...]) -> Iterator[Pattern]:
    """Yield the patterns that may fit somewhere: to look for a word takes no time."""
    has_figure = _ANY_FIGURE.search(text) is not None
    for pattern in patterns:
        needs = pattern.needs
        if not needs or (has_figure if FIGURE in needs else any(need in text for need in needs)):
            yield pattern
