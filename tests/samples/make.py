"""Make the sample lists: as offices keep them,
with everything that goes wrong in them. Fictional throughout.

Run as `python -m tests.samples.make` after a change; the files are kept, so that everybody can look
at them.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # has no types

HERE = Path(__file__).parent
HEAD = ("Lfd. Nr.", "Institution", "Name, Vorname", "Anrede", "Funktion", "E-Mail", "Tel.", "Straße", "PLZ", "Ort", "Mitglied seit", "Fax", "Geburtsdatum", "Bemerkung")  # fmt: skip
HIDDEN = HEAD.index("Bemerkung")
SPECIAL: list[tuple[Any, ...]] = [
    ("Amtsgericht Musterstadt – Familiengericht", "Dr. Müßig, Jörg", "Herr", "Richter am Amtsgericht", "joerg.muessig@ag.example.org", "02921 7777-12", "Gerichtsgasse 1", 59494, "Musterstadt", dt.date(2026, 3, 1)),
    ("Kreispolizeibehörde Muster", "Öztürk, Ayşe", "Frau", "Kriminalkommissariat 1", "a.oeztuerk@polizei.example.org", 2921910012, "Wachtweg 3", 59494, "Musterstadt", dt.date(2026, 2, 1)),
    ("Kreispolizeibehörde Muster", "von der Heide, Max", "Herr", "Opferschutz", "m.vonderheide@polizei.example.org", "02921/9100-14", "Wachtweg 3", 59494, "Musterstadt", dt.date(2026, 4, 15)),
    ("Gesundheitsamt des Kreises Muster", "Frau Groß", "", "Kinder- und Jugendgesundheitsdienst", "kjgd@kreis-muster.example.org", "02921 30-2155", "Hoher Weg 1", 59494, "Musterstadt", "März 2026"),
    ("Grundschule Nord", "Lämmle, Käthe", "Frau", "Schulleitung", "grundschule.nord@schulen.example.org", 4711, "Schulstr. 9", 59494, "Musterstadt", ""),
    ("Caritasverband Musterstadt e. V.", "N.N.", "", "Leitung Erziehungshilfen", "info@caritas.example.org", "", "Domplatz 2", 59494, "Musterstadt", dt.date(2026, 2, 1)),
    ("Hebammenpraxis Lichtblick", "Storch, Adele", "Frau", "Hebamme", "adele.storch@gmx.de", "02921 5555", "Gasse 7", 59494, "Musterstadt", dt.date(2026, 2, 1)),
    ("Frauenhaus Musterstadt", "Sicher, Sara", "Frau", "Leitung", "haus@frauenhaus.example.org", "02921 1", "Verborgener Weg 1", 59494, "Musterstadt", dt.date(2026, 2, 1)),
]  # fmt: skip
FAMILIES = (
    "Bäcker",
    "Schröder",
    "Jäger",
    "Köhler",
    "Schäfer",
    "Krüger",
    "Böhm",
    "Günther",
    "Groß",
    "Voß",
    "Lorenz",
    "Winter",
    "Sommer",
    "Brandt",
    "Kühn",
)
GIVEN = (
    "Änne",
    "Björn",
    "Cäcilia",
    "Dörte",
    "Emil",
    "Frauke",
    "Gösta",
    "Hülya",
    "Ilse",
    "Jürgen",
    "Katrin",
    "Lütfi",
    "Mareike",
    "Noël",
    "Özlem",
)
BODIES = (
    ("Kita {}", "Leitung"),
    ("Grundschule {}", "Schulsozialarbeit"),
    ("Beratungsstelle {}", "Beratung"),
)
PLACES = (
    "Sonnenschein", "Wiesengrund", "Bärenhöhle", "Am Stadtpark", "St. Ägidius", "Löwenzahn", "Mühlental", "Regenbogen", "Rosenhügel", "Westend", "Altstadt",
    "Seeblick", "Tannenhof", "Lindenallee", "Brückenkopf", "Burgwall", "Hafen", "Heidekamp", "Kornfeld", "Marktplatz", "Nordlicht", "Ostwind", "Pappelweg",
    "Quellengrund", "Schlossgarten", "Talblick", "Uferstraße", "Vogelsang",
)  # fmt: skip


def rows() -> list[tuple[Any, ...]]:
    """Return ninety rows of a list: eight special ones, then many ordinary ones."""
    result: list[tuple[Any, ...]] = [*SPECIAL]
    for number in range(90 - len(SPECIAL)):
        kind, function = BODIES[number % 3]
        body = kind.format(PLACES[number // 3])
        family, given = FAMILIES[number % 15], GIVEN[(number * 7 + number // 15) % 15]
        mail = f"person{number:02d}@stelle{number:02d}.example.org"
        since = dt.date(2026, 2, 1 + number % 20)
        result.append(
            (
                body,
                f"{family}, {given}",
                "",
                function,
                mail,
                f"02921 4000-{number:02d}",
                f"Weg {number + 1}",
                59494,
                "Musterstadt",
                since,
            )
        )
    return [
        (n, *row, "", dt.date(1970, 1, 1) if n == 3 else "", "nur für uns" if n == 4 else "")
        for n, row in enumerate(result, 1)
    ]


def workbook() -> bytes:
    """Return the list as Excel writes it: titles merged across, empty lines,
    a formula, a hidden column, a second sheet.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": dt.datetime(2026, 6, 1)})
    notes = book.add_worksheet("Hinweise")
    notes.write(0, 0, "Stand der Liste: Juni 2026")
    sheet = book.add_worksheet("Verteiler")
    title, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
    sheet.merge_range(0, 0, 0, 9, "Netzwerk Kinderschutz Musterstadt – Mitgliederliste", title)
    sheet.merge_range(1, 0, 1, 9, "Stand: 01.06.2026, nur für den Dienstgebrauch")
    sheet.write_row(3, 0, HEAD)
    sheet.set_column(HIDDEN, HIDDEN, 20, None, {"hidden": True})
    line = 4
    for row in rows():
        if row[0] in {9, 40}:
            line += 1  # an empty line between the parts of the list
        for column, value in enumerate(row):
            if isinstance(value, dt.date):
                sheet.write_datetime(line, column, value, day)
            elif value != "":
                sheet.write(line, column, value)
        if row[0] == 20:
            sheet.write_formula(line, 4, '=CONCATENATE("Bera","tung")', None, "Beratung")
        line += 1
    book.close()
    return out.getvalue()


def text() -> bytes:
    """Return the same list as Excel saves it as CSV under Windows."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        ["Netzwerk Kinderschutz Musterstadt – Mitgliederliste"] + [""] * (len(HEAD) - 1)
    )
    writer.writerow([""] * len(HEAD))
    writer.writerow(HEAD)
    for row in rows():
        writer.writerow(
            [f"{v.day:02d}.{v.month:02d}.{v.year}" if isinstance(v, dt.date) else v for v in row]
        )
    return out.getvalue().replace("ş", "s").encode("cp1252")


def main() -> None:
    """Write the samples."""
    (HERE / "verteiler.xlsx").write_bytes(workbook())
    (HERE / "verteiler.csv").write_bytes(text())


if __name__ == "__main__":
    main()
