"""Records that are wrong ten thousand times over: what makes a program that compares everything with everything hang."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import NamedTuple


class Shape(NamedTuple):
    """One way to be wrong: which record of the example it goes into, how it begins, and what is repeated."""

    record: str
    head: str
    entry: Callable[[int], str]
    tail: str = ""

    def text(self, size: int) -> str:
        """Return a text of at most `size` bytes that holds the entry as often as it fits."""
        return self.head + "".join(self._entries(size - len(self.head.encode()) - len(self.tail.encode()))) + self.tail

    def _entries(self, room: int) -> Iterator[str]:
        for number in count():
            entry = self.entry(number)
            room -= len(entry.encode())
            if room < 0:
                return
            yield entry


EVENT, MEMBERS = "event", "members"
_BODY = "  - id: viele\n    name: Viele\n    categories: [schule]\n"

SHAPES = {
    "unknown keys": Shape(EVENT, "", lambda n: f"k{n}: x\n"),
    "unknown keys in a mapping": Shape(EVENT, "location:\n", lambda n: f"  k{n}: x\n"),
    "one key again and again": Shape(EVENT, "", lambda n: "title: Fachtag\n"),
    "one key again and again in a mapping": Shape(EVENT, "location:\n", lambda n: "  room: A\n"),
    "entries without dash": Shape(EVENT, "results:\n", lambda n: "  text: a\n  decision: true\n"),
    "no end of a text": Shape(EVENT, 'summary: "', lambda n: "a\n"),
    "documents": Shape(EVENT, "", lambda n: "---\n"),
    "anchors": Shape(EVENT, "", lambda n: f"a{n}: &x{n} 1\n"),
    "conflicts": Shape(EVENT, "", lambda n: "<<<<<<< a\n=======\n>>>>>>> b\n"),
    "tabs": Shape(EVENT, "", lambda n: "\tx\n"),
    "no-break spaces": Shape(EVENT, "", lambda n: "\u00a0\u00a0x: 1\n"),
    "typographic quotes": Shape(EVENT, "", lambda n: f"t{n}: „a“\n"),
    "suppressions": Shape(EVENT, "", lambda n: "# ksnet: ignore x\n"),
    "suppressions of a text": Shape(
        EVENT, "", lambda n: f"# ksnet: ignore[room-conflict, r{n}] Saal ist teilbar\n", "summary: |\n  Text\n"
    ),
    "one id": Shape(MEMBERS, "", lambda n: "  - id: x\n    name: N\n    categories: [schule]\n"),
    "one group": Shape(MEMBERS, f"{_BODY}    groups: [plenum", lambda n: ", plenum", "]\n"),
    "unknown groups": Shape(MEMBERS, f"{_BODY}    groups: [a", lambda n: f", a{n}", "]\n"),
    "lists in lists": Shape(EVENT, "groups: [a", lambda n: ", [a]", "]\n"),
    "impossible days": Shape(
        MEMBERS, "", lambda n: f"  - id: m{n}\n    name: Stelle {n}\n    categories: [schule]\n    since: 31.2.2024\n"
    ),
    "one person": Shape(
        MEMBERS, f"{_BODY}    people:\n", lambda n: "      - id: p\n        family_name: F\n        email: a@b.de\n"
    ),
    "a clue in every line": Shape(EVENT, "summary: |\n", lambda n: "  Das Kind wurde vom Vater geschlagen.\n"),
    "clues in one line": Shape(EVENT, 'summary: "', lambda n: "Das Kind wurde geschlagen. ", '"\n'),
    "signs for addresses": Shape(EVENT, 'summary: "', lambda n: "a@", '"\n'),
    "digits": Shape(EVENT, 'summary: "', lambda n: "0 ", '"\n'),
}
