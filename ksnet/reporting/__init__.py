"""Findings for people and for machines: one function per output format.

A new format is one function and one line in `FORMATS`. Only the module of the requested format is
imported.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ksnet.checking import Checked

FORMATS: dict[str, str] = {
    "text": "text.blocks",
    "concise": "text.finding_lines",
    "json": "machine.json_object",
    "github": "github.workflow_commands",
    "gitlab": "gitlab.code_quality",
    "sarif": "sarif.log",
    "junit": "junit.suites",
}
COLORED = frozenset({"text", "concise"})
# Their readers look for a file from the top of the Git checkout; people and scripts, from the root
# of the records.
FROM_CHECKOUT = frozenset({"github", "gitlab", "sarif", "junit"})


def reporter(name: str, *, color: bool = False) -> Callable[[Checked], str]:
    """Return the function that writes findings in this format, with colours if it has any."""
    module, _, function = FORMATS[name].partition(".")
    found = getattr(import_module(f"ksnet.reporting.{module}"), function)
    return partial(found, color=color) if name in COLORED else found
