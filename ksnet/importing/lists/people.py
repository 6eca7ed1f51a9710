"""Who stands in a row of a list: the parts of names, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ksnet.basics.spelling import fold
from ksnet.importing.lists import naming, no_names, titles
from ksnet.importing.lists.given import Given
from ksnet.importing.lists.headings import NAMES
from ksnet.importing.lists.tables import Cell, cell_text, comparable, tidy_cell

# What of the columns of a row is one person's and not that of all whom it names.
OF_ONE = {"form_of_address": "die Anrede", "title": "die Angabe des Titels"}
_JOINING = {"title": " ", "function": ", "}  # what a column and a name may both say a part of
_WORDS_OF = ("family_name", "given_name", "title", "function")


def is_vacant(values: Mapping[str, Cell]) -> bool:
    """Whether a row names nobody, or says that there is nobody."""
    return values.keys().isdisjoint(NAMES | {"given_name"}) or names_nobody(values)


def names_nobody(values: Mapping[str, Cell]) -> bool:
    """Whether a row says that there is nobody: `N.N.`, `vakant`."""
    return any(no_names.is_nobody(cell_text(values[key])) for key in NAMES & values.keys())


def addresses_by_name(emails: list[str], families: list[str]) -> dict[int, str]:
    """Return addresses by the position of the name in each; as many as names, the others in order.

    Empty where somebody's address cannot be told.
    """
    left, found = list(emails), dict[int, str]()
    for number, family in enumerate(families):
        if own := next((mail for mail in left if fold(family) in fold(mail.split("@")[0])), ""):
            found[number] = own
            left.remove(own)
    if len(emails) == len(families):
        found |= {n: left.pop(0) for n in range(len(families)) if n not in found}
    return {} if left else found


def people_named(values: Mapping[str, Cell]) -> list[dict[str, Given]]:
    """Return the parts of each name and the function; empty where there is no name."""
    given = dict(_given(values))
    if "family_name" in given and "person_id" in values:  # one of our own lists
        return [given]
    result = []
    names = _names(values) or ()
    left_out = {"family_name", "given_name", *(OF_ONE if len(names) > 1 else ())}
    for name in names:
        own = {key: one for key, one in given.items() if key not in left_out}
        for key, part in name._asdict().items():
            # „RiAG“ in a column of its own, and „Dr. Westhoff“
            said = _beside(own[key].value, part, _JOINING.get(key, "")) if key in own else part
            if said and key != "doubt":
                own[key] = Given(
                    comparable(said), said, doubt=name.doubt if key == "family_name" else ""
                )
        result.append(own)
    return result


def _beside(held: str | None, part: str, joint: str) -> str:
    """Return what a column and a name say together, empty where the column says all."""
    if not (held and part and joint):
        return ""
    words, more = ({*fold(text).split("-")} for text in (held, part))
    return "" if more <= words else part if words < more else f"{held}{joint}{part}"


def _given(values: Mapping[str, Cell]) -> Iterator[tuple[str, Given]]:
    """Yield what columns of their own say."""
    address = cell_text(values.get("form_of_address", ""))
    form, title = titles.form_of_address(address)
    if title:
        yield "title", Given(comparable(title), title)
    for key in _WORDS_OF:
        if text := cell_text(values.get(key, "")):
            work = key == "title" and no_names.is_function(text) and not titles.are_titles(text)
            if work and "function" in values:
                yield key, Given(comparable(text), None, f"„{text}“ ist kein Titel")
            else:  # Thunderbird calls it a title
                yield "function" if work else key, _taken(key, text)
    if titles.is_no_form(address):
        yield "form_of_address", Given(address, None, f"„{address}“ ist keine Anrede")
    elif address:
        yield "form_of_address", Given(comparable(form or address), form or address)


def _taken(key: str, text: str) -> Given:
    """Return a value as it stands, but for what points to another row or is private."""
    if no_names.is_same_again(text):
        return Given(comparable(text), None, f"„{text}“ verweist auf eine andere Zeile")
    if key == "function" and not any(char.isalpha() for char in text):
        return Given(comparable(text), None, f"„{text}“ ist keine Funktion")
    kept = no_names.without_state(text) if key == "function" else text
    doubt = f"{no_names.STATE}; nicht übernommen." if kept and kept != text else ""
    return Given(comparable(kept or text), kept or None, "" if kept else no_names.STATE, doubt)


def _names(values: Mapping[str, Cell]) -> list[naming.Name] | None:
    family, first = (cell_text(values.get(key, "")) for key in ("family_name", "given_name"))
    if family and (first or "," not in family):
        return naming.names_beside(
            tidy_cell(str(values["family_name"])), tidy_cell(str(values.get("given_name", "")))
        )
    column = "reversed_name" if "reversed_name" in values else "name"
    text = str(values.get("family_name") or values.get(column, ""))
    email = cell_text(values.get("email", ""))
    return naming.names_in(text, family_first=column == "reversed_name", email=email)
