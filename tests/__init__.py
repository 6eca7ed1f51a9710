"""The tests. They start the program and write small files some hundred times,
which is made quick here.

Where Python is told not to keep what it compiles (PYTHONDONTWRITEBYTECODE), most of the time would
go into compiling the same files; then it is kept beside pytest's own cache, and nothing is written
beside the sources. And the trees that the tests write lie in memory where there is enough of it: a
disk that waits for each file to be written takes longest of all.
"""

import os
import shutil
import sys
from pathlib import Path

if sys.dont_write_bytecode:
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).parent.parent / ".pytest_cache" / "compiled")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix

MEMORY = Path("/dev/shm")  # noqa: S108  (pytest makes a folder of its own there, that only its user may enter)
if (
    sys.platform == "linux"
    and os.access(MEMORY, os.W_OK)
    and shutil.disk_usage(MEMORY).free > 2**30
):
    # A test runs a program that it has written, which containers forbid there.
    if not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
