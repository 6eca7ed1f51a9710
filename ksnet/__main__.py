"""Run ksnet: as `ksnet`, and as `python -m ksnet`."""

import gc
import signal
import sys
from types import FrameType
from typing import NoReturn


def main() -> None:
    """Run the program; stopped with Ctrl-C, even while it starts, it ends with exit code 130 and says nothing."""
    gc.set_threshold(
        100_000
    )  # a process this short-lived has little to collect; looking for it is a tenth of the start
    stopped = False

    def stop(_signal: int, _frame: FrameType | None) -> NoReturn:
        nonlocal stopped
        stopped = True  # libraries make other errors of a KeyboardInterrupt, pydantic a SchemaError
        sys.unraisablehook = lambda _: None  # in some callbacks Python itself tells and ignores it
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, stop)
    code: str | int | None = 130
    try:
        from ksnet.cli import main as run  # half of the time of a short command goes by here

        run(lambda: stopped)
    except SystemExit as end:
        code = end.code
    except BaseException:
        if not stopped:
            raise
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is left of the process is short
    sys.exit(130 if stopped else code)


if __name__ == "__main__":
    main()
