"""What a body is, guessed from its name: a proposal, always shown as one."""

from __future__ import annotations

import re
from typing import NamedTuple

from ksnet.records.vocabulary import Category, EventKind, FieldOfWork

C, F, E = Category, FieldOfWork, EventKind


class Guess(NamedTuple):
    """The category of § 9 Abs. 4 and the Handlungsfeld that a name tells of."""

    category: Category | None
    field: FieldOfWork


# The first that fits counts: what is special stands before what is general.
_BODIES = tuple((re.compile(pattern, re.IGNORECASE), guess) for pattern, guess in (
    (r"frühe hilfen", Guess(C.FRUEHE_HILFEN, F.KINDER_UND_JUGENDHILFE)),
    (r"verfahrensbei?st", Guess(C.VERFAHRENSBEISTAND, F.JUSTIZ)),
    (r"staatsanwaltschaft", Guess(C.STAATSANWALTSCHAFT, F.STRAFVERFOLGUNG)),
    (r"(?:amts|familien|oberlandes)gericht", Guess(C.FAMILIENGERICHT, F.JUSTIZ)),
    (r"polizei|\bKPB\b|kriminalkommissariat", Guess(C.POLIZEI_ORDNUNG, F.STRAFVERFOLGUNG)),
    (r"ordnungs(?:amt|behörde)|bürger- und ordnung|fachbereich ordnung", Guess(C.POLIZEI_ORDNUNG, F.ORDNUNG)),
    (r"jugendamt|allgemeiner sozialer dienst|\bASD\b|amt für (?:kinder|jugend)", Guess(C.JUGENDAMT, F.KINDER_UND_JUGENDHILFE)),
    (r"gesundheits(?:amt|dienst)|\bKJGD\b", Guess(C.GESUNDHEITSAMT, F.GESUNDHEIT)),
    (r"insoweit erfahrene|\binsofa", Guess(C.INSOFA, F.KINDER_UND_JUGENDHILFE)),
    (r"schulpsycholog|beratungsstelle|beratungszentrum|(?:erziehungs|familien|lebens|schwanger\w+|sucht|drogen|ehe)beratung", Guess(C.GEHEIMNISTRAEGER, F.BERATUNG)),
    (r"kita|kindertages|kindergarten|familienzentrum|tagespflege|krippe", Guess(C.TRAEGER_8A, F.KINDERTAGESBETREUUNG)),
    (r"frühförder|eingliederungshilfe|lebenshilfe|sozialpädiatr|autis|landschaftsverband|\bLWL\b|\bLVR\b", Guess(C.EINGLIEDERUNGSHILFE, F.EINGLIEDERUNGSHILFE)),
    (r"schul|gymnasium|berufskolleg", Guess(C.SCHULE, F.SCHULE)),
    (r"klinik|krankenhaus|hospital|praxis|hebamme|ärzt|arzt|psychotherap", Guess(C.GEHEIMNISTRAEGER, F.GESUNDHEIT)),
    (r"caritas|diakonie|arbeiterwohlfahrt|\bAWO\b|\bDRK\b|rotes kreuz|paritätisch|\bSKF\b|\bSkM\b|kinderschutzbund|jugendhilfe|kinderheim|wohngruppe|erziehungshilfe|jugendzentrum|kolping", Guess(C.TRAEGER_8A, F.KINDER_UND_JUGENDHILFE)),
))  # fmt: skip
_SHELTER = re.compile(r"frauenh(?:aus|äuser)|schutzwohnung|mädchenzuflucht|zufluchtswohnung|schutzhaus", re.IGNORECASE)

_EVENTS = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in (
    (r"auftakt|kick-?off|gründungs", E.AUFTAKT),
    (r"fallkonferenz|fallbesprechung|fallberatung", E.FALLKONFERENZ),
    (r"jahrestagung", E.JAHRESTAGUNG),
    (r"fachtag|fachkonferenz", E.FACHTAG),
    (r"fortbildung|schulung|qualifizierung|seminar", E.FORTBILDUNG),
    (r"vortrag", E.FACHVORTRAG),
    (r"workshop|werkstatt", E.WORKSHOP),
    (r"steuerungs", E.STEUERUNGSGRUPPE),
    (r"arbeitskreis|arbeitsgruppe|\bA[KG]\b", E.ARBEITSKREIS),
    (r"ausschuss|\bJHA\b|gremi|sitzung", E.GREMIENSITZUNG),
    (r"konferenz", E.KONFERENZ),
    (r"aktionswoche|pressetermin|informationsstand|infostand|kampagne", E.OEFFENTLICHKEIT),
    (r"netzwerk|regionalgruppe|treffen|plenum|runder tisch", E.NETZWERKTREFFEN),
))  # fmt: skip


def body_guess(name: str) -> Guess:
    """Return what a body may be; without a category where its name tells nothing."""
    return next((guess for pattern, guess in _BODIES if pattern.search(name)), Guess(None, F.SONSTIGES))


def is_shelter(name: str) -> bool:
    """Whether a body is by its name one whose whereabouts must not be known."""
    return _SHELTER.search(name) is not None


def event_guess(title: str) -> EventKind:
    """Return which kind of event a title tells of."""
    return next((kind for pattern, kind in _EVENTS if pattern.search(title)), E.SONSTIGE)
