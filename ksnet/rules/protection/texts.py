"""KS5, search in values and comments: case data, names outside `members.yaml`, private addresses.

No finding repeats what it found: it says of what kind it is and where.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ksnet.basics.controlled import Severity
from ksnet.basics.expressions import expression
from ksnet.basics.findings import Fault, Path, Place, Rule, Span
from ksnet.basics.frozen import frozen, replace
from ksnet.basics.spelling import in_plain_letters
from ksnet.protection import addresses, case_data, names
from ksnet.protection.case_patterns import Hint
from ksnet.rules.context import NetworkContext
from ksnet.rules.overview import Overview
from ksnet.rules.protection.people import DSGVO, PRIVATE_ADDRESS, everybody
from ksnet.yamltext.reading.canonical import read_canonical
from ksnet.yamltext.reading.texts import Segment, canonical_texts, paragraphs, searchable, span_at
from ksnet.yamltext.rules.schema import CASE_EDITION, CASE_LAW, SECRECY

MOST_HITS = 20  # in one text: nobody needs more to see what to do
_CAPITALISED = expression(r"[A-ZÄÖÜ]\w+")
_NO_PROSE = frozenset(("url", "website", "email"))
_ADDRESSES = _NO_PROSE | {"path"}
_HARDLY_PROSE = frozenset(("phone", "path", "uid"))
_UNMISTAKABLE = frozenset((Hint.BIRTH, Hint.FILE_NUMBER, Hint.AGE))
_MAIDEN_NAME = expression(r"geb(?:\.|orene)\s*+[^\W\d]\D*+")
_PLACES = frozenset(("address", "location", "publisher"))
_OWN_NAMES = frozenset(("family_name", "given_name", "form_of_address", "title", "function"))
_CASE_MEND = "Löschen. Einzelfälle gehören in die Fallakte; im Netzwerk genügt, worum es fachlich ging. Steht es schon in der Git-Historie: Datenschutzbeauftragte einschalten."


@frozen
class _People:
    """The names in `members.yaml` of one network."""

    family_names: frozenset[str]
    full_names: tuple[str, ...]


CASE_DATA = Rule(
    code="KS502",
    name="case-data",
    severity=Severity.FEHLER,
    law=CASE_LAW,
    edition=CASE_EDITION,
    wording=SECRECY,
    title="In einem Text, einer Kennung oder einem Kommentar stehen vermutlich Falldaten.",
    why="Fallkonferenzen sind nur anonymisiert erlaubt. Gesucht wird nach Geburtsdaten, Aktenzeichen von Familiengericht und Staatsanwaltschaft, Kind, Eltern oder Familie mit Namen, Inobhutnahmen mit Datum, Privatanschriften, Diagnosen und Sätzen darüber, wer einem Kind Gewalt angetan hat (DS-03), in Kennungen nach denselben Wörtern (DS-02), und nach Namen Minderjähriger, auch abgekürzt oder mit Alter (DS-12); in „url“, „website“, „email“ und „path“ nur nach Aktenzeichen und nach Namen mit Geburtsdatum. Die Suche kennt nur übliche Schreibweisen: Keine Beanstandung heißt nicht, dass nichts da ist.",
    mend="Löschen und nur beschreiben, worum es fachlich ging; bei Beteiligungsformaten Zahl und Altersgruppe nennen.",
    reason="Ein Netzwerk hat keine Aufgabe, für die es Sozialdaten braucht; Git verteilt sie an alle, die das Verzeichnis haben.",
    wrong={
        "event": "summary: |\n  Vorgestellt wurde die Arbeit der Beratungsstelle.\n"
        "  ⟦Familie Beispielmann⟧ hat zugestimmt.\n"
    },
    right={
        "event": "summary: |\n"
        "  Vorgestellt wurde die Arbeit im Familienzentrum „Familie im Zentrum“, dazu die Mutter-Kind-Kur.\n"
    },
)

NAME_OUTSIDE_MEMBERS = Rule(
    code="KS503",
    name="name-outside-members",
    severity=Severity.FEHLER,
    title="Der Name einer Person steht außerhalb von members.yaml.",
    why="Namen stehen nur in members.yaml (DS-04): Nur dort gelten Veröffentlichung, Widerruf und Löschung, und nur dort findet man sie beim Löschen wieder. Was in einem Freitext steht, bleibt stehen und wird mit veröffentlicht. Wer nicht erfasst ist und nur an Anrede oder Titel zu erkennen, ist eine Warnung.",
    mend="Die Funktion nennen oder auf die Kennung in members.yaml verweisen.",
    reason="Nur in members.yaml gelten Veröffentlichung, Widerruf und Löschung.",
    law="Art. 5 Abs. 1 Buchst. c und e DSGVO",
    edition=DSGVO,
    wrong={"event": "summary: Eröffnet hat ⟦Frau Dr. Muster⟧ mit einem Vortrag.\n"},
    right="die Leitung des Jugendamts",
)


def search_texts(context: NetworkContext) -> Iterator[Fault]:
    """Ensure that no text holds case data, a name outside `members.yaml` or a private address."""
    network = context.network
    people = _people(context)
    own = network.members_file
    elsewhere = "\n".join(searchable(text) for file, text in network.texts.items() if file != own)
    # One pass over the texts is cheaper than one for each name, and many lines come again.
    lines = "\n".join(set(elsewhere.split("\n")))
    capitalised = set(_CAPITALISED.findall(unicodedata.normalize("NFC", lines)))
    words = names.folded_words(capitalised)
    mentioned = _People(
        people.family_names,
        tuple(
            name
            for name in people.full_names
            if words.issuperset(in_plain_letters(word) for word in _CAPITALISED.findall(name))
        ),
    )
    addressed = not capitalised.isdisjoint(names.TITLES)
    for file, text in network.texts.items():
        known = None if file == own else mentioned
        yield from _search(file, text, known, addressed=addressed)
    for file, text in network.refused.items():
        yield from _search_refused(file, text, None if file == own else people)


def _search_refused(file: str, text: str, people: _People | None) -> Iterator[Fault]:
    """Search a file that no parser may see; marks whole lines, as the text is not the file's."""
    said: set[tuple[int, Rule]] = set()
    in_address = addresses.may_contain(text)
    if not (in_address or case_data.may_contain(text) or any(_signs(text, people))):
        return
    keys_are_ours = people is not None or file.endswith("members.yaml")
    for paragraph in paragraphs(text):
        segment = paragraph if keys_are_ours else paragraph._replace(path=())
        for fault in _faults_in(file, text, segment, people, in_address=in_address):
            line = fault.place.span.line if fault.place.span else 1
            if (line, fault.rule) not in said:
                said.add((line, fault.rule))
                yield replace(fault, place=Place(file, span=Span(line, 1, line, 1)))


def search_other_files(overview: Overview) -> Iterator[Fault]:
    """Ensure the same of `ksnet.yaml`, and that other files hold no case data and addresses."""
    for file, text in overview.texts.items():
        yield from _search(file, text, _People(frozenset(), ()))
    for file, text in overview.refused:
        yield from _search_refused(file, text, None)


def names_of_people(context: NetworkContext) -> set[tuple[str | None, str]]:
    """Return the given and family names in `members.yaml`."""
    return {(one.given_name, one.family_name) for _, one in everybody(context.network)}


def _people(context: NetworkContext) -> _People:
    pairs = names_of_people(context)
    return _People(
        frozenset(family for _, family in pairs),
        tuple(
            sorted(
                name
                for given, family in pairs
                if given
                for name in (f"{given} {family}", f"{family}, {given}", f"{given[0]}. {family}")
            )
        ),
    )


def _search(
    file: str, text: str, people: _People | None, *, addressed: bool = True
) -> Iterator[Fault]:
    """Search one file; `people` is None for `members.yaml` itself, where names are allowed.

    `addressed` is False where no text holds a form of address or a title.
    """
    said = searchable(text)
    in_address = addresses.may_contain(said)
    cases = case_data.may_contain(said)
    named, mailboxes = _signs(said, people, addressed=addressed)
    if not (cases or named or mailboxes or in_address):
        return
    if not (mailboxes or in_address or _may_find(text, people if named else None)):
        return
    from ksnet.yamltext.reading.segments import segments  # needs libyaml

    for segment in segments(text):
        yield from _faults_in(file, text, segment, people, in_address=in_address)


def _signs(text: str, people: _People | None, *, addressed: bool = True) -> tuple[bool, bool]:
    """Whether a text may hold names, and private mail addresses."""
    named = people is not None and (
        (addressed and names.may_name(text)) or bool(names.candidates(text, people.full_names))
    )
    return named, next(names.private_addresses(text), None) is not None


@lru_cache(maxsize=512)  # of the two states that a command compares, most files are the same
def _may_find(text: str, people: _People | None) -> bool:
    """Whether there may be case data or a name in a file; quick where it is in canonical form.

    Never False where something is found: what stands where in the file is left to who looks closer.
    """
    if read_canonical(text) is None:
        return True
    return any(
        (case_data.may_contain(one) and any(True for _ in case_data.hits(one)))
        or (
            people
            and any(True for _ in names.named_people(one, people.family_names, people.full_names))
        )
        for one in set(canonical_texts(text))
    )


def _faults_in(
    file: str, text: str, segment: Segment, people: _People | None, *, in_address: bool
) -> Iterator[Fault]:
    """Yield the faults of one text; where two kinds overlap, only the graver one.

    `in_address` is False where no address of the file holds anything.
    """
    taken: list[tuple[int, int]] = []
    for start, end, kind in _hits(segment, people, in_address=in_address):
        if any(start < stop and begin < end for begin, stop in taken):
            continue
        if len(taken) == MOST_HITS:
            return
        taken.append((start, end))
        place = _place(file, text, segment, start, end)
        if isinstance(kind, Hint):
            yield case_fault(place, "Hier", kind)
        elif kind == "address":
            yield _address(place)
        else:
            yield name_fault(place, known=kind == "known")


def _hits(
    segment: Segment, people: _People | None, *, in_address: bool
) -> Iterator[tuple[int, int, Hint | str]]:
    """Yield hits: case data first, then names, then private mail addresses."""
    if in_address:
        whole = segment.kind == "value" and segment.key in _ADDRESSES
        yield from addresses.hits(segment.text, whole=whole)
    yield from _cases(
        segment,
        strict=segment.key in _HARDLY_PROSE or (people is None and segment.key in _OWN_NAMES),
    )
    if segment.kind == "key":
        return
    at_place = not _PLACES.isdisjoint(segment.path)
    if people is not None and not at_place and segment.key not in _NO_PROSE | _HARDLY_PROSE:
        for person in names.named_people(segment.text, people.family_names, people.full_names):
            yield person.start, person.end, "known" if person.known else "unknown"
    # The UID of an event ends in the domain of its calendar.
    if segment.key not in {"email", "uid"}:
        for start, end in names.private_addresses(segment.text):
            yield start, end, "address"


def _cases(segment: Segment, *, strict: bool) -> Iterator[case_data.Hit]:
    """Yield case data in a value or a key: keys of free mappings, and wrong ones, may say anything.

    Where names or numbers belong, `strict` keeps only what cannot be anything else.
    """
    if (segment.key in _NO_PROSE and segment.kind != "key") or not case_data.may_contain(
        segment.text
    ):
        return
    at_place = not _PLACES.isdisjoint(segment.path)
    for hit in case_data.hits(segment.text, *([_UNMISTAKABLE] if strict else [])):
        if at_place and hit.hint is Hint.ADDRESS:
            continue
        maiden_name = _MAIDEN_NAME.fullmatch(segment.text, hit.start, hit.end)
        if not (strict and maiden_name):
            yield hit


def _place(file: str, text: str, segment: Segment, start: int, end: int) -> Place:
    path: Path = segment.path if segment.kind == "value" else ()
    return Place(file, path, span=span_at(text, *segment.place(start, end)))


def case_fault(place: Place, where: str, hint: Hint) -> Fault:
    """Return the fault that says where case data seems to stand, and of what kind."""
    message = f"{where} steht vermutlich {hint.value}."
    return CASE_DATA.fault(place, message, _CASE_MEND, secret=True, about=(hint.name,))


def name_fault(place: Place, *, known: bool, where: str = "Hier") -> Fault:
    """Return the fault that says where a person is named; `known` if the records have them."""
    return NAME_OUTSIDE_MEMBERS.fault(
        place,
        f"{where} steht der Name einer Person."
        if known
        else "Hier steht vermutlich der Name einer Person, die nicht in members.yaml erfasst ist.",
        "Statt des Namens die Funktion nennen, oder in einem Schlüssel wie „speakers“ oder „responsible“ auf die Kennung in members.yaml verweisen.",
        secret=True,
        severity=None if known else Severity.WARNUNG,
    )


def _address(place: Place) -> Fault:
    return PRIVATE_ADDRESS.fault(
        place,
        "Hier steht eine E-Mail-Adresse bei einem Anbieter für private Postfächer.",
        "Löschen oder die dienstliche Adresse der Stelle eintragen.",
        secret=True,
    )


CHECKS = (search_texts,)
OVERVIEWS = (search_other_files,)
