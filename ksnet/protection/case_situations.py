"""Cases that texts tell without a full name: whose child, how old, from where, what happened.

In minutes, mails and telegrams. That one child or family is meant, and not children in general,
is said by an article, a past tense, or a detail beside it. Expressions as in `case_patterns`.
"""

from __future__ import annotations

import re

from ksnet.basics.expressions import expression
from ksnet.protection.case_patterns import (
    AGE,
    CAPITAL,
    CHILD,
    DAY,
    FIGURE,
    HURT,
    HURTING,
    IS_HURT,
    MONTHS,
    NAME,
    NAMED,
    NEAR,
    PARENT,
    PHONE,
    S0,
    STREET,
    WORD,
    Hint,
    PatternTable,
    S,
    always,
    is_genitive,
    is_not_training,
    is_one_case,
    is_small_given,
    named_alone,
    patterns_of,
    stands_before,
)
from ksnet.protection.words import is_given_name, is_name, is_ordinary

# In any case of letters, as people type who are in a hurry.
_KIN = (
    r"(?:(?:[Kk]ind(?:e?s)?|[Ss]tief|[Pp]flege|[Gg]roß)?(?:[Mm]utter|[Vv]ater)|[Ee]ltern|[Mm]ama|[Pp]apa|Oma|Opa|Großeltern"
    r"|Bruder|Schwester|Lebensgefährte|Partner|KM|KV|KE)"
)
_YOUNG = r"(?:[Mm]ädchens?|Jungen?|Bub(?:en)?|[Kk]ind(?:e?s)?|[Ss]chüler(?:in|s)?|[Ss]äuglings?|[Bb]abys?)"
_THE = r"[Dd](?:er|ie|as|em|en|es|iese[rsmn]?)"
_SIBLINGS = "Geschwister(?:kinder)?|Söhne|Töchter|Brüder|Schwestern|Jungs|Zwillinge"
_NUMBERS = {"ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6}
_AGES = rf"\d{{1,2}}(?:{S0}(?:,|und|u\.|/|\+){S0}\d{{1,2}}){{1,5}}"
_UNIT = r"(?:J\.?|Jahre?|Mon\.?|Monate?|Wo\.?|Wochen|Tage)(?!\w)"
_WAS = r"(?:war|waren|ist|hat|haben|wurde|will|kam|kommt|lebt|wohnt|sitzt|trinkt)"
_AWAY = rf"(?:in{S}(?:U-|Untersuchungs)?[Hh]aft|im{S}(?:Gefängnis|Knast)|in{S}(?:der{S})?(?:JVA|[Ee]ntgiftung|[Ee]ntzug|[Pp]sychiatrie))"
_TROUBLED = (
    r"(?:vorbestraft|polizeibekannt|obdachlos|drogenabhängig|alkoholkrank|alkoholabhängig|gewalttätig|inhaftiert|überfordert"
    r"|untergetaucht|abgehauen|verschwunden|rückfällig|schizophren|suizidal|handgreiflich)"
)
_WHEN = (
    rf"(?:heute|gestern|vorgestern|neulich|damals|kürzlich|letzte[nrs]?{S}\w++|im{S}(?:Frühjahr|Sommer|Herbst|Winter|{MONTHS})"
    rf"|vor{S}\w++{S}(?:Tagen|Wochen|Monaten|Jahren))"
)
_QUOTED = expression(r"[„»\"][^“”«\"]*\Z")
_MINE = expression(r"(?<!\S)(?:[Mm]|D)eine?\s++\Z")  # advice to parents and children
_INITIAL = rf"{CAPITAL}\.(?!{S0}(?:{CAPITAL}|-|\d))(?![a-z])"
_ROAD = r"[\w-]{2,30}?(?:[Ss]traße|[Ss]tr\.|weg|gasse|allee|siedlung|hochhaus)(?!\w)"
# Streets of films.
_SHOWN = frozenset(("Lindenstraße", "Sesamstraße", "Löwenzahn"))


def _told(match: re.Match[str]) -> bool:
    """Whether a sentence tells what happened: no title in quotes, training or piece of advice."""
    return (
        is_one_case(match)
        and is_not_training(match)
        and not _quoted(match)
        and not stands_before(match, _MINE, 6)
    )


def _quoted(match: re.Match[str]) -> bool:
    return stands_before(match, _QUOTED, 80)


def _given_told(match: re.Match[str]) -> bool:
    return is_given_name(match["name"]) and not is_ordinary(match["name"]) and _told(match)


def _given_outside_quotes(match: re.Match[str]) -> bool:
    return is_given_name(match["name"]) and is_not_training(match) and not _quoted(match)


def _before_noun(match: re.Match[str]) -> bool:
    """Whether an initial is not the middle one of a whole name: „Finn H. Fehlzeiten“."""
    following = match["following"]
    return is_given_name(match["name"]) and is_ordinary(following) and not is_name(following)


def _as_many_ages(match: re.Match[str]) -> bool:
    """Whether there are as many ages as children: „2 Kinder (4/7)“."""
    ages = [int(age) for age in re.findall(r"\d+", match["ages"])]
    count = match["count"]
    number = int(count) if count.isdigit() else _NUMBERS[count]
    return number == len(ages) and max(ages) < 22 and is_not_training(match)


def _real_street(match: re.Match[str]) -> bool:
    return match["road"] not in _SHOWN and _told(match)


_TABLE: PatternTable = (
    (Hint.AGE, rf"\b(?:[Dd](?:er|ie|as){S}{AGE}{S0}-?{S0}[Jj]ährige|[Dd]em{S}{AGE}{S0}-?{S0}[Jj]ährigen){S}(?:{WORD}{S})?aus{S}(?:de[rm]{S})?{WORD}",
     _told,
     "ährige"),
    (Hint.AGE, rf"\bPat\.{S0}[,(:]?{S0}(?:[mwd]\.?,?{S0})?\d{{1,2}}{S0}{_UNIT}", always,
     "Pat."),
    (Hint.AGE, rf"(?<![\w.])(?:{CAPITAL}\.{S0}){{2}}[,(]{S0}{AGE}{S0}(?:{_UNIT}|jährig|\))(?!{S}(?:im|bei|als|dabei|Leitung))", _told),
    (Hint.AGE, rf"\b(?P<name>{NAME})(?:{S}{CAPITAL}\.?)?{S}(?:aus|in|von){S}der{S}(?:(?:Klasse|Kl\.){S0})?\d{{1,2}}{S0}[a-f]\b", _given_told,
     FIGURE),
    (Hint.AGE, rf"\b(?P<name>{WORD}),{S0}(?:\d|1[0-7]),{S0}(?:\d{S0}Geschw|Vat|Mutt?|Mu\.|Kl\.|Klasse|Schule|Kita|KM|KV)", _given_told,
     FIGURE),
    (Hint.AGE, rf"\b(?P<name>{NAME}){S0}[,(]{S0}\d{{1,2}}\.{S0}(?:Klasse|Kl\.|Schuljahr)", _given_told,
     FIGURE),
    (Hint.FAMILY, rf"\bKindeswohlgefährdung{S}(?:bei|von){S}{NAMED}(?!{S}{CAPITAL})", _given_told,
     "Kindeswohl"),
    (Hint.FAMILY, rf"\b[Dd](?:ie|er|en|em){S}kleine[nrm]?{S}{NAMED}(?!{S}{CAPITAL})", _given_outside_quotes,
     "kleine"),
    (Hint.FAMILY, rf"\b[Dd][ae]t{S}{NAMED}(?!{S}{CAPITAL})", _given_told,
     "at", "et"),
    (Hint.FAMILY, rf"#(?:Fall|Familie|Kind|Causa|8a)_?(?P<name>{CAPITAL}[a-zäöüß]++)(?!\w)", named_alone,
     "#"),
    (Hint.FAMILY, rf"\b(?P<name>{WORD}){S}(?:Blutwerte|Befunde?|Urinprobe|Haarprobe|Drogentest|Fehlzeiten|Verletzungen|Hämatome|(?:Klassenl|L)ehrer(?:in)?|Erzieher(?:in)?)\b", is_genitive),
    (Hint.FAMILY, rf"\b(?:(?:Re|RE|AW|Aw|WG|Fwd?|FW):{S0}){{1,4}}{NAMED}(?!{S}{CAPITAL})", named_alone,
     ":"),
    (Hint.FAMILY, rf"\b(?:über|wegen){S}(?P<name>[a-zäöüß]{{3,}}){S}(?:gesprochen|geredet)\b", is_small_given,
     "gesprochen", "geredet"),
    (Hint.FAMILY, rf"\b(?:hilfeplan|hpg|fall|8a|meldung|inobhutnahme|pflegekind){S}(?P<name>[a-zäöüß]{{3,}})(?![\w-])", is_small_given),
    (Hint.INITIAL, rf"\b(?P<name>{NAME}){S}{CAPITAL}\.{S}(?P<following>{WORD})", _before_noun),
    (Hint.INITIAL, rf"\bFall{S}(?:[„‚\"»]{CAPITAL}\.[“‘\"«]|[D-Z]\.(?={S0}[,)]|{S}[a-zäöü(]))", _told,
     "Fall"),
    (Hint.INITIAL, rf"\b(?:SPFH|Familienhilfe|Erziehungsbeistand(?:schaft)?|Hilfe|HzE|Schulbegleitung|Umgang|Beistandschaft|Schutzplan|Hausbesuch)\b[^.;,!?\n]{{0,25}}?\b(?:bei|für|von|mit){S}{_INITIAL}",
     _told),
    (Hint.CASE, rf"\b{_KIN}{S}(?:der|von){S}(?:den{S})?(?:beiden|zwei|drei|vier|fünf){S}(?:[a-zäöüß]++{S})?(?:Jungs|Jungen|Mädchen|Kinder[n]?|{_SIBLINGS})\b[^.;!?\n]{{0,20}}?\b{_WAS}\b", _told),
    (Hint.CASE, rf"\bKE{S}(?:leben|getrennt|zerstritten|verweigern|lehnen|streiten|trinken|konsumieren)\b", _told,
     "KE"),
    (Hint.CASE, rf"\b(?:{_SIBLINGS}|(?:[Dd]ie(?:se)?|[Dd]en|[Ii]hre[n]?|[Ss]eine[n]?|[Bb]eiden?){S}Kinder[n]?){S}\({_AGES}{S0}(?:{_UNIT})?\)", _told,
     FIGURE),
    (Hint.INITIAL, rf"\bInitialen:?{S}{CAPITAL}\.{S0}{CAPITAL}\.", _told,
     "Initialen"),
    (Hint.CASE, rf"\b(?P<count>[1-6]|ein|zwei|drei|vier|fünf|sechs){S}(?:[a-zäöüß]++{S})?(?:Kinder[n]?|Kd\.|Jungen|Mädchen|{_SIBLINGS})(?:{S}|{S0}[(:,]{S0})(?P<ages>{_AGES})(?:\)|{S0}{_UNIT})", _as_many_ages,
     FIGURE),
    (Hint.CASE, rf"\b[Dd](?:er|ie|en|em){S}(?:Große|Kleine|Älteste|Jüngste|Mittlere|Ältere|Jüngere)n?{S0}\({AGE}{S0}(?:{_UNIT})?\)", _told,
     "("),
    (Hint.CASE, (rf"\b(?:[Dd](?:ie|er|en|em|eren|essen)|[Ss]eine?[nmr]?|[Ii]hre?[nmr]?){S}(?:(?:Stief|Halb|Pflege)?(?:[Ss]chwester|[Bb]ruder|[Ss]ohn|[Tt]ochter|vater|mutter)|Cousine?)"
      rf"{S}\({AGE}{S0}(?:{_UNIT})?\)"), _told,
     "("),
    (Hint.CASE, r"\b[Ss]chwanger\b[^.;!?\n]{0,30}?\b(?:ET|Entbindungstermin|Geburtstermin)\b", _told,
     "chwanger"),
    (Hint.CASE, rf"\b(?:[Tt]ochter|[Mm]ädchen|Schülerin|Jugendliche|[Mm]utter){S}[^.;!?\n]{{0,50}}?\b(?:ist|sei){S}(?:[a-zäöüß]++{S}){{0,2}}schwanger\b", _told,
     "schwanger"),
    (Hint.CASE, (rf"\b(?:Säugling|Baby|Kleinkind|Kind|Mädchen|Junge|Schüler(?:in)?|Jugendliche[r]?)(?:{S}|{S0}[,(]{S0}){AGE}{S0}{_UNIT}{S0}[,)]{S0}[^;!?\n]{{0,40}}?"
      r"\b(?:liegt|Schütteltrauma|Hämatom\w*|Fraktur\w*|Sturz|ITS|[Ii]ntensiv\w*|blaue\sFlecken|Jugendamt|in\sObhut|vorgestellt|verletzt)"), _told),
    (Hint.CASE, rf"\b{_KIN}{S}(?:(?:von{S}(?:dem|der|den)|vom|des|der){S}\w++{S})?(?:sitzt|ist|war|kam|befindet{S}sich)\b[^.,;!?\n]{{0,30}}?\b{_AWAY}\b", _told,
     "aft", "Gefängnis", "Knast", "JVA", "ntgiftung", "ntzug", "sychiatrie"),
    (Hint.CASE, rf"\b{_KIN}{S}(?:ist|war|wurde|wird){S}wegen{S}[^.,;!?\n]{{0,40}}?\b(?:verurteilt|angezeigt|angeklagt|vorbestraft|{_AWAY})\b", _told,
     "wegen"),
    (Hint.CASE, rf"\b{_THE}{S}{AGE}{S0}-?{S0}[Jj]ährigen?{S}(?:[Ss]chwester|[Bb]ruder|[Ss]ohn|[Tt]ochter)\b", _told,
     "ährige"),
    (Hint.CASE, rf"\b{_KIN}{S}hat(?:te)?{S}(?:einen{S})?(?:Termin|Anhörung)\b[^;!?\n]{{0,30}}?\b(?:Familiengericht|Jugendamt|Amtsgericht|ASD)\b", _told,
     "Termin", "Anhörung"),
    (Hint.CASE, rf"\b(?:Kleinkind|Säugling|Baby|Kind){S}(?:ist{S})?(?:aus|von|vom){S}(?:dem{S}|der{S})?{WORD}{S}(?:gefallen|gestürzt)\b", _told,
     "gefallen", "gestürzt"),
    (Hint.FAMILY, rf"\b[Bb]ei{S}{NAMED}{S}zu{S}Hause\b", _given_told,
     "Hause"),
    (Hint.CASE, rf"\bKind{S}\d{S0}[:(,]{S0}(?:[mwd]\.?,?{S0})?\d{{1,2}}{S0}{_UNIT}", _told,
     "Kind"),
    (Hint.CASE, rf"\b(?:Kind|Säugling|Baby|Kleinkind){S}wiegt\b", _told,
     "wiegt"),
    (Hint.CASE, (rf"\b(?:{_YOUNG}|Jugendliche[r]?)(?:{S}|{S0}[,(]{S0})(?:Jg\.|Kl\.|Klasse){S0}\d{{1,2}}{S0}[a-f]?\)?,?{S}"
      r"(?:ritzt|kommt|fehlt|schwänzt|zeigt|berichtet|sagt|wurde|weint|schlägt|klaut|hat)\b"), _told,
     FIGURE),
    (Hint.AGE, rf"\bName:{S0}{NAME}(?:{S}{NAME})?[,;]?{S}(?:Alter:{S0}\d|[Gg]eb)", _told,
     "Name:"),
    (Hint.CASE, (rf"\b{_KIN}{S}(?:\([^)\n]{{1,30}}\){S})?(?:(?:ist|war|sitzt){S})?seit{S}(?:{DAY}|[^.;!?\n]{{0,20}}?){S}(?:in|im){S}(?:(?:der|einer){S})?"
      r"(?:[\w-]{0,20}Klinik|JVA|U?-?Haft|Psychiatrie|Therapie|Entzug|Entgiftung|Frauenhaus|Gefängnis|Krankenhaus)\b"), _told,
     "seit"),
    (Hint.CASE, (rf"(?:\A|[.,;:–]{S})(?!Eltern|eltern|KE){_KIN}{S}(?:ist{S})?(?:erneut{S}|wieder{S})?(?:psych(?:isch|\.){S}krank|Alkohol(?:iker(?:in)?|problem)?|Drogen|süchtig|verstorben|{_TROUBLED})"
      r"(?![\w-])"), _told),
    (Hint.CASE, rf"\b{_KIN}{S}(?:(?:von{S}(?:dem|der|den)|vom|des|der){S}\w++{S})?(?:ist|war|wurde){S}(?:[a-zäöüß]++{S}){{0,2}}{_TROUBLED}\b", _told),
    (Hint.CASE, rf"\b(?:{_KIN}|Ex(?:-\w++|freund|mann|partner)?){S}(?:hat|hatte|bekam|erhielt|missachtet){S}(?:ein(?:e|en)?{S}|das{S})?(?:Näherungsverbot|Annäherungsverbot|Kontaktverbot|Umgangsverbot)\b", _told,
     "verbot"),
    (Hint.CASE, (rf"\b(?:{_KIN}{S}de[sr]{S}{_YOUNG}|{_THE}{S}(?:{_YOUNG}|jungen?|Familie)),{S}(?:der|das|die|den|dem|deren|dessen)\b[^.;!?\n]{{0,40}}?\b{_WHEN}\b"), _told,
     ","),
    (Hint.CASE, (rf"\b(?:Kind|Sohn|Tochter|Enkel(?:in)?){S}(?:der|des|vom|von{S}(?:der|einer|unserer|dem)|einer|eines|unserer|unseres){S}"
      r"(?:Kollegin|Kollegen|Nachbarin|Nachbarn|Hausmeister(?:in|s)?|Lehrerin|Lehrers|Erzieherin|Chefin|Chefs|Pfarrers|Bürgermeister(?:in|s)?|Trainers|Sekretärin)(?!\w)"), _told),
    (Hint.CASE, rf"\b{_THE}{S}(?:{_YOUNG}|jungen?){S}(?:aus|in){S}der{S}(?:(?:[Kk]lasse|[Kk]l\.){S0})?\d{{1,2}}[a-f]\b", _told,
     FIGURE),
    (Hint.CASE, rf"\b{_KIN}{S}\d\d(?:{S0}J\.)?,{S}(?:Kind(?:er)?|Vater|Mutter|KM|KV|Sohn|Tochter){S}\d{{1,2}}\b", always,
     FIGURE),
    (Hint.CASE, rf"(?:z\.{S0}N\.|zum{S}Nachteil){S}(?:eine[rs]|de[rs]){S}{AGE}{S0}-?{S0}[Jj]ährigen", always,
     "ährigen"),
    (Hint.VIOLENCE, rf"\b(?:[Dd](?:as|er|ie|iese[srm]?)|[Uu]nser){S}(?:{_YOUNG}|Jugendliche){S}(?:hat|hatte|habe){S}sich{S}(?!mir|[Ii]hnen|dir|jemand)[^.,;!?\n]{{0,60}}?\banvertraut\b", _told,
     "anvertraut"),
    (Hint.VIOLENCE, (rf"\b(?<!igster )(?<!igste )(?:Täter|Opfer|Tatverdächtiger?|Beschuldigter?)(?:{S}(?:ist|war|sei){S}(?:(?:wohl|vermutlich|wahrscheinlich){S})?(?:der|die|das|ein|eine|ihre?|seine?){S}(?:{NEAR}|Sohn|Tochter|Enkel(?:in)?|Nichte|Neffe)"
      rf"|{S0}:{S0}{NEAR}{S}(?:der|des|vom))\b(?!{S0}[(:]?{S0}\d)"), _told,
     "Täter", "Opfer", "Tatverd", "Beschuldigt"),
    (Hint.VIOLENCE, rf"\b(?:[Ss]eine?|[Ii]hre?|[Dd](?:er|ie)){S}{NEAR}{S}(?:hat|habe|hatte){S}(?:ihn|sie|es)\b{IS_HURT}", _told),
    (Hint.VIOLENCE, (rf"\b{_YOUNG}{S}mit{S}(?:[a-zäöüß]++{S}){{0,2}}(?:Bissspuren|Hämatomen?|Striemen|Flecken|Brandwunden|Verbrennungen|Verbrühungen|Würgemalen|Verletzungen"
      rf"|Knochenbrüchen|Schütteltrauma)\b[^.;!?\n]{{0,80}}?\b(?:hat|haben|wurden?|kam|liegt|war|waren)\b"), _told),
    (Hint.VIOLENCE, rf"\bein(?:e[nmr]?){S}{NEAR},{S}(?:der|die){S}[^.;!?\n]{{0,60}}?\b(?:[Ss]ein|[Ii]hr)(?:e|en|em)?{S}(?:kleinen?{S})?(?:Kind(?:er)?|Sohn|Tochter|Söhne|Töchter|Baby){S}(?:[a-zäöüß]++{S}){{0,2}}(?:{HURT}|{HURTING})", _told),
    (Hint.VIOLENCE, rf"\b{CHILD}\b{S}(?:hat|hatte|zeigt){S}(?:[a-zäöüß]++{S}){{0,3}}(?:[Ss]triemen|blauen?{S}[Ff]lecken|Hämatome|Bissspuren|Brandwunden|Würgemale)\b", _told),
    (Hint.MEASURE, rf"\b(?:{_YOUNG}|[Kk]inder|[Gg]eschwister){S}(?:wurden?|ist|sind|kam|kamen){S}(?:eben|soeben|gerade|am{S}\w++|{_WHEN})\b[^.;!?\n]{{0,40}}?\bin{S}[Oo]bhut\b", _told,
     "bhut"),
    (Hint.MEASURE, rf"\bWegweisung{S}(?:des|der){S}(?:{NEAR}s?|Mannes|Partners)\b[^.;!?\n]{{0,30}}?{DAY}", _told,
     FIGURE),
    (Hint.MEASURE, rf"§{S0}42{S}(?:SGB{S}VIII{S})?am{S}{DAY}", _told,
     "§"),
    (Hint.MEASURE, rf"\b(?:Sorgerecht|Aufenthaltsbestimmungsrecht|ABR){S}(?:wurde|ist|wird){S}(?:(?:der|dem|den){S})?(?:K[MVE]\b[^.;!?\n]{{0,30}}?|(?:Mutter|Vater|Eltern){S}[^.;!?\n]{{0,20}}?{DAY}{S})[^;!?\n]{{0,20}}?\b(?:entzogen|übertragen)\b", _told,
     "entzogen", "übertragen"),
    (Hint.ADDRESS, rf"\bEinsatz{S}(?:(?:wegen|bei|zu){S})?(?:(?:HG|DV|häuslicher?{S}Gewalt|GewSchG|Streit\w*+|Ruhestörung){S})?,?(?:in{S}der{S})?{STREET}", _told,
     "Einsatz"),
    (Hint.ADDRESS, rf"\b[Dd](?:er|ie|as|em|en){S}(?:{_YOUNG}|jungen?|[Kk]inder|[Ff]amilie|[Mm]utter|[Vv]ater){S}aus{S}(?:der|dem){S}(?P<road>{_ROAD})", _real_street,
     "aus"),
    (Hint.ADDRESS, rf"\bFamilie{S}(?:im|in{S}der){S}(?:Dachgeschoss|Erdgeschoss|EG|DG|Hinterhaus|Hochhaus|\d\.{S0}(?:OG|Stock|Etage))\b[^.;!?\n\d]{{0,20}}?{STREET}", _told,
     FIGURE),
    (Hint.ADDRESS, rf"\b(?:Familie|Mutter|Vater){S}mit{S}\w++{S}Kind(?:ern)?,{S}{STREET}", _told,
     FIGURE),
    (Hint.ADDRESS, rf"\b(?:Nachbar(?:in|n)?|Anwohner(?:in)?|Anrufer(?:in)?){S}aus{S}(?:der|dem){S}{_ROAD}{S}(?:\d{{1,3}}[a-z]?{S})?(?:meldet|berichtet|sagt|hat|rief|hört)\b", _told),
    (Hint.PHONE, rf"\b(?<!und )(?<!oder )(?:{PARENT})(?![\w-])(?:{S}(?:der|des|von){S}\w++)?(?:{S}|{S0}[:,(]{S0})(?!0800){PHONE}", _told,
     FIGURE),
    (Hint.PHONE, rf"\b(?:tel|handy|nummer|nr|mobil)\.?{S}(?:(?:der|des|vom|von){S})?(?:mama|papa|mutter|vater|eltern)\b[\s:,(]{{1,5}}{PHONE}", always,
     FIGURE),
)  # fmt: skip


PATTERNS = patterns_of(_TABLE)
