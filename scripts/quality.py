"""Write the figures of `docs/quality.md` from the results of `make fuzz` and `make mutants`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "quality.md"
FUZZ, MUTANTS = ROOT / "build" / "fuzz.jsonl", ROOT / "build" / "mutants.json"


def fuzz() -> Iterator[str]:
    """Yield the table of fuzz tests with their inputs and processor time."""
    inputs: dict[str, int] = defaultdict(int)
    seconds: dict[str, float] = defaultdict(float)
    for line in FUZZ.read_text("utf-8").splitlines():
        entry = json.loads(line)
        inputs[entry["test"]] += entry["inputs"]
        seconds[entry["test"]] += entry["seconds"]
    yield "| property (a test in `tests/test_fuzz_*.py`) | inputs | minutes of processor time |"
    yield "|---|---:|---:|"
    for test, number in sorted(inputs.items(), key=lambda one: -one[1]):
        name = test.removeprefix("test_").replace("_", " ")
        yield f"| {name} | {number:,} | {seconds[test] / 60:.1f} |"


def mutants() -> Iterator[str]:
    """Yield the results of the changes, and those that no test noticed."""
    figures = json.loads(MUTANTS.read_text("utf-8"))
    yield (
        f"{figures['changes']:,} changes are possible, {figures['about_dates']} of them comparisons of order or ends"
        f" of vague dates. Tried: {figures['tried']}. Noticed: **{figures['noticed']} ({figures['share']} %)**."
    )
    left = [*figures["survived"], *figures["unreached"]]
    if left:
        yield ""
        yield "Not noticed (file, line and change as of this run):"
        yield ""
        yield from (f"- `{name}`" for name in left)


def tests() -> Iterator[str]:
    """Yield the number of tests in CI and by default."""
    for what, options in (("in CI", ["-m", ""]), ("by default", [])):
        command = [sys.executable, "-m", "pytest", "--collect-only", "-q", *options]
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        number = sum(
            int(found[1]) for found in re.finditer(r"^tests/\S+: (\d+)$", said, re.MULTILINE)
        )
        yield f"- {number:,} tests run {what}."


def main() -> None:
    """Replace the text between the marks of each kind of figure."""
    text = PAGE.read_text("utf-8")
    for name, lines in (("fuzz", fuzz()), ("mutants", mutants()), ("tests", tests())):
        start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
        before, _, rest = text.partition(start)
        _, _, after = rest.partition(end)
        text = before + start + "\n".join(lines) + "\n" + end + after
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
