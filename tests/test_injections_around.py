"""Probes around the records: in names of files and folders, in comments, in the files of a Land.

What is said of them is looked at with the same readers as the texts of records
(`test_injections`).
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from ksnet.records.land import CatalogueRecord, LandRecord
from ksnet.records.structure import FieldShape
from tests.conftest import ROOT, Run, git
from tests.every_key import accepts
from tests.injections import CONTROLS, EXAMPLE, PROBES, Injected, is_text
from tests.mutating import SHORT
from tests.test_injections import DAY, NEVER, Made, Page, documents, live, marks
from tests.test_runner_commands import commands

pytestmark = pytest.mark.slow  # the quick relatives are those of `test_injections`

NRW = ROOT / "ksnet/lands/nrw"
Ksnet = Callable[..., Run]
# What a name of a file cannot hold is left out of it; what is longer than one may be is cut.
NAMES = {name: re.sub(r"[/\0]", "", text)[:120] for name, text in PROBES.items()}
PLACES = (
    "events/{}/2025-03-12-x.yaml",
    "events/musterkreis/{}.yaml",
    "events/musterkreis/2025-03-12-{}.yaml",
    "networks/{}/network.yaml",
    "{}.yaml",
    "networks/musterkreis/plans/{}.yaml",
    "networks/musterkreis/years/{}.yaml",
    "networks/musterkreis/{}.yml",
)
EVENT = "title: Treffen\nkind: konferenz\nstart: 2025-03-12\nstatus: stattgefunden\n"
FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")
# What is looked at below; that the other formats of all documents can be made is tried in CI.
PAGES = ["--format", "html,md"] if SHORT else []


def harmless(text: str, what: str) -> None:
    """Assert that neither a terminal nor a runner does anything with a text."""
    assert not NEVER.search(text), what
    assert commands(text) == [], what


def said_of(root: Path, ksnet: Ksnet) -> dict[str, str]:
    """Return what the check and comparisons say, by command; fails where one ends unexpectedly."""
    calls = {
        **{form: ["validate", "--format", form] for form in FORMATS},
        **{f"diff {form}": ["diff", "--format", form] for form in ("text", "md", "json")},
        "form": ["fmt", "--diff"],
    }
    said = {}
    for name, call in calls.items():
        run = ksnet(*call, "--root", root, *(DAY if name in FORMATS else ()), cwd=root)
        assert run.code in (0, 1, 2), (name, run.err)
        assert "Unerwarteter Fehler" not in run.err, (name, run.err)
        harmless(run.err, name)
        said[name] = run.out
    return said


def assert_harmless(said: dict[str, str]) -> None:
    """Assert that nobody who reads what was said is made to do anything."""
    for name, text in said.items():
        if name == "github":  # its own commands, one a line, with everything else escaped
            assert all(
                re.match(r"::(?:error|warning|notice) [^\n]*::", f"::{line[2:]}")
                for line in text.split("\n")
                if line.startswith("::")
            ), name
            assert not NEVER.search(text)
        else:
            harmless(text, name)
    for name in ("json", "gitlab", "sarif", "diff json"):
        json.loads(said[name])
    ET.fromstring(said["junit"])  # noqa: S314  (what we wrote)
    assert live(said["diff md"]) == []


def repository(root: Path) -> None:
    """Copy the example and commit it."""
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Anfang")


# Of many findings comparisons and GitHub show only the first ones: each place is alone as well.
@pytest.mark.parametrize("places", [PLACES, *([place] for place in PLACES)], ids=["all", *PLACES])
def test_names_of_files_and_folders_are_text(
    places: Sequence[str], tmp_path: Path, ksnet: Ksnet
) -> None:
    repository(tmp_path)
    for place, name in product(places, NAMES.values()):
        path = tmp_path / "data" / place.format(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(EVENT, encoding="utf-8")
    said = said_of(tmp_path, ksnet)
    assert_harmless(said)
    found = {one["file"] for one in json.loads(said["json"])["findings"]}
    assert len(found) == len(places) * len(NAMES)  # the example has none


def test_a_network_that_is_asked_for_by_a_probe_is_not_there(tmp_path: Path, ksnet: Ksnet) -> None:
    repository(tmp_path)
    for name in PROBES.values():
        for call in (["members", "--"], ["report", "--year", "2025", "--"], ["explain", "--"]):
            run = ksnet(*call, name, cwd=tmp_path)
            assert (run.code, run.out) == (2, ""), (call, name)
            harmless(run.err, name)


def test_comments_of_a_record_are_text(tmp_path: Path, ksnet: Ksnet) -> None:
    """Also such as say that a finding is accepted, with a probe as its rule and as its reason."""
    repository(tmp_path)
    for number, path in enumerate(sorted((tmp_path / "data").rglob("*.yaml"))):
        probes = [text.splitlines()[0] for text in PROBES.values()]
        lines = path.read_text(encoding="utf-8").split("\n")
        for at in range(0, len(lines) - 1, 2):
            probe = probes[(number + at) % len(probes)]
            wanted = ("", "ksnet: ignore[unknown-key] ", f"ksnet: ignore[{probe}] ")
            indent = re.match(" *", lines[at])
            assert indent
            lines[at] = f"{indent[0]}# {wanted[number % 3]}{probe}\n{lines[at]}"
        path.write_text("\n".join(lines), encoding="utf-8")
    said = said_of(tmp_path, ksnet)
    assert_harmless(said)
    assert "erfunden" in said["diff text"] + said["text"] + said["form"]
    run = ksnet("documents", "--force", *PAGES, "-o", tmp_path / "seiten", "--root", tmp_path, *DAY)
    assert run.code == 0
    for path in (tmp_path / "seiten").rglob("*.html"):
        assert "erfunden" not in path.read_text(encoding="utf-8"), path.name


class LandTexts(Injected):
    """The packaged Land of NRW as one of a data repository, with a probe in each of its texts."""

    def _value(self, file: str, model: Any, shape: FieldShape, value: Any) -> Any:
        names = {"id", "rule", "keys", "edition"}  # an edition has to name a day
        if is_text(model, shape) and (shape.key in names or not isinstance(value, str)):
            return value
        before = len(self.put)
        changed = super()._value(file, model, shape, value)
        if len(self.put) > before and isinstance(changed, str) and self.put[-1].refused:
            self.put[-1].probe = "comment"
            return self.put[-1].text if accepts(model, shape.key, self.put[-1].text) else value
        return changed


@pytest.mark.parametrize("shift", [0, 9, 18])
def test_texts_of_a_land_are_text(shift: int, tmp_path: Path, ksnet: Ksnet) -> None:
    repository(tmp_path)
    own, texts = tmp_path / "lands" / "probe", LandTexts(shift)
    shutil.copytree(NRW, own)
    (own / "explained.yaml").unlink()
    for file, model in (("land.yaml", LandRecord), ("duties.yaml", CatalogueRecord)):
        data = yaml.load((own / file).read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506
        texts.files[f"lands/probe/{file}"] = texts.inject(file, model, data)
    texts.write(tmp_path)
    days = (own / "holidays.csv").read_text(encoding="utf-8").splitlines()
    named = [text for name, text in PROBES.items() if name not in CONTROLS and "\n" not in text]
    quoted = [text.replace('"', '""') for text in named]
    (own / "holidays.csv").write_text(
        "\n".join(
            [
                days[0],
                *(
                    f'{line.rpartition(";")[0]};"{quoted[n % len(quoted)]}"'
                    for n, line in enumerate(days[1:])
                ),
            ]
        )
        + "\n",
        encoding="utf-8",
    )
    settings = (tmp_path / "ksnet.yaml").read_text(encoding="utf-8")
    (tmp_path / "ksnet.yaml").write_text(re.sub("(?m)^land:.*$", "land: probe", settings))
    run = ksnet("validate", "--root", tmp_path, "--select", "invalid-land", *DAY)
    assert (run.code, run.err) == (0, ""), run.out

    assert_harmless(said_of(tmp_path, ksnet))
    every, *others = documents(tmp_path / "made")
    for command in ([*every, *PAGES], *others, ["explain"], ["explain", "LKSG-01"]):
        where = ["--root", str(tmp_path), *DAY] if command[0] != "explain" else []
        run = ksnet(*command, *where, cwd=tmp_path)
        assert run.code == 0, (command, run.err)
        harmless(run.out + run.err, command[0])
    made = Made(texts, tmp_path, tmp_path / "made")
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in made.files("html")}
    assert {path.name: page.found for path, page in pages.items() if page.found} == {}
    assert marks(" ".join(page.text for page in pages.values())) > 20
    for path in made.files("md"):
        assert live(path.read_text(encoding="utf-8")) == [], path.name
    for path in made.files("text", "md", "html", "json", "csv", "ics"):
        text = path.read_bytes().decode()
        assert not NEVER.search(text), path.name
        assert commands(text) == [], path.name
