"""A category of bodies in the law of a Land: an open list, since each Land has its own."""

from __future__ import annotations


class Category(str):
    """The value of a category in a record, with its label and, where the law counts, its number.

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
        """Return the arguments for a copy in another process."""
        return str(self), self.label, self.number

    @property
    def value(self) -> str:
        """The value in a record, under the name that controlled values have."""
        return str(self)
