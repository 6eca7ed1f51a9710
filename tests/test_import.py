"""Lists and calendars as they come out of an office, imported by the command;
and what was exported, coming back.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import threading
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # has no types
import yaml

import ksnet as package
from ksnet.importing.event_titles import event_guess
from ksnet.importing.lists.cells import address_in, date_in, phone_in
from ksnet.importing.lists.naming import Name, name_in
from ksnet.importing.newcomers import body_guess
from tests.conftest import ROOT, Run
from tests.samples import make

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
SAMPLES = Path(__file__).parent / "samples"
DAY = ("--as-of", "2026-06-30")
FILE = "data/networks/n/members.yaml"
NETWORK = """\
name: Netz
founded: 2024-01-01
complete_since: nie
youth_offices:
  - id: stadt-a
    name: Jugendamt der Stadt A
    key: "05974040"
groups:
  - id: plenum
    name: Plenum
    kind: plenum
  - id: ak-schule
    name: Arbeitskreis Schule
    kind: arbeitskreis
"""
MEMBERS = """\
# Von Hand geführt
members:
  - id: jugendamt
    youth_office: stadt-a
    groups: [plenum]
  - id: kita-nord
    name: Kita Nord   # seit dem Umbau
    categories: [traeger-8a]
    field: kindertagesbetreuung
    people:
      - id: maier
        given_name: Ina
        family_name: Maier
        email: i.maier@kita.example.org
      - id: neu-bald
        given_name: Uwe
        family_name: Vogt
  - id: schule-sued
    name: Schule Süd
    categories: [schule]
    field: schule
    people:
      - id: ehemals-1
        role: vertretung
        redacted: 2026-01-15
  - id: praxis
    name: Praxis Dr. Weber
    categories: [geheimnistraeger]
    field: gesundheit
    since: 2025-01-01
  - id: haus
    name: Frauenhaus Sonne
    categories: [weitere]
    label: Gewaltschutz
    sensitive: true
    people:
      - id: geheim
        family_name: Geheim
"""


@pytest.fixture
def root(tree: Tree) -> Path:
    """Return the folder of a network with some members."""
    return tree({"data/networks/n/network.yaml": NETWORK, FILE: MEMBERS})


def imported(
    ksnet: Ksnet, root: Path, rows: str | bytes, *more: str, name: str = "liste.csv"
) -> Run:
    path = root / name
    path.write_bytes(rows if isinstance(rows, bytes) else rows.encode())
    return ksnet("import", "members", path, "--network", "n", *DAY, *more, cwd=root)


def plain(path: Path) -> Any:
    return yaml.load(path.read_text(), Loader=yaml.CBaseLoader)  # noqa: S506  (which makes texts of everything)


def members(root: Path) -> dict[str, Any]:
    data = plain(root / FILE)
    return {member["id"]: member for member in data["members"]}


def workbook(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


EVERYBODY = "Institution;Name;Vorname;E-Mail\nJugendamt der Stadt A;;;\nKita Nord;Maier;Ina;i.maier@kita.example.org\nKita Nord;Vogt;Uwe;\nSchule Süd;;;\nPraxis Dr. Weber;;;\n"


# --- the samples


def test_the_samples_are_what_their_script_makes() -> None:
    assert make.text() == (SAMPLES / "verteiler.csv").read_bytes()
    assert len(make.rows()) == 90


@pytest.mark.slow
@pytest.mark.many
@pytest.mark.parametrize("name", ["verteiler.xlsx", "verteiler.csv"])
def test_a_list_of_ninety_rows_becomes_clean_records(name: str, tree: Tree, ksnet: Ksnet) -> None:
    root = tree({"data/networks/n/network.yaml": NETWORK})
    call = ("import", "members", SAMPLES / name, "--network", "n", *DAY)
    plan = ksnet(*call, "--dry-run", cwd=root)
    assert plan.code == 0
    assert "Neu: 89 Stellen, 88 Personen" in plan.out
    assert not (root / FILE).exists()
    run = ksnet(*call, cwd=root)
    assert (run.code, run.out) == (0, f"{FILE}\n")
    found = members(root)
    police = found["kreispolizeibehoerde-muster"]
    assert [person["family_name"] for person in police["people"]] == ["Öztürk", "von der Heide"]
    assert police["people"][0]["phone"] == "02921910012"
    assert (police["since"], police["people"][1]["since"]) == ("2026-02-01", "2026-04-15")
    assert found["amtsgericht-musterstadt-familiengericht"]["categories"] == ["familiengericht"]
    assert found["gesundheitsamt-kreises-muster"]["since"] == "2026-03"
    assert set(found["frauenhaus-musterstadt"]) == {
        "id",
        "name",
        "field",
        "unconfirmed",
        "sensitive",
        "since",
    }
    text = (root / FILE).read_text()
    assert not any(word in text for word in ("1970", "gmx", "Verborgener", "nur für uns", "Sicher"))
    assert "Zeile" in run.err
    assert "Frauenhaus" not in run.err
    assert ksnet("confirm", "--all", *DAY, cwd=root).code == 0
    assert (
        ksnet("validate", "--strict", *DAY, cwd=root).out
        == "Keine Beanstandungen in 2 geprüften Dateien.\n"
    )
    assert ksnet("fmt", "--check", cwd=root).code == 0
    before = (root / FILE).read_bytes()
    again = ksnet(*call, cwd=root)
    assert (again.code, again.out) == (0, "")
    assert "Nichts zu ändern." in again.err
    assert (root / FILE).read_bytes() == before


def test_what_the_excel_list_hides_or_computes_is_named_with_its_row(
    tree: Tree, ksnet: Ksnet
) -> None:
    root = tree({"data/networks/n/network.yaml": NETWORK})
    out = ksnet(
        "import",
        "members",
        SAMPLES / "verteiler.xlsx",
        "--network",
        "n",
        *DAY,
        "--dry-run",
        cwd=root,
    ).out
    for sentence in (
        "Ausgeblendete Spalten bleiben außen vor: „Bemerkung“.",
        "Die Spalte „Geburtsdatum“ wird nicht gelesen",
        "Zeile 6: Ayşe Öztürk: Bei der Nummer 2921910012 fehlt die Null am Anfang",
        "Zeile 10: Keine Person übernommen: hier ist niemand genannt.",
        "Zeile 25: In der Spalte „Funktion“ steht eine Formel",
    ):
        assert sentence in out


# --- merging


def test_changes_newcomers_and_leavers_and_every_other_line_as_it_was(
    root: Path, ksnet: Ksnet
) -> None:
    rows = (
        "Institution;Name;Vorname;E-Mail;Funktion\nJugendamt der Stadt A;;;;\nKita Nord;Maier;Ina;ina.maier@kita.example.org;Leitung\n"
        "Kita Nord;Berg;Ole;;\nSchule Süd;;;sued@schule.example.org;\nAmtsgericht A;;;post@ag.example.org;\nSchulen;;;;\nPraxis Dr. Weber;;;;\n"
    )
    run = imported(ksnet, root, rows, "--ended-on", "2026-05-31", "--force")
    assert run.code == 0, run.err
    found = members(root)
    ina, uwe, ole = found["kita-nord"]["people"]
    assert (ina["email"], ina["function"]) == ("ina.maier@kita.example.org", "Leitung")
    assert (uwe["until"], ole["given_name"]) == ("2026-05-31", "Ole")
    assert found["schule-sued"]["email"] == "sued@schule.example.org"
    assert found["amtsgericht-a"]["field"] == "justiz"
    assert "Zeile 7: „Schulen“ steht allein in der Zeile, vielleicht als Überschrift." in run.err
    assert (
        "Ina Maier (Zeile 3): E-Mail: „i.maier@kita.example.org“ → „ina.maier@kita.example.org“"
        in run.err
    )
    assert "Uwe Vogt zum 31.05.2026 (nicht mehr in der Liste)" in run.err
    kept = [line for line in MEMBERS.splitlines() if "i.maier@" not in line]
    after = (root / FILE).read_text().splitlines()
    assert [line for line in after if line in kept] == kept
    assert ksnet("validate", "--select", "KS0,KS1,KS2,KS3,KS9", *DAY, cwd=root).code == 0


def test_a_body_that_is_missing_ends_and_nothing_is_deleted(root: Path, ksnet: Ksnet) -> None:
    run = imported(ksnet, root, EVERYBODY.replace("Praxis Dr. Weber;;;\n", ""))
    assert run.code == 0, run.err
    assert members(root)["praxis"]["until"] == "2026-06-30"
    assert len(members(root)) == 5
    again = imported(ksnet, root, EVERYBODY.replace("Praxis Dr. Weber;;;\n", ""))
    assert "Nichts zu ändern." in again.err


def test_more_than_a_quarter_ends_only_with_force(root: Path, ksnet: Ksnet) -> None:
    rows = EVERYBODY.replace("Kita Nord;Vogt;Uwe;\n", "").replace("Praxis Dr. Weber;;;\n", "")
    run = imported(ksnet, root, rows)
    assert (run.code, (root / FILE).read_text()) == (2, MEMBERS)
    assert "mehr als ein Viertel der Mitglieder" in run.err
    assert imported(ksnet, root, rows, "--dry-run").code == 0
    assert imported(ksnet, root, rows.replace("Schule Süd;;;\n", ""), "--force").code == 0
    assert [ident for ident, member in members(root).items() if "until" in member] == [
        "schule-sued",
        "praxis",
    ]


def test_a_list_of_bodies_ends_no_people(root: Path, ksnet: Ksnet) -> None:
    rows = (
        "Institution;Ort\nJugendamt der Stadt A;\nKita Nord;Soest\nSchule Süd;\nPraxis Dr. Weber;\n"
    )
    run = imported(ksnet, root, rows)
    assert run.code == 0
    assert not any("until" in person for person in members(root)["kita-nord"]["people"])
    assert members(root)["kita-nord"]["address"] == {"city": "Soest"}


def test_what_is_doubtful_is_named_and_left_alone(root: Path, ksnet: Ksnet) -> None:
    rows = EVERYBODY.replace("Praxis Dr. Weber", "Praxis Dr Webers") + ";Irgendwer;Ida;\n"
    run = imported(ksnet, root, rows)
    assert (run.code, (root / FILE).read_text()) == (0, MEMBERS)
    assert "Zeile 6: „Praxis Dr Webers“ ähnelt „Praxis Dr. Weber“." in run.err
    assert "Zeile 7: Nicht übernommen, denn die Stelle fehlt." in run.err
    accepted = imported(ksnet, root, rows, "--accept", "6")
    assert accepted.code == 0
    assert "praxis-dr-webers" in members(root)


def test_a_longer_or_shorter_name_may_be_the_same_body(root: Path, ksnet: Ksnet) -> None:
    run = imported(
        ksnet,
        root,
        EVERYBODY.replace("Schule Süd;;;", "Schule Süd, Standort Mitte;;;post@schule.example.org"),
    )
    assert (run.code, (root / FILE).read_text()) == (0, MEMBERS)
    assert "„Schule Süd, Standort Mitte“ ähnelt „Schule Süd“." in run.err


def test_namesakes_are_told_by_their_address_or_left_alone(root: Path, ksnet: Ksnet) -> None:
    text = MEMBERS.replace(
        "      - id: neu-bald",
        "      - id: maier-2\n        given_name: Ina\n        family_name: Maier\n      - id: neu-bald",
    )
    (root / FILE).write_text(text)
    run = imported(ksnet, root, EVERYBODY)
    assert "Mit „Maier“ können mehrere Personen gemeint sein" in run.err
    assert (root / FILE).read_text() == text


def test_who_married_is_known_by_the_address(root: Path, ksnet: Ksnet) -> None:
    run = imported(ksnet, root, EVERYBODY.replace("Maier;Ina", "Sommer;Ina"))
    assert run.code == 0
    assert members(root)["kita-nord"]["people"][0]["family_name"] == "Sommer"
    assert members(root)["kita-nord"]["people"][0]["id"] == "maier"


def test_a_protected_body_and_its_people_are_never_touched_nor_named(
    root: Path, ksnet: Ksnet
) -> None:
    run = imported(ksnet, root, EVERYBODY + "Frauenhaus Sonne;Neumann;Eva;eva@haus.example.org\n")
    assert (run.code, (root / FILE).read_text()) == (0, MEMBERS)
    assert "Zeile 7: Eine geschützte Einrichtung; ihre Angaben bleiben, wie sie sind." in run.err
    assert not any(
        word in run.err + run.out for word in ("Frauenhaus", "Neumann", "Geheim", "eva@")
    )


def test_a_new_shelter_is_not_named_where_its_row_cannot_be_read(root: Path, ksnet: Ksnet) -> None:
    rows = "Institution;Anschrift;E-Mail;Mitglied seit;Austritt\nJugendamt der Stadt A;;;;\nKita Nord;;;;\nSchule Süd;;;;\nPraxis Dr. Weber;;;;\n"
    for number, row in enumerate(
        ("Frauenhaus Mond;hinter dem Wald 3;siehe oben;bald;", "Frauenhaus Mond;;;;1.5.2026")
    ):
        run = imported(ksnet, root, f"{rows}{row}\n", "--dry-run")
        assert run.code == 0, run.err
        assert not any(word in run.out + run.err for word in ("Mond", "Wald", "siehe oben"))
        assert ("„bald“ ist kein Datum" if number == 0 else "schon ausgeschieden") in run.out


def test_the_same_last_day_written_otherwise_is_no_change(root: Path, ksnet: Ksnet) -> None:
    text = MEMBERS.replace(
        "    since: 2025-01-01\n", "    since: 2025-01-01\n    until: 2026-09-30\n"
    )
    text = text.replace(
        "        family_name: Vogt\n", "        family_name: Vogt\n        until: 2026-08-31\n"
    )
    (root / FILE).write_text(text)
    rows = EVERYBODY.replace("E-Mail\n", "Bis;Austritt\n").replace("i.maier@kita.example.org", ";")
    rows = rows.replace("Vogt;Uwe;", "Vogt;Uwe;31.8.26;").replace("Weber;;;", "Weber;;;;30.9.26")
    run = imported(ksnet, root, rows)
    assert (run.code, (root / FILE).read_text()) == (0, text), run.err
    assert "Bitte ansehen" not in run.err
    assert "Unverändert: 6 Einträge\n" in run.err


def test_whoever_was_forgotten_does_not_come_back_unasked(root: Path, ksnet: Ksnet) -> None:
    rows = EVERYBODY.replace("Schule Süd;;;", "Schule Süd;Früher;Fritz;")
    run = imported(ksnet, root, rows)
    assert (run.code, (root / FILE).read_text()) == (0, MEMBERS)
    assert (
        "Zeile 5: In dieser Stelle sind Daten einer ausgeschiedenen Person gelöscht worden."
        in run.err
    )
    assert imported(ksnet, root, rows, "--accept", "5").code == 0
    assert members(root)["schule-sued"]["people"][1]["family_name"] == "Früher"


def test_a_row_that_data_protection_forbids_is_refused_and_not_repeated(
    root: Path, ksnet: Ksnet
) -> None:
    rows = (
        "Institution;Name;Vorname;Funktion\nJugendamt der Stadt A;;;\nKita Nord;Maier;Ina;\nKita Nord;Vogt;Uwe;betreut Kevin Beispielmann, geb. 03.04.2015\n"
        "Schule Süd;;;\nPraxis Dr. Weber;;;\nHaushalt der Familie Beispielmann;Blum;Pia;\n"
    )
    run = imported(ksnet, root, rows)
    assert (run.code, (root / FILE).read_text()) == (0, MEMBERS)
    assert (
        "Zeile 4: Nicht übernommen: In dieser Zeile steht, was nicht in die Unterlagen gehört (Regel case-data)."
        in run.err
    )
    assert "Zeile 7: Nicht übernommen" in run.err
    assert "Beispielmann" not in run.err + run.out


def test_dates_in_the_list_end_entries_and_groups_are_joined(root: Path, ksnet: Ksnet) -> None:
    rows = (
        EVERYBODY.replace("E-Mail\n", "AG;Ausgeschieden\n")
        .replace("i.maier@kita.example.org", "AG Turnen;")
        .replace("Vogt;Uwe;", "Vogt;Uwe;Arbeitskreis Schule;31.5.26")
    )
    run = imported(ksnet, root, rows, "--force")
    assert run.code == 0, run.err
    uwe = members(root)["kita-nord"]["people"][1]
    assert (uwe["groups"], uwe["until"]) == (["ak-schule"], "2026-05-31")
    assert "Ein Gremium „AG Turnen“ gibt es im Netzwerk nicht" in run.err
    again = imported(ksnet, root, rows)
    assert "Nichts zu ändern." in again.err, again.err


# --- what is shown, and what is written


def test_a_diff_shows_the_lines_and_writes_nothing(root: Path, ksnet: Ksnet) -> None:
    rows = EVERYBODY.replace("i.maier@", "ina.maier@").replace("Vogt;Uwe", "Vogt-Berg;Ole")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    run = imported(ksnet, root, rows, "--diff")
    assert run.code == 0, run.err
    lines = run.out.splitlines()
    assert lines[:2] == [f"--- a/{FILE}", f"+++ b/{FILE}"]
    changed = [line for line in lines[2:] if line[0] in "+-"]
    assert changed == [
        "-        email: i.maier@kita.example.org",
        "+        email: ina.maier@kita.example.org",
        "+        until: 2026-06-30",
        "+      - id: vogt-berg",
        "+        given_name: Ole",
        "+        family_name: Vogt-Berg",
    ]
    assert run.err.startswith("Abgleich mit liste.csv für Netz\n")
    assert run.err.endswith("Nichts geschrieben, nur gezeigt.\n")
    after = {
        path: path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != "liste.csv"
    }
    assert after == before


def test_a_diff_of_events_shows_new_files_and_writes_nothing(root: Path, ksnet: Ksnet) -> None:
    run = events(ksnet, root, appointment(":20260916T133000", "Netzwerktreffen"), "--diff")
    assert run.code == 0, run.err
    assert run.out.startswith(
        "--- /dev/null\n+++ b/data/events/n/2026-09-16-netzwerktreffen.yaml\n"
    )
    assert "\n+start: 2026-09-16 13:30\n" in run.out
    assert recorded(root) == {}


def test_without_its_package_an_excel_list_is_one_sentence(
    root: Path, ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    run = imported(
        ksnet, root, workbook(("Liste", [["Institution"], ["Kita Nord"]])), name="liste.xlsx"
    )
    assert (run.code, run.out, (root / FILE).read_text()) == (3, "", MEMBERS)
    assert run.err == (
        'ksnet: Für das Lesen von Excel-Dateien fehlt ein Zusatzpaket. Installieren mit: python -m pip install "ksnet[xlsx]"\n'
    )
    assert imported(ksnet, root, EVERYBODY).code == 0  # a text file needs no package


# --- forms of lists


@pytest.mark.parametrize(
    "content",
    [
        EVERYBODY.encode(),
        EVERYBODY.encode("utf-8-sig"),
        EVERYBODY.encode("cp1252"),
        EVERYBODY.encode("utf-16"),
        EVERYBODY.encode("utf-16-le"),
        EVERYBODY.replace(";", "\t").encode("utf-16"),
        EVERYBODY.replace(";", ",").replace("\n", "\r\n").encode(),
        ("sep=;\r\n" + EVERYBODY).encode("cp1252"),
        ("Stand;Juni\n\n" + EVERYBODY.replace("Kita Nord", '"Kita Nord"')).encode(),
        workbook(("Liste", [line.split(";") for line in EVERYBODY.splitlines()])),
        workbook(
            ("Notizen", [["Name", "x"]]),
            ("Liste", [line.split(";") for line in EVERYBODY.splitlines()]),
        ),
    ],
)
def test_encodings_separators_and_sheets(root: Path, ksnet: Ksnet, content: bytes) -> None:
    run = imported(ksnet, root, content)
    assert (run.code, (root / FILE).read_text()) == (0, MEMBERS), run.err
    assert "Nichts zu ändern.\nUnverändert: 6 Einträge\n" in run.err


def test_a_body_whose_cell_is_merged_downwards_has_all_people_beside_it(
    root: Path, ksnet: Ksnet
) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Liste")
    for number, line in enumerate(
        [*EVERYBODY.splitlines(), "Kita Ost;Blum;Pia;", ";Roth;Jan;", ";Lenz;Eva;"]
    ):
        sheet.write_row(number, 0, line.split(";"))
    sheet.merge_range("A3:A4", "Kita Nord")
    sheet.merge_range("A7:A9", "Kita Ost")
    book.close()
    run = imported(ksnet, root, out.getvalue(), name="liste.xlsx")
    assert run.code == 0, run.err
    found = members(root)
    assert [person["family_name"] for person in found["kita-ost"]["people"]] == [
        "Blum",
        "Roth",
        "Lenz",
    ]
    assert not any("until" in person for person in found["kita-nord"]["people"])
    assert "die Stelle fehlt" not in run.err
    assert "Unverändert: 6 Einträge\n" in run.err


def test_a_mapping_says_what_columns_mean(root: Path, ksnet: Ksnet) -> None:
    rows = EVERYBODY.replace("Institution;Name;Vorname;E-Mail", "Wo;Wer;Wie noch;@")
    run = imported(ksnet, root, rows)
    assert run.code == 2
    assert "ist keine Zeile mit wenigstens zwei Spaltenüberschriften zu finden" in run.err
    (root / "spalten.yaml").write_text(
        "Wo: Institution\nWer: Nachname\nWie noch: Vorname\n'@': '-'\n"
    )
    assert (
        "Nichts zu ändern."
        in imported(ksnet, root, rows, "--mapping", str(root / "spalten.yaml")).err
    )
    for text, sentence in (
        ("Wer: Nachnahme\n", "Meinten Sie „Nachname“?"),
        ("Kind: Name\n", "§ 35 SGB I"),
        ("- a\n", "lässt sich nicht lesen"),
    ):
        (root / "spalten.yaml").write_text(text)
        run = imported(ksnet, root, rows, "--mapping", str(root / "spalten.yaml"))
        assert run.code == 2
        assert sentence in run.err


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * (64 * 1024 * 1024))
    return out.getvalue()


def with_part(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(("A", [["Name", "Vorname"]])))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for part in old.namelist():
            new.writestr(part, text if part == name else old.read(part))
    return out.getvalue()


LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
FAR = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1000000"><c r="A1000000"><v>1</v></c></row></sheetData></worksheet>'


def sheet(rows: str) -> Callable[[], bytes]:
    """Return what makes a workbook whose sheet has these rows."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    return lambda: with_part("xl/worksheets/sheet1.xml", xml)


def many_sheets() -> bytes:
    rows = [["Name", "Vorname"]]
    return workbook(*((f"Blatt {number}", rows) for number in range(101)))


def doubled() -> bytes:
    out = io.BytesIO(workbook(("A", [["Institution"], ["Kita Sonne"]])))
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr("xl/Worksheets/sheet1.xml", "<worksheet/>")
    return out.getvalue()


@pytest.mark.many
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (bomb, "ungewöhnlich groß"),
        (many_sheets, "ungewöhnlich groß"),
        (doubled, "enthält einen Teil doppelt"),
        (
            sheet(f'<row><c t="inlineStr"><is><t>{"x " * 500_000}</t></is></c></row>'),
            "ungewöhnlich groß",
        ),
        (sheet(f"<row>{'<c/>' * 200_000}</row>"), "höchstens 5.000 Zeilen"),
        (sheet(f"<row>{'<c>' * 50_000}{'</c>' * 50_000}</row>"), "lässt sich nicht als Excel"),
        (("Institution;Name\n" + "Kita;Maier\n" * 6000).encode(), "höchstens 5.000 Zeilen"),
        (with_part("xl/worksheets/sheet1.xml", FAR), "höchstens 5.000 Zeilen"),
        (with_part("xl/sharedStrings.xml", LAUGHS), "DOCTYPE"),
        (with_part("xl/workbook.xml", "kein XML"), "lässt sich nicht als Excel-Datei lesen"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "bitte in Excel ohne Kennwort als .xlsx speichern",
        ),
        (b"PK\x03\x04" + b"kaputt", "lässt sich nicht als Excel-Datei lesen"),
        (b"%PDF-1.7 ...", "ist keine Liste"),
        (b"<html><table>", "ist keine Liste"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "ist keine"),
        (b"", "ist leer"),
        (b"Name;Vorname\n" + b'"' + b"x" * 200_000, "fehlerhaft"),
    ],
)
def test_files_that_are_traps_or_no_lists_are_one_sentence(
    root: Path, ksnet: Ksnet, content: bytes | Callable[[], bytes], sentence: str
) -> None:
    rows = content() if callable(content) else content
    run = imported(ksnet, root, rows, name="liste.xlsx")
    assert (run.code, run.out, (root / FILE).read_text()) == (2, "", MEMBERS)
    assert sentence in run.err
    assert "Traceback" not in run.err
    assert len(run.err.splitlines()) <= 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
@pytest.mark.parametrize("what", ["members", "events"])
def test_a_pipe_into_which_nobody_writes_is_empty_and_not_waited_for(
    root: Path, ksnet: Ksnet, what: str
) -> None:
    os.mkfifo(root / "liste")
    run = ksnet("import", what, root / "liste", "--network", "n", cwd=root)
    assert run.code == 2
    assert "liste ist leer." in run.err


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "openpty"), reason="Windows has no such terminals")
@pytest.mark.parametrize("typed", [EVERYBODY, ""], ids=["a list", "nothing"])
def test_a_terminal_is_read_as_far_as_somebody_types(root: Path, ksnet: Ksnet, typed: str) -> None:
    above, terminal = os.openpty()
    # Ctrl-D ends the input.
    later = threading.Timer(0.3, os.write, (above, f"{typed}\x04\x04".encode()))
    later.start()
    run = ksnet("import", "members", os.ttyname(terminal), "--network", "n", "--dry-run", cwd=root)
    later.join()
    os.close(above)
    os.close(terminal)
    said = "Nichts geschrieben, nur gezeigt." if typed else "ist leer."
    assert said in run.err
    assert run.code == (0 if typed else 2)


def test_wrong_calls(root: Path, ksnet: Ksnet) -> None:
    for more, sentence in (
        (("--sheet", "X"), "Ein Blatt „X“ gibt es in liste.csv nicht."),
        (("--accept", "a"), "sind keine Zeilennummern"),
        (("--same", "1" * 5_000), "sind keine Zeilennummern"),
        (("--mapping", "fehlt.yaml"), "fehlt.yaml lässt sich nicht lesen"),
        (("--ended-on", "gestern"), "ist kein Tag"),
    ):
        run = imported(ksnet, root, EVERYBODY, *more)
        assert run.code == 2
        assert sentence in run.err
    assert ksnet("import", "members", "fehlt.csv", "--network", "n", cwd=root).code == 2
    assert "Meinten Sie „members“?" in ksnet("import", "member", cwd=root).err


# --- what was exported comes back


NETWORKS = [(ROOT, path.name) for path in sorted((ROOT / "data/networks").iterdir())]
NETWORKS += [
    (Path(package.__file__).with_name("example"), name) for name in ("musterkreis", "musterstadt")
]


@pytest.mark.many
@pytest.mark.parametrize(("source", "network"), NETWORKS, ids=[name for _, name in NETWORKS])
def test_what_was_exported_comes_back_without_a_change(
    source: Path, network: str, tmp_path: Path, ksnet: Ksnet
) -> None:
    root = tmp_path / "r"
    shutil.copytree(source / "data", root / "data")
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    for kind, command, form in (
        ("members", "members", "xlsx"),
        ("members", "members", "csv"),
        ("events", "calendar", "ics"),
    ):
        if kind == "members" and not (
            root / f"data/networks/{network}/members.yaml"
        ).read_text().count("members:"):
            continue  # a list without rows has no columns either
        target = tmp_path / f"liste.{form}"
        assert ksnet(command, network, *DAY, "-o", target, "-q", cwd=root).code == 0
        run = ksnet("import", kind, target, "--network", network, *DAY, cwd=root)
        assert (run.code, run.out) == (0, "")
        assert "Nichts zu ändern." in run.err
        assert "Bitte ansehen" not in run.err
        assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


# --- calendars


def events(ksnet: Ksnet, root: Path, body: str | bytes, *more: str) -> Run:
    path = root / "k.ics"
    if isinstance(body, str):
        text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n"
        body = text.replace("\n", "\r\n").encode()
    path.write_bytes(body)
    return ksnet("import", "events", path, "--network", "n", *DAY, *more, cwd=root)


def appointment(start: str, summary: str, *more: str) -> str:
    return "\n".join(
        [
            "BEGIN:VEVENT",
            f"UID:{summary}{start}",
            f"DTSTART{start}",
            f"SUMMARY:{summary}",
            *more,
            "END:VEVENT",
            "",
        ]
    )


def recorded(root: Path) -> dict[str, Any]:
    folder = root / "data/events/n"
    return (
        {path.stem: plain(path) for path in sorted(folder.glob("*.yaml"))}
        if folder.exists()
        else {}
    )


@pytest.mark.slow
def test_an_outlook_calendar_becomes_events_and_nothing_private(root: Path, ksnet: Ksnet) -> None:
    run = events(ksnet, root, (SAMPLES / "outlook.ics").read_bytes(), "--group", "plenum")
    assert run.code == 0, run.err
    found = recorded(root)
    assert sorted(found) == [
        "2026-09-10-arbeitskreis-schule",
        "2026-09-16-netzwerktreffen-herbst",
        "2026-10-07-fachtag-kinderschutz-uebergaenge",
        "2026-11-12-arbeitskreis-schule",
        "2026-11-18-fortbildung-gespraechsfuehrung",
        "2026-12-10-arbeitskreis-schule",
    ]
    assert found["2026-09-16-netzwerktreffen-herbst"] == {
        "title": "Netzwerktreffen Herbst", "kind": "netzwerktreffen", "groups": ["plenum"], "start": "2026-09-16 13:30", "end": "2026-09-16 15:30",
        "uid": "040000008200E00074C5B7101A82E00800000001", "status": "geplant", "location": {"name": "Rathaus", "street": "Am Vreithof 8", "postcode": "59494", "city": "Soest"},
    }  # fmt: skip
    moved = found["2026-11-12-arbeitskreis-schule"]
    assert (moved["start"], moved["rescheduled_from"], moved["mode"]) == (
        "2026-11-19 10:00",
        ["2026-11-12 14:00"],
        "online",
    )
    assert found["2026-11-18-fortbildung-gespraechsfuehrung"]["all_day"] == "true"
    text = "".join(path.read_text() for path in (root / "data/events").rglob("*.yaml"))
    assert not any(
        word in text
        for word in ("Beispielmann", "Mustermann", "teams", "123 456", "Zahnarzt", "Urlaub")
    )
    assert "Zahnarzt" not in run.err
    assert ksnet("validate", "--select", "KS0,KS1,KS2,KS3,KS5,KS9", *DAY, cwd=root).code == 0
    again = events(ksnet, root, (SAMPLES / "outlook.ics").read_bytes(), "--group", "plenum")
    assert (again.out, "Nichts zu ändern." in again.err) == ("", True), again.err


def test_times_come_in_local_time_whatever_the_zone(root: Path, ksnet: Ksnet) -> None:
    run = events(
        ksnet,
        root,
        appointment(":20260916T113000Z", "Treffen A")
        + appointment(":20261216T123000Z", "Treffen B")
        + appointment(";TZID=GMT Standard Time:20260917T090000", "Treffen C")
        + appointment(";TZID=Irgendwo:20260918T090000", "Treffen D")
        + appointment(
            ":20260919T000000",
            "Treffen E",
            "DTEND:20260920T000000",
            "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        ),
    )
    assert run.code == 0, run.err
    assert [event["start"] for event in recorded(root).values()] == [
        "2026-09-16 13:30", "2026-09-17 10:00", "2026-09-18 09:00", "2026-09-19", "2026-12-16 13:30",
    ]  # fmt: skip
    assert "Die Zeitzone „Irgendwo“ ist nicht bekannt" in run.err


def test_moved_and_cancelled_events_are_followed(root: Path, ksnet: Ksnet) -> None:
    folder = root / "data/events/n"
    folder.mkdir(parents=True)
    base = "# von Hand\ntitle: {}\nkind: netzwerktreffen\nstart: {} 14:00\nend: {} 16:00\nstatus: geplant\n"
    for day, title in (
        ("2026-09-16", "Eins"),
        ("2026-10-07", "Zwei"),
        ("2026-11-04", "Drei"),
        ("2026-11-11", "Vier"),
    ):
        (folder / f"{day}-x.yaml").write_text(base.format(title, day, day))
    run = events(
        ksnet,
        root,
        "BEGIN:VEVENT\nUID:2026-09-16-x@n.ksnet\nDTSTART:20260923T150000\nDTEND:20260923T170000\nSUMMARY:Eins\nEND:VEVENT\n"
        + appointment(":20261014T140000", "Zwei", "DTEND:20261014T160000", "SEQUENCE:1")
        + appointment(":20261104T140000", "Abgesagt: Drei")
        + appointment(":20261118T140000", "Vier", "SEQUENCE:0")
        + appointment(":20261119T140000", "Canceled: Treffen nie erfasst")
        + "BEGIN:VEVENT\nUID:2026-09-16-x@fremd.ksnet\nDTSTART:20260923T150000\nSUMMARY:Fremd\nEND:VEVENT\n",
    )
    assert run.code == 0, run.err
    found = recorded(root)
    assert len(found) == 4
    assert (found["2026-09-16-x"]["start"], found["2026-09-16-x"]["rescheduled_from"]) == (
        "2026-09-23 15:00",
        ["2026-09-16 14:00"],
    )
    assert (found["2026-10-07-x"]["start"], found["2026-10-07-x"]["end"]) == (
        "2026-10-14 14:00",
        "2026-10-14 16:00",
    )
    assert found["2026-11-04-x"]["status"] == "abgesagt"
    assert found["2026-11-11-x"]["start"] == "2026-11-11 14:00"
    assert "Eins: verlegt: 16.09.2026, 14:00 Uhr → 23.09.2026, 15:00 Uhr" in run.err
    assert "gehört zum Netzwerk „fremd“" in run.err
    assert (folder / "2026-09-16-x.yaml").read_text().startswith("# von Hand\n")


def test_a_series_ends_within_reason_and_odd_ones_are_named(root: Path, ksnet: Ksnet) -> None:
    run = events(
        ksnet,
        root,
        appointment(":20200106T090000", "Treffen wöchentlich", "RRULE:FREQ=WEEKLY")
        + appointment(":20260901T090000", "Treffen ständig", "RRULE:FREQ=SECONDLY")
        + appointment(":20260902T090000", "Treffen nie", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
        + appointment(
            ":20260907T090000", "Treffen bis", "RRULE:FREQ=WEEKLY;UNTIL=20260921T070000Z"
        ),
    )
    assert run.code == 0, run.err
    titles = [event["title"] for event in recorded(root).values()]
    assert (
        titles.count("Treffen wöchentlich"),
        titles.count("Treffen ständig"),
        titles.count("Treffen bis"),
    ) == (
        60,
        1,
        3,
    )
    assert (
        "Von der Serie „Treffen wöchentlich“ liest ksnet nur die ersten 60 Termine bis zum 22.02.2027; weitere mit --from."
        in run.err
    )
    assert (
        "Die Serie „Treffen ständig“ wiederholt sich auf eine Art, die ksnet nicht auflöst"
        in run.err
    )


def test_titles_that_data_protection_forbids_are_left_out_and_not_repeated(
    root: Path, ksnet: Ksnet
) -> None:
    run = events(
        ksnet,
        root,
        appointment(":20260901T090000", "Treffen wegen Familie Beispielmann")
        + appointment(":20260902T090000", "Fallkonferenz K."),
    )
    assert (run.code, recorded(root)) == (0, {})
    assert "Ein Termin am 01.09.2026, 09:00 Uhr: nicht übernommen" in run.err
    assert "Beispielmann" not in run.err + run.out
    assert "Bitte von Hand anlegen" in run.err


def test_what_is_no_calendar_is_one_sentence(root: Path, ksnet: Ksnet) -> None:
    for content in (
        b"",
        b"\0\1\2",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        b"<html>",
        b"\xff" * 100,
    ):
        run = events(ksnet, root, content)
        assert run.code in {0, 2}
        assert "Traceback" not in run.err
        assert recorded(root) == {}
    assert "Meinten Sie „plenum“?" in events(ksnet, root, "", "--group", "plenun").err
    assert "Meinten Sie „fachtag“?" in events(ksnet, root, "", "--kind", "fachtage").err


# --- single cells


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Müller, Anna", Name("Müller", "Anna")),
        ("Anna Müller", Name("Müller", "Anna")),
        ("Dr. Anna Müller", Name("Müller", "Anna", "Dr.")),
        (
            "Prof. Dr. med. Anna Müller-Lüdenscheidt",
            Name("Müller-Lüdenscheidt", "Anna", "Prof. Dr. med."),
        ),
        ("Frau Müller", Name("Müller", form_of_address="Frau")),
        ("Herr Dr. von der Heide", Name("von der Heide", title="Dr.", form_of_address="Herr")),
        ("Müller, Dr. Anna Maria", Name("Müller", "Anna Maria", "Dr.")),
        ("Müller, Frau Anna", Name("Müller", "Anna", form_of_address="Frau")),
        ("O'Neill, Seán", Name("O'Neill", "Seán")),
        ("Müller / Schmidt", None),
        ("Müller und Schmidt", None),
        ("Team 3", None),
        ("Müller, Anna, Schmidt", None),
    ],
)
def test_names_are_taken_apart(text: str, name: Name | None) -> None:
    assert name_in(text) == name


@pytest.mark.parametrize(
    ("cell", "date"),
    [("1.3.2025", "2025-03-01"), ("01.03.25", "2025-03-01"), ("März 2025", "2025-03"), ("Mrz. 2025", "2025-03"), ("03/2025", "2025-03"), ("seit 2025", "2025"), ("2025-03-01", "2025-03-01"), ("31.02.2025", None), ("bald", None)],
)  # fmt: skip
def test_dates(cell: str, date: str | None) -> None:
    found = date_in(cell)
    assert (found.text if found else None) == date


def test_numbers_addresses_and_guesses() -> None:
    assert phone_in("02921/103-22") is not None
    assert phone_in("siehe oben") is None
    assert address_in("Am Vreithof 8, 59494 Soest") == {
        "street": "Am Vreithof 8",
        "postcode": "59494",
        "city": "Soest",
    }
    assert address_in("hinter dem Bahnhof") is None
    names = (
        "Amtsgericht Soest",
        "KPB Soest",
        "Gesundheitsamt",
        "Sankt-Georg-Grundschule",
        "Schulpsychologische Beratungsstelle",
        "Kegelclub",
    )
    assert [str(body_guess(name).category) for name in names] == [
        "familiengericht", "polizei-ordnung", "gesundheitsamt", "schule", "geheimnistraeger", "None",
    ]  # fmt: skip
    titles = ("Fachtag", "AK Insofa", "Fobi f. Kitas", "Mittagessen")
    assert [event_guess(title).value for title in titles] == [
        "fachtag",
        "arbeitskreis",
        "fortbildung",
        "sonstige",
    ]
