"""What is due about the records themselves: reviews, expiring entries, pages, people, years."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.findings import Place
from ksnet.duties.counting.membership import member_span
from ksnet.duties.counting.reports import overdue_after, owed_years, taken_up
from ksnet.duties.counting.spans import Window, complete_for, months_later
from ksnet.duties.due.items import DueItem, Horizon, latest_day
from ksnet.duties.law import number_asked
from ksnet.protection.who import KEEP_MONTHS, WhoIsWho
from ksnet.records import german
from ksnet.records.network import PUBLIC_PAGES
from ksnet.records.vocabulary import AgreementStatus
from ksnet.repository import Network


def upkeep_items(network: Network, horizon: Horizon) -> Iterator[DueItem]:
    """Yield what is due about the records of a network."""
    for found in (
        *_agreements(network),
        *_vacancies(network),
        *_public_pages(network, horizon),
        *_people(network, horizon),
        *_years(network, horizon),
    ):
        if horizon.reached(found.due):
            yield found


def _agreements(network: Network) -> Iterator[DueItem]:
    for number, entry in enumerate(network.record.agreements):
        if entry.status is AgreementStatus.BEENDET:
            continue
        if review := latest_day(entry.review_by):
            text = f"Vereinbarung überprüfen: {german.quoted(entry.title)}"
            place = Place(network.file, ("agreements", number, "review_by"))
            yield DueItem(review, "review", text, place)
        if end := latest_day(entry.valid_until):
            text = f"Vereinbarung läuft aus: {german.quoted(entry.title)}"
            place = Place(network.file, ("agreements", number, "valid_until"))
            yield DueItem(end, "agreement", text, place)


def _vacancies(network: Network) -> Iterator[DueItem]:
    for number, entry in enumerate(network.record.vacancies):
        if (until := latest_day(entry.until)) and entry.category:
            text = f"Unbesetzte Kategorie besetzen oder neu begründen: {entry.category.label}"
            place = Place(network.file, ("vacancies", number, "until"))
            yield DueItem(until, "vacancy", text, place)


def _public_pages(network: Network, horizon: Horizon) -> Iterator[DueItem]:
    info = network.record.public_information
    today = Window(horizon.as_of, horizon.as_of)
    months = number_asked("public-information", "months", today, network.land)
    if info is None or months is None or not network.record.is_network:
        return
    for key, name in PUBLIC_PAGES.items():
        page = getattr(info, key)
        if page and (as_of := latest_day(page.as_of)):
            text = f"Öffentliche Seite prüfen: {name} (Stand {german.vague_date(page.as_of)})"
            place = Place(network.file, ("public_information", key, "as_of"))
            yield DueItem(months_later(as_of, months), "public-information", text, place)


def _people(network: Network, horizon: Horizon) -> Iterator[DueItem]:
    """Yield people whose data are to be removed, and permissions to publish that end."""
    names = WhoIsWho(network, horizon.as_of)
    for path, member, person in network.people():
        if person.redacted:
            continue
        span = member_span(network, member)
        until = latest_day(person.until) or latest_day(span.until)
        who = (
            "Person einer geschützten Einrichtung" if member.sensitive else names.person(person.id)
        )
        if until:
            left = german.numeric_day(until)
            text = f"Daten entfernen oder anonymisieren: {who}, ausgeschieden {left}"
            place = Place(network.members_file, (*path, "until" if person.until else "id"))
            yield DueItem(months_later(until, KEEP_MONTHS), "retention", text, place)
        elif (
            person.publication
            and not person.publication.withdrawn
            and (end := latest_day(person.publication.until))
        ):
            text = f"Erlaubnis zur Veröffentlichung endet: {who}"
            place = Place(network.members_file, (*path, "publication", "until"))
            yield DueItem(end, "publication", text, place)


def _years(network: Network, horizon: Horizon) -> Iterator[DueItem]:
    """Yield the years whose Tätigkeitsbericht is owed by the network's own rule and not handed in.

    Where no day is recorded by which it is owed, nothing is late.
    """
    start = network.record.covered_since
    first = start.first.year if start else horizon.last.year
    for year in owed_years(network, range(first, horizon.last.year + 1)):
        window = Window.of_year(year)
        if taken_up(network, year, horizon.as_of) or not complete_for(network, window):
            continue
        due = overdue_after(network, year)
        if due is not None:
            text = f"Tätigkeitsbericht {year} vorlegen"
            yield DueItem(due, "report", text, Place(network.file, ("report", "due")))
        if year not in network.years and (due is not None or not horizon.late(window.last)):
            text = f"Jahresdatei für den Tätigkeitsbericht {year} anlegen (years/{year}.yaml)"
            yield DueItem(window.last, "year-record", text, Place(network.file, ("report",)))
