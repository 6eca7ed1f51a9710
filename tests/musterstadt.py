"""The files of the small repository that the examples of the rules are written for."""

from __future__ import annotations

import re

from ksnet.basics.findings import Example
from ksnet.records.model import BaseModel
from ksnet.records.settings import Settings
from ksnet.records.structure import fields_of
from ksnet.repository import MODELS as RECORDS
from ksnet.rules.examples import BASE, CLOSE, OPEN, SHORT

AS_OF = "2026-06-30"
MODELS: dict[str, type[BaseModel]] = {**dict(RECORDS.items()), "settings": Settings}


def files_of(example: Example) -> dict[str, bytes]:
    """Return the whole repository for an example, markers included, by path.

    A fragment of one of the short names replaces and adds the top-level keys that it has, each at
    its documented place; under a path there is a whole file.
    """
    result = {SHORT[name]: text.encode() for name, text in BASE.items()}
    for name, content in example.items():
        if name in SHORT:
            text = content if isinstance(content, str) else content.decode()
            result[SHORT[name]] = _merge(MODELS[name], BASE.get(name, ""), text).encode()
        else:
            result[name] = content if isinstance(content, bytes) else content.encode()
    return result


def _merge(model: type[BaseModel], base: str, fragment: str) -> str:
    blocks = _blocks(base)
    blocks.update(_blocks(fragment))
    ranks = {key: rank for rank, key in enumerate(fields_of(model))}
    rank = 0
    for key in blocks:  # what is no key of the model stays behind the one before it
        rank = ranks.setdefault(key, rank)
    return "".join(blocks[key] for key in sorted(blocks, key=lambda key: ranks[key]))


def _blocks(text: str) -> dict[str, str]:
    """Split YAML text into its top-level keys with all lines below each."""
    blocks: dict[str, str] = {}
    key = ""
    for line in text.splitlines(keepends=True):
        match = re.match(rf"{OPEN}?{CLOSE}?([a-z_]+){CLOSE}?:", line)
        key = match[1] if match else key
        blocks[key] = blocks.get(key, "") + line
    return blocks
