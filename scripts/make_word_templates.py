"""Write the packaged Word template, `templates/design/document.docx`.

It is a plain Word file that anybody can change in Word; this script is its source. Run it after a
change, and look at the result in Word or LibreOffice:

    python scripts/make_word_templates.py

A test compares the committed file with the output of the script. Paragraphs have no borders:
LibreOffice 7 does not tag them in its PDF, which is then not accessible (PDF/UA-1).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

TARGET = Path(__file__).resolve().parent.parent / "templates" / "design"
EPOCH = (1980, 1, 1, 0, 0, 0)
MADE = "2026-01-01T00:00:00Z"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMESPACES = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}/relationships"'

FONT = "Arial"
INK, SOFT, LINE, BAND, GAP, GAP_PAPER = "1F3A5F", "4D5660", "9AA5B1", "E8EDF3", "7A3E00", "FFF6E8"

# Sizes of a page in twentieths of a point: A4 with margins.
SHORT, LONG, LEFT, RIGHT, TOP, BOTTOM = 11906, 16838, 1418, 1134, 1418, 1134


class Template(NamedTuple):
    """A template: its file and its purpose."""

    name: str
    purpose: str


TEMPLATES = (Template("document", "Alle Dokumente"),)


# --- text ---


def paragraph(text: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph in a style."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    head = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{head}{run(text)}</w:p>"


def run(text: str) -> str:
    """Return a run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def field(instruction: str, shown: str) -> str:
    """Return a field that Word computes, with the text until then."""
    return f'<w:fldSimple w:instr=" {instruction} ">{run(shown)}</w:fldSimple>'


def body() -> str:
    """Return the text of the template: placeholders, and comments that explain them."""
    parts = [
        note(
            "Grüne Zeilen in geschweiften Klammern mit # sind Erklärungen; sie erscheinen nicht im Dokument."
        ),
        paragraph("{{ titel }}", "Title"),
        paragraph("{%p for zeile in zeilen %}"),
        paragraph("{{ zeile }}", "Subtitle"),
        paragraph("{%p endfor %}"),
        note(
            "„inhalt“ ist alles, was das Dokument sagt. Die Worte stehen in der Textvorlage (text/…), das Aussehen in den "
            "Formatvorlagen dieser Datei."
        ),
        paragraph("{{ inhalt }}"),
    ]
    return "".join(parts) + section()


def note(text: str) -> str:
    """Return a comment for people who change the template; documents do not contain it."""
    return paragraph(f"{{#p {text} #}}", "Erklrung")


def section() -> str:
    """Return the page setup: A4, margins, header and footer."""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
        f'<w:pgSz w:w="{SHORT}" w:h="{LONG}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" w:header="624" w:footer="567" '
        'w:gutter="0"/></w:sectPr>'
    )


def header() -> str:
    """Return the header: the network, and space for a logo."""
    return paragraph("{{ netzwerk }}{# Platz für das Logo #}", "Header")


def footer() -> str:
    """Return the footer: the text of the document, and on the right the page number."""
    pages = run("Seite ") + field("PAGE", "1") + run(" von ") + field("NUMPAGES", "1")
    words = paragraph("{% if entwurf %}Entwurf. {% endif %}{{ fuss }}", "Footer")
    return (
        f'{words}<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>{pages}</w:p>'
    )


# --- styles ---


class Style(NamedTuple):
    """A style: its id, the name that Word translates, and its properties."""

    ident: str
    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    following: str = ""
    kind: str = "paragraph"
    more: str = ""


def spacing(before: int, after: int, line: int = 0) -> str:
    """Return the space before and after a paragraph, in twentieths of a point."""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def look(size: float, color: str = "", *, bold: bool = False, italic: bool = False) -> str:
    """Return the character format; `size` in points."""
    marks = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    tint = f'<w:color w:val="{color}"/>' if color else ""
    half_points = int(size * 2)
    return f'{marks}{tint}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def numbered(number: int, level: int = 0) -> str:
    """Return the numbering of a paragraph style."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


HEADING = "<w:keepNext/><w:keepLines/>"
UNBROKEN = "<w:suppressAutoHyphens/>"
STYLES = (
    Style(
        "Title",
        "Title",
        f"{HEADING}{UNBROKEN}{spacing(0, 80)}",
        look(22, INK, bold=True),
        following="Subtitle",
    ),
    Style(
        "Subtitle",
        "Subtitle",
        f"{UNBROKEN}{spacing(0, 240)}<w:contextualSpacing/>",
        look(11, SOFT),
        following="Normal",
    ),
    Style(
        "Heading1",
        "heading 1",
        f'{HEADING}{UNBROKEN}{spacing(400, 140)}<w:outlineLvl w:val="0"/>',
        look(15, INK, bold=True),
        following="Normal",
    ),
    Style(
        "Heading2",
        "heading 2",
        f'{HEADING}{UNBROKEN}{spacing(260, 80)}<w:outlineLvl w:val="1"/>',
        look(12, INK, bold=True),
        following="Normal",
    ),
    Style(
        "Heading3",
        "heading 3",
        f'{HEADING}{UNBROKEN}{spacing(200, 60)}<w:outlineLvl w:val="2"/>',
        look(10.5, INK, bold=True),
        following="Normal",
    ),
    Style(
        "Inhalt", "TOC Heading", f"{HEADING}{UNBROKEN}{spacing(320, 80)}", look(12, INK, bold=True)
    ),
    Style("TOC1", "toc 1", spacing(0, 30)),
    Style("Caption", "caption", f"<w:keepNext/>{UNBROKEN}{spacing(160, 60)}", look(9.5, bold=True)),
    Style("ListBullet", "List Bullet", f"{numbered(2)}{spacing(0, 60)}<w:contextualSpacing/>"),
    Style("ListNumber", "List Number", f"{numbered(3)}{spacing(0, 60)}<w:contextualSpacing/>"),
    Style(
        "Zitat", "ksnet Zitat", '<w:ind w:left="567" w:right="567"/>', look(10.5, SOFT, italic=True)
    ),
    Style(
        "Angabe",
        "ksnet Angabe",
        f'<w:keepLines/><w:tabs><w:tab w:val="left" w:pos="3119"/></w:tabs>{spacing(0, 60)}<w:ind w:left="3119" w:hanging="3119"/>',
    ),
    Style(
        "Lcke",
        "ksnet Lücke",
        f'<w:keepLines/><w:shd w:val="clear" w:color="auto" w:fill="{GAP_PAPER}"/>{spacing(80, 140)}<w:ind w:left="227"/>',
    ),
    Style("Abbildung", "ksnet Abbildung", f"<w:keepLines/>{spacing(60, 160, 240)}"),
    Style("Tabellentext", "ksnet Tabellentext", f"{UNBROKEN}{spacing(0, 0, 252)}", look(9)),
    Style(
        "Tabellenkopf",
        "ksnet Tabellenkopf",
        "<w:keepNext/>",
        look(9, bold=True),
        based_on="Tabellentext",
    ),
    Style("TabellentextKlein", "ksnet Tabellentext klein", "", look(8), based_on="Tabellentext"),
    Style(
        "TabellenkopfKlein",
        "ksnet Tabellenkopf klein",
        "",
        look(8, bold=True),
        based_on="Tabellenkopf",
    ),
    Style(
        "Code",
        "ksnet Code",
        f"{UNBROKEN}<w:contextualSpacing/>",
        '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:noProof/><w:sz w:val="18"/><w:szCs w:val="18"/>',
    ),
    Style(
        "Unterschrift",
        "ksnet Unterschrift",
        f"<w:keepLines/>{UNBROKEN}{spacing(0, 0, 240)}",
        look(9, SOFT),
    ),
    Style("Erklrung", "ksnet Erklärung", spacing(120, 120), look(9, "2E7D32", italic=True)),
    Style("Header", "header", f"{UNBROKEN}{spacing(0, 0, 240)}", look(9, SOFT)),
    Style(
        "Footer",
        "footer",
        f"{UNBROKEN}{spacing(0, 0, 240)}",
        look(8.5, SOFT),
    ),
)


def styles() -> str:
    """Return all styles: German, hyphenated, one typeface."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    language = '<w:lang w:val="de-DE" w:eastAsia="de-DE" w:bidi="ar-SA"/>'
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    borders = "".join(
        f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="Tabelle"><w:name w:val="ksnet Tabelle"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{BAND}"/></w:tcPr></w:tblStylePr>'
        "</w:style>"
    )
    characters = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="LckeWort"><w:name w:val="ksnet Lücke Wort"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:b/><w:bCs/><w:color w:val="{GAP}"/></w:rPr></w:style>'
    )
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:sz w:val="21"/><w:szCs w:val="21"/>{language}</w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{spacing(0, 120, 276)}</w:pPr></w:pPrDefault></w:docDefaults>"
        f"{normal}{characters}{table}{''.join(map(style, STYLES))}"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>'
        "</w:styles>"
    )


def style(one: Style) -> str:
    """Return one style of paragraphs."""
    own = ' w:customStyle="1"' if one.name.startswith("ksnet ") else ""
    following = f'<w:next w:val="{one.following}"/>' if one.following else ""
    return (
        f'<w:style w:type="{one.kind}"{own} w:styleId="{one.ident}"><w:name w:val="{one.name}"/>'
        f'<w:basedOn w:val="{one.based_on}"/>{following}<w:qFormat/>'
        + (f"<w:pPr>{one.paragraph}</w:pPr>" if one.paragraph else "")
        + (f"<w:rPr>{one.run}</w:rPr>" if one.run else "")
        + "</w:style>"
    )


BULLETS = ("•", "–", "▪")


def numbering() -> str:
    """Return the numberings of lists: 2 bullets, 3 numbers."""
    bullets = "".join(
        level(
            number,
            "bullet",
            BULLETS[number % 3],
            f'w:left="{340 * (number + 1)}" w:hanging="340"',
            linked="ListBullet" if number == 0 else "",
        )
        for number in range(9)
    )
    numbers = "".join(
        level(
            number,
            "decimal",
            f"%{number + 1}.",
            f'w:left="{397 * (number + 1)}" w:hanging="397"',
            linked="ListNumber" if number == 0 else "",
        )
        for number in range(9)
    )
    kinds = {2: bullets, 3: numbers}
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for number, levels in kinds.items()
    )
    used = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in kinds
    )
    return f"{DECLARATION}<w:numbering {NAMESPACES}>{abstract}{used}</w:numbering>"


def level(number: int, form: str, text: str, indent: str, *, linked: str = "") -> str:
    """Return one level of a numbering."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="{linked}"/>' if linked else "")
        + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind {indent}/></w:pPr></w:lvl>'
    )


# --- the file ---


SETTINGS = (
    f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:autoHyphenation/>'
    '<w:consecutiveHyphenLimit w:val="3"/><w:hyphenationZone w:val="357"/><w:doNotHyphenateCaps/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="de-DE"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)
PARTS = (
    ("/word/document.xml", "wordprocessingml.document.main+xml"),
    ("/word/styles.xml", "wordprocessingml.styles+xml"),
    ("/word/settings.xml", "wordprocessingml.settings+xml"),
    ("/word/numbering.xml", "wordprocessingml.numbering+xml"),
    ("/word/header1.xml", "wordprocessingml.header+xml"),
    ("/word/footer1.xml", "wordprocessingml.footer+xml"),
    ("/docProps/app.xml", "extended-properties+xml"),
)
KINDS = ("styles", "settings", "numbering", "header", "footer")


def content_types() -> str:
    """Return the list of parts and their content types."""
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}"/>'
        for name, kind in PARTS
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        "</Types>"
    )


def relationships(entries: Iterable[tuple[str, str]]) -> str:
    """Return the relationships of a part, numbered from rId1."""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(entries, start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'


def core(template: Template) -> str:
    """Return the document properties."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>ksnet-Vorlage: {escape(template.purpose)}</dc:title><dc:creator>ksnet</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{MADE}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{MADE}</dcterms:modified><dc:language>de-DE</dc:language>'
        "</cp:coreProperties>"
    )


def parts(template: Template) -> dict[str, str]:
    """Return the files inside a template."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    names = {
        kind: f"{kind}1.xml" if kind in {"header", "footer"} else f"{kind}.xml" for kind in KINDS
    }
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(
            [
                (f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
                (f"{package}/metadata/core-properties", "docProps/core.xml"),
                (f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
            ]
        ),
        "docProps/core.xml": core(template),
        "docProps/app.xml": f'{DECLARATION}<Properties xmlns="{OFFICE}/extended-properties"><Application>ksnet</Application></Properties>',
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body()}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(
            [(f"{OFFICE}/relationships/{kind}", names[kind]) for kind in KINDS]
        ),
        "word/styles.xml": styles(),
        "word/settings.xml": SETTINGS,
        "word/numbering.xml": numbering(),
        "word/header1.xml": f"{DECLARATION}<w:hdr {NAMESPACES}>{header()}</w:hdr>",
        "word/footer1.xml": f"{DECLARATION}<w:ftr {NAMESPACES}>{footer()}</w:ftr>",
    }


def packed(template: Template) -> bytes:
    """Return a template as a Word file, reproducibly."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts(template).items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, text)
    return out.getvalue()


def main() -> None:
    """Write all templates."""
    for template in TEMPLATES:
        path = TARGET / f"{template.name}.docx"
        path.write_bytes(packed(template))
        print(path)


if __name__ == "__main__":
    main()
