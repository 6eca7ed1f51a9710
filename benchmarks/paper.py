"""A list of 300 members as PDF, beside typst alone with the same words in plain tables."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks import tree
from ksnet.documents import members_view
from ksnet.rendering import say
from ksnet.rendering.blocks import Heading, Paragraph, Table, blocks_of, words
from ksnet.repository import Repository

MEMBERS = 300
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
#set document(title: "Mitglieder")
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
    document = say(members_view(Repository(root).network(ident), as_of=tree.TODAY))
    blocks = list(blocks_of(document))
    texts = [[words(block.text)] for block in blocks if isinstance(block, Heading | Paragraph)]
    tables = [
        [[words(column) for column in block.columns], *([words(cell) for cell in row] for row in block.rows)]
        for block in blocks
        if isinstance(block, Table)
    ]
    (root / "tables.json").write_text(json.dumps([texts, *tables]), encoding="utf-8")
    (root / "plain.typ").write_text(_PLAIN, encoding="utf-8")
    options = [
        "--as-of",
        tree.TODAY.isoformat(),
        "--root",
        str(root),
        "-o",
        str(root / "members.pdf"),
    ]
    fonts = Path(__file__).parent.parent / "ksnet" / "rendering" / "fonts"
    return {
        "ksnet members, 300 members as PDF": [sys.executable, "-m", "ksnet", "members", ident, *options],
        "typst alone, the same words": [sys.executable, "-c", _ALONE, str(root), str(fonts)],
    }
