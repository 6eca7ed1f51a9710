"""Files as they arrive damaged or odd: mutations of good ones, the same for the same number.

A test calls `runs(block)` for the numbers of its inputs: 20,000 with `make fuzz` (KSNET_FUZZ), or
`times` as many where an input costs less or more than most. Without it the run is short; in CI
(KSNET_ALL_TESTS) longer.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

RUNS = int(os.environ.get("KSNET_FUZZ", "200"))
SHORT = not {"KSNET_FUZZ", "KSNET_ALL_TESTS"} & os.environ.keys()
BLOCKS = 20  # so that several processes share the work
LONGEST = 5.0  # seconds of processor time for one input: nothing may hang


def runs(block: int, times: float = 1, short: int = RUNS) -> Iterator[tuple[int, random.Random]]:
    """Yield the numbers of one block of inputs, each with its chance.

    Fails where one took too long.

    `short` is how many inputs a short run has. With KSNET_FUZZ_LOG, a file, each block that is
    through adds a line to it.
    """
    numbers = range(block, short if SHORT else round(RUNS * times), BLOCKS)
    whole = 0.0
    for number in numbers:
        begun = time.process_time()
        yield number, random.Random(number)
        took = time.process_time() - begun
        whole += took
        assert took < LONGEST, f"input {number} took {took:.1f} s"
    if log := os.environ.get("KSNET_FUZZ_LOG"):
        test = os.environ["PYTEST_CURRENT_TEST"].partition("::")[2].partition("[")[0]
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(
                json.dumps({"test": test, "inputs": len(numbers), "seconds": round(whole, 1)})
                + "\n"
            )


def rounds(number: int) -> range:
    """Return as many rounds of a loop, a third of them in a short run."""
    return range(number // 3 if SHORT else number)


def mutated(content: bytes, chance: random.Random, pieces: Sequence[bytes] = ()) -> bytes:
    """Return a file with one to five mutations; `pieces` are what its kind of file trips over,
    put in as whole or as lines.
    """
    for _ in range(chance.choice([1, 1, 1, 2, 3, 5])):
        content = chance.choice(_MUTATIONS)(content, chance, pieces) if content else b"\n"
    return content


def _at(content: bytes, chance: random.Random) -> int:
    return chance.randrange(len(content) + 1)


def _byte(content: bytes, chance: random.Random, pieces: Sequence[bytes]) -> bytes:
    at = _at(content, chance)
    return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]


def _cut(content: bytes, chance: random.Random, pieces: Sequence[bytes]) -> bytes:
    first, last = sorted((_at(content, chance), _at(content, chance)))
    return content[:first] + content[min(last, first + 200) :]


def _end(content: bytes, chance: random.Random, pieces: Sequence[bytes]) -> bytes:
    return content[: _at(content, chance)]


def _piece(content: bytes, chance: random.Random, pieces: Sequence[bytes]) -> bytes:
    at = _at(content, chance)
    return content[:at] + (chance.choice(pieces) if pieces else b"\0") + content[at:]


def _line(content: bytes, chance: random.Random, pieces: Sequence[bytes]) -> bytes:
    """Put in, replace, double, drop or swap lines."""
    lines = content.splitlines(keepends=True)
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    kind = chance.randrange(5)
    if kind < 2 and pieces:
        lines[first : first + kind] = [chance.choice(pieces) + b"\r\n"]
    elif kind == 2:
        lines.insert(second, lines[first])
    elif kind == 3:
        del lines[first]
    else:
        lines[first], lines[second] = lines[second], lines[first]
    return b"".join(lines)


def _digits(content: bytes, chance: random.Random, pieces: Sequence[bytes]) -> bytes:
    """Change a digit: another day, another count."""
    places = [at for at, byte in enumerate(content) if 48 <= byte <= 57]
    if not places:
        return content
    at = chance.choice(places)
    return content[:at] + bytes([chance.randrange(48, 58)]) + content[at + 1 :]


_MUTATIONS = (_byte, _cut, _end, _piece, _line, _line, _line, _digits, _digits)
