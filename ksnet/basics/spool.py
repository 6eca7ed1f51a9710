"""Sequences that lie in a temporary file once they are long, so that memory does not grow."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar, overload

from ksnet.basics.errors import OutputProblem

T = TypeVar("T")
SortKey = tuple[object, ...]  # of parts that have the same order when they are written as texts
MANY = 5000  # values that are held in memory


def stored(values: Iterable[T], key: Callable[[T], SortKey] | None = None) -> Sequence[T]:
    """Return values, sorted where there is a key: as a tuple or, where they are many, a `Spool`."""
    rest = iter(values)
    first = list(islice(rest, MANY + 1))
    if len(first) <= MANY:
        return tuple(sorted(first, key=key) if key else first)
    spool = Spool[T]()
    for some in (first, rest):
        for value in some:
            spool.add(value, key(value) if key else ())
        first.clear()
    return spool


class Spool(Sequence[T]):
    """Values in a temporary file that is gone when they are; each is read when it is asked for.

    Values that are added with keys are in their order; then all are, before the first is read.
    """

    def __init__(self) -> None:
        """Begin with none; raises OutputProblem where no temporary file can be made or written."""
        from tempfile import TemporaryFile

        self._ends = array("Q", (0,))
        self._keys: list[str] = []  # one text for each value: less memory than a tuple
        self._order: Sequence[int] | None = None
        try:
            self._file = TemporaryFile()  # noqa: SIM115  (closed with what it holds)
        except OSError as error:
            raise _no_room() from error

    def add(self, value: T, key: SortKey = ()) -> None:
        """Add a value."""
        try:
            size = self._file.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        except OSError as error:
            raise _no_room() from error
        if key:
            self._keys.append("\0".join((*map(str, key), f"{len(self._keys):012}")))
        self._ends.append(self._ends[-1] + size)

    def close(self) -> None:
        """Remove the file."""
        self._file.close()

    def __del__(self) -> None:
        if "_file" in vars(self):
            self.close()

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        number = self._in_order()[index]
        return self._read(number) if isinstance(number, int) else [*map(self._read, number)]

    def __iter__(self) -> Iterator[T]:
        return map(self._read, self._in_order())

    def __reduce__(self) -> tuple[Any, ...]:
        """Be a tuple in another process."""
        return tuple, (list(self),)

    def _in_order(self) -> Sequence[int]:
        if self._order is None:
            self._keys.sort()
            numbers = (int(text.rpartition("\0")[2]) for text in self._keys)
            self._order = array("Q", numbers) if self._keys else range(len(self))
            self._keys.clear()
        return self._order

    def _read(self, number: int) -> T:
        start = self._ends[number]
        try:
            self._file.seek(start)
            content = self._file.read(self._ends[number + 1] - start)
        except OSError as error:
            raise _no_room() from error
        value: T = pickle.loads(content)  # noqa: S301  (written above)
        return value


def _no_room() -> OutputProblem:
    return OutputProblem(
        "Im Ordner für vorübergehende Dateien ist kein Platz, oder es gibt diesen Ordner nicht. Dort Platz schaffen, oder "
        "mit der Umgebungsvariablen TMPDIR (Windows: TEMP) einen anderen Ordner nennen."
    )
