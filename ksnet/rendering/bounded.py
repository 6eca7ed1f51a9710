"""Runs the templates of a data repository in a process of their own, with bounded time and memory.

In CI they are foreign code, and a loop may have no end. Time and size are bounded everywhere,
memory where the system tells it (Linux). What they can reach is up to the sandbox
(`ksnet.rendering.environment`).
"""

from __future__ import annotations

import os
import pickle
import sys
import time
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from ksnet.basics.errors import OutputProblem
from ksnet.lands import Land
from ksnet.rendering.errors import RenderError

SECONDS = 10  # of processor time
MEMORY = 512 * 1024 * 1024  # bytes beyond what the program holds already
SIZE = 50 * 1024 * 1024  # bytes of one document
_PATIENCE = 60  # seconds to wait for a process that gets little of the processor
_LOOK = 0.02  # seconds between two looks at its memory
_ERRORS = {error.__name__: error for error in (RenderError, OutputProblem)}
_TOO_MUCH = RenderError(
    f"Die eigenen Vorlagen brauchen zu viel; erlaubt sind für ein Dokument {SECONDS} Sekunden, {MEMORY // 1024**2} MB "
    f"Speicher und {SIZE // 1024**2} MB Umfang. Schleifen und Wiederholungen darin prüfen."
)


class Worker:
    """A process that does what a `Renderer` with own templates does, one task after the other."""

    def __init__(self, templates_dir: Path, land: Land | None = None) -> None:
        """Remember the templates; the process starts with the first task, ends with the program."""
        self._templates_dir, self._land = templates_dir, land
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._held = 0

    def do(self, task: str, *args: Any, **options: Any) -> Any:  # noqa: ANN401  (what the task returns)
        """Return what the method `task` of the `Renderer` returns.

        Raises what it raises, RenderError where it takes more time or memory or writes more than
        allowed, and RuntimeError for any other exception.
        """
        process, connection = self._started()
        try:
            connection.send((task, args, options))
            self._wait(process, connection)
            kind, content = pickle.loads(connection.recv_bytes(SIZE))  # noqa: S301  (made by `_work`)
        except (EOFError, OSError):
            # The system ended the process, or it sent more than is allowed.
            self.close()
            raise _TOO_MUCH from None
        except BaseException:
            self.close()
            raise
        if kind == "done":
            return content
        if kind in _ERRORS:
            raise _ERRORS[kind](content)
        # A defect of the program, not a matter of bounds.
        raise RuntimeError(f"{kind}: {content}")

    def close(self) -> None:
        """End the process; a further task starts another."""
        if self._process is not None and self._connection is not None:
            self._process.kill()
            self._process.join()
            self._connection.close()
        self._process = self._connection = None

    def _started(self) -> tuple[BaseProcess, Connection]:
        if self._process is None or self._connection is None:
            # Forking is fast, but safe only on Linux and before typst has started threads.
            context = get_context(
                "fork" if sys.platform == "linux" and "typst" not in sys.modules else "spawn"
            )
            self._connection, theirs = context.Pipe()
            made: BaseProcess = context.Process(  # type: ignore[attr-defined]  # the stubs give it to its children alone
                target=_work, args=(theirs, self._templates_dir, self._land), daemon=True
            )
            self._process = made
            self._process.start()
            theirs.close()
            self._held = _memory(self._process)
        return self._process, self._connection

    def _wait(self, process: BaseProcess, connection: Connection) -> None:
        """Wait for an answer; raises RenderError where it takes too long or too much memory."""
        end = time.monotonic() + _PATIENCE
        while not connection.poll(_LOOK):
            if time.monotonic() > end or _memory(process) - self._held > MEMORY:
                raise _TOO_MUCH


def _memory(process: BaseProcess) -> int:
    """Return how many bytes of memory a process holds; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _work(connection: Connection, templates_dir: Path, land: Land | None) -> None:
    """Do tasks and send their results until the connection is closed."""
    from ksnet.rendering import Renderer

    # Nobody can use what a library prints when it runs out of memory.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    renderer = Renderer(templates_dir, land, in_bounds=True)
    with suppress(EOFError):
        while True:
            task, args, options = connection.recv()
            _allow_time()
            try:
                answer = "done", getattr(renderer, task)(*args, **options)
            except MemoryError:
                return
            except Exception as error:  # noqa: BLE001  (raised again by who asked)
                answer = type(error).__name__, str(error)
            connection.send_bytes(pickle.dumps(answer))


def _allow_time() -> None:
    """Let the system end this process after `SECONDS` more of processor time."""
    if sys.platform != "win32":
        import resource

        used = int(time.process_time()) + 1
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(
            resource.RLIMIT_CPU, (used + SECONDS, resource.getrlimit(resource.RLIMIT_CPU)[1])
        )
