"""Our own lists, opened and saved by other programs, come back: the import then changes nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import vobject  # type: ignore[import-untyped]  # has no types

import ksnet as package
from tests.conftest import Run
from tests.programs import open_in_office

Ksnet = Callable[..., Run]
EXAMPLE = Path(package.__file__).with_name("example")
DAY = ("--as-of", "2026-06-30")
# After LibreOffice's „Filter Options for CSV“: separator, quote, coding (76 UTF-8, 1 Windows-1252),
# first line, columns, language (1031 German), quote all texts, recognise numbers and dates, as
# shown.
GERMAN = "csv:Text - txt - csv (StarCalc):59,34,{},1,,1031,false,true,true"
LOCALE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>de-DE</value></prop></item>
</oor:items>
"""
OPENED = "--infilter=Text - txt - csv (StarCalc):59,34,76,1,,1031,{},{}"


@pytest.fixture(params=["musterkreis", "musterstadt"])
def network(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE / "data", tmp_path / "r" / "data")
    return tmp_path / "r"


def written(ksnet: Ksnet, root: Path, network: str, form: str) -> Path:
    file = root.parent / f"liste.{form}"
    assert ksnet("members", network, *DAY, "-o", file, "-q", cwd=root).code == 0
    return file


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return settings with which LibreOffice runs as on a German desk, where dates are 01.10.25."""
    profile = tmp_path_factory.mktemp("profile")
    (profile / "user").mkdir()
    (profile / "user/registrymodifications.xcu").write_text(LOCALE, encoding="utf-8")
    return profile


def changes_nothing(ksnet: Ksnet, root: Path, network: str, file: Path, *allowed: str) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    run = ksnet("import", "members", file, "--network", network, *DAY, cwd=root)
    assert (run.code, run.out) == (0, ""), run.err
    assert "Nichts zu ändern." in run.err, run.err
    told = [line for line in run.err.partition("Bitte ansehen:")[2].splitlines() if line.strip()]
    assert not [line for line in told if not any(word in line for word in allowed)], run.err
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


@pytest.mark.office
def test_a_workbook_saved_by_libreoffice_changes_nothing(
    ksnet: Ksnet, root: Path, network: str
) -> None:
    [saved] = open_in_office(
        written(ksnet, root, network, "xlsx"), "xlsx:Calc MS Excel 2007 XML", root.parent / "office"
    )
    changes_nothing(ksnet, root, network, saved)


@pytest.mark.office
@pytest.mark.parametrize("coding", [76, 1])
@pytest.mark.parametrize(
    "opened", [("true", "false"), ("false", "true")], ids=["quoted is text", "numbers recognised"]
)
def test_a_text_file_saved_by_libreoffice_in_german_changes_nothing(
    ksnet: Ksnet, root: Path, network: str, german: Path, coding: int, opened: tuple[str, str]
) -> None:
    file = written(ksnet, root, network, "csv")
    [saved] = open_in_office(
        file, GERMAN.format(coding), root.parent / "office", OPENED.format(*opened), user=german
    )
    changes_nothing(ksnet, root, network, saved, "nicht in UTF-8 gespeichert")


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_contacts_saved_by_vobject_change_nothing(
    ksnet: Ksnet, root: Path, network: str, version: str
) -> None:
    members = root / "data/networks" / network / "members.yaml"
    text, found = re.subn(
        r"(website: https://[^/\n]+).*", r"\1/seite,1;2.html", members.read_text("utf-8")
    )
    assert bool(found) == (network == "musterkreis")
    members.write_text(text, encoding="utf-8")
    file = root.parent / "liste.vcf"
    assert (
        ksnet("members", network, *DAY, "-o", file, "-q", "--vcard-version", version, cwd=root).code
        == 0
    )
    cards = list(vobject.readComponents(file.read_text("utf-8")))
    saved = root.parent / "gespeichert.vcf"
    for content in (
        "".join(card.serialize(validate=version == "3.0") for card in cards),
        file.read_text("utf-8"),
    ):
        saved.write_text(content, encoding="utf-8", newline="")
        changes_nothing(ksnet, root, network, saved, "Weder Person noch Stelle")


@pytest.mark.slow
def test_contacts_of_outlook_are_read_as_a_part_of_the_list(ksnet: Ksnet, root: Path) -> None:
    card = """\
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=
=B6rg;;Dr.
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Dr. J=C3=B6rg M=C3=BCller
ORG:Turnverein Musterdorf;Vorstand
TITLE:Kassenwart
TEL;WORK;VOICE:02921 4711
EMAIL;PREF;INTERNET:j.mueller@verein.example.org
END:VCARD
"""
    (root / "k.vcf").write_text(card)
    run = ksnet("import", "members", root / "k.vcf", "--network", "musterkreis", *DAY, cwd=root)
    assert run.code == 0, run.err
    assert "Turnverein Musterdorf, Vorstand (Zeile 1)" in run.err
    assert (
        "Dr. Jörg Müller; Funktion: Kassenwart; E-Mail: j.mueller@verein.example.org; Telefon: 02921 4711"
        in run.err
    )
    assert "Kontakte nennen nicht jede Stelle; was eingelesen wird, gilt als Teil" in run.err
    assert "Endet" not in run.err
