"""PDF files: everybody can read them, they say what the document says,
and nothing but the document decides their bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page
import pytest
from pypdf import PdfReader

from ksnet.basics.frozen import replace
from ksnet.documents.calendar import calendar_view
from ksnet.documents.members import members_view
from ksnet.documents.view import View
from ksnet.duties.counting.spans import Window
from ksnet.rendering import RenderError
from ksnet.rendering.addresses import runs_of
from ksnet.rendering.blocks import (
    Block,
    Chapter,
    Document,
    FactList,
    Figure,
    Heading,
    ListBlock,
    Node,
    Run,
    Signature,
    TreeDiagram,
)
from ksnet.rendering.fonts import FONT_FOLDER, covered
from ksnet.rendering.formats.common import spoken
from ksnet.rendering.formats.pdf import to_pdf
from ksnet.repository import Repository
from tests.conftest import ROOT
from tests.conftest import Run as Ran
from tests.paper import DAY, HOSTILE, blocks_of, everything, figure, paragraph, said, sample, table
from tests.pdf import Pdf, read_pdf
from tests.rendered import say

Ksnet = Callable[..., Ran]
EXAMPLE = ROOT / "ksnet" / "example"
MARGIN = 20 / 25.4 * 72
BLANK = 6  # points: a line may end in a blank
MAIL = "info@familienbuero-musterstadt.de"
PLAN = "Kinderschutzentwicklungsplan (KSEP) für die Stadt Musterstadt"
DRAFT = "Arbeitsfassung zum Tätigkeitsbericht 2024"
REGION = "Netzwerk Kinderschutz Musterstadt Gladbach und Rheinisch-Bergischer Kreis"


def failures(content: bytes) -> list[tuple[str, str]]:
    """Return what the PDF/UA-1 checker finds."""
    return [
        (found.rule_id, found.message)
        for found in page.validate_pdf_bytes(content, profile="ua1").failures
    ]


def check(content: bytes) -> Pdf:
    """Demand what every PDF must have, PDF/UA-1, no empty page,
    no text beyond the margin, and read it.
    """
    assert failures(content) == []
    read = read_pdf(content)
    for number, sheet in enumerate(read.sheets, start=1):
        assert any(text.strip() for text in sheet.marks.values()), f"Seite {number} ist leer"
        assert sheet.right <= sheet.width - MARGIN + BLANK, f"Seite {number}: Text über den Rand"
    return read


def lines(document: Document, templates_dir: Path | None = None) -> list[str]:
    """Return the lines of a PDF as they are seen, the cells of a row apart."""
    content = to_pdf(document, templates_dir)
    return [
        line
        for sheet in PdfReader(io.BytesIO(content)).pages
        for line in sheet.extract_text().splitlines()
    ]


# --- everybody can read them
# -------------------------------------------------------------------------------------------


def views() -> list[View]:
    found: list[View] = []
    for root in (ROOT, EXAMPLE):
        repository = Repository(root)
        for network in map(repository.network, repository.network_ids):
            found += [
                calendar_view([network], as_of=DAY, window=Window.of_year(2025)),
                members_view(network, as_of=DAY),
            ]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("number", range(0, 12, 3))
def test_every_document_can_be_read_by_everybody_and_says_what_it_should(number: int) -> None:
    for view in views()[number : number + 3]:
        document = say(view)
        read = check(to_pdf(document))
        place = 0
        for text in said(document):
            wanted = " ".join(text.split())
            found = read.text.find(wanted, place)
            assert found >= 0, (
                f"{view.kind}: {wanted!r} fehlt nach {read.text[max(place - 60, 0) : place]!r}"
            )
            place = found + len(wanted)
        figures = [block for block in blocks_of(document) if isinstance(block, Figure)]
        assert [found.alt for found in read.find("Figure")] == [spoken(one) for one in figures]


def test_the_checker_finds_what_is_wrong() -> None:
    import typst

    assert failures(typst.compile(b"= Kopf\n=== Sprung"))


@pytest.mark.slow
def test_headings_lists_and_tables_are_tagged() -> None:
    root = read_pdf(to_pdf(everything("Wort")))
    assert [element.text for element in root.find("Title", "H1", "H2")] == ["Wort", "Wort", "Wort"]
    assert [element.text for element in root.find("Caption")][:1] == ["Wort"]
    assert [element.text for element in root.find("TH")][:7] == [
        "Wort",
        "Adresse",
        "Drei",
        "Vier",
        "Fünf",
        "a",
        "b",
    ]
    assert [element.text for element in root.find("Lbl")][:2] == ["Name", "Wort"]
    assert root.find("BlockQuote")[0].text == "Wort"
    assert root.find("Link")[0].text == "Wort"
    assert "Zu klären: Wort data/x.yaml: Wort" in root.text


def test_no_level_of_headings_is_left_out_whatever_a_text_template_does() -> None:
    deep = [Heading(runs_of(str(level)), level) for level in (6, 3, 5, 4, 3)]
    document = sample(*deep, opening=(Heading(runs_of("Vorab"), 5), paragraph("Text")))
    assert [element.role for element in check(to_pdf(document)).find("H1", "H2", "H3", "H4")] == [
        "H1", "H1", "H2", "H2", "H3", "H3", "H2",
    ]  # fmt: skip


def test_a_figure_tells_its_numbers_to_those_who_do_not_see_it_and_no_table_stands_below() -> None:
    root = check(to_pdf(sample(figure("AK Frühe Hilfen"))))
    (told,) = (element.alt for element in root.find("Figure"))
    assert told == (
        "AK Frühe Hilfen Plenum: Treffen 1; AK Schule: Treffen 2; AK Kita: Treffen 3; AK Frühe Hilfen: Treffen 4."
    )
    assert not root.find("Table")
    nodes = (
        Node("a", "Netzwerk"),
        Node("b", "Plenum", ("jährlich",), "a"),
        Node("c", "AK Schule", (), "a"),
    )
    assert spoken(Figure("f", "F", "Aufbau.", TreeDiagram(nodes))) == (
        "Aufbau. Netzwerk. Unter Netzwerk: Plenum (jährlich), AK Schule."
    )


@pytest.mark.slow
def test_a_table_over_pages_is_one_table() -> None:
    rows = tuple((str(number), f"Stelle {number} für Beratung", "Schulen") for number in range(300))
    read = check(to_pdf(sample(table(("Nr.", "Stelle", "Kategorie"), *rows, fixed=1, head=1))))
    (found,) = read.find("Table")
    assert len(read.sheets) > 4
    assert len(found.find("THead")) == 1
    assert [row.text for row in found.find("TR")][1:3] == [
        "0 Stelle 0 für Beratung Schulen",
        "1 Stelle 1 für Beratung Schulen",
    ]
    assert len(found.find("TR")) == 301


@pytest.mark.slow
def test_a_row_longer_than_a_page_goes_on() -> None:
    content = to_pdf(sample(table(("Stelle", "Text"), ("a", "Wort " * 4000))))
    assert check(content).text.count("Wort") == 4000


# --- how they look
# -------------------------------------------------------------------------------------------------


def test_long_words_are_hyphenated_where_german_does() -> None:
    root = read_pdf(
        to_pdf(sample(table(tuple("abcdefghi"), ("Hauptverwaltungsbeamtenkonferenz",) * 9)))
    )
    raw = "".join("".join(cell._parts()) for cell in root.find("TD"))
    assert "beamten\N{SOFT HYPHEN}konferenz" in raw


def test_columns_are_as_wide_as_their_words() -> None:
    row = (
        "01.03.2025",
        "Netzwerktreffen",
        "Arbeitskreis Frühe Hilfen und Kinderschutz im Sozialraum",
        "hat stattgefunden",
    )
    seen = "\n".join(
        lines(sample(table(("Datum", "Termin", "Gremium und Ort", "Stand"), *[row] * 9, fixed=1)))
    )
    assert (
        seen.count("Netzwerktreffen")
        == seen.count("stattgefunden")
        == seen.count("01.03.2025")
        == 9
    )


@pytest.mark.slow
@pytest.mark.parametrize("columns", [3, 5, 7, 9])
def test_an_address_or_number_is_never_parted(columns: int) -> None:
    texts = (
        "Netzwerkkoordination",
        "Kinderschutz und Frühe Hilfen",
        "Jugendamt",
        "a",
        "b",
        "c",
        "d",
    )
    row = (MAIL, "+49 2161 / 123 45-67", *texts)[:columns]
    for prefix in ("", "Text davor, damit die Zeile endet, wo die Adresse stünde, " * 2):
        content = [
            paragraph(f"{prefix}{'x' * number} {MAIL} oder 02161 / 123-4567 an")
            for number in range(0, 40, 3)
        ]
        facts = FactList(tuple((runs_of(f"Kontakt{number}"), runs_of(MAIL)) for number in range(3)))
        items = ListBlock(
            tuple((paragraph(f"{'Wort ' * number}{MAIL}"),) for number in range(8, 14))
        )
        found = lines(sample(table(tuple("abcdefghi")[:columns], row, row), *content, facts, items))
        seen = "\n".join(found)
        assert seen.count(MAIL) == 2 + len(content) + 3 + 6
        assert seen.count("+49 2161 / 123 45-67") == 2
        assert seen.count("02161 / 123-4567") == len(content)


def test_addresses_too_long_for_any_table_leave_room_for_the_others() -> None:
    mail = f"fachstelle-{'kinderschutz-und-' * 4}fruehe-hilfen@musterstadt-an-der-musterach.example.org"
    row = ("Jugendamt der Stadt Musterstadt", "Arbeitskreis Schule", f"{mail} und 02161 1", mail)
    seen = "\n".join(lines(sample(table(("Stelle", "Gremien", "Personen", "Kontakt"), row))))
    for word in ("Jugendamt", "Musterstadt", "Arbeitskreis", "Personen"):
        assert word in seen


def test_no_line_ends_between_a_sign_and_its_number() -> None:
    found = lines(
        sample(
            *[paragraph(f"{'Wort ' * 16}{'x' * number} § 9 Abs. 4 LKSG") for number in range(20)]
        )
    )
    assert not [line for line in found if line.rstrip().endswith(("§", "Abs."))]


@pytest.mark.slow
def test_a_table_with_much_in_many_columns_lies_on_its_side() -> None:
    row = ("Netzwerkkoordination",) * 7
    wide, small = (
        check(to_pdf(sample(table(tuple("abcdefg")[:columns], row[:columns])))).sheets[0]
        for columns in (7, 3)
    )
    assert wide.width > wide.height
    assert small.width < small.height


def test_of_a_report_only_the_annex_that_needs_it_lies_on_its_side() -> None:
    wide = table(tuple("abcdefg"), ("Netzwerkkoordination",) * 7)
    annexes = (
        Chapter("a", runs_of("Breit"), (wide,), "Anlage 1", annex=True),
        Chapter("b", runs_of("Schmal"), (paragraph("Text"),), "Anlage 2", annex=True),
    )
    first = Chapter(
        "c", runs_of("Text"), (paragraph("Text"), Signature(("Ort, Datum", "Unterschrift"))), "1"
    )
    read = check(to_pdf(sample(chapters=(annexes[0], first, annexes[1]))))
    assert [sheet.width > sheet.height for sheet in read.sheets] == [False, True, False]
    order = ["1 Text", "Unterschrift", "Anlage 1: Breit", "Anlage 2: Schmal"]
    places = [read.text.index(text) for text in order]
    assert places == sorted(places)


def heights(content: bytes, *texts: str) -> list[tuple[int, float]]:
    """Return the page and the height above its foot at which each text stands first."""
    found: dict[str, tuple[int, float]] = {}
    for number, sheet in enumerate(PdfReader(io.BytesIO(content)).pages):

        def visit(
            text: str, cm: Any, tm: Any, _font: Any, _size: Any, number: int = number
        ) -> None:
            found.setdefault(text.strip(), (number, tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

        sheet.extract_text(visitor_text=visit)
    return [found[text] for text in texts]


def test_a_row_of_a_form_grows_with_its_text() -> None:
    long = "Wort\nWort\nWort\nWort\nWort"
    rows = (("A1", "Wort"), ("A2", long), ("A3", long), ("A4", ""))
    content = to_pdf(sample(table(("Nr.", "Thema"), *rows, form=True)))
    check(content)
    (_, first), (_, second), (_, third), (_, fourth) = heights(content, "A1", "A2", "A3", "A4")
    assert second - third > 5 * 9  # five lines of nine points
    assert third - fourth > 3 * 9
    assert first - second > 20  # an empty row is high enough for a pen


@pytest.mark.slow
@pytest.mark.parametrize(
    "kept",
    [
        (
            FactList(tuple((runs_of(f"Angabe{number}"), runs_of("Text")) for number in range(12))),
            "Angabe0",
            "Angabe11",
        ),
        (table(("Nr.",), *((f"Z{number}",) for number in range(9)), caption="Kurz"), "Kurz", "Z8"),
        (table(("Nr.",), *((f"Z{number}",) for number in range(90)), caption="Lang"), "Lang", "Z0"),
    ],
    ids=["facts", "short table", "long table"],
)
def test_what_belongs_together_stands_on_one_page(kept: tuple[Any, str, str]) -> None:
    block, first, last = kept
    for before in range(28, 46):
        filling = [paragraph(f"Zeile {number}") for number in range(before)]
        content = to_pdf(sample(*filling, block, paragraph("Dahinter")))
        (top, _), (bottom, _) = heights(content, first, last)
        assert top == bottom, before


@pytest.mark.slow
@pytest.mark.parametrize(
    "block",
    [
        paragraph("Schluss"),
        ListBlock(((paragraph("Anfang"),), (paragraph("Schluss"),))),
        table(("Kopf",), ("Anfang",), ("Schluss",)),
        FactList(((runs_of("Wort"), runs_of("Schluss")),)),
    ],
    ids=["paragraph", "list", "table", "facts"],
)
def test_the_place_to_sign_never_stands_alone_on_a_page(block: Block) -> None:
    for before in range(24, 44):
        filling = [paragraph(f"Zeile {number}") for number in range(before)]
        content = to_pdf(sample(*filling, block, Signature(("Ort, Datum", "Unterschrift"))))
        (last, _), (place, _) = heights(content, "Schluss", "Unterschrift")
        assert last == place, before


@pytest.mark.slow
def test_what_announces_a_list_never_ends_a_page() -> None:
    items = ListBlock(tuple((paragraph(f"Punkt {number}"),) for number in range(30)))
    for before in range(28, 46):
        filling = [paragraph(f"Zeile {number}") for number in range(before)]
        content = to_pdf(sample(*filling, paragraph("Termine danach:"), items))
        (announced, _), (first, _) = heights(content, "Termine danach:", "Punkt 0")
        assert announced == first, before


def test_a_table_leaves_no_landscape_page_half_empty() -> None:
    columns = ("Netzwerkkoordination",) * 7
    rows = [(f"Reihe {number}", *columns[1:]) for number in range(9)]
    filling = [paragraph(f"Zeile {number}") for number in range(12)]
    content = to_pdf(sample(*filling, table(columns, *rows)))
    (before, _), (first, _) = heights(content, "Zeile 7", "Reihe 0")
    assert before == first


@pytest.mark.slow
def test_a_heading_with_one_line_never_ends_a_page() -> None:
    for before in range(28, 46):
        filling = Chapter(
            "a", runs_of("Anfang"), tuple(paragraph(f"Zeile {n}") for n in range(before))
        )
        body = (paragraph("Stand: 31.12.2024."), paragraph("Zwölf sind vertreten."))
        content = to_pdf(sample(chapters=(filling, Chapter("b", runs_of("Vertretung"), body))))
        (line, _), (text, _) = heights(content, "Stand: 31.12.2024.", "Zwölf sind vertreten.")
        assert line == text, before


def test_what_goes_on_in_a_cell_or_fact_of_several_lines_is_moved_in() -> None:
    person = f"Ingeborg Muster, Koordination {'im Kreisgebiet ' * 12}"
    several = runs_of(f"Hans\n{person}\nPetra")
    cells = replace(table(("Personen",), ("",)), rows=((several,), (runs_of(person),)))
    facts = FactList(((runs_of("Wort"), several),))
    assert moved_in(cells) == [False, False, True, False, False, False]
    assert moved_in(facts) == [False, False, True, True, False]


def test_a_column_may_be_headed_in_several_lines() -> None:
    headed = replace(table(("Stelle",), ("Kita",)), columns=(runs_of("Stelle\nund Ort"),))
    assert {"Stelle", "und Ort", "Kita"} <= {line.strip() for line in lines(sample(headed))}


def moved_in(block: Block) -> list[bool]:
    """Return for each line of a table or of facts whether it is moved in."""
    found: dict[float, float] = {}

    def visit(text: str, cm: Any, tm: Any, *_: Any) -> None:
        if text.strip() and text not in {"Wort", "Personen"}:
            found.setdefault(tm[5] * cm[3] + cm[5], tm[4] * cm[0] + cm[4])

    PdfReader(io.BytesIO(to_pdf(sample(block)))).pages[0].extract_text(visitor_text=visit)
    margin, least, *_ = sorted({round(at) for at in found.values()})
    return [at > least + 1 for at in found.values() if at > margin + 1]


@pytest.mark.slow
@pytest.mark.parametrize(
    "last",
    [
        paragraph("Es geht gut weiter. " * 300),
        ListBlock(((paragraph("Es geht gut weiter. " * 20),),) * 12),
    ],
    ids=["paragraph", "list"],
)
def test_a_long_text_before_the_place_to_sign_leaves_no_page_half_empty(last: Block) -> None:
    filling = [paragraph(f"Zeile {number}") for number in range(20)]
    end = (Heading(runs_of("Ausblick"), 3), last)
    content = to_pdf(sample(*filling, *end, Signature(("Ort, Datum", "Unterschrift"))))
    (before, _), (heading, _) = heights(content, "Zeile 19", "Ausblick")
    assert before == heading


def test_title_author_language_and_day_are_set() -> None:
    reader = PdfReader(io.BytesIO(to_pdf(sample(title="Termine 2026"))))
    assert reader.metadata is not None
    assert reader.metadata.title == "Termine 2026 – Netzwerk Muster"
    assert reader.metadata.author == "Netzwerk Muster"
    assert reader.metadata.creation_date == dt.datetime(2026, 6, 30, tzinfo=dt.UTC)
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "de-DE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


@pytest.mark.parametrize(
    ("title", "author", "head"),
    [
        (PLAN, "Jugendamt der Stadt Musterstadt", f"{PLAN} Jugendamt der Stadt Musterstadt"),
        (DRAFT, REGION, f"{DRAFT} {REGION}"),
        (" ".join(["Bericht"] * 20), "Amt", f"{'Bericht ' * 12}… Amt"),
        (" ".join(["Bericht"] * 20), " ".join(["Amt"] * 30), f"{'Bericht ' * 6}… {'Amt ' * 13}…"),
        ("Bericht", " ".join(["Amt"] * 30), f"Bericht {'Amt ' * 24}…"),
    ],
)
def test_the_head_of_a_page_cuts_a_title_only_where_the_author_needs_the_room(
    title: str, author: str, head: str
) -> None:
    sentences = [paragraph("Ein Satz.") for _ in range(60)]
    seen = lines(sample(*sentences, title=title, text=author))
    assert seen[seen.index("Stand: heute. Seite 1 von 2") + 1] == head


def test_a_line_with_addresses_ends_where_the_next_word_does_not_fit() -> None:
    contact = (
        "Koordinierungsstelle Kinderschutz (Kreisjugendamt Musterkreis), "
        "kinderschutz@musterkreis.example.org, 0221 4710-100, Erika Mustermann, "
        "e.mustermann@musterkreis.example.org, 0221 4710-101"
    )
    assert lines(sample(ListBlock(((paragraph(contact),),))))[3:-1] == [
        "• Koordinierungsstelle Kinderschutz (Kreisjugendamt Musterkreis), ",
        "kinderschutz@musterkreis.example.org, 0221 4710-100, Erika Mustermann, ",
        "e.mustermann@musterkreis.example.org, 0221 4710-101",
    ]


def test_pages_are_numbered_and_contents_and_draft_stand_where_they_are_asked_for() -> None:
    document = sample(*[paragraph("Zeile")] * 60, contents=True, draft=True)
    content = to_pdf(document)
    pages = PdfReader(io.BytesIO(content)).pages
    assert f"Seite 2 von {len(pages)}" in pages[1].extract_text()
    assert "Entwurf. Stand: heute." in pages[1].extract_text()
    assert [entry.text.split()[0] for entry in read_pdf(content).find("TOCI")] == ["Termine"]
    plain = to_pdf(sample(paragraph("Text")))
    assert not read_pdf(plain).find("TOCI")
    assert "Entwurf" not in PdfReader(io.BytesIO(plain)).pages[0].extract_text()


# --- texts stay texts
# -------------------------------------------------------------------------------------------------


@pytest.mark.many
@pytest.mark.parametrize("text", HOSTILE, ids=[text[:12] for text in HOSTILE])
def test_hostile_text_stays_text_and_stays_on_the_page(text: str) -> None:
    root = check(to_pdf(everything(text)))
    for role in ("Title", "H1", "H2", "Caption", "LBody", "Link"):
        assert text in [element.text for element in root.find(role)], role
    assert text in root.find("TH")[0].text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "stellen.html", "#kapitel", "//x"]
)
def test_a_link_leads_to_the_web_or_nowhere(url: str) -> None:
    cell = (Run("Text", url=url),)
    assert not read_pdf(to_pdf(sample(table(("a", "b"), (cell, cell))))).find("Link")


def test_a_character_that_the_font_does_not_have_is_shown_as_a_box() -> None:
    content = to_pdf(everything("Name 你好 😀 é"))
    assert check(content).find("H1")[0].text == "Name □□ □ é"


def test_the_font_has_what_names_and_laws_need() -> None:
    text = "ÄÖÜäöüßẞ „“‚‘ – — … € § № ² ½ ≥ → ✓ ☐ Ş ğ ı Ł ń č ž ț é Ж Ω ﬁ ‑ "
    assert covered(text) == text


# --- nothing but the records decides
# -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_another_process_in_other_surroundings_gives_the_same_bytes(tmp_path: Path) -> None:
    arguments = [
        "report",
        "soest",
        "--year",
        "2025",
        "--as-of",
        "2026-06-30",
        "--root",
        str(ROOT),
        "-q",
        "-o",
    ]
    for number, zone in enumerate(("UTC", "Asia/Tokyo")):
        (tmp_path / str(number)).mkdir()
        subprocess.run(
            [sys.executable, "-m", "ksnet", *arguments, "bericht.pdf"],
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "TZ": zone,
                "HOME": str(tmp_path),
                "PYTHONHASHSEED": str(number),
            },
            cwd=tmp_path / str(number),
            check=True,
        )
    assert (tmp_path / "0" / "bericht.pdf").read_bytes() == (
        tmp_path / "1" / "bericht.pdf"
    ).read_bytes()


@pytest.mark.slow
@pytest.mark.many
@pytest.mark.parametrize(
    "arguments",
    [
        ["calendar", "musterkreis", "--year", "2025"],
        ["members", "musterkreis"],
        ["duties", "musterkreis", "--year", "2025"],
        ["report", "musterkreis", "--plan", "kinderschutzentwicklungsplan"],
        ["event", "musterkreis/2026-11-18-fachvortrag", "--as", "einladung"],
    ],
    ids=lambda arguments: " ".join(arguments[:1]),
)
def test_commands_write_pdf_by_format_and_by_ending(
    arguments: list[str], ksnet: Ksnet, tmp_path: Path
) -> None:
    common = ["--as-of", "2026-06-30", "--root", EXAMPLE, "-q"]
    assert ksnet(*arguments, "-o", tmp_path / "a.pdf", *common) == Ran(0, "", "")
    assert ksnet(*arguments, "--format", "pdf", "-o", tmp_path / "b", *common) == Ran(0, "", "")
    assert (tmp_path / "a.pdf").read_bytes()[:5] == b"%PDF-"
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.slow
def test_reports_of_all_networks_come_as_pdf(ksnet: Ksnet, tmp_path: Path) -> None:
    run = ksnet(
        "report",
        "--all",
        "--year",
        "2025",
        "--format",
        "pdf",
        "-o",
        tmp_path,
        "--root",
        EXAMPLE,
        "--as-of",
        DAY,
    )
    assert run.code == 0
    names = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.pdf"))
    assert names == [
        "musterkreis/taetigkeitsbericht-2025.pdf",
        "musterstadt/taetigkeitsbericht-2025.pdf",
    ]


def test_a_terminal_is_not_filled_with_bytes(ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    run = ksnet("members", "musterkreis", "--format", "pdf", "--root", EXAMPLE, "--as-of", DAY)
    assert (run.code, run.out) == (2, "")
    assert "-o ausgabe.pdf" in run.err


def test_without_typst_one_sentence_says_what_to_install(
    ksnet: Ksnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    run = ksnet(
        "members", "musterkreis", "-o", tmp_path / "x.pdf", "--root", EXAMPLE, "--as-of", DAY
    )
    assert (run.code, run.out) == (3, "")
    assert run.err == (
        'ksnet: Für PDF-Dateien fehlt ein Zusatzpaket. Installieren mit: python -m pip install "ksnet[pdf]"\n'
    )
    assert not list(tmp_path.iterdir())


# --- templates
# -------------------------------------------------------------------------------------------------


def design(folder: Path, name: str) -> Path:
    """Return where a repository keeps a design of its own."""
    (folder / "design").mkdir(parents=True, exist_ok=True)
    return folder / "design" / f"{name}.typ"


def test_one_chapter_can_be_written_anew(tmp_path: Path) -> None:
    design(tmp_path, "calendar").write_text(
        '#import "/ksnet/design/document.typ": *\n'
        "#make(chapters: (termine: chapter => { show-chapter(chapter); [Eigener Text für #data.author.] }))"
    )
    text = read_pdf(to_pdf(sample(paragraph("Wie immer.")), tmp_path)).text
    assert "Wie immer. Eigener Text für Netzwerk Muster." in text


def test_the_corporate_design_is_one_small_file(tmp_path: Path) -> None:
    (design(tmp_path, "design").parent / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    design(tmp_path, "design").write_text(
        '#import "/ksnet/design/design.typ": *\n#let accent = rgb("#8a1538")\n#let sender = [Musterkreis, Musterstraße 1]\n'
        '#let logo = image("logo.svg", alt: "Logo des Musterkreises")\n'
    )
    content = to_pdf(sample(paragraph("Text.")), tmp_path)
    root = check(content)
    assert root.text.startswith("Musterkreis, Musterstraße 1 Termine")
    assert [element.alt for element in root.find("Figure")] == ["Logo des Musterkreises"]


def test_what_all_documents_share_can_be_changed(tmp_path: Path) -> None:
    design(tmp_path, "document").write_text(
        '#import "/ksnet/design/document.typ": *\n#style({ title-block; [Ganz anders.] })\n'
    )
    assert read_pdf(to_pdf(sample(), tmp_path)).text == "Termine Netzwerk Muster Ganz anders."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("#nichts", "Hier wird etwas verwendet, das es nicht gibt"),
        ("#data.nichts", "Hier wird etwas verwendet, das es nicht gibt"),
        ("#let a = (", "Das lässt sich nicht ausführen (unclosed delimiter)"),
        ('#panic("Halt")', "Das lässt sich nicht ausführen"),
        ("#let f(x) = f(x)\n\n#f(1)", "ruft sich selbst immer wieder auf"),
        ('#read("geheim.txt")', "die es im Ordner der Vorlagen nicht gibt"),
        ('#read("/etc/hostname")', "die es im Ordner der Vorlagen nicht gibt"),
        ('#read("../../pyproject.toml")', "außerhalb des Ordners der Vorlagen"),
        ('#import "@preview/cetz:0.3.0": *', "Pakete aus dem Netz sind in Vorlagen nicht erlaubt"),
        ('#import "@local/eigenes:0.1.0": *', "Pakete aus dem Netz sind in Vorlagen nicht erlaubt"),
    ],
)
def test_a_mistake_names_file_line_and_reason_in_german(
    tmp_path: Path, source: str, expected: str
) -> None:
    design(tmp_path, "calendar").write_text(
        f'#import "/design/document.typ": *\n#show: style\n{source}\n'
    )
    (tmp_path / "design" / "geheim.json").write_text("{}")
    with pytest.raises(RenderError) as caught:
        to_pdf(sample(), tmp_path)
    assert str(caught.value).startswith("Vorlage design/calendar.typ, Zeile 3: ")
    assert expected in str(caught.value)
    assert str(tmp_path) not in str(caught.value)
    assert "ksnet/rendering" not in str(caught.value)


def test_what_could_not_be_read_by_everybody_is_refused_and_named(tmp_path: Path) -> None:
    design(tmp_path, "calendar").write_text(
        '#import "/design/document.typ": *\n#show: style\n= Eins\n=== Drei\n'
    )
    with pytest.raises(RenderError) as caught:
        to_pdf(sample(), tmp_path)
    assert str(caught.value).startswith(
        "Vorlage design/calendar.typ, Zeile 4: „Termine“ (Netzwerk Muster) ließe sich so nicht"
    )


def test_a_mistake_in_a_template_ends_with_exit_code_3(ksnet: Ksnet, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE / "data", tmp_path / "data")
    design(tmp_path / "templates", "members").write_bytes(b"#nichts")
    run = ksnet(
        "members", "musterkreis", "-o", tmp_path / "x.pdf", "--root", tmp_path, "--as-of", DAY
    )
    assert (run.code, run.out) == (3, "")
    assert run.err.startswith("ksnet: Vorlage design/members.typ, Zeile 1: ")
    assert not (tmp_path / "x.pdf").exists()


def test_a_template_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    design(tmp_path, "calendar").write_bytes(b"\xff\xfe")
    with pytest.raises(RenderError, match="UTF-8"):
        to_pdf(sample(), tmp_path)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder, secret = tmp_path / "templates", tmp_path / "secret.png"
    folder.mkdir()
    secret.write_bytes(b"GEHEIM")
    (folder / "bild.png").symlink_to(secret)
    with pytest.raises(RenderError, match="Verknüpfung"):
        to_pdf(sample(), folder)


def test_no_template_reaches_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    design(tmp_path, "calendar").write_text('#import "@preview/cetz:0.3.0": *')
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, address)
        with pytest.raises(RenderError, match="Netz"):
            to_pdf(sample(), tmp_path)
        with pytest.raises(TimeoutError):
            listener.accept()
        assert os.environ["HTTPS_PROXY"] == address
    assert not [
        path for path in FONT_FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"
    ]
