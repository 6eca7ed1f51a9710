"""PDF files: everybody can read them, they say what the other formats say, and nothing but the records decides their bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import page
import pytest
from pypdf import PdfReader

from ksnet.documents import (
    CalendarDocument,
    Chapter,
    Document,
    Window,
    calendar_document,
    members_document,
    plan_document,
    report_document,
)
from ksnet.documents.blocks import (
    Bar,
    BarChart,
    BulletList,
    Cell,
    Fact,
    FactList,
    Figure,
    Gap,
    Heading,
    Paragraph,
    Prose,
    Table,
    facts,
)
from ksnet.documents.duties import duties_document
from ksnet.documents.papers import Paper, make_paper
from ksnet.duties import Facts, assess
from ksnet.duties.family import Family
from ksnet.rendering import RenderError, render
from ksnet.rendering.fonts import FOLDER, covered
from ksnet.rendering.prose import prose_blocks
from ksnet.rendering.templates import packaged_templates
from ksnet.repository import Network, Repository
from tests.conftest import ROOT, Run
from tests.pdf import Pdf, read_pdf

Ksnet = Callable[..., Run]
DAY = dt.date(2026, 6, 30)
EXAMPLE = ROOT / "ksnet" / "example"
MARGIN = 20 / 25.4 * 72
BLANK = 6  # points: a line may end in a blank
LONG = "Donaudampfschifffahrtsgesellschaft" * 9
HOSTILE = [
    "Müller & Söhne <GmbH>",
    "#panic()",
    "$x$ \\ @ref <label> #let x = 1",
    '=HYPERLINK("http://example.org")',
    "`rot` *fett* _schräg_ --- ... 'a' \"b\"",
    "//x /* y",
    "[[ ]] {{ }}",
    LONG,
    "A" * 300,
    "e.mustermann-mit-langem-namen@sehr-lange-domain.beispielhausen.example.org",
    "Şükrü Łukasz Ğ",
]


def pdf(document: Document, templates_dir: Path | None = None) -> bytes:
    content = render(document, "pdf", templates_dir=templates_dir)
    assert isinstance(content, bytes)
    return content


def sample(*blocks: Any, title: str = "Termine", text: str = "Netzwerk Muster") -> CalendarDocument:
    return CalendarDocument(
        title=title, subtitle=(text,), network=text, as_of=DAY, chapters=(Chapter("termine", title, blocks),)
    )


def everything(text: str) -> CalendarDocument:
    """A document with every kind of block, each with this text."""
    markdown = text.replace("|", "")
    return sample(
        Heading(text),
        Paragraph(text),
        FactList((Fact("Name", Cell(text)), Fact(text, Cell("Wert")))),
        BulletList((Cell(text),)),
        Gap("fehlt", text),
        Table(
            "t",
            text,
            (text, "Adresse", "Drei", "Vier", "Fünf"),
            ((Cell(text), Cell(text, "https://example.org/?a=1&b=2"), Cell("x"), Cell("y"), Cell(f"{text}\n{text}")),),
        ),
        Prose(f"{text}\n\n- a\n  1. {text}\n\n| a | b |\n|-|-|\n| x | {markdown} |\n\n> {text}\n\n```\n{text}\n```\n"),
        Figure("f", text, text, BarChart(("Treffen",), (Bar(text, (3.0,)),)), "t"),
        title=text,
        text=text,
    )


@cache
def repository(root: Path) -> Repository:
    return Repository(root)


def documents_of(network: Network, root: Path) -> Iterator[Document]:
    """Yield every document that can be made of a network."""
    family = Family(repository(root), DAY, 2025)
    yield calendar_document([network], as_of=DAY, window=Window.of_year(2025))
    yield members_document(network, as_of=DAY)
    yield report_document(network, year=2025, as_of=DAY)
    facts = Facts(network, DAY, family.elsewhere(network))
    judged = assess(facts, 2025, repository(root).settings.land)
    yield duties_document([(facts, judged)], year=2025, as_of=DAY, line_of=lambda _file, _place: 1)
    yield from (plan_document(network, plan, as_of=DAY) for plan in network.plans)
    for event in list(network.events.values())[-1:]:
        yield from (make_paper(network, event, paper, as_of=DAY) for paper in Paper)


NETWORKS = [(root, ident) for root in (ROOT, EXAMPLE) for ident in Repository(root).network_ids]


def texts(document: Document) -> Iterator[str]:
    """Yield everything that a document says, in its order."""
    plain = document.plain()
    yield plain["title"]
    yield from plain["subtitle"]
    yield from (text for block in plain["notes"] for text in _block_texts(block))
    for chapter in plain["chapters"]:
        yield chapter["heading"]
        yield from (text for block in chapter["blocks"] for text in _block_texts(block))


def alternatives(document: Document) -> Iterator[str]:
    """Yield what the figures of a document say to those who do not see them."""
    blocks = (block for chapter in document.chapters for block in chapter.blocks)
    yield from (block.alt for block in blocks if isinstance(block, Figure))


def _block_texts(block: dict[str, Any]) -> Iterator[str]:
    def lines(cell: dict[str, Any]) -> list[str]:
        return [cell["text"]] if cell["url"] else cell["lines"]

    match block["kind"]:
        case "heading" | "paragraph":
            yield block["text"]
        case "gap":
            yield f"{block['word']}: {block['text']}"
        case "facts":
            for fact in block["facts"]:
                yield from (fact["label"], *lines(fact["value"]))
        case "list":
            yield from (line for item in block["items"] for line in lines(item))
        case "table":
            yield from (block["caption"], *block["columns"])
            yield from (line for row in block["rows"] for cell in row for line in lines(cell))
        case "figure":
            yield block["caption"]
        case "prose":
            yield from _prose_texts(prose_blocks(block["markdown"]))


def _prose_texts(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        yield from (run["text"] for run in block.get("runs", []))
        yield block.get("text", "")
        for inner in [block.get("blocks", []), *block.get("items", [])]:
            yield from _prose_texts(inner)
        for row in [block.get("columns", []), *block.get("rows", [])]:
            yield from (run["text"] for cell in row for run in cell)


def failures(content: bytes) -> list[tuple[str, str]]:
    """Return what the PDF/UA-1 checker finds."""
    return [(found.rule_id, found.message) for found in page.validate_pdf_bytes(content, profile="ua1").failures]


def check(content: bytes) -> Pdf:
    """Demand what every PDF must have, PDF/UA-1, no empty page, no text beyond the margin, and read it."""
    assert failures(content) == []
    read = read_pdf(content)
    for number, sheet in enumerate(read.sheets, start=1):
        assert any(text.strip() for text in sheet.marks.values()), f"Seite {number} ist leer"
        assert sheet.right <= sheet.width - MARGIN + BLANK, f"Seite {number}: Text über den Rand"
    return read


# --- everybody can read them --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("root", "ident"), NETWORKS, ids=[ident for _, ident in NETWORKS])
def test_every_document_can_be_read_by_everybody_and_says_what_it_should(root: Path, ident: str) -> None:
    for document in documents_of(repository(root).network(ident), root):
        read = check(pdf(document))
        said = read.text
        place = 0
        for text in texts(document):
            words = " ".join(text.split())
            found = said.find(words, place)
            assert found >= 0, f"{document.kind}: {words!r} fehlt nach {said[max(place - 60, 0) : place]!r}"
            place = found + len(words)
        assert [figure.alt for figure in read.find("Figure")] == list(alternatives(document))


def test_the_checker_finds_what_is_wrong() -> None:
    import typst

    assert failures(typst.compile(b"= Kopf\n=== Sprung"))


def test_headings_lists_and_tables_are_tagged() -> None:
    root = read_pdf(pdf(everything("Wort")))
    assert [element.text for element in root.find("Title", "H1", "H2")] == ["Wort", "Wort", "Wort"]
    assert [element.text for element in root.find("Caption")][:1] == ["Wort"]
    assert [element.text for element in root.find("TH")] == ["Wort", "Adresse", "Drei", "Vier", "Fünf", "a", "b"]
    assert [element.text for element in root.find("Lbl")][:2] == ["Name", "Wort"]
    assert [element.alt for element in root.find("Figure")] == ["Wort"]
    assert root.find("BlockQuote")[0].text == "Wort"
    assert root.find("Link")[0].text == "Wort"
    assert "Fehlt: Wort" in root.text


def test_a_table_over_pages_is_one_table() -> None:
    rows = tuple((Cell(str(number)), Cell(f"Stelle {number} für Beratung"), Cell("Schulen")) for number in range(300))
    content = pdf(sample(Table("t", "300 Stellen", ("Nr.", "Stelle", "Kategorie"), rows, fixed=1, head=1)))
    read = check(content)
    (table,) = read.find("Table")
    assert len(read.sheets) > 4
    assert len(table.find("THead")) == 1
    assert [row.text for row in table.find("TR")][1:3] == [
        "0 Stelle 0 für Beratung Schulen",
        "1 Stelle 1 für Beratung Schulen",
    ]
    assert len(table.find("TR")) == 301


def test_a_row_longer_than_a_page_goes_on() -> None:
    content = pdf(sample(Table("t", "Lang", ("Stelle", "Text"), ((Cell("a"), Cell("Wort " * 4000)),))))
    assert check(content).text.count("Wort") == 4000


def test_long_words_are_hyphenated_where_german_does() -> None:
    row = tuple(Cell("Hauptverwaltungsbeamtenkonferenz") for _ in range(6))
    root = read_pdf(pdf(sample(Table("t", "Eng", tuple("abcdef"), (row,)))))
    raw = "".join("".join(cell._parts()) for cell in root.find("TD"))
    assert "beamten\N{SOFT HYPHEN}konferenz" in raw


def test_a_table_with_much_in_many_columns_lies_on_its_side() -> None:
    row = tuple(Cell("Netzwerkkoordination Kinderschutz") for _ in range(7))
    wide, small = (
        check(pdf(sample(Table("t", "T", tuple("abcdefg")[:columns], (row[:columns],))))).sheets[0]
        for columns in (7, 3)
    )
    assert wide.width > wide.height
    assert small.width < small.height


def test_title_author_language_and_day_are_set() -> None:
    reader = PdfReader(io.BytesIO(pdf(sample(title="Termine 2026"))))
    assert reader.metadata is not None
    assert reader.metadata.title == "Termine 2026 – Netzwerk Muster"
    assert reader.metadata.author == "Netzwerk Muster"
    assert reader.metadata.creation_date == dt.datetime(2026, 6, 30, tzinfo=dt.UTC)
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "de-DE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_pages_are_numbered_and_the_report_has_contents_and_a_place_to_sign() -> None:
    report = pdf(report_document(repository(EXAMPLE).network("musterkreis"), year=2025, as_of=DAY))
    pages = PdfReader(io.BytesIO(report)).pages
    assert f"Seite 2 von {len(pages)}" in pages[1].extract_text()
    root = read_pdf(report)
    entries = [entry.text for entry in root.find("TOCI")]
    assert entries[0].startswith("1 Anlass, Rechtsgrundlage und Berichtszeitraum")
    assert root.text.index("Ort, Datum") < root.text.index("Anlage 1: Mitgliederliste", root.text.index("Ort, Datum"))
    assert "Unterschrift" not in read_pdf(pdf(sample())).text


def heights(content: bytes, *texts: str) -> list[tuple[int, float]]:
    """Return the page and the height above its foot at which each text stands first."""
    found: dict[str, tuple[int, float]] = {}
    for number, sheet in enumerate(PdfReader(io.BytesIO(content)).pages):

        def visit(text: str, cm: Any, tm: Any, _font: Any, _size: Any, number: int = number) -> None:
            found.setdefault(text.strip(), (number, tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

        sheet.extract_text(visitor_text=visit)
    return [found[text] for text in texts]


def test_a_row_of_a_form_grows_with_its_text() -> None:
    long = "Wort\nWort\nWort\nWort\nWort"
    rows = tuple(
        (Cell(number), Cell(text)) for number, text in (("A1", "Wort"), ("A2", long), ("A3", long), ("A4", ""))
    )
    content = pdf(sample(Table("vordruck", "Zum Ausfüllen", ("Nr.", "Thema"), rows, form=True)))
    check(content)
    (_, first), (_, second), (_, third), (_, fourth) = heights(content, "A1", "A2", "A3", "A4")
    assert second - third > 5 * 9  # five lines of nine points
    assert third - fourth > 3 * 9
    assert first - second > 20  # an empty row is high enough for a pen


def test_few_facts_stay_together_on_one_page() -> None:
    pairs = [(f"Angabe{number}", "Text") for number in range(12)]
    for before in range(30, 44):
        filling = [Paragraph(f"Zeile {number}") for number in range(before)]
        content = pdf(sample(*filling, *facts(pairs)))
        (first, _), (last, _) = heights(content, "Angabe0", "Angabe11")
        assert first == last, before


def test_the_place_to_sign_never_stands_alone_on_a_page() -> None:
    class Signed(CalendarDocument):
        kind = "report"

    for before in range(24, 44):
        filling = [Paragraph(f"Zeile {number}") for number in range(before)]
        document = sample(*filling, Paragraph("Schluss"))
        signed = Signed(**{field.name: getattr(document, field.name) for field in dataclasses.fields(document)})
        (last, _), (place, _) = heights(pdf(signed), "Schluss", "Unterschrift")
        assert last == place, before


# --- texts stay texts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:12] for text in HOSTILE])
def test_hostile_text_stays_text_and_stays_on_the_page(text: str) -> None:
    content = pdf(everything(text))
    root = check(content)
    for role in ("Title", "H1", "H2", "Caption", "LBody", "Link"):
        assert text in [element.text for element in root.find(role)], role
    assert text in root.find("TH")[0].text


def test_a_character_that_the_font_does_not_have_is_shown_as_a_box() -> None:
    content = pdf(everything("Name 你好 😀 é"))
    assert check(content).find("H1")[0].text == "Name □□ □ é"


def test_the_font_has_what_names_and_laws_need() -> None:
    text = "ÄÖÜäöüßẞ „“‚‘ – — … € § № ² ½ ≥ → ✓ ☐ Ş ğ ı Ł ń č ž ț é Ж Ω ﬁ ‑ "
    assert covered(text) == text


# --- nothing but the records decides --------------------------------------------------------------------------------------


def test_another_process_in_other_surroundings_gives_the_same_bytes(tmp_path: Path) -> None:
    arguments = ["report", "soest", "--year", "2025", "--as-of", "2026-06-30", "--root", str(ROOT), "-q", "-o"]
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
    assert (tmp_path / "0" / "bericht.pdf").read_bytes() == (tmp_path / "1" / "bericht.pdf").read_bytes()


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
def test_commands_write_pdf_by_format_and_by_ending(arguments: list[str], ksnet: Ksnet, tmp_path: Path) -> None:
    common = ["--as-of", "2026-06-30", "--root", EXAMPLE, "-q"]
    assert ksnet(*arguments, "-o", tmp_path / "a.pdf", *common) == Run(0, "", "")
    assert ksnet(*arguments, "--format", "pdf", "-o", tmp_path / "b", *common) == Run(0, "", "")
    assert (tmp_path / "a.pdf").read_bytes()[:5] == b"%PDF-"
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b").read_bytes()


def test_reports_of_all_networks_come_as_pdf(ksnet: Ksnet, tmp_path: Path) -> None:
    run = ksnet(
        "report", "--all", "--year", "2025", "--format", "pdf", "-o", tmp_path, "--root", EXAMPLE, "--as-of", DAY
    )
    assert run.code == 0
    names = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.pdf"))
    assert names == ["musterkreis/taetigkeitsbericht-2025.pdf", "musterstadt/taetigkeitsbericht-2025.pdf"]


def test_a_terminal_is_not_filled_with_bytes(ksnet: Ksnet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    run = ksnet("members", "musterkreis", "--format", "pdf", "--root", EXAMPLE, "--as-of", DAY)
    assert (run.code, run.out) == (2, "")
    assert "-o ausgabe.pdf" in run.err


def test_without_typst_one_sentence_says_what_to_install(
    ksnet: Ksnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    run = ksnet("members", "musterkreis", "-o", tmp_path / "x.pdf", "--root", EXAMPLE, "--as-of", DAY)
    assert (run.code, run.out) == (3, "")
    assert run.err == (
        'ksnet: Für PDF-Dateien fehlt ein Zusatzpaket. Installieren mit: python -m pip install "ksnet[pdf]"\n'
    )
    assert not list(tmp_path.iterdir())


# --- templates ----------------------------------------------------------------------------------------------------------


def test_one_chapter_can_be_written_anew(tmp_path: Path) -> None:
    (tmp_path / "calendar.typ").write_text(
        '#import "ksnet/calendar.typ": *\n'
        "#make(chapters: (termine: chapter => { show-chapter(chapter); [Eigener Text für #data.network.] }))"
    )
    text = read_pdf(pdf(sample(Paragraph("Wie immer.")), tmp_path)).text
    assert "Wie immer. Eigener Text für Netzwerk Muster." in text


def test_the_corporate_design_is_one_small_file(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    (tmp_path / "design.typ").write_text(
        '#import "ksnet/design.typ": *\n#let accent = rgb("#8a1538")\n#let sender = [Musterkreis, Musterstraße 1]\n'
        '#let logo = image("logo.svg", alt: "Logo des Musterkreises")\n'
    )
    content = pdf(sample(Paragraph("Text.")), tmp_path)
    root = check(content)
    assert root.text.startswith("Musterkreis, Musterstraße 1 Termine")
    assert [element.alt for element in root.find("Figure")] == ["Logo des Musterkreises"]


def test_what_all_documents_share_can_be_changed(tmp_path: Path) -> None:
    (tmp_path / "base.typ").write_text(
        '#import "ksnet/base.typ": *\n#let write(..arguments) = style({ title-block; [Ganz anders.] })\n'
    )
    assert read_pdf(pdf(sample(), tmp_path)).text == "Termine Netzwerk Muster Ganz anders."


@pytest.mark.parametrize("kind", ["report", "plan", "members", "calendar", "duties", *Paper])
def test_every_kind_of_document_has_its_template(kind: str) -> None:
    assert (packaged_templates() / f"{kind}.typ").is_file()


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
def test_a_mistake_names_file_line_and_reason_in_german(tmp_path: Path, source: str, expected: str) -> None:
    (tmp_path / "calendar.typ").write_text(f'#import "/base.typ": *\n#show: style\n{source}\n')
    (tmp_path / "geheim.json").write_text("{}")
    with pytest.raises(RenderError) as caught:
        pdf(sample(), tmp_path)
    assert str(caught.value).startswith("Vorlage calendar.typ, Zeile 3: ")
    assert expected in str(caught.value)
    assert str(tmp_path) not in str(caught.value)
    assert "ksnet/rendering" not in str(caught.value)


def test_what_could_not_be_read_by_everybody_is_refused_and_named(tmp_path: Path) -> None:
    (tmp_path / "calendar.typ").write_text('#import "/base.typ": *\n#show: style\n= Eins\n=== Drei\n')
    with pytest.raises(RenderError) as caught:
        pdf(sample(), tmp_path)
    assert str(caught.value).startswith(
        "Vorlage calendar.typ, Zeile 4: „Termine“ (Netzwerk Muster) ließe sich so nicht"
    )


def test_a_mistake_in_a_template_ends_with_exit_code_3(ksnet: Ksnet, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE / "data", tmp_path / "data")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "members.typ").write_bytes(b"#nichts")
    run = ksnet("members", "musterkreis", "-o", tmp_path / "x.pdf", "--root", tmp_path, "--as-of", DAY)
    assert (run.code, run.out) == (3, "")
    assert run.err.startswith("ksnet: Vorlage members.typ, Zeile 1: ")
    assert not (tmp_path / "x.pdf").exists()


def test_a_template_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "calendar.typ").write_bytes(b"\xff\xfe")
    with pytest.raises(RenderError, match="UTF-8"):
        pdf(sample(), tmp_path)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder, secret = tmp_path / "templates", tmp_path / "secret.png"
    folder.mkdir()
    secret.write_bytes(b"GEHEIM")
    (folder / "bild.png").symlink_to(secret)
    with pytest.raises(RenderError, match="Verknüpfung"):
        pdf(sample(), folder)


def test_no_template_reaches_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "calendar.typ").write_text('#import "@preview/cetz:0.3.0": *')
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, address)
        with pytest.raises(RenderError, match="Netz"):
            pdf(sample(), tmp_path)
        with pytest.raises(TimeoutError):
            listener.accept()
        assert os.environ["HTTPS_PROXY"] == address
    assert not [path for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"]
