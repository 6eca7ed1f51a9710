"""The parts of a member list: bodies by Handlungsfeld, categories of the law, the addressed circle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ksnet import german
from ksnet.counting.membership import members_on, proposed
from ksnet.counting.spans import complete_on
from ksnet.documents.blocks import Block, Cell, Gap, Heading, Paragraph, facts, table
from ksnet.documents.member_views import MemberView
from ksnet.documents.model import Audience
from ksnet.records.network import Vacancy
from ksnet.records.vocabulary import Category, FieldOfWork
from ksnet.repository import Network


def body_blocks(
    network: Network,
    views: Sequence[MemberView],
    as_of: dt.date,
    audience: Audience = Audience.INTERN,
    *,
    people: bool = True,
) -> list[Block]:
    """List the bodies by Handlungsfeld, with people and contacts unless `people` is False."""
    if not views:
        return _nobody(network, as_of, audience)
    total = german.plural(len(views), "Stelle", "Stellen")
    persons = sum(len(view.people) for view in views)
    named = f" mit {german.plural(persons, 'Person', 'Personen')}" if people and persons else ""
    blocks: list[Block] = [
        Paragraph(
            f"Am {german.plain_day(as_of)} sind {total}{named} erfasst."
            if len(views) > 1
            else f"Am {german.plain_day(as_of)} ist {total}{named} erfasst."
        )
    ]
    blocks += _size(network)
    for value in [*FieldOfWork, None]:
        of_field = [view for view in views if view.field is value]
        if of_field:
            label = value.label if value else "Ohne Angabe des Handlungsfelds"
            blocks += [Heading(label), _body_table(value, of_field, people=people)]
    return blocks


def _nobody(network: Network, as_of: dt.date, audience: Audience) -> list[Block]:
    founded = network.record.founded
    if founded is not None and founded.first > as_of:
        return [
            Paragraph(
                f"Am {german.plain_day(as_of)} gab es das Netzwerk noch nicht (gegründet: {german.vague_date(founded)})."
            )
        ]
    if network.record.until is not None and network.record.until.last < as_of:
        return [Paragraph(f"Das Netzwerk besteht nicht mehr (beendet: {german.vague_date(network.record.until)}).")]
    if audience.public:
        return [Paragraph("Einzelne Stellen sind hier noch nicht veröffentlicht."), *_size(network)]
    return [
        Gap(
            "fehlt" if complete_on(network, as_of) else "nicht-beurteilbar",
            f"Für den {german.plain_day(as_of)} ist keine Stelle erfasst (members.yaml, Schlüssel „members“).",
        ),
        *_size(network),
    ]


def _size(network: Network) -> list[Block]:
    size = network.record.size
    return (
        [Paragraph(f"Veröffentlichte Größe des Netzwerks: {german.join(german.count_text(count) for count in size)}.")]
        if size
        else []
    )


_OPEN = " (noch nicht bestätigt)"


def _body_table(value: FieldOfWork | None, views: Sequence[MemberView], *, people: bool) -> Block:
    columns = ("Stelle", "Kategorie nach § 9 Abs. 4", "Gremien", "Personen", "Kontakt der Stelle", "Hinweis")
    rows = [
        [
            Cell(f"{view.name} ({view.label})" if view.label else view.name),
            Cell("\n".join(category.label + ("" if view.confirmed else _OPEN) for category in view.categories)),
            Cell("\n".join(name for _, name in view.groups)),
            Cell("\n".join(person.line for person in view.people) if people else ""),
            Cell("\n".join(part for part in (view.address, view.email, view.website) if part) if people else ""),
            Cell("\n".join([*view.remarks, *_dates(view)])),
        ]
        for view in views
    ]
    return table(f"stellen-{value or 'ohne-feld'}", german.plural(len(views), "Stelle", "Stellen"), columns, rows)


def _dates(view: MemberView) -> list[str]:
    if view.since is not None and view.since.precision == "unknown":
        return ["Beginn nicht bekannt"]
    return []


def coverage_blocks(
    network: Network, counts: dict[Category, int], as_of: dt.date, audience: Audience = Audience.INTERN
) -> list[Block]:
    """Show how many bodies fill each category of the law, and say which are empty and why."""
    vacancies = {vacancy.category: vacancy for vacancy in network.record.vacancies if vacancy.category}
    addressed = {category for scope in network.record.scope for category in scope.categories}
    complete = complete_on(network, as_of)
    doubtful = proposed(members_on(network, as_of))
    rows = []
    for category in Category:
        notes = []
        if doubtful[category]:
            notes.append(f"noch nicht bestätigt: {german.plural(doubtful[category], 'Stelle', 'Stellen')}")
        elif not counts[category] and category.number is not None:
            notes.append(_empty(vacancies.get(category), complete=complete))
        if category in addressed:
            notes.append("im angesprochenen Kreis genannt")
        rows.append([str(category.number or "–"), category.label, str(counts[category]), "\n".join(notes)])
    filled = sum(counts[category] > 0 for category in Category if category.number is not None)
    blocks: list[Block] = [
        Paragraph(
            f"Von den zwölf in § 9 Abs. 4 Satz 1 LKSG NRW genannten Einrichtungen und Berufsgruppen {'sind' if filled > 1 else 'ist'} {filled or 'keine'} mit mindestens einer erfassten Stelle vertreten. Eine Stelle kann mehrere Kategorien füllen."
        ),
        table(
            "abdeckung",
            "Erfasste Stellen je Kategorie",
            ("Nr.", "Einrichtung oder Berufsgruppe", "Stellen", "Hinweis"),
            rows,
            head=1,
            keep=(0, 2),
        ),
    ]
    if not complete and filled < 12:
        where = "" if audience.public else " (network.yaml, Schlüssel „complete_since“)"
        text = f"Die Unterlagen sind für diesen Tag nicht vollständig{where}. Aus einer leeren Kategorie folgt nicht, dass niemand mitarbeitet."
        blocks.append(Gap("nicht-beurteilbar", text))
    return blocks


def _empty(vacancy: Vacancy | None, *, complete: bool) -> str:
    if vacancy is None:
        return "nicht vertreten" if complete else "keine Stelle erfasst"
    reason = vacancy.reason or "ohne Angabe des Grundes"
    return f"noch unbesetzt: {reason}" + (
        f"; vorgesehen bis {german.vague_date(vacancy.until)}" if vacancy.until else ""
    )


def scope_blocks(network: Network) -> list[Block]:
    """Name the fields and categories that the network addresses where no body is recorded; never counted."""
    blocks: list[Block] = []
    for scope in network.record.scope:
        blocks += facts(
            [
                ("Handlungsfelder", german.join(value.label for value in scope.fields_)),
                ("Kategorien", "\n".join(category.label for category in scope.categories)),
                ("Stand", german.vague_date(scope.as_of) if scope.as_of else ""),
            ]
        )
    if not blocks:
        return []
    return [
        Paragraph(
            "Diese Felder und Kategorien spricht das Netzwerk an, ohne dass einzelne Stellen erfasst sind. Sie zählen nicht als vertreten."
        ),
        *blocks,
    ]
