"""A second check works out only what has changed, and says what a first one would:
whatever has changed, however it came.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksnet import checking, rules
from ksnet.basics.findings import Rule
from ksnet.checking import survey
from ksnet.checking.plain import plain_value, restored
from ksnet.cli import kept
from ksnet.repository import Repository
from ksnet.repository.sources import Disk
from ksnet.repository.traced import Traced
from ksnet.rules.examples import CLOSE, OPEN
from tests.conftest import ROOT, Run
from tests.musterstadt import AS_OF, files_of

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
Change = Callable[[Path], object]
DAY = dt.date.fromisoformat(AS_OF)


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Be somebody at a desk, with a home of their own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.delenv("CI")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture
def surveyed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the networks that rules have looked at."""
    found: list[str] = []
    look = survey._survey_network

    def noticed(repository: Repository, day: object, ident: str) -> survey.Survey:
        found.append(ident)
        return look(repository, day, ident)  # type: ignore[arg-type]

    monkeypatch.setattr(survey, "_survey_network", noticed)
    return found


def example(*, name: str) -> dict[str, bytes]:
    """Return the wrong example of a rule."""
    rule = next(rule for rule in rules.ALL if rule.name == name)
    return {
        file: text.replace(OPEN.encode(), b"").replace(CLOSE.encode(), b"")
        for file, text in files_of(rule.wrong).items()
    }


def validate(ksnet: Ksnet, root: Path, *more: str) -> Run:
    return ksnet("validate", "--root", root, "--as-of", AS_OF, *more)


def is_right(ksnet: Ksnet, root: Path, *more: str) -> Run:
    """Check three times: with what is kept, again, and without; all three say the same."""
    first, again = validate(ksnet, root, *more), validate(ksnet, root, *more)
    plainly = validate(ksnet, root, "--no-cache", *more)
    assert first == plainly
    assert again == plainly
    return plainly


def kept_files(root: Path) -> list[Path]:
    return [path for path in (root / ".ksnet/checks").rglob("*") if path.is_file()]


# What is kept, and what is not looked at again


def test_an_unchanged_repository_needs_neither_models_nor_rules(tree: Tree) -> None:
    root = tree(surroundings())
    program = (
        "import sys\nfrom ksnet.cli import main\ntry:\n    main()\nfinally:\n"
        "    print(sorted(sys.modules.keys() & {'ksnet.rules', 'ksnet.repository.repository', 'pydantic_core', 'yaml'}))"
    )
    command = [sys.executable, "-c", program, "validate", "--root", str(root)]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, check=False) for _ in range(2)
    )
    *said, imported = second.stdout.splitlines()
    assert imported == "[]"
    assert said == first.stdout.splitlines()[:-1]
    assert second.returncode == first.returncode == 1


@pytest.mark.slow
def test_only_the_network_that_has_changed_is_looked_at(
    ksnet: Ksnet, tree: Tree, surveyed: list[str]
) -> None:
    root = tree(surroundings())
    validate(ksnet, root)
    file = next((root / "data/networks").glob("*/members.yaml"))
    surveyed.clear()
    file.write_bytes(file.read_bytes() + b"# x\n")
    validate(ksnet, root)
    assert surveyed == [file.parent.name]
    is_right(ksnet, root)


@pytest.mark.slow
def test_two_processes_keep_what_one_recalls(
    ksnet: Ksnet,
    mistakes: Path,
    surveyed: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(survey, "MANY_FILES", 1)
        patch.setattr(survey, "_processors", lambda: 2)
        first = validate(ksnet, mistakes)
    surveyed.clear()
    assert validate(ksnet, mistakes, "--format", "concise", "--select", "KS2").code == 1
    assert surveyed == []
    monkeypatch.setattr(checking, "check", None)
    assert validate(ksnet, mistakes) == first


@pytest.mark.many
@pytest.mark.parametrize("rule", rules.ALL, ids=lambda rule: rule.name)
def test_what_every_rule_finds_is_restored_as_it_was(rule: Rule, tree: Tree) -> None:
    repository = Repository(tree(example(name=rule.name)))
    for found in survey.survey(repository, DAY):
        parts = (found.faults, found.suppressions, found.repairs, found.overview)
        assert restored(json.loads(json.dumps(plain_value(parts)))) == parts


def test_comments_that_suppress_are_restored_too(
    ksnet: Ksnet, tree: Tree, surveyed: list[str]
) -> None:
    files = {
        name: b"# ksnet: ignore[KS301] Grund\n" + content
        for name, content in example(name="room-conflict").items()
    }
    root = tree(files)
    is_right(ksnet, root)
    surveyed.clear()
    assert "unused-suppression" in validate(ksnet, root, "--format", "concise").out
    assert surveyed == []


@pytest.mark.slow
def test_a_selection_and_a_format_have_their_own_results(ksnet: Ksnet, tree: Tree) -> None:
    root = tree(surroundings())
    calls = [
        (),
        ("--strict",),
        ("--select", "KS2"),
        ("--ignore", "KS2"),
        ("--format", "json"),
        ("--color", "always"),
    ]
    said = [is_right(ksnet, root, *call) for call in calls * 2]
    assert len(set(said[: len(calls)])) == len(calls) - 1  # errors there are, strict or not
    assert said[: len(calls)] == said[len(calls) :]


def test_a_result_that_is_kept_goes_into_a_file(
    ksnet: Ksnet, tree: Tree, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tree(surroundings())
    said = validate(ksnet, root)
    file = tmp_path_factory.mktemp("out") / "befunde.txt"
    assert validate(ksnet, root, "-o", str(file)).code == said.code == 1
    assert file.read_text(encoding="utf-8") == said.out


# Whatever a finding can depend on

NETWORK = "data/networks/musterstadt/network.yaml"
MEMBERS = "data/networks/musterstadt/members.yaml"
BESIDE = "data/networks/nebenan/network.yaml"
OWN_LAND = "lands/eigen"


def _replaced(file: str, old: str, new: str) -> Change:
    def change(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new), encoding="utf-8")

    return change


def _written(file: str, text: str) -> Change:
    def change(root: Path) -> None:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")

    return change


def _gone(file: str) -> Change:
    return lambda root: (
        shutil.rmtree(root / file) if (root / file).is_dir() else (root / file).unlink()
    )


def _link(file: str) -> Change:
    def change(root: Path) -> None:
        shutil.copy(root / file, root / "woanders.yaml")
        (root / file).unlink()
        (root / file).symlink_to(root / "woanders.yaml")

    return change


def _renamed(old: str, new: str) -> Change:
    return lambda root: (root / old).rename(root / new)


def _unreadable(file: str) -> Change:
    def change(root: Path) -> None:
        (root / file).unlink()
        os.mkfifo(root / file)

    return change


CHANGES = {
    "a file of the network": _replaced(NETWORK, "founded: 2024", "founded: 2099"),
    "a file that is missing": _gone(NETWORK),
    "a file that is a link now": _link(NETWORK),
    "a file that is a pipe now": _unreadable(NETWORK),
    "a file with another name": _renamed("data/events/musterstadt/2026-09-16-treffen.yaml", "data/events/musterstadt/2026-09-17-treffen.yaml"),
    "a file that is no record": _written("data/networks/musterstadt/notiz.txt", "x\n"),
    "what stands in a file that is no record": _written("data/liegt-hier/a/b.txt", "Das Kind Max Mustermann, geb. 01.02.2019, wurde in Obhut genommen.\n"),
    "a file that is too large": _written("data/events/musterstadt/2026-01-01-viel.yaml", "title: " + "x" * 1_100_000),
    "a Jugendamt in two networks": _replaced(BESIDE, '"05974040"', '"05974044"'),
    "a room in two networks": _replaced("data/events/nebenan/2026-09-16-treffen.yaml", "room: Neben", "room: Saal"),
    "the network above": _gone("data/networks/oben"),
    "the Koordinierungsstelle of the network above": _replaced("data/networks/oben/network.yaml", "fte: 0.5", "fte: 0.5\n    until: 2025"),
    "a network whose name is proposed": _renamed("data/networks/oben", "data/networks/fremd"),
    "the weights in ksnet.yaml": _written("ksnet.yaml", "rules:\n  severity:\n    unknown-network: hinweis\n"),
    "a rule that is off": _written("ksnet.yaml", "rules:\n  ignore:\n    - rule: unknown-network\n      reason: So gewollt.\n"),
    "who may see the records": _written("ksnet.yaml", "visibility: oeffentlich\n"),
    "the Land": _written("ksnet.yaml", "land: rheinland-pfalz\n"),
    "a damaged ksnet.yaml": _written("ksnet.yaml", "rules: [\n"),
    "imports.yaml": _written("imports.yaml", "odd: 1\n"),
    "an interrupted change": _written(".ksnet/journal.json", "{}"),
    "a table of an own Land": _replaced(f"{OWN_LAND}/gemeinden.csv", "05974040", "05974999"),
    "an own Land": _written(f"{OWN_LAND}/land.yaml", "name: Eigen\nodd: 1\n"),
}  # fmt: skip


def surroundings() -> dict[str, str | bytes]:
    """Return two networks with much in common, one above them,
    and events of one that there is not.
    """
    own: dict[str, str | bytes] = dict(files_of({"ksnet.yaml": ""}).items())
    network = own[NETWORK]
    assert isinstance(network, bytes)
    coordination = network[network.index(b"coordination:") : network.index(b"groups:")]
    event = "title: Treffen\nstatus: geplant\nstart: 2026-09-16T09:00\nlocation: {name: Rathaus, room: %s, city: Musterstadt}\ngroup: plenum\n"
    return own | {
        BESIDE: b"parent: {id: oben}\n" + network.replace(coordination, b""),
        "data/networks/oben/network.yaml": network,
        "data/events/musterstadt/2026-09-16-treffen.yaml": event % "Saal",
        "data/events/nebenan/2026-09-16-treffen.yaml": event % "Neben",
        "data/events/obenn/2026-09-16-treffen.yaml": event % "Oben",
        "ksnet.yaml": "land: nrw\n",
    }  # fmt: skip


@pytest.mark.many
@pytest.mark.parametrize("what", CHANGES)
def test_nothing_that_a_finding_depends_on_is_overlooked(
    what: str, ksnet: Ksnet, tree: Tree
) -> None:
    root = tree(surroundings())
    before = is_right(ksnet, root, "--format", "json")
    if what.endswith("an own Land"):
        _replaced("ksnet.yaml", "nrw", "eigen")(root)
        shutil.copytree(ROOT / "ksnet/lands/nrw", root / OWN_LAND)
        before = is_right(ksnet, root, "--format", "json")
    CHANGES[what](root)
    assert is_right(ksnet, root, "--format", "json") != before


def test_another_day_finds_something_else(ksnet: Ksnet, tree: Tree) -> None:
    root = tree(surroundings())
    for day in ("2026-06-30", "2027-06-30", "2026-06-30"):
        assert ksnet("validate", "--root", root, "--as-of", day) == ksnet(
            "validate", "--root", root, "--as-of", day, "--no-cache"
        )


def test_a_changed_program_starts_anew(
    ksnet: Ksnet, tree: Tree, surveyed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree(surroundings())
    validate(ksnet, root)
    surveyed.clear()
    monkeypatch.setattr(kept, "_program", lambda: ["another"])
    validate(ksnet, root)
    assert len(surveyed) == 4


@pytest.mark.slow
def test_every_file_and_library_that_a_check_needs_tells_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = list(kept._program())
    for path in (ROOT / "ksnet").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert any(line.startswith(f"{path} ") for line in told), path
    program = (
        "import sys, datetime\nfrom pathlib import Path\nfrom ksnet.checking import check\nfrom ksnet.repository import Repository\n"
        f"check(Repository(Path({str(ROOT)!r})), datetime.date(2026, 6, 30))\n"
        "print({name.partition('.')[0] for name, one in sys.modules.items() if 'site-packages' in (getattr(one, '__file__', '') or '')})"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    outside = {name for name in eval(found) if not name.startswith("_")}  # noqa: S307  (a set of names)
    assert outside <= set(kept.LIBRARIES)
    package = tmp_path / "ksnet"
    package.mkdir()
    (package / "__init__.py").write_text("")
    monkeypatch.setattr("ksnet.__file__", str(package / "__init__.py"))
    before = list(kept._program())
    (package / "nrw.csv").write_text("1")
    assert list(kept._program()) != before


# Random edits


def _some(root: Path, number: int) -> Path:
    found = sorted(path for path in (root / "data").rglob("*") if path.is_file())
    return found[number % len(found)] if found else root / "data/x.yaml"


def _line_gone(root: Path, number: int, line: int) -> None:
    lines = _some(root, number).read_bytes().splitlines(keepends=True)
    del lines[line % len(lines) if lines else 0 : line % len(lines) + 1 if lines else 0]
    _some(root, number).write_bytes(b"".join(lines))


def _line_taken(root: Path, number: int, other: int, line: int) -> None:
    lines = _some(root, other).read_bytes().splitlines(keepends=True)
    path = _some(root, number)
    path.write_bytes(path.read_bytes() + (lines[line % len(lines)] if lines else b""))


def _exchanged(root: Path, number: int, other: int) -> None:
    one, two = _some(root, number), _some(root, other)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)


def _moved(root: Path, number: int, other: int, name: str) -> None:
    if (path := _some(root, number)).exists():
        path.replace(_some(root, other).with_name(name))


def _deleted(root: Path, number: int) -> None:
    _some(root, number).unlink(missing_ok=True)


def _copied(root: Path, number: int, name: str) -> None:
    networks = sorted((root / "data/networks").iterdir())
    if networks:
        source, target = networks[number % len(networks)], root / "data/networks" / name
        if source.is_dir() and not target.exists():
            shutil.copytree(source, target)


def _settled(root: Path, text: str) -> None:
    (root / "ksnet.yaml").write_text(text, encoding="utf-8")


def _edits() -> st.SearchStrategy[Change]:
    files = st.integers(0, 10_000)
    names = st.sampled_from(
        [
            "network.yaml",
            "members.yaml",
            "2025.yaml",
            "2026-09-16-treffen.yaml",
            "a.yml",
            ".x",
            "ä.yaml",
        ]
    )
    idents = st.sampled_from(["oben", "neu", "musterstadt", "Ü"])
    ksnet_yaml = st.sampled_from(
        [
            "",
            "land: nrw\n",
            "rules:\n  severity:\n    KS3: hinweis\n",
            "data: woanders\n",
            "land: x\n",
            "[\n",
        ]
    )

    def of(
        function: Callable[..., None], *values: st.SearchStrategy[object]
    ) -> st.SearchStrategy[Change]:
        return st.tuples(*values).map(lambda given: lambda root: function(root, *given))

    return st.one_of(
        of(_line_gone, files, files), of(_line_taken, files, files, files), of(_exchanged, files, files),
        of(_moved, files, files, names), of(_deleted, files), of(_copied, files, idents), of(_settled, ksnet_yaml),
    )  # fmt: skip


@pytest.mark.slow
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=settings().max_examples // 5,
)
@given(
    changes=st.lists(
        st.tuples(_edits(), st.sampled_from(["2026-06-30", "2027-02-01"])), min_size=1, max_size=4
    )
)
def test_whatever_is_edited_the_result_is_that_of_a_first_check(
    changes: list[tuple[Change, str]], ksnet: Ksnet, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("edited")
    for name, content in surroundings().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    for change, day in changes:
        change(root)
        call = ("validate", "--root", root, "--as-of", day, "--format", "json")
        first, again, plainly = ksnet(*call), ksnet(*call), ksnet(*call, "--no-cache")
        assert first == plainly
        assert again == plainly


def test_a_file_that_changes_during_the_check_leaves_nothing_behind(
    ksnet: Ksnet, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree(surroundings() | {BESIDE: b"odd: 1\n"})
    read, seen = Disk.read, set()

    def meanwhile(self: Disk, path: str) -> bytes:
        content = read(self, path)
        if (
            path == BESIDE and path in seen
        ):  # somebody has saved before a finding is shown: it stands where it was read
            return b"\n\n\n" + content
        seen.add(path)
        return content

    with monkeypatch.context() as patch:
        patch.setattr(Disk, "read", meanwhile)
        assert f"{BESIDE}:1:" in validate(ksnet, root, "--format", "concise").out
    assert f"{BESIDE}:1:" in is_right(ksnet, root, "--format", "concise").out


# What lies there comes from outside


def forged() -> list[Change]:

    def instead(make: Callable[[Path], object]) -> Change:
        def change(path: Path) -> None:
            path.unlink()
            make(path)

        return change

    contents = (
        b"", b'{"answers":{},"text":"Keine Befunde","code":0}', b"0" * 64 + b'\n{"answers":{},"text":"Keine Befunde","code":0}',
        b"[" * 100_000,
    )  # fmt: skip
    return [
        *(instead(partial(Path.write_bytes, data=content)) for content in contents),
        lambda path: path.write_bytes(path.read_bytes()[:-7]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"Fehler", b"Hinweis") + b" "),
        instead(Path.mkdir),
        instead(os.mkfifo),
        instead(lambda path: path.symlink_to("/dev/zero")),
    ]


@pytest.mark.many
@pytest.mark.parametrize("number", range(9))
def test_what_is_damaged_or_forged_does_not_exist(number: int, ksnet: Ksnet, tree: Tree) -> None:
    root = tree(surroundings())
    said = is_right(ksnet, root)
    assert said.code == 1
    spoil = forged()[number]
    for path in kept_files(root):
        spoil(path)
    assert is_right(ksnet, root) == said


def test_what_was_kept_for_one_thing_does_not_count_for_another(ksnet: Ksnet, tree: Tree) -> None:
    root = tree(surroundings())
    said = is_right(ksnet, root)
    paths = kept_files(root)
    for path, content in zip(
        paths, [path.read_bytes() for path in paths[1:] + paths[:1]], strict=True
    ):
        path.write_bytes(content)
    assert is_right(ksnet, root) == said


def test_what_somebody_else_has_kept_is_not_believed(
    ksnet: Ksnet,
    tree: Tree,
    surveyed: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    root = tree(surroundings())
    validate(ksnet, root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("other")))
    monkeypatch.setenv("LOCALAPPDATA", os.environ["XDG_CACHE_HOME"])
    surveyed.clear()
    is_right(ksnet, root)
    assert len(surveyed) == 8  # once with what is kept, once without


def test_only_this_user_may_read_what_is_kept_and_git_ignores_it(
    ksnet: Ksnet, tree: Tree, home: Path
) -> None:
    root = tree(surroundings())
    validate(ksnet, root)
    assert {path.stat().st_mode & 0o777 for path in (*kept_files(root), home / "ksnet/key")} == {
        0o600
    }
    assert (root / ".ksnet/.gitignore").read_text(encoding="ascii") == "*\n"


@pytest.mark.parametrize("where", [".ksnet", ".ksnet/checks"])
def test_a_link_is_never_followed(
    where: str, ksnet: Ksnet, tree: Tree, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root, elsewhere = tree(surroundings()), tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "networks-x").mkdir()
    (root / where).parent.mkdir(exist_ok=True)
    (root / where).symlink_to(elsewhere)
    is_right(ksnet, root)
    assert [path.name for path in elsewhere.iterdir()] == ["networks-x"]


@pytest.mark.parametrize("setting", ["true", "1", "gitlab"])
def test_in_ci_nothing_is_kept(
    setting: str, ksnet: Ksnet, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree(surroundings())
    monkeypatch.setenv("CI", setting)
    validate(ksnet, root)
    assert not (root / ".ksnet").exists()


def test_where_nothing_can_be_kept_the_check_is_as_ever(
    ksnet: Ksnet, tree: Tree, home: Path
) -> None:
    root = tree(surroundings())
    (home / "ksnet").write_text("no folder")
    is_right(ksnet, root)
    assert kept_files(root) == []


def test_few_results_are_kept_and_none_of_another_day(ksnet: Ksnet, tree: Tree) -> None:
    root = tree(surroundings())
    for day in range(1, 15):
        ksnet("validate", "--root", root, "--as-of", f"2026-06-{day:02}")
    shutil.rmtree(root / "data/networks/oben")
    ksnet("validate", "--root", root, "--as-of", "2026-06-14")
    names = [path.relative_to(root / ".ksnet/checks").parts[0] for path in kept_files(root)]
    assert len({name for name in names if name.startswith("networks-")}) == 1
    assert len([name for name in names if name.startswith("run-")]) == 8


def test_forget_removes_what_is_kept(ksnet: Ksnet, tmp_path: Path) -> None:
    root = shutil.copytree(ROOT / "ksnet/example", tmp_path / "unterlagen")
    validate(ksnet, root)
    assert kept_files(root)
    person = _somebody_who_has_left(root)
    assert ksnet("forget", person, "--yes", "--root", root, "--as-of", AS_OF).code == 0
    assert kept_files(root) == []


def _somebody_who_has_left(root: Path) -> str:
    for network in Repository(root).networks():
        for _, _, person in network.people():
            if person.until and person.until.last < DAY and not person.redacted:
                return person.id
    raise AssertionError("nobody has left")


def test_what_was_kept_long_ago_goes_with_the_next_command(ksnet: Ksnet, tree: Tree) -> None:
    root = tree(surroundings())
    validate(ksnet, root)
    os.utime(root / ".ksnet/checks", (0, 0))
    ksnet(
        "validate", "--root", root, "--as-of", AS_OF, "--no-cache"
    )  # a day that is only supposed makes nothing old
    assert kept_files(root)
    ksnet("calendar", "--root", root)
    assert kept_files(root) == []


def test_a_question_with_two_answers_is_noticed(tree: Tree) -> None:
    root = tree(surroundings())
    traced = Traced(Repository(root).source)
    traced.read(NETWORK)
    assert traced.steady
    _replaced(NETWORK, "2024", "2023")(root)
    traced.begin()
    traced.read(NETWORK)
    assert not traced.steady
