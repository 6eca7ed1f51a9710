"""Let coverage guide the inputs of the quick reader and of `fmt`, which are pure Python.

`python -m scripts.guided reader|fmt [seconds]` ends with the first input for which the property of
`tests/test_readers_agree.py` or `tests/test_fuzz_records.py` does not hold, written to
`build/guided`. It needs atheris (Apache-2.0; Linux, macOS), which nothing else does:
`pip install atheris==3.0.0`.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "build" / "guided"
LONGEST = 1500  # bytes of an input


def reader() -> Callable[[bytes], None]:
    """Return the property that the quick reader reads what libyaml reads, or declines."""
    from tests.test_readers_agree import assert_the_same

    def holds(content: bytes) -> None:
        assert_the_same(content.decode("utf-8", "replace"))

    return holds


def fmt() -> Callable[[bytes], None]:
    """Return the property that `fmt` keeps what a record says, and has nothing to do afterwards."""
    from ksnet.records.event import EventRecord
    from tests.test_fuzz_records import assert_formatted

    path = "data/events/musterkreis/2025-03-12-netzwerktreffen.yaml"
    return lambda content: assert_formatted(path, content, EventRecord)


def main() -> None:
    """Run one of the two for so many seconds, from the events of the example."""
    try:
        import atheris  # type: ignore[import-untyped]  # has no types
    except ImportError:
        sys.exit("atheris is missing: pip install atheris==3.0.0")
    name = sys.argv[1] if len(sys.argv) > 1 else "reader"
    seconds = sys.argv[2] if len(sys.argv) > 2 else "600"
    with atheris.instrument_imports(include=["ksnet.yamltext", "ksnet.basics.scalars"]):
        holds = {"reader": reader, "fmt": fmt}[name]()
    corpus = FOLDER / name
    corpus.mkdir(parents=True, exist_ok=True)
    for path in (ROOT / "ksnet" / "example" / "data" / "events").rglob("*.yaml"):
        if path.stat().st_size <= 2 * LONGEST:
            shutil.copyfile(path, corpus / path.name)
    atheris.Setup(
        [sys.argv[0], str(corpus), f"-max_total_time={seconds}", f"-max_len={LONGEST}",
         f"-artifact_prefix={FOLDER}/{name}-"],
        holds,
    )  # fmt: skip
    atheris.Fuzz()


if __name__ == "__main__":
    main()
