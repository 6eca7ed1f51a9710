"""`ksnet fmt` and `ksnet validate --fix`: what is written, what is left, and what is only shown."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ksnet.rules.examples import BASE, SHORT
from tests.conftest import ROOT, Run
from tests.musterstadt import files_of

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
EVENT = SHORT["event"]
DAY = ("--as-of", "2026-06-30")


def content(root: Path, file: str = EVENT) -> str:
    return (root / file).read_bytes().decode()


# What a person wrote, and what --fix makes of it; the base event stands around it.
SAFE = [
    ("a text that others misread", "theme: 2026\n", 'theme: "2026"\n'),
    ("ja", "public: ja # öffentlich\n", "public: true # öffentlich\n"),
    ("a quoted nein", "public: 'Nein'\n", "public: 'false'\n"),
    ("a German date", "registration:\n  until: 1.9.2026\n", "registration:\n  until: 2026-09-01\n"),
    ("a loose date", "registration:\n  until: 2026-9-1\n", "registration:\n  until: 2026-09-01\n"),
    ("a German fraction", "qualification:\n  hours: 1,5\n", "qualification:\n  hours: 1.5\n"),
    ("a German key", "thema: Schule\n", "theme: Schule\n"),
    ("a misspelt key", "sumary: Kurz\n", "summary: Kurz\n"),
    ("text in brackets", "location: {name: Haus am Markt, city: Soest}\n", "location:\n  name: Haus am Markt\n  city: Soest\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after"), SAFE, ids=[case[0] for case in SAFE])
def test_a_safe_fix_leaves_a_clean_file(
    name: str, before: str, after: str, tree: Tree, ksnet: Ksnet
) -> None:
    root = tree(files_of({"event": before}))
    fixable = json.loads(ksnet("validate", "--format", "json", *DAY, cwd=root).out)["findings"]
    assert {finding["fixable"] for finding in fixable} == {"safe"}
    run = ksnet("validate", "--fix", *DAY, cwd=root)
    assert (run.code, run.out) == (0, "Keine Beanstandungen in 3 geprüften Dateien.\n")
    assert content(root) == files_of({"event": after})[EVENT].decode()


UNSAFE = [
    ("a value taken for a comment", "title: #Kinderschutz\n", 'title: "#Kinderschutz"\n'),
    ("a near value", "mode: prasenz\n", "mode: praesenz\n"),
    ("a near id", "organisers: [stadt-muste]\n", "organisers: [stadt-muster]\n"),
    ("an id that is none", "topics: [Offene Wege]\n", "topics: [offene-wege]\n"),
    ("a day with a time too many", "registration:\n  until: 2026-09-01 12:00\n", "registration:\n  until: 2026-09-01\n"),
    ("a number with a point", "duration_minutes: 1.200\n", "duration_minutes: 1200\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after"), UNSAFE, ids=[case[0] for case in UNSAFE])
def test_a_guess_is_made_only_when_asked_for(
    name: str, before: str, after: str, tree: Tree, ksnet: Ksnet
) -> None:
    root = tree(files_of({"event": before}))
    assert ksnet("validate", "--fix", *DAY, cwd=root).code == 1
    assert content(root) == files_of({"event": before})[EVENT].decode()
    assert ksnet("validate", "--fix", "--unsafe-fixes", *DAY, cwd=root).code == 0
    assert content(root) == files_of({"event": after})[EVENT].decode()


def test_that_an_event_took_place_is_never_guessed(tree: Tree, ksnet: Ksnet) -> None:
    file = "data/events/musterstadt/2026-03-10-treffen.yaml"
    root = tree(
        files_of({file: "title: T\nkind: netzwerktreffen\nstart: 2026-03-10\nstatus: geplant\n"})
    )
    ksnet("validate", "--fix", "--unsafe-fixes", *DAY, cwd=root)
    assert content(root, file).endswith("status: geplant\n")


def test_a_regional_key_gets_its_zero_and_its_quotes(tree: Tree, ksnet: Ksnet) -> None:
    network = BASE["network"].replace('"05974040"', "5974040")
    root = tree(files_of({SHORT["network"]: network}))
    assert ksnet("validate", "--fix", "--unsafe-fixes", *DAY, cwd=root).code == 0
    assert content(root, SHORT["network"]) == BASE["network"]


def test_byte_order_mark_and_line_ends_are_fixed_one_by_one(tree: Tree, ksnet: Ksnet) -> None:
    written = b"\xef\xbb\xbf" + BASE["event"].replace("\n", "\r\n").encode()
    root = tree(files_of({EVENT: written}))
    ksnet("validate", "--fix", "--select", "byte-order-mark", *DAY, cwd=root)
    assert (root / EVENT).read_bytes() == written[3:]
    assert ksnet("validate", "--fix", *DAY, cwd=root).code == 0
    assert content(root) == BASE["event"]


def test_what_is_not_touched_stays_byte_for_byte(tree: Tree, ksnet: Ksnet) -> None:
    event = BASE["event"].replace(
        "status: geplant\n", "status:   geplant   # noch – „offen“\r\n\r\npublic: ja\r\n# Ende  \n"
    )
    root = tree(files_of({EVENT: event}))
    ksnet("validate", "--fix", "--select", "invalid-boolean", *DAY, cwd=root)
    assert (root / EVENT).read_bytes() == event.replace("public: ja", "public: true").encode()


def test_several_fixes_on_one_line_and_in_one_file(tree: Tree, ksnet: Ksnet) -> None:
    event = BASE["event"].replace(
        "groups: [plenum]\n",
        "groups: [plenum]\nrescheduled_from: [16.9.2026, 17.9.2026, 2026-9-18]\n",
    )
    event = event.replace("title: Netzwerktreffen\n", "titel: 2026\n")
    root = tree(files_of({EVENT: event}))
    assert ksnet("validate", "--fix", *DAY, cwd=root).code == 0
    expected = 'title: "2026"\nkind: netzwerktreffen\ngroups: [plenum]\nstart: 2026-09-16 13:30\nend: 2026-09-16 15:30\nrescheduled_from: [2026-09-16, 2026-09-17, 2026-09-18]\nstatus: geplant\n'
    assert content(root) == expected


def test_a_date_with_two_readings_or_none_is_left(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({"event": "rescheduled_from: [31.2.2026, 9/2/2026, montag]\n"}))
    before = content(root)
    run = ksnet("validate", "--fix", "--unsafe-fixes", *DAY, cwd=root)
    assert (run.code, content(root)) == (1, before)


def test_a_diff_shows_and_does_not_write(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({"event": "public: ja\n"}))
    before = content(root)
    run = ksnet("validate", "--fix", "--diff", *DAY, cwd=root)
    assert run.out == (
        f"--- a/{EVENT}\n+++ b/{EVENT}\n@@ -4,4 +4,4 @@\n start: 2026-09-16 13:30\n end: 2026-09-16 15:30\n status: geplant\n-public: ja\n+public: true\n"
    )
    assert (run.code, run.err, content(root)) == (
        0,
        "1 Befund in 1 Datei lässt sich beheben.\n",
        before,
    )


def test_only_the_named_files_are_fixed(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({"event": "public: ja\n", "network": "neighbouring: ja\n"}))
    ksnet("validate", "--fix", *DAY, EVENT, cwd=root)
    assert "public: true" in content(root)
    assert "neighbouring: ja" in content(root, SHORT["network"])


def test_unsafe_fixes_alone_is_a_wrong_call(tree: Tree, ksnet: Ksnet) -> None:
    run = ksnet("validate", "--unsafe-fixes", cwd=tree(files_of({})))
    assert run.code == 2
    assert "--fix" in run.err


def test_a_text_about_a_person_is_never_shown_by_a_fix(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({"members": BASE["members"] + "        vorname: Maja\n"}))
    run = ksnet("validate", "--fix", "--diff", *DAY, cwd=root)
    assert "Maja" not in run.out + run.err


UNTIDY = "status: geplant\nkind:   netzwerktreffen # Art\ntitle: Netzwerktreffen\nstart: 2026-09-16 13:30\n"
TIDY = "title: Netzwerktreffen\nkind: netzwerktreffen # Art\nstart: 2026-09-16 13:30\nstatus: geplant\n"


def test_fmt_writes_what_validate_asks_for(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({EVENT: UNTIDY}))
    (root / EVENT).chmod(0o640)
    assert [f["rule"] for f in json.loads(ksnet("validate", "--format", "json", *DAY, cwd=root).out)["findings"]] == ["canonical-form"]  # fmt: skip
    run = ksnet("fmt", cwd=root)
    assert (run.code, run.out, run.err) == (0, f"{EVENT}\n", "1 Datei umgeformt.\n")
    assert content(root) == TIDY
    assert stat.S_IMODE((root / EVENT).stat().st_mode) == 0o640
    assert ksnet("validate", *DAY, cwd=root).out == "Keine Beanstandungen in 3 geprüften Dateien.\n"
    again = ksnet("fmt", cwd=root)
    assert (again.code, again.out, again.err) == (0, "", "Alles steht in der einheitlichen Form.\n")


def test_fmt_check_and_diff_do_not_write(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({EVENT: UNTIDY}))
    check = ksnet("fmt", "--check", cwd=root)
    assert (check.code, check.out) == (1, f"{EVENT}\n")
    diff = ksnet("fmt", "--diff", cwd=root)
    assert diff.code == 0
    assert "-kind:   netzwerktreffen # Art\n" in diff.out
    assert ksnet("fmt", "--check", "--diff", cwd=root).code == 1
    assert content(root) == UNTIDY


def test_fmt_names_a_broken_file_and_does_the_others(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({EVENT: UNTIDY, SHORT["members"]: "members: [\n"}))
    run = ksnet("fmt", cwd=root)
    assert run.code == 1
    assert f"{SHORT['members']}:1: nicht angefasst: " in run.err
    assert content(root, SHORT["members"]) == "members: [\n"
    assert content(root) == TIDY


def test_fmt_stays_within_the_named_paths(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({EVENT: UNTIDY, SHORT["network"]: "# x\n" + BASE["network"] + "\n\n"}))
    assert ksnet("fmt", "data/networks", cwd=root).out == f"{SHORT['network']}\n"
    assert content(root) == UNTIDY
    assert ksnet("fmt", "nirgends", cwd=root).code == 2
    (root / "notiz.txt").write_text("x")
    assert ksnet("fmt", "notiz.txt", cwd=root).code == 2


def test_the_settings_have_a_form_too(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({"settings": ""}) | {"ksnet.yaml": b"visibility:   intern\ndata: data\n"})
    assert ksnet("fmt", cwd=root).out == "ksnet.yaml\n"
    assert content(root, "ksnet.yaml") == "data: data\nvisibility: intern\n"


def test_the_own_records_need_no_formatting(ksnet: Ksnet) -> None:
    assert ksnet("fmt", "--check", cwd=ROOT).code == 0


def test_a_diff_leaves_out_what_must_not_be_repeated(tree: Tree, ksnet: Ksnet) -> None:
    root = tree(files_of({"event": "public: ja\nsummary: Bericht zum Kind Leon Becker\n"}))
    run = ksnet("validate", "--fix", "--diff", *DAY, cwd=root)
    assert "Leon" not in run.out + run.err
    assert f"{EVENT}: 1 Zeile wird nicht oder nicht ganz gezeigt" in run.err
    assert "-public: ja\n+public: true\n" in run.out, "the rest of the file is shown"
    ksnet("validate", "--fix", *DAY, cwd=root)
    assert "public: true" in content(root)


@pytest.mark.parametrize(
    "off",
    [
        "",
        "rules:\n  ignore:\n    - rule: KS9\n      reason: alte Dateien\n    - rule: KS5\n      reason: wird gesondert geprüft\n",
    ],
)
def test_fmt_shows_nothing_of_a_file_with_something_secret(
    off: str, tree: Tree, ksnet: Ksnet
) -> None:
    other = "data/events/musterstadt/2026-10-07-treffen.yaml"
    meeting = "title: Treffen\nkind: netzwerktreffen\nstart:   2026-10-07\nstatus: geplant\n"
    files = {"event": "summary:   Bericht zum Kind Leon Becker\n", other: meeting} | (
        {"settings": off} if off else {}
    )
    root = tree(files_of(files))
    run = ksnet("fmt", "--diff", *DAY, cwd=root)
    assert "Leon" not in run.out + run.err
    assert f"{EVENT}: 2 Zeilen werden nicht oder nicht ganz gezeigt" in run.err
    assert "-(Zeile nicht gezeigt)\n+(Zeile nicht gezeigt)\n" in run.out
    assert "-start:   2026-10-07" in run.out


def test_fmt_shows_nothing_of_a_sensitive_body(tree: Tree, ksnet: Ksnet) -> None:
    members = (
        BASE["members"]
        + "  - id: zorneck\n    name:   Haus Zorneck\n    categories: [weitere]\n    label: Beratung\n    sensitive: true\n"
    )
    root = tree(
        files_of({SHORT["members"]: members, "event": "attendance:\n    members: [zorneck]\n"})
    )
    run = ksnet("fmt", "--diff", *DAY, cwd=root)
    assert "orneck" not in run.out + run.err
    assert run.err.count("nicht oder nicht ganz gezeigt") == 2
    assert "members: [(geschützte Einrichtung)]" in run.out


def test_fmt_does_not_repeat_what_is_secret_in_a_file_that_it_cannot_read(
    tree: Tree, ksnet: Ksnet
) -> None:
    root = tree(
        files_of({SHORT["event"]: BASE["event"] + "Kind Leon Becker: 1\nKind Leon Becker: 2\n"})
    )
    run = ksnet("fmt", *DAY, cwd=root)
    assert run.code == 1
    assert "Leon" not in run.out + run.err
    assert f"{EVENT}:8: nicht angefasst: Die Datei ist nicht lesbar." in run.err
