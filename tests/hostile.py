"""Records that are wrong ten thousand times over:
what makes a program that compares everything with everything hang.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import NamedTuple


class Shape(NamedTuple):
    """One way to be wrong: which record of the example it goes into,
    how it begins, and what is repeated.
    """

    record: str
    head: str
    entry: Callable[[int], str]
    tail: str = ""

    def text(self, size: int) -> str:
        """Return a text of at most `size` bytes that holds the entry as often as it fits."""
        return (
            self.head
            + "".join(self._entries(size - len(self.head.encode()) - len(self.tail.encode())))
            + self.tail
        )

    def _entries(self, room: int) -> Iterator[str]:
        for number in count():
            entry = self.entry(number)
            room -= len(entry.encode())
            if room < 0:
                return
            yield entry


EVENT, MEMBERS, NETWORK = "event", "members", "network"
_OFFICE = 'youth_offices:\n  - id: kreis\n    name: Kreis\n    key: "05974"\n'
_BODY = "  - id: viele\n    name: Viele\n    categories: [schule]\n"

SHAPES = {
    "unknown keys": Shape(EVENT, "", lambda n: f"k{n}: x\n"),
    "unknown keys in a mapping": Shape(EVENT, "location:\n", lambda n: f"  k{n}: x\n"),
    "one key again and again": Shape(EVENT, "", lambda n: "title: Fachtag\n"),
    "one key again and again in a mapping": Shape(EVENT, "location:\n", lambda n: "  room: A\n"),
    "lists beside their keys": Shape(MEMBERS, "", lambda n: "abc:\n- abc:\n", " abc: x\n"),
    "entries without dash": Shape(EVENT, "results:\n", lambda n: "  text: a\n  decision: true\n"),
    "no end of a text": Shape(EVENT, 'summary: "', lambda n: "a\n"),
    "documents": Shape(EVENT, "", lambda n: "---\n"),
    "anchors": Shape(EVENT, "", lambda n: f"a{n}: &x{n} 1\n"),
    "conflicts": Shape(EVENT, "", lambda n: "<<<<<<< a\n=======\n>>>>>>> b\n"),
    "tabs": Shape(EVENT, "", lambda n: "\tx\n"),
    "no-break spaces": Shape(EVENT, "", lambda n: "\u00a0\u00a0x: 1\n"),
    "no-break spaces before a letter": Shape(EVENT, "summary: a", lambda n: "\u00a0", tail="x\n"),
    "hyphens, then no-break spaces": Shape(EVENT, "-" * 20_000, lambda n: "\u00a0", tail="x: 1\n"),
    "hyphens, then tabs": Shape(EVENT, "-" * 20_000, lambda n: "\t", tail="x: 1\n"),
    "typographic quotes": Shape(EVENT, "", lambda n: f"t{n}: „a“\n"),
    "suppressions": Shape(EVENT, "", lambda n: "# ksnet: ignore x\n"),
    "suppressions of a text": Shape(
        EVENT,
        "",
        lambda n: f"# ksnet: ignore[room-conflict, r{n}] Saal ist teilbar\n",
        "summary: |\n  Text\n",
    ),
    "one id": Shape(MEMBERS, "", lambda n: "  - id: x\n    name: N\n    categories: [schule]\n"),
    "one group": Shape(MEMBERS, f"{_BODY}    groups: [plenum", lambda n: ", plenum", "]\n"),
    "unknown groups": Shape(MEMBERS, f"{_BODY}    groups: [a", lambda n: f", a{n}", "]\n"),
    "lists in lists": Shape(EVENT, "groups: [a", lambda n: ", [a]", "]\n"),
    "impossible days": Shape(
        MEMBERS,
        "",
        lambda n: (
            f"  - id: m{n}\n    name: Stelle {n}\n    categories: [schule]\n    since: 31.2.2024\n"
        ),
    ),
    "one person": Shape(
        MEMBERS,
        f"{_BODY}    people:\n",
        lambda n: "      - id: p\n        family_name: F\n        email: a@b.de\n",
    ),
    "a clue in every line": Shape(
        EVENT, "summary: |\n", lambda n: "  Das Kind wurde vom Vater geschlagen.\n"
    ),
    "clues in one line": Shape(EVENT, 'summary: "', lambda n: "Das Kind wurde geschlagen. ", '"\n'),
    "signs for addresses": Shape(EVENT, 'summary: "', lambda n: "a@", '"\n'),
    "digits": Shape(EVENT, 'summary: "', lambda n: "0 ", '"\n'),
    "a clue in every key": Shape(
        EVENT, "", lambda n: f"k{n}: Das Kind wurde vom Vater geschlagen.\n"
    ),
    "an address in every entry": Shape(EVENT, "topics: [a", lambda n: f", a{n}@example.org", "]\n"),
    "brackets": Shape(EVENT, "groups: ", lambda n: "["),
    "braces": Shape(EVENT, "location: ", lambda n: "{a: "),
    "entries in entries": Shape(EVENT, "groups:\n  ", lambda n: "- ", "a\n"),
    "keys in keys": Shape(EVENT, "", lambda n: f"{' ' * n}k:\n"),
    "question marks": Shape(EVENT, "", lambda n: "? "),
    "aliases": Shape(EVENT, "title: &a x\n", lambda n: f"k{n}: *a\n"),
    "aliases of aliases": Shape(
        EVENT, "a0: &a0 [x, x]\n", lambda n: f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n"
    ),
    "merge keys": Shape(EVENT, "", lambda n: "<<: *a\n"),
    "tags": Shape(EVENT, "summary: ", lambda n: "!a "),
    "tags of values": Shape(EVENT, "", lambda n: f"k{n}: !!python/object/apply:os.system [x]\n"),
    "directives": Shape(EVENT, "...\n", lambda n: "%YAML 1.2\n"),
    "comments": Shape(EVENT, "", lambda n: "# nichts\n"),
    "comments glued to keys": Shape(EVENT, "", lambda n: f"k{n}: #nichts\n"),
    "empty lines": Shape(EVENT, "", lambda n: "\n"),
    "spaces": Shape(EVENT, "", lambda n: " "),
    "one long key": Shape(EVENT, "", lambda n: "k", ": x\n"),
    "one long line": Shape(EVENT, "title: ", lambda n: "x"),
    "one long number": Shape(EVENT, "attendance:\n  total: ", lambda n: "9", "\n"),
    "escapes": Shape(EVENT, 'title: "', lambda n: "\\x00", '"\n'),
    "nothing but NUL": Shape(EVENT, "", lambda n: "\0"),
    "every forbidden character": Shape(
        EVENT, "", lambda n: f"# {chr(n % 0x20)}{chr(0x200B + n % 16)}\n"
    ),
    "carriage returns": Shape(EVENT, "", lambda n: f"k{n}: x\r"),
    "lines of all kinds": Shape(
        EVENT, "", lambda n: "k: x" + ("\r\n", "\n", "\r", "\x85", "\u2028")[n % 5]
    ),
    "combining characters": Shape(EVENT, "title: a", lambda n: "\u0301", "\n"),
    "two scripts": Shape(EVENT, "summary: |\n", lambda n: "  P\u0430ris\n"),
    "blanks in a name": Shape(EVENT, 'groups: ["a', lambda n: " ", 'b"]\n'),
    "blanks in a list": Shape(EVENT, 'topics: "a', lambda n: " ", 'b"\n'),
    "blanks in a number": Shape(EVENT, 'attendance:\n  total: "1', lambda n: " ", 'b"\n'),
    "blanks in a decimal number": Shape(
        NETWORK, 'coordination:\n  - fte: "1', lambda n: " ", 'b"\n'
    ),
    "wrong words": Shape(EVENT, "groups: [a", lambda n: f", Grüppchen {n}", "]\n"),
    "wrong words for the same": Shape(
        MEMBERS, f"{_BODY}    categories: [schule", lambda n: f", schuhle{n}", "]\n"
    ),
    "one slip in every entry": Shape(
        MEMBERS,
        "",
        lambda n: (
            f"  - id: m{n}\n    name: Stelle {n}\n    categories: [schule]\n    teelefon{n}: 1\n"
        ),
    ),
    "one wrong value in every entry": Shape(
        MEMBERS, "", lambda n: f"  - id: m{n}\n    name: Stelle {n}\n    categories: [schuhle{n}]\n"
    ),
    "periods one after the other": Shape(
        MEMBERS,
        f"{_BODY}    groups:\n",
        lambda n: (
            f"      - {{id: plenum, since: {1000 + n // 300}-{n // 25 % 12 + 1:02}-{n % 25 + 1:02},"
            f" until: {1000 + n // 300}-{n // 25 % 12 + 1:02}-{n % 25 + 1:02}}}\n"
        ),
    ),
    "one unknown person everywhere": Shape(
        MEMBERS,
        "".join(f"  - id: m{n}\n    name: S\n    categories: [schule]\n" for n in range(500)),
        lambda n: f"  - id: m{n}a\n    name: S\n    categories: [schule]\n    groups: [fehlt]\n",
    ),
    "bodies without end": Shape(MEMBERS, "", lambda n: "  - {}\n"),
    "wrong municipalities": Shape(
        NETWORK, f"{_OFFICE}    municipalities: [a", lambda n: f", Neustadt {n}", "]\n"
    ),
}
