"""Measure ksnet against its goals and other programs, for docs/performance.md.

    python -m benchmarks.run [--rounds 5] [--peers NAME …] [--no-write]

All rows are measured in turns in the same run, so that their ratios hold although machines and
their load differ.
"""

from __future__ import annotations

import argparse
import cProfile
import datetime as dt
import io
import os
import platform
import pstats
import shutil
import statistics
import sys
from pathlib import Path

from benchmarks import earlier, paper, peers, tree
from benchmarks.measuring import Run, measure
from ksnet.checking import check, survey
from ksnet.repository import Repository
from ksnet.repository.atomic import write_atomically

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build" / "bench"
REPORT = ROOT / "docs" / "performance.md"
BEGIN, END = (
    "<!-- measured: written by benchmarks/run.py -->\n",
    "<!-- end of what was measured -->",
)
AS_OF = tree.TODAY.isoformat()
_SCAN = """\
import sys
from pathlib import Path
from yaml.cyaml import CParser
for path in Path(sys.argv[1]).rglob("*.yaml"):
    with open(path, "rb") as file:
        CParser(file.read()).raw_parse()
"""


# Changes one event file of a repository and checks it; the second call changes it back.
_CHANGED = """\
import sys
from pathlib import Path
from ksnet.cli import main
file, mark = min(Path(sys.argv[sys.argv.index("--root") + 1], "data", "events").glob("*/*.yaml")), b"# x\\n"
content = file.read_bytes()
file.write_bytes(content.removesuffix(mark) if content.endswith(mark) else content + mark)
main()
"""

# Checks a folder as people do it before a commit, without any option; in CI no results are kept.
_BARE = """\
import os, sys
os.environ["CI"] = "true"
os.chdir(sys.argv.pop())
from ksnet.__main__ import main
main()
"""


def measure_in_turns(rows: dict[str, list[str]], rounds: int) -> dict[str, Run]:
    """Return the median of each row; a first round that is not counted warms the disk caches."""
    runs: dict[str, list[Run]] = {name: [] for name in rows}
    for turn in range(rounds + 1):
        for name, command in rows.items():
            run = measure(command)
            if turn:
                runs[name].append(run)
    return {
        name: Run(
            statistics.median(run.seconds for run in own),
            statistics.median(run.busy for run in own),
            max(run.megabytes for run in own),
        )
        for name, own in runs.items()
    }


def own_rows() -> dict[str, list[str]]:
    """Return the commands of ksnet and of what it is compared with."""
    program = [sys.executable, "-m", "ksnet"]
    bare = [sys.executable, "-c", _BARE, "validate"]

    def validate(scale: str, *more: str) -> list[str]:
        return ["validate", *more, "--root", str(BUILD / scale), "--as-of", AS_OF]

    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "ksnet --help": [*program, "--help"],
        "ksnet validate, own data": [*bare, str(ROOT)],
        "ksnet validate, one office": [*bare, str(BUILD / "s")],
        "ksnet validate, one office, --no-cache --as-of": [*program, *validate("s", "--no-cache")],
        "ksnet validate, one office, again": [*program, *validate("s")],
        "libyaml scan, m": [sys.executable, "-c", _SCAN, str(BUILD / "m")],
        "ksnet validate, m": [*program, *validate("m", "--no-cache")],
        "ksnet validate, m, again": [*program, *validate("m")],
        "ksnet validate, m, one network changed": [
            sys.executable,
            "-c",
            _CHANGED,
            *validate("m-changing"),
        ],
        **paper.rows(BUILD),
        "make demo": [sys.executable, "scripts/demo.py"],
    }


def memory_rows() -> dict[str, list[str]]:
    """Return commands over all networks, whose memory must not grow with them; each runs once."""
    program = [sys.executable, "-m", "ksnet"]

    def of(scale: str) -> list[str]:
        return ["--root", str(BUILD / scale), "--as-of", AS_OF]

    return {
        "ksnet validate, l": [*program, "validate", "--no-cache", *of("l")],
        "ksnet due, l": [*program, "due", *of("l")],
        "ksnet codeowners, l": [*program, "codeowners", *of("l")[:2]],
        "ksnet calendar, l": [*program, "calendar", *of("l")],
        "ksnet site, l": [*program, "site", "-q", "-o", str(BUILD / "site-l"), *of("l")],
    }


def goals(
    runs: dict[str, Run], memory: dict[str, Run], fastest: tuple[float, float] | None
) -> list[tuple[str, float, float, str]]:
    """Return each goal as a sentence with the result, the limit and the unit.

    `fastest` are the ratios, cold and with nothing changed, to the best peer.
    """
    m, scan, bare = runs["ksnet validate, m"], runs["libyaml scan, m"], runs["python -c pass"]
    own, office = runs["ksnet validate, own data"], runs["ksnet validate, one office"]
    again, changed = (
        runs["ksnet validate, m, again"],
        runs["ksnet validate, m, one network changed"],
    )
    report, alone = runs["ksnet report, 300 members as PDF"], runs["typst alone, the same words"]
    rows = [
        # By processor time: the check has two processes, the scan one.
        ("complete check of scale m ÷ bare libyaml scan, processor time",
         m.busy / scan.busy, 4.0, "×"),
        ("the same again, nothing changed ÷ cold", again.busy / m.busy, 0.15, "×"),
        ("the same again, one network changed ÷ cold", changed.busy / m.busy, 0.15, "×"),
        *((f"peak memory of a process: `{name}`", run.megabytes, 150.0, " MB")
          for name, run in memory.items()),
        ("scale l ÷ scale m", memory["ksnet validate, l"].seconds / m.seconds, 11.0, "×"),
        ("this repository's data ÷ `python -c pass`", own.busy / bare.busy, 13.0, "×"),
        ("check of one office ÷ `python -c pass`", office.busy / bare.busy, 13.0, "×"),
        ("all documents of the five networks (`make demo`), processor time",
         runs["make demo"].busy, 9.0, " s"),
        ("a report of 300 members as PDF ÷ typst alone with the same words",
         report.seconds / alone.seconds, 2.5, "×"),
        ("`ksnet --help` ÷ `python -c pass`", runs["ksnet --help"].busy / bare.busy, 4.0, "×"),
    ]  # fmt: skip
    if fastest is not None:
        cold, warm = fastest
        rows.insert(1, ("complete check of scale m ÷ fastest peer, events alone", cold, 0.5, "×"))
        rows.insert(
            2, ("the same again, nothing changed ÷ fastest peer, events alone", warm, 1.0, "×")
        )
    return rows


def profile() -> str:
    """Return a profile of a check of scale m in one process as a table."""
    survey.MANY_FILES = sys.maxsize
    profiler = cProfile.Profile()
    profiler.runcall(check, Repository(BUILD / "m"), tree.TODAY)
    stats = pstats.Stats(profiler, stream=io.StringIO())
    total = stats.total_tt  # type: ignore[attr-defined]  # the stubs leave it out
    rows = sorted(stats.stats.items(), key=lambda row: -row[1][2])[:14]  # type: ignore[attr-defined]
    lines = ["| function | calls | share of the time |", "|---|---:|---:|"]
    for (file, _line, name), (_, calls, own, *_rest) in rows:
        inside = Path(file)
        where = f"{inside.relative_to(ROOT)}: " if inside.is_relative_to(ROOT / "ksnet") else ""
        readable = (
            name.strip("<>")
            .replace("method ", "")
            .replace("built-in ", "")
            .split(" of ")[0]
            .strip("'")
        )
        lines.append(f"| {where}`{readable}` | {calls:,} | {own / total:.0%} |")
    return "\n".join(lines)


def table(runs: dict[str, Run], peer_runs: dict[str, Run]) -> str:
    """Return all rows with their ratio to the bare scan."""
    scan = runs["libyaml scan, m"].seconds
    shown = runs | {f"{name}, events of m": run for name, run in peer_runs.items()}
    lines = ["| | seconds | processor seconds | ÷ libyaml scan | MB |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {name} | {run.seconds:.2f} | {run.busy:.2f} | {run.seconds / scan:.2f} | {run.megabytes:.0f} |"
        for name, run in shown.items()
    ]
    return "\n".join(lines)


def beside_peers(
    rows: dict[str, list[str]], chosen: list[str] | None
) -> tuple[dict[str, Run], list[tuple[float, float]], list[str]]:
    """Return the runs of peers, the ratios of ksnet cold and unchanged, and the missing ones."""
    peer_runs: dict[str, Run] = {}
    missing: list[str] = []
    ratios: list[tuple[float, float]] = []
    if chosen is None or chosen:
        commands, missing = peers.calls(BUILD, BUILD / "m")
        for name, command in commands.items():
            if chosen and name not in chosen:
                missing.append(f"{name} was left out of this run.")
                continue
            print(f"Measuring {name} …", flush=True)
            cold, warm = rows["ksnet validate, m"], rows["ksnet validate, m, again"]
            # Measured together, at the same load.
            beside = measure_in_turns({"cold": cold, "warm": warm, name: command}, 1)
            peer = peer_runs[name] = beside[name]
            ratios.append(
                (beside["cold"].seconds / peer.seconds, beside["warm"].seconds / peer.seconds)
            )
    return peer_runs, ratios, missing


def beside_before(compared: dict[str, earlier.Compared]) -> str:
    """Return the work before and now as a table."""
    lines = ["| work | before | now | now ÷ before |", "|---|---:|---:|---:|"]
    lines += [
        f"| {name} | {one.before:.2f} | {one.now:.2f} | {one.ratio:.2f} |"
        for name, one in compared.items()
    ]
    return "\n".join(lines)


def report(rounds: int, chosen: list[str] | None) -> str:
    """Measure everything and return the report; `chosen` are the peers, None for all."""
    for scale in ("s", "m", "l"):
        if not (BUILD / scale).is_dir():
            print(f"Building scale {scale} …")
            unfinished = BUILD / f"{scale}.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            tree.build(unfinished, scale)
            unfinished.rename(BUILD / scale)
    if not (BUILD / "m-changing").is_dir():
        shutil.copytree(BUILD / "m", BUILD / "m-changing", ignore=shutil.ignore_patterns(".ksnet"))
    os.environ.pop("CI", None)  # in CI, no results are kept
    rows = own_rows()
    print(f"Measuring ksnet, {rounds} rounds …")
    runs = measure_in_turns(rows, rounds)
    memory = {}
    for name, command in memory_rows().items():
        print(f"Measuring {name} …", flush=True)
        memory[name] = measure(command)
    compared, none_before = earlier.compare(BUILD, rounds)
    peer_runs, ratios, missing = beside_peers(rows, chosen)
    fastest = max(ratios, default=None)
    reached = ["| goal | reached | at most | |", "|---|---:|---:|---|"]
    asked = goals(runs, memory, fastest)
    if site := compared.get("site, scale m"):
        asked.append(("peak memory of a process: `ksnet site, m`", site.megabytes, 150.0, " MB"))
    asked += [
        (f"{name} ÷ before", one.ratio, earlier.works(BUILD)[name].at_most, "×")
        for name, one in compared.items()
    ]
    for sentence, value, limit, unit in asked:
        verdict = "met" if value <= limit else f"missed by {value / limit - 1:.0%}"
        reached.append(f"| {sentence} | {value:.2f}{unit} | {limit:g}{unit} | {verdict} |")
    machine = [platform.system(), platform.machine(), f"{os.cpu_count()} processors"]
    if hasattr(os, "getloadavg"):
        machine.append(f"load {os.getloadavg()[0]:.1f} at the end")
    machine += [f"Python {platform.python_version()}", f"{dt.datetime.now(dt.UTC):%Y-%m-%d}"]
    before = [none_before]
    if compared:
        before = [
            f"Before is {earlier.COMMIT}, processor seconds; what takes long ran once.",
            beside_before(compared),
        ]
    parts = [
        f"{', '.join(machine)}; medians of {rounds} rounds.",
        "\n".join(reached),
        *before,
        table(runs | memory, peer_runs),
        *missing,
        peers.LEFT_OUT,
    ]
    return (
        "\n\n".join(
            [*parts, "Where the time goes (scale m, one process, under cProfile):", profile()]
        )
        + "\n\n"
    )


def main() -> None:
    """Print the report and write it into docs/performance.md."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--peers",
        nargs="*",
        metavar="NAME",
        help="only these other programs; all of them take minutes",
    )
    parser.add_argument(
        "--no-write", action="store_true", help="leave docs/performance.md as it is"
    )
    arguments = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    measured = report(arguments.rounds, arguments.peers)
    print(measured)
    if not arguments.no_write:
        head, _, rest = REPORT.read_text(encoding="utf-8").partition(BEGIN)
        _, _, tail = rest.partition(END)
        write_atomically(REPORT, f"{head}{BEGIN}\n{measured}{END}{tail}".encode())


if __name__ == "__main__":
    main()
