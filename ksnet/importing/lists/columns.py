"""What the columns of a list mean: by their headings, or by a mapping of the user."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from ksnet.basics.errors import UsageProblem
from ksnet.basics.expressions import expression
from ksnet.basics.scalars import text_of
from ksnet.basics.spelling import did_you_mean, fold
from ksnet.importing.lists.given import MARKS, NO_MARKS, Groups
from ksnet.importing.lists.likeness import telling_words
from ksnet.importing.lists.tables import Cell, Grid, Listing, TableRow, cell_text, is_error
from ksnet.importing.notes import NEXT_SHEET, Note, Question
from ksnet.records import german
from ksnet.records.case_data_keys import is_case_data_key
from ksnet.yamltext.reading.yaml import read_yaml

SEARCHED_ROWS = 40  # titles and dates may precede the headings
LEFT_OUT = "-"
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
        "Träger/Einrichtung", "Amt", "Schule", "Mitglied", "Arbeitgeber", "Kooperationspartner",
        "Netzwerkpartner", "Netzwerkmitglied", "Entsendende Stelle", "Einrichtungsname",
        "Institutionsname", "Name des Trägers", "Name der Organisation", "Name der Schule",
        "Name der Kita", "Kita",
    ),
    "label": ("Bezeichnung",),
    "categories": (
        "Kategorien nach § 9 Abs. 4", "Kategorie", "Kategorien", "Berufsgruppe", "Kategorie § 9",
        "Kategorie nach § 9 Abs. 4",
    ),
    "field": ("Handlungsfeld", "Arbeitsfeld", "Bereich", "Arbeitsbereich", "Tätigkeitsfeld"),
    "building": ("Gebäude",),
    "street": (
        "Straße", "Str.", "Straße und Hausnummer", "Straße, Nr.", "Straße Hausnummer",
        "Straße/Hausnr.",
    ),
    "postcode": ("PLZ", "Postleitzahl"),
    "city": ("Ort", "Stadt", "Wohnort der Dienststelle", "Dienstort"),
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
        "Eintrittsdatum", "Eintritt am",
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
        "Name Ansprechpartner/in", "Schulleitung", "Einrichtungsleitung", "Kitaleitung", "Vor-/Nachname", "Vor- und Zuname", "Vor- u. Zuname",
        "Vollständiger Name", "Titel Vorname Name", "Titel, Vorname, Name",
        "Titel, Vorname, Nachname", "Titel, Name",
    ),
    "plain_name": ("Name",), "family_name": ("Nachname", "Familienname", "Zuname"),
    "given_name": ("Vorname", "Vornamen", "Rufname"),
    "title": ("Titel", "Akad. Titel", "Akademischer Titel", "Akad. Grad"),
    "form_of_address": ("Anrede",),
    "function": (
        "Funktion", "Position", "Tätigkeit", "Aufgabe", "Funktion/Position", "Dienstbezeichnung",
        "Amtsbezeichnung", "Stellenbezeichnung",
    ),
    "role": ("Rolle im Netzwerk", "Rolle"), "person_email": ("E-Mail der Person",),
    "email": (
        "E-Mail", "Mail", "Email", "E-Mail-Adresse", "Mailadresse", "Mail-Adresse",
        "E-Mail dienstlich", "dienstliche E-Mail", "Dienst-E-Mail", "Email-Adr.",
    ),
    "phone": (
        "Telefon der Person", "Telefon", "Tel.", "Tel", "Rufnummer", "Durchwahl", "Telefonnummer",
        "Fon", "Tel. dienstlich", "Tel. dienstl.", "Telefon dienstlich", "Tel.-Nr.", "Telefon-Nr.",
        "Telefon Büro", "Tel.-Nummer", "Rufnr.", "Festnetz", "Telefon/Mobil", "Telefon/Handy",
        "Tel./Mobil", "Tel./Handy",
    ),
    "person_groups": ("Gremien der Person",),
    "groups": (
        "Gremium", "Gremien", "AG", "Arbeitsgruppe", "Arbeitskreis", "AK", "Gruppe", "Gremium/AG",
        "AG/Gremium", "Regionalgruppe",
    ),
    "person_since": ("tätig seit",), "person_until": ("tätig bis",),
    "since": ("Seit", "Datum Eintritt", "ab", "Beginn"),
    "until": ("Bis", "Ausgeschieden", "ausgeschieden am", "ausgeschieden zum", "Ende"),
}  # fmt: skip
# What precedes the name of a Gremium in headings: „Verteiler AK InsoFa“.
_LIST_OF = expression(
    r"^(?:(?:E-?Mail-?|Mail-?)?(?:verteiler(?:liste)?|liste)|Mitglied(?:er|schaft)?|Teilnehmende|Teilnahme|Mitarbeit|Einladung|Gremium)"
    r"(?:\s*:\s*|\s+)(?:(?:im|in|in der|an|am|für|zum|zur|des|der|den|die|das)\s+)*",
    re.IGNORECASE,
)
_BY_LAW = expression(r"\s+nach §.*")  # „Kategorien nach § 3 Abs. 2“
_EITHER = expression(r"\s*(?:[/&,;+]|\b(?:und|oder|bzw\.|u\.))\s*")
# What may stand behind a heading and changes nothing: „(dienstlich)“, „1“.
_SUPPLEMENT = expression(
    r"\s*(?:\((?!.*privat)[^()]*\)|\[(?!.*privat)[^\[\]]*\]|\b1)\s*$", re.IGNORECASE
)
_NOTHING = expression(
    r"[-–—/.*?]+|k\.?\s?A\.?|keine?(?: Angaben?)?|nicht bekannt|n\.\s?v\.|n/a", re.IGNORECASE
)
_MOST_NAMED = 8  # columns named one by one in a note
_OWN = {"Hinweis"}  # written by ksnet, and read elsewhere
_NUMBERING = frozenset(("nr", "lfd-nr", "lfd", "nummer", "lfdnr", "no", "id"))
_PRIVATE = frozenset(
    ("kind", "kindes", "handy-privat", "kontoverbindung", "konto", "schwerbehinderung", "krankheit")
)
_WHO = frozenset(
    ("body", "name", "reversed_name", "plain_name", "family_name", "body_id", "person_id")
)
_MEANINGS = {
    fold(heading): meaning for meaning, headings in HEADINGS.items() for heading in headings
}
PERSON_MEANINGS = frozenset(
    """
    person_id name reversed_name family_name given_name title form_of_address function role
    person_email person_groups person_since person_until
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
            raise UsageProblem(f"{name}: {_refusal(heading)} Sie lässt sich auch nicht zuordnen.")
        meant = text_of(value)
        meaning = LEFT_OUT if meant in {LEFT_OUT, None} else _MEANINGS.get(fold(meant or ""))
        if group := groups.get(fold(meant or "")):
            meaning = f"{GROUP}{group}"
        if meaning is None:
            hint = did_you_mean(meant or "", [headings[0] for headings in HEADINGS.values()])
            known = ", ".join(headings[0] for headings in HEADINGS.values())
            raise UsageProblem(
                f"{name}: „{meant}“ ist keine bekannte Bedeutung.{hint}\nMöglich sind die Gremien des Netzwerks und: {known}."
            )
        result[fold(heading)] = meaning
    return result


def is_refused(heading: str) -> bool:
    """Whether a column holds data that records must not contain."""
    return is_case_data_key(heading) or fold(heading) in _PRIVATE


def _refusal(heading: str) -> str:
    return f"Die Spalte „{heading}“ wird nicht gelesen: Private Angaben und Angaben über Kinder und Familien gehören nie in die Unterlagen (§ 35 SGB I, Art. 5 Abs. 1 Buchst. c DSGVO)."


def meaning_of(heading: str, mapping: Mapping[str, str]) -> str | None:
    """Return what a column means, None where that is unknown."""
    folded = fold(heading)
    if not folded:
        return None
    if folded in mapping:
        return mapping[folded]
    if is_refused(heading):
        return None
    if folded in _MEANINGS:
        return _MEANINGS[folded]
    if (meant := _MEANINGS.get(fold(_BY_LAW.sub("", heading)))) is not None:
        return meant
    parts = {_MEANINGS.get(fold(part)) for part in _EITHER.split(heading)}
    if len(parts) == 1 and (only := parts.pop()):  # „Institution / Träger“
        return only
    near = get_close_matches(folded, _MEANINGS, n=1, cutoff=0.88) if len(folded) > 4 else []
    if near:
        return _MEANINGS[near[0]]
    plain = _SUPPLEMENT.sub("", heading)
    return meaning_of(plain, mapping) if plain != heading else None


class _Head(NamedTuple):
    grid: Grid
    at: int
    meanings: dict[int, str]


def listing_of(
    grids: Iterable[Grid], mapping: Mapping[str, str], sheet: str | None, name: str, groups: Groups
) -> Listing:
    """Return the list in a file: the named sheet, all (`ALL`), or the one with most entries.

    A workbook that ksnet has written gives the rows of all its sheets with ids. Raises
    UsageProblem.
    """
    grids = list(grids)
    everything = (
        sheet is not None
        and sheet.casefold() in {"all", "alle"}
        and all(grid.name != sheet for grid in grids)
    )
    if sheet is not None and not everything and all(grid.name != sheet for grid in grids):
        names = german.join(f"„{grid.name}“" for grid in grids if grid.name)
        raise UsageProblem(
            f"Ein Blatt „{sheet}“ gibt es in {name} nicht."
            + (f" Vorhanden: {names}." if names else "")
        )
    heads = [head for grid in grids if (head := _head(grid, mapping, groups))]
    found = (
        [head for head in heads if head.grid.name == sheet] if sheet and not everything else heads
    )
    if not found:
        if faults := [grid.fault for grid in grids if grid.fault]:
            raise UsageProblem(faults[0])
        raise UsageProblem(
            f"In {name} ist keine Zeile mit Spaltenüberschriften zu finden, etwa Institution, Name, Vorname, E-Mail, Telefon.\n"
            "Überschriften ergänzen oder mit --mapping DATEI sagen, was die Spalten bedeuten."
        )
    best = max(found, key=lambda head: (len(set(head.meanings.values())), len(head.grid.rows)))
    own = [head for head in found if "body_id" in head.meanings.values()]
    chosen = found if everything else own if best in own else [best]
    if best.grid.fault:
        raise UsageProblem(best.grid.fault)
    others = [head for head in heads if head not in chosen and head.grid.name]
    result = Listing([], [], frozenset(), part=best.grid.part)
    if others and best not in own:
        result.part = "Das Blatt ist eines von mehreren"
    for number, head in enumerate(chosen):
        _add(result, head, groups, 0 if best in own else number * NEXT_SHEET)
    if others and sheet is None:
        names = german.join(f"„{head.grid.name}“" for head in others)
        text = Question(
            f"Gelesen wird {german.join(f'„{name}“' for name in result.sheets)}; auch eine Liste sein könnte {names}. Mit --sheet BLATT wählen, mit --sheet ALL alle."
        )
        result.notes.append(Note(None, text))
    if not result.columns & {"body", "body_id"}:
        raise UsageProblem(
            f"In {name} sagt keine Spalte, zu welcher Stelle jemand gehört (Überschrift etwa Einrichtung, Institution, Träger).\n"
            "Überschrift ergänzen oder mit --mapping DATEI sagen, was die Spalten bedeuten."
        )
    if not result.lines and not any(note.row for note in result.notes):
        raise UsageProblem(
            f"In {name} steht unter den Überschriften nichts, also wird nichts geändert.\n"
            "Wurde die richtige Datei gespeichert, mit den Zeilen und ohne Filter?"
        )
    return result


def _head(grid: Grid, mapping: Mapping[str, str], groups: Groups) -> _Head | None:
    """Return the row of headings: the most known columns, at least one of them a name."""
    best: _Head | None = None
    most = 1
    for index, row in enumerate(grid.rows[:SEARCHED_ROWS]):
        meanings = {
            n: m for n, cell in enumerate(row.cells) if (m := meaning_of(cell_text(cell), mapping))
        }
        known, head = set(meanings.values()), _Head(grid, index, meanings)
        if not known & _WHO:
            continue
        others = (n for n, cell in enumerate(row.cells) if cell and n not in meanings)
        count = len(known) + len({_group(head, n, groups) for n in others} - {None})
        if count > most:
            best, most = head, count
    return best


def _add(result: Listing, head: _Head, groups: Groups, offset: int) -> None:
    grid = head.grid
    result.sheets.append(grid.name)
    result.notes += grid.notes
    headings = [cell_text(cell) for cell in grid.rows[head.at].cells]
    meanings = _settled(head, headings, groups, result)
    result.columns |= set(meanings.values())
    for row in grid.rows[head.at + 1 :]:
        number, values = row.number + offset, dict[str, Cell]()
        for position, meaning in meanings.items():
            cell = row.cells[position] if position < len(row.cells) else ""
            if (row.number, position) in grid.formulas:
                text = f"In der Spalte „{headings[position]}“ steht eine Formel; sie wird nicht ausgewertet. In Excel als Wert einfügen."
                result.notes.append(Note(number, text))
            elif is_error(cell):
                text = f"In der Spalte „{headings[position]}“ steht ein Fehlerwert von Excel; nicht übernommen."
                result.notes.append(Note(number, text))
            elif cell_text(cell) and meaning not in values and not _is_nothing(meaning, cell):
                values[meaning] = cell
        if not values or _is_heading_again(row.cells, headings):
            continue
        result.lines.append(TableRow(number, values))
        if any(
            (text := cell_text(cell)) and not text.isdecimal()
            for position, cell in enumerate(row.cells)
            if position >= len(headings) or not headings[position]
        ):
            text = "In einer Spalte ohne Überschrift steht etwas; es wird nicht übernommen."
            result.notes.append(Note(number, text))
        struck = [
            grid.struck[place]
            for position in meanings
            if (place := (row.number, position)) in grid.struck
        ]
        if row.number in grid.unseen or struck:
            result.refused[number] = grid.unseen.get(row.number) or struck[0]
        elif any("\ufffd" in cell for cell in values.values() if isinstance(cell, str)):
            result.refused[number] = Question(
                "Hier steht ein Zeichen, das nicht zu lesen ist; nichts übernommen. Vielleicht hilft --encoding."
            )


def _is_nothing(meaning: str, cell: Cell) -> bool:
    """Whether a cell says that there is nothing to say: `–`, `k. A.`; of names see `naming`."""
    return (
        meaning not in {"body", "label", "remarks", *PERSON_MEANINGS}
        and not meaning.startswith(GROUP)
        and _NOTHING.fullmatch(cell_text(cell)) is not None
    )


def _settled(head: _Head, headings: list[str], groups: Groups, result: Listing) -> dict[int, str]:
    """Return the columns that are read; note the others and why."""
    settled: dict[int, str] = {}
    unknown: list[str] = []
    hidden: list[str] = []
    marked: list[str] = []
    for position, heading in enumerate(headings):
        meaning = head.meanings.get(position)
        if not heading or meaning == LEFT_OUT:
            continue
        if meaning is None and is_refused(heading):
            result.notes.append(Note(None, _refusal(heading)))
        elif position in head.grid.hidden:
            hidden.append(heading)
        elif (
            meaning := meaning or _group(head, position, groups)
        ) and meaning not in settled.values():
            settled[position] = meaning
        elif heading not in _OWN and fold(heading) not in _NUMBERING:
            (marked if _has_marks(head, position) else unknown).append(heading)
    for left, text in (
        (
            marked,
            Question(
                "In {} stehen Kreuze, ein Gremium dieses Namens hat das Netzwerk nicht. Anlegen mit ksnet new group oder mit --mapping DATEI zuordnen."
            ),
        ),
        (
            unknown,
            Question(
                "Nicht übernommen, weil unbekannt oder doppelt: {}. Mit --mapping DATEI lassen sich Spalten zuordnen."
            ),
        ),
        (hidden, "Ausgeblendete Spalten bleiben außen vor: {}."),
    ):
        if left:
            result.notes.append(Note(None, type(text)(text.format(_some(left)))))
    return _with_names(settled)


def _some(headings: list[str]) -> str:
    """Return headings as part of a sentence, of many only the first and the number of the rest."""
    named = [f"„{heading}“" for heading in headings[:_MOST_NAMED]]
    more = len(headings) - len(named)
    return german.join([*named, f"{more} weitere"] if more else named)


def _group(head: _Head, position: int, groups: Groups) -> str | None:
    """Return the Gremium of a column: by all words of its name, above marks also by some."""
    heading = _LIST_OF.sub("", cell_text(head.grid.rows[head.at].cells[position]))
    words = set(telling_words(heading)) if heading else set()
    if not words:
        return None
    found = {ident for known, ident in groups.items() if words == set(telling_words(known))}
    if not found and _has_marks(head, position):
        found = {ident for known, ident in groups.items() if words < set(telling_words(known))}
    return f"{GROUP}{found.pop()}" if len(found) == 1 else None


def _has_marks(head: _Head, position: int) -> bool:
    """Whether a column holds only marks."""
    cells = {
        cell_text(row.cells[position]).casefold()
        for row in head.grid.rows[head.at + 1 :]
        if position < len(row.cells)
    }
    return bool(cells & MARKS) and cells <= MARKS | {""} | NO_MARKS


def _with_names(settled: dict[int, str]) -> dict[int, str]:
    """Decide what a column „Name“ means: a family name, a person, or the body.

    A family name beside a first name, a person beside a body, else the body.
    """
    known = set(settled.values())
    named = {"family_name", "given_name", "name", "reversed_name"} & known
    plain = "family_name" if named else "name" if "body" in known else "body"
    return {
        position: plain if meaning == "plain_name" else meaning
        for position, meaning in settled.items()
    }


def _is_heading_again(cells: Iterable[Cell], headings: list[str]) -> bool:
    texts = [cell_text(cell) for cell in cells]
    return sum(a == b != "" for a, b in zip(texts, headings, strict=False)) >= 2
