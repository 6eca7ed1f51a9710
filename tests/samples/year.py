"""Make what one office has on its first day: a list with several sheets and crosses for Gremien,
and an Outlook calendar.

Run as `python -m tests.samples.year` after a change. Fictional throughout; the handbook works on
these two files.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import xlsxwriter  # type: ignore[import-untyped]  # has no types

HERE = Path(__file__).parent
HEAD = ("Nr.", "Institution", "Straße", "PLZ / Ort", "Name, Vorname", "Funktion", "Telefon", "E-Mail", "dabei seit", "Steuerungsgruppe", "AK InsoFa", "Geb.", "Bemerkungen")  # fmt: skip
SOEST, LIPPSTADT = "59494 Soest", "59555 Lippstadt"
# A text alone is a title over what follows; crosses: Steuerungsgruppe, AK InsoFa.
Row = tuple[str, ...]
BODIES: tuple[Row | str, ...] = (
    "Jugendämter",
    ("Jugendamt der Stadt Soest", "Vreithof 8", SOEST, "Kremer, Katja", "Netzwerkkoordination", "02921 103-22", "k.kremer@soest.example", "15.01.2026", "x", "x", "", "Koordination"),
    ("", "", "", "Hölter, Thomas", "Leitung ASD", "02921 103-20 / 0170 5551200", "t.hoelter@soest.example", "15.01.2026", "x", "", "", ""),
    ("Stadt Lippstadt, Jugendamt", "Geiststr. 47", LIPPSTADT, "Brünger, Silke", "Koordination Kinderschutz", "02941 980-510", "s.bruenger@lippstadt.example", "15.01.2026", "X", "x", "", "Vertretung v. Kremer"),
    "Jugendhilfe",
    ("Caritasverband Soest e.V.", "Osthofenstr. 35", SOEST, "Schulze Wierling, Maria", "Leitung Erziehungsberatung", "02921 7205-0", "m.schulze-wierling@caritas-soest.example", "15.01.2026", "x", "", "", ""),
    ("", "", "", "Nienhaus, Petra", "insoweit erfahrene Fachkraft", "02921 7205-41", "p.nienhaus@caritas-soest.example", "15.01.2026", "", "x", "", ""),
    ("Kinderheim St. Anna gGmbH", "Annaweg 2", LIPPSTADT, "Kuhlmann, Beate", "Heimleitung", "02941 2203-0", "leitung@st-anna.example", "15.01.2026", "", "", "", ""),
    ("Frauenhaus Lippstadt", "geheim!", "", "Rohling, Sabine", "Leitung", "02941 86854", "kontakt@frauenhaus.example", "15.01.2026", "", "", "", "Anschrift NICHT weitergeben"),
    "Kindertagesstätten",
    ("Ev. Kita Regenbogen", "Lindenweg 44", LIPPSTADT, "Möllers, Kathrin", "Leitung", "02941 3321", "kita.regenbogen@kirche.example", "15.01.2026", "", "", "", ""),
    ("AWO Kita Wirbelwind", "Am Bach 11", SOEST, "Yıldız, Elif", "Leitung", "02921 83120", "wirbelwind@awo.example", "15.01.2026", "", "", "", ""),
    ("DRK-Kita Sonnenschein", "Rosenweg 1", LIPPSTADT, "N.N.", "Leitung", "02941 1212", "sonnenschein@drk.example", "15.01.2026", "", "", "", "Stelle z.Zt. unbesetzt"),
    "Gesundheit",
    ("Gesundheitsamt Kreis Soest", "Hoher Weg 1", SOEST, "Dr. med. Hagemann, Christiane", "KJGD", "02921 30-2155", "c.hagemann@kreis-soest.example", "15.01.2026", "x", "", "", ""),
    ("Kinderarztpraxis Dr. Brinkmann", "Markt 4", LIPPSTADT, "Dr. Brinkmann, Frank", "Kinderarzt", "02941 4488", "praxis@brinkmann.example", "15.01.2026", "", "", "12.05.1961", ""),
    "Polizei / Justiz",
    ("Kreispolizeibehörde Soest", "Walburger Osthofe 2", SOEST, "KHK'in Reinert, Simone", "Opferschutz", "02921 9100-445", "s.reinert@polizei.example", "15.01.2026", "x", "", "", ""),
    ("Amtsgericht Soest – Familiengericht", "Nöttenstr. 28", SOEST, "Dr. Overkamp, Ruth", "Familienrichterin", "02921 398-0", "poststelle@ag-soest.example", "15.01.2026", "", "", "", ""),
    ("Staatsanwaltschaft Arnsberg", "Eichholzstr. 10", "59821 Arnsberg", "OStA Lindemann, Wolfgang", "Dezernat Jugendschutz", "02931 804-1", "poststelle@sta.example", "15.01.2026", "", "", "", ""),
    ("Verfahrensbeistandschaft Kemper", "Lambertistr. 3", SOEST, "Kemper, Julia", "Verfahrensbeiständin", "02921 970070", "kanzlei@kemper.example", "15.01.2026", "", "", "", ""),
    "Eingliederungshilfe / Frühe Hilfen",
    ("LWL-Inklusionsamt Soziale Teilhabe", "Freiherr-vom-Stein-Platz 1", "48147 Münster", "Pieper, Andrea", "Hilfeplanung", "0251 591-01", "a.pieper@lwl.example", "15.01.2026", "", "", "", ""),
    ("Frühe Hilfen Soest", "Vreithof 8", SOEST, "Kerkhoff, Melanie", "Netzwerkkoordination Frühe Hilfen", "02921 103-50", "m.kerkhoff@soest.example", "15.01.2026", "x", "", "", ""),
)  # fmt: skip
SCHOOLS = (
    ("Laurentiusschule", "GS", "Billerbecker Str. 20", 59494, "Soest", "Frau Niehues", "02921 1234", "sekretariat@laurentius.example"),
    ("Heriburg-Gymnasium", "Gym", "Seminarstr. 10", 59494, "Soest", "Kalthoff, Mechthild", "02921 9260", "kalthoff@heriburg.example"),
    ("Theodor-Heuss-Realschule", "RS", "Holtwicker Str. 2", 59555, "Lippstadt", "Arning, Birgit", "02941 2870", "b.arning@thrs.example"),
    ("Gesamtschule Lippetal", "GesS", "Lippestr. 6", 59555, "Lippstadt", "Reckmann, Anja-Katharina", "02941 9444", "a.reckmann@gesamtschule.example"),
)  # fmt: skip


class Appointment(NamedTuple):
    """An appointment in her calendar; `more` are further lines as Outlook writes them."""

    day: str
    begins: str
    ends: str
    title: str
    place: str = ""
    more: str = ""


CALENDAR = (
    Appointment(
        "20260202",
        "0900",
        "1030",
        "Dienstbesprechung ASD",
        "Raum 214",
        "RRULE:FREQ=WEEKLY;COUNT=40;BYDAY=MO",
    ),
    Appointment(
        "20260217", "0900", "1100", "Steuerungsgruppe Kinderschutz", "Rathaus Soest, Raum 101"
    ),
    Appointment("20260325", "1330", "1530", "Netzwerktreffen Kinderschutz", "Stadthalle Lippstadt"),
    Appointment(
        "20260519", "1330", "1630", "Fortbildung: Kinderschutz in der Kita", "Rathaus Soest"
    ),
    Appointment(
        "20260610", "1700", "1900", "Abgesagt: Fachvortrag Kinderschutz und Medien", "VHS Soest"
    ),
    Appointment(
        "20260616", "0900", "1600", "Fortbildung: Traumapädagogik", "Kolpinghaus Lippstadt"
    ),
    Appointment("20260211", "0730", "0800", "Zahnarzt", "", "CLASS:PRIVATE"),
    Appointment("20260303", "1000", "1100", "Vorbereitung Netzwerktreffen m. S. Brünger", "Büro"),
    Appointment("20261007", "0900", "1600", "Fachtag Kinderschutz im Sport", "Stadthalle Soest"),
    Appointment("20261111", "1330", "1530", "Netzwerktreffen Kinderschutz", "Rathaus Soest"),
)


def workbook(file: Path) -> None:
    """Write the list: her sheet with titles, merged cells and crosses; one of schools; a legend."""
    with xlsxwriter.Workbook(file) as book:
        book.set_properties({"created": dt.datetime(2026, 1, 12)})
        sheet = book.add_worksheet("Verteiler Kinderschutz")
        sheet.merge_range(
            0, 0, 0, len(HEAD) - 1, "Netzwerk Kinderschutz Soest / Lippstadt – Verteiler"
        )
        sheet.write(1, 0, "Stand: 12.01.2026 – bitte Änderungen an K. Kremer melden!")
        sheet.write_row(3, 0, HEAD)
        line, number, before = 4, 0, ""
        for row in BODIES:
            if isinstance(row, str):
                sheet.merge_range(line, 0, line, len(HEAD) - 1, row)
            else:
                number += 1
                sheet.write_row(line, 0, (number, *row))
                if not row[0]:  # a second person of the body above: its cell is merged over both
                    sheet.merge_range(line - 1, 1, line, 1, before)
            before = row[0]
            line += 1
        sheet.write(line + 1, 1, "x = Mitglied; rot = bitte klären, gelb = Rückmeldung fehlt")
        schools = book.add_worksheet("Schulen")
        schools.write(0, 0, "Schulen mit Ansprechpersonen Kinderschutz (Schuljahr 2025/26)")
        schools.write_row(2, 0, ("Schule", "Schulform", "Straße", "PLZ", "Ort", "Ansprechpartner/in Kinderschutz", "Tel.", "Mail"))  # fmt: skip
        for line, school in enumerate(SCHOOLS, start=3):
            schools.write_row(line, 0, school)
        book.add_worksheet("Legende").write(0, 0, "x = Mitglied")


def calendar() -> str:
    """Return the calendar as Outlook saves it."""
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN",
        "VERSION:2.0",
        "METHOD:PUBLISH",
    ]
    lines += [
        "BEGIN:VTIMEZONE", "TZID:W. Europe Standard Time", "BEGIN:STANDARD", "DTSTART:16011028T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:16010325T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT", "END:VTIMEZONE",
    ]  # fmt: skip
    for number, one in enumerate(CALENDAR, start=1):
        zone = ';TZID="W. Europe Standard Time":'
        lines += [
            "BEGIN:VEVENT", f"DTEND{zone}{one.day}T{one.ends}00", "DTSTAMP:20260112T081500Z", f"DTSTART{zone}{one.day}T{one.begins}00",
            *([f"LOCATION:{one.place.replace(',', chr(92) + ',')}"] if one.place else []), *([one.more] if one.more else []),
            f"SUMMARY;LANGUAGE=de:{one.title}", f"UID:040000008200E00074C5B7101A82E008{number:08}", "END:VEVENT",
        ]  # fmt: skip
    return "".join(f"{line}\r\n" for line in (*lines, "END:VCALENDAR"))


if __name__ == "__main__":
    workbook(HERE / "liste-2026.xlsx")
    (HERE / "kalender-2026.ics").write_bytes(calendar().encode())
