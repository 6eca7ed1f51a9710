"""`ksnet diff` looks only at what differs, and says the same as if it looked at everything."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ksnet import rules
from ksnet.basics.findings import FILE_START
from ksnet.checking import FilePlace, Finding
from ksnet.comparing import compare
from ksnet.comparing.findings import came_and_went
from ksnet.comparing.history import History
from ksnet.comparing.machine import as_json
from ksnet.repository import Repository
from ksnet.repository.sources import Disk
from tests.conftest import Run, git

DAY = dt.date(2026, 6, 30)
IDS = ("ober", "mitte", "unten", "allein", "nachbar")
ROOMS = ("Saal 1", "Saal 1", '"Sa\\x61l 1"', '"Sa\\x61l 1"', "Säälchen", "1")
CITIES = ("Soest", "Köln", "")


def network(ident: str, parent: str, offices: list[tuple[str, str]], *, coordinated: bool) -> str:
    lines = [f"name: Netzwerk {ident}", "founded: 2020-01-01", "complete_since: 2025-01-01"]
    if parent:
        lines.append(f"parent: {{id: {parent}}}")
    lines.append("youth_offices:")
    for office, key in offices:
        lines += [
            f"  - id: {office}",
            f"    name: Jugendamt {office}",
            f'    key: "{key}"',
            f'    municipalities: ["{key}"]',
        ]
    if coordinated:
        lines += [
            "coordination:",
            "  - id: post",
            f"    youth_office: {offices[0][0]}",
            "    title: Koordination",
        ]
    return "\n".join(lines) + "\n"


def event(room: str, city: str, hour: int, comment: str = "") -> str:
    place = f"location:\n  name: Rathaus\n{comment}  room: {room}\n" + (
        f"  city: {city}\n" if city else ""
    )
    return f"title: Treffen\nkind: netzwerktreffen\nstart: 2026-10-07 {hour:02d}:00\nend: 2026-10-07 {hour + 2:02d}:00\nstatus: geplant\n{place}"


class Land:
    """Some networks that have much to do with each other, and random changes of them."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.random = root, random.Random(seed)
        (root / "data/networks").mkdir(parents=True)
        (root / "ksnet.yaml").write_text("visibility: intern\n", encoding="utf-8")
        for ident in IDS:
            self.write_network(ident)
            for number in range(3):
                self.write_event(ident, number)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def write_network(self, ident: str) -> None:
        pick = self.random.choice
        offices = [
            (
                pick((f"amt-{ident}", f"amt-{ident}", f"amt-{ident}", "amt-a", "amt-b")),
                pick(("05974040", "05974000")),
            )
            for _ in range(pick((1, 1, 2)))
        ]
        text = network(
            ident, pick(("",) * 8 + (*IDS, "fremd")), offices, coordinated=pick((True, False))
        )
        if pick((True, False, False)):
            text = text.replace(
                "  - id: amt",
                "  # ksnet: ignore[missing-coordination, office-key-conflict] ist geklärt\n  - id: amt",
                1,
            )
        self.write(f"data/networks/{ident}/network.yaml", text)

    def write_event(self, ident: str, number: int) -> None:
        pick = self.random.choice
        comment = pick(("", "", "  # ksnet: ignore[room-conflict] Saal ist teilbar\n"))
        self.write(
            f"data/events/{ident}/2026-10-07-treffen-{number}.yaml",
            event(pick(ROOMS), pick(CITIES), pick((9, 10)), comment),
        )

    def change(self) -> None:
        ident, number = self.random.choice(IDS), self.random.randrange(4)
        path = self.root / f"data/events/{ident}/2026-10-07-treffen-{number}.yaml"
        match self.random.randrange(9):
            case 0 | 1 | 2:
                self.write_event(ident, number)
            case 3 | 4:
                self.write_network(ident)
            case 5:
                path.unlink(missing_ok=True)
            case 6:
                shutil.rmtree(self.root / "data/networks" / ident, ignore_errors=True)
            case 7:
                if path.exists():
                    self.edit(path)
            case 8:
                self.write(
                    f"data/networks/{ident}/members.yaml",
                    "members:\n  - {id: kita, name: Kita, field: schule}\n",
                )

    def edit(self, path: Path) -> None:
        """Change the form, a comment, or a line."""
        text = path.read_text(encoding="utf-8")
        old, new = self.random.choice(
            (
                ("title: Treffen", "title:   'Treffen'"),
                ("title:", "# Notiz\ntitle:"),
                ("  room", "\n  room"),
                ("status: geplant", "status: abgesagt"),
                ("  # ksnet", "  # kein ksnet"),
            )
        )
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 60))]
)
def test_what_is_said_is_the_same_as_if_everything_was_looked_at(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    land = Land(tmp_path, seed)
    git(tmp_path, "init", "-q", "-b", "main", "--template=")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Anfang")
    for _ in range(land.random.choice((1, 1, 2, 4))):
        land.change()

    def said(*, whole: bool) -> object:
        with History(tmp_path) as history:
            stored = history.stored(history.revisions.commit("HEAD"))
            before, after = history.repository(stored), Repository(tmp_path)
            equal = frozenset[str]() if whole else history.equal(stored, None)
            return as_json(compare(before, after, DAY, equal), "a", "b")

    few = said(whole=False)
    monkeypatch.setattr(sys.modules["ksnet.comparing.differing"], "reach", lambda *_: None)
    assert few == said(whole=True)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read from the disk."""
    paths: list[str] = []
    original = Disk.read

    def noted(self: Disk, path: str) -> bytes:
        paths.append(path)
        return original(self, path)

    monkeypatch.setattr(Disk, "read", noted)
    return paths


def test_only_the_network_that_differs_is_read_and_its_files_once(
    tmp_path: Path, ksnet: Callable[..., Run], read: list[str]
) -> None:
    Land(tmp_path, 1)
    for ident in IDS:
        for path in (tmp_path / f"data/events/{ident}").iterdir():
            path.write_text(event("Saal", "", 9), encoding="utf-8")
        text = network(ident, "", [(f"amt-{ident}", "05974040")], coordinated=True)
        (tmp_path / f"data/networks/{ident}/network.yaml").write_text(text, encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main", "--template=")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Anfang")
    changed = tmp_path / "data/events/mitte/2026-10-07-treffen-1.yaml"
    changed.write_text(
        changed.read_text(encoding="utf-8").replace("Treffen", "Runde"), encoding="utf-8"
    )
    read.clear()
    run = ksnet("diff", "--root", tmp_path, "--as-of", str(DAY))
    assert (run.code, "Runde" in run.out) == (0, True)
    others = [path for path in read if "/mitte/" not in path and path != "ksnet.yaml"]
    assert sorted(others) == sorted(
        f"data/networks/{ident}/network.yaml" for ident in IDS if ident != "mitte"
    )


@pytest.mark.slow
def test_thousands_of_findings_about_one_file_are_told_apart_at_once() -> None:
    rule = next(rule for rule in rules.ALL if rule.name == "inactive-reference")

    def found(number: int, *words: str) -> Finding:
        place = FilePlace(f"data/events/mitte/2026-{number}.yaml", FILE_START)
        about = ("data/networks/mitte/members.yaml", *words)
        return Finding(rule, rule.severity, "", "", "", place, "members", None, about=about)

    before = [found(number, "alt", str(number)) for number in range(4000)]
    # One that is about less has not come, one that is about more has not gone.
    after = [found(n, *(("alt",), ("alt", str(n), "neu"), ("neu",))[n % 3]) for n in range(4000)]
    began = time.process_time()

    new, solved = came_and_went(before, after, str)

    assert time.process_time() - began < 10
    assert new == [one for number, one in enumerate(after) if number % 3]
    assert solved == [one for number, one in enumerate(before) if number % 3 == 2]
