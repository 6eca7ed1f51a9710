"""Rules and their findings as values: what is wrong, where, why it matters, how to mend it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypeAlias, TypedDict

from ksnet.basics.controlled import Severity
from ksnet.basics.digests import blake2b
from ksnet.basics.expressions import expression
from ksnet.basics.frozen import frozen

Path = tuple[str | int, ...]
_NUMBER = expression(r"\d+")
FaultMarks: TypeAlias = "array[int]"  # of numbers of eight bytes: of one file there may be 75,000
NO_FAULT_MARKS: FaultMarks = array("Q")


def value_at(data: Any, path: Path) -> Any:
    """Return the value at a path of plain data, which has to lead somewhere."""
    for step in path:
        data = data[step]
    return data


def child_of(data: Any, step: str | int) -> Any:
    """Return what is at a key or position of plain data; None where it leads nowhere."""
    if isinstance(data, dict):
        return data.get(step)
    return (
        data[step]
        if isinstance(data, list) and isinstance(step, int) and step < len(data)
        else None
    )


def last_key(path: Path) -> str | None:
    """Return the innermost key on a path, None where it has none."""
    for step in reversed(path):
        if isinstance(step, str):
            return step
    return None


class Span(NamedTuple):
    """A stretch of a file; lines and columns count from 1, `end_column` is after the last one."""

    line: int
    column: int
    end_line: int
    end_column: int


def record_of(file: str) -> str:
    """Return the record in a file: its path below the data folder without `.yaml`."""
    path = file.removesuffix(".yaml")
    head, _, tail = path.partition("/")
    return tail if tail and head == "data" else path


FILE_START = Span(1, 1, 1, 1)


@frozen
class Place:
    """A place in a record: a file and the path of keys and list positions in it.

    `on` says whether the key or the value is meant. `span` is set where only the reader knows the
    position, otherwise it is looked up when the finding is shown; so are the `names` on the path:
    its keys, and for a list entry its id, where it has one.
    """

    file: str
    path: Path = ()
    on: Literal["key", "value"] = "value"
    span: Span | None = None
    names: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        """The line of the span; 0 without one."""
        return self.span.line if self.span else 0


@frozen
class Related:
    """Another place that belongs to a finding."""

    place: Place
    message: str


class Noted(TypedDict):
    """The arguments of a fault that names another place beside the excerpt too."""

    note: str
    related: tuple[Related, ...]


def noted(place: Place, message: str) -> Noted:
    """Return that another place belongs to a fault, said beside the excerpt with its line."""
    return {"note": f"{message} ({{0}})", "related": (Related(place, message),)}


@frozen
class Edit:
    """Replaces the scalar `old` at `place` by `new`; quotes around it are kept."""

    place: Place
    old: str
    new: str


@frozen
class Fix:
    """How a program can mend a fault: edits of the text, or something done to the whole file.

    A `safe` fix says what the file already meant; any other one is a guess that a person has to
    look at.
    """

    edits: tuple[Edit, ...] = ()
    safe: bool = True
    whole: Literal["form", "bom", "lf"] | None = None


Example = Mapping[str, str | bytes]

_RULES: dict[str, Rule] = {}  # every rule that was made, by name


@frozen(kw_only=True)
class Rule:
    """One thing that ksnet checks; nothing else makes faults.

    `title`, `why` and `mend` are German and make up the documentation; `law` is the paragraph,
    where the law asks, `edition` its Fassung, `wording` its text; `yardstick` is what ksnet
    measures that the law does not say. `reason` is the short form of `why` for the message itself,
    where it is not obvious. `wrong` and `right` are examples that run as tests: fragments of the
    records of the Musterstadt (`network`, `members`, `event`, `plan`, `year`), or whole files by
    path. In `wrong`, ⟦ ⟧ enclose the place that the finding must name; where `right` is a text, it
    is all that differs: what stands there instead.

    A rule equals itself alone: a second one of the same name is a ValueError when it is made, and
    one that comes from another process is the one of this process.
    """

    code: str
    name: str
    severity: Severity
    title: str
    why: str
    mend: str
    wrong: Example
    right: Example | str
    law: str | None = None
    edition: str = ""
    wording: str = ""
    yardstick: str = ""
    reason: str = ""

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __post_init__(self) -> None:
        if self.name in _RULES:
            raise ValueError(f"there is already a rule {self.name}")
        _RULES[self.name] = self

    def __reduce__(self) -> tuple[object, ...]:
        return rule_named, (self.name,)

    def fault(  # noqa: PLR0913  (a fault has as many parts)
        self,
        place: Place,
        message: str,
        mend: str = "",
        *,
        note: str = "",
        related: tuple[Related, ...] = (),
        secret: bool = False,
        severity: Severity | None = None,
        fix: Fix | None = None,
        over: bool = False,
        sought: tuple[str, tuple[str, ...]] | None = None,
        about: tuple[str, ...] = (),
    ) -> Fault:
        """Return what this rule found at `place`; `Fault` says what each part means.

        By default it is mended as the rule says.
        """
        mend = mend or self.mend
        return Fault(
            self, place, message, mend, note, related, secret, severity, fix, over, sought, about
        )


def rule_named(name: str) -> Rule:
    """Return the rule of this name; KeyError where none was made so far."""
    return _RULES[name]


def all_rules() -> tuple[Rule, ...]:
    """Return every rule that was made so far, by code; `ksnet.rules` has all of them."""
    return tuple(sorted(_RULES.values(), key=lambda rule: rule.code))


@frozen
class Fault:
    """What a rule found, made by `Rule.fault`: the rule, the place, and German sentences.

    `message` says what is wrong, `note` is shown beside the excerpt, `mend` says what to do. A
    `secret` fault is never shown with the text of the file. `severity` is set where it differs from
    that of the rule, `fix` where a program can mend it. One that is `over` was a finding until its
    day had passed: it is not shown, but its suppression was needed. `sought` is what was written in
    the place of an id, with the kinds of entries that it may mean. `about` tells it from what else
    the rule may find at the place: a year, a category, an id, but no number, which may get better
    or worse. Words identify no fault, they may be mended. It may represent others of its rule in
    its file, which were not kept: `beyond` holds their marks (see `fault_mark`); `marked` is its
    own where that is not made of its message.
    """

    rule: Rule
    place: Place
    message: str
    mend: str
    note: str = ""
    related: tuple[Related, ...] = ()
    secret: bool = False
    severity: Severity | None = None
    fix: Fix | None = None
    over: bool = False
    sought: tuple[str, tuple[str, ...]] | None = None
    about: tuple[str, ...] = ()
    beyond: FaultMarks = NO_FAULT_MARKS
    marked: int | None = None

    @property
    def key(self) -> str | None:
        """The last key of the path, unless the key itself is what must not be shown."""
        if self.secret and self.place.on == "key":
            return None
        return last_key(self.place.path)

    @property
    def mark(self) -> int:
        """What is kept of its identity where it is represented by another one.

        Messages about a file that cannot be read (KS0) name other lines: numbers do not count.
        """
        if self.marked is not None:
            return self.marked
        said = _NUMBER.sub("", self.message) if self.rule.code.startswith("KS0") else self.message
        return fault_mark(self.rule.name, self.key, said)


def fault_mark(kind: str, key: str | None, text: str) -> int:
    """Return six bytes that tell findings of one kind and file apart, in this run and the next."""
    said = f"{kind}\0{key or ''}\0{text}".encode("utf-8", "replace")
    return int.from_bytes(blake2b(said, digest_size=6).digest(), "big")
