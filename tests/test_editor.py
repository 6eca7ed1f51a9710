"""What an editor shows: the records with our schemas in yaml-language-server,
which VS Code and others run.

The server is asked over its protocol (LSP), with the settings that `ksnet schema --vscode` writes.
"""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from tests.conftest import ROOT
from tests.programs import NODE_MODULES, program

pytestmark = pytest.mark.editor

SECONDS = 60  # far more than it takes; a server that says nothing must not hang the tests
EVENT = """\
title: Treffen Regionalgruppe
kind: netzwerktreffen
start: 2025-05-21 13:30
end: 2025-05-21 15:30
status: geplant
organisers: [stadt-soest, {text: Kreis Soest}]
attendance:
  total: 90
"""


class Editor:
    """An editor that has opened a folder: it starts the server and tells it what a person does."""

    def __init__(self, root: Path, server: str) -> None:
        self.root, self.number = root, 0
        schemas = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))[
            "yaml.schemas"
        ]
        switches = {
            "validate": True,
            "hover": True,
            "completion": True,
            "schemaStore": {"enable": False},
        }
        self.settings = {"yaml": {"schemas": schemas, **switches}}
        self.server = subprocess.Popen(
            [server, "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.messages: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        markdown = {
            "hover": {"contentFormat": ["markdown"]},
            "completion": {"completionItem": {"snippetSupport": True}},
        }
        self.ask(
            "initialize",
            processId=None,
            rootUri=root.as_uri(),
            locale="de",
            workspaceFolders=[{"uri": root.as_uri(), "name": root.name}],
            capabilities={"textDocument": markdown, "workspace": {"configuration": True}},
        )
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings=self.settings)

    def close(self) -> None:
        self.server.kill()
        self.server.communicate()

    def problems(self, path: str, text: str) -> list[str]:
        """Open a file and return what the server finds in it: line and message."""
        uri = (self.root / path).as_uri()
        self.tell(
            "textDocument/didOpen",
            textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text},
        )
        found = self._wait(
            lambda m: (
                m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri
            )
        )["params"]["diagnostics"]
        return [
            f"{problem['range']['start']['line'] + 1}: {problem['message']}" for problem in found
        ]

    def hover(self, path: str, line: int, column: int) -> str:
        """Return what is shown where the mouse rests, in the file opened before."""
        found = self._at("textDocument/hover", path, line, column)
        return str(found["contents"]["value"])

    def proposals(self, path: str, line: int, column: int) -> dict[str, str]:
        """Return what is proposed at the cursor, with the explanation beside it."""
        found = self._at("textDocument/completion", path, line, column)
        return {item["label"]: str(item.get("documentation")) for item in found["items"]}

    def _at(self, method: str, path: str, line: int, column: int) -> dict[str, Any]:
        uri = (self.root / path).as_uri()
        position = {"line": line - 1, "character": column - 1}
        result: dict[str, Any] = self.ask(method, textDocument={"uri": uri}, position=position)[
            "result"
        ]
        return result

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": params})
        return self._wait(lambda message: message.get("id") == number and "method" not in message)

    def tell(self, method: str, **params: object) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        stream = _open(self.server.stdin)
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        stream.flush()

    def _wait(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            message = self.messages.get(timeout=SECONDS)
            if message.get("method") == "workspace/configuration":
                sections = [item.get("section") for item in message["params"]["items"]]
                self._send(
                    {
                        "id": message["id"],
                        "result": [self.settings.get(section) for section in sections],
                    }
                )
            elif "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})
            if wanted(message):
                return message

    def _listen(self) -> None:
        stream = _open(self.server.stdout)
        length = 0
        while header := stream.readline():
            name, _, value = header.strip().partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            elif not name:
                self.messages.put(json.loads(stream.read(length)))


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor in a copy of our own records."""
    root = tmp_path_factory.mktemp("editor").resolve()
    shutil.copytree(ROOT / "data", root / "data")
    subprocess.run(
        [sys.executable, "-m", "ksnet", "schema", "--vscode", "--root", root], check=True
    )
    opened = Editor(root, program("yaml-language-server", NODE_MODULES / ".bin"))
    yield opened
    opened.close()


def test_our_own_records_have_no_problems_dates_unquoted(editor: Editor) -> None:
    paths = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yaml"))
    found = {
        path: editor.problems(path, (ROOT / path).read_text(encoding="utf-8")) for path in paths
    }
    assert len(found) > 20
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_hovering_explains_keys_and_values_in_german(editor: Editor) -> None:
    path = "data/events/soest/2025-05-21-neu.yaml"
    assert editor.problems(path, EVENT) == []
    assert "#### Beginn\n\nTag und Uhrzeit als Ortszeit" in editor.hover(path, 3, 2)
    shown = editor.hover(path, 5, 2)
    assert "#### Stand" in shown
    assert "`angekuendigt`: angekündigt" in shown
    assert "Gesamtzahl" in editor.hover(path, 8, 4)


def test_keys_and_values_are_proposed_with_an_explanation(editor: Editor) -> None:
    path = "data/events/soest/2025-05-22-neu.yaml"
    text = EVENT.replace("geplant", "") + "  \nlocation:\n  \n\n"
    editor.problems(path, text)
    values = editor.proposals(path, 5, 9)
    assert (
        values.items()
        >= {"geplant": "geplant", "abgesagt": "abgesagt", "bestaetigt": "bestätigt"}.items()
    )
    keys = editor.proposals(path, 12, 1)
    assert keys["qualification"] == "Zählt zu den Angeboten nach dem Gesetz"
    assert keys["agenda"] == "Tagesordnung"
    assert "title" not in keys  # it stands there already
    assert {"room", "city", "street"} <= set(editor.proposals(path, 11, 3))
    assert {"by_category", "members"} <= set(editor.proposals(path, 9, 3))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("start:", "beginn:", "3: Eigenschaft beginn ist nicht erlaubt."),
        ("total:", "totla:", "8: Eigenschaft totla ist nicht erlaubt."),
        ("2025-05-21 15:30", "21.05.2025", "4: Schreibweise: 2025, 2025-05, 2025-05-21"),
        ("status: geplant", "status: geplannt", "5: Wert wird nicht akzeptiert."),
    ],
)
def test_a_misspelt_key_or_value_is_a_problem_at_its_line(
    editor: Editor, old: str, new: str, problem: str
) -> None:
    found = editor.problems(f"data/events/soest/2025-05-23-{new[:6]}.yaml", EVENT.replace(old, new))
    assert any(entry.startswith(problem) for entry in found), found
