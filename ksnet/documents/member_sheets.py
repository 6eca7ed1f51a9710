"""The member list as flat tables: bodies, people, the categories of the law, the Koordinierungsstellen."""

from __future__ import annotations

from ksnet import german
from ksnet.documents.blocks import Table
from ksnet.documents.member_views import MemberView, PersonView
from ksnet.documents.members import MembersDocument
from ksnet.documents.sheets import Sheet, Value, day, remarks_sheet
from ksnet.documents.who import REDACTED
from ksnet.records.base import Address
from ksnet.records.vocabulary import Category

BODY_ID, PERSON_ID = "Kennung der Stelle", "Kennung der Person"  # by these, an import finds the entries again
BODY = (
    "Handlungsfeld", "Stelle", "Bezeichnung", "Kategorien nach § 9 Abs. 4", "Gremien der Stelle", "Gebäude", "Straße", "PLZ",
    "Ort", "E-Mail der Stelle", "Internetseite", "Hinweis", "Mitglied seit", "Mitglied bis",
)  # fmt: skip
PERSON = (
    "Nachname", "Vorname", "Titel", "Anrede", "Funktion", "Rolle im Netzwerk", "E-Mail der Person", "Telefon der Person",
    "Gremien der Person", "tätig seit", "tätig bis",
)  # fmt: skip

# What the columns are called where a list is compared with what is shown; in their order.
BODY_KEYS = (
    "field", "name", "label", "categories", "groups", "building", "street", "postcode", "city", "email", "website", "note", "since", "until",
)  # fmt: skip
PERSON_KEYS = (
    "family_name", "given_name", "title", "form_of_address", "function", "role", "email", "phone", "groups", "since", "until",
)  # fmt: skip


def shown_body(view: MemberView) -> dict[str, Value]:
    """Return what the lists say of a body, by key."""
    return dict(zip(BODY_KEYS, _body(view), strict=True))


def shown_person(person: PersonView) -> dict[str, Value]:
    """Return what the lists say of a person, by key."""
    return dict(zip(PERSON_KEYS, _person(person), strict=True))


def member_sheets(document: MembersDocument) -> tuple[Sheet, ...]:
    """Return the member list as the sheets of a workbook, without columns that nobody has filled."""
    rows = tuple((*_body(view), view.id or "") for view in document.members)
    sheets = [Sheet("Stellen", (*BODY, BODY_ID), rows).filled()]
    if any(view.people for view in document.members):
        sheets.append(_people(document).filled())
    for chapter in document.chapters:
        for block in chapter.blocks:
            if isinstance(block, Table) and block.id == "abdeckung":
                sheets.append(_coverage(document, block))
            elif isinstance(block, Table) and block.id == "koordination":
                rows = tuple(tuple(cell.text for cell in row) for row in block.rows)
                sheets.append(Sheet("Koordinierungsstellen", block.columns, rows))
    return (*sheets, remarks_sheet(document))


def member_rows(document: MembersDocument) -> Sheet:
    """Return the member list as one table: a row for each person with her body, and one for each body without people.

    The ids stand last, and only where they may be seen.
    """
    nobody: tuple[Value, ...] = ("",) * len(PERSON)
    public = document.audience.public
    rows = [
        (*_body(view), *person, *(() if public else (view.id or "", ident)))
        for view in document.members
        for person, ident in ([(_person(person), _ident(person)) for person in view.people] or [(nobody, "")])
    ]
    return Sheet("Mitglieder", (*BODY, *PERSON, *(() if public else (BODY_ID, PERSON_ID))), tuple(rows))


def _ident(person: PersonView) -> str:
    """Return the id of a person, unless her name is deleted."""
    return (person.id or "") if person.uid else ""


def _body(view: MemberView) -> tuple[Value, ...]:
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
        day(view.since),
        day(view.until),
    )


def _person(person: PersonView) -> tuple[Value, ...]:
    known = bool(person.uid)  # of somebody whose name is deleted, groups and dates could say who it was
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
        day(person.since) if known else "",
        day(person.until) if known else "",
    )


def _people(document: MembersDocument) -> Sheet:
    """List the people by name, each with her body; those whose name is deleted come last."""
    found = [(person, view) for view in document.members for person in view.people]
    found.sort(
        key=lambda pair: (pair[0].name == REDACTED, german.sort_key(f"{pair[0].family_name} {pair[0].given_name}"))
    )
    rows = [
        (*_person(person), view.name, view.field.label if view.field else "", _ident(person), view.id or "")
        for person, view in found
    ]
    return Sheet("Personen", (*PERSON, "Stelle", "Handlungsfeld", PERSON_ID, BODY_ID), tuple(rows))


def _coverage(document: MembersDocument, table: Table) -> Sheet:
    """Add to the table of the categories which bodies fill them, and make its numbers countable."""
    notes = table.columns.index("Hinweis") if "Hinweis" in table.columns else None
    rows = []
    for category, row in zip(Category, table.rows, strict=True):
        bodies = "\n".join(view.name for view in document.members if view.confirmed and category in view.categories)
        note = row[notes].text if notes is not None else ""
        rows.append((category.number or "", category.label, document.coverage[category], bodies, note))
    columns = ("Nr.", "Einrichtung oder Berufsgruppe", "Anzahl", "Erfasste Stellen", "Hinweis")
    return Sheet("Vertretung § 9 Abs. 4", columns, tuple(rows)).filled()
