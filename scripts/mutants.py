"""Make small changes in rules, counting, duties and protection and run the tests on each.

`make mutants` runs it. mutmut and cosmic-ray start an interpreter and pytest for every change,
seconds each: days for thousands of changes. Here pytest collects once. Each change is tried in a
forked process: it replaces the byte code of the functions in memory and runs the tests that
executed the changed line until one fails, first those that name a rule of the module, then those
of its room, each time the quickest first. Needs `os.fork` (Linux, macOS).

Changed are comparisons, `and`/`or`, `not`, `min`/`max`, `first`/`last` and `since`/`until`,
`+`/`-`, small numbers, True/False and conditions in all functions but those of
`examples.py`, which put together records for the documentation when they are imported. Half of a
sample, always the same, are comparisons of order and ends of vague dates, where rules about days go
wrong. A change that no test notices in time has survived.
"""

from __future__ import annotations

import argparse
import ast
import gc
import json
import os
import random
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper
from itertools import islice
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
TARGETS = ("ksnet/rules/**/*.py", "ksnet/duties/**/*.py", "ksnet/protection/*.py")
TESTS = tuple(
    """
    boundaries rules missing_rules review_rules completeness duties duty_decisions due protection
    further_lands suppression report_figures sessions finding_texts who names sensitive_bodies
    counting duty_states
    """.split()
)
PATIENCE = 10.0  # seconds of processor time for the tests of one change
HANGING = 300  # seconds after which a waiting test is stopped
ENDLESS = 20.0  # seconds of processor time after which a change counts as endless, and noticed
_PAIRS = (
    (ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn),
    (ast.Is, ast.IsNot), (ast.And, ast.Or), (ast.Add, ast.Sub),
)  # fmt: skip
SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    **dict(_PAIRS),
    **{other: one for one, other in _PAIRS},
}
ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
NAMES = {
    "min": "max",
    "max": "min",
    "first": "last",
    "last": "first",
    "since": "until",
    "until": "since",
}
OF_DATES = frozenset(("first", "last", "since", "until"))


Change = tuple[str, bool, Callable[[], None]]


class Mutant(NamedTuple):
    """A change: where, what, whether it concerns dates, and its number in the module."""

    file: str
    line: int
    what: str
    dates: bool
    number: int

    @property
    def name(self) -> str:
        """Its name in the list of survivors."""
        return f"{self.file}:{self.line} {self.what}"


def mutants(file: str) -> Iterator[Mutant]:
    """Yield the changes of a module in the order of its text."""
    for number, (line, (what, dates, _)) in enumerate(
        _all_changes(ast.parse((ROOT / file).read_text("utf-8")))
    ):
        yield Mutant(file, line, what, dates, number)


def changed(mutant: Mutant) -> ast.Module:
    """Return the module with its change."""
    tree = ast.parse((ROOT / mutant.file).read_text("utf-8"))
    _, (_, _, change) = next(islice(_all_changes(tree), mutant.number, None))
    change()
    return tree


def _all_changes(tree: ast.Module) -> Iterator[tuple[int, Change]]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {
        id(one): one
        for function in functions
        for statement in function.body
        for one in ast.walk(statement)
    }
    for node in inside.values():
        # Of a condition on several lines only its own line is seen to run.
        line = getattr(getattr(node, "test", node), "lineno", 0)
        for change in _changes(node):
            yield line, change


def _changes(node: ast.AST) -> Iterator[Change]:
    """Yield the changes of a node: in words, whether they concern dates, and how to make them."""
    if isinstance(node, ast.Compare):
        for number, operator in enumerate(node.ops):
            if type(operator) in SWAPPED:
                ops: list[Any] = [*node.ops]
                ops[number] = SWAPPED[type(operator)]()
                said = ast.unparse(node)
                what = f"{said}: {type(operator).__name__} {type(ops[number]).__name__}"
                yield what, isinstance(operator, ORDER), _set(node, "ops", ops)
    elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPPED:
        swapped = SWAPPED[type(node.op)]()
        if not (isinstance(node, ast.BinOp) and _of_texts(node)):
            yield (
                f"{ast.unparse(node)[:60]}: {type(swapped).__name__}",
                False,
                _set(node, "op", swapped),
            )
    elif isinstance(node, ast.Attribute) and node.attr in NAMES and isinstance(node.ctx, ast.Load):
        yield (
            f"{ast.unparse(node)}: {NAMES[node.attr]}",
            node.attr in OF_DATES,
            _set(node, "attr", NAMES[node.attr]),
        )
    elif isinstance(node, ast.Name) and node.id in ("min", "max"):
        yield f"{node.id}: {NAMES[node.id]}", False, _set(node, "id", NAMES[node.id])
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        value = (not node.value) if isinstance(node.value, bool) else node.value + 1
        yield f"{node.value}: {value}", False, _set(node, "value", value)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        test = ast.fix_missing_locations(
            ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
        )
        yield f"if not ({ast.unparse(node.test)[:60]})", False, _set(node, "test", test)


def _of_texts(node: ast.BinOp) -> bool:
    """Whether texts or lists are concatenated, which cannot be subtracted."""
    parts = [
        one
        for one in ast.walk(node)
        if isinstance(one, ast.Constant | ast.JoinedStr | ast.List | ast.Tuple)
    ]
    return any(not (isinstance(one, ast.Constant) and isinstance(one.value, int)) for one in parts)


def _set(node: ast.AST, key: str, value: object) -> Callable[[], None]:
    return lambda: setattr(node, key, value)


def _codes(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of all functions in a module or function."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def put_in(mutant: Mutant, functions: list[FunctionType]) -> bool:
    """Put the changed code into the functions in memory; False where none of them has it."""
    path = str(ROOT / mutant.file)
    new = {
        (code.co_qualname, code.co_firstlineno): code
        for code in _codes(compile(changed(mutant), path, "exec"))
    }
    done = False
    for function in functions:
        code = function.__code__
        if (
            code.co_filename != path
            or (found := new.get((code.co_qualname, code.co_firstlineno))) is None
        ):
            continue
        if found.co_freevars == code.co_freevars:
            function.__code__, done = found, True
    for cache in gc.get_objects():
        if isinstance(cache, _lru_cache_wrapper) and cache.__module__.startswith(
            ("ksnet.", "tests.")
        ):
            cache.cache_clear()
    return done


class Timed(NamedTuple):
    """A test with the processor time that it took."""

    took: float
    item: pytest.Item


def _nearest_first(found: list[Timed], mutant: Mutant) -> list[pytest.Item]:
    """Return the tests of a line: those that name a rule of its module, those of its room, others.

    Each of these quickest first: through some lines nearly every test comes.
    """
    strings = (node.value for node in ast.walk(changed(mutant)) if isinstance(node, ast.Constant))
    rules = [
        one
        for one in strings
        if isinstance(one, str) and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", one)
    ]
    room = mutant.file.split("/")[1]
    ordered = sorted(
        found,
        key=lambda one: (
            not any(f"[{rule}" in one.item.nodeid for rule in rules),
            f"test_{room}" not in one.item.nodeid,
            one.took,
        ),
    )
    return [one.item for one in ordered]


def _first_failure(session: pytest.Session, items: list[pytest.Item]) -> int:
    """Run tests until one fails (1), or all pass or the time is over (0)."""
    begun = time.process_time()
    for item in items:
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
        if session.testsfailed:
            return 1
        if time.process_time() - begun > PATIENCE:
            break
    return 0


class Lines:
    """Traces which lines of the changed modules run."""

    def __init__(self, files: set[str]) -> None:
        self.files, self.seen = files, set[tuple[str, int]]()

    def call(self, frame: FrameType, _event: str, _value: object) -> Callable[..., Any] | None:
        """Trace the functions of these modules."""
        return self.line if frame.f_code.co_filename in self.files else None

    def line(self, frame: FrameType, _event: str, _value: object) -> Callable[..., Any]:
        """Note a line."""
        self.seen.add((frame.f_code.co_filename, frame.f_lineno))
        return self.line


class Plugin:
    """Replaces pytest's loop: runs all tests once, then for each change those of its line."""

    def __init__(self, chosen: list[Mutant], seconds: float) -> None:
        self.chosen, self.seconds = chosen, seconds
        self.killed: list[str] = []
        self.survived: list[str] = []
        self.unreached: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every change; called by pytest instead of its own loop."""
        through = self._watched(session)
        gc.unfreeze()  # a check hides earlier objects from it
        functions = [one for one in gc.get_objects() if isinstance(one, FunctionType)]
        begun = time.monotonic()
        for number, mutant in enumerate(self.chosen):
            if time.monotonic() - begun > self.seconds:
                break
            items = _nearest_first(through.get((str(ROOT / mutant.file), mutant.line), []), mutant)
            noticed = bool(items) and self._notices(session, items, mutant, functions)
            (self.killed if noticed else self.survived if items else self.unreached).append(
                mutant.name
            )
            if number % 20 == 19:
                took = time.monotonic() - begun
                say(
                    f"{number + 1} of {len(self.chosen)} in {took:.0f} s: {len(self.killed)} noticed"
                )
        return True

    def _watched(self, session: pytest.Session) -> dict[tuple[str, int], list[Timed]]:
        """Run all tests and return those that executed each line, with their times."""
        through: dict[tuple[str, int], list[Timed]] = {}
        watch = Lines({str(ROOT / mutant.file) for mutant in self.chosen})
        for number, item in enumerate(session.items):
            following = session.items[number + 1] if number + 1 < len(session.items) else None
            watch.seen = set()
            begun = time.process_time()
            sys.settrace(watch.call)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            sys.settrace(None)
            took = time.process_time() - begun
            for line in watch.seen:
                through.setdefault(line, []).append(Timed(took, item))
            if session.testsfailed:
                raise pytest.UsageError(f"{item.nodeid} fails without any change")
        say(f"{len(session.items)} tests came through {len(through)} lines")
        return through

    def _notices(
        self,
        session: pytest.Session,
        items: list[pytest.Item],
        mutant: Mutant,
        functions: list[FunctionType],
    ) -> bool:
        """Whether one of the tests fails with the change in time."""
        child = os.fork()
        if child == 0:
            code = 1
            try:
                quiet = os.open(os.devnull, os.O_WRONLY)
                os.dup2(quiet, 1)
                os.dup2(quiet, 2)
                signal.alarm(HANGING)
                signal.setitimer(signal.ITIMER_PROF, ENDLESS)
                code = _first_failure(session, items) if put_in(mutant, functions) else 3
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 3:
            raise RuntimeError(f"{mutant.name} changes no function in memory")
        endless = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF
        return endless or (os.WIFEXITED(status) and os.WEXITSTATUS(status) == 1)


def say(text: str) -> None:
    """Print a message to the terminal."""
    print(text, file=sys.__stderr__, flush=True)


def chosen(files: list[str], sample: int, seed: int) -> tuple[list[Mutant], int, int]:
    """Return the changes to try, half of them about dates, and the numbers of both kinds."""
    every = [mutant for file in files for mutant in mutants(file)]
    kinds = [[one for one in every if one.dates is dates] for dates in (True, False)]
    chance = random.Random(seed)  # noqa: S311  (the same sample again)
    picked = [one for kind in kinds for one in chance.sample(kind, min(sample // 2, len(kind)))]
    chance.shuffle(picked)
    return picked, len(kinds[0]), len(kinds[1])


def survivors(written: Path) -> set[str]:
    """Return the survivors of a run without line numbers, which may have moved."""
    figures = json.loads(written.read_text("utf-8"))
    return {re.sub(r":\d+ ", " ", name) for name in figures["survived"] + figures["unreached"]}


def main() -> int:
    """Try the changes, write the results, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--sample", type=int, default=10**6, help="how many changes to try; otherwise all"
    )
    parser.add_argument(
        "--minutes", type=float, default=10**6, help="stop after so many minutes with those tried"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", nargs="+", default=["ksnet"], help="parts of the paths of the modules to change"
    )
    parser.add_argument(
        "--again", type=Path, help="try only what survived in the run that wrote this file"
    )
    parser.add_argument(
        "--least", type=float, default=90.0, help="per cent that have to be noticed"
    )
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "mutants.json")
    options = parser.parse_args()
    files = sorted(
        {
            path.relative_to(ROOT).as_posix()
            for pattern in TARGETS
            for path in ROOT.glob(pattern)
            if path.name != "examples.py"
        }
    )
    picked, dates, others = chosen(
        [file for file in files if any(part in file for part in options.only)],
        options.sample,
        options.seed,
    )
    if options.again:
        earlier = survivors(options.again)
        picked = [one for one in picked if f"{one.file} {one.what}" in earlier]
    plugin = Plugin(picked, 60 * options.minutes)
    say(f"{len(picked)} of {dates + others} changes")
    tests = [str(ROOT / f"tests/test_{name}.py") for name in TESTS]
    code = pytest.main(
        [
            "-o",
            "addopts=",
            "-m",
            "not slow or many",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:terminal",
            *tests,
        ],
        plugins=[plugin],
    )
    if code not in (0, pytest.ExitCode.NO_TESTS_COLLECTED):
        return int(code)
    tried = len(plugin.killed) + len(plugin.survived) + len(plugin.unreached)
    share = 100 * len(plugin.killed) / max(tried, 1)
    figures = {
        "changes": dates + others, "about_dates": dates, "tried": tried,
        "noticed": len(plugin.killed), "share": round(share, 1),
        "survived": plugin.survived, "unreached": plugin.unreached,
    }  # fmt: skip
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(
        json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    say(f"{len(plugin.killed)} of {tried} noticed ({share:.1f} %)")
    for name in (*plugin.survived, *plugin.unreached):
        say(name)
    return 0 if share >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
