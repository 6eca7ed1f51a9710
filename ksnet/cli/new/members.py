"""`ksnet new member|person|guest`: entries of members.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ksnet.basics.errors import UsageProblem
from ksnet.cli.asking import Asker, Choice
from ksnet.cli.data_folder import categories_here
from ksnet.cli.new.common import Created, New, choices_of, id_choices
from ksnet.cli.new.known import (
    bodies_like,
    guests_like,
    office_of,
    people_like,
    settle_known,
    with_office,
)
from ksnet.cli.new.network import MunicipalityOption
from ksnet.cli.new.options import IdOption, SinceOption, adds, answer, answers, switch
from ksnet.cli.parameters import lists_choices
from ksnet.lands import Land
from ksnet.records.vocabulary import FieldOfWork, PersonRole

if TYPE_CHECKING:
    from ksnet.records.members import Member
    from ksnet.rules.context import NetworkContext

GroupsOption = answers("--group", "KENNUNG", "Gremium, zu dem sie gehört; auch mehrmals.")
_PERSON = {
    "family_name": answer("--family-name", "NAME", "Nachname."),
    "given_name": answer("--given-name", "NAME", "Vorname."),
    "form_of_address": answer("--form-of-address", "ANREDE", "Frau oder Herr."),
    "title": answer("--title", "TITEL", "Akademischer Grad, z. B. Dr."),
    "function": answer("--function", "TEXT", "Dienstliche Funktion."),
}
AcceptOption = switch("--accept", "Neu eintragen, auch wenn schon jemand so oder so ähnlich heißt.")
_ADDRESSES = [("Frau", "Frau"), ("Herr", "Herr")]


@lists_choices({"--category": categories_here, "--field": FieldOfWork})
@adds(
    name=answer("--name", "NAME", "Name der Stelle."),
    category=answers("--category", "KATEGORIE", "Kategorie nach § 9 Abs. 4; auch mehrmals."),
    field=answer("--field", "FELD", "Handlungsfeld."),
    group=GroupsOption,
    email=answer("--email", "ADRESSE", "Funktionspostfach."),
    since=SinceOption,
    sensitive=switch(
        "--sensitive", "Frauenhaus, Schutzwohnung: erscheint in keinem Dokument mit Namen."
    ),
    youth_office=answer(
        "--youth-office",
        "KENNUNG|keines",
        "Die Stelle ist dieses Jugendamt des Netzwerks; sonst nach dem Namen, und „keines“: trotz des Namens nicht.",
    ),
    gemeinde=answer(
        "--gemeinde",
        "GEMEINDE",
        "Die Stelle ist ein weiteres Jugendamt des Netzwerks, das dieser Gemeinde oder dieses Kreises; es wird mit eingetragen.",
    ),
    municipality=MunicipalityOption,
    accept=AcceptOption,
    id=IdOption,
)
def member(new: New) -> Created:
    """Nimmt eine Stelle in das Netzwerk auf. Personen kommen danach mit ksnet new person dazu.

    Beispiel: ksnet new member --name "Grundschule Nord" --category schule --field schule --since 1.2.2026
    """  # noqa: W505  (a command to copy stays on one line)
    from ksnet.editing import checks, creating

    asker, repository, context = new
    called = asker.text("name", "Name der Stelle", required=True, check=checks.name)
    asker.complete()
    settle_known(asker, bodies_like(context, called or ""), "eine eigene Stelle")
    office = office_of(asker, context, called or "")
    categories, work = _kinds(asker, context.network.land, known_anyway=office is not None)
    groups = new.groups()
    address = asker.text("email", "Funktionspostfach (E-Mail)", check=checks.email)
    begin = asker.text(
        "since", "Mitglied seit (Tag, Monat, Jahr oder unbekannt)", check=checks.since
    )
    ident = new.id(called, "stelle")
    data = {
        "id": ident, "name": None if office else called,
        "youth_office": office.id if office else None, "categories": categories, "field": work,
        "groups": groups, "email": address, "sensitive": asker.said("sensitive") or None, "since": begin,
    }  # fmt: skip
    changes = creating.add_to_members(repository, context, ("members",), data)
    changes |= with_office(repository, context, office)
    done = [f"Personen dieser Stelle: ksnet new person --member {ident}"]
    if office:
        done.insert(0, f"„{called}“ ist verknüpft mit dem Jugendamt des Netzwerks „{office.name}“.")
    elif "jugendamt" in (called or "").lower() and "youth_office" not in asker.known:
        missed = f"„{called}“ ist als Mitglied eingetragen, nicht als Jugendamt des Netzwerks; dafür: --gemeinde GEMEINDE"
        done.insert(0, missed)
    return Created(changes, done)


def _kinds(asker: Asker, land: Land, *, known_anyway: bool) -> tuple[list[str], str | None]:
    """Return categories and Handlungsfeld; those of a Jugendamt are implied."""
    if known_anyway and not asker.known.keys() & {"category", "field"}:
        return [], None
    categories = asker.texts(
        "category", f"Kategorie{land.after('categories')}", choices=choices_of(land.categories)
    )
    return categories, asker.text(
        "field",
        "Handlungsfeld",
        required=not categories and not known_anyway,
        choices=choices_of(FieldOfWork),
    )


@lists_choices({"--role": PersonRole})
@adds(
    member=answer("--member", "KENNUNG", "Die Stelle, für die sie handelt."),
    **_PERSON,
    role=answer("--role", "ROLLE", "Rolle im Netzwerk."),
    email=answer("--email", "ADRESSE", "Dienstliche E-Mail-Adresse."),
    phone=answer("--phone", "NUMMER", "Dienstliche Telefonnummer."),
    group=GroupsOption,
    since=SinceOption,
    accept=AcceptOption,
    id=IdOption,
)
def person(new: New) -> Created:
    """Trägt eine Person bei ihrer Stelle ein, nur mit dienstlichen Angaben.

    Veröffentlicht wird sie dadurch nicht.

    Beispiel: ksnet new person --member grundschule-nord --family-name Beispiel --given-name Erika --role vertretung
    """  # noqa: W505  (a command to copy stays on one line)
    from ksnet.editing import checks, creating
    from ksnet.editing.ids import proposed_id

    asker, repository, context = new
    taken = creating.taken_ids(context)
    bodies = _bodies(asker, context)
    body = asker.text("member", "Stelle", required=True, choices=bodies)
    family = asker.text("family_name", "Nachname", required=True, check=checks.name_of_person)
    given = asker.text("given_name", "Vorname", check=checks.name_of_person)
    form = asker.text("form_of_address", "Anrede", choices=_ADDRESSES)
    degree = asker.text("title", "Titel")
    work = asker.text("function", "Funktion")
    part = asker.text("role", "Rolle im Netzwerk", choices=choices_of(PersonRole))
    mail = asker.text("email", "Dienstliche E-Mail-Adresse", check=checks.email)
    number = asker.text("phone", "Dienstliche Telefonnummer", check=checks.phone_number)
    asker.complete()
    settle_known(
        asker, people_like(context, family or "", given or "", mail or ""), "eine eigene Person"
    )
    groups = new.groups()
    begin = asker.text("since", "Im Netzwerk seit", check=checks.since)
    short = proposed_id(family or "", "person")
    longer = proposed_id(f"{family} {given or ''}", "person", taken)
    ident = asker.text(
        "id", "Kennung", default=longer if short in taken else short, check=checks.new_id(taken)
    )
    data = {
        "id": ident, "form_of_address": form, "title": degree, "given_name": given,
        "family_name": family, "function": work, "role": part, "email": mail, "phone": number,
        "groups": groups, "since": begin,
    }  # fmt: skip
    asker.complete()
    changes = creating.add_person(repository, context, body or "", data)
    return Created(changes)


def _bodies(asker: Asker, context: NetworkContext) -> list[Choice]:
    """Return the bodies that are members now.

    Raises UsageProblem where one is named that has left, OutputProblem for an unreadable file.
    """
    from ksnet.editing.candidates import candidate, fitting
    from ksnet.editing.naming import refuse_unreadable
    from ksnet.records import german

    refuse_unreadable(context.network, "/members.yaml")
    there: list[Member] = []
    former: dict[str, Member] = {}
    for member in context.network.members.members:
        if member.until is None or member.until.last >= context.day:
            there.append(member)
        else:
            former[member.id] = member
    for text in asker.known.get("member", ()):
        now, then = (
            fitting(text, [candidate(context.network, one.id, one) for one in of])
            for of in (there, former.values())
        )
        if not now and len(then) == 1 and (until := former[then[0].id].until):
            raise UsageProblem(
                f"--member: „{then[0].id}“ ist nicht mehr Mitglied (bis {german.vague_date(until)}). Ist die Stelle wieder dabei, zuerst: ksnet set {then[0].id} until="
            )
    return id_choices(there)


@adds(
    **_PERSON,
    organisation=answer("--organisation", "STELLE", "Für wen der Gast spricht."),
    accept=AcceptOption,
    id=IdOption,
)
def guest(new: New) -> Created:
    """Trägt einen Gast ein: jemanden von außen, der vorträgt, eröffnet oder unterzeichnet.

    Beispiel: ksnet new guest --family-name Beispiel --title "Prof. Dr." --organisation "Hochschule Muster"
    """  # noqa: W505  (a command to copy stays on one line)
    from ksnet.editing import checks, creating

    asker = new.asker
    family = asker.text("family_name", "Nachname", required=True, check=checks.name_of_person)
    given = asker.text("given_name", "Vorname", check=checks.name_of_person)
    asker.complete()
    known = guests_like(new.context, family or "", given or "")
    known += people_like(new.context, family or "", given or "", "")
    settle_known(asker, known, "ein eigener Gast")
    data = {
        "family_name": family,
        "given_name": given,
        "form_of_address": asker.text("form_of_address", "Anrede", choices=_ADDRESSES),
        "title": asker.text("title", "Titel"),
        "function": asker.text("function", "Funktion"),
        "organisation": asker.text(
            "organisation", "Stelle, für die der Gast spricht", check=checks.name
        ),
        "id": new.id(family, "gast"),
    }
    asker.complete()
    return Created(creating.add_to_members(new.repository, new.context, ("guests",), data))
