"""Runs ksnet: as `ksnet`, and as `python -m ksnet`."""

# All of these are there already when Python has started: `signal` and `typing` would take as long
# as that, and until `main` runs Ctrl-C shows a trace.
import _signal  # type: ignore[import-not-found]  # typeshed knows only `signal`
import codecs
import gc
import os
import sys


def _wrote_help() -> bool:
    """Write the generated text of `ksnet --help`; return False if it is not asked or impossible.

    Importing what reads options takes most of a call that says the same each time.
    `tests/test_speed.py` makes the text (`pytest --accept`) and compares it; on a narrow terminal,
    and where writing fails, the ordinary code runs.
    """
    if sys.argv[1:] not in (["--help"], ["-h"]) or not os.environ.keys().isdisjoint(
        ("COLUMNS", "_KSNET_COMPLETE")
    ):
        return False
    try:
        # The ordinary code writes to such a stream in UTF-8.
        if codecs.lookup(sys.stdout.encoding).name == "ascii":
            return False
        if sys.stdout.isatty() and os.get_terminal_size(sys.stdout.fileno()).columns < 80:
            return False
        with open(os.path.join(os.path.dirname(__file__), "help.txt"), encoding="utf-8") as file:
            text = file.read()
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # caught below
        sys.stdout.write(text)
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError, LookupError):
        return False  # the ordinary code says what is wrong
    return True


def main() -> None:
    """Run the program; with Ctrl-C, also during the start, it ends silently with exit code 130."""
    stopped = False

    def stop(_number: int, _frame: object) -> None:
        nonlocal stopped
        stopped = True  # libraries make other errors of a KeyboardInterrupt, pydantic a SchemaError
        sys.unraisablehook = lambda _: None  # in some callbacks Python itself tells and ignores it
        raise KeyboardInterrupt

    _signal.signal(_signal.SIGINT, stop)
    # A process this short-lived has little to collect; looking for it is a tenth of the start.
    gc.set_threshold(100_000)
    code: str | int | None = 130
    try:
        if _wrote_help():
            code = 0
        else:
            from ksnet.cli import main as run  # half of the time of a short command goes by here

            run(lambda: stopped)
    except SystemExit as end:
        code = end.code
    except BaseException:
        if not stopped:
            raise
    finally:
        _signal.signal(_signal.SIGINT, _signal.SIG_IGN)  # the process is about to end
    sys.exit(130 if stopped else code)


if __name__ == "__main__":
    main()
