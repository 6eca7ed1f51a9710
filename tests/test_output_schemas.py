"""JSON Schemas of what the commands write with `--format json`: closed,
and true to real outputs of good and of bad records.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer._click.core import Context
from typer.core import TyperGroup

from ksnet.cli.commands import COMMANDS, Program
from ksnet.cli.outputs import OUTPUTS
from ksnet.reporting.schemas.outputs import output_schema
from tests.conftest import ROOT, Run
from tests.musterstadt import files_of
from tests.test_outputs import of_examples, write

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
DAY = ("--as-of", "2026-06-30")
EXAMPLE = ROOT / "ksnet/example"
FREE = ("before", "after")  # hold a part of a record, whose keys are those of the data format
CALLS: dict[str, list[list[str]]] = {
    "validate": [[]],
    "calendar": [[], ["--audience", "oeffentlich"], ["--year", "2026"]],
    "members": [["musterkreis"], ["musterkreis", "--audience", "oeffentlich"], ["musterstadt"]],
    "duties": [[], ["musterkreis", "--year", "2025"], ["--year", "2019"]],
    "due": [[], ["--days", "3000"]],
    "diff": [[]],
}


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(output_schema(OUTPUTS[name].declaration, OUTPUTS[name].title))


def problems(name: str, content: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(content)]


def mappings(content: object) -> Iterator[dict[str, Any]]:
    """Every mapping in an output, but for parts of records."""
    if isinstance(content, dict):
        yield content
        for key, value in content.items():
            if key not in FREE:
                yield from mappings(value)
    elif isinstance(content, list):
        for value in content:
            yield from mappings(value)


def with_json(command: Any) -> Iterator[str]:  # typer's own classes carry no types of their options
    """The names of a command, or of those below it, that can write JSON."""
    if isinstance(command, TyperGroup):
        for below in command.commands.values():
            yield from with_json(below)
    elif any(
        "--format" in one.opts and "json" in str(one.metavar).split("|") for one in command.params
    ):
        assert command.name
        yield command.name


def test_every_command_that_writes_json_has_a_schema() -> None:
    program = Program()
    found = [program.get_command(Context(program), name) for name in COMMANDS]
    assert [name for command in found if command for name in with_json(command)] == [
        name for name in COMMANDS if name in OUTPUTS
    ]
    assert OUTPUTS.keys() == CALLS.keys()


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_schema_is_closed_and_described(name: str) -> None:
    schema = output_schema(OUTPUTS[name].declaration, OUTPUTS[name].title)
    Draft202012Validator.check_schema(schema)
    for one in (schema, *schema["$defs"].values()):
        assert one["additionalProperties"] is False
        assert one["description"].endswith(".")
        assert all(
            "description" in value for key, value in one["properties"].items() if key != "version"
        )


@pytest.mark.whole
@pytest.mark.many
@pytest.mark.parametrize(
    ("name", "options"), [(name, options) for name, calls in CALLS.items() for options in calls]
)
def test_the_example_is_valid_and_any_other_key_is_not(
    name: str, options: list[str], ksnet: Ksnet, repository: Path
) -> None:
    if name == "diff":
        change(repository)
    content = json.loads(ksnet(name, *options, "--format", "json", *DAY, cwd=repository).out)
    assert problems(name, content) == []
    for one in islice(mappings(content), 40):
        if one is content.get("coverage"):
            continue  # by category: each Land has its own
        one["ausgedacht"] = 1
        assert any(
            "'ausgedacht' was unexpected" in problem for problem in problems(name, content)
        ), one
        del one["ausgedacht"]
    assert problems(name, {key: value for key, value in content.items() if key != "version"})


def change(repository: Path) -> None:
    """Change the example: an appointment, a member, a mistake, a new file, the settings."""
    event = repository / "data/events/musterkreis/2026-07-08-konferenz.yaml"
    event.write_text(
        event.read_text(encoding="utf-8").replace("mode: praesenz", "mode: prasenz"),
        encoding="utf-8",
    )
    members = repository / "data/networks/musterkreis/members.yaml"
    members.write_text(
        members.read_text(encoding="utf-8").replace("phone:", "fax:", 1), encoding="utf-8"
    )
    (repository / "data/events/musterkreis/2026-11-30-treffen.yaml").write_text(
        "title: Treffen\nkind: netzwerktreffen\nstart: 2026-11\nstatus: geplant\n", encoding="utf-8"
    )
    (repository / "data/events/musterkreis/2025-01-22-konferenz.yaml").unlink()
    settings = repository / "ksnet.yaml"
    settings.write_text(
        "rules:\n  ignore:\n    - rule: KS3\n      reason: so gewollt\n", encoding="utf-8"
    )


@pytest.mark.slow
def test_the_findings_of_every_rule_are_valid(tree: Tree) -> None:
    content = json.loads(write("json", of_examples(tree)))
    assert len(content["findings"]) > 100
    assert problems("validate", content) == []


@pytest.mark.slow
def test_a_comparison_with_an_earlier_state_is_valid(ksnet: Ksnet, repository: Path) -> None:
    change(repository)
    content = json.loads(
        ksnet("validate", "--since", "main", "--format", "json", *DAY, cwd=repository).out
    )
    assert content["since"]["new"]
    assert content["switched_off"]["rules"]
    assert problems("validate", content) == []


BROKEN: dict[str, str | bytes] = {
    "data/networks/musterstadt/members.yaml": "members:\n  - id: x\n    name: [\n",
    "data/events/musterstadt/2026-09-16-treffen.yaml": "title: Treffen\nkind: ganz-anders\nstart: gestern\nsessions: [1]\n",
    "data/events/musterstadt/2026-10-16-treffen.yaml": b"\xff\xfe",
    "data/events/musterstadt/ohne.yaml": "title: Treffen\nkind: fachtag\nstatus: geplant\nlocation: {room: Saal}\n",
    "data/events/woanders/2026-10-16-treffen.yaml": "title: Treffen\nkind: fachtag\nstart: 2022/2023\nstatus: abgesagt\n",
    "ksnet.yaml": "rules: 7\nland: by\n",
}


@pytest.mark.parametrize("name", ["validate", "calendar", "members", "duties", "due"])
def test_broken_records_are_valid_output(name: str, ksnet: Ksnet, tree: Tree) -> None:
    root = tree({**files_of({}), **BROKEN})
    network = ["musterstadt"] if name == "members" else []
    run = ksnet(name, *network, "--format", "json", *DAY, cwd=root)
    assert problems(name, json.loads(run.out)) == []


# --- the command
# -------------------------------------------------------------------------------------------------


def test_the_schemas_are_listed_printed_and_written(ksnet: Ksnet, tmp_path: Path) -> None:
    listed = ksnet("schema", "--outputs", cwd=tmp_path)
    assert [line.split()[0] for line in listed.out.splitlines()] == list(OUTPUTS)
    printed = ksnet("schema", "duties", "--outputs", cwd=tmp_path)
    assert json.loads(printed.out) == validator("duties").schema
    assert ksnet("schema", "--outputs", "-o", "neu", cwd=tmp_path).code == 0
    assert {path.name for path in (tmp_path / "neu").iterdir()} == {
        f"{name}.output.schema.json" for name in OUTPUTS
    }
    assert (tmp_path / "neu/duties.output.schema.json").read_text(encoding="utf-8") == printed.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["dutys", "--outputs"], "Meinten Sie „duties“?"),
        (["event", "--outputs"], "Eine Art „event“ gibt es nicht."),
        (["--outputs", "-o", "-"], "z. B. ksnet schema --outputs duties"),
        (["--outputs", "--vscode"], "ohne --outputs"),
    ],
)
def test_wrong_usage_is_one_german_sentence(
    arguments: list[str], message: str, ksnet: Ksnet, tmp_path: Path
) -> None:
    run = ksnet("schema", *arguments, cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert message in run.err
