"""What is different from Land to Land: duties, categories,
words and paragraphs, Gemeinden, holidays.

Each Land is a folder: packaged ones stand beside this module, a data repository may bring its own
in `lands/`. A `Land` is the value that is made of one (`ksnet.repository.lands`); a `Network`
carries that of its repository. Nothing else in the program names the law of a Land.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from ksnet.basics.frozen import frozen
from ksnet.lands.category import Category
from ksnet.lands.duty import Duty
from ksnet.lands.tables import Tables

__all__ = ["DEFAULT", "Category", "Land", "folder_of", "packaged_names"]

DEFAULT = "nrw"
"""The folder that holds where `ksnet.yaml` names none.

Its words stand in `ksnet explain` and in the schemas of editors.
"""


@frozen
class Land:
    """A Land, or whatever else gives networks their duties, as its folder says.

    `words` are texts that documents say, by name; `rules` are law, Fassung and wording by the name
    of a rule; `cites` are paragraphs as they stand in brackets. One that the folder does not name
    is an empty text. `read` returns the bytes of a further file of the folder, None where there is
    none.
    """

    id: str
    name: str
    keys: str
    categories: tuple[Category, ...]
    words: Mapping[str, str]
    cites: Mapping[str, str]
    duties: tuple[Duty, ...]
    rules: Mapping[str, tuple[str, str, str]]
    tables: Tables
    read: Callable[[str], bytes | None] = field(repr=False)

    def category(self, text: str) -> Category | None:
        """Return the category that is written so."""
        return next((one for one in self.categories if one == text), None)

    def cited(self, key: str) -> str:
        """Return a paragraph in brackets behind a space; nothing where the Land names none."""
        return f" ({self.cites[key]})" if key in self.cites else ""

    def after(self, key: str) -> str:
        """Return a paragraph behind „ nach “; nothing where the Land names none."""
        return f" nach {self.cites[key]}" if key in self.cites else ""

    def asks(self, measure: str) -> bool:
        """Whether a duty of the Land is measured so."""
        return any(duty.measure == measure for duty in self.duties)

    def label(self, text: str) -> str:
        """Return the words for a category; itself where it is none."""
        found = self.category(text)
        return found.label if found is not None else text


def folder_of(name: str) -> Path:
    """Return the folder of a packaged Land, whether or not there is one."""
    return Path(__file__).parent / name


def packaged_names() -> list[str]:
    """Return the names of the packaged Länder in order."""
    return sorted(path.parent.name for path in Path(__file__).parent.glob("*/land.yaml"))
