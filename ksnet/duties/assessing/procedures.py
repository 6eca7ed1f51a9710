"""Verfahren, Mitteilungswege, information of the public, case conferences, other networks."""

from __future__ import annotations

from collections.abc import Iterator

from ksnet.basics.findings import Place
from ksnet.duties.assessing import agreements
from ksnet.duties.assessing.facts import places
from ksnet.duties.assessing.measured import Case, Lack, Measured, MeasureFunction, Status
from ksnet.duties.counting.events import begins_within
from ksnet.duties.counting.meetings import of_kinds
from ksnet.duties.counting.spans import months_later
from ksnet.records import german
from ksnet.records.event import EventRecord
from ksnet.records.model import BaseModel
from ksnet.records.network import PUBLIC_PAGES, PublicPage
from ksnet.records.structure import fields_of
from ksnet.records.vocabulary import AgreementKind, Covers, EventKind
from ksnet.repository import FiledEvent, Network

ALLOWED = frozenset(
    ("title", "kind", "groups", "start", "end", "status", "organisers", "case_conference")
)


def procedure_agreement(case: Case) -> Measured:
    """Judge whether there is an Absprache on the procedure; its date and review day are hints."""
    found = agreements.regulating(case, Covers.VERFAHREN, AgreementKind.VERFAHRENSABSPRACHE)
    absent = Lack(
        "Eine Absprache zum Verfahren bei möglicher Kindeswohlgefährdung ist nicht erfasst.",
        case.facts.at(),
        "Unter „agreements“ eintragen (ksnet new agreement): kind: verfahrensabsprache, mit „signed“ und „review_by“.",
        "missing-procedure-agreement",
    )
    return agreements.judged(case, found, ("signed", "review_by"), absent)


def reporting_paths(case: Case) -> Measured:
    """Judge whether the Mitteilungswege are described; date and place of that are hints."""
    found = agreements.regulating(case, Covers.MITTEILUNGSWEGE, AgreementKind.MITTEILUNGSWEGE)
    absent = Lack(
        "Eine Beschreibung der Mitteilungswege ist nicht erfasst.",
        case.facts.at(),
        "Unter „agreements“ eintragen (ksnet new agreement): kind: mitteilungswege, mit „signed“ und „document“; regelt sie eine andere Vereinbarung mit, dort covers: [mitteilungswege].",
        "missing-reporting-paths",
    )
    return agreements.judged(case, found, ("signed", "document"), absent)


def public_information(case: Case) -> Measured:
    """Judge whether pages inform about Verfahren, Strukturen, Ansprechpersonen; age is a hint."""
    facts, info = case.facts, case.facts.record.public_information
    pages = {key: page for key in PUBLIC_PAGES if (page := getattr(info, key, None)) and page.url}
    absent = [name for key, name in PUBLIC_PAGES.items() if key not in pages]
    lack = Lack(
        f"Für die Öffentlichkeit fehlt eine Seite über {german.join(absent)}.",
        facts.at("public_information"),
        "Unter „public_information“ bei procedures, structures und contacts jeweils „url“ und „as_of“ eintragen (ksnet new page); eine Seite darf für alle drei stehen.",
        "missing-public-information",
    )
    hints = tuple(filter(None, (_stale(case, key, page) for key, page in pages.items())))
    proof = tuple(facts.at("public_information", key, "url") for key in pages)
    doubt = facts.doubt("public_information")
    status, lacks = (Status.OFFEN, (lack,)) if absent else (Status.ERFUELLT, ())
    return Measured(status, len(pages), len(PUBLIC_PAGES), proof, lacks, hints, doubt=doubt)


def _stale(case: Case, key: str, page: PublicPage) -> Lack | None:
    """Return that a page has not been looked at for too long, or nobody knows when."""
    facts, name, months = case.facts, PUBLIC_PAGES[key], int(case.duty.number("months"))
    if page.as_of is None:
        return Lack(
            f"Seite über {name}: Der Stand ist nicht eingetragen.",
            facts.at("public_information", key, "url"),
            "Seite ansehen und den Tag unter „as_of“ eintragen.",
            "stale-public-information",
        )
    if months_later(page.as_of.last, months) >= case.day:
        return None
    return Lack(
        f"Seite über {name}: Der Stand ({german.vague_date(page.as_of)}) ist älter als {months} Monate.",
        facts.at("public_information", key, "as_of"),
        "Seite ansehen, wenn nötig ändern lassen, und den Tag unter „as_of“ eintragen.",
        "stale-public-information",
        absent=False,
    )


# --- case conferences ---


def case_conferences(case: Case) -> Measured:
    """Judge whether nothing but numbers is kept about case conferences."""
    found = of_kinds(case.facts.events_in(case.year), [EventKind.FALLKONFERENZ])
    if not found:
        return Measured.not_applicable(
            "Fallkonferenzen stehen dem Netzwerk frei; für dieses Jahr ist keine erfasst",
            doubt=case.facts.events_in_doubt(case.year) > 0,
        )
    held = [e for e in found if e.record.took_place and begins_within(e.record, case.window)]
    files = {event.file for event in found}
    # The rule looks at every event, whatever its year and whatever the records cover: here they are
    # remarks.
    lacks = tuple(
        Lack(_said(lack), lack.place, lack.mend, absent=False)
        for lack in conference_lacks(case.facts.network)
        if lack.place.file in files
    )
    proof = tuple(places(found))
    return Measured(Status.OFFEN if lacks else Status.ERFUELLT, len(held), None, proof, lacks)


def _said(lack: Lack) -> str:
    """Return what is wrong with a case conference for readers of a document, without a key."""
    if not lack.about:
        return lack.text
    titles = (fields_of(EventRecord)[key].title for key in lack.about)
    return f"Zu einer Fallkonferenz darf nicht festgehalten sein: {german.join(titles)}."


def conference_lacks(network: Network) -> Iterator[Lack]:
    """Yield what must not be, or is missing, in the records of case conferences."""
    broken = {fault.place.file for fault in network.faults}
    for event in network.events.values():
        if event.record.kind is EventKind.FALLKONFERENZ or event.record.case_conference is not None:
            yield from _conference(event, readable=event.file not in broken)


def _conference(event: FiledEvent, *, readable: bool) -> Iterator[Lack]:
    record, rule = event.record, "case-conference-details"
    if record.case_conference is None:
        if readable:
            yield Lack(
                "Dass die Fallkonferenz anonymisiert war, ist nicht eingetragen.",
                Place(event.file, ("kind",)),
                "„case_conference: {anonymised: true}“ ergänzen, dazu duration_minutes und participants, wenn bekannt.",
                rule,
            )
    elif record.kind is not EventKind.FALLKONFERENZ:
        if readable:
            yield Lack(
                "„case_conference“ gehört nur zu einer Fallkonferenz.",
                Place(event.file, ("case_conference",), on="key"),
                "„kind: fallkonferenz“ setzen oder „case_conference“ streichen.",
                rule,
            )
        return
    elif record.case_conference.anonymised is not True and readable:
        yield Lack(
            "Fallkonferenzen sind nur anonymisiert zulässig; das ist hier nicht bestätigt.",
            Place(event.file, ("case_conference", "anonymised")),
            "War sie anonymisiert, „anonymised: true“ eintragen. War sie es nicht, die behördlichen Datenschutzbeauftragten fragen.",
            rule,
        )
    for key in _extra_keys(record):
        yield Lack(
            f"Bei einer Fallkonferenz darf „{key}“ nicht stehen.",
            Place(event.file, (key,), on="key"),
            "Den Schlüssel mit seinem Inhalt löschen. Erlaubt sind title, kind, groups, start, end, status, organisers und case_conference.",
            rule,
            secret=True,
            about=(key,),
        )


def _extra_keys(record: EventRecord) -> list[str]:
    """Return the keys that must not be there and say something; `attendance: {}` says nothing."""
    return [
        key
        for key, shape in fields_of(type(record)).items()
        if key not in ALLOWED
        and shape.attribute in record.model_fields_set
        and _says(getattr(record, shape.attribute), shape.default)
    ]


def _says(value: object, default: object) -> bool:
    if isinstance(value, BaseModel):
        shapes = fields_of(type(value)).values()
        return any(_says(getattr(value, shape.attribute), shape.default) for shape in shapes)
    return value not in (None, (), default)


# --- other networks ---


def affiliations(case: Case) -> Measured:
    """Judge whether the network is represented in other networks."""
    facts = case.facts
    found = facts.active(facts.record.affiliations, case.day)
    if found:
        return Measured.fulfilled(tuple(facts.at("affiliations", number) for number, _ in found))
    lack = Lack(
        "Eine Vertretung in anderen Netzwerken ist nicht erfasst.",
        facts.at(),
        "Unter „affiliations“ eintragen (ksnet new affiliation), z. B. das Netzwerk Frühe Hilfen oder die Arbeitsgemeinschaft nach § 78 SGB VIII.",
        "missing-affiliation",
    )
    return Measured(Status.OFFEN, lacks=(lack,), doubt=facts.doubt("affiliations"))


def agreements_in_force(case: Case) -> Measured:
    """Judge whether an agreement of a kind in the catalogue is in force; its date is a hint."""
    facts, kinds = case.facts, case.duty.settings["agreements"]
    listed = [entry for entry in enumerate(facts.record.agreements) if entry[1].kind in kinds]
    valid = [entry for entry in listed if agreements.in_force(entry[1], case.day)]
    absent = Lack(
        f"Eine Vereinbarung der Beteiligten ist nicht eingetragen ({german.join(kind.label for kind in kinds)}).",
        facts.at(),
        "Unter „agreements“ eintragen (ksnet new agreement).",
        "missing-agreement",
    )
    others = [entry for entry in listed if entry not in valid]
    return agreements.judged(case, (valid, others), ("signed",), absent)


MEASURES: dict[str, MeasureFunction] = {
    "agreements": agreements_in_force,
    "procedure-agreement": procedure_agreement,
    "reporting-paths": reporting_paths,
    "public-information": public_information,
    "case-conferences": case_conferences,
    "affiliations": affiliations,
}
