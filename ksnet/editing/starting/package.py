"""Where CI jobs of a new repository get ksnet from: the files in `ci/` that say so.

The dependencies come from the package index in any case, pinned with hashes.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from ksnet import __version__
from ksnet.basics.errors import UsageProblem, reason
from ksnet.basics.expressions import expression
from ksnet.basics.frozen import frozen
from ksnet.editing.starting.wheel import running_program

_FILES = Path(__file__).with_name("files") / "ci"
_REVISION = r"@[\w.+-]+(?:/[\w.+-]+)*"
_GIT = expression(rf"git\+https://[\w.-]+(?::\d+)?/[\w./~+-]+{_REVISION}")
_ADDRESS = expression(r"(https://[\w.-]+(?::\d+)?/[\w./~%+-]+\.whl)#sha256=([0-9a-f]{64})")
_WHEEL_NAME = expression(r"ksnet-[\w.+!]+-py3-none-any\.whl")
CHOICES = """\
Woher sollen die Prüfläufe ksnet nehmen? Möglich sind:
  wheel                          das ksnet, das gerade läuft, als Datei im Ordner ci/ (etwa 2 MB); geht immer
  index                          ein Paketverzeichnis, in dem ksnet steht (PyPI oder ein eigenes)
  git+https://…@STAND            der Quelltext; STAND ist ein Commit oder eine Versionsmarke (Tag)
  https://….whl#sha256=…         ein Paket an einer festen Adresse, mit seiner Prüfsumme
  ein Pfad, der auf .whl endet   ein Paket auf diesem Rechner; es wird nach ci/ kopiert"""


@frozen
class Package:
    """A source of ksnet: the line for pip, a German sentence, and the files that come along."""

    line: str
    explanation: str
    wheel: tuple[str, bytes] | None = None
    built: bool = False  # from source, which needs the build packages first

    def files(self) -> dict[str, bytes]:
        """Return the files in `ci/`."""
        requirements = (_FILES / "requirements.txt").read_bytes()
        if self.built:
            requirements += (_FILES / "build-requirements.txt").read_bytes()
        head = f"# {self.explanation} Ändern: README.md, „Für die IT“.\n"
        files = {
            "ci/ksnet.txt": f"{head}{self.line}\n".encode(),
            "ci/requirements.txt": requirements,
        }
        return files | ({f"ci/{self.wheel[0]}": self.wheel[1]} if self.wheel else {})


def usual() -> str:
    """Return the source that matches how this ksnet was installed: index, commit, or `wheel`.

    pip records it in `direct_url.json` (PEP 610) for everything that does not come from an index.
    """
    try:
        known = distribution("ksnet").read_text("direct_url.json")
        origin = json.loads(known) if known else None
    except (PackageNotFoundError, ValueError):
        return "wheel"
    if origin is None:
        return "index"
    source = f"git+{origin.get('url')}@{origin.get('vcs_info', {}).get('commit_id')}"
    return source if _GIT.fullmatch(source) else "wheel"


def package(text: str) -> Package:
    """Return the source that `--package` names.

    Raises UsageProblem for no source, OutputProblem where it cannot be packed.
    """
    if text == "index":
        return Package(
            f"ksnet=={__version__}",
            f"Die Prüfläufe nehmen ksnet {__version__} aus dem Paketverzeichnis des Runners.",
        )
    if text == "wheel":
        return _enclosed(*running_program())
    if _GIT.fullmatch(text):
        revision = text.rpartition("@")[2]
        return Package(
            f"ksnet @ {text}",
            f"Die Prüfläufe bauen ksnet aus dem Quelltext, Stand {revision}.",
            built=True,
        )
    if found := _ADDRESS.fullmatch(text):
        address, digest = found.groups()
        return Package(
            f"ksnet @ {address} --hash=sha256:{digest}",
            "Die Prüfläufe holen ksnet von einer festen Adresse und prüfen die Prüfsumme.",
        )
    if text.endswith(".whl") and "://" not in text:
        return _enclosed(Path(text).name, _read(Path(text)))
    raise UsageProblem(_why_not(text))


def checked(text: str) -> str:
    """Return the text if it names a source; raises UsageProblem."""
    package(text)
    return text


def _enclosed(name: str, content: bytes) -> Package:
    line = f"./ci/{name} --hash=sha256:{hashlib.sha256(content).hexdigest()}"
    return Package(
        line,
        f"Die Prüfläufe nehmen ksnet aus der Datei ci/{name} und prüfen ihre Prüfsumme.",
        (name, content),
    )


def _read(path: Path) -> bytes:
    if not _WHEEL_NAME.fullmatch(path.name):
        raise UsageProblem(
            f"{path.name} ist kein Paket von ksnet. Es heißt zum Beispiel ksnet-{__version__}-py3-none-any.whl."
        )
    names: list[str] = []
    try:
        content = path.read_bytes()
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except OSError as error:
        raise UsageProblem(f"{path} lässt sich nicht lesen: {reason(error)}.") from error
    if "ksnet/__init__.py" not in names:
        raise UsageProblem(f"{path} ist kein Paket von ksnet, obwohl es so heißt.")
    return content


def _why_not(text: str) -> str:
    scheme, _, rest = text.partition("://")
    if scheme in {"https", "git+https"} and "@" in rest.partition("/")[0]:
        hint = "Zugangsdaten gehören nicht hinein: Alle könnten sie lesen."
    elif text.startswith("git+"):
        hint = "Der Quelltext braucht https und am Ende den Stand: git+https://…@v0.1.0."
    elif rest:
        hint = "Eine Adresse beginnt mit https://, endet auf .whl und nennt die Prüfsumme: #sha256=… (64 Zeichen)."
    else:
        hint = "Möglich sind wheel, index, git+https://…@STAND, https://….whl#sha256=… oder der Pfad einer .whl-Datei."
    return f"„{text}“ sagt nicht, woher die Prüfläufe ksnet nehmen sollen. {hint}"
