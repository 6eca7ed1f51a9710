"""`ksnet new youth-office|agreement|page`: lasting entries of network.yaml."""

from __future__ import annotations

from ksnet.basics.errors import UsageProblem
from ksnet.cli.new.common import Created, New, asked_place, choices_of
from ksnet.cli.new.network import GemeindeOption, MunicipalityOption
from ksnet.cli.new.options import IdOption, SinceOption, adds, answer, answers
from ksnet.cli.output import announce

OfficeNameOption = answer("--name", "NAME", "Amtlicher Name des Jugendamts.")
KindOption = answer("--kind", "ART", "Art; ohne sie wird gefragt.")


@adds(
    gemeinde=GemeindeOption,
    municipality=MunicipalityOption,
    name=OfficeNameOption,
    since=SinceOption,
)
def youth_office(new: New) -> Created:
    """Nimmt ein weiteres Jugendamt auf, mit Koordinierungsstelle und als Mitglied.

    Beispiel: ksnet new youth-office --gemeinde Lippstadt
    """
    from ksnet.editing import checks, creating

    asker, repository, context = new
    taken, land = creating.taken_ids(context), context.network.land
    place, served = asked_place(asker, land)
    if "name" not in asker.known:
        announce(creating.served_hint(place, land))
    office = creating.youth_office(place, None, served)
    if same := next(
        (one for one in context.network.offices.values() if one.key == place.key), None
    ):
        raise UsageProblem(
            f"„{same.name}“ gehört schon zum Netzwerk. Angaben ändern: ksnet set {same.id} ANGABE=WERT"
        )
    checks.new_id(taken)(office["id"])
    office["name"] = (
        asker.text("name", "Name des Jugendamts", default=office["name"], check=checks.name)
        or office["name"]
    )
    begun = asker.text("since", "Seit wann es zum Netzwerk gehört", check=checks.since)
    changes = creating.add_youth_office(repository, context, office | {"since": begun}, taken)
    return Created(changes, [f"Aufgenommen: {office['name']}, mit Koordinierungsstelle."])


@adds(
    title=answer("--title", "TITEL", "Titel der Vereinbarung."),
    kind=KindOption,
    covers=answers("--covers", "INHALT", "Was sie regelt; auch mehrmals."),
    party=answers(
        "--party", "WER", "Beteiligt: Kennung oder Name; auch mehrmals. Sonst alle Jugendämter."
    ),
    review_by=answer("--review-by", "DATUM", "Bis wann sie zu überprüfen ist."),
    document=answer("--document", "ADRESSE", "Wo der Text zu finden ist (https://…)."),
    id=IdOption,
)
def agreement(new: New) -> Created:
    """Trägt eine Vereinbarung als Entwurf ein; unterzeichnet wird sie mit ksnet sign.

    Beispiel: ksnet new agreement --title "Verfahren bei möglicher Kindeswohlgefährdung" --kind verfahrensabsprache --covers verfahren
    """  # noqa: W505  (a command to copy stays on one line)
    from ksnet.editing import checks
    from ksnet.editing.setting import who_value
    from ksnet.records.vocabulary import AgreementKind, Covers

    asker, context = new.asker, new.context
    called = asker.text("title", "Titel der Vereinbarung", required=True, check=checks.name)
    sort = asker.text("kind", "Art", required=True, choices=choices_of(AgreementKind))
    regulated = asker.texts("covers", "Was sie regelt", choices=choices_of(Covers))
    parties = asker.texts("party", "Beteiligte (leer: alle Jugendämter)")
    review = asker.text("review_by", "Zu überprüfen bis", check=checks.date)
    found_at = asker.text("document", "Wo der Text zu finden ist (https://…)")
    ident = new.id(called, "vereinbarung")
    asker.complete()
    offices = [office.id for office in context.network.record.youth_offices]
    data = {
        "id": ident, "kind": sort, "title": called, "status": "entwurf", "covers": regulated,
        "parties": [who_value(context, one) for one in parties] or offices, "review_by": review,
        "document": {"url": found_at} if found_at else None,
    }  # fmt: skip
    return new.entry(
        "agreements", data, f"Wenn sie unterzeichnet ist: ksnet sign {data['id']} --on DATUM"
    )


@adds(
    url=answer("--url", "ADRESSE", "Adresse im Netz (https://…)."),
    about=answers(
        "--about",
        "INHALT",
        "Verfahren, Strukturen oder Ansprechpersonen; auch mehrmals. Sonst alle drei.",
    ),
    checked=answer("--checked", "DATUM", "Wann die Seite zuletzt geprüft wurde; sonst heute."),
)
def page(new: New) -> Created:
    """Trägt die Seite für alle ein: Verfahren, Strukturen, Ansprechpersonen (§ 9 Abs. 3 Satz 4).

    Beispiel: ksnet new page --url https://www.example.org/kinderschutz
    """
    from ksnet.editing import checks, creating
    from ksnet.records.network import PublicInformation
    from ksnet.records.structure import fields_of

    asker, repository, context = new
    kinds = {shape.title: key for key, shape in fields_of(PublicInformation).items()}
    address = asker.text("url", "Adresse im Netz (https://…)", required=True)
    chosen = asker.texts(
        "about", "Worüber sie informiert (leer: alles)", choices=[(kind, kind) for kind in kinds]
    )
    seen = asker.text(
        "checked", "Zuletzt geprüft am", default=context.day.isoformat(), check=checks.date
    )
    asker.complete()
    pages = {
        key: {"url": address, "as_of": seen}
        for key in ([kinds[one] for one in chosen] or kinds.values())
    }
    return Created(creating.put_pages(repository, context, pages))
