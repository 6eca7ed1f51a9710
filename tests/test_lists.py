"""Lists for other programs: CSV, Excel and contacts,
made by the command and read back by other readers.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl  # type: ignore[import-untyped]  # has no types
import pytest
import vobject  # type: ignore[import-untyped]  # has no types

from ksnet.documents.sheets import Sheet
from ksnet.rendering.csvfile import render_csv
from tests.conftest import ROOT, Run

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = ("--as-of", "2026-06-30")
EXAMPLE = ("--root", ROOT / "ksnet/example", *DAY)
FORMULA = '=HYPERLINK("https://example.org";"Klick")'

NETWORK = """\
name: Netz „Ä“; Müller & Söhne <GmbH>
founded: 2024-01-01
youth_offices:
  - {id: stadt-a, name: Jugendamt A, key: "05974040"}
vacancies:
  - {category: familiengericht, reason: Anfrage läuft, until: 2026-12-31}
coordination:
  - {id: koord, youth_office: stadt-a, title: Koordination, phone: 02921 1, email: koord@example.org, people: [p-secret]}
  - {id: koord-alt, youth_office: stadt-a, title: Frühere Stelle, email: alt@example.org, until: 2025-12-31}
  - {id: koord-leer, youth_office: stadt-a, title: Ohne Kontakt}
groups:
  - {id: ak, name: "AK; Insofa", kind: arbeitskreis}
"""
EMPTY = 'name: Leer\nyouth_offices:\n  - {id: stadt-a, name: Jugendamt A, key: "05974040"}\n'
MEMBERS = f"""\
members:
  - id: jugendamt-a
    youth_office: stadt-a
    groups: [ak]
    people:
      - id: p-public
        form_of_address: Frau
        title: Dr.
        given_name: Zoë
        family_name: Öffentlich, von
        function: "Leitung; Zeile\\nzwei \\\\n"
        email: o@example.org
        phone: "+49 2921 1030"
        groups: [{{id: ak, role: leitung}}]
        since: 2024-03-01
        publication: {{basis: eigene-beschaeftigte}}
      - {{id: p-secret, form_of_address: Herr, family_name: Vertraulich, function: FUNKTION, email: v@example.org, phone: "0123"}}
      - {{id: p-gone, family_name: Vorbei, until: 2025-05-31}}
      - {{id: ehemals-1, family_name: "[entfernt]", role: leitung, groups: [ak], since: 2023-12-24, redacted: 2025-01-01}}
  - id: formel
    name: '{FORMULA}'
    categories: [schule]
    address: {{street: Weg 1, postcode: "01067", city: Dresden}}
    website: https://example.org/a,b
    since: 2024-06
    until: 2027-01-31
  - id: firma
    name: Müller & Söhne <GmbH>
    categories: [traeger-8a, insofa]
    email: firma@example.org
  - id: haus-id
    name: Frauenhaus NAME
    label: LABEL
    categories: [weitere]
    sensitive: true
    email: haus@example.org
    website: https://haus.example.org
    since: 2024-02-29
    people:
      - {{id: haus-person, family_name: HAUSPERSON, publication: {{basis: eigene-beschaeftigte}}}}
"""
HIDDEN_ALWAYS = (
    "haus-id",
    "NAME",
    "LABEL",
    "haus@",
    "haus.example",
    "HAUSPERSON",
    "haus-person",
    "29.02.2024",
    "24.12.2023",
    "entfernt",
)
HIDDEN_IN_PUBLIC = (
    "Vertraulich",
    "FUNKTION",
    "v@example.org",
    "0123",
    "p-secret",
    "p-public",
    "ehemals",
    "Name gelöscht",
)


@pytest.fixture
def root(tree: Tree) -> Path:
    """Return the folder of a network whose texts are hard to write down."""
    return tree({"data/networks/n/network.yaml": NETWORK, "data/networks/n/members.yaml": MEMBERS})


def make(ksnet: Ksnet, root: Path, form: str, *more: str, command: str = "members") -> bytes:
    target = root / f"liste.{form}"
    run = ksnet(command, "n", "--root", root, *DAY, "-o", target, "-q", *more)
    assert (run.code, run.out, run.err) == (0, "", "")
    return target.read_bytes()


def rows(content: bytes) -> list[dict[str, str]]:
    return list(
        csv.DictReader(
            io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True
        )
    )


def book(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def table(sheet: Any) -> list[dict[str, Any]]:
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def cards(content: bytes) -> dict[str, Any]:
    found = list(vobject.readComponents(content.decode()))
    assert len({card.uid.value for card in found}) == len(found)
    return {card.fn.value: card for card in found}


def unpacked(form: str, content: bytes) -> str:
    """Return all that a file says, also about itself."""
    if form != "xlsx":
        return content.decode().replace("\r\n ", "")
    with ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist())


# --- every format
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["csv", "xlsx", "vcf"])
def test_no_list_shows_what_its_audience_may_not_see(ksnet: Ksnet, root: Path, form: str) -> None:
    inside = unpacked(form, make(ksnet, root, form))
    assert [word for word in HIDDEN_ALWAYS if word in inside] == []
    assert [word for word in ("Vertraulich", "v@example.org", "0123") if word not in inside] == []
    public = unpacked(form, make(ksnet, root, form, "--audience", "oeffentlich"))
    assert [word for word in (*HIDDEN_ALWAYS, *HIDDEN_IN_PUBLIC) if word in public] == []
    assert "firma@example.org" in public
    assert "o@example.org" in public


@pytest.mark.parametrize("form", ["csv", "xlsx", "vcf"])
def test_a_list_is_of_its_day(ksnet: Ksnet, root: Path, form: str) -> None:
    assert "Vorbei" not in unpacked(form, make(ksnet, root, form))
    target = root / f"frueher.{form}"
    ksnet("members", "n", "--root", root, "--as-of", "2025-05-31", "-o", target)
    assert "Vorbei" in unpacked(form, target.read_bytes())


LISTS = {
    "members.csv": "members musterkreis",
    "members.xlsx": "members musterkreis",
    "members.vcf": "members musterkreis",
    "members-4.vcf": "members musterkreis --vcard-version 4.0",
    "calendar.csv": "calendar",
    "calendar.ics": "calendar",
}


@pytest.fixture(scope="module")
def from_two_processes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two folders with all lists, each made by one process."""
    code = "import sys\nfrom ksnet.cli import _run\nfor line in sys.stdin: assert _run(line.split()) == 0, line"
    options = " ".join(map(str, EXAMPLE))
    lines = "".join(f"{command} {options} -q -o {name}\n" for name, command in LISTS.items())
    folders = [tmp_path_factory.mktemp(f"seed{seed}") for seed in (1, 2)]
    for seed, folder in enumerate(folders, start=1):
        env = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)}
        subprocess.run(
            [sys.executable, "-c", code], input=lines, cwd=folder, env=env, text=True, check=True
        )
    return folders


@pytest.mark.slow
@pytest.mark.parametrize("name", LISTS)
def test_the_same_records_give_the_same_bytes_in_every_process(
    from_two_processes: list[Path], name: str
) -> None:
    first, second = ((folder / name).read_bytes() for folder in from_two_processes)
    assert first == second
    assert len(first) > 1000


def test_a_file_without_contacts_is_explained(ksnet: Ksnet, tree: Tree) -> None:
    root = tree({"data/networks/n/network.yaml": EMPTY})
    run = ksnet("members", "n", "--root", root, *DAY, "-o", root / "liste.vcf")
    assert "es gibt keine Kontakte" in run.err
    assert (root / "liste.vcf").read_bytes() == b""


@pytest.mark.parametrize("form", ["csv", "xlsx", "vcf"])
def test_a_network_without_members_gives_an_empty_list(ksnet: Ksnet, tree: Tree, form: str) -> None:
    content = make(ksnet, tree({"data/networks/n/network.yaml": EMPTY}), form)
    if form == "csv":
        assert rows(content) == []
    elif form == "xlsx":
        assert book(content).sheetnames == ["Stellen", "Vertretung § 9 Abs. 4", "Hinweise"]
    else:
        assert content == b""


@pytest.mark.parametrize("form", ["csv", "xlsx", "vcf"])
def test_a_file_that_cannot_be_read_is_named(ksnet: Ksnet, tree: Tree, form: str) -> None:
    root = tree(
        {"data/networks/n/network.yaml": NETWORK, "data/networks/n/members.yaml": "members: [\n"}
    )
    run = ksnet("members", "n", "--root", root, *DAY, "-o", root / f"liste.{form}")
    assert run.code == 0
    assert "Nicht lesbar und deshalb nicht berücksichtigt: data/networks/n/members.yaml" in run.err
    if form == "xlsx":
        texts = [
            row["Angabe"] for row in table(book((root / "liste.xlsx").read_bytes())["Hinweise"])
        ]
        assert any(
            "nicht lesbar und fehlt hier: data/networks/n/members.yaml" in str(text)
            for text in texts
        )


# --- CSV
# -------------------------------------------------------------------------------------------------


def test_a_csv_list_has_a_row_for_each_person_and_each_body_without_people(
    ksnet: Ksnet, root: Path
) -> None:
    content = make(ksnet, root, "csv")
    assert content.startswith(b'\xef\xbb\xbf"Handlungsfeld";"Stelle";')
    assert b"\n" not in content.replace(b"\r\n", b"")
    found = rows(content)
    assert [(row["Stelle"], row["Nachname"]) for row in found] == [
        ("Jugendamt A", "Öffentlich, von"),
        ("Jugendamt A", "Vertraulich"),
        ("Jugendamt A", "Name gelöscht"),
        ("geschützte Einrichtung", ""),
        (f"'{FORMULA}", ""),
        ("Müller & Söhne <GmbH>", ""),
    ]
    first = found[0]
    assert first["Telefon der Person"] == "'+49 2921 1030"
    assert first["Gremien der Person"] == "AK; Insofa (Leitung)"
    assert first["Funktion"] == "Leitung; Zeile; zwei \\n"
    assert (first["Titel"], first["Vorname"], first["Anrede"]) == ("Dr.", "Zoë", "Frau")
    assert first["tätig seit"] == "01.03.2024"
    formula = found[4]
    assert (formula["PLZ"], formula["Mitglied seit"], formula["Mitglied bis"]) == (
        "01067",
        "Juni 2024",
        "31.01.2027",
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("\u00a0\u3000=1", "'\u00a0\u3000=1"),
        ("\u200b=1", "'=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠a", "'＠a"),
        ("\n=1", "'=1"),
        ("a\n=1", "a; =1"),
        ('sagt "nein"', 'sagt "nein"'),
        ("– kein Minus", "– kein Minus"),
        ("0123", "0123"),
        ("", ""),
    ],
)
def test_no_text_of_a_csv_file_is_a_formula(text: str, written: str) -> None:
    content = render_csv(Sheet("x", ("a", "b"), ((text, text),)))
    assert rows(content) == [{"a": written, "b": written}]


def test_a_calendar_has_a_row_for_each_meeting(ksnet: Ksnet, tree: Tree) -> None:
    head = "kind: netzwerktreffen\nstatus: geplant\n"
    root = tree(
        {
            "data/networks/n/network.yaml": NETWORK,
            "data/events/n/2026-09-01-a.yaml": f"title: '=A'\n{head}start: 2026-09-08 14:00\nduration_minutes: 90\n"
            "rescheduled_from: [2026-09-01 14:00]\ngroups: [ak]\npublic: true\n"
            "location: {name: Rathaus, postcode: '01067', city: Soest, url: 'https://example.org/DIAL-IN'}\n"
            "agenda: [{title: Begrüßung}, {title: Austausch}]\n",
            "data/events/n/2026-10-01-b.yaml": f"title: B\n{head}start: 2026-10-01\nend: 2026-10-02\nall_day: true\n",
            "data/events/n/2026-c.yaml": f"title: C\n{head}start: 2026\n",
            "data/events/n/undated-d.yaml": f"title: D\n{head}start: null\n",
        }
    )
    found = rows(make(ksnet, root, "csv", command="calendar"))
    keys = (
        "Titel",
        "Beginn",
        "Beginn Uhrzeit",
        "Ende",
        "Ende Uhrzeit",
        "Verschoben von",
        "Kennung",
    )
    assert [tuple(row[key] for key in keys) for row in found] == [
        (
            "'=A",
            "08.09.2026",
            "14:00",
            "08.09.2026",
            "15:30",
            "01.09.2026, 14:00 Uhr",
            "2026-09-01-a",
        ),
        ("B", "01.10.2026", "ganztägig", "02.10.2026", "", "", "2026-10-01-b"),
        ("C", "2026", "", "", "", "", "2026-c"),
        ("D", "", "", "", "", "", "undated-d"),
    ]
    assert (found[0]["PLZ"], found[0]["Programm"], found[0]["Gremien"]) == (
        "01067",
        "Begrüßung; Austausch",
        "AK; Insofa",
    )
    assert found[0]["Einwahl"] == "https://example.org/DIAL-IN"
    public = rows(make(ksnet, root, "csv", "--audience", "oeffentlich", command="calendar"))
    assert [(row["Titel"], row["Einwahl"]) for row in public] == [("'=A", "")]


# --- Excel
# -------------------------------------------------------------------------------------------------


def test_a_workbook_has_one_table_on_each_sheet_ready_to_print(ksnet: Ksnet, root: Path) -> None:
    workbook = book(make(ksnet, root, "xlsx"))
    assert workbook.sheetnames == [
        "Stellen",
        "Personen",
        "Vertretung § 9 Abs. 4",
        "Koordinierungsstellen",
        "Hinweise",
    ]
    for sheet in workbook:
        [found] = sheet.tables.values()
        assert found.ref == sheet.dimensions
        assert found.autoFilter.ref == sheet.dimensions
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert all(cell.border.right.style for row in sheet.iter_rows() for cell in row)
        assert "Müller && Söhne <GmbH>" in sheet.oddHeader.left.text
        assert "Stand 30.06.2026" in sheet.oddFooter.left.text
    properties = workbook.properties
    assert properties.title == "Mitgliederliste – Netz „Ä“; Müller & Söhne <GmbH>"
    assert properties.created == dt.datetime(2026, 6, 30)


def test_every_text_of_a_workbook_stays_text(ksnet: Ksnet, root: Path) -> None:
    workbook = book(make(ksnet, root, "xlsx"))
    cells = [
        cell
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    [body] = [row for row in table(workbook["Stellen"]) if row["Stelle"] == FORMULA]
    assert (body["PLZ"], body["Mitglied seit"], body["Mitglied bis"]) == (
        "01067",
        "Juni 2024",
        dt.datetime(2027, 1, 31),
    )
    [day] = [cell for row in workbook["Stellen"].iter_rows() for cell in row if cell.is_date]
    assert day.number_format == "dd.mm.yyyy"
    person = table(workbook["Personen"])[0]
    assert person["Telefon der Person"] == "+49 2921 1030"
    assert person["Nachname"] == "Öffentlich, von"


def test_a_day_that_spreadsheets_do_not_agree_on_is_text(ksnet: Ksnet, tree: Tree) -> None:
    members = "members:\n  - {id: a, name: Alt, categories: [schule], since: 1900-02-28}\n"
    root = tree({"data/networks/n/network.yaml": EMPTY, "data/networks/n/members.yaml": members})
    assert table(book(make(ksnet, root, "xlsx"))["Stellen"])[0]["Mitglied seit"] == "28.02.1900"


def test_people_stand_in_order_and_deleted_names_last(ksnet: Ksnet, root: Path) -> None:
    people = table(book(make(ksnet, root, "xlsx"))["Personen"])
    assert [row["Nachname"] for row in people] == [
        "Öffentlich, von",
        "Vertraulich",
        "Name gelöscht",
    ]
    assert {row["Stelle"] for row in people} == {"Jugendamt A"}
    said = {column: value for column, value in people[2].items() if value}
    assert said == {
        "Nachname": "Name gelöscht",
        "Rolle im Netzwerk": "Leitung",
        "Stelle": "Jugendamt A",
        "Handlungsfeld": "Kinder- und Jugendhilfe",
        "Kennung der Stelle": "jugendamt-a",
    }


def test_the_twelve_categories_are_counted_with_the_bodies_that_fill_them(
    ksnet: Ksnet, root: Path
) -> None:
    found = table(book(make(ksnet, root, "xlsx"))["Vertretung § 9 Abs. 4"])
    assert [row["Nr."] for row in found] == [*range(1, 13), None]
    assert [row["Anzahl"] for row in found] == [1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]
    assert found[2]["Erfasste Stellen"] == "Müller & Söhne <GmbH>"
    assert found[12]["Erfasste Stellen"] == "geschützte Einrichtung"
    assert found[7]["Hinweis"] == "noch unbesetzt: Anfrage läuft; vorgesehen bis 31.12.2026"


def test_a_note_on_a_category_begins_in_the_first_line_of_its_cell(
    ksnet: Ksnet, tree: Tree
) -> None:
    network = NETWORK + "scope: [{categories: [schule, weitere]}]\n"
    root = tree({"data/networks/n/network.yaml": network})
    found = table(book(make(ksnet, root, "xlsx"))["Vertretung § 9 Abs. 4"])
    notes = [row["Hinweis"] for row in found if "angesprochen" in str(row["Hinweis"])]
    assert notes == [
        "nicht vertreten\nwird angesprochen",
        "wird angesprochen",
    ]


def test_a_network_that_is_no_more_has_no_sheet_of_who_represents_it(
    ksnet: Ksnet, tree: Tree
) -> None:
    root = tree({"data/networks/n/network.yaml": NETWORK + "until: 2025-06-30\n"})
    assert book(make(ksnet, root, "xlsx")).sheetnames == ["Stellen", "Hinweise"]


def test_a_list_without_bodies_has_the_columns_to_fill(ksnet: Ksnet, tree: Tree) -> None:
    root = tree({"data/networks/n/network.yaml": NETWORK})
    head = [cell.value for cell in book(make(ksnet, root, "xlsx"))["Stellen"][1]]
    assert head[:3] == ["Handlungsfeld", "Stelle", "Bezeichnung"]


def test_columns_that_nobody_has_filled_are_left_out(ksnet: Ksnet, root: Path) -> None:
    head = {str(cell.value) for cell in book(make(ksnet, root, "xlsx"))["Stellen"][1]}
    assert {"Stelle", "PLZ", "Ort"} <= head
    assert not {"Gebäude", "Bezeichnung"} & head


def test_a_long_text_is_kept_and_makes_its_row_high(ksnet: Ksnet, tree: Tree) -> None:
    network = NETWORK + f"admission: {{text: '{'Wort ' * 7000}'}}\n"
    sheet = book(make(ksnet, tree({"data/networks/n/network.yaml": network}), "xlsx"))["Hinweise"]
    [row] = [row for row in sheet.iter_rows() if "Wort" in str(row[1].value)]
    assert len(row[1].value) == 32_767
    assert row[1].value.endswith("…")
    assert 400 < sheet.row_dimensions[row[1].row].height <= 409  # Excel's limit


# --- contacts
# -------------------------------------------------------------------------------------------------


def test_contacts_are_read_back_as_they_were(ksnet: Ksnet, root: Path) -> None:
    content = make(ksnet, root, "vcf")
    found = cards(content)
    assert list(found) == [
        FORMULA,
        "Koordination (Jugendamt A)",
        "Müller & Söhne <GmbH>",
        "Dr. Zoë Öffentlich, von",
        "Herr Vertraulich",
    ]
    person = found["Dr. Zoë Öffentlich, von"]
    assert (person.n.value.family, person.n.value.given, person.n.value.prefix) == (
        "Öffentlich, von",
        "Zoë",
        "Dr.",
    )
    assert person.title.value == "Leitung; Zeile\nzwei \\n"
    assert person.org.value == ["Jugendamt A"]
    assert (person.email.value, person.tel.value) == ("o@example.org", "+49 2921 1030")
    body = found[FORMULA]
    assert (body.adr.value.street, body.adr.value.code, body.adr.value.city) == (
        "Weg 1",
        "01067",
        "Dresden",
    )
    assert body.url.value == "https://example.org/a%2Cb"
    post = found["Koordination (Jugendamt A)"]
    assert (post.org.value, post.email.value, post.tel.value) == (
        ["Jugendamt A"],
        "koord@example.org",
        "02921 1",
    )
    assert {card.version.value for card in found.values()} == {"3.0"}


def test_version_4_of_contacts_says_what_is_a_body(ksnet: Ksnet, root: Path) -> None:
    text = make(ksnet, root, "vcf", "--vcard-version", "4.0").decode()
    assert text.count("VERSION:4.0\r\n") == 5
    assert text.count("KIND:org\r\n") == 3
    assert "EMAIL;TYPE=work:o@example.org\r\n" in text
    assert {card.fn.value for card in vobject.readComponents(text)} == set(
        cards(make(ksnet, root, "vcf"))
    )


def test_a_contact_keeps_its_identity_in_every_version_and_audience_and_after_a_change(
    ksnet: Ksnet, root: Path
) -> None:
    def uid(*more: str) -> str:
        return str(cards(make(ksnet, root, "vcf", *more))["Dr. Zoë Öffentlich, von"].uid.value)

    first = uid()
    assert first.startswith("urn:uuid:")
    assert first == uid("--vcard-version", "4.0") == uid("--audience", "oeffentlich")
    file = root / "data/networks/n/members.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("o@example.org", "neu@example.org"),
        encoding="utf-8",
    )
    assert first == uid()


def test_lines_of_contacts_are_folded_between_letters(ksnet: Ksnet, tree: Tree) -> None:
    name = "Ä" * 50 + "😀" * 40
    members = f"members:\n  - {{id: a, name: {name}, categories: [schule], email: a@example.org}}\n"
    content = make(
        ksnet,
        tree({"data/networks/n/network.yaml": EMPTY, "data/networks/n/members.yaml": members}),
        "vcf",
    )
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() for line in lines[:-1])
    assert list(cards(content)) == [name]


# --- the command
# -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("output", [(), ("-o", "-")])
def test_a_terminal_gets_no_workbook(
    ksnet: Ksnet, root: Path, monkeypatch: pytest.MonkeyPatch, output: tuple[str, ...]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    run = ksnet("members", "n", "--root", root, *DAY, "--format", "xlsx", *output)
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "ksnet: Das Format xlsx lässt sich im Terminal nicht anzeigen. Eine Datei nennen, zum Beispiel: -o ausgabe.xlsx\n"
    )


def test_a_pipe_gets_the_workbook(root: Path) -> None:
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "ksnet",
        "members",
        "n",
        "--root",
        root,
        *DAY,
        "--format",
        "xlsx",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert book(done.stdout).sheetnames[0] == "Stellen"


def test_without_its_package_excel_is_one_sentence(
    ksnet: Ksnet, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    run = ksnet("members", "n", "--root", root, *DAY, "-o", root / "liste.xlsx")
    assert run.code == 3
    assert run.err == (
        'ksnet: Für Excel-Dateien fehlt ein Zusatzpaket. Installieren mit: python -m pip install "ksnet[xlsx]"\n'
    )
    assert not list(root.glob("*.xlsx*"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("-o", "liste.vcf", "--vcard-version", "2.1"),
            "„2.1“ gibt es nicht. Erlaubt sind 3.0 und 4.0.",
        ),
        (
            ("-o", "liste.csv", "--vcard-version", "4.0"),
            "--vcard-version gilt nur für Kontakte (--format vcf).",
        ),
    ],
)
def test_a_version_of_contacts_that_cannot_be_made_is_refused(
    ksnet: Ksnet, root: Path, arguments: tuple[str, ...], message: str
) -> None:
    run = ksnet("members", "n", *DAY, *arguments, cwd=root)
    assert run.code == 2
    assert message in run.err
    assert not list(root.glob("liste.*"))


@pytest.mark.slow
def test_three_hundred_members_are_listed_in_every_format(ksnet: Ksnet, tree: Tree) -> None:
    body = (
        "  - id: s{0}\n    name: Schule {0}\n    categories: [schule]\n    field: schule\n    email: s{0}@example.org\n"
        "    people: [{{id: p{0}, given_name: Kim, family_name: Nummer {0}}}]\n"
    )
    members = "members:\n" + "".join(body.format(number) for number in range(300))
    root = tree({"data/networks/n/network.yaml": EMPTY, "data/networks/n/members.yaml": members})
    assert len(rows(make(ksnet, root, "csv"))) == 300
    assert len(table(book(make(ksnet, root, "xlsx"))["Personen"])) == 300
    assert len(cards(make(ksnet, root, "vcf"))) == 600
