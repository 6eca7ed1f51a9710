"""Names of people in lists, in either order, several in one cell; with what stands around them."""

from __future__ import annotations

import re
from typing import NamedTuple

from ksnet.basics.expressions import expression
from ksnet.importing.lists.name_order import (
    are_words,
    is_given,
    is_particle,
    is_whole_name,
    ordered,
    with_particles,
)
from ksnet.importing.lists.no_names import (
    behind_name,
    is_function,
    is_no_name,
    is_nobody,
    is_office,
    is_same_again,
)
from ksnet.importing.lists.tables import cell_text, tidy_cell
from ksnet.importing.lists.titles import are_titles, is_form, titles_around

DEPUTY = "Vertretung"  # the function of whom a cell names behind somebody else
_LONGEST_NAME = 100  # characters of a person's name; what is longer says something else too
_TOGETHER = expression(r"(?:Eheleute|Ehepaar|Familie|Fam\.|Geschwister)\s", re.IGNORECASE)
_DEPUTY_BEFORE = expression(
    r"^(?:Vertr(?:etung|eterin|eter)?|Stellv(?:ertretung|ertreterin|ertreter)?)(?:\.?\s?:\s?|\.\s?|\s)"
)
_UNIT_BEHIND = expression(
    r",\s*((?:Bereich|Fachbereich|FB|Abteilung|Abt\.|Dezernat|Sachgebiet|SG|Team|Zimmer|Zi\.|Raum)\s[^\n,;()]+)$"
)
_OFFICE_BEFORE = expression(r"([^\n,;:/()&]+?)\s((?:Frau|Herrn?|Fr\.|Hr\.)\s[^\n,;:/()&]+)")
_BETWEEN = expression(
    r"\n|;|\s*/\s*|\s+(?:und(?!\szu\b)|u\.|sowie|oder|bzw\.)\s+|\s*[&+]\s*|\s*\|\s*"
)


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
    if not _BETWEEN.search(_without_brackets(text)[0]) and (
        one := name_in(text, family_first=family_first, email=email)
    ):
        return [one]
    parts = [part for part in _BETWEEN.split(text) if part.strip(" ,.")]
    there = [part for part in parts if not is_nobody(part.strip())]
    if len(there) == 1 < len(parts):  # „N.N. (Vertr.: Herr Eng)“
        left = _maybe_deputy(there[0].strip(), family_first=family_first)
        return [left] if left else None
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
    plain = _DEPUTY_BEFORE.sub("", text)
    name = name_in(plain, family_first=family_first)
    if name is None or plain == text or name.function:
        return name
    return name._replace(function=DEPUTY)


def names_beside(family: str, given: str) -> list[Name] | None:
    """Return the names in two cells, each maybe with several; None where they do not match."""
    parts = [
        [part.strip() for part in _BETWEEN.split(text) if part.strip()] for text in (family, given)
    ]
    if not parts[1] and len(parts[0]) == 1 and "," not in family:
        parts[1] = [""]
    if len(parts[0]) != len(parts[1]):
        return None
    names = [_name_beside(*both) for both in zip(*parts, strict=True)]
    found = [name for name in names if name is not None]
    return found if len(found) == len(names) else None


def _name_beside(family: str, given: str) -> Name | None:
    """Return the name in two cells, None where one of them holds something else."""
    last, behind = _without_brackets(cell_text(family))
    first, behind_too = _without_brackets(cell_text(given))
    if "(" in last or "(" in first:
        return None  # „(krank)“ alone, or in the middle
    if is_given(behind_too):
        first, behind_too = f"{first} ({behind_too})", ""  # „Elisabeth (Lisa)“
    said, said_too = behind_name(behind), behind_name(behind_too)
    form, title, last = titles_around(last)
    form_too, title_too, first = titles_around(first)
    last, first = map(" ".join, with_particles(last.split(), first.split()))
    if (
        said is None
        or said_too is None
        or not re.search(r"[^\W\d_]", last)
        or re.search(r"[@=†‡]", last + first)
        or "," in last + first
        or is_form(first)
        or is_form(last)
        or (is_office(last) and not first)
        or is_same_again(last)
        or is_same_again(first)
        or len(last) + len(first) > _LONGEST_NAME
    ):
        return None
    whole = not first and not form and re.fullmatch(r"[^\W\d_]{2,} [^\W\d_][\w-]+", last)
    doubt = ""
    if whole and not is_particle(last.split()[0]):
        doubt = f"Im Nachnamen „{last}“ steht vielleicht auch ein Vorname; bitte prüfen."
    return Name(
        last,
        first,
        " ".join(filter(None, (title, title_too))),
        form or form_too,
        said[0] or said_too[0],
        " ".join(filter(None, dict.fromkeys((said[1], said_too[1], doubt)))),
    )


def _separated(text: str) -> str:
    """Return a cell with a deputy on a line of its own, and a function behind a comma."""
    text = re.sub(r"(?m:^(?:[-–•*·]|\d{1,2}[.)])\s+)", "", tidy_cell(text))  # a list in a cell
    text = re.sub(r",\n", ", ", re.sub(r"\n\(", " (", text))  # one name on two lines
    text = re.sub(r"\(([^()]*?)[,;]\s*((?:Vertr|Stellv)[^()]+)\)", r"(\1)\n\2", text)
    text = re.sub(r"\(((?:Vertr|Stellv)\S*\s[^)]+)\)", r"\n\1", text)
    text = re.sub(r",\s*(?=(?:Vertr|Stellv)\w*\.?:)", r"\n", text)
    text = re.sub(r"\s*\(\s*\)", "", text)
    text = re.sub(r"\[([^\[\]\n]*)\]", r"(\1)", text)
    text = _UNIT_BEHIND.sub(r" (\1)", text)
    office = _OFFICE_BEFORE.fullmatch(text)
    if office and is_function(office[1]) and not _DEPUTY_BEFORE.match(text):
        return f"{office[2]}, {office[1]}"  # „Leiterin Frau Cid“
    before = re.fullmatch(r"([^:\n]+):\s*([^:\n]+)", text)
    if before and is_function(before[1]):
        return f"{before[2]}, {before[1]}"  # „Leitung: Anna Maier“
    name, _, function = re.sub(r"\s[-–—]\s", "\n", text).partition("\n")
    if "\n" not in function and _is_function_alone(function):
        return f"{name}, {function}"  # „Anna Maier“ and below it „stv. Leitung“
    return f"{name}\n{function}" if _DEPUTY_BEFORE.match(function) else text


def _is_function_alone(text: str) -> bool:
    """Whether a text is a function and names nobody."""
    if not is_function(text) or any(map(is_form, text.split())):
        return False
    name = _maybe_deputy(text, family_first=False)
    return " " not in text or not name or not (name.given_name or name.form_of_address)


def name_in(text: str, *, family_first: bool = False, email: str = "") -> Name | None:
    """Return the parts of `Müller, Anna`, `Dr. Anna Müller, M.A.` or `Frau Müller`, else None.

    Without a comma, the order is that of the heading (`family_first`) or of the mail address.
    """
    text, behind = _without_brackets(cell_text(text))
    if is_same_again(text) or (said := behind_name(behind)) is None:
        return None
    function, left_out = said
    form, title, text = titles_around(text)
    if (
        not text
        or _TOGETHER.match(text)
        or re.search(r"\d|[/&;()@:=*¹²³†‡]|\bund\b(?! zu\b)", text)
    ):
        return None
    parts = [part for part in (part.strip() for part in text.split(",")) if part]
    if len(parts) > 1 and is_function(parts[-1]):
        function = parts.pop()
    doubt = ""
    if len(parts) == 2:
        form_after, title_after, after = titles_around(parts[1])
        words, given = parts[0].split(), after.split()
        if (
            (form and form_after)
            or not given
            or (
                len(given) > 1
                and len(words) > 1
                and not is_particle(words[0])
                and len(given) + len(words) > 3
                and not (family_first and not is_given(words[0]))
                and "-" not in words[0]
            )
        ):
            return None
        if not family_first and not form_after and is_whole_name(words, given):
            # „Ida Kurz, Opferschutz“ is no Opferschutz Kurz.
            left_out = "Was hinter dem Komma steht, ist nicht übernommen."
            words, given, doubt = ordered(words, family_first=False, email=email)
        words, given = with_particles(words, given)
        form, title = form or form_after, " ".join(filter(None, (title, title_after)))
    elif len(parts) == 1:
        words, given, doubt = ordered(parts[0].split(), family_first=family_first, email=email)
    else:
        return None
    if not words or len(words) + len(given) > 6 or not are_words(given, words):
        return None
    if _names_no_person(words, given, titled=bool(form or title)):
        return None
    title, function = _with_office(given, title, function)
    doubt = " ".join(filter(None, (left_out, doubt)))
    return Name(" ".join(words), " ".join(given), title, form, function, doubt)


def _names_no_person(words: list[str], given: list[str], *, titled: bool) -> bool:
    """Whether what stands in the place of a name is a place, or an office alone."""
    if not given and all(map(is_office, words)):
        return True
    return not titled and any(map(is_no_name, (*given, *words)))


def _with_office(given: list[str], title: str, function: str) -> tuple[str, str]:
    """Return title and function with what stands before the first name and is taken from there."""
    if given and (is_office(given[0]) or (len(given) > 1 and is_function(given[0]))):
        # „Hebamme Maier“, „Lehrer Uwe Maier“
        return title, ", ".join(filter(None, (given.pop(0), function)))
    if len(given) > 1 and given[0] == "Pastor" and is_given(given[1]):  # a name in „Pastor Maier“
        return " ".join(filter(None, (title, given.pop(0)))), function
    return title, function


def is_likely_person(text: str) -> bool:
    """Whether a text reads as the name of a person with a common given name."""
    name = name_in(text)
    return name is not None and bool(name.given_name) and is_given(name.given_name.split()[0])


def _without_brackets(text: str) -> tuple[str, str]:
    """Return a name with the titles, and the function, that stand in brackets behind it."""
    match = re.fullmatch(r"(.+?)\s?\(([^()]+)\)", text)
    if not match or match[2] in {"FH", "BA", "Univ.", "TU", "TH"}:
        return text, ""
    if are_titles(match[2]):  # „Eva Lang (M.Sc.)“
        return f"{match[1]}, {match[2]}", ""
    return match[1], match[2]
