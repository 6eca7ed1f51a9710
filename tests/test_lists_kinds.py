"""Lists as real tools and offices write them, each kind with what is right;
all names are invented.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
import time
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # has no types
import yaml

from ksnet.basics.spelling import fold
from ksnet.importing.lists import heads
from ksnet.importing.lists.cells import address_in, date_in, phone_in
from ksnet.importing.lists.files import read_grids
from ksnet.importing.lists.headings import meaning_of
from ksnet.importing.lists.likeness import Alike
from ksnet.importing.lists.listing import listing_of
from ksnet.importing.lists.naming import Name, name_in, names_in
from ksnet.importing.lists.tables import Cell, cell_text
from tests.conftest import Run

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
FILE = "data/networks/musterstadt/members.yaml"
NETWORK = """\
name: Netzwerk Musterstadt
founded: 1990-01-01
complete_since: nie
youth_offices:
  - {id: soest, name: Jugendamt der Stadt Soest, key: "05974040"}
groups:
  - {id: plenum, name: Plenum, kind: plenum}
  - {id: steuerung, name: Steuerungsgruppe, kind: steuerungsgruppe}
  - {id: ak-insofa, name: Arbeitskreis InsoFa, kind: arbeitskreis}
"""


class Office:
    """A fresh repository and the command that imports into it."""

    def __init__(self, root: Path, ksnet: Ksnet) -> None:
        self.root, self.ksnet, self.said = root, ksnet, ""

    def reads(self, content: str | bytes, *more: str, code: int = 0) -> dict[str, Any]:
        """Import a list; return the bodies by name, and keep what was said."""
        file = self.root / "liste.csv"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        run = self.ksnet(
            "import",
            "members",
            file,
            "--network",
            "musterstadt",
            "--as-of",
            "2026-06-30",
            *more,
            cwd=self.root,
        )
        self.said = run.out + run.err
        assert run.code == code, self.said
        assert "Traceback" not in self.said
        return self.bodies()

    def bodies(self) -> dict[str, Any]:
        path = self.root / FILE
        data = (
            yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506  (plain texts only)
            if path.exists()
            else {"members": []}
        )
        return {body.get("name", body["id"]): body for body in data["members"]}

    def people(self) -> list[str]:
        """Return everybody's name with title, in the order of the records."""
        return [
            " ".join(person.get(key, "") for key in ("title", "given_name", "family_name")).strip()
            for body in self.bodies().values()
            for person in body.get("people", ())
        ]


@pytest.fixture
def office(tree: Tree, ksnet: Ksnet) -> Office:
    return Office(tree({"data/networks/musterstadt/network.yaml": NETWORK}), ksnet)


def table(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def workbook(fill: Callable[[Any, Any], None], *, name: str = "Liste", **options: Any) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    fill(book, book.add_worksheet(name))
    book.close()
    return out.getvalue()


def rows_of(*rows: list[Any]) -> bytes:
    def fill(_: Any, sheet: Any) -> None:
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return workbook(fill)


def edited(content: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    """Return a workbook with its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, edit(part, old.read(part)))
    return out.getvalue()


# --- encodings

UMLAUTS = table(
    "Einrichtung;Nachname;Vorname", "Kita Möwennest;Jäger;Jörg", "Grundschule Süd;Weiß;Änne"
)


@pytest.mark.parametrize(
    ("encoding", "called"),
    [("cp1252", "Windows-1252"), ("cp850", "DOS"), ("cp437", "DOS"), ("mac_roman", "Mac Roman")],
)
def test_a_coding_that_is_guessed_from_its_letters_is_said(
    office: Office, encoding: str, called: str
) -> None:
    found = office.reads(UMLAUTS.encode(encoding))
    assert list(found) == ["Kita Möwennest", "Grundschule Süd"]
    assert office.people() == ["Jörg Jäger", "Änne Weiß"]
    assert f"nicht in UTF-8 gespeichert; gelesen als {called}" in office.said


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_what_says_its_coding_needs_no_word(office: Office, encoding: str) -> None:
    office.reads(UMLAUTS.encode(encoding))
    assert office.people() == ["Jörg Jäger", "Änne Weiß"]
    assert "gespeichert" not in office.said


@pytest.mark.many
@pytest.mark.parametrize(
    "word", ["Straße", "Krüger", "Köln", "Jäger", "Öztürk", "Weiß", "René Groß", "„Müller“"]
)
@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman"])
def test_one_word_with_an_umlaut_is_enough(office: Office, encoding: str, word: str) -> None:
    try:
        content = table("Einrichtung;Ort", f"Kita {word};Soest").encode(encoding)
    except UnicodeEncodeError:
        return  # DOS has no typographic quotes
    assert list(office.reads(content)) == [f"Kita {word}"]


def test_a_coding_that_cannot_be_told_is_asked_for(office: Office) -> None:
    content = table("Einrichtung;Nachname", "Kita Nord;Łuczak").encode("cp1250")
    office.reads(content, code=2)
    assert "lässt sich nicht erkennen" in office.said
    assert "--encoding cp850" in office.said
    office.reads(content, "--encoding", "gibtsnicht", code=2)
    assert "Eine Kodierung „gibtsnicht“ gibt es nicht" in office.said
    office.reads(content, "--encoding", "cp1250")
    assert office.people() == ["Łuczak"]


def test_one_wrong_byte_is_named_with_its_line_and_the_rest_stays_utf8(office: Office) -> None:
    content = UMLAUTS.encode().replace("Weiß".encode(), b"Wei\xdf")
    office.reads(content)
    assert office.people() == ["Jörg Jäger", "Änne Weiß"]
    assert (
        "Zeile 3: Hier steht ein Zeichen, das kein UTF-8 ist; gelesen als „ß“, bitte prüfen."
        in office.said
    )


def test_a_row_with_a_letter_that_nobody_can_read_ends_nobody(office: Office) -> None:
    office.reads(UMLAUTS)
    before = (office.root / FILE).read_bytes()
    office.reads(UMLAUTS.encode().replace("Weiß".encode(), b"Wei\x81"), "--force")
    assert (office.root / FILE).read_bytes() == before
    assert "Zeile 3: Hier steht ein Zeichen, das nicht zu lesen ist" in office.said


def test_composed_and_decomposed_letters_are_the_same(office: Office) -> None:
    office.reads(UMLAUTS)
    before = (office.root / FILE).read_bytes()
    for form in ("NFD", "NFC"):
        office.reads(unicodedata.normalize(form, UMLAUTS))
        assert "Nichts zu ändern." in office.said
    (office.root / FILE).unlink()
    office.reads(unicodedata.normalize("NFD", UMLAUTS))
    assert (office.root / FILE).read_bytes() == before


# --- quotes

TEN = [
    f"Kita {word};Person{word};Vorname;Leitung"
    for word in [
        "Sonne",
        "Mond",
        "Sterne",
        "Wolke",
        "Regen",
        "Schnee",
        "Hagel",
        "Wind",
        "Nebel",
        "Tau",
    ]
]


@pytest.mark.many
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("column", [0, 1, 3])
@pytest.mark.parametrize("line", [2, 9, 11])
@pytest.mark.parametrize("closed_by", ["", '"', '"Tau"'])
def test_quotes_that_do_not_fit_stop_with_their_line(
    office: Office, separator: str, column: int, line: int, closed_by: str
) -> None:
    rows = [row.split(";") for row in ["Einrichtung;Nachname;Vorname;Funktion", *TEN]]
    office.reads("\n".join(separator.join(row) for row in rows) + "\n")
    before = (office.root / FILE).read_bytes()
    rows[line - 1][column] = f'"{rows[line - 1][column]}'
    if closed_by and line < 11:
        rows[10][2] = closed_by if len(closed_by) > 1 else rows[10][2] + closed_by
    office.reads("\n".join(separator.join(row) for row in rows) + "\n", "--force", code=2)
    assert (
        f'ab Zeile {line} fehlerhaft: Die Anführungszeichen (") passen nicht zueinander'
        in office.said
    )
    assert (office.root / FILE).read_bytes() == before


def test_quotes_that_fit_are_read_with_their_line_ends(office: Office) -> None:
    found = office.reads(
        'Einrichtung;Anschrift;Funktion\n"Kita Nord\nHaus 2";"Weg 1,\n59494 Soest";"Leitung; ""Springer"""\nKita "Süd" e.V.;Weg 2, 59494 Soest;\n'
    )
    assert list(found) == ["Kita Nord Haus 2", 'Kita "Süd" e.V.']
    assert found["Kita Nord Haus 2"]["address"]["city"] == "Soest"


# --- dates


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("01.08.98", "1998-08-01"), ("15.03.25", "2025-03-15"), ("01.02.30", "1930-02-01"), ("31.12.29", "2029-12-31"), ("Mrz 25", "2025-03"), ("Mär 2025", "2025-03"),
        ("Sept. 2024", "2024-09"), ("Dezember 99", "1999-12"), ("2026-03-01 00:00:00", "2026-03-01"), ("01.03.2026 00:00", "2026-03-01"), ("2026-03-01T00:00:00", "2026-03-01"),
        ("31/12/2025", "2025-12-31"), ("12/31/2025", "2025-12-31"), ("01/03/2026", None), ("03.26", None), ("1.3.", None), ("Frühjahr 2026", None), ("ca. 2026", None), ("Marsmond 2025", None), ("Septmber 2025", "2025-09"),
        ("31.06.2026", None), ("45717.0", "2025-03-01"), (45718, "2025-03-02"), (2023, "2023"), ("2023.0", "2023"), (7, None),
    ],
)  # fmt: skip
def test_dates_are_read_as_they_are_meant_or_not_at_all(cell: str | int, date: str | None) -> None:
    found = date_in(cell)
    assert (found.text if found else None) == date


def test_dates_of_workbooks_are_taken_as_they_are_shown(office: Office) -> None:

    formats = {
        "A": "mmm yy",
        "B": "yyyy",
        "C": "dd.mm.yyyy",
        "D": "[$-407]mmmm\\ yyyy",
        "E": '"seit" yyyy',
        "F": "dd.mm.yy hh:mm",
        "H": "mmm-yy",
    }

    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Einrichtung", "Ort", "Mitglied seit"])
        for number, (name, code) in enumerate(formats.items(), start=1):
            sheet.write_string(number, 0, f"Kita {name}{name}{name}")
            sheet.write_datetime(
                number, 2, dt.datetime(2025, 3, 1), book.add_format({"num_format": code})
            )
        sheet.write_row(8, 0, ["Kita GGG", "", 45717])

    for options in ({}, {"default_date_format": "dd.mm.yyyy"}):
        (office.root / FILE).unlink(missing_ok=True)
        found = office.reads(workbook(fill, **options))
        assert [body["since"] for body in found.values()] == [
            "2025-03",
            "2025",
            "2025-03-01",
            "2025-03",
            "2025",
            "2025-03-01",
            "2025-03",
            "2025-03-01",
        ]
        assert "Die Zahl 45717 ist als Datum gelesen: 01.03.2025; bitte prüfen." in office.said


def test_the_date_system_of_1904_is_known(office: Office) -> None:

    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Einrichtung", "Mitglied seit"])
        sheet.write_string(1, 0, "Kita Nord")
        sheet.write_datetime(
            1, 1, dt.datetime(2025, 3, 1), book.add_format({"num_format": "dd.mm.yyyy"})
        )

    assert office.reads(workbook(fill, date_1904=True))["Kita Nord"]["since"] == "2025-03-01"


def test_a_day_of_joining_in_the_future_is_asked_about(office: Office) -> None:
    rows = table("Einrichtung;Nachname;Vorname;Mitglied seit", "Kita Nord;Maier;Anna;01.08.2028")
    assert "since" not in office.reads(rows)["Kita Nord"]
    assert "Der Beginn 01.08.2028 liegt in der Zukunft. Soll er gelten: --accept 2" in office.said
    (office.root / FILE).unlink()
    assert office.reads(rows, "--accept", "2")["Kita Nord"]["since"] == "2028-08-01"


# --- names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Maier, M.A.", Name("Maier", "Anna", "M.A.")),
        ("Eva Lang, Dipl.-Päd.", Name("Lang", "Eva", "Dipl.-Päd.")),
        ("Dr.Ida Kurz", Name("Kurz", "Ida", "Dr.")),
        ("Dr.in Ina Breit", Name("Breit", "Ina", "Dr.in")),
        ("Prof. Dr. rer. nat. habil. Udo Tief", Name("Tief", "Udo", "Prof. Dr. rer. nat. habil.")),
        ("Jan Berg B. A.", Name("Berg", "Jan", "B.A.")),
        ("Pia Hof, LL.M.", Name("Hof", "Pia", "LL.M.")),
        ("Jana Kroll (FH)", Name("Kroll", "Jana", "(FH)")),
        ("Maier, Anna, M.A.", Name("Maier", "Anna", "M.A.")),
        ("Dipl. Soz.-Päd. Ute Klein", Name("Klein", "Ute", "Dipl. Soz.-Päd.")),
        ("Ute Klein, Dipl.-Sozialpädagogin (FH)", Name("Klein", "Ute", "Dipl.-Sozialpädagogin (FH)")),
        ("KHK'in Reinert, Simone", Name("Reinert", "Simone", "KHK'in")),
        ("POK Bertels, Sven", Name("Bertels", "Sven", "POK")),
        ("OStA Lindemann, Wolfgang", Name("Lindemann", "Wolfgang", "OStA")),
        ("Ra'in Kemper, Julia", Name("Kemper", "Julia", "Ra'in")),
        ("RiAG Anna Weber", Name("Weber", "Anna", "RiAG")),
        ("Ri'inAG Dr. Weber", Name("Weber", title="Ri'inAG Dr.")),
        ("Richterin am AG Dr. Overkamp", Name("Overkamp", title="Richterin am AG Dr.")),
        ("Richter am Amtsgericht Klaus Weber", Name("Weber", "Klaus", "Richter am Amtsgericht")),
        ("Fr. OStR' Kalthoff, Mechthild", Name("Kalthoff", "Mechthild", "OStR'", "Frau")),
        ("Ute Klein MdL", Name("Klein", "Ute", "MdL")),
        ("Kuhlmann, Sr. Beate", Name("Kuhlmann", "Beate", "Sr.")),
        ("Herr T. Wiesmann", Name("Wiesmann", "T.", form_of_address="Herr")),
        ("van der Velde, Jan", Name("van der Velde", "Jan")),
        ("Lütke Daldrup, Anne", Name("Lütke Daldrup", "Anne")),
        ("Yıldız, Elif", Name("Yıldız", "Elif")),
        ("Anna Richter", Name("Richter", "Anna")),
        ("Ben Kurz", Name("Kurz", "Ben")),
        ("Ali ben Hassan", Name("ben Hassan", "Ali")),
        ("Maria v. d. Weide", Name("v. d. Weide", "Maria")),
        ("Maria D. Weide", Name("Weide", "Maria D.")),
        ("Karl Frhr. v. Berg", Name("Frhr. v. Berg", "Karl")),
        ("Pastorin Uta Holz", Name("Holz", "Uta", "Pastorin")),
        ("Hebamme Uta Holz", Name("Holz", "Uta", function="Hebamme")),
        ("derzeit Uta Holz", None),
        ("die Leitung", None),
        ("Team Kinderschutz", None),
        ("Uta Holz¹", None),
        ("Uta Holz (2)", None),
        ("Uta Holz (ab 1.1.2027)", None),
        ("Richter, Anna", Name("Richter", "Anna")),
        ("Anna Maier (Leitung)", Name("Maier", "Anna", function="Leitung")),
        ("Maier, Leitung", Name("Maier", function="Leitung")),
        ("XYZ Uwe Klein", None),
        ("Uwe Klein Fachw.", None),
        ("Sekretariat", None),
        ("Vorsitzender", None),
        ("Frau Schleiter", Name("Schleiter", form_of_address="Frau")),
        ("stellv. Vorsitzende", None),
        ("Geschäftsführerin", None),
        ("Leiter", Name("Leiter")),
        ("Schulamtsdirektorin Wolf", Name("Wolf", function="Schulamtsdirektorin")),
        ("Frau Schulleiterin Holz", Name("Holz", form_of_address="Frau", function="Schulleiterin")),
        ("Hebamme Holz", Name("Holz", function="Hebamme")),
        ("Richter Wolf", Name("Wolf", "Richter")),
        ("Gesamt: 3", None),
    ],
)  # fmt: skip
def test_titles_ranks_and_offices_never_become_names(text: str, name: Name | None) -> None:
    assert name_in(text) == name


@pytest.mark.parametrize(
    ("heading", "cell", "family"),
    [
        ("Name Vorname", "Maier Anna", "Maier"), ("Name Vorname", "von der Heide Eva", "von der Heide"), ("Name Vorname", "Schulze-Berg Karl Heinz", "Schulze-Berg"),
        ("Name, Vorname", "Maier, Anna", "Maier"), ("Nachname Vorname", "Dr. Maier Anna", "Maier"), ("Vorname Name", "Anna Maier", "Maier"), ("Vor- und Nachname", "Eva von der Heide", "von der Heide"),
        ("Ansprechpartner", "Maier, Anna", "Maier"), ("Vorname Name", "Maier, Anna", "Maier"),
    ],
)  # fmt: skip
def test_the_heading_says_the_order_of_names(
    office: Office, heading: str, cell: str, family: str
) -> None:
    found = office.reads(table(f"Einrichtung;{heading};Ort", f"Kita Nord;{cell};Soest"))
    [person] = found["Kita Nord"]["people"]
    assert person["family_name"] == family


def test_where_no_heading_says_the_order_the_mail_address_does(office: Office) -> None:
    office.reads(
        table(
            "Einrichtung;Ansprechpartner;E-Mail",
            "SkF Musterstadt;Große-Perdekamp Hildegard;h.grosse-perdekamp@skf.example",
        )
    )
    assert office.people() == ["Hildegard Große-Perdekamp"]
    assert (
        "Gelesen als Nachname „Große-Perdekamp“, Vorname „Hildegard“; bitte prüfen." in office.said
    )


def test_a_family_name_that_may_be_two_words_is_named(office: Office) -> None:
    office.reads(table("Einrichtung;Name Vorname;Ort", "Kita Nord;Lütke Daldrup Anne;Soest"))
    assert "Gelesen als Nachname „Lütke“, Vorname „Daldrup Anne“; bitte prüfen." in office.said


@pytest.mark.parametrize(
    ("cell", "family", "given", "doubted"),
    [
        ("Schmidt-Müller Karl-Heinz", "Schmidt-Müller", "Karl-Heinz", True),
        ("von der Heide Eva", "von der Heide", "Eva", True),
        ("Karl-Heinz Schmidt-Müller", "Schmidt-Müller", "Karl-Heinz", False),
        ("Anna Martin", "Martin", "Anna", False),
        ("MAIER Anna", "MAIER", "Anna", False),
        ("MAIER ANNA", "MAIER", "ANNA", True),
    ],
)
def test_a_family_name_before_a_usual_given_name_is_one_and_asked_about(
    cell: str, family: str, given: str, doubted: bool
) -> None:
    name = name_in(cell)
    assert name is not None
    assert (name.family_name, name.given_name) == (family, given)
    assert bool(name.doubt) is doubted


def test_titles_in_columns_of_their_own_names_stay_titles(office: Office) -> None:
    office.reads(
        table(
            "Einrichtung;Nachname;Vorname",
            "Kita Nord;Dr. Maier;Anna",
            "KPB;KHK'in Reinert;Simone",
            "Kita Süd;von der Heide;Eva, M.A.",
        )
    )
    assert office.people() == ["Dr. Anna Maier", "KHK'in Simone Reinert", "M.A. Eva von der Heide"]


def test_what_a_column_and_a_name_say_of_one_thing_is_all_taken(office: Office) -> None:
    office.reads(
        table(
            "Einrichtung;Titel;Nachname;Vorname;Funktion;Handlungsfeld",
            "Amtsgericht;Ri'inAG;Dr. Westhoff;Julia;;Recht",
            "Kita Nord;Dr.;Dr. med. Maier;Anna;;",
            "Kita Süd;Dr. med.;Dr. Lang;Ida (Vertretung);Leitung;",
        )
    )
    assert office.people() == [
        "Ri'inAG Dr. Julia Westhoff",
        "Dr. med. Anna Maier",
        "Dr. med. Ida Lang",
    ]
    assert "function: Leitung, Vertretung" in (office.root / FILE).read_text()
    assert (
        "Amtsgericht: „Recht“ ist als Handlungsfeld nicht bekannt; nicht übernommen." in office.said
    )


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Anna Maier / Uwe Breit", ["Maier", "Breit"]), ("Anna Lang, Ida Kurz", ["Lang", "Kurz"]), ("Maier, Anna; Breit, Uwe", ["Maier", "Breit"]), ("Frau Maier und Herr Breit", ["Maier", "Breit"]),
        ("Anna Maier\nUwe Breit", ["Maier", "Breit"]), ("Anna Maier & Uwe Breit", ["Maier", "Breit"]), ("Klaas / Mertens (Schulsoz.)", ["Klaas", "Mertens"]),
        ("Hr. Dr. Kai-Uwe Rabenstein\n(Vertr.: Fr. Ohm)", ["Rabenstein", "Ohm"]), ("Dr. Ida Pohl, Dr. Eva Kranz", ["Pohl", "Kranz"]), ("Eva von und zu Berg", ["von und zu Berg"]),
        ("Frau Holz, Herr Kurz", ["Holz", "Kurz"]), ("OTT, Anna", None), ("Uta Holz & Ben Kurz", ["Holz", "Kurz"]),
        ("Anna und Uwe Maier", None), ("Uta und Ben Holz", None), ("Frau / Herr", None), ("Maier, Anna, Schmidt", None),
    ],
)  # fmt: skip
def test_two_people_in_one_cell_are_two_or_nobody(text: str, families: list[str] | None) -> None:
    found = names_in(text)
    assert ([name.family_name for name in found] if found else None) == families


def test_two_people_in_one_cell_are_taken_one_by_one_and_it_is_said(office: Office) -> None:
    found = office.reads(
        'Einrichtung;Ansprechpartner;E-Mail;Telefon\nKita Nord;"Anna Maier\nUwe Breit";info@kita.example.org;02921 1030\nKita Süd;Anna und Uwe Lang;;\n'
    )
    assert office.people() == ["Anna Maier", "Uwe Breit"]
    assert found["Kita Nord"]["email"] == "info@kita.example.org"
    assert (
        "In einer Zelle stehen mehrere Personen; sie sind einzeln übernommen. Die Telefonnummer bleibt außen vor"
        in office.said
    )
    assert "Zeile 4: Keine Person übernommen" in office.said


# --- numbers


@pytest.mark.parametrize(
    ("cell", "number", "said"),
    [
        ("(0 29 21) 103-0", "(0 29 21) 103-0", ""), ("+49 (0) 2921 103-22", "+49 2921 103-22", ""), ("02921 103-22 / 0171 2345678", "02921 103-22", "mehrere Nummern"),
        ("02921 103-22\n0171 2345678", "02921 103-22", "mehrere Nummern"), ("02921/103-22, 0171/2345678", "02921/103-22", "mehrere Nummern"), ("Tel.: 02921/103-22", "02921/103-22", ""), ("02921/103-22", "02921/103-22", ""), ("02921 103-22 oder -23", "02921 103-22", "mehrere"),
        ("02921 103–22", "02921 103–22", ""), ("0049 2921 10322", "+49 2921 10322", ""), ("02921.103.22", "02921.103.22", ""), ("103-22", "103-22", "keine vollständige"),
        ("2921103022", "02921103022", "fehlt die Null"), (2921103023, "02921103023", "fehlt die Null"), ("2921103022.0", "02921103022", "fehlt die Null"), ("2594 77-0", "02594 77-0", "fehlt die Null"),
        (492921103022, "+49 2921 103022", "fehlt das Plus"), ("+492921103022", "+49 2921 103022", ""), ("02921 103 App. 22", "02921 103-22", ""), ("+43 1 234567", "+43 1 234567", ""),
        ("ab 04.03.2026: 02921 10322", "02921 10322", ""), ("02921 103-22 (bis 31.12.2026, 08:00-12:30 Uhr)", "02921 103-22", ""),
        ("bis 31.12.2026 02921 10322, danach 02921 103-23", "02921 10322", "mehrere Nummern"), ("seit 2026-02-02 nur 02921 10322", "02921 10322", ""),
        ("116 111", "116 111", ""), ("116117 (seit 01.01.2026)", "116117", ""), ("117", "117", "keine vollständige"),
    ],
)  # fmt: skip
def test_numbers_are_kept_mended_or_named(cell: str | int, number: str, said: str) -> None:
    found = phone_in(cell)
    assert found is not None
    assert found.text == number
    assert said in found.doubt
    assert bool(said) == bool(found.doubt)


@pytest.mark.parametrize(
    "cell", [
        "4,92921E+11", "4.92921E+11", "siehe oben", "0", "1", "nur per Mail", "04.03.2026", "2026-03-04",
        "seit 02.02.2026", "05.11.2025 09:00 Uhr", "Mo-Fr 08:00-12:30", dt.date(2026, 3, 4),
    ],
)  # fmt: skip
def test_what_is_no_number_is_none(cell: str | dt.date) -> None:
    assert phone_in(cell) is None


def test_numbers_that_lost_their_type_are_mended_or_named(office: Office) -> None:
    found = office.reads(
        table(
            "Einrichtung;Nachname;Vorname;Telefon;PLZ",
            "Kita A;Aal;Ute;2921103022.0;59494.0",
            "Kita B;Bär;Ute;4,92921E+11;1067",
        )
    )
    assert found["Kita A"]["people"][0]["phone"] == "02921103022"
    assert [body["address"]["postcode"] for body in found.values()] == ["59494", "01067"]
    assert "phone" not in found["Kita B"]["people"][0]
    assert "„4,92921E+11“ ist keine Telefonnummer" in office.said


def test_the_same_number_written_otherwise_is_no_change(office: Office) -> None:
    rows = table("Einrichtung;Nachname;Vorname;Telefon", "Kita A;Aal;Ute;02921/103-22")
    office.reads(rows)
    office.reads(rows.replace("02921/103-22", "+49 (0)2921 10322"))
    assert "Nichts zu ändern." in office.said


# --- workbooks


def test_escapes_of_workbooks_are_line_ends_and_no_text(office: Office) -> None:
    raw = rows_of(
        ["Einrichtung", "Nachname", "Vorname"],
        ["Kita Nord#\nHaus 2", "Maier", "Anna"],
        ["Kita Süd#", "Lang", "Eva"],
    )
    found = office.reads(edited(raw, lambda _, part: part.replace(b"#", b"_x000D_")))
    assert list(found) == ["Kita Nord Haus 2", "Kita Süd"]


def test_cells_merged_beside_the_list_are_no_damage(office: Office) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Einrichtung", "Nachname", "Vorname"])
        sheet.write_row(1, 0, ["Kita Nord", "Maier", "Anna"])
        sheet.merge_range("H1:H3", "")
        sheet.merge_range("A10:A12", "")

    office.reads(workbook(fill))
    assert office.people() == ["Anna Maier"]


def strict(content: bytes) -> bytes:
    """Return a workbook as „Strict Open XML-Arbeitsmappe“ writes it (ISO/IEC 29500)."""
    main, links = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    )
    return edited(
        content,
        lambda _, part: part.replace(
            main, b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        ).replace(links, b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
    )


def odd(content: bytes) -> bytes:
    """Return a workbook whose stylesheet counts wrong and names what there is not."""
    return edited(
        content,
        lambda name, part: (
            re.sub(
                rb"<cellXfs.*</cellXfs>",
                b'<cellXfs count="7"><xf numFmtId="999" fontId="99"/></cellXfs>',
                part,
            )
            if name == "xl/styles.xml"
            else part
        ),
    )


@pytest.mark.parametrize("change", [strict, odd, lambda content: odd(strict(content))])
def test_strict_workbooks_and_odd_stylesheets_are_no_damaged_lists(
    office: Office, change: Callable[[bytes], bytes]
) -> None:
    office.reads(
        change(rows_of(["Einrichtung", "Nachname", "Vorname"], ["Kita Nord", "Maier", "Anna"]))
    )
    assert office.people() == ["Anna Maier"]
    assert not re.search(r"Warning|openpyxl|calamine", office.said)


def test_hidden_rows_and_struck_out_names_are_named_and_end_nobody(office: Office) -> None:
    rows = [
        ["Einrichtung", "Nachname", "Vorname"],
        ["Kita Nord", "Maier", "Anna"],
        ["Kita Süd", "Lang", "Eva"],
        ["Kita Ost", "Kurz", "Ida"],
        ["Kita West", "Breit", "Uwe"],
    ]
    office.reads(rows_of(*rows))
    before = (office.root / FILE).read_bytes()

    def fill(book: Any, sheet: Any) -> None:
        struck = book.add_format({"font_strikeout": True})
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        sheet.write_string(2, 1, "Lang", struck)
        sheet.write_rich_string(4, 1, struck, "Alt", "Breit")
        sheet.set_row(3, None, None, {"hidden": True})

    office.reads(workbook(fill), "--force")
    assert (office.root / FILE).read_bytes() == before
    assert "Hier ist etwas durchgestrichen; nichts übernommen." in office.said
    assert "Die Zeile ist ausgeblendet" in office.said
    for row in (3, 4, 5):
        assert re.search(rf"Zeilen?\b[^:]*\b{row}\b", office.said)
    (office.root / FILE).unlink()
    office.reads(workbook(fill))
    assert office.people() == ["Anna Maier"]


def test_numbers_shown_with_zeros_or_signs_are_taken_so(office: Office) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Einrichtung", "Nachname", "Telefon", "PLZ"])
        sheet.write_row(1, 0, ["Kita Nord", "Maier"])
        sheet.write_number(1, 2, 35112345, book.add_format({"num_format": "0000 00000"}))
        sheet.write_number(1, 3, 1067, book.add_format({"num_format": "00000"}))

    body = office.reads(workbook(fill))["Kita Nord"]
    assert (body["people"][0]["phone"], body["address"]["postcode"]) == ("0351 12345", "01067")


@pytest.mark.parametrize("length", [0, 3, 30, 200, 2000, -30, -3])
def test_a_workbook_that_is_cut_off_is_damaged(office: Office, length: int) -> None:
    content = rows_of(
        ["Einrichtung", "Nachname", "Vorname"], *([f"Kita {n}", "Maier", "Anna"] for n in range(20))
    )
    office.reads(content[:length], code=2)
    assert "Unerwartet" not in office.said


# --- what a list means


@pytest.mark.many
@pytest.mark.parametrize(
    "row",
    [
        "Summe;2;;", "Gesamt: 2 Personen;;;", "Gesamt;;;", "Anzahl: 2;;;", "Insgesamt 2;;;", "Stand: 12.05.2026;;;", "* ausgeschieden;;;", "Verteiler:;Frau;Schmidt;", "Legende:;;;",
        "x = Mitglied;;;", "2 Einrichtungen;;;", "Zwischensumme;2;;", ";Summe;2;",
    ],
)  # fmt: skip
def test_totals_and_legends_are_nobody_and_named(office: Office, row: str) -> None:
    found = office.reads(
        table(
            "Einrichtung;Nachname;Vorname;Telefon",
            "Kita Nord;Maier;Anna;02921 4711",
            "Kita Süd;Lang;Eva;02921 4712",
            row,
        )
    )
    assert list(found) == ["Kita Nord", "Kita Süd"]
    assert office.people() == ["Anna Maier", "Eva Lang"]
    assert "Zeile 4" in office.said


@pytest.mark.parametrize("again", ["dito", '""""', "s. o.", "〃", "ebd."])
def test_dito_is_the_body_above_and_no_body(office: Office, again: str) -> None:
    found = office.reads(
        table("Einrichtung;Nachname;Vorname", "Kita Nord;Maier;Anna", f"{again};Lang;Eva")
    )
    assert list(found) == ["Kita Nord"]
    assert office.people() == ["Anna Maier", "Eva Lang"]


@pytest.mark.parametrize("mark", ["x", "X", "✓", "ja", "1", "x "])
def test_a_mark_under_the_name_of_a_gremium_is_membership_in_it(office: Office, mark: str) -> None:
    found = office.reads(
        table(
            "Einrichtung;Nachname;Vorname;Steuerungsgruppe;AK InsoFa",
            f"Kita Nord;Maier;Anna;{mark};",
            f"Kita Süd;Lang;Eva;;{mark}",
            "Kita Ost;;;x;nein",
        )
    )
    assert found["Kita Nord"]["people"][0]["groups"] == ["steuerung"]
    assert found["Kita Süd"]["people"][0]["groups"] == ["ak-insofa"]
    assert found["Kita Ost"]["groups"] == ["steuerung"]


def test_marks_under_an_unknown_gremium_are_named(office: Office) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname;Redaktionsgruppe",
        "Kita Nord;Maier;Anna;x",
        "Kita Süd;Lang;Eva;",
    )
    office.reads(rows)
    assert (
        "In „Redaktionsgruppe“ stehen Kreuze, ein Gremium dieses Namens hat das Netzwerk nicht."
        in office.said
    )
    (office.root / "spalten.yaml").write_text("Redaktionsgruppe: Plenum\n")
    found = office.reads(rows, "--mapping", str(office.root / "spalten.yaml"))
    assert found["Kita Nord"]["people"][0]["groups"] == ["plenum"]


def test_dabei_seit_beside_a_body_is_the_bodys(office: Office) -> None:
    found = office.reads(
        table(
            "Einrichtung;Nachname;Vorname;dabei seit",
            "Kita Nord;Maier;Anna;01.03.2024",
            "Kita Nord;Lang;Eva;01.05.2025",
        )
    )
    body = found["Kita Nord"]
    assert (body["since"], [person.get("since") for person in body["people"]]) == (
        "2024-03-01",
        [None, "2025-05-01"],
    )


BODIES = [
    f"{kind} {word}"
    for word in ("Amsel", "Buche", "Birke")
    for kind in ("Kita", "Grundschule", "Praxis", "Jugendzentrum")
]


@pytest.mark.slow
def test_a_list_of_a_part_ends_nobody_and_says_so(office: Office) -> None:
    rows = [f"{name};Person{number};Eva" for number, name in enumerate(BODIES)]
    office.reads(table("Einrichtung;Nachname;Vorname", *rows, f"{BODIES[0]};Zweite;Ida"))
    before = (office.root / FILE).read_bytes()
    office.reads(table("Verteiler;;", "Einrichtung;Nachname;Vorname", *rows[:3]))
    assert (office.root / FILE).read_bytes() == before
    assert (
        "Die Liste nennt 3 von 12 Stellen; was eingelesen wird, gilt als Teil (--partial)"
        in office.said
    )
    office.reads(table("Einrichtung;Nachname;Vorname", *rows[:10]), "--partial")
    assert (office.root / FILE).read_bytes() == before
    found = office.reads(table("Einrichtung;Nachname;Vorname", *rows[:3]), "--force")
    assert sum("until" in body for body in found.values()) == 9


def sheets() -> bytes:
    def fill(book: Any, sheet: Any) -> None:
        for number, row in enumerate(
            [
                ["Einrichtung", "Nachname", "Vorname"],
                ["Kita Nord", "Maier", "Anna"],
                ["Kita Süd", "Lang", "Eva"],
            ]
        ):
            sheet.write_row(number, 0, row)
        second = book.add_worksheet("Schulen")
        for number, row in enumerate(
            [
                ["Schule", "Ansprechpartner"],
                ["Grundschule Ost", "Frau Niehues"],
                ["Realschule West", "Klaas, Eva"],
            ]
        ):
            second.write_row(number, 0, row)
        book.add_worksheet("alt").write_row(0, 0, ["Einrichtung", "Nachname", "Vorname"])
        book.get_worksheet_by_name("alt").hide()

    return workbook(fill, name="Kitas")


def test_one_sheet_of_several_ends_nobody_on_the_others(office: Office) -> None:
    office.reads(sheets(), "--sheet", "ALL")
    assert list(office.bodies()) == ["Kita Nord", "Kita Süd", "Grundschule Ost", "Realschule West"]
    before = (office.root / FILE).read_bytes()
    for choice in (("--sheet", "Schulen"), ("--sheet", "Kitas"), ("--sheet", "ALL"), ()):
        office.reads(sheets(), *choice)
        assert (office.root / FILE).read_bytes() == before
        assert "Nichts zu ändern." in office.said
    assert "mit --sheet ALL alle" in office.said
    office.reads(sheets(), "--sheet", "alt", code=2)
    assert "Vorhanden: „Kitas“ und „Schulen“." in office.said


def test_rows_of_a_further_sheet_are_named_and_chosen_with_it(office: Office) -> None:
    content = edited(sheets(), lambda _, part: part.replace(b"Grundschule Ost", b"Kita Nord e.V."))
    office.reads(content, "--sheet", "ALL")
    assert (
        "Blatt 2, Zeile 2: „Kita Nord e.V.“ ähnelt „Kita Nord“ (Zeile 2). Ist dieselbe Stelle gemeint: --same 2:2; ist es eine eigene: --accept 2:2."
        in office.said
    )
    assert "Kita Nord e.V." in office.reads(content, "--sheet", "ALL", "--accept", "2:2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jugendamt Kreis Coesfeld, ASD", "ASD Jugendamt Kreis Coesfeld"), ("Caritasverband für den Kreis Coesfeld e.V.", "Caritasverband Kreis Coesfeld"), ("KPB Coesfeld", "Kreispolizeibehörde Coesfeld"),
        ("Gesundheitsamt Kreis Coesfeld", "Gesundheitsamt"), ("Gesundheitsamt Kreis Coesfeld", "Kreis Coesfeld, Gesundheitsamt"), ("Kita Möwennest", "Kita Möwenest"), ("AWO Kita Wirbelwind", "Kita Wirbelwind AWO"),
        ("StA Münster", "Staatsanwaltschaft Münster"), ("AG Coesfeld", "Amtsgericht Coesfeld"), ("Jugendhilfe Baumberge GmbH", "Jugendhilfe Baumberge"), ("Caritas Coesfeld", "Caritasverband für den Kreis Coesfeld e.V."),
        ("DKSB Kreisverband Coesfeld e. V.", "Dt. Kinderschutzbund"), ("Ev. Kita Regenbogen", "Evangelische Kita Regenbogen"),
        ("Kreis Coesfeld, Amt für Kinder, Jugendliche und Familien", "Jugendamt Kreis Coesfeld"), ("Fachbereich Jugend und Familie der Stadt Werl", "Jugendamt der Stadt Werl"),
        ("Stadt Werl, Fachdienst Kinder- und Jugendhilfe", "Jugendamt der Stadt Werl"), ("Amt für Familie, Jugend und Soziales", "Jugendamt"),
        ("Kreisjugendamt Coesfeld", "Jugendamt Kreis Coesfeld"), ("Stadtjugendamt Werl", "Jugendamt der Stadt Werl"), ("Kreisgesundheitsamt Coesfeld", "Kreis Coesfeld, Gesundheitsamt"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_body_are_asked_about(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        alike: Alike[str] = Alike()
        alike.add("Grundschule Nord", ("", "", ""), "n")
        alike.add(first, ("", "", ""), first)
        assert alike.like(second, ("", "", "")) == [first]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kita A", "Kita E"), ("Kita Nord 1", "Kita Nord 2"), ("Frühe Hilfen Kreis Soest", "Frühe Hilfen Stadt Soest"), ("Grundschule Nord", "Grundschule Süd"), ("Amtsgericht Soest", "Amtsgericht Werl"),
        ("Stelle 1001", "Stelle 1002"), ("Kita Sonnenschein", "Kita Regenbogen"),
        ("Jugendamt der Stadt Soest", "Kreis Soest, Amt für Kinder und Jugend"), ("Jugendamt der Stadt Werl", "Fachbereich Jugendarbeit der Stadt Werl"),
        ("Jugendamt der Stadt Werl", "Stadt Werl, Amt für Bildung und Soziales"), ("Kreisjugendamt Soest", "Stadtjugendamt Soest"),
    ],
)  # fmt: skip
def test_different_bodies_are_not_asked_about(one: str, other: str) -> None:
    alike: Alike[str] = Alike()
    alike.add(one, ("Markt 1", "59494", "Soest"), one)
    assert alike.like(other, ("Am Bach 2", "59494", "Soest")) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_calendar_is_no_list(office: Office, encoding: str) -> None:
    content = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n".encode(encoding)
    office.reads(content, code=2)
    assert office.said == "ksnet: liste.csv enthält einen Kalender, keine Liste; dafür gibt es „ksnet import events“.\n"  # fmt: skip


def test_a_jugendamt_under_the_name_of_its_department_is_no_second_one(office: Office) -> None:
    (office.root / FILE).write_text("members:\n  - {id: jugendamt-soest, youth_office: soest}\n")
    name = "Stadt Soest, Amt für Kinder, Jugendliche und Familien"
    rows = table("Einrichtung;Ansprechperson", f'"{name}";Anna Maier')
    assert list(office.reads(rows)) == ["jugendamt-soest"]
    assert f"„{name}“ ähnelt „Jugendamt der Stadt Soest“. Ist dieselbe Stelle gemeint: --same 2;" in office.said  # fmt: skip
    assert list(office.reads(rows, "--same", "2")) == ["jugendamt-soest"]
    assert office.people() == ["Anna Maier"]


def test_what_a_jugendamt_is_anyway_is_no_change(office: Office) -> None:
    before = "members:\n  - {id: jugendamt-soest, youth_office: soest}\n"
    (office.root / FILE).write_text(before)
    office.reads(table("Einrichtung;Kategorie", "Jugendamt der Stadt Soest;Jugendamt"))
    assert ("Kategorien:" in office.said, (office.root / FILE).read_text()) == (False, before)


def test_one_address_and_one_word_may_be_one_body(office: Office) -> None:
    rows = table(
        "Einrichtung;Straße;PLZ;Ort;Nachname;Vorname", "Christophorus Kliniken, Kinderklinik;Südring 41;48653;Coesfeld;Gerding;Georg",
        "Christophorus-Kliniken GmbH (Sozialdienst);Südring 41;48653;Coesfeld;Hülsmann;Eva",
    )  # fmt: skip
    assert list(office.reads(rows)) == ["Christophorus Kliniken, Kinderklinik"]
    assert "--same 3; ist es eine eigene: --accept 3" in office.said
    (office.root / FILE).unlink()
    office.reads(rows, "--same", "3")
    assert office.people() == ["Georg Gerding", "Eva Hülsmann"]
    assert len(office.bodies()) == 1
    office.reads(rows, "--same", "3")
    assert "Nichts zu ändern." in office.said
    (office.root / FILE).unlink()
    assert len(office.reads(rows, "--accept", "3")) == 2


@pytest.mark.parametrize("recorded", [2, 3])
def test_rows_of_one_body_in_two_spellings_say_the_same_each_time(
    office: Office, recorded: int
) -> None:
    heading = "Einrichtung;Straße;PLZ;Ort;Nachname;Vorname;dabei seit"
    rows = [
        "Caritasverband für den Kreis Soest e.V.;Am Wall 12;59494;Soest;Wierling;Maria;14.09.2022",
        "Caritasverband Kreis Soest;Wallweg 12;59494;Soest;Nienhaus;Petra;01.02.2021",
        "Caritasverband Kreis Soest;Wallweg 12;59494;Soest;Wierling;Maria;14.09.2022",
    ]
    again = str(5 - recorded)  # the row of the other spelling, below or above the recorded one
    if recorded == 3:
        office.reads(table(heading, rows[1]), "--partial")
    [body] = office.reads(table(heading, *rows), "--same", again).values()
    assert (body["address"]["street"], body["since"]) == ("Am Wall 12", "2021-02-01")
    assert sorted(office.people()) == ["Maria Wierling", "Petra Nienhaus"]
    assert (
        "Straße der Stelle weicht von einer früheren Zeile ab; es gilt die frühere." in office.said
    )
    assert "Diese Person steht für diese Stelle schon in einer früheren Zeile" in office.said
    for _ in range(2):
        office.reads(table(heading, *rows), "--same", again)
        assert "Nichts zu ändern." in office.said


def test_a_body_whose_first_row_says_unknown_begins_with_the_first_known_day(
    office: Office,
) -> None:
    heading = "Einrichtung;Nachname;Vorname;dabei seit"
    days = ["Kita Nord;Maier;Anna;unbekannt", "Kita Nord;Lang;Eva;01.05.2024"]
    for rows in (days, days[::-1]):
        assert office.reads(table(heading, *rows))["Kita Nord"]["since"] == "2024-05-01"
        (office.root / FILE).unlink()


def test_a_day_that_cannot_be_taken_is_told_in_further_rows_of_a_body_too(office: Office) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname;dabei seit",
        "Kita Nord;Maier;Anna;01.05.2024",
        "Kita Nord;Lang;Eva;Frühjahr 2026",
        "Kita Nord;Kurz;Ida;01.08.2028",
    )
    people = office.reads(rows)["Kita Nord"]["people"]
    assert [person.get("since") for person in people] == [None, "unbekannt", None]
    assert "Zeile 3: Eva Lang: „Frühjahr 2026“ ist kein Datum" in office.said
    assert "Zeile 4: Ida Kurz: Der Beginn 01.08.2028 liegt in der Zukunft." in office.said
    (office.root / FILE).unlink()
    people = office.reads(rows, "--accept", "4")["Kita Nord"]["people"]
    assert people[2]["since"] == "2028-08-01"


def test_nobody_ends_while_it_is_asked_which_body_a_row_means(office: Office) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname",
        "Caritasverband für den Kreis Soest e.V.;Wierling;Maria",
        "Caritasverband Kreis Soest;Nienhaus;Petra",
        "Frühe Hilfen Soest;Brüning;Silke",
    )
    office.reads(rows, "--same", "3")
    before = (office.root / FILE).read_bytes()
    office.reads(rows, "--force")
    assert "--same 3; ist es eine eigene: --accept 3. Nichts übernommen." in office.said
    assert "Nichts zu ändern." in office.said
    assert (office.root / FILE).read_bytes() == before
    office.reads(rows + "Frühe Hilfen Soest;Nienhaus;Petra\n", "--force")
    assert "Zeile 5: Petra Nienhaus steht auch für „Caritasverband" in office.said
    assert (office.root / FILE).read_bytes() == before


def test_a_person_in_two_bodies_is_one_with_a_question(office: Office) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname",
        "Jugendamt Dülmen;Brüning;Silke",
        "Frühe Hilfen Dülmen;Brüning;Silke",
        "Kita Nord;Brüning;Eva",
    )
    office.reads(rows)
    assert office.people() == ["Silke Brüning", "Eva Brüning"]
    assert "Zeile 3: Silke Brüning steht auch für „Jugendamt Dülmen“ (Zeile 2)." in office.said
    office.reads(rows)
    assert "Nichts zu ändern." in office.said
    office.reads(rows, "--accept", "3")
    assert office.people().count("Silke Brüning") == 2


def test_a_changed_family_name_is_asked_about(office: Office) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname;Telefon",
        "Kita Nord;Maier;Anna;02921 1030",
        "Kita Nord;Vogt;Uwe;02921 1031",
    )
    office.reads(rows)
    before = (office.root / FILE).read_bytes()
    married = rows.replace("Maier;Anna;02921 1030", "Sommer;Anna;02921/1030")
    office.reads(married)
    assert (office.root / FILE).read_bytes() == before
    assert (
        "Zeile 2: Vorname und Nummer sind die von Anna Maier. Ist sie es mit neuem Nachnamen: --same 2; ist es jemand anderes: --accept 2."
        in office.said
    )
    [person, _] = office.reads(married, "--same", "2")["Kita Nord"]["people"]
    assert (person["id"], person["family_name"]) == ("maier", "Sommer")


def test_a_body_new_in_a_later_list_begins_with_its_day(office: Office) -> None:
    rows = table("Einrichtung;Nachname;Vorname", "Kita Nord;Maier;Anna")
    assert office.reads(rows)["Kita Nord"]["since"] == "unbekannt"
    found = office.reads(rows + "Kita Süd;Lang;Eva\n")
    assert found["Kita Süd"]["since"] == "2026-06-30"
    assert found["Kita Nord"]["since"] == "unbekannt"


@pytest.mark.parametrize(
    ("cell", "title", "function"),
    [
        ("Eva Lang (M.Sc.)", "M.Sc.", ""),
        ("Lang, Eva (B. A.)", "B.A.", ""),
        ("Ida Kurz (Dipl.-Päd.)", "Dipl.-Päd.", ""),
        ("Uwe Voss (Dr. med.)", "Dr. med.", ""),
        ("Mia Dorn (Leitung)", "", "Leitung"),
    ],
)
def test_a_degree_in_brackets_is_a_title_and_a_task_a_function(
    cell: str, title: str, function: str
) -> None:
    name = name_in(cell)
    assert name is not None
    assert (name.title, name.function) == (title, function)


@pytest.mark.parametrize(
    "words", ["Verteiler AK InsoFa", "Mailverteiler AK InsoFa", "Mitglied im AK InsoFa"]
)
def test_a_column_may_call_itself_the_list_of_a_gremium(office: Office, words: str) -> None:
    bodies = office.reads(
        table(f"Einrichtung;{words};Verteiler Plenum", "Kita Nord;x;", "Kita Süd;x;x")
    )
    assert bodies["Kita Nord"]["groups"] == ["ak-insofa"]
    assert bodies["Kita Süd"]["groups"] == ["ak-insofa", "plenum"]


@pytest.mark.parametrize(
    ("heading", "groups"),
    [("Ple-\nnum", ["plenum"]), ("Ple- \r\nnum", ["plenum"]), ("Telefon-\nund Plenum", None)],
)
def test_a_heading_may_be_divided_between_two_lines(
    office: Office, heading: str, groups: list[str] | None
) -> None:
    rows = rows_of(["Einrichtung", "Ansprech-\npartner", heading], ["Kita Nord", "Anna Maier", "x"])
    assert office.reads(rows)["Kita Nord"]["people"] == [
        {**ANNA, **({"groups": groups} if groups else {})}
    ]


def test_a_list_of_headings_only_is_refused(office: Office) -> None:
    office.reads(table("Einrichtung;Ansprechperson;E-Mail"), code=2)
    assert "unter den Überschriften nichts" in office.said


def test_many_unknown_columns_are_one_sentence_and_what_is_cut_off_is_told(office: Office) -> None:
    heading = ";".join(["Einrichtung", "E-Mail", *(f"Spalte {n}" for n in range(200))])
    office.reads(table(heading, ";".join(["Kita Nord", "nord@kita.example", *["w"] * 200])))
    assert "„Spalte 7“ und 90 weitere" in office.said
    assert "Spalte 8“" not in office.said
    assert "nur die ersten 100 Spalten" in office.said


def test_bytes_that_are_no_text_are_no_list(office: Office) -> None:
    office.reads(bytes((n * 7919 + n * n // 3) % 255 + 1 for n in range(3000)), code=2)
    assert "ist keine Liste" in office.said
    assert "--encoding" not in office.said


# --- what else offices and spreadsheets write


def test_umlauts_that_were_encoded_twice_are_read_and_told(office: Office) -> None:
    twice = UMLAUTS.encode().decode("cp1252").encode()
    assert set(office.reads(twice)) == {"Kita Möwennest", "Grundschule Süd"}
    assert "doppelt kodiert („MÃ¶wennest JÃ¤ger JÃ¶rg“)" in office.said
    assert "gelesen als „Möwennest Jäger Jörg“" in office.said


def test_quotes_behind_a_capital_umlaut_are_left_alone(office: Office) -> None:
    rows = table("Einrichtung;Nachname;Vorname", "Kita „Ä“ am „GRÖ“ – Ö…;Lang;Eva")
    assert set(office.reads(rows)) == {"Kita „Ä“ am „GRÖ“ – Ö…"}


def test_bars_separate_too(office: Office) -> None:
    found = office.reads(table("Einrichtung|Nachname|Vorname", "Kita Nord|Maier|Anna"))
    assert found["Kita Nord"]["people"][0]["family_name"] == "Maier"


@pytest.mark.parametrize(
    "heading",
    ["Institution/Träger", "Einrichtung / Schule", "Stelle bzw. Behörde", "Schule oder Träger"],
)
def test_a_heading_of_two_words_for_one_thing_is_known(office: Office, heading: str) -> None:
    assert "Kita Nord" in office.reads(table(f"{heading};Nachname;Vorname", "Kita Nord;Maier;Anna"))


def test_a_list_that_names_no_bodies_is_refused_with_the_reason(office: Office) -> None:
    office.reads(table("Was auch immer;Nachname;Vorname", "Kita Nord;Maier;Anna"), code=2)
    assert "sagt keine Spalte, zu welcher Stelle jemand gehört" in office.said
    assert "--mapping" in office.said


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Sa 01.03.2025", "2025-03-01"),
        ("Samstag, den 1.3.25", "2025-03-01"),
        ("1.Okt.25", "2025-10-01"),
        ("1. März 98", "1998-03-01"),
        ("31. Dezember 2025", "2025-12-31"),
        ("29.2.2024", "2024-02-29"),
        ("Jän 2025", "2025-01"),
        ("Sept. 2025", "2025-09"),
    ],
)
def test_a_day_with_weekday_or_month_in_words_is_read(
    office: Office, text: str, since: str
) -> None:
    rows = table("Einrichtung;Nachname;Vorname;Mitglied seit", f"Kita Nord;Maier;Anna;{text}")
    assert office.reads(rows)["Kita Nord"]["since"] == since


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("29.02.2025", "„29.02.2025“ gibt es im Kalender nicht; nicht übernommen."),
        ("31.6.25", "„31.6.25“ gibt es im Kalender nicht"),
        ("01.13.2025", "gibt es im Kalender nicht"),
        ("So 01.03.2025", "Der Wochentag passt nicht zum Datum; der Tag ist Samstag, 1. März 2025"),
        ("01/03/2026", "kein Datum, das sich eindeutig lesen lässt"),
        ("Frühjahr 2026", "kein Datum, das sich eindeutig lesen lässt"),
    ],
)
def test_the_beginning_is_unknown_where_the_list_says_a_day_that_is_none(
    office: Office, text: str, said: str
) -> None:
    rows = table("Einrichtung;Nachname;Vorname;Mitglied seit", f"Kita Nord;Maier;Anna;{text}")
    assert office.reads(rows)["Kita Nord"]["since"] == "unbekannt"
    assert said in office.said


@pytest.mark.parametrize("nothing", ["-", "–", "k.A.", "k. A.", "keine Angabe", "/", "?", "n/a"])
def test_a_cell_that_says_there_is_nothing_is_an_empty_one(office: Office, nothing: str) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname;Telefon;E-Mail;PLZ;Mitglied seit;Austritt",
        f"Kita Nord;Maier;Anna;{nothing};{nothing};{nothing};{nothing};{nothing}",
    )
    body = office.reads(rows)["Kita Nord"]
    assert body["since"] == "unbekannt"
    assert body["people"] == [{"id": "maier", "given_name": "Anna", "family_name": "Maier"}]
    assert "address" not in body
    assert "Bitte ansehen" not in office.said


@pytest.mark.parametrize("error", ["#NV", "#BEZUG!", "#WERT!", "#DIV/0!", "#NAME?", "#####"])
def test_an_error_value_of_a_spreadsheet_is_no_value(office: Office, error: str) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname;Funktion",
        f"Kita Nord;Maier;Anna;{error}",
        f"{error};Lang;Eva;",
    )
    assert office.reads(rows)["Kita Nord"]["people"] == [
        {"id": "maier", "given_name": "Anna", "family_name": "Maier"}
    ]
    assert set(office.bodies()) == {"Kita Nord"}
    assert "Zeile 2: In der Spalte „Funktion“ steht ein Fehlerwert von Excel" in office.said


def test_what_stands_right_of_the_headings_is_told(office: Office) -> None:
    office.reads(table("Einrichtung;Nachname;Vorname", "Kita Nord;Maier;Anna;noch etwas"))
    assert "Zeile 2: In einer Spalte ohne Überschrift steht etwas" in office.said
    assert "noch etwas" not in office.said


def test_a_number_in_a_column_without_heading_is_the_number_of_the_row(office: Office) -> None:
    office.reads(table(";Einrichtung;Nachname;Vorname", "1;Kita Nord;Maier;Anna"))
    assert "ohne Überschrift" not in office.said


def test_postcode_and_town_in_the_column_of_the_postcode_are_both(office: Office) -> None:
    rows = table("Einrichtung;Nachname;PLZ;Ort", "Kita Nord;Maier;D-59494 Soest;")
    assert office.reads(rows)["Kita Nord"]["address"] == {"postcode": "59494", "city": "Soest"}


def test_a_postcode_of_four_digits_is_told(office: Office) -> None:
    rows = table("Einrichtung;Nachname;PLZ;Ort", "Kita Nord;Maier;1067;Dresden")
    assert office.reads(rows)["Kita Nord"]["address"]["postcode"] == "01067"
    assert "Bei der Postleitzahl 1067 fehlt eine Ziffer; übernommen als 01067" in office.said


@pytest.mark.parametrize(
    ("text", "phone", "doubt"),
    [
        ("02921 103 App. 22", "02921 103-22", ""),
        ("02921 103-0, App. 22", "02921 103-22", ""),
        ("02921 103-0 DW 22", "02921 103-22", ""),
        ("02921 103-0 Nst. 22", "02921 103-22", ""),
        ("02921/103 (Durchwahl -22)", "02921/103-22", ""),
        ("02921 103-22 App. 3", "02921 103-22", "Hier stehen mehrere Nummern"),
        ("02921 103 - 22 Apparat 3", "02921 103 - 22", "Hier stehen mehrere Nummern"),
    ],
)
def test_an_extension_is_never_appended_to_another(text: str, phone: str, doubt: str) -> None:
    found = phone_in(text)
    assert found is not None
    assert (found.text, found.doubt.partition(":")[0]) == (phone, doubt)


def test_a_number_format_with_a_sign_before_it_loses_no_digit(office: Office) -> None:

    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Einrichtung", "Nachname", "Telefon"])
        sheet.write_row(1, 0, ["Kita Nord", "Maier"])
        sheet.write_number(1, 2, 492921103022, book.add_format({"num_format": "+0"}))

    assert office.reads(workbook(fill))["Kita Nord"]["people"][0]["phone"] == "+49 2921 103022"


@pytest.mark.parametrize("text", ["Eheleute Breit", "Familie Breit", "Fam. Breit", "Ehepaar Breit"])
def test_a_couple_or_family_is_no_person(text: str) -> None:
    assert names_in(text) is None


def test_a_family_name_in_capitals_stands_first() -> None:
    assert name_in("MAIER Anna") == Name("MAIER", "Anna")
    assert name_in("Anna MAIER") == Name("MAIER", "Anna")
    assert name_in("ANNA MAIER") == Name("MAIER", "ANNA")


def test_an_unclear_mark_below_a_gremium_is_told_in_one_sentence(office: Office) -> None:
    office.reads(table("Einrichtung;Nachname;Vorname;Plenum", "Kita Nord;Maier;Anna;(x)"))
    assert "Was „(x)“ bei einem Gremium heißt, ist unklar; nicht übernommen." in office.said


@pytest.mark.parametrize(
    ("name", "ident"),
    [
        ("Kita E", "kita-e"),
        ("Kita V", "kita-v"),
        ("Kita Nord e. V.", "kita-nord"),
        ("Kita Nord e.V.", "kita-nord"),
        ("Beratung Çelik-Yılmaz", "beratung-celik-yilmaz"),
        ("Haus Łódź", "haus-lodz"),
        ("Haus Ørsted", "haus-orsted"),
    ],
)
def test_an_id_keeps_every_letter_of_a_name(office: Office, name: str, ident: str) -> None:
    found = office.reads(table("Einrichtung;Nachname", f"{name};Maier"))
    assert found[name]["id"] == ident


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("StA Münster", "staatsanwaltschaft"),
        ("GStA Hamm", "staatsanwaltschaft"),
        ("OLG Hamm, Familiensenat", "familiengericht"),
        ("Nell-Breuning-BK", "schule"),
        ("SPZ Hamm", "eingliederungshilfe"),
        ("Kinder- und Jugendpsychiatrie Dülmen", "geheimnistraeger"),
        ("DKSB Ortsverband Soest", "traeger-8a"),
        ("Tagesmütterverein Soest", "traeger-8a"),
    ],
)
def test_usual_abbreviations_of_bodies_are_known(office: Office, name: str, category: str) -> None:
    assert office.reads(table("Einrichtung;Nachname", f"{name};Maier"))[name]["categories"] == [
        category
    ]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Nachname, Vorname (Titel)", '"Holz, Uta (Dr.)"'),
        ("Name, Vorname, Titel", '"Holz, Uta, Dr."'),
        ("Vor- und Zuname", "Dr. Uta Holz"),
        ("Name der Ansprechperson", "Dr. Uta Holz"),
    ],
)
def test_a_heading_with_a_supplement_is_known(office: Office, heading: str, cell: str) -> None:
    office.reads(table(f"Einrichtung;{heading};E-Mail 1", f"Kita Nord;{cell};holz@kita.example"))
    assert office.people() == ["Dr. Uta Holz"]
    assert office.bodies()["Kita Nord"]["people"][0]["email"] == "holz@kita.example"


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("0171 5551234 (privat)", "Die Nummer ist eine private"),
        ("priv. 02921 1030", "Die Nummer ist eine private"),
        ("Fax: 02921 1030", "„Fax: 02921 1030“ ist eine Faxnummer"),
    ],
)
def test_a_private_number_and_a_fax_are_named_and_not_taken(
    office: Office, number: str, why: str
) -> None:
    rows = table("Einrichtung;Nachname;Vorname;Telefon", f"Kita Nord;Holz;Uta;{number}")
    assert "phone" not in office.reads(rows)["Kita Nord"]["people"][0]
    assert f"{why}" in office.said
    assert "E-Mail (privat)" not in office.said
    office.reads(table("Einrichtung;Nachname;E-Mail (privat)", "Kita Nord;Holz;u@kita.example"))
    assert "u@kita.example" not in (office.root / FILE).read_text("utf-8")


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ("uta.holz@gmx.de;Holz;Uta", "Die E-Mail-Adresse ist eine private"),
        ("uta.holz(at)kita;Holz;Uta", "Die E-Mail-Adresse ist keine, oder es sind mehrere"),
        ("info(at)kita;;", "Die E-Mail-Adresse ist keine, oder es sind mehrere"),
    ],
)
def test_an_address_that_is_not_taken_is_told_again(office: Office, cells: str, why: str) -> None:
    office.reads(table("Einrichtung;Nachname;Vorname", "Kita Nord;Holz;Uta"))
    rows = table("Einrichtung;PLZ;E-Mail;Nachname;Vorname", f"Kita Nord;59494;{cells}")
    for _ in range(2):
        assert "email" not in str(office.reads(rows, "--partial"))
        assert why in office.said


@pytest.mark.parametrize("column", ["dabei seit", "seit"])
def test_an_end_in_a_column_for_the_beginning_is_named_and_not_taken(
    office: Office, column: str
) -> None:
    rows = table(f"Einrichtung;Nachname;{column}", "Kita Nord;;bis 2024", "Kita Süd;;seit 2024")
    found = office.reads(rows, "--accept", "2,3")
    assert [body["since"] for body in found.values()] == ["unbekannt", "2024"]
    assert (
        "„bis 2024“ passt nicht zu einer Spalte, die den Beginn nennt; nicht übernommen."
        in office.said
    )


def test_of_two_people_each_has_the_address_that_names_them(office: Office) -> None:
    office.reads(
        table(
            "Einrichtung;Ansprechpartner;E-Mail",
            "Klinik;Elif Kaya und Tom Müller;tom.mueller@klinik.example, ek@klinik.example",
        )
    )
    people = office.bodies()["Klinik"]["people"]
    assert [one["email"] for one in people] == ["ek@klinik.example", "tom.mueller@klinik.example"]


def test_one_address_that_names_one_of_two_people_is_not_the_bodys(office: Office) -> None:
    found = office.reads(
        table(
            "Einrichtung;Ansprechpartner;E-Mail",
            "Klinik;Elif Kaya und Tom Müller;tom.mueller@klinik.example",
            "Kita;Eva Lang, Ida Kurz;info@lang.example",
        )
    )
    assert [one.get("email") for one in found["Klinik"]["people"]] == [
        None,
        "tom.mueller@klinik.example",
    ]
    assert "email" not in found["Klinik"]
    assert found["Kita"]["email"] == "info@lang.example"


def test_a_name_before_the_address_of_a_body_is_told(office: Office) -> None:
    rows = table("Einrichtung;PLZ;E-Mail", "Jobcenter;59494;Uta Holz <u.holz@jc.example>")
    assert office.reads(rows)["Jobcenter"]["email"] == "u.holz@jc.example"
    assert "Gehört sie einer Person, bitte streichen." in office.said


def test_what_a_row_says_of_a_person_without_name_is_told(office: Office) -> None:
    office.reads(
        table(
            "Einrichtung;Ansprechpartner;Telefon;E-Mail;Funktion",
            "Kita Nord;N.N.;02921 1030;info@kita.example;Leitung",
            "Kita Süd;Anna und Uwe Lang;02921 1031;lang@kita.example;",
        )
    )
    assert "Zeile 2: Ohne Person bleiben außen vor: Telefon und Funktion." in office.said
    assert "Zeile 3: Ohne Person bleiben außen vor: Telefon und E-Mail." in office.said
    office.reads(table("Einrichtung;PLZ;Telefon", "Kita Ost;59494;02921 1030"), "--partial")
    assert "Zeile 2: Ohne Person bleibt außen vor: Telefon." in office.said


@pytest.mark.parametrize("name", ["N.N.", "Anna und Uwe Lang", "Frau Adler (bis 31.03.)"])
@pytest.mark.parametrize(("column", "cell"), [("Plenum", "x"), ("Gremien", "Plenum")])
def test_the_gremien_of_a_row_whose_person_cannot_be_read_are_those_of_the_body(
    office: Office, name: str, column: str, cell: str
) -> None:
    rows = table(f"Einrichtung;Ansprechpartner;{column}", f"Kita Nord;{name};{cell}")
    assert office.reads(rows)["Kita Nord"].get("groups") == ["plenum"]


# --- who has left, who is nobody, what is private


@pytest.mark.parametrize(
    "heading", ["Ehemalige Mitglieder", "Ausgeschiedene:", "Ausgeschieden seit 2025", "Archiv"]
)
def test_whoever_stands_below_former_members_is_asked_about(office: Office, heading: str) -> None:
    rows = ["Einrichtung;Nachname;Vorname;Telefon", "Kita Nord;Maier;Anna;02921 1030"]
    former = [f"{heading};;;", "Kita West;Alt;Udo;02921 1032", "Kita Ost;Fort;Ute;02921 1033"]
    assert list(office.reads(table(*rows, *former))) == ["Kita Nord"]
    assert f"Zeile 4: Steht unter „{heading}“; nichts übernommen." in office.said
    assert f"Zeile 5: Steht unter „{heading}“; nichts übernommen." in office.said
    assert office.people() == ["Anna Maier"]
    current = ["Aktive Mitglieder;;;", "Kita Tal;Eng;Udo;02921 1034"]
    assert "Kita Tal" in office.reads(table(*rows, *former, *current))


def test_a_sheet_of_former_members_is_no_list_of_members(office: Office) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Einrichtung", "Nachname"])
        sheet.write_row(1, 0, ["Kita Nord", "Maier"])
        other = book.add_worksheet("Ausgeschiedene")
        other.write_row(0, 0, ["Einrichtung", "Nachname"])
        other.write_row(1, 0, ["Kita West", "Alt"])

    assert list(office.reads(workbook(fill), "--sheet", "ALL")) == ["Kita Nord"]
    assert "Blatt 2, Zeile 2: Steht unter „Ausgeschiedene“; nichts übernommen." in office.said


def test_a_status_that_says_somebody_left_is_asked_about(office: Office) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname;Status;Ausgeschieden am",
        "Kita Nord;Maier;Anna;aktiv;",
        "Kita Süd;Lang;Eva;ausgeschieden;",
        "Kita West;Breit;Uwe;Gast;",
        "Kita Ost;Kurz;Ida;inaktiv;31.12.2025",
        "Kita Mitte;Klein;Ute;in Elternzeit;",
    )
    assert list(office.reads(rows)) == ["Kita Nord", "Kita West", "Kita Ost", "Kita Mitte"]
    assert office.people() == ["Anna Maier", "Uwe Breit", "Ute Klein"]
    assert "Zeile 3: Der Status ist „ausgeschieden“; nichts übernommen." in office.said
    assert "Zeile 4: Der Status „Gast“ wird nicht übernommen." in office.said
    assert "Zeile 6: Der Status ist persönlich und wird nicht übernommen." in office.said
    assert "Elternzeit" not in office.said  # nobody's business
    assert "Ida Kurz ist nach der Liste schon ausgeschieden" in office.said


@pytest.mark.parametrize(
    "end", ["31.12.9999", "99991231", "9999-12-31", "00.00.0000", "unbefristet", "offen", "nein"]
)
def test_an_end_that_never_comes_is_none(office: Office, end: str) -> None:
    rows = table("Einrichtung;Nachname;Mitglied seit;Mitglied bis", f"Kita A;Aal;2024;{end}")
    assert office.reads(rows)["Kita A"] == {
        "id": "kita-a", "name": "Kita A", "categories": ["traeger-8a"],
        "field": "kindertagesbetreuung", "unconfirmed": ["categories", "field"], "since": "2024",
        "people": [{"id": "aal", "family_name": "Aal"}],
    }  # fmt: skip
    assert "Bitte ansehen" not in office.said


def test_a_day_of_joining_that_is_all_zeros_is_none(office: Office) -> None:
    rows = table("Einrichtung;Nachname;Mitglied seit", "Kita A;Aal;00.00.0000")
    assert office.reads(rows)["Kita A"]["since"] == "unbekannt"
    assert "kein Datum" not in office.said


def test_an_end_that_cannot_be_read_is_asked_about(office: Office) -> None:
    rows = table("Einrichtung;Nachname;Ausgeschieden", "Kita A;Aal;", "Kita B;Bär;ja")
    office.reads(rows)
    assert office.people() == ["Aal"]
    assert "Zu entscheiden: 1" in office.said
    assert "Zeile 3: Bär: Als Ende steht „ja“, also wohl ausgeschieden" in office.said


@pytest.mark.parametrize("state", ["in Elternzeit", "krank", "z.Zt. beurlaubt", "geb. Lang"])
def test_a_private_state_is_no_function_and_not_repeated(office: Office, state: str) -> None:
    rows = table("Einrichtung;Ansprechpartner", f"Kita A;Anna Maier ({state})")
    person = {"id": "maier", "given_name": "Anna", "family_name": "Maier"}
    assert office.reads(rows)["Kita A"]["people"] == [person]
    assert "Zeile 2: Anna Maier: Was hinter dem Namen oder als Funktion steht" in office.said
    assert state not in office.said
    rows = table("Einrichtung;Nachname;Vorname;Funktion", f"Kita A;Maier;Anna;{state}")
    assert office.reads(rows)["Kita A"]["people"] == [person]
    assert state not in office.said


def test_standing_in_for_somebody_on_leave_is_a_function() -> None:
    found = name_in("Uwe Breit (Elternzeitvertretung)")
    assert found == Name("Breit", "Uwe", function="Elternzeitvertretung")


@pytest.mark.parametrize("left", ["Ruhestand", "ehemals Leitung", "ausgeschieden", "†"])
def test_whoever_has_left_by_the_words_behind_the_name_is_not_taken(left: str) -> None:
    assert name_in(f"Jan Jung ({left})") is None


@pytest.mark.parametrize(
    "nobody",
    ["N. N. (ab 1.8.)", "wird noch benannt", "Nachfolge offen", "TBD", "Herr/Frau N.N.", "noch nicht bekannt"],
)  # fmt: skip
def test_nobody_in_other_words_is_nobody(office: Office, nobody: str) -> None:
    office.reads(table("Einrichtung;Ansprechpartner", f"Kita A;{nobody}"))
    assert office.people() == []
    assert "Zeile 2: Keine Person übernommen: hier ist niemand genannt." in office.said


@pytest.mark.parametrize(
    "office_name", ["Geschäftsstelle", "Bereitschaftsdienst", "Infotelefon", "Schulbüro", "Hotline"]
)
def test_an_office_is_no_person(office_name: str) -> None:
    assert name_in(office_name) is None


def test_a_family_name_behind_zu_or_auf_is_told(office: Office) -> None:
    office.reads(table("Einrichtung;Ansprechpartner", "Kita A;Frau Meyer zu Musterhausen"))
    assert "Gelesen als Nachname „zu Musterhausen“, Vorname „Meyer“; bitte prüfen." in office.said


def test_a_whole_name_in_the_column_of_family_names_is_told(office: Office) -> None:
    office.reads(table("Einrichtung;Nachname;Vorname", "A;Anna Maier;", "B;von Berg;", "C;Aal;Ute"))
    assert "Im Nachnamen „Anna Maier“ steht vielleicht auch ein Vorname" in office.said
    assert office.said.count("vielleicht auch ein Vorname") == 1


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Sehr geehrte Frau", {"form_of_address": "Frau"}), ("Herrn", {"form_of_address": "Herr"}),
        ("Frau Dr.", {"form_of_address": "Frau", "title": "Dr."}), ("Mx", {"form_of_address": "Mx"}),
        ("w", {}), ("divers", {}),
    ],
)  # fmt: skip
def test_a_form_of_address_is_read_and_a_sex_is_none(
    office: Office, cell: str, said: dict[str, str]
) -> None:
    found = office.reads(table("Anrede;Nachname;Einrichtung", f"{cell};Maier;Kita A"))
    assert found["Kita A"]["people"] == [{"id": "maier", **said, "family_name": "Maier"}]
    assert ("ist keine Anrede; nicht übernommen" in office.said) == (not said)


def test_footnotes_are_no_part_of_names(office: Office) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname", "Kita Nord¹;Maier*;Anna", "Kita Süd;Lang;Eva",
        "* bis August;;", "¹ auch Familienzentrum;;", "Seite 1 von 2;;", ":----;---;---",
    )  # fmt: skip
    assert list(office.reads(rows)) == ["Kita Nord", "Kita Süd"]
    assert office.people() == ["Anna Maier", "Eva Lang"]
    assert "Zeile 2: Ein Zeichen für eine Fußnote ist weggelassen." in office.said
    assert office.said.count("ist keine Stelle; die Zeile wird nicht gelesen") == 4


# --- rows that belong together, and rows that do not fit


def test_a_person_in_several_rows_has_what_all_of_them_say(office: Office) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname;Gremium;Telefon;E-Mail",
        "Kita Nord;Maier;Anna;Plenum;02921 1030;",
        "Kita Nord;Maier;Anna;Steuerungsgruppe;02921 1031;a.maier@kita.example.org",
        "Kita Süd;;;Plenum;;",
        "Kita Süd;;;Steuerungsgruppe;;",
    )
    found = office.reads(rows)
    assert found["Kita Nord"]["people"] == [
        {
            "id": "maier", "given_name": "Anna", "family_name": "Maier",
            "email": "a.maier@kita.example.org", "phone": "02921 1030",
            "groups": ["plenum", "steuerung"],
        }
    ]  # fmt: skip
    assert found["Kita Süd"]["groups"] == ["plenum", "steuerung"]
    assert "früheren Zeile; Telefon dort anders, es gilt die frühere." in office.said
    before = (office.root / FILE).read_text()
    office.reads(rows)
    assert (office.root / FILE).read_text() == before


def test_a_row_with_a_separator_too_many_is_left_alone(office: Office) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname;Telefon",
        "Kita Nord;Maier;Anna;02921 1030",
        "Kita Süd; Haus 2;Lang;Eva;02921 1031",
        "Kita Ost;Kurz;Ida",
    )
    assert list(office.reads(rows)) == ["Kita Nord", "Kita Ost"]
    assert "Zeile 3: Die Zeile hat mehr Felder als die Überschriften" in office.said


def test_headings_in_another_order_below_are_headings(office: Office) -> None:
    rows = table(
        "Einrichtung;Nachname;Vorname;Telefon", "Kita Nord;Maier;Anna;02921 1030", ";;;",
        "Vorname;Nachname;Einrichtung;Telefon", "Eva;Lang;Kita Süd;02921 1031",
    )  # fmt: skip
    assert list(office.reads(rows)) == ["Kita Nord", "Kita Süd"]
    assert office.people() == ["Anna Maier", "Eva Lang"]
    assert "Zeile 4: Die Zeile besteht aus Überschriften" in office.said


def test_headings_in_two_rows_are_read_together(office: Office) -> None:
    rows = table(
        "Einrichtung;Ansprechperson;;;Gremien", ";Nachname;Vorname;Funktion;Plenum",
        "Kita Nord;Maier;Anna;Leitung;x", "Kita Süd;Lang;Eva;;",
    )  # fmt: skip
    found = office.reads(rows)
    assert list(found) == ["Kita Nord", "Kita Süd"]
    assert found["Kita Nord"]["people"] == [
        {
            "id": "maier", "given_name": "Anna", "family_name": "Maier", "function": "Leitung",
            "groups": ["plenum"],
        }
    ]  # fmt: skip


def test_the_first_of_two_lists_on_a_sheet_is_read_too(office: Office) -> None:
    rows = table(
        "Ordentliche Mitglieder;;;", "Einrichtung;Name;Telefon;", "Kita Nord;Anna Maier;02921 10300;", ";;;",
        "Beratende Mitglieder;;;", "Institution;Funktion;Vertreten durch;E-Mail", "Jobcenter;BCA;Eva Lang;lang@jc.example",
    )  # fmt: skip
    found = office.reads(rows)
    assert list(found) == ["Kita Nord", "Jobcenter"]
    assert found["Kita Nord"]["people"][0]["phone"] == "02921 10300"
    assert found["Jobcenter"]["people"][0]["function"] == "BCA"


@pytest.mark.parametrize(
    "rows",
    [
        table("Einrichtung / Anschrift;Ansprechperson / Funktion;Kontakt", '"Kita Nord\nHauptstr. 1a\n59494 Soest";"Anna Maier\nLeitung";"Tel. 02921 10300\nMail maier@kita.example"'),
        table("Name der;Straße;;;Name des;Vorname;Funktion;Tele-;E-Mail-", "Einrichtung;;Nr.;PLZ/Ort;Ansprechpartners;;;fon;Adresse", "Kita Nord;Hauptstr.;1a;59494 Soest;Maier;Anna;Leitung;02921 10300;maier@kita.example"),
        table("Nr.;Einrichtung;Straße;Nr.;PLZ;Ort;Ansprechperson;Vorname;Funktion;Telefon;E-Mail", "7;Kita Nord;Hauptstr.;1a;59494;Soest;Maier;Anna;Leitung;02921 10300;maier@kita.example"),
    ],
)  # fmt: skip
def test_columns_and_headings_that_are_split_or_joined_are_read(office: Office, rows: str) -> None:
    body = office.reads(rows)["Kita Nord"]
    assert body["address"] == {"street": "Hauptstr. 1a", "postcode": "59494", "city": "Soest"}
    assert body["people"] == [
        {
            "id": "maier", "given_name": "Anna", "family_name": "Maier", "function": "Leitung",
            "email": "maier@kita.example", "phone": "02921 10300",
        }
    ]  # fmt: skip


def test_a_department_on_a_line_of_its_own_is_part_of_the_name(office: Office) -> None:
    rows = 'Einrichtung;Name\n"KPB Soest\nKK 1\nWallstr. 2\n59494 Soest";Anna Maier\n'
    body = office.reads(rows)["KPB Soest KK 1"]
    assert body["address"] == {"street": "Wallstr. 2", "postcode": "59494", "city": "Soest"}


def test_a_heading_that_names_the_body_too_is_the_bodys(office: Office) -> None:
    rows = table(
        "Name der Kita;Anschrift der Kita;E-Mail Kita;Homepage der Einrichtung;Tel. Kita;Vertretung im Netzwerk",
        'Kita Nord;"Weg 1, 59494 Soest";info@kita.example;kita.example;02921 10300;Anna Maier',
    )
    body = office.reads(rows)["Kita Nord"]
    assert body["address"] == {"street": "Weg 1", "postcode": "59494", "city": "Soest"}
    assert (body["email"], body["website"]) == ("info@kita.example", "https://kita.example")
    assert body["people"] == [{"id": "maier", "given_name": "Anna", "family_name": "Maier"}]
    assert "„Tel. Kita“" in office.said


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Schulleitung;Name, Vorname", "Eva Lang;Maier, Anna"),
        ("Schulleitung;Ansprechperson;Vorname", "Eva Lang;Maier;Anna"),
    ],
)
def test_a_second_column_of_names_that_is_not_read_is_told(
    office: Office, heading: str, cells: str
) -> None:
    office.reads(table(f"Schule;{heading}", f"Schule Nord;{cells}"))
    assert office.people() == ["Anna Maier"]
    assert "unbekannt oder doppelt: „Schulleitung“." in office.said


def test_of_two_columns_called_name_the_first_is_the_body(office: Office) -> None:
    rows = table("Name;PLZ;Ort;Name;Vorname", "Kita Nord;59494;Soest;Maier;Anna")
    assert list(office.reads(rows)) == ["Kita Nord"]
    assert office.people() == ["Anna Maier"]


def test_a_row_with_a_number_or_a_formula_is_no_heading(office: Office) -> None:
    rows = rows_of(
        ["Einrichtung", "Nachname", "Vorname", "Telefon"],
        ["Kita Nord", "=A1", "Anna", ""],
        ["Kita Süd", ".", ".", "02921 1031"],
        ["Schulen", "", "", ""],
    )
    assert list(office.reads(rows)) == ["Kita Nord", "Kita Süd"]
    assert "Zeile 4: „Schulen“ steht allein in der Zeile" in office.said


def test_a_formula_in_the_place_of_a_name_ends_nobody(office: Office) -> None:
    head = ["Einrichtung", "Nachname", "Vorname"]
    people = [["Kita Nord", "Maier", "Anna"], ["Kita Nord", "Lang", "Eva"]]
    others = [[f"Kita {n}", "Aal", f"Ute{n}"] for n in range(6)]
    office.reads(rows_of(head, *people, *others))
    office.reads(rows_of(head, people[0], ["Kita Nord", '="La"&"ng"', "Eva"], *others))
    assert "Endet" not in office.said
    assert "until" not in (office.root / FILE).read_text()


def test_an_address_of_several_lines_and_a_number_beside_the_street_are_read(
    office: Office,
) -> None:
    there = {"street": "Hauptstr. 1a", "postcode": "59494", "city": "Soest"}
    rows = 'Einrichtung;Anschrift\nKita A;"Hauptstr. 1a\n59494 Soest"\n'
    assert office.reads(rows)["Kita A"]["address"] == there
    rows = table("Einrichtung;Straße;Hausnummer;PLZ;Ort", "Haus Mond;Hauptstr.;1a;59494;Soest")
    assert office.reads(rows, "--partial")["Haus Mond"]["address"] == there


def test_columns_of_outlook_are_known_and_empty_ones_not_told(office: Office) -> None:
    rows = table(
        "Vorname,Nachname,Firma,Position,Straße geschäftlich,Ort geschäftlich,Postleitzahl geschäftlich,Straße privat,Telefon privat,Telefon geschäftlich,Pager,Geburtstag,E-Mail-Adresse",
        "Anna,Maier,Kita Nord,Leitung,Hauptstr. 1,Soest,59494,Weg 9,02922 9999,02921 1030,,,a.maier@kita.example.org",
    )
    found = office.reads(rows)["Kita Nord"]
    assert found["address"] == {"street": "Hauptstr. 1", "postcode": "59494", "city": "Soest"}
    assert found["people"][0]["phone"] == "02921 1030"
    assert "Die Spalten „Straße privat“ und „Telefon privat“ werden nicht gelesen" in office.said
    assert "Pager" not in office.said
    assert "Geburtstag" not in office.said


# --- contacts


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


MAIER = ("N:Maier;Anna;;;", "FN:Anna Maier", "ORG:Kita Nord")
ANNA = {"id": "maier", "given_name": "Anna", "family_name": "Maier"}


def test_quoted_printable_is_decoded_as_its_property_says(office: Office) -> None:
    text = card(
        "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=E4ger;J=F6rg;;Dr.",
        "ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Kita=3B M=C3=\r\n=B6we",
        "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQE=",
        "TEL;WORK:02921 1030",
        version="2.1",
    )
    assert office.reads(text)["Kita; Möwe"]["people"] == [
        {
            "id": "jaeger", "title": "Dr.", "given_name": "Jörg", "family_name": "Jäger",
            "phone": "02921 1030",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "phone", "told"),
    [
        (("TEL;HOME:02922 9999",), "", "eine private Telefonnummer"),
        (("TEL;TYPE=WORK,FAX:02921 1039", "TEL:02921 1030"), "02921 1030", "eine Faxnummer"),
        (("TEL;TYPE=CELL:0171 2345678", "TEL;TYPE=WORK:02921 1030"), "02921 1030", "weitere Telefonnummer 0171 2345678"),
        (('TEL;VALUE=uri;TYPE="work,voice":tel:+49-2921-1031;ext=22',), "+49 2921 1031-22", ""),
        (("item1.TEL:02922 9999", "item1.X-ABLabel:_$!<Home>!$_"), "", "eine private Telefonnummer"),
    ],
)  # fmt: skip
def test_of_several_numbers_of_a_contact_that_of_the_office_is_taken(
    office: Office, lines: tuple[str, ...], phone: str, told: str
) -> None:
    person = ANNA | ({"phone": phone} if phone else {})
    assert office.reads(card(*MAIER, *lines))["Kita Nord"]["people"] == [person]
    assert (f"Zeile 1: Nicht übernommen: {told}" in office.said) == bool(told)
    assert "9999" not in office.said


def test_private_contacts_are_not_read(office: Office) -> None:
    text = card("N:Jäger;Udo;;;", "FN:Udo Jäger", "ORG:Kita Süd", "CLASS:PUBLIC")
    for kind in ("PRIVATE", " confidential", "X-NUR-ICH"):
        text += card(*MAIER, f"CLASS:{kind}", "NOTE:geheim")
    assert list(office.reads(text)) == ["Kita Süd"]
    assert "3 private Kontakte sind nicht gelesen worden." in office.said
    assert "Kita Nord" not in office.said
    assert "Notizen" not in office.said


def test_categories_of_contacts_are_told_where_they_tell_them_apart(office: Office) -> None:
    other = card("N:Jäger;Udo;;;", "FN:Udo Jäger", "ORG:Kita Süd", "CATEGORIES:Netz")
    for categories, told in ("Netz", False), ("Netz,AK InsoFa", True), ("AK InsoFa", True):
        office.reads(card(*MAIER, f"CATEGORIES:{categories}") + other)
        assert ("Kategorien in Kontakten werden nicht gelesen." in office.said) == told


def test_what_a_contact_says_beyond_a_list_is_told(office: Office) -> None:
    text = card(
        "N:Maier;Anna;Maria;;M.A.", "FN:Anna Maria Maier", "ORG:Kita Nord", "ORG:AWO Soest",
        "EMAIL;TYPE=HOME:anna@privat.example.org", "EMAIL;TYPE=WORK:a.maier@kita.example.org",
        "ADR;TYPE=HOME:;;Weg 9;Werl;;59457;", "BDAY:1980-01-01", "NOTE:mag Katzen",
    )  # fmt: skip
    person = ANNA | {"title": "M.A.", "email": "a.maier@kita.example.org"}
    found = office.reads(text)["Kita Nord"]
    assert (found["people"], found.get("address")) == ([person], None)
    for told in (
        "„Maria“",
        "„AWO Soest“",
        "eine private E-Mail-Adresse",
        "eine Anschrift, die pri",
    ):
        assert told in office.said
    assert "Notizen und Geburtstage in Kontakten werden nicht gelesen." in office.said
    assert not re.search("Katzen|1980|Weg 9|anna@", office.said)


def test_contacts_without_a_name_in_parts_are_read_by_the_whole_one(office: Office) -> None:
    office.reads(card("FN:Dr. Ute von der Heide", "ORG:Kita Nord"))
    assert office.people() == ["Dr. Ute von der Heide"]


def test_groups_of_contacts_and_departments_are_nobody(office: Office) -> None:
    text = card("KIND:group", "FN:Verteiler AK InsoFa") + card("FN:Büro der Kita", "ORG:Kita Süd")
    assert list(office.reads(text + card(*MAIER))) == ["Kita Nord"]
    assert "nicht gelesen: Verteiler AK InsoFa, Büro der Kita." in office.said


def test_a_contact_within_another_or_without_end_is_not_read(office: Office) -> None:
    agent = ("AGENT:", "BEGIN:VCARD", "N:Alt;Udo", "TEL:02921 77", "END:VCARD")
    text = card(*MAIER, *agent, "TEL:02921 1030") + "BEGIN:VCARD\r\nN:Lang;Eva\r\nORG:Kita"
    found = office.reads(text)
    assert found["Kita Nord"]["people"] == [ANNA | {"phone": "02921 1030"}]
    assert office.people() == ["Anna Maier"]
    assert "Zeile 13: Der Kontakt ist unvollständig (ohne END:VCARD)" in office.said


def test_contacts_are_read_in_utf16_and_with_letters_folded_within(office: Office) -> None:
    text = card("N:Jäger;Jörg;;;", "FN:Jörg Jäger", "ORG:Kita Möwe")
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert list(office.reads(text.encode(encoding))) == ["Kita Möwe"]
        assert office.reads(text.encode(encoding), "--encoding", encoding)
    folded = text.replace("Kita Möwe", "Kita Sü").encode().replace(b"\xbc\r\n", b"\r\n \xbcd\r\n")
    assert "Kita Süd" in office.reads(folded, "--partial")


# --- signs of programs


def test_texts_that_excel_shields_with_a_formula_are_texts(office: Office) -> None:
    rows = table(
        "Einrichtung;Nachname;Telefon;PLZ;Ort",
        '"=""Kita Nord""";Maier;="029211030";="01067";Dresden',
        "Kita Süd;Lang;'02921 1031;'59494;Soest",
    )
    found = office.reads(rows)
    assert [body["address"]["postcode"] for body in found.values()] == ["01067", "59494"]
    assert found["Kita Nord"]["people"][0]["phone"] == "029211030"
    assert "Bitte ansehen" not in office.said


def test_a_formula_in_a_text_file_is_no_name(office: Office) -> None:
    rows = table("Einrichtung;Nachname;E-Mail", '"=HYPERLINK(""x"")";Maier;', "Kita Süd;Lang;=A1")
    assert list(office.reads(rows)) == ["Kita Süd"]
    assert "Zeile 2: In der Spalte „Einrichtung“ steht eine Formel" in office.said
    assert "Zeile 3: In der Spalte „E-Mail“ steht eine Formel" in office.said


def test_apostrophes_around_all_values_are_quotes(office: Office) -> None:
    rows = table("'Einrichtung';'Nachname'", "'Kita; Nord';'O''Neill'", "'Kita Süd';'Lang'")
    assert list(office.reads(rows)) == ["Kita; Nord", "Kita Süd"]
    assert office.people() == ["O'Neill", "Lang"]


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011", "\x1e"])
def test_a_hyphen_that_does_not_break_is_a_hyphen(office: Office, hyphen: str) -> None:
    office.reads(table("Einrichtung;Nachname;Vorname", f"Kita Nord;Maier{hyphen}Lang;Anna"))
    assert office.people() == ["Anna Maier-Lang"]


def test_a_day_that_begins_with_two_digits_of_a_year_is_none() -> None:
    assert (date_in("24-08-01"), date_in("31-08-2024")) == (None, date_in("2024-08-31"))


def test_comments_of_cells_are_told_and_not_read(office: Office) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Einrichtung", "Nachname"])
        sheet.write_row(1, 0, ["Kita Nord", "Maier"])
        sheet.write_comment(1, 1, "Nachfolge ab August: Frau Klein")

    office.reads(workbook(fill))
    assert "Zeile 2: An einer Zelle steht eine Notiz oder ein Kommentar" in office.said
    assert "Klein" not in office.said


def test_a_person_in_the_name_of_a_body_is_asked_about(office: Office) -> None:
    rows = table("Einrichtung;E-Mail", "Jugendhilfe Soest Herr Breit;", "SkF, Frauen in Not;")
    assert list(office.reads(rows)) == ["SkF, Frauen in Not"]
    assert "Zeile 2: In „Jugendhilfe Soest Herr Breit“ steht wohl auch eine Person" in office.said
    assert "Jugendhilfe Soest Herr Breit" in office.reads(rows, "--accept", "2")


def test_a_person_with_another_capital_in_the_name_of_a_body_is_asked_about(office: Office) -> None:
    rows = table("Einrichtung;E-Mail", "Praxis Herr Çelik;", "SkF, Frauen in Not;")
    assert list(office.reads(rows)) == ["SkF, Frauen in Not"]
    assert "Zeile 2: In „Praxis Herr Çelik“ steht wohl auch eine Person" in office.said


def test_a_name_written_apart_is_asked_about(office: Office) -> None:
    rows = table("Einrichtung;Ort", "Caritasverband Soest e.V.;Soest", "Caritas-Verband Soest eV;")
    assert list(office.reads(rows)) == ["Caritasverband Soest e.V."]
    assert "Zeile 3: „Caritas-Verband Soest eV“ ähnelt „Caritasverband Soest e.V.“" in office.said


# --- what is taken in part, or stands in the wrong place


def test_a_member_beside_a_body_is_a_person(office: Office) -> None:
    rows = table(
        "Einrichtung;Mitglied;Stellvertretendes Mitglied;E-Mail",
        "Kita A;Anna Maier;Eva Lang;a.maier@kita.example.org",
    )
    found = office.reads(rows)["Kita A"]
    assert found["people"][0] == ANNA | {"email": "a.maier@kita.example.org"}
    assert [(one["family_name"], one.get("role")) for one in found["people"][1:]] == [
        ("Lang", "stellvertretung")
    ]


def test_a_first_name_alone_is_a_person_who_cannot_be_read(office: Office) -> None:
    rows = table("Einrichtung;Nachname;Vorname;E-Mail", "Kita A;;Anna;anna@kita.example.org")
    assert "email" not in office.reads(rows)["Kita A"]
    assert "Zeile 2: Keine Person übernommen: der Name ist nicht" in office.said
    assert "Zeile 2: Ohne Person bleibt außen vor: E-Mail." in office.said


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("Gremien", "Plenum, AK Recht", ["plenum"]), ("Gremien", "Plenum (Leitung)", ["plenum"]),
        ("Kategorie", "Schule, Quatsch", ["schule"]), ("Kategorie", "5, 99", ["schule"]),
    ],
)  # fmt: skip
def test_a_cell_that_is_understood_in_part_is_told(
    office: Office, column: str, cell: str, value: list[str]
) -> None:
    found = office.reads(table(f"Einrichtung;{column}", f"Haus Tal;{cell}"))["Haus Tal"]
    assert found["groups" if column == "Gremien" else "categories"] == value
    assert f"Von „{cell}“ ist nicht alles zu verstehen" in office.said


@pytest.mark.parametrize("cell", ["Plenum und Steuerungsgruppe", "Plenum; Steuerungsgruppe"])
def test_a_cell_that_is_understood_as_a_whole_is_not_told(office: Office, cell: str) -> None:
    found = office.reads(table("Einrichtung;Gremien", f'Haus Tal;"{cell}"'))["Haus Tal"]
    assert sorted(found["groups"]) == ["plenum", "steuerung"]
    assert "Bitte ansehen" not in office.said


@pytest.mark.parametrize("again", ["dito", "s. o.", "„"])
def test_dito_is_no_function(office: Office, again: str) -> None:
    rows = table("Einrichtung;Nachname;Funktion", "Kita A;Maier;Leitung", f"Kita A;Lang;{again}")
    people = office.reads(rows)["Kita A"]["people"]
    assert [person.get("function") for person in people] == ["Leitung", None]
    assert f"Zeile 3: Lang: „{again}“ verweist auf eine andere Zeile" in office.said


@pytest.mark.parametrize("again", ["dito", "Ebenda", "Ditto", "s. o.", "Dito (Leitung)"])
@pytest.mark.parametrize("column", ["Ansprechperson", "Nachname"])
def test_dito_in_the_place_of_a_name_is_no_person_and_ends_nobody(
    office: Office, column: str, again: str
) -> None:
    heading = f"Einrichtung;{column};E-Mail"
    places = [f"Haus {n};Aal{n};" for n in ("Mond", "Tal", "Berg", "See", "Ufer", "Wald")]
    office.reads(table(heading, *places, "Kita Nord;Maier;", "Kita Süd;Lang;"))
    before = (office.root / FILE).read_bytes()
    office.reads(table(heading, *places, "Kita Nord;Maier;", f"Kita Süd;{again};"), "--force")
    assert (office.root / FILE).read_bytes() == before
    assert "Zeile 9: Keine Person übernommen" in office.said


def test_a_name_with_an_initial_behind_is_that_of_a_family_first() -> None:
    found = name_in("Maier A.")
    assert found is not None
    assert (found.family_name, found.given_name) == ("Maier", "A.")


def test_a_broken_web_address_is_not_made_another(office: Office) -> None:
    found = office.reads(table("Einrichtung;Homepage", "Kita A;http:/kita.example.org"))
    assert "website" not in found["Kita A"]
    assert "„http:/kita.example.org“ ist keine Internetadresse" in office.said


LONG = "wort " * 600


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (table("Einrichtung;Bemerkung", f"Kita A;{LONG}"), 2),
        (rows_of(["Einrichtung", "Bemerkung"], ["Kita A", LONG]), 2),
        (f"BEGIN:VCARD\nVERSION:4.0\nFN:{LONG}\nORG:{LONG}\nEND:VCARD\n", 1),
    ],
)
def test_a_text_that_is_cut_off_is_told_in_every_format(
    office: Office, content: str | bytes, line: int
) -> None:
    office.reads(content)
    assert f"Zeile {line}: Ein Text ist länger als 2.000 Zeichen" in office.said


@pytest.mark.parametrize(
    "heading_or_name", ["1 " * 990, "A" + " ," * 990, "Dr. " * 490 + "x", "A " + "Dr " * 600 + "x"]
)
def test_no_cell_takes_seconds(heading_or_name: str) -> None:
    begun = time.process_time()
    assert meaning_of(heading_or_name, {}) is None
    assert len(names_in(heading_or_name) or ()) < 2
    assert phone_in("(" + heading_or_name) is None
    assert address_in("1" * len(heading_or_name)) is None
    assert time.process_time() - begun < 0.5


@pytest.mark.slow
@pytest.mark.parametrize(
    "row", ["Kita Nord;Sommer{0}, Anna;59494 Soest", "Kita Nord;Sommer, Anna;59494 Neu{0}"]
)
def test_the_rows_of_one_name_are_not_each_compared_with_all_others(
    office: Office, row: str
) -> None:
    words = ["".join(letters) for letters in itertools.product("abcde", repeat=4)][:300]
    before = sum(fold.cache_info()[:2])
    office.reads("\n".join(["Einrichtung;Name, Vorname;PLZ Ort", *map(row.format, words)]))
    assert sum(fold.cache_info()[:2]) - before < 100 * len(words)


def test_a_form_of_address_may_stand_twice() -> None:
    assert names_in("Frau Fr. Dr. Ida Kurz") == [Name("Kurz", "Ida", "Dr.", "Frau")]


def test_signs_of_html_are_read_and_told(office: Office) -> None:
    rows = table("Einrichtung;Nachname", "Kinder &amp; Co;M&uuml;ller", "Kita<br>Nord;Lang")
    assert list(office.reads(rows)) == ["Kinder & Co", "Kita Nord"]
    assert office.people() == ["Müller", "Lang"]
    assert "(&amp;); gelesen als „&“, bitte prüfen." in office.said


def test_letters_that_a_program_did_not_know_are_told(office: Office) -> None:
    rows = table("Einrichtung;Nachname;Homepage", "Kita M?we;J?ger;", "Kita B;Lang;b.example/a?b=1")
    assert list(office.reads(rows)) == ["Kita B"]
    assert "Zeile 2: Hier steht ein Zeichen, das nicht zu lesen ist" in office.said


def test_rows_and_columns_without_size_are_hidden_ones(office: Office) -> None:
    content = rows_of(
        ["Einrichtung", "Nachname", "Telefon"], ["Kita A", "Aal", "02921 1"], ["Kita B", "Bär", ""]
    )

    def flat(part: str, xml: bytes) -> bytes:
        if not part.endswith("/sheet1.xml"):
            return xml
        cols = b'<cols><col min="3" max="3" width="0" customWidth="1"/></cols><sheetData>'
        return xml.replace(b"<sheetData>", cols).replace(b'<row r="3"', b'<row ht="0" r="3"')

    assert list(office.reads(edited(content, flat))) == ["Kita A"]
    assert "Zeile 3: Die Zeile ist ausgeblendet" in office.said
    assert "Ausgeblendete Spalten bleiben außen vor: „Telefon“." in office.said


def test_what_a_row_without_body_says_is_told(office: Office) -> None:
    office.reads(table("Einrichtung;Nachname;Telefon", "Kita A;Maier;", ";;02921 1031"))
    assert "Zeile 3: Nicht übernommen, denn die Stelle fehlt." in office.said


def test_whoever_a_footnote_says_to_have_left_is_asked_about(office: Office) -> None:
    rows = ["Einrichtung;Nachname;Vorname", "Kita Nord;Maier*;Anna", "Kita Süd;Lang¹;Eva"]
    legend = ["* ausgeschieden;;", "¹ = beratend;;"]
    assert list(office.reads(table(*rows, *legend))) == ["Kita Süd"]
    assert office.people() == ["Eva Lang"]
    assert "Zeile 2: Nach der Fußnote (*) ausgeschieden; nichts übernommen." in office.said


@pytest.mark.parametrize(
    "row",
    ["Kita M?we;Maier;Anna", "Kita M\ufffdwe;Maier;Anna", "=A1;Maier;Anna", "#NV;Maier;Anna", "Kita; Möwe;Maier;Anna"],
)  # fmt: skip
def test_a_body_whose_name_cannot_be_read_ends_nobody(office: Office, row: str) -> None:
    places = ("Mond", "Tal", "Berg", "See", "Ufer", "Wald")
    rows = ["Einrichtung;Nachname;Vorname", *(f"Haus {n};Aal;Ute{n}" for n in places)]
    office.reads(table(*rows, "Kita Möwe;Maier;Anna"))
    before = (office.root / FILE).read_bytes()
    office.reads(table(*rows, row), "--force")
    assert (office.root / FILE).read_bytes() == before
    assert "Kita Möwe könnte in einer Zeile stehen, die nicht zu lesen war" in office.said


def test_somebody_named_in_a_column_that_is_not_read_does_not_end(office: Office) -> None:
    office.reads(
        table("Einrichtung;Ansprechperson", "Kita Nord;Anna Maier", "Kita Nord;Eva Lang", "Kita Nord;Udo Alt")
    )  # fmt: skip
    rows = table("Einrichtung;Ansprechperson;Springkraft", "Kita Nord;Anna Maier;Lang, Eva")
    office.reads(rows, "--force")
    assert "Eva Lang steht vielleicht in einer Spalte, die nicht gelesen wird" in office.said
    people = office.bodies()["Kita Nord"]["people"]
    assert [person["family_name"] for person in people if "until" in person] == ["Alt"]


@pytest.mark.parametrize(
    "cell", ["Anna Maier (Vertr.: Eva Lang)", "Anna Maier\nVertretung: Eva Lang", "Anna Maier / Vertr. Eva Lang"]
)  # fmt: skip
def test_a_deputy_in_the_same_cell_has_this_function(cell: str) -> None:
    assert names_in(cell) == [Name("Maier", "Anna"), Name("Lang", "Eva", function="Vertretung")]


@pytest.mark.parametrize("cell", ["Anna Maier\nstv. Leitung", "Maier, Anna – stv. Leitung"])
def test_a_function_below_or_behind_a_name_is_a_function(cell: str) -> None:
    assert names_in(cell) == [Name("Maier", "Anna", function="stv. Leitung")]


@pytest.mark.parametrize("cell", ["Anna Maier\nSekretariat Frau Lang", "Anna Maier - Uwe"])
def test_a_person_below_a_name_is_no_function(cell: str) -> None:
    assert names_in(cell) is None


def test_a_row_whose_name_cannot_be_read_does_not_stand_alone(office: Office) -> None:
    office.reads(table("Einrichtung;Ansprechperson;Telefon", "Kita B;Eva Lang und Team;"))
    assert "Zeile 2: „Kita B“ ist alles, was in der Zeile zu lesen ist" in office.said


def test_no_column_is_read_again_for_each_row_that_may_be_the_headings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[Cell] = []

    def noted(cell: Cell) -> str:
        read.append(cell)
        return cell_text(cell)

    monkeypatch.setattr(heads, "cell_text", noted)
    rows = [f"Kita {n};Maier {n};Leitung;klein {n};offen {n}" for n in range(500)]
    content = table("Einrichtung;Name;Funktion;Größe;Anderes", *rows).encode()
    listing = listing_of(read_grids("liste.csv", content), {}, None, "liste.csv", {})
    assert len(listing.lines) == len(rows)
    assert len(read) < 3 * 5 * len(rows)
