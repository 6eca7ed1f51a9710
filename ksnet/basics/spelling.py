"""Did you mean …? Near and equal spellings, and the words that people try first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

# What people write, and the key of the data format that they mean; several where the place decides.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "adresse": ("address",), "abschluss": ("done", "until"), "aktiv_seit": ("since",),
    "anfang": ("start", "since"), "anrede": ("form_of_address",), "anschrift": ("address",),
    "ansprechpartner": ("contact", "people"), "anzahl": ("count", "total"),
    "arbeitsthemen": ("workstreams",), "art": ("kind",), "aufgaben": ("tasks",),
    "ausblick": ("outlook",), "auswertung": ("evaluation",), "ab": ("since",), "ags": ("key",),
    "begin": ("start", "since"), "beginn": ("start", "since"), "begruendung": ("reason",),
    "bemerkung": ("remarks",), "bemerkungen": ("remarks",), "beschreibung": ("summary", "text"),
    "beteiligte": ("parties", "participants"), "bezeichnung": ("title", "name", "label"),
    "bis": ("until", "end"), "date": ("start", "on", "date"), "datum": ("start", "on", "date"),
    "dauer": ("duration_minutes",), "description": ("summary", "text", "purpose"),
    "dokument": ("document",), "ende": ("end", "until"), "ergebnis": ("result", "finding"),
    "ergebnisse": ("results",), "erledigt": ("done",), "faellig": ("due",), "feld": ("field",),
    "firstname": ("given_name",), "first_name": ("given_name",), "frist": ("due",),
    "from": ("since", "start"), "funktion": ("function",), "gaeste": ("guests",),
    "gebaeude": ("building",), "gegruendet": ("founded",), "gemeinden": ("municipalities",),
    "grund": ("reason",), "gruendung": ("founded",), "gruppe": ("groups", "group"),
    "gruppen": ("groups",), "gremien": ("groups",), "handlungsfeld": ("field",),
    "homepage": ("website", "url"), "jugendaemter": ("youth_offices",),
    "jugendamt": ("youth_office",), "kategorie": ("categories", "category"),
    "kategorien": ("categories",), "kennung": ("id",), "koordination": ("coordination",),
    "kurzname": ("short_name",), "last_name": ("family_name",), "lastname": ("family_name",),
    "leitung": ("chair",), "link": ("url",), "mail": ("email",), "e_mail": ("email",),
    "e-mail": ("email",), "massnahmen": ("measures",), "meilensteine": ("milestones",),
    "mitglieder": ("members",), "modus": ("mode",), "nachname": ("family_name",),
    "notes": ("remarks",), "notiz": ("remarks",), "notizen": ("remarks",),
    "oeffentlich": ("public",), "ort": ("location", "city"), "organizer": ("organisers",),
    "organizers": ("organisers",), "participants": ("attendance",), "personen": ("people",),
    "persons": ("people",), "place": ("location",), "plz": ("postcode",),
    "postleitzahl": ("postcode",), "protokoll": ("minutes",), "quelle": ("source", "sources"),
    "quellen": ("sources",), "raum": ("room",), "reason_text": ("reason",), "rolle": ("role",),
    "schluessel": ("key",), "seit": ("since",), "stadt": ("city",), "stand": ("as_of", "status"),
    "state": ("status",), "stellenanteil": ("fte",), "strasse": ("street",), "straße": ("street",),
    "tagesordnung": ("agenda",), "teilnahme": ("attendance",),
    "teilnehmende": ("attendance", "participants"), "tel": ("phone",), "telefon": ("phone",),
    "telephone": ("phone",), "termin": ("start",), "thema": ("theme",), "themen": ("topics",),
    "titel": ("title",), "treffen": ("meetings",), "turnus": ("cadence",), "typ": ("kind",),
    "type": ("kind",), "veranstalter": ("organisers",), "vereinbarungen": ("agreements",),
    "vorname": ("given_name",), "von": ("since", "start"), "webseite": ("website",),
    "zeitzone": ("timezone",), "ziele": ("goals",), "zip": ("postcode",),
    "zusammenfassung": ("summary",), "zustaendig": ("responsible",), "beschluss": ("decided",),
    "einladung": ("invitation",), "einzeltermine": ("sessions",), "termine": ("sessions",),
    "kennzahlen": ("figures",), "kontakt": ("contact", "contacts"), "kontakte": ("contacts",),
    "kosten": ("cost",), "zielgruppe": ("target", "categories"), "zielgruppen": ("categories",),
    "gremium": ("groups", "group"), "vereinbarung": ("agreements",),
    "arbeitsthema": ("workstreams",), "stellen": ("members",), "mitglied": ("members",),
    "einrichtungen": ("members",), "institutionen": ("members",), "verteiler": ("members",),
    "ziel": ("goals", "goal"), "person": ("people", "person"), "leute": ("people",),
    "gast": ("guests",), "koordinierungsstelle": ("coordination",),
    "koordinierungsstellen": ("coordination",), "teilnehmer": ("attendance", "participants"),
    "themengruppen": ("groups",), "referenten": ("speakers",), "vortragende": ("speakers",),
    "moderation": ("chair",), "vorsitz": ("chair",), "protokollant": ("taken_by",),
    "anmeldung": ("registration",), "ueberschrift": ("title",), "veranstaltungsort": ("location",),
    "to": ("until", "end"), "end_date": ("until", "end"), "start_date": ("since", "start"),
    "location_name": ("location",), "zweck": ("purpose",),
    "mobil": ("phone",), "mobile": ("phone",), "handy": ("phone",), "durchwahl": ("phone",),
}  # fmt: skip


# The same for values that people put into other words.
VALUE_SYNONYMS = {
    "durchgefuehrt": "stattgefunden", "erfolgt": "stattgefunden", "fertig": "erreicht",
    "abgeschlossen": "erreicht", "erledigt": "erreicht", "ausgefallen": "abgesagt",
    "entfaellt": "abgesagt", "verlegt": "verschoben", "vertagt": "verschoben", "angefragt": "geplant",
    "storniert": "abgesagt", "praesenz-online": "hybrid", "online-praesenz": "hybrid",
    "fest": "bestaetigt", "findet-statt": "bestaetigt", "vorort": "praesenz", "digital": "online",
    "virtuell": "online", "videokonferenz": "online", "zoom": "online", "teams": "online",
    "webex": "online", "ak": "arbeitskreis", "schulung": "fortbildung", "seminar": "fortbildung",
    "weiterbildung": "fortbildung", "vorsitz": "leitung", "vorsitzende": "leitung",
    "vorsitzender": "leitung", "ca": "rund", "circa": "rund", "etwa": "rund", "mind": "mindestens",
    "mehr-als": "ueber", "teilnehmende": "anwesend",
    "gesundheitswesen": "gesundheit", "polizei": "polizei-ordnung",
    "ordnungsamt": "polizei-ordnung", "schulen": "schule", "kita": "kindertagesbetreuung",
    "fand-statt": "stattgefunden", "hat-stattgefunden": "stattgefunden",
    "findet-nicht-statt": "abgesagt", "fand-nicht-statt": "abgesagt",
    "hat-nicht-stattgefunden": "abgesagt", "nicht-stattgefunden": "abgesagt",
    "unterschrieben": "unterzeichnet", "gekuendigt": "beendet", "ausgelaufen": "beendet",
    "in-arbeit": "laufend", "in-bearbeitung": "laufend", "begonnen": "laufend",
    "fallbesprechung": "fallkonferenz", "genehmigt": "freigegeben",
    "vierteljahr": "quartal", "vierteljaehrlich": "quartal",
    "asd": "jugendamt", "todo": "aufgabe", "to-do": "aufgabe", "vereinbarung": "absprache",
}  # fmt: skip


def _close_matches(word: str, choices: Iterable[str], n: int, cutoff: float) -> list[str]:
    import difflib  # where everything is spelt as it should be, nothing is compared

    return difflib.get_close_matches(word, choices, n, cutoff)


MOST_SLIPS = 100
"""Unknown words in one place that are compared at most: more are no slips and take long."""


def nearest(word: str, choices: Iterable[str], cutoff: float = 0.7) -> str | None:
    """Return the choice that `word` was probably meant to be, or None."""
    return _nearest(word, tuple(choices), cutoff)


@lru_cache(maxsize=1_024)  # one slip is often repeated in every entry of a long list
def _nearest(word: str, choices: tuple[str, ...], cutoff: float) -> str | None:
    folded = fold(word)
    known = _folded(choices)
    if folded in known.by_fold:
        return known.by_fold[folded]
    matches = _close_matches(folded, known.like(folded, cutoff), n=1, cutoff=cutoff)
    return known.by_fold[matches[0]] if matches else None


class _Folded(NamedTuple):
    """Choices by their folded form, and those of one length and the same letters together.

    Letters are bits of a number.
    """

    by_fold: dict[str, str]
    alike: dict[tuple[int, int], list[str]]

    def like(self, word: str, cutoff: float) -> list[str]:
        """Return those whose length and letters allow a likeness of `cutoff`, sorted.

        Comparing takes a hundred times as long as counting the letters that only one of both has.
        """
        own, length = _letters(word), len(word)
        return sorted(
            choice
            for (other, letters), choices in self.alike.items()
            if 2.0
            * min(length - (own & ~letters).bit_count(), other - (letters & ~own).bit_count())
            / (length + other)
            >= cutoff
            for choice in choices
        )


@lru_cache(maxsize=8)
def _folded(choices: tuple[str, ...]) -> _Folded:
    by_fold = {fold(choice): choice for choice in reversed(choices)}
    alike: dict[tuple[int, int], list[str]] = {}
    for choice in by_fold:
        alike.setdefault((len(choice), _letters(choice)), []).append(choice)
    return _Folded(by_fold, alike)


def _letters(folded: str) -> int:
    """Return a number with a bit for each letter that a folded text has."""
    found = 0
    for letter in set(folded):
        found |= 1 << ord(letter)
    return found


def did_you_mean(word: str, choices: Iterable[str], otherwise: str = "") -> str:
    """Return „ Meinten Sie …?“ with the nearest choice; `otherwise` if none is near."""
    meant = nearest(word, choices)
    return f" Meinten Sie „{meant}“?" if meant else otherwise


def nearest_key(word: str, choices: Iterable[str]) -> str | None:
    """Like `nearest`, for keys: words that people try first count before near spellings."""
    choices = list(choices)
    meant = SYNONYMS.get(word.strip().lower()) or SYNONYMS.get(fold(word).replace("-", "_")) or ()
    key = next((key for key in meant if key in choices), None) or nearest(word, choices)
    if key is None and (
        near := _close_matches(fold(word).replace("-", "_"), SYNONYMS, n=1, cutoff=0.8)
    ):
        key = next((key for key in SYNONYMS[near[0]] if key in choices), None)
    return key


def certain_key(word: str, choices: Iterable[str]) -> str | None:
    """Return the only key that `word` can mean; None where there are several or none."""
    choices = list(choices)
    meant = SYNONYMS.get(word.strip().lower()) or SYNONYMS.get(fold(word).replace("-", "_"))
    if meant:
        fitting = [key for key in meant if key in choices]
    else:
        folded = {fold(choice): choice for choice in choices}
        fitting = [
            folded[match] for match in _close_matches(fold(word), sorted(folded), n=2, cutoff=0.8)
        ]
    return fitting[0] if len(fitting) == 1 else None


UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Letters that Unicode does not take apart into one of a to z and an accent.
WHOLE_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Return a text as ids are written: lower case, umlauts spelt out, words joined by hyphens.

    The result is the same however letters are composed (NFC or NFD).
    """
    lowered = text.lower()
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFC", lowered).translate(UMLAUTS)
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in lowered).split())


def in_plain_letters(text: str) -> str:
    """Return a text in small letters a to z where it has such: „oe“ for „Ö“, „s“ for „Ş“."""
    if text.isascii():
        return text.lower()
    spelt = unicodedata.normalize("NFC", text).lower().translate(UMLAUTS).translate(WHOLE_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(c))
