"""What case data looks like in German text: expressions, and what decides doubtful matches.

The expressions are possessive or bounded throughout, so that no text makes them slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.protection.words import (
    family_names,
    is_family_name,
    is_given_name,
    is_name,
    is_ordinary,
    may_be_name,
)
from ksnet.records import german


class Hint(Enum):
    """What a text seems to contain; the value is German, for messages."""

    BIRTH = "ein Geburtsdatum"
    FILE_NUMBER = "ein Aktenzeichen aus einem Verfahren"
    FAMILY = "der Name eines Kindes oder einer Familie"
    AGE = "ein Name mit Altersangabe"
    INITIAL = "ein abgekürzter Name"
    MEASURE = "eine Maßnahme in einem Einzelfall mit Datum"
    ADDRESS = "eine Privatanschrift"
    PHONE = "eine private Telefonnummer"
    DIAGNOSIS = "eine Diagnose"
    CASE = "ein Einzelfall mit Namen"
    VIOLENCE = "ein Einzelfall von Gewalt oder Vernachlässigung"


Sure = Callable[[re.Match[str]], bool]


class Pattern(NamedTuple):
    """What a hint looks like, when a match is one, and texts of which one is in every match."""

    hint: Hint
    expression: re.Pattern[str]
    sure: Sure
    needs: tuple[str, ...]


S = r"(?:[ \u00a0\t]++)"
S0 = r"(?:[ \u00a0\t]*+)"
CAPITAL = "[A-ZÄÖÜÇĞİŞÁÉÓØŁŠŽ]"  # which a name begins with
WORD = rf"{CAPITAL}[^\W\d_]++"
NAME = rf"{WORD}(?:[-–]{WORD}){{0,3}}"
_TITLE = r"(?:Dr|Prof)\."
_END = r"(?![\w-])"
NAMED = rf"(?P<name>{NAME}){_END}"
_FULL_NAME = rf"(?P<name>{NAME})(?:{S}(?:{CAPITAL}\.|{NAME}))?"  # perhaps with a family name
_NAME_OR_INITIAL = rf"(?:{CAPITAL}\.|(?P<name>{NAME}))"
MONTHS = "|".join(german.MONTHS)
DAY = (
    rf"(?<!\d)(?:\d{{1,2}}\.{S0}\d{{1,2}}\.(?:{S0}(?:19|20)?\d\d(?!\d))?|\d{{1,2}}\.{S0}"
    rf"(?:{MONTHS})(?:{S}(?:19|20)\d\d)?"
    r"|(?:19|20)\d\d-\d\d-\d\d(?!\d))"
)
_BORN_ABROAD = (
    rf"DOB|D\.O\.B\.|Date{S}of{S}[Bb]irth|born(?:{S}on)?|[Dd]oğum(?:{S}tarihi)?|[Дд]ата{S}рождения"
    rf"|[Нн]арод(?:ився|ила(?:ся|сь))|[Рр]одил(?:ся|ась)|née{S}le"
)
# "Born on"; at the beginning of a line it would mark a list item.
_STAR = r"(?:(?<=[\w,(][ \u00a0])|(?<=[,(]))\*"
_YEAR_AT = r"(?:19|20)\d\d(?!\d)"
_YEAR = rf"(?<![\d.]){_YEAR_AT}"
# What a file number of these has between its numbers.
FAMILY_COURT = "F|FH|UF|WF|UFH|XVII|VIII?|SBd|LwF"
PROSECUTION = "U?Js|Ds|Ls|KLs|Cs|VRJs|Gs"
# Whose number it is.
_OFFICE = r"(?:Jugendamt|JA|ASD|Polizei|StA|Staatsanwaltschaft|Familiengericht|FamG|Amtsgericht|AG|Gericht)"
PHONE = r"(?:\+49|0)[\d /()-]{6,20}"
PARENT = "Kindesmutter|Kindsmutter|Kindesvater|Kindsvater|Pflegemutter|Pflegevater|Mutter|Vater|Oma|Opa|KM|KV"
STREET = (
    r"(?:[A-ZÄÖÜ][\w-]{1,30}?(?:[Ss]traße|[Ss]tr\.|weg|platz|allee|gasse|ring|ufer|damm|hof|berg)"
    rf"|{WORD}(?:[- ]{WORD}){{0,4}}?[- ](?:Straße|Str\.|Weg|Platz|Allee|Gasse|Ring)"
    rf"|(?:Am|An{S}der|Auf{S}dem|Im|Zum){S}{WORD}){S}\d{{1,3}}{S0}[a-z]?\b"
)
_NUMBER = (
    "ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|vierzehn|fünfzehn"
    "|sechzehn|siebzehn"
)
AGE = rf"(?:\d{{1,2}}|{_NUMBER}|eineinhalb)"
NEARLY = r"(?:fast|erst|gerade|knapp|ca\.|etwa)"

# Relatives and children: after these a family name may be any word that is not known to be none …
_OPEN_ROLES = (
    "Familie|Fam\\.?|Pflegefamilie|Herkunftsfamilie|Kind(?:e?s)?mutter|Kind(?:e?s)?vater"
    "|Pflegekind(?:e?s)?|Mündel[ns]?|Geschwister|Stiefvater|Stiefmutter"
    "|Sohn(?:e?s)?|Tochter|Pflegesohn(?:e?s)?|Pflegetochter|Stiefsohn|Stieftochter|Söhne[n]?"
    "|Töchter[n]?|Eheleute|Pflegemutter|Pflegevater|Pflegekinder[n]?|Stiefpapa|Stiefmama"
    "|Neugeborene[sn]?|Mündelkind|um[AF]|UMA"
    # misspelt
    "|Fa?m{1,2}(?:i?l{1,2}(?:ei|e)|l{1,2}ie|il{2}ie)|Fm(?:ai|i)lie|Fammil{1,2}ie|Familei"
    # in other languages
    "|Rodzina|Dziecko|Çocuk|Aile"
)
# … and after these, which titles and lists have as well, only a known one.
_ROLES = (
    "Kind(?:e?s)?|Kinder[ns]?|Mutter|Vaters?|Eltern|Baby|Säuglings?|Kleinkind(?:e?s)?|Jungen?"
    "|Mädchens?|Bruders?|Brüder[n]?|Schwestern?|Oma|Opa|Großmutter|Großvater"
    "|Onkel|Tante|Mama|Mami|Papa|Bub|Mädle|Dirndl|Kindseltern|Kindeseltern|Pflegeeltern|Jugendliche[rn]?|Schülerin|Schülers?"
    "|Klient(?:in|en)?|Patient(?:in|en)?|Neffe|Nichte|Enkel|Enkelin"
    "|Zwillinge|Halbbruder|Halbschwester|Lebensgefährte[n]?|Partners?|Adoptivkind|Betreute[rn]?"
    "|Opfers?|Täters?|Beschuldigte[rn]?"
)
# Who is called after a child: „Mutter von Leon“, „Leons Mutter“.
_RELATIVE = (
    "Mutter|Vater|Eltern|Oma|Opa|Großmutter|Großvater|Großeltern|Onkel|Tante|Bruder|Schwester"
    "|Halbbruder|Halbschwester|Stiefvater|Stiefmutter|Pflegemutter|Pflegevater|Pflegeeltern"
    "|Mama|Mami|Papa|Stiefpapa|Stiefmama"
)
_ILLNESS = "ADHS|Autismus|Trisomie|Diabetes|Epilepsie|Depression|FAS|FASD|Bulimie|Anorexie"
_JOIN = rf"(?:{S}(?:namens|heißt|mit{S}Namen){S}|{S0}[:,(]{S0}|{S})"
_HONORIFIC = r"(?:Frau|Herrn?)"

# One child, or those of one family, and who is near it: what was done to whom by whom. Rules of
# conduct, statistics and examples speak of children in general, or in the conditional.
CHILD = (
    rf"(?:[Dd](?:as|er|ie|em|en|iese[srmn]?)|[Ee]ine?[nm]?|[Ss]eine?[nm]?|[Ii]hre?[nm]?|[Uu]nser"
    rf"|[Bb]eiden?){S}(?:[a-zäöüß]++{S}|\d{{1,2}}-jährige[nr]?{S}){{0,2}}"
    r"(?:(?:Pflege|Klein|Stief|Adoptiv|Geschwister)?(?:[Kk]ind(?:er)?|[Ss]ohn|[Tt]ochter|[Ss]öhne"
    r"|[Tt]öchter)|Baby|Säugling|Mädchen|Junge[n]?|Jugendlichen?|Schüler(?:in)?|Geschwister)"
)
NEAR = (
    r"(?:(?:Kind(?:e?s)?|Stief|Pflege|Groß|Adoptiv)?(?:[Vv]ater|[Mm]utter|[Ee]ltern)|Onkel|Tante"
    r"|(?:Halb|Stief)?[Bb]ruder|(?:Halb|Stief)?[Ss]chwester|Opa|Oma|Cousin"
    r"|(?:Lebensgefährt|Partner|Freund|Nachbar|Trainer|Lehrer|Erzieher|Betreuer)\w{0,5})"
)
_BY = (
    rf"(?:(?:vom|von{S}(?:de[rmn]|(?:sein|ihr|ein)e[rmn])|durch{S}(?:den|die|(?:sein|ihr|ein)en?))"
    rf"{S}(?:[a-zäöüß]++{S}){{0,2}}{NEAR}\b|zu{S}Hause\b|im{S}Elternhaus\b)"
)
HURT = (
    r"(?:(?:ge|ver|zer)schlagen|verprügelt|verhauen|misshandelt|missbraucht|vernachlässigt"
    r"|ein(?:gesperrt|geschlossen)|ausgesperrt|vergewaltigt|gewürgt|geschüttelt|gequält|bedroht"
    r"|verletzt|belästigt|angefasst|getreten|gedemütigt|geohrfeigt|allein(?:e)?\s?gelassen"
    rf"|unsittlich\sberührt)\b(?!{S}(?:auf)?gefunden)"
)
IS_HURT = rf"[^.,;!?\n]{{0,40}}?\b{HURT}"  # later in the same part of a sentence
HURTING = (
    r"(?:schlug|schlägt|verprügelte?|misshandelte?|missbrauchte?|vernachlässigte?|vergewaltigte?"
    r"|würgte?|schüttelte?|quälte?|bedrohte?)\b"
)
_GENERAL = expression(
    r"\b(?:[Ww]enn|[Ff]alls|[Oo]b|[Ww]as\stun|[Ww]ie|[Aa]ngenommen|könnte|würde|sollte"
    r"|Fallbeispiel|Beispiel|Übung|Rollenspiel|Fallvignette|Vignette|Szenario|fiktiv\w*|Roman|Buch"
    r"|[Tt]ypisch\w*|Plakat|Theaterstück|Kampagne|Urteil|[Jj]edes|[Kk]ein)\b"
)

# Whom these speak of does not exist, or has been judged and published.
INVENTED = (
    r"[Ff]iktiv\w*|Planspiel|Rollenspiel|Kinderbuch|Bilderbuch|Roman|Spielfilm|EGMR|BVerfG|BGH"
)
_FICTION = expression(
    rf"\b(?:{INVENTED}|erfunden\w*|ausgedacht\w*|Theaterstück|(?:Hand)?[Pp]uppen?)\b"
)
FOR_FICTION = frozenset((Hint.FAMILY, Hint.AGE, Hint.INITIAL, Hint.CASE, Hint.VIOLENCE))

TRAINING = "Vortrag|Workshop|Fortbildung|Fachtag|Modul|Seminar|Schulung"
_PREVENTION = expression(
    rf"\b(?:{TRAINING}|Thema|Arbeitskreis"
    r"|Handreichung|Leitfaden|Verfahren|Statistik|Stand|Fassung|Input|Film"
    r"|Sitzung|Austausch|Treffen|Netzwerktreffen|Veranstaltung|Konferenz|Arbeitsgruppe"
    r"|Rufbereitschaft|Vereinbarung|Absprache|Präsentation|Protokoll|Fachvortrag|Formular|Vordruck"
    r"|Flyer|Broschüre|Bogen|Ablauf"
    r"|Bereitschaftsplan|Dienstplan|Dienstanweisung|Rundschreiben)|\b(?:wird|werden|möglich)"
    r"\sseit\b|\b\d\d+\s(?:Kinder|Jugendliche|Minderjährige)\b"
)
_TALK = expression(
    "Vortrag|vortrag|Input|Überblick|Klassifikation|Fachtag|Fortbildung|Seminar|Thema"
)
_HIGHER_COURT = expression(
    r"\b(?:OLG|BGH|BVerfG|EuGH|EGMR|Kammergericht|Oberlandesgericht|Bundesgerichtshof)\b[^;]*"
    r"(?:Beschl|Urteil|Urt\.|\bvom\b|\bv\.)[^;]*$"
)


_BODY_BEFORE = expression(
    r"(?:[Zz]entrum|Kita|Kindergarten|[Vv]erein|[Pp]rojekt|Initiative|[Tt]reff|[Bb]und|Stiftung)"
    r"(?:\s[Ff]ür)?,?[ \u00a0„\"]{1,2}\Z"
)


def is_fiction(match: re.Match[str]) -> bool:
    """Whether the same sentence says that it is invented, or judged and published."""
    text = match.string
    start = _sentence_start(match, ".!?;\n", 80)
    rest = re.split(r"[.!?;\n]", text[match.end() : match.end() + 80], maxsplit=1)[0]
    return _FICTION.search(text, start, match.end() + len(rest)) is not None


def _sentence_start(match: re.Match[str], signs: str, most: int) -> int:
    """Return where the sentence of a match begins, at `most` so many characters before it."""
    before = match.string[max(0, match.start() - most) : match.start()]
    return match.start() - min(len(before) - before.rfind(sign) - 1 for sign in signs)


def stands_before(match: re.Match[str], sought: re.Pattern[str], most: int) -> bool:
    """Whether an expression fits among so many characters before a match."""
    return sought.search(match.string, max(0, match.start() - most), match.start()) is not None


def _around(match: re.Match[str], sought: re.Pattern[str], after: int = 0) -> bool:
    """Whether an expression fits in a match, 80 characters before it or some after it."""
    start, end = max(0, match.start() - 80), match.end() + after
    return sought.search(match.string, start, end) is not None


def always(_: re.Match[str]) -> bool:
    """Say that every match of a pattern is one."""
    return True


def _open_name(match: re.Match[str]) -> bool:
    """Whether the word after a relative is a known name, or an unknown word right after it."""
    name = match["name"]
    # Schools, streets and prizes are named after them.
    if match[0].startswith("Geschwister") and name == "Scholl":
        return False
    if match.string.startswith((" GmbH", " KG", " OHG"), match.end()):
        return False
    # „Familienzentrum Familie Sonnenschein“ is a body.
    if stands_before(match, _BODY_BEFORE, 40):
        return is_family_name(name)
    # A kind of body, followed by its town.
    if match.string.startswith("Haus der Familie ") and match.start() == len("Haus der "):
        return is_family_name(name)
    return (
        may_be_name(name)
        if match["join"].isspace() or "heißt" in match["join"] or "namens" in match["join"]
        else is_name(name)
    )


def _known_name(match: re.Match[str]) -> bool:
    # Schools and squares are named after them.
    if match[0].startswith(("Brüder", "Bruder")) and match["name"] == "Grimm":
        return False
    if match["join"].strip() in ("heißt", "namens", "mit Namen"):
        return may_be_name(match["name"])
    return is_name(match["name"]) if match["join"].isspace() else is_given_name(match["name"])


def _given(match: re.Match[str]) -> bool:
    return is_given_name(match["name"])


def _name(match: re.Match[str]) -> bool:
    return is_name(match["name"])


def _given_and_name(match: re.Match[str]) -> bool:
    return is_given_name(match["name"]) and may_be_name(match["family"])


def is_not_training(match: re.Match[str]) -> bool:
    """Whether no training, statistic or paper is spoken of just before."""
    return not _around(match, _PREVENTION)


def is_one_case(match: re.Match[str]) -> bool:
    """Whether a sentence says what happened, not what may happen or what a talk is about."""
    start = _sentence_start(match, ".!?;", 120)
    return not (
        _GENERAL.search(match.string, start, match.end())
        or _PREVENTION.search(match.string, start, match.start())
        or match.string[match.end() : match.end() + 40].partition(".")[0].endswith("?")
    )


def _not_published(match: re.Match[str]) -> bool:
    return not stands_before(match, _HIGHER_COURT, 80)


def is_genitive(match: re.Match[str]) -> bool:
    """Whether a word is the genitive of a given name; „Jonas Vater“ may be a whole name."""
    return match["name"].endswith("s") and is_given_name(match["name"][:-1])


def _given_in_a_case(match: re.Match[str]) -> bool:
    return _given(match) and is_not_training(match)


def _named_in_a_case(match: re.Match[str]) -> bool:
    known = is_given_name(match["name"]) or (
        is_family_name(match["name"]) and not is_ordinary(match["name"])
    )
    return known and is_not_training(match)


def _alone(match: re.Match[str]) -> bool:
    """Whether a single capital is no part of a name or number: „Gruppe A. (12)“."""
    before = match.string[: match.start()].split()
    return not before or before[-1][-1] in ".!?:;,–-(„" or before[-1][0].islower()


def _given_in_one_case(match: re.Match[str]) -> bool:
    return _given(match) and is_one_case(match)


def _no_emphasis(match: re.Match[str]) -> bool:
    """Whether no star closes what the star before the date would open."""
    return "*" not in match.string[match.end() :].partition("\n")[0]


def _maybe(match: re.Match[str]) -> bool:
    return may_be_name(match["name"])


def _maybe_or_initial(match: re.Match[str]) -> bool:
    return match["name"] is None or may_be_name(match["name"])


def _family_first(match: re.Match[str]) -> bool:
    """Whether „Kaya, Elif“ stands there, and nobody has written a record on that day."""
    return _given_and_name(match) and not stands_before(match, _PREVENTION, 40)


# Who a file number is of that speaks of no child.
_DECREE = expression(
    r"[Ee]rla(?:ss|sse)|RdErl|[Ff]örder|[Zz]uwendung|[Bb]escheid|[Bb]ewillig|[Vv]ergabe|[Aa]usschreibung|MKJFGFI|MKFFI|MAGS"
    r"|[Mm]inisterium|[Rr]undschreiben|[Vv]erfügung|[Vv]ertrag|[Vv]ereinbarung|[Rr]echnung|[Dd]rucksache|[Ss]atzung|[Rr]ichtlinie"
    r"|MBl|GV\.|BGBl|BVerfG|BVerwG|BGH|OLG|OVG|LSG|BSG|EuGH|EGMR|[Uu]rteil|Beschl|[Pp]rojekt|[Hh]aushalt|[Mm]ittel|[Aa]ntrag"
)


def _no_decree(match: re.Match[str]) -> bool:
    return not _around(match, _DECREE, after=60)


_GLOSSARY = expression(r"Abkürzung|Kürzel|\bbedeute[nt]|\bste(?:ht|hen)\sfür\b")


def _no_glossary(match: re.Match[str]) -> bool:
    return not _around(match, _GLOSSARY, after=40)


_FAMILY_ENDINGS = ("czyk", "wicz", "owski", "ewski", "oglu", "oğlu", "enko")
# As ordinary words, in small letters, they follow „familie“ too.
_SMALL_WORDS = frozenset("klein groß lang kurz jung neu stark reich kühn roth weiß braun".split())


def _small_family(match: re.Match[str]) -> bool:
    name = match["name"]
    return name not in _SMALL_WORDS and (is_family_name(name) or name.endswith(_FAMILY_ENDINGS))


_SMALL_GIVEN = frozenset(
    "ernst mark rosa till mai jan kai frank lange mal lang mit christian wolf".split()
)


def is_small_given(match: re.Match[str]) -> bool:
    """Whether a word in small letters is a given name, and no ordinary word as well."""
    return match["name"] not in _SMALL_GIVEN and _given_in_one_case(match)


def _family_at_home(match: re.Match[str]) -> bool:
    """Whether „bei Müllers“ stands there; „bei Peters“ may be one person's name."""
    name = match["name"]
    return name.endswith("s") and name not in family_names() and name[:-1] in family_names()


def named_alone(match: re.Match[str]) -> bool:
    """Whether a name without another is given as what it is about."""
    name = match["name"]
    return is_name(name) and not is_ordinary(name)


def _known_family(match: re.Match[str]) -> bool:
    return is_family_name(match["name"])


# Bodies have addresses, and children do not.
_BODY_NEAR = expression(
    r"(?:Adresse|Anschrift)\s(?:der|des|vom|von)\s(?!Mutter|Vater|Kind|Familie|KM|KV|Eltern|Oma|Opa|Pflege|Mädchens|Jungen)"
    r"|(?:Adresse|Anschrift)\s*+:"
)


def _no_body(match: re.Match[str]) -> bool:
    return not stands_before(match, _BODY_BEFORE, 40)


def _at_home(match: re.Match[str]) -> bool:
    return not _BODY_NEAR.match(match[0])


def _name_before(match: re.Match[str]) -> bool:
    """Whether the text just before ends in a given name, perhaps with a family name."""
    before = re.findall(NAME, match.string[max(0, match.start() - 40) : match.start()])
    return any(is_given_name(word) for word in before[-2:])


FIGURE = "a figure"  # stands for any of them among what a pattern needs
# The parts of patterns, with what they need at the end.
PatternTable = tuple[tuple[Hint, str, Sure, *tuple[str, ...]], ...]


def patterns_of(table: PatternTable) -> tuple[Pattern, ...]:
    """Return the patterns of a table."""
    return tuple(
        Pattern(hint, expression(text), sure, tuple(needs)) for hint, text, sure, *needs in table
    )


_TABLE: PatternTable = (
    (Hint.BIRTH, (rf"(?:\b(?:[Gg]eboren(?:e[nrs]?)?|GEB\.|[Gg]eb\.?|[Gg]eburtsdat(?:um|\.)|Geb\.?-?{S0}[Dd]at(?:um|\.)?|Geb\.?-?{S0}Tag|[Gg]eburtstag|{_BORN_ABROAD})"
      rf"|{_STAR}){S0}[:(]?{S0}(?:(?:ist|war){S})?(?:(?:am|der){S})?"
      rf"(?:{DAY}|(?<!\d)\d\d?([/-])\d\d?\1(?:19|20)?\d\d(?!\d))"), always),
    (Hint.BIRTH, rf"(?:\b[Gg]eb\.|{_STAR}){S0}(?:(?:am|im|{MONTHS}){S})*(?:\d\d?/)?{_YEAR_AT}",
     always,
     FIGURE),
    (Hint.BIRTH, rf"\b(?:Jahrgang|geboren){S}(?:(?:im|{MONTHS}){S})*{_YEAR}", _name_before,
     FIGURE),
    (Hint.BIRTH, rf"\b(?P<name>{NAME}){S}(?P<family>{NAME}){S0}[,(/]{S0}(?:geb\.?{S0})?{DAY}",
     _given_and_name,
     FIGURE),
    (Hint.BIRTH, rf"\b(?P<name>{NAME}){S0}[,(]{S0}(?:geb\.?|\*){S0}\d", _given,
     FIGURE),
    (Hint.BIRTH, rf"(?<![\w*])\*{DAY}", _no_emphasis,
     FIGURE),
    (Hint.BIRTH, rf"\b(?:Jg\.|Jahrgang){S0}{_YEAR_AT}{S0},{S0}(?:männlich|weiblich|divers)\b", always,
     FIGURE),
    (Hint.BIRTH, rf"\b(?P<family>{NAME}),{S0}(?P<name>{NAME}){S0}[,(]{S0}{DAY}", _family_first),
    (Hint.BIRTH, rf"\b(?P<name>{NAME}){S}wird{S}(?:am{S}{DAY}{S}|bald{S}|nächste[nsr]?{S}\w++{S})(?:{AGE})(?![\w-])", _given),
    (Hint.BIRTH, rf"\bgeb(?:\.|orene){S}(?P<name>{NAME})",
     lambda m: is_name(m["name"]) or (not is_ordinary(m["name"]) and _name_before(m)),
     "geb"),
    (Hint.FILE_NUMBER, (rf"(?<![\w/.-])\d{{1,4}}{S0}[a-z]?{S0}(?:{FAMILY_COURT})"
      rf"{S0}\d{{1,5}}{S0}/{S0}\d\d(?:\d\d)?(?![\d/])"), _not_published,
     FIGURE),
    (Hint.FILE_NUMBER, (rf"(?<![\w/.-])(?:\d{{1,4}}{S0})?(?:{PROSECUTION})"
      rf"{S}\d{{1,7}}{S0}/{S0}\d\d(?:\d\d)?(?![\d/])"), _not_published,
     FIGURE),
    (Hint.FILE_NUMBER, (rf"\b(?:Fallnummer|Fall-?Nr\.|Fallakte|Fallaktenzeichen|Vorgangs(?:nummer|-?{S0}[Nn]r\.)(?:{S}{_OFFICE})?"
      rf"|Tagebuchnummer|Tgb\.?-?{S0}Nr\.|(?:Mündel|Ausländer|Jugendamts|Gerichts|Straf|Vormundschafts)akte|Hilfefall){S0}(?:Nr\.{S0})?:?{S0}"
      rf"(?:[A-Z]{{1,4}}[-/ ]?)?\d[\w./-]++"), always,
     FIGURE),
    (Hint.FILE_NUMBER, (rf"\b(?:Az|AZ|Aktenzeichen|Geschäftszeichen|Gesch\.-?{S0}[Zz]\.)(?!\w){S0}\.?{S0}:?{S0}(?:{_OFFICE}(?!\w){S0}:?{S0})?"
      rf"(?=[\w.]{{1,12}}[-/](?:[A-Za-z]{{1,6}}[-/])?\d)[A-Z\d][\w./-]*+"), _no_decree,
     FIGURE),
    (Hint.FILE_NUMBER, (rf"\b(?:Akte|Hilfeplan|Strafanzeige|Anzeige|Fall-ID|UR-Nr\.|Urkundenrolle"
      rf"|Versichertennummer|Versicherten-?[Nn]r\.|Kindergeldnummer|Steuer-ID)(?!\w){S0}(?:Nr\.{S0})?:?{S0}"
      rf"(?:\d++[-/.]\d|[A-Z]?\d{{6}})[\w./-]*+"), _no_decree,
     FIGURE),
    (Hint.FILE_NUMBER, rf"\bFall{S}(?:19|20)\d\d[-/]\d++", always,
     FIGURE),
    (Hint.FILE_NUMBER, rf"(?<![\w/.-])\d{{1,4}}{S0}(?:F|UF){S0}\d{{1,5}}-\d\d(?:\d\d)?(?![\d/.-])", always,
     FIGURE),
    (Hint.FAMILY,
     rf"\b(?:{_OPEN_ROLES})(?P<join>{_JOIN})(?:{_HONORIFIC}{S})?{NAMED}",
     _open_name),
    (Hint.FAMILY, rf"\b(?:{_ROLES})(?P<join>{_JOIN}){NAMED}", _known_name),
    (Hint.FAMILY, (rf"\b(?:{_ROLES}|{_OPEN_ROLES})(?:{_JOIN}){_HONORIFIC}{S}"
      rf"(?:{_TITLE}{S0}){{0,3}}(?!{_TITLE}){_NAME_OR_INITIAL}"),
     _maybe_or_initial,
     "Frau", "Herr"),
    (Hint.FAMILY, (rf"\b(?:{_OPEN_ROLES}){S}(?:van|de|el|al|El|Al|ben|Ben|di|von{S}der|von|v\.){S0}-?"
      rf"(?P<name>{NAME})"),
     lambda m: is_family_name(m["name"]) or (" von" not in m[0] and not is_ordinary(m["name"]))),
    (Hint.FAMILY, (rf"\b(?P<name>{NAME}){S0}\((?:Kind|Mutter|Vater|Sohn|Tochter|Kindesmutter"
      rf"|Kindesvater|Mündel|KM|KV)\)"), _maybe,
     "("),
    (Hint.FAMILY, rf"\b(?:FAMILIE|FAM\.?){S}(?P<name>[A-ZÄÖÜ]{{3,}}){_END}", _name),
    (Hint.FAMILY, rf"\b(?:familie|fam\.?){S}(?P<name>[a-zäöüß]{{4,}}){_END}", _small_family),
    (Hint.FAMILY, rf"\b(?:SPFH{S}bei|Bei){S}(?P<name>{WORD})(?<=s){_END}(?!{S}{CAPITAL})", _family_at_home),
    (Hint.FAMILY, rf"\b8a(?:-Meldung|-Fall)?:?{S}(?P<name>{CAPITAL}[^\W\dA-Z_][^\W\d_]*+){_END}(?!{S}{CAPITAL})", named_alone),
    (Hint.FAMILY, rf"\b(?:[Ww]g\.|Betr(?:\.|eff):?|[Bb]zgl\.|Sachen?){S}{NAMED}(?!{S}{CAPITAL})", named_alone),
    (Hint.FAMILY, rf"\b[Dd]ie{S}Kleine{S}(?:von|der){S}{NAMED}", _name),
    (Hint.FAMILY, rf"\b(?:Kind|Bub|Bua|Jung|Jong|Mädle|Madl|Madel|Maderl|Deern){S}v[ou][nm]{S}(?:(?:de|der|dem|den){S})?{NAMED}", _known_family),
    (Hint.FAMILY, (rf"\((?:Kind|Mutter|Vater|Sohn|Tochter|Bruder|Schwester|Oma|Opa){S}"
      rf"(?:von|des|der){S}{NAMED}"), _given,
     "("),
    (Hint.FAMILY, rf"\b(?:{_RELATIVE}|Kindesmutter|Kindesvater|Kindeseltern){S}(?:von|des|der){S}{NAMED}", _given),
    (Hint.FAMILY, rf"\b(?P<name>{WORD}){S}(?:{_RELATIVE}|Familie){_END}", is_genitive),
    (Hint.FAMILY, (r"\b(?:[Сс]емь[яией]|[Сс]ім['’]я|[Рр]одина|[Рр]еб[её]нок|[Дд]итина|[Мм]альчик|[Дд]евочка|[Хх]лопчик|[Дд]івчинка"
      rf"|[Мм]ать|[Мм]ати|[Сс]ын|[Сс]ин|[Дд]оч(?:ь|ка)|[Пп]апа){S0}:?{S0}[А-ЯЁІЇЄҐ][а-яёіїєґ]"), always),
    (Hint.FAMILY, rf"(?:الطفل|طفل|عائلة)ة?{S}[^\W\d_]++{S}(?:عمر|\d)", always),
    (Hint.AGE, rf"\b(?P<name>{NAME}){S0}[,(]{S0}{AGE}{S}(?:yaşında|lat)\b", _maybe),
    (Hint.FAMILY, rf"\b(?P<name>{WORD})['’]s?{S}(?:{_RELATIVE}|Familie|mother|father|parents){_END}", _given),
    (Hint.FAMILY, (rf"\b(?:Kind|Kinder|Säugling|Baby|Sohn|Tochter|Söhne|Töchter){S}(?:der|des|von){S}{_HONORIFIC}{S}{_NAME_OR_INITIAL}"),
     _maybe_or_initial,
     "Frau", "Herr"),
    (Hint.FAMILY, rf"\b(?:Inobhutnahme|Herausnahme){S}von{S}{NAMED}", _given,
     "nahme"),
    (Hint.FAMILY, rf"\b(?:KM|KV|PM|PV)(?:{S}|{S0}[:(]{S0})(?:{_HONORIFIC}{S})?{NAMED}", _name),
    (Hint.INITIAL, (rf"\b(?:{_OPEN_ROLES}|{_ROLES}){_JOIN}{CAPITAL}\."
      rf"(?!{S0}(?:{CAPITAL}\.|{CAPITAL}[a-zäöü]))(?![a-z])"), always),
    (Hint.INITIAL, rf"\b(?:Säugling|Baby|Mündel|Pflegekind|Kind|Neugeborenes|Schüler(?:in)?){S}{CAPITAL}\.{S}{NAME}", is_not_training),
    (Hint.INITIAL, (rf"\b(?:{_HONORIFIC}|[FH]r\.){S}{CAPITAL}\.(?!{S0}(?:-|{CAPITAL}\.|{CAPITAL}[a-zäöü]))"
      rf"(?![a-z])"), always,
     "Frau", "Herr", "r."),
    (Hint.INITIAL, (rf"\b(?:{_OPEN_ROLES}|{_ROLES}|{_HONORIFIC}){_JOIN}{CAPITAL}\.{S0}{CAPITAL}\."
      rf"(?!{S0}-?{CAPITAL}[a-zäöü.])(?![a-z])"), always),
    (Hint.AGE, (rf"(?<![\w.]){CAPITAL}\.{S0}(?:{CAPITAL}\.{S0})?\({AGE}\){S}(?:wurde|wird|ist|war|hat|lebt|wohnt|kam|zeigt"
      rf"|geht|besucht|berichtet|sagt|leidet|fehlt)\b"), _alone),
    (Hint.AGE, (rf"\b{_FULL_NAME}{S0}[,(]{S0}(?:{NEARLY}{S})?{AGE}"
      rf"(?:{S0}[/,]{S0}\d{{1,2}})?{S0}(?:Jahre?+(?!{S}(?:im{S}(?:Dienst|Amt|Beruf|Netzwerk|Ehrenamt"
      rf"|Vorstand|Team)|bei|dabei|Mitglied|Erfahrung|Berufs\w++|als|Leitung|tätig)\b)|J\.|Monate?\b|Mon\.|Wochen\b|jährig|\))"), _given),
    (Hint.AGE, rf"(?<!{CAPITAL})(?<![\w-])(?P<name>{WORD}){S0},{S0}(?:\d|1[0-7]){S0},{S}[a-zäöü]", _given),
    (Hint.CASE, rf"\b(?:Mutter|Vater){S}\(\d\d\)", is_not_training),
    (Hint.FAMILY, rf"\b[Dd](?:e|er|em|en){S}(?:Jung|Bub){S}{NAMED}", _given),
    (Hint.AGE, rf"\b(?P<name>{NAME}){S}{AGE}{S0}(?:J\.|Jahre{S}alt|jährig)", _given),
    (Hint.AGE, rf"\b(?P<name>{NAME}){S0}[,(]{S0}bald{S}{AGE}{S0}[,)]", _given),
    (Hint.AGE, rf"(?<![\w.]){CAPITAL}\.{S}(?P<name>{NAME}){S0}[,(]{S0}{AGE}{S0}(?:J\.|Jahre{S}alt)", _maybe),
    (Hint.AGE, rf"(?<![\w.])(?:{CAPITAL}\.{S0}){{1,2}}[,(]{S0}(?:Kl\.|Klasse){S0}\d", _alone),
    (Hint.CASE, (rf"\b(?:Mädchen|Junge|Schüler(?:in)?|Kind|Säugling|Jugendliche[r]?){S0}[,(]{S0}{AGE}"
      rf"{S0}(?:J\.|Jahre|Mon\.|Monate)?{S0}[,)][^;!?\n]{{0,40}}?"
      rf"(?:\bKl\.|\bKlasse{S}\d|\bschwanger|\bVater\b|\bMutter\b|\baus{S}{CAPITAL}[a-z])"), is_one_case),
    (Hint.AGE, (rf"\b(?P<name>{WORD}){S}{CAPITAL}\.(?![a-z]){S0}[,(]?{S0}{AGE}{S0}"
      rf"(?:Jahre?|J\.|Monate?|jährig|\))"), _maybe,
     "Jahr", "J.", "Monat", "jährig", ")"),
    (Hint.AGE, (rf"(?<![\w.]){CAPITAL}\.{S0}[,(]{S0}{AGE}{S0}"
      rf"(?:Jahre?{S}alt|Jahre|J\.|Monate|jährig)"), always,
     ",", "("),
    (Hint.AGE, rf"\b{AGE}{S0}-?{S0}(?:[Jj]ährige|Monate{S}alte)[rsnm]?{S}(?P<name>{NAME})",
     _given,
     "ährige", "Monate"),
    (Hint.AGE, rf"\b{AGE}{S0}-?{S0}[Jj]ährige[rsnm]?{S}(?:{WORD}{S})?{CAPITAL}\.(?![a-z])",
     always,
     "ährige"),
    (Hint.AGE, (rf"\b{_FULL_NAME}{S}(?:ist|wird|war){S}"
      rf"(?:erst{S}|gerade{S}|jetzt{S})?{AGE}{S}(?:Jahre|Monate){S}alt"), _given,
     "Jahre", "Monate"),
    (Hint.INITIAL, (rf"\b(?P<name>{NAME}){S}{CAPITAL}\.(?!{S0}(?:{CAPITAL}\.|{CAPITAL}[a-zäöü]|-))"
      rf"(?![a-z])"), _given),
    (Hint.MEASURE, (rf"\b(?:Inobhutnahme|Herausnahme|ION|Schutzmaßnahme|Hausbesuch"
      rf"|Gefährdungsmeldung|8a-Meldung|Kinderschutzmeldung|Hilfeplangespräch|Sorgerechtsentzug)"
      rf"\b[^.;!?]{{0,50}}?(?<!\bab ){DAY}"), is_not_training,
     FIGURE),
    (Hint.MEASURE, rf"{DAY}[^.;!?]{{0,60}}?\bin{S}Obhut{S}(?:genommen|gegeben)", is_not_training,
     FIGURE),
    (Hint.MEASURE, rf"\bn(?:ahm|ahmen|immt|ehmen)\b[^.;!?]{{0,60}}?{DAY}[^.;!?]{{0,40}}?\bin{S}Obhut\b", is_not_training,
     FIGURE),
    (Hint.MEASURE, rf"\bin{S}Obhut{S}(?:genommen|gegeben)\b[^.;!?]{{0,40}}?{DAY}", is_not_training,
     FIGURE),
    (Hint.MEASURE, (rf"{DAY}[^.;!?]{{0,40}}?\b(?:Inobhutnahme|Herausnahme)\b{S}"
      rf"(?:von|des|der|durch|wegen|aus)\b(?!{S}(?:unbegleiteten|Minderjährigen|Kindern"
      rf"|Jugendlichen)\b)"), is_not_training,
     FIGURE),
    (Hint.MEASURE, (rf"\b(?P<name>{NAME}){S}(?:{NAME}{S})?(?:wurde|wird|ist|soll|musste|war){S}"
      rf"[^.;!?\n]{{0,50}}?(?:\bin{S}Obhut\b|\baus{S}der{S}(?:Herkunftsf|F)amilie{S}(?:heraus)?genommen"
      rf"|\bfremduntergebracht)"), _given_in_a_case,
     "Obhut", "amilie", "fremduntergebracht"),
    (Hint.CASE, (rf"\b(?:Hilfeplangespräch|HPG|Helferkonferenz|Helferrunde|Gefährdungsmeldung"
      rf"|Gefährdungseinschätzung|8a-Meldung|Kinderschutzmeldung|Inobhutnahme|Hausbesuch|Meldebogen|Hilfeplan|HzE|KWG|Beistandschaft|Unterhalt"
      rf"|Kinderschutzbogen)"
      rf"(?:{S0}:{S0}|{S}(?:(?:für|zu|von|bei|wegen|bezüglich|bzgl\.|betreffend){S})?)(?P<name>{NAME})(?![\w/-])"),
     _named_in_a_case),
    (Hint.ADDRESS, (rf"\b(?:[Ww]ohnhaft|wohn(?:t|en|te|ten)|[Gg]emeldet|Wohnanschrift"
      rf"|Privatanschrift|Privatadresse|Meldeadresse|Wohnung)\b[^;!?\d]{{0,50}}?{STREET}"),
     always,
     FIGURE),
    (Hint.ADDRESS, rf"\b(?:lebt|leben|[Pp]rivat|zu{S}Hause)\b[^,;!?\d]{{0,50}}?{STREET}", always,
     FIGURE),
    (Hint.ADDRESS, (rf"\b(?:{_HONORIFIC}{S}|(?:{_OPEN_ROLES}){S})(?:{NAME}{S}?)?(?P<name>{NAME})"
      rf"{S0}[,(]{S0}{STREET}"), _maybe,
     FIGURE),
    (Hint.ADDRESS, (rf"\b(?:Wohnort|[Ww]h[gf]t?\.|Adresse|Anschrift)(?!\w){S0}(?:(?:der|des|vom|von){S}\w++|Kind(?:e?s)?\w*+|Mutter|Vater|KM|KV)?"
      rf"{S0}:?{S0}{STREET}"), _at_home,
     FIGURE),
    (Hint.ADDRESS, rf"(?<![-\w„])Familie{S}(?:in|aus){S}(?:der|dem|den){S}{STREET}", _no_body,
     FIGURE),
    (Hint.ADDRESS, rf"\bBei{S}(?P<name>{WORD})(?<=s){S}(?:in|an){S}(?:der|dem){S}{STREET}", _family_at_home,
     FIGURE),
    (Hint.PHONE, (rf"\b(?:[Hh]andy|Tel\.|Telefon|[Nn]ummer|Nr\.|[Mm]obil){S0}(?:(?:der|des|vom|von){S})?(?:{PARENT})(?![\w-])"
      rf"[\s:,(]{{1,5}}{PHONE}"), always,
     FIGURE),
    (Hint.PHONE, rf"\b(?:{PARENT})(?![\w-])(?:{S}(?:ist|erreichbar|unter|Handy|Tel\.|mobil)){{1,3}}[\s:,(]{{1,5}}{PHONE}", always,
     FIGURE),
    (Hint.PHONE, (rf"\b(?:[Pp]rivat\w*+(?!{S}(?:Träger|Schule|Anbieter|Einrichtung|Stelle|Praxis"
      rf"|Praxen|Initiative))|[Hh]andynummer{S}(?:der|des){S}\w++|[Hh]andy{S}(?:der|des){S}\w++)"
      rf"[^;!?\d]{{0,30}}?{PHONE}"), always,
     FIGURE),
    (Hint.DIAGNOSIS, r"\b(?:Diagnosen?|ICD(?:-10)?)\b[^.;!?\d]{0,20}?\b[A-Z]\d\d(?:\.\d)?\b",
     lambda m: not _around(m, _TALK, after=40),
     FIGURE),
    (Hint.DIAGNOSIS, rf"\b[A-Z]\d\d(?:\.\d)?{S}bei{S}(?:de[mr]|einem){S}(?:Kind|Jungen|Mädchen|Schüler(?:in)?|Mutter|Vater)(?=[\s:,(])", is_not_training),
    (Hint.DIAGNOSIS, (rf"\b{_FULL_NAME}{S}"
      rf"(?:hat|leidet{S}an|leidet{S}unter|wurde{S}mit){S}(?:eine{S})?"
      rf"(?:{_ILLNESS})"), _given,
     *_ILLNESS.split("|")),
    (Hint.DIAGNOSIS, rf"\b(?:{_ILLNESS}){S}bei{S}{NAMED}(?!{S}{CAPITAL})", _given_in_a_case,
     *_ILLNESS.split("|")),
    (Hint.CASE, (rf"\b(?:Fall|Falls|Falles|Fallvorstellung|Causa){S}(?:von{S}|der{S}|des{S})?(?:kleine[nr]{S})?[„‚\"»]?{NAMED}"), _name,
     "Fall", "Causa"),
    (Hint.CASE, (r"\bK(?:M(?=[\s)])[^.;!?\n]{1,80}?(?<!\d )\bKV"
      r"|V(?=[\s)])[^.;!?\n]{1,80}?(?<!\d )\bKM)\b"), _no_glossary,
     "KM", "KV"),
    (Hint.CASE, (rf"\b(?:Sorgerecht|(?:Amtsv|V)ormund(?:in|schaft)?|Ergänzungspfleger(?:in)?"
      rf"|Umgangspflegschaft|Suizidversuch|Verdacht{S}auf{S}(?:sexuellen{S})?(?:Missbrauch|Misshandlung"
      rf"|Vernachlässigung|KWG))(?:{S}(?:für|bei|von|an))?{S}{NAMED}"), _given_in_a_case,
     "Sorgerecht", "ormund", "Ergänzungspf", "Umgangspf", "Suizid", "Verdacht"),
    (Hint.VIOLENCE, (rf"\b(?P<name>{NAME}){S}(?:{NAME}{S})?(?:(?:wurden?|wird){S}{IS_HURT}"
      rf"|(?:hat|hatte|zeigte?){S}(?:[a-zäöüß]++{S}){{0,2}}(?:Flecken|Hämatome|Verletzungen|Brandwunden"
      rf"|Knochenbrüche|Suizidgedanken)\b|ritzt{S}sich\b)"), _given_in_one_case),
    (Hint.VIOLENCE, rf"\b(?P<name>[a-zäöüß]{{3,}}){S}(?:wurde|wird){S}(?:[a-zäöüß]++{S}){{0,3}}{HURT}", is_small_given),
    (Hint.CASE, (rf"\b(?:Kind(?:e?s)(?:mutter|vater)|KM|KV){S}(?:\({WORD}\){S})?(?:(?:hat|ist|wurde){S}[^.,;!?\n]{{0,30}}?)?"
      rf"(?:verweigert|trinkt|trank|lehnt|schlägt|erschien|gab{S}an|gibt{S}an|konsumiert|eingewiesen|droht|gedroht|beschimpft|getrennt|rückfällig"
      rf"|leidet|nimmt{S}Drogen)\b"), is_one_case),
    (Hint.VIOLENCE, (rf"\b{CHILD}\b(?:{S}(?:ist|sei|wurden?|wird|werde))?[^.,;!?\n]{{0,40}}?\b{_BY}{IS_HURT}"), is_one_case),
    (Hint.CASE, (rf"(?:\A|[.,;:–]{S})(?:Mutter|Vater|KM|KV|Kind(?:e?s)(?:mutter|vater)){S}(?:ist{S})?(?:schizophren|psychotisch"
      rf"|alkoholkrank|alkoholisiert|drogenabhängig|suchtkrank|depressiv|suizidal|substituiert|gewalttätig|unzuverlässig|in{S}Haft)\b"), is_one_case),
    (Hint.CASE, (rf"\b(?:Mutter|Vater|Frau|Familie|Paar){S}mit{S}\w++{S}Kindern?{S}\(\d{{1,2}}(?:{S0}(?:,|und|/){S0}\d{{1,2}}){{1,6}}{S0}(?:J\.|Jahre)?\)"), always),
    (Hint.VIOLENCE, rf"\b(?:Tochter|Sohn|Kind){S}(?:vom|des|der){S}\w++{S}(?:wurden?|wird|ist){S}{IS_HURT}", is_one_case),
    (Hint.VIOLENCE, (rf"\b[Vv]o[nm]{S}(?:(?:de[rmn]|(?:sein|ihr|ein)e[rmn]){S})?{NEAR}{S}"
      rf"(?:ist|sei|wurden?|wird|werde){S}{CHILD}\b{IS_HURT}"), is_one_case),
    (Hint.VIOLENCE, (rf"(?:\b(?:[Dd](?:er|ie)|[Ss]eine?|[Ii]hre?|[Ee]ine?){S}(?:[a-zäöüß]++{S}){{0,2}}"
      rf"{NEAR}{S}|\b{_HONORIFIC}{S}{NAME}{S})(?:(?:hat|habe|soll){S}[^.,;!?\n]{{0,20}}?\b{CHILD}\b{IS_HURT}"
      rf"|{HURTING}{S}[^.,;!?\n]{{0,20}}?\b{CHILD}\b)"), is_one_case),
)  # fmt: skip


PATTERNS = patterns_of(_TABLE)
