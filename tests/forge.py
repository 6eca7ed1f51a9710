"""A stand-in for GitLab and GitHub: answers from a table."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Server(ThreadingHTTPServer):
    """A forge that answers from a table and remembers what it is told."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.got: list[tuple[str, str, Any]] = []
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        answer = self.server.answers.get(self.path.partition("?")[0])
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(200 if answer is not None else 404)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        assert isinstance(self.server, Server)
        data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.got.append((self.command, self.path, data))
        self.send_response(201)
        self.end_headers()

    do_PUT = do_PATCH = do_POST  # noqa: N815  (the names are those of the protocol)

    def log_message(self, *arguments: Any) -> None:
        pass
