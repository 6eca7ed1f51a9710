"""`ksnet new goal|workstream|vacancy|affiliation`: entries of lists in network.yaml."""

from __future__ import annotations

from typing import Any

from ksnet.cli.new.common import Created, New, choices_of
from ksnet.cli.new.options import IdOption, SinceOption, adds, answer, answers
from ksnet.cli.new.standing import KindOption

TextOption = answer("--text", "TEXT", "Worum es geht, in einem Satz.")
StatusOption = answer("--status", "STAND", "Stand, z. B. laufend.")


@adds(
    text=TextOption,
    serves=answers("--serves", "WOZU", "Wozu es nach dem Gesetz dient; auch mehrmals."),
    status=StatusOption,
    id=IdOption,
)
def goal(new: New) -> Created:
    """Trägt ein Ziel des Netzwerks ein, das über ein Jahr hinaus gilt.

    Beispiel: ksnet new goal --text "Die Mitteilungswege sind allen bekannt." --serves mitteilungswege
    """  # noqa: W505  (a command to copy stays on one line)
    from ksnet.records.vocabulary import Progress, Serves

    asker = new.asker
    data: dict[str, Any] = {
        "text": asker.text("text", "Das Ziel in einem Satz", required=True),
        "serves": asker.texts("serves", "Wozu es dient", choices=choices_of(Serves)),
        "status": asker.text("status", "Stand", default="laufend", choices=choices_of(Progress)),
    }
    data["id"] = new.id(data["text"], "ziel")
    return new.entry("goals", data)


@adds(text=TextOption, kind=KindOption, status=StatusOption, since=SinceOption, id=IdOption)
def workstream(new: New) -> Created:
    """Trägt ein Thema ein, an dem das Netzwerk arbeitet.

    Verfahrensweg, Arbeitsprozess, Projekt oder Schwerpunkt.

    Beispiel: ksnet new workstream --text "Handlungsleitfaden digitale Gewalt" --kind projekt
    """
    from ksnet.editing import checks
    from ksnet.records.vocabulary import Progress, WorkstreamKind

    asker = new.asker
    data: dict[str, Any] = {
        "kind": asker.text("kind", "Art", required=True, choices=choices_of(WorkstreamKind)),
        "text": asker.text("text", "Worum es geht", required=True),
        "status": asker.text("status", "Stand", default="laufend", choices=choices_of(Progress)),
        "since": asker.text("since", "Seit wann", check=checks.since),
    }
    data["id"] = new.id(data["text"], "thema")
    return new.entry("workstreams", data)


@adds(
    category=answer("--category", "KATEGORIE", "Kategorie nach § 9 Abs. 4, in der niemand ist."),
    reason=answer("--reason", "TEXT", "Warum noch niemand da ist."),
    until=answer("--until", "DATUM", "Bis wann sie besetzt werden soll."),
)
def vacancy(new: New) -> Created:
    """Hält fest, warum eine Kategorie des Gesetzes noch unbesetzt ist.

    Beispiel: ksnet new vacancy --category staatsanwaltschaft --reason "Eingeladen; die Antwort steht aus." --until 30.6.2027
    """  # noqa: W505  (a command to copy stays on one line)
    from ksnet.editing import checks

    asker, kinds = new.asker, choices_of(new.context.network.land.categories)
    data = {
        "category": asker.text("category", "Kategorie", required=True, choices=kinds),
        "reason": asker.text("reason", "Warum ist noch niemand da?", required=True),
        "until": asker.text("until", "Zu besetzen bis", required=True, check=checks.date),
    }
    return new.entry("vacancies", data)


@adds(
    name=answer("--name", "NAME", "Name des anderen Netzwerks."),
    kind=KindOption,
    person=answer("--person", "KENNUNG", "Wer dort vertritt."),
    since=SinceOption,
)
def affiliation(new: New) -> Created:
    """Trägt ein, in welchem anderen Netzwerk dieses vertreten ist.

    Beispiel: ksnet new affiliation --name "Netzwerk Frühe Hilfen" --kind fruehe-hilfen
    """
    from ksnet.editing import checks
    from ksnet.records.vocabulary import AffiliationKind

    asker = new.asker
    data = {
        "name": asker.text("name", "Name des anderen Netzwerks", required=True, check=checks.name),
        "kind": asker.text("kind", "Art", required=True, choices=choices_of(AffiliationKind)),
        "person": asker.text("person", "Wer dort vertritt (Kennung)"),
        "since": asker.text("since", "Seit wann", check=checks.since),
    }
    return new.entry("affiliations", data)
