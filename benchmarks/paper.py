"""A PDF with 300 members beside typst alone with the same words in plain tables."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks import tree
from ksnet.documents.report import ReportBuilder
from ksnet.duties.counting.spans import Window
from ksnet.protection.who import Audience
from ksnet.rendering.blocks import Heading, Paragraph, Table, words
from ksnet.repository import Repository
from tests.paper import blocks_of
from tests.rendered import say

MEMBERS = 300
YEAR = 2025
_BODY = """\
  - id: stelle-{number}
    name: Beratungsstelle {number} für Eltern, Kinder und Jugendliche
    categories: [{category}]
    field: {field}
    groups: [plenum]
    since: 2024-01-01
"""
_PLAIN = """\
#set text(lang: "de", font: "Source Sans 3")
#set document(title: "Bericht")
#for rows in json(bytes(sys.inputs.tables)) [
  #table(columns: rows.first().len(), table.header(..rows.first()), ..rows.slice(1).flatten())
]
"""
_ALONE = """\
import sys, typst
from pathlib import Path
folder = Path(sys.argv[1])
typst.compile(folder / "plain.typ", output=folder / "plain.pdf", font_paths=[sys.argv[2]], ignore_system_fonts=True,
              sys_inputs={"tables": (folder / "tables.json").read_text(encoding="utf-8")}, pdf_standards=["ua-1"])
"""


def rows(build: Path) -> dict[str, list[str]]:
    """Write the records and the plain document below `build`; return the two command lines."""
    root = build / "paper"
    for name, text in tree.files("s"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    ident = Repository(root).network_ids[0]
    members = "members:\n" + "".join(
        _BODY.format(number=number, category=category, field=field)
        for number in range(MEMBERS)
        for category, field, _ in [tree.CATEGORIES[number % len(tree.CATEGORIES)]]
    )
    (root / "data" / "networks" / ident / "members.yaml").write_text(members, encoding="utf-8")
    network = Repository(root).network(ident)
    view = ReportBuilder(
        network, Window.of_year(YEAR), as_of=tree.TODAY, audience=Audience.INTERN
    ).annex(lambda _network, _place: 1)
    blocks = list(blocks_of(say(view)))
    texts = [[words(block.text)] for block in blocks if isinstance(block, Paragraph | Heading)]
    tables = [
        [list(map(words, row)) for row in (block.columns, *block.rows)]
        for block in blocks
        if isinstance(block, Table)
    ]
    (root / "tables.json").write_text(json.dumps([texts, *tables]), encoding="utf-8")
    (root / "plain.typ").write_text(_PLAIN, encoding="utf-8")
    options = [
        "--year",
        str(YEAR),
        "--annex",
        "--as-of",
        tree.TODAY.isoformat(),
        "--root",
        str(root),
        "-o",
        str(root / "report.pdf"),
    ]
    fonts = Path(__file__).parent.parent / "ksnet" / "rendering" / "fonts"
    return {
        "ksnet report, 300 members as PDF": [
            sys.executable,
            "-m",
            "ksnet",
            "report",
            ident,
            *options,
        ],
        "typst alone, the same words": [sys.executable, "-c", _ALONE, str(root), str(fonts)],
    }
