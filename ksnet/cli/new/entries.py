"""`ksnet new goal|workstream|vacancy|affiliation`: entries of lists in network.yaml."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ksnet.cli.asking import Asker
from ksnet.cli.new.common import Created, asked_id, choices_of, open_context, write_new
from ksnet.cli.new.options import IdOption, SinceOption, answer, answers, asks
from ksnet.cli.new.standing import KindOption
from ksnet.cli.options import NetworkOption
from ksnet.cli.writing import Delivery

if TYPE_CHECKING:
    from ksnet.lands import Land

TextOption = answer("--text", "TEXT", "Worum es geht, in einem Satz.")
StatusOption = answer("--status", "STAND", "Stand, z. B. laufend.")


@asks(
    text=TextOption,
    serves=answers("--serves", "WOZU", "Wozu es nach dem Gesetz dient; auch mehrmals."),
    status=StatusOption,
    network=NetworkOption,
    id=IdOption,
)
def goal(way: Delivery, asker: Asker) -> None:
    """Trägt ein Ziel des Netzwerks ein, das über ein Jahr hinaus gilt.

    Beispiel: ksnet new goal --text "Die Mitteilungswege sind allen bekannt." --serves mitteilungswege
    """  # noqa: W505  (a command to copy stays on one line)
    from ksnet.records.vocabulary import Progress, Serves

    def entry(_: Land) -> dict[str, object]:
        return {
            "text": asker.text("text", "Das Ziel in einem Satz", required=True),
            "serves": asker.texts("serves", "Wozu es dient", choices=choices_of(Serves)),
            "status": asker.text(
                "status", "Stand", default="laufend", choices=choices_of(Progress)
            ),
        }

    _add(asker, "goals", "ziel", entry, way)


@asks(
    text=TextOption,
    kind=KindOption,
    status=StatusOption,
    since=SinceOption,
    network=NetworkOption,
    id=IdOption,
)
def workstream(way: Delivery, asker: Asker) -> None:
    """Trägt ein Thema ein, an dem das Netzwerk arbeitet.

    Verfahrensweg, Arbeitsprozess, Projekt oder Schwerpunkt.

    Beispiel: ksnet new workstream --text "Handlungsleitfaden digitale Gewalt" --kind projekt
    """
    from ksnet.editing import checks
    from ksnet.records.vocabulary import Progress, WorkstreamKind

    def entry(_: Land) -> dict[str, object]:
        return {
            "kind": asker.text("kind", "Art", required=True, choices=choices_of(WorkstreamKind)),
            "text": asker.text("text", "Worum es geht", required=True),
            "status": asker.text(
                "status", "Stand", default="laufend", choices=choices_of(Progress)
            ),
            "since": asker.text("since", "Seit wann", check=checks.since),
        }

    _add(asker, "workstreams", "thema", entry, way)


@asks(
    category=answer("--category", "KATEGORIE", "Kategorie nach § 9 Abs. 4, in der niemand ist."),
    reason=answer("--reason", "TEXT", "Warum noch niemand da ist."),
    until=answer("--until", "DATUM", "Bis wann sie besetzt werden soll."),
    network=NetworkOption,
)
def vacancy(way: Delivery, asker: Asker) -> None:
    """Hält fest, warum eine Kategorie des Gesetzes noch unbesetzt ist.

    Beispiel: ksnet new vacancy --category staatsanwaltschaft --reason "Eingeladen; die Antwort steht aus." --until 30.6.2027
    """  # noqa: W505  (a command to copy stays on one line)
    from ksnet.editing import checks

    def entry(land: Land) -> dict[str, object]:
        return {
            "category": asker.text(
                "category", "Kategorie", required=True, choices=choices_of(land.categories)
            ),
            "reason": asker.text("reason", "Warum ist noch niemand da?", required=True),
            "until": asker.text("until", "Zu besetzen bis", required=True, check=checks.date),
        }

    _add(asker, "vacancies", None, entry, way)


@asks(
    name=answer("--name", "NAME", "Name des anderen Netzwerks."),
    kind=KindOption,
    person=answer("--person", "KENNUNG", "Wer dort vertritt."),
    since=SinceOption,
    network=NetworkOption,
)
def affiliation(way: Delivery, asker: Asker) -> None:
    """Trägt ein, in welchem anderen Netzwerk dieses vertreten ist.

    Beispiel: ksnet new affiliation --name "Netzwerk Frühe Hilfen" --kind fruehe-hilfen
    """
    from ksnet.editing import checks
    from ksnet.records.vocabulary import AffiliationKind

    def entry(_: Land) -> dict[str, object]:
        return {
            "name": asker.text("name", "Name des anderen Netzwerks", required=True),
            "kind": asker.text("kind", "Art", required=True, choices=choices_of(AffiliationKind)),
            "person": asker.text("person", "Wer dort vertritt (Kennung)"),
            "since": asker.text("since", "Seit wann", check=checks.since),
        }

    _add(asker, "affiliations", None, entry, way)


def _add(
    asker: Asker,
    key: str,
    fallback: str | None,
    entry: Callable[[Land], dict[str, object]],
    way: Delivery,
) -> None:
    """Ask for an entry of a list in network.yaml and write it; with `fallback` it has an id."""
    from ksnet.editing import creating

    repository, context = open_context(asker, way)
    taken = creating.taken_ids(context)

    def build() -> Created:
        data = entry(context.network.land)
        if fallback is not None:
            data = {"id": asked_id(asker, str(data["text"] or ""), fallback, taken), **data}
        asker.complete()
        return Created(
            creating.add_entry(
                repository, context, key, creating.without_empty(data), own_id="id" in asker.known
            ),
            [],
        )

    write_new(repository, asker, build, way)
