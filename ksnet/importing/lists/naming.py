"""Names of people in lists: titles, ranks and offices, either order, several in one cell."""

from __future__ import annotations

import re
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold
from ksnet.importing.lists.tables import LONGEST_VALUE, cell_text, tidy_cell
from ksnet.protection.words import given_names

_FORM = {
    "frau": "Frau",
    "fr.": "Frau",
    "fr": "Frau",
    "herr": "Herr",
    "herrn": "Herr",
    "hr.": "Herr",
    "hr": "Herr",
}
# Words of titles without dots, apostrophes and female endings: academic degrees, ranks of the
# police, offices of justice and school, of churches and hospitals, mandates. „Richter“, „König“ and
# „Pastor“ are also names, so they are only in phrases.
_TITLES = frozenset(
    """
    Prof Professor Univ apl Hon Dr Dres DDr PD PrivDoz Mag Ing Lic Dipl Diplom BA MA BSc MSc BEd MEd
    BEng MEng BMus MMus MBA MPH MPA MHBA MSW BSW LLB LLM LLD PhD FH PM POM PHM PK POK PHK EPHK PR
    POR LPD KM KOM KHM KK KOK KHK EKHK KR KOR KD LKD KA PMA RBe Polizeikommissar
    Polizeioberkommissar Polizeihauptkommissar Polizeirat Polizeioberrat Polizeidirektor
    Kriminalkommissar Kriminaloberkommissar Kriminalhauptkommissar Kriminalrat Kriminaloberrat
    Kriminaldirektor Polizeirät Polizeioberrät Kriminalrät Kriminaloberrät StA OStA LOStA GStA
    Staatsanwalt Staatsanwält Oberstaatsanwalt Oberstaatsanwält AA OAA RA Ra RAe Rechtsanwalt
    Rechtsanwält Fachanwalt Fachanwält Notarin Rpfl JOI JAI Familienrichter StR OStR StD OStD SchR
    SchAD RegR Rekt Rektorin Konrektorin Rektor Konrektor Studienrat Studienrät Oberstudienrat
    Oberstudienrät Studiendirektor Oberstudiendirektor VR KVR OVR VwR AR OAR AI OI LVD LtdKVD MdL
    MdB MdEP MdR aD iR eh eV hc jun sen Sr Br Pfr Pastorin Pfarrer Sup Superintendent Schwester
    Chefarzt
    Chefärzt Oberarzt Oberärzt Assistenzarzt Assistenzärzt Facharzt Fachärzt Amtsarzt Amtsärzt Inh
    Inhaber Ltd Bgm Bürgermeister Landrat Landrät
    """.split()
)
# Without a dot, these are names.
_DOTTED = frozenset(
    ("Sr", "Br", "Inh", "Sup", "Mag", "Ing", "Hon", "Ltd", "Lic", "Rekt", "jun", "sen")
)
_BESIDE = frozenset(
    """
    med jur iur phil rer nat pol oec soc sc theol paed päd psych hum biol vet dent agr ing habil h c
    hc mult pharm publ techn cult
    """.split()
)
_SUBJECTS = expression(
    r"(?:Soz|Päd|Paed|Psych|Heil|Verw|Theol|Jur|Kauf|Biol|Med|Inf|Rechtspfl|Betriebs|Volks|Ing|Arb)\w*[\w.-]*"
)
_COURT = r"(?:AG|LG|OLG|VG|OVG|FamG|SG|ArbG|BGH)"
_JUDGE = expression(rf"(?:wa)?(?:V|Vors|Dir|Präs|VPräs|Pr|D)?(?:R|Ri|Riin|Rin)?{_COURT}")
_PHRASE = expression(
    rf"(?:(?:Vors(?:\.|itzende[rn]?)|weitere[r]?|Erste[r]?|Leitende[r]?)\s)?(?:(?:Ri|R)(?:['’´]?in|iin)?|Richter(?:in)?|Direktor(?:in)?|(?:Vize)?[Pp]räsident(?:in)?)"
    rf"\s(?:(?:am|des|beim)\s)?(?:{_COURT}|(?:\w+\s)?\w*[Gg]erichts?)\s"
)
_PARTICLES = frozenset(
    """
    von vom van de der den dem zu zum zur ter ten la le di da dos el al und het del ibn bin ben auf
    aus am im op mac mc st. freifrau freiherr frhr. graf gräfin do das v. d. v.d.
    """.split()
)
_ALSO_GIVEN = frozenset(("ben", "al", "v.", "d.", "v.d."))  # capitals are a name: „Ben“, „D.“
_WITHIN = frozenset(("zu", "zur", "zum", "auf", "aus", "am", "im"))  # „Meyer auf der Heyde“
_NOBODY = expression(
    r"(?:(?:(?:Frau|Herrn?|Fr\.|Hr\.)[\s/]*)*N\.?\s?N\.?|vakant|unbesetzt|(?:noch\s)?offen|[-–—/.*]+|\?+|k\.\s?A\.|TB[AD]|(?:z\.\s?Zt\.?\s)?(?:nicht besetzt|unbesetzt|niemand|keine[r]?)|(?:wird\s)?(?:noch\s)?(?:nicht\s)?(?:be|ge)nannt|(?:noch\s)?nicht bekannt|folgt|Nachfolge (?:noch )?offen|Verteiler:?|Vertr\.?:?)(?:\s?\([^()]*\))?",
    re.IGNORECASE,
)
_SAME_AGAIN = expression(
    r"dito|dto\.?|ditto|ebd\.?|ebenda|s\.\s?o\.|siehe oben|wie (?:oben|vor)|w\.\s?o\.|[\"„“”〃']+|-\s?[\"„“”']+\s?-",
    re.IGNORECASE,
)
_FUNCTION = expression(
    r"(?:\w+(?:[-\s]|\.\s))*\w*(?:leit(?:er|ung)|lehr(?:er|kraft)|koordinat|vertret|geschäftsführ|referent|sekretari|sozialarb|schulsoz|fachkraft|berat(?:er|ung)|sachbearb|assisten|beauftragt|vorsitz|vorstand|sprecher|pädagog|psycholog|therapeut|ärzt|arzt|anw[aä]lt|richter|hebamme|erzieher|mitarbeit|direktor|dezernent|inhaber|ASD|InsoFa|KoKi)\w*\.?(?:\s.*)?",
    re.IGNORECASE,
)
_NO_NAME = expression(
    r"(?:\w+[-\s])*\w*(?:leitung|sekretariat|koordination|vertretung|team|zentrale|verwaltung|summe|gesamt|hotline|(?<=\w)(?:stelle|dienst|telefon|büro|postfach|amt))",
    re.IGNORECASE,
)
# A remark for some time, or only a sign.
_NO_FUNCTION = expression(
    r"\b(?:ab|bis|seit)\s+(?:\w+\s+)?\d|\d\d?\.\d\d?\.|^[\W\d_]+$", re.IGNORECASE
)
# Of a person who is no longer there; and what is nobody's business.
_GONE = expression(
    r"\b(?:ausgeschieden|ausgetreten|verstorben|ehemal|ehem\.|frühere|Ruhestand|pensioniert|i\.\s?R\.|nicht mehr)|†",
    re.IGNORECASE,
)
_STATE = expression(
    r"^(?:(?:z\.\s?Zt\.|zzt\.|zurzeit|derzeit|aktuell|momentan|noch|seit|in|im|auf)\s+)*(?:geb\.(?!\s?\d)|geborene?r?\b|vorm\.|Elternzeit\b|Mutterschutz\b|(?:er|dauer)?krank(?:t|heit)?\b|schwanger|beurlaub|Urlaub\b|Sabbat|Kur\b|Reha\b)",
    re.IGNORECASE,
)
_TOGETHER = expression(r"(?:Eheleute|Ehepaar|Familie|Fam\.|Geschwister)\s", re.IGNORECASE)
_WORD = expression(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]*)*", re.UNICODE)
_BETWEEN = expression(r"\n|;|\s*/\s*|\s+(?:und(?!\szu\s)|u\.|sowie|oder)\s+|\s*[&+]\s*|\s*\|\s*")


STATE = "Was hinter dem Namen oder als Funktion steht, ist keine Funktion, sondern persönlich"


class Name(NamedTuple):
    """The parts of a name, empty if not given; `doubt` says in German what is uncertain."""

    family_name: str
    given_name: str = ""
    title: str = ""
    form_of_address: str = ""
    function: str = ""
    doubt: str = ""


def names_in(text: str, *, family_first: bool = False, email: str = "") -> list[Name] | None:
    """Return the names in a cell, usually one; None where they cannot be separated reliably."""
    text = _separated(text)
    one = (
        name_in(text.replace("\n", " "), family_first=family_first, email=email)
        if not _BETWEEN.search(text)
        else None
    )
    if one is not None:
        return [one]
    parts = [part for part in _BETWEEN.split(text) if part.strip(" ,.")]
    by_comma = len(parts) == 1 and text.count(",") == 1
    if by_comma:
        parts = text.split(",")  # „Anna Lang, Ida Kurz“
    if len(parts) < 2 or len(parts) > 4:
        return None
    names = [_maybe_deputy(part.strip(), family_first=family_first) for part in parts]
    found = [name for name in names if name is not None]
    whole = [bool(name.given_name or name.form_of_address or name.title) for name in found]
    # „Anna und Uwe Maier“ is a first name and a full one, „Klaas / Mertens“ are two family names,
    # „OTT, Anna“ is one name.
    if len(found) < len(parts) or ((by_comma or any(whole)) and not all(whole)):
        return None
    return found


def _maybe_deputy(text: str, *, family_first: bool) -> Name | None:
    """Return a name, that of a deputy with this function: `Vertr.: Eva Lang`."""
    plain = re.sub(r"^(?:Vertr(?:etung|eterin|eter)?|Stellv)(?:\.?\s?:\s?|\.\s?|\s)", "", text)
    name = name_in(plain, family_first=family_first)
    if name is None or plain == text or name.function:
        return name
    return name._replace(function="Vertretung")


def names_beside(family: str, given: str) -> list[Name] | None:
    """Return the names in two cells, each maybe with several; None where they do not match."""
    parts = [
        [part.strip() for part in _BETWEEN.split(text) if part.strip()] for text in (family, given)
    ]
    if not parts[1] and len(parts[0]) == 1 and "," not in family:
        parts[1] = [""]
    if len(parts[0]) != len(parts[1]):
        return None
    result = []
    for family_name, given_name in zip(*parts, strict=True):
        form, title, last = _titles(cell_text(family_name))
        form_too, title_too, first = _titles(cell_text(given_name))
        if (
            not re.search(r"[^\W\d_]", last)
            or re.search(r"[@=†‡]", last + first)
            or "," in last + first
            or first.lower() in _FORM
            or last.lower() in _FORM
            or is_same_again(_without_brackets(last)[0])
        ):
            return None
        whole = not first and not form and re.fullmatch(r"[^\W\d_]{2,} [^\W\d_][\w-]+", last)
        doubt = (
            f"Im Nachnamen „{last}“ steht vielleicht auch ein Vorname; bitte prüfen."
            if whole and not _is_particle(last.split()[0])
            else ""
        )
        titles = " ".join(filter(None, (title, title_too)))
        result.append(Name(last, first, titles, form or form_too, doubt=doubt))
    return result


def _separated(text: str) -> str:
    """Return a cell with a deputy on a line of its own, and a function behind a comma."""
    text = re.sub(r"\(((?:Vertr|Stellv)[^)]*)\)", r"\n\1", tidy_cell(text))
    text = re.sub(r"\s*\(\s*\)", "", text)
    name, _, function = re.sub(r"\s[-–—]\s", "\n", text).partition("\n")
    if "\n" not in function and _is_function_alone(function):
        return f"{name}, {function}"  # „Anna Maier“ and below it „stv. Leitung“
    return text


def _is_function_alone(text: str) -> bool:
    """Whether a text is a function and names nobody."""
    if not _FUNCTION.fullmatch(text) or any(word.lower() in _FORM for word in text.split()):
        return False
    return " " not in text or name_in(text) is None


def name_in(text: str, *, family_first: bool = False, email: str = "") -> Name | None:
    """Return the parts of `Müller, Anna`, `Dr. Anna Müller, M.A.` or `Frau Müller`, else None.

    Without a comma, the order is that of the heading (`family_first`) or of the mail address.
    """
    # „Dr.Ida Kurz“.
    text = re.sub(r"\b((?:Prof|Dr)\.)(?=[A-ZÄÖÜ][^\W\d_.]+(?:\s|$))", r"\1 ", cell_text(text))
    text, function = _without_brackets(text)
    if is_same_again(text) or _NO_FUNCTION.search(function) or _GONE.search(function):
        return None
    state = is_state(function)
    function = "" if state else function
    form, title, text = _titles(text)
    if not text or _TOGETHER.match(text) or re.search(r"\d|[/&;()@:=*¹²³†‡]|\bund\b(?! zu )", text):
        return None
    parts = [part for part in (part.strip() for part in text.split(",")) if part]
    if len(parts) > 1 and _FUNCTION.fullmatch(parts[-1]):
        function = parts.pop()
    doubt = ""
    if len(parts) == 2:
        form_after, title_after, after = _titles(parts[1])
        words, given = parts[0].split(), after.split()
        if (
            (form and form_after)
            or not given
            or (
                len(given) > 1
                and len(words) > 1
                and not _is_particle(words[0])
                and len(given) + len(words) > 3
                and "-" not in words[0]
            )
        ):
            return None
        form, title = form or form_after, " ".join(part for part in (title, title_after) if part)
    elif len(parts) == 1:
        words, given, doubt = _ordered(parts[0].split(), family_first=family_first, email=email)
    else:
        return None
    if not words or len(words) + len(given) > 6 or not _are_words(given, words):
        return None
    if not form and not title and any(_NO_NAME.fullmatch(word) for word in (*given, *words)):
        return None
    if len(given) > 1 and not function and _FUNCTION.fullmatch(given[0]):
        function = given.pop(0)  # „Hebamme Anna Maier“
    doubt = f"{STATE}; nicht übernommen. {doubt}".rstrip() if state else doubt
    return Name(" ".join(words), " ".join(given), title, form, function, doubt)


def is_state(text: str) -> bool:
    """Whether what stands as a function or status is private: an illness, a leave, a birth name."""
    return _STATE.search(text) is not None


def _without_brackets(text: str) -> tuple[str, str]:
    """Return a name with the titles, and the function, that stand in brackets behind it."""
    match = re.fullmatch(r"(.+?)\s?\(([^()]+)\)", text)
    if not match or match[2] in {"FH", "BA", "Univ.", "TU", "TH"}:
        return text, ""
    if _all_titles(_joined(match[2]).split()):  # „Eva Lang (M.Sc.)“
        return f"{match[1]}, {match[2]}", ""
    return match[1], match[2]


def _titles(text: str) -> tuple[str, str, str]:
    """Return form of address, titles before and after the name, and the name that is left."""
    form, front, behind = "", list[str](), list[str]()
    if len(text) > LONGEST_VALUE:
        return form, "", text
    words = _joined(text).replace(",", " , ").split()
    while len(words) > 1:
        if words[0].lower() in _FORM:
            said = _FORM[words.pop(0).lower()]
            form = form or said
        elif match := _PHRASE.match(" ".join(words)):
            front += words[: len(match[0].split())]
            words = words[len(match[0].split()) :]
        elif words[0] == "," or _is_title(words[0], front[-1:]):
            front.append(words.pop(0))
        else:
            break
    while len(words) > 1:
        if words[-1] == ",":
            words.pop()
        elif _is_title(words[-1], words[-2:-1]) or _end_in_titles(words):
            behind.insert(0, words.pop())
        else:
            break
    return (
        form,
        " ".join(word for word in [*front, *behind] if word != ","),
        " ".join(words).replace(" ,", ","),
    )


def _end_in_titles(words: list[str]) -> bool:
    """Whether a title and what belongs to it stand behind a name: `Dipl.-Ing. agr.`."""
    return any(_is_title(words[n], []) and _all_titles(words[n:]) for n in range(1, len(words) - 1))


def _joined(text: str) -> str:
    """Return a text in which „B. A.“, „a. D.“ and „Ph. D.“ are one word."""
    return re.sub(r"\b([BM]|LL|Ph|[aieh])\.\s(?=(?:A|Sc|Ed|Eng|Mus|[BMD]|R|[hcV])\.)", r"\1.", text)


def _all_titles(words: list[str]) -> bool:
    return all(
        word == "," or _is_title(word, words[max(n - 1, 0) : n]) for n, word in enumerate(words)
    )


def _is_title(word: str, before: list[str]) -> bool:
    """Whether a word belongs to a title; „med.“ and „Päd.“ only after another title."""
    plain = re.sub(r"[.'’´/*:_()-]", "", word)
    stem = re.sub(r"[Ii]n(?:nen)?$", "", plain)
    if plain in _DOTTED or stem in _DOTTED:
        return "." in word
    if (
        plain in _TITLES
        or stem in _TITLES
        or _JUDGE.fullmatch(plain)
        or re.fullmatch(r"Dipl(?:om)?\.?-.+|Dipl\.\S+", word)
    ):
        return True
    if before and plain.lower() in _BESIDE and word.endswith("."):
        return True
    return bool(
        before
        and before[0].startswith("Dipl")
        and (_SUBJECTS.fullmatch(word) or word.endswith("."))
    )


def _ordered(
    words: list[str], *, family_first: bool, email: str
) -> tuple[list[str], list[str], str]:
    """Return the words of family name and first name, and what is uncertain about them."""
    capitals = [len(word) > 2 and word.isupper() for word in words]
    initials = [re.fullmatch(r"[A-ZÄÖÜ]\.", word) is not None for word in words]
    guessed = False
    if (capitals[0] and not any(capitals[1:])) or (initials[-1] and not any(initials[:-1])):
        family_first = True  # „MAIER Anna“, „Maier A.“
    elif len(words) > 1 and not family_first:
        first, last, local = map(fold, (words[0], words[-1], email.partition("@")[0]))
        by_address = len(first) > 2 and first in local and last not in local
        # „Schmidt-Müller Karl-Heinz“
        by_name = last not in local and _is_given(words[-1]) and not any(map(_is_given, words[:-1]))
        family_first = guessed = by_address or by_name
    if family_first and len(words) > 1:
        split = 1
        while _is_particle(words[split - 1]) and split < len(words) - 1:
            split += 1
        unsure = guessed or (len(words) - split > 1 and "-" not in words[split - 1])
        doubt = _read_as(words[:split], words[split:]) if unsure else ""
        return words[:split], words[split:], doubt
    split = len(words) - 1
    while split > 0 and _is_particle(words[split - 1]):
        split -= 1
    # „Frau Meyer zu Schwabedissen“ has no first name, „Anna zu Musterstein“ has one.
    unsure = split > 0 and words[split].lower() in _WITHIN
    return words[split:], words[:split], _read_as(words[split:], words[:split]) if unsure else ""


def _read_as(family: list[str], given: list[str]) -> str:
    return f"Gelesen als Nachname „{' '.join(family)}“, Vorname „{' '.join(given)}“; bitte prüfen."


def _is_given(word: str) -> bool:
    """Whether a word is a common given name, or several with hyphens."""
    return given_names().issuperset(word.split("-"))


def _is_particle(word: str) -> bool:
    """Whether a word begins a family name: `von`, `v. d.`."""
    return (word if word.lower() in _ALSO_GIVEN else word.lower()) in _PARTICLES


def _are_words(given: list[str], family: list[str]) -> bool:
    """Whether words can form a name: no unknown abbreviation, rank or degree among them."""
    words = [*given, *family]
    if not all(_WORD.fullmatch(word) and word.lower() not in _FORM for word in words):
        return False
    if any(
        len(word) > 2 and word.endswith(".") and word.lower() not in _PARTICLES for word in words
    ):
        return False
    if any(word[0].islower() and not _is_particle(word) for word in given):
        return False  # „derzeit Anna Maier“
    words = [word for word in words if not word.endswith(".")]
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if any(len(word) <= 4 for word in capitals) and len(capitals) < len(
        [word for word in words if len(word) > 1]
    ):
        return False
    # Two capitals before a lower-case letter are no name („KHKin“); „McAllister“ and „DeVries“ are
    # some.
    shapes = ["".join("A" if char.isupper() else "a" for char in word) for word in words]
    upper_first = any(word[0].isupper() or word[1:2] in "'’" for word in family)
    return upper_first and not any("AAa" in shape for shape in shapes)


def is_nobody(text: str) -> bool:
    """Whether a cell says that the post is vacant: `N.N.`, `vakant`."""
    return _NOBODY.fullmatch(text) is not None


def is_same_again(text: str) -> bool:
    """Whether a cell repeats the one above: `dito`, `s. o.`."""
    return _SAME_AGAIN.fullmatch(text) is not None


def form_of_address(text: str) -> tuple[str, str]:
    """Return form of address and titles in a cell: `Sehr geehrter Herr Dr.`; else empty texts."""
    polite = re.sub(r"^(?:sehr )?geehrter? ", "", text, flags=re.IGNORECASE)
    form, title, rest = _titles(f"{polite} Name")
    return (form, title) if form and rest == "Name" else ("", "")


def is_sex(text: str) -> bool:
    """Whether a cell names a sex in place of a form of address: `w`, `divers`."""
    return text.casefold() in {"w", "m", "d", "f", "weiblich", "männlich", "divers"}
