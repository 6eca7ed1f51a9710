"""What the title of an appointment says: which kind of event, and why it may be none of ours."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from ksnet.basics.expressions import expression
from ksnet.basics.spelling import fold
from ksnet.importing.calendars.appointments import seems_off
from ksnet.records.vocabulary import EventKind

_INSOFA = expression(r"insoweit-erfahrene[nr]?(?:-fach\w+)?|iefk|insofas")
# Abbreviations and words for the same.
_MEANT = {
    "ak": "arbeitskreis", "ag": "arbeitskreis", "arbeitsgruppe": "arbeitskreis",
    "arbeitsgemeinschaft": "arbeitskreis", "nw": "netzwerk", "ks": "kinderschutz",
    "nwt": "netzwerktreffen", "rg": "regionalgruppe", "stg": "steuerungsgruppe",
    "lenkungsgruppe": "steuerungsgruppe", "steuerungskreis": "steuerungsgruppe",
    "jha": "jugendhilfeausschuss", "vollversammlung": "plenum", "fobi": "fortbildung",
}  # fmt: skip
_FILLERS = frozenset("der die das des dem den und fuer im in am an zu zum zur von vom mit".split())
_DOUBTS = tuple((expression(pattern, re.IGNORECASE), reason) for pattern, reason in (
    ((r"urlaub|geburtstag|arzt\b|\bkrank\b|elternzeit|abwesen|homeoffice|\bfrei\b|mittagspause"
      r"|elternabend|pflegschaft|selbsthilfe|\byoga|\bchor\b|\bfreund(?:e|en|in|innen)?\b|feier\b|ausflug|stammtisch|\bvhs\b"),
     "dem Titel nach Persönliches"),
    ((r"frist\b|erinnerung|\babgabe|deadline|to-?do\b|reminder|versand\b|verschicken|versenden"
      r"|raum buchen|protokoll schreiben|wiedervorlage|\bfällig\b|letzter tag\b"
      r"|(?:melde|druck|redaktions|bewerbungs)schluss\b|anmeldung\b.*\b(?:bis|endet|schließt|öffnet)\b"),
     "dem Titel nach eine Erinnerung"),
    (r"^(?:wg|fw|fwd|aw|re):|^(?:aktualisierte )?einladung\b", "dem Titel nach eine weitergeleitete Einladung"),
    (r"^(?:kopie|copy|zusage|zugesagt|angenommen|abgelehnt|mit vorbehalt|neue (?:uhr)?zeit vorgeschlagen|new time proposed|accepted|declined|tentative):",
     "dem Titel nach eine Antwort oder Kopie"),
    ((r"^\W*(?:kurze )?(?:protokoll|tagesordnung|to|tischvorlage|einladungen|rückmeldung|catering|aufbau|abbau"
      r"|an(?:fahrt|reise)|(?:ab|rück)(?:fahrt|reise)|fahrt|reisezeit|technik\w*|generalprobe|auswertung|nachlese|pressemitteilung"
      r"|flyer|honorar\w*|rechnung|präsentation|abstimmung|absprache|planung|orga\w*|(?:vor|nach)treffen|besprechung|telko|blocker"
      r"|puffer|vertretung|raum\w*|saal|warteliste|(?:tn|teilnehm\w*|anwesenheits)-?liste\w*|teilnahmebescheinigung\w*|dienstreise|bahn(?:fahrt)?|zugfahrt"
      r"|verhindert|kollision|zoomtest)\b(?! und\b)|\babholen\b|\bvertretung durch\b|\((?:nicht da|ohne mich|verhindert)\)|\b(?:(?:vor|nach)(?:zu)?bereiten|bezahlen|buchen|bestellen|reservieren|erstellen"
      r"|schreiben|einreichen|fertig(?:stellen)?|fertig machen|raus|anfragen|(?:ver|ge)schickt|bestellt|gebucht|drucken|kopieren"
      r"|abrechnen|abrechnung|absagen|zusagen|anmelden|nachfassen)\W*$"),
     "dem Titel nach eine Aufgabe oder Absprache"),
    ((r"vor(?:bereitung|besprechung|gespräch)|nach(?:bereitung|besprechung)|\bplanungs"
      r"|orga-?treffen"),
     "dem Titel nach eine Vor- oder Nachbereitung"),
    ((r"dienstbesprechung|dienstberatung|\bteam(?:sitzung|besprechung|runde|tag)?\b|jour ?fixe"
      r"|personal|mitarbeiter|supervision|rücksprache|sprechstunde|telefonat|\banruf|sachgebiet"
      r"|abteilung|amtsleitung"),
     "dem Titel nach Dienstliches"),
    (r"brandschutz|erste[- ]hilfe|\bsoftware\b|arbeitsschutz|datenschutzs|\bexcel\b|\bsap\b|fachverfahren|stressmanagement|\bbgm\b",
     "dem Titel nach Dienstliches"),
    ((r"^\W*(?:evtl|eventuell|ggf|vielleicht|option(?:al)?|platzhalter|vorläufig|reserviert|reservierung|alternativtermin|terminvorschlag|doodle"
      r"|terminumfrage|terminfindung)\b|\balternativtermin\b|\?\?|\(\?\)|unter vorbehalt|\((?:vorläufig|vorl\.?|optional|umfrage|t\.?b\.?c\.?)\)"
      r"|\btermin (?:steht )?noch (?:nicht\b|offen\b)|\((?:termin )?noch (?:offen|unklar|nicht [^()]*)\)"
      r"|\btbc\W*$|^[\w-]+(?: [\w-]+)?\s?\?$"),
     "dem Titel nach noch nicht sicher"),
    (r"\bLVR\b|\bLWL\b|landesjugendamt|bundesweit|überregional",
     "dem Titel nach von einer anderen Stelle"),
))  # fmt: skip
# „Klassentreffen“ and „Ratssitzung“ are other people's, „Bündnistreffen Kinderschutz“ is not.
_OWN = (
    r"(?:^(?=.*(?:kinderschutz|kindeswohl)).*"
    r"|\b(?:\w*(?:netz|region|kooperation|koordin|multiplikator|arbeit|fach|austausch|gruppe|plen|gremi|quartal|jahr(?!gang)"
    r"|sommer|herbst|winter|auftakt|abschluss|lenkung|kern|gesamt|projekt|themen|partner|sprecher|träger|expert|insofa|stadtteil|sozial"
    r"|bildung|grund|basis|aufbau|online|kita|verwaltung)\w*)?-?)"
)
_EVENTS = tuple((expression(pattern, re.IGNORECASE), kind) for pattern, kind in (
    (r"auftakt|kick-?off|gründungs", EventKind.AUFTAKT),
    (r"fallkonferenz|fallbesprechung|fallberatung", EventKind.FALLKONFERENZ),
    (r"jahrestagung", EventKind.JAHRESTAGUNG),
    (r"fachtag|fachkonferenz", EventKind.FACHTAG),
    (rf"fortbildung|\bfobi\b|qualifizierung|{_OWN}(?:schulung|seminar)", EventKind.FORTBILDUNG),
    (r"vortrag", EventKind.FACHVORTRAG),
    (r"workshop|werkstatt", EventKind.WORKSHOP),
    (r"steuerungs", EventKind.STEUERUNGSGRUPPE),
    (r"arbeitskreis|arbeitsgruppe|\bA[KG]\b", EventKind.ARBEITSKREIS),
    (rf"\b(?:unter|jugendhilfe)?ausschuss|\bJHA\b|gremi|{_OWN}sitzung", EventKind.GREMIENSITZUNG),
    (rf"{_OWN}konferenz", EventKind.KONFERENZ),
    (r"aktionswoche|pressetermin|informationsstand|infostand|kampagne", EventKind.OEFFENTLICHKEIT),
    (rf"netzwerk|regionalgruppe|plenum|runder tisch|{_OWN}treffen", EventKind.NETZWERKTREFFEN),
))  # fmt: skip


def doubt_in(title: str) -> str:
    """Return why an appointment may not be the network's, in German; empty without a doubt."""
    doubts = (reason for pattern, reason in _DOUBTS if pattern.search(title))
    return next(doubts, "") or seems_off(title)


def kind_guess(title: str) -> EventKind:
    """Return the kind of event in a title, abbreviations included."""
    kind = event_guess(title)
    return event_guess(" ".join(sorted(words_of(title)))) if kind is EventKind.SONSTIGE else kind


def words_of(text: str) -> frozenset[str]:
    """Return the significant words of a title, abbreviations spelt out, endings removed."""
    words = _INSOFA.sub("insofa", fold(text)).split("-")
    full = (_MEANT.get(word, word) for word in words if word and word not in _FILLERS)
    return frozenset(
        re.sub(r"(?:es|en|er|e|s|n)$", "", word) if len(word) > 6 else word for word in full
    )


def similar_titles(one: str, other: str) -> bool:
    """Whether two titles may mean one event: they share half of the words, or most letters."""
    fewer, more = sorted((words_of(one), words_of(other)), key=len)
    shared = sum(
        any(word in long or (len(long) > 5 and long in word) for long in more)
        for word in fewer
        if len(word) > 2
    )
    alike = SequenceMatcher(None, fold(one), fold(other))
    return 2 * shared >= max(1, len(fewer)) or alike.ratio() >= 0.6


def event_guess(title: str) -> EventKind:
    """Return which kind of event a title tells of."""
    return next((kind for pattern, kind in _EVENTS if pattern.search(title)), EventKind.SONSTIGE)
