"""Hints of case data in German text: regular expressions, and word lists to decide doubtful ones.

Pure text in, hits out. The expressions are possessive or bounded throughout, so that no text makes
them slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.protection.words import is_family_name, is_given_name, is_name, is_ordinary, may_be_name


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


class Hit(NamedTuple):
    """A stretch of a text and what it seems to be."""

    start: int
    end: int
    hint: Hint


class _Pattern(NamedTuple):
    """What a hint looks like, when a match is one, and texts of which one is in every match."""

    hint: Hint
    expression: re.Pattern[str]
    sure: Callable[[re.Match[str]], bool]
    needs: tuple[str, ...]


S = r"(?:[ \u00a0\t]++)"
S0 = r"(?:[ \u00a0\t]*+)"
CAPITAL = "[A-ZÄÖÜÇĞİŞÁÉÓØŁŠŽ]"  # which a name begins with
WORD = rf"{CAPITAL}[^\W\d_]++"
NAME = rf"{WORD}(?:[-–]{WORD}){{0,3}}"
_TITLE = r"(?:Dr|Prof)\."
_END = r"(?![\w-])"
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_DAY = (
    rf"(?<!\d)(?:\d{{1,2}}\.{S0}\d{{1,2}}\.(?:{S0}(?:19|20)?\d\d(?!\d))?|\d{{1,2}}\.{S0}"
    rf"(?:{_MONTHS})(?:{S}(?:19|20)\d\d)?"
    r"|(?:19|20)\d\d-\d\d-\d\d(?!\d))"
)
# "Born on"; at the beginning of a line it would mark a list item.
_STAR = r"(?:(?<=[\w,(][ \u00a0])|(?<=[,(]))\*"
_YEAR_AT = r"(?:19|20)\d\d(?!\d)"
_YEAR = rf"(?<![\d.]){_YEAR_AT}"
_STREET = (
    r"(?:[A-ZÄÖÜ][\w-]{1,30}?(?:[Ss]traße|[Ss]tr\.|weg|platz|allee|gasse|ring|ufer|damm|hof|berg)"
    rf"|{WORD}(?:[- ]{WORD}){{0,4}}?[- ](?:Straße|Str\.|Weg|Platz|Allee|Gasse|Ring)"
    rf"|(?:Am|An{S}der|Auf{S}dem|Im|Zum){S}{WORD}){S}\d{{1,3}}{S0}[a-z]?\b"
)
_NUMBER = (
    "ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|vierzehn|fünfzehn"
    "|sechzehn|siebzehn"
)
_AGE = rf"(?:\d{{1,2}}|{_NUMBER}|eineinhalb)"
_NEARLY = r"(?:fast|erst|gerade|knapp|ca\.|etwa)"

# Relatives and children: after these a family name may be any word that is not known to be none …
_OPEN_ROLES = (
    "Familie|Fam\\.?|Pflegefamilie|Herkunftsfamilie|Kind(?:e?s)?mutter|Kind(?:e?s)?vater"
    "|Pflegekind(?:e?s)?|Mündel[ns]?|Geschwister|Stiefvater|Stiefmutter"
    "|Sohn(?:e?s)?|Tochter|Pflegesohn(?:e?s)?|Pflegetochter|Stiefsohn|Stieftochter|Söhne[n]?"
    "|Töchter[n]?|Eheleute|Pflegemutter|Pflegevater"
)
# … and after these, which titles and lists have as well, only a known one.
_ROLES = (
    "Kind(?:e?s)?|Kinder[ns]?|Mutter|Vaters?|Eltern|Baby|Säuglings?|Kleinkind(?:e?s)?|Jungen?"
    "|Mädchens?|Bruders?|Brüder[n]?|Schwestern?|Oma|Opa|Großmutter|Großvater"
    "|Onkel|Tante|Kindseltern|Kindeseltern|Pflegeeltern|Jugendliche[rn]?|Schülerin|Schülers?"
    "|Klient(?:in|en)?|Patient(?:in|en)?|Neffe|Nichte|Enkel|Enkelin"
    "|Zwillinge|Halbbruder|Halbschwester|Lebensgefährte[n]?|Partners?|Adoptivkind|Betreute[rn]?"
    "|Opfers?|Täters?|Beschuldigte[rn]?"
)
# Who is called after a child: „Mutter von Leon“, „Leons Mutter“.
_RELATIVE = (
    "Mutter|Vater|Eltern|Oma|Opa|Großmutter|Großvater|Großeltern|Onkel|Tante|Bruder|Schwester"
    "|Halbbruder|Halbschwester|Stiefvater|Stiefmutter|Pflegemutter|Pflegevater|Pflegeeltern"
)
_ILLNESS = "ADHS|Autismus|Trisomie|Diabetes|Epilepsie|Depression|FAS|FASD|Bulimie|Anorexie"
_JOIN = rf"(?:{S}(?:namens|heißt|mit{S}Namen){S}|{S0}[:,(]{S0}|{S})"
_HONORIFIC = r"(?:Frau|Herrn?)"

# One child, or those of one family, and who is near it: what was done to whom by whom. Rules of
# conduct, statistics and examples speak of children in general, or in the conditional.
_CHILD = (
    rf"(?:[Dd](?:as|er|ie|em|en|iese[srmn]?)|[Ee]ine?[nm]?|[Ss]eine?[nm]?|[Ii]hre?[nm]?|[Uu]nser"
    rf"|[Bb]eiden?){S}(?:[a-zäöüß]++{S}|\d{{1,2}}-jährige[nr]?{S}){{0,2}}"
    r"(?:(?:Pflege|Klein|Stief|Adoptiv|Geschwister)?(?:[Kk]ind(?:er)?|[Ss]ohn|[Tt]ochter|[Ss]öhne"
    r"|[Tt]öchter)|Baby|Säugling|Mädchen|Junge[n]?|Jugendlichen?|Schüler(?:in)?|Geschwister)"
)
_NEAR = (
    r"(?:(?:Kind(?:e?s)?|Stief|Pflege|Groß|Adoptiv)?(?:[Vv]ater|[Mm]utter|[Ee]ltern)|Onkel|Tante"
    r"|(?:Halb|Stief)?[Bb]ruder|(?:Halb|Stief)?[Ss]chwester|Opa|Oma|Cousin"
    r"|(?:Lebensgefährt|Partner|Freund|Nachbar|Trainer|Lehrer|Erzieher|Betreuer)\w{0,5})"
)
_BY = (
    rf"(?:(?:vom|von{S}(?:de[rmn]|(?:sein|ihr|ein)e[rmn])|durch{S}(?:den|die|(?:sein|ihr|ein)en?))"
    rf"{S}(?:[a-zäöüß]++{S}){{0,2}}{_NEAR}\b|zu{S}Hause\b|im{S}Elternhaus\b)"
)
_HURT = (
    r"(?:(?:ge|ver|zer)schlagen|verprügelt|verhauen|misshandelt|missbraucht|vernachlässigt"
    r"|ein(?:gesperrt|geschlossen)|ausgesperrt|vergewaltigt|gewürgt|geschüttelt|gequält|bedroht"
    r"|verletzt|belästigt|getreten|gedemütigt|geohrfeigt|allein(?:e)?\s?gelassen"
    rf"|unsittlich\sberührt)\b(?!{S}(?:auf)?gefunden)"
)
_HURTING = (
    r"(?:schlug|schlägt|verprügelte?|misshandelte?|missbrauchte?|vernachlässigte?|vergewaltigte?"
    r"|würgte?|schüttelte?|quälte?|bedrohte?)\b"
)
_GENERAL = expression(
    r"\b(?:[Ww]enn|[Ff]alls|[Oo]b|[Ww]as\stun|[Ww]ie|[Aa]ngenommen|könnte|würde|sollte"
    r"|Fallbeispiel|Beispiel|Übung|Rollenspiel|Fallvignette|Vignette|Szenario|fiktiv\w*|Roman|Buch"
    r"|[Tt]ypisch\w*|Plakat|Theaterstück|Kampagne|Urteil|[Jj]edes|[Kk]ein)\b"
)

_PREVENTION = expression(
    r"\b(?:Vortrag|Workshop|Fortbildung|Fachtag|Thema|Modul|Seminar|Schulung|Arbeitskreis"
    r"|Handreichung|Leitfaden|Verfahren|Statistik|Stand|Fassung|Input|Film"
    r"|Sitzung|Austausch|Treffen|Netzwerktreffen|Veranstaltung|Konferenz|Arbeitsgruppe"
    r"|Rufbereitschaft|Vereinbarung|Absprache|Präsentation|Protokoll|Fachvortrag|Formular|Vordruck"
    r"|Flyer|Broschüre|Bogen|Ablauf"
    r"|Bereitschaftsplan|Dienstplan|Dienstanweisung|Rundschreiben)|\b(?:wird|werden|möglich)"
    r"\sseit\b|\b\d\d+\s(?:Kinder|Jugendliche|Minderjährige)\b"
)
_HIGHER_COURT = expression(
    r"\b(?:OLG|BGH|BVerfG|EuGH|EGMR|Kammergericht|Oberlandesgericht|Bundesgerichtshof)\b[^;]*"
    r"(?:Beschl|Urteil|Urt\.|\bvom\b|\bv\.)[^;]*$"
)


_BODY_BEFORE = expression(
    r"(?:[Zz]entrum|Kita|Kindergarten|[Vv]erein|[Pp]rojekt|Initiative|[Tt]reff|[Bb]und|Stiftung)"
    r"(?:\s[Ff]ür)?,?[ \u00a0„\"]{1,2}\Z"
)


def _always(_: re.Match[str]) -> bool:
    return True


def _open_name(match: re.Match[str]) -> bool:
    """Whether the word after a relative is a known name, or an unknown word right after it."""
    name = match["name"]
    # Schools, streets and prizes are named after them.
    if match[0].startswith("Geschwister") and name == "Scholl":
        return False
    # „Familienzentrum Familie Sonnenschein“ is a body.
    if _BODY_BEFORE.search(match.string, max(0, match.start() - 40), match.start()):
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
    return is_name(match["name"]) if match["join"].isspace() else is_given_name(match["name"])


def _given(match: re.Match[str]) -> bool:
    return is_given_name(match["name"])


def _given_and_name(match: re.Match[str]) -> bool:
    return is_given_name(match["name"]) and may_be_name(match["family"])


def _not_training(match: re.Match[str]) -> bool:
    return not _PREVENTION.search(match.string, max(0, match.start() - 80), match.end())


def _one_case(match: re.Match[str]) -> bool:
    """Whether a sentence says what happened, not what may happen or what a talk is about."""
    start = max(match.string.rfind(sign, 0, match.start()) for sign in ".!?;")
    start = max(start + 1, match.start() - 120)
    return not (
        _GENERAL.search(match.string, start, match.end())
        or _PREVENTION.search(match.string, start, match.start())
        or match.string[match.end() : match.end() + 40].partition(".")[0].endswith("?")
    )


def _not_published(match: re.Match[str]) -> bool:
    return not _HIGHER_COURT.search(match.string, max(0, match.start() - 80), match.start())


def _family_or_given(match: re.Match[str]) -> bool:
    return is_family_name(match["name"]) or is_given_name(match["name"])


def _genitive(match: re.Match[str]) -> bool:
    """Whether a word is the genitive of a given name; „Jonas Vater“ may be a whole name."""
    return match["name"].endswith("s") and is_given_name(match["name"][:-1])


def _given_in_a_case(match: re.Match[str]) -> bool:
    return is_given_name(match["name"]) and _not_training(match)


def _named_in_a_case(match: re.Match[str]) -> bool:
    known = is_given_name(match["name"]) or (
        is_family_name(match["name"]) and not is_ordinary(match["name"])
    )
    return known and _not_training(match)


def _alone(match: re.Match[str]) -> bool:
    """Whether a single capital is no part of a name or number: „Gruppe A. (12)“."""
    before = match.string[: match.start()].split()
    return not before or before[-1][-1] in ".!?:;,–-(„" or before[-1][0].islower()


def _given_in_one_case(match: re.Match[str]) -> bool:
    return is_given_name(match["name"]) and _one_case(match)


def _no_emphasis(match: re.Match[str]) -> bool:
    """Whether no star closes what the star before the date would open."""
    return "*" not in match.string[match.end() :].partition("\n")[0]


def _maybe(match: re.Match[str]) -> bool:
    return may_be_name(match["name"])


def _no_noun(match: re.Match[str]) -> bool:
    return not is_ordinary(match["name"])


def _name_before(match: re.Match[str]) -> bool:
    """Whether the text just before ends in a given name, perhaps with a family name."""
    before = re.findall(NAME, match.string[max(0, match.start() - 40) : match.start()])
    return any(is_given_name(word) for word in before[-2:])


FIGURE = "a figure"  # stands for any of them among what a pattern needs
_ANY_FIGURE = expression(r"\d")

_TABLE: tuple[tuple[Hint, str, Callable[[re.Match[str]], bool], *tuple[str, ...]], ...] = (
    (Hint.BIRTH, (rf"(?:\b(?:[Gg]eboren(?:e[nrs]?)?|GEB\.|[Gg]eb\.?|[Gg]eburtsdatum|Geb\.?-?{S0}[Dd]at(?:um|\.)|[Gg]eburtstag)"
      rf"|{_STAR}){S0}[:(]?{S0}(?:(?:ist|war){S})?(?:(?:am|der){S})?"
      rf"(?:{_DAY}|(?<!\d)\d\d?([/-])\d\d?\1(?:19|20)?\d\d(?!\d))"), _always, FIGURE),
    (Hint.BIRTH, rf"(?:\b[Gg]eb\.|{_STAR}){S0}(?:(?:am|im|{_MONTHS}){S})*(?:\d\d?/)?{_YEAR_AT}",
     _always, FIGURE),
    (Hint.BIRTH, rf"\b(?:Jahrgang|geboren){S}(?:(?:im|{_MONTHS}){S})*{_YEAR}", _name_before,
     FIGURE),
    (Hint.BIRTH, rf"\b(?P<name>{NAME}){S}(?P<family>{NAME}){S0}[,(/]{S0}(?:geb\.?{S0})?{_DAY}",
     _given_and_name, FIGURE),
    (Hint.BIRTH, rf"\b(?P<name>{NAME}){S0}[,(]{S0}(?:geb\.?|\*){S0}\d", _given, FIGURE),
    (Hint.BIRTH, rf"(?<![\w*])\*{_DAY}", _no_emphasis, FIGURE),
    (Hint.BIRTH, rf"\b(?:Jg\.|Jahrgang){S0}{_YEAR_AT}{S0},{S0}(?:männlich|weiblich|divers)\b", _always,
     FIGURE),
    (Hint.BIRTH, rf"\bgeb(?:\.|orene){S}(?P<name>{NAME})",
     lambda m: is_name(m["name"]) or (not is_ordinary(m["name"]) and _name_before(m)), "geb"),
    (Hint.FILE_NUMBER, (rf"(?<![\w/.-])\d{{1,4}}{S0}[a-z]?{S0}(?:F|FH|UF|WF|UFH|XVII|VIII?|SBd|LwF)"
      rf"{S0}\d{{1,5}}{S0}/{S0}\d\d(?:\d\d)?(?![\d/])"), _not_published, FIGURE),
    (Hint.FILE_NUMBER, (rf"(?<![\w/.-])(?:\d{{1,4}}{S0})?(?:U?Js|UJs|Ds|Ls|KLs|Cs|VRJs|Gs)"
      rf"{S}\d{{1,7}}{S0}/{S0}\d\d(?:\d\d)?(?![\d/])"), _not_published, FIGURE),
    (Hint.FILE_NUMBER, (rf"\b(?:Fallnummer|Fall-?Nr\.|Fallakte|Fallaktenzeichen|Vorgangsnummer"
      rf"|Tagebuchnummer|Tgb\.?-?{S0}Nr\.|Mündelakte|Hilfefall){S0}(?:Nr\.{S0})?:?{S0}"
      rf"(?:[A-Z]{{1,4}}[-/ ]?)?\d[\w./-]++"), _always, FIGURE),
    (Hint.FAMILY,
     rf"\b(?:{_OPEN_ROLES})(?P<join>{_JOIN})(?:{_HONORIFIC}{S})?(?P<name>{NAME}){_END}",
     _open_name),
    (Hint.FAMILY, rf"\b(?:{_ROLES})(?P<join>{_JOIN})(?P<name>{NAME}){_END}", _known_name),
    (Hint.FAMILY, (rf"\b(?:{_ROLES}|{_OPEN_ROLES})(?:{_JOIN}){_HONORIFIC}{S}"
      rf"(?:{_TITLE}{S0}){{0,3}}(?!{_TITLE})(?:{CAPITAL}\.|(?P<name>{NAME}))"),
     lambda m: m["name"] is None or may_be_name(m["name"]), "Frau", "Herr"),
    (Hint.FAMILY, (rf"\b(?:{_OPEN_ROLES}){S}(?:van|de|el|al|El|Al|ben|Ben|di|von{S}der|von){S0}-?"
      rf"(?P<name>{NAME})"),
     lambda m: is_family_name(m["name"]) or (" von" not in m[0] and _no_noun(m))),
    (Hint.FAMILY, (rf"\b(?P<name>{NAME}){S0}\((?:Kind|Mutter|Vater|Sohn|Tochter|Kindesmutter"
      rf"|Kindesvater|Mündel|KM|KV)\)"), _maybe, "("),
    (Hint.FAMILY, rf"\bFAMILIE{S}(?P<name>[A-ZÄÖÜ]{{3,}}){_END}", lambda m: is_name(m["name"]),
     "FAMILIE"),
    (Hint.FAMILY, (rf"\((?:Kind|Mutter|Vater|Sohn|Tochter|Bruder|Schwester|Oma|Opa){S}"
      rf"(?:von|des|der){S}(?P<name>{NAME}){_END}"), _given, "("),
    (Hint.FAMILY, rf"\b(?:{_RELATIVE}|Kindesmutter|Kindesvater|Kindeseltern){S}(?:von|des|der){S}(?P<name>{NAME}){_END}", _given),
    (Hint.FAMILY, rf"\b(?P<name>{WORD}){S}(?:{_RELATIVE}|Familie){_END}", _genitive),
    (Hint.FAMILY, (rf"\b(?:Kind|Kinder|Säugling|Baby|Sohn|Tochter|Söhne|Töchter){S}(?:der|des|von){S}{_HONORIFIC}{S}"
      rf"(?:{CAPITAL}\.|(?P<name>{NAME}))"), lambda m: m["name"] is None or may_be_name(m["name"]),
     "Frau", "Herr"),
    (Hint.FAMILY, rf"\b(?:Inobhutnahme|Herausnahme){S}von{S}(?P<name>{NAME}){_END}", _given,
     "nahme"),
    (Hint.FAMILY, rf"\b(?:KM|KV|PM|PV){S}(?:{_HONORIFIC}{S})?(?P<name>{NAME}){_END}",
     _family_or_given, "KM", "KV", "PM", "PV"),
    (Hint.INITIAL, (rf"\b(?:{_OPEN_ROLES}|{_ROLES}){_JOIN}{CAPITAL}\."
      rf"(?!{S0}(?:{CAPITAL}\.|{CAPITAL}[a-zäöü]))(?![a-z])"), _always),
    (Hint.INITIAL, (rf"\b{_HONORIFIC}{S}{CAPITAL}\.(?!{S0}(?:-|{CAPITAL}\.|{CAPITAL}[a-zäöü]))"
      rf"(?![a-z])"), _always, "Frau", "Herr"),
    (Hint.INITIAL, (rf"\b(?:{_OPEN_ROLES}|{_ROLES}|{_HONORIFIC}){_JOIN}{CAPITAL}\.{S0}{CAPITAL}\."
      rf"(?!{S0}-?{CAPITAL}[a-zäöü.])(?![a-z])"), _always),
    (Hint.AGE, (rf"(?<![\w.]){CAPITAL}\.{S0}\({_AGE}\){S}(?:wurde|wird|ist|war|hat|lebt|wohnt|kam|zeigt"
      rf"|geht|besucht|berichtet|sagt|leidet|fehlt)\b"), _alone, "("),
    (Hint.AGE, (rf"\b(?P<name>{NAME})(?:{S}(?:{CAPITAL}\.|{NAME}))?{S0}[,(]{S0}(?:{_NEARLY}{S})?{_AGE}"
      rf"(?:{S0}[/,]{S0}\d{{1,2}})?{S0}(?:Jahre?+(?!{S}(?:im{S}(?:Dienst|Amt|Beruf|Netzwerk|Ehrenamt"
      rf"|Vorstand|Team)|bei|dabei|Mitglied|Erfahrung|Berufs\w++|als|Leitung|tätig)\b)|J\.|Monate?|Mon\.|Wochen|jährig|\))"), _given,
     ",", "("),
    (Hint.AGE, (rf"\b(?P<name>{WORD}){S}{CAPITAL}\.(?![a-z]){S0}[,(]?{S0}{_AGE}{S0}"
      rf"(?:Jahre?|J\.|Monate?|jährig|\))"), _maybe, "Jahr", "J.", "Monat", "jährig", ")"),
    (Hint.AGE, (rf"(?<![\w.]){CAPITAL}\.{S0}[,(]{S0}{_AGE}{S0}"
      rf"(?:Jahre?{S}alt|Jahre|J\.|Monate|jährig)"), _always, ",", "("),
    (Hint.AGE, rf"\b{_AGE}{S0}-?{S0}(?:[Jj]ährige|Monate{S}alte)[rsnm]?{S}(?P<name>{NAME})",
     _given, "ährige", "Monate"),
    (Hint.AGE, rf"\b{_AGE}{S0}-?{S0}[Jj]ährige[rsnm]?{S}(?:{WORD}{S})?{CAPITAL}\.(?![a-z])",
     _always, "ährige"),
    (Hint.AGE, (rf"\b(?P<name>{NAME})(?:{S}(?:{CAPITAL}\.|{NAME}))?{S}(?:ist|wird|war){S}"
      rf"(?:erst{S}|gerade{S}|jetzt{S})?{_AGE}{S}(?:Jahre|Monate){S}alt"), _given,
     "Jahre", "Monate"),
    (Hint.INITIAL, (rf"\b(?P<name>{NAME}){S}{CAPITAL}\.(?!{S0}(?:{CAPITAL}\.|{CAPITAL}[a-zäöü]|-))"
      rf"(?![a-z])"), lambda m: is_given_name(m["name"])),
    (Hint.MEASURE, (rf"\b(?:Inobhutnahme|Herausnahme|ION|Schutzmaßnahme|Hausbesuch"
      rf"|Gefährdungsmeldung|8a-Meldung|Kinderschutzmeldung|Hilfeplangespräch|Sorgerechtsentzug)"
      rf"\b[^.;!?]{{0,50}}?(?<!\bab ){_DAY}"), _not_training, FIGURE),
    (Hint.MEASURE, rf"{_DAY}[^.;!?]{{0,60}}?\bin{S}Obhut{S}(?:genommen|gegeben)", _not_training,
     FIGURE),
    (Hint.MEASURE, rf"\bn(?:ahm|ahmen|immt|ehmen)\b[^.;!?]{{0,60}}?{_DAY}[^.;!?]{{0,40}}?\bin{S}Obhut\b", _not_training,
     FIGURE),
    (Hint.MEASURE, rf"\bin{S}Obhut{S}(?:genommen|gegeben)\b[^.;!?]{{0,40}}?{_DAY}", _not_training,
     FIGURE),
    (Hint.MEASURE, (rf"{_DAY}[^.;!?]{{0,40}}?\b(?:Inobhutnahme|Herausnahme)\b{S}"
      rf"(?:von|des|der|durch|wegen|aus)\b(?!{S}(?:unbegleiteten|Minderjährigen|Kindern"
      rf"|Jugendlichen)\b)"), _not_training, FIGURE),
    (Hint.MEASURE, (rf"\b(?P<name>{NAME}){S}(?:{NAME}{S})?(?:wurde|wird|ist|soll|musste|war){S}"
      rf"[^.;!?\n]{{0,50}}?(?:\bin{S}Obhut\b|\baus{S}der{S}(?:Herkunftsf|F)amilie{S}(?:heraus)?genommen"
      rf"|\bfremduntergebracht)"), _given_in_a_case, "Obhut", "amilie", "fremduntergebracht"),
    (Hint.CASE, (rf"\b(?:Hilfeplangespräch|HPG|Helferkonferenz|Helferrunde|Gefährdungsmeldung"
      rf"|Gefährdungseinschätzung|8a-Meldung|Kinderschutzmeldung|Inobhutnahme|Hausbesuch)"
      rf"(?:{S0}:{S0}|{S}(?:(?:für|zu|von|bei|wegen|bezüglich|bzgl\.|betreffend){S})?)(?P<name>{NAME})(?![\w/-])"),
     _named_in_a_case,
     "Hilfeplan", "HPG", "Helfer", "Gefährdung", "8a-", "Kinderschutzm", "Inobhutnahme", "Hausbesuch"),
    (Hint.ADDRESS, (rf"\b(?:[Ww]ohnhaft|wohn(?:t|en|te|ten)|[Gg]emeldet|Wohnanschrift"
      rf"|Privatanschrift|Privatadresse|Meldeadresse|Wohnung)\b[^;!?\d]{{0,50}}?{_STREET}"),
     _always, FIGURE),
    (Hint.ADDRESS, rf"\b(?:lebt|leben|[Pp]rivat|zu{S}Hause)\b[^,;!?\d]{{0,50}}?{_STREET}", _always,
     FIGURE),
    (Hint.ADDRESS, (rf"\b(?:{_HONORIFIC}{S}|(?:{_OPEN_ROLES}){S})(?:{NAME}{S}?)?(?P<name>{NAME})"
      rf"{S0}[,(]{S0}{_STREET}"), _maybe, FIGURE),
    (Hint.PHONE, (rf"\b(?:[Pp]rivat\w*+(?!{S}(?:Träger|Schule|Anbieter|Einrichtung|Stelle|Praxis"
      rf"|Praxen|Initiative))|[Hh]andynummer{S}(?:der|des){S}\w++|[Hh]andy{S}(?:der|des){S}\w++)"
      rf"[^;!?\d]{{0,30}}?(?:\+49|0)[\d /()-]{{6,20}}"), _always, FIGURE),
    (Hint.DIAGNOSIS, r"\b(?:Diagnosen?|ICD(?:-10)?)\b[^.;!?\d]{0,20}?\b[A-Z]\d\d(?:\.\d)?\b",
     lambda m: not re.search(r"Vortrag|vortrag|Fachtag|Fortbildung|Seminar|Thema",
                             m.string[max(0, m.start() - 80) : m.end() + 40]), FIGURE),
    (Hint.DIAGNOSIS, (rf"\b(?P<name>{NAME})(?:{S}(?:{CAPITAL}\.|{NAME}))?{S}"
      rf"(?:hat|leidet{S}an|leidet{S}unter|wurde{S}mit){S}(?:eine{S})?"
      rf"(?:{_ILLNESS})"), _given, *_ILLNESS.split("|")),
    (Hint.DIAGNOSIS, rf"\b(?:{_ILLNESS}){S}bei{S}(?P<name>{NAME}){_END}(?!{S}{CAPITAL})", _given_in_a_case,
     *_ILLNESS.split("|")),
    (Hint.CASE, (rf"\b(?:Fall|Falls|Falles|Fallvorstellung|Causa){S}(?:von{S}|der{S}|des{S})?(?:kleine[nr]{S})?[„‚\"»]?"
      rf"(?P<name>{NAME}){_END}"), _family_or_given, "Fall", "Causa"),
    (Hint.CASE, (r"\bK(?:M(?=[\s)])[^.;!?\n]{1,80}?(?<!\d )\bKV"
      r"|V(?=[\s)])[^.;!?\n]{1,80}?(?<!\d )\bKM)\b"), _always, "KM", "KV"),
    (Hint.CASE, (rf"\b(?:Sorgerecht|(?:Amtsv|V)ormund(?:in|schaft)?|Ergänzungspfleger(?:in)?"
      rf"|Umgangspflegschaft|Suizidversuch|Verdacht{S}auf{S}(?:sexuellen{S})?(?:Missbrauch|Misshandlung"
      rf"|Vernachlässigung|KWG))(?:{S}(?:für|bei|von|an))?{S}(?P<name>{NAME}){_END}"), _given_in_a_case,
     "Sorgerecht", "ormund", "Ergänzungspf", "Umgangspf", "Suizid", "Verdacht"),
    (Hint.VIOLENCE, (rf"\b(?P<name>{NAME}){S}(?:{NAME}{S})?(?:(?:wurden?|wird){S}[^.,;!?\n]{{0,40}}?\b{_HURT}"
      rf"|(?:hat|hatte|zeigte?){S}(?:[a-zäöüß]++{S}){{0,2}}(?:Flecken|Hämatome|Verletzungen|Brandwunden"
      rf"|Knochenbrüche|Suizidgedanken)\b|ritzt{S}sich\b)"), _given_in_one_case),
    (Hint.CASE, (rf"\b(?:Kind(?:e?s)(?:mutter|vater)|KM|KV){S}(?:(?:hat|ist|wurde){S}[^.,;!?\n]{{0,30}}?)?"
      rf"(?:verweigert|trinkt|trank|lehnt|schlägt|erschien|gab{S}an|gibt{S}an|konsumiert|eingewiesen"
      rf"|leidet|nimmt{S}Drogen)\b"), _one_case, "mutter", "vater", "KM", "KV"),
    (Hint.VIOLENCE, (rf"\b{_CHILD}\b(?:{S}(?:ist|sei|wurden?|wird|werde))?[^.,;!?\n]{{0,40}}?\b{_BY}"
      rf"[^.,;!?\n]{{0,40}}?\b{_HURT}"), _one_case),
    (Hint.VIOLENCE, (rf"\b[Vv]o[nm]{S}(?:(?:de[rmn]|(?:sein|ihr|ein)e[rmn]){S})?{_NEAR}{S}"
      rf"(?:ist|sei|wurden?|wird|werde){S}{_CHILD}\b[^.,;!?\n]{{0,40}}?\b{_HURT}"), _one_case),
    (Hint.VIOLENCE, (rf"\b(?:[Dd](?:er|ie)|[Ss]eine?|[Ii]hre?|[Ee]ine?){S}(?:[a-zäöüß]++{S}){{0,2}}"
      rf"{_NEAR}{S}(?:(?:hat|habe|soll){S}[^.,;!?\n]{{0,20}}?\b{_CHILD}\b[^.,;!?\n]{{0,40}}?\b{_HURT}"
      rf"|{_HURTING}{S}[^.,;!?\n]{{0,20}}?\b{_CHILD}\b)"), _one_case),
)  # fmt: skip


PATTERNS = tuple(
    _Pattern(hint, expression(text), sure, tuple(needs)) for hint, text, sure, *needs in _TABLE
)

# Without one of these no pattern can match: one look at a whole file, line breaks and all, spares
# nearly every file the rest. Each part begins with one letter or sign (no class of them), no two
# with the same: only then does the engine skip from one possible place to the next, and has
# few words to compare there.
_CLUES = (
    expression(
        r"A(?:mtsvorm|doptiv|DHS|utismus|norexie)"
        r"|B(?:randwund|aby[\s:,(]|ruder|rüder|etreute|eschuldigte|ulimie)"
        r"|Causa"
        r"|D(?:iagnose|iabetes|epression)"
        r"|E(?:rgänzungspf|heleute|ltern\b|nkel|pilepsie)"
        rf"|F(?:lecken|AMILIE\s|am[\s.:,(]|amilie\b|all(?:e?s)?\s|all-?N|alln|allv|alla"
        rf"|rau\s+{CAPITAL}|AS)"
        r"|G(?:eschwister[\s:,(]|roßm|roßv|roßel|eb|EB|efährdungs[me])"
        rf"|H(?:ämatom|erkunftsfam|alb[bs]|ilfefall|ilfeplang|erausnahme|ausbesuch|errn?\s+{CAPITAL}|PG|elfer[kr]"
        rf"|andyn?)"
        r"|I(?:ON\b|nobhut|CD)"
        r"|J(?:g\.|ungen?[\s:,(]|ugendliche[rn]?[\s:,(]|ahrgang|ahr(?:en?)?\b)"
        r"|K(?:nochenbr|ind(?:e?s|er[ns]?)?(?:mutter|vater|eltern)?[\s:,()]|leinkind|lient|[MV][\s)]"
        r"|inderschutzm)"
        r"|Lebensgef"
        r"|M(?:utter\b|ündel|ädchens?[\s:,(]|eldung|eldeadr|onate?\b|on\.)"
        r"|N(?:effe|ichte)"
        r"|O(?:ma\b|pa\b|nkel|pfer|bhut)"
        r"|P(?:flege\w|atient|artners?[\s:,(]|[MV]\s|rivat)"
        r"|S(?:uizid|ohn|tief|äugling|öhne|chwester|chülerin[\s:,(]|chülers?[\s:,(]|chutzmaß|orgerecht)"
        r"|T(?:ochter[\s:,()]|öchter|ante|äter|agebuch|gb|risomie)"
        r"|Umgangspfl"
        r"|V(?:ormund|erdacht|erletzung|aters?\b|organgsn)"
        r"|W(?:ohn|ochen)"
        r"|Zwilling"
        rf"|\.(?<={CAPITAL}\.)(?![a-z])"
        + "".join(
            rf"|{sign}\s*+(?:\d\d?\.\s*+(?:\d|{_MONTHS})|\d{{4}}|(?:{_NEARLY}\s++)?{_AGE}\s*+(?:\)|[JM])|\d\d(?!\d){more})"
            for sign, more in (
                (",", ""),
                ("/", ""),
                (r"\(", ""),
                (r"\*", rf"|[\d:(]|(?:am|im|der|ist|war|{_MONTHS})\s"),
            )
        )
    ),
    expression(r"geb(?:[.:\s\d]|oren|urts)"),
    expression(r"leben(?<!\wleben)\b"),
)
# As plain texts: their first letters are too frequent for an expression. None ends in a space,
# which is too frequent as well.
SMALL_CLUES = (
    "ährig", "ritzt", "fremdunterg", "wohn", "lebt", "emeldet", "privat", "andy", "Hause",
    *"schlagen schlug schlägt prügelt verhauen misshandelt missbraucht vernachlässigt".split(),
    *"gesperrt geschlossen vergewaltigt würgt schüttelt quält bedroht verletzt belästigt".split(),
    *"getreten gedemütigt geohrfeigt gelassen berührt".split(),
)  # fmt: skip


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


def small_clues(text: str) -> tuple[str, ...]:
    """Return those of the clues without spaces that a text holds."""
    return tuple(clue for clue in SMALL_CLUES if clue in text)


def may_contain(text: str, small: Collection[str] = SMALL_CLUES) -> bool:
    """Whether a text is worth a closer look; quick, never False where `hits` finds something.

    `small` are the `small_clues` of a longer text, which this one is a part of.
    """
    if any(map(text.__contains__, small)) or _has_clue(text):
        return True
    plain = without_emphasis(text)  # which adds only spaces
    return plain != text and _has_clue(plain)


def _has_clue(text: str) -> bool:
    return any(clue.search(text) for clue in _CLUES)


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
        for pattern in _possible(variant)
        if pattern.hint in kinds
        for match in pattern.expression.finditer(variant)
        if pattern.sure(match)
    ]
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            yield hit
        end = max(end, hit.end)


def _possible(text: str) -> Iterator[_Pattern]:
    """Yield the patterns that may fit somewhere: to look for a word takes no time."""
    has_figure = _ANY_FIGURE.search(text) is not None
    for pattern in PATTERNS:
        needs = pattern.needs
        if not needs or (has_figure if FIGURE in needs else any(need in text for need in needs)):
            yield pattern
