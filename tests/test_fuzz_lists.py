"""Lists as nobody should write them: no exception, no hang,
and no changed record without a sentence in the plan.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # has no types

from ksnet.basics.errors import KsnetError
from ksnet.importing.lists.files import read_grids
from ksnet.importing.lists.given import group_words
from ksnet.importing.lists.listing import listing_of
from ksnet.importing.members import import_members
from ksnet.importing.wording import members_text
from ksnet.repository import Repository
from tests.mutating import BLOCKS, mutated, runs
from tests.test_import import NETWORK
from tests.test_import_plan import DAY, FILE, carried_out, plain, said_of

MEMBERS = b"""\
members:
  - id: jugendamt
    youth_office: stadt-a
  - id: kita-nord
    name: Kita Nord
    field: kindertagesbetreuung
    people:
      - id: maier
        given_name: Ina
        family_name: Maier
        phone: 02921 1030
"""
LIST = """\
Einrichtung;Name, Vorname;Funktion;Telefon;E-Mail;PLZ;Ort;dabei seit;Plenum
Kita Nord;Maier, Ina;Leitung;02921 1030;i.maier@kita.example.org;59494;Soest;01.03.2025;x
"Grundschule
Süd";"Dr. Öz, Ayşe; Vogt, Uwe";;02921/103-22, 0171 2345678;info@schule.example.org;59494;Soest;Mrz 25;
KPB Muster;KHK'in von der Heide, Eva, M.A.;;+49 (0) 2921 910;;1067;Dresden;45717;ja
Summe;3;;;;;;;
""".encode()
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "cp850", "mac_roman", "utf-16", "utf-16-le")
PIECES = [
    b'"', b";", b"\t", b",", b"\r", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xfc", b"\x81", b"\xc3", b"=1+1", b"'=1", b"_x000D_", b"_x005F_", b"N.N.", b"dito;;", b"Summe:;7", b"sep=;",
    b"2921103022.0", b"4,92921E+11", b"00492921", b"99.99.99", b"31.02.2025", b"0.0.0000", b"seit 1.1.30", b"01/03/2026", b"9999-12-31", b"45717", b"u\xcc\x88", b"\xf0\x9f\x8e\x82",
    b"Frau", b"Dr.", b"Prof. Dr.", b"und", b"/", b"&", b"(", b")", b"(Vertr.: Fr. Ohm)", b"Dipl.-", b"Richterin am AG", b" von der ", b"Frauenhaus Mond;Neumann, Eva;;;;;;;", b"\xe2\x80\xae",
    b"Einrichtung;Name, Vorname;Funktion;Telefon;E-Mail;PLZ;Ort;dabei seit;Plenum", b";;;;;;;;", b"Kita Nord e.V.;Maier, Ina;;;;;;;", b"Kita Nord;Sommer, Ina;;02921/1030;;;;;",
]  # fmt: skip
SHEET = [b"<c/>", b"<row>", b"</row>", b'r="XFD1048576"', b's="99"', b't="s"', b't="e"', b"<f>1+1</f>", b'hidden="1"', b"<v>-1</v>", b"<v>1e308</v>", b"<v>x</v>", b"&#0;", b"<!DOCTYPE x>"]  # fmt: skip


@lru_cache
def small_workbook() -> bytes:
    """Return the same list as a workbook with what workbooks have besides."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Liste")
    for number, line in enumerate(LIST.decode().replace('"', "").splitlines()):
        sheet.write_row(number, 0, line.split(";"))
    sheet.write_datetime(1, 7, dt.datetime(2025, 3, 1), book.add_format({"num_format": "mmm yy"}))
    sheet.write_number(1, 5, 1067, book.add_format({"num_format": "00000"}))
    sheet.write_string(4, 0, "Praxis Alt", book.add_format({"font_strikeout": True}))
    sheet.write_formula(4, 2, "=1+1")
    sheet.merge_range("A2:A3", "Kita Nord")
    sheet.set_row(5, None, None, {"hidden": True})
    sheet.set_column(6, 6, None, None, {"hidden": True})
    book.add_worksheet("Weitere").write_row(0, 0, ["Institution", "Name", "Vorname"])
    book.close()
    return out.getvalue()


def workbook(chance: random.Random) -> bytes:
    """Return the workbook with one part mutated."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small_workbook())) as old, zipfile.ZipFile(out, "w") as new:
        chosen = chance.choice(old.namelist())
        for part in old.namelist():
            new.writestr(
                part, mutated(old.read(part), chance, SHEET) if part == chosen else old.read(part)
            )
    return out.getvalue()


def text(chance: random.Random) -> bytes:
    """Return a list with mutations, before or after it was encoded."""
    encoding = chance.choice(ENCODINGS)
    if chance.random() < 0.5:
        return mutated(LIST.decode().encode(encoding, "replace"), chance, PIECES)
    return mutated(LIST, chance, PIECES).decode("utf-8", "replace").encode(encoding, "replace")


def texts(value: Any) -> Any:
    """Return planned values as a reader of plain texts sees them."""
    if isinstance(value, dict):
        return {key: texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [texts(one) for one in value]
    return str(value).lower() if isinstance(value, bool) else value


@pytest.mark.many
@pytest.mark.parametrize("block", range(BLOCKS))
def test_a_mutated_list_is_read_or_refused_in_one_sentence(block: int, tmp_path: Path) -> None:
    folder = tmp_path / "data/networks/n"
    folder.mkdir(parents=True)
    (folder / "network.yaml").write_text(NETWORK, encoding="utf-8")
    network = Repository(tmp_path).network("n").record
    for number, chance in runs(block):
        content = workbook(chance) if number % 4 == 0 else text(chance)
        before = MEMBERS if number % 3 else None
        repository = Repository(tmp_path, {FILE: before} if before else {})
        groups = group_words(network.groups)
        try:
            listing = listing_of(read_grids("liste", content), {}, None, "liste", groups)
            result = import_members(repository, "n", listing, DAY)
        except KsnetError:
            continue
        change = result.changes.get(FILE)
        after = change.after if change is not None else before
        assert plain(after) == texts(carried_out(plain(before), result.plan)), number
        unnamed = " ".join(
            body.data["name"] for body in result.plan.bodies if body.shelter
        )  # where it is, nobody may know
        said_of(members_text(result.plan, network, "liste") + unnamed, plain(before), plain(after))
