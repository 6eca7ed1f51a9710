"""Files that are ZIP archives, such as those of Word and Excel."""

from __future__ import annotations

import zipfile
import zlib

# What zipfile raises where an archive is damaged, encrypted or cut off.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # by zipfile, for a way of packing that it does not know
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
