"""Whatever stands in a record, it becomes findings and documents, never an exception."""

from __future__ import annotations

import copy
import datetime as dt
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ksnet.basics.scalars import Plain
from ksnet.checking import check
from ksnet.documents.calendar import calendar_view
from ksnet.documents.members import members_view
from ksnet.documents.plan import plan_view
from ksnet.documents.report import ReportBuilder
from ksnet.duties.counting.spans import Window
from ksnet.protection.who import Audience
from ksnet.records.event import EventRecord
from ksnet.records.members import MembersRecord
from ksnet.records.network import NetworkRecord
from ksnet.records.plan import PlanRecord
from ksnet.repository import Repository
from ksnet.yamltext.loading.record import Loaded, load
from ksnet.yamltext.reading.yaml import ParsedFile, read_yaml
from tests.conftest import ROOT, Run
from tests.mutating import rounds
from tests.rendered import say

DAY = dt.date(2026, 6, 30)
FACHTAG = "musterkreis/2025-10-08-fachtag"
JUNK: list[Any] = [
    None,
    "",
    "x",
    "Ä ö",
    "2025-99-99",
    "1900",
    Plain("12"),
    Plain("no"),
    Plain("2025-05-21"),
    [],
    [None],
    ["x"],
    [[]],
    {},
    {"x": "y"},
    {"id": "x"},
    [{"id": "x"}],
    [{}],
    "ja",
]
MODELS = {"network.yaml": NetworkRecord, "members.yaml": MembersRecord}
FILES = sorted(path for path in (ROOT / "data").rglob("*.yaml"))


def places(data: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Collect every container with every key or index in it."""
    steps = (
        list(data.items())
        if isinstance(data, dict)
        else list(enumerate(data))
        if isinstance(data, list)
        else []
    )
    for step, value in steps:
        found.append((data, step))
        places(value, found)
    return found


def mutate(data: Any, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 1, 2, 5])):
        spots = places(data, [])
        if not spots:
            return
        container, step = chance.choice(spots)
        kind = chance.random()
        if kind < 0.6:
            container[step] = copy.deepcopy(chance.choice(JUNK))
        elif isinstance(container, dict) and kind < 0.8:
            container[chance.choice(["id", "x", "kind", "titel", f"{step}s", "since"])] = (
                container.pop(step)
            )
        else:
            del container[step]


@pytest.mark.many
@pytest.mark.parametrize(
    "path", FILES, ids=[str(path.relative_to(ROOT / "data")) for path in FILES]
)
def test_a_record_with_anything_in_it_is_loaded_or_refused(path: Path) -> None:
    model = MODELS.get(path.name, PlanRecord if path.parent.name == "plans" else EventRecord)
    for seed in rounds(150):
        document = read_yaml(path.name, path.read_bytes())
        mutate(document.data, random.Random(f"{path.name}{seed}"))
        loaded: Loaded[Any] = load(model, ParsedFile(path.name, document.text, document.data))
        assert loaded.record is not None or loaded.faults


def dump(value: Any) -> str:
    """Write plain data as YAML in flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {dump(item)}' for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(dump(item) for item in value) + "]"
    if value is None:
        return "null"
    return (
        value.text
        if isinstance(value, Plain)
        else '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_a_repository_with_anything_in_it_is_checked_and_documented(
    seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    for path in FILES:
        data = read_yaml(path.name, path.read_bytes()).data
        if chance.random() < 0.5:
            mutate(data, chance)
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dump(data) + "\n", encoding="utf-8")
    repository = Repository(tmp_path)
    assert all(finding.location.span.line >= 1 for finding in check(repository, DAY).findings)
    for network in repository.networks():
        for audience in Audience:
            say(calendar_view([network], as_of=DAY, window=None, group=None, audience=audience))
            say(members_view(network, as_of=DAY, audience=audience))
            for year in (2024, 2025):
                say(
                    ReportBuilder(
                        network, Window.of_year(year), as_of=DAY, audience=audience
                    ).report()
                )
                say(
                    ReportBuilder(
                        network, Window.of_year(year), as_of=DAY, audience=Audience.INTERN
                    ).annex(lambda _network, _place: 1)
                )
        for plan in network.plans:
            say(plan_view(network, plan, as_of=DAY))


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "command",
    [("validate",), ("due", "--format", "json"), ("explain",), ("find", "Kreis"), ("--help",)],
    ids=" ".join,
)
def test_where_nothing_can_be_written_one_sentence_says_so(command: tuple[str, ...]) -> None:
    call = [sys.executable, "-m", "ksnet", *command]
    example = ROOT / "ksnet" / "example"
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            call, cwd=example, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (run.returncode, run.stderr) == (
        3,
        "ksnet: Die Ausgabe lässt sich nicht schreiben: der Datenträger ist voll.\n",
    )
    shell = ["sh", "-c", 'exec "$@" >&-', "sh", *call]
    run = subprocess.run(shell, cwd=example, stderr=subprocess.PIPE, text=True, check=False)
    assert (run.returncode, run.stderr) == (
        3,
        "ksnet: Die Ausgabe lässt sich nicht schreiben: sie ist geschlossen.\n",
    )
    shell[2] = 'exec "$@" 2>&-'
    run = subprocess.run(shell, cwd=example, stdout=subprocess.PIPE, text=True, check=False)
    assert (run.returncode, run.stdout != "") == (0, True)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
@pytest.mark.parametrize(
    "place",
    ["data/events/musterkreis/2026-01-01-x.yaml", "data/rohr", "ksnet.yaml", "imports.yaml"],
)
def test_a_named_pipe_keeps_nobody_waiting(place: str, tmp_path: Path) -> None:
    root = shutil.copytree(ROOT / "ksnet" / "example", tmp_path / "example")
    (root / place).unlink(missing_ok=True)
    os.mkfifo(root / place)
    for command in (["validate"], ["fmt", "--check"], ["due"]):
        call = [sys.executable, "-m", "ksnet", *command, "--as-of", "2026-06-30"][
            : None if command[0] != "fmt" else -2
        ]
        run = subprocess.run(
            call, cwd=root, capture_output=True, text=True, check=False, timeout=20
        )
        assert "Unerwarteter Fehler" not in run.stderr


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
@pytest.mark.parametrize(
    ("place", "command", "code", "said"),
    [
        ("namen.txt", f"event {FACHTAG} --as bescheinigung --names namen.txt -o b", 2, "kein Name."),
        ("a.yaml", "merge-file a.yaml b.yaml b.yaml -o -", 0, "zeilenweise zusammengeführt"),
        (".vscode/settings.json", "schema --vscode", 2, "lässt sich nicht lesen"),
        ("seiten/.ksnet-site", "site -o seiten", 3, "das ist keine gewöhnliche Datei."),
        (".ksnet/lock", "set 2026 Ausblick=x --network musterkreis", 3, "das ist keine gewöhnliche Datei."),
        (".ksnet/journal.json", "recover", 2, "ist beschädigt"),
        ("CODEOWNERS", "codeowners --check", 1, "noch keine Datei CODEOWNERS."),
    ],
)  # fmt: skip
def test_a_named_pipe_in_the_place_of_another_file_keeps_nobody_waiting(
    place: str, command: str, code: int, said: str, tmp_path: Path
) -> None:
    root = shutil.copytree(ROOT / "ksnet" / "example", tmp_path / "example")
    (root / "b.yaml").write_text("- id: x\n", encoding="utf-8")
    (root / place).parent.mkdir(exist_ok=True)
    os.mkfifo(root / place)
    run = subprocess.run(
        [sys.executable, "-m", "ksnet", *command.split()],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (run.returncode, said in run.stderr) == (code, True), run.stderr


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no device without end")
@pytest.mark.parametrize(
    "command",
    [
        f"event {FACHTAG} --as bescheinigung --names /dev/zero -o b",
        "merge-file b.yaml b.yaml /dev/zero -o -",
    ],
)
def test_what_has_no_end_is_too_large(
    command: str, tmp_path: Path, ksnet: Callable[..., Run]
) -> None:
    root = shutil.copytree(ROOT / "ksnet" / "example", tmp_path / "example")
    (root / "b.yaml").write_text("- id: x\n", encoding="utf-8")
    run = ksnet(*command.split(), cwd=root)
    assert (run.code, run.out) == (2, "")
    assert "/dev/zero lässt sich nicht lesen" in run.err


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("target", ["n" * 300, None], ids=["to an endless name", "in a circle"])
@pytest.mark.parametrize(
    ("place", "command", "code", "said"),
    [
        ("ksnet.yaml", "validate", 1, "ksnet.yaml:1"),
        ("ksnet.yaml", "members musterkreis", 0, ""),
        (".ksnet", "validate", 0, ""),
        (".ksnet", "set 2026 Ausblick=x --network musterkreis", 3, ".ksnet ist eine Verknüpfung"),
        (
            ".ksnet/lock",
            "set 2026 Ausblick=x --network musterkreis",
            3,
            ".ksnet/lock ist eine Verknüpfung",
        ),
        ("CODEOWNERS", "codeowners --check", 1, "noch keine Datei CODEOWNERS."),
        (
            "templates",
            "report musterkreis --year 2025",
            3,
            "Der Ordner „templates“ lässt sich nicht lesen",
        ),
        (
            "templates/text/report.md.j2",
            "report musterkreis --year 2025",
            3,
            "Die Vorlage text/report.md.j2",
        ),
        ("templates/text/report.md.j2", "template list", 0, "eigene Fassung"),
        ("templates/text/report.md.j2", "template copy report", 2, "gibt es schon"),
    ],
)
def test_a_link_that_no_system_can_follow_is_told(
    place: str,
    command: str,
    code: int,
    said: str,
    target: str | None,
    tmp_path: Path,
    ksnet: Callable[..., Run],
) -> None:
    kept = shutil.ignore_patterns(".ksnet")  # what was kept where somebody checked the example
    root = shutil.copytree(ROOT / "ksnet" / "example", tmp_path / "example", ignore=kept)
    (root / place).unlink(missing_ok=True)
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).symlink_to(target or (root / place).name)
    run = ksnet(*command.split(), cwd=root)
    assert run.code == code, run.err
    assert said in run.out + run.err
    assert not re.search("Unerwartet|Symlink loop|File name", run.err)


def test_a_link_is_named_and_nothing_of_what_it_leads_to_is_shown(
    tmp_path: Path, ksnet: Callable[..., Run]
) -> None:
    root = shutil.copytree(ROOT / "ksnet" / "example", tmp_path / "example")
    (tmp_path / "woanders").write_text("Streng geheim\n", encoding="utf-8")
    places = (
        "data/events/musterkreis/2026-01-01-x.yaml",
        "data/networks/musterkreis/members.yaml",
        "ksnet.yaml",
        "imports.yaml",
    )
    for place in places:
        (root / place).unlink(missing_ok=True)
        (root / place).symlink_to(tmp_path / "woanders")
    day = ["--as-of", "2026-06-30", "--root", root]
    runs = [
        *(
            ksnet("validate", "--format", form, *day)
            for form in ("text", "concise", "json", "github", "gitlab", "sarif", "junit")
        ),
        ksnet("fmt", "--root", root),
        ksnet("validate", "--fix", *day),
    ]
    for run in runs:
        assert run.code == 1
        assert [place for place in places if place not in run.out + run.err] == []
        assert "Streng geheim" not in run.out + run.err
    assert all((root / place).is_symlink() for place in places)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_fmt_names_what_is_no_file(tmp_path: Path, ksnet: Callable[..., Run]) -> None:
    root = shutil.copytree(ROOT / "ksnet" / "example", tmp_path / "example")
    os.mkfifo(root / "data/events/musterkreis/2026-01-01-x.yaml")
    for chosen in ([], [root / "data/events/musterkreis/2026-01-01-x.yaml"]):
        run = ksnet("fmt", "--check", *chosen, "--root", root)
        assert run.code == 1
        assert "2026-01-01-x.yaml:1: nicht angefasst: Hier liegt etwas" in run.err


def test_a_root_with_an_endless_name_is_told(ksnet: Callable[..., Run]) -> None:
    run = ksnet("members", "musterkreis", "--root", "/" + "x" * 5000)
    assert (run.code, run.err) == (2, "ksnet: --root: der Name ist zu lang.\n")


@pytest.mark.parametrize("moment", ["morgen", "9" * 30, "9" * 5000])
def test_a_moment_that_there_is_not_is_told(
    moment: str, ksnet: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    run = ksnet("calendar", "--format", "ics", "--root", ROOT / "ksnet/example")
    assert (run.code, run.out) == (2, "")
    assert run.err.splitlines()[-1] == (
        "ksnet: SOURCE_DATE_EPOCH ist kein Zeitpunkt; nötig sind Sekunden seit 1970."
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use stays")
@pytest.mark.parametrize("command", [["validate"], ["undo"], ["template", "list"]], ids=" ".join)
def test_a_current_folder_that_is_gone_is_told(
    command: list[str], tmp_path: Path, ksnet: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weg").mkdir()
    monkeypatch.chdir(tmp_path / "weg")
    (tmp_path / "weg").rmdir()
    run = ksnet(*command)
    assert (run.code, run.err) == (2, "ksnet: Den Ordner, in dem Sie sind, gibt es nicht mehr.\n")


LONG = "n" * 300


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["site", "-o", LONG], "der Name ist zu lang."),
        (["site", "-o", "kreis"], "Unterlagen|schreiben: "),
        (["site", "-o", "kreis/seiten"], "dort liegt schon etwas anderes."),
        (["fmt", LONG], "gibt es nicht."),
        (["report", "musterkreis", "--year", "2025", "--as", "vorlage", "-o", LONG],
         "der Name ist zu lang."),
        (["schema", "-o", "kreis"], "dort liegt schon etwas anderes."),
    ],
)  # fmt: skip
def test_a_place_that_no_system_has_is_told(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    ksnet: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kreis").symlink_to("kreis")
    root = [] if arguments[0] == "schema" else ["--root", ROOT / "ksnet/example"]
    run = ksnet(*arguments, *root)
    assert run.code in (2, 3), run.err
    assert re.search(said, run.err)
    assert "Unerwarteter" not in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["kreis"]


def test_the_pages_say_where_no_room_is_left_for_what_is_put_aside(
    tmp_path: Path, ksnet: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    run = ksnet("site", "--root", ROOT / "ksnet/example", "-o", tmp_path / "seiten")
    assert run.code == 3
    assert "Ordner für vorübergehende Dateien" in run.err
    assert list(tmp_path.iterdir()) == []
