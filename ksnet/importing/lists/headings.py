"""What the headings of a list mean, or a mapping of the user, and which cells below say nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.basics.scalars import text_of
from ksnet.basics.spelling import did_you_mean, fold, nearest
from ksnet.importing.lists.given import Groups
from ksnet.importing.lists.tables import LONGEST_VALUE, Cell, cell_text
from ksnet.records.case_data_keys import is_case_data_key
from ksnet.records.moments import GOES_ON
from ksnet.yamltext.reading.yaml import read_yaml

LEFT_OUT = "-"
FURTHER = "further:"  # followed by a meaning: what a second person of a row has in it
GROUP = "group:"  # followed by the id of a Gremium: a column of marks for its members

# The headings of each meaning; the first is its name. Those of lists that ksnet itself
# writes are included.
HEADINGS: dict[str, tuple[str, ...]] = {
    "body_id": ("Kennung der Stelle",),
    "person_id": ("Kennung der Person",),
    "body": (
        "Stelle", "Institution", "Einrichtung", "Träger", "Dienststelle", "Organisation", "Behörde",
        "Firma", "Name der Einrichtung", "Name der Stelle", "Name der Institution",
        "Institution/Einrichtung", "Einrichtung/Institution", "Einrichtung/Träger",
        "Träger/Einrichtung", "Amt", "Schule", "Mitglied", "Ordentliches Mitglied", "Arbeitgeber", "Kooperationspartner",
        "Netzwerkpartner", "Netzwerkmitglied", "Entsendende Stelle", "Einrichtungsname",
        "Institutionsname", "Name des Trägers", "Name der Organisation", "Name der Schule",
        "Name der Kita", "Kita", "Gericht", "Klinik", "Krankenhaus", "Praxis", "Verein", "Verband",
        "Beratungsstelle", "Schulname", "Unternehmen", "Company", "Organization", "Organization Name",
        "Organization 1 - Name",
    ),
    "label": ("Bezeichnung",),
    "categories": (
        "Kategorien nach § 9 Abs. 4", "Kategorie", "Kategorien", "Berufsgruppe", "Kategorie § 9",
        "Kategorie nach § 9 Abs. 4",
    ),
    "field": ("Handlungsfeld", "Arbeitsfeld", "Bereich", "Arbeitsbereich", "Tätigkeitsfeld"),
    "status": ("Status", "Mitgliedsstatus", "Mitgliederstatus", "aktiv", "aktives Mitglied"),
    "building": ("Gebäude",), "house_number": ("Hausnummer", "Hausnr.", "Haus-Nr.", "HNr."),
    "street": (
        "Straße", "Str.", "Straße und Hausnummer", "Straße, Nr.", "Straße Hausnummer",
        "Straße/Hausnr.", "Street", "Business Street", "Work Street", "Work Address", "Dienstlich: Adresse",
    ),
    "postcode": ("PLZ", "Postleitzahl", "ZIP", "ZIP Code", "Postal Code", "Business Postal Code", "Work Postal Code", "Work ZipCode", "Dienstlich: PLZ"),
    "city": ("Ort", "Stadt", "Wohnort der Dienststelle", "Dienstort", "City", "Business City", "Work City", "Dienstlich: Ort"),
    "town": ("PLZ Ort", "PLZ/Ort", "PLZ, Ort", "PLZ und Ort"),
    "address": ("Anschrift", "Adresse", "Dienstanschrift", "Postanschrift", "Dienstadresse"),
    "body_email": (
        "E-Mail der Stelle", "E-Mail Einrichtung", "E-Mail Institution", "Funktionspostfach",
        "Zentrale E-Mail",
    ),
    "website": ("Internetseite", "Internet", "Homepage", "Website", "Webseite", "www", "Web", "URL"),
    "body_groups": ("Gremien der Stelle",),
    "body_since": (
        "Mitglied seit", "im Netzwerk seit", "Beitritt", "Eintritt", "Beigetreten", "Mitglied ab",
        "dabei seit", "dabei ab", "seit wann", "Teilnahme seit", "Beitrittsdatum", "Beitritt am",
        "Eintrittsdatum", "Eintritt am", "Aufnahmedatum", "Member since",
    ),
    "body_until": ("Mitglied bis", "Austritt"),
    "remarks": (
        "Bemerkung", "Bemerkungen", "Anmerkung", "Anmerkungen", "Notiz", "Notizen", "Kommentar",
    ),
    "reversed_name": (  # the family name first
        "Name, Vorname", "Name Vorname", "Nachname, Vorname", "Nachname Vorname",
        "Name und Vorname", "Nachname und Vorname", "Familienname, Vorname", "Zuname, Vorname",
        "Name, Vorname, Titel", "Nachname, Vorname, Titel",
    ),
    "name": (
        "Vor- und Nachname", "Vorname Name", "Vorname Nachname", "Vorname und Name",
        "Vorname, Name", "Vorname, Nachname", "Vorname und Nachname", "Ansprechpartner",
        "Ansprechpartnerin", "Ansprechpartner/in", "Ansprechperson", "Ansprechpartner*in",
        "Ansprechpartner:in", "Ansprechpartner/in Kinderschutz", "Ansprechperson Kinderschutz",
        "Kontaktperson", "Vertreten durch", "Person", "Teilnehmer", "Teilnehmer/in", "Vertreter/in",
        "Vertreter", "Vertretung durch", "Ihr Name", "Name der Ansprechperson",
        "Name Ansprechpartner/in", "Schulleitung", "Schulleiter/in", "Vertretung im Netzwerk", "Einrichtungsleitung", "Kitaleitung", "Leitung", "Leiter/in", "Richter/in", "Vor-/Nachname", "Vor- und Zuname", "Vor- u. Zuname",
        "Vollständiger Name", "Titel Vorname Name", "Titel, Vorname, Name",
        "Titel, Vorname, Nachname", "Titel, Name",
    ),
    "plain_name": ("Name",), "family_name": ("Nachname", "Familienname", "Zuname", "Last Name", "Family Name"),
    "given_name": ("Vorname", "Vornamen", "Rufname", "First Name", "Given Name"),
    "title": ("Titel", "Akad. Titel", "Akademischer Titel", "Akad. Grad", "Name Prefix"),
    "form_of_address": ("Anrede",),
    "function": (
        "Funktion", "Position", "Tätigkeit", "Aufgabe", "Funktion/Position", "Dienstbezeichnung",
        "Amtsbezeichnung", "Amtsbez.", "Dienstbez.", "Stellenbezeichnung", "Job Title", "Arbeitstitel", "Organization Title", "Organization 1 - Title",
    ),
    "role": ("Rolle im Netzwerk", "Rolle"), "person_email": ("E-Mail der Person",),
    "email": (
        "E-Mail", "Mail", "Email", "E-Mail-Adresse", "Mailadresse", "Mail-Adresse",
        "E-Mail dienstlich", "dienstliche E-Mail", "Dienst-E-Mail", "Email-Adr.", "E-mail Address", "Primäre E-Mail-Adresse", "Primary Email", "Work Email",
        "E-mail 1 - Value", "E-Mail 1 - Wert",
    ),
    "phone": (
        "Telefon der Person", "Telefon", "Tel.", "Tel", "Rufnummer", "Durchwahl", "Telefonnummer",
        "Fon", "Tel. dienstlich", "Tel. dienstl.", "Telefon dienstlich", "Tel.-Nr.", "Telefon-Nr.",
        "Telefon Büro", "Tel.-Nummer", "Rufnr.", "Festnetz", "Telefon/Mobil", "Telefon/Handy",
        "Tel./Mobil", "Tel./Handy", "Business Phone", "Work Phone", "Phone",
        "Phone 1 - Value", "Telefon 1 - Wert",
    ),
    "contact": (
        "Kontakt", "Kontaktdaten", "Kontaktinformationen", "Erreichbarkeit", "Erreichbar unter",
    ),
    # How address books of Google say whether it is a private one.
    "email_kind": ("E-Mail 1 - Typ", "E-Mail 1 - Label", "E-mail 1 - Type"),
    "phone_kind": ("Telefon 1 - Typ", "Telefon 1 - Label", "Phone 1 - Label", "Phone 1 - Type"),
    "person_groups": ("Gremien der Person",),
    "groups": (
        "Gremium", "Gremien", "AG", "Arbeitsgruppe", "Arbeitskreis", "AK", "Gruppe", "Gremium/AG",
        "AG/Gremium", "Regionalgruppe",
    ),
    "person_since": ("tätig seit",), "person_until": ("tätig bis",),
    "since": ("Seit", "Datum Eintritt", "ab", "Beginn", "Amtszeit von", "Amtszeit ab", "benannt seit"),
    "until": (
        "Bis", "Ausgeschieden", "ausgeschieden am", "ausgeschieden zum", "Ende", "Amtszeit bis",
        "benannt bis",
    ),
}  # fmt: skip
_EITHER = expression(r"\s*(?:[/&,;+]|\b(?:und|oder|bzw\.|u\.))\s*")
# What may stand behind a heading and changes nothing: „(dienstlich)“, „1“.
_SUPPLEMENT = expression(
    r"\s*(?:\((?!.*privat)[^()]*\)|\[(?!.*privat)[^\[\]]*\]|\b1|\s(?:geschäftlich|dienstlich))\s*$",
    re.IGNORECASE,
)
# What makes a heading that of a second person; alone it stands above names.
_SECOND = expression(
    r"(?:^|(?<=[\s(/-]))(?:(?:(?P<deputy>(?:Stell)?vertretung(?:sperson)?|stellvertretende[rsn]?|Stellvertreter(?:[/*:_-]*in(?:nen)?)?|Stellvertretungen|(?:Stellv|Vertr)\.)|2\.?|zweite[rsn]?|weitere[rsn]?)(?=$|[\s)/:-]))",
    re.IGNORECASE,
)
_NOTHING = expression(
    r"[-–—/.*?]+|k\.?\s?A\.?|keine?(?: Angaben?)?|nicht bekannt|n\.\s?v\.|n/a", re.IGNORECASE
)
# Days with which programs say that there is none, and words for no end.
_NO_DAY = expression(
    r"0{1,2}\.0{1,2}\.0{2,4}|0000-?00-?00"
    r"|(?:3[01]\.12\.1899|1899-12-3[01]|0?[01]\.0?1\.1900|1900-01-0[01]|0?1\.0?1\.(?:0001|1753)|(?:0001|1753)-01-01)"
    r"(?:[ T]00:00.*)?"
)
_NO_END = expression(
    rf"31\.12\.9999|9999-?12-?31|99991231|{GOES_ON}|unbegrenzt|offen|(?:bis )?(?:dato|jetzt)|nein|nicht",
    re.IGNORECASE,
)
# What forms put before a heading: „Ihre Einrichtung“, „dienstliche Telefonnummer“.
_BEFORE = expression(
    r"^(?:(?:Ihre?[mnrs]?|Deine?[mnrs]?|Unsere?|Meine?|dienstliche[rs]?|geschäftliche[rs]?)\s+)+",
    re.IGNORECASE,
)
_JOINED = expression(r"(?<=[a-z])(?=[A-Z])")  # „workPhone“
_AT_HOME = expression(r"home-(?!page)")  # of address books
_PRIVATE = frozenset(
    ("kind", "kindes", "handy-privat", "kontoverbindung", "konto", "schwerbehinderung", "krankheit")
)
PRIVATE = "Private Angaben und Angaben über Kinder und Familien gehören nie in die Unterlagen (§ 35 SGB I, Art. 5 Abs. 1 Buchst. c DSGVO)."
# Of these a row names its bodies only where no other column does.
CARRIERS = frozenset(("traeger", "name-des-traegers", "traeger-der-einrichtung"))
NAMES = frozenset(("name", "reversed_name", "family_name"))  # of people
# What a cell of a body or a person may also say; it is taken apart.
_OF_CELL = frozenset(("function", "phone", "email", "contact"))
_WITH_MORE = {"body": {"address"}} | dict.fromkeys(
    ("name", "plain_name", "reversed_name"), _OF_CELL
)
OF_BODY = frozenset(("street", "postcode", "city", "town", "address", "website"))
NUMBERING = frozenset(("nr", "lfd-nr", "lfd", "nummer", "lfdnr", "no", "id"))  # of rows
WHO = NAMES | {"body", "plain_name", "body_id", "person_id"}
_MEANINGS = {
    fold(heading): meaning for meaning, headings in HEADINGS.items() for heading in headings
}
PERSON_MEANINGS = frozenset(
    """
    person_id name reversed_name family_name given_name title form_of_address function role
    person_email person_groups person_since person_until
    """.split()
)
# What a second person of a row may have a column for.
OF_PERSON = frozenset(
    """
    name reversed_name plain_name family_name given_name title form_of_address function email
    person_email phone contact
    """.split()
)


def mapping_from(name: str, content: bytes, groups: Groups) -> dict[str, str]:
    """Return the meaning of each folded heading in a mapping file; raises UsageProblem.

    A mapping names a heading of the list and beside it a known heading, a Gremium, or `-` to leave
    it out.
    """
    document = read_yaml(name, content)
    if document.faults or not isinstance(document.data, dict):
        reason = f" {document.faults[0].message}" if document.faults else ""
        raise UsageProblem(
            f"{name} lässt sich nicht lesen.{reason} In jeder Zeile: Überschrift: Bedeutung"
        )
    result = {}
    for heading, value in document.data.items():
        if is_refused(heading):
            raise UsageProblem(
                f"{name}: Die Spalte „{heading}“ lässt sich nicht zuordnen. {PRIVATE}"
            )
        text = text_of(value)
        meant = LEFT_OUT if text is None else text
        meaning = LEFT_OUT if meant == LEFT_OUT else known_heading(meant) or _of_second(meant)
        if group := groups.get(fold(meant)):
            meaning = f"{GROUP}{group}"
        if meaning is None:
            known = [headings[0] for headings in HEADINGS.values()]
            raise UsageProblem(
                f"{name}: „{meant}“ ist keine bekannte Bedeutung.{did_you_mean(meant, known)}\nMöglich sind die Gremien des Netzwerks, „Vertretung“ (eine zweite Person) und: {', '.join(known)}."
            )
        result[fold(heading)] = meaning
    return result


def is_refused(heading: str) -> bool:
    """Whether a column holds data that records must not contain."""
    spaced = _JOINED.sub(" ", heading)
    return (
        is_case_data_key(spaced) or fold(heading) in _PRIVATE or bool(_AT_HOME.match(fold(spaced)))
    )


def known_heading(heading: str) -> str | None:
    """Return the meaning of one of HEADINGS exactly, None for any other text."""
    return _MEANINGS.get(fold(heading))


def meaning_of(heading: str, mapping: Mapping[str, str]) -> str | None:
    """Return what a column means, None where that is unknown."""
    folded = fold(heading)
    if not folded:
        return None
    if folded in mapping:
        return mapping[folded]
    if is_refused(heading) or len(heading) > LONGEST_VALUE:
        return None
    if folded in _MEANINGS:
        return _MEANINGS[folded]
    if several := _of_several(heading):
        return several
    if own := _of_second(heading) or _of_body(heading):
        return own
    if near := _near(folded):
        return near
    plain = _BEFORE.sub("", _JOINED.sub(" ", _SUPPLEMENT.sub("", heading)))
    return meaning_of(plain, mapping) if plain != heading else None


def _of_several(heading: str) -> str | None:
    """Return what a heading of several words for its cells means: `Institution / Anschrift`."""
    parts = {_MEANINGS.get(fold(part)) for part in _EITHER.split(heading)}
    if parts == {"phone", "email"}:
        return "contact"
    whole = next(
        (one for one, more in _WITH_MORE.items() if one in parts and parts - {one} <= more), None
    )
    return whole or (parts.pop() if len(parts) == 1 else None)


def names_deputy(heading: str) -> bool:
    """Whether a heading is that of a deputy: `Stellv. Name`, `Vertretung`."""
    return any(match["deputy"] for match in _SECOND.finditer(heading))


def _of_body(heading: str) -> str | None:
    """Return what a heading of two words means that names the body too: `Anschrift der Kita`."""
    what, _, whose = re.sub(r"\s+(?:der|des)\s+", " ", heading).rpartition(" ")
    meaning = _MEANINGS.get(fold(what)) if _MEANINGS.get(fold(whose)) == "body" else None
    return "body_email" if meaning == "email" else meaning if meaning in OF_BODY else None


def is_of_third(heading: str) -> bool:
    """Whether a heading is that of a second deputy: `2. Vertretung`."""
    return len({bool(match["deputy"]) for match in _SECOND.finditer(heading)}) > 1


def _of_second(heading: str) -> str | None:
    """Return what a heading means for a second person: `Vertretung`, `Telefon 2`; else None.

    A number alone is that of a meeting, as in lists of who was there; a second deputy is a third
    person.
    """
    if heading.strip(" .").isdecimal() or not _SECOND.search(heading) or is_of_third(heading):
        return None
    rest = fold(_SECOND.sub(" ", heading)).removesuffix("-der").strip("1-")
    meaning = "name" if rest in {"", "mitglied"} else _MEANINGS.get(rest) or _near(rest)
    return f"{FURTHER}{meaning}" if meaning in OF_PERSON else None


def _near(folded: str) -> str | None:
    """Return what the most alike of the known headings means; no number of somebody is a name."""
    number = folded.endswith(("-id", "-nr"))  # „Teilnehmer-ID“ is not „Teilnehmer/in“
    near = nearest(folded, _MEANINGS, 0.88) if len(folded) > 4 and not number else None
    return _MEANINGS[near] if near else None


def says_nothing(meaning: str, cell: Cell) -> bool:
    """Whether a cell says that there is nothing to say: `–`, `k. A.`; of names see `no_names`."""
    text = cell_text(cell)
    if meaning.endswith(("since", "until")) and _NO_DAY.fullmatch(text):
        return True
    if meaning.endswith("until") and _NO_END.fullmatch(text):
        return True
    return (
        meaning not in {"body", "label", "remarks", *PERSON_MEANINGS}
        and not meaning.startswith(GROUP)
        and _NOTHING.fullmatch(text) is not None
    )
