"""JSON Schemas: valid themselves, true to the reader, and brought to the editor without harm."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from ksnet import rules
from ksnet.basics.findings import Rule
from ksnet.reporting.explaining import beyond_schema
from ksnet.reporting.schemas import RECORD_SCHEMAS
from ksnet.reporting.schemas.generate import schema_of
from tests.conftest import ROOT, Run
from tests.musterstadt import files_of
from tests.programs import program, run
from tests.test_rules import WITHOUT_FILE, strip

Tree = Callable[[Mapping[str, str | bytes]], Path]
Ksnet = Callable[..., Run]
NETWORK = {"name": "N", "youth_offices": [{"id": "a", "name": "A", "key": "05974040"}]}
EVENT = {"title": "T", "kind": "fachtag", "start": "2025-05-21 13:30", "status": "geplant"}
PLAN = {"title": "P", "kind": "sonstiger", "youth_offices": ["a"]}


class EditorLoader(yaml.CSafeLoader):
    """YAML as editors read it (1.2, core schema): booleans and numbers are such,
    a date without quotes is text.
    """


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern in {
    "null": "|~|null|Null|NULL",
    "bool": "true|True|TRUE|false|False|FALSE",
    "int": "[-+]?[0-9]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^({pattern})$"), None
    )
EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(kind))


def problems(kind: str, data: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(kind).iter_errors(data)]


def kind_of(path: str) -> str | None:
    """The kind of the file at this path, as an editor finds it by the patterns."""
    fits = [
        kind
        for kind, found in RECORD_SCHEMAS.items()
        if re.fullmatch(found.files("data").replace("*", "[^/]*"), path)
    ]
    assert len(fits) < 2
    return fits[0] if fits else None


def mappings(schema: object) -> Iterator[dict[str, Any]]:
    """Every schema of a mapping in a schema."""
    if isinstance(schema, dict):
        if "properties" in schema and "additionalProperties" in schema:
            yield schema
        for value in schema.values():
            yield from mappings(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from mappings(value)


@pytest.mark.parametrize("kind", RECORD_SCHEMAS)
def test_the_schema_is_a_closed_german_schema_of_its_draft(kind: str) -> None:
    schema = schema_of(kind)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    found = list(mappings(schema))
    assert len(found) > 2
    for mapping in found:
        for key, value in mapping["properties"].items():
            assert value["title"], key
            if labels := value.get("enumDescriptions"):
                assert len(labels) == len([item for item in value["enum"] if item is not None])
        assert mapping["additionalProperties"] is False
    text = json.dumps(schema)
    assert not re.search(
        r'"(default": (\[|\{)|title": "[A-Z][a-z]+[A-Z])', text
    )  # nothing that only pydantic needs
    assert not re.search(r'"description": "[^"]*\b(the|and|of|how)\b', text)


def test_values_carry_their_german_labels() -> None:
    status = schema_of("event")["properties"]["status"]
    assert (
        dict(zip(status["enum"], status["enumDescriptions"], strict=True))["bestaetigt"]
        == "bestätigt"
    )
    mode = schema_of("event")["properties"]["mode"]
    assert (mode["enum"][-1], mode["enumDescriptions"][0]) == (None, "in Präsenz")


@pytest.mark.slow
def test_all_records_are_valid_as_editors_read_them() -> None:
    seen = set()
    for path in sorted((ROOT / "data").rglob("*.yaml")):
        kind = kind_of(path.relative_to(ROOT).as_posix())
        assert kind, path
        assert problems(kind, yaml.load(path.read_text(encoding="utf-8"), EditorLoader)) == []  # noqa: S506  (a safe loader)
        seen.add(kind)
    assert seen >= {"network", "members", "event", "plan"}


EXAMPLE = ROOT / "ksnet/example"


@pytest.mark.slow
def test_check_jsonschema_takes_every_schema_and_the_example(ksnet: Ksnet, tmp_path: Path) -> None:
    """As in a hook of pre-commit.

    Its patterns are those of ECMA-262 with the flag `u`, which takes no needless backslash.
    """
    assert ksnet("schema", "-o", tmp_path).code == 0
    (tmp_path / "imports.yaml").write_text("{}\n")
    for kind, found in RECORD_SCHEMAS.items():
        files = sorted(EXAMPLE.glob(found.files("data"))) or [tmp_path / "imports.yaml"]
        run(
            sys.executable,
            "-m",
            "check_jsonschema",
            "--schemafile",
            tmp_path / f"{kind}.schema.json",
            *files,
        )


@pytest.mark.slow
def test_check_jsonschema_finds_what_a_pattern_refuses(ksnet: Ksnet, tmp_path: Path) -> None:
    assert ksnet("schema", "-o", tmp_path).code == 0
    wrong = tmp_path / "ksnet.yaml"
    wrong.write_text('publisher: {website: https://example.org/"x"}\n')
    schema = tmp_path / "settings.schema.json"
    with pytest.raises(AssertionError, match="does not match"):
        run(sys.executable, "-m", "check_jsonschema", "--schemafile", schema, wrong)


@pytest.mark.slow
@pytest.mark.editor
def test_node_reads_every_pattern_with_the_flag_u(tmp_path: Path) -> None:
    """Editors and web forms run on such an engine;
    with `u` it refuses what older ones passed over.
    """
    patterns = sorted(
        {pattern for kind in RECORD_SCHEMAS for pattern in patterns_in(schema_of(kind))}
    )
    assert len(patterns) > 5
    (tmp_path / "patterns.json").write_text(json.dumps(patterns), encoding="utf-8")
    script = 'for (const p of require("./patterns.json")) new RegExp(p, "u")'
    run(program("node"), "-e", script, cwd=tmp_path)


def patterns_in(schema: object) -> Iterator[str]:
    """Every pattern in a schema."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for value in schema.values():
            yield from patterns_in(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from patterns_in(value)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (
            "network",
            {
                **NETWORK,
                "coordination": [{"id": "k", "youth_office": "a", "fte": 0.5, "people": ["p"]}],
            },
        ),
        (
            "network",
            {
                **NETWORK,
                "coordination": [
                    {"id": "k", "youth_office": "a", "fte": {"value": 1, "since": 2024}}
                ],
            },
        ),
        (
            "network",
            {
                **NETWORK,
                "coordination": [
                    {
                        "id": "k",
                        "youth_office": "a",
                        "fte": [0.5, {"value": 1}],
                        "people": [{"id": "p"}],
                    }
                ],
            },
        ),
        (
            "network",
            {
                **NETWORK,
                "groups": [
                    {
                        "id": "g",
                        "name": "G",
                        "kind": "plenum",
                        "cadence": {"meetings": 3, "per": "jahr"},
                    }
                ],
            },
        ),
        (
            "network",
            {
                **NETWORK,
                "groups": [
                    {
                        "id": "g",
                        "name": "G",
                        "kind": "plenum",
                        "cadence": [{"meetings": 3, "per": "jahr"}],
                    }
                ],
            },
        ),
        ("network", {**NETWORK, "parent": "oben"}),
        (
            "network",
            {
                **NETWORK,
                "parent": {"text": "Oben"},
                "complete_since": "nie",
                "founded": 2024,
                "until": None,
            },
        ),
        ("network", {**NETWORK, "size": 60}),
        ("network", {**NETWORK, "size": {"count": 60, "precision": "rund"}}),
        (
            "network",
            {**NETWORK, "size": [60, {"count": 60, "of": "personen", "as_of": "2024-10-01"}]},
        ),
        (
            "network",
            {
                **NETWORK,
                "groups": [{"id": "g", "name": "G", "kind": "plenum", "since": "unbekannt"}],
            },
        ),
        (
            "members",
            {
                "members": [
                    {
                        "id": "m",
                        "youth_office": "a",
                        "groups": ["g", {"id": "h", "role": "leitung"}],
                    }
                ]
            },
        ),
        ("event", {**EVENT, "start": None}),
        (
            "event",
            {
                **EVENT,
                "start": "2022/2023-02-08",
                "organisers": ["a", {"text": "B"}],
                "summary": None,
            },
        ),
        ("event", {**EVENT, "start": "2025-05-21T13:30", "public": True}),
        ("event", {**EVENT, "attendance": {"total": 90, "by_category": {"schule": 12}}}),
        ("event", {**EVENT, "reported": [{"value": 160}, {"value": "x"}, {"value": True}]}),
        ("plan", {**PLAN, "pilot": {"for": {"text": "Land"}, "with": ["a"]}}),
        ("settings", {"rules": {"severity": {"KS3": "hinweis"}}, "visibility": "oeffentlich"}),
        ("settings", {}),
    ],
)
def test_every_form_that_the_reader_takes_is_valid(kind: str, data: object) -> None:
    assert problems(kind, data) == []


@pytest.mark.parametrize(
    ("kind", "data", "where"),
    [
        ("network", {"name": "N"}, "'youth_offices' is a required property"),
        ("network", {**NETWORK, "ort": "x"}, "'ort' was unexpected"),
        ("network", {**NETWORK, "size": "viele"}, "$.size"),
        (
            "network",
            {**NETWORK, "youth_offices": [{"id": "a", "name": "A", "key": 5974040}]},
            "$.youth_offices[0].key",
        ),
        (
            "event",
            {key: value for key, value in EVENT.items() if key != "start"},
            "is not valid under any of the given",
        ),
        ("event", {**EVENT, "kind": None}, "$.kind"),
        ("event", {**EVENT, "status": "geplannt"}, "$.status"),
        ("event", {**EVENT, "start": "21.05.2025"}, "$.start"),
        ("event", {**EVENT, "start": "2025-05-21 25:00"}, "$.start"),
        ("event", {**EVENT, "start": 20250521}, "$.start"),
        ("event", {**EVENT, "public": "ja"}, "$.public"),
        ("event", {**EVENT, "groups": "plenum"}, "$.groups"),
        ("event", {**EVENT, "groups": [None]}, "$.groups[0]"),
        ("event", {**EVENT, "title": ""}, "$.title"),
        ("event", {**EVENT, "attendance": {"by_category": {"schulen": 1}}}, "$.attendance"),
        ("event", {**EVENT, "organisers": [{"id": "a", "name": "B"}]}, "$.organisers[0]"),
        ("plan", {**PLAN, "pilot": {"for_": "a"}}, "$.pilot"),
    ],
)
def test_what_the_reader_refuses_is_not_valid(kind: str, data: object, where: str) -> None:
    found = problems(kind, data)
    assert found
    assert all(where in problem for problem in found)


@pytest.mark.many
@pytest.mark.parametrize(
    "rule", [r for r in rules.ALL if r.name not in WITHOUT_FILE], ids=lambda rule: rule.name
)
def test_the_mark_says_which_mistakes_a_schema_tool_cannot_see(rule: Rule) -> None:
    """An ordinary tool: parse each file that has a schema, compare the two."""
    seen = False
    for path, content in strip(files_of(rule.wrong))[0].items():
        kind = kind_of(path)
        if kind is None:
            continue
        try:
            seen = seen or bool(problems(kind, yaml.load(content, EditorLoader)))  # noqa: S506  (a safe loader)
        except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
            seen = True
    assert beyond_schema(rule) is not seen


# --- the command
# -------------------------------------------------------------------------------------------------


def test_a_schema_is_printed_and_all_are_written(ksnet: Ksnet, tmp_path: Path) -> None:
    printed = ksnet("schema", "event", cwd=tmp_path)
    assert json.loads(printed.out) == schema_of("event")
    listed = ksnet("schema", cwd=tmp_path)
    assert [line.split()[0] for line in listed.out.splitlines()] == list(RECORD_SCHEMAS)
    assert ksnet("schema", "-o", "neu/schemas", cwd=tmp_path).code == 0
    assert {path.name for path in (tmp_path / "neu/schemas").iterdir()} == {
        f"{kind}.schema.json" for kind in RECORD_SCHEMAS
    }
    assert (tmp_path / "neu/schemas/event.schema.json").read_text(encoding="utf-8") == printed.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["schema", "evnt"], "Meinten Sie „event“?"),
        (["schema", "-o", "-"], "ART angeben"),
        (["schema", "event", "--vscode"], "ohne ART"),
        (["schema", "--vscode", "-o", ".."], "liegt nicht im Ordner der Daten"),
    ],
)
def test_wrong_usage_is_one_german_sentence(
    arguments: list[str], message: str, ksnet: Ksnet, tree: Tree
) -> None:
    run = ksnet(*arguments, cwd=tree(files_of({})))
    assert (run.code, run.out) == (2, "")
    assert message in run.err


def test_vscode_learns_the_schemas_and_keeps_its_other_settings(tree: Tree, ksnet: Ksnet) -> None:
    root = tree({**files_of({}), "ksnet.yaml": "data: data\n"})
    settings = root / ".vscode/settings.json"
    settings.parent.mkdir()
    settings.write_text(
        '{"editor.tabSize": 2, "yaml.schemas": {"https://example.org/x.json": "x.yaml"}}'
    )
    assert ksnet("schema", "--vscode", cwd=root / "data").code == 0
    written = json.loads(settings.read_text(encoding="utf-8"))
    assert list(written) == ["editor.tabSize", "yaml.schemas"]
    associations = written["yaml.schemas"]
    assert associations.pop("https://example.org/x.json") == "x.yaml"
    assert associations["./.vscode/ksnet/event.schema.json"] == "data/events/*/*.yaml"
    assert all((root / name).is_file() for name in associations)
    before = settings.read_bytes()
    assert ksnet("schema", "--vscode", cwd=root).code == 0
    assert settings.read_bytes() == before
    assert ksnet("schema", "--vscode", "-o", "schemas", cwd=root).code == 0
    assert (
        "./schemas/event.schema.json"
        in json.loads(settings.read_text(encoding="utf-8"))["yaml.schemas"]
    )
    assert (
        len(json.loads(settings.read_text(encoding="utf-8"))["yaml.schemas"])
        == len(RECORD_SCHEMAS) + 1
    )


@pytest.mark.parametrize(
    "existing",
    [
        '{\n  // Einzug\n  "editor.tabSize": 2\n}\n',
        "[]",
        '{"a": 1, "a": 2}',
        '{"yaml.schemas": []}',
        "{",
    ],
)
def test_settings_that_would_lose_something_stay_and_the_lines_are_shown(
    existing: str, tree: Tree, ksnet: Ksnet
) -> None:
    root = tree({**files_of({}), ".vscode/settings.json": existing})
    run = ksnet("schema", "--vscode", cwd=root)
    assert run.code == 2
    assert '"./.vscode/ksnet/event.schema.json": "data/events/*/*.yaml"' in run.err
    assert (root / ".vscode/settings.json").read_text() == existing
    assert not (root / ".vscode/ksnet").exists()
