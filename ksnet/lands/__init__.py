"""What differs from Land to Land: duties, categories, words and paragraphs, Gemeinden, holidays.

Each Land is a folder: packaged ones are beside this module, a data repository may bring its own in
`lands/`. A `Land` is the value that is made of one (`ksnet.repository.lands`); a `Network` carries
that of its repository. Nothing else in the program names the law of a Land.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from pathlib import Path

from ksnet.basics.frozen import frozen
from ksnet.lands.category import Category
from ksnet.lands.duty import Duty
from ksnet.lands.tables import Tables

__all__ = ["DEFAULT", "Category", "Land", "folder_of", "packaged_names"]

DEFAULT = "nrw"
"""The folder used where `ksnet.yaml` names none, in `ksnet explain` and in editors' schemas."""


@frozen
class Land:
    """A Land, or whatever else gives networks their duties, as its folder describes it.

    `words` are texts that documents use, by name; `rules` are law, Fassung and wording by the name
    of a rule; `cites` are paragraphs as they appear in brackets. One that the folder does not name
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
    read: Callable[[str], bytes | None]

    def category(self, text: str) -> Category | None:
        """Return the category with this value; None where there is none."""
        return self._by_value.get(text)

    @cached_property
    def _by_value(self) -> dict[str, Category]:
        return {one: one for one in reversed(self.categories)}

    def cited(self, key: str) -> str:
        """Return „ (§ …)“ with a paragraph; empty where the Land names none."""
        return f" ({self.cites[key]})" if key in self.cites else ""

    def after(self, key: str) -> str:
        """Return „ nach § …“ with a paragraph; empty where the Land names none."""
        return f" nach {self.cites[key]}" if key in self.cites else ""

    def asks(self, measure: str) -> bool:
        """Whether a duty of the Land has this measure."""
        return any(duty.measure == measure for duty in self.duties)

    def label(self, text: str) -> str:
        """Return the label of a category, or the text itself if it is none."""
        found = self.category(text)
        return found.label if found is not None else text


def folder_of(name: str) -> Path:
    """Return the folder of a packaged Land, whether or not it exists."""
    return Path(__file__).parent / name


@cache
def packaged_names() -> tuple[str, ...]:
    """Return the sorted names of the packaged Länder."""
    return tuple(sorted(path.parent.name for path in Path(__file__).parent.glob("*/land.yaml")))
