"""Records every text of which tries to be more than text where it is shown.

The probes are harmless: what they would do is load an address of this machine at which nothing
listens, set a flag in a page, or show the number 1337.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ksnet.records.event import Location
from ksnet.records.structure import FieldShape, fields_of
from ksnet.yamltext.reading.characters import FORBIDDEN
from tests.conftest import ROOT
from tests.every_key import FILES, accepts, full_tree

ADDRESS = "http://127.0.0.1:9/probe"
FLAG = "window.injected=1"
PROBES: dict[str, str] = {
    "script": f'<script>{FLAG};new Image().src="{ADDRESS}"</script>',
    "image": f'<img src="{ADDRESS}" onerror="{FLAG}"><iframe srcdoc="<script>{FLAG}</script>">',
    "attribute": f"""x" onmouseover="{FLAG}" autofocus onfocus='{FLAG}' style="background:url({ADDRESS})""",
    "end of a head": f"</title></style></textarea>--><svg onload={FLAG}><link rel=stylesheet href={ADDRESS}>",
    "javascript": f"javascript:{FLAG}",
    "data": f"data:text/html,<script>{FLAG}</script>",
    "address with quotes": f'https://example.org/"onclick="{FLAG}"><script>{FLAG}</script>',
    "Markdown": f"[hier](javascript:{FLAG}) ![Bild]({ADDRESS}) <javascript:{FLAG}> [x]: {ADDRESS}",
    "comment": "<!-- ksnet: change summary --> <b>fett</b> @alle #12 !34 <details>",
    "heading": "# Titel | Zelle | *fett* _kursiv_ `Code` ~~weg~~",
    "rich": f"[bold red]fett[/] [link={ADDRESS}]hier[/link] [/nichts]",
    "command": "::error file=a.yaml,line=1::erfunden ##[error]erfunden",
    "equals": f'=HYPERLINK("{ADDRESS}";"hier")',
    "plus": "+1336+1",
    "minus": "-1+1338",
    "at": "@SUM(1336;1)",
    "tab": "\t=1336+1",
    "calendar": r"Komma, Strich; Rückstrich\ \n \, ^n Zitat",
    "event": "Ende\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:erfunden",
    "contact": "Ende\nEND:VCARD\nBEGIN:VCARD\nFN:erfunden\n::error::erfunden",
    "typst": '#image("/etc/hostname") #read("x") #(1336+1) $x^2$ @ref <label> // weg /* weg */ \\u{41}',
    "Word": f'</w:t></w:r><w:r><w:instrText>HYPERLINK "{ADDRESS}"</w:instrText></w:r> &amp; ]]>',
    "template": "{{ 7*191 }} {% raw %} {# weg #} {{r 7*191 }} {%p if x %} ${7*191}",
    "terminal": "\x1b]8;;http://127.0.0.1:9/probe\x07hier\x1b[31m\x1b[2J",
    "C1": "\x9b31m\x9d0;x\x9c",
    "direction": "abc\u202egnp.exe\u2066x\u200f",
    "invisible": "a\u200bb\u00adc\ufeffd",
    "line ends": "Ende\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n\u2028::error::erfunden",
}
CONTROLS = {name for name, text in PROBES.items() if FORBIDDEN.search(text)}
MARK = re.compile(r"Feld(\d+)x")
_BARE = re.compile(r'(?<=: )"(true|false)"')
EXAMPLE = ROOT / "ksnet/example"


@dataclass
class Put:
    """A probe in a field: where, and whether its model takes it."""

    number: int
    probe: str
    file: str
    holder: Any
    key: str
    title: str
    markdown: bool
    many: bool

    @property
    def text(self) -> str:
        """What stands in the record: the probe, and which field this is."""
        return f"{PROBES[self.probe]} Feld{self.number}x"

    @property
    def kept(self) -> str:
        """What the reader makes of it."""
        return FORBIDDEN.sub("", self.text)

    @property
    def shown(self) -> set[str]:
        """How documents show it: a place stands on one line, in JSON as it was written."""
        lines = [line.strip() for line in self.kept.splitlines()]
        return {self.kept, ", ".join(lines)} if self.holder is Location else {self.kept}

    @property
    def name(self) -> str:
        """The field as others name it."""
        return f"{self.holder.__name__}.{self.key}"

    @property
    def refused(self) -> bool:
        """Whether the reader or the model has to say that this may not stand here."""
        return self.probe in CONTROLS or not accepts(self.holder, self.key, self.text)


@dataclass
class Injected:
    """Records with a probe in every text; another `shift`, another probe in each field."""

    shift: int = 0
    files: dict[str, Any] = field(default_factory=dict)
    put: list[Put] = field(default_factory=list)

    def write(self, folder: Path) -> None:
        """Write the records, each value on a line of its own."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(data, ensure_ascii=True, indent=1)
            path.write_text(_BARE.sub(r"\1", text), encoding="utf-8")

    def inject(self, file: str, model: Any, data: dict[str, Any]) -> dict[str, Any]:
        """Return a record with probes in the place of its texts."""
        return {
            key: self._value(file, model, shape, value)
            if (shape := fields_of(model).get(key))
            else value
            for key, value in data.items()
        }

    def _value(self, file: str, model: Any, shape: FieldShape, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(file, model, shape, one) for one in value]
        if isinstance(value, dict):
            return value if shape.model is None else self.inject(file, shape.model, value)
        if not is_text(model, shape):
            return value
        number = len(self.put)
        # A step that shares no divisor with their number brings each field another probe each time.
        probe = [*PROBES][(number + self.shift) % len(PROBES)]
        markdown = "Markdown" in shape.description
        self.put.append(
            Put(number, probe, file, model, shape.key, shape.title, markdown, shape.many)
        )
        return self.put[-1].text


def is_text(model: Any, shape: FieldShape) -> bool:
    """Whether people write text of their own into a field.

    Not ids, references, words from a list, and numbers or days.
    """
    return (
        shape.text
        and shape.model is None
        and not (shape.refs or shape.vocabulary or shape.categories)
        and shape.key not in {"id", "land"}
    )


def text_fields() -> Iterator[tuple[str, FieldShape]]:
    """Yield all text fields of all kinds of records."""
    seen: set[Any] = set()
    waiting: list[Any] = [*FILES]
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for shape in fields_of(model).values():
            if shape.model is not None:
                waiting.append(shape.model)
            elif is_text(model, shape):
                yield f"{model.__name__}.{shape.key}", shape


def injected(shift: int = 0) -> Injected:
    """Return the example and a network in which every key has a value, full of probes."""
    tree = Injected(shift)
    made = full_tree().files
    settings = made["ksnet.yaml"] | {
        "land": "nrw",
        "rules": {"ignore": made["ksnet.yaml"]["rules"]["ignore"]},
    }
    for file, data in (made | {"ksnet.yaml": settings}).items():
        tree.files[file] = tree.inject(file, _model(file), _open_ended(data))
    for path in sorted(EXAMPLE.rglob("*.yaml")):
        file = path.relative_to(EXAMPLE).as_posix()
        if file != "ksnet.yaml":
            data = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506
            tree.files[file] = tree.inject(file, _model(file), data)
    return tree


def _model(file: str) -> Any:
    """Return the model of a file, by its place."""
    place = re.sub(r"(networks|events)/[^/]+", r"\1/netz", file)
    by_file = {file: model for model, file in FILES.items()}
    by_folder = {file.rpartition("/")[0]: model for model, file in FILES.items()}
    return by_file.get(place) or by_folder[place.rpartition("/")[0]]


def _open_ended(data: Any) -> Any:
    """Return a record without ends, so that what it says is still so."""
    if isinstance(data, list):
        return [_open_ended(one) for one in data]
    if isinstance(data, dict):
        return {
            key: _open_ended(value)
            for key, value in data.items()
            if key not in {"until", "vacant_since"}
        }
    return data
