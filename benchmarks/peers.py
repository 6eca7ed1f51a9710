"""Other checkers of schema or style, in fixed versions, installed below `build`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from ksnet.records.event import EventRecord
from ksnet.records.model import BaseModel
from ksnet.records.structure import fields_of

PYTHON_PEERS = (
    "check-jsonschema==0.39.0",
    "yamllint==1.38.0",
    "yamale==6.1.0",
    "ryl==0.26.1",
    "jsonschema-rs==0.61.2",
)
READER = "yaml-rs==0.1.6"  # for jsonschema-rs, which reads no files itself
NODE_PEERS = {
    "ajv-cli": ("ajv-cli@5.0.0", "ajv"),
    "sourcemeta/jsonschema": ("@sourcemeta/jsonschema@16.11.0", "jsonschema"),
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"
LEFT_OUT = """\
What the other programs leave out: `ryl` and `yamllint` look at the style of the text and know no schema; `ajv-cli`,
`jsonschema-rs`, `sourcemeta/jsonschema`, `check-jsonschema` and `yamale` check the shape of each event by itself. None
compares records, looks for case data or judges dates."""
_RUST = """\
import json, sys
from pathlib import Path
import jsonschema_rs, yaml_rs
validator = jsonschema_rs.validator_for(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
for path in Path(sys.argv[2]).rglob("*.yaml"):
    validator.is_valid(yaml_rs.loads(path.read_text(encoding="utf-8")))
"""


def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the shape of a record; texts and dates are left open, which favours the peers."""
    properties: dict[str, Any] = {}
    for key, shape in fields_of(model).items():
        value: dict[str, Any] = {}
        if shape.model and not shape.refs:
            value = json_schema(shape.model)
        elif shape.vocabulary and key != "by_category":
            value = {"enum": [entry.value for entry in shape.vocabulary]}
        properties[key] = {"items": value} if shape.many else value
    required = [key for key, shape in fields_of(model).items() if shape.required]
    return {"properties": properties, "required": required, "additionalProperties": False}


def install(build: Path) -> tuple[dict[str, list[str]], list[str]]:
    """Install the available peers; return their commands, and sentences on the missing ones."""
    commands: dict[str, list[str]] = {}
    missing: list[str] = []
    environment = build / "peers"
    binaries = environment / ("Scripts" if os.name == "nt" else "bin")
    if not binaries.is_dir():
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    for peer in PYTHON_PEERS:
        name = peer.partition("==")[0]
        done = subprocess.run(
            [str(binaries / "python"), "-m", "pip", "install", "--quiet",
             "--disable-pip-version-check", peer]
            + ([READER] if name == "jsonschema-rs" else []),
            capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode:
            missing.append(
                f"{peer} could not be installed from the package index, so its row is left out."
            )
        else:
            rust = [str(binaries / "python"), "-c", _RUST]
            commands[name] = rust if name == "jsonschema-rs" else [str(binaries / name)]
    npm = shutil.which("npm")
    for name, (package, binary) in NODE_PEERS.items():
        if npm is None:
            missing.append(f"npm is not installed, so the row of {package} is left out.")
        elif subprocess.run(
            [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix",
             str(environment), package],
            capture_output=True, check=False,
        ).returncode:  # fmt: skip
            missing.append(
                f"{package} could not be installed from the npm registry, so its row is left out."
            )
        else:
            commands[name] = [str(environment / "node_modules" / ".bin" / binary)]
    return commands, missing


def calls(build: Path, root: Path) -> tuple[dict[str, list[str]], list[str]]:
    """Return the command of each peer for the events below `root`, and why others are missing."""
    starts, missing = install(build)
    schema = build / "event.schema.json"
    schema.write_text(json.dumps(json_schema(EventRecord)), encoding="utf-8")
    keys = build / "event.yamale.yaml"
    keys.write_text(
        "".join(f"{key}: any(required=False)\n" for key in fields_of(EventRecord)), encoding="utf-8"
    )
    style = build / "yamllint.yaml"
    style.write_text("extends: relaxed\nrules: {line-length: disable}\n", encoding="utf-8")
    events = root / "data" / "events"
    ends: dict[str, list[str]] = {
        "check-jsonschema": [
            "--schemafile",
            str(schema),
            *(str(path) for path in sorted(events.rglob("*.yaml"))),
        ],
        "yamllint": ["-c", str(style), str(events)],
        "yamale": ["-s", str(keys), str(events)],
        "ryl": ["check", "--no-cache", "-c", str(style), str(events)],
        "jsonschema-rs": [str(schema), str(events)],
        "sourcemeta/jsonschema": [
            "validate",
            str(schema),
            str(events),
            "--extension",
            ".yaml",
            "-d",
            DIALECT,
        ],
        "ajv-cli": ["validate", "--strict=false", "-s", str(schema), "-d", f"{events}/**/*.yaml"],
    }
    return {name: [*start, *ends[name]] for name, start in starts.items()}, missing
