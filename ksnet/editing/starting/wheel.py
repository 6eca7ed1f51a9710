"""The running program as a wheel, so that CI of a data repository gets exactly it."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from ksnet.basics.errors import OutputProblem, reason
from ksnet.rendering.folders import packaged_templates

_PACKAGE = Path(__file__).parents[2]
# The earliest date of ZIP, so that the same program gives the same bytes.
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_WHEEL = "Wheel-Version: 1.0\nGenerator: ksnet init\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


@cache
def running_program() -> tuple[str, bytes]:
    """Return name and content of a wheel (PEP 427) with the running program.

    Raises OutputProblem where ksnet runs from files without being installed, or cannot be read.
    """
    try:
        known = distribution("ksnet")
        files = _files(_PACKAGE, "ksnet") | _files(packaged_templates(), "ksnet/templates")
    except (PackageNotFoundError, OSError) as error:
        why = reason(error) if isinstance(error, OSError) else "es ist nicht als Paket installiert"
        raise OutputProblem(
            f"Das laufende ksnet lässt sich nicht zu einem Paket packen: {why}. Mit --package eine andere Quelle nennen."
        ) from error
    info = f"ksnet-{known.version}.dist-info"
    files |= {f"{info}/{name}": content for name, content in _metadata(known).items()}
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD")
    return f"ksnet-{known.version}-py3-none-any.whl", _zipped(files)


def _files(folder: Path, name: str) -> dict[str, bytes]:
    """Return the files below a folder by their names in the package, without byte code."""
    found = sorted(
        path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    return {f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in found}


def _metadata(known: Distribution) -> dict[str, bytes]:
    texts = {name: known.read_text(name) or "" for name in ("METADATA", "entry_points.txt")}
    licences = [file for file in known.files or () if "licenses" in file.parts]
    return (
        {name: text.encode() for name, text in texts.items()}
        | {"WHEEL": _WHEEL.encode()}
        | {file.as_posix().partition("/")[2]: file.read_binary() for file in licences}
    )


def _record(files: dict[str, bytes], itself: str) -> bytes:
    lines = []
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(content)}\n")
    return "".join([*lines, f"{itself},,\n"]).encode()


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
