"""Sensitive bodies: the lines of their entries, and their ids and names, which no finding shows."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from ksnet.basics.expressions import expression
from ksnet.basics.frozen import frozen
from ksnet.yamltext.reading.yaml import read_yaml

# In parentheses, because it stands in sentences that others wrote, in any case and gender.
STAND_IN = "(geschützte Einrichtung)"
# Whatever is not clearly a no counts: a value that cannot be read must not uncover anybody.
_SENSITIVE = expression(
    r"""^[^#\n]*\bsensitive["']?\s*:\s*(?!["']?(?:(?:false|nein|no|null)\b|~))[^\s#]""",
    re.MULTILINE | re.IGNORECASE,
)
_OWN = expression(r"""^\s*-?\s*(?:id|name)\s*:\s*["']?([^"'#\n]+?)["']?\s*(?:\s#.*)?$""")
_ITEM = expression("( *)- ")
_SHELTER = expression(
    r"(?:frauenh(?:aus|äuser)|mädchenh(?:aus|äuser)|mädchenzuflucht|(?:frauen|mädchen)schutzstelle|anonyme zuflucht|schutzh(?:aus|äuser)"
    r"|schutzwohnung(?:en)?|schutzunterk(?:unft|ünfte)|zufluchts(?:wohnung(?:en)?|stätte|ort|haus))\b",
    re.IGNORECASE,
)


def is_shelter(name: str) -> bool:
    """Whether a body is by its name a shelter whose address must stay secret."""
    return _SHELTER.search(name) is not None


@frozen
class Bodies:
    """The sensitive bodies of one network: the lines of their entries, a pattern of their names.

    They are not `certain` where the list of members cannot be read.
    """

    lines: frozenset[int] = frozenset()
    names: re.Pattern[str] | None = None
    ids: frozenset[str] = frozenset()
    certain: bool = True

    def named_in(self, text: str | None) -> bool:
        """Whether a text names one of them, by name or id."""
        return text is not None and self.names is not None and _matches(self.names, text)

    def veil(self, text: str) -> str:
        """Return a text with `STAND_IN` in the place of each of them."""
        return self.names.sub(STAND_IN, text) if self.names else text


@lru_cache(maxsize=16)  # a file of one line may hold many findings
def _matches(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


NONE = Bodies()


def sensitive_bodies(content: bytes, also: Collection[str] = ()) -> Bodies:
    """Return the sensitive bodies of a `members.yaml`, also of a file with mistakes.

    `also` are the ids of bodies that count as sensitive whatever the file says.
    """
    if b"sensitive" not in content and not also:
        return NONE
    text = content.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    lines: set[int] = set()
    names: set[str] = set()
    ids: set[str] = set()
    for first, block in _entries(text.split("\n")):
        if _SENSITIVE.search("\n".join(block)) or any(_is_one_of(line, also) for line in block):
            lines.update(range(first, first + len(block)))
            indent = len(block[0]) - len(block[0].lstrip(" "))
            own = [
                line
                for line in block
                if len(line.replace("-", " ", 1)) - len(line.replace("-", " ", 1).lstrip())
                == indent + 2
            ]
            names.update(match[1] for line in own if (match := _OWN.match(line)))
    if not lines:
        return NONE
    data = read_yaml("members.yaml", content).data
    for member in _list(data, "members"):
        if (
            _SENSITIVE.search(f"sensitive: {member.get('sensitive') or 'false'}")
            or member.get("id") in also
        ):
            ids.add(str(member.get("id") or ""))
            names.update(
                str(item.get(key) or "")
                for item in (member, *_list(member, "people"))
                for key in ("id", "name")
            )
    known = sorted((re.escape(name) for name in names if name), key=len, reverse=True)
    return Bodies(
        frozenset(lines),
        re.compile(rf"(?<![\w-])(?:{'|'.join(known)})(?![\w-])") if known else None,
        frozenset(ids - {""}),
        certain=data is not None,
    )


def _is_one_of(line: str, ids: Collection[str]) -> bool:
    match = _OWN.match(line) if ids else None
    return match is not None and match[1] in ids


def _list(data: object, key: str) -> list[dict[str, Any]]:
    found = data.get(key) if isinstance(data, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _entries(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Return the list entries, each with the number of its first line; all if there is no list."""
    items = [match for line in lines if (match := _ITEM.match(line))]
    starts = [n for n, line in enumerate(lines) if items and line.startswith(items[0][0])] or [0]
    return [
        (start + 1, lines[start:end])
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
