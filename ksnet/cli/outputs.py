"""The JSON outputs by command: title and declaration."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple


class JsonOutput(NamedTuple):
    """The JSON of a command: its German title, and the declaration in a module below `ksnet`."""

    title: str
    module: str
    name: str

    @property
    def declaration(self) -> type:
        """The TypedDict that declares it."""
        found: type = getattr(import_module(f"ksnet.{self.module}"), self.name)
        return found


OUTPUTS: dict[str, JsonOutput] = {
    "validate": JsonOutput("Befunde (ksnet validate)", "reporting.machine", "FindingsJson"),
    "calendar": JsonOutput("Termine (ksnet calendar)", "documents.machine", "CalendarJson"),
    "members": JsonOutput("Mitglieder (ksnet members)", "documents.machine", "MembersJson"),
    "duties": JsonOutput("Pflichten (ksnet duties)", "documents.machine", "DutiesJson"),
    "due": JsonOutput("Was ansteht (ksnet due)", "documents.machine", "DueJson"),
    "diff": JsonOutput("Änderungen (ksnet diff)", "comparing.machine", "DiffJson"),
}
