"""Each slip of the table, alone in the example repository,
is one finding that names its cause and what to type.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import ksnet
from ksnet.basics.controlled import Severity
from ksnet.checking import check
from ksnet.repository import Repository
from ksnet.repository.sources import Disk
from ksnet.repository.tree import scan
from tests.defects import CLOSE, OPEN
from tests.slips import SLIPS, Slip

DAY = dt.date(2026, 6, 30)
EXAMPLE = Path(ksnet.__file__).with_name("example")
NET_FOLDER = "data/networks/musterkreis/"
EVENT = "data/events/musterkreis/2026-04-22-konferenz.yaml"
ALL = [
    pytest.param(slip, id=f"{group}: {slip.what}")
    for group, slips in SLIPS.items()
    for slip in slips
]


@pytest.mark.many
@pytest.mark.parametrize("slip", ALL)
def test_a_slip_is_one_finding_that_names_its_cause(slip: Slip) -> None:
    text = (EXAMPLE / slip.file).read_text(encoding="utf-8")
    assert text.count(slip.old) == 1, f"„{slip.old}“ is no single place"
    marked = text.replace(slip.old, slip.new)
    line = marked.partition(OPEN)[0].count("\n") + 1
    content = marked.replace(OPEN, "").replace(CLOSE, "").encode()
    findings = check(Repository(EXAMPLE, {slip.file: content}), DAY).findings
    shown = [(f.rule.name, *f.where, f.message, f.mend) for f in findings]
    assert [f.where for f in findings] == [(slip.file, line)], shown
    said = f"{findings[0].message} {findings[0].mend}"
    assert [words for words in slip.says if words not in said] == [], said
    assert [words for words in slip.never if words in said.lower()] == [], said


def test_the_line_of_typographic_quotes_is_shown_as_it_stands_in_the_file() -> None:
    text = (EXAMPLE / EVENT).read_text(encoding="utf-8")
    wrong = re.sub(r"(?m)^title: .*$", "title: „Fachtag: Wege“", text)
    (found,) = check(Repository(EXAMPLE, {EVENT: wrong.encode()}), DAY).findings
    assert (found.rule.name, found.excerpt) == ("typographic-quotes", "title: „Fachtag: Wege“")


def test_a_person_deleted_that_others_name_is_one_finding_with_all_places() -> None:
    file = "data/networks/musterkreis/members.yaml"
    text = (EXAMPLE / file).read_text(encoding="utf-8")
    left = re.sub(r"      - id: mustermann\n(?:        .*\n)+", "", text)
    assert left != text
    (found,) = check(Repository(EXAMPLE, {file: left.encode()}), DAY).findings
    assert found.rule.name == "unknown-reference"
    assert found.where == ("data/networks/musterkreis/network.yaml", 75)
    assert len(found.related) == 6
    assert "ksnet end" in found.mend
    assert "Meinten Sie" not in found.mend


def test_nobody_is_to_be_deleted_whom_one_event_names_after_the_end() -> None:
    file = NET_FOLDER + "members.yaml"
    text = (EXAMPLE / file).read_text(encoding="utf-8")
    left = re.sub(
        r"(      - id: denkbar\n(?:        .*\n)+)", r"\1        until: 2025-05-31\n", text
    )
    found = check(Repository(EXAMPLE, {file: left.encode()}), DAY).findings
    assert [one.rule.name for one in found] == ["inactive-reference"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("2026-09-23-treffen.yaml.txt", ("„.txt“ am Ende", "2026-09-23-treffen.yaml")),
        ("2026-09-23-treffen.yaml.docx", ("„.docx“ am Ende", "2026-09-23-treffen.yaml")),
        ("2026-09-23-treffen.YAML", ("Umbenennen in 2026-09-23-treffen.yaml",)),
        ("2026-09-23-treffen.yml", ("Umbenennen in 2026-09-23-treffen.yaml",)),
        ("2026-09-23-treffen.yml.txt", ("„.txt“ am Ende", "2026-09-23-treffen.yaml")),
    ],
)
def test_a_record_with_another_ending_is_told_its_name(name: str, says: tuple[str, ...]) -> None:
    file = f"data/events/musterkreis/{name}"
    (found,) = check(Repository(EXAMPLE, {file: b"title: Treffen\n"}), DAY).findings
    assert found.rule.name == "misplaced-file"
    assert [words for words in says if words not in (found.mend or "")] == []


@pytest.mark.parametrize(
    "folder", ["data/events", "data/events/musterkreis", "data/networks/musterkreis"]
)
def test_a_file_of_another_kind_is_to_be_moved_and_not_into_another_folder(folder: str) -> None:
    files = {f"{folder}/Protokoll vom Treffen.docx": b"PK"}
    (found,) = check(Repository(EXAMPLE, files), DAY).findings
    assert found.rule.name == "misplaced-file"
    assert (found.mend or "").startswith("Verschieben oder löschen. ")
    assert "Protokoll" not in (found.mend or "")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (NET_FOLDER + "members.yaml", NET_FOLDER + "mitglieder.yaml", "Umbenennen in members.yaml"),
        (NET_FOLDER + "members.yaml", NET_FOLDER + "members.yaml.txt", "„.txt“ am Ende des Namens"),
        (NET_FOLDER + "members.yaml", NET_FOLDER + "Members.yaml", "Umbenennen in members.yaml"),
        (NET_FOLDER + "network.yaml", NET_FOLDER + "netzwerk.yaml", "Umbenennen in network.yaml"),
        (NET_FOLDER + "years/2025.yaml", NET_FOLDER + "2025.yaml", "years/2025.yaml"),
        (NET_FOLDER + "years/2025.yaml", NET_FOLDER + "jahre/2025.yaml", "nach years"),
        ("ksnet.yaml", "ksnet.yml", "Umbenennen in ksnet.yaml"),
        (EVENT, EVENT.replace("2026-04", "2026-4"), "in 2026-04-22-konferenz.yaml"),
        (EVENT, EVENT.replace("2026-04-22-", ""), "Umbenennen in 2026-04-22-konferenz.yaml"),
    ],
)
def test_a_file_under_another_name_is_one_finding(old: str, new: str, says: str) -> None:
    content = (EXAMPLE / old).read_bytes()
    found = check(Repository(EXAMPLE, {old: None, new: content}), DAY).findings
    (finding,) = [one for one in found if one.severity is not Severity.HINWEIS]
    assert finding.severity is Severity.FEHLER
    assert new.startswith(finding.where[0])
    assert says in finding.mend


def test_a_lost_file_of_members_is_one_finding_with_all_who_are_named() -> None:
    found = check(Repository(EXAMPLE, {NET_FOLDER + "members.yaml": None}), DAY).findings
    assert [one.rule.name for one in found] == ["uncovered-category", "unknown-reference"]
    assert "members.yaml fehlt, aber 145 Stellen" in found[1].message
    assert len(found[1].related) == 144


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("start: 2026-06-10 14:00", "2026-06-10-beirat"),
        ('start: "2026-06"', "2026-06-beirat"),
        ("start: null", "undated-beirat"),
        ("start: 2026-06-10\nrescheduled_from: [2026-05-05 10:00]", "2026-05-05-beirat"),
        ("start: 2026-06-10\nrescheduled_from:\n  - 2026-05-05", "2026-05-05-beirat"),
        ("start: 2025/2026-02-08", "mit dem Tag der Veranstaltung am Anfang"),
        ("start: bald", "mit dem Tag der Veranstaltung am Anfang"),
        ("start: 2026-04-22", "mit dem Tag der Veranstaltung am Anfang"),  # a name that is taken
    ],
)
def test_an_event_is_named_by_the_day_for_which_it_was_first_planned(said: str, name: str) -> None:
    word = "konferenz" if said.endswith("04-22") else "beirat"
    file = EVENT.replace("2026-04-22-konferenz", word)
    content = f"title: Beirat\nkind: konferenz\n{said}\n".encode()
    (found,) = check(Repository(EXAMPLE, {file: content}), DAY).findings
    assert name in (found.mend or "")


@pytest.mark.parametrize("name", ["{} (1)", "{} - Kopie", "Kopie von {}", "Copy of {}"])
def test_a_copy_of_an_event_is_called_so(name: str) -> None:
    folder, _, stem = EVENT.removesuffix(".yaml").rpartition("/")
    copy = f"{folder}/{name.format(stem)}.yaml"
    (found,) = check(Repository(EXAMPLE, {copy: (EXAMPLE / EVENT).read_bytes()}), DAY).findings
    assert found.where == (copy, 1)
    assert f"Kopie von {stem}.yaml" in found.mend


@pytest.mark.slow
def test_thousands_of_copies_are_named_at_once() -> None:
    folder = EVENT.rpartition("/")[0]
    copies: dict[str, bytes | None] = {f"{folder}/Termin {n} (1).yaml": b"" for n in range(8000)}
    source = Disk(EXAMPLE, copies)
    begun = time.process_time()
    assert len(scan(source).faults) == len(copies)
    assert time.process_time() - begun < 1.5


@pytest.mark.parametrize("name", ["members", "years/2025", "plans/kinderschutzentwicklungsplan"])
def test_a_copy_of_a_file_of_a_network_is_called_so(name: str) -> None:
    file, copy = f"{NET_FOLDER}{name}.yaml", f"{NET_FOLDER}{name} (1).yaml"
    (found,) = check(Repository(EXAMPLE, {copy: (EXAMPLE / file).read_bytes()}), DAY).findings
    assert found.where == (copy, 1)
    assert found.mend.endswith(
        f"Kopie von {file.rpartition('/')[2]} aus: vergleichen und die Kopie löschen."
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04\x14\x00", "Word"),
        (b"{\\rtf1\\ansi title: Treffen}", "RTF"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<!DOCTYPE html>\n<p>title: Treffen</p>\n", "HTML"),
        (b"```yaml\ntitle: Treffen\n```\n", "Markdown"),
    ],
)
def test_another_document_is_one_finding(content: bytes, says: str) -> None:
    (found,) = check(Repository(EXAMPLE, {EVENT: content}), DAY).findings
    assert found.where == (EVENT, 1)
    assert says in found.message


@pytest.mark.parametrize("sign", ['"', "'"])
def test_a_text_in_quotes_may_show_a_record(sign: str) -> None:
    text = f"remarks: {sign}So:\n  summary: |\n  Text darunter{sign}\n"
    content = (EXAMPLE / EVENT).read_bytes() + text.encode()
    found = check(Repository(EXAMPLE, {EVENT: content}), DAY).findings
    assert {one.rule.name for one in found} <= {"canonical-form"}


YEAR_FILE, NETWORK_FILE = NET_FOLDER + "years/2025.yaml", NET_FOLDER + "network.yaml"


@pytest.mark.parametrize(
    ("file", "other", "says"),
    [
        (EVENT, YEAR_FILE, "Angaben eines Jahres"),
        (NET_FOLDER + "members.yaml", NETWORK_FILE, "Angaben von network.yaml"),
        (NETWORK_FILE, NET_FOLDER + "members.yaml", "Angaben von members.yaml"),
        (NET_FOLDER + "members.yaml", EVENT, "Angaben einer Veranstaltung"),
    ],
)
def test_the_content_of_another_file_is_one_finding(file: str, other: str, says: str) -> None:
    (found,) = check(Repository(EXAMPLE, {file: (EXAMPLE / other).read_bytes()}), DAY).findings
    assert found.where[0] == file
    assert says in found.message
    assert "zurückholen" in found.mend


def test_a_key_above_all_is_one_finding() -> None:
    lines = (EXAMPLE / EVENT).read_text(encoding="utf-8").splitlines()
    content = "event:\n" + "".join(f"  {line}\n" for line in lines)
    (found,) = check(Repository(EXAMPLE, {EVENT: content.encode()}), DAY).findings
    assert found.where == (EVENT, 1)
    assert "Diese Zeile entfernen" in found.mend


def test_a_copied_event_whose_day_was_not_changed_is_one_finding() -> None:
    copy = EVENT.replace("04-22", "05-20")
    (found,) = check(Repository(EXAMPLE, {copy: (EXAMPLE / EVENT).read_bytes()}), DAY).findings
    assert found.where == (copy, 4)
    assert found.rule.name == "date-not-file-name"


def test_content_pasted_twice_is_one_finding() -> None:
    content = (EXAMPLE / EVENT).read_bytes()
    (found,) = check(Repository(EXAMPLE, {EVENT: content * 2}), DAY).findings
    assert found.where == (EVENT, content.count(b"\n") + 1)
    assert "noch einmal" in found.message


def test_an_event_in_the_folder_of_another_network_is_one_finding() -> None:
    other = EVENT.replace("musterkreis", "musterstadt")
    content = (EXAMPLE / EVENT).read_bytes()
    (found,) = check(Repository(EXAMPLE, {EVENT: None, other: content}), DAY).findings
    assert found.where == (other, 3)
    assert "in dessen Ordner" in found.mend


@pytest.mark.parametrize(("content", "says"), [(b"", "zurückholen"), (b"\0" * 400, "zurückholen")])
def test_what_was_lost_while_saving_is_to_be_fetched_back(content: bytes, says: str) -> None:
    (found,) = check(Repository(EXAMPLE, {EVENT: content}), DAY).findings
    assert says in found.mend


@pytest.mark.slow
def test_lists_whose_dashes_stand_below_their_key_are_read() -> None:
    """PyYAML, ruamel.yaml and prettier write them so: nothing is taken for a lost dash."""
    written = {
        path.relative_to(EXAMPLE).as_posix(): yaml.safe_dump(
            yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader),  # noqa: S506  (texts alone)
            sort_keys=False,
            allow_unicode=True,
        ).encode()
        for path in (EXAMPLE / "data").rglob("*.yaml")
    }
    found = {finding.rule.name for finding in check(Repository(EXAMPLE, written), DAY).findings}
    assert found == {"canonical-form", "ambiguous-scalar"}  # a key of a Gemeinde is a number to us


@pytest.mark.parametrize(
    "value",
    [
        "Wege\n  - so der Beschluss - gelten\n  ab heute",
        "'Wege\n  - so der Beschluss\n  ab heute'",
        '"Es gilt:\n  – erstens\n  - zweitens\n  und mehr"',
        "Es gilt\n  1. erstens\n  - zweitens\n  und mehr",
    ],
)
def test_a_text_that_goes_on_with_a_dash_is_no_list(value: str) -> None:
    """PyYAML breaks long texts before any word."""
    content = (EXAMPLE / EVENT).read_text(encoding="utf-8") + f"remarks: {value}\n"
    found = check(Repository(EXAMPLE, {EVENT: content.encode()}), DAY).findings
    assert {one.rule.name for one in found} <= {"canonical-form"}


def _places(
    node: yaml.Node | None, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], yaml.ScalarNode]]:
    """Yield every scalar below a node with its keys."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _places(item, (*path, "-"))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _places(value, (*path, key.value))
    elif isinstance(node, yaml.ScalarNode):
        yield path, node


def _wrong(text: str) -> list[str]:
    """Return values that the key of this one does not take."""
    if re.match(r"[0-9]{4}(-|$)", text):
        return ["2026-13-32", "demnächst"]
    if text in ("true", "false"):
        return ["vielleicht"]
    return ["viele"] if re.fullmatch(r"[0-9.]+", text) else ["Ö!x", "[a, b]", "{a: b}"]


@pytest.mark.slow
def test_a_wrong_value_has_no_consequences_that_are_told_as_well() -> None:
    seen: Counter[tuple[object, ...]] = Counter()
    told: dict[tuple[object, ...], list[str]] = {}
    for file in sorted((EXAMPLE / "data").rglob("*.yaml")):
        text, name = file.read_text(encoding="utf-8"), file.relative_to(EXAMPLE).as_posix()
        for path, node in _places(yaml.compose(text, yaml.SafeLoader)):
            if node.style in ("|", ">"):
                continue
            for value in _wrong(node.value):
                kind = (file.parent.name, *path, value)
                seen[kind] += 1
                if seen[kind] > 2:
                    continue
                content = f"{text[: node.start_mark.index]}{value}{text[node.end_mark.index :]}"
                found = check(Repository(EXAMPLE, {name: content.encode()}), DAY).findings
                messages = [f.message for f in found if f.rule.name != "canonical-form"]
                if len(messages) > 1:
                    told[kind] = messages
    assert told == {}
    assert len(seen) > 400
