"""`ksnet new network|group`: the first files of a network, and an entry of network.yaml."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Annotated

from ksnet.basics.errors import UsageProblem
from ksnet.cli.asking import Asker
from ksnet.cli.new.common import (
    Created,
    New,
    asked_area,
    asked_served,
    choices_of,
    id_choices,
    write_new,
)
from ksnet.cli.new.options import IdOption, SinceOption, adds, answer, answers, asks
from ksnet.cli.options import option
from ksnet.cli.output import announce
from ksnet.cli.parameters import lists_choices
from ksnet.cli.writing import Delivery, open_for_writing
from ksnet.lands import Land
from ksnet.records.vocabulary import EventKind, GroupKind, Per

if TYPE_CHECKING:
    from ksnet.editing.creating import Changes

NameOption = Annotated[
    str | None, option("--name", "NAME", "Name, z. B. Netzwerk Kinderschutz Soest.")
]
GemeindeOption = Annotated[
    str | None,
    option(
        "--gemeinde", "GEMEINDE", "Gemeinde oder Kreis des Jugendamts; der Schlüssel findet sich."
    ),
]
MunicipalityOption = Annotated[
    list[str] | None,
    option(
        "--municipality",
        "GEMEINDE",
        "Beim Kreisjugendamt, auch mehrmals: eine Gemeinde, für die es zuständig ist.",
    ),
]
YouthOfficeNameOption = Annotated[
    str | None, option("--youth-office-name", "NAME", "Amtlicher Name des Jugendamts.")
]
FoundedOption = Annotated[
    str | None,
    option("--founded", "DATUM", "Seit wann es das Netzwerk gibt, so genau wie bekannt."),
]
ReviewerOption = Annotated[
    list[str] | None,
    option(
        "--reviewer",
        "KONTO",
        "Auch mehrmals: Konto oder Gruppe bei GitLab oder GitHub (@…), die Änderungen prüft.",
    ),
]


def network_records(
    asker: Asker, data: str, land: Land, taken: Container[str], id_option: str
) -> Changes:
    """Ask for a network and return its files; `id_option` is the name of the option for its id."""
    from ksnet.editing import checks, creating
    from ksnet.editing.ids import proposed_id

    place = asked_area(asker, land)
    usual = f"{land.words['network']} {place.name}" if place else None
    name = asker.text(
        "name", "Name des Netzwerks", required=not usual, default=usual, check=checks.name
    )
    proposal = proposed_id(place.name.removeprefix("Kreis "), "netzwerk", taken) if place else None
    ident = asker.text(
        id_option,
        "Kennung des Netzwerks (steht in jedem Befehl)",
        required=not proposal,
        default=proposal,
        check=checks.new_id(taken, of_file=True),
    )
    served = asked_served(asker, place, land)
    if place and "youth_office_name" not in asker.known:
        announce(creating.served_hint(place, land))
    office = creating.youth_office(place, None, served) if place else {"id": "", "name": ""}
    title = asker.text(
        "youth_office_name",
        "Name des Jugendamts",
        default=office["name"] or None,
        check=checks.name,
    )
    founded = asker.text("founded", "Gegründet am (Tag, Monat oder Jahr)", check=checks.date)
    reviewers = asker.texts(
        "reviewer",
        "Wer prüft Änderungen? Konten oder Gruppen, z. B. @kinderschutz",
        check=checks.account,
    )
    asker.complete()
    known = {"name": name or "", "founded": founded, "reviewers": reviewers}
    return creating.network_files(data, ident or "", known, office | {"name": title})


@asks(
    name=NameOption,
    gemeinde=GemeindeOption,
    municipality=MunicipalityOption,
    youth_office_name=YouthOfficeNameOption,
    founded=FoundedOption,
    reviewer=ReviewerOption,
    id=IdOption,
)
def network(way: Delivery, asker: Asker) -> None:
    """Legt ein Netzwerk an, mit Jugendamt (zugleich erstes Mitglied) und Koordinierungsstelle.

    Beispiel: ksnet new network --name "Netzwerk Kinderschutz Soest" --gemeinde Soest
    """
    repository = open_for_writing(way.root)

    def build() -> Created:
        changes = network_records(
            asker, repository.settings.data, repository.land, repository.network_ids, "id"
        )
        return Created(
            changes, ["Als Nächstes: ksnet new member, ksnet new group, ksnet new event"]
        )

    write_new(repository, asker, build, way)


@lists_choices({"--kind": GroupKind, "--per": Per, "--counting": EventKind})
@adds(
    name=answer("--name", "NAME", "Name des Gremiums."),
    kind=answer("--kind", "ART", "Art des Gremiums."),
    meetings=answer("--meetings", "ZAHL", "Turnus: so viele Treffen …"),
    per=answer("--per", "ZEITRAUM", "… im Jahr, Halbjahr, Quartal …"),
    counting=answers(
        "--counting",
        "ART",
        "Turnus: Nur Termine dieser Art zählen; auch mehrmals. Sonst alle Treffen, aber nicht Fachtage, Fortbildungen und Fallkonferenzen.",
    ),
    parent=answer("--parent", "KENNUNG", "Übergeordnetes Gremium."),
    since=SinceOption,
    id=IdOption,
)
def group(new: New) -> Created:
    """Trägt ein Gremium ein.

    Den Turnus gibt sich das Netzwerk selbst; das Gesetz schreibt keinen vor.

    Beispiel: ksnet new group --name "Arbeitskreis Frühe Hilfen" --kind arbeitskreis --meetings 2 --per jahr
    """  # noqa: W505  (a command to copy stays on one line)
    from ksnet.editing import checks, creating

    asker = new.asker
    called = asker.text("name", "Name des Gremiums", required=True, check=checks.name)
    sort = asker.text("kind", "Art", required=True, choices=choices_of(GroupKind))
    count = asker.text("meetings", "Turnus: wie viele Treffen", check=checks.whole)
    cadence = None
    if count:
        period = "Turnus: in welchem Zeitraum"
        span = asker.text("per", period, required=True, choices=choices_of(Per))
        question = "Turnus: welche Arten von Terminen zählen (leer: alle Treffen, aber nicht Fachtage, Fortbildungen, Fallkonferenzen)"
        kinds = asker.texts("counting", question, choices=choices_of(EventKind))
        cadence = creating.without_empty({"meetings": count, "per": span, "kinds": kinds})
    elif {"per", "counting"} & asker.known.keys():
        raise UsageProblem(
            "--per und --counting sagen etwas zum Turnus; dazu gehört --meetings, die Zahl der Treffen."
        )
    groups = id_choices(new.context.network.record.groups)
    data = {
        "name": called,
        "kind": sort,
        "cadence": cadence,
        "parent": asker.text("parent", "Übergeordnetes Gremium", choices=groups)
        if groups or "parent" in asker.known
        else None,
        "since": asker.text("since", "Seit wann", check=checks.since),
        "id": new.id(called, "gremium"),
    }
    return new.entry("groups", data)
