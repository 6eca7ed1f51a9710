"""The member list as flat tables: bodies, people, categories, Koordinierungsstellen."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.documents.member_views import MemberView, PersonView
from ksnet.documents.members import CategoryView, MembersView, Representation
from ksnet.documents.sheets import CellValue, Sheet, day_cell
from ksnet.protection.who import REDACTED
from ksnet.records import german
from ksnet.records.base import Address

# What Excel allows as the name of a sheet.
LONGEST_NAME, NOT_IN_NAMES = 31, frozenset("[]:*?/\\")
# An import recognises entries by these.
BODY_ID, PERSON_ID = ("Kennung der Stelle", "Kennung der Person")
BODY = (
    "Handlungsfeld", "Stelle", "Bezeichnung", "Kategorien{after}", "Gremien der Stelle",
    "Gebäude", "Straße", "PLZ", "Ort", "E-Mail der Stelle", "Internetseite", "Hinweis",
    "Mitglied seit", "Mitglied bis",
)  # fmt: skip
PERSON = (
    "Nachname", "Vorname", "Titel", "Anrede", "Funktion", "Rolle im Netzwerk", "E-Mail der Person",
    "Telefon der Person", "Gremien der Person", "tätig seit", "tätig bis",
)  # fmt: skip


def _body_columns(view: MembersView) -> tuple[str, ...]:
    after = f" nach {view.subsection}" if view.subsection else ""
    return tuple(name.format(after=after) for name in BODY)


def shown_body(view: MemberView) -> dict[str, CellValue]:
    """Return the values of a body in the lists by key, in the order of the columns."""
    postal = view.postal or Address()
    return {
        "field": view.field.label if view.field else "",
        "name": view.name,
        "label": view.label,
        "categories": "\n".join(category.label for category in view.categories),
        "groups": "\n".join(view.group_names),
        "building": postal.building or "",
        "street": postal.street or "",
        "postcode": postal.postcode or "",
        "city": postal.city or "",
        "email": view.email,
        "website": view.website,
        "note": "\n".join(view.remarks),
        "since": day_cell(view.since),
        "until": day_cell(view.until),
    }


def shown_person(person: PersonView) -> dict[str, CellValue]:
    """Return the values of a person in the lists by key, in the order of the columns."""
    # Of somebody whose name is deleted, groups and dates could reveal who it was.
    known = bool(person.uid)
    return {
        "family_name": person.family_name,
        "given_name": person.given_name,
        "title": person.title,
        "form_of_address": person.form_of_address,
        "function": person.function,
        "role": person.role.label if person.role else "",
        "email": person.email,
        "phone": person.phone,
        "groups": "\n".join(name for _, name in person.groups) if known else "",
        "since": day_cell(person.since) if known else "",
        "until": day_cell(person.until) if known else "",
    }


def member_sheets(view: MembersView) -> tuple[Sheet, ...]:
    """Return the member list as sheets of a workbook, without empty columns."""
    rows = tuple((*shown_body(member).values(), member.id or "") for member in view.members)
    sheets = [Sheet("Stellen", (*_body_columns(view), BODY_ID), rows).filled()]
    if view.people:
        sheets.append(_people_sheet(view).filled())
    if view.is_network and view.existed:
        sheets.append(_coverage_sheet(view).filled())
    if view.posts:
        sheets.append(_posts_sheet(view).filled())
    return tuple(sheets)


def member_rows(view: MembersView) -> Sheet:
    """Return the member list as one table: a row for each person, and each body without people.

    The ids are the last columns, for the internal audience only.
    """
    nobody = ("",) * len(PERSON)
    ids = () if view.audience.public else (BODY_ID, PERSON_ID)
    rows = tuple(
        (
            *shown_body(member).values(),
            *(shown_person(person).values() if person else nobody),
            *((member.id or "", _ident(person) if person else "") if ids else ()),
        )
        for member in view.members
        for person in member.people or (None,)
    )
    return Sheet("Mitglieder", (*_body_columns(view), *PERSON, *ids), rows)


def _ident(person: PersonView) -> str:
    """Return the id of a person, empty if her data were deleted."""
    return (person.id or "") if person.uid else ""


def _people_sheet(view: MembersView) -> Sheet:
    """Return the sheet of people by name, those with deleted data last."""
    found = [(person, member) for member in view.members for person in member.people]
    found.sort(
        key=lambda pair: (
            pair[0].name == REDACTED,
            german.sort_key(f"{pair[0].family_name} {pair[0].given_name}"),
        )
    )
    rows = [
        (
            *shown_person(person).values(),
            member.name,
            member.field.label if member.field else "",
            _ident(person),
            member.id or "",
        )
        for person, member in found
    ]
    return Sheet("Personen", (*PERSON, "Stelle", "Handlungsfeld", PERSON_ID, BODY_ID), tuple(rows))


def _coverage_sheet(view: MembersView) -> Sheet:
    """Return the sheet of the legal categories with their bodies."""
    rows = tuple(
        (
            one.number or "",
            one.category.label,
            one.count,
            "\n".join(one.bodies),
            "\n".join(_notes(one)),
        )
        for one in view.coverage
    )
    columns = ("Nr.", "Einrichtung oder Berufsgruppe", "Anzahl", "Erfasste Stellen", "Hinweis")
    name = f"Vertretung {view.subsection}".strip()
    fits = len(name) <= LONGEST_NAME and not NOT_IN_NAMES & {*name}
    return Sheet(name if fits else "Vertretung", columns, rows)


def _notes(one: CategoryView) -> Iterator[str]:
    if one.proposed:
        yield f"noch nicht bestätigt: {german.plural(one.proposed, 'Stelle', 'Stellen')}"
    elif one.representation is Representation.UNBESETZT:
        until = (
            f"; vorgesehen bis {german.vague_date(one.vacancy_until)}" if one.vacancy_until else ""
        )
        reason = one.vacancy_reason.rstrip(".") or "ohne Begründung"
        yield f"{one.representation.label}: {reason}{until}"
    elif one.representation is not Representation.VERTRETEN and one.representation.label:
        yield one.representation.label
    if one.addressed:
        yield "wird angesprochen"


def _posts_sheet(view: MembersView) -> Sheet:
    rows = tuple(
        (post.office, post.title, "\n".join(post.holders), "\n".join(post.contact))
        for post in view.posts
    )
    return Sheet(
        "Koordinierungsstellen", ("Jugendamt", "Stelle", "Personen", "Kontakt der Stelle"), rows
    )
