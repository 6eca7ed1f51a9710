"""A Land is a folder: a data repository brings one of its own,
and nothing that is said there names the law of another.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path

import pytest

import ksnet as package
from ksnet.basics.frozen import names_of
from ksnet.lands import DEFAULT, Category
from ksnet.lands.duty import Duty
from ksnet.repository.lands import packaged, read_packaged
from tests.conftest import Run

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]

LAND = """\
name: Seenland
keys: "09"
network: Netzwerk Kinderschutz
law: {short: SeeKSG, name: Seenlandschutzgesetz, article: Das}
cites: {network: § 4 SeeKSG, categories: § 4 Abs. 2 SeeKSG}
categories:
  - {id: jugendamt, label: Jugendämter, number: 1}
  - {id: wasserwacht, label: Wasserwachten, number: 2}
"""
DUTIES = """\
duties:
  - {id: SEE-01, title: Wer dazugehört, law: § 4 Abs. 2 SeeKSG, edition: Fassung vom 01.02.2020, force: soll, measure: categories, with: {categories: [jugendamt, wasserwacht]}, per: tag, since: 2020-03-01}
"""
HOLIDAYS = "kind;first;last;name\nfeiertag;2026-12-09;2026-12-09;Tag der Seen\nschulferien;2026-12-20;2027-01-05;Seeferien\n"
NETWORK = """\
name: Netzwerk Kinderschutz Seestadt
founded: 2020-01-01
complete_since: 2020-01-01
youth_offices:
  - id: seestadt
    name: Jugendamt Seestadt
    key: "09123456"
"""
MEMBERS = """\
members:
  - id: jugendamt-seestadt
    youth_office: seestadt
"""
EVENT = "title: Treffen\nkind: netzwerktreffen\nstart: 2026-12-09 10:00\nstatus: geplant\npublic: true\n"
FILES = {
    "ksnet.yaml": "land: seenland\n",
    "lands/seenland/land.yaml": LAND,
    "lands/seenland/duties.yaml": DUTIES,
    "lands/seenland/holidays.csv": HOLIDAYS,
    "data/networks/seestadt/network.yaml": NETWORK,
    "data/networks/seestadt/members.yaml": MEMBERS,
    "data/events/seestadt/2026-12-09-treffen.yaml": EVENT,
}
DAY = ("--as-of", "2026-06-30")
OTHERS = re.compile(r"LKSG|Landeskinderschutz|NRW|Nordrhein|nrw|§ 9\b|§ 12\b")


@pytest.fixture
def root(tree: Tree) -> Path:
    """Return a data repository with a Land of its own."""
    return tree(FILES)


def test_the_check_judges_by_the_folder(root: Path, ksnet: Ksnet) -> None:
    run = ksnet("validate", *DAY, cwd=root)
    assert "Niemand vertritt: Wasserwachten (1 von 2 Kategorien)." in run.out
    assert "= Rechtsgrundlage: § 4 Abs. 2 SeeKSG" in run.out
    assert "public-holiday" in run.out
    assert not OTHERS.search(run.out)


def test_duties_report_and_explanation_speak_of_the_folder_alone(root: Path, ksnet: Ksnet) -> None:
    calls = (
        ("duties",),
        ("report", "seestadt", "--year", "2025", "--draft", "--format", "md"),
        (
            "report",
            "seestadt",
            "--year",
            "2025",
            "--audience",
            "gremium",
            "--draft",
            "--format",
            "md",
        ),
        ("members", "seestadt", "--format", "md"),
        ("calendar", "--year", "2026", "--format", "md"),
        ("due", "--format", "md"),
        ("explain", "SEE-01"),
        ("explain", "SEE"),
        ("explain", "uncovered-category"),
        ("explain",),
    )
    for call in calls:
        run = ksnet(*call, *(() if call[0] == "explain" else DAY), cwd=root)
        if "gremium" in call and run.code == 2:
            continue
        assert run.code in (0, 1), (call, run.err)
        assert run.out, call
        assert not OTHERS.search(run.out), (call, OTHERS.search(run.out))
    assert "SEE-01" in ksnet("duties", *DAY, cwd=root).out
    assert "Wasserwachten" in ksnet("members", "seestadt", "--format", "md", *DAY, cwd=root).out


def test_the_public_pages_speak_of_the_folder_alone(root: Path, ksnet: Ksnet) -> None:
    run = ksnet("site", "-o", "seiten", *DAY, cwd=root)
    assert run.code == 0, run.err
    pages = sorted((root / "seiten").rglob("*.html"))
    assert pages
    for page in pages:
        assert not OTHERS.search(page.read_text(encoding="utf-8")), page.name


def test_a_category_of_another_land_is_unknown(tree: Tree, ksnet: Ksnet) -> None:
    members = f"{MEMBERS}  - id: wacht\n    name: Wacht\n    categories: [waserwacht, schule]\n"
    out = ksnet(
        "validate", *DAY, cwd=tree({**FILES, "data/networks/seestadt/members.yaml": members})
    ).out
    assert "Meinten Sie „wasserwacht“? Erlaubt sind: jugendamt, wasserwacht." in out
    assert "„categories“ kennt den Wert „schule“ nicht." in out


WRONG: dict[str, tuple[dict[str, str | None], str]] = {
    "no land.yaml": ({"lands/seenland/land.yaml": None}, "fehlt die Datei land.yaml"),
    "no duties": ({"lands/seenland/duties.yaml": None}, "fehlt die Datei duties.yaml"),
    "unknown key": ({"lands/seenland/land.yaml": LAND.replace("cites:", "cite:")}, "Meinten Sie „cites“"),
    "unknown measure": ({"lands/seenland/duties.yaml": DUTIES.replace("measure: categories", "measure: kategorien")}, "„measure“ kennt den Wert"),
    "no setting": ({"lands/seenland/duties.yaml": DUTIES.replace("with: {categories: [jugendamt, wasserwacht]}, ", "")}, "braucht unter „with“ den Schlüssel „categories“"),
    "no day": ({"lands/seenland/duties.yaml": DUTIES.replace(" vom 01.02.2020", "")}, "nennt keinen Tag"),
    "keys": ({"lands/seenland/land.yaml": LAND.replace('"09"', '"9"')}, "ist kein Anfang eines Schlüssels"),
    "like": ({"lands/seenland/land.yaml": LAND + "like: nrwe\n"}, "Meinten Sie „nrw“"),
    "table": ({"lands/seenland/holidays.csv": HOLIDAYS + "feiertag;2026-13-01;x\n"}, "in Zeile 4 nicht zu lesen"),
    "bytes": ({"lands/seenland/gemeinden.csv": "a\n\x00,,,\n"}, "nicht zu lesen"),
    "twice": ({"lands/seenland/land.yaml": LAND + "  - {id: jugendamt, label: Noch eines}\n"}, "gibt es schon"),
    "no folder": ({"ksnet.yaml": "land: seenlnd\n"}, "Meinten Sie „seenland“"),
    "a path": ({"ksnet.yaml": "land: ../seenland\n"}, "ist keine Kennung"),
    "list": ({"lands/seenland/land.yaml": "- a\n"}, "land.yaml"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_folder_that_is_wrong_is_a_finding(case: str, tree: Tree, ksnet: Ksnet) -> None:
    changed, expected = WRONG[case]
    files = {path: text for path, text in {**FILES, **changed}.items() if text is not None}
    run = ksnet("validate", *DAY, cwd=tree(files))
    assert run.code == 1, run.err
    assert expected in run.out


def test_a_link_out_of_the_folder_is_not_followed(tree: Tree, ksnet: Ksnet, tmp_path: Path) -> None:
    root = tree({path: text for path, text in FILES.items() if not path.startswith("lands/")})
    (tmp_path / "land.yaml").write_text(LAND, encoding="utf-8")
    (root / "lands").mkdir()
    (root / "lands/seenland").symlink_to(tmp_path, target_is_directory=True)
    assert "Ein Land „seenland“ gibt es hier nicht" in ksnet("validate", *DAY, cwd=root).out


def test_a_land_that_is_like_another_has_its_tables(tree: Tree, ksnet: Ksnet) -> None:
    files = {
        **FILES,
        "lands/seenland/land.yaml": LAND.replace('keys: "09"', "like: nrw"),
        "data/networks/seestadt/network.yaml": NETWORK.replace("09123456", "05999999"),
    }
    files.pop("lands/seenland/holidays.csv")
    out = ksnet("validate", *DAY, cwd=tree(files)).out
    assert "Eine Gemeinde mit dem Schlüssel 05999999 gibt es in Seenland nicht." in out
    assert "public-holiday" not in out


def test_nothing_but_its_folder_names_the_law_of_a_land() -> None:
    names = re.compile(r"LKSG|Landeskinderschutz|\bNRW\b|Nordrhein|\bLWL\b|\bLVR\b")
    package_folder = Path(package.__file__).parent
    found = {
        path.relative_to(package_folder.parent).as_posix()
        for folder in (package_folder, package_folder.parent / "templates")
        for path in folder.rglob("*")
        if path.suffix in {".py", ".j2", ".yaml", ".md"}
        and not path.is_relative_to(package_folder / "lands")
        and not path.is_relative_to(package_folder / "example")
        and path.name != "ready_land.py"  # made of such a folder
        and names.search(path.read_text(encoding="utf-8"))
    }
    assert found == set()


READY = '''"""The Land that every start needs, as `ksnet.repository.lands` reads it from its folder.

Do not edit: `pytest tests/test_lands.py --accept` writes it (delete it before where `Duty` has
changed), and the test compares the two. Reading the folder was a twentieth of a check.
"""

from datetime import date
from typing import Any

from ksnet.basics.controlled import Severity
from ksnet.lands.category import Category
from ksnet.lands.duty import Duty, Force
from ksnet.records.vocabulary import Task

'''


def source(value: object) -> str:
    """Return the expression that makes a value of a Land."""
    match value:
        case Category():
            return f"Category({str(value)!r}, {value.label!r}, {value.number!r})"
        case Enum():
            return f"{type(value).__name__}.{value.name}"
        case dt.date():
            return f"date({value.year}, {value.month}, {value.day})"
        case Duty():
            return f"Duty({', '.join(source(getattr(value, name)) for name in names_of(Duty))})"
        case tuple():
            return f"({''.join(f'{source(one)}, ' for one in value)})"
        case dict():
            return f"{{{''.join(f'{key!r}: {source(one)}, ' for key, one in value.items())}}}"
    return repr(value)


def test_the_default_land_lies_ready_as_its_folder_says(golden: Callable[..., None]) -> None:
    read = read_packaged(DEFAULT)
    parts = {
        name: getattr(read, name)
        for name in names_of(type(read))
        if name not in ("id", "tables", "read")
    }
    lines = "".join(f"    {name!r}: {source(value)},\n" for name, value in parts.items())
    text = f"{READY}PARTS: dict[str, Any] = {{\n{lines}}}\n"
    golden("ready_land.py", text, folder=Path(package.__file__).parent / "repository")
    ready = packaged()
    assert {name: getattr(ready, name) for name in parts} == parts
    assert [(one.label, one.number) for one in ready.categories] == [
        (one.label, one.number) for one in read.categories
    ]
