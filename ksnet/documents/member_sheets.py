"""The member list as flat tables: bodies, people, categories, Koordinierungsstellen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ksnet.documents.member_views import MemberView, PersonView
from ksnet.documents.members import CategoryView, MembersView, Representation
from ksnet.documents.sheets import CellValue, Sheet, day_cell
from ksnet.protection.who import REDACTED
from ksnet.records import german
from ksnet.records.base import Address

# An import recognises entries by these.
BODY_ID, PERSON_ID = ("Kennung der Stelle", "Kennung der Person")
BODY = (
    "Handlungsfeld", "Stelle", "Bezeichnung", "Kategorien nach § 9 Abs. 4", "Gremien der Stelle",
    "Gebäude", "Straße", "PLZ", "Ort", "E-Mail der Stelle", "Internetseite", "Hinweis",
    "Mitglied seit", "Mitglied bis",
)  # fmt: skip
PERSON = (
    "Nachname", "Vorname", "Titel", "Anrede", "Funktion", "Rolle im Netzwerk", "E-Mail der Person",
    "Telefon der Person", "Gremien der Person", "tätig seit", "tätig bis",
)  # fmt: skip

# The keys of the columns in order, to compare lists with records.
BODY_KEYS = tuple(
    """
    field name label categories groups building street postcode city email website note since until
    """.split()
)
PERSON_KEYS = tuple(
    """
    family_name given_name title form_of_address function role email phone groups since until
    """.split()
)


def shown_body(view: MemberView) -> dict[str, CellValue]:
    """Return the values of a body in the lists by key."""
    return dict(zip(BODY_KEYS, _body_cells(view), strict=True))


def shown_person(person: PersonView) -> dict[str, CellValue]:
    """Return the values of a person in the lists by key."""
    return dict(zip(PERSON_KEYS, _person_cells(person), strict=True))


def member_sheets(view: MembersView) -> tuple[Sheet, ...]:
    """Return the member list as sheets of a workbook, without empty columns."""
    rows = tuple((*_body_cells(member), member.id or "") for member in view.members)
    sheets = [Sheet("Stellen", (*BODY, BODY_ID), rows).filled()]
    if view.people:
        sheets.append(_people_sheet(view).filled())
    if view.is_network:
        sheets.append(_coverage_sheet(view.coverage).filled())
    if view.posts:
        sheets.append(_posts_sheet(view).filled())
    return tuple(sheets)


def member_rows(view: MembersView) -> Sheet:
    """Return the member list as one table: a row for each person, and each body without people.

    The ids are the last columns, for the internal audience only.
    """
    nobody: tuple[CellValue, ...] = ("",) * len(PERSON)
    public = view.audience.public
    rows = [
        (*_body_cells(member), *person, *(() if public else (member.id or "", ident)))
        for member in view.members
        for person, ident in (
            [(_person_cells(person), _ident(person)) for person in member.people] or [(nobody, "")]
        )
    ]
    return Sheet(
        "Mitglieder", (*BODY, *PERSON, *(() if public else (BODY_ID, PERSON_ID))), tuple(rows)
    )


def _ident(person: PersonView) -> str:
    """Return the id of a person, empty if her data were deleted."""
    return (person.id or "") if person.uid else ""


def _body_cells(view: MemberView) -> tuple[CellValue, ...]:
    postal = view.postal or Address()
    return (
        view.field.label if view.field else "",
        view.name,
        view.label,
        "\n".join(category.label for category in view.categories),
        "\n".join(name for _, name in view.groups),
        postal.building or "",
        postal.street or "",
        postal.postcode or "",
        postal.city or "",
        view.email,
        view.website,
        "\n".join(view.remarks),
        day_cell(view.since),
        day_cell(view.until),
    )


def _person_cells(person: PersonView) -> tuple[CellValue, ...]:
    # Of somebody whose name is deleted, groups and dates could reveal who it was.
    known = bool(person.uid)
    return (
        person.family_name,
        person.given_name,
        person.title,
        person.form_of_address,
        person.function,
        person.role.label if person.role else "",
        person.email,
        person.phone,
        "\n".join(name for _, name in person.groups) if known else "",
        day_cell(person.since) if known else "",
        day_cell(person.until) if known else "",
    )


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
            *_person_cells(person),
            member.name,
            member.field.label if member.field else "",
            _ident(person),
            member.id or "",
        )
        for person, member in found
    ]
    return Sheet("Personen", (*PERSON, "Stelle", "Handlungsfeld", PERSON_ID, BODY_ID), tuple(rows))


def _coverage_sheet(categories: Iterable[CategoryView]) -> Sheet:
    """Return the sheet of the legal categories with their bodies."""
    rows = tuple(
        (
            one.number or "",
            one.category.label,
            one.count,
            "\n".join(one.bodies),
            "\n".join(_notes(one)),
        )
        for one in categories
    )
    columns = ("Nr.", "Einrichtung oder Berufsgruppe", "Anzahl", "Erfasste Stellen", "Hinweis")
    return Sheet("Vertretung § 9 Abs. 4", columns, rows)


def _notes(one: CategoryView) -> Iterator[str]:
    if one.proposed:
        yield f"noch nicht bestätigt: {german.plural(one.proposed, 'Stelle', 'Stellen')}"
    elif one.representation is Representation.UNBESETZT:
        until = (
            f"; vorgesehen bis {german.vague_date(one.vacancy_until)}" if one.vacancy_until else ""
        )
        yield f"{one.representation.label}: {one.vacancy_reason or 'ohne Grund'}{until}"
    elif one.representation is not Representation.VERTRETEN:
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
