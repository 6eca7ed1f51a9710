"""The tests. They start the program some hundred times, which is quick only where Python keeps what it has compiled.

Where it is told not to (PYTHONDONTWRITEBYTECODE), most of the time would go into compiling the same files; then it is kept
beside pytest's own cache, and nothing is written beside the sources.
"""

import os
import sys
from pathlib import Path

if sys.dont_write_bytecode:
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).parent.parent / ".pytest_cache" / "compiled")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
