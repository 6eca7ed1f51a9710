"""Files that are ZIP archives, such as those of Word and Excel."""

from __future__ import annotations

import zipfile
import zlib

# What zipfile raises where an archive is damaged, encrypted, cut off, or packed in a way that it
# does not know.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
