"""A category of bodies, as the law of a Land lists them:
an open list, since each Land has its own.
"""

from __future__ import annotations


class Category(str):
    """What a record writes for a category, with its German words and,
    where the law counts it, its number.

    A record that is read gets those of its Land (`ksnet.records.categories`).
    """

    __slots__ = ("label", "number")
    label: str
    number: int | None

    def __new__(cls, value: str, label: str = "", number: int | None = None) -> Category:  # noqa: D102  (the class says it)
        made = super().__new__(cls, value)
        made.label, made.number = label or value, number
        return made

    def __getnewargs__(self) -> tuple[str, str, int | None]:  # type: ignore[override]  # as `__new__` takes them
        """Return what a copy in another process is made of."""
        return str(self), self.label, self.number

    @property
    def value(self) -> str:
        """What a record writes, as that of a controlled value is called."""
        return str(self)
