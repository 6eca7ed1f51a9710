"""Records as nobody should write them, for the reader, the check, `fmt`,
`diff` and the documents: no exception, no hang.

Each takes its share of `KSNET_FUZZ`: a read costs a fiftieth of what a merge does, a check a fifth.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
import time
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ksnet.basics.controlled import Severity
from ksnet.basics.scalars import Plain, text_of
from ksnet.checking import check
from ksnet.comparing import compare
from ksnet.comparing.machine import as_json
from ksnet.comparing.output import as_markdown, as_text
from ksnet.documents.calendar import calendar_view
from ksnet.documents.calendar_sheet import calendar_rows
from ksnet.documents.member_sheets import member_sheets
from ksnet.documents.members import members_view
from ksnet.documents.report import ReportBuilder
from ksnet.documents.view import View
from ksnet.duties.counting.spans import Window
from ksnet.protection.who import Audience
from ksnet.records.model import BaseModel
from ksnet.rendering import Renderer
from ksnet.rendering.csvfile import render_csv
from ksnet.rendering.ics import calendar_pieces
from ksnet.rendering.vcard import render_vcards
from ksnet.rendering.xlsx import render_xlsx
from ksnet.repository import Network, Repository
from ksnet.yamltext.form.formatting import format_file
from ksnet.yamltext.reading.yaml import read_yaml
from tests.conftest import ROOT
from tests.musterstadt import files_of
from tests.mutating import BLOCKS, mutated, runs
from tests.test_readers_agree import assert_the_same

DAY = dt.date(2026, 6, 30)
EXAMPLE = ROOT / "ksnet/example"
DEEPEST = 64  # the bound of the data format
RECORDS = {
    path.relative_to(EXAMPLE).as_posix(): path.read_bytes()
    for path in sorted(EXAMPLE.glob("data/**/musterstadt/*.yaml"))
}
EVENTS = [content for path, content in RECORDS.items() if "/events/" in path]
YEAR = "summary: Das Jahr in Kürze.\nimprovements:\n  - text: Praxen früher einladen\n    due: 2026-09-30\napproved:\n  - by: {text: Jugendhilfeausschuss}\n    on: 2026-03-10\n"
PLAN = "title: Plan\nkind: kinderschutzentwicklungsplan\nyouth_offices: [stadt-muster]\nstarted: 2026-01-10\nmeasures:\n  - id: flyer\n    text: Faltblatt verteilen\n    due: 2026-05-31\n    status: begonnen\n"
SMALL = files_of(
    {"year": YEAR, "plan": PLAN}
)  # one record of each kind, so that a check takes a few milliseconds
VALUES = (
    "", "null", "~", "no", "12", "1900", "2199", "2025-99-99", "2024-02-29", "2026-02-29", "2026-09-30", "2026-12-31/2027", "2026-09-30 24:00", "2026-09-30 00:00", "2026-09-30 23:59",
    "unbekannt", "nie", "[]", "{}", "[x]", "[[x]]", "{x: y}", "|", "|-\n  x", ">\n  x", "'", '"', "'x'", '"\\u202e"', '"\\x00"', '"\\N"', "&a x", "*a", "!!str x", "<<: {}", "x # y", "@x",
    "https://example.org/<script>", "javascript:alert(1)", "{{ 7*7 }}", "{% raw %}", "=1+1", "::error::x", "\x1b[31m", "plenum", "Mit Absprache über das Kind Ina M., 4 Jahre", "ja",
    "Straße\N{NO-BREAK SPACE}5", "\N{RIGHT-TO-LEFT OVERRIDE}x", "a" * 300, "x: y", "- x", "\ud7ff", "\N{BIRTHDAY CAKE}", "0x10", "1e9", ".inf", "1_000", "12:30:45", "2026-09-30T10:00:00Z",
)  # fmt: skip
PIECES = [
    b"- ", b"-", b": ", b":", b" #", b"#", b"\t", b"  ", b"? ", b"[", b"]", b"{", b"}", b"'", b'"', b"|", b">-", b"&a ", b"*a", b"!x ", b"%YAML 1.2", b"---", b"...", b"<<: *a", b"\xef\xbb\xbf",
    b"\xff\xfe", b"\xc3", b"\0", b"\r", b"\x1b[0m", b"\xe2\x80\xae", b"\xc2\xa0", b"\xf0\x9f\x8e\x82", b"title: x", b"start: 2026-09-30 10:00", b"end: 2026-09-30 09:00", b"sessions:", b"since: 2027",
    b"until: 2024", b"  - id: x", b"  - {id: x, name: y}", b"people:", b"groups: [plenum, plenum]", b"status: verschoben", b"attendance: {people: 3}", b"# ksnet: ignore[unknown-key] weil", b"<<<<<<< ours",
    b"=======", b">>>>>>> theirs", b"[" * 65, b"- " * 70, b"a: " * 5,
]  # fmt: skip


def _value(content: bytes, chance: random.Random) -> bytes:
    """Put another value behind one of the keys."""
    lines = content.split(b"\n")
    keyed = [at for at, line in enumerate(lines) if b": " in line or line.endswith(b":")]
    if not keyed:
        return content
    at = chance.choice(keyed)
    key, _, _ = lines[at].partition(b":")
    lines[at] = key + b": " + chance.choice(VALUES).encode()
    return b"\n".join(lines)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return a record with other values, other bytes, or both."""
    if chance.random() < 0.6:
        for _ in range(chance.choice([1, 1, 2, 4])):
            content = _value(content, chance)
        if chance.random() < 0.6:
            return content
    return mutated(content, chance, PIECES)


def inputs(
    block: int, times: float = 1, short: int = 40, records: Mapping[str, bytes] = RECORDS
) -> Iterator[tuple[int, random.Random, str, bytes]]:
    """Yield the inputs of a block: number, chance, path of the record,
    and what stands there now.
    """
    paths = list(records)
    for number, chance in runs(block, times, short):
        path = chance.choice(paths)
        yield number, chance, path, damaged(records[path], chance)


def depth(value: Any) -> int:
    """Return how deep plain data is nested; fails where it is anything else."""
    if isinstance(value, dict):
        assert all(type(key) is str for key in value)
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    assert value is None or type(value) in (str, Plain)
    return 0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small data repository: the settings of the example and one of its networks."""
    shutil.copyfile(EXAMPLE / "ksnet.yaml", tmp_path / "ksnet.yaml")
    for path, content in RECORDS.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


LAUGHS = (
    "title: Das Kind Ina M., geboren 01.02.2020\nx:\n  a: &a [k, k, k, k, k, k, k, k, k, k]\n"
    + "".join(
        f"  {key}: &{key} [{', '.join([f'*{below}'] * 10)}]\n"
        for below, key in pairwise("abcdefghi")
    )
)
FINDS = {
    "an alias to what it stands in, beside the name of a child": "title: Das Kind Ina M., geboren 01.02.2020\nattendance: &a\n  total: *a\n",
    "aliases that unfold to a thousand million entries": LAUGHS,
}


@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["line ends", "byte order mark"])
def test_what_is_only_untidy_hides_no_mistake_in_the_first_line(start: str, root: Path) -> None:
    content = f"{start}title: [a\r\nkind: fortbildung\r\n".encode()
    parsed = read_yaml("f", content)
    assert parsed.data is None
    assert "yaml-syntax" in {fault.rule.name for fault in parsed.faults}
    path = "data/events/musterstadt/2026-11-25-fachvortrag.yaml"
    assert format_file(path, content, Repository(root).models()[path]).problem


@pytest.mark.parametrize("record", FINDS.values(), ids=FINDS)
def test_what_was_found_is_checked_in_a_second(record: str, root: Path) -> None:
    path = "data/events/musterstadt/2026-11-25-fachvortrag.yaml"
    begun = time.process_time()
    found = check(Repository(root, {path: record.encode()}), DAY).findings
    assert time.process_time() - begun < 1
    assert {"case-data", "yaml-alias"} <= {
        one.rule.name for one in found if one.location.file == path
    }


@pytest.mark.many
@pytest.mark.parametrize("block", range(BLOCKS))
def test_a_damaged_record_is_read_as_plain_data_or_is_a_fault_at_a_line(block: int) -> None:
    for number, chance in runs(block, 50, 2000):
        content = damaged(chance.choice(EVENTS), chance)
        parsed = read_yaml("f", content)
        lines = content.count(b"\n") + content.count(b"\r") + 2
        assert parsed.data is not None or any(
            fault.rule.severity is Severity.FEHLER for fault in parsed.faults
        ), number
        assert all(
            fault.place.span is None or 1 <= fault.place.span.line <= lines
            for fault in parsed.faults
        ), number
        assert depth(parsed.data) <= DEEPEST, number
        if number % 16 == 0:
            assert_the_same(parsed.text)


@pytest.mark.many
@pytest.mark.parametrize("block", range(BLOCKS))
def test_a_repository_with_a_damaged_record_is_checked_and_every_finding_has_its_line(
    block: int, tmp_path: Path
) -> None:
    for number, _, path, content in inputs(block, 5, 100, SMALL):
        files = {**SMALL, path: content}
        for one in check(Repository(tmp_path, files), DAY).findings:
            lines = files.get(one.location.file, b"").count(b"\n") + content.count(b"\r") + 2
            assert 1 <= one.location.span.line <= lines, number


@pytest.mark.many
@pytest.mark.parametrize("block", range(BLOCKS))
def test_fmt_says_the_same_of_a_damaged_record_and_has_nothing_left_to_do(
    block: int, root: Path
) -> None:
    models = Repository(root).models()
    for _, _, path, content in inputs(block):
        assert_formatted(path, content, models[path])


def assert_formatted(path: str, content: bytes, model: type[BaseModel]) -> None:
    """Assert that `fmt` keeps what a record says, and has nothing to do afterwards."""
    formatted = format_file(path, content, model)
    if formatted.content is None:
        assert formatted.problem
        assert formatted.line >= 1
        return
    again = read_yaml(path, formatted.content)
    assert again.faults == []
    # A block text ends in a line end.
    assert texts(again.data) == texts(read_yaml(path, content + b"\n").data)
    assert format_file(path, formatted.content, model).content == formatted.content


def texts(value: Any) -> Any:
    """Return plain data with each scalar as its text: quotes may come, nothing else."""
    if isinstance(value, dict):
        return {key: texts(one) for key, one in value.items()}
    return [texts(one) for one in value] if isinstance(value, list) else text_of(value)


@pytest.mark.many
@pytest.mark.parametrize("block", range(BLOCKS))
def test_what_changed_in_a_damaged_record_is_said_and_nothing_else(block: int, root: Path) -> None:
    before = Repository(root)
    for number, chance, path, content in inputs(block):
        after = Repository(root, {path: content})
        comparison = (
            compare(after, before, DAY) if chance.random() < 0.5 else compare(before, after, DAY)
        )
        as_text(comparison, "vorher", "nachher")
        as_markdown(comparison, "vorher", "nachher")
        as_json(comparison, "vorher", "nachher")
        if content == RECORDS[path]:
            assert comparison.empty, number


def views(network: Network) -> Iterator[View]:
    """Yield documents of a network, some of which stand in every format."""
    for audience in Audience:
        yield calendar_view([network], as_of=DAY, audience=audience)
        yield members_view(network, as_of=DAY, audience=audience)
        yield ReportBuilder(network, Window.of_year(2026), as_of=DAY, audience=audience).report()
    yield ReportBuilder(network, Window.of_year(2026), as_of=DAY, audience=Audience.INTERN).annex(
        lambda _network, _place: 1
    )


def one_network(root: Path, path: str, content: bytes) -> Network:
    return Repository(root, {path: content}).network("musterstadt")


@pytest.mark.many
@pytest.mark.parametrize("block", range(BLOCKS))
def test_documents_of_a_damaged_record_are_written_as_text_markdown_and_page(
    block: int, root: Path
) -> None:
    renderer = Renderer()
    for number, chance, path, content in inputs(block):
        view = chance.choice(list(views(one_network(root, path, content))))
        document = renderer.say(view)
        for fmt in ("text", "md", "html"):
            written = renderer.write(document, fmt)
            assert isinstance(written, str), number
            assert "<script>" not in written or fmt == "text", number
            assert "\x1b" not in written, number


@pytest.mark.many
@pytest.mark.parametrize("block", range(BLOCKS))
def test_lists_calendars_and_contacts_of_a_damaged_record_are_written(
    block: int, root: Path
) -> None:
    for number, chance, path, content in inputs(block):
        network = one_network(root, path, content)
        audience = chance.choice(list(Audience))
        calendar = calendar_view([network], as_of=DAY, audience=audience)
        members = members_view(network, as_of=DAY, audience=audience)
        assert b"".join(calendar_pieces("Termine", calendar.entries, {})).endswith(
            b"END:VCALENDAR\r\n"
        ), number
        render_vcards(members, chance.choice(("3.0", "4.0")))
        render_csv(calendar_rows(calendar))
        if number % 8 == 0:
            sheets = member_sheets(members)
            assert render_xlsx(Renderer().say(members), sheets).startswith(b"PK"), number


@pytest.mark.many
@pytest.mark.parametrize("block", range(BLOCKS))
def test_documents_of_a_damaged_record_are_written_as_pdf_and_word(block: int, root: Path) -> None:
    renderer = Renderer()
    for number, chance, path, content in inputs(block, 0.1, 10):
        document = renderer.say(chance.choice(list(views(one_network(root, path, content)))))
        pdf, word = renderer.write(document, "pdf"), renderer.write(document, "docx")
        assert isinstance(pdf, bytes) and pdf.startswith(b"%PDF"), number  # noqa: PT018
        assert isinstance(word, bytes) and word.startswith(b"PK"), number  # noqa: PT018
