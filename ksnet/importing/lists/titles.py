"""Forms of address, titles, ranks and offices before and behind the names of people."""

from __future__ import annotations

import re

from ksnet.basics.expressions import expression
from ksnet.importing.lists.tables import LONGEST_VALUE

_FORMS = dict.fromkeys(("frau", "fr.", "fr"), "Frau")
_FORMS |= dict.fromkeys(("herr", "herrn", "hr.", "hr"), "Herr")
_NO_FORMS = frozenset(
    "w m d f weiblich männlich divers familie fam. fam eheleute ehepaar firma team".split()
)
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
    Oberstudienrät Studiendirektor Oberstudiendirektor VR KVR OVR VwR AR OAR AI OI StAR StOAR StOI StI
    StHS KAR KOAR KOI GAR GOI RAR ROI Beigeordnete Beigeordneter Diakon LVD LtdKVD MdL
    MdB MdEP MdR OA OÄ CA CÄ aD iR eh eV hc jun sen Sr Br Pfr Pastorin Pfarrer Sup Superintendent Schwester
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


def titles_around(text: str) -> tuple[str, str, str]:
    """Return form of address, titles before and after the name, and the name that is left."""
    form, front, behind = "", list[str](), list[str]()
    if len(text) > LONGEST_VALUE:
        return form, "", text
    words = _joined(text).replace(",", " , ").split()
    while len(words) > 1:
        if words[0].lower() in _FORMS:
            said = _FORMS[words.pop(0).lower()]
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
    """Return a text in which „B. A.“, „a. D.“ and „Ph. D.“ are one word, and „Dr.med.“ are two."""
    before = r"(?![a-zäöüß])[^\W\d_]|(?:h\.|med|phil|rer|jur|theol)\b"
    text = re.sub(rf"\b((?:Prof|Dr|Fr|Hr)\.)(?={before})", r"\1 ", text)
    text = re.sub(r"\b([^\W\d_]\.)(?=[^\W\d_][a-zäöüß]{2})", r"\1 ", text)  # „A.Maier“
    return re.sub(r"\b([BM]|LL|Ph|[aieh])\.\s(?=(?:A|Sc|Ed|Eng|Mus|[BMD]|R|[hcV])\.)", r"\1.", text)


def are_titles(text: str) -> bool:
    """Whether a text consists of titles: `M. Sc.`."""
    return _all_titles(_joined(text).split())


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
        or re.fullmatch(r"Dipl(?:om)?\.?-.+|Dipl\.\S+|Dr\.-\w+\.?", word)
    ):
        return True
    if before and plain.lower() in _BESIDE and word.endswith("."):
        return True
    return bool(
        before
        and before[0].startswith("Dipl")
        and (_SUBJECTS.fullmatch(word) or word.endswith("."))
    )


def is_form(word: str) -> bool:
    """Whether a word is a form of address: `Frau`, `Hr.`."""
    return word.lower() in _FORMS


def form_of_address(text: str) -> tuple[str, str]:
    """Return form of address and titles in a cell: `Sehr geehrter Herr Dr.`; else empty texts."""
    polite = re.sub(r"^(?:sehr )?geehrter? ", "", text, flags=re.IGNORECASE)
    form, title, rest = titles_around(f"{polite} Name")
    return (form, title) if form and rest == "Name" else ("", "")


def is_no_form(text: str) -> bool:
    """Whether a cell names a sex, or several, in place of a form of address: `w`, `Familie`."""
    return text.casefold() in _NO_FORMS
